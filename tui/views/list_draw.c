/* How a list to choose from is drawn: its rows, and what the one at hand is at the foot. */

#include "views/list_draw.h"

#include "base/wrap.h"
#include "screen/parts.h"
#include "screen/screen.h"
#include "views/foot.h"
#include "views/list_match.h"
#include "views/title.h"

#include <string.h>

enum { FIRST_ROW = 2, LEAST_IN_SIGHT = 3, LABEL_MARGIN = 5, MARKER_COLS = 2 };
enum { LEAST_FOR_COLUMNS = 80 }; /* below that none is wider than what stands in it */

int list_row_room(const struct facts *foot)
{
    int least_foot = 4, rows = foot_rows(foot);
    return screen_rows() - FIRST_ROW - (rows > least_foot ? rows : least_foot);
}

static int gap(const struct list_view *v)
{
    return v->label_cols ? 2 : 1; /* figures in a row need more room than words */
}

static int wider(const char *text, int cols)
{
    int wide = screen_width_cols(text, strlen(text));
    return wide > cols ? wide : cols;
}

/* Looks how wide the rows are, with a key and without one, of those that come first. */
static void measure(struct list_view *v)
{
    enum { LOOKED_AT = 300 };
    v->wide = (struct list_widths){.of_count = v->count};
    for (size_t i = 0; i < v->count && i < LOOKED_AT; i++) {
        const struct item *item = &v->items[i];
        if (!item->heading && !*item->key) {
            v->wide.label_cols = wider(item->label, v->wide.label_cols);
            v->wide.detail_cols = wider(item->detail, v->wide.detail_cols);
        } else if (!item->heading) {
            v->wide.keyed_cols = wider(item->label, v->wide.keyed_cols);
            v->wide.key_cols = wider(item->key, v->wide.key_cols);
            v->wide.told_cols = v->by_letter ? wider(item->detail, v->wide.told_cols) : 0;
        }
    }
}

static void measure_once(struct list_view *v)
{
    if (v->wide.of_count != v->count) {
        measure(v);
    }
}

/* Where the details of rows with letters begin: beyond the screen if there is no room; further to
 * the left if they are wide and what stands there is not. */
static int detail_col(struct list_view *v)
{
    enum { USUAL_COLS = 25 };
    int cols = screen_cols(), usual = cols - USUAL_COLS;
    if (cols <= 70 || v->label_cols) {
        return cols <= 70 ? cols : 4 + v->label_cols + gap(v);
    }
    measure_once(v);
    int least = 4 + v->wide.keyed_cols + gap(v), fit = cols - 1 - v->wide.told_cols;
    int col = fit > least ? fit : least;
    return col < usual ? col : usual;
}

enum { MOST_LINES = 2, MOST_LABEL_LINES = 4 };

/* How many rows of the screen one of the list takes. */
static int lines_of(struct list_view *v, size_t index)
{
    const struct item *item = list_shown(v, index);
    int wide = screen_cols() - detail_col(v) - 1;
    if (v->whole && item && !item->heading && !*item->detail && !*item->key) {
        return wrap_count(item->label, screen_cols() - 2, MOST_LABEL_LINES);
    }
    return v->whole && item && !item->heading && wide > 0
               ? wrap_count(item->detail, wide, MOST_LINES)
               : 1;
}

/* As wide as labels are, of a third of the row and of what details leave. */
static int label_cols_of(struct list_view *v, const struct item *item)
{
    int cols = screen_cols(), least = cols >= 100 ? 26 : 14;
    measure_once(v);
    if (v->label_cols || *item->key) {
        int fixed = v->label_cols ? v->label_cols : least;
        int keyed = v->wide.keyed_cols, other = v->wide.label_cols;
        int widest = keyed > other ? keyed : other;
        widest += !widest; /* for "-" */
        return cols < LEAST_FOR_COLUMNS && widest < fixed ? widest : fixed;
    }
    int left = cols - v->wide.detail_cols - 3, most = left > cols / 3 ? left : cols / 3;
    int fit = v->wide.label_cols < most ? v->wide.label_cols + 1 : most;
    return fit > least ? fit : least;
}

/* What is told between a label and its detail, with a blank: names give way sooner than keys do. */
static int key_cols_of(const struct list_view *v)
{
    enum { LEAST = 10, MOST = 14, USUAL = 16 };
    int cols = screen_cols(), fit = v->wide.key_cols + 1;
    int most = cols < 60 || v->label_cols ? MOST : USUAL;
    int narrow = fit < LEAST ? LEAST : fit > most ? most : fit;
    return cols >= 100 ? 22 : cols >= LEAST_FOR_COLUMNS ? USUAL : narrow;
}

