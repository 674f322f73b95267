/* The first letter of a word, which was a key and opened a box: whoever means the key looks before
 * they type, and hands that go on at one pace do not. */

#include "app/app.h"

#include "base/words.h"
#include "model/english.h"

#include <ctype.h>
#include <string.h>

void app_hear_first(struct app *app, int64_t ms, bool keys)
{
    struct slow_typing *s = &app->typing.slow;
    if (!keys && s->opened && s->run.len_bytes == s->led) {
        s->first = (struct first_letter){.gap_ms = ms};
    } else if (!s->first.next_ms) {
        s->first.next_ms = ms;
    }
}

/* Whether what was typed came behind its key as one letter, or key, behind another. */
static bool is_even(const struct slow_typing *s, int64_t gap_ms)
{
    return 4 * s->first.gap_ms <= 5 * gap_ms;
}

/* The same of quick hands: the run at their pace has the key and all behind it. */
static bool is_of_one_pace(const struct app *app, const char *typed)
{
    enum { ALMOST_MS = 280 };
    const struct slow_typing *s = &app->typing.slow;
    bool quick = app->typing.words.letters.len_bytes > strlen(typed);
    int64_t gap_ms = s->first.gap_ms;
    bool even = gap_ms <= ALMOST_MS && is_even(s, s->first.next_ms);
    return quick && gap_ms > NO_HAND_MS && (gap_ms <= BRISK_PACE_MS || even);
}

/* Whether several keys that did not only go to and fro, nor chose a form, are a word that is used
 * often with the letters behind them at their pace, or begin one: "pa" and "rents". */
static bool keys_go_on(const struct app *app, const char *typed, size_t len, bool ends)
{
    enum { ENOUGH = 3 };
    const struct slow_typing *s = &app->typing.slow;
    if (!s->opened || s->chose || s->acted.count < 2 || len < ENOUGH ||
        !is_even(s, s->first.next_ms) || !is_even(s, s->pace.least_ms)) {
        return false;
    }
    const char *keys = typed_words_behind_signs(app_keys_of_word(app));
    struct str word = str_of("%s%.*s", keys, (int)len, typed);
    struct english is = english_of(word.bytes, word.len_bytes);
    str_finish(&word);
    return ends ? is.often : is.begins_often;
}

static bool is_english(const char *language)
{
    return !language || strncmp(language, "en", 2) == 0;
}

bool app_first_goes_on(const struct app *app, bool ends)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *typed = app_typed_in_run(app);
    size_t len = typed_words_letters(typed);
    if (keys_go_on(app, typed, len, ends || typed[len])) {
        return true;
    }
    if (!s->led || !isalpha((unsigned char)typed[-1]) || !len || !(ends || typed[len]) ||
        (len == 1 && typed[len] != '-') || !is_english(s->words.language) ||
        !is_of_one_pace(app, typed)) {
        return false;
    }
    const char *stood = str_text(&s->stood);
    bool within = /* a word that stood there, as the capital of "eGFR" is */
        *stood && islower((unsigned char)stood[s->stood.len_bytes - 1]);
    return isupper((unsigned char)*typed) ? within : !english_of(typed, len).word;
}

bool app_goes_on_unseen(const struct app *app)
{
    enum { UNSEEN_MS = 500, MORE_THAN_ENDING = 4 };
    const struct slow_typing *s = &app->typing.slow;
    const char *typed = app_typed_in_run(app), *stood = str_text(&s->stood);
    size_t len = s->stood.len_bytes, letters = typed_words_letters(typed);
    bool ends = typed[letters] == ' ';
    bool within =
        len && isalpha((unsigned char)stood[len - 1]) &&
        (letters >= MORE_THAN_ENDING || (ends && typed_words_are_own(typed, letters)));
    bool none = !len && ends && islower((unsigned char)*typed) && /* "ndy House" */
                is_even(s, s->first.next_ms) && is_english(s->words.language) &&
                !english_of(typed, letters).begins;
    return within || none || (len && s->first.gap_ms <= UNSEEN_MS && strchr(typed, ' '));
}

/* Whether the word behind a blank is one by which quick hands go on with an entry, as "at", "and" and
 * "with", or may be still; "consult" goes on with the letter before it. */
static bool goes_on_with_entry(const char *typed)
{
    enum { LONG = 4 };
    size_t len = typed_words_letters(typed + 1);
    return len < LONG || words_begin_link(typed + 1, len);
}

