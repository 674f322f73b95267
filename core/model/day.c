#include "model/day.h"

#include "base/instant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool day_is_under_way(const struct day *day, int64_t now_ms)
{
    enum { LONGEST_HOURS = 12 };
    return day->stage && day->entered_ms != DAY_UNKNOWN &&
           now_ms - day->entered_ms < (int64_t)LONGEST_HOURS * 60 * DAY_MINUTE_MS;
}

bool day_is_told(const struct record *table)
{
    return record_text(table, "stage") || record_text(table, "clock") ||
           record_text(table, "starts");
}

static bool is_far(int64_t a_ms, int64_t b_ms)
{
    return a_ms - b_ms > DAY_MOST_MS || b_ms - a_ms > DAY_MOST_MS;
}

/* The stage of that id, or the number of stages. */
static size_t stage_index(const struct template *form, const char *id)
{
    const struct stage *stage = template_stage(form, id);
    return stage ? (size_t)(stage - form->stages) : form->stage_count;
}

/* The minutes of the stages from one to before another. */
static int64_t minutes_ms(const struct template *form, size_t from, size_t to)
{
    int64_t sum = 0;
    for (size_t i = from; i < to && i < form->stage_count; i++) {
        sum += form->stages[i].minutes;
    }
    return sum * DAY_MINUTE_MS;
}

bool clock_seconds(const char *text, int64_t *seconds)
{
    enum { MOST_DIGITS = 6 };
    size_t len = strspn(text, "0123456789");
    if (len == 0 || len > MOST_DIGITS || text[len]) {
        return false;
    }
    *seconds = strtol(text, NULL, 10);
    return true;
}

/* The end of a stage's clock moves with the clock on the wall when that is set. But where
 * it was beyond the stage's minutes until then, and is not now, another laptop said it,
 * whose clock ours agrees with from now on. */
static bool agrees(int64_t until_ms, int64_t minutes_ms, const struct day_times *times)
{
    int64_t left_ms = until_ms - times->known_ms;
    int64_t now_left_ms = left_ms - times->set_by_ms;
    bool then = left_ms > 0 && left_ms <= minutes_ms;
    return !then && now_left_ms > 0 && now_left_ms <= minutes_ms && times->set_by_ms;
}

/* A clock that is further from now than a workshop lasts is an old one, or was set by a
 * laptop whose own is wrong: it is off. */
static void find_clock(const struct record *table, const struct day_times *times,
                       struct day *out)
{
    const char *text = record_text(table, "clock");
    int64_t until_ms, seconds;
    out->clock = DAY_CLOCK_OFF;
    out->left_ms = out->stage ? out->stage->minutes * DAY_MINUTE_MS : 0;
    if (!text || !out->stage) {
        return;
    }
    int64_t most_ms = out->left_ms + DAY_MOST_MS;
    bool runs = instant_read(text, &until_ms);
    out->agrees = runs && agrees(until_ms, out->left_ms, times);
    int64_t moved_ms = out->agrees ? 0 : times->set_by_ms;
    int64_t left_ms = runs ? until_ms + moved_ms - times->now_ms : 0;
    if (runs && left_ms <= most_ms && left_ms >= -DAY_MOST_MS) {
        out->clock = DAY_CLOCK_RUNNING;
        out->left_ms = left_ms;
    } else if (clock_seconds(text, &seconds) && seconds * 1000 <= most_ms) {
        out->clock = DAY_CLOCK_PAUSED;
        out->left_ms = seconds * 1000;
    }
}

/* When the stage was entered that an edit set, at the latest now; DAY_UNKNOWN if that was
 * on another day (not just before midnight), or by a clock that is wrong. */
static int64_t entered_ms(const struct edit *edit, const struct day_times *times)
{
    bool long_ago = edit->at_ms < times->now_ms - DAY_MOST_MS;
    if ((edit->at_ms < times->midnight_ms && long_ago) ||
        edit->at_ms - DAY_MOST_MS > times->now_ms) {
        return DAY_UNKNOWN;
    }
    return edit->at_ms < times->now_ms ? edit->at_ms : times->now_ms;
}

/* The first stage that was entered today, and not left again at once, tells when the day
 * was begun, and *with which stage. */
static int64_t begun_ms(const struct record *table, const struct template *form,
                        const struct day_times *times, size_t *with)
{
    const struct field *field = record_field(table, "stage");
    size_t count = 0;
    const struct version **latest_first = field ? field_versions(field, &count) : NULL;
    int64_t first_ms = DAY_UNKNOWN, begun = DAY_UNKNOWN, left_ms = INT64_MAX;
    struct day_times before = *times; /* the clock was set */
    before.now_ms -= times->begun_set_by_ms;
    for (size_t i = 0; i < count; i++) {
        struct value value = version_value(latest_first[i]);
        int64_t at_ms = entered_ms(latest_first[i]->edit, &before);
        size_t index =
            value.kind == VALUE_TEXT ? stage_index(form, value.text) : form->stage_count;
        if (index < form->stage_count && at_ms != DAY_UNKNOWN &&
            (first_ms == DAY_UNKNOWN || at_ms < first_ms) &&
            left_ms - at_ms >= DAY_MINUTE_MS) {
            first_ms = at_ms;
            begun = at_ms - minutes_ms(form, 0, index);
            *with = index;
        }
        left_ms = at_ms == DAY_UNKNOWN ? left_ms : at_ms;
    }
    free(latest_first);
    return begun == DAY_UNKNOWN ? begun : begun + times->begun_set_by_ms;
}

