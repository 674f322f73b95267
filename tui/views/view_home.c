#include "views/view_home.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "screen/screen.h"
#include "store/forms.h"
#include "store/places.h"
#include "store/replace.h"
#include "views/foot.h"
#include "views/title.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

struct home_view {
    struct list_view *list; /* its rows: headings, sessions, templates, samples */
    bool first_time;        /* nothing was opened so far */
};

/* The sample that a beginner learns most from: a system map with all its columns. */
static const char first_sample[] = "write-up.json";

/* A row; target, a path or a template's id, is what choosing it is about. */
static struct item *add_row(struct home_view *v, enum intent_kind kind, const char *label,
                            const char *detail, const char *target)
{
    struct item *item = list_add(v->list, "", label, detail);
    item->text = memory_copy_text(target);
    item->intent = (struct intent){.kind = kind, .text = item->text};
    return item;
}

static void add_recent(struct home_view *v)
{
    struct paths recent = {0};
    recent_sessions(&recent);
    if (recent.count) {
        list_add_heading(v->list, "Recent sessions");
    }
    for (size_t i = 0; i < recent.count && i < 8; i++) {
        const char *name = path_name(recent.items[i]);
        char *folder = memory_copy_text(recent.items[i]);
        folder[name - recent.items[i] - 1] = '\0';
        struct str title = STR_EMPTY, full = STR_EMPTY;
        session_table_in(recent.items[i], &title); /* what tells it from others first */
        str_add(&title, title.len_bytes ? ": " : "");
        size_t told = title.len_bytes;
        session_title_in(recent.items[i], &title);
        if (told && title.len_bytes == told) {
            str_remove(&title, told - 2, 2);
        }
        str_addf(&full, "%s%sin %s", str_text(&title), title.len_bytes ? ", " : "",
                 *folder ? folder : "/");
        add_row(v, INTENT_OPEN_FILE, name,
                title.len_bytes ? title.bytes : str_text(&full), recent.items[i])
            ->full = str_take(&full);
        str_finish(&title);
        free(folder);
    }
    v->first_time = recent.count == 0;
    paths_finish(&recent);
}

static void add_templates(struct home_view *v)
{
    const struct template *form;
    struct paths files = {0};
    list_add_heading(v->list, "Begin a new session with");
    for (size_t i = 0; (form = template_builtin(i)); i++) {
        add_row(v, INTENT_OPEN_FORM, form->title, form->description, form->id);
    }
    data_files("templates", &files);
    for (size_t i = 0; i < files.count; i++) {
        struct template *read = form_in_file(files.items[i], NULL);
        if (read && !template_is_builtin(read->id)) {
            add_row(v, INTENT_OPEN_FORM, read->title, read->description, files.items[i]);
        }
        template_free(read);
    }
    paths_finish(&files);
}

static void add_sample(struct home_view *v, const char *path)
{
    struct str title = STR_EMPTY;
    char *name = memory_copy_text(path_name(path));
    name[strlen(name) - strlen(".json")] = '\0';
    session_title_in(path, &title);
    add_row(v, INTENT_OPEN_COPY, name, str_text(&title), path);
    str_finish(&title);
    free(name);
}

static void add_samples(struct home_view *v)
{
    struct paths files = {0};
    data_files("sessions", &files);
    if (files.count) {
        list_add_heading(v->list, "Look at a worked sample (a copy is opened)");
    }
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < files.count; i++) {
            bool is_first = strcmp(path_name(files.items[i]), first_sample) == 0;
            if (is_first == (round == 0)) {
                add_sample(v, files.items[i]);
            }
        }
    }
    paths_finish(&files);
}

static void home_free(void *state)
{
    struct home_view *v = state;
    view_list_ops.free(v->list);
    free(v);
}

/* What to press, for somebody who is here for the first time; returns the row below. */
static int put_welcome(int row)
{
    row += screen_put_wrapped(row, 1, screen_cols() - 2, screen_rows(), ROLE_MESSAGE,
                              "Welcome. \vchoose\v begins a session, \vsample\v opens an "
                              "example, \vpalette\v shows all keys.");
    return row + (screen_rows() >= 20);
}

