/* Who does what, by when, and what came of it: in the model and on the screen. */

#include "model/author.h"
#include "model/commitments.h"
#include "model/forget.h"
#include "model/meetings.h"
#include "model/parting.h"
#include "store/file.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/promises.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(commitments, .init = promises_enter, .fini = folder_finish);

/* The model */

static void expect_words(const struct commitments *all, const char *const *words)
{
    size_t count = 0;
    for (; words[count] && count < all->count; count++) {
        cr_expect_str_eq(record_words(all->items[count].note, "text"), words[count]);
    }
    cr_expect(count == all->count && !words[count], "%zu promises", all->count);
}

Test(commitments, they_stand_by_date_then_by_other_words_then_without)
{
    struct session *s = session_of_tables(promises);
    struct commitments all = {0};
    commitments_add(s, record_saying(s, "Warmth"), &all);
    expect_words(&all, WORDS("Taste | water", "Ask the council", "Habit", "Sew curtains",
                             "Swap coats"));
    cr_expect_eq(commitments_answered(&all), 1);
    cr_expect(commitment_overdue(&all.items[0], "2017-02-22"));
    cr_expect_not(commitment_overdue(&all.items[0], "2017-02-21"), "it is due today");
    cr_expect_not(commitment_overdue(&all.items[3], "2099-01-01"), "words have no day");
    commitments_finish(&all);
    session_free(s);
}

Test(commitments, me_beside_whose_name_that_is_lacks_none)
{
    static const struct {
        const char *who;
        bool lacks;
    } rows[] = {{"me", true},
                {"Me and Ana", true},
                {"me, Tom", true},
                {"me (Ana)", false},
                {"Ana (me)", false},
                {"me: Ana", false},
                {"myself = Ana", false},
                {"Ana, myself", true}};
    bool alone;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(commitment_says_me(rows[i].who, &alone), rows[i].lacks, "%s",
                     rows[i].who);
    }
}

Test(commitments, they_are_said_in_full_in_short_and_without_names)
{
    struct session *s = session_of_tables(promises);
    struct commitment c;
    struct str said = STR_EMPTY;
    cr_assert(commitment_of(record_saying(s, "Ask the council"), &c));
    commitment_add_all(&c, true, &said);
    cr_expect_str_eq(str_text(&said), "Ana, by 1 March 2017; messenger: someone like me");
    str_clear(&said);
    commitment_add_all(&c, false, &said);
    cr_expect_str_eq(str_text(&said), "by 1 March 2017");
    str_clear(&said);
    commitment_add_promise(&c, "2017-02-22", true, &said);
    cr_expect_str_eq(str_text(&said), "Ana, by 1 Mar");
    str_clear(&said);
    commitment_add_promise(&c, "2017-03-02", true, &said);
    cr_expect_str_eq(str_text(&said), "Ana, was due 1 Mar");
    str_clear(&said);
    cr_assert(commitment_of(record_saying(s, "Sew curtains"), &c));
    commitment_add_all(&c, true, &said);
    cr_expect_str_eq(str_text(&said), "Ben, before Easter");
    str_clear(&said);
    cr_assert(commitment_of(record_saying(s, "Swap coats"), &c));
    commitment_add_all(&c, false, &said);
    cr_expect_str_eq(str_text(&said), "came of it: forty coats");
    cr_expect_not(commitment_of(record_saying(s, "Only an idea"), &c));
    str_finish(&said);
    session_free(s);
}

