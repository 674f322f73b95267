/* Pages are drawn. */

#include "export/pdf/pdf_draw.h"

#include "base/instant.h"
#include "base/memory.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    double red, green, blue;
} colours[PDF_COLOURS] = {
    [PDF_BLACK] = {0, 0, 0},          [PDF_COLUMN_1] = {0, .373, 1},
    [PDF_COLUMN_2] = {.529, .373, 0}, [PDF_COLUMN_3] = {0, .373, .373},
    [PDF_COLUMN_4] = {.686, 0, .686},
};

static const char *const tags[] = {
    [PDF_HEADING_1] = "H1", [PDF_HEADING_2] = "H2",  [PDF_HEADING_3] = "H3",
    [PDF_PARAGRAPH] = "P",  [PDF_TABLE_HEAD] = "TR", [PDF_TABLE_ROW] = "TR",
    [PDF_LIST] = "L",
};

static void begin_tag(const struct pdf_drawing *d, const char *name)
{
    if (d->tagged) {
        cairo_tag_begin(d->cr, name, NULL);
    }
}

static void end_tag(const struct pdf_drawing *d, const char *name)
{
    if (d->tagged) {
        cairo_tag_end(d->cr, name);
    }
}

void pdf_choose_colour(cairo_t *cr, enum pdf_colour colour)
{
    cairo_set_source_rgb(cr, colours[colour].red, colours[colour].green,
                         colours[colour].blue);
}

static void choose(struct pdf_drawing *d, enum pdf_colour colour)
{
    if (colour != d->colour) {
        pdf_choose_colour(d->cr, colour);
        d->colour = colour;
    }
}

static void draw_line(const struct pdf_drawing *d, PangoLayoutLine *line,
                      const char *text, double x, double y)
{
    PangoLayoutRun *bullet = d->flow->bullet->runs->data;
    pdf_show_line(d->cr, line, text, bullet->item->analysis.font, x, y);
}

static void draw_bullet(const struct pdf_drawing *d, const struct pdf_item *item,
                        const struct pdf_cell *cell, double y)
{
    y += d->flow->lines[item->first_line].ascent;
    double x =
        item->bullet_right ? cell->x + cell->width - d->flow->bullet_width : cell->x;
    draw_line(d, d->flow->bullet, "•", d->flow->paper->margin + x, y);
}

/* The bar stands on the middle of small letters, beside the number that it repeats. */
static void draw_bar(struct pdf_drawing *d, const struct pdf_item *item,
                     const struct pdf_cell *cell, double y)
{
    double size = pdf_size(d->flow->paper, PDF_NOTE);
    choose(d, item->colour);
    cairo_rectangle(d->cr, d->flow->paper->margin + cell->x + item->bar_x, y - size * .62,
                    item->bar, size * .54);
    cairo_fill(d->cr);
}

/* The lines of an item, from one up to another; returns how high they are. */
static double draw_item(struct pdf_drawing *d, const struct pdf_cell *cell,
                        const struct pdf_item *item, double y, unsigned from, unsigned to)
{
    double top = y;
    if (item->drawn) {
        pdf_draw_picture(d->cr, d->flow, item->drawn, d->flow->paper->margin + cell->x,
                         y);
        return item->height;
    }
    for (unsigned i = from; i < to; i++) {
        const struct pdf_line *line = &d->flow->lines[item->first_line + i];
        const char *text;
        PangoLayoutLine *set = pdf_line_of(d->flow, item->first_line + i, &text);
        choose(d, item->bar > 0 ? PDF_BLACK : item->colour);
        draw_line(d, set, text, d->flow->paper->margin + cell->x + line->x,
                  y + line->ascent);
        if (i == 0 && item->bar > 0) {
            draw_bar(d, item, cell, y + line->ascent);
        }
        y += line->height;
    }
    return y - top;
}

/* A point of a list: its bullet, unless it began on the page before, and its words. */
static double draw_point(struct pdf_drawing *d, const struct pdf_cell *cell,
                         const struct pdf_item *item, double y, unsigned from,
                         unsigned to)
{
    begin_tag(d, "LI");
    if (item->bullet && !from) {
        begin_tag(d, "Lbl");
        choose(d, item->bar > 0 ? PDF_BLACK : item->colour);
        draw_bullet(d, item, cell, y);
        end_tag(d, "Lbl");
    }
    begin_tag(d, "LBody");
    double high = draw_item(d, cell, item, y, from, to);
    end_tag(d, "LBody");
    end_tag(d, "LI");
    return high;
}

/* @points  they are those of a list, whose tag is open */
static void draw_span(struct pdf_drawing *d, const struct pdf_cell *cell,
                      const struct pdf_cell *items, double y,
                      const struct pdf_place *span, bool points)
{
    bool first = true;
    for (unsigned i = span[0].item; i < items->item_count; i++) {
        const struct pdf_item *item = &d->flow->items[items->first_item + i];
        unsigned from = i == span[0].item ? span[0].line : 0;
        unsigned to = i < span[1].item ? item->line_count : span[1].line;
        if (i > span[1].item || from >= to) {
            break;
        }
        y += first ? 0 : item->before;
        first = false;
        if (points) {
            y += draw_point(d, cell, item, y, from, to);
            continue;
        }
        begin_tag(d, "P");
        y += draw_item(d, cell, item, y, from, to);
        end_tag(d, "P");
    }
}