/* Of what there is no room for, two thirds of the row tell what it is to keep, or more, if it has
 * marks. */
static void put_detail(const struct item *item, int row, int col, int cols)
{
    const char *detail = item->detail, *kept = detail + item->kept_from;
    bool marked = item->marks_end > item->kept_from;
    int marks = marked ? screen_width_cols(kept, item->marks_end - item->kept_from) : 0;
    int most = cols * 2 / 3;
    struct wrap wrap = wrap_begin(kept, most > marks ? most : marks);
    size_t start, len;
    if (!item->kept_from || !wrap_next(&wrap, &start, &len)) {
        screen_put(row, col, cols, ROLE_DIM, detail);
    } else {
        size_t end = item->kept_from + start + len;
        screen_put_kept(row, col, cols, 1, ROLE_DIM, detail, item->kept_from,
                        end > item->marks_end ? end : item->marks_end);
    }
}

static void put_row(struct list_view *v, int row, size_t index)
{
    const struct item *item = list_shown(v, index);
    int cols = screen_cols(), label_cols = label_cols_of(v, item);
    int key_cols = key_cols_of(v);
    int x = 1 + label_cols + gap(v), lines = lines_of(v, index);
    bool selected = index == v->selected;
    /* In a small window the foot says it, in full. */
    bool beside = *item->detail && (lines > 1 || !window_is_small() || item->full);
    enum role role = selected ? ROLE_SELECTED : ROLE_TEXT;
    if (item->heading) {
        screen_put(row, 1, cols - 2, ROLE_TITLE, item->label);
        return;
    }
    if (selected && !v->by_letter) {
        screen_put(row, 0, MARKER_COLS, ROLE_KEY, screen_marker());
    }
    if (lines > 1 && !*item->detail) {
        screen_put_wrapped(row, 1, cols - 2, lines, role, item->label);
    } else if (v->by_letter || v->by_number) {
        int wide = v->label_cols ? v->label_cols : detail_col(v) - 5;
        screen_put(row, 1, 2, ROLE_KEY, item->key);
        screen_put(row, 4, cols > 70 && beside ? wide : cols - LABEL_MARGIN, role,
                   item->label);
        x = detail_col(v);
    } else {
        label_cols = beside || *item->key ? label_cols : cols - 2;
        screen_put(row, 1, label_cols, role, *item->label ? item->label : "-");
        screen_put(row, x, key_cols - 1, ROLE_KEY, item->key);
        x += *item->key ? key_cols : 0;
    }
    if (lines > 1 && *item->detail) {
        screen_put_wrapped(row, x, cols - x - 1, lines, ROLE_DIM, item->detail);
    } else if (beside) {
        put_detail(item, row, x, cols - x - 1);
    }
    screen_button(row, 0, lines, cols,
                  (struct button){.kind = BUTTON_ITEM, .index = index});
}

/* A row of a list that is opened again, or gone through, is as it was. */
static void put_row_again(struct list_view *v, int row, size_t index)
{
    struct {
        uint64_t number;
        size_t index;
        int cols, lines;
        bool selected, small;
    } key;
    memset(&key, 0, sizeof key); /* compared by bytes */
    key.number = v->number;
    key.index = index;
    key.cols = screen_cols();
    key.lines = lines_of(v, index);
    key.selected = index == v->selected;
    key.small = window_is_small();
    if (!key.number || !screen_put_again(row, key.lines, &key, sizeof key)) {
        put_row(v, row, index);
        screen_part_end();
    }
}

/* The first row of those in sight: as many before the one selected as there is room for. */
static size_t first_in_sight(struct list_view *v, int room)
{
    size_t first = v->selected;
    int lines = lines_of(v, first);
    while (first > 0 && lines + lines_of(v, first - 1) <= room) {
        lines += lines_of(v, --first);
    }
    return first;
}

/* "3 above, 5 more below", beside the rule: rows out of sight, from first on before, from end on
 * behind. */
static void put_more(struct list_view *v, size_t first, size_t end)
{
    size_t above = v->above[first < v->shown_count ? first : v->shown_count];
    size_t below =
        v->above[v->shown_count] - v->above[end < v->shown_count ? end : v->shown_count];
    draw_more(above, below);
}

/* Whether its title asks, and a letter answers. */
static bool asks(const struct list_view *v)
{
    return v->by_letter && strchr(v->title, '?');
}

/* What the item at hand is, or would do, in full, where its row is too short for that. Behind
 * the key that does it: nothing was done yet. */
