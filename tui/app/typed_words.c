#include "app/typed_words.h"

#include <string.h>

/* So many letters are words if so many different ones count; where Enter ends them, few. */
enum { LETTERS = 4, DIFFERENT = 3, FEW = 2, LONGEST_SOUGHT = 8 };

static bool is_capital(const char *letter)
{
    return *letter >= 'A' && *letter <= 'Z';
}

/* Of a word; what is not ASCII is. */
static bool is_letter(const char *text)
{
    return (*text >= 'a' && *text <= 'z') || is_capital(text) || (*text & 0x80) ||
           *text == '\'' || *text == '-';
}

void typed_words_forget(struct typed_words *w)
{
    str_clear(&w->letters);
    str_clear(&w->different);
    str_clear(&w->behind);
    w->count = w->blanks = 0;
    w->began_high = w->chose = false;
    w->did = LETTER_MOVES;
    w->where = AMONG_KEYS;
}

void typed_words_finish(struct typed_words *w)
{
    str_finish(&w->letters);
    str_finish(&w->different);
    str_finish(&w->behind);
}

/* What was typed last, if the run is not at its beginning. */
static char last(const struct typed_words *w)
{
    return w->letters.len_bytes ? w->letters.bytes[w->letters.len_bytes - 1] : ' ';
}

static bool is_high_in_word(char before, const char *letter)
{
    return is_capital(letter) && before >= 'a' && before <= 'z';
}

bool typed_words_goes_on(const struct typed_words *w, const char *letter, int64_t at_ms)
{
    return w->count && at_ms - w->at_ms <= w->pace_ms &&
           !(w->where == AMONG_KEYS && is_high_in_word(last(w), letter));
}

bool typed_words_go_on(struct typed_words *w, const char *letter, int64_t at_ms)
{
    bool on = typed_words_goes_on(w, letter, at_ms);
    if (!on) {
        typed_words_forget(w);
    }
    w->at_ms = at_ms;
    return on;
}

bool typed_words_may_begin(char first, const char *second)
{
    static const char *const behind[] = {
        "blry",          "chlryz", "drwy",   "flrjy", "ghlnrwy",   "hy", "j",
        "khlnrw",        "lly",    "mnyrsp", "ny",    "pfhlnrsty", "qu", "rhy",
        "schklmnpqtvwy", "thrswy", "vly",    "whry",  "xy",        "z"};
    bool consonants = strchr("bcdfghjklmnpqrstvwxyz", *second) != NULL && *second;
    for (size_t i = 0; i < sizeof behind / sizeof *behind && consonants; i++) {
        if (*behind[i] == (first | 0x20)) {
            return strchr(behind[i] + 1, *second) != NULL;
        }
    }
    return true;
}

static size_t score(const struct typed_words *w)
{
    return w->different.len_bytes + w->blanks;
}

/* What counts; a blank behind a word counts twice. What joins a word's parts is a key too
 * often that is pressed again and again. */
static void count(struct typed_words *w, const char *letter)
{
    if (*letter != '-' && *letter != '\'' && !strchr(str_text(&w->different), *letter)) {
        str_add_byte(&w->different, *letter);
        w->blanks += *letter == ' ' && w->count >= LETTERS;
    }
}

/* In what would have been a word until now, the first capital shows that it is none. */
static bool begins_anew(const struct typed_words *w, const char *letter)
{
    return !w->behind.len_bytes && is_high_in_word(last(w), letter);
}

