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

TestSuite(typing, .init = enter_folder, .fini = folder_finish);

Test(typing, two_goals_and_two_notes_as_the_first_minute_goes)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "new.json"));
    typist_enter(t, "gGoal one\rGoal two", "1 Goals 2");
    typist_enter(t, "k2aFirst\rSecond", "2 Barriers 2");
    typist_leave(t);
    char *text = exported("new.json", "csv");
    const char *first = strstr(text, "Goal one,map,barriers,First");
    const char *second = strstr(text, "Goal one,map,barriers,Second");
    cr_expect(first && second && first < second, "%s", text);
    expect_part(text, "Goal two");
    free(text);
}

Test(typing, a_deletion_is_undone_and_redone_in_words)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "undo.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_enter(t, "2aCarers", "2 Barriers 1");
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
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "cell.json"));
    typist_enter(t, "gLess sugar\t\tCarers", "3 Stakeholders 1");
    typist_type(t, "u");
    typist_wait(t, "Undid: added ‘Carers’");
    typist_wait(t, "▶ a adds one");
    typist_leave(t);
}

Test(typing, a_misfiled_note_takes_two_keys)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "misfiled.json"));
    typist_type(t, "gBus routes\rHealthy food\r");
    typist_leave_box(t);
    typist_type(t, "2aSchools\r");
    typist_leave_box(t);
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
    expect_part(text, "Bus routes,map,stakeholders,Schools");
    free(text);
}

Test(typing, tab_saves_and_goes_on_in_the_next_column)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "tabs.json"));
    typist_type(t, "gLess sugar\t");
    typist_wait(t, "New note in 2 Barriers of ‘Less sugar’");
    typist_type(t, "Advertising\t");
    typist_wait(t, "New note in 3 Stakeholders of ‘Less sugar’");
    typist_type(t, "\t"); /* nothing was typed: it goes on alone */
    typist_wait(t, "New note in 4 Social moments of ‘Less sugar’");
    typist_type(t, "Sports days\t"); /* and behind the last, the first again */
    typist_wait(t, "New note in 2 Barriers of ‘Less sugar’");
    typist_type(t, "Hab");
    typist_leave_box(t);
    typist_wait(t, "being written: H");
    typist_type(t, "a");
    typist_wait(t, "Your draft is back");
    typist_type(t, "it\x1b[Z"); /* the draft goes, as with Enter */
    typist_wait_gone(t, "being written");
    typist_wait(t, "New note in 4 Social moments of ‘Less sugar’");
    typist_enter(t, "Fairs", "4 Social moments 2");
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
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "draft.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_type(t, "2aHalf a thou" ESC);
    typist_wait(t, "Kept as a draft");
    typist_wait(t, " saved");
    typist_leave(t);
    t = typist_open(24, 80, WORDS("roundtable", "draft.json"));
    typist_type(t, "2a");
    typist_wait(t, "Half a thou");
    typist_enter(t, "ght", "2 Barriers 1");
    typist_type(t, "a");
    typist_wait(t, "New note");
    cr_expect_not(typist_sees(t, "Half a thou "), "the draft is used up");
    typist_leave_box(t);
    typist_leave(t);
    char *text = exported("draft.json", "text");
    expect_part(text, "Half a thought");
    free(text);
}

Test(typing, a_pasted_list_becomes_a_note_a_line_after_saying_how_many)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "paste.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_type(t, "2");
    typist_paste(t, "quarrel with d and q\r\n\r\nsecond line\nthird\n");
    typist_wait(t, "3 lines: Enter adds each");
    typist_enter(t, "", "2 Barriers 3");
    typist_type(t, "u");
    typist_wait(t, "2 Barriers 0");
    typist_type(t, "\x19");
    typist_wait(t, "2 Barriers 3");
    typist_leave(t);
    char *text = exported("paste.json", "csv");
    expect_part(text, "barriers,quarrel with d and q");
    expect_part(text, "barriers,third");
    free(text);
}

Test(typing, a_pasted_list_that_was_none_goes_by_one_key_before_and_after)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "wrong.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_type(t, "2a");
    typist_paste(t, "Dear all,\nsee you\nBen\n");
    typist_wait(t, "d Discard");
    typist_type(t, "d");
    typist_wait(t, "Discarded what was pasted; the box is closed.");
    typist_paste(t, "one\ntwo\nthree\n");
    typist_wait(t, "3 lines");
    typist_type(t, "\r");
    typist_wait(t, "Added 3 entries. Ctrl-Z takes them all back.");
    typist_type(t, "\x1a");
    typist_wait(t, "Undid: added 3 entries");
    typist_wait(t, "2 Barriers 0");
    typist_enter(t, "Carers", "2 Barriers 1"); /* the box had stayed */
    typist_leave(t);
}

