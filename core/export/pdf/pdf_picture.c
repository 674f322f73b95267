/* A form at a glance, drawn on the page. */

#include "export/pdf/pdf_parts.h"

#include "base/memory.h"
#include "export/picture.h"

/* What one item draws. */
struct pdf_drawn {
    const struct picture *picture;
    const struct picture_strip *strip;
    double scale; /* points a unit */
};

void pdf_add_picture(struct pdf_flow *flow, const struct section *section)
{
    enum { MOST_WIDTH = 720 };
    double scale = pdf_size(flow->paper, PDF_NOTE) / PICTURE_LETTER;
    double width = pdf_width(flow->paper) / scale;
    struct picture *picture = arena_get(&flow->arena, sizeof *picture);
    if (!picture_of(picture, &flow->arena, section->outline, section->part,
                    width < MOST_WIDTH ? width : MOST_WIDTH,
                    language_from_right(section->outline->language))) {
        return;
    }
    struct pdf_row *row = pdf_begin_row(flow, PDF_PARAGRAPH);
    double from =
        picture->from_right ? pdf_width(flow->paper) - picture->width * scale : 0;
    row->keep = true;
    row->before = (float)(2.5 * pdf_unit(flow->paper));
    pdf_begin_cell(flow, from, picture->width * scale);
    for (size_t i = 0; i < picture->count; i++) {
        struct pdf_drawn *drawn = arena_get(&flow->arena, sizeof *drawn);
        *drawn = (struct pdf_drawn){picture, &picture->strips[i], scale};
        struct pdf_item *item = pdf_begin_item(flow, false);
        item->drawn = drawn;
        item->height = (float)(picture->strips[i].height * scale);
        item->line_count = 1;
        ARRAY_ADD(flow->lines, flow->line_count, flow->line_room,
                  (struct pdf_line){.words = (unsigned)flow->words_count,
                                    .height = item->height});
    }
    pdf_end_row(flow);
    if (*picture->caption) {
        struct pdf_row *caption =
            pdf_add(flow, PDF_PARAGRAPH, PDF_SMALL, picture->caption, "");
        caption->keep = true;
        caption->before = (float)pdf_unit(flow->paper);
    }
}

static void draw_words(cairo_t *cr, struct pdf_flow *flow, const struct picture *picture,
                       const struct picture_shape *shape, double x, double y)
{
    PangoRectangle logical;
    PangoLayout *layout = flow->layout;
    pango_layout_set_font_description(
        layout, flow->fonts[shape->kind == PICTURE_STRONG ? PDF_HEAD : PDF_NOTE]);
    pango_layout_set_attributes(layout, flow->plain);
    pango_layout_set_width(layout, -1);
    pango_layout_set_text(layout, shape->words, -1);
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    pango_layout_line_get_extents(line, NULL, &logical);
    double width = (double)logical.width / PANGO_SCALE;
    bool begins = shape->kind == PICTURE_WORDS;
    PangoLayoutRun *bullet = flow->bullet->runs->data;
    pdf_missing_note(&flow->missing, line);
    pdf_show_line(cr, line, shape->words, bullet->item->analysis.font,
                  x - (!begins               ? width / 2
                       : picture->from_right ? width
                                             : 0),
                  y);
}

static void draw_shape(cairo_t *cr, struct pdf_flow *flow, const struct pdf_drawn *drawn,
                       const struct picture_shape *shape, double left, double top)
{
    double scale = drawn->scale;
    double x = left + shape->x * scale, y = top + shape->y * scale;
    bool full = shape->kind == PICTURE_DOT || shape->kind == PICTURE_BAR;
    if (shape->kind == PICTURE_BAR && shape->x2 <= 0) {
        return; /* it would colour what comes next */
    }
    pdf_choose_colour(cr, full ? pdf_column_colour(0) : PDF_BLACK);
    cairo_new_path(cr);
    switch (shape->kind) {
    case PICTURE_STROKE:
        cairo_move_to(cr, x, y);
        cairo_line_to(cr, left + shape->x2 * scale, top + shape->y2 * scale);
        cairo_stroke(cr);
        break;
    case PICTURE_DOT:
    case PICTURE_RING:
        cairo_arc(cr, x, y, shape->x2 * scale, 0, 2 * G_PI);
        (shape->kind == PICTURE_DOT ? cairo_fill : cairo_stroke)(cr);
        break;
    case PICTURE_BAR:
    case PICTURE_TRACK:
        cairo_rectangle(cr, x, y, shape->x2 * scale, shape->y2 * scale);
        (shape->kind == PICTURE_BAR ? cairo_fill : cairo_stroke)(cr);
        break;
    default:
        draw_words(cr, flow, drawn->picture, shape, x, y);
    }
}

void pdf_draw_picture(cairo_t *cr, struct pdf_flow *flow, const struct pdf_drawn *drawn,
                      double x, double y)
{
    cairo_save(cr);
    cairo_set_line_width(cr, .6 * drawn->scale);
    for (size_t i = 0; i < drawn->strip->count; i++) {
        draw_shape(cr, flow, drawn, &drawn->strip->shapes[i], x, y);
    }
    cairo_restore(cr);
}
