/* The stages of the day are changed for this session: each change is a step, and says what it
 * makes of the day. */

#include "app/app.h"

#include "base/instant.h"
#include "screen/clock.h"
#include "views/day_words.h"
#include "views/view_day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP_MINUTES = 5 };

void app_open_day(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct facts facts = app_facts(app);
    if (facts.day.stage_count == 0) {
        app_say(app, "The template of this session has no stages.");
    } else {
        app_push(app, view_day_new(&facts));
    }
}

/* Adds what it makes of the day, as it is by now, where no list of the day stands that says
 * it. */
static void add_end(struct app *app)
{
    if (!app->options->accessible) {
        return;
    }
    struct facts facts = app_facts(app);
    struct str end = STR_EMPTY;
    day_say_end(&facts.day, &end);
    if (end.len_bytes) {
        str_add_byte(&end, '.');
        app_add(app, end.bytes);
    }
    str_finish(&end);
}

/* A stage may have no minutes, as the close has; who typed that may not have meant it. */
static void add_no_time(struct app *app, int minutes)
{
    if (!minutes) {
        app_add(app, "The day's plan has no time for it.");
    }
}

/* Of the stage at hand the clock goes along, if it is on. */
static bool give_minutes(struct app *app, const struct day *day,
                         const struct stage *stage, int minutes, struct err *err)
{
    char text[INSTANT_SIZE_BYTES];
    int more = minutes - stage->minutes;
    bool ok = author_set_stage_minutes(&app->author, app->table, stage, minutes, err);
    int64_t left_ms = day->left_ms + more * DAY_MINUTE_MS;
    if (ok && stage == day->stage && day->clock != DAY_CLOCK_OFF && more) {
        left_ms = left_ms > 0 ? left_ms : 0;
        ok = author_set(
            &app->author, app->table, "clock",
            day->clock == DAY_CLOCK_RUNNING
                ? day_clock_running(left_ms, app->author.now_ms, clock_now_ms(), text)
                : day_clock_paused(left_ms, text),
            err);
    }
    return ok;
}

static void change_minutes(struct app *app, const struct day *day,
                           const struct stage *stage, int by, struct err *err)
{
    const char *title = stage->title;
    int before = stage->minutes, minutes = before + by;
    if (stage->skipped) {
        app_say(app, "‘%s’ is skipped; \vskip\v takes it in again.", title);
        return;
    }
    if (minutes > STAGE_MOST_MINUTES) {
        app_say(app, "‘%s’ has %d minutes, and a stage has %d at most.", title, before,
                STAGE_MOST_MINUTES);
        return;
    }
    if (by < 0 && minutes <= 0) { /* none is left without a word for it, by keys alone */
        app_say(app,
                before ? "‘%s’ has only %d minute%s: \vchange-stage\v writes others, "
                         "\vskip\v leaves it out."
                       : "‘%s’ has no minutes that could be less.",
                title, before, plural(before));
        return;
    }
    struct str said = str_of("gave ‘%s’ %d minute%s", title, minutes, plural(minutes));
    author_begin_step(&app->author, said.bytes);
    if (give_minutes(app, day, stage, minutes, err)) {
        app_say(app, "‘%s’ has %d minute%s now, %d before.", title, minutes,
                plural(minutes), before);
        add_no_time(app, minutes);
        add_end(app);
    }
    author_end_step(&app->author);
    str_finish(&said);
}

static void skip(struct app *app, const struct day *day, const struct stage *stage,
                 struct err *err)
{
    const char *title = stage->title;
    bool skips = !stage->skipped;
    if (stage == day->stage && skips) {
        app_say(app, "‘%s’ is under way: \vnext-stage\v in the grid goes on to the next.",
                title);
        return;
    }
    struct str said = str_of(skips ? "skipped ‘%s’" : "took ‘%s’ in again", title);
    author_begin_step(&app->author, said.bytes);
    if (author_skip_stage(&app->author, app->table, stage, skips, err)) {
        app_say(app,
                skips ? "‘%s’ is skipped today; \vskip\v takes it in again."
                      : "‘%s’ is in the day again.",
                title);
        add_end(app);
    }
    author_end_step(&app->author);
    str_finish(&said);
}

static void move(struct app *app, const struct day *day, const struct stage *stage,
                 int by, struct err *err)
{
    const char *title = stage->title;
    size_t at = (size_t)(stage - day->stages);
    bool last = by < 0 ? at == 0 : at + 1 == day->stage_count;
    if (last) {
        app_say(app,
                by < 0 ? "‘%s’ is the first of the day." : "‘%s’ is the last of the day.",
                title);
        return;
    }
    const char *other = day->stages[by < 0 ? at - 1 : at + 1].title;
    struct str said = str_of("moved ‘%s’", title);
    author_begin_step(&app->author, said.bytes);
    if (author_move_stage(&app->author, app->table, stage, by, err)) {
        app_say(app,
                by < 0 ? "‘%s’ comes before ‘%s’ now." : "‘%s’ comes after ‘%s’ now.",
                title, other);
    }
    author_end_step(&app->author);
    str_finish(&said);
}

