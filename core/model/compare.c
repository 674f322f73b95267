#include "model/compare.h"

#include "base/memory.h"
#include "model/ballot.h"
#include "model/fields.h"
#include "model/top.h"

#include <stdlib.h>
#include <string.h>

/* A comparison as it is being made. */
struct comparing {
    struct comparison *out;
    struct session *sides[2];
    const struct record *table[2], *goal[2]; /* the headings */
};

static void differs(struct comparing *c, enum difference_kind kind,
                    const struct record *const record[2], const char *field)
{
    struct comparison *out = c->out;
    ARRAY_ADD(out->items, out->count, out->room,
              (struct difference){.kind = kind,
                                  .table = {c->table[0], c->table[1]},
                                  .goal = {c->goal[0], c->goal[1]},
                                  .record = {record[0], record[1]},
                                  .field = field});
}

/* The record of the same id on another side, if it is shown there. */
static const struct record *twin_of(struct session *other, const struct record *record)
{
    const struct record *twin =
        session_record(other, record_kind(record), record_id(record));
    return twin && record_shown(twin) ? twin : NULL;
}

/* Both sides of a record that one side shows. */
static void both_sides(const struct comparing *c, int side, const struct record *record,
                       const struct record *both[2])
{
    both[side] = record;
    both[!side] = twin_of(c->sides[!side], record);
}

/* Fields */

/* A text of no letters shows as little as none. */
static struct value shown_value(const struct record *record, const char *field)
{
    struct value value = record_value(record, field);
    return value.kind == VALUE_TEXT && !*value.text ? VALUE_NOTHING : value;
}

/* In the order in which a table is told of, the others by name behind them. */
static int field_order(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    size_t first = field_rank("session", *a), second = field_rank("session", *b);
    return first < second ? -1 : first > second ? 1 : strcmp(*a, *b);
}

static void compare_fields(struct comparing *c, const struct record *const both[2])
{
    const char **names = NULL;
    size_t count = 0, room = 0;
    const char *kind = record_kind(both[0]);
    bool entry = strcmp(kind, "session") != 0;
    for (int side = 0; side < 2; side++) {
        for (const struct field *f = record_fields(both[side]); f; f = f->next) {
            bool told = field_is(kind, f->name, FIELD_DRAFT | FIELD_INSIDE) ||
                        (entry && strcmp(f->name, "text") == 0) ||
                        (side == 1 && record_field(both[0], f->name));
            if (!told && !value_same(shown_value(both[0], f->name),
                                     shown_value(both[1], f->name))) {
                ARRAY_ADD(names, count, room, f->name);
            }
        }
    }
    ARRAY_SORT(names, count, field_order);
    for (size_t i = 0; i < count; i++) {
        differs(c, DIFFERS_FIELD, both, names[i]);
    }
    free(names);
}

/* Entries */

static bool same_parent(const struct record *const both[2])
{
    const struct record *a = record_parent(both[0]), *b = record_parent(both[1]);
    return strcmp(record_id(a), record_id(b)) == 0;
}

/* A note or a goal that both sides show. */
static void compare_entry(struct comparing *c, const struct record *const both[2])
{
    bool note = record_is(both[0], "note");
    if (strcmp(record_words(both[0], "text"), record_words(both[1], "text")) != 0) {
        differs(c, DIFFERS_WORDS, both, NULL);
    }
    if (!same_parent(both) ||
        (note && strcmp(record_column(both[0]), record_column(both[1])) != 0)) {
        differs(c, DIFFERS_WHERE, both, NULL);
    }
    compare_fields(c, both);
    if (record_votes(both[0]) != record_votes(both[1]) && !votes_are_hidden(both[0]) &&
        !votes_are_hidden(both[1])) {
        differs(c, DIFFERS_VOTES, both, NULL);
    }
    if (record_unsettled(both[0]) != record_unsettled(both[1])) {
        differs(c, DIFFERS_SETTLED, both, NULL);
    }
}

/* Of a table that only one side has, its entries are told with it. */
static void compare_or_miss(struct comparing *c, const struct record *const both[2])
{
    if (both[0] && both[1]) {
        compare_entry(c, both);
    } else if (c->table[0] && c->table[1]) {
        differs(c, DIFFERS_ONLY, both, NULL);
    }
}

/* Whether two lists hold what both have in another order. Entries that the other side
 * has not, or elsewhere, do not count. */
struct listing {
    const struct record *const *items;
    size_t count;
    const struct record *parent; /* where they stand, */
    const char *column;          /* NULL for goals */
};

static bool stands_in(const struct record *record, const struct listing *listing)
{
    return record && record_parent(record) == listing->parent &&
           (!listing->column || strcmp(record_column(record), listing->column) == 0);
}

static bool order_differs(const struct comparing *c, const struct listing listings[2])
{
    const struct listing *a = &listings[0], *b = &listings[1];
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++) {
        const struct record *twin = twin_of(c->sides[1], a->items[i]);
        if (!stands_in(twin, b)) {
            continue;
        }
        while (j < b->count && b->items[j] != twin &&
               !stands_in(twin_of(c->sides[0], b->items[j]), a)) {
            j++;
        }
        if (j == b->count || b->items[j] != twin) {
            return true;
        }
        j++;
    }
    return false;
}

