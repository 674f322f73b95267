/* A session file written bit by bit, and told meanwhile whether it could be read again:
 * nothing that can be read is replaced with something that cannot. Each table of the top,
 * each edit that is not known to be JSON, and what stands around them is checked by itself,
 * in brackets that nest it as deep as it stands in the file. */

#include "store/file_inside.h"

#include "store/joined_inside.h"

#include "base/crc.h"
#include "model/top.h"
#include "store/edits.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BRACKETS = 2, MUCH_BYTES = 1 << 18 };

struct laying {
    struct pouring *p;
    struct joined *joined; /* NULL: the session is all that there is */
    bool known;            /* the table at hand stands in the file as it is */
    uint32_t before;       /* the checksum of all before the part that is written, */
    size_t from;           /* which begins there: the top, or the edits */
    struct str around, one;
    size_t around_to;      /* so much of the piece was taken over, or is a table's */
    size_t tables, values; /* of JSON, that were counted */
    size_t lines;          /* of edits, that were begun */
    size_t longest_bytes, most_values; /* of the edits that need no check */
    struct err why; /* has a message once something cannot be read again */
};

static bool pour_if_much(struct laying *l)
{
    return l->p->piece.len_bytes < MUCH_BYTES || pour(l->p);
}

static void end_part(struct laying *l, char sum[SUM_SIZE_BYTES])
{
    pour(l->p);
    uint32_t crc = crc_behind(l->p->crc, l->before, l->p->len_bytes - l->from);
    snprintf(sum, SUM_SIZE_BYTES, "%08" PRIx32, crc);
    l->before = l->p->crc;
    l->from = l->p->len_bytes;
}

/* Counts its values, but for those that the file has not. */
static void check(struct laying *l, const char *json, size_t len_bytes, size_t without)
{
    size_t values = 0;
    if (!l->why.message) {
        json_check_large("", json, len_bytes, &values, &l->why);
        l->values += l->why.message ? values : values - without;
    }
}

/* A table or an edit. */
static void check_inside(struct laying *l, const char *json, size_t len_bytes)
{
    str_set(&l->one, "[[");
    str_add_bytes(&l->one, json, len_bytes);
    str_add(&l->one, "]]");
    check(l, l->one.bytes, l->one.len_bytes, BRACKETS);
}

/* A 0 stands for the table in what is around it. */
static void pass_table(struct laying *l, const struct str *out, size_t from_bytes)
{
    l->tables++;
    str_add_bytes(&l->around, out->bytes + l->around_to, from_bytes - l->around_to);
    str_add_byte(&l->around, '0');
}

static void take_table(void *with, struct str *out, size_t from_bytes)
{
    struct laying *l = with;
    if (!l->known) {
        check_inside(l, out->bytes + from_bytes, out->len_bytes - from_bytes);
        pass_table(l, out, from_bytes);
        pour_if_much(l);
        l->around_to = out->len_bytes;
    }
    l->known = false;
}

/* One that stands in the file as it is; its values were counted with all that is there. */
static bool add_known(void *with, const struct record *table, struct str *out)
{
    struct laying *l = with;
    size_t len_bytes;
    const char *block = l->joined ? joined_table(l->joined, table, &len_bytes) : NULL;
    l->known = block != NULL;
    if (block) {
        l->joined->written++;
        pass_table(l, out, out->len_bytes);
        pour_bytes(l->p, block, len_bytes);
        l->around_to = out->len_bytes;
    }
    return l->known;
}

static void lay_top(struct laying *l, struct session *session, char top[SUM_SIZE_BYTES],
                    char forms[SUM_SIZE_BYTES])
{
    const struct top_listener listener = {
        .table = take_table, .known = add_known, .with = l};
    struct str *piece = &l->p->piece;
    str_add(piece, "{\n");
    top_write_told(session, &listener, piece);
    const char *rest = piece->bytes + l->around_to; /* the templates are in it */
    size_t rest_bytes = piece->len_bytes - l->around_to;
    file_sum_forms(rest, rest + rest_bytes, forms);
    str_add_bytes(&l->around, rest, rest_bytes);
    end_part(l, top);
}

/* An edit that is JSON whatever it says. */
static void note_flat(struct laying *l, size_t len_bytes, size_t values)
{
    l->values += values;
    l->longest_bytes = len_bytes > l->longest_bytes ? len_bytes : l->longest_bytes;
    l->most_values = values > l->most_values ? values : l->most_values;
}

static bool goes_on(const struct laying *l)
{
    return l->p->len_bytes <= JSON_LARGEST_KNOWN_BYTES;
}

static void begin_line(struct laying *l)
{
    str_add(&l->p->piece, l->lines++ ? ",\n    " : "\n    ");
}

static void lay_edit(struct laying *l, const struct edit *edit)
{
    struct str *piece = &l->p->piece;
    begin_line(l);
    size_t from_bytes = piece->len_bytes, values = edit_flat_values(edit);
    edit_write(edit, piece);
    if (values) {
        note_flat(l, piece->len_bytes - from_bytes, values);
    } else {
        check_inside(l, piece->bytes + from_bytes, piece->len_bytes - from_bytes);
    }
}

