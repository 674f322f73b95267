#include "model/author.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/alone.h"
#include "model/author_inside.h"
#include "model/fields.h"
#include "model/place.h"
#include "model/rows.h"
#include "model/top.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void author_new_id(struct author *a, char id[BASE32_SIZE_BYTES])
{
    base32_write(dice_roll(&a->dice), id);
}

static bool need_template(struct author *a, const char *template_id, struct err *err)
{
    const struct template *form =
        template_id ? template_builtin_of(template_id) : template_builtin(0);
    if (!form) {
        return session_record(a->session, "template", template_id) != NULL;
    }
    return session_add_template(a->session, form, err);
}

static const struct record *add_table(struct author *a, const char *id,
                                      const char *const details[4],
                                      const char *template_id, struct err *err)
{
    static const char *const names[] = {"title", "place", "date", "table"};
    struct draft d;
    if (!need_template(a, template_id, err)) {
        return NULL;
    }
    draft_begin(&d, a, "session", id);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (details[i]) {
            draft_set(&d, NULL, names[i], VALUE_OF_TEXT(details[i]));
        }
    }
    template_id = template_id ? template_id : template_builtin_id(0);
    draft_set(&d, NULL, "template", VALUE_OF_TEXT(template_id));
    bool own = author_begin_act(a, "began the session", NULL);
    bool ok = draft_apply(&d, a, err);
    if (own) { /* the session itself is not undone */
        author_forget_step(a);
    }
    return ok ? session_record(a->session, "session", id) : NULL;
}

const struct record *author_add_table(struct author *a, const char *template_id,
                                      const char *title, const char *place,
                                      const char *date, const char *table,
                                      struct err *err)
{
    char id[BASE32_SIZE_BYTES];
    author_new_id(a, id);
    return add_table(a, id, (const char *const[]){title, place, date, table}, template_id,
                     err);
}

const struct record *author_begin_table(struct author *a, const char *id, struct err *err)
{
    return add_table(a, id, (const char *const[4]){NULL}, NULL, err);
}

bool author_withdraw_table(struct author *a, const struct record *table, struct err *err)
{
    bool own = author_begin_act(a, "withdrew the session", NULL);
    bool ok = author_delete_one(a, table, err);
    if (own) {
        author_forget_step(a);
    }
    return ok;
}

/* Re-places what stands behind items[at] in the same place as it (two laptops picked
 * the same, or a file says so), so that there is room between. */
static bool part_equal_places(struct author *a, const struct record *const *items,
                              size_t count, size_t at, struct err *err)
{
    const char *place = record_words(items[at], "place");
    size_t end = at + 1;
    while (end < count && strcmp(record_words(items[end], "place"), place) == 0) {
        end++;
    }
    const char *beyond = end < count ? record_words(items[end], "place") : NULL;
    size_t moved_count = end - at - 1;
    const struct record **moved = memory_get((moved_count + 1) * sizeof(*moved));
    memcpy(moved, items + at + 1, moved_count * sizeof(*moved));
    struct str before = STR_EMPTY, next = STR_EMPTY;
    str_add(&before, place);
    bool ok = true;
    for (size_t i = 0; i < moved_count && ok; i++) {
        struct draft d;
        ok = place_between(before.bytes, beyond, &a->dice, &next);
        if (!ok) {
            err_set(err, "the order of these entries is damaged in the file");
            break;
        }
        draft_begin(&d, a, record_kind(moved[i]), record_id(moved[i]));
        draft_set(&d, moved[i], "place", VALUE_OF_TEXT(next.bytes));
        ok = draft_apply(&d, a, err);
        str_set(&before, "%s", next.bytes);
    }
    free(moved);
    str_finish(&before);
    str_finish(&next);
    return ok;
}

/* The items of a list: of a goal's column, or of a table's grid, "" being the goals. */
static const struct record *const *siblings(struct author *a, const struct record *parent,
                                            const char *list, size_t *count)
{
    return record_is(parent, "session") ? table_rows(a->session, parent, list, count)
                                        : goal_notes(a->session, parent, list, count);
}

