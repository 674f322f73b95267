/* Notes of which there is something to tell become edits of the part of sealed files that is a
 * session; of most there is nothing, whatever was done to them. */

#include "store/joined_inside.h"

#include "base/memory.h"
#include "model/fields.h"
#include "model/top.h"
#include "store/edits.h"

#include <stdlib.h>
#include <string.h>

bool joined_take(struct session *part, const struct edit *edit)
{
    enum applied what;
    return edits_take(part, edit, &what, NULL) && what == APPLIED;
}

/* A field that says nothing to be told of: one that is known to say where a note stands, what
 * it says or who does it; or a mark, if all tables have it, of which few are remembered. */
static bool is_usual_field(struct joined *j, const char *name)
{
    static const char *const usual[] = {"column",   "goal",  "place",     "text",
                                        "who",      "when",  "messenger", "outcome",
                                        "answered", "named", NULL};
    if (text_among(name, usual, SIZE_MAX)) {
        return true;
    }
    for (size_t i = 0; i < j->mark_count; i++) {
        if (strcmp(j->marks[i], name) == 0) {
            return true;
        }
    }
    size_t len_bytes = strlen(name);
    bool room = j->mark_count < JOINED_MOST_MARKS && len_bytes < sizeof j->marks[0];
    if (field_traits("note", name) || !room) {
        return false;
    }
    memcpy(j->marks[j->mark_count++], name, len_bytes + 1);
    return true;
}

/* The id of the goal that an edit of a note puts it under; NULL: none. */
static const char *goal_of(const struct edit *edit)
{
    static const char kind[] = "goal:";
    const struct change *goal = edit_change(edit, "goal");
    const char *words = goal ? value_words(goal->value) : "";
    bool is = goal && goal->value.kind == VALUE_TEXT &&
              strncmp(words, kind, sizeof kind - 1) == 0 && words[sizeof kind - 1];
    return is ? words + sizeof kind - 1 : NULL;
}

/* Whether it says in words what a note of nothing but words may say of itself, and where it
 * stands only as a whole. */
static bool says_usual_things(struct joined *j, const struct edit *edit)
{
    bool usual = !edit_change(edit, "column") == !edit_change(edit, "goal");
    for (size_t i = 0; i < edit->set_count && usual; i++) {
        enum value_kind kind = edit->set[i].value.kind;
        usual = is_usual_field(j, edit->set[i].field) &&
                (kind == VALUE_TEXT || kind == VALUE_NONE);
    }
    return usual;
}

bool joined_is_usual(struct joined *j, const struct edit *edit, struct joined_line *line)
{
    bool usual = strcmp(edit->kind, "note") == 0 && !edit->again_count &&
                 !edit->more_count && !edit->redacted && says_usual_things(j, edit);
    const char *goal = usual ? goal_of(edit) : NULL;
    line->goal = !usual ? 0 : goal ? joined_hash(goal, strlen(goal)) : JOINED_NO_GOAL;
    if (goal) {
        const char *column = value_words(edit_change(edit, "column")->value);
        line->column = (uint32_t)joined_hash(column, strlen(column));
    }
    line->looked_at = true;
    return usual;
}

/* Whether every table has all the marks that were taken for usual. */
static bool marks_are_known(const struct joined *j, struct session *part)
{
    size_t count;
    const struct record *const *tables = session_tables(part, &count);
    bool known = true;
    for (size_t i = 0; i < count && known; i++) {
        const struct template *form = table_template(part, tables[i]);
        for (size_t k = 0; k < j->mark_count && known; k++) {
            known = template_mark(form, j->marks[k]) != NULL;
        }
    }
    return known;
}

/* Notes that the part has in any case: those that somebody kept apart from others, and those
 * that stand in another place than a column that every goal of their table has. By hashes. */
struct wanted {
    struct hashes notes;
    struct hash_set places;
};

static uint64_t place_of(uint64_t goal, uint32_t column)
{
    uint64_t hash = (goal ^ column) * UINT64_C(0x9e3779b97f4a7c15);
    return (hash ^ hash >> 32) | UINT64_C(1) << 63;
}

