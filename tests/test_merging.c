/* roundtable merge: many tables' files made one, on the program itself. */

#include "base/hash.h"
#include "model/forget.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_WORDS = 12 };

static const char by_hand[] =
    "{ \"sessions\": [ { \"place\": \"York\", \"goals\": [\n"
    "    { \"text\": \"More walking\", \"barriers\": [ \"Rain\", \"Rain\" ] } ] } ] }\n";

TestSuite(merging, .init = enter_folder, .fini = folder_finish);

static struct ran merge(const char *const words[])
{
    const char *argv[MOST_WORDS + 3] = {"roundtable", "merge"};
    for (size_t i = 0; i < MOST_WORDS && words[i]; i++) {
        argv[i + 2] = words[i];
    }
    return program_run(NULL, argv);
}

#define MERGE(status, out, said, ...) EXPECT_RUN(status, out, said, "merge", __VA_ARGS__)

static void expect_same_file(const char *a, const char *b)
{
    size_t a_len = 0, b_len = 0;
    char *one = text_file_read_bytes(a, &a_len), *other = text_file_read_bytes(b, &b_len);
    cr_expect(one && other && a_len == b_len && memcmp(one, other, a_len) == 0,
              "%s and %s are not the same:\n%s\n%s", a, b, one ? one : "no file",
              other ? other : "no file");
    free(one);
    free(other);
}

static void copy_file(const char *from, const char *to)
{
    char *text = text_file_read(from);
    cr_assert(text, "%s is missing", from);
    text_file_write(to, text);
    free(text);
}

static void expect_absent(const char *path)
{
    cr_expect_neq(access(path, F_OK), 0, "%s is there", path);
}

/* Names and sizes of all in the folder but its states, as one number. */
static uint64_t folder_hash(void)
{
    uint64_t sum = 0;
    DIR *dir = opendir(".");
    cr_assert(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        struct stat about;
        if (e->d_name[0] != '.' && stat(e->d_name, &about) == 0) {
            uint64_t hash = hash_add_text(HASH_START, e->d_name);
            sum += hash_end(hash_add(hash, &about.st_size, sizeof about.st_size));
        }
    }
    closedir(dir);
    return sum;
}

/* One session as two people have it on their laptops, both with work of their own. */
static void make_two_laptops(void)
{
    struct writer w;
    writer_make("a.json", 1, 2);
    copy_file("a.json", "b.json");
    writer_open(&w, "a.json", 2);
    writer_goal(&w, "of Ana");
    writer_save(&w);
    writer_close(&w);
    writer_open(&w, "b.json", 3);
    writer_goal(&w, "of Ben");
    writer_save(&w);
    writer_close(&w);
}

/* A file with a goal in its journal alone, as a crash leaves it. */
static void make_with_journal(const char *path, const char *words)
{
    struct writer w;
    writer_make(path, 4, 1);
    writer_open(&w, path, 5);
    writer_journal_goal(&w, words);
    writer_close(&w);
}

Test(merging, any_order_and_any_repetition_give_the_same_bytes)
{
    static const char *const names[] = {"a.json", "b.json", "c.json", "d.json"};
    make_two_laptops();
    make_with_journal("c.json", "left behind");
    text_file_write("d.json", by_hand);
    MERGE(0, "first.json: tables 3, goals 7", NULL, "-o", "first.json", "a.json",
          "b.json", "c.json", "d.json");
    for (int n = 0; n < 4 * 4 * 4 * 4; n++) {
        int order[] = {n & 3, n >> 2 & 3, n >> 4 & 3, n >> 6 & 3};
        int seen = 1 << order[0] | 1 << order[1] | 1 << order[2] | 1 << order[3];
        if (seen != 15) {
            continue;
        }
        const char *again = names[n % 3], *last = names[order[n % 4]];
        struct ran ran =
            merge(WORDS("-o", "other.json", names[order[0]], again, names[order[1]],
                        names[order[2]], names[order[3]], last));
        cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
        cr_expect(strstr(str_text(&ran.out), "brought nothing new"), "%s",
                  str_text(&ran.out));
        ran_finish(&ran);
        expect_same_file("first.json", "other.json");
        unlink("other.json");
    }
    MERGE(0, "brought nothing new", NULL, "-o", "other.json", "first.json", "b.json",
          "first.json", "./d.json");
    expect_same_file("first.json", "other.json");
}