Test(commitments, the_table_to_follow_is_the_latest_that_none_follows)
{
    struct session *s = session_of_tables(
        "{\"id\":\"a\",\"title\":\"first\",\"date\":\"2017-01-01\"},"
        "{\"id\":\"c\",\"title\":\"other\",\"date\":\"2017-02-01\"},"
        "{\"id\":\"b\",\"title\":\"next\",\"date\":\"2017-06-01\",\"after\":\"a\"},"
        "{\"id\":\"d\",\"title\":\"answered\",\"date\":\"2017-07-01\"},"
        "{\"id\":\"e\",\"title\":\"early\",\"date\":\"2016-07-01\",\"after\":\"d\"}");
    cr_expect_eq(table_before(s, record_saying(s, "next")), record_saying(s, "first"));
    cr_expect_null(table_before(s, record_saying(s, "first")));
    cr_expect_eq(table_after(s, record_saying(s, "first")), record_saying(s, "next"));
    cr_expect_null(table_after(s, record_saying(s, "next")));
    cr_expect_eq(table_to_follow(s), record_saying(s, "next"));
    size_t count;
    const struct record **open = tables_to_follow(s, &count);
    cr_assert_eq(count, 3);
    cr_expect_eq(open[0], record_saying(s, "early"));
    cr_expect_eq(open[1], record_saying(s, "other"));
    cr_expect_eq(open[2], record_saying(s, "next"));
    free(open);
    session_free(s);
    s = session_of_tables("{\"id\":\"a\",\"title\":\"ring\",\"after\":\"b\"},"
                          "{\"id\":\"b\",\"title\":\"other\",\"after\":\"a\"},"
                          "{\"id\":\"c\",\"title\":\"own\",\"after\":\"c\"}");
    cr_expect_null(table_before(s, record_saying(s, "own")), "no table follows itself");
    cr_expect(table_to_follow(s));
    struct meetings met = table_meetings(s, record_saying(s, "ring"));
    cr_expect_eq(met.count, 2);
    cr_expect_eq(met.tables[1], record_saying(s, "other"));
    struct session *alone = session_of_table(s, record_saying(s, "ring"));
    session_tables(alone, &count);
    cr_expect_eq(count, 2, "the one that is no part of the ring is left out");
    session_free(alone);
    session_free(s);
}

Test(commitments, who_asks_to_be_forgotten_is_forgotten_in_what_undo_says_again)
{
    struct session *s = session_of_tables(promises);
    struct author a;
    struct err err = ERR_NONE;
    struct str out = STR_EMPTY;
    const struct record *note = record_saying(s, "Only an idea");
    author_init(&a, s, 1, NULL);
    a.now_ms = 1487764800000;
    cr_assert(author_set(&a, note, "who", VALUE_OF_TEXT("Cleo"), &err));
    const struct edit *first = field_shown(record_field(note, "who"))->edit;
    cr_assert(author_set(&a, note, "who", VALUE_OF_TEXT("Dev"), &err));
    cr_assert(author_undo(&a, &out));
    cr_expect_str_eq(record_words(note, "who"), "Cleo");
    cr_assert(forget(&a, &(struct forget){.edit = first}, &err));
    str_clear(&out);
    file_write(s, &out);
    cr_expect_null(strstr(out.bytes, "Cleo"), "%s", out.bytes);
    str_finish(&out);
    author_finish(&a);
    session_free(s);
}

/* Ben and Zoe, unseen by each other, said who asks the council, and by when. */
static void two_promise(void)
{
    promise_apart("Ask the council", "who", "Ben", "Zoe");
    promise_apart("Ask the council", "when", "2017-03-10", "2017-12-14");
}

Test(commitments, what_two_promised_is_said_to_be_not_settled_wherever_it_is_told)
{
    two_promise();
    EXPECT_RUN(0, "(Zoe, by 14 December 2017; not settled; messenger:", NULL, "export",
               "-f", "text", "plan.json");
    EXPECT_RUN(0, "(by 14 December 2017; not settled)", NULL, "export", "-f", "text",
               "--without-names", "plan.json");
    EXPECT_RUN(0, "- 14 December 2017: Ask the council; not settled (Zoe; ", NULL,
               "export", "-f", "text", "plan.json");
    EXPECT_RUN(0, "Ask the council; not settled", NULL, "export", "-f", "html",
               "plan.json");
    struct typist *t = promises_open("plan.json", 120);
    typist_press(t, "/Ask the council\r", "by 14 Dec 2017 · not settled: c shows both");
    typist_press(t, "c", "Also said: ‘Ben’");
    typist_press(t, DOWN, "Also said: ‘10 March 2017’");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "C", "Ask the council (not settled)");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
}

