/* What is told, put on pages one below the other. */

#include "export/pdf/pdf_parts.h"
#include "export/pdf/pdf_press.h"

#include "base/utf8.h"

#include <stdio.h>

/* What is being put on paper. */
struct pdf_writing {
    struct pdf_flow *flow;
    bool begun;     /* something stands on a page already, */
    bool in_tables; /* a table as the last of it */
    bool in_list;
    const struct told_table *table; /* whose rows are told */
    struct pdf_shape shape;         /* of it */
    bool
        in_lines; /* its columns would break words, or stand one by one: each row is an item
                    * of a list */
    bool together; /* the rows of a group stay on one page, as far as they are told */
};

/* So much of a page at most the rows of a group take that stay together. */
static const double together_part = .4;

static void pdf_part(void *to, const struct section *section)
{
    struct pdf_writing *w = to;
    pdf_add_part(w->flow, section);
}

static struct pdf_row *add_paragraph(struct pdf_flow *flow, const char *words)
{
    struct pdf_row *row = pdf_add(flow, PDF_PARAGRAPH, PDF_NOTE, words, "");
    row->before = (float)pdf_unit(flow->paper);
    return row;
}

/* What begins. */

/* A page of its own that says what this is. */
static void add_cover(struct pdf_flow *flow, const struct section *section,
                      const struct told_head *head)
{
    struct pdf_row *row = pdf_begin_row(flow, PDF_PARAGRAPH);
    row->centre = true;
    pdf_begin_cell(flow, 0, pdf_width(flow->paper));
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_COVER, head->title.words, "");
    pdf_begin_item(flow, false)->before = (float)(4 * pdf_unit(flow->paper));
    if (section->table_count > 1) {
        pdf_set(flow, PDF_LEAD, head->about, "");
    } else {
        pdf_set_facts(flow, head->outline);
    }
    if (head->answer) {
        pdf_begin_item(flow, false)->before = (float)(12 * pdf_unit(flow->paper));
        pdf_set(flow, PDF_SUB, section_word(section, PAPER_ANSWER_BACK), "");
        pdf_begin_item(flow, false)->before = (float)pdf_unit(flow->paper);
        pdf_set(flow, PDF_LEAD, head->answer, "");
    }
    pdf_end_row(flow);
}

/* Small tables share a page, but not a wall. */
static void share_page(struct pdf_writing *w)
{
    struct pdf_row *row = &w->flow->rows[w->flow->row_count - 1];
    if (w->in_tables && !w->flow->paper->poster) {
        row->new_page = false;
        row->whole = row->rule = true;
        row->before = (float)(12 * pdf_unit(w->flow->paper));
    }
}

static void add_title(struct pdf_flow *flow, const struct told_head *head,
                      const char *bookmark, bool new_page)
{
    struct pdf_row *row = pdf_add(flow, PDF_HEADING_1, PDF_TITLE, head->title.words, "");
    row->new_page = new_page;
    row->keep = true;
    row->bookmark = bookmark;
    row->language =
        head->outline ? pango_language_from_string(head->outline->language) : NULL;
}

static void add_facts(struct pdf_flow *flow, const struct section *section,
                      const struct told_head *head)
{
    if (!head->fact_count && !head->title.about_count) {
        return; /* an empty paragraph would be read aloud as one */
    }
    struct pdf_row *row = pdf_begin_row(flow, PDF_PARAGRAPH);
    row->keep = true;
    row->before = (float)(.5 * pdf_unit(flow->paper));
    pdf_begin_cell(flow, 0, pdf_width(flow->paper));
    pdf_begin_item(flow, false);
    if (head->fact_count) {
        pdf_set_facts(flow, head->outline);
    }
    pdf_set_abouts(flow, &head->title);
    for (size_t i = 0; i < head->fact_count; i++) {
        struct told fact = told_wording(section->arena, section_paper(section), "",
                                        head->facts[i].field);
        pdf_set_abouts(flow, &fact);
    }
    pdf_end_row(flow);
}

