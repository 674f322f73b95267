/* Letters are recorded as they come, with what became of them; app_taken.c takes them for words. */

#include "app/app.h"

#include "model/session.h"

#include <string.h>

/* A letter behind Enter begins another row. */
static void end_row(struct str *rows)
{
    size_t len = rows->len_bytes;
    str_add(rows, len && rows->bytes[len - 1] != '\r' ? "\r" : "");
}

/* Whether the letter that is heard did, as a key. */
static bool has_changed(const struct app *app)
{
    return app->open && session_edit_count(app->file.session) != app->typing.slow.edits;
}

static void note_harm(struct app *app)
{
    struct slow_typing *s = &app->typing.slow;
    s->harmed = !s->harmed && has_changed(app) ? s->run.len_bytes : s->harmed;
}

static void add_acted(struct acted *acted, char letter, size_t from)
{
    acted->from = acted->count ? acted->from : from;
    acted->differ = acted->differ || (acted->count && acted->last != letter);
    acted->last = letter;
    acted->count++;
}

/* It did more than to go to and fro, or to look for a row. */
static void note_acted(struct app *app, const char *letter, enum letter did)
{
    struct slow_typing *s = &app->typing.slow;
    if (did != LETTER_FINDS &&
        ((did != LETTER_MOVES && did != LETTER_ELSEWHERE) || has_changed(app))) {
        size_t from = s->keys.len_bytes - strlen(letter);
        add_acted(&s->acted, *letter, from);
        add_acted(&s->pause.acted, *letter, from);
    }
}

bool app_harm_unseen(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return s->harmed && s->harmed != s->run.len_bytes;
}

void app_say_harm(struct app *app)
{
    struct change_said *c = &app->typing.changed;
    c->stays = c->stays || app_harm_unseen(app);
}

/* Keys at the run's beginning that went somewhere, and changed nothing. */
static void note_meant(struct app *app, const char *letter, enum letter did)
{
    struct slow_typing *s = &app->typing.slow;
    bool went = did == LETTER_MOVES || did == LETTER_LEADS || did == LETTER_ELSEWHERE ||
                did == LETTER_ACTS;
    if (went && !has_changed(app) && s->meant + strlen(letter) == s->run.len_bytes) {
        s->meant = s->run.len_bytes;
    }
}

void app_record_letter(struct app *app, const char *letter, enum letter did)
{
    struct typing *t = &app->typing;
    struct slow_typing *s = &t->slow;
    bool goes_on = did == LETTER_TYPES || did == LETTER_FINDS ||
                   did == LETTER_FINDS_NOTHING ||
                   (did == LETTER_IDLE && t->mode == MODE_LIST);
    bool key = did != LETTER_TYPES && !t->held;
    if (s->ended) {
        end_row(&s->run);
        end_row(&s->keys);
        s->ended = false;
    }
    str_add(&s->run, letter);
    t->recorded = true;
    if (key) {
        str_add(&s->keys, letter);
        note_acted(app, letter, did);
        note_harm(app);
        note_meant(app, letter, did);
    }
    s->led = goes_on ? s->led : s->run.len_bytes;
}

void app_hear_released(struct app *app, const struct event *key)
{
    struct slow_typing *s = &app->typing.slow;
    if (!app_takes_no_answer(app, key) && s->watched) {
        str_add(&s->keys, key->text);
        str_add(&s->run, app->typing.recorded ? "" : key->text);
        s->led = s->run.len_bytes;
        note_acted(app, key->text, LETTER_ACTS);
        note_harm(app);
        typed_words_hear(&s->words, key->text, LETTER_ACTS);
        s->since = app_word_begins(app);
    }
}

/* The last letter of them goes. */
static void take_off(struct str *letters)
{
    size_t len = letters->len_bytes;
    while (len && ((unsigned char)letters->bytes[--len] & 0xC0) == 0x80) {
    }
    str_remove(letters, len, letters->len_bytes - len);
}

void app_record_key(struct app *app, const struct event *event)
{
    struct slow_typing *s = &app->typing.slow;
    bool list = view_mode(app_top(app)) == MODE_LIST;
    if (!event_is(event, "Backspace")) {
        return;
    }
    if (list &&
        s->led < s->run.len_bytes) { /* what is sought there is of the keys, too */
        take_off(&s->keys);
        size_t keys = s->keys.len_bytes;
        s->pause.keys_bytes = s->pause.keys_bytes < keys ? s->pause.keys_bytes : keys;
        s->words.at_ms = event->at_ms;
    }
    take_off(&s->run);
    size_t len = s->run.len_bytes;
    s->led = s->led < len ? s->led : len;
    s->pause.run_bytes = s->pause.run_bytes < len ? s->pause.run_bytes : len;
}
