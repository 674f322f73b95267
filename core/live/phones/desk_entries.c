/* Entries: sent, and taken back. */

#include "base/utf8.h"
#include "live/phones/desk_inside.h"
#include "model/alone.h"
#include "model/forget.h"

#include <string.h>

bool visit_offer(const struct visit *v, const char *once, struct offer *offer)
{
    return offer_find(v->session, once, offer) &&
           strcmp(offer->from, v->phone->hash) == 0;
}

/* Its words as they were taken; somebody may have made others of them since. */
static bool is_as_sent(const struct offer *offer)
{
    return offer->entry &&
           (record_shown(offer->entry) || record_is_alone(offer->entry)) &&
           strcmp(record_words(offer->entry, "text"), offer->text) == 0;
}

/* Whether it became an entry, which may be one that is written alone; undone since, it waits. */
static bool is_taken(const struct offer *offer)
{
    return (offer->state & OFFERS_TAKEN) ||
           (offer->entry &&
            (record_shown(offer->entry) || record_is_alone(offer->entry)));
}

/* What nobody took, always; what all see on the wall, for a moment, and until somebody writes
 * under it. */
bool visit_may_take_back(const struct visit *v, const struct offer *offer)
{
    bool soon = v->now_ms - offer->at_ms < DESK_TAKE_BACK_MS && offer->at_ms <= v->now_ms;
    bool straight = table_says_yes(record_owner(offer->record), PHONES_STRAIGHT);
    return !is_taken(offer) || (soon && straight && is_as_sent(offer) &&
                                !offer_note_count(v->session, offer));
}

bool visit_may_ask_back(const struct visit *v, const struct offer *offer)
{
    return offer->state == OFFER_TAKEN && offer->entry && record_shown(offer->entry) &&
           !*record_words(offer->record, "asked") && !visit_may_take_back(v, offer);
}

void visit_ask_back(struct visit *v, const char *once)
{
    struct offer offer;
    bool may = visit_offer(v, once, &offer) && visit_may_ask_back(v, &offer);
    author_begin_step(v->desk->author, "asked back");
    if (may && visit_may_change(v) && author_ask_back(v->desk->author, &offer, NULL)) {
        visit_say(v, WORD_ASKED_BACK, offer.text);
        str_set(&v->see, "&asked=%s", once);
    }
    author_forget_step(v->desk->author);
}

static long count_letters(const char *text)
{
    size_t len_bytes = strlen(text), at = 0;
    long count = 0;
    while (at < len_bytes) {
        at = grapheme_after(text, len_bytes, at);
        count++;
    }
    return count;
}

static bool is_well_named(const char *once)
{
    size_t len = strspn(once, "0123456789abcdefghijklmnopqrstuvwxyz");
    return len && len < OFFER_ID_BYTES && !once[len];
}

static bool is_the_same(const struct visit *v, const struct offering *o)
{
    struct offer known;
    return visit_offer(v, o->once, &known) && strcmp(known.text, o->text) == 0 &&
           record_owner(known.record) == v->table && known.goal == o->goal &&
           (!o->goal || strcmp(known.column, o->column) == 0);
}

/* A form that was filled in again, after going back to it, is another entry, the same
 * however often it is sent: its name hangs on what it says. */
static void name_anew(const struct visit *v, const struct offering *o,
                      char name[BASE32_SIZE_BYTES])
{
    uint64_t hash = hash_add_text(HASH_START, o->once);
    hash = hash_add_text(hash, v->phone->hash);
    hash = hash_add_text(hash, o->text);
    hash = hash_add_text(hash, record_id(v->table));
    hash = hash_add_text(hash, o->goal ? record_id(o->goal) : "");
    base32_write(hash_end(hash_add_text(hash, o->goal ? o->column : "")), name);
}

static bool is_known(const struct visit *v, const char *once)
{
    const struct record *record = session_record(v->session, "offer", once);
    return record && record_fields(record);
}

/* Whether nobody sends too much, or all together do. */
static bool is_in_pace(struct visit *v)
{
    return tempo_take(&v->phone->entries, DESK_PACE, v->now_ms) &&
           tempo_take(&v->desk->entries, DESK_ADDED_PACE, v->now_ms);
}

