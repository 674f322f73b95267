/* Days as people write them. */

#include "base/dates.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <string.h>

/* A Sunday. */
static const char today[] = "2026-11-22";

static void expect_from(const char *from, const char *words, const char *wanted)
{
    char iso[DATE_SIZE_BYTES] = "none";
    bool ok = date_understand(words, from, iso);
    cr_expect(ok == (wanted != NULL) && strcmp(iso, wanted ? wanted : "none") == 0,
              "\"%s\" on %s: %s, not %s", words, from, ok ? iso : "no date",
              wanted ? wanted : "no date");
}

Test(dates, they_are_read_as_people_write_them)
{
    static const char *const rows[][2] = {
        {"2026-12-01", "2026-12-01"},     {"2017-02-22", "2017-02-22"},
        {"1 December", "2026-12-01"},     {"1 Dec 2026", "2026-12-01"},
        {"01 dec. 2027", "2027-12-01"},   {"December 1", "2026-12-01"},
        {"Dec 1st, 2026", "2026-12-01"},  {"by the 1st of December", "2026-12-01"},
        {"1. December", "2026-12-01"},    {"3 Sept", "2027-09-03"},
        {"1.12.", "2026-12-01"},          {"1.12", "2026-12-01"},
        {"1.12.2026", "2026-12-01"},      {"1/12/2026", "2026-12-01"},
        {"1/12", "2026-12-01"},           {"1/12/27", "2027-12-01"},
        {"1-12-2026", "2026-12-01"},      {"  Tuesday,  1 December ", "2026-12-01"},
        {"Tue 1 Dec 2026", "2026-12-01"}, {"on Tuesday December 1st", "2026-12-01"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_from(today, rows[i][0], rows[i][1]);
    }
}

Test(dates, they_are_read_in_words_and_by_their_names)
{
    static const char *const rows[][2] = {
        {"the third of December", "2026-12-03"},
        {"the first of December", "2026-12-01"},
        {"third of December", "2026-12-03"},
        {"twelfth December", "2026-12-12"},
        {"December the twenty-third", "2026-12-23"},
        {"thirty first January 2027", "2027-01-31"},
        {"Thursday the third of December", "2026-12-03"},
        {"first Monday in December", "2026-12-07"},
        {"the 2nd Tuesday of January", "2027-01-12"},
        {"last Friday in May 2027", "2027-05-28"},
        {"fifth Monday in December", NULL},
        {"Christmas Eve", "2026-12-24"},
        {"on Boxing Day", "2026-12-26"},
        {"New Year’s Eve", "2026-12-31"},
        {"New Year's Day", "2027-01-01"},
        {"a fortnight", "2026-12-06"},
        {"two fortnights", "2026-12-20"},
        {"Christmas", NULL},
        {"the first week of December", NULL},
    };
    struct str why = STR_EMPTY;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_from(today, rows[i][0], rows[i][1]);
    }
    cr_expect_not(date_doubt("the first week of December", today, &why));
    str_finish(&why);
}

