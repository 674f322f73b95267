#include "store/journal.h"

#include "base/arena.h"
#include "base/crc.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "store/edits.h"
#include "store/lock.h"
#include "store/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SUM_DIGITS = 8 };

void journal_init(struct journal *journal, const char *session_path)
{
    char *target = path_resolve(session_path); /* one journal, by whatever link */
    struct str path = str_of("%s.journal", target);
    free(target);
    *journal = (struct journal){
        .path = str_take(&path), .fd = -1, .patience_ms = LOCK_PATIENCE_MS};
}

void journal_finish(struct journal *journal)
{
    struct stat about;
    if (journal->path && journal->fd >= 0) { /* zeroed: a text that is no file's */
        if (flock(journal->fd, LOCK_EX | LOCK_NB) == 0 &&
            fstat(journal->fd, &about) == 0 && about.st_size == 0) {
            unlink(journal->path);
        }
        close(journal->fd);
    }
    free(journal->path);
    *journal = (struct journal){.fd = -1};
}

/* Whether the open journal is the one of that name still: its folder may be gone. */
static bool is_in_place(const struct journal *journal)
{
    struct stat ours, theirs;
    return fstat(journal->fd, &ours) == 0 && lstat(journal->path, &theirs) == 0 &&
           ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev;
}

static bool is_ours_alone(const char *path, const struct stat *about, struct err *err)
{
    bool ours = about->st_uid == geteuid();
    if (ours && !(about->st_mode & (S_IWGRP | S_IWOTH))) {
        return true;
    }
    if (access(path, R_OK) != 0) { /* it may be the one copy of what it holds */
        err_set(err,
                "%s: it is somebody else’s and cannot be read, so what it holds is left "
                "out and not known; let its owner open the session. Nothing is added to "
                "it, and the session's file is written each time",
                path);
        return false;
    }
    err_set(err,
            "%s: %s, so nothing is added to it and the session's file is written each "
            "time; remove it once all have left the session",
            path, ours ? "others may write into it" : "it belongs to somebody else");
    return false;
}

bool journal_may_grow(const struct journal *journal, struct err *err)
{
    struct stat about;
    return !journal->path || lstat(journal->path, &about) != 0 ||
           is_ours_alone(journal->path, &about, err);
}

/* An open one, which may be another by now than journal_may_grow() saw. */
static bool open_one_may_grow(const struct journal *journal, int fd, struct err *err)
{
    struct stat about;
    return fstat(fd, &about) != 0 || is_ours_alone(journal->path, &about, err);
}

/* Opened for appending, and held so that nobody else removes it. A journal that was
 * removed is begun anew; one that cannot be looked at, time and again, is given up. */
static bool open_journal(struct journal *journal, struct err *err)
{
    enum { MOST_ATTEMPTS = 100 };
    if (journal->fd >= 0 && !is_in_place(journal)) {
        close(journal->fd);
        journal->fd = -1;
    }
    if (journal->fd >= 0) {
        return open_one_may_grow(journal, journal->fd, err);
    }
    for (int attempt = 0; journal->fd < 0; attempt++) {
        int fd = open(journal->path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC,
                      0600);
        if (fd < 0) {
            err_system(err, "%s", journal->path);
            return false;
        }
        if (!open_one_may_grow(journal, fd, err)) {
            close(fd);
            return false;
        }
        /* One that is held alone is being removed; where there are no locks, nobody does. */
        if (!lock_take(fd, LOCK_SH, journal->patience_ms) && errno == EWOULDBLOCK) {
            err_set(err, "%s: held by another program; try again", journal->path);
            journal->held = true;
            close(fd);
            return false;
        }
        journal->fd = fd;
        bool in_place = is_in_place(journal);
        if (in_place && folder_sync(journal->path)) {
            return true;
        }
        bool given_up = in_place || attempt == MOST_ATTEMPTS;
        if (given_up) {
            err_system(err, "%s", journal->path);
        }
        close(fd);
        journal->fd = -1;
        if (given_up) {
            return false;
        }
    }
    return true;
}

