/* Forms on the screen: found in their list, looked at, written in, and what of them cannot be
 * changed. */

#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(form_screens, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

static const char signs_row[] = "Do we look at the whole of life, before illness?";

static struct typist *open_at(int rows, int cols, const char *path)
{
    return typist_open(rows, cols, WORDS("roundtable", "--by=Ana", path));
}

/* A key, a word of it and Enter. */
static void show(struct typist *t, const char *word, const char *shown)
{
    typist_press(t, "B", "Forms: type to find one");
    typist_press(t, word, word);
    typist_press(t, "\r", shown);
}

/* Until what is typed is in the journal. */
static void wait_for_draft(struct typist *t, const char *words)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    bool kept = false;
    while (!kept && program_clock_ms() < until_ms) {
        char *text = text_file_read("new.json.journal");
        kept = text && strstr(text, words);
        free(text);
        typist_read(t, 10);
    }
    cr_assert(kept, "no draft in the journal");
}

Test(form_screens, a_form_is_looked_at_without_a_trace_and_two_grids_are_as_before)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", "1 Signs 8");
    typist_wait(t, signs_row);
    typist_wait(t, "no file yet");
    typist_press(t, "G", "1 Goals 0");
    typist_press(t, "G", "Action plan. G goes back.");
    typist_press(t, "G", "System map. G goes back.");
    typist_leave(t);
    cr_expect_neq(access("new.json", F_OK), 0);
}

Test(form_screens, of_a_stage_is_offered_and_says_how_it_is_left)
{
    struct typist *t = open_at(24, 80, "new.json");
    typist_each(t, "]]");
    typist_wait_wrapped(t,
                        "It has a form, ‘What is a social movement?’: B, first there.");
    typist_wait_row(t, 0, "Overview  ");
    typist_wait(t, "1 Goals 0");
    typist_type(t, "P"); /* the room, too, sees which stage it is */
    typist_wait_row(t, 0, "Overview");
    typist_type(t, "P\x0c"
                   "B\r"); /* "PPB" at once is a word */
    typist_wait_row(t, 0, "Overview · What is a social movement?");
    typist_wait_wrapped(t, "G leaves this form.");
    typist_type(t, "[");
    typist_wait_row(t, 0, "Welcome  "); /* it has gone with its stage */
    typist_wait(t, "1 Goals 0");
    typist_wait_gone(t, "G leaves this form.");
    typist_type(t, "]");
    typist_wait_row(t, 0, "Overview  ");
    typist_wait(t, "1 Goals 0");
    show(t, "pledges", "before we part. G leaves this form.");
    show(t, "movement?", "1 Understood 0");
    typist_type(t, "P"); /* for the room it says its own name, and not the stage's */
    typist_wait_row(t, 0, "What is a social movement?");
    typist_leave(t);
}

Test(form_screens, a_row_is_marked_and_written_under_and_undone)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_press(t, "x", "Mark ‘Acting early’");
    typist_press(t, "c", "Acting early [C]");
    typist_wait(t, "Clearly: anybody could see it.");
    typist_press(t, "2a", "of ‘Acting early’");
    typist_enter(t, "Sure Start", "Where we see it 1");
    typist_press(t, "u", "Undid: added ‘Sure Start’");
    typist_type(t, "u");
    typist_wait_gone(t, "[C]");
    typist_leave(t);
}

Test(form_screens, what_the_form_gives_is_not_renamed_moved_or_deleted)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_press(t, "d", "‘Acting early’ is given by the form and cannot be deleted.");
    typist_press(t, "J", "cannot be moved.");
    typist_press(t, "g", "gives its rows, so g adds none: a writes in the row");
    typist_press(t, "r", "nobody has written in it yet.");
    typist_leave(t);
}

