/* The grid for a whole room: the goal at hand, one column of it, the clock; few words,
 * all of them bold, between margins. */

#include "base/wrap.h"
#include "screen/big_digits.h"
#include "screen/screen.h"
#include "views/day_words.h"
#include "views/foot.h"
#include "views/grid/grid_layout.h"
#include "views/title.h"
#include "views/view_question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GAP_COLS = 3, BULLET_COLS = 2, MOST_HINTS = 3 };

/* The picture as it grows: what is above `row` is drawn. */
struct page {
    struct layout l;
    struct turn *turn; /* of its view */
    struct question_page *asked_page;
    int margin, width;
    int row, end;
    int timer_cols, timer_end;  /* the corner that the clock takes */
    bool tight;                 /* so few rows that none is left blank above the list, */
    bool spaced;                /* and a blank one behind each of its entries */
    const struct record *goal;  /* at hand; NULL: none, or all of them */
    const struct record *asked; /* a question that is before everybody; NULL: none */
    const char *clock, *clock_word;
};

/* What the box is for, also while it asks about a pasted list. */
static enum box_kind typing(const struct grid_view *v)
{
    enum box_kind kind = v->box_kind == BOX_PASTE ? v->paste_into : v->box_kind;
    return kind == BOX_SEARCH ? BOX_CLOSED : kind;
}

bool projector_clock(const struct day *day, char text[CLOCK_SIZE_BYTES],
                     const char **word)
{
    int64_t left_s = day->left_ms > 0 ? (day->left_ms + 999) / 1000 : day->left_ms / 1000;
    long long all_s = left_s < 0 ? -left_s : left_s;
    if (left_s < -DAY_MOST_OVER_S) {
        all_s = DAY_MOST_OVER_S;
    }
    *word = day->clock == DAY_CLOCK_PAUSED ? "paused"
            : day_is_up(day)               ? "time is up"
                                           : "";
    snprintf(text, CLOCK_SIZE_BYTES, "%s%lld:%02lld", left_s < 0 ? "+" : "", all_s / 60,
             all_s % 60);
    return day->clock != DAY_CLOCK_OFF;
}

/* Large digits at the top right, if they leave room for the words beside them. */
static void put_timer(struct page *p)
{
    enum { BESIDE_WIDE = 20, BESIDE_NARROW = 16, WIDE = 2, NARROW = 1 };
    const char *widest = strlen(p->clock) < strlen("00:00") ? "00:00" : p->clock;
    int beside = p->width - big_cols(widest, WIDE) - GAP_COLS;
    int scale = beside >= BESIDE_WIDE ? WIDE : NARROW;
    int cols = big_cols(p->clock, scale), right = p->margin + p->width;
    if (window_is_short() || p->width - cols - GAP_COLS < BESIDE_NARROW) {
        return;
    }
    big_put(p->row, right - cols, scale, p->clock);
    p->timer_cols = cols + GAP_COLS;
    p->timer_end = p->row + BIG_ROWS + !p->tight;
    if (*p->clock_word) {
        int word = (int)strlen(p->clock_word);
        screen_put(p->row + BIG_ROWS, right - word, word, ROLE_TITLE, p->clock_word);
        p->timer_end++;
    }
}

/* The stage, and how far we are; the clock, where it is not large. */
static void put_title(const struct page *p)
{
    const struct layout *l = &p->l;
    struct facts facts = *l->facts;
    struct str title = STR_EMPTY;
    if (*facts.alone) {
        str_addf(&title, "%s%s", facts.alone, screen_dot());
    }
    str_add(&title, p->asked ? "A question to everybody" : layout_title(l));
    if (l->goal_count && l->v->goal && !p->asked && !l->first) {
        str_addf(&title, "%s%zu of %zu%s", screen_dot(), l->v->goal_index + 1,
                 l->goal_count, l->grid->rows == ROWS_GOALS ? " goals" : "");
    }
    facts.with = "";
    if (p->timer_cols) {
        facts.day.clock = DAY_CLOCK_OFF;
    }
    draw_title(&facts, str_text(&title));
    str_finish(&title);
}

/* Over at most so many rows, beside the clock as long as that goes. */
static struct words_place place_of(const struct page *p, int most)
{
    int width = p->row < p->timer_end ? p->width - p->timer_cols : p->width;
    int room = p->end - p->row;
    return (struct words_place){p->row, p->margin, width, most < room ? most : room,
                                ROLE_TITLE};
}

static void put_words(struct page *p, const char *words, int most)
{
    struct words_place to = place_of(p, most);
    p->row += screen_put_wrapped(to.row, to.col, to.cols, to.rows, to.role, words);
}

