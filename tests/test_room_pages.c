/* What a room reads that has not all room on one picture: page by page, one goal or the
 * whole grid. */

#include "base/hash.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(room_pages, .fini = folder_finish);

/* Four goals, the first with so many barriers, and more members of the table. */
static char *write_barriers(int count, const char *more)
{
    struct str text = STR_EMPTY;
    char *path = test_path("room.json");
    str_addf(&text,
             "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
             "\"place\":\"Leeds\",%s\"goals\":[{\"text\":\"Less loneliness\","
             "\"stakeholders\":[\"Age UK\",\"Pubs\"],\"barriers\":[",
             more);
    for (int i = 0; i < count; i++) {
        str_addf(&text, "%s\"barrier %02d%s\"", i ? "," : "", i,
                 i % 3 ? "" : ", of which so much is to be said that no row has room");
    }
    str_add(&text, "]},{\"text\":\"More walking\",\"barriers\":[\"Dark streets\"]},"
                   "{\"text\":\"Less sugar\"},{\"text\":\"Better sleep\"}]}]}");
    text_file_write(path, text.bytes);
    str_finish(&text);
    return path;
}

static struct typist *open_barriers(int rows, int cols, int count, const char *more)
{
    char *path = write_barriers(count, more);
    struct typist *t = typist_open(rows, cols, WORDS("roundtable", path));
    typist_wait(t, "saved");
    free(path);
    return t;
}

Test(room_pages, six_barriers_are_all_seen_at_80x24)
{
    struct typist *t = open_barriers(
        24, 80, 6, "\"stage\":\"map\",\"clock\":\"2017-02-22T12:12:34.000Z\",");
    typist_type(t, "P2");
    typist_wait(t, "▶ barrier 00");
    typist_wait(t, "· barrier 05");
    cr_expect_not(typist_sees(t, "Space turns"));
    typist_leave(t);
}

Test(room_pages, blank_rows_go_before_any_entry_does)
{
    struct typist *t = open_barriers(16, 60, 8, "");
    typist_type(t, "P2");
    typist_wait(t, "▶ barrier 00");
    typist_wait(t, "· barrier 07");
    cr_expect_not(typist_sees(t, "Space turns"));
    typist_leave(t);
}

Test(room_pages, space_turns_and_the_selection_goes_along)
{
    struct typist *t = open_barriers(24, 80, 20, "");
    typist_type(t, "P2");
    typist_wait(t, "▶ barrier 00");
    typist_wait(t, "1 of 2, Space turns");
    cr_expect_eq(rows_left_empty(t), 0);
    typist_type(t, " ");
    typist_wait(t, "2 of 2, Space turns");
    typist_wait(t, "▶ barrier 19");
    typist_wait_gone(t, "barrier 00");
    cr_expect_eq(rows_left_empty(t), 0, "the last page is full, too");
    typist_type(t, " ");
    typist_wait(t, "▶ barrier 00");
    for (int i = 0; i < 19; i++) {
        typist_type(t, "j");
    }
    typist_wait(t, "▶ barrier 19"); /* keys go on to the next page as well */
    typist_wait(t, "2 of 2, Space turns");
    typist_leave(t);
}

Test(room_pages, one_key_goes_to_the_next_goal_and_one_back)
{
    struct typist *t = open_barriers(24, 80, 20, "");
    typist_type(t, "P2");
    typist_wait(t, "1 of 4 goals");
    typist_type(t, ".");
    typist_wait(t, "2 of 4 goals");
    typist_wait(t, "▶ Dark streets");
    typist_type(t, "\x1b[6~"); /* as clickers of projectors send it */
    typist_wait(t, "3 of 4 goals");
    typist_type(t, "\x1b[5~,");
    typist_wait(t, "1 of 4 goals");
    typist_type(t, ",");
    typist_wait(t, "This is the first goal; . goes on.");
    typist_type(t, "...");
    typist_wait(t, "4 of 4 goals");
    typist_type(t, ".");
    typist_wait(t, "This is the last goal; , goes back.");
    typist_leave(t);
}

Test(room_pages, the_whole_grid_is_for_a_room_too)
{
    struct typist *t = open_barriers(20, 60, 4, "");
    typist_type(t, "p2");
    typist_wait(t, "▶ barrier 00");
    golden_screen(t, "\n"
                     " System map                                           saved\n"
                     " 1 Goals 4    2 Barriers 5  3 Stakeholders 2  4 Moments 0\n"
                     "────────────────────────────────────────────────────────────\n"
                     " Less         ▶ barrier 00, · Age UK            When might\n"
                     " loneliness     of which so · Pubs              people be\n"
                     "                much is to                      most open\n"
                     "                be said                         to change?\n"
                     "                that no row\n"
                     "                has room\n"
                     "              · barrier 01\n"
                     "              · barrier 02\n"
                     "              · barrier 03,\n"
                     "                of which so\n"
                     "                much is to\n"
                     "                be said\n"
                     "                that no row\n"
                     "                has room\n"
                     "────────────────────────────────────────────────────────────\n"
                     " 1 of 2, Space turns\n"
                     " a Add  P Projector  ? Keys\n");
    cr_expect(typist_cell_bold(t, 3, 15));
    typist_type(t, "p");
    typist_wait(t, "1 of 4 goals");
    typist_type(t, "p");
    typist_wait(t, "1 Goals 4");
    typist_type(t, "P");
    typist_wait(t, "q Leave");
    typist_leave(t);
}

