/* Whose each record is, of files that are joined by their lines: where two say something of
 * one, the tables of neither are as they stand in its file. */

#include "store/joined_inside.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool joined_is_of_tables(const struct edit *edit)
{
    static const char *const kinds[] = {"session", "goal", "note", "offer", NULL};
    return text_among(edit->kind, kinds, SIZE_MAX);
}

/* The slot of an id, or where it would be. Two ids of one hash are taken for the same. */
static struct joined_named *slot_of(const struct joined_owners *owners, uint64_t id)
{
    size_t mask = owners->count - 1, at = id & mask;
    while (owners->slots[at].id && owners->slots[at].id != id) {
        at = (at + 1) & mask;
    }
    return &owners->slots[at];
}

/* A file has that id, or names it: so may another have. */
static struct joined_named *see_whose(struct joined *j, uint64_t id, uint32_t source)
{
    struct joined_named *owner = slot_of(&j->owners, id);
    if (owner->id && owner->source != source) {
        j->sources[owner->source].whole = j->sources[source].whole = true;
    }
    return owner;
}

static struct hashes ids_of_several(const struct joined *j)
{
    struct hashes once = hashes_for(j->line_count), twice = hashes_for(j->line_count);
    for (size_t i = 0; i < j->line_count; i++) {
        uint32_t id = (uint32_t)j->lines[i].id;
        hashes_add(hashes_have(&once, id) ? &twice : &once, id);
    }
    hashes_finish(&once);
    return twice;
}

/* A note that one edit made is no other's, and nothing stands under it. */
static bool is_one_note(const struct joined *j, const struct joined_line *line)
{
    return line->goal && !hashes_have(&j->several, (uint32_t)line->id);
}

static void add_owners(struct joined *j)
{
    size_t count = 0;
    for (size_t i = 0; i < j->line_count; i++) {
        count += !is_one_note(j, &j->lines[i]);
    }
    for (j->owners.count = 1024; j->owners.count < count * 2;) {
        j->owners.count *= 2;
    }
    j->owners.slots = memory_get(j->owners.count * sizeof *j->owners.slots);
    for (size_t i = 0; i < j->line_count; i++) {
        const struct joined_line *line = &j->lines[i];
        if (!is_one_note(j, line)) {
            *see_whose(j, line->id, line->source) =
                (struct joined_named){line->id, line->source};
        }
    }
}

static void see_what_is_named(struct joined *j)
{
    for (size_t i = 0; i < j->line_count; i++) {
        const struct joined_line *line = &j->lines[i];
        bool as_before =
            i && line[-1].goal == line->goal && line[-1].source == line->source;
        if (!as_before) {
            see_whose(j, line->goal, line->source);
        }
    }
    for (size_t i = 0; i < j->named_count; i++) {
        see_whose(j, j->named[i].id, j->named[i].source);
    }
}

bool joined_find_owners(struct joined *j)
{
    size_t more = 0;
    bool whole_more = false;
    j->several = ids_of_several(j);
    add_owners(j);
    see_what_is_named(j);
    for (size_t i = 0; i < j->source_count; i++) {
        more += j->sources[i].more;
        whole_more = whole_more || (j->sources[i].more && j->sources[i].whole);
    }
    return more <= 1 && !whole_more;
}

bool joined_is_whole(const struct joined *j, const char *table)
{
    const struct joined_named *owner =
        slot_of(&j->owners, joined_hash(table, strlen(table)));
    return owner->id && j->sources[owner->source].whole;
}

bool joined_has_any(const struct joined *j, const struct lookup *ids)
{
    struct hash_set named = {.count = 0};
    bool any = false;
    for (size_t i = 0; i < ids->count; i++) {
        const char *id = *(const char *const *)ids->items[i];
        hash_set_add(&named, joined_hash(id, strlen(id)));
    }
    for (size_t i = 0; i < j->line_count && named.count && !any; i++) {
        any = hash_set_has(&named, j->lines[i].id);
    }
    hash_set_finish(&named);
    return any;
}
