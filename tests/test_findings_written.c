/* What a room hears back, as it is written: in the formats of themes, and before the
 * tables of an export. */

#include "base/json.h"
#include "model/themes.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(findings_written, .fini = end_test);

static const struct export_options plain = {0};

Test(findings_written, a_page_tells_the_room_what_it_said)
{
    struct session *session = session_of_tables(three_tables);
    char *text = themes_as(session, "text");
    cr_expect_str_eq(
        text, "What we heard: 3 tables in 2 places, March to May 2017\n"
              "======================================================\n"
              "\n"
              "Before each line: how many tables said it, as a number and a bar.\n"
              "\n"
              "Goals\n"
              "-----\n"
              "\n"
              "  3 ██████████ Reducing social isolation\n"
              "               Leeds 1, 2; Hull 1\n"
              "\n"
              "Barriers to change\n"
              "------------------\n"
              "\n"
              "  3 ██████████ Bus fares [3 votes]\n"
              "               Leeds 1, 2; Hull 1\n"
              "\n"
              "Stakeholders\n"
              "------------\n"
              "\n"
              "  2 ███████    Carers\n"
              "               Leeds 1, 2 · named in no action\n"
              "\n"
              "Where tables differ\n"
              "-------------------\n"
              "\n"
              "  Barriers to change: Bus fares\n"
              "    Weight: Pebble at 1 table (Leeds 1), Cliff at 2 (Leeds 2; Hull 1)\n"
              "\n"
              "Named in no action\n"
              "------------------\n"
              "\n"
              "Of those that several tables named, 1 is: the list above says which.\n"
              "\n"
              "Said at one table only\n"
              "----------------------\n"
              "\n"
              "Goals\n"
              "  - More walking (Leeds 2)\n"
              "\n"
              "Barriers to change\n"
              "  - Rain (Leeds 1)\n"
              "\n"
              "Stakeholders\n"
              "  - CCGs (Leeds 1)\n"
              "\n"
              "For groups\n"
              "  - Ask the CCG for a room (Leeds 1)\n");
    free(text);
    session_free(session);
}

Test(findings_written, one_row_of_csv_is_one_theme)
{
    struct session *session = session_of_tables(three_tables);
    char *text = themes_as(session, "csv");
    cr_expect_str_eq(
        text, "\xEF\xBB\xBF"
              "column,theme,tables,entries,votes,which tables,wordings\r\n"
              "goals,Reducing social isolation,3,3,0,\"Leeds 1; Leeds 2; Hull 1\","
              "Reducing social isolation | reducing social isolation | "
              "Reducing social isolation.\r\n"
              "goals,More walking,1,1,0,Leeds 2,More walking\r\n"
              "barriers,Bus fares,3,3,3,\"Leeds 1; Leeds 2; Hull 1\",Bus fares | bus "
              "fare\r\n"
              "barriers,Rain,1,1,0,Leeds 1,Rain\r\n"
              "stakeholders,Carers,2,2,0,\"Leeds 1; Leeds 2\",Carers\r\n"
              "stakeholders,CCGs,1,1,0,Leeds 1,CCGs\r\n"
              "groups,Ask the CCG for a room,1,1,0,Leeds 1,Ask the CCG for a room\r\n");
    free(text);
    session_free(session);
}

static const struct json *item(const struct json *list, size_t n)
{
    const struct json *at = json_first(list);
    for (; at && n; n--) {
        at = json_next(at);
    }
    cr_assert(at, "the list is too short");
    return at;
}

static void expect_number(const struct json *object, const char *name, double expected)
{
    double number = -1;
    json_number(json_member(object, name), &number);
    cr_expect_eq(number, expected, "%s is %f", name, number);
}

/* The members that both "roundtable themes" and the export have. */
static void expect_themes_of_three(const struct json *themes)
{
    const struct json *barriers = item(json_member(themes, "columns"), 1);
    const struct json *fares = item(json_member(barriers, "shared"), 0);
    const struct json *differs = item(json_member(themes, "differences"), 0);
    const struct json *cliff = item(json_member(differs, "choices"), 1);
    cr_expect_str_eq(json_member_text(barriers, "id"), "barriers");
    cr_expect_str_eq(json_member_text(fares, "theme"), "Bus fares");
    expect_number(fares, "tables", 3);
    expect_number(fares, "votes", 3);
    cr_expect_str_eq(json_member_text(item(json_member(fares, "said"), 1), "text"),
                     "bus fare");
    cr_expect_null(json_next(json_first(json_member(barriers, "lone"))));
    cr_expect_str_eq(json_member_text(differs, "mark"), "weight");
    cr_expect_str_eq(json_member_text(cliff, "value"), "cliff");
    cr_expect_str_eq(json_text(item(json_member(cliff, "tables"), 0)),
                     json_member_text(item(json_member(fares, "said"), 1), "table"));
    cr_expect_str_eq(json_text(item(json_member(themes, "in_no_action"), 0)), "Carers");
    cr_expect_null(json_next(json_first(json_member(themes, "in_no_action"))));
}

