/* The home screen: where sessions are begun and opened, and gone back to. */

#include "model/ballot.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pair.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(home, .init = enter_folder, .fini = folder_finish);

static struct typist *open_home(int rows, int cols)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable"));
    typist_wait(t, "Enter Choose");
    return t;
}

/* A session of that table, in a folder of its own. */
static void write_table(const char *path, const char *table, const char *place)
{
    struct str text =
        str_of("{\n  \"format\": \"roundtable session\",\n  \"version\": 1,\n"
               "  \"sessions\": [ { \"title\": \"Warmth\", \"place\": \"%s\", "
               "\"date\": \"2017-02-22\",\n \"table\": \"%s\", \"goals\": [ "
               "{ \"text\": \"More benches\" } ] } ] }\n",
               place, table);
    text_file_write(path, text.bytes);
    str_finish(&text);
}

static void open_once(const char *path)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_leave(t);
}

Test(home, is_where_q_goes_from_a_session_that_was_opened_there)
{
    struct typist *t = open_home(24, 80);
    typist_type(t, "s");
    typist_wait(t, "1 Goals 4");
    typist_type(t, "gMore benches\r");
    typist_wait(t, "More benches");
    typist_leave_box(t);
    typist_type(t, "q");
    typist_wait(t, "All is saved; q leaves roundtable.");
    typist_wait_row(t, 3, "▶ write-up.json");
    typist_type(t, "\r");
    typist_wait(t, "1 Goals 5");
    typist_type(t, "q");
    typist_wait(t, "All is saved; q leaves roundtable.");
    typist_leave(t);
}

Test(home, has_each_session_exported_for_anybody_until_it_is_asked_otherwise)
{
    write_table("one.json", "4", "Leeds");
    write_table("two.json", "5", "York");
    open_once("one.json");
    open_once("two.json");
    struct typist *t = open_home(24, 80);
    typist_press(t, "\r", "1 Goals");
    typist_press(t, "E", "anybody: all of it");
    typist_press(t, "f", "participants: their own words first");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "q", "q leaves roundtable");
    typist_press(t, DOWN "\r", "1 Goals");
    typist_press(t, "E", "anybody: all of it");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "q", "q leaves roundtable");
    typist_leave(t);
}

Test(home, is_not_where_q_goes_from_a_session_of_the_command_line)
{
    write_table("a.json", "4", "Leeds");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

Test(home, tells_recent_sessions_of_one_name_apart)
{
    write_table("one/map.json", "4", "Leeds");
    write_table("two/map.json", "5", "York");
    open_once("one/map.json");
    open_once("two/map.json");
    struct typist *t = open_home(24, 80);
    typist_wait_row(t, 3, "table 5, York, 2017-02-22: Warmth");
    typist_wait_row(t, 4, "table 4, Leeds, 2017-02-22: Warmth");
    typist_leave(t);
}

/* By their ends as well as by their beginnings, and by which of their tables met again. */
Test(home, tells_recent_sessions_of_one_long_name_apart)
{
    static const char day[] = "2017-02-22-luton-hillside-neighbourhood-day.json",
                      again[] = "2017-02-22-luton-hillside-neighbourhood-day-2.json";
    free(OUTPUT_OF("new", "--title", "Hillside", "--table", "Green", "a.json"));
    free(OUTPUT_OF("new", "--title", "Hillside", "--table", "Blue", "b.json"));
    free(OUTPUT_OF("merge", "-o", day, "a.json", "b.json"));
    free(OUTPUT_OF("new", "--after", day, "--table", "Blue", again));
    open_once(day);
    open_once(again);
    struct typist *t = open_home(24, 80);
    typist_wait_row(t, 3,
                    "▶ 2017-02-22-luton…rhood-day-2.json table Blue met again, 2 tables");
    typist_wait_cursor(t, 3, 3);
    typist_wait_row(t, 4, "  2017-02-22-luton…ourhood-day.json 2 tables: Hillside");
    typist_leave(t);
}

Test(home, what_is_typed_takes_the_place_of_the_date_that_stood_there)
{
    struct typist *t = open_home(24, 80);
    typist_type(t, "n");
    typist_wait(t, "Enter on the last line begins");
    typist_type(t, TAB TAB "1.3.2017\t");
    typist_wait(t, "2017-03-01");
    typist_type(t, "7\r");
    typist_wait(t, "table 7");
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_type(t, TAB TAB "\x7f"
                           "2\t"); /* edited, it stays */
    typist_wait(t, "2017-03-02");
    typist_type(t, "\x13");
    typist_wait_gone(t, "Details of this session");
    typist_leave(t);
}

Test(home, dots_of_phones_alone_can_be_taken_back)
{
    struct pair p = pair_make();
    struct str bytes = STR_EMPTY;
    cr_assert(
        author_set_ballot(&p.ana, p.table, (struct ballot){BALLOT_OPEN, false, 2}, &err));
    cr_assert(author_vote(&p.ana, p.note, "phone a", 1, &err));
    file_write(p.one, &bytes);
    text_file_write("a.json", bytes.bytes);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "b");
    typist_wait(t, "Take all dots back");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    str_finish(&bytes);
    pair_free(&p);
}

