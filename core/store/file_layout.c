/* How a session file is laid out: its parts and their checksums, found and written. */

#include "store/file_inside.h"

#include "base/crc.h"
#include "model/top.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void sum_of(const char *from, const char *to, char sum[SUM_SIZE_BYTES])
{
    snprintf(sum, SUM_SIZE_BYTES, "%08" PRIx32, crc_add(0, from, (size_t)(to - from)));
}

void file_write_foot(const char *top, const char *edits, const char *forms,
                     struct str *out)
{
    str_addf(out, "  \"top\": \"%s\",\n  \"checksum\": \"%s\"", top, edits);
    if (*forms) {
        str_addf(out, ",\n  \"forms\": \"%s\"", forms);
    }
    str_add(out, "\n}\n");
}

void file_sum_forms(const char *bytes, const char *edits, char sum[SUM_SIZE_BYTES])
{
    static const char opening[] = "  \"templates\": [\n", line_start[] = "    {";
    const char *at = file_templates(bytes, edits);
    struct forms_sum forms = {0};
    at = at && strncmp(at, opening, sizeof opening - 1) == 0 ? at + sizeof opening - 1
                                                             : edits;
    while (strncmp(at, line_start, sizeof line_start - 1) == 0) {
        const char *line = at + sizeof line_start - 2;
        size_t len = strcspn(line, "\n");
        at = line + len + (line[len] != '\0');
        forms_sum_add(&forms, line, len - (len && line[len - 1] == ','));
    }
    forms_sum_end(&forms, sum);
}

void forms_sum_add(struct forms_sum *forms, const char *json, size_t len_bytes)
{
    forms->crc = crc_add(crc_add(forms->crc, json, len_bytes), "\n", 1);
    forms->any = true;
}

void forms_sum_end(const struct forms_sum *forms, char sum[SUM_SIZE_BYTES])
{
    *sum = '\0';
    if (forms->any) {
        snprintf(sum, SUM_SIZE_BYTES, "%08" PRIx32, forms->crc);
    }
}

/* Whether the foot says that checksum of the edits, whatever else it says. */
static bool says_sum(const char *foot, const char *sum)
{
    static const char member[] = "\"checksum\": \"";
    const char *said = strstr(foot, member);
    return said && strncmp(said + sizeof member - 1, sum, SUM_SIZE_BYTES - 1) == 0;
}

/* Whether a text begins and ends as our programs write it. */
static bool is_sealed(const char *bytes, const char *edits_at, const char *end,
                      const char *top, const char *edits)
{
    static const char head[] =
        "{\n  \"format\": \"roundtable session\",\n  \"version\": 1,\n";
    char forms[SUM_SIZE_BYTES];
    struct str foot = STR_EMPTY, older = STR_EMPTY;
    file_sum_forms(bytes, edits_at, forms);
    file_write_foot(top, edits, forms, &foot);
    file_write_foot(top, edits, "", &older);
    bool same = strncmp(bytes, head, sizeof head - 1) == 0 &&
                (strcmp(end, foot.bytes) == 0 || strcmp(end, older.bytes) == 0);
    str_finish(&foot);
    str_finish(&older);
    return same;
}

const char *file_line(const char *bytes, const char *start)
{
    const char *at = bytes; /* blanks are many, and what stands behind them is rare */
    while ((at = strstr(at, start)) &&
           (at - bytes < 3 || strncmp(at - 3, "\n  ", 3) != 0)) {
        at++;
    }
    return at ? at - 2 : NULL;
}

/* Where the line begins that ends there; looked for forwards, a piece at a time, since that is
 * what the C library is quick at. */
static const char *line_that_ends(const char *bytes, const char *end)
{
    enum { PIECE_BYTES = 512 };
    while (end > bytes) {
        size_t left = (size_t)(end - bytes);
        const char *piece = end - (left < PIECE_BYTES ? left : PIECE_BYTES);
        const char *at = piece, *last = NULL;
        while ((at = memchr(at, '\n', (size_t)(end - at)))) {
            last = ++at;
        }
        if (last) {
            return last;
        }
        end = piece;
    }
    return bytes;
}