/* A cell of a row that goes on says again what its row is about. */
static void draw_cell(struct pdf_drawing *d, const struct pdf_piece *piece,
                      const struct pdf_row *row, unsigned n)
{
    const struct pdf_cell *cell = &d->flow->cells[row->first_cell + n];
    const struct pdf_place *span = &d->pages->spans[piece->spans_at + 2 * n];
    const char *tag = cell->head || row->kind == PDF_TABLE_HEAD ? "TH" : "TD";
    begin_tag(d, tag);
    if (piece->again && cell->has_again && span[0].item == cell->item_count) {
        const struct pdf_item *item =
            &d->flow->items[cell->first_item + cell->item_count];
        begin_tag(d, "P");
        draw_item(d, cell, item, piece->y, 0, item->line_count);
        end_tag(d, "P");
    } else {
        const char *list = cell->list ? "L" : NULL;
        if (list) {
            begin_tag(d, list);
        }
        draw_span(d, cell, cell, piece->y, span, list);
        if (list) {
            end_tag(d, list);
        }
    }
    end_tag(d, tag);
}

/* A hairline halfway to what stands above. */
static void draw_rule(struct pdf_drawing *d, double y)
{
    const struct pdf_paper *paper = d->flow->paper;
    choose(d, PDF_BLACK);
    cairo_set_line_width(d->cr, .35 * paper->scale);
    cairo_move_to(d->cr, paper->margin, y);
    cairo_rel_line_to(d->cr, pdf_width(paper), 0);
    cairo_stroke(d->cr);
}

static void add_bookmark(struct pdf_drawing *d, const struct pdf_row *row, double y)
{
    char where[96];
    int level = row->kind <= PDF_HEADING_3 ? (int)row->kind : 0;
    int parent = CAIRO_PDF_OUTLINE_ROOT;
    if (level && !d->bookmark[0] && d->inside) {
        d->bookmark[0] = cairo_pdf_surface_add_outline(d->surface, parent, "", "page=1",
                                                       CAIRO_PDF_OUTLINE_FLAG_OPEN);
        d->stands_in = true;
    }
    for (int i = 0; i < level; i++) {
        parent = d->bookmark[i] ? d->bookmark[i] : parent;
    }
    snprintf(where, sizeof where, "page=%zu pos=[0 %.2f]", 2 * d->page_count + 1, y);
    d->bookmark[level] =
        cairo_pdf_surface_add_outline(d->surface, parent, row->bookmark, where,
                                      level ? 0 : CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (int i = level + 1; i < 3; i++) {
        d->bookmark[i] = 0;
    }
}

/* A table's tag is open from its first row to its last, over all its pages. */
static void open_table(struct pdf_drawing *d, unsigned table)
{
    if (table != d->table) {
        if (d->table) {
            cairo_tag_end(d->cr, "Table");
        }
        if (table) {
            cairo_tag_begin(d->cr, "Table", NULL);
        }
        d->table = table;
    }
}

bool pdf_is_repeated(const struct pdf_flow *flow, const struct pdf_piece *piece)
{
    return piece->again && flow->rows[piece->row].kind <= PDF_TABLE_HEAD;
}

static void draw_words(struct pdf_drawing *d, const struct pdf_piece *piece)
{
    const struct pdf_row *row = &d->flow->rows[piece->row];
    const struct pdf_cell *cells = &d->flow->cells[row->first_cell];
    const struct pdf_place *spans = &d->pages->spans[piece->spans_at];
    begin_tag(d, tags[row->kind]);
    if (row->kind == PDF_LIST) {
        for (unsigned i = 0; i < row->cell_count; i++) {
            draw_span(d, &cells[i], &cells[0], piece->y, &spans[2 * i], true);
        }
    } else if (row->kind >= PDF_TABLE_HEAD) {
        for (unsigned i = 0; i < row->cell_count; i++) {
            draw_cell(d, piece, row, i);
        }
    } else {
        double middle =
            row->centre ? (float)(pdf_height(d->flow->paper) - row->height) / 3 : 0;
        d->tagged = false; /* its paragraphs are none of their own */
        draw_span(d, cells, cells, piece->y + middle, spans, false);
        d->tagged = !d->beside;
    }
    end_tag(d, tags[row->kind]);
}

/* @above  what stands above it on the page, or NULL. */
static void draw_piece(struct pdf_drawing *d, const struct pdf_piece *piece,
                       const struct pdf_piece *above)
{
    const struct pdf_row *row = &d->flow->rows[piece->row];
    cairo_save(d->cr);
    cairo_translate(d->cr, piece->x, 0);
    if (row->rule && above && d->beside) {
        double gap = pdf_is_repeated(d->flow, above)
                         ? pdf_gap_below_head(d->flow, &d->flow->rows[above->row])
                         : row->before;
        draw_rule(d, piece->y - gap / 2);
    }
    if (pdf_is_repeated(d->flow, piece) == d->beside) {
        if (d->tagged) {
            open_table(d, row->table);
        }
        if (row->bookmark && !piece->again) {
            add_bookmark(d, row, piece->y);
        }
        draw_words(d, piece);
    }
    cairo_restore(d->cr);
}

void pdf_draw_foot(struct pdf_drawing *d, size_t page, size_t page_count)
{
    const struct pdf_paper *paper = d->flow->paper;
    PangoLayout *layout = d->flow->layout;
    double y = paper->height - paper->margin * .5;
    struct str count = STR_EMPTY;
    PangoRectangle wide;
    paper_say(d->flow->says, PAPER_PAGE_OF,
              (struct paper_said){.n = (long)page, .all = (long)page_count}, &count);
    choose(d, PDF_BLACK);
    pango_layout_set_font_description(layout, d->flow->fonts[PDF_FOOT]);
    pango_layout_set_attributes(layout, d->flow->plain);
    pango_layout_set_width(layout, -1);
    pango_layout_set_text(layout, count.bytes, -1);
    PangoLayoutLine *right = pango_layout_get_line_readonly(layout, 0);
    pango_layout_line_get_extents(right, NULL, &wide);
    draw_line(d, right, count.bytes,
              paper->width - paper->margin - (double)wide.width / PANGO_SCALE, y);
    if (d->flow->foot) { /* from whichever side */
        draw_line(d, d->flow->foot, d->flow->foot_text, paper->margin, y);
    }
    str_finish(&count);
}

/* A page, or what is beside its words. */
static void draw_page(struct pdf_drawing *d, const struct pdf_pages *pages, size_t n,
                      bool beside)
{
    const struct pdf_page *page = &pages->pages[n];
    const struct pdf_piece *pieces = &pages->pieces[page->first_piece];
    d->pages = pages;
    d->beside = beside;
    d->tagged = !beside;
    d->colour = PDF_COLOURS; /* a page begins with none chosen */
    for (unsigned i = 0; i < page->piece_count; i++) {
        draw_piece(d, &pieces[i], i ? &pieces[i - 1] : NULL);
    }
}

static void say_about(const struct pdf_drawing *d, const struct pdf_about *about)
{
    char made[INSTANT_SIZE_BYTES];
    instant_write(about->made_ms, made);
    made[19] = 'Z'; /* whole seconds: cairo reads no parts of one */
    made[20] = '\0';
    cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_TITLE, about->title);
    cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_SUBJECT,
                                   d->flow->says->texts[PAPER_SUBJECT]);
    cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_CREATOR,
                                   "roundtable " ROUNDTABLE_VERSION);
    cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_CREATE_DATE, made);
}

