/* Twelve tables prepared in one file: made from it with ids of their own, or copied and
 * parted again when they are merged. */

#include "store/copies.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/histories.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(prepared, .init = enter_folder, .fini = folder_finish);

static const char prepared[] =
    "{\"id\":\"day\",\"title\":\"Walking\",\"place\":\"Leeds\",\"date\":\"2026-11-28\","
    "\"starts\":\"10:30\",\"answer_to\":\"us@leeds.example\",\"facilitator\":\"Ana\","
    "\"goals\":[{\"id\":\"g\",\"text\":\"More walking\",\"barriers\":["
    "{\"text\":\"Dark streets\",\"weight\":\"boulder\",\"votes\":3}]}]}";

Test(prepared, each_table_of_a_room_gets_a_file_that_begins_as_it_was_prepared)
{
    tables_write("prepared.json", prepared);
    EXPECT_RUN(0, "tables: 12 new sessions, table-1.json to table-12.json, from ", "",
               "new", "--from", "prepared.json", "--table", "1..12", "-o", "tables");
    for (int i = 1; i <= 12; i++) {
        char path[32], name[64];
        snprintf(path, sizeof path, "tables/table-%d.json", i);
        snprintf(name, sizeof name, "Table: %d\n", i);
        EXPECT_RUN(0, name, "", "export", path);
        EXPECT_RUN(0, "Dark streets [Boulder]", "", "export", path);
        expect_in_file(path, "\"starts\": \"10:30\"");
        expect_in_file(path, "\"answer_to\": \"us@leeds.example\"");
        char *text = text_file_read(path);
        expect_no_part(text, "Ana"); /* who runs it is not known yet */
        expect_no_part(text, "votes\":");
        free(text);
    }
    EXPECT_RUN(0, "all.json: tables 12, goals 12, notes 12", "", "merge", "-o",
               "all.json", "tables");
    EXPECT_RUN(1, "", "tables/table-12.json: exists already; none was made", "new",
               "--from", "prepared.json", "--table", "12..14", "-o", "tables");
    cr_expect_neq(access("tables/table-13.json", F_OK), 0, "some were made");
    EXPECT_RUN(0, "a.json: a new session, from prepared.json", "", "new", "--from",
               "prepared.json", "--place", "York", "a.json");
    EXPECT_RUN(0, "Place: York\n", "", "export", "a.json");
}

Test(prepared, what_does_not_fit_together_is_refused)
{
    tables_write("none.json", "");
    EXPECT_RUN(2, "", "which FOLDER? -o FOLDER takes", "new", "--table", "1..3",
               "a.json");
    EXPECT_RUN(2, "", "which tables? --table 1..12 makes", "new", "-o", "folder");
    EXPECT_RUN(2, "", "which tables?", "new", "--table", "3..1", "-o", "folder");
    EXPECT_RUN(2, "", "which tables?", "new", "--table", "1..5000", "-o", "folder");
    EXPECT_RUN(2, "", "names the files itself", "new", "--table", "1..3", "-o", "f",
               "a.json");
    EXPECT_RUN(2, "", "not both", "new", "--from", "a", "--after", "b", "c.json");
    EXPECT_RUN(2, "", "--goals are those of --after", "new", "--goals", "c.json");
    EXPECT_RUN(1, "", "none.json: holds no session that could be copied", "new", "--from",
               "none.json", "c.json");
}

Test(prepared, a_session_that_follows_up_can_carry_the_goals)
{
    tables_write("prepared.json", prepared);
    EXPECT_RUN(0, "", "", "new", "--after", "prepared.json", "--goals", "next.json");
    EXPECT_RUN(0, "would be: tables 2, goals 2, notes 1", "", "merge", "--dry-run", "-o",
               "x.json", "next.json");
}

/* The prepared file, copied for three tables, numbered by hand. */
static void write_copies(void)
{
    for (int i = 1; i <= 3; i++) {
        char path[32], text[512];
        snprintf(path, sizeof path, "%d.json", i);
        snprintf(text, sizeof text,
                 "{\"id\":\"day\",\"place\":\"Leeds\",\"table\":%d,\"goals\":[{\"id\":"
                 "\"g\",\"text\":\"More walking\",\"barriers\":[\"of table %d\"]}]}",
                 i, i);
        tables_write(path, text);
    }
}

Test(prepared, copies_that_were_numbered_apart_are_told_with_their_files)
{
    write_copies();
    EXPECT_RUN(3, "all.json: tables 1,", "roundtable: 2.json: Leeds, table 2\n", "merge",
               "-o", "all.json", "1.json", "2.json", "3.json");
    EXPECT_RUN(3, "would be: tables 1,", "merge --part makes a table of each", "merge",
               "--dry-run", "-o", "x.json", "1.json", "2.json");
    EXPECT_RUN(0, "", "", "merge", "-o", "one.json", "1.json", "1.json");
}

