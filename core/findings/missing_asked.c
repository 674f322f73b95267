/* What no action is for, and what nobody has taken on. */

#include "findings/missing_inside.h"

#include "base/memory.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/meetings.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

/* Of many, so many are quoted. */
static size_t quoted_of(size_t count)
{
    enum { MOST_QUOTED = 3 };
    return count <= MOST_QUOTED ? count : MOST_QUOTED - 1;
}

/* "‘GPs’, ‘Carers’ or 3 more of ‘Less isolation’" */
static void quote_some(const struct record *goal, const struct record **notes,
                       size_t count, struct str *out)
{
    size_t quoted = quoted_of(count);
    for (size_t i = 0; i < quoted; i++) {
        str_add(out, !i ? "" : i + 1 == count ? " or " : ", ");
        missing_quote(notes[i], out);
    }
    if (quoted < count) {
        str_addf(out, " or %zu more", count - quoted);
    }
    str_add(out, " of ");
    missing_quote(goal, out);
}

/* One sentence for all that lack something; it goes to the first. */
static void add_some(struct look *l, enum missing_kind kind, struct str *said,
                     const struct record *goal, const struct record **some, size_t count)
{
    size_t quoted = quoted_of(count);
    struct str names = STR_EMPTY;
    for (size_t i = 0; i < quoted; i++) {
        str_add(&names, i ? ", " : "");
        missing_quote(some[i], &names);
    }
    struct missing_facts facts = {
        .says = kind == MISSING_NAMES ? MISSING_SAYS_NOT_NAMED : MISSING_SAYS_NOT_TAKEN,
        .goal = missing_kept(l, goal),
        .names = arena_copy_text(&l->list->arena, str_text(&names)),
        .count = count - quoted};
    quote_some(goal, some, count, said);
    str_add(said, " yet.");
    missing_add(l, (struct missing){.kind = kind, .record = some[0], .facts = facts},
                said);
    str_finish(&names);
}

/* "Is ‘Hospital lends Age UK a desk’ for ‘Age UK Manchester’?" */
static void ask(struct look *l, enum missing_kind kind, const struct record *goal,
                const struct record *entry, const struct record *action)
{
    bool barrier = kind == MISSING_ANSWER;
    struct str said = str_of("%s ", barrier ? "Does" : "Is");
    missing_quote(action, &said);
    str_add(&said, barrier ? " answer the barrier " : " for ");
    missing_quote(entry, &said);
    if (barrier) {
        str_add(&said, " of ");
        missing_quote(goal, &said);
    }
    str_add(&said, "?");
    struct missing_facts facts = {.says =
                                      barrier ? MISSING_ASKS_ANSWER : MISSING_ASKS_FOR,
                                  .names = missing_kept(l, action),
                                  .entry = missing_kept(l, entry)};
    missing_add(l,
                (struct missing){.kind = kind,
                                 .facts = facts,
                                 .record = entry,
                                 .action = action,
                                 .votes = ballot_votes(entry)},
                &said);
}

/* The question of a barrier names its goal. */
const struct record **missing_alike(struct session *session, const struct record *table,
                                    const struct record *entry, size_t *count)
{
    const struct record **alike = NULL;
    size_t room = 0, goal_count, note_count;
    const char *column = record_column(entry), *words = record_words(entry, "text");
    const struct record *const *goals = table_goals(session, table, &goal_count);
    bool barrier = strcmp(column, plan_barriers) == 0;
    *count = 0;
    ARRAY_ADD(alike, *count, room, entry);
    for (size_t i = 0; i < goal_count; i++) {
        const struct record *const *notes =
            goal_notes(session, goals[i], column, &note_count);
        for (size_t j = 0; j < note_count; j++) {
            bool same = notes[j] != entry &&
                        (!barrier || record_parent(entry) == goals[i]) &&
                        strcmp(record_words(notes[j], "text"), words) == 0;
            if (same && !plan_action_for(session, notes[j])) {
                ARRAY_ADD(alike, *count, room, notes[j]);
            }
        }
    }
    return alike;
}

static bool is_asked_after(const struct look *l, const struct record *entry)
{
    return *record_words(entry, "text") && !plan_action_for(l->session, entry) &&
           !mentions_named(&l->named, entry);
}

/* Whether no action is known to be for an entry; asks, if one may be. */
static bool lacks_action(struct look *l, enum missing_kind kind,
                         const struct record *goal, const struct record *entry)
{
    const struct record *action = NULL;
    if (!is_asked_after(l, entry)) {
        return false;
    }
    enum guess guess = guesses_find(&l->guesses, entry, &action);
    if (guess == GUESS_MAYBE) {
        ask(l, kind, goal, entry, action);
    }
    return guess == GUESS_NONE;
}

static void read_action(struct look *l, const struct record *action,
                        const struct column *column, void *context)
{
    (void)column;
    (void)context;
    mentions_read(&l->named, record_words(action, "text"), l->language);
    mentions_read_people(&l->named, record_words(action, "who"), l->language);
    mentions_read_people(&l->named, record_words(action, "messenger"), l->language);
    guesses_add_action(&l->guesses, action);
    l->taken += *record_words(action, "who") != '\0';
}

static void look_for(struct look *l, const struct record *goal, const char *column,
                     bool phrases)
{
    size_t count;
    const struct record *const *notes = goal_notes(l->session, goal, column, &count);
    for (size_t i = 0; i < count; i++) {
        if (phrases) {
            const char *words = record_words(notes[i], "text");
            mentions_look_for_phrase(&l->named, notes[i], words, l->language);
            mentions_look_for_people(&l->named, notes[i], words, l->language);
        }
        guesses_add_entry(&l->guesses, notes[i]);
    }
}

