/* Words that were to be a day, it seems, and are none. */

#include "base/dates.h"

#include "base/date_phrase.h"
#include "base/nearest.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Whether any year has it; year 0: none is said. */
static bool exists(int year, int month, int day)
{
    enum { LEAP_YEAR = 2000 };
    char unused[DATE_SIZE_BYTES];
    return date_put(year ? year : LEAP_YEAR, month, day, unused);
}

/* "31 February", "32 May": nothing but a day and its month, and perhaps a year. *meant: what
 * is nearly the word of a month. False: there is such a day, or other words stand beside. */
static bool is_like_a_day(const struct phrase *p, const char **meant)
{
    int day = 0, month = 0, year = 0, others = 0;
    *meant = NULL;
    for (int i = 0; i < p->count; i++) {
        const char *word = p->words[i];
        const char *near = strlen(word) >= 3 ? nearest_word(word, date_months) : NULL;
        if (date_month_of(word) && !month) {
            month = date_month_of(word);
        } else if (date_day_of(word) && !day) {
            day = date_day_of(word);
        } else if (date_year_of(word) && !year) {
            year = date_year_of(word);
        } else if (date_weekday_of(word) < 0 && near && !*meant) {
            *meant = near;
        } else {
            others++;
        }
    }
    if (month) {
        *meant = NULL;
    }
    return day && !others && (*meant || (month && !exists(year, month, day)));
}

/* "30.2.", "1/13/2026": its numbers, as they stand; how many there are, 0: it is other. */
static int read_numbers(const struct phrase *p, int numbers[3])
{
    const char *word = p->words[0];
    int count = 0;
    if (p->count != 1 || word[strspn(word, "0123456789./-")]) {
        return 0;
    }
    while (*word && isdigit((unsigned char)*word)) {
        if (count == 3) {
            return 0;
        }
        char *end;
        numbers[count++] = (int)strtol(word, &end, 10);
        word = end + (*end != '\0');
    }
    return *word || count < 2 ? 0 : count;
}

/* Says why figures are no day, if they are none in either order; the month first is what others
 * write. */
static bool doubt_figures(const struct phrase *p, const char *words, struct str *why)
{
    int n[3] = {0};
    int count = read_numbers(p, n);
    bool year_first = count == 3 && n[0] > 31;
    int year = year_first ? n[0] : n[2], month = n[1], day = year_first ? n[2] : n[0];
    char iso[DATE_SIZE_BYTES], said[32];
    year += count == 3 && year < 100 ? 2000 : 0;
    if (!count || exists(year, month, day)) {
        return false;
    }
    if (!year_first && exists(year, day, month)) {
        date_put(year ? year : 2000, day, month, iso);
        date_in_words(iso, said);
        said[year ? strlen(said) : strlen(said) - strlen(" 2000")] = '\0';
        str_addf(why, "‘%s’ is no day, with the day first: did you mean %s?", words,
                 said);
    } else {
        str_addf(why, "‘%s’ is no day that there is.", words);
    }
    return true;
}

/* "tomorow", "next fryday": what it was to be. */
static const char *near_day(const struct phrase *p)
{
    enum { LEAST_BYTES = 5 };
    const char *word = p->words[p->count - 1],
               *days[DAYS_A_WEEK + 3] = {"today", "tomorrow"};
    memcpy(days + 2, date_weekdays, DAYS_A_WEEK * sizeof *days);
    bool day = strlen(word) < LEAST_BYTES || date_weekday_of(word) >= 0;
    const char *near = day ? NULL : nearest_word(word, days);
    return near && p->count <= 3 && strcmp(near, word) != 0 ? near : NULL;
}

/* "Monday 1 December", where that is a Tuesday. */
static bool doubt_weekday(struct phrase *p, const char *words, const char *today,
                          struct str *why)
{
    char unused[DATE_SIZE_BYTES];
    int at = p->count > 1 && date_weekday_of(p->words[0]) >= 0 ? 0 : p->count - 1;
    int weekday = p->count > 1 ? date_weekday_of(p->words[at]) : -1;
    if (weekday < 0) {
        return false;
    }
    phrase_drop(p, at, 1);
    if (!date_of_calendar(p, today, unused)) {
        return false;
    }
    str_addf(why, "‘%s’ is not on a %c%s.", words,
             toupper((unsigned char)*date_weekdays[weekday]), date_weekdays[weekday] + 1);
    return true;
}

bool date_doubt(const char *words, const char *today, struct str *why)
{
    char unused[DATE_SIZE_BYTES];
    struct phrase p;
    const char *meant;
    if (date_understand(words, today, unused) || !phrase_split(words, &p)) {
        return false;
    }
    phrase_drop_hour(&p);
    phrase_turn_relatives(&p, today);
    if (doubt_weekday(&p, words, today, why) || doubt_figures(&p, words, why)) {
        return true;
    }
    bool like_a_day = is_like_a_day(&p, &meant);
    meant = like_a_day ? meant : near_day(&p);
    if (meant) {
        int first = strncmp(meant, "to", 2) == 0 ? 't' : toupper((unsigned char)*meant);
        str_addf(why, "‘%s’ is no day: did you mean %c%s?", words, first, meant + 1);
    } else if (like_a_day) {
        str_addf(why, "‘%s’ is no day that there is.", words);
    }
    return like_a_day || meant;
}
