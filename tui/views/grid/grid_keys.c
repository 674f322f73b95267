/* What a key does in the grid while nothing is typed. */

#include "views/grid/grid_inside.h"

#include "base/utf8.h"
#include "base/words.h"
#include "model/alone.h"
#include "model/plan.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

/* Several wordings: first it is to be said which of them stands. */
static struct intent settle(const struct record *record)
{
    return (struct intent){.kind = INTENT_OPEN_WORDINGS, .record = record};
}

/* A goal, or a row of a grid that has its own. */
struct intent grid_add_row(struct grid_view *v, const struct facts *facts,
                           const struct record *after)
{
    const struct grid *grid = grid_now(v, facts);
    if (grid->rows == ROWS_GIVEN) {
        str_set(&v->said,
                grid_is_list(grid)
                    ? "‘%s’ is a list: \vadd\v adds to it."
                    : "‘%s’ gives its rows, so \vgoal\v adds none: \vadd\v writes in the "
                      "row that is selected.",
                grid->title);
        return intent_say(str_text(&v->said));
    }
    grid_open_box(v, facts, BOX_GOAL, after);
    return grid_draft_is_back(v, facts);
}

/* A note belongs to a row, so the first row is what is to be typed. */
static struct intent add_first_row(struct grid_view *v, const struct facts *facts)
{
    const char *what = grid_row_word(v, facts);
    grid_open_box(v, facts, BOX_GOAL, NULL);
    struct intent back = grid_draft_is_back(v, facts);
    str_set(&v->said,
            "A note belongs to %s %s: type the first; \vsave-next\v goes on to a note.",
            words_article(what), what);
    return back.kind == INTENT_NOTHING ? intent_say(str_text(&v->said)) : back;
}

/* What is typed at a row that the form gives goes into its first column. */
static struct intent add_to_given(struct grid_view *v, const struct facts *facts)
{
    if (!grid_open_given(v, facts)) {
        return intent_say(
            "This form has no column to write in; \vmark\v marks its rows.");
    }
    return grid_draft_is_back(v, facts);
}

static struct intent add(struct grid_view *v, const struct facts *facts)
{
    if (v->on_vision && record_unsettled(facts->table)) {
        return settle(facts->table);
    }
    if (v->on_vision) {
        grid_open_box(v, facts, BOX_VISION, NULL);
    } else if (v->column == 0 && v->goal && row_given(v->goal)) {
        return add_to_given(v, facts);
    } else if (v->column == 0) {
        return grid_add_row(v, facts, v->goal);
    } else if (!v->goal) {
        return add_first_row(v, facts);
    } else {
        grid_open_box(v, facts, BOX_NOTE, NULL);
    }
    return grid_draft_is_back(v, facts);
}

struct intent grid_add(struct grid_view *v, const struct facts *facts)
{
    bool vision = v->on_vision && *record_words(facts->table, "vision");
    return vision ? grid_add_row(v, facts, NULL) /* what is called out is none */
                  : add(v, facts);
}

static struct intent edit(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = view_grid_selected(v, facts);
    if (v->on_vision || !record) {
        return add(v, facts);
    }
    if (record_unsettled(record)) {
        return settle(record);
    }
    if (row_given(record)) {
        struct intent back = add_to_given(v, facts);
        return back.kind == INTENT_NOTHING
                   ? grid_say_given(v, "renamed: what you type is a note in it")
                   : back;
    }
    if (record_is_veiled(record)) {
        return grid_say_veiled(v, facts);
    }
    grid_open_box(v, facts, BOX_REWORD, record);
    return grid_draft_is_back(v, facts);
}

static struct intent show_record(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = view_grid_selected(v, facts);
    if (!record) {
        return intent_say("Select an entry, and \vrecord\v tells who said it; "
                          "\vdeleted\v shows what was deleted.");
    }
    if (!v->on_vision && !record_fields(record)) {
        return intent_say("The form gives this row, and nobody has written in it yet.");
    }
    if (v->on_vision && !record_field(record, "vision")) {
        return intent_say("Nobody has written the vision yet; \vedit\v writes it.");
    }
    return (struct intent){.kind = INTENT_OPEN_HISTORY, .record = record};
}

