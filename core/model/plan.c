#include "model/plan.h"

#include <string.h>

const char plan_barriers[] = "barriers", plan_stakeholders[] = "stakeholders",
           plan_moments[] = "moments";

static const struct grid *first_of(const struct template *form, enum grid_use use)
{
    for (size_t i = 0; i < form->grid_count; i++) {
        if (form->grids[i].use == use) {
            return &form->grids[i];
        }
    }
    return NULL;
}

const struct grid *plan_map(const struct template *form)
{
    const struct grid *map = first_of(form, GRID_MAP);
    return map ? map : form->grids;
}

const struct grid *plan_first(const struct template *form)
{
    return first_of(form, GRID_PLAN);
}

bool plan_has_action(const struct template *form, const char *column)
{
    const struct grid *grid = NULL;
    return template_column(form, column, &grid) && grid->use == GRID_PLAN;
}

bool plan_has_barrier(const struct template *form, const char *column)
{
    return strcmp(column, plan_barriers) == 0 && template_column(form, column, NULL) &&
           !plan_has_action(form, column) && plan_first(form);
}

const struct record *plan_answer(const struct session *session,
                                 const struct record *barrier)
{
    static const char note[] = "note:";
    const char *of = record_words(barrier, "answered");
    bool names_note = strncmp(of, note, sizeof note - 1) == 0;
    const struct record *answer =
        names_note ? session_record(session, "note", of + sizeof note - 1) : NULL;
    return answer && record_shown(answer) ? answer : NULL;
}
