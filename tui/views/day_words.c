#include "views/day_words.h"

#include "base/instant.h"
#include "screen/clock.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

static const struct edit *clock_edit(const struct record *table)
{
    const struct version *shown = field_shown(record_field(table, "clock"));
    return shown ? shown->edit : NULL;
}

void day_know(const struct record *table, struct day_known *known)
{
    int64_t set_by_ms = clock_set_by_ms();
    const struct edit *edit = table ? clock_edit(table) : NULL;
    if (known->table != table) {
        *known = (struct day_known){.table = table, .told_set_by_ms = set_by_ms};
    }
    if (known->clock != edit) {
        known->clock = edit;
        known->clock_ms = clock_now_ms();
        known->told_left = 0;
        known->set_by_ms = set_by_ms;
    }
    if (table && !known->begun && record_text(table, "stage")) {
        known->begun = true;
        known->begun_set_by_ms = set_by_ms;
    }
}

/* When it is that time of the day of now, or DAY_UNKNOWN if the text is none. */
static int64_t today_ms(int64_t now_ms, const char *text)
{
    int minutes;
    return text && time_of_day_read(text, &minutes) ? clock_day_ms(now_ms, minutes)
                                                    : DAY_UNKNOWN;
}

void day_now(const struct session *session, const struct record *table,
             const struct day_known *known, bool looked_back, struct day *out)
{
    struct day_times times = {.now_ms = clock_now_ms(), .looked_back = looked_back};
    times.starts_ms = today_ms(times.now_ms, record_text(table, "starts"));
    times.usual_ms = today_ms(times.now_ms, table_template(session, table)->starts);
    if (day_is_told(table)) {
        times.midnight_ms = clock_day_ms(times.now_ms, 0);
    }
    if (known->table == table && known->begun) {
        times.begun_set_by_ms = clock_set_by_ms() - known->begun_set_by_ms;
    }
    if (known->table == table && known->clock == clock_edit(table)) {
        times.known_ms = known->clock_ms;
        times.set_by_ms = clock_set_by_ms() - known->set_by_ms;
    }
    day_find(session, table, &times, out);
}

void day_say_set(int64_t set_by_ms, struct str *out)
{
    long long seconds = llabs((long long)set_by_ms + (set_by_ms < 0 ? -500 : 500)) / 1000;
    long long minutes = (seconds + 30) / 60, hours = minutes / 60;
    if (seconds < 2) {
        str_add(out, "set, and set back again");
        return;
    }
    str_add(out, set_by_ms < 0 ? "set back by " : "set forward by ");
    if (seconds < 60) {
        str_addf(out, "%lld seconds", seconds);
    } else if (hours && minutes % 60) {
        str_addf(out, "%lld h %02lld min", hours, minutes % 60);
    } else if (minutes == 1 || minutes == 60) {
        str_add(out, hours ? "an hour" : "a minute");
    } else {
        str_addf(out, "%lld %s", hours ? hours : minutes, hours ? "hours" : "minutes");
    }
}

bool day_is_up(const struct day *day)
{
    return day->clock == DAY_CLOCK_RUNNING && day->left_ms <= 0;
}

/* A second that has begun counts, so that the clock begins with all of the minutes and
 * shows 0:00 for no moment. */
static void add_left(const struct day *day, struct str *out)
{
    int64_t seconds = (day->left_ms + 999) / 1000;
    str_addf(out, "%lld:%02lld", (long long)(seconds / 60), (long long)(seconds % 60));
}

static void say_clock(const struct day *day, bool briefly, struct str *out)
{
    long long over = (long long)(-day->left_ms / DAY_MINUTE_MS);
    if (day->clock == DAY_CLOCK_OFF) {
        return;
    }
    if (day_is_up(day)) {
        str_add(out, !briefly || !over ? "time is up" : "");
        str_add(out, !briefly && over ? screen_dot() : "");
        if (over) {
            str_addf(out, "%lld min over", over);
        }
        return;
    }
    str_add(out, day->clock == DAY_CLOCK_PAUSED ? "paused " : "");
    add_left(day, out);
    str_add(out, day->clock == DAY_CLOCK_PAUSED ? "" : " left");
}

