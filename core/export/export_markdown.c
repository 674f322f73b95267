/* Markdown: what is told, as tables for wikis and documents. */

#include "export/sections.h"
#include "export/writing.h"

#include <stdlib.h>

enum { BAR_COLS = 10 };

/* The document as it grows. */
struct markdown {
    struct str *out;
    const struct told_table *table; /* whose rows are told */
    const char *group;              /* of the rows that come; NULL: none */
    bool in_rows;                   /* the items of a list are rows of a table */
};

static void add_abouts(struct str *out, const struct told *told)
{
    for (size_t i = 0; i < told->about_count; i++) {
        const struct told_about *about = &told->abouts[i];
        str_addf(out, "<br>*%s%s*", about->label, about->words ? ":" : "");
        if (about->words) {
            str_add_byte(out, ' ');
            markdown_add_words(out, about->words);
        }
    }
}

/* Adds "words *(Boulder, 3 votes)* (Ana, by 1 December 2026)" and, under it, what is said
 * about it. */
static void add_told(struct str *out, const struct told *told)
{
    const char *between = " *(";
    markdown_add_words(out, told_words(told));
    for (size_t i = 0; told->marks && told->marks[i]; i++) {
        str_add(out, between);
        markdown_add_words(out, told->marks[i]);
        between = ", ";
    }
    if (told->votes) {
        str_addf(out, "%s%s", between, told->votes);
        between = ", ";
    }
    str_add(out, *between == ',' ? ")*" : "");
    if (told->promise) {
        str_add(out, " (");
        markdown_add_words(out, told->promise);
        str_add_byte(out, ')');
    }
    add_abouts(out, told);
    if (told->where) {
        str_add(out, "<br>*");
        markdown_add_words(out, told->where);
        str_add_byte(out, '*');
    }
}

/* One grid: a row each; of a wide one, a column of a row. */

static void add_notes(struct str *out, const struct section *section,
                      const struct outline_column *column, const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        outline_notes(section->outline, section->part, column, goal, &count);
    str_add(out, count ? "" : "–");
    for (size_t n = 0; n < count; n++) {
        struct told note = told_entry(section->arena, section->outline, column, notes[n]);
        str_add(out, n ? "<br>• " : "• ");
        add_told(out, &note);
    }
}

static void add_goal(struct str *out, const struct section *section,
                     const struct record *record)
{
    const struct outline_part *part = section->part;
    struct told goal = told_entry(section->arena, section->outline, &part->goals, record);
    const struct outline_column **columns =
        outline_row_columns(section->outline, part, record);
    str_add(out, "| ");
    if (!part->list) {
        add_told(out, &goal);
    }
    for (size_t i = 0; columns[i]; i++) {
        if (part->wide) { /* a row each */
            str_add(out, i ? "|  | " : " | ");
            markdown_add_words(out, columns[i]->title);
        }
        str_add(out, i || !part->list || part->wide ? " | " : "");
        add_notes(out, section, columns[i], record);
        str_add(out, part->wide ? " |\n" : "");
    }
    str_add(out, !part->wide ? " |\n" : columns[0] ? "" : " | – | – |\n");
    free(columns);
}

static void add_titles(struct str *out, const char *const *titles, size_t count,
                       size_t right)
{
    for (size_t i = 0; i < count; i++) {
        str_add(out, i ? " | " : "| ");
        markdown_add_words(out, titles[i]);
    }
    str_add(out, " |\n|");
    for (size_t i = 0; i < count; i++) {
        str_add(out, i == right ? " ---: |" : " --- |");
    }
    str_add_byte(out, '\n');
}

static void add_goals(struct str *out, const struct section *section)
{
    const struct outline_part *part = section->part;
    size_t count = outline_heading_count(part);
    const char **titles = arena_get(section->arena, count * sizeof *titles);
    for (size_t i = 0; i < count; i++) {
        titles[i] = outline_heading(part, i);
    }
    add_titles(out, titles, count, count);
    for (size_t i = 0; i < part->row_count; i++) {
        add_goal(out, section, part->rows[i]);
    }
}

static void markdown_heading(void *to, const char *words)
{
    struct markdown *markdown = to;
    str_add(markdown->out, "\n## ");
    markdown_add_words(markdown->out, words);
    str_add_byte(markdown->out, '\n');
}

static void add_leads(struct str *out, const struct section *section)
{
    size_t count;
    const struct told_lead *leads =
        told_leads(section->arena, section->outline, section->part, &count);
    for (size_t i = 0; i < count; i++) {
        str_add(out, "**");
        markdown_add_words(out, leads[i].label);
        str_add(out, ":** ");
        add_told(out, &leads[i].told);
        str_add(out, "\n\n");
    }
}

static void markdown_part(void *to, const struct section *section)
{
    struct str *out = ((struct markdown *)to)->out;
    const struct outline *outline = section->outline;
    markdown_heading(to, section->part->title);
    str_add_byte(out, '\n');
    if (!outline_part_filled(outline, section->part)) {
        str_addf(out, "%s\n", outline->paper->texts[PAPER_NOTHING_YET]);
        return;
    }
    add_leads(out, section);
    if (section->part->row_count) {
        add_goals(out, section);
    } else {
        str_addf(out, "%s\n", outline->paper->texts[PAPER_NO_IDEAS_YET]);
    }
}

