/* What is offered to a table, and what becomes of it. */

#include "model/offers.h"

#include "base/memory.h"
#include "model/alone.h"
#include "model/author_inside.h"
#include "model/place.h"
#include "model/questions.h"
#include "model/rows.h"
#include "model/session_inside.h"

#include <stdlib.h>
#include <string.h>

bool table_says_yes(const struct record *table, const char *field)
{
    return table && strcmp(record_words(table, field), "yes") == 0;
}

const char *offer_reworded(const struct offer *offer)
{
    const struct record *entry = offer->entry;
    bool shown = entry && record_shown(entry) && !record_is_alone(entry);
    const char *words = shown ? record_words(entry, "text") : "";
    return *words && strcmp(words, offer->text) != 0 ? words : NULL;
}

bool entry_is_taken_back(const struct record *entry)
{
    const struct record *offer = session_record(entry->session, "offer", entry->id);
    const struct edit *said = offer ? record_author(offer) : NULL;
    const struct edit *deletion = record_deletion(entry);
    return said && deletion && *record_words(offer, "from") &&
           strcmp(said->key.actor, deletion->key.actor) == 0;
}

bool edit_is_of_phone(const struct session *s, const struct edit *edit)
{
    const struct record *offer = session_record(s, "offer", edit->id);
    const struct edit *said = offer ? record_author(offer) : NULL;
    const struct change *text = edit_change(edit, "text");
    return said && *record_words(offer, "from") && text &&
           text->value.kind == VALUE_TEXT &&
           strcmp(text->value.text, record_words(offer, "text")) == 0 &&
           strcmp(edit->by ? edit->by : "", said->by ? said->by : "") == 0;
}

bool offer_is_same(const struct record *one, const char *kind, const char *id)
{
    const char *own = record_kind(one);
    bool offered = strcmp(own, "offer") == 0, taken = strcmp(kind, "offer") == 0;
    const char *entry = offered ? kind : own;
    return offered != taken && strcmp(record_id(one), id) == 0 &&
           (strcmp(entry, "note") == 0 || strcmp(entry, "goal") == 0);
}

/* Whether there is an entry, be it a hidden one, that nobody deleted. */
static bool is_kept(const struct record *entry)
{
    return entry &&
           (record_shown(entry) || (record_is_alone(entry) && !record_deleted(entry)));
}

/* The entry of an offer's id, also where it was deleted; NULL: nobody ever took it. */
static const struct record *entry_of_offer(const struct session *s, const char *id)
{
    const struct record *note = session_record(s, "note", id);
    const struct record *goal = session_record(s, "goal", id);
    note = note && record_field(note, "text") ? note : NULL;
    goal = goal && record_field(goal, "text") ? goal : NULL;
    return is_kept(note) || !goal ? note : goal;
}

/* The goal that a reference names, if it is shown in that session. */
static const struct record *goal_named(const struct session *s, const char *of)
{
    const struct record *goal =
        strncmp(of, "goal:", 5) == 0 ? session_record(s, "goal", of + 5) : NULL;
    return goal && record_shown(goal) ? goal : NULL;
}

static enum offer_state state_of(const struct record *record)
{
    bool kept = is_kept(entry_of_offer(record->session, record_id(record)));
    return record_is_alone(record)                   ? OFFER_HIDDEN
           : kept && table_says_yes(record, "asked") ? OFFER_ASKED
           : kept || table_says_yes(record, "taken") ? OFFER_TAKEN
           : table_says_yes(record, "aside")         ? OFFER_ASIDE
                                                     : OFFER_WAITS;
}

bool record_is_unread(const struct record *record)
{
    const struct record *offer =
        record_is(record, "offer") ? record
                                   : session_record(record->session, "offer", record->id);
    return offer && *record_words(offer, "text") && !(state_of(offer) & OFFERS_TAKEN);
}

static struct offer offer_of(const struct session *s, const struct record *record)
{
    const struct edit *said = record_author(record);
    return (struct offer){
        .record = record,
        .state = state_of(record),
        .text = record_words(record, "text"),
        .column = record_words(record, "column"),
        .goal = goal_named(s, record_words(record, "goal")),
        .from = record_words(record, "from"),
        .by = said && said->by && !table_says_yes(record, "unnamed") ? said->by : "",
        .at_ms = said ? said->at_ms : 0,
        .entry = entry_of_offer(s, record_id(record)),
    };
}

