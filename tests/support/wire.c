#include "support/wire.h"

#include "base/memory.h"
#include "store/edits.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool by_chance(struct wire *w, unsigned of_hundred)
{
    return dice_roll(&w->dice) % 100 < of_hundred;
}

static void post(struct wire *w, size_t to, enum exchange_kind kind, const char *text,
                 size_t len_bytes)
{
    w->letters = memory_room_for_one(w->letters, w->letter_count, &w->letter_room,
                                     sizeof *w->letters);
    char *copy = memory_get(len_bytes + 1);
    memcpy(copy, text, len_bytes);
    w->letters[w->letter_count++] =
        (struct letter){.to = to,
                        .at_ms = w->now_ms + 1 + (int64_t)(dice_roll(&w->dice) % SOON_MS),
                        .kind = kind,
                        .text = copy};
}

static void publish(void *context, enum exchange_kind kind, const char *to,
                    const char *text, size_t len_bytes)
{
    struct station *from = context;
    struct wire *w = from->wire;
    w->published++;
    w->published_bytes += len_bytes;
    for (size_t i = 0; i < w->count; i++) {
        struct station *l = &w->stations[i];
        if (l == from || l->away || from->away || (to && strcmp(to, l->id) != 0)) {
            continue;
        }
        if (!by_chance(w, w->lost)) {
            post(w, i, kind, text, len_bytes);
        }
        if (by_chance(w, w->doubled)) {
            post(w, i, kind, text, len_bytes);
        }
    }
}

/* Tells the exchange what is new in the session. */
void wire_tell(struct station *l)
{
    const struct edit *edit;
    while ((edit = session_next_arrival(l->session, &l->arrived))) {
        exchange_has(l->exchange, edit, !l->hearing, l->wire->now_ms);
    }
    if (!l->hearing) {
        exchange_flush(l->exchange);
    }
}

static void take(void *context, char *line, size_t len_bytes)
{
    struct station *l = context;
    struct err err = ERR_NONE;
    cr_expect(edits_take_line("the room", line, len_bytes, l->session, NULL, &err), "%s",
              err_text(&err));
    err_finish(&err);
    l->hearing = true;
    wire_tell(l);
    l->hearing = false;
}

struct station *wire_add_station(struct wire *w)
{
    struct station *l = &w->stations[w->count++];
    *l = (struct station){
        .wire = w, .session = session_new(), .dice = {dice_roll(&w->dice)}};
    struct exchange_needs needs = {
        .context = l, .publish = publish, .take = take, .session = l->session};
    base32_write(dice_roll(&w->dice), l->actor);
    base32_write(dice_roll(&w->dice), l->id);
    l->exchange = exchange_new(l->id, &l->dice, &needs);
    return l;
}

void wire_come(struct station *l)
{
    l->away = false;
    exchange_connected(l->exchange, l->wire->now_ms);
}

void wire_go(struct station *l)
{
    l->away = true;
    exchange_lost(l->exchange);
}

void wire_begin(struct wire *w, uint64_t seed, size_t stations)
{
    *w = (struct wire){.dice = {seed}, .now_ms = 1000000};
    for (size_t i = 0; i < stations; i++) {
        wire_add_station(w);
    }
    for (size_t i = 0; i < stations; i++) {
        wire_come(&w->stations[i]);
    }
}

void wire_end(struct wire *w)
{
    for (size_t i = 0; i < w->count; i++) {
        exchange_free(w->stations[i].exchange);
        session_free(w->stations[i].session);
    }
    for (size_t i = 0; i < w->letter_count; i++) {
        free(w->letters[i].text);
    }
    free(w->letters);
}