static void compare_notes_order(struct comparing *c, const struct record *const goal[2],
                                const char *column)
{
    struct listing listings[2];
    for (int side = 0; side < 2; side++) {
        listings[side] = (struct listing){.parent = goal[side], .column = column};
        listings[side].items =
            goal_notes(c->sides[side], goal[side], column, &listings[side].count);
    }
    if (order_differs(c, listings)) {
        differs(c, DIFFERS_ORDER, goal, column);
    }
}

/* The notes of a goal on one side. On the second, only those that the first lacks. */
static void compare_notes(struct comparing *c, int side,
                          const struct record *const goal[2])
{
    const char **columns = goal_columns(c->sides[side], goal[side]);
    for (size_t i = 0; columns[i]; i++) {
        size_t count;
        const struct record *const *notes =
            goal_notes(c->sides[side], goal[side], columns[i], &count);
        for (size_t n = 0; n < count; n++) {
            const struct record *both[2];
            both_sides(c, side, notes[n], both);
            if (side == 0 || !both[0]) {
                compare_or_miss(c, both);
            }
        }
        if (side == 0 && goal[1]) {
            compare_notes_order(c, goal, columns[i]);
        }
    }
    free(columns);
}

static void compare_goal(struct comparing *c, const struct record *const goal[2])
{
    c->goal[0] = goal[0];
    c->goal[1] = goal[1];
    compare_or_miss(c, goal);
    for (int side = 0; side < 2; side++) {
        if (goal[side]) {
            compare_notes(c, side, goal);
        }
    }
    c->goal[0] = c->goal[1] = NULL;
}

/* Tables */

static const char *form_of(struct session *session, const struct record *table)
{
    return table_template(session, table)->json;
}

static void compare_table_itself(struct comparing *c)
{
    if (!c->table[0] || !c->table[1]) {
        differs(c, DIFFERS_ONLY, c->table, NULL);
        return;
    }
    size_t before = c->out->count;
    bool other_template = false;
    compare_fields(c, c->table);
    for (size_t i = before; i < c->out->count; i++) {
        other_template =
            other_template || strcmp(c->out->items[i].field, "template") == 0;
    }
    if (!other_template && strcmp(form_of(c->sides[0], c->table[0]),
                                  form_of(c->sides[1], c->table[1])) != 0) {
        differs(c, DIFFERS_FORM, c->table, NULL);
    }
    if (record_unsettled(c->table[0]) != record_unsettled(c->table[1])) {
        differs(c, DIFFERS_SETTLED, c->table, NULL);
    }
}

/* The goals of both sides, and the rows of whatever other grid. */
static void compare_rows(struct comparing *c, const struct record *const table[2])
{
    for (int side = 0; side < 2; side++) {
        size_t count = 0;
        const struct record **rows =
            table[side] ? table_all_rows(c->sides[side], table[side], &count) : NULL;
        for (size_t i = 0; i < count; i++) {
            const struct record *both[2];
            both_sides(c, side, rows[i], both);
            if (side == 0 || !both[0]) {
                compare_goal(c, both);
            }
        }
        free(rows);
    }
}

static void compare_table(struct comparing *c, const struct record *const table[2])
{
    struct listing listings[2] = {{.parent = table[0]}, {.parent = table[1]}};
    c->table[0] = table[0];
    c->table[1] = table[1];
    compare_table_itself(c);
    for (int side = 0; side < 2; side++) {
        if (table[side]) {
            listings[side].items =
                table_goals(c->sides[side], table[side], &listings[side].count);
        }
    }
    if (table[0] && table[1] && order_differs(c, listings)) {
        differs(c, DIFFERS_ORDER, table, NULL);
    }
    compare_rows(c, table);
}

/* Edits */

static void count_edits(struct comparing *c)
{
    size_t counts[2], at[2] = {0};
    const struct edit **edits[2];
    for (int side = 0; side < 2; side++) {
        edits[side] = session_edits(c->sides[side], &counts[side]);
    }
    while (at[0] < counts[0] || at[1] < counts[1]) {
        int order = at[0] == counts[0]   ? 1
                    : at[1] == counts[1] ? -1
                                         : edit_compare(edits[0][at[0]], edits[1][at[1]]);
        c->out->edits_only[0] += order < 0;
        c->out->edits_only[1] += order > 0;
        at[0] += order <= 0;
        at[1] += order >= 0;
    }
    free(edits[0]);
    free(edits[1]);
}

void compare_sessions(struct session *first, struct session *second,
                      struct comparison *comparison)
{
    struct comparing c = {.out = comparison, .sides = {first, second}};
    for (int side = 0; side < 2; side++) {
        size_t count;
        const struct record *const *tables = session_tables(c.sides[side], &count);
        for (size_t i = 0; i < count; i++) {
            const struct record *both[2];
            both_sides(&c, side, tables[i], both);
            if (side == 0 || !both[0]) {
                compare_table(&c, both);
            }
        }
    }
    count_edits(&c);
}

void comparison_finish(struct comparison *comparison)
{
    free(comparison->items);
    *comparison = (struct comparison){0};
}
