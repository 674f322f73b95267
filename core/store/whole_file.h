#ifndef ROUNDTABLE_STORE_WHOLE_FILE_H
#define ROUNDTABLE_STORE_WHOLE_FILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

/**
 * Whole files, read, and which state they are in.
 */

/** Reads a whole file, at most 256 MiB and one byte, into out: whether that may be more than
 *  64 MiB is for who looks into it. False also for folders, devices and the like; where there
 *  is no such file, err also says which one may be meant, see session_meant(). */
bool read_file(const char *path, struct str *out, struct err *err);

/** Whether standard input is not somebody at a keyboard, which err then tells. */
bool input_is_sent(struct err *err);

/** The same as read_file() of standard input, unless that is somebody at a keyboard. */
bool read_input(struct str *out, struct err *err);

/** The same, of 64 MiB at most, of a file that lies where the program puts it: not through a
 *  link there, which may lead to whatever whoever made it likes. */
bool read_own_file(const char *path, struct str *out, struct err *err);

/** Whether a file holds just these bytes, by reading it bit by bit; false, too, where it cannot
 *  be read. */
bool file_holds(const char *path, const char *bytes, size_t len_bytes);

/** The same of an open file, whose place is moved; errno says why not, EIO if it has others. */
bool open_file_holds(int fd, const char *bytes, size_t len_bytes);

/** Whether an open file has so many bytes, of that crc32; likewise. */
bool open_file_sums_to(int fd, size_t len_bytes, uint32_t crc);

/** Whether a file and an open one, whose place is not moved, hold the same bytes. */
bool file_is_copy(const char *path, int fd);

/** Which file it was, and in which state: to see whether somebody else wrote it. */
struct stamp {
    bool exists;
    dev_t device;
    ino_t inode;
    off_t size_bytes;
    struct timespec changed;
};

/** Which file it is now; errno says why if it is not there. */
struct stamp file_stamp(const char *path);

/** What fstat() said of a file. */
struct stamp stamp_from(const struct stat *about);

/** Whether it is the same file, unchanged. */
bool stamp_same(const struct stamp *a, const struct stamp *b);

/** What stands in a file's place, in words: "a folder", "a device or the like". */
const char *file_kind(mode_t mode);

/** err says of a link that it is not followed: whoever made it says where it leads. */
void file_tell_link(const char *path, struct err *err);

#endif
