/* What stands in the picture of a table. */

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/table_of_hashes.h"
#include "base/utf8.h"
#include "export/map/map_parts.h"
#include "model/ballot.h"
#include "model/history.h"
#include "model/plan.h"
#include "model/themes.h"

#include <stdlib.h>
#include <string.h>

/* A picture of more entries than that is no sheet but a wallpaper: then a table has
 * several, each of whole goals. If even one goal has more, each of its cells shows those
 * with the most votes, and how many there are besides. */
enum { MOST_ENTRIES = 80, USUAL_ENTRIES = 60, MOST_IN_CELL = 24 };

/* How much of an entry is shown. */
enum { MOST_GRAPHEMES = 240, MOST_BYTES = 2000 };

/* Names said under several goals are one node, by the words brought to a common form. */
struct known {
    char *key;
    size_t node;
    UT_hash_handle hh;
};

/* A picture while it is put together. */
struct drawing {
    struct map_picture *picture;
    const struct outline *outline;
    const struct template *form;
    struct known *known;
    size_t most_in_cell;
};

static const char *kept(struct drawing *d, struct str *text)
{
    const char *copy = arena_copy_text(&d->picture->arena, str_text(text));
    str_clear(text);
    return copy;
}

/* The words as they are shown, long ones cut off: the table has them in full. */
static const char *shown_words(struct drawing *d, const struct record *record)
{
    struct str words = STR_EMPTY;
    sanitise(record_says(record, "text"), SANITISE_FOR_PAGE, &words);
    const char **others = outline_other_wordings(record_field(record, "text"));
    for (size_t i = 0; others && others[i]; i++) {
        str_add(&words, "\nother wording: ");
        sanitise(others[i], SANITISE_FOR_PAGE, &words);
    }
    free(others);
    size_t at = 0, count = 0;
    while (at < words.len_bytes && count < MOST_GRAPHEMES) {
        size_t next = grapheme_after(words.bytes, words.len_bytes, at);
        if (next > MOST_BYTES) {
            break;
        }
        at = next, count++;
    }
    if (at < words.len_bytes) {
        str_remove(&words, at, words.len_bytes - at);
        str_add(&words, " …");
        d->picture->shortened++;
    }
    if (!words.len_bytes) {
        str_add(&words, "–");
    }
    const char *copy = kept(d, &words);
    str_finish(&words);
    return copy;
}

static size_t add_node(struct drawing *d, enum map_kind kind, const char *label,
                       const char *words)
{
    struct map_picture *p = d->picture;
    ARRAY_ADD(p->nodes, p->node_count, p->node_room,
              (struct map_node){.kind = kind, .label = label, .words = words});
    return p->node_count - 1;
}

static void add_edge(struct drawing *d, size_t from, size_t to, bool answers, int columns)
{
    struct map_picture *p = d->picture;
    for (size_t i = p->edge_count; i-- > 0 && !answers;) {
        if (p->edges[i].from == from && p->edges[i].to == to) {
            return; /* the same name twice under one goal */
        }
    }
    ARRAY_ADD(p->edges, p->edge_count, p->edge_room,
              (struct map_edge){
                  .from = from, .to = to, .answers = answers, .columns = columns});
}

/* "Boulder · System" */
static const char *marks_of(struct drawing *d, const struct outline_column *column,
                            const struct record *record)
{
    struct str marks = STR_EMPTY;
    struct outline_mark mark;
    for (size_t next = 0; outline_next_mark(column, record, &next, &mark);) {
        str_add(&marks, marks.len_bytes ? " · " : "");
        sanitise(mark.title, SANITISE_FOR_CELLS, &marks);
    }
    const char *copy = kept(d, &marks);
    str_finish(&marks);
    return copy;
}

/* An entry under a goal, or a goal. It is labelled "barrier · Boulder · 3 votes". */
static size_t add_entry(struct drawing *d, enum map_kind kind,
                        const struct outline_column *column, const char *called,
                        const struct record *record, const struct record *goal)
{
    struct str label = STR_EMPTY;
    char votes[OUTLINE_VOTES_SIZE_BYTES];
    const char *marks = marks_of(d, column, record);
    sanitise(called, SANITISE_FOR_CELLS, &label);
    const char *kind_words = arena_copy_text(&d->picture->arena, str_text(&label));
    str_addf(&label, "%s%s", *marks ? " · " : "", marks);
    if (outline_votes(d->outline, record, votes)) {
        str_addf(&label, " · %s", votes);
    }
    size_t node = add_node(d, kind, kept(d, &label), shown_words(d, record));
    d->picture->nodes[node].record = record;
    d->picture->nodes[node].called = kind_words;
    d->picture->nodes[node].marks = marks;
    d->picture->nodes[node].goal = goal;
    str_finish(&label);
    return node;
}

static enum map_kind kind_of(const char *column)
{
    return strcmp(column, plan_barriers) == 0       ? MAP_BARRIER
           : strcmp(column, plan_stakeholders) == 0 ? MAP_STAKEHOLDER
           : strcmp(column, plan_moments) == 0      ? MAP_MOMENT
                                                    : MAP_OTHER;
}

