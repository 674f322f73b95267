/* The day of a seminar for a wall: a sheet for each day that differs, in letters for afar. */
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(day_wall, .init = enter_folder, .timeout = 120);

static const char same[] = "{\"sessions\":[{\"title\":\"Warmth\",\"table\":\"1\","
                           "\"goals\":[\"A\"]},{\"title\":\"Warmth\",\"table\":\"2\","
                           "\"goals\":[\"B\"]}]}";
static const char other[] = "{\"sessions\":[{\"title\":\"Warmth\",\"table\":\"1\","
                            "\"goals\":[\"A\"]},{\"title\":\"Warmth\",\"table\":\"2\","
                            "\"starts\":\"09:00\",\"goals\":[\"B\"]}]}";

/* How many points the highest word of out.pdf has. */
static double highest(void)
{
    char *boxes = output_of(WORDS("pdftotext", "-bbox", "out.pdf", "-"));
    double most = 0;
    for (char *at = boxes; (at = strstr(at, "yMin=\"")) != NULL; at++) {
        double height = strtod(strstr(at, "yMax=\"") + 6, NULL) - strtod(at + 6, NULL);
        most = height > most ? height : most;
    }
    free(boxes);
    return most;
}

Test(day_wall, tables_with_the_same_day_have_one_sheet)
{
    char *text = pages_of_session(same, WORDS("--day"));
    char **pages = pages_cut(text);
    expect_part(pages[0], "The same for 2 tables");
    cr_expect(!pages[1] || !*pages[1], "%s", pages[1]);
    free(text);
    double large = highest();
    text = pages_of_session(other, WORDS("--day"));
    pages = pages_cut(text);
    expect_part(pages[0], "table 1");
    expect_part(pages[1], "table 2");
    expect_part(pages[1], "09:00");
    cr_expect(!pages[2] || !*pages[2], "%s", pages[2]);
    free(text);
    text = pages_of_session(
        "{\"sessions\":[{\"title\":\"Warmth\",\"table\":\"1\",\"goals\":[\"A\"]}]}",
        WORDS("--day"));
    free(text);
    double alone = highest();
    cr_expect_geq(large, alone * .9, "%g against %g points", large, alone);
    cr_expect_geq(alone, 30);
}