Test(findings_written, json_traces_each_theme_to_its_tables)
{
    struct session *session = session_of_tables(three_tables);
    char *themes = themes_as(session, "json"), *whole = exported_as(session, "json");
    struct json_document document = {0}, top = {0};
    cr_assert(json_read(&document, "themes", themes, strlen(themes), &err), "%s",
              err_text(&err));
    cr_assert(json_read(&top, "export", whole, strlen(whole), &err), "%s",
              err_text(&err));
    expect_themes_of_three(document.root);
    expect_themes_of_three(json_member(top.root, "themes"));
    const struct json *table = item(json_member(document.root, "tables"), 0);
    cr_expect_str_eq(json_member_text(table, "name"), "Leeds 1");
    cr_expect_str_eq(json_member_text(table, "facilitator"), "Zoe");
    cr_expect_str_eq(json_member_text(table, "id"),
                     json_member_text(item(json_member(top.root, "sessions"), 0), "id"));
    json_finish(&document);
    json_finish(&top);
    free(themes);
    free(whole);
    session_free(session);
}

/* What a section tells, every medium tells. */
Test(findings_written, no_medium_leaves_out_what_another_tells_of_whom_no_action_names)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    struct session *session = session_of_tables(
        "{\"table\":\"1\",\"goals\":[{\"text\":\"Go\",\"stakeholders\":[{\"text\":"
        "\"Banks\",\"votes\":2}],\"groups\":[\"Ask Ben\"]}]},"
        "{\"table\":\"2\",\"goals\":[{\"text\":\"Go\",\"stakeholders\":[\"Lenders\"]}]}");
    struct author author;
    struct themes themes;
    author_init(&author, session, 1, "Ana");
    themes_find(session, &themes);
    const struct record *banks = record_saying(session, "Banks");
    const struct record *lenders = record_saying(session, "Lenders");
    cr_assert(
        themes_join(&author, theme_of(&themes, banks), theme_of(&themes, lenders), &err));
    themes_finish(&themes);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *text = exported_as(session, formats[i]);
        const char *from = strstr(text, "Lenders"); /* on the page to read out, … */
        from = from ? strstr(from + 1, "Lenders") : NULL;
        cr_assert(from, "%s", text);
        expect_part(from, "· named in no action");
        expect_part(from, "Of those that several tables named, 1 is");
        expect_part(from, "2 votes");
        expect_part(from, i == 0   ? "also: Banks"
                          : i == 1 ? "*also:* Banks"
                                   : "also: <bdi>Banks");
        free(text);
    }
    author_finish(&author);
    session_free(session);
}

/* A table that says the same twice is one. */
Test(findings_written, json_names_each_table_of_a_choice_once)
{
    struct session *session = session_of_tables(
        "{\"id\":\"one\",\"table\":\"1\",\"goals\":[{\"text\":\"Go\",\"barriers\":["
        "{\"text\":\"Rain\",\"weight\":\"cliff\"},{\"text\":\"rain\",\"weight\":"
        "\"cliff\"}"
        "]}]},{\"id\":\"two\",\"table\":\"2\",\"goals\":[{\"text\":\"Stay\",\"barriers\":"
        "["
        "{\"text\":\"Rain\",\"weight\":\"pebble\"}]}]}");
    char *json = themes_as(session, "json");
    expect_part(json, "{\"value\": \"cliff\", \"tables\": [\"one\"]}");
    free(json);
    session_free(session);
}

/* What somebody counted as the same may be anything. */
Test(findings_written, other_words_stay_words)
{
    struct session *session = session_of_tables(
        "{\"table\":\"1\",\"goals\":[{\"text\":\"Less loneliness\"}]},"
        "{\"table\":\"2\",\"goals\":[{\"text\":\"Less loneliness\"}]},"
        "{\"table\":\"3\",\"goals\":[{\"text\":\"<b>*Nobody* | alone\\u202e\"}]}");
    struct author author;
    struct themes themes;
    author_init(&author, session, 1, "Ana");
    themes_find(session, &themes);
    cr_assert_eq(themes.count, 2);
    cr_assert(themes_join(&author, themes.items[0], themes.items[1], &err));
    themes_finish(&themes);
    char *page = exported_as(session, "html"), *mark = exported_as(session, "markdown"),
         *text = exported_as(session, "text");
    expect_part(page, "also: <bdi>&lt;b&gt;*Nobody* | alone&lt;U+202E&gt;</bdi>");
    expect_part(mark, "*also:* &lt;b&gt;\\*Nobody\\* \\| alone&lt;U+202E&gt; |");
    expect_part(text, "also: <b>*Nobody* | alone<U+202E>\n");
    free(page);
    free(mark);
    free(text);
    author_finish(&author);
    session_free(session);
}

