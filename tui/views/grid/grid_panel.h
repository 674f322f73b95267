#ifndef ROUNDTABLE_VIEWS_GRID_GRID_PANEL_H
#define ROUNDTABLE_VIEWS_GRID_GRID_PANEL_H

#include "views/grid/grid_layout.h"

/**
 * What the panel says, found by grid_prompts.c for grid_panel.c, which draws it.
 */

enum { PANEL_COLS = 33, MOST_PROMPTS = 40, MOST_HELPS = 4 };

struct panel {
    const struct stage *stage; /* NULL: it is of a form that is no stage's */
    const struct grid *form;   /* NULL: it is of a stage */
    const void *of;            /* what the prompts are about */
    const char *prompts[MOST_PROMPTS];
    size_t count;
    struct str row, source, helps[MOST_HELPS]; /* some of them */
    size_t help_count;
};

/** False if there is none; panel_finish() ends it all the same. */
bool panel_find(const struct layout *l, struct panel *p);
void panel_finish(struct panel *p);

const char *panel_title(const struct panel *p);

/** "45 minutes, from 12:00"; of a form what it is for. */
void panel_add_about(const struct facts *facts, const struct panel *p, struct str *out);

/** An entry of the column at hand. Over lunch nobody writes, so that there is nothing to be an
 *  example of. */
void panel_add_example(const struct layout *l, const struct panel *p, struct str *out);

/** Whether a prompt begins with what a column is called: "Barriers: …" */
bool panel_is_about(const char *prompt, const struct column *column);

#endif
