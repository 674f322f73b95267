#ifndef ROUNDTABLE_APP_APP_SAVED_H
#define ROUNDTABLE_APP_APP_SAVED_H

#include "base/str.h"
#include "model/session.h"

struct app;
struct journal_draft;

/* What is said of how things are kept: app_saved.c */

/** Where all of it is that could not be saved: a file, borrowed; NULL if nowhere. */
const char *app_kept_in(const struct app *app);

/** Adds what was said and is nowhere but here, a line each, harmless for a terminal. */
void app_add_lost_words(const struct app *app, struct str *out);

/** The banner that stays: why the last save failed, where all of it is, what to do. */
#define TRIED_AGAIN "It is tried again with every change and with \vsave\v."
void app_warn_not_saved(struct app *app, const char *then);

/** Says once that others may write into the journal, so that nothing is added to it. */
void app_tell_shut(struct app *app);

/** Says what the journal brought on opening, since the program did not end as it should. */
void app_tell_news(struct app *app);

/** Says what of it was left out since that was said last. */
void app_tell_left_out(struct app *app);

/** Says what had become of the file that was saved or taken in just now. */
void app_tell_outside(struct app *app);

/** Shows what stays as long as it is so, if anything is: not saved, gone, not readable. */
void app_show_banner(struct app *app);

/* Words that were not ended: app_drafts.c */

/** Has the drafts of the journal stand where they belong, and adds which those are, and where. */
void app_bring_drafts_back(struct app *app, struct str *said);

/** Says which words stood in a box when the window was closed, or were put aside last. */
void app_tell_draft(struct app *app);

/** The table that was worked on last, as app_return_to_work() finds it; NULL: nobody knows. */
const struct record *app_table_of_work(struct app *app);

/** Selects, on opening, where work is to go on: where words came back that were being typed,
 *  else where something was changed last, on this computer and today. */
void app_return_to_work(struct app *app);

/** Adds which forms somebody began to fill in and left, a sentence each, the first three, and
 *  what goes on with them; how many there are: of no session that is only looked at, or of none. */
size_t app_add_half_written(const struct app *app, struct str *out);

/** Adds what is pressed to go on with what a field keeps that is a form's, one key behind the
 *  other, and where: "b, then w on ‘Adverts’ goes on". app_draft_ways.c */
void app_add_way_on(const struct app *app, const struct record *of, const char *field,
                    struct str *out);

/* Where they belong: app_draft_places.c */

/** What a draft of the journal is of; NULL: somebody is typing it right now, or that is nowhere.
 *  One of a session that nothing else tells of, as one that was begun by opening and killed before
 *  anything was said in it, is of the table that is open, or else the first. */
const struct record *app_record_of_draft(const struct app *app,
                                         const struct journal_draft *draft);

/** Adds where an entry's draft was to stand: "in Barriers of ‘Warm homes’", "for a new goal". */
void app_add_draft_place(const struct app *app, const struct record *of,
                         const char *field, struct str *out);

#endif
