/* What is typed and not finished, in whatever box or form: the journal has it, and after a
 * crash it stands where it was typed. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

TestSuite(unfinished, .init = enter_folder, .fini = folder_finish);

/* An arrow between, since letters alone would be words. */
#define TO_AN_ACTION "G2\x1b[C"

static struct typist *open_table(void)
{
    return typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "a.json"));
}

static struct typist *begin(void)
{
    char *path = test_path("a.json");
    tables_write(path, "{\"place\":\"Leeds\",\"goals\":[{\"text\":\"Less sugar\","
                       "\"barriers\":[\"Adverts\",\"Fares\"],\"groups\":[\"Lend a "
                       "desk\"]},{\"text\":\"More walking\","
                       "\"barriers\":[\"Advertising\"]}]}");
    free(path);
    return open_table();
}

static void wait_for_journal(struct typist *t, const char *words)
{
    char *path = test_path("a.json.journal");
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    bool kept = false;
    while (!kept && program_clock_ms() < until_ms) {
        char *text = text_file_read(path);
        kept = text && strstr(text, words);
        free(text);
        typist_read(t, 10);
    }
    cr_assert(kept, "‘%s’ is not in the journal", words);
    free(path);
}

static void kill_it(struct typist *t)
{
    typist_signal(t, SIGKILL);
    cr_expect_eq(typist_end(t), 128 + SIGKILL);
    typist_free(t);
}

/* What is typed there, where the program is killed, and what is seen there when it is opened
 * again. */
struct place {
    const char *keys, *there, *typed, *kept; /* the journal has that */
    const char *said, *again; /* on opening; the keys to that place again */
    const char *seen[2];
};

static void expect_back(const struct place *p)
{
    struct typist *t = begin();
    typist_type(t, p->keys);
    typist_wait(t, p->there);
    typist_type(t, p->typed);
    wait_for_journal(t, p->kept);
    kill_it(t);
    t = open_table();
    typist_wait_wrapped(t, p->said);
    typist_type(t, p->again);
    typist_wait(t, p->there);
    for (size_t i = 0; i < LENGTH(p->seen) && p->seen[i]; i++) {
        typist_wait_wrapped(t, p->seen[i]);
    }
    typist_free(t);
}

Test(unfinished, a_promise_is_there_again_line_by_line)
{
    expect_back(&(struct place){
        .keys = TO_AN_ACTION "c",
        .there = "Who and when: ‘Lend a desk’",
        .typed = "Zoe" TAB "on Fri",
        .kept = "on Fri",
        .said = "‘who: Zoe; when: on Fri’ is kept: c on ‘Lend a desk’ goes on.",
        .again = "c", /* it is selected */
        .seen = {"not finished stands here again", "Zoe"}});
}

