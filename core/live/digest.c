#include "live/digest.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What was counted of one edit; the first of its key is in the table, its twins hang on
 * it. Whatever a redaction took out leaves an empty place, sum 0, for what comes. */
struct counted {
    const struct digest_actor *actor;
    uint64_t number;
    uint64_t sum;
    bool for_good; /* no redaction takes it out: it is redacted, or a template */
    struct counted *twin;
};

static struct digest_actor *actor_at(const struct digest *digest, size_t i)
{
    return digest->actors.items[i];
}

void digest_finish(struct digest *digest)
{
    for (size_t i = 0; i < digest->actors.count; i++) {
        free(actor_at(digest, i)->ranges);
    }
    lookup_finish(&digest->actors);
    lookup_finish(&digest->edits);
    arena_finish(&digest->arena);
    str_finish(&digest->line);
    digest->total = 0;
}

static struct digest_actor *new_actor(struct digest *digest, const char *name,
                                      size_t len_bytes)
{
    struct digest_actor *actor = arena_get(&digest->arena, sizeof *actor);
    actor->actor = arena_copy_bytes(&digest->arena, name, len_bytes);
    return actor;
}

static struct digest_actor *touch_actor(struct digest *digest, const char *name)
{
    struct digest_actor *actor = lookup_find_id(&digest->actors, name);
    if (!actor) {
        actor = new_actor(digest, name, strlen(name));
        lookup_add_id(&digest->actors, actor);
    }
    return actor;
}

static void add_range(struct digest_actor *actor, uint64_t first, uint64_t last)
{
    actor->ranges = memory_room_for_one(actor->ranges, actor->count, &actor->room,
                                        sizeof *actor->ranges);
    actor->ranges[actor->count++] = (struct digest_range){first, last};
}

static int range_order(const void *left, const void *right)
{
    const struct digest_range *a = left, *b = right;
    return a->first < b->first ? -1 : a->first > b->first;
}

/* Brings the ranges into order and joins those that touch. */
static void settle(struct digest_actor *actor)
{
    if (!actor->loose) {
        return;
    }
    struct digest_range *ranges = actor->ranges;
    qsort(ranges, actor->count, sizeof *ranges, range_order);
    size_t kept = 0;
    for (size_t i = 1; i < actor->count; i++) {
        struct digest_range *before = &ranges[kept];
        if (ranges[i].first <= before->last || ranges[i].first - 1 == before->last) {
            before->last = ranges[i].last > before->last ? ranges[i].last : before->last;
        } else {
            ranges[++kept] = ranges[i];
        }
    }
    actor->count = kept + 1;
    actor->loose = 0;
}

/* Numbers come in order but for a few; those wait, so that even if all came backwards each
 * would be moved a few times only. */
static void add_number(struct digest_actor *actor, uint64_t number)
{
    enum { FEW = 64 };
    struct digest_range *last = actor->count ? &actor->ranges[actor->count - 1] : NULL;
    if (last && number > last->last && number - last->last == 1) {
        last->last = number;
        return;
    }
    actor->loose += actor->loose || (last && number < last->last);
    add_range(actor, number, number);
    if (actor->loose > FEW + actor->count / 2) {
        settle(actor);
    }
}

static uint64_t counted_hash(const void *item)
{
    const struct counted *counted = item;
    uint64_t hash = hash_add_text(HASH_START, counted->actor->actor);
    return hash_end(hash ^ hash_end(counted->number));
}

static bool is_counted(const void *item, const void *key)
{
    const struct counted *a = item, *b = key;
    return a->actor == b->actor && a->number == b->number;
}

static struct counted *touch_counted(struct digest *digest, struct digest_actor *actor,
                                     uint64_t number)
{
    struct counted key = {.actor = actor, .number = number};
    struct counted *found =
        lookup_find(&digest->edits, counted_hash(&key), is_counted, &key);
    if (!found) {
        found = arena_get(&digest->arena, sizeof *found);
        *found = key;
        lookup_add(&digest->edits, found, counted_hash);
        add_number(actor, number);
    }
    return found;
}

