/* What recurs across tables, on the screen: proposals decided with one key each, themes
 * by how many tables said them, lone voices; and what the file says afterwards. */

#include "findings/alike.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/seminar.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define CTRL_Y "\x19"

static const char barriers[] = "barriers";

TestSuite(synthesis, .init = seminar_write, .fini = folder_finish);

/* What a second reader finds in the file: "2 of 2: words | …" of a column, and behind
 * it "? one = other" for each of its proposals. */
static void expect_themes(const char *column, const char *expected)
{
    struct session *session = session_new();
    struct file_added added;
    struct err err = ERR_NONE;
    struct themes themes;
    struct proposals proposals;
    struct str found = STR_EMPTY;
    cr_assert(file_add("all.json", session, &added, &err), "%s", err_text(&err));
    themes_find(session, &themes);
    proposals_find(&themes, &proposals);
    for (size_t i = 0; i < themes.count; i++) {
        const struct theme *t = themes.items[i];
        if (strcmp(t->column, column) == 0) {
            str_addf(&found, "%s%zu of %zu: %s", found.len_bytes ? " | " : "", t->count,
                     t->tables, t->words);
        }
    }
    for (size_t i = 0; i < proposals.count; i++) {
        const struct proposal *p = &proposals.items[i];
        if (strcmp(p->one->column, column) == 0) {
            str_addf(&found, " ? %s = %s", p->one->words, p->other->words);
        }
    }
    cr_expect_str_eq(str_text(&found), expected);
    str_finish(&found);
    proposals_finish(&proposals);
    themes_finish(&themes);
    session_free(session);
    err_finish(&err);
}

/* Everybody's words are where they were. */
static void expect_words_untouched(void)
{
    struct session *before = session_new(), *after = session_new();
    struct file_added added;
    struct err err = ERR_NONE;
    for (const char *name = "1.json"; name;
         name = strcmp(name, "1.json") == 0   ? "2.json"
                : strcmp(name, "2.json") == 0 ? "3.json"
                : strcmp(name, "3.json") == 0 ? "4.json"
                                              : NULL) {
        cr_assert(file_add(name, before, &added, &err), "%s", err_text(&err));
    }
    cr_assert(file_add("all.json", after, &added, &err), "%s", err_text(&err));
    char *grids = grids_of(before);
    cr_expect(strlen(grids) > 100);
    expect_grids(after, grids);
    free(grids);
    session_free(before);
    session_free(after);
}

static const char goals_before[] =
    "2 of 2: Less loneliness | 1 of 1: Healthy food for families | 1 of 1: Healthy "
    "foods for our families ? Healthy food for families = Healthy foods for our "
    "families";
static const char barriers_before[] =
    "3 of 3: Stigma | 2 of 2: High bus fares | 1 of 1: Bus fares are too high for "
    "families | 1 of 1: Dark streets | 1 of 1: Lack of time | 1 of 1: Long distances ? "
    "High bus fares = Bus fares are too high for families";

Test(synthesis, the_merged_file_is_as_these_tests_take_it_to_be)
{
    expect_themes("", goals_before);
    expect_themes(barriers, barriers_before);
}

Test(synthesis, y_takes_two_for_one_and_u_takes_it_back)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_wait(t, "1 of 2 · Goals · ");
    typist_wait(t, "alike: healthy, food, families");
    typist_type(t, "y");
    typist_wait(t, "Joined ‘Healthy food for families’ and ‘Healthy foods for our");
    typist_wait(t, "families’: 2");
    typist_wait(t, "1 of 1 · Barriers to change");
    typist_type(t, "u");
    typist_wait(t, "Undid: joined ‘Healthy food for");
    typist_wait(t, "1 of 2 · Goals");
    typist_type(t, CTRL_Y);
    typist_wait(t, "Redid: joined");
    typist_wait(t, "1 of 1 · Barriers to change");
    typist_leave(t);
    expect_themes("", "2 of 2: Healthy food for families | 2 of 2: Less loneliness");
    expect_themes(barriers, barriers_before);
    expect_words_untouched();
}

Test(synthesis, what_is_undone_is_as_it_was)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, "y" UP "n"); /* it was read */
    typist_wait(t, "All that was proposed is decided. Tab goes on");
    typist_type(t, "\x0cy"); /* and this, too */
    typist_wait(t, "Nothing is proposed here");
    typist_type(t, "u");
    typist_wait(t, "Undid: kept");
    typist_wait(t, "1 of 1 · Barriers to change");
    typist_type(t, "u");
    typist_wait(t, "1 of 2 · Goals");
    typist_type(t, "u");
    typist_wait(t, "Nothing to undo of what was done here");
    typist_leave(t);
    expect_themes("", goals_before);
    expect_themes(barriers, barriers_before);
}