void day_say_clock(const struct day *day, struct str *out)
{
    say_clock(day, false, out);
}

void day_say_clock_briefly(const struct day *day, struct str *out)
{
    say_clock(day, true, out);
}

void day_say_clock_shortest(const struct day *day, struct str *out)
{
    long long over = (long long)(-day->left_ms / DAY_MINUTE_MS);
    if (day_is_up(day) && over) {
        str_addf(out, "+%lld min", over);
    } else if (day_is_up(day)) {
        str_add(out, "up");
    } else if (day->clock == DAY_CLOCK_PAUSED) {
        str_add(out, "paused");
    } else if (day->clock != DAY_CLOCK_OFF) {
        add_left(day, out);
    }
}

/* The minutes that a clock for ears tells, each as it comes. */
static const int told_minutes[] = {0, 1, 5};

/* Whoever set the clock to less knows that: then it was never at that mark. */
static bool came_by(const struct day *day, int minutes)
{
    int64_t mark_ms = minutes * DAY_MINUTE_MS;
    return day->left_ms <= mark_ms &&
           (!minutes || !day->had_ms || day->had_ms >= mark_ms);
}

int day_left_quietly(const struct day *day)
{
    for (size_t i = 0; i < sizeof told_minutes / sizeof *told_minutes; i++) {
        if (came_by(day, told_minutes[i])) {
            return told_minutes[i];
        }
    }
    return 6;
}

/* "until 10:35", "5 minutes left", "time is up" */
void day_say_clock_quietly(const struct day *day, struct str *out)
{
    int left = day_left_quietly(day);
    if (day->clock != DAY_CLOCK_RUNNING) {
        day_say_clock(day, out);
    } else if (left > 5) {
        str_add(out, "until ");
        clock_say(clock_now_ms() + day->left_ms, CLOCK_HOUR, out);
    } else if (left) {
        str_addf(out, "%d minute%s left", left, plural(left));
    } else {
        str_add(out, "time is up");
    }
}

void day_say_minutes(const struct stage *stage, struct str *out)
{
    int minutes = stage_takes(stage);
    if (minutes) {
        str_addf(out, "%d minute%s", minutes, plural(minutes));
    }
}

void day_say_behind(const struct day *day, struct str *out)
{
    int behind = day_behind_minutes(day), minutes = abs(behind);
    if (!day->stage || !behind) {
        return;
    }
    if (minutes < 60) {
        str_addf(out, "%d minute%s", minutes, plural(minutes));
    } else {
        str_addf(out, "%d h %02d min", minutes / 60, minutes % 60);
    }
    str_add(out, behind > 0 ? " behind" : " ahead");
}

void day_say_plan(const struct day *day, struct str *out)
{
    size_t next = day_next(day);
    bool last = next == day->stage_count;
    if (!day->stage || !day_behind_minutes(day)) {
        return;
    }
    day_say_behind(day, out);
    str_add(out, "; ");
    str_add(out, last ? "the day would end " : day->stages[next].title);
    str_add(out, last ? "" : " would start ");
    clock_say(day_expected_ms(day, next), CLOCK_HOUR, out);
}

void day_say_end(const struct day *day, struct str *out)
{
    int64_t end_ms = day->stage ? day_expected_ms(day, day->stage_count)
                                : day_planned_ms(day, day->stage_count);
    if (day_is_over(day)) {
        str_add(out, "The day is at its end");
    } else if (end_ms != DAY_UNKNOWN) {
        str_add(out, day->stage ? "The day would end " : "The day is planned to end ");
        clock_say(end_ms, CLOCK_HOUR, out);
    }
}

