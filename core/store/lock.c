#include "store/lock.h"

#include "store/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

bool lock_take(int fd, int which, int patience_ms)
{
    enum { BETWEEN_MS = 10 };
    const struct timespec between = {.tv_nsec = BETWEEN_MS * 1000000L};
    for (int waited_ms = 0;; waited_ms += BETWEEN_MS) {
        if (flock(fd, which | LOCK_NB) == 0) {
            return true;
        }
        if (errno != EINTR && (errno != EWOULDBLOCK || waited_ms >= patience_ms)) {
            return false;
        }
        nanosleep(&between, NULL);
    }
}

/* What a process is called, as far as the system tells. */
static void add_name(long process, struct str *out)
{
    char path[64], name[32];
    snprintf(path, sizeof path, "/proc/%ld/comm", process);
    FILE *file = fopen(path, "re");
    if (file && fgets(name, sizeof name, file)) {
        name[strcspn(name, "\n")] = '\0';
        str_addf(out, "%s, ", name);
    }
    if (file) {
        fclose(file);
    }
}

/* Adds " (NAME, PROCESS)" of who holds the lock of an open file, where that can be known:
 * Linux tells it in lines as "1: FLOCK ADVISORY WRITE 4711 08:01:131075 0 EOF". */
static void add_holder(int fd, struct str *out)
{
    struct stat about;
    char line[256];
    FILE *locks = fopen("/proc/locks", "re");
    while (locks && fstat(fd, &about) == 0 && fgets(line, sizeof line, locks)) {
        char kind[16];
        long process;
        unsigned int major_number, minor_number;
        unsigned long long inode;
        if (sscanf(line, "%*s %15s %*s %*s %ld %x:%x:%llu", kind, &process, &major_number,
                   &minor_number, &inode) == 5 &&
            strcmp(kind, "FLOCK") == 0 && inode == about.st_ino &&
            major_number == major(about.st_dev) && minor_number == minor(about.st_dev)) {
            str_add(out, " (");
            if (process > 0) {
                add_name(process, out);
                str_addf(out, "%ld)", process);
            } else {
                str_add(out, "of another machine or container)");
            }
            break;
        }
    }
    if (locks) {
        fclose(locks);
    }
}

bool folder_lock(const char *path, int patience_ms, int *lock, struct err *err)
{
    char *target = path_resolve(path), *folder = folder_of(target);
    struct str holder = STR_EMPTY;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool had = fd < 0 || lock_take(fd, LOCK_EX, patience_ms);
    bool held = !had && errno == EWOULDBLOCK;
    if (held) {
        add_holder(fd, &holder);
        err_set(err, "%s: its folder is held by another program%s; try again", path,
                str_text(&holder));
    }
    if (fd >= 0 && !had) {
        close(fd);
        fd = -1;
    }
    if (!held) {
        *lock = fd;
    }
    str_finish(&holder);
    free(folder);
    free(target);
    return !held;
}

void folder_unlock(int lock)
{
    if (lock >= 0) {
        flock(lock, LOCK_UN); /* should closing it fail, nobody waits for ever */
        close(lock);
    }
}
