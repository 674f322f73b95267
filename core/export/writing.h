#ifndef ROUNDTABLE_EXPORT_WRITING_H
#define ROUNDTABLE_EXPORT_WRITING_H

#include "base/html.h"
#include "base/str.h"

/* How the words of a person go into each format: sanitised, and escaped so that they
 * stay words; for csv, base/csv.h. Private to core/export; each stands in write_*.c of its
 * format. */

/** How wide lines of text are: as survives being quoted in an e-mail, or for a narrow
 *  window, large letters and a line of braille. */
enum { TEXT_COLS = 78, TEXT_NARROW_COLS = 40 };

/** Adds words as lines of their own, of at most so many columns: their own breaks stay,
 *  long lines are wrapped. The first row begins with first, those below with rest. */
void text_add_words(struct str *out, int cols, const char *first, const char *rest,
                    const char *words);

/** Adds a heading with a line of that mark under it, as long as its longest row. */
void text_add_heading(struct str *out, int cols, const char *words, char mark);

/** Adds words so that a reader of Markdown sees them as they were typed. They stay on one
 *  line, whatever they hold: that is what keeps a cell a cell and a heading a heading. */
void markdown_add_words(struct str *out, const char *words);

/** Adds JSON with everything escaped that the sanitiser would show as a mark: a program
 *  can read it so, and nothing is lost. */
void json_add_harmless(struct str *out, const char *json, size_t len_bytes);

#endif