/* Lines that stand in files as they are, from one place in their order up to another. */
static void lay_known(struct laying *l, size_t from, size_t to)
{
    static const char between[] = ",\n    ";
    for (size_t i = from; i < to; i++) {
        const struct joined_line *line = l->joined->in_order[i], *next = line;
        const char *end = line->begin + line->len_bytes;
        while (i + 1 < to && l->joined->in_order[i + 1] == next + 1 &&
               next[1].begin == end + sizeof between - 1) {
            next = l->joined->in_order[++i];
            end = next->begin + next->len_bytes;
        }
        begin_line(l);
        pour_bytes(l->p, line->begin, (size_t)(end - line->begin));
    }
}

static bool lay_edits(struct laying *l, const struct edit *const *edits, size_t count,
                      char sum[SUM_SIZE_BYTES])
{
    size_t known = 0;
    str_add(&l->p->piece, edits_line);
    for (size_t i = 0; i < count && pour_if_much(l) && goes_on(l); i++) {
        if (l->joined) {
            size_t to = joined_place(l->joined, edits[i]);
            lay_known(l, known, to);
            known = to;
        }
        if (!edit_is_template(edits[i])) {
            lay_edit(l, edits[i]);
        }
    }
    if (l->joined) {
        lay_known(l, known, l->joined->line_count);
    }
    str_add(&l->p->piece, l->lines ? "\n  ],\n" : "],\n");
    end_part(l, sum);
    return l->p->error == 0;
}

/* What is too large for a tree is read edit by edit, and only where no keys clash. An edit
 * that is JSON whatever it says is read in any file, if it is none too large itself. */
static void check_large(struct laying *l, const struct session *session,
                        const struct edit *const *edits, size_t count)
{
    struct arena arena = ARENA_EMPTY;
    bool ok = session_clash_count(session) == 0;
    bool flat_fit =
        l->longest_bytes <= JSON_LARGEST_BYTES && l->most_values <= JSON_MOST_VALUES;
    for (size_t i = 0; i < count && ok; i++) {
        bool surely = flat_fit && edit_flat_values(edits[i]);
        if (!surely && !edit_is_template(edits[i])) {
            struct edit edit;
            size_t values;
            str_clear(&l->one);
            edit_write(edits[i], &l->one);
            ok = edits_read_line(l->one.bytes, l->one.len_bytes, &arena, &edit, &values);
            arena_clear(&arena);
        }
    }
    arena_finish(&arena);
    if (!ok) {
        err_set(&l->why, "more than 64 MiB, or 2,000,000 values, and edits in it have "
                         "the key of another");
    }
}

static bool tell(struct laying *l, const char *path, struct err *err)
{
    bool bytes_are = l->p->len_bytes > JSON_LARGEST_KNOWN_BYTES;
    if (bytes_are || l->values > JSON_MOST_KNOWN_VALUES) {
        err_set(err,
                "%s: not written, for so large a session could not be read again: it "
                "would have more than %s; make two of it, of fewer files each. What was "
                "there is as it was",
                path, bytes_are ? "256 MiB" : "8,000,000 values");
        return false;
    }
    if (l->why.message) {
        err_set(err,
                "%s: not written, for it could not be read again (line%s); what was "
                "there is as it was",
                path, err_text(&l->why));
    }
    return !l->why.message;
}

bool file_pour(struct session *session, struct joined *joined, const char *path,
               struct pouring *p, struct err *err)
{
    struct laying l = {.p = p, .joined = joined};
    char top[SUM_SIZE_BYTES], sum[SUM_SIZE_BYTES], forms[SUM_SIZE_BYTES];
    size_t count;
    if (session_clash_count(session) > SESSION_MOST_CLASHES) {
        err_set(&l.why, "more than %d edits have the key of another",
                SESSION_MOST_CLASHES);
    }
    if (joined) {
        l.values = joined->values;
        joined->written = 0;
    }
    lay_top(&l, session, top, forms);
    const struct edit **edits = session_edits(joined ? joined->fresh : session, &count);
    bool ok = lay_edits(&l, edits, count, sum);
    str_addf(&l.around, "%s],\n", edits_line);
    file_write_foot(top, sum, forms, &l.around);
    file_write_foot(top, sum, forms, &p->piece);
    check(&l, l.around.bytes, l.around.len_bytes, l.tables);
    ok = pour(p) && ok;
    if (ok && !l.why.message &&
        (p->len_bytes > JSON_LARGEST_BYTES || l.values > JSON_MOST_VALUES)) {
        check_large(&l, session, edits, count);
    }
    if (joined) { /* of it more values were counted than there may be */
        joined->unsure = l.values > JSON_MOST_KNOWN_VALUES || l.why.message ||
                         joined->written != joined->blocks.count;
        ok = ok && !joined->unsure;
    }
    ok = ok && tell(&l, path, err);
    free(edits);
    err_finish(&l.why);
    str_finish(&l.around);
    str_finish(&l.one);
    return ok;
}
