#include "views/day_line.h"

#include "base/instant.h"
#include "screen/clock.h"
#include "screen/screen.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define DAY_DRAFT FORM_DRAFT "day:"

void day_line_finish(struct day_line *l)
{
    text_box_finish(&l->box);
    kept_draft_finish(&l->draft);
    str_finish(&l->was);
    str_finish(&l->said);
}

const char *day_line_label(enum action typing)
{
    return typing == ACT_DAY_BEGAN   ? "The day began at"
           : typing == ACT_STAGE_ADD ? "New stage, and its minutes"
                                     : "Stage, and its minutes";
}

int day_line_put(const struct day_line *l, int row)
{
    enum { MARGIN = 1, MOST_ROWS = 4 };
    struct str label = str_of("%s: ", day_line_label(l->typing));
    bool below = window_is_narrow();
    int x = MARGIN + (below ? 0 : (int)label.len_bytes), cols = screen_cols() - x - 2;
    int cursor_col;
    size_t count, line;
    free(text_box_lines(&l->box, cols, &count, &line, &cursor_col));
    int rows = count < MOST_ROWS ? (int)count : MOST_ROWS;
    if (row >= 0) {
        screen_put(row, MARGIN, screen_cols() - 2, ROLE_KEY, label.bytes);
        draw_typed(&l->box, row + below, x, cols, rows, ROLE_TEXT);
    }
    str_finish(&label);
    return rows + below;
}

struct intent day_line_open(struct day_line *l, const struct facts *facts,
                            const struct stage *stage, enum action action)
{
    struct str text = STR_EMPTY;
    if (action == ACT_STAGE_EDIT) {
        str_addf(&text, "%s %d", stage->title, stage->minutes);
    } else if (action == ACT_DAY_BEGAN) {
        clock_say(facts->day.begun_ms != DAY_UNKNOWN ? facts->day.begun_ms
                                                     : clock_now_ms(),
                  CLOCK_SHORT, &text);
    }
    l->typing = action;
    str_set(&l->was, "%s", str_text(&text));
    struct str field = str_of(DAY_DRAFT "%s", action == ACT_DAY_BEGAN   ? "began"
                                              : action == ACT_STAGE_ADD ? "new"
                                                                        : stage->id);
    kept_draft_open(&l->draft, facts, &l->box, facts->table, field.bytes,
                    str_text(&text));
    l->box.offered = !l->draft.was.len_bytes;
    str_finish(&field);
    str_finish(&text);
    return kept_draft_say(&l->draft, facts);
}

static struct intent leave(struct day_line *l)
{
    l->typing = ACT_NONE;
    return draft_discard(str_text(&l->box.text), l->draft.of, str_text(&l->draft.field),
                         "Nothing was changed.");
}

/* Why a line is none of what it is typed for; NULL if it is. */
static const char *why_not(enum action typing, const char *line)
{
    static const char *const wrong[] = {
        [STAGE_TYPED] = NULL,
        [STAGE_WITHOUT_TITLE] = "A stage needs a title: write it as \"Energiser 10\".",
        [STAGE_MINUTES_WRONG] = "A stage has 0 to 600 whole minutes: write it as "
                                "\"Energiser 10\".",
        [STAGE_MINUTES_IN_WORDS] = "Minutes are read as a number: write it as "
                                   "\"Energiser 10\".",
    };
    struct str title = STR_EMPTY;
    int minutes = 0;
    if (typing == ACT_DAY_BEGAN) {
        return time_of_day_read(line, &minutes)
                   ? NULL
                   : "That is no time of day. Write it as 10:20.";
    }
    enum stage_typed typed = stage_read(line, &title, &minutes);
    str_finish(&title);
    return wrong[typed];
}

/* What was typed stays where it is none of that. */
static struct intent keep(struct day_line *l, const char *stage)
{
    const char *typed = str_text(&l->box.text), *why = why_not(l->typing, typed);
    struct intent intent = {.kind = INTENT_AGENDA, .action = l->typing, .text = stage};
    if (why && !*typed) {
        return leave(l);
    }
    if (why) {
        return intent_say(why);
    }
    str_set(&l->said, "%s", typed);
    l->typing = ACT_NONE;
    intent.texts[0] = str_text(&l->said);
    intent.draft_of = l->draft.of;
    intent.draft_field = str_text(&l->draft.field);
    return intent;
}

/* Words are no time of day, which begins with a digit: what nobody finished is a stage's. */
static void keep_where_it_belongs(struct day_line *l, const struct facts *facts)
{
    const char *typed = str_text(&l->box.text);
    typed += strspn(typed, " ");
    if (l->typing == ACT_DAY_BEGAN && *typed) {
        bool time = isdigit((unsigned char)*typed);
        kept_draft_keep_in(&l->draft, facts, time ? DAY_DRAFT "began" : DAY_DRAFT "new");
    }
}

struct intent day_line_handle(struct day_line *l, const struct facts *facts,
                              const char *stage, enum action action,
                              const struct event *event)
{
    if (event->kind == EVENT_PASTE) {
        return intent_paste_line(&l->box, event->text);
    }
    if (action == ACT_NAME_LEAVE) {
        return leave(l);
    }
    if (action == ACT_NAME_KEEP) {
        return keep(l, stage);
    }
    bool anew = kept_draft_begins_behind(&l->draft, facts, &l->box, event);
    text_box_press(&l->box, event->text, action, screen_cols() - 2);
    keep_where_it_belongs(l, facts);
    return anew ? kept_draft_say_waits(&l->draft) : intent_of(INTENT_NOTHING);
}

struct unfinished day_line_unfinished(const struct day_line *l)
{
    return l->typing ? draft_typed(&l->box, l->draft.of, str_text(&l->draft.field),
                                   str_text(&l->was))
                     : (struct unfinished){.of = NULL};
}
