#ifndef ROUNDTABLE_APP_APP_H
#define ROUNDTABLE_APP_APP_H

#include "app/app_files.h"
#include "app/app_lists.h"
#include "app/app_messages.h"
#include "app/app_saved.h"
#include "app/app_saving.h"
#include "app/beside.h"
#include "app/typing/app_taken.h"
#include "app/typing/app_typed.h"
#include "base/err.h"
#include "export/export.h"
#include "model/author.h"
#include "screen/screen.h"
#include "store/company.h"
#include "store/copies.h"
#include "store/file.h"
#include "store/places.h"
#include "store/room.h"
#include "store/settings.h"
#include "store/watch.h"
#include "views/day_words.h"
#include "views/view.h"

/**
 * The terminal program: waits for an event, hands it to the view on top, carries out
 * its intent, saves, draws. Who changes what of struct app:
 *
 *     app.c           begins and ends the program
 *     app_views.c     views, one above another, and what they are shown: views
 *     app_loop.c      what becomes of events, and when something is saved
 *     app_leaving.c   how it is left: leaving
 *     app_intents.c   what becomes of intents, each as its row says: table, panels
 *     app_typed.c     words that are typed where letters are keys: typing (app_words.c,
 *                     app_taken.c and app_answers.c, too)
 *     app_act.c       the one door for acts: whatever changes the session passes it
 *     app_sessions.c  how sessions begin and are opened: open, file, author
 *     app_saving.c    how nothing is lost: saving
 *     app_saved.c     what is said of that
 *     app_drafts.c    words that come back, and where work goes on
 *     app_live.c      what others on the same file say: others, but
 *     app_room.c      the room of several laptops: others.room (see app_everybody.h)
 *     app_phones.c    people's phones: others.phones, serving
 *     app_follow.c    what a window that follows shows of it: following (the same)
 *     app_alone.c     what is written alone first, and who is shown it: eyes
 *     app_inbox.c     what phones offered: waiting
 *     app_outside.c   what becomes of the file itself: watching
 *     app_messages.c  what it tells the person: messages
 *     app_run.c       programs that are run to their end
 *     app_settings.c  what the person likes: options
 *     spoken.c        the face for whoever has no screen
 *
 * The others hold intents' functions, each of what its name says: app_entries.c,
 * app_pasted.c, app_undo.c, app_fields.c, app_marks.c, app_ballot.c and app_turn.c (turn,
 * voting), app_day.c, app_agenda.c, app_missing.c (missing_row), app_next.c, app_themes.c
 * (themes), app_lists.c (kept_lists), app_files.c (files), app_export_menu.c
 * (export_choice) and app_export.c.
 */

struct app_options {
    const char *program; /* argv[0] */
    const char *by;      /* who writes; NULL: nobody said */
    enum colour_theme theme;
    bool mouse, utf8, tips;
    bool panel;         /* the prompts of a stage are shown beside the grid */
    bool quiet_clock;   /* app_clock_is_quiet() */
    bool letters_write; /* in the grid: action_let_letters_write() */
    bool phones;        /* people's phones are let in at once, */
    const char *phones_host, *phones_port; /* at this address, if said */
    bool follow; /* shows what others write, and writes nothing */
    bool accessible, accessible_next, strict; /* spoken.h; as is set; until a refusal */
    const char *said;                         /* told when it begins; or NULL */
    const char *fault; /* what is wrong with the settings' file, told first; or NULL */
    bool left_out;     /* at its end: what is kept beside the file could not be read */
};

/**
 * Opens a file, or the home screen if path is NULL, and runs until the person leaves.
 * False with err if it could not begin, or if something could not be saved.
 */
bool app_run(const char *path, struct app_options *options, struct err *err);

struct grid_view;

/* Who else has the session open. */
struct others {
    struct company company;
    struct str names;              /* in words: "with Ana" */
    struct room room;              /* as its file says it, */
    bool has_room;                 /* if there is one */
    bool room_ended, phones_ended; /* there was one; ours ended unasked, unseen yet */
    bool room_was_ours;            /* that of this laptop */
    struct room phones;            /* people's, as their file says it, */
    bool has_phones, had_phones;   /* if there are any; or were once */
    struct phones_child {
        struct beside_child child; /* the program that serves them, if it is ours; */
        struct str told;           /* what it told; not said yet */
    } serving;
    struct str front; /* the grid on the screen, as phones were told; "": not yet */
    bool room_is_old; /* its file says something else by now that nobody looks at yet */
    struct str room_said; /* of it, in the message row, last */
    bool seminar_lost;    /* the second room has no connection, as was said: */
    struct str seminar_said;
};

