/* A session file's text taken in, strictly. */

#include "store/file_inside.h"

#include "base/memory.h"
#include "store/check.h"
#include "store/edits.h"
#include "store/forms.h"
#include "store/hand.h"
#include "store/joined_inside.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char format_name[] = "roundtable session";
static const int64_t day_ms = 86400000; /* a clock may be wrong by so much */

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
                 "no session: neither \"sessions\" nor \"edits\" stands here; roundtable "
                 "import "
                 "takes in what other programs wrote");
        return;
    }
    file->version = OUR_VERSION;
    if (version && !json_number(version, &file->version)) {
        fault_at(&r->sink, version, true, "\"version\" must be a number");
    } else if (file->version < OUR_VERSION + 1 && file->version != OUR_VERSION) {
        fault_at(&r->sink, version, false, "there is no \"version\" %g; it is 1",
                 file->version);
    }
    file->read_only = file->version >= OUR_VERSION + 1;
    if (file->read_only) {
        struct str why =
            str_of("a newer roundtable wrote this file, version %g", file->version);
        file->read_only_why = str_take(&why);
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

/* One that is taken: what of it wants a person to look at it. */
static void look_at(struct reading *r, const struct json *json, const struct edit *edit,
                    enum applied what, int64_t now_ms)
{
    if (what == APPLIED_CLASH) {
        fault_at(&r->sink, json, false,
                 "two different edits have the key \"%s.%llu\"; both are kept",
                 edit->key.actor, (unsigned long long)edit->key.number);
    }
    if (now_ms && edit->at_ms > now_ms + day_ms) {
        fault_at(&r->sink, json, false,
                 "this edit is from the future; a clock was wrong");
    }
    if (edit->at_ms > r->latest_ms || r->edit_count == 0) {
        r->latest_ms = edit->at_ms;
    }
    r->edit_count++;
}

static void read_edits(struct reading *r, int64_t now_ms)
{
    const struct json *list = json_member(r->document.root, "edits");
    bool full = false;
    if (list && json_kind(list) != JSON_ARRAY) {
        fault_at(&r->sink, list, true, "\"edits\" must be a list in []");
        return;
    }
    session_begin_many(r->session);
    for (const struct json *j = json_first(list); j && !full; j = json_next(j)) {
        struct edit edit;
        const struct json *where = j;
        struct err inner = ERR_NONE;
        enum applied what;
        if (edits_read(j, &r->arena, &edit, &where, &inner) &&
            edits_take(r->session, &edit, &what, &inner)) {
            look_at(r, j, &edit, what, now_ms);
        } else {
            fault_at(&r->sink, where, true, "%s", err_text(&inner));
            full = session_clash_count(r->session) == SESSION_MOST_CLASHES;
        }
        err_finish(&inner);
    }
    session_end_many(r->session);
}

/* Whether the top is as the program wrote it: its sum tells. */
static bool top_is_ours(const struct reading *r, const struct file_parts *parts)
{
    const char *said = json_member_text(r->document.root, "top");
    return said && *parts->top && json_member(r->document.root, "edits") &&
           strcmp(said, parts->top) == 0;
}

/* Whether the edits are those that the program wrote. Another program may have laid
 * them out in its own way, so that what they say decides. */
static void check_edits_sum(struct reading *r, const struct file_parts *parts)
{
    const struct json *sum = json_member(r->document.root, "checksum");
    const char *said = json_text(sum);
    if (sum && !parts->edits_hold && !(said && file_edits_are(r->session, said))) {
        fault_at(&r->sink, sum, true,
                 "the edits are not as they were written; if somebody changed them on "
                 "purpose, \"checksum\" has to be taken out as well");
    }
}

/* Whether the templates are those that the program wrote, however they are laid out. What a
 * hand changed of them is taken as it stands. */
static void check_forms_sum(struct reading *r)
{
    const struct json *list = json_member(r->document.root, "templates");
    const struct json *sum = json_member(r->document.root, "forms");
    char found[SUM_SIZE_BYTES];
    struct forms_sum forms = {0};
    struct str line = STR_EMPTY;
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        str_clear(&line);
        json_write(j, &line);
        forms_sum_add(&forms, line.bytes, line.len_bytes);
    }
    forms_sum_end(&forms, found);
    if (sum && !(json_text(sum) && strcmp(json_text(sum), found) == 0)) {
        fault_at(&r->sink, list ? list : sum, false,
                 "the templates are not as they were written: somebody changed them by "
                 "hand, or they are damaged; they are taken as they stand");
        check_forms_as_known(list, sum, &r->sink);
    }
    str_finish(&line);
}

