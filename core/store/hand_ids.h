#ifndef ROUNDTABLE_STORE_HAND_IDS_H
#define ROUNDTABLE_STORE_HAND_IDS_H

#include "base/arena.h"
#include "base/json.h"
#include "model/session.h"

/* Which record an entry of a top written by hand is; private to store/hand.c. */

/** The records that a top names, each once. Start zeroed; hand_ids_finish() ends it. */
struct hand_ids {
    const struct session *session;
    struct arena *arena;
    struct named_record *named;
    struct alike *alike;
};

/** Notes all ids that stand in the top: an entry without one is none of these. */
void hand_ids_find(struct hand_ids *ids, const struct json *top);

/**
 * The id that an entry has, or, if it has none, or one that an entry before it has
 * already, the one that what stands there determines.
 *
 * @hash    of what stands there; of several alike each gets its own.
 * @parent  the id of the goal or table that it stands in, @column of a note; NULL if
 *          there is none. What has no id is never a record that stands elsewhere, or
 *          that was deleted.
 */
const char *hand_id_of(struct hand_ids *ids, const struct json *json, const char *kind,
                       uint64_t hash, const char *parent, const char *column);

/** Claims the id that a row which a template gives has (row_id()), borrowed; NULL if an entry
 *  before it has. */
const char *hand_claim_row(struct hand_ids *ids, const char *id);

/** Of a table: by what it is called, else by all that stands in it. */
uint64_t hand_table_hash(const struct json *json);

/** Whether an entry was this record. */
bool hand_is_claimed(const struct hand_ids *ids, const struct record *record);

void hand_ids_finish(struct hand_ids *ids);

#endif
