#include "store/replace.h"

#include "base/crc.h"
#include "base/json.h"
#include "base/memory.h"
#include "store/trust.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

static bool write_all(int fd, const char *bytes, size_t len_bytes)
{
    while (len_bytes) {
        ssize_t written = write(fd, bytes, len_bytes);
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        bytes += written;
        len_bytes -= (size_t)written;
    }
    return true;
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str folder = STR_EMPTY;
    if (!slash) {
        str_add(&folder, ".");
    } else if (slash == path) {
        str_add(&folder, "/");
    } else {
        str_add_bytes(&folder, path, (size_t)(slash - path));
    }
    return str_take(&folder);
}

/* The same path with its folder made absolute, as far as that exists; takes path. */
static char *with_real_folder(char *path)
{
    char *folder = folder_of(path), *real = realpath(folder, NULL);
    if (!real && strcmp(folder, ".") != 0 && strcmp(folder, "/") != 0) {
        real = with_real_folder(folder);
    } else {
        free(folder);
    }
    if (!real) {
        return path;
    }
    struct str out = str_of("%s/%s", strcmp(real, "/") == 0 ? "" : real, path_name(path));
    free(real);
    free(path);
    return str_take(&out);
}

char *link_target(const char *path)
{
    char link[PATH_MAX];
    struct str target = STR_EMPTY;
    ssize_t len = readlink(path, link, sizeof link - 1);
    if (len <= 0) {
        return NULL;
    }
    link[len] = '\0';
    if (link[0] != '/') {
        char *folder = folder_of(path);
        str_addf(&target, "%s/", folder);
        free(folder);
    }
    str_add(&target, link);
    return str_take(&target);
}

char *path_resolve(const char *path)
{
    enum { MOST_LINKS = 40 };
    char *at = memory_copy_text(path);
    for (int links = 0; links < MOST_LINKS; links++) {
        char *target = realpath(at, NULL), *next = target ? NULL : link_target(at);
        if (target) {
            free(at);
            return target;
        }
        if (!next) {
            break;
        }
        free(at);
        at = next;
    }
    return with_real_folder(at);
}

static bool sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    bool ok = fsync(fd) == 0 || errno == EINVAL; /* some file systems cannot */
    return close(fd) == 0 && ok;
}

