#include "findings/vocabulary.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/words.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

enum {
    BEGINNING = 5,          /* letters that words of one beginning share at least, */
    LONG_BEGINNING = 6,     /* and such as may go on longer */
    MOST_DIFFERENT = 1,     /* letters that either has behind what both begin with, */
    MOST_DIFFERENT_LONG = 4 /* and behind a long one */
};

struct phrase_node {
    unsigned is;
    uint32_t group;
};

/* What a word is spelled as. */
struct spelling {
    const char *word, *instead;
};

/* What stemming leaves of how a word is derived: "noisi" and "nois", "cleaner" and "clean",
 * "privaci" and "privat" are of one root. */
static void cut_to_root(struct str *word)
{
    static const struct {
        const char *end, *instead;
        size_t least_before;
    } rows[] = {{"aci", "at", 4}, {"iest", "", 3}, {"ier", "", 3}, {"est", "", 3},
                {"er", "", 3},    {"or", "", 4},   {"ist", "", 4}, {"ment", "", 3},
                {"ship", "", 4},  {"hood", "", 4}, {"ag", "", 4},  {"al", "", 4},
                {"ur", "", 4},    {"i", "", 3},    {"e", "", 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t end = strlen(rows[i].end), before = word->len_bytes - end;
        if (word->len_bytes >= end + rows[i].least_before &&
            strcmp(word->bytes + before, rows[i].end) == 0) {
            str_remove(word, before, end);
            str_add(word, rows[i].instead);
            i = (size_t)-1; /* "leadership", "leader", "lead" */
        }
    }
}

/* The same number for all roots of the same first letters. */
static uint32_t beginning_of(struct vocabulary *v, const struct str *root,
                             uint32_t number)
{
    size_t len = root->len_bytes < BEGINNING ? root->len_bytes : BEGINNING;
    uint64_t key = hash_add(HASH_START, root->bytes, len);
    uint32_t begins = number_map_find(&v->beginnings, key);
    if (!begins) {
        number_map_set(&v->beginnings, key, begins = number);
    }
    return begins;
}

static struct stem *touch_stem(struct vocabulary *v, const char *text, size_t len)
{
    char *copy = arena_copy_bytes(&v->arena, text, len);
    struct stem *stem = lookup_find_id(&v->stems, copy);
    if (stem) {
        return stem;
    }
    stem = arena_get(&v->arena, sizeof *stem);
    stem->text = copy;
    stem->len_bytes = len;
    stem->number = (uint32_t)v->stems.count + 1;
    lookup_add_id(&v->stems, stem);
    struct str root = str_of("%.*s", (int)len, text);
    if (v->english) {
        cut_to_root(&root);
    }
    stem->root = hash_end(hash_add(HASH_START, root.bytes, root.len_bytes));
    stem->beginning = beginning_of(v, &root, stem->number);
    str_finish(&root);
    return stem;
}

static bool spell_as_usual(const struct vocabulary *v, struct str *word)
{
    const struct spelling *spelling = lookup_find_id(&v->spellings, str_text(word));
    if (spelling) {
        str_set(word, "%s", spelling->instead);
    }
    return spelling;
}

/* "65th" is 65. */
static void cut_ordinal(struct str *word)
{
    size_t digits = strspn(str_text(word), "0123456789");
    if (digits && word->len_bytes == digits + 2) {
        str_remove(word, digits, 2);
    }
}

static struct stem *stem_of(struct vocabulary *v, const char *text)
{
    struct str word = str_of("%s", text);
    bool other = spell_as_usual(v, &word);
    if (v->english) {
        cut_ordinal(&word);
        spelling_unify(&word);
        words_singular(&word);
        if (!other) {
            spell_as_usual(v, &word); /* of many: "teechers" */
        }
    }
    const sb_symbol *cut =
        v->stemmer
            ? sb_stemmer_stem(v->stemmer, (sb_symbol *)word.bytes, (int)word.len_bytes)
            : NULL;
    const char *stem = cut ? (const char *)cut : word.bytes;
    size_t len = cut ? (size_t)sb_stemmer_length(v->stemmer) : word.len_bytes;
    struct stem *found = touch_stem(v, stem, len);
    str_finish(&word);
    return found;
}

struct word *vocabulary_find(const struct vocabulary *v, const char *text)
{
    return lookup_find_id(&v->words, text);
}

struct word *vocabulary_tell(struct vocabulary *v, const char *text)
{
    struct word *word = lookup_find_id(&v->words, text);
    if (!word) {
        word = arena_get(&v->arena, sizeof *word);
        word->text = arena_copy_text(&v->arena, text);
        word->stem = stem_of(v, text);
        word->links = words_link(text);
        lookup_add_id(&v->words, word);
    }
    word->count++;
    return word;
}

/* Words that slipped. */

/* Without what is inflected, a slip in a short word makes another one: "parking" is no
 * "packing". */
static size_t base_length(const char *text)
{
    static const char *const ends[] = {"ings", "ing", "ers", "er", "ed", "s"};
    size_t len = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        bool ends_so = len > end && strcmp(text + len - end, ends[i]) == 0;
        if (ends_so && !(end == 1 && text[len - 2] == 's')) { /* not of "illness" */
            return len - end;
        }
    }
    return len;
}

