/* A session as lines of edits: whatever unites and sorts lines may hold it meanwhile, and what
 * is read of them is just what merging the files would have made. */

#include "base/memory.h"
#include "export/export.h"
#include "store/edit_lines.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/histories.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(edit_lines, .init = enter_folder, .fini = folder_finish);

#define AT "\"at\":\"2017-02-22T12:00:00.000Z\""
#define EDIT(key, title)                                                                 \
    "{\"key\":\"" key "\"," AT ",\"of\":\"session:s\",\"set\":{\"title\":\"" title       \
    "\"}}\n"
#define FORM                                                                             \
    "{\"format\":\"roundtable template\",\"version\":1,\"id\":\"ours\",\"deep\":" DEEP   \
    ",\"grids\":[{\"id\":\"g\",\"columns\":[{\"id\":\"c\"}]}]}"
#define DEEP "[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]"

/* What comes of shell words, in the test's folder; exit status 0 expected. */
static void shell(const char *words)
{
    struct str with = STR_EMPTY;
    str_addf(&with, "roundtable() { %s \"$@\"; }; %s", program_path(), words);
    struct ran ran = program_run(NULL, WORDS("bash", "-c", with.bytes));
    cr_assert_eq(ran.status, 0, "%s: %d %s", words, ran.status, str_text(&ran.err));
    ran_finish(&ran);
    str_finish(&with);
}

static void expect_same_file(const char *a, const char *b)
{
    char *one = text_file_read(a), *other = text_file_read(b);
    cr_expect(one && other && strcmp(one, other) == 0, "%s\nand %s\n%s",
              one ? one : "none", b, other ? other : "none");
    free(one);
    free(other);
}

/* A session of a text that may hold anything a file does; the program saves it. */
static void make_with_everything(const char *path)
{
    text_file_write(
        path,
        "{\"format\":\"roundtable session\",\"version\":1,\"kept\":{\"by\":\"us\"},"
        "\"sessions\":[{\"id\":\"s\",\"title\":\"Café\\u202e "
        "\\u0085\",\"place\":\"Leeds\","
        "\"table\":\"3\",\"template\":\"ours\",\"facilitator\":\"Ana\",\"odd\":[1,{}],"
        "\"goals\":[{\"id\":\"g\",\"text\":\"Go\",\"c\":[{\"id\":\"n\",\"text\":\"Rain\","
        "\"votes\":3,\"strange\":null}]}]}],\"templates\":[" FORM "],\"edits\":["
        "{\"key\":\"a.9\"," AT ",\"by\":\"Ben\",\"of\":\"note:n\",\"set\":{\"text\":"
        "\"Rain\",\"goal\":\"goal:g\",\"column\":\"c\",\"place\":\"V\"},\"new\":{\"x\":1}"
        "},"
        "{\"key\":\"a.9\"," AT ",\"by\":\"Eve\",\"of\":\"note:n\",\"set\":{\"text\":"
        "\"Snow\",\"goal\":\"goal:g\",\"column\":\"c\",\"place\":\"V\"}},"
        "{\"key\":\"a.10\"," AT ",\"by\":\"Ben\",\"of\":\"note:n\",\"set\":{\"text\":"
        "\"Hail\"},\"over\":[\"a.9\"]},"
        "{\"key\":\"a.11\"," AT ",\"of\":\"note:n\",\"set\":{\"text\":null},"
        "\"over\":[\"a.10\"],\"redacted\":true},"
        "{\"key\":\"b.1\"," AT ",\"of\":\"wish:w\",\"set\":{\"alone\":true}}]}");
    struct writer w;
    writer_open(&w, path, 7);
    writer_save(&w);
    writer_journal_goal(&w, "in the journal alone");
    writer_close(&w);
}

