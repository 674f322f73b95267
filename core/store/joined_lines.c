/* The lines of sealed files' edits: found, looked at where they stand, and made edits of only
 * where there may be something to tell of them. */

#include "store/joined_inside.h"

#include "base/instant.h"
#include "base/json_check.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/ballot.h"
#include "store/edits.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What every line begins with; nothing is copied. */
struct head {
    const char *key; /* "k7qmz2x9dn3fa.12"; who it is of may be anything, */
    size_t key_bytes, actor_bytes;
    const char *at;   /* always as long as that */
    const char *rest; /* behind the quote of at */
};

enum {
    AT_BYTES = INSTANT_SIZE_BYTES - 1,
    BEFORE_KEY = sizeof "{\"key\":\"" - 1,
    MOST_DIGITS = 15, /* of a key, less than any number may have */
};

/* Eight bytes at a time: nearly all are 13 letters. Inlined, for what is done for each line. */
static inline uint64_t hash_of(const char *bytes, size_t len_bytes)
{
    static const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = len_bytes * odd, word = 0;
    const char *end = bytes + len_bytes;
    for (; end - bytes > (ptrdiff_t)sizeof word; bytes += sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = (hash ^ word) * odd;
        hash ^= hash >> 32;
    }
    if (len_bytes >= sizeof word) {
        memcpy(&word, end - sizeof word, sizeof word); /* some of them twice */
    } else {
        for (word = 0; bytes < end; bytes++) {
            word = word << 8 | (unsigned char)*bytes;
        }
    }
    hash = (hash ^ word) * odd;
    hash = (hash ^ hash >> 32) * odd;
    return (hash ^ hash >> 32) | UINT64_C(1) << 63;
}

uint64_t joined_hash(const char *bytes, size_t len_bytes)
{
    return hash_of(bytes, len_bytes);
}

static bool passes_bytes(const char **at, const char *expected, size_t len)
{
    if (memcmp(*at, expected, len) != 0) {
        return false;
    }
    *at += len;
    return true;
}
/* Behind a line there is more of the file than any of these has bytes. */
#define PASSES(at, expected) passes_bytes((at), "" expected, sizeof(expected) - 1)

/* Of one that has other letters than ASCII has. */
static bool pass_long_text(const char **at, const char *end, size_t *len_bytes)
{
    const char *from = *at, *p = from;
    while ((p = json_behind_plain_padded(p)) < end && *p != '"') {
        uint32_t unused;
        size_t taken = utf8_read(p, (size_t)(end - p), &unused);
        if (taken == 1) {
            return false;
        }
        p += taken;
    }
    *at = p;
    *len_bytes = (size_t)(p - from);
    return p < end && p > from;
}

/* Up to the quote that ends a text, if that is UTF-8 that says what it says without escapes,
 * and something. No line ends in one. */
static inline bool pass_text(const char **at, const char *end, size_t *len_bytes)
{
    const char *from = *at, *p = json_behind_plain_padded(from);
    if (*p != '"') {
        return pass_long_text(at, end, len_bytes);
    }
    *at = p;
    *len_bytes = (size_t)(p - from);
    return p > from;
}

static bool read_head(const char *line, const char *end, struct head *head)
{
    const char *at = line;
    if (!PASSES(&at, "{\"key\":\"")) {
        return false;
    }
    head->key = at; /* which edit_actor_fits(), and digits */
    const char *quote = memchr(at, '"', (size_t)(end - at));
    head->key_bytes = quote ? (size_t)(quote - at) : 0;
    at += head->key_bytes;
    if (!head->key_bytes || !PASSES(&at, "\",\"at\":\"")) {
        return false;
    }
    head->at = at;
    head->rest = at + AT_BYTES + 1;
    const char *dot = head->key + head->key_bytes - 1;
    while (dot > head->key && *dot >= '0' && *dot <= '9') {
        dot--;
    }
    head->actor_bytes = (size_t)(dot - head->key);
    size_t digits = head->key_bytes - head->actor_bytes - 1;
    return *dot == '.' && digits && digits <= MOST_DIGITS &&
           (dot[1] != '0' || digits == 1) && head->rest < end &&
           at[AT_BYTES - 1] == 'Z' && at[AT_BYTES] == '"';
}

/* As edit_compare(), of different keys. */
static int head_order(const struct head *a, const struct head *b)
{
    int order = memcmp(a->at, b->at, AT_BYTES);
    if (order) {
        return order;
    }
    size_t less = a->actor_bytes < b->actor_bytes ? a->actor_bytes : b->actor_bytes;
    order = memcmp(a->key, b->key, less);
    if (order || a->actor_bytes != b->actor_bytes) {
        return order ? order : a->actor_bytes < b->actor_bytes ? -1 : 1;
    }
    return a->key_bytes != b->key_bytes ? (a->key_bytes < b->key_bytes ? -1 : 1)
                                        : memcmp(a->key, b->key, a->key_bytes);
}