static void add_stage(struct app *app, const struct stage *after, const char *line,
                      struct err *err)
{
    enum { USUAL_MINUTES = 10, NOT_SAID = -1 };
    struct str title = STR_EMPTY;
    int typed = NOT_SAID;
    if (stage_read(line, &title, &typed) != STAGE_TYPED) {
        str_finish(&title);
        return;
    }
    int minutes = typed == NOT_SAID ? USUAL_MINUTES : typed;
    struct str said = str_of("added the stage ‘%s’", title.bytes);
    author_begin_step(&app->author, said.bytes);
    const char *before = after->title;
    if (author_add_stage(&app->author, app->table, after, title.bytes, minutes, err)) {
        app_say(app, "Added ‘%s’, %d minute%s, behind ‘%s’.", title.bytes, minutes,
                plural(minutes), before);
        app_add(app, typed == NOT_SAID ? "No minutes stood behind its title: "
                                         "\vchange-stage\v writes others."
                                       : "");
        add_no_time(app, minutes);
        add_end(app);
    }
    author_end_step(&app->author);
    str_finish(&said);
    str_finish(&title);
}

static void reword(struct app *app, const struct day *day, const struct stage *stage,
                   const char *line, struct err *err)
{
    struct str title = STR_EMPTY, before = str_of("%s", stage->title);
    int minutes = stage->minutes;
    if (stage_read(line, &title, &minutes) != STAGE_TYPED) {
        str_finish(&title);
        str_finish(&before);
        return;
    }
    bool renamed = strcmp(title.bytes, before.bytes) != 0;
    bool timed = minutes != stage->minutes;
    struct str said = str_of("changed the stage ‘%s’", before.bytes);
    author_begin_step(&app->author, said.bytes);
    if ((!timed || give_minutes(app, day, stage, minutes, err)) &&
        (!renamed ||
         author_set_stage_title(&app->author, app->table, stage, title.bytes, err))) {
        app_say(app,
                renamed ? "Changed ‘%s’ to ‘%s’, %d minute%s."
                : timed ? "Changed ‘%s’: ‘%s’ has %d minute%s now."
                        : "Nothing was changed: ‘%s’ is ‘%s’, %d minute%s.",
                before.bytes, title.bytes, minutes, plural(minutes));
        add_no_time(app, timed ? minutes : 1);
        add_end(app);
    }
    author_end_step(&app->author);
    str_finish(&said);
    str_finish(&title);
    str_finish(&before);
}

/* What a time that is said of the day's beginning makes of it. */
enum began {
    BEGAN,      /* it is under way, and began then */
    BEGINS,     /* nothing was begun today: it is now, with its first stage, */
    IS_PLANNED, /* or is to begin then, or then on another day */
    IS_TO_COME  /* it is under way, and cannot have begun then */
};

static enum began how_began(const struct day *day, int minutes)
{
    enum { CLOCKS_DIFFER = 5 };
    int64_t now_ms = day->times.now_ms;
    int64_t ahead_ms = day_time_ms(clock_day_ms(now_ms, minutes), now_ms) - now_ms;
    if (day->entered_ms != DAY_UNKNOWN) {
        return ahead_ms > CLOCKS_DIFFER * DAY_MINUTE_MS ? IS_TO_COME : BEGAN;
    }
    bool past = ahead_ms <= 0 && ahead_ms >= -DAY_MOST_MS;
    return past && day_first(day) < day->stage_count ? BEGINS : IS_PLANNED;
}

static void say_began(struct app *app, const struct day *day, enum began began,
                      const char *text)
{
    struct str now = STR_EMPTY;
    switch (began) {
    case BEGAN:
        app_say(app, "The day began at %s: all times go by that.", text);
        break;
    case BEGINS:
        app_say(app,
                "The day began at %s: ‘%s’ is under way, and all times go by that. "
                "\vnext-stage\v in the grid goes on to the next.",
                text, day->stages[day_first(day)].title);
        break;
    case IS_PLANNED:
        app_say(app, "The day is planned from %s on: all times go by that.", text);
        break;
    case IS_TO_COME:
        clock_say(day->times.now_ms, CLOCK_SHORT, &now);
        app_say(app,
                "%s is still to come: it is %s now. All times go by %s all the same; "
                "\vundo\v takes that back.",
                text, str_text(&now), text);
        break;
    }
    str_finish(&now);
}

