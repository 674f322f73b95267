/* Who does what, by when, and what came of it: in exports and in the log. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"
#include "support/promises.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(commitments_written, .init = promises_enter, .fini = folder_finish);

static char *without_names(struct session *s, const char *format)
{
    struct export_options options = {.without_names = true};
    return written_as(s, export_format_of(export_formats, format), &options);
}

Test(commitments_written, exports_tell_them_behind_the_note_and_by_date)
{
    struct session *s = session_of_tables(promises);
    char *text = exported_as(s, "text");
    expect_part(text, "   - Swap coats (came of it: forty coats)\n");
    expect_part(text,
                "   - Ask the council (Ana, by 1 March 2017; messenger: someone like "
                "me)\n");
    expect_part(text,
                "\nCommitments by date\n-------------------\n\n"
                "- 21 February 2017: Taste | water\n"
                "- 1 March 2017: Ask the council (Ana; messenger: someone like me)\n"
                "- 1 March 2017: Habit (Zoe)\n"
                "- before Easter: Sew curtains (Ben)\n"
                "- No date: Swap coats – forty coats\n");
    free(text);
    text = exported_as(s, "markdown");
    expect_part(text,
                "• Ask the council (Ana, by 1 March 2017; messenger: someone like me)");
    expect_part(text, "\n## Commitments by date\n\n"
                      "| By when | What | Who | Messenger | What came of it |\n"
                      "| --- | --- | --- | --- | --- |\n"
                      "| 21 February 2017 | Taste \\| water | – | – | – |\n"
                      "| 1 March 2017 | Ask the council | Ana | someone like me | – |\n");
    free(text);
    text = exported_as(s, "html");
    expect_part(text, "Ask the council <span class=\"marks\" dir=\"auto\"><bdi>Ana, by 1 "
                      "March 2017; messenger: someone like me</bdi></span>");
    expect_part(text, "<h2 dir=\"auto\">Commitments by date</h2>\n<table>\n"
                      "<caption>5 promises");
    expect_part(text, "<th scope=\"row\" dir=\"auto\">1 March 2017</th>\n<td "
                      "dir=\"auto\">Ask the council</td>\n<td dir=\"auto\">Ana</td>\n");
    free(text);
    text = exported_as(s, "csv");
    expect_part(text, ",by,at,answered,who,when,messenger,outcome\r\n");
    expect_part(text, "Z,,Ana,2017-03-01,someone like me,\r\n");
    expect_part(text, "Z,,,,,forty coats\r\n");
    free(text);
    text = exported_as(s, "json");
    expect_part(text, "\"messenger\": \"someone like me\", \"when\": \"2017-03-01\", "
                      "\"who\": \"Ana\" }");
    free(text);
    session_free(s);
}

/* Of one two said who, of one by when, and of one what. */
static void differ(void)
{
    promise_apart("Ask the council", "who", "Ben", "Zoe");
    promise_apart("Taste | water", "when", "2017-03-10", "2017-12-14");
    promise_apart("Sew curtains", "text", "Sew blinds", "Sew thick curtains");
}

