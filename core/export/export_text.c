/* Plain text: what is told, as lines that survive being quoted in an e-mail. */

#include "export/sections.h"
#include "export/writing.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BAR_COLS = 10 };

/* The text as it grows. */
struct text {
    struct str *out;
    int cols; /* how wide its lines are at most */
    bool plain_bars;
    const struct told_table *table; /* whose rows are told */
};

/* What is said about it, each on lines of its own. */
static void add_abouts(const struct text *text, const char *indent, const char *deeper,
                       const struct told *told)
{
    for (size_t i = 0; i < told->about_count; i++) {
        const struct told_about *about = &told->abouts[i];
        struct str said = str_of("%s%s%s", about->label, about->words ? ": " : "",
                                 about->words ? about->words : "");
        text_add_words(text->out, text->cols, indent, deeper, said.bytes);
        str_finish(&said);
    }
}

static void add_in_brackets(struct str *said, const char *words)
{
    if (words && *words) {
        str_addf(said, " (%s)", words);
    }
}

/* Adds "words [Boulder, 3 votes] (Ana, by 1 December 2026)" and, under it, what is said
 * about it. */
static void add_told(const struct text *text, const char *first, const char *rest,
                     const char *deeper, const struct told *told)
{
    const char *between = " [";
    struct str said = str_of("%s", told_words(told));
    for (size_t i = 0; told->marks && told->marks[i]; i++) {
        str_addf(&said, "%s%s", between, told->marks[i]);
        between = ", ";
    }
    if (told->votes) {
        str_addf(&said, "%s%s", between, told->votes);
        between = ", ";
    }
    str_add(&said, *between == ',' ? "]" : "");
    add_in_brackets(&said, told->promise);
    add_in_brackets(&said, told->from);
    add_in_brackets(&said, told->where);
    text_add_words(text->out, text->cols, first, rest, said.bytes);
    str_finish(&said);
    add_abouts(text, rest, deeper, told);
}

/* One grid, row by row. */

static void add_cell(const struct text *text, const struct section *section,
                     const struct outline_column *column, const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        outline_notes(section->outline, section->part, column, goal, &count);
    text_add_words(text->out, text->cols, "   ", "   ", column->title);
    for (size_t i = 0; i < count; i++) {
        struct told note = told_entry(section->arena, section->outline, column, notes[i]);
        add_told(text, "   - ", "     ", "     ", &note);
    }
    if (!count) {
        str_addf(text->out, "   – %s\n", section->outline->paper->texts[PAPER_NONE_YET]);
    }
}

static void add_row(const struct text *text, const struct section *section, size_t n)
{
    const struct outline_part *part = section->part;
    const struct record *record = part->rows[n];
    struct told row = told_entry(section->arena, section->outline, &part->goals, record);
    if (!part->list) {
        add_told(text, told_text(section->arena, "\n%zu. ", n + 1), "   ", "   ", &row);
    }
    if (!outline_row_notes(section->outline, part, record)) {
        str_addf(text->out, "   – %s\n",
                 section->outline->paper->texts[PAPER_ROW_NOTHING_YET]);
        return;
    }
    const struct outline_column **columns =
        outline_row_columns(section->outline, part, record);
    for (size_t i = 0; columns[i]; i++) {
        str_add_byte(text->out, '\n');
        add_cell(text, section, columns[i], record);
    }
    free(columns);
}

static void add_leads(const struct text *text, const struct section *section)
{
    size_t count;
    const struct told_lead *leads =
        told_leads(section->arena, section->outline, section->part, &count);
    for (size_t i = 0; i < count; i++) {
        struct str first = str_of("%s: ", leads[i].label);
        str_add(text->out, i ? "" : "\n");
        text_add_words(text->out, text->cols, first.bytes, "  ", leads[i].told.words);
        add_abouts(text, "  ", "  ", &leads[i].told);
        str_finish(&first);
    }
}

static void text_heading(void *to, const char *words)
{
    struct text *text = to;
    str_add_byte(text->out, '\n');
    text_add_heading(text->out, text->cols, words, '-');
}

static void text_part(void *to, const struct section *section)
{
    struct text *text = to;
    const struct outline *outline = section->outline;
    const struct outline_part *part = section->part;
    text_heading(to, part->title);
    if (!outline_part_filled(outline, part)) {
        str_addf(text->out, "\n%s\n", outline->paper->texts[PAPER_NOTHING_YET]);
        return;
    }
    add_leads(text, section);
    if (!part->row_count) {
        str_addf(text->out, "\n%s\n", outline->paper->texts[PAPER_NO_IDEAS_YET]);
    }
    for (size_t i = 0; i < part->row_count; i++) {
        add_row(text, section, i);
    }
}

/* What begins. */

static void add_labelled(const struct text *text, const char *label, const char *words)
{
    struct str first = str_of("%s: ", label);
    text_add_words(text->out, text->cols, first.bytes, "  ", words);
    str_finish(&first);
}