Test(merging, one_session_from_two_laptops_is_one_table_with_the_work_of_both)
{
    make_two_laptops();
    MERGE(0, "ab.json: tables 1, goals 4, notes 4, ", NULL, "-o", "ab.json", "a.json",
          "b.json");
    EXPECT_WORDS("ab.json", "goal <0>", "note <0.1>", "goal <1>");
    EXPECT_WORDS("ab.json", "of Ana");
    EXPECT_WORDS("ab.json", "of Ben");
}

Test(merging, what_journals_hold_is_merged_and_counted)
{
    struct writer w;
    make_with_journal("a.json", "left behind");
    MERGE(0, "\n1 change came from journals beside the files\n", NULL, "-o", "x.json",
          "a.json");
    EXPECT_WORDS("x.json", "goal <0>", "left behind");
    writer_open(&w, "never.json", 6); /* its file was not written before the crash */
    size_t count;
    const struct edit **edits = session_edits(w.file.session, &count);
    struct err err = ERR_NONE;
    cr_assert(journal_append(&w.file.journal, edits, count, &err), "%s", err_text(&err));
    free(edits);
    writer_journal_goal(&w, "never written");
    writer_close(&w);
    expect_absent("never.json");
    MERGE(0, "changes came from journals", NULL, "-o", "y.json", "a.json", "never.json");
    EXPECT_WORDS("y.json", "never written");
}

Test(merging, torn_lines_of_a_journal_cost_themselves_and_are_told)
{
    make_with_journal("a.json", "left behind");
    char *text = text_file_read("a.json.journal");
    struct str torn = STR_EMPTY;
    str_addf(&torn, "00000000 {}\n%s", text);
    text_file_write("a.json.journal", torn.bytes);
    str_finish(&torn);
    free(text);
    MERGE(3, "\n1 file has damaged lines in its journal; see above\n",
          "a.json: 1 line kept beside the file, in its journal, cannot be read: cut off "
          "or damaged",
          "-o", "x.json", "a.json");
    EXPECT_WORDS("x.json", "goal <0>", "left behind");
}

Test(merging, out_may_be_one_of_the_files_and_then_holds_all)
{
    make_two_laptops();
    MERGE(0, "a.json: tables 1, goals 4", NULL, "-o", "a.json", "b.json", "./a.json");
    EXPECT_WORDS("a.json", "of Ana");
    EXPECT_WORDS("a.json", "of Ben");
    copy_file("a.json", "before.json");
    MERGE(0, "brought nothing new", NULL, "-o", "a.json", "a.json", "b.json", "a.json");
    expect_same_file("a.json", "before.json");
    MERGE(0, "a.json: tables 1", NULL, "-o", "a.json", "."); /* of a folder, too */
    expect_same_file("a.json", "before.json");
}

Test(merging, out_that_is_none_of_the_files_is_left_as_it_is)
{
    make_two_laptops();
    text_file_write("notes.txt", "mine\n");
    copy_file("b.json", "before.json");
    MERGE(1, NULL, "b.json: exists already; choose another name", "-o", "b.json",
          "a.json");
    MERGE(1, NULL, "notes.txt: exists already", "-o", "notes.txt", "a.json");
    MERGE(1, NULL, "notes.txt:1:1: not JSON", "-o", "notes.txt", "a.json", "notes.txt");
    expect_same_file("b.json", "before.json");
    char *text = text_file_read("notes.txt");
    cr_expect_str_eq(text, "mine\n");
    free(text);
}

