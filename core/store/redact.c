#include "store/redact.h"

#include "base/memory.h"
#include "store/generations.h"
#include "store/replace.h"
#include "store/still_says.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether what was being typed is of that record, or of a person: by the name with it, or what
 * else the same actor said; who said neither may be anybody. */
static bool is_draft_of(const struct session *session, const struct forget *what,
                        const struct journal_draft *draft)
{
    size_t at = 0;
    bool named = what->name && *draft->by;
    bool others = !what->name || (named && !forget_names(draft->by, what->name));
    if (what->record) {
        const char *kind = record_kind(what->record), *id = strchr(draft->of, ':');
        return id && strcmp(id + 1, record_id(what->record)) == 0 &&
               strncmp(draft->of, kind, (size_t)(id - draft->of)) == 0 &&
               (what->field ? strcmp(what->field, draft->field) == 0
                            : forget_is_draft(kind, draft->field));
    }
    for (const struct edit *e;
         !others && !named && (e = session_next_edit(session, &at));) {
        others = strcmp(e->key.actor, draft->actor) == 0 && e->by &&
                 !forget_names(e->by, what->name);
    }
    return !others || (what->name && forget_names(draft->text, what->name));
}

size_t redact_drafts(const struct session_file *file, const struct forget *what)
{
    size_t count = 0;
    for (size_t i = 0; i < file->news.draft_count; i++) {
        const struct journal_draft *d = &file->news.drafts[i];
        bool sure = what->record || (what->name && (forget_names(d->by, what->name) ||
                                                    forget_names(d->text, what->name)));
        count += sure && is_draft_of(file->session, what, d);
    }
    return count;
}

static bool drop_drafts(struct session_file *file, const struct forget *what,
                        struct err *err)
{
    bool ok = true;
    for (size_t i = 0; i < file->news.draft_count && ok; i++) {
        const struct journal_draft *d = &file->news.drafts[i];
        if (is_draft_of(file->session, what, d)) {
            ok = journal_append_draft(&file->journal, d->actor, d->by, d->of, d->field,
                                      "", err);
        }
    }
    return ok;
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

/* The same goes there, also words that only it has, and what is redacted already. */
static bool redact_generation(const char *path, const struct session *now,
                              struct author *author, const struct forget *what,
                              struct err *err)
{
    struct session_file old;
    struct author own;
    size_t at = 0;
    bool readable = file_open(path, &old, NULL);
    if (!readable || old.damaged) { /* nobody can tell what stands in it */
        if (readable) {
            file_close(&old);
        }
        return unlink(path) == 0 || access(path, F_OK) != 0;
    }
    size_t before = session_change_count(old.session);
    author_init(&own, old.session, dice_roll(&author->dice), NULL);
    own.now_ms = author->now_ms;
    bool ok = forget(&own, what, err);
    author_finish(&own);
    for (const struct edit *e; (e = session_next_edit(now, &at));) {
        if (e->redacted && session_edit(old.session, e->key)) {
            session_apply(old.session, e, NULL, NULL);
        }
    }
    ok = ok &&
         (session_change_count(old.session) == before || rewrite(path, old.session, err));
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

bool file_redact(struct session_file *file, struct author *author,
                 const struct forget *what, struct err *err)
{
    enum { MOST_ROUNDS = 5 };
    size_t left = 1; /* what comes in while it is saved may be of the same person */
    bool ok = drop_drafts(file, what, err);
    for (int round = 0; round < MOST_ROUNDS && left && ok; round++) {
        file->ours = true;    /* so that what stands there becomes no generation, */
        file->forgets = true; /* and stands nowhere else for a moment */
        ok = forget(author, what, err) && redact_generations(file, author, what, err) &&
             file_save(file, err);
        free(forget_find(file->session, what, &left));
    }
    file->forgets = false;
    return ok;
}

/* What is looked for, and where it was found. */
struct looking {
    const struct paths *texts;
    struct paths name; /* one at most */
    struct paths *out, *within;
};

static void look_at(const char *path, const struct looking *l)
{
    struct str bytes = STR_EMPTY;
    if (read_file(path, &bytes, NULL) && still_says(&bytes, l->texts)) {
        bool is = still_says(&bytes, &l->name) || still_is(&bytes, l->texts);
        paths_add(is ? l->out : l->within, path);
    }
    str_finish(&bytes);
}

static void look_into(const char *folder, int depth, const struct looking *l)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        struct str path = STR_EMPTY;
        struct stat about;
        str_addf(&path, "%s/%s", folder, entry->d_name);
        bool there = lstat(path.bytes, &about) == 0;
        if (there && S_ISDIR(about.st_mode) && depth > 0 && entry->d_name[0] != '.') {
            look_into(path.bytes, depth - 1, l);
        } else if (there && S_ISREG(about.st_mode)) {
            look_at(path.bytes, l);
        }
        str_finish(&path);
    }
    if (dir) {
        closedir(dir);
    }
}

void redact_find_left(const char *session_path, const struct paths *texts,
                      const char *name, struct paths *out, struct paths *within)
{
    struct looking l = {texts, {0}, out, within};
    char *folder = path_resolve(session_path);
    char *slash = strrchr(folder, '/'), *state = state_path("");
    *(slash ? slash : folder) = '\0';
    *strrchr(state, '/') = '\0';
    if (name) {
        paths_add(&l.name, name);
    }
    look_into(slash ? folder : ".", 0, &l);
    look_into(state, 2, &l);
    paths_finish(&l.name);
    free(folder);
    free(state);
}
