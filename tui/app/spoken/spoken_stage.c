/* The stage of the day, by ear. */

#include "app/spoken/spoken_inside.h"

#include "base/fold.h"

#include <stdlib.h>

/* "Stage 2 of 9: Mapping, 12:00 left." */
static void say_stage(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    struct str clock = STR_EMPTY;
    const struct day *day = &facts.day;
    day_say_clock(day, &clock);
    spoken_add(s, "Stage %zu of %zu: %s%s%s. \vnext-stage\v goes on, \vday\v says all.",
               day->index + 1, day->stage_count, day->stage->title,
               clock.len_bytes ? ", " : "", str_text(&clock));
    str_finish(&clock);
}

/* A stage by its number, or by words of its title; NULL, said: none. */
static const struct stage *stage_of(struct spoken *s, const struct day *day,
                                    const char *which)
{
    size_t n = strtoul(which, NULL, 10);
    struct fold_sought sought = {.language = ""};
    const struct stage *found = NULL;
    fold_seek(&sought, which, "");
    for (size_t i = 0; i < day->stage_count && !found; i++) {
        bool called = fold_find(&sought, day->stages[i].title) >= FOLD_AT_WORD;
        found =
            n ? (n == i + 1 ? &day->stages[i] : NULL) : (called ? &day->stages[i] : NULL);
    }
    fold_sought_finish(&sought);
    if (!found) {
        spoken_refuse(s, "There is no stage ‘%s’; there are %zu, which \vday\v says.%s",
                      which, day->stage_count, n ? "" : spoken_how_to_write(s));
    }
    return found;
}

size_t spoken_stage_called(struct spoken *s, const char *words)
{
    enum { LEAST_LETTERS = 3 };
    struct facts facts = app_facts(s->app);
    struct fold_sought sought = {.language = ""};
    size_t found = 0;
    fold_seek(&sought, words, "");
    for (size_t i = 0; i < facts.day.stage_count && !found; i++) {
        enum fold_fit fit = fold_find(&sought, facts.day.stages[i].title);
        found = fit >= FOLD_AT_START && strlen(words) >= LEAST_LETTERS ? i + 1 : 0;
    }
    fold_sought_finish(&sought);
    return found;
}

void spoken_stage(struct spoken *s, const char *which)
{
    bool there = spoken_close_to_grid(s);
    struct facts facts = app_facts(s->app);
    if (!there) {
        return;
    }
    if (!facts.day.stage_count) {
        spoken_refuse(s, "This form has no stages.");
    } else if (*which) {
        const struct stage *stage = stage_of(s, &facts.day, which);
        struct intent intent = {.kind = INTENT_STAGE, .text = stage ? stage->id : ""};
        if (stage) {
            str_clear(&s->app->messages.text);
            app_carry_out(s->app, &intent);
            spoken_add_message(s);
        }
    } else if (facts.day.stage) {
        say_stage(s);
    } else {
        spoken_add(s,
                   "The day has %zu stages and has not begun; \vnext-stage\v begins "
                   "with ‘%s’.",
                   facts.day.stage_count, facts.day.stages[0].title);
    }
}
