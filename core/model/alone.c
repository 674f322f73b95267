/* What is written alone: which entries are hidden, and until when. */

#include "model/alone.h"

#include "base/hash.h"
#include "model/author_inside.h"
#include "model/session_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(const struct version *version)
{
    struct value value = version_value(version);
    return value.kind == VALUE_TEXT && *value.text ? value.text : NULL;
}

/* A table in which the round is on, or NULL. The name of a round is drawn at random, so that
 * one that is on anywhere hides what moved to another table, too. */
static const struct record *table_of_round(const struct session *s, const char *round)
{
    for (size_t i = 0; i < s->rounds.count; i++) {
        const struct record *table = s->rounds.items[i];
        const struct version *v = field_shown(record_field(table, s->alone_name));
        for (; v; v = head_next(v)) {
            const char *on = text_of(v);
            if (on && strcmp(on, round) == 0) {
                return table;
            }
        }
    }
    return NULL;
}

/* The round that is on still in which it was written; NULL: none is. */
static const char *round_of(const struct record *record)
{
    const struct session *s = record->session;
    const char *round = record->listed && record->kind != s->table
                            ? record_text(record, s->alone_name)
                            : NULL;
    return round && *round && table_of_round(s, round) ? round : NULL;
}

static const char *actor_of(const struct record *record)
{
    return field_shown(record_field(record, record->session->alone_name))
        ->edit->key.actor;
}

const char *table_alone(const struct record *table)
{
    const struct field *field = table ? record_field(table, "alone") : NULL;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        if (text_of(v)) {
            return text_of(v);
        }
    }
    return NULL;
}

static bool is_own(const struct session *s, const char *actor)
{
    return s->look_as &&
           (strcmp(actor, s->look_as) == 0 || names_find(&s->look_also_as, actor));
}

/* The offer that an entry was, or NULL. */
static const struct record *offer_behind(const struct record *entry)
{
    return entry->kind == entry->session->offer
               ? entry
               : session_record(entry->session, "offer", entry->id);
}

/* What was taken is of whoever offered it, not of whoever took it. */
static const char *writer_actor(const struct record *record)
{
    const struct record *offer = offer_behind(record);
    return actor_of(offer && round_of(offer) ? offer : record);
}

bool record_is_alone(const struct record *record)
{
    return round_of(record) && !is_own(record->session, writer_actor(record));
}

bool record_is_veiled(const struct record *record)
{
    if (record->listed && record->kind == record->session->goal &&
        record_is_alone(record)) {
        tree_need(record->session);
        return record->shown;
    }
    return false;
}

/* Keeping */

void alone_note(struct record *record)
{
    struct session *s = record->session;
    bool table = record->kind == s->table;
    struct some *some = table ? &s->rounds : &s->alone;
    bool may = table || record->kind == s->note || record->kind == s->goal ||
               record->kind == s->offer;
    if (may && !record->listed) {
        record->listed = true;
        some->items = memory_room_for_one(some->items, some->count, &some->room,
                                          sizeof(*some->items));
        some->items[some->count++] = record;
    }
}

static void refresh_all(struct session *s)
{
    for (size_t i = 0; i < s->alone.count; i++) {
        tree_refresh(s->alone.items[i]);
    }
}

/* The same in whatever order the heads stand. */
static uint64_t hash_of_rounds(const struct record *table)
{
    uint64_t hash = 0;
    const struct version *v =
        field_shown(record_field(table, table->session->alone_name));
    for (; v; v = head_next(v)) {
        hash += text_of(v) ? hash_end(hash_add_text(HASH_START, text_of(v))) : 0;
    }
    return hash;
}

static void refresh_entry(struct session *s, const char *kind, const char *id)
{
    const struct record *entry = session_record(s, kind, id);
    if (entry && entry->listed) {
        tree_refresh((struct record *)entry);
    }
}

void alone_refresh(struct record *record)
{
    struct session *s = record->session;
    if (record->kind == s->offer && record->listed) { /* whose its entry is */
        refresh_entry(s, "note", record->id);
        refresh_entry(s, "goal", record->id);
    }
    if (record->kind != s->table || !record->listed) {
        return;
    }
    uint64_t rounds = hash_of_rounds(record);
    if (rounds != tree_below(record)->rounds) {
        tree_touch_below(record)->rounds = rounds;
        refresh_all(s);
    }
}

void session_look_as(struct session *s, const char *actor)
{
    const char *kept = actor ? names_keep(&s->names, &s->arena, actor) : NULL;
    if (kept != s->look_as) {
        s->look_as = kept;
        s->change_count++; /* some words are others now */
        refresh_all(s);
    }
}

bool edit_is_own(const struct session *s, const struct edit *edit)
{
    return is_own(s, edit->key.actor);
}

/* What that actor wrote, who was the same person in an earlier opening, is shown too whenever
 * the session looks as anybody. */
static void look_also_as(struct session *s, const char *actor)
{
    if (!names_find(&s->look_also_as, actor)) {
        names_keep(&s->look_also_as, &s->arena, actor);
        s->change_count++;
        refresh_all(s);
    }
}

/* Who that actor was when it wrote alone; NULL: it did not. */
static const char *writer_that_was(const struct session *s, const char *actor)
{
    for (size_t i = 0; i < s->alone.count; i++) {
        const struct record *record = s->alone.items[i];
        if (record->kind != s->offer && strcmp(actor_of(record), actor) == 0) {
            const char *from = record_words(record, "from");
            return *from ? from : actor;
        }
    }
    return NULL;
}

