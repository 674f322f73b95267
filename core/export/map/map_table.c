/* What stands in the picture of a table. */

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/table_of_hashes.h"
#include "export/map/map_parts.h"
#include "model/ballot.h"
#include "model/plan.h"
#include "model/rows.h"
#include "model/themes.h"

#include <stdlib.h>
#include <string.h>

/* A picture of more entries than that is no sheet but a wallpaper: then a table has
 * several, each of whole goals. If even one goal has more, each of its cells shows those
 * with the most votes, and how many there are besides. */
enum { MOST_ENTRIES = 80, USUAL_ENTRIES = 60, MOST_IN_CELL = 24 };

/* How much of an entry is shown. */
enum { MOST_GRAPHEMES = 240 };

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
    size_t most;                     /* entries that make a sheet; 0: as usual */
    const struct outline_part *part; /* that is drawn */
    const struct template *form;
    struct known *known;
    size_t most_in_cell;
};

/* The words as they are shown: the table has long ones in full. */
static const char *shown_words(struct drawing *d, const struct record *record)
{
    struct str words = STR_EMPTY;
    sanitise(record_is(record, "goal") ? row_words(record) : record_says(record, "text"),
             SANITISE_FOR_PAGE, &words);
    const char **others = d->outline->only_words
                              ? NULL
                              : outline_other_wordings(record_field(record, "text"));
    for (size_t i = 0; others && others[i]; i++) {
        str_addf(&words, "\n%s: ", d->picture->paper->texts[PAPER_OTHER_WORDING]);
        sanitise(others[i], SANITISE_FOR_PAGE, &words);
    }
    free(others);
    const char *copy = map_shorten(d->picture, &words, MOST_GRAPHEMES);
    str_finish(&words);
    return copy;
}

static void add_edge(struct drawing *d, size_t from, size_t to, bool answers, int columns)
{
    struct map_picture *p = d->picture;
    for (size_t i = p->edge_count; i-- > 0 && !answers;) {
        if (p->edges[i].from == from && p->edges[i].to == to) {
            return; /* the same name twice under one goal */
        }
    }
    map_add_edge(p, from, to, columns)->answers = answers;
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
    const char *copy = map_keep(d->picture, &marks);
    str_finish(&marks);
    return copy;
}

/* An entry under a goal, or a goal. It is labelled "barrier · Boulder · 3 votes". */
static size_t add_entry(struct drawing *d, enum map_kind kind,
                        const struct outline_column *column, const char *called,
                        const struct record *record, const struct record *goal)
{
    struct str label = STR_EMPTY;
    char said[OUTLINE_VOTES_SIZE_BYTES];
    long votes = column->only_words ? 0 : ballot_votes(record);
    const char *marks = marks_of(d, column, record);
    sanitise(called, SANITISE_FOR_CELLS, &label);
    const char *kind_words = arena_copy_text(&d->picture->arena, str_text(&label));
    str_addf(&label, "%s%s", *marks ? " · " : "", marks);
    if (votes && outline_votes(d->outline, record, said)) {
        str_addf(&label, " · %s", said);
    }
    size_t node = map_add_node(d->picture, kind, map_keep(d->picture, &label),
                               shown_words(d, record));
    d->picture->nodes[node].record = record;
    d->picture->nodes[node].called = kind_words;
    d->picture->nodes[node].marks = marks;
    d->picture->nodes[node].goal = goal;
    d->picture->nodes[node].votes = votes;
    str_finish(&label);
    return node;
}

/* What one entry of a column is called. */
static const char *called(const struct drawing *d, const struct outline_column *column)
{
    const struct column *about = template_column(d->form, column->id, NULL);
    return map_called(about, column->title);
}

static enum map_kind kind_of(const struct drawing *d, const struct outline_column *column)
{
    return map_kind_of(column->id, (size_t)(column - d->part->columns));
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
        theme_key_add(record_says(note, "text"), d->outline->language, &key);
        if (key.len_bytes > empty) {
            HASH_FIND_STR(d->known, key.bytes, known);
        }
    }
    if (known) {
        str_finish(&key);
        return known->node;
    }
    size_t node = add_entry(d, kind_of(d, column), column, called(d, column), note, goal);
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
    const struct record *action =
        d->outline->only_words ? NULL : plan_answer(d->outline->session, note);
    struct known *known = NULL;
    if (!action) {
        return;
    }
    struct str key = str_of("/%s", record_id(action)); /* no column has that id */
    HASH_FIND_STR(d->known, key.bytes, known);
    if (!known) {
        known = arena_get(&d->picture->arena, sizeof *known);
        known->key = arena_copy_text(&d->picture->arena, key.bytes);
        known->node =
            map_add_node(d->picture, MAP_ACTION, d->picture->paper->texts[PAPER_ACTION],
                         shown_words(d, action));
        d->picture->nodes[known->node].record = action;
        d->picture->nodes[known->node].votes = ballot_votes(action);
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
    struct str words = STR_EMPTY;
    paper_say(d->picture->paper, PAPER_AND_MORE, (struct paper_said){.n = (long)count},
              &words);
    size_t node =
        map_add_node(d->picture, kind_of(d, column), "", map_keep(d->picture, &words));
    sanitise(column->title, SANITISE_FOR_CELLS, &words);
    d->picture->nodes[node].label = map_keep(d->picture, &words);
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
        outline_notes(d->outline, d->part, column, record, &count);
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

/* Which of its columns stands left of the goals. */
static size_t left_of_goals(const struct outline_part *part)
{
    const struct outline_column *barriers = outline_column(part, plan_barriers);
    return map_left_of_goals(barriers ? (size_t)(barriers - part->columns) : SIZE_MAX,
                             part->column_count);
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
        bool lens = part->grid && part->grid->use == GRID_LENS;
        if (part->note_count && !lens && !found) {
            found = part;
        }
    }
    return found ? found : &outline->parts[0];
}