static void text_begin(void *to, const struct section *section,
                       const struct told_head *head)
{
    const struct text *text = to;
    struct str *out = text->out;
    bool about = head->about && *head->about;
    if (head->kind == TOLD_NOTHING) {
        text_add_words(text->out, text->cols, "", "", head->title.words);
        return;
    }
    str_add(out, out->len_bytes ? "\n\n" : "");
    text_add_heading(text->out, text->cols, head->title.words, '=');
    add_abouts(text, "  ", "  ", &head->title);
    str_add(out, about || head->fact_count || head->answer ? "\n" : "");
    if (about) {
        text_add_words(text->out, text->cols, "", "", head->about);
    }
    for (size_t i = 0; i < head->fact_count; i++) {
        const struct outline_fact *fact = &head->facts[i];
        struct told said = told_wording(section->arena, section_paper(section),
                                        fact->words, fact->field);
        add_labelled(text, fact->label, fact->words);
        add_abouts(text, "  ", "  ", &said);
    }
    if (head->answer) {
        add_labelled(text, head->outline->paper->texts[PAPER_ANSWER_BACK], head->answer);
    }
}

/* Rows, in the way of each table. */

/* "     3  Tables" */
static void number_row(const struct text *text, const struct told *cells)
{
    struct str first = str_of("%6zu  ", cells[1].count);
    text_add_words(text->out, text->cols, first.bytes, "        ", told_words(&cells[0]));
    str_finish(&first);
}

/* "10:00  Welcome (5 min)" */
static void day_row(const struct text *text, const struct told *cells)
{
    struct str first = str_of("%-7s", cells[0].words), words = STR_EMPTY;
    str_add(&words, told_words(&cells[1]));
    add_in_brackets(&words, cells[2].words);
    text_add_words(text->out, text->cols, first.bytes, "       ", words.bytes);
    str_finish(&first);
    str_finish(&words);
}

/* "2=   3 votes  Carers (Stakeholders, Less isolation)", "1   14 of 23 people  Fares (…)" */
static void ranking_row(const struct text *text, const struct told *cells)
{
    struct str first = STR_EMPTY, deeper = STR_EMPTY, words = STR_EMPTY;
    const char *votes = cells[2].votes;
    size_t digits = strcspn(votes, " ");
    str_addf(&first, "%-4s%3.*s%-6s  ", cells[0].words, (int)digits, votes,
             votes + digits);
    str_addf(&words, "%s (%s)", told_words(&cells[1]), cells[3].words);
    str_addf(&deeper, "%*s", (int)first.len_bytes, "");
    text_add_words(text->out, text->cols, first.bytes, deeper.bytes, words.bytes);
    str_finish(&deeper);
    str_finish(&first);
    str_finish(&words);
}

static void add_bar(const struct text *text, const struct told *cell, struct str *out)
{
    size_t bar = told_bar(cell, BAR_COLS);
    for (size_t i = 0; i < BAR_COLS; i++) {
        str_add(out, i >= bar ? " " : text->plain_bars ? "#" : "█");
    }
}

/* "  4         ████       2 answers": what was said may be a number itself. */
static void answer_row(const struct text *text, const struct told *cells)
{
    enum { LABEL_COLS = 10 };
    struct str words = str_of("%s", cells[0].words);
    int cols = text_width_cols(words.bytes, words.len_bytes);
    size_t count = cells[1].count;
    if (count || !cells[0].not_peoples) {
        str_addf(&words, "%*s", cols < LABEL_COLS ? LABEL_COLS - cols + 1 : 1, "");
        add_bar(text, &cells[1], &words);
        str_addf(&words, " %s", cells[1].votes);
    }
    text_add_words(text->out, text->cols, "  ", "    ", words.bytes);
    str_finish(&words);
}

/* "  9 ██████████ Reducing social isolation", other words for it, and the tables. */
static void theme_row(const struct text *text, const struct told *cells)
{
    int digits = snprintf(NULL, 0, "%zu", cells[1].most);
    struct str first = STR_EMPTY, rest = STR_EMPTY, deeper = STR_EMPTY;
    str_addf(&first, "  %*zu ", digits, cells[1].count);
    add_bar(text, &cells[1], &first);
    str_add_byte(&first, ' ');
    str_addf(&rest, "%*s", 2 + digits + 1 + BAR_COLS + 1, "");
    str_addf(&deeper, "%s  ", rest.bytes);
    add_told(text, first.bytes, rest.bytes, deeper.bytes, &cells[0]);
    if (text->table->count > 2) {
        text_add_words(text->out, text->cols, rest.bytes, deeper.bytes, cells[2].words);
    }
    str_finish(&first);
    str_finish(&rest);
    str_finish(&deeper);
}

static void difference_row(const struct text *text, const struct told *cells)
{
    struct str words = STR_EMPTY;
    str_addf(&words, "%s: %s", cells[1].words, cells[0].words);
    str_add_byte(text->out, '\n');
    text_add_words(text->out, text->cols, "  ", "    ", words.bytes);
    text_add_words(text->out, text->cols, "    ", "      ", cells[2].line);
    str_finish(&words);
}

