/* What beginning and opening cost is counted in instructions, from start to exit: whoever else
 * is at work on the machine changes nothing in it. Each has a tenth to spare, so that another
 * compiler or library does not fail it, and nothing gets slower unseen. */

#include "model/author.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/notes.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(instructions, .init = enter_folder, .fini = folder_finish);

#define COUNTED                                                                          \
    "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-file=counted"

/* A session of so many notes, in goals of 20. */
static void write_notes(const char *path, int notes)
{
    static const char said[] = "Families do not know who to ask";
    notes_write(path,
                &(struct notes){.count = notes,
                                .in_a_goal = 20,
                                .columns = {"barriers", "stakeholders", "moments",
                                            "organisations", "groups", "individuals"},
                                .even = said,
                                .odd = said});
}

/* So many barriers of one goal, every other one too long to be seen whole, unless it is
 * selected: each move lays what is below it elsewhere. */
static void write_column(const char *path, int notes)
{
    notes_write(path,
                &(struct notes){.count = notes,
                                .columns = {"barriers"},
                                .even = "Carers have had three reorganisations, above "
                                        "all those who live far out of town",
                                .odd = "Carers have had three reorganisations"});
}

static unsigned long counted(void)
{
    static const char before[] = "Collected : ";
    struct ran ran = program_run(NULL, WORDS("cat", "counted"));
    const char *at = strstr(str_text(&ran.out), before);
    unsigned long count = at ? strtoul(at + sizeof before - 1, NULL, 10) : 0;
    ran_finish(&ran);
    cr_assert(count, "nothing was counted");
    return count;
}

static void expect_at_most(const char *what, double million, unsigned long count)
{
    double measured = (double)count / 1e6;
    cr_expect(measured <= million * 1.1, "%s: %.3f million instructions, of %.3f", what,
              measured, million);
    cr_log_info("%s: %.3f million instructions", what, measured);
}

/* What is done, piece by piece, while no key comes, is not counted with keys. */
#define KEYS_ALONE "--toggle-collect=app_do_rest", "--collect-atstart=yes"

/* Opened, so many keys pressed, two by turns, and left. */
static unsigned long pressed(const char *path, const char *one, const char *other,
                             int times)
{
    struct typist *t =
        typist_start(24, 80, WORDS(COUNTED, KEYS_ALONE, program_path(), path));
    typist_wait(t, "? Keys");
    for (int i = 0; i < times; i++) {
        typist_type(t, i % 2 ? other : one);
        typist_settle(t);
    }
    typist_leave(t);
    return counted();
}

static unsigned long opened(const char *path)
{
    return pressed(path, "", "", 0);
}

#define KEYS(one, other)                                                                 \
    (const char *[])                                                                     \
    {                                                                                    \
        (one), (other)                                                                   \
    }

static unsigned long least(unsigned long a, unsigned long b)
{
    return a < b ? a : b;
}

/* What a key costs, each of two pressed by turns, once each was pressed so often before. A picture
 * that the clock asks for meanwhile is none of theirs: what is too much is counted anew. */
static void expect_key_at_most(const char *what, double million, const char *path,
                               const char *keys[2], int before, int times)
{
    enum { MOST_TRIES = 3 };
    unsigned long few = ULONG_MAX, many = ULONG_MAX, each = ULONG_MAX;
    for (int i = 0; i < MOST_TRIES && (double)each > million * 1.1e6; i++) {
        few = least(few, pressed(path, keys[0], keys[1], before));
        many = least(many, pressed(path, keys[0], keys[1], before + times));
        each = (many - few) / (unsigned long)times;
    }
    expect_at_most(what, million, each);
}

/* Neither the one nor the other can be had where a sanitizer is. */
static void need_counting(void)
{
    struct ran ran = program_run(NULL, WORDS("valgrind", "--version"));
    bool there = ran.status == 0;
    ran_finish(&ran);
    if (program_is_sanitized() || !there) {
        cr_skip_test("no valgrind here, or a sanitizer");
    }
}