/* Nothing of that key says anything any more. */
static void take_out(struct digest *digest, struct digest_actor *actor,
                     struct counted *first)
{
    for (struct counted *c = first; c; c = c->twin) {
        if (!c->for_good) {
            actor->sum -= c->sum;
            digest->total -= c->sum;
            c->sum = 0;
        }
    }
}

void digest_add(struct digest *digest, const struct edit *edit)
{
    uint64_t sum = edit_sum(edit, &digest->line);
    struct digest_actor *actor = touch_actor(digest, edit->key.actor);
    struct counted *first = touch_counted(digest, actor, edit->key.number), *empty = NULL;
    if (edit->redacted) {
        take_out(digest, actor, first);
    }
    for (struct counted *c = first; c; c = c->twin) {
        if (c->sum == sum) {
            return;
        }
        empty = c->sum ? empty : c;
    }
    if (!empty) {
        empty = arena_get(&digest->arena, sizeof *empty);
        empty->twin = first->twin;
        first->twin = empty;
    }
    empty->sum = sum;
    empty->for_good = edit->redacted || strcmp(edit->kind, "template") == 0;
    actor->sum += sum;
    digest->total += sum;
}

const struct digest_actor *digest_find(const struct digest *digest, const char *actor)
{
    struct digest_actor *found = lookup_find_id(&digest->actors, actor);
    if (found) {
        settle(found);
    }
    return found;
}

bool digest_has(const struct digest_actor *actor, uint64_t number)
{
    size_t low = 0, high = actor->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (actor->ranges[middle].last < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < actor->count && actor->ranges[low].first <= number;
}

bool digest_names(const struct digest *lacks, struct edit_key key)
{
    const struct digest_actor *actor = digest_find(lacks, key.actor);
    return actor && digest_has(actor, key.number);
}

size_t digest_edits(const struct digest *digest)
{
    uint64_t edits = 0;
    for (size_t i = 0; i < digest->actors.count; i++) {
        const struct digest_actor *actor = actor_at(digest, i);
        for (size_t r = 0; r < actor->count; r++) {
            edits += actor->ranges[r].last - actor->ranges[r].first + 1;
        }
    }
    return edits;
}

uint64_t digest_total(const struct digest *digest)
{
    return digest->total;
}

static bool same_ranges(const struct digest_actor *a, const struct digest_actor *b)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++) {
        if (a->ranges[i].first != b->ranges[i].first ||
            a->ranges[i].last != b->ranges[i].last) {
            return false;
        }
    }
    return a->count == b->count;
}

/* Adds the numbers of a range that an actor lacks. *at is the first of its ranges that may
 * hold any, and moves on. */
static void add_lacking(const struct digest_actor *here, size_t *at,
                        struct digest_range range, struct digest_actor *lacks)
{
    while (*at < here->count && here->ranges[*at].last < range.first) {
        ++*at;
    }
    for (; *at < here->count && here->ranges[*at].first <= range.last; ++*at) {
        const struct digest_range *had = &here->ranges[*at];
        if (range.first < had->first) {
            add_range(lacks, range.first, had->first - 1);
        }
        if (had->last >= range.last) {
            return; /* it may hold numbers of the next range too */
        }
        range.first = had->last + 1;
    }
    add_range(lacks, range.first, range.last);
}

void digest_lacks(const struct digest *here, const struct digest *there,
                  struct digest *lacks)
{
    for (size_t i = 0; i < there->actors.count; i++) {
        static const struct digest_actor nobody;
        struct digest_actor *has = actor_at(there, i), *lack;
        const struct digest_actor *ours = digest_find(here, has->actor);
        settle(has);
        if (ours && ours->sum == has->sum && same_ranges(ours, has)) {
            continue;
        }
        bool all = !ours || same_ranges(ours, has);
        ours = all ? &nobody : ours;
        lack = new_actor(lacks, has->actor, strlen(has->actor));
        size_t at = 0;
        for (size_t r = 0; r < has->count; r++) {
            add_lacking(ours, &at, has->ranges[r], lack);
        }
        if (lack->count) {
            lookup_add_id(&lacks->actors, lack);
        }
    }
}

