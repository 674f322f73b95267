#include "base/wrap.h"

#include "base/sanitise.h"
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

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

/* Of an alphabet in which words are parted by hyphens. */
static bool is_letter_at(const struct wrap *w, size_t at)
{
    uint32_t c;
    bool read = at < w->len_bytes && utf8_read(w->text + at, w->len_bytes - at, &c);
    utf8proc_category_t kind = read ? utf8proc_category((utf8proc_int32_t)c) : 0;
    return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LL;
}

/* Whether the word that has a byte is of letters alone: none of figures, and no address. */
static bool is_of_letters(const struct wrap *w, size_t at)
{
    while (at > 0 && !is_blank(w->text[at - 1]) && !is_break(w->text[at - 1])) {
        at--;
    }
    size_t len = strcspn(w->text + at, " \t\r\n"), end = at + len;
    for (; at < end; at++) {
        bool dot = w->text[at] == '.' && is_letter_at(w, at + 1);
        if (dot || strchr("0123456789/@:_\\", w->text[at])) {
            return false;
        }
    }
    return true;
}

/* Where a word that does not fit is broken, which is full at that byte; that, unless a hyphen can
 * stand there. */
static size_t break_word(const struct wrap *w, size_t start, size_t full)
{
    enum { LEAST_COLS = 8, LEAST_LEFT = 3 };
    size_t at = full, end = full, left = 0;
    if (w->width_cols < LEAST_COLS || !is_letter_at(w, full) || !is_of_letters(w, full)) {
        return full;
    }
    for (; left < LEAST_LEFT && is_letter_at(w, end); left++) {
        end = grapheme_after(w->text, w->len_bytes, end);
    }
    for (bool room = false; !room || left < LEAST_LEFT; room = true, left++) {
        at = grapheme_before(w->text, w->len_bytes, at);
        if (at <= start || !is_letter_at(w, at)) {
            return full;
        }
    }
    return is_letter_at(w, grapheme_before(w->text, w->len_bytes, at)) ? at : full;
}

bool wrap_next(struct wrap *w, size_t *start_bytes, size_t *len_bytes)
{
    if (w->done) {
        return false;
    }
    size_t start = w->next_bytes, at = start, word_end = 0, word_start = 0;
    int cols = 0;
    *start_bytes = start;
    w->within_word = false;
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
            size_t part = between_words ? word_end : break_word(w, start, at);
            w->within_word = part < at && !between_words;
            *len_bytes = without_blanks(w->text, start, part);
            w->next_bytes = between_words ? word_start : part;
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
