#include "view_grid.h"

#include "base/memory.h"
#include "model/plan.h"
#include "screen.h"

#include <stdlib.h>
#include <string.h>

void *view_grid_new(void)
{
    struct grid_view *v = memory_get(sizeof *v);
    v->filter = filter_new();
    return v;
}

static void grid_free(void *state)
{
    struct grid_view *v = state;
    filter_free(v->filter);
    str_finish(&v->news);
    text_box_finish(&v->box);
    str_finish(&v->draft_field);
    str_finish(&v->box_was);
    str_finish(&v->box_column);
    str_finish(&v->search);
    str_finish(&v->said);
    free(v);
}

void view_grid_show(void *state, const struct facts *facts, const struct record *record)
{
    struct grid_view *v = state;
    grid_select(v, facts, record);
    if (v->box_kind == BOX_GOAL || v->box_kind == BOX_NOTE) {
        v->box_after = record;
    }
}

void view_grid_visit(void *state, const struct facts *facts, const struct record *record,
                     const char *column)
{
    if (record == facts->table) {
        grid_select_vision(state, facts);
    } else if (column) {
        grid_select_cell(state, facts, record, column);
    } else {
        grid_select(state, facts, record);
    }
}

struct intent view_grid_write(void *state, const struct facts *facts,
                              const struct record *record)
{
    grid_open_box(state, facts, record == facts->table ? BOX_VISION : BOX_REWORD, record);
    return grid_draft_is_back(state);
}

bool view_grid_typed(const void *state, const struct record **of, const char **field,
                     const char **text)
{
    const struct grid_view *v = state;
    *of = v->box_record;
    *field = str_text(&v->draft_field);
    *text = str_text(&v->box.text);
    return v->box_kind != BOX_CLOSED && v->box_kind != BOX_SEARCH &&
           strcmp(*text, str_text(&v->box_was)) != 0;
}

void view_grid_project(void *state)
{
    struct grid_view *v = state;
    v->projector = true;
}

bool view_grid_projects(const void *state)
{
    const struct grid_view *v = state;
    return v->projector;
}

void view_grid_reset(void *state)
{
    struct grid_view *v = state;
    v->goal = v->note = NULL;
    v->goal_index = v->note_index = v->column = v->first_goal = 0;
    v->on_vision = false;
    v->box_kind = BOX_CLOSED;
    filter_reset(v->filter);
}

struct grid_filter *view_grid_filter(const void *state)
{
    return ((const struct grid_view *)state)->filter;
}

const struct grid *view_grid_grid(const void *state, const struct facts *facts)
{
    return grid_now(state, facts);
}

void view_grid_looked(void *state, const struct facts *facts)
{
    grid_go_to_shown(state, facts);
}

const char *view_grid_news(void *state)
{
    struct grid_view *v = state;
    str_clear(&v->said);
    str_add(&v->said, str_text(&v->news));
    str_clear(&v->news);
    return str_text(&v->said);
}

static enum mode mode_of(const void *state)
{
    const struct grid_view *v = state;
    return v->box_kind == BOX_CLOSED   ? MODE_GRID
           : v->box_kind == BOX_SEARCH ? MODE_SEARCH
           : v->box_kind == BOX_PASTE  ? MODE_PASTE
                                       : MODE_BOX;
}

static struct intent say(const char *text)
{
    return (struct intent){.kind = INTENT_SAY, .text = text};
}

static struct intent of_kind(enum intent_kind kind)
{
    return (struct intent){.kind = kind};
}

/* Several wordings: first it is to be said which of them stands. */
static struct intent settle(const struct record *record)
{
    return (struct intent){.kind = INTENT_OPEN_WORDINGS, .record = record};
}

static struct intent add(struct grid_view *v, const struct facts *facts)
{
    if (v->on_vision && record_unsettled(facts->table)) {
        return settle(facts->table);
    }
    if (v->on_vision) {
        grid_open_box(v, facts, BOX_VISION, NULL);
    } else if (v->column == 0) {
        grid_open_box(v, facts, BOX_GOAL, v->goal);
    } else if (!v->goal) {
        return say("A note belongs to a goal: press g and type the first goal.");
    } else {
        grid_open_box(v, facts, BOX_NOTE, NULL);
    }
    return grid_draft_is_back(v);
}

static struct intent edit(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = grid_selected(v, facts);
    if (v->on_vision || !record) {
        return add(v, facts);
    }
    if (record_unsettled(record)) {
        return settle(record);
    }
    grid_open_box(v, facts, BOX_REWORD, record);
    return grid_draft_is_back(v);
}

static struct intent show_record(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = grid_selected(v, facts);
    if (!record) {
        return say("Select an entry, and r tells who said it; R shows what was deleted.");
    }
    if (v->on_vision && !record_field(record, "vision")) {
        return say("Nobody has written the vision yet; e writes it.");
    }
    return (struct intent){.kind = INTENT_OPEN_HISTORY, .record = record};
}

