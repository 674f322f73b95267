/* Which parts a table is told in, and which rows stand in each. */

#include "base/memory.h"
#include "export/outline.h"
#include "model/fields.h"
#include "model/plan.h"
#include "model/questions.h"

#include <stdlib.h>
#include <string.h>

static bool is_goal(const struct record *row)
{
    const char *grid = row_grid(row);
    return !grid || !*grid;
}

/* What was asked of everybody is told in a section of its own. */
static bool is_question(const struct record *row)
{
    return !is_goal(row) && strcmp(row_grid(row), QUESTIONS_GRID) == 0;
}

static bool belongs(const struct grid *grid, const struct record *row)
{
    return grid->rows == ROWS_GOALS
               ? is_goal(row)
               : !is_goal(row) && strcmp(row_grid(row), grid->id) == 0;
}

/* Columns */

static struct outline_column column_of(const struct outline *outline,
                                       const struct grid *grid,
                                       const struct column *column)
{
    bool only_words = outline->only_words;
    const char *title = only_words ? column->plain : column->title;
    return (struct outline_column){
        .id = column->id,
        .title = *title ? title : column->id,
        .grid = grid,
        .marks = column->marks,
        .mark_count = only_words ? 0 : column->mark_count,
        .only_words = only_words,
    };
}

static void find_columns(struct outline_part *part)
{
    part->wide = part->column_count > OUTLINE_MOST_COLUMNS;
    for (size_t i = 0; i < part->column_count; i++) {
        lookup_add_id(&part->by_id, &part->columns[i]);
    }
}

const struct outline_column *outline_column(const struct outline_part *part,
                                            const char *id)
{
    return lookup_find_id(&part->by_id, id);
}

const struct outline_column **outline_row_columns(const struct outline *outline,
                                                  const struct outline_part *part,
                                                  const struct record *row)
{
    bool some = part->wide && record_shown(row);
    const char **own = some ? goal_columns(outline->session, row) : NULL;
    const struct outline_column **columns = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; own ? own[i] != NULL : !part->wide && i < part->column_count;
         i++) {
        const struct outline_column *column =
            own ? outline_column(part, own[i]) : &part->columns[i];
        if (column) {
            ARRAY_ADD(columns, count, room, column);
        }
    }
    ARRAY_ADD(columns, count, room, NULL);
    free(own);
    return columns;
}

/* Notes */

const struct record *const *outline_notes(const struct outline *outline,
                                          const struct outline_part *part,
                                          const struct outline_column *column,
                                          const struct record *row, size_t *count)
{
    bool at_home = column->grid && belongs(column->grid, row);
    *count = 0;
    return at_home == (part->grid != NULL)
               ? goal_notes(outline->session, row, column->id, count)
               : NULL;
}

size_t outline_row_notes(const struct outline *outline, const struct outline_part *part,
                         const struct record *row)
{
    const struct outline_column **columns = outline_row_columns(outline, part, row);
    size_t total = 0;
    for (size_t i = 0; columns[i]; i++) {
        size_t count;
        outline_notes(outline, part, columns[i], row, &count);
        total += count;
    }
    free(columns);
    return total;
}

/* Rows */

/* Whether a mark of a goal would not be told if this part did not: of the first, by any
 * other; else by one before it. */
static bool alone_offers(const struct outline *outline, const struct outline_part *part,
                         bool first, const struct mark *mark)
{
    bool alone = true;
    for (size_t i = 0; i < outline->part_count && alone; i++) {
        const struct outline_part *other = &outline->parts[i];
        alone = other == part || !other->of_goals || (!first && other > part) ||
                !column_offers(&other->grid->goals, mark);
    }
    return alone;
}

static bool stands_in(const struct outline *outline, const struct outline_part *part,
                      bool first, const struct record *goal)
{
    bool stands = outline_row_notes(outline, part, goal) > 0;
    for (size_t i = 0; i < part->goals.mark_count && !stands; i++) {
        const struct mark *mark = part->goals.marks[i];
        stands = *entry_mark(goal, mark) && alone_offers(outline, part, first, mark);
    }
    return stands;
}

