/* The edits of a session, found by their keys. */

#include "model/session_inside.h"

#include "base/hash.h"

/* Actors are kept names: their addresses tell them apart. */
static uint64_t hash_of_key(struct edit_key kept)
{
    return hash_end((uintptr_t)kept.actor ^ kept.number << 40 ^ kept.number);
}

static uint64_t hash_of_entry(const void *item)
{
    const struct entry *entry = item;
    return hash_of_key(entry->edit.key);
}

static bool is_entry(const void *item, const void *key)
{
    const struct entry *entry = item;
    const struct edit_key *kept = key;
    return entry->edit.key.actor == kept->actor && entry->edit.key.number == kept->number;
}

struct entry *session_entry(const struct session *s, struct edit_key kept)
{
    return lookup_find(&s->entries, hash_of_key(kept), is_entry, &kept);
}

struct entry *session_touch_entry(struct session *s, struct edit_key kept)
{
    struct entry *entry = session_entry(s, kept);
    if (!entry) {
        entry = arena_get(&s->arena, sizeof *entry);
        entry->edit.key = kept;
        lookup_add(&s->entries, entry, hash_of_entry);
    }
    return entry;
}

const struct entry_more *entry_more(const struct entry *entry)
{
    static const struct entry_more nothing;
    return entry->more ? entry->more : &nothing;
}

struct entry_more *entry_touch_more(struct session *s, struct entry *entry)
{
    if (!entry->more) {
        entry->more = arena_get(&s->arena, sizeof *entry->more);
    }
    return entry->more;
}

struct entry *entry_twin(const struct entry *entry)
{
    return entry_more(entry)->twin;
}
