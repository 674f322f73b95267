#include "model/day_inside.h"

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

size_t day_stage_index(const struct day *day, const char *id)
{
    const struct agenda agenda = {day->stages, day->stage_count};
    const struct stage *stage = *id ? agenda_stage(&agenda, id) : NULL;
    return stage ? (size_t)(stage - day->stages) : day->stage_count;
}

/* The time that the stages take from one to before another. */
static int64_t takes_ms(const struct day *day, size_t from, size_t to)
{
    int64_t sum = 0;
    for (size_t i = from; i < to && i < day->stage_count; i++) {
        sum += stage_takes(&day->stages[i]);
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

/* Clocks of laptops that are right differ by so much, at most. */
enum { CLOCKS_DIFFER_MS = 2000 };

static bool is_of_stage(int64_t left_ms, int64_t minutes_ms)
{
    return left_ms > 0 && left_ms <= minutes_ms + CLOCKS_DIFFER_MS;
}

/* The end of a stage's clock moves with the clock on the wall when that is set. But where
 * it was beyond the stage's minutes until then, and is not now, another laptop said it,
 * whose clock ours agrees with from now on. */
static bool agrees(int64_t until_ms, int64_t minutes_ms, const struct day_times *times)
{
    int64_t left_ms = until_ms - times->known_ms;
    return times->set_by_ms && !is_of_stage(left_ms, minutes_ms) &&
           is_of_stage(left_ms - times->set_by_ms, minutes_ms);
}

/* What a clock that runs was given, by the clock of whoever said until when. That of a hand,
 * which has no time of its own, and one that says nonsense were given the stage's. Whoever
 * says an end that is past by their own edits has a wall that was set back: it is by that,
 * and nobody knows what was given. */
static int64_t given_ms(const struct edit *edit, int64_t until_ms, int64_t minutes_ms)
{
    int64_t given_ms = until_ms - edit->at_ms, most_ms = minutes_ms + DAY_MOST_MS;
    return given_ms <= 0 ? most_ms : given_ms <= most_ms ? given_ms : minutes_ms;
}

/* How long its end has been known here. */
static int64_t known_for_ms(const struct day_times *times)
{
    int64_t since_ms = times->now_ms - times->set_by_ms - times->known_ms;
    return times->known_ms && since_ms > 0 ? since_ms : 0;
}

/* What is left by the clock on the wall; but no more than was given, less the time since it
 * was known. */
static int64_t running_ms(const struct edit *edit, int64_t until_ms, int64_t left_ms,
                          int64_t minutes_ms, const struct day_times *times)
{
    int64_t most_ms = given_ms(edit, until_ms, minutes_ms) - known_for_ms(times);
    return left_ms < most_ms ? left_ms : most_ms;
}

/* A clock that is further from now than a workshop lasts is an old one, or was set by a
 * laptop whose own is wrong: it is off. */
static void find_clock(const struct record *table, const struct day_times *times,
                       struct day *out)
{
    const char *text = record_text(table, "clock");
    int64_t until_ms, seconds;
    out->clock = DAY_CLOCK_OFF;
    out->left_ms = out->stage ? stage_takes(out->stage) * DAY_MINUTE_MS : 0;
    if (!text || !out->stage || times->looked_back) {
        return;
    }
    int64_t most_ms = out->left_ms + DAY_MOST_MS;
    if (instant_read(text, &until_ms)) {
        const struct edit *edit = field_shown(record_field(table, "clock"))->edit;
        out->agrees = agrees(until_ms, out->left_ms, times);
        int64_t moved_ms = out->agrees ? 0 : times->set_by_ms;
        int64_t shown_ms = until_ms + moved_ms - times->now_ms;
        int64_t left_ms = running_ms(edit, until_ms, shown_ms, out->left_ms, times);
        if (shown_ms <= most_ms && left_ms >= -DAY_MOST_MS) {
            out->clock = DAY_CLOCK_RUNNING;
            out->left_ms = left_ms;
            out->had_ms = left_ms + known_for_ms(times);
        }
    } else if (clock_seconds(text, &seconds) && seconds * 1000 <= most_ms) {
        out->clock = seconds ? DAY_CLOCK_PAUSED : DAY_CLOCK_OFF;
        out->left_ms = seconds * 1000;
    }
}

/* What a field of a stage said before an instant; "" if nothing. */
static const char *said_before(const struct record *table, const char *name,
                               const struct stage *stage, int64_t at_ms)
{
    struct str field = str_of("%s%s", name, stage->id);
    const struct field *of = record_field(table, field.bytes);
    size_t count = 0;
    const struct version **versions = of ? field_versions(of, &count) : NULL;
    const struct version *last = NULL;
    for (size_t i = 0; i < count; i++) {
        int64_t said_ms = versions[i]->edit->at_ms;
        if (said_ms < at_ms && (!last || said_ms > last->edit->at_ms)) {
            last = versions[i];
        }
    }
    const char *says = last ? value_words(version_value(last)) : "";
    free(versions);
    str_finish(&field);
    return says;
}

/* The minutes that a stage was to take at an instant. */
static int took_before(const struct record *table, const struct day *day,
                       const struct stage *stage, int64_t at_ms)
{
    const struct stage *usual = template_stage(day->form, stage->id);
    int minutes = usual ? usual->minutes : 0;
    bool there = usual || *said_before(table, "stage_title:", stage, at_ms);
    if (!there || *said_before(table, "stage_skipped:", stage, at_ms)) {
        return 0;
    }
    stage_minutes_read(said_before(table, "stage_minutes:", stage, at_ms), &minutes);
    return minutes;
}

int day_took_before(const struct record *table, const struct day *day, size_t to,
                    int64_t at_ms)
{
    int minutes = 0;
    for (size_t i = 0; i < to; i++) {
        minutes += took_before(table, day, &day->stages[i], at_ms);
    }
    return minutes;
}

/* The minutes that the stages before one take less than when the day was begun; negative: more.
 * What was changed while the day was taken back to its beginning is a change of its plan. */
static int shorter_minutes(const struct record *table, const struct day *day, size_t to)
{
    const struct field *field = record_field(table, "stage");
    bool changed = day->stages != day->form->stages, planned = !day->planned_by;
    size_t count = 0;
    const struct version **latest_first =
        field && changed ? field_versions(field, &count) : NULL;
    int minutes = 0;
    bool begun = false;
    for (size_t i = count; i-- > 0;) {
        struct value value = version_value(latest_first[i]);
        int64_t at_ms = latest_first[i]->edit->at_ms;
        planned = planned || latest_first[i]->edit == day->planned_by;
        bool begins = planned && value.kind == VALUE_TEXT &&
                      day_entered_ms(day, latest_first[i]->edit) != DAY_UNKNOWN;
        if (begins != begun) {
            int took = day_took_before(table, day, to, at_ms);
            minutes += begins ? took : -took;
        }
        begun = begins;
    }
    free(latest_first);
    return begun ? minutes - (int)(takes_ms(day, 0, to) / DAY_MINUTE_MS) : minutes;
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
    const struct edit *by = NULL;
    int64_t begun = out->stage ? day_first_begun_ms(table, out, &from, &by) : DAY_UNKNOWN;
    out->begun_is_said = day_begun_is_said(table, out);
    out->begun_ms = out->begun_is_said ? times->starts_ms : begun;
    if (times->starts_ms != DAY_UNKNOWN) {
        out->planned_ms = times->starts_ms;
    } else if (begun == DAY_UNKNOWN || is_as_usual(begun, times)) {
        out->planned_ms = times->usual_ms;
    } else {
        out->planned_ms = begun;
        out->planned_from = from;
        out->planned_by = by;
    }
}

bool day_is_over(const struct day *day)
{
    return day->stage && day_next(day) == day->stage_count && !stage_takes(day->stage);
}

static int64_t likely_end_ms(const struct day *day, int64_t now_ms)
{
    int64_t end_ms = day->clock == DAY_CLOCK_OFF ? day->entered_ms + day->left_ms
                                                 : now_ms + day->left_ms;
    return end_ms < now_ms ? now_ms : end_ms;
}

int64_t day_time_ms(int64_t at_ms, int64_t now_ms)
{
    enum { LAST_EVENING_HOURS = 18, DAY_HOURS = 24 };
    const int64_t hour_ms = 60 * DAY_MINUTE_MS;
    bool of_evening =
        at_ms != DAY_UNKNOWN && at_ms - now_ms >= LAST_EVENING_HOURS * hour_ms;
    return of_evening ? at_ms - DAY_HOURS * hour_ms : at_ms;
}

void day_find(const struct session *session, const struct record *table,
              const struct day_times *times, struct day *out)
{
    const struct agenda *agenda = table_agenda(session, table);
    *out = (struct day){.form = table_template(session, table),
                        .times = *times,
                        .stages = agenda->stages,
                        .stage_count = agenda->count,
                        .entered_ms = DAY_UNKNOWN,
                        .ends_ms = DAY_UNKNOWN};
    out->times.starts_ms = day_time_ms(times->starts_ms, times->now_ms);
    out->times.usual_ms = day_time_ms(times->usual_ms, times->now_ms);
    size_t index = day_stage_index(out, record_words(table, "stage"));
    bool begun = index < out->stage_count;
    out->stage = begun ? &out->stages[index] : NULL;
    out->index = begun ? index : 0;
    out->beginning = day_beginning(table, out);
    find_clock(table, times, out);
    find_plan(table, &out->times, out);
    out->shorter_minutes = shorter_minutes(table, out, out->stage_count);
    if (!begun) {
        return;
    }
    out->entered_ms = day_came_to_ms(table, out);
    if (out->entered_ms == DAY_UNKNOWN) {
        return;
    }
    out->ends_ms = likely_end_ms(out, times->now_ms);
    if (!day_is_over(out) && day_planned_ms(out, index) != DAY_UNKNOWN) {
        int64_t plan_ms = day_planned_ms(out, index + 1);
        bool far = is_far(out->ends_ms, plan_ms);
        out->behind_ms = far ? 0 : out->ends_ms - plan_ms;
        out->too_late = far && out->ends_ms > plan_ms;
    }
}

int64_t day_planned_ms(const struct day *day, size_t stage)
{
    return day->planned_ms == DAY_UNKNOWN || stage < day->planned_from
               ? DAY_UNKNOWN
               : day->planned_ms + takes_ms(day, 0, stage) +
                     day->shorter_minutes * DAY_MINUTE_MS;
}

int64_t day_first_planned_ms(const struct record *table, const struct day *day,
                             size_t stage)
{
    int64_t due_ms = day_planned_ms(day, stage);
    int minutes = shorter_minutes(table, day, stage) - day->shorter_minutes;
    return due_ms == DAY_UNKNOWN ? due_ms : due_ms + minutes * DAY_MINUTE_MS;
}

int64_t day_expected_ms(const struct day *day, size_t stage)
{
    int minutes = 0;
    if (day->ends_ms == DAY_UNKNOWN || stage <= day->index) {
        return DAY_UNKNOWN;
    }
    for (size_t i = day->index + 1; i < stage && i < day->stage_count; i++) {
        minutes += stage_takes(&day->stages[i]);
    }
    return day->ends_ms + minutes * DAY_MINUTE_MS;
}

/* The minute that a clock shows at an instant. */
static int64_t minute_of(int64_t at_ms)
{
    return at_ms / DAY_MINUTE_MS - (at_ms % DAY_MINUTE_MS < 0);
}

int day_behind_minutes(const struct day *day)
{
    int64_t behind_ms = day->behind_ms;
    bool less = behind_ms > -DAY_MINUTE_MS && behind_ms < DAY_MINUTE_MS;
    return less ? 0
                : (int)(minute_of(day->ends_ms) - minute_of(day->ends_ms - behind_ms));
}

size_t day_next(const struct day *day)
{
    size_t next = day->stage ? day->index + 1 : 0;
    while (next < day->stage_count && day->stages[next].skipped) {
        next++;
    }
    return next;
}

size_t day_previous(const struct day *day)
{
    size_t before = day->stage ? day->index : 0;
    while (before > 0 && day->stages[before - 1].skipped) {
        before--;
    }
    return before ? before - 1 : day->stage_count;
}

const struct version *day_clock_left(const struct record *table, const char *stage,
                                     int64_t now_ms)
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
        return NULL;
    }
    return left;
}

struct value day_clock_running(int64_t left_ms, int64_t said_ms, int64_t now_ms,
                               char *text)
{
    bool by_wall = now_ms + left_ms <= said_ms;
    instant_write((by_wall ? now_ms : said_ms) + left_ms, text);
    return VALUE_OF_TEXT(text);
}

struct value day_clock_paused(int64_t left_ms, char *text)
{
    int64_t seconds = left_ms > 0 ? (left_ms + 999) / 1000 : 0;
    snprintf(text, INSTANT_SIZE_BYTES, "%lld", (long long)seconds);
    return VALUE_OF_TEXT(text);
}
