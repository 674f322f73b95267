/* A session in every format that the program writes by itself. */

#include "base/json.h"
#include "export/export.h"
#include "support/desk.h"
#include "support/grids.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct export_options nameless = {.without_names = true};

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

Test(export, every_format_is_found_by_name_and_by_a_files_ending)
{
    static const struct {
        const char *asked, *found;
    } rows[] = {
        {"text", "text"},     {"txt", "text"},  {"markdown", "markdown"},
        {"md", "markdown"},   {"HTML", "html"}, {"csv", "csv"},
        {"json", "json"},     {"SVG", "map"},   {"dot", "map"},
        {"graphml", "graph"}, {"pdf", "pdf"},   {"png", NULL},
        {"jsonl", "edits"},   {"", NULL},
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
    expect_export(desk.session, "text",
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
        desk.session, "text",
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
        desk.session, "markdown",
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
        expect_in_export(desk.session, "markdown", str_text(&row));
        str_finish(&row);
        stand_up(&desk);
    }
}

Test(export_html, columns_of_one_s_own_have_colours_too)
{
    struct session *s = session_of_tables(
        "{\"goals\":[{\"text\":\"g\",\"costs\":[\"a\"],\"ideas\":[\"b\"]}]}");
    expect_in_export(s, "html", "<th scope=\"col\" class=\"barrier\" dir=\"auto\">costs");
    expect_in_export(s, "html",
                     "<th scope=\"col\" class=\"stakeholder\" dir=\"auto\">ideas");
    session_free(s);
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
        expect_in_export(desk.session, "html", parts[i]);
    }
    char *page = exported_as(desk.session, "html");
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
        expect_in_export(desk.session, "html", str_text(&tag));
        str_finish(&tag);
        stand_up(&desk);
    }
}

Test(export, an_unfinished_session_says_so_in_plain_words)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    struct desk empty, titled;
    sit_down(&empty, 1, NULL);
    sit_down(&titled, 2, NULL);
    const struct record *table = add_table(&titled, NULL, NULL, NULL, NULL);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        expect_in_export(empty.session, formats[i], "Nothing here yet.");
        expect_in_export(titled.session, formats[i], "Untitled session");
        expect_in_export(titled.session, formats[i], "Nothing here yet.");
    }
    set(&titled, table, "vision", "Nobody eats alone");
    for (size_t i = 0; i < LENGTH(formats); i++) {
        expect_in_export(titled.session, formats[i], "No ideas under it yet.");
    }
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
        expect_in_export(desk.session, rows[i].format, rows[i].part);
    }
    stand_up(&desk);
}

/* n goals with n columns of their own would be n times n cells. */
Test(export, of_many_columns_a_goal_is_told_those_where_it_has_notes)
{
    enum { MANY = 40 };
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", "place", NULL, NULL);
    for (int i = 0; i < MANY; i++) {
        struct str column = str_of("c%02d", i), words = str_of("w%02d", i);
        const struct record *goal = add_goal(&desk, table, "goal");
        add_note(&desk, goal, column.bytes, words.bytes);
        if (i == 1) {
            add_note(&desk, goal, "c39", "more");
        }
        str_finish(&column);
        str_finish(&words);
    }
    expect_in_export(desk.session, "text",
                     "2. goal\n\n   c01\n   - w01\n\n   c39\n   - more\n\n3.");
    expect_in_export(desk.session, "markdown",
                     "| Goals | Column | Notes |\n| --- | --- | --- |\n| goal | c00 | • "
                     "w00 |\n| goal | c01 | • w01 |\n|  | c39 | • more |\n");
    expect_in_export(desk.session, "html",
                     "<th scope=\"row\" rowspan=\"2\" dir=\"auto\">goal</th>\n"
                     "<td data-of=\"Column\" dir=\"auto\">c01</td>\n"
                     "<td data-of=\"c01\"><ul>\n<li dir=\"auto\">w01</li>\n</ul></td>\n"
                     "</tr>\n<tr>\n<td data-of=\"Column\" dir=\"auto\">c39</td>\n");
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
        char *a = exported_as(merged[0], f->name);
        char *b = exported_as(merged[1], f->name);
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

Test(export, no_format_tells_a_name_when_asked_not_to)
{
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    lay_small_table(&desk);
    const struct record *action = record_saying(desk.session, "Shared lunches");
    set(&desk, action, "who", "A. Example");
    set(&desk, action, "when", "2017-03-01");
    for (const struct export_format *f = export_formats; f->write; f++) {
        if (f->whole) { /* nothing can be left out of it, and the command says so */
            continue;
        }
        char *told = exported_as(desk.session, f->name);
        char *untold = written_as(desk.session, f, &nameless);
        struct err err = ERR_NONE;
        bool anonymous = strcmp(f->name, "graph") == 0; /* tells nobody's name ever */
        cr_expect(anonymous || strstr(told, "A. Example") || strstr(told, "F. Sample"));
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
