/* What stands in the picture of a seminar, and how large, and below it what that means. */

#include "export/map/map_seminar.h"

#include "base/memory.h"
#include "base/sanitise.h"
#include "export/map/map_parts.h"
#include "export/sections.h"
#include "model/ballot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More in a column fits on no sheet; less is not drawn, however small it is then. */
enum { MOST_IN_COLUMN = 40, LEAST_IN_COLUMN = 3 };

/* How much of a theme's words is shown. */
enum { MOST_GRAPHEMES = 120 };

/* How much a picture may be made smaller: its words have 7 points then to hand out, and 9
 * on a wall, at arm's length. */
static const double least_scale = .7, least_on_wall = .9;

/* A picture while it is put together. */
struct drawing {
    struct map_picture *picture;
    struct map_seminar *seminar;
    const struct findings *findings;
    const char *goal;  /* what one is called */
    size_t lines_left; /* that are not drawn */
};

/* From what one table said to what most did; where that is few, one more is much, but not
 * all. */
static double share_of(const struct drawing *d, size_t tables)
{
    size_t most = d->findings->most_tables > 6 ? d->findings->most_tables : 6;
    return tables > 1 ? (double)(tables - 1) / (double)(most - 1) : 0;
}

static double scale_of(const struct drawing *d, size_t tables)
{
    return .9 + .7 * sqrt(share_of(d, tables));
}

/* "goal · 7 tables · 12 votes"; of one table, which: "goal · Leeds 4" */
static const char *label_of(const struct drawing *d, const struct map_item *item,
                            const char *called)
{
    const struct theme *theme = item->theme;
    struct str label = STR_EMPTY, table = STR_EMPTY;
    sanitise(called, SANITISE_FOR_CELLS, &label);
    if (theme->tables > 1) {
        str_add(&label, " · ");
        paper_count(d->picture->paper, PAPER_TABLES_ONE, (long)theme->tables, &label);
    } else {
        findings_add_where(d->findings, theme->members, theme->count, &table);
        str_add(&label, " · ");
        sanitise(str_text(&table), SANITISE_FOR_CELLS, &label);
    }
    if (theme->votes_shown && !d->findings->only_words) {
        str_add(&label, " · ");
        paper_say_votes(d->picture->paper, theme->votes_shown,
                        findings_people_of(d->findings, theme), &label);
    }
    const char *copy = map_keep(d->picture, &label);
    str_finish(&label);
    str_finish(&table);
    return copy;
}

static void add_item(const struct drawing *d, struct map_item *item, enum map_kind kind,
                     const char *called)
{
    struct map_picture *p = d->picture;
    struct str words = STR_EMPTY, kind_words = STR_EMPTY;
    const char *label = label_of(d, item, called);
    sanitise(item->theme->words, SANITISE_FOR_PAGE, &words);
    sanitise(called, SANITISE_FOR_CELLS, &kind_words);
    item->node = map_add_node(p, kind, label, map_shorten(p, &words, MOST_GRAPHEMES));
    struct map_node *node = &p->nodes[item->node];
    node->called = map_keep(p, &kind_words);
    node->scale = scale_of(d, item->theme->tables);
    node->tables = item->theme->tables;
    node->votes = d->findings->only_words ? 0 : item->theme->votes_shown;
    str_finish(&words);
    str_finish(&kind_words);
}

/* An entry under a goal: it is drawn where it is met first. */
static void add_under(const struct drawing *d, const struct map_item *goal,
                      const struct map_link *link)
{
    struct map_item *entry = &d->seminar->entries[link->entry];
    const struct map_column *column = &d->seminar->columns[entry->column];
    if (entry->node == SIZE_MAX) {
        add_item(d, entry, map_kind_of(column->column->id, column->at), column->called);
    }
    struct map_edge *edge = column->left
                                ? map_add_edge(d->picture, entry->node, goal->node, 1)
                                : map_add_edge(d->picture, goal->node, entry->node, 1);
    edge->tables = link->tables;
    edge->width = 1 + 4 * share_of(d, link->tables);
}

static void add_goals(const struct drawing *d)
{
    const struct map_seminar *s = d->seminar;
    for (size_t i = 0; i < s->wanted_count; i++) {
        struct map_item *goal = s->wanted[i];
        if (!goal->drawn) {
            continue;
        }
        add_item(d, goal, MAP_GOAL, d->goal);
        for (size_t n = 0; n < goal->link_count; n++) {
            if (goal->links[n]->drawn) {
                add_under(d, goal, goal->links[n]);
            }
        }
    }
}

