#include "store/hand_inside.h"

#include "base/hash.h"
#include "base/instant.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "model/alone.h"
#include "model/fields.h"
#include "model/top.h"
#include "store/hand_columns.h"
#include "store/hand_ids.h"
#include "store/hand_order.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void note_present(struct hand *h, const char *id, const char *column,
                         const struct json *list)
{
    ARRAY_ADD(h->present, h->present_count, h->present_room,
              (struct present){id, arena_copy_text(&h->arena, column), list});
}

static struct making making_of(struct hand *h, const char *kind, const char *id,
                               const struct json *at)
{
    return (struct making){.hand = h,
                           .record = session_record(h->session, kind, id),
                           .kind = kind,
                           .id = id,
                           .at = at};
}

/* The top says nothing of words that are hidden. */
static void saw(struct making *m, const char *name)
{
    bool hidden = m->record && strcmp(name, "text") == 0 && record_is_veiled(m->record);
    const struct field *field =
        m->record && !hidden ? record_field(m->record, name) : NULL;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        ARRAY_ADD(m->over, m->over_count, m->over_room, v->edit->key);
    }
}

/* Sets a field, unless the session says the same already. */
static void say(struct making *m, const char *name, struct value value)
{
    struct value old = m->record ? record_value(m->record, name) : VALUE_NOTHING;
    if (value_same(old, value)) {
        return;
    }
    ARRAY_ADD(m->set, m->count, m->room, (struct change){name, value});
    saw(m, name);
}

/* The same for where a record stands: nothing said is "", the first of all places. */
static void say_where(struct making *m, const char *name, const char *where)
{
    if (!m->record || strcmp(record_words(m->record, name), where) != 0) {
        say(m, name, VALUE_OF_TEXT(where));
    }
}

/* What was deleted and stands in the top by its id was brought back. */
static void say_not_gone(struct making *m)
{
    if (m->record && !record_shown(m->record)) {
        say(m, "gone", VALUE_NOTHING);
    }
}

/* Gives the edit the key that its contents determine, and passes the door. */
static void made(struct making *m)
{
    struct hand *h = m->hand;
    if (m->count) {
        char actor[BASE32_SIZE_BYTES];
        struct str line = STR_EMPTY;
        struct edit edit = {.key = {"hand", 1},
                            .at_ms = h->at_ms,
                            .by = "hand",
                            .kind = m->kind,
                            .id = m->id,
                            .set = m->set,
                            .set_count = m->count,
                            .over = m->over,
                            .over_count = m->over_count};
        edit_put_in_order(&edit);
        edit_write(&edit, &line);
        base32_write(hash_end(hash_add_text(HASH_START, line.bytes)), actor);
        edit.key.actor = actor;
        if (h->sink && h->has_edits) {
            hand_tell(m);
        }
        bool ok = session_apply(h->session, &edit, NULL, NULL);
        assert(ok && "an edit made here is well-formed");
        (void)ok;
        str_finish(&line);
        struct by_hand *made = h->made;
        ARRAY_ADD(made->edits, made->count, made->room,
                  session_edit(h->session, edit.key));
    }
    free(m->set);
    free(m->over);
}

static void delete_record(struct hand *h, const struct record *record,
                          const struct json *list)
{
    struct making m = making_of(h, record_kind(record), record_id(record), list);
    say(&m, "gone", VALUE_OF_JSON("true"));
    if (m.count == 0) { /* deleted before, but words unseen then stood against it */
        ARRAY_ADD(m.set, m.count, m.room, (struct change){"gone", VALUE_OF_JSON("true")});
        saw(&m, "gone");
    }
    saw(&m, "text");
    made(&m);
}

/* The words of a note or goal written in whatever way; NULL if it says none. */
static const char *words_of(struct hand *h, const struct json *json)
{
    if (json_kind(json) == JSON_OBJECT) {
        const struct json *text = json_member(json, "text");
        return text ? value_read(text, &h->arena).text : NULL;
    }
    return value_read(json, &h->arena).text;
}

