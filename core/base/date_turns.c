/* One way of writing a day out of several. */

#include "base/date_phrase.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_figures(const char *word)
{
    return *word && !word[strspn(word, "0123456789./-")];
}

/* How many numbers stand in it. */
static int count_numbers(const char *word)
{
    int count = 0;
    while (*word) {
        size_t digits = strspn(word, "0123456789");
        count += digits > 0;
        word += digits ? digits : 1;
    }
    return count;
}

/* "31" and "st"; "31", "/" and "1"; "31." and "1." of "31. 1." */
static bool belong_together(const char *one, const char *two)
{
    static const char *const ends[] = {"st", "nd", "rd", "th"};
    size_t len = strlen(one);
    bool number = len && len <= 2 && strspn(one, "0123456789") == len;
    bool mark = len && (strchr("./-", one[len - 1]) || strchr("./-", *two));
    bool figures = is_figures(one) && is_figures(two) && isdigit((unsigned char)*one);
    return (number && IS_AMONG(two, ends)) ||
           (figures && mark && count_numbers(one) + count_numbers(two) <= 3);
}

/* "31jan", "jan31", "1dec2026": where the letters of a month begin, or end; 0: nowhere. */
static size_t glued_at(const char *word)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    size_t from = strspn(word, "0123456789"), len = strspn(word + from, letters);
    char month[PHRASE_WORD_SIZE_BYTES];
    snprintf(month, sizeof month, "%.*s", (int)len, word + from);
    bool glued = (from || isdigit((unsigned char)word[len])) && date_month_of(month);
    return !glued ? 0 : from ? from : len;
}

void phrase_join(struct phrase *p)
{
    char both[2 * PHRASE_WORD_SIZE_BYTES];
    for (int i = 0; i + 1 < p->count;) {
        snprintf(both, sizeof both, "%s%s", p->words[i], p->words[i + 1]);
        if (belong_together(p->words[i], p->words[i + 1]) &&
            strlen(both) < PHRASE_WORD_SIZE_BYTES) {
            phrase_set(p, i, both);
            phrase_drop(p, i + 1, 1);
        } else {
            i++;
        }
    }
    for (int i = 0; i < p->count && p->count < PHRASE_MOST_WORDS; i++) {
        size_t at = glued_at(p->words[i]);
        if (at) {
            snprintf(both, sizeof both, "%s", p->words[i] + at);
            p->words[i][at] = '\0';
            phrase_put_in(p, i + 1, both);
        }
    }
}

/* Whether any word is one of a month, or of a day. */
static bool has(const struct phrase *p, int (*of)(const char *word))
{
    bool found = false;
    for (int i = 0; i < p->count; i++) {
        found = found || of(p->words[i]);
    }
    return found;
}

/* Where "next year", or the like, stands: "this" before it, or "next"; -1: nowhere. */
static int find_pair(const struct phrase *p, const char *word, const char *unit)
{
    for (int i = 0; i + 1 < p->count; i++) {
        if (strcmp(p->words[i], word) == 0 && strcmp(p->words[i + 1], unit) == 0) {
            return i;
        }
    }
    return -1;
}

/* "31 January 2027" of "31 January next year", "31/1/2027" of "31/1 next year". */
static void turn_year(struct phrase *p, int at, int year)
{
    char text[PHRASE_WORD_SIZE_BYTES + 8];
    const char *mark = at ? strpbrk(p->words[0], "./-") : NULL;
    if (has(p, date_month_of)) {
        snprintf(text, sizeof text, "%d", year);
        phrase_drop(p, at, 1);
        phrase_set(p, at, text);
    } else if (p->count == 3 && mark && is_figures(p->words[0]) &&
               count_numbers(p->words[0]) == 2) {
        size_t len = strlen(p->words[0]);
        bool open = p->words[0][len - 1] == *mark;
        snprintf(text, sizeof text, "%s%.*s%d", p->words[0], !open, mark, year);
        phrase_set(p, 0, text);
        phrase_drop(p, 1, 2);
    }
}

/* "15th February 2027" of "the 15th of next month". */
static void turn_month(struct phrase *p, int at, int year, int month)
{
    char text[PHRASE_WORD_SIZE_BYTES];
    if (has(p, date_day_of) && !has(p, date_month_of)) {
        snprintf(text, sizeof text, "%d", month > MONTHS_A_YEAR ? year + 1 : year);
        phrase_set(p, at, date_months[(month - 1) % MONTHS_A_YEAR]);
        phrase_set(p, at + 1, text);
    }
}

void phrase_turn_relatives(struct phrase *p, const char *today)
{
    int year = (int)strtol(today, NULL, 10), month = (int)strtol(today + 5, NULL, 10);
    const char *last = p->words[p->count - 1];
    for (int later = 0; later < 2; later++) {
        const char *word = later ? "next" : "this";
        int of_year = find_pair(p, word, "year"), of_month = find_pair(p, word, "month");
        if (of_year >= 0) {
            turn_year(p, of_year, year + later);
        } else if (of_month >= 0) {
            turn_month(p, of_month, year, month + later);
        }
    }
    if (p->count == 2 && strcmp(last, "month") == 0 && date_day_of(p->words[0]) &&
        isalpha((unsigned char)p->words[0][strlen(p->words[0]) - 1])) {
        phrase_drop(p, 1, 1);
    } else if (p->count > 2 && strcmp(p->words[0], "last") == 0 &&
               strcmp(p->words[1], "day") == 0) {
        phrase_drop(p, 0, 1);
        phrase_set(p, 0, "end");
    }
}
