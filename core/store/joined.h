#ifndef ROUNDTABLE_STORE_JOINED_H
#define ROUNDTABLE_STORE_JOINED_H

#include "model/counts.h"
#include "store/file.h"

/**
 * Files added to a large one by its lines, so that the cost is that of what is new, and of
 * copying. A sealed file's edits are lines in order, and the readable top has a block for each
 * table; a table that nobody there knows adds lines and a block, and changes none.
 *
 * What comes of it is byte for byte what file_add() and file_save() make, and so is what there
 * is to tell. Whatever is not surely so goes that long way, which is always right:
 *
 *   - a file whose seal does not hold, beside which something stands, that may not be written,
 *     or that is not just as this program lays it out (one table of each form is written anew
 *     and compared);
 *   - what is new of a table, an entry or a key that the file has, or refers to one; a new
 *     template, theme, redaction, or anything but tables, goals, notes and offers;
 *   - more that is new than half of what is there, unless it is little;
 *   - copies that want to be parted, and rounds of writing alone with hidden entries.
 *
 * What a seal stands for is believed, as everywhere: a top that says something else than the
 * edits, under sums that were made to hold, is copied as it is.
 *
 * Of the large file only a part becomes a session: all but the notes of which there is nothing
 * to tell, since they stand under one goal, in one wording, and say nothing unusual. So whatever
 * is told of the whole is told of that part. Which themes are not settled follows from what
 * people decided, and from the entries of which they did, all of which are in the part:
 *
 *   - that a theme has two names, from its record and that some entry was placed in it;
 *   - that an entry stands in two, from those records, that entry, and what was placed in them:
 *     in which of its columns a theme is named by its record alone hangs on the first of these;
 *   - that two were kept apart and are one, from these two, and from what was placed that has
 *     their words.
 *
 * An entry that was neither placed nor kept apart may follow its words into a theme, but says
 * nothing of whether that is settled, be it new or not.
 */

/**
 * Begins to add to a file. file->session is that part of it from then on, and file->joined
 * what it is joined with; file_close() ends both, and file_save() writes the whole, unless
 * somebody else was there meanwhile: then it fails without a message, and file->came says so.
 *
 * False, with nothing open, where the long way is to be gone.
 */
bool joined_open(const char *path, struct session_file *file);

/** Adds what a file says, as file_add(); false, without a message, for the long way. */
bool joined_add(struct session_file *file, const char *path, struct file_added *added);

/** All were added: file->session has what is new of them as well. False for the long way. */
bool joined_ready(struct session_file *file);

/** What session_counts() would say of the whole. */
struct counts joined_counts(const struct session_file *file);

#endif
