#include "store/undoing.h"

#include "store/places.h"
#include "store/replace.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* To free(). */
static char *path_for(const char *session_path)
{
    return state_path_of("undo", session_path, "");
}

void undo_keep(const char *session_path, const char *today, const struct author *author)
{
    char *path = path_for(session_path), *folder = folder_of(path);
    if (!author->done && !author->undone) {
        unlink(path);
    } else if (state_make(NULL) && folder_make(folder, NULL)) {
        struct str text = str_of("%s\n", today);
        author_write_steps(author, &text);
        replace_file(path, text.bytes, text.len_bytes,
                     REPLACE_OWN | REPLACE_EXISTING | REPLACE_SOON, NULL);
        str_finish(&text);
    }
    free(folder);
    free(path);
}

void undo_bring_back(const char *session_path, const char *today, struct author *author)
{
    char *path = path_for(session_path);
    struct str text = STR_EMPTY;
    size_t day = strlen(today);
    if (state_is_trusted(NULL) && access(path, R_OK) == 0 &&
        read_file(path, &text, NULL) && strncmp(str_text(&text), today, day) == 0 &&
        text.bytes[day] == '\n') {
        author_read_steps(author, text.bytes + day + 1);
    }
    str_finish(&text);
    free(path);
}