Test(prepared, parted_each_is_a_table_of_its_own_in_whatever_order)
{
    write_copies();
    EXPECT_RUN(0, "all.json: tables 3, goals 3, notes 3", "", "merge", "--part", "-o",
               "all.json", "1.json", "2.json", "3.json");
    EXPECT_RUN(0, "Leeds 1, 2, 3", "", "themes", "all.json");
    EXPECT_RUN(3, "", "1.json: Leeds, table 1\n", "merge", "-o", "mixed.json", "1.json",
               "2.json", "3.json", "1.json");
    EXPECT_RUN(3, "", "mixed.json: Leeds, table 3 (merged already)", "merge", "-o",
               "again.json", "mixed.json", "1.json");
    unlink("again.json");
    EXPECT_RUN(0, "", "", "merge", "--part", "-o", "again.json", "3.json", "1.json",
               "mixed.json", "2.json", "1.json");
    char *all = text_file_read("all.json");
    expect_file("again.json", all);
    EXPECT_RUN(0, "1 copy of one file is a table of its own", "", "merge", "-o",
               "again.json", "again.json", "2.json");
    expect_file("again.json", all);
    EXPECT_RUN(1, "", "name another OUT", "merge", "--part", "-o", "mixed.json",
               "mixed.json", "1.json", "2.json");
    free(all);
}

/* One file, copied while it was in use, each copy numbered by somebody else, used on. */
static void write_used_copies(void)
{
    struct writer w;
    struct err err = ERR_NONE;
    writer_make("base.json", 1, 2);
    for (int i = 1; i <= 3; i++) {
        char path[32], number[16], words[32];
        char *text = text_file_read("base.json");
        snprintf(path, sizeof path, "%d.json", i);
        snprintf(number, sizeof number, "%d", i);
        snprintf(words, sizeof words, "of table %d", i);
        text_file_write(path, text);
        writer_open(&w, path, (uint64_t)(10 + i));
        cr_assert(author_set(&w.author, w.table, "table", VALUE_OF_TEXT(number), &err));
        writer_goal(&w, words);
        writer_save(&w);
        writer_close(&w);
        free(text);
    }
}

Test(prepared, what_they_were_copied_from_is_in_each_and_no_table_itself)
{
    write_used_copies();
    EXPECT_RUN(0, "all.json: tables 3, goals 9, notes 12", "", "merge", "--part", "-o",
               "all.json", "base.json", "3.json", "1.json", "2.json");
    EXPECT_RUN(0, "x.json: tables 3, goals 9, notes 12", "", "merge", "--part", "-o",
               "x.json", "1.json", "2.json", "3.json");
    char *all = text_file_read("all.json");
    expect_file("x.json", all);
    free(all);
    EXPECT_WORDS("all.json", "of table 1", "of table 2", "of table 3");
}

Test(prepared, what_was_said_later_in_a_copy_goes_to_its_table)
{
    struct writer w;
    write_used_copies();
    EXPECT_RUN(0, "", "", "merge", "--part", "-o", "all.json", "1.json", "2.json",
               "3.json");
    writer_open(&w, "2.json", 99);
    writer_goal(&w, "said later");
    writer_save(&w);
    writer_close(&w);
    EXPECT_RUN(0, "all.json: tables 3, goals 10, notes 12", "", "merge", "-o", "all.json",
               "all.json", "2.json");
    EXPECT_RUN(0, "again.json: tables 3, goals 10,", "", "merge", "--part", "-o",
               "again.json", "2.json", "1.json", "3.json");
    char *all = text_file_read("all.json");
    expect_file("again.json", all);
    free(all);
}

Test(prepared, an_earlier_state_of_a_copy_is_the_same_table)
{
    struct writer w;
    write_used_copies();
    char *text = text_file_read("2.json");
    text_file_write("2-at-noon.json", text);
    free(text);
    writer_open(&w, "2.json", 99);
    cr_assert(author_set(&w.author, w.table, "table", VALUE_OF_TEXT("2b"), NULL));
    writer_save(&w);
    writer_close(&w);
    EXPECT_RUN(0, "all.json: tables 3, goals 9, notes 12", "", "merge", "--part", "-o",
               "all.json", "1.json", "2.json", "2-at-noon.json", "3.json");
}

