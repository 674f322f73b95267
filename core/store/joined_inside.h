#ifndef ROUNDTABLE_STORE_JOINED_INSIDE_H
#define ROUNDTABLE_STORE_JOINED_INSIDE_H

/* What the files share that join files to a large one; private to joined.c, joined_lines.c,
 * joined_notes.c, joined_top.c, file.c and file_pour.c. */

#include "store/file_inside.h"
#include "store/joined.h"

/** A line with an edit; what is hashed is looked at itself where hashes are the same. */
struct joined_line {
    uint32_t at;  /* where it begins, at its brace */
    uint32_t key; /* hashes of its key and */
    uint32_t id;  /* of the id of its record; */
    uint32_t
        goal; /* of a note that the part has not, its goal, or JOINED_NO_GOAL; else 0 */
    bool looked_at; /* it was read as an edit */
};

/* No hash is that; and so many marks, of so many letters, are looked for in tables. */
enum { JOINED_NO_GOAL = 1, JOINED_MOST_MARKS = 8, JOINED_MARK_SIZE_BYTES = 32 };

/** A table in the top. */
struct joined_block {
    uint32_t from, to; /* from its brace to behind that which closes it */
};

struct joined {
    struct str bytes;  /* the file as it stands, */
    size_t edits, end; /* its line of edits, and the line behind them */
    struct joined_line *lines;
    size_t line_count, line_room;
    char marks[JOINED_MOST_MARKS]
              [JOINED_MARK_SIZE_BYTES]; /* that notes are taken to have */
    size_t mark_count;
    uint32_t *by_key; /* numbers of lines, from 1, by their keys; 0: empty */
    size_t slot_count;
    struct joined_block *blocks;
    size_t block_count, block_room;
    size_t next_block;         /* while they are gone through in order */
    size_t notes;              /* so many stand in the blocks, */
    size_t values;             /* so many values in the lines, */
    size_t form_count;         /* and so many templates above them */
    bool unsure;               /* the whole may be more than a file may have */
    struct session *fresh;     /* what is new, */
    const struct edit **added; /* in order */
    size_t added_count;
};

/** A hash of a key or an id. */
uint32_t joined_hash(const char *bytes, size_t len_bytes);

/** Finds its lines, and adds to part what there may be something to tell of. False for the
 *  long way, as below. */
bool joined_read_lines(struct joined *j, struct session *part);

/** Whether an edit is of a note, and says nothing that is told of; line takes its goal. */
bool joined_is_usual(struct joined *j, const struct edit *edit, struct joined_line *line);

/** Adds an edit that is new to it; false if it is not. */
bool joined_take(struct session *part, const struct edit *edit);

/** Adds the notes, too, of which there is something to tell all the same, such as several
 *  wordings, those that somebody kept apart from others, and those under these goals, by the
 *  hashes of their ids. */
bool joined_read_more(struct joined *j, struct session *part, const uint32_t *goals,
                      size_t goal_count);

/** Where a line ends, without its comma. */
size_t joined_line_bytes(const struct joined *j, size_t number);

/** The number of the line whose edit has the key of another line; SIZE_MAX: none. */
size_t joined_find(const struct joined *j, const char *line);

/** The number of the first line that stands behind an edit. */
size_t joined_place(const struct joined *j, const struct edit *edit);

/** Whether some line is of a record whose id is one of these. */
bool joined_has_any(const struct joined *j, const struct lookup *ids);

/** Finds the tables of its top, which must be those of part in their order, as its rows are,
 *  and counts the notes. */
bool joined_read_top(struct joined *j, struct session *part);

/** The goals of one table of each form, by the hashes of their ids: an array to free(). */
uint32_t *joined_sample_goals(struct session *part, size_t *count);

/** Whether those tables, all of which part has, stand in the top just so. */
bool joined_samples_hold(const struct joined *j, struct session *part);

/** How many values there are in all that is there, or more. */
size_t joined_values(const struct joined *j);

/** The block of a table, borrowed, if it is the next that is there; NULL: it is not. */
const char *joined_next_table(struct joined *j, const struct record *table,
                              size_t *len_bytes);

void joined_free(struct joined *j);

#endif
