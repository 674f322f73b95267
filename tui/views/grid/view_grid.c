#include "views/grid/grid_inside.h"

#include "base/memory.h"
#include "model/plan.h"
#include "views/view_question.h"

#include <stdlib.h>
#include <string.h>

struct view view_grid_new(void)
{
    struct grid_view *v = memory_get(sizeof *v);
    v->filter = filter_new();
    v->faces = faces_new();
    v->kept = kept_new();
    v->hits = hits_new();
    return (struct view){.ops = &view_grid_ops, .state = v};
}

static void grid_free(void *state)
{
    struct grid_view *v = state;
    grid_forget_marks(v);
    filter_free(v->filter);
    faces_free(v->faces);
    kept_free(v->kept);
    hits_free(v->hits);
    str_finish(&v->news);
    str_finish(&v->grid);
    str_finish(&v->of_stage);
    text_box_finish(&v->box);
    text_box_finish(&v->paste_was);
    text_box_finish(&v->paste_shown);
    grid_forget_paste(v);
    kept_draft_finish(&v->draft);
    str_finish(&v->box_was);
    str_finish(&v->box_column);
    str_finish(&v->search);
    str_finish(&v->search_column);
    str_finish(&v->said);
    free(v);
}

/* Whether an entry stands where the box is. */
static bool is_of_box(const struct grid_view *v, const struct record *entry)
{
    return entry && record_is(entry, "note") && record_owner(entry) == v->box_goal &&
           strcmp(record_words(entry, "column"), str_text(&v->box_column)) == 0;
}

void view_grid_show(struct grid_view *v, const struct facts *facts,
                    const struct record *record)
{
    grid_select(v, facts, record);
    if ((v->box_kind == BOX_GOAL && record_is(record, "goal")) ||
        (v->box_kind == BOX_NOTE && is_of_box(v, record))) {
        grid_move_box(v, facts, record);
    } else if (v->box_kind == BOX_NOTE && record_shown(v->box_goal)) {
        grid_select_cell(v, facts, v->box_goal, str_text(&v->box_column));
        if (is_of_box(v, v->box_after)) { /* behind which the next words go */
            grid_select(v, facts, v->box_after);
        }
    }
}

void view_grid_visit(struct grid_view *v, const struct facts *facts,
                     const struct record *record, const char *column)
{
    if (record == facts->table) {
        grid_select_vision(v, facts);
    } else if (column) {
        const char *here = v->column > 0 ? grid_column_id(v, facts) : "";
        if (v->on_vision || v->goal != record || strcmp(here, column) != 0) {
            grid_select_cell(v, facts, record, column);
        }
    } else {
        grid_select(v, facts, record);
    }
}

void view_grid_visit_last(struct grid_view *v, const struct facts *facts,
                          const struct record *record, const char *column)
{
    if (record == facts->table) {
        v->on_vision = false;
        v->column = 0;
        v->goal = NULL;
        v->goal_index = SIZE_MAX;
    } else {
        grid_select_cell(v, facts, record, column);
    }
    v->note = NULL;
    v->note_index = SIZE_MAX;
    grid_settle(v, facts);
}

struct intent view_grid_write(struct grid_view *v, const struct facts *facts,
                              const struct record *record)
{
    grid_open_box(v, facts, record == facts->table ? BOX_VISION : BOX_REWORD, record);
    return grid_draft_is_back(v, facts);
}

/* What is pasted and not settled yet is no words of the box. */
static struct unfinished unfinished(void *state)
{
    const struct grid_view *v = state;
    return v->box_kind != BOX_CLOSED && v->box_kind != BOX_SEARCH
               ? draft_typed(&v->box, v->box_record, str_text(&v->draft.field),
                             str_text(&v->box_was))
               : (struct unfinished){.of = NULL};
}

/* A column that only notes know is called by its id. */
static const char *title_of(const struct facts *facts, const char *id)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct column *column = template_column(form, id, NULL);
    return column ? column->short_title : id;
}

const char *view_grid_writes_in(const struct grid_view *v, const struct facts *facts)
{
    enum box_kind kind = v->box_kind == BOX_PASTE ? v->paste_into : v->box_kind;
    bool of_goal = kind == BOX_REWORD && strcmp(record_kind(v->box_record), "goal") == 0;
    if (kind == BOX_GOAL || of_goal) {
        return grid_now(v, facts)->goals.short_title;
    }
    return kind == BOX_NOTE     ? title_of(facts, str_text(&v->box_column))
           : kind == BOX_REWORD ? title_of(facts, record_words(v->box_record, "column"))
           : kind == BOX_VISION ? "the vision"
                                : "";
}

void view_grid_project(struct grid_view *v)
{
    v->projector = true;
}

bool view_grid_projects(const struct grid_view *v)
{
    return v->projector;
}

