/* Where one is once something was pasted, what the foot says of it until then, and how several
 * lines that were put aside come back. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(pasted_kept, .init = enter_folder, .fini = folder_finish);

static struct typist *open_two_goals(void)
{
    text_file_write("table.json", "{\"sessions\":[{\"goals\":[\"Trees\","
                                  "{\"text\":\"Food\",\"barriers\":[\"Cost\"]}]}]}");
    return typist_open(24, 80, WORDS("roundtable", "table.json"));
}

/* The next words go where the box says: there is the selection, too. */
Test(pasted_kept, behind_a_table_with_a_new_goal_the_box_and_the_selection_agree)
{
    struct typist *t = open_two_goals();
    typist_press(t, "j3", "3 Stakeholders 0");
    typist_paste(t, "Goal\tBarrier\nWarm homes\tRent\nTrees\tRoom\n");
    typist_wait_wrapped(t, "Enter makes each row a goal");
    typist_press(t, "\r", "Added 3 entries.");
    typist_wait(t, "New note in 3 Stakeholders of ‘Food’");
    typist_press(t, "Cooks\r", "3 Stakeholders 1");
    typist_leave_box(t);
    typist_wait(t, "▶ Cooks");
    typist_leave(t);
}

/* And the next words stand behind all that was pasted, also where other columns had some of it. */
Test(pasted_kept,
     behind_a_table_across_the_columns_its_last_entry_in_that_of_the_box_is_selected)
{
    struct typist *t = open_two_goals();
    typist_press(t, "j2", "▶ Cost");
    typist_paste(t, "Dark\tCouncil\nCold\tPool\n");
    typist_wait_wrapped(t, "Enter puts them across");
    typist_press(t, "\r", "Added 4 entries.");
    typist_wait(t, "▶ Cold");
    typist_press(t, "Rain\r", "2 Barriers 4");
    typist_leave_box(t);
    typist_wait(t, "▶ Rain");
    typist_press(t, "k", "▶ Cold");
    typist_leave(t);
}

Test(pasted_kept, as_long_as_a_heading_is_asked_about_the_foot_offers_no_adding)
{
    struct typist *t = open_two_goals();
    typist_press(t, "j3", "3 Stakeholders 0");
    typist_paste(t, "Goal\tBarrier\tBy when\nFood\tRent\tFriday\n");
    typist_wait_wrapped(t, "where does ‘By when’ go (1 cell)?");
    typist_wait_wrapped(t,
                        "beside actions, pasted on the Action plan, it is kept as that");
    cr_expect_not(typist_sees(t, "Enter Add"));
    typist_press(t, "0", "1 of ‘By when’ left out");
    cr_expect(typist_sees(t, "Enter Add"));
    typist_press(t, "\r", "2 Barriers 2");
    typist_leave_box(t);
    typist_leave(t);
}

/* A word is put aside, and then, without its key, another. */
static struct typist *put_two_aside(const char *one, const char *other, const char *said)
{
    struct typist *t = open_two_goals();
    typist_type(t, "j3a");
    typist_press(t, one, one);
    typist_press(t, ESC, "Kept as a draft");
    typist_press(t, other, "New note in 3 Stakeholders");
    typist_press(t, ESC, said);
    typist_press(t, "a", "Your draft is back.");
    return t;
}

Test(pasted_kept, two_words_that_were_put_aside_come_back_one_after_the_other)
{
    struct typist *t = put_two_aside("CCG", "Carers", "Kept as a draft");
    typist_wait(t, "1 more waits here.");
    typist_press(t, "\r", "Added ‘Carers’");
    typist_leave_box(t);
    typist_press(t, "a", "Your draft is back.");
    typist_press(t, "\r", "Added ‘CCG’");
    typist_leave_box(t);
    typist_wait(t, "3 Stakeholders 2");
    typist_leave(t);
}

Test(pasted_kept, the_same_word_put_aside_twice_is_one)
{
    struct typist *t =
        put_two_aside("Carers", "Carers", "stands here as a draft already");
    typist_press(t, "\r", "3 Stakeholders 1");
    typist_leave_box(t);
    typist_leave(t);
}

/* The day of what is pasted into the map is not lost for want of a column. */
Test(pasted_kept, what_has_no_column_stands_with_the_words_of_its_row)
{
    struct typist *t = open_two_goals();
    typist_press(t, "j2", "3 Stakeholders 0");
    typist_paste(t, "Barrier\tStakeholder\tBy when\tCost\nNo call\tAmina\t3 March\t12\n"
                    "No GP\tSam\t4 April\n");
    typist_wait_wrapped(t, "where does ‘By when’ go (2 cells)?");
    typist_wait_wrapped(t, "b keeps it with the words of its row;");
    typist_type(t, "b");
    typist_wait_wrapped(t, "where does ‘Cost’ go (1 cell)?");
    typist_type(t, "b");
    typist_wait_wrapped(t, "2 of ‘By when’ with the words of their rows");
    typist_press(t, "\r", "Added 4 entries.");
    typist_leave_box(t);
    typist_leave(t);
    char *text = exported("table.json", "csv");
    expect_part(text, "No call (By when: 3 March; Cost: 12)");
    expect_part(text, "No GP (By when: 4 April)");
    expect_part(text, "stakeholders,Amina,");
    free(text);
}

