/* How well a row of a list fits with what was typed. */

#include "views/list_match.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

enum fit {
    FIT_LABEL,
    FIT_KEY,
    FIT_LABEL_START,
    FIT_LABEL_WORD,
    FIT_ALSO_WORD,
    FIT_DETAIL_WORD,
    FIT_ANYWHERE,
    FIT_NONE
};

/* Whether a word of text begins with these letters. */
static bool begins_a_word(const char *text, const char *letters)
{
    for (const char *at = text; *at;) {
        long found = utf8_find(at, letters);
        if (found < 0) {
            return false;
        }
        at += found;
        if (at == text ||
            (!isalnum((unsigned char)at[-1]) && (unsigned char)at[-1] < 0x80)) {
            return true;
        }
        do {
            at++;
        } while (((unsigned char)*at & 0xC0) == 0x80);
    }
    return false;
}

/* Whether one of the keys, which stand as in "?, F1, :, Ctrl-P", is what was typed. A
 * single letter counts as it is: d is not D. */
static bool is_a_key(const char *keys, const char *typed)
{
    size_t len = strlen(typed);
    while (*keys) {
        size_t part = *keys == ',' ? 1 : strcspn(keys, ",");
        if (part == len && (strncmp(keys, typed, len) == 0 ||
                            (len > 1 && utf8_find(keys, typed) == 0))) {
            return true;
        }
        keys += part;
        keys += strspn(keys, ", ");
    }
    return false;
}

static enum fit fit(const struct item *item, const char *word)
{
    const char *also = item->also ? item->also : "";
    if (utf8_find(item->label, word) == 0) {
        return strlen(item->label) == strlen(word) ? FIT_LABEL
               : is_a_key(item->key, word)         ? FIT_KEY
                                                   : FIT_LABEL_START;
    }
    return is_a_key(item->key, word)            ? FIT_KEY
           : begins_a_word(item->label, word)   ? FIT_LABEL_WORD
           : begins_a_word(also, word)          ? FIT_ALSO_WORD
           : begins_a_word(item->detail, word)  ? FIT_DETAIL_WORD
           : utf8_find(item->label, word) >= 0  ? FIT_ANYWHERE
           : utf8_find(item->detail, word) >= 0 ? FIT_ANYWHERE
                                                : FIT_NONE;
}

/* Every word that was typed must fit; the worst of them counts. */
static int match_words(const struct item *item, const char *typed)
{
    int worst = fit(item, typed);
    if (worst != FIT_NONE) {
        return worst;
    }
    struct str word = STR_EMPTY;
    worst = *typed && strspn(typed, " ") < strlen(typed) ? FIT_LABEL : FIT_NONE;
    for (const char *p = typed; *p;) {
        size_t len = strcspn(p, " ");
        str_clear(&word);
        str_add_bytes(&word, p, len);
        if (len) {
            int one = fit(item, str_text(&word));
            worst = one > worst ? one : worst;
        }
        p += len + strspn(p + len, " ");
    }
    str_finish(&word);
    return worst == FIT_NONE ? -1 : worst;
}

int list_match(const struct list_view *v, const struct item *item, const char *typed)
{
    if (!*typed) {
        return 0;
    }
    if (item->heading) {
        return -1;
    }
    if (v->ranked) {
        return match_words(item, typed);
    }
    return utf8_find(item->label, typed) >= 0 || utf8_find(item->detail, typed) >= 0 ||
                   strcmp(item->key, typed) == 0
               ? 0
               : -1;
}
