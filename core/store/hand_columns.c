#include "store/hand_columns.h"

#include "base/memory.h"
#include "model/fields.h"
#include "model/top.h"

#include <stdlib.h>

bool hand_is_column(const struct record *goal, const struct json *member)
{
    const char *name = json_name(member);
    bool words = false;
    if (json_kind(member) != JSON_ARRAY || field_traits("goal", name) ||
        (goal && record_value(goal, name).kind != VALUE_NONE)) {
        return false;
    }
    for (const struct json *j = json_first(member); j && !words; j = json_next(j)) {
        words = json_text(j) || json_member_text(j, "text");
    }
    return words;
}

const char **hand_columns(struct session *session, const char *table,
                          const struct item *goals, size_t count, struct names *names,
                          struct arena *arena)
{
    const char **known =
        top_listed_columns(session, session_record(session, "session", table));
    const char **columns = NULL;
    size_t used = 0, room = 0;
    for (const char **k = known; *k; k++) {
        ARRAY_ADD(columns, used, room, names_keep(names, arena, *k));
    }
    free(known);
    for (size_t i = 0; i < count; i++) {
        const struct record *goal = session_record(session, "goal", goals[i].id);
        for (const struct json *j = json_first(goals[i].json); j; j = json_next(j)) {
            if (json_name(j) && !names_find(names, json_name(j)) &&
                hand_is_column(goal, j)) {
                ARRAY_ADD(columns, used, room, names_keep(names, arena, json_name(j)));
            }
        }
    }
    ARRAY_ADD(columns, used, room, NULL);
    return columns;
}
