#ifndef ROUNDTABLE_LIVE_PHONES_WEB_FORM_H
#define ROUNDTABLE_LIVE_PHONES_WEB_FORM_H

#include "live/phones/web.h"

/* What a form sends: private to web*.c, and to be tried. */

enum { WEB_MOST_FIELDS = 32 };

/** Start zeroed. */
struct web_form {
    struct web_field fields[WEB_MOST_FIELDS];
    size_t count;
    char *texts[2 * WEB_MOST_FIELDS]; /* owned */
    size_t text_count;
};

/** Adds a field whose name and value are decoded already. False if there are too many, or if
 *  it is no UTF-8. */
bool web_form_add(struct web_form *form, const char *name, size_t name_bytes,
                  const char *value, size_t value_bytes);

/** Adds those of a body, application/x-www-form-urlencoded. False likewise. */
bool web_form_read(struct web_form *form, const char *body, size_t len_bytes);

void web_form_finish(struct web_form *form);

#endif
