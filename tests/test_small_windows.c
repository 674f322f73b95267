/* Letters so large that a window has 20 columns and 6 rows: one entry, or one line of a list,
 * at a time. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/scene.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(small_windows, .fini = folder_finish);

static struct typist *open_small(int rows, int cols)
{
    struct typist *t = sample_open(24, 80, "write-up");
    typist_type(t, "2");
    typist_wait(t, "▶ Availability");
    typist_resize(t, rows, cols);
    typist_wait_row(t, 1, cols < 20 ? "Availability" : "Availability of");
    return t;
}

Test(small_windows, show_one_entry_and_where_it_stands)
{
    struct typist *t = open_small(6, 20);
    golden_screen(t, "\n"
                     "Barriers 1 of 2\n"
                     "Availability of\n"
                     "affordable healthy\n"
                     "food\n"
                     "Of ‘Reducing\n"
                     "1 of 4, Space turns\n");
    typist_wait_cursor(t, 1, 0);
    typist_type(t, "j");
    typist_wait_row(t, 0, "Barriers 2 of 2");
    typist_wait_row(t, 1, "Advertising");
    typist_type(t, "l");
    typist_wait_row(t, 0, "Stakeholders 2 of 4");
    typist_type(t, "1");
    typist_wait_row(t, 0, "Goals 1 of 4");
    typist_type(t, ".");
    typist_wait_row(t, 0, "Goals 2 of 4");
    typist_wait_row(t, 1, "Reducing social");
    typist_leave(t);
}

Test(small_windows, are_read_on_by_pages_down_to_the_keys)
{
    struct typist *t = open_small(6, 20);
    typist_type(t, " ");
    typist_wait(t, "2 of 4, Space turns");
    typist_wait(t, "childhood obesity’");
    typist_type(t, " ");
    typist_wait(t, "a Add  g Goal");
    typist_type(t, "  ");
    typist_wait(t, "1 of 4, Space turns");
    typist_type(t, " j"); /* another entry is read from its beginning */
    typist_wait_row(t, 0, "Barriers 2 of 2");
    typist_wait(t, "1 of 3, Space turns");
    typist_leave(t);
}

Test(small_windows, tell_a_long_message_in_pages)
{
    struct typist *t = open_small(6, 20);
    typist_type(t, "\x1b[24~"); /* F12 */
    typist_wait(t, "F12 does nothing");
    typist_type(t, "x" ESC);
    typist_wait_row(t, 1, "Availability of");
    typist_type(t, "A");
    typist_wait(t, "There is no action\nyet that could\n");
    typist_wait(t, "1 of 6, Space turns");
    typist_type(t, " ");
    typist_wait(t, "healthy food’; write\n");
    typist_wait(t, "2 of 6, Space turns"); /* it stays until a key does something else */
    typist_type(t, "l");
    typist_wait_row(t, 1, "Schools");
    typist_leave(t);
}

Test(small_windows, show_at_once_what_is_said_anew)
{
    struct typist *t = open_small(6, 20);
    typist_press(t, "  ", "3 of 4, Space turns");
    typist_press(t, ESC, "Esc does nothing");
    typist_press(t, " ", "2 of 5, Space turns"); /* it stays */
    typist_press(t, ESC, "Esc does nothing");
    typist_wait(t, "1 of 5, Space turns");
    typist_leave(t);
}

Test(small_windows, have_room_for_a_box)
{
    struct typist *t = open_small(6, 20);
    typist_type(t, "aNo bus in the evening, and none at night");
    typist_wait(t, "New barrier\nNo bus in the\nevening, and none");
    typist_wait_cursor(t, 3, 8);
    typist_type(t, "\r");
    typist_wait(t, "Added ‘No bus in the");
    typist_type(t, ESC);
    typist_wait_row(t, 0, "Barriers 2 of 3");
    typist_type(t, "e, ever\r");
    typist_wait(t, "Changed ‘No bus in");
    typist_type(t, "/advert");
    typist_wait(t, "Search\nadvert\n");
    typist_wait(t, "Advertising");
    typist_type(t, "\r");
    typist_wait_row(t, 0, "Barriers 3 of 3");
    typist_leave(t);
}