Test(merging, what_is_refused_is_told_with_the_reason_and_the_rest_is_merged)
{
    static const struct {
        const char *path, *text, *said; /* a text of NULL: it is not made here */
    } rows[] = {
        {"bad.json", "{ \"sessions\": [\n    oops\n] }\n", "bad.json:2:5: "},
        {"other.json", "{ \"name\": \"x\", \"version\": \"1\" }",
         "other.json:1:1: no session"},
        {"list.json", "[]", "list.json:1:1: a session file must be one object"},
        {"empty.json", "", "empty.json:1:1: "},
        {"newer.json", "{ \"version\": 2, \"sessions\": [ { \"place\": \"Hull\" } ] }",
         "newer.json: a newer roundtable wrote this file, version 2; that program can "
         "merge it"},
        {"missing.json", NULL, "missing.json: No such file"},
        {"nothing", NULL, "nothing: no *.json file is in there"},
        {"damaged.json", NULL, "damaged.json:"},
    };
    make_two_laptops();
    cr_assert_eq(mkdir("nothing", 0700), 0);
    char *text = text_file_read("b.json");
    char *flipped = strstr(strstr(text, "\"edits\""), "note <0.0>");
    flipped[0] = 'N';
    text_file_write("damaged.json", text);
    free(text);
    MERGE(0, "tables 1, goals 3", NULL, "-o", "sound.json", "a.json");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (rows[i].text) {
            text_file_write(rows[i].path, rows[i].text);
        }
        MERGE(3, "\n1 file was refused; see above\n", rows[i].said, "-o", "x.json",
              rows[i].path, "a.json");
        expect_same_file("sound.json", "x.json");
        unlink("x.json");
    }
    MERGE(3, "\n3 files were refused; see above\n", rows[0].said, "-o", "x.json",
          "bad.json", "nothing", "a.json", "missing.json");
    unlink("x.json");
    MERGE(1, NULL, "x.json: not written, since no file could be read", "-o", "x.json",
          "bad.json", "missing.json");
    MERGE(2, NULL, "no *.json file is in there", "-o", "x.json", "nothing");
    expect_absent("x.json");
}

Test(merging, a_dry_run_writes_nothing)
{
    make_two_laptops();
    make_with_journal("c.json", "left behind");
    uint64_t before = folder_hash();
    MERGE(0, "\ntable: ", NULL, "--dry-run", "-o", "x.json", "a.json", "b.json");
    MERGE(0, "would be: tables 2, goals 6", NULL, "--dry-run", "-o", "x.json", "a.json",
          "b.json", "c.json");
    MERGE(0, "would be: tables 2, goals 5", NULL, "-o", "a.json", "--dry-run", "a.json",
          "c.json");
    cr_expect_eq(folder_hash(), before);
}

Test(merging, a_folder_stands_for_what_is_in_it_and_in_its_folders)
{
    static const char *const left_out[] = {"in/.hidden.json", "in/x.damaged.json",
                                           "in/.git/y.json", "in/notes.txt"};
    make_two_laptops();
    cr_assert_eq(mkdir("in", 0700) | mkdir("in/deep", 0700) | mkdir("in/.git", 0700), 0);
    copy_file("a.json", "in/a.json");
    text_file_write("in/deep/york.json", by_hand);
    for (size_t i = 0; i < LENGTH(left_out); i++) {
        copy_file("b.json", left_out[i]);
    }
    MERGE(0, "x.json: tables 2, goals 4, notes 6, ", NULL, "-o", "x.json", "in");
    MERGE(0, "from 2 files", NULL, "-o", "y.json", "in/");
    MERGE(0, "from 2 files", NULL, "-o", "z.json", "in/deep", "in/a.json");
    expect_same_file("x.json", "y.json");
    expect_same_file("x.json", "z.json");
}

