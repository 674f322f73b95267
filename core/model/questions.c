/* Short questions, and what was answered: rows of a grid of their own, entries and votes. */

#include "model/questions.h"

#include "base/lookup.h"
#include "base/memory.h"
#include "base/words.h"
#include "model/author_inside.h"
#include "model/ballot.h"
#include "model/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const asks_names[] = {"words", "hands", "scale"};
static const char *const state_names[] = {"open", "shown", "ended"};

/* The answers to choose from, ended by NULL. */
static const char *const no_choices[] = {NULL};
static const char *const hands[] = {"Yes", "No", "Not sure", NULL};
static const char *const scale[] = {"1", "2", "3", "4", "5", NULL};
static const char *const *const choices_of[] = {no_choices, hands, scale};

const char *question_asks_name(enum question_asks asks)
{
    return asks_names[asks];
}

const char *question_asks_words(enum question_asks asks)
{
    static const char *const words[] = {[ASKS_WORDS] = "A word each",
                                        [ASKS_HANDS] = "A show of hands",
                                        [ASKS_SCALE] = "A scale of 1 to 5"};
    return words[asks];
}

/* Where it stands among three names; `otherwise`, if it is none of them. */
static size_t among(const char *const names[3], const char *name, size_t otherwise)
{
    size_t i = 0;
    while (i < 3 && strcmp(names[i], name) != 0) {
        i++;
    }
    return i < 3 ? i : otherwise;
}

struct question question_of(const struct record *row)
{
    return (struct question){
        .record = row,
        .asks =
            (enum question_asks)among(asks_names, record_words(row, "asks"), ASKS_WORDS),
        .state = (enum question_state)among(state_names, record_words(row, "stands"),
                                            QUESTION_ENDED),
        .text = record_words(row, "text"),
    };
}

const struct record *const *table_questions(struct session *s, const struct record *table,
                                            size_t *count)
{
    return table_rows(s, table, QUESTIONS_GRID, count);
}

/* Asking */
static bool add_row(struct author *a, const struct record *table, const char *id,
                    enum question_asks asks, const char *text, struct err *err)
{
    struct draft d;
    struct str place = STR_EMPTY, of = str_of("session:%s", record_id(table));
    bool ok = author_find_end(a, table, QUESTIONS_GRID, &place, err);
    if (ok) {
        draft_begin(&d, a, "goal", id);
        draft_set(&d, NULL, "text", VALUE_OF_TEXT(text));
        draft_set(&d, NULL, "session", VALUE_OF_TEXT(of.bytes));
        draft_set(&d, NULL, "place", VALUE_OF_TEXT(place.bytes));
        draft_set(&d, NULL, "grid", VALUE_OF_TEXT(QUESTIONS_GRID));
        draft_set(&d, NULL, "asks", VALUE_OF_TEXT(asks_names[asks]));
        draft_set(&d, NULL, "stands", VALUE_OF_TEXT(state_names[QUESTION_OPEN]));
        if (questions_are_everybodys(a->session)) {
            draft_set(&d, NULL, "whose", VALUE_OF_TEXT("everybody"));
        }
        ok = draft_apply(&d, a, err);
    }
    str_finish(&place);
    str_finish(&of);
    return ok;
}

static void answer_id(const char *row, const char *answer, char id[BASE32_SIZE_BYTES])
{
    base32_write(hash_end(hash_add_text(hash_add_text(HASH_START, row), answer)), id);
}

static bool add_answer(struct author *a, const char *row, const char *answer,
                       const char *place, struct err *err)
{
    struct draft d;
    char id[BASE32_SIZE_BYTES];
    struct str of = str_of("goal:%s", row);
    answer_id(row, answer, id);
    draft_begin(&d, a, "note", id);
    draft_set(&d, NULL, "text", VALUE_OF_TEXT(answer));
    draft_set(&d, NULL, "goal", VALUE_OF_TEXT(of.bytes));
    draft_set(&d, NULL, "column", VALUE_OF_TEXT(ANSWERS_COLUMN));
    draft_set(&d, NULL, "place", VALUE_OF_TEXT(place));
    bool ok = draft_apply(&d, a, err);
    str_finish(&of);
    return ok;
}

/* The answers to choose from that nobody has made yet: one that was deleted stays so. */
static bool need_answers(struct author *a, const char *row, enum question_asks asks,
                         struct err *err)
{
    struct str place = STR_EMPTY, last = STR_EMPTY;
    bool ok = true;
    for (const char *const *answer = choices_of[asks]; *answer && ok; answer++) {
        char id[BASE32_SIZE_BYTES];
        answer_id(row, *answer, id);
        const struct record *known = session_record(a->session, "note", id);
        if (known && record_field(known, "text")) {
            str_set(&last, "%s", record_words(known, "place"));
            continue;
        }
        ok = place_between(last.len_bytes ? last.bytes : NULL, NULL, &a->dice, &place) &&
             add_answer(a, row, *answer, place.bytes, err);
        str_set(&last, "%s", str_text(&place));
    }
    str_finish(&place);
    str_finish(&last);
    return ok;
}

