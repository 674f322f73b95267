/* Where something is typed, a line is words; where something is chosen, the number of a
 * row, or how it begins. */

#include "app/spoken_inside.h"

#include "base/fold.h"
#include "base/memory.h"
#include "model/alone.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

static enum mode mode_now(struct spoken *s)
{
    return view_mode(app_top(s->app));
}

bool spoken_takes_words(enum mode mode)
{
    return (mode & (MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME)) != 0;
}

static struct text_box *box_and(struct spoken *s, struct str *about)
{
    struct facts facts = app_facts(s->app);
    struct view *view = app_top(s->app);
    return view->ops->typed ? view->ops->typed(view->state, &facts, about) : NULL;
}

static struct text_box *box_now(struct spoken *s)
{
    struct str about = STR_EMPTY;
    struct text_box *box = box_and(s, &about);
    str_finish(&about);
    return box;
}

/* What Enter means in a mode, and Esc. */
static enum action keeping(enum mode mode)
{
    return mode == MODE_FORM     ? ACT_FORM_KEEP
           : mode == MODE_NAME   ? ACT_NAME_KEEP
           : mode == MODE_SEARCH ? ACT_SEARCH_STAY
                                 : ACT_BOX_ENTER;
}

static enum action leaving(enum mode mode)
{
    return mode == MODE_FORM     ? ACT_FORM_NEXT
           : mode == MODE_NAME   ? ACT_NAME_LEAVE
           : mode == MODE_SEARCH ? ACT_SEARCH_BACK
                                 : ACT_BOX_ESCAPE;
}

/* As if it was pasted over what stands there, so that the view looks at it. */
static void paste_over(struct spoken *s, struct text_box *box, const char *text)
{
    struct event event = {.kind = EVENT_PASTE, .text = text};
    text_box_set(box, "");
    if (*text) {
        app_press(s->app, ACT_NONE, &event);
        spoken_add_message(s);
    }
}

/* Of an entry that was kept, its place is said rather than that it was. */
static void keep_entry(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    size_t edits = session_edit_count(facts.session);
    struct str before = s->said;
    s->said = STR_EMPTY;
    spoken_press(s, ACT_BOX_ENTER);
    s->entered = session_edit_count(facts.session) != edits && !s->warned &&
                 app_top(s->app)->ops == &view_grid_ops &&
                 (!table_alone(facts.table) || !s->said.len_bytes);
    if (!s->entered) {
        str_add(&before, str_text(&s->said));
    }
    str_finish(&s->said);
    s->said = before;
}

void spoken_type(struct spoken *s, const char *text)
{
    enum mode mode = mode_now(s);
    struct text_box *box = box_now(s);
    if (!box || !*text) {
        spoken_press(s, leaving(mode));
        return;
    }
    bool as_it_stands = strcmp(text, ".") == 0;
    const char *words = strcmp(text, "-") == 0 ? "" : text;
    if (mode == MODE_BOX) {
        if (!as_it_stands) {
            text_box_set(box, words);
        }
        if (*words) {
            keep_entry(s);
        } else {
            spoken_press(s, ACT_BOX_ESCAPE);
        }
        return;
    }
    if (!as_it_stands) {
        paste_over(s, box, words);
    }
    if (mode == MODE_FORM && !as_it_stands) {
        struct str understood = STR_EMPTY;
        spoken_look(s, true, &understood);
        spoken_add_lines(s, str_text(&understood));
        str_finish(&understood);
    }
    spoken_press(s, mode == MODE_FORM && !as_it_stands ? ACT_FORM_NEXT : keeping(mode));
}

void spoken_ask(struct spoken *s, bool first)
{
    struct str about = STR_EMPTY;
    struct text_box *box = box_and(s, &about);
    bool in_box = mode_now(s) == MODE_BOX;
    if (in_box && box && !box->text.len_bytes) {
        spoken_add(s, first ? "%s; an empty line ends:" : "Next:", str_text(&about));
    } else if (box && box->text.len_bytes) {
        spoken_add(s, "%s: ‘%s’ (. keeps it).", str_text(&about), str_text(&box->text));
    } else if (box) {
        spoken_add(s, "%s:", str_text(&about));
    }
    str_finish(&about);
}

/* Lists */

static struct list_view *list_now(struct spoken *s)
{
    struct view *view = app_top(s->app);
    return view->ops->list ? view->ops->list(view->state) : NULL;
}

/* "1 Pebble" of marks, whose meaning would be too long to hear each time; else with what is
 * said of it. */
static void add_item(struct str *out, size_t number, const struct item *item)
{
    const char *about = item->full ? item->full : item->detail;
    str_addf(out, "%zu %s", number, *item->label ? item->label : about);
    if (*item->label && *item->detail) {
        str_addf(out, ": %s", item->detail);
    }
}

static bool is_of_marks(struct list_view *list)
{
    const struct item *first = list_shown(list, 0), *item = list_shown(list, 1);
    return first && first->heading && item && item->intent.kind == INTENT_MARK;
}

/* Marks: each a line, with its choices by number. */
static void say_choices(struct spoken *s, struct list_view *list)
{
    struct str line = STR_EMPTY;
    struct item *item;
    size_t number = 0;
    for (size_t i = 0; (item = list_shown(list, i)); i++) {
        if (item->heading) {
            spoken_add_lines(s, str_text(&line));
            str_set(&line, "%s: ", item->label);
        } else {
            number++;
            str_addf(&line, "%s%zu %s", line.bytes[line.len_bytes - 2] == ':' ? "" : ", ",
                     number, item->label);
        }
    }
    str_addf(&line, ", 0 none.");
    spoken_add_lines(s, str_text(&line));
    str_finish(&line);
}

