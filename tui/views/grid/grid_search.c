/* Searching as somebody types, and going from one thing found to the next. */

#include "views/grid/grid_inside.h"

#include "base/fold.h"

#include "model/commitments.h"
#include "model/history.h"
#include "model/top.h"

#include <stdint.h>
#include <stdlib.h>

/* What the other tables have of it. */
struct elsewhere {
    const struct record *first; /* on the way from this table; NULL: none has any */
    size_t at, of;              /* which one it is of its table's, from 0 */
    size_t count;               /* of all of them */
    size_t beside; /* of those, and this table's, at others than the first's */
};

/* step: 1 goes on to the tables behind this one, -1 back; both round the file. */
static struct elsewhere look_elsewhere(const struct grid_view *v,
                                       const struct facts *facts, const char *needle,
                                       int step)
{
    struct elsewhere found = {0};
    size_t count, here = 0;
    const struct record *const *tables = session_tables(facts->session, &count);
    while (here < count && tables[here] != facts->table) {
        here++;
    }
    for (size_t i = 1; i < count && here < count; i++) {
        size_t at = (here + (step < 0 ? count - i : i)) % count;
        const struct hits *hits = hits_at(v, facts, tables[at], needle, SIZE_MAX);
        if (hits->count && !found.first) {
            found.at = step < 0 ? hits->count - 1 : 0;
            found.of = hits->count;
            found.first = hits->items[found.at];
        }
        found.count += hits->count;
    }
    found.beside =
        found.count - found.of + hits_at(v, facts, facts->table, needle, SIZE_MAX)->count;
    return found;
}

/* Goes there, and says where that is. */
static struct intent go_elsewhere(struct grid_view *v, struct elsewhere found)
{
    str_set(&v->said, "%zu of %zu with ‘%s’ at ", found.at + 1, found.of,
            str_text(&v->search));
    history_name_table(entry_table(found.first), &v->said);
    str_add(&v->said, " (\vnext-hit\v next, \vprevious-hit\v back)");
    if (found.beside) {
        str_addf(&v->said, "; %zu at other tables", found.beside);
    }
    return (struct intent){.kind = INTENT_SHOW_ELSEWHERE,
                           .record = found.first,
                           .text = str_text(&v->said),
                           .passing = true};
}

/* How many promises of the table have it, which are sought elsewhere: the search is of entries. */
static size_t count_promises(const struct facts *facts, const char *needle)
{
    struct fold_sought sought = {0};
    struct commitments all = {0};
    size_t count = 0;
    fold_seek(&sought, needle, table_language(facts->session, facts->table));
    commitments_add(facts->session, facts->table, &all);
    for (size_t i = 0; i < all.count; i++) {
        const struct commitment *c = &all.items[i];
        count += fold_holds(&sought, c->who) || fold_holds(&sought, c->when) ||
                 fold_holds(&sought, c->messenger) || fold_holds(&sought, c->outcome);
    }
    free(all.items);
    fold_sought_finish(&sought);
    return count;
}

static void say_nowhere(struct grid_view *v, const struct facts *facts, bool typing)
{
    const char *needle = str_text(&v->search);
    struct elsewhere found = look_elsewhere(v, facts, needle, 1);
    size_t promises = count_promises(facts, needle);
    str_set(&v->said, "‘%s’ is in no entry at this table", needle);
    if (promises) {
        str_addf(&v->said, ", but in %zu promise%s: \vcommitments\v lists them", promises,
                 promises == 1 ? "" : "s");
    }
    if (found.first) {
        str_addf(&v->said, "; %zu at other tables: %s goes there", found.count,
                 typing ? "\vstay\v" : "\vnext-hit\v");
    }
    str_add(&v->said, ".");
}

/* Shows the hit `step` away from `from`, at another table behind the last of this one;
 * 0: the first, while it is typed. */
static struct intent show_hit(struct grid_view *v, const struct facts *facts,
                              const struct record *from, int step)
{
    const char *needle = str_text(&v->search);
    size_t at = 0;
    if (!*needle) {
        return intent_say("Nothing to search for yet; \vsearch\v searches.");
    }
    const struct hits *hits = hits_at(v, facts, facts->table, needle, SIZE_MAX);
    struct intent intent = {.kind = INTENT_SHOW, .passing = true};
    while (at < hits->count && hits->items[at] != from) {
        at++;
    }
    bool at_end = at == hits->count ? hits->count == 0
                  : step > 0        ? at + 1 == hits->count
                                    : at == 0;
    struct elsewhere found = {0};
    if (step == 0 || at_end) {
        found = look_elsewhere(v, facts, needle, step);
    }
    if (step && at_end && found.first) {
        return go_elsewhere(v, found);
    }
    if (hits->count == 0) {
        say_nowhere(v, facts, step == 0);
        intent.kind = INTENT_SAY;
    } else {
        if (at == hits->count) {
            at = step < 0 ? hits->count - 1 : 0;
        } else if (step) {
            at = (at + (step > 0 ? 1 : hits->count - 1)) % hits->count;
        }
        intent.record = hits->items[at];
        str_set(&v->said,
                "%zu of %zu with ‘%s’ (\vnext-hit\v next, \vprevious-hit\v back)", at + 1,
                hits->count, needle);
        if (found.count) {
            str_addf(&v->said, "; %zu at other tables", found.count);
        }
    }
    intent.text = str_text(&v->said);
    return intent;
}

