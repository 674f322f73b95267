#include "base/names.h"

#include "base/table_of_hashes.h"

#include <string.h>

struct name_entry {
    const char *text;
    UT_hash_handle hh;
};

static struct name_entry *find(const struct names *names, const char *text)
{
    struct name_entry *entry;
    HASH_FIND_STR(names->entries, text, entry);
    return entry;
}

const char *names_find(const struct names *names, const char *text)
{
    struct name_entry *entry = find(names, text);
    return entry ? entry->text : NULL;
}

const char *names_keep(struct names *names, struct arena *arena, const char *text)
{
    if (!text) {
        return NULL;
    }
    struct name_entry *entry = find(names, text);
    if (!entry) {
        entry = arena_get(arena, sizeof *entry);
        entry->text = arena_copy_text(arena, text);
        HASH_ADD_KEYPTR(hh, names->entries, entry->text, strlen(entry->text), entry);
    }
    return entry->text;
}

void names_finish(struct names *names)
{
    HASH_CLEAR(hh, names->entries);
}
