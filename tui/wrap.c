#include "wrap.h"

#include "base/sanitise.h"
#include "base/utf8.h"

#include <string.h>

struct wrap wrap_begin(const char *text, int width_cols)
{
    return (struct wrap){.text = text,
                         .len_bytes = strlen(text),
                         .width_cols = width_cols < 1 ? 1 : width_cols};
}

int wrap_grapheme_cols(const char *text, size_t at_bytes, size_t end_bytes)
{
    unsigned char first = (unsigned char)text[at_bytes];
    if (end_bytes == at_bytes + 1 && first >= 0x20 && first < 0x7F) {
        return 1;
    }
    struct str shown = STR_EMPTY;
    sanitise_bytes(text + at_bytes, end_bytes - at_bytes, SANITISE_FOR_CELLS, &shown);
    int cols = text_width_cols(str_text(&shown), shown.len_bytes);
    str_finish(&shown);
    return cols;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

bool wrap_next(struct wrap *w, size_t *start_bytes, size_t *len_bytes)
{
    if (w->done) {
        return false;
    }
    size_t start = w->next_bytes, at = start, word_end = 0, word_start = 0;
    int cols = 0;
    *start_bytes = start;
    while (at < w->len_bytes && !is_break(w->text[at])) {
        size_t next = grapheme_after(w->text, w->len_bytes, at);
        int more = wrap_grapheme_cols(w->text, at, next);
        if (is_blank(w->text[at])) {
            if (at > start && !is_blank(w->text[at - 1])) {
                word_end = at;
            }
            word_start = next;
        }
        if (cols + more > w->width_cols && at > start && !is_blank(w->text[at])) {
            /* The line is full: break before this word, or, where the word is longer
             * than a line, within it. */
            bool between_words = word_end > start;
            *len_bytes = (between_words ? word_end : at) - start;
            w->next_bytes = between_words ? word_start : at;
            return true;
        }
        cols += more;
        at = next;
    }
    size_t end = at;
    while (end > start && is_blank(w->text[end - 1])) {
        end--;
    }
    *len_bytes = end - start;
    if (at >= w->len_bytes) {
        w->done = true;
    } else {
        bool pair =
            w->text[at] == '\r' && at + 1 < w->len_bytes && w->text[at + 1] == '\n';
        w->next_bytes = at + 1 + pair;
    }
    return true;
}

int wrap_count(const char *text, int width_cols, int most)
{
    struct wrap w = wrap_begin(text, width_cols);
    size_t start, len;
    int count = 0;
    while (count < most && wrap_next(&w, &start, &len)) {
        count++;
    }
    return count;
}
