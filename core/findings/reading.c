/* What wordings say, word by word. */

#include "findings/reading.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/words.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOKENS = 64, MOST_SPANS = 96, MOST_LETTERS = 8 };

/* Of words that say little, and of those that the field's words do not know: mostly what is
 * told besides. */
static const float weak_weight = 0.2F, unknown_weight = 0.6F;

/* Capitals alone, but for the "s" of many and an "o" as in "MoD". */
static bool is_abbreviation(const char *from, const char *to)
{
    size_t capitals = 0, small = 0;
    bool begins = false;
    for (const char *p = from; p < to; p++) {
        bool capital = *p >= 'A' && *p <= 'Z';
        begins = begins || (capital && !small);
        capitals += capital;
        small += (*p >= 'a' && *p <= 'z') || (unsigned char)*p >= 0x80;
    }
    bool many = to > from && to[-1] == 's';
    return begins && capitals >= 2 && capitals <= MOST_LETTERS &&
           (small == 0 || (small == 1 && (many || capitals == 2)));
}

/* "Park", behind the blanks and marks that part it from what stands before. */
static bool begins_with_capital(const char *from, const char *to)
{
    while (from < to && !isalnum((unsigned char)*from)) {
        from++;
    }
    return from < to && *from >= 'A' && *from <= 'Z';
}

static void tell_words(struct readings *r, struct reading *reading, const char *language)
{
    struct token tokens[MOST_TOKENS];
    struct str word = STR_EMPTY, bare = STR_EMPTY;
    size_t count = 0;
    const char *at = reading->wording->words;
    for (const char *from = at; count < MOST_TOKENS && words_next(&at, language, &word);
         from = at) {
        bool same = fold_leaves(word.bytes, word.len_bytes);
        str_clear(&bare);
        if (!same) {
            fold_add_bare(word.bytes, language, &bare);
        }
        tokens[count] = (struct token){
            .word = vocabulary_tell(&r->vocabulary, same ? word.bytes : bare.bytes),
            .at = (uint16_t)count,
            .said = 1,
            .caps = is_abbreviation(from, at),
            .capital = r->vocabulary.english && begins_with_capital(from, at),
            .many = at > from && at[-1] == 's',
            .tied = count && *from == '-',
        };
        count++;
    }
    reading->tokens = arena_get_unset(&r->vocabulary.arena, (count + 1) * sizeof *tokens);
    memcpy(reading->tokens, tokens, count * sizeof *tokens);
    reading->token_count = (uint16_t)count;
    str_finish(&bare);
    str_finish(&word);
}

/* Two words that others write as one are that one; "on" and its like only where a hyphen says
 * so. */
static void join_words(struct readings *r, struct reading *reading, struct str *joined)
{
    enum { SHORTEST = 6 };
    size_t kept = 0;
    for (size_t i = 0; i < reading->token_count; i++) {
        struct token token = reading->tokens[i];
        token.stem = token.word->stem;
        bool more = i + 1 < reading->token_count;
        if (more && (reading->tokens[i + 1].tied || !(token.stem->is & WORD_SILENT))) {
            str_clear(joined);
            str_add(joined, token.word->text);
            str_add(joined, reading->tokens[i + 1].word->text);
            struct word *word = joined->len_bytes >= SHORTEST
                                    ? vocabulary_find(&r->vocabulary, joined->bytes)
                                    : NULL;
            if (word) {
                token.word = word;
                token.stem = word->stem;
                token.said = 2;
                i++;
            }
        }
        token.is = (uint16_t)token.stem->is;
        reading->tokens[kept++] = token;
    }
    reading->token_count = (uint16_t)kept;
}

