/* Pastes: nothing in them is a key. */

#include "screen/terminal_bytes_inside.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_PASTE_BYTES = 4 * 1024 * 1024 };

static const char paste_end[] = "\033[201~";

/* Whether a string is one that terminals answer with: a title for a window is words. The
 * text ends with a NUL. */
static bool is_answer(char begun, const char *text)
{
    long number = begun == ']' && is_digit(*text) ? strtol(text, NULL, 10) : -1;
    switch (begun) {
    case ']':
        return is_one_of(*text, "lL") || number == 4 || number == 5 || number == 21 ||
               number == 22 || number == 52 || (number >= 10 && number <= 19);
    case 'P':
        return is_one_of(*text, "01>!$+");
    case '_':
        return *text == 'G';
    default:
        return true;
    }
}

/* An answer of the terminal, or a key, that came in the middle of one: how many bytes;
 * 0: none, but words. */
static size_t answer_bytes(const char *bytes, size_t len_bytes)
{
    if (len_bytes < 3 || bytes[0] != ESCAPE) {
        return 0;
    }
    if (bytes[1] == '[') {
        long whole = sequence_bytes(bytes + 1, len_bytes - 1);
        bool ours = whole > 0 && (is_one_of(bytes[whole], "ABCDFHIORZcntuxy~") ||
                                  is_one_of(bytes[2], "<M"));
        return ours ? (size_t)whole + 1 : 0;
    }
    if (!begins_string(bytes[1]) || !is_answer(bytes[1], bytes + 2)) {
        return 0;
    }
    for (size_t i = 2; i < len_bytes; i++) {
        if (bytes[i] == 7) {
            return i + 1;
        }
        if (bytes[i] == ESCAPE ||
            (bytes[i] == '\xC2' && i + 1 < len_bytes && bytes[i + 1] == '\x9C')) {
            bool st = i + 1 < len_bytes && is_one_of(bytes[i + 1], "\\\x9C");
            return st ? i + 2 : 0;
        }
    }
    return 0;
}

/* From the bytes as they came: the letters, "\n" for each end of a line, and no NUL. */
static void read_paste(struct str *paste)
{
    struct str text = STR_EMPTY;
    bool after_return = false;
    for (size_t i = 0; i < paste->len_bytes;) {
        uint32_t code;
        size_t left = paste->len_bytes - i, taken = answer_bytes(paste->bytes + i, left);
        if (taken) {
            i += taken;
            continue;
        }
        taken = letter_at(paste->bytes + i, left, &code);
        code = taken ? code : 0xFFFD;
        bool second_half = code == '\n' && after_return;
        after_return = code == '\r';
        if (code && !second_half) {
            utf8_add(&text, code == '\r' ? '\n' : code);
        }
        i += taken ? taken : left;
    }
    str_finish(paste);
    *paste = text;
}

bool are_rows(const char *bytes, size_t len_bytes)
{
    size_t rows = 0;
    bool letter = false, tab = false;
    for (size_t i = 0; i < len_bytes; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        bool ends = byte == '\r' || byte == '\n';
        if ((byte < ' ' && byte != '\t' && !ends) || byte == '\177') {
            return false;
        }
        rows += ends && letter && tab;
        letter = !ends && (letter || isalpha(byte) || byte >= 0x80);
        tab = !ends && (tab || byte == '\t');
    }
    return rows + (letter && tab) > 1;
}

int64_t paste_patience_ms(const struct terminal_bytes *in)
{
    return in->unmarked ? ESC_MS : PART_MS;
}

void give_paste(struct terminal_bytes *in, struct piece *out)
{
    read_paste(&in->paste);
    *out = (struct piece){.kind = PIECE_PASTE,
                          .bytes = str_text(&in->paste),
                          .len_bytes = in->paste.len_bytes};
}

void terminal_bytes_end_paste(struct terminal_bytes *in, struct piece *out)
{
    str_add_bytes(&in->paste, paste_end, in->of_end);
    in->within = WITHIN_NOTHING;
    in->unmarked = false;
    in->of_end = 0;
    give_paste(in, out);
}

bool next_of_paste(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    for (size_t i = 0; i < in->len_bytes; i++) {
        char byte = in->bytes[i];
        if (in->unmarked && byte == ESCAPE) { /* a key behind it */
            drop_bytes(in, i);
            terminal_bytes_end_paste(in, out);
            return true;
        }
        if (byte != paste_end[in->of_end]) {
            str_add_bytes(&in->paste, paste_end, in->of_end);
            in->of_end = 0;
        }
        if (byte == paste_end[in->of_end]) {
            in->of_end++;
        } else if (in->paste.len_bytes < LARGEST_PASTE_BYTES) {
            str_add_byte(&in->paste, byte);
        }
        if (!paste_end[in->of_end]) {
            drop_bytes(in, i + 1);
            in->of_end = 0;
            terminal_bytes_end_paste(in, out);
            return true;
        }
    }
    in->len_bytes = 0;
    if (!waited(in, now_ms, paste_patience_ms(in))) {
        return false;
    }
    terminal_bytes_end_paste(in, out);
    return true;
}