Test(form_screens,
     at_a_row_that_the_form_gives_a_and_enter_and_a_paste_write_in_its_first_column)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_press(t, "a", "New note in 2 Seen of ‘Acting early’");
    typist_enter(t, "Sure Start", "▶ Sure Start");
    typist_press(t, "hjj\r",
                 "‘Shifting control’ is given by the form and cannot be renamed: what");
    typist_wait(t, "New note in 2 Seen of ‘Shifting control’");
    typist_enter(t, "Budgets", "▶ Budgets");
    typist_press(t, "h\x1b[200~one\rtwo\r\x1b[201~",
                 "Pasted 2 lines into 2 Seen of ‘Shifting control’");
    typist_press(t, "\r" ESC, "2 Where we see it 4");
    typist_leave(t);
    expect_in_file("new.json", "\"two\"");
}

Test(form_screens, before_there_is_a_row_a_asks_for_the_first_and_tab_goes_on)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "sites", "1 Sites 0");
    typist_wait(t, "presenting,"); /* its first column asks, too */
    typist_press(t, "3a",
                 "A note belongs to a site: type the first; Tab goes on to a note.");
    typist_press(t, "Stockport\t", "New note in 2 Aims of ‘Stockport’");
    typist_press(t, ESC, "e Edit");
    typist_press(t, "B", "Forms: type to find one");
    typist_type(t, "map\r"); /* where a goal is asked for likewise */
    typist_wait(t, "1 Goals 0");
    typist_press(t, "3a", "A note belongs to a goal: type the first;");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(form_screens, their_list_is_gone_through_by_arrows_at_once_and_by_letters)
{
    struct typist *t = open_at(24, 80, "new.json");
    typist_type(t, "B");
    typist_wait_cursor(t, 4, 1);
    typist_type(t, "\x1b[B");
    typist_wait_cursor(t, 6, 1); /* over the heading */
    typist_type(t, "\x1b[B\x1b[A\x1b[A");
    typist_wait_cursor(t, 4, 1);
    typist_type(t, "s\x1b[B\x1b[B");
    typist_wait_cursor(t, 4, 1);
    typist_wait_row(t, 1, " s");
    typist_press(t,
                 "\x1b[A\x1b[A\x7f"
                 "lifecycle\r",
                 "1 Phases 6");
    typist_leave(t);
}

Test(form_screens, with_more_than_two_in_use_g_goes_from_one_to_the_next)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_enter(t, "2aSure Start", "Where we see it 1");
    typist_press(t, "G", "Eight signs of success               on the screen now");
    typist_press(t, "\r", "1 Goals 0");
    typist_type(t, "GG");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(form_screens, a_list_has_no_rows_and_its_columns_count_from_one)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "strong", "1 Spaces 0");
    typist_enter(t, "aThe library", "1 Spaces 1");
    typist_press(t, "2a", "New note in 2 Connectors");
    typist_enter(t, "Mrs Shah", "Mrs Shah");
    typist_press(t, "h", "▶ The library");
    typist_press(t, "g", "‘What is strong here’ is a list: a adds to it.");
    typist_press(t, "m2", "1 Spaces 0");
    typist_leave(t);
    expect_in_file("new.json", "\"spaces\"");
}

Test(form_screens, a_form_with_rows_of_its_own_takes_them)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "sites", "1 Sites 0");
    typist_wait(t, "g adds a site");
    typist_press(t, "gStockport\rErewash\tTo share\r" ESC, "2 Aims 1");
    typist_press(t, "hK", "Moved ‘Erewash’");
    delete_with_notes(t);
    typist_wait(t, "Deleted ‘Erewash’ and its 1 note.");
    typist_wait(t, "1 Sites 1");
    typist_press(t, "R", "the site ‘Erewash’ with 1 note");
    typist_press(t, "\r", "1 Sites 2");
    typist_press(t, "2b", "Ranking of Aims alone");
    typist_press(t, ESC, "1 Sites 2");
    typist_leave(t);
    expect_in_file("new.json", "\"grid\": \"speakers\"");
}

Test(form_screens, what_stands_in_them_is_found)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_enter(t, "2aSure Start", "Where we see it 1");
    typist_press(t, "G\r", "1 Goals 0");
    typist_press(t, "/start", "1 of 1 with ‘start’");
    typist_press(t, "\r", "▶ Sure Start");
    typist_leave(t);
}

