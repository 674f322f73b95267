#ifndef ROUNDTABLE_BASE_TABLE_OF_HASHES_H
#define ROUNDTABLE_BASE_TABLE_OF_HASHES_H

#include "base/memory.h"

/* uthash, with memory that is there or the program ends: include this, not uthash.h. */
#define uthash_malloc(size_bytes) memory_get(size_bytes)
#define HASH_NONFATAL_OOM 0
#include <uthash.h>

#endif
