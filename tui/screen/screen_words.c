/* Words that may need more room than they have: cut between two, or over several rows. */

#include "base/wrap.h"
#include "screen/action.h"
#include "screen/screen.h"

#include <string.h>

/* Without the signs at its end that lead on to more. */
static size_t without_signs(const char *text, size_t len)
{
    for (size_t cut = 1; len && cut; len -= cut) {
        bool dot = len > 1 && memcmp(text + len - 2, "·", 2) == 0;
        cut = dot ? 2 : strchr(" ,;:-(", text[len - 1]) != NULL;
    }
    return len;
}

int screen_put_words(int row, int col, int width_cols, enum role role, const char *text)
{
    struct wrap wrap = wrap_begin(text, width_cols - 1);
    size_t start, len = strlen(text); /* none has more columns than bytes */
    bool whole = screen_is_heard() || len <= (size_t)(width_cols > 0 ? width_cols : 0) ||
                 screen_width_cols(text, len) <= width_cols;
    if (whole || !wrap_next(&wrap, &start, &len) ||
        screen_width_cols(text, start + len) < width_cols / 2) {
        return screen_put(row, col, width_cols, role, text);
    }
    len = without_signs(text, start + len);
    int taken = screen_put_bytes(row, col, width_cols, role, text, len);
    return taken + screen_put(row, col + taken, 1, role, screen_goes_on());
}

/* What more rows would show, in one: a blank stands for each of its breaks. */
static int put_rest(int row, int col, int width_cols, enum role role, const char *text,
                    size_t len_bytes)
{
    if (!memchr(text, '\n', len_bytes)) {
        return screen_put_bytes(row, col, width_cols, role, text, len_bytes);
    }
    struct str rest = STR_EMPTY;
    for (size_t i = 0; i < len_bytes; i++) {
        bool again =
            text[i] == '\n' && (!rest.len_bytes || rest.bytes[rest.len_bytes - 1] == ' ');
        if (!again) {
            str_add_byte(&rest, text[i] == '\n' ? ' ' : text[i]);
        }
    }
    int taken =
        screen_put_bytes(row, col, width_cols, role, str_text(&rest), rest.len_bytes);
    str_finish(&rest);
    return taken;
}

/* Behind a line that ends within a word. */
static void put_hyphen(int row, int col, enum role role, bool within_word)
{
    if (within_word) {
        screen_put(row, col, 1, role, "-");
    }
}

static int put_wrapped(int row, int col, int width_cols, int rows, enum role role,
                       const char *text)
{
    struct wrap wrap = wrap_begin(text, width_cols);
    size_t start, len;
    int taken = 0;
    while (taken < rows && wrap_next(&wrap, &start, &len)) {
        bool cut = taken + 1 == rows && !wrap.done;
        int end = col + put_rest(row + taken, col, width_cols, role, text + start,
                                 cut ? wrap.len_bytes - start : len);
        put_hyphen(row + taken++, end, role, !cut && wrap.within_word);
    }
    if (role == ROLE_SELECTED && taken) {
        screen_cursor(row, col);
    }
    return taken;
}

int screen_put_wrapped(int row, int col, int width_cols, int rows, enum role role,
                       const char *text)
{
    if (screen_is_heard()) {
        screen_put(row, col, width_cols, role, text);
        return 1;
    }
    if (strchr(text, '\v')) { /* no line ends within the name of an action */
        struct str named = STR_EMPTY;
        action_fill_in(text, false, &named);
        int taken = put_wrapped(row, col, width_cols, rows, role, named.bytes);
        str_finish(&named);
        return taken;
    }
    return put_wrapped(row, col, width_cols, rows, role, text);
}

int screen_put_kept(int row, int col, int width_cols, int rows, enum role role,
                    const char *text, size_t kept_bytes, size_t end_bytes)
{
    struct wrap wrap = wrap_begin(text, width_cols);
    size_t start, len;
    if (rows < 1 || kept_bytes == end_bytes || screen_is_heard() ||
        wrap_count(text, width_cols, rows + 1) <= rows) {
        return screen_put_wrapped(row, col, width_cols, rows, role, text);
    }
    for (int i = 0; wrap_next(&wrap, &start, &len) && i + 1 < rows; i++) {
        int cols = screen_put_bytes(row + i, col, width_cols, role, text + start, len);
        put_hyphen(row + i, col + cols, role, wrap.within_word);
    }
    int last = row + rows - 1, taken = 0;
    if (start < kept_bytes) {
        size_t kept_len = end_bytes - kept_bytes;
        int kept_cols = screen_width_cols(text + kept_bytes, kept_len);
        int room = width_cols - kept_cols - (text[end_bytes] != '\0'); /* "…" behind it */
        taken = put_rest(last, col, room, role, text + start, kept_bytes - start);
        taken += screen_put_bytes(last, col + taken, width_cols - taken, role,
                                  text + kept_bytes, kept_len);
        start = end_bytes;
    }
    put_rest(last, col + taken, width_cols - taken, role, text + start,
             strlen(text + start));
    if (role == ROLE_SELECTED) {
        screen_cursor(row, col);
    }
    return rows;
}