/* A note as most are: one edit made it, with words, under a goal. There is nothing to tell of
 * it unless another edit changed it. Returns where it ends, or NULL. */
static const char *read_quiet(const struct head *head, const char *end,
                              struct joined_line *line, size_t *values)
{
    enum { VALUES = 9, IN_TOP = 3 };
    const char *at = head->rest, *id, *column, *goal;
    size_t len, id_bytes, column_bytes, goal_bytes;
    bool by = PASSES(&at, ",\"by\":\"");
    if ((by && (!pass_text(&at, end, &len) || !PASSES(&at, "\""))) ||
        !PASSES(&at, ",\"of\":\"note:")) {
        return NULL;
    }
    id = at;
    if (!pass_text(&at, end, &id_bytes) || !PASSES(&at, "\",\"set\":{\"column\":\"")) {
        return NULL;
    }
    column = at;
    if (!pass_text(&at, end, &column_bytes) || !PASSES(&at, "\",\"goal\":\"goal:")) {
        return NULL;
    }
    goal = at;
    if (!pass_text(&at, end, &goal_bytes) || !PASSES(&at, "\",\"place\":\"") ||
        !pass_text(&at, end, &len) || !PASSES(&at, "\",\"text\":\"") ||
        !pass_text(&at, end, &len) || !PASSES(&at, "\"}}")) {
        return NULL;
    }
    line->id = hash_of(id, id_bytes);
    line->goal = hash_of(goal, goal_bytes);
    line->column = (uint32_t)hash_of(column, column_bytes);
    *values = VALUES + by + IN_TOP;
    return at;
}

/* What is named that something of a table stands under, as "goal:p2" or "session:q8". */
static void add_named(struct joined *j, const struct edit *edit, uint32_t source)
{
    for (size_t i = 0; i < edit->set_count; i++) {
        const char *field = edit->set[i].field;
        bool where = strcmp(field, "goal") == 0 || strcmp(field, "session") == 0;
        const char *colon = where ? strchr(value_words(edit->set[i].value), ':') : NULL;
        if (colon) {
            struct joined_named named = {joined_hash(colon + 1, strlen(colon + 1)),
                                         source};
            ARRAY_ADD(j->named, j->named_count, j->named_room, named);
        }
    }
}

static bool says_more(const struct edit *edit)
{
    return !joined_is_of_tables(edit) || edit->redacted || edit->again_count;
}

static bool read_other(const char *end, struct joined *j, struct session *part,
                       struct joined_line *line)
{
    struct arena arena = ARENA_EMPTY;
    struct edit edit;
    size_t values, len_bytes = (size_t)(end - line->begin);
    bool ok = edits_read_line(line->begin, len_bytes, &arena, &edit, &values) &&
              edit.by == edit_by(&edit); /* else it is written otherwise */
    if (ok) {
        struct joined_source *source = &j->sources[line->source];
        source->more = source->more || says_more(&edit);
        line->id = joined_hash(edit.id, strlen(edit.id));
        j->values += 2 * values + 1; /* here and in the top, and a column of its own */
        add_named(j, &edit, line->source);
        ok = joined_is_usual(j, &edit, line) || joined_take(part, &edit);
    }
    arena_finish(&arena);
    return ok;
}

/* Of keys that differ in the last digit, one behind the other, so that they are near. */
static uint32_t hash_of_key(const char *key, size_t len_bytes)
{
    uint32_t hash = len_bytes ? (uint32_t)hash_of(key, len_bytes - 1) << 4 : 0;
    return hash | (len_bytes ? (unsigned char)key[len_bytes - 1] & 15 : 0);
}

/* The slot of a key, behind which a quote stands, or where it would be. */
static size_t slot_of(const struct joined *j, uint32_t hash, const char *key)
{
    size_t mask = j->slot_count - 1, at = hash & mask;
    for (; j->by_key[at].number; at = (at + 1) & mask) {
        if (j->by_key[at].key == hash) {
            const char *known = j->lines[j->by_key[at].number - 1].begin + BEFORE_KEY;
            if (strncmp(known, key, strcspn(known, "\"") + 1) == 0) {
                return at;
            }
        }
    }
    return at;
}

