/* Where one is, what is read aloud, and where to go. */

#include "app/spoken_inside.h"

#include "base/fold.h"
#include "base/memory.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

/* The grid, if it is on top; else says that it is not. */
static struct grid_view *grid_on_top(struct spoken *s)
{
    struct view *view = app_top(s->app);
    return view->ops == &view_grid_ops ? view->state : NULL;
}

void spoken_say_place(struct spoken *s, const struct grid_place *before)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = grid_on_top(s);
    struct str out = STR_EMPTY;
    if (grid && before) {
        view_grid_say_step(grid, &facts, before, &out);
    } else {
        spoken_look(s, true, &out);
    }
    spoken_add_lines(s, str_text(&out));
    str_finish(&out);
}

void spoken_where(struct spoken *s, const char *rest)
{
    struct facts facts = app_facts(s->app);
    struct str out = STR_EMPTY, clock = STR_EMPTY;
    (void)rest;
    spoken_look(s, !grid_on_top(s), &out);
    if (!out.len_bytes) {
        spoken_look(s, false, &out);
    }
    spoken_add_lines(s, str_text(&out));
    if (grid_on_top(s) && facts.day.stage) {
        day_say_clock(&facts.day, &clock);
        spoken_add(s, "Stage: %s%s%s. %s.", facts.day.stage->title,
                   clock.len_bytes ? ", " : "", str_text(&clock), facts.saved);
    }
    str_finish(&out);
    str_finish(&clock);
}

/* The row of that number; NULL, said, if there is none. */
static const struct record *row_of(struct spoken *s, struct grid_view *grid,
                                   const char *number)
{
    struct facts facts = app_facts(s->app);
    size_t count, n = strtoul(number, NULL, 10);
    const struct grid *shown = view_grid_grid(grid, &facts);
    const struct record *const *rows =
        grid_rows(facts.session, facts.table, shown, &count);
    if (n < 1 || n > count) {
        spoken_refuse(s, "There is no %s %zu; there are %zu.",
                      *shown->goals.singular ? shown->goals.singular : "row", n, count);
        return NULL;
    }
    return rows[n - 1];
}

/* A column of the grid by its number, as its heading has it, or by how it begins; NULL: none,
 * which is said, or with *row the rows themselves. */
static const struct column *column_of(struct spoken *s, const struct grid *grid,
                                      const char *word, bool *row)
{
    size_t first = grid_is_list(grid) ? 1 : 2, n = strtoul(word, NULL, 10);
    struct fold_sought sought = {.language = ""};
    const struct column *found = NULL;
    fold_seek(&sought, word, "");
    *row = n == 1 && first == 2;
    for (size_t i = 0; i < grid->column_count && !found; i++) {
        const struct column *column = &grid->columns[i];
        bool begins = fold_find(&sought, column->title) >= FOLD_AT_START ||
                      fold_find(&sought, column->short_title) >= FOLD_AT_START ||
                      fold_find(&sought, column->id) >= FOLD_AT_START;
        found = n ? (n == i + first ? column : NULL) : begins ? column : NULL;
    }
    fold_sought_finish(&sought);
    if (!found && !*row) {
        spoken_refuse(s, "There is no column ‘%s’ here.", word);
    }
    return found;
}

/* The part of "2.barriers.3" before the next dot; "" behind the last. */
static const char *next_part(const char **where, struct str *part)
{
    size_t len = strcspn(*where, ". ");
    str_clear(part);
    str_add_bytes(part, *where, len);
    *where += len;
    *where += strspn(*where, ". ");
    return str_text(part);
}

/* To an entry of a cell by its number; "" is its first. */
static void go_to_entry(struct spoken *s, struct grid_view *grid,
                        const struct record *row, const struct column *column,
                        const char *number)
{
    struct facts facts = app_facts(s->app);
    size_t count, n = *number ? strtoul(number, NULL, 10) : 1;
    const struct record *const *notes =
        filter_notes(view_grid_filter(grid), &facts, row, column->id, &count);
    if (*number && (n < 1 || n > count)) {
        spoken_refuse(s, "There is no %s there; %zu stand%s in ‘%s’.", number, count,
                      count == 1 ? "s" : "", column->short_title);
    } else if (count && n >= 1) {
        view_grid_visit(grid, &facts, notes[n - 1], NULL);
    } else {
        view_grid_visit(grid, &facts, row, column->id);
    }
}

