#include "base/nearest.h"

#include <stddef.h>
#include <string.h>

enum { LONGEST_BYTES = 40 };

/* How many bytes must be put in, taken out or changed to make a into b. */
static size_t distance(const char *a, const char *b)
{
    size_t row[LONGEST_BYTES + 1], a_len = strlen(a), b_len = strlen(b);
    if (a_len > LONGEST_BYTES || b_len > LONGEST_BYTES) {
        return LONGEST_BYTES;
    }
    for (size_t j = 0; j <= b_len; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a_len; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t above = row[j];
            size_t least = (above < row[j - 1] ? above : row[j - 1]) + 1;
            size_t changed = corner + (a[i - 1] != b[j - 1]);
            row[j] = changed < least ? changed : least;
            corner = above;
        }
    }
    return row[b_len];
}

const char *nearest_word(const char *word, const char *const *words)
{
    const char *nearest = NULL;
    size_t least = LONGEST_BYTES;
    for (; *words; words++) {
        size_t far = distance(word, *words), len = strlen(*words);
        size_t allowed = len / 3 > 1 ? len / 3 : 1;
        if (far <= allowed && far < least) {
            least = far;
            nearest = *words;
        }
    }
    return nearest;
}