/* Somebody says something; over: what they say replaces an edit of anybody's. */
void wire_say_over(struct station *l, const struct edit_key *over)
{
    char id[40], text[40];
    struct err err = ERR_NONE;
    snprintf(id, sizeof id, "%s%zu", l->actor, l->own);
    snprintf(text, sizeof text, "thought %zu", l->own);
    struct change set = {"text", VALUE_OF_TEXT(text)};
    struct edit_key key = over ? *over : (struct edit_key){"", 0};
    struct edit edit = {.key = {l->actor, l->own++},
                        .at_ms = l->wire->now_ms,
                        .kind = "note",
                        .id = id,
                        .set = &set,
                        .set_count = 1,
                        .over = &key,
                        .over_count = over ? 1 : 0};
    cr_assert(session_apply(l->session, &edit, NULL, &err), "%s", err_text(&err));
    wire_tell(l);
}

void wire_say(struct station *l)
{
    wire_say_over(l, NULL);
}

static void deliver(struct wire *w, size_t i)
{
    struct letter letter = w->letters[i];
    struct station *l = &w->stations[letter.to];
    w->letters[i] = w->letters[--w->letter_count];
    if (!l->away) {
        exchange_hear(l->exchange, letter.kind, letter.text, strlen(letter.text),
                      w->now_ms);
    }
    free(letter.text);
}

/* Goes on to the next event, if it comes before then. */
bool wire_next_event(struct wire *w, int64_t until_ms)
{
    int64_t first = INT64_MAX;
    size_t letter = SIZE_MAX, woken = SIZE_MAX;
    for (size_t i = 0; i < w->letter_count; i++) {
        if (w->letters[i].at_ms < first) {
            first = w->letters[i].at_ms;
            letter = i;
        }
    }
    for (size_t i = 0; i < w->count; i++) {
        int64_t due = exchange_due_ms(w->stations[i].exchange);
        if (due < first) {
            first = due;
            woken = i;
        }
    }
    if (first > until_ms) {
        w->now_ms = until_ms;
        return false;
    }
    w->now_ms = first > w->now_ms ? first : w->now_ms;
    if (woken != SIZE_MAX) {
        exchange_wake(w->stations[woken].exchange, w->now_ms);
    } else {
        deliver(w, letter);
    }
    return true;
}

void wire_pass(struct wire *w, int64_t ms)
{
    int64_t until_ms = w->now_ms + ms;
    while (wire_next_event(w, until_ms)) {
    }
}

static char *all_of(const struct session *session)
{
    struct str out = STR_EMPTY;
    size_t count;
    const struct edit **edits = session_edits(session, &count);
    for (size_t i = 0; i < count; i++) {
        edit_write(edits[i], &out);
        str_add(&out, "\n");
    }
    free(edits);
    return str_take(&out);
}

bool wire_agree(struct wire *w)
{
    char *first = all_of(w->stations[0].session);
    bool same = true;
    for (size_t i = 1; i < w->count && same; i++) {
        char *other = all_of(w->stations[i].session);
        same = strcmp(first, other) == 0;
        free(other);
    }
    free(first);
    return same;
}

size_t wire_all_own(const struct wire *w)
{
    size_t all = 0;
    for (size_t i = 0; i < w->count; i++) {
        all += w->stations[i].own;
    }
    return all;
}

/* Until all have all that was said; returns after how long. */
int64_t wire_until_all_agree(struct wire *w)
{
    int64_t began_ms = w->now_ms;
    size_t all = wire_all_own(w);
    for (;;) {
        bool complete = true;
        for (size_t i = 0; i < w->count; i++) {
            complete = complete && session_edit_count(w->stations[i].session) >= all;
        }
        if (complete && wire_agree(w)) {
            return w->now_ms - began_ms;
        }
        if (!wire_next_event(w, began_ms + NEVER_MS)) {
            cr_fatal("they never agree");
        }
    }
}

bool wire_silent(const struct wire *w)
{
    for (size_t i = 0; i < w->count; i++) {
        if (exchange_due_ms(w->stations[i].exchange) != INT64_MAX) {
            return false;
        }
    }
    return !w->letter_count;
}
