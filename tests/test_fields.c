/* The one table of fields: what names a person stays out of whatever is written without
 * names, and what is nobody's words is not forgotten with anybody. */

#include "model/fields.h"
#include "model/forget.h"

#include "model/author.h"
#include "model/ballot.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/pages.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(fields, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

Test(fields, of_a_kind_stand_in_the_order_in_which_a_file_tells_them)
{
    static const char *const expected[] = {"title",       "place",  "date",    "table",
                                           "facilitator", "vision", "template"};
    enum { COUNT = LENGTH(expected) };
    size_t at = 0;
    for (size_t i = 0; i < COUNT; i++) {
        cr_expect_str_eq(field_next("session", FIELD_FIRST, &at), expected[i]);
        cr_expect_eq(field_rank("session", expected[i]), i);
    }
    cr_expect_null(field_next("session", FIELD_FIRST, &at));
    cr_expect_eq(field_rank("session", "another"), (size_t)COUNT);
}

Test(fields, are_what_their_kind_makes_them)
{
    static const struct {
        const char *kind, *name;
        unsigned traits;
        bool has;
    } rows[] = {
        {"note", "goal", FIELD_WHERE, true},
        {"goal", "goal", FIELD_WHERE, false},
        {"goal", "session", FIELD_WHERE, true},
        {"note", "session", FIELD_WHERE, false},
        {"session", "after", FIELD_WHERE, true},
        {"note", "draft", FIELD_DRAFT, true},
        {"goal", "draft:groups", FIELD_DRAFT, true},
        {"note", "drafty", FIELD_DRAFT, false},
        {"note", "vote:person 2", FIELD_VOTER, true},
        {"note", "who", FIELD_PERSON, true},
        {"goal", "who", FIELD_PERSON, true},
        {"x", "facilitator", FIELD_PERSON, true},
        {"note", "weight", ~0u, false},
        {"session", "place", FIELD_INSIDE, false},
        {"note", "place", FIELD_PUBLIC, false},
        {"session", "place", FIELD_PUBLIC, true},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(field_is(rows[i].kind, rows[i].name, rows[i].traits), rows[i].has,
                     "%s of %s", rows[i].name, rows[i].kind);
    }
}

Test(fields, hold_words_or_marks_and_states)
{
    static const struct {
        const char *kind, *name;
        bool words;
    } rows[] = {{"note", "text", true},       {"note", "weight", false},
                {"note", "who", true},        {"note", "column", false},
                {"goal", "draft", true},      {"session", "vision", true},
                {"session", "stage", false},  {"session", "ballot", false},
                {"session", "strange", true}, {"theme", "name", true},
                {"theme", "alone", false},    {"strange", "thing", true}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(field_holds_words(rows[i].kind, rows[i].name), rows[i].words,
                     "%s of %s", rows[i].name, rows[i].kind);
    }
}

/* Every field that names somebody, wherever a hand may have written it, as members, and
 * what somebody was typing. */
static void add_names(struct str *out)
{
    str_add(out, ",\"draft\":\"Zebedee\",\"draft:barriers\":\"Zebedee\"");
    size_t at = 0;
    for (const char *name; (name = field_next("", FIELD_PERSON, &at));) {
        str_addf(out, ",\"%s\":\"Zebedee\"", name);
    }
}

static void add_table_of_names(const char *table, struct str *out)
{
    str_addf(out,
             "{\"title\":\"Named\",\"date\":\"2017-02-22\",\"table\":\"%s\","
             "\"answer_to\":\"zeb@example.org\"",
             table);
    add_names(out);
    str_add(out, ",\"goals\":[{\"text\":\"Goal\"");
    add_names(out);
    static const char *const columns[] = {"barriers", "groups"};
    for (size_t i = 0; i < 2; i++) {
        str_addf(out,
                 ",\"%s\":[{\"text\":\"Note\",\"vote:Zebedee\":2,\"when\":\"2017-03-01\"",
                 columns[i]);
        add_names(out);
        str_add(out, "}]");
    }
    str_add(out, "}]}");
}

