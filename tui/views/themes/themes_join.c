/* What is marked, and joined into a theme that is chosen from a list; and the search. */

#include "base/memory.h"
#include "base/utf8.h"
#include "screen/screen.h"
#include "views/themes/themes_inside.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_QUOTED = 40 }; /* graphemes */

bool themes_is_marked(const struct themes_view *v, const struct theme *theme)
{
    for (size_t i = 0; i < v->marked_count; i++) {
        if (theme_of(&v->themes, v->marked[i]) == theme) {
            return true;
        }
    }
    return false;
}

/* Takes the marks off a theme, or, NULL, off all of the column. */
static void unmark(struct themes_view *v, const struct theme *theme)
{
    size_t kept = 0;
    for (size_t i = 0; i < v->marked_count; i++) {
        const struct theme *other = theme_of(&v->themes, v->marked[i]);
        bool off = !other || (theme ? other == theme : other->rank == v->column);
        if (!off) {
            v->marked[kept++] = v->marked[i];
        }
    }
    v->marked_count = kept;
}

static struct intent say_marks(struct themes_view *v, const struct theme *theme,
                               const char *what)
{
    str_set(&v->said, "%s: ", what);
    text_quote(&v->said, theme->words, MOST_QUOTED);
    str_add_byte(&v->said, '.');
    return intent_say(str_text(&v->said));
}

struct intent themes_mark(struct themes_view *v)
{
    const struct row *row = themes_row(v);
    if (!row) {
        return intent_say("There is nothing here to mark.");
    }
    const struct theme *theme = row->said.theme;
    size_t next = v->spots[v->page].row + 1;
    if (themes_is_marked(v, theme)) {
        unmark(v, theme);
        return say_marks(v, theme, "The mark is off");
    }
    ARRAY_ADD(v->marked, v->marked_count, v->marked_room, theme->members[0]);
    if (next >= v->row_count) { /* a second Space would take it off */
        return say_marks(v, theme, "Marked, the last one here");
    }
    themes_go_to(v, next);
    return intent_of(INTENT_NOTHING);
}

void themes_begin_join(struct themes_view *v)
{
    v->joined_count = 0;
}

void themes_add_join(struct themes_view *v, const struct theme *theme)
{
    for (size_t i = 0; i < v->joined_count; i++) {
        if (v->joined[i] == theme) {
            return;
        }
    }
    ARRAY_ADD(v->joined, v->joined_count, v->joined_room, theme);
}

struct intent themes_join_collected(const struct themes_view *v,
                                    const struct theme *theme, const char *name)
{
    struct intent intent = {.kind = INTENT_JOIN_THEMES,
                            .theme = theme,
                            .others = v->joined,
                            .other_count = v->joined_count,
                            .text = name};
    for (size_t i = 0; i < v->joined_count; i++) {
        const struct theme *one = v->joined[i];
        for (size_t k = i + 1; k <= v->joined_count; k++) {
            const struct theme *other = k < v->joined_count ? v->joined[k] : theme;
            intent.though_apart =
                intent.though_apart || themes_are_apart(&v->themes, one, other);
        }
    }
    return intent;
}

/* What is to be joined: the marked ones of the column, else the selected one. */
static void collect(struct themes_view *v)
{
    const struct row *row = themes_row(v);
    themes_begin_join(v);
    for (size_t i = 0; i < v->marked_count; i++) {
        const struct theme *theme = theme_of(&v->themes, v->marked[i]);
        if (theme && theme->rank == v->column) {
            themes_add_join(v, theme);
        }
    }
    if (v->joined_count == 0 && row) {
        themes_add_join(v, row->said.theme);
    }
}

size_t themes_count_marked(struct themes_view *v)
{
    collect(v);
    return v->joined_count && themes_is_marked(v, v->joined[0]) ? v->joined_count : 0;
}

static void add_target(struct list_view *list, const struct theme *theme)
{
    struct str label = STR_EMPTY, full = STR_EMPTY, within = STR_EMPTY;
    themes_say_count(&label, theme->tables, "table");
    str_addf(&full, "‘%s’: ", theme->words);
    for (size_t i = 0; i < theme->count; i++) {
        const char *words = record_words(theme->members[i], "text");
        if (i < 6) {
            str_add(&full, i ? screen_dot() : "");
            themes_add_entry(theme, theme->members[i], &full);
        }
        if (strcmp(words, theme->words) != 0) {
            str_addf(&within, "%s\n", words);
        }
    }
    struct item *item = list_add(list, "", str_text(&label), theme->words);
    item->full = str_take(&full);
    item->within = within.len_bytes ? str_take(&within) : NULL;
    item->intent = (struct intent){.kind = INTENT_JOIN_INTO, .record = theme->members[0]};
    str_finish(&label);
}

