#ifndef ROUNDTABLE_STORE_PLACES_H
#define ROUNDTABLE_STORE_PLACES_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Where things live: sessions in a folder that people find, lists in the XDG state
 * folder, samples and templates in the data folders. Folders are made when they are
 * first written to, for their owner only.
 */

/** Texts to be freed together by paths_finish(). Start zeroed. */
struct paths {
    char **items;
    size_t count, room;
};

void paths_finish(struct paths *paths);

/** Adds a copy. */
void paths_add(struct paths *paths, const char *path);

/** The same unless it is there already; whether it was not. */
bool paths_add_new(struct paths *paths, const char *path);

/**
 * A path in the folder of sessions for a new one, from what it is called: lower-case
 * letters, digits and hyphens, as in "2017-02-22-manchester-table-4.json". Never the
 * path of a file that exists. Makes the folder. To free(); NULL with err set.
 */
char *session_path_for(const char *title, const char *place, const char *date,
                       const char *table, struct err *err);

/** The path beside `path` with that extension, and "-" and `which` behind its name if that is
 *  not NULL; to free(). */
char *path_beside(const char *path, const char *which, const char *extension);

/** The path beside `path` with that extension that no file has yet ("-2" and so on are
 *  added); to free(). */
char *free_path_beside(const char *path, const char *extension);

/**
 * Says once, as the program begins, where it was started from: data folders may
 * lie beside it.
 */
void data_files_begin(const char *argv0);

/**
 * The data files "*.json" in the sub-folder of that name ("templates", "sessions") of
 * every data folder: $ROUNDTABLE_DATA, beside the program, XDG_DATA_HOME, XDG_DATA_DIRS,
 * where it was installed. A name found earlier hides the same name later. Sorted.
 * Those of "templates" that are no forms, but the words of the phones' page or of papers in a
 * language, "phone.cy.json" and "paper.cy.json", are had by the others.
 */
void data_files(const char *sub_folder, struct paths *out);
void data_files_of_phones(struct paths *out);
void data_files_of_papers(struct paths *out);

/** Where the program keeps what it needs to remember: a path of that name below
 *  $XDG_STATE_HOME/roundtable; to free(). Nothing is made. */
char *state_path(const char *name);

/** Whether that folder is ours alone, see trust.h, or not there. If not, err says so, and
 *  state_path() is a path where nothing is and nothing can be. */
bool state_is_trusted(struct err *err);

/** The same of the data folder in $XDG_DATA_HOME, which may be root's as well; if not,
 *  data_files() passes it over. */
bool own_data_is_trusted(struct err *err);

/** Makes that folder, and the one in it for earlier states, where they are not there yet.
 *  False with err if nothing can be kept there: it is not ours alone, cannot be made, or not
 *  be written to. */
bool state_make(struct err *err);

/** Where what the person chose is kept: a path of that name below
 *  $XDG_CONFIG_HOME/roundtable; to free(). Nothing is made. */
char *config_path(const char *name);

/**
 * How often this was asked before, by a number kept under that name in the state folder.
 * 0 the first time, and always where nothing can be kept, which is not worth a word.
 */
unsigned long state_count(const char *name);

/**
 * What a session file's belongings in the state folder are called: some of its name, and
 * what its resolved path determines, as in "table-4-3k0s7d5h2xq9a"; to free().
 */
char *state_name_of(const char *session_path);

/** Where a session file has one of its belongings: "undo/NAME", or with an ending,
 *  "rooms/NAME.json"; to free(). Nothing is made. */
char *state_path_of(const char *folder, const char *session_path, const char *ending);

/** Makes a folder and those above it that lack, for their owner only. */
bool folder_make(const char *path, struct err *err);

/**
 * The files "*.json" in a folder and the folders in it, sorted; neither hidden ones nor
 * damaged ones that restore has set aside, nor the program's own earlier states, which it knows by
 * their names and their folder's. A folder that is a link is not followed.
 */
void session_files_in(const char *folder, struct paths *out);

/**
 * Adds the title at the head of a session file, that of its first table, ", and others"
 * where other tables at the head have others, without reading the rest; adds nothing where
 * it does not stand as we write it.
 */
void session_title_in(const char *path, struct str *out);

/** The same of the id of its first table. */
void session_id_in(const char *path, struct str *out);

/** The same of what tells a file from others: "table 4, Leeds, 2017-02-22" of its table, "met 3
 *  times" behind it, and the last of those, where others follow it up; or "7 tables", "several
 *  tables" where more of them stand than were read, behind which of them met again last: "table
 *  Blue met again, 7 tables". */
void session_table_in(const char *path, struct str *out);

/** The sessions opened of late, the newest first, as far as they still exist. */
void recent_sessions(struct paths *out);

/** Which file a path that leads to none may mean: it with ".json" behind, if that is there,
 *  which *beside then says; else one of those sessions whose name is the same, or begins with
 *  it, "surgery" of "surgery-lunch.json". To free(); NULL: there is none. */
char *session_meant(const char *path, bool *beside);

/** Adds what session_meant() finds, behind the words that there is no such file. */
void session_say_meant(const char *path, struct str *out);

/** Puts a session first in that list. What fails here is not worth a word. */
void recent_add(const char *path);

#endif
