/* The day for a wall: its stages in order, when each begins and how long it takes; of those
 * that have begun, when they did. */

#include "base/instant.h"
#include "export/sections.h"
#include "model/day.h"

#include <string.h>

static const char the_day[] = "The day";

/* A day of one table, and where an instant of it stands on a clock of the place. */
struct wall {
    const struct section *section;
    const struct listener *listener;
    struct day day;
    struct day_times times;
    struct told_table table;
};

/* As it stood when its present stage was entered, so that the same edits make the same page. */
static void find_day(struct wall *w)
{
    const struct outline *outline = w->section->outline;
    const struct version *stage = field_shown(record_field(outline->table, "stage"));
    const char *usual = table_template(outline->session, outline->table)->starts;
    const char *own = record_text(outline->table, "starts");
    int64_t zone_ms = w->section->options->zone_minutes * DAY_MINUTE_MS;
    int64_t day_ms = 24 * 60 * DAY_MINUTE_MS, now_ms = stage ? stage->edit->at_ms : 0;
    int minutes;
    w->times =
        (struct day_times){.now_ms = now_ms,
                           .midnight_ms = (now_ms + zone_ms) / day_ms * day_ms - zone_ms,
                           .starts_ms = DAY_UNKNOWN,
                           .usual_ms = DAY_UNKNOWN};
    if (own && time_of_day_read(own, &minutes)) {
        w->times.starts_ms = w->times.midnight_ms + minutes * DAY_MINUTE_MS;
    }
    if (time_of_day_read(usual, &minutes)) {
        w->times.usual_ms = w->times.midnight_ms + minutes * DAY_MINUTE_MS;
    }
    day_find(outline->session, outline->table, &w->times, &w->day);
}

/* "12:45"; "" of a time that is unknown */
static const char *time_of(const struct wall *w, int64_t at_ms)
{
    enum { DAY_MINUTES = 24 * 60 };
    int64_t minutes = (at_ms - w->times.midnight_ms) / DAY_MINUTE_MS;
    int of_day = (int)((minutes % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES);
    return at_ms == DAY_UNKNOWN
               ? ""
               : told_text(w->section->arena, "%02d:%02d", of_day / 60, of_day % 60);
}

static void tell_row(const struct wall *w, int64_t at_ms, const char *title,
                     const char *takes)
{
    struct told cells[] = {
        {.words = time_of(w, at_ms)}, {.words = title}, {.words = takes}};
    w->listener->row(w->listener->to, cells);
}

/* "The day · Leeds · table 4 · 22 February 2017": what heads it is the session's title. */
static const char *about(const struct section *section, bool titled)
{
    const struct outline *outline = section->outline;
    struct str words = str_of("%s", titled ? the_day : "");
    for (size_t i = 0; i < outline->fact_count; i++) {
        const struct outline_fact *fact = &outline->facts[i];
        if (strcmp(fact->label, "Facilitator") != 0) {
            str_addf(&words, "%s%s%s", words.len_bytes ? " · " : "", fact->before,
                     fact->words);
        }
    }
    return told_take(section->arena, &words);
}

static void begin_table(struct wall *w, const char *heading)
{
    static const struct told_column columns[] = {
        {.title = "From", .kind = TOLD_LINE, .share = .16},
        {.title = "What", .kind = TOLD_LINE, .share = .64, .head = true},
        {.title = "Takes", .kind = TOLD_LINE, .share = .2},
    };
    w->table = (struct told_table){
        .as = TOLD_AS_DAY, .columns = columns, .count = sizeof columns / sizeof *columns};
    w->listener->heading(w->listener->to, heading);
    w->listener->table(w->listener->to, &w->table);
}

static const char *minutes_of(const struct wall *w, int minutes)
{
    return minutes ? told_text(w->section->arena, "%d min", minutes) : "";
}

/* When the next stage after one was begun; DAY_UNKNOWN if none was so far. */
static int64_t next_begun_ms(const struct wall *w, size_t index)
{
    int64_t at_ms = DAY_UNKNOWN;
    for (size_t i = index + 1; i <= w->day.index && at_ms == DAY_UNKNOWN; i++) {
        at_ms = day_stage_begun_ms(w->section->outline->table, &w->day, i, &w->times);
    }
    return at_ms;
}

/* What has begun, at its own times and for as long as it took; then what is planned begins.
 * Returns with which stage. */
static size_t tell_begun(struct wall *w)
{
    size_t count = w->day.stage ? w->day.index + 1 : 0, told = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t at_ms =
            day_stage_begun_ms(w->section->outline->table, &w->day, i, &w->times);
        int64_t to_ms = next_begun_ms(w, i);
        const struct stage *stage = &w->day.stages[i];
        if (at_ms == DAY_UNKNOWN) {
            continue; /* nobody went there */
        }
        if (!told++) {
            begin_table(w, "So far, at the times that it began");
        }
        tell_row(w, at_ms, stage->title,
                 to_ms == DAY_UNKNOWN
                     ? minutes_of(w, stage_takes(stage))
                     : minutes_of(w, (int)((to_ms - at_ms) / DAY_MINUTE_MS)));
    }
    if (told) {
        w->listener->end(w->listener->to);
    }
    return told ? count : 0;
}

/* "10:00 to 15:00"; "Planned, 12:45 to 15:00" of a day that has begun */
static const char *span(const struct wall *w, size_t from)
{
    int64_t at_ms = day_planned_ms(&w->day, from);
    const char *begins = from ? "Planned" : "Stages";
    return at_ms == DAY_UNKNOWN
               ? begins
               : told_text(w->section->arena, "%s%s to %s", from ? "Planned, " : "",
                           time_of(w, at_ms),
                           time_of(w, day_planned_ms(&w->day, w->day.stage_count)));
}

/* A stage that was late has its minutes in the plan, so that what follows is at its time. */
static void tell_planned(struct wall *w, size_t from)
{
    int last = 0;
    begin_table(w, span(w, from));
    for (size_t i = from; i < w->day.stage_count; i++) {
        const struct stage *stage = &w->day.stages[i];
        if (!stage->skipped) {
            tell_row(w, day_planned_ms(&w->day, i), stage->title,
                     minutes_of(w, stage->minutes));
            last = stage->minutes;
        }
    }
    if (day_planned_ms(&w->day, w->day.stage_count) != DAY_UNKNOWN && last) {
        tell_row(w, day_planned_ms(&w->day, w->day.stage_count), "The end", "");
    }
    w->listener->end(w->listener->to);
}

void day_tell(const struct section *section, const struct listener *listener)
{
    struct wall w = {.section = section, .listener = listener};
    const char *title = record_says(section->outline->table, "title");
    find_day(&w);
    listener->begin(listener->to, section,
                    &(struct told_head){.kind = TOLD_NUMBERS,
                                        .title.words = *title ? title : the_day,
                                        .about = about(section, *title)});
    size_t from = tell_begun(&w);
    if (from < w.day.stage_count || !from) {
        tell_planned(&w, from);
    }
}