/* Whether that very time stands there already, and no other beside it. */
static bool is_said(const struct record *table, const struct day *day, const char *text)
{
    const struct field *starts = record_field(table, "starts");
    return day->begun_is_said && field_wordings(starts) < 2 &&
           strcmp(record_words(table, "starts"), text) == 0;
}

/* Goes to the first stage, which is no step that undo takes back. */
static bool begin_day(struct app *app, const struct day *day, struct err *err)
{
    const struct stage *first = &day->stages[day_first(day)];
    author_begin_step(&app->author, "");
    bool ok = (day->stage != first || app_set_stage(app, NULL, VALUE_NOTHING, err)) &&
              app_set_stage(app, first, VALUE_NOTHING, err);
    author_forget_step(&app->author);
    app_resume_stage(app);
    return ok;
}

/* The time is said anew where it was planned already: what was planned is not when it began. */
static bool set_began(struct app *app, enum began began, const char *text,
                      struct err *err)
{
    bool anew =
        began != IS_PLANNED && strcmp(record_words(app->table, "starts"), text) == 0;
    return (!anew ||
            author_set(&app->author, app->table, "starts", VALUE_NOTHING, err)) &&
           author_set(&app->author, app->table, "starts", VALUE_OF_TEXT(text), err);
}

/* All the times that are planned move with it. */
static void began_at(struct app *app, const struct day *day, const char *line,
                     struct err *err)
{
    char text[16];
    int minutes;
    if (!time_of_day_read(line, &minutes)) {
        return;
    }
    snprintf(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
    if (is_said(app->table, day, text)) {
        app_say(app, "The day began at %s, as before: nothing was changed.", text);
        return;
    }
    enum began began = how_began(day, minutes);
    struct str said = str_of(began == IS_PLANNED ? "planned the day from %s on"
                                                 : "said that the day began at %s",
                             text);
    bool ok = began != BEGINS || begin_day(app, day, err);
    author_begin_step(&app->author, said.bytes);
    if (ok && set_began(app, began, text, err)) {
        say_began(app, day, began, text);
        add_end(app);
    }
    author_end_step(&app->author);
    str_finish(&said);
}

/* Why none is made shorter where so many stages have minutes to give. */
static const char *why_not_shorter(const struct day *day, size_t count)
{
    return day->too_late
               ? "The day is more than three hours late: too late to be won back."
           : day_behind_minutes(day) <= 0
               ? "The day is not late: there is nothing to win back."
           : count ? "Only one stage to come has minutes to give: 1."
                   : "No stage to come has minutes to give.";
}

static void make_shorter(struct app *app, const struct day *day, size_t which,
                         struct err *err)
{
    struct day_cut cuts[DAY_CUTS];
    size_t count = day_cuts(day, cuts);
    int behind = day_behind_minutes(day);
    if (which >= count) {
        app_say(app, "%s", why_not_shorter(day, count));
        return;
    }
    const struct stage *stage = &day->stages[cuts[which].index];
    const char *title = stage->title;
    int less = cuts[which].minutes, minutes = stage->minutes - less;
    struct str said = str_of("made ‘%s’ %d minute%s shorter", title, less, plural(less));
    author_begin_step(&app->author, said.bytes);
    if (give_minutes(app, day, stage, minutes, err)) {
        app_say(app,
                less < behind ? "‘%s’ has %d minutes now: %d of the %d are won back."
                              : "‘%s’ has %d minutes now: the day is in time again.",
                title, minutes, less, behind);
        add_end(app);
    }
    author_end_step(&app->author);
    str_finish(&said);
}

void app_change_agenda(struct app *app, const struct intent *intent, struct err *err)
{
    struct facts facts = app_facts(app);
    const struct day *day = &facts.day;
    const struct agenda agenda = {day->stages, day->stage_count};
    const struct stage *stage = agenda_stage(&agenda, intent->text);
    if (!stage) {
        return;
    }
    switch (intent->action) {
    case ACT_STAGE_MORE:
        change_minutes(app, day, stage, STEP_MINUTES, err);
        break;
    case ACT_STAGE_LESS:
        change_minutes(app, day, stage, -STEP_MINUTES, err);
        break;
    case ACT_STAGE_SKIP:
        skip(app, day, stage, err);
        break;
    case ACT_STAGE_ADD:
        add_stage(app, stage, intent->texts[0], err);
        break;
    case ACT_STAGE_EDIT:
        reword(app, day, stage, intent->texts[0], err);
        break;
    case ACT_DAY_BEGAN:
        began_at(app, day, intent->texts[0], err);
        break;
    case ACT_WIN_BACK:
        make_shorter(app, day, (size_t)intent->step, err);
        break;
    default:
        move(app, day, stage, intent->step, err);
        break;
    }
}
