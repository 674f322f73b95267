#include "store/merged_size.h"

#include "base/hash.h"
#include "base/hashes.h"
#include "base/json.h"
#include "base/memory.h"
#include "store/file_inside.h"
#include "store/whole_file.h"

#include <stdlib.h>
#include <string.h>

/* The keys of edits, and the templates, that were seen, by their hashes: should two be the
 * same, one counts less. */
struct seen {
    struct hash_set keys;
    size_t bytes, values; /* of what has them */
    struct readable *grids;
    size_t grid_count, grid_room;
};

/* The readable grid of one table in one file. */
struct readable {
    uint64_t table, words; /* hashes */
    size_t bytes, values;
};

static bool add_key(struct seen *seen, uint64_t hash)
{
    return hash_set_add(&seen->keys, hash ? hash : 1);
}

/* How many members a line surely has, in it and in what it sets: behind the quote of each
 * stands a colon, and inside a text such a quote is escaped. */
static size_t count_members(const char *line, const char *end)
{
    size_t count = 0;
    for (const char *at = line + 2; (at = memchr(at, ':', (size_t)(end - at))); at++) {
        count += at[-1] == '"' && at[-2] != '\\';
    }
    return count;
}

/* A line of an edit as it is written into a file. */
static void count_edit(struct seen *seen, const char *line, const char *end)
{
    static const char start[] = "    {\"key\":\"";
    if ((size_t)(end - line) < sizeof start ||
        memcmp(line, start, sizeof start - 1) != 0) {
        return;
    }
    const char *key = line + sizeof start - 1;
    const char *quote = memchr(key, '"', (size_t)(end - key));
    if (quote &&
        add_key(seen, hash_end(hash_add(HASH_START, key, (size_t)(quote - key))))) {
        seen->bytes += (size_t)(end - line);
        seen->values += 1 + count_members(line, end);
    }
}

/* A template, which all files that use it have just so. */
static void count_form(struct seen *seen, const char *line, const char *end)
{
    size_t len_bytes = (size_t)(end - line) - (end[-1] == ',');
    if (add_key(seen, hash_end(hash_add(HASH_START, line, len_bytes)))) {
        seen->bytes += len_bytes;
        seen->values += 1 + count_members(line, end);
    }
}

/* The lines of a table, from its brace to that which closes it: its id is the first. */
static void count_grid(struct seen *seen, const char *from, const char *to)
{
    static const char id[] = "    {\n      \"id\": \"";
    struct readable grid = {.bytes = (size_t)(to - from), .values = 1};
    if (grid.bytes < sizeof id || memcmp(from, id, sizeof id - 1) != 0) {
        return;
    }
    const char *name = from + sizeof id - 1;
    grid.table = hash_end(hash_add(HASH_START, name, strcspn(name, "\"")));
    grid.words = hash_end(hash_add(HASH_START, from, grid.bytes));
    grid.values += count_members(from, to);
    for (const char *at = from; (at = memchr(at, '{', (size_t)(to - at))); at++) {
        grid.values += at > from && at[-1] == ' ' && at[1] == ' ' && at[2] == '"';
    }
    ARRAY_ADD(seen->grids, seen->grid_count, seen->grid_room, grid);
}

/* The top of a file that is as a program wrote it, line by line. */
static void count_top(struct seen *seen, const char *bytes, const char *end)
{
    const char *sessions = file_line(bytes, "\"sessions\": [\n");
    const char *forms = file_line(bytes, "\"templates\": [\n"), *grid = NULL;
    const char *line = sessions && sessions < end ? sessions : end;
    while (line < end) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        if (!next) {
            return;
        }
        bool in_forms = forms && line > forms;
        if (in_forms && strncmp(line, "    {", 5) == 0) {
            count_form(seen, line, next);
        } else if (!in_forms && strncmp(line, "    {\n", 6) == 0) {
            grid = line;
        } else if (grid && strncmp(line, "    }", 5) == 0) {
            count_grid(seen, grid, next);
            grid = NULL;
        }
        line = next + 1;
    }
}

static int by_table(const void *left, const void *right)
{
    const struct readable *a = left, *b = right;
    return a->table != b->table ? (a->table < b->table ? -1 : 1)
                                : (a->words > b->words) - (a->words < b->words);
}

/* Of a table that one file has otherwise than another there is no telling how much will be
 * left; that which all have just so stays, but for a few bytes around it. */
static void add_grids(struct seen *seen)
{
    ARRAY_SORT(seen->grids, seen->grid_count, by_table);
    for (size_t i = 0, next; i < seen->grid_count; i = next) {
        const struct readable *grid = &seen->grids[i];
        bool same = true;
        for (next = i + 1;
             next < seen->grid_count && seen->grids[next].table == grid->table; next++) {
            same = same && seen->grids[next].words == grid->words;
        }
        seen->bytes += same ? grid->bytes : 0;
        seen->values += same ? grid->values : 0;
    }
}

/* Whether what stands beside a file may take something out of its grids. */
static bool stands_alone(const char *path)
{
    char *target = path_resolve(path);
    struct str journal = str_of("%s.journal", target);
    struct stamp stamp = file_stamp(journal.bytes);
    str_finish(&journal);
    free(target);
    return !stamp.exists || stamp.size_bytes == 0;
}

/* False if there is no telling: what was redacted here may take words out of other files. */
static bool count_file(struct seen *seen, const char *path)
{
    struct str bytes = STR_EMPTY;
    bool ok = true;
    if (read_file(path, &bytes, NULL)) {
        const char *line = strstr(str_text(&bytes), "\n  \"edits\": [");
        ok = !line || !strstr(line, "\"redacted\":true");
        while (ok && line) {
            const char *end = strchr(++line, '\n');
            if (end) {
                count_edit(seen, line, end);
            }
            line = end;
        }
        struct file_parts parts =
            ok ? file_parts(bytes.bytes, bytes.len_bytes) : (struct file_parts){0};
        if (parts.sealed && stands_alone(path)) {
            count_top(seen, bytes.bytes, parts.edits);
        }
    }
    str_finish(&bytes);
    return ok;
}

static bool may_be_too_much(const struct paths *files, size_t most_bytes)
{
    size_t bytes = 0;
    for (size_t i = 0; i < files->count; i++) {
        bytes += (size_t)file_stamp(files->items[i]).size_bytes;
    }
    return bytes > most_bytes;
}

const struct largest largest_file = {JSON_LARGEST_KNOWN_BYTES, JSON_MOST_KNOWN_VALUES};

bool files_fit_one(const struct paths *files, const char *out,
                   const struct largest *largest, struct err *err)
{
    struct seen seen = {0};
    bool told = may_be_too_much(files, largest->bytes);
    for (size_t i = 0; i < files->count && told; i++) { /* the last may redact others */
        told = count_file(&seen, files->items[i]);
    }
    add_grids(&seen);
    bool bytes_fit = seen.bytes <= largest->bytes;
    bool fit = bytes_fit && seen.values <= largest->values;
    hash_set_finish(&seen.keys);
    free(seen.grids);
    if (told && !fit) {
        struct str most = bytes_fit
                              ? str_of("%zu million values", largest->values / 1000000)
                              : str_of("%zu MiB", largest->bytes >> 20);
        err_set(err,
                "%s: not begun, for so large a session could not be read again: these "
                "files have more than %s; make several of it, as one a place, or keep "
                "them as lines (export -f edits)",
                out, most.bytes);
        str_finish(&most);
    }
    return !told || fit;
}
