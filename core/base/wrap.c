#include "base/wrap.h"

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

/* Printable ASCII: followed by its like, a grapheme of one column. */
static bool is_plain(char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

/* Bytes from start to end without the blanks at the end. */
static size_t without_blanks(const char *text, size_t start, size_t end)
{
    while (end > start && is_blank(text[end - 1])) {
        end--;
    }
    return end - start;
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
        bool plain = is_plain(w->text[at]) && is_plain(w->text[at + 1]);
        size_t next = plain ? at + 1 : grapheme_after(w->text, w->len_bytes, at);
        int more = plain ? 1 : wrap_grapheme_cols(w->text, at, next);
        /* A blank with a mark on it is a letter. */
        bool blank = is_blank(w->text[at]) && next == at + 1;
        if (blank) {
            if (at > start && !is_blank(w->text[at - 1])) {
                word_end = at;
            }
            word_start = next;
        }
        if (cols + more > w->width_cols && at > start && !blank) {
            /* The line is full: break before this word, or, where the word is longer
             * than a line, within it. */
            bool between_words = word_end > start;
            *len_bytes = without_blanks(w->text, start, between_words ? word_end : at);
            w->next_bytes = between_words ? word_start : at;
            return true;
        }
        cols += more;
        at = next;
    }
    *len_bytes = without_blanks(w->text, start, at);
    if (at >= w->len_bytes) {
        w->done = true;
    } else {
        bool pair =
            w->text[at] == '\r' && at + 1 < w->len_bytes && w->text[at + 1] == '\n';
        w->next_bytes = at + 1 + pair;
    }
    return true;
}

static int count_lines(struct wrap wrap, int most)
{
    size_t start, len;
    int count = 0;
    while (count < most && wrap_next(&wrap, &start, &len)) {
        count++;
    }
    return count;
}

int wrap_count(const char *text, int width_cols, int most)
{
    return count_lines(wrap_begin(text, width_cols), most);
}

/* How long the first sentence is; "e.g. here" ends none. */
static size_t sentence_bytes(const char *text)
{
    for (size_t i = 0; text[i]; i++) {
        bool lower = text[i + 1] == ' ' && text[i + 2] >= 'a' && text[i + 2] <= 'z';
        if (strchr(".?!", text[i]) && text[i + 1] == ' ' && !lower) {
            return i + 2;
        }
    }
    return strlen(text);
}

size_t wrap_sentences(const char *text, int width_cols, int lines)
{
    struct wrap wrap = wrap_begin(text, width_cols);
    size_t fit = sentence_bytes(text);
    for (wrap.len_bytes = fit; text[wrap.len_bytes];) {
        wrap.len_bytes += sentence_bytes(text + wrap.len_bytes);
        if (count_lines(wrap, lines + 1) > lines) {
            break;
        }
        fit = wrap.len_bytes;
    }
    return fit;
}