static struct intent delete_selected(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = grid_selected(v, facts);
    if (v->on_vision || !record) {
        return say("Nothing is selected that could be deleted.");
    }
    return (struct intent){.kind = INTENT_DELETE, .record = record};
}

/* "x marks an entry: select one in Barriers, Stakeholders or Social moments." */
static struct intent say_what_marks_are_for(struct grid_view *v,
                                            const struct facts *facts)
{
    const struct grid *grid = grid_now(v, facts);
    size_t columns = 0, left = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        left += grid->columns[i].mark_count > 0;
    }
    str_clear(&v->said);
    str_add(&v->said,
            left ? "x marks an entry, such as how hard it is to move: select one in "
                 : "The template of this table has no marks for this grid.");
    for (size_t i = 0; i < grid->column_count; i++) {
        if (grid->columns[i].mark_count) {
            str_add(&v->said, columns == 0 ? "" : left == 1 ? " or " : ", ");
            str_add(&v->said, grid->columns[i].short_title);
            left--;
            str_add(&v->said, left ? "" : ".");
            columns++;
        }
    }
    return say(str_text(&v->said));
}

static struct intent mark_selected(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = grid_selected(v, facts);
    const char *id = grid_column_id(v, facts);
    const struct column *column =
        id ? template_column(table_template(facts->session, facts->table), id, NULL)
           : NULL;
    if (v->on_vision || !record || !column || !column->mark_count) {
        return say_what_marks_are_for(v, facts);
    }
    return (struct intent){.kind = INTENT_OPEN_MARKS, .record = record};
}

static struct intent move_by_menu(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = grid_selected(v, facts);
    if (v->on_vision || v->column == 0 || !record) {
        return say(
            "Select a note to move it; goals are moved by Shift-Up and Shift-Down.");
    }
    return (struct intent){.kind = INTENT_OPEN_MOVE, .record = record};
}

static void show_grid(struct grid_view *v, const struct facts *facts, size_t grid)
{
    if (v->grid != grid) {
        v->grid = grid;
        v->column = 0;
        v->note = NULL;
        v->on_vision = false;
        v->first_goal = 0;
        grid_settle(v, facts);
    }
}

void view_grid_show_grid(void *state, const struct facts *facts, const char *id)
{
    const struct template *form = table_template(facts->session, facts->table);
    for (size_t i = 0; i < form->grid_count; i++) {
        if (strcmp(form->grids[i].id, id) == 0) {
            show_grid(state, facts, i);
        }
    }
}

static struct intent change_grid(struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    if (form->grid_count < 2) {
        return say("This template has one grid only.");
    }
    show_grid(v, facts, (v->grid + 1) % form->grid_count);
    str_clear(&v->said);
    str_addf(&v->said, "%s. G goes back.", grid_now(v, facts)->title);
    return say(str_text(&v->said));
}

static struct intent go_to_stage(const struct facts *facts, enum action action)
{
    const struct day *day = &facts->day;
    const struct stage *stages = day->form->stages;
    struct intent intent = {.kind = INTENT_STAGE, .text = ""};
    if (day->form->stage_count == 0) {
        return say("The template of this session has no stages; G changes the grid.");
    }
    if (action == ACT_NEXT_STAGE) {
        size_t next = day->stage ? day->index + 1 : 0;
        if (next == day->form->stage_count) {
            return say("This is the last stage of the day; [ goes back.");
        }
        intent.text = stages[next].id;
    } else if (!day->stage) {
        return say("The day has not begun; ] begins it.");
    } else if (day->index > 0) {
        intent.text = stages[day->index - 1].id;
    }
    return intent;
}

static struct intent open_vision(struct grid_view *v, const struct facts *facts)
{
    return grid_select_vision(v, facts) ? add(v, facts)
                                        : say("This template has no vision.");
}

/* What answers the selected barrier, or what the selected action answers. */
static struct intent answer(struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    const char *column = v->note && !v->on_vision ? record_column(v->note) : NULL;
    if (!plan_first(form) || !template_column(form, plan_barriers, NULL)) {
        return say("This template has no barriers and actions that A could join.");
    }
    if (!column || (!plan_has_barrier(form, column) && !plan_has_action(form, column))) {
        return say("A says which action answers a barrier: select a barrier, or an "
                   "action, and press it there.");
    }
    return (struct intent){.kind = INTENT_OPEN_ANSWER, .record = v->note};
}

