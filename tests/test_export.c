#include "base/json.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/export.h"
#include "model/author.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct export_options plain = {0}, nameless = {.without_names = true},
                                   for_commissioners = {.audience = FOR_COMMISSIONERS,
                                                        .cover = true};

/* One person at one laptop, and the session in it. */
struct desk {
    struct session *session;
    struct author author;
};

static void sit_down(struct desk *desk, uint64_t seed, const char *by)
{
    desk->session = session_new();
    author_init(&desk->author, desk->session, seed, by);
    desk->author.now_ms = INT64_C(1487765643512); /* 2017-02-22T12:14:03.512Z */
}

static void stand_up(struct desk *desk)
{
    author_finish(&desk->author);
    session_free(desk->session);
}

static const struct record *add_table(struct desk *desk, const char *title,
                                      const char *place, const char *date,
                                      const char *table)
{
    struct err err = ERR_NONE;
    const struct record *added =
        author_add_table(&desk->author, NULL, title, place, date, table, &err);
    cr_assert(added, "%s", err_text(&err));
    return added;
}

static const struct record *add_goal(struct desk *desk, const struct record *table,
                                     const char *text)
{
    struct err err = ERR_NONE;
    size_t count;
    const struct record *const *goals = table_goals(desk->session, table, &count);
    const struct record *goal = author_add_goal(
        &desk->author, table, count ? goals[count - 1] : NULL, text, &err);
    cr_assert(goal, "%s", err_text(&err));
    return goal;
}

static const struct record *add_note(struct desk *desk, const struct record *goal,
                                     const char *column, const char *text)
{
    struct err err = ERR_NONE;
    size_t count;
    const struct record *const *notes = goal_notes(desk->session, goal, column, &count);
    const struct record *note = author_add_note(
        &desk->author, goal, column, count ? notes[count - 1] : NULL, text, &err);
    cr_assert(note, "%s", err_text(&err));
    return note;
}

static void set(struct desk *desk, const struct record *record, const char *field,
                const char *text)
{
    struct err err = ERR_NONE;
    cr_assert(author_set(&desk->author, record, field, VALUE_OF_TEXT(text), &err), "%s",
              err_text(&err));
}

static void vote(struct desk *desk, const struct record *note, long count)
{
    struct err err = ERR_NONE;
    cr_assert(author_vote(&desk->author, note, "scribe", count, &err));
}

/* Two people reword a record, each without having seen the other's words. */
static void reword_twice(struct desk *desk, const struct record *record,
                         const char *field, const char *earlier, const char *later)
{
    struct desk other;
    sit_down(&other, 99, "B. Example");
    session_add_all(other.session, desk->session);
    other.author.now_ms = desk->author.now_ms + 1000;
    set(&other, session_record(other.session, record_kind(record), record_id(record)),
        field, later);
    set(desk, record, field, earlier);
    session_add_all(desk->session, other.session);
    stand_up(&other);
}

/* The export in one format; the text is the caller's to free(). */
static char *export(struct session *session, const char *format,
                    const struct export_options *options)
{
    struct str out = STR_EMPTY;
    const struct export_format *found = export_format_of(export_formats, format);
    cr_assert(found, "no format %s", format);
    found->write(session, options, &out);
    return str_take(&out);
}

static void expect_export(struct desk *desk, const char *format, const char *expected)
{
    char *text = export(desk->session, format, &plain);
    cr_expect_str_eq(text, expected, "%s:\n%s", format, text);
    free(text);
}

static void expect_in_export(struct desk *desk, const char *format, const char *part)
{
    char *text = export(desk->session, format, &plain);
    cr_expect(strstr(text, part), "no \"%s\" in %s:\n%s", part, format, text);
    free(text);
}

/* A table with something of everything. */
static void lay_small_table(struct desk *desk)
{
    const struct record *table =
        add_table(desk, "Sample seminar", "Exampleton", "2017-02-22", "4");
    set(desk, table, "facilitator", "F. Sample");
    set(desk, table, "vision", "Nobody eats alone");
    const struct record *goal = add_goal(desk, table, "Reducing social isolation");
    const struct record *note = add_note(desk, goal, "barriers", "Social norms");
    set(desk, note, "weight", "boulder");
    set(desk, note, "level", "system");
    vote(desk, note, 3);
    add_note(desk, goal, "barriers", "Time pressures\non carers");
    add_note(desk, goal, "groups", "Shared lunches");
    add_goal(desk, table, "Warmer homes");
}