Test(findings_written, the_one_name_that_is_told_can_be_left_out)
{
    struct session *session = session_of_tables(three_tables);
    const struct export_options nameless = {.without_names = true};
    for (const struct export_format *f = themes_formats; f->name; f++) {
        char *text = written_as(session, f, &nameless);
        cr_expect(!strstr(text, "Zoe"), "%s", f->name);
        expect_part(text, "Rain");
        free(text);
    }
    session_free(session);
}

/* Twelve tables, of which the n-th says themes n to 12: "Theme 12" is said by all. */
static struct session *twelve(bool backwards)
{
    struct str tables = STR_EMPTY;
    for (int i = 1; i <= 12; i++) {
        int n = backwards ? 13 - i : i;
        str_addf(&tables,
                 "%s{\"id\":\"t%d\",\"place\":\"Hull\",\"table\":\"%d\",\"goals\":[",
                 i > 1 ? "," : "", n, n);
        for (int theme = n; theme <= 12; theme++) {
            str_addf(&tables, "%s{\"id\":\"g%dx%d\",\"text\":\"Theme %d\"}",
                     theme > n ? "," : "", n, theme, theme);
        }
        str_add(&tables, "]}");
    }
    struct session *session = session_of_tables(tables.bytes);
    str_finish(&tables);
    return session;
}

Test(findings_written, bars_are_to_scale_and_those_of_more_tables_come_first)
{
    struct session *session = twelve(false);
    char *text = themes_as(session, "text"), *page = exported_as(session, "html");
    expect_part(text, "12 tables in Hull");
    expect_part(text, "\n  12 ██████████ Theme 12\n");
    expect_part(text, "\n   6 █████      Theme 6\n");
    expect_part(text, "\n   2 ██         Theme 2\n                Hull 1, 2\n");
    expect_part(text, "  - Theme 1 (Hull 1)\n");
    cr_expect(strstr(text, "Theme 12") < strstr(text, "Theme 11") &&
              strstr(text, "Theme 3") < strstr(text, "Theme 2\n"));
    expect_part(page, "<span>6</span><svg aria-hidden=\"true\" viewBox=\"0 0 100 10\" "
                      "preserveAspectRatio=\"none\"><rect width=\"50\" height=\"10\"/>");
    const struct export_options ascii = {.plain_bars = true};
    char *bars = written_as(session, export_format_of(export_formats, "text"), &ascii);
    expect_part(bars, "\n   6 #####      Theme 6\n");
    cr_expect(!strstr(bars, "█"));
    free(bars);
    free(page);
    free(text);
    session_free(session);
}

Test(findings_written, the_order_of_merging_changes_no_byte)
{
    struct session *one = twelve(false), *other = twelve(true);
    for (const struct export_format *f = themes_formats; f->name; f++) {
        char *a = written_as(one, f, &plain);
        char *b = written_as(other, f, &plain);
        cr_expect_str_eq(a, b);
        free(a);
        free(b);
    }
    session_free(one);
    session_free(other);
}

/* In the exports */

