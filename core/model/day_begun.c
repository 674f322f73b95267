/* When stages of a day were begun, as people entered them. */

#include "model/day_inside.h"

#include <stdlib.h>
#include <string.h>

/* By the edit alone. */
static int64_t was_entered_ms(const struct edit *edit, const struct day_times *times)
{
    bool long_ago = edit->at_ms < times->now_ms - DAY_MOST_MS;
    if ((edit->at_ms < times->midnight_ms && long_ago) ||
        edit->at_ms - DAY_MOST_MS > times->now_ms) {
        return DAY_UNKNOWN;
    }
    return edit->at_ms < times->now_ms ? edit->at_ms : times->now_ms;
}

int64_t day_entered_ms(const struct day *day, const struct edit *edit)
{
    return edit == day->beginning ? day->times.starts_ms
                                  : was_entered_ms(edit, &day->times);
}

size_t day_first(const struct day *day)
{
    size_t first = 0;
    while (first < day->stage_count && day->stages[first].skipped) {
        first++;
    }
    return first;
}

/* Whether the time lies between what was entered before an edit and after it. */
static bool lies_there(const struct version **latest_first, size_t count, size_t i,
                       int64_t at_ms, int64_t now_ms)
{
    int64_t after_ms = i ? latest_first[i - 1]->edit->at_ms : now_ms;
    return at_ms <= after_ms &&
           (i + 1 == count || latest_first[i + 1]->edit->at_ms <= at_ms);
}

/* Who said when the day is to begin, or began, and when; an undo only gives that again. */
static const struct edit *said_by(const struct record *table)
{
    const struct field *starts = record_field(table, "starts");
    const struct version *shown = field_shown(starts);
    return shown ? field_author(starts, shown->edit) : NULL;
}

const struct edit *day_beginning(const struct record *table, const struct day *day)
{
    const struct field *field = record_field(table, "stage");
    const struct edit *said = said_by(table);
    size_t count = 0, first = day_first(day);
    bool asked = field && said && day->times.starts_ms != DAY_UNKNOWN;
    const struct version **latest_first = asked ? field_versions(field, &count) : NULL;
    const struct edit *found = NULL;
    for (size_t i = 0; i < count && !found; i++) {
        const struct edit *edit = latest_first[i]->edit;
        bool of_first = first < day->stage_count &&
                        strcmp(value_words(version_value(latest_first[i])),
                               day->stages[first].id) == 0;
        found = of_first && said->at_ms >= edit->at_ms &&
                        was_entered_ms(edit, &day->times) != DAY_UNKNOWN &&
                        lies_there(latest_first, count, i, day->times.starts_ms,
                                   day->times.now_ms)
                    ? edit
                    : NULL;
    }
    free(latest_first);
    return found;
}

bool day_begun_is_said(const struct record *table, const struct day *day)
{
    const struct field *field = record_field(table, "stage");
    const struct edit *said = said_by(table);
    bool is_said = false;
    if (!field || !said || !day->stage || day->times.starts_ms == DAY_UNKNOWN) {
        return false;
    }
    for (const struct version *v = field->versions; v && !is_said; v = v->next) {
        is_said = version_value(v).kind == VALUE_TEXT && v->edit->at_ms <= said->at_ms &&
                  was_entered_ms(v->edit, &day->times) != DAY_UNKNOWN;
    }
    return is_said;
}

/* Whether somebody set the clock between the entering of a stage and an instant; what is set
 * with the entering is no hand of its own. */
static bool clock_was_set(const struct record *table, const struct edit *entering,
                          int64_t left_ms)
{
    const struct field *clock = record_field(table, "clock");
    size_t count = 0;
    const struct version **versions = clock ? field_versions(clock, &count) : NULL;
    bool set = false;
    for (size_t i = 0; i < count && !set; i++) {
        const struct edit *edit = versions[i]->edit;
        bool of_it = edit->at_ms == entering->at_ms &&
                     edit->key.number == entering->key.number + 1 &&
                     strcmp(edit->key.actor, entering->key.actor) == 0;
        set = !of_it && version_value(versions[i]).kind == VALUE_TEXT &&
              edit->at_ms >= entering->at_ms && edit->at_ms < left_ms;
    }
    free(versions);
    return set;
}

/* A stage that was left within a minute was passed, unless its clock was started. */
static bool was_there(const struct record *table, const struct edit *entering,
                      int64_t at_ms, int64_t left_ms)
{
    return left_ms - at_ms >= DAY_MINUTE_MS || clock_was_set(table, entering, left_ms);
}

int64_t day_came_to_ms(const struct record *table, const struct day *day)
{
    const struct field *field = record_field(table, "stage");
    int64_t came_ms = day_entered_ms(day, field_shown(field)->edit), left_ms = came_ms;
    size_t count;
    const struct version **latest_first = field_versions(field, &count);
    bool passed = latest_first[0] == field_shown(field);
    for (size_t i = 1; i < count && passed && left_ms != DAY_UNKNOWN; i++) {
        const struct edit *edit = latest_first[i]->edit;
        int64_t at_ms = day_entered_ms(day, edit);
        bool same = day_stage_index(day, value_words(version_value(latest_first[i]))) ==
                    day->index;
        passed =
            at_ms != DAY_UNKNOWN && (same || !was_there(table, edit, at_ms, left_ms));
        came_ms = same && passed ? at_ms : came_ms;
        left_ms = at_ms;
    }
    free(latest_first);
    return came_ms;
}