void view_grid_reset(struct grid_view *v)
{
    v->goal = v->note = NULL;
    v->goal_index = v->note_index = v->column = v->first_goal = 0;
    v->on_vision = false;
    v->asks = NULL;
    v->box_kind = BOX_CLOSED;
    filter_reset(v->filter);
    str_set(&v->of_stage, "%s", str_text(&v->grid)); /* nobody chose it for that table */
}

struct grid_filter *view_grid_filter(const struct grid_view *v)
{
    return v->filter;
}

const struct column *view_grid_column(const struct grid_view *v,
                                      const struct facts *facts)
{
    return grid_column(v, facts);
}

const struct grid *view_grid_grid(const struct grid_view *v, const struct facts *facts)
{
    return grid_now(v, facts);
}

const char *view_grid_news(struct grid_view *v)
{
    str_set(&v->said, "%s", str_text(&v->news));
    str_clear(&v->news);
    return str_text(&v->said);
}

void view_grid_show_grid(struct grid_view *v, const struct facts *facts, const char *id)
{
    const struct grid *grid = table_grid(facts->session, facts->table, id);
    if (grid) {
        grid_show(v, facts, grid);
    }
    if (grid && grid == view_grid_stage_form(facts)) {
        str_set(&v->of_stage, "%s", id);
    }
}

const struct grid *view_grid_stage_form(const struct facts *facts)
{
    const struct stage *stage = facts->day.stage;
    const struct grid *grid = stage && *stage->grid
                                  ? table_grid(facts->session, facts->table, stage->grid)
                                  : NULL;
    return grid && grid->optional ? grid : NULL;
}

/* The map or plan that the day has worked on last. */
static const struct grid *grid_reached(const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    for (size_t i = facts->day.index + 1; i-- > 0;) {
        const struct grid *grid = template_grid(form, facts->day.form->stages[i].grid);
        if (grid && grid->use != GRID_LENS) {
            return grid;
        }
    }
    return plan_map(form);
}

void view_grid_show_stage(struct grid_view *v, const struct facts *facts)
{
    const char *wanted = facts->day.stage->grid;
    const struct grid *now = grid_now(v, facts), *form = view_grid_stage_form(facts);
    bool form_of_stage =
        now->use == GRID_LENS && strcmp(now->id, str_text(&v->of_stage)) == 0;
    if (*wanted && (!form || grid_in_use(facts->session, facts->table, form))) {
        view_grid_show_grid(v, facts, wanted);
    } else if (form_of_stage || !v->grid.len_bytes) {
        grid_show(v, facts, grid_reached(facts));
    }
    str_set(&v->of_stage, "%s", grid_now(v, facts)->id);
}

static enum mode mode_of(const void *state)
{
    return grid_mode(state);
}

static struct intent grid_handle(void *state, const struct facts *facts,
                                 enum action action, const struct event *event)
{
    struct grid_view *v = state;
    grid_settle(v, facts);
    v->asks = event->kind == EVENT_KEY ? v->asks : NULL;
    v->looked_on = v->looks_on;
    v->looks_on = false; /* unless it is searched for still */
    switch (event->kind) {
    case EVENT_PASTE:
        return grid_paste(v, facts, event->text);
    case EVENT_CLICK:
    case EVENT_DRAG:
    case EVENT_WHEEL:
        return grid_mouse(v, facts, event);
    default:
        break;
    }
    if (v->asks) {
        return grid_answer_about_delete(v, facts, action, event);
    }
    return v->box_kind == BOX_CLOSED ? grid_key(v, facts, action, event)
                                     : grid_box_handle(v, facts, action, event);
}

static void draw(void *state, const struct facts *facts)
{
    struct grid_view *v = state;
    grid_settle(v, facts);
    if (window_is_small()) {
        grid_draw_small(v, facts);
    } else if (v->projector && v->whole && v->box_kind == BOX_CLOSED &&
               !question_at_hand(facts)) {
        grid_draw_whole(v, facts);
    } else if (v->projector) {
        grid_draw_projector(v, facts);
    } else {
        grid_draw(v, facts);
    }
}

static struct text_box *typed(void *state)
{
    struct grid_view *v = state;
    return v->box_kind == BOX_CLOSED || v->box_kind == BOX_PASTE ? NULL : &v->box;
}

static void typed_for(void *state, const struct facts *facts, struct str *about)
{
    grid_box_title(state, facts, about);
}

static bool rest(void *state, const struct facts *facts, struct intent *intent)
{
    return grid_search_on(state, facts, intent);
}

const struct view_ops view_grid_ops = {
    .name = "grid",
    .small = true,
    .mode = mode_of,
    .draw = draw,
    .handle = grid_handle,
    .free = grid_free,
    .unfinished = unfinished,
    .rest = rest,
    .typed = typed,
    .typed_for = typed_for,
    .say = grid_say,
};