Test(commitments, the_log_says_what_of_them_is_not_settled_in_its_words_for_promises)
{
    two_promise();
    EXPECT_RUN(0, "\n  by when to do the ", NULL, "log", "plan.json");
    EXPECT_RUN(0, "\n  who does the ", NULL, "log", "plan.json");
    EXPECT_RUN(0, "\n    ‘14 December 2017’  Zoe, ", NULL, "log", "plan.json");
    EXPECT_RUN(0, "\n    ‘10 March 2017’  Ben, ", NULL, "log", "plan.json");
}

/* The screen */

Test(commitments, c_asks_who_and_by_when_and_says_what_it_understood)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "G3");
    typist_wait(t, "Swap coats\n");
    typist_type(t, "c");
    typist_wait(t, "Who and when: ‘Swap coats’");
    typist_type(t, "Ana & Zoe\r1 march");
    typist_wait(t, "= Wednesday 1 March 2017");
    typist_type(t, CTRL_U "in two weeks");
    typist_wait(t, "= Wednesday 8 March 2017");
    typist_type(t, "\rsomeone I trust\r");
    typist_type(t, "\r");
    typist_wait(t, "Ana & Zoe, by 8 March 2017, for ‘Swap coats’.");
    typist_wait(t, "Ana & Zoe, by 8 Mar · came of it: forty coats");
    typist_type(t, "u");
    typist_wait(t, "Undid: promised ‘Swap coats’: ");
    typist_wait_gone(t, "by 8 Mar ·");
    typist_type(t, "\x19");
    typist_wait(t, "Redid: promised ‘Swap coats’: ");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "Ana & Zoe");
    expect_field("plan.json", "Swap coats", "when", "2017-03-08");
    expect_field("plan.json", "Swap coats", "messenger", "someone I trust");
    expect_field("plan.json", "Swap coats", "outcome", "forty coats");
}

Test(commitments, the_form_is_filled_with_what_stands_and_shows_its_questions)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" TAB);
    typist_wait(t, "Kept as words; in no calendar.");
    golden_screen(
        t,
        "\n"
        " Who and when: ‘Sew curtains’                                             "
        "saved\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Who does it       Ben\n"
        "\n"
        " By when         ▶ before Easter\n"
        "\n"
        " Messenger         someone with authority, like me, or that I trust\n"
        "\n"
        " What came of it   when it is known\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Kept as words; in no calendar. Days: 1 December, Friday, in 2 weeks.\n"
        " Enter Next  Ctrl-S Done  Esc Back  Shift-Tab Previous\n");
    typist_type(t, CTRL_U "after the holidays" CTRL_S);
    typist_wait(t, "Ben, after the holidays, for ‘Sew curtains’. Kept as words; in no");
    typist_type(t, "c" CTRL_U TAB CTRL_U CTRL_S);
    typist_wait(t, "‘Sew curtains’ is nobody’s promise now. u brings it back.");
    typist_leave(t);
    expect_field("plan.json", "Sew curtains", "when", "");
    expect_field("plan.json", "Sew curtains", "who", "");
}