/* What an older program kept of a hand's and showed to nobody. */
static void turn_lists(struct reading *r, struct session_file *file)
{
    size_t before = file->by_hand.count;
    hand_turn_lists(r->session, &file->by_hand);
    file->hand_edits = file->by_hand.count;
    if (file->by_hand.count > before) {
        fault_at(&r->sink, r->document.root, false,
                 "lists of words that were kept and not shown are columns now");
    }
}

/* Everything but the edits. */
static struct str text_around(const char *bytes, const struct file_parts *parts)
{
    struct str around = STR_EMPTY;
    str_add_bytes(&around, bytes, (size_t)(parts->edits - bytes) + sizeof edits_line - 1);
    str_addf(&around, "],\n%s", parts->end);
    return around;
}

/* Whether nothing is to be told of what stands around the edits. */
static bool is_around_in_order(const char *name, const char *around, size_t len_bytes,
                               struct session_file *file)
{
    struct faults found = {0};
    struct reading r = {.sink = {.faults = &found, .document = &r.document},
                        .session = file->session};
    bool ok = json_read(&r.document, name, around, len_bytes, NULL);
    if (ok) {
        read_version(&r, file);
        check_forms_sum(&r);
        check_top(r.document.root, r.session, true, &r.sink);
        check_rest(r.document.root, r.session, &r.sink);
        turn_lists(&r, file);
        ok = found.count == 0;
    }
    fault_sink_finish(&r.sink);
    faults_finish(&found);
    json_finish(&r.document);
    return ok;
}

/* A sealed file of which nothing is to be told: its edits are read and looked at without a
 * tree of them. False, and nothing is read, where there may be something: to tell where it
 * stands, a file is read in another way. */
static bool read_in_order(const char *name, const char *bytes, size_t len_bytes,
                          int64_t now_ms, struct session_file *file)
{
    struct session_file read = {.session = file_read_sealed(bytes, len_bytes, NULL)};
    bool ok = read.session &&
              check_edits_quickly(read.session, now_ms ? now_ms + day_ms : INT64_MAX);
    if (ok) {
        struct file_parts parts = file_parts_unproved(bytes, len_bytes);
        struct str around = text_around(bytes, &parts);
        ok = is_around_in_order(name, around.bytes, around.len_bytes, &read);
        str_finish(&around);
    }
    if (!ok) {
        file_close(&read);
        return false;
    }
    forms_need(read.session);
    *file = read;
    return true;
}

/* A sealed file of which only the edits are wanted: its top and its clocks are not looked at. */
static bool read_edits_alone(const char *bytes, size_t len_bytes,
                             const struct spool *spool, struct session_file *file)
{
    struct session *sealed = file_read_sealed(bytes, len_bytes, spool);
    if (sealed) {
        *file = (struct session_file){.session = sealed, .version = OUR_VERSION};
        forms_need(sealed);
    }
    return sealed != NULL;
}

/* What is too large for a tree is read without one, or not at all, however thorough somebody
 * wants to be. */
static bool read_large(const char *name, const char *bytes, size_t len_bytes,
                       struct session_file *file)
{
    return json_is_too_large(bytes, len_bytes) &&
           json_check_large(name, bytes, len_bytes, NULL, NULL) &&
           read_edits_alone(bytes, len_bytes, NULL, file);
}

