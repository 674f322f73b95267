/* The words of a date, as they are written. */

#include "base/date_phrase.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_filler(const char *word)
{
    static const char *const fillers[] = {"by", "on", "the", "of", "until", "till"};
    return IS_AMONG(word, fillers);
}

/* Where a word ends: "01-Dec-2026" is three, "1.12." and "10.30am" are one. */
static size_t word_len(const char *text)
{
    size_t len = 0;
    for (; text[len] && !strchr(" \t\n,()", text[len]); len++) {
        bool beside_letters = len && (isalpha((unsigned char)text[len - 1]) ||
                                      isalpha((unsigned char)text[len + 1]));
        if (strchr("-/.", text[len]) && beside_letters) {
            break;
        }
    }
    return len;
}

/* In small letters, without apostrophes: "weeks' time", "’26". False: it is too long. */
static bool copy_word(const char *text, size_t len, char word[PHRASE_WORD_SIZE_BYTES])
{
    static const char apostrophe[] = "\xE2\x80\x99";
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        if (strncmp(text + i, apostrophe, sizeof apostrophe - 1) == 0) {
            i += sizeof apostrophe - 2;
        } else if (text[i] != '\'') {
            if (kept + 1 == PHRASE_WORD_SIZE_BYTES) {
                return false;
            }
            word[kept++] = (char)tolower((unsigned char)text[i]);
        }
    }
    word[kept] = '\0';
    return true;
}

/* "w/c 12 Jan" is its first day. */
static void drop_week_of(struct phrase *p)
{
    static const char *const begins[] = {"commencing", "beginning", "starting", "ending",
                                         "c",          "b",         "e"};
    static const char *const short_words[] = {"wc", "wb", "we", "wk"};
    const char *first = p->words[0];
    bool week = strcmp(first, "w") == 0 || strcmp(first, "week") == 0;
    bool of = p->count > 2 && strcmp(first, "week") == 0 && date_day_of(p->words[1]);
    if (p->count > 2 && week && IS_AMONG(p->words[1], begins)) {
        phrase_drop(p, 0, 2);
    } else if (of || (p->count > 1 && IS_AMONG(first, short_words))) {
        phrase_drop(p, 0, 1);
    }
}

/* "1 December at the latest", "no later than 1 December" are that day. */
static void drop_latest(struct phrase *p)
{
    if (p->count > 3 && *p->words[0] == 'n' && strcmp(p->words[1], "later") == 0 &&
        strcmp(p->words[2], "than") == 0) {
        phrase_drop(p, 0, 3);
    }
    for (int i = p->count - 1; i > 0; i--) {
        bool at = i > 1 && strcmp(p->words[i - 1], "at") == 0;
        if (strcmp(p->words[i], "latest") == 0) {
            phrase_drop(p, i - at, 1 + at);
            return;
        }
    }
}

/* "third" is "3rd", "twenty-third" the 23rd, beside a month; else such words may mean anything,
 * as in "the first week of December". */
static void turn_ordinals(struct phrase *p)
{
    for (int i = 0; i < p->count; i++) {
        char figures[PHRASE_WORD_SIZE_BYTES];
        bool tens =
            strcmp(p->words[i], "twenty") == 0 || strcmp(p->words[i], "thirty") == 0;
        int second = tens && i + 1 < p->count ? date_ordinal_of(p->words[i + 1]) : 0;
        bool both = second > 0 && second < 10;
        int next = i + 1 + both, day = date_ordinal_of(p->words[i]);
        bool month = (next < p->count && date_month_of(p->words[next])) ||
                     (i && date_month_of(p->words[i - 1]));
        if (both) {
            day = (*p->words[i] == 't' && p->words[i][1] == 'w' ? 20 : 30) + second;
        }
        if (day && month) {
            snprintf(figures, sizeof figures, "%d.", day);
            phrase_set(p, i, figures);
            phrase_drop(p, i + 1, both);
        }
    }
}

/* As on a flip chart. */
static void turn_short_words(struct phrase *p)
{
    static const char *const words[][2] = {
        {"wk", "week"}, {"wks", "weeks"}, {"mth", "month"},     {"mths", "months"},
        {"yr", "year"}, {"yrs", "years"}, {"tmrw", "tomorrow"}, {"tmw", "tomorrow"}};
    for (int i = 0; i < p->count; i++) {
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
            if (strcmp(p->words[i], words[w][0]) == 0) {
                phrase_set(p, i, words[w][1]);
                break;
            }
        }
    }
}

/* "this evening" is today, "in a couple of weeks" in two, "first thing" no day of its own. */
static void turn_pairs(struct phrase *p)
{
    static const char *const parts[] = {"morning", "afternoon", "evening", "lunchtime"};
    for (int i = 0; i + 1 < p->count; i++) {
        const char *word = p->words[i], *next = p->words[i + 1];
        bool today = strcmp(word, "this") == 0 && IS_AMONG(next, parts);
        bool two = strcmp(word, "a") == 0 && strcmp(next, "couple") == 0;
        bool first = strcmp(word, "first") == 0 && strcmp(next, "thing") == 0;
        if (today || two) {
            phrase_set(p, i, today ? "today" : "two");
            phrase_drop(p, i + 1, 1);
        } else if (first && p->count > 2) {
            phrase_drop(p, i, 2);
        }
    }
}