/* What a window that follows goes along with. */
struct following {
    enum follows what;
    char *writer;              /* of one writer: the name, or the actor */
    const struct record *goal; /* of one cell: in this goal, */
    char *column;              /* in this column; NULL: in whatever column */
    bool gone;                 /* the goal is deleted, for now perhaps */
    size_t opened;             /* so many had arrived when the window was opened, */
    size_t known;              /* and so many edits there were; */
    size_t arrived;            /* and so many were looked at: session_next_arrival() */
    bool away;                 /* that writer is not here */
    struct str words;          /* "following Ana" */
};

/* What becomes of the file itself. */
struct watching {
    struct watch watch;
    int64_t look_ms; /* when it is to be looked at again; 0: when something stirs */
    bool gone;       /* there is none, which was said; it is to be written again */
    int64_t
        missing_ms;    /* since when there is none, which was not said yet; 0: there is */
    int64_t held_ms;   /* since when another program keeps us from looking; 0: none */
    bool looked;       /* at it, since it was opened, */
    struct stamp seen; /* and what was there the last time */
    struct copies copies; /* beside it */
};

/* What phones sent, as far as the title row tells it. */
struct waiting {
    const struct record *table; /* of this one, */
    size_t looked, asked;  /* when there were so many changes; so many are asked back */
    struct str asked_said; /* what was said of those, last */
    struct str words;      /* "3 wait"; "" if nothing does */
    uint64_t ready;        /* so many phones were, in what comes next: */
    struct str alone;      /* "Written alone: 5 entries of 4 people"; "" if nothing is */
};

/* A session that was begun here to follow up another: while nothing is said in it, nobody has
 * met, and it is not kept. */
struct begun {
    size_t said; /* so much was when it was begun; 0: none was */
    char *after; /* the file that it follows up, and holds a copy of */
};

/* How the program is left. */
struct leaving {
    bool asking;      /* a save failed, or phones are in; y leaves all the same */
    int64_t typed_ms; /* a letter that is no answer to that came then; or 0; */
    bool blank;       /* it was a blank */
    bool pressed;     /* the mouse, on its hint; it is to be released there, too */
    int64_t
        left_ms; /* the key that left for the home screen came then, or one at once behind; 0:
                         none did */
    bool now;
};

struct app {
    struct app_options *options; /* settings among them change as the person wants */

    struct view *views; /* the last is on top */
    size_t view_count, view_room;
    size_t pushed; /* so many were ever: one may stand where another was freed */
    const struct record *table; /* on the screen */
    struct panels panels;

    bool home; /* it began on the home screen */
    bool open; /* a session is */
    struct session_file file;
    struct author author; /* acts by app_act() only */

    struct saving saving;
    struct others others;
    struct following following;
    struct watching watching;
    struct waiting waiting;
    struct begun begun;
    struct eyes {
        const struct session *of; /* the session that is looked at, */
        bool own, kept; /* with what was written alone here; own_writers_keep() */
        bool of_room;   /* this window projected: the room may see it still */
    } eyes;
    struct messages messages;
    struct leaving leaving;
    struct typing typing;
    bool stale; /* something has happened since it was drawn */

    struct themes_view *themes; /* kept under the grid; NULL: not opened yet */
    struct kept_lists kept_lists;
    size_t missing_row; /* where the list of what is missing was left */
    struct ballot_turn turn;
    struct voting voting;
    struct day_known day;  /* of the table */
    struct str clock_said; /* of its quiet clock, in the message row, last */
    struct export_choice export_choice;
    struct files files;
};

/* app_sessions.c */

/** The session that was opened was begun just now, to follow up that file. */
void app_note_begun(struct app *app, const char *after);

/* app_views.c */

/** Whether the window is too small to see what a key would do, so that none is heard. */
bool app_too_small(void);

struct facts app_facts(const struct app *app);
void app_draw(struct app *app);

/** What the view on top has left to do, as long as no key comes and nothing else is due. */
void app_do_rest(struct app *app);

/** Shows a view, or a list, above the others, and takes it. */
void app_push(struct app *app, struct view view);
void app_push_list(struct app *app, struct list_view *list);
void app_pop(struct app *app);

/** Shows a form, and says what of it was typed once and not finished. */
void app_push_form(struct app *app, struct view form);

