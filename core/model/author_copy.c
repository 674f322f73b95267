/* What is prepared once, and copied into tables of their own. */

#include "model/agenda.h"
#include "model/author_inside.h"
#include "model/fields.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

/* What belongs to the day of one table, or names something that is not copied. */
static bool stays(const struct record *of, const char *field)
{
    const char *id, *of_stage = stage_field(field, &id);
    static const char *const names[] = {"stage", "clock", "ballot",   "voted", "alone",
                                        "after", "theme", "answered", "named"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(field, names[i]) == 0) {
            return true;
        }
    }
    if (of_stage) { /* how late its day was is its own */
        return strcmp(of_stage, "stage_late:") == 0;
    }
    return field_is(record_kind(of), field,
                    FIELD_INSIDE | FIELD_VOTER | FIELD_UNNAMED | FIELD_NAMING |
                        FIELD_PROMISE) &&
           strcmp(field, "answer_to") != 0;
}

static bool copy_fields(struct author *a, const struct record *from,
                        const struct record *to, struct err *err)
{
    size_t count;
    const struct field **fields = record_fields_by_name(from, &count);
    bool ok = to != NULL;
    for (size_t i = 0; i < count && ok; i++) {
        struct value value = record_value(from, fields[i]->name);
        if (value.kind != VALUE_NONE && !stays(from, fields[i]->name)) {
            ok = author_set(a, to, fields[i]->name, value, err);
        }
    }
    free(fields);
    return ok;
}

static bool copy_notes(struct author *a, struct session *of, const struct record *from,
                       const struct record *to, struct err *err)
{
    const char **columns = goal_columns(of, from);
    bool ok = true;
    for (size_t i = 0; columns[i]; i++) {
        size_t count;
        const struct record *const *notes = goal_notes(of, from, columns[i], &count);
        for (size_t j = 0; j < count && ok; j++) {
            const char *text = record_words(notes[j], "text");
            ok = copy_fields(a, notes[j],
                             author_add_note(a, to, columns[i], NULL, text, err), err);
        }
    }
    free(columns);
    return ok;
}

/* The same row of the table that is copied to: given by its form, or a new one. */
static const struct record *new_row(struct author *a, const struct record *from,
                                    const char *grid, const struct record *to,
                                    struct err *err)
{
    const char *name = row_given(from);
    const struct grid *form = name ? table_grid(a->session, to, grid) : NULL;
    const struct record *row = form ? grid_row(a->session, to, form, name) : NULL;
    return !row ? author_add_in(a, to, grid, NULL, NULL, record_words(from, "text"), err)
           : author_need_row(a, row, err) ? row
                                          : NULL;
}

/* Where "we are": the table says so by the row's id, which is another now. */
static bool copy_marks_of_one(struct author *a, struct session *of,
                              const struct record *from, const struct record *to,
                              struct err *err)
{
    const struct grid *grid = table_grid(of, row_table(from), row_grid(from));
    bool ok = true;
    for (size_t i = 0; grid && i < grid->goals.mark_count && ok; i++) {
        const struct mark *mark = grid->goals.marks[i];
        const char *choice = mark->one ? entry_mark(from, mark) : "";
        ok = !*choice || author_mark(a, to, mark, choice, err);
    }
    return ok;
}

/* The goals, or the rows of a grid that has its own. */
static bool copy_rows(struct author *a, struct session *of, const struct record *from,
                      const char *grid, bool notes, const struct record *to,
                      struct err *err)
{
    size_t count;
    const struct record *const *rows = table_rows(of, from, grid, &count);
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        const struct record *row = new_row(a, rows[i], grid, to, err);
        ok = copy_fields(a, rows[i], row, err) &&
             (!*grid || copy_marks_of_one(a, of, rows[i], row, err)) &&
             (!notes || copy_notes(a, of, rows[i], row, err));
    }
    return ok;
}

/* The forms that the table uses go with it. */
static bool copy_forms(struct author *a, struct session *of, const struct record *from,
                       struct err *err)
{
    size_t count;
    const struct grid **grids = table_grids(of, from, &count);
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        ok = session_copy_form(a->session, of, grids[i]->id, err);
    }
    free(grids);
    return ok;
}

bool author_copy_goals(struct author *a, struct session *of, const struct record *from,
                       const struct record *to, struct err *err)
{
    author_begin_step(a, "copied the goals");
    bool ok = copy_rows(a, of, from, "", false, to, err);
    author_forget_step(a);
    return ok;
}

bool author_copy_table(struct author *a, struct session *of, const struct record *from,
                       const struct record *to, struct err *err)
{
    const struct template *form = table_template(of, from);
    author_begin_step(a, "copied what was prepared");
    bool ok = copy_forms(a, of, from, err) && copy_fields(a, from, to, err) &&
              copy_rows(a, of, from, "", true, to, err);
    for (size_t i = 0; i < form->grid_count && ok; i++) {
        ok = copy_rows(a, of, from, form->grids[i].id, true, to, err);
    }
    author_forget_step(a); /* the table itself is not undone */
    return ok;
}