/* Merge and Open. */

static void expect_marked(struct typist *t, const char *name)
{
    struct str row = str_of("+ %s", name);
    typist_type(t, name);
    typist_wait_row(t, 1, name);
    typist_type(t, "\r");
    typist_wait(t, row.bytes);
    str_finish(&row);
}

Test(home, merges_a_folder_after_saying_what_that_would_do)
{
    write_table("seminar/a.json", "1", "Leeds");
    write_table("seminar/b.json", "2", "Leeds");
    text_file_write("seminar/c.json", "no session");
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "merge", "--dry-run", "-o", "all.json", "seminar"));
    ran.out.bytes[strcspn(ran.out.bytes, "\n")] = '\0';
    struct typist *t = open_home(24, 80);
    typist_type(t, "m");
    typist_wait(t, "Merge this folder: 0 here, folders too");
    typist_type(t, "seminar\r");
    typist_wait(t, "Merge this folder: 3 here");
    typist_type(t, "\r");
    typist_wait(t, "What merging would do: nothing is written yet");
    typist_wait(t, ran.out.bytes);
    typist_wait(t, "1 file was refused; see above");
    typist_type(t, "\r");
    typist_wait(t, "What recurs · 2 tables");
    typist_type(t, "q");
    typist_wait_row(t, 3, "merged.json            2 tables: Warmth");
    typist_leave(t);
    ran_finish(&ran);
}

Test(home, merges_files_that_were_marked_and_no_others)
{
    write_table("a.json", "1", "Leeds");
    write_table("b.json", "2", "Leeds");
    write_table("c.json", "3", "Leeds");
    struct typist *t = open_home(24, 80);
    typist_type(t, "m");
    typist_wait(t, "Merge this folder: 3 here");
    expect_marked(t, "a.json");
    typist_wait(t, "Merge the 1 that is marked");
    expect_marked(t, "c.json");
    typist_type(t, "that are marked\r");
    typist_wait(t, "would be: tables 2,");
    typist_type(t, ESC);
    typist_wait(t, "Merge the 2 that are marked");
    typist_type(t, CTRL_U);
    expect_marked(t, "b.json");
    typist_type(t, "a.json\r"); /* not this one */
    typist_wait_gone(t, "+ a.json");
    typist_type(t, "that are marked\r");
    typist_wait(t, "would be: tables 2,");
    typist_type(t, "\r");
    typist_wait(t, "What recurs · 2 tables");
    typist_leave(t);
}

Test(home, a_file_that_was_marked_stays_selected)
{
    write_table("a.json", "1", "Leeds");
    write_table("b.json", "2", "Leeds");
    struct typist *t = open_home(24, 80);
    typist_type(t, "m");
    typist_wait(t, "Merge this folder: 2 here");
    typist_type(t, DOWN DOWN);
    typist_wait(t, "/b.json");
    typist_wait_wrapped(t, "Enter marks it to be merged; the first row merges.");
    typist_type(t, "\r");
    typist_wait(t, "Merge the 1 that is marked");
    typist_wait(t, "/b.json");
    typist_type(t, "\r");
    typist_wait_gone(t, "that is marked");
    typist_wait(t, "/b.json");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    typist_leave(t);
}

/* One large table under many names: enough to take a while. */
static void write_large_seminar(void)
{
    enum { FILES = 400, NOTES = 20000 };
    struct str text = str_of("{ \"format\": \"roundtable session\", \"version\": 1,\n"
                             "\"sessions\": [ { \"goals\": [ { \"text\": \"Warmth\", "
                             "\"barriers\": [\"Rain\"");
    for (int i = 0; i < NOTES; i++) {
        str_addf(&text, ", \"Rain %d\"", i);
    }
    str_add(&text, "] } ] } ] }\n");
    text_file_write("seminar/0.json", text.bytes);
    for (int i = 1; i < FILES; i++) {
        str_set(&text, "seminar/%d.json", i);
        cr_assert_eq(link("seminar/0.json", text.bytes), 0);
    }
    str_finish(&text);
}

