/* Where the selection of the grid is, and where it goes. */

#include "views/grid/grid_inside.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum mode grid_mode(const struct grid_view *v)
{
    return v->box_kind == BOX_CLOSED   ? MODE_GRID
           : v->box_kind == BOX_SEARCH ? MODE_SEARCH
           : v->box_kind == BOX_PASTE  ? MODE_PASTE
                                       : MODE_BOX;
}

const struct grid *grid_now(const struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    return &form->grids[v->grid < form->grid_count ? v->grid : 0];
}

const char **grid_columns(const struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *grid = grid_now(v, facts);
    const char **strange = table_strange_columns(facts->session, facts->table);
    size_t strange_count = 0;
    while (strange[strange_count]) {
        strange_count++;
    }
    if (grid != &form->grids[form->grid_count - 1]) {
        strange_count = 0;
    }
    const char **ids =
        memory_get((grid->column_count + strange_count + 1) * sizeof(*ids));
    for (size_t i = 0; i < grid->column_count; i++) {
        ids[i] = grid->columns[i].id;
    }
    memcpy(ids + grid->column_count, strange, strange_count * sizeof(*ids));
    free(strange);
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
    const struct record *const *goals = table_goals(facts->session, facts->table, &count);
    if (v->column > column_count(v, facts)) {
        v->column = column_count(v, facts);
    }
    if (v->on_vision && !*grid_now(v, facts)->vision) {
        v->on_vision = false;
    }
    v->goal_index = settled(goals, count, v->goal, v->goal_index);
    v->goal = count ? goals[v->goal_index] : NULL;
    settle_note(v, facts);
}

void grid_show(struct grid_view *v, const struct facts *facts, size_t grid)
{
    if (v->grid != grid) {
        v->grid = grid;
        v->column = 0;
        v->note = NULL;
        v->on_vision = false;
        v->first_goal = 0;
        grid_settle(v, facts);
    }
}

static void go_to_goal(struct grid_view *v, const struct facts *facts, size_t index,
                       bool last_note)
{
    size_t count;
    const struct record *const *goals = table_goals(facts->session, facts->table, &count);
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
    table_goals(facts->session, facts->table, &goals);
    if (v->on_vision) {
        if (step > 0 && goals) {
            go_to_goal(v, facts, 0, false);
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
        go_to_goal(v, facts, v->goal_index + (size_t)step, step < 0);
    }
}

void grid_go_to_column(struct grid_view *v, const struct facts *facts, size_t column)
{
    if (column > column_count(v, facts)) {
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
    size_t columns = column_count(v, facts), goals;
    table_goals(facts->session, facts->table, &goals);
    if (step > 0 && v->column < columns) {
        grid_go_to_column(v, facts, v->column + 1);
    } else if (step < 0 && v->column > 0) {
        grid_go_to_column(v, facts, v->column - 1);
    } else if (step > 0 && v->goal_index + 1 < goals) {
        v->column = 0;
        go_to_goal(v, facts, v->goal_index + 1, false);
    } else if (step < 0 && v->goal_index > 0) {
        v->column = columns;
        go_to_goal(v, facts, v->goal_index - 1, false);
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
        go_to_goal(v, facts, 0, false);
        break;
    case ACT_LAST:
        go_to_goal(v, facts, SIZE_MAX, false);
        break;
    case ACT_PAGE_UP:
        go_to_goal(v, facts, v->goal_index > PAGE_GOALS ? v->goal_index - PAGE_GOALS : 0,
                   false);
        break;
    case ACT_PAGE_DOWN:
        go_to_goal(v, facts, v->goal_index + PAGE_GOALS, false);
        break;
    default:
        break;
    }
}

/* The grid that a column belongs to, and its number there; false if it has none. */
static bool find_column(struct grid_view *v, const struct facts *facts, const char *id)
{
    const struct template *form = table_template(facts->session, facts->table);
    size_t grid = v->grid;
    for (size_t n = 0; n < form->grid_count; n++) {
        v->grid = (grid + n) % form->grid_count;
        const char **ids = grid_columns(v, facts);
        for (size_t i = 0; ids[i]; i++) {
            if (strcmp(ids[i], id) == 0) {
                v->column = i + 1;
                free(ids);
                return true;
            }
        }
        free(ids);
    }
    v->grid = grid;
    return false;
}

/* What is selected is shown, whatever was to be shown only: while somebody searches, for
 * as long as that takes. */
static void show_all_for(struct grid_view *v, const struct facts *facts,
                         const struct record *record)
{
    if (!filter_hides(v->filter, facts, record)) {
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
    if (strcmp(kind, "goal") == 0 && record_shown(record)) {
        v->on_vision = false;
        v->column = 0;
        v->goal = record;
        v->note = NULL;
    } else if (strcmp(kind, "note") == 0 && record_shown(record) &&
               find_column(v, facts, record_column(record))) {
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
    if (find_column(v, facts, column)) {
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
            v->grid = i;
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
    const struct record *const *goals =
        table_goals(facts->session, facts->table, &goal_count);
    grid_settle(v, facts);
    if (v->note || v->on_vision || !v->column || !filter_hides_some(v->filter, facts)) {
        return;
    }
    size_t column = v->column;
    for (size_t g = 0; g < goal_count; g++) {
        for (v->column = 1; v->column <= columns; v->column++) {
            if (filter_concerns(v->filter, facts, grid_column_id(v, facts)) &&
                grid_cell(v, facts, goals[g], &count)) {
                go_to_goal(v, facts, g, false);
                return;
            }
        }
    }
    v->column = column;
}

const struct record *view_grid_selected(const struct grid_view *v,
                                        const struct facts *facts)
{
    return v->on_vision ? facts->table : v->column ? v->note : v->goal;
}
