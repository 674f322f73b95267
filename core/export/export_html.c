#include "base/sanitise.h"
#include "export/outline.h"
#include "export/promises.h"
#include "export/themes_parts.h"
#include "export/writing.h"

#include <stdlib.h>
#include <string.h>

/* Dark on white and hairlines only, so that a printer without colours loses nothing; the
 * smaller grey is 7:1. Logical directions (start, not left) let words written from right
 * to left set as their readers expect. */
static const char style[] =
    ":root{color-scheme:light}\n"
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
    "body{margin:0;background:#fff;color:#1b1b1b;font:16px/1.45 system-ui,-apple-system,"
    "\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",Arial,sans-serif}\n"
    "main{max-width:84rem;margin:0 auto;padding:2rem 2.5rem 3rem}\n"
    "article+article{margin-top:4rem;padding-top:2rem;border-top:3px solid #1b1b1b}\n"
    "h1{margin:0;font-size:2.1rem;line-height:1.15;font-weight:650;"
    "letter-spacing:-.015em;text-wrap:balance}\n"
    "h2{margin:2.4rem 0 .5rem;font-size:1.35rem;line-height:1.25;font-weight:650;"
    "break-after:avoid}\n"
    "h1,h2,p,dd,th,td{overflow-wrap:anywhere}\n"
    "dl{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:.6rem 0 0}\n"
    "dl div{display:flex;gap:.45rem}\n"
    "dt,.label{color:#555}\n"
    "dd{margin:0}\n"
    ".vision{max-width:60rem;margin:0 0 1rem;padding-inline-start:.9rem;"
    "border-inline-start:3px solid #1b1b1b;font-size:1.15rem;line-height:1.4}\n"
    ".vision .label{display:block;font-size:.85rem}\n"
    ".none,.other,.marks,caption{color:#555}\n"
    "table{width:100%;min-width:44rem;border-collapse:collapse;table-layout:fixed}\n"
    "caption{padding:0 0 .5rem;text-align:start;font-size:.85rem}\n"
    "thead{display:table-header-group}\n"
    "th,td{padding:.6rem .8rem .7rem;border-bottom:1px solid #b8b8b8;text-align:start;"
    "vertical-align:top}\n"
    "th:first-child{padding-inline-start:0}\n"
    "tr>:last-child{padding-inline-end:0}\n"
    "td{border-inline-start:1px solid #e2e2e2}\n"
    "thead th{padding-top:.3rem;padding-bottom:.35rem;border-bottom:2px solid #1b1b1b;"
    "font-size:.9rem;vertical-align:bottom}\n"
    "thead th:first-child{width:19%}\n"
    "tbody th{font-weight:650}\n"
    "ul{margin:0;padding:0}\n"
    "li{margin-inline-start:1em;break-inside:avoid}\n"
    "li+li{margin-top:.3rem}\n"
    "li::marker{color:#555}\n"
    ".marks,.other{display:block;font-size:.85em;font-weight:400}\n"
    ".aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap}\n"
    "@page{size:A4 landscape;margin:14mm 15mm 15mm;@bottom-right{"
    "content:counter(page) \" of \" counter(pages);font:8pt system-ui,sans-serif;"
    "color:#555}}\n"
    "@media print{\n"
    "body{font-size:10pt;line-height:1.35}\n"
    "main{max-width:none;padding:0}\n"
    "h1{font-size:20pt}\n"
    "h2{margin-top:7mm;font-size:13pt}\n"
    ".vision{font-size:12pt}\n"
    "table{min-width:0}\n"
    "section+section.unused{display:none}\n"
    "tr,.vision{break-inside:avoid}\n"
    "article+article{margin:0;padding:0;border:0;break-before:page}\n"
    "}\n";

/* What the part on themes needs besides. */
static const char themes_style[] =
    "h3{margin:0 0 .4rem;font-size:1rem;font-weight:650;break-after:avoid}\n"
    "header p{margin:.6rem 0 0}\n"
    ".from{color:#555;font-size:.85em}\n"
    ".from::before{content:\"(\"}\n"
    ".from::after{content:\")\"}\n"
    ".shared thead th:first-child{width:44%}\n"
    ".shared thead th:nth-child(2){width:22%}\n"
    ".count span{display:inline-block;width:2.2em;font-weight:650;"
    "font-variant-numeric:tabular-nums}\n"
    ".count svg{width:calc(100% - 2.6em);height:.7em;fill:#1b1b1b}\n"
    ".themes table{min-width:30rem}\n"
    ".themes .marks{display:inline}\n"
    ".themes td,.themes tbody th{padding-top:.4rem;padding-bottom:.45rem}\n"
    ".lists{columns:2 22rem;column-gap:3rem}\n"
    ".lists li{margin-inline-start:1.4em}\n"
    ".differ thead th:first-child{width:34%}\n"
    ".differ thead th:nth-child(2){width:20%}\n"
    ".lone+.lone{margin-top:1.2rem}\n"
    "@media print{.themes h2{break-after:avoid}.lone+.lone{margin-top:4mm}}\n";

