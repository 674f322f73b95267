/* What a person decides about themes, as edits. */

#include "base/memory.h"
#include "base/utf8.h"
#include "model/author_inside.h"
#include "model/themes.h"

#include <stdlib.h>
#include <string.h>

static void add_name(const struct record *record, struct str *out)
{
    str_addf(out, "%s:%s", record_kind(record), record_id(record));
}

static bool set_text(struct author *a, const struct record *record, const char *field,
                     const char *text, struct err *err)
{
    return author_set(a, record, field, VALUE_OF_TEXT(text), err);
}

static bool place_in(struct author *a, const struct record *entry,
                     const struct record *theme, struct err *err)
{
    struct str name = STR_EMPTY;
    add_name(theme, &name);
    bool ok = set_text(a, entry, "theme", name.bytes, err);
    str_finish(&name);
    return ok;
}

/* A new record of that kind, of at least these fields. */
static const struct record *make(struct author *a, const char *kind, const char *id,
                                 const struct change *fields, size_t count,
                                 struct err *err)
{
    struct draft d;
    const struct record *known = session_record(a->session, kind, id);
    draft_begin(&d, a, kind, id);
    for (size_t i = 0; i < count; i++) {
        draft_set(&d, known, fields[i].field, fields[i].value);
    }
    return draft_apply(&d, a, err) ? session_record(a->session, kind, id) : NULL;
}

/* The id of a theme's record: the same wherever two people decide about it unseen by each
 * other, so that what they decide comes together; another one where that is taken. */
static void give_id(struct author *a, const struct theme *theme,
                    char id[BASE32_SIZE_BYTES])
{
    struct str name = STR_EMPTY;
    add_name(theme->members[0], &name);
    base32_write(hash_end(hash_add_text(hash_add_text(HASH_START, "theme"), name.bytes)),
                 id);
    if (session_record(a->session, "theme", id)) {
        author_new_id(a, id);
    }
    str_finish(&name);
}

/* The record of a theme; words that were one theme by themselves get one. */
static const struct record *need_record(struct author *a, const struct theme *theme,
                                        struct err *err)
{
    char id[BASE32_SIZE_BYTES];
    const struct change column = {"column", VALUE_OF_TEXT(theme->column)};
    if (theme->record) {
        return theme->record;
    }
    give_id(a, theme, id);
    const struct record *record = make(a, "theme", id, &column, 1, err);
    return record && place_in(a, theme->members[0], record, err) ? record : NULL;
}

/* All that a person placed in a theme, else its first entry, which the others follow. */
static bool move_all(struct author *a, const struct theme *from,
                     const struct record *record, struct err *err)
{
    bool ok = true;
    if (!from->record) {
        return place_in(a, from->members[0], record, err);
    }
    for (size_t i = 0; i < from->count && ok; i++) {
        if (record_text(from->members[i], "theme")) {
            ok = place_in(a, from->members[i], record, err);
        }
    }
    return ok;
}

/* The theme whose record the others come to: the first that has one. */
static const struct theme *find_into(const struct theme *one,
                                     const struct theme *const *others, size_t count)
{
    const struct theme *into = one;
    for (size_t i = 0; i < count && !into->record; i++) {
        into = others[i]->record ? others[i] : into;
    }
    return into->record ? into : one;
}

/* What they are called together: as was asked, else as the first that has a name. */
static const char *find_name(const struct theme *one, const struct theme *const *others,
                             size_t count, const char *asked)
{
    const char *name = asked && *asked ? asked : one->named ? one->words : NULL;
    for (size_t i = 0; i < count && !name; i++) {
        name = others[i]->named ? others[i]->words : NULL;
    }
    return name;
}

/* The id of the record which says that two entries are not one, and how it names them. */
static void name_pair(const char *one, const char *other, const char *names[2],
                      char id[BASE32_SIZE_BYTES])
{
    bool swap = strcmp(one, other) > 0;
    names[0] = swap ? other : one;
    names[1] = swap ? one : other;
    base32_write(hash_end(hash_add_text(hash_add_text(HASH_START, names[0]), names[1])),
                 id);
}

