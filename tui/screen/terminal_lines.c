/* Lines in: what is typed or piped by whoever hears or writes line by line. The terminal
 * edits each line itself; until it is ended, nothing is known of it here. */

#include "screen/terminal.h"

#include "base/str.h"
#include "base/utf8.h"
#include "screen/terminal_inside.h"
#include "screen/terminal_signals.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { CHUNK_BYTES = 4096, MOST_LINE_BYTES = 1024 * 1024 };

static struct {
    struct str bytes; /* that were read and not handed out yet, */
    size_t searched;  /* and so many of them have no line's end */
    struct str line;  /* that was handed out last */
    bool ended;       /* the other side has closed */
} lines;

static void finish(void)
{
    str_finish(&lines.bytes);
    str_finish(&lines.line);
}

void terminal_start_lines(void)
{
    static bool registered;
    signals_watch();
    signals_taken_over("", 0); /* so that a crash says what it is */
    if (isatty(STDIN_FILENO)) {
        signals_tell_interrupts();
    }
    registered = registered || atexit(finish) == 0;
}

/* What a keyboard cannot type into a text is left out: all controls but the tab. */
static void clean(const char *bytes, size_t len_bytes)
{
    enum { DELETE = 127, BYTE_ORDER_MARK = 0xFEFF };
    str_clear(&lines.line);
    for (size_t at = 0; at < len_bytes;) {
        uint32_t code_point;
        at += utf8_read(bytes + at, len_bytes - at, &code_point);
        bool typed = code_point >= ' ' && code_point != DELETE;
        if ((typed && code_point != BYTE_ORDER_MARK) || code_point == '\t') {
            utf8_add(&lines.line, code_point);
        }
    }
}

/* False if none is whole yet. One that never ends is cut. */
static bool take_line(void)
{
    const char *bytes = str_text(&lines.bytes);
    size_t count = lines.bytes.len_bytes;
    const char *end =
        count ? memchr(bytes + lines.searched, '\n', count - lines.searched) : NULL;
    size_t len = end ? (size_t)(end - bytes) : count;
    if (!end && count < MOST_LINE_BYTES && !(lines.ended && count)) {
        lines.searched = count;
        return false;
    }
    clean(bytes, len);
    str_remove(&lines.bytes, 0, len + (end != NULL));
    lines.searched = 0;
    return true;
}

static void read_bytes(void)
{
    char bytes[CHUNK_BYTES];
    ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got > 0) {
        str_add_bytes(&lines.bytes, bytes, (size_t)got);
    }
    lines.ended = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
}

static bool at_hand(struct line *out)
{
    bool cut = lines.ended && lines.bytes.len_bytes &&
               !memchr(lines.bytes.bytes, '\n', lines.bytes.len_bytes);
    out->kind = signals_asked_to_end()    ? LINE_END
                : signals_interrupted()   ? LINE_INTERRUPTED
                : signals_asked_to_stop() ? LINE_STOP
                : take_line()             ? (cut ? LINE_CUT : LINE_SAID)
                : lines.ended             ? LINE_END
                                          : LINE_NONE;
    out->text = str_text(&lines.line);
    return out->kind != LINE_NONE;
}

int terminal_line_cols(void)
{
    struct winsize size;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0
               ? size.ws_col
               : 0;
}

struct line terminal_line(int timeout_ms)
{
    struct line line;
    while (!at_hand(&line)) {
        switch (terminal_wait_for_input(timeout_ms, true)) {
        case WAITED_GONE:
            lines.ended = true;
            break;
        case WAITED_INPUT:
            read_bytes();
            break;
        case WAITED_SIGNAL:
            break;
        case WAITED_NEWS:
            return (struct line){LINE_NEWS, ""};
        case WAITED_IN_VAIN:
            return (struct line){LINE_NONE, ""};
        }
    }
    return line;
}
