#include "view_home.h"

#include "base/memory.h"
#include "screen.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdlib.h>
#include <string.h>

enum row_kind { ROW_HEADING, ROW_RECENT, ROW_TEMPLATE, ROW_SAMPLE };

struct row {
    enum row_kind kind;
    char *label, *detail;
    char *target; /* a path, or a template's id */
};

struct home_view {
    struct row *rows;
    size_t count, room;
    size_t selected;
};

static void add_row(struct home_view *v, enum row_kind kind, const char *label,
                    const char *detail, const char *target)
{
    v->rows = memory_room_for_one(v->rows, v->count, &v->room, sizeof *v->rows);
    v->rows[v->count++] = (struct row){.kind = kind,
                                       .label = memory_copy_text(label),
                                       .detail = memory_copy_text(detail),
                                       .target = memory_copy_text(target)};
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void add_recent(struct home_view *v)
{
    struct paths recent = {0};
    recent_sessions(&recent);
    if (recent.count) {
        add_row(v, ROW_HEADING, "Recent sessions", "", NULL);
    }
    for (size_t i = 0; i < recent.count && i < 8; i++) {
        const char *name = name_of(recent.items[i]);
        char *folder = memory_copy_text(recent.items[i]);
        folder[name - recent.items[i] - 1] = '\0';
        add_row(v, ROW_RECENT, name, *folder ? folder : "/", recent.items[i]);
        free(folder);
    }
    paths_finish(&recent);
}

static void add_templates(struct home_view *v, const char *program)
{
    const struct template *form;
    struct paths files = {0};
    add_row(v, ROW_HEADING, "Begin a new session with", "", NULL);
    for (size_t i = 0; (form = template_builtin(i)); i++) {
        add_row(v, ROW_TEMPLATE, form->title, form->description, form->id);
    }
    data_files("templates", program, &files);
    for (size_t i = 0; i < files.count; i++) {
        struct str text = STR_EMPTY;
        struct err err = ERR_NONE;
        struct template *read =
            read_file(files.items[i], &text, &err)
                ? template_read_text(files.items[i], str_text(&text), &err)
                : NULL;
        if (read && !template_builtin_of(read->id)) {
            add_row(v, ROW_TEMPLATE, read->title, read->description, files.items[i]);
        }
        template_free(read);
        err_finish(&err);
        str_finish(&text);
    }
    paths_finish(&files);
}

static void add_samples(struct home_view *v, const char *program)
{
    struct paths files = {0};
    data_files("sessions", program, &files);
    if (files.count) {
        add_row(v, ROW_HEADING, "Look at a worked sample (a copy is opened)", "", NULL);
    }
    for (size_t i = 0; i < files.count; i++) {
        char *name = memory_copy_text(name_of(files.items[i]));
        name[strlen(name) - strlen(".json")] = '\0';
        add_row(v, ROW_SAMPLE, name, "", files.items[i]);
        free(name);
    }
    paths_finish(&files);
}

void *view_home_new(const char *program)
{
    struct home_view *v = memory_get(sizeof *v);
    add_recent(v);
    add_templates(v, program);
    add_samples(v, program);
    v->selected = 1; /* under the first heading */
    return v;
}

static void home_free(void *state)
{
    struct home_view *v = state;
    for (size_t i = 0; i < v->count; i++) {
        free(v->rows[i].label);
        free(v->rows[i].detail);
        free(v->rows[i].target);
    }
    free(v->rows);
    free(v);
}

static enum mode mode_of(const void *state)
{
    (void)state;
    return MODE_HOME;
}

static void draw(void *state, const struct facts *facts)
{
    struct home_view *v = state;
    int cols = screen_cols(), first_row = 2, label_cols = cols >= 100 ? 48 : 36;
    int room = screen_rows() - 4 - first_row;
    size_t first =
        v->selected + 2 > (size_t)room && room > 0 ? v->selected + 2 - (size_t)room : 0;
    if (label_cols > cols - 2) {
        label_cols = cols - 2;
    }
    screen_clear();
    draw_title(facts, "roundtable");
    screen_rule(1, 0, cols);
    for (int i = 0; i < room && first + (size_t)i < v->count; i++) {
        size_t index = first + (size_t)i;
        const struct row *r = &v->rows[index];
        int row = first_row + i;
        if (r->kind == ROW_HEADING) {
            screen_put(row, 1, cols - 2, ROLE_COLUMN_1, r->label);
            continue;
        }
        bool selected = index == v->selected;
        screen_put(row, 1, 2, ROLE_KEY, selected ? screen_marker() : "");
        screen_put(row, 3, label_cols - 3, selected ? ROLE_SELECTED : ROLE_TEXT,
                   r->label);
        screen_put(row, label_cols + 1, cols - label_cols - 2, ROLE_DIM, r->detail);
        screen_button(row, 0, 1, cols,
                      (struct button){.kind = BUTTON_ITEM, .index = index});
        if (selected) {
            screen_cursor(row, 3);
        }
    }
    struct facts foot = *facts;
    if (!*foot.message) {
        foot.message = v->rows[v->selected].detail; /* in full */
    }
    draw_foot(&foot, MODE_HOME);
    screen_show();
}

static void step(struct home_view *v, int by)
{
    size_t at = v->selected;
    do {
        if (by < 0 ? at == 0 : at + 1 >= v->count) {
            return;
        }
        at += (size_t)by;
    } while (v->rows[at].kind == ROW_HEADING);
    v->selected = at;
}

static struct intent choose(const struct home_view *v, size_t index)
{
    static const enum intent_kind kinds[] = {[ROW_HEADING] = INTENT_NOTHING,
                                             [ROW_RECENT] = INTENT_OPEN_FILE,
                                             [ROW_TEMPLATE] = INTENT_OPEN_FORM,
                                             [ROW_SAMPLE] = INTENT_OPEN_COPY};
    const struct row *row = &v->rows[index];
    return (struct intent){.kind = kinds[row->kind], .text = row->target};
}

static struct intent follow_up(const struct row *row)
{
    return row->kind == ROW_RECENT
               ? (struct intent){.kind = INTENT_FOLLOW_UP, .text = row->target}
               : (struct intent){.kind = INTENT_SAY,
                                 .text = "Select a recent session; f then begins one "
                                         "that follows it up."};
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct home_view *v = state;
    (void)facts;
    if (event->kind == EVENT_CLICK) {
        struct button button = screen_button_at(event->row, event->col);
        if (button.kind == BUTTON_ACTION) {
            return (struct intent){.kind = INTENT_PRESS, .action = button.action};
        }
        return button.kind == BUTTON_ITEM ? choose(v, button.index) : (struct intent){0};
    }
    if (event->kind == EVENT_WHEEL) {
        action = strcmp(event->key, "Up") == 0 ? ACT_LIST_UP : ACT_LIST_DOWN;
    }
    switch (action) {
    case ACT_LIST_UP:
        step(v, -1);
        break;
    case ACT_LIST_DOWN:
        step(v, 1);
        break;
    case ACT_LIST_CHOOSE:
        return choose(v, v->selected);
    case ACT_NEW:
        return (struct intent){.kind = INTENT_OPEN_FORM, .text = template_builtin(0)->id};
    case ACT_FOLLOW_UP:
        return follow_up(&v->rows[v->selected]);
    default:
        break;
    }
    return (struct intent){.kind = INTENT_NOTHING};
}

const struct view_ops view_home_ops = {
    .name = "home",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = home_free,
};