bool visit_offer_it(struct visit *v, const struct offering *o)
{
    struct author *author = v->desk->author;
    struct offer offer;
    bool elsewhere = o->goal && question_is_everybodys(o->goal);
    const struct record *table = elsewhere ? record_owner(o->goal) : v->table;
    bool ok = author_offer(author, table, o, NULL);
    if (ok && table_says_yes(table, PHONES_STRAIGHT) && !table_alone(table) &&
        visit_offer(v, o->once, &offer)) {
        author_take_offer(author, &offer, o->goal, o->column, NULL, NULL);
    }
    return ok;
}

static bool offer_in_a_step(struct visit *v, const struct offering *o)
{
    author_begin_step(v->desk->author, "offered");
    bool ok = visit_offer_it(v, o);
    author_forget_step(v->desk->author);
    return ok;
}

/* Sends it, or says that it was sent. */
static void send_offer(struct visit *v, const struct offering *offering)
{
    struct offering o = *offering;
    char anew[BASE32_SIZE_BYTES];
    bool known = is_known(v, o.once);
    if (known && !is_the_same(v, &o)) {
        name_anew(v, &o, anew);
        o.once = anew;
        known = is_known(v, anew);
    }
    if (!known && !is_in_pace(v)) {
        visit_refuse(v, WORD_TOO_FAST, 0, 0);
        v->status = 429;
        return;
    }
    if (!known && !offer_in_a_step(v, &o)) {
        visit_refuse(v, WORD_AGAIN, 0, 0);
        return;
    }
    visit_say(v, WORD_SENT, o.text);
    str_set(&v->see, "&sent=%s", o.once);
}

/* Whether the page said that nobody sees what is written, and that is over: who wrote looks
 * once more before all see it. */
static bool is_seen_by_now(const struct visit *v)
{
    return *web_field(v->request, "alone") && v->table && !table_alone(v->table);
}

void visit_send(struct visit *v)
{
    struct str text = STR_EMPTY;
    char drawn[BASE32_SIZE_BYTES];
    const char *once = web_field(v->request, "once");
    struct offering offering = {.from = v->phone->hash};
    str_add_trimmed(&text, web_field(v->request, "text"));
    long letters = count_letters(str_text(&text));
    random_name(drawn);
    offering.once = is_well_named(once) ? once : drawn;
    offering.text = str_text(&text);
    if (!letters) {
        visit_refuse(v, WORD_EMPTY, 0, 0);
    } else if (letters > PAGE_LONGEST_LETTERS || text.len_bytes > OFFER_TEXT_BYTES) {
        visit_refuse(v, WORD_TOO_LONG, PAGE_LONGEST_LETTERS, letters);
    } else if (is_seen_by_now(v) || !v->table ||
               !visit_place(v, &offering.goal, &offering.column)) {
        visit_refuse(v, WORD_AGAIN, 0, 0);
    } else {
        send_offer(v, &offering);
    }
    str_finish(&text);
}

void visit_forget_unseen(struct visit *v, const struct record *record)
{
    const struct forget what = {.record = record};
    if (record_was_withdrawn(record)) {
        forget(v->desk->author, &what, NULL);
    }
}

void visit_take_back(struct visit *v, const char *once)
{
    struct author *author = v->desk->author;
    struct offer offer;
    if (!visit_offer(v, once, &offer)) {
        return; /* taken back already, and the page says what there is */
    }
    struct str text = str_of("%s", offer.text);
    author_begin_step(author, "took back");
    bool ok = visit_may_take_back(v, &offer) &&
              (is_taken(&offer) ? author_delete(author, offer.entry, NULL)
                                : author_withdraw_offer(author, &offer, NULL));
    if (ok) {
        visit_forget_unseen(v, offer.record);
        phone_set(&v->phone->took_back, text.bytes);
    }
    author_forget_step(author);
    visit_say(v, ok ? WORD_TAKEN_BACK : WORD_STAYS, text.bytes);
    str_set(&v->see, "&%s=%s", ok ? "back" : "stays", once);
    str_finish(&text);
}
