#ifndef ROUNDTABLE_MODEL_KIN_H
#define ROUNDTABLE_MODEL_KIN_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The words of the field in a language, as data (templates/words/en.json): which of them say the
 * same, which say little, which turn a meaning round. They are for proposing what may say
 * the same; nobody's words are changed by them.
 */

enum kin_kind {
    KIN_SILENT,   /* carries no meaning of its own: "the" */
    KIN_WEAK,     /* says little: "help", "more" */
    KIN_ABSENCE,  /* turns a meaning round, or says that there is too little: "no" */
    KIN_WANTING,  /* goes with either: "poor" */
    KIN_EXCESS,   /* "too much" */
    KIN_LEFT,     /* of two opposites, the one side, */
    KIN_RIGHT,    /* and the other */
    KIN_UNLIKE,   /* begins as others do that mean something else */
    KIN_SPELLING, /* spelled, or bent, in several ways: "lose", "lost" */
    KIN_GROUP     /* words and short phrases that say nearly the same */
};

/** A word or phrase; those of one number and kind belong together. */
struct kin_entry {
    enum kin_kind kind;
    unsigned number;
    const char *words;
};

struct kin {
    const char *language; /* BCP 47 */
    struct kin_entry *entries;
    size_t count, room;
    struct arena arena;
};

/** How many opposites there may be, and how many lines of unlike words. */
enum { KIN_MOST_LINES = 64 };

/** Reads a file's text; NULL with err set. To kin_free(). */
struct kin *kin_read(const char *name, const char *text, struct err *err);
void kin_free(struct kin *kin);

/** Whether they are the words of a language, such as "en" of "en-GB". */
bool kin_speaks(const struct kin *kin, const char *language);

/** Those compiled in for a language, borrowed for ever; NULL: there are none. */
const struct kin *kin_builtin(const char *language);

#endif
