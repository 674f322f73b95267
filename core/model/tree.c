/* The tree of what is shown: tables, their goals and other rows, the goals' notes by column,
 * and what is offered. Built
 * once on the first question, then kept by each edit, so that a key costs the same with
 * ten notes as with ten thousand. */

#include "model/alone.h"
#include "model/rows.h"
#include "model/session_inside.h"

#include <stdlib.h>
#include <string.h>

/* Compares two numbers inside names as numbers: table 9 before table 10. */
static int natural_order(const char *a, const char *b)
{
    while (*a && *b) {
        size_t a_digits = strspn(a, "0123456789"), b_digits = strspn(b, "0123456789");
        if (a_digits && b_digits) {
            size_t a_zeros = strspn(a, "0"), b_zeros = strspn(b, "0");
            a_zeros -= a_zeros == a_digits, b_zeros -= b_zeros == b_digits;
            size_t a_len = a_digits - a_zeros, b_len = b_digits - b_zeros;
            if (a_len != b_len) {
                return a_len < b_len ? -1 : 1;
            }
            int order = strncmp(a + a_zeros, b + b_zeros, a_len);
            if (order) {
                return order;
            }
            a += a_digits, b += b_digits;
            continue;
        }
        if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        }
        a++, b++;
    }
    return !*a && !*b ? 0 : *a ? 1 : -1;
}

static int table_order(const struct record *a, const struct record *b)
{
    static const char *const fields[] = {"date", "place", "table", "title"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *one = record_words(a, fields[i]), *other = record_words(b, fields[i]);
        int order = strcmp(one, other) == 0 ? 0 : natural_order(one, other);
        if (order) {
            return order;
        }
    }
    return strcmp(a->id, b->id);
}

static int record_order(const struct record *a, const struct record *b)
{
    if (a->kind == a->session->table) {
        return table_order(a, b);
    }
    int order = strcmp(a->place, b->place);
    return order ? order : strcmp(a->id, b->id);
}

static int item_order(const void *left, const void *right)
{
    const struct record *const *a = left, *const *b = right;
    return record_order(*a, *b);
}

