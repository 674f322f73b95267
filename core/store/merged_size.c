#include "store/merged_size.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/memory.h"
#include "store/whole_file.h"

#include <stdlib.h>
#include <string.h>

/* The keys that were seen, by their hashes: should two be the same, one counts less. */
struct seen {
    uint64_t *slots; /* 0: empty */
    size_t count, slot_count;
    size_t bytes, values; /* of the edits that have them */
};

static bool take_slot(uint64_t *slots, size_t slot_count, uint64_t hash)
{
    size_t mask = slot_count - 1, at = hash & mask;
    while (slots[at] && slots[at] != hash) {
        at = (at + 1) & mask;
    }
    bool is_new = !slots[at];
    slots[at] = hash;
    return is_new;
}

static bool add_key(struct seen *seen, uint64_t hash)
{
    enum { FIRST_SLOTS = 1 << 16 };
    if (seen->count * 2 >= seen->slot_count) {
        struct seen old = *seen;
        seen->slot_count = old.slot_count ? old.slot_count * 2 : FIRST_SLOTS;
        seen->slots = memory_get(seen->slot_count * sizeof *seen->slots);
        for (size_t i = 0; i < old.slot_count; i++) {
            if (old.slots[i]) {
                take_slot(seen->slots, seen->slot_count, old.slots[i]);
            }
        }
        free(old.slots);
    }
    bool is_new = take_slot(seen->slots, seen->slot_count, hash ? hash : 1);
    seen->count += is_new;
    return is_new;
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
    }
    str_finish(&bytes);
    return ok;
}

static bool may_be_too_much(const struct paths *files)
{
    size_t bytes = 0;
    for (size_t i = 0; i < files->count; i++) {
        bytes += (size_t)file_stamp(files->items[i]).size_bytes;
    }
    return bytes > JSON_LARGEST_BYTES;
}

bool files_fit_one(const struct paths *files, const char *out, struct err *err)
{
    struct seen seen = {0};
    bool told = may_be_too_much(files);
    for (size_t i = 0; i < files->count && told; i++) { /* the last may redact others */
        told = count_file(&seen, files->items[i]);
    }
    bool fit = seen.bytes <= JSON_LARGEST_BYTES && seen.values <= JSON_MOST_VALUES;
    free(seen.slots);
    if (told && !fit) {
        err_set(err,
                "%s: not begun, for so large a session could not be read again: these "
                "files have more than %s; make several of it, as one a place, or keep "
                "them as lines (export -f edits)",
                out, seen.bytes > JSON_LARGEST_BYTES ? "64 MiB" : "2,000,000 values");
    }
    return !told || fit;
}
