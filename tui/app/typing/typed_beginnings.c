/* Whether words begin with the keys before them, or with keys that look like some. */

#include "app/typing/typed_words.h"

#include "model/english.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

bool typed_words_is_of_one(char letter)
{
    unsigned char byte = (unsigned char)letter;
    return isalpha(byte) || byte >= 0x80 || byte == '\'' || byte == '-';
}

bool typed_words_may_begin(char first, const char *second)
{
    char pair[] = {first, *second};
    return !isalpha((unsigned char)*second) || english_of(pair, sizeof pair).begins;
}

bool typed_words_is_sign(char letter)
{
    return letter == ' ' || ispunct((unsigned char)letter);
}

const char *typed_words_behind_signs(const char *text)
{
    while (*text && ((typed_words_is_sign(*text) && !strchr("?/:", *text)) ||
                     strchr("123456789", *text))) {
        text++;
    }
    return text;
}

size_t typed_words_letters(const char *text)
{
    size_t len = 0; /* strspn() of so many is dear, and each key asks */
    while (isalpha((unsigned char)text[len])) {
        len++;
    }
    return len;
}

/* Whether the letters begin a word as they stand; or, if it ends with them, are one. */
static bool are_of_word(const char *letters, size_t len, bool ends)
{
    enum { BEGINNING = 4 };
    struct english is = english_of(letters, len);
    bool longer = len >= BEGINNING; /* what is rare is short too often */
    return ends ? (longer ? is.word : is.often) : longer && is.begins;
}

/* The letters, of so many, are one of them. */
static bool are_among(const char *const words[], size_t count, const char *letters,
                      size_t len)
{
    for (size_t i = 0; i < count; i++) {
        if (strncasecmp(words[i], letters, len) == 0 && !words[i][len]) {
            return true;
        }
    }
    return false;
}

bool typed_words_are_own(const char *letters, size_t len)
{
    static const char *const endings[] = {"s",   "es",  "ed", "er", "ers", "en", "ing",
                                          "ies", "ion", "al", "ly", "ty",  "n",  "e"};
    return len > 1 ? !are_among(endings, sizeof endings / sizeof *endings, letters, len)
                   : len && strchr("bcfghjkmpvwx", *letters);
}

bool typed_words_is_abbreviation(const char *word, size_t len)
{
    /* "sx" ends a question */
    static const char *const known[] = {"hx",  "dx", "rx",  "tx",  "ix",  "fx",  "pt",
                                        "pts", "dr", "mh",  "gp",  "hv",  "dn",  "ot",
                                        "bp",  "hr", "ppg", "pmh", "mdt", "sen", "asb"};
    return are_among(known, sizeof known / sizeof *known, word, len);
}

bool typed_words_come_again(const char *keys)
{
    const char *at = keys;
    while (*at == ' ' ||
           (*at && !memchr(keys, toupper((unsigned char)*at), (size_t)(at - keys)) &&
            !memchr(keys, tolower((unsigned char)*at), (size_t)(at - keys)))) {
        at++;
    }
    return *at;
}

/* "ok", "mps": mostly an abbreviation, which stands for itself behind a single key only. */
static bool is_short(const char *letters, size_t len)
{
    enum { SHORT = 2 };
    size_t at = 0;
    while (at < len && !strchr("aeiouyAEIOUY", letters[at])) {
        at++;
    }
    return len <= SHORT || at == len;
}

/* Whether those keys and the letters behind them begin a word that those alone do not. */
static bool begin_with(const char *keys, const char *behind, size_t len, bool ends,
                       const char *language)
{
    enum { BEHIND = 2, ELSEWHERE = 4 };
    struct str whole = str_of("%s%.*s", keys, (int)len, behind);
    struct english rest = english_of(behind, len);
    bool known = rest.word && !(keys[1] && is_short(behind, len));
    bool lacks = are_of_word(whole.bytes, whole.len_bytes, ends) &&
                 (ends ? !known : !rest.begins && len >= BEHIND);
    lacks = lacks || (!ends && whole.len_bytes >= ELSEWHERE && len >= BEHIND &&
                      words_begin(language, whole.bytes, whole.len_bytes) &&
                      !words_of(language, behind, len).begins);
    str_finish(&whole);
    return lacks;
}