/* Of a goal that is higher than the window, one part after the other. */
Test(room_pages, the_whole_grid_turns_until_all_was_seen)
{
    enum { NOTES = 30 };
    bool seen[NOTES] = {false};
    struct typist *t = open_barriers(20, 80, NOTES, "");
    typist_type(t, "p2");
    typist_wait(t, "▶ barrier 00");
    for (int page = 0, pages = 1; page < pages; page++) {
        int row, col;
        typist_wait(t, ", Space turns");
        typist_settle(t);
        cr_assert(typist_find(t, ", Space turns", &row, &col));
        struct str text = STR_EMPTY;
        typist_row(t, row, &text);
        int at = 0;
        cr_assert_eq(sscanf(str_text(&text), " %d of %d", &at, &pages), 2);
        cr_expect_eq(at, page + 1, "%s", str_text(&text));
        str_finish(&text);
        cr_expect_eq(rows_left_empty(t), 0, "page %d of %d", page + 1, pages);
        for (int i = 0; i < NOTES; i++) {
            char words[24];
            snprintf(words, sizeof words, "barrier %02d", i);
            seen[i] = seen[i] || typist_sees(t, words);
        }
        typist_type(t, " ");
    }
    typist_wait(t, "▶ barrier 00"); /* behind the last the first */
    for (int i = 0; i < NOTES; i++) {
        cr_expect(seen[i], "barrier %02d", i);
    }
    typist_leave(t);
}

Test(room_pages, the_last_page_of_one_high_goal_is_full)
{
    struct str text = str_of("{\"sessions\":[{\"goals\":[{\"text\":\"Less sugar\","
                             "\"barriers\":[\"note 0\"");
    char *path = test_path("high.json");
    for (int i = 1; i < 30; i++) {
        str_addf(&text, ",\"note %d\"", i);
    }
    str_add(&text, "]}]}]}");
    text_file_write(path, text.bytes);
    struct typist *t = typist_open(20, 80, WORDS("roundtable", path));
    typist_type(t, "p2");
    typist_wait(t, "1 of 3, Space turns");
    typist_type(t, " ");
    typist_wait(t, "2 of 3, Space turns");
    typist_type(t, " ");
    typist_wait(t, "3 of 3, Space turns");
    typist_wait(t, "note 29");
    cr_expect_eq(rows_left_empty(t), 0);
    typist_leave(t);
    str_finish(&text);
    free(path);
}

Test(room_pages, nothing_of_the_whole_grid_is_by_colour_alone)
{
    static const char *const themes[] = {"dark", "mono"};
    for (size_t i = 0; i < LENGTH(themes); i++) {
        char *path = write_barriers(3, "");
        struct typist *t =
            typist_open(24, 80, WORDS("roundtable", "--theme", themes[i], path));
        typist_type(t, "p2");
        typist_wait(t, "▶ barrier 00");
        typist_settle(t);
        for (int row = 1; row < 20; row++) {
            for (int col = 0; col < 80; col++) {
                struct typist_cell cell = typist_cell(t, row, col);
                bool blank = strcmp(cell.text, "─") == 0 || strcmp(cell.text, " ") == 0;
                cr_assert(blank || (cell.fg == TYPIST_COLOUR_DEFAULT && cell.bold &&
                                    !cell.reverse),
                          "%s: %d, %d", themes[i], row, col);
            }
        }
        typist_leave(t);
        free(path);
    }
}

Test(room_pages, a_clock_is_large_in_the_whole_grid_where_there_is_room)
{
    struct typist *t = open_barriers(
        24, 80, 2, "\"stage\":\"map\",\"clock\":\"2017-02-22T12:12:34.000Z\",");
    typist_type(t, "p2");
    typist_wait(t, "██████      ██████  ██  ██\n");
    typist_resize(t, 16, 80);
    typist_wait_gone(t, "██");
    typist_wait(t, "12:34 left"); /* plain, where there is not */
    typist_leave(t);
}

