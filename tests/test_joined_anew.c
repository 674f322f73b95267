/* Sealed files merged into a new one by their lines: what of them is told from that way, and
 * what goes it. */

#include "base/crc.h"
#include "model/author.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/joins.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(joined_anew, .init = enter_folder, .fini = folder_finish);

/* Two tables, to which lines were added: by lines they come together, but where somebody else's
 * goal or entry is said something of, which a file alone does not have in a table, or themes are
 * decided in both, or a key is used twice. */
static const struct {
    const char *name, *one, *other;
    bool quick;
} together[] = {
#define LINE(number, of, set)                                                            \
    "{\"key\":\"odd" number "\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"" of        \
    "\",\"set\":{" set "}}\n"
#define TABLE(id) LINE("1." id, "session:" id, "\"title\":\"T\"")
#define GOAL(id, table)                                                                  \
    LINE("2." id, "goal:" id,                                                            \
         "\"place\":\"V\",\"session\":\"session:" table "\",\"text\":\"G\"")
#define NOTE(key, id, goal)                                                              \
    LINE(key, "note:" id,                                                                \
         "\"column\":\"barriers\",\"goal\":\"goal:" goal                                 \
         "\",\"place\":\"V\",\"text\":\"N\"")
    {"a table each", TABLE("1") GOAL("3", "1") NOTE("3.1", "n", "3"),
     TABLE("2") GOAL("4", "2") NOTE("3.2", "m", "4"), true},
    {"under the other's goal", TABLE("1") GOAL("3", "1"), NOTE("3.1", "n", "3"), false},
    {"in the other's table", TABLE("1"), GOAL("3", "1"), true},
    {"the other's entry, reworded", TABLE("1") GOAL("3", "1") NOTE("3.1", "n", "3"),
     LINE("4.1", "note:n", "\"text\":\"Other words\""), false},
    {"the other's table, with a vision", TABLE("1"),
     LINE("4.1", "session:1", "\"vision\":\"Quiet\""), true},
    {"one key, two edits", TABLE("1") GOAL("3", "1") NOTE("3.1", "n", "3"),
     TABLE("2") GOAL("4", "2") NOTE("3.1", "m", "4"), false},
    {"the same edits", TABLE("1") GOAL("3", "1") NOTE("3.1", "n", "3"),
     TABLE("1") GOAL("3", "1") NOTE("3.1", "n", "3"), true},
    {"more of the same table", TABLE("1") GOAL("3", "1") NOTE("3.1", "n", "3"),
     TABLE("1") GOAL("3", "1") NOTE("3.2", "m", "3"), true},
    {"an offer to the other's table", TABLE("1"),
     LINE("4.1", "offer:o", "\"session\":\"session:1\",\"text\":\"O\""), true},
    {"under nobody's goal", TABLE("1") GOAL("3", "1") NOTE("3.1", "n", "5"), TABLE("2"),
     false},
    {"under a goal that only the other has", TABLE("1") NOTE("3.1", "n", "4"),
     TABLE("2") GOAL("4", "2"), false},
    {"themes in one", TABLE("1") LINE("4.1", "theme:t", "\"name\":\"Streets\""),
     TABLE("2"), true},
    {"themes in both", TABLE("1") LINE("4.1", "theme:t", "\"name\":\"Streets\""),
     TABLE("2") LINE("4.2", "theme:u", "\"name\":\"Parks\""), false},
    {"columns and marks of their own",
     TABLE("1") GOAL("3", "1") LINE("3.1", "note:n",
                                    "\"colour\":\"red\",\"column\":\"own\",\"goal\":"
                                    "\"goal:3\",\"place\":\"V\",\"text\":\"N\""),
     TABLE("2") GOAL("4", "2")
         LINE("3.2", "note:m",
              "\"column\":\"votes\",\"goal\":\"goal:4\",\"place\":\"V\",\"text\":\"N\""),
     true},
};

