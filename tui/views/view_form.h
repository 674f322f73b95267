#ifndef ROUNDTABLE_VIEWS_VIEW_FORM_H
#define ROUNDTABLE_VIEWS_VIEW_FORM_H

#include "model/questions.h"
#include "views/view.h"

/**
 * A few lines to fill in, all optional: title, place, date and table of a session, and
 * when its day starts; or who does what a note says, by when, who is its messenger and
 * what came of it. Left by Esc, one that something was typed into is to be put aside: what
 * was typed is its record's draft, and stands there when it is opened again.
 */

/** For a new session of that template, its id or the path of its file. begun: lines that were
 *  typed there before ("title: Warm homes"), or "". */
struct view view_form_new(const char *template, const char *begun);

/** For the session on the screen. The intent's texts of a form that was filled in already
 *  are those of the lines that were changed, or that settle what several said; NULL: the
 *  line was not. */
struct view view_form_details(const struct facts *facts);

/** Whether a view is a form in which stands what was typed once, and neither finished nor given up. */
bool view_form_came_back(const struct view *form);

/** Other words in the one line of a form: what had come back there waits. */
void view_form_begin_anew(struct view *form, const struct facts *facts,
                          const char *words);

/** Whether a view is a form in which nothing of that kind stands. */
bool view_form_is_fresh(const struct view *view);

/** Whether a view is a form at the line of a day that words may say as well, and words stand
 *  there that are none. */
bool view_form_is_no_day(const struct view *view);

/** Whether a view is a form at the line of a day, and a text is one: the answer to it. */
bool view_form_asks_for_day(const struct view *view, const char *text);

/** Whether a view is a form at the line of what came of a promise. */
bool view_form_asks_what_came(const struct view *view);

/** Has the line at hand of a form say what it said when the form was opened; nothing of another
 *  view, such as what was counted on paper. */
void view_form_leave_line(struct view *form);

/** For a question to everybody at the table at hand, or at all of them; what it asks for is the
 *  intent's text: question_asks_name(). */
struct view view_form_question(const struct facts *facts, enum question_asks asks,
                               bool all_tables);

/** For a note that somebody promises to do. */
struct view view_form_commitment(const struct facts *facts, const struct record *note);

/** Adds what a form says when it is opened: that what was typed there once stands there again,
 *  and whose that is, or what others began there, and stays; nothing if nobody did. */
void view_form_say_kept(const struct view *form, const struct facts *facts,
                        struct str *out);

/** Has a form begin at its last line: of a promise, what came of it. */
void view_form_start_last(struct view *form);

#endif
