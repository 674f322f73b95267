#ifndef ROUNDTABLE_VIEWS_VIEW_H
#define ROUNDTABLE_VIEWS_VIEW_H

#include "model/ballot.h"
#include "model/day.h"
#include "model/session.h"
#include "screen/action.h"
#include "screen/event.h"

/**
 * A view draws and answers; only the app acts. It reads the session and returns what
 * should happen: an intent.
 */

enum intent_kind {
    INTENT_NOTHING,
    INTENT_SAY,   /* text: a message */
    INTENT_PRESS, /* action: as if its key had been pressed here */
    INTENT_RUN,   /* action: as if its key had been pressed in the view below */
    INTENT_CLOSE, /* this view is done */

    /* Entries are changed. */
    INTENT_ADD_GOAL,   /* text, after */
    INTENT_ADD_NOTE,   /* goal, column, after, text */
    INTENT_ADD_LINES,  /* the same, each line of text an entry; goal NULL: goals */
    INTENT_REWORD,     /* record, text */
    INTENT_SET,        /* record, field, text; "" unsets */
    INTENT_MARK,       /* record, field: the mark, text: the choice; "" takes it off */
    INTENT_KEEP_DRAFT, /* record, field, text; "" unsets; not undone */
    INTENT_DELETE,     /* record */
    INTENT_BRING_BACK, /* record */
    INTENT_MOVE_NOTE,  /* record, goal, column, after */
    INTENT_MOVE_GOAL,  /* record, after */
    INTENT_ANSWER,     /* record: a barrier; answer */
    INTENT_COMMIT,     /* record, texts: of the lines that were changed; "" unsets */
    INTENT_UNDO,
    INTENT_REDO,

    /* What recurs is decided. */
    INTENT_JOIN_THEMES, /* theme, other: they are one */
    INTENT_KEEP_APART,  /* theme, other: they are not */
    INTENT_NAME_THEME,  /* theme, text; "" takes its name away */
    INTENT_PART_ENTRY,  /* theme, record: an entry of it that says something else */

    /* Votes are given. */
    INTENT_VOTE,        /* record: gets a dot of whoever's turn it is */
    INTENT_UNVOTE,      /* record: a dot back */
    INTENT_SET_BALLOT,  /* ballot */
    INTENT_CLEAR_DOTS,  /* all dots of this table back */
    INTENT_NEXT_VOTER,  /* step: 1, or -1 for the one before */
    INTENT_OPEN_BALLOT, /* column: of the selection, NULL for the goals */
    INTENT_RANKING,     /* column: "" for the goals, NULL for all */

    /* The day goes on. */
    INTENT_STAGE, /* text: the stage of the day to go to; "": none yet */
    INTENT_CLOCK, /* action: the key of the clock that was pressed */

    /* Something else is shown. */
    INTENT_PANEL,         /* show or hide it */
    INTENT_SHOW,          /* record: select it */
    INTENT_GO_TO,         /* record: the same, in the grid of whatever table it is in */
    INTENT_GO_TO_MISSING, /* record, column, text: what is missing there; row */
    INTENT_WRITE,         /* record, or the table for its vision: open the box for it */
    INTENT_SHOW_ONLY,     /* field, text as filter_show_only(); field NULL: everything */
    INTENT_SORT_BY,       /* field as filter_sort_by() */
    INTENT_FILTER,        /* field, and text, or of a table record; "" and NULL: all */
    INTENT_CHOOSE_TABLE,  /* record */

    /* A list or a form is opened. */
    INTENT_OPEN_PALETTE,
    INTENT_OPEN_MARKS, /* record */
    INTENT_OPEN_SHOWN,
    INTENT_OPEN_MOVE,     /* record */
    INTENT_OPEN_HISTORY,  /* record, or the table for its vision */
    INTENT_OPEN_WORDINGS, /* the same */
    INTENT_OPEN_DELETED,
    INTENT_OPEN_MISSING,
    INTENT_OPEN_ANSWER, /* record: a barrier, or an action */
    INTENT_OPEN_COMMITMENTS,
    INTENT_OPEN_COMMITMENT, /* record */
    INTENT_OPEN_EXPORT,
    INTENT_OPEN_TABLES,
    INTENT_OPEN_DAY,
    INTENT_OPEN_THEMES,
    INTENT_OPEN_FILTER, /* field: "place", "date" or "table" of what recurs */
    INTENT_OPEN_FORM, /* of a new session: text is a template's path or id; or of this */
    INTENT_OPEN_MESSAGES,
    INTENT_OPEN_SETTINGS,

