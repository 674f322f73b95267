/* Searching as somebody types, and going from one thing found to the next. */

#include "views/grid/grid_inside.h"

#include "base/fold.h"
#include "base/memory.h"

#include "model/top.h"

#include <stdlib.h>

/* What the search finds. */
struct hits {
    const struct record **items;
    size_t count, room;
};

static void add_hit(struct hits *hits, const struct record *record,
                    struct fold_sought *sought)
{
    if (fold_find(sought, record_words(record, "text"))) {
        ARRAY_ADD(hits->items, hits->count, hits->room, record);
    }
}

/* Goals and notes, goal by goal, column by column; to be freed. */
static struct hits find_hits(const struct facts *facts, const char *needle)
{
    struct hits hits = {0};
    struct fold_sought sought = {0};
    fold_seek(&sought, needle, table_template(facts->session, facts->table)->language);
    size_t goal_count, note_count;
    const struct record *const *goals =
        table_goals(facts->session, facts->table, &goal_count);
    for (size_t g = 0; g < goal_count; g++) {
        const char **columns = goal_columns(facts->session, goals[g]);
        add_hit(&hits, goals[g], &sought);
        for (size_t i = 0; columns[i]; i++) {
            const struct record *const *notes =
                goal_notes(facts->session, goals[g], columns[i], &note_count);
            for (size_t n = 0; n < note_count; n++) {
                add_hit(&hits, notes[n], &sought);
            }
        }
        free(columns);
    }
    fold_sought_finish(&sought);
    return hits;
}

/* Shows the hit `step` away from `from`; 0: the first. */
static struct intent show_hit(struct grid_view *v, const struct facts *facts,
                              const struct record *from, int step)
{
    const char *needle = str_text(&v->search);
    size_t at = 0;
    if (!*needle) {
        return intent_say("Nothing to search for yet; / searches.");
    }
    struct hits hits = find_hits(facts, needle);
    str_clear(&v->said);
    struct intent intent = {.kind = INTENT_SHOW};
    while (at < hits.count && hits.items[at] != from) {
        at++;
    }
    if (hits.count == 0) {
        str_addf(&v->said, "‘%s’ is nowhere at this table.", needle);
        intent.kind = INTENT_SAY;
    } else {
        if (at == hits.count) {
            at = step < 0 ? hits.count - 1 : 0;
        } else if (step) {
            at = (at + (step > 0 ? 1 : hits.count - 1)) % hits.count;
        }
        intent.record = hits.items[at];
        str_addf(&v->said, "%zu of %zu with ‘%s’ (n next, N back)", at + 1, hits.count,
                 needle);
    }
    intent.text = str_text(&v->said);
    free(hits.items);
    return intent;
}

struct intent grid_next_hit(struct grid_view *v, const struct facts *facts, int step)
{
    return show_hit(v, facts, view_grid_selected(v, facts), step);
}

struct intent grid_search(struct grid_view *v, const struct facts *facts)
{
    str_set(&v->search, "%s", str_text(&v->box.text));
    if (!v->search.len_bytes) {
        return intent_of(INTENT_NOTHING);
    }
    return show_hit(v, facts, v->search_from, 0);
}

struct intent grid_close_search(struct grid_view *v, const struct facts *facts, bool kept)
{
    v->box_kind = BOX_CLOSED;
    text_box_set(&v->box, "");
    if (kept || !v->search_from) {
        grid_end_search(v, facts);
        return intent_of(INTENT_NOTHING);
    }
    filter_suspend(v->filter, false);
    return (struct intent){.kind = INTENT_SHOW, .record = v->search_from, .text = ""};
}
