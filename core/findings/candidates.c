/* Which wordings are worth comparing. */

#include "findings/candidates.h"

#include "base/hash.h"
#include "base/memory.h"
#include "findings/alike.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_KEYS = 6,      /* of a wording, that are paired */
    MOST_ALONE = 2,     /* that are followed alone */
    MOST_FOLLOWED = 40, /* wordings that a key is followed to */
    MOST_FOR_ONE = 6,   /* pairs that one wording begins */
    CACHED = 1 << 16
};

/* A key of a reading: its low half is the reading. Sorted, those of one key stand
 * together, in the order of the grids. */
struct keys {
    uint64_t *items;
    size_t count, room;
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
    if (count == MOST_KEYS && topics[count - 1].weight >= weight) {
        return count;
    }
    count = count < MOST_KEYS ? count + 1 : count;
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
            uint32_t begins = token->stem->beginning;
            count = add_topic(topics, count,
                              begins ? begins : (uint64_t)1 << 40 | token->stem->number,
                              token->weight);
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

static void add_keys(struct keys *keys, const struct reading *r, size_t number)
{
    struct topic topics[MOST_KEYS];
    size_t count = find_topics(r, false, topics);
    count = count ? count : find_topics(r, true, topics);
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

/* Those that were compared lately, so that a pair with several keys is compared once. */
struct compared {
    uint64_t pairs[CACHED];
};

static bool is_new(struct compared *c, uint32_t a, uint32_t b)
{
    uint64_t pair = (uint64_t)a << 32 | b;
    uint64_t *slot = &c->pairs[hash_end(pair) % CACHED];
    bool known = *slot == pair;
    *slot = pair;
    return !known;
}

static void compare(const struct readings *r, uint32_t a, uint32_t b,
                    struct near_pairs *out)
{
    const struct reading *one = &r->items[a], *other = &r->items[b];
    double least = one->wording->names ? ALIKE_LEAST_FOR_NAMES : ALIKE_LEAST_SCORE;
    double score = readings_near(one, other);
    if (score >= least) {
        ARRAY_ADD(out->items, out->count, out->room,
                  (struct near_pair){a, b, (float)score});
    }
}

static void follow_keys(const struct readings *r, const struct keys *keys,
                        struct compared *compared, struct near_pairs *out)
{
    for (size_t i = 0; i < keys->count; i++) {
        uint64_t key = keys->items[i] >> 32;
        uint32_t a = (uint32_t)keys->items[i];
        for (size_t k = i + 1;
             k < keys->count && k <= i + MOST_FOLLOWED && keys->items[k] >> 32 == key;
             k++) {
            uint32_t b = (uint32_t)keys->items[k];
            if (a != b && is_new(compared, a, b)) {
                compare(r, a, b, out);
            }
        }
    }
}

static int by_first(const void *left, const void *right)
{
    const struct near_pair *a = left, *b = right;
    if (a->a != b->a) {
        return a->a < b->a ? -1 : 1;
    }
    if (a->score != b->score) {
        return a->score > b->score ? -1 : 1;
    }
    return a->b < b->b ? -1 : a->b > b->b;
}

static int nearest_first(const void *left, const void *right)
{
    const struct near_pair *a = left, *b = right;
    if (a->score != b->score) {
        return a->score > b->score ? -1 : 1;
    }
    return by_first(left, right);
}

/* Each pair once, and of one reading the nearest. */
static void keep_nearest(struct near_pairs *p)
{
    size_t kept = 0, of_one = 0;
    ARRAY_SORT(p->items, p->count, by_first);
    for (size_t i = 0; i < p->count; i++) {
        bool first = !kept || p->items[kept - 1].a != p->items[i].a;
        bool again = !first && p->items[kept - 1].b == p->items[i].b;
        of_one = first ? 0 : of_one;
        if (!again && of_one < MOST_FOR_ONE) {
            p->items[kept++] = p->items[i];
            of_one++;
        }
    }
    p->count = kept;
    ARRAY_SORT(p->items, p->count, nearest_first);
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

void near_pairs_find(const struct readings *r, struct near_pairs *out)
{
    struct compared *compared = memory_get(sizeof *compared);
    struct keys keys = {0};
    *out = (struct near_pairs){0};
    for (size_t from = 0, to; from < r->count; from = to) {
        to = readings_column_end(r, from);
        keys.count = 0;
        for (size_t i = from; i < to; i++) {
            add_keys(&keys, &r->items[i], i);
        }
        sort_keys(&keys);
        follow_keys(r, &keys, compared, out);
    }
    keep_nearest(out);
    index_pairs(out, r->count);
    free(keys.items);
    free(compared);
}

void near_pairs_finish(struct near_pairs *p)
{
    free(p->items);
    free(p->starts);
    free(p->of);
    *p = (struct near_pairs){0};
}
