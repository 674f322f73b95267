/* The real program at a terminal: what a person types is what the file holds. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct typist *open_session(int rows, int cols, const char *name)
{
    char *path = test_path(name);
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", path));
    typist_wait(t, "1 Goals");
    typist_wait(t, "? Keys");
    free(path);
    return t;
}

/* Leaves the box, once the screen shows that it is open. */
static void leave_box(struct typist *t)
{
    typist_wait(t, "Esc Leave");
    typist_settle(t);
    typist_type(t, ESC);
    typist_wait(t, "e Edit");
}

static void expect_in(const char *text, const char *part)
{
    cr_expect(strstr(text, part) != NULL, "‘%s’ is missing in:\n%s", part, text);
}

TestSuite(typing, .fini = folder_finish);

Test(typing, two_goals_and_two_notes_as_the_first_minute_goes)
{
    struct typist *t = open_session(24, 80, "new.json");
    typist_type(t, "gGoal one\rGoal two\r");
    typist_wait(t, "1 Goals 2");
    leave_box(t);
    typist_type(t, "k2aFirst\rSecond\r");
    typist_wait(t, "2 Barriers 2");
    leave_box(t);
    typist_leave(t);
    char *text = exported("new.json", "csv");
    const char *first = strstr(text, "Goal one,map,barriers,First");
    const char *second = strstr(text, "Goal one,map,barriers,Second");
    cr_expect(first && second && first < second, "%s", text);
    expect_in(text, "Goal two");
    free(text);
}

/* The worked example of the write-up, Figure 8: goals, barriers, stakeholders, moments. */
static const char *const figure_8[][4][6] = {
    {{"Reducing childhood obesity"},
     {"Availability of affordable healthy food", "Advertising"},
     {"Schools", "Parents forums", "Young people", "Sports clubs"},
     {"Sports days", "Community sports activities"}},
    {{"Reducing social isolation"},
     {"Social norms related to ageing or discriminations",
      "Time pressures on carers and care homes staff",
      "Limited finance for social activities"},
     {"Care homes & sheltered accommodation", "Carers", "Carer companies"},
     {"Targeted support for the recently bereaved"}},
    {{"Increase volunteer involvement in health system"},
     {"Lack of awareness", "Caution related to risk",
      "Time commitment (volunteer management)", "Regulation"},
     {"Local CVS", "CCGs", "Health practitioners"},
     {"Step Up To Serve campaign", "Volunteering capacity among aging population"}},
    {{"Reduce admission to acute services"},
     {"Pressure on GP services", "Pressure on pharmacies", "Medical model of health"},
     {"Primary care staff", "Local gov.", "CCG", "NHS Trusts", "Pharmacy staff"},
     {"Press campaign 'Over bed-blocking'"}},
};
enum { FIGURE_8_GOALS = 4, FIGURE_8_ENTRIES = 37 };

static void type_figure_8(struct typist *t)
{
    typist_type(t, "g");
    for (int g = 0; g < FIGURE_8_GOALS; g++) {
        typist_type(t, figure_8[g][0][0]);
        typist_type(t, "\r");
    }
    typist_wait(t, "1 Goals 4");
    leave_box(t);
    for (int g = 0; g < FIGURE_8_GOALS; g++) {
        typist_type(t, "1" ESC "[H"); /* Home: the first goal */
        for (int down = 0; down < g; down++) {
            typist_type(t, "j");
        }
        for (int c = 1; c < 4; c++) {
            const char column[] = {(char)('1' + c), 'a', '\0'};
            typist_type(t, column);
            typist_wait(t, "New note in");
            for (int n = 0; n < 6 && figure_8[g][c][n]; n++) {
                typist_type(t, figure_8[g][c][n]);
                typist_type(t, "\r");
            }
            leave_box(t);
        }
    }
    typist_wait(t, "3 Stakeholders 15");
    typist_wait(t, " saved");
}

/* An entry as a format writes it: markup escapes the two characters it could misread. */
static void add_escaped(const char *entry, bool markup, struct str *out)
{
    for (; *entry; entry++) {
        if (markup && *entry == '&') {
            str_add(out, "&amp;");
        } else if (markup && *entry == '\'') {
            str_add(out, "&#39;");
        } else {
            str_add_byte(out, *entry);
        }
    }
}

