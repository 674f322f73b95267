#include "support/folder.h"

#include "base/memory.h"
#include "base/str.h"
#include "store/rescue_places.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One a process, which under Criterion is one a test. */
static char *folder;
static pid_t folder_owner;

static char *joined(const char *before, const char *name)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/%s", before, name);
    return str_take(&path);
}

const char *repo_root(void)
{
    static char *root;
    if (!root) {
        char *here = getcwd(NULL, 0);
        if (!here) {
            cr_fatal("the working folder: %s", strerror(errno));
        }
        root = here;
    }
    return root;
}

char *repo_path(const char *name)
{
    return joined(repo_root(), name);
}

/* What the code under test remembers stays in the test's folder as well. */
static void live_in(const char *home)
{
    char *state = joined(home, ".local/state");
    setenv("HOME", home, 1);
    setenv("XDG_STATE_HOME", state, 1);
    free(state);
}

/* Messages name files of it, and a screen of the tests has no room for a long path: then
 * /tmp is better, if something can be made there. */
static char *make_folder(void)
{
    enum { LONGEST_BYTES = 16 };
    const char *above = getenv("TMPDIR");
    bool given = above && above[0] == '/';
    char *made = joined(given && strlen(above) <= LONGEST_BYTES ? above : "/tmp",
                        "roundtable-XXXXXX");
    if (!mkdtemp(made) && given) {
        free(made);
        made = joined(above, "roundtable-XXXXXX");
        made = mkdtemp(made);
    }
    if (!made || access(made, F_OK) != 0) {
        cr_fatal("no temporary folder: %s", strerror(errno));
    }
    return made;
}

const char *test_folder(void)
{
    if (folder) {
        return folder;
    }
    repo_root(); /* while the working folder is still the one we started in */
    char *made = make_folder();
    static bool registered;
    if (!registered) {
        registered = true;
        atexit(folder_finish);
    }
    folder_owner = getpid();
    folder = made;
    live_in(folder);
    return folder;
}

char *test_path(const char *name)
{
    return joined(test_folder(), name);
}

static void remove_all(int above, const char *name)
{
    int fd = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == EACCES) {
        fchmodat(above, name, 0700, 0);
        fd = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }
    if (fd < 0) {
        unlinkat(above, name, 0);
        return;
    }
    fchmod(fd, 0700);
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return;
    }
    const struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            remove_all(dirfd(dir), entry->d_name);
        }
    }
    closedir(dir);
    unlinkat(above, name, AT_REMOVEDIR);
}

void folder_finish(void)
{
    if (!folder || folder_owner != getpid()) {
        return;
    }
    remove_all(AT_FDCWD, folder);
    free(folder);
    folder = NULL;
}

static void make_folders_above(const char *path)
{
    char *part = memory_copy_text(path);
    for (char *slash = strchr(part, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (slash != part && mkdir(part, 0700) < 0 && errno != EEXIST) {
            cr_fatal("%s: cannot make the folder: %s", part, strerror(errno));
        }
        *slash = '/';
    }
    free(part);
}

void text_file_write(const char *path, const char *text)
{
    make_folders_above(path);
    FILE *file = fopen(path, "we");
    if (!file) {
        cr_fatal("%s: cannot write: %s", path, strerror(errno));
    }
    bool ok = fputs(text, file) >= 0;
    ok = fclose(file) == 0 && ok;
    if (!ok) {
        cr_fatal("%s: not all was written: %s", path, strerror(errno));
    }
}

char *text_file_read_bytes(const char *path, size_t *len_bytes)
{
    FILE *file = fopen(path, "re");
    if (!file) {
        if (errno != ENOENT && errno != ENOTDIR) {
            cr_fatal("%s: cannot read: %s", path, strerror(errno));
        }
        return NULL;
    }
    struct str text = STR_EMPTY;
    char chunk[8192];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        str_add_bytes(&text, chunk, got);
    }
    if (ferror(file)) {
        cr_fatal("%s: cannot read: %s", path, strerror(errno));
    }
    fclose(file);
    *len_bytes = text.len_bytes;
    return str_take(&text);
}

char *text_file_read(const char *path)
{
    size_t len_bytes;
    return text_file_read_bytes(path, &len_bytes);
}

mode_t permissions_of(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? about.st_mode & 07777 : 0;
}

char *rescue_place(const char *session_path, int place)
{
    struct rescue_places places = rescue_places(session_path);
    char *path = places.at[place] ? memory_copy_text(places.at[place]) : NULL;
    rescue_places_finish(&places);
    return path;
}
