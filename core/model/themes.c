#include "model/themes.h"

#include "base/fold.h"
#include "base/str.h"
#include "base/table_of_hashes.h"
#include "base/words.h"
#include "model/ballot.h"
#include "model/columns.h"

#include <stdlib.h>
#include <string.h>

/* The theme that words of a column belong to by themselves. */
struct theme_key {
    const char *key; /* the column, a separator, and theme_key_add() */
    struct theme *theme;
    UT_hash_handle hh;
};

/* The theme that an entry is in, or that a theme's record is in a column. */
struct theme_of_record {
    struct {
        const struct record *record;
        const char *column; /* NULL: of an entry, or the first of a theme's record */
    } of;
    struct theme *theme;
    UT_hash_handle hh;
};

/* Two themes that somebody has said are not one, the one of the lower address first. */
struct theme_pair {
    struct {
        const struct theme *low, *high;
    } of;
    UT_hash_handle hh;
};

void theme_key_add(const char *text, const char *language, struct str *out)
{
    char **words = NULL;
    size_t count = 0, room = 0, start = out->len_bytes;
    bool english = strncmp(language, "en", 2) == 0;
    bool in_order = !english; /* of other languages it is not known which words link */
    struct str word = STR_EMPTY;
    for (const char *at = text; words_next(&at, language, &word);) {
        in_order = in_order || words_link(word.bytes);
        if (english && words_is_article(word.bytes)) {
            continue;
        }
        if (english) {
            words_singular(&word);
        }
        ARRAY_ADD(words, count, room, memory_copy_text(word.bytes));
    }
    if (count > 1 && !in_order) {
        qsort(words, count, sizeof *words, text_order);
    }
    for (size_t i = 0; i < count; i++) {
        str_addf(out, "%s%s", i ? " " : "", words[i]);
        free(words[i]);
    }
    if (out->len_bytes == start) {
        fold_add(text, language, out); /* signs alone are what they are */
    }
    free(words);
    str_finish(&word);
}

static struct theme *new_theme(struct themes *t, const char *column)
{
    struct theme *theme = arena_get(&t->arena, sizeof *theme);
    theme->column = column;
    ARRAY_ADD(t->items, t->count, t->room, theme);
    return theme;
}

static void set_theme_of(struct themes *t, const struct record *record,
                         const char *column, struct theme *theme)
{
    struct theme_of_record *of = arena_get(&t->arena, sizeof *of);
    of->of.record = record;
    of->of.column = column;
    of->theme = theme;
    HASH_ADD(hh, t->of, of, sizeof of->of, of);
}

static struct theme *theme_in(const struct themes *t, const struct record *record,
                              const char *column)
{
    struct theme_of_record key, *of;
    memset(&key, 0, sizeof key); /* its bytes are compared */
    key.of.record = record;
    key.of.column = column;
    HASH_FIND(hh, t->of, &key.of, sizeof key.of, of);
    return of ? of->theme : NULL;
}

const struct theme *theme_of(const struct themes *t, const struct record *record)
{
    return theme_in(t, record, NULL);
}

static void add_member(struct themes *t, struct theme *theme, const struct record *entry)
{
    const struct record *table = entry_table(entry);
    ARRAY_ADD(theme->members, theme->count, theme->room, entry);
    theme->tables += table != theme->last_table;
    theme->last_table = table;
    theme->votes = votes_add(theme->votes, record_votes(entry));
    theme->votes_shown = votes_add(theme->votes_shown, ballot_votes(entry));
    set_theme_of(t, entry, NULL, theme);
}

static struct theme_key *find_key(struct themes *t, const char *key)
{
    struct theme_key *found;
    HASH_FIND_STR(t->keys, key, found);
    if (!found) {
        found = arena_get(&t->arena, sizeof *found);
        found->key = arena_copy_text(&t->arena, key);
        HASH_ADD_KEYPTR(hh, t->keys, found->key, strlen(found->key), found);
    }
    return found;
}

/* The theme that a person placed an entry in, or NULL. */
static const struct record *placed_in(const struct themes *t, const struct record *entry)
{
    static const char prefix[] = "theme:";
    const char *text = record_text(entry, "theme");
    return text && strncmp(text, prefix, sizeof prefix - 1) == 0
               ? session_record(t->session, "theme", text + sizeof prefix - 1)
               : NULL;
}

