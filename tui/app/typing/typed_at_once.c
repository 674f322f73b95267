/* What nobody means as keys, whatever they did: letters that come faster than anybody presses
 * those, and Enter upon them; and what is no key at all, see typed_words.h. */

#include "app/typing/typed_words.h"

#include "model/english.h"

#include <ctype.h>
#include <string.h>

bool typed_words_is_in_one_go(const struct typed_words *w, int64_t at_ms)
{
    enum { TOGETHER_MS = 250, ENTER_MS = 400 };
    int64_t ms = at_ms - w->at_ms;
    return w->count && (w->count == 1 || w->least_ms > NO_HAND_MS) &&
           w->most_ms < TOGETHER_MS && ms > NO_HAND_MS && ms <= ENTER_MS;
}

/* Two keys or more, none of them twice, one upon the other and Enter upon them, as in "dx" and
 * "Rx": nobody means those so. What goes to and fro is pressed so, unless it begins what is known,
 * as "hx" does; and what chooses from a list is: but not as many as "zumba" has. */
static bool are_at_once(const struct typed_words *w, int64_t at_ms)
{
    enum { MANY = 5 };
    const char *letters = typed_words_behind_signs(str_text(&w->letters));
    size_t len = strlen(letters);
    bool many = len >= MANY, finds = w->did == LETTER_FINDS;
    bool keys = w->where == AMONG_KEYS ||
                ((w->where == IN_DOUBT || (many && finds)) && !w->behind.len_bytes);
    bool carries = strspn(letters, "HJKL") == len;
    bool meant =
        (w->moves && !typed_words_is_abbreviation(letters, len)) || w->chose || finds;
    return keys && len > 1 && typed_words_letters(letters) == len &&
           !typed_words_come_again(letters) && (!meant || many) && !carries &&
           typed_words_is_in_one_go(w, at_ms);
}

/* A word that was typed so, of which more than one letter was a key before a box opened: "Dad". */
static bool is_word_at_once(const struct typed_words *w, int64_t at_ms)
{
    enum { KEYS = 2 };
    const char *letters = typed_words_behind_signs(str_text(&w->letters));
    size_t len = strlen(letters), typed = w->behind.len_bytes;
    bool added = w->where == ADDING || w->where == IN_FORM;
    return added && typed && len >= typed + KEYS && typed_words_letters(letters) == len &&
           english_of(letters, len).word && typed_words_is_in_one_go(w, at_ms);
}

bool typed_words_are_at_once(const struct typed_words *w, int64_t at_ms)
{
    return are_at_once(w, at_ms) || is_word_at_once(w, at_ms);
}

bool typed_words_go_on_behind_slash(const struct typed_words *w, const char *letter)
{
    const char *keys = typed_words_behind_signs(str_text(&w->letters));
    size_t len = strlen(keys);
    return w->edits && w->pace_ms <= TYPING_PACE_MS && *letter == '/' && len > 1 &&
           !w->behind.len_bytes && english_of(keys, len).often;
}

bool typed_words_make_amount(const struct typed_words *w, const char *letter)
{
    const char *letters = str_text(&w->letters);
    size_t digits = strspn(letters, "0123456789");
    bool sign =
        w->count == 2 && w->did == LETTER_IDLE && !isalpha((unsigned char)*letters);
    return isdigit((unsigned char)*letter) &&
           (sign || (digits > 1 && strcmp(letters + digits, "-") == 0));
}

bool typed_words_are_foreign(const struct typed_words *w, const char *letter,
                             enum letter did)
{
    size_t len = w->letters.len_bytes;
    unsigned char before = (unsigned char)(len ? w->letters.bytes[len - 1] : ' ');
    return (*letter & 0x80) && did != LETTER_TYPES && w->pace_ms <= TYPING_PACE_MS &&
           w->where == AMONG_KEYS && isalpha(before);
}

bool typed_words_are_looked_at(const struct typed_words *w, const char *letter)
{
    if (w->behind.len_bytes != 1 || w->where != IN_DOUBT || !w->began_high ||
        w->pace_ms > TYPING_PACE_MS || w->before_ms <= BRISK_PACE_MS ||
        2 * w->gap_ms > w->before_ms) {
        return false;
    }
    struct str behind = str_of("%s%s", w->behind.bytes, letter);
    bool begins = english_of(behind.bytes, behind.len_bytes).begins_often;
    str_finish(&behind);
    return begins;
}

/* Whether what stands in a box behind them begins no word by itself, and may go on with one. */
static bool goes_on_with_name(const struct typed_words *w, bool ends)
{
    size_t len = w->behind.len_bytes;
    const char *behind = str_text(&w->behind);
    return len > (ends ? 1 : 2) && strpbrk(behind, "aeiouy") &&
           !typed_words_are_word(behind, len, false, w->language);
}

bool typed_words_are_name(const struct typed_words *w, bool ends)
{
    enum { ENOUGH = 4 };
    const char *name = typed_words_behind_signs(str_text(&w->letters));
    size_t len = typed_words_letters(name), others = 0, differ = 0;
    bool vowel = false, sought = w->did == LETTER_FINDS || w->did == LETTER_FINDS_NOTHING;
    if (len < ENOUGH || name[len] || !isupper((unsigned char)*name) ||
        w->pace_ms > TYPING_PACE_MS) {
        return false;
    }
    for (size_t i = 1; i < len; i++) {
        if (!islower((unsigned char)name[i])) {
            return false;
        }
        bool first = !memchr(name + 1, name[i], i - 1);
        others += first && !strchr("hjklu", name[i]);
        differ += first;
        vowel = vowel || strchr("aeioy", name[i]);
    }
    bool keys = (!w->behind.len_bytes || w->where == IN_DOUBT) && !sought &&
                (len > ENOUGH || !w->chose);
    bool moves = w->seen && strchr(name, 'u') && differ > 1; /* "Hull", "Lulu" */
    return (ends ? others > 0 || moves : others > 1 && vowel) &&
           (keys || goes_on_with_name(w, ends) ||
            (w->seen && !typed_words_are_word(name + 1, len - 1, false, w->language)));
}
