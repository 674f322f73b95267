/* The stages of the day and their clock: gone to, started, paused. None of it is a step
 * that undo takes back, since the day does not go back either. */

#include "app/app_everybody.h"

#include "base/instant.h"
#include "base/utf8.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/questions.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "views/day_words.h"
#include "views/grid/view_grid.h"
#include "views/view_day.h"
#include "views/view_question.h"

#include <string.h>

enum { QUESTION_GRAPHEMES = 30 };

static void show_what_is_written(struct app *app, struct grid_view *grid,
                                 const struct facts *facts)
{
    const struct template *form = table_template(app->file.session, app->table);
    for (size_t i = 0; i < form->grid_count; i++) {
        if (grid_in_use(app->file.session, app->table, &form->grids[i])) {
            view_grid_show_grid(grid, facts, form->grids[i].id);
            return;
        }
    }
}

void app_resume_stage(struct app *app)
{
    struct facts facts = app_facts(app);
    struct grid_view *grid = app_grid(app);
    if (grid && facts.day.stage) {
        view_grid_show_stage(grid, &facts);
    } else if (grid) {
        show_what_is_written(app, grid, &facts);
    }
}

/* A day that is late is won back in two keys. */
static void add_win_back(struct app *app, const struct day *day)
{
    enum { WORTH_MINUTES = 5 };
    struct day_cut cuts[DAY_CUTS];
    if (day_behind_minutes(day) >= WORTH_MINUTES && day_cuts(day, cuts)) {
        app_add(app, "\vday\v wins it back.");
    }
}

/* How a stage is gone to. */
struct entered {
    bool first;   /* the day begins with it */
    bool again;   /* its clock ran before, */
    bool goes_on; /* and goes on */
    bool ran;     /* the clock, before */
};

#define GOES_ON                                                                          \
    "\vnext-stage\v and \vprevious-stage\v go on and back, \vday\v shows the day."

/* "Mapping the system · 15 minutes. t starts the clock. 11 minutes behind; …" */
static void say_stage(struct app *app, struct entered how)
{
    struct facts facts = app_facts(app);
    const struct day *day = &facts.day;
    struct str minutes = STR_EMPTY, plan = STR_EMPTY;
    if (!day->stage) {
        app_say(app, "The day has not begun; \vnext-stage\v begins it.");
        return;
    }
    day_say_minutes(day->stage, &minutes);
    (screen_is_heard() ? day_say_behind : day_say_plan)(day, &plan);
    bool runs = day->clock == DAY_CLOCK_RUNNING;
    const char *clock = how.goes_on ? ". Its clock goes on"
                        : runs && how.again
                            ? ". Its clock has begun anew: \vclock\v pauses it"
                        : runs              ? ". Its clock has begun: \vclock\v pauses it"
                        : minutes.len_bytes ? ". \vclock\v starts the clock"
                        : how.ran ? ". The clock is off: no minutes are planned here"
                                  : "";
    bool tells = how.first && !screen_is_heard(); /* by ear, behind all else */
    app_say(app, "%s%s%s%s.%s%s%s%s", day->stage->title,
            minutes.len_bytes ? screen_dot() : "", str_text(&minutes), clock,
            tells ? " " GOES_ON : "", plan.len_bytes ? " " : "", str_text(&plan),
            plan.len_bytes ? "." : "");
    str_finish(&minutes);
    str_finish(&plan);
    add_win_back(app, day);
    app_add_way_out(app); /* the map may have gone, and nobody asked for that */
}

/* An empty one takes nobody's grid away. */
static void offer_form(struct app *app)
{
    struct facts facts = app_facts(app);
    const struct grid *form = view_grid_stage_form(&facts);
    if (form && app_grid(app) && view_grid_grid(app_grid(app), &facts) != form) {
        struct str words =
            str_of("It has a form, ‘%s’: \vforms\v, first there.", form->title);
        app_add(app, words.bytes);
        str_finish(&words);
    }
}

void app_add_question(struct app *app)
{
    struct facts facts = app_facts(app);
    const struct record *asked = question_at_hand(&facts);
    if (asked) {
        bool shown = question_of(asked).state == QUESTION_SHOWN;
        struct str words = str_of(shown ? "The projector shows the answers to " : "");
        text_quote(&words, row_words(asked), QUESTION_GRAPHEMES);
        str_add(&words, shown          ? ""
                        : facts.phones ? " is still open on phones"
                                       : " is still open");
        str_add(&words, ": \vask\v, then \vend-question\v ends it.");
        app_say_besides(app, words.bytes);
        str_finish(&words);
    }
}