static void expect_figure_8(const char *text, const char *format)
{
    size_t found = 0;
    for (int g = 0; g < FIGURE_8_GOALS; g++) {
        for (int c = 0; c < 4; c++) {
            for (int n = 0; n < 6 && figure_8[g][c][n]; n++) {
                struct str entry = STR_EMPTY;
                bool apostrophe = strchr(figure_8[g][c][n], '\'') != NULL;
                bool markup = strcmp(format, "html") == 0 ||
                              (strcmp(format, "markdown") == 0 && !apostrophe);
                add_escaped(figure_8[g][c][n], markup, &entry);
                cr_expect(strstr(text, entry.bytes), "%s lacks ‘%s’", format,
                          entry.bytes);
                str_finish(&entry);
                found++;
            }
        }
    }
    cr_expect_eq(found, FIGURE_8_ENTRIES);
}

/* Each entry under its goal and in its column, a row each, in the figure's order. */
static void expect_rows_of_figure_8(const char *csv)
{
    static const char *const columns[] = {"goals", "barriers", "stakeholders", "moments"};
    const char *at = csv;
    for (int g = 0; g < FIGURE_8_GOALS; g++) {
        for (int c = 1; c < 4; c++) {
            for (int n = 0; n < 6 && figure_8[g][c][n]; n++) {
                struct str row = STR_EMPTY;
                str_addf(&row, ",%s,map,%s,%s,", figure_8[g][0][0], columns[c],
                         figure_8[g][c][n]);
                at = strstr(at, row.bytes);
                cr_assert(at, "no row ‘%s’ behind the one before, in:\n%s", row.bytes,
                          csv);
                str_finish(&row);
            }
        }
    }
}

Test(typing, the_worked_example_comes_out_complete_in_five_formats)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    struct typist *t = open_session(24, 80, "figure-8.json");
    type_figure_8(t);
    typist_leave(t);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *text = exported("figure-8.json", formats[i]);
        expect_figure_8(text, formats[i]);
        if (strcmp(formats[i], "csv") == 0) {
            expect_rows_of_figure_8(text);
        }
        free(text);
    }
}

Test(typing, a_deletion_is_undone_and_redone_in_words)
{
    struct typist *t = open_session(24, 80, "undo.json");
    typist_type(t, "gBus routes\r");
    typist_wait(t, "1 Goals 1");
    leave_box(t);
    typist_type(t, "2aCarers\r");
    typist_wait(t, "2 Barriers 1");
    leave_box(t);
    typist_type(t, "d");
    typist_wait(t, "Deleted ‘Carers’");
    typist_wait(t, "2 Barriers 0");
    typist_type(t, "u");
    typist_wait(t, "Undid: deleted ‘Carers’ (2 more to undo)");
    typist_wait(t, "2 Barriers 1");
    typist_type(t, "\x19"); /* Ctrl-Y */
    typist_wait(t, "Redid: deleted ‘Carers’");
    typist_type(t, "\x1a"); /* Ctrl-Z */
    typist_wait(t, "2 Barriers 1");
    typist_leave(t);
}

Test(typing, undoing_an_entry_stays_in_its_cell)
{
    struct typist *t = open_session(24, 80, "cell.json");
    typist_type(t, "gLess sugar\t\tCarers\r");
    typist_wait(t, "3 Stakeholders 1");
    leave_box(t);
    typist_type(t, "u");
    typist_wait(t, "Undid: added ‘Carers’");
    typist_wait(t, "▶ a adds one");
    typist_leave(t);
}

Test(typing, a_misfiled_note_takes_two_keys)
{
    struct typist *t = open_session(24, 80, "misfiled.json");
    typist_type(t, "gBus routes\rHealthy food\r");
    leave_box(t);
    typist_type(t, "2aSchools\r");
    leave_box(t);
    typist_type(t, "m");
    typist_wait(t, "Move ‘Schools’");
    typist_type(t, "3");
    typist_wait(t, "3 Stakeholders 1");
    typist_type(t, "K");
    typist_settle(t);
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    char *text = exported("misfiled.json", "csv");
    expect_in(text, "Bus routes,map,stakeholders,Schools");
    free(text);
}

