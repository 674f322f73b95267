/* For whom an export is: what stands first in it, and what is left out. */

#include "export/export.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One table with something of everything, names included. */
static const char one[] =
    "{\"title\":\"Warmth\",\"place\":\"Exampleton\",\"date\":\"2017-01-11\","
    "\"table\":\"4\",\"facilitator\":\"F. Sample\",\"vision\":\"Nobody is cold\","
    "\"answer_to\":\"hello@example.org\",\"goals\":["
    "{\"text\":\"Warmer homes\",\"barriers\":[{\"text\":\"Rent\",\"weight\":\"cliff\","
    "\"vote:scribe\":3,\"answered\":\"note:n1\"}],\"groups\":[{\"id\":\"n1\","
    "\"text\":\"Swap coats\",\"who\":\"Ana\",\"when\":\"2017-03-01\","
    "\"messenger\":\"Zoe\",\"level\":\"community\"}]}]}";

static char *written_for(const char *tables, const char *format, enum audience audience,
                         bool cover)
{
    struct session *s = session_of_tables(tables);
    struct export_options options = {.audience = audience, .cover = cover};
    char *text = written_as(s, export_format_of(export_formats, format), &options);
    session_free(s);
    return text;
}

/* These stand there in this order, NULL at their end. */
static void expect_order(const char *text, const char *const *parts)
{
    const char *at = text;
    for (; *parts; parts++) {
        const char *found = strstr(at, *parts);
        cr_assert(found, "no \"%s\" behind what stands before it in:\n%s", *parts, text);
        at = found + strlen(*parts);
    }
}

#define EXPECT_ORDER(text, ...) expect_order(text, WORDS(__VA_ARGS__))

Test(sections, audiences_are_known_by_name)
{
    static const struct {
        const char *name;
        enum audience audience;
    } rows[] = {{"participants", FOR_PARTICIPANTS}, {"Commissioners", FOR_COMMISSIONERS},
                {"politicians", FOR_POLITICIANS},   {"public", FOR_PUBLIC},
                {"the public", FOR_ANYBODY},        {"", FOR_ANYBODY}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(audience_of(rows[i].name), rows[i].audience, "%s", rows[i].name);
    }
}

Test(sections, the_public_reads_one_table_in_plain_words)
{
    char *text = written_for(one, "text", FOR_PUBLIC, true);
    cr_expect_str_eq(text,
                     "Warmth\n"
                     "======\n"
                     "\n"
                     "Place: Exampleton\n"
                     "Date: 11 January 2017\n"
                     "Table: 4\n"
                     "Made for: the public\n"
                     "How to answer back: hello@example.org\n"
                     "\n"
                     "What stands in the way, who can help, and when\n"
                     "----------------------------------------------\n"
                     "\n"
                     "1. Warmer homes\n"
                     "\n"
                     "   What gets in the way\n"
                     "   - Rent\n"
                     "\n"
                     "   Who can help\n"
                     "   – none yet\n"
                     "\n"
                     "   When it could change\n"
                     "   – none yet\n"
                     "\n"
                     "What can be done\n"
                     "----------------\n"
                     "\n"
                     "Vision: Nobody is cold\n"
                     "\n"
                     "1. Warmer homes\n"
                     "\n"
                     "   What organisations can do\n"
                     "   – none yet\n"
                     "\n"
                     "   What groups can do\n"
                     "   - Swap coats\n"
                     "\n"
                     "   What each of us can do\n"
                     "   – none yet\n"
                     "\n"
                     "   Other ideas\n"
                     "   – none yet\n"
                     "\n"
                     "What was promised\n"
                     "-----------------\n"
                     "\n"
                     "- 1 March 2017: Swap coats\n",
                     "%s", text);
    free(text);
}

Test(sections, commissioners_read_the_words_of_a_table_late_and_numbers_last)
{
    char *text = written_for(one, "text", FOR_COMMISSIONERS, false);
    EXPECT_ORDER(text, "Warmth\n======\n", "\nCommitments by date\n",
                 "(Ana; messenger: Zoe)", "\nVotes\n", "\nSystem map\n",
                 "   - Rent [Cliff, 3 votes]\n", "\nAction plan\n", "Vision: Nobody",
                 "\nIn numbers\n----------\n\n", "     1  Goals\n", "     2  Entries\n",
                 "     3  Votes\n", "     1  Commitments\n", "     0  To settle\n",
                 "\nEntries by column\n", "     1  Barriers to change\n",
                 "     0  Stakeholders\n",
                 "\nWeight\n     0  Pebble\n     0  Boulder\n     1  Cliff\n",
                 "\nLevel\n", "     1  Community or group\n");
    cr_expect_null(strstr(text, "Role in spreading change"), "%s", text);
    free(text);
}

