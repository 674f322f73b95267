/* What helps somebody who has read nothing: tips, help that is searched, messages that
 * can be read again, a sample one key away. */

#include "app/tips.h"
#include "screen/action.h"
#include "screen/event.h"
#include "store/places.h"
#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/stand_in.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(first_minutes, .init = enter_folder, .fini = folder_finish);

/* As somebody's own computer has it: no settings, so with tips. */
static void with_tips(void)
{
    char *config = test_path("config");
    program_env("XDG_CONFIG_HOME", config);
    free(config);
}

static struct typist *open_at(int rows, int cols, const char *path)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", path));
    typist_wait(t, path ? "Goals" : "Enter Choose");
    return t;
}

static void copy_sample(void)
{
    char *sample = repo_path("sessions/write-up.json");
    char *text = text_file_read(sample);
    text_file_write("a.json", text);
    free(text);
    free(sample);
}

/* The first that the palette finds, which Enter would run. */
static void expect_found(struct typist *t, const char *typed, const char *label)
{
    struct str row = STR_EMPTY;
    typist_type(t, "?");
    typist_wait(t, "All keys:");
    typist_type(t, typed);
    typist_wait_row(t, 1, typed);
    typist_settle(t);
    typist_row(t, 2, &row);
    size_t len = strlen(label);
    size_t mark = strlen("▶");
    cr_expect(strncmp(str_text(&row) + mark, label, len) == 0 &&
                  row.bytes[mark + len] == ' ',
              "%s: %s", typed, str_text(&row));
    str_finish(&row);
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
}

Test(first_minutes, every_tip_is_one_row_that_names_a_key_of_the_grid)
{
    for (size_t i = 0; i < tip_count(); i++) {
        struct str tip = STR_EMPTY, again = STR_EMPTY, named = STR_EMPTY;
        char key[KEY_NAME_BYTES] = "";
        tip_add(i, &named);
        action_fill_in(named.bytes, false, &tip);
        str_clear(&named);
        tip_add(i + tip_count(), &named);
        action_fill_in(named.bytes, false, &again);
        cr_expect_str_eq(str_text(&tip), str_text(&again));
        cr_expect(tip.len_bytes <= 78, "%s", tip.bytes);
        cr_assert_eq(sscanf(tip.bytes, "Tip: %23s", key), 1);
        cr_expect_neq(action_for(MODE_GRID, key), ACT_NONE, "%s", tip.bytes);
        str_finish(&tip);
        str_finish(&again);
        str_finish(&named);
    }
}

Test(first_minutes, each_start_has_the_next_tip_until_they_are_switched_off)
{
    with_tips();
    copy_sample();
    struct typist *t = open_at(24, 80, "a.json");
    typist_wait(t, "Tip: a adds an entry");
    typist_type(t, "j");
    typist_wait_gone(t, "Tip:");
    typist_leave(t);
    t = open_at(24, 80, "a.json");
    typist_wait(t, "Tip: 1 goes to the first column");
    typist_type(t, "Otips");
    typist_wait_row(t, 2, "tips   on");
    typist_type(t, "\r");
    typist_wait(t, "tips is off");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    t = open_at(24, 80, "a.json");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Tip:"));
    typist_leave(t);
}

Test(first_minutes, a_prompt_that_goes_on_has_the_row_of_a_tip)
{
    with_tips();
    day_write("09:49");
    struct typist *t = day_open(20, 60, 12, 0);
    typist_each(t, "]]]]]");
    typist_wait(t, "Mapping the system · 15 minutes.");
    typist_leave(t);
    t = day_open(20, 60, 12, 0);
    typist_wait(t, "   lives does it touch?\n");
    cr_expect_not(typist_sees(t, "Tip:"));
    typist_resize(t, 24, 80); /* it does not go on there */
    typist_wait(t, "Tip: ");
    typist_wait(t, "whose lives does it touch?");
    typist_leave(t);
}

Test(first_minutes, what_matters_more_keeps_a_tip_for_the_next_start)
{
    with_tips();
    struct typist *t = open_at(24, 80, "new.json");
    typist_wait(t, "g adds the first goal.");
    typist_leave(t);
    copy_sample();
    t = open_at(24, 80, "a.json");
    typist_wait(t, "Tip: a adds an entry");
    typist_leave(t);
}