/* The columns that all goals of a table have in the top. */
static void add_places(struct hash_set *places, struct session *part,
                       const struct record *table)
{
    size_t count;
    const struct template *form = table_template(part, table);
    const struct record *const *goals = table_goals(part, table, &count);
    const char **columns = top_listed_columns(part, table);
    for (size_t i = 0; i < count; i++) {
        const char *id = record_id(goals[i]);
        uint64_t goal = joined_hash(id, strlen(id));
        for (const char **column = columns; *column; column++) {
            if (template_column(form, *column, NULL)) {
                uint32_t name = (uint32_t)joined_hash(*column, strlen(*column));
                hash_set_add(places, place_of(goal, name));
            }
        }
    }
    free(columns);
}

static struct hash_set places_of(struct session *part)
{
    size_t count;
    const struct record *const *tables = session_tables(part, &count);
    struct hash_set places = {.count = 0};
    for (size_t i = 0; i < count; i++) {
        add_places(&places, part, tables[i]);
    }
    return places;
}

/* What a field of decisions ever named, as "note:q8". */
static void add_named(struct hashes *notes, const struct field *field)
{
    for (const struct version *v = field ? field->versions : NULL; v; v = v->next) {
        const char *colon = strchr(value_words(version_value(v)), ':');
        if (colon) {
            hashes_add(notes, (uint32_t)joined_hash(colon + 1, strlen(colon + 1)));
        }
    }
}

static size_t count_apart(const struct session *part)
{
    size_t count = 0;
    for (const struct record *r = session_next_record(part, NULL); r;
         r = session_next_record(part, r)) {
        count += record_is(r, "apart");
    }
    return count;
}

/* Which themes are not settled hangs on what people decided, and on the entries of which they
 * did: how they are worded, and where they stand. Those that were placed in a theme have an edit
 * that is unusual, and are in the part. */
static struct wanted wanted_of(struct session *part)
{
    struct wanted wanted = {hashes_for(8 * count_apart(part)), places_of(part)};
    for (const struct record *r = session_next_record(part, NULL); r;
         r = session_next_record(part, r)) {
        if (record_is(r, "apart")) {
            add_named(&wanted.notes, record_field(r, "one"));
            add_named(&wanted.notes, record_field(r, "other"));
        }
    }
    return wanted;
}

static void wanted_finish(struct wanted *wanted)
{
    hashes_finish(&wanted->notes);
    hash_set_finish(&wanted->places);
}

static bool is_wanted(const struct joined *j, const struct wanted *wanted,
                      const struct joined_line *line)
{
    return j->sources[line->source].whole ||
           (line->goal > JOINED_NO_GOAL &&
            !hash_set_has(&wanted->places, place_of(line->goal, line->column))) ||
           hashes_have(&wanted->notes, (uint32_t)line->id);
}

/* Lines that may be of one note, by the hash of its id, as edits. */
struct group {
    struct joined *j;
    const uint32_t *numbers; /* of lines, in their order */
    size_t count;
    struct edit *edits;
    struct arena arena;
};

/* What each replaces came before it, so that none stand in a circle; and of words, each
 * replaces those before, so that there is one wording. */
static bool is_one_wording(const struct group *g)
{
    const struct edit *words = NULL;
    for (size_t i = 0; i < g->count; i++) {
        const struct edit *edit = &g->edits[i];
        const struct change *text = edit_change(edit, "text");
        for (size_t k = i; k < g->count; k++) {
            if (edit_has_seen(edit, g->edits[k].key)) {
                return false;
            }
        }
        if (text && (text->value.kind != VALUE_TEXT ||
                     (words && !edit_has_seen(edit, words->key)))) {
            return false;
        }
        words = text ? edit : words;
    }
    return words != NULL;
}

/* Whether an edit replaces what was said last, before it, in each field of a promise that it
 * sets. */
static bool goes_on(const struct group *g, size_t at)
{
    const struct edit *edit = &g->edits[at];
    for (size_t k = 0; k < edit->set_count; k++) {
        const char *field = edit->set[k].field;
        size_t last = field_is("note", field, FIELD_PROMISE) ? at : 0;
        while (last && !edit_change(&g->edits[last - 1], field)) {
            last--;
        }
        if (last && !edit_has_seen(edit, g->edits[last - 1].key)) {
            return false;
        }
    }
    return true;
}

