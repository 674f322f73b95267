#include "app/typing/typed_words.h"

#include "model/english.h"

#include <ctype.h>
#include <string.h>

/* So many letters are words if so many different ones count; where Enter ends them, few. */
enum { LETTERS = 4, DIFFERENT = 3, FEW = 2, LONGEST_SOUGHT = 8 };

static bool is_capital(const char *letter)
{
    return *letter >= 'A' && *letter <= 'Z';
}

static size_t capitals_of(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

void typed_words_forget(struct typed_words *w)
{
    str_clear(&w->letters);
    str_clear(&w->different);
    str_clear(&w->behind);
    str_clear(&w->initials);
    w->count = w->blanks = w->chose = 0;
    w->began_high = w->sure = w->in_vain = w->edits = w->moves = false;
    w->least_ms = w->most_ms = w->gap_ms = w->before_ms = 0;
    w->did = LETTER_MOVES;
    w->where = AMONG_KEYS;
}

void typed_words_finish(struct typed_words *w)
{
    str_finish(&w->letters);
    str_finish(&w->different);
    str_finish(&w->behind);
    str_finish(&w->initials);
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
    int64_t gap_ms = at_ms - w->at_ms;
    return w->count &&
           (gap_ms <= w->pace_ms ||
            (gap_ms <= CAPS_LOCK_MS &&
             typed_words_are_behind_high(str_text(&w->letters), letter))) &&
           !(w->where == AMONG_KEYS && is_high_in_word(last(w), letter));
}

bool typed_words_go_on(struct typed_words *w, const char *letter, int64_t at_ms)
{
    bool on = typed_words_goes_on(w, letter, at_ms);
    int64_t gap_ms = at_ms - w->at_ms;
    if (!on) {
        typed_words_forget(w);
    } else {
        w->least_ms = w->count == 1 || gap_ms < w->least_ms ? gap_ms : w->least_ms;
        w->most_ms = gap_ms > w->most_ms ? gap_ms : w->most_ms;
        w->before_ms = w->gap_ms;
        w->gap_ms = gap_ms;
    }
    w->at_ms = at_ms;
    return on;
}

/* The run without the figure of a column, or signs, at its beginning. */
static const char *without_column(const struct typed_words *w)
{
    return typed_words_behind_signs(str_text(&w->letters));
}

static size_t score(const struct typed_words *w)
{
    return w->different.len_bytes + w->blanks;
}

/* What counts; a blank behind a word counts twice, and before it not at all. Nor does a sign, be it
 * a key or not: it is of what stands around it. */
static void count(struct typed_words *w, const char *letter)
{
    bool began = strpbrk(str_text(&w->letters), "0123456789") || *without_column(w);
    bool counts = !typed_words_is_sign(*letter) || (*letter == ' ' && began);
    if (counts && !strchr(str_text(&w->different), *letter)) {
        str_add_byte(&w->different, *letter);
        w->blanks += *letter == ' ' && w->count >= LETTERS;
    }
}

/* Whether all keys of the run begin the word that was typed behind them: with them it is one,
 * or, before it ends, the beginning of one, and without them it is none. */
static bool lacks(const struct typed_words *w, bool all, const char *behind, bool ends)
{
    size_t typed = w->behind.len_bytes, len = w->letters.len_bytes;
    struct str keys = STR_EMPTY;
    str_add_bytes(&keys, str_text(&w->letters), len > typed ? len - typed : 0);
    bool lacks = typed_words_lack(str_text(&keys), all, behind, ends, w->language);
    str_finish(&keys);
    return lacks;
}

/* "8am", "10mg" and "c/o", as far as it goes: no key is behind one. */
static bool is_whole(const struct typed_words *w)
{
    const char *letters = str_text(&w->letters);
    return (w->where != MEANT && typed_words_are_slashed(letters)) ||
           typed_words_are_amount(letters);
}

/* Whether the keys begin the word that goes on, or ends, with this letter. */
static bool lacks_so_far(const struct typed_words *w, const char *letter)
{
    bool ends = !typed_words_is_of_one(*letter);
    struct str behind = str_of("%s%s", str_text(&w->behind), ends ? "" : letter);
    bool so_far = lacks(w, true, str_text(&behind), ends);
    str_finish(&behind);
    return so_far;
}

/* Whether all of them are one of another language, which quick hands ended: "llai" is "l", "l",
 * "a" and a letter. What is a word by itself, and no short one, is none behind keys. */
static bool is_word_elsewhere(const struct typed_words *w)
{
    enum { ENOUGH = 4, SHORT = 2 };
    const char *letters = without_column(w);
    size_t len = strlen(letters), typed = w->behind.len_bytes;
    bool apart = words_of(w->language, str_text(&w->behind), typed).word &&
                 (typed > SHORT || len < typed + 2);
    return w->pace_ms <= TYPING_PACE_MS && typed && len >= ENOUGH && !apart &&
           words_of(w->language, letters, len).word;
}

/* Or stand before an hour, or a "-" as in "e-bikes"; or are one by themselves, as in "a funeral", as
 * nobody begins an entry with a blank. */
static bool begins_with_keys(struct typed_words *w, const char *letter)
{
    bool slow = w->pace_ms > TYPING_PACE_MS; /* "-ve" may stand behind the key a */
    const char *behind = str_text(&w->behind), *run = without_column(w);
    bool hand = !slow && w->least_ms > NO_HAND_MS;
    bool alone = typed_words_letters(run) == 1 && /* what stands may go on with " and" */
                 (!w->stands || english_of(run, 1).word);
    bool apart = hand && alone && !*behind && *letter == ' ';
    bool joint = ((strcmp(behind, "-") == 0 || strcmp(behind, ".") == 0) &&
                  isalpha((unsigned char)*letter)) ||
                 (hand && strcmp(behind, " ") == 0 && *letter != ' ');
    bool words = lacks_so_far(w, letter) || joint || (*letter == ' ' && is_whole(w)) ||
                 (!typed_words_is_of_one(*letter) && is_word_elsewhere(w));
    w->sure = w->sure || (words && !(joint && slow));
    str_add(&w->behind, letter);
    w->where = !(typed_words_is_of_one(*letter) || words || apart) && w->where == ADDING
                   ? MEANT
                   : w->where;
    return words;
}

/* No word begins so, but a name may stand behind c, or what is asked behind how it is answered. */
static bool is_behind_key(const struct typed_words *w, const char *letter)
{
    return w->did == LETTER_CHOOSES ? isdigit((unsigned char)*letter) ||
                                          !typed_words_may_begin(last(w), letter)
                                    : w->did == LETTER_FILLS && last(w) == 'c' &&
                                          !typed_words_may_begin(last(w), letter);
}

/* Whether figures go on behind what opened a line, as in "0800", "10 minutes", "50+" and "24/7". */
static bool is_figure(const struct typed_words *w, const char *letter)
{
    const char *letters = str_text(&w->letters);
    letters += typed_words_is_sign(*letters); /* "~50%" */
    const char *behind = letters + strspn(letters, "0123456789");
    bool figures = *letters && !*behind && last(w) == '0';
    bool blank = *letter == ' ' && (w->where == ADDING || letters[1]);
    return typed_words_are_fraction(letters, *letter) ||
           (figures && !w->behind.len_bytes &&
            (blank || *letter == '+' || *letter == '%' ||
             (*letter >= '0' && *letter <= '9')));
}

/* Whether what is typed into the form that the last key chose is a word with that, and none, or not as
 * common a one, without: "share" behind s h, but "ready". */
static bool lacks_choice(struct typed_words *w, const char *letter)
{
    enum { ENOUGH = 4 };
    struct str run = str_of("%s%s", str_text(&w->letters), letter);
    const char *word = typed_words_behind_signs(run.bytes), *asked = run.bytes + w->chose;
    size_t len = typed_words_letters(asked);
    bool ends = asked[len];
    struct english whole = english_of(word, (size_t)(asked - word) + len),
                   rest = english_of(asked, len);
    bool lacks = ends ? len && whole.word && (whole.often || !rest.often)
                      : len >= ENOUGH && whole.begins && !rest.begins;
    str_add(&w->behind, letter);
    w->where = ends && !lacks ? MEANT : w->where;
    str_finish(&run);
    return lacks;
}

static bool typed(struct typed_words *w, const char *letter)
{
    enum { LONGEST_ENDING = 3 };
    const char *run = without_column(w);
    bool high = *run == 'e' && is_capital(run + 1) && !run[2] &&
                (w->edits ? isalpha((unsigned char)*letter) : is_capital(letter));
    if ((w->pace_ms <= TYPING_PACE_MS &&
         high) || /* "eGFR"; on a word that stood "eBay" */
        typed_words_go_on_behind_slash(w, letter)) {
        return true;
    }
    bool anew = !w->behind.len_bytes && is_high_in_word(last(w), letter); /* it is none */
    bool looked = typed_words_are_looked_at(w, letter);
    if (looked) { /* the keys are of no name with what is behind them */
        str_set(&w->letters, "%s", str_text(&w->behind));
    }
    if (w->where == MEANT || anew || looked || is_behind_key(w, letter)) {
        w->where = MEANT;
        return false;
    }
    if (w->chose && w->where == AMONG_KEYS && w->pace_ms <= TYPING_PACE_MS) {
        return lacks_choice(w, letter);
    }
    if (is_figure(w, letter)) {
        w->where = IN_DOUBT;
        w->sure = true;
        return true;
    }
    bool within = w->where == WITHIN_WORD && *letter == '.';
    bool joint =
        strchr("/&.", *letter) || /* with which nothing begins, but "e.g." goes on, */
        (last(w) == '/' && isdigit((unsigned char)*letter)); /* and "1/52" */
    bool adds = w->where == ADDING || w->where == IN_FORM;
    if (!w->behind.len_bytes && (within || (joint && adds))) {
        str_add(&w->behind, letter);
        return false;
    }
    if (w->where == ADDING) {
        return begins_with_keys(w, letter);
    }
    bool begins =
        w->did == LETTER_FILLS && *letter == ' ' && !w->stands; /* no line does */
    w->sure = w->sure || begins || lacks_so_far(w, letter);
    if (w->where == IN_DOUBT) {
        count(w, letter);
        return begins_with_keys(w, letter);
    }
    if (!typed_words_is_of_one(*letter) && !begins) {
        bool words = w->where == IN_FORM
                         ? *str_text(&w->behind) > ' '
                         : typed_words_are_own(str_text(&w->behind), w->behind.len_bytes);
        w->where = MEANT;
        return words;
    }
    str_add(&w->behind, letter);
    return w->behind.len_bytes > LONGEST_ENDING;
}

static void open(struct typed_words *w, const char *letter, enum letter did)
{
    bool no_word = w->count == 2 && *letter == 'g' && last(w) != 'A'; /* as in "Gg" */
    w->edits = did == LETTER_EDITS;
    if ((w->different.len_bytes && !no_word) || w->began_high) {
        count(w, letter);
        w->where = IN_DOUBT;
    } else {
        w->where = did == LETTER_OPENS   ? ADDING
                   : did == LETTER_FILLS ? IN_FORM
                                         : WITHIN_WORD;
    }
}

/* Whether some word may go on so: with the letter before it, or with all of the run. */
static bool may_go_on(const struct typed_words *w, const char *letter)
{
    struct str word = str_of("%s%s", without_column(w), letter);
    bool may = typed_words_may_begin(last(w), letter) ||
               (w->count > 1 && english_of(word.bytes, word.len_bytes).begins);
    str_finish(&word);
    return may;
}

/* In a list that a letter of the run has opened, which nobody can have seen yet. As long as
 * there are rows for it, it is sought; these letters count once there is none. */
static void find(struct typed_words *w, const char *letter)
{
    bool sought = w->letters.len_bytes > LONGEST_SOUGHT;
    if (sought || (w->did != LETTER_FINDS && !may_go_on(w, letter))) {
        w->where = MEANT;
    } else {
        count(w, letter);
    }
}

/* Whether it was something that quick hands mean. */
static bool is_meant(enum letter did)
{
    return did == LETTER_MOVES || did == LETTER_ELSEWHERE || did == LETTER_LEADS ||
           did == LETTER_CARRIES || did == LETTER_CHOOSES || did == LETTER_FINDS;
}

/* Adds what counts; whether it alone shows that these are words. */
static bool weigh(struct typed_words *w, const char *letter, enum letter did)
{
    switch (did) {
    case LETTER_CARRIES:
        w->began_high = is_capital(letter) && !*without_column(w);
        break;
    case LETTER_CHOOSES: /* as it was meant, and so was what opened the list, */
        w->chose = w->letters.len_bytes + 1;
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
        w->moves = w->moves || !isdigit((unsigned char)*letter);
        break;
    case LETTER_ELSEWHERE:
    case LETTER_LEADS:
        break;
    }
    return false;
}

/* Capitals and a blank behind them, as in "NHS cuts": nobody presses such keys so fast. */
static bool is_behind_capitals(const struct typed_words *w, const char *letter)
{
    const char *letters = str_text(&w->letters);
    size_t capitals = capitals_of(letters);
    return capitals > 1 && strcmp(letters + capitals, " ") == 0 &&
           typed_words_is_of_one(*letter) &&
           (letters[0] != letters[1] || w->initials.len_bytes > 1);
}

/* Different capitals, as in "DWP", of which none carried something, or went to and fro. */
static void note_initial(struct typed_words *w, const char *letter, enum letter did)
{
    if (is_capital(letter) && did != LETTER_CARRIES && did != LETTER_MOVES &&
        !strchr(str_text(&w->initials), *letter)) {
        str_add_byte(&w->initials, *letter);
    }
}

bool typed_words_are_initials(const struct typed_words *w)
{
    const char *letters = without_column(w);
    const char *rest = letters + capitals_of(letters);
    return w->initials.len_bytes > 1 && rest > letters + 1 &&
           !isalpha((unsigned char)rest[*rest == 's']);
}

/* The same where Enter ends them: nobody presses even two of them and Enter so fast, and one of
 * them may have carried something, as in "HR". */
static bool are_ended_initials(const struct typed_words *w)
{
    const char *letters = without_column(w);
    return typed_words_are_initials(w) ||
           (w->initials.len_bytes && capitals_of(letters) == 2 && !letters[2] &&
            letters[0] != letters[1]);
}

/* Whether this letter shows that: as the third that is another, or no key, in "A&E" and "GP's". */
static bool makes_initials(const struct typed_words *w, const char *letter)
{
    enum { ENOUGH = 3 };
    const char *letters = without_column(w);
    size_t len = strlen(letters);
    return (capitals_of(letters) >= ENOUGH && typed_words_are_initials(w) &&
            letters[0] != letters[1] && letters[1] != letters[2] &&
            letters[0] != letters[2]) ||
           ((*letter == '&' || *letter == '\'') && len > 1 &&
            is_capital(letters + len - 2));
}

/* Whether all of them were pressed as keys, and are a word that is often used. */
static bool are_known(const struct typed_words *w)
{
    enum { ENOUGH = 3 };
    const char *letters = without_column(w);
    size_t len = strlen(letters);
    bool keys = w->where == AMONG_KEYS || (w->where == IN_DOUBT && !w->behind.len_bytes);
    return keys && len >= ENOUGH && typed_words_letters(letters) == len &&
           english_of(letters, len).often;
}

/* Whether the first word of the run is one that ended, and goes on within another that stands:
 * nobody means "bra" behind "six", but "zebra". */
static bool is_within_other(const struct typed_words *w, bool ends)
{
    enum { ENOUGH = 4 };
    const char *letters = without_column(w);
    size_t len = 0, typed = w->behind.len_bytes, keys = w->letters.len_bytes - typed;
    while (letters[len] && typed_words_is_of_one(letters[len])) {
        len++;
    }
    bool whole = len >= ENOUGH && (ends || letters[len]) &&
                 letters + len > str_text(&w->letters) + keys;
    return w->edits && whole && english_of(letters, len).word;
}

/* Of slow hands that opened a box it is no word that they pressed other keys before that, but
 * that one of those did nothing, or begins the word. */
static bool is_evident(const struct typed_words *w, bool ends)
{
    return w->where != IN_DOUBT || w->pace_ms <= TYPING_PACE_MS || w->in_vain ||
           w->sure || is_within_other(w, ends) ||
           lacks(w, false, str_text(&w->behind), ends);
}

bool typed_words_hear(struct typed_words *w, const char *letter, enum letter did)
{
    w->count++;
    w->in_vain = w->in_vain || (did == LETTER_IDLE && !typed_words_is_sign(*letter)) ||
                 did == LETTER_FINDS_NOTHING;
    bool words = weigh(w, letter, did) || is_behind_capitals(w, letter) ||
                 (!typed_words_is_of_one(*letter) && !(w->chose && did == LETTER_MOVES) &&
                  (are_known(w) || is_whole(w) || is_within_other(w, true))) ||
                 typed_words_make_amount(w, letter) ||
                 typed_words_are_foreign(w, letter, did);
    w->did = did;
    str_add(&w->letters, letter);
    note_initial(w, letter, did);
    return words || makes_initials(w, letter) || typed_words_are_name(w, false) ||
           (!is_meant(did) && w->where != MEANT && score(w) >= DIFFERENT &&
            (w->count >= LETTERS || *letter == ' ') && is_evident(w, false));
}

bool typed_words_end(struct typed_words *w, int64_t at_ms)
{
    int64_t at_most_ms = w->pace_ms > ENTER_PACE_MS ? w->pace_ms : ENTER_PACE_MS;
    const char *behind = str_text(&w->behind);
    bool in_time = w->count && at_ms - w->at_ms <= at_most_ms;
    bool on = in_time && w->where != MEANT && !is_meant(w->did);
    bool sought = w->did == LETTER_FINDS && !is_capital(without_column(w));
    bool said = are_known(w) && !sought && w->did != LETTER_CARRIES;
    if (in_time && (are_ended_initials(w) || said || is_whole(w) ||
                    typed_words_are_name(w, true) || typed_words_are_at_once(w, at_ms))) {
        return true;
    }
    if (w->where == IN_FORM) {
        return on && (w->behind.len_bytes > 1 || lacks(w, true, behind, true));
    }
    if (w->where == WITHIN_WORD) { /* a few put it right */
        bool few = w->behind.len_bytes <= FEW && w->pace_ms > TYPING_PACE_MS;
        return on && typed_words_are_own(behind, w->behind.len_bytes) &&
               (!few || lacks(w, true, behind, true));
    }
    if (w->where == ADDING) {
        return on && (lacks(w, true, behind, true) || is_word_elsewhere(w));
    }
    const char *letters = without_column(w);
    bool whole = w->where == IN_DOUBT && w->pace_ms <= TYPING_PACE_MS &&
                 w->behind.len_bytes && /* as in "dad" */
                 english_of(letters, strlen(letters)).word;
    return on && (whole || (score(w) >= (w->count >= LETTERS ? FEW : DIFFERENT) &&
                            is_evident(w, true)));
}
