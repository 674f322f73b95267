/* The run of letters that came last, be they keys or typed: what of it Ctrl-T writes, and what its
 * keys changed. */

#include "app/app.h"

#include "model/english.h"
#include "model/session.h"
#include "views/view.h"

#include <ctype.h>
#include <string.h>

const char *app_keys_of_word(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return str_text(&s->keys) + (s->since == MARK_PAUSE ? s->pause.keys_bytes : 0);
}

/* The run, as far as it is of the word. */
static const char *run_of_word(const struct slow_typing *s)
{
    return str_text(&s->run) + (s->since == MARK_PAUSE ? s->pause.run_bytes : 0);
}

bool app_is_run(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return s->watched && s->keys.len_bytes > 1;
}

/* A letter behind Enter begins another row. */
static void end_row(struct str *rows)
{
    size_t len = rows->len_bytes;
    str_add(rows, len && rows->bytes[len - 1] != '\r' ? "\r" : "");
}

/* What letters changed is said once more as long as nothing else is done. */
static void note_harm(struct app *app)
{
    struct slow_typing *s = &app->typing.slow;
    const char *said = str_text(&app->messages.text);
    const char *offer = strstr(said, "Keys before this: ");
    size_t len = offer ? (size_t)(offer - said) : strlen(said);
    while (len && said[len - 1] == ' ') {
        len--;
    }
    if (app->open && session_edit_count(app->file.session) != s->edits && len &&
        !app->messages.why_not) {
        if (s->harms > 1) { /* the last two are enough to see that Ctrl-T is wanted */
            str_remove(&s->harmed, 0, s->harmed_last);
        }
        str_add(&s->harmed, s->harmed.len_bytes ? " " : "");
        s->harmed_last = s->harmed.len_bytes;
        str_add_bytes(&s->harmed, said, len);
        s->harmed_seen = s->harms++ ? SIZE_MAX : s->run.len_bytes;
    }
}

/* Whether other letters came behind one that changed something: what was said of it is gone. */
static bool is_harm_unseen(const struct slow_typing *s)
{
    return s->harms && s->harmed_seen != s->run.len_bytes;
}

void app_say_harm(struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *harmed = str_text(&s->harmed);
    if (is_harm_unseen(s) && !strstr(str_text(&app->messages.text), harmed)) {
        app_add(app, harmed);
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
    if (key) {
        str_add(&s->keys, letter);
        note_harm(app);
    }
    s->led = goes_on ? s->led : s->run.len_bytes;
}

void app_record_key(struct app *app, const struct event *event)
{
    struct str *run = &app->typing.slow.run;
    bool back = event->kind == EVENT_KEY && strcmp(event->key, "Backspace") == 0;
    size_t len = run->len_bytes;
    while (back && len && ((unsigned char)run->bytes[--len] & 0xC0) == 0x80) {
    }
    str_remove(run, len, run->len_bytes - len);
}

enum author_mark_of app_word_begins(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *run = str_text(&s->run);
    struct str keys = str_of("%.*s", (int)s->led, run);
    bool pause = 2 * s->pause.brief > s->pause.gaps;
    bool before =
        typed_words_lack_all(str_text(&keys), run + s->led, false, s->words.language);
    str_finish(&keys);
    return pause && !before ? MARK_PAUSE : MARK_FIRST;
}

bool app_is_evident(const struct app *app)
{
    enum { ENOUGH = 3 };
    const struct slow_typing *s = &app->typing.slow;
    const char *run = run_of_word(s);
    size_t before = (size_t)(run - str_text(&s->run));
    size_t led = s->led > before ? s->led - before : 0, len = strlen(run);
    struct str keys = str_of("%.*s", (int)led, run);
    const char *word = run + strspn(run, "123456789");
    size_t letters = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    bool whole = len == led && letters >= ENOUGH && !word[letters] &&
                 word[strspn(word, "hjklnuyHJKLNU")] && english_of(word, letters).begins;
    bool lacks = s->watched && led && run[led] &&
                 typed_words_lack(str_text(&keys), run + led, true, s->words.language);
    str_finish(&keys);
    bool quick =
        !s->was_slow && s->opened && is_harm_unseen(s); /* nobody means them so */
    return s->watched && (whole || lacks || (quick && len >= ENOUGH) ||
                          (s->words.in_vain && len >= ENOUGH));
}

/* What was typed behind what stood there. */
static const char *typed_since(struct app *app)
{
    const char *text = app_typed_now(app), *stood = str_text(&app->typing.slow.stood);
    size_t len = strlen(stood);
    return strncmp(text, stood, len) == 0 ? text + len : text;
}

void app_take_offer_of_words(struct app *app, const struct intent *intent)
{
    struct slow_typing *s = &app->typing.slow;
    if (!s->offered && !s->opened && !app_is_run(app)) {
        app_say(
            app,
            app->typing.took
                ? "The letters just before are words already: they were put into a box."
                : "No keys came just before this that could be words.");
        return;
    }
    bool stands =
        s->opened && !s->entered; /* what was typed, and may have been corrected */
    struct str words = stands ? str_of("%s%s", app_keys_of_word(app), typed_since(app))
                              : str_of("%s", run_of_word(s));
    while (words.len_bytes && strchr(" \r", words.bytes[words.len_bytes - 1]) &&
           !stands) {
        str_remove(&words, words.len_bytes - 1, 1);
    }
    bool ended = s->ended;
    app_take_rows(app, s->since, words.bytes);
    if (intent) { /* else Enter came, which says so itself */
        app_say_how_to_keep(app, ended);
    }
    str_finish(&words);
}
