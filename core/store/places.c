#include "store/places.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/memory.h"
#include "model/history.h"
#include "store/folders.h"
#include "store/programs.h"
#include "store/replace.h"
#include "store/trust.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void paths_finish(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++) {
        free(paths->items[i]);
    }
    free(paths->items);
    *paths = (struct paths){0};
}

bool paths_add_new(struct paths *paths, const char *path)
{
    bool is_new = !text_among(path, (const char *const *)paths->items, paths->count);
    if (is_new) {
        paths_add(paths, path);
    }
    return is_new;
}

void paths_add(struct paths *paths, const char *path)
{
    ARRAY_ADD(paths->items, paths->count, paths->room, memory_copy_text(path));
}

static char *join(const char *folder, const char *name)
{
    struct str path = str_of("%s/%s", folder, name);
    return str_take(&path);
}

/* A folder that holds nothing and takes nothing, for what has no other. */
static const char nowhere[] = "/dev/null";

/* NULL: there is none. */
static const char *known_home(void)
{
    const char *set = getenv("HOME");
    if (!set || *set != '/') {
        const struct passwd *we = getpwuid(getuid());
        set = we ? we->pw_dir : NULL;
    }
    return set && *set == '/' ? set : NULL;
}

static const char *home(void)
{
    const char *known = known_home();
    return known ? known : nowhere;
}

/* The folder of an XDG variable, or its default below the home folder; to free(). */
static char *xdg_folder(const char *variable, const char *otherwise)
{
    const char *set = getenv(variable);
    return set && *set == '/' ? memory_copy_text(set) : join(home(), otherwise);
}

/* Our folder in that of an XDG variable; to free(). */
static char *own_folder(const char *variable, const char *otherwise)
{
    char *folder = xdg_folder(variable, otherwise), *own = join(folder, "roundtable");
    free(folder);
    return own;
}

static char *state_folder(void)
{
    return own_folder("XDG_STATE_HOME", ".local/state");
}

static char *own_data_folder(void)
{
    return own_folder("XDG_DATA_HOME", ".local/share");
}

static bool exists(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

bool folder_make(const char *path, struct err *err)
{
    char *part = memory_copy_text(path);
    bool ok = true;
    for (char *p = part + 1; ok && *p; p++) {
        if (*p == '/') {
            *p = '\0';
            ok = mkdir(part, 0700) == 0 || errno == EEXIST || errno == EROFS ||
                 errno == EACCES;
            *p = '/';
        }
    }
    ok = ok && (mkdir(part, 0700) == 0 || errno == EEXIST);
    if (!ok) {
        err_system(err, "%s: cannot make this folder", path);
    }
    free(part);
    return ok;
}

/* The folder for sessions made from the home screen, ~/roundtable; to free(). */
/* Whether there is a home folder: $HOME, or else what the system says. */
static bool home_is_known(struct err *err)
{
    if (!known_home()) {
        err_set(err, "no home folder is known: set HOME to it");
        return false;
    }
    return true;
}

static char *sessions_folder(void)
{
    return join(home(), "roundtable");
}

/* Adds a file name's worth of text: lower case, hyphens for all but letters and digits. */
static void slug_add(const char *text, struct str *out)
{
    enum { LONGEST_BYTES = 48 }; /* four of them and "-999.json" are one file name */
    size_t start = out->len_bytes;
    struct str folded = STR_EMPTY;
    fold_add_bare(text, "", &folded);
    for (const char *p = str_text(&folded); *p && out->len_bytes - start < LONGEST_BYTES;
         p++) {
        if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')) {
            str_add_byte(out, *p);
        } else if (out->len_bytes > start && out->bytes[out->len_bytes - 1] != '-') {
            str_add_byte(out, '-');
        }
    }
    while (out->len_bytes > start && out->bytes[out->len_bytes - 1] == '-') {
        str_remove(out, out->len_bytes - 1, 1);
    }
    str_finish(&folded);
}

/* stem, then "-2" and so on until no file has the name; to free(). */
static char *free_path(const char *stem, const char *extension)
{
    struct str path = STR_EMPTY;
    for (int number = 1;; number++) {
        str_set(&path, "%s", stem);
        if (number > 1) {
            str_addf(&path, "-%d", number);
        }
        str_addf(&path, ".%s", extension);
        if (!exists(path.bytes)) {
            return str_take(&path);
        }
    }
}

