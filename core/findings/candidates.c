/* Which wordings are worth comparing. */

#include "findings/candidates.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/number_map.h"
#include "findings/alike.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_TOPICS = 16,   /* of a wording */
    MOST_KEYS = 6,      /* of these, that are paired */
    MOST_ALONE = 6,     /* that are followed alone */
    MOST_FOLLOWED = 40, /* wordings that a key is followed to */
    MOST_FOR_ONE = 6    /* pairs that one wording begins */
};

/* The keys of a column's readings; the low half of one is the reading. Sorted, those of one
 * key stand together, in the order of the grids. */
struct keys {
    uint64_t *items;
    size_t count, room;
    uint32_t *places; /* where they stand, reading by reading */
    uint32_t
        *ends; /* of each reading, where its places end, and those of the next begin */
};

/* What a reading is about, by weight. */
struct topic {
    uint64_t key;
    float weight;
};

static void add_key(struct keys *keys, uint64_t key, size_t reading)
{
    ARRAY_ADD(keys->items, keys->count, keys->room,
              hash_end(key) << 32 | (uint32_t)reading);
}

static size_t add_topic(struct topic *topics, size_t count, uint64_t key, float weight)
{
    size_t at = count;
    for (size_t i = 0; i < count; i++) {
        if (topics[i].key == key) {
            return count;
        }
    }
    if (count == MOST_TOPICS && topics[count - 1].weight >= weight) {
        return count;
    }
    count = count < MOST_TOPICS ? count + 1 : count;
    at = count - 1;
    for (; at > 0 && topics[at - 1].weight < weight; at--) {
        topics[at] = topics[at - 1];
    }
    topics[at] = (struct topic){key, weight};
    return count;
}

/* The groups of a reading, and the beginnings of words that are of none. */
static size_t find_topics(const struct reading *r, bool weak_ones, struct topic *topics)
{
    size_t count = 0;
    for (size_t i = 0; i < r->token_count; i++) {
        const struct token *token = &r->tokens[i];
        bool weak = token->is & (WORD_WEAK | WORD_WANTING);
        if (token->weight > 0 && weak == weak_ones) {
            count = add_topic(topics, count, token->stem->beginning, token->weight);
        }
    }
    for (size_t i = 0; i < r->span_count; i++) {
        float weight = 0;
        for (size_t k = r->spans[i].from; k < r->spans[i].to; k++) {
            weight += r->tokens[k].weight;
        }
        count = add_topic(topics, count, (uint64_t)1 << 41 | r->spans[i].group, weight);
    }
    return count;
}

static size_t topics_of(const struct reading *r, struct topic *topics)
{
    size_t count = find_topics(r, false, topics);
    return count ? count : find_topics(r, true, topics);
}

/* What only one wording is about leads to no other. */
static size_t shared_topics(const struct number_map *said, struct topic *topics,
                            size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < MOST_KEYS; i++) {
        topics[kept] = topics[i];
        kept += number_map_find(said, topics[i].key) > 1;
    }
    return kept;
}

static void count_topics(const struct readings *r, size_t from, size_t to,
                         struct number_map *said)
{
    struct topic topics[MOST_TOPICS];
    for (size_t i = from; i < to; i++) {
        size_t count = topics_of(&r->items[i], topics);
        for (size_t k = 0; k < count; k++) {
            number_map_set(said, topics[k].key, number_map_find(said, topics[k].key) + 1);
        }
    }
}

static void add_keys(struct keys *keys, const struct reading *r, size_t number,
                     const struct number_map *said)
{
    struct topic topics[MOST_TOPICS];
    size_t count = shared_topics(said, topics, topics_of(r, topics));
    for (size_t i = 0; i < count; i++) {
        if (i < MOST_ALONE) {
            add_key(keys, topics[i].key, number);
        }
        for (size_t k = i + 1; k < count; k++) {
            uint64_t low = topics[i].key < topics[k].key ? topics[i].key : topics[k].key;
            uint64_t high = topics[i].key ^ topics[k].key ^ low;
            add_key(keys, hash_end(low) * 31 + high, number);
        }
    }
    add_key(keys, r->squeezed, number);
}

/* By the upper half, which is the key; the lower one stands in order already. */
static void sort_keys(struct keys *keys)
{
    enum { BITS = 11, BINS = 1 << BITS, UPPER = 32 };
    uint64_t *from = keys->items, *to = memory_get((keys->count + 1) * sizeof *to);
    uint64_t *spare = to;
    for (int shift = UPPER; shift < 64; shift += BITS) {
        size_t bins[BINS + 1] = {0};
        for (size_t i = 0; i < keys->count; i++) {
            bins[(from[i] >> shift) % BINS + 1]++;
        }
        for (size_t i = 1; i < BINS; i++) {
            bins[i] += bins[i - 1];
        }
        for (size_t i = 0; i < keys->count; i++) {
            to[bins[(from[i] >> shift) % BINS]++] = from[i];
        }
        uint64_t *sorted = to;
        to = from;
        from = sorted;
    }
    if (from != keys->items) {
        memcpy(keys->items, from, keys->count * sizeof *from);
    }
    free(spare);
}

