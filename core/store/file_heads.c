/* What a session file says at its head, without reading the rest. */

#include "store/places.h"

#include "base/json.h"
#include "model/history.h"

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
 * before and behind it, if it says something. @before  NULL: the word before a table's number. */
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
            const char *said = json_text(document.root);
            str_addf(out, "%s%s%s", before ? before : history_table_word(said), said,
                     behind);
        }
        json_finish(&document);
        str_finish(&value);
    }
    str_finish(&name);
}

static const char begins_table[] = "\n    {\n"; /* as top.c writes it, and what follows */
static const char follows_up[] = "\n      \"after\": \"";
static const char ends_tables[] = "\n  ]";

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) {
        count++;
    }
    return count;
}

/* How many tables a head has: one that met again is one. */
static size_t count_tables(const char *text)
{
    size_t met = count_of(text, begins_table), again = count_of(text, follows_up);
    return met - (again < met ? again : met);
}

/* Of a table that met again, the last of its meetings, which none follows up: the text from
 * there on. */
static const char *last_meeting(const char *text)
{
    const char *last = strstr(text, begins_table);
    for (const char *at = last; at; at = strstr(at + 1, begins_table)) {
        struct str id = STR_EMPTY, followed = str_of("%s", follows_up);
        add_from_head(at, "id", "", "\"", &id);
        str_add(&followed, str_text(&id));
        last = strstr(text, followed.bytes) ? last : at;
        str_finish(&followed);
        str_finish(&id);
    }
    return last ? last : text;
}

/* The last of the tables in a head that follow up another: the text from there on; NULL: none. */
static const char *last_follow_up(const char *text)
{
    const char *last = NULL, *next;
    for (const char *at = strstr(text, begins_table); at; at = next) {
        next = strstr(at + 1, begins_table);
        const char *follows = strstr(at, follows_up);
        last = follows && (!next || follows < next) ? at : last;
    }
    return last;
}

/* Which of several tables met again, so that a file that follows up one is told from the others'
 * and from what it followed: "table Blue met again, ". */
static void add_met_again(const char *text, struct str *out)
{
    const char *table = last_follow_up(text);
    size_t before = out->len_bytes;
    if (table) {
        add_from_head(table, "table", NULL, "", out);
        str_add(out, out->len_bytes > before ? " met again, " : "one met again, ");
    }
}

/* Whether tables that begin in a head have different titles: those of several workshops. */
static bool several_titles(const char *text)
{
    static const char member[] = "\n      \"title\": ";
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
    bool several = count_tables(str_text(&head)) > 1;
    add_from_head(several ? str_text(&head) : last_meeting(str_text(&head)), "title", "",
                  "", out);
    if (out->len_bytes > before && several && several_titles(str_text(&head))) {
        str_add(out, ", and others");
    }
    str_finish(&head);
}

void session_id_in(const char *path, struct str *out)
{
    struct str head = STR_EMPTY;
    read_head(path, &head);
    add_from_head(str_text(&head), "id", "", "", out);
    str_finish(&head);
}

void session_table_in(const char *path, struct str *out)
{
    struct str head = STR_EMPTY;
    size_t before = out->len_bytes;
    read_head(path, &head);
    const char *text = str_text(&head);
    size_t count = count_tables(text), met = count_of(text, begins_table);
    if (count > 1) {
        add_met_again(text, out);
    }
    if (count > 1 && strstr(text, ends_tables)) {
        str_addf(out, "%zu tables, ", count);
    } else if (count > 1) {
        str_add(out, "several tables, ");
    } else {
        const char *last = last_meeting(text);
        add_from_head(last, "table", NULL, ", ", out);
        add_from_head(last, "place", "", ", ", out);
        add_from_head(last, "date", "", ", ", out);
    }
    if (count == 1 && met > 1) {
        str_addf(out, "met %zu times, ", met);
    }
    if (out->len_bytes > before) {
        str_remove(out, out->len_bytes - 2, 2);
    }
    str_finish(&head);
}