Test(merging, what_was_redacted_in_one_file_does_not_come_back_from_another)
{
    struct writer w;
    struct err err = ERR_NONE;
    make_two_laptops();
    writer_open(&w, "a.json", 7);
    const struct record *note = record_saying(w.file.session, "note <0.1>");
    cr_assert(forget(&w.author, &(struct forget){.edit = record_author(note)}, &err),
              "%s", err_text(&err));
    writer_save(&w);
    writer_close(&w);
    MERGE(0, "tables 1, goals 4, notes 3, ", NULL, "-o", "x.json", "a.json", "b.json");
    MERGE(0, "tables 1, goals 4, notes 3, ", NULL, "-o", "y.json", "b.json", "a.json");
    expect_same_file("x.json", "y.json");
    char *text = text_file_read("x.json");
    cr_expect(text && !strstr(text, "note <0.1>") && strstr(text, "note <0.0>"));
    free(text);
}

Test(merging, what_a_hand_wrote_is_new_once)
{
    text_file_write("a.json", by_hand);
    copy_file("a.json", "copy.json");
    MERGE(0, "tables 1, goals 1, notes 2, ", NULL, "-o", "x.json", "a.json");
    MERGE(0, "1 file brought nothing new: copy.json\n", NULL, "-o", "y.json", "a.json",
          "copy.json");
    MERGE(0, "1 file brought nothing new: a.json\n", NULL, "-o", "z.json", "x.json",
          "a.json");
    expect_same_file("x.json", "y.json");
    expect_same_file("x.json", "z.json");
}

/* Text with each `old` replaced by `new`; for free(). */
static char *all_replaced(const char *text, const char *old, const char *new)
{
    struct str out = STR_EMPTY;
    for (const char *found; (found = strstr(text, old)); text = found + strlen(old)) {
        str_add_bytes(&out, text, (size_t)(found - text));
        str_add(&out, new);
    }
    str_add(&out, text);
    return str_take(&out);
}

/* Where the line of an entry begins in a file. */
static char *line_of(char *text, const char *words)
{
    char *at = strstr(text, words);
    while (*at != '{') {
        at--;
    }
    return at;
}

/* With its id, from one table's file to another's: it is the same entry, and stands there. */
Test(merging, an_entry_that_a_hand_copied_to_another_table_is_told)
{
    static const char *const names[] = {"a.json", "b.json"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        EXPECT_RUN(0, "a new session", NULL, "new", "--table", i ? "2" : "1", names[i]);
        EXPECT_RUN(0, "1 entry added", NULL, "add", "--goal", "Hospital", names[i],
                   i ? "Dark path" : "Benches missing");
    }
    char *a = text_file_read("a.json"), *b = text_file_read("b.json");
    char *from = line_of(a, "Benches missing"), *to = line_of(b, "Dark path");
    struct str copied = STR_EMPTY;
    str_add_bytes(&copied, b, (size_t)(to - b));
    str_add_bytes(&copied, from, strcspn(from, "}"));
    str_addf(&copied, "}, %s", to);
    text_file_write("b.json", copied.bytes);
    MERGE(3, "notes 2", "the barrier ‘Benches missing’ of ‘Hospital’ stands in ‘table ",
          "-o", "c.json", "a.json", "b.json");
    EXPECT_RUN(3, "    ‘Hospital’ in ‘table 1’", "’ now, and no more in ‘table ", "log",
               "c.json");
    str_finish(&copied);
    free(a);
    free(b);
}

Test(merging, another_layout_of_a_file_gives_the_same_bytes)
{
    writer_make("a.json", 1, 3);
    char *text = text_file_read("a.json");
    char *blanks = all_replaced(text, "\":", "\" : "); /* in no words */
    char *lines = all_replaced(blanks, "    {\"key\"", "{\n\"key\"");
    text_file_write("blanks.json", blanks);
    text_file_write("lines.json", lines);
    free(lines);
    free(blanks);
    free(text);
    MERGE(0, "tables 1, goals 3, notes 6", NULL, "-o", "x.json", "a.json");
    MERGE(0, "tables 1, goals 3, notes 6", NULL, "-o", "y.json", "blanks.json");
    MERGE(0, "2 files brought nothing new", NULL, "-o", "z.json", "lines.json", "a.json",
          "blanks.json");
    expect_same_file("a.json", "x.json");
    expect_same_file("x.json", "y.json");
    expect_same_file("x.json", "z.json");
}

