#ifndef ROUNDTABLE_TESTS_FOLDER_H
#define ROUNDTABLE_TESTS_FOLDER_H

#include <stddef.h>
#include <sys/types.h>

/**
 * Files of a test: a temporary folder of its own, and the repository's folder.
 *
 * Criterion runs each test in its own process; the folder belongs to the process
 * that first asked for it and goes when that one exits, passed or failed. A process
 * that forks and leaves by exit() does not take its parent's folder along.
 *
 * Once it is made, it is this process's HOME too, and .local/state in it XDG_STATE_HOME,
 * as for the programs that are started: nobody's own folders are written to.
 *
 * What fails here fails the test, with a message; nothing returns an error.
 */

/** The test's folder, absolute, mode 0700, under $TMPDIR, or under /tmp where that is long
 *  and would not fit into messages on a screen; made on first use.
 *  Borrowed until folder_finish(). */
const char *test_folder(void);

/** A name inside it, for free(). Nothing is created. */
char *test_path(const char *name);

/** One of the places of rescue_places.h; to free(), or NULL. */
char *rescue_place(const char *session_path, int place);

/** Removes the test's folder and all in it, even what is read-only; idempotent. Runs by
 *  itself at exit(); meant as .fini of tests whose process may leave by _exit(). */
void folder_finish(void);

/**
 * The repository's root, absolute, borrowed for ever: the working folder at the
 * moment when any function of test support was first called. A test that changes its
 * working folder calls this or test_folder() before.
 */
const char *repo_root(void);

/** A name inside the repository, for free(). */
char *repo_path(const char *name);

/** Writes the whole file anew, making the folders it is in where they lack. */
void text_file_write(const char *path, const char *text);

/** The file with a NUL behind it, for free(); NULL if there is none. */
char *text_file_read(const char *path);

/** The same; *len_bytes, which is untouched if there is none, says how long it is. */
char *text_file_read_bytes(const char *path, size_t *len_bytes);

/** Who may do what with the file, 0600 or the like; 0 if there is none. */
mode_t permissions_of(const char *path);

#endif
