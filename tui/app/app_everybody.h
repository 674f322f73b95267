#ifndef ROUNDTABLE_APP_APP_EVERYBODY_H
#define ROUNDTABLE_APP_APP_EVERYBODY_H

#include "app/app.h"

/**
 * What the app does so that everybody at a table has a hand, beside what intents do: the
 * room of several laptops, phones, what waits of them, and what is written alone.
 */

/* app_room.c */

/** Reads how the room stands, and says so if there is none any more, or if the connection
 *  was lost or is there again. */
void app_look_into_room(struct app *app);

/** The same when the room says something: at once only if it is on the screen, or if who is
 *  there is called otherwise; in a large room somebody always enters something. */
void app_hear_room(struct app *app, bool renamed);

/** When what is on the screen of how long tables are silent is old; INT64_MAX: never. */
int64_t app_room_ages_ms(const struct app *app, int64_t now_ms);

/** Tells the room, if there is one, in which column somebody is writing here, if any, since that
 *  was told last. */
void app_tell_writing(struct app *app);

/* app_live.c */

/** Waits a moment for the table of those who have just begun the session. */
void app_await_table(struct app *app);

/* app_follow.c */

/** For a window that follows, once its grid is there: shows what was changed last. */
void app_begin_following(struct app *app);

/** Shows the last of what came since that it goes along with; while somebody searches
 *  here, later. As long as the one writer that it follows is not here, that is whatever
 *  comes, and it is said. */
void app_follow(struct app *app);

void app_end_following(struct app *app);

/* app_phones.c */

/** Lets phones in by the program beside that serves them; says so if it cannot. */
void app_begin_phones(struct app *app);

/** Whether phones were let into the open session before, at an address that stands. */
bool app_had_phones(const struct app *app);

/** Says so on opening it, if they are not in now. */
void app_tell_had_phones(struct app *app);

/** Reads how the phones stand, if there are any. */
void app_look_into_phones(struct app *app);

/** What the program that serves them told, if it is ours; and whether it has ended. */
void app_hear_phones(struct app *app);

/** Adds the descriptors on which it tells, at most `room`. */
size_t app_phones_descriptors(const struct app *app, int *out, size_t room);

/** Ends it, if it is ours, and waits until it has. */
void app_end_phones(struct app *app);

/** Adds what others would miss when this window is left: phones that it has let in, and what
 *  they sent that nobody took up yet, without such phones to this table alone; "" if nothing
 *  is. */
void app_say_what_phones_leave(const struct app *app, struct str *out);

/** Tells phones which grid is in front of the room, since that was told last: they write into
 *  it. A window that has not let them in does so once it shows another than before. */
void app_tell_front(struct app *app);

/* app_inbox.c */

/** Looks how many offers wait, if anything came since that was looked at last. */
void app_count_waiting(struct app *app);

/** Whether the inbox is open, be something chosen over it: words of phones are said there alone, as
 *  long as nobody has taken them. */
bool app_reads_inbox(const struct app *app);

/* app_ballot.c */

/** Looks whose turn it is in the ballot, if anything came since that was looked at last. */
void app_look_whose_turn(struct app *app);

/* app_turn.c */

/** The ballot as it stands, for one key. */
struct ballot_now {
    struct ballot ballot;
    struct tally tally;
    size_t person; /* whose turn it is; 0: the table's */
};

struct ballot_now app_look_at_ballot(struct app *app);

/** Says so where two windows gave at one moment, before either saw the other: what was given first
 *  has the person, and whoever was later goes on as another. */
void app_tell_elsewhere(struct app *app);

/* app_day.c */

/** Whether the file has other tables than that at hand, and those that it follows up: then it was
 *  merged, and neither a clock nor a draft of one table is everybody's. */
bool app_has_other_tables(const struct app *app);

/** Whether nobody here has the table's clock, in a file of several tables. */
bool app_looks_back(const struct app *app);

/** Adds that a question is open, or its answers are shown, if so: that stays on phones and on the
 *  projector, which nobody in front of the grid sees. */
void app_add_question(struct app *app);

/* app_alone.c */

/** Whether the room looks at this screen, or at what is made of it. */
bool app_is_before_room(const struct app *app);

/** Whether the room sees this window, or may see it still, since it was before the room: a projector
 *  that repeats it shows one's own view, too. Until somebody says, at the inbox, that it does not. */
bool app_may_be_seen(const struct app *app);

/** Whether what is said here stands before the room as well: over the picture of the projector, or of
 *  a question. By ear nobody reads along. */
bool app_is_read_by_room(const struct app *app);

/** What was taken away, and what is said of that. */
struct removed {
    const char *did;   /* "Deleted", "Put aside:" */
    const char *words; /* quoted: "‘Bus fares’" */
    const char *thing; /* in place of them where the room reads along: "the entry" */
    const char *more;  /* what stands behind: " and its 3 notes"; or NULL */
    bool several;      /* they are brought back, not it */
};

/** Says that words were taken away and that undo brings them back: every such message. What had to
 *  go does not stand before the room once more. */
void app_say_removed(struct app *app, struct removed removed);

/** What is written alone here is shown to its writer, but not where others look. */
void app_choose_eyes(struct app *app);

/** Whether what is typed into the grid now is written alone, and the room reads along: no letter of
 *  it is shown. */
bool app_hides_words(const struct app *app);

/** Whether it is not in a list either, which a letter of words may have opened, nor in a form,
 *  where keys before it are offered as words with it, or a draft stands again. */
bool app_hides_typed(const struct app *app);

/** Whether an action would put words that are written alone before the room; says so. */
bool app_keeps_alone(struct app *app, enum action action);

/** A round may be on again whose end was undone: what was said since may have words of it, and is
 *  read again no more. */
void app_forget_hidden(struct app *app);

/* app_settings_told.c */

enum { TOLD_COUNT = 4 };

/** What says how the table has it with what is written alone, with phones, and with the question
 *  before everybody. */
struct settings_told {
    const struct version *shown[TOLD_COUNT]; /* NULL: nothing yet */
    const struct record *question;           /* NULL: none is */
    const struct edit *stood;                /* what says whether it is open */
};

void app_note_settings(const struct app *app, struct settings_told *out);

/** Says so if somebody else has it otherwise since, in the place of what stands there: that
 *  nobody else sees it, that it waits, or that it is on the wall, may be untrue by now. Of the
 *  question nothing is said where nothing stands. */
void app_tell_settings(struct app *app, const struct settings_told *before);

#endif