static bool is_list(const struct json *json)
{
    return json && json_kind(json) == JSON_ARRAY;
}

static size_t count_of(const struct json *list)
{
    size_t count = 0;
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        count++;
    }
    return count;
}

/* The items of a list; owner is the id of the table or goal, column "" for goals. */
static struct item *items_of(struct hand *h, const struct json *list, const char *kind,
                             const char *owner, const char *column, size_t *count)
{
    struct item *items = arena_get(&h->arena, count_of(list) * sizeof *items);
    *count = 0;
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        const char *words = words_of(h, j);
        if (json_kind(j) == JSON_NULL || (json_kind(j) != JSON_OBJECT && !*words)) {
            continue;
        }
        const char *given = *column ? NULL : hand_row_id(h, j, owner);
        if (given) {
            items[(*count)++] = (struct item){.json = j, .id = given};
            continue;
        }
        uint64_t hash = hash_add_text(HASH_START, kind);
        hash = hash_add_text(hash_add_text(hash, owner), column);
        hash = hash_add_text(hash, words ? words : "");
        items[*count].json = j;
        items[(*count)++].id = hand_id_of(&h->ids, j, kind, hash, owner, column);
    }
    return items;
}

/* All members that are fields; what the nesting or the sum of votes says is skipped,
 * and "gone", which only being there or not says, and lists of that name (NULL: none). */
static void say_fields(struct making *m, const struct json *json,
                       const char *const *skipped, const struct names *lists)
{
    if (json_kind(json) != JSON_OBJECT) {
        say(m, "text", VALUE_OF_TEXT(words_of(m->hand, json)));
        return;
    }
    for (const struct json *j = json_first(json); j; j = json_next(j)) {
        const char *name = json_name(j);
        bool skip = strcmp(name, "vote:hand") == 0 ||
                    (lists && is_list(j) && names_find(lists, name));
        for (size_t i = 0; skipped[i] && !skip; i++) {
            skip = strcmp(skipped[i], name) == 0;
        }
        if (!skip) {
            struct value value = value_read(j, &m->hand->arena);
            double unused;
            if (value.kind == VALUE_JSON &&
                (strcmp(name, "text") == 0 ||
                 (field_is(m->kind, name, FIELD_NUMBER) && json_number(j, &unused)))) {
                value.kind = VALUE_TEXT; /* words, whatever they look like */
            }
            say(m, name, value);
        }
    }
}

/* "votes" is a sum: what it differs by is the hand's own vote. What can be no sum says
 * nothing. */
static void say_votes(struct making *m, const struct json *json)
{
    static const char own[] = "vote:hand";
    const struct json *member = json_member(json, "votes");
    struct value said = member ? value_read(member, &m->hand->arena) : VALUE_NOTHING;
    long wanted = value_votes(said);
    if (wanted < 0 || (wanted == 0 && !value_same(said, VALUE_OF_JSON("0")))) {
        return;
    }
    if (wanted != (m->record ? record_votes(m->record) : 0)) {
        long others = m->record ? record_votes_but(m->record, own) : 0;
        struct str number = str_of("%ld", wanted - others);
        say(m, own, VALUE_OF_JSON(arena_copy_text(&m->hand->arena, number.bytes)));
        str_finish(&number);
    }
}

static const char *reference(struct hand *h, const char *kind, const char *id)
{
    struct str of = str_of("%s:%s", kind, id);
    const char *kept = arena_copy_text(&h->arena, of.bytes);
    str_finish(&of);
    return kept;
}

static void take_in_column(struct hand *h, const char *goal, const char *column,
                           const struct json *list)
{
    static const char *const skipped[] = {"id",     "gone",  "votes", "goal",
                                          "column", "place", NULL};
    size_t count;
    struct item *items = items_of(h, list, "note", goal, column, &count);
    note_present(h, goal, column, list);
    hand_find_places(h, items, count, "note", goal, column);
    hand_give_places(items, count, &h->arena);
    for (size_t i = 0; i < count; i++) {
        struct making m = making_of(h, "note", items[i].id, items[i].json);
        say_fields(&m, items[i].json, skipped, NULL);
        say(&m, "goal", VALUE_OF_TEXT(reference(h, "goal", goal)));
        say_where(&m, "column", column);
        say_where(&m, "place", items[i].place);
        say_not_gone(&m);
        say_votes(&m, items[i].json);
        made(&m);
    }
}

