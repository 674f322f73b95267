#include "store/redact.h"

#include "base/memory.h"
#include "base/words.h"
#include "store/generations.h"
#include "store/replace.h"

#include <ctype.h>
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

/* Whether a word may begin there: behind no letter, or behind "\n" as JSON has it. */
static bool word_begins(const char *bytes, size_t at)
{
    enum { MOST_BYTES = 4 };
    char before[MOST_BYTES + 1] = "";
    size_t from = at;
    while (from > 0 && at - from < MOST_BYTES) {
        from--;
        if ((bytes[from] & 0xC0) != 0x80) {
            break;
        }
    }
    memcpy(before, bytes + from, at - from);
    const char *text = before;
    struct str word = STR_EMPTY;
    bool letter = words_next(&text, &word);
    str_finish(&word);
    return !letter || (at > 1 && bytes[at - 2] == '\\' && strchr("bfnrt", *before));
}

/* Whether the words of a text stand there, with whatever parts them. */
static bool words_stand(const char *bytes, size_t len_bytes, const char *text)
{
    enum { TIMES = 4, MORE = 32 }; /* more than folding and what parts words can take */
    struct str words = STR_EMPTY;
    size_t most = TIMES * strlen(text) + MORE;
    str_add_bytes(&words, bytes, len_bytes < most ? len_bytes : most);
    for (size_t i = 0; i + 1 < words.len_bytes; i++) {
        if (words.bytes[i] == '\\' && strchr("bfnrt", words.bytes[i + 1])) {
            words.bytes[i + 1] = ' ';
        }
    }
    bool stand = forget_begins(str_text(&words), text);
    str_finish(&words);
    return stand;
}

/* Quick, for a file may be large: only where its first letter stands is looked at. */
static bool stands_in(const struct str *bytes, const char *text)
{
    const char *rest = text;
    struct str first = STR_EMPTY;
    bool found = false, any = words_next(&rest, &first);
    unsigned char letter = any ? (unsigned char)*first.bytes : 0;
    for (size_t i = 0; i < bytes->len_bytes && any && !found; i++) {
        unsigned char byte = (unsigned char)bytes->bytes[i];
        bool may = letter < 0x80 ? tolower(byte) == letter || byte == '&' : byte >= 0xC0;
        found = may && word_begins(bytes->bytes, i) &&
                words_stand(bytes->bytes + i, bytes->len_bytes - i, text);
    }
    if (!any && *text) { /* such as "—" */
        found = strstr(str_text(bytes), text) != NULL;
    }
    str_finish(&first);
    return found;
}

/* What is packed, as pictures are, has any three letters somewhere and no words. A text
 * whose end was lost may have zeros there. */
static bool is_packed(const struct str *bytes)
{
    enum { HEAD = 64 };
    size_t head = bytes->len_bytes < HEAD ? bytes->len_bytes : HEAD;
    return memchr(str_text(bytes), '\0', head) ||
           strncmp(str_text(bytes), "%PDF-", strlen("%PDF-")) == 0;
}

static bool any_stands_in(const struct str *bytes, const struct paths *texts)
{
    for (size_t i = 0; i < texts->count && i < MOST_SOUGHT && !is_packed(bytes); i++) {
        if (stands_in(bytes, texts->items[i])) {
            return true;
        }
    }
    return false;
}

static void look_into(const char *folder, int depth, const struct paths *texts,
                      struct paths *out)
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
            look_into(path.bytes, depth - 1, texts, out);
        } else if (there && S_ISREG(about.st_mode) &&
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
    char *folder = path_resolve(session_path);
    char *slash = strrchr(folder, '/'), *state = state_path(".");
    state[strlen(state) - strlen("/.")] = '\0';
    *(slash ? slash : folder) = '\0';
    look_into(slash ? folder : ".", 0, texts, out);
    look_into(state, 2, texts, out);
    free(folder);
    free(state);
}
