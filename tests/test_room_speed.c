/* How soon what one enters stands on the other's screen: two real programs in terminals, two
 * bridges, and a real broker between them. */

#include "base/memory.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/laptop.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char leeds[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"leeds\","
    "\"place\":\"Leeds\",\"table\":\"4\",\"goals\":[{\"text\":\"Less sugar\"}]}]}";

TestSuite(room_speed, .fini = folder_finish);

static double clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* From Enter here until the count of goals has grown there. */
static double say_goal(struct typist *here, struct typist *there, unsigned long count)
{
    char shown[32];
    snprintf(shown, sizeof shown, "1 Goals %lu ", count);
    typist_type(here, "g");
    typist_wait(here, "New goal");
    typist_type(here, "Another");
    typist_wait(here, "Another");
    double entered_ms = clock_ms();
    typist_type(here, "\r");
    typist_wait(there, shown);
    double took_ms = clock_ms() - entered_ms;
    typist_wait(here, "Added");
    typist_type(here, ESC);
    typist_wait(here, "? Keys");
    return took_ms;
}

static int by_size(const void *one, const void *two)
{
    double a = *(const double *)one, b = *(const double *)two;
    return (a > b) - (a < b);
}

Test(room_speed, what_one_enters_stands_on_the_others_screen_at_once)
{
    unsigned long times = times_asked("ROOM_SPEED", 10);
    double *took_ms = memory_get(times * sizeof *took_ms);
    struct laptop ana = laptop_of("Ana", leeds), ben = laptop_of("Ben", NULL);
    char *invitation = laptop_begin(&ana);
    laptop_join(&ben, invitation);
    struct typist *one = laptop_open(&ana), *two = laptop_open(&ben);
    typist_wait(one, "with Ben (table 4)");
    typist_wait(two, "with Ana (table 4)");
    for (unsigned long i = 0; i < times; i++) {
        took_ms[i] = say_goal(i % 2 ? two : one, i % 2 ? one : two, i + 2);
    }
    qsort(took_ms, times, sizeof *took_ms, by_size);
    double p50 = took_ms[times / 2], p99 = took_ms[times * 99 / 100];
    measure("screen to screen, p50 of all that was entered, ms", p50, 0);
    measure("screen to screen, p99, ms", p99, 100);
    measure("screen to screen, the longest, ms", took_ms[times - 1], 0);
    cr_expect_lt(p50, 1000.0); /* whatever else the machine does */
    free(took_ms);
    free(invitation);
    laptop_finish(&ana);
    laptop_finish(&ben);
}