/* Room for so many keys more. */
static void make_room(struct joined *j, size_t more)
{
    enum { FEW_SLOTS = 1024 };
    size_t count = j->slot_count;
    struct joined_key *old = j->by_key;
    if ((j->line_count + more) * 2 <= count) {
        return;
    }
    for (j->slot_count = count ? 2 * count : FEW_SLOTS;
         j->slot_count < (j->line_count + more) * 2;) {
        j->slot_count *= 2;
    }
    j->by_key = memory_get(j->slot_count * sizeof *j->by_key);
    for (size_t i = 0; i < count; i++) {
        size_t at = old[i].key & (j->slot_count - 1);
        while (old[i].number && j->by_key[at].number) {
            at = (at + 1) & (j->slot_count - 1);
        }
        if (old[i].number) {
            j->by_key[at] = old[i];
        }
    }
    free(old);
}

const struct joined_line *joined_find(const struct joined *j, const char *line)
{
    const char *key = line + BEFORE_KEY;
    uint32_t hash = hash_of_key(key, strcspn(key, "\""));
    uint32_t number = j->slot_count ? j->by_key[slot_of(j, hash, key)].number : 0;
    return number ? &j->lines[number - 1] : NULL;
}

/* The lines of one file, as they are gone through. */
struct going {
    const char *at, *end; /* the next, and what stands behind the last */
    struct head before;   /* what began the last, */
    int64_t when, minute; /* its time, and the minute of that */
};

/* Whether it is what an actor may be called. Most lines are of whoever said the last. */
static bool is_an_actor(const struct going *g, const struct head *head)
{
    bool same = g->before.key && head->actor_bytes == g->before.actor_bytes &&
                head->key[0] == g->before.key[0] &&
                memcmp(head->key, g->before.key, head->actor_bytes) == 0;
    return same || edit_actor_fits(head->key, head->actor_bytes);
}

/* False if it is no time. Many lines are of the minute of the line before. */
static bool read_when(struct going *g, const char *at, int64_t *when)
{
    enum { MINUTE = sizeof "2017-02-22T12:14" - 1 };
    const char *digits = at + MINUTE + 1;
    unsigned ten = (unsigned)digits[0] - '0', one = (unsigned)digits[1] - '0';
    unsigned tenth = (unsigned)digits[3] - '0', hundredth = (unsigned)digits[4] - '0';
    unsigned last = (unsigned)digits[5] - '0';
    int64_t second = ten * 10000 + one * 1000 + tenth * 100 + hundredth * 10 + last;
    if (!g->before.key || memcmp(at, g->before.at, MINUTE) != 0) {
        char text[INSTANT_SIZE_BYTES];
        memcpy(text, at, AT_BYTES);
        text[AT_BYTES] = '\0';
        if (!instant_read(text, when)) {
            return false;
        }
        g->minute = *when - second;
    }
    *when = g->minute + second;
    return ten < 6 && one < 10 && tenth < 10 && hundredth < 10 && last < 10 &&
           digits[-1] == ':' && digits[2] == '.';
}

/* Takes the time into the line; false if that is not behind the last, in order. */
static bool is_next(struct going *g, const struct head *head, struct joined_line *line)
{
    return is_an_actor(g, head) && read_when(g, head->at, &line->when) &&
           (!g->before.key || line->when > g->when ||
            (line->when == g->when && head_order(&g->before, head) < 0));
}

static const char *line_end(const struct going *g, const char *line)
{
    const char *end = memchr(line, '\n', (size_t)(g->end - line));
    return end && end[-1] == ',' ? end - 1 : end;
}

/* One more, as next_line() has it, of which *end then is behind its brace. What is known is
 * passed by. */
static bool read_line(struct joined *j, struct session *part, const struct going *g,
                      const struct head *head, struct joined_line *line, const char **end)
{
    size_t values = 0;
    make_room(j, 1);
    assert(j->by_key && "there is room");
    uint32_t key = hash_of_key(head->key, head->key_bytes);
    struct joined_key *slot = &j->by_key[slot_of(j, key, head->key)];
    if (slot->number) {
        const struct joined_line *known = &j->lines[slot->number - 1];
        *end = line_end(g, line->begin);
        return *end && known->len_bytes == (size_t)(*end - line->begin) &&
               memcmp(known->begin, line->begin, known->len_bytes) == 0;
    }
    *end = read_quiet(head, g->end, line, &values);
    if (!*end) {
        *end = line_end(g, line->begin);
        if (!*end || !read_other(*end, j, part, line)) {
            return false;
        }
    }
    j->values += values;
    line->len_bytes = (uint32_t)(*end - line->begin);
    j->line_count++;
    *slot = (struct joined_key){key, (uint32_t)j->line_count};
    return true;
}

