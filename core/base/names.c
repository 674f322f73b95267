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

/* Of the few that most edits name again, the place is another, as a rule. */
static size_t place_of(const char *text)
{
    unsigned first = (unsigned char)text[0], second = first ? (unsigned char)text[1] : 0;
    unsigned third = second ? (unsigned char)text[2] : 0;
    return (15 * first + 4 * second + third) % NAMES_RECENT;
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
    const char **recent = &names->recent[place_of(text)];
    if (*recent && strcmp(*recent, text) == 0) {
        return *recent;
    }
    struct name_entry *entry = find(names, text);
    if (!entry) {
        entry = arena_get(arena, sizeof *entry);
        entry->text = arena_copy_text(arena, text);
        HASH_ADD_KEYPTR(hh, names->entries, entry->text, strlen(entry->text), entry);
    }
    *recent = entry->text;
    return entry->text;
}

bool names_any_begins(const struct names *names, const char *start)
{
    size_t len = strlen(start);
    for (const struct name_entry *e = names->entries; e; e = e->hh.next) {
        if (strncmp(e->text, start, len) == 0) {
            return true;
        }
    }
    return false;
}

void names_finish(struct names *names)
{
    HASH_CLEAR(hh, names->entries);
}