    /* Sessions and settings. */
    INTENT_OPEN_FILE,      /* text: path */
    INTENT_OPEN_COPY,      /* text: path of a sample */
    INTENT_FOLLOW_UP,      /* text: path of the earlier session */
    INTENT_NEW,            /* texts: title, place, date, table; text: template */
    INTENT_DETAILS,        /* texts: the same, and when the day starts */
    INTENT_EXPORT,         /* text: the name of the format to write, or "lp" to print */
    INTENT_EXPORT_CHOICE,  /* text: the key of its row in the menu */
    INTENT_CHANGE_SETTING, /* field: its name */
};

enum { DETAIL_COUNT = 6 };

struct theme;

/** Texts are borrowed from the view until its next call. */
struct intent {
    enum intent_kind kind;
    enum action action;
    const struct record *record, *goal, *after;
    const struct theme *theme, *other;
    const char *column, *field, *text;
    const char *texts[DETAIL_COUNT];
    const struct record *answer; /* the action that answers; NULL: none does */
    struct ballot ballot;
    int step;
    size_t row;        /* of the list that it was chosen from */
    size_t seen_edits; /* the person had seen so many edits; 0: all there are */
    const char *done;  /* "Brought back": said with the words once it is done, or NULL */
    /* The draft that these words were, to be dropped once they are kept. */
    const struct record *draft_of;
    const char *draft_field;
};

/** The intent that says so: text, borrowed like those of any intent. */
struct intent intent_say(const char *text);

/** An intent that needs nothing but its kind; one that presses the key of an action. */
struct intent intent_of(enum intent_kind kind);
struct intent intent_press(enum action action);

/** What the app knows and a view shows. */
struct facts {
    struct session *session;    /* for reading */
    const struct record *table; /* the one on the screen; NULL on the home screen */
    const char *saved;          /* "saved", "not saved", … */
    bool saved_is_warning;
    const char *with;    /* who else is there, "with Ana"; "" if nobody */
    const char *message; /* "" if there is none */
    bool message_is_warning;
    const char *path; /* of the session's file, or NULL */
    bool read_only;
    bool follows;   /* read-only, since it shows what others write */
    struct day day; /* of the table, as it is now */
    bool panel;     /* the panel with the prompts of the stage is to be shown */
};

/** Said to who would change something in a window that follows. */
#define THIS_ONE_FOLLOWS "This window follows; the other one writes."

/** The hooks of a view; state is its own. */
struct view_ops {
    const char *name;
    enum mode (*mode)(const void *state);
    void (*draw)(void *state, const struct facts *facts);
    struct intent (*handle)(void *state, const struct facts *facts, enum action action,
                            const struct event *event);
    void (*free)(void *state);
};

struct view {
    const struct view_ops *ops;
    void *state;
};

/* What several views draw alike. */

/** The sizes at which views change: a short window (below 16 rows) has no details, a tall
 *  one (from 30) more of them; in a narrow one (below 60 columns) things that stand beside
 *  each other elsewhere stand one by one. */
bool window_is_short(void);
bool window_is_tall(void);
bool window_is_narrow(void);

enum { FOOT_MARGIN = 1 }; /* of the foot of every view but the projector */

/** The message, wrapped upwards from the last row but one, and the hints of the mode. */
void draw_foot(const struct facts *facts, enum mode mode);

/** How many rows draw_foot() takes. */
int foot_rows(const struct facts *facts);

/** The same between margins of so many columns, with these actions as hints. */
void draw_foot_of(const struct facts *facts, int margin, const enum action *actions,
                  size_t count);
int foot_rows_of(const struct facts *facts, int margin);

/** One sentence for a window that is too small to work in. */
void draw_too_small(const struct facts *facts);

/** The title row: what, what the clock says, and how it is saved. */
void draw_title(const struct facts *facts, const char *title);

#endif
