/* Keys that may have been words and were taken for keys: what the foot offers of them. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "model/english.h"
#include "screen/clock.h"
#include "views/view.h"
#include "views/view_question.h"

#include <ctype.h>
#include <string.h>

/* So long came before each of two keys, be it that the second is sought in a list. */
static int64_t gap_of_two(const struct slow_typing *s)
{
    return s->pace.least_ms ? s->pace.least_ms : s->first.next_ms;
}

bool app_are_two_keys(const struct app *app)
{
    enum { KEYS_MS = 400 }; /* no word is begun so slowly and goes on no further */
    return strlen(app_acting_keys(app)) == 2 && !app_is_typed_behind(app) &&
           gap_of_two(&app->typing.slow) >= KEYS_MS;
}

int64_t app_offer_ends_ms(const struct app *app)
{
    enum { LETTERS_MS = 2000 }; /* later none comes behind two */
    return app_are_two_keys(app) ? app->typing.slow.words.at_ms + LETTERS_MS : INT64_MAX;
}

/* Whether they are two that did what they say, and no word or abbreviation, or none any more. */
static bool are_two_meant(const struct app *app)
{
    enum { FINGERS_MS = 600 }; /* initials come no slower, of two */
    const struct slow_typing *s = &app->typing.slow;
    const char *keys = app_acting_keys(app);
    bool harm = s->brisk && author_went_on(&app->author, s->since); /* as "dv" */
    bool high = isupper((unsigned char)*keys);
    bool apart = high && isupper((unsigned char)keys[1]) && gap_of_two(s) > FINGERS_MS;
    bool words = typed_words_are_initials(&s->words) || english_of(keys, 2).often ||
                 app_looks_abbreviated(app) ||
                 (high && keys[1] == 's'); /* "Gs" is of initials */
    bool over = clock_ticks_ms() >= app_offer_ends_ms(app);
    return strlen(keys) == 2 && !s->words.in_vain && !harm && (apart || over || !words);
}

/* Whether they begin a name at one pace, as those of "Kasia" and "iPads": no list has all of these. */
static bool begins_name(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *word = typed_words_behind_signs(app_run_of_word(app));
    word += *word && strchr("ei", *word);
    return isupper((unsigned char)word[0]) && islower((unsigned char)word[1]) &&
           islower((unsigned char)word[2]) && 4 * s->first.gap_ms <= 5 * s->first.next_ms;
}

bool app_may_be_missed(struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const struct acted *acted = s->since == MARK_PAUSE ? &s->pause.acted : &s->acted;
    const char *keys = acted->count ? app_keys_of_word(app) : "";
    size_t letters = 0;
    for (const char *at = keys; *at; letters += isalnum((unsigned char)*at++) != 0) {
    }
    bool run = letters && (letters > 1 || s->words.in_vain) && app_is_run(app);
    bool typed = app_is_typed_behind(app); /* it may be whole behind its keys */
    bool name = typed && begins_name(app);
    bool words = run && (name || app_run_begins_word(app));
    bool several = acted->differ && !(s->chose && acted->count == 2) &&
                   !(letters > 2 && app_are_keys(app) && !name) &&
                   (!typed || words || app_goes_on_unseen(app));
    bool one = acted->count == 1 || (s->chose && acted->count == 2);
    bool vain = typed && s->words.in_vain; /* a key that is none there, and one that is */
    bool alone =
        s->watched && s->opened && keys[0] && !keys[1] &&
        ((typed && app_key_goes_on(app)) || (*keys != 'a' && app_run_begins_word(app)));
    bool may = alone || (run && (several || vain || (one && words)) &&
                         !(several && !typed && are_two_meant(app)));
    return may && !app_stands_whole(app) &&
           !(app_are_deliberate(app) && (!typed || s->pace.gaps));
}

const char *app_words_to_take(void *of)
{
    struct app *app = of;
    struct typing *t = &app->typing;
    struct str words = STR_EMPTY;
    enum author_mark_of since;
    const char *sought = app_sought_in_vain(app);
    char anew;
    if ((!t->slow.offered && !t->slow.acted.count && !t->late.keys.len_bytes &&
         !*sought) ||
        view_question_new_words(app_top(app), &anew)) {
        return "";
    }
    bool key = (action_row(ACT_WERE_WORDS)->modes & (unsigned)view_mode(app_top(app))) &&
               app_words_may_go(app);
    str_clear(&t->hint);
    bool runs = t->slow.offered || *sought || app_may_be_missed(app);
    if (key && (runs ? app_find_words : app_find_late)(app, &words, &since)) {
        for (const char *at = app_as_written(words.bytes); *at; at++) {
            str_add_bytes(&t->hint, *at == '\r' ? " / " : at, *at == '\r' ? 3 : 1);
        }
    } else if (key) {
        str_set(&t->hint, "%s", sought);
    }
    str_finish(&words);
    return str_text(&t->hint);
}

const char *app_words_shown(void *of)
{
    const char *words = app_words_to_take(of);
    return *words && app_hides_words(of) ? "…" : words;
}