void spoken_say_list(struct spoken *s)
{
    struct list_view *list = list_now(s);
    struct item *item;
    size_t number = 0;
    spoken_add(s, "%s", list->title);
    if (is_of_marks(list)) {
        say_choices(s, list);
        return;
    }
    for (size_t i = 0; (item = list_shown(list, i)); i++) {
        struct str line = STR_EMPTY;
        if (item->heading) {
            str_addf(&line, "%s:", item->label);
        } else {
            add_item(&line, ++number, item);
        }
        spoken_add_lines(s, line.bytes);
        str_finish(&line);
    }
}

/* Where the row of that number stands; false if there is none. */
static bool find_number(struct list_view *list, size_t number, size_t *at)
{
    struct item *item;
    for (*at = 0; (item = list_shown(list, *at)); ++*at) {
        number -= !item->heading;
        if (!item->heading && number == 0) {
            return true;
        }
    }
    return false;
}

/* 0 takes a mark off, else it is the row that has that key. */
static bool find_nought(struct list_view *list, size_t *at)
{
    struct item *item;
    for (*at = 0; (item = list_shown(list, *at)); ++*at) {
        bool none = item->intent.kind == INTENT_MARK && !*item->intent.text;
        if (!item->heading && (none || strcmp(item->key, "0") == 0)) {
            return true;
        }
    }
    return false;
}

/* Rows that fit with words, best first. */
struct fitting {
    size_t at, number; /* of the first of them */
    size_t count;
    struct str names;
};

static void find_words(struct list_view *list, const char *text, struct fitting *f)
{
    enum fold_fit best = FOLD_WITHIN;
    struct fold_sought sought = {.language = ""};
    struct item *item;
    size_t number = 0;
    fold_seek(&sought, text, "");
    for (size_t i = 0; (item = list_shown(list, i)); i++) {
        number += !item->heading;
        bool letter = list->by_letter && strcmp(item->key, text) == 0;
        enum fold_fit fit = letter ? FOLD_ALL : fold_find(&sought, item->label);
        enum fold_fit of_detail = fold_find(&sought, item->detail);
        fit = of_detail > fit ? of_detail : fit;
        if (item->heading || fit < best || fit == FOLD_NOWHERE) {
            continue;
        }
        if (fit > best) {
            f->count = 0;
            str_clear(&f->names);
        }
        best = fit;
        if (!f->count++) {
            f->at = i;
        }
        str_addf(&f->names, "%s%zu %s", f->names.len_bytes ? ", " : "", number,
                 *item->label ? item->label : item->detail);
    }
    fold_sought_finish(&sought);
}

static void choose_at(struct spoken *s, struct list_view *list, size_t at)
{
    list->selected = at;
    spoken_press(s, ACT_LIST_CHOOSE);
}

static void choose_words(struct spoken *s, struct list_view *list, const char *text)
{
    struct fitting f = {0};
    find_words(list, text, &f);
    enum action action = action_named(text, strcspn(text, " "));
    if (f.count == 1) {
        choose_at(s, list, f.at);
    } else if (action != ACT_NONE) {
        spoken_command(s, text);
    } else if (!f.count) {
        spoken_refuse(
            s, "‘%s’ is not in this list. A number chooses; \vclose\v goes back.", text);
    } else {
        spoken_refuse(s, "Which ‘%s’: %s?", text, str_text(&f.names));
    }
    str_finish(&f.names);
}

void spoken_choose(struct spoken *s, const char *text)
{
    struct list_view *list = list_now(s);
    bool home = mode_now(s) == MODE_HOME;
    size_t at;
    const char *rest;
    if (!*text) {
        if (!home) {
            spoken_press(s, ACT_LIST_CLOSE);
        }
    } else if (strcmp(text, "0") == 0) {
        if (find_nought(list, &at)) {
            choose_at(s, list, at);
        } else {
            spoken_press(s, ACT_LIST_CLOSE);
        }
    } else if (!text[strspn(text, "0123456789")]) {
        if (find_number(list, strtoul(text, NULL, 10), &at)) {
            choose_at(s, list, at);
        } else {
            spoken_refuse(s, "There is no %s in this list.", text);
        }
    } else if (spoken_begins(text, "read", &rest) ||
               spoken_begins(text, "where", &rest)) {
        spoken_say_list(s);
    } else if (spoken_begins(text, "more", &rest) || spoken_begins(text, "help", &rest) ||
               (home && action_named(text, strlen(text)) != ACT_NONE)) {
        spoken_command(s, text);
    } else {
        choose_words(s, list, text);
    }
}

void spoken_answer(struct spoken *s, const char *text)
{
    enum mode mode = mode_now(s);
    if (spoken_takes_words(mode)) {
        spoken_type(s, text);
        struct text_box *box = box_now(s);
        if (mode == MODE_BOX && mode_now(s) == MODE_BOX && box && !box->text.len_bytes) {
            struct event event = app_key_of(ACT_BOX_ESCAPE);
            app_press(s->app, ACT_BOX_ESCAPE, &event); /* one was to be added */
        }
    } else if (list_now(s)) {
        spoken_choose(s, text);
    } else {
        spoken_command(s, text);
    }
}