/* Opens a new temporary file beside the target; its path goes to `temporary`. */
static int open_temporary(const char *folder, const char *target, struct str *temporary)
{
    for (int attempt = 0; attempt < 100; attempt++) {
        str_set(temporary, "%s/.%.200s.%ld-%d.tmp", folder, path_name(target),
                (long)getpid(), attempt);
        int fd = open(temporary->bytes,
                      O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

/* The rights of a file that everybody gets whom the umask does not keep from it. */
static mode_t shared_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static void pour_out(struct pouring *p, const char *bytes, size_t len_bytes)
{
    if (!p->error && !write_all(p->fd, bytes, len_bytes)) {
        p->error = errno;
    }
    p->crc = crc_add(p->crc, bytes, len_bytes);
    p->len_bytes += len_bytes;
}

bool pour(struct pouring *p)
{
    pour_out(p, str_text(&p->piece), p->piece.len_bytes);
    str_clear(&p->piece);
    return p->error == 0;
}

bool pour_bytes(struct pouring *p, const char *bytes, size_t len_bytes)
{
    enum { LITTLE_BYTES = 1 << 11, MUCH_BYTES = 1 << 18 };
    if (len_bytes < LITTLE_BYTES && p->piece.len_bytes < MUCH_BYTES) {
        str_put(&p->piece, bytes, len_bytes); /* a write() of its own would cost more */
        return p->error == 0;
    }
    pour(p);
    pour_out(p, bytes, len_bytes);
    return p->error == 0;
}

/* Either bytes that are there, or what is poured. */
struct contents {
    const char *bytes;
    size_t len_bytes;
    const struct poured *poured;
};

static bool write_poured(int fd, const struct poured *poured, struct err *err)
{
    struct pouring p = {.fd = fd};
    bool ok = poured->write(poured->with, &p, err) && pour(&p) && fsync(fd) == 0 &&
              open_file_sums_to(fd, p.len_bytes, p.crc);
    str_finish(&p.piece);
    errno = p.error ? p.error : errno;
    return ok;
}

static bool fill(int fd, const char *target, enum replace_how how,
                 const struct contents *contents, struct err *err)
{
    struct stat old;
    bool there = stat(target, &old) == 0;
    if (there ? fchmod(fd, old.st_mode & 07777) != 0 : errno != ENOENT) {
        return false;
    }
    if (!there && how & REPLACE_SHARED) {
        fchmod(fd,
               shared_mode()); /* where a file system knows no rights, none are lost */
    }
    if (contents->poured) {
        return write_poured(fd, contents->poured, err);
    }
    return write_all(fd, contents->bytes, contents->len_bytes) &&
           (how & REPLACE_SOON || fsync(fd) == 0) &&
           open_file_holds(fd, contents->bytes, contents->len_bytes);
}

static void tell_exists(const char *path, struct err *err)
{
    err_set(err, "%s: exists already; choose another name", path);
}

/* Takes the name for a new file, so that nothing is overwritten by the renaming. From
 * here to there nothing may ask for memory: who runs out of it leaves, and an empty
 * file would stay. */
static bool reserve(const char *target)
{
    int fd = open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd >= 0) {
        close(fd);
    }
    return fd >= 0;
}

bool folder_exists(const char *path)
{
    struct stat about;
    char *folder = folder_of(path);
    bool ok = *path == '/' && stat(folder, &about) == 0 && S_ISDIR(about.st_mode);
    free(folder);
    return ok;
}

bool folder_sync(const char *path)
{
    char *folder = folder_of(path);
    bool ok = sync_folder(folder);
    free(folder);
    return ok;
}

/* Whether what stands at the path, which leads to the target, may be written anew. */
static bool may_be_replaced(const char *path, const char *target, enum replace_how how,
                            struct err *err)
{
    struct stat old;
    bool there = lstat(target, &old) == 0;
    if (there && S_ISLNK(old.st_mode) && how & REPLACE_OWN) {
        file_tell_link(path, err);
    } else if (!path_is_trusted(path, err)) {
        return false;
    } else if (there && !S_ISREG(old.st_mode)) {
        err_set(err, "%s: %s, not a file", path, file_kind(old.st_mode));
    } else if (there && !(how & REPLACE_EXISTING)) {
        tell_exists(path, err);
    } else if (there && access(target, W_OK) != 0) {
        err_system(err, "%s: write-protected", path); /* renaming would get past that */
    } else {
        return true;
    }
    return false;
}

/* The flags of renameat2(), which not every libc names. */
enum { NO_OTHER = 1 << 0, EXCHANGED = 1 << 1 };

static bool rename_with(const char *from, const char *to, unsigned flags)
{
#ifdef SYS_renameat2
    return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags) == 0;
#else
    (void)from, (void)to, (void)flags;
    errno = ENOSYS;
    return false;
#endif
}

/* Whether the last one failed since the system, or the file system, cannot do it. */
static bool knows_no_flags(void)
{
    return errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP;
}

/* What a name itself stands for. */
static struct stamp name_stamp(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 ? stamp_from(&about) : (struct stamp){0};
}

/* What came in between goes back to its place. What came in its place once more, in that
 * moment, cannot, and is left under the temporary name, which is then cleared. */
static void put_back(struct str *temporary, const char *target, struct replacing *r,
                     struct err *err)
{
    struct stamp ours = stamp_from(&r->written), back;
    r->overtaken = rename_with(temporary->bytes, target, EXCHANGED);
    back = name_stamp(temporary->bytes);
    if (!r->overtaken || (back.exists && !stamp_same(&back, &ours))) {
        err_system(err, "%s: replaced by others meanwhile; what they wrote is in %s",
                   target, temporary->bytes);
        r->overtaken = false;
        str_clear(temporary);
    }
}

/* Gives the temporary file its name, unless that is another's by now. */
static bool exchange(struct str *temporary, const char *target, struct replacing *r,
                     struct err *err)
{
    unsigned flags = r->known.exists ? EXCHANGED : NO_OTHER;
    if (r->whatever_came || !rename_with(temporary->bytes, target, flags)) {
        r->overtaken = !r->whatever_came && (errno == ENOENT || errno == EEXIST);
        return (r->whatever_came || knows_no_flags()) &&
               rename(temporary->bytes, target) == 0;
    }
    if (!r->known.exists) {
        return true;
    }
    struct stamp displaced = name_stamp(temporary->bytes);
    bool ok = stamp_same(&displaced, &r->known);
    if (ok) {
        unlink(temporary->bytes);
    } else {
        put_back(temporary, target, r, err);
    }
    return ok;
}

static bool put_in_place(struct str *temporary, const char *target, enum replace_how how,
                         struct replacing *r, struct err *err)
{
    bool reserved = false, ok;
    if (r) {
        ok = exchange(temporary, target, r, err);
    } else {
        ok = (how & REPLACE_EXISTING || (reserved = reserve(target))) &&
             rename(temporary->bytes, target) == 0;
    }
    if (!ok && reserved) {
        int number = errno;
        unlink(target);
        errno = number;
    }
    return ok;
}

/* Whoever runs out of memory while a text is poured leaves nothing of it. */
static const char *begun;

static void remove_begun(void)
{
    if (begun) {
        unlink(begun);
    }
}

static void begin(const char *temporary)
{
    static bool registered;
    registered = registered || atexit(remove_begun) == 0;
    begun = temporary;
}

/* To be read once it has its name, which may be another's by then. */
static bool keep_open(int fd, struct replacing *r)
{
    r->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return r->fd >= 0 && fstat(fd, &r->written) == 0;
}

/* r is NULL where nobody else is expected to write. */
static bool replace(const char *path, const struct contents *contents,
                    enum replace_how how, struct replacing *r, struct err *err)
{
    bool ok = false;
    int fd = -1;
    struct err inner = ERR_NONE;
    struct str temporary = STR_EMPTY;
    char *target = how & REPLACE_OWN ? memory_copy_text(path) : path_resolve(path);
    char *folder = folder_of(target);
    if (!may_be_replaced(path, target, how, err)) {
        goto out;
    }
    fd = open_temporary(folder, target, &temporary);
    if (fd < 0) {
        err_system(err, "%s: cannot write in this folder", path);
        goto out;
    }
    begin(temporary.bytes);
    ok = fill(fd, target, how, contents, &inner) && (!r || keep_open(fd, r));
    begun = NULL;
    if (close(fd) != 0) {
        ok = false;
    }
    ok = ok && put_in_place(&temporary, target, how, r, &inner);
    if (!ok) {
        int number = errno;
        if (temporary.len_bytes) {
            unlink(temporary.bytes);
        }
        if (r && r->fd >= 0) {
            close(r->fd);
            r->fd = -1;
        }
        errno = number;
        if (inner.message) {
            err_take(err, &inner);
        } else if (number == EEXIST && !r) {
            tell_exists(path, err);
        } else {
            err_system(err, "%s: not written", path);
        }
        goto out;
    }
    if (!(how & REPLACE_SOON) && !sync_folder(folder)) {
        err_system(err, "%s: written, but its folder could not be synced", path);
        ok = false;
    }
out:
    str_finish(&temporary);
    free(folder);
    free(target);
    return ok;
}

bool replace_file(const char *path, const char *bytes, size_t len_bytes,
                  enum replace_how how, struct err *err)
{
    const struct contents contents = {.bytes = bytes, .len_bytes = len_bytes};
    return replace(path, &contents, how, NULL, err);
}

bool replace_known_file(const char *path, const struct poured *text, struct replacing *r,
                        struct err *err)
{
    const struct contents contents = {.poured = text};
    r->overtaken = false;
    r->fd = -1;
    return replace(path, &contents, REPLACE_EXISTING, r, err);
}

static int open_new(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/* Nothing is left of what was not written as a whole. */
static bool close_new(int fd, const char *path, bool ok)
{
    ok = close(fd) == 0 && ok;
    if (!ok) {
        unlink(path);
    }
    return ok;
}

bool write_new_file(const char *path, const char *bytes, size_t len_bytes)
{
    int fd = open_new(path);
    return fd >= 0 && close_new(fd, path, write_all(fd, bytes, len_bytes));
}

bool copy_new_file(const char *path, int from)
{
    char block[65536];
    off_t at = 0;
    ssize_t got;
    int fd = open_new(path);
    if (fd < 0) {
        return false;
    }
    while ((got = pread(from, block, sizeof block, at)) > 0 &&
           write_all(fd, block, (size_t)got)) {
        at += got;
    }
    return close_new(fd, path, got == 0);
}
