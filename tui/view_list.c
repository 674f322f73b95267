#include "view_list.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "export/export.h"
#include "screen.h"
#include "text_box.h"

#include <stdlib.h>
#include <string.h>

/* One row, and what choosing it intends. */
struct item {
    char *key; /* its letter, or the keys of an action for reading */
    char *label;
    char *detail;
    struct intent intent;
    char *text; /* borrowed by the intent */
};

struct list_view {
    char *title;
    bool by_letter;
    struct item *items;
    size_t count, room;
    size_t selected; /* among those that the filter lets through */
    struct text_box filter;
    struct str said;
};

static struct list_view *list_new(const char *title, bool by_letter)
{
    struct list_view *v = memory_get(sizeof *v);
    v->title = memory_copy_text(title);
    v->by_letter = by_letter;
    return v;
}

static struct item *list_add(struct list_view *v, const char *key, const char *label,
                             const char *detail)
{
    v->items = memory_room_for_one(v->items, v->count, &v->room, sizeof *v->items);
    struct item *item = &v->items[v->count++];
    *item = (struct item){.key = memory_copy_text(key),
                          .label = memory_copy_text(label),
                          .detail = memory_copy_text(detail)};
    return item;
}

static void list_free(void *state)
{
    struct list_view *v = state;
    for (size_t i = 0; i < v->count; i++) {
        free(v->items[i].key);
        free(v->items[i].label);
        free(v->items[i].detail);
        free(v->items[i].text);
    }
    free(v->items);
    free(v->title);
    text_box_finish(&v->filter);
    str_finish(&v->said);
    free(v);
}

void *view_list_palette(enum mode mode)
{
    struct list_view *v = list_new("All keys: type to search, Enter runs", false);
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        if (row->modes & mode) {
            struct str keys = STR_EMPTY;
            action_keys_for_people((enum action)i, &keys);
            struct item *item = list_add(v, str_text(&keys), row->label, row->help);
            item->intent = (struct intent){.kind = INTENT_RUN, .action = (enum action)i};
            str_finish(&keys);
        }
    }
    return v;
}

/* Adds a cell to move the note to, behind what stands there. */
static void add_target(struct list_view *v, const struct facts *facts, const char *key,
                       const char *label, const char *detail, const struct record *note,
                       const struct record *goal, const char *column)
{
    size_t count;
    const struct record *const *notes = goal_notes(facts->session, goal, column, &count);
    struct item *item = list_add(v, key, label, detail);
    item->text = memory_copy_text(column);
    item->intent = (struct intent){.kind = INTENT_MOVE_NOTE,
                                   .record = note,
                                   .goal = goal,
                                   .column = item->text,
                                   .after = count ? notes[count - 1] : NULL};
}

/* The columns of the note's own grid by the numbers of their headings, those of the
 * others by capital letters. */
static void add_columns(struct list_view *v, const struct facts *facts,
                        const struct record *note)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *own = NULL;
    char capital[2] = {'A', '\0'};
    template_column(form, record_column(note), &own);
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        for (size_t j = 0; j < grid->column_count; j++) {
            char number[2] = {(char)('2' + j), '\0'};
            bool mine = grid == own && j < 8;
            if (strcmp(grid->columns[j].id, record_column(note)) != 0) {
                add_target(v, facts, mine ? number : capital, grid->columns[j].title,
                           grid->title, note, record_parent(note), grid->columns[j].id);
            }
            capital[0] += !mine && capital[0] < 'Z';
        }
    }
}

void *view_list_move(const struct facts *facts, const struct record *note)
{
    struct str title = STR_EMPTY;
    str_addf(&title, "Move ‘%s’ to a column (number) or goal (letter)",
             record_words(note, "text"));
    struct list_view *v = list_new(title.bytes, true);
    size_t count;
    const struct record *const *goals = table_goals(facts->session, facts->table, &count);
    char key[2] = {'a', '\0'};
    str_finish(&title);
    add_columns(v, facts, note);
    for (size_t i = 0; i < count; i++) {
        if (goals[i] != record_parent(note)) {
            add_target(v, facts, key[0] <= 'z' ? key : "", record_words(goals[i], "text"),
                       "goal", note, goals[i], record_column(note));
            key[0] += key[0] <= 'z';
        }
    }
    return v;
}

