#include "store/hand_columns.h"

#include "base/memory.h"
#include "model/fields.h"
#include "model/top.h"

#include <stdlib.h>
#include <string.h>

bool hand_holds_words(const struct json *list)
{
    bool words = false;
    const struct json *first = json_kind(list) == JSON_ARRAY ? json_first(list) : NULL;
    for (const struct json *j = first; j && !words; j = json_next(j)) {
        words = json_text(j) || json_member_text(j, "text");
    }
    return words;
}

bool hand_is_column(const struct record *goal, const struct json *member)
{
    const char *name = json_name(member);
    return hand_holds_words(member) && !field_traits("goal", name) &&
           !(goal && record_value(goal, name).kind != VALUE_NONE);
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
        const char *grid = json_member_text(goals[i].json, "grid");
        bool row = grid && *grid; /* of which every list is a column */
        for (const struct json *j = json_first(goals[i].json); j; j = json_next(j)) {
            if (json_name(j) && !names_find(names, json_name(j)) &&
                (hand_is_column(goal, j) || (row && json_kind(j) == JSON_ARRAY))) {
                ARRAY_ADD(columns, used, room, names_keep(names, arena, json_name(j)));
            }
        }
    }
    ARRAY_ADD(columns, used, room, NULL);
    return columns;
}

static int by_goal(const void *left, const void *right)
{
    const struct kept_list *a = left, *b = right;
    int order = strcmp(record_id(a->goal), record_id(b->goal));
    return order ? order : strcmp(a->name, b->name);
}

static bool is_by_hand(const struct field *field)
{
    const struct version *v = field->versions;
    while (v && v->edit->by && strcmp(v->edit->by, "hand") == 0) {
        v = v->next;
    }
    return !v;
}

struct kept_list *hand_kept_lists(struct session *session, size_t *count)
{
    struct kept_list *lists = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        const struct field *f = record_is(r, "goal") ? record_fields(r) : NULL;
        for (; f; f = f->next) {
            const struct version *shown =
                field_traits("goal", f->name) ? NULL : field_shown(f);
            struct value value = shown ? version_value(shown) : VALUE_NOTHING;
            if (value.kind == VALUE_JSON && *value.text == '[' && is_by_hand(f)) {
                lists = memory_room_for_one(lists, *count, &room, sizeof *lists);
                lists[(*count)++] = (struct kept_list){r, f->name};
            }
        }
    }
    if (*count) {
        qsort(lists, *count, sizeof *lists, by_goal);
    }
    return lists;
}
