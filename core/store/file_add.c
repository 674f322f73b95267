/* A file's edits added to a session that has others: what merging does with each. */

#include "store/file_inside.h"

#include "base/memory.h"
#include "store/replace.h"

#include <stdlib.h>
#include <string.h>

static const char head[] =
    "{\n  \"format\": \"roundtable session\",\n  \"version\": 1,\n";
static const char templates_line[] = "\n  \"templates\": [\n";

/* Whether a checksum of the foot says that of these bytes. */
static bool sum_stands(const char *foot, const char *member, const char *from,
                       const char *to)
{
    char found[SUM_SIZE_BYTES];
    const char *said = strstr(foot, member);
    if (!said) {
        return false;
    }
    file_sum(from, (size_t)(to - from), found);
    return strncmp(found, said + strlen(member), SUM_SIZE_BYTES - 1) == 0;
}

/* Whether a program of ours wrote every byte of it, and nothing has changed since. */
static bool is_sealed(const char *bytes, const struct file_parts *parts)
{
    return parts->end && strncmp(bytes, head, sizeof head - 1) == 0 &&
           sum_stands(parts->end, "\"top\": \"", bytes, parts->edits) &&
           sum_stands(parts->end, "\"checksum\": \"", parts->edits, parts->end);
}

static bool add_template(char *line, size_t len_bytes, struct session *session,
                         struct err *err)
{
    const char *json = line + strspn(line, " ");
    if (len_bytes && line[len_bytes - 1] == ',') {
        line[len_bytes - 1] = '\0';
    }
    if (session_has_template(session, json)) {
        return true;
    }
    struct template *form = template_read_text("template", json, err);
    return form && session_take_template(session, form, err);
}

/* The templates stand above the edits, one a line. */
static bool add_templates(char *bytes, const struct file_parts *parts,
                          struct session *session, struct err *err)
{
    char *line = strstr(bytes, templates_line);
    bool ok = true;
    if (!line || line > parts->edits) {
        return true; /* it has none */
    }
    line += sizeof templates_line - 1;
    while (ok && strncmp(line, "    {", 5) == 0) {
        char *stop = strchr(line, '\n');
        *stop = '\0';
        ok = add_template(line, (size_t)(stop - line), session, err);
        line = stop + 1;
    }
    return ok;
}

/* All are read before the first is added. */
static bool add_edits(const struct json *list, struct session *session, struct err *err)
{
    struct arena arena = ARENA_EMPTY;
    struct edit *edits = NULL;
    size_t count = 0, room = 0;
    bool ok = true;
    for (const struct json *j = json_first(list); j && ok; j = json_next(j)) {
        edits = memory_room_for_one(edits, count, &room, sizeof *edits);
        ok = edit_read(j, &arena, &edits[count++], NULL, err);
    }
    for (size_t i = 0; i < count && ok; i++) {
        ok = session_apply(session, &edits[i], NULL, err);
    }
    free(edits);
    arena_finish(&arena);
    return ok;
}

/* The array of edits is a document of its own. */
static bool add_sealed(const char *path, char *bytes, const struct file_parts *parts,
                       struct session *session, struct err *err)
{
    struct json_document document = {0};
    char *array = bytes + (strchr(parts->edits, '[') - bytes);
    char *stop = bytes + (parts->end - bytes) - 2; /* ",\n" */
    *stop = '\0';
    bool ok = json_read(&document, path, array, (size_t)(stop - array), err) &&
              add_templates(bytes, parts, session, err) &&
              add_edits(document.root, session, err);
    json_finish(&document);
    return ok;
}

/* Whatever else is a session: read as when it is opened. */
static bool add_other(const char *path, const struct str *bytes, struct session *session,
                      struct err *err)
{
    struct session_file file;
    if (!file_read(path, str_text(bytes), bytes->len_bytes, 0, false, &file, NULL, err)) {
        return false;
    }
    session_add_all(session, file.session);
    file_close(&file);
    return true;
}

/* What stands beside it. */
static void add_what_came_later(const char *path, struct session *session,
                                struct file_added *added)
{
    struct rescued unused;
    struct journal journal;
    struct journal_news news = {0};
    size_t before = session_edit_count(session);
    char *target = path_resolve(path);
    rescue_take_in(target, session, &unused);
    journal_init(&journal, target);
    journal_read(&journal, session, &news);
    added->from_journal = session_edit_count(session) - before;
    added->bad_lines = news.bad_lines;
    journal_news_finish(&news);
    journal_finish(&journal);
    free(target);
}

bool file_add(const char *path, struct session *session, struct file_added *added,
              struct err *err)
{
    struct str bytes = STR_EMPTY;
    size_t before = session_change_count(session);
    *added = (struct file_added){0};
    bool ok = read_file(path, &bytes, err);
    if (ok) {
        struct file_parts parts = file_parts(str_text(&bytes), bytes.len_bytes);
        ok = is_sealed(str_text(&bytes), &parts)
                 ? add_sealed(path, bytes.bytes, &parts, session, err)
                 : add_other(path, &bytes, session, err);
    }
    if (ok) {
        add_what_came_later(path, session, added);
        added->edits = session_change_count(session) - before;
    }
    str_finish(&bytes);
    return ok;
}
