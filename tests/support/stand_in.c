#include "support/stand_in.h"

#include "support/program.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

void stand_in_begin(struct stand_in *s, const char *path, enum member_kind kind)
{
    bool phones = kind == MEMBER_IS_PHONES;
    signal(SIGPIPE, SIG_IGN); /* as company.h asks */
    *s = (struct stand_in){.says = {.phones = phones, .connected = true}};
    company_join(&s->company, path, phones ? "phones1" : "room1", "", kind);
}

void stand_in_end(struct stand_in *s)
{
    company_leave(&s->company);
    room_finish(&s->says);
}

void stand_in_say(struct stand_in *s, const char *called)
{
    struct err err = ERR_NONE;
    char *path = s->says.phones ? company_phones_path(&s->company)
                                : company_room_path(&s->company);
    cr_assert(room_write(path, &s->says, &err), "%s", err_text(&err));
    company_call(&s->company, called);
    free(path);
}

void stand_in_say_joined(struct stand_in *s, uint64_t joined)
{
    struct str called = str_of("%d phones", (int)joined);
    s->says.joined = joined;
    stand_in_say(s, called.bytes);
    str_finish(&called);
}

void stand_in_hear(struct stand_in *s, unsigned wanted)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!(company_hear(&s->company) & wanted)) {
        struct pollfd in = {.events = POLLIN};
        cr_assert_eq(company_descriptors(&s->company, &in.fd, 1), 1);
        cr_assert_lt(program_clock_ms(), until_ms, "nothing was heard");
        poll(&in, 1, 100);
    }
}

/* How it stands is asked for whenever it is looked at. */
void stand_in_expect_asked(struct stand_in *s, const char *words)
{
    char *asked = NULL;
    while (!asked || strcmp(asked, "look") == 0) {
        free(asked);
        asked = company_asked(&s->company);
        if (!asked) {
            stand_in_hear(s, HEARD_ASKED);
            asked = company_asked(&s->company);
        }
    }
    cr_expect_str_eq(asked, words);
    free(asked);
}
