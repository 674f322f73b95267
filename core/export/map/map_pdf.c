/* The picture as PDF: a page a table, as large as the paper lets it be. */

#include "base/instant.h"
#include "base/memory.h"
#include "export/map/map_parts.h"
#include "export/pdf/pdf_catalog.h"
#include "export/pdf/pdf_letters.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EDGE_OF_PAPER = 34, LARGEST_PER_CENT = 190 };

static void set_colour(cairo_t *cr, unsigned colour)
{
    cairo_set_source_rgb(cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0,
                         (colour & 255) / 255.0);
}

static void take_steps(cairo_t *cr, const struct map_step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const double *at = steps[i].at;
        switch (steps[i].how) {
        case 'M':
            cairo_move_to(cr, at[0], at[1]);
            break;
        case 'L':
            cairo_line_to(cr, at[0], at[1]);
            break;
        case 'C':
            cairo_curve_to(cr, at[0], at[1], at[2], at[3], at[4], at[5]);
            break;
        default:
            cairo_close_path(cr);
        }
    }
}

/* What draws: one layout serves all words, so that fonts are looked for once. */
struct pen {
    cairo_t *cr;
    PangoLayout *layout;
    PangoFontDescription *font;
    struct pdf_missing *missing;
};

static struct pen new_pen(cairo_surface_t *surface, struct pdf_missing *missing)
{
    struct pen pen = {.cr = cairo_create(surface), .missing = missing};
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pen.font = pango_font_description_from_string(map_font);
    pen.layout = pango_cairo_create_layout(pen.cr);
    pango_cairo_context_set_font_options(pango_layout_get_context(pen.layout), options);
    pango_cairo_context_set_resolution(pango_layout_get_context(pen.layout), 72);
    pango_layout_set_single_paragraph_mode(pen.layout, TRUE);
    cairo_font_options_destroy(options);
    return pen;
}

static void drop_pen(struct pen *pen)
{
    pango_font_description_free(pen->font);
    g_object_unref(pen->layout);
    cairo_destroy(pen->cr);
}

static void draw_words(const struct pen *pen, double x, double y, double size, bool bold,
                       unsigned colour, const char *words)
{
    PangoRectangle box;
    pango_font_description_set_size(pen->font, (int)(size * PANGO_SCALE));
    pango_font_description_set_weight(pen->font,
                                      bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(pen->layout, pen->font);
    pango_layout_set_text(pen->layout, words, -1);
    pango_layout_get_extents(pen->layout, NULL, &box);
    int middle = box.x + box.width / 2;
    set_colour(pen->cr, colour);
    PangoLayoutLine *line = pango_layout_get_line_readonly(pen->layout, 0);
    PangoFont *there =
        pango_context_load_font(pango_layout_get_context(pen->layout), pen->font);
    pdf_missing_note(pen->missing, line);
    pdf_show_line(pen->cr, line, words, there, x - (double)middle / PANGO_SCALE, y);
    g_object_unref(there);
}

static void draw_edge(const struct pen *pen, const struct map_picture *picture,
                      const struct map_edge *edge)
{
    const struct map_node *from = &picture->nodes[edge->from];
    const struct map_node *entry =
        from->kind == MAP_GOAL ? &picture->nodes[edge->to] : from;
    const double *p = edge->points;
    cairo_t *cr = pen->cr;
    if (edge->point_count < 4) {
        return;
    }
    cairo_move_to(cr, p[0], p[1]);
    for (size_t i = 1; i + 2 < edge->point_count; i += 3) {
        const double *q = p + 2 * i;
        cairo_curve_to(cr, q[0], q[1], q[2], q[3], q[4], q[5]);
    }
    set_colour(cr, map_looks[entry->kind].colour);
    cairo_set_line_width(cr, edge->width);
    cairo_stroke(cr);
    if (edge->answers) {
        struct map_step steps[MAP_MOST_STEPS];
        double x, y;
        take_steps(cr, steps, map_tip_of(edge, steps));
        cairo_fill(cr);
        map_label_of(edge, &x, &y);
        set_colour(cr, 0xffffff);
        const char *answers = picture->paper->texts[PAPER_ANSWERS];
        double width = map_label_width(answers);
        cairo_rectangle(cr, x - width / 2, y - 6, width, 12);
        cairo_fill(cr);
        draw_words(pen, x, y + 3, MAP_EDGE_SIZE, false, map_looks[entry->kind].colour,
                   answers);
    }
}

static void draw_shape(const struct pen *pen, const struct map_node *node)
{
    static const double dashes[] = {4, 3};
    const struct map_look *look = &map_looks[node->kind];
    cairo_t *cr = pen->cr;
    struct map_step steps[MAP_MOST_STEPS];
    take_steps(cr, steps, map_outline_of(node, steps));
    set_colour(cr, look->tint);
    cairo_fill_preserve(cr);
    set_colour(cr, look->colour);
    cairo_set_line_width(cr, look->line);
    cairo_set_dash(cr, dashes, node->more ? 2 : 0, 0);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0);
    take_steps(cr, steps, map_fold_of(node, steps));
    cairo_set_line_width(cr, 1);
    cairo_stroke(cr);
}