Test(export, every_format_is_found_by_name_and_by_a_files_ending)
{
    static const struct {
        const char *asked, *found;
    } rows[] = {
        {"text", "text"},   {"txt", "text"},  {"markdown", "markdown"},
        {"md", "markdown"}, {"HTML", "html"}, {"csv", "csv"},
        {"json", "json"},   {"SVG", "map"},   {"dot", "map"},
        {"pdf", "pdf"},     {"png", NULL},    {"", NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct export_format *by_name =
            export_format_of(export_formats, rows[i].asked);
        cr_expect_str_eq(by_name ? by_name->name : "-",
                         rows[i].found ? rows[i].found : "-");
    }
}

Test(export_text, a_table_reads_like_a_letter)
{
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    lay_small_table(&desk);
    expect_export(&desk, "text",
                  "Sample seminar\n"
                  "==============\n"
                  "\n"
                  "Place: Exampleton\n"
                  "Date: 22 February 2017\n"
                  "Table: 4\n"
                  "Facilitator: F. Sample\n"
                  "\n"
                  "System map\n"
                  "----------\n"
                  "\n"
                  "1. Reducing social isolation\n"
                  "\n"
                  "   Barriers to change\n"
                  "   - Social norms [Boulder, System, 3 votes]\n"
                  "   - Time pressures\n"
                  "     on carers\n"
                  "\n"
                  "   Stakeholders\n"
                  "   – none yet\n"
                  "\n"
                  "   Opportunities (social moments)\n"
                  "   – none yet\n"
                  "\n"
                  "2. Warmer homes\n"
                  "   – nothing here yet\n"
                  "\n"
                  "Action plan\n"
                  "-----------\n"
                  "\n"
                  "Vision: Nobody eats alone\n"
                  "\n"
                  "1. Reducing social isolation\n"
                  "\n"
                  "   For organisations\n"
                  "   – none yet\n"
                  "\n"
                  "   For groups\n"
                  "   - Shared lunches\n"
                  "\n"
                  "   For individuals\n"
                  "   – none yet\n"
                  "\n"
                  "   Other ideas\n"
                  "   – none yet\n"
                  "\n"
                  "2. Warmer homes\n"
                  "   – nothing here yet\n"
                  "\n"
                  "Votes\n"
                  "-----\n"
                  "\n"
                  "1     3 votes  Social norms (Barriers to change, Reducing social "
                  "isolation)\n");
    stand_up(&desk);
}

Test(export_text, long_words_and_wide_letters_are_wrapped_at_78_columns)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, NULL);
    const struct record *goal = add_goal(&desk, table, "Words");
    add_note(&desk, goal, "barriers",
             "one two three four five six seven eight nine ten "
             "eleven twelve thirteen fourteen fifteen");
    struct str wide = STR_EMPTY;
    for (int i = 0; i < 40; i++) {
        str_add(&wide, "会");
    }
    add_note(&desk, goal, "barriers", str_text(&wide));
    str_finish(&wide);
    expect_in_export(
        &desk, "text",
        "   - one two three four five six seven eight nine ten eleven twelve "
        "thirteen\n"
        "     fourteen fifteen\n"
        "   - 会会会会会会会会会会会会会会会会会会会会会会会会会会会会会会会会会"
        "会会会\n"
        "     会会会会\n");
    stand_up(&desk);
}