/* The place behind `after` (NULL: the front) in that list, not counting `moving`. */
static bool find_place(struct author *a, const struct record *parent, const char *column,
                       const struct record *after, const struct record *moving,
                       struct str *place, struct err *err)
{
    for (int attempt = 0; attempt < 2; attempt++) {
        size_t count, at = 0;
        const struct record *const *items = siblings(a, parent, column, &count);
        while (after && at < count && items[at] != after) {
            at++;
        }
        size_t next = after ? at + 1 : 0;
        if (next < count && items[next] == moving) {
            next++;
        }
        const char *before_place = after ? record_words(after, "place") : NULL;
        const char *next_place = next < count ? record_words(items[next], "place") : NULL;
        if (place_between(before_place, next_place, &a->dice, place)) {
            return true;
        }
        if (!after || at >= count || !part_equal_places(a, items, count, at, err)) {
            break;
        }
    }
    /* A damaged order: what is written now goes to the end rather than nowhere. */
    size_t count;
    const struct record *const *items = siblings(a, parent, column, &count);
    return place_between(count ? record_words(items[count - 1], "place") : NULL, NULL,
                         &a->dice, place);
}

static const struct record *last_of(struct author *a, const struct record *parent,
                                    const char *column)
{
    size_t count;
    const struct record *const *items = siblings(a, parent, column, &count);
    return count ? items[count - 1] : NULL;
}

bool author_find_end(struct author *a, const struct record *parent, const char *column,
                     struct str *place, struct err *err)
{
    return find_place(a, parent, column, last_of(a, parent, column), NULL, place, err);
}

bool author_need_cell(struct author *a, const struct record *row, const char *column,
                      struct err *err)
{
    const struct grid *grid = NULL;
    const struct template *form = table_template(a->session, row_table(row));
    bool known = template_column(form, column, &grid) != NULL;
    return (!known || session_keep_form(a->session, grid->id, err)) &&
           author_need_row(a, row, err);
}

const struct record *author_add_in(struct author *a, const struct record *parent,
                                   const char *list, const struct record *after,
                                   const char *id, const char *text, struct err *err)
{
    bool note = !record_is(parent, "session");
    const char *round = table_alone(note ? row_table(parent) : parent);
    const char *kind = note ? "note" : "goal";
    char fresh[BASE32_SIZE_BYTES];
    struct draft d;
    struct str place = STR_EMPTY, of = STR_EMPTY, words = STR_EMPTY;
    str_add_trimmed(&words, text);
    bool own = author_begin_act(a, "added", str_text(&words));
    bool ok = (note ? author_need_cell(a, parent, list, err)
                    : session_keep_form(a->session, list, err)) &&
              find_place(a, parent, list, after ? after : last_of(a, parent, list), NULL,
                         &place, err);
    if (ok) {
        str_addf(&of, "%s:%s", record_kind(parent), record_id(parent));
        if (!id) {
            author_new_id(a, fresh);
        }
        id = id ? id : fresh;
        draft_begin(&d, a, kind, id);
        draft_set(&d, NULL, "text", VALUE_OF_TEXT(str_text(&words)));
        draft_set(&d, NULL, "place", VALUE_OF_TEXT(place.bytes));
        draft_set(&d, NULL, note ? "goal" : "session", VALUE_OF_TEXT(of.bytes));
        if (*list) {
            draft_set(&d, NULL, note ? "column" : "grid", VALUE_OF_TEXT(list));
        }
        if (round) {
            draft_set(&d, NULL, "alone", VALUE_OF_TEXT(round));
        }
        if (round && *a->writer) {
            draft_set(&d, NULL, "from", VALUE_OF_TEXT(a->writer));
        }
        ok = draft_apply(&d, a, err);
    }
    author_end_act(a, own);
    str_finish(&place);
    str_finish(&of);
    str_finish(&words);
    return ok ? session_record(a->session, kind, id) : NULL;
}

const struct record *author_add_goal(struct author *a, const struct record *table,
                                     const struct record *after, const char *text,
                                     struct err *err)
{
    return author_add_in(a, table, "", after, NULL, text, err);
}

const struct record *author_add_note(struct author *a, const struct record *goal,
                                     const char *column, const struct record *after,
                                     const char *text, struct err *err)
{
    return author_add_in(a, goal, column, after, NULL, text, err);
}

/* As it is said when it is done: "changed ‘Bus fares’ to ‘No evening bus’". */
static void say_reworded(const char *old, const char *text, struct str *said)
{
    enum { NAME_GRAPHEMES = 40 };
    str_add(said, "changed ");
    text_quote(said, old ? old : "", NAME_GRAPHEMES);
    if (*text) {
        str_add(said, " to ");
        text_quote(said, text, NAME_GRAPHEMES);
    }
}