Test(sections, participants_read_their_own_words_first_and_other_tables_last)
{
    char *text = written_for(three_tables, "text", FOR_PARTICIPANTS, false);
    EXPECT_ORDER(
        text, "What we heard\n", "\nSystem map\n", "\n\n\nWhat other tables said too\n",
        "Before each line: how many tables said it", "\nSaid at one table only\n");
    cr_expect_null(strstr(text, "Themes across tables"));
    cr_expect_neq(*text, '\n');
    free(text);
    text = written_for(three_tables, "text", FOR_COMMISSIONERS, false);
    EXPECT_ORDER(text, "What we heard\n", "\nSaid at one table only, for example\n",
                 "Themes across tables\n", "Before each line: how many tables said it",
                 "\nWhere tables differ\n", "\nSystem map\n", "\nIn numbers\n",
                 "     3  Tables\n");
    free(text);
}

Test(sections, politicians_read_what_tables_share_in_plain_words_and_nobody_s_names)
{
    char *text = written_for(three_tables, "text", FOR_POLITICIANS, false);
    EXPECT_ORDER(text, "What we heard\n", "\nWhat gets in the way\n",
                 "Themes across tables\n", "how many tables said it",
                 "\nWhat is not told here\n", "said at one table only",
                 "The report for participants has them all.");
    expect_no_part(text, "System map");
    expect_no_part(text, "Said at one table only\n\n");
    free(text);
    text = written_for(one, "text", FOR_POLITICIANS, false);
    EXPECT_ORDER(text, "Warmth\n", "   What gets in the way\n");
    expect_no_part(text, "Ana");
    free(text);
}

/* Two tables that say the same ten barriers. */
Test(sections,
     politicians_read_the_first_of_what_tables_share_and_how_many_more_there_are)
{
    struct str table = str_of("{\"goals\": [{\"text\": \"Warmth\", \"barriers\": [");
    for (int i = 0; i < 10; i++) {
        str_addf(&table, "%s\"Barrier%c\"", i ? ", " : "", 'a' + i);
    }
    str_add(&table, "]}]}");
    struct str both = str_of("%s, %s", table.bytes, table.bytes);
    char *text = written_for(both.bytes, "text", FOR_POLITICIANS, false);
    const char *themes = strstr(text, "Themes across tables");
    cr_assert(themes);
    expect_part(themes, "Barrierf");
    expect_no_part(themes, "Barrierg");
    expect_part(themes, "And 4 more.");
    free(text);
    text = written_for(both.bytes, "text", FOR_COMMISSIONERS, false);
    expect_part(text, "Barrierj");
    expect_no_part(text, "And 4 more.");
    free(text);
    str_finish(&table);
    str_finish(&both);
}

Test(sections, one_page_of_a_plan_without_a_map_is_the_plan)
{
    struct session *s = session_of_tables(
        "{\"goals\":[{\"text\":\"Warmth\",\"groups\":[\"Swap coats\"]}]}");
    struct export_options options = {.brief = true};
    char *text = written_as(s, export_format_of(export_formats, "text"), &options);
    EXPECT_ORDER(text, "Goals\n", "- Warmth\n", "For groups\n", "- Swap coats\n");
    free(text);
    session_free(s);
}

Test(sections, one_page_is_the_first_of_each_list_and_nothing_else)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    struct session *s = session_of_tables(three_tables);
    struct export_options options = {.brief = true};
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *text =
            written_as(s, export_format_of(export_formats, formats[i]), &options);
        EXPECT_ORDER(text, "What we heard", "3 tables in 2 places", "Goals",
                     "Reducing social isolation", "3 tables", "Barriers", "Bus fares",
                     "3 tables", "Said at one table only, for example");
        expect_no_part(text, "System map");
        expect_no_part(text, "href=");
        free(text);
    }
    session_free(s);
}

/* What nobody is to read in what is for everybody. */
static void expect_public(const char *text, const char *format)
{
    static const char *const not_there[] = {
        "F. Sample", "Ana",       "Zoe",         "Cliff",     "cliff",
        "3 votes",   "votes\": ", "Community",   "community", "other wording",
        ",3,",       "answered",  "Answered by", "F. Sample"};
    for (size_t i = 0; i < LENGTH(not_there); i++) {
        bool head = strcmp(format, "csv") == 0 && strcmp(not_there[i], "answered") == 0;
        bool template = strcmp(format, "json") == 0 && i >= 3 && i != 6;
        cr_expect(head || template || !strstr(text, not_there[i]), "%s tells %s:\n%s",
                  format, not_there[i], text);
    }
}

Test(sections, no_format_for_the_public_tells_a_name_a_mark_or_a_vote)
{
    for (const struct export_format *f = export_formats; f->write; f++) {
        if (f->whole) { /* is refused for anybody: tests edit_lines */
            continue;
        }
        char *text = written_for(one, f->name, FOR_PUBLIC, f->readable);
        expect_public(text, f->name);
        expect_part(text, "Swap coats");
        if (f->readable) {
            expect_part(text, "What gets in the way");
            expect_part(text, "example.org");
        }
        free(text);
    }
}

