#ifndef ROUNDTABLE_STORE_FORMS_H
#define ROUNDTABLE_STORE_FORMS_H

#include "model/session.h"

/**
 * Forms that are installed: the templates in the data folders (data_files). A table that
 * names one finds it whatever the file is read for, and the file, once saved, holds it, so
 * that it stands alone.
 */

/** The template that a file is, to template_free(); NULL with err set. */
struct template *form_in_file(const char *path, struct err *err);

/**
 * The first in the data folders of that id, to template_free(). NULL if there is none;
 * *meant (may be NULL) then takes the id, of these or of those compiled in, that was
 * probably meant, if any.
 */
struct template *form_installed(const char *id, struct str *meant);

/** Takes the form that a table names into its session, if it is installed and neither
 *  there nor compiled in. */
void form_need(struct session *session, const struct record *table);

/** The same for every table. */
void forms_need(struct session *session);

#endif
