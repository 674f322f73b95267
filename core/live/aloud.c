#include "live/aloud.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* One line, and nothing that a terminal obeys: C0, DEL, C1 and what is no UTF-8. */
static void add_printable(struct str *out, const char *words)
{
    size_t len_bytes = strlen(words), at_bytes = 0;
    while (at_bytes < len_bytes) {
        uint32_t letter;
        at_bytes += utf8_read(words + at_bytes, len_bytes - at_bytes, &letter);
        utf8_add(out, letter < ' ' || (letter >= 0x7f && letter < 0xa0) ? '?' : letter);
    }
}

void say_aloud(const char *words)
{
    struct str line = STR_EMPTY;
    add_printable(&line, words);
    puts(str_text(&line));
    str_finish(&line);
    if (fflush(stdout) != 0) {
        clearerr(stdout); /* the screens are told otherwise */
    }
}
