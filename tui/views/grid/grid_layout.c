#include "views/grid/grid_layout.h"

#include "base/memory.h"
#include "base/wrap.h"
#include "model/ballot.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

bool layout_headed(const struct layout *l)
{
    return l->narrow && l->v->column > 0 && !l->first;
}

size_t layout_first_column(const struct layout *l)
{
    return l->narrow ? l->v->column : l->first;
}

size_t layout_end_column(const struct layout *l)
{
    return l->narrow ? l->v->column + 1 : l->columns;
}

const char *layout_title(const struct layout *l)
{
    const struct stage *stage = l->facts->day.stage;
    bool here = stage && !l->grid->optional &&
                (!*stage->grid || strcmp(stage->grid, l->grid->id) == 0 ||
                 view_grid_stage_form(l->facts));
    return here ? stage->title : l->grid->title;
}

int projector_margin_cols(void)
{
    int margin = screen_cols() / 12;
    return margin < 1 ? 1 : margin;
}

int projector_cols(void)
{
    return screen_cols() - 2 * projector_margin_cols();
}

int grid_box_cols(const struct grid_view *v)
{
    return window_is_small() ? screen_window_cols() - 1
           : v->projector    ? projector_cols()
                             : screen_cols() - 3;
}

void layout_find_columns(struct layout *l)
{
    const struct template *form = table_template(l->facts->session, l->facts->table);
    faces_refresh(l->v->faces, l->facts);
    l->ids = grid_columns(l->v, l->facts);
    l->grid = grid_now(l->v, l->facts);
    l->first = grid_first_column(l->v, l->facts);
    l->goals = grid_rows_now(l->v, l->facts, &l->goal_count);
    while (l->ids[l->columns]) {
        l->columns++;
    }
    l->columns++;
    l->forms = memory_get(l->columns * sizeof(*l->forms));
    l->counts = memory_get(l->columns * sizeof *l->counts);
    l->drafts = memory_get(l->columns * sizeof *l->drafts);
    l->x = memory_get((l->columns + 1) * sizeof *l->x);
    l->width = memory_get(l->columns * sizeof *l->width);
    l->forms[0] = &l->grid->goals;
    grid_rows(l->facts->session, l->facts->table, l->grid, &l->counts[0]);
    for (size_t i = 1; i < l->columns; i++) {
        const char *id = l->ids[i - 1];
        l->forms[i] = template_column(form, id, NULL);
        l->counts[i] = column_note_count(l->facts->session, l->facts->table, id);
    }
    heads_find_drafts(l);
}

void layout_finish(struct layout *l)
{
    if (l->kept) { /* the columns are kept for the next picture */
        return;
    }
    free(l->ids);
    free(l->forms);
    free(l->counts);
    free(l->drafts);
    free(l->x);
    free(l->width);
}

const struct record *const *layout_notes(const struct layout *l,
                                         const struct record *goal, size_t column,
                                         size_t *count)
{
    return filter_notes(l->v->filter, l->facts, goal, l->ids[column - 1], count);
}

size_t layout_hidden(const struct layout *l, const struct record *goal, size_t column)
{
    size_t all, shown;
    goal_notes(l->facts->session, goal, l->ids[column - 1], &all);
    layout_notes(l, goal, column, &shown);
    return all - shown;
}

bool layout_selected(const struct layout *l, const struct record *record)
{
    return !l->v->on_vision && record && record == view_grid_selected(l->v, l->facts);
}

const char *layout_draft(const struct layout *l, const struct record *goal, size_t column)
{
    if (column == 0 || layout_is_plain(goal)) {
        return NULL;
    }
    struct str box = str_of("draft:%s", l->ids[column - 1]), field = STR_EMPTY;
    const char *draft = grid_draft_written(l->facts, goal, box.bytes, &field);
    str_finish(&field);
    str_finish(&box);
    return draft;
}

const char *layout_prompt(const struct layout *l, const struct record *goal,
                          size_t column)
{
    const struct column *form = l->forms[column];
    size_t top = l->v->first_goal - (l->above_rows > 1);
    bool first = l->v->first_goal < l->goal_count && goal == l->goals[top];
    bool wanted = form && first && l->counts[column] == 0;
    return wanted && !layout_draft(l, goal, column) ? form->prompt : NULL;
}

const char *layout_empty_words(const struct layout *l, const struct column *column)
{
    const struct record *row = l->v->goal;
    const struct form_row *form = row ? row_form(l->facts->session, row) : NULL;
    return form && *form->prompt ? form->prompt : column->prompt;
}

int layout_cell_rows(const struct layout *l, const struct record *goal, size_t column,
                     int most)
{
    if (column == 0) {
        return layout_lines(l, goal, 0, l->width[0] - 1, most);
    }
    size_t count;
    const struct record *const *notes = layout_notes(l, goal, column, &count);
    bool headed = layout_headed(l), parted = l->part && goal == l->v->goal;
    size_t first = parted ? layout_part_start(l, goal, column, l->part) : 0;
    int rows = headed + parted;
    for (size_t i = first; i < count && rows < most; i++) {
        rows += layout_note_lines(l, notes[i], column, most - rows);
    }
    const char *prompt = count ? NULL : layout_prompt(l, goal, column);
    rows += layout_draft(l, goal, column) != NULL;
    bool here = !l->v->on_vision && goal == l->v->goal && column == l->v->column;
    rows += count == 0 && !prompt && headed && (here || layout_hidden(l, goal, column));
    if (prompt) {
        rows += here + wrap_count(prompt, l->width[column] - 2, most);
    }
    return rows < 1 ? 1 : rows;
}

