/* The day for a wall: its stages in order, when each begins and how long it takes; of those
 * that have begun, when they did. */

#include "base/instant.h"
#include "export/sections.h"
#include "model/day.h"

#include <string.h>

enum { DAY_COLUMNS = 3 };

/* A day of one table, and where an instant of it stands on a clock of the place. */
struct wall {
    const struct section *section;
    const struct listener *listener;
    struct day day;
    struct told_table table;
    const struct paper_words *words;
    struct told_column columns[DAY_COLUMNS];
};

static const char *say(const struct wall *w, enum paper_word word, struct paper_said said)
{
    struct str out = STR_EMPTY;
    paper_say(w->words, word, said, &out);
    return told_take(w->section->arena, &out);
}

/* When people said something of the day last: a stage, its clock, a change of the stages. */
static int64_t last_change_ms(const struct record *table)
{
    static const char *const whole[] = {"stage", "clock", "starts"};
    int64_t last_ms = 0;
    for (const struct field *f = record_fields(table); f; f = f->next) {
        const struct version *shown = field_shown(f);
        const char *unused;
        bool day = stage_field(f->name, &unused) != NULL;
        for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
            day = day || strcmp(f->name, whole[i]) == 0;
        }
        if (day && shown && shown->edit->at_ms > last_ms) {
            last_ms = shown->edit->at_ms;
        }
    }
    return last_ms;
}

/* As the screen shows it at an instant. */
static void find_day_at(struct wall *w, int64_t now_ms)
{
    const struct outline *outline = w->section->outline;
    const char *usual = table_template(outline->session, outline->table)->starts;
    const char *own = record_text(outline->table, "starts");
    int64_t zone_ms = w->section->options->zone_minutes * DAY_MINUTE_MS;
    int64_t day_ms = INT64_C(24) * 60 * DAY_MINUTE_MS;
    int minutes;
    struct day_times times =
        (struct day_times){.now_ms = now_ms,
                           .midnight_ms = (now_ms + zone_ms) / day_ms * day_ms - zone_ms,
                           .starts_ms = DAY_UNKNOWN,
                           .usual_ms = DAY_UNKNOWN};
    if (own && time_of_day_read(own, &minutes)) {
        times.starts_ms = times.midnight_ms + minutes * DAY_MINUTE_MS;
    }
    if (time_of_day_read(usual, &minutes)) {
        times.usual_ms = times.midnight_ms + minutes * DAY_MINUTE_MS;
    }
    day_find(outline->session, outline->table, &times, &w->day);
}

/* While it is under way, as it is now; else as it stood when it was changed last, so that the
 * same edits make the same page. */
static void find_day(struct wall *w)
{
    int64_t now_ms = w->section->options->now_ms;
    find_day_at(w, now_ms);
    if (!now_ms || !day_is_under_way(&w->day, now_ms)) {
        find_day_at(w, last_change_ms(w->section->outline->table));
    }
}

/* "12:45"; "" of a time that is unknown */
static const char *time_of(const struct wall *w, int64_t at_ms)
{
    enum { DAY_MINUTES = 24 * 60 };
    int64_t minutes = (at_ms - w->day.times.midnight_ms) / DAY_MINUTE_MS;
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
    const char *the_day = outline->paper->texts[PAPER_THE_DAY];
    struct str words = str_of("%s", titled ? the_day : "");
    if (section->same_days > 1) {
        str_add(&words, words.len_bytes ? " · " : "");
        paper_say(outline->paper, PAPER_DAY_IS_SAME,
                  (struct paper_said){.n = (long)section->same_days}, &words);
        return told_take(section->arena, &words);
    }
    for (size_t i = 0; i < outline->fact_count; i++) {
        const struct outline_fact *fact = &outline->facts[i];
        if (strcmp(fact->name, "facilitator") != 0) {
            str_addf(&words, "%s%s%s", words.len_bytes ? " · " : "", fact->before,
                     fact->words);
        }
    }
    return told_take(section->arena, &words);
}

