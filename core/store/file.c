#include "store/file_inside.h"

#include "base/memory.h"
#include "store/company.h"
#include "store/edits.h"
#include "store/forms.h"
#include "store/generations.h"
#include "store/hand.h"
#include "store/joined_inside.h"
#include "store/lock.h"
#include "store/replace.h"
#include "store/saved.h"
#include "store/trust.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void file_look_beside(struct session_file *file, const char *path)
{
    struct rescued unused;
    size_t before = session_edit_count(file->session);
    file->path = memory_copy_text(path);
    file->target = path_resolve(file->path);
    outside_remember_folder(file);
    file->kept_to = generations_newest(file->target);
    rescue_take_in(file->target, file->session, &unused, &file->news);
    file->news.edits = session_edit_count(file->session) - before;
    journal_init(&file->journal, file->path);
    journal_read(&file->journal, file->session, &file->news);
    forms_need(file->session);
    before = file->by_hand.count;
    hand_turn_lists(file->session, &file->by_hand);
    file->hand_edits += file->by_hand.count - before;
}

void file_new(const char *path, struct session_file *file)
{
    *file = (struct session_file){.session = session_new(), .version = OUR_VERSION};
    file_look_beside(file, path);
}

/* A session whose file was not written yet, but what was said is there; err says if it
 * may be, but cannot be read. */
static bool is_begun(const char *path, struct session_file *file, struct err *err)
{
    struct session_file begun;
    file_new(path, &begun);
    if (session_edit_count(begun.session) == 0) {
        if (begun.news.unread) {
            err_set(err, "%s: no such file, and left out: %s", path,
                    begun.news.unread_why);
        }
        file_close(&begun);
        errno = ENOENT;
        return false;
    }
    *file = begun;
    return true;
}

static bool open_once(const char *path, struct session_file *file, struct err *err)
{
    struct str bytes = STR_EMPTY;
    struct stamp stamp = file_stamp(path);
    struct session_file read;
    struct faults faults = {0};
    struct err beside = ERR_NONE;
    if (!stamp.exists && errno == ENOENT &&
        (is_begun(path, file, &beside) || beside.message)) {
        bool begun = !beside.message;
        if (!begun) {
            err_take(err, &beside);
        }
        return begun;
    }
    bool ok = read_file(path, &bytes, err);
    if (ok) {
        struct err damage = ERR_NONE;
        ok = file_read(path, bytes.bytes, bytes.len_bytes, 0, false, &read, &faults,
                       &damage) ||
             file_salvage(bytes.bytes, bytes.len_bytes, err_text(&damage), &read);
        err_take(ok ? NULL : err, &damage);
    }
    str_finish(&bytes);
    if (ok) {
        read.fault_count = faults.count;
        if (faults.count && !read.damaged) {
            struct str first = str_of("line %lu: %s", faults.items[0].place.line,
                                      faults.items[0].message);
            read.first_fault = str_take(&first);
        }
        if (!read.read_only && access(path, W_OK) != 0) {
            read.read_only = true;
            read.read_only_why = memory_copy_text("the file is write-protected");
        }
        read.stamp = stamp;
        *file = read;
        file_look_beside(file, path);
    }
    faults_finish(&faults);
    return ok;
}

/* While somebody else writes it, too, without asking. */
enum { MOST_ATTEMPTS = 10 };

/* Whoever saved it meanwhile has emptied its journal of what was not in it before. */
bool file_open(const char *path, struct session_file *file, struct err *err)
{
    bool ok = open_once(path, file, err);
    for (int i = 0; ok && i < MOST_ATTEMPTS && file_is_another(file); i++) {
        file_close(file);
        ok = open_once(path, file, err);
    }
    return ok;
}

/* Where an older state was put back, that is a generation from now on, and the journal was
 * emptied of what it lacks: what is written is one as well before it is called saved. Of
 * others it comes later, for a disk that is almost full has room for it only then. */
