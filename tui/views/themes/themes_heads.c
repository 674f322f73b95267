/* The row with the names of the columns, as much of each as there is room for. */

#include "model/plan.h"
#include "screen/screen.h"
#include "views/themes/themes_inside.h"

static bool is_selected_column(const struct themes_view *v, size_t column)
{
    return column == v->column && (v->one_column || v->page != PAGE_PROPOSALS);
}

/* How the columns are named: the fullest way that there is room for. */
enum headings {
    HEADINGS_ALL,    /* "2 Barriers 12", "5 Ideas" where the page has nothing, */
    HEADINGS_SHARED, /* or "5 Ide…" */
    HEADINGS_FILLED, /* those alone of which the page has something */
    HEADINGS_CUT,    /* "2 Barri…", but for the selected one */
    HEADINGS_NUMBERS /* by their numbers, but for the selected one */
};

/* Columns of the row, with the gap, that a heading that is cut at least has; one of which
 * the page has nothing. */
enum { LEAST_HEADING_COLS = 8, LEAST_EMPTY_COLS = 7 };

/* Whether a heading stands in full. */
static bool stands_whole(const struct themes_view *v, size_t column, enum headings how)
{
    return is_selected_column(v, column) || how == HEADINGS_ALL ||
           (how < HEADINGS_CUT && v->columns[column].counts[v->page] > 0);
}

static void add_heading(const struct themes_view *v, size_t column, enum headings how,
                        struct str *out)
{
    const struct themes_column *c = &v->columns[column];
    bool here = is_selected_column(v, column), filled = c->counts[v->page] > 0;
    if (how == HEADINGS_FILLED && !here && !filled) {
        return;
    }
    str_addf(out, "%zu", column + 1);
    if (here || (how < HEADINGS_CUT && filled)) {
        str_addf(out, " %s %zu", c->short_title, c->counts[v->page]);
    } else if (how == HEADINGS_ALL || how == HEADINGS_SHARED || how == HEADINGS_CUT) {
        str_addf(out, " %s", c->short_title);
    }
}

/* Where the first heading stands, behind "0 All". */
static int headings_start(const struct themes_view *v)
{
    return v->page == PAGE_PROPOSALS ? 8 : 1;
}

static int heading_cols(const struct themes_view *v, size_t column, enum headings how)
{
    struct str heading = STR_EMPTY;
    add_heading(v, column, how, &heading);
    int cols = screen_width_cols(str_text(&heading), heading.len_bytes);
    str_finish(&heading);
    return cols ? cols + 2 : 0;
}

/* What each of those has that do not stand in full: those that need less leave the rest to
 * the others. */
static int heading_share(const struct themes_view *v, enum headings how)
{
    int share = 0, before = -1;
    while (share > before) {
        int room = screen_cols() - headings_start(v), others = 0;
        for (size_t c = 0; c < v->column_count; c++) {
            int cols = heading_cols(v, c, how);
            if (stands_whole(v, c, how) || cols <= share) {
                room -= cols;
            } else {
                others++;
            }
        }
        before = share;
        share = others ? room / others : share;
    }
    return share;
}

static enum headings headings_that_fit(const struct themes_view *v)
{
    for (enum headings how = HEADINGS_ALL; how < HEADINGS_CUT; how++) {
        if (how == HEADINGS_SHARED) {
            if (heading_share(v, how) >= LEAST_EMPTY_COLS) {
                return how;
            }
            continue;
        }
        int cols = headings_start(v);
        for (size_t c = 0; c < v->column_count; c++) {
            cols += heading_cols(v, c, how);
        }
        if (cols - 2 <= screen_cols()) {
            return how;
        }
    }
    return heading_share(v, HEADINGS_CUT) >= LEAST_HEADING_COLS ? HEADINGS_CUT
                                                                : HEADINGS_NUMBERS;
}

/* The columns with what the page has of each. */
enum role themes_column_role(const struct themes_view *v, size_t column)
{
    return screen_column_role(column ? plan_colour(v->columns[column].id, column - 1)
                                     : 0);
}

void themes_put_columns(const struct themes_view *v, int row)
{
    enum headings how = headings_that_fit(v);
    int col = headings_start(v), share = heading_share(v, how);
    bool cut = how == HEADINGS_CUT || how == HEADINGS_SHARED;
    if (v->page == PAGE_PROPOSALS) {
        int taken =
            screen_put(row, 1, 5, v->one_column ? ROLE_TEXT : ROLE_SELECTED, "0 All");
        screen_button(row, 1, 1, taken,
                      (struct button){.kind = BUTTON_ACTION, .action = ACT_ALL_COLUMNS});
    }
    for (size_t c = 0; c < v->column_count; c++) {
        struct str heading = STR_EMPTY;
        bool here = is_selected_column(v, c),
             part = cut && !stands_whole(v, c, how) && heading_cols(v, c, how) > share;
        int behind = how == HEADINGS_NUMBERS ? 3 * (int)(v->column_count - c - 1) : 0;
        int room = screen_cols() - col - behind;
        if (part) {
            room =
                share - (how == HEADINGS_CUT ? 1 : 2); /* "1 Goals  2": no number of it */
        }
        add_heading(v, c, how, &heading);
        int taken =
            screen_put(row, col, room, here ? ROLE_SELECTED : themes_column_role(v, c),
                       str_text(&heading));
        screen_button(row, col, 1, taken,
                      (struct button){.kind = BUTTON_COLUMN, .index = c});
        col += part ? share : taken ? taken + 2 : 0;
        str_finish(&heading);
    }
}