Test(home, tells_that_merging_takes_its_time_and_esc_ends_it)
{
    write_large_seminar();
    struct typist *t = open_home(24, 80);
    typist_type(t, "m");
    typist_wait(t, "Merge this folder: 0 here, folders too");
    typist_type(t, "seminar\r");
    typist_wait(t, "Merge this folder: 400 here");
    typist_type(t, "\r");
    typist_wait(t, "Looking at 400 files: 0 s … Esc stops it.");
    typist_type(t, ESC);
    typist_wait(t, "Not merged: stopped by Esc");
    typist_wait(t, "Merge this folder: 400 here");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    typist_leave(t);
}

Test(home, says_why_nothing_can_be_merged)
{
    text_file_write("none/c.json", "no session");
    struct typist *t = open_home(24, 80);
    typist_type(t, "m");
    typist_wait(t, "none/");
    typist_type(t, "none\r");
    typist_resize(t, 20, 60);
    typist_wait_row(t, 2, "Merge this folder: 1 here, folders too  first see");
    typist_resize(t, 24, 80);
    typist_type(t, "\r");
    typist_wait(t, "Nothing can be merged");
    typist_wait(t, "none/c.json:1:1: a word that JSON does not");
    typist_type(t, ESC);
    typist_wait(t, "Merge this folder: 1 here");
    typist_type(t, ESC);
    typist_wait(t, "n New");
    typist_leave(t);
}

Test(home, opens_a_file_that_is_found_by_typing)
{
    write_table("day/table-4.json", "4", "Leeds");
    write_table("day/table-5.json", "5", "York");
    write_table("day/notes.txt", "6", "Hull");
    write_table("day/.hidden.json", "7", "Hull");
    struct typist *t = open_home(24, 80);
    typist_type(t, "o");
    typist_wait(t, "Open a session");
    typist_wait(t, "day/");
    typist_type(t, "day\r");
    typist_wait(t, "table-5.json");
    cr_expect_not(typist_sees(t, "notes.txt"));
    typist_type(t, "all names\r");
    typist_wait(t, "notes.txt");
    cr_expect_not(typist_sees(t, "hidden"));
    typist_type(t, "..\r");
    typist_wait(t, "day/");
    typist_type(t, "day\r");
    typist_wait(t, "notes.txt");
    typist_type(t, "5.j\r");
    typist_wait(t, "York · table 5");
    typist_leave(t);
}

Test(home, a_name_does_nothing_to_the_terminal)
{
    write_table("e\x1b[2Jvil\nname.json", "4", "Leeds");
    struct typist *t = open_home(24, 80);
    typist_type(t, "o");
    typist_wait(t, "e␛[2Jvil⏎name.json");
    typist_type(t, "\x0cvil\r");
    typist_wait(t, "Leeds · table 4");
    typist_leave(t);
}

Test(home, thousands_of_files_in_a_folder_are_no_trouble)
{
    enum { MANY = 3000 };
    char name[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "many/%d.json", i);
        text_file_write(name, "");
    }
    write_table("many/wanted.json", "4", "Leeds");
    struct typist *t = open_home(24, 80);
    typist_type(t, "o");
    typist_wait(t, "many/");
    typist_type(t, "many\r");
    typist_wait(t, "1000.json");
    typist_type(t, "wanted");
    typist_wait_row(t, 2, "wanted.json");
    typist_type(t, "\r");
    typist_wait(t, "Leeds · table 4");
    typist_leave(t);
}

Test(home, a_name_without_its_ending_opens_the_file_that_has_it)
{
    write_table("surgery-lunch.json", "4", "Leeds");
    for (int command = 0; command < 2; command++) { /* nor is it taken for one */
        struct typist *t =
            command ? typist_open(24, 80, WORDS("roundtable", "open", "surgery-lunch"))
                    : typist_open(24, 80, WORDS("roundtable", "surgery-lunch"));
        typist_wait(t, "More benches");
        typist_type(t, command ? "gMore trees\r" : "gLess noise\r");
        typist_wait(t, command ? "More trees" : "Less noise");
        typist_leave_box(t);
        typist_leave(t);
    }
    expect_in_file("surgery-lunch.json", "Less noise");
    cr_expect_neq(access("surgery-lunch", F_OK), 0);
}

