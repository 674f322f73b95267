/* A file's edits added to a session that has others: what merging does with each. */

#include "store/file_inside.h"

#include "base/memory.h"
#include "store/check.h"
#include "store/replace.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Edits about to be added: each is looked at before the first is. */

/* Those of one key beside one another; numbers differ sooner than actors. */
static int by_key(const void *left, const void *right)
{
    const struct edit *a = *(const struct edit *const *)left;
    const struct edit *b = *(const struct edit *const *)right;
    if (a->key.number != b->key.number) {
        return a->key.number < b->key.number ? -1 : 1;
    }
    return strcmp(a->key.actor, b->key.actor);
}

static bool are_one(const struct edit *a, const struct edit *b)
{
    return edit_same(a, b) || ((a->redacted || b->redacted) && edit_same_redacted(a, b));
}

/* How many of these edits have the key of another among them. Puts them into order. */
static size_t clashes_among(const struct edit **edits, size_t count)
{
    size_t clashes = 0;
    if (count > 1) {
        qsort(edits, count, sizeof(*edits), by_key);
    }
    for (size_t i = 1; i < count; i++) {
        clashes +=
            by_key(&edits[i - 1], &edits[i]) == 0 && !are_one(edits[i - 1], edits[i]);
    }
    return clashes;
}

/* Whether a session can take in all of them, and what then is written be read again. */
static bool can_add(const char *path, const struct session *session,
                    const struct edit *const *edits, size_t count, struct err *err)
{
    const struct edit **fresh = memory_get(count * sizeof(*fresh));
    size_t fresh_count = 0, clashes = session_clash_count(session);
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        enum applied what;
        ok = session_foresee(session, edits[i], &what, err);
        if (ok && what == APPLIED) {
            fresh[fresh_count++] = edits[i];
        }
        clashes += ok && what == APPLIED_CLASH;
    }
    clashes += ok ? clashes_among(fresh, fresh_count) : 0;
    if (ok && clashes > SESSION_MOST_CLASHES) {
        err_set(err,
                "%s: with it, more than %d edits would have the key of another, so it is "
                "left out",
                path, SESSION_MOST_CLASHES);
        ok = false;
    }
    free(fresh);
    return ok;
}

/* A sealed file: a program of ours wrote every byte of it, and nothing has changed since.
 * It is read without being looked through as others are. What looks sealed, but is not as
 * our programs write, is another file. */
struct sealed {
    struct json_document document;
    struct arena arena;
    struct edit *edits;
    const struct edit **pointers;
    size_t edit_count, edit_room;
    struct template **forms; /* those that the session lacks */
    size_t form_count, form_room;
};

static void sealed_finish(struct sealed *s)
{
    for (size_t i = 0; i < s->form_count; i++) {
        template_free(s->forms[i]);
    }
    free(s->forms);
    free(s->pointers);
    free(s->edits);
    arena_finish(&s->arena);
    json_finish(&s->document);
}

/* Whether it begins and ends as a sealed file does, with checksums that are right. */
static bool is_sealed(const struct str *bytes, const struct file_parts *parts)
{
    static const char head[] =
        "{\n  \"format\": \"roundtable session\",\n  \"version\": 1,\n";
    char top[SUM_SIZE_BYTES], edits[SUM_SIZE_BYTES];
    if (!parts->end || strncmp(bytes->bytes, head, sizeof head - 1) != 0) {
        return false;
    }
    struct str foot = STR_EMPTY;
    size_t foot_bytes = (size_t)(bytes->bytes + bytes->len_bytes - parts->end);
    file_sum(bytes->bytes, (size_t)(parts->edits - bytes->bytes), top);
    file_sum(parts->edits, (size_t)(parts->end - parts->edits), edits);
    file_write_foot(top, edits, &foot);
    bool same =
        foot.len_bytes == foot_bytes && memcmp(parts->end, foot.bytes, foot_bytes) == 0;
    str_finish(&foot);
    return same;
}

