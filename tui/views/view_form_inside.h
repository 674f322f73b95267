#ifndef ROUNDTABLE_VIEWS_VIEW_FORM_INSIDE_H
#define ROUNDTABLE_VIEWS_VIEW_FORM_INSIDE_H

#include "base/dates.h"
#include "views/kept_draft.h"
#include "views/view.h"

/**
 * The lines of a form, for view_form.c, which fills them, for view_form_draw.c, which shows
 * them, for view_form_say.c, which says what is understood, and for view_form_draft.c, which keeps what is
 * typed there and not finished.
 */

/* What its lines are. */
struct form_kind {
    const char *title;
    const char *labels[DETAIL_COUNT], *hints[DETAIL_COUNT];
    const char *fields[DETAIL_COUNT];
    const char
        *draft; /* the box that keeps what is typed; NULL: there is no session yet */
    enum intent_kind intent;
    size_t line_count;
    size_t date_line, time_line, language_line; /* the last two 0: there is none */
    bool any_words; /* the line of the date takes words that are no date as well */
    int label_cols;
};

struct form_view {
    const struct form_kind *kind;
    char *template; /* of a new session; or what a question asks for */
    const struct record *record;
    struct str title;
    struct text_box boxes[DETAIL_COUNT];
    char *were[DETAIL_COUNT];   /* what stood there when the form was opened; NULL: new */
    bool several[DETAIL_COUNT]; /* and whether it was not settled, */
    bool told[DETAIL_COUNT];    /* and the other wordings were shown since, */
    bool settled[DETAIL_COUNT]; /* and what the line says was chosen then */
    bool entered[DETAIL_COUNT]; /* and whether it was gone on from since it was written */
    bool parted;                /* a day was taken from behind a name */
    bool came_back;             /* what was typed once and not finished stands there */
    bool earlier;               /* and was begun at an earlier meeting, as a promise */
    char date[DATE_SIZE_BYTES];
    struct str foot, draft;
    struct kept_draft kept; /* where its record has a field for it */
    size_t at;
};

/** Words as they stand in a line: a day in words, where other words may stand, too. */
const char *form_as_line(const struct form_kind *kind, size_t line, const char *words,
                         char day[DATE_WORDS_SIZE_BYTES]);

/** Whether a line says what it said when the form was opened. */
bool form_line_is_same(const struct form_view *v, size_t line);

/** "me" alone is kept as the name of who writes here (by; NULL: nobody said). Where that is not
 *  known, or "me" stands among others, the words stay, and told says what they lack: no key
 *  is stopped by that. */
void form_settle_me(struct form_view *v, const char *by, struct intent *told);

/** A day behind a name, "Walter by Friday", goes to the line for it if nothing stands there, and
 *  told says so; once, so that whoever means it as a name can put it back. What begins with "by"
 *  and is no day stays, which is told, too. */
void form_settle_day(struct form_view *v, struct intent *told);

/** Whether what a line says can be kept: it is a date, a time or a language where one is asked. */
bool form_line_fits(const struct form_view *v, size_t line);

/** When the line at hand is left: a date or a time is put as it is kept, and told says what is
 *  neither. That holds nobody: what is typed next is for another line. */
void form_leave_line(struct form_view *v, struct intent *told);

/** The same of all lines before they are kept; false if one cannot be: the form is there. */
bool form_is_settled(struct form_view *v, struct intent *told);

/** Whether the line at hand looks like a day and is none. That holds it once, so that what corrects it comes to it: what is typed takes its place, and the
 *  same key again goes on. Who hears is asked in words of their own. */
bool form_is_doubted(struct form_view *v, struct intent *told);

/** Whether any line says what somebody typed, and nothing that stood there by itself. */
bool form_is_typed(const struct form_view *v);

/** Whether a promise is said by now: who and when, and nothing is half written in any line. Leaving
 *  the form keeps it then, as the last line would, which its foot says. */
bool form_is_said(const struct form_view *v);
void form_say_how_kept(struct form_view *v);

/** For the foot: what is understood of the line at hand, while it is written; borrowed until that
 *  is asked again. */
const char *form_about_line(struct form_view *v);

/** Its lines as they are shown; for view_ops.draw. */
void form_draw(void *state, const struct facts *facts);

/** Whether that is one letter in the place of what a line said, and nothing else: a key that was
 *  meant for something else, which nobody misses. */
bool form_is_letter(const struct form_view *v);

/** For view_ops.typed, typed_for and say. */
struct text_box *form_typed(void *state);
void form_typed_for(void *state, const struct facts *facts, struct str *about);
void form_say(void *state, const struct facts *facts, bool brief, struct str *out);

/** The draft of such lines; for view_ops.unfinished. */
struct unfinished form_unfinished(void *state);

/** Puts the lines of a draft, "title: Warm homes", into those of the form. */
void form_take_lines(struct form_view *v, const char *draft);

/** Puts the draft that its record keeps for whoever opens a form into its lines. What somebody
 *  began to promise at an earlier meeting stands there, too, and is no promise until it
 *  is saved. */
void form_take_draft(struct form_view *v, const struct facts *facts);

#endif
