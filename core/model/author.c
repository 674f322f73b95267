#include "model/author.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/place.h"
#include "model/top.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one person did at one go: the edits that are undone together. */
struct step {
    struct step *older;
    char *said;
    uint64_t *numbers; /* of the author's own edits */
    size_t count, room;
};

static void step_free(struct step *step)
{
    if (step) {
        free(step->said);
        free(step->numbers);
        free(step);
    }
}

static void steps_free(struct step **steps)
{
    while (*steps) {
        struct step *step = *steps;
        *steps = step->older;
        step_free(step);
    }
}

static void step_push(struct step **steps, struct step *step)
{
    step->older = *steps;
    *steps = step;
}

void author_init(struct author *a, struct session *session, uint64_t seed, const char *by)
{
    *a = (struct author){.session = session, .next_number = 1, .by = by};
    base32_write(seed, a->actor);
    a->dice.state = hash_end(seed ^ UINT64_C(0x5bd1e9955bd1e995));
}

void author_finish(struct author *a)
{
    steps_free(&a->done);
    steps_free(&a->undone);
    step_free(a->open);
    *a = (struct author){0};
}

static void open_step(struct author *a, const char *said)
{
    assert(!a->open);
    a->open = memory_get(sizeof *a->open);
    a->open->said = memory_copy_text(said);
}

void author_begin_step(struct author *a, const char *said)
{
    open_step(a, said);
}

static void close_step(struct author *a, struct step **steps)
{
    struct step *step = a->open;
    a->open = NULL;
    if (step && step->count) {
        step_push(steps, step);
    } else {
        step_free(step);
    }
}

void author_end_step(struct author *a)
{
    if (a->open && a->open->count) {
        steps_free(&a->undone); /* what was undone is not redone behind new work */
    }
    close_step(a, &a->done);
}

void author_forget_step(struct author *a)
{
    struct step *forgotten = NULL;
    close_step(a, &forgotten);
    steps_free(&forgotten);
}

/* The first words, for a message: enough to know which note is meant. */
static void add_beginning(struct str *said, const char *text)
{
    enum { MOST_GRAPHEMES = 40 };
    size_t len_bytes = strcspn(text, "\r\n"), at = 0;
    for (int i = 0; i < MOST_GRAPHEMES && at < len_bytes; i++) {
        at = grapheme_after(text, len_bytes, at);
    }
    str_add_bytes(said, text, at);
    str_add(said, text[at] ? "…" : "");
}

/* An act outside of a step makes its own, with these words. Returns whether it did. */
static bool begin_own_step(struct author *a, const char *verb, const char *text)
{
    if (a->open) {
        return false;
    }
    struct str said = STR_EMPTY;
    str_add(&said, verb);
    if (text) {
        str_add(&said, " ‘");
        add_beginning(&said, text);
        str_add(&said, "’");
    }
    author_begin_step(a, str_text(&said));
    str_finish(&said);
    return true;
}

static void end_own_step(struct author *a, bool own)
{
    if (own) {
        author_end_step(a);
    }
}

/* An edit being put together, with the heads that its author sees. */
struct draft {
    struct edit edit;
    struct change set[8];
    struct edit_key *over;
    size_t over_room;
};

static void draft_begin(struct draft *d, struct author *a, const char *kind,
                        const char *id)
{
    *d = (struct draft){
        .edit = {.at_ms = a->now_ms, .by = a->by, .kind = kind, .id = id}};
}

static void draft_saw_key(struct draft *d, struct edit_key key)
{
    d->over = memory_room_for_one(d->over, d->edit.over_count, &d->over_room,
                                  sizeof *d->over);
    d->over[d->edit.over_count++] = key;
}

/* Names every head of a field: its author has seen them. */
static void draft_saw(struct draft *d, const struct record *record, const char *name)
{
    const struct field *field = record ? record_field(record, name) : NULL;
    for (const struct version *v = field ? field->heads : NULL; v; v = v->next_head) {
        draft_saw_key(d, v->edit->key);
    }
}

static void draft_set(struct draft *d, const struct record *record, const char *name,
                      struct value value)
{
    assert(d->edit.set_count < sizeof d->set / sizeof *d->set);
    d->set[d->edit.set_count++] = (struct change){name, value};
    draft_saw(d, record, name);
}

