#include "views/view_day.h"

#include "base/memory.h"
#include "screen/clock.h"
#include "views/day_line.h"
#include "views/day_words.h"
#include "views/foot.h"
#include "views/title.h"

#include <stdlib.h>
#include <string.h>

enum { TIME_COL = 3, TITLE_COL = 9, MINUTES_COLS = 8, NOTE_COLS = 16 };

struct day_view {
    struct str selected; /* the id of a stage, wherever it stands by now */
    size_t at;           /* where it stood, should it go */
    struct day_line line;
    struct str said; /* of the selected stage */
};

struct view view_day_new(const struct facts *facts)
{
    struct day_view *v = memory_get(sizeof *v);
    v->at = facts->day.index;
    return (struct view){.ops = &view_day_ops, .state = v};
}

static void day_free(void *state)
{
    struct day_view *v = state;
    str_finish(&v->selected);
    day_line_finish(&v->line);
    str_finish(&v->said);
    free(v);
}

static enum mode mode_of(const void *state)
{
    const struct day_view *v = state;
    return v->line.typing ? MODE_NAME : MODE_DAY;
}

/* The stage that is selected; there is one, or D says that there is none. */
static const struct stage *look(struct day_view *v, const struct day *day)
{
    const struct agenda agenda = {day->stages, day->stage_count};
    const struct stage *stage = agenda_stage(&agenda, str_text(&v->selected));
    if (!stage) {
        stage = &day->stages[v->at < day->stage_count ? v->at : day->stage_count - 1];
    }
    v->at = (size_t)(stage - day->stages);
    str_set(&v->selected, "%s", stage->id);
    return stage;
}

/* Drawing */

/* How it stands, and what 1 and 2 would do about it; the rows that it took. */
static int put_plan(const struct day *day, int row)
{
    struct day_cut cuts[DAY_CUTS];
    size_t count = day_cuts(day, cuts);
    struct str words = STR_EMPTY;
    day_say_whole(day, &words);
    screen_put(row, 1, screen_cols() - 2, count ? ROLE_TITLE : ROLE_TEXT,
               str_text(&words));
    for (size_t i = 0; i < count; i++) {
        char key[] = {(char)('1' + i), '\0'};
        str_clear(&words);
        day_say_cut(day, &cuts[i], &words);
        screen_put(row + 1 + (int)i, 1, 1, ROLE_KEY, key);
        screen_put(row + 1 + (int)i, TIME_COL, screen_cols() - TIME_COL - 1, ROLE_TEXT,
                   words.bytes);
    }
    str_finish(&words);
    return 1 + (int)count;
}

/* A narrow window has no room for it beside the title: it is in the foot there. */
static int note_cols(void)
{
    return window_is_narrow() ? 0 : NOTE_COLS;
}

static int title_cols(void)
{
    return screen_cols() - 1 - note_cols() - MINUTES_COLS - TITLE_COL - 1;
}

static void put_stage(const struct day_view *v, const struct facts *facts, size_t index,
                      int row)
{
    const struct day *day = &facts->day;
    const struct stage *stage = &day->stages[index];
    int64_t at_ms = day_stage_ms(facts->table, day, index);
    bool passed = day_stage_is_passed(facts->table, day, index);
    int minutes_col = TITLE_COL + title_cols() + 1;
    bool here = index == v->at;
    struct str time = STR_EMPTY, minutes = STR_EMPTY, note = STR_EMPTY;
    if (!stage->skipped && !passed && at_ms != DAY_UNKNOWN) {
        clock_say(at_ms, CLOCK_HOUR, &time);
    } else if (!stage->skipped && !passed) {
        str_addf(&time, "%zu", index + 1);
    }
    if (stage_takes(stage)) {
        str_addf(&minutes, "%3d min", stage->minutes);
    }
    day_say_note(facts->table, &facts->day, index, &note);
    screen_put(row, 1, 2, ROLE_KEY, here ? screen_marker() : "");
    screen_put(row, TIME_COL, TITLE_COL - TIME_COL - 1, ROLE_KEY, str_text(&time));
    screen_put(row, TITLE_COL, title_cols(),
               here             ? ROLE_SELECTED
               : stage->skipped ? ROLE_DIM
                                : ROLE_TEXT,
               stage->title);
    screen_put(row, minutes_col, MINUTES_COLS, ROLE_TEXT, str_text(&minutes));
    screen_put(row, minutes_col + MINUTES_COLS, note_cols(),
               stage == day->stage ? ROLE_TITLE : ROLE_DIM, str_text(&note));
    screen_button(row, 0, 1, screen_cols(),
                  (struct button){.kind = BUTTON_ITEM, .index = index});
    if (here && !v->line.typing) {
        screen_cursor(row, TITLE_COL);
    }
    str_finish(&time);
    str_finish(&minutes);
    str_finish(&note);
}

