#ifndef ROUNDTABLE_MODEL_AUTHOR_INSIDE_H
#define ROUNDTABLE_MODEL_AUTHOR_INSIDE_H

/* How an author makes edits; private to author*.c, draft.c and steps*.c. */

#include "model/author.h"

/* What one person did at one go: the edits that are undone together. */
struct step {
    struct step *older;
    struct step *dropped; /* the one that was dropped before it */
    uint64_t index;       /* of all that were begun here, from 1 */
    char *said;           /* NULL: of an earlier opening, step_describe() */
    bool hushed;          /* the words that it quoted are out of that, with its end */
    const struct edit
        *about; /* what it tells of then, as it was done first; NULL: its last */
    const struct edit **edits; /* of the author, or taken over; the session's */
    size_t count, room;
};

void step_push(struct step **steps, struct step *step);

/* Why an edit was not undone: what somebody else did since. */
struct hindered {
    enum hindered_by {
        HINDERED_NOT,
        HINDERED_BUT_SO,  /* what was to come about is there already */
        HINDERED_FROM_IT, /* it cannot come about */
    } by;
    enum hindrance {
        HINDRANCE_FORGOTTEN,
        HINDRANCE_DELETED,
        HINDRANCE_DELETED_TOO,
        HINDRANCE_BROUGHT_BACK,
        HINDRANCE_CHANGED,
        HINDRANCE_CHANGED_TOO, /* unseen by each other */
        HINDRANCE_WRITTEN_UNDER,
        HINDRANCE_ALONE, /* it would show what is written alone */
    } hindrance;
    const struct record *record;
    const char *field;        /* that they changed; may be NULL */
    const struct edit *since; /* theirs; NULL: the words were forgotten */
};

/** Undoes one edit as far as nobody else changed what it is about since; `why` takes what
 *  hindered that most so far, of several edits. What is as it was to be is not written again. */
void undo_edit(struct author *a, const struct edit *edit, struct hindered *why);

/** Whether undoing that would end a round in which something was written since: who
 *  shows what is hidden is asked first, and never does so by the way. `why` takes it then. */
bool undo_would_show(const struct author *a, const struct edit *edit,
                     struct hindered *why);

/** Adds that as a sentence without its end, "Kez has deleted ‘Bus fares’ since"; false if it
 *  does not say what it is about. */
bool hindered_say(const struct hindered *why, struct str *out);

/** What a step did, as the record tells it; of one that is undone, what that was; to free(). */
char *step_describe(const struct author *author, const struct step *step, bool undone);

/* An edit being put together, with the heads that its author sees. */
struct draft {
    struct edit edit;
    struct change set[8];
    struct edit_key *over, *again;
    size_t over_room, again_room;
    size_t seen_edits; /* of the author */
};

/** Begins an edit of a record; texts are borrowed until draft_apply(). */
void draft_begin(struct draft *d, struct author *a, const char *kind, const char *id);

/** The edit's author has seen that key. */
void draft_saw_key(struct draft *d, struct edit_key key);

/** The edit gives words again that an edit of that key had said. */
void draft_gives_again(struct draft *d, struct edit_key key);

/** The edit sets a field over every head of it; record is NULL while it is being made.
 *  Where the field had these very words before, the edit gives them again. */
void draft_set(struct draft *d, const struct record *record, const char *name,
               struct value value);

/** The same, as undoing does. Words that are being written are given again by that alone: whoever
 *  begins with the same letters as somebody did before begins their own. So is when the day is to
 *  start: whoever says the same time later says it then.
 *
 *  @was  what it goes back to, where known: a time is that which was said then, not one that was
 *        alike before; NULL: any that said so. */
void draft_restore(struct draft *d, const struct record *record, const char *name,
                   struct value value, const struct version *was);

/** Passes the door, is remembered in the open step, and ends the draft. */
bool draft_apply(struct draft *d, struct author *a, struct err *err);

/** The same, but no step remembers it: it is not undone. */
bool draft_apply_for_good(struct draft *d, struct author *a, struct err *err);

/** Forgets a draft that has not passed the door. */
void draft_drop(struct draft *d);

/** An id that nobody has yet. */
void author_new_id(struct author *a, char id[BASE32_SIZE_BYTES]);

/** An act outside of a step makes its own, with these words; returns whether it did,
 *  for author_end_act(). text may be NULL. */
bool author_begin_act(struct author *a, const char *verb, const char *text);
void author_end_act(struct author *a, bool own);

/** Finds the place at the end of a goal's column, or of the rows of a table's grid. */
bool author_find_end(struct author *a, const struct record *parent, const char *list,
                     struct str *place, struct err *err);

/** What a note needs that stands there: its row, and the form of its column. */
bool author_need_cell(struct author *a, const struct record *row, const char *column,
                      struct err *err);

/** Whether a row is given, and so cannot be "renamed", "moved" or "deleted": err says so. */
bool author_refuses_given(const struct record *row, const char *verb, struct err *err);

/** Deletes this record alone. */
bool author_delete_one(struct author *a, const struct record *record, struct err *err);

#endif