bool typed_words_lack(const char *keys, bool all, const char *behind, bool ends,
                      const char *language)
{
    enum { ENOUGH = 3 }; /* of an entry that was added to a column, as by 3 and a */
    const char *row = strrchr(keys, '\r'), *blank = row ? row : strrchr(keys, ' ');
    const char *from = typed_words_behind_signs(keys);
    size_t len = 0, before = strlen(from);
    while (behind[len] && typed_words_is_of_one(behind[len])) {
        len++;
    }
    ends = ends || behind[len];
    if (blank && blank > keys && isalpha((unsigned char)blank[-1])) { /* it is no key */
        return true;
    }
    bool added =
        isdigit((unsigned char)*keys) && strcmp(keys + 1, "a") == 0 && len < ENOUGH;
    if (!before || from[typed_words_letters(from)] || added ||
        isupper((unsigned char)*behind)) {
        return false;
    }
    if (!len) { /* a word, and the blank behind it */
        return *behind == ' ' && before > 1 && are_of_word(from, before, true);
    }
    bool lacks = false;
    do {
        lacks = begin_with(from, behind, len, ends, language);
    } while (!lacks && !all && *++from);
    return lacks;
}

bool typed_words_lack_first(const char *run, size_t keys, bool all, bool ends,
                            const char *language)
{
    struct str first = str_of("%.*s", (int)keys, run);
    bool lacks = typed_words_lack(str_text(&first), all, run + keys, ends, language);
    str_finish(&first);
    return lacks;
}

/* Whether several letters before a pause are a word with those behind it, which are none alone. */
static bool are_one_word(const char *before, const char *letters, size_t len)
{
    enum { ENOUGH = 3 };
    struct str word = str_of("%s%.*s", before, (int)len, letters);
    struct english is = english_of(word.bytes, word.len_bytes);
    struct english alone = english_of(letters, len);
    bool one = before[1] && word.len_bytes >= ENOUGH &&
               (is.word || (!letters[len] && is.begins_often)) &&
               (len == 1 || !alone.often);
    str_finish(&word);
    return one;
}

bool typed_words_begin_with(const char *before, const char *letters, size_t led,
                            bool ends, const char *language)
{
    enum { ENOUGH = 3 };
    size_t len = typed_words_letters(letters);
    bool hyphen = len == 1 && letters[1] == '-'; /* "e-mail", "x-ray" */
    before = typed_words_behind_signs(before);   /* the figure of a column */
    if (*before && before[1]) {
        return are_one_word(before, letters, len);
    }
    if (!*before || hyphen || (ends && len < ENOUGH && !letters[len]) || /* "OT" */
        letters[len] == '/') { /* as "c/o" does: it stands for itself */
        return false;
    }
    struct str run = str_of("%s%s", before, letters);
    struct english is = english_of(letters, len);
    ends = ends || letters[len];
    bool common = ends ? is.often : is.often || is.begins_often;
    bool whole = ends && english_of(run.bytes, 1 + len).often;
    bool within = letters[led] && led <= len; /* the keys end there */
    bool lacks =
        typed_words_lack_first(run.bytes, 1, true, ends, language) ||
        (within && typed_words_lack_first(run.bytes, 1 + led, true, ends, language));
    str_finish(&run);
    return !common && (whole || lacks);
}