static void say_item(const struct list_view *v, const struct item *item, struct str *out)
{
    const char *says = item->full ? item->full : item->detail;
    if (asks(v) && !*says && wider(item->label, 0) > screen_cols() - LABEL_MARGIN) {
        says = item->label; /* an answer is not cut, either */
    }
    size_t name = strcspn(says, ":"); /* as marks begin with */
    bool named = says[name] && strncmp(says, item->label, name) == 0;
    bool keyed = (v->by_letter || v->by_number) && *item->key && *says && !named;
    str_addf(out, "%s%s%s", keyed ? item->key : "", keyed ? ": " : "", says);
}

/* A question is never cut: nothing stands beside it where it needs the row, or several. How many
 * more than one they are. */
static int put_title(const struct list_view *v, const struct facts *facts,
                     const char *title)
{
    int most = screen_rows() - FIRST_ROW - LEAST_IN_SIGHT, cols = screen_cols() - 2;
    int room = draw_whole_title(facts, title);
    if (!asks(v) || screen_is_heard() || wider(title, 0) <= room || most < 2) {
        screen_asks(asks(v) ? 1 : 0);
        return 0;
    }
    screen_clear();
    int rows = screen_put_wrapped(0, 1, cols, most, ROLE_TITLE, title);
    screen_asks(rows);
    return rows - 1;
}

/* What stands below it: what was said, else what the item at hand is. All of that is to be read,
 * as far as some rows stay in sight. */
static struct facts foot_of(struct list_view *v, const struct facts *facts, int first,
                            struct str *says)
{
    struct facts foot = *facts;
    const struct item *item = list_shown(v, v->selected);
    int most = screen_rows() - first - LEAST_IN_SIGHT - 1;
    foot.most_message_rows = most > 0 ? most : 0;
    if (!*foot.message && item) {
        say_item(v, item, says);
        foot.message_is_detail = true;
        foot.message = str_text(says);
    }
    return foot;
}

/* What is typed to find a row, or may be; how many bytes of it the cursor is behind. */
static const char *put_typed(const struct list_view *v, const struct facts *facts,
                             size_t *cursor_bytes)
{
    bool empty = !v->filter.text.len_bytes, hides = facts->hides_typed;
    const char *typed = !empty  ? hides ? TYPED_UNSHOWN : str_text(&v->filter.text)
                         : hides ? "Type to find one; what you type is not shown here"
                                : "Type to find one";
    *cursor_bytes = hides && !empty ? strlen(typed) : v->filter.cursor_bytes;
    screen_put(1, 1, screen_cols() - 2, empty ? ROLE_DIM : ROLE_TEXT, typed);
    screen_cursor(1, 1); /* if there is no row to stand on */
    return typed;
}

void list_draw(void *state, const struct facts *facts)
{
    struct list_view *v = state;
    int cols = screen_cols();
    const char *shown = "";
    size_t cursor_bytes = 0;
    struct str says = STR_EMPTY;
    if (v->renew) {
        v->renew(v, facts);
    }
    list_shown(v, 0); /* and selects the first that can be chosen */
    const char *sought = str_text(&v->filter.text);
    bool typed = window_is_small() && sought[strspn(sought, " ")];
    screen_clear();
    int more = put_title(v, facts,
                         !typed               ? v->title
                         : facts->hides_typed ? TYPED_UNSHOWN
                                              : sought);
    struct facts foot = foot_of(v, facts, FIRST_ROW + more, &says);
    int room = v->in_sight = list_row_room(&foot) - more;
    size_t at = first_in_sight(v, room), first = at;
    if (v->by_letter) {
        screen_rule(1 + more, 0, cols);
    } else {
        shown = put_typed(v, facts, &cursor_bytes);
    }
    for (int row = 0; list_shown(v, at) && row + lines_of(v, at) <= room; at++) {
        put_row_again(v, FIRST_ROW + more + row, at);
        row += lines_of(v, at);
    }
    put_more(v, first, at);
    if (v->typing && !window_is_small()) { /* where the title shows what is typed */
        screen_cursor(1, 1 + screen_width_cols(shown, cursor_bytes));
    }
    if (!list_shown(v, v->selected)) {
        static const char *const path[] = {"\vchoose\v goes to this file or folder.",
                                           "\vchoose\v goes to it.", NULL};
        static const char *const none[] = {
            "Nothing has these letters. \vdelete-before\v, or \vclose\v.",
            "None has them. \vdelete-before\v, or \vclose\v.", "None has these letters.",
            NULL};
        put_fitting(FIRST_ROW, 1, cols - 2, ROLE_DIM, list_has_path(v) ? path : none);
    }
    draw_foot(&foot, MODE_LIST);
    screen_show();
    str_finish(&says);
}
