/* People's phones for whoever has no screen: they are let in, what they send is told and
 * taken by its number; and who comes to write along is told, too. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/host.h"
#include "support/phone.h"
#include "support/program.h"
#include "support/said.h"
#include "support/typist.h"

#include "store/standing.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

TestSuite(spoken_phones, .init = enter_folder, .fini = folder_finish);

static struct typist *open_dumb(void)
{
    program_env("TERM", "dumb");
    struct typist *t = typist_start(60, 120, WORDS("roundtable", "table.json"));
    typist_wait(t, "adds the first");
    return t;
}

/* Types a line, and waits for what it says. */
static void say(struct typist *t, const char *line, const char *answer)
{
    typist_type(t, line);
    typist_type(t, "\n");
    typist_wait(t, answer);
}

/* Empty lines ask for news. */
static void ask_for(struct typist *t, const char *news)
{
    for (int64_t until_ms = program_clock_ms() + program_deadline_ms();
         !typist_sees(t, news) && program_clock_ms() < until_ms;) {
        typist_type(t, "\n");
        typist_read(t, 50);
    }
    cr_assert(typist_sees(t, news), "%s", news);
}

/* Where it says that phones come in. */
static struct host host_of(struct typist *t)
{
    struct host host = {.pid = 0};
    for (int row = 0; row < 60 && !host.port; row++) {
        struct str text = STR_EMPTY;
        typist_row(t, row, &text);
        const char *at = strstr(str_text(&text), "Phones come in at http://");
        if (at) {
            sscanf(at, "%*[^/]//%*[^:]:%d/%63[a-z0-9]", &host.port, host.token);
        }
        str_finish(&text);
    }
    cr_assert_neq(host.port, 0);
    return host;
}

Test(spoken_phones,
     come_in_at_an_address_that_is_said_and_what_they_send_is_taken_by_number)
{
    struct typist *t = open_dumb();
    say(t, "goal More walking", "Saved.");
    say(t, "phones", "Phones come in at http://");
    struct host host = host_of(t);
    struct visitor ana = visitor_of(&host);
    visitor_send(&ana, "Bus fares");
    visitor_send(&ana, "Dark paths");
    visitor_send(&ana, "Rain");
    ask_for(t, "inbox has 3 that wait.");
    ask_for(t, "A phone came in; 1 by now.");
    say(t, "inbox", "3 Rain");
    say(t, "take 2", "Took ‘Dark paths’: Barriers of ‘More walking’.");
    say(t, "put-aside 1", "Put aside: ‘Bus fares’.");
    say(t, "take 7", "There is no 7 here; the last is 1.");
    say(t, "take-changed 1", "Take it with other words: ‘Rain’");
    say(t, "Wet shoes", "Took ‘Wet shoes’");
    say(t, "close", "Barrier 2 of 2 of goal 1 ‘More walking’: Wet shoes.");
    say(t, "phones", "1 did. code, then phones, ends it.");
    say(t, "quit", "Leave? 1 phone is in");
    typist_type(t, "yes\n");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

/* What a phone asks to have back is among them, as in the inbox and in all titles. */
Test(spoken_phones, how_many_wait_is_told_as_the_inbox_counts_them)
{
    struct typist *t = open_dumb();
    struct phone p;
    struct offer offer;
    say(t, "goal More walking", "Saved.");
    say(t, "save", "Saved to");
    phone_open(&p, "table.json");
    phone_send(&p, "a1", NULL, NULL, "Cleaner air", NULL);
    ask_for(t, "inbox has 1 that waits.");
    say(t, "inbox", "1 Cleaner air");
    say(t, "take 1", "Took ‘Cleaner air’");
    say(t, "close", "Goal");
    phone_look(&p);
    uint64_t from = p.writer.author.next_number;
    cr_assert(offer_find(p.writer.file.session, "a1", &offer));
    cr_assert(author_ask_back(&p.writer.author, &offer, NULL));
    phone_tell(&p, from);
    phone_send(&p, "b1", NULL, NULL, "Rain", NULL);
    ask_for(t, "inbox has 2 that wait.");
    say(t, "inbox", "2 Rain");
    say(t, "close", "Goal");
    say(t, "leave", "Leave? 1 entry that phones sent waits");
    typist_type(t, "yes\n");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    phone_close(&p);
}

Test(spoken_phones, who_comes_and_goes_is_told)
{
    struct typist *t = open_dumb();
    say(t, "goal A", "Saved.");
    struct typist *ben =
        typist_start(24, 80, WORDS("roundtable", "--by", "Ben", "table.json"));
    typist_wait(ben, "Barriers");
    ask_for(t, "Here now: you, with Ben.");
    typist_type(ben, "leave\n");
    typist_end(ben);
    typist_free(ben);
    ask_for(t, "Nobody else is here any more.");
    say(t, "leave", "All is saved.");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

/* Who wrote into a session is not let into another one because it has the same name. */
Test(spoken_phones, a_session_that_begins_where_another_was_has_phones_of_its_own)
{
    expect_said_anew("goal A\n", "Saved.");
    cr_assert(standing_keep("table.json", STANDING_PHONES, "8080/\"token\"", NULL));
    expect_said("code\n",
                "Phones are not let in any more. phones lets them in again, at");
    expect_said_anew("code\n", "Phones are not let in yet.");
    cr_assert(standing_keep("table.json", STANDING_PHONES, "8080/\"token\"", NULL));
    unlink("table.json");
    EXPECT_RUN(0, "", NULL, "new", "table.json");
    expect_said("code\n", "Phones are not let in yet.");
}
