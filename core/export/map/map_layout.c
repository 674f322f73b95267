/* Where everything stands: pango sets the words, dot finds the places. */

#include "base/memory.h"
#include "export/map/map_graphviz.h"
#include "export/map/map_parts.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char map_font[] = "Noto Sans, Segoe UI, Roboto, Helvetica, Arial, sans-serif";

const struct map_look map_looks[MAP_KINDS] = {
    [MAP_GOAL] = {"goal", OUTLINE_COLOUR_GOAL, 0xe9f0ff, 2.4, 12},
    [MAP_BARRIER] = {"barrier", OUTLINE_COLOUR_1, 0xfff4de, 1.2, 14},
    [MAP_STAKEHOLDER] = {"stakeholder", OUTLINE_COLOUR_2, 0xe2f3f0, 1.2, 15},
    [MAP_MOMENT] = {"moment", OUTLINE_COLOUR_3, 0xfceafc, 1.2, 14},
    [MAP_ACTION] = {"action", 0x3a3a3a, 0xf2f2f2, 1.2, 16},
    [MAP_OWN] = {"own one", OUTLINE_COLOUR_1, 0xfff4de, 1.2, 12},
    [MAP_OWN_2] = {"own two", OUTLINE_COLOUR_2, 0xe2f3f0, 1.2, 12},
    [MAP_OWN_3] = {"own three", OUTLINE_COLOUR_3, 0xfceafc, 1.2, 12},
    [MAP_OTHER] = {"other", 0x3a3a3a, 0xfafafa, 1.2, 12},
};

static const double words_size = MAP_WORDS_SIZE, goal_size = 12.5, label_size = 8.5;
enum { NARROW = 138, WIDE = 205, LONG_BYTES = 90, LEADING = 130 /* per cent */ };

/* Of the legend: its least width, and what is between two samples. */
enum { LEAST_LEGEND = 420, BESIDE = 12 };

/* A heading's least width before its line is broken. */
enum { LEAST_HEAD = 480 };

/* Letters are not bent to a screen's dots: the same picture at any size. */
static PangoContext *new_context(const char *language)
{
    PangoContext *context =
        pango_font_map_create_context(pango_cairo_font_map_get_default());
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_language(context, pango_language_from_string(language));
    cairo_font_options_destroy(options);
    return context;
}

/* Lines while they are collected: those of one node. */
struct setting {
    struct map_line *lines;
    size_t count, room;
    double width, height;
};

