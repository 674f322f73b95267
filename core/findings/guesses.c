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
}

static const struct reading *reading_at(const struct guesses *g, size_t number)
{
    return &g->readings.items[g->readings.by_number[number]];
}

enum guess guesses_find(const struct guesses *g, const struct record *entry,
                        const struct record **action)
{
    static const double nearly = 0.999;
    uint32_t number = number_map_find(&g->entry_numbers, (uintptr_t)entry);
    enum guess found = GUESS_NONE;
    double best = 0;
    for (size_t i = 0; number && i < g->action_count && found != GUESS_ALL; i++) {
        bool all;
        double covered = reading_covered(reading_at(g, number - 1),
                                         reading_at(g, g->entry_count + i), nearly, &all);
        if (covered > best && !plan_refused(entry, g->actions[i].record)) {
            best = covered;
            *action = g->actions[i].record;
            found = all ? GUESS_ALL : GUESS_MAYBE;
        }
    }
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
    number_map_finish(&g->entry_numbers);
    if (g->readings.items) {
        readings_finish(&g->readings);
    }
    *g = (struct guesses){0};
}
