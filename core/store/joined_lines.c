/* The lines of a large file's edits: found, looked at where they stand, and made edits of only
 * where there may be something to tell of them. */

#include "store/joined_inside.h"

#include "base/hashes.h"
#include "base/instant.h"
#include "base/json_check.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/top.h"
#include "store/edits.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What every line begins with; nothing is copied. */
struct head {
    const char *key; /* "k7qmz2x9dn3fa.12", */
    size_t key_bytes, actor_bytes;
    const char *at;   /* always as long as that */
    const char *rest; /* behind the quote of at */
};

enum { AT_BYTES = INSTANT_SIZE_BYTES - 1, BEFORE_KEY = sizeof "{\"key\":\"" - 1 };

/* Never 0. Eight bytes at a time: nearly all are 13 letters. */
uint32_t joined_hash(const char *bytes, size_t len_bytes)
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
    return (uint32_t)(hash >> 32) | 1U << 31;
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

/* Up to the quote that ends a text, if that is UTF-8 that says what it says without escapes,
 * and something. */
static bool pass_text(const char **at, const char *end, size_t *len_bytes)
{
    const char *from = *at, *p = from;
    while ((p = json_behind_plain_padded(p)) < end &&
           *p != '"') { /* the line's end is none */
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
    return *dot == '.' && head->actor_bytes + 1 < head->key_bytes && head->rest < end &&
           at[AT_BYTES - 1] == 'Z' && at[AT_BYTES] == '"' &&
           edit_actor_fits(head->key, head->actor_bytes);
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

static bool is_left_out(const char *column, size_t len_bytes)
{
    char name[8];
    if (len_bytes >= sizeof name) {
        return false; /* as none of them is */
    }
    memcpy(name, column, len_bytes);
    name[len_bytes] = '\0';
    return top_leaves_out_column(name);
}

/* A note as most are: one edit made it, with words, under a goal. There is nothing to tell of
 * it unless another edit changed it. */
static bool read_quiet(const struct head *head, const char *end, struct joined *j,
                       struct joined_line *line)
{
    enum { VALUES = 9 };
    const char *at = head->rest, *id, *column, *goal;
    size_t len, id_bytes, column_bytes, goal_bytes;
    bool by = PASSES(&at, ",\"by\":\"");
    if ((by && (!pass_text(&at, end, &len) || !PASSES(&at, "\""))) ||
        !PASSES(&at, ",\"of\":\"note:")) {
        return false;
    }
    id = at;
    if (!pass_text(&at, end, &id_bytes) || !PASSES(&at, "\",\"set\":{\"column\":\"")) {
        return false;
    }
    column = at;
    if (!pass_text(&at, end, &column_bytes) || is_left_out(column, column_bytes) ||
        !PASSES(&at, "\",\"goal\":\"goal:")) {
        return false;
    }
    goal = at;
    if (!pass_text(&at, end, &goal_bytes) || !PASSES(&at, "\",\"place\":\"") ||
        !pass_text(&at, end, &len) || !PASSES(&at, "\",\"text\":\"") ||
        !pass_text(&at, end, &len) || !PASSES(&at, "\"}}") || at != end) {
        return false;
    }
    line->id = joined_hash(id, id_bytes);
    line->goal = joined_hash(goal, goal_bytes);
    j->values += VALUES + by;
    return true;
}

/* What stands in the edits alone is not counted in the top. */
static bool wants_the_whole(const struct edit *edit)
{
    const struct change *column =
        strcmp(edit->kind, "note") == 0 ? edit_change(edit, "column") : NULL;
    return column && top_leaves_out_column(value_words(column->value));
}

static bool read_other(const char *at, const char *end, struct joined *j,
                       struct session *part, struct arena *arena,
                       struct joined_line *line)
{
    struct edit edit;
    size_t values;
    arena_clear(arena);
    if (!edits_read_line(at, (size_t)(end - at), arena, &edit, &values) ||
        wants_the_whole(&edit)) {
        return false;
    }
    line->id = joined_hash(edit.id, strlen(edit.id));
    j->values += values;
    return joined_is_usual(j, &edit, line) || joined_take(part, &edit);
}

/* Where the lines of a list end: behind its last, at the line that closes it. */
static bool read_list(struct joined *j, struct session *part, struct arena *arena)
{
    static const char indent[] = "    {", closing[] = "  ],\n";
    const char *at = j->bytes.bytes + j->edits + sizeof edits_line - 1,
               *end = j->bytes.bytes + j->end;
    struct head head, before = {.key = NULL};
    bool more = *at++ == '\n';
    while (more) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (!line_end || strncmp(at, indent, sizeof indent - 1) != 0) {
            return false;
        }
        struct joined_line line = {.at = (uint32_t)(at + 4 - j->bytes.bytes)};
        more = line_end[-1] == ',';
        const char *brace = line_end - more;
        if (!read_head(at + 4, brace, &head) ||
            (before.key && head_order(&before, &head) >= 0) ||
            (!read_quiet(&head, brace, j, &line) &&
             !read_other(at + 4, brace, j, part, arena, &line))) {
            return false;
        }
        line.key = joined_hash(head.key, head.key_bytes);
        ARRAY_ADD(j->lines, j->line_count, j->line_room, line);
        before = head;
        at = line_end + 1;
    }
    return (size_t)(end - at) == sizeof closing - 1 &&
           memcmp(at, closing, sizeof closing - 1) == 0;
}

size_t joined_line_bytes(const struct joined *j, size_t number)
{
    const char *line = j->bytes.bytes + j->lines[number].at;
    bool last = number + 1 == j->line_count;
    return last ? strcspn(line, "\n") : j->lines[number + 1].at - j->lines[number].at - 6;
}

/* The slot of a key, behind which a quote stands, or where it would be. */
static size_t slot_of(const struct joined *j, uint32_t hash, const char *key)
{
    size_t mask = j->slot_count - 1, at = hash & mask;
    for (; j->by_key[at]; at = (at + 1) & mask) {
        const struct joined_line *line = &j->lines[j->by_key[at] - 1];
        const char *known = j->bytes.bytes + line->at + BEFORE_KEY;
        if (line->key == hash && strncmp(known, key, strcspn(known, "\"") + 1) == 0) {
            return at;
        }
    }
    return at;
}

size_t joined_find(const struct joined *j, const char *line)
{
    const char *key = line + BEFORE_KEY;
    uint32_t hash = joined_hash(key, strcspn(key, "\""));
    return (size_t)j->by_key[slot_of(j, hash, key)] - 1;
}

/* False if two lines have one key. */
static bool add_keys(struct joined *j)
{
    j->slot_count = 1024;
    while (j->slot_count < j->line_count * 2) {
        j->slot_count *= 2;
    }
    j->by_key = memory_get(j->slot_count * sizeof *j->by_key);
    for (size_t i = 0; i < j->line_count; i++) {
        const struct joined_line *line = &j->lines[i];
        size_t slot = slot_of(j, line->key, j->bytes.bytes + line->at + BEFORE_KEY);
        if (j->by_key[slot]) {
            return false;
        }
        j->by_key[slot] = (uint32_t)i + 1;
    }
    return true;
}

bool joined_read_lines(struct joined *j, struct session *part)
{
    struct arena arena = ARENA_EMPTY;
    session_begin_many(part);
    bool ok = read_list(j, part, &arena);
    session_end_many(part);
    arena_finish(&arena);
    return ok && add_keys(j);
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
        struct head other;
        const char *line = j->bytes.bytes + j->lines[middle].at;
        bool read = read_head(line, line + joined_line_bytes(j, middle), &other);
        if (read && head_order(&other, &head) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    str_finish(&key);
    return low;
}

/* The id of a line's record; an escape in it is for who looks at it closer. */
static bool line_is_of(const char *line, const struct lookup *ids)
{
    const char *of = strstr(line, ",\"of\":\""); /* no text has such quotes in it */
    const char *colon = of ? strchr(of + sizeof ",\"of\":\"" - 1, ':') : NULL;
    struct str id = STR_EMPTY;
    if (!colon) {
        return true;
    }
    str_add_bytes(&id, colon + 1, strcspn(colon + 1, "\""));
    bool is = lookup_find_id(ids, str_text(&id)) || strchr(str_text(&id), '\\');
    str_finish(&id);
    return is;
}

bool joined_has_any(const struct joined *j, const struct lookup *ids)
{
    struct hashes named = hashes_for(ids->count);
    bool any = false;
    for (size_t i = 0; i < ids->count; i++) {
        const char *id = *(const char *const *)ids->items[i];
        hashes_add(&named, joined_hash(id, strlen(id)));
    }
    for (size_t i = 0; i < j->line_count && !any; i++) {
        any = hashes_have(&named, j->lines[i].id) &&
              line_is_of(j->bytes.bytes + j->lines[i].at, ids);
    }
    hashes_finish(&named);
    return any;
}
