/* A sealed file: a program of ours wrote every byte of it, and nothing has changed since.
 * Its top is not looked through, for its edits say the same. What looks sealed, but is not
 * as our programs write, is another file. */

#include "store/file_inside.h"

#include "base/memory.h"
#include "store/edits.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What it says, before any of it is added. */
struct sealed {
    struct json_document document;
    struct arena arena;
    struct edit *edits;
    size_t edit_count, edit_room;
    struct template **forms; /* those that the session lacks */
    size_t form_count, form_room;
};

static void finish(struct sealed *s)
{
    for (size_t i = 0; i < s->form_count; i++) {
        template_free(s->forms[i]);
    }
    free(s->forms);
    free(s->edits);
    arena_finish(&s->arena);
    json_finish(&s->document);
}

static bool read_template(const char *line, size_t len_bytes,
                          const struct session *session, struct sealed *s)
{
    struct str json = STR_EMPTY;
    bool ok = true;
    str_add_bytes(&json, line, len_bytes);
    if (!session_has_template(session, str_text(&json))) {
        struct template *form = template_read_text("template", str_text(&json), NULL);
        ok = form != NULL;
        if (form) {
            ARRAY_ADD(s->forms, s->form_count, s->form_room, form);
        }
    }
    str_finish(&json);
    return ok;
}

/* They stand just above the edits, one a line. Since what they stand in ends with the
 * file's foot, they are the file's, and not a member of the same name further in. */
static bool read_templates(const char *bytes, const struct file_parts *parts,
                           const struct session *session, struct sealed *s)
{
    static const char opening[] = "\"templates\": [", line_start[] = "\n    {";
    const char *at = file_line(bytes, opening), *closing = "],\n";
    if (!at || at > parts->edits) {
        return false;
    }
    at += 2 + sizeof opening - 1;
    while (strncmp(at, line_start, sizeof line_start - 1) == 0) {
        const char *line = at + sizeof line_start - 2;
        at = line + strcspn(line, "\n");
        if (!read_template(line, (size_t)(at - line) - (at[-1] == ','), session, s)) {
            return false;
        }
        closing = "\n  ],\n";
    }
    size_t left = (size_t)(parts->edits - at);
    return left == strlen(closing) && strncmp(at, closing, left) == 0;
}

/* They stand on the line of edits and below it, to the line before the foot: what ends
 * just there is the file's own list, and not one further in. */
static bool read_list(const char *name, const char *bytes, size_t len_bytes,
                      const struct file_parts *parts, struct sealed *s, struct err *err)
{
    size_t opening = (size_t)(parts->edits - bytes) + sizeof edits_line - 2, closed;
    return json_read_part(&s->document, name, bytes, len_bytes, opening, &closed, err) &&
           strncmp(bytes + closed, ",\n", 2) == 0 && bytes + closed + 2 == parts->end;
}

static bool read_edits(struct sealed *s, struct err *err)
{
    for (const struct json *j = json_first(s->document.root); j; j = json_next(j)) {
        s->edits =
            memory_room_for_one(s->edits, s->edit_count, &s->edit_room, sizeof *s->edits);
        if (!edits_read(j, &s->arena, &s->edits[s->edit_count++], NULL, err)) {
            return false;
        }
    }
    return true;
}

static bool can_add(const char *name, const struct session *session,
                    const struct sealed *s, struct err *err)
{
    const struct edit **edits = memory_get(s->edit_count * sizeof(*edits));
    for (size_t i = 0; i < s->edit_count; i++) {
        edits[i] = &s->edits[i];
    }
    bool ok = edits_fit(name, session, edits, s->edit_count, err);
    free(edits);
    return ok;
}

/* The templates become the session's. */
static bool add_templates(struct session *session, struct sealed *s, struct err *err)
{
    bool ok = true;
    for (size_t i = 0; i < s->form_count; i++) {
        ok = session_take_template(session, s->forms[i], err) && ok;
    }
    s->form_count = 0;
    return ok;
}

/* Nothing of it can be refused any more. */
static void add_all(struct session *session, struct sealed *s)
{
    bool ok = add_templates(session, s, NULL);
    session_begin_many(session);
    for (size_t i = 0; i < s->edit_count; i++) {
        ok = edits_take(session, &s->edits[i], NULL, NULL) && ok;
    }
    session_end_many(session);
    assert(ok && "what was foreseen comes");
    (void)ok;
}

/* All but the edits, which are checked to be JSON. */
static bool read_around(const char *name, const char *bytes, size_t len_bytes,
                        const struct session *session, struct sealed *s, struct err *err)
{
    struct file_parts parts = file_parts(bytes, len_bytes);
    return parts.sealed && read_list(name, bytes, len_bytes, &parts, s, err) &&
           read_templates(bytes, &parts, session, s);
}

bool file_add_sealed(const char *name, const char *bytes, size_t len_bytes,
                     struct session *session)
{
    struct sealed s = {0};
    bool ok = read_around(name, bytes, len_bytes, session, &s, NULL) &&
              read_edits(&s, NULL) && can_add(name, session, &s, NULL);
    if (ok) {
        add_all(session, &s);
    }
    finish(&s);
    return ok;
}

struct session *file_read_sealed(const char *name, const char *bytes, size_t len_bytes)
{
    struct sealed s = {0};
    struct session *session = session_new();
    bool ok = read_around(name, bytes, len_bytes, session, &s, NULL) &&
              add_templates(session, &s, NULL);
    session_begin_many(session);
    for (const struct json *j = json_first(s.document.root); j && ok; j = json_next(j)) {
        struct edit edit;
        enum applied what;
        ok = edits_read(j, &s.arena, &edit, NULL, NULL) &&
             edits_take(session, &edit, &what, NULL) && what != APPLIED_CLASH;
    }
    session_end_many(session);
    finish(&s);
    if (!ok) {
        session_free(session);
    }
    return ok ? session : NULL;
}
