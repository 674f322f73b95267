/* The run of letters that came last, keys or typed: what of it Ctrl-T writes, and its changes. */

#include "app/app.h"
#include "app/app_events.h"
#include "app/app_everybody.h"

#include "model/english.h"
#include "views/view.h"
#include "views/view_list.h"

#include <ctype.h>
#include <string.h>

/* Keys before the word, which were meant: so many, or those before the pause that it begins behind. */
static size_t meant_before(const struct slow_typing *s, size_t pause_bytes)
{
    return s->since == MARK_PAUSE
               ? pause_bytes
               : typed_words_keys_before(str_text(&s->run), s->meant, s->words.language);
}

const char *app_keys_of_word(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return str_text(&s->keys) + meant_before(s, s->pause.keys_bytes);
}

const char *app_acting_keys(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const struct acted *acted = s->since == MARK_PAUSE ? &s->pause.acted : &s->acted;
    const char *keys = app_keys_of_word(app);
    const char *from = str_text(&s->keys) + acted->from;
    return acted->count && from > keys ? from : keys;
}

const char *app_typed_in_run(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return str_text(&s->run) + s->led;
}

bool app_is_typed_behind(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return s->opened && s->led < s->run.len_bytes;
}

const char *app_run_of_word(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return str_text(&s->run) + meant_before(s, s->pause.run_bytes);
}

/* So many letters there, in the run, came before what is typed. */
static size_t led_at(const struct slow_typing *s, const char *there)
{
    size_t before = (size_t)(there - str_text(&s->run));
    return s->led > before ? s->led - before : 0;
}

const char *app_as_written(const char *words)
{
    return words + typed_words_name_column(words);
}

void app_find_moves(const struct app *app, enum author_mark_of mark, struct str *keys)
{
    const struct slow_typing *s = &app->typing.slow;
    size_t meant = mark == s->since ? meant_before(s, 0) : 0;
    for (const char *at = str_text(&s->run); meant--; at++) {
        if (strchr("hjkl123456789", *at)) {
            str_add_byte(keys, *at);
        }
    }
}

const char *app_whole_words(const struct app *app)
{
    enum { LONGEST = 40 }; /* to be said */
    const struct slow_typing *s = &app->typing.slow;
    const char *run = app_run_of_word(app);
    size_t len = strlen(run);
    bool typed = len > strlen(app_keys_of_word(app));
    return s->entered && typed && len <= LONGEST && !strchr(run, '\r')
               ? app_as_written(run)
               : "";
}

bool app_is_run(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return s->watched && s->keys.len_bytes > 1;
}

bool app_begins_late(struct app *app, const struct event *event)
{
    enum { LATE_MS = 10000 }; /* later nobody goes on within a word */
    struct slow_typing *s = &app->typing.slow;
    const char *keys = str_text(&s->keys);
    const char *word = typed_words_behind_signs(keys); /* of "4Ei" */
    bool alone = s->watched && !word[typed_words_letters(word)] &&
                 strcmp(keys, str_text(&s->run)) == 0 &&
                 !s->ended; /* nothing was typed */
    return *word && alone && isalpha((unsigned char)*event->text) &&
           event->at_ms - s->words.at_ms <= LATE_MS;
}

const char *app_letter_before(const struct app *app, const char *letters)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *before = str_text(&s->before), *run = str_text(&s->run);
    run += s->joined ? s->before.len_bytes : 0;
    bool same = strncmp(letters, run, strlen(run)) == 0;
    bool begins = (s->joined && !before[1]) ||
                  typed_words_begin_with(before, letters, strlen(letters), false,
                                         s->words.language);
    return same && begins ? before : "";
}

/* It was not, as the letters turned out that came since. */
static void part_from_before(struct slow_typing *s)
{
    size_t len = s->joined ? s->before.len_bytes : 0;
    str_remove(&s->run, 0, len);
    str_remove(&s->keys, 0, len);
    s->led -= len;
    s->joined = false;
}

/* Whether words are whole behind the key that shows them to all, if that came last of so many: as "e
 * consult" is, or "old"; "Pold" begins none. */
static bool are_shown(const struct slow_typing *s, const char *keys, size_t len,
                      const char *words)
{
    const char *language = s->words.language;
    char last[] = {len ? keys[len - 1] : '\0', '\0'};
    struct str all = str_of("%s%s", last, words);
    bool whole =
        typed_words_letters(words) == 1 || (typed_words_begin_word(words, language) &&
                                            !typed_words_begin_word(all.bytes, language));
    str_finish(&all);
    return whole && action_for(MODE_GRID, last) == ACT_PROJECTOR;
}

/* Whether the letter before the run is of it, and was not known to be. */
static bool joins_before(const struct slow_typing *s, bool ends)
{
    const char *run = str_text(&s->run);
    return !s->joined && !are_shown(s, str_text(&s->before), s->before.len_bytes, run) &&
           typed_words_begin_with(str_text(&s->before), run, s->led, ends,
                                  s->words.language);
}