Test(synthesis, n_keeps_two_apart_and_they_do_not_come_again)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, "n");
    typist_wait(t, "Kept ‘Healthy food for families’ and ‘Healthy foods for our "
                   "families’");
    typist_wait(t, "1 of 1 · Barriers to change");
    typist_leave(t);
    expect_themes("", "2 of 2: Less loneliness | 1 of 1: Healthy food for families | "
                      "1 of 1: Healthy foods for our families");
    t = seminar_open_themes(24, 80);
    typist_wait(t, "Proposals 1");
    typist_leave(t);
}

Test(synthesis, l_puts_off_to_the_end_and_keeps_nothing)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, "l");
    typist_wait(t, "Put off");
    typist_wait(t, "1 of 1, 1 put off · Barriers to change");
    typist_type(t, DOWN);
    typist_wait(t, "Put off: 1 of 1 · Goals");
    typist_type(t, "l");
    typist_wait(t, "1 of 1, 1 put off · Barriers to change");
    typist_type(t, UP "n");
    typist_wait(t, "Put off: 1 of 1 · Goals");
    typist_type(t, "u");
    typist_wait(t, "Undid");
    typist_leave(t);
    expect_themes("", goals_before);
    expect_themes(barriers, barriers_before);
    char *before = text_file_read("all.json"), *after;
    t = seminar_open_themes(24, 80);
    typist_wait(t, "1 of 2 · Goals");
    typist_type(t, "l");
    typist_wait(t, "Put off");
    typist_leave(t);
    after = text_file_read("all.json");
    cr_expect_str_eq(after, before);
    free(after);
    free(before);
}

Test(synthesis, c_joins_and_names_and_the_name_stands_above_everybodys_words)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, "c");
    typist_wait(t, "What shall they be called?");
    typist_wait_row(t, 4, "Healthy foods for our families");
    typist_wait_row(t, 7, "Hull, table 2");
    typist_type(t, "Food that is good\r");
    typist_wait(t, "‘Food that is good’: 2 tables now");
    typist_wait(t, "1 of 1 · Barriers");
    typist_type(t, TAB);
    typist_wait(t, "2  Food that is good");
    typist_wait(t, "named, said as ‘Healthy food for families’, ‘Healthy food");
    typist_leave(t);
    expect_themes("", "2 of 2: Food that is good | 2 of 2: Less loneliness");
    expect_words_untouched();
}

Test(synthesis, a_name_is_given_left_changed_and_taken_away_again)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB "2c");
    typist_wait(t, "Leeds, table 2");
    typist_wait(t, "What shall they be called?");
    typist_type(t, "Shame" ESC);
    typist_wait(t, "The name was left as it was.");
    typist_type(t, "cShyness"
                   "\r");
    typist_wait(t, "3  Shyness");
    typist_type(t, "c");
    typist_wait(t, "What shall they be called?");
    typist_type(t, "\x15"
                   "\r");
    typist_wait(t, "‘Shyness’ has no name of its own any more.");
    typist_wait(t, "3  Stigma");
    typist_type(t, "u");
    typist_wait(t, "3  Shyness");
    typist_leave(t);
    expect_themes(
        barriers,
        "3 of 3: Shyness | 2 of 2: High bus fares | 1 of 1: Bus fares are too "
        "high for families | 1 of 1: Dark streets | 1 of 1: Lack of time | 1 of "
        "1: Long distances ? High bus fares = Bus fares are too high for "
        "families");
    expect_words_untouched();
}

Test(synthesis, s_splits_the_selected_entry_from_its_theme)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB "2s");
    typist_wait(t, "Enter unfolds the theme");
    typist_type(t, "\r");
    typist_wait(t, "· Leeds, table 2");
    typist_type(t, DOWN DOWN "s");
    typist_wait(t, "Parted ‘Stigma’ from the others. u undoes it.");
    typist_wait(t, "Lone voices 7");
    typist_type(t, "u");
    typist_wait(t, "Undid: parted ‘Stigma’");
    typist_wait(t, "▶                 · Leeds, table 2"); /* it is selected again */
    typist_type(t, "s");
    typist_wait(t, "Parted");
    typist_leave(t);
    expect_themes(
        barriers,
        "2 of 2: High bus fares | 2 of 2: Stigma | 1 of 1: Bus fares are too "
        "high for families | 1 of 1: Dark streets | 1 of 1: Lack of time | 1 of "
        "1: Long distances | 1 of 1: Stigma ? High bus fares = Bus fares are "
        "too high for families");
    expect_words_untouched();
}

