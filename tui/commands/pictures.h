#ifndef ROUNDTABLE_COMMANDS_PICTURES_H
#define ROUNDTABLE_COMMANDS_PICTURES_H

#include "base/str.h"
#include "export/export.h"

#include <stdbool.h>

/**
 * The maps of a session's tables as pictures to stand in a page, and of several what they
 * share: elements of svg, drawn by the program roundtable-map if it is there. Zeroed before; pictures_finish() ends it.
 */
struct pictures {
    const char **all;
    const char **svgs; /* among them, one a table, in the order of session_tables() */
    size_t count;
    const char *seminar; /* of what several tables share; NULL: nothing is */
    struct str drawn;
};

/** Draws them; for politicians, of several tables, only what these share. Without the program there are none; if it fails, neither, but then that is
 *  told, and the result is false. @program  argv[0]. */
bool pictures_draw(struct session *session, enum audience audience, const char *program,
                   struct pictures *pictures);

void pictures_finish(struct pictures *pictures);

#endif