/* The sessions of two halves of a programme, and what merging makes of them. */
static void make_two_halves(void)
{
    struct writer w;
    make_with_everything("a.json");
    writer_make("b.json", 2, 3);
    shell("cp b.json c.json");
    writer_open(&w, "c.json", 5);
    writer_goal(&w, "of Cem");
    writer_save(&w);
    writer_close(&w);
    text_file_write("d.json", "{ \"sessions\": [ { \"place\": \"York\", \"goals\": [\n"
                              "    { \"text\": \"More walking\" } ] } ] }\n");
    struct ran ran = program_run(NULL, WORDS("roundtable", "merge", "-o", "merged.json",
                                             "a.json", "b.json", "c.json", "d.json"));
    cr_assert_eq(access("merged.json", F_OK), 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
}

Test(edit_lines, two_halves_united_by_sort_are_the_same_bytes_as_their_files_merged)
{
    make_two_halves();
    shell("for f in a b c d; do"
          "  roundtable export -f edits -o $f.jsonl $f.json || test $? = 3 || exit; done;"
          "export LC_ALL=C; sort -m -u a.jsonl b.jsonl >one; sort -m -u c.jsonl d.jsonl "
          ">two;"
          "sort -c -u one && sort -c -u two && sort -m -u one two >all.jsonl || exit;"
          "roundtable merge -o back.json all.jsonl || test $? = 3 || exit;"
          "cat two one | roundtable merge -o sent.json - || test $? = 3 || exit;"
          "roundtable merge -o mixed.json a.json - b.json <all.jsonl || test $? = 3 || "
          "exit;"
          "roundtable export -o again.jsonl back.json || test $? = 3");
    expect_same_file("merged.json", "back.json");
    expect_same_file("merged.json", "sent.json");
    expect_same_file("merged.json", "mixed.json");
    expect_same_file("all.jsonl", "again.jsonl");
}

Test(edit_lines, all_that_a_file_holds_is_in_them_and_nothing_that_disturbs_a_terminal)
{
    make_two_halves();
    shell(
        "roundtable export -o m.jsonl merged.json || test $? = 3"); /* as of any format */
    char *lines = text_file_read("m.jsonl");
    static const char *const parts[] = {"Café\\u202e",
                                        "\"kept\"",
                                        "\"odd\":[1,{}]",
                                        "\"by\":\"Eve\"",
                                        "\"redacted\":true",
                                        "Snow",
                                        DEEP,
                                        "\"of\":\"wish:w\"",
                                        "in the journal alone",
                                        "of Cem",
                                        "More walking",
                                        "\"new\":{\"x\":1}"};
    for (size_t i = 0; i < LENGTH(parts); i++) {
        expect_part(lines, parts[i]);
    }
    expect_no_part(lines, "\u202e");
    free(lines);
}

Test(edit_lines, what_was_redacted_is_gone_whichever_line_comes_first)
{
    static const char said[] = EDIT("a.1", "Secret"),
                      gone[] = "{\"key\":\"a.1\"," AT
                               ",\"of\":\"session:s\",\"set\":{\"title\":null},"
                               "\"redacted\":true}\n" EDIT("a.2", "Good");
    text_file_write("said.jsonl", said);
    text_file_write("gone.jsonl", gone);
    shell("roundtable merge -o one.json said.jsonl gone.jsonl;"
          "cat gone.jsonl said.jsonl | roundtable merge -o other.json -");
    expect_same_file("one.json", "other.json");
    char *text = text_file_read("one.json");
    expect_no_part(text, "Secret");
    expect_part(text, "\"redacted\":true");
    free(text);
}

Test(edit_lines, another_program_may_lay_a_line_out_in_its_own_way)
{
    text_file_write("ours.jsonl", EDIT("a.1", "Good") EDIT("a.2", "Better"));
    text_file_write(
        "theirs.json", /* as engines call them, too */
        "{\"set\": {\"title\": \"Bett\\u0065r\"}, \"of\": \"session:s\", " AT
        ", \"key\": \"a.2\"}\r\n" EDIT(
            "a.1", "Good") "{\"key\":\"a.1\",\"by\":null,\"over\":null," AT
                           ",\"of\":\"session:s\",\"set\":{\"title\":\"Good\"}}");
    EXPECT_RUN(0, "", NULL, "merge", "-o", "one.json", "ours.jsonl");
    EXPECT_RUN(0, "", NULL, "merge", "-o", "other.json", "theirs.json");
    expect_same_file("one.json", "other.json");
}

/* Text, and what is said of it behind its name. */
static const struct {
    const char *text, *said;
} refused[] = {
    {EDIT("a.1", "Good") "{\"key\":\"a.2\"}\n", ":2:1: an edit needs an \"at\""},
    {EDIT("a.1", "Good") "{\"key\":\"a.2\"," AT ",\"of\":5,\"set\":{}}\n",
     ":2:46: an edit needs an \"of\""},
    {EDIT("a.1", "Good") "{\"key\":\"a.2\"," AT ",\"of\":\"no", ":2:51: a text that is"},
    {EDIT("a.1", "Good") "\n" EDIT("a.2", "Good"), ":2: an empty line"},
    {EDIT("a.1", "Good") "[]\n", ":2:1: an edit must be an object"},
    {EDIT("a.1", "Good") "{} {}\n", ":2:4: something stands behind the end"},
    {EDIT("a.1", "bad \xC3( byte"), ":1:83: a byte that is not UTF-8"},
    {EDIT("a.1", "Good") EDIT("a.2", "nul \\u0000"), ":2:83: \\u0000 cannot stand"},
    {EDIT("a.1", "Good") "{\"key\":\"a.2\",\"key\":\"a.3\"}\n",
     ":2:14: \"key\" stands twice"},
    {EDIT("a.1",
          "Good") "{\"key\":\"a.2\"," AT
                  ",\"of\":\"template:t\",\"set\":{\"form\":null},\"redacted\":true}\n",
     ":2:1: an edit of a template cannot be redacted"},
    {"{\"key\":\"a.2\"," AT ",\"of\":\"note:n\",\"set\":{\"text\":" DEEP "}}\n",
     ":1:67: nested more than 25 deep"},
};

Test(edit_lines, a_hostile_line_is_named_with_its_place_and_nothing_of_its_text_is_taken)
{
    text_file_write("good.jsonl", EDIT("b.1", "Taken"));
    for (size_t i = 0; i < LENGTH(refused); i++) {
        struct str said = STR_EMPTY, sent = STR_EMPTY;
        str_addf(&said, "x.jsonl%s", refused[i].said);
        str_addf(&sent, "standard input%s", refused[i].said);
        text_file_write("x.jsonl", refused[i].text);
        EXPECT_RUN(1, NULL, said.bytes, "merge", "-o", "none.json", "x.jsonl");
        cr_expect_neq(access("none.json", F_OK), 0, "%s is written", said.bytes);
        EXPECT_RUN(3, "1 file was refused", said.bytes, "merge", "-o", "out.json",
                   "x.jsonl", "good.jsonl");
        char *text = text_file_read("out.json");
        expect_part(text, "Taken");
        expect_no_part(text, "a.1");
        struct ran ran = program_run(
            refused[i].text, WORDS("roundtable", "merge", "-o", "none.json", "-"));
        cr_expect_eq(ran.status, 1);
        expect_part(str_text(&ran.err), sent.bytes);
        ran_finish(&ran);
        unlink("out.json");
        free(text);
        str_finish(&said);
        str_finish(&sent);
    }
}

Test(edit_lines, nothing_that_came_is_no_session_and_a_file_may_be_sent_as_well)
{
    struct ran ran =
        program_run("", WORDS("roundtable", "merge", "-o", "none.json", "-"));
    cr_expect_eq(ran.status, 1);
    expect_part(str_text(&ran.err), "standard input: nothing came");
    ran_finish(&ran);
    writer_make("a.json", 2, 3);
    shell("roundtable merge -o named.json a.json; roundtable merge -o sent.json - - "
          "<a.json");
    expect_same_file("named.json", "sent.json");
}

Test(edit_lines, they_are_for_nobody_who_must_not_read_names)
{
    writer_make("a.json", 2, 1);
    EXPECT_RUN(2, NULL, "edits are all that the file holds", "export", "-f", "edits",
               "--without-names", "a.json");
    EXPECT_RUN(2, NULL, "edits are all that the file holds", "export", "--for", "public",
               "-o", "a.jsonl", "a.json");
}

Test(edit_lines,
     copies_that_were_numbered_apart_are_told_of_and_parted_when_they_are_sent)
{
    writer_make("a.json", 2, 2);
    shell("roundtable export -o whole.jsonl a.json; cp a.json b.json");
    for (int i = 0; i < 2; i++) {
        struct writer w;
        struct err err = ERR_NONE;
        writer_open(&w, i ? "b.json" : "a.json", 8 + (uint64_t)i);
        cr_assert(
            author_set(&w.author, w.table, "table", VALUE_OF_TEXT(i ? "2" : "1"), &err));
        writer_save(&w);
        writer_close(&w);
    }
    shell("roundtable merge --part -o named.json a.json b.json;"
          "roundtable export -o b.jsonl b.json;"
          "roundtable merge --part -o sent.json a.json - <b.jsonl");
    EXPECT_RUN(3, "", "each calls otherwise", "merge", "-o", "x.json", "a.json",
               "b.jsonl");
    expect_same_file("named.json", "sent.json");
}

static int order(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The lines of all replicas, each sorted already, as `sort -m -u` would write them. */
static void write_united(const struct history *h, const char *path)
{
    static const struct export_options plain = {0};
    struct str all = STR_EMPTY, united = STR_EMPTY;
    const char **lines = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < h->replica_count; i++) {
        export_edits(h->replicas[i].session, &plain, &all);
    }
    for (char *line = all.bytes; *line;) {
        char *end = strchr(line, '\n');
        *end = '\0';
        ARRAY_ADD(lines, count, room, line);
        line = end + 1;
    }
    qsort(lines, count, sizeof *lines, order);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(lines[i - 1], lines[i]) != 0) {
            str_addf(&united, "%s\n", lines[i]);
        }
    }
    text_file_write(path, united.bytes);
    free(lines);
    str_finish(&all);
    str_finish(&united);
}

Test(edit_lines, random_histories_united_as_lines_are_those_united_as_sessions)
{
    unsigned long seeds = times_asked("SEEDS", 100), bad = 0;
    for (unsigned long seed = 1; seed <= seeds; seed++) {
        struct history *h = history_make(seed, 0, 0, true);
        struct session *all = session_new();
        struct err err = ERR_NONE;
        for (size_t i = 0; i < h->replica_count; i++) {
            session_add_all(all, h->replicas[i].session);
        }
        write_united(h, "united.jsonl");
        int fd = open("united.jsonl", O_RDONLY | O_CLOEXEC);
        struct session *read = session_coming_in("united.jsonl", fd, &err);
        cr_assert(read, "seed %lu: %s", seed, err_text(&err));
        char *expected = bytes_of(all), *found = bytes_of(read);
        bad += strcmp(expected, found) != 0;
        cr_expect_str_eq(expected, found, "seed %lu", seed);
        free(expected);
        free(found);
        close(fd);
        session_free(read);
        session_free(all);
        history_free(h);
    }
    figure("histories united as lines of edits, and as sessions: the same bytes", seeds,
           bad, 1);
}