static bool reword(struct author *a, const struct record *record, const char *text,
                   struct err *err)
{
    struct draft d;
    const char *old = record_text(record, "text");
    bool disputed = record_delete_disputed(record);
    if (old && strcmp(old, text) == 0 && !disputed &&
        field_wordings(record_field(record, "text")) < 2) {
        return true;
    }
    if (author_refuses_given(record, "renamed", err)) {
        return false;
    }
    struct str said = STR_EMPTY;
    say_reworded(old, text, &said);
    bool own = author_begin_act(a, said.bytes, NULL);
    str_finish(&said);
    draft_begin(&d, a, record_kind(record), record_id(record));
    draft_set(&d, record, "text", VALUE_OF_TEXT(text));
    if (disputed) {
        draft_set(&d, record, "gone", VALUE_NOTHING);
    }
    bool ok = draft_apply(&d, a, err);
    author_end_act(a, own);
    return ok;
}

bool author_reword(struct author *a, const struct record *record, const char *text,
                   struct err *err)
{
    struct str words = STR_EMPTY;
    str_add_trimmed(&words, text);
    bool ok = reword(a, record, str_text(&words), err);
    str_finish(&words);
    return ok;
}

/* "changed the vision to ‘We sing’": undoing says it, too, whatever is on the screen then. */
static void say_set(const struct record *record, const char *field, struct value value,
                    struct str *said)
{
    enum { NAME_GRAPHEMES = 40 };
    bool text = value.kind == VALUE_TEXT && *value.text;
    const char *before = record_words(record, field);
    str_addf(said, text ? "changed the %s to " : "took away the %s ", field);
    text_quote(said, text ? value.text : before, NAME_GRAPHEMES);
    if (!text && !*before) {
        str_set(said, "changed the %s", field);
    }
}

static bool set(struct author *a, const struct record *record, const char *field,
                struct value value, struct err *err)
{
    struct draft d;
    const struct field *known = record_field(record, field);
    bool votes = strncmp(field, "vote:", strlen("vote:")) == 0;
    if (value_same(record_value(record, field), value) && field_wordings(known) < 2 &&
        !(votes && field_votes_apart(known))) {
        return true;
    }
    struct str said = STR_EMPTY;
    say_set(record, field, value, &said);
    bool own = author_begin_act(a, said.bytes, NULL);
    str_finish(&said);
    bool ok = author_need_row(a, record, err);
    if (ok) {
        draft_begin(&d, a, record_kind(record), record_id(record));
        draft_set(&d, record, field, value);
        ok = draft_apply(&d, a, err);
    }
    author_end_act(a, own);
    return ok;
}

/* What is only half written stays as it is. */
static bool is_trimmed(const struct record *record, const char *field)
{
    return field_is(record_kind(record), field, FIELD_WORDS) &&
           !field_is(record_kind(record), field, FIELD_DRAFT);
}

bool author_set(struct author *a, const struct record *record, const char *field,
                struct value value, struct err *err)
{
    struct str words = STR_EMPTY;
    if (value.kind == VALUE_TEXT && is_trimmed(record, field)) {
        str_add_trimmed(&words, value.text);
        value = words.len_bytes || !*value.text ? VALUE_OF_TEXT(str_text(&words))
                                                : VALUE_NOTHING;
    }
    bool ok = set(a, record, field, value, err);
    str_finish(&words);
    return ok;
}

/* All notes of a goal, of whatever column: an array to free(). */
static const struct record **notes_of(struct author *a, const struct record *goal,
                                      size_t *count)
{
    const struct record **notes = NULL;
    size_t room = 0;
    const char **columns = goal_columns(a->session, goal);
    *count = 0;
    for (size_t i = 0; columns[i]; i++) {
        size_t here;
        const struct record *const *items =
            goal_notes(a->session, goal, columns[i], &here);
        for (size_t j = 0; j < here; j++) {
            ARRAY_ADD(notes, *count, room, items[j]);
        }
    }
    free(columns);
    return notes;
}

bool author_delete(struct author *a, const struct record *record, struct err *err)
{
    if (author_refuses_given(record, "deleted", err)) {
        return false;
    }
    bool own = author_begin_act(a, "deleted", record_words(record, "text"));
    bool ok = true;
    if (record_is(record, "goal") && record_parent(record)) {
        size_t count;
        const struct record **notes = notes_of(a, record, &count);
        for (size_t i = 0; i < count && ok; i++) {
            ok = author_delete_one(a, notes[i], err);
        }
        free(notes);
    }
    ok = ok && author_delete_one(a, record, err);
    author_end_act(a, own);
    return ok;
}

