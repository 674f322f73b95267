#include "views/view_list.h"

#include "base/memory.h"
#include "base/wrap.h"
#include "screen/parts.h"
#include "screen/screen.h"
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

/* The rows that the filter lets through, in the order in which they are shown: by how
 * well they fit, and among equals as they were added. */
static void find_shown(struct list_view *v)
{
    const char *typed = str_text(&v->filter.text);
    signed char *fits = memory_get(v->count + 1);
    size_t fitting = 0;
    v->shown = memory_resize_array(v->shown, v->count + 1, sizeof *v->shown);
    v->shown_count = 0;
    v->shown_of = v->count;
    for (size_t i = 0; i < v->count; i++) {
        fits[i] = (signed char)list_match(v, &v->items[i], typed);
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

enum { FIRST_ROW = 2, LEAST_IN_SIGHT = 3 };

/* How many rows of the list are in sight, above what is said at the foot of it. */
static int row_room(const struct facts *foot)
{
    int least_foot = 4, rows = foot_rows(foot);
    return screen_rows() - FIRST_ROW - (rows > least_foot ? rows : least_foot);
}

static int gap(const struct list_view *v)
{
    return v->label_cols ? 2 : 1; /* figures in a row need more room than words */
}

/* Where the details of rows with letters begin: beyond the screen if there is no room. */
static int detail_col(const struct list_view *v)
{
    int cols = screen_cols();
    return cols <= 70 ? cols : v->label_cols ? 4 + v->label_cols + gap(v) : cols - 25;
}

enum { MOST_LINES = 2 };

/* How many rows of the screen one of the list takes. */
static int lines_of(struct list_view *v, size_t index)
{
    const struct item *item = list_shown(v, index);
    int wide = screen_cols() - detail_col(v) - 1;
    return v->whole && item && !item->heading && wide > 0
               ? wrap_count(item->detail, wide, MOST_LINES)
               : 1;
}

static void put_row(struct list_view *v, int row, size_t index)
{
    const struct item *item = list_shown(v, index);
    int cols = screen_cols(), key_cols = cols >= 100 ? 22 : cols >= 60 ? 16 : 10;
    int label_cols = v->label_cols ? v->label_cols : cols >= 100 ? 26 : 14;
    int x = 1 + label_cols + gap(v), lines = lines_of(v, index);
    bool selected = index == v->selected;
    /* In a small window the foot says it, in full. */
    bool beside = lines > 1 || (*item->detail && (!window_is_small() || item->full));
    enum role role = selected ? ROLE_SELECTED : ROLE_TEXT;
    if (item->heading) {
        screen_put(row, 1, cols - 2, ROLE_TITLE, item->label);
        return;
    }
    if (v->by_letter || v->by_number) {
        int wide = v->label_cols ? v->label_cols : cols - 30;
        screen_put(row, 1, 2, ROLE_KEY, item->key);
        screen_put(row, 4, cols > 70 && beside ? wide : cols - 5, role, item->label);
        x = detail_col(v);
    } else {
        label_cols = beside || *item->key ? label_cols : cols - 2;
        screen_put(row, 1, label_cols, role, *item->label ? item->label : "-");
        screen_put(row, x, key_cols - 1, ROLE_KEY, item->key);
        x += *item->key ? key_cols : 0;
    }
    if (lines > 1) {
        screen_put_wrapped(row, x, cols - x - 1, lines, ROLE_DIM, item->detail);
    } else if (beside) {
        screen_put(row, x, cols - x - 1, ROLE_DIM, item->detail);
    }
    screen_button(row, 0, lines, cols,
                  (struct button){.kind = BUTTON_ITEM, .index = index});
}

/* A row of a list that is opened again, or gone through, is as it was. */
static void put_row_again(struct list_view *v, int row, size_t index)
{
    struct {
        uint64_t number;
        size_t index;
        int cols, lines;
        bool selected, small;
    } key;
    memset(&key, 0, sizeof key); /* compared by bytes */
    key.number = v->number;
    key.index = index;
    key.cols = screen_cols();
    key.lines = lines_of(v, index);
    key.selected = index == v->selected;
    key.small = window_is_small();
    if (!key.number || !screen_put_again(row, key.lines, &key, sizeof key)) {
        put_row(v, row, index);
        screen_part_end();
    }
}

/* The first row of those in sight: as many before the one selected as there is room for. */
static size_t first_in_sight(struct list_view *v, int room)
{
    size_t first = v->selected;
    int lines = lines_of(v, first);
    while (first > 0 && lines + lines_of(v, first - 1) <= room) {
        lines += lines_of(v, --first);
    }
    return first;
}

/* "3 above, 5 more below", beside the rule: rows out of sight, from first on before, from end on
 * behind. */
static void put_more(struct list_view *v, size_t first, size_t end)
{
    size_t above = v->above[first < v->shown_count ? first : v->shown_count];
    size_t below =
        v->above[v->shown_count] - v->above[end < v->shown_count ? end : v->shown_count];
    struct str words = STR_EMPTY;
    if (above && screen_cols() >= 40) {
        str_addf(&words, below ? "%zu above, " : "%zu more above", above);
    }
    if (below) {
        str_addf(&words, "%zu more below", below);
    }
    struct str put = str_of(" %s ", str_text(&words));
    int wide = (int)put.len_bytes, col = screen_cols() - wide - 2;
    if (words.len_bytes && col > screen_cols() / 5) {
        screen_put(1, col, wide, ROLE_DIM, put.bytes);
    }
    str_finish(&put);
    str_finish(&words);
}

/* What the item at hand is, or would do, in full, where its row is too short for that. Behind
 * the key that does it: nothing was done yet. */
static void say_item(const struct list_view *v, const struct item *item, struct str *out)
{
    const char *says = item->full ? item->full : item->detail;
    size_t name = strcspn(says, ":"); /* as marks begin with */
    bool named = says[name] && strncmp(says, item->label, name) == 0;
    bool keyed = (v->by_letter || v->by_number) && *item->key && *says && !named;
    str_addf(out, "%s%s%s", keyed ? item->key : "", keyed ? ": " : "", says);
}

static struct list_view *itself(void *state)
{
    return state;
}

/* What stands below it: what was said, else what the item at hand is. All of that is to be read,
 * as far as some rows stay in sight. */
static struct facts foot_of(struct list_view *v, const struct facts *facts,
                            struct str *says)
{
    struct facts foot = *facts;
    const struct item *item = list_shown(v, v->selected);
    int most = screen_rows() - FIRST_ROW - LEAST_IN_SIGHT - 1;
    foot.most_message_rows = most > 0 ? most : 0;
    if (!*foot.message && item) {
        say_item(v, item, says);
        foot.message_is_detail = true;
        foot.message = str_text(says);
    }
    return foot;
}

static void draw(void *state, const struct facts *facts)
{
    struct list_view *v = state;
    int cols = screen_cols(), typed_col = 0;
    struct str says = STR_EMPTY;
    if (v->renew) {
        v->renew(v, facts);
    }
    count_shown(v); /* and selects the first that can be chosen */
    struct facts foot = foot_of(v, facts, &says);
    int room = v->in_sight = row_room(&foot);
    size_t at = first_in_sight(v, room), first = at;
    bool typed = window_is_small() && v->filter.text.len_bytes;
    screen_clear();
    draw_title(facts, typed ? str_text(&v->filter.text) : v->title);
    if (v->by_letter) {
        screen_rule(1, 0, cols);
    } else {
        int taken = screen_put(1, 1, cols - 2, ROLE_KEY, screen_marker());
        typed_col = 1 + taken;
        screen_put(1, typed_col, cols - 1 - typed_col, ROLE_TEXT,
                   str_text(&v->filter.text));
        screen_cursor(1, typed_col); /* if there is no row to stand on */
    }
    for (int row = 0; list_shown(v, at) && row + lines_of(v, at) <= room; at++) {
        put_row_again(v, FIRST_ROW + row, at);
        row += lines_of(v, at);
    }
    put_more(v, first, at);
    if (v->typing && !window_is_small()) { /* where the title shows what is typed */
        screen_cursor(1, typed_col + screen_width_cols(str_text(&v->filter.text),
                                                       v->filter.cursor_bytes));
    }
    if (!list_shown(v, v->selected)) {
        screen_put(FIRST_ROW, 1, cols - 2, ROLE_DIM,
                   "Nothing has these letters. \vdelete-before\v, or \vclose\v.");
    }
    draw_foot(&foot, MODE_LIST);
    screen_show();
    str_finish(&says);
}

bool view_list_finds(const struct view *list)
{
    struct list_view *v = list->state;
    bool finds = false;
    for (size_t i = 0; i < count_shown(v) && !finds; i++) {
        finds = list_is_sought(v, list_shown(v, i), str_text(&v->filter.text));
    }
    return finds;
}

static struct intent choose(const struct item *item)
{
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

static struct intent by_letter(struct list_view *v, const struct event *event)
{
    const struct item *item = of_key(v, event->text);
    if (item) {
        return item->intent;
    }
    v->stray = *event->text != '\0';
    str_set(&v->answer, "%s chooses nothing here; \vclose\v goes back.", event->key);
    return intent_say(str_text(&v->answer));
}

static bool is_number(const char *key)
{
    return *key >= '0' && *key <= '9' && !key[1];
}

/* Of a column where it stands already the list goes: the key was not meant to be typed. */
static struct intent by_number(struct list_view *v, const char *number)
{
    const struct item *item = of_key(v, number);
    return item ? item->intent
                : (struct intent){.kind = INTENT_CLOSE,
                                  .text = "It stands in that column already, or there is "
                                          "none of that number."};
}

static struct intent click(struct list_view *v, const struct event *event)
{
    struct button button = screen_button_at(event->row, event->col);
    return button.kind == BUTTON_ITEM ? choose(list_shown(v, button.index))
                                      : intent_of(INTENT_NOTHING);
}

static struct intent paste(struct list_view *v, const char *text)
{
    if (v->by_letter) {
        return intent_say("What was pasted has no place here; \vclose\v goes back.");
    }
    text_box_insert_line(&v->filter, text);
    v->typing = v->filter.text.len_bytes > 0;
    filter_anew(v);
    return intent_of(INTENT_NOTHING);
}

static struct intent type(struct list_view *v, const struct event *event)
{
    if (v->by_letter) {
        return by_letter(v, event);
    }
    size_t before_bytes = v->filter.text.len_bytes;
    if (v->by_number && !before_bytes && is_number(event->text)) {
        return by_number(v, event->text);
    }
    if (v->again && !before_bytes && strcmp(event->text, v->again) == 0) {
        return choose(list_shown(v, v->selected));
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
    return edits ? type(v, event) : intent_of(INTENT_CLOSE);
}

/* As many rows as were in sight. */
static int page(const struct list_view *v, const struct facts *facts)
{
    return v->in_sight > 0 ? v->in_sight : row_room(facts);
}

/* Up (-1) or down (1): the cursor goes along. */
static struct intent go(struct list_view *v, int by, int rows)
{
    v->typing = false;
    step(v, by, rows);
    return intent_of(INTENT_NOTHING);
}

/* Letters that chose nothing and an Enter are a word, and no choice. */
static struct intent say_stray(struct list_view *v)
{
    const struct item *item = list_shown(v, v->selected);
    str_set(&v->answer, "Nothing was chosen. \vchoose\v once more chooses ‘%s’.",
            item ? item->label : "");
    return intent_say(str_text(&v->answer));
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct list_view *v = state;
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
        return stray ? say_stray(v) : choose(list_shown(v, v->selected));
    case ACT_LIST_CLOSE:
    case ACT_LIST_LEAVE:
        return go_back(v, action, event);
    default:
        return type(v, event);
    }
}

const struct view_ops view_list_ops = {
    .name = "list",
    .still = true,
    .always = MODE_LIST,
    .draw = draw,
    .handle = handle,
    .free = list_free,
    .list = itself,
};
