#include "store/hand_ids.h"

#include "base/hash.h"
#include "base/table_of_hashes.h"

#include <string.h>

/* A record that the top names, so that what it does not name can be told. */
struct named_record {
    const char *of;
    bool claimed; /* an entry was it */
    UT_hash_handle hh;
};

/* How many entries that look alike have come. */
struct alike {
    uint64_t hash, count;
    UT_hash_handle hh;
};

static struct named_record *find(const struct hand_ids *ids, const char *kind,
                                 const char *id)
{
    struct named_record *found;
    struct str of = str_of("%s:%s", kind, id);
    HASH_FIND(hh, ids->named, of.bytes, of.len_bytes, found);
    str_finish(&of);
    return found;
}

static struct named_record *touch(struct hand_ids *ids, const char *kind, const char *id)
{
    struct named_record *named = find(ids, kind, id);
    if (!named) {
        struct str of = str_of("%s:%s", kind, id);
        named = arena_get(ids->arena, sizeof *named);
        named->of = arena_copy_text(ids->arena, of.bytes);
        HASH_ADD_KEYPTR(hh, ids->named, named->of, of.len_bytes, named);
        str_finish(&of);
    }
    return named;
}

static void name(struct hand_ids *ids, const char *kind, const struct json *entry)
{
    const char *id = json_member_text(entry, "id");
    if (id && *id) {
        touch(ids, kind, id);
    }
}

static const struct json *first_of(const struct json *list)
{
    return list && json_kind(list) == JSON_ARRAY ? json_first(list) : NULL;
}

void hand_ids_find(struct hand_ids *ids, const struct json *top)
{
    const struct json *table = first_of(json_member(top, "sessions"));
    for (; table; table = json_next(table)) {
        const struct json *goal = first_of(json_member(table, "goals"));
        name(ids, "session", table);
        for (; goal; goal = json_next(goal)) {
            name(ids, "goal", goal);
            for (const struct json *m = json_first(goal); m; m = json_next(m)) {
                for (const struct json *note = first_of(m); note;
                     note = json_next(note)) {
                    name(ids, "note", note);
                }
            }
        }
    }
}

/* Whether an entry without an id may be this record: a new one, or one that stands in
 * the very same list. */
static bool fits(const struct hand_ids *ids, const char *kind, const char *id,
                 const char *parent, const char *column)
{
    const struct record *record = session_record(ids->session, kind, id);
    if (!record || !parent) {
        return true;
    }
    const struct record *above = record_parent(record);
    return above && strcmp(record_id(above), parent) == 0 &&
           (!column || strcmp(record_column(record), column) == 0);
}

const char *hand_id_of(struct hand_ids *ids, const struct json *json, const char *kind,
                       uint64_t hash, const char *parent, const char *column)
{
    const char *id = json_member_text(json, "id");
    struct named_record *named = id && *id ? touch(ids, kind, id) : NULL;
    if (named && !named->claimed) {
        named->claimed = true;
        return id;
    }
    struct alike *alike;
    HASH_FIND(hh, ids->alike, &hash, sizeof hash, alike);
    if (!alike) {
        alike = arena_get(ids->arena, sizeof *alike);
        alike->hash = hash;
        HASH_ADD(hh, ids->alike, hash, sizeof alike->hash, alike);
    }
    for (;;) {
        char text[BASE32_SIZE_BYTES];
        uint64_t number = alike->count++;
        base32_write(hash_end(hash_add(hash, &number, sizeof number)), text);
        if (!find(ids, kind, text) && fits(ids, kind, text, parent, column)) {
            named = touch(ids, kind, text);
            named->claimed = true;
            return strchr(named->of, ':') + 1;
        }
    }
}

const char *hand_claim_row(struct hand_ids *ids, const char *id)
{
    struct named_record *named = touch(ids, "goal", id);
    bool claimed = named->claimed;
    named->claimed = true;
    return claimed ? NULL : strchr(named->of, ':') + 1;
}

uint64_t hand_table_hash(const struct json *json)
{
    static const char *const names[] = {"title", "place", "date", "table"};
    uint64_t hash = hash_add_text(HASH_START, "session");
    bool any = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = json_member_text(json, names[i]);
        any = any || text;
        hash = hash_add_text(hash, text ? text : "");
    }
    if (!any) { /* nothing tells whose it is but what stands in it */
        struct str all = STR_EMPTY;
        json_write(json, &all);
        hash = hash_add_text(hash, str_text(&all));
        str_finish(&all);
    }
    return hash;
}

bool hand_is_claimed(const struct hand_ids *ids, const struct record *record)
{
    const struct named_record *named = find(ids, record_kind(record), record_id(record));
    return named && named->claimed;
}

void hand_ids_finish(struct hand_ids *ids)
{
    HASH_CLEAR(hh, ids->named);
    HASH_CLEAR(hh, ids->alike);
}