Test(home, a_new_session_says_that_one_of_its_name_was_opened_of_late_elsewhere)
{
    cr_assert_eq(mkdir("elsewhere", 0700), 0);
    write_table("elsewhere/surgery-lunch.json", "4", "Leeds");
    open_once("elsewhere/surgery-lunch.json");
    static const char *const typed[] = {"surgery-lunch.json", "./surgery",
                                        "surgery-lunch"};
    for (size_t i = 0; i < LENGTH(typed); i++) {
        struct typist *t = typist_open(24, 120, WORDS("roundtable", "open", typed[i]));
        typist_wait_wrapped(t, "opened of late was");
        typist_wait_wrapped(t, "elsewhere/surgery-lunch.json");
        typist_leave(t);
    }
    EXPECT_RUN(1, NULL, "elsewhere/surgery-lunch.json", "check", "surgery-lunch");
}

Test(home, commands_say_which_file_may_be_meant_by_a_name_that_is_not_there)
{
    static const char *const words[][4] = {{"check"},
                                           {"export"},
                                           {"log"},
                                           {"missing"},
                                           {"themes"},
                                           {"diff", "surgery.json"},
                                           {"merge", "-o", "all.json"},
                                           {"add", "--goal", "More benches"},
                                           {"redact", "--by", "Ana"}};
    write_table("surgery.json", "4", "Leeds");
    for (size_t i = 0; i < LENGTH(words); i++) {
        const char *argv[] = {"roundtable", NULL, NULL, NULL, NULL, NULL};
        size_t count = 1;
        while (count < 4 && words[i][count - 1]) {
            argv[count] = words[i][count - 1];
            count++;
        }
        argv[count] = "surgery";
        expect_run(1, NULL, "there is surgery.json", argv);
    }
}

Test(home, a_table_that_is_called_a_table_is_not_called_so_twice)
{
    write_table("named.json", "TABLE 5", "Leeds");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "named.json"));
    typist_wait(t, "Leeds · TABLE 5");
    typist_leave(t);
    t = open_home(24, 120);
    typist_wait(t, "TABLE 5, Leeds");
    cr_expect_not(typist_sees(t, "table TABLE"));
    typist_leave(t);
    char *out = exported("named.json", "text");
    expect_part(out, "TABLE 5");
    expect_no_part(out, "able TABLE");
    free(out);
    write_table("green.json", "The green table", "Luton");
    t = typist_open(24, 80, WORDS("roundtable", "green.json"));
    typist_wait(t, "Luton · The green table");
    typist_leave(t);
    out = exported("green.json", "text");
    expect_no_part(out, "able The green");
    free(out);
}

Test(home, a_path_that_is_typed_in_full_is_gone_to)
{
    struct pair p = pair_make();
    struct str bytes = STR_EMPTY;
    file_write(p.one, &bytes);
    char *folder = test_path("elsewhere");
    cr_assert_eq(mkdir(folder, 0700), 0);
    text_file_write("elsewhere/a.json", bytes.bytes);
    struct typist *t = open_home(24, 80);
    typist_press(t, "o", "Open a session");
    typist_type(t, folder);
    typist_press(t, "/none.json", "Enter goes to this file or folder.");
    typist_press(t, "\r", "Nothing can be read at");
    typist_press(t, CTRL_U, "Show files of all names");
    typist_type(t, folder);
    typist_press(t, "\r", "a.json");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "m", "Merge: mark files");
    typist_type(t, folder);
    typist_press(t, "/a.json\r", "Merge the 1 that is marked");
    typist_press(t, ESC, "o Open");
    typist_press(t, "o", "Open a session");
    typist_type(t, folder);
    typist_press(t, "/a.json\r", "1 Goals");
    typist_leave(t);
    free(folder);
    str_finish(&bytes);
    pair_free(&p);
}

/* As the table that is begun by f then tells them. */
Test(home, promises_of_a_meeting_before_the_last_are_counted_as_such)
{
    text_file_write(
        "met.json",
        "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":["
        "{\"id\":\"a\",\"table\":\"1\",\"goals\":[{\"text\":\"Less waste\",\"groups\":["
        "{\"text\":\"Sew\",\"who\":\"Ben\"}]}]},{\"id\":\"b\",\"table\":\"2\"},"
        "{\"id\":\"c\",\"after\":\"a\",\"table\":\"1\"}]}\n");
    free(output_of(WORDS("sh", "-c", "echo read | exec \"$0\" --accessible met.json",
                         program_path())));
    char *said = output_of(
        WORDS("sh", "-c", "echo follow-up | exec \"$0\" --accessible", program_path()));
    expect_part(said, ", 1 promise before: table 1");
    expect_part(said, ", 0 promises: table 2");
    free(said);
    said = output_of(WORDS("sh", "-c",
                           "exec \"$0\" --accessible met.json <<!\n"
                           "table\n3\ncommitments\n!\n",
                           program_path()));
    expect_part(said, "No promises at this table yet; other tables made 1: ");
    free(said);
}