void *view_list_export(void)
{
    struct list_view *v = list_new("Export, beside the session's file", true);
    size_t count;
    const struct export_format *formats = export_formats(&count);
    for (size_t i = 0; i < count; i++) {
        struct item *item = list_add(v, (char[]){formats[i].name[0], '\0'},
                                     formats[i].name, formats[i].description);
        item->intent = (struct intent){.kind = INTENT_EXPORT, .text = formats[i].name};
    }
    return v;
}

/* "Manchester, table 4, 2017-02-22": what is known of it. */
static void add_table_name(const struct record *table, struct str *label)
{
    static const char *const fields[] = {"place", "table", "date", "title"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *text = record_words(table, fields[i]);
        if (*text) {
            str_addf(label, "%s%s%s", label->len_bytes ? ", " : "",
                     strcmp(fields[i], "table") == 0 ? "table " : "", text);
        }
    }
    if (!label->len_bytes) {
        str_add(label, "a table without a name");
    }
}

void *view_list_tables(const struct facts *facts)
{
    struct list_view *v = list_new("The tables of this file", false);
    size_t count;
    const struct record *const *tables = session_tables(facts->session, &count);
    for (size_t i = 0; i < count; i++) {
        struct str label = STR_EMPTY, detail = STR_EMPTY;
        size_t goals;
        table_goals(facts->session, tables[i], &goals);
        add_table_name(tables[i], &label);
        str_addf(&detail, "%zu goal%s%s", goals, goals == 1 ? "" : "s",
                 tables[i] == facts->table ? ", on the screen now" : "");
        struct item *item = list_add(v, "", detail.bytes, label.bytes);
        item->intent = (struct intent){.kind = INTENT_CHOOSE_TABLE, .record = tables[i]};
        str_finish(&label);
        str_finish(&detail);
    }
    return v;
}

static enum mode mode_of(const void *state)
{
    (void)state;
    return MODE_LIST;
}

static bool lets_through(const struct list_view *v, const struct item *item)
{
    const char *filter = str_text(&v->filter.text);
    return utf8_find(item->label, filter) >= 0 || utf8_find(item->detail, filter) >= 0 ||
           strcmp(item->key, filter) == 0;
}

/* The n-th row that the filter lets through, or NULL. */
static struct item *nth(const struct list_view *v, size_t n)
{
    for (size_t i = 0; i < v->count; i++) {
        if (lets_through(v, &v->items[i]) && n-- == 0) {
            return &v->items[i];
        }
    }
    return NULL;
}

static size_t count_shown(const struct list_view *v)
{
    size_t count = 0;
    while (nth(v, count)) {
        count++;
    }
    return count;
}

