#ifndef ROUNDTABLE_VIEWS_VIEW_H
#define ROUNDTABLE_VIEWS_VIEW_H

#include "model/ballot.h"
#include "model/day.h"
#include "model/fields.h"
#include "model/session.h"
#include "screen/action.h"
#include "screen/event.h"
#include "screen/screen.h"
#include "screen/text_box.h"

/**
 * A view draws, tells and answers; only the app acts. It reads the session and returns what
 * should happen: an intent.
 */

enum intent_kind {
    INTENT_NOTHING,
#define INTENT(kind, key, function) INTENT_##kind,
#include "views/intents.def"
    INTENT_COUNT
};

/** The intent that is all that an action's key means, wherever it is heard, or
 *  INTENT_NOTHING. */
enum intent_kind intent_of_key(enum action action);

enum { DETAIL_COUNT = 7 };

/** What a window that follows goes along with: whatever is changed, what one writer
 *  changes, who gave a name or is known by an actor only, what becomes of one cell; or it
 *  stays where it is. */
enum follows {
    FOLLOWS_ALL,
    FOLLOWS_NAME,
    FOLLOWS_ACTOR,
    FOLLOWS_CELL,
    FOLLOWS_NOTHING,
};

struct list_view;
struct pasted;
struct room;
struct theme;

/* Where a column of a pasted table goes, beside columns' ids and "" for rows: into a field of the
 * promise of the action in the same row, behind "="; with the words of the first entry of the
 * row, as in "Call Ana (By when: Friday)"; or it is left out. */
#define PASTE_WHO "=who"
#define PASTE_WHEN "=when"
#define PASTE_MESSENGER "=messenger"
#define PASTE_OUTCOME "=outcome"
#define PASTE_WITH_ROW "+"
#define PASTE_NOWHERE "-"

/** Texts are borrowed from the view until its next call. */
struct intent {
    enum intent_kind kind;
    enum action action;
    const struct record *record, *goal, *after;
    const struct theme *theme, *other;
    const struct theme *const *others;
    size_t other_count;
    bool though_apart; /* somebody had kept a part of these themes apart */
    const char *column, *field, *text;
    const char *texts[DETAIL_COUNT];
    const char *const *fields;   /* whose texts these are */
    const struct pasted *pasted; /* what was pasted */
    const struct record *answer; /* the action that answers; NULL: none does */
    enum follows follows;
    struct ballot ballot;
    int step;
    size_t row;        /* of the list that it was chosen from */
    size_t seen_edits; /* the person had seen so many edits; 0: as many as the view had */
    const struct record
        *back;        /* deleted meanwhile: who writes was asked, and it stands again */
    bool passing;     /* text is said of a search, until more is found or typed, */
    bool lasting;     /* or of a line, as long as letters are typed there */
    const char *done; /* "Brought back": said with the words once it is done, or NULL */
    /* The draft that these words were, to be dropped once they are kept. */
    const struct record *draft_of;
    const char *draft_field;
};

/** The intent that says so: text, borrowed like those of any intent. */
struct intent intent_say(const char *text);

/** Whether a key that judges what is shown came before that can have been read. By ear it was heard.
 *
 * @since_ms  when it came to stand there, by clock_ticks_ms(); 0: a key was carried out since.
 */
bool event_is_unread(const struct event *event, int64_t since_ms);
/** What is said of such a key, which does nothing. */
struct intent intent_unread(void);

/** An intent that needs nothing but its kind. */
struct intent intent_of(enum intent_kind kind);

/** Where a key goes in a list from the row at hand, *at: up or down by a row or a page, or to an
 *  end; none goes beyond them. False: it is none of these keys.
 *
 * @page, @count  how many rows a page has, and the list; without any, *at is 0 then.
 */
bool list_step(enum action action, size_t page, size_t count, size_t *at);

/** Puts what was pasted into a box of one line: the first that is not blank. Says so if there were
 *  more; else nothing is to be done. */
struct intent intent_paste_line(struct text_box *box, const char *text);

/** What a key does to what is selected, in short, where that is not what its row says. */
struct hint_word {
    enum action action;
    const char *label;
};

/** What the app knows and a view shows. */
struct company;

