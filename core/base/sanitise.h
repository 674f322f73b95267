#ifndef ROUNDTABLE_BASE_SANITISE_H
#define ROUNDTABLE_BASE_SANITISE_H

#include "base/str.h"

/**
 * The one sanitiser: every text of a person passes it on the way to a cell of the
 * screen, a message, or an export. What is stored stays as it was typed.
 *
 * Shown as marks, never sent: C0 and C1 controls (as control pictures, "␛"), and
 * what has no width, turns the direction of writing or is no character for ever (as
 * "<U+202E>"). Variation selectors are left out, but
 * stay behind a letter on a page; so are and do soft hyphens and spaces without width between
 * two letters (of cells they are left out wherever they stand, as words are wrapped there).
 * Of tags, those of the flags of England, Scotland and Wales stay on a page, and the nation's
 * name in brackets stands for them elsewhere. A tab is a space. Bytes that are no UTF-8 are
 * U+FFFD. A combining mark with nothing before it stands on a dotted circle. The result is
 * valid UTF-8 without any control but, where asked for, the line break.
 */
enum sanitise_for {
    /** A run of cells: no line breaks (shown as "⏎"); one joiner behind a letter of a script
     *  that is written with them, or behind a pictograph, is left out, and else a mark. */
    SANITISE_FOR_CELLS,
    /** Lines of text: line breaks stay (CR LF and CR become LF); the rest as above. */
    SANITISE_FOR_LINES,
    /** A page: like lines, but ZWJ and ZWNJ stay between two letters or pictographs,
     *  where Persian, the Indic scripts and emoji need them. */
    SANITISE_FOR_PAGE,
};

/** Adds the harmless form of text to out. */
void sanitise(const char *text, enum sanitise_for where, struct str *out);

/** The same for the first len_bytes bytes. */
void sanitise_bytes(const char *text, size_t len_bytes, enum sanitise_for where,
                    struct str *out);

#endif
