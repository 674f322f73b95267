#include "views/themes/themes_inside.h"

#include "base/memory.h"
#include "screen/clock.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

struct themes_view *view_themes_new(void)
{
    return memory_get(sizeof(struct themes_view));
}

void view_themes_free(struct themes_view *v)
{
    if (!v) {
        return;
    }
    proposals_finish(&v->proposals);
    themes_finish(&v->themes);
    kin_free(v->kin);
    text_box_finish(&v->box);
    str_finish(&v->column_id);
    str_finish(&v->place);
    str_finish(&v->date);
    str_finish(&v->said);
    str_finish(&v->name_was);
    kept_draft_finish(&v->draft);
    str_finish(&v->find);
    fold_sought_finish(&v->sought);
    free(v->marked);
    free(v->joined);
    free(v->put_off.items);
    free(v->decided.items);
    free(v->columns);
    free(v->queue);
    free(v->rows);
    free(v);
}

void view_themes_filter(struct themes_view *v, const char *field, const char *text,
                        const struct record *table)
{
    if (strcmp(field, "table") == 0) {
        v->table = table;
    } else {
        struct str *filter = strcmp(field, "place") == 0 ? &v->place : &v->date;
        str_set(filter, "%s", text);
    }
    themes_begin_again(v);
}

/* What is decided about the two on the screen. */
static struct intent decide(struct themes_view *v, const struct facts *facts,
                            enum action action)
{
    const struct proposal *p = themes_proposal(v);
    if (!p) {
        return intent_say("Nothing is proposed here; \vpage\v goes on to the themes.");
    }
    if (v->overtaken) {
        v->overtaken = false;
        return intent_say(
            "Somebody else has decided that pair meanwhile; this is the next.");
    }
    if (action == ACT_LATER) {
        themes_put_off(v);
        return intent_say("Put off; it comes again at the end.");
    }
    if (action == ACT_CALL) {
        return themes_open_box(v, facts, themes_called(p), v->shown);
    }
    themes_begin_join(v);
    themes_add_join(v, p->other);
    themes_decide(v, v->shown);
    if (action == ACT_OTHER) {
        return (struct intent){
            .kind = INTENT_KEEP_APART, .theme = p->one, .other = p->other};
    }
    return themes_join_collected(v, p->one, NULL);
}

static struct intent call(struct themes_view *v, const struct facts *facts)
{
    const struct row *row = themes_row(v);
    if (!row) {
        return intent_say("There is no theme here to name.");
    }
    return themes_open_box(v, facts, row->said.theme, (struct pair){0});
}

static struct intent split(struct themes_view *v)
{
    const struct row *row = themes_row(v);
    if (!row || row->said.theme->count < 2) {
        return intent_say("Nothing stands with this that it could be split from.");
    }
    if (!row->entry) {
        return intent_say(
            "\vunfold\v unfolds the theme; select the entry to split off there.");
    }
    themes_decide(v, (struct pair){.one = row->entry});
    return (struct intent){
        .kind = INTENT_PART_ENTRY, .theme = row->said.theme, .record = row->entry};
}

/* Goes to the only entry of a row, or unfolds and folds its theme. */
static struct intent open_row(struct themes_view *v)
{
    const struct row *row = themes_row(v);
    if (!row) {
        return intent_say("There is nothing here to open.");
    }
    if (row->entry || row->said.entries == 1) {
        return (struct intent){
            .kind = INTENT_GO_TO,
            .record = row->entry ? row->entry : themes_first_entry(v, row->said.theme)};
    }
    bool open = v->unfolded && theme_of(&v->themes, v->unfolded) == row->said.theme;
    v->unfolded = open ? NULL : row->said.theme->members[0];
    v->stale = true;
    return intent_of(INTENT_NOTHING);
}

/* Up and down the rows, or what another key of the app does. */
static struct intent go(struct themes_view *v, enum action action)
{
    bool proposals = v->page == PAGE_PROPOSALS;
    size_t at = proposals ? v->at : v->spots[v->page].row;
    size_t count = proposals ? v->queue_count : v->row_count;
    size_t several = proposals ? 10 : themes_rows_shown();
    if (!list_step(action, several, count, &at)) {
        return intent_of(intent_of_key(action));
    }
    themes_go_to(v, at);
    return intent_of(INTENT_NOTHING);
}

static struct intent go_to_page(struct themes_view *v, size_t page)
{
    v->page = (enum page)(page % PAGE_COUNT);
    v->stale = true;
    return intent_of(INTENT_NOTHING);
}

static struct intent go_to_column(struct themes_view *v, size_t column)
{
    return themes_go_to_column(v, column) ? intent_of(INTENT_NOTHING)
                                          : intent_say("There is no such column.");
}

/* From the first column the arrow leaves, as it leaves a list; a letter does not. */
static struct intent go_left(struct themes_view *v, const struct event *event)
{
    if (v->column || strcmp(event->key, "Left") != 0) {
        return go_to_column(v, v->column - (v->column > 0));
    }
    return themes_step_back(v);
}

