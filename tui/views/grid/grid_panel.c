/* The panel is drawn: beside the grid where the window is wide; where it is not, one prompt at
 * a time, at its foot. */

#include "views/grid/grid_panel.h"
#include "base/wrap.h"
#include "screen/screen.h"
#include "views/day_words.h"

#include <string.h>

enum {
    TALL_ROWS = 3,      /* of the panel at the foot of a tall window */
    MOST_FOOT_ROWS = 2, /* of a prompt at the foot of another */
    BULLET_COLS = 3     /* and the dots of what is cut */
};

/* Where the next line goes. */
struct pen {
    int row, end, col, width;
    int later_width; /* of the rows behind the first, if it is another */
};

/* What i does next; before the day has begun, how that is done. */
static const char *what_next(const struct layout *l, const struct panel *p)
{
    return screen_is_heard()                  ? "" /* all of it is heard at once */
           : !p->form && !l->facts->day.stage ? "\vnext-stage\v begins the day"
           : l->prompts->left                 ? "\vpanel\v shows more"
                                              : "\vpanel\v hides this";
}

/* The same beside a prompt; as long whatever i does. */
static const char *briefly_next(const struct layout *l, const struct panel *p)
{
    return !p->form && !l->facts->day.stage ? "\vnext-stage\v begins"
           : l->prompts->left               ? " \vpanel\v next"
                                            : "\vpanel\v hides";
}

static int prompt_rows(const char *prompt, int width)
{
    return wrap_count(prompt, width - 2, MANY_LINES);
}

static int all_prompt_rows(const struct panel *p, int width)
{
    int rows = 0;
    for (size_t i = 0; i < p->count; i++) {
        rows += prompt_rows(p->prompts[i], width);
    }
    return rows;
}

/* Where not all of them have room, those about the selected column come first, unless there is
 * something to know of the entry's marks. */
static size_t first_prompt(const struct layout *l, const struct panel *p,
                           const struct pen *pen)
{
    bool all = p->help_count || all_prompt_rows(p, pen->width) <= pen->end - pen->row;
    for (size_t i = 0; i < p->count && !all; i++) {
        if (panel_is_about(p->prompts[i], l->forms[l->v->column])) {
            return i;
        }
    }
    return 0;
}

static void put_line(struct pen *pen, enum role role, const char *text, int most)
{
    int room = pen->end - pen->row;
    if (*text) {
        pen->row += screen_put_wrapped(pen->row, pen->col, pen->width,
                                       most < room ? most : room, role, text);
    }
}

static void put_left(struct pen *pen, size_t left)
{
    struct str more = str_of("%zu more: \vpanel\v shows them", left);
    screen_put(pen->row, pen->col, 2, ROLE_DIM, screen_bullet());
    screen_put(pen->row++, pen->col + 2, pen->width - 2, ROLE_DIM, more.bytes);
    str_finish(&more);
}

/* As many whole prompts as there is room for, one at least; i goes on to those that are
 * left. */
static void put_prompts(const struct layout *l, const struct panel *p, struct pen *pen)
{
    size_t first = first_prompt(l, p, pen), i;
    if (l->prompts->of != p->of || l->prompts->from >= p->count) {
        *l->prompts = (struct panel_page){.of = p->of};
    }
    l->prompts->count = p->count;
    for (i = l->prompts->from; i < p->count; i++) {
        const char *prompt = p->prompts[(first + i) % p->count];
        bool last = i + 1 == p->count;
        int rows = prompt_rows(prompt, pen->width), room = pen->end - pen->row - !last;
        if (rows > room && (i > l->prompts->from || room < 1)) {
            break;
        }
        rows = rows > room ? room : rows;
        screen_put(pen->row, pen->col, 2, ROLE_DIM, screen_bullet());
        screen_put_wrapped(pen->row, pen->col + 2, pen->width - 2, rows, ROLE_TEXT,
                           prompt);
        pen->row += rows;
    }
    l->prompts->left = p->count - i;
    if (l->prompts->left && pen->row < pen->end) {
        put_left(pen, l->prompts->left);
    }
}

static struct button button_of(const struct layout *l, const struct panel *p)
{
    return (struct button){.kind = BUTTON_ACTION,
                           .action = p->form || l->facts->day.stage ? ACT_PANEL
                                                                    : ACT_NEXT_STAGE};
}

