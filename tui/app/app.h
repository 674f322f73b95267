#ifndef ROUNDTABLE_APP_APP_H
#define ROUNDTABLE_APP_APP_H

#include "base/err.h"
#include "export/export.h"
#include "model/author.h"
#include "screen/screen.h"
#include "store/company.h"
#include "store/file.h"
#include "store/settings.h"
#include "views/view.h"

/**
 * The terminal program: waits for an event, hands it to the view on top, carries out
 * its intent, saves, draws.
 *
 *     app.c           the loop
 *     app_sessions.c  how sessions begin, are opened, and are exported
 *     app_saving.c    how nothing is lost
 *     app_live.c      what others on the same file say
 *     app_messages.c  what it tells the person
 *     app_settings.c  what the person likes
 *     app_intents.c   what intents do: from here on each what its name says of
 *     app_entries.c   entries
 *     app_marks.c     marks, and what is shown only
 *     app_ballot.c    votes
 *     app_day.c       the stages and their clock
 *     app_missing.c   what is missing, and what answers it
 *     app_next.c      next steps
 *     app_themes.c    what recurs
 *     app_lists.c     the lists that are opened
 */

struct app_options {
    const char *program; /* argv[0] */
    const char *by;      /* who writes; NULL: nobody said */
    enum colour_theme theme;
    bool mouse;
    bool utf8;
    bool tips;
    bool panel;        /* the prompts of a stage are shown beside the grid */
    bool follow;       /* shows what others write, and writes nothing */
    const char *fault; /* what is wrong with the settings' file, told first; or NULL */
};

/**
 * Opens a file, or the home screen if path is NULL, and runs until the person leaves.
 * False with err if it could not begin, or if something could not be saved.
 */
bool app_run(const char *path, struct app_options *options, struct err *err);

enum { MOST_MESSAGES = 100 };

struct grid_view;
struct list_view;

/** Something that was said; the text is to be freed. */
struct message {
    char *text;
    int64_t at_ms;
    bool warning;
};

/** Whose turn it is in the ballot of a table, as far as the votes do not tell. */
struct ballot_turn {
    const struct record *table;
    size_t person; /* who gave or took back a dot last, */
    bool chosen;   /* or whom the menu called back */
    size_t from;   /* whoever comes before is not asked any more */
};

/* How hand-outs are written, as long as the program runs. */
struct export_choice {
    enum audience audience;
    int paper; /* the first is A4 */
    bool without_names, cover;
};

struct app {
    struct app_options *options; /* settings among them change as the person wants */
    bool open;                   /* a session is */
    bool dirty;                  /* something is not on the disk yet */
    bool behind;                 /* the file is behind the journal */
    bool asking_to_leave;        /* a save failed; y leaves all the same */
    bool leave;

    /* What is shown. */
    struct view *views; /* the last is on top */
    size_t view_count, view_room;
    const struct record *table;
    bool panel;                 /* shown while the day is under way, */
    bool panel_before;          /* and before it or on another day */
    struct themes_view *themes; /* kept under the grid; NULL: not opened yet */
    size_t missing_row;         /* where the list of what is missing was left */
    struct ballot_turn turn;
    struct export_choice export_choice;

    /* What is said. */
    struct str message;
    bool message_is_warning;
    struct message messages[MOST_MESSAGES]; /* the latest, in a ring; never on a disk */
    size_t message_count;                   /* of all that were said */

    /* The session. */
    struct session_file file;
    struct author author;

    /* What of it is saved. */
    uint64_t kept_number; /* the author's edits before this one are in the journal */
    int64_t dirty_since_ms, behind_since_ms, changed_ms;
    struct str draft;    /* what the journal has of the box */
    int64_t draft_ms;    /* when it was looked at last */
    struct err save_err; /* why the last save failed, */
    size_t tried_edits;  /* and how many edits it was of */

    /* Who else is there. */
    struct company company;
    struct str with;             /* in words: "with Ana" */
    const struct edit *followed; /* what was shown last because somebody changed it */
};

/* app.c */

/** Whether the window is too small to see what a key would do, so that none is heard. */
bool app_too_small(void);

struct facts app_facts(const struct app *app);
void app_draw(struct app *app);

/** Shows a view, or a list, above the others, and takes it. */
void app_push(struct app *app, struct view view);
void app_push_list(struct app *app, struct list_view *list);
void app_pop(struct app *app);

/** Closes the list on top, if one is. */
void app_pop_list(struct app *app);

/** The grid, wherever it lies below lists; NULL on the home screen. */
struct grid_view *app_grid(const struct app *app);

/* app_intents.c */

void app_carry_out(struct app *app, const struct intent *intent);

/** Selects a record in the grid, if there are both. */
void app_show(struct app *app, const struct record *record);

/* app_entries.c */

/** Carries out an intent that changes entries. */
void app_change_entry(struct app *app, const struct intent *intent, struct err *err);

/** An intent was carried out: drops the draft that its words were, and says its done. */
void app_entry_changed(struct app *app, const struct intent *intent);

void app_undo_or_redo(struct app *app, bool undo);

/* app_messages.c */

