/* One entry at a time, for a small window: where it stands, its words and what is known of
 * it, page by page. The keys are those of the grid. */

#include "base/wrap.h"
#include "model/ballot.h"
#include "screen/screen.h"
#include "views/day_words.h"
#include "views/foot.h"
#include "views/grid/grid_layout.h"
#include "views/view_question.h"

#include <stdio.h>
#include <string.h>

/* What is read: lines, of which a page is drawn. */
struct reader {
    int row, rows, cols; /* of the window, below the heading */
    size_t from, line;   /* the first to be drawn, and how many went by */
    enum { SAID_FIRST, SAID_BEHIND, SAID_NOT } said; /* where the message stands */
};

static void read_out(struct reader *r, enum role role, const char *text)
{
    struct wrap wrap = wrap_begin(text, r->cols);
    size_t start, len;
    while (*text && wrap_next(&wrap, &start, &len)) {
        if (r->line >= r->from && r->line < r->from + (size_t)r->rows) {
            int row = r->row + (int)(r->line - r->from);
            int cols = screen_put_bytes(row, 0, r->cols, role, text + start, len);
            screen_put(row, cols, 1, role, wrap.within_word ? "-" : "");
        }
        r->line++;
    }
}

/* "Barriers 2 of 6": of the name as much as there is room for, the place always. */
static void put_heading(const struct layout *l, int cols)
{
    const struct grid_view *v = l->v;
    const struct column *form = l->forms[v->column];
    size_t count = l->goal_count, at = v->goal_index;
    char place[64] = "";
    if (v->column) {
        count = 0;
        at = v->note_index;
        if (v->goal) {
            grid_cell(v, l->facts, v->goal, &count);
        }
    }
    const char *name = v->on_vision ? "Vision"
                       : form       ? form->short_title
                                    : l->ids[v->column - 1];
    if (!v->on_vision) {
        snprintf(place, sizeof place, count ? " %zu of %zu" : ", none", at + 1, count);
    }
    int room = cols - (int)strlen(place);
    int taken = screen_put(0, 0, room, ROLE_TITLE, name);
    screen_put(0, taken, cols - taken, ROLE_TITLE, place);
}

/* "New barrier", "Editing" */
static void add_purpose(const struct layout *l, struct str *out)
{
    const struct column *form = l->forms[l->v->column];
    switch (l->v->box_kind) {
    case BOX_NOTE:
        str_addf(out, "New %s", grid_note_word(form, l->facts));
        break;
    case BOX_GOAL:
        str_addf(out, "New %s", grid_row_word(l->v, l->facts));
        break;
    case BOX_REWORD:
        str_add(out, "Editing");
        break;
    default:
        grid_box_title(l->v, l->facts, out);
        break;
    }
}

/* At the end of the first row, which leaves that many columns; half of it at most. */
static int put_at_end(int cols, enum role role, const char *text)
{
    int width = screen_width_cols(text, strlen(text));
    width = width < cols / 2 ? width : cols / 2;
    screen_put(0, cols - width, width, role, text);
    return cols - (width ? width + 1 : 0);
}

/* What the box is open for, or where the entry stands, and what the clock says; before these
 * what is wrong with the file. */
static void put_top(const struct layout *l)
{
    enum { LEAST_WITH_CLOCK_COLS = 18 };
    const struct day *day = &l->facts->day;
    int cols = screen_cols();
    struct str title = STR_EMPTY, clock = STR_EMPTY;
    if (l->facts->saved_is_warning) {
        cols = put_at_end(cols, ROLE_WARNING, l->facts->saved);
    } else if (cols >= LEAST_WITH_CLOCK_COLS && !l->facts->quiet_clock) {
        day_say_clock_shortest(day, &clock);
        cols = put_at_end(cols, day_is_up(day) ? ROLE_SELECTED : ROLE_TITLE,
                          str_text(&clock));
    }
    if (l->v->box_kind == BOX_CLOSED) {
        put_heading(l, cols);
    } else {
        add_purpose(l, &title);
        screen_put(0, 0, cols, ROLE_TITLE, str_text(&title));
    }
    str_finish(&clock);
    str_finish(&title);
}