Test(export_markdown, a_grid_is_a_table_with_several_notes_in_a_cell)
{
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    lay_small_table(&desk);
    expect_export(
        &desk, "markdown",
        "# Sample seminar\n"
        "\n"
        "**Place:** Exampleton<br>\n"
        "**Date:** 22 February 2017<br>\n"
        "**Table:** 4<br>\n"
        "**Facilitator:** F. Sample\n"
        "\n"
        "## System map\n"
        "\n"
        "| Goals | Barriers to change | Stakeholders | Opportunities (social moments) |\n"
        "| --- | --- | --- | --- |\n"
        "| Reducing social isolation | • Social norms *(Boulder, System, 3 votes)*<br>"
        "• Time pressures<br>on carers | – | – |\n"
        "| Warmer homes | – | – | – |\n"
        "\n"
        "## Action plan\n"
        "\n"
        "**Vision:** Nobody eats alone\n"
        "\n"
        "| Goals | For organisations | For groups | For individuals | Other ideas |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Reducing social isolation | – | • Shared lunches | – | – |\n"
        "| Warmer homes | – | – | – | – |\n"
        "\n"
        "## Votes\n"
        "\n"
        "| Rank | Entry | Votes | Where |\n"
        "| --- | --- | --- | --- |\n"
        "| 1 | Social norms | 3 votes | Barriers to change, Reducing social isolation "
        "|\n");
    stand_up(&desk);
}