/* The longest phrase that begins there, and the word alone. */
static size_t find_phrases(const struct readings *r, struct reading *reading, size_t from,
                           struct span *spans, size_t count)
{
    struct phrase phrase, longest = {0};
    uint32_t node = 0;
    size_t to = from, end = from;
    while (to < reading->token_count &&
           (node = vocabulary_step(&r->vocabulary, node, reading->tokens[to].stem,
                                   &phrase))) {
        to++;
        if (to == from + 1 && phrase.group && count < MOST_SPANS) {
            spans[count++] = (struct span){
                .group = phrase.group, .from = (uint16_t)from, .to = (uint16_t)to};
        }
        if (to > from + 1 && (phrase.group || phrase.is)) {
            longest = phrase;
            end = to;
        }
    }
    if (longest.group && count < MOST_SPANS) {
        spans[count++] = (struct span){
            .group = longest.group, .from = (uint16_t)from, .to = (uint16_t)end};
    }
    for (size_t i = from; i < end && longest.group; i++) {
        reading->tokens[i].phrase = longest.group;
    }
    for (size_t i = from; longest.is && i < end; i++) { /* "too many" */
        reading->tokens[i].is = i == from ? (uint16_t)longest.is : WORD_SILENT;
    }
    return count;
}

/* What abbreviations stand for: words whose first letters they are, with or without the
 * small words between. */
static size_t find_initials(const struct readings *r, const struct reading *reading,
                            size_t from, struct span *spans, size_t count)
{
    uint64_t all = 0, strong = 0;
    size_t strong_count = 0;
    const struct token *tokens = reading->tokens;
    for (size_t i = from; i < reading->token_count && i < from + MOST_LETTERS + 3; i++) {
        unsigned char letter = (unsigned char)tokens[i].word->text[0];
        bool silent = tokens[i].is & WORD_SILENT;
        all = all << 8 | letter;
        strong = silent ? strong : strong << 8 | letter;
        strong_count += !silent;
        if (i == from || (i == from + 1 && (from || strong_count < 2))) {
            continue; /* two letters stand for two whole words, and the first ones */
        }
        uint32_t group = number_map_find(&r->abbreviations, all);
        if (!group && !silent) {
            uint64_t next = strong << 8 | (unsigned char)tokens[i].word->text[1];
            group = number_map_find(&r->abbreviations, strong);
            group =
                group ? group : number_map_find(&r->abbreviations, next); /* "SENCO" */
        }
        if (group && count < MOST_SPANS) {
            spans[count++] = (struct span){
                .group = group, .from = (uint16_t)from, .to = (uint16_t)(i + 1)};
        }
    }
    return count;
}

static uint64_t letters_of(const struct token *token)
{
    uint64_t letters = 0;
    const char *text = token->word->text;
    size_t len = strlen(text);
    for (size_t i = 0; i < len && len <= MOST_LETTERS + 1; i++) {
        letters = letters << 8 | (unsigned char)text[i];
    }
    return letters;
}

static void note_abbreviations(struct readings *r, const struct reading *reading)
{
    for (size_t i = 0; i < reading->token_count; i++) {
        const struct token *token = &reading->tokens[i];
        size_t len = strlen(token->word->text);
        if (token->caps && token->said == 1) {
            uint32_t group = r->vocabulary.group_count + token->stem->number;
            uint64_t letters = letters_of(token);
            number_map_set(&r->abbreviations, letters, group);
            r->begin_abbreviations[(unsigned char)token->word->text[0]] = true;
            r->begin_abbreviations[(unsigned char)token->word->text[1]] =
                true; /* of nine */
            if (token->many && len > 2) {
                number_map_set(&r->abbreviations, letters >> 8, group); /* "HMOs" */
            }
        }
    }
}

/* "Care home" is no home: what is a part of a phrase does not stand for its own group. */
static size_t without_parts(struct span *spans, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool part = false;
        for (size_t k = 0; k < count && spans[i].to == spans[i].from + 1; k++) {
            part = part || (spans[k].to > spans[k].from + 1 &&
                            spans[k].from <= spans[i].from && spans[k].to >= spans[i].to);
        }
        spans[kept] = spans[i];
        kept += !part;
    }
    return kept;
}

