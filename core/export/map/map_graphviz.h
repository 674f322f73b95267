#ifndef ROUNDTABLE_EXPORT_MAP_MAP_GRAPHVIZ_H
#define ROUNDTABLE_EXPORT_MAP_MAP_GRAPHVIZ_H

#include <gvc.h>

/* Graphviz takes texts it does not change as char *: the casts stand here, once. A text
 * set so is never read as HTML, whatever it holds. */

static inline Agraph_t *map_new_graph(const char *name)
{
    return agopen((char *)name, Agdirected, NULL);
}

/** What all graphs, nodes or edges have, if they have nothing else. */
static inline void map_all(Agraph_t *graph, int of, const char *name, const char *value)
{
    agattr(graph, of, (char *)name, (char *)value);
}

static inline void map_set(void *what, const char *name, const char *value)
{
    agset(what, (char *)name, (char *)value);
}

#endif
