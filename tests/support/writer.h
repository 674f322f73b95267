#ifndef ROUNDTABLE_TESTS_WRITER_H
#define ROUNDTABLE_TESTS_WRITER_H

#include "model/author.h"
#include "store/file.h"

/**
 * Somebody who writes into a session file, without the program: opens it, or begins it
 * if it is not there, adds goals and notes, saves. What fails fails the test.
 */
struct writer {
    struct session_file file;
    struct author author;
    const struct record *table;
};

/** @seed  another for each writer. */
void writer_open(struct writer *w, const char *path, uint64_t seed);

/** A goal at the end, in memory only. */
const struct record *writer_goal(struct writer *w, const char *words);

/** A goal that stands in the journal, and nowhere else until it is saved. */
const struct record *writer_journal_goal(struct writer *w, const char *words);

void writer_save(struct writer *w);
void writer_close(struct writer *w);

/** A new session file with that many goals, "goal <0>" and so on, with two barriers each,
 *  "note <0.0>" and "note <0.1>". */
void writer_make(const char *path, uint64_t seed, int goals);

/** The grids of a session file as it opens, as grids_of(); NULL if it does not open. */
char *writer_grids(const char *path);

/** That the grids show these words, NULL at their end, in this order. */
void writer_expect_words(const char *path, const char *const *words);

#define EXPECT_WORDS(path, ...)                                                          \
    writer_expect_words(path, (const char *const[]){__VA_ARGS__, NULL})

#endif
