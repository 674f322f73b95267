/* Lines are set, and put together to rows. */

#include "export/pdf/pdf_flow.h"

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/outline.h"

#include <stdlib.h>
#include <string.h>

/* What lacks in the first is looked for in the others, then wherever it is found. */
static const char family[] = "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew";

/* On paper nothing is bent to a screen's dots. */
static PangoContext *new_context(void)
{
    PangoContext *context =
        pango_font_map_create_context(pango_cairo_font_map_get_default());
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    return context;
}

static PangoLayout *new_layout(PangoContext *context)
{
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    return layout;
}

static void speak(PangoLayout *layout, PangoLanguage *language)
{
    PangoContext *context = pango_layout_get_context(layout);
    if (pango_context_get_language(context) != language) {
        pango_context_set_language(context, language);
        pango_layout_context_changed(layout);
    }
}

void pdf_speak(struct pdf_flow *flow, const char *language)
{
    speak(flow->layout, pango_language_from_string(language));
    flow->from_right = language_from_right(language);
}

/* A line's logical rectangle in points. */
static PangoRectangle extents(PangoLayoutLine *line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return logical;
}

static void keep_bullet(struct pdf_flow *flow)
{
    pango_layout_set_font_description(flow->layout, flow->fonts[PDF_NOTE]);
    pango_layout_set_text(flow->layout, "•", -1);
    flow->bullet = pango_layout_line_ref(pango_layout_get_line_readonly(flow->layout, 0));
    flow->bullet_width = (float)extents(flow->bullet).width / PANGO_SCALE;
}

void pdf_flow_init(struct pdf_flow *flow, const struct pdf_paper *paper,
                   const char *language)
{
    *flow = (struct pdf_flow){
        .paper = paper, .says = paper_words_of(language), .context = new_context()};
    for (int i = 0; i < PDF_STYLES; i++) {
        flow->fonts[i] = pango_font_description_new();
        pango_font_description_set_family_static(flow->fonts[i], family);
        pango_font_description_set_absolute_size(
            flow->fonts[i], pdf_size(paper, (enum pdf_style)i) * PANGO_SCALE);
        if (pdf_is_bold((enum pdf_style)i)) {
            pango_font_description_set_weight(flow->fonts[i], PANGO_WEIGHT_BOLD);
        }
    }
    flow->plain = pango_attr_list_new();
    pango_attr_list_insert(flow->plain, pango_attr_insert_hyphens_new(FALSE));
    /* "ff" stays two letters, so that what is looked for in the PDF is found. */
    pango_attr_list_insert(flow->plain, pango_attr_font_features_new("liga=0, clig=0"));
    flow->layout = new_layout(flow->context);
    pango_layout_set_attributes(flow->layout, flow->plain);
    pdf_speak(flow, language);
    keep_bullet(flow);
}

void pdf_flow_finish(struct pdf_flow *flow)
{
    for (size_t i = 0; i < flow->line_count; i++) {
        if (flow->lines[i].line) {
            pango_layout_line_unref(flow->lines[i].line);
        }
    }
    pango_layout_line_unref(flow->bullet);
    if (flow->foot) {
        pango_layout_line_unref(flow->foot);
    }
    free(flow->foot_text);
    for (int i = 0; i < PDF_STYLES; i++) {
        pango_font_description_free(flow->fonts[i]);
    }
    pango_attr_list_unref(flow->plain);
    g_clear_object(&flow->again);
    g_object_unref(flow->layout);
    g_object_unref(flow->context);
    free(flow->words);
    free(flow->lines);
    free(flow->items);
    free(flow->cells);
    free(flow->rows);
    str_finish(&flow->clean);
    arena_finish(&flow->arena);
    *flow = (struct pdf_flow){0};
    pango_cairo_font_map_set_default(NULL);
}

