#include "store/hand_words.h"

#include "base/arena.h"
#include "base/json.h"
#include "model/rows.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_TEXT_BYTES = 400, HAND_COUNT = 3, LANGUAGE_SIZE_BYTES = 36 };

/* As they stand in files, and what they are called in the data. */
static const struct {
    const char *text, *name;
} hands[HAND_COUNT] = {{"Yes", "yes"}, {"No", "no"}, {"Not sure", "not sure"}};

/* Those of a language; NULL: it has none. */
struct hand_words {
    char language[LANGUAGE_SIZE_BYTES];
    const char *texts[HAND_COUNT];
    struct hand_words *next;
};

static struct hand_words *kept; /* each language is read once, not for each picture */
static struct arena arena;

static bool is_of(const char *own, const char *language, size_t len_bytes)
{
    return own && strlen(own) == len_bytes && strncasecmp(own, language, len_bytes) == 0;
}

static bool read_words(const char *path, struct hand_words *words)
{
    struct json_document document = {0};
    struct str text = STR_EMPTY;
    bool ok = read_file(path, &text, NULL) &&
              json_read(&document, path, str_text(&text), text.len_bytes, NULL);
    const char *format = ok ? json_member_text(document.root, "format") : NULL;
    ok = format && strcmp(format, "roundtable phone words") == 0 &&
         is_of(json_member_text(document.root, "language"), words->language,
               strlen(words->language));
    const struct json *texts = ok ? json_member(document.root, "words") : NULL;
    for (size_t i = 0; texts && i < HAND_COUNT; i++) {
        const char *said = json_member_text(texts, hands[i].name);
        if (said && *said && strlen(said) <= LONGEST_TEXT_BYTES) {
            words->texts[i] = arena_copy_text(&arena, said);
        }
    }
    json_finish(&document);
    str_finish(&text);
    return ok;
}

static const struct hand_words *words_of(const char *language)
{
    size_t len_bytes = strcspn(language, "-");
    struct paths files = {0};
    bool found = false;
    if (!len_bytes || len_bytes >= LANGUAGE_SIZE_BYTES ||
        is_of("en", language, len_bytes)) {
        return NULL;
    }
    for (const struct hand_words *k = kept; k; k = k->next) {
        if (is_of(k->language, language, len_bytes)) {
            return k;
        }
    }
    struct hand_words *words = arena_get(&arena, sizeof *words);
    *words = (struct hand_words){.next = kept};
    snprintf(words->language, sizeof words->language, "%.*s", (int)len_bytes, language);
    data_files_of_phones(&files);
    for (size_t i = 0; i < files.count && !found; i++) {
        found = read_words(files.items[i], words);
    }
    paths_finish(&files);
    kept = words;
    return words;
}

static const char *hand_word(const char *language, const char *answer)
{
    for (size_t i = 0; i < HAND_COUNT; i++) {
        if (strcmp(answer, hands[i].text) == 0) {
            const struct hand_words *words = words_of(language);
            return words && words->texts[i] ? words->texts[i] : answer;
        }
    }
    return answer;
}

const char *answer_said(const struct session *session, const struct record *question,
                        const char *answer)
{
    const struct record *table = row_table(question);
    bool chosen = table && question_of(question).asks == ASKS_HANDS;
    return chosen ? hand_word(table_language(session, table), answer) : answer;
}

struct answer *question_answers_said(struct session *session,
                                     const struct record *question, size_t *count)
{
    struct answer *answers = question_answers(session, question, count);
    for (size_t i = 0; i < *count; i++) {
        answers[i].text = answer_said(session, question, answers[i].text);
    }
    return answers;
}
