#ifndef ROUNDTABLE_STORE_FILE_INSIDE_H
#define ROUNDTABLE_STORE_FILE_INSIDE_H

/* How a session file is laid out; private to file.c, file_read.c and file_salvage.c. */

#include "store/file.h"

enum { OUR_VERSION = 1, SUM_SIZE_BYTES = 9 };

static const char edits_line[] = "  \"edits\": ["; /* always at a line's start */

/** The parts of a text that its two checksums stand for: the top, up to the line of
 *  edits, and the edits, up to the line that says "top". NULL where that line is not. */
struct file_parts {
    const char *edits, *end;
};

struct file_parts file_parts(const char *bytes, size_t len_bytes);

/** The checksum of a part: its crc32 in eight hex digits. */
void file_sum(const char *bytes, size_t len_bytes, char sum[SUM_SIZE_BYTES]);

/** Adds the lines of the edits, from edits_line to the line that ends them. */
void file_write_edits(struct session *session, struct str *out);

/** Adds what follows the edits, to the file's end. */
void file_write_foot(const char *top, const char *edits, struct str *out);

/**
 * Takes in the whole lines of a damaged file, one edit or template each, but for edits
 * whose key the session has. Returns how many edits; *bad takes how many lines were torn.
 * The bytes are cut into lines.
 */
size_t file_salvage_lines(char *bytes, size_t len_bytes, struct session *session,
                          size_t *bad);

/**
 * The session of a damaged file, to be read only: its whole lines, and what the readable
 * top, if that is whole, says beyond them. False if there is nothing to take in; file is
 * then untouched. The bytes are cut into pieces.
 *
 * @why  what is wrong with it, in the words of file_read().
 */
bool file_salvage(char *bytes, size_t len_bytes, const char *why,
                  struct session_file *file);

/** Which file it is now. */
struct stamp file_stamp(const char *path);

/** Whether it is the same file, unchanged. */
bool stamp_same(const struct stamp *a, const struct stamp *b);

/** Which rescued sessions were taken in, as they were then. */
enum { RESCUE_PLACES = 2 };
struct rescued {
    struct stamp at[RESCUE_PLACES];
};

/** Takes in what was rescued of a session file and is still there. */
void rescue_take_in(const char *session_path, struct session *session,
                    struct rescued *taken);

/** Removes them, unless they changed since. The caller holds the lock of the folder. */
void rescue_remove(const char *session_path, const struct rescued *taken);

#endif