Test(joined_anew, what_two_files_say_of_one_table_comes_together_by_lines)
{
    const struct joins joins = {{"1.json", "2.json"}, 2};
    for (size_t i = 0; i < LENGTH(together); i++) {
        struct session *one = busy_table(3), *other = busy_table(4);
        join_shell("rm -rf q && mkdir q");
        join_lines(one, together[i].one);
        join_lines(other, together[i].other);
        join_write("q/1.json", one);
        join_write("q/2.json", other);
        cr_expect_eq(joins_quickly(&joins), together[i].quick, "%s", together[i].name);
        joins_alike(together[i].name, &joins, false);
        session_free(one);
        session_free(other);
    }
}

static void put_sum(char *foot, const char *name, const char *from, const char *to)
{
    char sum[16];
    snprintf(sum, sizeof sum, "%08x", (unsigned)crc_add(0, from, (size_t)(to - from)));
    memcpy(strstr(foot, name) + strlen(name), sum, 8);
}

/* Puts a text where another stands first, and seals the file again. */
static void write_otherwise(const char *path, const char *from, const char *to)
{
    char *text = text_file_read(path), *at = strstr(text, from);
    struct str changed = STR_EMPTY;
    cr_assert(at, "%s", from);
    str_add_bytes(&changed, text, (size_t)(at - text));
    str_addf(&changed, "%s%s", to, at + strlen(from));
    char *edits = strstr(changed.bytes, "  \"edits\": [");
    char *top = strstr(edits, "  \"top\": \"");
    put_sum(top, "\"top\": \"", changed.bytes, edits);
    put_sum(top, "\"checksum\": \"", edits, top);
    text_file_write(path, changed.bytes);
    free(text);
    str_finish(&changed);
}

/* As another version of the program might lay it out. */
static const struct {
    const char *from, *to;
} layouts[] = {
    {"\"title\": \"Seminar\",\n      \"place\": \"Leeds\"",
     "\"place\": \"Leeds\",\n      \"title\": \"Seminar\""},
    {"\"other\": []", "\"other\": [ ]"},
    {"\"stakeholders\": [", "\"stakeholder\": ["},
    {"            { \"id\"", "            {\"id\""},
    {" },\n            {", " },\n             {"},
    {" },\n            {", " }\n            {"},
    {"\"other\": []\n        }", "\"other\": [],\n          \"more\": []\n        }"},
};

Test(joined_anew, a_table_that_is_laid_out_otherwise_goes_the_long_way)
{
    const struct joins joins = {{"0.json", "1.json"}, 2};
    for (size_t i = 0; i < LENGTH(layouts); i++) {
        struct str name = str_of("layout %zu", i);
        join_shell("rm -rf q && mkdir q");
        write_busy_tables(1, 2, 0);
        join_shell("rm q/out.json");
        cr_expect(joins_quickly(&joins));
        write_otherwise("q/1.json", layouts[i].from, layouts[i].to);
        cr_expect_not(joins_quickly(&joins), "%s", name.bytes);
        joins_alike(name.bytes, &joins, false);
        str_finish(&name);
    }
}

/* A table with one goal and one entry. */
static void write_small(const char *path)
{
    struct session *session = session_new();
    struct author a;
    author_init(&a, session, 7, NULL);
    a.now_ms = INT64_C(1487755800000);
    const struct record *table =
        author_add_table(&a, NULL, "Seminar", "Leeds", "2017-02-22", "7", NULL);
    author_add_note(&a, author_add_goal(&a, table, NULL, "A goal", NULL), "barriers",
                    NULL, "Bus fares", NULL);
    join_write(path, session);
    author_finish(&a);
    session_free(session);
}

/* Nobody has a key without an actor, nor says anything in the year 0 or on the thirtieth of
 * February; a seal may stand there. */
static const struct {
    const char *key, *at;
    bool last; /* in the last line, of an entry; else in the first */
} no_lines[] = {
    {".1", "2017-02-22T12:14:03.512Z", false},
    {"k.1", "0000-00-00T00:00:00.000Z", false},
    {".1", "2017-02-22T12:14:03.512Z", true},
    {"k.1", "2017-02-30T12:14:03.512Z", true},
    {"k.1", "2017-02-22T12:14:63.512Z", true},
    {"k.1", "2017-02-22T12:14:0x.512Z", true},
    {"k.1", "2017-02-22T12:14:03-512Z", true},
    {"k.1", "2017-02-22T12:14-03.512Z", true},
    {"k.01", "2017-02-22T12:14:03.512Z", true},
    {"k.99999999999999999999", "2017-02-22T12:14:03.512Z", true},
    {"K!.1", "2017-02-22T12:14:03.512Z", true},
};

