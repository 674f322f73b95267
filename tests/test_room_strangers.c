/* Somebody who was told the words, and means ill. */

#include "base/hash.h"
#include "live/invitation.h"
#include "live/seal.h"
#include "model/session.h"
#include "store/file.h"
#include "support/folder.h"
#include "support/guest.h"
#include "support/laptop.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char leeds[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"leeds\","
    "\"place\":\"Leeds\",\"table\":\"4\",\"goals\":["
    "{\"text\":\"Less sugar\",\"barriers\":[\"Advertising\"]}]}]}";

struct stranger {
    struct guest guest;
    struct seal seal;
    struct dice dice;
};

static void stranger_come(struct stranger *s, const char *text)
{
    struct invitation invitation;
    struct err err = ERR_NONE;
    struct str all = STR_EMPTY;
    cr_assert(invitation_read(text, &invitation, &err), "%s", err_text(&err));
    cr_assert(seal_init(&s->seal, invitation.secret));
    struct broker_options options = HOSTS_AT(invitation.port);
    options.user = s->seal.room;
    options.password = s->seal.password;
    str_addf(&all, "rt/%s/nothing", s->seal.room);
    guest_come(&s->guest, &options, WORDS(all.bytes));
    GUESTS_UNTIL(s->guest.connections, &s->guest);
    str_finish(&all);
    invitation_finish(&invitation);
}

static void stranger_leave(struct stranger *s)
{
    guest_leave(&s->guest);
    seal_finish(&s->seal);
}

static void stranger_say_in(struct stranger *s, const char *channel, const char *kind,
                            const char *text)
{
    struct str topic = STR_EMPTY, sealed = STR_EMPTY;
    str_addf(&topic, "rt/%s/%s/%s", s->seal.room, channel, kind);
    cr_assert(seal_close(&s->seal, topic.bytes, text, strlen(text), &sealed));
    broker_publish(s->guest.broker, topic.bytes, sealed.bytes, sealed.len_bytes, 0);
    guests_turn((struct guest *const[]){&s->guest, NULL}, program_clock_ms() + 1);
    str_finish(&topic);
    str_finish(&sealed);
}

static void stranger_say(struct stranger *s, const char *kind, const char *text)
{
    stranger_say_in(s, "all", kind, text);
}

TestSuite(room_strangers, .fini = folder_finish);

/* How many lines a bridge says until one has those words. */
static size_t lines_until(struct laptop *l, const char *words)
{
    size_t count = 0;
    for (bool found = false; !found; count++) {
        char *line = laptop_line(l);
        found = strstr(line, words) != NULL;
        free(line);
    }
    return count;
}

Test(room_strangers, five_hundred_who_come_at_once_are_told_a_few_times)
{
    enum { MANY = 500, MOST_TOLD = 100 };
    struct laptop ana = laptop_of("Ana", leeds);
    struct stranger s = {.dice = {1}};
    char *invitation = laptop_begin(&ana);
    stranger_come(&s, invitation);
    for (int i = 0; i < MANY; i++) {
        char id[BASE32_SIZE_BYTES];
        base32_write(dice_roll(&s.dice), id);
        stranger_say(&s, "hello", id);
    }
    stranger_leave(&s);
    cr_expect(lt(sz, lines_until(&ana, "500 others"), (size_t)MOST_TOLD));
    free(invitation);
    laptop_finish(&ana);
}

Test(room_strangers, an_organiser_counts_so_many_in_all_channels_and_no_more)
{
    enum { CHANNELS = 12, NAMES = 450, MOST = 5000 };
    struct laptop dot = laptop_of("Dot", NULL), ana = laptop_of("Ana", leeds);
    struct stranger s = {.dice = {2}};
    laptop_run(&dot, NULL, WORDS("--host", "127.0.0.1", "--port", "0", "--organise"));
    char *invitation = laptop_line(&dot);
    laptop_run(&ana, invitation, WORDS("--by-table"));
    laptop_hear(&dot, "with Ana (table 4)");
    stranger_come(&s, invitation);
    for (int i = 0; i < CHANNELS * NAMES; i++) {
        char id[BASE32_SIZE_BYTES], channel[16];
        base32_write(dice_roll(&s.dice), id);
        snprintf(channel, sizeof channel, "table%d", i % CHANNELS);
        stranger_say_in(&s, channel, "hello", id);
    }
    laptop_hear(&dot, "with Ana (table 4) and 4999 others");
    cr_expect_eq(laptop_leave(&ana), 0);
    laptop_hear(&dot, "with 4999 others"); /* all of them are nobody */
    stranger_leave(&s);
    free(invitation);
    laptop_finish(&ana);
    laptop_finish(&dot);
}

