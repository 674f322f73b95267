#include "model/plan.h"

#include "base/fold.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

const char plan_barriers[] = "barriers", plan_stakeholders[] = "stakeholders",
           plan_moments[] = "moments";

size_t plan_colour(const char *column, size_t at)
{
    const char *const known[] = {plan_barriers, plan_stakeholders, plan_moments};
    enum { COUNT = sizeof known / sizeof *known };
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(column, known[i]) == 0) {
            return i + 1;
        }
    }
    return at % COUNT + 1;
}

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

static const char is_note[] = "note:", is_not[] = "not:";

static const struct record *action_in(const struct session *session,
                                      const struct record *entry, const char *field)
{
    const char *of = record_words(entry, field);
    bool names_note = strncmp(of, is_note, sizeof is_note - 1) == 0;
    const struct record *action =
        names_note ? session_record(session, "note", of + sizeof is_note - 1) : NULL;
    return action && record_shown(action) ? action : NULL;
}

const struct record *plan_answer(const struct session *session,
                                 const struct record *barrier)
{
    return action_in(session, barrier, "answered");
}

const char *plan_field(const struct record *entry)
{
    return strcmp(record_column(entry), plan_barriers) == 0 ? "answered" : "named";
}

const struct record *plan_action_for(const struct session *session,
                                     const struct record *entry)
{
    return action_in(session, entry, plan_field(entry));
}

/* The ids that the field of an entry refuses, with commas between; NULL: none. */
static const char *refused(const struct record *entry)
{
    const char *said = record_words(entry, plan_field(entry));
    return strncmp(said, is_not, sizeof is_not - 1) == 0 ? said + sizeof is_not - 1
                                                         : NULL;
}

bool plan_refused(const struct record *entry, const struct record *action)
{
    const char *at = refused(entry), *id = record_id(action);
    while (at && *at) {
        size_t len = strcspn(at, ",");
        if (len == strlen(id) && strncmp(at, id, len) == 0) {
            return true;
        }
        at += len + (at[len] == ',');
    }
    return false;
}

void plan_add_refusal(const struct record *entry, const struct record *action,
                      struct str *out)
{
    const char *before = refused(entry);
    str_addf(out, "%s%s%s%s", is_not, before ? before : "", before && *before ? "," : "",
             record_id(action));
}

const struct grid *plan_form_called(struct session *session, const struct record *table,
                                    const char *name)
{
    const struct template *form = table_template(session, table);
    const struct grid *grid = table_grid(session, table, name);
    for (size_t i = 0; i < form->grid_count && !grid; i++) {
        grid = fold_same(form->grids[i].title, name, "") ? &form->grids[i] : NULL;
    }
    size_t count = 0;
    const struct grid **used = grid ? NULL : table_grids(session, table, &count);
    for (size_t i = 0; i < count && !grid; i++) {
        grid = fold_same(used[i]->title, name, "") ? used[i] : NULL;
    }
    free(used);
    return grid;
}