static bool bring_back_one(struct author *a, const struct record *record, struct err *err)
{
    struct draft d;
    draft_begin(&d, a, record_kind(record), record_id(record));
    draft_set(&d, record, "gone", VALUE_NOTHING);
    return draft_apply(&d, a, err);
}

/* Whether a note is hidden by the same act that deleted its goal. */
static bool went_with(const struct record *note, const struct record *goal,
                      const struct edit *deletion)
{
    const struct edit *own = record_is(note, "note") ? record_deletion(note) : NULL;
    return own && record_owner(note) == goal && !record_shown(note) &&
           own->at_ms == deletion->at_ms &&
           strcmp(own->key.actor, deletion->key.actor) == 0;
}

/* The notes that were deleted together with a goal: an array to free(). */
static const struct record **notes_gone_with(struct author *a, const struct record *goal,
                                             size_t *count)
{
    const struct record **notes = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct record *r = session_next_record(a->session, NULL); r;
         r = session_next_record(a->session, r)) {
        if (went_with(r, goal, record_deletion(goal))) {
            ARRAY_ADD(notes, *count, room, r);
        }
    }
    return notes;
}

bool author_bring_back(struct author *a, const struct record *record, struct err *err)
{
    const struct record *owner = record_owner(record), **notes = NULL;
    size_t count = 0;
    if (!record_deletion(record)) {
        return true;
    }
    bool own = author_begin_act(a, "brought back", record_words(record, "text"));
    if (record_is(record, "goal") && !record_shown(record)) {
        notes = notes_gone_with(a, record, &count);
    }
    bool with_owner = record_is(record, "note") && owner && record_deletion(owner) &&
                      !record_shown(owner);
    bool ok = !with_owner || bring_back_one(a, owner, err);
    ok = ok && bring_back_one(a, record, err);
    for (size_t i = 0; i < count && ok; i++) {
        ok = bring_back_one(a, notes[i], err);
    }
    author_end_act(a, own);
    free(notes);
    return ok;
}

/* Within a list of the parent: a note's column, or a row's grid. */
static bool move_record(struct author *a, const struct record *record,
                        const struct record *parent, const char *list,
                        const struct record *after, struct err *err)
{
    struct draft d;
    struct str place = STR_EMPTY, of = STR_EMPTY;
    bool note = record_is(record, "note");
    bool own = author_begin_act(a, "moved", record_words(record, "text"));
    bool ok = (!note || author_need_cell(a, parent, list, err)) &&
              find_place(a, parent, list, after, record, &place, err);
    if (ok) {
        draft_begin(&d, a, record_kind(record), record_id(record));
        if (note) {
            str_addf(&of, "%s:%s", record_kind(parent), record_id(parent));
            draft_set(&d, record, "goal", VALUE_OF_TEXT(of.bytes));
            draft_set(&d, record, "column", VALUE_OF_TEXT(list));
        }
        draft_set(&d, record, "place", VALUE_OF_TEXT(place.bytes));
        ok = draft_apply(&d, a, err);
    }
    author_end_act(a, own);
    str_finish(&place);
    str_finish(&of);
    return ok;
}

bool author_move_note(struct author *a, const struct record *note,
                      const struct record *goal, const char *column,
                      const struct record *after, struct err *err)
{
    return move_record(a, note, goal, column, after, err);
}

bool author_move_goal(struct author *a, const struct record *goal,
                      const struct record *after, struct err *err)
{
    return !author_refuses_given(goal, "moved", err) &&
           move_record(a, goal, record_parent(goal), record_column(goal), after, err);
}

bool author_vote(struct author *a, const struct record *note, const char *voter,
                 long count, struct err *err)
{
    char number[32];
    struct str field = str_of("vote:%s", voter);
    snprintf(number, sizeof number, "%ld", count);
    bool own = author_begin_act(a, count ? "voted for" : "took back the vote for",
                                record_words(note, "text"));
    bool ok = author_set(a, note, field.bytes, VALUE_OF_JSON(number), err);
    author_end_act(a, own);
    str_finish(&field);
    return ok;
}