static void find_spans(struct readings *r, struct reading *reading)
{
    struct span spans[MOST_SPANS];
    size_t count = 0;
    for (size_t i = 0; i < reading->token_count; i++) {
        const struct token *token = &reading->tokens[i];
        count = find_phrases(r, reading, i, spans, count);
        if (token->caps && count < MOST_SPANS) {
            spans[count++] =
                (struct span){.group = r->vocabulary.group_count + token->stem->number,
                              .from = (uint16_t)i,
                              .to = (uint16_t)(i + 1)};
        }
        unsigned char begins = (unsigned char)token->word->text[0];
        if (r->begin_abbreviations[begins] && !(token->is & WORD_SILENT)) {
            count = find_initials(r, reading, i, spans, count);
        }
    }
    count = without_parts(spans, count);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = spans[i].from; k < spans[i].to; k++) {
            reading->tokens[k].known = true;
        }
    }
    reading->spans = arena_get_unset(&r->vocabulary.arena, (count + 1) * sizeof *spans);
    memcpy(reading->spans, spans, count * sizeof *spans);
    reading->span_count = (uint16_t)count;
}

static void sum_up(struct reading *reading)
{
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < reading->token_count; i++) {
        const struct token *token = &reading->tokens[i];
        hash = hash_add(hash, token->stem->text, token->stem->len_bytes);
        reading->left |= token->stem->left;
        reading->right |= token->stem->right;
        reading->wanting = reading->wanting || (token->is & WORD_WANTING);
        reading->excess = reading->excess || (token->is & WORD_EXCESS);
        if (token->word->links) {
            bool denies = token->is & WORD_ABSENCE;
            reading->links = true;
            reading->links_by += denies ? 0 : hash_end(token->stem->number);
        }
    }
    reading->squeezed = hash_end(hash);
}

/* How many wordings of its column have a stem. */
static void count_stems(struct readings *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        for (size_t n = 0; n < r->items[i].token_count; n++) {
            r->items[i].tokens[n].stem->count = 0;
            r->items[i].tokens[n].stem->last = 0;
        }
    }
    for (size_t i = from; i < to; i++) {
        for (size_t n = 0; n < r->items[i].token_count; n++) {
            struct stem *stem = r->items[i].tokens[n].stem;
            stem->count += stem->last != i + 1;
            stem->last = (uint32_t)(i + 1);
        }
    }
}

/* Rare words weigh more: they say more about what is meant. But what very many say is no
 * small thing. */
static void weigh(struct readings *r, size_t from, size_t to)
{
    static const double often = 8;
    count_stems(r, from, to);
    for (size_t i = from; i < to; i++) {
        struct reading *reading = &r->items[i];
        for (size_t n = 0; n < reading->token_count; n++) {
            struct token *token = &reading->tokens[n];
            bool again = token->stem->last == (uint32_t)-1 - (uint32_t)i;
            if (!again && !(token->is & (WORD_SILENT | WORD_ABSENCE))) {
                bool weak = token->is & (WORD_WEAK | WORD_WANTING | WORD_EXCESS);
                token->weight =
                    (float)log(often + (double)(r->count + 1) / token->stem->count) *
                    (weak           ? weak_weight
                     : token->known ? 1
                                    : unknown_weight);
                token->strong = weak ? 0 : token->weight;
                reading->weight += token->weight;
            }
            token->stem->last = (uint32_t)-1 - (uint32_t)i;
        }
    }
}

/* Column by column, each in the order of the grids. */
static void put_in_columns(struct readings *r, const struct themes *themes)
{
    size_t columns = 0;
    for (size_t i = 0; i < r->count; i++) {
        size_t rank = themes->wordings[i]->rank;
        columns = rank >= columns ? rank + 1 : columns;
    }
    size_t *next = memory_get((columns + 1) * sizeof *next);
    for (size_t i = 0; i < r->count; i++) {
        next[themes->wordings[i]->rank + 1]++;
    }
    for (size_t i = 1; i < columns; i++) {
        next[i] += next[i - 1];
    }
    for (size_t i = 0; i < r->count; i++) {
        size_t to = next[themes->wordings[i]->rank]++;
        r->items[to].wording = themes->wordings[i];
        r->by_number[i] = (uint32_t)to;
    }
    free(next);
}

