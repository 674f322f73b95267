#ifndef ROUNDTABLE_TESTS_SCENE_H
#define ROUNDTABLE_TESTS_SCENE_H

#include "support/phone.h"
#include "support/stand_in.h"
#include "support/typist.h"

/**
 * A table in Leeds that Ana has open on her screen, and what a test plays beside that: phones
 * that send something, or a program that says how a room or phones stand.
 */
struct scene {
    char *path; /* table.json in the test's folder */
    struct typist *ana;
    struct phone phone;     /* open, or zeroed */
    struct stand_in beside; /* begun, or zeroed */
};

/** A goal of such a table, and a barrier to it. */
#define LESS_SUGAR "{\"text\":\"Less sugar\",\"barriers\":[\"Adverts\"]}"

/** Writes a table with those goals, as they stand between the brackets of "goals": [ … ]. */
void scene_write_table(const char *path, const char *goals);

/** @goals  the same; NULL: LESS_SUGAR. scene_end() ends it. */
struct scene scene_begin(int rows, int cols, const char *goals);

/** What stands on the screen is saved, and the phones are there. */
void scene_open_phone(struct scene *s);

/** With two goals, barriers selected, and phones. */
struct scene scene_begin_with_phone(int rows, int cols);

/** Which sent two barriers for one goal, one for the other, and a goal; of two phones. */
struct scene scene_begin_with_four(int rows, int cols);

/** Ana leaves from her grid, and all that was there goes. */
void scene_end(struct scene *s);

/** Closes the inbox first. */
void scene_end_in_inbox(struct scene *s);

#endif
