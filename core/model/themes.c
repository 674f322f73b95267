/* Themes: put together as people decided, and anew only where they decide something
 * else. */

#include "base/fold.h"
#include "base/str.h"
#include "base/table_of_hashes.h"
#include "model/ballot.h"
#include "model/columns.h"
#include "model/meetings.h"
#include "model/themes_inside.h"

#include <stdlib.h>
#include <string.h>

/* The theme that a theme's record is in a column. */
struct theme_of_record {
    struct decided_in {
        const struct record *record;
        const char *column; /* NULL: the first of them */
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

/* Words of one theme that were kept apart from something in another. */
struct words_apart {
    struct {
        const struct wording *words;
        const struct theme *in, *from;
    } of;
    UT_hash_handle hh;
};

static struct theme *new_theme(struct themes *t, const char *column)
{
    struct theme *theme = arena_get(&t->arena, sizeof *theme);
    theme->column = column;
    theme->made = t->made;
    theme->number = ++t->last_number;
    ARRAY_ADD(t->items, t->count, t->room, theme);
    return theme;
}

static void set_theme_of(struct themes *t, const struct record *record,
                         const char *column, struct theme *theme)
{
    struct theme_of_record key = {.of = {record, column}}, *of;
    HASH_FIND(hh, t->of, &key.of, sizeof key.of, of);
    if (!of) {
        of = arena_get(&t->arena, sizeof *of);
        of->of = key.of;
        HASH_ADD(hh, t->of, of, sizeof of->of, of);
    }
    of->theme = theme;
}

/* Of those that are themes now. */
static struct theme *theme_of_decision(const struct themes *t,
                                       const struct record *record, const char *column)
{
    struct theme_of_record key, *of;
    memset(&key, 0, sizeof key); /* its bytes are compared */
    key.of.record = record;
    key.of.column = column;
    HASH_FIND(hh, t->of, &key.of, sizeof key.of, of);
    return of && !of->theme->gone ? of->theme : NULL;
}

struct theme *themes_find_one(const struct themes *t, const struct record *record)
{
    const struct said_entry *entry = record ? said_find(t, record) : NULL;
    return entry ? entry->theme : theme_of_decision(t, record, NULL);
}

const struct theme *theme_of(const struct themes *t, const struct record *record)
{
    return themes_find_one(t, record);
}

const struct wording *wording_of(const struct themes *t, const struct record *record)
{
    const struct said_entry *entry = said_find(t, record);
    return entry ? entry->said->wording : NULL;
}

static void note_theme(struct wording *w, struct theme *theme)
{
    for (size_t i = w->in_count; i-- > 0;) {
        if (w->in[i] == theme) {
            return;
        }
    }
    ARRAY_ADD(w->in, w->in_count, w->in_room, theme);
}

/* Whether a theme is one of that table's already; a table that met again is the same,
 * whichever of its meetings stands first. */
static bool has_table(const struct themes *t, const struct theme *theme,
                      const struct record *table)
{
    bool found = table == theme->last_table;
    for (size_t i = 0; i < theme->count && theme->met_again && !found; i++) {
        found = tables_are_one(t->session, entry_table(theme->members[i]), table);
    }
    return found;
}

/* What is said everywhere is read once, and not again from every entry. */
static void note_text(struct theme *theme, const struct said_entry *entry)
{
    struct said_text *said = entry->said;
    if (said->in != theme->number) {
        said->in = theme->number;
        said->at = (uint32_t)theme->text_count;
        ARRAY_ADD(theme->texts, theme->text_count, theme->text_room,
                  (struct theme_text){.words = entry->text,
                                      .language = entry->said->language,
                                      .wording = entry->said->wording,
                                      .first = theme->count});
    }
    theme->texts[said->at].said++;
}

static void add_member(const struct themes *t, struct theme *theme,
                       struct said_entry *entry)
{
    theme->met_again = theme->met_again || entry->met_again;
    theme->tables += !has_table(t, theme, entry->table);
    theme->words = theme->count ? theme->words : entry->text;
    note_text(theme, entry);
    ARRAY_ADD(theme->members, theme->count, theme->room, entry->record);
    theme->last_table = entry->table;
    if (entry->votes) {
        theme->votes = votes_add(theme->votes, entry->votes);
        theme->votes_shown = votes_add(theme->votes_shown, ballot_votes(entry->record));
    }
    theme->rank = entry->said->wording->rank;
    entry->theme = theme;
    note_theme(entry->said->wording, theme);
}

const struct record *theme_named_by(const struct themes *t, const char *text)
{
    static const char prefix[] = "theme:";
    return strncmp(text, prefix, sizeof prefix - 1) == 0
               ? session_record(t->session, "theme", text + sizeof prefix - 1)
               : NULL;
}

const struct record *theme_placed_in(const struct themes *t, const struct record *entry)
{
    const char *text = record_text(entry, "theme");
    return text ? theme_named_by(t, text) : NULL;
}

static bool is_alone(const struct record *theme)
{
    struct value alone = record_value(theme, "alone");
    return alone.kind == VALUE_JSON && strcmp(alone.text, "true") == 0;
}

/* The theme of a record of kind "theme"; one for each column should its entries stand in
 * several, since a theme is of one column. */
static struct theme *theme_of_kind(struct themes *t, const struct record *record,
                                   const char *column)
{
    struct theme *theme = theme_of_decision(t, record, column);
    if (!theme) {
        theme = new_theme(t, column);
        theme->record = record;
        set_theme_of(t, record, column, theme);
        if (!theme_of_decision(t, record, NULL)) {
            set_theme_of(t, record, NULL, theme);
        }
    }
    return theme;
}

/* Words that were placed draw the same words after them; of several themes the one with
 * the least id, so that it is the same on every machine. */
static void attract(struct wording *wording, struct theme *theme)
{
    if (!is_alone(theme->record) &&
        (!wording->theme ||
         strcmp(record_id(theme->record), record_id(wording->theme->record)) < 0)) {
        wording->theme = theme;
    }
}

static void give_words(struct themes *t, struct theme *theme, struct str *key)
{
    const char *name = theme->record ? record_text(theme->record, "name") : NULL;
    theme->named = name && *name;
    theme->words = theme->named ? name : theme_usual_words(theme, t->language);
    str_clear(key);
    fold_add_key(theme->words, t->language, key);
    theme->order = arena_copy_text(&t->arena, str_text(key));
}

int theme_words_order(const struct theme *a, const struct theme *b)
{
    int order = strcmp(a->order, b->order);
    return order ? order : strcmp(a->words, b->words);
}

/* Votes that are still hidden decide nothing. */
static int compare(const struct theme *a, const struct theme *b, bool votes)
{
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    if (a->tables != b->tables) {
        return a->tables > b->tables ? -1 : 1;
    }
    if (votes && a->votes_shown != b->votes_shown) {
        return a->votes_shown > b->votes_shown ? -1 : 1;
    }
    int words = theme_words_order(a, b);
    return words ? words : strcmp(record_id(a->members[0]), record_id(b->members[0]));
}

int themes_order(const void *left, const void *right)
{
    return compare(*(struct theme *const *)left, *(struct theme *const *)right, true);
}

int themes_order_by_tables(const void *left, const void *right)
{
    return compare(*(struct theme *const *)left, *(struct theme *const *)right, false);
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

static struct words_apart *find_words_apart(const struct themes *t,
                                            struct words_apart key)
{
    struct words_apart *found;
    HASH_FIND(hh, t->words_apart, &key.of, sizeof key.of, found);
    return found;
}

static void add_words_apart(struct themes *t, const struct record *entry,
                            const struct theme *in, const struct theme *from)
{
    struct words_apart key = {.of = {wording_of(t, entry), in, from}};
    if (!find_words_apart(t, key)) {
        struct words_apart *apart = arena_get(&t->arena, sizeof *apart);
        *apart = key;
        HASH_ADD(hh, t->words_apart, of, sizeof apart->of, apart);
    }
}

void themes_read_apart(const struct themes *t, struct kept_apart *kept)
{
    const struct record *r = kept->record;
    struct value apart = record_value(r, "apart");
    bool is = apart.kind == VALUE_JSON && strcmp(apart.text, "true") == 0;
    kept->one = is ? named_by(t->session, record_text(r, "one")) : NULL;
    kept->other = is ? named_by(t->session, record_text(r, "other")) : NULL;
}

static void add_apart(struct themes *t, struct kept_apart *kept)
{
    themes_read_apart(t, kept);
    const struct theme *a = themes_find_one(t, kept->one);
    const struct theme *b = themes_find_one(t, kept->other);
    if (!a || !b || a == b) {
        return;
    }
    add_words_apart(t, kept->one, a, b);
    add_words_apart(t, kept->other, b, a);
    if (!themes_are_apart(t, a, b)) {
        struct theme_pair *pair = arena_get(&t->arena, sizeof *pair);
        *pair = pair_of(a, b);
        HASH_ADD(hh, t->apart, of, sizeof pair->of, pair);
    }
}

/* The decisions are few beside what was said: they are all looked at again. */
void themes_find_apart(struct themes *t)
{
    HASH_CLEAR(hh, t->apart);
    HASH_CLEAR(hh, t->words_apart);
    for (size_t i = 0; i < t->apart_count; i++) {
        add_apart(t, &t->kept_apart[i]);
    }
    themes_find_unsettled(t);
}

struct kept_apart *themes_note_apart(struct themes *t, const struct record *record)
{
    for (size_t i = 0; i < t->apart_count; i++) {
        if (t->kept_apart[i].record == record) {
            return &t->kept_apart[i];
        }
    }
    ARRAY_ADD(t->kept_apart, t->apart_count, t->apart_room,
              (struct kept_apart){.record = record});
    return &t->kept_apart[t->apart_count - 1];
}

bool themes_are_apart(const struct themes *t, const struct theme *a,
                      const struct theme *b)
{
    struct theme_pair pair = pair_of(a, b), *found;
    HASH_FIND(hh, t->apart, &pair.of, sizeof pair.of, found);
    return found != NULL;
}

bool themes_words_are_apart(const struct themes *t, const struct theme *a,
                            const struct wording *words_of_a, const struct theme *b,
                            const struct wording *words_of_b)
{
    return find_words_apart(t, (struct words_apart){.of = {words_of_a, a, b}}) &&
           find_words_apart(t, (struct words_apart){.of = {words_of_b, b, a}});
}

void theme_note_decided(struct themes *t, struct said_entry *entry)
{
    entry->placed = t->any_placed ? theme_placed_in(t, entry->record) : NULL;
    if (t->any_placed) {
        themes_note_doubt(t, entry);
    }
    entry->votes = record_votes(entry->record);
}

void themes_place(struct themes *t, struct said_entry *const *entries, size_t count)
{
    size_t from = t->count;
    struct str key = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        if (entries[i]->placed) {
            struct wording *wording = entries[i]->said->wording;
            attract(wording, theme_of_kind(t, entries[i]->placed, wording->column));
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct wording *wording = entries[i]->said->wording;
        const struct record *record = entries[i]->placed;
        struct theme *theme =
            record ? theme_of_kind(t, record, wording->column) : wording->theme;
        if (!theme) {
            theme = wording->theme = new_theme(t, wording->column);
        }
        add_member(t, theme, entries[i]);
    }
    for (size_t i = from; i < t->count; i++) {
        give_words(t, t->items[i], &key);
    }
    str_finish(&key);
}

/* Where the columns stand among all: goals first. */
static void rank_wordings(struct themes *t)
{
    struct any_columns columns;
    any_columns_find(t->session, &columns);
    for (size_t i = 0; i < t->wording_count; i++) {
        const struct any_column *column =
            lookup_find_id(&columns.by_id, t->wordings[i]->column);
        t->wordings[i]->rank = column->rank;
    }
    any_columns_finish(&columns);
}

static void free_items(struct themes *t)
{
    for (size_t i = 0; i < t->count; i++) {
        free(t->items[i]->members);
        free(t->items[i]->texts);
    }
    HASH_CLEAR(hh, t->of);
    HASH_CLEAR(hh, t->apart);
    HASH_CLEAR(hh, t->words_apart);
    arena_finish(&t->arena);
    t->count = 0;
}

static void find_apart_records(struct themes *t)
{
    t->apart_count = 0;
    for (const struct record *r = session_next_record(t->session, NULL); r;
         r = session_next_record(t->session, r)) {
        if (record_is(r, "apart")) {
            ARRAY_ADD(t->kept_apart, t->apart_count, t->apart_room,
                      (struct kept_apart){.record = r});
        }
    }
}

void themes_make_all(struct themes *t)
{
    const struct record *frame = session_frame_table(t->session);
    free_items(t);
    t->remade++;
    t->language = frame ? table_language(t->session, frame) : "en";
    said_follow(t->said, t);
    rank_wordings(t);
    themes_place(t, t->said->items, t->said->count);
    ARRAY_SORT(t->items, t->count, themes_order);
    find_apart_records(t);
    themes_find_apart(t);
}

void themes_find(struct session *session, struct themes *out)
{
    *out = (struct themes){0};
    themes_follow(out, session);
}

void themes_let_entries_go(struct themes *t)
{
    if (t->said) {
        said_let_entries_go(t->said);
    }
    t->doubted_count = 0;
}

void themes_finish(struct themes *t)
{
    free_items(t);
    said_free(t->said);
    free(t->items);
    free(t->wordings);
    free(t->kept_apart);
    free(t->doubted);
    *t = (struct themes){0};
}
