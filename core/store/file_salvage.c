/* What can be read of a damaged file. Each edit is a line of its own, and so is each
 * template: whatever stands around them, a whole line is whole. */

#include "store/file_inside.h"

#include "store/check.h"
#include "store/edits.h"
#include "store/hand.h"

#include <stdlib.h>
#include <string.h>

/* What one line brought. */
enum found { FOUND_NOTHING, FOUND_EDIT, FOUND_DAMAGE };

/* An edit of a key that is there counts only if it says the same, or redacts it: else one
 * of the two was damaged, and its line could not be read. */
static enum found take_edit(const struct json *json, struct session *session)
{
    struct arena arena = ARENA_EMPTY;
    struct edit edit;
    enum applied what = APPLIED_CLASH;
    bool ok = edits_read(json, &arena, &edit, NULL, NULL) &&
              session_foresee(session, &edit, &what, NULL) && what != APPLIED_CLASH &&
              edits_take(session, &edit, NULL, NULL);
    arena_finish(&arena);
    return !ok ? FOUND_DAMAGE : what == APPLIED ? FOUND_EDIT : FOUND_NOTHING;
}

static enum found take_template(const struct json *json, struct session *session)
{
    struct template *form = template_read(json, NULL, NULL);
    bool ok = form && session_take_template(session, form, NULL);
    return ok ? FOUND_NOTHING : FOUND_DAMAGE;
}

/* A line without its end, indented as edits and templates are. */
static enum found take_line(char *line, size_t len_bytes, struct session *session)
{
    static const char start[] = "    {\"";
    struct json_document document = {0};
    enum found found = FOUND_DAMAGE;
    if (len_bytes < sizeof start || strncmp(line, start, sizeof start - 1) != 0) {
        return FOUND_NOTHING;
    }
    if (line[len_bytes - 1] == ',') {
        line[--len_bytes] = '\0';
    }
    if (json_read(&document, "line", line, len_bytes, NULL)) {
        found = json_member(document.root, "key") ? take_edit(document.root, session)
                                                  : take_template(document.root, session);
    }
    json_finish(&document);
    return found;
}

size_t file_salvage_lines(char *bytes, size_t len_bytes, struct session *session,
                          size_t *bad)
{
    size_t counts[FOUND_DAMAGE + 1] = {0};
    char *end = bytes + len_bytes;
    session_begin_many(session);
    for (char *line = bytes; line < end;) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        char *next = stop ? stop + 1 : end;
        stop = stop ? stop : end;
        *stop = '\0';
        counts[take_line(line, (size_t)(stop - line), session)]++;
        line = next;
    }
    session_end_many(session);
    *bad = counts[FOUND_DAMAGE];
    return counts[FOUND_EDIT];
}

/* The readable top as an object of its own, ended before the line of edits. */
static char *copy_top(const char *bytes, const struct file_parts *parts)
{
    struct str top = STR_EMPTY;
    size_t len = parts->edits ? (size_t)(parts->edits - bytes) : 0;
    while (len && (bytes[len - 1] == '\n' || bytes[len - 1] == ',')) {
        len--;
    }
    str_add_bytes(&top, bytes, len);
    str_add(&top, "}");
    return str_take(&top);
}

/* Where lines of edits are torn, the top still shows what they added up to. False if it
 * says what no file may hold; then it is left out. */
static bool take_in_top(const char *top, struct session *session, size_t *count)
{
    bool fits = true;
    struct json_document document = {0};
    size_t edits;
    if (json_read(&document, "top", top, strlen(top), NULL)) {
        struct fault_sink sink = {.document = &document};
        const struct edit **all = session_edits(session, &edits);
        check_top(document.root, session, false, &sink);
        fits = !sink.fatal;
        if (fits) {
            struct by_hand made = {0};
            hand_take_in(session, document.root, edits > 0,
                         edits ? all[edits - 1]->at_ms : 0, NULL, &made);
            *count += made.count;
            free(made.edits);
        }
        fault_sink_finish(&sink);
        free(all);
    }
    json_finish(&document);
    return fits;
}

bool file_salvage(char *bytes, size_t len_bytes, const char *why,
                  struct session_file *file)
{
    struct session *session = session_new();
    struct file_parts parts = file_parts(bytes, len_bytes);
    char *top = copy_top(bytes, &parts);
    size_t bad, edits = file_salvage_lines(bytes, len_bytes, session, &bad);
    bad += !parts.edits_hold && *top && !take_in_top(top, session, &edits);
    free(top);
    if (edits == 0) {
        session_free(session);
        return false;
    }
    struct str said = str_of("the file is damaged (%s); %zu change%s of it could be read",
                             why, edits, plural(edits));
    if (bad) {
        str_addf(&said, ", %zu line%s could not", bad, plural(bad));
    }
    str_add(&said, "; roundtable restore FILE mends it");
    *file = (struct session_file){.session = session,
                                  .version = OUR_VERSION,
                                  .read_only = true,
                                  .read_only_why = str_take(&said),
                                  .damaged = true};
    return true;
}
