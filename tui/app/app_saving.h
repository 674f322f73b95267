#ifndef ROUNDTABLE_APP_APP_SAVING_H
#define ROUNDTABLE_APP_APP_SAVING_H

#include "base/err.h"
#include "base/str.h"
#include "model/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * How nothing is lost: what is said goes into the journal, and into the file once it is quiet.
 */

struct app;

/* What of the session is saved. */
struct saving {
    bool dirty;           /* something is not on the disk yet */
    bool behind;          /* the file is behind the journal */
    uint64_t kept_number; /* the author's edits before this one are in the journal */
    int64_t dirty_since_ms, behind_since_ms, changed_ms;
    struct str draft, draft_field; /* what the journal has of what is typed, */
    const struct record *draft_of; /* and whose draft that is, in which field */
    struct str begun;              /* what is kept of a session that is not begun yet */
    int64_t draft_ms;              /* when it was looked at last, */
    int64_t
        shows_ms; /* and when what is shown may change unasked; the draft is not seen */
    int64_t letter_ms;  /* and one letter alone, first; 0: it is more, or nothing */
    struct err err;     /* why the last save failed, */
    size_t tried_edits; /* and how many edits it was of */
    int64_t held_since_ms,
        held_ms;    /* 0: no lock keeps it from the disk; and the last try */
    bool told_shut; /* that others may write into the journal */
    bool hurry;     /* the program is left or stopped: nothing may wait */
};

/** While typing, a draft is kept this often; the file is written when nothing was said
 *  for so long, and at least so often. */
enum { DRAFT_MS = 250, QUIET_MS = 1000, LONGEST_BEHIND_MS = 30000 };

/** For a session that was just opened. */
void app_begin_saving(struct app *app);

/** Something was changed that is not on the disk yet. */
void app_changed(struct app *app);

/** What was changed so far is saved with what comes next, and not without it. */
void app_put_off_saving(struct app *app);

/** Writes the file if something is not in it; the title row tells how it went. Waits a
 *  second at most for a lock that somebody else holds. */
void app_save(struct app *app);

/** The same, without waiting: what such a lock keeps from the disk is written later, and
 *  after a second to another place. */
void app_try_save(struct app *app);

/** Whether it is time to try again what a lock kept from the disk, if one does. */
bool app_may_try(const struct app *app);

/** Keeps what was said and what is in the box, and saves it: nothing is put off. */
void app_save_all(struct app *app);

/** Appends what was said since to the journal: from then on it is saved. */
void app_keep(struct app *app);

/** Puts what is in the box into the journal as a draft, if it is another than before. */
void app_keep_typed(struct app *app);

/** Says that the form of a session that was not begun is kept, if it is. */
void app_say_begun(struct app *app);

/** The file is to be written, when it was quiet for a second. */
void app_fall_behind(struct app *app);

/** How long to wait for a key until something is to be written; negative: for ever. */
int app_patience_ms(struct app *app);

/** Whether the time was over for no more than a draft: nothing that is seen has changed. */
bool app_woke_for_draft(const struct app *app, const struct event *event);

#endif
