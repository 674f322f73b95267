#ifndef ROUNDTABLE_MODEL_COUNTS_H
#define ROUNDTABLE_MODEL_COUNTS_H

#include "model/session.h"

/** What a session holds, as it is told: answers to questions are no notes. */
struct counts {
    size_t tables, goals, notes, edits;
};

struct counts session_counts(struct session *session);

/** Adds "tables 1, goals 4, notes 31, edits 52". */
void counts_say(const struct counts *counts, struct str *out);

/** What somebody should settle: entries and visions in several wordings, others that somebody
 *  deleted who had not seen what somebody else wrote, and notes of which two promised different
 *  things. */
struct unsettled_counts {
    size_t worded, deleted, promised;
};

struct unsettled_counts session_count_unsettled(struct session *session);

#endif
