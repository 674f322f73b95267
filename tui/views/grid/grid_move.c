/* Moving what is selected, as far as keys move it. */

#include "views/grid/grid_inside.h"

#include "base/utf8.h"
#include "base/words.h"
#include "model/alone.h"

#include <stdlib.h>
#include <string.h>

static struct intent move_goal(struct grid_view *v, const struct facts *facts,
                               enum action action)
{
    size_t count, at = v->goal_index;
    const struct record *const *goals = grid_rows_now(v, facts, &count);
    const char *what = grid_row_word(v, facts);
    struct intent intent = {.kind = INTENT_MOVE_GOAL, .record = v->goal};
    if (row_given(v->goal)) {
        return grid_say_given(v, "moved");
    }
    if (action == ACT_MOVE_LEFT || action == ACT_MOVE_RIGHT) {
        str_set(&v->said, "%s %s stays in its column; its notes can be moved.",
                strcmp(words_article(what), "an") == 0 ? "An" : "A", what);
        return intent_say(str_text(&v->said));
    }
    if (action == ACT_MOVE_UP ? at == 0 : at + 1 >= count) {
        str_set(&v->said, "This is the %s %s already.",
                action == ACT_MOVE_UP ? "first" : "last", what);
        return intent_say(str_text(&v->said));
    }
    intent.after = action == ACT_MOVE_DOWN ? goals[at + 1]
                   : at >= 2               ? goals[at - 2]
                                           : NULL;
    return intent;
}

/* To the column beside; at the end of its cell. */
static struct intent move_sideways(struct grid_view *v, const struct facts *facts,
                                   enum action action)
{
    const char **ids = grid_columns(v, facts);
    size_t columns = 0, to = v->column;
    struct intent intent = {.kind = INTENT_MOVE_NOTE, .record = v->note, .goal = v->goal};
    while (ids[columns]) {
        columns++;
    }
    if (action == ACT_MOVE_LEFT ? to <= 1 : to >= columns) {
        free(ids);
        return action == ACT_MOVE_LEFT
                   ? grid_say_no_row(v, facts)
                   : intent_say(
                         "This is the last column of this grid; \vmove\v moves further.");
    }
    intent.column = ids[action == ACT_MOVE_LEFT ? to - 2 : to];
    intent.after = goal_last_note(facts->session, v->goal, intent.column);
    free(ids);
    return intent;
}

const char *grid_row_word(const struct grid_view *v, const struct facts *facts)
{
    return template_calls(table_template(facts->session, facts->table),
                          grid_now(v, facts)->goals.singular);
}

const char *grid_note_word(const struct column *column, const struct facts *facts)
{
    return column ? template_calls(table_template(facts->session, facts->table),
                                   column->singular)
                  : "note";
}

struct intent grid_say_given(struct grid_view *v, const char *verb)
{
    str_set(&v->said, "‘%s’ is given by the form and cannot be %s.", row_words(v->goal),
            verb);
    return intent_say(str_text(&v->said));
}

struct intent grid_say_veiled(struct grid_view *v, const struct facts *facts)
{
    str_set(&v->said,
            "This %s was written alone, so nobody sees its words yet. \valone\v shows "
            "them; then it can be changed, and voted for.",
            grid_row_word(v, facts));
    return intent_say(str_text(&v->said));
}

struct intent grid_say_no_row(struct grid_view *v, const struct facts *facts)
{
    const struct grid *grid = grid_now(v, facts);
    const char *what = grid_row_word(v, facts);
    if (grid_is_list(grid)) {
        return intent_say("This is the first column already.");
    }
    if (grid->rows == ROWS_GIVEN) {
        return intent_say("A note cannot become a row: the rows of this form are given.");
    }
    const char *a = words_article(what);
    str_set(&v->said, "A note cannot become %s %s; \vgoal\v adds %s %s.", a, what, a,
            what);
    return intent_say(str_text(&v->said));
}

struct intent grid_say_sorted(struct grid_view *v, const struct facts *facts)
{
    str_set(&v->said, "Not moved: each cell is ");
    filter_say_order(v->filter, facts, &v->said);
    str_add(&v->said, ". \vshow-only\v, then ‘as placed’, lets you move by hand.");
    return intent_say(str_text(&v->said));
}

/* The note that stands before another in its cell, shown or not; NULL: it is the first. */
static const struct record *note_before(const struct facts *facts,
                                        const struct record *note)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(facts->session, record_parent(note), record_column(note), &count);
    const struct record *before = NULL;
    for (size_t i = 0; i < count && notes[i] != note; i++) {
        before = notes[i];
    }
    return before;
}

/* Up or down among what is shown of its cell, and over its edge into the goal above or
 * below. */
static struct intent move_within(struct grid_view *v, const struct facts *facts,
                                 enum action action)
{
    size_t count, goal_count, at = v->note_index;
    const struct record *const *notes = grid_cell(v, facts, v->goal, &count);
    const struct record *const *goals = grid_rows_now(v, facts, &goal_count);
    struct intent intent = {.kind = INTENT_MOVE_NOTE,
                            .record = v->note,
                            .goal = v->goal,
                            .column = grid_column_id(v, facts)};
    if (filter_sorts(v->filter, facts)) {
        return grid_say_sorted(v, facts);
    }
    if (action == ACT_MOVE_UP && at > 0) {
        intent.after = note_before(facts, notes[at - 1]);
    } else if (action == ACT_MOVE_DOWN && at + 1 < count) {
        intent.after = notes[at + 1];
    } else if (action == ACT_MOVE_UP && v->goal_index > 0) {
        intent.goal = goals[v->goal_index - 1];
        intent.after = goal_last_note(facts->session, intent.goal, intent.column);
    } else if (action == ACT_MOVE_DOWN && v->goal_index + 1 < goal_count) {
        intent.goal = goals[v->goal_index + 1];
    } else {
        return intent_say(action == ACT_MOVE_UP
                              ? "This is the top of the column already."
                              : "This is the foot of the column already.");
    }
    return intent;
}

struct intent grid_move(struct grid_view *v, const struct facts *facts,
                        enum action action)
{
    if (v->on_vision || !v->goal || (v->column && !v->note)) {
        return intent_say("Nothing is selected that could be moved.");
    }
    if (v->column == 0) {
        return move_goal(v, facts, action);
    }
    return action == ACT_MOVE_LEFT || action == ACT_MOVE_RIGHT
               ? move_sideways(v, facts, action)
               : move_within(v, facts, action);
}

struct intent grid_move_by_menu(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = view_grid_selected(v, facts);
    bool row = record && !v->on_vision && record_is(record, "goal");
    if (row && row_given(record)) {
        return grid_say_given(v, "moved");
    }
    if (row && record_is_veiled(record)) {
        return grid_say_veiled(v, facts);
    }
    if (v->on_vision || !record) {
        return intent_say("Select a note to move it; goals are moved by \vmove-up\v and "
                          "\vmove-down\v.");
    }
    size_t notes = row ? row_note_count(facts->session, record) : 0;
    if (notes || (row && record_votes(record))) {
        str_set(&v->said, "‘");
        text_add_beginning(&v->said, row_words(record), 40);
        str_add(&v->said, "’ has ");
        str_addf(&v->said, notes ? "%zu note%s" : "votes", notes, plural(notes));
        str_addf(&v->said,
                 ", so it cannot be an entry of another %s. \vmove-up\v and "
                 "\vmove-down\v move it among them.",
                 grid_row_word(v, facts));
        return intent_say(str_text(&v->said));
    }
    return (struct intent){.kind = INTENT_OPEN_MOVE, .record = record};
}
