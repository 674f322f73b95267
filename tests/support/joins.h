#ifndef ROUNDTABLE_TESTS_JOINS_H
#define ROUNDTABLE_TESTS_JOINS_H

#include "model/session.h"

/**
 * Files added by lines to a large one, out.json in the folder "q", or, if it is not there, merged
 * into a new one: set beside the long way, which is gone in the folder "s". There out.json does
 * not end as a program ends it, and says nothing where there was none.
 */

enum { MOST_JOINS = 8 };

/** What is added, by names in that folder; borrowed. */
struct joins {
    const char *items[MOST_JOINS];
    size_t count;
};

/** Runs a line of the shell, which has to succeed. */
void join_shell(const char *command);

/** Writes a file of that session. */
void join_write(const char *path, struct session *session);

/** Adds what lines of edits say to a session; nothing, if they cannot be read. */
void join_lines(struct session *session, const char *lines);

/** A table as it is at the end of a morning: some entries reworded, with marks, votes, promises
 *  and quotes, some deleted. The caller owns it. */
struct session *busy_table(uint64_t seed);

/** q/0.json and so on, as many of them; q/out.json has all but the last `fresh`. */
void write_busy_tables(uint64_t seed, size_t count, size_t fresh);

/** Whether they are added by lines in "q"; nothing is saved. */
bool joins_quickly(const struct joins *joins);

/** Adds them either way. False, told with that name, if the files, what is said or the status
 *  differ. */
bool joins_alike(const char *name, const struct joins *joins, bool dry);

#endif
