/* What was pasted becomes entries: lists of all kinds, and tables as spreadsheets and word
 * processors copy them. */

#include "screen/pasted.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#define CTRL_L "\x0c"

TestSuite(pasted, .init = enter_folder, .fini = folder_finish);

struct row {
    const char *text, *entries; /* "row.column words" each, "/" between them */
};

static void expect_entries(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct pasted pasted;
        struct str found = STR_EMPTY;
        pasted_read(&pasted, rows[i].text);
        for (size_t c = 0; c < pasted.count; c++) {
            const struct pasted_cell *cell = &pasted.cells[c];
            str_add(&found, c ? "/" : "");
            if (pasted.table) {
                str_addf(&found, "%zu.%zu ", cell->row, cell->column);
            }
            str_add(&found, str_text(&cell->words));
        }
        cr_expect_str_eq(str_text(&found), rows[i].entries, "of %s", rows[i].text);
        str_finish(&found);
        pasted_finish(&pasted);
    }
}

Test(pasted, cells_of_a_spreadsheet_are_entries_and_keep_their_breaks)
{
    static const struct row rows[] = {
        {"Schools\tParents\n\"Line A\nLine B\"\tX\n",
         "0.0 Schools/0.1 Parents/1.0 Line A\nLine B/1.1 X"},
        {"\"She said \"\"no\"\"\"\tX", "0.0 She said \"no\"/0.1 X"},
        {"a\t\tc\n\t\t\n\tb\t\n", "0.0 a/0.2 c/1.1 b"},
        {"\"\t\"\nOne\nTwo", "One/Two"},           /* nothing but a blank in quotes */
        {"\"One\nTwo\"\nThree", "One\nTwo/Three"}, /* one column */
        {"A\t-\tC", "0.0 A/0.2 C"},                /* a dash says that there is nothing */
    };
    expect_entries(rows, LENGTH(rows));
}

Test(pasted, what_people_said_keeps_its_quotes)
{
    static const struct row rows[] = {
        {"\"Nobody asks us\"\n\"Too late\"", "\"Nobody asks us\"/\"Too late\""},
        {"\"Nobody\" asks\nthe \"lift\"", "\"Nobody\" asks/the \"lift\""},
        {"\"Nobody asks\nBuses", "\"Nobody asks/Buses"},
        {"\"A\"\tB", "0.0 \"A\"/0.1 B"},
        {"\"Nobody asks\", she said, \"us\"", "\"Nobody asks\", she said, \"us\""},
        {"\"Too late\"\n\"Nobody asks\", \"ever\"",
         "\"Too late\"/\"Nobody asks\", \"ever\""},
    };
    expect_entries(rows, LENGTH(rows));
}

Test(pasted, where_a_program_put_all_words_in_quotes_they_come_without)
{
    static const struct row rows[] = {
        {"\"A\"\t\"B\"\n\"C\"\t12\n", "0.0 A/0.1 B/1.0 C/1.1 12"},
        {"\"A\"\t\"B\"\nC\t12\n", "0.0 \"A\"/0.1 \"B\"/1.0 C/1.1 12"},
        {"\"A, too\",\"B\"\r\n\"C\",12\r\n", "0.0 A, too/0.1 B/1.0 C/1.1 12"},
        {"\"A\";\"She said \"\"no\"\"\"\n\"\";\"D\nE\"",
         "0.0 A/0.1 She said \"no\"/1.1 D\nE"},
        {"Parks, trees\nBuses, trains", "Parks, trees/Buses, trains"},
    };
    expect_entries(rows, LENGTH(rows));
}

Test(pasted, numbers_and_bullets_are_no_words_where_all_lines_have_them)
{
    static const struct row rows[] = {
        {"1. one\n2. two", "one/two"},
        {"1.\tone\n10.\tten", "one/ten"},
        {"1) one\n(2) two\n3. three", "one/two/three"},
        {"a) one\nb) two", "one/two"},
        {"a. one\nb. two\nc. three", "one/two/three"},
        {"i. one\nii. two\niv. four", "one/two/four"},
        {"1.1. one\n1.2. two", "one/two"},
        {"o one\no two", "one/two"},
        {"o\tone\no\ttwo", "one/two"},
        {"\xEF\x82\xB7\tone\n\xEF\x82\xB7\ttwo", "one/two"},
        {"\xEF\x82\xB7 one\n\xEF\x82\xB7 two", "one/two"},
        {"·\xC2\xA0 one\n·\xC2\xA0 two", "one/two"},
        {"→ one\n➢ two\n☐ three\n▪four", "one/two/three/four"},
        {"– one\n– two", "one/two"},
        {"- [ ] one\n- [x] two", "one/two"},
        {"§ one\n§ two", "one/two"},
        {"• one\n  o sub\n• two", "one/sub/two"},
        {"[12:03, 22/02/2017] Ana: one\n[12:04, 22/02/2017] Sam: two",
         "Ana: one/Sam: two"},
        {"22/02/2017, 12:03 - Ana: one\n22/02/2017, 12:04 - Sam: two",
         "Ana: one/Sam: two"},
        {"12:30 - lunch\n13:30 - tea", "12:30 - lunch/13:30 - tea"},
        {"> one\n> two", "one/two"},
        {"> - one\n> - two\n>\n> three", "one/two/three"},
        {"> > one\n> > two", "one/two"},
        {"1. one\n\n   a) sub\n2. two", "one/sub/two"},
    };
    expect_entries(rows, LENGTH(rows));
}