const struct record *author_ask(struct author *a, const struct record *table,
                                enum question_asks asks, const char *text,
                                struct err *err)
{
    char id[BASE32_SIZE_BYTES];
    if (!*text) {
        err_set(err, "a question has words");
        return NULL;
    }
    author_new_id(a, id);
    bool own = author_begin_act(a, "asked", text);
    bool ok = add_row(a, table, id, asks, text, err) && need_answers(a, id, asks, err);
    author_end_act(a, own);
    return ok ? session_record(a->session, "goal", id) : NULL;
}

bool author_set_question(struct author *a, const struct record *row,
                         enum question_state state, struct err *err)
{
    static const char *const said[] = {"opened", "showed the answers to", "ended"};
    bool own = author_begin_act(a, said[state], record_words(row, "text"));
    bool ok = author_set(a, row, "stands", VALUE_OF_TEXT(state_names[state]), err);
    ok = ok && need_answers(a, record_id(row), question_of(row).asks, err);
    author_end_act(a, own);
    return ok;
}

bool author_choose(struct author *a, const struct record *row, const char *voter,
                   const struct record *answer, struct err *err)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(a->session, row, ANSWERS_COLUMN, &count);
    const struct record **all = memory_get((count + 1) * sizeof(*all));
    struct str field = str_of("vote:%s", voter);
    for (size_t i = 0; i < count; i++) {
        all[i] = notes[i]; /* lists hold until the next edit */
    }
    bool own = author_begin_act(a, "answered a question", NULL), ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        long votes = all[i] == answer;
        if (field_votes(record_field(all[i], field.bytes)) != votes) {
            ok = author_vote(a, all[i], voter, votes, err);
        }
    }
    author_end_act(a, own);
    str_finish(&field);
    free(all);
    return ok;
}

/* Counting */

/* A phone, and what it chose last: on two copies unseen by each other it may have chosen
 * two. */
struct chooser {
    const char *field; /* comes first; borrowed */
    const struct edit *edit;
    size_t answer;
};

static void take_choice(struct lookup *phones, struct arena *arena,
                        const struct field *field, size_t answer)
{
    struct chooser *chooser = lookup_find_id(phones, field->name);
    const struct edit *edit = field_shown(field)->edit;
    if (!chooser) {
        chooser = arena_get(arena, sizeof *chooser);
        chooser->field = field->name;
        lookup_add_id(phones, chooser);
    }
    if (!chooser->edit || edit_compare(chooser->edit, edit) < 0) {
        chooser->edit = edit;
        chooser->answer = answer;
    }
}

/* Of a show of hands nobody knows of those that were not counted, where others were. */
static void mark_uncounted(struct answer *answers, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        any = any || answer_is_counted(answers[i].note);
    }
    for (size_t i = 0; i < count; i++) {
        answers[i].uncounted =
            any && !answers[i].count && !answer_is_counted(answers[i].note);
    }
}

static void count_choices(const struct record *const *notes, size_t count,
                          struct answer *answers)
{
    struct lookup phones = {0};
    struct arena arena = ARENA_EMPTY;
    for (size_t i = 0; i < count; i++) {
        long votes = 0;
        for (const struct field *f = record_fields(notes[i]); f; f = f->next) {
            long of_voter =
                strncmp(f->name, "vote:", strlen("vote:")) == 0 ? field_votes(f) : 0;
            if (of_voter > 0 && field_is_of_phone(f->name)) {
                take_choice(&phones, &arena, f, i);
            } else {
                votes = votes_add(votes, of_voter);
            }
        }
        answers[i].text = record_words(notes[i], "text");
        answers[i].count = votes > 0 ? votes : 0;
        answers[i].note = notes[i];
    }
    for (size_t i = 0; i < phones.count; i++) {
        const struct chooser *chooser = phones.items[i];
        answers[chooser->answer].count++;
    }
    mark_uncounted(answers, count);
    lookup_finish(&phones);
    arena_finish(&arena);
}

/* Words as they are compared, and which answer they are. */
struct said {
    const char *folded; /* comes first */
    size_t answer;
};

/* Words exactly as they were written, how often, and for which answer. */
struct wording {
    const char *text; /* comes first */
    size_t answer;
    long count;
};

static bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

/* How loud words are: capitals one behind the other, and marks such as "!". */
static size_t loudness(const char *text)
{
    size_t loud = 0;
    for (size_t i = 0; text[i]; i++) {
        loud += text[i] == '!' || (i && is_capital(text[i]) && is_capital(text[i - 1]));
    }
    return loud;
}

/* Each answer stands in the wording that most wrote; of several, the calmest. */
static void choose_wordings(const struct lookup *wordings, struct answer *answers)
{
    for (size_t i = 0; i < wordings->count; i++) {
        const struct wording *w = wordings->items[i];
        struct answer *answer = &answers[w->answer];
        const struct wording *now = lookup_find_id(wordings, answer->text);
        bool calmer = loudness(w->text) < loudness(now->text);
        if (w->count > now->count || (w->count == now->count && calmer)) {
            answer->text = w->text;
        }
    }
}

static int commonest_first(const void *left, const void *right)
{
    const struct answer *a = left, *b = right;
    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    return strcmp(a->text, b->text);
}