static bool is_alone(const struct record *theme)
{
    struct value alone = record_value(theme, "alone");
    return alone.kind == VALUE_JSON && strcmp(alone.text, "true") == 0;
}

/* An entry to be placed, with its key. */
struct entry {
    const struct record *record;
    const char *column;
    struct theme_key *key;
};

struct entries {
    struct entry *items;
    size_t count, room;
    struct str key;
};

static void add_entry(struct themes *t, struct entries *e, const struct record *record,
                      const char *column, const char *language)
{
    const char *words = record_words(record, "text");
    if (!*words) {
        return; /* redacted: nothing that could recur */
    }
    str_set(&e->key, "%s\x1f", column);
    theme_key_add(words, language, &e->key);
    ARRAY_ADD(e->items, e->count, e->room,
              (struct entry){record, column, find_key(t, e->key.bytes)});
}

/* All entries, in the order of the grids: the goals of all tables, then their notes. */
static void collect(struct themes *t, struct entries *e)
{
    size_t tables, goals, notes, count;
    const struct record *const *table = session_tables(t->session, &tables);
    for (size_t i = 0; i < tables; i++) {
        const struct record *const *goal = table_goals(t->session, table[i], &goals);
        const char *language = table_template(t->session, table[i])->language;
        for (size_t g = 0; g < goals; g++) {
            add_entry(t, e, goal[g], "", language);
        }
    }
    for (size_t i = 0; i < tables; i++) {
        const char *language = table_template(t->session, table[i])->language;
        struct cell *cells = table_cells(t->session, table[i], &count);
        for (size_t c = 0; c < count; c++) {
            const struct record *const *note =
                goal_notes(t->session, cells[c].goal, cells[c].column, &notes);
            /* "" is the goals' own: a note without a column says nothing to compare */
            for (size_t n = 0; *cells[c].column && n < notes; n++) {
                add_entry(t, e, note[n], record_column(note[n]), language);
            }
        }
        free(cells);
    }
}

/* The theme of a record of kind "theme"; one for each column should its entries stand in
 * several, since a theme is of one column. */
static struct theme *theme_of_kind(struct themes *t, const struct record *record,
                                   const char *column)
{
    struct theme *theme = theme_in(t, record, column);
    if (!theme) {
        theme = new_theme(t, column);
        theme->record = record;
        set_theme_of(t, record, column, theme);
        if (!theme_of(t, record)) {
            set_theme_of(t, record, NULL, theme);
        }
    }
    return theme;
}

/* Words that were placed draw the same words after them; of several themes the one with
 * the least id, so that it is the same on every machine. */
static void attract(struct entry *entry, struct theme *theme)
{
    if (!is_alone(theme->record) &&
        (!entry->key->theme ||
         strcmp(record_id(theme->record), record_id(entry->key->theme->record)) < 0)) {
        entry->key->theme = theme;
    }
}

static int by_words(const void *left, const void *right)
{
    const struct record *const *a = left, *const *b = right;
    return strcmp(record_words(*a, "text"), record_words(*b, "text"));
}

/* The wording that most used; of several, the first in their order. */
static const char *usual_wording(const struct theme *theme)
{
    const char *usual = record_words(theme->members[0], "text");
    if (theme->count == 1) {
        return usual;
    }
    const struct record **sorted = memory_get(theme->count * sizeof(*sorted));
    size_t most = 0;
    memcpy(sorted, theme->members, theme->count * sizeof(*sorted));
    qsort(sorted, theme->count, sizeof(*sorted), by_words);
    for (size_t i = 0, run; i < theme->count; i += run) {
        const char *words = record_words(sorted[i], "text");
        for (run = 1; i + run < theme->count &&
                      strcmp(record_words(sorted[i + run], "text"), words) == 0;
             run++) {
        }
        bool first = strcmp(words, record_words(theme->members[0], "text")) == 0;
        if (run > most || (run == most && first)) {
            most = run;
            usual = words;
        }
    }
    free(sorted);
    return usual;
}

static void give_words(struct themes *t, struct theme *theme, struct str *key)
{
    const char *name = theme->record ? record_text(theme->record, "name") : NULL;
    theme->named = name && *name;
    theme->words = theme->named ? name : usual_wording(theme);
    str_clear(key);
    fold_add_key(theme->words, t->language, key);
    theme->order = arena_copy_text(&t->arena, str_text(key));
}