/* What stands above the column: its goal, or above the goals the vision. */
static void put_top(struct page *p)
{
    const struct grid_view *v = p->l.v;
    int most = !p->tight ? screen_rows() / 5 : p->timer_cols ? 3 : 2;
    int row = p->row;
    if (p->goal) {
        p->row += layout_put_words(&p->l, p->goal, 0, place_of(p, most));
        if (typing(v) == BOX_CLOSED) {
            screen_button(row, p->margin, most, p->width - p->timer_cols,
                          (struct button){.kind = BUTTON_RECORD, .goal = p->goal});
        }
    } else if (v->column == 0 && !v->on_vision && typing(v) != BOX_VISION &&
               *p->l.grid->vision) {
        put_words(p, record_words(p->l.facts->table, "vision"), most);
    }
    p->row += p->row > row && !p->tight;
}

/* "Barriers to change", or what is being typed: "New barrier". */
static void put_heading(struct page *p)
{
    const struct grid_view *v = p->l.v;
    const struct column *form = p->l.forms[v->column];
    struct str heading = STR_EMPTY;
    if (v->box_kind == BOX_PASTE) {
        str_addf(&heading, "%zu %s", v->pasted.count,
                 v->pasted.table ? "cells" : "lines");
    } else if (typing(v) == BOX_GOAL) {
        str_addf(&heading, "New %s", grid_row_word(v, p->l.facts));
    } else if (typing(v) == BOX_NOTE) {
        str_addf(&heading, "New %s", grid_note_word(form, p->l.facts));
    } else if (typing(v) == BOX_REWORD) {
        str_add(&heading, "Editing");
    } else if (typing(v) == BOX_VISION || v->on_vision) {
        str_add(&heading, "Vision");
    } else {
        str_add(&heading, form ? form->title : p->l.ids[v->column - 1]);
        filter_say(v->filter, p->l.facts, ", ", &heading);
    }
    int width = place_of(p, 1).cols;
    put_words(p, heading.bytes, 1);
    if (p->tight) { /* the rule goes on in the same row */
        int cols = screen_width_cols(heading.bytes, heading.len_bytes) + 1;
        if (cols < width) {
            screen_rule(p->row - 1, p->margin + cols, width - cols);
        }
    } else {
        p->row = p->row < p->timer_end ? p->timer_end : p->row;
        screen_rule(p->row, p->margin, p->width);
        p->row += 2;
    }
    str_finish(&heading);
}

/* What is typed, as large as what is there; what lies above is left out as needed. */
static void put_box(struct page *p)
{
    p->row = p->row < p->timer_end ? p->timer_end : p->row;
    p->row += grid_put_typed(p->l.v, p->row, p->margin, p->end - p->row, ROLE_TITLE);
}

static const char *item_words(const struct page *p, const struct record *item)
{
    return layout_words(&p->l, item, p->l.v->column);
}

/* How wide an entry is that begins in that row: beside the clock, or below it. */
static int item_cols(const struct page *p, int row)
{
    int cols = row < p->timer_end ? p->width - p->timer_cols : p->width;
    return cols - BULLET_COLS;
}

/* Rows of an entry that begins there, with the blank one behind it, counting no further
 * than `most`. */
static int item_rows(const struct page *p, const struct record *item, int row, int most)
{
    return wrap_count(item_words(p, item), item_cols(p, row), most) + p->spaced;
}

static void put_item(struct page *p, const struct record *item, int rows)
{
    const struct grid_view *v = p->l.v;
    bool here = layout_selected(&p->l, item);
    int cols = item_cols(p, p->row);
    struct button button = {.kind = BUTTON_RECORD,
                            .index = v->column,
                            .goal = v->column ? v->goal : item,
                            .record = v->column ? item : NULL};
    screen_put(p->row, p->margin, BULLET_COLS, ROLE_TITLE,
               here ? screen_marker() : screen_bullet());
    layout_put_words(
        &p->l, item, v->column,
        (struct words_place){p->row, p->margin + BULLET_COLS, cols, rows, ROLE_TITLE});
    screen_button(p->row, p->margin, rows, cols + BULLET_COLS, button);
    if (here && typing(v) == BOX_CLOSED) {
        screen_cursor(p->row, p->margin + BULLET_COLS);
    }
    p->row += rows + p->spaced;
}

/* The entries on the screen, if they are not all there. */
struct list {
    const struct record *const *items;
    size_t count, at; /* the one at hand */
};

static struct list list_of(const struct page *p)
{
    const struct grid_view *v = p->l.v;
    struct list list = {p->l.goals, p->l.goal_count, v->goal_index};
    if (v->column) {
        list.items = grid_cell(v, p->l.facts, v->goal, &list.count);
        list.at = v->note_index;
    }
    return list;
}

