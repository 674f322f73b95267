/* Words as lines of plain text. */

#include "export/writing.h"

#include "base/sanitise.h"
#include "base/utf8.h"

#include <string.h>

static void end_line(struct str *out)
{
    while (out->len_bytes && out->bytes[out->len_bytes - 1] == ' ') {
        str_remove(out, out->len_bytes - 1, 1);
    }
    str_add_byte(out, '\n');
}

/* How many bytes of a line fit: up to the last blank before the edge, or, in a word that
 * is too long, up to the edge itself; always at least one grapheme. */
static size_t fitting_bytes(const char *line, size_t len_bytes, int room_cols)
{
    size_t at = 0, after_word = 0;
    int cols = 0;
    while (at < len_bytes) {
        size_t next = grapheme_after(line, len_bytes, at);
        if (line[at] == ' ') {
            after_word = at;
        }
        cols += grapheme_width_cols(line + at, next - at);
        if (cols > room_cols && line[at] != ' ') {
            return after_word ? after_word : at ? at : next;
        }
        at = next;
    }
    return len_bytes;
}

/* Adds one line of words, wrapped; the first row begins with *indent, which then becomes
 * rest for the rows below. */
static void add_line(struct str *out, int cols, const char **indent, const char *rest,
                     const char *line, size_t len_bytes)
{
    do {
        size_t fits = fitting_bytes(line, len_bytes,
                                    cols - text_width_cols(*indent, strlen(*indent)));
        str_add(out, *indent);
        str_add_bytes(out, line, fits);
        end_line(out);
        *indent = rest;
        line += fits, len_bytes -= fits;
        while (len_bytes && *line == ' ') {
            line++, len_bytes--;
        }
    } while (len_bytes);
}

void text_add_words(struct str *out, int cols, const char *first, const char *rest,
                    const char *words)
{
    struct str clean = STR_EMPTY;
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    const char *at = str_text(&clean);
    const char *indent = first;
    for (;;) {
        size_t len_bytes = strcspn(at, "\n");
        add_line(out, cols, &indent, rest, at, len_bytes);
        if (!at[len_bytes]) {
            break;
        }
        at += len_bytes + 1;
    }
    str_finish(&clean);
}

void text_add_heading(struct str *out, int cols, const char *words, char mark)
{
    size_t from = out->len_bytes;
    text_add_words(out, cols, "", "", words);
    int widest_cols = 0;
    while (from < out->len_bytes) {
        size_t len_bytes = strcspn(out->bytes + from, "\n");
        int wide_cols = text_width_cols(out->bytes + from, len_bytes);
        widest_cols = wide_cols > widest_cols ? wide_cols : widest_cols;
        from += len_bytes + 1;
    }
    for (int i = 0; i < widest_cols; i++) {
        str_add_byte(out, mark);
    }
    str_add_byte(out, '\n');
}
