#ifndef ROUNDTABLE_APP_APP_LISTS_H
#define ROUNDTABLE_APP_APP_LISTS_H

#include "model/session.h"
#include "screen/clock.h"
#include "views/view.h"

/**
 * Lists of a whole table take long to make where it is large. They are kept once they are
 * closed, and shown again as they were made, for as long as nothing has changed that they
 * were made of; the one that is shown is made anew then.
 */

struct app;
struct list_view;

/* What a list was made of. */
struct list_ground {
    struct list_view *(*make)(const struct app *app, const struct facts *facts);
    const struct session *session; /* after so many changes */
    size_t changes;
    const struct record *table;
    int cols;
    bool heard;
    char today[DATE_SIZE_BYTES];
    uint64_t choice; /* of what else its maker looks at */
};

enum { MOST_KEPT_LISTS = 3 };

struct kept_lists {
    struct kept_list {
        struct list_ground ground;
        struct list_view *list; /* NULL: nothing is kept here */
        size_t selected;        /* when it was made */
        size_t tried, of_row; /* behind so many changes that row was gone, and selected */
    } items[MOST_KEPT_LISTS];
    size_t next; /* gives way */
};

/** Shows the list that make makes of the table on the screen, or the one that it made last.
 *
 * @choice  another number wherever its maker would look at something else of the same session.
 * NULL if nothing stands in it; else the list, for as long as it is shown.
 */
struct list_view *app_push_kept_list(struct app *app,
                                     struct list_view *(*make)(const struct app *app,
                                                               const struct facts *facts),
                                     uint64_t choice);

/** The one that lies above all goes along with what comes in meanwhile, from its selected row as
 *  long as that is in it; else it stays as it is until another one is selected. Not by ear: there
 *  rows are chosen by numbers, as they were read. */
void app_renew_kept_list(struct app *app);

/** Frees those that are not shown and will not be again, since the session has changed; all, if it
 *  is closed. */
void app_drop_old_lists(struct app *app);

#endif
