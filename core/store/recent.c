/* The sessions opened of late. */

#include "base/memory.h"
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