void author_is_also(struct author *a, const char *actor)
{
    const char *writer = writer_that_was(a->session, actor);
    look_also_as(a->session, actor);
    if (writer && !*a->writer) {
        snprintf(a->writer, sizeof a->writer, "%s", writer);
    }
}

/* Counting */

static bool says(const struct record *record)
{
    const struct version *words = field_shown(record_field(record, "text"));
    return !record_deleted(record) && words && text_of(words);
}

static bool was_taken(const struct record *record)
{
    const struct session *s = record->session;
    const struct record *note = session_record(s, "note", record->id);
    const struct record *goal = session_record(s, "goal", record->id);
    return record->kind == s->offer && ((note && says(note)) || (goal && says(goal)));
}

/* Who wrote it: a phone, or an opening of the file. */
static const char *writer_of(const struct record *record)
{
    const struct record *offer = offer_behind(record);
    const char *from = record_words(offer ? offer : record, "from");
    return *from ? from : actor_of(record);
}

/* Whether it is hidden, in a round of that table; NULL: of any. */
static bool counts(const struct record *record, const struct record *table)
{
    const char *round = says(record) ? round_of(record) : NULL;
    return round && !was_taken(record) &&
           (!table || table_of_round(record->session, round) == table);
}

struct alone alone_count(struct session *s, const struct record *table)
{
    struct alone alone = {0};
    struct arena arena = ARENA_EMPTY;
    struct names writers = {0};
    for (size_t i = 0; i < s->alone.count; i++) {
        const struct record *record = s->alone.items[i];
        if (counts(record, table)) {
            alone.entries++;
            alone.writers += !names_find(&writers, writer_of(record));
            names_keep(&writers, &arena, writer_of(record));
        }
    }
    names_finish(&writers);
    arena_finish(&arena);
    return alone;
}

bool alone_since(struct session *s, const struct record *table, const struct edit *edit)
{
    const struct field *rounds = record_field(table, s->alone_name);
    const struct version *of = rounds ? rounds->versions : NULL;
    bool since = false;
    while (of && of->edit != edit) {
        of = of->next;
    }
    for (size_t i = 0; of && i < s->alone.count && !since; i++) {
        const struct record *record = s->alone.items[i];
        const struct version *v = field_shown(record_field(record, s->alone_name));
        since = counts(record, table) && of->arrival < v->arrival;
    }
    return since;
}

bool alone_say(struct session *session, struct str *out)
{
    size_t count = alone_count(session, NULL).entries;
    if (count) {
        str_addf(out, "%zu entr%s written alone, and hidden until %s revealed", count,
                 count == 1 ? "y is" : "ies are", count == 1 ? "it is" : "they are");
    }
    return count > 0;
}

/* Taken back */

/* What an offer became, whether it is shown or not; NULL: nothing. */
static const struct record *entry_behind(const struct record *offer)
{
    const struct session *s = offer->session;
    const struct record *note = session_record(s, "note", offer->id);
    const struct record *goal = session_record(s, "goal", offer->id);
    return note && record_fields(note) ? note : goal && record_fields(goal) ? goal : NULL;
}

/* What first ended the round of that name, in any table; NULL: nothing has. */
static const struct edit *end_of_round(const struct session *s, const char *round)
{
    const struct edit *begun = NULL, *end = NULL;
    for (size_t i = 0; i < s->rounds.count; i++) {
        const struct field *field = record_field(s->rounds.items[i], s->alone_name);
        for (const struct version *v = field ? field->versions : NULL; v; v = v->next) {
            begun = text_of(v) && strcmp(text_of(v), round) == 0 ? v->edit : begun;
        }
        for (const struct version *v = field ? field->versions : NULL; v; v = v->next) {
            bool ends = begun && !text_of(v) && edit_compare(begun, v->edit) < 0;
            end = ends && (!end || edit_compare(v->edit, end) < 0) ? v->edit : end;
        }
        if (end) {
            break;
        }
    }
    return end;
}

static bool is_redacted(const struct record *record)
{
    const struct version *words = field_shown(record_field(record, "text"));
    return words && words->edit->redacted;
}

bool record_was_withdrawn(const struct record *record)
{
    const struct record *offer = offer_behind(record);
    bool redacted = offer && is_redacted(offer);
    if (!offer || (!redacted && !*record_words(offer, "from"))) {
        return false;
    }
    const struct record *entry = entry_behind(offer);
    const char *round = record_words(offer, "alone");
    const struct edit *deletion = record_deletion(entry ? entry : offer);
    const struct edit *end = *round ? end_of_round(offer->session, round) : NULL;
    return deletion && (redacted || !entry ||
                        (!record_shown(entry) && *round &&
                         (!end || edit_compare(deletion, end) < 0)));
}

/* Rounds */

bool author_begin_alone(struct author *a, const struct record *table, struct err *err)
{
    char round[BASE32_SIZE_BYTES];
    if (table_alone(table)) {
        return true;
    }
    author_new_id(a, round);
    bool own = author_begin_act(a, "began to write alone", NULL);
    bool ok = author_set(a, table, "alone", VALUE_OF_TEXT(round), err);
    author_end_act(a, own);
    return ok;
}

bool author_reveal(struct author *a, const struct record *table, struct err *err)
{
    if (!table_alone(table)) {
        return true;
    }
    bool own = author_begin_act(a, "revealed what was written alone", NULL);
    bool ok = author_set(a, table, "alone", VALUE_NOTHING, err);
    author_end_act(a, own);
    return ok;
}