/* Anything that is selected may be voted for, but the vision. */
static struct intent vote(struct grid_view *v, const struct facts *facts,
                          enum intent_kind kind)
{
    const struct record *record = grid_selected(v, facts);
    if (v->on_vision || !record) {
        return say("Select an entry to vote for; b is the ballot.");
    }
    return (struct intent){
        .kind = kind, .record = record, .column = grid_column_id(v, facts)};
}

static struct intent commit(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = grid_selected(v, facts);
    if (!record || strcmp(record_kind(record), "note") != 0) {
        return say("Select a note, an action best; c then says who does it, by when.");
    }
    return (struct intent){.kind = INTENT_OPEN_COMMITMENT, .record = record};
}

/* Text is legible from the back of a room if a row is at least 1/50 of the picture, with
 * what the projector and the window's frame take. */
static struct intent project(struct grid_view *v)
{
    enum { MOST_ROWS = 30 };
    v->projector = !v->projector;
    if (!v->projector || v->told_rows || screen_rows() <= MOST_ROWS) {
        return of_kind(INTENT_NOTHING);
    }
    v->told_rows = true;
    return say("From the back of the room about 29 rows are legible; enlarge the letters "
               "(often Ctrl-Plus) until this window has fewer.");
}

static bool would_change(enum action action)
{
    switch (action) {
    case ACT_ADD:
    case ACT_GOAL:
    case ACT_EDIT:
    case ACT_DELETE:
    case ACT_MARK:
    case ACT_MOVE:
    case ACT_MOVE_UP:
    case ACT_MOVE_DOWN:
    case ACT_MOVE_LEFT:
    case ACT_MOVE_RIGHT:
    case ACT_VOTE:
    case ACT_UNVOTE:
    case ACT_UNDO:
    case ACT_REDO:
    case ACT_VISION:
    case ACT_DETAILS:
    case ACT_ANSWER:
    case ACT_COMMIT:
    case ACT_NEXT_STAGE:
    case ACT_PREVIOUS_STAGE:
    case ACT_CLOCK:
    case ACT_CLOCK_MORE:
    case ACT_CLOCK_LESS:
        return true;
    default:
        return false;
    }
}

static struct intent browse(struct grid_view *v, const struct facts *facts,
                            enum action action, const struct event *event)
{
    if (facts->read_only && would_change(action)) {
        return say(facts->follows ? THIS_ONE_FOLLOWS
                                  : "This file is open for reading only; E exports it.");
    }
    switch (action) {
    case ACT_ADD:
        return add(v, facts);
    case ACT_GOAL:
        grid_open_box(v, facts, BOX_GOAL, NULL);
        return grid_draft_is_back(v);
    case ACT_EDIT:
        return edit(v, facts);
    case ACT_DELETE:
        return delete_selected(v, facts);
    case ACT_MARK:
        return mark_selected(v, facts);
    case ACT_SHOW_ONLY:
        return of_kind(INTENT_OPEN_SHOWN);
    case ACT_MOVE:
        return move_by_menu(v, facts);
    case ACT_MOVE_UP:
    case ACT_MOVE_DOWN:
    case ACT_MOVE_LEFT:
    case ACT_MOVE_RIGHT:
        return grid_move(v, facts, action);
    case ACT_VOTE:
        return vote(v, facts, INTENT_VOTE);
    case ACT_UNVOTE:
        return vote(v, facts, INTENT_UNVOTE);
    case ACT_BALLOT:
        return (struct intent){.kind = INTENT_OPEN_BALLOT,
                               .column = grid_column_id(v, facts)};
    case ACT_UNDO:
        return of_kind(INTENT_UNDO);
    case ACT_REDO:
        return of_kind(INTENT_REDO);
    case ACT_SEARCH:
        grid_open_box(v, facts, BOX_SEARCH, NULL);
        return of_kind(INTENT_NOTHING);
    case ACT_NEXT_HIT:
        return grid_next_hit(v, facts, 1);
    case ACT_PREVIOUS_HIT:
        return grid_next_hit(v, facts, -1);
    case ACT_NEXT_STAGE:
    case ACT_PREVIOUS_STAGE:
        return go_to_stage(facts, action);
    case ACT_DAY:
        return of_kind(INTENT_OPEN_DAY);
    case ACT_CLOCK:
    case ACT_CLOCK_MORE:
    case ACT_CLOCK_LESS:
        return (struct intent){.kind = INTENT_CLOCK, .action = action};
    case ACT_PANEL:
        return of_kind(INTENT_PANEL);
    case ACT_OTHER_GRID:
        return change_grid(v, facts);
    case ACT_VISION:
        return open_vision(v, facts);
    case ACT_PROJECTOR:
        return project(v);
    case ACT_RECORD:
        return show_record(v, facts);
    case ACT_DELETED:
        return of_kind(INTENT_OPEN_DELETED);
    case ACT_MISSING:
        return of_kind(INTENT_OPEN_MISSING);
    case ACT_ANSWER:
        return answer(v, facts);
    case ACT_COMMIT:
        return commit(v, facts);
    case ACT_COMMITMENTS:
        return of_kind(INTENT_OPEN_COMMITMENTS);
    case ACT_EXPORT:
        return of_kind(INTENT_OPEN_EXPORT);
    case ACT_DETAILS:
        return of_kind(INTENT_OPEN_FORM);
    case ACT_TABLE:
        return of_kind(INTENT_OPEN_TABLES);
    case ACT_THEMES:
        return of_kind(INTENT_OPEN_THEMES);
    case ACT_COLUMN:
        grid_go_to_column(v, facts, (size_t)(event->key[0] - '1'));
        return of_kind(INTENT_NOTHING);
    default:
        grid_go(v, facts, action);
        return of_kind(INTENT_NOTHING);
    }
}