/* "0.5", "0-5": of a column, and of keys, there is no such figure. */
static bool are_parts(const char *letters)
{
    size_t before = strspn(letters, DIGITS), behind = before;
    while (behind && letters[behind] && strchr(".-", letters[behind]) &&
           strspn(letters + behind + 1, DIGITS)) {
        behind += 1 + strspn(letters + behind + 1, DIGITS);
    }
    return behind > before && !letters[behind];
}

/* A unit of one letter stands behind two figures or more: "2s" is a column, and a key. */
bool typed_words_are_amount(const char *letters)
{
    static const char *const units[] = {
        "am",   "pm", "mg",  "ml", "mcg", "kg",  "km",  "cm",   "mm", "hr",  "hrs", "min",
        "mins", "wk", "wks", "ww", "yr",  "yrs", "mth", "mths", "lb", "lbs", "ft",  "bn"};
    size_t digits = strspn(letters, "0123456789");
    const char *unit = letters + digits;
    return digits &&
           (are_among(units, sizeof units / sizeof *units, unit, strlen(unit)) ||
            are_parts(letters) ||
            (digits > 1 && *unit && strchr("gkmpstx", *unit) && !unit[1]));
}

bool typed_words_are_fraction(const char *letters, char letter)
{
    size_t before = strspn(letters, DIGITS);
    const char *behind = letters + before + (letters[before] == '/');
    size_t len = strspn(behind, DIGITS);
    bool figure = letter && strchr(DIGITS, letter);
    return before && letters[before] == '/' && !behind[len] &&
           (before > 1 ? figure : len && (figure || letter == ' '));
}

bool typed_words_name_column(const char *words)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th"};
    if (*words < '1' || *words > '9') {
        return false;
    }
    size_t sign = words[1] && strchr("?(", words[1]); /* "2?dementia" */
    char first = words[1 + sign], second = first ? words[2 + sign] : '\0';
    bool alone = second == ' ' && strchr("aAI", first); /* "2a funeral" */
    bool word =
        alone || (isalpha((unsigned char)second) &&
                  (strchr("hjkl", first) || typed_words_may_begin(first, &second)));
    bool initials = isupper((unsigned char)first) && isupper((unsigned char)second);
    size_t letters = first ? strcspn(words + 1, " 0123456789") : 0;
    bool figures =
        letters && isdigit((unsigned char)words[1 + letters]); /* "1to1", "1in4" */
    bool column = (word || initials) && !figures;
    struct str amount = str_of("%.*s", (int)strcspn(words, " "), words);
    column = column && !typed_words_are_amount(amount.bytes);
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals && column; i++) {
        column =
            strncmp(words + 1, ordinals[i], 2) != 0 || isalpha((unsigned char)words[3]);
    }
    str_finish(&amount);
    return column;
}

bool typed_words_are_word(const char *letters, size_t len, bool ends,
                          const char *language)
{
    struct english is = english_of(letters, len),
                   other = words_of(language, letters, len);
    return ends ? is.word || other.word : is.begins || other.begins;
}

/* Initials, as in "GPs" and "A&E", and not of a key before some, as in "SNHS". */
static bool begin_high(const char *word)
{
    size_t high = 0;
    while (isupper((unsigned char)word[high]) || word[high] == '&') {
        high++;
    }
    if (high < 2 || isalpha((unsigned char)word[high + (word[high] == 's')])) {
        return false;
    }
    struct str rest = STR_EMPTY;
    for (size_t i = 1; i < high; i++) {
        str_add_byte(&rest, (char)tolower((unsigned char)word[i]));
    }
    bool known = english_of(str_text(&rest), rest.len_bytes).often;
    str_finish(&rest);
    return !known;
}

bool typed_words_begin_word(const char *text, const char *language)
{
    const char *word = typed_words_behind_signs(text);
    size_t len = typed_words_letters(word);
    return begin_high(word) || typed_words_are_word(word, len, word[len], language);
}