static void add_count(const struct drawing *d, enum paper_word one, size_t count,
                      struct str *out)
{
    if (count) {
        str_add(out, out->len_bytes ? "; " : "");
        paper_count(d->picture->paper, one, (long)count, out);
    }
}

static void add_more_of(const struct drawing *d, const char *title, size_t count,
                        struct str *out)
{
    if (count) {
        str_add(out, out->len_bytes ? "; " : "");
        paper_say(d->picture->paper, PAPER_MORE_OF,
                  (struct paper_said){.n = (long)count, .from = title}, out);
    }
}

/* "12 more goals; 5 more goals of one table; Stakeholders: 5 more" */
static void add_not_shown(const struct drawing *d, struct str *out)
{
    const struct map_seminar *s = d->seminar;
    struct str title = STR_EMPTY;
    size_t shared = 0, lone = 0;
    for (size_t i = 0; i < s->wanted_count; i++) {
        bool left = !s->wanted[i]->drawn;
        shared += left && s->wanted[i]->theme->tables > 1;
        lone += left && s->wanted[i]->theme->tables == 1;
    }
    add_count(d, PAPER_MORE_GOALS_ONE, shared, out);
    add_count(d, PAPER_MORE_LONE_ONE, lone, out);
    for (size_t c = 0; c < s->column_count; c++) {
        size_t left = 0;
        for (size_t i = s->columns[c].from; i < s->columns[c].to; i++) {
            left += !s->entries[i].drawn;
        }
        sanitise(s->columns[c].title, SANITISE_FOR_CELLS, &title);
        add_more_of(d, str_text(&title), left, out);
        str_clear(&title);
    }
    add_count(d, PAPER_FEWER_LINES_ONE, d->lines_left, out);
    str_finish(&title);
}

static void add_to_legend(const struct drawing *d, const struct map_node *node)
{
    struct map_picture *p = d->picture;
    ARRAY_ADD(p->legend, p->legend_count, p->legend_room, *node);
}

static void say_below(const struct drawing *d, struct str *words)
{
    add_to_legend(d, &(struct map_node){.kind = MAP_OTHER,
                                        .label = "",
                                        .words = map_keep(d->picture, words),
                                        .bare = true,
                                        .scale = .9});
}

/* Boxes as large as those on the map: of the fewest tables and of the most, and one between
 * them. */
static void add_samples(const struct drawing *d)
{
    size_t least = SIZE_MAX, most = 0;
    for (size_t i = 0; i < d->picture->node_count; i++) {
        size_t tables = d->picture->nodes[i].tables;
        least = tables < least ? tables : least;
        most = tables > most ? tables : most;
    }
    const size_t samples[] = {least, (least + most) / 2, most};
    for (size_t i = 0; i < 3; i++) {
        if (i == 0 || samples[i] > samples[i - 1]) {
            struct str words = STR_EMPTY;
            paper_count(d->picture->paper, PAPER_TABLES_ONE, (long)samples[i], &words);
            add_to_legend(d, &(struct map_node){.kind = MAP_OTHER,
                                                .label = "",
                                                .words = map_keep(d->picture, &words),
                                                .scale = scale_of(d, samples[i])});
            str_finish(&words);
        }
    }
}

static void add_legend(const struct drawing *d)
{
    struct str words = STR_EMPTY, left = STR_EMPTY;
    const struct paper_words *paper = d->picture->paper;
    str_add(&words, paper->texts[PAPER_LARGER]);
    say_below(d, &words);
    add_samples(d);
    add_not_shown(d, &left);
    if (left.len_bytes) {
        paper_say(paper, PAPER_NO_ROOM, (struct paper_said){.from = left.bytes}, &words);
        str_add_byte(&words, ' ');
    }
    if (d->seminar->own_maps) {
        str_add(&words, paper->texts[PAPER_OWN_MAPS]);
    }
    if (words.len_bytes) {
        say_below(d, &words);
    }
    str_finish(&words);
    str_finish(&left);
}

/* The same for those who do not see it. */
static void describe(const struct drawing *d)
{
    const struct map_picture *p = d->picture;
    size_t goals = 0, shared = 0;
    for (size_t i = 0; i < p->node_count; i++) {
        bool goal = p->nodes[i].kind == MAP_GOAL;
        goals += goal;
        shared += goal && p->nodes[i].tables > 1;
    }
    size_t entries = p->node_count - goals;
    struct str words = STR_EMPTY, left = STR_EMPTY, first = STR_EMPTY, second = STR_EMPTY;
    map_say_count(p, PAPER_GOALS_SHARED_ONE,
                  (struct paper_said){.n = (long)goals, .all = (long)shared}, &first);
    paper_count(p->paper, PAPER_ENTRIES_SHARED_ONE, (long)entries, &second);
    map_say_count(p, PAPER_JOINED_ONE,
                  (struct paper_said){
                      .n = (long)p->edge_count, .from = first.bytes, .to = second.bytes},
                  &words);
    map_say_shortened(p, &words);
    add_not_shown(d, &left);
    if (left.len_bytes) {
        str_add_byte(&words, ' ');
        paper_say(p->paper, PAPER_NOT_SHOWN, (struct paper_said){.from = left.bytes},
                  &words);
    }
    d->picture->described = map_keep(d->picture, &words);
    str_finish(&words);
    str_finish(&left);
    str_finish(&first);
    str_finish(&second);
}

