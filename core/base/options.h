#ifndef ROUNDTABLE_BASE_OPTIONS_H
#define ROUNDTABLE_BASE_OPTIONS_H

#include "base/str.h"

#include <stdbool.h>

/**
 * What the command lines of all our programs have in common: exit statuses, options, and
 * how wrong usage is told.
 */

enum status {
    STATUS_DONE = 0,
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
    STATUS_LOOK = 3, /* done, but something needs a person */
};

struct program {
    const char *name;    /* who tells, as in "roundtable-xlsx" */
    const char *usage;   /* what follows "usage: NAME ", at most 80 columns a line; NULL:
                            it has commands, which --help lists */
    const char *details; /* what --help says below that, its last line without an end */
    void (*libraries)(
        struct str *out); /* adds what it is made with, and their versions, for
                                           --version; NULL: that says nothing of it */
};

/** One option: a flag, or one that takes a value. What is left out is zero. */
struct option_row {
    const char *name; /* long, without its hyphens */
    char letter;      /* 0: none */
    bool path;        /* the value names a file or a folder */
    bool *flag;
    const char **value;       /* NULL inside if it is not given */
    const char *const *words; /* all that the value can be, ended by NULL, case ignored:
                                 it becomes one of these; NULL: anything */
    const char *what; /* of what kind these are; NULL: the option's name says it */
    /* For those who complete what is typed, and nobody else: */
    const char *const *known; /* some of what the value can be, ended by NULL */
};

/** The long names of the options that every program has, ended by NULL. */
extern const char *const options_of_all[];

/**
 * Reads options anywhere among the words, up to "--". False if the program is done with:
 * the help was asked for and printed, whatever else stands there, or the version, or wrong
 * usage was told; *status says which.
 *
 * @rows         ended by one without a name; NULL: there are none but those of every
 *               program, -h, --help and --version.
 * @argc, @argv  as main() got them; updated to what is left: the operands, without the
 *               first word.
 */
bool options_read(const struct program *program, const struct option_row *rows, int *argc,
                  char ***argv, int *status);

/** Tells something on standard error, as one line, whatever stands in it. */
void program_tell(const struct program *program, const char *words);

/** Tells wrong usage on standard error; returns STATUS_USAGE. */
int wrong_usage(const struct program *program, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Adds `there is no theme "darc"; did you mean "dark"? (there are: auto, dark)`. */
void add_no_such(const char *what, const char *asked, const char *const *known,
                 struct str *out);

/** Flushes standard output; STATUS_DONE, or STATUS_FAILED, and told, if it could not be
 *  written. */
int program_done(const struct program *program);

#endif