/* Deletes those that no list claims, the last first, so that nothing is shifted in the
 * list itself. */
static void delete_unclaimed(struct hand *h, const struct record *const *items,
                             size_t count, const struct json *list,
                             void (*delete_one)(struct hand *h,
                                                const struct record *record,
                                                const struct json *list))
{
    const struct record **copy = memory_get((count + 1) * sizeof(*copy));
    if (count) {
        memcpy(copy, items, count * sizeof(*copy));
    }
    for (size_t i = count; i-- > 0;) {
        if (!hand_is_claimed(&h->ids, copy[i])) {
            delete_one(h, copy[i], list);
        }
    }
    free(copy);
}

static void delete_unclaimed_notes(struct hand *h, const struct record *goal,
                                   const char *column, const struct json *list)
{
    size_t count;
    const struct record *const *notes = goal_notes(h->session, goal, column, &count);
    delete_unclaimed(h, notes, count, list, delete_record);
}

static void delete_goal(struct hand *h, const struct record *goal,
                        const struct json *list)
{
    const char **columns = goal_columns(h->session, goal);
    for (size_t i = 0; columns[i]; i++) {
        delete_unclaimed_notes(h, goal, columns[i], list);
    }
    delete_record(h, goal, list);
    free(columns);
}

static void delete_unclaimed_goals(struct hand *h, const struct record *table,
                                   const struct json *list)
{
    size_t count;
    const struct record **rows = table_all_rows(h->session, table, &count);
    delete_unclaimed(h, rows, count, list, delete_goal);
    free(rows);
}

static void delete_table(struct hand *h, const struct record *table,
                         const struct json *list)
{
    if (*record_id(table)) {
        delete_unclaimed_goals(h, table, list);
        delete_record(h, table, list);
    }
}

static void take_in_notes(struct hand *h, const struct item *goal,
                          const struct lookup *columns)
{
    size_t count;
    struct note_list *lists = hand_note_lists(goal, columns, &count);
    for (size_t i = 0; i < count; i++) {
        take_in_column(h, goal->id, *lists[i].column, lists[i].notes);
    }
    free(lists);
}

static void take_in_goals(struct hand *h, const char *table, const struct json *list)
{
    static const char *const inside[] = {"id", "gone", "votes", "session", "place", NULL};
    size_t count;
    struct names names = {0};
    struct lookup by_name = {0};
    struct item *items = items_of(h, list, "goal", table, "", &count);
    hand_need_forms_of_columns(h, table, list);
    const char **columns =
        hand_columns(h->session, table, items, count, &names, &h->arena);
    note_present(h, table, NULL, list);
    for (size_t i = 0; columns[i]; i++) {
        lookup_add_id(&by_name, &columns[i]);
    }
    hand_give_places_of_rows(h, table, items, count);
    for (size_t i = 0; i < count; i++) {
        struct making m = making_of(h, "goal", items[i].id, items[i].json);
        say_fields(&m, items[i].json, inside, &names);
        const char *words = hand_row_words(h, items[i].json, table);
        if (words && !(m.record && record_field(m.record, "text"))) {
            say(&m, "text", VALUE_OF_TEXT(words));
        }
        say(&m, "session", VALUE_OF_TEXT(reference(h, "session", table)));
        say_where(&m, "place", items[i].place);
        say_not_gone(&m);
        say_votes(&m, items[i].json);
        made(&m);
    }
    for (size_t i = 0; i < count; i++) {
        take_in_notes(h, &items[i], &by_name);
    }
    lookup_finish(&by_name);
    names_finish(&names);
    free(columns);
}

