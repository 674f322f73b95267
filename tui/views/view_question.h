#ifndef ROUNDTABLE_VIEWS_VIEW_QUESTION_H
#define ROUNDTABLE_VIEWS_VIEW_QUESTION_H

#include "screen/screen.h"
#include "views/view.h"

/**
 * A short question to everybody: how many have answered while the answers are hidden, and
 * what they said once they are shown. The projector draws it, too.
 */

extern const struct view_ops view_question_ops;

/** @instead  it opens where the list of what can be asked was meant, perhaps. */
struct view view_question_new(const struct facts *facts, const struct record *row,
                              bool instead);

/** Whether it is one in words that has not ended: what is typed there is an answer. */
bool view_question_takes(const struct view *view);

/** Whether what is asked is being reworded, and nothing was typed there yet. */
bool view_question_is_fresh(const struct view *view);

/** Whether other words are typed for one that has ended. */
bool view_question_rewords_ended(const struct view *view);

/** Whether Enter did not keep what is typed there yet, and once more does. */
bool view_question_asks_again(const struct view *view);

/** Whether what is typed over an open question may be a new one: it has the mark of one, or two
 *  words that questions begin with; or, behind the key for how that is answered, a capital.
 *  @led  so many letters of it are that key */
bool question_may_be_new(const char *text, size_t *led);

/** The words of what Enter did not keep since it may be a new question; and the key for how that
 *  is answered, of the list that asks it, if one came before them, else '\0'. NULL: it is none. */
const char *view_question_new_words(const struct view *view, char *key);

/** Whether an answer is typed whose line was opened by its first letter. */
bool view_question_is_unasked(const struct view *view);

/** Whether letters are a word that questions begin with, and a blank behind it; or, if they need
 *  not be whole, may be as far as they go. */
bool question_begins_with(const char *letters, bool whole);

/** Whether they are, as far as they go, what a question may begin with, be it of two words: "are we". */
bool question_goes_on(const char *letters);

/** Closes the line of an answer, and whatever is typed into it goes. */
void view_question_return(struct view *view);

/** Puts words into that line, unasked; those that had been left there wait. */
struct intent view_question_type(void *state, const struct facts *facts,
                                 const char *words);

/** Keeps figures as the hands of the first answer of which none are counted yet, as if they were
 *  typed there with Enter behind them. */
struct intent view_question_count(void *state, const struct facts *facts,
                                  const char *figures);

/** The question that is before everybody: the last that has not ended; NULL: none. */
const struct record *question_at_hand(const struct facts *facts);

/** Whether answers may come by phone: those are let in, or a room's laptop may have done so. */
bool question_is_for_phones(const struct facts *facts);

/** Whether leaving it ends it: hands were counted for it, and nobody else can answer. */
bool question_ends_when_left(const struct facts *facts, const struct record *question);

/** Whether that action leaves it for its picture before the room, as the projector's key does from
 *  one's own view: then it goes on. */
bool question_goes_on_wall(const struct facts *facts, const struct record *question,
                           enum action action);

/** Adds "Question open" while one is that everybody may answer, "Answers shown" until that ends;
 *  or nothing. */
void question_say_open(const struct facts *facts, struct str *out);

/** How many answers in words to it nobody has taken yet: in the inbox (OFFER_WAITS), or hidden, too
 *  (OFFER_HIDDEN). */
size_t question_waiting(const struct facts *facts, const struct record *question,
                        unsigned states);

/** Of what stands half written there and goes with its end, so that this is asked about: "An answer
 *  is half written"; NULL: nothing is. */
const char *question_half_written(const struct facts *facts,
                                  const struct record *question);

/** Whether anybody has answered it, be it read or not. */
bool question_has_answers(const struct facts *facts, const struct record *question);

/** The answers in words that are in sight, where not all of them have room. */
struct question_page {
    const struct record *of;  /* the question that it was drawn of last */
    size_t from, next, count; /* those before the next, of so many; */
    size_t most;              /* so many stood on the fullest page */
};

/** Shows those behind them, or (-1) before, the first again behind the last. False if all are
 *  in sight. */
bool question_turn(struct question_page *page, const struct record *question, int step);

/** Where a question stands, and what of it is selected. */
struct question_place {
    int row, end; /* below the last one that it may take */
    int col, cols;
    enum role role;
    size_t selected;            /* an answer; SIZE_MAX: none, */
    struct question_page *page; /* and these are seen, as is kept here, */
    const size_t *marked;       /* this one among them; NULL: none */
};

/** Draws it there; returns the row below. */
int question_put(const struct facts *facts, const struct record *record,
                 struct question_place p);

#endif
