#include "live/server_inside.h"

#include "base/str.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char prefix[] = "roundtable-live-";

/* Locked by the keeper, from the moment that it has that name. */
#define LOCKED "keeper"
#define LOCKED_SOON "keeper.new"

static const char *const files[] = {"mosquitto.conf", "passwords", "passwords.tmp",
                                    "access",         LOCKED_SOON, LOCKED};

char *keeper_folder_file(const struct keeper_folder *folder, const char *name)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/%s", folder->path, name);
    return str_take(&path);
}

/* Not inherited by children, and gone with the process, however that ends. */
static bool lock(int fd)
{
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(fd, F_SETLK, &all) == 0;
}

static bool begin_lock(struct keeper_folder *folder)
{
    char *soon = keeper_folder_file(folder, LOCKED_SOON);
    char *path = keeper_folder_file(folder, LOCKED);
    folder->lock = open(soon, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool ok = folder->lock >= 0 && lock(folder->lock) && rename(soon, path) == 0;
    free(soon);
    free(path);
    return ok;
}

bool keeper_folder_make(const char *parent, struct keeper_folder *folder)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/%sXXXXXX", parent, prefix);
    if (!mkdtemp(path.bytes)) {
        str_finish(&path);
        return false;
    }
    folder->path = str_take(&path);
    return begin_lock(folder);
}

static void remove_files(int fd)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        unlinkat(fd, files[i], 0);
    }
}

void keeper_folder_remove(struct keeper_folder *folder)
{
    int fd = folder->path ? open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        remove_files(fd);
        close(fd);
        rmdir(folder->path);
    }
}

/* Whether it is a folder of a keeper of this user who is dead. Nobody else can put anything
 * into it. */
static bool is_left(int fd)
{
    struct stat about;
    if (fstat(fd, &about) != 0 || about.st_uid != geteuid() ||
        (about.st_mode & 07777) != 0700) {
        return false;
    }
    int locked = openat(fd, LOCKED, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    bool left = locked >= 0 && lock(locked);
    if (locked >= 0) {
        close(locked);
    }
    return left;
}

void keeper_folders_clear(const char *parent)
{
    DIR *all = opendir(parent);
    for (struct dirent *entry; all && (entry = readdir(all));) {
        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0) {
            continue;
        }
        int fd = openat(dirfd(all), entry->d_name,
                        O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd >= 0 && is_left(fd)) {
            remove_files(fd);
            unlinkat(dirfd(all), entry->d_name, AT_REMOVEDIR);
        }
        if (fd >= 0) {
            close(fd);
        }
    }
    if (all) {
        closedir(all);
    }
}