static bool is_lens(const struct outline_part *part)
{
    return part->grid->use == GRID_LENS;
}

/* The first part lists goals whatever stands in it, unless a plan has all that there is; a
 * plan once it has an action, for some lack one; a lens only those where something stands. */
static bool lists_goals(const struct outline *outline, const struct outline_part *part,
                        bool first)
{
    bool lists = part->note_count ? first || !is_lens(part) : first;
    for (size_t i = 0; i < outline->part_count && lists && !part->note_count; i++) {
        const struct outline_part *other = &outline->parts[i];
        lists = !other->of_goals || is_lens(other) || !other->note_count;
    }
    return lists;
}

/* What people want is told wherever goals are listed. One without words only where
 * something stands. */
static bool tells_goal(const struct outline *outline, const struct outline_part *part,
                       bool first, const struct record *goal)
{
    bool words =
        *record_says(goal, "text") || field_wordings(record_field(goal, "text")) > 1;
    return (words && lists_goals(outline, part, first)) ||
           stands_in(outline, part, first, goal);
}

static void count_notes(struct outline *outline, struct outline_part *part)
{
    size_t count;
    const struct record *const *rows =
        grid_rows(outline->session, outline->table, part->grid, &count);
    for (size_t i = 0; i < count; i++) {
        part->note_count += outline_row_notes(outline, part, rows[i]);
    }
}

static void take_rows(struct outline *outline, struct outline_part *part, bool first)
{
    size_t count, told = 0;
    const struct record *const *rows =
        grid_rows(outline->session, outline->table, part->grid, &count);
    part->rows = arena_get(&outline->arena, (count + 1) * sizeof(*part->rows));
    for (size_t i = 0; i < count; i++) {
        part->rows[i] = rows[i];
    }
    if (!part->of_goals) {
        bool used = grid_in_use(outline->session, outline->table, part->grid);
        part->row_count = used ? count : 0;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (tells_goal(outline, part, first, part->rows[i])) {
            part->rows[told++] = part->rows[i];
        }
    }
    part->row_count = told;
}

/* Parts */

static void add_grid(struct outline *outline, const struct grid *grid)
{
    struct outline_part *part = &outline->parts[outline->part_count++];
    const char *title = outline->only_words ? grid->plain : grid->title;
    *part = (struct outline_part){
        .id = grid->id,
        .title = *title ? title : grid->id,
        .grid = grid,
        .paper = outline->paper,
        .goals = column_of(outline, grid, &grid->goals),
        .columns = arena_get(&outline->arena,
                             (grid->column_count + 1) * sizeof(struct outline_column)),
        .column_count = grid->column_count,
        .of_goals = grid->rows == ROWS_GOALS,
        .list = grid_is_list(grid),
    };
    for (size_t i = 0; i < grid->column_count; i++) {
        part->columns[i] = column_of(outline, grid, &grid->columns[i]);
    }
    find_columns(part);
}

/* The map and the plans, then lenses, each in the template's order. Of a template without
 * any that is in use, its map, so that there is a place for what else is told. */
static void add_grids(struct outline *outline)
{
    size_t count;
    const struct grid **grids = table_grids(outline->session, outline->table, &count);
    for (int lenses = 0; lenses < 2; lenses++) {
        for (size_t i = 0; i < count; i++) {
            if ((grids[i]->use == GRID_LENS) == lenses) {
                add_grid(outline, grids[i]);
            }
        }
    }
    free(grids);
    if (!outline->part_count) {
        add_grid(outline, plan_map(table_template(outline->session, outline->table)));
    }
    const struct outline_part *first = NULL;
    for (size_t i = 0; i < outline->part_count; i++) {
        count_notes(outline, &outline->parts[i]);
    }
    for (size_t i = 0; i < outline->part_count; i++) {
        struct outline_part *part = &outline->parts[i];
        first = first || !part->of_goals ? first : part;
        take_rows(outline, part, part == first);
    }
}

