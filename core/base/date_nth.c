/* Days that are counted in words: "the third", "the first Monday in December". */

#include "base/date_phrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int date_ordinal_of(const char *word)
{
    static const char *const words[] = {
        "first",     "second",      "third",      "fourth",     "fifth",
        "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
        "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++) {
        if (strcmp(word, words[i]) == 0) {
            return i + 1;
        }
    }
    return strcmp(word, "thirtieth") == 0 ? 30 : 0;
}

/* The n-th such day of a month, or, with 0, the last; false: it has none. */
static bool put_nth(int year, int month, int weekday, int nth, char iso[DATE_SIZE_BYTES])
{
    char day[32];
    int64_t unused;
    bool found = false;
    int from = nth ? 7 * (nth - 1) + 1 : 22, to = nth ? from + DAYS_A_WEEK : 32;
    for (int at = from; at < to; at++) {
        snprintf(day, sizeof day, "%04d-%02d-%02d", year, month, at);
        if (date_read(day, &unused) && date_weekday_on(day) == weekday) {
            memcpy(iso, day, DATE_SIZE_BYTES);
            found = true;
        }
    }
    return found;
}

bool date_nth_weekday(const struct phrase *p, const char *today,
                      char iso[DATE_SIZE_BYTES])
{
    enum { MOST = 5 };
    if (p->count < 3) {
        return false;
    }
    char found[DATE_SIZE_BYTES];
    bool last = strcmp(p->words[0], "last") == 0;
    int nth = last ? 0 : date_ordinal_of(p->words[0]);
    nth = nth || last ? nth : date_day_of(p->words[0]);
    int weekday = date_weekday_of(p->words[1]);
    int at = 2 + (strcmp(p->words[2], "in") == 0);
    int month = at < p->count ? date_month_of(p->words[at]) : 0,
        year = (int)strtol(today, NULL, 10);
    bool says_year = at + 2 == p->count && strlen(p->words[at + 1]) == 4 &&
                     strspn(p->words[at + 1], "0123456789") == 4;
    if (nth > MOST || (!nth && !last) || weekday < 0 || !month ||
        (at + 1 != p->count && !says_year)) {
        return false;
    }
    year = says_year ? (int)strtol(p->words[at + 1], NULL, 10) : year;
    bool ok = put_nth(year, month, weekday, nth, found);
    if (!says_year && (!ok || strcmp(found, today) < 0)) {
        ok = put_nth(year + 1, month, weekday, nth, found);
    }
    if (ok) {
        memcpy(iso, found, DATE_SIZE_BYTES);
    }
    return ok;
}