static void pdf_begin(void *to, const struct section *section,
                      const struct told_head *head)
{
    struct pdf_writing *w = to;
    struct pdf_flow *flow = w->flow;
    if (head->kind != TOLD_COVER) {
        pdf_press_on(flow);
    }
    pdf_speak(flow,
              head->outline ? head->outline->language : section_paper(section)->language);
    flow->columns = 0;
    switch (head->kind) {
    case TOLD_COVER:
        add_cover(flow, section, head);
        break;
    case TOLD_BRIEF:
    case TOLD_THEMES:
    case TOLD_NUMBERS:
        add_title(flow, head, pdf_mark(flow, head->title.words), w->begun);
        if (head->about) {
            struct pdf_row *row = pdf_add(flow, PDF_PARAGRAPH, PDF_LEAD, head->about, "");
            row->before = (float)(.5 * pdf_unit(flow->paper));
            row->keep = true;
        }
        flow->columns = head->kind == TOLD_BRIEF ? flow->paper->list_columns : 0;
        break;
    case TOLD_TABLE:
        add_title(flow, head, pdf_bookmark(flow, head->outline), w->begun);
        share_page(w);
        add_facts(flow, section, head);
        break;
    default:
        pdf_add(flow, PDF_PARAGRAPH, PDF_NOTE, head->title.words, "");
    }
    w->begun = true;
    w->in_tables = head->kind == TOLD_TABLE;
}

static void pdf_heading(void *to, const char *words)
{
    struct pdf_writing *w = to;
    struct pdf_row *row = pdf_add_heading(w->flow, PDF_HEADING_2, words);
    row->bookmark = pdf_mark(w->flow, words);
    row->whole = w->flow->columns > 0;
}

static void pdf_say(void *to, const char *words, enum told_saying saying)
{
    struct pdf_writing *w = to;
    struct str said = STR_EMPTY;
    if (saying != TOLD_KEY) {
        str_addf(&said, "%s%s", words, saying == TOLD_LEADS ? ":" : "");
        struct pdf_row *row = add_paragraph(w->flow, said.bytes);
        row->keep = saying == TOLD_LEADS;
        row->said = true;
        str_finish(&said);
    }
}

/* A sentence right above a table or a list is about that, and stays with it. Returns the row
 * that heads both: the heading, if there is one. */
static struct pdf_row *heading_of_next(struct pdf_writing *w)
{
    struct pdf_row *rows = w->flow->rows;
    size_t last = w->flow->row_count - 1;
    rows[last].keep = rows[last].keep || rows[last].said;
    while (last && rows[last].kind >= PDF_PARAGRAPH && rows[last - 1].keep) {
        last--;
    }
    return &rows[last];
}

/* Lists. */

static void end_list(struct pdf_writing *w)
{
    if (w->in_list) {
        pdf_end_list(w->flow);
    }
    w->in_list = false;
}

static void pdf_list(void *to, const struct told_list *list)
{
    struct pdf_writing *w = to;
    end_list(w);
    heading_of_next(w);
    if (list->group) {
        pdf_add_heading(w->flow, PDF_HEADING_3, list->group);
    }
    pdf_begin_list(w->flow);
    w->in_list = true;
}

/* One that says where it stands is of several lines, and has more room above it. */
static void pdf_item(void *to, const struct told *item)
{
    struct pdf_writing *w = to;
    double above = item->where ? 1 : .6;
    pdf_press_item(w->flow);
    pdf_begin_item(w->flow, true)->before = (float)(above * pdf_unit(w->flow->paper));
    pdf_set_told(w->flow, PDF_NOTE, item);
}

/* Tables. */

/* The space above a row, in units. */
static const double above_row[] = {
    [TOLD_AS_NUMBERS] = .8,      [TOLD_AS_RANKING] = 1.2,  [TOLD_AS_SHARED] = 1.5,
    [TOLD_AS_DIFFERENCES] = 1.5, [TOLD_AS_PROMISES] = 1.5, [TOLD_AS_ANSWERS] = .8,
    [TOLD_AS_FORM] = 1.5,        [TOLD_AS_DAY] = 1};

