#include "store/redact.h"

#include "base/memory.h"
#include "store/generations.h"
#include "store/replace.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether what was being typed is of that record, or of a person: by what else the same
 * actor said; who said nothing else may be anybody. */
static bool is_draft_of(const struct session *session, const struct forget *what,
                        const struct journal_draft *draft)
{
    struct str of = STR_EMPTY;
    size_t at = SIZE_MAX;
    bool named = false, others = false;
    if (what->record) {
        const char *kind = record_kind(what->record);
        str_addf(&of, "%s:%s", kind, record_id(what->record));
        named = strcmp(of.bytes, draft->of) == 0 &&
                strcmp(draft->field, forget_draft(kind)) == 0;
        str_finish(&of);
        return named;
    }
    for (const struct edit *e; (e = session_next_latest(session, &at));) {
        if (strcmp(e->key.actor, draft->actor) == 0) {
            others = others || (e->by && !forget_names(e->by, what->name));
        }
    }
    return !others || forget_names(draft->text, what->name);
}

static bool drop_drafts(struct session_file *file, const struct forget *what,
                        struct err *err)
{
    bool ok = true;
    for (size_t i = 0; i < file->news.draft_count && ok; i++) {
        const struct journal_draft *d = &file->news.drafts[i];
        if (is_draft_of(file->session, what, d)) {
            ok = journal_append_draft(&file->journal, d->actor, d->of, d->field, "", err);
        }
    }
    return ok;
}

/* Whether an edit says again what another one of the session said. */
static bool is_over_one_of(const struct edit *edit, const struct session *session)
{
    for (size_t i = 0; i < edit->over_count; i++) {
        if (session_edit(session, edit->over[i])) {
            return true;
        }
    }
    return false;
}

/* Redacts in an older session what is redacted in a newer one, with what the author of
 * that said again of it. */
static void redact_alike(struct session *old, const struct session *now,
                         const char *actor)
{
    size_t count;
    struct err unused = ERR_NONE;
    const struct edit **edits = session_edits(now, &count);
    for (size_t i = 0; i < count; i++) {
        const struct edit *edit = edits[i];
        bool redacts = edit->redacted && session_edit(old, edit->key);
        bool again = actor && strcmp(edit->key.actor, actor) == 0;
        if (redacts || (again && is_over_one_of(edit, old))) {
            session_apply(old, edit, NULL, &unused);
        }
    }
    free(edits);
    err_finish(&unused);
}

/* Replaces a generation, which keeps the time from which it is. */
static bool rewrite(const char *path, struct session *session, struct err *err)
{
    struct stat about;
    struct str bytes = STR_EMPTY;
    bool known = stat(path, &about) == 0;
    file_write(session, &bytes);
    bool ok = replace_file(path, bytes.bytes, bytes.len_bytes, REPLACE_EXISTING, err);
    if (ok && known) {
        const struct timespec times[] = {about.st_atim, about.st_mtim};
        utimensat(AT_FDCWD, path, times, 0);
    }
    str_finish(&bytes);
    return ok;
}

/* The words of a generation that only it has go too: those that what asks for. */
static bool redact_generation(const char *path, const struct session *now,
                              struct author *author, const struct forget *what,
                              struct err *err)
{
    struct str bytes = STR_EMPTY;
    struct session_file old;
    struct err damage = ERR_NONE;
    bool readable =
        read_file(path, &bytes, &damage) &&
        file_read(path, str_text(&bytes), bytes.len_bytes, 0, false, &old, NULL, &damage);
    str_finish(&bytes);
    err_finish(&damage);
    if (!readable) { /* nobody can tell what stands in it */
        return unlink(path) == 0 || access(path, F_OK) != 0;
    }
    size_t before = session_change_count(old.session);
    bool ok = true;
    redact_alike(old.session, now, author ? author->actor : NULL);
    if (author) {
        struct author own;
        author_init(&own, old.session, dice_roll(&author->dice), NULL);
        own.now_ms = author->now_ms;
        ok = forget(&own, what, err);
        author_finish(&own);
    }
    if (ok && session_change_count(old.session) != before) {
        ok = rewrite(path, old.session, err);
    }
    file_close(&old);
    return ok;
}

static bool redact_generations(const struct session_file *file, struct author *author,
                               const struct forget *what, struct err *err)
{
    struct generations all = {0};
    bool ok = true;
    generations_list(file->target, &all);
    for (size_t i = 0; i < all.count && ok; i++) {
        ok = redact_generation(all.items[i].path, file->session, author, what, err);
    }
    generations_finish(&all);
    return ok;
}

