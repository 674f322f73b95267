/* What somebody said, between tags, and one grid of a table: a goal a row. */

#include "export/html_parts.h"

#include "export/writing.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

/* Adds the words of somebody, or that there are none. */
static void add_words_or_none(const struct html *html, const struct told *told)
{
    if (told->words && *told->words) {
        html_add_said(html, told, "<br>");
    } else {
        html_add_none(html);
    }
}

/* Adds a label between tags, which sets in its own direction. */
static void add_own_label(const struct html *html, const char *words)
{
    str_add(html->out, "<bdi>");
    html_add_label(html, words);
    str_add(html->out, "</bdi>");
}

void html_add_abouts(const struct html *html, const struct told *told)
{
    struct str *out = html->out;
    for (size_t i = 0; i < told->about_count; i++) {
        const struct told_about *about = &told->abouts[i];
        str_add(out, " <span class=\"other\" dir=\"auto\">");
        html_add_label(html, about->label);
        if (about->words) {
            str_add(out, ": ");
            html_add_own(out, about->words);
        }
        str_add(out, "</span>");
    }
}

void html_add_span(const struct html *html, const char *class, const char *words)
{
    if (words) {
        str_addf(html->out, " <span class=\"%s\" dir=\"auto\">", class);
        add_own_label(html, words);
        str_add(html->out, "</span>");
    }
}

/* What has a dir or is a <bdi> does not count for the direction of all. */
void html_add_told(const struct html *html, const struct told *told)
{
    struct str *out = html->out;
    const char *before = " <span class=\"marks\" dir=\"auto\">", *first = before;
    add_words_or_none(html, told);
    for (size_t i = 0; told->marks && told->marks[i]; i++) {
        str_add(out, before);
        add_own_label(html, told->marks[i]);
        before = " · ";
    }
    if (told->votes) {
        str_add(out, before);
        html_add_label(html, told->votes);
        before = " · ";
    }
    if (told->promise) {
        str_add(out, before);
        html_add_own(out, told->promise);
        before = " · ";
    }
    str_add(out, before == first ? "" : "</span>");
    html_add_abouts(html, told);
    html_add_span(html, "from", told->from);
    if (told->where) { /* people's words in it say where */
        str_add(out, " <span class=\"other\" dir=\"auto\">");
        html_add_own(out, told->where);
        str_add(out, "</span>");
    }
}

void html_add_item(const struct html *html, const struct told *item)
{
    str_add(html->out, "<li dir=\"auto\">");
    html_add_told(html, item);
    str_add(html->out, "</li>\n");
}

/* One grid: a goal a row. */

static void add_notes(const struct html *html, const struct section *section,
                      const struct outline_column *column, const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        outline_notes(section->outline, section->part, column, goal, &count);
    struct str *out = html->out;
    bool apart = !html->in_one;
    str_add(out, "<td");
    html_add_lang(html, column->title);
    str_add(out, " data-of=\"");
    html_add_words(out, column->title, " ");
    str_add(out, "\">");
    if (count && apart) {
        str_addf(out, "<ul lang=\"%s\">\n", html->language);
    } else if (count) {
        str_add(out, "<ul>\n");
    }
    for (size_t i = 0; i < count; i++) {
        struct told note = told_entry(section->arena, section->outline, column, notes[i]);
        html_add_item(html, &note);
    }
    if (!count) {
        html_add_none(html);
    }
    str_add(out, count ? "</ul></td>\n" : "</td>\n");
}

static const char *class_of(const char *column, size_t at)
{
    static const char *const classes[] = {" class=\"barrier\"", " class=\"stakeholder\"",
                                          " class=\"moment\""};
    return classes[plan_colour(column, at) - 1];
}

void html_add_heading_cell(const struct html *html, const char *class, const char *title)
{
    str_addf(html->out, "<th scope=\"col\"%s dir=\"auto\">", class);
    html_add_label(html, title);
    str_add(html->out, "</th>\n");
}

void html_add_caption(const struct html *html, const char *title, const char *caption)
{
    str_add(html->out, "<caption>");
    if (title) {
        str_add(html->out, "<span class=\"aloud\">");
        add_own_label(html, title);
        str_add(html->out, ": </span>");
    }
    html_add_label(html, caption);
    str_add(html->out, "</caption>\n");
}

/* On a narrow screen it is headed by ours. */
static void add_title_cell(const struct html *html, const char *title)
{
    str_add(html->out, "<td");
    html_add_ours(html);
    str_add(html->out, " data-of=\"");
    html_add_words(html->out, html_word(html, PAPER_COLUMN), " ");
    str_add(html->out, "\" dir=\"auto\">");
    if (html->in_one) {
        html_add_words(html->out, title, " ");
    } else {
        const struct told_piece piece = told_piece(html->session, html->table, title);
        str_addf(html->out, "<span lang=\"%s\">", piece.language);
        html_add_words(html->out, title, " ");
        str_add(html->out, "</span>");
    }
    str_add(html->out, "</td>\n");
}

