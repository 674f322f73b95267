#include "store/company.h"

#include "base/memory.h"
#include "store/company_inside.h"
#include "store/lock.h"
#include "store/places.h"
#include "store/room.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_NAME_BYTES = 200 }; /* so that a line is written in one piece */

/* By what a pipe's name begins, of each kind of member. */
static const char *const prefixes[] = {
    [MEMBER_WRITES] = "",
    [MEMBER_FOLLOWS] = "follow-",
    [MEMBER_IS_ROOM] = "room-",
    [MEMBER_IS_PHONES] = "phones-",
};

static enum member_kind kind_of(const char *actor)
{
    enum member_kind kind = MEMBER_IS_PHONES;
    while (kind > MEMBER_WRITES &&
           strncmp(actor, prefixes[kind], strlen(prefixes[kind])) != 0) {
        kind--;
    }
    return kind;
}

static char *path_in(const char *folder, const char *dot, const char *actor)
{
    struct str path = str_of("%s/%s%s", folder, dot, actor);
    return str_take(&path);
}

struct member *company_find(const struct company *c, const char *actor)
{
    for (size_t i = 0; i < c->count; i++) {
        if (strcmp(c->members[i].actor, actor) == 0) {
            return &c->members[i];
        }
    }
    return NULL;
}

/* A program that is stopped does not read; then it has been told before. */
void company_write_line(int fd, char sign, const char *text)
{
    enum { MOST_BYTES = PIPE_BUF - 2 };
    struct str line = str_of("%c%.*s", sign, MOST_BYTES, text);
    for (size_t i = 0; i < line.len_bytes; i++) {
        line.bytes[i] = line.bytes[i] == '\n' ? ' ' : line.bytes[i];
    }
    str_add_byte(&line, '\n');
    if (write(fd, line.bytes, line.len_bytes) < 0) {
        /* It is gone, which hearing finds out. */
    }
    str_finish(&line);
}

/* Where a room, or phones, say how they stand; passed over by meet_all(). */
static char *room_path(const struct company *c, const char *actor)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/.%s.json", c->folder, actor);
    return str_take(&path);
}

/* What somebody who has gone may have left: a room, its file, and that as it was being
 * written. */
void company_sweep_up(const struct company *c, const char *actor)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/%s", c->folder, actor);
    unlink(path.bytes);
    if (kind_of(actor) >= MEMBER_IS_ROOM) {
        char *file = room_path(c, actor);
        unlink(file);
        str_clear(&path);
        str_addf(&path, "%s" ROOM_BEING_WRITTEN, file);
        unlink(path.bytes);
        free(file);
    }
    str_finish(&path);
}

void company_forget(struct member *member)
{
    close(member->fd);
    free(member->actor);
    free(member->name);
    *member = (struct member){.fd = -1};
}

/* Opens the pipe of another. One that nobody reads was left behind by a crash. */
bool company_meet(struct company *c, const char *actor)
{
    char *path = path_in(c->folder, "", actor);
    int fd = open(path, O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    struct stat about;
    bool ok = fd >= 0 && fstat(fd, &about) == 0 && S_ISFIFO(about.st_mode);
    if (ok) {
        ARRAY_ADD(c->members, c->count, c->room,
                  (struct member){.actor = memory_copy_text(actor),
                                  .name = memory_copy_text(""),
                                  .fd = fd,
                                  .kind = kind_of(actor)});
    } else if (fd >= 0) {
        close(fd);
    } else if (errno == ENXIO) {
        company_sweep_up(c, actor);
    }
    free(path);
    return ok;
}

/* Everybody who is here, and tells them that. */
static void meet_all(struct company *c, char sign, const char *text)
{
    DIR *dir = opendir(c->folder);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        if (entry->d_name[0] != '.' && strcmp(entry->d_name, c->actor) != 0 &&
            company_meet(c, entry->d_name)) {
            company_write_line(c->members[c->count - 1].fd, sign, text);
        }
    }
    if (dir) {
        closedir(dir);
    }
}