struct pdf_row *pdf_begin_row(struct pdf_flow *flow, enum pdf_kind kind)
{
    ARRAY_ADD(flow->rows, flow->row_count, flow->row_room,
              (struct pdf_row){.first_cell = (unsigned)flow->cell_count,
                               .kind = kind,
                               .columns = flow->columns,
                               .from_right = flow->from_right});
    return &flow->rows[flow->row_count - 1];
}

struct pdf_cell *pdf_begin_cell(struct pdf_flow *flow, double x, double width)
{
    ARRAY_ADD(flow->cells, flow->cell_count, flow->cell_room,
              (struct pdf_cell){.first_item = (unsigned)flow->item_count,
                                .x = (float)x,
                                .width = (float)width});
    flow->rows[flow->row_count - 1].cell_count++;
    return &flow->cells[flow->cell_count - 1];
}

struct pdf_item *pdf_begin_item(struct pdf_flow *flow, bool bullet)
{
    ARRAY_ADD(
        flow->items, flow->item_count, flow->item_room,
        (struct pdf_item){.first_line = (unsigned)flow->line_count, .bullet = bullet});
    flow->cells[flow->cell_count - 1].item_count++;
    return &flow->items[flow->item_count - 1];
}

double pdf_indent(const struct pdf_flow *flow)
{
    return flow->bullet_width + pdf_unit(flow->paper) * .75;
}

/* Where the words of an item begin. */
static double indent_of(const struct pdf_flow *flow, const struct pdf_item *item)
{
    return item->bullet ? pdf_indent(flow) : 0;
}

/* Where a line begins. A bullet at the right has its room there. */
static double line_x(const struct pdf_flow *flow, const struct pdf_item *item,
                     const PangoRectangle *logical)
{
    const struct pdf_cell *cell = &flow->cells[flow->cell_count - 1];
    double indent = indent_of(flow, item);
    if (flow->from_right) {
        return cell->width - indent - (double)logical->width / PANGO_SCALE;
    }
    return (item->bullet_right ? 0 : indent) + (double)logical->x / PANGO_SCALE;
}

static void add_line(struct pdf_flow *flow, struct pdf_item *item, PangoLayoutIter *iter)
{
    PangoRectangle logical;
    PangoLayoutLine *set = pango_layout_iter_get_line_readonly(iter);
    pango_layout_iter_get_line_extents(iter, NULL, &logical);
    struct pdf_line line = {
        .line = flow->line_count < PDF_KEPT ? pango_layout_line_ref(set) : NULL,
        .words = (unsigned)flow->words_count - 1,
        .x = (float)line_x(flow, item, &logical),
        .ascent = (float)(pango_layout_iter_get_baseline(iter) - logical.y) / PANGO_SCALE,
        .height = (float)logical.height / PANGO_SCALE,
    };
    ARRAY_ADD(flow->lines, flow->line_count, flow->line_room, line);
    item->height += line.height;
    item->line_count++;
    pdf_missing_note(&flow->missing, set);
}

/* The words and what stands behind them, in italics and smaller. */
static PangoAttrList *with_more(const struct pdf_flow *flow, size_t from_bytes)
{
    PangoAttrList *list = pango_attr_list_copy(flow->plain);
    PangoAttribute *attributes[] = {
        pango_attr_style_new(PANGO_STYLE_ITALIC),
        pango_attr_weight_new(PANGO_WEIGHT_NORMAL),
        pango_attr_size_new_absolute(
            (int)(pdf_size(flow->paper, PDF_SMALL) * PANGO_SCALE)),
    };
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        attributes[i]->start_index = (guint)from_bytes;
        pango_attr_list_insert(list, attributes[i]);
    }
    return list;
}

/* Whether any of it is written from the right. */
static bool turns(const char *text, size_t len_bytes)
{
    for (size_t at = 0; at < len_bytes;) {
        uint32_t c;
        at += utf8_read(text + at, len_bytes - at, &c);
        if ((c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) ||
            (c >= 0xFE70 && c < 0xFF00) || (c >= 0x10800 && c < 0x11000) ||
            (c >= 0x1E800 && c < 0x1F000)) {
            return true;
        }
    }
    return false;
}