void day_say_whole(const struct day *day, struct str *out)
{
    struct str end = STR_EMPTY;
    day_say_end(day, &end);
    size_t from = out->len_bytes;
    day_say_behind(day, out);
    if (out->len_bytes > from) {
        str_add(out, "; ");
    }
    if (end.len_bytes) {
        str_add(out, out->len_bytes > from ? "the" : "The");
        str_add(out, end.bytes + strlen("The"));
    }
    str_finish(&end);
}

void day_say_cut(const struct day *day, const struct day_cut *cut, struct str *out)
{
    str_addf(out, "takes %d minute%s from ‘%s’", cut->minutes, plural(cut->minutes),
             day->stages[cut->index].title);
}

/* Whether a stage to come is likely to start a minute or more from when it was planned. */
static bool is_elsewhere(const struct record *table, const struct day *day, size_t index)
{
    int64_t expected_ms = day_expected_ms(day, index);
    int64_t planned_ms = day_first_planned_ms(table, day, index);
    return expected_ms != DAY_UNKNOWN && planned_ms != DAY_UNKNOWN &&
           llabs(expected_ms - planned_ms) >= DAY_MINUTE_MS;
}

void day_say_note(const struct record *table, const struct day *day, size_t index,
                  struct str *out)
{
    const struct stage *stage = &day->stages[index];
    int took = day_stage_took(table, day, index);
    if (stage->skipped) {
        str_add(out, "skipped");
    } else if (stage == day->stage && day->ends_ms != DAY_UNKNOWN && !day_is_over(day)) {
        str_add(out, "now, to ");
        clock_say(day->ends_ms, CLOCK_HOUR, out);
    } else if (stage == day->stage) {
        str_add(out, "now");
    } else if (took >= 0) {
        str_addf(out, took ? "took %d min" : "took under 1 min", took);
    } else if (day_stage_is_passed(table, day, index)) {
        str_add(out, "passed over");
    } else if (stage->added) {
        str_add(out, "added");
    } else if (is_elsewhere(table, day, index)) {
        str_add(out, "planned ");
        clock_say(day_first_planned_ms(table, day, index), CLOCK_HOUR, out);
    }
}

void day_say_stage(const struct record *table, const struct day *day, size_t index,
                   struct str *out)
{
    const struct stage *stage = &day->stages[index];
    int64_t at_ms = day_stage_ms(table, day, index);
    struct str note = STR_EMPTY;
    str_addf(out, "%zu %s", index + 1, stage->title);
    if (stage_takes(stage)) {
        str_add(out, ", ");
        day_say_minutes(stage, out);
    }
    if (!stage->skipped && !day_stage_is_passed(table, day, index) &&
        at_ms != DAY_UNKNOWN) {
        str_add(out, ", ");
        clock_say(at_ms, CLOCK_HOUR, out);
    }
    day_say_note(table, day, index, &note);
    str_addf(out, "%s%s", note.len_bytes ? ", " : "", str_text(&note));
    str_finish(&note);
}

int day_patience_ms(const struct day *day, bool seconds)
{
    int64_t step_ms = seconds ? 1000 : DAY_MINUTE_MS;
    if (day->clock != DAY_CLOCK_RUNNING || clock_stands_still() ||
        -day->left_ms > (int64_t)DAY_MOST_OVER_S * 1000) {
        return -1;
    }
    return day->left_ms > 0 ? (int)((day->left_ms - 1) % 1000) + 1
                            : (int)(step_ms - -day->left_ms % step_ms);
}

int day_patience_quietly_ms(const struct day *day)
{
    int64_t patience_ms = -1;
    if (day->clock != DAY_CLOCK_RUNNING || clock_stands_still()) {
        return -1;
    }
    for (size_t i = 0; i < sizeof told_minutes / sizeof *told_minutes; i++) {
        int64_t until_ms = day->left_ms - told_minutes[i] * DAY_MINUTE_MS;
        patience_ms = until_ms > 0 ? until_ms : patience_ms;
    }
    return (int)patience_ms;
}
