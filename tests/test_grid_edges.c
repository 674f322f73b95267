/* What keys, mouse and pastes do at the edges of the grid. On the program itself. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>

TestSuite(grid_edges, .init = enter_folder, .fini = folder_finish);

#define SHIFT_LEFT "\x1b[1;2D"
#define SHIFT_RIGHT "\x1b[1;2C"
#define SHIFT_UP "\x1b[1;2A"
#define SHIFT_DOWN "\x1b[1;2B"

Test(grid_edges, a_note_moves_as_far_as_the_columns_go)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "sides.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_enter(t, "2aSchools", "2 Barriers 1");
    typist_type(t, SHIFT_LEFT);
    typist_wait(t, "A note cannot become a goal; g adds a goal.");
    typist_type(t, SHIFT_RIGHT);
    typist_wait(t, "3 Stakeholders 1");
    typist_type(t, SHIFT_RIGHT);
    typist_wait(t, "4 Social moments 1");
    typist_type(t, SHIFT_RIGHT);
    typist_wait(t, "This is the last column of this grid; m moves further.");
    typist_type(t, SHIFT_LEFT SHIFT_LEFT);
    typist_wait(t, "2 Barriers 1");
    typist_type(t, SHIFT_UP);
    typist_wait(t, "This is the top of the column already.");
    typist_type(t, SHIFT_DOWN);
    typist_wait(t, "This is the foot of the column already.");
    typist_type(t, "1" SHIFT_UP);
    typist_wait(t, "This is the first goal already.");
    typist_type(t, SHIFT_DOWN);
    typist_wait(t, "This is the last goal already.");
    typist_type(t, SHIFT_RIGHT);
    typist_wait(t, "A goal stays in its column; its notes can be moved.");
    typist_leave(t);
    char *text = exported("sides.json", "csv");
    expect_part(text, "Bus routes,map,barriers,Schools");
    free(text);
}

/* What was taken for a goal and is an entry of one: as long as nothing hangs on it. */
Test(grid_edges, a_goal_without_notes_becomes_an_entry_of_another)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "entry.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_type(t, "m");
    typist_wait(t, "There is no other that this could be an entry of.");
    typist_enter(t, "gHigh fares\rLess noise", "1 Goals 3");
    typist_type(t, UP "m");
    typist_wait(t, "Make ‘High fares’ an entry of which goal?");
    typist_type(t, "bus");
    typist_wait(t, "Bus routes");
    typist_wait_gone(t, "Less noise");
    typist_type(t, "\r");
    typist_wait_wrapped(t, "Moved: ‘High fares’ is in Barriers of ‘Bus routes’ now. u "
                           "makes it what it was.");
    typist_wait(t, "▶ High fares");
    typist_wait(t, "1 Goals 2");
    typist_type(t, "1m");
    typist_wait_wrapped(t, "‘Bus routes’ has 1 note, so it cannot be an entry of another "
                           "goal. Shift-Up and Shift-Down move it among them.");
    typist_type(t, "u");
    typist_wait(t, "Undid: made ‘High fares’ an entry of ‘Bus routes’");
    typist_wait(t, "1 Goals 3");
    typist_wait(t, "2 Barriers 0");
    typist_type(t, "1\x1b[Hm"); /* what it had is gone */
    typist_wait(t, "Make ‘Bus routes’ an entry of which goal?");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

static struct typist *open_three_goals(void)
{
    text_file_write("where.json",
                    "{\"sessions\":[{\"goals\":[{\"text\":\"Cleaner air\",\"barriers\":["
                    "\"Cars\",\"Lorries\"]},{\"text\":\"Warm homes\"},"
                    "{\"text\":\"Green roofs\",\"barriers\":[\"Cost\"]}]}]}");
    return typist_open(24, 80, WORDS("roundtable", "where.json"));
}

/* An arrow goes on from the last entry of a goal to those of the next, and from the last one
 * nowhere: both is said. */