Test(synthesis, lone_voices_stand_with_their_tables_and_enter_goes_there)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB TAB "2");
    typist_wait_row(t, 4,
                    "▶ Bus fares are too high for families               Leeds, "
                    "table 1");
    typist_wait_row(t, 5, "Lack of time");
    typist_wait_row(t, 6,
                    "Long distances                                    Hull, "
                    "table 1");
    typist_wait_row(t, 7,
                    "Dark streets                                      Hull, "
                    "table 2");
    cr_expect_not(typist_sees(t, "Stigma"));
    typist_type(t, DOWN DOWN DOWN "\r");
    typist_wait(t, "This is Hull, table 2, 2017-03-07. S goes back");
    typist_wait(t, "▶ Dark streets");
    typist_type(t, "S");
    typist_wait(t, "▶ Dark streets                                      Hull, table 2");
    typist_type(t, ESC);
    typist_wait_row(t, 0, "Hull · table 2 · System map");
    typist_leave(t);
}

Test(synthesis, by_place_the_numbers_count_within_it)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB "2");
    typist_wait(t, "3  Stigma");
    typist_type(t, "p");
    typist_wait(t, "What recurs: only of one place");
    typist_wait(t, "2 tables       Hull");
    typist_type(t, "Leeds\r");
    typist_wait_row(t, 0, "What recurs · 2 of 4 tables · Leeds");
    typist_wait(t, "2  Stigma");
    cr_expect_not(typist_sees(t, "High bus fares"));
    typist_type(t, TAB);
    typist_wait(t, "High bus fares                                    Leeds, table 2");
    typist_type(t, "pall\r");
    typist_wait_row(t, 0, "What recurs · 4 tables  ");
    typist_type(t, "D2017-03\r" TAB TAB);
    typist_wait_row(t, 0, "2 of 4 tables · 2017-03-07");
    typist_wait(t, "Nothing here within this choice of place, date and table");
    typist_leave(t);
}

Test(synthesis, by_table_what_it_said_is_shown_with_everybodys_numbers)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB "2t");
    typist_wait(t, "only of one table");
    typist_type(t, "Leeds, table 1\r");
    typist_wait_row(t, 0, "4 tables · said by Leeds, table 1");
    typist_wait(t, "3  Stigma");
    cr_expect_not(typist_sees(t, "High bus fares"));
    typist_type(t, TAB);
    typist_wait(t, "Lack of time");
    cr_expect_not(typist_sees(t, "Dark streets"));
    typist_leave(t);
}

Test(synthesis, a_column_has_proposals_of_its_own)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, "2");
    typist_wait(t, "1 of 1 · Barriers to change");
    typist_type(t, "n");
    typist_wait(t, "Nothing is proposed in this column any more; 0 shows all");
    typist_type(t, "0");
    typist_wait(t, "1 of 1 · Goals");
    typist_type(t, "x");
    typist_wait(t, "x does nothing here. ? shows all keys.");
    typist_type(t, "?");
    typist_wait(t, "Take the two for one theme");
    typist_type(t, "apart\r");
    typist_wait(t, "Kept ‘Healthy food for families’");
    typist_leave(t);
}

Test(synthesis, a_click_selects_pages_columns_and_rows)
{
    struct typist *t = seminar_open_themes(24, 120);
    int row, col;
    typist_wait(t, "Themes 3");
    cr_assert(typist_find(t, "Themes 3", &row, &col));
    typist_click(t, row, col);
    typist_wait(t, "2  Less loneliness");
    cr_assert(typist_find(t, "2 Barriers", &row, &col));
    typist_click(t, row, col);
    typist_wait(t, "2  High bus fares");
    typist_click(t, 5, 30);
    typist_wait_cursor(t, 5, 33);
    typist_click(t, 5, 30);
    typist_wait_row(t, 6, "· Leeds, table 2");
    typist_wheel(t, 6, 30, false);
    typist_wait_cursor(t, 6, 33);
    typist_wait(t, "s Split");
    cr_assert(typist_find(t, "s Split", &row, &col));
    typist_click(t, row, col);
    typist_wait(t, "Parted ‘High bus fares’");
    typist_leave(t);
}

Test(synthesis, what_another_program_decides_is_not_decided_again)
{
    struct typist *one = seminar_open_themes(24, 80), *two = seminar_open_themes(24, 80);
    typist_wait(one, "1 of 2 · Goals");
    typist_wait(two, "1 of 2 · Goals");
    typist_type(one, "y");
    typist_wait(one, "Joined");
    typist_wait(two, "1 of 1 · Barriers to change");
    typist_type(two, TAB);
    typist_wait(two, "2  Healthy food for families");
    typist_type(two, "\r" DOWN DOWN "s");
    typist_wait(two, "Parted ‘Healthy foods for our families’");
    typist_wait(one, "Lone voices 6");
    typist_leave(two);
    typist_leave(one);
    expect_themes("",
                  "2 of 2: Less loneliness | 1 of 1: Healthy food for families | "
                  "1 of 1: Healthy foods for our families"); /* and not proposed again */
}

