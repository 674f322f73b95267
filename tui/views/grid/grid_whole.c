/* All of the grid for a room to read: nothing beside it, pages where not all has room. */

#include "screen/big_digits.h"
#include "screen/screen.h"
#include "views/foot.h"
#include "views/grid/grid_layout.h"
#include "views/title.h"

#include <string.h>

/* Where a page begins: with a row, and where that is higher than the window, a part of it. */
struct start {
    size_t row, part;
};

/* The page behind one that begins there: the first row that is not seen whole, or the next
 * part of one that is seen alone. */
static struct start page_after(const struct layout *l, struct start at)
{
    int room = l->end_row - l->first_row, used = 0;
    size_t parts = layout_band_rows(l, l->goals[at.row], room + 1) > room
                       ? layout_parts(l, l->goals[at.row])
                       : 1;
    if (at.part + 1 < parts) {
        return (struct start){at.row, at.part + 1};
    }
    size_t next = at.row;
    for (; parts < 2 && next < l->goal_count && used <= room; next++) {
        used += layout_band_rows(l, l->goals[next], room + 1);
        if (used > room) {
            break;
        }
        used++; /* the rule */
    }
    return (struct start){next > at.row ? next : at.row + 1, 0};
}

/* The part of the row at hand that what is selected stands in. */
static size_t part_at_hand(const struct layout *l)
{
    const struct grid_view *v = l->v;
    size_t part = 0;
    while (v->column && v->note &&
           layout_part_start(l, v->goal, v->column, part + 1) <= v->note_index) {
        part++;
    }
    return part;
}

/* The first entry of a page: where a part begins, in the column at hand if it goes on in
 * that. */
static const struct record *first_of(const struct layout *l, struct start at)
{
    const struct record *goal = l->goals[at.row];
    const struct record *found = NULL;
    for (size_t c = layout_first_column(l); at.part && c < layout_end_column(l); c++) {
        size_t count = 0;
        const struct record *const *notes = c ? layout_notes(l, goal, c, &count) : NULL;
        size_t first = c ? layout_part_start(l, goal, c, at.part) : 0;
        if (first < count && (!found || c == l->v->column)) {
            found = notes[first];
        }
    }
    return found ? found : goal;
}

/* Goes to the page of what is selected, and finds what Space goes on to. */
static void find_page(struct layout *l, struct grid_view *v)
{
    struct start at = {0, 0}, next;
    bool high = layout_band_rows(l, l->goals[v->goal_index], l->end_row) >
                l->end_row - l->first_row;
    size_t part = high ? part_at_hand(l) : 0;
    v->turn = (struct turn){.page = 0};
    for (; at.row < l->goal_count; at = next, v->turn.count++) {
        next = page_after(l, at);
        if (at.row < v->goal_index || (at.row == v->goal_index && at.part <= part)) {
            v->first_goal = at.row;
            v->turn.page = v->turn.count;
            v->turn.to = next.row < l->goal_count ? first_of(l, next) : l->goals[0];
        }
    }
    l->part = part;
    l->last_part = part && v->turn.page + 1 == v->turn.count;
    if (!part && v->turn.page &&
        v->turn.page + 1 == v->turn.count) { /* it is to be full */
        layout_settle_first(l, &v->first_goal);
    }
}

/* The clock in large digits, where the rows leave room for them. */
static void put_clock(const struct layout *l, int row)
{
    char text[CLOCK_SIZE_BYTES];
    const char *word;
    int scale = 2;
    if (projector_clock(&l->facts->day, text, &word) && l->end_row - row > BIG_ROWS) {
        big_put(l->end_row - BIG_ROWS, l->cols - 1 - big_cols(text, scale), scale, text);
    }
}

static void put_title(const struct layout *l)
{
    struct facts facts = *l->facts;
    struct str title = STR_EMPTY;
    if (*facts.alone) {
        str_addf(&title, "%s%s", facts.alone, screen_dot());
    }
    str_add(&title, layout_title(l));
    filter_say(l->v->filter, l->facts, screen_dot(), &title);
    facts.with = "";
    draw_title(&facts, str_text(&title));
    str_finish(&title);
}

/* As few lines of each note as make all of it fit, but no fewer than can be read; where
 * that is not enough, there are pages of whole notes. So there are of a plan: who has taken an
 * action on stands at its end, and is what it is projected for. */
static void settle_lines(struct layout *l)
{
    layout_settle_lines(l);
    if (l->most_lines <= CUT_LINES || l->grid->use == GRID_PLAN) {
        l->most_lines = MANY_LINES;
    }
}

void grid_draw_whole(struct grid_view *v, const struct facts *facts)
{
    struct layout l = {.v = v,
                       .prompts = &v->prompts,
                       .facts = facts,
                       .room = true,
                       .cols = screen_cols()};
    screen_clear();
    layout_find_columns(&l);
    layout_columns(&l);
    put_title(&l);
    int row = 1 + bands_put_vision(&l, 1);
    heads_put(&l, row);
    screen_rule(row + 1, 0, l.cols);
    l.first_row = row + 2;
    l.end_row = screen_rows() - foot_rows(facts);
    settle_lines(&l);
    v->turn = (struct turn){.page = 0};
    if (l.goal_count) {
        find_page(&l, v);
        int end = l.first_row;
        for (size_t g = v->first_goal; g < l.goal_count && end < l.end_row; g++) {
            end += 1 + layout_band_rows(&l, l.goals[g], l.end_row - end);
        }
        bands_put(&l, false);
        put_clock(&l, end);
    } else {
        bands_put_prompts(&l);
    }
    projector_put_foot(v, facts, FOOT_MARGIN);
    layout_finish(&l);
    screen_show();
}