Test(commitments_written, where_two_said_otherwise_lists_calendars_and_sheets_tell_it)
{
    static const struct {
        const char *format, *out;
    } rows[] = {
        {"text", "- 14 December 2017: Taste | water; not settled\n"},
        {"text", "- 1 March 2017: Ask the council; not settled (Zoe; "},
        {"text", "- before Easter: Sew thick curtains; not settled (Ben)"},
        {"promises", "- by 14 December 2017: Taste | water; not settled\n"
                     "  for the goal: Less sugar\n"
                     "  other wording: 10 March 2017\n"},
        {"promises", "Ben\n===\n\nYou said that you would:\n\n"
                     "- by 1 March 2017: Ask the council; not settled\n"
                     "  for the goal: Warmer homes\n"
                     "  other wording: Zoe\n"},
        {"promises", "Zoe\n===\n\nYou said that you would:\n\n"
                     "- by 1 March 2017: Ask the council; not settled\n"
                     "  for the goal: Warmer homes\n"
                     "  other wording: Ben\n"},
        {"promises", "- before Easter: Sew thick curtains; not settled\n"
                     "  for the goal: Warmer homes\n"
                     "  other wording: Sew blinds\n"},
        {"ics", "SUMMARY:Taste | water\\; not settled"},
        {"ics", "SUMMARY:Ask the council\\; not settled (Zoe)"},
        {"ics", "DESCRIPTION:other wording: 10 March 2017\\n"},
        {"ics", "Who does it: Zoe\\nother wording: Ben\\n"},
        {"csv", ",Zoe | other wording: Ben,2017-03-01,someone like me,"},
        {"csv", ",,2017-12-14 | other wording: 2017-03-10,,"},
    };
    differ();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ran ran = program_run(
            NULL, WORDS("roundtable", "export", "-f", rows[i].format, "plan.json"));
        expect_part(str_text(&ran.out), rows[i].out);
        ran_finish(&ran);
    }
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "export", "-f", "ics", "--without-names", "plan.json"));
    expect_part(str_text(&ran.out), "SUMMARY:Ask the council\r\n"); /* only who differs */
    ran_finish(&ran);
    char *text = OUTPUT_OF("export", "-f", "promises", "--without-names", "plan.json");
    expect_no_part(text, "Zoe");
    expect_no_part(text, "other wording: Ben");
    free(text);
    EXPECT_RUN(0,
               "2 promises are said in several ways: roundtable log all.json tells them",
               "", "merge", "-o", "all.json", "plan.json");
}

Test(commitments_written, a_workbook_marks_each_cell_of_which_two_said_otherwise)
{
    static const char reader[] = "import openpyxl\n"
                                 "for s in openpyxl.load_workbook('out.xlsx'):\n"
                                 "    for row in s.iter_rows(values_only=True):\n"
                                 "        print(s.title, *row, sep='|')\n";
    static const char *const parts[] = {
        "\nCommitments|14 December 2017; not settled|Taste | water|",
        "\nCommitments|2017-03-01 00:00:00|Ask the council|Zoe; not settled|someone",
        "\nCommitments|before Easter|Sew thick curtains; not settled|Ben|",
        "|None|None|Zoe; not settled|2017-03-01 00:00:00|someone like me|None|hand|",
    };
    differ();
    EXPECT_RUN(0, NULL, NULL, "export", "-o", "out.xlsx", "plan.json");
    char *text = output_of(WORDS("/usr/bin/python3", "-c", reader));
    for (size_t i = 0; i < LENGTH(parts); i++) {
        expect_part(text, parts[i]);
    }
    free(text);
}

Test(commitments_written, without_names_exports_say_no_who_and_no_messenger)
{
    struct session *s = session_of_tables(promises);
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    static const char *const names[] = {"Ana", "Zoe", "Ben", "someone like me"};
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *text = without_names(s, formats[i]);
        for (size_t j = 0; j < LENGTH(names); j++) {
            cr_expect_null(strstr(text, names[j]), "%s names %s:\n%s", formats[i],
                           names[j], text);
        }
        expect_part(text, "forty coats");
        expect_part(text, i < 3 ? "1 March 2017" : "2017-03-01");
        free(text);
    }
    session_free(s);
}

Test(commitments_written, a_seminar_lists_them_by_date_with_their_tables)
{
    struct session *s = session_of_tables(
        "{\"id\":\"a\",\"place\":\"Leeds\",\"table\":\"4\",\"goals\":[{\"text\":\"g\","
        "\"groups\":[{\"text\":\"Sew\",\"when\":\"2017-03-02\",\"who\":\"Ben\"}]}]},"
        "{\"place\":\"Hull\",\"table\":\"1\",\"goals\":[{\"text\":\"h\",\"groups\":["
        "{\"text\":\"Sing\",\"when\":\"2017-03-01\",\"outcome\":\"loud\"}]}]},"
        "{\"place\":\"York\",\"id\":\"b\",\"goals\":[{\"text\":\"i\",\"groups\":["
        "{\"text\":\"Old\",\"who\":\"Zoe\"}]}]},"
        "{\"place\":\"York\",\"after\":\"b\"}");
    char *text = exported_as(s, "text");
    expect_part(text, "\nCommitments of all tables, by date\n"
                      "----------------------------------\n\n"
                      "- 1 March 2017: Sing, Hull 1 – loud\n"
                      "- 2 March 2017: Sew (Ben), Leeds 4\n\n\n");
    free(text);
    text = exported_as(s, "markdown");
    expect_part(text, "\n## Commitments of all tables, by date\n\n"
                      "| By when | What | Table | Who | Messenger | What came of it |\n");
    expect_part(text, "| 2 March 2017 | Sew | Leeds 4 | Ben | – | – |\n\n---\n");
    free(text);
    text = without_names(s, "html");
    expect_part(text, "<h2 dir=\"auto\">Commitments of all tables, by date</h2>");
    expect_part(text, "<td dir=\"auto\">Sew</td>\n<td dir=\"auto\">Leeds 4</td>\n");
    cr_expect_null(strstr(text, "Ben"));
    free(text);
    session_free(s);
    s = session_of_tables(promises);
    text = exported_as(s, "text");
    cr_expect_null(strstr(text, "Commitments of all tables"));
    free(text);
    session_free(s);
}

