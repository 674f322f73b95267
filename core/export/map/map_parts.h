#ifndef ROUNDTABLE_EXPORT_MAP_MAP_PARTS_H
#define ROUNDTABLE_EXPORT_MAP_MAP_PARTS_H

#include "base/arena.h"
#include "base/err.h"
#include "export/outline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * The system map of one table, or of a seminar, as a picture, from what it shows to how
 * it is written; private to roundtable-map. Goals stand in the middle, the first kind of
 * entry (the barriers) left of them, the others right. Lengths are points; y grows
 * downwards.
 *
 * Each kind has a shape and a colour, and says in words what it is, so that neither
 * alone carries meaning.
 */

enum map_kind {
    MAP_GOAL,
    MAP_BARRIER,
    MAP_STAKEHOLDER,
    MAP_MOMENT,
    MAP_ACTION, /* one that answers a barrier */
    MAP_OWN, /* an entry of a column that is the template's own or the table's, in the first
              * of the colours that such have, */
    MAP_OWN_2,
    MAP_OWN_3,
    MAP_OTHER, /* anything else that is said */
    MAP_KINDS
};

/** How a kind looks. Colours are 0xRRGGBB; words on tint have a contrast of 4.5 at
 *  least. */
struct map_look {
    const char *class;
    unsigned colour, tint;
    double line;   /* width of its outline */
    double beside; /* room that its shape needs left and right of the words */
};
extern const struct map_look map_looks[MAP_KINDS];

/** A line of words, set. */
struct map_line {
    const char *words;
    double y; /* of its foot, from the middle of what it stands in */
    double size;
    bool bold, coloured, from_right;
};

struct map_node {
    enum map_kind kind;
    const char *label;           /* "barrier · Boulder · 3 votes" */
    const char *words;           /* sanitised; lines are parted by '\n' */
    const struct record *record; /* the first that it stands for; NULL: none alone */
    const char *called, *marks;  /* "barrier"; "Boulder · System" */
    const struct record *goal;   /* under which it stands first */
    bool more;                   /* stands for entries that are not drawn one by one */
    bool bare;                   /* words alone, without a shape */
    size_t tables;               /* of a theme, how many said it */
    long votes;                  /* that may be told */
    double scale;                /* of its words; usually 1 */
    struct map_line *lines;
    size_t line_count;
    double x, y, width, height; /* x and y of its middle */
};

struct map_edge {
    size_t from, to; /* nodes; from stands left */
    bool answers;    /* from is the action that answers the barrier to */
    int columns;     /* how many columns to the right it goes */
    size_t tables;   /* between themes, how many tables have said one under the other */
    double width;
    double *points; /* x, y, x, y …: a curve of Bézier's pieces; of dot's */
    size_t point_count;
};

struct map_picture {
    const struct session *session;
    size_t table;                /* which of the session's, from 0; MAP_OF_SEMINAR: all */
    const char *title;           /* of the grid: "System map" */
    const char *heading;         /* of the table: "Sample · Manchester · table 4" */
    struct map_line *head_lines; /* the heading, set as wide as the picture */
    size_t head_line_count;
    double head_width, head_height; /* with what is between it and the picture */
    const char *described;
    const char *language;
    const struct paper_words *paper; /* what it says of its own */
    struct map_node *nodes;
    size_t node_count, node_room;
    struct map_edge *edges;
    size_t edge_count, edge_room;
    struct map_node *legend; /* stands below, row by row; joined to nothing */
    size_t legend_count, legend_room;
    size_t left_out;  /* entries that a node for several stands for */
    size_t shortened; /* entries whose end is cut off */
    double width, height;
    struct arena arena;
};

/** What a table's picture shows of its goals, from that one on; nothing is laid out yet.
 *  Returns the goal that the next picture begins with, so that each can be a sheet to look
 *  at: 0 if all are in this one.
 *  @most  entries in it, if it has several goals; 0: as many as make a sheet */
size_t map_picture_init(struct map_picture *picture, const struct outline *outline,
                        size_t from, size_t most);
void map_picture_finish(struct map_picture *picture);

#define MAP_OF_SEMINAR SIZE_MAX

enum map_room { MAP_ON_A4, MAP_ON_A3, MAP_WITHOUT_END };

/**
 * What several tables share, laid out: their goals, with the barriers, stakeholders and
 * moments that were said under them, the larger the more tables said it; and the goals of
 * one table that hold what several share, first where no goal of several does. No more than can
 * be read on the paper; the legend tells how much is not shown. Without an end it is all,
 * for whoever lays it out: places are not found then.
 *
 * Only fails where graphviz lacks.
 */
