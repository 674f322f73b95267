#include "support/said.h"

#include "support/expect.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *said_to(const char *lines)
{
    struct ran ran =
        program_run(lines, WORDS("roundtable", "--accessible", "table.json"));
    cr_expect_eq(ran.status, 0, "%s: %s", lines, str_text(&ran.err));
    const char *told =
        str_text(&ran.err); /* beside it, only what stands there to go on */
    cr_expect(!*told || strstr(told, "half written"), "%s: %s", lines, told);
    char *said = str_take(&ran.out);
    ran_finish(&ran);
    return said;
}

char *said_anew(const char *lines)
{
    unlink("table.json");
    return said_to(lines);
}

static void expect_in(char *said, const char *part)
{
    expect_part(said, part);
    free(said);
}

static void expect_not_in(char *said, const char *part)
{
    expect_no_part(said, part);
    free(said);
}

void expect_said(const char *lines, const char *part)
{
    expect_in(said_to(lines), part);
}

void expect_unsaid(const char *lines, const char *part)
{
    expect_not_in(said_to(lines), part);
}

void expect_said_anew(const char *lines, const char *part)
{
    expect_in(said_anew(lines), part);
}

void expect_unsaid_anew(const char *lines, const char *part)
{
    expect_not_in(said_anew(lines), part);
}