/* Adds words that set in their own direction, whatever stands around them: where either
 * is written from the right, they are isolated (UAX #9). */
static void add_own(struct str *out, const char *words)
{
    size_t at = out->len_bytes;
    sanitise(words, SANITISE_FOR_PAGE, out);
    if (at && out->len_bytes > at && turns(out->bytes, out->len_bytes)) {
        str_insert(out, at, "\u2068", strlen("\u2068"));
        str_add(out, "\u2069");
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a line may not end in the blank there: "5 votes" and "table 3" are torn neither way,
 * but "table 3; Leeds" is, or all would hang together. */
static bool hangs_together(const char *text, size_t len_bytes, size_t blank)
{
    enum { MOST_DIGITS = 3 };
    size_t digits = 0;
    while (digits < blank && is_digit(text[blank - digits - 1])) {
        digits++;
    }
    bool number = digits && digits <= MOST_DIGITS &&
                  (digits == blank || text[blank - digits - 1] == ' ');
    bool word = blank && !digits && !strchr(" .,;:!?)", text[blank - 1]);
    return blank + 1 < len_bytes &&
           (number ? text[blank + 1] != ' ' : word && is_digit(text[blank + 1]));
}

/* Numbers stay with their words, in what stands behind an entry or in a cell of its own. */
static PangoAttrList *keep_numbers(const struct pdf_flow *flow,
                                   const struct pdf_words *words, PangoAttrList *list)
{
    size_t from = words->more_from == PDF_NO_MORE ? 0 : words->more_from;
    for (size_t i = from; i < words->len_bytes; i++) {
        if (words->text[i] == ' ' && hangs_together(words->text, words->len_bytes, i)) {
            PangoAttribute *stays = pango_attr_allow_breaks_new(FALSE);
            stays->start_index = (guint)i;
            stays->end_index = (guint)i + 2;
            list = list ? list : pango_attr_list_copy(flow->plain);
            pango_attr_list_insert(list, stays);
        }
    }
    return list;
}

static void set_words(const struct pdf_flow *flow, PangoLayout *layout,
                      const struct pdf_words *words)
{
    PangoAttrList *more =
        words->more_from == PDF_NO_MORE ? NULL : with_more(flow, words->more_from);
    more = keep_numbers(flow, words, more);
    pango_layout_set_font_description(layout, flow->fonts[words->style]);
    pango_layout_set_attributes(layout, more ? more : flow->plain);
    pango_layout_set_width(layout, (int)(words->width * PANGO_SCALE));
    pango_layout_set_text(layout, words->text, (int)words->len_bytes);
    if (more) {
        pango_attr_list_unref(more);
    }
}

/* Once words are drawn that are not kept, most that were are drawn, too: their room is for
 * the file. */
static void let_go(struct pdf_flow *flow)
{
    for (size_t i = 0; i < PDF_KEPT && i < flow->line_count; i++) {
        if (flow->lines[i].line) {
            pango_layout_line_unref(flow->lines[i].line);
            flow->lines[i].line = NULL;
        }
    }
}

void pdf_keep_foot(struct pdf_flow *flow)
{
    const char *text;
    unsigned last = (unsigned)flow->line_count - 1;
    flow->foot = pango_layout_line_ref(pdf_line_of(flow, last, &text));
    flow->foot_text = memory_copy_text(text);
}

PangoLayoutLine *pdf_line_of(struct pdf_flow *flow, unsigned n, const char **text)
{
    const struct pdf_line *line = &flow->lines[n];
    const struct pdf_words *words = &flow->words[line->words];
    *text = words->text;
    if (line->line) {
        return line->line;
    }
    if (!flow->again) {
        PangoContext *context = new_context();
        flow->again = new_layout(context);
        g_object_unref(context); /* the layout has it */
        let_go(flow);
    }
    if (flow->again_words != line->words + 1) {
        speak(flow->again, words->language);
        set_words(flow, flow->again, words);
        flow->again_words = line->words + 1;
    }
    return pango_layout_get_line_readonly(flow->again, (int)(n - words->first_line));
}

/* Sets what stands in flow->clean. */
static void set_clean(struct pdf_flow *flow, enum pdf_style style, unsigned more_from)
{
    struct pdf_item *item = &flow->items[flow->item_count - 1];
    const struct pdf_cell *cell = &flow->cells[flow->cell_count - 1];
    double indent = indent_of(flow, item);
    struct pdf_words words = {
        .text =
            arena_copy_bytes(&flow->arena, str_text(&flow->clean), flow->clean.len_bytes),
        .len_bytes = (unsigned)flow->clean.len_bytes,
        .first_line = (unsigned)flow->line_count,
        .more_from = more_from,
        .style = style,
        .width = cell->width - indent,
        .language = pango_context_get_language(flow->context),
    };
    ARRAY_ADD(flow->words, flow->words_count, flow->words_room, words);
    set_words(flow, flow->layout, &words);
    PangoLayoutIter *iter = pango_layout_get_iter(flow->layout);
    if (!item->line_count) {
        item->bullet_right =
            flow->from_right ||
            pango_layout_line_get_resolved_direction(
                pango_layout_iter_get_line_readonly(iter)) == PANGO_DIRECTION_RTL;
    }
    do {
        add_line(flow, item, iter);
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

void pdf_set(struct pdf_flow *flow, enum pdf_style style, const char *words,
             const char *more)
{
    unsigned more_from = PDF_NO_MORE;
    str_clear(&flow->clean);
    sanitise(words, SANITISE_FOR_PAGE, &flow->clean);
    if (*more) {
        str_add(&flow->clean, flow->clean.len_bytes ? "  " : "");
        more_from = (unsigned)flow->clean.len_bytes;
        add_own(&flow->clean, more);
    }
    set_clean(flow, style, more_from);
}

void pdf_set_parts(struct pdf_flow *flow, enum pdf_style style, const char *const *parts,
                   size_t count, const char *between)
{
    str_clear(&flow->clean);
    for (size_t i = 0; i < count; i++) {
        str_add(&flow->clean, i ? between : "");
        add_own(&flow->clean, parts[i]);
    }
    set_clean(flow, style, PDF_NO_MORE);
}

static double cell_height(const struct pdf_flow *flow, const struct pdf_cell *cell)
{
    double height = 0;
    for (unsigned i = 0; i < cell->item_count; i++) {
        const struct pdf_item *item = &flow->items[cell->first_item + i];
        height += (i ? item->before : 0) + item->height;
    }
    return height;
}

void pdf_end_row(struct pdf_flow *flow)
{
    struct pdf_row *row = &flow->rows[flow->row_count - 1];
    row->height = 0;
    for (unsigned i = 0; i < row->cell_count; i++) {
        struct pdf_cell *cell = &flow->cells[row->first_cell + i];
        double height;
        if (cell->has_again) {
            cell->item_count--;
        }
        height = cell_height(flow, cell);
        row->height = height > row->height ? (float)height : row->height;
    }
    if (row->kind == PDF_LIST) { /* it runs through its columns */
        row->height /= (float)row->cell_count;
    }
}

struct pdf_row *pdf_add(struct pdf_flow *flow, enum pdf_kind kind, enum pdf_style style,
                        const char *words, const char *more)
{
    struct pdf_row *row = pdf_begin_row(flow, kind);
    pdf_begin_cell(flow, 0, pdf_column_width(flow->paper, flow->columns));
    pdf_begin_item(flow, false);
    pdf_set(flow, style, words, more);
    pdf_end_row(flow);
    return row;
}
