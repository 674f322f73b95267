#ifndef ROUNDTABLE_STORE_JOINED_H
#define ROUNDTABLE_STORE_JOINED_H

#include "model/counts.h"
#include "store/file.h"

/**
 * Files merged by their lines, into a new one or a large one, so that the cost is that of what is
 * unusual, and of copying. A sealed file's edits are lines in order, and its readable top has a
 * block for each table: of several such files, the lines are put in order, each once, and a table
 * of which one file says all is copied as it stands. Files that say something of the same table,
 * goal or entry, as newer copies do, are a part of the session below as a whole, and their tables
 * are written anew.
 *
 * What comes of it is byte for byte what file_add() and file_save() make, and so is what there
 * is to tell. Whatever is not surely so goes that long way, which is always right:
 *
 *   - themes, redactions, or anything but tables, goals, notes and offers, in more than one
 *     file, or in one that says something of what another has; two edits of one key;
 *   - a file into which all goes whose seal does not hold, beside which something stands, or
 *     that may not be written;
 *   - a file that is not just as this program lays it out (one table of each form is written
 *     anew from the part below, and compared; what stands there beyond that has to be notes of
 *     nothing but words), or has no table;
 *   - a part that has more than half of all, unless that is little;
 *   - copies that want to be parted, and rounds of writing alone with hidden entries.
 *
 * Others that are not sealed, or beside which something stands, are added as edits, if they are
 * about tables of their own and no more than half of all, or little.
 *
 * What a seal stands for is believed, as everywhere: a top that says something else than the
 * edits, under sums that were made to hold, is copied as it is.
 *
 * Of sealed files only a part becomes a session: all but the notes of which there is nothing to
 * tell, since they stand under one goal, in one wording and in a column that all goals of their
 * table have, and say nothing unusual. So whatever is told of the whole is told of that part.
 * Which themes are not settled follows from what people decided, and from the entries of which
 * they did, all of which are in the part:
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
 * Begins to add to a file, which need not be there. file->session is that part from then on, and
 * file->joined all the rest; file_close() ends both, and file_save() writes the whole, unless
 * somebody else was there meanwhile: then it fails without a message, and file->came says so.
 *
 * False, with nothing open, where the long way is to be gone.
 */
bool joined_open(const char *path, struct session_file *file);

/** Adds what a file says, as file_add(); false, without a message, for the long way. */
bool joined_add(struct session_file *file, const char *path, struct file_added *added);

/** All were added: file->session has of them what it needs to. False for the long way. */
bool joined_ready(struct session_file *file);

/** What session_counts() would say of the whole. */
struct counts joined_counts(const struct session_file *file);

#endif
