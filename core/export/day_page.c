/* The day for a wall: its stages in order, when each begins and how long it takes. */

#include "base/instant.h"
#include "export/sections.h"
#include "model/agenda.h"

#include <string.h>

/* When the day starts, as minutes since midnight; negative: nobody said. */
static int starts_at(const struct outline *outline)
{
    int minutes;
    const char *own = record_text(outline->table, "starts");
    const char *usual = table_template(outline->session, outline->table)->starts;
    return time_of_day_read(own ? own : usual, &minutes) ? minutes : -1;
}

static const char *time_of(const struct section *section, int minutes)
{
    enum { DAY_MINUTES = 24 * 60 };
    minutes = (minutes % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES;
    return told_text(section->arena, "%02d:%02d", minutes / 60, minutes % 60);
}

static void tell_row(const struct section *section, const struct listener *listener,
                     int at, const char *title, int minutes)
{
    const char *takes = minutes ? told_text(section->arena, "%d min", minutes) : "";
    struct told cells[] = {{.words = at < 0 ? "" : time_of(section, at)},
                           {.words = title},
                           {.words = takes}};
    listener->row(listener->to, cells);
}

/* "Workshop · Leeds · table 4 · 22 February 2017" */
static const char *about(const struct section *section)
{
    const struct outline *outline = section->outline;
    struct str words = str_of("%s", outline->title);
    for (size_t i = 0; i < outline->fact_count; i++) {
        const struct outline_fact *fact = &outline->facts[i];
        bool person = strcmp(fact->field->name, "facilitator") == 0;
        str_addf(&words, "%s%s%s", person ? "" : " · ", person ? "" : fact->before,
                 person ? "" : fact->words);
    }
    return told_take(section->arena, &words);
}

/* "10:00 to 15:00" */
static const char *span(const struct section *section, const struct agenda *agenda,
                        int at)
{
    int end = at;
    for (size_t i = 0; i < agenda->count; i++) {
        end += stage_planned(&agenda->stages[i]);
    }
    return at < 0 ? "Stages"
                  : told_text(section->arena, "%s to %s", time_of(section, at),
                              time_of(section, end));
}

/* A stage that was late has its minutes in the plan, so that what follows is at its time. */
void day_tell(const struct section *section, const struct listener *listener)
{
    static const struct told_column columns[] = {
        {.title = "From", .kind = TOLD_LINE, .share = .16},
        {.title = "What", .kind = TOLD_LINE, .share = .64, .head = true},
        {.title = "Takes", .kind = TOLD_LINE, .share = .2},
    };
    const struct outline *outline = section->outline;
    const struct agenda *agenda = table_agenda(outline->session, outline->table);
    int at = starts_at(outline), last = 0;
    listener->begin(listener->to, section,
                    &(struct told_head){.kind = TOLD_NUMBERS,
                                        .title.words = "The day",
                                        .about = about(section)});
    listener->heading(listener->to, span(section, agenda, at));
    listener->table(listener->to,
                    &(struct told_table){.as = TOLD_AS_DAY,
                                         .columns = columns,
                                         .count = sizeof columns / sizeof *columns});
    for (size_t i = 0; i < agenda->count; i++) {
        const struct stage *stage = &agenda->stages[i];
        if (!stage->skipped) {
            tell_row(section, listener, at, stage->title, stage->minutes);
            last = stage->minutes;
        }
        at += at < 0 ? 0 : stage_planned(stage);
    }
    if (at >= 0 && last) {
        tell_row(section, listener, at, "The end", 0);
    }
    listener->end(listener->to);
}