static int oldest_first(const void *left, const void *right)
{
    const struct offer *a = left, *b = right;
    return edit_compare(record_author(a->record), record_author(b->record));
}

/* Whether it is an offer that may be taken, put aside or taken back. */
static bool is_offer(const struct record *record)
{
    return record && record_is(record, "offer") && !record_deleted(record) &&
           *record_words(record, "text");
}

/* Whether an offer is about that row; NULL: any. */
static bool is_about(const struct record *offer, const struct record *row)
{
    return !row || goal_named(offer->session, record_words(offer, "goal")) == row;
}

/* The offers to a table in any of these states, in no particular order; row NULL: to all of
 * it. */
static void find_offers_to(struct session *s, const struct record *table,
                           const struct record *row, unsigned states, struct some *found)
{
    static const struct {
        const char *list;
        unsigned states;
    } lists[] = {{tree_offers, OFFERS_OPEN | OFFER_ASIDE | OFFER_TAKEN},
                 {tree_taken, OFFERS_TAKEN}};
    for (size_t n = 0; n < sizeof lists / sizeof *lists; n++) {
        size_t count;
        const struct record *const *shown = table_rows(s, table, lists[n].list, &count);
        for (size_t i = 0; i < count && (states & lists[n].states); i++) {
            if ((state_of(shown[i]) & states) && is_about(shown[i], row)) {
                ARRAY_ADD(found->items, found->count, found->room,
                          (struct record *)shown[i]);
            }
        }
    }
    for (size_t i = 0; i < s->alone.count && (states & OFFER_HIDDEN); i++) {
        struct record *record = s->alone.items[i]; /* that is hidden stands in no list */
        if (is_offer(record) && record_is_alone(record) &&
            record_owner(record) == table && is_about(record, row)) {
            ARRAY_ADD(found->items, found->count, found->room, record);
        }
    }
}

/* Those, and what answers everybody's questions that stand in other tables. */
static void find_offers(struct session *s, const struct record *table, unsigned states,
                        struct some *found)
{
    size_t count = 0;
    const struct record **others =
        states & OFFERS_OWN ? NULL : questions_of_others(s, table, &count);
    find_offers_to(s, table, NULL, states, found);
    for (size_t i = 0; i < count; i++) {
        find_offers_to(s, record_owner(others[i]), others[i], states, found);
    }
    free(others);
}

struct offer *table_offers(struct session *s, const struct record *table, unsigned states,
                           size_t *count)
{
    struct some found = {.count = 0};
    find_offers(s, table, states, &found);
    struct offer *offers = memory_get((found.count + 1) * sizeof *offers);
    for (size_t i = 0; i < found.count; i++) {
        offers[i] = offer_of(s, found.items[i]);
    }
    ARRAY_SORT(offers, found.count, oldest_first);
    *count = found.count;
    free(found.items);
    return offers;
}

size_t table_offer_count(struct session *s, const struct record *table, unsigned states)
{
    struct some found = {.count = 0};
    find_offers(s, table, states, &found);
    free(found.items);
    return found.count;
}

bool offer_find(struct session *s, const char *once, struct offer *offer)
{
    const struct record *record = session_record(s, "offer", once);
    if (!is_offer(record)) {
        return false;
    }
    *offer = offer_of(s, record);
    return true;
}

/* What an author does */

static bool is_well_named(const char *once)
{
    size_t len = strspn(once, "0123456789abcdefghijklmnopqrstuvwxyz");
    return len > 0 && len < OFFER_ID_BYTES && !once[len];
}

static bool may_be_offered(const struct author *a, const struct offering *o,
                           struct err *err)
{
    if (!is_well_named(o->once)) {
        err_set(err, "an offer is called by digits and small letters, %d at most",
                OFFER_ID_BYTES - 1);
    } else if (!*o->text || strlen(o->text) > OFFER_TEXT_BYTES) {
        err_set(err, "an offer has words, of %d bytes at most", OFFER_TEXT_BYTES);
    } else if (entry_of_offer(a->session, o->once)) {
        err_set(err, "there is an entry of that name already");
    } else {
        return true;
    }
    return false;
}