/* Whether a capital begins a name there, of four letters or more, or three behind what moves. */
static bool is_name(const char *letters, size_t len, bool moved)
{
    enum { ENOUGH = 4, MOVED = 3 };
    return len >= (moved ? MOVED : ENOUGH) && isupper((unsigned char)letters[0]) &&
           islower((unsigned char)letters[1]) && islower((unsigned char)letters[2]);
}

bool typed_words_are_two_keys(const char *word, size_t len)
{
    return len == 2 && isupper((unsigned char)word[0]) &&
           islower((unsigned char)word[1]) && !typed_words_may_begin(word[0], word + 1) &&
           strncmp(word, "Mc", 2) != 0;
}

/* Whether so many are all small or figures; or capitals, with a figure, as in "P2,p"; or two keys. */
static bool may_be_keys(const char *word, size_t len)
{
    bool figure = strcspn(word, DIGITS) < len;
    return strspn(word, SMALL DIGITS) >= len || typed_words_are_two_keys(word, len) ||
           (figure && strspn(word, SMALL CAPITALS DIGITS ",.") >= len);
}

/* Whether that one letter is of a word in which the second is high: "iPad", "eBay"; "eGFR". */
static bool begins_small(const char *word, size_t keys)
{
    return keys == 1 && isupper((unsigned char)word[1]) &&
           strchr(islower((unsigned char)word[2]) ? "ei" : "eikm", *word);
}

bool typed_words_are_apart(const char *word, size_t keys)
{
    enum { UNIT = 2 };
    const char *rest = word + keys;
    size_t len = typed_words_letters(rest);
    bool figure = keys > 1 && isdigit((unsigned char)rest[-1]) && /* of a column */
                  !isdigit((unsigned char)rest[-2]);
    if (!keys || !may_be_keys(word, keys) || begins_small(word, keys) ||
        !(islower((unsigned char)rest[-1]) || figure)) {
        return false;
    }
    return (isupper((unsigned char)rest[0]) && islower((unsigned char)rest[1]) &&
            (len > UNIT || !rest[len] || english_of(rest, len).word)) ||
           begin_high(rest);
}

/* Whether a word is of capitals alone, as with Caps Lock, where A for a may be before it. */
static bool is_high(const char *word, size_t len)
{
    return *word == 'A' && strspn(word, CAPITALS) == len;
}

bool typed_words_are_behind_high(const char *letters, const char *letter)
{
    struct str word = str_of("%s%s", typed_words_behind_signs(letters), letter);
    size_t len = typed_words_letters(word.bytes);
    bool high = len > 1 && is_high(word.bytes, len);
    for (size_t i = 0; i < len; i++) { /* of few capitals the list has initials */
        word.bytes[i] = (char)tolower((unsigned char)word.bytes[i]);
    }
    high = high && (english_of(word.bytes, len).begins ||
                    english_of(word.bytes + 1, len - 1).begins);
    str_finish(&word);
    return high;
}

/* Whether that many keys end before the next letter: with both no word goes on. */
static bool end_before(const char *word, size_t keys, size_t len)
{
    size_t moves = strspn(word, "hjkl");
    bool high = isupper((unsigned char)word[keys]);
    bool caps_lock = keys == 1 && is_high(word, len);
    bool name =
        isupper((unsigned char)word[keys - 1]) && is_name(word + keys, len - keys, false);
    return caps_lock || name || typed_words_are_apart(word, keys) ||
           (moves >= keys && (moves > 1 || high)) ||
           !(typed_words_may_begin(word[keys - 1], word + keys) ||
             begins_small(word, keys));
}

/* Whether what stands behind keys is a word by itself, and not by chance: a few small letters end
 * too many. */
static bool stands_behind(const char *word, size_t keys, size_t len, bool ends,
                          const char *language)
{
    enum { MOVED = 4, ENOUGH = 5 };
    const char *rest = word + keys;
    bool moved = strspn(word, "hjkl") == keys;
    moved = moved || typed_words_are_apart(word, keys) ||
            (ends && is_high(word, len) && english_of(rest, len - keys).often);
    return is_name(rest, len - keys, moved) ||
           (len >= keys + (moved ? MOVED : ENOUGH) &&
            typed_words_are_word(rest, len - keys, ends, language)) ||
           typed_words_is_abbreviation(rest, len - keys);
}

