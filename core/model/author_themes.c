/* What a person decides about themes, as edits. */

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

/* The record of a theme; words that were one theme by themselves get one. */
static const struct record *need_record(struct author *a, const struct theme *theme,
                                        struct err *err)
{
    char id[BASE32_SIZE_BYTES];
    const struct change column = {"column", VALUE_OF_TEXT(theme->column)};
    if (theme->record) {
        return theme->record;
    }
    author_new_id(a, id);
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

static bool join(struct author *a, const struct theme *one, const struct theme *other,
                 struct err *err)
{
    const struct theme *into = one->record || !other->record ? one : other;
    const struct theme *from = into == one ? other : one;
    const struct record *record = need_record(a, into, err);
    if (!record || !author_set(a, record, "alone", VALUE_NOTHING, err)) {
        return false;
    }
    if (from->named && !into->named && !set_text(a, record, "name", from->words, err)) {
        return false;
    }
    return move_all(a, from, record, err);
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

bool themes_join(struct author *a, const struct theme *one, const struct theme *other,
                 struct err *err)
{
    struct str said = STR_EMPTY;
    add_pair(&said, "joined", one, other, "");
    author_begin_step(a, said.bytes);
    bool ok = join(a, one, other, err);
    author_end_step(a);
    str_finish(&said);
    return ok;
}

/* Says of two entries that what they say is not one. */
static bool set_apart(struct author *a, const struct record *one,
                      const struct record *other, struct err *err)
{
    struct str first = STR_EMPTY, second = STR_EMPTY;
    char id[BASE32_SIZE_BYTES];
    add_name(one, &first);
    add_name(other, &second);
    bool swap = strcmp(first.bytes, second.bytes) > 0;
    const char *low = swap ? second.bytes : first.bytes;
    const char *high = swap ? first.bytes : second.bytes;
    base32_write(hash_end(hash_add_text(hash_add_text(HASH_START, low), high)), id);
    const struct change fields[] = {{"apart", VALUE_OF_JSON("true")},
                                    {"one", VALUE_OF_TEXT(low)},
                                    {"other", VALUE_OF_TEXT(high)}};
    bool ok = make(a, "apart", id, fields, 3, err) != NULL;
    str_finish(&first);
    str_finish(&second);
    return ok;
}

bool themes_keep_apart(struct author *a, const struct theme *one,
                       const struct theme *other, struct err *err)
{
    struct str said = STR_EMPTY;
    add_pair(&said, "kept", one, other, " apart");
    author_begin_step(a, said.bytes);
    bool ok = set_apart(a, one->members[0], other->members[0], err);
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

bool theme_part(struct author *a, const struct theme *theme, const struct record *entry,
                struct err *err)
{
    char id[BASE32_SIZE_BYTES];
    const struct change fields[] = {{"column", VALUE_OF_TEXT(theme->column)},
                                    {"alone", VALUE_OF_JSON("true")}};
    bool own = author_begin_act(a, "parted", record_words(entry, "text"));
    author_new_id(a, id);
    const struct record *record = make(a, "theme", id, fields, 2, err);
    bool ok = record && place_in(a, entry, record, err);
    /* Else words like its own would be proposed as one with it at once. */
    const struct record *left = theme->members[0];
    if (left == entry && theme->count > 1) {
        left = theme->members[1];
    }
    ok = ok && (left == entry || set_apart(a, left, entry, err));
    author_end_act(a, own);
    return ok;
}