/* A key that was pressed twice goes two stages on, which is easily missed, other than a word that
 * is said; who presses it more often means to. @passed  takes what is said of that. */
static void count_step(struct app *app, const struct day *from, const struct stage *to,
                       struct str *passed)
{
    enum { TWICE_MS = 500 };
    struct stepping *s = &app->typing.stepping;
    int64_t now_ms = clock_ticks_ms();
    bool on = to && (!from->stage || to > from->stage);
    bool quick =
        !screen_is_heard() && on && s->on && from->stage && now_ms - s->at_ms < TWICE_MS;
    *s = (struct stepping){now_ms, on, quick ? s->quick + 1 : 0};
    if (s->quick == 1) {
        str_addf(passed, "Passed over ‘%s’: \vprevious-stage\v goes back to it.",
                 from->stage->title);
    }
}

bool app_has_other_tables(const struct app *app)
{
    size_t count;
    const struct session *session = app->file.session;
    const struct record *const *tables = session_tables(app->file.session, &count);
    bool others = false;
    for (size_t i = 0; i < count && !others; i++) {
        others = !tables_are_one(session, tables[i], app->table);
    }
    return others;
}

/* A clock runs in its table's own file, in a room, where somebody else is in the file, and where
 * this window started it. */
static bool runs_elsewhere(const struct app *app, const struct version *clock)
{
    bool ours = !clock || app->others.has_room || company_writers(&app->others.company) ||
                author_is(&app->author, clock->edit->key.actor);
    return !ours && app_has_other_tables(app);
}

/* Whether the clock ever ran while the stage was at hand. */
static bool ran_there(const struct record *table, const struct stage *stage)
{
    const struct field *clocks = record_field(table, "clock");
    const struct field *stages = record_field(table, "stage");
    int64_t until_ms;
    bool ran = false;
    for (const struct version *v = stage && clocks && stages ? clocks->versions : NULL;
         v && !ran; v = v->next) {
        const struct version *at = version_earlier(v->edit, stages);
        ran = at && strcmp(value_words(version_value(at)), stage->id) == 0 &&
              instant_read(value_words(version_value(v)), &until_ms);
    }
    return ran;
}

/* Whether the stage is at hand already: it would begin anew with all its minutes. */
static bool stays(struct app *app, const struct day *day, const struct stage *stage)
{
    bool here = stage && stage == day->stage && !stage->skipped &&
                field_wordings(record_field(app->table, "stage")) < 2;
    if (here) {
        app_say(app, "‘%s’ is at hand already%s.", stage->title,
                day->clock == DAY_CLOCK_RUNNING  ? "; its clock goes on"
                : day->clock == DAY_CLOCK_PAUSED ? "; its clock is paused"
                                                 : "");
        if (app_top(app)->ops == &view_day_ops) {
            app_pop(app);
        }
    }
    return here;
}

/* The clock that was left in that stage a moment ago; one that runs elsewhere is not set going. */
static struct value clock_left(const struct app *app, const char *stage, int64_t now_ms)
{
    const struct version *left = day_clock_left(app->table, stage, now_ms);
    return left && !runs_elsewhere(app, left) ? version_value(left) : VALUE_NOTHING;
}

bool app_set_stage(struct app *app, const struct stage *stage, struct value clock,
                   struct err *err)
{
    struct author *author = &app->author;
    struct value id = stage ? VALUE_OF_TEXT(stage->id) : VALUE_NOTHING;
    bool skipped = stage && stage->skipped;
    return (!skipped || author_skip_stage(author, app->table, stage, false, err)) &&
           author_set(author, app->table, "stage", id, err) &&
           author_set(author, app->table, "clock", clock, err);
}

/* A clock that ran goes on with the next stage's minutes. Back where one was a moment ago
 * its clock is, too, as if one had never left. */
