/* Where a day that is late could win it back. */

#include "model/day.h"

#include <string.h>
#include <strings.h>

/* What a stage could give. */
static int slack(const struct stage *stage)
{
    enum { LEAST_MINUTES = 10 };
    int minutes = stage_takes(stage);
    return minutes < LEAST_MINUTES ? 0 : minutes / 2;
}

/* By its id in the template, in whatever language; or as a table calls one that it added. */
static bool is_lunch(const struct stage *stage)
{
    return strcmp(stage->id, "lunch") == 0 || strcasecmp(stage->title, "lunch") == 0;
}

/* The stage to come that has the most to give, but for that one; or, of those, lunch. stage_count
 * if there is none. */
static size_t most_to_give(const struct day *day, size_t but, bool lunch)
{
    size_t best = day->stage_count;
    for (size_t i = day->index + 1; i < day->stage_count; i++) {
        int least = best < day->stage_count ? slack(&day->stages[best]) : 0;
        bool asked = i != but && (!lunch || is_lunch(&day->stages[i]));
        best = asked && slack(&day->stages[i]) > least ? i : best;
    }
    return best;
}

size_t day_cuts(const struct day *day, struct day_cut cuts[DAY_CUTS])
{
    int behind = day_behind_minutes(day);
    size_t none = day->stage_count, first = most_to_give(day, none, false);
    size_t second = most_to_give(day, first, true); /* lunch, if it is not the first */
    if (second == none || (first < none && is_lunch(&day->stages[first]))) {
        second = most_to_give(day, first, false);
    }
    size_t stages[DAY_CUTS] = {first, second}, count = 0;
    for (; count < DAY_CUTS && behind > 0 && stages[count] < none; count++) {
        int most = slack(&day->stages[stages[count]]);
        cuts[count] = (struct day_cut){stages[count], most < behind ? most : behind};
    }
    return count;
}
