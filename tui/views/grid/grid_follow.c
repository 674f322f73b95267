/* What the grid shows of what others change: for a window that follows. */

#include "model/alone.h"
#include "model/ballot.h"
#include "model/history.h"
#include "views/grid/grid_inside.h"

#include <string.h>

/* Whether it sets more than drafts, and gives no dots of a phone: where a window would go along
 * with them it would tell whose they are. */
static bool says_something(const struct edit *edit)
{
    if (edit_is_vote_of_phone(edit)) {
        return false;
    }
    for (size_t i = 0; i < edit->set_count; i++) {
        if (strncmp(edit->set[i].field, "draft", strlen("draft")) != 0) {
            return true;
        }
    }
    return false;
}

static bool sets(const struct edit *edit, const char *field)
{
    for (size_t i = 0; i < edit->set_count; i++) {
        if (strcmp(edit->set[i].field, field) == 0) {
            return true;
        }
    }
    return false;
}

/* The goal that it changed, or whose note; NULL if it changed neither. */
static const struct record *goal_of(const struct record *record)
{
    const char *kind = record ? record_kind(record) : "";
    const struct record *owner = record ? record_owner(record) : NULL;
    return strcmp(kind, "goal") == 0 || !owner ? record
           : strcmp(kind, "note") == 0         ? owner
                                               : NULL;
}

/* Not a row of what is no grid of the form, such as a question to everybody. */
static bool is_on_grid(const struct facts *facts, const struct record *record)
{
    return !entry_is_aside(record) ||
           template_grid(table_template(facts->session, facts->table), row_grid(record));
}

bool view_grid_follows(const struct facts *facts, const struct edit *edit)
{
    const struct record *record = session_record(facts->session, edit->kind, edit->id);
    const struct record *goal = goal_of(record);
    if (!record || edit->redacted || record_is_alone(record) ||
        !is_on_grid(facts, record) || history_holds_back(record, edit)) {
        return false;
    }
    if (record == facts->table) {
        return sets(edit, "stage") || sets(edit, "vision");
    }
    return goal && record_owner(goal) == facts->table && says_something(edit);
}

bool view_grid_follow(struct grid_view *v, const struct facts *facts,
                      const struct edit *edit)
{
    const struct record *record = session_record(facts->session, edit->kind, edit->id);
    if (!view_grid_follows(facts, edit)) {
        return false;
    }
    if (record == facts->table && sets(edit, "stage")) {
        if (facts->day.stage) {
            view_grid_show_stage(v, facts);
        }
        return true;
    }
    if (record == facts->table) {
        return grid_select_vision(v, facts);
    }
    const struct record *goal = goal_of(record);
    const char *column = record == goal ? NULL : record_text(record, "column");
    if (record_shown(record)) {
        grid_select(v, facts, record);
    } else if (column && record_shown(goal)) {
        grid_select_cell(v, facts, goal, column);
    }
    return true;
}
