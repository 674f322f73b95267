#ifndef ROUNDTABLE_VIEW_FORM_H
#define ROUNDTABLE_VIEW_FORM_H

#include "view.h"

/**
 * Title, place, date and table of a session, all optional: of a new one, or of the one
 * on the screen.
 */
extern const struct view_ops view_form_ops;

/** For a new session of that template, its id or the path of its file. */
void *view_form_new(const char *template);

/** For the session on the screen. */
void *view_form_details(const struct facts *facts);

#endif
