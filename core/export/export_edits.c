/* Everything that a session is, an edit a line, for whatever unites and sorts lines. */

#include "export/export.h"
#include "export/writing.h"

#include "base/memory.h"
#include "model/edit.h"

void export_edits(struct session *session, const struct export_options *options,
                  struct str *out)
{
    size_t count;
    const struct edit **edits = session_edits(session, &count);
    char **lines = memory_get(count * sizeof *lines);
    struct str line = STR_EMPTY;
    (void)options; /* nothing is left out */
    for (size_t i = 0; i < count; i++) {
        struct str harmless = STR_EMPTY;
        str_clear(&line);
        edit_write(edits[i], &line);
        json_add_harmless(&harmless, line.bytes, line.len_bytes);
        lines[i] = str_take(&harmless);
    }
    ARRAY_SORT(lines, count, text_order);
    for (size_t i = 0; i < count; i++) {
        str_add(out, lines[i]);
        str_add_byte(out, '\n');
        free(lines[i]);
    }
    str_finish(&line);
    free(lines);
    free(edits);
}
