/* What was said, and in which words: kept from one finding of themes to the next. */

#include "base/fold.h"
#include "base/hash.h"
#include "base/memory.h"
#include "model/columns.h"
#include "model/meetings.h"
#include "model/themes_inside.h"

#include <stdlib.h>
#include <string.h>

static int by_text(const void *left, const void *right)
{
    const struct known_word *a = *(const struct known_word *const *)left,
                            *b = *(const struct known_word *const *)right;
    return strcmp(a->text, b->text);
}

static bool is_english(const char *language)
{
    return strncmp(language, "en", 2) == 0;
}

/* What a text says; "about" and "for" say what their words mean by where they stand, and of
 * other languages than English it is not known which words do. */
static void add_key(struct known_words *known, const char *text, const char *language,
                    struct str *out)
{
    known_words_split(known, text, language);
    if (is_english(language) && !known->links) {
        ARRAY_SORT(known->said, known->count, by_text);
    }
    for (size_t i = 0; i < known->count; i++) {
        str_add(out, i ? " " : "");
        str_add(out, known->said[i]->text);
    }
    if (!known->count) {
        fold_add(text, language, out); /* signs alone are what they are */
    }
}

void theme_key_add(const char *text, const char *language, struct str *out)
{
    struct known_words known = {0};
    add_key(&known, text, language, out);
    known_words_finish(&known);
}

static uint64_t hash_of_address(const void *address)
{
    return hash_end((uintptr_t)address);
}

static uint64_t hash_of_entry(const void *item)
{
    return hash_of_address(((const struct said_entry *)item)->record);
}

static bool is_of_record(const void *item, const void *record)
{
    return ((const struct said_entry *)item)->record == record;
}

/* As much of a count of makings as an entry keeps. */
enum { MOST_MADE = (1 << 30) - 1 };

bool said_is_used(const struct themes *t, const struct said_entry *entry)
{
    return entry->used == (t->remade & MOST_MADE);
}

struct said_entry *said_find(const struct themes *t, const struct record *record)
{
    struct said_entry *entry =
        t->said ? lookup_find(&t->said->by_record, hash_of_address(record), is_of_record,
                              record)
                : NULL;
    return entry && said_is_used(t, entry) ? entry : NULL;
}

static uint64_t hash_of_text(const void *item)
{
    const struct said_text *said = item;
    return hash_end(hash_add_text(hash_add_text(HASH_START, said->column), said->text));
}

static bool is_same_text(const void *item, const void *key)
{
    const struct said_text *a = item, *b = key;
    return strcmp(a->text, b->text) == 0 && strcmp(a->column, b->column) == 0 &&
           strcmp(a->language, b->language) == 0;
}

/* As that language has it, "": none. */
static struct wording *make_wording(struct said_entries *said,
                                    const struct said_text *text, const char *language)
{
    str_clear(&said->key);
    str_add(&said->key, text->column);
    str_add_byte(&said->key, '\x1f');
    add_key(&said->words, text->text, language, &said->key);
    struct wording *wording = lookup_find_id(&said->by_key, said->key.bytes);
    if (!wording) {
        wording = arena_get(&said->arena, sizeof *wording);
        wording->key = arena_copy_text(&said->arena, said->key.bytes);
        wording->column = names_keep(&said->columns, &said->arena, text->column);
        lookup_add_id(&said->by_key, wording);
    }
    return wording;
}

static struct said_text *touch_text(struct said_entries *said,
                                    const struct said_text *text)
{
    struct said_text *known =
        lookup_find(&said->by_text, hash_of_text(text), is_same_text, text);
    if (!known) {
        known = arena_get(&said->entries, sizeof *known);
        known->text = arena_copy_text(&said->entries, text->text);
        known->language = names_keep(&said->columns, &said->arena, text->language);
        known->wording = make_wording(said, text, text->language);
        known->plain = is_english(text->language) ? NULL : known->wording;
        known->column = known->wording->column;
        lookup_add(&said->by_text, known, hash_of_text);
    }
    return known;
}

static struct said_entry *touch_entry(struct said_entries *said,
                                      const struct record *record)
{
    struct said_entry *entry =
        lookup_find(&said->by_record, hash_of_address(record), is_of_record, record);
    if (!entry) {
        entry = arena_get(&said->entries, sizeof *entry);
        entry->record = record;
        lookup_add(&said->by_record, entry, hash_of_entry);
    }
    return entry;
}

/* A wording is in use from its first entry on; words of its own can be of another one
 * than they were, whose words differ in form alone. */
static bool use(struct themes *t, struct wording *w, const char *words, bool names)
{
    if (w->used == t->remade) {
        return false;
    }
    bool changed = w->number != t->wording_count || w->words != words ||
                   w->names != names || w->used != t->remade - 1;
    w->used = t->remade;
    w->number = (uint32_t)t->wording_count;
    w->words = words;
    w->names = names;
    w->theme = NULL;
    w->in_count = 0;
    ARRAY_ADD(t->wordings, t->wording_count, t->wording_room, w);
    return changed;
}

/* Where entries stand: of one table, in one column. */
struct said_where {
    const struct record *table;
    const char *column, *language;
    bool names, met_again;
    bool only_noted; /* note_english() is asked for, and no more */
};

/* The same letters are the same words in whatever language, and of English more is known of
 * what is the same: it is that. */
