/* Whose each record is, of files that are joined by their lines: where two say something of
 * one, the table of neither is as it stands in its file. */

#include "store/joined_inside.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool joined_is_of_tables(const struct edit *edit)
{
    static const char *const kinds[] = {"session", "goal", "note", "offer", NULL};
    return text_among(edit->kind, kinds, SIZE_MAX);
}

/* Ids, and of which file each is; 0: empty. */
struct owners {
    struct joined_named *slots;
    size_t count;
};

/* The slot of an id, or where it would be. Two ids of one hash are taken for the same. */
static struct joined_named *slot_of(const struct owners *owners, uint64_t id)
{
    size_t mask = owners->count - 1, at = id & mask;
    while (owners->slots[at].id && owners->slots[at].id != id) {
        at = (at + 1) & mask;
    }
    return &owners->slots[at];
}

static bool is_of_another(const struct owners *owners, uint64_t id, uint32_t source)
{
    const struct joined_named *owner = slot_of(owners, id);
    return owner->id && owner->source != source;
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

/* False if two files have one. */
static bool find_owners(const struct joined *j, struct owners *owners)
{
    size_t count = 0;
    bool ok = true;
    for (size_t i = 0; i < j->line_count; i++) {
        count += !is_one_note(j, &j->lines[i]);
    }
    for (owners->count = 1024; owners->count < count * 2;) {
        owners->count *= 2;
    }
    owners->slots = memory_get(owners->count * sizeof *owners->slots);
    for (size_t i = 0; i < j->line_count && ok; i++) {
        const struct joined_line *line = &j->lines[i];
        if (!is_one_note(j, line)) {
            ok = !is_of_another(owners, line->id, line->source);
            *slot_of(owners, line->id) = (struct joined_named){line->id, line->source};
        }
    }
    return ok;
}

static bool one_says_more(const struct joined *j)
{
    size_t count = 0;
    for (size_t i = 0; i < j->source_count; i++) {
        count += j->sources[i].more;
    }
    return count <= 1;
}

static bool name_their_own(const struct joined *j, const struct owners *owners)
{
    bool ok = true;
    for (size_t i = 0; i < j->line_count && ok; i++) {
        const struct joined_line *line = &j->lines[i];
        bool as_before =
            i && line[-1].goal == line->goal && line[-1].source == line->source;
        ok = as_before || !is_of_another(owners, line->goal, line->source);
    }
    for (size_t i = 0; i < j->named_count && ok; i++) {
        ok = !is_of_another(owners, j->named[i].id, j->named[i].source);
    }
    return ok;
}

bool joined_are_apart(struct joined *j)
{
    struct owners owners = {NULL, 0};
    j->several = ids_of_several(j);
    bool ok = one_says_more(j) && find_owners(j, &owners) && name_their_own(j, &owners);
    free(owners.slots);
    return ok;
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