/* Beside each name another wording of it, nobody having seen the first. */
static void name_otherwise(struct author *author)
{
    for (const struct record *r = session_next_record(author->session, NULL); r;
         r = session_next_record(author->session, r)) {
        size_t at = 0;
        const char *kind = record_kind(r);
        bool named = strcmp(kind, "note") == 0 || strcmp(kind, "goal") == 0 ||
                     strcmp(kind, "session") == 0 || strcmp(kind, "file") == 0;
        for (const char *name; named && (name = field_next("", FIELD_PERSON, &at));) {
            author->seen_edits = 0;
            author_set(author, r, name, VALUE_OF_TEXT("Zebedee II"), &err);
            author->seen_edits = SIZE_MAX;
            author_set(author, r, "vote:Zebedee", VALUE_OF_JSON("1"), &err);
        }
    }
}

/* a.json, in which only Zebedee says anything, of one or of two tables. */
static void write_named(bool two)
{
    struct session_file file;
    struct author author;
    struct str text = STR_EMPTY;
    str_add(&text, "{\"format\":\"roundtable session\",\"version\":1");
    add_names(&text);
    str_add(&text, ",\"sessions\":[");
    add_table_of_names("1", &text);
    str_add(&text, two ? "," : "");
    if (two) {
        add_table_of_names("2", &text);
    }
    str_add(&text, "]}");
    text_file_write("a.json", text.bytes);
    str_finish(&text);
    cr_assert(file_open("a.json", &file, &err), "%s", err_text(&err));
    author_init(&author, file.session, 1, "Zebedee");
    author.now_ms = 1487764800000;
    name_otherwise(&author);
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    author_finish(&author);
    file_close(&file);
}

static const char unpack[] = "import sys, zipfile\n"
                             "book = zipfile.ZipFile('out')\n"
                             "for name in book.namelist():\n"
                             "    sys.stdout.buffer.write(book.read(name))\n";

/* What a command wrote, as words: a workbook and pages are read as people's programs do. */
static char *words_written(const char *const argv[], const char *ending)
{
    struct ran ran = program_run(NULL, argv);
    cr_assert(ran.status == 0 || ran.status == 3, "%s", str_text(&ran.err));
    ran_finish(&ran);
    if (strcmp(ending, "xlsx") == 0) {
        return output_of(WORDS("/usr/bin/python3", "-c", unpack));
    }
    if (strcmp(ending, "pdf") == 0) {
        return output_of(WORDS("pdftotext", "-layout", "out", "-"));
    }
    return text_file_read("out");
}

/* Where people can answer back is meant for the public, unless names are asked not to be
 * there. */
static void expect_unnamed(const char *const argv[], const char *format, bool two,
                           bool reached)
{
    char *text = words_written(argv, format);
    cr_assert(text && *text, "%s wrote nothing", format);
    cr_expect_null(strstr(text, "Zebedee"), "%s names somebody, of %d table(s):\n%s",
                   format, two ? 2 : 1, text);
    cr_expect(reached || !strstr(text, "zeb@example.org"), "%s says where:\n%s", format,
              text);
    free(text);
}

Test(fields, that_name_somebody_are_in_no_export_without_names_or_for_the_public)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json",
                                          "ics",  "xlsx",     "pdf",  "map"};
    static const char *const nameless[][3] = {{"--without-names", "--", NULL},
                                              {"--without-names", "--for", "public"},
                                              {"--force", "--for", "public"}};
    for (int two = 0; two < 2; two++) {
        write_named(two);
        for (size_t i = 0; i < LENGTH(formats); i++) {
            for (size_t n = 0; n < LENGTH(nameless); n++) {
                const char *more = nameless[n][2];
                bool read = strstr("text markdown html pdf", formats[i]) != NULL;
                expect_unnamed(WORDS("roundtable", "export", read ? "--cover" : "--force",
                                     "--force", "-o", "out", "-f", formats[i],
                                     nameless[n][0], nameless[n][1],
                                     more ? more : "a.json", more ? "a.json" : NULL),
                               formats[i], two, n == 2);
            }
        }
    }
}

