/* What somebody meets who has never seen a terminal, has a narrow window, or pastes what
 * an e-mail held. */

#include "screen/pasted.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define END "\x1b[F"
#define F1 "\x1bOP"

TestSuite(newcomers, .init = enter_folder, .fini = folder_finish);

static struct typist *open_home(int rows, int cols)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable"));
    typist_wait(t, "Enter Choose");
    return t;
}

static struct typist *open_sample(int rows, int cols)
{
    struct typist *t = open_home(rows, cols);
    typist_type(t, "s");
    typist_wait(t, "1 Goals 4");
    return t;
}

Test(newcomers, keys_that_leave_other_programs_say_what_leaves_this_one)
{
    struct typist *t = open_home(24, 80);
    typist_type(t, ESC);
    typist_wait(t, "Esc does nothing here. q leaves, ? shows all keys.");
    typist_type(t, "s");
    typist_wait(t, "1 Goals 4");
    typist_type(t, ESC);
    typist_wait(t, "Esc does nothing here. q leaves, ? shows all keys.");
    typist_type(t, "\x18");
    typist_wait(t, "Ctrl-X does nothing here. q leaves, ? shows all keys.");
    typist_type(t, "y");
    typist_wait(t, "y does nothing here. ? shows all keys.");
    typist_type(t, "P");
    typist_wait(t, "P Projector");
    typist_type(t, ESC);
    typist_wait(t, "Esc does nothing here. P goes back to your own view, ?");
    typist_type(t, "P/" F1);
    typist_wait(t, "F1 does nothing here. Enter stays at what was found, Esc goes back.");
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_leave(t);
}

Test(newcomers, the_way_back_is_among_the_hints_in_every_window)
{
    static const int widths[] = {40, 45, 59, 60, 80};
    for (size_t i = 0; i < LENGTH(widths); i++) {
        struct typist *t = open_home(24, widths[i]);
        typist_wait_row(t, 23, "q Leave");
        typist_wait_row(t, 23, "? Keys");
        typist_type(t, "s");
        typist_wait(t, "Goals 4");
        typist_wait_row(t, 23, "u Undo");
        typist_wait_row(t, 23, "? Keys");
        typist_leave(t);
    }
}

Test(newcomers, a_message_without_room_ends_in_an_ellipsis)
{
    struct typist *t = open_home(24, 40);
    typist_wait_row(t, 22, " Order: barriers, stakeholders, social…");
    typist_leave(t);
}

static bool is_rule(const struct typist *t, int row)
{
    struct str text = STR_EMPTY;
    typist_row(t, row, &text);
    bool rule = strncmp(str_text(&text), "──", strlen("──")) == 0;
    str_finish(&text);
    return rule;
}

Test(newcomers, goals_outside_the_window_are_counted_and_no_rule_is_double)
{
    struct typist *t = open_sample(24, 80);
    typist_wait(t, " 2 more below ──");
    for (int row = 0; row + 1 < 24; row++) {
        cr_expect_not(is_rule(t, row) && is_rule(t, row + 1), "rows %d and %d", row,
                      row + 1);
    }
    typist_type(t, END);
    typist_wait(t, " 1 more above ──");
    typist_wait_gone(t, "more below");
    typist_type(t, "\x1b[H");
    typist_wait_gone(t, "more above");
    typist_leave(t);
}

Test(newcomers, a_sample_is_opened_where_something_is_written)
{
    struct typist *t = open_home(24, 80);
    typist_type(t, DOWN DOWN DOWN DOWN);
    typist_wait(t, "▶ action-plan");
    typist_type(t, "\r");
    typist_wait(t, "Manchester · Action plan");
    typist_wait(t, "· Encourage NHS");
    typist_type(t, "G");
    typist_wait(t, "Manchester · System map");
    typist_leave(t);
}