/* Says of two entries that what they say is not one. */
static bool set_apart(struct author *a, const struct record *one,
                      const struct record *other, struct err *err)
{
    struct str first = STR_EMPTY, second = STR_EMPTY;
    char id[BASE32_SIZE_BYTES];
    const char *names[2];
    add_name(one, &first);
    add_name(other, &second);
    name_pair(first.bytes, second.bytes, names, id);
    const struct change fields[] = {{"apart", VALUE_OF_JSON("true")},
                                    {"one", VALUE_OF_TEXT(names[0])},
                                    {"other", VALUE_OF_TEXT(names[1])}};
    bool ok = make(a, "apart", id, fields, 3, err) != NULL;
    str_finish(&first);
    str_finish(&second);
    return ok;
}

static void add_key(const struct author *a, const struct record *entry, struct str *out)
{
    theme_key_add(record_words(entry, "text"),
                  table_language(a->session, entry_table(entry)), out);
}

/* An entry of a theme, and what its words are when they are compared. */
struct worded {
    uint64_t key;
    size_t at;
};

static int by_words(const void *left, const void *right)
{
    const struct worded *a = left, *b = right;
    return a->key != b->key ? (a->key < b->key ? -1 : 1)
                            : (a->at > b->at) - (a->at < b->at);
}

/* Keeps of each of a theme's words the first entry apart from another one; but for one
 * that is kept apart already. */
static bool set_words_apart(struct author *a, const struct theme *theme,
                            const struct record *but, const struct record *from,
                            struct err *err)
{
    struct str key = STR_EMPTY;
    bool ok = true;
    size_t count = 0;
    struct worded *worded = memory_get((theme->count + 1) * sizeof *worded);
    for (size_t i = 0; i < theme->count; i++) {
        if (theme->members[i] != from) {
            str_clear(&key);
            add_key(a, theme->members[i], &key);
            worded[count].key = hash_end(hash_add_text(HASH_START, str_text(&key)));
            worded[count++].at = i;
        }
    }
    ARRAY_SORT(worded, count, by_words);
    for (size_t i = 0; i < count && ok; i++) {
        bool again = i && worded[i].key == worded[i - 1].key;
        const struct record *entry = theme->members[worded[i].at];
        ok = again || entry == but || set_apart(a, entry, from, err);
    }
    free(worded);
    str_finish(&key);
    return ok;
}

/* Takes back, whoever said it, that an entry of one theme and one of another are not one. */
static bool set_together(struct author *a, const struct theme *one,
                         const struct theme *other, struct err *err)
{
    bool ok = true;
    struct str first = STR_EMPTY, second = STR_EMPTY;
    char id[BASE32_SIZE_BYTES];
    const char *names[2];
    for (size_t i = 0; i < one->count && ok; i++) {
        str_clear(&first);
        add_name(one->members[i], &first);
        for (size_t k = one == other ? i + 1 : 0; k < other->count && ok; k++) {
            str_clear(&second);
            add_name(other->members[k], &second);
            name_pair(first.bytes, second.bytes, names, id);
            const struct record *apart = session_record(a->session, "apart", id);
            ok = !apart || author_set(a, apart, "apart", VALUE_NOTHING, err);
        }
    }
    str_finish(&first);
    str_finish(&second);
    return ok;
}

static bool join(struct author *a, const struct theme *one,
                 const struct theme *const *others, size_t count, const char *asked,
                 struct err *err)
{
    const struct theme *into = find_into(one, others, count);
    const struct record *record = need_record(a, into, err);
    const char *name = find_name(one, others, count, asked);
    bool ok = record && author_set(a, record, "alone", VALUE_NOTHING, err) &&
              (!name || set_text(a, record, "name", name, err));
    for (size_t i = 0; i <= count && ok; i++) {
        const struct theme *from = i < count ? others[i] : one;
        ok = from == into || move_all(a, from, record, err);
        for (size_t k = i + 1; k <= count && ok; k++) {
            ok = set_together(a, from, k < count ? others[k] : one, err);
        }
    }
    return ok;
}

