#ifndef ROUNDTABLE_MODEL_HISTORY_WORDS_INSIDE_H
#define ROUNDTABLE_MODEL_HISTORY_WORDS_INSIDE_H

/* How an edit is told; private to history_words*.c. Every phrase takes what is before it
 * for the beginning of its sentence. */

#include "model/history.h"

#include <string.h>

/** An edit being told. */
struct telling {
    struct session *session;
    const struct edit *edit;
    const struct record *record;
    const struct template *form;
    enum history_names names;
    struct str *out;
    size_t start_bytes; /* of out: nothing is told yet */
};

/* history_words.c */

/** Begins the next phrase of a sentence. */
void telling_phrase(struct telling *t, const char *verb);

/** Adds words in quotes; those of the entry, as they stood for the edit's author: of an answer
 *  "the answer ‘Yes’ to ‘Tired?’". */
void telling_quote(struct telling *t, const char *words);
void telling_quote_entry(struct telling *t);
void telling_quote_as_entry(struct telling *t, const char *words);

/** The words of a record, or the name of a theme, as they stood for the edit's author: those
 *  that it replaced, or that a deletion saw; else the latest before it, else those shown. "" for
 *  NULL. */
const char *telling_words_then(const struct telling *t, const struct record *record);

/** The record that a text such as "goal:p2" names, if it is of that kind, or NULL. */
const struct record *telling_record(const struct telling *t, const char *of,
                                    const char *kind);

/** What a stage was called as the edit was made; "" if nobody knows. */
const char *telling_stage(const struct telling *t, const char *id);

/** Adds what a value says, ids as the words of what they are of; false, with nothing added, if it
 *  says nothing to people, as a place. */
bool telling_value(struct telling *t, const char *field, struct value value);

/** What people call a field that programs call otherwise: "address to answer to"; else its own
 *  name, whole. */
const char *telling_field_words(const char *field);

/** The value of a field before the edit, or nothing. */
struct value telling_before(const struct telling *t, const char *field);

/* history_words_draft.c */

/** "left a draft of a new barrier for ‘Goal’: ‘B’" */
void tell_draft(struct telling *t, const struct change *change);

/* history_words_note.c */

/** "voted for ‘Carers’", "gave ‘Carers’ 3 votes", "gave ‘Carers’ a dot" */
void tell_vote(struct telling *t, const struct change *change);

/** A mark, an answer or a promise; false, with nothing told, if the field is none. */
bool tell_note(struct telling *t, const struct change *change);

/* history_words_offer.c */

/** "offered ‘Carers’", "took the offer ‘Carers’" */
void tell_offer(struct telling *t);

/* history_words_question.c */

/** "asked ‘Tired?’", "answered ‘Tired?’"; false, with nothing told, if it is of none. */
bool tell_question(struct telling *t);

/** The question that an entry, or what is offered, answers; NULL: it is no answer. */
const struct record *telling_question(const struct telling *t);

/* history_words_redacted.c */

/** "added (taken out)", "said (taken out) of ‘Rent’": of an edit whose words are redacted. */
void tell_redacted(struct telling *t);

/** Whether an edit says again where its entry stands, since the one that put it there was
 *  redacted: nobody moved it. */
bool telling_leaves(const struct telling *t);

/** Whether it does nothing besides: nobody did anything then. */
bool edit_only_says_again(const struct record *record, const struct edit *edit);

/* history_words_theme.c */

/** "put ‘Carers’ into the theme ‘Support’" */
void tell_in_theme(struct telling *t, const struct change *change);

/** Of a theme, or of two entries that are kept apart: "kept ‘Carers’ and ‘Care’ apart"; false,
 *  with nothing told, if it is of neither. */
bool tell_theme(struct telling *t);

/* history_words_table.c */

/** Whether the edit is the first of a table, and what it says then. */
bool telling_begins_table(const struct telling *t);
void tell_began(struct telling *t);

/** The day, a ballot, or what the table follows up; false, with nothing told, if the
 *  field says none of these. */
bool tell_table(struct telling *t, const struct change *change);

#endif
