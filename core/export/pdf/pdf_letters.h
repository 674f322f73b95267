#ifndef ROUNDTABLE_EXPORT_PDF_PDF_LETTERS_H
#define ROUNDTABLE_EXPORT_PDF_PDF_LETTERS_H

#include "base/options.h"

#include <pango/pangocairo.h>
#include <stddef.h>
#include <stdint.h>

/* Letters that no font has, in whatever is drawn as PDF: they stand there as boxes with their
 * numbers, are copied, searched for and heard as what they are, and are told of. */

enum { PDF_MISSING_NAMED = 8 };

/** Letters that no font has, how often, and the first that differ. Start zeroed. */
struct pdf_missing {
    size_t count;
    uint32_t named[PDF_MISSING_NAMED];
    size_t named_count;
};

/** Counts those of a line. */
void pdf_missing_note(struct pdf_missing *missing, const PangoLayoutLine *line);

/** Tells of them on standard error, for they want a person to look: STATUS_LOOK; STATUS_DONE
 *  if there are none. */
int pdf_missing_tell(const struct program *program, const struct pdf_missing *missing);

/**
 * Draws a line, whose left end on the baseline is there.
 *
 * @text   what the line's layout is of, or that line of it alone.
 * @there  some font that has a blank, for letters that are not drawn as words.
 */
void pdf_show_line(cairo_t *cr, PangoLayoutLine *line, const char *text, PangoFont *there,
                   double x, double y);

#endif
