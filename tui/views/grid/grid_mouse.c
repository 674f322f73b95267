/* What a mouse does in the grid. */

#include "views/grid/grid_inside.h"

#include "screen/screen.h"

#include <string.h>

static struct intent click(struct grid_view *v, const struct facts *facts,
                           const struct event *event)
{
    struct button button = screen_button_at(event->row, event->col);
    if (v->box_kind != BOX_CLOSED) {
        if (v->box.text.len_bytes || v->box_kind == BOX_PASTE) {
            return intent_say(
                "Enter saves what you type, Esc closes the box; then click.");
        }
        v->box_kind = BOX_CLOSED; /* nothing was typed, so nothing is lost */
        filter_suspend(v->filter, false);
    }
    switch (button.kind) {
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
    default:
        break;
    }
    return intent_of(INTENT_NOTHING);
}

/* A note dropped on a note goes behind it, on a cell to its end. */
static struct intent drop(struct grid_view *v, const struct facts *facts,
                          const struct event *event)
{
    struct button from = screen_button_at(event->row, event->col);
    struct button to = screen_button_at(event->to_row, event->to_col);
    if (v->box_kind == BOX_CLOSED && from.kind == BUTTON_RECORD && !from.record) {
        return intent_say(
            "Goals are moved by \vmove-up\v and \vmove-down\v; notes can be dragged.");
    }
    if (facts->read_only || v->box_kind != BOX_CLOSED || from.kind != BUTTON_RECORD ||
        !from.record || to.kind != BUTTON_RECORD || to.record == from.record) {
        return intent_of(INTENT_NOTHING);
    }
    if (to.index == 0) {
        return grid_say_no_row(v, facts);
    }
    bool within = v->goal == to.goal && v->column == to.index;
    v->column = to.index;
    const char *column = grid_column_id(v, facts);
    if (within && filter_sorts(v->filter, facts)) {
        return grid_say_sorted(v, facts);
    }
    const struct record *last = goal_last_note(facts->session, to.goal, column);
    return (struct intent){.kind = INTENT_MOVE_NOTE,
                           .record = from.record,
                           .goal = to.goal,
                           .column = column,
                           .after = to.record ? to.record : last};
}

struct intent grid_mouse(struct grid_view *v, const struct facts *facts,
                         const struct event *event)
{
    if (event->kind == EVENT_CLICK) {
        return click(v, facts, event);
    }
    if (event->kind == EVENT_DRAG) {
        return drop(v, facts, event);
    }
    grid_go(v, facts, strcmp(event->key, "Up") == 0 ? ACT_UP : ACT_DOWN);
    return intent_of(INTENT_NOTHING);
}