/* It is kept, and the entries of others are not pushed about by what nobody goes on with. */
Test(typing, what_esc_left_is_no_longer_shown_as_written_once_other_work_goes_on)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "l.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_type(t, "2aFew bus");
    typist_leave_box(t);
    typist_wait(t, "being written: F");
    typist_type(t, "3aDriv");
    typist_leave_box(t);
    typist_wait(t, "being written: Driv");
    typist_wait_gone(t, "being written: F");
    typist_enter(t, "4aOpen day", "4 Moments 1"); /* "(draft)" needs the room */
    typist_wait_gone(t, "being written");
    typist_type(t, "2");
    typist_wait(t, "half written: Few bus; a goes on, Backspace puts it aside");
    typist_leave(t);
    t = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", "l.json"));
    typist_type(t, "2");
    typist_wait(t, "left unfinished by Ana; a goes on, Backspace puts");
    typist_leave(t);
    t = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "l.json"));
    typist_type(t, "2a");
    typist_wait(t, "Your draft is back");
    typist_type(t, "es\r" ESC);
    typist_wait(t, "▶ Few buses");
    typist_leave(t);
}

Test(typing, what_was_left_yesterday_is_not_said_to_be_written_now)
{
    text_file_write("y.json", "{\"edits\":[{\"key\":\"a.1\",\"at\":\"2017-02-21T12:00:"
                              "00Z\",\"by\":\"Ana\",\"of\":"
                              "\"session:t\",\"set\":{\"title\":\"T\"}},{\"key\":\"a.2\","
                              "\"at\":\"2017-02-21T12:00:01Z\","
                              "\"by\":\"Ana\",\"of\":\"goal:g\",\"set\":{\"session\":"
                              "\"session:t\",\"text\":\"Bus "
                              "routes\"}},{\"key\":\"a.3\",\"at\":\"2017-02-21T12:00:"
                              "02Z\",\"by\":\"Ana\",\"of\":"
                              "\"goal:g\",\"set\":{\"draft:barriers\":\"Few\"}}]}");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", "y.json"));
    typist_wait(t, "Bus routes");
    typist_type(t, "2");
    typist_wait(t, "left unfinished by Ana");
    cr_expect_not(typist_sees(t, "is writing"));
    typist_leave(t);
}

Test(typing, what_is_being_written_is_put_aside_by_one_key)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "w.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_type(t, "2an");
    typist_leave_box(t);
    typist_wait(t, "being written: n");
    typist_wait(t, "being written: n; Backspace puts it aside");
    typist_type(t, "\x7f");
    typist_wait(t, "Put aside ‘n’, which was being written. u brings it back.");
    typist_wait_gone(t, "being written: n");
    typist_type(t, "u");
    typist_wait(t, "being written: n");
    typist_leave(t);
    t = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", "w.json"));
    typist_type(t, "2");
    typist_wait(t, "left unfinished by Ana; a goes on, Backspace puts it aside");
    cr_expect_not(typist_sees(t, "is writing"), "her program has ended");
    typist_type(t, "\x7f\x7f");
    typist_wait(t, "Nothing is being written here that could be put aside.");
    cr_expect_not(typist_sees(t, "Ana is writing"));
    typist_leave(t);
    char *text = exported("w.json", "json");
    expect_no_part(text, "draft");
    free(text);
}

Test(typing, a_pasted_list_can_stay_one_note)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "together.json"));
    typist_enter(t, "gBus routes", "1 Goals 1");
    typist_type(t, "2a");
    typist_paste(t, "one\ntwo");
    typist_wait(t, "2 lines");
    typist_type(t, "n");
    typist_wait(t, "Kept together");
    typist_enter(t, "", "2 Barriers 1");
    typist_leave(t);
}

Test(typing, search_goes_to_what_it_finds_as_one_types)
{
    char *path = test_path("search.json"), *sample = repo_path("sessions/write-up.json");
    char *bytes = text_file_read(sample);
    text_file_write(path, bytes);
    free(bytes);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "search.json"));
    typist_type(t, "/PRESS");
    typist_wait(t, "1 of 4 with ‘PRESS’");
    typist_wait(t, "▶ Time pressures");
    typist_type(t, "\rn");
    typist_wait(t, "2 of 4");
    typist_wait(t, "▶ Pressure on GP");
    typist_type(t, "N");
    typist_wait(t, "▶ Time pressures");
    typist_type(t, "/xyzzy");
    typist_wait(t, "is in no entry");
    typist_type(t, ESC);
    typist_wait_gone(t, "Search ");
    typist_wait(t, "▶ Time pressures");
    typist_leave(t);
    free(path);
    free(sample);
}

