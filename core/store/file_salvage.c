/* What can be read of a damaged file. Each edit is a line of its own, and so is each
 * template: whatever stands around them, a whole line is whole. */

#include "store/file_inside.h"

#include "store/hand.h"

#include <stdlib.h>
#include <string.h>

/* What one line brought. */
enum found { FOUND_NOTHING, FOUND_EDIT, FOUND_DAMAGE };

static enum found take_in(const struct json *json, struct session *session)
{
    struct arena arena = ARENA_EMPTY;
    struct err unused = ERR_NONE;
    struct edit edit;
    bool is_edit = json_member(json, "key") != NULL, ok = false, known = false;
    if (is_edit) {
        ok = edit_read(json, &arena, &edit, NULL, &unused);
        known = ok && session_edit(session, edit.key);
        ok = ok && (known || session_apply(session, &edit, NULL, &unused));
    } else {
        struct template *form = template_read(json, NULL, &unused);
        ok = form && session_take_template(session, form, &unused);
    }
    arena_finish(&arena);
    err_finish(&unused);
    return !ok ? FOUND_DAMAGE : is_edit && !known ? FOUND_EDIT : FOUND_NOTHING;
}

/* A line without its end, indented as edits and templates are. */
static enum found take_line(char *line, size_t len_bytes, struct session *session)
{
    static const char start[] = "    {\"";
    struct json_document document = {0};
    struct err unused = ERR_NONE;
    enum found found = FOUND_DAMAGE;
    if (len_bytes < sizeof start || strncmp(line, start, sizeof start - 1) != 0) {
        return FOUND_NOTHING;
    }
    if (line[len_bytes - 1] == ',') {
        line[--len_bytes] = '\0';
    }
    if (json_read(&document, "line", line, len_bytes, &unused)) {
        found = take_in(document.root, session);
    }
    json_finish(&document);
    err_finish(&unused);
    return found;
}

size_t file_salvage_lines(char *bytes, size_t len_bytes, struct session *session,
                          size_t *bad)
{
    size_t counts[FOUND_DAMAGE + 1] = {0};
    char *end = bytes + len_bytes;
    for (char *line = bytes; line < end;) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        char *next = stop ? stop + 1 : end;
        stop = stop ? stop : end;
        *stop = '\0';
        counts[take_line(line, (size_t)(stop - line), session)]++;
        line = next;
    }
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

/* Where lines of edits are torn, the top still shows what they added up to. */
static size_t take_in_top(const char *top, struct session *session)
{
    struct json_document document = {0};
    struct err unused = ERR_NONE;
    size_t count = 0, edits;
    if (json_read(&document, "top", top, strlen(top), &unused)) {
        const struct edit **all = session_edits(session, &edits);
        count = hand_take_in(session, document.root, edits > 0,
                             edits ? all[edits - 1]->at_ms : 0);
        free(all);
    }
    json_finish(&document);
    err_finish(&unused);
    return count;
}

/* Whether the edits of a text are whole: then the top has nothing to add. */
static bool edits_are_whole(const struct file_parts *parts)
{
    static const char member[] = "\"checksum\": \"";
    char found[SUM_SIZE_BYTES];
    const char *said = parts->end ? strstr(parts->end, member) : NULL;
    if (!said) {
        return false;
    }
    file_sum(parts->edits, (size_t)(parts->end - parts->edits), found);
    return strncmp(found, said + sizeof member - 1, SUM_SIZE_BYTES - 1) == 0;
}

bool file_salvage(char *bytes, size_t len_bytes, const char *why,
                  struct session_file *file)
{
    struct session *session = session_new();
    struct file_parts parts = file_parts(bytes, len_bytes);
    bool whole = edits_are_whole(&parts);
    char *top = copy_top(bytes, &parts);
    size_t bad, edits = file_salvage_lines(bytes, len_bytes, session, &bad);
    edits += whole || !*top ? 0 : take_in_top(top, session);
    free(top);
    if (edits == 0) {
        session_free(session);
        return false;
    }
    struct str said = STR_EMPTY;
    str_addf(&said, "the file is damaged (%s); %zu change%s of it could be read", why,
             edits, edits == 1 ? "" : "s");
    if (bad) {
        str_addf(&said, ", %zu line%s could not", bad, bad == 1 ? "" : "s");
    }
    str_add(&said, "; roundtable restore FILE mends it");
    *file = (struct session_file){.session = session,
                                  .version = OUR_VERSION,
                                  .read_only = true,
                                  .read_only_why = str_take(&said),
                                  .damaged = true};
    return true;
}