/* What one entry of a column is called. */
static const char *called(const struct drawing *d, const struct outline_column *column)
{
    const struct column *about = template_column(d->form, column->id, NULL);
    return about && *about->singular ? about->singular : column->title;
}

/* The node of an entry: that of the same name, in a column of names. */
static size_t node_of(struct drawing *d, const struct outline_column *column,
                      const struct record *note, const struct record *goal)
{
    const struct column *about = template_column(d->form, column->id, NULL);
    struct known *known = NULL;
    struct str key = STR_EMPTY;
    if (about && about->names) {
        str_addf(&key, "%s ", column->id);
        size_t empty = key.len_bytes;
        theme_key_add(record_says(note, "text"), d->form->language, &key);
        if (key.len_bytes > empty) {
            HASH_FIND_STR(d->known, key.bytes, known);
        }
    }
    if (known) {
        str_finish(&key);
        return known->node;
    }
    size_t node =
        add_entry(d, kind_of(column->id), column, called(d, column), note, goal);
    if (key.len_bytes) {
        known = arena_get(&d->picture->arena, sizeof *known);
        known->key = arena_copy_text(&d->picture->arena, key.bytes);
        known->node = node;
        HASH_ADD_KEYPTR(hh, d->known, known->key, strlen(known->key), known);
    }
    str_finish(&key);
    return node;
}

/* The action that answers a barrier, drawn once however many it answers. */
static void add_answer(struct drawing *d, const struct record *note, size_t barrier)
{
    const struct record *action = plan_answer(d->outline->session, note);
    struct known *known = NULL;
    if (!action) {
        return;
    }
    struct str key = str_of("/%s", record_id(action)); /* no column has that id */
    HASH_FIND_STR(d->known, key.bytes, known);
    if (!known) {
        known = arena_get(&d->picture->arena, sizeof *known);
        known->key = arena_copy_text(&d->picture->arena, key.bytes);
        known->node = add_node(d, MAP_ACTION, "action", shown_words(d, action));
        d->picture->nodes[known->node].record = action;
        HASH_ADD_KEYPTR(hh, d->known, known->key, strlen(known->key), known);
    }
    add_edge(d, known->node, barrier, true, 1);
    str_finish(&key);
}

/* Which notes of a cell are drawn one by one: those with the most votes, else the
 * first. */
static bool *choose(const struct drawing *d, const struct record *const *notes,
                    size_t count)
{
    bool *chosen = memory_get(count * sizeof *chosen);
    for (size_t n = 0; n < count && n < d->most_in_cell; n++) {
        size_t best = count;
        for (size_t i = 0; i < count; i++) {
            if (!chosen[i] &&
                (best == count || ballot_votes(notes[i]) > ballot_votes(notes[best]))) {
                best = i;
            }
        }
        chosen[best] = true;
    }
    return chosen;
}

static void join(struct drawing *d, size_t goal, size_t node, int columns)
{
    if (columns < 0) {
        add_edge(d, node, goal, false, -columns);
    } else {
        add_edge(d, goal, node, false, columns);
    }
}

/* One node for the entries of a cell that are not drawn. */
static void add_more(struct drawing *d, const struct outline_column *column, size_t goal,
                     int columns, size_t count)
{
    struct str words = str_of("and %zu more", count);
    size_t node = add_node(d, kind_of(column->id), "", kept(d, &words));
    sanitise(column->title, SANITISE_FOR_CELLS, &words);
    d->picture->nodes[node].label = kept(d, &words);
    d->picture->nodes[node].more = true;
    d->picture->left_out += count;
    join(d, goal, node, columns);
    str_finish(&words);
}

static void add_cell(struct drawing *d, const struct outline_column *column,
                     const struct record *record, size_t goal, int columns)
{
    size_t count, left_out = 0;
    const struct record *const *notes =
        goal_notes(d->outline->session, record, column->id, &count);
    if (!count) {
        return;
    }
    bool *chosen = choose(d, notes, count);
    for (size_t i = 0; i < count; i++) {
        if (!chosen[i]) {
            left_out++;
            continue;
        }
        size_t node = node_of(d, column, notes[i], record);
        join(d, goal, node, columns);
        add_answer(d, notes[i], node);
    }
    free(chosen);
    if (left_out) {
        add_more(d, column, goal, columns, left_out);
    }
}

/* The column that stands left of the goals: barriers, or else the first of three kinds and
 * more. */
static size_t left_of_goals(const struct outline_part *part)
{
    const struct outline_column *barriers = outline_column(part, plan_barriers);
    return barriers                 ? (size_t)(barriers - part->columns)
           : part->column_count > 2 ? 0
                                    : part->column_count;
}

/* How many columns right of the goals an entry stands. */
static int columns_of(size_t left, size_t column)
{
    if (column == left) {
        return -1;
    }
    size_t right = column - (left < column);
    return right % 2 ? 2 : 1;
}

