/* How a text is encoded that should be UTF-8. */

#include "base/json.h"
#include "base/json_check.h"

#include <string.h>

size_t json_mark_bytes(const char *bytes, size_t len_bytes)
{
    return len_bytes >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* A JSON text begins with two ASCII characters, or with a mark and one: where its zero
 * bytes stand tells. The longer beginnings come first. */
const char *json_other_encoding(const char *bytes, size_t len_bytes)
{
    static const struct {
        const char *start; /* 'x' is any byte but 0 */
        size_t len_bytes;
        const char *called;
    } rows[] = {
        {"\xFF\xFE\0\0", 4, "UTF-32"}, {"\0\0\xFE\xFF", 4, "UTF-32"},
        {"x\0\0\0", 4, "UTF-32"},      {"\0\0\0x", 4, "UTF-32"},
        {"\xFF\xFE", 2, "UTF-16"},     {"\xFE\xFF", 2, "UTF-16"},
        {"x\0", 2, "UTF-16"},          {"\0x", 2, "UTF-16"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t at = 0;
        while (at < rows[i].len_bytes && at < len_bytes &&
               (rows[i].start[at] == 'x' ? bytes[at] != '\0'
                                         : bytes[at] == rows[i].start[at])) {
            at++;
        }
        if (at == rows[i].len_bytes) {
            return rows[i].called;
        }
    }
    return NULL;
}
