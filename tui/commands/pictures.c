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

/* Each is ended by a form feed, which stands in no svg; of several tables, what they share
 * comes first. False if they are not as many as that. */
static bool part(struct pictures *pictures, bool several, size_t tables)
{
    char *at = pictures->drawn.bytes;
    size_t count = 0, wanted = tables + several;
    const char **all = memory_get((wanted + 1) * sizeof(*all));
    while (at && *at && count < wanted) {
        char *end = at + strcspn(at, "\f");
        if (!*end) {
            break;
        }
        *end = '\0';
        all[count++] = at;
        at = end + 1;
    }
    pictures->all = all;
    if (count != wanted || (at && *at)) {
        return false;
    }
    pictures->seminar = several && *all[0] ? all[0] : NULL;
    pictures->svgs = all + several;
    pictures->count = tables;
    return true;
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
    const char *words[] = {"--type", "pieces", "--seminar", NULL, NULL, NULL};
    struct beside_ran ran = {0};
    struct err err = ERR_NONE;
    struct str input = STR_EMPTY;
    size_t tables;
    session_tables(session, &tables);
    bool several = tables > 1;
    size_t own = several && audience == FOR_POLITICIANS ? 0 : tables;
    const char **more = words + (several ? 3 : 2);
    *more = audience == FOR_ANYBODY ? NULL : "--for";
    more[1] =
        audience == FOR_ANYBODY ? NULL : audience_names[audience - FOR_PARTICIPANTS];
    char *found = tables && own <= MOST_TABLES ? beside_find("map", program) : NULL;
    bool ok = true;
    if (found) {
        file_write(session, &input);
        ok = beside_run(found, words, &input, &ran, &err) && ran.status == 0;
        if (ok) {
            pictures->drawn = ran.out;
            ran.out = STR_EMPTY;
            ok = part(pictures, several, own);
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
    free(pictures->all);
    str_finish(&pictures->drawn);
    *pictures = (struct pictures){0};
}