void app_enter_stage(struct app *app, const struct intent *intent, struct err *err)
{
    struct facts facts = app_facts(app);
    const struct agenda agenda = {facts.day.stages, facts.day.stage_count};
    const struct stage *stage = agenda_stage(&agenda, intent->text);
    if (stays(app, &facts.day, stage)) {
        return;
    }
    char text[INSTANT_SIZE_BYTES];
    int64_t now_ms = clock_now_ms();
    struct value clock = clock_left(app, intent->text, now_ms);
    struct entered how = {.first = !facts.day.stage,
                          .again = ran_there(app->table, stage),
                          .goes_on = clock.kind != VALUE_NONE,
                          .ran = facts.day.clock == DAY_CLOCK_RUNNING};
    if (!how.goes_on && facts.day.clock == DAY_CLOCK_RUNNING && stage &&
        stage_takes(stage)) {
        clock = day_clock_running(stage_takes(stage) * DAY_MINUTE_MS, app->author.now_ms,
                                  now_ms, text);
    }
    const struct view *over = app_top(app);
    struct str passed = STR_EMPTY;
    count_step(app, &facts.day, stage, &passed);
    author_begin_step(&app->author, "");
    app_set_stage(app, stage, clock, err);
    author_forget_step(&app->author);
    bool begun = stage != NULL;
    if (over->ops == &view_day_ops) {
        app_pop(app); /* the intent's words with it */
    }
    if (begun) {
        app_resume_stage(app);
    }
    say_stage(app, how);
    offer_form(app);
    app_add(app, str_text(&passed));
    app_add_question(app);
    if (how.first && screen_is_heard()) {
        app_add(app, GOES_ON);
    }
    str_finish(&passed);
}

void app_tell_stage(struct app *app, const struct version *before)
{
    const struct version *now =
        field_shown(app->table ? record_field(app->table, "stage") : NULL);
    if (now == before || !now || app->messages.warning) {
        return;
    }
    struct facts facts = app_facts(app);
    const char *who = history_who(now->edit);
    if (facts.day.stage) {
        app_say(app,
                *who ? "%s began ‘%s’. Your grid stays; %s."
                     : "%sThe stage is ‘%s’ now. Your grid stays; %s.",
                who, facts.day.stage->title,
                view_grid_stage_form(&facts) ? "\vforms\v, its form stands first there"
                                             : "\vgrid\v changes it");
    }
}

static const char clock_set[] = "The laptop's clock was ";

/* Of several steps only one message stands, with the sum of them: takes back the one that
 * stands, if one does. */
static void take_back_clock_set(struct app *app)
{
    struct str *text = &app->messages.text;
    const char *begins = strstr(str_text(text), clock_set);
    const char *end = begins ? strchr(begins, '.') : NULL;
    if (!end) {
        app->day.told_by_ms = 0;
        return;
    }
    size_t at = (size_t)(begins - text->bytes), len = (size_t)(end + 1 - begins);
    bool spaced = at && text->bytes[at - 1] == ' ';
    str_remove(text, at - spaced, len + spaced);
}

/* Five minutes, one, none. */
static void tell_left(struct app *app)
{
    struct day day = app_facts(app).day;
    int left = day_left_quietly(&day), before = app->day.told_left;
    app->day.told_left = left;
    if (day.clock == DAY_CLOCK_RUNNING && before > left) {
        struct str words = STR_EMPTY;
        if (left) {
            str_addf(&words, "%d minute%s left of ‘%s’.", left,
                     left == 1 ? " is" : "s are", day.stage->title);
        } else {
            str_addf(&words, "The time of ‘%s’ is up.", day.stage->title);
        }
        app_say_instead(app, &app->clock_said, words.bytes);
        str_finish(&words);
    }
}

bool app_looks_back(const struct app *app)
{
    return runs_elsewhere(app, field_shown(record_field(app->table, "clock")));
}

void app_watch_clock(struct app *app)
{
    struct str set = STR_EMPTY;
    const struct edit *before = app->day.clock;
    day_know(app->open ? app->table : NULL, &app->day);
    if (app->day.clock != before) {
        app_take_back(app, &app->clock_said);
    }
    if (app->open && app->table && app_clock_is_quiet(app)) {
        tell_left(app);
    }
    int64_t set_by_ms = clock_set_by_ms() - app->day.told_set_by_ms;
    app->day.told_set_by_ms += set_by_ms;
    if (!set_by_ms || !app->open || !app->table) {
        return;
    }
    struct day day = app_facts(app).day;
    if (day.clock == DAY_CLOCK_RUNNING) {
        take_back_clock_set(app);
        app->day.told_by_ms += set_by_ms;
        str_add(&set, clock_set);
        day_say_set(app->day.told_by_ms, &set);
        str_add(&set, day.agrees ? "; the stage's clock goes by it now."
                                 : "; the stage's clock goes on as before.");
        app_say_besides(app, set.bytes);
    }
    str_finish(&set);
}

