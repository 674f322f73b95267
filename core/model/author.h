#ifndef ROUNDTABLE_MODEL_AUTHOR_H
#define ROUNDTABLE_MODEL_AUTHOR_H

#include "base/hash.h"
#include "model/session.h"

/**
 * An author makes edits: one opening of a session for writing, by one program. Each
 * thing a person does is a step, of one or more edits, that can be undone.
 *
 * All functions that act return false (or NULL) with err set if they cannot, the
 * session then being unchanged but for what err says.
 */
struct author {
    struct session *session;
    char actor[BASE32_SIZE_BYTES];
    uint64_t next_number;
    const char *by; /* borrowed; NULL: nobody said */
    struct dice dice;
    int64_t now_ms;    /* the caller sets it before each act: core has no clock */
    size_t seen_edits; /* what others said later was not seen; SIZE_MAX: all is */
    struct step *done, *undone;
    struct step *open;
    char writer
        [BASE32_SIZE_BYTES]; /* the actor that wrote alone first, of the same person;
                                       "": this one */
    char **earlier;          /* the actors that it was when the session was open before */
    size_t earlier_count, earlier_room;
    struct author_mark {
        bool set;
        uint64_t next_number;       /* what was done since has this, or a later one */
        uint64_t steps;             /* so many had been begun, */
        struct step *done, *undone; /* and these were there, */
        struct step *dropped;       /* and those had been dropped */
    } marks[5];
    bool left;            /* the last undo or redo changed nothing */
    bool left_alone;      /* since it would have shown what is written alone */
    uint64_t steps;       /* that were begun */
    struct step *dropped; /* since the first mark; they may come back */
    struct step *
        returned; /* what the last return undid of steps, until that is asked for; or NULL */
};

/** There are five marks, none of them earlier than those before it; but MARK_NEAR, the one that
 * was MARK_SECOND before, may be behind MARK_PAUSE. */
enum author_mark_of { MARK_BEFORE, MARK_FIRST, MARK_NEAR, MARK_PAUSE, MARK_SECOND };

/** @seed  64 random bits, fresh each time: they become the actor. */
void author_init(struct author *author, struct session *session, uint64_t seed,
                 const char *by);
void author_finish(struct author *author);

/** Edits until author_end_step() are undone as one; said is what it did, as in
 *  "moved ‘Carers’". Steps do not nest; an act outside of one is a step itself. */
void author_begin_step(struct author *author, const char *said);
void author_end_step(struct author *author);

/** Says anew what the step that was done last did, where that is known only then. What may have
 *  to be forgotten stands behind its first quote. */
void author_name_step(struct author *author, const char *said);

/** Takes over what others did just now, such as a hand in the file, as a step of one's own,
 *  to be undone as one. The edits are the session's. */
void author_take_over(struct author *author, const char *said,
                      const struct edit *const *edits, size_t count);

/** Ends a step that is not to be undone, such as keeping a draft. */
void author_forget_step(struct author *author);

/** A new table; NULL texts are left out. template_id may be NULL: the default. */
const struct record *author_add_table(struct author *author, const char *template_id,
                                      const char *title, const char *place,
                                      const char *date, const char *table,
                                      struct err *err);

/** The same without details, but of that id: whoever begins it elsewhere, unseen by us, begins
 *  the same table. */
const struct record *author_begin_table(struct author *author, const char *id,
                                        struct err *err);

/** Takes away a table that was begun for want of another, since there is another now; not to
 *  be undone. Whoever writes into it meanwhile, unseen by us, keeps it. */
bool author_withdraw_table(struct author *author, const struct record *table,
                           struct err *err);

/** What a session that follows up another is called; NULL: as the earlier one. */
struct follow_up {
    const struct record *earlier; /* NULL: table_to_follow() */
    const char *title, *place, *table, *template_id;
    const char *date; /* not NULL */
};

/** A new table that follows up an earlier one; NULL with err set if there is none. */
const struct record *author_follow_up(struct author *author,
                                      const struct follow_up *follow_up, struct err *err);

/** Says again, in a table just made, what was prepared in another, of another session: its
 *  details but for what it is called and who ran it, its goals, and their notes with their
 *  marks; with ids of their own. Not the votes, the promises and how far its day had come. */
bool author_copy_table(struct author *author, struct session *of,
                       const struct record *from, const struct record *to,
                       struct err *err);

/** The same of its goals alone; the other may be of the author's session as well. */
bool author_copy_goals(struct author *author, struct session *of,
                       const struct record *from, const struct record *to,
                       struct err *err);

/* Of words that are kept the blanks around them are no part; what is half written has them. */

/** A new goal behind another of that table; after NULL: at the end. */
const struct record *author_add_goal(struct author *author, const struct record *table,
                                     const struct record *after, const char *text,
                                     struct err *err);

