/* Strings: an Esc with one of "]P_^X", then anything up to BEL or ST. Some never end. */

#include "screen/terminal_bytes_inside.h"

#include <string.h>

static void leave_string(struct terminal_bytes *in)
{
    in->within = WITHIN_NOTHING;
    in->after_escape = in->after_c2 = in->final_ends = false;
}

static bool end_string(struct terminal_bytes *in, size_t taken, struct piece *out,
                       enum piece_kind kind)
{
    drop_bytes(in, taken);
    leave_string(in);
    str_finish(&in->typed);
    out->kind = kind;
    return true;
}

/* Its end does not come. Keys that were pressed meanwhile are given back as words: late as
 * they are, they should do nothing. */
static bool break_off(struct terminal_bytes *in, size_t taken, struct piece *out,
                      enum piece_kind kind)
{
    struct str typed = in->typed;
    in->typed = STR_EMPTY;
    end_string(in, taken, out, kind);
    str_clear(&in->paste);
    for (size_t i = 0; i < typed.len_bytes; i++) {
        bool control = (unsigned char)typed.bytes[i] < ' ' || typed.bytes[i] == '\177';
        if (!control || is_one_of(typed.bytes[i], "\t\r\n")) {
            str_add_byte(&in->paste, typed.bytes[i]);
        }
    }
    str_finish(&typed);
    if (in->paste.len_bytes) {
        give_paste(in, out);
    }
    return true;
}

/* The Esc that came last was the key: it is the next piece. */
static void put_escape_back(struct terminal_bytes *in)
{
    memmove(in->bytes + 1, in->bytes, in->len_bytes);
    in->bytes[0] = ESCAPE;
    in->len_bytes++;
    in->apart = true;
}

static bool ends_string(const struct terminal_bytes *in, unsigned char byte)
{
    enum { BEL = 7, CAN = 24, SUB = 26, ST = 0x9C };
    return byte == BEL || byte == CAN || byte == SUB || (byte == ST && in->after_c2) ||
           (in->final_ends && (byte < ' ' || (byte >= '@' && byte <= '~')));
}

bool next_of_string(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    for (size_t i = 0; i < in->len_bytes; i++) {
        unsigned char byte = (unsigned char)in->bytes[i];
        if (in->after_escape && byte == '\\') {
            return end_string(in, i + 1, out, PIECE_ANSWER);
        }
        if (in->after_escape) { /* something else begins, or the key was pressed */
            if (i == 0) {
                put_escape_back(in);
            }
            return break_off(in, i ? i - 1 : 0, out, PIECE_ANSWER);
        }
        if (ends_string(in, byte)) {
            return end_string(in, i + 1, out, PIECE_ANSWER);
        }
        in->after_escape = byte == ESCAPE;
        in->after_c2 = byte == 0xC2;
    }
    in->len_bytes = 0;
    if (now_ms < in->until_ms) {
        return false;
    }
    bool escape = in->after_escape;
    if (escape) {
        put_escape_back(in);
    }
    return break_off(in, 0, out, escape ? PIECE_ANSWER : PIECE_BROKEN_OFF);
}

bool begin_string(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    in->within = WITHIN_STRING;
    in->until_ms = now_ms + STRING_MS;
    return next_of_string(in, now_ms, out);
}

/* One key that stands for itself, Enter and Backspace among them. */
static bool is_key(const char *bytes, size_t len_bytes)
{
    uint32_t code;
    bool whole = letter_at(bytes, len_bytes, &code) == len_bytes;
    return whole && code != 0xFFFD &&
           (is_one_of(*bytes, "\b\t\r\177") ||
            (code >= ' ' && (code < 0x7F || code > 0x9F)));
}

/* What terminals answer: numbers and colours. */
static bool is_of_answer(const char *bytes, size_t len_bytes)
{
    bool signs = false;
    for (size_t i = 0; i < len_bytes; i++) {
        bool sign = is_one_of(bytes[i], "0123456789/:;");
        if (!sign && !is_one_of(bytes[i], "abcdefABCDEF\033\\\007")) {
            return false;
        }
        signs = signs || sign;
    }
    return signs;
}

/* Keeps what may be typed. True once they are keys for certain: no terminal sends its answer letter by letter, as
 * slow as a person. */
static bool is_typing(struct terminal_bytes *in, const char *bytes, size_t len_bytes,
                      int64_t now_ms)
{
    enum { MOST_BYTES = 4096 };
    bool apart = waited(in, now_ms, ESC_MS), key = is_key(bytes, len_bytes),
         first = !in->typed.len_bytes;
    if (in->len_bytes || in->after_escape || (first && !apart) ||
        (!key && is_of_answer(bytes, len_bytes))) {
        return false;
    }
    in->key_by_key = key && (first || in->key_by_key);
    for (size_t i = 0; i < len_bytes && bytes[i] != ESCAPE; i++) {
        str_add_byte(&in->typed, bytes[i]);
    }
    if (in->typed.len_bytes > MOST_BYTES) {
        str_finish(&in->typed);
    }
    return in->key_by_key && apart && !first;
}

bool string_is_typed_in(struct terminal_bytes *in, const char *bytes, size_t len_bytes,
                        int64_t now_ms)
{
    if (!is_typing(in, bytes, len_bytes, now_ms)) {
        return false;
    }
    leave_string(in);
    in->len_bytes = in->typed.len_bytes;
    memcpy(in->bytes, in->typed.bytes, in->len_bytes);
    str_finish(&in->typed);
    return true;
}