/* Its words; of a cell without an entry what goes there. */
static void read_words(struct layout *l, struct reader *r)
{
    const struct grid_view *v = l->v;
    const struct column *form = l->forms[v->column];
    const struct record *record = view_grid_selected(v, l->facts);
    struct str about = STR_EMPTY;
    if (v->on_vision) {
        const char *vision = record_words(record, "vision");
        read_out(r, ROLE_TITLE, *vision ? vision : l->grid->vision);
    } else if (record) {
        read_out(r, ROLE_TITLE, layout_words(l, record, v->column));
    } else {
        action_fill_in(v->column && v->goal ? "\vadd\v" : "\vgoal\v", false, &about);
        str_addf(&about, " adds %s.",
                 v->column && v->goal ? form ? grid_note_word(form, l->facts) : "a note"
                                      : grid_row_word(v, l->facts));
        read_out(r, ROLE_TEXT, str_text(&about));
        read_out(r, ROLE_TEXT, form ? layout_empty_words(l, form) : "");
    }
    str_finish(&about);
}

static void read_about(struct layout *l, struct reader *r)
{
    const struct grid_view *v = l->v;
    const struct record *record = view_grid_selected(v, l->facts);
    struct str about = STR_EMPTY;
    if (v->column && v->goal && !v->on_vision && !l->first) {
        str_addf(&about, "Of ‘%s’", row_words(v->goal));
        read_out(r, ROLE_TEXT, str_text(&about));
    }
    if (record && !v->on_vision) {
        str_clear(&about);
        grid_add_about(l, record, &about);
        read_out(r, ROLE_TEXT, str_text(&about));
    }
    str_finish(&about);
}

/* The stage or form, what the clock says, how it is saved, who is there. */
static void read_state(const struct layout *l, struct reader *r)
{
    const struct facts *facts = l->facts;
    const char *parts[] = {facts->alone, facts->saved, facts->with, facts->waits,
                           facts->writing};
    struct str text = STR_EMPTY, clock = STR_EMPTY;
    question_say_open(facts, &text);
    const char *first[] = {facts->voting, layout_title(l)};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        str_addf(&text, "%s%s", text.len_bytes && *first[i] ? screen_dot() : "",
                 first[i]);
    }
    day_say_clock(&facts->day, &clock);
    if (clock.len_bytes) {
        str_addf(&text, "%s%s", screen_dot(), clock.bytes);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (*parts[i]) {
            str_addf(&text, "%s%s", screen_dot(), parts[i]);
        }
    }
    filter_say(l->v->filter, facts, screen_dot(), &text);
    read_out(r, ROLE_TEXT, text.bytes);
    str_finish(&clock);
    str_finish(&text);
}

static void read_keys(const struct layout *l, struct reader *r)
{
    enum action actions[HINTS_ROOM];
    size_t count = grid_hints(l->v, l->facts, actions);
    struct str text = STR_EMPTY;
    char key[KEY_NAME_BYTES];
    for (size_t i = 0; i < count; i++) {
        action_shown_key(actions[i], l->facts->mode, key);
        str_addf(&text, "%s%s %s", i ? "  " : "", key, action_row(actions[i])->label);
    }
    read_out(r, ROLE_TEXT, str_text(&text));
    str_finish(&text);
}

static enum role message_role(const struct layout *l)
{
    return l->facts->message_is_warning ? ROLE_WARNING : ROLE_MESSAGE;
}

static void read_message(const struct layout *l, struct reader *r)
{
    read_out(r, message_role(l), l->facts->message);
}

/* How much of a text is its first sentence or choice: "Enter makes each row a goal; " */
static size_t choice_bytes(const char *text)
{
    size_t len = 0;
    while (text[len] && !(strchr(".:;?", text[len]) && text[len + 1] == ' ')) {
        len++;
    }
    return len + (text[len] != '\0');
}

/* What is asked, each choice on lines of its own, and these on one page if there is room. */
static void read_question(const struct layout *l, struct reader *r)
{
    const char *text = l->facts->message;
    struct str choice = STR_EMPTY;
    while (*text) {
        size_t len = choice_bytes(text), rows = (size_t)r->rows;
        str_set(&choice, "%.*s", (int)len, text);
        size_t lines = (size_t)wrap_count(choice.bytes, r->cols, r->rows + 1);
        size_t at = r->line % rows;
        r->line += lines <= rows && at + lines > rows ? rows - at : 0;
        read_out(r, message_role(l), choice.bytes);
        text += len + strspn(text + len, " ");
    }
    str_finish(&choice);
}

