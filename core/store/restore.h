#ifndef ROUNDTABLE_STORE_RESTORE_H
#define ROUNDTABLE_STORE_RESTORE_H

#include "base/str.h"
#include "store/file.h"

/** What a session file was put together from again. restored_finish() ends it. */
struct restored {
    bool needless;        /* the file is whole; nothing was done */
    unsigned long number; /* of the generation; 0: there is no whole one */
    time_t at;            /* when that was written */
    size_t from_file;     /* changes that only the damaged file had */
    size_t from_journal;  /* that only the journal, or a rescued session, had */
    char *aside;          /* where the damaged file is kept; NULL if there was none */
    struct str
        left_out; /* its words that are nowhere now, as words_left_out() has them */
    struct session_file file;
};

/**
 * Brings a damaged or missing session file back: its newest whole generation, what can be
 * read of the damaged file, and its journal. The damaged file is kept under another name.
 * False with err, and nothing changed, if there is nothing to bring back; after a crash
 * in the middle it can be done again.
 */
bool file_restore(const char *path, struct restored *restored, struct err *err);

void restored_finish(struct restored *restored);

#endif