static void add_pair(struct str *said, const char *verb, const struct theme *one,
                     const struct theme *other, const char *how)
{
    str_addf(said, "%s ", verb);
    text_quote(said, one->words, 24);
    str_add(said, " and ");
    text_quote(said, other->words, 24);
    str_add(said, how);
}

bool themes_join_all(struct author *a, const struct theme *one,
                     const struct theme *const *others, size_t count, const char *name,
                     struct err *err)
{
    struct str said = STR_EMPTY;
    if (count == 1) {
        add_pair(&said, "joined", one, others[0], "");
    } else {
        str_addf(&said, "joined %zu with ", count);
        text_quote(&said, one->words, 24);
    }
    author_begin_step(a, said.bytes);
    bool ok = join(a, one, others, count, name, err);
    author_end_step(a);
    str_finish(&said);
    return ok;
}

bool themes_join(struct author *a, const struct theme *one, const struct theme *other,
                 struct err *err)
{
    return themes_join_all(a, one, &other, 1, NULL, err);
}

bool themes_keep_apart(struct author *a, const struct theme *one,
                       const struct theme *other, struct err *err)
{
    struct str said = STR_EMPTY;
    add_pair(&said, "kept", one, other, " apart");
    author_begin_step(a, said.bytes);
    bool ok = set_words_apart(a, one, NULL, other->members[0], err) &&
              set_words_apart(a, other, other->members[0], one->members[0], err);
    author_end_step(a);
    str_finish(&said);
    return ok;
}

bool theme_name(struct author *a, const struct theme *theme, const char *name,
                struct err *err)
{
    bool own = author_begin_act(a, "named the theme", name);
    const struct record *record = need_record(a, theme, err);
    bool ok = record && author_set(a, record, "name",
                                   *name ? VALUE_OF_TEXT(name) : VALUE_NOTHING, err);
    author_end_act(a, own);
    return ok;
}

/* What is set already is set again, over all that others set. */
bool theme_settle(struct author *a, const struct theme *theme, struct err *err)
{
    const struct record *record = theme->record;
    bool own = author_begin_act(a, "let stand", theme->words);
    bool ok = !record || author_set(a, record, "name", record_value(record, "name"), err);
    for (size_t i = 0; i < theme->count && ok; i++) {
        const struct record *entry = theme->members[i];
        ok = author_set(a, entry, "theme", record_value(entry, "theme"), err);
    }
    ok = ok && set_together(a, theme, theme, err);
    author_end_act(a, own);
    return ok;
}

/* Where words like an entry's follow it into its theme, the next of them is placed there
 * instead, so that they stay. */
static bool leave_others(struct author *a, const struct theme *theme,
                         const struct record *entry, struct err *err)
{
    struct str own = STR_EMPTY, key = STR_EMPTY;
    bool ok = true, done = !theme->record || !record_text(entry, "theme");
    add_key(a, entry, &own);
    for (size_t i = 0; i < theme->count && !done; i++) {
        str_clear(&key);
        add_key(a, theme->members[i], &key);
        if (theme->members[i] != entry && strcmp(key.bytes, own.bytes) == 0) {
            ok = place_in(a, theme->members[i], theme->record, err);
            done = true;
        }
    }
    str_finish(&own);
    str_finish(&key);
    return ok;
}

bool theme_part(struct author *a, const struct theme *theme, const struct record *entry,
                struct err *err)
{
    char id[BASE32_SIZE_BYTES];
    const struct change fields[] = {{"column", VALUE_OF_TEXT(theme->column)},
                                    {"alone", VALUE_OF_JSON("true")}};
    bool own = author_begin_act(a, "parted", record_words(entry, "text"));
    author_new_id(a, id);
    const struct record *record = make(a, "theme", id, fields, 2, err);
    bool ok =
        record && leave_others(a, theme, entry, err) && place_in(a, entry, record, err);
    /* Else words like its own would be proposed as one with it at once. */
    ok = ok && set_words_apart(a, theme, NULL, entry, err);
    author_end_act(a, own);
    return ok;
}
