/* What is read aloud. */

#include "app/spoken/spoken_inside.h"

#include <string.h>

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
    const struct column *column = spoken_column(s, here.grid, number, &rows);
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
    bool form = spoken_go_to_grid(s, grid, where);
    if (form) {
        str_clear(&s->said); /* its title, which is read */
        read_grid(s, grid, READS_ROWS);
    } else {
        spoken_go(s, where);
    }
    if (!form && view_grid_place(grid, &facts).on_vision) {
        spoken_say_place(s, NULL);
    } else if (!form && !s->refused) {
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
    struct grid_view *grid = spoken_grid(s);
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
        if (!*what && !spoken_place_now(s).goal) {
            spoken_add(s, "\vgoal\v adds the first goal.");
        } else if (!*what && !s->told_all) {
            s->told_all = true;
            spoken_add(s, "read all says the entries as well, read goal those of one.");
        }
    } else if (spoken_begins(what, "goal", &rest) && !*rest) {
        read_grid(s, grid, READS_ROW);
    } else if (!what[1] && *what >= '1' && *what <= '9') {
        read_column(s, grid, what);
    } else {
        read_elsewhere(s, grid, what);
    }
}
