/* One spelling for words that are written in two ways, and words that slipped. */

#include "findings/vocabulary.h"

#include <string.h>

static bool ends_in(const struct str *word, const char *end, size_t least_before)
{
    size_t len = strlen(end);
    return word->len_bytes >= len + least_before &&
           memcmp(word->bytes + word->len_bytes - len, end, len) == 0;
}

static void end_in(struct str *word, const char *end, const char *instead)
{
    str_remove(word, word->len_bytes - strlen(end), strlen(end));
    str_add(word, instead);
}

/* Endings, American ones last; with so many letters before them, so that "hour" stays. */
static void unify_ending(struct str *word)
{
    static const struct {
        const char *end, *instead;
        size_t least_before;
    } rows[] = {
        {"our", "or", 3},         {"ours", "ors", 3},         {"oured", "ored", 3},
        {"ouring", "oring", 3},   {"oural", "oral", 3},       {"ourless", "orless", 3},
        {"ourhood", "orhood", 3}, {"ourhoods", "orhoods", 3}, {"ourly", "orly", 3},
        {"oured", "ored", 3},     {"tre", "ter", 2},          {"tres", "ters", 2},
        {"bre", "ber", 2},        {"bres", "bers", 2},        {"ogue", "og", 3},
        {"ogues", "ogs", 3},      {"lling", "ling", 4},       {"lled", "led", 4},
        {"ller", "ler", 4},       {"llers", "lers", 4},       {"llor", "lor", 4},
        {"llors", "lors", 4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (ends_in(word, rows[i].end, rows[i].least_before)) {
            end_in(word, rows[i].end, rows[i].instead);
            return;
        }
    }
}

/* "organize", "paediatric": whatever stands behind. */
static void unify_inside(struct str *word)
{
    enum { SHORTEST = 6 };
    for (size_t i = 1; word->len_bytes >= SHORTEST && i + 2 < word->len_bytes; i++) {
        char *at = word->bytes + i;
        bool is = (at[0] == 'i' || at[0] == 'y') && at[1] == 'z';
        if (is && i > 1 && strchr("eia", at[2])) {
            at[1] = 's';
        } else if (at[0] == 'a' && at[1] == 'e') {
            str_remove(word, i, 1);
        }
    }
    if (word->len_bytes > 4 && strncmp(word->bytes, "oes", 3) == 0) {
        str_remove(word, 0, 1);
    } else if (word->len_bytes > 4 && strncmp(word->bytes, "an", 2) == 0 &&
               strncmp(word->bytes + 2, "aes", 3) == 0) {
        str_remove(word, 2, 1);
    }
}

void spelling_unify(struct str *word)
{
    unify_inside(word);
    unify_ending(word);
}

bool spelling_slipped(const char *a, const char *b)
{
    size_t len_a = strlen(a), len_b = strlen(b), from = 0, end = 0;
    size_t shorter = len_a < len_b ? len_a : len_b;
    if (len_a > len_b + 1 || len_b > len_a + 1) {
        return false;
    }
    while (from < shorter && a[from] == b[from]) {
        from++;
    }
    while (end < shorter - from && a[len_a - 1 - end] == b[len_b - 1 - end]) {
        end++;
    }
    size_t left_a = len_a - from - end, left_b = len_b - from - end;
    bool one = left_a <= 1 && left_b <= 1;
    bool swapped =
        left_a == 2 && left_b == 2 && a[from] == b[from + 1] && a[from + 1] == b[from];
    return from > 0 && end >= 2 && (one || swapped);
}