static void begin_table(struct wall *w, const char *heading)
{
    const char *const *words = w->words->texts;
    const struct told_column columns[DAY_COLUMNS] = {
        {.title = words[PAPER_DAY_FROM], .kind = TOLD_LINE, .share = .16},
        {.title = words[PAPER_DAY_WHAT], .kind = TOLD_LINE, .share = .64, .head = true},
        {.title = words[PAPER_DAY_TAKES], .kind = TOLD_LINE, .share = .2},
    };
    memcpy(w->columns, columns, sizeof columns);
    w->table = (struct told_table){
        .as = TOLD_AS_DAY, .columns = w->columns, .count = DAY_COLUMNS};
    w->listener->heading(w->listener->to, heading);
    w->listener->table(w->listener->to, &w->table);
}

static const char *minutes_of(const struct wall *w, int minutes)
{
    return minutes ? say(w, PAPER_DAY_MINUTES, (struct paper_said){.n = minutes}) : "";
}

/* What has begun, at its own times and for as long as it took; then what is to come begins.
 * Returns with which stage. */
static size_t tell_begun(struct wall *w)
{
    const struct record *table = w->section->outline->table;
    size_t count = w->day.stage ? w->day.index + 1 : 0, told = 0;
    for (size_t i = 0; i < count; i++) {
        const struct stage *stage = &w->day.stages[i];
        bool passed = day_stage_is_passed(table, &w->day, i);
        if (!passed && !day_stage_is_begun(table, &w->day, i)) {
            continue; /* nobody went there */
        }
        if (!told++) {
            begin_table(w, w->words->texts[PAPER_DAY_SO_FAR]);
        }
        if (passed) {
            tell_row(w, DAY_UNKNOWN, stage->title, w->words->texts[PAPER_DAY_PASSED]);
            continue;
        }
        int took =
            i < w->day.index ? day_stage_took(table, &w->day, i) : stage_takes(stage);
        tell_row(w, day_stage_ms(table, &w->day, i), stage->title,
                 minutes_of(w, took > 0 ? took : 0));
    }
    if (told) {
        w->listener->end(w->listener->to);
    }
    return told ? count : 0;
}

/* "10:00 to 15:00"; "To come, 12:45 to 15:00" of a day that has begun; no times where nothing is
 * left that takes any. */
static const char *span(const struct wall *w, size_t from)
{
    const struct record *table = w->section->outline->table;
    int64_t at_ms = day_stage_ms(table, &w->day, from);
    int64_t end_ms = day_stage_ms(table, &w->day, w->day.stage_count);
    return at_ms == DAY_UNKNOWN || at_ms == end_ms
               ? w->words->texts[from ? PAPER_DAY_TO_COME : PAPER_DAY_STAGES]
               : say(w, from ? PAPER_DAY_TO_COME_SPAN : PAPER_DAY_SPAN,
                     (struct paper_said){.from = time_of(w, at_ms),
                                         .to = time_of(w, end_ms)});
}

/* And that these times move on, since the clock stands still. */
static const char *heading_to_come(const struct wall *w, size_t from)
{
    const char *heading = span(w, from);
    return w->day.clock == DAY_CLOCK_PAUSED && w->day.ends_ms != DAY_UNKNOWN
               ? told_text(w->section->arena, "%s · %s", heading,
                           w->words->texts[PAPER_DAY_PAUSED])
               : heading;
}

static void tell_to_come(struct wall *w, size_t from)
{
    const struct record *table = w->section->outline->table;
    int last = 0;
    begin_table(w, heading_to_come(w, from));
    for (size_t i = from; i < w->day.stage_count; i++) {
        const struct stage *stage = &w->day.stages[i];
        if (!stage->skipped) {
            tell_row(w, day_stage_ms(table, &w->day, i), stage->title,
                     minutes_of(w, stage->minutes));
            last = stage->minutes;
        }
    }
    int64_t end_ms = day_stage_ms(table, &w->day, w->day.stage_count);
    if (end_ms != DAY_UNKNOWN && last) {
        tell_row(w, end_ms, w->words->texts[PAPER_DAY_END], "");
    }
    w->listener->end(w->listener->to);
}

void day_tell(const struct section *section, const struct listener *listener)
{
    struct wall w = {
        .section = section, .listener = listener, .words = section->outline->paper};
    const char *title = record_says(section->outline->table, "title");
    find_day(&w);
    listener->begin(
        listener->to, section,
        &(struct told_head){.kind = TOLD_NUMBERS,
                            .title.words = *title ? title : w.words->texts[PAPER_THE_DAY],
                            .about = about(section, *title)});
    size_t from = tell_begun(&w);
    if (from < w.day.stage_count || !from) {
        tell_to_come(&w, from);
    }
}
