/* The prompts of a stage at the foot of the grid: one at a time, so that the grid has the
 * window. And what stands above its columns, which can be read at any width. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(prompts_folded, .fini = folder_finish);

/* To the stage that asks for goals, barriers, stakeholders and social moments. */
static struct typist *at_challenges(int rows, int cols)
{
    struct typist *t = sample_open(rows, cols, "write-up");
    typist_each(t, "]]]]]]");
    typist_wait(t, "What are your challenges?");
    typist_type(t, "2");
    typist_wait(t, "· Barriers: what gets in");
    return t;
}

static bool is_rule(const struct typist *t, int row)
{
    struct str text = STR_EMPTY;
    typist_row(t, row, &text);
    bool is = strncmp(str_text(&text), "──", strlen("──")) == 0;
    str_finish(&text);
    return is;
}

/* Rows between the rule below the headings and that above the selection. */
static int rows_of_grid(const struct typist *t)
{
    int first = -1, last = -1;
    for (int row = 0; row < typist_rows(t); row++) {
        if (is_rule(t, row)) {
            last = row;
            first = first < 0 ? row : first;
        }
    }
    return last - first - 1;
}

Test(prompts_folded, leave_the_grid_its_rows)
{
    static const struct {
        int rows, cols, least;
    } sizes[] = {{24, 80, 15}, {20, 60, 11}, {16, 45, 7}, {40, 80, 27}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct typist *t = at_challenges(sizes[i].rows, sizes[i].cols);
        cr_expect_geq(rows_of_grid(t), sizes[i].least, "%d rows at %dx%d",
                      rows_of_grid(t), sizes[i].cols, sizes[i].rows);
        typist_leave(t);
    }
}

Test(prompts_folded, come_one_after_the_other_and_then_go)
{
    static const char *const prompts[] = {
        "· Barriers: what gets in the way, and how hard is it to move?",
        "· Stakeholders: who can help, and who is willing to start?",
        "· Social moments: what is coming up that could open the door?",
        "· Who is not in the room, and what would they add?",
        "· Goals: which change matters most to the people at this table?",
        "· For example: ",
        "· 45 minutes, from ",
    };
    struct typist *t = at_challenges(24, 80);
    for (size_t i = 0; i < LENGTH(prompts); i++) {
        typist_wait(t, prompts[i]);
        typist_wait(t, i + 1 < LENGTH(prompts) ? "i next" : "i hides");
        typist_type(t, "i");
    }
    typist_wait_gone(t, "45 minutes, from ");
    cr_expect_eq(rows_of_grid(t), 16);
    typist_type(t, "i");
    typist_wait(t, prompts[0]);
    typist_type(t, "i");
    typist_wait(t, prompts[1]);
    typist_type(t, "4");
    typist_wait(t, prompts[2]); /* of the column that is gone to */
    typist_leave(t);
}

static void turn_to(struct typist *t, const char *prompt)
{
    for (int i = 0; i < 14 && !typist_sees(t, prompt); i++) {
        typist_type(t, "i");
        typist_settle(t);
    }
    cr_assert(typist_sees(t, prompt), "%s", prompt);
}

/* No end of a sentence stands alone: it begins in the row above. */
Test(prompts_folded, go_on_in_the_row_of_messages_while_nothing_is_said)
{
    struct typist *t = at_challenges(24, 80);
    typist_each(t, "]]]");
    typist_wait(t, "Idea generation");
    typist_press(t, "3", "· Groups: what can people");
    turn_to(t, "· For example: Capacity");
    typist_wait_row(t, 22, "   experience (particularly");
    typist_resize(t, 16, 45);
    turn_to(t, "· Who should carry the message:");
    typist_wait_row(t, 14, "   someone expert, familiar or trusted?");
    typist_leave(t);
}

Test(prompts_folded, turn_with_the_minutes_of_the_stage)
{
    day_write("11:15");
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]]]]]");
    typist_wait(t, "45 minutes. t starts");
    typist_type(t, "t2");
    typist_wait(t, "· Barriers: what");
    typist_type(t, "--------"); /* of 45 for five prompts, 8 are over */
    typist_wait(t, "37:00 left");
    typist_wait(t, "· Barriers: what");
    typist_type(t, "-");
    typist_wait(t, "36:00 left");
    typist_wait(t, "· Stakeholders: who");
    typist_type(t, "----------");
    typist_wait(t, "26:00 left");
    typist_wait(t, "· Social moments: what");
    typist_type(t, "i"); /* turned by hand, it goes on from there */
    typist_wait(t, "· Who is not in the room");
    typist_type(t, "---------");
    typist_wait(t, "17:00 left");
    typist_wait(t, "· Goals: which");
    typist_leave(t);
}

Test(prompts_folded, are_whole_beside_a_message_and_turn_whole)
{
    struct typist *t = at_challenges(20, 60);
    typist_wait(t, "· Barriers: what gets in the way, and how hard");
    typist_wait(t, "   is it to move?");
    typist_press(t, "[", "Mapping the system");
    typist_press(t, "]", "What are your challenges? ·");
    typist_wait(t, "· Barriers: what gets in the way, and how hard");
    typist_wait(t, "   is it to move?");
    typist_press(t, "i", "· Stakeholders: who can help, and who is willing");
    typist_wait(t, "   to start?");
    typist_leave(t);
}

Test(prompts_folded, stay_below_what_is_being_typed)
{
    struct typist *t = at_challenges(24, 80);
    typist_type(t, "aBus fares");
    typist_wait(t, "Bus fares");
    typist_wait_row(t, 21, "· Barriers: what gets in the way");
    typist_leave_box(t);
    typist_leave(t);
}

/* Names of columns whole, or by a word of them, never a part of one. */
static void expect_whole_words(const struct typist *t, int row)
{
    struct str text = STR_EMPTY;
    typist_row(t, row, &text);
    cr_expect_null(strstr(str_text(&text), "…"), "%d columns: %s", typist_cols(t),
                   str_text(&text));
    str_finish(&text);
}

/* One of four without a number reads as if nothing stood in it. */
Test(prompts_folded, headings_tell_all_how_much_there_is_or_the_selected_one_does)
{
    static const struct {
        const char *key, *row;
    } rows[] = {{"2", " 1 Goals       2 Barriers 12  3 Stakeholders 4 Moments"},
                {"4", " 1 Goals       2 Barriers     3 Stakeholders 4 Moments 6"}};
    struct typist *t = sample_open(20, 60, "write-up");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_type(t, rows[i].key);
        typist_wait_row(t, 1, rows[i].row);
    }
    typist_leave(t);
}

Test(prompts_folded, headings_are_never_cut_within_a_word)
{
    static const struct {
        const char *sample, *first;
        int row;
    } samples[] = {{"action-plan", "2 Organisations", 2},
                   {"write-up", "3 Stakeholders", 1}};
    for (size_t i = 0; i < LENGTH(samples); i++) {
        struct typist *t = sample_open(24, 200, samples[i].sample);
        for (int cols = 200; cols >= 40; cols -= cols > 70 ? 9 : 3) {
            typist_resize(t, 24, cols);
            typist_settle(t);
            int row = samples[i].row, col;
            cr_assert(typist_find(t, " 1 Goals", &row, &col), "%d columns", cols);
            expect_whole_words(t, row);
        }
        typist_leave(t);
    }
    struct typist *t = sample_open(40, 120, "action-plan");
    typist_each(t, "]]]]]]]]]");
    typist_wait(t, "2 Organisations 2");
    typist_wait(t, "5 Other ideas 1");
    typist_leave(t);
}
