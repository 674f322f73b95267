/* What others do to the file while it is open: other programs of ours, editors, services
 * that put an older state of it back, people who delete it. */

#include "store/file_inside.h"

#include "store/edits.h"
#include "store/generations.h"
#include "store/lock.h"
#include "store/replace.h"
#include "store/saved.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of an absolute path. */
static struct stamp folder_stamp(const char *path)
{
    struct str folder = STR_EMPTY;
    const char *slash = strrchr(path, '/');
    str_add_bytes(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
    struct stamp stamp = slash ? file_stamp(folder.bytes) : (struct stamp){0};
    str_finish(&folder);
    return stamp;
}

void outside_remember_folder(struct session_file *file)
{
    struct stamp folder = folder_stamp(file->target);
    file->folder_device = folder.exists ? folder.device : 0;
}

/* Where its folder is gone, nothing says where a link led, and what it led to is
 * remembered: a working folder that was removed has no name any more. */
void outside_follow(struct session_file *file)
{
    char *now = path_resolve(file->path);
    if (folder_exists(now)) {
        if (!file->target || strcmp(now, file->target) != 0) {
            file->kept_to = generations_newest(now);
        }
        free(file->target);
        file->target = now;
    } else {
        free(now);
    }
}

/* What it is that there is no file, errno saying why. An empty folder where a disk was is
 * no place to write to: once the disk is there again, nobody would see it. */
static enum outside_what missing(const struct session_file *file)
{
    struct stamp folder = folder_stamp(file->target);
    return !file->stamp.exists ? OUTSIDE_NOTHING /* nor was there ever one */
           : !folder.exists || folder.device != file->folder_device ? OUTSIDE_NO_PLACE
                                                                    : OUTSIDE_GONE;
}

/* Adds what stands in its place now, which *seen then is, and counts what either had. */
static bool take_in_other(struct session_file *file, struct stamp *seen, struct err *err)
{
    struct session_file other;
    struct err inner = ERR_NONE;
    size_t before = session_edit_count(file->session);
    if (!file_open(file->target, &other, &inner)) {
        err_set(err,
                "%s: changed meanwhile and is no session now, so it is not "
                "overwritten (%s)",
                file->path, err_text(&inner));
        err_finish(&inner);
        return false;
    }
    bool ok = !other.read_only;
    *seen = other.stamp;
    if (!ok) {
        err_set(err, "%s: not overwritten: %s", file->path, other.read_only_why);
    }
    if (!other.damaged) {
        ok = edits_take_all(file->path, file->session, other.session, err) && ok;
    }
    size_t all = session_edit_count(file->session);
    file->outside.brought += all - before;
    file->outside.lacked = all - session_edit_count(other.session);
    if (other.hand_edits && !file->outside.lacked) {
        file->outside.lacked = 1;
    }
    file_close(&other);
    return ok;
}

/* What another program wrote into it since it was opened here, and left, may be gone before
 * it was read: an older state came in its place. A generation of the size of what stands
 * there is just that. */
static void take_in_generations(struct session_file *file, const struct stamp *seen)
{
    struct generations all = {0};
    size_t before = session_edit_count(file->session);
    generations_list(file->target, &all);
    for (size_t i = 0; i < all.count && all.items[i].number > file->kept_to; i++) {
        if (all.items[i].size_bytes != seen->size_bytes) {
            file_add_alone(all.items[i].path, file->session, NULL);
        }
    }
    if (all.count) {
        file->kept_to = all.items[0].number;
    }
    if (file->outside.what == OUTSIDE_CHANGED) {
        file->outside.lacked += session_edit_count(file->session) - before;
    }
    generations_finish(&all);
}

/* Whether the session holds just what that is and what the journal had since. */
static bool holds_just(struct session_file *file, const struct saved *saved)
{
    struct holding *here = &file->holding, since = {0};
    holding_add_up(here, file->session);
    if (here->edits != saved->edits || here->sum != saved->sum) {
        struct journal journal;
        struct journal_news unused = {0};
        struct session *session = session_new();
        journal_init(&journal, file->target);
        journal_read(&journal, session, &unused);
        holding_add_up(&since, session);
        journal_news_finish(&unused);
        journal_finish(&journal);
        session_free(session);
    }
    return here->edits == saved->edits + since.edits &&
           here->sum == saved->sum + since.sum;
}

static bool is_whole(const char *path, const struct saved *saved)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool whole =
        fd >= 0 && open_file_sums_to(fd, (size_t)saved->stamp.size_bytes, saved->crc);
    if (fd >= 0) {
        close(fd);
    }
    return whole;
}