/* Where it is kept, if it is new. */
static struct joined_line *next_line(struct joined *j, const char *begin)
{
    if (j->line_count == j->line_room) {
        j->lines =
            memory_room_for_one(j->lines, j->line_count, &j->line_room, sizeof *j->lines);
    }
    struct joined_line *line = &j->lines[j->line_count];
    *line = (struct joined_line){.begin = begin, .source = (uint32_t)j->source_count - 1};
    return line;
}

/* Up to where the lines of the list end: behind its last, at the line that closes it. */
static bool read_list(struct joined *j, struct session *part, struct going *g)
{
    static const char indent[] = "    {", closing[] = "  ],\n";
    bool more = *g->at++ == '\n';
    while (more) {
        struct head head;
        const char *end;
        struct joined_line *line = next_line(j, g->at + sizeof indent - 2);
        if (memcmp(g->at, indent, sizeof indent - 1) != 0 ||
            !read_head(line->begin, g->end, &head) || !is_next(g, &head, line) ||
            !read_line(j, part, g, &head, line, &end)) {
            return false;
        }
        more = *end == ',';
        g->before = head;
        g->when = line->when;
        g->at = end + more + 1;
        if (end[more] != '\n') {
            return false;
        }
    }
    return (size_t)(g->end - g->at) == sizeof closing - 1 &&
           memcmp(g->at, closing, sizeof closing - 1) == 0;
}

bool joined_read_lines(struct joined *j, struct session *part, size_t *fresh)
{
    enum { LINE_BYTES = 128 }; /* most have more */
    size_t before = j->line_count;
    const struct file_parts *parts = &j->sources[j->source_count - 1].parts;
    make_room(j, (size_t)(parts->end - parts->edits) / LINE_BYTES);
    struct going g = {.at = parts->edits + sizeof edits_line - 1, .end = parts->end};
    session_begin_many(part);
    bool ok = read_list(j, part, &g);
    session_end_many(part);
    *fresh = j->line_count - before;
    return ok;
}

static struct head head_of(const struct joined_line *line)
{
    struct head head = {.key = NULL};
    bool ok = read_head(line->begin, line->begin + line->len_bytes, &head);
    assert(ok && head.key && head.at && "it is as it was before");
    (void)ok;
    return head;
}

static bool stands_before(const struct joined_line *a, const struct joined_line *b)
{
    if (a->when != b->when) {
        return a->when < b->when;
    }
    struct head one = head_of(a), other = head_of(b);
    return head_order(&one, &other) < 0;
}

/* Of lines in order, which are followed by others in order: those that come first are put in
 * the spare array meanwhile. */
static void merge(const struct joined_line **lines, size_t first, size_t count,
                  const struct joined_line **spare)
{
    const struct joined_line **end = lines + count, **others = lines + first;
    while (lines < others && others < end && stands_before(*lines, *others)) {
        lines++; /* these stay */
    }
    const struct joined_line **spare_end = spare + (others - lines);
    memcpy(spare, lines, (size_t)(others - lines) * sizeof(*lines));
    while (spare < spare_end && others < end) {
        *lines++ = stands_before(*others, *spare) ? *others++ : *spare++;
    }
    memcpy(lines, spare, (size_t)(spare_end - spare) * sizeof(*lines));
}

/* Those of so many files, each of which has its own in order. */
static void put_in_order(struct joined *j, size_t from, size_t to,
                         const struct joined_line **spare)
{
    size_t middle = from + (to - from) / 2;
    if (to - from > 1) {
        size_t first = j->sources[from].first, second = j->sources[middle].first;
        size_t end = to < j->source_count ? j->sources[to].first : j->line_count;
        put_in_order(j, from, middle, spare);
        put_in_order(j, middle, to, spare);
        merge(j->in_order + first, second - first, end - first, spare);
    }
}

void joined_put_in_order(struct joined *j)
{
    size_t room = j->line_count + 1;
    const struct joined_line **spare = memory_resize_array(NULL, room, sizeof(*spare));
    j->in_order = memory_resize_array(NULL, room, sizeof(*j->in_order));
    for (size_t i = 0; i < j->line_count; i++) {
        j->in_order[i] = &j->lines[i];
    }
    put_in_order(j, 0, j->source_count, spare);
    free(spare);
}

size_t joined_place(const struct joined *j, const struct edit *edit)
{
    char at[INSTANT_SIZE_BYTES];
    size_t low = 0, high = j->line_count;
    struct str key =
        str_of("%s.%llu", edit->key.actor, (unsigned long long)edit->key.number);
    struct head head = {.key = key.bytes,
                        .key_bytes = key.len_bytes,
                        .actor_bytes = strlen(edit->key.actor),
                        .at = at};
    instant_write(edit->at_ms, at);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct head other = head_of(j->in_order[middle]);
        if (head_order(&other, &head) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    str_finish(&key);
    return low;
}
