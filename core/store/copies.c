#include "store/copies.h"

#include "base/fold.h"
#include "base/memory.h"
#include "store/file.h"
#include "store/places.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A look: how many may still be read, and how many copies were known, sorted. */
struct look {
    struct copies *copies;
    struct session *session;
    size_t known, left;
};

/* What a session is stands at its head. */
enum { HEAD_BYTES = 1 << 14, MOST_LOOKED_INTO = 1000 };

/* What the name says already. */
enum says {
    SAYS_NOTHING, /* it is another's */
    SAYS_COPY,    /* as copies are called, and others, too */
    SAYS_CONFLICT,
};

/* Whether one of these stands in a folded name. */
static bool says_conflict(const char *name)
{
    return strstr(name, "conflict") || strstr(name, "konflikt") ||
           strstr(name, "conflit");
}

/* How many bytes of a text are that beginning; 0: it has another. */
static size_t begins_with(const char *text, const char *beginning)
{
    size_t len = strlen(beginning);
    return strncmp(text, beginning, len) == 0 ? len : 0;
}

/* What the session's name has more in the copy's, folded, and as it is spelt, if that is
 * known: "x-LAPTOP.json", "x (1).json", "x 2.json", "x - Copy.json", and not "x-old.json". */
static bool is_added_by_services(const char *more, const char *spelt)
{
    const char *digits = strchr(more, '(');
    return (digits && isdigit((unsigned char)digits[1])) || strchr(more, '~') ||
           (*more == ' ' && isdigit((unsigned char)more[1])) || strstr(more, "copy") ||
           strpbrk(spelt, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* The program's own, which are looked at elsewhere. */
static bool is_added_by_us(const char *more)
{
    return begins_with(more, ".rescued") || begins_with(more, ".damaged") ||
           begins_with(more, ".journal");
}

/* Of a folded name, what stands in it beside the stem and the end, such as ".json", which
 * comes last, or first as in "x.json.sync-conflict-…". False if there is no such end. */
static bool part_name(const char *more, const char *end, struct str *added)
{
    size_t len = strlen(more), end_len = strlen(end);
    str_clear(added);
    if (len >= end_len && strcmp(more + len - end_len, end) == 0) {
        str_add_bytes(added, more, len - end_len);
        return true;
    }
    str_add(added, more + begins_with(more, end));
    return begins_with(more, end) > 0;
}

/* All of it folded, but for what the name has more as it is spelt. */
static enum says what_says(const char *stem, const char *end, const char *name,
                           const char *spelt)
{
    size_t begun = begins_with(name, stem);
    const char *more = name + begun, *space = strrchr(name, ' ');
    struct str added = STR_EMPTY;
    enum says says = SAYS_NOTHING;
    unsigned char next = (unsigned char)*more;
    if (begun && next && !isalpha(next) && next < 0x80 && part_name(more, end, &added)) {
        const char *text = str_text(&added);
        says = is_added_by_us(text)                ? SAYS_NOTHING
               : says_conflict(text)               ? SAYS_CONFLICT
               : is_added_by_services(text, spelt) ? SAYS_COPY
                                                   : SAYS_NOTHING;
    } else if (space && begins_with(space + 1, stem)) { /* "Copy of x" */
        bool ends = strcmp(space + 1 + strlen(stem), end) == 0;
        says = ends ? SAYS_COPY : SAYS_NOTHING;
    }
    str_finish(&added);
    return says;
}

/* What it holds. */
enum holds {
    HOLDS_OTHERS,  /* other tables */
    HOLDS_UNKNOWN, /* no session */
    HOLDS_OURS,    /* a table of the session */
};

static bool read_head(const char *path, char head[HEAD_BYTES + 1])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
    ssize_t len = fd < 0 ? -1 : read(fd, head, HEAD_BYTES);
    if (fd >= 0) {
        close(fd);
    }
    head[len < 0 ? 0 : len] = '\0';
    return len >= 0;
}

/* By the ids that stand at its head, or in the first of its edits. */
static enum holds what_names(const char *head, const struct session *session)
{
    static const char *const begins[] = {"\"id\": \"", "\"id\":\"", "\"session:"};
    enum holds holds = HOLDS_UNKNOWN;
    struct str id = STR_EMPTY;
    for (size_t i = 0; i < sizeof begins / sizeof *begins && holds != HOLDS_OURS; i++) {
        for (const char *at = head;
             holds != HOLDS_OURS && (at = strstr(at, begins[i]));) {
            at += strlen(begins[i]);
            str_clear(&id);
            str_add_bytes(&id, at, strcspn(at, "\"\\\n"));
            holds = session_record(session, "session", str_text(&id)) ? HOLDS_OURS
                                                                      : HOLDS_OTHERS;
        }
    }
    str_finish(&id);
    return holds;
}

static bool is_copy(const char *path, enum says says, const struct session *session)
{
    char *head = memory_get(HEAD_BYTES + 1);
    enum holds holds = read_head(path, head) ? what_names(head, session) : HOLDS_UNKNOWN;
    free(head);
    return holds == HOLDS_OURS || (holds == HOLDS_UNKNOWN && says == SAYS_CONFLICT);
}

static int by_path(const void *left, const void *right)
{
    const struct copy *a = left, *b = right;
    return strcmp(a->path, b->path);
}

static void look_into(struct look *look, char *path, enum says says)
{
    struct stat about;
    struct copies *copies = look->copies;
    struct copy new = {.path = path};
    if (lstat(path, &about) != 0 || !S_ISREG(about.st_mode)) {
        return;
    }
    struct copy *copy =
        look->known ? bsearch(&new, copies->items, look->known, sizeof new, by_path)
                    : NULL;
    struct stamp now = stamp_from(&about);
    if ((copy && stamp_same(&copy->stamp, &now)) || !look->left) {
        return;
    }
    look->left--;
    if (!copy) {
        new.path = memory_copy_text(path);
        ARRAY_ADD(copies->items, copies->count, copies->room, new);
        copy = &copies->items[copies->count - 1];
    }
    copy->stamp = now;
    copy->is = is_copy(path, says, look->session);
}

/* What an entry of the folder says of the session, whose name is folded. */
static enum says look_at_name(const char *stem, const char *end, const char *name)
{
    struct str folded = STR_EMPTY;
    fold_add(name, "", &folded);
    bool as_long = folded.len_bytes == strlen(name) && folded.len_bytes > strlen(stem);
    enum says says =
        what_says(stem, end, str_text(&folded), as_long ? name + strlen(stem) : "");
    str_finish(&folded);
    return says;
}

void copies_look(struct copies *copies, const char *path, struct session *session)
{
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return; /* its folder is gone */
    }
    struct look look = {copies, session, copies->count, MOST_LOOKED_INTO};
    struct str folder = STR_EMPTY, stem = STR_EMPTY, end = STR_EMPTY, found = STR_EMPTY;
    struct paths paths[SAYS_CONFLICT + 1] = {{0}};
    const char *dot = strrchr(slash, '.');
    dot = dot && dot > slash + 1 ? dot : slash + strlen(slash);
    str_add_bytes(&folder, path, (size_t)(slash + 1 - path));
    str_add_bytes(&stem, slash + 1, (size_t)(dot - slash - 1));
    fold(&stem, "");
    fold_add(dot, "", &end);
    DIR *dir = opendir(folder.bytes);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        enum says says =
            strcmp(entry->d_name, slash + 1) == 0
                ? SAYS_NOTHING
                : look_at_name(str_text(&stem), str_text(&end), entry->d_name);
        if (says != SAYS_NOTHING) {
            str_set(&found, "%s%s", folder.bytes, entry->d_name);
            paths_add(&paths[says], found.bytes);
        }
    }
    if (dir) {
        closedir(dir);
    }
    for (int says = SAYS_CONFLICT; says > SAYS_NOTHING;
         says--) { /* the likeliest first */
        for (size_t i = 0; i < paths[says].count; i++) {
            look_into(&look, paths[says].items[i], (enum says)says);
        }
        paths_finish(&paths[says]);
    }
    ARRAY_SORT(copies->items, copies->count, by_path);
    str_finish(&folder);
    str_finish(&stem);
    str_finish(&end);
    str_finish(&found);
}