/* Left by Esc, and by a crash; the line is gone on with, not the first. */
Test(unfinished, the_cursor_stands_in_the_line_in_which_it_was_typed)
{
    struct typist *t = begin();
    typist_type(t, TO_AN_ACTION "c");
    typist_wait(t, "Who and when");
    typist_type(t, "Joan\rin a w" ESC);
    typist_wait(t, "goes on with it");
    typist_type(t, "c");
    typist_wait(t, "By when         ▶ in a w");
    typist_type(t, "eek" UP "na");
    typist_wait(t, "Who does it     ▶ Joanna");
    wait_for_journal(t, "in a week\\nwho: Joanna");
    kill_it(t);
    t = open_table();
    typist_type(t, "c"); /* it is selected */
    typist_wait(t, "Who does it     ▶ Joanna");
    typist_type(t, "h");
    typist_wait(t, "Joannah");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(unfinished, the_details_are_there_again)
{
    expect_back(&(struct place){.keys = "o",
                                .there = "Details of this session",
                                .typed = "Warm homes",
                                .kept = "Warm homes",
                                .said = "‘title: Warm homes’ is kept: o goes on.",
                                .again = "o",
                                .seen = {"Warm homes", "Leeds"}});
}

Test(unfinished, a_question_is_there_again_and_nobody_was_asked)
{
    expect_back(&(struct place){
        .keys = "sw",
        .there = "Ask everybody: Enter opens it",
        .typed = "Why here",
        .kept = "Why here",
        .said = "‘question: Why here’ is kept: s, then a way to answer, goes on.",
        .again = "sw",
        .seen = {"Why here"}});
}

Test(unfinished, a_count_from_paper_is_there_again)
{
    expect_back(
        &(struct place){.keys = "2bw",
                        .there = "Counted on paper",
                        .typed = TAB "14",
                        .kept = "\"14\"",
                        .said = "‘14’ is kept: b, then w on ‘Adverts’ goes on.",
                        .again = "bw",
                        .seen = {"‘14’ was typed here and not kept: Enter keeps it"}});
}

/* The room reads along, and is shown no count of a ballot that is on. */
Test(unfinished, a_count_of_a_hidden_ballot_comes_back_without_its_number)
{
    struct typist *t = begin();
    typist_press(t, "2b1", "Began a ballot");
    typist_press(t, "bw", "Counted on paper");
    typist_type(t, TAB "1479");
    wait_for_journal(t, "\"1479\"");
    kill_it(t);
    t = open_table();
    typist_wait_wrapped(t, "draft of a count is kept: b, then w on ‘Adverts’ goes on.");
    cr_expect_not(typist_sees(t, "1479"));
    typist_press(t, "bw", "A count was typed here and not kept: Enter keeps it");
    cr_expect_not(typist_sees(t, "1479"));
    typist_free(t);
}

Test(unfinished, a_name_for_what_recurs_is_there_again)
{
    expect_back(&(struct place){.keys = "S2c",
                                .there = "What shall they be called?",
                                .typed = "Hoardings",
                                .kept = "Hoardings",
                                .said = "‘Hoardings’ is kept: S, then c on",
                                .again = "S2c",
                                .seen = {"Your draft is back", "Hoardings"}});
}

Test(unfinished, a_stage_of_the_day_is_there_again)
{
    expect_back(&(struct place){.keys = "Da",
                                .there = "New stage, and its minutes",
                                .typed = "Energiser 1",
                                .kept = "Energiser 1",
                                .said = "‘Energiser 1’ is kept: D, then a goes on.",
                                .again = "Da",
                                .seen = {"Your draft is back", "Energiser 1"}});
}

Test(unfinished, an_answer_that_was_called_out_is_there_again)
{
    expect_back(
        &(struct place){.keys = "swWhy here\ra",
                        .there = "Answer:",
                        .typed = "For the te",
                        .kept = "For the te",
                        .said = "‘For the te’ is kept: s, then a on ‘Why here’ goes on.",
                        .again = "sa",
                        .seen = {"Answer: For the te"}});
}

Test(unfinished, what_stood_in_a_line_before_comes_back_by_clearing_it_twice)
{
    struct typist *t = begin();
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_type(t, TAB "lder" ESC);
    typist_wait(t, "Put aside");
    typist_type(t, "o");
    typist_wait_wrapped(t, "Ctrl-U twice shows what stood in a line before");
    typist_wait_gone(t, "Leeds");
    typist_type(t, CTRL_U CTRL_U);
    typist_wait(t, "This is what stood here.");
    typist_wait(t, "▶ Leeds");
    typist_type(t, ESC);
    typist_wait(t, "1 Goals 2");
    typist_type(t, "o");
    typist_wait(t, "Leeds");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "not finished"));
    typist_type(t, ESC);
    typist_leave(t);
}

/* As by the "o" of a word that was a key; two letters may be the beginning of a name. */
Test(unfinished, one_letter_over_what_a_line_said_is_no_draft)
{
    struct typist *t = begin();
    typist_press(t, "o", "Details of this session");
    typist_press(t, TAB "l", "It said ‘Leeds’");
    typist_press(t, ESC, "Nothing was changed.");
    typist_press(t, "o", "▶ what the session is called");
    typist_wait(t, "Leeds");
    cr_expect_not(typist_sees(t, "not finished"));
    typist_press(t, TAB "le", "It said ‘Leeds’");
    typist_press(t, ESC, "Put aside: what was typed stands there");
    typist_press(t, "o", "not finished stands here again");
    typist_press(t, CTRL_U "4", "It said ‘Leeds’");
    typist_press(t, ESC,
                 "Put aside: what was typed stands there"); /* a figure is meant */
    typist_leave(t);
}

Test(unfinished, what_was_finished_or_left_is_no_draft)
{
    struct typist *t = begin();
    typist_type(t, TO_AN_ACTION "c");
    typist_wait(t, "Who and when: ‘Lend a desk’");
    typist_type(t, "Zoe" ESC);
    typist_wait_wrapped(
        t, "Put aside, and no promise yet: c on ‘Lend a desk’ goes on with it, Backspace "
           "drops it.");
    wait_for_journal(t, "who: Zoe");
    kill_it(t);
    t = open_table();
    typist_wait(t, "▶ Lend a"); /* where the work was going on */
    typist_type(t, "c");
    typist_wait(t, "not finished stands here again");
    typist_type(t, CTRL_S);
    typist_wait(t, "Zoe, for ‘Lend a desk’");
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_type(t, "Warm");
    wait_for_journal(t, "Warm");
    typist_type(t, CTRL_U ESC); /* and as it was again */
    typist_wait(t, "▶ Lend a");
    typist_leave(t);
    char *text = exported("a.json", "json");
    expect_part(text, "Zoe");
    expect_no_part(text, "draft");
    expect_no_part(text, "Warm");
    free(text);
    t = open_table();
    typist_settle(t);
    cr_expect_not(typist_sees(t, "draft"));
    typist_leave(t);
}

