#ifndef ROUNDTABLE_TESTS_JUDGED_H
#define ROUNDTABLE_TESTS_JUDGED_H

#include "findings/alike.h"

#include <stddef.h>

/**
 * How well near wordings are found, against what a careful person says of pairs of them.
 *
 * Pairs are lines "kind, column, words A, words B" with tabs between; # begins a remark. Of
 * the kind "other" are those that a person would refuse, of any other kind those that say
 * the same. Being the same is transitive; any two that no line makes the same are
 * different. The column is an id of the template's, or "goals".
 */

struct judged_line {
    const char *kind, *column, *words, *other_words;
    const struct theme *one, *other; /* the themes of both */
};

struct judged {
    struct session *session;
    struct themes themes;
    struct proposals proposals;
    struct judged_line *lines;
    size_t count, room;
    size_t *same_as; /* of each theme, one that says the same; or itself */
    char *text;
};

/** How many lines or proposals there are, and how many of them are found, or right. */
struct judged_share {
    size_t all, good;
};

/**
 * Reads pairs, and looks for near wordings.
 *
 * @files  `count` session files, in which all the words of the pairs stand; if there are none,
 *         the words are put at one table.
 * @kin    the words of the field; NULL: those compiled in.
 * False with err where a file cannot be read, or nobody says the words of a line.
 * judged_finish() ends it, in either case.
 */
bool judged_make(struct judged *judged, const char *pairs, char *const *files,
                 size_t count, const struct kin *kin, struct err *err);
void judged_finish(struct judged *judged);

/** Whether a line is of a kind; of NULL all are that say the same. */
bool judged_is(const struct judged_line *line, const char *kind);

/** Whether a line's words are proposed as one, or are one theme anyway. */
bool judged_is_found(const struct judged *judged, const struct judged_line *line);

bool judged_is_right(const struct judged *judged, const struct proposal *proposal);

/** Of the lines of a kind, how many are found. */
struct judged_share judged_recall(const struct judged *judged, const char *kind);
struct judged_share judged_precision(const struct judged *judged);

double judged_share(struct judged_share share);

#endif