static void draw_node(const struct pen *pen, const struct map_node *node)
{
    if (!node->bare) {
        draw_shape(pen, node);
    }
    for (size_t i = 0; i < node->line_count; i++) {
        const struct map_line *line = &node->lines[i];
        draw_words(pen, node->x, node->y + line->y, line->size, line->bold,
                   line->coloured ? map_looks[node->kind].colour : 0x1b1b1b, line->words);
    }
}

struct map_sheet map_sheet_of(const struct map_picture *picture, bool large)
{
    double longer = large ? 1190.55 : 841.89, shorter = large ? 841.89 : 595.28;
    double high = picture->height + picture->head_height + MAP_MARGIN;
    double wide =
        picture->head_width > picture->width ? picture->head_width : picture->width;
    bool upright = high > wide;
    struct map_sheet sheet = {LARGEST_PER_CENT / 100.0, upright ? shorter : longer,
                              upright ? longer : shorter};
    double room_x = sheet.width - 2 * EDGE_OF_PAPER;
    double room_y = sheet.height - 2 * EDGE_OF_PAPER;
    sheet.scale = wide * sheet.scale > room_x ? room_x / wide : sheet.scale;
    sheet.scale = high * sheet.scale > room_y ? room_y / high : sheet.scale;
    return sheet;
}

static void draw_picture(const struct pen *pen, const struct map_picture *picture)
{
    for (size_t i = 0; i < picture->edge_count; i++) {
        draw_edge(pen, picture, &picture->edges[i]);
    }
    for (size_t i = 0; i < picture->node_count; i++) {
        draw_node(pen, &picture->nodes[i]);
    }
    for (size_t i = 0; i < picture->legend_count; i++) {
        draw_node(pen, &picture->legend[i]);
    }
}

/* Paper turned as the picture needs it, and the picture in its middle. */
static void draw_page(const struct pen *pen, const struct map_picture *picture,
                      const struct map_sheet *sheet)
{
    cairo_t *cr = pen->cr;
    double high = picture->height + picture->head_height + MAP_MARGIN;
    double room_y = sheet->height - 2 * EDGE_OF_PAPER;
    cairo_save(cr);
    cairo_translate(cr, sheet->width / 2,
                    EDGE_OF_PAPER + (room_y - high * sheet->scale) / 2);
    cairo_scale(cr, sheet->scale, sheet->scale);
    cairo_tag_begin(cr, "H1", NULL);
    for (size_t i = 0; i < picture->head_line_count; i++) {
        const struct map_line *line = &picture->head_lines[i];
        draw_words(pen, 0, line->y, line->size, true, 0x1b1b1b, line->words);
    }
    cairo_tag_end(cr, "H1");
    cairo_translate(cr, -picture->width / 2, picture->head_height);
    cairo_tag_begin(cr, "Figure", NULL);
    draw_picture(pen, picture);
    cairo_tag_end(cr, "Figure");
    cairo_restore(cr);
}

