#ifndef ROUNDTABLE_STORE_FILE_INSIDE_H
#define ROUNDTABLE_STORE_FILE_INSIDE_H

/* What the files that read and write session files share; private to them. */

#include "store/file.h"
#include "store/rescue_places.h"

enum { OUR_VERSION = 1, SUM_SIZE_BYTES = 9 };

static const char edits_line[] = "  \"edits\": ["; /* always at a line's start */

/** The parts of a text that its two checksums stand for: the top, up to the line of
 *  edits, and the edits, up to the line that says "top". NULL where that line is not. */
struct file_parts {
    const char *edits, *end;
    char top[SUM_SIZE_BYTES]; /* the crc32 of the top, in eight hex digits; or "" */
    bool edits_hold;          /* the edits are as their checksum says */
    bool sealed; /* so is the top; a program of ours wrote every byte, or seems to */
};

/** The checksum of templates, in canonical JSON, one after the other. Start zeroed; sum is
 *  "" if there are none. */
struct forms_sum {
    uint32_t crc;
    bool any;
};
void forms_sum_add(struct forms_sum *forms, const char *json, size_t len_bytes);
void forms_sum_end(const struct forms_sum *forms, char sum[SUM_SIZE_BYTES]);

/** The first line that begins with two blanks and that; NULL if there is none. */
const char *file_line(const char *bytes, const char *start);

/** The line that opens the list of templates, one a line, which stands just above the edits; NULL
 *  if there is none. */
const char *file_templates(const char *bytes, const char *edits);

/** bytes[len_bytes] must be a NUL. */
struct file_parts file_parts(const char *bytes, size_t len_bytes);

/** Only where they are, without what the checksums say. */
struct file_parts file_parts_unproved(const char *bytes, size_t len_bytes);

/** Adds a file's last lines, with these checksums; where there are no templates, and in files
 *  of older programs, there is no third. */
void file_write_foot(const char *top, const char *edits, const char *forms,
                     struct str *out);

/** The sum of the templates' lines, which stand in one block just above the edits; "" if
 *  there are none. edits ends what is looked at. */
void file_sum_forms(const char *bytes, const char *edits, char sum[SUM_SIZE_BYTES]);

struct joined;

/**
 * As file_write(), bit by bit, or of what a part of a large file is joined with, if that is not
 * NULL: then false, and no err, also where it is not sure that it can be read again. False if it cannot be poured, or with err saying why, behind
 * "PATH: ", where what was poured could not be read again: it is not strict JSON, too large,
 * or too many keys clash.
 */
bool file_pour(struct session *session, struct joined *joined, const char *path,
               struct pouring *p, struct err *err);

/** As file_write(), and which file it was rescued from: "rescued_from" in its third line. */
void file_write_rescued(struct session *session, const char *name, struct str *out);

/** Whether a text says that it was rescued from the file of that name. */
bool file_says_rescued(const char *bytes, const char *name);

/** Whether the edits of a session, as our programs write them, have that checksum. */
bool file_edits_are(struct session *session, const char *sum);

/**
 * Adds the edits and templates of a sealed text to a session. Each of them is read as
 * strictly as anywhere; of its top, nothing is, for the edits say the same and its sum holds.
 * False, and nothing is added, for whatever is not just as our programs write it, or would
 * not be taken: file_read() has the words for that.
 */
bool file_add_sealed(const char *name, const char *bytes, size_t len_bytes,
                     struct session *session);

/** Adds its templates alone. */
bool file_add_sealed_forms(const char *bytes, const struct file_parts *parts,
                           struct session *session);

/** What file_add_sealed() adds, as a session of its own, or NULL; also where edits clash, for
 *  file_read() tells where they stand. @spool has the text, and lets go of what was read of it;
 *  or NULL. */
struct session *file_read_sealed(const char *bytes, size_t len_bytes,
                                 const struct spool *spool);

/** Adds what a session file says, and nothing that stands beside it, as file_add(). */
bool file_add_alone(const char *path, struct session *session, struct err *err);

/** Adds what stands beside it. */
void file_add_beside(const char *path, struct session *session, struct file_added *added);

/**
 * Takes in the whole lines of a damaged file, one edit or template each, but for edits
 * whose key the session has with other contents. Returns how many edits; *bad takes how
 * many lines were torn, or refused. The bytes are cut into lines.
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

/**
 * Takes in what others wrote in its place since; file->outside tells what that was. What
 * another program of ours wrote is not read if it is known.
 *
 * @seen        takes what stands there.
 * @to_replace  it is about to be replaced: then even what is known has to be whole.
 * True if it may be replaced: all of it is known.
 */
bool outside_take_in(struct session_file *file, struct stamp *seen, bool to_replace,
                     struct err *err);

/** A link may lead elsewhere by now: to where the file is to be written. */
void outside_follow(struct session_file *file);

/** Which folder, of which disk, it stands in: by that it is known when that disk goes. */
void outside_remember_folder(struct session_file *file);

/** Which rescued sessions were taken in, as they were then. */
struct rescued {
    struct stamp at[RESCUE_PLACES];
};

/** Takes in what was rescued of a session file and is still there: it says so itself, or,
 *  as programs before this one wrote it, shares an edit or a table with the session. Another session
 *  that has such a name, and what cannot be read, stays where it is, and news tells of it. */
void rescue_take_in(const char *session_path, struct session *session,
                    struct rescued *taken, struct journal_news *news);

/** Removes them, unless they changed since. The caller holds the lock of the folder. */
void rescue_remove(const char *session_path, const struct rescued *taken);

#endif