/* Time */

enum { MANY = 300 };

/* A folder with one file by many names, which takes a while to read. */
static void add_files(int from, int to)
{
    for (int i = from; i < to; i++) {
        char name[32];
        snprintf(name, sizeof name, "in/%d.json", i);
        cr_assert_eq(link("big.json", name), 0);
    }
}

static void make_many(void)
{
    writer_make("big.json", 1, program_is_sanitized() ? 20 : 200);
    cr_assert_eq(mkdir("in", 0700), 0);
    add_files(0, MANY);
}

static const char *const merge_many[] = {"roundtable", "merge", "-o",
                                         "x.json",     "in",    NULL};

/* That a file of the folder is neither half nor by a name for a while. */
static void expect_whole_or_absent(int64_t at_ms)
{
    DIR *dir = opendir(".");
    cr_assert(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        cr_expect_not(strstr(e->d_name, ".tmp"), "after %ld ms: %s", (long)at_ms,
                      e->d_name);
    }
    closedir(dir);
    if (access("x.json", F_OK) == 0) {
        expect_same_file("x.json", "big.json");
    }
}

Test(merging, asked_to_end_in_the_middle_it_leaves_nothing_half)
{
    enum { TRIES = 24 };
    make_many();
    int64_t start_ms = program_clock_ms();
    struct ran ran = program_run(NULL, merge_many);
    int64_t all_ms = program_clock_ms() - start_ms;
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    expect_same_file("x.json", "big.json");
    int ended = 0;
    for (int i = 0; i < TRIES; i++) { /* most of them while it writes */
        int status = 0, null = open("/dev/null", O_RDWR);
        int64_t after_ms = i < 8 ? all_ms * i / 8 : all_ms * (80 + 2 * i) / 100;
        unlink("x.json");
        pid_t pid = program_start(merge_many, (int[]){null, null, null}, false);
        if (!program_wait(pid, program_clock_ms() + after_ms, &status)) {
            kill(pid, SIGINT);
            cr_assert(
                program_wait(pid, program_clock_ms() + program_deadline_ms(), &status));
        }
        close(null);
        ended += status == 128 + SIGINT;
        cr_expect(status == 128 + SIGINT || status == 0, "status %d", status);
        cr_expect(status != 0 || access("x.json", F_OK) == 0);
        expect_whole_or_absent(after_ms);
    }
    cr_expect_geq(ended, 4, "it was asked too late %d times", TRIES - ended);
}

/* How long it takes, with no terminal to tell of it. */
static int64_t merge_silently(void)
{
    int64_t start_ms = program_clock_ms();
    struct ran ran = program_run(NULL, merge_many);
    int64_t took_ms = program_clock_ms() - start_ms;
    cr_expect_eq(ran.status, 0);
    cr_expect_str_empty(str_text(&ran.err));
    cr_expect_not(strchr(str_text(&ran.out), '\r'));
    ran_finish(&ran);
    unlink("x.json");
    return took_ms;
}

Test(merging, progress_is_told_on_a_terminal_and_nowhere_else)
{
    enum { LONG_MS = 1500 }; /* nothing is told of what is done in a moment */
    int count = MANY;
    make_many();
    while (merge_silently() < LONG_MS) { /* however fast the machine is */
        add_files(count, 2 * count);
        count *= 2;
    }
    struct str all = str_of(" of %d files", count);
    char *text = program_tells_terminal(merge_many);
    cr_expect(strncmp(text, "\rmerging: ", 10) == 0 && strstr(text, all.bytes), "%s",
              text);
    str_finish(&all);
    char *end = text + strlen(text); /* wiped at the end */
    cr_expect(end[-1] == '\r' && end[-2] == ' ', "%s", text);
    free(text);
}