struct list_view *view_themes_list_joins(struct themes_view *v, const struct facts *facts)
{
    themes_settle(v, facts);
    collect(v);
    bool several = v->joined_count > 1;
    struct str title = STR_EMPTY;
    if (several) {
        str_addf(&title, "Join these %zu into which? Type some of its words",
                 v->joined_count);
    } else {
        str_addf(&title, "Join ‘%s’ into which? Type some of its words",
                 v->joined_count ? v->joined[0]->words : "");
    }
    struct list_view *list = list_new(str_text(&title), false);
    list->ranked = true;
    str_finish(&title);
    if (several) {
        list_add_heading(list, "One of the marked ones, whose name they all have then");
        for (size_t i = 0; i < v->joined_count; i++) {
            add_target(list, v->joined[i]);
        }
        list_add_heading(list, "Another of this column");
    }
    for (size_t i = 0; i < v->themes.count; i++) {
        const struct theme *theme = v->themes.items[i];
        bool in = false;
        for (size_t j = 0; j < v->joined_count; j++) {
            in = in || v->joined[j] == theme;
        }
        if (theme->rank == v->column && !in) {
            add_target(list, theme);
        }
    }
    return list;
}

struct intent view_themes_join(struct themes_view *v, const struct facts *facts,
                               const struct record *into)
{
    themes_settle(v, facts);
    const struct theme *theme = theme_of(&v->themes, into);
    size_t kept = 0;
    collect(v);
    for (size_t i = 0; i < v->joined_count; i++) {
        if (v->joined[i] != theme) {
            v->joined[kept++] = v->joined[i];
        }
    }
    v->joined_count = kept;
    if (!theme || !kept || theme->rank != v->column) {
        return intent_say("That has changed meanwhile; nothing was joined.");
    }
    unmark(v, NULL);
    v->spots[v->page].selected = theme->members[0];
    v->spots[v->page].on_entry = false;
    themes_decide(v, (struct pair){0});
    str_set(&v->said, "%s", theme->words);
    return themes_join_collected(v, theme, str_text(&v->said));
}

struct intent themes_join_marked(struct themes_view *v)
{
    size_t here = 0;
    collect(v);
    for (size_t i = 0; i < v->themes.count; i++) {
        here += v->themes.items[i]->rank == v->column;
    }
    return v->joined_count == 0 ? intent_say("There is nothing here to join.")
           : here < 2 ? intent_say("Nothing else stands in this column to join it with.")
                      : intent_of(INTENT_OPEN_JOIN);
}

/* Only what has these words is shown. */
static void seek(struct themes_view *v, const char *text)
{
    str_set(&v->find, "%s", text);
    fold_seek(&v->sought, text, v->themes.language);
    if (*text) {
        themes_begin_again(v);
    } else {
        themes_show_more(v);
    }
}

/* Esc: first a search is over, then the marks are off. */
struct intent themes_step_back(struct themes_view *v)
{
    if (v->find.len_bytes) {
        seek(v, "");
        return intent_of(INTENT_NOTHING);
    }
    if (themes_count_marked(v)) {
        unmark(v, NULL);
        return intent_say("The marks are off. \vback\v goes back to the grid.");
    }
    return (struct intent){.kind = INTENT_CLOSE,
                           .text =
                               "Back in the grid; \vthemes\v opens what recurs again."};
}

bool themes_fits(struct themes_view *v, const struct theme *theme)
{
    bool fits = !v->find.len_bytes || fold_find(&v->sought, theme->words);
    for (size_t i = 0; i < theme->count && !fits; i++) {
        fits = fold_find(&v->sought, record_words(theme->members[i], "text"));
    }
    return fits;
}

struct intent themes_open_search(struct themes_view *v)
{
    v->seeking = true;
    text_box_set(&v->box, ""); /* what was sought before is so until a letter comes */
    return intent_of(INTENT_NOTHING);
}

size_t themes_column_with(const struct themes_view *v)
{
    bool here = v->page == PAGE_PROPOSALS ? !v->one_column || v->queue_count > 0
                                          : v->row_count > 0;
    size_t column = 0;
    while (!here && column < v->column_count && !v->columns[column].counts[v->page]) {
        column++;
    }
    return here ? v->column_count : column;
}

/* Where the column on the screen has nothing of what is sought, the first that has. */
static struct intent go_where_it_is(struct themes_view *v)
{
    size_t column = v->find.len_bytes ? themes_column_with(v) : v->column_count;
    if (column == v->column_count) {
        return intent_of(INTENT_NOTHING);
    }
    str_set(&v->said, "Nothing with these words in %s: this is %s.",
            v->columns[v->column].title, v->columns[column].title);
    themes_go_to_column(v, column);
    return intent_say(str_text(&v->said));
}

struct intent themes_type_search(struct themes_view *v, enum action action,
                                 const struct event *event)
{
    if (action == ACT_SEARCH_STAY || action == ACT_SEARCH_BACK) {
        v->seeking = false;
        if (action == ACT_SEARCH_BACK) {
            seek(v, "");
            return intent_of(INTENT_NOTHING);
        }
        return go_where_it_is(v);
    }
    struct intent said = intent_of(INTENT_NOTHING);
    if (event->kind == EVENT_PASTE) {
        said = intent_paste_line(&v->box, event->text);
    } else {
        text_box_press(&v->box, event->text, action, screen_cols());
    }
    seek(v, str_text(&v->box.text));
    return said;
}
