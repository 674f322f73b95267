/* Lines are drawn, and the letters that no font has. */

#include "export/pdf/pdf_letters.h"

#include "base/utf8.h"

#include <stdbool.h>

static void name_missing(struct pdf_missing *missing, uint32_t letter)
{
    size_t i = 0;
    missing->count++;
    while (i < missing->named_count && missing->named[i] != letter) {
        i++;
    }
    if (i == missing->named_count && i < PDF_MISSING_NAMED) {
        missing->named[missing->named_count++] = letter;
    }
}

void pdf_missing_note(struct pdf_missing *missing, const PangoLayoutLine *line)
{
    for (const GSList *at = line->runs; at; at = at->next) {
        const PangoLayoutRun *run = at->data;
        for (int i = 0; i < run->glyphs->num_glyphs; i++) {
            PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
            if (glyph & PANGO_GLYPH_UNKNOWN_FLAG && glyph != PANGO_GLYPH_EMPTY) {
                name_missing(missing, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
            }
        }
    }
}

static bool lacks_letters(const PangoLayoutRun *run)
{
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
        if (glyph & PANGO_GLYPH_UNKNOWN_FLAG && glyph != PANGO_GLYPH_EMPTY) {
            return true;
        }
    }
    return false;
}

/* Letters that stand on the page, blank, for whoever searches, copies or hears it: a glyph of
 * a font that there is, said to be those. */
static void put_unseen(cairo_t *cr, cairo_glyph_t blank, const char *letters,
                       int len_bytes)
{
    cairo_text_cluster_t cluster = {.num_bytes = len_bytes, .num_glyphs = 1};
    cairo_show_text_glyphs(cr, letters, len_bytes, &blank, 1, &cluster, 1, 0);
}

/* What no font has: its boxes are only drawn, or their numbers would be read as words. */
static void draw_boxes(cairo_t *cr, const char *text, PangoLayoutRun *run,
                       PangoFont *there, double x, double y)
{
    cairo_scaled_font_t *scaled =
        pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(there));
    cairo_glyph_t *blanks = NULL;
    int count = 0;
    pango_cairo_glyph_string_path(cr, run->item->analysis.font, run->glyphs);
    cairo_fill(cr);
    if (!scaled || cairo_scaled_font_text_to_glyphs(scaled, x, y, " ", 1, &blanks, &count,
                                                    NULL, NULL, NULL)) {
        return;
    }
    cairo_set_scaled_font(cr, scaled);
    PangoGlyphItemIter at;
    gboolean more = pango_glyph_item_iter_init_start(&at, run, text);
    for (; more && count; more = pango_glyph_item_iter_next_cluster(&at)) {
        put_unseen(cr, blanks[0], text + at.start_index, at.end_index - at.start_index);
        for (int i = at.start_glyph; i != at.end_glyph;
             i += at.start_glyph < at.end_glyph ? 1 : -1) {
            blanks[0].x += (double)run->glyphs->glyphs[i].geometry.width / PANGO_SCALE;
        }
    }
    cairo_glyph_free(blanks);
}

void pdf_show_line(cairo_t *cr, PangoLayoutLine *line, const char *text, PangoFont *there,
                   double x, double y)
{
    for (const GSList *at = line->runs; at; at = at->next) {
        PangoLayoutRun *run = at->data;
        cairo_move_to(cr, x, y);
        if (lacks_letters(run)) {
            draw_boxes(cr, text, run, there, x, y);
        } else {
            pango_cairo_show_glyph_item(cr, text, run);
        }
        x += (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
    }
}

int pdf_missing_tell(const struct program *program, const struct pdf_missing *missing)
{
    if (!missing->count) {
        return STATUS_DONE;
    }
    bool more = missing->named_count == PDF_MISSING_NAMED;
    struct str said = str_of("no font here has %s", more ? "letters such as" : "");
    for (size_t i = 0; i < missing->named_count; i++) {
        str_add(&said, i ? ", " : more ? " " : "");
        utf8_add(&said, missing->named[i]);
        str_addf(&said, " (U+%04X)", missing->named[i]);
    }
    str_addf(&said,
             ": %zu of the letters are boxes with their numbers, and are copied and read "
             "aloud as they should be (the packages fonts-noto-cjk and "
             "fonts-noto-color-emoji have most of what is missing in others)",
             missing->count);
    program_tell(program, said.bytes);
    str_finish(&said);
    return STATUS_LOOK;
}
