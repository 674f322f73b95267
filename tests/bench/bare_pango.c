/* What setting and drawing alone costs: each line of standard input is set as a paragraph
 * of a column by one layout of pango, and drawn by cairo onto pages of a PDF that nobody
 * keeps. The measure for tests/bench-pdf.sh. */

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_PT = 180, COLUMNS = 4, HIGHEST_PT = 540 };

static cairo_status_t forget(void *nothing, const unsigned char *bytes, unsigned len)
{
    (void)nothing, (void)bytes, (void)len;
    return CAIRO_STATUS_SUCCESS;
}

int main(void)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(forget, NULL, 842, 595);
    cairo_t *cr = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cr);
    PangoFontDescription *font = pango_font_description_from_string("Noto Sans");
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    double x = 0, y = 0;
    pango_font_description_set_absolute_size(font, 9.5 * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, COLUMN_PT * PANGO_SCALE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    while ((len = getline(&line, &room, stdin)) > 0) {
        int height;
        pango_layout_set_text(layout, line, (int)len - (line[len - 1] == '\n'));
        pango_layout_get_size(layout, NULL, &height);
        if (y + (double)height / PANGO_SCALE > HIGHEST_PT) {
            y = 0;
            x += COLUMN_PT + 10;
            if (x > COLUMNS * COLUMN_PT) {
                x = 0;
                cairo_show_page(cr);
            }
        }
        cairo_move_to(cr, 40 + x, 40 + y);
        pango_cairo_show_layout(cr, layout);
        y += (double)height / PANGO_SCALE;
    }
    free(line);
    cairo_surface_finish(surface);
    int status = cairo_status(cr) == CAIRO_STATUS_SUCCESS ? EXIT_SUCCESS : EXIT_FAILURE;
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return status;
}