char *session_path_for(const char *title, const char *place, const char *date,
                       const char *table, struct err *err)
{
    const char *word = table && *table ? history_table_word(table) : NULL;
    const char *const parts[] = {date, place, word, table, title};
    struct str stem = STR_EMPTY;
    char *folder = sessions_folder(), *path = NULL;
    if (home_is_known(err) && folder_make(folder, err)) {
        str_addf(&stem, "%s/", folder);
        size_t start = stem.len_bytes;
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            if (parts[i] && *parts[i]) {
                if (stem.len_bytes > start && stem.bytes[stem.len_bytes - 1] != '-') {
                    str_add_byte(&stem, '-');
                }
                slug_add(parts[i], &stem);
            }
        }
        while (stem.bytes[stem.len_bytes - 1] == '-') {
            str_remove(&stem, stem.len_bytes - 1, 1);
        }
        if (stem.len_bytes == start) {
            str_add(&stem, "session");
        }
        path = free_path(stem.bytes, "json");
    }
    str_finish(&stem);
    free(folder);
    return path;
}

static struct str stem_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    struct str stem = STR_EMPTY;
    bool has_dot = dot && dot > path_name(path);
    str_add_bytes(&stem, path, has_dot ? (size_t)(dot - path) : strlen(path));
    return stem;
}

char *path_beside(const char *path, const char *which, const char *extension)
{
    struct str stem = stem_of(path);
    str_addf(&stem, "%s%s.%s", which ? "-" : "", which ? which : "", extension);
    return str_take(&stem);
}

char *free_path_beside(const char *path, const char *extension)
{
    struct str stem = stem_of(path);
    char *found = free_path(stem.bytes, extension);
    str_finish(&stem);
    return found;
}

static void add_files_of(const char *folder, struct paths *out)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        size_t len = strlen(entry->d_name);
        bool known = len < 6 || strcmp(entry->d_name + len - 5, ".json") != 0 ||
                     entry->d_name[0] == '.' || strstr(entry->d_name, ".schema.");
        for (size_t i = 0; i < out->count && !known; i++) {
            known = strcmp(path_name(out->items[i]), entry->d_name) == 0;
        }
        if (!known) {
            ARRAY_ADD(out->items, out->count, out->room, join(folder, entry->d_name));
        }
    }
    if (dir) {
        closedir(dir);
    }
}

/* Whether a name in such a folder is one that generations.c or saved.c gives. */
static bool is_state_name(const char *name)
{
    struct str own = str_of("%06lu.json", strtoul(name, NULL, 10));
    bool is = strcmp(name, own.bytes) == 0 || strcmp(name, "saved") == 0;
    str_finish(&own);
    return is;
}

/* Earlier states of a session are nobody's sessions, wherever they lie: a folder is of such if it is
 * called as state_name_of() does, and nothing else is in it. */
static bool is_of_states(const char *folder)
{
    const char *name = path_name(folder), *dash = strrchr(name, '-');
    const char *bits = dash ? dash + 1 : name;
    uint64_t unused;
    bool is = strlen(bits) == BASE32_SIZE_BYTES - 1 && base32_read(bits, &unused);
    DIR *dir = is ? opendir(folder) : NULL;
    struct dirent *entry;
    while (dir && is && (entry = readdir(dir))) {
        is = *entry->d_name == '.' || is_state_name(entry->d_name);
    }
    if (dir) {
        closedir(dir);
    }
    return is;
}

static void add_session_files(const char *folder, int depth, struct paths *out)
{
    enum { DEEPEST = 16 };
    DIR *dir = depth < DEEPEST ? opendir(folder) : NULL;
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        struct stat about;
        char *path = join(folder, entry->d_name);
        bool seen = entry->d_name[0] != '.' && lstat(path, &about) == 0;
        if (seen && S_ISDIR(about.st_mode)) {
            if (!is_of_states(path)) {
                add_session_files(path, depth + 1, out);
            }
        } else if (seen && is_session_name(entry->d_name)) {
            paths_add(out, path);
        }
        free(path);
    }
    if (dir) {
        closedir(dir);
    }
}

void session_files_in(const char *folder, struct paths *out)
{
    size_t before = out->count;
    add_session_files(folder, 0, out);
    ARRAY_SORT(out->items + before, out->count - before, text_order);
}

static int by_name(const void *left, const void *right)
{
    char *const *a = left, *const *b = right;
    return strcmp(path_name(*a), path_name(*b));
}

/* folder/sub, if folder is absolute. */
static void add_sub_folder(const char *folder, size_t len_bytes, const char *sub,
                           struct paths *out)
{
    if (len_bytes == 0 || folder[0] != '/') {
        return;
    }
    struct str path = STR_EMPTY;
    str_add_bytes(&path, folder, len_bytes);
    str_addf(&path, "/%s", sub);
    add_files_of(path.bytes, out);
    str_finish(&path);
}

/* Of the process, as its environment is: whatever opens a file may need a form. */
static const char *program;

void data_files_begin(const char *argv0)
{
    program = argv0;
}