static void form_row(const struct text *text, const struct told *cells)
{
    str_add_byte(text->out, '\n');
    add_told(text, "  ", "    ", "      ", &cells[0]);
    for (size_t i = 1; i < text->table->count; i++) {
        if (cells[i].line && *cells[i].line) {
            text_add_words(text->out, text->cols, "    ", "      ", cells[i].line);
        }
    }
}

/* "- 1 December 2026: Ask the trusts (Ana; messenger: …), Leeds 4 – two said yes" */
static void promise_row(const struct text *text, const struct told *cells)
{
    const char *said[TOLD_OUTCOME + 1] = {0};
    for (size_t i = 0; i < text->table->count; i++) {
        const struct told_column *column = &text->table->columns[i];
        const char *words = cells[i].words;
        said[column->kind] = words && *words ? words : column->none;
    }
    const char *who = said[TOLD_WHO], *messenger = said[TOLD_MESSENGER];
    struct str line = str_of("%s: %s", said[TOLD_DAY] ? said[TOLD_DAY] : "–",
                             said[TOLD_WORDS] ? said[TOLD_WORDS] : "–");
    if (who || messenger) {
        str_addf(&line, " (%s%s", who ? who : "", who && messenger ? "; " : "");
        if (messenger) {
            paper_say(text->table->paper, PAPER_MESSENGER_IS,
                      (struct paper_said){.from = messenger}, &line);
        }
        str_add_byte(&line, ')');
    }
    if (said[TOLD_OF_TABLE]) {
        str_addf(&line, ", %s", said[TOLD_OF_TABLE]);
    }
    if (said[TOLD_OUTCOME]) {
        str_addf(&line, " – %s", said[TOLD_OUTCOME]);
    }
    text_add_words(text->out, text->cols, "- ", "  ", line.bytes);
    str_finish(&line);
}

static void text_row(void *to, const struct told *cells)
{
    static void (*const rows[])(const struct text *text, const struct told *cells) = {
        [TOLD_AS_NUMBERS] = number_row,   [TOLD_AS_RANKING] = ranking_row,
        [TOLD_AS_SHARED] = theme_row,     [TOLD_AS_DIFFERENCES] = difference_row,
        [TOLD_AS_PROMISES] = promise_row, [TOLD_AS_ANSWERS] = answer_row,
        [TOLD_AS_FORM] = form_row,        [TOLD_AS_DAY] = day_row,
    };
    const struct text *text = to;
    rows[text->table->as](text, cells);
}

static void text_group(void *to, const char *words)
{
    struct text *text = to;
    str_add_byte(text->out, '\n');
    text_add_words(text->out, text->cols, "", "  ", words);
}

/* Where groups or rows have blank lines above them, none is needed for the table. */
static void text_table(void *to, const struct told_table *table)
{
    struct text *text = to;
    bool apart = table->as == TOLD_AS_DIFFERENCES || table->as == TOLD_AS_ANSWERS ||
                 table->as == TOLD_AS_FORM;
    text->table = table;
    str_add(text->out, apart ? "" : "\n");
}

static void text_list(void *to, const struct told_list *list)
{
    struct text *text = to;
    if (list->group) {
        text_group(to, list->group);
    } else {
        str_add_byte(text->out, '\n');
    }
}

static void text_item(void *to, const struct told *item)
{
    struct text *text = to;
    add_told(text, "  - ", "    ", "      ", item);
}

static void text_say(void *to, const char *words, enum told_saying saying)
{
    struct text *text = to;
    struct str said = str_of("%s%s", words, saying == TOLD_LEADS ? ":" : "");
    str_add_byte(text->out, '\n');
    text_add_words(text->out, text->cols, "", "", said.bytes);
    str_finish(&said);
}

static void text_end(void *to)
{
    ((struct text *)to)->table = NULL;
}

static void write_text(struct session *session, const struct export_options *options,
                       enum sections_of of, struct str *out)
{
    struct text text = {.out = out,
                        .cols = options->narrow ? TEXT_NARROW_COLS : TEXT_COLS,
                        .plain_bars = options->plain_bars};
    const struct listener listener = {
        .to = &text,
        .begin = text_begin,
        .part = text_part,
        .heading = text_heading,
        .end = text_end,
        .say = text_say,
        .table = text_table,
        .group = text_group,
        .row = text_row,
        .list = text_list,
        .item = text_item,
    };
    sections_tell(session, options, of, &listener);
}

void export_text(struct session *session, const struct export_options *options,
                 struct str *out)
{
    write_text(session, options, SECTIONS_OF_TABLES, out);
}

void themes_text(struct session *session, const struct export_options *options,
                 struct str *out)
{
    write_text(session, options, SECTIONS_OF_THEMES, out);
}
