/* A day behind other words, as people say it of a promise: "Walter by Friday". */

#include "base/dates.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Whether a day, and nothing that may be a name, begins with that word. */
static bool begins_day(const char *text)
{
    static const char *const words[] = {"by", "until", "till",  "on",       "next",
                                        "in", "this",  "today", "tomorrow", "within"};
    size_t len = strcspn(text, " ");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == len && strncasecmp(text, words[i], len) == 0) {
            return true;
        }
    }
    return false;
}

/* The name without what parts it from the day; 0: there is none. */
static size_t name_before(const char *words, size_t len_bytes)
{
    while (len_bytes && strchr(" ,;:(-", words[len_bytes - 1])) {
        len_bytes--;
    }
    return len_bytes;
}

bool date_behind_name(const char *words, const char *today, size_t *name_bytes,
                      const char **day)
{
    char unused[DATE_SIZE_BYTES];
    for (const char *at = words; *at; at++) {
        bool mark = strchr(",;:", *at) != NULL;
        const char *tail = at + 1 + strspn(at + 1, " ");
        size_t before = name_before(words, (size_t)(at - words));
        if (before && (mark || (isspace((unsigned char)*at) && begins_day(tail))) &&
            date_understand(tail, today, unused)) {
            *name_bytes = before;
            *day = tail;
            return true;
        }
    }
    return false;
}
