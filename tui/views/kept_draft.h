#ifndef ROUNDTABLE_VIEWS_KEPT_DRAFT_H
#define ROUNDTABLE_VIEWS_KEPT_DRAFT_H

#include "screen/text_box.h"
#include "views/view.h"

/**
 * The draft of a box that is open, for all boxes: which of those that are kept for it comes back,
 * and which field keeps what is typed (model/drafts.h has how several are kept). What another
 * program, or somebody in the room, has put aside is theirs to go on with as long as they are
 * here; once they have gone it comes back to whoever opens the box.
 */
struct kept_draft {
    const struct record *of;
    struct str box, first; /* the box; its first field, that may name a grid, too, */
    struct str field;      /* and that of this draft, */
    struct str was;        /* and what that kept when the box was opened */
    bool others;           /* words of somebody who is here wait beside it */
    size_t waiting;        /* as do so many others */
    bool gone_on;          /* a key came since the box was opened, */
    int64_t opened_ms;     /* which was then */
    struct str said;       /* what an intent borrows */
};

void kept_draft_finish(struct kept_draft *d);

/** Opens a box for a record, by its first field: the latest of one's own drafts stands in it, or of
 *  those whose writers have gone; else those words. */
void kept_draft_open(struct kept_draft *d, const struct facts *facts,
                     struct text_box *box, const struct record *of, const char *field,
                     const char *words);

/** Says that a draft is back, and by whom it is, as long as letters go on with it, so that no words
 *  run into it unnoticed; or that one of others waits; else nothing. */
struct intent kept_draft_say(struct kept_draft *d, const struct facts *facts);

/** What is typed from now on is a draft of its own, in an empty box: what stood there waits. */
void kept_draft_begin_anew(struct kept_draft *d, const struct facts *facts,
                           struct text_box *box);

/** From now on what is typed is a draft of that first field's box, unless it is already. */
void kept_draft_keep_in(struct kept_draft *d, const struct facts *facts,
                        const char *field);

/** Of a box of one line: whether a letter that comes first runs into the last word of a draft that
 *  came back, as of somebody who did not see it: before that can have been read, or with a capital,
 *  as in "how are uShall we". Then a new draft is begun, and the other tells which one waits. */
bool kept_draft_begins_behind(struct kept_draft *d, const struct facts *facts,
                              struct text_box *box, const struct event *event);

/** The same once the word is whole, before its blank or Enter: small letters that ran into one that
 *  was left in it, and are a word where both together are none, stand in a box of their own, as in
 *  "the school gabus". What goes on with a name, or with a word that nobody knows, does. */
bool kept_draft_stands_apart(struct kept_draft *d, const struct facts *facts,
                             struct text_box *box);
struct intent kept_draft_say_waits(const struct kept_draft *d);

/** Before it is kept: what somebody has written in its field meanwhile stays, and these words get
 *  one of their own. Returns true if a draft of that box says the same already. */
bool kept_draft_settle(struct kept_draft *d, const char *words);

/** Whether the program that made an edit is here still: another that has the file open, or somebody
 *  else of that name in the room. What this one brought back for another name is of nobody who is. */
bool draft_writer_is_here(const struct facts *facts, const struct edit *edit);

/** Whether somebody else, who is here still, left the draft in that field. */
bool draft_is_others(const struct facts *facts, const struct record *of,
                     const char *field);

/** By whom a draft is, "somebody" if that is hidden; NULL: by whoever asks, or nobody said. */
const char *draft_by(const struct facts *facts, const struct record *of,
                     const char *field);

/** Whether it is a promise that was begun at an earlier meeting, before there was the table at
 *  hand: it is none until somebody goes on with it and saves it. */
bool draft_is_of_earlier(const struct facts *facts, const struct record *of,
                         const char *field);

/** Says of such a draft who is writing it, so that it stays: "Ana is writing here: …". */
void draft_say_theirs(const struct facts *facts, const struct record *of,
                      const char *field, struct str *out);

/** How many drafts of words for entries somebody has at the table at hand that nobody else is
 *  writing; and the latest of them, whose it is and in which field. */
size_t drafts_of_own(const struct facts *facts, const struct record **of,
                     const char **field);

/** The draft of a box that is gone on with when it is opened, or, if there is none, the latest of
 *  others who are here, and its field; NULL: none is kept. */
const char *draft_at_hand(const struct facts *facts, const struct record *of,
                          const char *box, struct str *field);

/** Of records whose numbers are typed in one field each, that with the latest draft in it, where
 *  it stands among them; SIZE_MAX: none has one. */
size_t draft_latest_of(const struct record *const *records, size_t count,
                       const char *field);

#endif
