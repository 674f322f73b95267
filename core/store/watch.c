#include "store/watch.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__

#include <sys/inotify.h>
#include <sys/vfs.h>

/* What is written into a file counts when that is closed; the journal stays open. */
enum {
    IN_IT = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO,
    OF_ITSELF = IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR,
};

/* Whether other machines may write there, of which this kernel does not know. */
static bool is_shared(const char *folder)
{
    static const unsigned long kinds[] = {
        0x6969,                             /* NFS */
        0x517b,     0xff534d42, 0xfe534d42, /* SMB and CIFS */
        0x65735546,                         /* FUSE: sshfs, davfs, rclone … */
        0x01021997,             /* 9P: a host's folders in its virtual machines */
        0x786f4256,             /* those of VirtualBox */
        0x00c36400, 0x5346414f, /* Ceph, AFS */
    };
    struct statfs about;
    if (statfs(folder, &about) != 0) {
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (((unsigned long)about.f_type & 0xffffffff) == kinds[i]) {
            return true;
        }
    }
    return false;
}

/* An absolute folder's, and every one's above it: each may be moved away. False if one
 * cannot be watched, or not all that happens there is known here. */
static bool add_folders(int fd, char *folder)
{
    unsigned what = IN_IT | OF_ITSELF;
    bool ok = !is_shared(folder);
    for (;;) {
        ok = inotify_add_watch(fd, folder, what | IN_MASK_ADD) >= 0 && ok;
        char *slash = strrchr(folder, '/');
        if (!slash || !slash[1]) {
            return ok;
        }
        slash[slash == folder] = '\0';
        what = OF_ITSELF;
    }
}

static bool add_folders_of(int fd, const char *path)
{
    struct str folder = STR_EMPTY;
    const char *slash = strrchr(path, '/');
    str_add_bytes(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
    char *real = realpath(slash ? folder.bytes : ".", NULL);
    bool ok = real && add_folders(fd, real);
    str_finish(&folder);
    free(real);
    return ok;
}

void watch_start(struct watch *watch, const char *path, const char *target)
{
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    watch->tells_all = watch->fd >= 0 && add_folders_of(watch->fd, target) &&
                       add_folders_of(watch->fd, path);
}

bool watch_stirred(struct watch *watch)
{
    char block[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
    bool stirred = false;
    ssize_t got;
    while (watch->fd >= 0 && (got = read(watch->fd, block, sizeof block)) > 0) {
        stirred = true;
        for (char *at = block; at < block + got;) {
            const struct inotify_event *event = (const struct inotify_event *)at;
            if (event->mask & (IN_IGNORED | IN_UNMOUNT | IN_MOVE_SELF | IN_DELETE_SELF)) {
                watch->tells_all = false; /* the names lead elsewhere by now */
            }
            at += sizeof *event + event->len;
        }
    }
    return stirred;
}

#else

void watch_start(struct watch *watch, const char *path, const char *target)
{
    (void)path;
    (void)target;
    *watch = (struct watch){.fd = -1};
}

bool watch_stirred(struct watch *watch)
{
    (void)watch;
    return false;
}

#endif

void watch_stop(struct watch *watch)
{
    if (watch->fd >= 0) {
        close(watch->fd);
    }
    *watch = (struct watch){.fd = -1};
}
