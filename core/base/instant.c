#include "base/instant.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const int64_t DAY_MS = 86400000;
static const int64_t FIRST_MS = INT64_C(-62167219200000); /* 0000-01-01 */
static const int64_t LAST_MS = INT64_C(253402300799999);  /* 9999-12-31T23:59:59.999 */

/* Days since 1970-01-01 in the proleptic Gregorian calendar, from a count of
 * years that begin in March (so that the leap day comes last). */
static int64_t days_from_date(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static void date_from_days(int64_t days, int *year, int *month, int *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted_month = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    *month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* Reads exactly `digits` digits; -1 if they are not there. */
static int read_number(const char **text, int digits)
{
    int number = 0;
    for (int i = 0; i < digits; i++) {
        unsigned digit = (unsigned)(unsigned char)(*text)[i] - '0';
        if (digit > 9) {
            return -1;
        }
        number = number * 10 + (int)digit;
    }
    *text += digits;
    return number;
}

static bool skip(const char **text, char expected)
{
    if (**text != expected) {
        return false;
    }
    (*text)++;
    return true;
}

static bool read_date(const char **text, int *year, int *month, int *day)
{
    return (*year = read_number(text, 4)) >= 0 && skip(text, '-') &&
           (*month = read_number(text, 2)) >= 1 && *month <= 12 && skip(text, '-') &&
           (*day = read_number(text, 2)) >= 1 && *day <= days_in_month(*year, *month);
}

/* Writes just so many digits, and returns where they end. Every edit of a file has an
 * instant: printf would take five times as long. */
static char *put_digits(char *out, int number, int digits)
{
    for (int i = digits; i-- > 0; number /= 10) {
        out[i] = (char)('0' + number % 10);
    }
    return out + digits;
}

int64_t instant_hold(int64_t at_ms)
{
    return at_ms < FIRST_MS ? FIRST_MS : at_ms > LAST_MS ? LAST_MS : at_ms;
}

void instant_write(int64_t at_ms, char out[INSTANT_SIZE_BYTES])
{
    at_ms = instant_hold(at_ms);
    int64_t days = (at_ms - FIRST_MS) / DAY_MS + FIRST_MS / DAY_MS;
    int64_t ms = at_ms - days * DAY_MS;
    int year, month, day;
    date_from_days(days, &year, &month, &day);
    const int day_ms = (int)ms;
    *put_digits(out, year, 4) = '-';
    *put_digits(out + 5, month, 2) = '-';
    *put_digits(out + 8, day, 2) = 'T';
    *put_digits(out + 11, day_ms / 3600000, 2) = ':';
    *put_digits(out + 14, day_ms / 60000 % 60, 2) = ':';
    *put_digits(out + 17, day_ms / 1000 % 60, 2) = '.';
    *put_digits(out + 20, day_ms % 1000, 3) = 'Z';
    out[INSTANT_SIZE_BYTES - 1] = '\0';
}

bool instant_read(const char *text, int64_t *at_ms)
{
    int year, month, day, hour, minute, second, fraction_ms = 0;
    if (!read_date(&text, &year, &month, &day) || !skip(&text, 'T') ||
        (hour = read_number(&text, 2)) < 0 || hour > 23 || !skip(&text, ':') ||
        (minute = read_number(&text, 2)) < 0 || minute > 59 || !skip(&text, ':') ||
        (second = read_number(&text, 2)) < 0 || second > 59) {
        return false;
    }
    if (skip(&text, '.') && (fraction_ms = read_number(&text, 3)) < 0) {
        return false;
    }
    if (!skip(&text, 'Z') || *text) {
        return false;
    }
    *at_ms = days_from_date(year, month, day) * DAY_MS + (int64_t)hour * 3600000 +
             (int64_t)minute * 60000 + (int64_t)second * 1000 + fraction_ms;
    return true;
}

bool date_read(const char *text, int64_t *at_ms)
{
    int year, month, day;
    if (!read_date(&text, &year, &month, &day) || *text) {
        return false;
    }
    *at_ms = days_from_date(year, month, day) * DAY_MS;
    return true;
}

bool time_of_day_read(const char *text, int *minutes)
{
    int hour = read_number(
        &text, isdigit((unsigned char)*text) && isdigit((unsigned char)text[1]) ? 2 : 1);
    if (hour < 0 || hour > 23 || (!skip(&text, ':') && !skip(&text, '.'))) {
        return false;
    }
    int minute = read_number(&text, 2);
    if (minute < 0 || minute > 59 || *text) {
        return false;
    }
    *minutes = hour * 60 + minute;
    return true;
}

bool date_in_words(const char *text, char words[32])
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int year, month, day;
    if (!read_date(&text, &year, &month, &day) || *text) {
        return false;
    }
    snprintf(words, 32, "%d %s %d", day, months[month - 1], year);
    return true;
}