/** A new note behind another of that goal and column; after NULL: at the end. */
const struct record *author_add_note(struct author *author, const struct record *goal,
                                     const char *column, const struct record *after,
                                     const char *text, struct err *err);

/** A new goal, row of a grid ("": the goals), or note of a column, last but for what is behind
 *  `after`. @id  that nobody has yet: whoever adds the same elsewhere adds this one; NULL: any. */
const struct record *author_add_in(struct author *author, const struct record *parent,
                                   const char *list, const struct record *after,
                                   const char *id, const char *text, struct err *err);

/** New words for a record; brings back one whose deletion was disputed. Saying the
 *  same words again changes nothing unless there are other wordings to settle. */
bool author_reword(struct author *author, const struct record *record, const char *text,
                   struct err *err);

/** Sets any field; VALUE_NOTHING unsets. Setting what stands changes nothing. */
bool author_set(struct author *author, const struct record *record, const char *field,
                struct value value, struct err *err);

/** Deletes a note, or a goal with all its notes. */
bool author_delete(struct author *author, const struct record *record, struct err *err);

/** Takes a deletion back, also one that is disputed: of a note, together with its goal
 *  if that is hidden; of a goal, together with the notes that went with it. Changes
 *  nothing where no deletion stands. */
bool author_bring_back(struct author *author, const struct record *record,
                       struct err *err);

/** Moves a note behind another of that goal and column; after NULL: to the front. */
bool author_move_note(struct author *author, const struct record *note,
                      const struct record *goal, const char *column,
                      const struct record *after, struct err *err);

/** Moves a goal behind another of its table; after NULL: to the front. */
bool author_move_goal(struct author *author, const struct record *goal,
                      const struct record *after, struct err *err);

/** Sets how many votes a voter gives a note; 0 takes them back. */
bool author_vote(struct author *author, const struct record *note, const char *voter,
                 long count, struct err *err);

/**
 * Undoes the latest step that is not undone, or redoes the latest undone one. Never
 * touches a field that somebody else has set since, or that would get words back that
 * were redacted; what is deleted by somebody else, or as it was to be already, is not touched
 * either. If nothing of it is left to undo, it goes on to no other step.
 *
 * @said  takes what was undone, as the step said it; or why nothing was (author->left), as
 *        "Kez has deleted ‘Bus fares’ since"; added to.
 * Returns the record that it was about (to show it), or NULL if there is no step.
 */
const struct record *author_undo(struct author *author, struct str *said);
const struct record *author_redo(struct author *author, struct str *said);

/**
 * The steps that can be undone, for the next opening: the actors that the author was on one
 * line, then each step on one, the oldest first, as the keys of its edits; and likewise, behind
 * a word that says so, those that can be done again. No words of anybody are in it. Steps that
 * hold what others did, such as a hand, are left out, and all but the latest.
 */
void author_write_steps(const struct author *author, struct str *out);

/** Takes such steps up, below none yet: those whose edits are all there. They are undone as if
 *  they had been done in this opening. */
void author_read_steps(struct author *author, const char *text);

/** Whether an actor is the author's own, now or in an earlier opening. */
bool author_is(const struct author *author, const char *actor);

/** How many steps are left to undo. */
size_t author_undo_count(const struct author *author);

/** Whether the last of them wrote an entry, or changed something of one but for its theme. */
bool author_wrote_last(const struct author *author);

/** Of the author's own edits in those steps the latest (back: 0), or one so many before it;
 *  NULL: there are no more. */
const struct edit *author_edit_back(const struct author *author, size_t back);

/**
 * Remembers where the author stands, for author_return() to come back to; a mark sets those
 * behind it as well. It costs nothing but that steps which are dropped are kept until the first
 * is set anew.
 */
void author_set_mark(struct author *author, enum author_mark_of mark);

/** Keeps a mark, which is about to be set anew, as one before it. */
void author_keep_mark(struct author *author, enum author_mark_of mark,
                      enum author_mark_of as);

/** Whether the author did anything since the mark. */
bool author_went_on(const struct author *author, enum author_mark_of mark);

/** Whether the author set that field of any record since the mark, in a step or in none. */
bool author_set_since(const struct author *author, enum author_mark_of mark,
                      const char *field);

/** How many steps since the mark are done and were not undone; adds what the last of them did, and
 *  how many more there are. */
size_t author_say_since(const struct author *author, enum author_mark_of mark,
                        struct str *said);

/**
 * Takes everything back that the author did since the mark, be it a step, none (a draft, the
 * clock), or an undo; what can be undone and redone is as it was then. As undoing does, it
 * touches nothing that somebody else has set since, and it is not undone itself.
 */
void author_return(struct author *author, enum author_mark_of mark);

/** What steps did, or was kept of forms, that the last return took back can be redone, as one and
 *  before all else, also behind what was done since: words that were kept in place of keys. Adds
 *  what that was. False: there was none, or nothing of it was left to undo. */
bool author_redoes_returned(struct author *author, struct str *said);

#endif