/* What its row has no room for. */
static void add_clipped(const struct facts *facts, size_t index, struct str *out)
{
    const char *title = facts->day.stages[index].title;
    struct str note = STR_EMPTY;
    bool clipped = screen_width_cols(title, strlen(title)) > title_cols();
    day_say_note(facts->table, &facts->day, index, &note);
    if (clipped || (note.len_bytes && !note_cols())) {
        str_addf(out, "%s%s%s. ", title, note.len_bytes ? ": " : "", str_text(&note));
    }
    str_finish(&note);
}

/* What is known of the selected stage beside its row: where laptops said it differently. */
static void add_about(const struct facts *facts, size_t index, struct str *out)
{
    const struct stage *stage = &facts->day.stages[index];
    struct str field = str_of("stage_minutes:%s", stage->id);
    add_clipped(facts, index, out);
    if (field_wordings(record_field(facts->table, field.bytes)) > 1) {
        str_addf(out,
                 "Two laptops gave ‘%s’ different minutes: those said last count, until "
                 "you change them.",
                 stage->title);
    }
    str_finish(&field);
}

static void draw(void *state, const struct facts *facts)
{
    struct day_view *v = state;
    const struct day *day = &facts->day;
    struct facts foot = *facts;
    look(v, day);
    str_clear(&v->said);
    if (!*foot.message) {
        add_about(facts, v->at, &v->said);
        foot.message = str_text(&v->said);
    }
    screen_clear();
    draw_title(facts, "The day");
    int row = 1 + put_plan(day, 1);
    screen_rule(row++, 0, screen_cols());
    int end = screen_rows() - foot_rows(&foot) -
              (v->line.typing ? day_line_put(&v->line, -1) : 0);
    size_t room = end > row ? (size_t)(end - row) : 1;
    size_t first = v->at >= room ? v->at + 1 - room : 0;
    for (size_t i = first; i < day->stage_count && i < first + room; i++) {
        put_stage(v, facts, i, row + (int)(i - first));
    }
    if (v->line.typing) {
        day_line_put(&v->line, end);
    }
    draw_foot(&foot, mode_of(v));
    screen_show();
}

/* Keys */

static struct intent change(const struct day_view *v, enum action action, int step)
{
    return (struct intent){.kind = INTENT_AGENDA,
                           .action = action,
                           .text = str_text(&v->selected),
                           .step = step};
}

struct intent view_day_type(void *state, const struct facts *facts, const char *words)
{
    struct day_view *v = state;
    day_line_open(&v->line, facts, look(v, &facts->day), ACT_STAGE_ADD);
    kept_draft_begin_anew(&v->line.draft, facts, &v->line.box);
    text_box_set(&v->line.box, words);
    return intent_say("You were typing, so this is a new stage. \vkeep-name\v adds it, "
                      "\vleave-name\v drops it.");
}

enum action view_day_typing(const struct view *view)
{
    const struct day_view *v = view->state;
    return view->ops == &view_day_ops ? v->line.typing : ACT_NONE;
}

static struct intent select_stage(struct day_view *v, const struct day *day, size_t at)
{
    v->at = at < day->stage_count ? at : day->stage_count - 1;
    str_set(&v->selected, "%s", day->stages[v->at].id);
    return intent_of(INTENT_NOTHING);
}

