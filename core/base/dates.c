#include "base/dates.h"

#include "base/date_phrase.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t DAY_MS = 86400000;

/* The number that begins there. */
static int figures_of(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

bool date_put(int year, int month, int day, char iso[DATE_SIZE_BYTES])
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
        return date_put(year, month, day, iso);
    }
    for (int later = 0; later <= 8; later++) {
        if (date_put(figures_of(today) + later, month, day, found) &&
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

int date_weekday_on(const char *iso)
{
    int64_t at_ms;
    if (!date_read(iso, &at_ms)) {
        return -1;
    }
    int64_t day = at_ms / DAY_MS - (at_ms % DAY_MS < 0);
    return (int)((day % DAYS_A_WEEK + DAYS_A_WEEK) % DAYS_A_WEEK);
}

/* "2026-12-01", "2026/12/1", "2026.12.1": one mark between all. */
static bool read_year_first(const char *word, char iso[DATE_SIZE_BYTES])
{
    size_t year = strspn(word, "0123456789");
    const char *month = word + year + 1;
    if (year != 4 || !word[year] || !strchr("./-", word[year])) {
        return false;
    }
    size_t months_digits = strspn(month, "0123456789");
    const char *day = month + months_digits + 1;
    if (!months_digits || months_digits > 2 || day[-1] != word[year]) {
        return false;
    }
    size_t days_digits = strspn(day, "0123456789");
    return days_digits && days_digits <= 2 && !day[days_digits] &&
           date_put(figures_of(word), figures_of(month), figures_of(day), iso);
}

/* "1.12.", "1.12.2026", "1/12/26", "1-12-2026", "1-12": one mark between all. */
static bool read_figures(const char *word, const char *today, char iso[DATE_SIZE_BYTES])
{
    char mark = word[strspn(word, "0123456789")];
    if (read_year_first(word, iso)) {
        return true;
    }
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
    return !*at && !odd && count >= 2 &&
           put_next(figures[2], figures[1], figures[0], today, iso);
}

/* "1 December 2026", "December 1", "2026 December 1" */
static bool read_month(const struct phrase *p, const char *today,
                       char iso[DATE_SIZE_BYTES])
{
    int count = p->count;
    if (count < 2 || count > 3) {
        return false;
    }
    int first = count == 3 && strlen(p->words[0]) == 4 && date_year_of(p->words[0]);
    const char *one = p->words[first], *two = p->words[first + 1];
    int month = date_month_of(two), day = date_day_of(one);
    if (!month || !day) {
        month = date_month_of(one), day = date_day_of(two);
    }
    int year = count == 3 ? date_year_of(p->words[first ? 0 : 2]) : 0;
    return month && day && (count == 2 || year) && put_next(year, month, day, today, iso);
}

static int number_of(const char *word)
{
    static const char *const names[] = {
        "a",        "one",     "two",     "three",     "four",     "five",     "six",
        "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
    size_t digits = strspn(word, "0123456789");
    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
        if (strcmp(word, names[i]) == 0) {
            return i ? i : 1;
        }
    }
    if (strcmp(word, "thirty") == 0) {
        return 30;
    }
    return digits && digits <= 3 && !word[digits] ? figures_of(word) : -1;
}

/* So many months on; from the last days of a long month, the last of a short one. */
static bool put_months_on(const char *today, int count, char iso[DATE_SIZE_BYTES])
{
    int month = figures_of(today + 5) - 1 + count, day = figures_of(today + 8);
    int year = figures_of(today) + month / 12;
    for (; day > 27; day--) {
        if (date_put(year, month % 12 + 1, day, iso)) {
            return true;
        }
    }
    return date_put(year, month % 12 + 1, day, iso);
}

/* "the 15th": the next one */
static bool read_ordinal(const struct phrase *p, const char *today,
                         char iso[DATE_SIZE_BYTES])
{
    char found[DATE_SIZE_BYTES];
    const char *word = p->words[0];
    int day = p->count == 1 ? date_day_of(word) : 0, year = figures_of(today);
    size_t digits = strspn(word, "0123456789");
    if (!day || !word[digits] || word[digits] == '.') {
        return false;
    }
    for (int month = figures_of(today + 5) - 1, end = month + MONTHS_A_YEAR; month < end;
         month++) {
        if (date_put(year + month / MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, day,
                     found) &&
            strcmp(found, today) >= 0) {
            memcpy(iso, found, DATE_SIZE_BYTES);
            return true;
        }
    }
    return false;
}

static bool put_end(int year, int month, char iso[DATE_SIZE_BYTES])
{
    int day = 31;
    while (day > 27 && !date_put(year, month, day, iso)) {
        day--;
    }
    return day > 27;
}

/* "end of March", "end of March 2027", "end of next month", "end of the year" */
static bool read_end(const struct phrase *p, const char *today, char iso[DATE_SIZE_BYTES])
{
    int year = figures_of(today), month = figures_of(today + 5);
    bool next = p->count == 3 && strcmp(p->words[1], "next") == 0;
    bool this = p->count == 3 && strcmp(p->words[1], "this") == 0;
    const char *of = p->words[p->count == 3 && (next || this) ? 2 : 1];
    if (p->count < 2 || p->count > 3 || strcmp(p->words[0], "end") != 0) {
        return false;
    }
    bool alone = p->count == 2 || next || this;
    if (alone && strcmp(of, "month") == 0) {
        return put_end(year + (next && month == MONTHS_A_YEAR),
                       next ? month % MONTHS_A_YEAR + 1 : month, iso);
    }
    if (alone && strcmp(of, "year") == 0) {
        return put_end(year + next, MONTHS_A_YEAR, iso);
    }
    int named_month = date_month_of(of),
        said = p->count == 3 ? date_year_of(p->words[2]) : 0;
    if (!named_month || (p->count == 3 && !said)) {
        return false;
    }
    return put_end(said ? said : year + (named_month < month), named_month, iso);
}

enum unit { NO_UNIT, UNIT_DAY, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH, UNIT_YEAR };

static enum unit unit_of(const char *word)
{
    static const char *const names[] = {[UNIT_DAY] = "day",
                                        [UNIT_WEEK] = "week",
                                        [UNIT_FORTNIGHT] = "fortnight",
                                        [UNIT_MONTH] = "month",
                                        [UNIT_YEAR] = "year"};
    size_t len = strlen(word);
    len -= len > 1 && word[len - 1] == 's';
    for (int i = UNIT_DAY; i <= UNIT_YEAR; i++) {
        if (strlen(names[i]) == len && memcmp(names[i], word, len) == 0) {
            return (enum unit)i;
        }
    }
    return NO_UNIT;
}

static bool put_units_on(const char *from, int count, enum unit unit,
                         char iso[DATE_SIZE_BYTES])
{
    switch (unit) {
    case UNIT_DAY:
        return put_days_on(from, count, iso);
    case UNIT_WEEK:
        return put_days_on(from, (int64_t)count * DAYS_A_WEEK, iso);
    case UNIT_FORTNIGHT:
        return put_days_on(from, (int64_t)count * 2 * DAYS_A_WEEK, iso);
    case UNIT_MONTH:
        return put_months_on(from, count, iso);
    case UNIT_YEAR:
        return put_months_on(from, count * MONTHS_A_YEAR, iso);
    case NO_UNIT:
        break;
    }
    return false;
}

/* "today", "now", "tomorrow", "Friday" */
static bool read_day(const char *word, const char *today, char iso[DATE_SIZE_BYTES])
{
    static const char *const now[] = {"today", "now", "tonight"};
    int weekday = date_weekday_of(word);
    if (weekday >= 0) {
        int days = (weekday - date_weekday_on(today) + DAYS_A_WEEK) % DAYS_A_WEEK;
        return put_days_on(today, days ? days : DAYS_A_WEEK, iso);
    }
    return IS_AMONG(word, now)             ? put_days_on(today, 0, iso)
           : strcmp(word, "tomorrow") == 0 ? put_days_on(today, 1, iso)
                                           : false;
}

/* "in 2 weeks", "2 weeks", "in 2 weeks' time", "a week today", "a fortnight from Friday". */
static bool read_span(const struct phrase *p, const char *today,
                      char iso[DATE_SIZE_BYTES])
{
    int at = 0;
    bool in = strcmp(p->words[0], "in") == 0 || strcmp(p->words[0], "within") == 0;
    at += in;
    int count = at < p->count ? number_of(p->words[at]) : -1;
    if (count >= 0) {
        at++;
    }
    enum unit unit = at < p->count ? unit_of(p->words[at]) : NO_UNIT;
    bool bare = !in && count < 0 && (unit == UNIT_WEEK || unit == UNIT_FORTNIGHT);
    if (unit == NO_UNIT || (count < 0 && !bare)) {
        return false;
    }
    at++;
    if (in || (at == p->count &&
               (unit == UNIT_FORTNIGHT || isdigit((unsigned char)p->words[0][0])))) {
        at += at < p->count && strcmp(p->words[at], "time") == 0;
        return at == p->count && put_units_on(today, bare ? 1 : count, unit, iso);
    }
    at += at + 1 < p->count && strcmp(p->words[at], "from") == 0;
    char from[DATE_SIZE_BYTES];
    return at + 1 == p->count && strcmp(p->words[at], "tonight") != 0 &&
           read_day(p->words[at], today, from) &&
           put_units_on(from, bare ? 1 : count, unit, iso);
}

/* "Friday of next week", "next week on Friday", "this week Friday": weeks begin on Mondays. */
static bool read_in_week(const struct phrase *p, const char *today,
                         char iso[DATE_SIZE_BYTES])
{
    char found[DATE_SIZE_BYTES];
    if (p->count != 3) {
        return false;
    }
    int before = date_weekday_of(p->words[0]) >= 0; /* the weekday */
    int weekday = date_weekday_of(p->words[before ? 0 : 2]);
    bool next = strcmp(p->words[before], "next") == 0;
    bool week = strcmp(p->words[before + 1], "week") == 0 &&
                (next || strcmp(p->words[before], "this") == 0);
    int monday = date_weekday_of("monday"), now = date_weekday_on(today);
    int days = (weekday - monday + DAYS_A_WEEK) % DAYS_A_WEEK -
               (now - monday + DAYS_A_WEEK) % DAYS_A_WEEK + (next ? DAYS_A_WEEK : 0);
    if (!week || weekday < 0 || days < 0 || !put_days_on(today, days, found)) {
        return false;
    }
    memcpy(iso, found, DATE_SIZE_BYTES);
    return true;
}

static bool is_next(const char *word)
{
    static const char *const nexts[] = {"next", "this", "coming"};
    return IS_AMONG(word, nexts);
}

/* "tomorrow", "next Friday", "Friday next", "Friday week", "the day after tomorrow" */
static bool read_words(const struct phrase *p, const char *today,
                       char iso[DATE_SIZE_BYTES])
{
    char from[DATE_SIZE_BYTES];
    const char *first = p->words[0], *last = p->words[p->count - 1];
    if (p->count == 1) {
        return strcmp(first, "now") != 0 && read_day(first, today, iso);
    }
    if (p->count == 2 && (is_next(first) || is_next(last))) {
        const char *day = is_next(first) ? last : first;
        return date_weekday_of(day) >= 0 && read_day(day, today, iso);
    }
    if (p->count == 2) {
        enum unit unit = unit_of(last);
        return (unit == UNIT_WEEK || unit == UNIT_FORTNIGHT) &&
               last[strlen(last) - 1] != 's' && read_day(first, today, from) &&
               put_units_on(from, 1, unit, iso);
    }
    return p->count == 3 && strcmp(first, "day") == 0 &&
           strcmp(p->words[1], "after") == 0 && strcmp(last, "tomorrow") == 0 &&
           put_days_on(today, 2, iso);
}

bool date_of_calendar(const struct phrase *p, const char *today,
                      char iso[DATE_SIZE_BYTES])
{
    return read_month(p, today, iso) || read_ordinal(p, today, iso) ||
           (p->count == 1 && read_figures(p->words[0], today, iso));
}

static bool read_phrase(struct phrase *p, const char *today, char iso[DATE_SIZE_BYTES])
{
    char found[DATE_SIZE_BYTES];
    if (p->count > 1 && is_next(p->words[0]) &&
        (is_next(p->words[1]) || date_month_of(p->words[1]) ||
         date_day_of(p->words[1]))) {
        phrase_drop(p, 0, 1); /* "this coming Friday", "next 31 January" */
    }
    if (date_of_calendar(p, today, iso) || date_nth_weekday(p, today, iso) ||
        read_span(p, today, iso) || read_words(p, today, iso) ||
        read_in_week(p, today, iso) || read_end(p, today, iso)) {
        return true;
    }
    int at = date_weekday_of(p->words[0]) >= 0 ? 0 : p->count - 1;
    int weekday = date_weekday_of(p->words[at]);
    if (weekday < 0 || p->count == 1) {
        return false;
    }
    phrase_drop(p, at, 1);
    if (!date_of_calendar(p, today, found) || weekday != date_weekday_on(found)) {
        return false; /* one of the two is wrong */
    }
    memcpy(iso, found, DATE_SIZE_BYTES);
    return true;
}

bool date_understand(const char *words, const char *today, char iso[DATE_SIZE_BYTES])
{
    struct phrase p;
    char found[DATE_SIZE_BYTES];
    int64_t unused;
    if (!date_read(today, &unused) || !phrase_split(words, &p)) {
        return false;
    }
    phrase_drop_hour(&p);
    phrase_turn_relatives(&p, today);
    if (!read_phrase(&p, today, found)) {
        return false;
    }
    memcpy(iso, found, DATE_SIZE_BYTES);
    return true;
}

bool date_says_hour(const char *words)
{
    struct phrase p;
    return phrase_split(words, &p) && phrase_drop_hour(&p);
}

bool date_with_weekday(const char *iso, char words[DATE_WORDS_SIZE_BYTES])
{
    char day[32];
    int weekday = date_weekday_on(iso);
    if (weekday < 0 || !date_in_words(iso, day)) {
        return false;
    }
    snprintf(words, DATE_WORDS_SIZE_BYTES, "%c%s %s",
             toupper((unsigned char)date_weekdays[weekday][0]),
             date_weekdays[weekday] + 1, day);
    return true;
}

bool date_in_short(const char *iso, const char *today, char words[DATE_WORDS_SIZE_BYTES])
{
    enum { HALF_A_YEAR_DAYS = 183 };
    int64_t at_ms, today_ms;
    if (!date_read(iso, &at_ms) || !date_read(today, &today_ms)) {
        return false;
    }
    const char *month = date_months[figures_of(iso + 5) - 1];
    int64_t days = (at_ms - today_ms) / DAY_MS;
    int len = snprintf(words, DATE_WORDS_SIZE_BYTES, "%d %c%.2s", figures_of(iso + 8),
                       toupper((unsigned char)month[0]), month + 1);
    if (days > HALF_A_YEAR_DAYS || days < -HALF_A_YEAR_DAYS) {
        snprintf(words + len, DATE_WORDS_SIZE_BYTES - (size_t)len, " %.4s", iso);
    }
    return true;
}