static void pdf_table(void *to, const struct told_table *table)
{
    struct pdf_writing *w = to;
    double shares[TOLD_MOST_COLUMNS + 1];
    const char *titles[TOLD_MOST_COLUMNS + 1], *longest[TOLD_MOST_COLUMNS + 1];
    for (size_t i = 0; i < table->count; i++) {
        shares[i] = table->columns[i].share;
        titles[i] = table->columns[i].title;
        longest[i] = table->columns[i].longest;
    }
    shares[table->count] = table->spare;
    titles[table->count] = "";
    longest[table->count] = NULL;
    struct pdf_row *heading = heading_of_next(w);
    if (table->as == TOLD_AS_PROMISES || table->as == TOLD_AS_RANKING) {
        heading->whole = !w->flow->paper->prose;
    }
    w->table = table;
    pdf_shape_finish(&w->shape);
    bool narrow = table->spare > 0;
    w->shape = pdf_shape_of(w->flow, shares, titles, longest, 0, table->count + narrow,
                            w->flow->from_right);
    w->shape.count = table->count;
    w->in_lines =
        table->as == TOLD_AS_PROMISES && (!w->shape.holds || w->flow->paper->stacked);
    if (w->in_lines) {
        pdf_list(to, &(struct told_list){.group = NULL});
        return;
    }
    pdf_add_table_head(w->flow, &w->shape, titles, NULL);
}

/* What stands again above a row where a page begins with it: the row that heads the columns; in
 * a group that with the group's words. */
static unsigned head_of_next(const struct pdf_flow *flow, bool of_table)
{
    const struct pdf_row *last = &flow->rows[flow->row_count - 1];
    unsigned head = last->kind == PDF_TABLE_HEAD ? (unsigned)flow->row_count : last->head;
    bool of_group = head && flow->rows[head - 1].only_again;
    return of_table && of_group ? flow->rows[head - 1].head : head;
}

static struct pdf_row *begin_row(struct pdf_writing *w, bool group, double above)
{
    struct pdf_flow *flow = w->flow;
    pdf_press_row(flow);
    unsigned head = head_of_next(flow, group);
    struct pdf_row *row = pdf_begin_row(flow, PDF_TABLE_ROW);
    row->head = head;
    row->table = w->flow->tables;
    row->before = (float)(above * pdf_unit(w->flow->paper));
    return row;
}

static void add_group_again(struct pdf_writing *w, const char *words)
{
    struct pdf_flow *flow = w->flow;
    const struct paper_words *says = w->table->paper ? w->table->paper : flow->says;
    struct str beginning = STR_EMPTY;
    unsigned head = flow->rows[flow->row_count - 1].head;
    struct pdf_row *row = pdf_begin_row(flow, PDF_TABLE_HEAD);
    row->only_again = true;
    row->head = head;
    row->table = flow->tables;
    text_add_beginning(&beginning, words, 200);
    for (size_t i = 0; i < w->shape.count; i++) {
        pdf_begin_cell(flow, w->shape.x[i], w->shape.width[i])->head = true;
        pdf_begin_item(flow, false);
        pdf_set(flow, PDF_HEAD, w->table->columns[i].title, "");
        if (!i) {
            pdf_begin_item(flow, false)->before = (float)(1.5 * pdf_unit(flow->paper));
            pdf_set(flow, PDF_HEAD, beginning.bytes, says->texts[PAPER_CONTINUED]);
        }
    }
    pdf_end_row(flow);
    str_finish(&beginning);
}

static void end_group(struct pdf_writing *w)
{
    if (w->together) {
        w->flow->rows[w->flow->row_count - 1].keep = false;
    }
    w->together = false;
}

/* The rows of the group so far wait for the next, unless they are too many for that. */
static void hold_together(struct pdf_writing *w)
{
    struct pdf_row *rows = w->flow->rows;
    size_t count = w->flow->row_count, first = count;
    double height = 0;
    while (!rows[first - 1].only_again) {
        first--;
        height += rows[first].before + rows[first].height;
    }
    w->together = height <= pdf_height(w->flow->paper) * together_part;
    for (size_t i = first; i < count; i++) {
        rows[i].keep = w->together;
    }
}

static void pdf_group(void *to, const char *words)
{
    struct pdf_writing *w = to;
    end_group(w);
    begin_row(w, true, 3)->keep = true;
    for (size_t i = 0; i < w->shape.count; i++) {
        pdf_begin_cell(w->flow, w->shape.x[i], w->shape.width[i])->head = i == 0;
        pdf_begin_item(w->flow, false);
        pdf_set(w->flow, i ? PDF_NOTE : PDF_HEAD, i ? "" : words, "");
    }
    pdf_end_row(w->flow);
    add_group_again(w, words);
    w->together = true;
}