/** Says something in the message row until the next key; kept to be read again. */
void app_say(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void app_warn(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Says that a key does nothing in the view on top. */
void app_say_no_key(struct app *app, const char *key);

/** Says the next tip on opening a session, if nothing else is to be said. */
void app_tell_tip(struct app *app);

/** Opens the list of what was said. */
void app_open_messages(struct app *app);
void app_forget_messages(struct app *app);

/* app_settings.c */

/** The settings' values into the options. */
void app_take_settings(const struct settings *settings, struct app_options *options);

/** Opens the list of settings with that one selected. */
void app_open_settings(struct app *app, size_t selected);

/** Gives a setting its next value, at once and in the file, and shows the list again. */
void app_change_setting(struct app *app, const struct intent *intent);

/* app_saving.c */

/** While typing, a draft is kept this often; the file is written when nothing was said
 *  for so long, and at least so often. */
enum { DRAFT_MS = 250, QUIET_MS = 1000, LONGEST_BEHIND_MS = 30000 };

/** Writes the file if something is not in it; the title row tells how it went. */
void app_save(struct app *app);

/** Where all of it is that could not be saved: a file, borrowed; NULL if nowhere. */
const char *app_kept_in(const struct app *app);

/** The banner that stays: why the last save failed, where all of it is, what to do. */
#define TRIED_AGAIN "It is tried again with every change and with Ctrl-S."
void app_warn_not_saved(struct app *app, const char *then);

/** Appends what was said since to the journal: from then on it is saved. */
void app_keep(struct app *app);

/** Puts what is in the box into the journal as a draft, if it is another than before. */
void app_keep_typed(struct app *app);

/** Says what the journal brought on opening, since the program did not end as it should. */
void app_tell_news(struct app *app);

/** Says what of it was left out since that was said last. */
void app_tell_left_out(struct app *app);

/** How long to wait for a key until something is to be written; negative: for ever. */
int app_patience_ms(const struct app *app);

/* app_live.c */

/** Makes oneself known to those who have the open session open, too. */
void app_come_in(struct app *app);

/** Takes in what others said, and who came or left: on EVENT_NEWS. */
void app_hear(struct app *app);

/** Shows what somebody changed last, if that is not shown already: to a window that
 *  follows. */
void app_follow(struct app *app);

/** Waits a moment for the table of those who have just begun the session. */
void app_await_table(struct app *app);

/** Tells the others that there is something new on the disk. */
void app_tell(struct app *app);

/* app_sessions.c: all but the first say how it went */

/** Opens a session, or begins one where there is no file yet; false with err. */
bool app_open(struct app *app, const char *path, struct err *err);

/** Begins a session with the form's details (intent->texts) and template. */
void app_begin_session(struct app *app, const struct intent *intent);
void app_open_file(struct app *app, const char *path);
/** Says what opening the file brought: news, faults, or that it is begun. */
void app_tell_opened(struct app *app, bool begun);
/** Opens a copy of a sample, in the folder of sessions. */
void app_open_copy(struct app *app, const char *sample);
/** Opens a new session that follows up the one in a file, in the folder of sessions. */
void app_follow_up(struct app *app, const char *earlier);
/** Gives the table the form's details, and closes the form. */
void app_change_details(struct app *app, const struct intent *intent);

/* app_day.c */

/** Goes to a stage of the day, of that id; "" takes the day back to before the first. */
void app_enter_stage(struct app *app, const char *id);

/** Starts, pauses or changes the clock of the stage. */
void app_set_clock(struct app *app, enum action action);

/** Says so if somebody else went to another stage than before, which may be NULL. */
void app_tell_stage(struct app *app, const struct version *before);

/** Shows the grid of the stage that the table is at; if it is at none, the first grid that
 *  something is written in. */
void app_resume_stage(struct app *app);

/* app_export.c: hand-outs, by "roundtable export" */

/** Opens the menu, with the row of that key selected; NULL: the first. */
void app_open_export(struct app *app, const char *selected);

/** Changes how, and shows the menu again. */
void app_choose_export(struct app *app, const struct intent *intent);

/** Writes the format of that name beside the session's file, or prints it ("lp"), and says
 *  where it is. */
void app_export(struct app *app, const char *name);

/* app_lists.c */

/** Opens the list that an intent asks for, or says why there is none. */
void app_open_list(struct app *app, const struct intent *intent);

/* app_themes.c */

/** Carries out what was decided about themes, and says so. */
void app_decide(struct app *app, const struct intent *intent, struct err *err);

/** Opens what recurs, where it was left. */
void app_open_themes(struct app *app);

/** Forgets it: another session is opened. */
void app_forget_themes(struct app *app);

/** What recurs is shown only as far as the filter that was chosen lets it through. */
void app_filter_themes(struct app *app, const struct intent *intent);

/* app_missing.c */

/** Opens the list of what is missing, where it was left, or says that nothing is. */
void app_open_missing(struct app *app);

/** Goes to where something is missing. */
void app_go_to_missing(struct app *app, const struct intent *intent);

/** Opens the list of what answers a barrier, or which barriers an action answers; or says
 *  why there is none. */
void app_open_answer(struct app *app, const struct record *record);

/** Sets which action answers a barrier, and says so. */
void app_answer(struct app *app, const struct intent *intent, struct err *err);

/* app_ballot.c */

/** Carries out what was said about votes. */
void app_ballot(struct app *app, const struct intent *intent);

/* app_marks.c */

/** Marks an entry, or takes the mark off, and says what the mark asks. */
void app_mark(struct app *app, const struct intent *intent, struct err *err);

/** Opens the list of what can be shown only; carries out what was chosen of it. */
void app_open_shown(struct app *app);
void app_show_only(struct app *app, const struct intent *intent);

/** Adds to the message what the grid has to tell beside it. */
void app_tell_grid_news(struct app *app);

/* app_next.c */

/** Opens the form of who and when, or the list of what was promised; keeps what the form
 *  said. */
void app_next_step(struct app *app, const struct intent *intent);

/** The table that follows up another and that none follows; NULL: there is none. */
const struct record *app_table_that_follows(struct app *app);

/** Says what was promised last time, if the table on the screen follows up another. */
void app_tell_last_time(struct app *app);

#endif
