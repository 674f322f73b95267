/* Where the selection of the grid is, and where it goes. */

#include "views/grid/grid_inside.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum mode grid_mode(const struct grid_view *v)
{
    return v->asks                     ? MODE_ASKS
           : v->box_kind == BOX_CLOSED ? MODE_GRID
           : v->box_kind == BOX_SEARCH ? MODE_SEARCH
           : v->box_kind == BOX_PASTE  ? MODE_PASTE
                                       : MODE_BOX;
}

const struct grid *grid_now(const struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *grid = template_grid(form, str_text(&v->grid));
    return grid ? grid : &form->grids[0];
}

const struct record *const *grid_rows_now(const struct grid_view *v,
                                          const struct facts *facts, size_t *count)
{
    return filter_rows(v->filter, facts, grid_now(v, facts), count);
}

size_t grid_first_column(const struct grid_view *v, const struct facts *facts)
{
    return grid_is_list(grid_now(v, facts)) ? 1 : 0;
}

/* Behind which grid the columns stand that only notes know: the plan, as a rule. */
static const struct grid *last_of_goals(const struct template *form)
{
    const struct grid *last = &form->grids[0];
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        last = grid->rows == ROWS_GOALS && !grid->optional ? grid : last;
    }
    return last;
}

/* Adds those of `more` that are not there yet. */
static void add_columns(const char ***ids, size_t *count, size_t *room,
                        const char *const *more)
{
    for (; *more; more++) {
        size_t i = 0;
        while (i < *count && strcmp((*ids)[i], *more) != 0) {
            i++;
        }
        if (i == *count) {
            ARRAY_ADD(*ids, *count, *room, *more);
        }
    }
}

const char **grid_columns(const struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *grid = grid_now(v, facts);
    const char **ids = NULL, **more = NULL;
    size_t count = 0, room = 0, rows = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        ARRAY_ADD(ids, count, room, grid->columns[i].id);
    }
    if (grid == last_of_goals(form)) {
        more = table_strange_columns(facts->session, facts->table);
        add_columns(&ids, &count, &room, more);
        free(more);
    }
    if (grid->rows != ROWS_GOALS) {
        const struct record *const *row =
            table_rows(facts->session, facts->table, grid->id, &rows);
        for (size_t i = 0; i < rows; i++) {
            more = goal_columns(facts->session, row[i]);
            add_columns(&ids, &count, &room, more);
            free(more);
        }
    }
    ARRAY_ADD(ids, count, room, NULL);
    return ids;
}

static size_t column_count(const struct grid_view *v, const struct facts *facts)
{
    const char **ids = grid_columns(v, facts);
    size_t count = 0;
    while (ids[count]) {
        count++;
    }
    free(ids);
    return count;
}

const char *grid_column_id(const struct grid_view *v, const struct facts *facts)
{
    if (v->column == 0) {
        return NULL;
    }
    const char **ids = grid_columns(v, facts);
    size_t count = 0;
    while (ids[count] && count + 1 < v->column) {
        count++;
    }
    const char *id = ids[count];
    free(ids);
    return id;
}

const struct column *grid_column(const struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    const char *id = grid_column_id(v, facts);
    return id ? template_column(form, id, NULL) : &grid_now(v, facts)->goals;
}

const struct record *const *grid_cell(const struct grid_view *v,
                                      const struct facts *facts,
                                      const struct record *goal, size_t *count)
{
    const char *column = grid_column_id(v, facts);
    *count = 0;
    return goal && column ? filter_notes(v->filter, facts, goal, column, count) : NULL;
}

/* Where the item stands; `guess` is where it stood. count if it is gone. */
static size_t index_of(const struct record *const *items, size_t count,
                       const struct record *item, size_t guess)
{
    size_t i = 0;
    if (guess < count && items[guess] == item) {
        return guess;
    }
    while (i < count && items[i] != item) {
        i++;
    }
    return i;
}

/* Where the item is now, or else what stands where it was; 0 if nothing does. */
static size_t settled(const struct record *const *items, size_t count,
                      const struct record *item, size_t guess)
{
    size_t at = item ? index_of(items, count, item, guess) : count;
    return at < count ? at : guess < count ? guess : count ? count - 1 : 0;
}

static void settle_note(struct grid_view *v, const struct facts *facts)
{
    size_t count;
    const struct record *const *notes = grid_cell(v, facts, v->goal, &count);
    v->note_index = settled(notes, count, v->note, v->note_index);
    v->note = count ? notes[v->note_index] : NULL;
}

/* Keys are meant for the note that is selected: if somebody else moved it within the grid
 * it is so still. A window that follows shows a place rather. */
static void go_after_note(struct grid_view *v, const struct facts *facts)
{
    if (v->on_vision || facts->follows || !v->note || !record_shown(v->note)) {
        return;
    }
    const char **ids = grid_columns(v, facts), *column = record_column(v->note);
    for (size_t i = 0; ids[i]; i++) {
        if (strcmp(ids[i], column) == 0) {
            v->column = i + 1;
            v->goal = record_parent(v->note);
        }
    }
    free(ids);
}

