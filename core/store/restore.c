#include "store/restore.h"

#include "base/memory.h"
#include "store/file_inside.h"
#include "store/generations.h"
#include "store/places.h"
#include "store/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
        struct err unused = ERR_NONE;
        if (read_file(all.items[i].path, &bytes, &unused) &&
            file_read("generation", str_text(&bytes), bytes.len_bytes, 0, false, &old,
                      NULL, &unused)) {
            session_add_all(session, old.session);
            file_close(&old);
            restored->number = all.items[i].number;
            restored->at = all.items[i].at;
        }
        str_finish(&bytes);
        err_finish(&unused);
    }
    generations_finish(&all);
}

/* With a generation that is whole, only the lines of the damaged file count; without one,
 * all that could be made of it. */
static size_t take_in_damaged(const char *path, const struct session_file *damaged,
                              struct restored *r)
{
    struct str bytes = STR_EMPTY;
    struct err unused = ERR_NONE;
    size_t added = 0, bad, before = session_edit_count(r->file.session);
    if (r->number && read_file(path, &bytes, &unused) && bytes.len_bytes) {
        added = file_salvage_lines(bytes.bytes, bytes.len_bytes, r->file.session, &bad);
    } else if (!r->number && damaged->session) {
        session_add_all(r->file.session, damaged->session);
        added = session_edit_count(r->file.session) - before;
    }
    str_finish(&bytes);
    err_finish(&unused);
    return added;
}

/* Gives the damaged file another name, which no file has. */
static bool set_aside(const char *path, struct restored *restored, struct err *err)
{
    char *aside = free_path_beside(path, "damaged.json");
    if (rename(path, aside) != 0) {
        err_system(err, "%s: cannot be set aside", path);
        free(aside);
        return false;
    }
    restored->aside = aside;
    return true;
}

bool file_restore(const char *path, struct restored *restored, struct err *err)
{
    struct restored r = {0};
    struct session_file damaged = {0};
    char *target = path_resolve(path);
    struct err why = ERR_NONE;
    bool there = access(target, F_OK) == 0 || errno != ENOENT;
    bool readable = there && file_open(target, &damaged, &why), ok = true;
    if (readable && !damaged.damaged) {
        r.needless = true;
        r.file = damaged;
        goto out;
    }
    file_new(target, &r.file);
    r.from_journal = session_edit_count(r.file.session);
    take_in_generation(target, r.file.session, &r);
    if (there) {
        r.from_file = take_in_damaged(target, &damaged, &r);
    }
    ok = session_edit_count(r.file.session) > 0;
    if (!ok) {
        err_set(err, "%s: nothing of it is kept that could be brought back%s%s", path,
                why.message ? "; " : "", err_text(&why));
    }
    ok = ok && (!there || set_aside(target, &r, err)) && file_save(&r.file, err);
    file_close(&damaged);
out:
    if (ok) {
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
    file_close(&restored->file);
    *restored = (struct restored){0};
}