static struct intent click(struct grid_view *v, const struct facts *facts,
                           const struct event *event)
{
    struct button button = screen_button_at(event->row, event->col);
    if (v->box_kind != BOX_CLOSED && button.kind != BUTTON_ACTION) {
        if (v->box.text.len_bytes || v->box_kind == BOX_PASTE) {
            return say("Enter saves what you type, Esc leaves; then click.");
        }
        v->box_kind = BOX_CLOSED; /* nothing was typed, so nothing is lost */
        filter_suspend(v->filter, false);
    }
    switch (button.kind) {
    case BUTTON_ACTION:
        return (struct intent){.kind = INTENT_PRESS, .action = button.action};
    case BUTTON_COLUMN:
        grid_go_to_column(v, facts, button.index);
        break;
    case BUTTON_RECORD:
        v->on_vision = false;
        v->column = button.index;
        v->goal = button.goal;
        v->note = button.record;
        v->note_index = 0;
        grid_settle(v, facts);
        break;
    case BUTTON_ITEM:
    case BUTTON_PAGE:
    case BUTTON_NONE:
        break;
    }
    return of_kind(INTENT_NOTHING);
}

/* A note dropped on a note goes behind it, on a cell to its end. */
static struct intent drop(struct grid_view *v, const struct facts *facts,
                          const struct event *event)
{
    struct button from = screen_button_at(event->row, event->col);
    struct button to = screen_button_at(event->to_row, event->to_col);
    size_t count;
    if (v->box_kind == BOX_CLOSED && from.kind == BUTTON_RECORD && !from.record) {
        return say("Goals are moved by Shift-Up and Shift-Down; notes can be dragged.");
    }
    if (facts->read_only || v->box_kind != BOX_CLOSED || from.kind != BUTTON_RECORD ||
        !from.record || to.kind != BUTTON_RECORD || to.record == from.record) {
        return of_kind(INTENT_NOTHING);
    }
    if (to.index == 0) {
        return say("A note cannot become a goal; g adds a goal.");
    }
    bool within = v->goal == to.goal && v->column == to.index;
    v->column = to.index;
    const char *column = grid_column_id(v, facts);
    if (within && filter_sorts(v->filter, facts)) {
        return grid_say_sorted(v, facts);
    }
    const struct record *const *notes =
        goal_notes(facts->session, to.goal, column, &count);
    return (struct intent){.kind = INTENT_MOVE_NOTE,
                           .record = from.record,
                           .goal = to.goal,
                           .column = column,
                           .after = to.record ? to.record
                                    : count   ? notes[count - 1]
                                              : NULL};
}

static struct intent grid_handle(void *state, const struct facts *facts,
                                 enum action action, const struct event *event)
{
    struct grid_view *v = state;
    grid_settle(v, facts);
    switch (event->kind) {
    case EVENT_PASTE:
        return facts->follows     ? say(THIS_ONE_FOLLOWS)
               : facts->read_only ? say("This file is open for reading only.")
                                  : grid_paste(v, facts, event->text);
    case EVENT_CLICK:
        return click(v, facts, event);
    case EVENT_DRAG:
        return drop(v, facts, event);
    case EVENT_WHEEL:
        grid_go(v, facts, strcmp(event->key, "Up") == 0 ? ACT_UP : ACT_DOWN);
        return of_kind(INTENT_NOTHING);
    default:
        break;
    }
    return v->box_kind == BOX_CLOSED ? browse(v, facts, action, event)
                                     : grid_box_handle(v, facts, action, event);
}

static void draw(void *state, const struct facts *facts)
{
    struct grid_view *v = state;
    grid_settle(v, facts);
    if (v->projector) {
        grid_draw_projector(v, facts);
    } else {
        grid_draw(v, facts);
    }
}

const struct view_ops view_grid_ops = {
    .name = "grid",
    .mode = mode_of,
    .draw = draw,
    .handle = grid_handle,
    .free = grid_free,
};
