/* What wants a person to look at it among the edits that are taken. */

#include "store/check_inside.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "model/ballot.h"
#include "model/fields.h"
#include "model/history.h"

#include <stdlib.h>
#include <string.h>

enum { SESSION, GOAL, NOTE, OFFER, THEME, APART, TEMPLATE, WHOLE_FILE, KIND_COUNT };
static const char *const kinds[KIND_COUNT + 1] = {
    [SESSION] = "session",   [GOAL] = "goal",       [NOTE] = "note",
    [OFFER] = "offer",       [THEME] = "theme",     [APART] = "apart",
    [TEMPLATE] = "template", [WHOLE_FILE] = "file", NULL};

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
            if (field_circled(f)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_place(const char *text)
{
    return *text && !text[strspn(text, "0123456789"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz")];
}

/* What a field of the edits alone, of that kind, should be and is not; or NULL. */
static const char *should_be(const struct json *field, size_t kind)
{
    static const char *const texts[] = {"text", "goal", "column", "place", "theme",
                                        "name", "one",  "other",  NULL};
    const char *name = json_name(field), *text = json_text(field);
    enum json_kind is = json_kind(field);
    bool entry = kind == GOAL || kind == NOTE;
    if (strncmp(name, "vote:", 5) == 0 && !check_is_votes(field)) {
        return "a whole number from 0 to 999999";
    }
    if (is != JSON_BOOL &&
        (strcmp(name, "gone") == 0 || (kind == THEME && strcmp(name, "alone") == 0))) {
        return "true";
    }
    if (entry && text && strcmp(name, "place") == 0 && !is_place(text)) {
        return "of letters from A to z and digits alone";
    }
    for (size_t i = 0; texts[i] && !text && kind < KIND_COUNT; i++) {
        if (strcmp(texts[i], name) == 0 && field_traits(kinds[kind], name)) {
            return "a text in \"quotes\"";
        }
    }
    return NULL;
}

static const struct record *record_of(const struct known *k, const struct json *edit)
{
    const char *of = json_member_text(edit, "of"), *colon = of ? strchr(of, ':') : NULL;
    struct str kind = STR_EMPTY;
    str_add_bytes(&kind, of, colon ? (size_t)(colon - of) : 0);
    const struct record *record =
        colon ? session_record(k->session, str_text(&kind), colon + 1) : NULL;
    str_finish(&kind);
    return record;
}

/* A mark of the form that the entry's table has, which says anything but a choice. */
static bool is_odd_mark(const struct known *k, const struct json *edit,
                        const struct json *field, size_t kind)
{
    if ((kind != GOAL && kind != NOTE) || json_text(field) ||
        field_traits(kinds[kind], json_name(field))) {
        return false;
    }
    const struct record *table = history_table(record_of(k, edit));
    return template_mark(table_template(k->session, table), json_name(field)) != NULL;
}

static void check_field(const struct known *k, const struct json *edit,
                        const struct json *field, size_t kind)
{
    const char *name = json_name(field);
    bool nothing = json_kind(field) == JSON_NULL;
    const char *should = nothing                             ? NULL
                         : is_odd_mark(k, edit, field, kind) ? "the id of a choice"
                                                             : should_be(field, kind);
    if (should) {
        fault_at(k->sink, field, false, "\"%s\" should be %s", name, should);
    } else if (kind < KIND_COUNT && !field_traits(kinds[kind], name)) {
        check_name(field, k->fields[kind].items, k->sink);
    } else if (kind < KIND_COUNT && !nothing) {
        check_value(field, kinds[kind], k->sink);
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
    const char *key = json_member_text(edit, "key");
    const struct record *record = record_of(k, edit);
    struct str shown = STR_EMPTY;
    for (const struct field *f = record ? record_fields(record) : NULL; f; f = f->next) {
        if (field_circled(f)) {
            struct edit_key at = field_shown(f)->edit->key;
            str_set(&shown, "%s.%llu", at.actor, (unsigned long long)at.number);
            if (key && strcmp(key, shown.bytes) == 0) {
                fault_at(k->sink, edit, false,
                         "edits that set \"%s\" of this %s replace one another in a "
                         "circle, so that all of them stand",
                         f->name, record_kind(record));
            }
        }
    }
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
            check_field(k, edit, m, kind);
        }
    }
    if (k->circles) {
        check_circles(k, edit);
    }
}

static struct known *known_of(const struct session *session, struct fault_sink *sink)
{
    struct known *k = memory_get(sizeof *k);
    k->session = session;
    k->sink = sink;
    k->circles = any_circle(session);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        check_add_fields(&k->fields[i], kinds[i]);
        if (i == GOAL || i == NOTE) {
            check_add_marks(&k->fields[i], template_builtin(0));
        }
    }
    check_add_name(&k->fields[TEMPLATE], "form");
    return k;
}

/* Nothing is told of such a field. Of some others nothing is, either. */
static bool is_in_order(const struct known *k, size_t kind, const struct change *change)
{
    const char *name = change->field, *text = change->value.text;
    unsigned traits = field_traits(kinds[kind], name);
    bool entry = kind == GOAL || kind == NOTE, alone = strcmp(name, "alone") == 0;
    bool truth = strcmp(name, "gone") == 0 || (kind == THEME && alone);
    if (!traits && nearest_name(name, k->fields[kind].items)) {
        return false;
    }
    switch (change->value.kind) {
    case VALUE_NONE:
        return true;
    case VALUE_JSON:
        return !(traits & FIELD_TEXT) &&
               ((traits & FIELD_VOTER && value_is_votes(change->value, name)) ||
                (truth && (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)));
    default:
        return !truth && !(traits & FIELD_VOTER) &&
               !(entry && strcmp(name, "place") == 0 && !is_place(text)) &&
               !check_text_is_odd(kinds[kind], name, text);
    }
}

/* A template's were compared as templates. */
static bool edit_is_in_order(const struct known *k, const struct edit *edit,
                             int64_t latest_ms)
{
    size_t kind = 0;
    while (kind < KIND_COUNT && strcmp(kinds[kind], edit->kind) != 0) {
        kind++;
    }
    bool ok = kind < KIND_COUNT && edit->at_ms <= latest_ms && !edit->redacted &&
              !edit->more_count;
    for (uint32_t i = 0; i < edit->set_count && ok; i++) {
        ok = is_in_order(k, kind, &edit->set[i]);
    }
    return ok || edit_is_template(edit);
}

bool check_edits_quickly(const struct session *session, int64_t latest_ms)
{
    size_t count;
    const struct edit **edits = session_edits(session, &count);
    struct known *k = known_of(session, NULL);
    bool ok = !k->circles;
    for (size_t i = 0; i < count && ok; i++) {
        ok = edit_is_in_order(k, edits[i], latest_ms);
    }
    free(k);
    free(edits);
    return ok;
}

void check_edits(const struct json *list, const struct session *session,
                 struct fault_sink *sink)
{
    struct known *k = known_of(session, sink);
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        check_edit(k, j);
    }
    free(k);
}
