/* Does any of these texts name this? */

#include "findings/mentions.h"

#include "base/memory.h"
#include "base/table_of_hashes.h"

#include <stdlib.h>
#include <string.h>

/* Equal words have one address. */
struct phrase {
    const struct known_word **words;
    size_t count;
    struct mentions_subject *subject;
    struct phrase *next; /* that begins with the same word */
};

/* Some words of a wording, in no order. */
struct bag {
    struct mentions_subject *subject;
    size_t needed;  /* so many of them name it */
    size_t found;   /* in the text */
    size_t in_text; /* of this number */
};

struct in_bag {
    struct bag *bag;
    struct in_bag *next; /* with the same word */
};

struct mentions_word {
    const struct known_word *word;
    struct phrase *phrases; /* that begin with it */
    struct in_bag *bags;    /* that hold it, */
    struct in_bag *people;  /* and those that only people are found by */
    size_t in_text;         /* the number of the last text that has it */
    UT_hash_handle hh;
};

struct mentions_subject {
    const void *subject;
    bool named;
    UT_hash_handle hh;
};

static struct mentions_word *word_of(struct mentions *m, const struct known_word *word)
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

static struct mentions_subject *subject_of(struct mentions *m, const void *subject)
{
    struct mentions_subject *found;
    HASH_FIND_PTR(m->subjects, &subject, found);
    if (!found) {
        found = arena_get(&m->arena, sizeof *found);
        found->subject = subject;
        HASH_ADD_PTR(m->subjects, subject, found);
    }
    return found;
}

void mentions_look_for_phrase(struct mentions *m, const void *subject,
                              const char *wording, const char *language)
{
    known_words_split(&m->known, wording, language);
    if (!m->known.count) {
        return;
    }
    struct phrase *phrase = arena_get(&m->arena, sizeof *phrase);
    struct mentions_word *first = word_of(m, m->known.said[0]);
    phrase->words = arena_get(&m->arena, m->known.count * sizeof(*phrase->words));
    memcpy(phrase->words, m->known.said, m->known.count * sizeof(*phrase->words));
    phrase->count = m->known.count;
    phrase->subject = subject_of(m, subject);
    phrase->next = first->phrases;
    first->phrases = phrase;
}

/* English: a word that tells nothing of what a barrier is about. In the singular. */
static bool says_nothing(const struct known_word *word)
{
    static const char *const small[] = {"and",    "are",  "be",   "enough", "have",
                                        "is",     "it",   "lack", "less",   "little",
                                        "more",   "much", "of",   "or",     "our",
                                        "people", "poor", "too",  "we"};
    return word->links || text_among(word->text, small, sizeof small / sizeof *small);
}

static struct in_bag **bags_of(struct mentions_word *word, bool people)
{
    return people ? &word->people : &word->bags;
}

/* So many words are in it. people: it is looked for among people only. */
static struct bag *add_bag(struct mentions *m, const void *subject, const char *wording,
                           const char *language, bool people, size_t *count)
{
    bool english = strncmp(language, "en", 2) == 0;
    struct bag *bag = arena_get(&m->arena, sizeof *bag);
    *count = 0;
    bag->subject = subject_of(m, subject);
    known_words_split(&m->known, wording, language);
    for (size_t i = 0; i < m->known.count; i++) {
        struct mentions_word *word = word_of(m, m->known.said[i]);
        struct in_bag **bags = bags_of(word, people);
        bool again = *bags && (*bags)->bag == bag;
        if (!again && !(english && says_nothing(word->word))) {
            struct in_bag *in = arena_get(&m->arena, sizeof *in);
            *in = (struct in_bag){bag, *bags};
            *bags = in;
            ++*count;
        }
    }
    return bag;
}

void mentions_look_for_words(struct mentions *m, const void *subject, const char *wording,
                             const char *language)
{
    enum { ENOUGH = 2 };
    size_t count;
    struct bag *bag = add_bag(m, subject, wording, language, false, &count);
    bag->needed = count < ENOUGH ? count : ENOUGH;
}