int64_t day_first_begun_ms(const struct record *table, const struct day *day,
                           size_t *with, const struct edit **by)
{
    if (day->beginning) {
        *with = day_first(day);
        *by = day->beginning;
        return day->times.starts_ms;
    }
    const struct field *field = record_field(table, "stage");
    size_t count = 0;
    const struct version **latest_first = field ? field_versions(field, &count) : NULL;
    int64_t first_ms = DAY_UNKNOWN, begun = DAY_UNKNOWN, left_ms = INT64_MAX;
    struct day_times before = day->times; /* the clock was set */
    before.now_ms -= before.begun_set_by_ms;
    for (size_t i = 0; i < count; i++) {
        struct value value = version_value(latest_first[i]);
        int64_t at_ms = was_entered_ms(latest_first[i]->edit, &before);
        size_t index = value.kind == VALUE_TEXT ? day_stage_index(day, value.text)
                                                : day->stage_count;
        if (index < day->stage_count && at_ms != DAY_UNKNOWN &&
            (first_ms == DAY_UNKNOWN || at_ms < first_ms) &&
            was_there(table, latest_first[i]->edit, at_ms, left_ms)) {
            first_ms = at_ms;
            begun = at_ms - DAY_MINUTE_MS * day_took_before(table, day, index,
                                                            latest_first[i]->edit->at_ms);
            *with = index;
            *by = latest_first[i]->edit;
        }
        left_ms = at_ms == DAY_UNKNOWN ? left_ms : at_ms;
    }
    free(latest_first);
    return begun == DAY_UNKNOWN ? begun : begun + day->times.begun_set_by_ms;
}

/* When a stage up to the present one was first entered today and not left again at once;
 * DAY_UNKNOWN if it never was. */
static int64_t stage_begun_ms(const struct record *table, const struct day *day,
                              size_t stage)
{
    const struct field *field = record_field(table, "stage");
    size_t count = 0;
    bool asked = field && day->stage && stage <= day->index;
    const struct version **latest_first = asked ? field_versions(field, &count) : NULL;
    int64_t begun = DAY_UNKNOWN, left_ms = INT64_MAX;
    for (size_t i = 0; i < count; i++) {
        struct value value = version_value(latest_first[i]);
        int64_t at_ms = day_entered_ms(day, latest_first[i]->edit);
        if (value.kind == VALUE_TEXT && at_ms != DAY_UNKNOWN &&
            day_stage_index(day, value.text) == stage &&
            was_there(table, latest_first[i]->edit, at_ms, left_ms)) {
            begun = at_ms;
        }
        left_ms = at_ms == DAY_UNKNOWN ? left_ms : at_ms;
    }
    free(latest_first);
    return begun;
}

bool day_stage_is_begun(const struct record *table, const struct day *day, size_t stage)
{
    return stage_begun_ms(table, day, stage) != DAY_UNKNOWN;
}

int day_stage_took(const struct record *table, const struct day *day, size_t stage)
{
    struct day entered = *day; /* by keys, whatever was said of its beginning */
    entered.beginning = NULL;
    if (!day_stage_is_begun(table, &entered, stage)) {
        return -1;
    }
    int64_t from_ms = stage_begun_ms(table, day, stage), to_ms = DAY_UNKNOWN;
    for (size_t i = stage + 1; day->stage && i <= day->index && to_ms == DAY_UNKNOWN;
         i++) {
        to_ms = stage_begun_ms(table, day, i);
    }
    return from_ms == DAY_UNKNOWN || to_ms < from_ms
               ? -1
               : (int)((to_ms - from_ms) / DAY_MINUTE_MS);
}

int64_t day_stage_ms(const struct record *table, const struct day *day, size_t stage)
{
    int64_t begun_ms = stage_begun_ms(table, day, stage);
    int64_t likely_ms = day_expected_ms(day, stage);
    return begun_ms != DAY_UNKNOWN    ? begun_ms
           : likely_ms != DAY_UNKNOWN ? likely_ms
                                      : day_planned_ms(day, stage);
}

/* The first stage that was entered today, if only for a moment; stage_count: none was. */
static size_t first_entered(const struct record *table, const struct day *day)
{
    const struct field *field = record_field(table, "stage");
    size_t count = 0, first = day->stage_count;
    const struct version **versions = field ? field_versions(field, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        size_t index = day_stage_index(day, value_words(version_value(versions[i])));
        bool today = day_entered_ms(day, versions[i]->edit) != DAY_UNKNOWN;
        first = today && index < first ? index : first;
    }
    free(versions);
    return first;
}

/* What was not begun cannot have been when it was planned, if that is still to come. */
bool day_stage_is_passed(const struct record *table, const struct day *day, size_t stage)
{
    bool over = day->stage && stage < day->index && !day->stages[stage].skipped &&
                !day_stage_is_begun(table, day, stage);
    bool to_come = over && day_is_under_way(day, day->times.now_ms) &&
                   day_stage_ms(table, day, stage) > day->times.now_ms;
    return to_come || (over && first_entered(table, day) <= stage);
}
