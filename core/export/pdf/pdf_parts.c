/* What the parts of the PDF are made of. */

#include "export/pdf/pdf_parts.h"

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "model/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How wide the widest word is. */
static double widest_word(const struct pdf_flow *flow, enum pdf_style style,
                          const char *words)
{
    double widest = 0;
    pango_layout_set_font_description(flow->layout, flow->fonts[style]);
    pango_layout_set_attributes(flow->layout, flow->plain);
    pango_layout_set_width(flow->layout, -1);
    while (*words) {
        int width = 0;
        size_t len_bytes = strcspn(words, " \n");
        pango_layout_set_text(flow->layout, words, (int)len_bytes);
        pango_layout_get_size(flow->layout, &width, NULL);
        double points = (double)width / PANGO_SCALE;
        widest = points > widest ? points : widest;
        words += len_bytes + (words[len_bytes] != '\0');
    }
    return widest;
}

/* No word is broken as long as other columns have room to give, each what it can spare. */
static void hold_words(struct pdf_shape *shape, const double *needs)
{
    double lacks = 0, spare = 0;
    for (size_t i = 0; i < shape->count; i++) {
        double over = shape->width[i] - needs[i];
        *(over < 0 ? &lacks : &spare) += over < 0 ? -over : over;
    }
    shape->holds = lacks <= spare;
    double part = shape->holds ? 1 : spare / lacks;
    for (size_t i = 0; i < shape->count && lacks > 0 && spare > 0; i++) {
        double over = shape->width[i] - needs[i];
        shape->width[i] -= over < 0 ? over * part : over * part * lacks / spare;
    }
}

static void hold_columns(const struct pdf_flow *flow, struct pdf_shape *shape,
                         const char *const *titles, const char *const *longest,
                         double beside)
{
    double *needs = memory_get((shape->count + 1) * sizeof *needs);
    for (size_t i = 0; i < shape->count; i++) {
        double title = widest_word(flow, PDF_HEAD, titles[i]);
        double words =
            longest && longest[i] ? widest_word(flow, PDF_NOTE, longest[i]) + beside : 0;
        needs[i] = (title > words ? title : words) + .5;
    }
    hold_words(shape, needs);
    free(needs);
}

struct pdf_shape pdf_shape_of(const struct pdf_flow *flow, const double *shares,
                              const char *const *titles, const char *const *longest,
                              double beside, size_t count, bool from_right)
{
    double width = pdf_width(flow->paper), total = 0, x = 0;
    double gap = 4 * pdf_unit(flow->paper);
    struct pdf_shape shape = {memory_get(count * sizeof(double)),
                              memory_get(count * sizeof(double)), count, true};
    if (gap * (double)count > width / 5) {
        gap = width / 5 / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        total += shares[i];
    }
    for (size_t i = 0; i < count; i++) {
        shape.width[i] = shares[i] / total * (width - gap * (double)(count - 1));
    }
    if (titles) {
        hold_columns(flow, &shape, titles, longest, beside);
    }
    for (size_t i = 0; i < count; i++) {
        shape.x[i] = from_right ? width - x - shape.width[i] : x;
        x += shape.width[i] + gap;
    }
    return shape;
}

void pdf_shape_finish(struct pdf_shape *shape)
{
    free(shape->x);
    free(shape->width);
    *shape = (struct pdf_shape){0};
}

static double space_above(const struct pdf_flow *flow, enum pdf_kind kind)
{
    return pdf_unit(flow->paper) * (kind == PDF_HEADING_2 ? 7 : 4);
}

struct pdf_row *pdf_add_heading(struct pdf_flow *flow, enum pdf_kind kind,
                                const char *words)
{
    static const enum pdf_style kinds[] = {PDF_TITLE, PDF_PART, PDF_SUB};
    struct pdf_row *row = pdf_add(flow, kind, kinds[kind], words, "");
    row->keep = true;
    row->before = (float)space_above(flow, kind);
    return row;
}

enum pdf_colour pdf_column_colour(size_t colour)
{
    return PDF_COLUMN_1 + (enum pdf_colour)colour;
}

unsigned pdf_add_table_head(struct pdf_flow *flow, const struct pdf_shape *shape,
                            const char *const *titles, const char *const *columns)
{
    struct pdf_row *row = pdf_begin_row(flow, PDF_TABLE_HEAD);
    size_t place = 0;
    for (size_t i = 0; i < shape->count; i++) {
        pdf_begin_cell(flow, shape->x[i], shape->width[i])->head = true;
        struct pdf_item *item = pdf_begin_item(flow, false);
        if (columns) {
            size_t colour = columns[i] ? plan_colour(columns[i], place++) : 0;
            item->colour = (unsigned char)pdf_column_colour(colour);
        }
        pdf_set(flow, PDF_HEAD, titles[i], "");
    }
    row->table = ++flow->tables;
    row->keep = true;
    row->before = (float)(3 * pdf_unit(flow->paper));
    pdf_end_row(flow);
    return (unsigned)flow->row_count;
}