/* "Weight: Pebble at 2 tables", and which; "Cliff at 1 table", and which. */
static void set_list(struct pdf_flow *flow, const struct told *cell)
{
    flow->cells[flow->cell_count - 1].list = cell->list_count > 0;
    if (!cell->list_count) {
        pdf_begin_item(flow, false);
        pdf_set(flow, PDF_NOTE, "–", "");
    }
    for (size_t i = 0; i < cell->list_count; i++) {
        const struct told *told = &cell->list[i];
        struct str words = STR_EMPTY;
        bool led = !i && cell->words;
        str_addf(&words, "%s%s%s %s", led ? cell->words : "", led ? ": " : "",
                 told->words, told->at);
        pdf_begin_item(flow, false);
        pdf_set(flow, PDF_NOTE, words.bytes, told->from);
        str_finish(&words);
    }
}

/* Of votes that are a share, of how many people they are. */
static void set_cell(const struct pdf_writing *w, const struct told_column *column,
                     const struct told *cell)
{
    char number[32];
    bool share = column->kind == TOLD_VOTES && column->longest;
    if (column->kind == TOLD_BAR && cell->words) {
        pdf_begin_item(w->flow, false);
        pdf_set(w->flow, PDF_NOTE, cell->words, "");
        return;
    }
    switch (column->kind) {
    case TOLD_BAR:
    case TOLD_VOTES:
        snprintf(number, sizeof number, "%zu", cell->count);
        pdf_set_count(w->flow, share ? cell->votes : number, column->longest,
                      (double)cell->count / (double)cell->most,
                      pdf_column_colour(w->table->colour));
        break;
    case TOLD_LIST:
        set_list(w->flow, cell);
        break;
    case TOLD_NUMBER:
        snprintf(number, sizeof number, "%zu", cell->count);
        pdf_begin_item(w->flow, false);
        pdf_set(w->flow, PDF_NOTE, number, "");
        break;
    default:
        pdf_begin_item(w->flow, false);
        pdf_set_told(w->flow, PDF_NOTE, cell);
    }
}

/* What the row is about, and below it each other cell with its title. */
static void add_lines(struct pdf_writing *w, const struct told *cells)
{
    struct told item = {.words = NULL};
    struct told_about abouts[TOLD_MOST_COLUMNS];
    for (size_t i = 0; i < w->table->count; i++) {
        const struct told_column *column = &w->table->columns[i];
        const char *words = cells[i].words;
        if (column->kind == TOLD_WORDS) {
            item.words = words;
        } else if (words && *words) {
            abouts[item.about_count++] =
                (struct told_about){.label = column->title, .words = words};
        } else if (column->none) {
            abouts[item.about_count++] = (struct told_about){.label = column->none};
        }
    }
    item.abouts = abouts;
    pdf_item(w, &item);
}

static void pdf_row(void *to, const struct told *cells)
{
    struct pdf_writing *w = to;
    if (w->in_lines) {
        add_lines(w, cells);
        return;
    }
    begin_row(w, false, above_row[w->table->as]);
    for (size_t i = 0; i < w->shape.count; i++) {
        const struct told_column *column = &w->table->columns[i];
        pdf_begin_cell(w->flow, w->shape.x[i], w->shape.width[i])->head = column->head;
        set_cell(w, column, &cells[i]);
    }
    pdf_end_row(w->flow);
    if (w->together) {
        hold_together(w);
    }
}

static void pdf_end(void *to)
{
    end_group(to);
    end_list(to);
}

void pdf_add_sections(struct pdf_flow *flow, struct session *session,
                      const struct export_options *options)
{
    struct pdf_writing w = {.flow = flow};
    const struct listener listener = {
        .to = &w,
        .cover_apart = true,
        .settles_apart = true,
        .begin = pdf_begin,
        .part = pdf_part,
        .heading = pdf_heading,
        .end = pdf_end,
        .say = pdf_say,
        .table = pdf_table,
        .group = pdf_group,
        .row = pdf_row,
        .list = pdf_list,
        .item = pdf_item,
    };
    sections_tell(session, options, SECTIONS_OF_TABLES, &listener);
    pdf_shape_finish(&w.shape);
}
