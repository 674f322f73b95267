#include "store/whole_file.h"

#include "base/crc.h"
#include "base/json.h"
#include "store/places.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *file_kind(mode_t mode)
{
    return S_ISDIR(mode)   ? "a folder"
           : S_ISLNK(mode) ? "links in a circle"
                           : "a device or the like";
}

void file_tell_link(const char *path, struct err *err)
{
    err_set(err, "%s: a link, which is not followed", path);
}

/* All there is from here on, or, of a file that grows meanwhile, more than a session may
 * have. */
static bool read_all(int fd, size_t expected_bytes, size_t most_bytes, struct str *out)
{
    enum { MORE_BYTES = 65536 };
    size_t start = out->len_bytes;
    str_fit_room(out, expected_bytes + 1); /* the one more is where the end is seen */
    while (out->len_bytes - start <= most_bytes) {
        size_t room_bytes = out->room_bytes - out->len_bytes - 1; /* for the NUL */
        if (room_bytes == 0) {
            str_make_room(out, MORE_BYTES);
            continue;
        }
        ssize_t got = read(fd, out->bytes + out->len_bytes, room_bytes);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            out->bytes[out->len_bytes] = '\0';
            return got == 0;
        }
        out->len_bytes += (size_t)got;
    }
    out->bytes[out->len_bytes] = '\0';
    return true;
}

static bool read_open(const char *path, int more_flags, size_t most_bytes,
                      struct str *out, struct err *err)
{
    bool ok = false;
    struct stat about;
    struct str bytes = STR_EMPTY;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | more_flags);
    if (fd < 0 && errno == ELOOP && more_flags) {
        file_tell_link(path, err);
        goto out;
    }
    if (fd < 0 || fstat(fd, &about) != 0) {
        err_system(err, "%s", path);
        goto out;
    }
    if (!S_ISREG(about.st_mode)) {
        err_set(err, "%s: %s, not a file", path, file_kind(about.st_mode));
        goto out;
    }
    if (about.st_size > (off_t)most_bytes) {
        err_set(err, "%s: larger than %zu MiB, which no session should be", path,
                most_bytes >> 20);
        goto out;
    }
    if (!read_all(fd, (size_t)about.st_size, most_bytes, &bytes)) {
        err_system(err, "%s", path);
        goto out;
    }
    str_finish(out);
    *out = bytes;
    ok = true;
out:
    if (!ok) {
        str_finish(&bytes);
    }
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

bool read_file(const char *path, struct str *out, struct err *err)
{
    errno = 0;
    bool ok = read_open(path, 0, JSON_LARGEST_KNOWN_BYTES, out, err);
    if (!ok && err && errno == ENOENT) {
        struct str said = str_of("%s", err_text(err));
        session_say_meant(path, &said);
        err_set(err, "%s", said.bytes);
        str_finish(&said);
        errno = ENOENT;
    }
    return ok;
}

bool read_own_file(const char *path, struct str *out, struct err *err)
{
    return read_open(path, O_NOFOLLOW, JSON_LARGEST_BYTES, out, err);
}

struct stamp stamp_from(const struct stat *about)
{
    return (struct stamp){.exists = true,
                          .device = about->st_dev,
                          .inode = about->st_ino,
                          .size_bytes = about->st_size,
                          .changed = about->st_mtim};
}

struct stamp file_stamp(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? stamp_from(&about) : (struct stamp){0};
}

bool stamp_same(const struct stamp *a, const struct stamp *b)
{
    return a->exists == b->exists && a->device == b->device && a->inode == b->inode &&
           a->size_bytes == b->size_bytes && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

/* The next block of an open file: its length; 0 at the end, -1 with errno. */
static ssize_t next_block(int fd, char *block, size_t size_bytes)
{
    ssize_t got;
    do {
        got = read(fd, block, size_bytes);
    } while (got < 0 && errno == EINTR);
    return got;
}

enum { BLOCK_BYTES = 65536 };

bool open_file_holds(int fd, const char *bytes, size_t len_bytes)
{
    char block[BLOCK_BYTES];
    size_t at = 0;
    ssize_t got = -1;
    if (lseek(fd, 0, SEEK_SET) != 0) {
        return false;
    }
    while ((got = next_block(fd, block, sizeof block)) > 0) {
        if ((size_t)got > len_bytes - at || memcmp(block, bytes + at, (size_t)got) != 0) {
            errno = EIO;
            return false;
        }
        at += (size_t)got;
    }
    return got == 0 && at == len_bytes;
}

bool open_file_sums_to(int fd, size_t len_bytes, uint32_t crc)
{
    char block[BLOCK_BYTES];
    size_t read_bytes = 0;
    uint32_t sum = 0;
    ssize_t got = -1;
    if (lseek(fd, 0, SEEK_SET) != 0) {
        return false;
    }
    while ((got = next_block(fd, block, sizeof block)) > 0) {
        sum = crc_add(sum, block, (size_t)got);
        read_bytes += (size_t)got;
    }
    if (got == 0 && (read_bytes != len_bytes || sum != crc)) {
        errno = EIO;
        return false;
    }
    return got == 0;
}

static bool holds_as(int one, int other)
{
    char block[BLOCK_BYTES], same[BLOCK_BYTES];
    off_t at = 0;
    ssize_t got;
    while ((got = pread(one, block, sizeof block, at)) > 0) {
        if (pread(other, same, (size_t)got, at) != got ||
            memcmp(block, same, (size_t)got) != 0) {
            return false;
        }
        at += got;
    }
    return got == 0;
}

bool file_is_copy(const char *path, int fd)
{
    struct stat about, other;
    int one = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool same = one >= 0 && fstat(one, &about) == 0 && S_ISREG(about.st_mode) &&
                fstat(fd, &other) == 0 && about.st_size == other.st_size &&
                holds_as(one, fd);
    if (one >= 0) {
        close(one);
    }
    return same;
}

bool file_holds(const char *path, const char *bytes, size_t len_bytes)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool same = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
                about.st_size == (off_t)len_bytes &&
                open_file_holds(fd, bytes, len_bytes);
    if (fd >= 0) {
        close(fd);
    }
    return same;
}

bool input_is_sent(struct err *err)
{
    bool sent = !isatty(STDIN_FILENO);
    if (!sent) {
        err_set(err, "standard input is the keyboard; name a FILE, or send one in, as in "
                     "\"< FILE\"");
    }
    return sent;
}

bool read_input(struct str *out, struct err *err)
{
    if (!input_is_sent(err)) {
        return false;
    }
    if (!read_all(STDIN_FILENO, 0, JSON_LARGEST_KNOWN_BYTES, out)) {
        err_system(err, "standard input");
        return false;
    }
    return true;
}