void copies_finish(struct copies *copies)
{
    for (size_t i = 0; i < copies->count; i++) {
        free(copies->items[i].path);
    }
    free(copies->items);
    *copies = (struct copies){0};
}

/* Whether a file holds that table and no other. */
static bool is_of_table(const char *path, const char *id)
{
    struct session *session = session_new();
    struct file_added added;
    struct str bytes = STR_EMPTY, named = str_of("\"session:%s\"", id);
    size_t count = 0;
    bool names = read_file(path, &bytes, NULL) && strstr(str_text(&bytes), named.bytes);
    if (names && file_add(path, session, &added, NULL)) { /* soon said of most */
        session_tables(session, &count);
        journal_news_finish(&added.news);
    }
    bool found = count == 1 && session_record(session, "session", id);
    session_free(session);
    str_finish(&bytes);
    str_finish(&named);
    return found;
}

void copies_of_table(const char *path, struct session *session, struct paths *out)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    const char *slash = strrchr(path, '/');
    struct str folder = STR_EMPTY;
    struct paths files = {0};
    if (count != 1 || !slash) {
        return;
    }
    str_add_bytes(&folder, path, (size_t)(slash + 1 - path));
    session_files_in(folder.bytes, &files);
    for (size_t i = 0; i < files.count; i++) {
        if (strcmp(strrchr(files.items[i], '/'), slash) != 0 &&
            is_of_table(files.items[i], record_id(tables[0]))) {
            paths_add(out, files.items[i]);
        }
    }
    paths_finish(&files);
    str_finish(&folder);
}