static void place_keys(struct keys *keys)
{
    keys->places =
        memory_resize_array(keys->places, keys->count + 1, sizeof *keys->places);
    for (size_t i = 0; i < keys->count; i++) {
        uint32_t reading = (uint32_t)keys->items[i];
        keys->places[keys->ends[reading]++] = (uint32_t)i;
    }
}

/* The pairs that one reading begins. */
struct begun {
    struct near_pair nearest[MOST_FOR_ONE]; /* the nearest first */
    size_t count;
    uint32_t *seen; /* of each reading, the last one that it was compared with, from 1 */
};

static bool is_nearer(const struct near_pair *a, const struct near_pair *b)
{
    return a->score != b->score ? a->score > b->score : a->b < b->b;
}

static void compare(const struct readings *r, uint32_t a, uint32_t b, struct begun *begun)
{
    const struct reading *one = &r->items[a], *other = &r->items[b];
    const struct near_pair *last = &begun->nearest[MOST_FOR_ONE - 1];
    double least = one->wording->names ? ALIKE_LEAST_FOR_NAMES : ALIKE_LEAST_SCORE;
    bool full = begun->count == MOST_FOR_ONE;
    double score = readings_near(one, other, full ? (double)last->score : least);
    struct near_pair pair = {a, b, (float)score};
    if (score < least || (full && !is_nearer(&pair, last))) {
        return;
    }
    size_t at = full ? MOST_FOR_ONE - 1 : begun->count++;
    for (; at > 0 && is_nearer(&pair, &begun->nearest[at - 1]); at--) {
        begun->nearest[at] = begun->nearest[at - 1];
    }
    begun->nearest[at] = pair;
}

static void follow_keys(const struct readings *r, const struct keys *keys, size_t place,
                        uint32_t a, struct begun *begun)
{
    begun->count = 0;
    for (; place < keys->ends[a]; place++) {
        size_t at = keys->places[place], i = at + 1;
        uint64_t key = keys->items[at] >> 32;
        for (; i < keys->count && i <= at + MOST_FOLLOWED && keys->items[i] >> 32 == key;
             i++) {
            uint32_t b = (uint32_t)keys->items[i];
            if (b != a && begun->seen[b] != a + 1) {
                begun->seen[b] = a + 1;
                compare(r, a, b, begun);
            }
        }
    }
}

static int nearest_first(const void *left, const void *right)
{
    const struct near_pair *a = left, *b = right;
    if (a->a == b->a || a->score != b->score) {
        return is_nearer(a, b) ? -1 : 1;
    }
    return a->a < b->a ? -1 : 1;
}

static void index_pairs(struct near_pairs *p, size_t readings)
{
    p->starts = memory_get((readings + 2) * sizeof *p->starts);
    p->of = memory_get((2 * p->count + 1) * sizeof *p->of);
    for (size_t i = 0; i < p->count; i++) {
        p->starts[p->items[i].a + 2]++;
        p->starts[p->items[i].b + 2]++;
    }
    for (size_t i = 2; i < readings + 2; i++) {
        p->starts[i] += p->starts[i - 1];
    }
    for (size_t i = 0; i < p->count; i++) {
        p->of[p->starts[p->items[i].a + 1]++] = (uint32_t)i;
        p->of[p->starts[p->items[i].b + 1]++] = (uint32_t)i;
    }
}

/* Those of a column, from its first reading to before the next one's. */
static void find_in_column(const struct readings *r, size_t from, size_t to,
                           struct keys *keys, struct begun *begun, struct near_pairs *out)
{
    struct number_map said = {0};
    count_topics(r, from, to, &said);
    keys->count = 0;
    for (size_t i = from; i < to; i++) {
        keys->ends[i] = (uint32_t)keys->count; /* for now, where they begin */
        add_keys(keys, &r->items[i], i, &said);
    }
    number_map_finish(&said);
    sort_keys(keys);
    place_keys(keys);
    for (size_t i = from; i < to; i++) {
        follow_keys(r, keys, i > from ? keys->ends[i - 1] : 0, (uint32_t)i, begun);
        for (size_t n = 0; n < begun->count; n++) {
            ARRAY_ADD(out->items, out->count, out->room, begun->nearest[n]);
        }
    }
}

void near_pairs_find(const struct readings *r, struct near_pairs *out)
{
    struct begun begun = {.seen = memory_get((r->count + 1) * sizeof *begun.seen)};
    struct keys keys = {.ends = memory_get((r->count + 1) * sizeof *keys.ends)};
    *out = (struct near_pairs){0};
    for (size_t from = 0, to; from < r->count; from = to) {
        to = readings_column_end(r, from);
        find_in_column(r, from, to, &keys, &begun, out);
    }
    ARRAY_SORT(out->items, out->count, nearest_first);
    index_pairs(out, r->count);
    free(keys.items);
    free(keys.places);
    free(keys.ends);
    free(begun.seen);
}

void near_pairs_finish(struct near_pairs *p)
{
    free(p->items);
    free(p->starts);
    free(p->of);
    *p = (struct near_pairs){0};
}
