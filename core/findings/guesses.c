/* Which action may be for an entry. */

#include "findings/guesses.h"

#include "base/memory.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

void guesses_add_entry(struct guesses *g, const struct record *entry)
{
    struct guess_text text = {entry, memory_copy_text(record_words(entry, "text"))};
    ARRAY_ADD(g->entries, g->entry_count, g->entry_room, text);
    number_map_set(&g->entry_numbers, (uintptr_t)entry, (uint32_t)g->entry_count);
}

void guesses_add_action(struct guesses *g, const struct record *action)
{
    struct str words = str_of("%s", record_words(action, "text"));
    str_addf(&words, ". %s. %s", record_says(action, "who"),
             record_says(action, "messenger"));
    struct guess_text text = {action, str_take(&words)};
    ARRAY_ADD(g->actions, g->action_count, g->action_room, text);
}

enum { BITS = 64 }; /* of a signature, and of a word */

static const struct reading *reading_at(const struct guesses *g, size_t number)
{
    return &g->readings.items[g->readings.by_number[number]];
}

static void note_bits(struct guesses *g)
{
    g->words = g->action_count / BITS + 1;
    g->with = memory_get(BITS * g->words * sizeof *g->with);
    for (size_t i = 0; i < g->action_count; i++) {
        uint64_t signature = reading_at(g, g->entry_count + i)->signature;
        for (size_t bit = 0; bit < BITS; bit++) {
            uint64_t has = signature >> bit & 1;
            g->with[bit * g->words + i / BITS] |= has << i % BITS;
        }
    }
}

void guesses_read(struct guesses *g, const char *language)
{
    size_t count = g->entry_count + g->action_count;
    struct wording **used = memory_get((count + 1) * sizeof(*used));
    g->wordings = memory_get((count + 1) * sizeof *g->wordings);
    for (size_t i = 0; i < count; i++) {
        g->wordings[i].words = i < g->entry_count ? g->entries[i].words
                                                  : g->actions[i - g->entry_count].words;
        g->wordings[i].number = i;
        used[i] = &g->wordings[i];
    }
    struct themes all = {.language = language, .wordings = used, .wording_count = count};
    readings_make(&g->readings, &all, kin_builtin(language));
    free(used);
    note_bits(g);
}

/* The actions that may have the words of an entry; a word of bits at a time. */
struct candidates {
    const struct guesses *of;
    const struct reading *entry;
    uint64_t *left;
};

/* Which of the actions may have a token. */
static uint64_t with_token(const struct candidates *c, size_t token, size_t word)
{
    uint64_t with = 0;
    for (uint64_t bits = c->entry->glances[token].signature; bits; bits &= bits - 1) {
        size_t bit = (size_t)__builtin_ctzll(bits);
        with |= c->of->with[bit * c->of->words + word];
    }
    return with;
}

/* At first those that may have any of its words. */
static void begin(struct candidates *c)
{
    for (size_t word = 0; word < c->of->words; word++) {
        c->left[word] = 0;
        for (size_t i = 0; i < c->entry->token_count; i++) {
            c->left[word] |= with_token(c, i, word);
        }
    }
}

/* The most that can be covered without one token, added up as reading_covered() does. */
static double covered_without(const struct reading *entry, size_t token)
{
    double strong = 0, without = 0, weight = 0;
    for (size_t i = 0; i < entry->token_count; i++) {
        strong += (double)entry->tokens[i].strong;
        without += i == token ? 0 : (double)entry->tokens[i].strong;
        weight += i == token ? 0 : (double)entry->tokens[i].weight;
    }
    return strong > 0 ? without / strong : weight / (double)entry->weight;
}

/* The most that can be covered by one of them, at a glance; added up likewise. */
static double most_covered(const struct reading *entry, uint64_t signature)
{
    double strong = 0, matched = 0, any = 0;
    for (size_t i = 0; i < entry->token_count; i++) {
        bool may = (entry->glances[i].signature & signature) != 0;
        strong += (double)entry->tokens[i].strong;
        matched += may ? (double)entry->tokens[i].strong : 0;
        any += may ? (double)entry->tokens[i].weight : 0;
    }
    return strong > 0 ? matched / strong : any / (double)entry->weight;
}

/* Only those that may be better from now on: they have each word without which none is. */
static void leave_better(struct candidates *c, double best, size_t from)
{
    for (size_t i = 0; i < c->entry->token_count; i++) {
        bool needed = covered_without(c->entry, i) <= best;
        for (size_t word = from; needed && word < c->of->words; word++) {
            c->left[word] &= with_token(c, i, word);
        }
    }
}

/* The next of them from that one on; how many actions there are if there is none. */
static size_t next(const struct candidates *c, size_t at)
{
    for (size_t word = at / BITS; word < c->of->words; word++) {
        uint64_t left = c->left[word];
        left &= word == at / BITS ? ~UINT64_C(0) << at % BITS : ~UINT64_C(0);
        if (left) {
            return word * BITS + (size_t)__builtin_ctzll(left);
        }
    }
    return c->of->action_count;
}

enum guess guesses_find(const struct guesses *g, const struct record *entry,
                        const struct record **action)
{
    static const double nearly = 0.999;
    uint32_t number = number_map_find(&g->entry_numbers, (uintptr_t)entry);
    enum guess found = GUESS_NONE;
    double best = 0;
    if (!number || !g->action_count) {
        return found;
    }
    struct candidates c = {g, reading_at(g, number - 1),
                           memory_get(g->words * sizeof *c.left)};
    begin(&c);
    for (size_t i = next(&c, 0); i < g->action_count && found != GUESS_ALL;
         i = next(&c, i + 1)) {
        const struct reading *other = reading_at(g, g->entry_count + i);
        bool all;
        if (best > 0 && most_covered(c.entry, other->signature) <= best) {
            continue;
        }
        double covered = reading_covered(c.entry, other, nearly, &all);
        if (covered > best && !plan_refused(entry, g->actions[i].record)) {
            best = covered;
            *action = g->actions[i].record;
            found = all ? GUESS_ALL : GUESS_MAYBE;
            leave_better(&c, best, i / BITS);
        }
    }
    free(c.left);
    return found;
}

void guesses_finish(struct guesses *g)
{
    for (size_t i = 0; i < g->entry_count; i++) {
        free(g->entries[i].words);
    }
    for (size_t i = 0; i < g->action_count; i++) {
        free(g->actions[i].words);
    }
    free(g->entries);
    free(g->actions);
    free(g->wordings);
    free(g->with);
    number_map_finish(&g->entry_numbers);
    if (g->readings.items) {
        readings_finish(&g->readings);
    }
    *g = (struct guesses){0};
}