struct intent grid_next_hit(struct grid_view *v, const struct facts *facts, int step)
{
    return show_hit(v, facts, view_grid_selected(v, facts), step);
}

/* Where the search began, if that has it, or else what was found first, is shown before the
 * rest is counted. */
static struct intent show_so_far(struct grid_view *v, const struct facts *facts)
{
    const char *needle = str_text(&v->search);
    const struct hits *hits = hits_at(v, facts, facts->table, needle, 0);
    const struct record *from = v->search_from;
    struct fold_sought sought = {0};
    fold_seek(&sought, needle, table_language(facts->session, facts->table));
    bool stays = from && from != facts->table && fold_holds(&sought, row_words(from));
    fold_sought_finish(&sought);
    if (!stays && !hits->count) {
        str_set(&v->said, "Looking for ‘%s’.", needle);
        return (struct intent){
            .kind = INTENT_SAY, .text = str_text(&v->said), .passing = true};
    }
    str_set(&v->said, "Counting what has ‘%s’ (\vnext-hit\v next, \vprevious-hit\v back)",
            needle);
    return (struct intent){.kind = INTENT_SHOW,
                           .record = stays ? from : hits->items[0],
                           .text = str_text(&v->said),
                           .passing = true};
}

/* At most so many entries are looked at, and then the next key, if there is one, comes first.
 * Who hears it waits for all. */
static size_t piece(void)
{
    enum { PIECE = 100 };
    return screen_is_heard() ? SIZE_MAX : PIECE;
}

struct intent grid_search(struct grid_view *v, const struct facts *facts)
{
    str_set(&v->search, "%s", str_text(&v->box.text));
    if (!v->search.len_bytes) {
        return intent_of(INTENT_NOTHING);
    }
    v->looks_on = !hits_look_on(v, facts, str_text(&v->search), piece());
    return v->looks_on ? show_so_far(v, facts) : show_hit(v, facts, v->search_from, 0);
}

bool grid_search_on(struct grid_view *v, const struct facts *facts, struct intent *intent)
{
    const char *needle = str_text(&v->search);
    *intent = intent_of(INTENT_NOTHING);
    if (!v->looks_on || v->box_kind != BOX_SEARCH) {
        return false;
    }
    bool had = hits_at(v, facts, facts->table, needle, 0)->count;
    v->looks_on = !hits_look_on(v, facts, needle, piece());
    if (!v->looks_on) {
        *intent = show_hit(v, facts, v->search_from, 0);
    } else if (!had && hits_at(v, facts, facts->table, needle, 0)->count) {
        *intent = show_so_far(v, facts);
    }
    return true;
}

/* What was typed is nowhere at this table, but at another. */
static struct elsewhere find_only_elsewhere(const struct grid_view *v,
                                            const struct facts *facts)
{
    struct elsewhere found = {0};
    const char *typed = str_text(&v->box.text);
    if (*typed) {
        if (hits_at(v, facts, facts->table, typed, SIZE_MAX)->count == 0) {
            found = look_elsewhere(v, facts, typed, 1);
        }
    }
    return found;
}

/* Whether nothing has it, here or elsewhere; then that is said. */
static bool found_nothing(struct grid_view *v, const struct facts *facts)
{
    const char *needle = str_text(&v->search);
    bool nothing = *needle && !hits_at(v, facts, facts->table, needle, SIZE_MAX)->count;
    if (nothing) {
        say_nowhere(v, facts, false);
    }
    return nothing;
}

/* What has found nothing goes back to where it began: letters before found something else. By ear
 * that was said already, and nothing was shown before. */
struct intent grid_close_search(struct grid_view *v, const struct facts *facts, bool kept)
{
    struct elsewhere found = {0};
    struct intent intent = intent_of(INTENT_NOTHING);
    if (kept) {
        found = find_only_elsewhere(v, facts);
        if (v->looked_on && !found.first) { /* what there is has not been shown yet */
            intent = show_hit(v, facts, v->search_from, 0);
        }
    }
    bool nothing = kept && !found.first && !screen_is_heard() && found_nothing(v, facts);
    if (nothing) {
        intent = intent_say(str_text(&v->said));
        kept = false;
    }
    v->box_kind = BOX_CLOSED;
    text_box_set(&v->box, "");
    if (!kept && !v->search_from && v->search_goal) { /* as it had found others */
        grid_select_cell(v, facts, v->search_goal, str_text(&v->search_column));
    }
    if (kept || !v->search_from) {
        grid_end_search(v, facts);
        return found.first ? go_elsewhere(v, found) : intent;
    }
    filter_suspend(v->filter, false);
    return (struct intent){.kind = INTENT_SHOW,
                           .record = v->search_from,
                           .text = nothing ? str_text(&v->said) : ""};
}