/* Where the record stands or would stand. */
static size_t list_position(const struct list *list, const struct record *record)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (record_order(list->items[middle], record) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Most records are notes, and nothing stands under them. */
const struct below *tree_below(const struct record *record)
{
    static const struct below nothing;
    return record->below ? record->below : &nothing;
}

struct below *tree_touch_below(struct record *record)
{
    if (!record->below) {
        record->below = arena_get(&record->session->arena, sizeof *record->below);
    }
    return record->below;
}

const struct lookup *tree_tallies(const struct record *table)
{
    static const struct lookup nothing;
    const struct below *below = tree_below(table);
    return below->tallies ? below->tallies : &nothing;
}

static struct list *find_list(const struct record *parent, const char *column)
{
    return lookup_find_id(&tree_below(parent)->lists, column);
}

static struct list *touch_list(struct record *parent, const char *column)
{
    struct list *list = find_list(parent, column);
    if (!list) {
        list = arena_get(&parent->session->arena, sizeof *list);
        list->column = column;
        lookup_add_id(&tree_touch_below(parent)->lists, list);
    }
    return list;
}

/* While the tree is being built, at the end; sorted afterwards. */
static void list_add(struct list *list, struct record *record, bool built)
{
    list->items =
        memory_room_for_one(list->items, list->count, &list->room, sizeof(*list->items));
    size_t at = built ? list_position(list, record) : list->count;
    memmove(list->items + at + 1, list->items + at,
            (list->count - at) * sizeof(*list->items));
    list->items[at] = record;
    list->count++;
}

static void list_remove(struct list *list, const struct record *record)
{
    size_t at = list_position(list, record);
    if (at >= list->count || list->items[at] != record) {
        /* A table's own words changed, and with them its place in the order. */
        for (at = 0; list->items[at] != record; at++) {
        }
    }
    list->count--;
    memmove(list->items + at, list->items + at + 1,
            (list->count - at) * sizeof(*list->items));
}

/* No name in a file is like that: a text there is UTF-8. */
const char tree_offers[] = "\xff", tree_taken[] = "\xfe";

/* Where a record wants to stand. */
struct wish {
    bool shown;
    struct record *parent; /* NULL for a table */
    const char *column;
    const char *place;
};

static struct record *parent_of(struct record *record, const char *field,
                                const char *kind)
{
    const char *of = record_text(record, field);
    size_t kind_bytes = strlen(kind);
    if (of && strncmp(of, kind, kind_bytes) == 0 && of[kind_bytes] == ':' &&
        of[kind_bytes + 1]) {
        return session_touch_record(record->session, kind, of + kind_bytes + 1);
    }
    /* Nothing is hidden for want of a parent: what has none stands under one
     * without a name. */
    return session_touch_record(record->session, kind, "");
}

/* Whether any wording that stands says something. */
static bool has_words(const struct record *record)
{
    const struct field *text = record_field(record, "text");
    for (const struct version *v = field_shown(text); v; v = head_next(v)) {
        if (version_value(v).kind != VALUE_NONE && *version_value(v).text) {
            return true;
        }
    }
    return false;
}

static struct wish wish_of(struct record *record)
{
    struct session *s = record->session;
    struct wish wish = {.place = record_words(record, "place"), .column = ""};
    bool deleted = record_deleted(record);
    bool says = !deleted && has_words(record) && !record_is_alone(record);
    if (record->kind == s->note) {
        wish.shown = says;
        if (wish.shown) {
            wish.parent = parent_of(record, "goal", s->goal);
            wish.column =
                names_keep(&s->names, &s->arena, record_words(record, "column"));
        }
    } else if (record->kind == s->goal) {
        wish.shown = says || tree_below(record)->child_count;
        if (wish.shown) {
            wish.parent = parent_of(record, "session", s->table);
            wish.column = names_keep(&s->names, &s->arena, record_words(record, "grid"));
        }
    } else if (record->kind == s->offer) {
        wish.shown = says;
        wish.parent = says ? parent_of(record, "session", s->table) : NULL;
        wish.column =
            strcmp(record_words(record, "taken"), "yes") == 0 ? tree_taken : tree_offers;
    } else if (record->kind == s->table) {
        wish.shown = (!deleted && record->fields) || tree_below(record)->child_count;
    }
    return wish;
}

/* Counts notes of a column in their table, so that its heading need not. */
static void tally(struct record *table, const char *column, size_t more)
{
    struct below *below = tree_touch_below(table);
    struct noted *tally = lookup_find_id(tree_tallies(table), column);
    if (!below->tallies) {
        below->tallies = arena_get(&table->session->arena, sizeof *below->tallies);
    }
    if (!tally) {
        tally = arena_get(&table->session->arena, sizeof *tally);
        tally->column = column;
        lookup_add_id(below->tallies, tally);
    }
    tally->count += more;
}

/* A note comes (1) or goes (-1), or a goal with all its notes; going is adding the
 * complement, which is exact for unsigned counts. What stands under a row of another grid
 * is not counted. */
static void tally_record(struct record *record, int sign)
{
    struct record *parent = record->parent;
    struct session *s = record->session;
    if (record->kind == s->note && parent->parent && !*parent->column) {
        tally(parent->parent, record->column, (size_t)sign);
    } else if (record->kind == s->goal && !*record->column) {
        for (size_t i = 0; i < tree_below(record)->lists.count; i++) {
            const struct list *list = tree_below(record)->lists.items[i];
            tally(parent, list->column, sign < 0 ? -list->count : list->count);
        }
    }
}

/* Whether a parent that was deleted is shown for its sake; for an offer none is. */
static bool holds_up(const struct record *record)
{
    return record->kind != record->session->offer;
}

static void attach(struct record *record, const struct wish *wish)
{
    struct session *s = record->session;
    record->shown = true;
    record->place = wish->place;
    record->column = wish->column;
    record->parent = wish->parent;
    if (!wish->parent) {
        list_add(&s->tables, record, s->tree_built);
        return;
    }
    list_add(touch_list(wish->parent, wish->column), record, s->tree_built);
    tree_touch_below(wish->parent)->child_count += holds_up(record);
    tally_record(record, 1);
}

static void detach(struct record *record)
{
    struct session *s = record->session;
    record->shown = false;
    if (!record->parent) {
        list_remove(&s->tables, record);
        return;
    }
    tally_record(record, -1);
    list_remove(find_list(record->parent, record->column), record);
    tree_touch_below(record->parent)->child_count -= holds_up(record);
    record->parent = NULL;
}

static void refresh(struct record *record)
{
    struct wish wish = wish_of(record);
    bool is_table = record->kind == record->session->table;
    if (record->shown == wish.shown &&
        (!wish.shown || (record->parent == wish.parent && record->column == wish.column &&
                         !is_table && strcmp(record->place, wish.place) == 0))) {
        record->place = wish.place; /* the same, of another edit perhaps */
        return;
    }
    struct record *old_parent = record->parent;
    if (record->shown) {
        detach(record);
    }
    if (wish.shown) {
        attach(record, &wish);
    }
    if (old_parent && tree_below(old_parent)->child_count == 0) {
        refresh(old_parent); /* a deleted goal was shown for this note's sake */
    }
    if (wish.parent && !wish.parent->shown && holds_up(record)) {
        refresh(wish.parent);
    }
}

static bool in_tree(const struct record *record)
{
    const struct session *s = record->session;
    return record->kind == s->note || record->kind == s->goal ||
           record->kind == s->table || record->kind == s->offer;
}

void tree_refresh(struct record *record)
{
    if (record->session->tree_built && in_tree(record)) {
        refresh(record);
    }
    alone_refresh(record);
}

void tree_need(struct session *s)
{
    if (s->tree_built) {
        return;
    }
    /* Parents may be made on the way; they come later in the table, or are reached
     * from their children. */
    for (size_t n = 0; n < s->records.count; n++) {
        struct record *r = s->records.items[n];
        if (in_tree(r) && !r->shown) {
            struct wish wish = wish_of(r);
            if (wish.shown) {
                attach(r, &wish);
            }
            struct record *p = holds_up(r) ? wish.parent : NULL;
            for (; p && !p->shown; p = p->parent) {
                struct wish parent_wish = wish_of(p);
                attach(p, &parent_wish);
            }
        }
    }
    ARRAY_SORT(s->tables.items, s->tables.count, item_order);
    for (size_t n = 0; n < s->records.count; n++) {
        struct record *r = s->records.items[n];
        for (size_t i = 0; i < tree_below(r)->lists.count; i++) {
            struct list *list = tree_below(r)->lists.items[i];
            ARRAY_SORT(list->items, list->count, item_order);
        }
    }
    s->tree_built = true;
}

void tree_finish(struct session *s)
{
    for (size_t n = 0; n < s->records.count; n++) {
        const struct record *r = s->records.items[n];
        for (size_t i = 0; i < tree_below(r)->lists.count; i++) {
            free(((struct list *)r->below->lists.items[i])->items);
        }
        if (r->below) {
            lookup_finish(&r->below->lists);
        }
        if (r->below && r->below->tallies) {
            lookup_finish(r->below->tallies);
        }
    }
    free(s->tables.items);
}

static const struct record *const *items_of(const struct list *list, size_t *count)
{
    *count = list ? list->count : 0;
    return list && list->count ? (const struct record *const *)list->items : NULL;
}

const struct record *const *session_tables(struct session *s, size_t *count)
{
    tree_need(s);
    return items_of(&s->tables, count);
}

/* Its form, and that the usual one. */
static bool has_form_alone(const struct record *table)
{
    const struct field *field = record_fields(table);
    return field && !field->next && field == record_field(table, "template") &&
           strcmp(record_words(table, "template"), template_builtin_id(0)) == 0;
}

bool table_untouched(const struct record *table)
{
    tree_need(table->session);
    bool untouched = has_form_alone(table) && !tree_below(table)->child_count;
    for (const struct record *r = NULL;
         untouched && (r = session_next_record(table->session, r));) {
        untouched = record_owner(r) != table; /* deleted ones and drafts, too */
    }
    return untouched;
}

const struct record *const *table_goals(struct session *s, const struct record *table,
                                        size_t *count)
{
    tree_need(s);
    return items_of(find_list(table, ""), count);
}

const struct record *const *table_rows(struct session *s, const struct record *table,
                                       const char *grid, size_t *count)
{
    tree_need(s);
    return items_of(find_list(table, grid), count);
}

bool entry_is_aside(const struct record *entry)
{
    const struct record *row = entry;
    tree_need(entry->session);
    if (row->kind == row->session->note && row->parent) {
        row = row->parent;
    }
    return row->kind == row->session->goal && row->shown && *row->column;
}

const struct record *const *goal_notes(struct session *s, const struct record *goal,
                                       const char *column, size_t *count)
{
    tree_need(s);
    return items_of(find_list(goal, column), count);
}

const struct record *goal_last_note(struct session *s, const struct record *goal,
                                    const char *column)
{
    size_t count;
    const struct record *const *notes = goal_notes(s, goal, column, &count);
    return count ? notes[count - 1] : NULL;
}

size_t table_entry_count(const struct record *table)
{
    tree_need(table->session);
    const struct lookup *all = tree_tallies(table);
    size_t count = tree_below(table)->child_count;
    for (size_t i = 0; i < all->count; i++) {
        count += ((const struct noted *)all->items[i])->count;
    }
    return count;
}

size_t table_note_count(const struct session *s, const struct record *table,
                        const char *column)
{
    (void)s;
    tree_need(table->session);
    const struct noted *tally = lookup_find_id(tree_tallies(table), column);
    return tally ? tally->count : 0;
}

const struct record *record_parent(const struct record *record)
{
    tree_need(record->session);
    return record->parent;
}

const char *record_column(const struct record *note)
{
    tree_need(note->session);
    return note->shown ? note->column : NULL;
}

bool record_shown(const struct record *record)
{
    tree_need(record->session);
    return record->shown;
}

bool record_delete_disputed(const struct record *record)
{
    return record_deletion(record) && record_shown(record) && !row_given(record);
}

bool record_unsettled(const struct record *record)
{
    bool table = record->kind == record->session->table;
    return field_wordings(record_field(record, table ? "vision" : "text")) > 1 ||
           (!table && record_delete_disputed(record));
}

const struct record *entry_table(const struct record *entry)
{
    const struct record *parent = record_parent(entry);
    return parent && record_is(parent, "goal") ? record_parent(parent) : parent;
}