/* Whether the top is what JSON may be, in which no member stands twice. */
static bool top_is_sound(const struct str *bytes, const struct file_parts *parts)
{
    struct err unused = ERR_NONE;
    struct str top = STR_EMPTY;
    str_add_bytes(&top, bytes->bytes, (size_t)(parts->edits - bytes->bytes));
    str_add(&top, "  \"edits\": [],\n");
    file_write_foot("", "", &top);
    bool ok = json_check("top", top.bytes, top.len_bytes, &unused);
    str_finish(&top);
    err_finish(&unused);
    return ok;
}

static bool read_template(const char *line, size_t len_bytes,
                          const struct session *session, struct sealed *s)
{
    struct err unused = ERR_NONE;
    struct str json = STR_EMPTY;
    bool ok = true;
    str_add_bytes(&json, line, len_bytes);
    if (!session_has_template(session, str_text(&json))) {
        struct template *form = template_read_text("template", str_text(&json), &unused);
        ok = form != NULL;
        if (form) {
            s->forms = memory_room_for_one(s->forms, s->form_count, &s->form_room,
                                           sizeof(*s->forms));
            s->forms[s->form_count++] = form;
        }
    }
    str_finish(&json);
    err_finish(&unused);
    return ok;
}

/* They stand just above the edits, one a line. Since what they stand in ends with the
 * file's foot, they are the file's, and not a member of the same name further in. */
static bool read_templates(const char *bytes, const struct file_parts *parts,
                           const struct session *session, struct sealed *s)
{
    static const char opening[] = "\n  \"templates\": [", line_start[] = "\n    {";
    const char *at = strstr(bytes, opening), *closing = "],\n";
    if (!at || at > parts->edits) {
        return false;
    }
    at += sizeof opening - 1;
    while (strncmp(at, line_start, sizeof line_start - 1) == 0) {
        const char *line = at + sizeof line_start - 2;
        at = line + strcspn(line, "\n");
        if (!read_template(line, (size_t)(at - line) - (at[-1] == ','), session, s)) {
            return false;
        }
        closing = "\n  ],\n";
    }
    size_t left = (size_t)(parts->edits - at);
    return left == strlen(closing) && strncmp(at, closing, left) == 0;
}

static bool read_edit(const struct json *json, struct sealed *s)
{
    struct err unused = ERR_NONE;
    s->edits =
        memory_room_for_one(s->edits, s->edit_count, &s->edit_room, sizeof *s->edits);
    bool ok = edit_read(json, &s->arena, &s->edits[s->edit_count++], NULL, &unused);
    const struct json *set = ok ? json_member(json, "set") : NULL;
    for (const struct json *m = json_first(set); m && ok; m = json_next(m)) {
        ok = !is_too_deep(m);
    }
    err_finish(&unused);
    return ok;
}

/* The line of edits and those below it are made a document of their own, in which they
 * stand as deep as in the file: `  "edits": [ … ],` and a line's end become
 * ` {"edits": [ … ]}`. */
static bool read_edits(const char *path, char *start, char *end, struct sealed *s)
{
    struct err unused = ERR_NONE;
    char *brace = start + 1, *comma = end - 2;
    *brace = '{';
    comma[0] = '}';
    comma[1] = '\0';
    bool ok = json_read(&s->document, path, brace, (size_t)(comma + 1 - brace), &unused);
    const struct json *list = ok ? json_first(s->document.root) : NULL;
    ok = ok && !json_next(list);
    for (const struct json *j = json_first(list); j && ok; j = json_next(j)) {
        ok = read_edit(j, s);
    }
    *brace = ' ';
    comma[0] = ',';
    comma[1] = '\n';
    err_finish(&unused);
    return ok;
}