Test(export_markdown, what_a_reader_of_markdown_would_interpret_is_escaped)
{
    static const struct {
        const char *typed, *written;
    } rows[] = {
        {"a|b", "a\\|b"},
        {"a\\|b", "a\\\\\\|b"},
        {"*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"},
        {"[a](http://example.org)", "\\[a\\](http\\://example.org)"},
        {"<b> & &lt;", "&lt;b&gt; &amp; &amp;lt;"},
        {"www.example.org", "www\\.example.org"},
        {"a@example.org", "a\\@example.org"},
        {"# one", "\\# one"},
        {"1. one\n22) two\n3.5", "1\\. one<br>22\\) two<br>3\\.5"},
        {"- one\n+ two\n  === three", "\\- one<br>\\+ two<br>  \\=== three"},
        {"at 12:30: now", "at 12:30: now"},
        {":smile:", "\\:smile:"},
        {"well-known 1+1=2 (e.g. this)!", "well-known 1+1=2 (e.g. this)!"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk desk;
        sit_down(&desk, 1, NULL);
        const struct record *table = add_table(&desk, "Sample", NULL, NULL, NULL);
        add_goal(&desk, table, rows[i].typed);
        struct str row = STR_EMPTY;
        str_addf(&row, "\n| %s | – | – | – |\n", rows[i].written);
        expect_in_export(&desk, "markdown", str_text(&row));
        str_finish(&row);
        stand_up(&desk);
    }
}

Test(export_html, the_page_is_whole_in_itself_and_says_which_table_it_shows)
{
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    lay_small_table(&desk);
    static const char *const parts[] = {
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        "content=\"default-src 'none'; style-src 'unsafe-inline'\"",
        "<title>Sample seminar</title>",
        "@page{size:A4 landscape;",
        "<dt>Date</dt><dd><bdi>22 February 2017</bdi></dd>",
        "<caption><span class=\"aloud\"><bdi>System map</bdi>: </span>2 goals, 2 notes<",
        "<th scope=\"col\" class=\"barrier\" dir=\"auto\">Barriers to change</th>",
        "<th scope=\"row\" dir=\"auto\">Warmer homes</th>",
        ">Social norms <span class=\"marks\" dir=\"auto\"><bdi>Boulder</bdi> · <bdi>Sys",
        "</bdi> · 3 votes</span></li>",
        "<li dir=\"auto\">Time pressures<br>on carers</li>",
        "<span aria-hidden=\"true\">–</span><span class=\"aloud\">none yet</span>",
        "</bdi> Nobody eats alone</p>",
    };
    for (size_t i = 0; i < LENGTH(parts); i++) {
        expect_in_export(&desk, "html", parts[i]);
    }
    char *page = export(desk.session, "html", &plain);
    static const char *const never[] = {"<script", "<link", "<img",  "url(",
                                        "@import", "http:", "https:"};
    for (size_t i = 0; i < LENGTH(never); i++) {
        cr_expect_null(strstr(page, never[i]), "%s", never[i]);
    }
    free(page);
    stand_up(&desk);
}

Test(export_html, the_language_is_the_sessions_own_if_it_is_one)
{
    static const struct {
        const char *typed, *written;
    } rows[] = {{"cy", "cy"}, {"pt-BR", "pt-BR"}, {"\" onload=\"x", "en"}, {"", "en"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk desk;
        sit_down(&desk, 1, NULL);
        set(&desk, add_table(&desk, "Sample", NULL, NULL, NULL), "language",
            rows[i].typed);
        struct str tag = STR_EMPTY;
        str_addf(&tag, "<html lang=\"%s\">", rows[i].written);
        expect_in_export(&desk, "html", str_text(&tag));
        str_finish(&tag);
        stand_up(&desk);
    }
}

#define CSV_HEADER                                                                       \
    "\xEF\xBB\xBF"                                                                       \
    "session,place,date,table,goal,grid,column,note,marks,votes,by,at,answered,"         \
    "who,when,messenger,outcome\r\n"

Test(export_csv, a_note_is_a_row_and_neither_vision_nor_goal_is_lost)
{
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    lay_small_table(&desk);
#define TABLE "Sample seminar,Exampleton,2017-02-22,4,"
#define SAID ",A. Example,2017-02-22T12:14:03.512Z,,,,,\r\n"
    expect_export(&desk, "csv",
                  CSV_HEADER TABLE
                  ",actions,vision,Nobody eats alone,," SAID TABLE
                  "Reducing social isolation,map,barriers,Social norms,"
                  "\"weight=boulder; level=system\",3" SAID TABLE
                  "Reducing social isolation,map,barriers,"
                  "\"Time pressures\non carers\",,0" SAID TABLE
                  "Reducing social isolation,actions,groups,Shared lunches,,0" SAID TABLE
                  "Warmer homes,,,,,0" SAID);
    stand_up(&desk);
}

Test(export_csv, a_formula_is_led_by_a_quote)
{
    static const struct {
        const char *typed, *written;
    } rows[] = {
        {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
        {"+1", "'+1"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "' =1"},
        {"\r=1", "\"'\n=1\""},
        {"  =1", "'  =1"},
        {"＝1", "'＝1"},
        {"1+1", "1+1"},
        {"\"said\", he", "\"\"\"said\"\", he\""},
        {"a\r\nb", "\"a\nb\""},
        {"ends in a blank ", "\"ends in a blank \""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk desk;
        sit_down(&desk, 1, rows[i].typed);
        const struct record *table =
            add_table(&desk, rows[i].typed, rows[i].typed, rows[i].typed, rows[i].typed);
        add_note(&desk, add_goal(&desk, table, rows[i].typed), "barriers", rows[i].typed);
        const char *w = rows[i].written;
        struct str expected = STR_EMPTY;
        str_addf(&expected,
                 CSV_HEADER "%s,%s,%s,%s,%s,map,barriers,%s,,0,%s,"
                            "2017-02-22T12:14:03.512Z,,,,,\r\n",
                 w, w, w, w, w, w, w);
        expect_export(&desk, "csv", str_text(&expected));
        str_finish(&expected);
        stand_up(&desk);
    }
}

Test(export_json, the_top_alone_is_json_and_keeps_the_words_as_typed)
{
    static const char typed[] = "a\u202Eb \U000E0021 \x1b[0m \"c\"";
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    add_table(&desk, typed, NULL, NULL, NULL);
    char *text = export(desk.session, "json", &plain);
    struct json_document document = {0};
    struct err err = ERR_NONE;
    cr_assert(json_read(&document, "export", text, strlen(text), &err), "%s",
              err_text(&err));
    const struct json *sessions = json_member(document.root, "sessions");
    cr_expect_str_eq(json_member_text(json_first(sessions), "title"), typed);
    cr_expect_str_eq(json_member_text(document.root, "format"), "roundtable session");
    cr_expect_not_null(json_member(document.root, "templates"));
    cr_expect_null(json_member(document.root, "edits"));
    cr_expect_null(strstr(text, "\u202E"));
    json_finish(&document);
    free(text);
    stand_up(&desk);
}

Test(export, an_unfinished_session_says_so_in_plain_words)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    struct desk empty, titled;
    sit_down(&empty, 1, NULL);
    sit_down(&titled, 2, NULL);
    const struct record *table = add_table(&titled, NULL, NULL, NULL, NULL);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        expect_in_export(&empty, formats[i], "Nothing here yet.");
        expect_in_export(&titled, formats[i], "Untitled session");
        expect_in_export(&titled, formats[i], "Nothing here yet.");
    }
    set(&titled, table, "vision", "Nobody eats alone");
    for (size_t i = 0; i < LENGTH(formats); i++) {
        expect_in_export(&titled, formats[i], "No ideas under it yet.");
    }
    expect_export(&empty, "csv", CSV_HEADER);
    stand_up(&empty);
    stand_up(&titled);
}

Test(export, nothing_is_hidden_for_want_of_agreement_or_of_a_column)
{
    static const struct {
        const char *format, *part;
    } rows[] = {
        {"text", "- later words\n     other wording: earlier words\n"},
        {"text", "1. later goal\n   other wording: earlier goal\n"},
        {"text", "Vision: later vision\n  other wording: earlier vision\n"},
        {"text", "Place: later place\n  other wording: earlier place\n"},
        {"text",
         "Other columns\n-------------\n\n1. later goal\n   other wording: earlier "
         "goal\n\n   parking\n   - parked [made up]\n"},
        {"markdown", "• later words<br>*other wording:* earlier words"},
        {"markdown", "| Goals | parking |\n"},
        {"html", ">later words <span class=\"other\" dir=\"auto\">other wording: "
                 "<bdi>earlier words</bdi></span></li>"},
        {"csv", ",later goal | other wording: earlier goal,map,barriers,"
                "later words | other wording: earlier words,"},
        {"csv", ",actions,vision,later vision | other wording: earlier vision,"},
        {"csv", ",,parking,parked,weight=made up,"},
    };
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", "place", NULL, NULL);
    const struct record *goal = add_goal(&desk, table, "goal");
    const struct record *note = add_note(&desk, goal, "barriers", "words");
    set(&desk, add_note(&desk, goal, "parking", "parked"), "weight", "made up");
    reword_twice(&desk, note, "text", "earlier words", "later words");
    reword_twice(&desk, goal, "text", "earlier goal", "later goal");
    reword_twice(&desk, table, "vision", "earlier vision", "later vision");
    reword_twice(&desk, table, "place", "earlier place", "later place");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_in_export(&desk, rows[i].format, rows[i].part);
    }
    stand_up(&desk);
}

Test(export, the_order_of_merging_changes_no_byte)
{
    enum { DESKS = 4 };
    static const char *const words[DESKS] = {"zero", "one", "two", "three"};
    struct desk desks[DESKS];
    struct session *merged[] = {session_new(), session_new()};
    sit_down(&desks[0], 1, "A. Example");
    lay_small_table(&desks[0]);
    for (size_t i = 1; i < DESKS; i++) {
        size_t count;
        sit_down(&desks[i], 1 + i, "B. Example");
        session_add_all(desks[i].session, desks[0].session);
        const struct record *table = session_tables(desks[i].session, &count)[0];
        const struct record *goal = table_goals(desks[i].session, table, &count)[0];
        set(&desks[i], table, "title", words[i]);
        add_note(&desks[i], goal, words[i], "parked");
    }
    for (size_t i = 0; i < DESKS; i++) {
        session_add_all(merged[0], desks[i].session);
        session_add_all(merged[1], desks[DESKS - 1 - i].session);
    }
    for (const struct export_format *f = export_formats; f->write; f++) {
        char *a = export(merged[0], f->name, &plain);
        char *b = export(merged[1], f->name, &plain);
        cr_expect_str_eq(a, b, "%s", f->name);
        for (size_t n = 1; n < DESKS; n++) {
            cr_expect(f->left_out || strstr(a, words[n]), "%s in %s", words[n], f->name);
        }
        free(a);
        free(b);
    }
    for (size_t i = 0; i < DESKS; i++) {
        stand_up(&desks[i]);
    }
    session_free(merged[0]);
    session_free(merged[1]);
}

/* Somebody does what the note with these words says. */
static void promise(struct desk *desk, const char *words, const char *who,
                    const char *when)
{
    for (const struct record *r = session_next_record(desk->session, NULL); r;
         r = session_next_record(desk->session, r)) {
        if (strcmp(record_words(r, "text"), words) == 0) {
            set(desk, r, "who", who);
            set(desk, r, "when", when);
            return;
        }
    }
    cr_assert_fail("no note %s", words);
}

Test(export, no_format_tells_a_name_when_asked_not_to)
{
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    lay_small_table(&desk);
    promise(&desk, "Shared lunches", "A. Example", "2017-03-01");
    for (const struct export_format *f = export_formats; f->write; f++) {
        char *told = export(desk.session, f->name, &plain);
        char *untold = export(desk.session, f->name, &nameless);
        struct err err = ERR_NONE;
        cr_expect(strstr(told, "A. Example") || strstr(told, "F. Sample"));
        cr_expect(!strstr(untold, "A. Example") && !strstr(untold, "F. Sample"), "%s",
                  f->name);
        cr_expect(strstr(untold, "Shared lunches") != NULL);
        cr_expect(strcmp(f->name, "json") != 0 ||
                      json_check("export", untold, strlen(untold), &err),
                  "%s", err_text(&err));
        err_finish(&err);
        free(told);
        free(untold);
    }
    stand_up(&desk);
}

/* The same words wherever a person may put some, at several tables that mark them in
 * different ways and name somebody in no action. */
static void lay_words_everywhere(struct desk *desk, const char *words, size_t tables)
{
    static const char *const fields[] = {"facilitator", "vision", "language",
                                         "answer_to"};
    struct str nobody = STR_EMPTY;
    sit_down(desk, 1, words);
    str_addf(&nobody, "%s, nobody", words);
    for (size_t n = 0; n < tables; n++) {
        const struct record *table = add_table(desk, words, words, words, words);
        for (size_t i = 0; i < LENGTH(fields); i++) {
            set(desk, table, fields[i], words);
        }
        const struct record *goal = add_goal(desk, table, words);
        const struct record *note = add_note(desk, goal, "barriers", words);
        set(desk, note, "weight", n ? "pebble" : words);
        const struct record *action = add_note(desk, goal, "groups", words);
        const char *const said[][2] = {{"level", words},
                                       {"who", words},
                                       {"when", "2017-12-01"},
                                       {"messenger", words},
                                       {"outcome", words}};
        for (size_t i = 0; i < LENGTH(said); i++) {
            set(desk, action, said[i][0], said[i][1]);
        }
        add_note(desk, goal, "stakeholders", nobody.bytes);
        add_note(desk, goal, words, words);
    }
    str_finish(&nobody);
}

/* What is structure and not words: in HTML the tags, but for the words that a cell has of
 * its column; in Markdown the marks without a backslash; in CSV the commas and line ends
 * outside of quotes; in a calendar what stands before the first colon of each line; nothing
 * in text. */
static void keep_structure(const char *format, const char *text, struct str *kept)
{
    if (strcmp(format, "ics") == 0) {
        for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
            if (*line != ' ') { /* of one that was folded */
                str_add_bytes(kept, line, strcspn(line, ":") + 1);
            }
        }
        return;
    }
    bool html = strcmp(format, "html") == 0, csv = strcmp(format, "csv") == 0, in = false;
    text = html ? strstr(text, "<body>") : text;
    for (; *text && strcmp(format, "text") != 0; text++) {
        bool keep = html  ? in || *text == '<'
                    : csv ? !in && strchr(",\r\n", *text)
                          : strchr("|*_`[]<>~\n", *text) != NULL;
        if (html) {
            in = *text == '<' || (in && *text != '>');
            if (in && strncmp(text, "data-of=\"", 9) == 0) {
                text += strcspn(text + 9, "\"") + 9;
            }
        } else if (csv) {
            in ^= *text == '"';
        } else if (*text == '\\' && text[1]) {
            text++;
            continue;
        }
        if (keep) {
            str_add_byte(kept, *text);
        }
    }
}