Test(form_screens, words_being_typed_come_back_when_it_was_killed)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_enter(t, "2aSure Start", "Where we see it 1");
    typist_press(t, "aHalf a wo", "Half a wo");
    wait_for_draft(t, "Half a wo");
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    t = open_at(24, 80, "new.json");
    typist_wait_wrapped(t, "Your draft ‘Half a wo’ in ");
    show(t, "eight", "being written: Half a");
    typist_wait(t, "Sure Start");
    typist_leave(t);
}

Test(form_screens, the_first_words_of_a_form_come_back_when_it_was_killed)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "pledges", "a adds a pledge");
    typist_press(t, "aHalf a wo", "Half a wo");
    wait_for_draft(t, "Half a wo");
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    t = open_at(24, 80, "new.json");
    typist_wait_wrapped(t, "Your draft ‘Half a wo’ in ");
    show(t, "pledges", "1 I pledge to … 0");
    typist_press(t, "a", "Half a wo");
    typist_press(t, "rd\r", "1 I pledge to … 1");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(form_screens, the_panel_says_what_a_row_asks_and_what_the_form_is_for)
{
    struct typist *t = open_at(40, 120, "new.json");
    show(t, "communities", "1 Levels 3");
    typist_press(t, "i", "Held together by leadership");
    typist_wait(t, "From: deck");
    typist_press(t, "?", "About this form");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(form_screens, where_we_are_is_at_one_row_also_for_the_room)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "lifecycle", "1 Phases 6");
    typist_type(t, "xh");
    typist_wait_row(t, 4, " [H]");
    typist_press(t, "jxh", "Trigger event [H]");
    typist_wait_row(t, 3, " Enduring crisis      What");
    typist_press(t, "P", "2 of 6");
    typist_wait(t, "▶ Trigger event [H]");
    typist_type(t, "P");
    typist_leave(t);
}

Test(form_screens, two_laptops_that_disagree_where_we_are_settle_it_at_the_right_row)
{
    static const char *const rows[] = {"xh", "jxh"};
    struct typist *t = open_at(24, 80, "one.json");
    show(t, "lifecycle", "1 Phases 6");
    typist_enter(t, "2aWaiting lists", "▶ Waiting lists");
    typist_leave(t);
    char *text = text_file_read("one.json");
    text_file_write("two.json", text);
    free(text);
    for (size_t i = 0; i < 2; i++) {
        t = open_at(24, 80, i ? "two.json" : "one.json");
        typist_wait(t, "1 Phases 6");
        typist_press(t, rows[i], "[H]");
        typist_wait(t, " saved");
        typist_leave(t);
    }
    EXPECT_RUN(0, "", "", "merge", "-o", "both.json", "one.json", "two.json");
    t = open_at(24, 80, "both.json");
    typist_wait_row(t, 8, " [H?]");
    typist_wait_row(t, 4, " [H?]");
    typist_wait(t, "We are here (others said otherwise: x chooses)");
    typist_press(t, "jxh", "Trigger event [H]");
    typist_wait_gone(t, "[H?]");
    typist_leave(t);
}

Test(form_screens, rows_of_one_mark_are_shown_alone)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_press(t, "xcjjxn", "Shifting control [N]");
    typist_press(t, "f", "only Not yet");
    typist_press(t, "Not yet\r", "1 Signs 1 of 8");
    typist_wait(t, "Only Not yet: 1 of 8 entries.");
    typist_wait_gone(t, "Acting early");
    typist_press(t, "/early\r", "Everything is shown again");
    typist_wait(t, "▶Acting early [C]");
    typist_leave(t);
}

Test(form_screens, a_list_of_one_column_has_no_place_to_move_to_and_no_heading_either)
{
    struct typist *t = open_at(24, 45, "new.json");
    show(t, "pledges", "1 I pledge to");
    typist_type(t, "aVisit a ward\r" ESC);
    typist_wait_row(t, 3, " ▶ Visit a ward");
    typist_press(t, "m", "nowhere to move it.");
    typist_leave(t);
}