static void add_line(struct str *out, const struct str *json)
{
    uint32_t sum = crc_add(0, str_text(json), json->len_bytes);
    str_addf(out, "%08" PRIx32 " ", sum);
    str_add_bytes(out, str_text(json), json->len_bytes);
    str_add_byte(out, '\n');
}

/* A line that was torn, by a full disk or a power cut, is ended, so that it does not cost
 * the next one. */
static bool end_torn_line(int fd)
{
    struct stat about;
    char last;
    return fstat(fd, &about) == 0 &&
           (about.st_size == 0 || (pread(fd, &last, 1, about.st_size - 1) == 1 &&
                                   (last == '\n' || write(fd, "\n", 1) == 1)));
}

/* After a failed write the descriptor is not trusted again. */
static bool append(struct journal *journal, const struct str *lines, struct err *err)
{
    ssize_t written = -1;
    int lock;
    /* Nobody empties it meanwhile. */
    journal->held = !folder_lock(journal->path, journal->patience_ms, &lock, err);
    if (journal->held) {
        return false;
    }
    if (!open_journal(journal, err)) {
        folder_unlock(lock);
        return false;
    }
    bool ok = end_torn_line(journal->fd);
    while (ok && (written = write(journal->fd, lines->bytes, lines->len_bytes)) < 0 &&
           errno == EINTR) {
    }
    ok = ok && written == (ssize_t)lines->len_bytes && fdatasync(journal->fd) == 0;
    if (!ok) {
        err_system(err, "%s: not written", journal->path);
        close(journal->fd);
        journal->fd = -1;
    }
    folder_unlock(lock);
    return ok;
}

bool journal_append(struct journal *journal, const struct edit *const *edits,
                    size_t count, struct err *err)
{
    struct str lines = STR_EMPTY, json = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        str_clear(&json);
        edit_write(edits[i], &json);
        add_line(&lines, &json);
    }
    bool ok = count == 0 || append(journal, &lines, err);
    str_finish(&lines);
    str_finish(&json);
    return ok;
}

/* A name that nobody said is left out, and one of a draft that is taken back. */
static void add_draft_line(struct str *out, const struct journal_draft *draft)
{
    const char *const members[][2] = {{"{\"draft\":", draft->text},
                                      {",\"actor\":", draft->actor},
                                      {",\"of\":", draft->of},
                                      {",\"field\":", draft->field},
                                      {",\"by\":", draft->by}};
    size_t count = sizeof members / sizeof *members;
    bool named = draft->by && *draft->by && *draft->text;
    struct str json = STR_EMPTY;
    for (size_t i = 0; i < count - !named; i++) {
        str_add(&json, members[i][0]);
        json_write_text(members[i][1], &json);
    }
    str_add(&json, "}");
    add_line(out, &json);
    str_finish(&json);
}

bool journal_append_draft(struct journal *journal, const char *actor, const char *by,
                          const char *of, const char *field, const char *text,
                          struct err *err)
{
    struct str line = STR_EMPTY;
    struct journal_draft draft = {(char *)actor, (char *)by, (char *)of, (char *)field,
                                  (char *)text};
    add_draft_line(&line, &draft);
    bool ok = append(journal, &line, err);
    str_finish(&line);
    return ok;
}

bool journal_take_back(struct journal *journal, const struct journal_draft *const *drafts,
                       size_t count, struct err *err)
{
    struct str lines = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        struct journal_draft none = *drafts[i];
        none.text = (char[]){""};
        add_draft_line(&lines, &none);
    }
    bool ok = count == 0 || append(journal, &lines, err);
    str_finish(&lines);
    return ok;
}

/* Where the draft of each actor stands, while lines are taken in. */
struct actor_at {
    const char *actor; /* comes first */
    size_t at;         /* NOWHERE: it was taken back */
};