/* Of a wide part, each of its columns is a row, and the goal stands beside them all. */
static void add_goal(const struct html *html, const struct section *section,
                     const struct record *record)
{
    struct str *out = html->out;
    const struct outline_part *part = section->part;
    const struct outline_column **columns =
        outline_row_columns(section->outline, part, record);
    struct told goal = told_entry(section->arena, section->outline, &part->goals, record);
    size_t rows = 0;
    while (part->wide && columns[rows]) {
        rows++;
    }
    str_add(out, "<tr>\n");
    if (!part->list) {
        str_add(out, "<th scope=\"row\" ");
        if (rows > 1) {
            str_addf(out, "rowspan=\"%zu\" ", rows);
        }
        str_add(out, "dir=\"auto\">");
        html_add_told(html, &goal);
        str_add(out, "</th>\n");
    }
    for (size_t i = 0; columns[i]; i++) {
        if (part->wide) {
            str_add(out, i ? "</tr>\n<tr>\n" : "");
            add_title_cell(html, columns[i]->title);
        }
        add_notes(html, section, columns[i], record);
    }
    str_add(out, part->wide && !rows ? "<td></td>\n<td></td>\n</tr>\n" : "</tr>\n");
    free(columns);
}

/* "2 goals, 3 notes"; "Nodau: 2; nodiadau: 3" where not all of the words have an English plural. */
static const char *caption_of(const struct section *section,
                              const struct outline_part *part)
{
    const struct template *form =
        table_template(section->session, section->outline->table);
    size_t rows = part->of_goals ? part->row_count : 0, notes = part->note_count;
    bool english = strcmp(section->outline->paper->language, "en") == 0 &&
                   told_alike(form->language, "en");
    if (!part->of_goals) {
        return section_count(section, PAPER_NOTES_ONE, notes);
    }
    return english
               ? told_text(section->arena, "%zu %s%s, %zu note%s", rows,
                           outline_row_word(part), plural(rows), notes, plural(notes))
               : told_text(section->arena, "%s: %zu; %s: %zu", outline_heading(part, 0),
                           rows, section_word(section, PAPER_NOTES), notes);
}

static void add_goals(const struct html *html, const struct section *section)
{
    struct str *out = html->out;
    const struct outline_part *part = section->part;
    size_t lists = part->list ? 0 : 1;
    str_add(out, part->list ? "<table class=\"list\">\n" : "<table>\n");
    html_add_caption(html, part->title, caption_of(section, part));
    str_add(out, "<thead>\n<tr>\n");
    if (lists) {
        html_add_heading_cell(html, " class=\"goal\"", outline_heading(part, 0));
    }
    for (size_t i = lists; i < outline_heading_count(part); i++) {
        html_add_heading_cell(
            html, part->wide ? "" : class_of(part->columns[i - lists].id, i - lists),
            outline_heading(part, i));
    }
    str_add(out, "</tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < part->row_count; i++) {
        add_goal(html, section, part->rows[i]);
    }
    str_add(out, "</tbody>\n</table>\n");
}

static void add_leads(const struct html *html, const struct section *section)
{
    static const char *const classes[] = {
        [TOLD_VISION] = "vision", [TOLD_HERE] = "vision", [TOLD_SOURCE] = "source"};
    struct str *out = html->out;
    size_t count;
    const struct told_lead *leads =
        told_leads(section->arena, section->outline, section->part, &count);
    for (size_t i = 0; i < count; i++) {
        str_addf(out, "<p class=\"%s\" dir=\"auto\"><bdi class=\"label\">",
                 classes[leads[i].kind]);
        html_add_label(html, leads[i].label);
        str_add(out, leads[i].kind == TOLD_SOURCE ? ":</bdi> " : "</bdi> ");
        html_add_told(html, &leads[i].told);
        str_add(out, "</p>\n");
    }
}

void html_add_part(const struct html *html, const struct section *section)
{
    struct str *out = html->out;
    const struct outline_part *part = section->part;
    bool filled = outline_part_filled(section->outline, part);
    bool rows = part->row_count > 0;
    str_addf(out, "<section%s>\n<h2 dir=\"auto\">",
             filled || rows ? "" : " class=\"unused\"");
    html_add_label(html, part->title);
    str_add(out, "</h2>\n");
    if (filled) {
        add_leads(html, section);
    }
    if (rows) {
        html_add_picture(html, section);
        add_goals(html, section);
    } else {
        const char *none = section->outline->paper
                               ->texts[filled ? PAPER_NO_IDEAS_YET : PAPER_NOTHING_YET];
        str_add(out, "<p class=\"none\"");
        html_add_lang(html, none);
        str_addf(out, ">%s</p>\n", none);
    }
    str_add(out, "</section>\n");
}
