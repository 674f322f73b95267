#ifndef ROUNDTABLE_TESTS_NOTES_H
#define ROUNDTABLE_TESTS_NOTES_H

/** So many notes of Ana's at one table of Birmingham, one every 20 seconds. */
struct notes {
    int count, in_a_goal;   /* in_a_goal 0: all under one */
    const char *columns[7]; /* that they stand in, in turn; ended by NULL */
    const char *even, *odd; /* what they say, before their number, from 0 */
};

/** Saves them in a session file of that path. */
void notes_write(const char *path, const struct notes *notes);

#endif
