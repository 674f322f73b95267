#ifndef ROUNDTABLE_EXPORT_MAP_MAP_SEMINAR_H
#define ROUNDTABLE_EXPORT_MAP_MAP_SEMINAR_H

#include "base/number_map.h"
#include "export/export.h"
#include "findings/findings.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * What the tables of a seminar share in the columns of the map, and under which goals that
 * was said: of what a picture chooses as much as it has room for. Private to roundtable-map.
 */

/** A goal that somebody has, or what several tables say in one of the map's columns. */
struct map_item {
    const struct theme *theme;
    size_t column; /* of an entry, among the map's */
    bool held;     /* an entry: some goal of several tables holds it */
    bool wanted;   /* it may stand on the map: an entry if one of its goals does */
    bool drawn;
    size_t reach; /* a goal: how many tables said what no goal of several holds, */
    size_t holds; /* and what it has at all */
    size_t seen; /* a goal, while it is chosen for: the last column that has one of its */
    struct map_link *strongest; /* of an entry, while lines are left out */
    struct map_link **links;    /* of a goal, entry by entry */
    size_t link_count;
    size_t node; /* in the picture; SIZE_MAX: none */
};

/** An entry that was said under a goal, by their numbers, and at how many tables. */
struct map_link {
    size_t entry, goal, tables;
    bool drawn;
    const struct record *table; /* while they are collected */
};

/** One of the map's columns. */
struct map_column {
    const struct findings_column *column;
    const char *title;
    const char *called; /* "barrier", as the form has it */
    size_t from, to;    /* its entries */
    size_t at;          /* which column of its form it is, from 0 */
    bool left;          /* it stands left of the goals */
};

struct map_seminar {
    struct findings findings;
    struct map_item *goals, *entries; /* in the order of the findings */
    size_t goal_count, entry_count, entry_room;
    struct map_item **wanted; /* the goals that may stand on the map, best first */
    size_t wanted_count;
    struct map_column *columns;
    size_t column_count;
    struct map_link *links; /* entry by entry */
    size_t link_count, link_room;
    struct map_link **by_goal; /* what goals have as theirs */
    bool own_maps;             /* each table's is told of, too: to all but politicians */
    struct number_map goal_of; /* a theme's address: the number of its goal, from 1 */
};

/** Finds it all, in a time that grows with the entries. Where only words are to be told,
 *  votes count for nothing. */
void map_seminar_find(struct session *session, const struct export_options *options,
                      struct map_seminar *out);
void map_seminar_finish(struct map_seminar *seminar);

/**
 * Says what is drawn: so many goals, those of most tables first, and so many entries a
 * column that stand under these; first of each goal the one that most tables said. If they
 * would be joined by more lines than an eye can follow, each entry keeps the one that most
 * tables said, and each goal two in each column; returns how many are not drawn.
 * SIZE_MAX: all.
 */
size_t map_seminar_choose(struct map_seminar *seminar, size_t goals, size_t in_column);

#endif