Test(findings_written, an_export_of_several_tables_begins_with_their_themes)
{
    static const struct {
        const char *format, *parts[6];
    } rows[] = {
        {"text",
         {("Themes across tables\n====================\n\n3 tables in 2 places, March to "
           "May 2017\n"),
          "  3 ██████████ Bus fares [3 votes]\n", "Cliff at 2 (Leeds 2; Hull 1)\n",
          "Of those that several tables named, 1 is: the list above says which.\n",
          "  - Rain (Leeds 1)\n",
          "\n\nUntitled session\n================\n\nPlace: Leeds\n"}},
        {"markdown",
         {"# Themes across tables\n\n3 tables in 2 places, March to May 2017\n",
          ("## Barriers to change\n\n| Theme | Tables | Which tables |\n"
           "| --- | --- | --- |\n"
           "| Bus fares *(3 votes)* | ██████████ 3 | Leeds 1, 2; Hull 1 |\n"),
          ("| Bus fares *(3 votes)* | Barriers to change | Weight: Pebble at 1 table "
           "(Leeds 1), "),
          "Of those that several tables named, 1 is: the list above says which.\n",
          "| Rain | Leeds 1 |\n", "\n---\n\n# Untitled session\n"}},
        {"html",
         {"<h1 dir=\"auto\">Themes across tables</h1>\n<p dir=\"auto\">3 tables in 2 "
          "places, March",
          "<th scope=\"row\" dir=\"auto\">Bus fares <span class=\"marks\" dir=\"auto\">3 "
          "votes</span></th>\n<td class=\"count\"><span>3</span><svg aria-hidden",
          "<bdi>Cliff</bdi> at 2 tables <span class=\"from\" dir=\"auto\"><bdi>Leeds 2; "
          "Hull 1</bdi>",
          "Of those that several tables named, 1 is: the list above says which.",
          "<li dir=\"auto\">Rain <span class=\"from\" dir=\"auto\"><bdi>Leeds 1</bdi></s",
          "<h1 dir=\"auto\">Untitled session</h1>"}},
    };
    struct session *session = session_of_tables(three_tables);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *text = exported_as(session, rows[i].format);
        const char *last = text;
        for (size_t n = 0; n < 6; n++) {
            const char *found = strstr(last, rows[i].parts[n]);
            cr_expect(found, "%s: no \"%s\" in its place:\n%s", rows[i].format,
                      rows[i].parts[n], text);
            last = found ? found + 1 : last;
        }
        cr_expect(!strstr(text, "<script") && !strstr(text, "url("));
        free(text);
    }
    session_free(session);
}

Test(findings_written, a_csv_of_several_tables_has_the_theme_behind_the_rest)
{
    struct session *session = session_of_tables(three_tables);
    char *text = exported_as(session, "csv");
    expect_part(text, "marks,votes,by,at,answered,who,when,messenger,outcome,theme\r\n");
    expect_part(text, ",bus fare,weight=cliff,1,hand,");
    for (const char *line = text; *line; line = strstr(line, "\r\n") + 2) {
        size_t len = strcspn(line, "\r");
        bool fare = strstr(line, "bus fare") && strstr(line, "bus fare") < line + len;
        cr_expect(!fare || strncmp(line + len - 10, ",Bus fares", 10) == 0, "%.*s",
                  (int)len, line);
    }
    free(text);
    session_free(session);
}

Test(findings_written, an_export_of_one_table_tells_of_no_themes)
{
    struct session *session = session_of_tables(
        "{\"table\":\"1\",\"goals\":[{\"text\":\"Go\",\"barriers\":[\"Rain\"],"
        "\"groups\":[\"Sing\"],\"stakeholders\":[\"Carers\"]}]}");
    for (const struct export_format *f = export_formats; f->write; f++) {
        char *text = written_as(session, f, &plain);
        cr_expect(!strstr(text, "Themes across") && !strstr(text, ",theme") &&
                      !strstr(text, "\"themes\": {") && !strstr(text, ".lists{"),
                  "%s", text);
        if (!f->left_out) {
            expect_part(text, "Rain");
        }
        free(text);
    }
    char *page = themes_as(session, "text");
    expect_part(page, "There is one table only");
    expect_part(page, "  - Rain\n");
    free(page);
    session_free(session);
}

Test(findings_written, where_nothing_was_said_a_sentence_says_so)
{
    static const char *const rows[] = {"", "{\"table\":\"1\",\"goals\":[]}",
                                       ("{\"table\":\"1\",\"goals\":[]},"
                                        "{\"table\":\"2\",\"goals\":[]}")};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct session *session = session_of_tables(rows[i]);
        char *text = themes_as(session, "text"), *json = themes_as(session, "json");
        expect_part(text, "Nothing here yet.\n");
        cr_expect(json_check("themes", json, strlen(json), &err), "%s", err_text(&err));
        expect_part(json, "\"columns\": []");
        for (size_t f = 0; f < 3; f++) {
            char *page =
                exported_as(session, ((const char *[]){"text", "markdown", "html"})[f]);
            expect_part(page, "Nothing here yet.");
            free(page);
        }
        free(text);
        free(json);
        session_free(session);
    }
}

Test(findings_written, tables_that_wrote_together_are_called_tables)
{
    static const struct {
        const char *format, *said;
    } rows[] = {{"text", "Tables: 7 and 8\n"},
                {"markdown", "**Tables:** 7 and 8"},
                {"html", "<dt>Tables</dt><dd"},
                {"ics", "Tables: 7 and 8"}};
    struct session *session = session_of_tables(
        "{\"place\":\"Newcastle\",\"table\":\"7 and 8\",\"goals\":[{\"text\":\"Go\","
        "\"groups\":[{\"text\":\"Sew\",\"when\":\"2017-03-01\"}]}]}");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *text = exported_as(session, rows[i].format);
        expect_part(text, rows[i].said);
        free(text);
    }
    session_free(session);
}
