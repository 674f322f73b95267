#ifndef ROUNDTABLE_MODEL_AGENDA_H
#define ROUNDTABLE_MODEL_AGENDA_H

#include "model/author.h"

/**
 * The stages of a table's day: those of its template, as people changed them for this
 * session. What they changed stands in fields of the table, each of one stage, by its id:
 *
 *     stage_minutes:STAGE   how many it has, instead of its template's
 *     stage_title:STAGE     what it is called; of an id that the template lacks: a stage
 *                           that was added
 *     stage_place:STAGE     where in the day it stands, a place as notes have them
 *     stage_skipped:STAGE   "yes": it is left out
 *
 * (An older program left "stage_late:STAGE", which says nothing any more.)
 * They are merged like any field: where two laptops set the same one unseen by each other,
 * that said last is shown until somebody sets it again.
 */

/** In the order of the day; those that are skipped are among them. */
struct agenda {
    const struct stage *stages;
    size_t count;
};

enum { STAGE_MOST_MINUTES = 600 };

/** The stages of a table. Borrowed; what is returned holds until they are changed twice, so
 *  that who changes them may go on with it. */
const struct agenda *table_agenda(const struct session *session,
                                  const struct record *table);

/** The stage of that id, or NULL. */
const struct stage *agenda_stage(const struct agenda *agenda, const char *id);

/** The minutes that it takes: none if it is skipped. */
int stage_takes(const struct stage *stage);

/** Reads what a field says of a stage's minutes; false, with nothing touched, if it is none. */
bool stage_minutes_read(const char *text, int *minutes);

/** What a field of the table that is a stage's says of it, such as "stage_minutes:", and *id
 *  takes the stage; NULL, with nothing touched, if it is none. */
const char *stage_field(const char *field, const char **id);

/** How a stage that was typed could be read. */
enum stage_typed {
    STAGE_TYPED,
    STAGE_WITHOUT_TITLE,
    STAGE_MINUTES_WRONG, /* "Tea -5", "Tea 2.5", "Tea 999": none that a stage can have */
    STAGE_MINUTES_IN_WORDS /* "Tea ten minutes" */
};

/** Reads a stage as it is typed in one line, "Energiser 10" or "Lunch, 45 minutes": what it
 *  is called into title, which takes it, and its minutes, untouched where none are said. */
enum stage_typed stage_read(const char *line, struct str *title, int *minutes);

/* What people change; each is a step of its own, outside of one. */

bool author_set_stage_minutes(struct author *author, const struct record *table,
                              const struct stage *stage, int minutes, struct err *err);

bool author_set_stage_title(struct author *author, const struct record *table,
                            const struct stage *stage, const char *title,
                            struct err *err);

bool author_skip_stage(struct author *author, const struct record *table,
                       const struct stage *stage, bool skip, struct err *err);

/** One on (1) or back (-1) in the day; false without err if there is no further. */
bool author_move_stage(struct author *author, const struct record *table,
                       const struct stage *stage, int by, struct err *err);

/** A new stage behind another; NULL: first of all. */
bool author_add_stage(struct author *author, const struct record *table,
                      const struct stage *after, const char *title, int minutes,
                      struct err *err);

#endif