static void take_in_table(struct hand *h, const struct json *json)
{
    static const char *const skipped[] = {"id", "gone", "goals", NULL};
    const char *id =
        hand_id_of(&h->ids, json, "session", hand_table_hash(json), NULL, NULL);
    const char *date = json_member_text(json, "date");
    h->at_ms = h->latest_ms;
    if (!h->has_edits && !(date && date_read(date, &h->at_ms))) {
        h->at_ms = 0;
    }
    struct making m = making_of(h, "session", id, json);
    say_fields(&m, json, skipped, NULL);
    const struct json *form = json_member(json, "template");
    if (!m.record && (!form || json_kind(form) == JSON_NULL)) {
        say(&m, "template", VALUE_OF_TEXT(template_builtin_id(0)));
    }
    say_not_gone(&m);
    made(&m);
    const struct record *table = session_record(h->session, "session", id);
    hand_need_template(h, table);
    hand_need_forms_of_marks(h, table, json);
    if (is_list(json_member(json, "goals"))) {
        take_in_goals(h, id, json_member(json, "goals"));
    }
}

/* Only when all is taken in, what no list names is taken out: it may have moved. */
static void take_out(struct hand *h)
{
    for (size_t i = 0; i < h->present_count; i++) {
        const struct present *p = &h->present[i];
        if (p->column) {
            delete_unclaimed_notes(h, session_record(h->session, "goal", p->id),
                                   p->column, p->list);
        }
    }
    for (size_t i = 0; i < h->present_count; i++) {
        const struct present *p = &h->present[i];
        if (!p->column) {
            delete_unclaimed_goals(h, session_record(h->session, "session", p->id),
                                   p->list);
        }
    }
}

static void take_in_file_members(struct hand *h, const struct json *top)
{
    struct making m = making_of(h, "file", "file", top);
    say_fields(&m, top, top_own_members, NULL);
    made(&m);
}

void hand_take_in(struct session *session, const struct json *top, bool has_edits,
                  int64_t at_ms, struct fault_sink *sink, struct by_hand *made)
{
    struct hand h = {.session = session,
                     .sink = sink,
                     .made = made,
                     .has_edits = has_edits,
                     .latest_ms = at_ms,
                     .at_ms = has_edits ? at_ms : 0};
    const struct json *list = json_member(top, "sessions");
    size_t count;
    h.ids = (struct hand_ids){.session = session, .arena = &h.arena};
    hand_ids_find(&h.ids, top);
    take_in_file_members(&h, top);
    if (is_list(list)) {
        for (const struct json *j = json_first(list); j; j = json_next(j)) {
            if (json_kind(j) == JSON_OBJECT) {
                take_in_table(&h, j);
            }
        }
        take_out(&h);
        const struct record *const *tables = session_tables(session, &count);
        delete_unclaimed(&h, tables, count, list, delete_table);
    }
    hand_ids_finish(&h.ids);
    free(h.present);
    arena_finish(&h.arena);
}

static void turn_list(struct hand *h, const struct record *goal, const char *name)
{
    const struct version *shown = field_shown(record_field(goal, name));
    const char *text = arena_copy_text(&h->arena, version_value(shown).text);
    struct json_document list = {0};
    struct err unused = ERR_NONE;
    if (json_read(&list, name, text, strlen(text), &unused) &&
        hand_holds_words(list.root)) {
        h->at_ms = shown->edit->at_ms;
        take_in_column(h, record_id(goal), name, list.root);
        struct making m = making_of(h, "goal", record_id(goal), list.root);
        say(&m, name, VALUE_NOTHING);
        made(&m);
    }
    json_finish(&list);
    err_finish(&unused);
}

void hand_turn_lists(struct session *session, struct by_hand *made)
{
    struct hand h = {.session = session, .made = made};
    size_t count;
    h.ids = (struct hand_ids){.session = session, .arena = &h.arena};
    struct kept_list *lists = hand_kept_lists(session, &count);
    for (size_t i = 0; i < count; i++) {
        turn_list(&h, lists[i].goal, lists[i].name);
    }
    free(lists);
    hand_ids_finish(&h.ids);
    free(h.present);
    arena_finish(&h.arena);
}
