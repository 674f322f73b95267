#include "base/dates.h"

#include "base/str.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 6, WORD_SIZE_BYTES = 16, DAYS_A_WEEK = 7 };

static const int64_t DAY_MS = 86400000;

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};
/* From that of 1970-01-01 on. */
static const char *const weekdays[] = {"thursday", "friday",  "saturday", "sunday",
                                       "monday",   "tuesday", "wednesday"};

/* What was written, in small letters, without what means nothing. */
struct phrase {
    char words[MOST_WORDS][WORD_SIZE_BYTES];
    int count;
};

static bool is_filler(const char *word)
{
    static const char *const fillers[] = {"by", "on", "the", "of"};
    return text_among(word, fillers, sizeof fillers / sizeof *fillers);
}

/* False if there is more than any date has. */
static bool split(const char *text, struct phrase *phrase)
{
    static const char between[] = " \t\n,";
    *phrase = (struct phrase){0};
    for (text += strspn(text, between); *text; text += strspn(text, between)) {
        size_t len = strcspn(text, between);
        if (phrase->count == MOST_WORDS || len >= WORD_SIZE_BYTES) {
            return false;
        }
        char *word = phrase->words[phrase->count];
        for (size_t i = 0; i < len; i++) {
            word[i] = (char)tolower((unsigned char)text[i]);
        }
        word[len] = '\0';
        phrase->count += !is_filler(word);
        text += len;
    }
    return phrase->count > 0;
}

/* Which of the names a word is, or begins by three letters or more; -1: none. */
static int named(const char *word, const char *const *names, int count)
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

static int month_of(const char *word)
{
    return named(word, months, 12) + 1;
}

/* The number that begins there. */
static int figures_of(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

/* "1", "1.", "1st"; 0: no day of a month. */
static int day_of(const char *word)
{
    static const char *const ends[] = {"", ".", "st", "nd", "rd", "th"};
    size_t digits = strspn(word, "0123456789");
    for (size_t i = 0; i < sizeof ends / sizeof *ends && digits && digits <= 2; i++) {
        if (strcmp(word + digits, ends[i]) == 0) {
            return figures_of(word);
        }
    }
    return 0;
}

static int year_of(const char *word)
{
    return strlen(word) == 4 && strspn(word, "0123456789") == 4 ? figures_of(word) : 0;
}

static bool put_day(int year, int month, int day, char iso[DATE_SIZE_BYTES])
{
    char text[32];
    int64_t unused;
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    if (!date_read(text, &unused)) {
        return false;
    }
    memcpy(iso, text, DATE_SIZE_BYTES);
    return true;
}

/* Year 0: the next such day. Leap days may be eight years apart (1896, 1904). */
static bool put_next(int year, int month, int day, const char *today,
                     char iso[DATE_SIZE_BYTES])
{
    char found[DATE_SIZE_BYTES];
    if (year) {
        return put_day(year, month, day, iso);
    }
    for (int later = 0; later <= 8; later++) {
        if (put_day(figures_of(today) + later, month, day, found) &&
            strcmp(found, today) >= 0) {
            memcpy(iso, found, DATE_SIZE_BYTES);
            return true;
        }
    }
    return false;
}

static bool put_days_on(const char *today, int64_t days, char iso[DATE_SIZE_BYTES])
{
    char instant[INSTANT_SIZE_BYTES];
    int64_t at_ms;
    if (!date_read(today, &at_ms)) {
        return false;
    }
    instant_write(at_ms + days * DAY_MS, instant);
    memcpy(iso, instant, DATE_SIZE_BYTES - 1);
    iso[DATE_SIZE_BYTES - 1] = '\0';
    return true;
}

static int weekday_of(const char *iso)
{
    int64_t at_ms;
    if (!date_read(iso, &at_ms)) {
        return -1;
    }
    int64_t day = at_ms / DAY_MS - (at_ms % DAY_MS < 0);
    return (int)((day % DAYS_A_WEEK + DAYS_A_WEEK) % DAYS_A_WEEK);
}

/* "1.12.", "1.12.2026", "1/12/26", "1-12-2026": one mark between all. */
static bool read_figures(const char *word, const char *today, char iso[DATE_SIZE_BYTES])
{
    char mark = word[strspn(word, "0123456789")];
    int figures[3] = {0}, count = 0;
    const char *at = word;
    if (!mark || !strchr("./-", mark)) {
        return false;
    }
    while (isdigit((unsigned char)*at) && count < 3) {
        size_t digits = strspn(at, "0123456789");
        if (digits > (count == 2 ? 4u : 2u) || (count == 2 && digits % 2)) {
            return false;
        }
        figures[count++] = figures_of(at);
        at += digits;
        if (count == 3 && digits == 2) {
            figures[2] += 2000;
        }
        if (*at == mark) {
            at++;
        } else if (*at) {
            return false;
        }
    }
    bool ends_with_mark = at > word && at[-1] == mark;
    bool odd = ends_with_mark && (mark != '.' || count != 2);
    return !*at && !odd && count >= 2 && (count == 3 || mark != '-') &&
           put_next(figures[2], figures[1], figures[0], today, iso);
}

/* "1 December 2026", "December 1": from the word of that number to the end. */
static bool read_month(const struct phrase *p, int from, const char *today,
                       char iso[DATE_SIZE_BYTES])
{
    int count = p->count - from;
    if (count < 2 || count > 3) {
        return false;
    }
    const char *one = p->words[from], *two = p->words[from + 1];
    int month = month_of(two), day = day_of(one);
    if (!month || !day) {
        month = month_of(one), day = day_of(two);
    }
    int year = count == 3 ? year_of(p->words[from + 2]) : 0;
    return month && day && (count == 2 || year) && put_next(year, month, day, today, iso);
}

static int number_of(const char *word)
{
    static const char *const names[] = {"a",   "one",   "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine",  "ten"};
    size_t digits = strspn(word, "0123456789");
    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
        if (strcmp(word, names[i]) == 0) {
            return i ? i : 1;
        }
    }
    return digits && digits <= 3 && !word[digits] ? figures_of(word) : -1;
}