void html_add_words(struct str *out, const char *words, const char *line_break)
{
    struct str clean = STR_EMPTY;
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    for (const char *at = str_text(&clean); *at; at++) {
        switch (*at) {
        case '&':
            str_add(out, "&amp;");
            break;
        case '<':
            str_add(out, "&lt;");
            break;
        case '>':
            str_add(out, "&gt;");
            break;
        case '"':
            str_add(out, "&quot;");
            break;
        case '\'':
            str_add(out, "&#39;");
            break;
        case '\n':
            str_add(out, line_break);
            break;
        default:
            str_add_byte(out, *at);
        }
    }
    str_finish(&clean);
}

void html_add_own(struct str *out, const char *words)
{
    str_add(out, "<bdi>");
    html_add_words(out, words, "<br>");
    str_add(out, "</bdi>");
}

void html_add_none(struct str *out)
{
    str_add(out, "<span class=\"none\"><span aria-hidden=\"true\">–</span>"
                 "<span class=\"aloud\">none yet</span></span>");
}

static void add_other_wordings(struct str *out, const struct field *field)
{
    const char **texts = outline_other_wordings(field);
    for (size_t i = 0; texts && texts[i]; i++) {
        str_add(out, " <span class=\"other\" dir=\"auto\">other wording: ");
        html_add_own(out, texts[i]);
        str_add(out, "</span>");
    }
    free(texts);
}

/* Adds the words of a record, its marks and votes, who does it, and its other wordings. The element
 * around it has dir="auto", which takes its direction from these words alone: what has
 * a dir or is a <bdi> does not count. */
static void add_record(struct str *out, const struct outline *outline,
                       const struct outline_column *column, const struct record *record)
{
    const char *words = outline_words(record, "text");
    if (*words) {
        html_add_words(out, words, "<br>");
    } else {
        html_add_none(out);
    }
    const char *before = " <span class=\"marks\" dir=\"auto\">", *first = before;
    struct outline_mark mark;
    for (size_t next = 0; outline_next_mark(column, record, &next, &mark);) {
        str_add(out, before);
        html_add_own(out, mark.title);
        before = " · ";
    }
    char votes[OUTLINE_VOTES_SIZE_BYTES];
    if (outline_votes(record, votes)) {
        str_addf(out, "%s%s", before, votes);
        before = " · ";
    }
    struct str promise = STR_EMPTY;
    if (outline_promise(outline, record, &promise)) {
        str_add(out, before);
        html_add_own(out, promise.bytes);
        before = " · ";
    }
    str_finish(&promise);
    str_add(out, before == first ? "" : "</span>");
    add_other_wordings(out, record_field(record, "text"));
}

static void add_answer(struct str *out, const char *words)
{
    if (words) {
        str_add(out, " <span class=\"other\" dir=\"auto\">answered by: ");
        html_add_own(out, words);
        str_add(out, "</span>");
    }
}

static void add_cell(struct str *out, const struct outline *outline,
                     const struct outline_column *column, const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(outline->session, goal, column->id, &count);
    str_add(out, count ? "<td><ul>\n" : "<td>");
    for (size_t i = 0; i < count; i++) {
        str_add(out, "<li dir=\"auto\">");
        add_record(out, outline, column, notes[i]);
        add_answer(out, outline_answer(outline, notes[i]));
        str_add(out, "</li>\n");
    }
    if (!count) {
        html_add_none(out);
    }
    str_add(out, count ? "</ul></td>\n" : "</td>\n");
}

static void add_heading_cell(struct str *out, const char *title)
{
    str_add(out, "<th scope=\"col\" dir=\"auto\">");
    html_add_words(out, title, " ");
    str_add(out, "</th>\n");
}

/* The caption tells those who hear the page which table this is and how large. */
static void add_caption(struct str *out, const struct outline *outline,
                        const struct outline_part *part)
{
    size_t goals = 0;
    for (size_t i = 0; i < outline->goal_count; i++) {
        goals += outline_part_has_goal(outline, part, outline->goals[i]);
    }
    str_add(out, "<caption><span class=\"aloud\">");
    html_add_own(out, part->title);
    str_addf(out, ": </span>%zu goal%s, %zu note%s</caption>\n", goals,
             goals == 1 ? "" : "s", part->note_count, part->note_count == 1 ? "" : "s");
}

