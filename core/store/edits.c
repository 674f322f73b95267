#include "store/edits.h"

#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static int depth_of(const struct json *json)
{
    int deepest = 0;
    for (const struct json *item = json_first(json); item; item = json_next(item)) {
        int depth = depth_of(item);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + (json_kind(json) == JSON_ARRAY || json_kind(json) == JSON_OBJECT);
}

bool edits_is_too_deep(const struct json *field)
{
    return json_first(field) && depth_of(field) > EDITS_DEEPEST_FIELD;
}

/* The member of an edit, or the field that it sets, which is nested deeper than it may be,
 * or NULL. */
static const struct json *find_too_deep(const struct json *json, int *most)
{
    *most = EDITS_DEEPEST_MEMBER;
    for (const struct json *m = json_first(json); m; m = json_next(m)) {
        if (json_kind(m) != JSON_ARRAY && json_kind(m) != JSON_OBJECT) {
            continue;
        }
        if (strcmp(json_name(m), "set") != 0) {
            if (depth_of(m) > EDITS_DEEPEST_MEMBER) {
                return m;
            }
            continue;
        }
        for (const struct json *field = json_first(m); field; field = json_next(field)) {
            if (edits_is_too_deep(field)) {
                *most = EDITS_DEEPEST_FIELD;
                return field;
            }
        }
    }
    return NULL;
}

/* Whether what a file would write among its templates would be that template again. */
static bool is_as_written(const struct edit *edit)
{
    struct err unused = ERR_NONE;
    if (!edit_is_template(edit)) {
        return true;
    }
    struct template *form =
        template_read_text(edit->id, edit->set[0].value.text, &unused);
    bool ok = form && strcmp(form->id, edit->id) == 0;
    template_free(form);
    err_finish(&unused);
    return ok;
}

bool edits_read(const struct json *json, struct arena *arena, struct edit *edit,
                const struct json **where, struct err *err)
{
    struct edit read;
    const struct json *unused;
    where = where ? where : &unused;
    if (!edit_read(json, arena, &read, where, err)) {
        return false;
    }
    int most; /* a template stands less deep in a file than in its edit */
    const struct json *deep = edit_is_template(&read) ? NULL : find_too_deep(json, &most);
    if (deep) {
        *where = deep;
        err_set(err, "nested more than %d deep, too much for one field", most);
        return false;
    }
    if (!is_as_written(&read)) {
        *where = json;
        err_set(err, "the edit of a template, and what it sets is none");
        return false;
    }
    *edit = read;
    return true;
}

bool edits_read_line(const char *line, size_t len_bytes, struct arena *arena,
                     struct edit *edit, size_t *values)
{
    if (edit_read_line(line, len_bytes, arena, edit, values) &&
        strcmp(edit->kind, "template") != 0) {
        return true;
    }
    struct json_document document = {0};
    const char *copy = arena_copy_bytes(arena, line, len_bytes);
    bool ok = json_read(&document, "line", copy, len_bytes, NULL) &&
              edits_read(document.root, arena, edit, NULL, NULL);
    *values = document.size.values;
    arena_take(arena, &document.arena);
    return ok;
}

bool edits_take(struct session *session, const struct edit *edit, enum applied *what,
                struct err *err)
{
    enum applied news = APPLIED;
    if (session_clash_count(session) >= SESSION_MOST_CLASHES &&
        !session_foresee(session, edit, &news, err)) {
        return false;
    }
    if (news == APPLIED_CLASH) {
        err_set(err,
                "more than %d edits have the key of another; no roundtable wrote this",
                SESSION_MOST_CLASHES);
        return false;
    }
    return session_apply(session, edit, what, err);
}

bool edits_take_root(const struct json_document *document, struct session *session,
                     enum applied *what, struct err *err)
{
    struct arena arena = ARENA_EMPTY;
    struct edit edit;
    bool ok = edits_read(document->root, &arena, &edit, NULL, err) &&
              edits_take(session, &edit, what, err);
    arena_finish(&arena);
    return ok;
}

bool edits_take_line(const char *name, const char *line, size_t len_bytes,
                     struct session *session, enum applied *what, struct err *err)
{
    struct json_document document = {0};
    struct err inner = ERR_NONE;
    bool ok = json_read(&document, name, line, len_bytes, err);
    if (ok && !edits_take_root(&document, session, what, &inner)) {
        err_set(err, "%s: %s", name, err_text(&inner));
        ok = false;
    }
    err_finish(&inner);
    json_finish(&document);
    return ok;
}

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

static uint64_t hash_of_key(const void *item)
{
    const struct edit_key *key = &((const struct edit *)item)->key;
    return hash_end(hash_add_text_here(HASH_START, key->actor) ^ key->number);
}

static bool is_of_key(const void *item, const void *other)
{
    return by_key(&item, &other) == 0;
}

static bool any_key_again(const struct edit *const *edits, size_t count)
{
    struct lookup keys = {0};
    bool again = false;
    for (size_t i = 0; i < count && !again; i++) {
        uint64_t hash = hash_of_key(edits[i]);
        again = lookup_find(&keys, hash, is_of_key, edits[i]);
        lookup_add_hashed(&keys, (void *)edits[i], hash, hash_of_key);
    }
    lookup_finish(&keys);
    return again;
}

/* How many of these edits have the key of another among them. Puts them into order. */
static size_t clashes_among(const struct edit **edits, size_t count)
{
    size_t clashes = 0;
    if (!any_key_again(edits, count)) { /* as nearly always */
        return 0;
    }
    qsort(edits, count, sizeof(*edits), by_key);
    for (size_t i = 1; i < count; i++) {
        clashes +=
            by_key(&edits[i - 1], &edits[i]) == 0 && !are_one(edits[i - 1], edits[i]);
    }
    return clashes;
}

/* Whether all can be taken in, however many of them clash. */
static bool are_well_formed(const struct edit *const *edits, size_t count,
                            struct err *err)
{
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        ok = edit_is_well_formed(edits[i], err);
    }
    return ok;
}

bool edits_fit(const char *name, const struct session *session,
               const struct edit *const *edits, size_t count, struct err *err)
{
    size_t fresh_count = 0, clashes = session_clash_count(session);
    if (clashes + count <= SESSION_MOST_CLASHES) {
        return are_well_formed(edits, count, err);
    }
    const struct edit **fresh = memory_get(count * sizeof(*fresh));
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
                name, SESSION_MOST_CLASHES);
        ok = false;
    }
    free(fresh);
    return ok;
}

bool edits_take_all(const char *name, struct session *session, const struct session *from,
                    struct err *err)
{
    size_t count;
    const struct edit **edits = session_edits(from, &count);
    bool ok = edits_fit(name, session, edits, count, err);
    if (ok) {
        session_add_all(session, from);
    }
    free(edits);
    return ok;
}