/* Of two words, whether the first was meant by both: the field's, or the more frequent,
 * or the one that stands first. */
static bool is_meant(const struct word *a, const struct word *b)
{
    if (a->stem->known != b->stem->known) {
        return a->stem->known;
    }
    return a->count != b->count ? a->count > b->count : strcmp(a->text, b->text) < 0;
}

static bool may_slip(const struct word *a, const struct word *b)
{
    return a != b && a->stem != b->stem && !(a->stem->known && b->stem->known) &&
           !(a->stem->unlike & b->stem->unlike) && spelling_slipped(a->text, b->text);
}

/* A word whose text with a letter left out is the key. */
struct slip {
    uint64_t key;
    struct word *word;
};

static int by_key(const void *left, const void *right)
{
    const struct slip *a = left, *b = right;
    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    return strcmp(a->word->text, b->word->text);
}

static void add_slips(struct slip **slips, size_t *count, size_t *room, struct word *word)
{
    size_t len = strlen(word->text);
    for (size_t out = 1; out <= len; out++) { /* len: none */
        if (out < len && out + 2 >= len) {
            continue;
        }
        uint64_t key = hash_add(HASH_START, word->text, out);
        if (out < len) {
            key = hash_add(key, word->text + out + 1, len - out - 1);
        }
        ARRAY_ADD(*slips, *count, *room, (struct slip){key, word});
    }
}

void vocabulary_settle(struct vocabulary *v)
{
    enum { SHORTEST = 6, MOST_COMPARED = 8 };
    struct slip *slips = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < v->words.count; i++) {
        struct word *word = v->words.items[i];
        if (base_length(word->text) >= SHORTEST) {
            add_slips(&slips, &count, &room, word);
        }
    }
    ARRAY_SORT(slips, count, by_key);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1;
             k < count && k <= i + MOST_COMPARED && slips[k].key == slips[i].key; k++) {
            struct word *a = slips[i].word, *b = slips[k].word;
            if (may_slip(a, b)) {
                struct word *meant = is_meant(a, b) ? a : b;
                (meant == a ? b : a)->stem = meant->stem;
            }
        }
    }
    free(slips);
}

/* The words of the field. */

static uint32_t new_node(struct vocabulary *v)
{
    ARRAY_ADD(v->nodes, v->node_count, v->node_room, (struct phrase_node){0});
    return (uint32_t)v->node_count - 1;
}

uint32_t vocabulary_step(const struct vocabulary *v, uint32_t node,
                         const struct stem *stem, struct phrase *phrase)
{
    uint32_t next = node ? number_map_find(&v->next, (uint64_t)node << 32 | stem->number)
                         : stem->phrases;
    *phrase = next ? (struct phrase){v->nodes[next].is, v->nodes[next].group}
                   : (struct phrase){0};
    return next;
}

/* The node of a phrase, made if it is new; *only takes its stem if it has one only. */
static uint32_t touch_phrase(struct vocabulary *v, const char *words, struct stem **only)
{
    struct str word = STR_EMPTY;
    uint32_t node = 0;
    size_t count = 0;
    *only = NULL;
    for (const char *at = words; words_next(&at, "", &word); count++) {
        struct stem *stem = stem_of(v, word.bytes);
        struct phrase ignored;
        uint32_t next = vocabulary_step(v, node, stem, &ignored);
        if (!next) {
            next = new_node(v);
            if (node) {
                number_map_set(&v->next, (uint64_t)node << 32 | stem->number, next);
            } else {
                stem->phrases = next;
            }
        }
        node = next;
        *only = count ? NULL : stem;
        stem->known = true;
    }
    str_finish(&word);
    return node;
}

/* Two words that somebody may write as one: "food bank", "foodbank"; or NULL. To free(). */
static char *as_one_word(const struct kin_entry *entry)
{
    enum { SHORTEST = 7 };
    const char *blank = strchr(entry->words, ' ');
    if (entry->kind != KIN_GROUP || !blank || strchr(blank + 1, ' ')) {
        return NULL;
    }
    struct str one =
        str_of("%.*s%s", (int)(blank - entry->words), entry->words, blank + 1);
    if (one.len_bytes < SHORTEST) {
        str_clear(&one);
    }
    return str_take(&one);
}

static void add_group(struct vocabulary *v, const char *words, unsigned number)
{
    struct stem *only;
    uint32_t node = touch_phrase(v, words, &only);
    if (!v->nodes[node].group) {
        v->nodes[node].group = number + 1;
    }
    v->group_count = number + 1 > v->group_count ? number + 1 : v->group_count;
}