/* Every line fits the width of an e-mail and ends in no blank. */
static void expect_wrapped(const char *text)
{
    while (*text) {
        size_t len_bytes = strcspn(text, "\n");
        cr_expect_leq(text_width_cols(text, len_bytes), 78, "%.200s", text);
        cr_expect(!len_bytes || text[len_bytes - 1] != ' ', "%.200s", text);
        text += len_bytes + (text[len_bytes] == '\n');
    }
}

/* No control, nothing without width, nothing that turns the direction of writing. */
static void expect_harmless(const char *format, const char *text)
{
    size_t len_bytes = strlen(text);
    bool csv = strcmp(format, "csv") == 0, rows = csv || strcmp(format, "ics") == 0;
    cr_expect(utf8_valid(text, len_bytes, NULL));
    for (size_t at = csv ? 3 : 0; at < len_bytes;) { /* behind the byte-order mark */
        uint32_t code_point;
        struct str shown = STR_EMPTY;
        size_t taken = utf8_read(text + at, len_bytes - at, &code_point);
        sanitise_bytes(text + at, taken, SANITISE_FOR_LINES, &shown);
        bool marked = code_point < 0x20 || strncmp(str_text(&shown), "<U+", 3) == 0;
        bool ends_row = rows && code_point == '\r' && text[at + 1] == '\n';
        cr_expect(!marked || code_point == '\n' || ends_row, "U+%04X in %s", code_point,
                  format);
        str_finish(&shown);
        at += taken;
    }
    if (strcmp(format, "text") == 0) {
        expect_wrapped(text);
    }
}