Test(commitments_written, where_nothing_was_promised_exports_do_not_speak_of_it)
{
    struct session *s = session_of_tables(three_tables);
    char *text = exported_as(s, "text");
    cr_expect_null(strstr(text, "Commitments"));
    free(text);
    session_free(s);
}

Test(commitments_written, the_log_tells_them_in_words_and_names_nobody_when_asked)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" CTRL_U "Cleo" TAB CTRL_U "1 April" TAB "Dev" CTRL_S);
    typist_wait(t, "Cleo, by 1 April 2017, for ‘Sew curtains’.");
    typist_type(t, "c" CTRL_U CTRL_S);
    typist_wait(t, "Kept for ‘Sew curtains’: by 1 April 2017; messenger: Dev.");
    typist_leave(t);
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", "plan.json"));
    expect_part(ran.out.bytes, "changed who does ‘Sew curtains’ from ‘Ben’ to ‘Cleo’");
    expect_part(ran.out.bytes,
                "changed by when to do ‘Sew curtains’ from ‘before Easter’ "
                "to ‘1 April 2017’");
    expect_part(ran.out.bytes, "said the messenger of ‘Sew curtains’: ‘Dev’");
    expect_part(ran.out.bytes, "took away who does ‘Sew curtains’: ‘Cleo’");
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("roundtable", "log", "--without-names", "plan.json"));
    expect_part(ran.out.bytes, "changed who does ‘Sew curtains’\n");
    cr_expect_null(strstr(ran.out.bytes, "Cleo"));
    cr_expect_null(strstr(ran.out.bytes, "Dev"));
    cr_expect_null(strstr(ran.out.bytes, "Zoe"), "%s", ran.out.bytes);
    ran_finish(&ran);
}

Test(commitments_written, of_a_follow_up_begin_with_what_came_of_what_was_promised)
{
    struct session *s = session_of_tables(
        "{\"id\":\"t1\",\"title\":\"Warmth\",\"date\":\"2017-01-11\",\"goals\":["
        "{\"text\":\"Warmer homes\",\"groups\":["
        "{\"text\":\"Sew curtains\",\"who\":\"Ben\",\"when\":\"2017-02-01\","
        " \"outcome\":\"twelve <b>pairs</b>\"},"
        "{\"text\":\"Swap coats\",\"who\":\"Ana\"}]}]},"
        "{\"title\":\"Again\",\"date\":\"2017-02-22\",\"after\":\"t1\"}");
    char *text = exported_as(s, "text");
    expect_part(text, "Date: 22 February 2017\n\n"
                      "What came of what was promised on 11 January 2017\n"
                      "-------------------------------------------------\n\n"
                      "- 1 February 2017: Sew curtains (Ben) – twelve <b>pairs</b>\n"
                      "- No date: Swap coats (Ana) – nothing noted yet\n\nSystem map\n");
    free(text);
    text = exported_as(s, "markdown");
    expect_part(text,
                "\n## What came of what was promised on 11 January 2017\n\n| By when");
    expect_part(text, "| 1 February 2017 | Sew curtains | Ben | – | twelve "
                      "&lt;b&gt;pairs&lt;/b&gt; |\n");
    free(text);
    text = exported_as(s, "html");
    expect_part(text, "<h2 dir=\"auto\">What came of what was promised on 11 "
                      "January 2017</h2>");
    expect_part(text, "twelve &lt;b&gt;pairs&lt;/b&gt;</td>");
    free(text);
    session_free(s);
}