/* Passes the door, and is remembered in the open step. */
static bool draft_apply(struct draft *d, struct author *a, struct err *err)
{
    assert(a->open);
    d->edit.key = (struct edit_key){a->actor, a->next_number};
    d->edit.set = d->set;
    d->edit.over = d->over;
    edit_put_in_order(&d->edit);
    bool ok = session_apply(a->session, &d->edit, NULL, err);
    if (ok) {
        struct step *step = a->open;
        step->numbers = memory_room_for_one(step->numbers, step->count, &step->room,
                                            sizeof *step->numbers);
        step->numbers[step->count++] = a->next_number++;
    }
    free(d->over);
    return ok;
}

static void new_id(struct author *a, char id[BASE32_SIZE_BYTES])
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
    return session_add_template(a->session, form->id, form->json, err);
}

const struct record *author_add_table(struct author *a, const char *template_id,
                                      const char *title, const char *place,
                                      const char *date, const char *table,
                                      struct err *err)
{
    const char *const names[] = {"title", "place", "date", "table", "template"};
    const char *texts[] = {title, place, date, table, template_id};
    char id[BASE32_SIZE_BYTES];
    struct draft d;
    if (!need_template(a, template_id, err)) {
        return NULL;
    }
    texts[4] = template_id ? template_id : template_builtin(0)->id;
    new_id(a, id);
    draft_begin(&d, a, "session", id);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (texts[i]) {
            draft_set(&d, NULL, names[i], VALUE_OF_TEXT(texts[i]));
        }
    }
    bool own = begin_own_step(a, "began the session", NULL);
    bool ok = draft_apply(&d, a, err);
    if (own) { /* the session itself is not undone */
        author_forget_step(a);
    }
    return ok ? session_record(a->session, "session", id) : NULL;
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
        str_clear(&before);
        str_add(&before, next.bytes);
    }
    free(moved);
    str_finish(&before);
    str_finish(&next);
    return ok;
}

/* The items of the list that a goal or a note of that column stands in. */
static const struct record *const *siblings(struct author *a, const struct record *parent,
                                            const char *column, size_t *count)
{
    return column ? goal_notes(a->session, parent, column, count)
                  : table_goals(a->session, parent, count);
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
        const char *next_place =
            next < count ? record_words(items[next], "place") : NULL;
        if (place_between(before_place, next_place, &a->dice, place)) {
            return true;
        }
        if (!after || at >= count || !part_equal_places(a, items, count, at, err)) {
            break;
        }
    }
    /* A damaged order: what is written now goes to the end rather than nowhere. */
    return place_between(NULL, NULL, &a->dice, place);
}

static const struct record *last_of(struct author *a, const struct record *parent,
                                    const char *column)
{
    size_t count;
    const struct record *const *items = siblings(a, parent, column, &count);
    return count ? items[count - 1] : NULL;
}

static void add_of(struct str *of, const struct record *record)
{
    str_addf(of, "%s:%s", record_kind(record), record_id(record));
}

/* A goal of a table (column NULL), or a note of a goal. */
static const struct record *add_record(struct author *a, const struct record *parent,
                                       const char *column, const struct record *after,
                                       const char *text, struct err *err)
{
    const char *kind = column ? "note" : "goal";
    char id[BASE32_SIZE_BYTES];
    struct draft d;
    struct str place = STR_EMPTY, of = STR_EMPTY;
    bool own = begin_own_step(a, "added", text);
    bool ok = find_place(a, parent, column, after ? after : last_of(a, parent, column),
                         NULL, &place, err);
    if (ok) {
        add_of(&of, parent);
        new_id(a, id);
        draft_begin(&d, a, kind, id);
        draft_set(&d, NULL, "text", VALUE_OF_TEXT(text));
        draft_set(&d, NULL, "place", VALUE_OF_TEXT(place.bytes));
        draft_set(&d, NULL, column ? "goal" : "session", VALUE_OF_TEXT(of.bytes));
        if (column) {
            draft_set(&d, NULL, "column", VALUE_OF_TEXT(column));
        }
        ok = draft_apply(&d, a, err);
    }
    end_own_step(a, own);
    str_finish(&place);
    str_finish(&of);
    return ok ? session_record(a->session, kind, id) : NULL;
}

const struct record *author_add_goal(struct author *a, const struct record *table,
                                     const struct record *after, const char *text,
                                     struct err *err)
{
    return add_record(a, table, NULL, after, text, err);
}