Test(form_screens, a_note_is_moved_to_a_row_that_nobody_has_written_in)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_enter(t, "2aSure Start", "▶ Sure Start");
    typist_press(t, "J", "‘Sure Start’ is in Seen of ‘Bringing people together’ now.");
    typist_wait_row(t, 6, " Bringing people together  ▶ Sure Start");
    typist_drag(t, 6, 30, 8, 60);
    typist_wait(t, "is in Next of ‘Shifting control’ now.");
    typist_press(t, "m", "to a column (number) or sign (words)");
    typist_press(t, "act\r", "of ‘Acting early’ now.");
    typist_each(t, "uuu");
    typist_wait(t, "Undid: moved ‘Sure Start’ (1 more to undo)");
    typist_wait_row(t, 3, " Acting early              ▶ Sure Start");
    typist_leave(t);
}

/* What stands in more grids than two is gone through by the key that lists them. */
Test(form_screens, in_use_are_left_by_the_key_that_lists_them_pressed_twice)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_type(t, "a");
    typist_enter(t, "Sure Start", "Where we see it 1");
    typist_press(t, "G", "Forms: type to find one, Enter or G shows it, Esc stays");
    typist_wait_cursor(t, 3, 1); /* System map, the next of them */
    typist_press(t, ESC, "Where we see it 1");
    typist_type(t, "G");
    typist_wait_cursor(t, 3, 1); /* System map, the next of them */
    typist_press(t, "G", "1 Goals 0");
    typist_press(t, "GG", "Action plan"); /* the next of them each time */
    typist_type(t, "GG");
    typist_wait_wrapped(t, "G lists the grids in use, and once more leaves this form.");
    typist_wait(t, "Where we see it 1");
    typist_leave(t);
}

Test(form_screens, say_in_the_foot_what_their_rows_are_called)
{
    struct typist *t = open_at(24, 100, "new.json");
    typist_wait_row(t, 23, "g Goal");
    show(t, "sites", "1 Sites 0");
    typist_wait_row(t, 23, "g Site");
    show(t, "eight", signs_row);
    typist_wait_row(t, 23, "e Edit");
    struct str foot = STR_EMPTY;
    typist_row(t, 23, &foot);
    cr_expect_not(strstr(foot.bytes, "g "), "%s", foot.bytes); /* it gives its rows */
    str_finish(&foot);
    typist_leave(t);
}

Test(form_screens, rows_are_marked_from_whichever_cell_and_shown_with_their_words)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_type(t, "2a");
    typist_enter(t, "Sure Start", "Where we see it 1");
    typist_press(t, "x", "Mark ‘Acting early’");
    typist_press(t, "c", "Acting early [C]");
    typist_press(t, "3x", "Mark ‘Acting early’");
    typist_press(t, "p", "Acting early [P]");
    typist_press(t, "1P", "▶ Acting early [P] – Sure Start");
    typist_leave(t);
}

Test(form_screens, one_alone_is_exported)
{
    struct typist *t = open_at(24, 80, "new.json");
    show(t, "eight", signs_row);
    typist_type(t, "2a");
    typist_enter(t, "Sure Start", "Where we see it 1");
    typist_press(t, "E", "b  This form alone");
    typist_press(t, "b", "Exported to ");
    typist_leave(t);
    cr_expect_eq(access("new-signs.pdf", F_OK), 0);
    struct ran one = program_run(NULL, WORDS("roundtable", "export", "--form",
                                             "Eight signs of success", "new.json"));
    struct ran none =
        program_run(NULL, WORDS("roundtable", "export", "--form", "sings", "new.json"));
    struct ran csv = program_run(
        NULL, WORDS("roundtable", "export", "--form", "signs", "-f", "csv", "new.json"));
    cr_expect(strstr(str_text(&one.out), "Sure Start"), "%s%s", str_text(&one.out),
              str_text(&one.err));
    cr_expect_not(strstr(str_text(&one.out), "System map"), "%s", str_text(&one.out));
    cr_expect_eq(none.status, 1);
    cr_expect(strstr(str_text(&none.err), "no form \"sings\" is in use here; there is"),
              "%s", str_text(&none.err));
    cr_expect_eq(csv.status, 2);
    ran_finish(&one);
    ran_finish(&none);
    ran_finish(&csv);
}