/* Whether another program of ours wrote it, and all that it wrote is known here: what others
 * said came by the journal. Then it is not read; but before it is replaced its checksum is
 * looked at, for what is damaged is not overwritten. */
static bool is_known(struct session_file *file, const struct stamp *now, bool to_replace)
{
    struct saved saved;
    struct journal_news news = {0};
    if (!saved_find(file->target, now, &saved)) {
        return false;
    }
    journal_read(&file->journal, file->session, &news);
    journal_news_take(&file->news, &news);
    bool known =
        holds_just(file, &saved) && (!to_replace || is_whole(file->target, &saved));
    file->unread = known && !to_replace;
    file->kept_to = known ? saved.generation : file->kept_to;
    return known;
}

/* errno still says why there is no file. */
static bool look_outside(struct session_file *file, struct stamp *now, bool to_replace,
                         struct err *err)
{
    file->outside.what = OUTSIDE_NOTHING;
    file->outside.lacked = 0;
    if (!now->exists && errno != ENOENT) { /* who knows what is there */
        err_system(err, "%s: not overwritten", file->path);
        file->outside.what = OUTSIDE_UNKNOWN;
        return false;
    }
    if (!now->exists) {
        file->outside.what = missing(file);
        bool place = file->outside.what != OUTSIDE_NO_PLACE;
        if (!place) {
            err_set(err, "%s: the folder or the disk that it was in is gone", file->path);
        }
        return place;
    }
    if (stamp_same(now, &file->stamp) && !(to_replace && file->unread)) {
        return true;
    }
    file->ours = false;
    if (now->size_bytes == 0 && file->stamp.exists) { /* nothing to lose */
        file->outside.what = OUTSIDE_EMPTIED;
        return true;
    }
    if (is_known(file, now, to_replace)) {
        return true;
    }
    bool ok = take_in_other(file, now, err);
    file->unread = false;
    file->outside.what = ok ? OUTSIDE_CHANGED : OUTSIDE_UNKNOWN;
    return ok;
}

bool outside_take_in(struct session_file *file, struct stamp *seen, bool to_replace,
                     struct err *err)
{
    *seen = file_stamp(file->target);
    bool ok = look_outside(file, seen, to_replace, err);
    if (file->outside.what != OUTSIDE_NOTHING) {
        take_in_generations(file, seen);
    }
    return ok;
}

bool file_is_another(struct session_file *file)
{
    outside_follow(file);
    struct stamp now = file_stamp(file->target);
    return !stamp_same(&now, &file->stamp);
}

bool file_lacks_something(const struct session_file *file)
{
    const struct outside *outside = &file->outside;
    return outside->what > OUTSIDE_CHANGED || outside->lacked > 0;
}

/* While another program of ours is still at it, its journal holds what it is about to
 * empty it of: then it is looked at later. What may stand there until then is not known. */
static void take_in_now(struct session_file *file, struct journal_news *news)
{
    enum { PATIENCE_MS = 100 };
    int lock = -1;
    if (folder_lock(file->target, PATIENCE_MS, &lock, NULL)) {
        struct stamp seen;
        if (outside_take_in(file, &seen, false, NULL) && !file_lacks_something(file)) {
            file->stamp = seen;
        }
        journal_read(&file->journal, file->session, news);
        folder_unlock(lock);
    } else {
        file->outside.what = OUTSIDE_HELD;
    }
}

bool file_take_in_news(struct session_file *file)
{
    struct journal_news news = {0};
    struct stamp now = file_stamp(file->target);
    size_t before = session_change_count(file->session);
    if (!stamp_same(&now, &file->stamp)) { /* then its journal was emptied, too */
        take_in_now(file, &news);
    } else {
        journal_read_on(&file->journal, file->session, &news);
    }
    journal_news_take(&file->news, &news);
    return session_change_count(file->session) != before;
}

/* What stands there and was not written by this opening. */
void file_keep_former(const struct session_file *file)
{
    struct stat about;
    int fd = file->ours ? -1 : open(file->target, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
        about.st_size > 0 && about.st_size <= JSON_LARGEST_KNOWN_BYTES) {
        generation_keep_open(file->target, fd);
    }
    if (fd >= 0) {
        close(fd);
    }
}

void file_keep_generation(struct session_file *file)
{
    struct str bytes = STR_EMPTY;
    file_write(file->session, &bytes);
    generation_keep(file->target, bytes.bytes, bytes.len_bytes);
    str_finish(&bytes);
}