Test(commitments, what_is_no_day_is_kept_as_words_and_said_to_be)
{
    struct typist *t = promises_open("plan.json", 120);
    typist_type(t, TO_A_NOTE);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" TAB CTRL_U "tomorow");
    typist_wait(t, "Kept as words; in no calendar.");
    typist_type(t, CTRL_U "tomorrow at 10");
    typist_wait(t, "= Thursday 23 February 2017. The hour is not kept.");
    typist_type(t, CTRL_U "30.2.");
    typist_wait(t, "‘30.2.’ is no day that there is. Kept as words; in no calendar.");
    typist_type(t, CTRL_U "31 febuary");
    typist_wait(t, "‘31 febuary’ is no day: did you mean February?");
    typist_type(t, "\r"); /* the line stays, for what corrects it */
    typist_wait_wrapped(t,
                        "did you mean February? Write the day anew, or Enter keeps it as "
                        "words; they are in no calendar.");
    typist_wait(t, "By when         ▶ 31 febuary");
    typist_type(t, "tomorow"); /* in its place */
    typist_wait(t, "By when         ▶ tomorow");
    typist_wait(t, "‘tomorow’ is no day: did you mean tomorrow?");
    typist_type(t, CTRL_U "31 febuary\r");
    typist_wait(t, "Write the day anew");
    typist_type(t, "\r"); /* nor is it forgotten in the next line */
    typist_wait(t, "Messenger       ▶");
    typist_wait_gone(t, "Write the day anew");
    typist_wait(t, "‘31 febuary’ is no day: did you mean February?");
    typist_type(t, CTRL_S);
    typist_wait_wrapped(t, "Kept as words; in no calendar. ‘31 febuary’ is no day: did "
                           "you mean February?");
    typist_type(t, "c" TAB CTRL_U "31/1/16\r"); /* mostly another year is meant */
    typist_wait_wrapped(t, "Sunday 31 January 2016 has gone by. Write the day anew, or "
                           "Enter keeps it.");
    typist_wait(t, "By when         ▶ 31/1/16");
    typist_type(t, "\r");
    typist_wait(t, "Messenger       ▶");
    typist_wait_gone(t, "has gone by");
    typist_type(t, CTRL_S);
    typist_wait_wrapped(t, "was due 31 Jan 2016");
    typist_type(t, "c" TAB CTRL_U "mid-January" CTRL_S);
    typist_wait(t,
                "Ben, mid-January, for ‘Sew curtains’. Kept as words; in no calendar.");
    typist_type(t, "c" CTRL_U TAB CTRL_S);
    typist_wait(t,
                "Kept for ‘Sew curtains’: mid-January. Kept as words; in no calendar.");
    typist_type(t, "c" TAB CTRL_U "1-Mar-17");
    typist_wait(t, "= Wednesday 1 March 2017. It said ‘mid-January’: ");
    typist_type(t, CTRL_S);
    typist_wait(t, "Kept for ‘Sew curtains’: by 1 March 2017.");
    typist_leave(t);
    expect_field("plan.json", "Sew curtains", "when", "2017-03-01");
}

Test(commitments, what_was_not_touched_is_not_said_again)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" CTRL_S);
    typist_wait(t, "Nothing was changed.");
    typist_type(t, "c\x05x" ESC);
    typist_wait(t, "Put aside");
    typist_wait(t, "change to a promise half written: Benx; c goes on, ");
    typist_type(t, "c");
    typist_wait(t, "Benx");
    typist_type(t, "\x7f" TAB TAB TAB "done by March" CTRL_S);
    typist_wait(t, "What came of ‘Sew curtains’: done by March");
    typist_leave(t);
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", "plan.json"));
    const char *after = strstr(ran.out.bytes, "what came of ‘Sew curtains’");
    cr_assert(after);
    cr_expect_null(strstr(after, "who does ‘Sew curtains’"));
    cr_expect_null(strstr(after, "by when to do ‘Sew curtains’"));
    ran_finish(&ran);
}

Test(commitments, what_another_said_meanwhile_stays)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" TAB TAB TAB "sewn");
    typist_wait(t, "sewn");
    struct typist *other = promises_open("plan.json", 80);
    typist_type(other, TO_A_NOTE);
    typist_wait(other, "Ben, before Easter");
    typist_type(other, "c" CTRL_U "Dev" CTRL_S);
    typist_wait(other, "Dev, before Easter, for ‘Sew curtains’.");
    typist_wait(other, "saved");
    typist_settle(t);
    typist_type(t, CTRL_S);
    typist_wait(t, "Dev, before Easter · came of it: sewn");
    typist_leave(other);
    typist_leave(t);
    expect_field("plan.json", "Sew curtains", "who", "Dev");
    expect_field("plan.json", "Sew curtains", "outcome", "sewn");
}

