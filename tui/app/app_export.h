#ifndef ROUNDTABLE_APP_EXPORT_H
#define ROUNDTABLE_APP_EXPORT_H

#include "app/app.h"

/**
 * What the menu of hand-outs and those who write them share.
 */

/** Rows of the menu that are no format: two papers of the PDF; the day, for a wall; and the form on
 *  the screen alone. */
extern const char export_page[], export_large[], export_day[], export_form[];

/** Whether hand-outs are of the table on the screen alone: if it alone of several met again, unless
 *  it is asked otherwise; else if that is asked. */
bool app_exports_one_table(const struct app *app);

/** Whether they are of it and others. */
bool app_exports_several(const struct app *app);

/** The form on the screen, if it is one that something stands in; else NULL. */
const struct grid *app_form_to_export(const struct app *app);

#endif
