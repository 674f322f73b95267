#ifndef ROUNDTABLE_STORE_HAND_INSIDE_H
#define ROUNDTABLE_STORE_HAND_INSIDE_H

/* What the files that take in a hand's words share; private to hand*.c. */

#include "base/arena.h"
#include "store/hand.h"
#include "store/hand_ids.h"
#include "store/hand_order.h"

/* A list that the top has: what it does not name of these records is removed. */
struct present {
    const char *id; /* of the goal, or of the table if column is NULL */
    const char *column;
    const struct json *list;
};

struct hand {
    struct session *session;
    struct arena arena;
    struct hand_ids ids;
    struct present *present;
    size_t present_count, present_room;
    bool has_edits;
    int64_t latest_ms;       /* of the file's edits */
    int64_t at_ms;           /* of the edits being made */
    struct fault_sink *sink; /* NULL: nobody is told */
    struct by_hand *made;
};

/* An edit being put together for one record. */
struct making {
    struct hand *hand;
    const struct record *record; /* NULL while it does not exist */
    const char *kind, *id;
    const struct json *at; /* where it stands */
    struct change *set;
    size_t count, room;
    struct edit_key *over;
    size_t over_count, over_room;
};

/** Finds the places that items have, as far as they stand in this very list; column is "" for
 *  goals, or the grid of rows. */
void hand_find_places(struct hand *h, struct item *items, size_t count, const char *kind,
                      const char *parent, const char *column);

/** Gives places to the items of a table's goals: rows of each grid in a list of their own. */
void hand_give_places_of_rows(struct hand *h, const char *table, struct item *items,
                              size_t count);

/** The id of a row that a form gives, which a hand need not write; NULL if it is none, or
 *  says an id of its own. */
const char *hand_row_id(struct hand *h, const struct json *json, const char *table);

/** Takes in the form of a row that a hand wrote; what such a row is called, if it is given and
 *  the hand does not say, else NULL. */
const char *hand_row_words(struct hand *h, const struct json *json, const char *table);

/** Takes in the forms whose rows are the goals, and in whose columns a hand wrote. */
void hand_need_forms_of_columns(struct hand *h, const char *table,
                                const struct json *goals);

/** The template that a table names, if it is compiled in or installed. */
void hand_need_template(struct hand *h, const struct record *table);

/** The forms of which a hand said where the table is: "here:lifecycle". */
void hand_need_forms_of_marks(struct hand *h, const struct record *table,
                              const struct json *json);

/** Tells of an edit that is about to be made, with what stood there and what stands there
 *  now. */
void hand_tell(const struct making *m);

#endif
