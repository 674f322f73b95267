/* What somebody said, between tags, and one grid of a table: a goal a row. */

#include "export/html_parts.h"

#include "export/writing.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

/* Adds the words of somebody, or that there are none. */
static void add_words_or_none(struct str *out, const char *words)
{
    if (words && *words) {
        html_add_words(out, words, "<br>");
    } else {
        html_add_none(out);
    }
}

void html_add_abouts(struct str *out, const struct told *told)
{
    for (size_t i = 0; i < told->about_count; i++) {
        const struct told_about *about = &told->abouts[i];
        str_addf(out, " <span class=\"other\" dir=\"auto\">%s", about->label);
        if (about->words) {
            str_add(out, ": ");
            html_add_own(out, about->words);
        }
        str_add(out, "</span>");
    }
}

void html_add_span(struct str *out, const char *class, const char *words)
{
    if (words) {
        str_addf(out, " <span class=\"%s\" dir=\"auto\">", class);
        html_add_own(out, words);
        str_add(out, "</span>");
    }
}

/* What has a dir or is a <bdi> does not count for the direction of all. */
void html_add_told(struct str *out, const struct told *told)
{
    const char *before = " <span class=\"marks\" dir=\"auto\">", *first = before;
    add_words_or_none(out, told->words);
    for (size_t i = 0; told->marks && told->marks[i]; i++) {
        str_add(out, before);
        html_add_own(out, told->marks[i]);
        before = " · ";
    }
    if (told->votes) {
        str_addf(out, "%s%s", before, told->votes);
        before = " · ";
    }
    if (told->promise) {
        str_add(out, before);
        html_add_own(out, told->promise);
        before = " · ";
    }
    str_add(out, before == first ? "" : "</span>");
    html_add_abouts(out, told);
    html_add_span(out, "from", told->from);
    html_add_span(out, "other", told->where);
}

void html_add_item(struct str *out, const struct told *item)
{
    str_add(out, "<li dir=\"auto\">");
    html_add_told(out, item);
    str_add(out, "</li>\n");
}

/* One grid: a goal a row. */

static void add_notes(struct str *out, const struct section *section,
                      const struct outline_column *column, const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        outline_notes(section->outline, section->part, column, goal, &count);
    str_add(out, "<td data-of=\"");
    html_add_words(out, column->title, " ");
    str_add(out, count ? "\"><ul>\n" : "\">");
    for (size_t i = 0; i < count; i++) {
        struct told note = told_entry(section->arena, section->outline, column, notes[i]);
        html_add_item(out, &note);
    }
    if (!count) {
        html_add_none(out);
    }
    str_add(out, count ? "</ul></td>\n" : "</td>\n");
}

/* The colour of a column, as in the picture of the map; columns that it does not have take
 * turns, as on paper. */
static const char *class_of(const char *column, size_t at)
{
    static const char *const classes[] = {" class=\"barrier\"", " class=\"stakeholder\"",
                                          " class=\"moment\""};
    const char *const known[] = {plan_barriers, plan_stakeholders, plan_moments};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(column, known[i]) == 0) {
            return classes[i];
        }
    }
    return classes[at % (sizeof classes / sizeof *classes)];
}

void html_add_heading_cell(struct str *out, const char *class, const char *title)
{
    str_addf(out, "<th scope=\"col\"%s dir=\"auto\">", class);
    html_add_words(out, title, " ");
    str_add(out, "</th>\n");
}

void html_add_caption(struct str *out, const char *title, const char *caption)
{
    str_add(out, "<caption><span class=\"aloud\">");
    html_add_own(out, title);
    str_addf(out, ": </span>%s</caption>\n", caption);
}

static void add_title_cell(struct str *out, const char *title)
{
    str_add(out, "<td data-of=\"Column\" dir=\"auto\">");
    html_add_words(out, title, " ");
    str_add(out, "</td>\n");
}

/* Of a wide part, each of its columns is a row, and the goal stands beside them all. */
static void add_goal(struct str *out, const struct section *section,
                     const struct record *record)
{
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
        html_add_told(out, &goal);
        str_add(out, "</th>\n");
    }
    for (size_t i = 0; columns[i]; i++) {
        if (part->wide) {
            str_add(out, i ? "</tr>\n<tr>\n" : "");
            add_title_cell(out, columns[i]->title);
        }
        add_notes(out, section, columns[i], record);
    }
    str_add(out, part->wide && !rows ? "<td></td>\n<td></td>\n</tr>\n" : "</tr>\n");
    free(columns);
}

static void add_goals(struct str *out, const struct section *section)
{
    const struct outline_part *part = section->part;
    size_t goals = part->of_goals ? part->row_count : 0, lists = part->list ? 0 : 1;
    str_add(out, part->list ? "<table class=\"list\">\n" : "<table>\n");
    html_add_caption(out, part->title,
                     part->of_goals
                         ? told_text(section->arena, "%zu %s%s, %zu note%s", goals,
                                     outline_row_word(part), plural(goals),
                                     part->note_count, plural(part->note_count))
                         : told_text(section->arena, "%zu note%s", part->note_count,
                                     plural(part->note_count)));
    str_add(out, "<thead>\n<tr>\n");
    if (lists) {
        html_add_heading_cell(out, " class=\"goal\"", outline_heading(part, 0));
    }
    for (size_t i = lists; i < outline_heading_count(part); i++) {
        html_add_heading_cell(
            out, part->wide ? "" : class_of(part->columns[i - lists].id, i - lists),
            outline_heading(part, i));
    }
    str_add(out, "</tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < part->row_count; i++) {
        add_goal(out, section, part->rows[i]);
    }
    str_add(out, "</tbody>\n</table>\n");
}

static void add_leads(struct str *out, const struct section *section)
{
    static const char *const classes[] = {
        [TOLD_VISION] = "vision", [TOLD_HERE] = "vision", [TOLD_SOURCE] = "source"};
    size_t count;
    const struct told_lead *leads =
        told_leads(section->arena, section->outline, section->part, &count);
    for (size_t i = 0; i < count; i++) {
        str_addf(out, "<p class=\"%s\" dir=\"auto\"><bdi class=\"label\">",
                 classes[leads[i].kind]);
        html_add_words(out, leads[i].label, " ");
        str_add(out, leads[i].kind == TOLD_SOURCE ? ":</bdi> " : "</bdi> ");
        html_add_told(out, &leads[i].told);
        str_add(out, "</p>\n");
    }
}

void html_add_part(struct str *out, const struct section *section)
{
    const struct outline_part *part = section->part;
    bool filled = outline_part_filled(section->outline, part);
    bool rows = part->row_count > 0;
    str_addf(out, "<section%s>\n<h2 dir=\"auto\">",
             filled || rows ? "" : " class=\"unused\"");
    html_add_words(out, part->title, " ");
    str_add(out, "</h2>\n");
    if (filled) {
        add_leads(out, section);
    }
    if (rows) {
        html_add_picture(out, section);
        add_goals(out, section);
    } else {
        str_addf(out, "<p class=\"none\">%s</p>\n",
                 filled ? "No ideas under it yet." : "Nothing here yet.");
    }
    str_add(out, "</section>\n");
}
