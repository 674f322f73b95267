#ifndef ROUNDTABLE_SCREEN_PASTED_MARKS_H
#define ROUNDTABLE_SCREEN_PASTED_MARKS_H

#include <stdbool.h>
#include <stddef.h>

/** What stands before the words of a line of a list. */
struct list_mark {
    size_t bytes; /* with the blanks behind; 0: nothing */
    bool sure;    /* it is no word, whatever other lines begin with */
};

/**
 * What a line begins with: a bullet, a number, a letter.
 *
 * @rank  which line of the list it is, from 0: "b." is no initial in the second.
 */
struct list_mark list_mark(const char *line, size_t len_bytes, size_t rank);

#endif