static void add_lines(struct map_picture *picture, PangoContext *context,
                      struct setting *s, const char *words, double size, bool bold,
                      bool coloured, double room)
{
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *font = pango_font_description_from_string(map_font);
    pango_font_description_set_size(font, (int)(size * PANGO_SCALE));
    pango_font_description_set_weight(font,
                                      bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, words, -1);
    pango_layout_set_width(layout, (int)(room * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    for (const GSList *at = pango_layout_get_lines_readonly(layout); at; at = at->next) {
        PangoLayoutLine *line = at->data;
        PangoRectangle extent;
        size_t len_bytes = (size_t)line->length;
        const char *from = words + line->start_index;
        while (len_bytes && from[len_bytes - 1] == ' ') {
            len_bytes--;
        }
        pango_layout_line_get_extents(line, NULL, &extent);
        s->height += size * LEADING / 100;
        ARRAY_ADD(s->lines, s->count, s->room,
                  (struct map_line){
                      .words = arena_copy_bytes(&picture->arena, from, len_bytes),
                      .y = s->height - size * .35,
                      .size = size,
                      .bold = bold,
                      .coloured = coloured,
                      .from_right = line->resolved_dir == PANGO_DIRECTION_RTL,
                  });
        double width = (double)extent.width / PANGO_SCALE;
        s->width = width > s->width ? width : s->width;
    }
    pango_font_description_free(font);
    g_object_unref(layout);
}

/* Sets the words of a node, in lines of that width at most. */
static void set_words(struct map_picture *picture, PangoContext *context,
                      struct map_node *node, double room)
{
    struct setting s = {0};
    bool goal = node->kind == MAP_GOAL;
    double size = (goal ? goal_size : words_size) * node->scale;
    if (*node->label) {
        add_lines(picture, context, &s, node->label, label_size, false, true, room);
    }
    add_lines(picture, context, &s, node->words, size, goal, false, room);
    node->lines = arena_get(&picture->arena, s.count * sizeof *s.lines);
    node->line_count = s.count;
    for (size_t i = 0; i < s.count; i++) {
        node->lines[i] = s.lines[i];
        node->lines[i].y -= s.height / 2;
    }
    node->width = s.width + 2 * map_looks[node->kind].beside;
    node->height = s.height + 10;
    free(s.lines);
}

/* Long headings have several lines, lest a small picture is seen as a dot beside them. */
static void set_heading(struct map_picture *picture, PangoContext *context)
{
    struct setting s = {0};
    double room = picture->width > LEAST_HEAD ? picture->width : LEAST_HEAD;
    add_lines(picture, context, &s, picture->heading, MAP_HEAD_SIZE, true, false, room);
    picture->head_lines = arena_get(&picture->arena, s.count * sizeof *s.lines);
    picture->head_line_count = s.count;
    picture->head_width = s.width;
    double more = (double)(s.count - 1) * MAP_HEAD_SIZE * LEADING / 100;
    for (size_t i = 0; i < s.count; i++) {
        picture->head_lines[i] = s.lines[i];
        picture->head_lines[i].y =
            MAP_HEAD_SIZE + (double)i * MAP_HEAD_SIZE * LEADING / 100;
    }
    picture->head_height = MAP_HEAD + more;
    free(s.lines);
}

static double room_of(const struct map_node *node)
{
    return (strlen(node->words) > LONG_BYTES ? WIDE : NARROW) * node->scale;
}

/* Nodes of a kind are as wide as the widest that is not long, so that they stand in
 * columns. */
static void make_even(struct map_picture *picture)
{
    double widest[MAP_KINDS] = {0};
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < picture->node_count; i++) {
            struct map_node *node = &picture->nodes[i];
            double most = NARROW + 2 * map_looks[node->kind].beside;
            double *w = &widest[node->kind];
            if (node->scale != 1) {
                continue; /* is as large as it is meant to be */
            }
            if (pass == 0 && node->width <= most && node->width > *w) {
                *w = node->width;
            } else if (pass == 1 && node->width < *w) {
                node->width = *w;
            }
        }
    }
}

static void set_size(Agnode_t *node, const char *name, double points)
{
    char words[32];
    snprintf(words, sizeof words, "%.4f", points / 72);
    map_set(node, name, words);
}

static Agraph_t *new_graph(const struct map_picture *picture, Agnode_t **nodes)
{
    static const char *const about_nodes[][2] = {
        {"shape", "box"}, {"fixedsize", "true"}, {"label", ""},
        {"width", "1"},   {"height", "1"},       {"fontname", "Noto Sans"}};
    static const char *const about_edges[][2] = {{"tailport", "e"},    {"headport", "w"},
                                                 {"minlen", "1"},      {"dir", "none"},
                                                 {"arrowsize", "0.7"}, {"style", ""}};
    Agraph_t *graph = map_new_graph("map");
    map_all(graph, AGRAPH, "rankdir", "LR");
    map_all(graph, AGRAPH, "rank", "");
    map_all(graph, AGRAPH, "nodesep", "0.11");
    map_all(graph, AGRAPH, "ranksep", "0.85");
    for (size_t i = 0; i < sizeof about_nodes / sizeof *about_nodes; i++) {
        map_all(graph, AGNODE, about_nodes[i][0], about_nodes[i][1]);
    }
    for (size_t i = 0; i < sizeof about_edges / sizeof *about_edges; i++) {
        map_all(graph, AGEDGE, about_edges[i][0], about_edges[i][1]);
    }
    for (size_t i = 0; i < picture->node_count; i++) {
        char name[32];
        snprintf(name, sizeof name, "n%zu", i);
        nodes[i] = agnode(graph, name, 1);
        set_size(nodes[i], "width", picture->nodes[i].width);
        set_size(nodes[i], "height", picture->nodes[i].height);
    }
    return graph;
}