/* An entry is read before what was said, where there is room for both of them; else what was said
 * is, and no tip. */
static void place_message(struct layout *l, struct reader *r)
{
    r->from = SIZE_MAX; /* to count them */
    r->line = 0;
    read_words(l, r);
    read_message(l, r);
    r->said = r->line <= (size_t)r->rows ? SAID_BEHIND
              : l->facts->message_is_tip ? SAID_NOT
                                         : SAID_FIRST;
}

/* All there is to read. */
static void read_all(struct layout *l, struct reader *r)
{
    r->line = 0;
    if (l->v->box_kind == BOX_PASTE) { /* what was asked about, behind that */
        read_question(l, r);
        read_out(r, ROLE_TITLE, str_text(&grid_shown_box(l->v)->text));
        return;
    }
    if (r->said == SAID_FIRST) {
        read_message(l, r);
    }
    if (l->v->box_kind == BOX_CLOSED || l->v->box_kind == BOX_SEARCH) {
        read_words(l, r);
        if (r->said == SAID_BEHIND) {
            read_message(l, r);
        }
        read_about(l, r);
    }
    if (l->v->box_kind != BOX_SEARCH) {
        read_state(l, r);
    }
    read_keys(l, r);
}

/* What is typed stands first, and leaves a row for what is said at least. */
static void put_typed(const struct layout *l, struct reader *r)
{
    const struct text_box *box = grid_shown_box(l->v);
    int most = r->rows > 1 && *l->facts->message ? (r->rows + 1) / 2 : r->rows;
    int taken = draw_typed(box, r->row, 0, r->cols - 1, most, ROLE_TEXT);
    r->row += taken;
    r->rows -= taken;
}

/* What is said anew stands on the first page, whatever was read. */
static void go_to_message(struct grid_view *v, const struct facts *facts)
{
    if (*facts->message && v->message_read != facts->message_number) {
        v->turn.page = 0;
    }
    v->message_read = facts->message_number;
}

/* "1 of 3, Space turns", or the way to all keys. */
static void put_last(const struct layout *l, const struct turn *turn)
{
    int row = screen_rows() - 1, cols = screen_cols();
    char text[64];
    if (turn->count < 2) {
        draw_hints(l->facts, grid_mode(l->v));
        return;
    }
    snprintf(text, sizeof text, "%zu of %zu, Space turns", turn->page + 1, turn->count);
    if ((int)strlen(text) > cols) {
        snprintf(text, sizeof text, "%zu/%zu Space", turn->page + 1, turn->count);
    }
    screen_put(row, 0, cols, ROLE_KEY, text);
}

void grid_draw_small(struct grid_view *v, const struct facts *facts)
{
    enum { LEAST_ROWS_WITH_LAST = 5 };
    struct layout l = {.v = v, .facts = facts, .cols = screen_cols()};
    struct turn *turn = &v->turn;
    bool turns = v->box_kind == BOX_CLOSED || v->box_kind == BOX_PASTE;
    bool last = screen_rows() >= LEAST_ROWS_WITH_LAST && turns;
    struct reader r = {1, screen_rows() - 1 - last, screen_cols(), 0, 0, SAID_FIRST};
    screen_clear();
    layout_find_columns(&l);
    go_to_message(v, facts);
    put_top(&l);
    if (turns) {
        if (v->box_kind == BOX_CLOSED) {
            place_message(&l, &r);
        }
        r.from = SIZE_MAX; /* to count them */
        read_all(&l, &r);
        turn->count = (r.line + (size_t)r.rows - 1) / (size_t)r.rows;
        turn->page = turn->page < turn->count ? turn->page : 0;
        turn->to = NULL;
        r.from = turn->page * (size_t)r.rows;
        read_all(&l, &r);
        screen_cursor(1, 0);
    } else {
        turn->count = 0;
        put_typed(&l, &r);
        read_all(&l, &r);
    }
    if (last) {
        put_last(&l, turn);
    }
    layout_finish(&l);
    screen_show();
}