/* Whether one capital is before known initials of three letters or more, as S is in "SNHS". */
static bool is_before_initials(const char *word, size_t len)
{
    enum { ENOUGH = 3 };
    bool high =
        len > ENOUGH && isupper((unsigned char)word[1]) && strspn(word, CAPITALS) == len;
    bool known = high && is_short(word + 1, len - 1) && !begin_high(word);
    return known && !english_of(word, len).word;
}

size_t typed_words_keys_before(const char *text, size_t meant, const char *language)
{
    size_t column = typed_words_name_column(text) ? 1 : 0;
    const char *word = text + column;
    if (is_before_initials(word, typed_words_letters(word))) {
        return column + 1;
    }
    if (meant <= column && *word != 'A') { /* as mostly */
        return 0;
    }
    size_t len = typed_words_letters(word);
    bool ends = word[len];
    bool high = is_high(word, len);
    size_t most = meant > column + high ? meant - column : high;
    for (size_t keys = 1; keys <= most && keys < len && end_before(word, keys, len);
         keys++) {
        if (stands_behind(word, keys, len, ends, language)) {
            return typed_words_are_word(word, len, ends, language) ? 0 : column + keys;
        }
    }
    return 0;
}

bool typed_words_are_slashed(const char *letters)
{
    enum { FEW = 2 };
    const char *slash = strpbrk(letters, "/&");
    size_t before = slash ? (size_t)(slash - letters) : 0;
    size_t behind = slash ? strlen(slash + 1) : 0;
    return before && before <= FEW && behind && behind <= FEW &&
           typed_words_letters(letters) == before &&
           typed_words_letters(slash + 1) == behind;
}

bool typed_words_look_so(const char *keys)
{
    enum { ENOUGH = 3 };
    size_t len = strlen(keys), small = 0;
    if (typed_words_is_of_one(*keys) && strpbrk(keys + 1, "&'")) { /* which are no keys */
        return true;
    }
    size_t digits =
        strspn(keys, "0123456789"); /* "999s": nobody goes to so many columns */
    if (digits >= ENOUGH && isalpha((unsigned char)keys[digits])) {
        return true;
    }
    if (!isupper((unsigned char)*keys) || len < ENOUGH ||
        typed_words_letters(keys) < len) {
        return isupper((unsigned char)*keys) && keys[1] == ' ' &&
               isupper((unsigned char)keys[2]);
    }
    small = strspn(keys + 1, SMALL);
    bool goes = strspn(keys + 1, "hjklnuy") == small;
    return small + 1 == len ? english_of(keys, len).begins && !goes
                            : small && !goes && isupper((unsigned char)keys[1 + small]);
}

bool typed_words_begin_two(const char *words, bool sought, const char *language)
{
    enum { SHORT = 2, FEW = 3 };
    size_t len = typed_words_letters(words);
    bool apart = len && (words[len] == ' ' || (len == 1 && words[len] == '-'));
    bool key = sought && isupper((unsigned char)*words) &&
               (len < SHORT || typed_words_are_word(words + 1, len - 1, true, language));
    if (!apart || key) {
        return false;
    }
    const char *next = words + len + 1;
    size_t letters = typed_words_letters(next);
    if (len >= FEW) {
        return letters && typed_words_are_word(words, FEW, false, language);
    }
    if (letters < FEW) { /* "p e lessons" */
        return len < SHORT && typed_words_begin_two(next, sought, language);
    }
    return (len < SHORT || typed_words_are_word(words, len, true, language)) &&
           typed_words_are_word(next, letters, next[letters], language);
}