void grid_settle(struct grid_view *v, const struct facts *facts)
{
    size_t count;
    go_after_note(v, facts);
    const struct record *const *goals = grid_rows_now(v, facts, &count);
    if (v->column > column_count(v, facts)) {
        v->column = column_count(v, facts);
    }
    if (v->column < grid_first_column(v, facts)) {
        v->column = grid_first_column(v, facts);
    }
    if (v->on_vision && !*grid_now(v, facts)->vision) {
        v->on_vision = false;
    }
    v->goal_index = settled(goals, count, v->goal, v->goal_index);
    v->goal = count ? goals[v->goal_index] : NULL;
    settle_note(v, facts);
}

void grid_show(struct grid_view *v, const struct facts *facts, const struct grid *grid)
{
    if (grid_now(v, facts) != grid) {
        str_set(&v->grid, "%s", grid->id);
        v->column = 0;
        v->note = NULL;
        v->on_vision = false;
        v->first_goal = 0;
        grid_settle(v, facts);
    }
}

void grid_go_to_row(struct grid_view *v, const struct facts *facts, size_t index,
                    bool last_note)
{
    size_t count;
    const struct record *const *goals = grid_rows_now(v, facts, &count);
    if (count == 0) {
        return;
    }
    v->on_vision = false;
    v->goal_index = index < count ? index : count - 1;
    v->goal = goals[v->goal_index];
    v->note = NULL;
    v->note_index = 0;
    if (last_note) {
        grid_cell(v, facts, v->goal, &v->note_index);
    }
    settle_note(v, facts);
}

static void go_by_row(struct grid_view *v, const struct facts *facts, int step)
{
    size_t notes, goals;
    grid_cell(v, facts, v->goal, &notes);
    grid_rows_now(v, facts, &goals);
    if (v->on_vision) {
        if (step > 0 && goals) {
            grid_go_to_row(v, facts, 0, false);
        }
        return;
    }
    bool inside = step < 0 ? v->note_index > 0 && notes : v->note_index + 1 < notes;
    if (v->column && inside) {
        v->note_index += (size_t)step;
        v->note = NULL;
        settle_note(v, facts);
    } else if (step < 0 && (v->goal_index == 0 || !goals)) {
        v->on_vision = *grid_now(v, facts)->vision != '\0';
    } else if (step < 0 || v->goal_index + 1 < goals) {
        grid_go_to_row(v, facts, v->goal_index + (size_t)step, step < 0);
    }
}

void grid_go_to_column(struct grid_view *v, const struct facts *facts, size_t column)
{
    if (column > column_count(v, facts) || column < grid_first_column(v, facts)) {
        return;
    }
    v->on_vision = false;
    v->column = column;
    v->note = NULL;
    settle_note(v, facts);
}

void grid_turn_column(struct grid_view *v, const struct facts *facts, int step)
{
    size_t columns = column_count(v, facts), count;
    if (columns == 0) {
        return;
    }
    size_t on = step > 0 ? 1 : columns - 1;
    v->column = v->column ? 1 + (v->column - 1 + on) % columns : step > 0 ? 1 : columns;
    grid_cell(v, facts, v->goal, &count);
    v->on_vision = false;
    v->note = NULL;
    v->note_index = count ? count - 1 : 0;
    settle_note(v, facts);
}

static void go_to_next_cell(struct grid_view *v, const struct facts *facts, int step)
{
    size_t columns = column_count(v, facts), first = grid_first_column(v, facts), goals;
    grid_rows_now(v, facts, &goals);
    if (step > 0 && v->column < columns) {
        grid_go_to_column(v, facts, v->column + 1);
    } else if (step < 0 && v->column > first) {
        grid_go_to_column(v, facts, v->column - 1);
    } else if (step > 0 && v->goal_index + 1 < goals) {
        v->column = first;
        grid_go_to_row(v, facts, v->goal_index + 1, false);
    } else if (step < 0 && v->goal_index > 0) {
        v->column = columns;
        grid_go_to_row(v, facts, v->goal_index - 1, false);
    }
}

void grid_go(struct grid_view *v, const struct facts *facts, enum action action)
{
    enum { PAGE_GOALS = 3 };
    switch (action) {
    case ACT_UP:
        go_by_row(v, facts, -1);
        break;
    case ACT_DOWN:
        go_by_row(v, facts, 1);
        break;
    case ACT_LEFT:
        if (v->column > 0) {
            grid_go_to_column(v, facts, v->column - 1);
        }
        break;
    case ACT_RIGHT:
        grid_go_to_column(v, facts, v->column + 1);
        break;
    case ACT_NEXT:
        go_to_next_cell(v, facts, 1);
        break;
    case ACT_PREVIOUS:
        go_to_next_cell(v, facts, -1);
        break;
    case ACT_FIRST:
        grid_go_to_row(v, facts, 0, false);
        break;
    case ACT_LAST:
        grid_go_to_row(v, facts, SIZE_MAX, false);
        break;
    case ACT_PAGE_UP:
        grid_go_to_row(
            v, facts, v->goal_index > PAGE_GOALS ? v->goal_index - PAGE_GOALS : 0, false);
        break;
    case ACT_PAGE_DOWN:
        grid_go_to_row(v, facts, v->goal_index + PAGE_GOALS, false);
        break;
    default:
        break;
    }
}