static bool read_sealed(const char *path, struct str *bytes,
                        const struct session *session, struct sealed *s)
{
    struct file_parts parts = file_parts(str_text(bytes), bytes->len_bytes);
    if (!is_sealed(bytes, &parts) || strncmp(parts.end - 3, "],\n", 3) != 0 ||
        !top_is_sound(bytes, &parts) ||
        !read_templates(bytes->bytes, &parts, session, s)) {
        return false;
    }
    char *start = bytes->bytes + (parts.edits - bytes->bytes);
    if (!read_edits(path, start, start + (parts.end - parts.edits), s)) {
        return false;
    }
    struct err unused = ERR_NONE;
    s->pointers = memory_get(s->edit_count * sizeof(*s->pointers));
    for (size_t i = 0; i < s->edit_count; i++) {
        s->pointers[i] = &s->edits[i];
    }
    bool ok = can_add(path, session, s->pointers, s->edit_count, &unused);
    err_finish(&unused);
    return ok;
}

/* Nothing of it can be refused any more. */
static void add_sealed(struct session *session, struct sealed *s)
{
    struct err err = ERR_NONE;
    bool ok = true;
    for (size_t i = 0; i < s->form_count; i++) {
        ok = session_take_template(session, s->forms[i], &err) && ok;
    }
    s->form_count = 0;
    for (size_t i = 0; i < s->edit_count; i++) {
        ok = session_apply(session, &s->edits[i], NULL, &err) && ok;
    }
    assert(ok && "what was foreseen comes");
    (void)ok;
    err_finish(&err);
}

/* What another session holds, if that goes together. */
static bool add_session(const char *path, struct session *session,
                        const struct session *from, struct err *err)
{
    size_t count;
    const struct edit **edits = session_edits(from, &count);
    bool ok = can_add(path, session, edits, count, err);
    if (ok) {
        session_add_all(session, from);
    }
    free(edits);
    return ok;
}

/* Whatever else is a session: read as when it is opened, with the words for what is
 * wrong. */
static bool add_other(const char *path, const struct str *bytes, struct session *session,
                      struct err *err)
{
    struct session_file file;
    if (!file_read(path, str_text(bytes), bytes->len_bytes, 0, false, &file, NULL, err)) {
        return false;
    }
    bool ok = !file.read_only && add_session(path, session, file.session, err);
    if (file.read_only) { /* what this program does not know would be lost */
        err_set(err, "%s: %s; that program can merge it", path, file.read_only_why);
    }
    file_close(&file);
    return ok;
}

/* A session whose file was not written yet, but what was said is there. */
static bool add_begun(const char *path, struct session *session, struct file_added *added,
                      struct err *err)
{
    struct session_file file;
    size_t before = session_edit_count(session);
    if (!file_open(path, &file, err)) {
        return false;
    }
    bool ok = add_session(path, session, file.session, err);
    added->from_journal = session_edit_count(session) - before;
    added->bad_lines = file.news.bad_lines;
    file_close(&file);
    return ok;
}

/* What stands beside it. */
static void add_what_came_later(const char *path, struct session *session,
                                struct file_added *added)
{
    struct rescued unused;
    struct journal journal;
    struct journal_news news = {0};
    size_t before = session_edit_count(session);
    char *target = path_resolve(path);
    rescue_take_in(target, session, &unused);
    journal_init(&journal, target);
    journal_read(&journal, session, &news);
    added->from_journal = session_edit_count(session) - before;
    added->bad_lines = news.bad_lines;
    journal_news_finish(&news);
    journal_finish(&journal);
    free(target);
}

/* The file itself. */
static bool add_file(const char *path, struct session *session, struct err *err)
{
    struct str bytes = STR_EMPTY;
    struct sealed sealed = {0};
    bool ok = read_file(path, &bytes, err);
    if (ok && read_sealed(path, &bytes, session, &sealed)) {
        add_sealed(session, &sealed);
    } else if (ok) {
        ok = add_other(path, &bytes, session, err);
    }
    sealed_finish(&sealed);
    str_finish(&bytes);
    return ok;
}

bool file_add(const char *path, struct session *session, struct file_added *added,
              struct err *err)
{
    size_t before = session_change_count(session);
    *added = (struct file_added){0};
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        if (!add_begun(path, session, added, err)) {
            return false;
        }
    } else if (add_file(path, session, err)) {
        add_what_came_later(path, session, added);
    } else {
        return false;
    }
    added->edits = session_change_count(session) - before;
    return true;
}
