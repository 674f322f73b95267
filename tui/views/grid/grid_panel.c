/* The side panel: the prompts of the stage and a worked entry. Beside the grid where the
 * window is wide, above it where it is not. */

#include "base/wrap.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/day_words.h"
#include "views/grid/grid_layout.h"

#include <string.h>

enum { WIDE_COLS = 100, PANEL_COLS = 33, MOST_ROWS = 10, LEAST_PANEL_ROWS = 3 };

/* Where the next line goes. */
struct pen {
    int row, end, col, width;
};

/* Before the day has begun, its first stage is shown. */
static const struct stage *shown_stage(const struct facts *facts)
{
    const struct day *day = &facts->day;
    bool any = facts->panel && day->form && day->form->stage_count;
    return !any ? NULL : day->stage ? day->stage : &day->form->stages[0];
}

int panel_cols(const struct facts *facts)
{
    bool beside = screen_cols() >= WIDE_COLS && !window_is_short();
    return beside && shown_stage(facts) ? PANEL_COLS : 0;
}

/* What i does next; before the day has begun, how that is done. */
static const char *what_next(const struct layout *l)
{
    return !l->facts->day.stage ? "] begins the day"
           : l->prompts->left   ? "i shows more"
                                : "i hides this";
}

/* "45 minutes, from 12:00" */
static void add_about(const struct facts *facts, const struct stage *stage,
                      struct str *out)
{
    size_t index = (size_t)(stage - facts->day.form->stages);
    day_say_minutes(stage, out);
    if (day_planned_ms(&facts->day, index) != DAY_UNKNOWN) {
        str_add(out, out->len_bytes ? ", from " : "from ");
        clock_say(day_planned_ms(&facts->day, index), CLOCK_FULL, out);
    }
}