static void add_data_files(const char *sub_folder, struct paths *out)
{
    const char *own = getenv("ROUNDTABLE_DATA"), *dirs = getenv("XDG_DATA_DIRS");
    if (own && *own) {
        add_sub_folder(own, strlen(own), sub_folder, out);
    }
    /* Not installed: build/roundtable beside templates/ and sessions/. */
    char *self = program ? program_self(program) : NULL;
    if (self) {
        char *up = strrchr(self, '/');
        *up = '\0';
        up = strrchr(self, '/');
        add_sub_folder(self, up ? (size_t)(up - self) : 0, sub_folder, out);
        free(self);
    }
    struct str sub = str_of("roundtable/%s", sub_folder);
    if (own_data_is_trusted(NULL)) {
        char *data_home = own_data_folder();
        add_sub_folder(data_home, strlen(data_home), sub_folder, out);
        free(data_home);
    }
    dirs = dirs && *dirs ? dirs : "/usr/local/share:/usr/share";
    while (*dirs) {
        size_t len = strcspn(dirs, ":");
        add_sub_folder(dirs, len, sub.bytes, out);
        dirs += len + (dirs[len] == ':');
    }
    add_sub_folder(ROUNDTABLE_DATADIR, strlen(ROUNDTABLE_DATADIR), sub_folder, out);
    str_finish(&sub);
    ARRAY_SORT(out->items, out->count, by_name);
}

/* Only those whose names begin so, or only the others. */
static void keep_begun(const char *beginning, bool begun, struct paths *paths)
{
    size_t kept = 0;
    for (size_t i = 0; i < paths->count; i++) {
        char *path = paths->items[i];
        if ((strncmp(path_name(path), beginning, strlen(beginning)) == 0) == begun) {
            paths->items[kept++] = path;
        } else {
            free(path);
        }
    }
    paths->count = kept;
}

static const char phone_words[] = "phone.", paper_words[] = "paper.";

void data_files(const char *sub_folder, struct paths *out)
{
    add_data_files(sub_folder, out);
    keep_begun(phone_words, false, out);
    keep_begun(paper_words, false, out);
}

void data_files_of_phones(struct paths *out)
{
    add_data_files("templates", out);
    keep_begun(phone_words, true, out);
}

void data_files_of_papers(struct paths *out)
{
    add_data_files("templates", out);
    keep_begun(paper_words, true, out);
}

char *state_path(const char *name)
{
    char *folder = state_folder();
    char *path = join(folder_is_trusted(folder, true, NULL) ? folder : nowhere, name);
    free(folder);
    return path;
}

bool state_is_trusted(struct err *err)
{
    char *folder = state_folder();
    bool ok = folder_is_trusted(folder, true, err);
    free(folder);
    return ok;
}

bool own_data_is_trusted(struct err *err)
{
    char *folder = own_data_folder();
    bool ok = folder_is_trusted(folder, false, err);
    free(folder);
    return ok;
}

bool state_make(struct err *err)
{
    char *folder = state_folder(), *states = join(folder, "generations");
    struct stat about;
    bool ok = home_is_known(err) && folder_is_trusted(folder, true, err) &&
              folder_make(states, err);
    if (ok && (stat(states, &about) != 0 || access(states, W_OK | X_OK) != 0)) {
        err_system(err, "%s: cannot be written to", states);
        ok = false;
    } else if (ok && !S_ISDIR(about.st_mode)) {
        err_set(err, "%s: not a folder", states);
        ok = false;
    }
    free(states);
    free(folder);
    return ok;
}

char *config_path(const char *name)
{
    char *folder = own_folder("XDG_CONFIG_HOME", ".config"), *path = join(folder, name);
    free(folder);
    return path;
}

unsigned long state_count(const char *name)
{
    struct str text = STR_EMPTY;
    char *path = state_path(name), *folder = folder_of(path);
    unsigned long count =
        read_file(path, &text, NULL) ? strtoul(str_text(&text), NULL, 10) : 0;
    str_set(&text, "%lu\n", count + 1);
    if (folder_make(folder, NULL)) {
        unlink(path); /* not synced: after a crash one begins again */
        write_new_file(path, text.bytes, text.len_bytes);
    }
    str_finish(&text);
    free(folder);
    free(path);
    return count;
}

char *state_name_of(const char *session_path)
{
    struct str name = STR_EMPTY;
    char bits[BASE32_SIZE_BYTES], *target = path_resolve(session_path);
    char *stem = memory_copy_text(path_name(target));
    stem[strcspn(stem, ".")] = '\0';
    slug_add(stem, &name);
    base32_write(hash_end(hash_add_text(HASH_START, target)), bits);
    str_addf(&name, "%s%s", name.len_bytes ? "-" : "", bits);
    free(stem);
    free(target);
    return str_take(&name);
}

char *state_path_of(const char *folder, const char *session_path, const char *ending)
{
    char *own = state_name_of(session_path);
    struct str name = str_of("%s/%s%s", folder, own, ending);
    char *path = state_path(name.bytes);
    str_finish(&name);
    free(own);
    return path;
}
