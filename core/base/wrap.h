#ifndef ROUNDTABLE_BASE_WRAP_H
#define ROUNDTABLE_BASE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Breaks text into lines of at most so many columns, between words where it can, by
 * graphemes, and at its own line breaks. Widths are those of the sanitised cells.
 * Pure; each line is a range of bytes of the text given. A word that is longer than a line
 * is broken where three letters of it follow, with room for a hyphen, which whoever shows it
 * adds; but no word of few columns, without upper and lower case, or of an address.
 */
struct wrap {
    const char *text;
    size_t len_bytes;
    int width_cols; /* at least 1 */
    size_t next_bytes;
    bool done;
    bool within_word; /* the last line ends there: a hyphen belongs behind it */
};

/** Begins; text is borrowed while it is used. */
struct wrap wrap_begin(const char *text, int width_cols);

/**
 * The next line, without the blanks or the break that ended it. False after the last;
 * an empty text has one empty line.
 */
bool wrap_next(struct wrap *wrap, size_t *start_bytes, size_t *len_bytes);

/** How many lines there are, counting no further than `most`. */
int wrap_count(const char *text, int width_cols, int most);

/** How long, in bytes, as many of the whole sentences are that the text begins with as have room in
 *  so many lines, with the blank behind them; the first of them, though it has none. */
size_t wrap_sentences(const char *text, int width_cols, int lines);

/** Columns of the grapheme from at_bytes to end_bytes. */
int wrap_grapheme_cols(const char *text, size_t at_bytes, size_t end_bytes);

#endif