Test(small_windows, show_lists_line_by_line)
{
    struct typist *t = open_small(6, 20);
    typist_type(t, "?");
    typist_wait(t, "Add  a\nAdd an entry below\n");
    typist_type(t, DOWN);
    typist_wait(t, "Goal  g\n");
    typist_type(t, "undo");
    typist_wait_row(t, 0, "undo");
    typist_wait_row(t, 1, "Undo  u");
    typist_wait_cursor(t, 1, 1);
    typist_type(t, ESC);
    typist_wait_row(t, 0, "Barriers 1 of 2");
    typist_type(t, "x");
    typist_wait(t, "Pebble");
    typist_type(t, DOWN "\r");
    typist_wait(t, "Boulder");
    typist_wait(t, "1 of 7, Space turns");
    typist_type(t, DOWN UP); /* which takes the message away */
    typist_wait(t, "food [B]");
    typist_leave(t);
}

/* Lists are made for the picture that is read, not for the window. */
Test(small_windows, cut_nothing_off_in_lists)
{
    struct typist *t = open_small(6, 20);
    typist_type(t, "f");
    typist_wait(t, "everything, as");
    typist_type(t, DOWN);
    typist_wait(t, "only unmarked:\nWeight");
    cr_expect_not(typist_sees(t, "…"));
    typist_type(t, ESC);
    typist_wait_row(t, 0, "Barriers 1 of 2");
    typist_leave(t);
}

