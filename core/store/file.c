#include "store/file.h"

#include "base/instant.h"
#include "base/memory.h"
#include "model/top.h"
#include "store/check.h"
#include "store/hand.h"
#include "store/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
    OUR_VERSION = 1,
    MOST_CLASHES = 1000, /* a machine image that was cloned makes a few */
};
static const char format_name[] = "roundtable session";
static const char edits_line[] = "  \"edits\": ["; /* always at a line's start */

/* A file being read. */
struct reading {
    struct json_document document;
    struct arena arena;
    struct session *session;
    struct fault_sink sink;
    int64_t latest_ms;
    size_t edit_count;
};

static void read_version(struct reading *r, struct session_file *file)
{
    const struct json *root = r->document.root;
    const struct json *version = json_member(root, "version");
    const char *format = json_member_text(root, "format");
    if (json_kind(root) != JSON_OBJECT) {
        fault_at(&r->sink, root, true, "a session file must be one object in {}");
        return;
    }
    if (json_member(root, "format") && (!format || strcmp(format, format_name) != 0)) {
        fault_at(&r->sink, json_member(root, "format"), true,
                 "this is %s, not a \"roundtable session\"",
                 format ? format : "something else");
        return;
    }
    if (!json_member(root, "sessions") && !json_member(root, "edits")) {
        fault_at(&r->sink, root, true,
                 "no session: neither \"sessions\" nor \"edits\" stands here");
        return;
    }
    file->version = OUR_VERSION;
    if (version && !json_number(version, &file->version)) {
        fault_at(&r->sink, version, true, "\"version\" must be a number");
    }
    file->read_only = file->version >= OUR_VERSION + 1;
    if (file->read_only) {
        file->read_only_why = "a newer roundtable wrote this file";
    }
}

static void read_templates(struct reading *r)
{
    const struct json *list = json_member(r->document.root, "templates");
    if (list && json_kind(list) != JSON_ARRAY) {
        fault_at(&r->sink, list, true, "\"templates\" must be a list in []");
        return;
    }
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        const struct json *where = NULL;
        struct err inner = ERR_NONE;
        struct template *form = template_read(j, &where, &inner);
        if (!form || !session_take_template(r->session, form, &inner)) {
            fault_at(&r->sink, where ? where : j, true, "%s", err_text(&inner));
        }
        err_finish(&inner);
    }
}

static void read_edits(struct reading *r, int64_t now_ms)
{
    static const int64_t day_ms = 86400000;
    const struct json *list = json_member(r->document.root, "edits");
    if (list && json_kind(list) != JSON_ARRAY) {
        fault_at(&r->sink, list, true, "\"edits\" must be a list in []");
        return;
    }
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        struct edit edit;
        const struct json *where = j;
        struct err inner = ERR_NONE;
        enum applied what;
        if (!edit_read(j, &r->arena, &edit, &where, &inner) ||
            !session_apply(r->session, &edit, &what, &inner)) {
            fault_at(&r->sink, where, true, "%s", err_text(&inner));
            err_finish(&inner);
            continue;
        }
        const struct json *set = json_member(j, "set");
        for (const struct json *m = json_first(set); m; m = json_next(m)) {
            check_depth(m, &r->sink);
        }
        if (what == APPLIED_CLASH) {
            fault_at(&r->sink, j, false,
                     "two different edits have the key \"%s.%llu\"; both are kept",
                     edit.key.actor, (unsigned long long)edit.key.number);
        }
        if (session_clash_count(r->session) > MOST_CLASHES) {
            fault_at(
                &r->sink, j, true,
                "more than %d edits have the key of another; no roundtable wrote this",
                MOST_CLASHES);
            return;
        }
        if (now_ms && edit.at_ms > now_ms + day_ms) {
            fault_at(&r->sink, j, false,
                     "this edit is from the future; a clock was wrong");
        }
        if (edit.at_ms > r->latest_ms || r->edit_count == 0) {
            r->latest_ms = edit.at_ms;
        }
        r->edit_count++;
    }
}

/* Whether the top is as the program wrote it: its crc tells. */
static bool top_is_ours(const struct reading *r)
{
    const char *crc = json_member_text(r->document.root, "top");
    const char *end = r->document.bytes;
    char found[16];
    do {
        end = strstr(end + 1, edits_line);
    } while (end && end[-1] != '\n');
    if (!crc || !end || !json_member(r->document.root, "edits")) {
        return false;
    }
    unsigned long sum = crc32_z(0, (const unsigned char *)r->document.bytes,
                                (size_t)(end - r->document.bytes));
    snprintf(found, sizeof found, "%08lx", sum);
    return strcmp(found, crc) == 0;
}

/* thorough: the top is looked through even where the program wrote it itself. */
static bool take_in_text(const char *name, const char *bytes, size_t len_bytes,
                         int64_t now_ms, bool thorough, struct session_file *file,
                         struct faults *faults, struct err *err)
{
    struct session_file read = {0};
    struct reading r = {.sink = {.faults = faults, .err = err}};
    if (!json_read(&r.document, name, bytes, len_bytes, err)) {
        return false;
    }
    r.sink.document = &r.document;
    r.session = read.session = session_new();
    read_version(&r, &read);
    if (!r.sink.fatal) {
        read_templates(&r);
        read_edits(&r, now_ms);
        bool ours = top_is_ours(&r);
        if (!ours || thorough) {
            check_top(r.document.root, r.session, &r.sink);
        }
        if (!ours && !r.sink.fatal) {
            read.hand_edits =
                hand_take_in(r.session, r.document.root, r.edit_count > 0, r.latest_ms);
        }
    }
    fault_sink_finish(&r.sink);
    json_finish(&r.document);
    arena_finish(&r.arena);
    if (r.sink.fatal) {
        session_free(read.session);
        return false;
    }
    *file = read;
    return true;
}