Test(commitments, a_form_cut_off_by_the_end_of_the_program_is_a_draft)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" TAB CTRL_U "Friday");
    typist_wait(t, "= Friday 24 February 2017");
    typist_hang_up(t);
    typist_end(t);
    typist_free(t);
    expect_field("plan.json", "Sew curtains", "when", "before Easter");
    t = promises_open("plan.json", 80);
    typist_press(t, "c", "By when         ▶ Friday");
    typist_wait(t, "What was typed here and not finished stands here again.");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(commitments, where_there_is_no_note_c_says_what_to_do)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "c");
    typist_wait(t, "Select an action; c then says who does it, and by when.");
    typist_type(t, "G5c");
    typist_wait(t, "Select an action; c then");
    typist_leave(t);
    tables_write("empty.json", "{\"goals\":[{\"text\":\"Warmer homes\"}]}");
    t = promises_open("empty.json", 80);
    typist_type(t, "C");
    typist_wait(t, "No promises yet: c on an action says who does it, and by when.");
    typist_leave(t);
}

Test(commitments, the_list_stands_by_date_and_takes_what_came_of_them)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "C");
    typist_wait(t, "What was promised");
    golden_screen(
        t, "\n"
           " What was promised: Enter says what came of it                            "
           "saved\n"
           " Type to find one\n"
           "▶was due 21 Feb  nobody yet      Taste | water\n"
           " 1 Mar           Ana             Ask the council\n"
           " 1 Mar           Zoe             Habit\n"
           " before Easter   Ben             Sew curtains\n"
           " -               nobody yet      Swap coats: forty coats\n"
           " Nobody has taken on: 1\n"
           " -               nobody yet      Only an idea\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           " ‘Taste | water’ of ‘Less sugar’: by 21 February 2017\n"
           " Enter Choose  Esc Back\n");
    typist_type(t, DOWN);
    typist_wait(t,
                "‘Ask the council’ of ‘Warmer homes’: Ana, by 1 March 2017; messenger: "
                "someone\n like me");
    typist_type(t, "\r");
    typist_wait(t, "Who and when: ‘Ask the council’");
    typist_type(t, TAB TAB TAB "they said yes" CTRL_S);
    typist_wait(t, "Ask the council: they said yes");
    typist_wait(t, "What came of ‘Ask the council’: they said yes");
    typist_type(t, DOWN); /* the selection is where it was */
    typist_wait(t, "‘Habit’ of ‘Less sugar’: Zoe, by 1 March 2017");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_field("plan.json", "Ask the council", "outcome", "they said yes");
}

Test(commitments, the_list_uses_the_width_there_is)
{
    static const char words[] = "Ask the council for the minutes of its last meeting";
    struct str table =
        str_of("{\"goals\":[{\"text\":\"Homes\",\"groups\":[{\"text\":\"%s\","
               "\"who\":\"Ana\",\"outcome\":\"they came\"}]}]}",
               words);
    tables_write("wide.json", table.bytes);
    str_finish(&table);
    struct typist *t = promises_open("wide.json", 120);
    typist_type(t, "C");
    typist_wait(t, "Ask the council for the minutes of its last meeting: they came");
    typist_resize(t, 20, 60);
    typist_wait(
        t,
        "Ask the council for the minutes o…: they came"); /* that is what is looked for */
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

Test(commitments, the_list_is_read_in_a_narrow_window)
{
    struct typist *t = promises_open("plan.json", 45);
    typist_type(t, "C" DOWN);
    typist_wait(t, "1 Mar           Ana        Ask the council");
    typist_wait(t, "nobody yet Swap");
    typist_wait(t, " ‘Ask the council’ of ‘Warmer homes’: Ana,");
    typist_type(t, "\r");
    typist_wait(t, " Messenger         someone like me");
    typist_wait(t, " What came of it ▶"); /* which the list asks for */
    typist_type(t, UP CTRL_U);
    typist_wait(t, " Messenger       ▶ someone with authority,\n"
                   "                   like me, or that I trust\n");
    typist_type(t, ESC ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}
