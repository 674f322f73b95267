/* What a window that follows can go along with. */

#include "base/memory.h"
#include "base/utf8.h"
#include "model/rows.h"
#include "views/grid/view_grid.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_GRAPHEMES = 30 };

struct writer {
    const char *name; /* or the actor, of one who gave none */
    bool named;
    size_t changes, last; /* and when it came, among the others */
    const struct edit *edit;
};

struct writers {
    struct writer *items;
    size_t count, room;
};

static struct writer *touch(struct writers *w, const struct edit *edit)
{
    const char *name = edit->by ? edit->by : edit->key.actor;
    for (size_t i = 0; i < w->count; i++) {
        if (w->items[i].named == (edit->by != NULL) &&
            strcmp(w->items[i].name, name) == 0) {
            return &w->items[i];
        }
    }
    w->items = memory_room_for_one(w->items, w->count, &w->room, sizeof *w->items);
    w->items[w->count] = (struct writer){.name = name, .named = edit->by != NULL};
    return &w->items[w->count++];
}

static int the_last_first(const void *left, const void *right)
{
    const struct writer *a = left, *b = right;
    return (a->last < b->last) - (a->last > b->last);
}

/* A file changed by hand was so by nobody who is there. */
static struct writers find_writers(const struct facts *facts, size_t opened)
{
    struct writers w = {0};
    const struct edit *edit;
    for (size_t at = 0; (edit = session_next_arrival(facts->session, &at));) {
        bool known = edit->by ? strcmp(edit->by, "hand") != 0 : at > opened;
        if (known && view_grid_follows(facts, edit)) {
            struct writer *writer = touch(&w, edit);
            writer->changes++;
            writer->last = at;
            writer->edit = edit;
        }
    }
    ARRAY_SORT(w.items, w.count, the_last_first);
    return w;
}

static struct item *add(struct list_view *v, const char *label, const char *detail,
                        enum follows follows, const char *text)
{
    struct item *item = list_add(v, "", label, detail);
    item->text = text ? memory_copy_text(text) : NULL;
    item->intent = (struct intent){.kind = INTENT_FOLLOW, .follows = follows};
    return item;
}

/* "31 changes, last ‘Bus fares’" */
static void add_writer(struct list_view *v, const struct facts *facts,
                       const struct writer *writer)
{
    const struct record *record =
        session_record(facts->session, writer->edit->kind, writer->edit->id);
    const char *words = record_words(record, "text");
    struct str detail = STR_EMPTY;
    str_addf(&detail, "%zu change%s", writer->changes, plural(writer->changes));
    if (*words) {
        str_add(&detail, ", last ");
        text_quote(&detail, words, MOST_GRAPHEMES);
    }
    struct item *item =
        add(v, writer->named ? writer->name : "somebody without a name", detail.bytes,
            writer->named ? FOLLOWS_NAME : FOLLOWS_ACTOR, writer->name);
    item->intent.text = item->text;
    str_finish(&detail);
}

static void add_cell(struct list_view *v, const struct facts *facts,
                     const struct record *goal, const char *column)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct column *of = column ? template_column(form, column, NULL) : NULL;
    struct str label = STR_EMPTY;
    text_add_beginning(&label, row_words(goal), MOST_GRAPHEMES);
    struct item *item = add(v, column ? of ? of->short_title : column : "the goal",
                            label.bytes, FOLLOWS_CELL, column);
    item->intent.goal = goal;
    item->intent.column = item->text;
    str_finish(&label);
}

struct list_view *list_of_followed(const struct facts *facts, const struct record *goal,
                                   const char *column, size_t opened)
{
    struct list_view *v = list_new("What is this window to follow?", false);
    struct writers writers = find_writers(facts, opened);
    add(v, "everybody", "whatever is changed last", FOLLOWS_ALL, NULL);
    for (size_t i = 0; i < writers.count; i++) {
        add_writer(v, facts, &writers.items[i]);
    }
    if (goal) {
        add_cell(v, facts, goal, column);
        if (column) {
            add_cell(v, facts, goal, NULL);
        }
    }
    add(v, "nobody", "it stays where it is, and goes where keys take it", FOLLOWS_NOTHING,
        NULL);
    v->label_cols = 24;
    free(writers.items);
    return v;
}
