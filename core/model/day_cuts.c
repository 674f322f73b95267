/* Where a day that is late could win it back. */

#include "model/day.h"

/* What a stage could give. */
static int slack(const struct stage *stage)
{
    enum { LEAST_MINUTES = 10 };
    int minutes = stage_takes(stage);
    return minutes < LEAST_MINUTES ? 0 : minutes / 2;
}

size_t day_cuts(const struct day *day, struct day_cut cuts[DAY_CUTS])
{
    int behind = day_behind_minutes(day);
    size_t count = 0;
    for (; count < DAY_CUTS && behind > 0; count++) {
        size_t best = day->stage_count;
        for (size_t i = day->index + 1; i < day->stage_count; i++) {
            bool taken = count && cuts[0].index == i;
            int least = best < day->stage_count ? slack(&day->stages[best]) : 0;
            best = !taken && slack(&day->stages[i]) > least ? i : best;
        }
        if (best == day->stage_count) {
            break;
        }
        int most = slack(&day->stages[best]);
        cuts[count] = (struct day_cut){best, most < behind ? most : behind};
    }
    return count;
}
