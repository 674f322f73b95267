#include "views/view_list.h"

#include "base/memory.h"
#include "screen/parts.h"
#include "screen/screen.h"
#include "views/list_draw.h"
#include "views/list_match.h"

#include <stdlib.h>
#include <string.h>

struct list_view *list_new(const char *title, bool by_letter)
{
    struct list_view *v = memory_get(sizeof *v);
    v->title = memory_copy_text(title);
    v->by_letter = by_letter;
    return v;
}

struct list_view *list_ask(const char *title)
{
    struct list_view *v = list_new(title, true);
    v->asks = true;
    return v;
}

struct item *list_add(struct list_view *v, const char *key, const char *label,
                      const char *detail)
{
    ARRAY_ADD(v->items, v->count, v->room,
              (struct item){.key = memory_copy_text(key),
                            .label = memory_copy_text(label),
                            .detail = memory_copy_text(detail)});
    return &v->items[v->count - 1];
}

void list_add_heading(struct list_view *v, const char *text)
{
    list_add(v, "", text, "")->heading = true;
}

static void list_free(void *state)
{
    struct list_view *v = state;
    if (v->kept) {
        v->kept = false;
        return;
    }
    for (size_t i = 0; i < v->count; i++) {
        free(v->items[i].key);
        free(v->items[i].label);
        free(v->items[i].detail);
        free(v->items[i].full);
        free(v->items[i].within);
        free(v->items[i].text);
    }
    free(v->items);
    free(v->shown);
    free(v->above);
    free(v->title);
    text_box_finish(&v->filter);
    str_finish(&v->answer);
    free(v);
}

/* What is looked for: blanks around it are none of it. */
static struct str sought_in(const struct list_view *v)
{
    struct str sought = STR_EMPTY;
    str_add_trimmed(&sought, str_text(&v->filter.text));
    return sought;
}

/* The rows that the filter lets through, in the order in which they are shown: by how
 * well they fit, and among equals as they were added. */
static void find_shown(struct list_view *v)
{
    struct str sought = sought_in(v);
    signed char *fits = memory_get(v->count + 1);
    size_t fitting = 0;
    v->shown = memory_resize_array(v->shown, v->count + 1, sizeof *v->shown);
    v->shown_count = 0;
    v->shown_of = v->count;
    for (size_t i = 0; i < v->count; i++) {
        fits[i] = (signed char)list_match(v, &v->items[i], str_text(&sought));
        fitting += fits[i] >= 0;
    }
    for (int wanted = 0; v->shown_count < fitting; wanted++) {
        for (size_t i = 0; i < v->count; i++) {
            if (fits[i] == wanted) {
                v->shown[v->shown_count++] = i;
            }
        }
    }
    free(fits);
    str_finish(&sought);
    v->number = v->number ? screen_part_number() : 0;
    v->above = memory_resize_array(v->above, v->shown_count + 1, sizeof *v->above);
    v->above[0] = 0;
    for (size_t i = 0; i < v->shown_count; i++) {
        v->above[i + 1] = v->above[i] + !v->items[v->shown[i]].heading;
    }
}

static void skip_headings(struct list_view *v)
{
    while (v->selected + 1 < v->shown_count && v->items[v->shown[v->selected]].heading) {
        v->selected++;
    }
}

static size_t count_shown(struct list_view *v)
{
    if (!v->shown || v->shown_of != v->count) {
        find_shown(v);
        skip_headings(v);
    }
    return v->shown_count;
}

struct item *list_shown(struct list_view *v, size_t n)
{
    return n < count_shown(v) ? &v->items[v->shown[n]] : NULL;
}

/* Other letters in the filter: the best row is selected. */
static void filter_anew(struct list_view *v)
{
    v->selected = 0;
    free(v->shown);
    v->shown = NULL;
    count_shown(v);
}

void list_rewind(struct list_view *v, size_t selected)
{
    if (v->filter.text.len_bytes) { /* else the same rows are shown, however many */
        free(v->shown);
        v->shown = NULL;
    }
    text_box_set(&v->filter, "");
    v->typing = v->stray = false;
    v->selected = selected;
    if (v->shown) {
        skip_headings(v);
    }
}