bool file_read(const char *name, const char *bytes, size_t len_bytes, int64_t now_ms,
               struct session_file *file, struct faults *faults, struct err *err)
{
    return take_in_text(name, bytes, len_bytes, now_ms, faults != NULL, file, faults,
                        err);
}

static struct stamp stamp_from(const struct stat *about)
{
    return (struct stamp){.exists = true,
                          .device = about->st_dev,
                          .inode = about->st_ino,
                          .size_bytes = about->st_size,
                          .changed = about->st_mtim};
}

static struct stamp stamp_of(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? stamp_from(&about) : (struct stamp){0};
}

static bool stamp_same(const struct stamp *a, const struct stamp *b)
{
    return a->exists == b->exists && a->device == b->device && a->inode == b->inode &&
           a->size_bytes == b->size_bytes && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

bool file_open(const char *path, struct session_file *file, struct err *err)
{
    struct str bytes = STR_EMPTY;
    struct stamp stamp = stamp_of(path);
    struct session_file read;
    struct faults faults = {0};
    bool ok =
        read_file(path, &bytes, err) &&
        take_in_text(path, bytes.bytes, bytes.len_bytes, 0, false, &read, &faults, err);
    str_finish(&bytes);
    if (ok) {
        read.fault_count = faults.count;
        if (faults.count) {
            struct str first = STR_EMPTY;
            str_addf(&first, "line %lu: %s", faults.items[0].place.line,
                     faults.items[0].message);
            read.first_fault = str_take(&first);
        }
        read.path = memory_copy_text(path);
        if (!read.read_only && access(path, W_OK) != 0) {
            read.read_only = true;
            read.read_only_why = "the file is write-protected";
        }
        read.stamp = stamp;
        journal_init(&read.journal, path);
        journal_read(&read.journal, read.session, &read.news);
        *file = read;
    }
    faults_finish(&faults);
    return ok;
}

void file_new(const char *path, struct session_file *file)
{
    *file = (struct session_file){
        .path = memory_copy_text(path), .session = session_new(), .version = OUR_VERSION};
    journal_init(&file->journal, path);
    journal_read(&file->journal, file->session, &file->news);
}

void file_close(struct session_file *file)
{
    session_free(file->session);
    free(file->path);
    free(file->first_fault);
    journal_finish(&file->journal);
    journal_news_finish(&file->news);
    *file = (struct session_file){0};
}

/* Takes in what another program wrote since; true if there is nothing to lose. */
static bool take_in_others(struct session_file *file, struct err *err)
{
    struct stamp now = stamp_of(file->path);
    struct session_file other;
    struct err inner = ERR_NONE;
    if (!now.exists || stamp_same(&now, &file->stamp)) {
        return true;
    }
    if (!file_open(file->path, &other, &inner)) {
        err_set(err,
                "%s: changed meanwhile and is no session now, so it is not "
                "overwritten (%s)",
                file->path, err_text(&inner));
        err_finish(&inner);
        return false;
    }
    bool ok = !other.read_only;
    if (ok) {
        session_add_all(file->session, other.session);
    } else {
        err_set(err, "%s: not overwritten: %s", file->path, other.read_only_why);
    }
    file_close(&other);
    return ok;
}

/* Nothing that can be read is replaced with something that cannot. */
static bool can_be_read_again(const char *path, const struct str *bytes, struct err *err)
{
    struct err inner = ERR_NONE;
    bool ok = json_check("line", bytes->bytes, bytes->len_bytes, &inner);
    if (!ok) {
        err_set(err,
                "%s: not written, for it could not be read again (%s); what was "
                "there is as it was",
                path, err_text(&inner));
    }
    err_finish(&inner);
    return ok;
}

bool file_save(struct session_file *file, struct err *err)
{
    struct str bytes = STR_EMPTY;
    struct stat written;
    if (file->read_only) {
        err_set(err, "%s: open for reading only: %s (version %g)", file->path,
                file->read_only_why, file->version);
        return false;
    }
    /* From taking in what others wrote to replacing it, nobody else may write. */
    int lock = folder_lock(file->path);
    bool ok = take_in_others(file, err);
    if (ok) {
        struct journal_news news = {0};
        journal_read(&file->journal, file->session, &news);
        journal_news_finish(&news);
        file_write(file->session, &bytes);
        ok = can_be_read_again(file->path, &bytes, err) &&
             replace_file_and_tell(file->path, bytes.bytes, bytes.len_bytes,
                                   REPLACE_EXISTING, &written, err);
    }
    if (ok) {
        journal_trim(&file->journal);
    }
    folder_unlock(lock);
    if (ok) {
        file->stamp = stamp_from(&written);
    }
    str_finish(&bytes);
    return ok;
}

void file_write(struct session *session, struct str *out)
{
    size_t count, written = 0, start = out->len_bytes;
    const struct edit **edits = session_edits(session, &count);
    str_add(out, "{\n");
    top_write(session, out);
    unsigned long sum =
        crc32_z(0, (const unsigned char *)out->bytes + start, out->len_bytes - start);
    str_add(out, edits_line);
    for (size_t i = 0; i < count; i++) {
        if (!edit_is_template(edits[i])) {
            str_add(out, written++ ? ",\n    " : "\n    ");
            edit_write(edits[i], out);
        }
    }
    str_addf(out, "%s],\n  \"top\": \"%08lx\"\n}\n", written ? "\n  " : "", sum);
    free(edits);
}