/* Another window on the file, at the first table's barriers: Leeds, table 1. */
static struct typist *open_grid(void)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "all.json"));
    typist_wait(t, "This file holds 4 tables");
    typist_type(t, "2");
    typist_wait(t, "▶ Bus fares are too");
    return t;
}

Test(synthesis, what_comes_in_leaves_the_selected_theme_and_a_half_typed_name)
{
    struct typist *one = seminar_open_themes(24, 80), *two = open_grid();
    typist_type(one, TAB "2");
    typist_wait(one, "Stigma");
    typist_type(one, DOWN);
    typist_wait(one, "▶ ████████       2  High bus fares");
    typist_type(two, "aDark streets\r");
    typist_wait(one, "2  Dark streets"); /* above it */
    typist_wait(one, "Themes 4");
    cr_expect(typist_sees(one, "▶ ████████       2  High bus fares"));
    typist_type(one, "cTrans");
    typist_wait(one, "Trans");
    typist_type(two, "Long distances\r");
    typist_wait(one, "Themes 5");
    cr_expect(typist_sees(one, "Trans"));
    typist_type(one, "port\r");
    typist_wait(one, "‘High bus fares’ is called ‘Transport’ now");
    typist_type(two, ESC);
    typist_wait(two, "e Edit");
    typist_leave(two);
    typist_leave(one);
}

Test(synthesis, what_comes_in_leaves_the_proposal_that_is_read_on_the_screen)
{
    struct typist *one = seminar_open_themes(24, 80), *two = open_grid();
    typist_type(one, DOWN);
    typist_wait(one, "2 of 2 · Barriers to change");
    typist_type(two, "1gLess loneliness of old people\r");
    typist_wait(one, "of 3 · Barriers to change"); /* another is proposed */
    cr_expect(typist_sees(one, "Bus fares are too high for families"));
    typist_type(one, "y");
    typist_wait(one, "Joined ‘High bus fares’");
    typist_type(two, ESC);
    typist_wait(two, "e Edit");
    typist_leave(two);
    typist_leave(one);
}

Test(synthesis, a_file_for_reading_only_is_looked_at_and_not_decided)
{
    char *text = text_file_read("all.json");
    char *newer = replaced(text, "\"version\": 1", "\"version\": 2");
    text_file_write("all.json", newer);
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "all.json"));
    typist_wait(t, "for reading only");
    typist_type(t, "S");
    typist_wait(t, "1 of 2 · Goals");
    static const char *const keys[] = {"y", "n", "c", "u", CTRL_Y};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        typist_type(t, keys[i]);
        typist_wait(t, "open for reading only");
        typist_type(t, "l");
        typist_wait(t, "Put off");
    }
    typist_type(t, TAB "2\r" DOWN "s");
    typist_wait(t, "open for reading only");
    typist_leave(t);
    char *after = text_file_read("all.json");
    cr_expect_str_eq(after, newer);
    free(after);
    free(newer);
    free(text);
}

Test(synthesis, a_name_that_is_being_typed_is_kept_when_the_program_is_ended)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB "2cShyness");
    typist_wait(t, "Shyness");
    typist_hang_up(t);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", "all.json"));
    cr_expect(strstr(str_text(&ran.out), "Shyness"), "%s", str_text(&ran.out));
    ran_finish(&ran);
}

Test(synthesis, every_size_shows_both_and_the_cursor_stands_on_the_choice)
{
    static const int sizes[][2] = {{10, 40}, {16, 60}, {20, 50}, {24, 80}, {40, 120}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct typist *t = seminar_open_themes(sizes[i][0], sizes[i][1]);
        typist_wait(t, "Healthy food for families");
        typist_wait(t, "Healthy foods for our");
        typist_type(t, TAB "2");
        typist_wait(t, "3  Stigma");
        typist_type(t, DOWN);
        typist_wait(t, "2  High bus fares");
        int row, col;
        cr_assert(typist_find(t, "High bus fares", &row, &col));
        typist_wait_cursor(t, row, col);
        typist_leave(t);
    }
    struct typist *t = seminar_open_themes(24, 80);
    typist_resize(t, 9, 39); /* one line at a time */
    typist_wait_row(t, 0, "What recurs");
    typist_resize(t, 2, 39);
    typist_wait(t, "window too small; your work is saved");
    typist_leave(t);
}

Test(synthesis, what_is_decided_is_so_when_the_file_is_opened_again)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, "y" UP "n"); /* it was read */
    typist_type(t, "\x0c");
    typist_wait(t, "All that was proposed is decided.");
    typist_leave(t);
    t = seminar_open_themes(24, 80);
    typist_wait(t, "All that was proposed is decided.");
    typist_leave(t);
}