/* What is paused does not change while the message stands; what runs does. */
static void say_paused(struct app *app, const char *then)
{
    struct facts facts = app_facts(app);
    struct str clock = STR_EMPTY;
    day_say_clock(&facts.day, &clock);
    app_say(app, "The clock: %s; %s.", str_text(&clock), then);
    str_finish(&clock);
}

/* Runs until then, or is paused with so much left. */
static void run_or_pause(struct app *app, bool run, int64_t left_ms, struct err *err)
{
    char text[INSTANT_SIZE_BYTES];
    author_set(&app->author, app->table, "clock",
               run ? day_clock_running(left_ms, app->author.now_ms, clock_now_ms(), text)
                   : day_clock_paused(left_ms, text),
               err);
}

/* Whether the time of the stage was used up, and the clock put away. */
static bool is_used_up(const struct app *app, const struct day *day)
{
    return day->clock == DAY_CLOCK_OFF && !day->left_ms &&
           record_text(app->table, "clock");
}

static void put_away(struct app *app, const struct day *day, struct err *err)
{
    run_or_pause(app, false, 0, err);
    app_say(app, "The clock is off; %s\vmore-time\v gives a minute more.",
            stage_takes(day->stage) ? "\vclock\v starts it again, " : "");
}

static void start_or_pause(struct app *app, const struct day *day, struct err *err)
{
    int64_t left_ms =
        is_used_up(app, day) ? stage_takes(day->stage) * DAY_MINUTE_MS : day->left_ms;
    if (day_is_up(day)) {
        put_away(app, day, err);
    } else if (day->clock == DAY_CLOCK_RUNNING) {
        run_or_pause(app, false, left_ms, err);
        say_paused(app, "\vclock\v goes on");
    } else if (left_ms > 0) {
        run_or_pause(app, true, left_ms, err);
        app_say(app, "The clock runs: \vclock\v pauses it, \vmore-time\v and "
                     "\vless-time\v give or take a minute.");
    } else {
        app_say(app,
                "There is no time left to start with: \vmore-time\v gives a minute.");
    }
}

/* What a clock for ears has been set to, since it does not tick. */
static void add_until(struct app *app)
{
    struct str until = STR_EMPTY;
    if (app_clock_is_quiet(app)) {
        day_know(app->table, &app->day);
        struct day day = app_facts(app).day;
        str_add(&until, "The clock: ");
        day_say_clock_quietly(&day, &until);
        str_add_byte(&until, '.');
        app_add(app, until.bytes);
    }
    str_finish(&until);
}

/* A minute more or less; of a time that is over, more is a minute from now, also where the clock
 * was put away since. */
static void change_minutes(struct app *app, const struct day *day, int64_t by_ms,
                           struct err *err)
{
    int64_t left_ms = day->left_ms;
    int64_t most_ms = day->stage->minutes * DAY_MINUTE_MS + DAY_MOST_MS;
    left_ms = (by_ms > 0 && left_ms < 0 ? 0 : left_ms) + by_ms;
    if (by_ms < 0 && day->left_ms <= 0) {
        app_say(app, "No time is left that could be less.");
        return;
    }
    if (left_ms >= most_ms) {
        app_say(app, "The clock goes no further than that.");
        return;
    }
    bool run = day->clock == DAY_CLOCK_RUNNING || is_used_up(app, day);
    if (!run && left_ms <= 0) {
        put_away(app, day, err);
        return;
    }
    run_or_pause(app, run, left_ms < 0 ? 0 : left_ms, err);
    if (run) {
        app_say(app, by_ms > 0 ? "A minute more." : "A minute less.");
        add_until(app);
    } else {
        say_paused(app, "\vclock\v starts it");
    }
}

void app_set_clock(struct app *app, const struct intent *intent, struct err *err)
{
    struct facts facts = app_facts(app);
    if (!facts.day.stage) {
        app_say(app, "The clock is the stage's: \vnext-stage\v begins the day, then "
                     "\vclock\v starts it.");
        return;
    }
    author_begin_step(&app->author, "");
    if (intent->action == ACT_CLOCK) {
        start_or_pause(app, &facts.day, err);
    } else {
        change_minutes(app, &facts.day,
                       intent->action == ACT_CLOCK_MORE ? DAY_MINUTE_MS : -DAY_MINUTE_MS,
                       err);
    }
    author_forget_step(&app->author);
}
