#include "store/watch.h"

#include "store/replace.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__

#include <fcntl.h>
#include <sys/epoll.h>
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
    char *folder = folder_of(path), *real = realpath(folder, NULL);
    bool ok = real && add_folders(fd, real);
    free(folder);
    free(real);
    return ok;
}

/* A disk that is torn out tells nobody who watches its folders, but the list of disks
 * changes. */
static bool join(struct watch *watch)
{
    struct epoll_event files = {.events = EPOLLIN}, mounts = {.events = EPOLLPRI};
    return watch->files >= 0 && watch->mounts >= 0 &&
           epoll_ctl(watch->fd, EPOLL_CTL_ADD, watch->files, &files) == 0 &&
           epoll_ctl(watch->fd, EPOLL_CTL_ADD, watch->mounts, &mounts) == 0;
}

void watch_start(struct watch *watch, const char *path, const char *target)
{
    watch->fd = epoll_create1(EPOLL_CLOEXEC);
    watch->files = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    watch->mounts = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    watch->tells_all = join(watch) && add_folders_of(watch->files, target) &&
                       add_folders_of(watch->files, path);
}

bool watch_stirred(struct watch *watch)
{
    char block[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
    struct epoll_event ready[2];
    bool stirred = watch->fd >= 0 && epoll_wait(watch->fd, ready, 2, 0) > 0;
    ssize_t got;
    while (stirred && watch->files >= 0 &&
           (got = read(watch->files, block, sizeof block)) > 0) {
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

void watch_stop(struct watch *watch)
{
    const int all[] = {watch->fd, watch->files, watch->mounts};
    for (size_t i = 0; watch->fd >= 0 && i < sizeof all / sizeof *all; i++) {
        if (all[i] >= 0) {
            close(all[i]);
        }
    }
    *watch = (struct watch){.fd = -1};
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

void watch_stop(struct watch *watch)
{
    (void)watch;
}

#endif