void list_select(struct list_view *v, const struct record *record)
{
    const struct item *item;
    for (size_t i = 0; record && (item = list_shown(v, i)); i++) {
        if (item->intent.record == record) {
            v->selected = i;
            break;
        }
    }
}

/* Whether choosing them does the same, whatever they say by now. */
static bool is_same_row(const struct item *a, const struct item *b)
{
    const char *one = a->intent.text ? a->intent.text : "",
               *other = b->intent.text ? b->intent.text : "";
    return a->heading == b->heading && a->intent.kind == b->intent.kind &&
           a->intent.record == b->intent.record && a->intent.answer == b->intent.answer &&
           strcmp(one, other) == 0;
}

bool list_go_on(struct list_view *v, const struct list_view *was)
{
    const struct item *item, *selected = was->shown && was->selected < was->shown_count
                                             ? &was->items[was->shown[was->selected]]
                                             : NULL;
    bool found = !selected;
    text_box_set(&v->filter, str_text(&was->filter.text));
    v->filter.cursor_bytes = was->filter.cursor_bytes;
    filter_anew(v);
    v->typing = was->typing;
    v->stray = was->stray;
    for (size_t i = 0; !found && (item = list_shown(v, i)); i++) {
        found = is_same_row(item, selected);
        v->selected = found ? i : v->selected;
    }
    return found;
}

/* Up (-1) or down (1) by so many rows, over headings, or as far as there are any. */
static void step(struct list_view *v, int by, int rows)
{
    for (size_t at = v->selected; rows > 0 && list_shown(v, at + (size_t)by);) {
        at += (size_t)by;
        if (!list_shown(v, at)->heading) {
            v->selected = at;
            rows--;
        }
    }
}

static struct list_view *itself(void *state)
{
    return state;
}

/* It is the key that opened the list, once more; as long as nothing is typed. */
static bool chooses_again(const struct list_view *v, const char *letter)
{
    return v->again && !v->filter.text.len_bytes && strcmp(letter, v->again) == 0;
}

bool view_list_finds(const struct view *list)
{
    struct list_view *v = list->state;
    bool finds =
        v->takes_paths && v->filter.text.len_bytes && strchr("/~", *v->filter.text.bytes);
    struct str sought = sought_in(v);
    for (size_t i = 0; i < count_shown(v) && !finds; i++) {
        finds = list_is_sought(v, list_shown(v, i), str_text(&sought));
    }
    str_finish(&sought);
    return finds;
}

bool view_list_may_choose(const struct view *list)
{
    struct list_view *v = list->state;
    return list_has_path(v) || list_shown(v, v->selected);
}

bool view_list_asks(const struct view *view)
{
    return view->ops == &view_list_ops && ((const struct list_view *)view->state)->asks;
}

void view_list_doubt(struct view *list)
{
    struct list_view *v = list->state;
    v->stray = true;
}

static struct intent choose(const struct list_view *v, const struct item *item)
{
    if (list_has_path(v)) {
        return (struct intent){.kind = INTENT_GO_TO_PATH,
                               .text = str_text(&v->filter.text)};
    }
    return item ? item->intent
                : intent_say("Nothing here has these letters; \vdelete-before\v, or "
                             "\vclose\v.");
}

/* The row of that key; NULL: there is none. */
static const struct item *of_key(const struct list_view *v, const char *key)
{
    for (size_t i = 0; i < v->count; i++) {
        if (*key && strcmp(v->items[i].key, key) == 0) {
            return &v->items[i];
        }
    }
    return NULL;
}

bool view_list_chooses_by(const struct view *list, const char *letter)
{
    const struct list_view *v = list->state;
    return chooses_again(v, letter) || (v->by_letter && of_key(v, letter));
}

/* Letters that chose nothing and an Enter, or another letter of them, are a word, and no choice. */
static struct intent say_stray(struct list_view *v, const struct item *item,
                               const char *key)
{
    str_set(&v->answer, "Nothing was chosen. %s once more chooses ‘%s’.", key,
            item ? item->label : "");
    return intent_say(str_text(&v->answer));
}

