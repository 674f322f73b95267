/* What wants a person to look at it among the edits that are taken. */

#include "store/check_inside.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "model/fields.h"

#include <stdlib.h>
#include <string.h>

enum { KIND_COUNT = 8 };
static const char *const kinds[KIND_COUNT + 1] = {
    "session", "goal", "note", "offer", "theme", "apart", "template", "file", NULL};

/* What may be meant by the names of the fields of each kind. */
struct known {
    struct check_names fields[KIND_COUNT];
    const struct session *session;
    bool circles; /* some edits replace one another */
    struct fault_sink *sink;
};

static bool any_circle(const struct session *session)
{
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        for (const struct field *f = record_fields(r); f; f = f->next) {
            if (f->circled) {
                return true;
            }
        }
    }
    return false;
}

static void check_field(const struct known *k, const struct json *field, size_t kind)
{
    static const char *const texts[] = {"text", "goal", "column", "place", NULL};
    const char *name = json_name(field), *should = NULL;
    enum json_kind is = json_kind(field);
    bool nothing = is == JSON_NULL;
    for (size_t i = 0; texts[i]; i++) {
        if (strcmp(texts[i], name) == 0 && is != JSON_TEXT) {
            should = "a text in \"quotes\"";
        }
    }
    if (strcmp(name, "gone") == 0 && is != JSON_BOOL) {
        should = "true";
    }
    struct value value = VALUE_NOTHING;
    struct arena arena = ARENA_EMPTY;
    bool votes = strncmp(name, "vote:", 5) == 0;
    if (votes && !nothing) {
        value = value_read(field, &arena);
    }
    if (votes && !value_votes(value) && !value_same(value, VALUE_OF_JSON("0"))) {
        should = "a whole number of at most six digits";
    }
    arena_finish(&arena);
    if (should && !nothing) {
        fault_at(k->sink, field, false, "\"%s\" should be %s", name, should);
    } else if (kind < KIND_COUNT && !field_traits(kinds[kind], name)) {
        check_name(field, k->fields[kind].items, k->sink);
    }
}

/* Which of the kinds an edit is of; KIND_COUNT: of none that is known. */
static size_t check_kind(const struct known *k, const struct json *of)
{
    const char *text = json_text(of);
    size_t len = text ? strcspn(text, ":") : 0, i = 0;
    while (i < KIND_COUNT &&
           !(strlen(kinds[i]) == len && strncmp(kinds[i], text, len) == 0)) {
        i++;
    }
    if (text && i == KIND_COUNT) {
        struct str kind = STR_EMPTY;
        str_add_bytes(&kind, text, len);
        const char *meant = nearest_name(str_text(&kind), kinds);
        if (meant) {
            fault_at(k->sink, of, false,
                     "\"%s\" is an unknown kind of record; did you mean \"%s\"?",
                     str_text(&kind), meant);
        }
        str_finish(&kind);
    }
    return i;
}

/* Told at the edit that is shown, once. */
static void check_circles(const struct known *k, const struct json *edit)
{
    const char *of = json_member_text(edit, "of"), *key = json_member_text(edit, "key");
    struct str kind = STR_EMPTY, shown = STR_EMPTY;
    size_t len = of ? strcspn(of, ":") : 0;
    str_add_bytes(&kind, of ? of : "", len);
    const struct record *record =
        of && of[len] ? session_record(k->session, str_text(&kind), of + len + 1) : NULL;
    for (const struct field *f = record ? record_fields(record) : NULL; f; f = f->next) {
        if (f->circled) {
            struct edit_key at = field_shown(f)->edit->key;
            str_set(&shown, "%s.%llu", at.actor, (unsigned long long)at.number);
            if (key && strcmp(key, shown.bytes) == 0) {
                fault_at(k->sink, edit, false,
                         "edits that set \"%s\" of this %s replace one another in a "
                         "circle, so that all of them stand",
                         f->name, str_text(&kind));
            }
        }
    }
    str_finish(&kind);
    str_finish(&shown);
}

static void check_edit(const struct known *k, const struct json *edit)
{
    const struct json *set = json_member(edit, "set");
    size_t kind = check_kind(k, json_member(edit, "of"));
    for (const struct json *m = json_first(edit); m; m = json_next(m)) {
        if (json_name(m)) {
            check_name(m, edit_own_members, k->sink);
        }
    }
    for (const struct json *m = json_first(set); m; m = json_next(m)) {
        if (json_name(m)) {
            check_field(k, m, kind);
        }
    }
    if (k->circles) {
        check_circles(k, edit);
    }
}

void check_edits(const struct json *list, const struct session *session,
                 struct fault_sink *sink)
{
    struct known *k = memory_get(sizeof *k);
    k->session = session;
    k->sink = sink;
    k->circles = any_circle(session);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        check_add_fields(&k->fields[i], kinds[i]);
        if (i == 1 || i == 2) {
            check_add_marks(&k->fields[i], template_builtin(0));
        }
    }
    check_add_name(&k->fields[5], "form");
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        check_edit(k, j);
    }
    free(k);
}