Test(joined_anew, a_line_that_no_program_writes_goes_the_long_way)
{
    static const char begin[] = "\n    {\"key\":";
    const struct joins joins = {{"1.json", "0.json"}, 2};
    for (size_t i = 0; i < LENGTH(no_lines); i++) {
        join_shell("rm -rf q && mkdir q");
        write_busy_tables(1, 1, 0);
        join_shell("rm q/out.json");
        write_small("q/1.json");
        cr_expect(joins_quickly(&joins));
        char *text = text_file_read("q/1.json"), *line = strstr(text, begin);
        for (char *next = line; no_lines[i].last && next;
             next = strstr(next + 1, begin)) {
            line = next;
        }
        cr_assert(line);
        struct str from = STR_EMPTY, to = str_of("\n    {\"key\":\"%s\",\"at\":\"%s\"",
                                                 no_lines[i].key, no_lines[i].at);
        const char *end = strstr(line, "Z\"");
        cr_assert(end);
        str_add_bytes(&from, line, (size_t)(end + 2 - line));
        write_otherwise("q/1.json", from.bytes, to.bytes);
        cr_expect_not(joins_quickly(&joins), "%s", to.bytes);
        joins_alike(to.bytes, &joins, false);
        str_finish(&from);
        str_finish(&to);
        free(text);
    }
}

/* As a folder has it in which somebody kept copies. */
Test(joined_anew, a_newer_copy_among_many_is_merged_by_lines)
{
    const struct joins joins = {{"0.json", "1.json", "2.json", "new.json", "1.json"}, 5};
    struct author a;
    struct session *session = busy_table(2);
    mkdir("q", 0700);
    write_busy_tables(1, 4, 0);
    join_shell("rm q/out.json");
    author_init(&a, session, 99, "Ben");
    a.now_ms = INT64_C(1487764800000);
    size_t count;
    const struct record *table = session_tables(session, &count)[0];
    const struct record *goal = table_goals(session, table, &count)[0];
    author_add_note(&a, goal, "barriers", NULL, "Said later", NULL);
    author_reword(&a, goal_notes(session, goal, "barriers", &count)[0], "In other words",
                  NULL);
    author_set(&a, table, "vision", VALUE_OF_TEXT("Seen later"), NULL);
    join_write("q/new.json", session);
    cr_expect(joins_quickly(&joins));
    joins_alike("newer", &joins, false);
    author_finish(&a);
    session_free(session);
}

Test(joined_anew, samples_of_all_forms_are_merged_by_lines)
{
    const struct joins joins = {{"write-up.json", "deck.json", "action-plan.json"}, 3};
    char *sessions = repo_path("sessions");
    struct str copy = str_of("mkdir q && cp '%s'/*.json q/", sessions);
    join_shell(copy.bytes);
    cr_expect(joins_quickly(&joins));
    joins_alike("samples", &joins, true);
    joins_alike("samples", &joins, false);
    str_finish(&copy);
    free(sessions);
}

/* Of each entry there is something to tell: all would be kept twice. */
Test(joined_anew, where_most_is_unusual_the_long_way_takes_less)
{
    const struct joins joins = {{"many.json"}, 1};
    struct session *session = session_new();
    struct author a;
    author_init(&a, session, 1, "Ana");
    a.now_ms = INT64_C(1487755800000);
    const struct record *table =
        author_add_table(&a, NULL, "Seminar", "Leeds", "2017-02-22", "1", NULL);
    const struct record *goal = author_add_goal(&a, table, NULL, "A goal", NULL);
    for (int i = 0; i < 1200; i++) {
        const struct record *note =
            author_add_note(&a, goal, "barriers", NULL, "Bus fares", NULL);
        author_set(&a, note, "vote:person 1", VALUE_OF_JSON("2"), NULL);
    }
    mkdir("q", 0700);
    join_write("q/many.json", session);
    cr_expect_not(joins_quickly(&joins));
    joins_alike("votes", &joins, false);
    author_finish(&a);
    session_free(session);
}