/* Days that have a name, and a date. */
static void turn_names(struct phrase *p)
{
    static const char *const names[][4] = {{"christmas", "eve", "24", "december"},
                                           {"christmas", "day", "25", "december"},
                                           {"boxing", "day", "26", "december"},
                                           {"years", "eve", "31", "december"},
                                           {"years", "day", "1", "january"}};
    if (p->count > 2 && strcmp(p->words[0], "new") == 0 &&
        strcmp(p->words[1], "years") == 0) {
        phrase_drop(p, 0, 1);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names && p->count > 1; i++) {
        if (strcmp(p->words[0], names[i][0]) == 0 &&
            strcmp(p->words[1], names[i][1]) == 0) {
            phrase_set(p, 0, names[i][2]);
            phrase_set(p, 1, names[i][3]);
            return;
        }
    }
}

bool phrase_split(const char *text, struct phrase *phrase)
{
    static const char between[] = " \t\n,()";
    *phrase = (struct phrase){0};
    for (text += strspn(text, between); *text; text += strspn(text, between)) {
        size_t len = word_len(text);
        if (phrase->count == PHRASE_MOST_WORDS ||
            !copy_word(text, len, phrase->words[phrase->count])) {
            return false;
        }
        const char *word = phrase->words[phrase->count];
        phrase->count += *word && !is_filler(word);
        text += len;
        text += *text && strchr("-/.", *text);
    }
    phrase_join(phrase);
    drop_week_of(phrase);
    drop_latest(phrase);
    turn_short_words(phrase);
    turn_ordinals(phrase);
    turn_pairs(phrase);
    turn_names(phrase);
    if (phrase->count) { /* the end of a sentence */
        char *last = phrase->words[phrase->count - 1];
        size_t len = strlen(last);
        last[len - (len && strchr(".!", last[len - 1]))] = '\0';
    }
    return phrase->count > 0;
}

void phrase_set(struct phrase *p, int at, const char *word)
{
    snprintf(p->words[at], PHRASE_WORD_SIZE_BYTES, "%s", word);
}

void phrase_put_in(struct phrase *p, int at, const char *word)
{
    int kept = p->count < PHRASE_MOST_WORDS ? p->count : PHRASE_MOST_WORDS - 1;
    memmove(p->words[at + 1], p->words[at], (size_t)(kept - at) * sizeof p->words[0]);
    phrase_set(p, at, word);
    p->count = kept + 1;
}

void phrase_drop(struct phrase *p, int from, int count)
{
    memmove(p->words[from], p->words[from + count],
            (size_t)(p->count - from - count) * sizeof p->words[0]);
    p->count -= count;
}

/* "10", "10:30", "10.30", "10am": an hour, behind "at" or by itself. */
static bool is_hour(const char *word, bool behind_at)
{
    static const char *const names[] = {"noon",      "midday",  "midnight",  "morning",
                                        "afternoon", "evening", "lunchtime", "night"};
    size_t hours = strspn(word, "0123456789"), at = hours;
    bool minutes = hours && strchr(":.", word[at]) && word[at];
    bool colon = minutes && word[at] == ':';
    if (minutes) {
        size_t digits = strspn(word + at + 1, "0123456789");
        at += 1 + digits;
        minutes = digits == 2;
    }
    bool half = strcmp(word + at, "am") == 0 || strcmp(word + at, "pm") == 0;
    bool hour = hours && hours <= 2 && strtol(word, NULL, 10) <= 24 &&
                (minutes || !word[hours] || half);
    return IS_AMONG(word, names) ||
           (hour && (half || (!word[at] && (behind_at || colon))));
}

bool phrase_drop_hour(struct phrase *p)
{
    for (int i = 0; i < p->count; i++) {
        bool at = strcmp(p->words[i], "at") == 0 && i + 1 < p->count &&
                  is_hour(p->words[i + 1], true);
        bool apart =
            i + 1 < p->count && is_hour(p->words[i], true) &&
            (strcmp(p->words[i + 1], "am") == 0 || strcmp(p->words[i + 1], "pm") == 0);
        int count = at || apart ? 2 : is_hour(p->words[i], false);
        if (count && p->count > count) {
            phrase_drop(p, i, count);
            return true;
        }
    }
    return false;
}

const char *const date_months[] = {
    "january", "february",  "march",   "april",    "may",      "june", "july",
    "august",  "september", "october", "november", "december", NULL};

const char *const date_weekdays[] = {"thursday", "friday",  "saturday", "sunday",
                                     "monday",   "tuesday", "wednesday"};

/* Which of the names a word is, or begins by three letters or more; -1: none. */
static int word_among(const char *word, const char *const *names, int count)
{
    size_t len = strlen(word);
    len -= len && word[len - 1] == '.';
    for (int i = 0; i < count && len >= 3; i++) {
        if (strncmp(names[i], word, len) == 0) {
            return i;
        }
    }
    return -1;
}

int date_weekday_of(const char *word)
{
    return word_among(strcmp(word, "weds") == 0 ? "wed" : word, date_weekdays,
                      DAYS_A_WEEK);
}

int date_month_of(const char *word)
{
    return word_among(word, date_months, MONTHS_A_YEAR) + 1;
}

int date_year_of(const char *word)
{
    size_t digits = strspn(word, "0123456789");
    bool is = !word[digits] && (digits == 4 || digits == 2);
    int year = (int)strtol(word, NULL, 10);
    return !is ? 0 : digits == 2 ? 2000 + year : year;
}

int date_day_of(const char *word)
{
    static const char *const ends[] = {"", ".", "st", "nd", "rd", "th"};
    size_t digits = strspn(word, "0123456789");
    for (size_t i = 0; i < sizeof ends / sizeof *ends && digits && digits <= 2; i++) {
        if (strcmp(word + digits, ends[i]) == 0) {
            return (int)strtol(word, NULL, 10);
        }
    }
    return 0;
}
