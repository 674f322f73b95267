#include "base/words.h"

#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/* Letters, digits, and marks that combine with them. */
static bool is_letter(uint32_t code_point)
{
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

/* What stands within a word without parting it: "G.P.s", "don’t". */
static bool is_joint(uint32_t code_point)
{
    return code_point == '.' || code_point == '\'' || code_point == 0x2019;
}

bool words_next(const char **at, struct str *word)
{
    const char *text = *at;
    size_t len_bytes = strlen(text), i = 0;
    bool inside = false;
    str_clear(word);
    while (i < len_bytes) {
        uint32_t code_point;
        size_t taken = utf8_read(text + i, len_bytes - i, &code_point);
        if (is_letter(code_point)) {
            utf8_add(word, utf8_fold(code_point));
            inside = true;
        } else if (code_point == '&' && !inside) {
            str_add(word, "and");
            i += taken;
            break;
        } else if (inside && !is_joint(code_point)) {
            break;
        }
        i += taken;
    }
    *at = text + i;
    return word->len_bytes > 0;
}

static bool ends_in(const struct str *word, const char *end)
{
    size_t len = strlen(end);
    return word->len_bytes > len &&
           memcmp(word->bytes + word->len_bytes - len, end, len) == 0;
}

void words_singular(struct str *word)
{
    static const char *const sibilants[] = {"sses", "shes", "ches", "xes", "zes"};
    static const char *const singulars[] = {"ss", "us", "is"};
    if (word->len_bytes < 3 || !ends_in(word, "s")) {
        return;
    }
    if (word->len_bytes > 4 && ends_in(word, "ies")) {
        str_remove(word, word->len_bytes - 3, 3);
        str_add(word, "y");
        return;
    }
    for (size_t i = 0; i < sizeof sibilants / sizeof *sibilants; i++) {
        if (ends_in(word, sibilants[i])) {
            str_remove(word, word->len_bytes - 2, 2);
            return;
        }
    }
    for (size_t i = 0; i < sizeof singulars / sizeof *singulars; i++) {
        if (ends_in(word, singulars[i])) {
            return;
        }
    }
    str_remove(word, word->len_bytes - 1, 1);
}

bool words_is_article(const char *word)
{
    return strcmp(word, "a") == 0 || strcmp(word, "an") == 0 || strcmp(word, "the") == 0;
}