/* What came in while the file was saved may be of the same person. */
static bool save(struct session_file *file, struct author *author,
                 const struct forget *what, struct err *err)
{
    enum { MOST_ROUNDS = 5 };
    size_t left = 1;
    bool ok = true;
    for (int round = 0; round < MOST_ROUNDS && left && ok; round++) {
        file->ours = true; /* so that what stands there becomes no generation */
        ok = forget(author, what, err) && file_save(file, err);
        free(forget_find(file->session, what, &left));
    }
    return ok;
}

bool file_redact(struct session_file *file, struct author *author,
                 const struct forget *what, struct err *err)
{
    return drop_drafts(file, what, err) && forget(author, what, err) &&
           redact_generations(file, author, what, err) && save(file, author, what, err) &&
           redact_generations(file, author, what, err);
}

bool file_redact_rest(struct session_file *file, struct err *err)
{
    struct stat about;
    size_t at = SIZE_MAX;
    bool any = false;
    for (const struct edit *e; !any && (e = session_next_latest(file->session, &at));) {
        any = e->redacted;
    }
    bool later =
        file->news.edits || (stat(file->journal.path, &about) == 0 && about.st_size > 0);
    file->ours = true;
    return !any || (redact_generations(file, NULL, NULL, err) &&
                    (!later || file_save(file, err)));
}

/* Looking for what is left: a copy has one of so many, if it has any. */

enum { MOST_SOUGHT = 50 };

static bool is_of_word(char byte)
{
    return (byte & 0x80) || (byte >= '0' && byte <= '9') ||
           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool stands_in(const char *bytes, size_t len_bytes, const char *text)
{
    size_t text_bytes = strlen(text);
    const char *end = bytes + len_bytes, *at = bytes;
    while (text_bytes && (at = memchr(at, *text, (size_t)(end - at)))) {
        const char *behind = at + text_bytes;
        bool same = (size_t)(end - at) >= text_bytes && memcmp(at, text, text_bytes) == 0;
        bool begins = at == bytes || !is_of_word(at[-1]) || !is_of_word(*text);
        if (same && begins && !(is_of_word(*behind) && is_of_word(behind[-1]))) {
            return true; /* behind the last is a NUL */
        }
        at++;
    }
    return false;
}

/* As they are, and as they stand in JSON. */
static bool any_stands_in(const struct str *bytes, const struct paths *texts)
{
    for (size_t i = 0; i < texts->count && i < MOST_SOUGHT; i++) {
        struct str json = STR_EMPTY;
        json_write_text(texts->items[i], &json);
        json.bytes[json.len_bytes - 1] = '\0';
        bool found = stands_in(str_text(bytes), bytes->len_bytes, texts->items[i]) ||
                     stands_in(str_text(bytes), bytes->len_bytes, json.bytes + 1);
        str_finish(&json);
        if (found) {
            return true;
        }
    }
    return false;
}

static void look_into(const char *folder, int depth, const char *except,
                      const struct paths *texts, struct paths *out)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        struct str path = STR_EMPTY, bytes = STR_EMPTY;
        struct stat about;
        struct err unused = ERR_NONE;
        bool dots = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        str_addf(&path, "%s/%s", folder, entry->d_name);
        bool there = !dots && lstat(path.bytes, &about) == 0;
        if (there && S_ISDIR(about.st_mode) && depth > 0) {
            look_into(path.bytes, depth - 1, except, texts, out);
        } else if (there && S_ISREG(about.st_mode) && strcmp(path.bytes, except) != 0 &&
                   read_file(path.bytes, &bytes, &unused) &&
                   any_stands_in(&bytes, texts)) {
            paths_add(out, path.bytes);
        }
        err_finish(&unused);
        str_finish(&bytes);
        str_finish(&path);
    }
    if (dir) {
        closedir(dir);
    }
}

void redact_find_left(const char *session_path, const struct paths *texts,
                      struct paths *out)
{
    char *target = path_resolve(session_path), *folder = memory_copy_text(target);
    char *slash = strrchr(folder, '/'), *state = state_path(".");
    state[strlen(state) - strlen("/.")] = '\0';
    *(slash ? slash : folder) = '\0';
    look_into(slash ? folder : ".", 0, target, texts, out);
    look_into(state, 2, target, texts, out);
    free(target);
    free(folder);
    free(state);
}