static const struct record *add_offer(struct author *a, const struct record *table,
                                      const struct offering *o, struct err *err)
{
    struct draft d;
    struct str of = str_of("session:%s", record_id(table)), goal = STR_EMPTY;
    const char *round = table_alone(table);
    draft_begin(&d, a, "offer", o->once);
    draft_set(&d, NULL, "text", VALUE_OF_TEXT(o->text));
    draft_set(&d, NULL, "session", VALUE_OF_TEXT(of.bytes));
    if (o->from && *o->from) {
        draft_set(&d, NULL, "from", VALUE_OF_TEXT(o->from));
    }
    if (o->goal) {
        str_addf(&goal, "goal:%s", record_id(o->goal));
        draft_set(&d, NULL, "goal", VALUE_OF_TEXT(goal.bytes));
        draft_set(&d, NULL, "column", VALUE_OF_TEXT(o->column ? o->column : ""));
    }
    if (round) {
        draft_set(&d, NULL, "alone", VALUE_OF_TEXT(round));
    }
    bool ok = draft_apply(&d, a, err);
    str_finish(&of);
    str_finish(&goal);
    return ok ? session_record(a->session, "offer", o->once) : NULL;
}

const struct record *author_offer(struct author *a, const struct record *table,
                                  const struct offering *o, struct err *err)
{
    const struct record *known = session_record(a->session, "offer", o->once);
    if (known && record_fields(known)) {
        return known;
    }
    if (!may_be_offered(a, o, err)) {
        return NULL;
    }
    bool own = author_begin_act(a, "offered", o->text);
    bool room = !o->goal || author_need_cell(a, o->goal, o->column ? o->column : "", err);
    const struct record *record = room ? add_offer(a, table, o, err) : NULL;
    author_end_act(a, own);
    return record;
}

/* Whether it is there still, as it was when it was looked at. */
static bool is_there(const struct offer *offer, struct err *err)
{
    if (!is_offer(offer->record)) {
        err_set(err, "that was taken back by whoever offered it");
        return false;
    }
    return true;
}

bool author_withdraw_offer(struct author *a, const struct offer *offer, struct err *err)
{
    if (!is_offer(offer->record)) {
        return true; /* it is gone already */
    }
    const struct record *entry = entry_of_offer(a->session, record_id(offer->record));
    if ((offer_of(a->session, offer->record).state & OFFERS_TAKEN) || is_kept(entry)) {
        err_set(err, "somebody took it already");
        return false;
    }
    bool own = author_begin_act(a, "took back", record_words(offer->record, "text"));
    bool ok = author_delete_one(a, offer->record, err);
    author_end_act(a, own);
    return ok;
}

bool author_ask_back(struct author *a, const struct offer *offer, struct err *err)
{
    if (!is_there(offer, err)) {
        return false;
    }
    if (!is_kept(entry_of_offer(a->session, record_id(offer->record))) ||
        *record_words(offer->record, "asked")) {
        err_set(err, "there is nothing to ask back");
        return false;
    }
    bool own =
        author_begin_act(a, "asked to have back", record_words(offer->record, "text"));
    bool ok = author_set(a, offer->record, "asked", VALUE_OF_TEXT("yes"), err);
    author_end_act(a, own);
    return ok;
}

size_t offer_note_count(const struct session *session, const struct offer *offer)
{
    bool goal = offer->entry && record_is(offer->entry, "goal");
    return goal ? row_note_count(session, offer->entry) : 0;
}

bool author_give_back(struct author *a, const struct offer *offer, bool back,
                      struct err *err)
{
    const struct record *entry = entry_of_offer(a->session, record_id(offer->record));
    if (!is_there(offer, err)) {
        return false;
    }
    bool own = author_begin_act(a, back ? "gave back" : "kept",
                                record_words(offer->record, "text"));
    bool ok = back ? !is_kept(entry) || author_delete(a, entry, err)
                   : author_set(a, offer->record, "asked", VALUE_OF_TEXT("no"), err);
    author_end_act(a, own);
    return ok;
}

/* Where the entry stands, by whoever takes the offer: that stays when the words that were
 * offered are forgotten, wherever that is done. */
static bool place_entry(struct author *a, const struct offer *offer,
                        const struct record *parent, const char *column, struct err *err)
{
    struct draft d;
    const char *id = record_id(offer->record), *kind = column ? "note" : "goal";
    const struct record *entry = session_record(a->session, kind, id);
    const char *round = record_text(offer->record, "alone");
    struct str place = STR_EMPTY, of = STR_EMPTY;
    bool ok = (!column || author_need_cell(a, parent, column, err)) &&
              author_find_end(a, parent, column ? column : "", &place, err);
    if (ok) {
        str_addf(&of, "%s:%s", record_kind(parent), record_id(parent));
        draft_begin(&d, a, kind, id);
        draft_set(&d, entry, "place", VALUE_OF_TEXT(place.bytes));
        draft_set(&d, entry, column ? "goal" : "session", VALUE_OF_TEXT(of.bytes));
        if (column) {
            draft_set(&d, entry, "column", VALUE_OF_TEXT(column));
        }
        if (round) {
            draft_set(&d, entry, "alone", VALUE_OF_TEXT(round));
        }
        ok = draft_apply(&d, a, err);
    }
    str_finish(&place);
    str_finish(&of);
    return ok;
}