/* What begins. */

/* Words of several lines, in one paragraph. */
static void add_labelled(struct str *out, const char *label, const char *words)
{
    str_addf(out, "**%s:** ", label);
    markdown_add_words(out, words);
}

static void markdown_begin(void *to, const struct section *section,
                           const struct told_head *head)
{
    struct str *out = ((struct markdown *)to)->out;
    if (head->kind == TOLD_NOTHING) {
        str_addf(out, "%s\n", head->title.words);
        return;
    }
    str_add(out, out->len_bytes ? "\n---\n\n# " : "# ");
    add_told(out, &head->title);
    str_add_byte(out, '\n');
    if (head->about && *head->about) {
        str_add_byte(out, '\n');
        markdown_add_words(out, head->about);
        str_add_byte(out, '\n');
    }
    for (size_t i = 0; i < head->fact_count; i++) {
        const struct outline_fact *fact = &head->facts[i];
        struct told said = told_wording(section->arena, section_paper(section),
                                        fact->words, fact->field);
        str_add(out, i ? "<br>\n" : "\n");
        add_labelled(out, fact->label, fact->words);
        add_abouts(out, &said);
    }
    str_add(out, head->fact_count ? "\n" : "");
    if (head->answer) {
        str_add_byte(out, '\n');
        add_labelled(out, head->outline->paper->texts[PAPER_ANSWER_BACK], head->answer);
        str_add_byte(out, '\n');
    }
}

/* Tables and lists. */

static void markdown_table(void *to, const struct told_table *table)
{
    struct markdown *markdown = to;
    const char *titles[TOLD_MOST_COLUMNS];
    size_t right = table->count;
    for (size_t i = 0; i < table->count; i++) {
        titles[i] = table->columns[i].title;
        right = table->columns[i].kind == TOLD_NUMBER ? i : right;
    }
    markdown->table = table;
    str_add_byte(markdown->out, '\n');
    add_titles(markdown->out, titles, table->count, right);
}

static void markdown_group(void *to, const char *words)
{
    ((struct markdown *)to)->group = words;
}

static void add_cell(struct str *out, enum told_kind kind, const struct told *cell)
{
    switch (kind) {
    case TOLD_NUMBER:
        str_addf(out, "%zu", cell->count);
        break;
    case TOLD_BAR:
        if (cell->words) {
            markdown_add_words(out, cell->words);
            break;
        }
        for (size_t i = told_bar(cell, BAR_COLS); i; i--) {
            str_add(out, "█");
        }
        str_addf(out, "%s%zu", cell->count ? " " : "", cell->count);
        break;
    case TOLD_VOTES:
        str_add(out, cell->votes);
        break;
    case TOLD_LIST:
        markdown_add_words(out, cell->line);
        break;
    default:
        add_told(out, cell);
    }
}

static void markdown_row(void *to, const struct told *cells)
{
    struct markdown *markdown = to;
    const struct told_table *table = markdown->table;
    for (size_t i = 0; i < table->count; i++) {
        str_add(markdown->out, i ? " | " : "| ");
        if (markdown->group && table->columns[i].head) {
            markdown_add_words(markdown->out, markdown->group);
            str_add(markdown->out, " – ");
        }
        add_cell(markdown->out, table->columns[i].kind, &cells[i]);
    }
    str_add(markdown->out, " |\n");
}

static void markdown_list(void *to, const struct told_list *list)
{
    struct markdown *markdown = to;
    markdown->in_rows = list->titles[0];
    str_add_byte(markdown->out, '\n');
    if (markdown->in_rows) {
        add_titles(markdown->out, list->titles, 2, 2);
    }
}

static void markdown_item(void *to, const struct told *item)
{
    struct markdown *markdown = to;
    str_add(markdown->out, markdown->in_rows ? "| " : "- ");
    add_told(markdown->out, item);
    if (markdown->in_rows) {
        str_add(markdown->out, " | ");
        markdown_add_words(markdown->out, item->from ? item->from : "");
        str_add(markdown->out, " |");
    } else if (item->from) {
        str_add(markdown->out, " (");
        markdown_add_words(markdown->out, item->from);
        str_add_byte(markdown->out, ')');
    }
    str_add_byte(markdown->out, '\n');
}

static void markdown_say(void *to, const char *words, enum told_saying saying)
{
    struct markdown *markdown = to;
    if (saying != TOLD_KEY) {
        str_addf(markdown->out, "\n%s%s\n", words, saying == TOLD_LEADS ? ":" : "");
    }
}

static void markdown_end(void *to)
{
    ((struct markdown *)to)->group = NULL;
}

void export_markdown(struct session *session, const struct export_options *options,
                     struct str *out)
{
    struct markdown markdown = {.out = out};
    const struct listener listener = {
        .to = &markdown,
        .begin = markdown_begin,
        .part = markdown_part,
        .heading = markdown_heading,
        .end = markdown_end,
        .say = markdown_say,
        .table = markdown_table,
        .group = markdown_group,
        .row = markdown_row,
        .list = markdown_list,
        .item = markdown_item,
    };
    sections_tell(session, options, SECTIONS_OF_TABLES, &listener);
}
