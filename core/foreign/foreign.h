#ifndef ROUNDTABLE_FOREIGN_FOREIGN_H
#define ROUNDTABLE_FOREIGN_FOREIGN_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * What maps of other programs say, whichever wrote them: entries of some kind, and lines
 * between them. Read are
 *
 * - sheets, as csv (sheet.h): a list, an entry a row, headed Label or text (or note, if no heading
 *   is a form's column), with Type or column, ID, goal, votes, description (Kumu, scrumlr, Gephi,
 *   our own); lines, headed From and To; or
 *   answers, where each heading is a kind and each cell an entry (Google Forms): under the goal
 *   of its row, or, where rows have no times, of the last one before that has some;
 * - JSON: Kumu's blueprint and backup, and PRSM's map, packed by lz-string or not.
 *
 * Who wrote what is never read: columns headed as such, or half or more of whose cells are
 * e-mail addresses. What is headed "Who" or "Name" may be of groups: it is read where it is asked
 * for, and "Who" where most of its cells cannot be people.
 */
struct foreign_entry {
    const char *id;      /* as that program calls it; NULL: it has none */
    const char *words;   /* never blank; no controls but line breaks */
    const char *kind;    /* "" if it has none */
    const char *goal;    /* the words of the goal that it stands under, or NULL */
    const char *details; /* a description, or NULL */
    long votes;
    size_t text; /* which of those that were read says it */
};

/** By ids, or by words: of the same text, else of any. */
struct foreign_link {
    const char *from, *to;
    size_t text;
};

/** Start zeroed; foreign_finish() ends it. All texts are in the arena. */
struct foreign {
    struct arena arena;
    const char *title; /* of the first map that has one, in one line, or NULL */
    struct foreign_entry *entries;
    size_t count, room;
    struct foreign_link *links;
    size_t link_count, link_room;
    size_t texts; /* that were read */
    const char *
        columns; /* to be set before: those headed "Who" or "Name", and of lists any without
                            a role, that a wish names in these, as in taking.h, are read; or
                            NULL */
    /* What is not taken in: */
    struct str
        heads; /* the first headings of such columns, quoted, with commas between, */
    size_t head_count; /* of so many */
    const char
        *person; /* the first heading left out as people's, that it may name; or NULL */
    const char
        *known;      /* of a list, the first left out that is a form's column; or NULL */
    size_t several;  /* answers that may be several, since they have a ";" */
    size_t tagged;   /* entries with tags */
    size_t odd_rows; /* rows with more cells than headings */
    size_t
        unended; /* cells that begin with a quote which has no end, and are taken as words */
    size_t no_words; /* elements without words, and lines without an end */
};

enum {
    FOREIGN_MOST = 20000, /* entries, and as many lines */
    FOREIGN_HEADS_TOLD = 20,
    FOREIGN_LONGEST_BYTES = 65536,
    FOREIGN_LARGEST_BYTES = 64 * 1024 * 1024,
};

/**
 * Adds what a text says.
 *
 * @name   what messages call it; its ending tells a packed map of PRSM from a sheet
 * @bytes  bytes[len_bytes] must be a NUL
 * @split  cells of answers are several entries, parted by these characters; "": they are not
 * False with err "NAME:LINE: …", what came before it then being there in part.
 */
bool foreign_read(struct foreign *f, const char *name, const char *bytes,
                  size_t len_bytes, const char *split, struct err *err);

/** Calls it so, unless it has a title, or that is blank or NULL. */
void foreign_call(struct foreign *f, const char *title);

void foreign_finish(struct foreign *f);

#endif
