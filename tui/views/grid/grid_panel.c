/* The panel: the prompts of the stage and a worked entry; of a form what it is for, and what
 * it asks where one is. Beside the grid where the window is wide; where it is not, one at a
 * time, at its foot. */

#include "base/wrap.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/day_words.h"
#include "views/grid/grid_layout.h"

#include <string.h>

enum {
    WIDE_COLS = 100,
    PANEL_COLS = 33,
    TALL_ROWS = 3, /* of the panel at the foot of a tall window */
    MOST_PROMPTS = 40,
    MOST_HELPS = 4
};

/* Where the next line goes. */
struct pen {
    int row, end, col, width;
    int later_width; /* of the rows behind the first, if it is another */
};

/* What the panel says. */
struct panel {
    const struct stage *stage; /* NULL: it is of a form that is no stage's */
    const struct grid *form;   /* NULL: it is of a stage */
    const void *of;            /* what the prompts are about */
    const char *prompts[MOST_PROMPTS];
    size_t count;
    struct str row, source, helps[MOST_HELPS]; /* some of them */
    size_t help_count;
};

/* Before the day has begun, its first stage is shown. */
static const struct stage *shown_stage(const struct facts *facts)
{
    const struct day *day = &facts->day;
    size_t first = facts->panel && !day->stage ? day_next(day) : day->stage_count;
    return !facts->panel              ? NULL
           : first < day->stage_count ? &day->stages[first]
                                      : day->stage;
}

static bool is_of_form(const struct grid_view *v, const struct facts *facts)
{
    return facts->panel && grid_now(v, facts)->use == GRID_LENS;
}

int panel_cols(const struct grid_view *v, const struct facts *facts)
{
    bool beside = screen_cols() >= WIDE_COLS && !window_is_short();
    bool any = is_of_form(v, facts) || shown_stage(facts);
    return beside && any ? PANEL_COLS : 0;
}

/* Once, though a stage asks what a column of its form does. */
static void add_prompt(struct panel *p, const char *text)
{
    size_t i = 0;
    while (i < p->count && strcmp(p->prompts[i], text) != 0) {
        i++;
    }
    if (*text && i == p->count && p->count < MOST_PROMPTS) {
        p->prompts[p->count++] = text;
    }
}

/* What the form asks at the row at hand, and what helps to answer. */
static void add_row(struct panel *p, const struct layout *l)
{
    const struct record *record = l->v->goal;
    const struct form_row *row = record ? row_form(l->facts->session, record) : NULL;
    if (row && *row->prompt) {
        p->of = row;
        str_addf(&p->row, "%s%s%s", row->title, *row->title ? ": " : "", row->prompt);
        add_prompt(p, p->row.bytes);
        add_prompt(p, row->help);
    }
}

/* What is to be known of a mark that the entry at hand has. */
static void add_helps(struct panel *p, const struct layout *l)
{
    const struct grid_view *v = l->v;
    const struct template *form = table_template(l->facts->session, l->facts->table);
    const struct column *column = l->forms[v->column];
    const struct record *entry = v->on_vision ? NULL : view_grid_selected(v, l->facts);
    for (size_t i = 0; entry && column && i < column->mark_count; i++) {
        bool several;
        const struct mark *mark = column->marks[i];
        const struct choice *choice = layout_choice(entry, mark, &several);
        const char *help = choice ? choice_help(form, mark, choice) : "";
        if (*help && p->help_count < MOST_HELPS) {
            struct str *text = &p->helps[p->help_count++];
            str_addf(text, "%s: %s", choice->title, help);
            add_prompt(p, str_text(text));
            p->of = choice;
        }
    }
}

/* What the form asks at the column at hand, and what it is. */
static void add_form(struct panel *p, const struct layout *l)
{
    const struct column *column = l->v->column ? l->forms[l->v->column] : NULL;
    add_prompt(p, column ? column->prompt : "");
    add_prompt(p, l->grid->help);
    if (*l->grid->source) {
        str_addf(&p->source, "From: %s", l->grid->source);
        add_prompt(p, p->source.bytes);
    }
}

/* False if there is none. */
static bool find_panel(const struct layout *l, struct panel *p)
{
    const struct stage *stage = shown_stage(l->facts);
    *p = (struct panel){.stage = stage, .of = stage};
    if (is_of_form(l->v, l->facts)) {
        bool own = stage && l->facts->day.stage && strcmp(stage->grid, l->grid->id) == 0;
        p->form = l->grid;
        p->of = l->grid;
        p->stage = own ? stage : NULL;
        add_row(p, l);
    }
    if (p->stage || p->form) {
        add_helps(p, l);
    }
    for (size_t i = 0; p->stage && i < p->stage->prompt_count; i++) {
        add_prompt(p, p->stage->prompts[i]);
    }
    if (p->form) {
        add_form(p, l);
    }
    return p->stage || p->form;
}

static void panel_finish(struct panel *p)
{
    str_finish(&p->row);
    str_finish(&p->source);
    for (size_t i = 0; i < p->help_count; i++) {
        str_finish(&p->helps[i]);
    }
}

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

/* "45 minutes, from 12:00"; of a form what it is for. */
static void add_about(const struct facts *facts, const struct panel *p, struct str *out)
{
    const struct stage *stage = p->stage;
    if (!stage) {
        str_add(out, p->form->about);
        return;
    }
    size_t index = (size_t)(stage - facts->day.stages);
    day_say_minutes(stage, out);
    int64_t from_ms = day_stage_ms(facts->table, &facts->day, index);
    if (from_ms != DAY_UNKNOWN) {
        str_add(out, out->len_bytes ? ", from " : "from ");
        clock_say(from_ms, CLOCK_HOUR, out);
    }
}