/** Whether what would be undone was not done where one is, in the inbox, the day or what recurs, so
 *  that nobody sees it now. */
bool app_undoes_unseen(struct app *app);

/** Whether an entry that a row of a list leads to is there no more, as somebody else deleted it since:
 *  says so. */
bool app_tells_gone(struct app *app, const struct record *record);

/** The view on top. */
struct view *app_top(struct app *app);

/** The grid, wherever it lies below lists; NULL on the home screen. */
struct grid_view *app_grid(const struct app *app);

/** Selects a record in the grid, if there are both. */
void app_show(struct app *app, const struct record *record);

/* app_leaving.c */

/** What a key says to the question whether to leave: y or n, if it is of no word. */
void app_answer_about_leaving(struct app *app, const struct event *event);

/** Draws that question alone, in the whole window, where the foot has no room for all of it; true
 *  if it did. */
bool app_draws_leaving(const struct app *app, const struct facts *facts);

/* app_loop.c */

void app_clear_message(struct app *app);

/** Runs until the person leaves. */
void app_loop(struct app *app);

/* app_act.c */

/** What changes the session as an intent says; it acts by app->author, and says what it
 *  did, or sets err. */
typedef void intent_change(struct app *app, const struct intent *intent, struct err *err);

/**
 * Whatever changes the session goes through here: whether it may be written, the time,
 * what the person had seen, the error and that something is to be saved is asked, set and
 * told here, and nowhere else.
 *
 * @intent  borrowed, for change, which may free what it borrows from; seen_edits 0: all.
 * False if nothing may be written or change has failed; then it was told why.
 */
bool app_act(struct app *app, const struct intent *intent, intent_change *change);

/** Whether the session may be written; says so if not. */
bool app_may_write(struct app *app);

/** For an author of another session than the app's: the time of an act, and how many
 *  edits were seen (0: all). */
void app_ready(struct author *author, size_t seen_edits);

/** Of the author's last step an edit that stands beside what somebody else said of the same,
 *  unseen by each other; NULL: none. */
const struct edit *app_other_wording(const struct app *app);

/** News came: says so if such an edit stands there now, and none did before. */
void app_tell_other_wording(struct app *app, const struct edit *before);

/* app_intents.c */

void app_carry_out(struct app *app, const struct intent *intent);

/** Whether the action is an intent of its own, whatever view is on top. */
bool app_knows_key(enum action action);

/* What carries out an intent, each in the file of what it is about. What it borrows is
 * there until it returns. */
#define SHOWS(kind, key, function)                                                       \
    void function(struct app *app, const struct intent *intent);
#define CHOOSES SHOWS
#define EVERYWHERE SHOWS
#define CHANGES(kind, key, function) intent_change function;
#include "views/intents.def"

/* app_entries.c */

/** Adds an entry where an intent says, behind another (NULL: at the end); NULL with err. */
const struct record *app_add_one(struct app *app, const struct intent *intent,
                                 const struct record *after, const char *text,
                                 struct err *err);

/** An intent was carried out: drops the draft that its words were, and says its done. */
void app_entry_changed(struct app *app, const struct intent *intent);

/* app_fields.c */

/** Sets a draft of a record's field, "" unsets, over what was seen (0: all there is), and
 *  says nothing of it. False if it could not. */
bool app_set_draft(struct app *app, const struct record *of, const char *field,
                   const char *text, size_t seen_edits);

/** Sets the lines of a form that were changed, intent->texts, as fields of its record: a
 *  step that said so. */
bool app_set_lines(struct app *app, const struct intent *intent, const char *said,
                   struct err *err);

/* app_messages.c */

