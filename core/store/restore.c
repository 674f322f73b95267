#include "store/restore.h"

#include "base/memory.h"
#include "base/shell.h"
#include "store/edits.h"
#include "store/file_inside.h"
#include "store/generations.h"
#include "store/left_out.h"
#include "store/places.h"
#include "store/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Takes in the newest generation that is whole. */
static void take_in_generation(const char *path, struct session *session,
                               struct restored *restored)
{
    struct generations all = {0};
    generations_list(path, &all);
    for (size_t i = 0; i < all.count && !restored->number; i++) {
        struct str bytes = STR_EMPTY;
        struct session_file old;
        if (read_file(all.items[i].path, &bytes, NULL) &&
            file_read("generation", str_text(&bytes), bytes.len_bytes, 0, false, &old,
                      NULL, NULL)) {
            if (edits_take_all("generation", session, old.session, NULL)) {
                restored->from_journal =
                    session_edit_count(session) - session_edit_count(old.session);
                restored->number = all.items[i].number;
                restored->at = all.items[i].at;
            }
            file_close(&old);
        }
        str_finish(&bytes);
    }
    generations_finish(&all);
}

static bool knows(const struct session *session, const struct edit *edit)
{
    const struct record *record = session_record(session, edit->kind, edit->id);
    return record && record_author(record);
}

/* Adds what is said of records that nothing else tells of: their lines are torn, and
 * only the readable top still shows them. */
static void add_unknown(struct session *session, const struct session *from)
{
    size_t count, unknown = 0;
    const struct edit **edits = session_edits(from, &count);
    for (size_t i = 0; i < count; i++) {
        if (!knows(session, edits[i])) {
            edits[unknown++] = edits[i];
        }
    }
    for (size_t i = 0; i < unknown; i++) {
        edits_take(session, edits[i], NULL, NULL);
    }
    free(edits);
}

/* With a generation that is whole, the lines of the damaged file count, and of what only
 * its top says no more than what would else be missing; without one, all that could be
 * made of it. */
static size_t take_in_damaged(const char *path, const struct session_file *damaged,
                              struct restored *r)
{
    struct str bytes = STR_EMPTY;
    size_t bad, before = session_edit_count(r->file.session);
    if (r->number && read_file(path, &bytes, NULL) && bytes.len_bytes) {
        file_salvage_lines(bytes.bytes, bytes.len_bytes, r->file.session, &bad);
    }
    if (r->number && damaged->session) {
        add_unknown(r->file.session, damaged->session);
    } else if (damaged->session) {
        edits_take_all(path, r->file.session, damaged->session, NULL);
    }
    str_finish(&bytes);
    return session_edit_count(r->file.session) - before;
}

/* Gives the damaged file another name, which no file has; where the file system can, it
 * keeps its own as well, until the new one takes that. */
static bool set_aside(const char *path, struct restored *restored, struct err *err)
{
    char *aside = free_path_beside(path, "damaged.json");
    if (link(path, aside) != 0 && rename(path, aside) != 0) {
        err_system(err, "%s: cannot be set aside", path);
        free(aside);
        return false;
    }
    restored->aside = aside;
    return true;
}

/* The damaged file has its own name again, and that only. */
static void put_back(const char *path, const struct restored *restored)
{
    struct stamp there = file_stamp(path), aside = file_stamp(restored->aside);
    if (stamp_same(&there, &aside)) {
        unlink(restored->aside);
    } else if (!there.exists) {
        rename(restored->aside, path);
    }
}

/* Writes it in the place of the damaged one, of which only that opening is known. */
static bool put_in_place(const char *path, struct stamp seen, struct restored *r,
                         struct err *err)
{
    if (seen.exists && !set_aside(path, r, err)) {
        return false;
    }
    r->file.stamp = seen;
    r->file.ours = true; /* nor is a damaged file a generation */
    if (file_save(&r->file, err)) {
        return true;
    }
    if (seen.exists) {
        put_back(path, r);
    }
    return false;
}

/* What a hand wrote, if the place of a slip could not be read. */
static void look_what_is_left_out(const char *path, struct restored *r)
{
    struct str damaged = STR_EMPTY, now = STR_EMPTY;
    if (r->aside && read_file(r->aside, &damaged, NULL) && read_file(path, &now, NULL)) {
        words_left_out(&damaged, &now, &r->left_out);
    }
    str_finish(&damaged);
    str_finish(&now);
}

/* What is no file, or not to be read by this person, is not damaged. */
static bool may_be_damaged(const char *target, const char *path, struct err *err)
{
    struct stat about;
    if (stat(target, &about) == 0 && !S_ISREG(about.st_mode)) {
        err_set(err, "%s: not a file, so there is nothing to restore", path);
        return false;
    }
    if (access(target, R_OK | W_OK) != 0 && errno != ENOENT) {
        err_system(err, "%s", path);
        return false;
    }
    return true;
}

/* Words that were being typed are of no session until that is opened. */
static void set_refusal(const char *path, bool half_typed, const struct err *why,
                        struct err *err)
{
    struct str word = STR_EMPTY;
    shell_add_path(path, &word);
    err_set(err, "%s: nothing of it is kept that could be brought back%s%s%s%s", path,
            half_typed
                ? ", but for words that were being typed; to have them: roundtable "
                : "",
            half_typed ? word.bytes : "", why->message ? "; " : "", err_text(why));
    str_finish(&word);
}

bool file_restore(const char *path, struct restored *restored, struct err *err)
{
    struct restored r = {0};
    struct session_file damaged = {0};
    char *target = path_resolve(path);
    struct err why = ERR_NONE;
    struct stamp seen = file_stamp(target);
    bool readable = false, ok = may_be_damaged(target, path, err);
    if (!ok) {
        goto out;
    }
    readable = seen.exists && file_open(target, &damaged, &why);
    if (readable && !damaged.damaged) {
        r.needless = true;
        r.file = damaged;
        goto out;
    }
    file_new(target, &r.file);
    r.from_journal = session_edit_count(r.file.session);
    take_in_generation(target, r.file.session, &r);
    if (seen.exists) {
        r.from_file = take_in_damaged(target, &damaged, &r);
    }
    ok = session_edit_count(r.file.session) > 0;
    if (!ok) {
        set_refusal(path, r.file.news.draft_count > 0, &why, err);
    }
    ok = ok && put_in_place(target, seen, &r, err);
    file_close(&damaged);
out:
    if (ok) {
        look_what_is_left_out(target, &r);
        *restored = r;
    } else {
        restored_finish(&r);
    }
    err_finish(&why);
    free(target);
    return ok;
}

void restored_finish(struct restored *restored)
{
    free(restored->aside);
    str_finish(&restored->left_out);
    file_close(&restored->file);
    *restored = (struct restored){0};
}