/* "x marks an entry: select one in Barriers, Stakeholders or Social moments." */
static struct intent say_what_marks_are_for(struct grid_view *v,
                                            const struct facts *facts)
{
    const struct grid *grid = grid_now(v, facts);
    const char *weight = grid->use == GRID_LENS ? "" : ", such as how hard it is to move";
    size_t columns = 0, left = grid->goals.mark_count > 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        left += grid->columns[i].mark_count > 0;
    }
    if (!left) {
        return intent_say("The template of this table has no marks for this grid.");
    }
    str_set(&v->said, "\vmark\v marks an entry%s: select one in ", weight);
    for (size_t i = 0; i <= grid->column_count; i++) {
        const struct column *column = i ? &grid->columns[i - 1] : &grid->goals;
        if (column->mark_count) {
            str_add(&v->said, columns == 0 ? "" : left == 1 ? " or " : ", ");
            str_add(&v->said, column->short_title);
            left--;
            str_add(&v->said, left ? "" : ".");
            columns++;
        }
    }
    return intent_say(str_text(&v->said));
}

static struct intent mark_selected(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = view_grid_selected(v, facts);
    const struct column *column = grid_column(v, facts);
    const struct grid *grid = grid_now(v, facts);
    bool entry = record && column && column->mark_count;
    if (!entry && grid->rows != ROWS_GOALS && grid->goals.mark_count) {
        record = v->goal; /* the marks of a form are those of its rows */
        entry = record != NULL;
    }
    if (v->on_vision || !entry) {
        return say_what_marks_are_for(v, facts);
    }
    if (record_is_veiled(record)) {
        return grid_say_veiled(v, facts);
    }
    return (struct intent){.kind = INTENT_OPEN_MARKS, .record = record};
}

/* Between the two there are; of more, and of those that are out of sight, one chooses. */
static struct intent change_grid(struct grid_view *v, const struct facts *facts)
{
    size_t count, at = 0;
    const struct grid **grids = table_grids(facts->session, facts->table, &count);
    while (at < count && grids[at] != grid_now(v, facts)) {
        at++;
    }
    const struct grid *next = count ? grids[at < count ? (at + 1) % count : 0] : NULL;
    free(grids);
    if (count > 2) {
        return intent_of(INTENT_OPEN_FORMS);
    }
    if (!next || next == grid_now(v, facts)) {
        return intent_say("This template has one grid only.");
    }
    grid_show(v, facts, next);
    str_set(&v->said, "%s.%s", next->title,
            count == 2 && at < 2 ? " \vgrid\v goes back." : "");
    return intent_say(str_text(&v->said));
}

static struct intent go_to_stage(const struct facts *facts, enum action action)
{
    const struct day *day = &facts->day;
    struct intent intent = {.kind = INTENT_STAGE, .text = ""};
    if (day->stage_count == 0) {
        return intent_say(
            "The template of this session has no stages; \vgrid\v changes the grid.");
    }
    if (action == ACT_NEXT_STAGE) {
        size_t next = day_next(day);
        if (next == day->stage_count) {
            return intent_say(
                "This is the last stage of the day; \vprevious-stage\v goes back.");
        }
        intent.text = day->stages[next].id;
    } else if (!day->stage) {
        return intent_say("The day has not begun; \vnext-stage\v begins it.");
    } else if (day_previous(day) < day->stage_count) {
        intent.text = day->stages[day_previous(day)].id;
    }
    return intent;
}

static struct intent open_vision(struct grid_view *v, const struct facts *facts)
{
    return grid_select_vision(v, facts) ? add(v, facts)
                                        : intent_say("This template has no vision.");
}

/* What answers the selected barrier, or what the selected action answers. */
static struct intent answer(struct grid_view *v, const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    const char *column = v->note && !v->on_vision ? record_column(v->note) : NULL;
    if (!plan_first(form) || !template_column(form, plan_barriers, NULL)) {
        return intent_say(
            "This template has no barriers and actions that \vanswer\v could join.");
    }
    if (!column || (!plan_has_barrier(form, column) && !plan_has_action(form, column))) {
        return intent_say(
            "\vanswer\v says which action answers a barrier: select a barrier, or an "
            "action, for it.");
    }
    return (struct intent){.kind = INTENT_OPEN_ANSWER, .record = v->note};
}

