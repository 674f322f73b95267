#include "model/plan.h"

#include <string.h>

const char plan_barriers[] = "barriers", plan_stakeholders[] = "stakeholders",
           plan_moments[] = "moments";

const struct grid *plan_map(const struct template *form)
{
    const char *const ids[] = {plan_stakeholders, plan_barriers, plan_moments};
    const struct grid *map = form->grids;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (template_column(form, ids[i], &map)) {
            return map;
        }
    }
    return form->grids;
}

const struct grid *plan_first(const struct template *form)
{
    const struct grid *map = plan_map(form);
    for (size_t i = 0; i < form->grid_count; i++) {
        if (&form->grids[i] != map) {
            return &form->grids[i];
        }
    }
    return NULL;
}

bool plan_has_action(const struct template *form, const char *column)
{
    const struct grid *grid = NULL;
    return template_column(form, column, &grid) && grid != plan_map(form);
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