static void note_english(struct said_entries *said, struct said_text *text)
{
    text->plain = text->plain ? text->plain : make_wording(said, text, "");
    if (text->plain != text->wording) {
        text->plain->english = text->wording;
    }
}

static bool add_entry(struct said_entries *said, struct themes *t,
                      const struct record *record, const struct said_where *where)
{
    const char *words = record_words(record, "text");
    if (!*words) {
        return false; /* redacted: nothing that could recur */
    }
    struct said_entry *e = touch_entry(said, record);
    if (e->text != words || strcmp(e->said->language, where->language) != 0 ||
        strcmp(e->said->column, where->column) != 0) {
        e->text = words;
        e->said = touch_text(said, &(struct said_text){.column = where->column,
                                                       .text = words,
                                                       .language = where->language});
    }
    if (where->only_noted) {
        note_english(said, e->said);
        return false;
    }
    if (!is_english(where->language)) {
        struct wording *plain = e->said->plain;
        e->said->wording = plain->english ? plain->english : plain;
    }
    e->used = t->remade & MOST_MADE;
    e->at = (uint32_t)said->count;
    e->theme = NULL;
    e->table = where->table;
    e->met_again = where->met_again;
    theme_note_decided(t, e);
    ARRAY_ADD(said->items, said->count, said->room, e);
    return use(t, e->said->wording, words, where->names);
}

static struct said_where where_of(const struct themes *t, const struct record *table,
                                  bool only_noted)
{
    return (struct said_where){.table = table,
                               .column = "",
                               .language = table_language(t->session, table),
                               .met_again = table_before(t->session, table),
                               .only_noted = only_noted};
}

static bool add_goals(struct said_entries *said, struct themes *t,
                      const struct said_where *where)
{
    size_t goals;
    bool changed = false;
    const struct record *const *goal = table_goals(t->session, where->table, &goals);
    for (size_t g = 0; g < goals; g++) {
        changed |= add_entry(said, t, goal[g], where);
    }
    return changed;
}

static bool add_notes(struct said_entries *said, struct themes *t,
                      const struct said_where *of_table)
{
    size_t count, notes;
    bool changed = false;
    const struct template *form = table_template(t->session, of_table->table);
    struct cell *cells = table_cells(t->session, of_table->table, &count);
    for (size_t c = 0; c < count; c++) {
        const struct column *column = template_column(form, cells[c].column, NULL);
        const struct record *const *note =
            goal_notes(t->session, cells[c].goal, cells[c].column, &notes);
        struct said_where where = *of_table;
        where.column = cells[c].column;
        where.names = column && column->names;
        /* "" is the goals' own: a note without a column says nothing to compare. What
         * stands in a lens is counted by its rows. */
        bool compared = *cells[c].column && !(column && column->grid->use == GRID_LENS);
        for (size_t n = 0; compared && n < notes; n++) {
            changed |= add_entry(said, t, note[n], &where);
        }
    }
    free(cells);
    return changed;
}

/* Whether some of these tables are in English and some are not. */
static bool are_mixed(const struct session *session, const struct record *const *tables,
                      size_t count)
{
    size_t english = 0;
    for (size_t i = 0; i < count; i++) {
        english += is_english(table_language(session, tables[i]));
    }
    return english && english < count;
}

/* Which wordings the same letters have at tables in English, if there are such and others. */
static void follow_english(struct said_entries *said, struct themes *t,
                           const struct record *const *tables, size_t count)
{
    for (size_t i = 0; said->mixed && i < said->by_key.count; i++) {
        ((struct wording *)said->by_key.items[i])->english = NULL;
    }
    said->mixed = are_mixed(t->session, tables, count);
    for (size_t i = 0; said->mixed && i < count; i++) {
        struct said_where where = where_of(t, tables[i], true);
        if (is_english(where.language)) {
            add_goals(said, t, &where);
            add_notes(said, t, &where);
        }
    }
}

void said_follow(struct said_entries *said, struct themes *t)
{
    size_t tables, before = t->wording_count;
    bool changed = false;
    const struct record *const *table = session_tables(t->session, &tables);
    said->count = t->wording_count = 0;
    follow_english(said, t, table, tables);
    for (size_t i = 0; i < tables; i++) {
        struct said_where where = where_of(t, table[i], false);
        changed |= add_goals(said, t, &where);
    }
    for (size_t i = 0; i < tables; i++) {
        struct said_where where = where_of(t, table[i], false);
        changed |= add_notes(said, t, &where);
    }
    t->reworded += changed || before != t->wording_count;
}

struct said_entries *said_new(void)
{
    return memory_get(sizeof(struct said_entries));
}

void said_free(struct said_entries *said)
{
    if (said) {
        for (size_t i = 0; i < said->by_key.count; i++) {
            free(((struct wording *)said->by_key.items[i])->in);
        }
        names_finish(&said->columns);
        known_words_finish(&said->words);
        lookup_finish(&said->by_record);
        lookup_finish(&said->by_text);
        lookup_finish(&said->by_key);
        free(said->items);
        str_finish(&said->key);
        arena_finish(&said->arena);
        arena_finish(&said->entries);
        free(said);
    }
}

void said_let_entries_go(struct said_entries *said)
{
    lookup_finish(&said->by_record);
    lookup_finish(&said->by_text);
    known_words_finish(&said->words);
    free(said->items);
    said->items = NULL;
    said->count = said->room = 0;
    arena_finish(&said->entries);
}