Test(grid_edges, an_arrow_that_leads_to_another_goal_or_nowhere_says_so)
{
    static const struct {
        const char *keys, *said;
    } rows[] = {
        {"2" UP, "This is the top of the column already, in Barriers of ‘Cleaner air’."},
        {DOWN DOWN, "Barriers of ‘Warm homes’."},
        {DOWN, "Barriers of ‘Green roofs’."},
        {DOWN, "This is the foot of the column already, in Barriers of ‘Green roofs’."},
        {UP, "Barriers of ‘Warm homes’."},
        {"4"
         "l",
         "This is the last column already, in Social moments of ‘Warm homes’."},
        {TAB TAB TAB TAB "j"
                         "1",
         "? Keys"},
        {"h", "This is the first column already."},
        {"j", "This is the last goal already."},
        {"kkk", "This is the first goal already."}};
    struct typist *t = open_three_goals();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_type(t, rows[i].keys);
        typist_wait(t, rows[i].said);
    }
    typist_leave(t);
}

/* Tab goes on to the next goal behind the last column, and says nothing of it. */
Test(grid_edges, a_key_that_leaps_to_another_goal_does_not_say_so)
{
    static const char *const keys[] = {"4" TAB, "\x1b[6~", "\x1b[5~"};
    struct typist *t = open_three_goals();
    typist_type(t, "2" DOWN DOWN UP DOWN);
    typist_wait(t, "Barriers of ‘Warm homes’.");
    for (size_t i = 0; i < LENGTH(keys); i++) {
        typist_type(t, keys[i]);
        typist_settle(t);
        cr_expect_not(typist_sees(t, " of ‘"), "after key %zu", i);
    }
    typist_leave(t);
}

Test(grid_edges, home_end_and_pages_go_to_the_first_note_of_a_cell)
{
    static const char *const keys[] = {"\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~"};
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "home.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_enter(t, "2aSchools\rShops", "2 Barriers 2");
    for (size_t i = 0; i < LENGTH(keys); i++) {
        typist_wait(t, "▶ Shops");
        typist_type(t, keys[i]);
        typist_wait(t, "▶ Schools");
        typist_type(t, DOWN);
    }
    typist_leave(t);
}

Test(grid_edges, a_click_leaves_an_empty_box_and_no_other)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "click.json"));
    int row, col;
    typist_type(t, "gBus routes\rHealthy food\r");
    typist_wait(t, "1 Goals 2");
    typist_wait(t, "New goal");
    cr_assert(typist_find(t, "Bus routes", &row, &col));
    typist_click(t, row, col + 1); /* the box is open, and empty */
    typist_wait_gone(t, "New goal");
    typist_type(t, "d"); /* a key again, and no letter of the box */
    typist_wait(t, "Deleted ‘Bus routes’");
    typist_wait(t, "1 Goals 1");
    typist_type(t, "gTrees");
    typist_wait(t, "Trees");
    cr_assert(typist_find(t, "Healthy food", &row, &col));
    typist_click(t, row, col + 1);
    typist_wait(t, "Enter saves what you type, Esc closes the box; then click.");
    typist_type(t, "\r");
    typist_wait(t, "1 Goals 2");
    typist_paste(t, "one\ntwo");
    typist_wait(t, "2 lines");
    cr_assert(typist_find(t, "Healthy food", &row, &col));
    typist_click(t, row, col + 1);
    typist_wait(t, "Enter saves what you type, Esc closes the box; then click.");
    typist_type(t, ESC);
    typist_wait(t, "2 lines are kept here as a draft");
    typist_leave(t);
}