/* What is voted on where the selection is: ballot_each_entry(). Of rows that are given, what
 * stands in their first column. */
static const char *voted_on(struct grid_view *v, const struct facts *facts)
{
    const struct grid *grid = grid_now(v, facts);
    if (v->column || grid->rows == ROWS_GOALS) {
        return grid_column_id(v, facts);
    }
    if (grid->rows == ROWS_GIVEN) {
        return grid->column_count ? grid->columns[0].id : NULL;
    }
    str_set(&v->said, VOTED_ROWS "%s", grid->id);
    return str_text(&v->said);
}

/* Anything that is selected may be voted for, but the vision, and what the form gives: that is
 * nobody's proposal. */
static struct intent vote(struct grid_view *v, const struct facts *facts,
                          enum intent_kind kind)
{
    const struct record *record = view_grid_selected(v, facts);
    if (v->on_vision || !record) {
        return intent_say("Select an entry to vote for; \vballot\v is the ballot.");
    }
    if (row_given(record) && !record_votes(record)) {
        str_set(&v->said, "‘%s’ is given by the form: vote for what is written in it.",
                row_words(record));
        return intent_say(str_text(&v->said));
    }
    if (record_is_veiled(record) && !record_votes(record)) {
        return grid_say_veiled(v, facts);
    }
    return (struct intent){.kind = kind, .record = record, .column = voted_on(v, facts)};
}

static struct intent commit(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = view_grid_selected(v, facts);
    if (!record || !record_is(record, "note")) {
        return intent_say(
            "Select an action; \vcommit\v then says who does it, and by when.");
    }
    return (struct intent){.kind = INTENT_OPEN_COMMITMENT, .record = record};
}

/* The next prompts of the stage; behind the last the panel goes. */
static struct intent turn_panel(struct grid_view *v, const struct facts *facts)
{
    size_t left = facts->panel && v->prompts.of ? v->prompts.left : 0;
    v->prompts.from = left ? v->prompts.count - left : 0;
    return intent_of(left ? INTENT_NOTHING : INTENT_PANEL);
}

/* What would change something of what is selected. */
static struct intent change(struct grid_view *v, const struct facts *facts,
                            enum action action)
{
    switch (action) {
    case ACT_ADD:
        return grid_add(v, facts);
    case ACT_GOAL:
        return grid_add_row(v, facts, NULL);
    case ACT_EDIT:
        return edit(v, facts);
    case ACT_VISION:
        return open_vision(v, facts);
    case ACT_DELETE:
        return grid_delete(v, facts);
    case ACT_DROP_DRAFT:
        return grid_put_draft_aside(v, facts);
    case ACT_MARK:
        return mark_selected(v, facts);
    case ACT_MOVE:
        return grid_move_by_menu(v, facts);
    case ACT_VOTE:
        return vote(v, facts, INTENT_VOTE);
    case ACT_UNVOTE:
        return vote(v, facts, INTENT_UNVOTE);
    case ACT_ANSWER:
        return answer(v, facts);
    case ACT_COMMIT:
        return commit(v, facts);
    case ACT_NEXT_STAGE:
    case ACT_PREVIOUS_STAGE:
        return go_to_stage(facts, action);
    case ACT_CLOCK:
    case ACT_CLOCK_MORE:
    case ACT_CLOCK_LESS:
        return (struct intent){.kind = INTENT_CLOCK, .action = action};
    case ACT_MOVE_UP:
    case ACT_MOVE_DOWN:
    case ACT_MOVE_LEFT:
    case ACT_MOVE_RIGHT:
        return grid_move(v, facts, action);
    default:
        return intent_of(INTENT_NOTHING);
    }
}

/* "Barriers of ‘Warm homes’" */
static void say_place(const struct grid_view *v, const struct facts *facts,
                      struct str *out)
{
    enum { MOST_GRAPHEMES = 30 };
    const struct column *column = grid_column(v, facts);
    const char *id = grid_column_id(v, facts);
    str_addf(out, "%s of ", column ? column->short_title : id && *id ? id : "No column");
    text_quote(out, row_words(v->goal), MOST_GRAPHEMES);
}