bool map_seminar_init(struct map_picture *picture, struct session *session,
                      const struct export_options *options, enum map_room room,
                      struct err *err);

/** Whether it is a seminar's, and says only that nothing is shared. */
bool map_seminar_is_empty(const struct map_picture *picture);

/** Sets the words and lets dot find the places. Only fails where graphviz lacks. */
bool map_lay_out(struct map_picture *picture, struct err *err);

/* Every format of it. */

/** Adds one picture for a page: a div with nothing but the element svg, no heading drawn.
 *  Its class "tall" says that it is higher than wide. The number makes its ids its own. */
void map_svg_piece(const struct map_picture *picture, size_t number, struct str *out);

/** Adds a file of svg that shows all, one below the other. */
void map_svg(const struct map_picture *pictures, size_t count, struct str *out);

/** Adds a PDF, a page a picture, on A3 if large, else on A4. @missing counts the letters that no
 *  font has (pdf_letters.h). */
struct pdf_missing;
bool map_pdf(const struct map_picture *pictures, size_t count, bool large,
             int64_t made_ms, struct pdf_missing *missing, struct str *out,
             struct err *err);

/** Adds one graph as dot reads it, with its own shapes, a subgraph a picture; nodes are named
 *  by their records' ids and have kind, table, goal, votes and marks. */
bool map_dot(const struct map_picture *pictures, size_t count, struct str *out,
             struct err *err);

/** How much larger a picture is on paper than in its own points, and how large that paper
 *  is as it has to be turned. */
struct map_sheet {
    double scale, width, height;
};
struct map_sheet map_sheet_of(const struct map_picture *picture, bool large);

/* What they share. */

/** Keeps a text as long as the picture, and empties it. */
const char *map_keep(struct map_picture *picture, struct str *text);

/** Keeps so much of the words of an entry, which are emptied; what is cut off is counted. */
const char *map_shorten(struct map_picture *picture, struct str *words,
                        size_t most_graphemes);

/** Adds the beginning of a text, for a part of a heading. */
void map_add_short(struct str *out, const char *text);

/** Adds how many are shortened: " 2 entries are shortened." */
void map_say_shortened(const struct map_picture *picture, struct str *out);

/** Adds the one of three sentences, beginning there, that a number takes, with what is put in. */
void map_say_count(const struct map_picture *picture, enum paper_word one,
                   struct paper_said said, struct str *out);

/** Adds a node; returns its number. label and words are borrowed. */
size_t map_add_node(struct map_picture *picture, enum map_kind kind, const char *label,
                    const char *words);

/** Adds a line between two; returns it, until the next one is added. */
struct map_edge *map_add_edge(struct map_picture *picture, size_t from, size_t to,
                              int columns);

/** What one entry of a column is called, as its form has it; else as the column is: NULL, and a
 *  column without such a word, have that title. */
const char *map_called(const struct column *column, const char *title);

/** What is drawn for entries of a column, by its id and which of its grid it is. */
enum map_kind map_kind_of(const char *column, size_t at);

/** The column among so many that stands left of the goals: that of the barriers, or else the
 *  first of three and more; their number if none does. */
size_t map_left_of_goals(size_t barriers, size_t count);

/** A step of an outline: 'M', 'L', 'C' or 'Z'. */
struct map_step {
    char how;
    double at[6];
};

enum { MAP_MOST_STEPS = 12 };

/** The outline of a node; returns how many steps. */
size_t map_outline_of(const struct map_node *node, struct map_step steps[MAP_MOST_STEPS]);

/** The fold of a moment's corner; 0 for all others. */
size_t map_fold_of(const struct map_node *node, struct map_step steps[MAP_MOST_STEPS]);

/** Where the word of an edge stands. */
void map_label_of(const struct map_edge *edge, double *x, double *y);

/** How wide the ground of that word is. */
double map_label_width(const char *words);

/** The tip of the arrow at an answer's end. */
size_t map_tip_of(const struct map_edge *edge, struct map_step steps[MAP_MOST_STEPS]);

extern const char map_font[]; /* families, best first, as CSS and pango read them */
enum {
    MAP_MARGIN = 14,
    MAP_HEAD = 34,
    MAP_HEAD_SIZE = 15,
    MAP_EDGE_SIZE = 8,
    MAP_WORDS_SIZE = 11,
    MAP_TIP = 7
};

#endif
