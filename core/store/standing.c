#include "store/standing.h"

#include "base/json.h"
#include "base/memory.h"
#include "store/lock.h"
#include "store/places.h"
#include "store/replace.h"
#include "store/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const names[STANDING_COUNT] = {
    [STANDING_ROOM] = "room",
    [STANDING_JOINED] = "joined",
    [STANDING_PHONES] = "phones",
};

/* The file of a session, to free(). */
static char *path_for(const char *session_path)
{
    return state_path_of("rooms", session_path, ".json");
}

static void forget_text(struct str *text)
{
    if (text->bytes) {
        explicit_bzero(text->bytes, text->len_bytes);
    }
    str_finish(text);
}

void standing_forget(char *text)
{
    if (text) {
        explicit_bzero(text, strlen(text));
    }
    free(text);
}

/* Whether nobody else could have written it: whoever did would know the words by which
 * people come in, or lead them elsewhere. */
static bool is_ours(const char *path)
{
    struct stat about;
    char *folder = folder_of(path);
    bool ok = folder_is_trusted(folder, true, NULL) && lstat(path, &about) == 0 &&
              about.st_uid == geteuid() && !(about.st_mode & (S_IWGRP | S_IWOTH));
    free(folder);
    return ok;
}

/* One that was there keeps its permissions, which a backup may have widened. */
static void close_to_others(const char *path)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd >= 0) {
        fchmod(fd, S_IRUSR | S_IWUSR);
        close(fd);
    }
}

/* All that is kept, to be freed by forget_all(). */
static void read_all(const char *path, char *kept[STANDING_COUNT])
{
    struct json_document document = {0};
    struct str text = STR_EMPTY;
    bool ok = is_ours(path) && read_own_file(path, &text, NULL) &&
              json_read(&document, path, str_text(&text), text.len_bytes, NULL);
    for (int i = 0; i < STANDING_COUNT; i++) {
        const char *words = ok ? json_member_text(document.root, names[i]) : NULL;
        kept[i] = words && strlen(words) <= STANDING_LONGEST_BYTES
                      ? memory_copy_text(words)
                      : NULL;
    }
    json_finish(&document);
    forget_text(&text);
}

static void forget_all(char *kept[STANDING_COUNT])
{
    for (int i = 0; i < STANDING_COUNT; i++) {
        standing_forget(kept[i]);
    }
}

char *standing_read(const char *session_path, enum standing what)
{
    char *kept[STANDING_COUNT], *path = path_for(session_path);
    read_all(path, kept);
    char *found = kept[what];
    kept[what] = NULL;
    forget_all(kept);
    free(path);
    return found;
}

static bool write_all(const char *path, char *const kept[STANDING_COUNT], struct err *err)
{
    struct str text = str_of("{");
    bool any = false;
    for (int i = 0; i < STANDING_COUNT; i++) {
        if (kept[i]) {
            str_addf(&text, "%s\n  \"%s\": ", any ? "," : "", names[i]);
            json_write_text(kept[i], &text);
            any = true;
        }
    }
    str_add(&text, "\n}\n");
    bool ok = any ? replace_file(path, text.bytes, text.len_bytes,
                                 REPLACE_OWN | REPLACE_EXISTING, err)
                  : unlink(path) == 0 || errno == ENOENT;
    if (!ok && !any) {
        err_system(err, "%s", path);
    }
    forget_text(&text);
    return ok;
}

bool standing_keep(const char *session_path, enum standing what, const char *text,
                   struct err *err)
{
    char *kept[STANDING_COUNT], *path = path_for(session_path), *folder = folder_of(path);
    int lock = -1;
    bool ok = state_is_trusted(err) && folder_make(folder, err) &&
              folder_is_trusted(folder, true, err) &&
              folder_lock(path, LOCK_PATIENCE_MS, &lock, err);
    if (ok) {
        read_all(path, kept);
        standing_forget(kept[what]);
        kept[what] = memory_copy_text(text);
        close_to_others(path);
        ok = write_all(path, kept, err);
        forget_all(kept);
        folder_unlock(lock);
    }
    free(folder);
    free(path);
    return ok;
}

void standing_begin_anew(const char *session_path)
{
    char *last = standing_read(session_path, STANDING_PHONES);
    if (last) {
        standing_keep(session_path, STANDING_PHONES, NULL, NULL);
    }
    standing_forget(last);
}