/* What the program says of itself, in windows that are narrow or short and no smaller. */
Test(small_windows, cut_no_sentence_off)
{
    static const struct {
        int rows, cols;
        const char *keys, *said;
    } rows[] = {
        {12, 40, "P", "whole grid, P your own screen"},
        {12, 40, "2jA", "action plan."},
        {12, 40, ":", "All keys: type to search, Enter runs"},
        {12, 40, "E", "Export, beside the session's file"},
        {12, 40, "2jm", "Move ‘Advertisin…’: number or goal"},
        {20, 60, "2jm", "Move ‘Advertising’ to a column (number) or goal (words)"},
        {20, 60, "o", "Details of this session: Enter on the last line keeps"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = sample_open(24, 80, "write-up");
        typist_resize(t, rows[i].rows, rows[i].cols);
        typist_wait(t, rows[i].cols < 60 ? "map…      saved" : "up…       saved");
        typist_press(t, rows[i].keys, rows[i].said);
        typist_free(t);
    }
}

Test(small_windows, take_what_phones_sent)
{
    struct scene s = scene_begin(24, 80, LESS_SUGAR);
    scene_open_phone(&s);
    phone_send(&s.phone, "a1", phone_goal(&s.phone, 0), "barriers",
               "Fizzy drinks are cheap", "Ben");
    typist_wait(s.ana, "1 waits");
    typist_resize(s.ana, 6, 20);
    typist_wait_row(s.ana, 0, "Goals 1 of 1");
    typist_type(s.ana, "I");
    typist_wait(s.ana, "Fizzy drinks are");
    typist_wait(s.ana, "Barriers");
    typist_type(s.ana, UP "y"); /* it was read */
    typist_wait(s.ana, "Took ‘Fizzy drinks");
    typist_type(s.ana, ESC);
    typist_wait_row(s.ana, 0, "Barriers 2 of 2");
    typist_wait_row(s.ana, 1, "Fizzy drinks are");
    typist_resize(s.ana, 24, 80);
    typist_wait(s.ana, "▶ Fizzy drinks");
    scene_end(&s);
}

Test(small_windows, say_that_a_ballot_is_open)
{
    struct typist *t = open_small(9, 39);
    typist_type(t, "b");
    typist_wait(t, "1 dot a person");
    typist_type(t, "1");
    typist_wait(t, "Began a ballot");
    typist_type(t, "v");
    typist_wait(t, "A dot for");
    typist_type(t, "l");
    typist_wait(t, "Voting");
    typist_leave(t);
}

Test(small_windows, have_forms_and_settings_too)
{
    struct typist *t = open_small(6, 30);
    typist_type(t, "o");
    typist_wait_row(t, 1, "Title");
    typist_type(t, TAB);
    typist_wait_row(t, 1, "Place");
    typist_type(t, "Leeds" CTRL_S);
    typist_wait_row(t, 0, "Barriers 1 of 2");
    typist_type(t, "O");
    typist_wait_row(t, 0, "Settings");
    typist_type(t, ESC);
    typist_wait_row(t, 0, "Barriers 1 of 2");
    typist_type(t, "D");
    typist_wait_row(t, 0, "The day");
    typist_type(t, ESC);
    typist_wait_row(t, 0, "Barriers 1 of 2");
    typist_leave(t);
}

Test(small_windows, work_down_to_twelve_columns_and_three_rows)
{
    struct typist *t = open_small(3, 12);
    golden_screen(t, "\n"
                     "Barr… 1 of 2\n"
                     "Availability\n"
                     "of\n");
    typist_type(t, " ");
    typist_wait(t, "affordable\nhealthy food");
    typist_type(t, "aBus");
    typist_wait(t, "Bus");
    typist_type(t, "\r" ESC);
    typist_wait_row(t, 0, "2 of 3");
    typist_resize(t, 3, 11);
    typist_wait(t, "window too");
    typist_type(t, "d"); /* what is not seen is not done */
    typist_resize(t, 24, 80);
    typist_wait(t, "2 Barriers 13");
    typist_leave(t);
}

/* What another view is, it is at any size: a click lands where the words are. */
Test(small_windows, are_clicked_where_the_words_are)
{
    struct typist *t = open_small(6, 30);
    typist_type(t, "x");
    typist_wait(t, "Pebble");
    int row, col;
    typist_settle(t);
    cr_assert(typist_find(t, "Pebble", &row, &col));
    typist_click(t, row, col);
    typist_wait(t, "Pebble");
    typist_wait_row(t, 0, "Barriers 1 of 2");
    typist_resize(t, 24, 80);
    typist_wait(t, "[P]");
    typist_leave(t);
}

/* Whatever is looked at, and whatever is typed. */
Test(small_windows, show_how_much_time_is_left)
{
    struct typist *t = sample_open(24, 80, "write-up");
    typist_press(t, "]", "▶");
    typist_press(t, "t", "left");
    typist_resize(t, 6, 20);
    typist_wait_row(t, 0, ":");
    typist_press(t, "g", "New goal");
    typist_wait_row(t, 0, ":");
    typist_press(t, ESC, "Goals");
    typist_leave(t);
}

/* What is asked of it, down to its last choice, then the cells. */
Test(small_windows, read_on_what_was_pasted)
{
    struct typist *t = open_small(6, 20);
    typist_paste(t, "Lack of time\tNo money\nDamp walls\tHigh rents\n");
    typist_wait(t, "4 cells in 2 rows:");
    typist_wait(t, "1 of ");
    typist_press(t, " ", "2 of ");
    typist_wait(t, "h adds each cell"); /* each choice begins a line */
    typist_press(t, " ", "3 of ");
    typist_wait(t, "w takes the first");
    typist_wait(t, "row for headings;");
    typist_wait(t, "n keeps them");
    typist_press(t, " ", "4 of ");
    typist_wait(t, "d discards them.");
    typist_wait(t, "Damp walls");
    typist_press(t, " ", "5 of ");
    typist_press(t, " ", "1 of ");
    typist_press(t, "d", "Discarded what was");
    typist_leave(t);
}

/* Nobody answers what they have not read. */
Test(small_windows, show_both_sides_of_a_pair_before_it_is_asked_about)
{
    struct typist *t = sample_open(24, 80, "seminar");
    typist_press(t, "S", "Do these two say the same?");
    typist_resize(t, 6, 20);
    typist_wait_wrapped(t, "‘Lack of time’ and ‘");
    typist_wait(t, "Space reads on");
    typist_press(t, " ", "1 of ");
    typist_press(t, ESC, "Goals");
    typist_leave(t);
}

/* Where no row has a day, none keeps room for one; and what is out of sight is told of, in forms, too. */
Test(small_windows, cut_nothing_for_what_is_not_there)
{
    struct typist *t = sample_open(10, 40, "action-plan");
    typist_press(t, "C", "▶-  nobody yet Encourage NHS");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "o", " 2 more below ");
    typist_press(t, UP, "Title");
    for (int i = 0; i < 6; i++) {
        typist_type(t, DOWN);
    }
    typist_wait(t, " 3 more above ");
    typist_type(t, ESC);
    typist_leave(t);
}

/* Behind keys as well that are offered as words; and where rows are sought it is no name of the list. */
Test(small_windows, are_read_on_by_a_space_that_is_of_no_word)
{
    called_out_begin();
    struct typist *t = called_out_open();
    typist_resize(t, 6, 20);
    typist_wait(t, "Space turns");
    called_out_type_later(t, "vxi", 400);
    typist_wait(t, "Space reads on");
    called_out_type(t, " ", 700);
    typist_wait(t, "1 of ");
    typist_press(t, "\0373000;\x07", "Goals");
    called_out_type_later(t, "B", 400);
    typist_wait(t, "Forms: type to find");
    called_out_type(t, " ", 700);
    typist_settle(t);
    typist_wait(t, "Forms: type to find");
    called_out_end(t);
    called_out_finish();
}
