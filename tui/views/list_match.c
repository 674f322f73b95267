/* How well a row of a list fits with what was typed. */

#include "views/list_match.h"

#include "base/fold.h"

#include <string.h>

enum fit {
    FIT_LABEL,
    FIT_KEY,
    FIT_LABEL_START,
    FIT_LABEL_WORD,
    FIT_ALSO_WORD,
    FIT_DETAIL_WORD,
    FIT_WITHIN_WORD,
    FIT_ANYWHERE,
    FIT_NONE
};

/* Whether one of the keys, which stand as in "?, F1, :, Ctrl-P", is what was typed. A
 * single letter counts as it is: d is not D. */
static bool is_a_key(const char *keys, const char *typed, struct fold_sought *sought)
{
    size_t len = strlen(typed);
    while (*keys) {
        size_t part = *keys == ',' ? 1 : strcspn(keys, ",");
        if (part == len && (strncmp(keys, typed, len) == 0 ||
                            (len > 1 && fold_find(sought, keys) >= FOLD_AT_START))) {
            return true;
        }
        keys += part;
        keys += strspn(keys, ", ");
    }
    return false;
}

static enum fit best_fit(const struct item *item, const char *word,
                         struct fold_sought *sought)
{
    enum fold_fit label = fold_find(sought, item->label);
    if (label == FOLD_ALL) {
        return FIT_LABEL;
    }
    if (is_a_key(item->key, word, sought)) {
        return FIT_KEY;
    }
    if (label >= FOLD_AT_WORD) {
        return label == FOLD_AT_START ? FIT_LABEL_START : FIT_LABEL_WORD;
    }
    if (fold_find(sought, item->also ? item->also : "") >= FOLD_AT_WORD) {
        return FIT_ALSO_WORD;
    }
    enum fold_fit detail = fold_find(sought, item->detail);
    enum fold_fit within = fold_find(sought, item->within ? item->within : "");
    return detail >= FOLD_AT_WORD   ? FIT_DETAIL_WORD
           : within >= FOLD_AT_WORD ? FIT_WITHIN_WORD
           : label == FOLD_WITHIN || detail != FOLD_NOWHERE || within != FOLD_NOWHERE
               ? FIT_ANYWHERE
               : FIT_NONE;
}

/* What stands in a row from its left to its right, with the heading that it is under. */
static enum fit row_fit(const struct list_view *v, const struct item *item,
                        const char *typed)
{
    const struct item *heading = item;
    while (heading > v->items && !heading->heading) {
        heading--;
    }
    struct str row = STR_EMPTY;
    str_addf(&row, "%s %s %s %s  %s", item->label, item->key, item->detail,
             item->full ? item->full : "", heading->heading ? heading->label : "");
    struct fold_sought sought = {0};
    fold_seek(&sought, typed, "");
    enum fold_fit found = fold_find(&sought, row.bytes);
    fold_sought_finish(&sought);
    str_finish(&row);
    return found >= FOLD_AT_WORD   ? FIT_DETAIL_WORD
           : found != FOLD_NOWHERE ? FIT_ANYWHERE
                                   : FIT_NONE;
}

static enum fit fit(const struct item *item, const char *word)
{
    struct fold_sought sought = {0};
    fold_seek(&sought, word, "");
    enum fit found = best_fit(item, word, &sought);
    fold_sought_finish(&sought);
    return found;
}

/* What is sought among keys stands there as a key; elsewhere whatever is shown finds a row. */
static enum fit fit_in(const struct list_view *v, const struct item *item,
                       const char *typed)
{
    enum fit found = fit(item, typed);
    return found == FIT_NONE && !v->ranked && !v->by_letter ? row_fit(v, item, typed)
                                                            : found;
}

/* What people say around what they mean. */
static bool is_little(const char *word)
{
    static const char *const words[] = {
        "a",  "an", "as", "can",    "do", "for", "how",  "i",  "in",   "is", "it",  "me",
        "my", "of", "on", "please", "so", "the", "this", "to", "want", "we", "with"};
    return text_among(word, words, sizeof words / sizeof *words);
}

/* How well a word fits: twice the fit, one worse for "printing" where "print" does. */
static int rank_of_word(const struct item *item, struct str *word)
{
    static const char *const ends[] = {"ing", "ed", "s"};
    enum { LEAST_LEFT = 4 };
    enum fit found = fit(item, str_text(word));
    bool bare = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && found == FIT_NONE; i++) {
        size_t len = strlen(ends[i]);
        if (word->len_bytes >= len + LEAST_LEFT &&
            strcmp(word->bytes + word->len_bytes - len, ends[i]) == 0) {
            str_remove(word, word->len_bytes - len, len);
            found = fit(item, str_text(word));
            bare = true;
        }
    }
    return 2 * (int)found + (bare && found != FIT_NONE);
}

/* All that was typed as it stands fits best. Else every word must fit; the worst of them
 * counts. */
static int match_words(const struct item *item, const char *typed)
{
    int worst = 0, none = 2 * (int)FIT_NONE, whole = 2 * (int)fit(item, typed);
    struct str word = STR_EMPTY;
    size_t meant = 0;
    if (whole != none) {
        return whole;
    }
    for (const char *p = typed; *p;) {
        size_t len = strcspn(p, " ");
        str_clear(&word);
        str_add_bytes(&word, p, len);
        bool little = is_little(str_text(&word));
        int one = len ? rank_of_word(item, &word) : 0;
        if (len && !(little && one == none)) {
            worst = one > worst ? one : worst;
            meant += !little;
        }
        p += len + strspn(p + len, " ");
    }
    str_finish(&word);
    return worst == none || !meant ? -1 : worst + 1;
}

int list_match(const struct list_view *v, const struct item *item, const char *typed)
{
    if (!*typed) {
        return item->folded ? -1 : 0;
    }
    if (item->heading) {
        return -1;
    }
    if (v->ranked) {
        return match_words(item, typed);
    }
    return fit_in(v, item, typed) != FIT_NONE ? 0 : -1;
}

bool list_is_sought(const struct list_view *v, const struct item *item, const char *typed)
{
    enum fit found = fit_in(v, item, typed);
    struct fold_sought sought = {0};
    fold_seek(&sought, typed, "");
    bool named =
        found <= FIT_ALSO_WORD || fold_find(&sought, item->label) != FOLD_NOWHERE;
    fold_sought_finish(&sought);
    return named || (found < FIT_ANYWHERE && !v->explains);
}

bool view_list_is_by_letter(const struct view *list)
{
    return ((const struct list_view *)list->state)->by_letter;
}

bool list_has_path(const struct list_view *v)
{
    const char *typed = str_text(&v->filter.text);
    return v->takes_paths &&
           ((*typed == '/' && typed[1]) || (*typed == '~' && typed[1] == '/'));
}