/* The row of the stage, or form; what i does stands at its end. */
static void put_head(const struct layout *l, const struct panel *p, struct pen *pen)
{
    const char *hide = what_next(l, p);
    int hide_cols = screen_width_cols(hide, strlen(hide)), taken;
    struct str about = STR_EMPTY;
    panel_add_about(l->facts, p, &about);
    taken = screen_put(pen->row, pen->col, pen->width - hide_cols - 2, ROLE_TITLE,
                       panel_title(p));
    if (about.len_bytes) {
        taken += screen_put(pen->row, pen->col + taken,
                            pen->width - hide_cols - 2 - taken, ROLE_DIM, screen_dot());
        screen_put(pen->row, pen->col + taken, pen->width - hide_cols - 2 - taken,
                   ROLE_DIM, about.bytes);
    }
    screen_put(pen->row, pen->col + pen->width - hide_cols, hide_cols, ROLE_DIM, hide);
    screen_button(pen->row, 0, 1, pen->width, button_of(l, p));
    pen->row++;
    str_finish(&about);
}

/* How often the prompts have turned by the clock: each has its share of the minutes that
 * the stage has. */
static size_t turns_by_clock(const struct facts *facts, const struct panel *p)
{
    const struct day *day = &facts->day;
    int64_t all_ms = day->stage ? day->stage->minutes * DAY_MINUTE_MS : 0;
    int64_t gone_ms = all_ms - day->left_ms;
    return day->clock == DAY_CLOCK_OFF || !p->count || gone_ms <= 0 || !all_ms
               ? 0
               : (size_t)(gone_ms * (int64_t)p->count / all_ms);
}

/* Where the foot is about another thing or column, it begins anew; when the share of one
 * prompt is over, the next one comes, and behind the last the first. */
static void turn_by_clock(const struct layout *l, const struct panel *p, size_t count)
{
    struct panel_page *page = l->prompts;
    size_t turns = turns_by_clock(l->facts, p);
    if (page->of != p->of) {
        *page = (struct panel_page){.of = p->of, .from = count ? turns % count : 0};
    } else if (page->column != l->v->column) {
        page->from = 0;
    } else if (page->turns < turns) {
        page->from += turns - page->turns;
    }
    page->from %= count ? count : 1;
    page->turns = turns;
    page->column = l->v->column;
    page->count = count;
    page->left = count - (count > 0) - page->from;
}

/* All that is said at the foot, one behind the other: the prompts, those about the selected
 * column first, the example, the minutes and how the day stands against them. */
enum { OWN_TEXTS = 3 };
static size_t foot_texts(const struct layout *l, const struct panel *p,
                         const char *texts[MOST_PROMPTS + OWN_TEXTS],
                         struct str own[OWN_TEXTS])
{
    size_t first = 0, count = 0;
    for (size_t i = p->count; i-- > 0;) {
        first = panel_is_about(p->prompts[i], l->forms[l->v->column]) ? i : first;
    }
    for (; count < p->count; count++) {
        texts[count] = p->prompts[(first + count) % p->count];
    }
    panel_add_example(l, p, &own[0]);
    panel_add_about(l->facts, p, &own[1]);
    day_say_plan(&l->facts->day, &own[2]);
    for (int i = 0; i < OWN_TEXTS; i++) {
        if (own[i].len_bytes) {
            texts[count++] = own[i].bytes;
        }
    }
    return count;
}

/* From its beginning; what is longer than that is cut behind a word. */
static void put_words(struct pen *pen, const char *text)
{
    size_t start, len;
    struct wrap wrap = wrap_begin(text, pen->width - BULLET_COLS);
    screen_put(pen->row, pen->col, 2, ROLE_KEY, screen_bullet());
    while (pen->row < pen->end && wrap_next(&wrap, &start, &len)) {
        bool cut = pen->row + 1 == pen->end && !wrap.done;
        int cols = screen_width_cols(text + start, len) + 1;
        screen_put_bytes(pen->row++, pen->col + 2, cut ? cols : wrap.width_cols + 1,
                         ROLE_TEXT, text + start, cut ? wrap.len_bytes - start : len);
        if (pen->later_width) {
            wrap.width_cols = pen->later_width - BULLET_COLS;
        }
    }
}

/* What a prompt in one row has beside what i does. */
static int beside_next(const struct layout *l, const struct panel *p)
{
    const char *next = briefly_next(l, p);
    return screen_cols() - 4 - screen_width_cols(next, strlen(next));
}

static bool is_silent(const struct facts *facts)
{
    return !*facts->message && !*facts->writing && !facts->changed;
}

/* Finds which words come at a turn, and into *count of how many turns; they begin in a text. */
static struct str words_of_turn(const char *const *texts, size_t text_count, int width,
                                int rows, size_t turn, size_t *count)
{
    struct str words = STR_EMPTY;
    *count = 0;
    for (size_t i = 0; i < text_count; i++) {
        for (const char *at = texts[i]; *at; ++*count) {
            size_t len = wrap_sentences(at, width, rows);
            if (*count == turn) {
                str_set(&words, "%.*s", (int)len, at);
            }
            at += len;
        }
    }
    return words;
}

