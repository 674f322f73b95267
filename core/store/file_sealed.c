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
}

/* A template that stands too deep for a file would spoil the one that it is merged into. */
static bool read_template(const char *line, size_t len_bytes,
                          const struct session *session, struct sealed *s)
{
    enum { AROUND = 2 }; /* the file, and the list of its templates */
    struct str json = STR_EMPTY;
    str_add_bytes(&json, line, len_bytes);
    const struct template *known = session_template_of(session, str_text(&json));
    if (!known) {
        struct template *form = template_read_text("template", str_text(&json), NULL);
        if (form) {
            ARRAY_ADD(s->forms, s->form_count, s->form_room, form);
        }
        known = form;
    }
    str_finish(&json);
    return known && known->json_size.deepest + AROUND <= JSON_DEEPEST;
}

/* They stand just above the edits, one a line. Since what they stand in ends with the
 * file's foot, they are the file's, and not a member of the same name further in. */
static bool read_templates(const char *bytes, const struct file_parts *parts,
                           const struct session *session, struct sealed *s)
{
    static const char opening[] = "  \"templates\": [", line_start[] = "\n    {";
    const char *at = file_templates(bytes, parts->edits), *closing = "],\n";
    if (!at) {
        return false;
    }
    at += sizeof opening - 1;
    while (strncmp(at, line_start, sizeof line_start - 1) == 0) {
        const char *line = at + sizeof line_start - 2;
        at = line + strcspn(line, "\n");
        bool comma = at[-1] == ',';
        if (comma != (strncmp(at, line_start, sizeof line_start - 1) == 0) ||
            !read_template(line, (size_t)(at - line) - comma, session, s)) {
            return false;
        }
        closing = "\n  ],\n";
    }
    size_t left = (size_t)(parts->edits - at);
    return left == strlen(closing) && strncmp(at, closing, left) == 0;
}

/* Its edits, one a line, as they are read. */
struct lines {
    const char *at;     /* behind the last */
    const char *end;    /* of the text they stand in */
    size_t values;      /* so many were in them */
    struct arena arena; /* has what the last borrows, and those before it */
};

static struct lines lines_of(const struct file_parts *parts)
{
    return parts->sealed ? (struct lines){.at = parts->edits + sizeof edits_line - 1,
                                          .end = parts->end}
                         : (struct lines){.at = ""};
}

/* The next of them; false at the end, or where none can be read. */
static bool next_edit(struct lines *lines, struct edit *edit)
{
    static const char line_start[] = "\n    {", line_break[] = ",\n    {";
    const char *line = lines->at;
    const char *start = lines->values ? line_break : line_start;
    if (strncmp(line, start, strlen(start)) != 0) {
        return false;
    }
    line += strlen(start) - 1;
    if (line >= lines->end) {
        return false;
    }
    const char *end = memchr(line, '\n', (size_t)(lines->end - line));
    size_t len_bytes = end ? (size_t)(end - line) : 0, values = 0;
    len_bytes -= len_bytes && line[len_bytes - 1] == ',';
    if (!edits_read_line(line, len_bytes, &lines->arena, edit, &values)) {
        return false;
    }
    lines->at = line + len_bytes;
    lines->values += values;
    return true;
}

/* Whether all were read: the list ends where the file's foot begins. */
static bool are_all(const struct lines *lines, const struct file_parts *parts)
{
    const char *closing = lines->values ? "\n  ],\n" : "],\n";
    return (size_t)(parts->end - lines->at) == strlen(closing) &&
           strncmp(lines->at, closing, strlen(closing)) == 0;
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

static bool read_edits(struct lines *lines, struct sealed *s)
{
    struct edit edit;
    while (next_edit(lines, &edit)) {
        ARRAY_ADD(s->edits, s->edit_count, s->edit_room, edit);
    }
    arena_take(&s->arena, &lines->arena);
    return true;
}

bool file_add_sealed_forms(const char *bytes, const struct file_parts *parts,
                           struct session *session)
{
    struct sealed s = {0};
    bool ok = parts->sealed && read_templates(bytes, parts, session, &s) &&
              add_templates(session, &s, NULL);
    finish(&s);
    return ok;
}

bool file_add_sealed(const char *name, const char *bytes, size_t len_bytes,
                     struct session *session)
{
    struct sealed s = {0};
    struct file_parts parts = file_parts(bytes, len_bytes);
    struct lines lines = lines_of(&parts);
    bool ok = parts.sealed && read_templates(bytes, &parts, session, &s) &&
              read_edits(&lines, &s) && are_all(&lines, &parts) &&
              can_add(name, session, &s, NULL);
    if (ok) {
        add_all(session, &s);
    }
    finish(&s);
    return ok;
}

/* What was read since this was called last leaves memory, if it is much. */
static void let_go(const struct spool *spool, const struct lines *lines,
                   const char **from)
{
    enum { MUCH_BYTES = 1 << 20 };
    if (spool && lines->at - *from >= MUCH_BYTES) {
        spool_let_go(spool);
        *from = lines->at;
    }
}

struct session *file_read_sealed(const char *bytes, size_t len_bytes,
                                 const struct spool *spool)
{
    const char *from = bytes;
    struct session *session = session_new();
    struct file_parts parts = file_parts(bytes, len_bytes);
    struct lines lines = lines_of(&parts);
    struct edit edit;
    bool ok = file_add_sealed_forms(bytes, &parts, session);
    session_begin_many(session);
    while (ok && next_edit(&lines, &edit)) {
        enum applied what;
        ok = edits_take(session, &edit, &what, NULL) && what != APPLIED_CLASH;
        arena_clear(&lines.arena); /* all of it was copied */
        let_go(spool, &lines, &from);
    }
    session_end_many(session);
    ok = ok && are_all(&lines, &parts);
    arena_finish(&lines.arena);
    if (!ok) {
        session_free(session);
    }
    return ok ? session : NULL;
}
