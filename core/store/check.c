#include "store/check.h"
#include "store/edits.h"

#include "base/instant.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "model/fields.h"

#include <stdlib.h>
#include <string.h>

static bool is_list(const struct json *json)
{
    return json_kind(json) == JSON_ARRAY;
}

/* A field whose value is nested deeper than an edit may be is fatal. */
static void check_depth(const struct json *value, struct fault_sink *sink)
{
    if (edits_is_too_deep(value)) {
        fault_at(sink, value, true, "nested more than %d deep, too much for one field",
                 EDITS_DEEPEST_FIELD);
    }
}

/* What is known of one table while it is looked through. */
struct looked_at {
    const struct template *form;
    struct template *own; /* owns form, where the file brings it */
    const char **strange; /* columns that the template lacks and notes stand in */
    bool ours;
    struct fault_sink *sink;
};

/* The template that a table names, found as table_template() will find it. */
static void find_template(struct looked_at *l, struct session *session,
                          const struct json *table)
{
    const struct json *named = json_member(table, "template");
    const char *own_id = json_member(table, "id") || !l->ours
                             ? json_member_text(table, "id")
                             : ""; /* of what stands in no table */
    const struct record *record =
        own_id ? session_record(session, "session", own_id) : NULL;
    const char *id = named ? json_text(named) : record_text(record, "template");
    const struct record *kept = id ? session_record(session, "template", id) : NULL;
    struct value form = kept ? record_value(kept, "form") : VALUE_NOTHING;
    if (form.kind == VALUE_JSON) {
        struct err unused = ERR_NONE;
        l->own = template_read_text(id, form.text, &unused);
        err_finish(&unused);
    }
    l->form = l->own ? l->own : id ? template_builtin_of(id) : NULL;
    if (id && !l->form) {
        fault_at(l->sink, named ? named : table, false,
                 "the template \"%s\" is neither in the file nor compiled in; the "
                 "default is used",
                 id);
    }
    l->form = l->form ? l->form : template_builtin(0);
    l->strange = record ? table_strange_columns(session, record) : NULL;
}