/* What a goal is joined to: "barrier: Stigma; stakeholder: Carers". */
static void say_joined(const struct map_picture *p, size_t goal, struct str *out)
{
    const char *between = " ";
    for (size_t i = 0; i < p->edge_count; i++) {
        const struct map_edge *edge = &p->edges[i];
        if (edge->from == goal || edge->to == goal) {
            const struct map_node *node =
                &p->nodes[edge->from == goal ? edge->to : edge->from];
            str_addf(out, "%s%s: %s", between, node->label, node->words);
            between = "; ";
        }
    }
    str_add_byte(out, '\n');
}

/* The picture as the table that it is drawn from, to free(): what is read instead. */
static char *in_words(const struct map_picture *p)
{
    struct str words = str_of("%s. %s\n", p->title, p->described);
    for (size_t i = 0; i < p->node_count; i++) {
        const struct map_node *node = &p->nodes[i];
        if (node->kind == MAP_GOAL) {
            str_addf(&words, "%s: %s.", node->label, node->words);
            say_joined(p, i, &words);
        }
    }
    for (size_t i = 0; i < p->edge_count; i++) {
        const struct map_edge *edge = &p->edges[i];
        if (edge->answers) {
            paper_say(p->paper, PAPER_ANSWERS_IT,
                      (struct paper_said){.from = p->nodes[edge->from].words,
                                          .to = p->nodes[edge->to].words},
                      &words);
            str_add_byte(&words, '\n');
        }
    }
    return str_take(&words);
}

/* What cairo cannot say to those who hear it. */
static bool tell_readers(const struct map_picture *pictures, size_t count,
                         struct spool *pdf, struct err *err)
{
    char **words = memory_get((count + 1) * sizeof *words);
    const char **languages = memory_get((count + 1) * sizeof *languages);
    for (size_t i = 0; i < count; i++) {
        words[i] = in_words(&pictures[i]);
        languages[i] = pictures[i].language;
    }
    const struct pdf_told told = {(const char *const *)words, languages};
    const char *nothing = paper_words_of("en")->texts[PAPER_NOTHING_YET];
    bool ok = pdf_tell_readers(pdf, count ? pictures[0].language : "en",
                               count ? pictures[0].heading : nothing, &told, err);
    free(languages);
    for (size_t i = 0; i < count; i++) {
        free(words[i]);
    }
    free(words);
    return ok;
}

static cairo_status_t take_bytes(void *out, const unsigned char *bytes, unsigned len)
{
    return spool_add(out, (const char *)bytes, len) ? CAIRO_STATUS_SUCCESS
                                                    : CAIRO_STATUS_WRITE_ERROR;
}

bool map_pdf(const struct map_picture *pictures, size_t count, bool large,
             int64_t made_ms, struct pdf_missing *missing, struct str *out,
             struct err *err)
{
    char made[INSTANT_SIZE_BYTES];
    struct spool pdf = {0};
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(take_bytes, &pdf, 595.28, 841.89);
    instant_write(made_ms, made);
    memcpy(made + 19, "Z", 2); /* cairo reads no parts of seconds */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
                                   count ? pictures[0].heading : "Nothing here yet");
    struct pen pen = new_pen(surface, missing);
    for (size_t i = 0; i < count; i++) {
        struct map_sheet sheet = map_sheet_of(&pictures[i], large);
        cairo_pdf_surface_set_size(surface, sheet.width, sheet.height);
        if (!i) { /* a size set behind it would take it away */
            cairo_tag_begin(pen.cr, "Document", NULL);
        }
        draw_page(&pen, &pictures[i], &sheet);
        if (i + 1 == count) {
            cairo_tag_end(pen.cr, "Document");
        }
        cairo_show_page(pen.cr);
    }
    drop_pen(&pen);
    cairo_surface_finish(surface);
    bool ok = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    if (!ok) {
        err_set(err, "the PDF: %s",
                cairo_status_to_string(cairo_surface_status(surface)));
    }
    cairo_surface_destroy(surface);
    ok = ok && tell_readers(pictures, count, &pdf, err);
    const char *bytes = ok ? spool_text(&pdf) : NULL;
    if (bytes) {
        str_add_bytes(out, bytes, pdf.len_bytes);
    } else if (ok) {
        err_set(err, "the PDF: what was written cannot be read again");
    }
    spool_finish(&pdf);
    return bytes != NULL;
}