static bool is_one_promise(const struct group *g)
{
    bool one = true;
    for (size_t i = 1; i < g->count && one; i++) {
        one = goes_on(g, i);
    }
    return one;
}

/* Whether there is nothing to tell of a note: it is made of usual edits, stands under one goal,
 * and has one wording, as has what is promised of it. */
static bool is_quiet(const struct group *g, const struct wanted *wanted)
{
    size_t goals = 0;
    for (size_t i = 0; i < g->count; i++) {
        const struct joined_line *line = &g->j->lines[g->numbers[i]];
        if (!line->goal || strcmp(g->edits[i].id, g->edits[0].id) != 0 ||
            is_wanted(g->j, wanted, line)) {
            return false;
        }
        goals += edit_change(&g->edits[i], "goal") != NULL;
    }
    return goals == 1 && goal_of(&g->edits[0]) && is_one_wording(g) && is_one_promise(g);
}

static bool read_group(struct group *g)
{
    bool ok = true;
    arena_clear(&g->arena);
    g->edits = arena_get(&g->arena, g->count * sizeof *g->edits);
    for (size_t i = 0; i < g->count && ok; i++) {
        const struct joined_line *line = &g->j->lines[g->numbers[i]];
        size_t values;
        ok = edits_read_line(line->begin, line->len_bytes, &g->arena, &g->edits[i],
                             &values);
    }
    return ok;
}

/* Takes those that the part has not, unless there is nothing to tell. */
static bool look_at(struct group *g, struct session *part, const struct wanted *wanted,
                    bool marks_known)
{
    bool any = false;
    for (size_t i = 0; i < g->count; i++) {
        any = any || g->j->lines[g->numbers[i]].goal;
    }
    if (any && !read_group(g)) {
        return false;
    }
    if (!any || (marks_known && is_quiet(g, wanted))) {
        return true;
    }
    bool ok = true;
    for (size_t i = 0; i < g->count && ok; i++) {
        struct joined_line *line = &g->j->lines[g->numbers[i]];
        ok = !line->goal || joined_take(part, &g->edits[i]);
        line->goal = 0;
    }
    return ok;
}

/* A line that is to be looked at, and those of one note beside one another. */
struct choice_of_line {
    uint64_t id;
    uint32_t number;
};

static int by_note(const void *left, const void *right)
{
    const struct choice_of_line *a = left, *b = right;
    return a->id != b->id ? (a->id < b->id ? -1 : 1)
                          : (a->number > b->number) - (a->number < b->number);
}

/* The numbers of lines to look at, in groups of one id; an array to free(). */
static uint32_t *lines_to_look_at(const struct joined *j, const struct wanted *wanted,
                                  size_t *count)
{
    struct choice_of_line *chosen = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < j->line_count; i++) {
        const struct joined_line *line = &j->lines[i];
        if (hashes_have(&j->several, (uint32_t)line->id) || line->looked_at ||
            is_wanted(j, wanted, line)) {
            chosen = memory_room_for_one(chosen, *count, &room, sizeof *chosen);
            chosen[(*count)++] = (struct choice_of_line){line->id, (uint32_t)i};
        }
    }
    ARRAY_SORT(chosen, *count, by_note);
    uint32_t *numbers = memory_get((*count + 1) * sizeof *numbers);
    for (size_t i = 0; i < *count; i++) {
        numbers[i] = chosen[i].number;
    }
    free(chosen);
    return numbers;
}

bool joined_read_more(struct joined *j, struct session *part)
{
    struct group g = {.j = j};
    struct wanted wanted = wanted_of(part);
    size_t count;
    bool ok = true, marks_known = marks_are_known(j, part);
    uint32_t *numbers = lines_to_look_at(j, &wanted, &count);
    session_begin_many(part);
    for (size_t i = 0; i < count && ok; i += g.count) {
        g.numbers = numbers + i;
        for (g.count = 1; i + g.count < count &&
                          j->lines[numbers[i + g.count]].id == j->lines[numbers[i]].id;
             g.count++) {
        }
        ok = look_at(&g, part, &wanted, marks_known);
    }
    j->values += wanted.places.count; /* each is a list */
    session_end_many(part);
    arena_finish(&g.arena);
    wanted_finish(&wanted);
    free(numbers);
    return ok;
}