static int actor_order(const void *left, const void *right)
{
    const struct digest_actor *const *a = left, *const *b = right;
    return strcmp((*a)->actor, (*b)->actor);
}

static void write_number(uint64_t number, struct str *out)
{
    str_addf(out, "%llu", (unsigned long long)number);
}

static void write_actor(struct digest_actor *actor, struct str *out)
{
    char sum[BASE32_SIZE_BYTES];
    settle(actor);
    str_add(out, actor->actor);
    for (size_t i = 0; i < actor->count; i++) {
        const struct digest_range *range = &actor->ranges[i];
        str_add_byte(out, i ? ',' : ' ');
        write_number(range->first, out);
        if (range->last > range->first) {
            str_add_byte(out, '-');
            write_number(range->last, out);
        }
    }
    base32_write(actor->sum, sum);
    str_add_byte(out, ' ');
    str_add(out, sum);
    str_add_byte(out, '\n');
}

void digest_write(const struct digest *digest,
                  bool (*passes)(const void *context, const char *actor),
                  const void *context, struct str *out)
{
    size_t count = digest->actors.count;
    struct digest_actor **sorted = memory_get(count * sizeof(*sorted));
    for (size_t i = 0; i < count; i++) {
        sorted[i] = actor_at(digest, i);
    }
    qsort(sorted, count, sizeof(*sorted), actor_order);
    for (size_t i = 0; i < count; i++) {
        if (!passes || passes(context, sorted[i]->actor)) {
            write_actor(sorted[i], out);
        }
    }
    free(sorted);
}

/* "0-12,14": ascending, and no two that could be one. */
static bool read_ranges(const char **at, struct digest_actor *actor, size_t *left)
{
    do {
        struct digest_range range;
        const struct digest_range *before =
            actor->count ? &actor->ranges[actor->count - 1] : NULL;
        *at += before != NULL; /* the comma */
        if (!edit_number_read(at, &range.first)) {
            return false;
        }
        range.last = range.first;
        if (**at == '-') {
            ++*at;
            if (!edit_number_read(at, &range.last) || range.last <= range.first) {
                return false;
            }
        }
        if ((before && range.first <= before->last + 1) || (*left)-- == 0) {
            return false;
        }
        add_range(actor, range.first, range.last);
    } while (**at == ',');
    return true;
}

/* One line, whose end *at is moved behind. */
static bool read_actor(const char **at, struct digest *digest, size_t *left)
{
    size_t len_bytes = strcspn(*at, " \n"), count = digest->actors.count;
    if (!edit_actor_fits(*at, len_bytes) || (*at)[len_bytes] != ' ' ||
        count == DIGEST_MOST_ACTORS) {
        return false;
    }
    struct digest_actor *actor = new_actor(digest, *at, len_bytes);
    if (count && strcmp(actor_at(digest, count - 1)->actor, actor->actor) >= 0) {
        return false;
    }
    lookup_add_id(&digest->actors, actor);
    *at += len_bytes + 1;
    if (!read_ranges(at, actor, left) || **at != ' ' ||
        !base32_read(*at + 1, &actor->sum) || (*at)[BASE32_SIZE_BYTES] != '\n') {
        return false;
    }
    digest->total += actor->sum;
    *at += BASE32_SIZE_BYTES + 1;
    return true;
}

bool digest_read(const char *text, size_t len_bytes, struct digest *digest)
{
    const char *at = text, *end = text + len_bytes;
    size_t left = DIGEST_MOST_RANGES;
    while (at < end) {
        if (!read_actor(&at, digest, &left)) {
            digest_finish(digest);
            return false;
        }
    }
    return true;
}
