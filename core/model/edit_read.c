/* Reads an edit from its JSON. */

#include "model/edit.h"

#include "base/instant.h"

#include <string.h>

/* The actor is copied. */
static bool edit_key_read(const char *text, struct arena *arena, struct edit_key *key)
{
    const char *dot = strrchr(text, '.');
    const char *at = dot ? dot + 1 : text;
    uint64_t number;
    if (!dot || !edit_actor_fits(text, (size_t)(dot - text)) ||
        !edit_number_read(&at, &number) || *at) {
        return false;
    }
    key->actor = arena_copy_bytes(arena, text, (size_t)(dot - text));
    key->number = number;
    return true;
}

static size_t count_items(const struct json *container)
{
    size_t count = 0;
    for (const struct json *item = json_first(container); item; item = json_next(item)) {
        count++;
    }
    return count;
}

/* The members of an edit that mean something here; the rest is kept in more. */
enum member { KEY, AT, BY, OF, SET, OVER, AGAIN, REDACTED, MEMBER_COUNT };
const char *const edit_own_members[] = {"key",  "at",    "by",       "of", "set",
                                        "over", "again", "redacted", NULL};

static bool fault(const struct json **where, const struct json *at, struct err *err,
                  const char *message)
{
    *where = at;
    err_set(err, "%s", message);
    return false;
}

static bool read_of(const struct json *of, struct arena *arena, struct edit *edit)
{
    const char *text = json_text(of);
    const char *colon = text ? strchr(text, ':') : NULL;
    if (!colon || colon == text || !colon[1]) {
        return false;
    }
    edit->kind = arena_copy_bytes(arena, text, (size_t)(colon - text));
    edit->id = colon + 1;
    return true;
}

static void read_set(const struct json *set, struct arena *arena, struct edit *edit)
{
    edit->set = arena_get(arena, count_items(set) * sizeof *edit->set);
    for (const struct json *m = json_first(set); m; m = json_next(m)) {
        edit->set[edit->set_count++] =
            (struct change){json_name(m), value_read(m, arena)};
    }
}

static bool read_keys(const struct json *list, struct arena *arena,
                      struct edit_key **keys, uint32_t *count, const struct json **where,
                      struct err *err)
{
    if (!list || json_kind(list) == JSON_NULL) {
        return true;
    }
    if (json_kind(list) != JSON_ARRAY) {
        err_set(err, "\"%s\" of an edit must be a list of keys", json_name(list));
        *where = list;
        return false;
    }
    *keys = arena_get(arena, count_items(list) * sizeof **keys);
    for (const struct json *k = json_first(list); k; k = json_next(k)) {
        const char *text = json_text(k);
        if (!text || !edit_key_read(text, arena, &(*keys)[*count])) {
            return fault(where, k, err, "not the key of an edit, as in \"b1wq.4\"");
        }
        (*count)++;
    }
    return true;
}

static void read_more(const struct json *json, struct arena *arena, struct edit *edit,
                      size_t known)
{
    size_t count = count_items(json) - known;
    edit->more = count ? arena_get(arena, count * sizeof *edit->more) : NULL;
    for (const struct json *m = json_first(json); m && count; m = json_next(m)) {
        bool is_known = false;
        for (size_t i = 0; i < MEMBER_COUNT && !is_known; i++) {
            is_known = strcmp(json_name(m), edit_own_members[i]) == 0;
        }
        if (!is_known) {
            edit->more[edit->more_count++] =
                (struct change){json_name(m), value_read(m, arena)};
        }
    }
}

static bool read_needed(const struct json *json, const struct json *const *members,
                        struct arena *arena, struct edit *edit, const struct json **where,
                        struct err *err)
{
    const char *key = json_text(members[KEY]), *at = json_text(members[AT]);
    if (!key || !edit_key_read(key, arena, &edit->key)) {
        return fault(where, members[KEY] ? members[KEY] : json, err,
                     "an edit needs a \"key\" such as \"k7qmz2x9dn3fa.12\"");
    }
    if (!at || !instant_read(at, &edit->at_ms)) {
        return fault(where, members[AT] ? members[AT] : json, err,
                     "an edit needs an \"at\" such as \"2017-02-22T12:14:03.512Z\"");
    }
    if (!read_of(members[OF], arena, edit)) {
        return fault(where, members[OF] ? members[OF] : json, err,
                     "an edit needs an \"of\" such as \"note:h4t0z9\"");
    }
    if (!members[SET] || json_kind(members[SET]) != JSON_OBJECT ||
        !json_first(members[SET])) {
        return fault(where, members[SET] ? members[SET] : json, err,
                     "an edit needs a \"set\" with at least one field");
    }
    read_set(members[SET], arena, edit);
    return true;
}

bool edit_read(const struct json *json, struct arena *arena, struct edit *edit,
               const struct json **where, struct err *err)
{
    struct edit read = {0};
    const struct json *members[MEMBER_COUNT] = {0}, *unused;
    size_t known = 0;
    where = where ? where : &unused;
    if (json_kind(json) != JSON_OBJECT) {
        return fault(where, json, err, "an edit must be an object in {}");
    }
    for (const struct json *m = json_first(json); m; m = json_next(m)) {
        for (size_t i = 0; i < MEMBER_COUNT; i++) {
            if (strcmp(json_name(m), edit_own_members[i]) == 0) {
                members[i] = m;
                known++;
            }
        }
    }
    if (!read_needed(json, members, arena, &read, where, err)) {
        return false;
    }
    const struct json *by = members[BY], *redacted = members[REDACTED];
    if (by && json_kind(by) != JSON_NULL && !json_text(by)) {
        return fault(where, by, err, "\"by\" of an edit must be a text");
    }
    read.by = json_text(by);
    if (redacted && !json_is_true(redacted)) {
        return fault(where, redacted, err,
                     "\"redacted\" of an edit must be true, or not be there");
    }
    if (!read_keys(members[OVER], arena, &read.over, &read.over_count, where, err) ||
        !read_keys(members[AGAIN], arena, &read.again, &read.again_count, where, err)) {
        return false;
    }
    read_more(json, arena, &read, known);
    if (redacted) {
        edit_redact(&read);
    }
    edit_put_in_order(&read);
    *edit = read;
    return true;
}
