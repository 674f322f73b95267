/* What a person likes: read strictly, told when it is wrong, kept when it is changed. */

#include "base/instant.h"
#include "store/settings.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { COLUMN_1_DARK = 75, COLUMN_1_LIGHT = 21 };

static void enter(void)
{
    char *config = test_path("config");
    enter_folder();
    program_env("XDG_CONFIG_HOME", config);
    free(config);
}

TestSuite(settings, .init = enter, .fini = folder_finish);

static void write_settings(const char *text)
{
    mkdir("config", 0700);
    mkdir("config/roundtable", 0700);
    text_file_write("config/roundtable/settings.json", text);
}

static void expect_settings(const char *text)
{
    char *there = text_file_read("config/roundtable/settings.json");
    cr_assert_not_null(there);
    cr_expect_str_eq(there, text);
    free(there);
}

static void expect_mode(const char *path, mode_t mode)
{
    struct stat about;
    cr_assert_eq(stat(path, &about), 0);
    cr_expect_eq(about.st_mode & 0777, mode, "%s: %o", path, about.st_mode & 0777);
}

static struct typist *open_home(const char *option)
{
    struct typist *t = typist_start(24, 80, WORDS("roundtable", option));
    typist_wait(t, "n New");
    return t;
}

static void expect_heading_colour(struct typist *t, int colour)
{
    int row, col;
    typist_settle(t);
    cr_assert(typist_find(t, "Begin a new session with", &row, &col));
    cr_expect_eq(typist_cell(t, row, col).fg, colour, "%d", typist_cell(t, row, col).fg);
}

Test(settings, without_a_file_the_defaults_hold)
{
    struct settings settings = {{9, 9, 9, 9}};
    struct err err = ERR_NONE;
    cr_assert(settings_read("nowhere/settings.json", &settings, &err));
    for (int i = 0; i < SETTING_COUNT; i++) {
        cr_expect_eq(settings.chosen[i], 0);
    }
}