/* One of them, or what there is room for of one that is of several sentences.
 *
 * @rows  that there are where nothing else is said in them */
static struct str this_turn(const struct layout *l, const struct panel *p, int width,
                            int rows)
{
    const char *texts[MOST_PROMPTS + OWN_TEXTS];
    struct str own[OWN_TEXTS] = {STR_EMPTY, STR_EMPTY, STR_EMPTY};
    size_t count = foot_texts(l, p, texts, own), turns;
    struct str words = words_of_turn(texts, count, width, rows, 0, &turns);
    str_finish(&words);
    turn_by_clock(l, p, turns);
    words = words_of_turn(texts, count, width, rows, l->prompts->from, &turns);
    for (int i = 0; i < OWN_TEXTS; i++) {
        str_finish(&own[i]);
    }
    return words;
}

/* Of one row, that is a prompt, with what i does at its end. A prompt that goes on has the row
 * of messages where nothing stands there, else one of its own. Of many, the stage stands above
 * it. */
static void put_below(const struct layout *l, const struct panel *p, int row, int rows)
{
    bool tall = rows == TALL_ROWS;
    struct pen head = {.row = row, .end = row + 1, .col = 1, .width = screen_cols() - 2};
    struct pen pen = head;
    pen.row += tall;
    pen.end = row + rows + (rows == 1 && is_silent(l->facts));
    pen.later_width = pen.width;
    pen.width = tall ? pen.width : beside_next(l, p);
    struct str words =
        this_turn(l, p, pen.width - BULLET_COLS, tall ? rows - 1 : MOST_FOOT_ROWS);
    put_words(&pen, str_text(&words));
    str_finish(&words);
    if (tall) {
        put_head(l, p, &head);
    } else {
        const char *next = briefly_next(l, p); /* what is left is known now */
        int next_cols = screen_width_cols(next, strlen(next));
        screen_put(row, screen_cols() - 1 - next_cols, next_cols, ROLE_DIM, next);
        screen_button(row, 0, 1, screen_cols(), button_of(l, p));
    }
}

static void put_beside(const struct layout *l, const struct panel *p)
{
    struct pen pen = {
        .row = 1, .end = l->end_row - 1, .col = l->cols + 1, .width = PANEL_COLS - 2};
    struct str about = STR_EMPTY, plan = STR_EMPTY, example = STR_EMPTY;
    panel_add_about(l->facts, p, &about);
    day_say_plan(&l->facts->day, &plan);
    panel_add_example(l, p, &example);
    put_line(&pen, ROLE_TITLE, panel_title(p), 2);
    put_line(&pen, ROLE_DIM, str_text(&about), p->stage ? 1 : 3);
    put_line(&pen, ROLE_TEXT, str_text(&plan), 3);
    pen.row++;
    put_prompts(l, p, &pen);
    pen.row++;
    put_line(&pen, ROLE_DIM, str_text(&example), 4);
    screen_put(l->end_row - 1, pen.col, pen.width, ROLE_DIM, what_next(l, p));
    screen_button(l->end_row - 1, pen.col, 1, pen.width, button_of(l, p));
    str_finish(&about);
    str_finish(&plan);
    str_finish(&example);
}

/* Whether a prompt goes on in a second row, which a message takes. */
static bool goes_on(const struct layout *l, const struct panel *p)
{
    int width = beside_next(l, p) - BULLET_COLS;
    size_t start, len;
    if (is_silent(l->facts)) {
        return false;
    }
    struct str words = this_turn(l, p, width, MOST_FOOT_ROWS);
    struct wrap wrap = wrap_begin(str_text(&words), width);
    bool more = wrap_next(&wrap, &start, &len) && !wrap.done;
    str_finish(&words);
    return more;
}

int panel_rows(const struct layout *l)
{
    struct panel p;
    bool any = panel_find(l, &p) && !panel_cols(l->v, l->facts) && !window_is_short();
    int rows = !any ? 0 : window_is_tall() ? TALL_ROWS : 1 + goes_on(l, &p);
    panel_finish(&p);
    return rows;
}

void panel_put(const struct layout *l, int row, int rows)
{
    struct panel p;
    bool any = panel_find(l, &p);
    if (any && rows) {
        put_below(l, &p, row, rows);
    } else if (any && panel_cols(l->v, l->facts)) {
        put_beside(l, &p);
    } else {
        *l->prompts = (struct panel_page){.of = NULL};
    }
    panel_finish(&p);
}
