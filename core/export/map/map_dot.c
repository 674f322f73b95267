/* The graph as a dot file, for those who want to lay it out in their own way. */

#include "base/memory.h"
#include "base/sanitise.h"
#include "export/map/map_graphviz.h"
#include "export/map/map_parts.h"
#include "model/rows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const shapes[MAP_KINDS] = {
    [MAP_GOAL] = "box",    [MAP_BARRIER] = "octagon", [MAP_STAKEHOLDER] = "ellipse",
    [MAP_MOMENT] = "note", [MAP_ACTION] = "cds",      [MAP_OWN] = "box",
    [MAP_OWN_2] = "box",   [MAP_OWN_3] = "box",       [MAP_OTHER] = "box",
};

/* Sets words as they are: a label reads "\N" as the node's name and the like. A text that
 * map_set() takes is never read as HTML. */
static void set_label(void *what, struct str *words)
{
    for (size_t at = 0; at < words->len_bytes; at++) {
        if (words->bytes[at] == '\\') {
            str_insert(words, at++, "\\", 1);
        } else if (words->bytes[at] ==
                   '\n') { /* many read no line break between quotes */
            words->bytes[at] = 'n';
            str_insert(words, at++, "\\", 1);
        }
    }
    map_set(what, "label", str_text(words));
}

static void set_colour(void *what, const char *name, unsigned colour)
{
    char words[16];
    snprintf(words, sizeof words, "#%06x", colour);
    map_set(what, name, words);
}

static const char *or_none(const char *words)
{
    return words ? words : "";
}

/* Of how many it is, if it is a seminar's. */
static void set_tables(void *what, size_t tables)
{
    char number[32] = "";
    if (tables) {
        snprintf(number, sizeof number, "%zu", tables);
    }
    map_set(what, "tables", number);
}

/* What other programs read beside the words, which stand in the label as they are: wrapped
 * neither for a picture, nor with their kind before them. */
static void set_attributes(Agnode_t *made, const struct map_node *node,
                           const struct map_picture *picture)
{
    char votes[32] = "";
    const struct map_look *look = &map_looks[node->kind];
    struct str words = str_of("%s", node->words);
    set_label(made, &words);
    if (node->votes) {
        snprintf(votes, sizeof votes, "%ld", node->votes);
    }
    map_set(made, "kind", node->called ? node->called : node->label);
    map_set(made, "table", picture->heading);
    str_clear(&words);
    if (node->goal) {
        sanitise(row_words(node->goal), SANITISE_FOR_CELLS, &words);
    }
    map_set(made, "goal", str_text(&words));
    map_set(made, "votes", votes);
    map_set(made, "marks", or_none(node->marks));
    set_tables(made, node->tables);
    map_set(made, "shape", shapes[node->kind]);
    map_set(made, "style", node->more ? "filled,dashed" : "filled");
    map_set(made, "penwidth", node->kind == MAP_GOAL ? "2.4" : "1.2");
    set_colour(made, "color", look->colour);
    set_colour(made, "fillcolor", look->tint);
    str_finish(&words);
}

/* The records' ids: another picture of the same table has the same for who stands in both,
 * so that they are joined there. */
static Agnode_t *node_of(Agraph_t *graph, const struct map_picture *picture,
                         size_t number, size_t i)
{
    const struct map_node *node = &picture->nodes[i];
    struct str name = STR_EMPTY;
    if (node->record) {
        outline_add_id(picture->session, node->record, &name);
    } else {
        str_addf(&name, "map%zu-%zu", number, i);
    }
    Agnode_t *made = agnode(graph, name.bytes, 1);
    set_attributes(made, node, picture);
    str_finish(&name);
    return made;
}

/* One picture, as a part of the graph that is drawn around it. */
static void add_picture(Agraph_t *all, const struct map_picture *picture, size_t number)
{
    Agnode_t **nodes = memory_get((picture->node_count + 1) * sizeof *nodes);
    char name[32];
    snprintf(name, sizeof name, "cluster_%zu", number);
    Agraph_t *graph = agsubg(all, name, 1);
    struct str words = str_of("%s", picture->heading);
    set_label(graph, &words);
    str_finish(&words);
    for (size_t i = 0; i < picture->node_count; i++) {
        nodes[i] = node_of(graph, picture, number, i);
    }
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct map_edge *edge = &picture->edges[i];
        Agedge_t *made = agedge(graph, nodes[edge->from], nodes[edge->to], NULL, 1);
        set_tables(made, edge->tables);
        if (edge->answers) {
            map_set(made, "label", picture->paper->texts[PAPER_ANSWERS]);
            map_set(made, "dir", "forward");
        }
    }
    free(nodes);
}

static Agraph_t *graph_of(const struct map_picture *pictures, size_t count)
{
    static const char *const about_nodes[] = {"label", "kind",  "table",    "goal",
                                              "votes", "marks", "tables",   "shape",
                                              "color", "style", "penwidth", "fillcolor"};
    Agraph_t *graph = map_new_graph("map");
    map_all(graph, AGRAPH, "rankdir", "LR");
    map_all(graph, AGRAPH, "label", "");
    map_all(graph, AGNODE, "fontname", "Noto Sans");
    for (size_t i = 0; i < sizeof about_nodes / sizeof *about_nodes; i++) {
        map_all(graph, AGNODE, about_nodes[i], "");
    }
    map_all(graph, AGEDGE, "label", "");
    map_all(graph, AGEDGE, "tables", "");
    map_all(graph, AGEDGE, "dir", "none");
    for (size_t i = 0; i < count; i++) {
        add_picture(graph, &pictures[i], i + 1);
    }
    return graph;
}

bool map_dot(const struct map_picture *pictures, size_t count, struct str *out,
             struct err *err)
{
    char *bytes = NULL;
    size_t len_bytes = 0;
    FILE *file = open_memstream(&bytes, &len_bytes);
    bool ok = file != NULL;
    Agraph_t *graph = graph_of(pictures, count);
    ok = ok && agwrite(graph, file) == 0;
    agclose(graph);
    ok = file && fclose(file) == 0 && ok;
    if (ok) {
        str_add_bytes(out, bytes, len_bytes);
    } else {
        err_set(err, "the graph cannot be written: %s", strerror(errno));
    }
    free(bytes);
    return ok;
}