/* The first entry behind those that have room from that one on, each whole. */
static size_t end_of_page(const struct page *p, const struct list *list, size_t from)
{
    int row = p->row, end = p->end + p->spaced;
    size_t i = from;
    for (; i < list->count && row < end; i++) {
        row += item_rows(p, list->items[i], row, end - row + 1);
        if (row > end) {
            break;
        }
    }
    return i > from || i == list->count ? i : i + 1;
}

/* The page that the entry at hand is on; where it begins. Space goes on to the next one, and
 * behind the last to the first. */
static size_t find_page(struct page *p, const struct list *list)
{
    struct turn *turn = p->turn;
    size_t from = 0, end;
    *turn = (struct turn){.page = 0};
    for (size_t next = 0; next < list->count; next = end, turn->count++) {
        end = end_of_page(p, list, next);
        if (list->at >= next) {
            from = next;
            turn->page = turn->count;
            turn->to = list->items[end < list->count ? end : 0];
        }
    }
    return from;
}

/* No row of a page is left empty: the first of the one behind it is begun there, and above
 * the last one stands what was seen before. */
static void put_items(struct page *p, const struct list *list)
{
    size_t from = find_page(p, list);
    int left = 0;
    if (from > 0 && p->turn->page + 1 == p->turn->count) {
        while (end_of_page(p, list, from - 1) == list->count) {
            from--;
        }
        left = p->end - p->row;
        for (size_t i = from; i < list->count; i++) {
            left -= item_rows(p, list->items[i], p->row, left);
        }
        if (left > 0) {
            put_item(p, list->items[from - 1], left);
        }
    }
    for (size_t i = from; i < list->count && p->row < p->end; i++) {
        int room = p->end - p->row;
        int rows = item_rows(p, list->items[i], p->row, room) - p->spaced;
        put_item(p, list->items[i], rows < room ? rows : room);
    }
}

static void put_list(struct page *p)
{
    const struct layout *l = &p->l;
    const struct grid_view *v = l->v;
    const struct column *form = l->forms[v->column];
    struct list list = list_of(p);
    size_t hidden = v->column && v->goal ? layout_hidden(l, v->goal, v->column) : 0;
    if (list.count) {
        put_items(p, &list);
    } else if (hidden) {
        struct str text = str_of("%zu not shown", hidden);
        screen_cursor(p->row, p->margin);
        put_words(p, text.bytes, 1);
        str_finish(&text);
    } else if (typing(v) == BOX_CLOSED) {
        screen_cursor(p->row, p->margin);
        put_words(p,
                  !v->goal ? l->grid->goals.prompt
                  : form   ? layout_empty_words(l, form)
                           : "",
                  p->end - p->row);
    }
}

static void put_vision(struct page *p)
{
    const char *vision = record_words(p->l.facts->table, "vision");
    screen_cursor(p->row, p->margin);
    put_words(p, *vision ? vision : p->l.grid->vision, p->end - p->row);
}

/* What is searched for stands below the list, in which it is found meanwhile. */
static void put_search(const struct page *p)
{
    const struct text_box *box = &p->l.v->box;
    int row = p->end;
    int taken = screen_put(row, p->margin, p->width, ROLE_TITLE, "Search: ");
    screen_put(row, p->margin + taken, p->width - taken, ROLE_TITLE,
               str_text(&box->text));
    taken += screen_width_cols(str_text(&box->text), box->cursor_bytes);
    screen_cursor(row, p->margin + taken);
}

/* The list, below what is being typed if there is room; or the vision. */
static void put_body(struct page *p)
{
    const struct grid_view *v = p->l.v;
    if (typing(v) != BOX_CLOSED) {
        put_box(p);
        if (!p->tight && p->row + 1 < p->end) {
            screen_rule(p->row + 1, p->margin, p->width);
        }
        p->row += p->tight ? 1 : 3;
    }
    if (p->row < p->end && v->on_vision && typing(v) == BOX_CLOSED) {
        put_vision(p);
    } else if (p->row < p->end && typing(v) != BOX_VISION) {
        put_list(p);
    }
}

/* "1 of 2, Space turns" stands where messages do. */
static void say_pages(const struct turn *turn, bool turns, struct facts *facts,
                      struct str *said)
{
    if (turn->count > 1 && !*facts->message) {
        str_addf(said, "%zu of %zu%s", turn->page + 1, turn->count,
                 turns ? ", Space turns" : "");
        facts->message = said->bytes;
    }
}