static const char *title_of(const struct panel *p)
{
    return p->stage ? p->stage->title : p->form->title;
}

/* Over lunch nobody writes, so that there is nothing to be an example of. */
static void add_example(const struct layout *l, const struct panel *p, struct str *out)
{
    const struct column *column = l->forms[l->v->column];
    if ((p->form || *p->stage->grid) && column && *column->example) {
        str_addf(out, "For example: %s", column->example);
    }
}

/* Whether a prompt begins with what a column is called: "Barriers: …" */
static bool is_about(const char *prompt, const struct column *column)
{
    size_t len = strcspn(prompt, ":");
    return column && len && prompt[len] &&
           (strncmp(column->title, prompt, len) == 0 ||
            strncmp(column->short_title, prompt, len) == 0);
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
        if (is_about(p->prompts[i], l->forms[l->v->column])) {
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
    add_about(l->facts, p, &about);
    taken = screen_put(pen->row, pen->col, pen->width - hide_cols - 2, ROLE_TITLE,
                       title_of(p));
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
        first = is_about(p->prompts[i], l->forms[l->v->column]) ? i : first;
    }
    for (; count < p->count; count++) {
        texts[count] = p->prompts[(first + count) % p->count];
    }
    add_example(l, p, &own[0]);
    add_about(l->facts, p, &own[1]);
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
    enum { BESIDE = 3 }; /* the bullet, and the dots */
    size_t start, len;
    struct wrap wrap = wrap_begin(text, pen->width - BESIDE);
    screen_put(pen->row, pen->col, 2, ROLE_KEY, screen_bullet());
    while (pen->row < pen->end && wrap_next(&wrap, &start, &len)) {
        bool cut = pen->row + 1 == pen->end && !wrap.done;
        int cols = screen_width_cols(text + start, len) + 1;
        screen_put_bytes(pen->row++, pen->col + 2, cut ? cols : wrap.width_cols + 1,
                         ROLE_TEXT, text + start, cut ? wrap.len_bytes - start : len);
        if (pen->later_width) {
            wrap.width_cols = pen->later_width - BESIDE;
        }
    }
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
static void put_turn(const struct layout *l, const struct panel *p, struct pen *pen,
                     int rows)
{
    const char *texts[MOST_PROMPTS + OWN_TEXTS];
    struct str own[OWN_TEXTS] = {STR_EMPTY, STR_EMPTY, STR_EMPTY};
    int width = pen->width - 3;
    size_t count = foot_texts(l, p, texts, own), turns;
    struct str words = words_of_turn(texts, count, width, rows, 0, &turns);
    str_finish(&words);
    turn_by_clock(l, p, turns);
    words = words_of_turn(texts, count, width, rows, l->prompts->from, &turns);
    put_words(pen, str_text(&words));
    str_finish(&words);
    for (int i = 0; i < OWN_TEXTS; i++) {
        str_finish(&own[i]);
    }
}

/* Of one row, that is a prompt, with what i does at its end, and goes on in the row of messages
 * where nothing stands there; of more, the stage stands above it. */
static void put_below(const struct layout *l, const struct panel *p, int row, int rows)
{
    const struct facts *facts = l->facts;
    struct pen head = {.row = row, .end = row + 1, .col = 1, .width = screen_cols() - 2};
    struct pen pen = head;
    bool silent = !*facts->message && !*facts->writing && !facts->changed;
    pen.row += rows > 1;
    pen.end = row + rows + (rows == 1 && silent);
    pen.later_width = pen.width;
    const char *next = briefly_next(l, p);
    int next_cols = screen_width_cols(next, strlen(next));
    pen.width -= rows > 1 ? 0 : next_cols + 2;
    put_turn(l, p, &pen, rows > 1 ? rows - 1 : 2);
    next = briefly_next(l, p); /* what is left is known now */
    if (rows > 1) {
        put_head(l, p, &head);
    } else {
        screen_put(row, screen_cols() - 1 - next_cols, next_cols, ROLE_DIM, next);
        screen_button(row, 0, 1, screen_cols(), button_of(l, p));
    }
}

static void put_beside(const struct layout *l, const struct panel *p)
{
    struct pen pen = {
        .row = 1, .end = l->end_row - 1, .col = l->cols + 1, .width = PANEL_COLS - 2};
    struct str about = STR_EMPTY, plan = STR_EMPTY, example = STR_EMPTY;
    add_about(l->facts, p, &about);
    day_say_plan(&l->facts->day, &plan);
    add_example(l, p, &example);
    put_line(&pen, ROLE_TITLE, title_of(p), 2);
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

/* Of one row, or, where there are many, of three. */
int panel_rows(const struct layout *l)
{
    struct panel p;
    bool any = find_panel(l, &p) && !panel_cols(l->v, l->facts) && !window_is_short();
    panel_finish(&p);
    return !any ? 0 : window_is_tall() ? TALL_ROWS : 1;
}

void panel_put(const struct layout *l, int row, int rows)
{
    struct panel p;
    bool any = find_panel(l, &p);
    if (any && rows) {
        put_below(l, &p, row, rows);
    } else if (any && panel_cols(l->v, l->facts)) {
        put_beside(l, &p);
    } else {
        *l->prompts = (struct panel_page){.of = NULL};
    }
    panel_finish(&p);
}
