/* The sessions opened of late. */

#include "base/memory.h"
#include "base/shell.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_RECENT = 20 };

void recent_sessions(struct paths *out)
{
    struct str text = STR_EMPTY;
    char *path = state_path("recent");
    if (read_file(path, &text, NULL)) {
        const char *line = str_text(&text);
        while (*line && out->count < MOST_RECENT) {
            size_t len = strcspn(line, "\n");
            char *found = memory_copy_text(line);
            found[len] = '\0';
            if (len && access(found, R_OK) == 0) {
                paths_add(out, found);
            }
            free(found);
            line += len + (line[len] == '\n');
        }
    }
    str_finish(&text);
    free(path);
}

void recent_add(const char *path)
{
    char *absolute = realpath(path, NULL);
    if (!absolute || strchr(absolute, '\n')) {
        free(absolute);
        return;
    }
    struct paths others = {0};
    char *list = state_path("recent");
    recent_sessions(&others);
    struct str text = str_of("%s\n", absolute);
    for (size_t i = 0, kept = 1; i < others.count && kept < MOST_RECENT; i++) {
        if (strcmp(others.items[i], absolute) != 0) {
            str_addf(&text, "%s\n", others.items[i]);
            kept++;
        }
    }
    char *folder = folder_of(list);
    if (folder_make(folder, NULL)) {
        replace_file(list, text.bytes, text.len_bytes, REPLACE_OWN | REPLACE_EXISTING,
                     NULL);
    }
    free(folder);
    free(list);
    paths_finish(&others);
    str_finish(&text);
    free(absolute);
}

/* "surgery.json" and "surgery-lunch.json" are called "surgery", "surgeries.json" is not. */
static bool is_called(const char *path, const char *name)
{
    const char *own = path_name(path);
    size_t len = strlen(name);
    return len && strncmp(own, name, len) == 0 && (!own[len] || strchr(".-", own[len]));
}

char *session_meant(const char *path, bool *beside)
{
    struct str with = str_of("%s.json", path);
    struct paths recent = {0};
    char *meant = NULL;
    *beside = *path_name(path) && access(with.bytes, F_OK) == 0;
    if (*beside) {
        return str_take(&with);
    }
    recent_sessions(&recent);
    for (size_t i = 0; i < recent.count && !meant; i++) {
        if (is_called(recent.items[i], path_name(path))) {
            meant = memory_copy_text(recent.items[i]);
        }
    }
    paths_finish(&recent);
    str_finish(&with);
    return meant;
}

void session_say_meant(const char *path, struct str *out)
{
    bool beside;
    char *meant = session_meant(path, &beside);
    if (meant) {
        str_add(out, beside ? "; there is " : "; opened of late was ");
        shell_add_path(meant, out);
    }
    free(meant);
}