Test(first_minutes, a_folder_that_cannot_be_made_is_said_in_place_of_a_tip)
{
    with_tips();
    copy_sample();
    program_env("XDG_STATE_HOME", "/dev/null");
    struct typist *t = open_at(24, 80, "a.json");
    typist_wait(t, "No earlier states are kept");
    typist_leave(t);
}

Test(first_minutes, the_palette_finds_by_the_words_of_a_beginner)
{
    static const char *const rows[][2] = {
        {"quit", "Leave"},        {"exit", "Leave"},      {"close", "Leave"},
        {"print", "Export"},      {"PDF", "Export"},      {"copy", "Export"},
        {"save", "Save"},         {"colour", "Settings"}, {"remove", "Delete"},
        {"new table", "Details"}, {"help", "Keys"},       {"undo", "Undo"},
        {"oops", "Undo"},         {"find", "Search"},     {"rename", "Edit"},
        {"d", "Delete"},          {"D", "Day"},           {"R", "Deleted"},
        {"ctrl-y", "Redo"},       {"who said", "Record"}, {"errors", "Messages"},
        {"timer", "Clock"},       {"dots", "Vote"},       {"agenda", "Day"},
        {"promise", "Promises"},  {"tag", "Mark"},
    };
    copy_sample();
    struct typist *t = open_at(24, 80, "a.json");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_found(t, rows[i][0], rows[i][1]);
    }
    typist_leave(t);
}

Test(first_minutes, the_palette_runs_what_it_found)
{
    copy_sample();
    struct typist *t = open_at(24, 80, "a.json");
    typist_type(t, "?challenge\r");
    typist_wait(t, "Esc Close");
    typist_type(t, "Cleaner air\r" ESC);
    typist_wait(t, "1 Goals 5");
    typist_type(t, "?oops\r");
    typist_wait(t, "1 Goals 4");
    typist_leave(t);
}