static cairo_status_t add_bytes(void *out, const unsigned char *bytes, unsigned len_bytes)
{
    return spool_add(out, (const char *)bytes, len_bytes) ? CAIRO_STATUS_SUCCESS
                                                          : CAIRO_STATUS_WRITE_ERROR;
}

void pdf_draw_begin(struct pdf_drawing *d, struct pdf_flow *flow,
                    const struct pdf_about *about, struct spool *out)
{
    *d = (struct pdf_drawing){.flow = flow, .colour = PDF_COLOURS};
    d->surface = cairo_pdf_surface_create_for_stream(add_bytes, out, flow->paper->width,
                                                     flow->paper->height);
    say_about(d, about);
    d->cr = cairo_create(d->surface);
}

void pdf_draw_page(struct pdf_drawing *d, const struct pdf_pages *pages, size_t n,
                   bool last)
{
    if (!d->page_count) {
        cairo_tag_begin(d->cr, "Document", NULL);
    }
    draw_page(d, pages, n, false);
    if (last) {
        open_table(d, 0);
        cairo_tag_end(d->cr, "Document");
    }
    cairo_show_page(d->cr);
}

void pdf_draw_beside(struct pdf_drawing *d, const struct pdf_pages *pages, size_t n)
{
    draw_page(d, pages, n, true);
}

void pdf_draw_page_end(struct pdf_drawing *d)
{
    cairo_show_page(d->cr);
    d->colour = PDF_COLOURS; /* a page begins with none chosen */
    d->page_count++;
}

bool pdf_draw_end(struct pdf_drawing *d, struct err *err)
{
    cairo_surface_finish(d->surface);
    cairo_status_t status = cairo_status(d->cr);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_status(d->surface);
    }
    cairo_destroy(d->cr);
    cairo_surface_destroy(d->surface);
    *d = (struct pdf_drawing){0};
    if (status != CAIRO_STATUS_SUCCESS) {
        err_set(err, "the page cannot be drawn: %s", cairo_status_to_string(status));
        return false;
    }
    return true;
}
