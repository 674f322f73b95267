#ifndef ROUNDTABLE_VIEWS_LISTS_FILES_H
#define ROUNDTABLE_VIEWS_LISTS_FILES_H

#include "store/folders.h"
#include "views/view.h"

/** What of a folder can be chosen. */
struct file_choice {
    const char *folder;
    bool all;                   /* files of all names */
    bool merges;                /* files are marked to be merged, not opened, */
    const struct paths *marked; /* as these are */
};

/** The folders and the files in it, to go into and to open, or to mark; found by typing.
 *  @file  the one to be selected, among those to mark; NULL: the first row is.
 *  NULL with err if the folder cannot be read. */
struct list_view *list_of_files(const struct file_choice *choice, const char *file,
                                struct err *err);

/** What merging would do, in lines as the command tells them and complains; the first row
 *  does it. @out  the file to be made; NULL: nothing can be merged. */
struct list_view *list_of_merge(const char *out, const char *told,
                                const char *complaints);

#endif
