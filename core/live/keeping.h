#ifndef ROUNDTABLE_LIVE_KEEPING_H
#define ROUNDTABLE_LIVE_KEEPING_H

#include "store/company.h"
#include "store/file.h"

/**
 * How a program that carries what is said elsewhere into a session file keeps it: at once in
 * the journal, of which those who have the file open are told, and in the file when it was
 * quiet for a second and a half, and every 30 seconds.
 */
struct keeping {
    struct session_file *file; /* borrowed, like */
    struct company *company;
    struct by_hand
        heard;    /* what came and is not in the journal yet; edits of the session */
    bool unsaved; /* the file lacks something */
    int64_t unsaved_ms; /* since when, */
    int64_t changed_ms; /* and when something came last */
    int64_t failed_ms;  /* when it could not be written; 0: it could */
};

/** Milliseconds that pass while the machine sleeps, too, where that is known; and the time
 *  of day. */
int64_t ticks_ms(void);
int64_t wall_ms(void);

/** An edit came, and is in the session. */
void keeping_note(struct keeping *keeping, const struct edit *edit);

/** The file lacks something that stands in the journal. */
void keeping_fall_behind(struct keeping *keeping);

/** What came goes into the journal, and those who have the file open are told. False if it
 *  could not be had: then the file is to be written at once, for both say the same, and until
 *  one of them has it, it is kept to be tried again. */
bool keeping_keep(struct keeping *keeping, struct err *err);

/** When the file is to be written; INT64_MAX: it lacks nothing. */
int64_t keeping_due_ms(const struct keeping *keeping);

/** Writes it, if it lacks something, and tells those who have it open. */
bool keeping_save(struct keeping *keeping, struct err *err);

void keeping_finish(struct keeping *keeping);

#endif
