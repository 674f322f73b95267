#ifndef ROUNDTABLE_MODEL_FIELDS_H
#define ROUNDTABLE_MODEL_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * What the fields of records are: the one table of their names. A field that is not in it
 * is a mark of a template, or of a newer program; it is kept and merged like any other.
 */

enum field_trait {
    FIELD_PERSON = 1 << 0, /* its value names a person: left out where names are */
    FIELD_VOTER = 1 << 1,  /* its own name says whose votes they are */
    FIELD_PUBLIC = 1 << 2, /* anybody may read it */
    FIELD_WORDS = 1 << 3, /* what a person said: forgotten with them wherever it stands */
    FIELD_DRAFT = 1 << 4, /* words that were not finished */
    FIELD_WHERE = 1 << 5, /* where a record stands, what form a table has, and which it
                            * follows: that stays when who said it is forgotten */
    FIELD_STATE = 1 << 6, /* how far a day, a ballot or a theme is; nobody's words */
    FIELD_INSIDE = 1 << 7, /* no member of its own in the top of a file: the nesting says
                            * it, "votes" sums it up, or only the edits tell */
    FIELD_FIRST = 1 << 8,  /* stands before the others, in the order of the table */
    FIELD_NAMING = 1 << 9, /* says which table it is */
    FIELD_TEXT = 1 << 10,  /* must be a text in a file */
    FIELD_PROMISE = 1 << 11, /* who does it, by when, what came of it */
    FIELD_NUMBER = 1 << 12,  /* a text that a hand may write as a whole number */
    FIELD_ADDRESS = 1 << 13, /* where somebody is reached: in hand-outs, unless names are
                              * asked not to be */
    FIELD_WHEN = 1 << 14,    /* it counts when it was said; to undo is not to say it */

    FIELD_UNNAMED =
        FIELD_PERSON | FIELD_ADDRESS | FIELD_DRAFT, /* what is left out then */
};

/** How the names of the fields begin that keep what is typed into a form, not finished. */
#define FORM_DRAFT "draft:form:"

/** That of who does it and by when. */
#define PROMISE_DRAFT FORM_DRAFT "promise"

/** That of the details of a session. */
#define DETAILS_DRAFT FORM_DRAFT "details"

/** The traits of a field, joined by "|"; 0 if the table has none for it. */
unsigned field_traits(const char *kind, const char *name);

/** Whether it has any of those traits. */
bool field_is(const char *kind, const char *name, unsigned traits);

/** The names of the fields of a kind that have any of those traits, in the order of the
 *  table: *at is 0 to begin with, and NULL ends. What may stand in any kind is told of
 *  kind "" only. */
const char *field_next(const char *kind, unsigned traits, size_t *at);

/** How many of a kind's FIELD_FIRST stand before that field; all of them, if it is none. */
size_t field_rank(const char *kind, const char *name);

/** Whether a field holds words of a person, and not where something stands, a mark or
 *  a vote. What no table knows may be words, but on a goal or a note it is a mark. */
bool field_holds_words(const char *kind, const char *name);

#endif