/* What other programs' files are called; how their words come in is said to whoever opens one. */
static void tell_of_table(const char *name, struct err *err)
{
    static const char *const endings[] = {".csv", ".tsv", ".xlsx",
                                          ".xls", ".ods", ".prsm"};
    const char *ending = strrchr(name, '.');
    bool is = false;
    for (size_t i = 0; ending && i < sizeof endings / sizeof *endings; i++) {
        is = is || strcasecmp(ending, endings[i]) == 0;
    }
    if (is && err) {
        err_set(
            err,
            "%s: this is no session, but a file of another program: roundtable import "
            "takes it in, of a spreadsheet its csv; or copy its cells in a spreadsheet "
            "and paste them into the grid",
            name);
    }
}

bool file_read(const char *name, const char *bytes, size_t len_bytes, int64_t now_ms,
               bool thorough, struct session_file *file, struct faults *faults,
               struct err *err)
{
    struct session_file read = {0};
    struct reading r = {.sink = {.faults = faults, .err = err}};
    bool edits_alone = !thorough && !now_ms;
    if (edits_alone && read_edits_alone(bytes, len_bytes, NULL, file)) {
        return true;
    }
    if (thorough && read_in_order(name, bytes, len_bytes, now_ms, file)) {
        return true;
    }
    if (!json_read(&r.document, name, bytes, len_bytes, err)) {
        bool large = !edits_alone && read_large(name, bytes, len_bytes, file);
        if (large) {
            err_finish(err);
        } else {
            tell_of_table(name, err);
        }
        return large;
    }
    struct file_parts parts = file_parts(bytes, len_bytes);
    r.sink.document = &r.document;
    r.session = read.session = session_new();
    read_version(&r, &read);
    if (!r.sink.fatal) {
        read_templates(&r);
        read_edits(&r, now_ms);
        check_edits_sum(&r, &parts);
        check_forms_sum(&r);
        bool ours = top_is_ours(&r, &parts);
        if (!ours || thorough) {
            check_top(r.document.root, r.session, ours, &r.sink);
            if (faults) {
                check_rest(r.document.root, r.session, &r.sink);
            }
        }
        if (!ours && !r.sink.fatal) {
            hand_take_in(r.session, r.document.root, r.edit_count > 0, r.latest_ms,
                         &r.sink, &read.by_hand);
            read.hand_edits = read.by_hand.count;
            read.hand_changed = read.hand_edits && r.edit_count > 0;
        }
    }
    turn_lists(&r, &read);
    forms_need(r.session);
    fault_sink_finish(&r.sink);
    json_finish(&r.document);
    arena_finish(&r.arena);
    if (r.sink.fatal) {
        file_close(&read);
        return false;
    }
    *file = read;
    return true;
}

bool file_read_spooled(const char *name, struct spool *text, struct session_file *file,
                       struct err *err)
{
    const char *bytes = spool_add(text, "", 1) ? spool_text(text) : NULL;
    if (!bytes) {
        err_set(err, "%s: what was read of it cannot be read again", name);
        return false;
    }
    size_t len_bytes = text->len_bytes - 1;
    return (text->file && read_edits_alone(bytes, len_bytes, text, file)) ||
           file_read(name, bytes, len_bytes, 0, false, file, NULL, err);
}

bool file_add_alone(const char *path, struct session *session, struct err *err)
{
    struct str bytes = STR_EMPTY;
    struct session_file file = {0};
    bool ok = read_file(path, &bytes, err);
    if (ok && !file_add_sealed(path, str_text(&bytes), bytes.len_bytes, session)) {
        ok = file_read(path, str_text(&bytes), bytes.len_bytes, 0, false, &file, NULL,
                       err);
        if (ok && file.read_only) { /* what this program does not know would be lost */
            err_set(err, "%s: %s; that program can merge it", path, file.read_only_why);
            ok = false;
        }
        ok = ok && edits_take_all(path, session, file.session, err);
        file_close(&file);
    }
    str_finish(&bytes);
    return ok;
}

void file_close(struct session_file *file)
{
    session_free(file->session);
    joined_free(file->joined);
    free(file->path);
    free(file->target);
    free(file->first_fault);
    free(file->read_only_why);
    free(file->rescue);
    free(file->by_hand.edits);
    journal_finish(&file->journal);
    journal_news_finish(&file->news);
    *file = (struct session_file){0};
}
