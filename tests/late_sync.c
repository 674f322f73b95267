/* A sync service with bad luck, for tests/test_overtaken.c: preloaded, it puts another
 * state of a session file in its place when a new one stands on the disk beside it already,
 * but has not got its name yet.
 *
 *     ROUNDTABLE_LATE_SYNC=FILE   FILE.late is renamed to FILE, as often as it is there;
 *                                 FILE is deleted, once, where FILE.none is there */

#define _GNU_SOURCE
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void come_late(int fd, const char *path)
{
    char open_file[64], written[PATH_MAX] = "", late[PATH_MAX], none[PATH_MAX],
                        begins[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int folder_bytes = slash ? (int)(slash - path) : 0;
    snprintf(open_file, sizeof open_file, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(open_file, written, sizeof written - 1);
    snprintf(begins, sizeof begins, "%.*s/.%s.", folder_bytes, path,
             path + folder_bytes + 1);
    if (len < 0 || !slash || strncmp(written, begins, strlen(begins)) != 0) {
        return;
    }
    snprintf(late, sizeof late, "%s.late", path);
    snprintf(none, sizeof none, "%s.none", path);
    if (unlink(none) == 0) {
        unlink(path);
    }
    rename(late, path);
}

int fsync(int fd)
{
    const char *path = getenv("ROUNDTABLE_LATE_SYNC");
    long result = syscall(SYS_fsync, fd);
    if (result == 0 && path) {
        come_late(fd, path);
    }
    return (int)result;
}