Test(instructions, a_new_file_costs_no_more_than_before_there_were_forms)
{
    need_counting();
    struct ran ran = program_run(NULL, WORDS(COUNTED, program_path(), "new", "new.json"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    expect_at_most("a new file", 2.12, counted());
    expect_at_most("that file opened", 3.83, opened("new.json"));
}

Test(instructions, opening_costs_no_more_than_it_may)
{
    need_counting();
    char *write_up = repo_path("sessions/write-up.json");
    struct ran ran = program_run(NULL, WORDS("cp", write_up, "write-up.json"));
    ran_finish(&ran);
    free(write_up);
    expect_at_most("the write-up", 4.8, opened("write-up.json"));
    write_notes("200.json", 200);
    expect_at_most("200 notes", 5.9, opened("200.json"));
    write_notes("10000.json", 10000);
    expect_at_most("10,000 notes", 82.5, opened("10000.json"));
}

Test(instructions, checking_and_a_workbook_cost_no_more_than_they_may)
{
    need_counting();
    write_notes("2000.json", 2000);
    struct ran ran =
        program_run(NULL, WORDS(COUNTED, program_path(), "check", "2000.json"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    expect_at_most("check of 2,000 notes", 39.5, counted());
    struct str command = str_of("exec valgrind --tool=callgrind "
                                "--callgrind-out-file=/dev/null --log-file=counted "
                                "'%s-xlsx' <2000.json",
                                program_path());
    ran = program_run(NULL, WORDS("sh", "-c", command.bytes));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    str_finish(&command);
    expect_at_most("a workbook of 2,000 notes", 223.0, counted());
}

/* Tables of other people, who open programs of their own. */
static void write_tables(int files, int notes)
{
    for (int i = 0; i < files; i++) {
        struct session_file file;
        struct author author;
        struct str path = str_of("in/%d.json", i), table = str_of("%d", i);
        const struct record *goal = NULL;
        file_new(path.bytes, &file);
        author_init(&author, file.session, (uint64_t)i + 1, "Ana");
        author.now_ms = INT64_C(1487755800000) + i * 1000;
        const struct record *record = author_add_table(&author, NULL, "Seminar", "Leeds",
                                                       "2017-02-22", table.bytes, NULL);
        for (int k = 0; k < notes; k++) {
            struct str text = str_of("Families do not know who to ask, %d", k);
            goal = k % 20 ? goal
                          : author_add_goal(&author, record, NULL, "A first job", NULL);
            author.now_ms += 20000;
            author_add_note(&author, goal, "barriers", NULL, text.bytes, NULL);
            str_finish(&text);
        }
        cr_assert(file_save(&file, NULL));
        author_finish(&author);
        file_close(&file);
        str_finish(&path);
        str_finish(&table);
    }
}

Test(instructions, merging_costs_no_more_than_it_may)
{
    need_counting();
    cr_assert_eq(mkdir("in", 0700), 0);
    write_tables(50, 90);
    struct ran ran = program_run(
        NULL, WORDS(COUNTED, program_path(), "merge", "in", "-o", "all.json"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    expect_at_most("merging 50 tables of 90 notes", 24.7, counted());
}

/* One table more, added to so many that are one file already; *bytes takes how large it is. */
static unsigned long added_to(int tables, const char *out, off_t *bytes)
{
    struct stat about;
    struct str command = str_of("rm -rf in more && mkdir in more");
    struct ran ran = program_run(NULL, WORDS("sh", "-c", command.bytes));
    ran_finish(&ran);
    write_tables(tables + 1, 90);
    str_set(&command, "mv in/%d.json more/ && '%s' merge in -o %s", tables,
            program_path(), out);
    ran = program_run(NULL, WORDS("sh", "-c", command.bytes));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    str_finish(&command);
    cr_assert_eq(stat(out, &about), 0);
    *bytes = about.st_size;
    ran = program_run(NULL,
                      WORDS(COUNTED, program_path(), "merge", "-o", out, out, "more"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    return counted();
}

Test(instructions, a_file_more_costs_what_is_new_and_little_of_what_is_there)
{
    need_counting();
    off_t few_bytes, many_bytes;
    unsigned long few = added_to(5, "few.json", &few_bytes);
    unsigned long many = added_to(50, "many.json", &many_bytes);
    double each = (double)(many - few) / (double)(many_bytes - few_bytes);
    expect_at_most("a file more into 50 tables of 90 notes", 16.0, many);
    cr_expect(each <= 8.0 * 1.1, "%.2f instructions a byte that is there", each);
    cr_log_info("%.2f instructions a byte that is there", each);
}

/* Of a folder that is one file already, one table says more. */
static unsigned long merged_again(const char *out)
{
    struct ran ran =
        program_run(NULL, WORDS(COUNTED, program_path(), "merge", "-o", out, out, "in"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    return counted();
}

Test(instructions, a_folder_merged_again_is_not_read_twice)
{
    need_counting();
    struct str command =
        str_of("'%s' merge in -o again.json && cp again.json long.json && "
               "echo >>long.json && '%s' add --goal New in/29.json Said",
               program_path(), program_path());
    mkdir("in", 0700);
    write_tables(30, 90);
    struct ran ran = program_run(NULL, WORDS("sh", "-c", command.bytes));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    unsigned long again = merged_again("again.json"), longer = merged_again("long.json");
    cr_expect(again <= longer, "%lu instructions, and the long way %lu", again, longer);
    cr_log_info("%lu instructions, the long way %lu", again, longer);
    ran_finish(&ran);
    str_finish(&command);
}

Test(instructions, a_move_costs_no_more_than_it_may)
{
    need_counting();
    char *write_up = repo_path("sessions/write-up.json");
    struct ran ran = program_run(NULL, WORDS("cp", write_up, "write-up.json"));
    ran_finish(&ran);
    free(write_up);
    expect_key_at_most("a move", 0.083, "write-up.json", KEYS(DOWN, UP), 10, 20);
    write_column("column.json", 200);
    expect_key_at_most("a move in a long column", 0.073, "column.json", KEYS(DOWN, UP),
                       10, 20);
}

Test(instructions, what_is_looked_for_first_costs_no_more_than_it_may)
{
    need_counting();
    write_notes("2000.json", 2000);
    expect_key_at_most("a letter searched for, and left", 0.3, "2000.json",
                       KEYS("/e", ESC), 0, 2);
    expect_key_at_most("what to show only, for the first time", 0.84, "2000.json",
                       KEYS("f", ESC), 0, 2);
    expect_key_at_most("what is missing, for the first time", 105.0, "2000.json",
                       KEYS("w", ESC), 0, 2);
}

/* The same with so many letters typed into the box of a note, which is emptied again; each is
 * kept as a draft before the next, as slowly as a person types. */
static unsigned long typed(const char *path, int letters)
{
    struct typist *t = typist_start(24, 80, WORDS(COUNTED, program_path(), path));
    typist_wait(t, "? Keys");
    typist_type(t, "\x1b[C");
    typist_press(t, "a", "New ");
    struct str words = STR_EMPTY;
    for (int i = 0; i < letters; i++) {
        typist_type(t, i % 2 ? "x" : "y");
        str_add(&words, i % 2 ? "x" : "y");
        cr_assert(typist_wait_journal(t, path, words.bytes));
    }
    str_finish(&words);
    typist_settle(t);
    typist_type(t, CTRL_U ESC);
    typist_settle(t);
    typist_leave(t);
    return counted();
}

Test(instructions, a_letter_costs_no_more_than_it_may)
{
    need_counting();
    write_notes("200.json", 200);
    unsigned long few = typed("200.json", 4);
    expect_at_most("a letter typed", 0.115, (typed("200.json", 16) - few) / 12);
}

Test(instructions, a_list_that_nothing_has_changed_is_opened_and_closed_at_once)
{
    need_counting();
    write_notes("2000.json", 2000);
    expect_key_at_most("what to show only", 0.14, "2000.json", KEYS("f", ESC), 2, 10);
    expect_key_at_most("promises", 0.17, "2000.json", KEYS("C", ESC), 2, 10);
    expect_key_at_most("what is missing", 0.14, "2000.json", KEYS("w", ESC), 2, 10);
    expect_key_at_most("what became of an entry", 0.195, "2000.json", KEYS("r", ESC), 2,
                       10);
}