static struct intent filter_by(const char *field)
{
    return (struct intent){.kind = INTENT_OPEN_FILTER, .field = field};
}

/* Where to look, and how much of it. */
static struct intent look(struct themes_view *v, enum action action,
                          const struct event *event)
{
    switch (action) {
    case ACT_COLUMN:
        return go_to_column(v, (size_t)(event->key[0] - '1'));
    case ACT_LEFT:
        return go_left(v, event);
    case ACT_RIGHT:
        return go_to_column(v, v->column + (v->column + 1 < v->column_count));
    case ACT_ALL_COLUMNS:
        v->one_column = false;
        themes_show_more(v);
        return intent_of(INTENT_NOTHING);
    case ACT_NEXT_PAGE:
        return go_to_page(v, v->page + 1);
    case ACT_PREVIOUS_PAGE:
        return go_to_page(v, v->page + PAGE_COUNT - 1);
    case ACT_BY_PLACE:
        return filter_by("place");
    case ACT_BY_DATE:
        return filter_by("date");
    case ACT_BY_TABLE:
        return filter_by("table");
    default:
        return go(v, action);
    }
}

static struct intent browse(struct themes_view *v, const struct facts *facts,
                            enum action action, const struct event *event)
{
    switch (action) {
    case ACT_SAME:
    case ACT_OTHER:
    case ACT_LATER:
        return decide(v, facts, action);
    case ACT_CALL:
        return v->page == PAGE_PROPOSALS ? decide(v, facts, action) : call(v, facts);
    case ACT_SPLIT:
        return split(v);
    case ACT_SETTLE:
        return themes_settle_it(v);
    case ACT_UNSETTLED:
        return themes_next_unsettled(v);
    case ACT_OPEN_ROW:
        return open_row(v);
    case ACT_UNDO:
        themes_take_back(v);
        return intent_of(INTENT_UNDO);
    case ACT_TICK:
        return themes_mark(v);
    case ACT_JOIN:
        return themes_join_marked(v);
    case ACT_SEARCH:
        return themes_open_search(v);
    case ACT_THEMES_CLOSE:
    case ACT_LIST_LEAVE:
        return themes_step_back(v);
    default:
        return look(v, action, event);
    }
}

/* What is decided brings the next pair, which the same key would decide before anybody read it. */
static struct intent judge(struct themes_view *v, const struct facts *facts,
                           enum action action, const struct event *event)
{
    bool decides = themes_proposal(v) && (action == ACT_SAME || action == ACT_OTHER);
    if (decides && event_is_unread(event, v->next_ms)) {
        return intent_unread();
    }
    struct intent intent = browse(v, facts, action, event);
    v->next_ms = decides || action == ACT_LATER ? clock_ticks_ms() : 0;
    return intent;
}

/* A row is selected by a click, and opened by another. */
static struct intent click(struct themes_view *v, const struct event *event)
{
    struct button button = screen_button_at(event->row, event->col);
    if (v->naming) {
        return intent_say("\vkeep-name\v keeps the name, \vleave-name\v goes back; "
                          "then click.");
    }
    v->seeking = false;
    switch (button.kind) {
    case BUTTON_PAGE:
        return go_to_page(v, button.index);
    case BUTTON_COLUMN:
        return go_to_column(v, button.index);
    case BUTTON_ITEM:
        if (button.index == v->spots[v->page].row) {
            return open_row(v);
        }
        themes_go_to(v, button.index);
        return intent_of(INTENT_NOTHING);
    default:
        return intent_of(INTENT_NOTHING);
    }
}

static enum mode mode_of(const void *state)
{
    return themes_mode(state);
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct themes_view *v = state;
    themes_settle(v, facts);
    if (event->kind == EVENT_CLICK) {
        return click(v, event);
    }
    if (v->naming) {
        return themes_type_name(v, action, event);
    }
    if (v->seeking && event->kind != EVENT_DRAG) {
        return themes_type_search(v, action, event);
    }
    if (event->kind == EVENT_PASTE) {
        return intent_say(
            "There is nothing to paste into here; \vback\v goes back to the grid.");
    }
    if (event->kind == EVENT_DRAG) {
        return intent_of(INTENT_NOTHING);
    }
    return judge(v, facts, action, event);
}

static void draw(void *state, const struct facts *facts)
{
    struct themes_view *v = state;
    themes_settle(v, facts);
    themes_draw(v, facts);
    v->overtaken = false; /* it has been seen */
}

/* The app keeps it, but for a name that is typed: words that were none are none there. */
static void leave_it(void *state)
{
    themes_close_box(state);
}

static const struct view_ops ops = {
    .name = "themes",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = leave_it,
    .unfinished = themes_unfinished,
    .typed = themes_typed,
    .typed_for = themes_typed_for,
    .say = themes_say,
};

struct view view_of_themes(struct themes_view *v)
{
    return (struct view){.ops = &ops, .state = v};
}
