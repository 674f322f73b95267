#include "store/check.h"

#include "base/instant.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "model/top.h"

#include <stdlib.h>
#include <string.h>

static bool is_list(const struct json *json)
{
    return json_kind(json) == JSON_ARRAY;
}

/* What is known of one table while it is looked through. */
struct looked_at {
    const struct template *form;
    struct template *own;   /* owns form if the table is new and its form is the file's */
    const char **strange;   /* columns that the template lacks and notes stand in */
    struct fault_sink *sink;
};

/* The template that a table names, as table_template() finds it for a record. */
static void find_template(struct looked_at *l, struct session *session,
                          const struct json *table)
{
    const struct json *named = json_member(table, "template");
    const char *id = json_text(named), *own_id = json_member_text(table, "id");
    const struct record *record =
        own_id ? session_record(session, "session", own_id) : NULL;
    const struct record *kept = id ? session_record(session, "template", id) : NULL;
    l->form = template_builtin(0);
    if (record) {
        l->strange = table_strange_columns(session, record);
    }
    if (record && record_text(record, "template")) {
        l->form = table_template(session, record);
    } else if (kept) {
        struct value form = record_value(kept, "form");
        struct err unused = ERR_NONE;
        l->own = form.kind == VALUE_JSON ? template_read_text(id, form.text, &unused)
                                         : NULL;
        err_finish(&unused);
    }
    if (l->own) {
        l->form = l->own;
    } else if (id && template_builtin_of(id)) {
        l->form = template_builtin_of(id);
    } else if (id && !kept) {
        fault_at(l->sink, named, false,
                 "the template \"%s\" is neither in the file nor compiled in; the "
                 "default is used",
                 id);
    }
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
        if (value && json_kind(value) != JSON_NULL && !(text && mark_choice(mark, text))) {
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

static void check_notes(const struct column *column, const struct json *list,
                        struct fault_sink *sink)
{
    for (const struct json *note = json_first(list); note; note = json_next(note)) {
        const struct json *text = json_member(note, "text");
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

static void check_goal(const struct template *form, struct session *session,
                       const struct json *table, const struct json *goal,
                       struct fault_sink *sink)
{
    for (const struct json *m = json_first(goal); m; m = json_next(m)) {
        const char *name = json_name(m);
        const struct column *column = name ? template_column(form, name, NULL) : NULL;
        if (!name) {
            continue;
        }
        if (column && !is_list(m)) {
            fault_at(sink, m, true, "\"%s\" must be a list in []", name);
        } else if (column) {
            check_notes(column, m, sink);
        } else if (is_list(m)) {
            const char *meant = column_meant(form, name);
            fault_at(sink, m, false, "column \"%s\" is not in the template%s%s%s%s", name,
                     is_strange_column(session, table, name) ? ""
                                                             : ", so it is not shown",
                     meant ? "; did you mean \"" : "", meant ? meant : "",
                     meant ? "\"?" : "");
        }
    }
}

static void check_table(struct session *session, const struct json *table,
                        struct fault_sink *sink)
{
    static const char *const texts[] = {"id",    "title",       "place",  "date",
                                        "table", "facilitator", "vision", "template"};
    const struct template *form = template_for(session, table, sink);
    const struct json *goals = json_member(table, "goals");
    int64_t unused;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct json *value = json_member(table, texts[i]);
        if (value && json_kind(value) != JSON_TEXT && json_kind(value) != JSON_NULL) {
            fault_at(sink, value, false, "\"%s\" should be a text in \"quotes\"",
                     texts[i]);
        }
    }
    const struct json *date = json_member(table, "date");
    if (json_text(date) && *json_text(date) && !date_read(json_text(date), &unused)) {
        fault_at(sink, date, false,
                 "\"%s\" is no date; write it as 2017-02-22 (year-month-day)",
                 json_text(date));
    }
    if (goals && !is_list(goals)) {
        fault_at(sink, goals, true, "\"goals\" must be a list in []");
        return;
    }
    for (const struct json *goal = json_first(goals); goal; goal = json_next(goal)) {
        check_goal(form, session, table, goal, sink);
    }
}

void check_top(const struct json *top, struct session *session, struct fault_sink *sink)
{
    const struct json *list = json_member(top, "sessions");
    if (list && !is_list(list)) {
        fault_at(sink, list, true, "\"sessions\" must be a list in []");
        return;
    }
    for (const struct json *table = json_first(list); table; table = json_next(table)) {
        if (json_kind(table) != JSON_OBJECT) {
            fault_at(sink, table, true, "a session must be an object in {}");
        } else {
            check_table(session, table, sink);
        }
    }
}
