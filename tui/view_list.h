#ifndef ROUNDTABLE_VIEW_LIST_H
#define ROUNDTABLE_VIEW_LIST_H

#include "view.h"

/**
 * A list to choose from, over whatever is on the screen: the palette, where to move a
 * note, the formats of export, the tables of a file. Typing narrows it, or, where the
 * rows have letters, chooses at once.
 */
extern const struct view_ops view_list_ops;

/** Every action of a mode, with its keys and what it does: help and palette in one. */
void *view_list_palette(enum mode mode);

/** The columns (by number) and the goals (by letter) to move a note to. */
void *view_list_move(const struct facts *facts, const struct record *note);

/** The formats of export, by letter. */
void *view_list_export(void);

/** The tables of the file. */
void *view_list_tables(const struct facts *facts);

#endif
