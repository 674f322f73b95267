#include "store/copies.h"

#include "base/memory.h"
#include "store/replace.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whether one of these stands in a name, in whatever letters. */
static bool says_conflict(const char *name)
{
    static const char *const words[] = {"conflict", "konflikt", "conflit"};
    for (; *name; name++) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (strncasecmp(name, words[i], strlen(words[i])) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a file says something of a table of the session. */
static bool tells_of(const char *path, struct session *session)
{
    struct str bytes = STR_EMPTY, id = STR_EMPTY;
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    bool found = false;
    if (read_file(path, &bytes, NULL)) {
        for (size_t i = 0; i < count && !found; i++) {
            str_set(&id, "\"session:%s\"", record_id(tables[i]));
            found = strstr(str_text(&bytes), id.bytes) != NULL;
        }
    }
    str_finish(&bytes);
    str_finish(&id);
    return found;
}

/* What the session's name has more in the copy's: "x-LAPTOP.json", "x (1).json", "x 2.json",
 * "x - Copy.json", and not "x-old.json". */
static bool may_be_added(const char *more)
{
    const char *digits = strchr(more, '(');
    return (digits && isdigit((unsigned char)digits[1])) ||
           (*more == ' ' && isdigit((unsigned char)more[1])) || strstr(more, "copy") ||
           strpbrk(more, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* Whether a file of that name is a copy of the one whose name is the stem and what it ends
 * with. */
static bool is_copy(const char *stem, const char *end, const char *name, const char *path,
                    struct session *session)
{
    size_t len = strlen(name), stem_len = strlen(stem), end_len = strlen(end);
    if (len <= stem_len + end_len || strcmp(name + len - end_len, end) != 0) {
        return false;
    }
    len -= end_len;
    struct str more = STR_EMPTY;
    bool copy = false;
    if (strncmp(name, stem, stem_len) == 0 && strchr(" -_.(~", name[stem_len])) {
        str_add_bytes(&more, name + stem_len, len - stem_len);
        copy = says_conflict(more.bytes) ||
               (may_be_added(more.bytes) && tells_of(path, session));
    } else if (strncmp(name + len - stem_len, stem, stem_len) == 0) { /* "Copy of x" */
        copy = name[len - stem_len - 1] == ' ' && tells_of(path, session);
    }
    str_finish(&more);
    return copy;
}

void copies_beside(const char *path, struct session *session, struct paths *out)
{
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return; /* its folder is gone */
    }
    struct str folder = STR_EMPTY, stem = STR_EMPTY, found = STR_EMPTY;
    const char *dot = strrchr(slash, '.'), *end = dot && dot > slash + 1 ? dot : "";
    str_add_bytes(&folder, path, (size_t)(slash + 1 - path));
    str_add_bytes(&stem, slash + 1, strlen(slash + 1) - strlen(end));
    DIR *dir = opendir(folder.bytes);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        str_set(&found, "%s%s", folder.bytes, entry->d_name);
        if (is_copy(stem.bytes, end, entry->d_name, found.bytes, session)) {
            paths_add(out, found.bytes);
        }
    }
    if (dir) {
        closedir(dir);
    }
    ARRAY_SORT(out->items, out->count, text_order);
    str_finish(&folder);
    str_finish(&stem);
    str_finish(&found);
}
