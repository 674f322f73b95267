/* What a session file says at its head, without reading the rest. */

#include "store/places.h"

#include "base/json.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { HEAD_BYTES = 65536 }; /* as much as one table needs */

/* The first bytes of a file as text; it may end within a letter. */
static void read_head(const char *path, struct str *out)
{
    char head[HEAD_BYTES];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = fd >= 0 ? read(fd, head, sizeof head) : -1;
    if (got > 0) {
        str_add_bytes(out, head, (size_t)got);
    }
    if (fd >= 0) {
        close(fd);
    }
}

/* Adds what the head of a file says under that name, before any goal, and what stands
 * before and behind it, if it says something. */
static void add_from_head(const char *text, const char *field, const char *before,
                          const char *behind, struct str *out)
{
    struct str name = str_of("\"%s\": ", field);
    const char *at = strstr(text, name.bytes), *goals = strstr(text, "\"goals\"");
    if (at && (!goals || at < goals)) {
        const char *start = at + name.len_bytes, *end = start + (*start == '"');
        while (*end && *end != '"') {
            end += 1 + (end[0] == '\\' && end[1]);
        }
        struct str value = STR_EMPTY;
        struct json_document document = {0};
        str_add_bytes(&value, start, (size_t)(end - start) + (*end == '"'));
        if (json_read(&document, field, str_text(&value), value.len_bytes, NULL) &&
            json_text(document.root)) {
            str_addf(out, "%s%s%s", before, json_text(document.root), behind);
        }
        json_finish(&document);
        str_finish(&value);
    }
    str_finish(&name);
}

/* Whether tables that begin in a head have different titles: those of several workshops. */
static bool several_titles(const char *text)
{
    static const char member[] = "\n      \"title\": "; /* as top.c writes a table's */
    const char *first = strstr(text, member), *at = first;
    size_t len_bytes = first ? strcspn(first + 1, "\n") + 1 : 0;
    while (at && strncmp(at, first, len_bytes + 1) == 0) {
        at = strstr(at + 1, member);
    }
    return at && at[1 + strcspn(at + 1, "\n")]; /* not cut off */
}

void session_title_in(const char *path, struct str *out)
{
    struct str head = STR_EMPTY;
    size_t before = out->len_bytes;
    read_head(path, &head);
    add_from_head(str_text(&head), "title", "", "", out);
    if (out->len_bytes > before && several_titles(str_text(&head))) {
        str_add(out, ", and others");
    }
    str_finish(&head);
}

void session_table_in(const char *path, struct str *out)
{
    static const char table[] = "\n    {\n";
    struct str head = STR_EMPTY;
    size_t before = out->len_bytes;
    read_head(path, &head);
    const char *one = strstr(str_text(&head), table);
    if (one && strstr(one + 1, table)) {
        str_add(out, "several tables, ");
    } else {
        add_from_head(str_text(&head), "table", "table ", ", ", out);
        add_from_head(str_text(&head), "place", "", ", ", out);
        add_from_head(str_text(&head), "date", "", ", ", out);
    }
    if (out->len_bytes > before) {
        str_remove(out, out->len_bytes - 2, 2);
    }
    str_finish(&head);
}