bool app_join_before(struct app *app, bool ends)
{
    struct slow_typing *s = &app->typing.slow;
    bool had = s->joined;
    if (s->before.len_bytes > 1) { /* judged anew by each letter */
        part_from_before(s);
    }
    bool joins = joins_before(s, ends);
    if (joins) {
        const char *before = str_text(&s->before);
        struct str run = str_of("%s%s", before, str_text(&s->run));
        struct str keys = str_of("%s%s", before, str_text(&s->keys));
        str_set(&s->run, "%s", run.bytes);
        str_set(&s->keys, "%s", keys.bytes);
        s->led += s->before.len_bytes;
        s->joined = true;
        str_finish(&keys);
        str_finish(&run);
    }
    return joins && !had;
}

/* Whether the keys before the pause are of the word behind it, which lacks them. */
static bool lacks_keys_before(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return typed_words_lack_first(str_text(&s->run), s->pause.run_bytes, true, false,
                                  s->words.language) &&
           !app_are_deliberate(app);
}

/* Whether the letters before the pause and those behind it are one word. */
static bool is_within_word(const struct slow_typing *s)
{
    const char *run = str_text(&s->run);
    size_t before = s->pause.run_bytes;
    struct str keys = str_of("%.*s", (int)before, run);
    bool within = typed_words_begin_with(
        str_text(&keys), run + before, led_at(s, run + before), false, s->words.language);
    str_finish(&keys);
    return within;
}

enum author_mark_of app_word_begins(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *run = str_text(&s->run);
    size_t before = s->pause.run_bytes;
    bool pause = 2 * s->pause.brief > s->pause.gaps || typed_words_are_apart(run, before);
    bool apart = (s->pause.ms && are_shown(s, run, before, run + before)) ||
                 (pause && !is_within_word(s) && !lacks_keys_before(app));
    return s->joined ? MARK_BEFORE : apart ? MARK_PAUSE : MARK_FIRST;
}

bool app_lacks_keys(const struct app *app, bool ends)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *run = app_run_of_word(app);
    size_t led = led_at(s, run);
    return s->watched && led && run[led] &&
           typed_words_lack_first(run, led, false, ends, s->words.language);
}

/* Whether it was begun in the list on top, to find a row by: that was looked at, or the key meant. */
static bool seeks_row(const struct app *app)
{
    const struct view *top = &app->views[app->view_count - 1];
    const struct list_view *list = top->state;
    const struct slow_typing *s = &app->typing.slow;
    bool looked = s->pause.ms && s->pause.run_bytes == s->led &&
                  2 * s->pause.brief >= s->pause.gaps; /* the first shows no pace yet */
    const char *run = str_text(&s->run), *word = app_run_of_word(app);
    return top->ops == &view_list_ops && !view_list_is_by_letter(top) &&
           (looked || word > run) &&
           strcmp(looked ? app_typed_in_run(app) : word, str_text(&list->filter.text)) ==
               0;
}

bool app_stands_whole(struct app *app)
{
    const char *run = str_text(&app->typing.slow.run);
    return *run && (strcmp(run, app_typed_now(app)) == 0 || seeks_row(app));
}

bool app_are_whole(const struct app *app)
{
    enum { ENOUGH = 3 };
    const struct slow_typing *s = &app->typing.slow;
    const char *run = app_run_of_word(app), *word = typed_words_behind_signs(run);
    size_t letters = typed_words_letters(word);
    return strlen(run) == led_at(s, run) && letters >= ENOUGH && !word[letters] &&
           word[strspn(word, "hjklnuyHJKLNU")] && english_of(word, letters).begins;
}

bool app_whole_does_harm(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return s->acted.differ && app_are_whole(app) &&
           author_went_on(&app->author, s->since);
}

bool app_run_begins_word(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *run = app_run_of_word(app), *at = typed_words_behind_signs(run);
    const char *opener = str_text(&s->run) + (s->led ? s->led - 1 : 0);
    if (app_looks_abbreviated(app) ||
        (at > run && *at == '/' && isdigit((unsigned char)at[1]))) {
        return true; /* as "24/7" */
    }
    for (const char *from = at; from; from = from < opener ? opener : NULL) {
        size_t len = 0;
        while (isalpha((unsigned char)from[len]) &&
               !(len && islower((unsigned char)from[len - 1]) &&
                 isupper((unsigned char)from[len]))) {
            len++;
        }
        bool one = from == opener && len == 2; /* put right by a letter */
        if (len > 1 && !isalpha((unsigned char)from[len]) &&
            typed_words_are_word(from, len, from[len] || one, s->words.language)) {
            return true;
        }
    }
    return false;
}

