#ifndef ROUNDTABLE_BASE_UTF8_H
#define ROUNDTABLE_BASE_UTF8_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * UTF-8 by code point and by grapheme, the unit that a reader sees as one letter
 * (UAX #29, by utf8proc, but for consonants joined by a virama, which terminals part).
 * Positions are bytes; widths are terminal columns.
 */

/** Whether all of it is UTF-8 (RFC 3629); if not, *bad_at_bytes (may be NULL) says where. */
bool utf8_valid(const char *bytes, size_t len_bytes, size_t *bad_at_bytes);

/**
 * The code point at bytes[0]; returns how many bytes it takes, at least 1.
 * A byte that is no UTF-8 is U+FFFD and one byte long. len_bytes is at least 1.
 */
size_t utf8_read(const char *bytes, size_t len_bytes, uint32_t *code_point);

void utf8_add(struct str *out, uint32_t code_point);

/** Adds a text in UTF-16; half a pair of surrogates is U+FFFD. */
void utf8_add_utf16(struct str *out, const uint16_t *units, size_t count);

/** The same into memory of the caller's; returns how many bytes it takes. */
enum { UTF8_BYTES = 4 };
size_t utf8_write(uint32_t code_point, char out[UTF8_BYTES]);

/** How many bytes of blanks a text begins with, those of word processors too. Line breaks are
 *  none. */
size_t blank_bytes(const char *text, size_t len_bytes);

/** Leaves such blanks out at both ends, and line breaks at the second. */
void trim_blanks(const char **text, size_t *len_bytes);

/** How many bytes from there on are printable ASCII that nothing joins: a grapheme and a
 *  column each. */
size_t plain_bytes(const char *text, size_t len_bytes, size_t at_bytes);

/** Where the grapheme that begins at at_bytes ends; len_bytes at the end. */
size_t grapheme_after(const char *text, size_t len_bytes, size_t at_bytes);

/** Where the grapheme begins that ends at at_bytes; 0 at the start. */
size_t grapheme_before(const char *text, size_t len_bytes, size_t at_bytes);

/** Adds the first line of text, at most so many graphemes of it, with "…" behind where
 *  more follows: enough to know which note is meant. */
void text_add_beginning(struct str *out, const char *text, int most_graphemes);

/** The same as ‘a quotation’. */
void text_quote(struct str *out, const char *text, int most_graphemes);

/** Adds the words with a capital: "Goal" of "goal". */
void text_add_capital(struct str *out, const char *words);

/**
 * Columns that one grapheme takes: that of its widest code point, 2 at most, and one
 * more for each spacing mark, as terminals do it (vowels of Hindi, Tamil or Thai).
 */
int grapheme_width_cols(const char *text, size_t len_bytes);

/** Columns of a text by its graphemes; meant for text without controls. */
int text_width_cols(const char *text, size_t len_bytes);

#endif