/* Why an arrow or Tab has led nowhere; "": it has no end of its own. */
static const char *end_of(const struct grid_view *v, enum action action)
{
    bool entries = v->column && !v->on_vision;
    switch (action) {
    case ACT_UP:
        return v->on_vision ? "top" : entries ? "top of the column" : "first";
    case ACT_DOWN:
        return entries ? "foot of the column" : "last";
    case ACT_LEFT:
        return "first column";
    case ACT_RIGHT:
        return "last column";
    case ACT_NEXT:
        return "last cell";
    case ACT_PREVIOUS:
        return "first cell";
    default:
        return "";
    }
}

/* Goes, and says where that led if the eye has no hold there: from entry to entry into another
 * goal, or nowhere. A key that is for such a leap says nothing. To the ear each step is said. */
static struct intent go(struct grid_view *v, const struct facts *facts,
                        enum action action)
{
    struct grid_place before = view_grid_place(v, facts);
    grid_go(v, facts, action);
    struct grid_place now = view_grid_place(v, facts);
    bool stays = now.grid == before.grid && now.goal == before.goal &&
                 now.note == before.note && now.column == before.column &&
                 now.on_vision == before.on_vision;
    bool rows = now.column && !now.on_vision && !grid_is_list(now.grid);
    bool steps = action == ACT_UP || action == ACT_DOWN;
    if (!now.goal || screen_is_heard()) {
        return intent_of(INTENT_NOTHING);
    }
    if (stays && *end_of(v, action)) {
        bool row = !now.column && !now.on_vision && steps;
        str_set(&v->said, "This is the %s%s%s already", end_of(v, action), row ? " " : "",
                row ? grid_row_word(v, facts) : "");
        if (rows) {
            str_add(&v->said, ", in ");
            say_place(v, facts, &v->said);
        }
        str_add(&v->said, ".");
        return intent_say(str_text(&v->said));
    }
    if (rows && steps && now.goal != before.goal && !v->projector && !window_is_small()) {
        say_place(v, facts, &v->news);
        str_add(&v->news, ".");
    }
    return intent_of(INTENT_NOTHING);
}

struct intent grid_key(struct grid_view *v, const struct facts *facts, enum action action,
                       const struct event *event)
{
    enum intent_kind own = intent_of_key(action);
    if (grid_stays(v, facts, action)) {
        return grid_stay(v, facts, action);
    }
    v->turn.page = action == ACT_TURN ? v->turn.page : 0;
    if (v->projector && (action == ACT_PAGE_DOWN || action == ACT_PAGE_UP)) {
        action = action == ACT_PAGE_DOWN ? ACT_NEXT_GOAL : ACT_PREVIOUS_GOAL;
    }
    if (own != INTENT_NOTHING) {
        return (struct intent){.kind = own,
                               .action = action,
                               .record = view_grid_selected(v, facts),
                               .column = own == INTENT_OPEN_BALLOT
                                             ? voted_on(v, facts)
                                             : grid_column_id(v, facts)};
    }
    switch (action) {
    case ACT_SEARCH:
        grid_open_box(v, facts, BOX_SEARCH, NULL);
        return intent_of(INTENT_NOTHING);
    case ACT_NEXT_HIT:
        return grid_next_hit(v, facts, 1);
    case ACT_PREVIOUS_HIT:
        return grid_next_hit(v, facts, -1);
    case ACT_OTHER_GRID:
        return change_grid(v, facts);
    case ACT_PROJECTOR:
    case ACT_WHOLE:
        return grid_project(v, facts, action);
    case ACT_TURN:
        return grid_turn(v, facts);
    case ACT_NEXT_GOAL:
        return grid_next_goal(v, facts, 1);
    case ACT_PREVIOUS_GOAL:
        return grid_next_goal(v, facts, -1);
    case ACT_RECORD:
        return show_record(v, facts);
    case ACT_COLUMN:
        grid_go_to_column(v, facts,
                          (size_t)(event->key[0] - '1') + grid_first_column(v, facts));
        return intent_of(INTENT_NOTHING);
    case ACT_PANEL:
        return turn_panel(v, facts);
    case ACT_FOLLOW:
        return (struct intent){.kind = INTENT_OPEN_FOLLOWED,
                               .goal = v->on_vision ? NULL : v->goal,
                               .column = grid_column_id(v, facts)};
    default:
        if (action_row(action)->changes) {
            return change(v, facts, action);
        }
        return go(v, facts, action);
    }
}
