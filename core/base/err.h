#ifndef ROUNDTABLE_BASE_ERR_H
#define ROUNDTABLE_BASE_ERR_H

/**
 * What went wrong, told to the person: what, where, and what to do.
 *
 * A function that can fail takes a struct err last and returns false (or NULL);
 * its other outputs are then untouched. Start with ERR_NONE; end with err_finish().
 * Setting replaces what was there. err may be NULL: nobody is told.
 */
struct err {
    char *message; /* owned; NULL while all is well */
};

#define ERR_NONE ((struct err){0})

void err_set(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Like err_set(), with ": " and the words for errno behind. Keeps errno. */
void err_system(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The message, borrowed until the next call; "" when there is none. */
const char *err_text(const struct err *err);

/** Moves what from says to err; from is then empty. */
void err_take(struct err *err, struct err *from);

void err_finish(struct err *err);

#endif