/* One of two would go unseen: a row has one name. */
Test(pasted_kept, of_two_columns_that_name_the_rows_one_is_asked_about)
{
    struct typist *t = open_two_goals();
    typist_paste(t, "Goal\tGoal\tBarrier\nParks\tPonds\tNo room\n");
    typist_wait_wrapped(t, "where does ‘Goal’ go (1 cell)?");
    typist_type(t, "1");
    typist_wait_wrapped(t, "it cannot go, since two of its columns are Goals;");
    typist_type(t, "d");
    typist_leave(t);
}

/* Before the room, too. */
Test(pasted_kept, wherever_it_is_asked_no_key_is_named_that_does_nothing_yet)
{
    struct typist *t = open_two_goals();
    typist_press(t, "P", "P Projector");
    typist_press(t, "2", "What stands in the way");
    typist_paste(t, "Barrier\tBudget\nRent\t12\n");
    typist_wait_wrapped(t, "where does its column 2 go");
    typist_wait(t, "1 Goes into  n Together  d Discard");
    typist_press(t, "0", "Enter Add  n Together  d Discard");
    typist_free(t);
}

/* A wrong paste, as of a mail, stands on the wall only once somebody has said that it is meant. */
Test(pasted_kept, before_the_room_no_word_is_shown_before_it_is_answered)
{
    struct typist *t = open_two_goals();
    typist_press(t, "j2", "▶ Cost");
    typist_press(t, "P", "Barriers to");
    typist_paste(t, "Dear Ana,\nmy number is 5550123\nnot for others\n");
    typist_wait_wrapped(t, "3 lines: Enter adds each as an entry of its own");
    typist_wait_wrapped(t, "They are not shown before that.");
    cr_expect_not(typist_sees(t, "5550123"));
    typist_press(t, ESC, "3 lines are kept here as a draft");
    cr_expect_not(typist_sees(t, "5550123"));
    typist_press(t, "a", "3 lines: Enter adds each");
    cr_expect_not(typist_sees(t, "5550123"));
    typist_press(t, "d", "Put aside 3 lines, which were being written.");
    typist_press(t, "u", "Undid: put aside 3 lines");
    cr_expect_not(typist_sees(t, "5550123"));
    typist_press(t, "a", "3 lines: Enter adds each");
    typist_press(t, "n", "my number is 5550123");
    typist_press(t, ESC, "3 lines are kept here as a draft");
    typist_press(t, "P", "2 Barriers 1");
    typist_leave(t);
}

Test(pasted_kept, before_the_room_the_columns_of_a_table_are_told_by_their_numbers)
{
    struct typist *t = open_two_goals();
    typist_press(t, "j3", "3 Stakeholders 0");
    typist_press(t, "P", "Stakeholders");
    typist_paste(t, "Goal\tBarrier\tFor Ana alone\nFood\tRent\tFriday\n");
    typist_wait_wrapped(t, "where does its column 3 go (1 cell)?");
    cr_expect_not(typist_sees(t, "Friday"));
    typist_press(t, "0", "1 of its column 3 left out");
    cr_expect_not(typist_sees(t, "Ana"));
    typist_press(t, "d", "Discarded");
    typist_press(t, "P", "3 Stakeholders 0");
    typist_leave(t);
}

/* Nor are they among the messages there if it was asked in one's own view. */
Test(pasted_kept, what_was_said_in_ones_own_view_is_not_read_again_before_the_room)
{
    struct typist *t = open_two_goals();
    typist_press(t, "j3", "3 Stakeholders 0");
    typist_paste(t, "Goal\tBarrier\tFor Ana alone\nFood\tRent\tFriday\n");
    typist_wait_wrapped(t, "where does ‘For Ana alone’ go");
    typist_press(t, "d", "Discarded");
    typist_press(t, "M", "of them headings: where does ‘For Ana");
    typist_press(t, ESC, "3 Stakeholders 0");
    typist_press(t, "P", "P Projector");
    typist_press(t, "M", "What was said, the newest first");
    typist_wait(t, "For the room:");
    cr_expect_not(typist_sees(t, "Ana"));
    typist_press(t, ESC, "P Projector");
    typist_press(t, "P", "3 Stakeholders 0");
    typist_press(t, "M", "of them headings: where does ‘For Ana");
    typist_press(t, ESC, "3 Stakeholders 0");
    typist_leave(t);
}

/* Nor does a terminal without the marks of a paste press keys by a table: cells of one letter are
 * some, and one begins a day. */
Test(pasted_kept, rows_of_cells_that_come_in_one_go_are_a_paste_and_no_keys)
{
    static const char *const opened[] = {"j2", "j2a"};
    for (size_t i = 0; i < LENGTH(opened); i++) {
        struct typist *t = open_two_goals();
        typist_press(t, opened[i], "2 Barriers 1");
        typist_settle(t);
        typist_type(t, "A\tB\rC\tD\r");
        typist_wait_wrapped(t, "4 cells in 2 rows: Enter puts them across");
        typist_wait(t, "\n A | B");
        typist_press(t, "\r", "Added 4 entries.");
        typist_wait(t, "2 Barriers 3");
        typist_wait(t, "3 Stakeholders 2");
        typist_leave_box(t);
        typist_leave(t);
    }
}