Test(typing, tab_saves_and_goes_on_in_the_next_column)
{
    struct typist *t = open_session(24, 80, "tabs.json");
    typist_type(t, "gLess sugar\t");
    typist_wait(t, "New note in 2 Barriers of ‘Less sugar’");
    typist_type(t, "Advertising\t");
    typist_wait(t, "New note in 3 Stakeholders of ‘Less sugar’");
    typist_type(t, "\t"); /* nothing was typed: it goes on alone */
    typist_wait(t, "New note in 4 Social moments of ‘Less sugar’");
    typist_type(t, "Sports days\t"); /* and behind the last, the first again */
    typist_wait(t, "New note in 2 Barriers of ‘Less sugar’");
    typist_type(t, "Hab");
    leave_box(t);
    typist_wait(t, "draft: Hab");
    typist_type(t, "a");
    typist_wait(t, "Your draft is back");
    typist_type(t, "it\x1b[Z"); /* the draft goes, as with Enter */
    typist_wait_gone(t, "draft: Hab");
    typist_wait(t, "New note in 4 Social moments of ‘Less sugar’");
    typist_type(t, "Fairs\r");
    typist_wait(t, "4 Social moments 2");
    leave_box(t);
    typist_type(t, "u");
    typist_wait(t, "Undid: added ‘Fairs’");
    typist_leave(t);
    char *text = exported("tabs.json", "json");
    cr_expect(strstr(text, "Advertising") && strstr(text, "Habit"), "%s", text);
    cr_expect_null(strstr(text, "draft"), "%s", text);
    free(text);
}

Test(typing, what_esc_leaves_in_the_box_is_there_again_after_a_restart)
{
    struct typist *t = open_session(24, 80, "draft.json");
    typist_type(t, "gBus routes\r");
    typist_wait(t, "1 Goals 1");
    leave_box(t);
    typist_type(t, "2aHalf a thou" ESC);
    typist_wait(t, "Kept as a draft");
    typist_wait(t, " saved");
    typist_leave(t);
    t = open_session(24, 80, "draft.json");
    typist_type(t, "2a");
    typist_wait(t, "Half a thou");
    typist_type(t, "ght\r");
    typist_wait(t, "2 Barriers 1");
    leave_box(t);
    typist_type(t, "a");
    typist_wait(t, "New note");
    cr_expect_not(typist_sees(t, "Half a thou "), "the draft is used up");
    leave_box(t);
    typist_leave(t);
    char *text = exported("draft.json", "text");
    expect_in(text, "Half a thought");
    free(text);
}

Test(typing, a_pasted_list_becomes_a_note_a_line_after_saying_how_many)
{
    struct typist *t = open_session(24, 80, "paste.json");
    typist_type(t, "gBus routes\r");
    typist_wait(t, "1 Goals 1");
    leave_box(t);
    typist_type(t, "2");
    typist_paste(t, "quarrel with d and q\r\n\r\nsecond line\nthird\n");
    typist_wait(t, "3 lines: Enter adds each");
    typist_type(t, "\r");
    typist_wait(t, "2 Barriers 3");
    leave_box(t);
    typist_type(t, "u");
    typist_wait(t, "2 Barriers 0");
    typist_type(t, "\x19");
    typist_wait(t, "2 Barriers 3");
    typist_leave(t);
    char *text = exported("paste.json", "csv");
    expect_in(text, "barriers,quarrel with d and q");
    expect_in(text, "barriers,third");
    free(text);
}

Test(typing, a_pasted_list_can_stay_one_note)
{
    struct typist *t = open_session(24, 80, "together.json");
    typist_type(t, "gBus routes\r");
    typist_wait(t, "1 Goals 1");
    leave_box(t);
    typist_type(t, "2a");
    typist_paste(t, "one\ntwo");
    typist_wait(t, "2 lines");
    typist_type(t, "n");
    typist_wait(t, "Kept together");
    typist_type(t, "\r");
    typist_wait(t, "2 Barriers 1");
    leave_box(t);
    typist_leave(t);
}