static bool pour_all(void *with, struct pouring *p, struct err *err)
{
    struct session_file *file = with;
    bool ok = file_pour(file->session, file->joined, file->target, p, err);
    file->crc = p->crc;
    if (ok && file_lacks_something(file)) {
        generation_keep_open(file->target, p->fd);
    }
    return ok;
}

/* Writes what the session holds over what was seen there. What others put in its place
 * until the very moment is taken in, and all is written again; of those who do so without
 * end, the last is replaced. */
static bool write_over(struct session_file *file, struct stamp *seen,
                       struct stat *written, struct err *err)
{
    const struct poured text = {.write = pour_all, .with = file};
    for (int left = MOST_ATTEMPTS;; left--) {
        struct err why = ERR_NONE;
        struct replacing r = {.known = *seen,
                              .whatever_came = left == 0 || file->forgets};
        forms_need(file->session);
        file_keep_former(file);
        bool ok = replace_known_file(file->target, &text, &r, &why);
        file->came = file->joined && !ok && (r.overtaken || file->joined->unsure);
        if (!ok && !r.overtaken && !file->came) {
            err_take(err, &why);
        }
        err_finish(&why);
        *written = r.written;
        if (ok) { /* while the journal has it still */
            file->kept_to = generation_keep_open(file->target, r.fd);
            close(r.fd);
        }
        if (ok || file->came || !r.overtaken || !outside_take_in(file, seen, true, err)) {
            return ok;
        }
    }
}

/* Those who have it open, too, need not read what they know. */
static void tell_saved(struct session_file *file, const struct stat *written)
{
    if (!file->joined && company_is_there(file->target)) {
        holding_add_up(&file->holding, file->session);
        const struct saved saved = {.stamp = stamp_from(written),
                                    .edits = file->holding.edits,
                                    .sum = file->holding.sum,
                                    .crc = file->crc,
                                    .generation = file->kept_to};
        saved_tell(file->target, &saved);
    }
}

/* Whether there is more now than when it was joined with what is new. */
static bool is_another_now(const struct session_file *file, const struct stamp *now,
                           size_t before, const struct journal_news *news)
{
    return !stamp_same(now, &file->stamp) || news->unread || news->bad_lines ||
           session_change_count(file->session) != before;
}

bool file_save(struct session_file *file, struct err *err)
{
    struct stamp seen;
    struct stat written;
    struct rescued taken;
    struct journal_news news = {0};
    if (file->read_only) {
        err_set(err, "%s: open for reading only: %s", file->path, file->read_only_why);
        return false;
    }
    if (!path_is_trusted(file->path, err)) {
        return false;
    }
    bool journal_is_read = false;
    size_t before = session_change_count(file->session);
    outside_follow(file);
    /* From taking in what others wrote to replacing it, nobody else may write. */
    int lock = -1, patience_ms = file->journal.patience_ms;
    file->journal.held = !folder_lock(file->target, patience_ms, &lock, err);
    bool ok = !file->journal.held && outside_take_in(file, &seen, true, err);
    if (ok) {
        journal_is_read = journal_read(&file->journal, file->session, &news);
        rescue_take_in(file->target, file->session, &taken, &news);
        file->came = file->joined && is_another_now(file, &seen, before, &news);
        ok = !file->came && write_over(file, &seen, &written, err);
    }
    if (ok && journal_is_read) { /* else it may hold what nobody else has */
        journal_trim(&file->journal, &news);
        rescue_remove(file->target, &taken);
        tell_saved(file, &written);
    }
    folder_unlock(lock);
    if (ok) {
        file->stamp = stamp_from(&written);
        file->ours = true;
        file->unread = false;
        outside_remember_folder(file);
        free(file->rescue);
        file->rescue = NULL;
    }
    if (ok && news.unread == 0) {
        journal_news_all_read(&file->news);
    }
    journal_news_take(&file->news, &news);
    return ok;
}
