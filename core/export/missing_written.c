/* What a table has not thought of yet, in words. */

#include "export/missing.h"
#include "export/writing.h"
#include "model/history.h"
#include "model/plan.h"

#include <string.h>

const char *missing_kind_title(enum missing_kind kind)
{
    static const char *const titles[MISSING_KIND_COUNT] = {
        [MISSING_ENTRIES] = "Empty",     [MISSING_OWNERS] = "Nobody yet",
        [MISSING_ACTIONS] = "No action", [MISSING_ANSWER] = "No answer",
        [MISSING_NAMES] = "Not named",   [MISSING_LEVELS] = "One-sided",
        [MISSING_WAYS] = "One-sided",    [MISSING_VISION] = "No vision",
        [MISSING_PLAN] = "No plan",      [MISSING_GOALS] = "No goal"};
    return titles[kind];
}

void missing_add_entry(const struct column *column, struct str *out)
{
    str_add(out, column->singular);
    if (strcmp(column->singular, "entry") == 0) { /* what a template has that says none */
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
        str_add(out, strchr("aeiou", *column->singular) ? "an " : "a ");
        missing_add_entry(column, out);
    }
    str_add(out, template_column(form, plan_barriers, NULL) && plan_first(form)
                     ? ", and every barrier an answer."
                     : ".");
}

static void add_table(struct session *session, const struct record *table,
                      struct str *out)
{
    struct missing_list list;
    struct str none = STR_EMPTY;
    missing_find(session, table, &list);
    for (size_t i = 0; i < list.count; i++) {
        text_add_words(out, "- ", "  ", list.items[i].sentence);
    }
    if (!list.count) {
        missing_say_none(session, table, &none);
        text_add_words(out, "", "", str_text(&none));
    }
    str_finish(&none);
    missing_finish(&list);
}

void missing_text(struct session *session, struct str *out)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        if (count > 1) {
            struct str name = STR_EMPTY;
            history_name_table(tables[i], &name);
            str_add(out, i ? "\n" : "");
            text_add_heading(out, str_text(&name), '-');
            str_finish(&name);
        }
        add_table(session, tables[i], out);
    }
    if (!count) {
        str_add(out, "There is no table here yet.\n");
    }
}
