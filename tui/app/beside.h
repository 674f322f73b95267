#ifndef ROUNDTABLE_APP_BESIDE_H
#define ROUNDTABLE_APP_BESIDE_H

#include "base/err.h"
#include "base/str.h"
#include "store/programs.h"

#include <stdbool.h>
#include <sys/types.h>

/**
 * Programs beside this one: roundtable-NAME writes the format NAME, so that anybody can
 * add one and the screen loads none of what it needs. Such a program reads a session file
 * on its standard input, takes the options of the export as words, writes its format on
 * its standard output, and tells what it cannot do on its standard error.
 */

/**
 * The program of that name, to free(): in the folder that this program is in, else in
 * PATH. NULL if there is none, or if no program could be called so.
 *
 * @program  argv[0].
 */
char *beside_find(const char *name, const char *program);

/** How a program went. Zeroed before; beside_ran_finish() ends it. */
struct beside_ran {
    /* Called every quarter of a second while it has nothing to say, if set before; false:
     * it is asked to end. */
    bool (*waiting)(void *of);
    void *of;
    bool stopped;   /* so it did, before it was done */
    int status;     /* what it exited with */
    struct str out; /* what it wrote */
    struct str err; /* what it told, each line as it was; "" if all is well */
};

/**
 * Runs it to its end.
 *
 * @path   from beside_find().
 * @words  its options, however many, ended by NULL.
 * @input  what it reads.
 * False with err if it could not be run, or did not exit of itself.
 */
bool beside_run(const char *path, const char *const *words, const struct str *input,
                struct beside_ran *ran, struct err *err);

void beside_ran_finish(struct beside_ran *ran);

/** What roundtable-phones is told of where it serves that file, ended by NULL; host and port
 *  may be NULL. */
enum { PHONES_WORDS = 7 };
void beside_phones_words(const char *host, const char *port, const char *path,
                         const char *words[PHONES_WORDS]);

/** A program that runs while this one does other things. */
struct beside_child {
    pid_t pid;
    int in;       /* what it reads, for writing; never blocks */
    int out, err; /* what it writes and tells, for reading; -1: ended */
};

/**
 * Starts it, in a process group of its own, so that what a terminal sends to this program
 * does not reach it. What it writes and nobody reads is lost, and never stops it.
 *
 * @path, @words  as for beside_run().
 * False with err if it could not be run; else the caller closes the descriptors that are
 * not -1, and reaps it.
 */
bool beside_start(const char *path, const char *const *words, struct beside_child *child,
                  struct err *err);

#endif