static Agedge_t *new_edge(Agraph_t *graph, Agnode_t *const *nodes,
                          const struct map_edge *edge)
{
    Agedge_t *made = agedge(graph, nodes[edge->from], nodes[edge->to], NULL, 1);
    if (edge->columns > 1) {
        map_set(made, "minlen", "2");
    }
    if (edge->answers) {
        map_set(made, "dir", "forward"); /* leaves room for the tip */
    }
    return made;
}

/* Goals stand below each other in their order: dot obeys lines within a column. */
static void keep_order(const struct map_picture *picture, Agraph_t *graph,
                       Agnode_t *const *nodes)
{
    Agraph_t *column = agsubg(graph, NULL, 1);
    Agnode_t *above = NULL;
    map_set(column, "rank", "same");
    for (size_t i = 0; i < picture->node_count; i++) {
        if (picture->nodes[i].kind == MAP_GOAL) {
            agsubnode(column, nodes[i], 1);
            if (above) {
                Agedge_t *line = agedge(column, above, nodes[i], NULL, 1);
                map_set(line, "style", "invis");
                map_set(line, "tailport", "");
                map_set(line, "headport", "");
            }
            above = nodes[i];
        }
    }
}

/* Takes over the places that dot has found; its y grows upwards. */
static void take_places(struct map_picture *picture, Agraph_t *graph,
                        Agnode_t *const *nodes, Agedge_t *const *edges)
{
    boxf all = GD_bb(graph);
    picture->width = all.UR.x - all.LL.x;
    picture->height = all.UR.y - all.LL.y;
    for (size_t i = 0; i < picture->node_count; i++) {
        picture->nodes[i].x = ND_coord(nodes[i]).x - all.LL.x;
        picture->nodes[i].y = all.UR.y - ND_coord(nodes[i]).y;
    }
    for (size_t i = 0; i < picture->edge_count; i++) {
        const splines *curve = ED_spl(edges[i]);
        struct map_edge *edge = &picture->edges[i];
        if (!curve || !curve->size) {
            continue;
        }
        const bezier *piece = &curve->list[0];
        edge->point_count = (size_t)piece->size;
        edge->points =
            arena_get(&picture->arena, 2 * edge->point_count * sizeof *edge->points);
        for (size_t n = 0; n < edge->point_count; n++) {
            edge->points[2 * n] = piece->list[n].x - all.LL.x;
            edge->points[2 * n + 1] = all.UR.y - piece->list[n].y;
        }
    }
}

/* How far nodes of the same column reach from their middle. */
static double reach_of(const struct map_picture *picture, const struct map_node *node)
{
    double reach = node->width / 2;
    for (size_t i = 0; i < picture->node_count; i++) {
        const struct map_node *other = &picture->nodes[i];
        if (fabs(other->x - node->x) < 1 && other->width / 2 > reach) {
            reach = other->width / 2;
        }
    }
    return reach;
}

/* Between neighbouring columns nothing stands in the way: there a line is one smooth bend,
 * where dot's would wind around each other. */
static void smooth(struct map_picture *picture, struct map_edge *edge)
{
    const struct map_node *from = &picture->nodes[edge->from];
    const struct map_node *to = &picture->nodes[edge->to];
    double x[4] = {from->x + from->width / 2, from->x + reach_of(picture, from),
                   to->x - reach_of(picture, to), to->x - to->width / 2};
    double middle = (x[1] + x[2]) / 2, tip = edge->answers ? MAP_TIP : 0;
    const double points[] = {
        x[0],       from->y, x[0],       from->y, x[1],       from->y,    x[1],
        from->y,    middle,  from->y,    middle,  to->y,      x[2] - tip, to->y,
        x[2] - tip, to->y,   x[3] - tip, to->y,   x[3] - tip, to->y,
    };
    edge->point_count = sizeof points / sizeof *points / 2;
    edge->points = arena_get(&picture->arena, sizeof points);
    memcpy(edge->points, points, sizeof points);
}

static bool has_answers(const struct map_picture *picture)
{
    for (size_t i = 0; i < picture->edge_count; i++) {
        if (picture->edges[i].answers) {
            return true;
        }
    }
    return false;
}