struct pdf_row *pdf_begin_list(struct pdf_flow *flow)
{
    struct pdf_row *row = pdf_begin_row(flow, PDF_LIST);
    unsigned columns = flow->columns ? flow->columns : flow->paper->list_columns;
    row->before = (float)(1.5 * pdf_unit(flow->paper));
    double x =
        flow->columns ? 0 : pdf_column_in_turn(flow->paper, columns, 0, flow->from_right);
    pdf_begin_cell(flow, x, pdf_column_width(flow->paper, columns));
    return row;
}

unsigned pdf_end_list(struct pdf_flow *flow)
{
    double width = flow->cells[flow->cell_count - 1].width;
    unsigned columns = flow->columns ? 1 : flow->paper->list_columns;
    for (unsigned i = 1; i < columns; i++) {
        pdf_begin_cell(
            flow, pdf_column_in_turn(flow->paper, columns, i, flow->from_right), width);
    }
    pdf_end_row(flow);
    return columns;
}

void pdf_go_on_with_list(struct pdf_flow *flow, unsigned columns)
{
    flow->cell_count -= columns - 1;
    flow->rows[flow->row_count - 1].cell_count = 1;
}

void pdf_set_count(struct pdf_flow *flow, const char *words, const char *longest,
                   double part, enum pdf_colour colour)
{
    const struct pdf_cell *cell = &flow->cells[flow->cell_count - 1];
    double em = pdf_size(flow->paper, PDF_NOTE),
           words_width = longest ? widest_word(flow, PDF_NOTE, longest) + em : em * 2,
           room = cell->width > words_width ? cell->width - words_width : 0;
    struct pdf_item *item = pdf_begin_item(flow, false);
    item->colour = room > 0 ? (unsigned char)colour : 0; /* that of the bar alone */
    item->bar = (float)(room * part);
    item->bar_x = flow->from_right ? (float)(room - item->bar) : (float)words_width;
    pdf_set(flow, PDF_NOTE, words, "");
}

void pdf_set_abouts(struct pdf_flow *flow, const struct told *told)
{
    for (size_t i = 0; i < told->about_count; i++) {
        const struct told_about *about = &told->abouts[i];
        struct str label = STR_EMPTY;
        str_addf(&label, "%s%s", about->label, about->words ? ":" : "");
        pdf_set_parts(flow, PDF_SMALL, (const char *const[]){label.bytes, about->words},
                      about->words ? 2 : 1, " ");
        str_finish(&label);
    }
}

static void join(struct str *out, const char *words)
{
    if (words && *words) {
        str_addf(out, "%s%s", out->len_bytes ? " · " : "", words);
    }
}

/* Behind the words: "Boulder · 3 votes · Ana, by 1 December 2026". */
void pdf_set_told(struct pdf_flow *flow, enum pdf_style style, const struct told *told)
{
    struct str more = STR_EMPTY;
    for (size_t i = 0; told->marks && told->marks[i]; i++) {
        join(&more, told->marks[i]);
    }
    join(&more, told->votes);
    join(&more, told->promise);
    join(&more, told->from);
    pdf_set(flow, style, told_words(told), str_text(&more));
    pdf_set_abouts(flow, told);
    if (told->where) {
        pdf_set(flow, PDF_SMALL, told->where, "");
    }
    str_finish(&more);
}

/* What an outline says of a table beside its title, each as a text of its own. */
static size_t facts_of(const struct outline *outline,
                       struct str facts[OUTLINE_MOST_FACTS])
{
    for (size_t i = 0; i < outline->fact_count; i++) {
        const struct outline_fact *fact = &outline->facts[i];
        facts[i] = STR_EMPTY;
        str_addf(&facts[i], "%s%s", fact->before, fact->words);
    }
    return outline->fact_count;
}

void pdf_set_facts(struct pdf_flow *flow, const struct outline *outline)
{
    struct str facts[OUTLINE_MOST_FACTS];
    const char *parts[OUTLINE_MOST_FACTS] = {NULL};
    size_t count = facts_of(outline, facts);
    for (size_t i = 0; i < count; i++) {
        parts[i] = facts[i].bytes;
    }
    pdf_set_parts(flow, PDF_LEAD, parts, count, " · ");
    for (size_t i = 0; i < count; i++) {
        str_finish(&facts[i]);
    }
}