void projector_put_foot(const struct grid_view *v, const struct facts *outer, int margin)
{
    static const enum action writing[] = {ACT_ADD, ACT_PROJECTOR, ACT_PALETTE};
    static const enum action reading[] = {ACT_PROJECTOR, ACT_LEAVE, ACT_PALETTE};
    static const enum action asking[] = {ACT_ASK, ACT_PROJECTOR, ACT_PALETTE};
    static const enum action alone[] = {ACT_PROJECTOR, ACT_ALONE, ACT_PALETTE};
    static const enum action following[] = {ACT_PROJECTOR, ACT_FOLLOW, ACT_PALETTE};
    enum action hints[HINTS_ROOM];
    enum mode mode = grid_mode(v);
    struct str pages = STR_EMPTY;
    struct facts facts = *outer;
    say_pages(&v->turn, mode == MODE_GRID, &facts, &pages);
    if (mode == MODE_GRID) {
        draw_foot_of(&facts, margin,
                     facts.follows                       ? following
                     : facts.read_only                   ? reading
                     : view_grid_has_question(v, &facts) ? asking
                     : *facts.alone                      ? alone
                                                         : writing,
                     MOST_HINTS);
    } else if (mode == MODE_PASTE) {
        size_t count = grid_hints(v, &facts, hints);
        draw_foot_of(&facts, margin, hints, count < MOST_HINTS ? count : MOST_HINTS);
    } else {
        size_t count = action_hints(mode, hints, MOST_HINTS);
        draw_foot_of(&facts, margin, hints, count);
    }
    str_finish(&pages);
}

/* The goal, or row, that the column on the screen belongs to; a list's has no words. */
static const struct record *goal_at_hand(const struct grid_view *v,
                                         const struct facts *facts)
{
    if (grid_is_list(grid_now(v, facts))) {
        return NULL;
    }
    switch (typing(v)) {
    case BOX_NOTE:
        return v->box_goal;
    case BOX_REWORD:
        return record_parent(v->box_record) && v->column ? v->goal : NULL;
    case BOX_GOAL:
    case BOX_VISION:
        return NULL;
    default:
        return v->column && !v->on_vision ? v->goal : NULL;
    }
}

/* As long as everybody is asked, that stands there alone, below the clock. */
static void put_question(struct page *p)
{
    p->row = p->row < p->timer_end ? p->timer_end : p->row;
    screen_cursor(p->row, p->margin);
    question_put(p->l.facts, p->asked,
                 (struct question_place){.row = p->row,
                                         .end = p->end,
                                         .col = p->margin,
                                         .cols = p->width,
                                         .role = ROLE_TITLE,
                                         .selected = SIZE_MAX,
                                         .page = p->asked_page});
}

/* What stands above the list. */
static void put_head(struct page *p)
{
    screen_clear();
    p->row = p->tight ? 1 : 2;
    p->timer_cols = p->timer_end = 0;
    if (p->clock) {
        put_timer(p);
    }
    put_title(p);
    if (!p->asked) {
        put_top(p);
        put_heading(p);
    }
}

/* Whether all of the list fits below what is drawn. */
static bool list_fits(const struct page *p)
{
    struct list list = list_of(p);
    return p->asked || p->l.v->on_vision || end_of_page(p, &list, 0) == list.count;
}

/* Rows are left blank only where all of the list is seen with them: those between its
 * entries go first, then those above it. */
static void settle_rows(struct page *p)
{
    p->tight = window_is_short();
    p->spaced = !p->tight;
    put_head(p);
    if (p->spaced && !list_fits(p)) {
        p->spaced = false;
        if (!list_fits(p)) {
            p->tight = true;
            put_head(p);
        }
    }
}

void grid_draw_projector(struct grid_view *v, const struct facts *facts)
{
    char clock[CLOCK_SIZE_BYTES];
    struct page p = {.l = {.v = v, .facts = facts},
                     .turn = &v->turn,
                     .asked_page = &v->asked,
                     .margin = projector_margin_cols(),
                     .width = projector_cols(),
                     .goal = goal_at_hand(v, facts),
                     .asked = v->box_kind == BOX_CLOSED ? question_at_hand(facts) : NULL};
    v->turn = (struct turn){.page = 0};
    layout_find_columns(&p.l);
    p.end = screen_rows() - foot_rows_of(facts, p.margin);
    bool large =
        !facts->quiet_clock && projector_clock(&facts->day, clock, &p.clock_word);
    p.clock = large ? clock : NULL;
    settle_rows(&p);
    if (p.asked) {
        put_question(&p);
    } else {
        p.end -= v->box_kind == BOX_SEARCH;
        put_body(&p);
    }
    if (v->box_kind == BOX_SEARCH) {
        put_search(&p);
    }
    projector_put_foot(v, facts, p.margin);
    layout_finish(&p.l);
    screen_show();
}