Test(newcomers, what_is_pasted_where_it_has_no_place_is_told)
{
    struct typist *t = open_home(24, 80);
    typist_paste(t, "one\ntwo\n");
    typist_wait(t, "What was pasted has no place here yet.");
    typist_type(t, "n");
    typist_wait(t, "Enter on the last line begins");
    typist_paste(t, "\nWinter\n\nBuses");
    typist_wait(t, "Only the first line of what was pasted is here");
    typist_wait_row(t, 2, "Winter");
    typist_paste(t, " evening\n");
    typist_wait_gone(t, "Only the first");
    typist_wait_row(t, 2, "Winter evening");
    typist_type(t, F1);
    typist_wait(t, "F1 does nothing here. Enter goes on, Esc goes back.");
    typist_type(t, ESC);
    typist_wait(t, "Enter Choose");
    typist_type(t, "s");
    typist_wait(t, "1 Goals 4");
    typist_type(t, "E");
    typist_wait_row(t, 5, " h  Web page                    for browsers and e-mail");
    typist_paste(t, "one\ntwo\n");
    typist_wait(t, "What was pasted has no place here; Esc goes back.");
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_leave(t);
}

Test(newcomers, lines_that_are_only_drawn_are_no_entries)
{
    static const struct {
        const char *text;
        size_t entries;
    } rows[] = {{"a\n--\nb\n-- \n", 2}, {"=====\n\n * * *\n>\n", 0}, {"- a\n?\n5", 3}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(pasted_count(rows[i].text), rows[i].entries, "%s", rows[i].text);
    }
}

Test(newcomers, an_e_mail_becomes_its_lines_without_what_is_only_drawn)
{
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "a.json"));
    typist_wait(t, "1 Goals 0");
    typist_paste(t, "Dear all  \r\n\r\n- Buses stop at six \t\r\n-- \r\nAna\r\n");
    typist_wait(t, "3 lines: Enter adds each");
    typist_type(t, "\r");
    typist_wait(t, "Added 3 entries. Ctrl-Z takes them all back.");
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_type(t, "u");
    typist_wait(t, "1 Goals 0");
    typist_type(t, "\x19");
    typist_wait(t, "1 Goals 3");
    typist_leave(t);
    char *text = text_file_read("a.json");
    cr_expect(strstr(text, "\"Buses stop at six\""));
    cr_expect(strstr(text, "\"Dear all\""));
    cr_expect_not(strstr(text, "\"--"));
    free(text);
}

Test(newcomers, a_long_entry_leaves_room_for_what_the_menu_says)
{
    struct typist *t = open_sample(24, 80);
    typist_type(t, "j2j");
    typist_wait(t, "▶ Time pressures");
    typist_type(t, "m");
    typist_wait_row(t, 0, "…’ to a column (number) or goal (words)");
    typist_wait(t, "Enter Choose"); /* all of the list is drawn */
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_type(t, "bt");
    typist_wait(t, "Began a ballot: 12 dots for the table. v gives");
    typist_leave(t);
}

/* Of several lines, wherever one is typed: in the palette, other lists, and what is searched for. */
Test(newcomers, where_one_line_is_typed_the_first_of_a_paste_is_there_and_the_rest_told)
{
    static const char *const opens[][2] = {{"?", "All keys: type to"},
                                           {"B", "Forms: type to find"},
                                           {"O", "Settings: Enter"},
                                           {"M", "What was said"},
                                           {"/", "Go back"}};
    struct typist *t = open_home(24, 80);
    typist_press(t, "s", "1 Goals 4");
    for (size_t i = 0; i < LENGTH(opens); i++) {
        typist_press(t, opens[i][0], opens[i][1]);
        typist_paste(t, "walk\ncars\nbuses\n");
        typist_wait(t, "Only the first line of what was pasted is here; the rest can be");
        typist_type(t, ESC);
        typist_wait_gone(t, "Only the first line");
        typist_press(t, ESC, "1 Goals 4");
    }
    typist_free(t);
}