Test(fields, of_the_public_are_no_more_where_names_are_left_out_as_well)
{
    static const char *const out[][2] = {{"public.json", "--force"},
                                         {"unnamed.json", "--without-names"}};
    char *written[2];
    write_named(true);
    for (size_t i = 0; i < 2; i++) {
        EXPECT_RUN(0, NULL, NULL, "export", "--for", "public", "-f", "json", out[i][1],
                   "-o", out[i][0], "a.json");
        written[i] = text_file_read(out[i][0]);
        expect_no_part(written[i], "\"votes\"");
        expect_no_part(written[i], "vote:");
    }
    expect_part(written[0], "answer_to");
    expect_no_part(written[1], "answer_to");
    cr_expect_lt(strlen(written[1]), strlen(written[0]));
    free(written[0]);
    free(written[1]);
}

Test(fields, that_name_somebody_are_in_no_themes_without_names)
{
    static const char *const formats[] = {"text", "csv", "json"};
    write_named(true);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        expect_unnamed(WORDS("roundtable", "themes", "--without-names",
                             i ? "--force" : "--cover", "--force", "-o", "out", "-f",
                             formats[i], "a.json"),
                       formats[i], true, false);
    }
}

Test(fields, that_name_somebody_are_not_in_a_log_without_names)
{
    for (int two = 0; two < 2; two++) {
        write_named(two);
        struct ran ran =
            program_run(NULL, WORDS("roundtable", "log", "--without-names", "a.json"));
        cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
        cr_expect(strstr(ran.out.bytes, "set the who"), "%s", ran.out.bytes);
        cr_expect_null(strstr(ran.out.bytes, "Zebedee"), "%s", ran.out.bytes);
        cr_expect_null(strstr(ran.out.bytes, "zeb@"), "%s", ran.out.bytes);
        ran_finish(&ran);
    }
}

Test(fields, that_say_how_far_a_ballot_is_are_not_forgotten_with_who_said_so_first)
{
    struct session *session = session_new();
    struct author ana, ben;
    author_init(&ana, session, 1, "Ana");
    author_init(&ben, session, 2, "Ben");
    ana.now_ms = ben.now_ms = 1487764800000;
    const struct record *table =
        author_add_table(&ana, NULL, "T", NULL, NULL, NULL, &err);
    struct ballot open = {BALLOT_OPEN, false, 3}, shown = {BALLOT_SHOWN, false, 3};
    author_set_ballot(&ana, table, open, &err);
    const struct edit *first = field_shown(record_field(table, "ballot"))->edit;
    author_set_ballot(&ben, table, shown, &err);
    author_set_ballot(&ben, table, open, &err);
    cr_expect(forget(&ana, &(struct forget){.edit = first}, &err));
    cr_expect_eq(ballot_of(table).state, BALLOT_OPEN);
    author_finish(&ana);
    author_finish(&ben);
    session_free(session);
}

/* Whoever says them; what is half written stays as it is. */
Test(fields, words_are_kept_without_the_blanks_around_them)
{
    struct session *session = session_new();
    struct author author;
    author_init(&author, session, 1, "Ana");
    const struct record *table =
        author_add_table(&author, NULL, NULL, "Leeds", NULL, "4", NULL);
    const struct record *goal =
        author_add_goal(&author, table, NULL, " gas  bill \n", NULL);
    cr_expect_str_eq(record_words(goal, "text"), "gas  bill");
    const struct record *note =
        author_add_note(&author, goal, "barriers", NULL, "\tcold homes ", NULL);
    cr_expect_str_eq(record_words(note, "text"), "cold homes");
    author_reword(&author, note, " colder homes ", NULL);
    cr_expect_str_eq(record_words(note, "text"), "colder homes");
    size_t edits = session_edit_count(session);
    author_reword(&author, note, "colder homes ", NULL);
    cr_expect_eq(session_edit_count(session), edits, "these are the same words");
    author_set(&author, table, "vision", VALUE_OF_TEXT(" We sing "), NULL);
    cr_expect_str_eq(record_words(table, "vision"), "We sing");
    author_set(&author, table, "vision", VALUE_OF_TEXT("  "), NULL);
    cr_expect_str_eq(record_words(table, "vision"), "");
    author_set(&author, goal, "draft", VALUE_OF_TEXT("and then "), NULL);
    cr_expect_str_eq(record_words(goal, "draft"), "and then ");
    author_finish(&author);
    session_free(session);
}