static bool is_strange_column(const struct looked_at *l, const char *name)
{
    for (size_t i = 0; l->strange && l->strange[i]; i++) {
        if (strcmp(l->strange[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* The column that was meant by the name of a list, or NULL. */
static const char *column_meant(const struct template *form, const char *name)
{
    const char *ids[64];
    size_t count = 0;
    for (size_t i = 0; i < form->grid_count; i++) {
        for (size_t j = 0; j < form->grids[i].column_count && count < 63; j++) {
            ids[count++] = form->grids[i].columns[j].id;
        }
    }
    ids[count] = NULL;
    return nearest_word(name, ids);
}

static void check_marks(const struct column *column, const struct json *note,
                        struct fault_sink *sink)
{
    for (size_t i = 0; i < column->mark_count; i++) {
        const struct mark *mark = column->marks[i];
        const struct json *value = json_member(note, mark->id);
        const char *text = json_text(value);
        if (value && json_kind(value) != JSON_NULL &&
            !(text && mark_choice(mark, text))) {
            const char *ids[33];
            size_t count = 0;
            for (; count < mark->choice_count && count < 32; count++) {
                ids[count] = mark->choices[count].id;
            }
            ids[count] = NULL;
            const char *meant = text ? nearest_word(text, ids) : NULL;
            fault_at(sink, value, false, "the mark \"%s\" has no such choice%s%s%s",
                     mark->id, meant ? "; did you mean \"" : "", meant ? meant : "",
                     meant ? "\"?" : "");
        }
    }
}

/* Members whose names the file itself uses otherwise, or of the wrong kind: they are not
 * taken in, and somebody should know. */
static void check_reserved(const struct json *entry, const char *kind,
                           struct fault_sink *sink)
{
    double unused;
    if (json_kind(entry) != JSON_OBJECT) {
        return;
    }
    for (const struct json *m = json_first(entry); m; m = json_next(m)) {
        const char *name = json_name(m);
        bool id = strcmp(name, "id") == 0, votes = strcmp(name, "votes") == 0;
        bool wrong_kind =
            (id && json_kind(m) != JSON_TEXT) || (votes && !json_number(m, &unused));
        bool taken = !id && !votes && field_is(kind, name, FIELD_INSIDE);
        if (wrong_kind || taken) {
            fault_at(sink, m, false, "\"%s\" %s of a %s, so it is not taken in", name,
                     wrong_kind ? "is of the wrong kind" : "cannot be a member", kind);
        }
    }
}

static void check_notes(const struct column *column, const struct json *list,
                        struct fault_sink *sink)
{
    for (const struct json *note = json_first(list); note; note = json_next(note)) {
        const struct json *text = json_member(note, "text");
        check_reserved(note, "note", sink);
        if (json_kind(note) != JSON_OBJECT && json_kind(note) != JSON_TEXT) {
            fault_at(sink, note, false, "a note should be a text or an object in {}");
        } else if (text && json_kind(text) != JSON_TEXT) {
            fault_at(sink, text, false, "the \"text\" of a note should be a text");
        } else if (json_kind(note) == JSON_OBJECT && !text) {
            fault_at(sink, note, false, "a note without a \"text\"");
        }
        if (column) {
            check_marks(column, note, sink);
        }
    }
}

static void check_goal(const struct looked_at *l, const struct json *goal)
{
    check_reserved(goal, "goal", l->sink);
    for (const struct json *m = json_first(goal); m; m = json_next(m)) {
        const char *name = json_name(m);
        const struct column *column = name ? template_column(l->form, name, NULL) : NULL;
        if (!name) {
            continue;
        }
        if (column && !is_list(m)) {
            fault_at(l->sink, m, true, "\"%s\" must be a list in []", name);
        } else if (column) {
            check_notes(column, m, l->sink);
        } else if (is_list(m)) {
            const char *meant = column_meant(l->form, name);
            bool shown = is_strange_column(l, name);
            if (!shown) { /* a field, then, and no list of notes */
                check_depth(m, l->sink);
            }
            fault_at(l->sink, m, false, "column \"%s\" is not in the template%s%s%s%s",
                     name, shown ? "" : ", so it is not shown",
                     meant ? "; did you mean \"" : "", meant ? meant : "",
                     meant ? "\"?" : "");
        } else {
            check_depth(m, l->sink);
        }
    }
}

/* What a session says of itself. */
static void check_members(const struct json *table, struct fault_sink *sink)
{
    int minutes;
    int64_t unused;
    size_t at = 0;
    for (const char *name; (name = field_next("session", FIELD_TEXT, &at));) {
        const struct json *value = json_member(table, name);
        if (value && json_kind(value) != JSON_TEXT && json_kind(value) != JSON_NULL) {
            fault_at(sink, value, false, "\"%s\" should be a text in \"quotes\"", name);
        }
    }
    const struct json *date = json_member(table, "date");
    if (json_text(date) && *json_text(date) && !date_read(json_text(date), &unused)) {
        fault_at(sink, date, false,
                 "\"%s\" is no date; write it as 2017-02-22 (year-month-day)",
                 json_text(date));
    }
    const char *starts = json_text(json_member(table, "starts"));
    if (starts && *starts && !time_of_day_read(starts, &minutes)) {
        fault_at(sink, json_member(table, "starts"), false,
                 "\"%s\" is no time of day; write it as 11:45", starts);
    }
    for (const struct json *m = json_first(table); m; m = json_next(m)) {
        if (strcmp(json_name(m), "goals") != 0) {
            check_depth(m, sink);
        }
    }
}

static void check_table(struct session *session, const struct json *table, bool ours,
                        struct fault_sink *sink)
{
    struct looked_at l = {.ours = ours, .sink = sink};
    const struct json *goals = json_member(table, "goals");
    check_members(table, sink);
    if (goals && !is_list(goals)) {
        fault_at(sink, goals, true, "\"goals\" must be a list in []");
        return;
    }
    find_template(&l, session, table);
    for (const struct json *goal = json_first(goals); goal; goal = json_next(goal)) {
        check_goal(&l, goal);
    }
    free(l.strange);
    template_free(l.own);
}

void check_top(const struct json *top, struct session *session, bool ours,
               struct fault_sink *sink)
{
    const struct json *list = json_member(top, "sessions");
    size_t unused;
    if (ours) {
        session_tables(session, &unused); /* so that the one without a name is there */
    }
    for (const struct json *m = json_first(top); m; m = json_next(m)) {
        bool whole = strcmp(json_name(m), "sessions") == 0 ||
                     strcmp(json_name(m), "templates") == 0 ||
                     strcmp(json_name(m), "edits") == 0;
        if (!whole) {
            check_depth(m, sink);
        }
    }
    if (list && !is_list(list)) {
        fault_at(sink, list, true, "\"sessions\" must be a list in []");
        return;
    }
    for (const struct json *table = json_first(list); table; table = json_next(table)) {
        if (json_kind(table) != JSON_OBJECT) {
            fault_at(sink, table, true, "a session must be an object in {}");
        } else {
            check_table(session, table, ours, sink);
        }
    }
}
