/* Lines in: what is typed or piped by whoever hears or writes line by line. The terminal
 * edits each line itself; until it is ended, nothing is known of it here. */

#include "screen/terminal.h"

#include "base/str.h"
#include "base/utf8.h"
#include "screen/terminal_bytes_inside.h"
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
    bool keys;        /* without keys that stood in it, */
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

/* How much of a string that a terminal sent stands there behind its first two bytes, with its
 * end; 0: it has none. */
static size_t string_bytes(const char *bytes, size_t len_bytes)
{
    for (size_t i = 0; i < len_bytes; i++) {
        bool st = bytes[i] == ESCAPE && i + 1 < len_bytes && bytes[i + 1] == '\\';
        if (bytes[i] == '\a' || st) {
            return i + 1 + st;
        }
    }
    return 0;
}

/* How many bytes an arrow, a function key or a letter with Alt takes behind the Esc that it
 * begins with; what a whole line has of it is all that there will be. */
static size_t key_bytes(char second, const char *rest, size_t len_bytes)
{
    char sequence[SEQUENCE_BYTES] = {second};
    size_t room = sizeof sequence - 1, copied = len_bytes < room ? len_bytes : room;
    uint32_t unused;
    if (begins_string(second)) {
        return string_bytes(rest, len_bytes);
    }
    if (second != '[' && second != 'O') {
        return (second & 0x80) ? utf8_read(rest - 1, len_bytes + 1, &unused) - 1 : 0;
    }
    memcpy(sequence + 1, rest, copied);
    long whole = sequence_bytes(sequence, copied + 1);
    return whole ? (size_t)(whole < 0 ? -whole : whole) - 1 : copied;
}

/* What a keyboard cannot type into a text is left out: all controls but the tab, and keys that
 * edit nothing in a line, with all that they send. */
static void clean(const char *bytes, size_t len_bytes)
{
    enum { DELETE = 127, BYTE_ORDER_MARK = 0xFEFF, C1_BEGINS = 0x80, C1_ENDS = 0xA0 };
    str_clear(&lines.line);
    lines.keys = false;
    for (size_t at = 0; at < len_bytes;) {
        uint32_t code_point;
        at += utf8_read(bytes + at, len_bytes - at, &code_point);
        bool typed = code_point >= ' ' && code_point != DELETE;
        bool c1 = code_point >= C1_BEGINS && code_point < C1_ENDS;
        if (code_point == ESCAPE || c1) {
            bool more = !c1 && at < len_bytes && bytes[at] != ESCAPE;
            char second = c1 ? (char)(code_point - 0x40) : more ? bytes[at] : '\0';
            at += more;
            at += second ? key_bytes(second, bytes + at, len_bytes - at) : 0;
            lines.keys = true;
        } else if ((typed && code_point != BYTE_ORDER_MARK) || code_point == '\t') {
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
    out->keys = lines.keys;
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
            return (struct line){.kind = LINE_NEWS, .text = ""};
        case WAITED_IN_VAIN:
            return (struct line){.kind = LINE_NONE, .text = ""};
        }
    }
    return line;
}