enum { NOWHERE = -1 };

struct taking {
    struct session *session;
    struct journal_news *news;
    struct arena arena;
    struct lookup actors; /* found when the first draft comes */
};

static struct actor_at *touch_actor(struct taking *t, const char *actor)
{
    struct actor_at *found = lookup_find_id(&t->actors, actor);
    if (!found) {
        found = arena_get(&t->arena, sizeof *found);
        *found = (struct actor_at){arena_copy_text(&t->arena, actor), (size_t)NOWHERE};
        lookup_add_id(&t->actors, found);
    }
    return found;
}

/* The last draft stands then where this one stood. */
static void drop_draft(struct taking *t, struct actor_at *of)
{
    struct journal_news *news = t->news;
    size_t at = of->at;
    if (at != (size_t)NOWHERE) {
        touch_actor(t, news->drafts[news->draft_count - 1].actor)->at = at;
        of->at = (size_t)NOWHERE;
        journal_draft_finish(&news->drafts[at]);
        news->drafts[at] = news->drafts[--news->draft_count];
    }
}

/* A later draft of the same actor replaces the one before; an empty one takes it back. */
static void take_draft(const struct json *json, struct taking *t)
{
    enum { MEMBERS = 5 };
    static const char *const names[MEMBERS] = {"actor", "by", "of", "field", "draft"};
    struct journal_news *news = t->news;
    char *texts[MEMBERS];
    for (size_t i = t->actors.count ? news->draft_count : 0; i < news->draft_count; i++) {
        touch_actor(t, news->drafts[i].actor)->at = i;
    }
    for (size_t i = 0; i < MEMBERS; i++) {
        const char *text = json_member_text(json, names[i]);
        texts[i] = memory_copy_text(text ? text : "");
    }
    struct journal_draft draft = {texts[0], texts[1], texts[2], texts[3], texts[4]};
    struct actor_at *of = touch_actor(t, draft.actor);
    drop_draft(t, of);
    if (!*draft.text) {
        journal_draft_finish(&draft);
        return;
    }
    of->at = news->draft_count;
    ARRAY_ADD(news->drafts, news->draft_count, news->draft_room, draft);
}

/* Whether a line is as it was written: its checksum tells. */
static bool is_whole(const char *line, size_t len_bytes)
{
    char sum[SUM_DIGITS + 1];
    if (len_bytes < SUM_DIGITS + 2 || line[SUM_DIGITS] != ' ') {
        return false;
    }
    snprintf(sum, sizeof sum, "%08" PRIx32,
             crc_add(0, line + SUM_DIGITS + 1, len_bytes - SUM_DIGITS - 1));
    return memcmp(sum, line, SUM_DIGITS) == 0;
}

/* One line without its end. */
static bool take_line(const char *line, size_t len_bytes, struct taking *t,
                      struct err *err)
{
    struct json_document document = {0};
    enum applied what = APPLIED_KNOWN;
    if (!is_whole(line, len_bytes)) {
        err_set(err, "cut off or damaged");
        return false;
    }
    bool ok = json_read(&document, "journal", line + SUM_DIGITS + 1,
                        len_bytes - SUM_DIGITS - 1, err);
    if (ok && json_member_text(document.root, "draft")) {
        take_draft(document.root, t);
    } else if (ok) {
        ok = edits_take_root(&document, t->session, &what, err);
        t->news->edits += ok && what == APPLIED;
    }
    json_finish(&document);
    return ok;
}