/* Its words as they were offered, by whoever offered them, unless that name was taken off. */
static bool word_entry(struct author *a, const struct offer *offer, const char *kind,
                       struct err *err)
{
    struct draft d;
    const char *id = record_id(offer->record);
    const struct record *entry = session_record(a->session, kind, id);
    const struct edit *said = record_author(offer->record);
    draft_begin(&d, a, kind, id);
    d.edit.by = *offer->by ? offer->by : NULL;
    draft_set(&d, entry, "text", VALUE_OF_TEXT(record_words(offer->record, "text")));
    draft_gives_again(&d, said->key);
    return draft_apply(&d, a, err);
}

static bool take(struct author *a, const struct offer *offer, const struct record *parent,
                 const char *column, const char *text, struct err *err)
{
    const char *kind = column ? "note" : "goal", *id = record_id(offer->record);
    bool ok = place_entry(a, offer, parent, column, err);
    const struct record *entry = session_record(a->session, kind, id);
    /* It may have been taken before, and that undone: first back, then in its words, so that
     * undoing it again deletes words that the deletion has seen. */
    return ok && author_bring_back(a, entry, err) && word_entry(a, offer, kind, err) &&
           author_set(a, offer->record, "taken", VALUE_OF_TEXT("yes"), err) &&
           (!text || author_reword(a, entry, text, err));
}

const struct record *author_take_offer(struct author *a, const struct offer *offer,
                                       const struct record *goal, const char *column,
                                       const char *text, struct err *err)
{
    const struct record *table = record_owner(offer->record);
    const struct record *known = entry_of_offer(a->session, record_id(offer->record));
    if (!is_there(offer, err)) {
        return NULL;
    }
    if (is_kept(known)) { /* somebody was quicker */
        return known;
    }
    bool own = author_begin_act(a, "took", record_words(offer->record, "text"));
    bool ok = take(a, offer, goal ? goal : table, goal ? column : NULL, text, err);
    author_end_act(a, own);
    return ok ? entry_of_offer(a->session, record_id(offer->record)) : NULL;
}

bool author_put_offer_aside(struct author *a, const struct offer *offer, bool aside,
                            struct err *err)
{
    if (!is_there(offer, err)) {
        return false;
    }
    bool own = author_begin_act(a, aside ? "put aside" : "put back among what waits",
                                record_words(offer->record, "text"));
    bool ok = author_set(a, offer->record, "aside",
                         aside ? VALUE_OF_TEXT("yes") : VALUE_NOTHING, err);
    author_end_act(a, own);
    return ok;
}

bool author_unname_offer(struct author *a, const struct offer *offer, bool unnamed,
                         struct err *err)
{
    if (!is_there(offer, err)) {
        return false;
    }
    bool own =
        author_begin_act(a, unnamed ? "took the name off" : "gave its name back to",
                         record_words(offer->record, "text"));
    bool ok = author_set(a, offer->record, "unnamed",
                         unnamed ? VALUE_OF_TEXT("yes") : VALUE_NOTHING, err);
    author_end_act(a, own);
    return ok;
}

/* Of a round that ends, where it takes offers, the session says so. */
static bool is_decision(const struct author *a, const struct edit *edit, bool *other)
{
    bool setting = edit_change(edit, PHONES_STRAIGHT) || edit_change(edit, PHONES_SEE);
    const struct record *offer = session_record(a->session, "offer", edit->id);
    *other = *other || (strcmp(edit->kind, "session") == 0 && !setting);
    return setting || strcmp(edit->kind, "offer") == 0 ||
           (offer && edit_change(edit, "gone") && table_says_yes(offer, "asked"));
}

bool author_decided_last(const struct author *a)
{
    bool decided = false, other = false;
    for (size_t i = 0; a->done && i < a->done->count; i++) {
        decided = is_decision(a, a->done->edits[i], &other) || decided;
    }
    return decided && !other;
}
