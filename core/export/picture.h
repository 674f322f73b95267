#ifndef ROUNDTABLE_EXPORT_PICTURE_H
#define ROUNDTABLE_EXPORT_PICTURE_H

#include "export/outline.h"

/**
 * A form at a glance, above its table, which says all of it in words: bars, how far each row
 * is in a mark's choices; or a line of its rows, with where the table stands (enum
 * grid_picture). Laid out once, for whoever draws. Private to core/export.
 *
 * Lengths are units of a letter's height, PICTURE_LETTER, so that letters have the size that
 * the page gives them; y runs down.
 */

enum { PICTURE_LETTER = 12 };

enum picture_kind {
    PICTURE_STROKE, /* from x, y to x2, y2 */
    PICTURE_DOT,    /* a disc round x, y, of radius x2 */
    PICTURE_RING,   /* the same, hollow */
    PICTURE_BAR,    /* from x, y, x2 wide and y2 high */
    PICTURE_TRACK,  /* the same, hollow: as long as a bar can be */
    PICTURE_WORDS,  /* on a line at y; they begin at x, */
    PICTURE_NAME,   /* or have x in their middle, */
    PICTURE_STRONG, /* and bold */
};

struct picture_shape {
    enum picture_kind kind;
    double x, y, x2, y2;
    const char *words; /* harmless, of one line */
};

/** What stays together where a page ends. */
struct picture_strip {
    double height;
    struct picture_shape *shapes;
    size_t count;
};

struct picture {
    double width;
    bool from_right;
    const char *title;   /* "How far we are" */
    const char *caption; /* how it is to be read, or "" */
    struct picture_strip *strips;
    size_t count;
};

/** The picture of a part, of that width; false if its form has none, or nothing was marked that
 *  it could show, or may be told. It lives in the arena.
 *
 *  @from_right  its first column or row is at the right, as those of the table are. */
bool picture_of(struct picture *picture, struct arena *arena,
                const struct outline *outline, const struct outline_part *part,
                double width, bool from_right);

#endif
