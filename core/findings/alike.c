#include "findings/alike.h"

#include "base/str.h"
#include "base/table_of_hashes.h"
#include "base/words.h"

#include <libstemmer.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_FOLLOWED = 200, /* themes that a stem is followed to */
    MOST_FOR_ONE = 5,    /* proposals that one theme begins */
};

/* English words that carry no meaning of their own here. */
static const char *const stop_words[] = {
    "a",    "about", "all",  "an",    "and",  "any",  "are",  "as",    "at",   "be",
    "been", "by",    "can",  "could", "do",   "for",  "from", "get",   "has",  "have",
    "how",  "in",    "into", "is",    "it",   "its",  "of",   "on",    "or",   "other",
    "our",  "so",    "some", "such",  "than", "that", "the",  "their", "them", "there",
    "they", "this",  "to",   "too",   "up",   "us",   "use",  "was",   "we",   "what",
    "when", "who",   "will", "with",  "you",  "your"};

/* English words that turn a meaning round, or say that there is too little. */
static const char *const negations[] = {
    "cannot", "cant",   "dont", "few", "lack", "lacking", "little", "never",
    "no",     "nobody", "none", "nor", "not",  "nothing", "wont",   "without"};

/* Stems of English words of which one is the opposite of the other. */
static const char *const opposites[][2] = {
    {"less", "more"},      {"reduc", "increas"},   {"decreas", "increas"},
    {"fewer", "more"},     {"reduc", "more"},      {"less", "increas"},
    {"open", "close"},     {"start", "stop"},      {"low", "high"},
    {"old", "young"},      {"older", "younger"},   {"older", "young"},
    {"old", "younger"},    {"rural", "urban"},     {"short", "long"},
    {"shorter", "longer"}, {"good", "bad"},        {"earli", "late"},
    {"earlier", "later"},  {"insid", "outsid"},    {"men", "women"},
    {"man", "woman"},      {"befor", "after"},     {"new", "old"},
    {"over", "under"},     {"rich", "poor"},       {"day", "night"},
    {"littl", "much"},     {"few", "mani"},        {"indoor", "outdoor"},
    {"public", "privat"},  {"paid", "unpaid"},     {"formal", "inform"},
    {"local", "nation"},   {"boy", "girl"},        {"buy", "sell"},
    {"big", "small"},      {"weekend", "weekday"}, {"first", "last"},
    {"join", "leav"}};

/* A stem, and the themes that have it. */
struct stem {
    const char *text;
    struct item **holders;
    size_t count, room;
    double weight;
    UT_hash_handle hh;
};

/* A theme by its stems. */
struct item {
    const struct theme *theme;
    struct stem **stems; /* the rarest first */
    const char **words;  /* as they stand in the text */
    size_t count, room;
    double weight;
    bool negated;
    bool is_name;
    size_t met; /* which item it was last compared with, to compare once */
};

struct search {
    const struct session *session;
    struct arena arena;
    struct stem *stems;
    struct item *items;
    size_t count;
    struct sb_stemmer *stemmer;
    bool english;
};

#define IS_IN(word, words) text_among((word), (words), sizeof(words) / sizeof *(words))

/* The stem of a word in a column, made if it is new. */
static struct stem *touch_stem(struct search *s, const char *column, const char *word)
{
    struct stem *stem;
    const sb_symbol *cut =
        s->stemmer
            ? sb_stemmer_stem(s->stemmer, (const sb_symbol *)word, (int)strlen(word))
            : NULL;
    struct str key = str_of("%s\x1f%s", column, cut ? (const char *)cut : word);
    HASH_FIND_STR(s->stems, key.bytes, stem);
    if (!stem) {
        stem = arena_get(&s->arena, sizeof *stem);
        stem->text = arena_copy_text(&s->arena, key.bytes);
        HASH_ADD_KEYPTR(hh, s->stems, stem->text, strlen(stem->text), stem);
    }
    str_finish(&key);
    return stem;
}

