#ifndef ROUNDTABLE_BASE_NEAREST_H
#define ROUNDTABLE_BASE_NEAREST_H

/**
 * The word of a NULL-terminated list that was probably meant, for "did you mean …?": the
 * first that begins so, if that is more than a letter; else at most a third of its letters
 * differ, at least one may; two that changed places count as one, and of two as near the one
 * with the same first letter is meant. NULL if none is near.
 * Borrowed from the list.
 */
const char *nearest_word(const char *word, const char *const *words);

/** The first that is four letters or more, begins alike, and differs in one letter alone: for
 *  words that are many, so that something is always a little like one of them. */
const char *nearest_slip(const char *word, const char *const *words);

/** The same as nearest_word() for a name that may as well be a newer program's: NULL also if it is one of the
 *  names, and short ones are meant only where nothing but capitals differ. */
const char *nearest_name(const char *name, const char *const *names);

#endif
