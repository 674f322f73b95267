#ifndef ROUNDTABLE_STORE_JOINED_INSIDE_H
#define ROUNDTABLE_STORE_JOINED_INSIDE_H

/* What the files share that join files by their lines; private to joined.c, joined_ids.c,
 * joined_lines.c, joined_notes.c, joined_top.c, file.c and file_pour.c. */

#include "base/arena.h"
#include "base/hashes.h"
#include "base/lookup.h"
#include "store/file_inside.h"
#include "store/joined.h"

/** A line with an edit; what is hashed is looked at itself where it matters. */
struct joined_line {
    int64_t when; /* its time, in ms */
    uint64_t id;  /* hashes of the id of its record, and */
    uint64_t
        goal; /* of a note that the part has not, of its goal, or JOINED_NO_GOAL; else 0 */
    const char *begin;  /* where it stands, from its brace, */
    uint32_t len_bytes; /* without its comma */
    uint32_t column;    /* a hash of the column that stands beside that goal */
    uint32_t source;    /* the number of its file */
    bool looked_at;     /* it was read as an edit */
};

/* No hash is that; and so many marks, of so many letters, are looked for in tables. */
enum { JOINED_NO_GOAL = 1, JOINED_MOST_MARKS = 8, JOINED_MARK_SIZE_BYTES = 32 };

/** A sealed file. */
struct joined_source {
    struct str bytes;
    struct file_parts parts;
    size_t first; /* of its lines */
    bool whole;   /* others say something of the same, so that all of it is in the part */
    bool more;    /* it says more than tables, or redacts, or says again */
};

/** An id that a file says something of, or a goal or a table that something of it names. */
struct joined_named {
    uint64_t id; /* its hash */
    uint32_t source;
};

/** Ids, each with a file that has it, in a table; 0: empty. */
struct joined_owners {
    struct joined_named *slots;
    size_t count;
};

/** A table in the top of a file. */
struct joined_block {
    const char *id;
    const char *bytes; /* from its brace to behind that which closes it */
    size_t len_bytes;
};

struct joined {
    struct joined_source *sources;
    size_t source_count, source_room, all_bytes;
    struct joined_line
        *lines; /* what each has that none before it has, in their order; */
    size_t line_count, line_room;
    const struct joined_line **in_order; /* and as the whole has them */
    struct joined_key {
        uint32_t key, number; /* its hash, and that of its line, from 1; 0: empty */
    } * by_key;
    size_t slot_count;
    struct hashes several; /* ids of more than one line, or a few more */
    struct joined_owners owners;
    struct joined_named *named;
    size_t named_count, named_room;
    struct lookup blocks; /* by the ids of their tables; the arena has them */
    struct arena arena;
    size_t written; /* so many of them were */
    char marks[JOINED_MOST_MARKS]
              [JOINED_MARK_SIZE_BYTES]; /* that notes are taken to have */
    size_t mark_count;
    size_t values;             /* so many there are in lines and blocks, or fewer, */
    size_t form_count;         /* and so many templates */
    bool unsure;               /* the whole may be more than a file may have */
    struct session *fresh;     /* what is new and not read by lines, */
    const struct edit **added; /* in order */
    size_t added_count;
};

/** A hash of a key, an id or a column; never 0. */
uint64_t joined_hash(const char *bytes, size_t len_bytes);

/** Finds the lines of the last source, and adds to part what there may be something
 *  to tell of. *fresh takes how many no source before it has. False for the long way, as below. */
bool joined_read_lines(struct joined *j, struct session *part, size_t *fresh);

/** Whether an edit is of a table, or of what stands in one. */
bool joined_is_of_tables(const struct edit *edit);

/** Whether an edit is of a note, and says nothing that is told of; line takes its goal. */
bool joined_is_usual(struct joined *j, const struct edit *edit, struct joined_line *line);

/** Adds an edit that is new to it; false if it is not. */
bool joined_take(struct session *part, const struct edit *edit);

/** All lines were read: finds their order. */
void joined_put_in_order(struct joined *j);

/** Finds the ids of several lines, and whose each record is. Those files are whole of which two
 *  say something of one, or one names what another has. False if several say more than tables,
 *  or a whole one does. */
bool joined_find_owners(struct joined *j);

/** Whether a table is one of which files that are whole say something. */
bool joined_is_whole(const struct joined *j, const char *table);

/** Whether some line is of a record whose id is one of these. */
bool joined_has_any(const struct joined *j, const struct lookup *ids);

/** Adds the notes, too, of which there is something to tell all the same, such as several
 *  wordings, those that somebody kept apart from others, and those that stand where not every
 *  goal of their table has a column; and all of what is whole. */
bool joined_read_more(struct joined *j, struct session *part);

/** The line whose edit has the key of another line; NULL: none. */
const struct joined_line *joined_find(const struct joined *j, const char *line);

/** How many lines, in order, stand before an edit. */
size_t joined_place(const struct joined *j, const struct edit *edit);

/** Finds the tables of all tops, and sees that they are laid out as this program does: the first
 *  of each form in each file, as it writes what the part has of it, with notes of nothing but
 *  words between. */
bool joined_read_tops(struct joined *j, struct session *part);

/** The block of a table, borrowed; NULL: there is none. */
const char *joined_table(const struct joined *j, const struct record *table,
                         size_t *len_bytes);

void joined_free(struct joined *j);

#endif
