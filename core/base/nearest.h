#ifndef ROUNDTABLE_BASE_NEAREST_H
#define ROUNDTABLE_BASE_NEAREST_H

/**
 * The word of a NULL-terminated list that was probably meant, for "did you mean …?":
 * at most a third of its letters differ (Levenshtein), at least one may. NULL if none
 * is near. Borrowed from the list.
 */
const char *nearest_word(const char *word, const char *const *words);

#endif
