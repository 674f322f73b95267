/* What a table has not thought of yet, in words. */

#include "base/words.h"
#include "findings/missing.h"
#include "model/plan.h"

#include <string.h>

const char *missing_kind_title(enum missing_kind kind)
{
    static const char *const titles[MISSING_KIND_COUNT] = {
        [MISSING_GOALS] = "No goal",     [MISSING_ACTIONS] = "No action",
        [MISSING_TAKERS] = "Nobody yet", [MISSING_ANSWER] = "No answer",
        [MISSING_ENTRIES] = "Empty",     [MISSING_PLAN] = "No plan",
        [MISSING_VISION] = "No vision",  [MISSING_NAMES] = "Not named",
        [MISSING_OWNERS] = "Nobody yet", [MISSING_LEVELS] = "One-sided",
        [MISSING_WAYS] = "One-sided"};
    return titles[kind];
}

void missing_add_entry(const struct template *form, const struct column *column,
                       struct str *out)
{
    const char *what = template_calls(form, column->singular);
    str_add(out, what);
    if (strcmp(what, "entry") == 0) { /* what a template has that says none */
        str_addf(out, " under ‘%s’", column->title);
    }
}

void missing_say_none(const struct session *session, const struct record *table,
                      struct str *out)
{
    const struct template *form = table_template(session, table);
    const struct grid *map = plan_map(form);
    str_add(out, "Nothing is missing: every goal has ");
    for (size_t i = 0; i < map->column_count; i++) {
        const struct column *column = &map->columns[i];
        str_add(out, !i ? "" : i + 1 == map->column_count ? " and " : ", ");
        str_addf(out, "%s ", words_article(template_calls(form, column->singular)));
        missing_add_entry(form, column, out);
    }
    str_add(out, template_column(form, plan_barriers, NULL) && plan_first(form)
                     ? ", and every barrier an answer."
                     : ".");
}