/* Our pipe is open for reading before it has the name by which others find it. */
static bool make_pipe(struct company *c)
{
    char *hidden = path_in(c->folder, ".", c->actor);
    bool ok = mkfifo(hidden, 0600) == 0;
    c->in = ok ? open(hidden, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
    c->keep_open = c->in >= 0 ? open(hidden, O_WRONLY | O_NONBLOCK | O_CLOEXEC) : -1;
    ok = c->keep_open >= 0 && rename(hidden, c->path) == 0;
    if (!ok) {
        unlink(hidden);
    }
    free(hidden);
    return ok;
}

/* Who begins what is in no file yet: a link to their name. */
static char *first_path(const struct company *c)
{
    return path_in(c->folder, ".", "first");
}

static void forget_first(const struct company *c)
{
    char *path = first_path(c);
    unlink(path);
    free(path);
}

char *company_first(const struct company *c)
{
    char *path = first_path(c), name[LONGEST_NAME_BYTES];
    bool ours = c->in < 0 || symlink(c->actor, path) == 0;
    ssize_t len = ours ? -1 : readlink(path, name, sizeof name - 1);
    free(path);
    if (len <= 0) {
        return memory_copy_text(c->actor);
    }
    name[len] = '\0';
    return memory_copy_text(name);
}

/* Coming and leaving happen one after the other, so that nobody takes away what another
 * has just put there. A program that is stopped in between is not waited for. */
static int lock_company(const struct company *c)
{
    enum { PATIENCE_MS = 250 };
    int lock = -1;
    folder_lock(c->path, PATIENCE_MS, &lock, NULL);
    return lock;
}

/* The folder may be taken away by the last one out while we come. */
static void come_in(struct company *c)
{
    enum { MOST_ATTEMPTS = 3 };
    for (int attempt = 0;
         c->keep_open < 0 && attempt < MOST_ATTEMPTS && folder_make(c->folder, NULL);
         attempt++) {
        int lock = lock_company(c);
        if (make_pipe(c)) {
            meet_all(c, '+', c->said);
        }
        if (company_writers(c) == 0) {
            forget_first(c); /* left behind by a crash */
        }
        folder_unlock(lock);
    }
}

/* Who we are, in one line. */
static char *introduction(const char *actor, const char *by)
{
    struct str said = str_of("%s %.*s", actor, LONGEST_NAME_BYTES, by ? by : "");
    return str_take(&said);
}

/* Where the pipes of a file are; to free(). */
static char *folder_for(const char *session_path)
{
    return state_path_of("open", session_path, "");
}

void company_join(struct company *c, const char *session_path, const char *actor,
                  const char *by, enum member_kind kind)
{
    struct str ours = str_of("%s%s", prefixes[kind], actor);
    *c = (struct company){.folder = folder_for(session_path),
                          .said = introduction(ours.bytes, by),
                          .kind = kind,
                          .writing = memory_copy_text(""),
                          .writes = memory_copy_text(""),
                          .in = -1,
                          .keep_open = -1,
                          .joined = true};
    c->actor = str_take(&ours);
    c->path = path_in(c->folder, "", c->actor);
    come_in(c);
}

bool company_is_there(const char *session_path)
{
    char *folder = folder_for(session_path);
    bool there = access(folder, F_OK) == 0;
    free(folder);
    return there;
}

/* Takes the folder away, unless others are in it. */
static void leave_folder(const struct company *c)
{
    int lock = lock_company(c);
    DIR *dir = opendir(c->folder);
    struct dirent *entry;
    bool others = false;
    while (dir && (entry = readdir(dir))) {
        others = others || entry->d_name[0] != '.';
    }
    if (dir) {
        closedir(dir);
    }
    if (!others) {
        forget_first(c);
        rmdir(c->folder);
    }
    folder_unlock(lock);
}

void company_leave(struct company *c)
{
    if (c->joined) {
        for (size_t i = 0; i < c->count; i++) {
            company_forget(&c->members[i]);
        }
        if (c->in >= 0) {
            company_sweep_up(c, c->actor);
            close(c->in);
        }
        if (c->keep_open >= 0) {
            close(c->keep_open);
        }
        leave_folder(c);
    }
    free(c->members);
    free(c->folder);
    free(c->path);
    free(c->said);
    free(c->actor);
    free(c->writing);
    free(c->writes);
    for (size_t i = 0; i < c->asked_count; i++) {
        free(c->asked[i]);
    }
    str_finish(&c->heard);
    *c = (struct company){0};
}

void company_tell(struct company *c)
{
    for (size_t i = 0; i < c->count; i++) {
        company_write_line(c->members[i].fd, '!', "");
    }
}

void company_knock(const char *session_path)
{
    struct company c = {.folder = folder_for(session_path),
                        .actor = memory_copy_text(""),
                        .in = -1,
                        .keep_open = -1};
    meet_all(&c, '!', "");
    for (size_t i = 0; i < c.count; i++) {
        company_forget(&c.members[i]);
    }
    company_leave(&c); /* never came in: only memory goes */
}

void company_call(struct company *c, const char *name)
{
    if (c->joined) {
        free(c->said);
        c->said = introduction(c->actor, name);
        for (size_t i = 0; i < c->count; i++) {
            company_write_line(c->members[i].fd, '=', c->said);
        }
    }
}

/* Screens tell rooms where somebody writes, and rooms tell screens. */
bool company_tell_each_other(enum member_kind one, enum member_kind other)
{
    return (one == MEMBER_IS_ROOM && other < MEMBER_IS_ROOM) ||
           (other == MEMBER_IS_ROOM && one < MEMBER_IS_ROOM);
}

void company_write_to(const struct company *c, const struct member *member)
{
    if (company_tell_each_other(c->kind, member->kind)) {
        company_write_line(member->fd, '~', c->writes);
    }
}

void company_write(struct company *c, const char *words)
{
    if (!c->joined || strcmp(c->writes, words) == 0) {
        return;
    }
    free(c->writes);
    c->writes = memory_copy_text(words);
    for (size_t i = 0; i < c->count; i++) {
        company_write_to(c, &c->members[i]);
    }
}

/* NULL: there are not so many of that kind. */
static struct member *nth_of(const struct company *c, enum member_kind kind, size_t n)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->members[i].kind == kind && n-- == 0) {
            return &c->members[i];
        }
    }
    return NULL;
}