const char *file_templates(const char *bytes, const char *edits)
{
    static const char opening[] = "  \"templates\": [";
    const char *line = edits;
    while (line > bytes) {
        line = line_that_ends(bytes, line - 1); /* the one above */
        if (strncmp(line, opening, sizeof opening - 1) == 0) {
            return line;
        }
        if (strncmp(line, "    {", 5) != 0 && strncmp(line, "  ],", 4) != 0) {
            return NULL;
        }
    }
    return NULL;
}

struct file_parts file_parts_unproved(const char *bytes, size_t len_bytes)
{
    enum { LONGEST_FOOT_BYTES = 80 };
    static const char foot[] = "\n  \"top\": ";
    struct file_parts parts = {.edits = NULL};
    if (len_bytes <= LONGEST_FOOT_BYTES) {
        return parts;
    }
    parts.edits = file_line(bytes, edits_line + 2);
    const char *end =
        parts.edits ? strstr(bytes + len_bytes - LONGEST_FOOT_BYTES, foot) : NULL;
    parts.end = end && end > parts.edits ? end + 1 : NULL;
    return parts;
}

struct file_parts file_parts(const char *bytes, size_t len_bytes)
{
    struct file_parts parts = file_parts_unproved(bytes, len_bytes);
    char edits[SUM_SIZE_BYTES];
    if (parts.edits) {
        sum_of(bytes + json_mark_bytes(bytes, len_bytes), parts.edits, parts.top);
    }
    if (parts.end) {
        sum_of(parts.edits, parts.end, edits);
        parts.edits_hold = says_sum(parts.end, edits);
        parts.sealed = is_sealed(bytes, parts.edits, parts.end, parts.top, edits) &&
                       parts.end + strlen(parts.end) == bytes + len_bytes;
    }
    return parts;
}

static void write_edits(struct session *session, struct str *out)
{
    size_t count, written = 0;
    const struct edit **edits = session_edits(session, &count);
    str_add(out, edits_line);
    for (size_t i = 0; i < count; i++) {
        if (!edit_is_template(edits[i])) {
            str_add(out, written++ ? ",\n    " : "\n    ");
            edit_write(edits[i], out);
        }
    }
    str_addf(out, "%s],\n", written ? "\n  " : "");
    free(edits);
}

bool file_edits_are(struct session *session, const char *sum)
{
    struct str edits = STR_EMPTY;
    char found[SUM_SIZE_BYTES];
    write_edits(session, &edits);
    sum_of(edits.bytes, edits.bytes + edits.len_bytes, found);
    str_finish(&edits);
    return strcmp(found, sum) == 0;
}

/* With a line of that beside the version, unless it is NULL. */
static void write_file(struct session *session, const char *said, struct str *out)
{
    static const char version[] = "\"version\": 1,\n";
    char top[SUM_SIZE_BYTES], edits[SUM_SIZE_BYTES], forms[SUM_SIZE_BYTES];
    size_t start = out->len_bytes;
    str_add(out, "{\n");
    top_write(session, TOP_WITH_NAMES, out);
    if (said) {
        const char *below = strstr(out->bytes + start, version) + sizeof version - 1;
        str_insert(out, (size_t)(below - out->bytes), said, strlen(said));
    }
    size_t edits_at = out->len_bytes;
    write_edits(session, out);
    sum_of(out->bytes + start, out->bytes + edits_at, top);
    sum_of(out->bytes + edits_at, out->bytes + out->len_bytes, edits);
    file_sum_forms(out->bytes + start, out->bytes + edits_at, forms);
    file_write_foot(top, edits, forms, out);
}

void file_write(struct session *session, struct str *out)
{
    write_file(session, NULL, out);
}

/* "rescued_from": "s.json" */
static void add_from(const char *name, struct str *out)
{
    str_add(out, "\"rescued_from\": ");
    json_write_text(name, out);
    str_add(out, ",\n");
}

void file_write_rescued(struct session *session, const char *name, struct str *out)
{
    struct str said = str_of("  ");
    add_from(name, &said);
    write_file(session, said.bytes, out);
    str_finish(&said);
}

bool file_says_rescued(const char *bytes, const char *name)
{
    struct str said = STR_EMPTY;
    add_from(name, &said);
    const char *line = file_line(bytes, said.bytes),
               *edits = file_line(bytes, edits_line + 2);
    str_finish(&said);
    return line && (!edits || line < edits);
}