static bool has_stem(const struct item *item, const struct stem *stem)
{
    for (size_t i = 0; i < item->count; i++) {
        if (item->stems[i] == stem) {
            return true;
        }
    }
    return false;
}

/* said is the word as it stands in the text, word what its stem is taken from. */
static void add_stem(struct search *s, struct item *item, const char *said,
                     const char *word)
{
    struct stem *stem = touch_stem(s, item->theme->column, word);
    if (has_stem(item, stem)) {
        return;
    }
    size_t room = item->room;
    item->stems =
        memory_room_for_one(item->stems, item->count, &item->room, sizeof(*item->stems));
    item->words =
        memory_room_for_one(item->words, item->count, &room, sizeof(*item->words));
    item->words[item->count] = arena_copy_text(&s->arena, said);
    item->stems[item->count++] = stem;
    ARRAY_ADD(stem->holders, stem->count, stem->room, item);
}

/* A theme is compared by the wording that stands for it, not by its name, which a person
 * may have chosen freely. */
static const char *words_of(const struct theme *theme)
{
    return theme->named ? record_words(theme->members[0], "text") : theme->words;
}

/* Whether entries of its column are names. */
static bool holds_names(const struct session *session, const struct theme *theme)
{
    const struct record *entry = theme->members[0];
    const struct column *column =
        template_column(table_template(session, entry_table(entry)), theme->column, NULL);
    return column && column->names;
}

static void read_item(struct search *s, struct item *item, const struct theme *theme)
{
    struct str word = STR_EMPTY, said = STR_EMPTY;
    item->theme = theme;
    item->is_name = holds_names(s->session, theme);
    for (const char *at = words_of(theme); words_next(&at, "", &word);) {
        if (s->english && IS_IN(word.bytes, negations)) {
            item->negated = true;
        } else if (!s->english || !IS_IN(word.bytes, stop_words)) {
            str_set(&said, "%s", word.bytes);
            if (s->english) {
                words_singular(&word);
            }
            add_stem(s, item, said.bytes, word.bytes);
        }
    }
    str_finish(&said);
    str_finish(&word);
}

/* Rare stems weigh more: they say more about what is meant. */
static void weigh(struct search *s)
{
    for (struct stem *stem = s->stems; stem; stem = stem->hh.next) {
        stem->weight = log(1.0 + (double)(s->count + 1) / (double)stem->count);
    }
    for (size_t i = 0; i < s->count; i++) {
        struct item *item = &s->items[i];
        for (size_t j = 0; j < item->count; j++) {
            item->weight += item->stems[j]->weight;
            for (size_t k = j; k > 0 && item->stems[k - 1]->count > item->stems[k]->count;
                 k--) {
                struct stem *stem = item->stems[k];
                const char *word = item->words[k];
                item->stems[k] = item->stems[k - 1];
                item->words[k] = item->words[k - 1];
                item->stems[k - 1] = stem;
                item->words[k - 1] = word;
            }
        }
    }
}

static const char *bare(const struct stem *stem)
{
    return strchr(stem->text, '\x1f') + 1;
}

