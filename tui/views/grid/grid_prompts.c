/* What the panel says: the prompts of the stage and a worked entry; of a form what it is for,
 * and what it asks where one is. */

#include "screen/clock.h"
#include "screen/screen.h"
#include "views/day_words.h"
#include "views/grid/grid_panel.h"

#include <string.h>

enum { WIDE_COLS = 100 };

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

bool panel_find(const struct layout *l, struct panel *p)
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

void panel_finish(struct panel *p)
{
    str_finish(&p->row);
    str_finish(&p->source);
    for (size_t i = 0; i < p->help_count; i++) {
        str_finish(&p->helps[i]);
    }
}

void panel_add_about(const struct facts *facts, const struct panel *p, struct str *out)
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

const char *panel_title(const struct panel *p)
{
    return p->stage ? p->stage->title : p->form->title;
}

void panel_add_example(const struct layout *l, const struct panel *p, struct str *out)
{
    const struct column *column = l->forms[l->v->column];
    if ((p->form || *p->stage->grid) && column && *column->example) {
        str_addf(out, "For example: %s", column->example);
    }
}

bool panel_is_about(const char *prompt, const struct column *column)
{
    size_t len = strcspn(prompt, ":");
    return column && len && prompt[len] &&
           (strncmp(column->title, prompt, len) == 0 ||
            strncmp(column->short_title, prompt, len) == 0);
}
