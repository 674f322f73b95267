#ifndef ROUNDTABLE_VIEWS_INBOX_INSIDE_H
#define ROUNDTABLE_VIEWS_INBOX_INSIDE_H

/* What the inbox is made of; private to view_inbox.c, inbox_draw.c and inbox_box.c. */

#include "screen/text_box.h"
#include "views/kept_draft.h"
#include "views/view_inbox.h"

struct inbox_view {
    const struct record *table;   /* whose it is: that on the screen */
    int64_t opened_ms;            /* on it, when; 0: a key was carried out since */
    bool aside;                   /* what was put aside is shown */
    struct str once;              /* the selected offer, */
    size_t at;                    /* and where it stood, should it go, */
    bool ours, slid;              /* by what we did; or not, and nobody knows yet */
    size_t first;                 /* the first in sight */
    const struct record *editing; /* the offer whose words are in the box; or NULL */
    struct text_box box;
    bool own;  /* it was empty once: what is in it is the typist's alone */
    bool gone; /* whoever sent the offer took it back */
    const struct record *goal; /* where it wanted to go; NULL: to be a goal, */
    struct str column,
        field; /* in that column; the field that keeps it as a draft there */
    struct kept_draft draft; /* of the offer: what keeps what is typed */
    struct str was, said;
    size_t box_saw; /* so many edits were there when it was opened */
};

/** The offers that are listed. */
struct inbox_page {
    struct offer *offers; /* to free() */
    size_t count;
};

/** What waits by now, or was put aside. What was selected stays so, wherever it stands; if it has
 *  gone, what has come into its place is. */
struct inbox_page inbox_look(struct inbox_view *v, const struct facts *facts);

enum mode inbox_mode(const void *state);

/** For view_ops.draw. */
void inbox_draw(void *state, const struct facts *facts);

/** Takes it where it wants to stand. */
struct intent inbox_take(const struct offer *offer);

/* inbox_box.c: an offer is taken with other words. */

struct intent inbox_open_box(struct inbox_view *v, const struct facts *facts,
                             const struct offer *offer);
/** What its writer took back while the box was open stays in it no longer, nor anything that
 *  was typed to it: it cannot be told apart. */
void inbox_mind_box(struct inbox_view *v, const struct facts *facts);

struct intent inbox_type(struct inbox_view *v, const struct facts *facts,
                         enum action action, const struct event *event);

/** The box takes the place of what stands at the end: so many rows. */
int inbox_box_rows(void);
void inbox_put_box(const struct inbox_view *v, int row, int rows);

/* view_ops */
struct unfinished inbox_unfinished(void *state);
struct text_box *inbox_typed(void *state);
void inbox_typed_for(void *state, const struct facts *facts, struct str *about);

#endif
