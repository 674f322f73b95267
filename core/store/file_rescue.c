/* Where everything goes when the file itself cannot be written: beside it under another
 * name, else into the state folder, else to whatever place there is. Like the journal it is
 * taken in when the session is opened again, and goes once all of it is in the file. */

#include "store/file_inside.h"

#include "base/memory.h"
#include "store/lock.h"
#include "store/places.h"
#include "store/replace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Who waits for a place has another one. */
enum { RESCUE_PATIENCE_MS = 100 };

/* What stands in a place. */
enum found { FOUND_RESCUED, FOUND_UNREADABLE, FOUND_STRANGER };

/* What does not say that it was rescued from that file is somebody's own, whatever it is
 * called and whatever it holds. */
static enum found look_at(const char *path, const struct str *bytes, struct err *err)
{
    struct session_file file;
    if (!file_read(path, str_text(bytes), bytes->len_bytes, 0, false, &file, NULL, err)) {
        return FOUND_UNREADABLE;
    }
    file_close(&file);
    return FOUND_STRANGER;
}

/* Adds it, if it is a session and was rescued from that file; else err says why not. What
 * the state folder has under the name of a path is of that path. */
static enum found add_from(const char *path, const char *session_path, int place,
                           struct session *session, struct err *err)
{
    struct str bytes = STR_EMPTY;
    struct stat about;
    enum found found = FOUND_UNREADABLE;
    if (lstat(path, &about) == 0 && S_ISLNK(about.st_mode)) {
        err_set(err, "%s: a link, which is not followed", path);
    } else if (read_file(path, &bytes, err)) {
        found = place > 0 || file_says_rescued(str_text(&bytes), path_name(session_path))
                    ? FOUND_RESCUED
                    : look_at(path, &bytes, err);
    }
    if (found == FOUND_RESCUED && !file_add_alone(path, session, err)) {
        found = FOUND_UNREADABLE;
    }
    str_finish(&bytes);
    return found;
}

void rescue_take_in(const char *session_path, struct session *session,
                    struct rescued *taken, struct journal_news *news)
{
    struct err state = ERR_NONE;
    if (!state_is_trusted(&state)) {
        journal_news_add_unread(news, err_text(&state),
                                "nothing is kept there nor read from it until "
                                "it is yours alone");
    }
    err_finish(&state);
    struct rescue_places places = rescue_places(session_path);
    for (int i = 0; i < RESCUE_PLACES; i++) {
        const char *path = places.at[i];
        struct err err = ERR_NONE;
        struct stat about; /* a link is there, wherever it leads */
        taken->at[i] = path ? file_stamp(path) : (struct stamp){0};
        enum found found = path && lstat(path, &about) == 0
                               ? add_from(path, session_path, i, session, &err)
                               : FOUND_RESCUED;
        if (found != FOUND_RESCUED) {
            taken->at[i].exists = false; /* it stays where it is */
        }
        if (found == FOUND_UNREADABLE) {
            journal_news_add_unread(news, err_text(&err),
                                    "roundtable restore brings back what it can of a "
                                    "damaged file; else make it readable, or move it "
                                    "away");
        } else if (found == FOUND_STRANGER) {
            free(news->stranger);
            news->stranger = memory_copy_text(path);
        }
        err_finish(&err);
    }
    rescue_places_finish(&places);
}

static bool is_any(const struct rescued *taken)
{
    bool any = false;
    for (int i = 0; i < RESCUE_PLACES; i++) {
        any = any || taken->at[i].exists;
    }
    return any;
}

void rescue_remove(const char *session_path, const struct rescued *taken)
{
    if (!is_any(taken)) {
        return; /* where they would be is not looked for */
    }
    struct rescue_places places = rescue_places(session_path);
    for (int i = 0; i < RESCUE_PLACES; i++) {
        const char *path = taken->at[i].exists ? places.at[i] : NULL;
        if (path) {
            int lock = -1; /* the caller has the first */
            bool had = i == 0 || folder_lock(path, RESCUE_PATIENCE_MS, &lock, NULL);
            struct stamp now = file_stamp(path);
            if (had && stamp_same(&now, &taken->at[i])) {
                unlink(path);
            }
            folder_unlock(lock);
        }
    }
    rescue_places_finish(&places);
}

/* What another program rescued there stays in it. */
static bool write_to(const char *path, const struct session_file *file, int place,
                     struct err *err)
{
    struct str bytes = STR_EMPTY;
    int lock = -1;
    if (!folder_lock(path, RESCUE_PATIENCE_MS, &lock, err)) {
        return false;
    }
    bool ok = (access(path, F_OK) != 0 && errno == ENOENT) ||
              add_from(path, file->target, place, file->session, NULL) == FOUND_RESCUED;
    if (!ok) {
        err_set(
            err,
            "%s: holds something else, or what cannot be read, and is not overwritten",
            path);
    } else {
        file_write_rescued(file->session, path_name(file->target), &bytes);
        ok = replace_file(path, bytes.bytes, bytes.len_bytes,
                          REPLACE_OWN | REPLACE_EXISTING, err);
    }
    folder_unlock(lock);
    str_finish(&bytes);
    return ok;
}

/* The first place that can be written: its path; else NULL with err of the last. Beside a
 * file whose disk is gone, that disk would cover it. */
static char *write_somewhere(struct session_file *file, struct err *err)
{
    struct rescue_places places = rescue_places(file->target);
    char *written = NULL;
    for (int i = file->outside.what == OUTSIDE_NO_PLACE; i < RESCUE_PLACES && !written;
         i++) {
        const char *path = places.at[i];
        char *folder = path && i > 0 ? folder_of(path) : NULL;
        if (path && (!folder || folder_make(folder, err)) &&
            write_to(path, file, i, err)) {
            written = memory_copy_text(path);
        }
        free(folder);
    }
    rescue_places_finish(&places);
    return written;
}

bool file_rescue(struct session_file *file, struct err *err)
{
    char *path = write_somewhere(file, err);
    if (!path) {
        return false;
    }
    err_finish(err);
    free(file->rescue);
    file->rescue = path;
    return true;
}