static const struct outline_part *part_of_grid(const struct outline *outline,
                                               const struct grid *grid)
{
    for (size_t i = 0; i < outline->part_count; i++) {
        if (outline->parts[i].grid == grid) {
            return &outline->parts[i];
        }
    }
    return NULL;
}

/* What no part of a grid has. */
struct strange {
    const char **columns; /* those of notes that stand where their grid is not told */
    size_t column_count, column_room;
    const struct record **rows;
    size_t row_count, row_room;
};

/* Whether a row has notes in columns of no part that tells it; these are taken. */
static bool find_strays(const struct outline *outline, const struct template *form,
                        const struct record *row, struct strange *strange)
{
    const char **own = goal_columns(outline->session, row);
    bool found = false;
    for (size_t i = 0; own[i]; i++) {
        const struct column *column = template_column(form, own[i], NULL);
        if (!column || !belongs(column->grid, row) ||
            !part_of_grid(outline, column->grid)) {
            ARRAY_ADD(strange->columns, strange->column_count, strange->column_room,
                      own[i]);
            found = true;
        }
    }
    free(own);
    return found;
}

/* Whether a row is told in a part, or has nothing that would be. */
static bool is_told(const struct outline *outline, const struct template *form,
                    const struct record *row)
{
    bool told = !is_goal(row) && template_grid(form, row_grid(row));
    for (size_t i = 0; i < outline->part_count && !told; i++) {
        const struct grid *grid = outline->parts[i].grid;
        told = grid && belongs(grid, row);
    }
    return told;
}

static void find_strange(const struct outline *outline, const struct template *form,
                         struct strange *strange)
{
    size_t count;
    const struct record **rows = table_all_rows(outline->session, outline->table, &count);
    for (size_t i = 0; i < count; i++) {
        if (!is_question(rows[i]) && (find_strays(outline, form, rows[i], strange) ||
                                      !is_told(outline, form, rows[i]))) {
            ARRAY_ADD(strange->rows, strange->row_count, strange->row_room, rows[i]);
        }
    }
    free(rows);
    ARRAY_SORT(strange->columns, strange->column_count, text_order);
    size_t kept = 0;
    for (size_t i = 0; i < strange->column_count; i++) {
        const char *column = strange->columns[i];
        strange->columns[kept] = column;
        kept += !i || strcmp(column, strange->columns[i - 1]) != 0;
    }
    strange->column_count = kept;
}

/* Any mark of the template may be on a note that stands where no column offers one. */
static struct outline_column strange_column(const struct outline *outline,
                                            const struct template *form, const char *id,
                                            const struct mark *const *marks)
{
    const struct column *known = template_column(form, id, NULL);
    const char *title = known ? known->title : id;
    return (struct outline_column){
        .id = id,
        .title = *title ? title : outline->paper->texts[PAPER_NO_COLUMN],
        .grid = known && part_of_grid(outline, known->grid) ? known->grid : NULL,
        .marks = (const struct mark **)marks,
        .mark_count = outline->only_words ? 0 : form->mark_count,
        .only_words = outline->only_words,
    };
}

/* Nothing is hidden for want of a column, or of a grid: what the template lacks follows its
 * grids. */
static void add_strange(struct outline *outline, const struct template *form)
{
    struct strange strange = {0};
    const struct mark **marks =
        arena_get(&outline->arena, (form->mark_count + 1) * sizeof(*marks));
    for (size_t i = 0; i < form->mark_count; i++) {
        marks[i] = &form->marks[i];
    }
    find_strange(outline, form, &strange);
    outline->strange_head = column_of(outline, NULL, &form->grids[0].goals);
    outline->strange_head.marks = marks;
    outline->strange_head.mark_count = outline->only_words ? 0 : form->mark_count;
    if (strange.row_count) {
        struct outline_part *part = &outline->parts[outline->part_count];
        *part = (struct outline_part){
            .id = "",
            .title = outline->paper->texts[PAPER_OTHER_COLUMNS],
            .paper = outline->paper,
            .goals = outline->strange_head,
            .columns = arena_get(&outline->arena, (strange.column_count + 1) *
                                                      sizeof(struct outline_column)),
            .column_count = strange.column_count,
            .rows = arena_get(&outline->arena, strange.row_count * sizeof(*part->rows)),
            .row_count = strange.row_count,
            .of_goals = true,
        };
        for (size_t i = 0; i < strange.column_count; i++) {
            part->columns[i] = strange_column(outline, form, strange.columns[i], marks);
        }
        find_columns(part);
        for (size_t i = 0; i < strange.row_count; i++) {
            part->rows[i] = strange.rows[i];
            part->note_count += outline_row_notes(outline, part, strange.rows[i]);
        }
        outline->part_count++;
    }
    free(strange.columns);
    free(strange.rows);
}

