#include "live/aloud.h"

#include "base/utf8.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

/* A terminal that somebody stopped would stop us as well, and with us everybody. */
static bool has_room(void)
{
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&output, 1, 0) != 0;
}

void say_aloud(const char *words)
{
    if (!has_room()) {
        return; /* the screens are told otherwise */
    }
    struct str line = STR_EMPTY;
    add_printable(&line, words);
    puts(str_text(&line));
    str_finish(&line);
    if (fflush(stdout) != 0) {
        clearerr(stdout);
    }
}
