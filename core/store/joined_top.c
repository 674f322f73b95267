/* The tables in the tops of sealed files: where they stand, and whether they are laid out as this
 * program does. Of the first of each form in each file, what it writes of the part that is a
 * session is set beside what stands there, line by line: only notes of nothing but words may
 * stand between, in columns that are empty there or have others. */

#include "store/joined_inside.h"

#include "base/json_check.h"
#include "model/top.h"

#include <string.h>

/* How the lines of the top begin: those of tables, their ids, and notes; and what ends a
 * column. */
#define IN_SESSIONS "    "
static const char begins_table[] = IN_SESSIONS "{\n", ends_table[] = IN_SESSIONS "}",
                  table_id[] = "      \"id\": \"", begins_note[] = "            { ",
                  ends_column[] = "          ]", begins_words[] = "\"id\": \"";

#define BEGINS(line, with) (memcmp((line), (with), sizeof(with) - 1) == 0)

/* A line, without its end. */
struct line {
    const char *at;
    size_t len_bytes;
};

static struct line line_at(const char *at, const char *end)
{
    const char *line_end = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    return (struct line){at, (size_t)((line_end ? line_end : end) - at)};
}

static bool same(struct line a, struct line b)
{
    return a.len_bytes == b.len_bytes && memcmp(a.at, b.at, a.len_bytes) == 0;
}

static bool is_note(struct line line)
{
    return line.len_bytes >= sizeof begins_note && BEGINS(line.at, begins_note);
}

static bool has_comma(struct line line)
{
    return line.len_bytes && line.at[line.len_bytes - 1] == ',';
}

static struct line without_comma(struct line line)
{
    line.len_bytes -= has_comma(line);
    return line;
}

/* What is being set beside one another. */
struct beside {
    const char *there, *there_end; /* what is to come of what stands in the file, */
    struct line ours;              /* and the next line that is written of the part, */
    const char *ours_end;          /* which end there */
    bool ours_is_note;
    bool opened; /* a column that is empty there */
    enum { NO_NOTE, A_NOTE, ANY } next;
};

/* Behind the quote of a text, as this program writes it; NULL: it does not. */
static const char *behind_text(const char *at)
{
    while (*(at = json_behind_plain_padded(at)) != '"') {
        bool escape = *at == '\\' && at[1] && strchr("\"\\nrtbf", at[1]);
        if (!escape && (unsigned char)*at < 0x80) {
            return NULL;
        }
        at += escape ? 2 : 1;
    }
    return at + 1;
}

/* Fields in their order, each a text: as notes have them beside their words. */
static const char *behind_fields(const char *at)
{
    static const char between[] = ", \"", is[] = "\": \"";
    struct line before = {"", 0};
    while (at && BEGINS(at, between)) {
        struct line name = {at + sizeof between - 1, 0};
        const char *quote = behind_text(name.at);
        name.len_bytes = quote ? (size_t)(quote - 1 - name.at) : 0;
        size_t less =
            before.len_bytes < name.len_bytes ? before.len_bytes : name.len_bytes;
        int order = memcmp(before.at, name.at, less);
        if (!quote || order > 0 || (!order && before.len_bytes >= name.len_bytes) ||
            !BEGINS(quote - 1, is)) {
            return NULL;
        }
        at = behind_text(quote - 1 + sizeof is - 1);
        before = name;
    }
    return at;
}

/* Behind a note of nothing but words, which begins there; NULL: it is another. */
static const char *behind_words(const char *at)
{
    static const char text[] = ", \"text\": \"", closing[] = " }";
    at += sizeof begins_note - 1;
    at = BEGINS(at, begins_words) ? behind_text(at + sizeof begins_words - 1) : NULL;
    at = at && BEGINS(at, text) ? behind_text(at + sizeof text - 1) : NULL;
    at = behind_fields(at);
    return at && BEGINS(at, closing) ? at + sizeof closing - 1 : NULL;
}

static void take_ours(struct beside *b, const char *at)
{
    b->ours = line_at(at, b->ours_end);
    b->ours_is_note = is_note(b->ours);
}

static void pass_ours(struct beside *b)
{
    take_ours(b, b->ours.at + b->ours.len_bytes + 1);
}

/* One that ours has as well, or one of nothing but words. */
static bool pass_note(struct beside *b)
{
    const char *end = NULL;
    bool is = b->next != NO_NOTE;
    if (b->ours_is_note) {
        struct line ours = without_comma(b->ours);
        bool same = strncmp(b->there, ours.at, ours.len_bytes) == 0;
        end = same ? b->there + ours.len_bytes : NULL;
        if (same) {
            pass_ours(b);
        }
    }
    if (!end) {
        end = behind_words(b->there);
    }
    bool comma = end && *end == ',';
    b->next = comma ? A_NOTE : NO_NOTE;
    b->there = end ? end + comma + 1 : b->there;
    return is && end && end[comma] == '\n';
}