const struct record *author_add_note(struct author *a, const struct record *goal,
                                     const char *column, const struct record *after,
                                     const char *text, struct err *err)
{
    return add_record(a, goal, column, after, text, err);
}


bool author_reword(struct author *a, const struct record *record, const char *text,
                   struct err *err)
{
    struct draft d;
    const char *old = record_text(record, "text");
    bool disputed = record_delete_disputed(record);
    if (old && strcmp(old, text) == 0 && !disputed &&
        field_wordings(record_field(record, "text")) < 2) {
        return true;
    }
    bool own = begin_own_step(a, "reworded", old);
    draft_begin(&d, a, record_kind(record), record_id(record));
    draft_set(&d, record, "text", VALUE_OF_TEXT(text));
    if (disputed) {
        draft_set(&d, record, "gone", VALUE_NOTHING);
    }
    bool ok = draft_apply(&d, a, err);
    end_own_step(a, own);
    return ok;
}

bool author_set(struct author *a, const struct record *record, const char *field,
                struct value value, struct err *err)
{
    struct draft d;
    const struct field *known = record_field(record, field);
    if (value_same(record_value(record, field), value) && field_wordings(known) < 2) {
        return true;
    }
    struct str said = STR_EMPTY;
    str_addf(&said, "changed the %s", field);
    bool own = begin_own_step(a, said.bytes, NULL);
    str_finish(&said);
    draft_begin(&d, a, record_kind(record), record_id(record));
    draft_set(&d, record, field, value);
    bool ok = draft_apply(&d, a, err);
    end_own_step(a, own);
    return ok;
}

static bool delete_one(struct author *a, const struct record *record, struct err *err)
{
    struct draft d;
    draft_begin(&d, a, record_kind(record), record_id(record));
    draft_set(&d, record, "gone", VALUE_OF_JSON("true"));
    draft_saw(&d, record, "text");
    return draft_apply(&d, a, err);
}

/* All notes of a goal, of whatever column: an array to free(). */
static const struct record **notes_of(struct author *a, const struct record *goal,
                                      size_t *count)
{
    const struct record **notes = NULL;
    size_t room = 0;
    const char **columns = top_columns(a->session, record_parent(goal));
    *count = 0;
    for (size_t i = 0; columns[i]; i++) {
        size_t here;
        const struct record *const *items =
            goal_notes(a->session, goal, columns[i], &here);
        for (size_t j = 0; j < here; j++) {
            notes = memory_room_for_one(notes, *count, &room, sizeof(*notes));
            notes[(*count)++] = items[j];
        }
    }
    free(columns);
    return notes;
}

bool author_delete(struct author *a, const struct record *record, struct err *err)
{
    bool own = begin_own_step(a, "deleted", record_words(record, "text"));
    bool ok = true;
    if (strcmp(record_kind(record), "goal") == 0 && record_parent(record)) {
        size_t count;
        const struct record **notes = notes_of(a, record, &count);
        for (size_t i = 0; i < count && ok; i++) {
            ok = delete_one(a, notes[i], err);
        }
        free(notes);
    }
    ok = ok && delete_one(a, record, err);
    end_own_step(a, own);
    return ok;
}

/* column NULL: a goal within its table. */
static bool move_record(struct author *a, const struct record *record,
                        const struct record *parent, const char *column,
                        const struct record *after, struct err *err)
{
    struct draft d;
    struct str place = STR_EMPTY, of = STR_EMPTY;
    bool own = begin_own_step(a, "moved", record_words(record, "text"));
    bool ok = find_place(a, parent, column, after, record, &place, err);
    if (ok) {
        draft_begin(&d, a, record_kind(record), record_id(record));
        if (column) {
            add_of(&of, parent);
            draft_set(&d, record, "goal", VALUE_OF_TEXT(of.bytes));
            draft_set(&d, record, "column", VALUE_OF_TEXT(column));
        }
        draft_set(&d, record, "place", VALUE_OF_TEXT(place.bytes));
        ok = draft_apply(&d, a, err);
    }
    end_own_step(a, own);
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
    return move_record(a, goal, record_parent(goal), NULL, after, err);
}

bool author_vote(struct author *a, const struct record *note, const char *voter,
                 long count, struct err *err)
{
    struct str field = STR_EMPTY;
    char number[32];
    str_addf(&field, "vote:%s", voter);
    snprintf(number, sizeof number, "%ld", count);
    bool own = begin_own_step(a, count ? "voted for" : "took back the vote for",
                              record_words(note, "text"));
    bool ok = author_set(a, note, field.bytes, VALUE_OF_JSON(number), err);
    end_own_step(a, own);
    str_finish(&field);
    return ok;
}