static struct intent by_letter(struct list_view *v, const struct event *event, bool stray)
{
    const struct item *item = of_key(v, event->text);
    bool again = item && item == v->doubted;
    v->stray = *event->text && (!item || (v->asks && stray && !again));
    v->doubted = v->stray ? item : NULL;
    if (item) {
        return v->stray ? say_stray(v, item, event->key) : item->intent;
    }
    str_set(&v->answer, "%s chooses nothing here; \vclose\v goes back.", event->key);
    return intent_say(str_text(&v->answer));
}

static bool is_number(const char *key)
{
    return *key >= '0' && *key <= '9' && !key[1];
}

/* Of a column where it stands already, or that there is not, the list goes: the key was not meant to
 * be typed. */
static struct intent by_number(struct list_view *v, const char *number)
{
    const struct item *item = of_key(v, number);
    return item
               ? item->intent
               : (struct intent){.kind = INTENT_CLOSE,
                                 .text = *number == v->own_number
                                             ? "It stands in that column already."
                                             : "There it has no column of that number to "
                                               "go to."};
}

static struct intent click(struct list_view *v, const struct event *event)
{
    struct button button = screen_button_at(event->row, event->col);
    return button.kind == BUTTON_ITEM ? choose(v, list_shown(v, button.index))
                                      : intent_of(INTENT_NOTHING);
}

static struct intent paste(struct list_view *v, const char *text)
{
    if (v->by_letter) {
        return intent_say("What was pasted has no place here; \vclose\v goes back.");
    }
    struct intent said = intent_paste_line(&v->filter, text);
    v->typing = v->filter.text.len_bytes > 0;
    filter_anew(v);
    return said;
}

static struct intent type(struct list_view *v, const struct event *event, bool stray)
{
    if (v->by_letter) {
        return by_letter(v, event, stray);
    }
    size_t before_bytes = v->filter.text.len_bytes;
    if (v->by_number && !before_bytes && is_number(event->text)) {
        return by_number(v, event->text);
    }
    if (chooses_again(v, event->text)) {
        return choose(v, list_shown(v, v->selected));
    }
    bool heard = text_box_press(&v->filter, event->text, action_for(MODE_BOX, event->key),
                                screen_cols());
    v->typing = heard ? v->filter.text.len_bytes > 0 : v->typing;
    if (v->filter.text.len_bytes != before_bytes) { /* not by going to and fro in it */
        filter_anew(v);
    }
    return intent_of(INTENT_NOTHING);
}

/* Left edits the words typed, if there are any; else it leaves. */
static struct intent go_back(struct list_view *v, enum action action,
                             const struct event *event)
{
    bool edits = action == ACT_LIST_LEAVE && v->filter.text.len_bytes;
    return edits ? type(v, event, false) : intent_of(INTENT_CLOSE);
}

/* As many rows as were in sight. */
static int page(const struct list_view *v, const struct facts *facts)
{
    return v->in_sight > 0 ? v->in_sight : list_row_room(facts);
}

/* Up (-1) or down (1): the cursor goes along. */
static struct intent go(struct list_view *v, int by, int rows)
{
    v->typing = false;
    step(v, by, rows);
    return intent_of(INTENT_NOTHING);
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct list_view *v = state;
    const struct item *item;
    bool stray = v->stray;
    v->stray = false;
    if (event->kind == EVENT_CLICK) {
        return click(v, event);
    }
    if (event->kind == EVENT_PASTE) {
        return paste(v, event->text);
    }
    switch (action) {
    case ACT_LIST_UP:
        return go(v, -1, 1);
    case ACT_LIST_DOWN:
        return go(v, 1, 1);
    case ACT_LIST_PAGE_UP:
        return go(v, -1, page(v, facts));
    case ACT_LIST_PAGE_DOWN:
        return go(v, 1, page(v, facts));
    case ACT_LIST_CHOOSE:
        item = list_shown(v, v->selected);
        return stray ? say_stray(v, item, "\vchoose\v") : choose(v, item);
    case ACT_LIST_CLOSE:
    case ACT_LIST_LEAVE:
        return go_back(v, action, event);
    default:
        return type(v, event, stray);
    }
}

const struct view_ops view_list_ops = {
    .name = "list",
    .still = true,
    .always = MODE_LIST,
    .draw = list_draw,
    .handle = handle,
    .free = list_free,
    .list = itself,
};