/** Says something in the message row until the next key; kept to be read again. */
void app_say(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void app_warn(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** What an intent says, text; passing: nobody reads it again once the next such is said; lasting: it
 *  stays while letters are typed. */
void app_say_of(struct app *app, const struct intent *intent);

/** Says that, too, behind what is said; "": nothing. */
void app_add(struct app *app, const char *more);

/** What was said last is kept without that part and what stands behind it, or not at all if it
 *  begins otherwise: something is said in its place now. @from  NULL: nothing is done. */
void app_drop_said(struct app *app, const char *from, const char *or_begins);

/** What is said now is said again when the grid is seen first: something lies over it. */
void app_say_later(struct app *app);
void app_say_what_was_put_off(struct app *app);

/** Says it, behind what is said already, unless it stands there: nobody pressed a key for it. */
void app_say_besides(struct app *app, const char *words);

/** The same of something that changes: in the place of what was said of that last, if it still
 *  stands there. @last  that; takes the words. */
void app_say_instead(struct app *app, struct str *last, const char *words);
void app_take_back(struct app *app, struct str *last); /* holds no more */
void app_add_way_out(struct app *app); /* how the form on the screen is left, if one is */

/** Says that a key does nothing in the view on top. */
void app_say_no_key(struct app *app, const char *key);

/** Says the next tip on opening a session, if nothing else is to be said. */
void app_tell_tip(struct app *app);

void app_forget_messages(struct app *app);

/* app_run.c */

/** Runs a program to its end, as beside_run() does. The message row says what is done, and
 *  for how long by now; Esc ends it, and then it is false, with err. */
bool app_run_to_end(struct app *app, const char *program, const char *const words[],
                    const char *doing, struct beside_ran *ran, struct err *err);

/** Adds what a program told of the file at hand, as one row: it names itself and the file, and
 *  ends each line. */
void app_add_told(const struct app *app, const char *told, struct str *said);

/* app_settings.c */

/** Whether the stage's clock is for ears: by the setting, or where the screen is read out, as on
 *  every terminal that is only paper. */
bool app_clock_is_quiet(const struct app *app);

/** The settings' values into the options. */
void app_take_settings(const struct settings *settings, struct app_options *options);

/* app_live.c */

/** Makes oneself known to those who have the open session open, too. */
void app_come_in(struct app *app);

/** Has the terminal wake for the others' voices, and for what happens to the file. */
void app_watch(struct app *app);

/** Takes in what stands in the file and its journal since. */
void app_take_in(struct app *app);

/** Takes in what others said, and who came or left: on EVENT_NEWS. */
void app_hear(struct app *app);

/* app_outside.c */

/** For a session that was just opened. */
void app_begin_watching(struct app *app);

/** Looks at the file, if it is time to: takes in what it was replaced with, has it written
 *  again if it lacks something, says so. The first time it is kept as it was opened. */
void app_look_when_due(struct app *app);

/** The same now, since something stirred. */
void app_look(struct app *app);

/** Before leaving. False, said, if there is no file and, with ask, nobody was told yet. */
bool app_may_leave_file(struct app *app, bool ask);

/** Adds to the message which copies stand beside the file, and what is only called like them. */
void app_tell_beside(struct app *app);

/* app_sessions.c */

/** Closes the session that is open, and tells the others. */
void app_close(struct app *app);

/** The same, all being saved, and shows the home screen. */
void app_go_home(struct app *app);

/** Opens a session, at that path or with ".json" behind, or begins one where there is no file
 *  yet; false with err. */
bool app_open(struct app *app, const char *path, struct err *err);

/** Shows the session that was just opened, in place of what was there. */
void app_show_grid(struct app *app);

/** Something came in: a table that was begun here for want of another, and that nobody has
 *  touched, yields to one that is there now. Not while somebody may be writing into it. */
void app_yield_table(struct app *app);

/* app_day.c */

/** Looks at the clocks, and says so once if the laptop's was set while the stage's runs, which
 *  goes on as before: no edit is made of it, for other laptops' end is the right one. A quiet
 *  clock says what is left, each once, as it comes. */
void app_watch_clock(struct app *app);

/** Says so if somebody else went to another stage than before, which may be NULL. */
void app_tell_stage(struct app *app, const struct version *before);

/** After edits of others were taken in: says that votes are given no more, if they were before, or
 *  whose turn it is by now, where that is said still. */
void app_tell_ballot(struct app *app, struct ballot before);

/** Sets the table's stage (NULL: none), which is not skipped then, and its clock. */
bool app_set_stage(struct app *app, const struct stage *stage, struct value clock,
                   struct err *err);

/** Shows the grid of the table's stage; of none, the first that something is written in. */
void app_resume_stage(struct app *app);

/* app_themes.c */

/** Another session is opened. */
void app_forget_themes(struct app *app);

/* app_marks.c */

/** Adds to the message what the grid has to tell beside it. */
void app_tell_grid_news(struct app *app);

/* app_next.c */

/** Closes the form of the promise of that note; the list that it was opened from is made anew, as
 *  what stands there, and is half written, is another now. */
void app_close_commitment(struct app *app, const struct record *note);

/** The table that follows up another and that none follows; NULL: there is none. */
const struct record *app_table_that_follows(struct app *app);

/** Says what was promised last time, if the table on the screen follows up another. */
void app_tell_last_time(struct app *app);

#endif