Test(typing, search_goes_to_what_it_finds_as_one_types)
{
    char *path = test_path("search.json"), *sample = repo_path("sessions/write-up.json");
    char *bytes = text_file_read(sample);
    text_file_write(path, bytes);
    free(bytes);
    struct typist *t = open_session(24, 80, "search.json");
    typist_type(t, "/PRESS");
    typist_wait(t, "1 of 4 with ‘PRESS’");
    typist_wait(t, "▶ Time pressures");
    typist_type(t, "\rn");
    typist_wait(t, "2 of 4");
    typist_wait(t, "▶ Pressure on GP");
    typist_type(t, "N");
    typist_wait(t, "▶ Time pressures");
    typist_type(t, "/xyzzy");
    typist_wait(t, "is nowhere");
    typist_type(t, ESC);
    typist_wait_gone(t, "Search ");
    typist_wait(t, "▶ Time pressures");
    typist_leave(t);
    free(path);
    free(sample);
}

Test(typing, two_programs_on_one_file_keep_each_others_words)
{
    struct typist *one = open_session(24, 80, "shared.json");
    typist_type(one, "gFrom the first\r" ESC);
    typist_wait(one, "1 Goals 1");
    typist_wait(one, " saved");
    struct typist *two = open_session(24, 80, "shared.json");
    typist_type(two, "gFrom the second\r" ESC);
    typist_wait(two, "1 Goals 2");
    typist_wait(two, " saved");
    typist_type(one, "gFrom the first again\r" ESC);
    typist_wait(one, "From the second");
    typist_leave(one);
    typist_leave(two);
    char *text = exported("shared.json", "text");
    expect_in(text, "From the first\n");
    expect_in(text, "From the second");
    expect_in(text, "From the first again");
    free(text);
}

Test(typing, a_failed_save_says_so_stays_and_asks_before_leaving)
{
    char *folder = test_path("gone");
    mkdir(folder, 0700);
    struct typist *t = open_session(24, 80, "gone/session.json");
    char *file = test_path("gone/session.json");
    remove(file);
    remove(folder);
    typist_type(t, "gBus routes\r" ESC);
    typist_wait(t, "NOT SAVED");
    typist_wait(t, "No such file or directory");
    typist_type(t, "q");
    typist_wait(t, "Leave? y leaves");
    typist_type(t, "n");
    typist_wait_gone(t, "Leave? y leaves");
    mkdir(folder, 0700);
    typist_type(t, "\x13"); /* Ctrl-S */
    typist_wait(t, "Saved to");
    typist_wait_gone(t, "NOT SAVED");
    typist_leave(t);
    char *text = exported("gone/session.json", "text");
    expect_in(text, "Bus routes");
    free(text);
    free(folder);
    free(file);
}

Test(typing, a_mouse_clicks_drags_and_scrolls)
{
    struct typist *t = open_session(24, 80, "mouse.json");
    typist_type(t, "gBus routes\rHealthy food\r");
    typist_wait(t, "1 Goals 2");
    leave_box(t);
    int row, col;
    cr_assert(typist_find(t, "2 Barriers", &row, &col));
    typist_click(t, row, col + 2);
    typist_wait(t, "▶ a adds a barrier");
    cr_assert(typist_find(t, "a Add", &row, &col));
    typist_click(t, row, col);
    typist_wait(t, "New note in 2 Barriers of ‘Healthy food’");
    typist_type(t, "Schools\r");
    leave_box(t);
    cr_assert(typist_find(t, "Schools", &row, &col));
    typist_drag(t, row, col, 3, 45);
    typist_wait(t, "3 Stakeholders 1");
    typist_wheel(t, 5, 5, true);
    typist_settle(t);
    typist_leave(t);
    char *text = exported("mouse.json", "csv");
    expect_in(text, "Bus routes,map,stakeholders,Schools");
    free(text);
}

