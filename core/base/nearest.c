#include "base/nearest.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_BYTES = 40, SHORTEST_NAME_BYTES = 4 };

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many bytes must be put in, taken out, changed, or changed places with the next one,
 * to make a into b. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST_BYTES + 1], a_len = strlen(a), b_len = strlen(b);
    if (a_len > LONGEST_BYTES || b_len > LONGEST_BYTES) {
        return LONGEST_BYTES;
    }
    for (size_t i = 0; i <= a_len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3],
               *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            if (i == 0) {
                row[j] = j;
                continue;
            }
            row[j] = least_of(least_of(above[j], row[j - 1]) + 1,
                              above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least_of(row[j], two_above[j - 2] + 1);
            }
        }
    }
    return rows[a_len % 3][b_len];
}

static const char *nearest_of(const char *word, const char *const *words,
                              size_t shortest_bytes)
{
    const char *nearest = NULL;
    size_t least = (size_t)2 * LONGEST_BYTES, word_len = strlen(word);
    for (; *words; words++) {
        size_t len = strlen(*words), allowed = len / 3 > 1 ? len / 3 : 1;
        bool likely = len >= shortest_bytes && len <= word_len + allowed &&
                      word_len <= len + allowed;
        size_t far = likely ? distance(word, *words) : LONGEST_BYTES;
        bool same = likely && word[0] == words[0][0]; /* a slip is seldom the first */
        if (far <= allowed && 2 * far + !same < least) {
            least = 2 * far + !same;
            nearest = *words;
        }
    }
    return nearest;
}

/* The first of the words that begins so; a letter alone is no beginning. */
static const char *beginning_of(const char *word, const char *const *words)
{
    size_t len = strlen(word);
    while (*words && (len < 2 || strncmp(*words, word, len) != 0)) {
        words++;
    }
    return *words;
}

const char *nearest_word(const char *word, const char *const *words)
{
    const char *longer = beginning_of(word, words);
    return longer ? longer : nearest_of(word, words, 0);
}

const char *nearest_slip(const char *word, const char *const *words)
{
    size_t len = strlen(word);
    for (; *words; words++) {
        bool likely = len >= SHORTEST_NAME_BYTES && word[0] == words[0][0] &&
                      strlen(*words) >= SHORTEST_NAME_BYTES;
        if (likely && distance(word, *words) == 1) {
            return *words;
        }
    }
    return NULL;
}

const char *nearest_name(const char *name, const char *const *names)
{
    const char *same = NULL;
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(name, names[i]) == 0) {
            return NULL;
        }
        same = strcasecmp(name, names[i]) == 0 ? names[i] : same;
    }
    return same ? same : nearest_of(name, names, SHORTEST_NAME_BYTES);
}
