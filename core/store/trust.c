#include "store/trust.h"

#include "base/memory.h"
#include "store/replace.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_trusted_owner(uid_t owner)
{
    struct stat root;
    return owner == geteuid() || owner == 0 ||
           (stat("/", &root) == 0 && owner == root.st_uid);
}

static bool all_may_write(const struct stat *folder)
{
    return folder->st_mode & S_IWOTH;
}

static bool is_sticky(const struct stat *folder)
{
    return folder->st_mode & S_ISVTX;
}

static void tell_owner(const char *path, struct err *err)
{
    err_set(err, "%s: it belongs to somebody else", path);
}

static void tell_writers(const char *path, struct err *err)
{
    err_set(err, "%s: others may write there (chmod go-w %s puts that right)", path,
            path);
}

/* One part of the way to a folder. */
static bool step_is_trusted(const char *path, const struct stat *about, struct err *err)
{
    if (!is_trusted_owner(about->st_uid)) {
        tell_owner(path, err);
        return false;
    }
    if (S_ISDIR(about->st_mode) && all_may_write(about) && !is_sticky(about)) {
        tell_writers(path, err);
        return false;
    }
    return true;
}

/* All that is there of the way to it. */
static bool way_is_trusted(const char *path, struct err *err)
{
    char *part = memory_copy_text(path);
    struct stat about;
    bool ok = true;
    for (char *at = part; ok && *at; at++) {
        char *end = at + 1 + strcspn(at + 1, "/"), kept = *end;
        *end = '\0';
        if (lstat(part, &about) != 0) {
            break;
        }
        ok = step_is_trusted(part, &about, err);
        *end = kept;
        at = end - 1;
    }
    free(part);
    return ok;
}

bool folder_is_trusted(const char *path, bool ours, struct err *err)
{
    struct stat about;
    char *real = path_resolve(path);
    bool ok = way_is_trusted(path, err) &&
              (strcmp(real, path) == 0 || way_is_trusted(real, err));
    if (ok && stat(path, &about) == 0) {
        if (ours && about.st_uid != geteuid()) {
            tell_owner(path, err);
            ok = false;
        } else if (about.st_mode & (S_IWGRP | S_IWOTH)) {
            tell_writers(path, err);
            ok = false;
        }
    }
    free(real);
    return ok;
}

/* Whether somebody else put this there, in a folder where all may. */
static bool is_planted(const char *path, const struct stat *about)
{
    struct stat folder;
    char *name = folder_of(path);
    bool planted = (S_ISLNK(about->st_mode) || S_ISFIFO(about->st_mode)) &&
                   stat(name, &folder) == 0 && all_may_write(&folder) &&
                   is_sticky(&folder) && about->st_uid != geteuid() &&
                   about->st_uid != folder.st_uid;
    free(name);
    return planted;
}

/* Whether no part of a path, as it is written, was planted. */
static bool parts_are_trusted(const char *path, struct err *err)
{
    char *part = memory_copy_text(path);
    bool ok = true;
    for (size_t end = 1; ok && part[0] && end <= strlen(path); end++) {
        struct stat about;
        if (path[end] && path[end] != '/') {
            continue;
        }
        part[end] = '\0';
        if (lstat(part, &about) == 0 && is_planted(part, &about)) {
            err_set(err,
                    "%s: %s of somebody else, in a folder where all may write; it is not "
                    "written to",
                    part, S_ISLNK(about.st_mode) ? "a link" : "a pipe");
            ok = false;
        }
        part[end] = path[end];
    }
    free(part);
    return ok;
}

bool path_is_trusted(const char *path, struct err *err)
{
    enum { MOST_LINKS = 40 };
    char *at = memory_copy_text(path);
    bool ok = parts_are_trusted(at, err);
    for (int links = 0; ok && at && links < MOST_LINKS; links++) {
        char *next = link_target(at);
        ok = !next || parts_are_trusted(next, err);
        free(at);
        at = next;
    }
    free(at);
    return ok;
}