/* Machines of a random history, each with a number of its own: parted, whatever any of them
 * said stands at its table, and in whatever order they come, the bytes are the same. */
Test(prepared, histories_parted_in_any_order_give_the_same_bytes)
{
    for (uint64_t seed = 1; seed <= (program_is_sanitized() ? 4 : 20); seed++) {
        struct history *h = history_make(seed, 4, 12, seed % 2);
        const char *argv[] = {"roundtable", "merge",  "--part", "-o",     "x.json",
                              "0.json",     "1.json", "2.json", "3.json", NULL};
        for (size_t i = 0; i < 4; i++) {
            char path[32], number[16];
            struct str bytes = STR_EMPTY;
            size_t count;
            struct replica *r = &h->replicas[i];
            const struct record *const *tables = session_tables(r->session, &count);
            snprintf(path, sizeof path, "%zu.json", i);
            snprintf(number, sizeof number, "%zu", i);
            r->author.seen_edits = SIZE_MAX;
            cr_assert(
                author_set(&r->author, tables[0], "table", VALUE_OF_TEXT(number), NULL));
            file_write(r->session, &bytes);
            text_file_write(path, bytes.bytes);
            str_finish(&bytes);
        }
        char *first = NULL;
        for (int turn = 0; turn < 4; turn++) {
            const char *last = argv[8];
            struct ran ran = program_run(NULL, argv);
            cr_assert_eq(ran.status & ~3, 0, "seed %lu: %s", (unsigned long)seed,
                         str_text(&ran.err));
            cr_expect(strstr(str_text(&ran.out), "tables 4,"), "seed %lu: %s",
                      (unsigned long)seed, str_text(&ran.out));
            ran_finish(&ran);
            char *text = text_file_read("x.json");
            cr_assert(text);
            cr_expect(!first || strcmp(first, text) == 0, "seed %lu, turn %d",
                      (unsigned long)seed, turn);
            free(first);
            first = text;
            unlink("x.json");
            memmove(argv + 6, argv + 5, 3 * sizeof *argv);
            argv[5] = last;
        }
        free(first);
        history_free(h);
    }
}

Test(prepared, changing_the_number_of_a_copy_is_warned_of)
{
    write_used_copies();
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "2.json"));
    typist_wait(t, "? Keys");
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_type(t, TAB TAB TAB "\x7f"
                               "7" CTRL_S);
    typist_wait(t, "is a copy of this table");
    typist_leave(t);
    unlink("1.json");
    unlink("3.json");
    unlink("base.json");
    t = typist_start(24, 80, WORDS("roundtable", "2.json"));
    typist_wait(t, "? Keys");
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_type(t, TAB TAB TAB "\x7f"
                               "8" CTRL_S);
    typist_wait(t, "If this file is a copy of another table's");
    typist_leave(t);
}

/* Earlier states of a session that lie below its folder are no copies, and no tables to be merged,
 * be they of a state folder that is another now, or of a session that was only looked at. */
Test(prepared, what_the_program_keeps_below_a_sessions_folder_is_no_copy_of_it)
{
    char *state = test_path("state");
    program_env("XDG_STATE_HOME", state);
    tables_write("prepared.json", prepared);
    for (int number = 7; number <= 8; number++) {
        struct typist *t = typist_open(24, 80, WORDS("roundtable", "prepared.json"));
        struct str keys = str_of(TAB TAB TAB CTRL_U "%d" CTRL_S, number);
        typist_press(t, "o", "Details of this session");
        typist_type(t, keys.bytes);
        typist_wait_gone(t, "Details of this session");
        typist_settle(t);
        cr_expect_not(typist_sees(t, "is a copy of this table"), "%d", number);
        typist_leave(t);
        str_finish(&keys);
    }
    EXPECT_RUN(0, "all.json: tables 1, goals 1, notes 1", "", "merge", "-o", "all.json",
               ".");
    tables_write("looked.json", "{\"title\":\"Looked at\",\"goals\":[]}");
    typist_leave(typist_open(24, 80, WORDS("roundtable", "looked.json")));
    unlink("looked.json");
    unlink("all.json");
    char *other = test_path("other");
    program_env("XDG_STATE_HOME", other);
    EXPECT_RUN(0, "all.json: tables 1, goals 1, notes 1", "", "merge", "-o", "all.json",
               ".");
    unlink("all.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "prepared.json"));
    typist_press(t, "o", "Details of this session");
    typist_press(t, TAB TAB TAB CTRL_U "9" CTRL_S, "Another number.");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "is a copy of this table"));
    typist_leave(t);
    program_env("XDG_STATE_HOME", NULL);
    free(other);
    free(state);
}