/* " · goals 1 to 3 of 7", if they are not all. */
static void add_which_goals(const struct paper_words *paper, size_t from, size_t to,
                            size_t all, struct str *out)
{
    struct str first = str_of("%zu", from + 1), last = str_of("%zu", to);
    bool one = to - from == 1;
    if (to - from < all) {
        str_add(out, " · ");
        paper_say(paper, one ? PAPER_GOAL_OF : PAPER_GOALS_OF,
                  (struct paper_said){(long)to, (long)all, first.bytes, last.bytes}, out);
    }
    str_finish(&first);
    str_finish(&last);
}

/* "Sample seminar · Exampleton · 22 February 2017 · table 4 · goals 1 to 3 of 7" */
static void add_heading(struct drawing *d, size_t from, size_t to)
{
    struct str words = STR_EMPTY;
    map_add_short(&words, d->outline->title);
    for (size_t i = 0; i < d->outline->fact_count; i++) {
        const struct outline_fact *fact = &d->outline->facts[i];
        if (strcmp(fact->name, "facilitator") != 0) {
            str_addf(&words, " · %s", fact->before);
            map_add_short(&words, fact->words);
        }
    }
    add_which_goals(d->picture->paper, from, to, d->part->row_count, &words);
    d->picture->heading = map_keep(d->picture, &words);
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
    struct str words = STR_EMPTY, of_goals = STR_EMPTY, of_entries = STR_EMPTY;
    paper_count(p->paper, PAPER_GOALS_ONE, (long)goals, &of_goals);
    paper_count(p->paper, PAPER_ENTRIES_ONE, (long)entries, &of_entries);
    map_say_count(p, PAPER_JOINED_ONE,
                  (struct paper_said){.n = (long)p->edge_count,
                                      .from = of_goals.bytes,
                                      .to = of_entries.bytes},
                  &words);
    if (p->left_out) {
        str_add_byte(&words, ' ');
        paper_count(p->paper, PAPER_COUNTED_ONE, (long)p->left_out, &words);
    }
    map_say_shortened(p, &words);
    p->described = map_keep(d->picture, &words);
    str_finish(&words);
    str_finish(&of_goals);
    str_finish(&of_entries);
}

static void add_goal(struct drawing *d, const struct outline_part *part,
                     const struct record *record)
{
    size_t goal =
        add_entry(d, MAP_GOAL, &part->goals, outline_row_word(part), record, record);
    bool many = outline_row_notes(d->outline, part, record) > MOST_ENTRIES;
    d->most_in_cell = many ? MOST_IN_CELL : SIZE_MAX;
    const struct outline_column **columns = outline_row_columns(d->outline, part, record);
    size_t left = left_of_goals(part);
    for (size_t c = 0; columns[c]; c++) {
        size_t number = (size_t)(columns[c] - part->columns), count;
        if (c < OUTLINE_MOST_COLUMNS) {
            add_cell(d, columns[c], record, goal, columns_of(left, number));
        } else { /* no sheet is so large */
            outline_notes(d->outline, part, columns[c], record, &count);
            d->picture->left_out += count;
        }
    }
    free(columns);
}

/* Adds the goals from that one on, as many as make a sheet; returns where to go on. */
static size_t add_goals(struct drawing *d, const struct outline_part *part, size_t from)
{
    size_t entries = 0, i = from;
    bool large = d->most || part->note_count + part->row_count > MOST_ENTRIES;
    size_t most = d->most ? d->most : USUAL_ENTRIES;
    for (; i < part->row_count; i++) {
        const struct record *goal = part->rows[i];
        size_t count = outline_row_notes(d->outline, part, goal);
        entries += count + !count;
        if (i > from && large && entries > most) {
            break;
        }
        add_goal(d, part, goal);
    }
    return i;
}

size_t map_picture_init(struct map_picture *picture, const struct outline *outline,
                        size_t from, size_t most)
{
    *picture = (struct map_picture){.arena = ARENA_EMPTY,
                                    .session = outline->session,
                                    .language = outline->language,
                                    .paper = outline->paper};
    struct drawing d = {
        .picture = picture,
        .outline = outline,
        .most = most,
        .form = table_template(outline->session, outline->table),
    };
    const struct outline_part *part = part_of(outline, d.form);
    struct str title = STR_EMPTY;
    sanitise(part->title, SANITISE_FOR_CELLS, &title);
    picture->title = map_keep(picture, &title);
    str_finish(&title);
    d.part = part;
    size_t to = add_goals(&d, part, from);
    add_heading(&d, from, to);
    describe(&d);
    if (!picture->node_count) {
        map_add_node(picture, MAP_OTHER, outline->paper->texts[PAPER_MAP],
                     outline->paper->texts[PAPER_NOTHING_YET]);
        picture->nodes[0].more = true;
    }
    HASH_CLEAR(hh, d.known);
    return to < part->row_count ? to : 0;
}
