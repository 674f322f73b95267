#include "findings/alike.h"

#include "base/memory.h"
#include "base/number_map.h"
#include "findings/candidates.h"
#include "findings/reading.h"

#include <stdlib.h>
#include <string.h>

/* Wordings and which are near, which hang on no decision; and as of what themes the
 * proposals are. */
struct alike {
    struct readings readings;
    struct near_pairs near;
    const char *language;
    size_t made, remade, reworded;
};

static int best_first(const void *left, const void *right)
{
    const struct proposal *a = left, *b = right;
    if (a->score != b->score) {
        return a->score > b->score ? -1 : 1;
    }
    size_t tables_a = a->one->tables + a->other->tables;
    size_t tables_b = b->one->tables + b->other->tables;
    if (tables_a != tables_b) {
        return tables_a > tables_b ? -1 : 1;
    }
    int order = themes_order(&a->one, &b->one);
    return order ? order : themes_order(&a->other, &b->other);
}

/* Two themes that nobody decided anything about have one wording each, and are met once. */
static bool is_met_once(const struct proposal *p)
{
    return !p->one->record && !p->other->record;
}

/* Of two themes, the best of the pairs of their wordings stands for them: those come the
 * best first, so later ones are passed over. */
static bool is_known(struct number_map *known, const struct proposal *p)
{
    uint64_t pair = (uint64_t)p->one->number << 32 | p->other->number;
    bool is = number_map_find(known, pair) != 0;
    if (!is) {
        number_map_set(known, pair, 1);
    }
    return is;
}

static void propose(struct proposals *p, const struct themes *themes,
                    const struct near_pair *pair, struct theme *a, struct theme *b,
                    struct number_map *known)
{
    const struct readings *r = &p->alike->readings;
    if (a == b || a->gone || b->gone ||
        themes_words_are_apart(themes, a, r->items[pair->a].wording, b,
                               r->items[pair->b].wording)) {
        return;
    }
    bool turn = themes_order(&a, &b) > 0;
    struct proposal proposal = {
        .one = turn ? b : a,
        .other = turn ? a : b,
        .score = (double)pair->score,
        .of_one = r->items[turn ? pair->b : pair->a].wording,
        .of_other = r->items[turn ? pair->a : pair->b].wording,
    };
    if (is_met_once(&proposal) || !is_known(known, &proposal)) {
        ARRAY_ADD(p->items, p->count, p->room, proposal);
    }
}

static void propose_pair(struct proposals *p, const struct themes *themes,
                         const struct near_pair *pair, size_t made,
                         struct number_map *known)
{
    const struct wording *a = p->alike->readings.items[pair->a].wording;
    const struct wording *b = p->alike->readings.items[pair->b].wording;
    for (size_t i = 0; i < a->in_count; i++) {
        for (size_t k = 0; k < b->in_count; k++) {
            if (!made || a->in[i]->made == made || b->in[k]->made == made) {
                propose(p, themes, pair, a->in[i], b->in[k], known);
            }
        }
    }
}

static void propose_all(struct proposals *p, const struct themes *themes)
{
    struct number_map known = {0};
    p->count = 0;
    for (size_t i = 0; i < p->alike->near.count; i++) {
        propose_pair(p, themes, &p->alike->near.items[i], 0, &known);
    }
    ARRAY_SORT(p->items, p->count, best_first);
    number_map_finish(&known);
}

static void take_out(struct proposals *p, const struct themes *themes)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct proposal *proposal = &p->items[i];
        if (!proposal->one->gone && !proposal->other->gone &&
            !themes_words_are_apart(themes, proposal->one, proposal->of_one,
                                    proposal->other, proposal->of_other)) {
            p->items[kept++] = p->items[i];
        }
    }
    p->count = kept;
}

static int by_number(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* The pairs that concern themes made anew, the best first, each perhaps several times. */
static uint32_t *pairs_made_anew(const struct alike *alike, const struct themes *themes,
                                 size_t *count)
{
    uint32_t *found = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < themes->count; i++) {
        const struct theme *theme = themes->items[i];
        for (size_t m = 0; theme->made == themes->made && m < theme->count; m++) {
            const struct wording *w = wording_of(themes, theme->members[m]);
            uint32_t reading = alike->readings.by_number[w->number];
            for (uint32_t k = alike->near.starts[reading];
                 k < alike->near.starts[reading + 1]; k++) {
                ARRAY_ADD(found, *count, room, alike->near.of[k]);
            }
        }
    }
    ARRAY_SORT(found, *count, by_number);
    return found;
}

/* Both parts are in order; the second begins there. */
static void merge(struct proposals *p, size_t from)
{
    size_t added = p->count - from, old = from;
    struct proposal *fresh = memory_get((added + 1) * sizeof *fresh);
    if (added) {
        memcpy(fresh, p->items + from, added * sizeof *fresh);
    }
    ARRAY_SORT(fresh, added, best_first);
    for (size_t to = p->count; added > 0;) {
        bool last = !old || best_first(&fresh[added - 1], &p->items[old - 1]) > 0;
        p->items[--to] = last ? fresh[--added] : p->items[--old];
    }
    free(fresh);
}

static void propose_anew(struct proposals *p, const struct themes *themes)
{
    struct number_map known = {0};
    size_t count;
    take_out(p, themes);
    size_t from = p->count;
    uint32_t *pairs = pairs_made_anew(p->alike, themes, &count);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || pairs[i] != pairs[i - 1]) {
            propose_pair(p, themes, &p->alike->near.items[pairs[i]], themes->made,
                         &known);
        }
    }
    merge(p, from);
    free(pairs);
    number_map_finish(&known);
}

static void read_anew(struct proposals *p, const struct themes *themes)
{
    struct alike *alike = p->alike;
    if (alike) {
        near_pairs_finish(&alike->near);
        readings_finish(&alike->readings);
    }
    alike = p->alike = alike ? alike : memory_get(sizeof *alike);
    const struct kin *kin = p->kin && kin_speaks(p->kin, themes->language)
                                ? p->kin
                                : kin_builtin(themes->language);
    readings_make(&alike->readings, themes, kin);
    near_pairs_find(&alike->readings, &alike->near);
    alike->language = themes->language;
}

void proposals_follow(struct proposals *p, const struct themes *themes)
{
    struct alike *alike = p->alike;
    if (alike && alike->made == themes->made && alike->reworded == themes->reworded) {
        return;
    }
    bool kept = alike && alike->reworded == themes->reworded;
    if (!kept) {
        read_anew(p, themes);
    }
    if (kept && alike->remade == themes->remade && alike->made + 1 == themes->made) {
        propose_anew(p, themes);
    } else {
        propose_all(p, themes);
    }
    p->alike->made = themes->made;
    p->alike->remade = themes->remade;
    p->alike->reworded = themes->reworded;
}

void proposals_find(const struct themes *themes, struct proposals *out)
{
    *out = (struct proposals){0};
    proposals_follow(out, themes);
}

static const struct reading *reading_of(const struct alike *alike,
                                        const struct wording *wording)
{
    return &alike->readings.items[alike->readings.by_number[wording->number]];
}

void proposal_add_shared(const struct proposals *proposals, const struct proposal *p,
                         struct str *out)
{
    const struct alike *alike = proposals->alike;
    readings_add_shared(reading_of(alike, p->of_one), reading_of(alike, p->of_other),
                        alike->language, out);
}

void proposals_finish(struct proposals *p)
{
    if (p->alike) {
        near_pairs_finish(&p->alike->near);
        readings_finish(&p->alike->readings);
        free(p->alike);
    }
    free(p->items);
    *p = (struct proposals){0};
}
