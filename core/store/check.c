#include "base/memory.h"
#include "base/nearest.h"
#include "model/fields.h"
#include "model/questions.h"
#include "model/top.h"
#include "store/check_inside.h"
#include "store/edits.h"
#include "store/forms.h"
#include "store/hand_columns.h"

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
    struct template *own;          /* owns form, where the file brings it */
    const struct template *joined; /* with the forms that the file has; NULL: none yet */
    const char **strange; /* columns that the template lacks and notes stand in */
    struct lookup strange_by_name;
    bool ours;
    struct check_names session_names, goal_names, note_names;
    struct session *session;
    struct fault_sink *sink;
};

/* The template that a table names, found as table_template() will find it. */
static void find_template(struct looked_at *l, const struct json *table)
{
    struct session *session = l->session;
    const struct json *named = json_member(table, "template");
    const char *own_id = json_member(table, "id") || !l->ours
                             ? json_member_text(table, "id")
                             : ""; /* of what stands in no table */
    const struct record *record =
        own_id ? session_record(session, "session", own_id) : NULL;
    const char *id = named ? json_text(named) : record_text(record, "template");
    l->form = id ? session_template(session, id) : NULL;
    l->form = l->form || !id ? l->form : template_builtin_of(id);
    if (id && !l->form) {
        l->form = l->own = form_installed(id, NULL);
    }
    if (id && !l->form) {
        fault_at(l->sink, named ? named : table, false,
                 "the template \"%s\" is neither in the file nor installed; the "
                 "default is used",
                 id);
    }
    l->form = l->form ? l->form : template_builtin(0);
    l->joined = record ? table_template(session, record) : NULL;
    l->strange = record ? table_strange_columns(session, record) : NULL;
    for (size_t i = 0; l->strange && l->strange[i]; i++) {
        lookup_add_id(&l->strange_by_name, &l->strange[i]);
    }
}

/* The grid of that id in the template, in the forms that the file has, or in the catalogue. */
static const struct grid *grid_called(const struct looked_at *l, const char *id)
{
    const struct grid *grid = template_grid(l->form, id);
    const struct template *catalogue = grid ? NULL : template_catalogue(l->form);
    grid = grid || !l->joined ? grid : template_grid(l->joined, id);
    return grid || !catalogue ? grid : template_grid(catalogue, id);
}

/* The column of that id of a goal, or of a row of that grid; NULL if there is none. */
static const struct column *column_called(const struct looked_at *l,
                                          const struct grid *grid, const char *id)
{
    const struct column *column = template_column(l->form, id, NULL);
    column = column || !l->joined ? column : template_column(l->joined, id, NULL);
    for (size_t i = 0; grid && !column && i < grid->column_count; i++) {
        column = strcmp(grid->columns[i].id, id) == 0 ? &grid->columns[i] : NULL;
    }
    const struct template *catalogue =
        column || grid ? NULL : template_catalogue(l->form);
    const struct column *further =
        catalogue ? template_column(catalogue, id, NULL) : NULL;
    column = further && further->grid->rows == ROWS_GOALS ? further : column;
    return column;
}

/* What a row says of where it stands: a grid, and a row that is given there. */
static const struct grid *check_row(const struct looked_at *l, const struct json *goal)
{
    const struct json *row = json_member(goal, "row");
    const char *id = json_member_text(goal, "grid"), *named = json_text(row);
    const struct grid *grid = id && *id ? grid_called(l, id) : NULL;
    if (!grid || grid->rows != ROWS_GIVEN || !named || grid_given(grid, named)) {
        return grid;
    }
    const char **rows = memory_get((grid->given_count + 1) * sizeof(*rows));
    for (size_t i = 0; i < grid->given_count; i++) {
        rows[i] = grid->given[i].id;
    }
    rows[grid->given_count] = NULL;
    const char *meant = nearest_word(named, rows);
    fault_at(l->sink, row, false, "the form \"%s\" has no such row%s%s%s", grid->id,
             meant ? "; did you mean \"" : "", meant ? meant : "", meant ? "\"?" : "");
    free(rows);
    return grid;
}