void missing_read_plan(struct look *l, const struct record *const *goals, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        look_for(l, goals[i], plan_stakeholders, true);
        look_for(l, goals[i], plan_moments, true);
        look_for(l, goals[i], plan_barriers, false);
    }
    for (size_t i = 0; i < count; i++) {
        l->actions += missing_each_action(l, goals[i], read_action, NULL);
    }
    if (l->actions) {
        guesses_read(&l->guesses, l->language);
    }
}

static void read_for_answers(struct look *l, const struct record *action,
                             const struct column *column, void *context)
{
    (void)column;
    mentions_read(context, record_words(action, "text"), l->language);
}

/* "No action is said to answer the barrier ‘Stigma’ of ‘Less isolation’ yet." */
static void say_unanswered(struct look *l, const struct record *goal,
                           const struct record *barrier, const struct column *column)
{
    struct str said = str_of("No action is said to answer the ");
    missing_add_noun(l, column, 1, &said);
    str_add(&said, " ");
    missing_quote(barrier, &said);
    str_add(&said, " of ");
    missing_quote(goal, &said);
    str_add(&said, " yet.");
    struct missing_facts facts = {.says = MISSING_SAYS_NO_ANSWER,
                                  .goal = missing_kept(l, goal),
                                  .names = missing_kept(l, barrier)};
    missing_add(l,
                (struct missing){.kind = MISSING_ANSWER,
                                 .facts = facts,
                                 .record = barrier,
                                 .votes = ballot_votes(barrier)},
                &said);
}

void missing_find_answers(struct look *l, const struct record *goal)
{
    const struct column *column = template_column(l->form, plan_barriers, NULL);
    size_t count;
    const struct record *const *barriers =
        goal_notes(l->session, goal, plan_barriers, &count);
    for (size_t i = 0; i < count; i++) {
        mentions_look_for_words(&l->about, barriers[i], record_words(barriers[i], "text"),
                                l->language);
    }
    missing_each_action(l, goal, read_for_answers, &l->about);
    for (size_t i = 0; column && i < count; i++) {
        const struct record *action;
        if (plan_answer(l->session, barriers[i]) ||
            mentions_named(&l->about, barriers[i])) {
            continue;
        }
        if (guesses_find(&l->guesses, barriers[i], &action) != GUESS_NONE) {
            ask(l, MISSING_ANSWER, goal, barriers[i], action);
        } else {
            say_unanswered(l, goal, barriers[i], column);
        }
    }
    mentions_begin_again(&l->about);
}

/* One sentence for the notes of a column that no action is for: "No action names the …". */
static void find_lacking(struct look *l, enum missing_kind kind,
                         const struct record *goal, const char *column_id,
                         const char *beginning)
{
    const struct column *column = template_column(l->form, column_id, NULL);
    size_t count, found = 0;
    const struct record *const *notes = goal_notes(l->session, goal, column_id, &count);
    const struct record **some = memory_get((count + 1) * sizeof *some);
    for (size_t i = 0; column && i < count; i++) {
        bool owned = kind == MISSING_OWNERS && *record_words(notes[i], "who");
        if (!owned && lacks_action(l, kind, goal, notes[i])) {
            some[found++] = notes[i];
        }
    }
    if (found) {
        struct str said = str_of("%s the ", beginning);
        missing_add_noun(l, column, found, &said);
        str_add(&said, " ");
        add_some(l, kind, &said, goal, some, found);
    }
    free(some);
}

void missing_find_names(struct look *l, const struct record *goal)
{
    find_lacking(l, MISSING_NAMES, goal, plan_stakeholders, "No action names");
}

/* A moment is taken on by whoever does it, or by an action that is for it: then that wants
 * somebody to do it. */
void missing_find_owners(struct look *l, const struct record *goal)
{
    find_lacking(l, MISSING_OWNERS, goal, plan_moments, "Nobody has taken on");
}

/* Actions that nobody does. */
struct untaken {
    const struct record **items;
    size_t count, room;
};

static void take_untaken(struct look *l, const struct record *action,
                         const struct column *column, void *context)
{
    struct untaken *all = context;
    (void)l;
    (void)column;
    if (!*record_words(action, "who")) {
        ARRAY_ADD(all->items, all->count, all->room, action);
    }
}

void missing_find_takers(struct look *l, const struct record *goal)
{
    struct untaken all = {0};
    missing_each_action(l, goal, take_untaken, &all);
    if (all.count && l->taken) {
        struct str said =
            str_of("Nobody has taken on the action%s ", all.count == 1 ? "" : "s");
        add_some(l, MISSING_TAKERS, &said, goal, all.items, all.count);
    }
    free(all.items);
}

/* Goal by goal, as they stand one behind the other. */
void missing_find_left(struct look *l)
{
    struct commitments left = {0};
    struct untaken all = {0};
    if (table_before(l->session, l->table)) {
        commitments_add_untaken(l->session, l->table, &left);
    }
    for (size_t i = 0; i < left.count; i++) {
        const struct record *note = left.items[i].note, *goal = record_owner(note);
        if (left.items[i].table != l->table) {
            ARRAY_ADD(all.items, all.count, all.room, note);
        }
        bool last = i + 1 == left.count || record_owner(left.items[i + 1].note) != goal;
        if (all.count && last) {
            struct str said =
                str_of("From an earlier meeting, nobody has taken on the action%s ",
                       all.count == 1 ? "" : "s");
            add_some(l, MISSING_TAKERS, &said, goal, all.items, all.count);
            all.count = 0;
        }
    }
    free(all.items);
    commitments_finish(&left);
}