static struct intent enter(const struct day_view *v)
{
    return (struct intent){.kind = INTENT_STAGE, .text = str_text(&v->selected)};
}

static struct intent click(struct day_view *v, const struct day *day,
                           const struct event *event)
{
    struct button button = screen_button_at(event->row, event->col);
    bool again = button.kind == BUTTON_ITEM && button.index == v->at;
    return again                        ? enter(v)
           : button.kind == BUTTON_ITEM ? select_stage(v, day, button.index)
                                        : intent_of(INTENT_NOTHING);
}

static struct intent press(struct day_view *v, const struct facts *facts,
                           const struct stage *stage, enum action action,
                           const struct event *event)
{
    switch (action) {
    case ACT_STAGE_ENTER:
        return enter(v);
    case ACT_MOVE_UP:
    case ACT_MOVE_DOWN:
        return change(v, action, action == ACT_MOVE_UP ? -1 : 1);
    case ACT_WIN_BACK:
        return change(v, action, event->key[0] - '1');
    case ACT_STAGE_MORE:
    case ACT_STAGE_LESS:
    case ACT_STAGE_SKIP:
        return change(v, action, 0);
    case ACT_STAGE_ADD:
    case ACT_STAGE_EDIT:
    case ACT_DAY_BEGAN:
        return day_line_open(&v->line, facts, stage, action);
    case ACT_LIST_CLOSE:
    case ACT_LIST_LEAVE:
        return intent_of(INTENT_CLOSE);
    default:
        return intent_of(intent_of_key(action));
    }
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    enum { PAGE = 10 };
    struct day_view *v = state;
    const struct stage *stage = look(v, &facts->day);
    if (event->kind == EVENT_DRAG) {
        return intent_of(INTENT_NOTHING);
    }
    if (v->line.typing && event->kind != EVENT_CLICK) {
        return day_line_handle(&v->line, facts, str_text(&v->selected), action, event);
    }
    if (event->kind == EVENT_CLICK) {
        return v->line.typing ? intent_of(INTENT_NOTHING) : click(v, &facts->day, event);
    }
    if (event->kind == EVENT_PASTE) {
        return intent_say("What was pasted has no place here; a adds a stage.");
    }
    size_t at = v->at;
    return list_step(action, PAGE, facts->day.stage_count, &at)
               ? select_stage(v, &facts->day, at)
               : press(v, facts, stage, action, event);
}

/* By ear */

static struct text_box *typed(void *state)
{
    struct day_view *v = state;
    return v->line.typing ? &v->line.box : NULL;
}

static void typed_for(void *state, const struct facts *facts, struct str *about)
{
    const struct day_view *v = state;
    (void)facts;
    str_add(about, day_line_label(v->line.typing));
}

/* How it stands, what would win time back, and the stages, each by the number that selects
 * it. */
static void say(void *state, const struct facts *facts, bool brief, struct str *out)
{
    struct day_view *v = state;
    const struct day *day = &facts->day;
    struct day_cut cuts[DAY_CUTS];
    size_t count = day_cuts(day, cuts);
    look(v, day);
    if (brief) {
        day_say_stage(facts->table, day, v->at, out);
        return;
    }
    str_add(out, "The day; a number selects a stage, \venter-stage\v goes there.\n");
    day_say_whole(day, out);
    for (size_t i = 0; i < count; i++) {
        str_addf(out, "\n\vwin-back\v %zu ", i + 1);
        day_say_cut(day, &cuts[i], out);
        str_add(out, ".");
    }
    for (size_t i = 0; i < day->stage_count; i++) {
        str_add(out, "\n");
        day_say_stage(facts->table, day, i, out);
    }
}

static struct unfinished unfinished(void *state)
{
    const struct day_view *v = state;
    return day_line_unfinished(&v->line);
}

const struct view_ops view_day_ops = {
    .name = "day",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = day_free,
    .unfinished = unfinished,
    .typed = typed,
    .typed_for = typed_for,
    .say = say,
};
