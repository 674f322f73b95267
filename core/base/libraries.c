#include "base/libraries.h"

#include <cjson/cJSON.h>
#include <utf8proc.h>
#include <uthash.h>
#include <zlib.h>

/* uthash says its version without quotes. */
#define QUOTED(words) #words
#define QUOTED_VALUE(name) QUOTED(name)

/* libstemmer does not say which it is. */
void libraries_of_core(struct str *out)
{
    str_addf(out, "cJSON %s, utf8proc %s, zlib %s, uthash %s, libstemmer",
             cJSON_Version(), utf8proc_version(), zlibVersion(),
             QUOTED_VALUE(UTHASH_VERSION));
}