Test(dates, they_are_read_from_today_on)
{
    static const char *const rows[][2] = {
        {"today", "2026-11-22"},
        {"Tomorrow", "2026-11-23"},
        {"in 2 weeks", "2026-12-06"},
        {"2 weeks", "2026-12-06"},
        {"10 days", "2026-12-02"},
        {"in 10 days", "2026-12-02"},
        {"in a week", "2026-11-29"},
        {"in two weeks", "2026-12-06"},
        {"in 1 day", "2026-11-23"},
        {"in 3 months", "2027-02-22"},
        {"in a month", "2026-12-22"},
        {"Friday", "2026-11-27"},
        {"next Friday", "2026-11-27"},
        {"by Friday", "2026-11-27"},
        {"fri", "2026-11-27"},
        {"Sunday", "2026-11-29"},
        {"next sunday", "2026-11-29"},
        {"Monday", "2026-11-23"},
        {"Saturday", "2026-11-28"},
        {"22 November", "2026-11-22"},
        {"21 November", "2027-11-21"},
        {"21.11.", "2027-11-21"},
        {"21 November 2026", "2026-11-21"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_from(today, rows[i][0], rows[i][1]);
    }
    expect_from("2027-01-31", "in a month", "2027-02-28");
    expect_from("2026-12-31", "tomorrow", "2027-01-01");
    expect_from("1969-12-31", "Thursday", "1970-01-01");
}

Test(dates, usual_ways_of_writing_them_are_read)
{
    static const char *const rows[][2] = {
        {"Weds", "2026-11-25"},
        {"Thurs.", "2026-11-26"},
        {"on Tues", "2026-11-24"},
        {"in a fortnight", "2026-12-06"},
        {"within two weeks", "2026-12-06"},
        {"in 3 weeks' time", "2026-12-13"},
        {"in three weeks’ time.", "2026-12-13"},
        {"in twelve months", "2027-11-22"},
        {"in a year", "2027-11-22"},
        {"w/c 12 Jan", "2027-01-12"},
        {"by W/C 12 January", "2027-01-12"},
        {"week commencing 30 Nov", "2026-11-30"},
        {"w/b 30/11", "2026-11-30"},
        {"in 2 years", "2028-11-22"},
        {"a week today", "2026-11-29"},
        {"a week tomorrow", "2026-11-30"},
        {"two weeks from now", "2026-12-06"},
        {"a week on Monday", "2026-11-30"},
        {"a fortnight on Thursday", "2026-12-10"},
        {"Thursday week", "2026-12-03"},
        {"tomorrow week", "2026-11-30"},
        {"Monday fortnight", "2026-12-07"},
        {"the day after tomorrow", "2026-11-24"},
        {"this coming Friday", "2026-11-27"},
        {"coming Friday", "2026-11-27"},
        {"14 Jan 27", "2027-01-14"},
        {"14th Jan '27", "2027-01-14"},
        {"14th Jan ’27", "2027-01-14"},
        {"14-Jan-2027", "2027-01-14"},
        {"14/Jan/27", "2027-01-14"},
        {"14.Jan.2027", "2027-01-14"},
        {"Jan-14", "2027-01-14"},
        {"2027/01/14", "2027-01-14"},
        {"2027-1-4", "2027-01-04"},
        {"2027.1.4", "2027-01-04"},
        {"14 January 2027.", "2027-01-14"},
        {"1.12.2026.", "2026-12-01"},
        {"today.", "2026-11-22"},
        {"by tomorrow!", "2026-11-23"},
        {"until 14 January", "2027-01-14"},
        {"Thu 14/1", "2027-01-14"},
        {"Thurs 14.1.", "2027-01-14"},
        {"14 January (Thursday)", "2027-01-14"},
        {"Thursday the 14th of January", "2027-01-14"},
        {"Wed 2026-12-02", "2026-12-02"},
        {"Friday at 10", "2026-11-27"},
        {"Friday at 10.30", "2026-11-27"},
        {"10am on Friday", "2026-11-27"},
        {"Fri 10:30", "2026-11-27"},
        {"Friday 2 pm", "2026-11-27"},
        {"tomorrow morning", "2026-11-23"},
        {"14 January 2027 at noon", "2027-01-14"},
        {"14/1/27, 14:00", "2027-01-14"},
        {"the 22nd", "2026-11-22"},
        {"by the 3rd", "2026-12-03"},
        {"the 31st", "2026-12-31"},
        {"Thursday 3rd", "2026-12-03"},
        {"end of March", "2027-03-31"},
        {"end of November", "2026-11-30"},
        {"the end of February 2028", "2028-02-29"},
        {"end of the month", "2026-11-30"},
        {"end of next month", "2026-12-31"},
        {"end of the year", "2026-12-31"},
        {"end of April '27", "2027-04-30"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_from(today, rows[i][0], rows[i][1]);
    }
    expect_from("2026-12-05", "end of next month", "2027-01-31");
    expect_from("2027-01-30", "the 29th", "2027-03-29");
    cr_expect(date_says_hour("Friday at 10") && date_says_hour("1 Dec, 10am"));
    cr_expect(!date_says_hour("1.12.") && !date_says_hour("noon") &&
              !date_says_hour("in 10 days") && !date_says_hour("1 Dec 2026"));
}

/* Each names one day, however it is typed, and none is said to be no day. */
Test(dates, a_day_is_read_however_it_is_typed)
{
    static const char *const rows[][2] = {
        {"31 st of January", "2027-01-31"},
        {"Jan 31 st", "2027-01-31"},
        {"1 st Jan", "2027-01-01"},
        {"5 th January", "2027-01-05"},
        {"the 2 nd of Jan 2027", "2027-01-02"},
        {"Sunday 31 st January", "2027-01-31"},
        {"the 23 rd", "2026-11-23"},
        {"31-1", "2027-01-31"},
        {"31-01", "2027-01-31"},
        {"31/1", "2027-01-31"},
        {"31/01", "2027-01-31"},
        {"31.1", "2027-01-31"},
        {"31 / 1", "2027-01-31"},
        {"31 / 1 / 2027", "2027-01-31"},
        {"31. 1.", "2027-01-31"},
        {"31. 1. 2027", "2027-01-31"},
        {"31.1. 2027", "2027-01-31"},
        {"31 - 1 - 27", "2027-01-31"},
        {"Sun 31. 1.", "2027-01-31"},
        {"the 31st", "2026-12-31"},
        {"31st", "2026-12-31"},
        {"31 January next year", "2027-01-31"},
        {"31st Jan, next year", "2027-01-31"},
        {"next year, 31 January", "2027-01-31"},
        {"31 December this year", "2026-12-31"},
        {"31/1 next year", "2027-01-31"},
        {"31.1. next year", "2027-01-31"},
        {"end of March next year", "2027-03-31"},
        {"next 31 January", "2027-01-31"},
        {"this 3rd of December", "2026-12-03"},
        {"the 15th of next month", "2026-12-15"},
        {"15 th of next month", "2026-12-15"},
        {"the 30th of this month", "2026-11-30"},
        {"the 1st of the month", "2026-12-01"},
        {"last day of January", "2027-01-31"},
        {"the last day of the month", "2026-11-30"},
        {"31jan", "2027-01-31"},
        {"Jan31", "2027-01-31"},
        {"31Jan2027", "2027-01-31"},
        {"2027 January 31", "2027-01-31"},
        {"31 of January", "2027-01-31"},
        {"31ST JANUARY", "2027-01-31"},
        {"January the 31st", "2027-01-31"},
        {"the thirty-first of January", "2027-01-31"},
        {"this Friday", "2026-11-27"},
        {"on Friday", "2026-11-27"},
        {"this Wednesday", "2026-11-25"},
        {"Friday next", "2026-11-27"},
        {"this next Friday", "2026-11-27"},
        {"Friday next week", "2026-11-27"},
        {"Wednesday of next week", "2026-11-25"},
        {"next week on Monday", "2026-11-23"},
        {"Sunday this week", "2026-11-22"},
        {"Friday night", "2026-11-27"},
        {"this evening", "2026-11-22"},
        {"in a couple of weeks", "2026-12-06"},
        {"2 wks", "2026-12-06"},
        {"in 3 wks’ time", "2026-12-13"},
        {"in two mths", "2027-01-22"},
        {"in a yr", "2027-11-22"},
        {"Friday wk", "2026-12-04"},
        {"wk of 7 Dec", "2026-12-07"},
        {"tmrw", "2026-11-23"},
        {"tmw morning", "2026-11-23"},
        {"first thing tomorrow", "2026-11-23"},
        {"Friday first thing", "2026-11-27"},
        {"first thing on 1 Dec", "2026-12-01"},
        {"first thing", NULL},
        {"in fourteen days", "2026-12-06"},
        {"in thirty days", "2026-12-22"},
        {"14 days from today", "2026-12-06"},
        {"six weeks today", "2027-01-03"},
        {"1 December at the latest", "2026-12-01"},
        {"by Friday latest", "2026-11-27"},
        {"no later than 1 December", "2026-12-01"},
        {"week of 14 December", "2026-12-14"},
        {"week ending 18 Dec", "2026-12-18"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str why = STR_EMPTY;
        expect_from(today, rows[i][0], rows[i][1]);
        cr_expect_not(date_doubt(rows[i][0], today, &why), "%s", str_text(&why));
        str_finish(&why);
    }
    expect_from("2026-11-26", "Friday next week", "2026-12-04"); /* a Thursday */
    expect_from("2026-11-26", "Friday this week", "2026-11-27");
    expect_from("2026-11-26", "Wednesday this week", NULL); /* it is past */
    expect_from("2027-01-20", "the 31st of next month", NULL);
    expect_from("2026-12-20", "the 5th of next month", "2027-01-05");
}

Test(dates, a_leap_day_is_one_only_in_its_years)
{
    expect_from(today, "29 February", "2028-02-29");
    expect_from(today, "29 February 2028", "2028-02-29");
    expect_from(today, "29 February 2027", NULL);
    expect_from(today, "29/2/2100", NULL);
    expect_from(today, "29/2/2000", "2000-02-29");
    expect_from("1896-03-01", "29 Feb", "1904-02-29");
    expect_from("2024-02-28", "tomorrow", "2024-02-29");
    expect_from("2023-12-31", "in 2 months", "2024-02-29");
}

Test(dates, other_words_are_no_dates)
{
    static const char *const rows[] = {
        "",
        " ",
        "before Easter",
        "30 February",
        "31 April 2027",
        "31.4.",
        "1/13/2026",
        "0.12.",
        "32 December",
        "2026-02-30",
        "2026-13-01",
        "December",
        "December 2026",
        "1 2 3",
        "1/12.2026",
        "1..12",
        "1/12/",
        "1/12/202",
        "the first week of May",
        "next week",
        "next",
        "this",
        "in weeks",
        "in -2 days",
        "in 20000000000000 days",
        "Monday 1 December", /* which is a Tuesday */
        "mo",
        "Decembre 1",
        "1 Junius",
        "soon",
        "by",
        "Friday Friday",
        "Friday week week",
        "Friday weeks",
        "tomorow",
        "mid-January",
        "end of winter",
        "end of the week",
        "end of",
        "end",
        "noon",
        "at 10",
        "10am",
        "now",
        "15",
        "15.",
        "the 32nd",
        "Friday at 25",
        "1 December 2026 at noon or so",
        "Wednesday 3rd", /* a Thursday */
        "Mon 1/12",      /* a Tuesday */
        "a week",
        "in a week today",
        "week",
        "two weeks",
        "2026/12.01",
        "2026-12-",
        "2026/12/001",
        "- 1 December",
        "1 Dec 126",
        "--",
        "’",
        "1 December 2026 or so, if the trusts agree to it by then",
        "20261201",
        "２０２６",
        "1 décembre",
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_from(today, rows[i], NULL);
    }
    expect_from("no day", "tomorrow", NULL);
}

Test(dates, they_are_said_with_their_weekday_or_in_short)
{
    char words[DATE_WORDS_SIZE_BYTES] = "none";
    cr_expect(date_with_weekday("2026-12-01", words));
    cr_expect_str_eq(words, "Tuesday 1 December 2026");
    cr_expect(date_with_weekday("1969-12-31", words));
    cr_expect_str_eq(words, "Wednesday 31 December 1969");
    cr_expect_not(date_with_weekday("before Easter", words));
    cr_expect(date_in_short("2026-12-01", today, words));
    cr_expect_str_eq(words, "1 Dec");
    cr_expect(date_in_short("2026-05-24", today, words));
    cr_expect_str_eq(words, "24 May");
    cr_expect(date_in_short("2026-05-22", today, words));
    cr_expect_str_eq(words, "22 May 2026");
    cr_expect(date_in_short("2027-12-01", today, words));
    cr_expect_str_eq(words, "1 Dec 2027");
    cr_expect_not(date_in_short("soon", today, words));
}

/* What looks like a day and is none is told there and then, not in the calendar later. */
Test(dates, what_looks_like_a_day_and_is_none_is_doubted)
{
    static const char *const rows[][2] = {
        {"31 February", "‘31 February’ is no day that there is."},
        {"29 Feb 2027", "‘29 Feb 2027’ is no day that there is."},
        {"by the 31st of June", "‘by the 31st of June’ is no day that there is."},
        {"30.2.", "‘30.2.’ is no day that there is."},
        {"1/13/2026",
         "‘1/13/2026’ is no day, with the day first: did you mean 13 January 2026?"},
        {"1/31", "‘1/31’ is no day, with the day first: did you mean 31 January?"},
        {"13/13/2026", "‘13/13/2026’ is no day that there is."},
        {"31 st of June", "‘31 st of June’ is no day that there is."},
        {"the 31st of next month", NULL}, /* which is December */
        {"31 June next year", "‘31 June next year’ is no day that there is."},
        {"before 31 January",
         NULL}, /* a day that there is, and a word that is none of it */
        {"31 January or so", NULL},
        {"1 to 3 December", NULL},
        {"before Thurs", NULL},
        {"1/12/", NULL},
        {"31st January 1", NULL},
        {"2027-02-30", "‘2027-02-30’ is no day that there is."},
        {"31 febuary", "‘31 febuary’ is no day: did you mean February?"},
        {"tomorow", "‘tomorow’ is no day: did you mean tomorrow?"},
        {"next fryday", "‘next fryday’ is no day: did you mean Friday?"},
        {"12 Febuary 2027", "‘12 Febuary 2027’ is no day: did you mean February?"},
        {"Monday 1 December 2026", "‘Monday 1 December 2026’ is not on a Monday."},
        {"28 February", NULL},
        {"after Easter", NULL},
        {"mid-January", NULL},
        {"someday", NULL},
        {"in the summer", NULL},
        {"not before Friday", NULL},
        {"after the holidays", NULL},
        {"in 3 sessions", NULL},
        {"when 20 people have come", NULL},
        {"at meeting 2", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str why = STR_EMPTY;
        bool doubt = date_doubt(rows[i][0], today, &why);
        cr_expect_eq(doubt, rows[i][1] != NULL, "%s", rows[i][0]);
        cr_expect_str_eq(str_text(&why), rows[i][1] ? rows[i][1] : "", "%s",
                         str_text(&why));
        str_finish(&why);
    }
}

Test(dates, one_behind_a_name_is_told_from_the_name)
{
    static const char *const rows[][3] = {
        {"Walter by Friday", "Walter", "by Friday"},
        {"Walter, Friday", "Walter", "Friday"},
        {"Walter , by 1 December", "Walter", "by 1 December"},
        {"Ana and Ben, 3.12.", "Ana and Ben", "3.12."},
        {"Ana, Ben in 2 weeks", "Ana, Ben", "in 2 weeks"},
        {"Mrs Friday tomorrow", "Mrs Friday", "tomorrow"},
        {"Walter BY next Friday", "Walter", "BY next Friday"},
        {"Walter by Easter", NULL, NULL},
        {"Man Friday", NULL, NULL},
        {"Charles the 3rd", NULL, NULL},
        {"by Friday", NULL, NULL},
        {"Ana, Ben, April May", NULL, NULL},
        {"", NULL, NULL},
        {"those led by Walter", NULL, NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t name_bytes = 0;
        const char *day = NULL;
        bool is = date_behind_name(rows[i][0], today, &name_bytes, &day);
        cr_expect_eq(is, rows[i][1] != NULL, "%s", rows[i][0]);
        if (is && rows[i][1]) {
            cr_expect_eq(name_bytes, strlen(rows[i][1]), "%s", rows[i][0]);
            cr_expect_str_eq(day, rows[i][2]);
        }
    }
}
