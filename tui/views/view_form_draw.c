/* A form on the screen: each line has the rows that its words need, as far as there are. */

#include "views/foot.h"
#include "views/title.h"
#include "views/view_form_inside.h"

#include "base/wrap.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

enum { MARKER_COLS = 2, FIRST_ROW = 2 };

/* Where the lines stand. */
struct placed {
    int x, width;
    int rows[DETAIL_COUNT];
    size_t first, end; /* those that there is room for */
    bool apart;        /* an empty row stands between two */
};

/* That what a line says cannot be kept so, or is not the only wording; "": neither. */
static const char *behind(const struct form_view *v, size_t line)
{
    bool wrong = line != v->at && !form_line_fits(v, line);
    return !wrong
               ? (v->several[line] && !v->settled[line] ? "(others said otherwise)" : "")
           : line == v->kind->date_line ? "(no date)"
           : line == v->kind->time_line ? "(no time of day)"
                                        : "(no language)";
}

/* Its last row ends there. */
static int wrapped_rows(const char *text, int width, int *end_col)
{
    size_t start = 0, len = 0;
    int rows = 0;
    for (struct wrap wrap = wrap_begin(text, width); wrap_next(&wrap, &start, &len);) {
        rows++;
    }
    *end_col = screen_width_cols(text + start, len);
    return rows;
}

static int rows_wanted(const struct form_view *v, size_t line, int width)
{
    const struct text_box *box = &v->boxes[line];
    const char *said = behind(v, line);
    size_t count = 0, cursor_line;
    int col;
    if (!box->text.len_bytes) {
        return wrapped_rows(v->kind->hints[line], width, &col);
    }
    int rows = wrapped_rows(str_text(&box->text), width, &col);
    rows += *said && col + 1 + screen_width_cols(said, strlen(said)) > width;
    if (line == v->at) {
        free(text_box_lines(box, width, &count, &cursor_line, &col));
    }
    return line == v->at && (int)count > rows ? (int)count : rows;
}

static int rows_of(const struct placed *p, size_t from, size_t to)
{
    int rows = 0;
    for (size_t i = from; i < to; i++) {
        rows += p->rows[i];
    }
    return rows;
}

/* The line at hand has its rows before all others. */
static struct placed place(const struct form_view *v, int room)
{
    size_t count = v->kind->line_count;
    struct placed p = {.x = 1 + v->kind->label_cols + MARKER_COLS, .end = count};
    p.width = screen_cols() - p.x - 2;
    for (size_t i = 0; i < count; i++) {
        p.rows[i] = rows_wanted(v, i, p.width);
    }
    for (size_t i = count; i-- > 0 && rows_of(&p, 0, count) > room;) {
        int over = rows_of(&p, 0, count) - room, most = p.rows[i] - 1;
        p.rows[i] -= i == v->at ? 0 : over < most ? over : most;
    }
    p.rows[v->at] = p.rows[v->at] < room ? p.rows[v->at] : room;
    while (rows_of(&p, p.first, v->at + 1) > room) {
        p.first++;
    }
    while (rows_of(&p, p.first, p.end) > room) {
        p.end--;
    }
    p.apart = rows_of(&p, 0, count) + (int)count - 1 <= room;
    return p;
}

/* Behind what a line says, or below it. */
static void put_behind(const struct form_view *v, size_t line, const struct placed *p,
                       int row)
{
    const char *said = behind(v, line);
    int end_col, cols = screen_width_cols(said, strlen(said));
    int rows = wrapped_rows(str_text(&v->boxes[line].text), p->width, &end_col);
    bool beside = end_col + 1 + cols <= p->width;
    if (*said && rows + !beside <= p->rows[line]) {
        screen_put(row + rows - beside, p->x + (beside ? end_col + 1 : 0), cols, ROLE_KEY,
                   said);
    }
}

static void put_line(const struct form_view *v, size_t line, const struct placed *p,
                     int row, bool hides)
{
    const struct text_box *box = &v->boxes[line];
    bool here = line == v->at;
    hides = hides && box->text.len_bytes && !form_line_is_same(v, line);
    screen_put(row, 1, v->kind->label_cols, here ? ROLE_KEY : ROLE_TEXT,
               v->kind->labels[line]);
    screen_button(row, 0, p->rows[line], screen_cols(),
                  (struct button){.kind = BUTTON_ITEM, .index = line});
    if (!box->text.len_bytes) {
        screen_put_wrapped(row, p->x, p->width, p->rows[line], ROLE_DIM,
                           v->kind->hints[line]);
    } else if (hides || !here) {
        screen_put_wrapped(row, p->x, p->width, p->rows[line], ROLE_TEXT,
                           hides ? TYPED_UNSHOWN : str_text(&box->text));
    }
    if (here) {
        enum role role = box->offered ? ROLE_SELECTED : ROLE_TEXT;
        screen_put(row, p->x - MARKER_COLS, MARKER_COLS, ROLE_KEY, screen_marker());
        if (!hides) {
            draw_typed(box, row, p->x, p->width, p->rows[line], role);
        } else {
            screen_cursor(row, p->x + 1);
        }
    }
    if (box->text.len_bytes && !hides) {
        put_behind(v, line, p, row);
    }
}

/* What nobody there is to read yet: what was begun elsewhere, and what may be words. */
static bool hides(const struct form_view *v, const struct facts *facts)
{
    return facts->hides_typed &&
           (v->came_back || *facts->were_words.ask(facts->were_words.of));
}

void form_draw(void *state, const struct facts *facts)
{
    struct form_view *v = state;
    bool unshown = hides(v, facts);
    static const struct hint_word keeps[] = {{ACT_LIST_CLOSE, "Done"}, {ACT_NONE, NULL}};
    struct facts foot = *facts;
    if (!*foot.message && !unshown) {
        foot.message = form_about_line(v);
    }
    foot.hint_words = form_is_said(v) ? keeps : NULL;
    screen_clear();
    draw_whole_title(facts, str_text(&v->title));
    screen_rule(1, 0, screen_cols());
    struct placed p = place(v, screen_rows() - foot_rows(&foot) - FIRST_ROW);
    draw_more(p.first, v->kind->line_count - p.end);
    int row = FIRST_ROW;
    for (size_t i = p.first; i < p.end; i++) {
        put_line(v, i, &p, row, unshown);
        row += p.rows[i] + p.apart;
    }
    draw_foot(&foot, MODE_FORM);
    screen_show();
}