/* Whether all heads of a field are this author's own. */
static bool is_mine(const struct author *a, const struct field *field)
{
    for (const struct version *v = field->heads; v; v = v->next_head) {
        if (strcmp(v->edit->key.actor, a->actor) != 0) {
            return false;
        }
    }
    return field->heads != NULL;
}

/* What stood in the field before the edit: the latest of what it replaced, or NULL. */
static const struct version *version_before(const struct edit *edit,
                                            const struct field *field)
{
    const struct version *before = NULL;
    for (const struct version *v = field->versions; v; v = v->next) {
        for (size_t i = 0; i < edit->over_count; i++) {
            if (edit_key_compare(edit->over[i], v->edit->key) == 0 &&
                (!before || edit_compare(before->edit, v->edit) < 0)) {
                before = v;
            }
        }
    }
    return before;
}

/* Whether an edit first gave a note or a goal its words. */
static bool made_the_record(const struct edit *edit, const struct record *record)
{
    bool sets_text = false;
    for (size_t i = 0; i < edit->set_count; i++) {
        sets_text = sets_text || strcmp(edit->set[i].field, "text") == 0;
    }
    return sets_text && strcmp(edit->kind, "session") != 0 &&
           !version_before(edit, record_field(record, "text"));
}

/* A deletion that is redone has seen the words that it had seen at first, and the
 * author's own since, no more. */
static void draft_saw_again(struct draft *d, const struct author *a,
                            const struct record *record, const struct version *deletion)
{
    const struct field *text = record_field(record, "text");
    for (const struct version *v = text ? text->heads : NULL; v; v = v->next_head) {
        if (edit_has_seen(deletion->edit, v->edit->key) ||
            strcmp(v->edit->key.actor, a->actor) == 0) {
            draft_saw_key(d, v->edit->key);
        }
    }
}

/* Undoes one edit as far as it is the author's own still. An edit that made a record
 * is undone by deleting the record: its words stay in the history. */
static void undo_edit(struct author *a, const struct edit *edit)
{
    const struct record *record = session_record(a->session, edit->kind, edit->id);
    struct draft d;
    struct err unused = ERR_NONE;
    if (made_the_record(edit, record)) {
        if (is_mine(a, record_field(record, "text"))) {
            delete_one(a, record, &unused);
        }
        err_finish(&unused);
        return;
    }
    draft_begin(&d, a, edit->kind, edit->id);
    for (size_t i = 0; i < edit->set_count; i++) {
        const char *name = edit->set[i].field;
        const struct field *field = record_field(record, name);
        const struct version *before = version_before(edit, field);
        if (is_mine(a, field)) {
            draft_set(&d, record, name, before ? before->value : VALUE_NOTHING);
            if (before && strcmp(name, "gone") == 0) {
                draft_saw_again(&d, a, record, before);
            }
        }
    }
    if (d.edit.set_count) {
        draft_apply(&d, a, &unused);
    } else {
        free(d.over);
    }
    err_finish(&unused);
}

/* Takes the newest step of `from` back and keeps how to return in `to`. */
static const struct record *take_back(struct author *a, struct step **from,
                                      struct step **to, struct str *said)
{
    struct step *step = *from;
    if (!step) {
        return NULL;
    }
    *from = step->older;
    open_step(a, step->said);
    const struct record *about = NULL;
    for (size_t i = step->count; i-- > 0;) {
        const struct edit *edit =
            session_edit(a->session, (struct edit_key){a->actor, step->numbers[i]});
        if (!about) {
            about = session_record(a->session, edit->kind, edit->id);
        }
        undo_edit(a, edit);
    }
    str_add(said, step->said);
    if (a->open->count == 0) {
        str_add(said, " (left as it is: somebody else changed it since)");
    }
    close_step(a, to);
    step_free(step);
    return about;
}

const struct record *author_undo(struct author *a, struct str *said)
{
    return take_back(a, &a->done, &a->undone, said);
}

const struct record *author_redo(struct author *a, struct str *said)
{
    return take_back(a, &a->undone, &a->done, said);
}

size_t author_undo_count(const struct author *a)
{
    size_t count = 0;
    for (const struct step *step = a->done; step; step = step->older) {
        count++;
    }
    return count;
}