/* What a stranger says so that an edit in a file is redacted. */
static char *redaction_of(const char *path, const char *id)
{
    struct session_file file;
    struct err err = ERR_NONE;
    struct str line = STR_EMPTY;
    size_t count;
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    const struct edit **edits = session_edits(file.session, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(edits[i]->kind, id) == 0) {
            struct edit rest = *edits[i];
            edit_redact(&rest);
            edit_write(&rest, &line);
            break;
        }
    }
    free(edits);
    file_close(&file);
    return str_take(&line);
}

/* Somebody without a name does, or one who says who they are. */
static void expect_redacted(const char *id, const char *words)
{
    struct laptop ana = laptop_of("Ana", leeds);
    struct stranger s = {.dice = {1}};
    char *line = redaction_of(ana.path, "note");
    char *invitation = laptop_begin(&ana);
    stranger_come(&s, invitation);
    struct typist *t = laptop_open(&ana);
    struct str edits = str_of("%s%s\n", id, line);
    stranger_say(&s, "who", "0123456789abc 0 0\nMallory\n\n\n");
    stranger_say(&s, "edits", edits.bytes);
    typist_wait(t, words);
    laptop_hear(&ana, words);
    typist_leave(t);
    ana.screen = NULL;
    stranger_leave(&s);
    str_finish(&edits);
    free(line);
    free(invitation);
    laptop_finish(&ana);
}

Test(room_strangers, words_that_somebody_redacts_do_not_vanish_in_silence)
{
    expect_redacted("", "1 redacted by others");
}

Test(room_strangers, who_redacts_words_is_said)
{
    expect_redacted("0123456789abc\n", "1 redacted by Mallory");
}

Test(room_strangers, who_contradicts_what_was_here_is_said)
{
    struct laptop ana = laptop_of("Ana", leeds);
    struct stranger s = {.dice = {1}};
    char *invitation = laptop_begin(&ana);
    stranger_come(&s, invitation);
    stranger_say(&s, "who", "0123456789abc 0 0\nMallory\n\n\n");
    for (int i = 0; i < 3; i++) {
        struct str edits = str_of("0123456789abc\n{\"key\":\"0000000000001.0\",\"at\":"
                                  "\"2017-02-22T12:00:00.000Z\",\"of\":\"session:leeds\","
                                  "\"set\":{\"place\":\"York %d\"}}\n",
                                  i);
        stranger_say(&s, "edits", edits.bytes);
        str_finish(&edits);
    }
    laptop_hear(&ana, "2 contradicting what was here, by Mallory");
    stranger_leave(&s);
    free(invitation);
    laptop_finish(&ana);
}

Test(room_strangers, a_table_that_nobody_knows_takes_no_place)
{
    struct laptop ana = laptop_of("Ana", leeds), ben = laptop_of("Ben", NULL);
    struct stranger s = {.dice = {1}};
    char *invitation = laptop_begin(&ana);
    stranger_come(&s, invitation);
    stranger_say(&s, "edits",
                 "{\"key\":\"0000000000001.0\",\"at\":\"2017-02-22T12:00:00.000Z\","
                 "\"of\":\"session:york\",\"set\":{\"place\":\"York\"}}\n");
    laptop_holds(&ana, "York");
    laptop_join(&ben, invitation);
    laptop_hear(&ben, "with Ana (table 4)");
    stranger_leave(&s);
    free(invitation);
    laptop_finish(&ana);
    laptop_finish(&ben);
}
