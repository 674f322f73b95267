#ifndef ROUNDTABLE_APP_TYPING_APP_HELD_H
#define ROUNDTABLE_APP_TYPING_APP_HELD_H

#include "app/typing/app_typing.h"

/** A key that is held back until it is sure that no letter follows, see app_held.c. */

struct app;

/** Whether what a letter intends is held back for a moment, since it cannot be taken back
 *  should it be of a word: leaving, unless a failed save has it ask first, or an export
 *  within a run of letters, or taking back a question from where it is asked. Leaving and that
 *  wait longer for a letter that words go on with, such as "u" behind q, of who was seen to type
 *  slowly; leaving does, and says so, of who was not seen to type at all. */
bool app_holds_back(struct app *app, const struct intent *intent,
                    const struct event *event);

/** The same of a letter that would answer what is asked, whatever asks it, before the question
 *  hears it: one that is alone answers after a moment, or with Enter; and one behind the key that
 *  asked is held, too, where it may begin words without that. */
bool app_holds_answer(struct app *app, const struct event *event);

/** Holds it back so long; true. */
bool app_hold_answer(struct app *app, const struct event *event);

/** Whether letters answer what was asked about a pasted list, which cannot be asked again. */
bool app_asks_of_pasted(struct app *app);

/** Whether a letter is no answer to what is asked before a row goes, and begins a run: who types
 *  words may begin them with the key that asked, or not. */
bool app_is_other_letter(struct app *app, const struct event *event);

/** What became of the key that is held: as it answers; or it counts with the letter behind it. */
enum letter app_held_became(struct app *app);

/** When that moment is over; INT64_MAX: nothing is held back. */
int64_t app_held_until_ms(const struct app *app);

/** Whether the event, the same key once more, or an Enter where that leaves, has no other meaning
 *  than to do at once what is held back, as was said. */
bool app_leaves_by(struct app *app, const struct event *event);

/** Whether the event, Esc or the key that undoes, stops what was said to come: nothing is done, and
 *  that is said. */
bool app_drops_held(struct app *app, const struct event *event);

/** Whether it is to be carried out now, before the event: the key, to be handled. */
bool app_releases(struct app *app, const struct event *event, struct event *key);

#endif