static void add_rows(struct str *out, const struct outline *outline,
                     const struct outline_part *part)
{
    str_add(out, "<table>\n");
    add_caption(out, outline, part);
    str_add(out, "<thead>\n<tr>\n");
    add_heading_cell(out, part->goals.title);
    for (size_t i = 0; i < part->column_count; i++) {
        add_heading_cell(out, part->columns[i].title);
    }
    str_add(out, "</tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < outline->goal_count; i++) {
        const struct record *goal = outline->goals[i];
        if (!outline_part_has_goal(outline, part, goal)) {
            continue;
        }
        str_add(out, "<tr>\n<th scope=\"row\" dir=\"auto\">");
        add_record(out, outline, &part->goals, goal);
        str_add(out, "</th>\n");
        for (size_t c = 0; c < part->column_count; c++) {
            add_cell(out, outline, &part->columns[c], goal);
        }
        str_add(out, "</tr>\n");
    }
    str_add(out, "</tbody>\n</table>\n");
}

static void add_part(struct str *out, const struct outline *outline,
                     const struct outline_part *part)
{
    bool filled = outline_part_filled(outline, part);
    bool rows = outline_part_has_rows(outline, part);
    str_addf(out, "<section%s>\n<h2 dir=\"auto\">",
             filled || rows ? "" : " class=\"unused\"");
    html_add_words(out, part->title, " ");
    str_add(out, "</h2>\n");
    if (filled && part->has_vision) {
        str_add(out,
                "<p class=\"vision\" dir=\"auto\"><bdi class=\"label\">Vision</bdi> ");
        if (*outline->vision) {
            html_add_words(out, outline->vision, "<br>");
        } else {
            html_add_none(out);
        }
        add_other_wordings(out, record_field(outline->table, "vision"));
        str_add(out, "</p>\n");
    }
    if (rows) {
        add_rows(out, outline, part);
    } else {
        str_addf(out, "<p class=\"none\">%s</p>\n",
                 filled ? "No ideas under it yet." : "Nothing here yet.");
    }
    str_add(out, "</section>\n");
}

static void add_table(struct str *out, const struct outline *outline)
{
    str_addf(out, "<article lang=\"%s\">\n<header>\n<h1 dir=\"auto\">",
             outline->language);
    html_add_words(out, outline->title, "<br>");
    str_add(out, "</h1>\n");
    const char **titles = outline_other_wordings(record_field(outline->table, "title"));
    if (titles) {
        free(titles);
        str_add(out, "<p>");
        add_other_wordings(out, record_field(outline->table, "title"));
        str_add(out, "</p>\n");
    }
    str_add(out, outline->fact_count ? "<dl>\n" : "");
    for (size_t i = 0; i < outline->fact_count; i++) {
        str_addf(out, "<div><dt>%s</dt><dd>", outline->facts[i].label);
        html_add_own(out, outline->facts[i].words);
        add_other_wordings(out, outline->facts[i].field);
        str_add(out, "</dd></div>\n");
    }
    str_add(out, outline->fact_count ? "</dl>\n</header>\n" : "</header>\n");
    promises_html(out, outline, PROMISES_BEFORE);
    for (size_t i = 0; i < outline->part_count; i++) {
        add_part(out, outline, &outline->parts[i]);
    }
    votes_html_part(outline, out);
    promises_html(out, outline, PROMISES_NOW);
    str_add(out, "</article>\n");
}

/* What all tables have in common stands before the words of each. */
static void add_themes(struct str *out, struct session *session, const char *language,
                       const struct export_options *options)
{
    struct findings findings;
    findings_find(session, NULL, &findings);
    themes_html_part(&findings, language, options, out);
    findings_finish(&findings);
}

/* The page is named after its first table, which also says its language. */
static void add_head(struct str *out, struct session *session,
                     const struct export_options *options)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    struct outline first = {.title = "roundtable", .language = "en"};
    if (count) {
        outline_init(&first, session, tables[0], options);
    }
    str_addf(out,
             "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
             first.language);
    str_add(out,
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    html_add_words(out, first.title, " ");
    if (count > 1) {
        str_addf(out, " and %zu more", count - 1);
    }
    str_addf(out, "</title>\n<style>\n%s%s</style>\n</head>\n", style,
             count > 1 ? themes_style : "");
    outline_finish(&first);
}

void export_html(struct session *session, const struct export_options *options,
                 struct str *out)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    add_head(out, session, options);
    str_add(out, "<body>\n<main>\n");
    for (size_t i = 0; i < count; i++) {
        struct outline outline;
        outline_init(&outline, session, tables[i], options);
        if (count > 1 && i == 0) {
            add_themes(out, session, outline.language, options);
        }
        add_table(out, &outline);
        outline_finish(&outline);
    }
    if (!count) {
        str_add(out, "<p class=\"none\">Nothing here yet.</p>\n");
    }
    str_add(out, "</main>\n</body>\n</html>\n");
}