int layout_band_rows(const struct layout *l, const struct record *goal, int most)
{
    return l->kept ? kept_band_rows(l, goal, most) : layout_count_rows(l, goal, most);
}

int layout_count_rows(const struct layout *l, const struct record *goal, int most)
{
    int rows = l->last_part && goal == l->v->goal ? most : 1;
    for (size_t c = layout_first_column(l); c < layout_end_column(l); c++) {
        int wanted = layout_cell_rows(l, goal, c, most);
        rows = wanted > rows ? wanted : rows;
    }
    return rows > most ? most : rows;
}

/* The first note to show so that the selected one is seen: what stands before it is
 * left out until it fits. */
size_t layout_first_note(const struct layout *l, const struct record *const *notes,
                         size_t count, size_t column, int rows)
{
    size_t at = 0, first;
    while (at < count && !layout_selected(l, notes[at])) {
        at++;
    }
    if (at == count) {
        return 0;
    }
    int used = layout_note_lines(l, notes[at], column, rows);
    for (first = at; first > 0; first--) {
        int more = layout_note_lines(l, notes[first - 1], column, rows);
        if (used + more > rows - (at + 1 < count) - (first > 1)) {
            break;
        }
        used += more;
    }
    return first;
}

/* The first note of a cell that is not shown whole if the window begins with that one. */
static size_t part_end(const struct layout *l, const struct record *const *notes,
                       size_t count, size_t column, size_t first)
{
    int rows = l->end_row - l->first_row - layout_headed(l);
    int left = rows - (first > 0 && rows > 1);
    size_t i = first;
    for (; i < count; i++) {
        int lines = layout_note_lines(l, notes[i], column, left + 1);
        if (lines > left - (i + 1 < count)) {
            break;
        }
        left -= lines;
    }
    return i == first && i < count ? i + 1 : i;
}

/* From which note on the window is full to the last. */
static size_t full_from(const struct layout *l, const struct record *const *notes,
                        size_t count, size_t column, size_t first)
{
    int left = l->end_row - l->first_row - layout_headed(l) - 1; /* "16 above" */
    for (size_t i = first; i < count; i++) {
        left -= layout_note_lines(l, notes[i], column, left + 1);
    }
    while (first > 1 && first <= count) {
        left -= layout_note_lines(l, notes[first - 1], column, left + 1);
        if (left < 0) {
            break;
        }
        first--;
    }
    return first;
}

size_t layout_part_start(const struct layout *l, const struct record *goal, size_t column,
                         size_t part)
{
    size_t count, first = 0;
    const struct record *const *notes = layout_notes(l, goal, column, &count);
    for (; part > 0 && first < count; part--) {
        first = part_end(l, notes, count, column, first);
    }
    return l->last_part && first ? full_from(l, notes, count, column, first) : first;
}

size_t layout_parts(const struct layout *l, const struct record *goal)
{
    size_t most = 1;
    for (size_t c = layout_first_column(l); c < layout_end_column(l); c++) {
        size_t count, first = 0, parts = 0;
        const struct record *const *notes =
            c ? layout_notes(l, goal, c, &count) : (count = 0, NULL);
        for (; first < count; parts++) {
            first = part_end(l, notes, count, c, first);
        }
        most = parts > most ? parts : most;
    }
    return most;
}

/* Whether all goals fit with notes of at most so many lines. */
static bool all_fit(struct layout *l, int most_lines)
{
    int room = l->end_row - l->first_row, used = -1;
    l->most_lines = most_lines;
    for (size_t g = 0; g < l->goal_count && used <= room; g++) {
        used += 1 + layout_band_rows(l, l->goals[g], room + 1);
    }
    return used <= room;
}

/* Notes are cut short only where otherwise not everything would fit, and no shorter
 * than that needs; where nothing helps, to a few lines. */
void layout_settle_lines(struct layout *l)
{
    static const int tries[] = {MANY_LINES, 8, 6, 5, 4};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        if (all_fit(l, tries[i])) {
            return;
        }
    }
    l->most_lines = window_is_tall() ? MANY_LINES : CUT_LINES;
}

/* Rows that the bands from that goal on leave empty at the end of the window; negative: they
 * go beyond it. */
static int rows_left(const struct layout *l, size_t first)
{
    int room = l->end_row - l->first_row, used = -1;
    for (size_t g = first; g < l->goal_count && used <= room; g++) {
        used += 1 + layout_band_rows(l, l->goals[g], room + 1);
    }
    return room - used;
}

/* From which goal on the selected one is seen whole, as near to the one given as can be. */
static size_t first_to_see(const struct layout *l, size_t first)
{
    int room = l->end_row - l->first_row;
    size_t at = l->v->goal_index;
    if (at <= first || at >= l->goal_count) {
        return at < l->goal_count ? (at < first ? at : first) : 0;
    }
    int used = layout_band_rows(l, l->goals[at], room);
    size_t least = at;
    while (least > 0) {
        used += 1 + layout_band_rows(l, l->goals[least - 1], room);
        if (used > room) {
            break;
        }
        least--;
    }
    return first < least ? least : first;
}

void layout_settle_first(struct layout *l, size_t *first)
{
    /* The first band may be higher than it was elsewhere, for its prompts: look again. */
    for (size_t before = SIZE_MAX; before != *first;) {
        before = *first;
        *first = first_to_see(l, *first);
    }
    for (int left = rows_left(l, *first); left > 0 && *first > 0;) {
        --*first;
        int then = rows_left(l, *first);
        if (then < 0) { /* what there is room for of it, which has the prompts then */
            ++*first;
            l->above_rows = left + 1;
            l->above_rows = rows_left(l, *first);
            return;
        }
        left = then;
    }
}
