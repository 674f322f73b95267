#ifndef ROUNDTABLE_MODEL_EDIT_H
#define ROUNDTABLE_MODEL_EDIT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * An edit: somebody, at some time, set some fields of one record. The only change
 * there is; one edit is one line of JSON everywhere.
 *
 * The structs here own nothing: their texts and arrays are borrowed, from the arena
 * given to edit_read(), from a JSON document, or from the caller.
 */

/** Which edit: an actor (one opening of one program) and its count. */
struct edit_key {
    const char *actor;
    uint64_t number;
};

/** The value of a field: nothing, a text, or any other JSON, kept as canonical JSON. */
enum value_kind { VALUE_NONE, VALUE_TEXT, VALUE_JSON };

struct value {
    enum value_kind kind;
    const char *text; /* the text, or the JSON; NULL for VALUE_NONE */
};

#define VALUE_NOTHING ((struct value){VALUE_NONE, NULL})
#define VALUE_OF_TEXT(t) ((struct value){VALUE_TEXT, (t)})
#define VALUE_OF_JSON(t) ((struct value){VALUE_JSON, (t)})

struct change {
    const char *field;
    struct value value;
};

struct edit {
    struct edit_key key;
    int64_t at_ms;
    const char *by;         /* NULL: nobody said */
    const char *kind, *id;  /* the record, "note:h4t0z9" */
    struct change *set;     /* sorted by field, no field twice, at least one */
    struct edit_key *over;  /* sorted, no key twice */
    struct edit_key *again; /* likewise: whose words it gives again, as undo does */
    struct change *more;    /* members that this program does not know; kept, sorted */
    uint32_t set_count, over_count, again_count, more_count : 31;
    /* Somebody asked to be forgotten: no value, no by, no again, no more. */
    uint32_t redacted : 1;
};

bool value_same(struct value a, struct value b);

/** Its text or its JSON, borrowed; "" of nothing. */
const char *value_words(struct value value);

/** Adds the value as JSON; nothing is null. */
void value_write(struct value value, struct str *out);

/** Reads any JSON as a value. Texts are borrowed from json, other JSON from arena. */
struct value value_read(const struct json *json, struct arena *arena);

/** The members of an edit that mean something here; NULL ends them. Others are kept. */
extern const char *const edit_own_members[];

/** Whether an actor may be called so: ASCII letters, digits, "-" and "_", 64 at most. */
bool edit_actor_fits(const char *actor, size_t len_bytes);

/** Reads the number of a key, digits without a 0 before them, and moves *at behind it.
 *  False, with nothing moved, if there is none, or one that no edit has (over 2^53). */
bool edit_number_read(const char **at, uint64_t *number);

/** By actor, then by number; NULL-safe for neither. */
int edit_key_compare(struct edit_key a, struct edit_key b);

/** By time, then by key, then (should a key clash) by contents: the order of display,
 *  and of the lines in a file. */
int edit_compare(const struct edit *a, const struct edit *b);

/** The same for an array of pointers to edits. */
int edit_order(const void *left, const void *right);

/** Brings set, over, again and more into their order, and drops repeated keys. */
void edit_put_in_order(struct edit *edit);

/** Whether it can be taken in: it has a key, is of a record, sets something, all of it stands
 *  in order, and a redacted one says nothing. Else err says what is wrong. */
bool edit_is_well_formed(const struct edit *edit, struct err *err);

/** Whether an edit in order names that key in "over": its author had seen it. */
bool edit_has_seen(const struct edit *edit, struct edit_key key);

/** Whether it says that it gives words of that key again. */
bool edit_gives_again(const struct edit *edit, struct edit_key key);

/** What an edit in order sets a field to, or NULL. */
const struct change *edit_change(const struct edit *edit, const char *field);

/** Whether two edits in order say the same in every part. */
bool edit_same(const struct edit *a, const struct edit *b);

/** Takes out of an edit what somebody said; key, at, of, over and the names of the
 *  fields remain, so that it still replaces what it replaced. */
void edit_redact(struct edit *edit);

/** Hashes that are equal where edit_same() is true, and edit_same_redacted(). */
uint64_t edit_hash(const struct edit *edit);
uint64_t edit_hash_redacted(const struct edit *edit);

/** The same of all that an edit says, never 0: added up, they tell sets of edits apart.
 *  @line  takes the edit's line, in place of what is in it: room that many share. */
uint64_t edit_sum(const struct edit *edit, struct str *line);

/** Whether two edits in order are the same once both are redacted. */
bool edit_same_redacted(const struct edit *a, const struct edit *b);

/** Adds an edit in order as one line of JSON, without the line's end. */
void edit_write(const struct edit *edit, struct str *line);

/**
 * How many values of JSON edit_write() makes of an edit that sets but texts, true, false,
 * nothing and short whole numbers, and has no member that is not known here; 0 of any other.
 * Whatever such a one says, what is made of it is strict JSON, nested three deep at most.
 */
size_t edit_flat_values(const struct edit *edit);

/**
 * Reads one edit and puts it in order.
 *
 * Its texts are borrowed from json, its arrays from arena. Whatever a redacted edit
 * still says is not read. err says what is wrong
 * without a place, which the caller adds; *where (may be NULL) takes the value at
 * fault.
 */
bool edit_read(const struct json *json, struct arena *arena, struct edit *edit,
               const struct json **where, struct err *err);

/**
 * The same from a line as edit_write() writes it, in one pass and without a tree: most of
 * the lines of a file are such.
 *
 * @line    borrowed for the time being; line[len_bytes] is not looked at.
 * @arena   has all that edit borrows.
 * @values  takes how many values of JSON the line is.
 * False for any other line, which may be an edit all the same: one that is redacted, sets
 * what is no text and no short number, has members that are not known here, or was laid out
 * by somebody else.
 */
bool edit_read_line(const char *line, size_t len_bytes, struct arena *arena,
                    struct edit *edit, size_t *values);

#endif