/* What was typed since a draft came back goes with it, and comes back with it. */
Test(unfinished, the_newest_stands_of_what_is_put_aside)
{
    static const char *const places[][5] = {
        {"Da", "New stage, and its minutes", "Energiser", " 15", "Energiser 15"},
        {"S2c", "What shall they be called?", "Hoard", " ings", "Hoard ings"},
        {"2bw", "Counted on paper", TAB "14", "15", "15"},
    };
    for (size_t i = 0; i < LENGTH(places); i++) {
        const char *const *p = places[i];
        struct str aside = str_of("Put aside ‘%s’, which was being written", p[4]);
        struct typist *t = begin();
        typist_press(t, p[0], p[1]);
        const char *typed = p[2] + (*p[2] == '\t');
        typist_press(t, p[2], typed);
        typist_signal(t, SIGTERM);
        cr_expect_eq(typist_end(t), 0);
        typist_free(t);
        t = open_table();
        typist_press(t, p[0], p[1]);
        typist_wait(t, typed);
        typist_press(t, p[3], p[4]);
        typist_type(t, ESC);
        typist_wait_wrapped(t, aside.bytes);
        typist_free(t);
        str_finish(&aside);
    }
}

/* A closed window says of nothing that it is done: what is half written is no promise, no stage
 * and no name, but a draft.
 *  @done  what the session would say of it */
static void expect_draft_of_closed(const struct place *p, const char *done, int sig)
{
    struct typist *t = begin();
    typist_type(t, p->keys);
    typist_wait(t, p->there);
    typist_type(t, p->typed);
    typist_wait(t, p->kept);
    typist_signal(t, sig);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    char *text = exported("a.json", "json");
    expect_no_part(text, done);
    free(text);
    t = open_table();
    typist_type(t, p->again);
    typist_wait(t, p->there);
    for (size_t i = 0; i < LENGTH(p->seen) && p->seen[i]; i++) {
        typist_wait_wrapped(t, p->seen[i]);
    }
    typist_free(t);
}

Test(unfinished, what_is_half_typed_when_the_window_is_closed_is_a_draft)
{
    static const struct place promise = {
        .keys = TO_AN_ACTION "c",
        .there = "Who and when: ‘Lend a desk’",
        .typed = "Zoe",
        .kept = "Zoe",
        .again = "c",
        .seen = {"not finished stands here again", "Zoe"}};
    static const struct place stage = {.keys = "Da",
                                       .there = "New stage, and its minutes",
                                       .typed = "Energiser 1",
                                       .kept = "Energiser 1",
                                       .again = "Da",
                                       .seen = {"Your draft is back", "Energiser 1"}};
    static const struct place name = {.keys = "S2c",
                                      .there = "What shall they be called?",
                                      .typed = "Hoardings",
                                      .kept = "Hoardings",
                                      .again = "S2c",
                                      .seen = {"Your draft is back", "Hoardings"}};
    static const struct place count = {
        .keys = "2bw",
        .there = "Counted on paper",
        .typed = TAB "1479",
        .kept = "1479",
        .again = "bw",
        .seen = {"‘1479’ was typed here and not kept: Enter keeps it"}};
    expect_draft_of_closed(&promise, "\"Zoe\"", SIGHUP);
    expect_draft_of_closed(&stage, "\"Energiser\"", SIGTERM);
    expect_draft_of_closed(&name, "\"name\": \"Hoardings\"", SIGHUP);
    expect_draft_of_closed(&count, " 1479", SIGTERM);
}

/* Closing a window asks nobody. */
Test(unfinished, a_question_is_kept_when_the_window_is_closed)
{
    struct typist *t = begin();
    typist_type(t, "sw");
    typist_wait(t, "Ask everybody: Enter opens it");
    typist_type(t, "Why here");
    typist_wait(t, "Why here");
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    t = open_table();
    typist_type(t, "sw");
    typist_wait(t, "not finished stands here again");
    typist_wait(t, "Why here");
    typist_free(t);
}
