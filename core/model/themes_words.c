/* The words that stand for a theme that nobody named. */

#include "base/hash.h"
#include "base/memory.h"
#include "base/number_map.h"
#include "base/words.h"
#include "model/themes_inside.h"

#include <stdlib.h>
#include <string.h>

/* A wording of a theme, and how well it stands for the others. */
struct candidate {
    const char *words;
    size_t said; /* by so many entries */
    double
        shared; /* so many wordings have a word of it, on average; of words that are one
                      by themselves, 0 */
    bool odd;   /* it begins with a small letter, or is in capitals */
    size_t count, len, at; /* of its words and bytes; at: in the order of the grids */
};

static uint64_t next_word(const char **at, const char *language, struct str *word)
{
    return words_next(at, language, word)
               ? hash_end(hash_add_text(HASH_START, str_text(word)))
               : 0;
}

static void count_words(const struct candidate *c, const char *language,
                        struct number_map *counts, struct str *word)
{
    const char *at = c->words;
    for (uint64_t w; (w = next_word(&at, language, word));) {
        number_map_set(counts, w, number_map_find(counts, w) + 1);
    }
}

static void weigh(struct candidate *c, const char *language,
                  const struct number_map *counts, struct str *word)
{
    const char *at = c->words;
    size_t words = 0, sum = 0;
    for (uint64_t w; (w = next_word(&at, language, word)); words++) {
        sum += number_map_find(counts, w);
    }
    c->shared = words ? (double)sum / (double)words : 0;
    c->count = words;
}

static int best_first(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->said != b->said) {
        return a->said > b->said ? -1 : 1;
    }
    if (a->shared != b->shared) {
        return a->shared > b->shared ? -1 : 1;
    }
    if (a->odd != b->odd) {
        return a->odd ? 1 : -1;
    }
    if (a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    if (a->shared > 0 &&
        a->len != b->len) { /* a slip leaves more letters out than it adds */
        return a->len > b->len ? -1 : 1;
    }
    return a->at < b->at ? -1 : a->at > b->at;
}

static int by_text(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int order = strcmp(a->words, b->words);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* Of a script that has no such letters nothing is odd. */
static bool is_odd(const char *words)
{
    bool small = false, capital = false;
    for (const char *p = words; *p; p++) {
        small = small || (*p >= 'a' && *p <= 'z') || (unsigned char)*p >= 0x80;
        capital = capital || (*p >= 'A' && *p <= 'Z');
    }
    return (*words >= 'a' && *words <= 'z') || (capital && !small);
}

const char *theme_usual_words(const struct theme *theme, const char *language)
{
    struct number_map counts = {0};
    struct str word = STR_EMPTY;
    size_t count = 0;
    if (theme->text_count == 1) {
        return theme->words;
    }
    struct candidate *all = memory_get((theme->text_count + 1) * sizeof *all);
    for (size_t i = 0; i < theme->text_count; i++) {
        const struct theme_text *text = &theme->texts[i];
        all[i] = (struct candidate){.words = text->words,
                                    .odd = is_odd(text->words),
                                    .len = strlen(text->words),
                                    .said = text->said,
                                    .at = text->first};
    }
    ARRAY_SORT(all, theme->text_count, by_text);
    for (size_t i = 0; i < theme->text_count; i++) {
        if (count && strcmp(all[i].words, all[count - 1].words) == 0) {
            all[count - 1].said += all[i].said;
        } else {
            all[count++] = all[i];
        }
    }
    for (size_t i = 0; i < count && theme->record; i++) { /* else their words are one */
        count_words(&all[i], language, &counts, &word);
    }
    for (size_t i = 0; i < count && theme->record; i++) {
        weigh(&all[i], language, &counts, &word);
    }
    ARRAY_SORT(all, count, best_first);
    const char *usual = all[0].words;
    free(all);
    str_finish(&word);
    number_map_finish(&counts);
    return usual;
}
