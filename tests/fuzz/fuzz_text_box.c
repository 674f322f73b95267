/* Somebody types, moves and cuts: the text stays UTF-8, the cursor stays between two
 * graphemes, and every byte is in a line that is shown. */

#include "fuzz.h"

#include "base/utf8.h"
#include "base/wrap.h"
#include "screen/pasted.h"
#include "screen/text_box.h"

#include <stdlib.h>
#include <string.h>

/* What a terminal sends is UTF-8 without NULs. */
static char *words(struct choices *choices, size_t most_bytes)
{
    struct str out = STR_EMPTY;
    size_t left = choices->len_bytes < most_bytes ? choices->len_bytes : most_bytes;
    while (left) {
        uint32_t code_point;
        size_t taken = utf8_read((const char *)choices->bytes, left, &code_point);
        if (code_point) {
            utf8_add(&out, code_point);
        }
        choices->bytes += taken;
        choices->len_bytes -= taken;
        left -= taken;
    }
    return str_take(&out);
}

static void expect_sound_text(const struct text_box *box)
{
    const char *text = str_text(&box->text);
    size_t len_bytes = box->text.len_bytes, at = 0;
    MUST(utf8_valid(text, len_bytes, NULL), "the text is no UTF-8");
    MUST(strlen(text) == len_bytes, "a NUL is in the text");
    MUST(!strchr(text, '\r'), "a carriage return is in the text");
    MUST(box->cursor_bytes <= len_bytes, "the cursor is behind the end");
    while (at < box->cursor_bytes) {
        at = grapheme_after(text, len_bytes, at);
    }
    MUST(at == box->cursor_bytes, "the cursor is within a grapheme, at %zu",
         box->cursor_bytes);
}

/* The columns of the widest grapheme. */
static int widest_cols(const char *text, size_t len_bytes)
{
    int widest = 0;
    for (size_t at = 0; at < len_bytes;) {
        size_t next = grapheme_after(text, len_bytes, at);
        int cols = wrap_grapheme_cols(text, at, next);
        widest = cols > widest ? cols : widest;
        at = next;
    }
    return widest;
}

static void expect_sound_lines(const struct text_box *box, int width_cols)
{
    const char *text = str_text(&box->text);
    size_t count, cursor_line, at = 0;
    int cursor_col;
    struct box_line *lines =
        text_box_lines(box, width_cols, &count, &cursor_line, &cursor_col);
    MUST(count > 0 && cursor_line < count, "the cursor is in no line");
    for (size_t i = 0; i < count; i++) {
        at += i && at < lines[i].start_bytes && text[at] == '\n';
        MUST(lines[i].start_bytes == at, "bytes before line %zu are not shown", i);
        at += lines[i].len_bytes;
    }
    MUST(at == box->text.len_bytes, "the last bytes are not shown");
    const struct box_line *line = &lines[cursor_line];
    MUST(line->start_bytes <= box->cursor_bytes &&
             box->cursor_bytes <= line->start_bytes + line->len_bytes,
         "the cursor is not in its line");
    /* One column is kept for it; a letter wider than the box is shown all the same,
     * such as one that the sanitiser spells out. */
    int widest = widest_cols(text + line->start_bytes, line->len_bytes);
    MUST(cursor_col >= 0 && (cursor_col < width_cols || cursor_col <= widest),
         "the cursor is in column %d of %d", cursor_col, width_cols);
    free(lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    struct choices choices = {bytes, len_bytes};
    struct text_box box = {.text = STR_EMPTY};
    int width_cols = 1 + (int)choose(&choices, 60);
    while (choices.len_bytes) {
        unsigned op = choose(&choices, 24);
        enum action action = (enum action)(ACT_BOX_NEW_LINE + (int)op);
        if (action <= ACT_BOX_GIVE_BACK) {
            MUST(text_box_act(&box, action, width_cols), "action %u is refused", op);
        } else {
            char *text = words(&choices, 1 + op);
            if (op == 23) {
                text_box_set(&box, text);
            } else {
                text_box_insert(&box, text);
            }
            free(text);
        }
        expect_sound_text(&box);
        expect_sound_lines(&box, width_cols);
    }
    pasted_count(str_text(&box.text));
    text_box_finish(&box);
    return 0;
}
