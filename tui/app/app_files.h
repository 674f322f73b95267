#ifndef ROUNDTABLE_APP_APP_FILES_H
#define ROUNDTABLE_APP_APP_FILES_H

#include "export/audience.h"
#include "model/record.h"
#include "store/places.h"

#include <stdbool.h>

/** What is chosen from on the home screen: a file to open, or what to merge. */
struct files {
    char *folder;        /* that is looked into; NULL: none was yet */
    bool all;            /* files of all names are shown, not only those of sessions, */
    bool merges;         /* to be merged */
    struct paths marked; /* of them, these */
    struct paths inputs; /* what was looked at to be merged, */
    char *out;           /* into this new file */
    const struct record *untitled; /* of this table it was told that it has no title */
};

/* How hand-outs are written, as long as the session is open. */
struct export_choice {
    enum audience audience;
    int paper;                               /* the first is A4 */
    bool without_names, cover, other_tables; /* than usual: all, or one alone */
};

struct app;

/** Adds to the message, once for a table, how a session without a title gets one: it heads what
 *  is handed out. */
void app_tell_untitled(struct app *app);

void files_finish(struct files *files);

#endif