bool app_key_is_of_word(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *run = app_run_of_word(app);
    size_t len = typed_words_letters(run);
    return s->opened && s->acted.count == 1 && *run != 'a' && run[len] == ' ' &&
           is_even(s, s->first.next_ms) && english_of(run, len).often;
}

bool app_key_begins_two(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *typed = app_typed_in_run(app);
    bool apart = *typed == ' ' && !s->stood.len_bytes; /* no new entry begins so */
    bool even = is_even(s, s->first.next_ms) && s->first.gap_ms > NO_HAND_MS;
    return s->led && *typed && strchr(" -", *typed) && typed[1] &&
           (apart || (even && !goes_on_with_entry(typed)));
}

bool app_key_goes_on(const struct app *app)
{
    enum { SHORT = 2 };
    const struct slow_typing *s = &app->typing.slow;
    const char *typed = app_typed_in_run(app), *stood = str_text(&s->stood);
    size_t len = typed_words_letters(typed), before = s->stood.len_bytes;
    if (!s->led) { /* the key was taken off by Backspace */
        return false;
    }
    bool even = is_even(s, s->first.next_ms);
    bool lacks = even && len && len <= SHORT && typed[len] == ' ' &&
                 english_of(typed - 1, len + 1).often && !english_of(typed, len).often;
    bool adds = even && *typed == ' ' && typed[1] && s->first.gap_ms > TYPING_PACE_MS;
    bool high =
        typed[-1] == 'e' && isupper((unsigned char)*typed) && (even || !s->looked);
    return lacks || adds || app_key_begins_two(app) ||
           (high && !(before && stood[before - 1] == ' '));
}

bool app_keys_are_word(const struct app *app)
{
    enum { ENOUGH = 4 };
    const char *keys = app_keys_of_word(app);
    keys += *keys >= '1' && *keys <= '9'; /* the column */
    size_t len = strlen(keys);
    struct english is = english_of(keys, len);
    return len >= ENOUGH && (is.often || (len > ENOUGH && (is.word || is.begins_often)));
}

bool app_word_goes_on(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *keys = app_keys_of_word(app), *typed = app_typed_in_run(app);
    keys = typed_words_behind_signs(keys);
    size_t len = strlen(keys);
    return s->opened && len > 1 && *typed == '/' && english_of(keys, len).often;
}

/* "u18s", "u3a", "f2f": a letter, figures, and a letter. */
static bool are_letters_and_figures(const char *word, size_t len)
{
    size_t figures = *word ? strspn(word + 1, "0123456789") : 0;
    return figures && figures + 2 == len && isalpha((unsigned char)*word) &&
           isalpha((unsigned char)word[len - 1]);
}

bool app_looks_abbreviated(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    if (s->run.len_bytes < 2) {
        return false;
    }
    const char *run = str_text(&s->run), *word = typed_words_behind_signs(run);
    size_t len = strlen(word);
    while (len && !isalpha((unsigned char)word[len - 1])) {
        len--;
    }
    bool sign = strchr("&#-+[($'", *run) && isalpha((unsigned char)run[1]);
    return s->watched && (sign || are_letters_and_figures(word, len) ||
                          typed_words_is_abbreviation(word, len));
}

bool app_begin_no_word(const struct app *app)
{
    enum { BEGINNING = 4, FEW = 2, KEYS_FOR_ONE = 4, LOOKED_MS = 1000 };
    const struct slow_typing *s = &app->typing.slow;
    const char *keys = typed_words_behind_signs(app_keys_of_word(app));
    char first[BEGINNING + 1] = {0};
    size_t len = 0, different = 0;
    for (; len < BEGINNING && isalpha((unsigned char)keys[len]); len++) {
        char letter = (char)tolower((unsigned char)keys[len]);
        different += !memchr(first, letter, len);
        first[len] = letter;
    }
    bool few =
        len == BEGINNING && different <= FEW && s->lost * KEYS_FOR_ONE < strlen(keys);
    bool none =
        is_english(s->words.language) && (len < FEW || !english_of(first, len).begins);
    return (none && (few || app_came_at_leisure(app))) ||
           (s->pace.least_ms >= LOOKED_MS && !app_is_typed_behind(app));
}

bool app_are_keys(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *keys = typed_words_behind_signs(app_acting_keys(app));
    return app_begin_no_word(app) ||
           (!s->lost && *keys && keys[1] && !typed_words_are_initials(&s->words) &&
            (isdigit((unsigned char)keys[1]) || !typed_words_may_begin(*keys, keys + 1)));
}
