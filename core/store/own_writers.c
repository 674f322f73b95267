#include "store/own_writers.h"

#include "base/names.h"
#include "model/alone.h"
#include "store/places.h"
#include "store/replace.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 16 }; /* some thousands; then it is begun anew */

void own_writers_keep(const struct author *author)
{
    char *path = state_path("alone");
    struct str line = str_of("%s\n", author->actor);
    int flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC;
    int fd = state_make(NULL) ? open(path, flags, 0600) : -1;
    if (fd >= 0 && lseek(fd, 0, SEEK_END) > MOST_BYTES && ftruncate(fd, 0) != 0) {
        close(fd);
        fd = -1;
    }
    if (fd >= 0) {
        /* Without it one's own is hidden until all is shown, and lost it is not. */
        ssize_t written = write(fd, line.bytes, line.len_bytes);
        (void)written;
        close(fd);
    }
    str_finish(&line);
    free(path);
}

static bool writes_alone(struct session *session)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        if (table_alone(tables[i])) {
            return true;
        }
    }
    return false;
}

static bool is_same_name(const char *one, const char *other)
{
    return strcmp(one ? one : "", other ? other : "") == 0;
}

static void take_up(struct author *author, const struct company *company,
                    const struct names *own)
{
    size_t at = 0;
    const char *last = NULL;
    for (const struct edit *e; (e = session_next_edit(author->session, &at));) {
        const char *actor = names_find(own, e->key.actor);
        if (actor && actor != last && is_same_name(e->by, author->by) &&
            !company_has(company, actor)) {
            author_is_also(author, actor);
        }
        last = actor;
    }
}

void own_writers_bring_back(struct author *author, const struct company *company)
{
    char *path = state_path("alone");
    struct arena arena = ARENA_EMPTY;
    struct names own = {0};
    struct str text = STR_EMPTY, actor = STR_EMPTY;
    if (writes_alone(author->session) && state_is_trusted(NULL) &&
        access(path, R_OK) == 0 && read_file(path, &text, NULL)) {
        for (const char *line = str_text(&text); *line;) {
            size_t len = strcspn(line, "\n");
            str_clear(&actor);
            str_add_bytes(&actor, line, len);
            names_keep(&own, &arena, str_text(&actor));
            line += len + (line[len] == '\n');
        }
        take_up(author, company, &own);
    }
    names_finish(&own);
    arena_finish(&arena);
    str_finish(&text);
    str_finish(&actor);
    free(path);
}