Test(pasted, what_looks_like_a_number_stays_where_it_is_one)
{
    static const struct row rows[] = {
        {"1. one\nand two", "1. one/and two"},
        {"2024. A year\n2025. Another", "2024. A year/2025. Another"},
        {"3 GPs\n4 nurses", "3 GPs/4 nurses"},
        {"12.30 lunch\n1.30 tea", "12.30 lunch/1.30 tea"},
        {"P. Jones\nA. Smith", "P. Jones/A. Smith"},
        {"one\no two", "one/o two"},
        {"Actions:\n1.\tone\n2.\ttwo", "Actions:/one/two"},
    };
    expect_entries(rows, LENGTH(rows));
}

Test(pasted, an_indented_line_goes_on_with_the_entry_before)
{
    static const struct row rows[] = {
        {"Nobody asks\n  the young\nBuses", "Nobody asks the young/Buses"},
        {"- Nobody asks\n  the young\n- Buses", "Nobody asks the young/Buses"},
        {"  1. Nobody\n     asks\n  2. Buses", "Nobody asks/Buses"},
        {"  one\n  two", "one/two"},
        {"one\n  two\n  three", "one/two/three"}, /* not copied from the edge */
    };
    expect_entries(rows, LENGTH(rows));
}

static struct typist *asked(const char *file, const char *column, const char *text)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", file));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_type(t, column);
    if (*text) {
        typist_paste(t, text);
    }
    return t;
}

Test(pasted, a_table_goes_down_the_column_or_across_the_columns)
{
    static const char table[] = "Schools\tParents\tGPs\r\n\"Line A\r\nLine B\"\tX\tY\r\n";
    struct typist *t = asked("a.json", "2", table);
    typist_wait_wrapped(t,
                        "6 cells in 2 rows: Enter puts them across: 2 in Barriers, 2 in "
                        "Stakeholders, 2 in Social moments; h adds each cell here;");
    typist_wait(t, "Line A ⏎ Line B | X | Y");
    typist_type(t, "h");
    typist_wait(t, "2 Barriers 6");
    typist_leave_box(t);
    typist_type(t, "u");
    typist_wait(t, "Undid: added 6 entries");
    typist_wait(t, "2 Barriers 0");
    typist_paste(t, table);
    typist_wait(t, "6 cells in 2 rows");
    typist_type(t, "\r");
    typist_wait(t, "Added 6 entries.");
    typist_leave_box(t);
    typist_leave(t);
    char *text = exported("a.json", "csv");
    expect_part(text, "barriers,Schools");
    expect_part(text, "barriers,\"Line A\nLine B\"");
    expect_part(text, "stakeholders,X");
    expect_part(text, "moments,GPs");
    free(text);
}

Test(pasted, rows_of_a_table_become_goals_with_what_stands_in_their_columns)
{
    struct typist *t =
        asked("b.json", "1", "Trees\tNo room\tCouncil\n\tRoots\t\nFood\t\tShops\n");
    typist_wait(t, "Enter makes each row a goal, with 2 in Barriers, 2 in");
    typist_type(t, "\r");
    typist_wait(t, "1 Goals 3");
    typist_leave_box(t);
    typist_type(t, "u");
    typist_wait(t, "1 Goals 1");
    typist_type(t, "\x19");
    typist_wait(t, "1 Goals 3");
    typist_leave(t);
    char *text = exported("b.json", "csv");
    expect_part(text, "Trees,map,barriers,No room");
    expect_part(text, "Trees,map,barriers,Roots");
    expect_part(text, "Food,map,stakeholders,Shops");
    free(text);
}