void mentions_look_for_most(struct mentions *m, const void *subject, const char *wording,
                            const char *language)
{
    size_t count;
    struct bag *bag = add_bag(m, subject, wording, language, false, &count);
    bag->needed = count / 2 + 1;
}

void mentions_look_for_people(struct mentions *m, const void *subject,
                              const char *wording, const char *language)
{
    size_t count;
    add_bag(m, subject, wording, language, true, &count)->needed = SIZE_MAX;
}

bool mentions_named(const struct mentions *m, const void *subject)
{
    struct mentions_subject *found;
    HASH_FIND_PTR(m->subjects, &subject, found);
    return found && found->named;
}

/* Whether a subject is named already; it is now, if so it is said here. */
static bool is_named_now(struct mentions_subject *subject, bool here)
{
    subject->named = subject->named || here;
    return subject->named;
}

/* The phrases that begin with the word at `at`. What is named is not looked for again. */
static void find_phrases(struct mentions *m, struct mentions_word *word, size_t at)
{
    for (struct phrase **link = &word->phrases; *link;) {
        struct phrase *p = *link;
        bool here =
            p->count <= m->known.count - at &&
            memcmp(p->words, m->known.said + at, p->count * sizeof(*p->words)) == 0;
        if (is_named_now(p->subject, here)) {
            *link = p->next;
        } else {
            link = &p->next;
        }
    }
}

/* @whole  this many of its words name it, too. */
static void find_bags(struct mentions *m, struct in_bag **first, size_t whole)
{
    for (struct in_bag **link = first; *link;) {
        struct in_bag *in = *link;
        in->bag->found = in->bag->in_text == m->texts ? in->bag->found + 1 : 1;
        in->bag->in_text = m->texts;
        bool here = in->bag->found >= in->bag->needed || in->bag->found == whole;
        if (is_named_now(in->bag->subject, here)) {
            *link = in->next;
        } else {
            link = &in->next;
        }
    }
}

static bool read_text(struct mentions *m, const char *text, const char *language,
                      bool person)
{
    known_words_split(&m->known, text, language);
    m->texts++;
    for (size_t at = 0; at < m->known.count; at++) {
        struct mentions_word *word;
        HASH_FIND_PTR(m->words, &m->known.said[at], word);
        if (word) {
            bool again = word->in_text == m->texts; /* said twice, it counts once */
            word->in_text = m->texts;
            find_phrases(m, word, at);
            if (!again) {
                find_bags(m, &word->bags, person ? m->known.count : SIZE_MAX);
            }
            if (!again && person) {
                find_bags(m, &word->people, m->known.count);
            }
        }
    }
    return m->known.count > 0;
}

bool mentions_read(struct mentions *m, const char *text, const char *language)
{
    return read_text(m, text, language, false);
}

/* Where one of several ends: at a mark, or before "and"; and how long what parts them is. */
static size_t person_len(const char *who, size_t *parting)
{
    for (size_t len = 0; who[len]; len++) {
        *parting = strchr(",;/&+", who[len])              ? 1
                   : strncmp(who + len, " and ", 5) == 0  ? 5
                   : strncmp(who + len, " with ", 6) == 0 ? 6
                   : strncmp(who + len, " n ", 3) == 0    ? 3
                                                          : 0;
        if (*parting) {
            return len;
        }
    }
    *parting = 0;
    return strlen(who);
}

void mentions_read_people(struct mentions *m, const char *who, const char *language)
{
    struct str person = STR_EMPTY;
    mentions_read(m, who, language);
    for (size_t parting; *who; who += parting) {
        size_t len = person_len(who, &parting);
        str_clear(&person);
        str_add_bytes(&person, who, len);
        read_text(m, str_text(&person), language, true);
        who += len;
    }
    str_finish(&person);
}

void mentions_begin_again(struct mentions *m)
{
    struct known_words known = m->known;
    HASH_CLEAR(hh, m->words);
    HASH_CLEAR(hh, m->subjects);
    arena_finish(&m->arena);
    *m = MENTIONS_EMPTY;
    m->known = known;
}

void mentions_finish(struct mentions *m)
{
    mentions_begin_again(m);
    known_words_finish(&m->known);
}