static void add_entry(struct vocabulary *v, const struct kin_entry *entry)
{
    struct stem *only;
    if (entry->kind == KIN_GROUP) {
        add_group(v, entry->words, entry->number);
        return;
    }
    uint32_t node = touch_phrase(v, entry->words, &only);
    uint64_t line = UINT64_C(1) << (entry->number % KIN_MOST_LINES);
    switch (entry->kind) {
    case KIN_SPELLING:
        break;
    case KIN_GROUP:
    case KIN_LEFT:
    case KIN_RIGHT:
    case KIN_UNLIKE:
        if (only) {
            *(entry->kind == KIN_LEFT    ? &only->left
              : entry->kind == KIN_RIGHT ? &only->right
                                         : &only->unlike) |= line;
        }
        break;
    default:
        v->nodes[node].is |= 1U << entry->kind;
        if (only) {
            only->is |= 1U << entry->kind;
        }
    }
}

/* The first word of a line is what the others are spelled as. */
static void add_spellings(struct vocabulary *v, const struct kin *kin)
{
    const struct kin_entry *first = NULL;
    for (size_t i = 0; i < kin->count; i++) {
        const struct kin_entry *entry = &kin->entries[i];
        if (entry->kind == KIN_SPELLING) {
            if (first && first->number == entry->number) {
                struct spelling *spelling = arena_get(&v->arena, sizeof *spelling);
                *spelling = (struct spelling){entry->words, first->words};
                lookup_add_id(&v->spellings, spelling);
            } else {
                first = entry;
            }
        }
    }
}

static void make(struct vocabulary *v, const struct kin *kin, const char *code)
{
    *v = (struct vocabulary){.arena = ARENA_EMPTY};
    v->english = strcmp(code, "en") == 0;
    v->stemmer = sb_stemmer_new(code, NULL); /* NULL: a language that it does not know */
    new_node(v);                             /* 0 stands for none */
    if (kin) {
        add_spellings(v, kin);
        for (size_t i = 0; i < kin->count; i++) {
            add_entry(v, &kin->entries[i]);
        }
        for (size_t i = 0; i < kin->count; i++) { /* where none of them is written so */
            char *one = as_one_word(&kin->entries[i]);
            if (one && *one) {
                add_group(v, one, kin->entries[i].number);
            }
            free(one);
        }
    }
}

/* What the compiled-in words of the field tell, for each language that was asked for: told
 * anew, that takes longer than all else of a small table. Vocabularies share it: it stays. */
enum { MOST_KEPT = 8 };
static struct {
    const struct kin *kin;
    struct vocabulary of;
} kept[MOST_KEPT];

static void finish(struct vocabulary *v)
{
    lookup_finish(&v->spellings);
    number_map_finish(&v->next);
    free(v->nodes);
    sb_stemmer_delete(v->stemmer);
}

static void forget_kept(void)
{
    for (size_t i = 0; i < MOST_KEPT && kept[i].kin; i++) {
        kept[i].kin = NULL;
        vocabulary_finish(&kept[i].of);
    }
}

/* The kept one, made if it is new; NULL: there are too many, or these are none of them. */
static const struct vocabulary *keep(const struct kin *kin, const char *language,
                                     const char *code)
{
    static bool registered;
    size_t at = 0;
    if (!kin || kin != kin_builtin(language)) {
        return NULL;
    }
    while (at < MOST_KEPT && kept[at].kin && kept[at].kin != kin) {
        at++;
    }
    if (at < MOST_KEPT && !kept[at].kin) {
        registered = registered || atexit(forget_kept) == 0;
        kept[at].kin = kin;
        make(&kept[at].of, kin, code);
    }
    return at < MOST_KEPT ? &kept[at].of : NULL;
}

void vocabulary_init(struct vocabulary *v, const struct kin *kin, const char *language)
{
    char code[3] = {language[0], language[0] ? language[1] : '\0', '\0'};
    const struct vocabulary *of = keep(kin, language, code);
    if (!of) {
        make(v, kin, code);
        return;
    }
    *v = *of;
    v->borrows = true;
    v->arena = ARENA_EMPTY;
    lookup_copy(&of->stems, &v->stems);
    number_map_copy(&of->beginnings, &v->beginnings);
}

bool stems_begin_alike(const struct stem *a, const struct stem *b)
{
    size_t same = 0;
    if (a->beginning != b->beginning || (a->unlike & b->unlike)) {
        return false;
    }
    if (a->root == b->root) {
        return true;
    }
    while (a->text[same] && a->text[same] == b->text[same]) {
        same++;
    }
    size_t most = same < LONG_BEGINNING ? MOST_DIFFERENT : MOST_DIFFERENT_LONG;
    return a->len_bytes - same <= most && b->len_bytes - same <= most;
}

void vocabulary_finish(struct vocabulary *v)
{
    lookup_finish(&v->words);
    lookup_finish(&v->stems);
    number_map_finish(&v->beginnings);
    if (!v->borrows) {
        finish(v);
    }
    arena_finish(&v->arena);
    *v = (struct vocabulary){0};
}