/* So many months on; from the last days of a long month, the last of a short one. */
static bool put_months_on(const char *today, int count, char iso[DATE_SIZE_BYTES])
{
    int month = figures_of(today + 5) - 1 + count, day = figures_of(today + 8);
    int year = figures_of(today) + month / 12;
    for (; day > 27; day--) {
        if (put_day(year, month % 12 + 1, day, iso)) {
            return true;
        }
    }
    return put_day(year, month % 12 + 1, day, iso);
}

/* "in 2 weeks" */
static bool read_span(const struct phrase *p, const char *today,
                      char iso[DATE_SIZE_BYTES])
{
    int count = p->count == 3 ? number_of(p->words[1]) : -1;
    char unit[WORD_SIZE_BYTES];
    if (count < 0 || strcmp(p->words[0], "in") != 0) {
        return false;
    }
    memcpy(unit, p->words[2], sizeof unit);
    size_t len = strlen(unit);
    unit[len - (len && unit[len - 1] == 's')] = '\0';
    return strcmp(unit, "day") == 0 ? put_days_on(today, count, iso)
           : strcmp(unit, "week") == 0
               ? put_days_on(today, (int64_t)count * DAYS_A_WEEK, iso)
               : strcmp(unit, "month") == 0 && put_months_on(today, count, iso);
}

/* "tomorrow", "Friday", "next Friday", "1.12." */
static bool read_word(const struct phrase *p, const char *today,
                      char iso[DATE_SIZE_BYTES])
{
    bool next = p->count == 2 &&
                (strcmp(p->words[0], "next") == 0 || strcmp(p->words[0], "this") == 0);
    const char *word = p->words[next];
    int weekday = named(word, weekdays, DAYS_A_WEEK);
    if (p->count != 1 + next) {
        return false;
    }
    if (weekday >= 0) {
        int days = (weekday - weekday_of(today) + DAYS_A_WEEK) % DAYS_A_WEEK;
        return put_days_on(today, days ? days : DAYS_A_WEEK, iso);
    }
    if (next) {
        return false;
    }
    return strcmp(word, "today") == 0      ? put_days_on(today, 0, iso)
           : strcmp(word, "tomorrow") == 0 ? put_days_on(today, 1, iso)
                                           : read_figures(word, today, iso);
}

bool date_understand(const char *words, const char *today, char iso[DATE_SIZE_BYTES])
{
    struct phrase p;
    char found[DATE_SIZE_BYTES];
    int64_t unused;
    if (!date_read(today, &unused) || !split(words, &p)) {
        return false;
    }
    if (p.count == 1 && date_read(p.words[0], &unused)) {
        memcpy(iso, p.words[0], DATE_SIZE_BYTES);
        return true;
    }
    int weekday = p.count > 2 ? named(p.words[0], weekdays, DAYS_A_WEEK) : -1;
    if (!read_month(&p, weekday >= 0, today, found) && !read_span(&p, today, found) &&
        !read_word(&p, today, found)) {
        return false;
    }
    if (weekday >= 0 && weekday != weekday_of(found)) { /* one of the two is wrong */
        return false;
    }
    memcpy(iso, found, DATE_SIZE_BYTES);
    return true;
}

bool date_with_weekday(const char *iso, char words[DATE_WORDS_SIZE_BYTES])
{
    char day[32];
    int weekday = weekday_of(iso);
    if (weekday < 0 || !date_in_words(iso, day)) {
        return false;
    }
    snprintf(words, DATE_WORDS_SIZE_BYTES, "%c%s %s",
             toupper((unsigned char)weekdays[weekday][0]), weekdays[weekday] + 1, day);
    return true;
}

bool date_in_short(const char *iso, const char *today, char words[DATE_WORDS_SIZE_BYTES])
{
    enum { HALF_A_YEAR_DAYS = 183 };
    int64_t at_ms, today_ms;
    if (!date_read(iso, &at_ms) || !date_read(today, &today_ms)) {
        return false;
    }
    const char *month = months[figures_of(iso + 5) - 1];
    int64_t days = (at_ms - today_ms) / DAY_MS;
    int len = snprintf(words, DATE_WORDS_SIZE_BYTES, "%d %c%.2s", figures_of(iso + 8),
                       toupper((unsigned char)month[0]), month + 1);
    if (days > HALF_A_YEAR_DAYS || days < -HALF_A_YEAR_DAYS) {
        snprintf(words + len, DATE_WORDS_SIZE_BYTES - (size_t)len, " %.4s", iso);
    }
    return true;
}
