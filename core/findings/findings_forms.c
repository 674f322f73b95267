/* What stands in the rows that forms give, counted over tables. */

#include "base/memory.h"
#include "findings/findings.h"
#include "model/meetings.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

/* Tables that met again, sorted: of thousands each is asked for once a row. */
struct met_again {
    const struct record **tables;
    size_t count;
};

static struct findings_form *touch_form(struct findings *f, const struct grid *grid)
{
    struct findings_form *form = lookup_find_id(&f->forms, grid->id);
    if (!form) {
        form = arena_get(&f->arena, sizeof *form);
        *form = (struct findings_form){
            .id = grid->id, .grid = grid, .row_count = grid->given_count};
        form->rows = arena_get(&f->arena, grid->given_count * sizeof *form->rows);
        for (size_t i = 0; i < grid->given_count; i++) {
            form->rows[i].given = &grid->given[i];
        }
        lookup_add_id(&f->forms, form);
    }
    return form;
}

/* The forms that each table has used, and which tables those are. */
static void find_tables(struct findings *f)
{
    for (size_t i = 0; i < f->table_count; i++) {
        const struct record *table = f->tables[i].record;
        const struct template *form = table_template(f->session, table);
        for (size_t g = 0; g < form->grid_count; g++) {
            const struct grid *grid = &form->grids[g];
            if (grid->rows == ROWS_GIVEN && grid_in_use(f->session, table, grid)) {
                struct findings_form *of = touch_form(f, grid);
                ARRAY_ADD(of->tables, of->table_count, of->table_room, table);
            }
        }
    }
}

/* The choices of a form's marks in their order, none of them made yet. */
static struct findings_choice *choices_of(const struct grid *grid, size_t tables,
                                          size_t *count)
{
    struct findings_choice *choices = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t m = 0; m < grid->goals.mark_count; m++) {
        const struct mark *mark = grid->goals.marks[m];
        for (size_t i = 0; i < mark->choice_count; i++) {
            struct findings_choice choice = {
                .value = mark->choices[i].id,
                .title = mark->choices[i].title,
                .entries = memory_get((tables + 1) * sizeof(const struct record *))};
            ARRAY_ADD(choices, *count, room, choice);
        }
    }
    return choices;
}

/* Those that nobody made are left out. */
static void keep_made(struct findings_choice *choices, size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        if (choices[i].count) {
            choices[kept++] = choices[i];
        } else {
            free(choices[i].entries);
        }
    }
    *count = kept;
}

static void take_choices(const struct grid *grid, const struct record *row,
                         const struct record *table, struct findings_choice *choices)
{
    for (size_t m = 0, n = 0; m < grid->goals.mark_count; m++) {
        const struct mark *mark = grid->goals.marks[m];
        const char *chosen = entry_mark(row, mark);
        for (size_t i = 0; i < mark->choice_count; i++, n++) {
            if (strcmp(mark->choices[i].id, chosen) == 0) {
                choices[n].entries[choices[n].count++] = table;
                choices[n].tables++;
            }
        }
    }
}

static void take_notes(struct findings *f, const struct grid *grid,
                       const struct record *record, struct findings_row *row,
                       size_t *room)
{
    for (size_t c = 0; c < grid->column_count; c++) {
        size_t count;
        const struct record *const *notes =
            goal_notes(f->session, record, grid->columns[c].id, &count);
        for (size_t i = 0; i < count; i++) {
            ARRAY_ADD(row->notes, row->note_count, *room, notes[i]);
        }
    }
}

/* A table that met again counts with what it says now; what it said before stands beside. */
static void fill_row(struct findings *f, const struct findings_form *form,
                     const struct met_again *met, struct findings_row *row)
{
    size_t room = 0;
    row->choices = choices_of(form->grid, form->table_count, &row->choice_count);
    row->before = choices_of(form->grid, form->table_count, &row->before_count);
    for (size_t i = 0; i < form->table_count; i++) {
        const struct record *table = form->tables[i];
        const struct grid *grid =
            template_grid(table_template(f->session, table), form->id);
        const struct record *record =
            grid ? grid_row(f->session, table, grid, row->given->id) : NULL;
        if (record) {
            bool again = table_is_among(table, met->tables, met->count);
            take_choices(form->grid, record, table, again ? row->before : row->choices);
            take_notes(f, grid, record, row, &room);
        }
    }
    keep_made(row->choices, &row->choice_count);
    keep_made(row->before, &row->before_count);
}

void findings_find_forms(struct findings *f)
{
    struct met_again met;
    met.tables = tables_met_again(f->session, &met.count);
    find_tables(f);
    for (size_t i = 0; i < f->forms.count; i++) {
        struct findings_form *form = f->forms.items[i];
        for (size_t n = 0; n < form->row_count; n++) {
            fill_row(f, form, &met, &form->rows[n]);
        }
    }
    free(met.tables);
}

static void free_choices(struct findings_choice *choices, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(choices[i].entries);
    }
    free(choices);
}

void findings_free_forms(struct findings *f)
{
    for (size_t i = 0; i < f->forms.count; i++) {
        struct findings_form *form = f->forms.items[i];
        for (size_t n = 0; n < form->row_count; n++) {
            free_choices(form->rows[n].choices, form->rows[n].choice_count);
            free_choices(form->rows[n].before, form->rows[n].before_count);
            free(form->rows[n].notes);
        }
        free(form->tables);
    }
    lookup_finish(&f->forms);
}
