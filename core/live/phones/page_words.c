#include "live/phones/page_words.h"

#include "base/json.h"
#include "base/memory.h"
#include "model/session.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    MOST_LANGUAGES = 40,
    LONGEST_TEXT_BYTES = 400,
};

static const char *const names[WORD_COUNT] = {
#define WORD(id, key, english) [WORD_##id] = (key),
#include "live/phones/page_words.def"
#undef WORD
};

static const struct page_words english = {.language = "en",
                                          .name = "English",
                                          .texts = {
#define WORD(id, key, english) [WORD_##id] = (english),
#include "live/phones/page_words.def"
#undef WORD
                                          }};

struct page_languages {
    struct page_words words[MOST_LANGUAGES]; /* sorted but for the first */
    size_t count;
    struct arena arena; /* of all but the first */
};

static bool is_short(const char *text)
{
    return text && *text && strlen(text) <= LONGEST_TEXT_BYTES;
}

static bool take_words(const struct json *root, struct arena *arena,
                       struct page_words *words)
{
    const char *format = json_member_text(root, "format"),
               *language = json_member_text(root, "language"),
               *name = json_member_text(root, "name"),
               *direction = json_member_text(root, "direction");
    const struct json *texts = json_member(root, "words");
    double version = 0;
    if (!format || strcmp(format, "roundtable phone words") != 0 ||
        !json_number(json_member(root, "version"), &version) || version < 1 ||
        version >= 2 || !language || !is_language(language) || !is_short(name) ||
        !texts) {
        return false;
    }
    *words = english;
    words->language = arena_copy_text(arena, language);
    words->name = arena_copy_text(arena, name);
    words->right_to_left = direction && strcmp(direction, "rtl") == 0;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        const char *text = json_member_text(texts, names[i]);
        if (is_short(text)) {
            words->texts[i] = arena_copy_text(arena, text);
        }
    }
    return true;
}

static const struct page_words *find(const struct page_languages *l, const char *code,
                                     size_t len_bytes)
{
    for (size_t i = 0; i < l->count; i++) {
        const char *own = l->words[i].language;
        if (strlen(own) == len_bytes && strncasecmp(own, code, len_bytes) == 0) {
            return &l->words[i];
        }
    }
    return NULL;
}

static bool read_one(struct page_languages *l, const char *path, struct err *err)
{
    struct json_document document = {0};
    struct str text = STR_EMPTY;
    struct page_words words;
    bool ok = read_file(path, &text, err) &&
              json_read(&document, path, str_text(&text), text.len_bytes, err);
    if (ok && !take_words(document.root, &l->arena, &words)) {
        err_set(err,
                "%s: no words of the phones' page, which say their \"format\", "
                "\"version\" 1, \"language\", \"name\" and \"words\"",
                path);
        ok = false;
    }
    if (ok && l->count < MOST_LANGUAGES &&
        !find(l, words.language, strlen(words.language))) {
        l->words[l->count++] = words;
    }
    json_finish(&document);
    str_finish(&text);
    return ok;
}

static int by_code(const void *left, const void *right)
{
    const struct page_words *a = left, *b = right;
    return strcmp(a->language, b->language);
}

struct page_languages *page_languages_read(struct err *err)
{
    struct page_languages *l = memory_get(sizeof *l);
    struct paths files = {0};
    bool told = false;
    l->words[l->count++] = english;
    data_files_of_phones(&files);
    for (size_t i = 0; i < files.count; i++) {
        told = !read_one(l, files.items[i], told ? NULL : err) || told;
    }
    ARRAY_SORT(l->words + 1, l->count - 1, by_code);
    paths_finish(&files);
    return l;
}

void page_languages_free(struct page_languages *l)
{
    if (l) {
        arena_finish(&l->arena);
        free(l);
    }
}

const struct page_words *page_language(const struct page_languages *l, size_t n)
{
    return &l->words[n];
}

size_t page_language_count(const struct page_languages *l)
{
    return l->count;
}

/* The weight behind a language, ";q=0.8", in thousandths; nothing there: 1000. */
static int weight_of(const char *at, size_t len_bytes)
{
    static const int of_digit[] = {100, 10, 1};
    const char *q = memchr(at, '=', len_bytes), *end = at + len_bytes;
    if (!q) {
        return 1000;
    }
    int weight = q + 1 < end && q[1] == '1' ? 1000 : 0;
    for (int i = 0; q + 3 + i < end && i < 3 && q[3 + i] >= '0' && q[3 + i] <= '9'; i++) {
        weight += (q[3 + i] - '0') * of_digit[i];
    }
    return weight > 1000 ? 1000 : weight;
}

/* "cy-GB" is had by "cy". */
static const struct page_words *find_like(const struct page_languages *l,
                                          const char *code, size_t len_bytes)
{
    const struct page_words *found = find(l, code, len_bytes);
    const char *hyphen = memchr(code, '-', len_bytes);
    return found || !hyphen ? found : find(l, code, (size_t)(hyphen - code));
}

const struct page_words *page_language_choose(const struct page_languages *l,
                                              const char *chosen, const char *accepts)
{
    const struct page_words *best = chosen ? find(l, chosen, strlen(chosen)) : NULL;
    int most = 0;
    if (best) {
        return best;
    }
    for (const char *at = accepts ? accepts : ""; *at; at += *at == ',') {
        at += strspn(at, " \t");
        size_t all = strcspn(at, ","), code = strcspn(at, ",; \t");
        const struct page_words *words = find_like(l, at, code);
        int weight = weight_of(at + code, all - code);
        if (words && weight > most) {
            most = weight;
            best = words;
        }
        at += all;
    }
    return best ? best : &l->words[0];
}

void page_say(const struct page_words *words, enum page_word word, long n, long all,
              const char *text, struct str *out)
{
    for (const char *at = words->texts[word]; *at;) {
        if (strncmp(at, "{n}", 3) == 0) {
            str_addf(out, "%ld", n);
            at += 3;
        } else if (strncmp(at, "{all}", 5) == 0) {
            str_addf(out, "%ld", all);
            at += 5;
        } else if (strncmp(at, "{text}", 6) == 0) {
            str_add(out, text);
            at += 6;
        } else {
            str_add_byte(out, *at++);
        }
    }
}
