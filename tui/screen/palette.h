#ifndef ROUNDTABLE_SCREEN_PALETTE_H
#define ROUNDTABLE_SCREEN_PALETTE_H

/**
 * The colours, of the 256 that xterm fixed (16 to 255 are the same in every theme of a
 * terminal), for windows that are dark and that are light.
 *
 * Each has a contrast of at least 4.5 (WCAG 2.2, 1.4.3) on the backgrounds of the themes
 * that terminals come with, and headings of columns can be told apart with protan-, deuter-
 * and tritanopia; tests/test_palette.c computes both. Meaning is never by colour alone.
 */
struct palette {
    short columns[4]; /* the headings of the goals and of three columns, in turn */
    short dim;        /* rules, hints, and what stands aside */
};

static const struct palette palette_on_dark = {{75, 220, 107, 211}, 247};
static const struct palette palette_on_light = {{21, 94, 23, 127}, 242};

#endif