/* Words that would be more than words leave the structure as innocent ones do. */
static void expect_words(const struct export_format *format, struct session *session,
                         struct session *innocent, const struct export_options *options,
                         const char *words)
{
    struct str text = STR_EMPTY, expected = STR_EMPTY;
    format->write(session, options, &text);
    format->write(innocent, options, &expected);
    expect_harmless(format->name, text.bytes);
    if (strcmp(format->name, "json") == 0) {
        struct err err = ERR_NONE;
        cr_expect(json_check("json", text.bytes, text.len_bytes, &err), "%s",
                  err_text(&err));
        err_finish(&err);
    } else {
        struct str a = STR_EMPTY, b = STR_EMPTY;
        keep_structure(format->name, text.bytes, &a);
        keep_structure(format->name, expected.bytes, &b);
        cr_expect_str_eq(str_text(&a), str_text(&b), "%s: %.60s", format->name, words);
        str_finish(&a);
        str_finish(&b);
    }
    str_finish(&text);
    str_finish(&expected);
}

/* Whoever it is for. */
static void expect_words_in(const struct export_format *format, struct session *session,
                            struct session *innocent, const char *words)
{
    expect_words(format, session, innocent, &plain, words);
    expect_words(format, session, innocent, &for_commissioners, words);
}

Test(export, hostile_words_stay_words_in_every_field_of_every_format)
{
    static char long_words[10001];
    memset(long_words, 'w', sizeof long_words - 1);
    const char *const hostile[] = {
        "\x1b[31mred\x1b]0;title\x07\x1b[0m",
        "a\u202Eb\u2066c\302\233d",
        "a\u200Bb\uFEFFc\U000E0021d",
        long_words,
        "</td><script>alert(1)</script>",
        "<!-- --></title></style>",
        "\"><img src=x onerror='alert(1)'>",
        "=HYPERLINK(\"x\")",
        "\"quotes\", and, commas",
        "|pipes| \\| \\",
        "*b* _i_ `c` [l](http://x.example) <http://x.example> ~s~ # h",
        "bad \xC3( bytes \xFF",
    };
    for (size_t i = 0; i < 2 * LENGTH(hostile); i++) {
        const char *words = hostile[i / 2];
        struct desk innocent, desk;
        lay_words_everywhere(&innocent, "words, plain", 1 + i % 2);
        lay_words_everywhere(&desk, words, 1 + i % 2);
        for (const struct export_format *f = export_formats; f->write; f++) {
            expect_words_in(f, desk.session, innocent.session, words);
        }
        for (const struct export_format *f = themes_formats; f->name; f++) {
            expect_words_in(f, desk.session, innocent.session, words);
        }
        stand_up(&innocent);
        stand_up(&desk);
    }
}