Test(typing, windows_of_every_size_lose_nothing)
{
    char *path = test_path("sizes.json"), *sample = repo_path("sessions/write-up.json");
    char *bytes = text_file_read(sample);
    text_file_write(path, bytes);
    struct typist *t = open_session(24, 80, "sizes.json");
    unsigned seed = 20170222;
    for (int i = 0; i < 60; i++) {
        seed = seed * 1103515245u + 12345u;
        int rows = 2 + (int)(seed >> 16) % 60, cols = 2 + (int)(seed >> 8) % 160;
        typist_resize(t, rows, cols);
        typist_type(t, i % 2 ? "j" : "l");
    }
    typist_resize(t, 24, 80);
    typist_wait(t, "1 Goals 4");
    typist_resize(t, 5, 30);
    typist_wait(t, "window too small; your work is");
    typist_resize(t, 24, 80);
    typist_wait(t, "? Keys");
    typist_leave(t);
    char *after = text_file_read(path);
    cr_expect_str_eq(bytes, after, "looking at a file does not change it");
    free(after);
    free(bytes);
    free(path);
    free(sample);
}

Test(typing, two_programs_typing_at_once_lose_nothing)
{
    struct typist *both[2] = {open_session(24, 80, "at-once.json"), NULL};
    typist_type(both[0], "gthe first of all\r");
    typist_wait(both[0], "1 Goals 1");
    typist_wait(both[0], " saved");
    both[1] = open_session(24, 80, "at-once.json");
    typist_type(both[1], "g");
    for (int i = 0; i < 24; i++) {
        char words[] = "goal A of X\r";
        words[5] = (char)('A' + i / 2);
        words[10] = (char)('X' + i % 2);
        typist_type(both[i % 2], words);
        typist_read(both[0], 5);
        typist_read(both[1], 5);
    }
    for (int i = 0; i < 2; i++) {
        typist_type(both[i], ESC);
        typist_wait(both[i], "e Edit");
        typist_leave(both[i]);
    }
    char *text = exported("at-once.json", "text");
    for (int i = 0; i < 24; i++) {
        char words[] = "goal A of X";
        words[5] = (char)('A' + i / 2);
        words[10] = (char)('X' + i % 2);
        expect_in(text, words);
    }
    free(text);
}

Test(typing, what_is_in_the_box_when_asked_to_end_is_kept_as_a_draft)
{
    struct typist *t = open_session(24, 80, "asked.json");
    typist_type(t, "gBus routes\r");
    typist_wait(t, "1 Goals 1");
    typist_type(t, "half a thou");
    typist_wait(t, "half a thou");
    typist_paste(t, "one\ntwo");
    typist_wait(t, "3 lines");
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    t = open_session(24, 80, "asked.json");
    typist_type(t, "g");
    typist_wait(t, "Your draft is back");
    typist_wait(t, "half a thou");
    typist_wait(t, "two");
    leave_box(t);
    typist_leave(t);
}

Test(typing, letters_that_come_in_pieces_are_whole_in_the_file)
{
    struct typist *t = open_session(24, 80, "pieces.json");
    typist_type(t, "g");
    typist_wait(t, "New goal");
    for (const char *p = "R\xC3\xA9union \xF0\x9F\x98\x80 ok"; *p; p++) {
        typist_type(t, (char[]){*p, '\0'});
        typist_read(t, 20);
    }
    typist_type(t, "\r");
    typist_wait(t, "1 Goals 1");
    leave_box(t);
    typist_leave(t);
    char *text = exported("pieces.json", "text");
    expect_in(text, "R\xC3\xA9union \xF0\x9F\x98\x80 ok");
    free(text);
}

Test(typing, a_form_of_many_columns_is_shown_a_column_at_a_time)
{
    struct str file = STR_EMPTY;
    char *path = test_path("many.json");
    str_add(&file,
            "{\"templates\":[{\"id\":\"many\",\"grids\":[{\"id\":\"m\",\"columns\":[");
    for (int i = 0; i < 20; i++) {
        str_addf(&file, "%s{\"id\":\"c%d\",\"title\":\"Column %d\"}", i ? "," : "", i, i);
    }
    str_add(&file,
            "]}]}],\"sessions\":[{\"template\":\"many\",\"goals\":[{\"text\":\"G\","
            "\"c19\":[\"in the last\"]}]}]}");
    text_file_write(path, file.bytes);
    struct typist *t = open_session(24, 100, "many.json");
    for (int i = 0; i < 25; i++) {
        typist_type(t, "l");
    }
    typist_wait(t, "▶ in the last");
    typist_resize(t, 24, 50);
    typist_wait(t, "▶ in the last");
    typist_leave(t);
    free(path);
    str_finish(&file);
}