static bool has_bare(const struct item *item, const char *stem)
{
    for (size_t i = 0; i < item->count; i++) {
        if (strcmp(bare(item->stems[i]), stem) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether one says the opposite of the other, as far as single words tell. */
static bool are_opposite(const struct search *s, const struct item *a,
                         const struct item *b)
{
    if (a->negated != b->negated) {
        return true;
    }
    for (size_t i = 0; s->english && i < sizeof opposites / sizeof *opposites; i++) {
        const char *one = opposites[i][0], *other = opposites[i][1];
        if ((has_bare(a, one) && has_bare(b, other) && !has_bare(a, other)) ||
            (has_bare(b, one) && has_bare(a, other) && !has_bare(b, other))) {
            return true;
        }
    }
    return false;
}

static double score_of(const struct item *a, const struct item *b)
{
    double shared = 0;
    for (size_t i = 0; i < a->count; i++) {
        shared += has_stem(b, a->stems[i]) ? a->stems[i]->weight : 0;
    }
    double both = a->weight + b->weight;
    return both > 0 ? 2 * shared / both : 0;
}

/* In the order in which the first says them. */
static char *shared_words(const struct item *a, const struct item *b)
{
    struct str out = STR_EMPTY, word = STR_EMPTY;
    for (const char *at = words_of(a->theme); words_next(&at, "", &word);) {
        for (size_t i = 0; i < a->count; i++) {
            if (strcmp(a->words[i], word.bytes) == 0 && has_stem(b, a->stems[i])) {
                str_addf(&out, "%s%s", out.len_bytes ? ", " : "", word.bytes);
            }
        }
    }
    str_finish(&word);
    return str_take(&out);
}

static int best_first(const void *left, const void *right)
{
    const struct proposal *a = left, *b = right;
    if (a->score != b->score) {
        return a->score > b->score ? -1 : 1;
    }
    size_t tables_a = a->one->tables + a->other->tables;
    size_t tables_b = b->one->tables + b->other->tables;
    if (tables_a != tables_b) {
        return tables_a > tables_b ? -1 : 1;
    }
    int one = theme_words_order(a->one, b->one);
    return one ? one : theme_words_order(a->other, b->other);
}

/* Compares an item with those before it that share one of its stems; keeps the best. */
static void propose_for(struct search *s, const struct themes *themes, size_t number,
                        struct proposals *out)
{
    struct item *item = &s->items[number];
    struct proposals own = {0};
    for (size_t i = 0; i < item->count; i++) {
        struct stem *stem = item->stems[i];
        for (size_t h = 0; h < stem->count && h < MOST_FOLLOWED; h++) {
            struct item *other = stem->holders[h];
            if (other >= item || other->met == number + 1) {
                continue;
            }
            other->met = number + 1;
            double score = score_of(other, item);
            double least = item->is_name ? ALIKE_LEAST_FOR_NAMES : ALIKE_LEAST_SCORE;
            if (score >= least && !are_opposite(s, item, other) &&
                !themes_are_apart(themes, item->theme, other->theme)) {
                ARRAY_ADD(own.items, own.count, own.room,
                          (struct proposal){other->theme, item->theme, score,
                                            shared_words(other, item)});
            }
        }
    }
    ARRAY_SORT(own.items, own.count, best_first);
    for (size_t i = 0; i < own.count; i++) {
        if (i < MOST_FOR_ONE) {
            ARRAY_ADD(out->items, out->count, out->room, own.items[i]);
        } else {
            free(own.items[i].shared);
        }
    }
    free(own.items);
}

static void search_finish(struct search *s)
{
    for (struct stem *stem = s->stems; stem; stem = stem->hh.next) {
        free(stem->holders);
    }
    HASH_CLEAR(hh, s->stems);
    for (size_t i = 0; i < s->count; i++) {
        free(s->items[i].stems);
        free(s->items[i].words);
    }
    free(s->items);
    sb_stemmer_delete(s->stemmer);
    arena_finish(&s->arena);
}

void proposals_find(const struct themes *themes, struct proposals *out)
{
    struct search s = {.session = themes->session, .count = themes->count};
    const char *language = themes->language;
    char code[3] = {language[0], language[0] ? language[1] : '\0', '\0'};
    s.english = strcmp(code, "en") == 0;
    s.stemmer = sb_stemmer_new(code, NULL); /* NULL: a language that it does not know */
    s.items = memory_get((themes->count + 1) * sizeof *s.items);
    for (size_t i = 0; i < themes->count; i++) {
        read_item(&s, &s.items[i], themes->items[i]);
    }
    weigh(&s);
    *out = (struct proposals){0};
    for (size_t i = 0; i < s.count; i++) {
        propose_for(&s, themes, i, out);
    }
    ARRAY_SORT(out->items, out->count, best_first);
    search_finish(&s);
}

void proposals_finish(struct proposals *proposals)
{
    for (size_t i = 0; i < proposals->count; i++) {
        free(proposals->items[i].shared);
    }
    free(proposals->items);
    *proposals = (struct proposals){0};
}
