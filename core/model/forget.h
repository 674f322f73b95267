#ifndef ROUNDTABLE_MODEL_FORGET_H
#define ROUNDTABLE_MODEL_FORGET_H

#include "model/author.h"

/**
 * What somebody asks to be forgotten: the words of one record (the text of an entry, the
 * vision of a table, the name of a theme), with all that was ever worded, drafted or
 * promised there; or a person, with what they said and wherever they are named; or what
 * one edit said, and who had said its words first. Or what was typed into one place: a field
 * of a record, be it a draft that was put aside, a line of a promise or the title of a table.
 *
 * A draft is all that its box held from when it was empty till it was empty again; it goes whole.
 *
 * Where a record stands, its marks, the votes of "person 2", how far a day is, and what
 * a table is called are nobody's words: they stay, and nobody has said them. So do words
 * that the person brought back and others had said.
 */
struct forget {
    const struct record *record; /* or NULL: */
    const char *name;            /* or NULL: */
    const struct edit *edit;     /* or NULL: nothing */
    const char *field;           /* of the record: that alone, or NULL: all of it */
    const char *words; /* of the field: what says just them, or NULL: all of it */
    bool begun; /* of a record: also drafts elsewhere in which its words were begun */
};

/** The field that a record of that kind is called by. */
const char *forget_words_field(const char *kind);

/** Whether a text reads as these words, on however many lines. */
bool forget_same_words(const char *text, const char *words);

/** Whether words name that person: its words stand among them, one after the other, in
 *  whatever case; "Ana's" names Ana. */
bool forget_names(const char *words, const char *name);

/** Whether an edit is by that person: the whole of its name, in whatever case. */
bool forget_is_by(const struct edit *edit, const char *name);

/** Whether a field of a record of that kind is the draft of other words for it, or of what
 *  is promised there; what else is drafted there are the words of a record that is not there
 *  yet, or what a table is called. */
bool forget_is_draft(const char *kind, const char *field);

/** Whether that change of that edit of the session goes, whichever session it is. */
bool forget_takes(const struct session *session, const struct forget *what,
                  const struct edit *edit, const struct change *change);

/** Of a draft, which a change of that edit is: whether one that it was part of goes, since it was
 *  of such words, or began those of the record. */
bool forget_takes_draft(const struct session *session, const struct forget *what,
                        const struct edit *edit, const struct change *change);

/** The edits that are to be redacted, by (at, key), of whatever session: an array to
 *  free(). */
const struct edit **forget_find(const struct session *session, const struct forget *what,
                                size_t *count);

/**
 * Redacts them, by edits of the author: takes out for good what they said, in every file
 * that this one is merged with. What gave such words again (undo, settling) goes with
 * them. No undo brings it back, and it is no step.
 *
 * What an edit placed or deleted stays so, and so does what is nobody's words. Its record
 * is then shown as record.h says.
 */
bool forget(struct author *author, const struct forget *what, struct err *err);

#endif
