#include "export/paper_words.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/json.h"
#include "model/history.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_TEXT_BYTES = 400 };

static const char *const names[PAPER_WORD_COUNT] = {
#define WORD(id, key, english) [PAPER_##id] = (key),
#include "export/paper_words.def"
#undef WORD
};

static const struct paper_words english = {.language = "en",
                                           .texts = {
#define WORD(id, key, english) [PAPER_##id] = (english),
#include "export/paper_words.def"
#undef WORD
                                           }};

static bool is_of(const char *own, const char *language, size_t len_bytes)
{
    return own && strlen(own) == len_bytes && strncasecmp(own, language, len_bytes) == 0;
}

/* False if the file has no such words, or those of another language. */
static bool read_words(const char *path, const char *language, size_t len_bytes,
                       struct arena *arena, struct paper_words *words)
{
    struct json_document document = {0};
    struct str text = STR_EMPTY;
    const char *format = NULL;
    bool ok = read_file(path, &text, NULL) &&
              json_read(&document, path, str_text(&text), text.len_bytes, NULL);
    if (ok) {
        format = json_member_text(document.root, "format");
        ok = format && strcmp(format, "roundtable paper words") == 0 &&
             is_of(json_member_text(document.root, "language"), language, len_bytes);
    }
    const struct json *texts = ok ? json_member(document.root, "words") : NULL;
    for (size_t i = 0; texts && i < PAPER_WORD_COUNT; i++) {
        const char *said = json_member_text(texts, names[i]);
        if (said && *said && strlen(said) <= LONGEST_TEXT_BYTES) {
            words->texts[i] = arena_copy_text(arena, said);
        }
    }
    json_finish(&document);
    str_finish(&text);
    return ok;
}

/* The languages that have words: each is read once, and not for each of thousands of tables. */
static struct kept {
    struct paper_words words;
    struct kept *next;
} * kept;
static struct arena arena;

/* The one that was asked for last and has none. */
static char lacking[sizeof english.language];

static const struct paper_words *keep_words(const char *language, size_t len_bytes)
{
    struct paths files = {0};
    struct kept found = {.words = english, .next = kept};
    bool ok = false;
    snprintf(found.words.language, sizeof found.words.language, "%.*s", (int)len_bytes,
             language);
    data_files_of_papers(&files);
    for (size_t i = 0; i < files.count && !ok; i++) {
        ok = read_words(files.items[i], language, len_bytes, &arena, &found.words);
    }
    paths_finish(&files);
    if (!ok) {
        memcpy(lacking, found.words.language, sizeof lacking);
        return &english;
    }
    kept = arena_get(&arena, sizeof *kept);
    *kept = found;
    return &kept->words;
}

const struct paper_words *paper_words_of(const char *language)
{
    size_t len_bytes = strcspn(language, "-");
    if (!len_bytes || len_bytes >= sizeof english.language ||
        is_of(english.language, language, len_bytes) ||
        is_of(lacking, language, len_bytes)) {
        return &english;
    }
    for (const struct kept *k = kept; k; k = k->next) {
        if (is_of(k->words.language, language, len_bytes)) {
            return &k->words;
        }
    }
    return keep_words(language, len_bytes);
}

void paper_say(const struct paper_words *words, enum paper_word word,
               struct paper_said said, struct str *out)
{
    for (const char *at = words->texts[word]; *at;) {
        if (strncmp(at, "{n}", 3) == 0) {
            str_addf(out, "%ld", said.n);
            at += 3;
        } else if (strncmp(at, "{all}", 5) == 0) {
            str_addf(out, "%ld", said.all);
            at += 5;
        } else if (strncmp(at, "{from}", 6) == 0) {
            str_add(out, said.from ? said.from : "");
            at += 6;
        } else if (strncmp(at, "{to}", 4) == 0) {
            str_add(out, said.to ? said.to : "");
            at += 4;
        } else {
            str_add_byte(out, *at++);
        }
    }
}

bool paper_say_date(const struct paper_words *words, const char *date, struct str *out)
{
    int year, month, day;
    int64_t at_ms;
    if (!date_read(date, &at_ms) ||
        sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3) {
        return false;
    }
    paper_say(words, PAPER_JANUARY + (enum paper_word)(month - 1),
              (struct paper_said){.n = day, .all = year}, out);
    return true;
}

void paper_name_table(const struct paper_words *words, const struct record *table,
                      struct str *out)
{
    bool several = history_is_several(record_words(table, "table"));
    history_name_table_as(
        table, words->texts[several ? PAPER_BEFORE_TABLES : PAPER_BEFORE_TABLE], true,
        true, out);
}

void paper_say_author(const struct paper_words *words, const char *by, struct str *out)
{
    static const char phone[] = "(phone";
    const char *at = strrchr(by, '('),
               *behind = at && strncmp(at, phone, sizeof phone - 1) == 0
                             ? at + sizeof phone - 1
                             : NULL;
    const char *number = behind + (behind && *behind == ' ');
    if (strcmp(by, "hand") == 0) {
        str_add(out, words->texts[PAPER_HAND]);
    } else if (behind && strcmp(number + strspn(number, "0123456789"), ")") == 0) {
        str_add_bytes(out, by, (size_t)(at - by) + 1);
        str_addf(out, "%s%s", words->texts[PAPER_PHONE], behind);
    } else {
        str_add(out, by);
    }
}

/* How much of a text a sentence is the beginning of, with whatever number or time is put in; 0:
 * it is not. */
static size_t matched(const char *sentence, const char *text)
{
    const char *at = text;
    while (*sentence) {
        if (*sentence == '{') {
            size_t put_in = strspn(at, "0123456789:.");
            while (put_in && (at[put_in - 1] == ':' || at[put_in - 1] == '.')) {
                put_in--; /* the sentence's own */
            }
            if (!put_in) {
                return 0;
            }
            at += put_in;
            sentence += strcspn(sentence, "}") + 1;
        } else if (*sentence++ != *at++) {
            return 0;
        }
    }
    return (size_t)(at - text);
}

size_t paper_words_begin(const struct paper_words *words, const char *text)
{
    size_t longest = 0;
    for (size_t i = 0; words != &english && i < PAPER_WORD_COUNT; i++) {
        const char *own = words->texts[i];
        size_t length = own == english.texts[i] ? 0 : matched(own, text);
        bool ends = length && !strchr("abcdefghijklmnopqrstuvwxyz", text[length]);
        longest =
            (ends || (length && !text[length])) && length > longest ? length : longest;
    }
    return longest;
}

/* Two to four, twenty-two to twenty-four …, but not twelve to fourteen. */
static bool is_a_few(long n)
{
    return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14);
}

enum paper_word paper_counted(const struct paper_words *words, enum paper_word one,
                              long n)
{
    bool few = strcmp(words->language, "pl") == 0 && is_a_few(n);
    return n == 1 ? one : few ? one + 1 : one + 2;
}

void paper_count(const struct paper_words *words, enum paper_word one, long n,
                 struct str *out)
{
    paper_say(words, paper_counted(words, one, n), (struct paper_said){.n = n}, out);
}

void paper_say_votes(const struct paper_words *words, long votes, long people,
                     struct str *out)
{
    if (people) {
        paper_say(words, PAPER_VOTES_OF_PEOPLE,
                  (struct paper_said){.n = votes, .all = people}, out);
    } else {
        paper_count(words, PAPER_VOTES_ONE, votes, out);
    }
}