/* Makes it wider left and right. */
static void widen(struct map_picture *picture, double width)
{
    double more = (width - picture->width) / 2;
    for (size_t i = 0; i < picture->node_count; i++) {
        picture->nodes[i].x += more;
    }
    for (size_t i = 0; i < picture->edge_count; i++) {
        for (size_t n = 0; n < picture->edges[i].point_count; n++) {
            picture->edges[i].points[2 * n] += more;
        }
    }
    picture->width = width;
}

/* How wide the legend is from there to the next sentence. */
static double samples_width(const struct map_picture *picture, size_t from)
{
    double wide = 0;
    for (size_t i = from; i < picture->legend_count && !picture->legend[i].bare; i++) {
        wide += BESIDE + picture->legend[i].width;
    }
    return wide;
}

/* One row of the legend, from that one on, in the middle below the picture; returns the
 * first that has no room in it. Samples stay together. */
static size_t lay_row(struct map_picture *picture, size_t from)
{
    const struct map_node *first = &picture->legend[from];
    double wide = first->width, high = first->height;
    bool alone = first->bare && wide + samples_width(picture, from + 1) > picture->width;
    size_t to = from + 1;
    for (; to < picture->legend_count && !alone; to++) {
        const struct map_node *node = &picture->legend[to];
        if (node->bare || wide + BESIDE + node->width > picture->width) {
            break;
        }
        wide += BESIDE + node->width;
        high = node->height > high ? node->height : high;
    }
    double x = (picture->width - wide) / 2;
    for (size_t i = from; i < to; i++) {
        struct map_node *node = &picture->legend[i];
        node->x = x + node->width / 2;
        node->y = picture->height + high / 2;
        x += node->width + BESIDE;
    }
    picture->height += high + (to > from + 1 ? 2 : 0);
    return to;
}

/* Its sentences are as wide as the picture; each begins a row, and samples stand beside the
 * one before them. */
static void lay_legend(struct map_picture *picture, PangoContext *context)
{
    double widest = picture->legend_count ? LEAST_LEGEND : 0;
    if (picture->width < widest) {
        widen(picture, widest);
    }
    for (size_t i = 0; i < picture->legend_count; i++) {
        struct map_node *node = &picture->legend[i];
        double beside = 2 * map_looks[node->kind].beside;
        set_words(picture, context, node,
                  node->bare ? picture->width - beside : room_of(node));
    }
    picture->height += picture->legend_count ? MAP_MARGIN : 0;
    for (size_t at = 0; at < picture->legend_count;) {
        at = lay_row(picture, at);
    }
}

bool map_lay_out(struct map_picture *picture, struct err *err)
{
    PangoContext *context = new_context(picture->language);
    for (size_t i = 0; i < picture->node_count; i++) {
        set_words(picture, context, &picture->nodes[i], room_of(&picture->nodes[i]));
    }
    make_even(picture);
    GVC_t *gvc = gvContext();
    Agnode_t **nodes = memory_get((picture->node_count + 1) * sizeof *nodes);
    Agedge_t **edges = memory_get((picture->edge_count + 1) * sizeof *edges);
    Agraph_t *graph = new_graph(picture, nodes);
    for (size_t i = 0; i < picture->edge_count; i++) {
        edges[i] = new_edge(graph, nodes, &picture->edges[i]);
    }
    keep_order(picture, graph, nodes);
    if (has_answers(picture)) { /* room for the word on the line */
        map_set(graph, "ranksep", "1.1");
    }
    bool ok = gvLayout(gvc, graph, "dot") == 0;
    if (ok) {
        take_places(picture, graph, nodes, edges);
        for (size_t i = 0; i < picture->edge_count; i++) {
            if (picture->edges[i].columns == 1) {
                smooth(picture, &picture->edges[i]);
            }
        }
        gvFreeLayout(gvc, graph);
        lay_legend(picture, context);
        set_heading(picture, context);
    } else {
        err_set(err, "graphviz cannot lay out the map; is its package (libgvc6) whole?");
    }
    g_object_unref(context);
    agclose(graph);
    gvFreeContext(gvc);
    free(nodes);
    free(edges);
    return ok;
}
