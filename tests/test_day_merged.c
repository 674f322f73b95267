/* The clock of a stage, and a draft, where the tables of a day were merged. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(day_merged, .init = enter_folder);

static const char noon[] = "1487764800", later[] = "1487764860";

static void write_table(const char *path, const char *number)
{
    struct str table = str_of("{\"place\":\"Leeds\",\"table\":\"%s\",\"goals\":["
                              "{\"text\":\"Less sugar\",\"barriers\":[\"Adverts\"]}]}",
                              number);
    tables_write(path, table.bytes);
    str_finish(&table);
}

/* A table at its first stage, whose clock runs. */
static void begin_day(const char *path, const char *number)
{
    write_table(path, number);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_press(t, "]", "Welcome · 5 minutes");
    typist_press(t, "t", "5:00 left");
    typist_leave(t);
}

static void merge(void)
{
    EXPECT_RUN(0, "", "", "merge", "-o", "all.json", "1.json", "2.json");
}

/* Two such tables, and both as one. */
static void begin_and_merge(void)
{
    program_env("SOURCE_DATE_EPOCH", noon);
    begin_day("1.json", "1");
    begin_day("2.json", "2");
    merge();
}

/* What recurs in both, where no clock runs. */
static struct typist *open_merged(void)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "all.json"));
    typist_press(t, "S", "What recurs · 2 tables");
    cr_expect_not(typist_sees(t, "left"));
    return t;
}

/* Nobody who hears the tables has five minutes left; whoever goes on with one has. */
Test(day_merged, no_clock_of_one_table_runs_where_several_were_merged)
{
    begin_and_merge();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "1.json"));
    typist_press(t, "i", "5:00 left");
    typist_leave(t);
    program_env("SOURCE_DATE_EPOCH", later);
    t = open_merged();
    typist_press(t, ESC, "Adverts");
    cr_expect_not(typist_sees(t, "left"));
    typist_press(t, "t", "5:00 left");
    typist_leave(t);
}

/* Nor is it set going by going on and back, and by ear nothing is heard of it. */
Test(day_merged, going_on_and_back_starts_no_clock_that_one_table_had)
{
    begin_and_merge();
    program_env("SOURCE_DATE_EPOCH", later);
    struct ran ran = program_run("stage\nwhere\nnext-stage\nprevious-stage\nstage\n",
                                 WORDS("roundtable", "--accessible", "all.json"));
    expect_part(str_text(&ran.out), "Stage 1 of 11: Welcome. ");
    expect_part(str_text(&ran.out), "Stage: Welcome.\n");
    expect_no_part(str_text(&ran.out), " left");
    expect_no_part(str_text(&ran.out), "Its clock goes on");
    ran_finish(&ran);
}

/* The others worked without a day, or began it on no screen. */
Test(day_merged, nor_where_only_one_of_them_began_its_day)
{
    program_env("SOURCE_DATE_EPOCH", noon);
    begin_day("1.json", "1");
    write_table("2.json", "2");
    merge();
    typist_leave(open_merged());
}

/* Without names it is nobody's who looks at them all; it stands where it was written. */
Test(day_merged, a_draft_of_one_table_does_not_greet_whoever_opens_several)
{
    write_table("1.json", "1");
    write_table("2.json", "2");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "1.json"));
    typist_press(t, "g", "New goal");
    typist_press(t, "walks", "walks");
    typist_press(t, ESC, "Kept as a draft");
    typist_leave(t);
    t = typist_open(24, 80, WORDS("roundtable", "1.json"));
    typist_wait(t, "Your draft ‘walks’ for a new goal is kept");
    typist_leave(t);
    merge();
    t = typist_open(24, 80, WORDS("roundtable", "all.json"));
    typist_wait(t, "(draft)");
    cr_expect_not(typist_sees(t, "Your draft"));
    typist_leave(t);
}