struct facts {
    struct session *session;    /* for reading */
    const struct record *table; /* the one on the screen; NULL on the home screen */
    const char *saved;          /* "saved", "not saved", … */
    bool saved_is_warning;
    const char *by;                /* who writes here; NULL: nobody said */
    size_t opened;                 /* so many edits had come when it opened the file */
    const struct company *company; /* the programs that have the file open; NULL: none */
    const char *with;              /* who else is there, "with Ana"; "" if nobody */
    const char *alone; /* "Written alone: 5 entries of 4 people"; "" if nothing is */
    const char *waits; /* "3 wait", of what phones sent; "" if nothing does, */
    bool before_room;  /* or the room looks on, */
    bool seen; /* or may see this window still: it is told of nothing that waits, */
    bool hides_words; /* nor before it of what is written alone, which undo might tell; */
    bool hides_typed; /* nor of what is typed, as it may be so */
    const char *voting;  /* "Voting: person 2 has 3 of 3 dots"; "" if no ballot is open */
    const char *writing; /* "Ben is writing in Barriers"; "" if nobody in the room is */
    const struct room *phones; /* how people's phones stand; NULL: there are none */
    bool had_phones;           /* whoever was in before comes in at the same address */
    bool phones_ended;         /* their program did, unasked, and nobody has seen it */
    const struct room *room;   /* how the room stands; NULL: there is none */
    const char *message;       /* "" if there is none */
    const char
        *changed; /* what is to be said behind it, of a key before; NULL: nothing */
    size_t message_number; /* another one whenever something is said */
    bool message_is_warning;
    bool message_is_tip;    /* nothing was said; it gives way to what is read */
    bool message_is_detail; /* of what is selected, and nothing that was said */
    int most_message_rows; /* that it may have; 0, or few: as many as the window suggests */
    const char *path;      /* of the session's file, or NULL */
    enum mode mode;        /* of the view on top */
    bool read_only;
    bool follows;     /* read-only, since it shows what others write */
    struct day day;   /* of the table, as it is now */
    bool quiet_clock; /* its clock is for ears: day_say_clock_quietly() */
    bool panel;       /* the panel with the prompts of the stage is to be shown */
    const char
        *row_word; /* "Row": what the key for a goal adds to what is shown; "": nothing;
                             NULL: a goal */
    const struct hint_word *hint_words; /* constant, to ACT_NONE; NULL: none */
    struct {
        const char *(*ask)(void *of);
        void *of;
    } were_words; /* answers what \vwere-words\v would write, "" if nothing; asked last, since a
                     view may drop what is typed as it draws; NULL: nobody asks */
};

/** Words that are being typed and kept nowhere else yet, and the field of a record that keeps
 *  them as a draft: the journal has it soon, the record itself once the box is left or after
 *  a crash. of NULL: nothing is typed that would be missed. */
struct unfinished {
    const struct record *of;
    const char *field, *text;
};

/** The hooks of a view; state is its own. */
struct view_ops {
    const char *name;
    bool still; /* it shows what there was when it was opened, not what comes in since */
    bool small; /* it draws for a small window itself; else it is magnified there */
    enum mode always; /* its mode, or 0: */
    enum mode (*mode)(const void *state);
    void (*draw)(void *state, const struct facts *facts);
    struct intent (*handle)(void *state, const struct facts *facts, enum action action,
                            const struct event *event);
    void (*free)(void *state);

    /** What is typed there and unfinished, borrowed until the next event. NULL: nothing
     *  ever is. */
    struct unfinished (*unfinished)(void *state);

    /** Of a form: whether Enter ends it, as at its last line. NULL: it is no form. */
    bool (*is_last)(void *state, const struct facts *facts);

    /** Does a piece, no longer than a key takes, of what is left to do while no key comes, and
     *  says what should happen then. False: nothing is left. NULL: nothing ever is. */
    bool (*rest)(void *state, const struct facts *facts, struct intent *intent);

    /** view_typed(). NULL: nothing ever is. */
    struct text_box *(*typed)(void *state);

    /* For whoever has no screen, where drawing puts nothing into cells; each may be NULL. */

    /** Adds what that is for which is typed into. */
    void (*typed_for)(void *state, const struct facts *facts, struct str *about);
    /** The list that it is, or shows. */
    struct list_view *(*list)(void *state);
    /** Adds what stands there, or with brief what is selected alone, a line each; else what
     *  is drawn is heard instead. */
    void (*say)(void *state, const struct facts *facts, bool brief, struct str *out);
};

struct view {
    const struct view_ops *ops;
    void *state;
    size_t saw_edits; /* there were so many when a still one was opened; 0: it sees all */
};

enum mode view_mode(const struct view *view);

/** What is typed into now; NULL: nothing is. */
struct text_box *view_typed(const struct view *view);

/* What boxes for other words do alike that keep a draft. */

/** The key that goes on with the draft in that field, which is no form's: "\vadd\v". */
const char *draft_key(const struct record *of, const char *field);

/** What of a box is unfinished: nothing, if it says what it said. */
struct unfinished draft_typed(const struct text_box *box, const struct record *of,
                              const char *field, const char *was);

/** The box is closed and what was typed is not wanted: the draft goes, if one had come back, with
 *  what was typed since, so that undoing brings back the latest of it; else that is said. The
 *  intent borrows that. */
struct intent draft_discard(const char *typed, const struct record *of, const char *field,
                            const char *said);

/* What several views draw alike. */

/** How many rows words for people need, at most so many, where their actions are named as they are
 *  here. */
int sentence_rows(const char *words, int cols, int most);

/** The sizes at which views change: a short window (below 16 rows) has no details, a tall
 *  one (from 30) more of them; in a narrow one (below 60 columns) things that stand beside
 *  each other elsewhere stand one by one. In a small one (below 40 by 10, letters enlarged
 *  as far as some eyes need it) the grid shows one entry, and other views are magnified. */
bool window_is_short(void);
bool window_is_small(void);
bool window_is_tall(void);
bool window_is_narrow(void);

/** What is typed into a box, wrapped to so many columns, and the cursor in it, over at most so
 *  many rows; how many it took. What lies above is left out as needed. */
int draw_typed(const struct text_box *box, int row, int col, int cols, int rows,
               enum role role);

/** What stands in its place where facts hide it. */
#define TYPED_UNSHOWN "…"

/** One sentence for a window that is too small to work in. */
void draw_too_small(const struct facts *facts);

/** Of several wordings, the longest first, the first that has room there; NULL ends them. */
void put_fitting(int row, int col, int cols, enum role role, const char *const *wordings);

#endif