Test(room_pages, what_is_typed_stands_below_the_clock)
{
    struct typist *t = open_barriers(
        24, 80, 20, "\"stage\":\"map\",\"clock\":\"2017-02-22T12:12:34.000Z\",");
    typist_type(t, "P2");
    typist_wait(t, "1 of 2, Space turns");
    typist_wait_row(t, 3, "▶ barrier 00"); /* the list goes beside it */
    typist_wait_row(t, 4, "██    ██");
    typist_type(t, "aThe last bus leaves at six, and nobody who works late can come");
    typist_wait_row(t, 6,
                    "      The last bus leaves at six, and nobody who works late can");
    typist_wait_row(t, 4, "██    ██");
    typist_type(t, ESC);
    typist_wait(t, "Kept as a draft");
    typist_leave(t);
}

Test(room_pages, a_form_is_named_and_not_the_stage_beside_it)
{
    struct typist *t = open_barriers(24, 80, 2, "\"stage\":\"overview\",");
    typist_type(t, "P2");
    typist_wait_row(t, 0, "Overview");
    typist_type(t, "B");
    typist_wait(t, "Lifecycle");
    typist_type(t, "lifecycle");
    typist_wait(t, "Lifecycle");
    typist_type(t, "\r");
    typist_wait_row(t, 0, " Lifecycle of a movement");
    typist_leave(t);
}

Test(room_pages, a_window_that_follows_may_be_pinned_to_a_page)
{
    char *path = write_barriers(20, "");
    struct typist *ana = window_of("Ana", path), *room = window_that_follows(path);
    typist_type(room, ",2");
    typist_wait(room, "1 of 2, Space turns");
    typist_type(room, " ");
    typist_wait(room, "2 of 2, Space turns");
    typist_type(room, "Fnobody");
    typist_wait(room, "nobody");
    typist_type(room, "\r");
    typist_wait(room, "following nobody");
    typist_type(ana, "2e, zz\r"); /* an entry of the first page */
    typist_wait(ana, "room, zz");
    typist_type(ana, "jjjjjjjjjjjjjjjjjje of late\r");
    typist_wait_wrapped(room, "has room of late");
    typist_wait(room, "2 of 2, Space turns");
    cr_expect(typist_sees(room, "▶ barrier 1"), "it stays where it was");
    typist_leave(ana);
    typist_leave(room);
    free(path);
}

/* Whatever the window is, from 40x10 to 500x200, and wherever the selection. */
Test(room_pages, no_row_is_empty_while_there_is_more_at_any_size)
{
    static const char *const ways[] = {"", "P", "p", "P"}, *const samples[] = {
                                                               "write-up", "action-plan"};
    unsigned long times = times_asked("STORM", 40), seed = times_asked("STORM_SEED", 17);
    struct dice dice = {seed};
    for (size_t s = 0; s < LENGTH(samples); s++) {
        struct typist *t = sample_open(24, 80, samples[s]);
        for (unsigned long i = 0; i < times; i++) {
            static const char *const keys[] = {DOWN, UP,  "\x1b[C", "\x1b[D",
                                               "]",  "i", ".",      " "};
            const char *way = ways[i % LENGTH(ways)];
            int rows = 10 + (int)(dice_roll(&dice) % (i % 4 ? 30 : 190));
            int cols = 40 + (int)(dice_roll(&dice) % (i % 4 ? 100 : 460));
            typist_type(t, way);
            typist_type(t, UP); /* or they would be letters of a word */
            typist_type(t, keys[dice_roll(&dice) % LENGTH(keys)]);
            typist_resize(t, rows, cols);
            typist_type(t, keys[dice_roll(&dice) % LENGTH(keys)]);
            typist_type(t, DOWN);
            typist_settle(t);
            if (rows_left_empty(t)) {
                typist_fail(t, "rows are empty", samples[s]);
            }
        }
        typist_leave(t);
    }
}

/* Who has taken an action on stands at its end, and is what a plan is projected for. */
Test(room_pages, of_a_plan_no_name_is_cut)
{
    struct str text = STR_EMPTY;
    char *path = test_path("plan.json");
    str_add(&text, "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                   "\"place\":\"Leeds\",\"goals\":[");
    for (int i = 1; i <= 3; i++) {
        str_addf(&text,
                 "%s{\"text\":\"Goal %d\",\"organisations\":[{\"text\":\"A desk in the "
                 "main hall twice a week, where somebody listens\",\"who\":\"Zoe %d "
                 "Quarterman\",\"when\":\"2017-12-01\"}]}",
                 i > 1 ? "," : "", i, i);
    }
    str_add(&text, "]}]}");
    text_file_write(path, text.bytes);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_type(t, "p");
    typist_wait(t, "(Zoe 1");
    typist_wait(t, "2017)");
    typist_wait(t, "Space turns");
    typist_type(t, " ");
    typist_wait(t, "(Zoe 3");
    typist_leave(t);
    str_finish(&text);
    free(path);
}