bool app_is_evident(const struct app *app)
{
    enum { ENOUGH = 3 };
    const struct slow_typing *s = &app->typing.slow;
    size_t len = strlen(app_run_of_word(app));
    bool in_form = view_mode(&app->views[app->view_count - 1]) == MODE_FORM;
    bool quick =
        !s->was_slow && s->opened && app_harm_unseen(app); /* nobody means them so */
    return s->watched &&
           (app_are_whole(app) || app_lacks_keys(app, true) || (quick && len >= ENOUGH) ||
            (s->words.in_vain && len >= ENOUGH &&
             !(in_form && !app_run_begins_word(app))) ||
            (!s->was_slow && s->brisk && app_looks_abbreviated(app)) ||
            app_first_goes_on(app, true));
}

/* What was typed behind what stood there. */
static const char *typed_since(struct app *app)
{
    const char *text = app_typed_now(app), *stood = str_text(&app->typing.slow.stood);
    size_t len = strlen(stood);
    return strncmp(text, stood, len) == 0 ? text + len : text;
}

bool app_find_words(struct app *app, struct str *words, enum author_mark_of *since)
{
    const struct slow_typing *s = &app->typing.slow;
    if (!s->offered && !s->opened && !app_is_run(app)) {
        return app_find_late(app, words, since);
    }
    bool joins = joins_before(s, true);
    const char *before = joins ? str_text(&s->before) : "";
    bool in_vain = !*app_typed_now(app) && s->run.len_bytes > s->led + 1; /* no number */
    bool stands = s->opened && !s->entered && /* what was typed, and may be corrected */
                  !(in_vain && view_mode(app_top(app)) == MODE_FORM);
    *since = joins ? MARK_BEFORE : s->since;
    const char *keys = joins ? str_text(&s->keys) : app_keys_of_word(app);
    const char *run = joins ? str_text(&s->run) : app_run_of_word(app);
    str_set(words, "%s%s%s", before, stands ? keys : run, stands ? typed_since(app) : "");
    while (words->len_bytes && strchr(" \r", words->bytes[words->len_bytes - 1]) &&
           !stands) {
        str_remove(words, words->len_bytes - 1, 1);
    }
    return true;
}

/* What is about to be taken back and is no step, said once it was: the clock, or the stage; or "". */
static const char *no_step_taken_back(const struct app *app, enum author_mark_of since)
{
    return !app->open                                       ? ""
           : author_set_since(&app->author, since, "stage") ? " The stage is as it was."
           : author_set_since(&app->author, since, "clock") ? " The clock is as it was."
                                                            : "";
}

/* There may have been keys, but none that are a run still: what they did stays, and is undone so. */
static void say_none(struct app *app)
{
    const struct typing *t = &app->typing;
    enum mode mode = view_mode(app_top(app));
    bool here = action_row(ACT_UNDO)->modes & (unsigned)mode;
    if (t->took) {
        app_say(app, "The letters just before are words already: they %s.",
                app_hides_words(app) ? "are a draft" : "were put into a box");
    } else if (t->pasted && t->pasted == app->author.steps) {
        app_say(app, "What was pasted stands as entries already: \vundo Ctrl-Z\v takes "
                     "them back.");
    } else {
        app_say_asked(app);
        app_say_besides(app, "Nothing pressed just before this is taken for words.");
        if (mode != MODE_ASKS && !app_hides_words(app) && app->open && app->author.done) {
            app_add(app, here ? "\vundo\v takes back the last change."
                              : "\vescape\v, then \vundo\v, takes back the last change.");
        }
    }
}

void app_take_offer_of_words(struct app *app, const struct intent *intent)
{
    struct str words = STR_EMPTY;
    enum author_mark_of since;
    if (intent && app_asks_anew(app)) { /* no Enter makes a question of it */
        return;
    }
    if (app_find_words(app, &words, &since)) {
        const char *no_step = no_step_taken_back(app, since);
        struct str back = STR_EMPTY, done = STR_EMPTY;
        if (intent && view_mode(app_top(app)) == MODE_FORM && !app_asks_everybody(app)) {
            app_keep_unfinished(app, app_top(app)); /* and taken back as what was done */
        }
        bool went_on = app->open && author_went_on(&app->author, since);
        app_take_rows(app, since, words.bytes);
        if (intent) { /* else Enter came, which says so itself */
            app_say_how_to_keep(app);
        }
        if (went_on && author_redoes_returned(&app->author, &done)) {
            str_addf(&back, "Taken back: %s. \v%s\v, then \vredo\v does it again.",
                     done.bytes, app_hides_words(app) ? "projector" : "escape");
        }
        str_add(&back, no_step + (back.len_bytes ? 0 : strspn(no_step, " ")));
        if (back.len_bytes && app_is_before_room(app)) { /* where all read, that first */
            str_addf(&back, " %s", str_text(&app->messages.text));
            app_say(app, "%s", back.bytes);
        } else {
            app_add(app, str_text(&back));
        }
        str_finish(&back);
        str_finish(&done);
    } else if (*app_sought_in_vain(app)) {
        app_take_sought(app);
    } else {
        say_none(app);
    }
    str_finish(&words);
}