/* "Sample seminar · what tables share · 12 tables in 3 places, May to June 2017" */
static void add_heading(const struct drawing *d)
{
    struct str title = STR_EMPTY, summary = STR_EMPTY, words = STR_EMPTY;
    outline_add_title(d->findings->session, &title);
    map_add_short(&words, str_text(&title));
    str_addf(&words, " · %s · ", d->picture->paper->texts[PAPER_WHAT_SHARED]);
    findings_add_summary(d->findings, &summary);
    sanitise(str_text(&summary), SANITISE_FOR_CELLS, &words);
    d->picture->heading = map_keep(d->picture, &words);
    str_finish(&title);
    str_finish(&summary);
    str_finish(&words);
}

bool map_seminar_is_empty(const struct map_picture *picture)
{
    return picture->table == MAP_OF_SEMINAR && picture->nodes[0].more;
}

static void put_together(struct map_picture *picture, struct map_seminar *seminar,
                         const struct outline *frame, size_t lines_left)
{
    *picture = (struct map_picture){.arena = ARENA_EMPTY,
                                    .session = seminar->findings.session,
                                    .table = MAP_OF_SEMINAR,
                                    .title = frame->paper->texts[PAPER_MAP_OF_ALL],
                                    .paper = frame->paper};
    struct drawing d = {picture, seminar, &seminar->findings,
                        outline_row_word(&frame->parts[0]), lines_left};
    picture->language = arena_copy_text(&picture->arena, frame->language);
    add_heading(&d);
    add_goals(&d);
    if (picture->node_count) {
        add_legend(&d);
        describe(&d);
    } else {
        picture->described = frame->paper->texts[PAPER_NONE_SHARED];
        map_add_node(picture, MAP_OTHER, frame->paper->texts[PAPER_MAP],
                     picture->described);
        picture->nodes[0].more = true;
    }
}

/* Goals stand below each other as entries of a column do, and are the larger ones. */
static bool draw(struct map_picture *picture, struct map_seminar *seminar,
                 const struct outline *frame, size_t in_column, struct err *err)
{
    size_t lines_left = map_seminar_choose(seminar, (2 * in_column + 2) / 3, in_column);
    put_together(picture, seminar, frame, lines_left);
    return map_lay_out(picture, err);
}

/* As much as can be read: halving what is between too much and what fits. */
static bool fit(struct map_picture *picture, struct map_seminar *seminar,
                const struct outline *frame, bool large, struct err *err)
{
    size_t fits = LEAST_IN_COLUMN, too_many = MOST_IN_COLUMN + 1;
    double least = large ? least_on_wall : least_scale;
    bool ok = draw(picture, seminar, frame, fits, err);
    while (ok && too_many - fits > 1) {
        struct map_picture other;
        size_t middle = (fits + too_many) / 2;
        ok = draw(&other, seminar, frame, middle, err);
        if (ok && map_sheet_of(&other, large).scale >= least) {
            struct map_picture smaller = *picture;
            *picture = other;
            other = smaller;
            fits = middle;
        } else {
            too_many = middle;
        }
        map_picture_finish(&other);
    }
    return ok;
}

bool map_seminar_init(struct map_picture *picture, struct session *session,
                      const struct export_options *options, enum map_room room,
                      struct err *err)
{
    struct map_seminar seminar;
    struct findings_says says;
    struct outline first;
    bool ok = true;
    outline_init(&first, session, session_frame_table(session), options);
    map_seminar_find(session, options, &seminar);
    sections_speak(session, &seminar.findings, &says);
    if (room == MAP_WITHOUT_END) {
        map_seminar_choose(&seminar, SIZE_MAX, SIZE_MAX);
        put_together(picture, &seminar, &first, 0);
    } else {
        ok = fit(picture, &seminar, &first, room == MAP_ON_A3, err);
    }
    map_seminar_finish(&seminar);
    outline_finish(&first);
    return ok;
}
