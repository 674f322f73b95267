/* Does any of these texts name this? */

#include "findings/mentions.h"

#include "base/memory.h"
#include "base/table_of_hashes.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* Words are kept once, so that comparing is comparing addresses. */
struct phrase {
    const char **words;
    size_t count;
    const void *subject;
    struct phrase *next; /* that begins with the same word */
};

/* Some words of a wording, in no order. */
struct bag {
    const void *subject;
    size_t needed;  /* so many of them name it */
    size_t found;   /* in the text */
    size_t in_text; /* of this number */
};

struct in_bag {
    struct bag *bag;
    struct in_bag *next; /* with the same word */
};

struct mentions_word {
    const char *word;
    struct phrase *phrases; /* that begin with it */
    struct in_bag *bags;    /* that hold it */
    size_t in_text;         /* the number of the last text that has it */
    UT_hash_handle hh;
};

struct mentions_subject {
    const void *subject;
    UT_hash_handle hh;
};

static bool is_english(const char *language)
{
    return strncmp(language, "en", 2) == 0;
}

/* The words of a text into m->text, in the order in which they were said. */
static void split(struct mentions *m, const char *text, const char *language)
{
    bool english = is_english(language);
    struct str word = STR_EMPTY;
    m->text_count = 0;
    for (const char *at = text; words_next(&at, language, &word);) {
        if (english && words_is_article(word.bytes)) {
            continue;
        }
        if (english) {
            words_singular(&word);
        }
        ARRAY_ADD(m->text, m->text_count, m->text_room,
                  names_keep(&m->names, &m->arena, word.bytes));
    }
    str_finish(&word);
}

static struct mentions_word *word_of(struct mentions *m, const char *word)
{
    struct mentions_word *found;
    HASH_FIND_PTR(m->words, &word, found);
    if (!found) {
        found = arena_get(&m->arena, sizeof *found);
        found->word = word;
        HASH_ADD_PTR(m->words, word, found);
    }
    return found;
}

void mentions_look_for_phrase(struct mentions *m, const void *subject,
                              const char *wording, const char *language)
{
    split(m, wording, language);
    if (!m->text_count) {
        return;
    }
    struct phrase *phrase = arena_get(&m->arena, sizeof *phrase);
    struct mentions_word *first = word_of(m, m->text[0]);
    phrase->words = arena_get(&m->arena, m->text_count * sizeof(*phrase->words));
    memcpy(phrase->words, m->text, m->text_count * sizeof(*phrase->words));
    phrase->count = m->text_count;
    phrase->subject = subject;
    phrase->next = first->phrases;
    first->phrases = phrase;
}

/* English: a word that tells nothing of what a barrier is about. In the singular. */
static bool says_nothing(const char *word)
{
    static const char *const small[] = {"and",    "are",  "be",   "enough", "have",
                                        "is",     "it",   "lack", "less",   "little",
                                        "more",   "much", "of",   "or",     "our",
                                        "people", "poor", "too",  "we"};
    return text_among(word, small, sizeof small / sizeof *small) || words_link(word);
}

void mentions_look_for_words(struct mentions *m, const void *subject, const char *wording,
                             const char *language)
{
    enum { ENOUGH = 2 };
    struct bag *bag = arena_get(&m->arena, sizeof *bag);
    size_t count = 0;
    bag->subject = subject;
    split(m, wording, language);
    for (size_t i = 0; i < m->text_count; i++) {
        struct mentions_word *word = word_of(m, m->text[i]);
        bool again = word->bags && word->bags->bag == bag;
        if (!again && !(is_english(language) && says_nothing(word->word))) {
            struct in_bag *in = arena_get(&m->arena, sizeof *in);
            *in = (struct in_bag){bag, word->bags};
            word->bags = in;
            count++;
        }
    }
    bag->needed = count < ENOUGH ? count : ENOUGH;
}

bool mentions_named(const struct mentions *m, const void *subject)
{
    struct mentions_subject *found;
    HASH_FIND_PTR(m->named, &subject, found);
    return found != NULL;
}

static void set_named(struct mentions *m, const void *subject)
{
    struct mentions_subject *named = arena_get(&m->arena, sizeof *named);
    named->subject = subject;
    HASH_ADD_PTR(m->named, subject, named);
}

/* Whether a subject is named already; it is now, if so it is said here. */
static bool is_named_now(struct mentions *m, const void *subject, bool here)
{
    bool named = mentions_named(m, subject);
    if (here && !named) {
        set_named(m, subject);
    }
    return here || named;
}

/* The phrases that begin with the word at `at`. What is named is not looked for again. */
static void find_phrases(struct mentions *m, struct mentions_word *word, size_t at)
{
    for (struct phrase **link = &word->phrases; *link;) {
        struct phrase *p = *link;
        bool here = p->count <= m->text_count - at &&
                    memcmp(p->words, m->text + at, p->count * sizeof(*p->words)) == 0;
        if (is_named_now(m, p->subject, here)) {
            *link = p->next;
        } else {
            link = &p->next;
        }
    }
}

static void find_bags(struct mentions *m, struct mentions_word *word)
{
    if (word->in_text == m->texts) {
        return; /* said twice, it counts once */
    }
    word->in_text = m->texts;
    for (struct in_bag **link = &word->bags; *link;) {
        struct in_bag *in = *link;
        in->bag->found = in->bag->in_text == m->texts ? in->bag->found + 1 : 1;
        in->bag->in_text = m->texts;
        if (is_named_now(m, in->bag->subject, in->bag->found >= in->bag->needed)) {
            *link = in->next;
        } else {
            link = &in->next;
        }
    }
}

bool mentions_read(struct mentions *m, const char *text, const char *language)
{
    split(m, text, language);
    m->texts++;
    for (size_t at = 0; at < m->text_count; at++) {
        struct mentions_word *word;
        HASH_FIND_PTR(m->words, &m->text[at], word);
        if (word) {
            find_phrases(m, word, at);
            find_bags(m, word);
        }
    }
    return m->text_count > 0;
}

void mentions_finish(struct mentions *m)
{
    HASH_CLEAR(hh, m->words);
    HASH_CLEAR(hh, m->named);
    names_finish(&m->names);
    arena_finish(&m->arena);
    free(m->text);
    *m = MENTIONS_EMPTY;
}