size_t readings_column_end(const struct readings *r, size_t from)
{
    size_t to = from, rank = r->items[from].wording->rank;
    while (to < r->count && r->items[to].wording->rank == rank) {
        to++;
    }
    return to;
}

/* Tokens that say nothing are not compared: what is left stands closer together. */
static void drop_silent(struct reading *reading)
{
    uint16_t place[MOST_TOKENS + 1], kept = 0;
    for (size_t i = 0; i < reading->token_count; i++) {
        const struct token token = reading->tokens[i];
        place[i] = kept;
        if (token.weight > 0 || (token.is & WORD_ABSENCE)) {
            reading->may_name |=
                kept && token.capital && reading->tokens[kept - 1].capital;
            reading->tokens[kept++] = token;
        }
    }
    place[reading->token_count] = kept;
    reading->token_count = kept;
    for (size_t i = 0; i < reading->span_count; i++) {
        struct span *span = &reading->spans[i];
        span->phrase = span->to > span->from + 1;
        span->from = place[span->from];
        span->to = place[span->to];
    }
}

static uint64_t bit_of(uint64_t what)
{
    return UINT64_C(1) << (hash_end(what) >> 58);
}

static uint64_t weighed(const struct token *token)
{
    static const float unit = 1 << 20;
    return (uint64_t)(token->strong * unit) << 32 | (uint64_t)(token->weight * unit);
}

static void sign(struct readings *r, struct reading *reading)
{
    struct glance *glances = arena_get_unset(
        &r->vocabulary.arena, (reading->token_count + (size_t)1) * sizeof *glances);
    for (size_t i = 0; i < reading->token_count; i++) {
        const struct token *token = &reading->tokens[i];
        glances[i] = (struct glance){bit_of(token->stem->beginning), weighed(token)};
        reading->weighs += glances[i].weighs;
    }
    for (size_t i = 0; i < reading->span_count; i++) {
        const struct span *span = &reading->spans[i];
        uint64_t bit = bit_of((uint64_t)1 << 40 | span->group);
        reading->signature |=
            bit; /* of silent words, too: the other's are covered by them */
        for (size_t k = span->from; k < span->to; k++) {
            glances[k].signature |= bit;
        }
    }
    for (size_t i = 0; i < reading->token_count; i++) {
        reading->signature |= glances[i].signature;
    }
    reading->glances = glances;
}

void readings_make(struct readings *r, const struct themes *themes, const struct kin *kin)
{
    struct str joined = STR_EMPTY;
    *r = (struct readings){.count = themes->wording_count};
    vocabulary_init(&r->vocabulary, kin, themes->language);
    r->items = memory_get((r->count + 1) * sizeof *r->items);
    r->by_number = memory_get((r->count + 1) * sizeof *r->by_number);
    put_in_columns(r, themes);
    for (size_t i = 0; i < r->count; i++) {
        tell_words(r, &r->items[i], themes->language);
    }
    vocabulary_settle(&r->vocabulary);
    for (size_t i = 0; i < r->count; i++) {
        join_words(r, &r->items[i], &joined);
        note_abbreviations(r, &r->items[i]);
    }
    for (size_t i = 0; i < r->count; i++) {
        find_spans(r, &r->items[i]);
        sum_up(&r->items[i]);
    }
    for (size_t from = 0, to; from < r->count; from = to) {
        to = readings_column_end(r, from);
        weigh(r, from, to);
    }
    for (size_t i = 0; i < r->count; i++) {
        drop_silent(&r->items[i]);
        sign(r, &r->items[i]);
    }
    str_finish(&joined);
}

void readings_finish(struct readings *r)
{
    free(r->items);
    free(r->by_number);
    number_map_finish(&r->abbreviations);
    vocabulary_finish(&r->vocabulary);
    *r = (struct readings){0};
}