/* A file's name is cut in its middle: its end tells it from others as well. */
static void put_label(int row, int width_cols, enum role role, const struct item *item)
{
    const char *name = item->label, *end = name + strlen(name);
    bool file = item->intent.kind == INTENT_OPEN_FILE;
    if (file && screen_width_cols(name, strlen(name)) > width_cols) {
        uint32_t unused;
        for (end = name; screen_width_cols(end, strlen(end)) > width_cols / 2;) {
            end += utf8_read(end, strlen(end), &unused);
        }
    }
    int end_cols = screen_width_cols(end, strlen(end));
    screen_put(row, 3 + width_cols - end_cols, end_cols, role, end);
    screen_put(row, 3, width_cols - end_cols, role, name); /* last: the cursor is there */
}

static void draw(void *state, const struct facts *facts)
{
    struct home_view *v = state;
    int cols = screen_cols(), label_cols = cols >= 100 ? 48 : cols >= 60 ? 36 : cols;
    screen_clear();
    draw_title(facts, "roundtable");
    screen_rule(1, 0, cols);
    int first_row = v->first_time ? put_welcome(2) : 2;
    int room = screen_rows() - 4 - first_row;
    size_t selected = v->list->selected;
    size_t first =
        selected + 2 > (size_t)room && room > 0 ? selected + 2 - (size_t)room : 0;
    if (label_cols > cols - 2) {
        label_cols = cols - 2;
    }
    for (size_t i = first; i < v->list->count && (int)(i - first) < room; i++) {
        const struct item *item = &v->list->items[i];
        int row = first_row + (int)(i - first);
        if (item->heading) {
            screen_put(row, 1, cols - 2, ROLE_COLUMN_1, item->label);
            continue;
        }
        screen_put(row, 1, 2, ROLE_KEY, i == selected ? screen_marker() : "");
        put_label(row, label_cols - 3, i == selected ? ROLE_SELECTED : ROLE_TEXT, item);
        screen_put(row, label_cols + 1, cols - label_cols - 2, ROLE_DIM, item->detail);
        screen_button(row, 0, 1, cols, (struct button){.kind = BUTTON_ITEM, .index = i});
    }
    struct facts foot = *facts;
    if (!*foot.message) {
        const struct item *item = &v->list->items[selected];
        foot.message = item->full ? item->full : item->detail; /* in full */
    }
    draw_foot(&foot, MODE_HOME);
    screen_show();
}

static struct intent follow_up(const struct item *item)
{
    return item->intent.kind == INTENT_OPEN_FILE
               ? (struct intent){.kind = INTENT_FOLLOW_UP, .text = item->text}
               : intent_say("Select a recent session; \vfollow-up\v then begins one that "
                            "follows "
                            "it up.");
}

static struct intent open_sample(const struct home_view *v)
{
    for (size_t i = 0; i < v->list->count; i++) {
        if (v->list->items[i].intent.kind == INTENT_OPEN_COPY) {
            return v->list->items[i].intent;
        }
    }
    return intent_say("The worked samples were not installed with this program.");
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct home_view *v = state;
    if (event->kind == EVENT_PASTE) {
        return intent_say("What was pasted has no place here yet. Open or begin a "
                          "session, then paste it there.");
    }
    switch (action) {
    case ACT_SAMPLE:
        return open_sample(v);
    case ACT_NEW:
        return (struct intent){.kind = INTENT_OPEN_FORM, .text = template_builtin_id(0)};
    case ACT_OPEN:
        return intent_of(INTENT_CHOOSE_FILE);
    case ACT_MERGE:
        return intent_of(INTENT_CHOOSE_MERGE);
    case ACT_FOLLOW_UP:
        return follow_up(&v->list->items[v->list->selected]);
    case ACT_LIST_UP:
    case ACT_LIST_DOWN:
    case ACT_LIST_CHOOSE:
        return view_list_ops.handle(v->list, facts, action, event);
    default:
        return event->kind == EVENT_CLICK
                   ? view_list_ops.handle(v->list, facts, action, event)
                   : intent_of(INTENT_NOTHING);
    }
}

static struct list_view *list_of(void *state)
{
    struct home_view *v = state;
    return v->list;
}

static const struct view_ops ops = {
    .name = "home",
    .always = MODE_HOME,
    .draw = draw,
    .handle = handle,
    .free = home_free,
    .list = list_of,
};

struct view view_home_new(void)
{
    struct home_view *v = memory_get(sizeof *v);
    v->list = list_new("roundtable", false);
    add_recent(v);
    add_templates(v);
    add_samples(v);
    v->list->selected = 1; /* under the first heading */
    return (struct view){.ops = &ops, .state = v};
}