Test(settings, what_is_wrong_is_told_with_its_place_and_what_is_allowed)
{
    static const struct {
        const char *text, *told;
        int theme, tips;
    } rows[] = {
        {"{\"theme\": \"light\",\n \"tips\": false, \"later\": [1]}", NULL, 2, 1},
        {"{\"tips\": false,\n \"theme\": \"drk\"}",
         "s.json:2:2: \"theme\" can be \"auto\", \"dark\", \"light\" or \"mono\"; did "
         "you "
         "mean \"dark\"?",
         0, 1},
        {"{\"theme\": 3, \"tips\": 0}",
         "s.json:1:2: \"theme\" can be \"auto\", \"dark\", \"light\" or \"mono\"", 0, 0},
        {"{\"theme\": \"dark\", \"tips\": \"false\"}",
         "s.json:1:19: \"tips\" can be true or false; without quotes: false", 1, 0},
        {"{\"theme\": \"dark\",}", "s.json:1:17: a comma with nothing behind it", 0, 0},
        {"[]", "s.json:1:1: settings stand in braces, as in {\"theme\": \"dark\"}", 0, 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct settings settings;
        struct err err = ERR_NONE;
        text_file_write("s.json", rows[i].text);
        bool ok = settings_read("s.json", &settings, &err);
        cr_expect_eq(ok, rows[i].told == NULL, "%s", rows[i].text);
        cr_expect(!rows[i].told ||
                      strncmp(err_text(&err), rows[i].told, strlen(rows[i].told)) == 0,
                  "%s", err_text(&err));
        cr_expect_eq(settings.chosen[SETTING_THEME], rows[i].theme, "%s", rows[i].text);
        cr_expect_eq(settings.chosen[SETTING_TIPS], rows[i].tips, "%s", rows[i].text);
        cr_expect_eq(settings.chosen[SETTING_MOUSE], 0);
        err_finish(&err);
    }
}

Test(settings, keeping_one_leaves_every_other_member_as_it_was)
{
    struct err err = ERR_NONE;
    text_file_write("s.json",
                    "{\"later\": {\"a\": [1, 2]}, \"theme\": 7, \"mouse\": false}");
    cr_assert(settings_keep("s.json", SETTING_MOUSE, 0, &err), "%s", err_text(&err));
    cr_assert(settings_keep("s.json", SETTING_PANEL, 1, &err), "%s", err_text(&err));
    char *there = text_file_read("s.json");
    cr_expect_str_eq(there, "{\n  \"later\": {\"a\":[1,2]},\n  \"theme\": 7,\n"
                            "  \"mouse\": true,\n  \"panel\": false\n}\n");
    free(there);
}

Test(settings, what_is_no_json_is_never_written_over)
{
    struct err err = ERR_NONE;
    text_file_write("s.json", "{\"theme\": dark}");
    cr_expect_not(settings_keep("s.json", SETTING_THEME, 2, &err));
    cr_expect(strstr(err_text(&err), "s.json:1:11: "), "%s", err_text(&err));
    char *there = text_file_read("s.json");
    cr_expect_str_eq(there, "{\"theme\": dark}");
    free(there);
    err_finish(&err);
}

Test(settings, nothing_is_written_unless_something_is_changed)
{
    struct typist *t = open_home(NULL);
    typist_type(t, "O");
    typist_wait(t, "theme  auto");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    typist_leave(t);
    cr_expect_neq(access("config", F_OK), 0);
}

Test(settings, one_that_is_changed_holds_at_once_and_the_next_time)
{
    struct typist *t = open_home(NULL);
    expect_heading_colour(t, COLUMN_1_DARK);
    typist_type(t, "O");
    typist_wait(t, "theme  auto");
    typist_type(t, "\r");
    typist_wait_wrapped(t, "theme is dark, kept in ");
    typist_wait(t, "theme  dark");
    typist_type(t, "\r");
    typist_wait(t, "theme  light");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    expect_heading_colour(t, COLUMN_1_LIGHT);
    typist_type(t, "O\r");
    typist_wait(t, "theme  mono");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    expect_heading_colour(t, TYPIST_COLOUR_DEFAULT);
    typist_type(t, "O\r");
    typist_type(t, "\r");
    typist_type(t, "\r");
    typist_wait(t, "theme  light");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    typist_leave(t);
    expect_settings("{\n  \"theme\": \"light\"\n}\n");
    expect_mode("config/roundtable/settings.json", 0600);
    expect_mode("config/roundtable", 0700);
    t = open_home(NULL);
    expect_heading_colour(t, COLUMN_1_LIGHT);
    typist_leave(t);
}

Test(settings, the_command_line_and_NO_COLOR_win)
{
    write_settings("{\"theme\": \"light\"}");
    struct typist *t = open_home("--theme=dark");
    expect_heading_colour(t, COLUMN_1_DARK);
    typist_leave(t);
    program_env("NO_COLOR", "1");
    t = open_home(NULL);
    expect_heading_colour(t, TYPIST_COLOUR_DEFAULT);
    typist_type(t, "O\r");
    typist_wait(t, "no colours while NO_COLOR is set");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    expect_heading_colour(t, TYPIST_COLOUR_DEFAULT);
    typist_leave(t);
}

Test(settings, colours_come_to_a_screen_that_began_without)
{
    write_settings("{\"theme\": \"mono\"}");
    struct typist *t = open_home(NULL);
    expect_heading_colour(t, TYPIST_COLOUR_DEFAULT);
    typist_type(t, "O\r");
    typist_wait(t, "theme  auto");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    expect_heading_colour(t, COLUMN_1_DARK);
    typist_leave(t);
}

Test(settings, the_mouse_is_switched_at_once)
{
    write_settings("{\"mouse\": false}");
    struct typist *t = open_home(NULL);
    typist_settle(t);
    cr_expect_not(typist_mode(t, 1006));
    typist_type(t, "O" DOWN "\r");
    typist_wait(t, "mouse  on");
    typist_wait_mode(t, 1006);
    typist_type(t, "\r");
    typist_wait(t, "mouse  off");
    typist_settle(t);
    cr_expect_not(typist_mode(t, 1006));
    typist_type(t, "\r");
    typist_wait_mode(t, 1006);
    typist_type(t, ESC);
    typist_wait(t, "n New");
    typist_leave(t);
    expect_settings("{\n  \"mouse\": true\n}\n");
}

Test(settings, a_fault_is_told_on_the_screen_and_the_defaults_hold)
{
    write_settings("{\"theme\": \"ligt\"}");
    struct typist *t = open_home(NULL);
    typist_wait_wrapped(t, "did you mean");
    expect_heading_colour(t, COLUMN_1_DARK);
    typist_leave(t);
}

Test(settings, where_nothing_can_be_kept_it_says_so_and_goes_on)
{
    text_file_write("config", "a file where a folder should be");
    struct typist *t = open_home(NULL);
    typist_type(t, "O\r");
    typist_type(t, "\r");
    typist_wait(t, "theme is light until you leave, since it could not be kept");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    expect_heading_colour(t, COLUMN_1_LIGHT);
    typist_leave(t);
}

/* A stage's clock that has a little more than a minute left. */
static void write_minute(void)
{
    char until[INSTANT_SIZE_BYTES];
    instant_write((int64_t)time(NULL) * 1000 + 63000, until);
    struct str text =
        str_of("{\"place\": \"Leeds\", \"stage\": \"map\", \"clock\": \"%s\"}", until);
    tables_write("table.json", text.bytes);
    str_finish(&text);
}

Test(settings, a_quiet_clock_tells_its_last_minute_once_and_does_not_tick)
{
    write_minute();
    write_settings("{\"clock\": \"quiet\", \"tips\": false}");
    program_env("SOURCE_DATE_EPOCH", NULL);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "table.json"));
    typist_wait_row(t, 0, "until ");
    typist_wait_wrapped(t, "1 minute is left of ‘What are your challenges?’.");
    typist_wait_row(t, 0, "1 minute left");
    typist_type(t, "O");
    typist_wait(t, "clock  quiet");
    typist_type(t, "\x1b[B\x1b[B\x1b[B\x1b[B\r");
    typist_wait_wrapped(t, "clock is seconds, kept in ");
    typist_wait_row(t, 0, "0:5");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(settings, each_of_two_quick_enters_changes_one_since_its_list_stays)
{
    struct typist *t = open_home("--no-mouse");
    typist_type(t, "O\r\r");
    typist_wait(t, "theme  light");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    typist_leave(t);
}