/* The map, or, where it has no entry, the first part that has some. */
static const struct outline_part *part_of(const struct outline *outline,
                                          const struct template *form)
{
    const struct outline_part *found = NULL;
    for (size_t i = 0; i < outline->part_count; i++) {
        const struct outline_part *part = &outline->parts[i];
        if (part->note_count && strcmp(part->id, plan_map(form)->id) == 0) {
            return part;
        }
        if (part->note_count && !found) {
            found = part;
        }
    }
    return found ? found : &outline->parts[0];
}

/* "Sample seminar · Exampleton · 22 February 2017 · table 4 · goals 1 to 3 of 7" */
static void add_heading(struct drawing *d, size_t from, size_t to)
{
    struct str words = STR_EMPTY;
    size_t all = d->outline->goal_count;
    sanitise(d->outline->title, SANITISE_FOR_CELLS, &words);
    for (size_t i = 0; i < d->outline->fact_count; i++) {
        const struct outline_fact *fact = &d->outline->facts[i];
        if (strcmp(fact->label, "Facilitator") != 0) {
            bool table = strcmp(fact->label, "Table") == 0;
            str_addf(&words, " · %s", table ? history_table_word(fact->words) : "");
            sanitise(fact->words, SANITISE_FOR_CELLS, &words);
        }
    }
    if (to - from == 1 && all > 1) {
        str_addf(&words, " · goal %zu of %zu", to, all);
    } else if (to - from < all) {
        str_addf(&words, " · goals %zu to %zu of %zu", from + 1, to, all);
    }
    d->picture->heading = kept(d, &words);
    str_finish(&words);
}

/* What the picture shows, for those who do not see it. */
static void describe(struct drawing *d)
{
    struct map_picture *p = d->picture;
    size_t goals = 0;
    for (size_t i = 0; i < p->node_count; i++) {
        goals += p->nodes[i].kind == MAP_GOAL;
    }
    size_t entries = p->node_count - goals;
    struct str words =
        str_of("%zu goal%s and %zu entr%s, joined by %zu line%s.", goals, plural(goals),
               entries, entries == 1 ? "y" : "ies", p->edge_count, plural(p->edge_count));
    if (p->left_out) {
        str_addf(&words, " %zu entries more are counted, not drawn one by one.",
                 p->left_out);
    }
    if (p->shortened) {
        str_addf(&words, " %zu %s shortened.", p->shortened,
                 p->shortened == 1 ? "entry is" : "entries are");
    }
    p->described = kept(d, &words);
    str_finish(&words);
}

static void add_goal(struct drawing *d, const struct outline_part *part,
                     const struct record *record)
{
    size_t goal = add_entry(d, MAP_GOAL, &part->goals, "goal", record, record);
    bool many = outline_goal_notes(d->outline, part, record) > MOST_ENTRIES;
    d->most_in_cell = many ? MOST_IN_CELL : SIZE_MAX;
    const struct outline_column **columns =
        outline_goal_columns(d->outline, part, record);
    size_t left = left_of_goals(part);
    for (size_t c = 0; columns[c]; c++) {
        size_t number = (size_t)(columns[c] - part->columns), count;
        if (c < OUTLINE_MOST_COLUMNS) {
            add_cell(d, columns[c], record, goal, columns_of(left, number));
        } else { /* no sheet is so large */
            goal_notes(d->outline->session, record, columns[c]->id, &count);
            d->picture->left_out += count;
        }
    }
    free(columns);
}

/* Adds the goals from that one on, as many as make a sheet; returns where to go on. */
static size_t add_goals(struct drawing *d, const struct outline_part *part, size_t from)
{
    size_t entries = 0, i = from;
    bool large = part->note_count + d->outline->goal_count > MOST_ENTRIES;
    for (; i < d->outline->goal_count; i++) {
        const struct record *goal = d->outline->goals[i];
        size_t count = outline_goal_notes(d->outline, part, goal);
        entries += count + !count;
        if (i > from && large && entries > USUAL_ENTRIES) {
            break;
        }
        if (count ||
            (part->lists_goals && outline_part_has_goal(d->outline, part, goal))) {
            add_goal(d, part, goal);
        }
    }
    return i;
}

size_t map_picture_init(struct map_picture *picture, const struct outline *outline,
                        size_t from)
{
    *picture = (struct map_picture){
        .arena = ARENA_EMPTY, .session = outline->session, .language = outline->language};
    struct drawing d = {
        .picture = picture,
        .outline = outline,
        .form = table_template(outline->session, outline->table),
    };
    const struct outline_part *part = part_of(outline, d.form);
    struct str title = STR_EMPTY;
    sanitise(part->title, SANITISE_FOR_CELLS, &title);
    picture->title = kept(&d, &title);
    str_finish(&title);
    size_t to = add_goals(&d, part, from);
    add_heading(&d, from, to);
    describe(&d);
    if (!picture->node_count) {
        add_node(&d, MAP_OTHER, "map", "Nothing here yet.");
        picture->nodes[0].more = true;
    }
    HASH_CLEAR(hh, d.known);
    return to;
}

void map_picture_finish(struct map_picture *picture)
{
    free(picture->nodes);
    free(picture->edges);
    arena_finish(&picture->arena);
    *picture = (struct map_picture){0};
}
