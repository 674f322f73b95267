#ifndef ROUNDTABLE_SCREEN_PARTS_H
#define ROUNDTABLE_SCREEN_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Parts of a picture that are put again as they were, wherever they stand by now, with
 * nothing about them found out anew: rows, of which nothing else is put meanwhile.
 *
 *     if (!screen_put_again(row, rows, &key, sizeof key)) {
 *         … what is put into those rows, buttons and cursor with it …
 *         screen_part_end();
 *     }
 *
 * Nothing is kept where all is heard.
 */

/** A number that no key has had: for keys of what is another thing from now on. */
uint64_t screen_part_number(void);

/** Puts what was put last with that key, and returns true; else what follows is that, until
 *  screen_part_end().
 *
 *  @key  all that it hangs on, compared by bytes, so zeroed before it was filled in; but the
 *        theme and the letters there are, which are known here. Begins with such a number. */
bool screen_put_again(int row, int rows, const void *key, size_t len_bytes);
void screen_part_end(void);

#endif
