#ifndef ROUNDTABLE_MODEL_OFFERS_H
#define ROUNDTABLE_MODEL_OFFERS_H

#include "model/author.h"

/**
 * What is offered to a table, from a phone for example: a record "offer:ONCE" that is no
 * entry until somebody at a keyboard takes it. Then there is "note:ONCE" (or "goal:ONCE") of
 * the same id, so that taking it twice, on two laptops unseen by each other, makes one entry.
 * ONCE is drawn by whoever shows the form, so that a form sent twice offers once.
 *
 * Fields of an offer: "text"; "session", the table; "goal" and "column", where it is to stand
 * (without a goal, it is to be one); "from", whose it is, a random name of a phone; "alone", the
 * round in which it was written (alone.h); "aside": somebody put it aside; "taken": somebody
 * took it; "unnamed": it is taken without the name that was given; "asked": its writer asks to
 * have back what was taken, "yes", and was told that it stays, "no"; "gone": its writer took it
 * back. The "by" of its edit is the name that was given, if any.
 */

enum offer_state {
    OFFER_WAITS = 1 << 0,
    OFFER_TAKEN = 1 << 1,  /* it is an entry, perhaps one that was deleted since; undoing
                            * that it was taken makes it wait again */
    OFFER_ASIDE = 1 << 2,  /* not taken; kept, to be looked through */
    OFFER_HIDDEN = 1 << 3, /* written alone, and not revealed yet */
    OFFER_ASKED =
        1 << 4, /* taken, and its writer asks to have it back: a person decides */
    OFFERS_TAKEN = OFFER_TAKEN | OFFER_ASKED,
    OFFERS_OPEN = OFFER_WAITS | OFFER_ASKED, /* somebody has to decide */
    OFFERS_ALL = OFFERS_TAKEN | OFFER_WAITS | OFFER_ASIDE | OFFER_HIDDEN,
    OFFERS_OWN = 1 << 5, /* asked for with others: none that answers a question of another
                          * table, so that each is counted once over all tables */
};

enum { OFFER_ID_BYTES = 64, OFFER_TEXT_BYTES = 4096 }; /* what is longer is no offer */

struct offer {
    const struct record *record;
    enum offer_state state;
    const char *text, *column; /* borrowed; "" if there is none */
    const struct record *goal; /* NULL: it is to be a goal, or its goal is not shown */
    const char *from, *by;     /* "" if nobody said, or the name was taken off */
    int64_t at_ms;
    const struct record *entry; /* that it became; NULL: none */
};

/** The offers to a table in any of these states, oldest first: an array to free(). Answers to
 *  everybody's questions are offers to each table. What its writer took back, or was redacted,
 *  is none. One that is hidden is in no other state. */
struct offer *table_offers(struct session *session, const struct record *table,
                           unsigned states, size_t *count);

/** How many there are in those states. */
size_t table_offer_count(struct session *session, const struct record *table,
                         unsigned states);

/** How many somebody has to decide about at another table of the file, who sits before this one:
 *  what its own inbox has is none of them. Of this table: all that its inbox has. */
size_t offers_at(struct session *session, const struct record *table,
                 const struct record *other);

/** Returns how many those are at all others, but for meetings that are over, and adds "1 waits at
 *  Leeds, table 2; 3 at others", nothing if there are none; out may be NULL. */
size_t offers_say_elsewhere(struct session *session, const struct record *table,
                            struct str *out);

/** Adds "3 entries that phones sent wait to be taken up, and stand in no grid yet", of that
 *  table, NULL: of all; returns whether there are any. */
bool offers_say_waiting(struct session *session, const struct record *table,
                        struct str *out);

/** The offer of that id; false if there is none, or not any more. */
bool offer_find(struct session *session, const char *once, struct offer *offer);

/** The words that the table has it in, where they are not those that were sent; else NULL.
 *  Borrowed. */
const char *offer_reworded(const struct offer *offer);

/** What is offered. */
struct offering {
    const char *once; /* of digits and small letters, fewer than OFFER_ID_BYTES */
    const struct record *goal; /* NULL: it is to be a goal */
    const char *column;        /* NULL then */
    const char *text, *from;
};

/** Offers it, in the round that is on, if one is; returns the record, that which is there
 *  already if it came before. */
const struct record *author_offer(struct author *author, const struct record *table,
                                  const struct offering *offering, struct err *err);

/** Its writer takes it back, as long as nobody took it: false with err then. */
bool author_withdraw_offer(struct author *author, const struct offer *offer,
                           struct err *err);

/** Its writer asks to have it back, since it was taken: once. False, with err, if it was not. */
bool author_ask_back(struct author *author, const struct offer *offer, struct err *err);

/** How many notes stand under the goal that it became: they go with it. */
size_t offer_note_count(const struct session *session, const struct offer *offer);

/** Decides that: its entry is deleted, with the notes under it, or stays: one step. */
bool author_give_back(struct author *author, const struct offer *offer, bool back,
                      struct err *err);

/** Whether an entry is deleted, and by the phone that had sent it. */
bool entry_is_taken_back(const struct record *entry);

/** Whether an entry, or an offer, has words of a phone that nobody has taken, or has taken no more
 *  since that was undone: whoever decides reads them in the inbox, and nobody elsewhere. */
bool record_is_unread(const struct record *record);

/** Whether an edit brought the words of a phone: it offered them, or made them the entry's. */
bool edit_is_of_phone(const struct session *session, const struct edit *edit);

/** Whether a record is the offer that another record was, or the other way round: who forgets
 *  the words of one forgets those of both. */
bool offer_is_same(const struct record *one, const char *kind, const char *id);

/**
 * Makes it an entry, at the end of that goal and column (goal NULL: a goal of the table), one
 * step. Where it stands is the author's edit. The words are first as they were offered, by
 * whoever offered them; text, unless it is NULL or the same, is then a rewording by the author,
 * so that both stand in its history.
 * Returns the entry.
 */
const struct record *author_take_offer(struct author *author, const struct offer *offer,
                                       const struct record *goal, const char *column,
                                       const char *text, struct err *err);

/** Puts it aside, or back among what waits: one step. */
bool author_put_offer_aside(struct author *author, const struct offer *offer, bool aside,
                            struct err *err);

/** Takes off it the name that was given, so that it is taken without, or gives it back: one
 *  step. */
bool author_unname_offer(struct author *author, const struct offer *offer, bool unnamed,
                         struct err *err);

/** Whether what the author would undo was a decision about offers, or about what becomes of them
 *  here (below). */
bool author_decided_last(const struct author *author);

/* How a table has it with phones: fields of its session that are set by author_set() and say
 * "yes" or nothing. */
#define PHONES_STRAIGHT "phones_straight" /* offers are entries at once */
#define PHONES_SEE "phones_see"           /* phones are shown what the table has so far */
#define PHONES_VOTE "phones_vote"         /* the ballot is open to phones */

/* Of which part of the table that ballot is, as ballot_each_entry() names them but "goals" for
 * the goals; nothing: of all. */
#define PHONES_COLUMN "phones_column"

/** Whether a table says so; table may be NULL. */
bool table_says_yes(const struct record *table, const char *field);

#endif