Test(typing, two_programs_on_one_file_keep_each_others_words)
{
    struct typist *one = typist_open(24, 80, WORDS("roundtable", "shared.json"));
    typist_type(one, "gFrom the first\r" ESC);
    typist_wait(one, "1 Goals 1");
    typist_wait(one, " saved");
    struct typist *two = typist_open(24, 80, WORDS("roundtable", "shared.json"));
    typist_type(two, "gFrom the second\r" ESC);
    typist_wait(two, "1 Goals 2");
    typist_wait(two, " saved");
    typist_type(one, "gFrom the first again\r" ESC);
    typist_wait(one, "From the second");
    typist_leave(one);
    typist_leave(two);
    char *text = exported("shared.json", "text");
    expect_part(text, "From the first\n");
    expect_part(text, "From the second");
    expect_part(text, "From the first again");
    free(text);
}

Test(typing, a_failed_save_says_so_stays_and_asks_before_leaving)
{
    char *folder = test_path("gone");
    mkdir(folder, 0700);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "gone/session.json"));
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
    expect_part(text, "Bus routes");
    free(text);
    free(folder);
    free(file);
}

Test(typing, a_mouse_clicks_drags_and_scrolls)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "mouse.json"));
    typist_enter(t, "gBus routes\rHealthy food", "1 Goals 2");
    int row, col;
    cr_assert(typist_find(t, "2 Barriers", &row, &col));
    typist_click(t, row, col + 2);
    typist_wait(t, "▶ a adds a barrier");
    cr_assert(typist_find(t, "a Add", &row, &col));
    typist_click(t, row, col);
    typist_wait(t, "New note in 2 Barriers of ‘Healthy food’");
    typist_type(t, "Schools\r");
    typist_leave_box(t);
    cr_assert(typist_find(t, "Schools", &row, &col));
    typist_drag(t, row, col, 3, 45);
    typist_wait(t, "3 Stakeholders 1");
    typist_wheel(t, 5, 5, true);
    typist_settle(t);
    typist_leave(t);
    char *text = exported("mouse.json", "csv");
    expect_part(text, "Bus routes,map,stakeholders,Schools");
    free(text);
}

Test(typing, windows_of_every_size_lose_nothing)
{
    char *path = test_path("sizes.json"), *sample = repo_path("sessions/write-up.json");
    char *bytes = text_file_read(sample);
    text_file_write(path, bytes);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "sizes.json"));
    unsigned seed = 20170222;
    for (int i = 0; i < 60; i++) {
        seed = seed * 1103515245u + 12345u;
        int rows = 2 + (int)(seed >> 16) % 60, cols = 2 + (int)(seed >> 8) % 160;
        typist_resize(t, rows, cols);
        typist_type(t, i % 2 ? "j" : "l");
    }
    typist_resize(t, 24, 80);
    typist_wait(t, "1 Goals 4");
    typist_resize(t, 5, 11);
    typist_wait(t, "window too");
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
    struct typist *both[2] = {typist_open(24, 80, WORDS("roundtable", "at-once.json")),
                              NULL};
    typist_type(both[0], "gthe first of all\r");
    typist_wait(both[0], "1 Goals 1");
    typist_wait(both[0], " saved");
    both[1] = typist_open(24, 80, WORDS("roundtable", "at-once.json"));
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
        expect_part(text, words);
    }
    free(text);
}

Test(typing, what_is_in_the_box_when_asked_to_end_is_kept_as_a_draft)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "asked.json"));
    typist_type(t, "gBus routes\r");
    typist_wait(t, "1 Goals 1");
    typist_type(t, "half a thou");
    typist_wait(t, "half a thou");
    typist_paste(t, "one\ntwo");
    typist_wait(t, "3 lines");
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    t = typist_open(24, 80, WORDS("roundtable", "asked.json"));
    typist_type(t, "g");
    typist_wait(t, "3 lines: Enter adds each");
    typist_wait(t, "half a thou");
    typist_wait(t, "two");
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_leave(t);
}

Test(typing, letters_that_come_in_pieces_are_whole_in_the_file)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "pieces.json"));
    typist_type(t, "g");
    typist_wait(t, "New goal");
    for (const char *p = "R\xC3\xA9union \xF0\x9F\x98\x80 ok"; *p; p++) {
        typist_type(t, (char[]){*p, '\0'});
        typist_read(t, 20);
    }
    typist_enter(t, "", "1 Goals 1");
    typist_leave(t);
    char *text = exported("pieces.json", "text");
    expect_part(text, "R\xC3\xA9union \xF0\x9F\x98\x80 ok");
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
    struct typist *t = typist_open(24, 100, WORDS("roundtable", "many.json"));
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