static bool is_as_usual(int64_t begun_ms, const struct day_times *times)
{
    return times->usual_ms != DAY_UNKNOWN && begun_ms - times->usual_ms < DAY_USUAL_MS &&
           times->usual_ms - begun_ms < DAY_USUAL_MS;
}

static void find_plan(const struct record *table, const struct day_times *times,
                      struct day *out)
{
    size_t from = 0;
    int64_t begun = out->stage ? begun_ms(table, out->form, times, &from) : DAY_UNKNOWN;
    if (times->starts_ms != DAY_UNKNOWN) {
        out->planned_ms = times->starts_ms;
    } else if (begun == DAY_UNKNOWN || is_as_usual(begun, times)) {
        out->planned_ms = times->usual_ms;
    } else {
        out->planned_ms = begun;
        out->planned_from = from;
    }
}

/* The last stage, if no time is planned for it: nothing is late any more. */
static bool is_over(const struct day *day)
{
    return day->index + 1 == day->form->stage_count && !day->stage->minutes;
}

static int64_t likely_end_ms(const struct day *day, int64_t now_ms)
{
    int64_t end_ms = day->clock == DAY_CLOCK_OFF ? day->entered_ms + day->left_ms
                                                 : now_ms + day->left_ms;
    return end_ms < now_ms ? now_ms : end_ms;
}

void day_find(const struct session *session, const struct record *table,
              const struct day_times *times, struct day *out)
{
    const char *id = record_words(table, "stage");
    *out = (struct day){.form = table_template(session, table),
                        .entered_ms = DAY_UNKNOWN,
                        .ends_ms = DAY_UNKNOWN};
    size_t index = stage_index(out->form, id);
    bool begun = index < out->form->stage_count;
    out->stage = begun ? &out->form->stages[index] : NULL;
    out->index = begun ? index : 0;
    find_clock(table, times, out);
    find_plan(table, times, out);
    if (!begun) {
        return;
    }
    out->entered_ms = entered_ms(field_shown(record_field(table, "stage"))->edit, times);
    if (out->entered_ms == DAY_UNKNOWN || is_over(out) ||
        day_planned_ms(out, index) == DAY_UNKNOWN) {
        return;
    }
    int64_t ends_ms = likely_end_ms(out, times->now_ms);
    int64_t planned_ms = out->planned_ms + minutes_ms(out->form, 0, index + 1);
    if (!is_far(ends_ms, planned_ms)) {
        out->ends_ms = ends_ms;
        out->behind_ms = ends_ms - planned_ms;
    }
}

int64_t day_planned_ms(const struct day *day, size_t stage)
{
    return day->planned_ms == DAY_UNKNOWN || stage < day->planned_from
               ? DAY_UNKNOWN
               : day->planned_ms + minutes_ms(day->form, 0, stage);
}

int64_t day_expected_ms(const struct day *day, size_t stage)
{
    return day->ends_ms == DAY_UNKNOWN || stage <= day->index
               ? DAY_UNKNOWN
               : day->ends_ms + minutes_ms(day->form, day->index + 1, stage);
}

int day_behind_minutes(const struct day *day)
{
    return (int)(day->behind_ms / DAY_MINUTE_MS);
}

struct value day_clock_left(const struct record *table, const char *stage, int64_t now_ms)
{
    const struct field *stages = record_field(table, "stage");
    const struct field *clocks = record_field(table, "clock");
    const struct version *here = field_shown(stages), *clock = field_shown(clocks);
    const struct version *from = here ? version_before(here->edit, stages) : NULL;
    const struct version *left = clock ? version_before(clock->edit, clocks) : NULL;
    bool same_act = clock && here &&
                    clock->edit->key.number == here->edit->key.number + 1 &&
                    strcmp(clock->edit->key.actor, here->edit->key.actor) == 0;
    if (!same_act || !from || !left || version_value(from).kind != VALUE_TEXT ||
        strcmp(version_value(from).text, stage) != 0 ||
        now_ms - here->edit->at_ms > 2 * DAY_MINUTE_MS) {
        return VALUE_NOTHING;
    }
    return version_value(left);
}

struct value day_clock_running(int64_t until_ms, char *text)
{
    instant_write(until_ms, text);
    return VALUE_OF_TEXT(text);
}

struct value day_clock_paused(int64_t left_ms, char *text)
{
    int64_t seconds = left_ms > 0 ? (left_ms + 999) / 1000 : 0;
    snprintf(text, INSTANT_SIZE_BYTES, "%lld", (long long)seconds);
    return VALUE_OF_TEXT(text);
}