/* What answers are compared by: their words folded, or all of it where there are none. */
static const char *key_of(const char *text, struct str *folded)
{
    words_fold(text, folded);
    return folded->len_bytes > 1 ? folded->bytes : text;
}

static size_t count_words(const struct record *const *notes, size_t count,
                          struct answer *answers)
{
    struct lookup known = {0}, wordings = {0};
    struct arena arena = ARENA_EMPTY;
    size_t different = 0;
    for (size_t i = 0; i < count; i++) {
        struct str folded = STR_EMPTY;
        const char *text = record_words(notes[i], "text");
        const char *key = key_of(text, &folded);
        struct said *said = lookup_find_id(&known, key);
        if (!said) {
            said = arena_get(&arena, sizeof *said);
            said->folded = arena_copy_text(&arena, key);
            said->answer = different;
            lookup_add_id(&known, said);
            answers[different++] = (struct answer){.text = text, .note = notes[i]};
        }
        answers[said->answer].count++;
        struct wording *wording = lookup_find_id(&wordings, text);
        if (!wording) {
            wording = arena_get(&arena, sizeof *wording);
            *wording = (struct wording){.text = text, .answer = said->answer};
            lookup_add_id(&wordings, wording);
        }
        wording->count++;
        str_finish(&folded);
    }
    choose_wordings(&wordings, answers);
    lookup_finish(&wordings);
    lookup_finish(&known);
    arena_finish(&arena);
    ARRAY_SORT(answers, different, commonest_first);
    return different;
}

struct answer *question_answers(struct session *s, const struct record *row,
                                size_t *count)
{
    size_t notes;
    const struct record *const *note = goal_notes(s, row, ANSWERS_COLUMN, &notes);
    struct answer *answers = memory_get((notes + 1) * sizeof *answers);
    *count = notes;
    if (question_of(row).asks == ASKS_WORDS) {
        *count = count_words(note, notes, answers);
    } else {
        count_choices(note, notes, answers);
    }
    return answers;
}

bool answers_are_same(const struct record *one, const struct record *other)
{
    struct str folded[2] = {STR_EMPTY, STR_EMPTY};
    bool same = strcmp(key_of(record_words(one, "text"), &folded[0]),
                       key_of(record_words(other, "text"), &folded[1])) == 0;
    str_finish(&folded[0]);
    str_finish(&folded[1]);
    return same;
}

/* Those that say what that one does: an array to free(). */
static const struct record **find_alike(struct session *s, const struct record *note,
                                        size_t *count)
{
    size_t all;
    const struct record *const *notes =
        goal_notes(s, record_owner(note), ANSWERS_COLUMN, &all);
    const struct record **alike = memory_get((all + 1) * sizeof(*alike));
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        if (answers_are_same(notes[i], note)) {
            alike[(*count)++] = notes[i];
        }
    }
    return alike;
}

size_t answers_alike(struct session *s, const struct record *note)
{
    size_t count;
    free(find_alike(s, note, &count));
    return count;
}

bool author_remove_answers(struct author *a, const struct record *note, struct err *err)
{
    size_t count;
    const struct record **alike = find_alike(a->session, note, &count);
    bool own = author_begin_act(a, "deleted", record_words(note, "text")), ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        ok = author_delete(a, alike[i], err);
    }
    author_end_act(a, own);
    free(alike);
    return ok;
}

long question_answered(struct session *s, const struct record *row)
{
    size_t count;
    long sum = 0;
    struct answer *answers = question_answers(s, row, &count);
    for (size_t i = 0; i < count; i++) {
        sum = votes_add(sum, answers[i].count);
    }
    free(answers);
    return sum;
}

struct scale question_scale(struct session *s, const struct record *row)
{
    size_t count;
    struct scale result = {0};
    double sum = 0, squares = 0;
    struct answer *answers = question_answers(s, row, &count);
    for (size_t i = 0; i < count; i++) {
        const char *text = answers[i].text;
        long value = *text >= '1' && *text <= '5' && !text[1] ? *text - '0' : 0;
        long times = value ? answers[i].count : 0;
        if (times) {
            result.least = result.answers && result.least < value ? result.least : value;
            result.most = result.most > value ? result.most : value;
        }
        result.answers += times;
        sum += (double)(times * value);
        squares += (double)(times * value * value);
    }
    free(answers);
    if (result.answers) {
        double n = (double)result.answers, mean = sum / n;
        double variance = squares / n - mean * mean;
        result.mean = mean;
        result.apart = variance > 0 ? sqrt(variance) : 0;
    }
    return result;
}

void question_say(struct session *s, const struct record *row, struct str *out)
{
    struct question question = question_of(row);
    long count = question_answered(s, row);
    str_addf(out, "%ld answer%s", count, plural(count));
    if (question.state == QUESTION_OPEN) {
        str_add(out, " so far");
    } else if (question.asks == ASKS_SCALE && count) {
        struct scale of = question_scale(s, row);
        str_addf(out, ", on average %.1f, %.1f apart, from %ld to %ld", of.mean, of.apart,
                 of.least, of.most);
    }
}
