/* What the grid shows of what others change: for a window that follows. */

#include "views/grid/grid_inside.h"

#include <string.h>

/* Whether it sets more than drafts. */
static bool says_something(const struct edit *edit)
{
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

bool view_grid_follow(struct grid_view *v, const struct facts *facts,
                      const struct edit *edit)
{
    const struct record *record = session_record(facts->session, edit->kind, edit->id);
    bool note = strcmp(edit->kind, "note") == 0, goal = strcmp(edit->kind, "goal") == 0;
    const struct record *owner = record ? record_owner(record) : NULL;
    const struct record *of = note && owner ? owner : record;
    if (record && record == facts->table && sets(edit, "stage")) {
        if (facts->day.stage) { /* one without a grid leaves what is there */
            view_grid_show_grid(v, facts, facts->day.stage->grid);
        }
        return true;
    }
    if (record && record == facts->table && sets(edit, "vision")) {
        return grid_select_vision(v, facts);
    }
    if ((!note && !goal) || !of || record_owner(of) != facts->table ||
        !says_something(edit) || v->box_kind != BOX_CLOSED) {
        return false;
    }
    if (note && !record_shown(record)) {
        const char *column = record_text(record, "column");
        if (column && record_shown(owner)) {
            grid_select_cell(v, facts, owner, column);
        }
    } else {
        grid_select(v, facts, record);
    }
    return true;
}
