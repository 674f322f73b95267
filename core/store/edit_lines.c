#include "store/edit_lines.h"

#include "store/edits.h"
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A text that is read bit by bit. Start with a name and a descriptor, all else zeroed. */
struct coming {
    const char *name;
    int fd;
    struct str bytes; /* what was read and is not done with, */
    size_t at;        /* from here on */
    bool ended;
    unsigned long line;
    size_t fresh_bytes; /* of lines that brought something */
};

static bool read_more(struct coming *in, struct err *err)
{
    enum { MORE_BYTES = 1 << 18 };
    ssize_t got;
    str_remove(&in->bytes, 0, in->at);
    in->at = 0;
    str_make_room(&in->bytes, MORE_BYTES);
    do {
        got = read(in->fd, in->bytes.bytes + in->bytes.len_bytes, MORE_BYTES);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        err_system(err, "%s", in->name);
        return false;
    }
    in->ended = got == 0;
    in->bytes.len_bytes += (size_t)got;
    in->bytes.bytes[in->bytes.len_bytes] = '\0';
    return true;
}

/* The next line, a NUL in the place of its end; NULL if there is none, or with err. Of a
 * line that is longer than any may be, as much as shows that. */
static char *next_line(struct coming *in, size_t *len_bytes, struct err *err)
{
    char *end = NULL;
    size_t looked = 0, left = in->bytes.len_bytes - in->at;
    while (!(left > looked &&
             (end = memchr(in->bytes.bytes + in->at + looked, '\n', left - looked))) &&
           !in->ended && left <= JSON_LARGEST_BYTES) {
        looked = left;
        if (!read_more(in, err)) {
            return NULL;
        }
        left = in->bytes.len_bytes;
    }
    if (left == 0) {
        return NULL;
    }
    char *line = in->bytes.bytes + in->at;
    *len_bytes = end ? (size_t)(end - line) : left;
    in->at += *len_bytes + (end != NULL);
    line[*len_bytes] = '\0';
    in->line++;
    return line;
}

/* Tells what json.h says of a line, ":1:COLUMN: …" where it says a place, as of its own. */
static bool tell_line(const struct coming *in, const struct err *inner, struct err *err)
{
    const char *words = err_text(inner);
    bool placed = strncmp(words, ":1:", 3) == 0;
    err_set(err, "%s:%lu%s", in->name, in->line, words + (placed ? 2 : 0));
    return false;
}

static bool take_edit(struct coming *in, const struct json_document *document,
                      struct session *session, enum applied *what, struct err *err)
{
    struct arena arena = ARENA_EMPTY;
    struct edit edit;
    struct err inner = ERR_NONE;
    const struct json *where = document->root;
    bool ok = edits_read(document->root, &arena, &edit, &where, &inner) &&
              edits_take(session, &edit, what, &inner);
    if (!ok) {
        err_set(err, "%s:%lu:%lu: %s", in->name, in->line,
                json_place(document, where).column, err_text(&inner));
    }
    err_finish(&inner);
    arena_finish(&arena);
    return ok;
}

static bool take_line(struct coming *in, const char *line, size_t len_bytes,
                      struct session *session, struct err *err)
{
    struct json_document document = {0};
    struct err inner = ERR_NONE;
    enum applied what = APPLIED_KNOWN;
    if (strspn(line, " \t\r") == len_bytes) {
        err_set(err, "%s:%lu: an empty line; each has to be one edit", in->name,
                in->line);
        return false;
    }
    bool ok = json_read(&document, "", line, len_bytes, &inner);
    ok = ok ? take_edit(in, &document, session, &what, err) : tell_line(in, &inner, err);
    err_finish(&inner);
    json_finish(&document);
    in->fresh_bytes += what == APPLIED_KNOWN ? 0 : len_bytes;
    if (ok && in->fresh_bytes > JSON_LARGEST_KNOWN_BYTES) {
        err_set(
            err,
            "%s:%lu: more edits so far than the 256 MiB that a session file may have; "
            "make several of it, as one a place",
            in->name, in->line);
        ok = false;
    }
    return ok;
}

/* Whether a line that is the first is an edit's, be it damaged, and not the beginning of a
 * session file. */
static bool is_of_edits(const char *line, size_t len_bytes)
{
    static const char usual[] = "{\"key\":\"";
    struct json_document document = {0};
    if (!json_read(&document, "", line, len_bytes, NULL)) {
        return strncmp(line, usual, sizeof usual - 1) == 0 &&
               strstr(line, "\",\"at\":\"");
    }
    bool is = json_member(document.root, "key") && !json_member(document.root, "edits") &&
              !json_member(document.root, "sessions");
    json_finish(&document);
    return is;
}

static bool take_lines(struct coming *in, const char *line, size_t len_bytes,
                       struct session *session, struct err *err)
{
    struct err inner = ERR_NONE;
    bool ok = true;
    session_begin_many(session);
    while (line && ok) {
        ok = take_line(in, line, len_bytes, session, &inner);
        line = ok ? next_line(in, &len_bytes, &inner) : NULL;
    }
    session_end_many(session);
    ok = !inner.message;
    err_take(ok ? NULL : err, &inner);
    return ok;
}

/* The text of a session file, whose first line was read. */
static struct session *take_file(struct coming *in, char *line, size_t len_bytes,
                                 struct err *err)
{
    struct session_file file;
    if (in->at > len_bytes) { /* its end was read, too */
        line[len_bytes] = '\n';
    }
    in->at = 0;
    while (!in->ended && in->bytes.len_bytes <= JSON_LARGEST_KNOWN_BYTES) {
        if (!read_more(in, err)) {
            return NULL;
        }
    }
    if (!file_read(in->name, str_text(&in->bytes), in->bytes.len_bytes, 0, false, &file,
                   NULL, err)) {
        return NULL;
    }
    struct session *session = file.session;
    file.session = NULL;
    if (file.read_only) {
        err_set(err, "%s: %s; that program can merge it", in->name, file.read_only_why);
        session_free(session);
        session = NULL;
    }
    file_close(&file);
    return session;
}

struct session *session_coming_in(const char *name, int fd, struct err *err)
{
    struct coming in = {.name = name, .fd = fd};
    struct err inner = ERR_NONE;
    struct session *session = NULL;
    size_t len_bytes;
    char *line = next_line(&in, &len_bytes, &inner);
    if (!line) {
        if (!inner.message) {
            err_set(&inner, "%s: nothing came", name);
        }
    } else if (!is_of_edits(line, len_bytes)) {
        session = take_file(&in, line, len_bytes, &inner);
    } else {
        session = session_new();
        if (!take_lines(&in, line, len_bytes, session, &inner)) {
            session_free(session);
            session = NULL;
        }
    }
    err_take(session ? NULL : err, &inner);
    str_finish(&in.bytes);
    return session;
}

bool edit_lines_in(const char *path)
{
    enum { LOOKED_AT_BYTES = 2 };
    char start[LOOKED_AT_BYTES];
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool is = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
              pread(fd, start, sizeof start, 0) == sizeof start &&
              memcmp(start, "{\n", sizeof start) != 0;
    if (is) { /* as session files that a program wrote are not */
        struct coming in = {.name = path, .fd = fd};
        size_t len_bytes;
        char *line = next_line(&in, &len_bytes, NULL);
        is = line && is_of_edits(line, len_bytes);
        str_finish(&in.bytes);
    }
    if (fd >= 0) {
        close(fd);
    }
    return is;
}
