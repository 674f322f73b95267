/* What keys do that are for the room, or turn the pages of what has no room at once. */

#include "screen/screen.h"
#include "views/grid/grid_inside.h"
#include "views/view_question.h"

/* What is told of keys of the grid, too, where it is not seen. */
#define ON_WALL                                                                          \
    "The question is on the wall, and the grid behind it stays: \vask\v, then "          \
    "\vend-question\v ends it."

/* Text is legible from the back of a room if a row is at least 1/50 of the picture, with
 * what the projector and the window's frame take. */
static struct intent say_for_room(struct grid_view *v, const struct facts *facts)
{
    enum { MOST_ROWS = 30 };
    str_clear(&v->said);
    if (window_is_small()) {
        return intent_say("For the room, once this window is larger: it shows one entry "
                          "now. \vprojector\v goes back.");
    }
    if (view_grid_has_question(v, facts)) {
        str_add(&v->said, facts->follows ? "" : ON_WALL);
    } else if (!v->told_room && !facts->follows) {
        v->told_room = true;
        str_add(&v->said, v->whole
                              ? "For the room: \vturn\v turns pages; \vwhole\v shows one "
                                "goal, \vprojector\v your own screen again."
                              : "For the room: \vnext-goal\v goes to the next goal, "
                                "and \vprevious-goal\v back; \vwhole\v shows the "
                                "whole grid, \vprojector\v your own screen again.");
    }
    if (!v->told_rows && screen_rows() > MOST_ROWS) {
        v->told_rows = true;
        str_addf(&v->said,
                 "%sFrom the back of the room about 29 rows are legible; enlarge "
                 "the letters (often Ctrl-Plus) until this window has fewer.",
                 v->said.len_bytes ? " " : "");
    }
    return v->said.len_bytes ? intent_say(str_text(&v->said)) : intent_of(INTENT_NOTHING);
}

struct intent grid_project(struct grid_view *v, const struct facts *facts,
                           enum action action)
{
    bool whole = action == ACT_WHOLE && !(v->projector && v->whole);
    v->projector = action == ACT_WHOLE || !v->projector;
    v->whole = whole;
    v->turn = (struct turn){.to = NULL};
    return v->projector ? say_for_room(v, facts) : intent_of(INTENT_NOTHING);
}

struct intent grid_turn(struct grid_view *v, const struct facts *facts)
{
    struct turn *turn = &v->turn;
    if (turn->count < 2) {
        return intent_say(v->projector ? "All of it is on the screen."
                                       : "\vturn\v turns pages for a room: \vprojector\v "
                                         "shows it one goal, \vwhole\v the whole grid.");
    }
    turn->page = (turn->page + 1) % turn->count;
    if (turn->to) {
        size_t column = v->column;
        bool row = record_is(turn->to, "goal");
        grid_select(v, facts, turn->to);
        grid_go_to_column(v, facts, row ? column : v->column);
    }
    return intent_of(INTENT_NOTHING);
}

bool view_grid_has_question(const struct grid_view *v, const struct facts *facts)
{
    return v->projector && !window_is_small() && v->box_kind == BOX_CLOSED &&
           question_at_hand(facts);
}

bool grid_stays(const struct grid_view *v, const struct facts *facts, enum action action)
{
    static const enum action others[] = {
        ACT_TURN,   ACT_NEXT_HIT, ACT_PREVIOUS_HIT, ACT_ADD,    ACT_GOAL,
        ACT_EDIT,   ACT_MARK,     ACT_DELETE,       ACT_MOVE,   ACT_VOTE,
        ACT_UNVOTE, ACT_ANSWER,   ACT_COMMIT,       ACT_VISION, ACT_DROP_DRAFT};
    bool of_grid = action >= ACT_UP && action <= ACT_PREVIOUS_GOAL;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        of_grid = of_grid || action == others[i];
    }
    return of_grid && view_grid_has_question(v, facts);
}

struct intent grid_stay(struct grid_view *v, const struct facts *facts,
                        enum action action)
{
    bool back = action == ACT_PAGE_UP || action == ACT_UP;
    bool turns =
        back || action == ACT_PAGE_DOWN || action == ACT_DOWN || action == ACT_TURN;
    if (turns && question_turn(&v->asked, question_at_hand(facts), back ? -1 : 1)) {
        return intent_of(INTENT_NOTHING);
    }
    if (action == ACT_TURN) {
        return intent_say("All of it is on the screen.");
    }
    if (facts->follows) {
        return intent_say("The question is on the wall, until whoever asked it ends it; "
                          "the grid behind it stays.");
    }
    return action == ACT_ADD && !facts->read_only
               ? (struct intent){.kind = INTENT_ASK, .action = ACT_QUESTION_ANSWER}
               : intent_say(ON_WALL);
}

struct intent grid_next_goal(struct grid_view *v, const struct facts *facts, int step)
{
    size_t count, at = v->goal_index;
    grid_rows_now(v, facts, &count);
    const char *what = grid_row_word(v, facts);
    if (v->on_vision && step > 0 && count) {
        grid_go_to_row(v, facts, 0, false);
    } else if (step > 0 ? at + 1 >= count : at == 0) {
        str_set(&v->said,
                step > 0 ? "This is the last %s; \vprevious-goal\v goes back."
                         : "This is the first %s; \vnext-goal\v goes on.",
                what);
        return intent_say(str_text(&v->said));
    } else {
        grid_go_to_row(v, facts, step > 0 ? at + 1 : at - 1, false);
    }
    return intent_of(INTENT_NOTHING);
}