/* The grid that a column stands in under a row, and its number there; false if it stands in
 * none. */
static bool find_column(struct grid_view *v, const struct facts *facts,
                        const struct record *row, const char *id)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *grid = NULL, *before = grid_now(v, facts);
    const char *of = row ? row_grid(row) : "";
    template_column(form, id, &grid);
    if (of && *of) {
        grid = template_grid(form, of);
    } else if (!grid || grid->rows != ROWS_GOALS) {
        grid = last_of_goals(form);
    }
    if (!grid) {
        return false;
    }
    str_set(&v->grid, "%s", grid->id);
    const char **ids = grid_columns(v, facts);
    size_t i = 0;
    while (ids[i] && strcmp(ids[i], id) != 0) {
        i++;
    }
    bool found = ids[i] != NULL;
    v->column = found ? i + 1 : v->column;
    if (!found) {
        str_set(&v->grid, "%s", before->id);
    }
    free(ids);
    return found;
}

/* Whether a row stands in the grid on the screen, or can be brought there: the first grid of
 * its kind. */
static bool find_grid_of_row(struct grid_view *v, const struct facts *facts,
                             const struct record *row)
{
    const struct template *form = table_template(facts->session, facts->table);
    const char *id = row_grid(row);
    if (!id || !(record_shown(row) || row_given(row))) {
        return false;
    }
    const struct grid *grid = *id ? template_grid(form, id) : grid_now(v, facts);
    for (size_t i = 0; grid && !*id && grid->rows != ROWS_GOALS; i++) {
        grid = i < form->grid_count ? &form->grids[i] : NULL;
    }
    if (grid) {
        str_set(&v->grid, "%s", grid->id);
    }
    return grid != NULL;
}

/* What is selected is shown, whatever was to be shown only: while somebody searches, for
 * as long as that takes. */
static void show_all_for(struct grid_view *v, const struct facts *facts,
                         const struct record *record)
{
    if (!filter_hides(v->filter, facts, record, grid_now(v, facts))) {
        return;
    }
    if (v->box_kind == BOX_SEARCH) {
        filter_suspend(v->filter, true);
    } else {
        str_set(&v->news, "Everything is shown again: ‘");
        filter_say_only(v->filter, facts, &v->news);
        str_add(&v->news, "’ would hide this entry.");
        filter_show_only(v->filter, "", "");
    }
}

void grid_end_search(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = view_grid_selected(v, facts);
    filter_suspend(v->filter, false);
    if (record) {
        show_all_for(v, facts, record);
    }
}

void grid_select(struct grid_view *v, const struct facts *facts,
                 const struct record *record)
{
    const char *kind = record_kind(record);
    if (strcmp(kind, "goal") == 0 && find_grid_of_row(v, facts, record)) {
        v->on_vision = false;
        v->column = 0;
        v->goal = record;
        v->note = NULL;
        show_all_for(v, facts, record);
    } else if (strcmp(kind, "note") == 0 && record_shown(record) &&
               find_column(v, facts, record_parent(record), record_column(record))) {
        v->on_vision = false;
        v->goal = record_parent(record);
        v->note = record;
        show_all_for(v, facts, record);
    }
    grid_settle(v, facts);
}

void grid_select_cell(struct grid_view *v, const struct facts *facts,
                      const struct record *goal, const char *column)
{
    grid_select(v, facts, goal);
    if (find_column(v, facts, goal, column)) {
        v->note = NULL;
        v->note_index = 0;
    }
    grid_settle(v, facts);
}

bool grid_select_vision(struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    for (size_t i = 0; i < form->grid_count; i++) {
        if (*form->grids[i].vision) {
            str_set(&v->grid, "%s", form->grids[i].id);
            v->on_vision = true;
            grid_settle(v, facts);
            return true;
        }
    }
    return false;
}

/* To the first cell of the grid that shows something, goal by goal. */
void view_grid_looked(struct grid_view *v, const struct facts *facts)
{
    size_t goal_count, count, columns = column_count(v, facts);
    const struct record *const *goals = grid_rows_now(v, facts, &goal_count);
    grid_settle(v, facts);
    if (v->note || v->on_vision || !v->column || !filter_hides_some(v->filter, facts)) {
        return;
    }
    size_t column = v->column;
    for (size_t g = 0; g < goal_count; g++) {
        for (v->column = 1; v->column <= columns; v->column++) {
            if (filter_concerns(v->filter, facts, grid_column_id(v, facts)) &&
                grid_cell(v, facts, goals[g], &count)) {
                grid_go_to_row(v, facts, g, false);
                return;
            }
        }
    }
    v->column = column;
}

const struct record *view_grid_goal(const struct grid_view *v)
{
    return v->on_vision ? NULL : v->goal;
}

const struct record *view_grid_selected(const struct grid_view *v,
                                        const struct facts *facts)
{
    return v->on_vision ? facts->table : v->column ? v->note : v->goal;
}
