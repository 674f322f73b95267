#include "commands/pictures.h"

#include "app/beside.h"
#include "base/memory.h"
#include "base/sanitise.h"
#include "store/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Drawing more tables than that takes longer than looking at them. */
enum { MOST_TABLES = 100 };

/* Each table's is ended by a form feed, which stands in no svg. False if they are not as
 * many as the tables. */
static bool part(struct pictures *pictures, size_t tables)
{
    char *at = pictures->drawn.bytes;
    pictures->svgs = memory_get((tables + 1) * sizeof *pictures->svgs);
    while (at && *at && pictures->count < tables) {
        char *end = at + strcspn(at, "\f");
        if (!*end) {
            break;
        }
        *end = '\0';
        pictures->svgs[pictures->count++] = at;
        at = end + 1;
    }
    if (pictures->count == tables && !(at && *at)) {
        return true;
    }
    pictures->count = 0;
    return false;
}

static void tell(const struct beside_ran *ran, const struct err *err)
{
    struct str said = STR_EMPTY, shown = STR_EMPTY;
    str_add(&said, "roundtable: the page is without its pictures");
    if (ran->err.len_bytes || *err_text(err)) {
        str_addf(&said, ": %s", ran->err.len_bytes ? ran->err.bytes : err_text(err));
    }
    sanitise(said.bytes, SANITISE_FOR_LINES, &shown);
    fputs(shown.bytes, stderr);
    fputs(shown.bytes[shown.len_bytes - 1] == '\n' ? "" : "\n", stderr);
    str_finish(&said);
    str_finish(&shown);
}

bool pictures_draw(struct session *session, enum audience audience, const char *program,
                   struct pictures *pictures)
{
    bool public = audience == FOR_PUBLIC;
    const char *const words[] = {"--type", "pieces", public ? "--for" : NULL, "public",
                                 NULL};
    struct beside_ran ran = {0};
    struct err err = ERR_NONE;
    struct str input = STR_EMPTY;
    size_t tables;
    session_tables(session, &tables);
    char *found = tables && tables <= MOST_TABLES ? beside_find("map", program) : NULL;
    bool ok = true;
    if (found) {
        file_write(session, &input);
        ok = beside_run(found, words, &input, &ran, &err) && ran.status == 0;
        if (ok) {
            pictures->drawn = ran.out;
            ran.out = STR_EMPTY;
            ok = part(pictures, tables);
        }
    }
    if (!ok) {
        tell(&ran, &err);
    }
    beside_ran_finish(&ran);
    err_finish(&err);
    str_finish(&input);
    free(found);
    return ok;
}

void pictures_finish(struct pictures *pictures)
{
    free(pictures->svgs);
    str_finish(&pictures->drawn);
    *pictures = (struct pictures){0};
}