Test(grid_edges, a_note_is_dragged_straight_to_the_side_and_straight_down)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "drag.json"));
    int row, col, row2, col2;
    typist_enter(t, "gBus routes\rHealthy food", "1 Goals 2");
    typist_enter(t, "\x1b[H2aSchools", "2 Barriers 1");
    cr_assert(typist_find(t, "Schools", &row, &col));
    cr_assert(typist_find(t, "3 Stakeholders", &row2, &col2));
    typist_drag(t, row, col, row, col2 + 1);
    typist_wait(t, "of ‘Bus routes’ now"); /* below all that moved */
    cr_assert(typist_find(t, "Schools", &row, &col));
    cr_assert(typist_find(t, "Healthy food", &row2, &col2));
    typist_drag(t, row, col, row2, col);
    typist_wait(t, "of ‘Healthy food’ now");
    typist_leave(t);
    char *text = exported("drag.json", "csv");
    expect_part(text, "Healthy food,map,stakeholders,Schools");
    free(text);
}

Test(grid_edges, a_paste_whose_end_never_comes_is_in_the_box)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "paste.json"));
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, ESC "[200~half of what was cop");
    typist_wait(t, "half of what was cop");
    typist_type(t, "ied\r");
    typist_wait(t, "half of what was copied");
    typist_wait(t, "1 Goals 1");
    typist_type(t, ESC "[200~the window closes on it");
    typist_settle(t); /* nothing of a paste is shown before its end */
    typist_hang_up(t);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    t = typist_open(24, 80, WORDS("roundtable", "paste.json"));
    typist_wait(t, "half of what was copied");
    typist_type(t, "g");
    typist_wait(t, "Your draft is back");
    typist_wait(t, "the window closes on it");
    typist_leave_box(t);
    typist_leave(t);
}

Test(grid_edges, tables_that_follow_none_open_at_the_first)
{
    text_file_write(
        "three.json",
        "{\"sessions\":[{\"table\":\"1\",\"place\":\"Leeds\",\"goals\":[\"First\"]},"
        "{\"table\":\"2\",\"place\":\"Leeds\",\"goals\":[\"Second\"]},"
        "{\"table\":\"3\",\"place\":\"Leeds\",\"goals\":[\"Third\"]}]}");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "three.json"));
    typist_wait(t, "▶First");
    cr_expect_not(typist_sees(t, "Second") || typist_sees(t, "Third"));
    typist_leave(t);
}

/* An empty line of a note is one wherever there is room, and no sign of its own where there is
 * none. */
Test(grid_edges, line_breaks_of_a_note_are_breaks_or_blanks)
{
    char *path = test_path("breaks.json");
    text_file_write(path,
                    "{\"sessions\":[{\"goals\":[{\"text\":\"Safe parks\",\"barriers\":["
                    "\"lights\\nare broken\\n\\n- and the shelter\","
                    "\"eins\\n\\nzwei\"]}]}]}");
    for (int rows = 9; rows <= 16; rows++) {
        struct typist *t = typist_open(rows, 60, WORDS("roundtable", path));
        typist_type(t, "2" DOWN);
        typist_wait(t, "eins");
        typist_settle(t);
        cr_expect_not(typist_sees(t, "⏎"), "%d rows", rows);
        typist_leave(t);
    }
    free(path);
}

/* "(draft)" behind a heading takes no width that the words of others need. */
Test(grid_edges, a_heading_with_a_draft_breaks_no_words_of_other_columns)
{
    text_file_write("plan.json",
                    "{\"sessions\":[{\"goals\":[{\"text\":\"Wait\",\"organisations\":["
                    "\"Trust\",\"a\",\"b\",\"c\",\"d\"]},{\"text\":\"Write\","
                    "\"individuals\":[\"d/c pharmacist\"]}]}]}");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "plan.json"));
    typist_wait(t, "· d/c pharmacis");
    typist_press(t, "g", "New goal in 1");
    typist_type(t, "half an entry");
    typist_leave_box(t);
    typist_wait(t, "1 Goals 2 (draft)");
    typist_wait(t, "together,"); /* "together", and below it ", as a" */
    typist_leave(t);
}
