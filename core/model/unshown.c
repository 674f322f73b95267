#include "model/unshown.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "model/fields.h"
#include "model/moved.h"

#include <stdlib.h>
#include <string.h>

/* A kind of record, or a field of one, and how many there are. */
struct sort {
    const char *kind, *field; /* field is NULL: the records themselves */
    size_t count;
};

struct unshown {
    struct arena arena;
    struct lookup sorts;
    /* Fields that are in the table of names, by their kind and name, which are kept names:
     * nearly all are one of a few. */
    struct known {
        const char *kind, *field;
    } known[128]; /* of so many that hardly two have one place */
    /* Of the records looked at last, which are of one kind, as a rule. */
    const char *kind; /* a kept name */
    bool entry, table, passed_over, strange;
};

static uint64_t hash_of_sort(const void *item)
{
    const struct sort *sort = item;
    uint64_t hash = hash_add_text(HASH_START, sort->kind);
    return hash_end(hash_add_text(hash, sort->field ? sort->field : ""));
}

static bool is_sort(const void *item, const void *key)
{
    const struct sort *a = item, *b = key;
    return strcmp(a->kind, b->kind) == 0 && !a->field == !b->field &&
           (!a->field || strcmp(a->field, b->field) == 0);
}

static void count_one(struct unshown *u, const char *kind, const char *field)
{
    struct sort key = {kind, field, 0};
    struct sort *sort = lookup_find(&u->sorts, hash_of_sort(&key), is_sort, &key);
    if (!sort) {
        sort = arena_get(&u->arena, sizeof *sort);
        *sort = key;
        lookup_add(&u->sorts, sort, hash_of_sort);
    }
    sort->count++;
}

/* Whether the form of an entry has a mark of that name. */
static bool is_mark(const struct session *session, const struct record *entry,
                    const char *name)
{
    const struct record *table = entry_table(entry);
    return table && template_mark(table_template(session, table), name);
}

static bool is_known(struct unshown *u, const char *kind, const char *field)
{
    size_t places = sizeof u->known / sizeof *u->known;
    struct known *known =
        &u->known[hash_end((uintptr_t)kind ^ (uintptr_t)field) % places];
    if (known->kind == kind && known->field == field) {
        return true;
    }
    if (!field_traits(kind, field)) {
        return false;
    }
    *known = (struct known){kind, field};
    return true;
}

static void look_at_kind(struct unshown *u, const char *kind)
{
    static const char *const kinds[] = {"session", "goal",  "note", "offer",
                                        "theme",   "apart", "file"};
    u->kind = kind;
    u->entry = strcmp(kind, "goal") == 0 || strcmp(kind, "note") == 0;
    u->table = strcmp(kind, "session") == 0;
    u->passed_over = strcmp(kind, "template") == 0;
    u->strange = !text_among(kind, kinds, sizeof kinds / sizeof *kinds);
}

static void look_at(struct unshown *u, const struct session *session,
                    const struct record *record)
{
    const char *kind = record_kind(record);
    if (kind != u->kind) {
        look_at_kind(u, kind);
    }
    if (u->passed_over || !record_fields(record) ||
        ((u->entry || u->table) && !record_shown(record))) {
        return;
    }
    if (u->strange) {
        count_one(u, kind, NULL);
        return;
    }
    for (const struct field *f = record_fields(record); f; f = f->next) {
        const struct version *shown = field_shown(f);
        if (shown && version_value(shown).kind != VALUE_NONE &&
            !is_known(u, kind, f->name) &&
            !(u->entry && is_mark(session, record, f->name))) {
            count_one(u, kind, f->name);
        }
    }
}

static int by_name(const void *left, const void *right)
{
    const struct sort *const *a = left, *const *b = right;
    int order = strcmp((*a)->kind, (*b)->kind);
    const char *one = (*a)->field, *other = (*b)->field;
    return order ? order : strcmp(one ? one : "", other ? other : "");
}

/* "colour" of 3 notes, 1 record of the kind "poll" */
static void say_sorts(const struct lookup *sorts, struct str *out)
{
    enum { MOST_NAMED = 8 };
    if (sorts->count) {
        qsort(sorts->items, sorts->count, sizeof *sorts->items, by_name);
        str_add(out, out->len_bytes ? "\n" : "");
        str_add(out, "kept, but not shown: ");
    }
    for (size_t i = 0; i < sorts->count && i < MOST_NAMED; i++) {
        const struct sort *sort = sorts->items[i];
        const char *several = plural(sort->count);
        str_add(out, i ? ", " : "");
        if (sort->field && strcmp(sort->kind, "file") == 0) {
            str_addf(out, "\"%s\" of the file", sort->field);
        } else if (sort->field) {
            str_addf(out, "\"%s\" of %zu %s%s", sort->field, sort->count, sort->kind,
                     several);
        } else {
            str_addf(out, "%zu record%s of the kind \"%s\"", sort->count, several,
                     sort->kind);
        }
    }
    str_add_more(out, sorts->count, MOST_NAMED);
}

/* The forms that tables name and nobody has. */
static void say_forms(struct session *session, struct str *out)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    struct arena arena = ARENA_EMPTY;
    struct lookup told = {0};
    for (size_t i = 0; i < count; i++) {
        const char *id = record_text(tables[i], "template");
        struct sort key = {"template", id, 1};
        if (id && strcmp(table_template(session, tables[i])->id, id) != 0 &&
            !lookup_find(&told, hash_of_sort(&key), is_sort, &key)) {
            struct sort *sort = arena_get(&arena, sizeof *sort);
            *sort = key;
            lookup_add(&told, sort, hash_of_sort);
            str_addf(out,
                     "%sthe template \"%s\" is neither in the file nor installed: its "
                     "columns stand last, under their own names",
                     out->len_bytes ? "\n" : "", id);
        }
    }
    lookup_finish(&told);
    arena_finish(&arena);
}

/* Entries that are in another table by a hand. */
static void say_moved(struct session *session, struct str *out)
{
    enum { MOST_NAMED = 8 };
    const struct record **moved = NULL;
    size_t count = 0, room = 0;
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        if (moved_from(session, r)) {
            ARRAY_ADD(moved, count, room, r);
        }
    }
    ARRAY_SORT(moved, count, moved_order);
    for (size_t i = 0; i < count && i < MOST_NAMED; i++) {
        moved_say(session, moved[i], moved_from(session, moved[i]), out);
    }
    if (count > MOST_NAMED) {
        str_addf(out, "\n%zu more entries were moved so", count - MOST_NAMED);
    }
    free(moved);
}

bool session_say_unshown(struct session *session, struct str *out)
{
    struct unshown u = {.arena = ARENA_EMPTY};
    struct str said = STR_EMPTY;
    say_forms(session, &said);
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        look_at(&u, session, r);
    }
    say_sorts(&u.sorts, &said);
    say_moved(session, &said);
    bool any = said.len_bytes > 0;
    str_add(out, str_text(&said));
    str_finish(&said);
    lookup_finish(&u.sorts);
    arena_finish(&u.arena);
    return any;
}