/* Whether a column begins there that is empty in ours. */
static bool opens(struct line there, struct line ours)
{
    ours = without_comma(ours);
    return ours.len_bytes > 1 && ours.len_bytes - 1 == there.len_bytes &&
           memcmp(there.at, ours.at, there.len_bytes) == 0 &&
           there.at[there.len_bytes - 1] == '[';
}

static bool pass_line(struct beside *b)
{
    if (BEGINS(b->there, begins_note)) {
        return pass_note(b);
    }
    struct line there = line_at(b->there, b->there_end), ours = b->ours;
    bool ok = b->next != A_NOTE;
    b->there += there.len_bytes + 1;
    b->next = ANY;
    if (b->opened) {
        b->opened = false;
        return ok && without_comma(there).len_bytes == sizeof ends_column - 1 &&
               BEGINS(there.at, ends_column) && has_comma(there) == (ours.at[-2] == ',');
    }
    b->opened = opens(there, ours);
    b->next = b->opened ? A_NOTE : ANY;
    ok = ok && (b->opened || same(there, ours));
    pass_ours(b);
    return ok;
}

/* From its brace; *end takes what stands behind that which closes it. */
static bool is_laid_out(const char *table, const char *top_end, const struct str *ours,
                        const char **end)
{
    struct beside b = {.there = table,
                       .there_end = top_end,
                       .ours_end = ours->bytes + ours->len_bytes -
                                   (sizeof ends_table - 1), /* that is looked at last */
                       .next = ANY};
    bool ok = true;
    take_ours(&b, ours->bytes);
    while (ok && b.ours.at < b.ours_end) {
        ok = b.there < top_end && pass_line(&b);
    }
    ok = ok && BEGINS(b.there, ends_table);
    *end = b.there + sizeof ends_table - 1;
    return ok;
}

/* The top of a file as it is gone through. */
struct going {
    const char *at, *end;
    struct lookup forms; /* of the tables so far */
    struct str ours;
};

static bool pass_table(struct going *g)
{
    const char *at = g->at;
    while (at < g->end && !BEGINS(at, ends_table)) {
        const struct line line = line_at(at, g->end);
        at += line.len_bytes + 1;
    }
    g->at = at < g->end ? at + sizeof ends_table - 1 : g->end;
    return g->at < g->end;
}

static bool pass_first(struct going *g, struct session *part, const struct record *table)
{
    const char *end;
    str_clear(&g->ours);
    top_write_table(part, table, &g->ours);
    bool ok = is_laid_out(g->at, g->end, &g->ours, &end);
    g->at = end;
    return ok;
}

static bool is_first_of_form(struct joined *j, struct going *g,
                             const struct record *table)
{
    const char **form = arena_get(&j->arena, sizeof *form);
    *form = record_words(table, "template");
    return lookup_add_id(&g->forms, form);
}

/* From the line with its brace to behind that which closes it. What another file has as well, or
 * the part has all of, is passed by. */
static bool read_table(struct joined *j, struct session *part, struct going *g)
{
    if (!BEGINS(g->at, begins_table) ||
        !BEGINS(g->at + sizeof begins_table - 1, table_id)) {
        return false;
    }
    const char *id = g->at + sizeof begins_table - 1 + sizeof table_id - 1;
    struct joined_block *block = arena_get(&j->arena, sizeof *block);
    block->id = arena_copy_bytes(&j->arena, id, strcspn(id, "\""));
    block->bytes = g->at += sizeof IN_SESSIONS - 1;
    if (joined_is_whole(j, block->id) || !lookup_add_id(&j->blocks, block)) {
        return pass_table(g);
    }
    const struct record *table = session_record(part, "session", block->id);
    bool ok = table && (is_first_of_form(j, g, table) ? pass_first(g, part, table)
                                                      : pass_table(g));
    block->len_bytes = (size_t)(g->at - block->bytes);
    return ok;
}

static bool read_top(struct joined *j, struct session *part,
                     const struct joined_source *source)
{
    static const char head[] = "{\n  \"format\": \"roundtable session\",\n  \"version\": "
                               "1,\n  \"sessions\": [\n";
    struct going g = {.at = source->bytes.bytes, .end = source->parts.edits};
    bool ok = strncmp(g.at, head, sizeof head - 1) == 0, more = ok;
    g.at += ok ? sizeof head - 1 : 0;
    while (ok && more) {
        ok = read_table(j, part, &g);
        more = ok && *g.at == ',';
        g.at += more;
        ok = ok && *g.at++ == '\n';
    }
    lookup_finish(&g.forms);
    str_finish(&g.ours);
    return ok && BEGINS(g.at, "  ]");
}

bool joined_read_tops(struct joined *j, struct session *part)
{
    bool ok = true;
    for (size_t i = 0; i < j->source_count && ok; i++) {
        ok = read_top(j, part, &j->sources[i]);
    }
    return ok;
}

const char *joined_table(const struct joined *j, const struct record *table,
                         size_t *len_bytes)
{
    const struct joined_block *block = lookup_find_id(&j->blocks, record_id(table));
    if (block) {
        *len_bytes = block->len_bytes;
    }
    return block ? block->bytes : NULL;
}
