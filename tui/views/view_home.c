#include "views/view_home.h"

#include "base/memory.h"
#include "screen/screen.h"
#include "store/forms.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdlib.h>
#include <string.h>

enum row_kind { ROW_HEADING, ROW_RECENT, ROW_TEMPLATE, ROW_SAMPLE };

struct row {
    enum row_kind kind;
    char *label, *detail;
    char *target; /* a path, or a template's id */
    char *full;   /* for the foot; NULL: detail */
};

struct home_view {
    struct row *rows;
    size_t count, room;
    size_t selected;
    bool first_time; /* nothing was opened so far */
};

/* The sample that a beginner learns most from: a system map with all its columns. */
static const char first_sample[] = "write-up.json";

static void add_row(struct home_view *v, enum row_kind kind, const char *label,
                    const char *detail, const char *target)
{
    ARRAY_ADD(v->rows, v->count, v->room,
              (struct row){.kind = kind,
                           .label = memory_copy_text(label),
                           .detail = memory_copy_text(detail),
                           .target = memory_copy_text(target)});
}

static void add_recent(struct home_view *v)
{
    struct paths recent = {0};
    recent_sessions(&recent);
    if (recent.count) {
        add_row(v, ROW_HEADING, "Recent sessions", "", NULL);
    }
    for (size_t i = 0; i < recent.count && i < 8; i++) {
        const char *name = path_name(recent.items[i]);
        char *folder = memory_copy_text(recent.items[i]);
        folder[name - recent.items[i] - 1] = '\0';
        struct str title = STR_EMPTY, full = STR_EMPTY;
        session_title_in(recent.items[i], &title);
        str_addf(&full, "%s%sin %s", str_text(&title), title.len_bytes ? ", " : "",
                 *folder ? folder : "/");
        add_row(v, ROW_RECENT, name, title.len_bytes ? title.bytes : str_text(&full),
                recent.items[i]);
        v->rows[v->count - 1].full = str_take(&full);
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
    add_row(v, ROW_HEADING, "Begin a new session with", "", NULL);
    for (size_t i = 0; (form = template_builtin(i)); i++) {
        add_row(v, ROW_TEMPLATE, form->title, form->description, form->id);
    }
    data_files("templates", &files);
    for (size_t i = 0; i < files.count; i++) {
        struct template *read = form_in_file(files.items[i], NULL);
        if (read && !template_builtin_of(read->id)) {
            add_row(v, ROW_TEMPLATE, read->title, read->description, files.items[i]);
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
    add_row(v, ROW_SAMPLE, name, str_text(&title), path);
    str_finish(&title);
    free(name);
}

static void add_samples(struct home_view *v)
{
    struct paths files = {0};
    data_files("sessions", &files);
    if (files.count) {
        add_row(v, ROW_HEADING, "Look at a worked sample (a copy is opened)", "", NULL);
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
    for (size_t i = 0; i < v->count; i++) {
        free(v->rows[i].label);
        free(v->rows[i].detail);
        free(v->rows[i].target);
        free(v->rows[i].full);
    }
    free(v->rows);
    free(v);
}

/* What to press, for somebody who is here for the first time; returns the row below. */
static int put_welcome(int row)
{
    static const enum action actions[] = {ACT_LIST_CHOOSE, ACT_SAMPLE, ACT_PALETTE};
    char keys[3][KEY_NAME_BYTES];
    struct str text = STR_EMPTY;
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        action_first_key(actions[i], keys[i]);
    }
    str_addf(&text,
             "Welcome. %s begins a session, %s opens an example, %s shows all keys.",
             keys[0], keys[1], keys[2]);
    row += screen_put_wrapped(row, 1, screen_cols() - 2, screen_rows(), ROLE_MESSAGE,
                              text.bytes);
    str_finish(&text);
    return row + (screen_rows() >= 20);
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
    size_t first =
        v->selected + 2 > (size_t)room && room > 0 ? v->selected + 2 - (size_t)room : 0;
    if (label_cols > cols - 2) {
        label_cols = cols - 2;
    }
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
        const struct row *r = &v->rows[v->selected];
        foot.message = r->full ? r->full : r->detail; /* in full */
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
               : intent_say("Select a recent session; f then begins one that follows "
                            "it up.");
}

static struct intent open_sample(const struct home_view *v)
{
    for (size_t i = 0; i < v->count; i++) {
        if (v->rows[i].kind == ROW_SAMPLE) {
            return choose(v, i);
        }
    }
    return intent_say("The worked samples were not installed with this program.");
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct home_view *v = state;
    (void)facts;
    if (event->kind == EVENT_CLICK) {
        struct button button = screen_button_at(event->row, event->col);
        return button.kind == BUTTON_ITEM ? choose(v, button.index)
                                          : intent_of(INTENT_NOTHING);
    }
    if (event->kind == EVENT_PASTE) {
        return intent_say("What was pasted has no place here yet. Open or begin a "
                          "session, then paste it there.");
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
    case ACT_SAMPLE:
        return open_sample(v);
    case ACT_NEW:
        return (struct intent){.kind = INTENT_OPEN_FORM, .text = template_builtin(0)->id};
    case ACT_FOLLOW_UP:
        return follow_up(&v->rows[v->selected]);
    default:
        break;
    }
    return intent_of(INTENT_NOTHING);
}

static const struct view_ops ops = {
    .name = "home",
    .always = MODE_HOME,
    .draw = draw,
    .handle = handle,
    .free = home_free,
};

struct view view_home_new(void)
{
    struct home_view *v = memory_get(sizeof *v);
    add_recent(v);
    add_templates(v);
    add_samples(v);
    v->selected = 1; /* under the first heading */
    return (struct view){.ops = &ops, .state = v};
}
