#ifndef ROUNDTABLE_STORE_MERGED_SIZE_H
#define ROUNDTABLE_STORE_MERGED_SIZE_H

#include "store/places.h"

/** How much a file may have, in bytes and in values of JSON. */
struct largest {
    size_t bytes, values;
};

/** As much as file_save() writes. */
extern const struct largest largest_file;

/**
 * Whether what files say together is surely more than one session file may hold: then nobody
 * need wait for it to be read and refused. Counted is less than there will be, but for few bytes
 * all of it: the edits that stand as our programs write them, each key once; templates; and of
 * files whose seals hold, with no journal beside them, the readable grids of the tables that no
 * other file has otherwise. A few files are not looked into, since they cannot be too much. If
 * so, false with err, which says what to do.
 */
bool files_fit_one(const struct paths *files, const char *out,
                   const struct largest *largest, struct err *err);

#endif