int theme_words_order(const struct theme *a, const struct theme *b)
{
    int order = strcmp(a->order, b->order);
    return order ? order : strcmp(a->words, b->words);
}

static int more_tables_first(const void *left, const void *right)
{
    const struct theme *a = *(struct theme *const *)left,
                       *b = *(struct theme *const *)right;
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    if (a->tables != b->tables) {
        return a->tables > b->tables ? -1 : 1;
    }
    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    int words = theme_words_order(a, b);
    return words ? words : strcmp(record_id(a->members[0]), record_id(b->members[0]));
}

/* Column by column, those of more tables first. */
static void put_in_order(struct themes *t)
{
    struct any_columns columns;
    any_columns_find(t->session, &columns);
    for (size_t i = 0; i < t->count; i++) {
        const struct any_column *column =
            lookup_find_id(&columns.by_id, t->items[i]->column);
        t->items[i]->rank = column->rank;
    }
    ARRAY_SORT(t->items, t->count, more_tables_first);
    any_columns_finish(&columns);
}

/* The record that a text "kind:id" names, or NULL. */
static const struct record *named_by(const struct session *session, const char *text)
{
    const char *colon = text ? strchr(text, ':') : NULL;
    if (!colon) {
        return NULL;
    }
    char *kind = memory_copy_text(text);
    kind[colon - text] = '\0';
    const struct record *record = session_record(session, kind, colon + 1);
    free(kind);
    return record;
}

static struct theme_pair pair_of(const struct theme *a, const struct theme *b)
{
    struct theme_pair pair = {.of = {a < b ? a : b, a < b ? b : a}};
    return pair;
}

static void find_apart(struct themes *t)
{
    for (const struct record *r = session_next_record(t->session, NULL); r;
         r = session_next_record(t->session, r)) {
        struct value apart = VALUE_NOTHING;
        if (record_is(r, "apart")) {
            apart = record_value(r, "apart");
        }
        if (apart.kind == VALUE_JSON && strcmp(apart.text, "true") == 0) {
            const struct record *one = named_by(t->session, record_text(r, "one"));
            const struct record *other = named_by(t->session, record_text(r, "other"));
            const struct theme *a = one ? theme_of(t, one) : NULL;
            const struct theme *b = other ? theme_of(t, other) : NULL;
            if (a && b && a != b && !themes_are_apart(t, a, b)) {
                struct theme_pair *pair = arena_get(&t->arena, sizeof *pair);
                *pair = pair_of(a, b);
                HASH_ADD(hh, t->apart, of, sizeof pair->of, pair);
            }
        }
    }
}

bool themes_are_apart(const struct themes *t, const struct theme *a,
                      const struct theme *b)
{
    struct theme_pair pair = pair_of(a, b), *found;
    HASH_FIND(hh, t->apart, &pair.of, sizeof pair.of, found);
    return found != NULL;
}

void themes_find(struct session *session, struct themes *out)
{
    size_t tables;
    const struct record *const *table = session_tables(session, &tables);
    struct themes t = {
        .session = session,
        .language = tables ? table_template(session, table[0])->language : "en",
    };
    struct entries e = {.key = STR_EMPTY};
    collect(&t, &e);
    for (size_t i = 0; i < e.count; i++) {
        const struct record *record = placed_in(&t, e.items[i].record);
        if (record) {
            attract(&e.items[i], theme_of_kind(&t, record, e.items[i].column));
        }
    }
    for (size_t i = 0; i < e.count; i++) {
        const struct record *record = placed_in(&t, e.items[i].record);
        struct theme *theme =
            record ? theme_of_kind(&t, record, e.items[i].column) : e.items[i].key->theme;
        if (!theme) {
            theme = e.items[i].key->theme = new_theme(&t, e.items[i].column);
        }
        add_member(&t, theme, e.items[i].record);
    }
    for (size_t i = 0; i < t.count; i++) {
        give_words(&t, t.items[i], &e.key);
    }
    put_in_order(&t);
    find_apart(&t);
    free(e.items);
    str_finish(&e.key);
    *out = t;
}

void themes_finish(struct themes *t)
{
    for (size_t i = 0; i < t->count; i++) {
        free(t->items[i]->members);
    }
    HASH_CLEAR(hh, t->of);
    HASH_CLEAR(hh, t->keys);
    HASH_CLEAR(hh, t->apart);
    free(t->items);
    arena_finish(&t->arena);
    *t = (struct themes){0};
}