/* Letters that people put behind a word that stands there already. */
static bool is_ending(const char *letters)
{
    static const char *const endings[] = {"s",   "es",  "ed", "er", "ers", "en", "ing",
                                          "ies", "ion", "al", "ly", "ty",  "n",  "e"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (strcmp(letters, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether what was typed there as far as the word's end is none of what people put behind. */
static bool is_own_word(const struct typed_words *w)
{
    return w->behind.len_bytes > 1 && !is_ending(str_text(&w->behind));
}

/* Beginnings of words that begin none without their first letter, which is a key. */
static bool needs_first(const char *word)
{
    static const char *const beginnings[] = {
        "acce", "acci", "acco", "accu",  "acqu",  "acti",  "acto", "actu", "add",  "adju",
        "adul", "agei", "alar", "alie",  "autis", "autum", "eati", "ecze", "epil", "equa",
        "admi", "adv",  "aff",  "after", "agg",   "alco",  "all ", "alle", "alli", "allo",
        "almo", "alth", "alz",  "ambi",  "ambu",  "ampu",  "anci", "ang",  "ank",  "ann",
        "answ", "ante", "anti", "anx",   "app",   "arch",  "argu", "army", "arr",  "arth",
        "arti", "asbe", "ass",  "asth",  "atmo",  "att",   "gym"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (strncmp(word, beginnings[i], strlen(beginnings[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* "8am", as far as it goes. */
static bool is_hour(const struct typed_words *w)
{
    const char *letters = str_text(&w->letters);
    size_t digits = strspn(letters, "0123456789");
    return digits && strcmp(letters + digits, "am") == 0;
}

/* Whether the key that opened the box begins the word that goes on with this letter. */
static bool is_first_of_word(struct typed_words *w, const char *letter)
{
    enum { LONGEST_BEGINNING = 5 };
    size_t behind = w->behind.len_bytes;
    const char *at = str_text(&w->letters) + w->letters.len_bytes - behind - 1;
    struct str word = str_of("%s%s", at, letter);
    bool first = needs_first(word.bytes) || (*letter == ' ' && is_hour(w));
    str_add(&w->behind, letter);
    w->where = word.len_bytes < LONGEST_BEGINNING ? ADDING : MEANT;
    str_finish(&word);
    return first;
}

/* No word begins so, but a name may stand behind c, or what is asked behind how it is answered. */
static bool is_behind_key(const struct typed_words *w, const char *letter)
{
    return ((w->did == LETTER_FILLS && last(w) == 'c') || w->did == LETTER_CHOOSES) &&
           !typed_words_may_begin(last(w), letter);
}

/* Whether figures go on behind the one that opened a line for words, as in "0800" and "10
 * minutes". */
static bool is_figure(const struct typed_words *w, const char *letter)
{
    const char *letters = str_text(&w->letters);
    bool figures = w->letters.len_bytes && last(w) == '0' &&
                   strspn(letters, "0123456789") == w->letters.len_bytes;
    bool blank = *letter == ' ' && (w->where == ADDING || w->letters.len_bytes > 1);
    return figures && !w->behind.len_bytes &&
           (blank || (*letter >= '0' && *letter <= '9'));
}

static bool typed(struct typed_words *w, const char *letter)
{
    enum { LONGEST_ENDING = 3 };
    if (w->where == MEANT || begins_anew(w, letter) || is_behind_key(w, letter)) {
        w->where = MEANT;
        return false;
    }
    if (is_figure(w, letter)) {
        return true;
    }
    if (w->where == ADDING) {
        return is_first_of_word(w, letter);
    }
    if (w->where == IN_DOUBT) {
        count(w, letter);
        str_add(&w->behind, letter);
        return false;
    }
    bool begins = w->did == LETTER_FILLS && *letter == ' '; /* no line of a form does */
    if (!is_letter(letter) && !begins) {
        bool words = w->where == IN_FORM ? *str_text(&w->behind) > ' ' : is_own_word(w);
        w->where = MEANT;
        return words;
    }
    str_add(&w->behind, letter);
    return w->behind.len_bytes > LONGEST_ENDING;
}

/* Whether letters before it make it doubtful that the box was meant. */
static bool is_doubtful(const struct typed_words *w, const char *letter, bool within_word)
{
    bool no_word = w->count == 2 && *letter == 'g' && last(w) != 'A'; /* as in "Gg" */
    return (w->different.len_bytes && !no_word) || w->began_high ||
           (within_word && w->chose);
}

static void open(struct typed_words *w, const char *letter, enum letter did)
{
    if (is_doubtful(w, letter, did != LETTER_OPENS)) {
        count(w, letter);
        w->where = IN_DOUBT;
    } else {
        w->where = did == LETTER_OPENS   ? ADDING
                   : did == LETTER_FILLS ? IN_FORM
                                         : WITHIN_WORD;
    }
}

/* In a list that a letter of the run has opened, which nobody can have seen yet. As long as
 * there are rows for it, it is sought; these letters count once there is none. */
static void find(struct typed_words *w, const char *letter)
{
    bool sought = w->letters.len_bytes > LONGEST_SOUGHT;
    if (sought || (w->did != LETTER_FINDS && !typed_words_may_begin(last(w), letter))) {
        w->where = MEANT;
    } else {
        count(w, letter);
    }
}

/* Whether it was something that quick hands mean. */
static bool is_meant(enum letter did)
{
    return did == LETTER_MOVES || did == LETTER_CARRIES || did == LETTER_CHOOSES ||
           did == LETTER_FINDS;
}

/* Whether no letter comes before it, but the figure of a column may. */
static bool begins_run(const struct typed_words *w)
{
    return strspn(str_text(&w->letters), "123456789") == w->letters.len_bytes;
}

/* Adds what counts; whether it alone shows that these are words. */
static bool weigh(struct typed_words *w, const char *letter, enum letter did)
{
    switch (did) {
    case LETTER_CARRIES:
        w->began_high = is_capital(letter) && begins_run(w);
        break;
    case LETTER_CHOOSES: /* as it was meant, and so was what opened the list, */
        w->chose = true;
        if (w->did == LETTER_IDLE) { /* but not behind a letter that chose nothing, */
            count(w, letter);
        }
        if (score(w) >
            1) { /* nor behind others that count, as in "library" and "is it" */
            w->where = IN_DOUBT;
            break;
        }
        str_clear(&w->different);
        w->blanks = 0;
        w->began_high = false;
        break;
    case LETTER_ACTS:
    case LETTER_IDLE:
        count(w, letter);
        break;
    case LETTER_FINDS_NOTHING:
        if (w->did == LETTER_FINDS_NOTHING) { /* the first may be a slip */
            count(w, letter);
        }
        break;
    case LETTER_OPENS:
    case LETTER_EDITS:
    case LETTER_FILLS:
        open(w, letter, did);
        break;
    case LETTER_TYPES:
        return typed(w, letter);
    case LETTER_FINDS:
        find(w, letter);
        break;
    case LETTER_MOVES:
        break;
    }
    return false;
}

/* Capitals and a blank behind them, as in "NHS cuts": whatever they opened, nobody presses
 * such keys one upon the other. */
static bool is_behind_capitals(const struct typed_words *w, const char *letter)
{
    const char *letters = str_text(&w->letters);
    size_t capitals = strspn(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return capitals > 1 && strcmp(letters + capitals, " ") == 0 && is_letter(letter) &&
           letters[0] != letters[1];
}

bool typed_words_hear(struct typed_words *w, const char *letter, enum letter did)
{
    w->count++;
    bool words = weigh(w, letter, did) || is_behind_capitals(w, letter);
    w->did = did;
    str_add(&w->letters, letter);
    return words || (!is_meant(did) && w->where != MEANT && score(w) >= DIFFERENT &&
                     (w->count >= LETTERS || *letter == ' '));
}

bool typed_words_end(struct typed_words *w, int64_t at_ms)
{
    int64_t at_most_ms = w->pace_ms > ENTER_PACE_MS ? w->pace_ms : ENTER_PACE_MS;
    bool on = w->count && at_ms - w->at_ms <= at_most_ms && w->where != MEANT &&
              !is_meant(w->did);
    if (w->where == IN_FORM) {
        return on && w->behind.len_bytes > 1;
    }
    if (w->where == WITHIN_WORD) {
        return on && is_own_word(w);
    }
    if (w->where == ADDING) {
        return on && is_hour(w);
    }
    return on && score(w) >= (w->count >= LETTERS ? FEW : DIFFERENT);
}
