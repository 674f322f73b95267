/* The table in whose words is said what concerns several. */

#include "model/session.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* "en" and "en-GB" are one. */
static bool same_language(const char *a, const char *b)
{
    size_t len = strcspn(a, "-");
    return len == strcspn(b, "-") && strncasecmp(a, b, len) == 0;
}

const struct record *session_frame_table(struct session *s)
{
    struct spoken {
        const struct record *first;
        const char *language;
        size_t tables;
    } *all = NULL;
    size_t count, languages = 0, room = 0, best = 0;
    const struct record *const *tables = session_tables(s, &count);
    for (size_t i = 0, k; i < count; i++) {
        const char *language = table_language(s, tables[i]);
        for (k = 0; k < languages && !same_language(all[k].language, language);) {
            k++;
        }
        if (k == languages) {
            ARRAY_ADD(all, languages, room, (struct spoken){tables[i], language, 0});
        }
        all[k].tables++;
    }
    for (size_t k = 1; k < languages; k++) {
        bool more = all[k].tables > all[best].tables;
        bool as_many = all[k].tables == all[best].tables;
        best = more || (as_many && same_language(all[k].language, "en")) ? k : best;
    }
    const struct record *frame = count ? all[best].first : NULL;
    free(all);
    return frame;
}