/* The vision stands above the first part that asks for one; a template without such a grid
 * must not hide it, so then the last that is no form takes it. */
static void place_vision(struct outline *outline)
{
    struct outline_part *last = &outline->parts[0];
    for (size_t i = 0; i < outline->part_count; i++) {
        struct outline_part *part = &outline->parts[i];
        if (part->grid && *part->grid->vision) {
            part->has_vision = true;
            return;
        }
        last = part->grid && part->grid->use == GRID_LENS ? last : part;
    }
    last->has_vision = *outline->vision != '\0';
}

/* Every row once. */

static void add_row(struct outline *outline, size_t *room, const struct record *row)
{
    ARRAY_ADD(outline->rows, outline->row_count, *room, row);
}

static void gather_rows(struct outline *outline, const struct template *form)
{
    size_t room = 0;
    const struct record *const *goals =
        table_goals(outline->session, outline->table, &outline->goal_count);
    for (size_t i = 0; i < outline->goal_count; i++) {
        add_row(outline, &room, goals[i]);
    }
    for (size_t i = 0; i < outline->part_count; i++) {
        const struct outline_part *part = &outline->parts[i];
        for (size_t r = 0; r < part->row_count; r++) {
            bool told = part->grid ? part->of_goals
                                   : is_goal(part->rows[r]) ||
                                         is_told(outline, form, part->rows[r]);
            if (!told) {
                add_row(outline, &room, part->rows[r]);
            }
        }
    }
    outline->tells_forms = outline->row_count > outline->goal_count;
}

/* A goal has the marks that any of its parts offers. */
static void find_goal_head(struct outline *outline, const struct template *form)
{
    const struct outline_part *first = &outline->parts[0];
    struct outline_column *head = &outline->goal_head;
    const struct mark **marks =
        arena_get(&outline->arena, (form->mark_count + 1) * sizeof(*marks));
    for (size_t i = outline->part_count; i-- > 0;) {
        first = outline->parts[i].of_goals ? &outline->parts[i] : first;
    }
    *head = first->goals;
    head->marks = marks;
    head->mark_count = 0;
    for (size_t m = 0; m < form->mark_count && !outline->only_words; m++) {
        bool offered = false;
        for (size_t i = 0; i < outline->part_count && !offered; i++) {
            const struct outline_part *part = &outline->parts[i];
            offered = part->grid && part->of_goals &&
                      column_offers(&part->grid->goals, &form->marks[m]);
        }
        marks[head->mark_count] = &form->marks[m];
        head->mark_count += offered;
    }
}

const struct outline_part *outline_row_part(const struct outline *outline,
                                            const struct record *row)
{
    for (size_t i = 0; i < outline->part_count; i++) {
        const struct outline_part *part = &outline->parts[i];
        if (!part->grid || belongs(part->grid, row)) {
            return part;
        }
    }
    return &outline->parts[0];
}

const struct outline_column *outline_row_head(const struct outline *outline,
                                              const struct record *row)
{
    const struct outline_part *part = outline_row_part(outline, row);
    return is_goal(row) ? &outline->goal_head : &part->goals;
}

void outline_add_parts(struct outline *outline)
{
    const struct template *form = table_template(outline->session, outline->table);
    outline->parts =
        arena_get(&outline->arena, (form->grid_count + 2) * sizeof *outline->parts);
    add_grids(outline);
    add_strange(outline, form);
    place_vision(outline);
    find_goal_head(outline, form);
    gather_rows(outline, form);
}
