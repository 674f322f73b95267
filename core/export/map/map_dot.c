/* The graph as a dot file, for those who want to lay it out in their own way. */

#include "base/memory.h"
#include "export/map/map_graphviz.h"
#include "export/map/map_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const shapes[MAP_KINDS] = {
    [MAP_GOAL] = "box",    [MAP_BARRIER] = "octagon", [MAP_STAKEHOLDER] = "ellipse",
    [MAP_MOMENT] = "note", [MAP_ACTION] = "cds",      [MAP_OTHER] = "box",
};

/* Sets words as they are: a label reads "\N" as the node's name and the like. A text that
 * map_set() takes is never read as HTML. */
static void set_label(void *what, struct str *words)
{
    for (size_t at = 0; at < words->len_bytes; at++) {
        if (words->bytes[at] == '\\') {
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

static Agraph_t *graph_of(const struct map_picture *picture, size_t number)
{
    static const char *const about_nodes[] = {"label",     "shape",    "color",
                                              "fillcolor", "penwidth", "style"};
    Agnode_t **nodes = memory_get((picture->node_count + 1) * sizeof *nodes);
    char name[32];
    snprintf(name, sizeof name, "map%zu", number);
    Agraph_t *graph = map_new_graph(name);
    map_all(graph, AGRAPH, "rankdir", "LR");
    map_all(graph, AGRAPH, "label", "");
    map_all(graph, AGNODE, "fontname", "Noto Sans");
    for (size_t i = 0; i < sizeof about_nodes / sizeof *about_nodes; i++) {
        map_all(graph, AGNODE, about_nodes[i], "");
    }
    map_all(graph, AGEDGE, "label", "");
    map_all(graph, AGEDGE, "dir", "none");
    struct str words = str_of("%s", picture->heading);
    set_label(graph, &words);
    for (size_t i = 0; i < picture->node_count; i++) {
        const struct map_node *node = &picture->nodes[i];
        const struct map_look *look = &map_looks[node->kind];
        snprintf(name, sizeof name, "n%zu", i);
        nodes[i] = agnode(graph, name, 1);
        str_set(&words, "%s", node->label);
        for (size_t n = 0; n < node->line_count; n++) {
            if (!node->lines[n].coloured) {
                str_addf(&words, "\n%s", node->lines[n].words);
            }
        }
        set_label(nodes[i], &words);
        map_set(nodes[i], "shape", shapes[node->kind]);
        map_set(nodes[i], "style", node->more ? "filled,dashed" : "filled");
        map_set(nodes[i], "penwidth", node->kind == MAP_GOAL ? "2.4" : "1.2");
        set_colour(nodes[i], "color", look->colour);
        set_colour(nodes[i], "fillcolor", look->tint);
    }
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct map_edge *edge = &picture->edges[i];
        Agedge_t *made = agedge(graph, nodes[edge->from], nodes[edge->to], NULL, 1);
        if (edge->answers) {
            map_set(made, "label", "answers");
            map_set(made, "dir", "forward");
        }
    }
    str_finish(&words);
    free(nodes);
    return graph;
}

bool map_dot(const struct map_picture *pictures, size_t count, struct str *out,
             struct err *err)
{
    char *bytes = NULL;
    size_t len_bytes = 0;
    FILE *file = open_memstream(&bytes, &len_bytes);
    bool ok = file != NULL;
    for (size_t i = 0; i < count && ok; i++) {
        Agraph_t *graph = graph_of(&pictures[i], i + 1);
        ok = agwrite(graph, file) == 0;
        agclose(graph);
    }
    ok = file && fclose(file) == 0 && ok;
    if (ok) {
        str_add_bytes(out, bytes, len_bytes);
    } else {
        err_set(err, "the graph cannot be written: %s", strerror(errno));
    }
    free(bytes);
    return ok;
}