size_t journal_take_in(char *bytes, size_t len_bytes, bool whole_lines,
                       struct session *session, struct journal_news *news)
{
    char *line = bytes + json_mark_bytes(bytes, len_bytes), *end = bytes + len_bytes;
    struct taking taking = {.session = session, .news = news};
    struct err err = ERR_NONE;
    session_begin_many(session);
    while (line < end) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        if (!stop && whole_lines) {
            break;
        }
        char *next = stop ? stop + 1 : end;
        stop = stop ? stop : end;
        *stop = '\0';
        if (stop > line && !take_line(line, (size_t)(stop - line), &taking, &err)) {
            journal_news_add_bad_line(news, err_text(&err));
        }
        line = next;
    }
    session_end_many(session);
    err_finish(&err);
    lookup_finish(&taking.actors);
    arena_finish(&taking.arena);
    return (size_t)(line - bytes);
}

/* Takes in its text from an offset on. */
static void take_from(struct journal *journal, struct str *text, off_t from,
                      bool whole_lines, struct session *session,
                      struct journal_news *news)
{
    size_t taken = 0, bad = news->bad_lines, before = from ? 0 : journal->bad_lines;
    if (text->len_bytes) {
        taken = journal_take_in(text->bytes + from, text->len_bytes - (size_t)from,
                                whole_lines, session, news);
    }
    bad = news->bad_lines - bad;
    news->bad_lines -= bad < before ? bad : before; /* those were told of */
    journal->bad_lines = from ? journal->bad_lines + bad : bad;
    journal->read_to = from + (off_t)taken;
}

/* From an offset to the end, or, if later lines may follow, to the end of the last whole
 * line. False if it is there and cannot be read. */
static bool read_from(struct journal *journal, off_t from, bool whole_lines,
                      struct session *session, struct journal_news *news)
{
    struct str text = STR_EMPTY;
    struct err err = ERR_NONE;
    struct stat about = {0};
    if (!journal->path || (lstat(journal->path, &about) != 0 && errno == ENOENT)) {
        return true;
    }
    bool ok = read_own_file(journal->path, &text, &err);
    if (!ok) {
        journal_news_add_unread(news, err_text(&err),
                                "let its owner open the session, make it readable, or "
                                "move it away");
    } else if ((size_t)from <= text.len_bytes) {
        take_from(journal, &text, from, whole_lines, session, news);
        journal->device = about.st_dev;
        journal->inode = about.st_ino;
    }
    err_finish(&err);
    str_finish(&text);
    return ok;
}

bool journal_read(struct journal *journal, struct session *session,
                  struct journal_news *news)
{
    return read_from(journal, 0, false, session, news);
}

void journal_read_on(struct journal *journal, struct session *session,
                     struct journal_news *news)
{
    struct stat about;
    if (!journal->path || lstat(journal->path, &about) != 0) {
        return;
    }
    bool same = about.st_dev == journal->device && about.st_ino == journal->inode &&
                about.st_size >= journal->read_to;
    read_from(journal, same ? journal->read_to : 0, true, session, news);
}

/* Drafts that stand go to the front of it, and the rest goes. */
static bool keep_drafts(const struct journal *journal, const struct str *drafts)
{
    int fd = open(journal->path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    bool ok = pwrite(fd, str_text(drafts), drafts->len_bytes, 0) ==
                  (ssize_t)drafts->len_bytes &&
              fdatasync(fd) == 0 && ftruncate(fd, (off_t)drafts->len_bytes) == 0;
    return close(fd) == 0 && ok;
}

void journal_trim(struct journal *journal, const struct journal_news *news)
{
    struct str drafts = STR_EMPTY;
    struct stat about;
    for (size_t i = 0; i < news->draft_count; i++) {
        const struct journal_draft *d = &news->drafts[i];
        add_draft_line(&drafts, d);
    }
    if (journal->path && stat(journal->path, &about) == 0 &&
        about.st_size != (off_t)drafts.len_bytes && open_journal(journal, NULL) &&
        keep_drafts(journal, &drafts)) {
        journal->read_to = (off_t)drafts.len_bytes;
        journal->bad_lines = 0;
    } /* Else it stays as it is: what it says is known, and taking it in again changes
       * nothing. */
    str_finish(&drafts);
}