Test(sections, other_wordings_are_for_commissioners_a_list_and_for_the_public_nothing)
{
    static const char worded[] =
        "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"s\","
        "\"goals\":[{\"id\":\"g\",\"text\":\"later words\"}]}],\"edits\":["
        "{\"key\":\"aaaaaaaaaaaaa.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":"
        "\"session:s\",\"set\":{\"title\":\"T\"}},"
        "{\"key\":\"aaaaaaaaaaaaa.2\",\"at\":\"2017-02-22T12:00:01.000Z\",\"of\":"
        "\"goal:g\",\"set\":{\"session\":\"session:s\",\"place\":\"V\","
        "\"text\":\"earlier words\"}},"
        "{\"key\":\"bbbbbbbbbbbbb.1\",\"at\":\"2017-02-22T12:00:02.000Z\",\"of\":"
        "\"goal:g\",\"set\":{\"text\":\"later words\"}}]}\n";
    static const char *const audiences[] = {"participants", "commissioners", "public"};
    enter_folder();
    text_file_write("t.json", worded);
    for (size_t i = 0; i < (size_t)3 * 3; i++) {
        static const char *const formats[] = {"text", "markdown", "html"};
        struct ran ran =
            program_run(NULL, WORDS("roundtable", "export", "--for", audiences[i / 3],
                                    "-f", formats[i % 3], "t.json"));
        const char *text = str_text(&ran.out);
        cr_expect_eq(strstr(text, "Not settled") != NULL, i / 3 == 1, "%s", text);
        cr_expect_eq(strstr(text, "earlier words") != NULL, i / 3 < 2, "%s", text);
        expect_part(text, "later words");
        ran_finish(&ran);
    }
}

Test(sections, a_cover_says_how_to_answer_back_if_somebody_said_it)
{
    char *text = written_for(three_tables, "text", FOR_ANYBODY, true);
    expect_no_part(text, "How to answer back");
    EXPECT_ORDER(text, "=\n\n3 tables in 2 places", "What we heard",
                 "Themes across tables");
    free(text);
    text = written_for(one, "html", FOR_ANYBODY, true);
    EXPECT_ORDER(text,
                 "<article lang=\"en\" class=\"cover\">\n<header>\n<h1 dir=\"auto\">",
                 "Exampleton · 11 January 2017 · table 4</p>\n",
                 "<dt>How to answer back</dt><dd><bdi>hello@example.org</bdi>",
                 "</article>\n<article id=\"t1\" lang=\"en\">\n");
    free(text);
    struct session *s = session_of_tables(one);
    struct export_options options = {.cover = true, .answer = "Come by | on Mondays"};
    text = written_as(s, export_format_of(export_formats, "markdown"), &options);
    expect_part(text, "\n\n**How to answer back:** Come by \\| on Mondays\n");
    cr_expect_null(strstr(text, "hello@example.org"));
    free(text);
    session_free(s);
}

/* The command line. */

Test(sections, the_command_line_takes_whom_it_is_for_and_where_answers_go,
     .init = enter_folder)
{
    EXPECT_RUN(0, "a new session", "", "new", "--title", "Warmth", "--answer-to",
               "hello@example.org", "a.json");
    EXPECT_RUN(0, "\nHow to answer back: hello@example.org\n", "", "export", "--cover",
               "a.json");
    EXPECT_RUN(0, "\nHow to answer back: By post\n", "", "export", "--cover", "--answer",
               "By post", "a.json");
    EXPECT_RUN(2, "", "there are: partic", "export", "--for", "the-publik", "a.json");
    EXPECT_RUN(2, "", "did you mean \"public\"?", "export", "--for", "publik", "a.json");
    EXPECT_RUN(2, "", "are for what people read, not csv", "export", "--cover", "-f",
               "csv", "a.json");
    EXPECT_RUN(0, "How to answer back: hello@example.org", "", "themes", "--for",
               "public", "--cover", "a.json");
    EXPECT_RUN(0, "set the address to answer to to ‘hello@example.org’", "", "log",
               "a.json");
    EXPECT_RUN(0, "a new session", "", "new", "--after", "a.json", "b.json");
    EXPECT_RUN(0, "\nHow to answer back: hello@example.org\n", "", "export", "--cover",
               "b.json");
}

Test(sections, the_details_ask_where_answers_go, .init = enter_folder)
{
    EXPECT_RUN(0, "", "", "new", "--title", "Warmth", "a.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "o");
    typist_wait(t, "Answers to");
    typist_type(t, "\t\t\t\t\thello@example.org" CTRL_S);
    typist_wait(t, "? Keys");
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    EXPECT_RUN(0, "\nHow to answer back: hello@example.org\n", "", "export", "--cover",
               "a.json");
}
