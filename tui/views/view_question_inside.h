#ifndef ROUNDTABLE_VIEWS_VIEW_QUESTION_INSIDE_H
#define ROUNDTABLE_VIEWS_VIEW_QUESTION_INSIDE_H

#include "model/questions.h"
#include "screen/text_box.h"
#include "views/kept_draft.h"
#include "views/number_typed.h"
#include "views/view.h"
#include "views/view_question.h"

/**
 * A question to everybody, for view_question.c, which hears its keys, and question_draw.c.
 */

struct question_view {
    const struct record *record;
    size_t at;                     /* the selected answer, of hands and a scale; */
    const struct record *chosen;   /* in words, one that says the same; NULL: none */
    struct number_typed hands;     /* that went up for it, */
    const struct record *hands_of; /* which is this one */
    const struct record
        *counted;      /* Enter kept those of the last answer, and stays there */
    bool typing;       /* an answer in words is, */
    bool rewords;      /* or other words for the question */
    bool heard;        /* a key came, or it opened where it was meant to; */
    int64_t opened_ms; /* then: nobody has read it yet for a while */
    bool unasked;      /* the answer's line was opened by its first letter, */
    bool first;        /* and no key came before that */
    bool sure;         /* Enter asked whether it is one */
    int64_t turned_ms; /* the answers were shown, or hidden, from here then; or 0 */
    enum question_state turned; /* which of both */
    int64_t led_ms; /* when the key that opens it came once more, and did nothing; or 0 */
    enum action asked; /* the key before, which asked about what waits; ACT_NONE: none */
    struct question_page page;
    struct text_box box;
    struct kept_draft draft; /* what keeps what is typed into it */
    struct str said;
};

#define HANDS_DRAFT FORM_DRAFT "hands"
#define ANSWER_DRAFT FORM_DRAFT "answer"

#define QUESTION_GONE                                                                    \
    "This question was taken back: nobody can answer it. \vclose\v goes back."

/** The selected answer; NULL: none is. */
const struct record *question_selected(const struct question_view *v,
                                       const struct facts *facts);

/* question_hands.c: of one that is answered by raised hands. */

/** Goes to another answer; what was typed for this one is kept, unless it is asked about. */
struct intent question_go(struct question_view *v, const struct facts *facts,
                          enum action action);

/** Types a number of hands, keeps it, or takes it back. */
struct intent question_count_hands(struct question_view *v, const struct facts *facts,
                                   enum action action, const char *key);

/* question_select.c: of a question in words, whose answers are in sight. */

/** Why no answer of such a question can be deleted now, while none is chosen. */
const char *question_why_none(const struct question_view *v, const struct facts *facts);

/** Where the chosen answer stands among question_answers(); SIZE_MAX: none is, or not any more. */
size_t question_marked(const struct question_view *v, const struct facts *facts);

/** Chooses the next, or the one before, and turns the page where that has it; at first the first
 *  in sight, or the last. False: there is none. */
bool question_mark_next(struct question_view *v, const struct facts *facts, bool up);

/** Selects the answer whose hands were typed and not kept, if those of one were. */
void question_go_to_draft(struct question_view *v, const struct facts *facts);

/** What deletes it, or a question that nobody has answered, after asking. */
struct intent question_delete(const struct question_view *v, const struct facts *facts);

/** Whoever has answered did so to these words. */
bool question_may_reword(const struct question_view *v, const struct facts *facts);

/** Whether it is in words and has not ended. */
bool question_takes_words(const struct question_view *v);

/** Opens the line for other words; or says why it has these. */
struct intent question_reword(struct question_view *v, const struct facts *facts);

/* question_type.c: what is typed into the line, which stays open for the next answer. */
struct intent question_type(struct question_view *v, const struct facts *facts,
                            enum action action, const struct event *event);

/** Whether nothing but the letter stands there that opened it, and which is elsewhere the key that leaves
 *  the projector, or has all write alone: then Enter asks first, and Esc drops it. */
bool question_is_way_out(const struct question_view *v);

extern const char question_way_out[]; /* what is said of it */

/** For view_ops.draw. */
void question_draw(void *state, const struct facts *facts);

#endif
