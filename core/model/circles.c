/* Edits that replace one another in a circle. No program makes one, for nobody sees what
 * is not said yet; but a hand, a wrong clock with a restored image, or malice may. A value
 * that only edits of its own circle replace stays a head. */

#include "model/session_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utlist.h>

/* The versions of one field, and which replace which. Numbers are places in nodes. */
struct graph {
    struct version **nodes; /* the newest arrival first */
    uint32_t count;
    size_t *first; /* of each node's targets; one more ends the last */
    uint32_t *targets;
    size_t target_count, target_room;
    uint32_t *circle; /* of each node, from 1: those that reach one another */
    uint32_t circle_count;
};

static int newest_first(const void *left, const void *right)
{
    const struct version *a = *(struct version *const *)left;
    const struct version *b = *(struct version *const *)right;
    return a->arrival < b->arrival ? 1 : a->arrival > b->arrival ? -1 : 0;
}

static void find_nodes(struct graph *g, struct field *field)
{
    size_t room = 0, count = 0;
    for (struct version *v = field->versions; v; v = v->next) {
        ARRAY_ADD(g->nodes, count, room, v);
    }
    ARRAY_SORT(g->nodes, count, newest_first);
    g->count = (uint32_t)count;
}

static void add_target(struct graph *g, struct version *version)
{
    struct version **node =
        bsearch(&version, g->nodes, g->count, sizeof(*g->nodes), newest_first);
    assert(node && "a version of the field is among its nodes");
    g->targets = memory_room_for_one(g->targets, g->target_count, &g->target_room,
                                     sizeof *g->targets);
    g->targets[g->target_count++] = (uint32_t)(node - g->nodes);
}

static void find_targets(struct graph *g, const struct session *s,
                         const struct field *field)
{
    g->first = memory_get((g->count + (size_t)1) * sizeof *g->first);
    for (uint32_t i = 0; i < g->count; i++) {
        const struct edit *by = g->nodes[i]->edit;
        for (size_t k = 0; k < by->over_count; k++) {
            for (struct entry *old = session_entry(s, by->over[k]); old;
                 old = entry_twin(old)) {
                struct version *version =
                    &old->edit == by ? NULL : entry_version(old, field);
                if (version) {
                    add_target(g, version);
                }
            }
        }
        g->first[i + 1] = g->target_count;
    }
}

/* Tarjan's search, with a path of its own for the stack: a circle may be long. */
struct search {
    struct graph *graph;
    uint32_t *order, *low; /* when a node was visited, from 1; the earliest it reaches */
    size_t *next;          /* which of its targets comes next */
    uint32_t *path, *open; /* nodes on the way; nodes whose circle is not known */
    uint32_t path_count, open_count, visited;
};

static void visit(struct search *x, uint32_t node)
{
    x->order[node] = x->low[node] = ++x->visited;
    x->next[node] = x->graph->first[node];
    x->path[x->path_count++] = node;
    x->open[x->open_count++] = node;
}

static void leave(struct search *x, uint32_t node)
{
    x->path_count--;
    if (x->path_count) {
        uint32_t *above = &x->low[x->path[x->path_count - 1]];
        *above = x->low[node] < *above ? x->low[node] : *above;
    }
    if (x->low[node] == x->order[node]) {
        uint32_t member;
        x->graph->circle_count++;
        do {
            member = x->open[--x->open_count];
            x->graph->circle[member] = x->graph->circle_count;
        } while (member != node);
    }
}

static void search_from(struct search *x, uint32_t root)
{
    visit(x, root);
    while (x->path_count) {
        uint32_t node = x->path[x->path_count - 1];
        if (x->next[node] == x->graph->first[node + 1]) {
            leave(x, node);
            continue;
        }
        assert(x->graph->targets && "a node with edges has their targets");
        uint32_t target = x->graph->targets[x->next[node]++];
        if (!x->order[target]) {
            visit(x, target);
        } else if (!x->graph->circle[target] && x->order[target] < x->low[node]) {
            x->low[node] = x->order[target];
        }
    }
}

static void find_circles(struct graph *g)
{
    uint32_t *room = memory_get(g->count * (size_t)4 * sizeof *room);
    struct search x = {.graph = g,
                       .order = room,
                       .low = room + g->count,
                       .path = room + 2 * (size_t)g->count,
                       .open = room + 3 * (size_t)g->count,
                       .next = memory_get(g->count * sizeof *x.next)};
    g->circle = memory_get(g->count * sizeof *g->circle);
    for (uint32_t i = 0; i < g->count; i++) {
        if (!x.order[i]) {
            search_from(&x, i);
        }
    }
    free(room);
    free(x.next);
}

/* Heads are what no edit of another circle replaces; puts the field's list into order. */
static void choose_heads(const struct graph *g, struct odd_field *odd,
                         struct field *field)
{
    bool *replaced = memory_get((g->circle_count + (size_t)1) * sizeof *replaced);
    bool *several = memory_get((g->circle_count + (size_t)1) * sizeof *several);
    for (uint32_t i = 0; i < g->count; i++) {
        for (size_t t = g->first[i]; t < g->first[i + 1]; t++) {
            uint32_t own = g->circle[i], other = g->circle[g->targets[t]];
            *(own == other ? &several[own] : &replaced[other]) = true;
        }
    }
    field->versions = NULL;
    odd->circled = false;
    for (int heads = 0; heads <= 1; heads++) { /* each is put before the others */
        for (uint32_t i = g->count; i-- > 0;) {
            struct version *v = g->nodes[i];
            v->covered = replaced[g->circle[i]];
            if (v->covered != heads) {
                DL_PREPEND(field->versions, v);
                odd->circled = odd->circled || (!v->covered && several[g->circle[i]]);
            }
        }
    }
    field_choose_of_all(field);
    free(replaced);
    free(several);
}

static void settle(const struct session *s, struct field *field)
{
    struct graph g = {0};
    find_nodes(&g, field);
    find_targets(&g, s, field);
    find_circles(&g);
    choose_heads(&g, field_odd(s, field), field);
    free(g.nodes);
    free(g.first);
    free(g.targets);
    free(g.circle);
}

void circles_doubt(struct session *s, struct record *record, struct field *field)
{
    struct odd_field *odd = field_touch_odd(s, field);
    odd->may_circle = true;
    if (!odd->doubted) {
        odd->doubted = true;
        s->doubts = memory_room_for_one(s->doubts, s->doubt_count, &s->doubt_room,
                                        sizeof *s->doubts);
        s->doubts[s->doubt_count++] = (struct doubt){record, field};
    }
}

void circles_settle(struct session *s)
{
    for (; s->doubt_count && !s->many; s->doubt_count--) {
        struct doubt doubt = s->doubts[s->doubt_count - 1];
        field_odd(s, doubt.field)->doubted = false;
        settle(s, doubt.field);
        if (doubt.record->kind == s->template) {
            templates_forget(s->templates, doubt.record);
        }
        tree_refresh(doubt.record);
    }
    templates_forget_last(s->templates);
}

void session_begin_many(struct session *s)
{
    s->many++;
}

void session_end_many(struct session *s)
{
    assert(s->many);
    s->many--;
    circles_settle(s);
}