Test(first_minutes, the_palette_is_grouped_and_headings_are_stepped_over)
{
    copy_sample();
    struct typist *t = open_at(24, 80, "a.json");
    typist_type(t, "?");
    typist_wait_row(t, 2, " Write");
    typist_wait_row(t, 3, "▶Add            a               Add an entry");
    typist_wait_row(t, 22, " Add an entry below the selected one");
    typist_type(t, UP UP);
    typist_settle(t);
    typist_wait_row(t, 22, " Add an entry below the selected one");
    typist_type(t, "\x1b[6~\x1b[6~\x1b[6~\x1b[6~\x1b[6~"); /* PageDown, to the end: */
    typist_wait_row(t, 19, "Created");                     /* what marks mean */
    typist_type(t, UP UP UP UP UP UP);
    typist_wait_row(t, 22, " Leave; all is saved");
    typist_type(t, "zzz");
    typist_wait(t, "Nothing has these letters.");
    typist_type(t, "\r");
    typist_wait(t, "Backspace, or Esc.");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

Test(first_minutes, messages_are_read_again_the_newest_first_and_each_once)
{
    copy_sample();
    struct typist *t = open_at(24, 80, "a.json");
    typist_type(t, "M");
    typist_wait(t, "Nothing was said here so far.");
    typist_type(t, "2jd");
    typist_wait(t, "Deleted ‘");
    typist_type(t, "u");
    typist_wait(t, "Undid: ");
    typist_type(t, "ZZZM");
    typist_wait_row(t, 0, "What was said, the newest first");
    typist_wait_row(t, 2, "▶12:00     Z does nothing here.");
    typist_wait_row(t, 3, " 12:00     Undid: ");
    typist_wait_row(t, 4, " 12:00     Deleted ‘");
    cr_expect_not(typist_sees(t, "Nothing was said here so far."));
    typist_type(t, "\x0c"
                   "undid\r");
    typist_wait(t, "? Keys");
    typist_leave(t);
}

/* As far as some rows of the list stay in sight. */
Test(first_minutes, a_long_message_is_read_again_to_its_end_in_a_short_window)
{
    copy_sample();
    struct typist *t = open_at(14, 60, "a.json");
    typist_press(t, "2", "▶");
    typist_paste(t, "Barriers\tStakeholders\nSchools\tParents\n");
    typist_wait_wrapped(t, "4 cells in 2 rows, the first of them headings");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "M", "What was said, the newest first");
    typist_type(t, DOWN);
    typist_wait_wrapped(t, "keeps them together in the box; d discards them.");
    cr_expect(typist_sees(t, "▶") || typist_sees(t, "4 cells in 2"));
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

Test(first_minutes, a_warning_is_marked_among_the_messages)
{
    char *sample = repo_path("sessions/write-up.json");
    struct ran ran =
        program_run(NULL, WORDS("sed", "s/\"version\": 1/\"version\": 9/", sample));
    text_file_write("newer.json", str_text(&ran.out));
    with_tips();
    struct typist *t = open_at(24, 80, "newer.json");
    typist_wait(t, "Open for reading only");
    cr_expect_not(typist_sees(t, "Tip:"));
    typist_type(t, "M");
    typist_wait_row(t, 2, "▶12:00 !   Open for reading only");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    ran_finish(&ran);
    free(sample);
}

Test(first_minutes, home_welcomes_once_and_then_shows_what_was_opened)
{
    struct typist *t = open_at(24, 45, NULL);
    typist_wait(t, "Welcome. Enter begins a session, s opens an\n example, ? shows all "
                   "keys.");
    typist_type(t, "?");
    typist_wait(t, "All keys:");
    typist_wait(t, "Sample");
    typist_type(t, ESC);
    typist_wait(t, "Welcome.");
    typist_type(t, "s");
    typist_wait(t, "Reducing social isolation");
    typist_leave(t);
    t = open_at(24, 80, NULL);
    typist_wait_row(t, 2, " Recent sessions");
    typist_wait_row(
        t, 3,
        "write-up.json                     Worked example: system map, from the writ");
    typist_wait(t, "Worked example: system map, from the write-up, in");
    typist_leave(t);
}

Test(first_minutes, a_title_is_found_at_the_head_of_a_file_or_not_at_all)
{
    static const char *const rows[][2] = {
        {"{ \"sessions\": [ { \"title\": \"Caf\\u00e9 \\\"x\\\"\", \"goals\": []",
         "Café \"x\""},
        {"{ \"sessions\": [ { \"goals\": [], \"title\": \"late\"", ""},
        {"{ \"sessions\": [ { \"title\": 4, \"goals\": []", ""},
        {"{ \"sessions\": [ { \"title\": \"never ends", ""},
        {"{ \"sessions\": [ { \"title\": \"ends in \\", ""},
        {"", ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str title = STR_EMPTY;
        text_file_write("head.json", rows[i][0]);
        session_title_in("head.json", &title);
        cr_expect_str_eq(str_text(&title), rows[i][1]);
        str_finish(&title);
    }
}

Test(first_minutes, a_file_of_different_workshops_is_not_called_by_one_of_them_alone)
{
    static const char *const titles[] = {"Warmth", "Warmth", "Walking"};
    for (size_t i = 0; i < 3; i++) {
        struct str name = str_of("%zu.json", i), title = STR_EMPTY;
        struct str table = str_of("%zu", i);
        expect_run(0, "", "",
                   WORDS("roundtable", "new", "--title", titles[i], "--table",
                         table.bytes, name.bytes));
        str_finish(&table);
        str_finish(&name);
        if (i > 0) {
            expect_run(0, "", "",
                       i == 1 ? WORDS("roundtable", "merge", "-o", "two.json", "0.json",
                                      "1.json")
                              : WORDS("roundtable", "merge", "-o", "all.json", "two.json",
                                      "2.json"));
            session_title_in(i == 1 ? "two.json" : "all.json", &title);
            cr_expect_str_eq(str_text(&title), i == 1 ? "Warmth" : "Warmth, and others");
        }
        str_finish(&title);
    }
}

Test(first_minutes, where_nothing_was_said_nothing_recurs_and_it_says_where_to_go)
{
    struct typist *t = open_at(24, 80, "new.json");
    typist_type(t, "S");
    typist_wait(t, "Nothing has been said yet that could recur. Esc goes back to the");
    typist_type(t, ESC);
    typist_wait(t, "g adds a goal");
    typist_leave(t);
}

Test(first_minutes, a_wrong_date_is_told_where_it_was_typed)
{
    struct typist *t = open_at(24, 80, NULL);
    typist_type(t, "n");
    typist_wait(t, "Enter on the last line begins");
    typist_type(t, "\t\t\x15"
                   "31.2.2017\t");
    typist_wait_wrapped(t, "‘31.2.2017’ is no day that there is. Write the day anew");
    typist_type(t, "\x15"
                   "28.2.2017\t");
    typist_wait(t, "2017-02-28");
    typist_wait_gone(t, "is no day that there is.");
    typist_type(t, "7\r");
    typist_wait(t, "table 7");
    typist_leave(t);
}

Test(first_minutes, what_was_typed_into_a_form_that_is_left_is_there_again)
{
    struct typist *t = open_at(24, 80, NULL);
    typist_type(t, "n");
    typist_wait(t, "Enter on the last line begins");
    typist_type(t, "Health in our hands" TAB "Leeds" ESC);
    typist_wait(t, "Put aside: what was typed stands there when this is opened again");
    typist_type(t, "n");
    typist_wait(t, "What was typed here and not finished stands here again.");
    typist_wait(t, "Health in our hands");
    typist_type(t, TAB TAB "7\r"); /* from the line that was left */
    typist_wait(t, "Leeds · table 7 · System map · Health in our hands");
    typist_type(t, "o" TAB "\x05x" ESC);
    typist_wait(t, "Put aside");
    typist_type(t, "o");
    typist_wait(t, "Leedsx");
    typist_type(t, "\x7f" ESC); /* as it was: nothing is left to be put aside */
    typist_wait_gone(t, "Details of this session");
    cr_expect_not(typist_sees(t, "Put aside"));
    typist_leave(t);
}

/* Nor is it lost where no folder can keep it. */
Test(first_minutes, what_was_typed_into_a_form_is_there_again_without_a_folder_for_it)
{
    program_env("XDG_STATE_HOME", "/dev/null");
    struct typist *t = open_at(24, 80, NULL);
    typist_press(t, "n", "Enter on the last line begins");
    typist_press(t, "Health in our hands" ESC, "Put aside: what was typed stands there");
    typist_press(t, "n", "What was typed here and not finished stands here again.");
    typist_wait(t, "Health in our hands");
    typist_press(t, CTRL_U ESC, "Enter Choose"); /* and it is gone */
    typist_press(t, "n", "Enter on the last line begins");
    typist_wait_gone(t, "Health in our hands");
    typist_free(t);
}

/* What is said stands alone, and is no part of a tip, which waits. */
Test(first_minutes, a_tip_stands_apart_from_what_is_said)
{
    struct stand_in room = {.company = {0}};
    with_tips();
    copy_sample();
    struct typist *t = open_at(24, 80, "a.json");
    typist_wait(t, "Tip: a adds an entry");
    stand_in_begin(&room, "a.json", MEMBER_IS_ROOM);
    room.says.ours = true;
    stand_in_say(&room, "Ben (table 3)");
    typist_wait(t, "with Ben (table 3)");
    room.says.connected = false;
    stand_in_say(&room, "nobody");
    typist_wait(t, "No connection to the room. Go on; all is kept here.");
    typist_wait_gone(t, "Tip:");
    stand_in_end(&room);
    typist_leave(t);
}

Test(first_minutes, a_tip_gives_way_to_the_entry_in_large_letters)
{
    with_tips();
    copy_sample();
    struct typist *t = open_at(6, 20, "a.json");
    typist_wait_row(t, 1, "Reducing childhood");
    typist_wait_row(t, 3, "written by hand");
    cr_expect_not(typist_sees(t, "Tip:"));
    typist_resize(t, 8, 30);
    typist_wait_row(t, 1, "Reducing childhood obesity");
    typist_wait_row(t, 2, "Tip: a adds an entry");
    typist_press(t, "\x1b[24~", "F12 does nothing here.");
    typist_wait_row(t, 1, "Reducing childhood obesity"); /* so does what is said */
    typist_leave(t);
}