/* Whether a list that the template lacks is a column all the same. */
static bool is_strange_column(const struct looked_at *l, const struct record *goal,
                              const struct json *list)
{
    return lookup_find_id(&l->strange_by_name, json_name(list)) ||
           (!l->ours && hand_is_column(goal, list));
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

/* Whether the mark has that choice in a wording of the template that the file or this program
 * has: older ones than the table's, or later. */
static bool is_explained(const struct looked_at *l, const struct mark *mark,
                         const char *choice)
{
    const struct template *others[] = {l->joined, template_builtin_of(l->form->id)};
    bool is = mark_choice(mark, choice) != NULL;
    for (size_t i = 0; i < 2 && !is; i++) {
        const struct mark *other = others[i] ? template_mark(others[i], mark->id) : NULL;
        is = other && mark_choice(other, choice);
    }
    return is;
}

static void check_marks(const struct looked_at *l, const struct column *column,
                        const struct json *note)
{
    for (const struct json *value = json_first(note); value; value = json_next(value)) {
        const struct mark *mark =
            json_name(value) ? lookup_find_id(&column->marks_by_id, json_name(value))
                             : NULL;
        const char *text = json_text(value);
        if (mark && json_kind(value) != JSON_NULL &&
            !(text && (!*text || is_explained(l, mark, text)))) {
            const char *ids[33];
            size_t count = 0;
            for (; count < mark->choice_count && count < 32; count++) {
                ids[count] = mark->choices[count].id;
            }
            ids[count] = NULL;
            const char *meant = text ? nearest_word(text, ids) : NULL;
            fault_at(l->sink, value, false, "the mark \"%s\" has no such choice%s%s%s",
                     mark->id, meant ? "; did you mean \"" : "", meant ? meant : "",
                     meant ? "\"?" : "");
        }
    }
}

/* A mark that its column does not offer is kept; it is the id of a choice all the same. */
static void check_other_marks(const struct looked_at *l, const struct column *column,
                              const struct json *entry)
{
    for (const struct json *m = json_first(entry); m; m = json_next(m)) {
        const char *name = json_name(m);
        if (!name || json_text(m) || json_kind(m) == JSON_NULL) {
            continue;
        }
        const struct mark *mark = template_mark(l->form, name);
        mark = mark ? mark : template_mark(template_builtin(0), name);
        if (mark && !column_offers(column, mark)) {
            fault_at(l->sink, m, false, "the mark \"%s\" should be the id of a choice",
                     name);
        }
    }
}

static void check_notes(const struct looked_at *l, const struct column *column,
                        const struct json *list)
{
    struct fault_sink *sink = l->sink;
    for (const struct json *note = json_first(list); note; note = json_next(note)) {
        check_members(note, "note", &l->note_names, sink);
        if (json_kind(note) != JSON_OBJECT && json_kind(note) != JSON_TEXT) {
            fault_at(sink, note, false, "a note should be a text or an object in {}");
        } else if (json_kind(note) == JSON_OBJECT && !json_member(note, "text") &&
                   !json_member(note, "id")) {
            fault_at(sink, note, false, "a note without a \"text\"");
        }
        if (column) { /* of another, nobody knows which marks it has */
            check_marks(l, column, note);
            check_other_marks(l, column, note);
        }
    }
}

static void check_goal(const struct looked_at *l, const struct json *goal)
{
    if (json_kind(goal) != JSON_OBJECT && json_kind(goal) != JSON_TEXT) {
        fault_at(l->sink, goal, false, "a goal should be a text or an object in {}");
        return;
    }
    const char *id = json_member_text(goal, "id");
    const struct record *record = id ? session_record(l->session, "goal", id) : NULL;
    const char *grid = json_member_text(goal, "grid");
    const struct grid *own = check_row(l, goal);
    if (own) {
        check_marks(l, &own->goals, goal);
    }
    for (const struct json *m = json_first(goal); m; m = json_next(m)) {
        const char *name = json_name(m);
        const struct column *column = name ? column_called(l, own, name) : NULL;
        if (!name) {
            continue;
        }
        bool answers = strcmp(name, ANSWERS_COLUMN) == 0;
        if ((column || answers) && !is_list(m)) {
            fault_at(l->sink, m, true, "\"%s\" must be a list in []", name);
        } else if (column || answers || (is_list(m) && grid && *grid)) {
            check_notes(l, column, m); /* a row of another grid has columns of its own */
        } else if (is_list(m) && !field_traits("goal", name)) {
            const char *meant = column_meant(l->form, name);
            bool shown = is_strange_column(l, record, m);
            if (shown) {
                check_notes(l, NULL, m);
            } else { /* a field, then, and no list of notes */
                check_depth(m, l->sink);
            }
            fault_at(l->sink, m, false, "column \"%s\" is not in the template%s%s%s%s",
                     name, shown ? "" : ", so it is not shown",
                     meant ? "; did you mean \"" : "", meant ? meant : "",
                     meant ? "\"?" : "");
        } else {
            check_depth(m, l->sink);
            check_member(m, "goal", &l->goal_names, l->sink);
        }
    }
}

/* What may stand in the entries of the table, by its form. */
static void find_names(struct looked_at *l)
{
    check_add_fields(&l->session_names, "session");
    check_add_fields(&l->goal_names, "goal");
    check_add_fields(&l->note_names, "note");
    check_add_marks(&l->note_names, l->form);
    check_add_marks(&l->goal_names, l->form);
    check_add_columns(&l->goal_names, l->form);
}

/* A stage that is nearly one of the form's. */
static void check_stage(const struct looked_at *l, const struct json *stage)
{
    struct check_names stages = {.count = 0};
    for (size_t i = 0; i < l->form->stage_count; i++) {
        check_add_name(&stages, l->form->stages[i].id);
    }
    const char *text = json_text(stage);
    const char *meant = text && *text ? nearest_name(text, stages.items) : NULL;
    if (meant) {
        fault_at(l->sink, stage, false,
                 "the stage \"%s\" is not in the template; did you mean \"%s\"?", text,
                 meant);
    }
}

static void check_table(struct session *session, const struct json *table, bool ours,
                        struct fault_sink *sink)
{
    struct looked_at l = {.ours = ours, .session = session, .sink = sink};
    const struct json *goals = json_member(table, "goals");
    find_template(&l, table);
    find_names(&l);
    check_members(table, "session", &l.session_names, sink);
    check_stage(&l, json_member(table, "stage"));
    for (const struct json *m = json_first(table); m; m = json_next(m)) {
        if (m != goals) {
            check_depth(m, sink);
        }
    }
    if (goals && !is_list(goals)) {
        fault_at(sink, goals, true, "\"goals\" must be a list in []");
    }
    for (const struct json *goal = json_first(goals); goal; goal = json_next(goal)) {
        check_goal(&l, goal);
    }
    lookup_finish(&l.strange_by_name);
    free(l.strange);
    template_free(l.own);
}

/* What a file says of itself; the checksums are compared elsewhere. */
static void check_file_members(const struct json *top, struct fault_sink *sink)
{
    static const char *const sums[] = {"top", "checksum", "forms"};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        const struct json *sum = json_member(top, sums[i]);
        const char *text = json_text(sum);
        if (sum && !(text && strlen(text) == 8 &&
                     strspn(text, "0123456789abcdef") == strlen(text))) {
            fault_at(sink, sum, false, "\"%s\" should be eight digits of 0 to 9, a to f",
                     sums[i]);
        }
    }
    for (const struct json *m = json_first(top); m; m = json_next(m)) {
        check_name(m, top_own_members, sink);
    }
}

void check_rest(const struct json *root, const struct session *session,
                struct fault_sink *sink)
{
    check_file_members(root, sink);
    check_templates(json_member(root, "templates"), sink);
    check_edits(json_member(root, "edits"), session, sink);
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