/* Over lunch nobody writes, so that there is nothing to be an example of. */
static void add_example(const struct layout *l, const struct stage *stage,
                        struct str *out)
{
    const struct column *column = l->forms[l->v->column];
    if (*stage->grid && column && *column->example) {
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

static int all_prompt_rows(const struct stage *stage, int width)
{
    int rows = 0;
    for (size_t i = 0; i < stage->prompt_count; i++) {
        rows += prompt_rows(stage->prompts[i], width);
    }
    return rows;
}

/* Where not all of them have room, those about the selected column come first. */
static size_t first_prompt(const struct layout *l, const struct stage *stage,
                           const struct pen *pen)
{
    bool all = all_prompt_rows(stage, pen->width) <= pen->end - pen->row;
    for (size_t i = 0; i < stage->prompt_count && !all; i++) {
        if (is_about(stage->prompts[i], l->forms[l->v->column])) {
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

/* As many whole prompts as there is room for; i goes on to those that are left. */
static void put_prompts(const struct layout *l, const struct stage *stage,
                        struct pen *pen)
{
    size_t first = first_prompt(l, stage, pen), i;
    if (l->prompts->stage != stage) {
        *l->prompts = (struct panel_page){.stage = stage};
    }
    for (i = l->prompts->from; i < stage->prompt_count; i++) {
        const char *prompt = stage->prompts[(first + i) % stage->prompt_count];
        bool last = i + 1 == stage->prompt_count;
        int rows = prompt_rows(prompt, pen->width);
        if (rows > pen->end - pen->row - !last) {
            break;
        }
        screen_put(pen->row, pen->col, 2, ROLE_DIM, screen_bullet());
        screen_put_wrapped(pen->row, pen->col + 2, pen->width - 2, rows, ROLE_TEXT,
                           prompt);
        pen->row += rows;
    }
    l->prompts->left = stage->prompt_count - i;
    if (l->prompts->left && pen->row < pen->end) {
        struct str more = STR_EMPTY;
        str_addf(&more, "%zu more: i shows them", l->prompts->left);
        screen_put(pen->row, pen->col, 2, ROLE_DIM, screen_bullet());
        screen_put(pen->row++, pen->col + 2, pen->width - 2, ROLE_DIM, more.bytes);
        str_finish(&more);
    }
}

/* The row of the stage; what i does stands at its end. */
static void put_stage(const struct layout *l, const struct stage *stage, struct pen *pen)
{
    const char *hide = what_next(l);
    int hide_cols = (int)strlen(hide), taken;
    struct str about = STR_EMPTY;
    add_about(l->facts, stage, &about);
    taken = screen_put(pen->row, pen->col, pen->width - hide_cols - 2, ROLE_TITLE,
                       stage->title);
    if (about.len_bytes) {
        taken += screen_put(pen->row, pen->col + taken,
                            pen->width - hide_cols - 2 - taken, ROLE_DIM, screen_dot());
        screen_put(pen->row, pen->col + taken, pen->width - hide_cols - 2 - taken,
                   ROLE_DIM, about.bytes);
    }
    screen_put(pen->row, pen->col + pen->width - hide_cols, hide_cols, ROLE_DIM, hide);
    screen_button(
        pen->row, 0, 1, pen->width,
        (struct button){.kind = BUTTON_ACTION,
                        .action = l->facts->day.stage ? ACT_PANEL : ACT_NEXT_STAGE});
    pen->row++;
    str_finish(&about);
}

/* Where there is no room for when the next stage would start, the minutes alone. */
static void add_plan(const struct facts *facts, int width, struct str *out)
{
    day_say_plan(&facts->day, out);
    if (wrap_count(str_text(out), width, 2) > 1) {
        str_remove(out, strcspn(out->bytes, ";"),
                   out->len_bytes - strcspn(out->bytes, ";"));
    }
}

static void put_above(const struct layout *l, const struct stage *stage, int rows)
{
    struct pen pen = {1, rows, 1, l->cols - 2};
    struct str plan = STR_EMPTY, example = STR_EMPTY;
    add_plan(l->facts, pen.width, &plan);
    add_example(l, stage, &example);
    struct pen head = pen;
    pen.row++;
    put_line(&pen, ROLE_TEXT, str_text(&plan), 1);
    put_prompts(l, stage, &pen);
    put_stage(l, stage, &head);
    put_line(&pen, ROLE_DIM, str_text(&example), 1);
    screen_rule(rows, 0, l->cols);
    str_finish(&plan);
    str_finish(&example);
}

static void put_beside(const struct layout *l, const struct stage *stage)
{
    struct pen pen = {1, l->end_row - 1, l->cols + 1, PANEL_COLS - 2};
    struct str about = STR_EMPTY, plan = STR_EMPTY, example = STR_EMPTY;
    add_about(l->facts, stage, &about);
    day_say_plan(&l->facts->day, &plan);
    add_example(l, stage, &example);
    put_line(&pen, ROLE_TITLE, stage->title, 2);
    put_line(&pen, ROLE_DIM, str_text(&about), 1);
    put_line(&pen, ROLE_TEXT, str_text(&plan), 3);
    pen.row++;
    put_prompts(l, stage, &pen);
    pen.row++;
    put_line(&pen, ROLE_DIM, str_text(&example), 4);
    screen_put(l->end_row - 1, pen.col, pen.width, ROLE_DIM, what_next(l));
    screen_button(
        l->end_row - 1, pen.col, 1, pen.width,
        (struct button){.kind = BUTTON_ACTION,
                        .action = l->facts->day.stage ? ACT_PANEL : ACT_NEXT_STAGE});
    str_finish(&about);
    str_finish(&plan);
    str_finish(&example);
}

/* A quarter of the rows or a little more, its rule included; no more than it can fill. */
int panel_rows(const struct layout *l)
{
    const struct stage *stage = shown_stage(l->facts);
    int most = screen_rows() / 4 + 1;
    if (!stage || panel_cols(l->facts) || window_is_short()) {
        return 0;
    }
    int plan = day_behind_minutes(&l->facts->day) != 0, example = *stage->grid != '\0';
    int wanted = 2 + plan + all_prompt_rows(stage, l->cols - 2) + example;
    most = most > MOST_ROWS ? MOST_ROWS : most;
    most = wanted < most ? wanted : most;
    return most < LEAST_PANEL_ROWS ? LEAST_PANEL_ROWS : most;
}

void panel_put(const struct layout *l, int rows)
{
    const struct stage *stage = shown_stage(l->facts);
    if (stage && rows) {
        put_above(l, stage, rows);
    } else if (panel_cols(l->facts)) {
        put_beside(l, stage);
    }
}