static void draw(void *state, const struct facts *facts)
{
    struct list_view *v = state;
    int rows = screen_rows(), cols = screen_cols(), first_row = 2;
    int room = rows - 4 - first_row, key_cols = cols >= 100 ? 22 : 16;
    size_t first =
        v->selected >= (size_t)room && room > 0 ? v->selected - (size_t)room + 1 : 0;
    int label_cols = cols >= 100 ? 26 : 14;
    screen_clear();
    draw_title(facts, v->title);
    if (v->by_letter) {
        screen_rule(1, 0, cols);
    } else {
        int taken = screen_put(1, 1, cols - 2, ROLE_KEY, screen_marker());
        taken += screen_put(1, 1 + taken, cols - 2 - taken, ROLE_TEXT,
                            str_text(&v->filter.text));
        screen_cursor(1, 1 + taken);
    }
    for (int i = 0; i < room; i++) {
        struct item *item = nth(v, first + (size_t)i);
        bool selected = first + (size_t)i == v->selected;
        int row = first_row + i, x = 1 + label_cols + 1;
        if (!item) {
            break;
        }
        enum role role = selected ? ROLE_SELECTED : ROLE_TEXT;
        if (v->by_letter) {
            screen_put(row, 1, 2, ROLE_KEY, item->key);
            screen_put(row, 4, cols > 70 ? cols - 30 : cols - 5, role, item->label);
            x = cols > 70 ? cols - 25 : cols;
        } else {
            screen_put(row, 1, label_cols, role, *item->label ? item->label : "-");
            screen_put(row, x, key_cols, ROLE_KEY, item->key);
            x += *item->key ? key_cols : 0;
        }
        screen_put(row, x, cols - x - 1, ROLE_DIM, item->detail);
        screen_button(row, 0, 1, cols,
                      (struct button){.kind = BUTTON_ITEM, .index = first + (size_t)i});
        if (selected && v->by_letter) {
            screen_cursor(row, 4);
        }
    }
    struct facts foot = *facts;
    const struct item *item = nth(v, v->selected);
    if (!*foot.message && item) {
        foot.message = item->detail; /* in full, where its row is too short */
    }
    if (!item) {
        screen_put(first_row, 1, cols - 2, ROLE_DIM, "Nothing has these letters.");
    }
    draw_foot(&foot, MODE_LIST);
    screen_show();
}

static struct intent choose(const struct item *item)
{
    if (!item) {
        return (struct intent){.kind = INTENT_SAY,
                               .text =
                                   "Nothing here has these letters; Backspace, or Esc."};
    }
    return item->intent;
}

static struct intent by_letter(struct list_view *v, const struct event *event)
{
    for (size_t i = 0; i < v->count; i++) {
        if (*event->text && strcmp(v->items[i].key, event->text) == 0) {
            return v->items[i].intent;
        }
    }
    str_clear(&v->said);
    str_addf(&v->said, "%s chooses nothing here; Esc goes back.", event->key);
    return (struct intent){.kind = INTENT_SAY, .text = str_text(&v->said)};
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct list_view *v = state;
    struct intent nothing = {.kind = INTENT_NOTHING};
    size_t count = count_shown(v);
    (void)facts;
    if (event->kind == EVENT_CLICK) {
        struct button button = screen_button_at(event->row, event->col);
        if (button.kind == BUTTON_ACTION) {
            return (struct intent){.kind = INTENT_PRESS, .action = button.action};
        }
        return button.kind == BUTTON_ITEM ? choose(nth(v, button.index)) : nothing;
    }
    if (event->kind == EVENT_WHEEL) {
        action = strcmp(event->key, "Up") == 0 ? ACT_LIST_UP : ACT_LIST_DOWN;
    }
    if (event->kind == EVENT_PASTE) {
        if (!v->by_letter) {
            struct str line = STR_EMPTY;
            str_add_bytes(&line, event->text, strcspn(event->text, "\r\n"));
            text_box_insert(&v->filter, str_text(&line));
            str_finish(&line);
            v->selected = 0;
        }
        return nothing;
    }
    switch (action) {
    case ACT_LIST_UP:
        v->selected -= v->selected > 0;
        return nothing;
    case ACT_LIST_DOWN:
        v->selected += v->selected + 1 < count;
        return nothing;
    case ACT_LIST_CHOOSE:
        return choose(nth(v, v->selected));
    case ACT_LIST_CLOSE:
        return (struct intent){.kind = INTENT_CLOSE};
    default:
        break;
    }
    if (v->by_letter) {
        return by_letter(v, event);
    }
    if (*event->text) {
        text_box_insert(&v->filter, event->text);
    } else {
        text_box_act(&v->filter, action_for(MODE_BOX, event->key), screen_cols());
    }
    v->selected = 0;
    return nothing;
}

const struct view_ops view_list_ops = {
    .name = "list",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = list_free,
};