static void go_by_parts(struct spoken *s, struct grid_view *grid, const char *where)
{
    struct facts facts = app_facts(s->app);
    struct str part = STR_EMPTY;
    struct grid_place here = view_grid_place(grid, &facts);
    const struct grid *shown = here.grid;
    bool list = grid_is_list(shown), number = strspn(where, "0123456789") > 0, rows;
    const struct record *row =
        list || !number ? here.goal : row_of(s, grid, next_part(&where, &part));
    const char *word = row || !number ? next_part(&where, &part) : "";
    const struct column *column = row && *word ? column_of(s, shown, word, &rows) : NULL;
    if (!row && !s->refused) {
        spoken_refuse(s, "There is nowhere to go yet.");
    } else if (row && column) {
        go_to_entry(s, grid, row, column, where);
    } else if (row && !s->refused) {
        view_grid_visit(grid, &facts, row, NULL);
    }
    str_finish(&part);
}

void spoken_go(struct spoken *s, const char *where)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = grid_on_top(s);
    const char *rest;
    if (!grid) {
        spoken_refuse(s, "That is for the grid; \vclose\v or back leads there.");
    } else if (!*where) {
        spoken_refuse(s, "Go where? A goal: go 2; an entry: go 2.barriers.3.");
    } else if (spoken_begins(where, "vision", &rest)) {
        view_grid_visit(grid, &facts, facts.table, NULL);
        if (!view_grid_place(grid, &facts).on_vision) {
            spoken_refuse(s, "This template has no vision.");
        }
    } else {
        spoken_begins(where, "goal", &where);
        go_by_parts(s, grid, where);
    }
}

/* A grid without its selection having moved. */
static void read_grid(struct spoken *s, struct grid_view *grid, enum grid_reads what)
{
    struct facts facts = app_facts(s->app);
    struct str out = STR_EMPTY;
    view_grid_read(grid, &facts, what, &out);
    spoken_add_lines(s, str_text(&out));
    if (!out.len_bytes) {
        spoken_add(s, "Nothing stands there yet.");
    }
    str_finish(&out);
}

/* A column of the row at hand; of the first, which has the rows, all of them. */
static void read_column(struct spoken *s, struct grid_view *grid, const char *number)
{
    struct facts facts = app_facts(s->app);
    struct grid_place here = view_grid_place(grid, &facts);
    bool rows;
    const struct column *column = column_of(s, here.grid, number, &rows);
    if (rows || (column && !here.goal)) {
        read_grid(s, grid, READS_ROWS);
    } else if (column) {
        view_grid_visit(grid, &facts, here.goal, column->id);
        read_grid(s, grid, READS_COLUMN);
        view_grid_restore(grid, &facts, &here);
    }
}

/* What is read of another place than where one is: goes there, and comes back. */
static void read_elsewhere(struct spoken *s, struct grid_view *grid, const char *where)
{
    struct facts facts = app_facts(s->app);
    struct grid_place here = view_grid_place(grid, &facts);
    spoken_go(s, where);
    if (!s->refused) {
        bool row = view_grid_place(grid, &facts).column == 0;
        read_grid(s, grid, row || grid_is_list(here.grid) ? READS_ROW : READS_COLUMN);
    }
    view_grid_restore(grid, &facts, &here);
}

void spoken_read_panel(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = app_grid(s->app);
    struct str out = STR_EMPTY;
    if (grid) {
        spoken_hear_panel(s, grid, &facts, &out);
        spoken_add_lines(s, str_text(&out));
    }
    if (!out.len_bytes) {
        spoken_refuse(s, "There are no prompts here.");
    }
    str_finish(&out);
}

void spoken_read(struct spoken *s, const char *what)
{
    struct grid_view *grid = grid_on_top(s);
    const char *rest;
    if (!grid) {
        struct str out = STR_EMPTY;
        spoken_look(s, false, &out);
        spoken_add_lines(s, str_text(&out));
        s->whole = strcmp(what, "all") == 0;
        str_finish(&out);
    } else if (!*what || spoken_begins(what, "all", &rest)) {
        s->whole = *what != '\0';
        read_grid(s, grid, *what ? READS_ALL : READS_ROWS);
    } else if (spoken_begins(what, "goal", &rest) && !*rest) {
        read_grid(s, grid, READS_ROW);
    } else if (!what[1] && *what >= '1' && *what <= '9') {
        read_column(s, grid, what);
    } else {
        read_elsewhere(s, grid, what);
    }
}