const char *pdf_mark(struct pdf_flow *flow, const char *words)
{
    struct str mark = STR_EMPTY;
    sanitise(words, SANITISE_FOR_CELLS, &mark);
    const char *kept = arena_copy_text(&flow->arena, str_text(&mark));
    str_finish(&mark);
    return kept;
}

const char *pdf_bookmark(struct pdf_flow *flow, const struct outline *outline)
{
    struct str facts[OUTLINE_MOST_FACTS], mark = STR_EMPTY;
    size_t count = facts_of(outline, facts);
    sanitise(outline->title, SANITISE_FOR_CELLS, &mark);
    for (size_t i = 0; i < count; i++) {
        str_add(&mark, " · ");
        sanitise(facts[i].bytes, SANITISE_FOR_CELLS, &mark);
        str_finish(&facts[i]);
    }
    const char *kept = arena_copy_text(&flow->arena, str_text(&mark));
    str_finish(&mark);
    return kept;
}

/* How wide they are in one line at the foot of a page. */
static double foot_width(const struct pdf_flow *flow, const char *const *parts,
                         size_t count)
{
    struct str line = STR_EMPTY;
    int points = 0;
    for (size_t i = 0; i < count; i++) {
        str_addf(&line, "%s%s", i ? " · " : "", parts[i]);
    }
    pango_layout_set_font_description(flow->layout, flow->fonts[PDF_FOOT]);
    pango_layout_set_attributes(flow->layout, flow->plain);
    pango_layout_set_width(flow->layout, -1);
    pango_layout_set_text(flow->layout, str_text(&line), (int)line.len_bytes);
    pango_layout_get_size(flow->layout, &points, NULL);
    str_finish(&line);
    return (double)points / PANGO_SCALE;
}

static bool foot_holds(const struct pdf_flow *flow, const char *const *parts,
                       size_t count, double width)
{
    return foot_width(flow, parts, count) < width - 1;
}

/* What the number of the page beside it leaves. */
static double room_of_foot(const struct pdf_flow *flow)
{
    struct str widest = STR_EMPTY;
    paper_say(flow->says, PAPER_PAGE_OF, (struct paper_said){.n = 8888, .all = 8888},
              &widest);
    double width = foot_width(flow, (const char *const[]){str_text(&widest)}, 1);
    str_finish(&widest);
    return pdf_width(flow->paper) - width - 2 * pdf_unit(flow->paper);
}

/* The first part is made so short that all stand in one line: place and date tell more than the end
 * of a title, and the date more than that of a place. */
static void fit_first(const struct pdf_flow *flow, const char **parts, size_t count,
                      double width, struct str *shorter)
{
    enum { MOST_GRAPHEMES = 70, LEAST = 10, STEP = 3 };
    const char *whole = parts[0];
    for (int most = MOST_GRAPHEMES;
         most == MOST_GRAPHEMES ||
         (most >= LEAST && !foot_holds(flow, parts, count, width));
         most -= STEP) {
        str_clear(shorter);
        text_add_beginning(shorter, whole, most);
        parts[0] = str_text(shorter);
    }
}

void pdf_add_foot(struct pdf_flow *flow, const struct outline *outline,
                  const char *summary)
{
    const char *parts[1 + OUTLINE_MOST_FACTS] = {outline->title};
    size_t count = 1, from = 0;
    struct str title = STR_EMPTY, place = STR_EMPTY, table = STR_EMPTY;
    if (*summary) {
        parts[count++] = summary;
    }
    for (size_t i = 0; i < outline->fact_count && !*summary; i++) {
        const struct outline_fact *fact = &outline->facts[i];
        if (strcmp(fact->name, "place") == 0 || strcmp(fact->name, "date") == 0) {
            parts[count++] = fact->words;
        } else if (strcmp(fact->name, "table") == 0) { /* loose pages of several */
            str_addf(&table, "%s%s", fact->before, fact->words);
            parts[count++] = str_text(&table);
        }
    }
    flow->says = outline->paper;
    double width = room_of_foot(flow);
    fit_first(flow, parts, count, width, &title);
    if (count > 1 && !foot_holds(flow, parts, count, width)) {
        from = 1; /* better no title at all */
        fit_first(flow, parts + 1, count - 1, width, &place);
    }
    pdf_begin_row(flow, PDF_PARAGRAPH)->only_again = true;
    pdf_begin_cell(flow, 0, width);
    pdf_begin_item(flow, false);
    pdf_set_parts(flow, PDF_FOOT, parts + from, count - from, " · ");
    pdf_end_row(flow);
    pdf_keep_foot(flow);
    str_finish(&title);
    str_finish(&place);
    str_finish(&table);
}
