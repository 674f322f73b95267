#include "base/known_words.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* The word in `word`, which is changed. */
static struct known_word *know(struct known_words *k, struct str *word)
{
    struct known_word *known = lookup_find_id(&k->by_text, word->bytes);
    if (!known) {
        known = arena_get(&k->arena, sizeof *known);
        known->text = arena_copy_bytes(&k->arena, word->bytes, word->len_bytes);
        known->article = words_is_article(known->text);
        known->links = words_link(known->text);
        known->singular = known;
        lookup_add_id(&k->by_text, known);
        words_singular(word);
        if (strcmp(word->bytes, known->text) != 0) {
            known->singular = know(k, word);
        }
    }
    return known;
}

void known_words_split(struct known_words *k, const char *text, const char *language)
{
    bool english = strncmp(language, "en", 2) == 0;
    if (k->english && english && strcmp(str_text(&k->text), text) == 0) {
        return; /* it was split a moment ago */
    }
    str_clear(&k->text);
    str_add(&k->text, text);
    k->english = english;
    k->count = 0;
    k->links = false;
    while (words_next(&text, language, &k->word)) {
        const struct known_word *word = know(k, &k->word);
        k->links = k->links || (english && word->links);
        if (!english || !word->article) {
            ARRAY_ADD(k->said, k->count, k->room, english ? word->singular : word);
        }
    }
}

void known_words_finish(struct known_words *k)
{
    free(k->said);
    lookup_finish(&k->by_text);
    arena_finish(&k->arena);
    str_finish(&k->word);
    str_finish(&k->text);
    *k = (struct known_words){0};
}