void company_prefer_room(struct company *c, size_t n)
{
    struct member *first = nth_of(c, MEMBER_IS_ROOM, 0),
                  *other = nth_of(c, MEMBER_IS_ROOM, n);
    struct member kept = *first;
    *first = *other;
    *other = kept;
}

static bool ask(const struct company *c, enum member_kind kind, const char *words)
{
    const struct member *first = nth_of(c, kind, 0);
    if (first) {
        company_write_line(first->fd, '?', words);
    }
    return first != NULL;
}

bool company_ask(struct company *c, const char *words)
{
    return ask(c, MEMBER_IS_ROOM, words);
}

bool company_ask_phones(struct company *c, const char *words)
{
    return ask(c, MEMBER_IS_PHONES, words);
}

char *company_asked(struct company *c)
{
    char *first = c->asked_count ? c->asked[0] : NULL;
    if (first) {
        memmove(c->asked, c->asked + 1, --c->asked_count * sizeof *c->asked);
    }
    return first;
}

size_t company_descriptors(const struct company *c, int *out, size_t room)
{
    size_t count = 0;
    if (c->joined && c->in >= 0 && room) {
        out[count++] = c->in;
    }
    for (size_t i = 0; i < c->count && count < room; i++) {
        out[count++] = c->members[i].fd;
    }
    return count;
}

bool company_has(const struct company *c, const char *actor)
{
    return company_find(c, actor) != NULL;
}

bool company_serves_phones(const struct company *c, const char *actor)
{
    struct str name = str_of("%s%s", prefixes[MEMBER_IS_PHONES], actor);
    bool serves = company_find(c, name.bytes) != NULL;
    str_finish(&name);
    return serves;
}

/* Of that kind: our own, if we are one, else that of the first. */
static char *path_of(const struct company *c, enum member_kind kind)
{
    const struct member *first = nth_of(c, kind, 0);
    const char *actor = c->joined && c->kind == kind ? c->actor
                        : first                      ? first->actor
                                                     : NULL;
    return actor ? room_path(c, actor) : NULL;
}

char *company_room_path(const struct company *c)
{
    return path_of(c, MEMBER_IS_ROOM);
}

char *company_phones_path(const struct company *c)
{
    return path_of(c, MEMBER_IS_PHONES);
}

char *company_earlier_phones(const struct company *c)
{
    const struct member *first = nth_of(c, MEMBER_IS_PHONES, 0);
    return first ? room_path(c, first->actor) : NULL;
}
