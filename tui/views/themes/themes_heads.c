/* The row with the names of the columns. */

#include "base/memory.h"
#include "model/plan.h"
#include "screen/screen.h"
#include "views/tabs.h"
#include "views/themes/themes_inside.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_selected_column(const struct themes_view *v, size_t column)
{
    return column == v->column && (v->one_column || v->page != PAGE_PROPOSALS);
}

enum role themes_column_role(const struct themes_view *v, size_t column)
{
    return screen_column_role(column ? plan_colour(v->columns[column].id, column - 1)
                                     : 0);
}

enum { COUNT_BYTES = 24, ALL_COLS = 7 };

struct heads {
    struct tab *tabs;
    char (*totals)[COUNT_BYTES];
    bool *in; /* by column: whether it is among them */
    size_t count, here;
};

static bool is_needed(const struct themes_view *v, size_t column)
{
    return is_selected_column(v, column) || v->columns[column].counts[v->page] > 0;
}

static void fill(const struct themes_view *v, struct heads *h)
{
    h->count = 0;
    h->here = v->column_count;
    for (size_t c = 0; c < v->column_count; c++) {
        const struct themes_column *column = &v->columns[c];
        bool here = is_selected_column(v, c);
        char *total = h->totals[h->count];
        if (!h->in[c]) {
            continue;
        }
        *total = '\0';
        if (is_needed(v, c)) {
            snprintf(total, COUNT_BYTES, " %zu", column->counts[v->page]);
        }
        h->here = here ? h->count : h->here;
        h->tabs[h->count++] =
            (struct tab){.number = c + 1,
                         .full = column->short_title,
                         .title = column->short_title,
                         .behind = total,
                         .role = here ? ROLE_SELECTED : themes_column_role(v, c),
                         .index = c};
    }
    h->here = h->here < h->count ? h->here : h->count;
}

/* Those of which the page has something, the selected one, and of the others as many as have
 * room beside them. */
static void choose(const struct themes_view *v, int col, struct heads *h)
{
    for (size_t c = 0; c < v->column_count; c++) {
        h->in[c] = is_needed(v, c);
    }
    bool fits = true;
    for (size_t c = 0; fits && c < v->column_count; c++) {
        bool needed = h->in[c];
        h->in[c] = true;
        fill(v, h);
        fits = tabs_fit(col, h->tabs, h->count, h->here);
        h->in[c] = needed || fits;
    }
    fill(v, h);
}

void themes_put_columns(const struct themes_view *v, int row)
{
    size_t count = v->column_count;
    struct heads h = {.tabs = memory_get((count + 1) * sizeof *h.tabs),
                      .totals = memory_get((count + 1) * sizeof *h.totals),
                      .in = memory_get((count + 1) * sizeof *h.in)};
    int col = 1;
    if (v->page == PAGE_PROPOSALS) {
        int taken =
            screen_put(row, col, 5, v->one_column ? ROLE_TEXT : ROLE_SELECTED, "0 All");
        screen_button(row, col, 1, taken,
                      (struct button){.kind = BUTTON_ACTION, .action = ACT_ALL_COLUMNS});
        col += ALL_COLS;
    }
    choose(v, col, &h);
    tabs_put(row, col, h.tabs, h.count, h.here, count);
    free(h.in);
    free(h.totals);
    free(h.tabs);
}
