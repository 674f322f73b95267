/* The tables in the top of a large file: where they stand, whether they are those of the part of
 * it that is a session, and how many notes are in them. */

#include "store/joined_inside.h"

#include "base/memory.h"
#include "model/questions.h"
#include "model/top.h"

#include <stdlib.h>
#include <string.h>

/* How the lines of the top begin: those of tables, of their rows, and of notes. */
#define IN_SESSIONS "    "
#define IN_TABLE "      "
#define IN_ROW "          "
static const char begins_table[] = IN_SESSIONS "{\n", ends_table[] = IN_SESSIONS "}",
                  table_id[] = IN_TABLE "\"id\": \"", row_id_line[] = IN_ROW "\"id\": \"",
                  note[] = IN_ROW "  { ";

#define BEGINS(line, with) (memcmp((line), (with), sizeof(with) - 1) == 0)

/* Whether an id stands there, with the quote behind it. */
static bool names(const char *at, const struct record *record)
{
    const char *id = record_id(record);
    size_t len = strlen(id);
    return strncmp(at, id, len) == 0 && at[len] == '"';
}

static bool holds_answers(const struct record *row)
{
    return strcmp(record_column(row), QUESTIONS_GRID) == 0;
}

/* A table as it is read, line by line. */
struct reading {
    const struct record *table, **rows;
    size_t row, row_count;
    bool answers; /* the row at hand is a question */
};

static bool read_line(struct joined *j, struct reading *r, const char *line)
{
    if (BEGINS(line, note)) {
        j->notes += !r->answers;
    } else if (BEGINS(line, row_id_line)) {
        const struct record *row = r->row < r->row_count ? r->rows[r->row] : NULL;
        if (!row || !names(line + sizeof row_id_line - 1, row)) {
            return false;
        }
        r->answers = holds_answers(row);
        r->row++;
    }
    return true;
}

/* From the line with its brace; moved behind the line of that which closes it. */
static bool read_table(struct joined *j, struct session *part, const struct record *table,
                       const char **at)
{
    struct reading r = {.table = table};
    const char *line = *at, *end = j->bytes.bytes + j->edits;
    struct joined_block block = {
        .from = (uint32_t)(line + sizeof IN_SESSIONS - 1 - j->bytes.bytes)};
    bool ok = BEGINS(line, begins_table);
    line += sizeof begins_table - 1;
    ok = ok && BEGINS(line, table_id) && names(line + sizeof table_id - 1, table);
    r.rows = table_all_rows(part, table, &r.row_count);
    while (ok && line < end && !BEGINS(line, ends_table)) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        ok = line_end && read_line(j, &r, line);
        line = line_end ? line_end + 1 : end;
    }
    ok = ok && line < end && r.row == r.row_count;
    free(r.rows);
    if (ok) {
        line += sizeof ends_table - 1;
        block.to = (uint32_t)(line - j->bytes.bytes);
        ARRAY_ADD(j->blocks, j->block_count, j->block_room, block);
        *at = line + strcspn(line, "\n") + 1;
    }
    return ok;
}

bool joined_read_top(struct joined *j, struct session *part)
{
    static const char head[] = "{\n  \"format\": \"roundtable session\",\n  \"version\": "
                               "1,\n  \"sessions\": [\n";
    const char *at = j->bytes.bytes;
    size_t count;
    const struct record *const *tables = session_tables(part, &count);
    bool ok = strncmp(at, head, sizeof head - 1) == 0;
    at += ok ? sizeof head - 1 : 0;
    for (size_t i = 0; i < count && ok; i++) {
        ok = read_table(j, part, tables[i], &at) && at[-2] == (i + 1 < count ? ',' : '}');
    }
    return ok && count && BEGINS(at, "  ]");
}

/* Whether one of the tables before has the same form. */
static bool is_first_of_form(const struct record *const *tables, size_t number)
{
    const char *form = record_words(tables[number], "template");
    bool first = true;
    for (size_t i = 0; i < number && first; i++) {
        first = strcmp(record_words(tables[i], "template"), form) != 0;
    }
    return first;
}

uint32_t *joined_sample_goals(struct session *part, size_t *count)
{
    size_t table_count, room = 0;
    const struct record *const *tables = session_tables(part, &table_count);
    uint32_t *goals = NULL;
    *count = 0;
    for (size_t i = 0; i < table_count; i++) {
        size_t row_count = 0;
        const struct record **rows = is_first_of_form(tables, i)
                                         ? table_all_rows(part, tables[i], &row_count)
                                         : NULL;
        for (size_t k = 0; k < row_count; k++) {
            uint32_t hash = joined_hash(record_id(rows[k]), strlen(record_id(rows[k])));
            goals = memory_room_for_one(goals, *count, &room, sizeof *goals);
            goals[(*count)++] = hash;
        }
        free(rows);
    }
    return goals;
}

bool joined_samples_hold(const struct joined *j, struct session *part)
{
    size_t count;
    const struct record *const *tables = session_tables(part, &count);
    struct str block = STR_EMPTY;
    bool same = count == j->block_count;
    for (size_t i = 0; i < count && same; i++) {
        const struct joined_block *known = &j->blocks[i];
        if (is_first_of_form(tables, i)) {
            str_clear(&block);
            top_write_table(part, tables[i], &block);
            same =
                block.len_bytes == known->to - known->from &&
                memcmp(block.bytes, j->bytes.bytes + known->from, block.len_bytes) == 0;
        }
    }
    str_finish(&block);
    return same;
}

/* How many values stand in the top, or more: each is behind a colon, or in a list, of which a
 * line of its own begins each but those within one line. */
static size_t most_in_top(const struct joined *j)
{
    const char *at = j->bytes.bytes, *end = at + j->edits;
    size_t count = 0;
    while (at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((line_end ? line_end : end) - at);
        const char *list = len > 1 ? memchr(at, '[', len - 1) : NULL;
        count += list ? len : 1;
        for (const char *colon = at;
             !list && (colon = memchr(colon, ':', len - (size_t)(colon - at))); colon++) {
            count++;
        }
        at += len + 1;
    }
    return count;
}

size_t joined_values(const struct joined *j)
{
    size_t at_most = j->edits / 2; /* each has a byte, and one beside it */
    return j->values +
           (j->values + at_most < JSON_MOST_KNOWN_VALUES / 2 ? at_most : most_in_top(j));
}

const char *joined_next_table(struct joined *j, const struct record *table,
                              size_t *len_bytes)
{
    const struct joined_block *block = &j->blocks[j->next_block];
    const char *at = j->bytes.bytes + (j->next_block < j->block_count ? block->from : 0);
    if (j->next_block == j->block_count ||
        !names(at + sizeof "{\n" - 1 + sizeof table_id - 1, table)) {
        return NULL;
    }
    *len_bytes = block->to - block->from;
    j->next_block++;
    return at;
}