/* However they are written; and never a second goal of the same words. */
Test(pasted, rows_that_begin_with_a_goal_that_is_there_go_to_it)
{
    static const struct {
        const char *column, *table, *asks;
    } rows[] = {
        {"1", "bus ROUTES\tNo room\tCouncil\nTrees\tRoots\tRangers\n",
         "Enter makes each row a goal, with 2 in Barriers, 2 in Stakeholders; 1 row goes "
         "to "
         "a goal that is there already;"},
        {"2",
         "Goal\tBarriers\tStakeholders\nBus routes\tNo room\tCouncil\nTrees\tRoots\t"
         "Rangers\n",
         "1 row goes to a goal that is there already;"},
        {"2", "Bus routes\tNo room\tCouncil\nBus routes\tRoots\tRangers\n",
         "2 rows go to a goal that is there already;"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = asked("twin.json", rows[i].column, rows[i].table);
        typist_wait_wrapped(t, rows[i].asks);
        typist_type(t, "\r");
        typist_wait(t, i < 2 ? "Added 5 entries." : "Added 4 entries.");
        typist_wait(t, i < 2 ? "1 Goals 2" : "1 Goals 1");
        if (i > 0) { /* the box is still where it was opened */
            typist_wait(t, "New note in 2 Barriers of ‘Bus routes’");
        }
        typist_leave_box(t);
        typist_leave(t);
        char *text = exported("twin.json", "csv");
        expect_part(text, "Bus routes,map,barriers,No room");
        expect_part(text, "Bus routes,map,stakeholders,Council");
        expect_part(text,
                    i < 2 ? "Trees,map,barriers,Roots" : "Bus routes,map,barriers,Roots");
        free(text);
        unlink("twin.json");
    }
}

Test(pasted, lines_that_are_goals_already_are_not_made_again)
{
    struct typist *t = asked("twins.json", "1", "Trees\nBus routes\ntrees\n");
    typist_wait_wrapped(t,
                        "3 lines: Enter adds each as an entry of its own, but 2 that are "
                        "there already;");
    typist_type(t, "\r");
    typist_wait(t, "Added 1 entry.");
    typist_wait(t, "1 Goals 2");
    typist_paste(t, "Bus routes\nTrees\n");
    typist_wait(t, "but 2 that are there already");
    typist_type(t, "\r");
    typist_wait(t, "Nothing was added: all of it is there already.");
    typist_leave_box(t);
    typist_leave(t);
}

Test(pasted, a_table_that_does_not_fit_says_so_and_changes_nothing)
{
    struct typist *t = asked("c.json", "1", "A\tB\tC\tD\tE\n");
    typist_wait(t, "than there are from here on");
    typist_type(t, "\r");
    typist_type(t, "h");
    typist_wait(t, "than there are from here on");
    typist_wait(t, "1 Goals 1");
    typist_type(t, "d");
    typist_wait(t, "Discarded what was pasted; the box is closed.");
    typist_leave(t);
}

Test(pasted, a_list_that_was_pasted_by_mistake_is_discarded_by_one_key)
{
    struct typist *t = asked("d.json", "2", "1. one\n2. two");
    typist_wait(t, "2 lines: Enter adds each as an entry of its own;");
    typist_wait(t, "· one");
    typist_type(t, "d");
    typist_wait(t, "Discarded what was pasted; the box is closed.");
    typist_type(t, "a");
    typist_wait(t, "New note");
    typist_type(t, "half");
    typist_paste(t, "one\ntwo");
    typist_wait(t, "3 lines");
    typist_type(t, "d");
    typist_wait(t, "what you typed is here");
    typist_enter(t, "", "2 Barriers 1");
    typist_leave(t);
    char *text = exported("d.json", "csv");
    expect_part(text, "barriers,half");
    free(text);
}

/* As it is copied from an earlier export. */
Test(pasted, a_row_of_headings_says_where_its_columns_go_and_is_no_goal)
{
    static const char table[] = "Stakeholders\tGoals\tBarriers\n"
                                "Council\tTrees\tNo room\n\t\tRoots\nShops\tFood\t\n";
    struct typist *t = asked("e.json", "1", table);
    typist_wait_wrapped(t,
                        "9 cells in 4 rows, the first of them headings: Enter makes each "
                        "row a goal, with 2 in Stakeholders, 2 in Barriers; w takes the "
                        "headings for words;");
    typist_type(t, "w");
    typist_wait_wrapped(t, "9 cells in 4 rows: Enter makes each row a goal");
    typist_type(t, "w");
    typist_wait(t, "the first of them headings");
    typist_type(t, "\r");
    typist_wait(t, "Added 6 entries.");
    typist_leave_box(t);
    typist_type(t, "u");
    typist_wait(t, "1 Goals 1");
    typist_type(t, "2");
    typist_paste(t, table); /* of whichever column the box is */
    typist_wait(t, "Enter makes each row a goal");
    typist_enter(t, "", "1 Goals 3");
    typist_leave(t);
    char *text = exported("e.json", "csv");
    expect_part(text, "Trees,map,barriers,No room");
    expect_part(text, "Trees,map,barriers,Roots");
    expect_part(text, "Trees,map,stakeholders,Council");
    expect_part(text, "Food,map,stakeholders,Shops");
    free(text);
}

/* What nothing here is called like is asked, and Enter is no answer. */
Test(pasted, a_heading_that_fits_no_column_is_asked_and_a_number_says_where_it_goes)
{
    struct typist *t =
        asked("f.json", "1", "Aim\tIssue\tBudget\tNotes\nTrees\tNo room\t12\tOld\n");
    typist_wait_wrapped(t,
                        "where does ‘Budget’ go (1 cell)? The number of a column, 1 to "
                        "4, puts it there; 0 leaves it out;");
    typist_type(t, "\r");
    typist_wait_wrapped(t, "Nothing is added yet: where does ‘Budget’ go");
    typist_type(t, "7");
    typist_wait_wrapped(t, "Nothing is added yet: where does ‘Budget’ go");
    typist_type(t, "4");
    typist_wait_wrapped(t, "where does ‘Notes’ go");
    typist_type(t, "0");
    typist_wait_wrapped(t, "Enter makes each row a goal, with 1 in Barriers, 1 in Social "
                           "moments, 1 of ‘Notes’ left out;");
    typist_press(t, "\r", "Left out: ‘Old’.");
    typist_leave_box(t);
    typist_wait(t, "1 Goals 2");
    typist_leave(t);
    char *text = exported("f.json", "csv");
    expect_part(text, "Trees,map,barriers,No room");
    expect_part(text, "Trees,map,moments,12");
    expect_no_part(text, "Old");
    expect_no_part(text, "Issue");
    free(text);
}

/* Whoever presses what adds sees that it did not, and what does. */
Test(pasted, cells_that_have_no_room_across_say_once_more_what_adds_them)
{
    struct typist *t = asked("r.json", "3", "Schools\tParents\tGPs\nA\tB\tC\n");
    typist_wait_wrapped(t, "6 cells in 2 rows: across the columns it cannot go");
    typist_press(t, "\r", "Nothing is added yet: across the columns it cannot go");
    typist_wait_wrapped(t, "h adds each cell here");
    typist_enter(t, "h", "3 Stakeholders 6");
    typist_leave(t);
}

Test(pasted, the_first_row_of_any_table_can_be_taken_for_headings)
{
    struct typist *t = asked("h.json", "2", "Money\tHelpers\nNo room\tSchools\n");
    typist_wait_wrapped(t, "w takes the first row for headings;");
    typist_type(t, "w");
    typist_wait_wrapped(t, "where does ‘Money’ go");
    typist_type(t, "2");
    typist_wait_wrapped(t, "where does ‘Helpers’ go");
    typist_type(t, "3");
    typist_wait_wrapped(t, "Enter puts them across: 1 in Barriers, 1 in Stakeholders;");
    typist_type(t, "\r");
    typist_wait(t, "Added 2 entries.");
    typist_leave_box(t);
    typist_leave(t);
    char *text = exported("h.json", "csv");
    expect_part(text, "barriers,No room");
    expect_part(text, "stakeholders,Schools");
    expect_no_part(text, "Money");
    free(text);
}

Test(pasted, a_list_goes_into_the_columns_that_its_headings_name)
{
    struct typist *t = asked(
        "i.json", "2", "Problems:\n1. No room\n2. Roots\n\nWho could help?\n- Shops\n");
    typist_wait_wrapped(
        t, "3 lines under the headings ‘Problems:’, ‘Who could help?’: Enter "
           "puts them there: 2 in Barriers, 1 in Stakeholders; w takes the "
           "headings for entries, too;");
    typist_type(t, "w");
    typist_wait_wrapped(t, "5 lines: Enter adds each as an entry of its own;");
    typist_type(t, "w");
    typist_wait_wrapped(t, "3 lines under the headings");
    typist_type(t, "\r");
    typist_wait(t, "Added 3 entries.");
    typist_leave_box(t);
    typist_type(t, "u");
    typist_wait(t, "Undid: added 3 entries");
    typist_type(t, "1"); /* standing on the goal, which they belong to */
    typist_paste(t, "Barriers:\nNo room\nRoots\n");
    typist_wait_wrapped(t,
                        "2 lines under the heading ‘Barriers:’: Enter puts them there: 2 "
                        "in Barriers;");
    typist_enter(t, "", "2 Barriers 2");
    typist_leave(t);
    char *text = exported("i.json", "csv");
    expect_part(text, "Bus routes,map,barriers,No room");
    expect_part(text, "Bus routes,map,barriers,Roots");
    free(text);
}

Test(pasted, a_heading_of_a_list_that_names_no_column_is_no_entry_of_where_it_stands)
{
    struct typist *t = asked("j.json", "2", "From the floor:\nNo room\nRoots\n");
    typist_wait_wrapped(t, "2 lines under the heading ‘From the floor:’: Enter puts them "
                           "there: 2 in Barriers;");
    typist_enter(t, "", "2 Barriers 2");
    typist_leave(t);
}

Test(pasted, a_plan_with_owners_and_days_becomes_promises)
{
    struct typist *t = asked("k.json", "1", "");
    typist_type(t, "G");
    typist_wait(t, "5 Other ideas 0");
    typist_paste(t, "Action\tOwner\tBy when\nAsk the council\tAna\t1 December 2030\n"
                    "Call\tDr Patel's team\tend of term\n");
    typist_wait_wrapped(t,
                        "Enter puts them across: 2 in Other ideas, 2 as who does it, 2 "
                        "as by when;");
    typist_type(t, "\r");
    typist_wait_wrapped(t, "Added 2 entries. Ctrl-Z takes them all back. Kept as words; "
                           "in no calendar: ‘end of term’.");
    typist_leave_box(t);
    typist_press(t, "u", "Undid: added 2 entries");
    typist_press(t, "\x19", "Redid: added 2 entries");
    typist_type(t, "C");
    typist_wait_wrapped(t, "Ana");
    typist_wait_wrapped(t, "Dr Patel's team");
    typist_type(t, ESC);
    typist_leave(t);
    char *text = exported("k.json", "json");
    expect_part(text, "2030-12-01");
    expect_part(text, "end of term");
    free(text);
}

Test(pasted, a_draft_that_was_a_list_is_offered_as_one_again)
{
    struct typist *t = asked("l.json", "2", "- one\n- two\n- three");
    typist_wait(t, "3 lines: Enter adds each");
    typist_type(t, ESC);
    typist_wait_wrapped(t, "a brings them back");
    typist_type(t, "a");
    typist_wait(t, "3 lines: Enter adds each");
    typist_wait(t, "· two");
    typist_type(t, "d");
    typist_wait_wrapped(t, "Put aside 3 lines, which were being written.");
    typist_type(t, "u");
    typist_wait_wrapped(t, "Undid: put aside 3 lines");
    typist_type(t, "2a");
    typist_wait(t, "3 lines: Enter adds each");
    typist_enter(t, "", "2 Barriers 3");
    typist_leave(t);
}

Test(pasted, esc_adds_nothing_and_says_where_it_is_kept_and_what_discards_it)
{
    struct typist *t = asked("g.json", "2", "one\ntwo\nthree");
    typist_wait(t, "3 lines: Enter adds each");
    typist_type(t, ESC);
    typist_wait_wrapped(t,
                        "3 lines are kept here as a draft, not as entries: a brings them "
                        "back, Backspace puts them aside.");
    typist_wait(t, "2 Barriers 0");
    typist_type(t, "\x7f");
    typist_wait_wrapped(
        t, "Put aside 3 lines, which were being written. u brings them back.");
    typist_wait_gone(t, "being written: ");
    typist_leave(t);
}

/* By who presses Esc where Enter is meant. */
Test(pasted, a_draft_of_lines_that_were_typed_comes_back_as_words_and_typing_goes_on)
{
    struct typist *t = asked("m.json", "2", "");
    typist_type(t, "aHealth visitor" ESC "\rBaby group" ESC
                   "\rMosque ladies"); /* Alt-Enter */
    typist_wait(t, "Mosque ladies");
    typist_type(t, ESC);
    typist_wait_wrapped(t, "brings");
    typist_type(t, "a");
    typist_wait(t, "Your draft is back");
    typist_wait(t, "Baby group");
    typist_enter(t, "\x0c too", "2 Barriers 1"); /* as who has looked */
    typist_leave(t);
    char *text = exported("m.json", "csv");
    expect_part(text, "Health visitor\nBaby group\nMosque ladies too");
    free(text);
}
