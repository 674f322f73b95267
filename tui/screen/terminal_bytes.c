#include "screen/terminal_bytes_inside.h"

#include <assert.h>
#include <string.h>
#include <wchar.h>

enum {
    BEGUN_MS = 100, /* then it was Alt with what begins a sequence */
    LATE_MS = 1000
};

bool is_one_of(char byte, const char *bytes)
{
    return byte && strchr(bytes, byte);
}

bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

void drop_bytes(struct terminal_bytes *in, size_t count)
{
    in->len_bytes -= count;
    memmove(in->bytes, in->bytes + count, in->len_bytes);
}

bool waited(const struct terminal_bytes *in, int64_t now_ms, int64_t patience_ms)
{
    return now_ms - in->came_ms >= patience_ms;
}

size_t letter_at(const char *bytes, size_t len_bytes, uint32_t *code)
{
    mbstate_t state = {0};
    for (size_t i = 0; i < len_bytes; i++) {
        wchar_t letter = 0;
        size_t taken = mbrtowc(&letter, bytes + i, 1, &state);
        if (taken == (size_t)-1) {
            *code = 0xFFFD;
            return i ? i : 1;
        }
        if (taken != (size_t)-2) {
            *code = (uint32_t)letter;
            return i + 1;
        }
    }
    return 0;
}

bool begins_string(char byte)
{
    return is_one_of(byte, "]P_^X");
}

long sequence_bytes(const char *bytes, size_t len_bytes)
{
    bool csi = bytes[0] == '[';
    size_t i = 1;
    if (csi && len_bytes > 1 && is_one_of(bytes[1], "[M")) {
        size_t whole = bytes[1] == '[' ? 3 : 5; /* F1 of Linux; the mouse of X10 */
        return len_bytes >= whole ? (long)whole : 0;
    }
    while (i < len_bytes && (csi ? bytes[i] >= ' ' && bytes[i] < '@'
                                 : is_digit(bytes[i]) || bytes[i] == ';')) {
        i++;
    }
    if (i == len_bytes) {
        return 0;
    }
    bool final = bytes[i] >= (csi ? '@' : ' ') && bytes[i] <= '~';
    return final ? (long)i + 1 : -(long)i;
}

/* Keys. */

/* A key that may have been the beginning of a sequence whose rest comes late. */
static bool give_key(struct terminal_bytes *in, int64_t now_ms, size_t taken,
                     struct piece *out)
{
    out->kind = taken == 1 ? PIECE_ESC : PIECE_ALT;
    out->code = taken == 1 ? 0 : (unsigned char)in->bytes[1];
    in->late_ms = now_ms;
    memset(in->late, 0, sizeof in->late);
    if (taken == in->len_bytes) {
        memcpy(in->late, in->bytes, taken);
    }
    drop_bytes(in, taken);
    return true;
}

static bool give_sequence(struct terminal_bytes *in, size_t from, size_t len_bytes,
                          struct piece *out)
{
    memcpy(in->sequence, in->bytes + from, len_bytes);
    in->sequence[len_bytes] = '\0';
    drop_bytes(in, from + len_bytes);
    out->kind = from ? PIECE_ALT_SEQUENCE : PIECE_SEQUENCE;
    out->bytes = in->sequence;
    out->len_bytes = len_bytes;
    if (!from && strcmp(in->sequence, "\033[200~") == 0) {
        in->within = WITHIN_PASTE;
        str_clear(&in->paste);
        return false;
    }
    return true;
}

static bool next_of_sequence(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    long whole = sequence_bytes(in->bytes + 1, in->len_bytes - 1);
    if (in->len_bytes > SEQUENCE_BYTES && (whole == 0 || whole > SEQUENCE_BYTES)) {
        in->final_ends = true;
        drop_bytes(in, 2);
        return begin_string(in, now_ms, out);
    }
    if (whole > 0) {
        return give_sequence(in, 0, (size_t)whole + 1, out) ||
               next_of_paste(in, now_ms, out);
    }
    bool alone = whole == -1 || in->len_bytes == 2;
    if (whole == 0 && !waited(in, now_ms, alone ? BEGUN_MS : PART_MS)) {
        return false;
    }
    if (alone) {
        return give_key(in, now_ms, 2, out);
    }
    drop_bytes(in, whole ? (size_t)-whole + 1 : in->len_bytes);
    out->kind = PIECE_ANSWER;
    return true;
}

/* Esc twice, or a key with Alt of terminals that put an Esc before what it sends. */
static bool next_of_two(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    bool key = in->len_bytes > 2 && is_one_of(in->bytes[2], "[O");
    long whole = key ? sequence_bytes(in->bytes + 2, in->len_bytes - 2) : 0;
    if ((key || in->len_bytes == 2) && whole == 0 && in->len_bytes < SEQUENCE_BYTES &&
        !waited(in, now_ms, key ? BEGUN_MS : ESC_MS)) {
        return false;
    }
    if (whole > 0 && whole < SEQUENCE_BYTES &&
        is_one_of(in->bytes[1 + whole], in->bytes[2] == '[' ? "ABCDFH~" : "ABCDFHPQRS")) {
        return give_sequence(in, 1, (size_t)whole + 1, out);
    }
    return give_key(in, now_ms, 1, out);
}

/* Whether what stands behind "]" can be of one: "11;rgb:…", or a title after "l". */
static bool can_be_of_string(char begun, char byte)
{
    return begun != ']' || is_digit(byte) || is_one_of(byte, "lLI;\007\033");
}

static bool next_of_escape(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    char second = in->len_bytes > 1 ? in->bytes[1] : '\0';
    if (in->len_bytes == 1 || in->apart) {
        bool key = in->apart || waited(in, now_ms, ESC_MS);
        in->apart = false;
        return key && give_key(in, now_ms, 1, out);
    }
    if (is_one_of(second, "[O")) {
        return next_of_sequence(in, now_ms, out);
    }
    if (second == ESCAPE) {
        return next_of_two(in, now_ms, out);
    }
    if (begins_string(second) && in->len_bytes == 2) {
        return waited(in, now_ms, BEGUN_MS) && give_key(in, now_ms, 2, out);
    }
    if (begins_string(second) && can_be_of_string(second, in->bytes[2])) {
        drop_bytes(in, 2);
        return begin_string(in, now_ms, out);
    }
    size_t taken = letter_at(in->bytes + 1, in->len_bytes - 1, &out->code);
    if (!taken) {
        return waited(in, now_ms, BEGUN_MS) && give_key(in, now_ms, 1, out);
    }
    drop_bytes(in, 1 + taken);
    out->kind = PIECE_ALT;
    return true;
}

bool terminal_bytes_next(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    *out = (struct piece){.kind = PIECE_LETTER};
    if (in->within == WITHIN_PASTE) {
        return next_of_paste(in, now_ms, out);
    }
    if (in->within == WITHIN_STRING) {
        return next_of_string(in, now_ms, out);
    }
    if (!in->len_bytes) {
        return false;
    }
    if (in->bytes[0] != ESCAPE) {
        size_t taken = letter_at(in->bytes, in->len_bytes, &out->code);
        if (out->code < 0x80 || out->code > 0x9F) {
            drop_bytes(in, taken);
            return taken > 0;
        }
        drop_bytes(in, taken); /* the 8-bit form of an Esc and a letter */
        memmove(in->bytes + 2, in->bytes, in->len_bytes);
        in->bytes[0] = ESCAPE;
        in->bytes[1] = (char)(out->code - 0x40);
        in->len_bytes += 2;
    }
    return next_of_escape(in, now_ms, out);
}

/* What comes late. */

static bool ends_with_string_end(const char *bytes, size_t len_bytes)
{
    return len_bytes > 1 &&
           (bytes[len_bytes - 1] == 7 ||
            (bytes[len_bytes - 1] == '\\' && bytes[len_bytes - 2] == ESCAPE) ||
            (bytes[len_bytes - 1] == '\x9C' && bytes[len_bytes - 2] == '\xC2'));
}

/* Whether bytes that came at once look like what follows "Esc [", "Esc ]" … and not like
 * what a person types. */
static bool follows(char begun, const char *bytes, size_t len_bytes)
{
    size_t digits = 0;
    while (digits < len_bytes && is_digit(bytes[digits])) {
        digits++;
    }
    switch (begun) {
    case '[':
        return len_bytes == 1 ? is_one_of(*bytes, "ABCDFHIOZ")
                              : is_one_of(*bytes, "?<>=0123456789") &&
                                    (*bytes == '<' || digits < len_bytes);
    case 'O':
        return len_bytes == 1 && is_one_of(*bytes, "ABCDFHMPQRSXjklmnopqrstuvwxy");
    case ']':
        return (digits && digits < len_bytes && bytes[digits] == ';') ||
               ends_with_string_end(bytes, len_bytes);
    case 'P':
        return (len_bytes > 2 && is_one_of(*bytes, "0123456789>!$+=?")) ||
               ends_with_string_end(bytes, len_bytes);
    default:
        return begins_string(begun) && ends_with_string_end(bytes, len_bytes);
    }
}

static bool goes_on(const struct terminal_bytes *in, const char *bytes, size_t len_bytes,
                    int64_t now_ms)
{
    if (!in->late[0] || in->len_bytes || in->within || now_ms - in->late_ms > LATE_MS) {
        return false;
    }
    if (in->letters_write && in->late[1] && len_bytes == 1) {
        return false;
    }
    return in->late[1] ? follows(in->late[1], bytes, len_bytes)
                       : len_bytes > 1 && follows(*bytes, bytes + 1, len_bytes - 1);
}

/* Whether an Esc had its time while nobody looked, and these bytes are no rest of it. */
static bool is_apart(const struct terminal_bytes *in, const char *bytes, size_t len_bytes,
                     int64_t now_ms)
{
    if (in->len_bytes != 1 || in->bytes[0] != ESCAPE || in->within ||
        !waited(in, now_ms, ESC_MS)) {
        return false;
    }
    long whole = is_one_of(*bytes, "[O") ? sequence_bytes(bytes, len_bytes) : 0;
    size_t rest = whole > 0 ? (size_t)whole : len_bytes; /* other keys stand behind it */
    return rest < 2 || !follows(*bytes, bytes + 1, rest - 1);
}

void terminal_bytes_add(struct terminal_bytes *in, const char *bytes, size_t len_bytes,
                        int64_t now_ms)
{
    assert(len_bytes <= terminal_bytes_room(in));
    if (in->within == WITHIN_STRING && string_is_typed_in(in, bytes, len_bytes, now_ms)) {
        in->came_ms = now_ms;
        return;
    }
    if (goes_on(in, bytes, len_bytes, now_ms)) {
        in->len_bytes = strlen(in->late);
        memcpy(in->bytes, in->late, in->len_bytes);
    }
    in->late[0] = '\0';
    if (in->awaited && !in->len_bytes && !in->within && are_rows(bytes, len_bytes)) {
        in->within = WITHIN_PASTE;
        in->unmarked = true;
        str_clear(&in->paste);
    }
    in->apart = is_apart(in, bytes, len_bytes, now_ms);
    memcpy(in->bytes + in->len_bytes, bytes, len_bytes);
    in->len_bytes += len_bytes;
    in->came_ms = now_ms;
    if (len_bytes >= AT_ONCE_BYTES) {
        in->until_ms = now_ms + STRING_MS;
    }
}

size_t terminal_bytes_room(const struct terminal_bytes *in)
{
    return in->len_bytes > SEQUENCE_BYTES ? 0 : TERMINAL_BYTES - in->len_bytes;
}

bool terminal_bytes_pending(const struct terminal_bytes *in)
{
    uint32_t code;
    return !in->within && in->len_bytes &&
           (in->bytes[0] == ESCAPE || letter_at(in->bytes, in->len_bytes, &code));
}

int terminal_bytes_patience_ms(const struct terminal_bytes *in, int64_t now_ms)
{
    int64_t until_ms = in->came_ms + paste_patience_ms(in);
    if (in->within == WITHIN_STRING) {
        until_ms = in->until_ms;
    } else if (terminal_bytes_pending(in)) {
        char second = in->len_bytes > 1 ? in->bytes[1] : ESCAPE;
        bool escape = second == ESCAPE && in->len_bytes < 3;
        bool begun = in->len_bytes == 2 || !is_one_of(second, "[O");
        until_ms = in->came_ms + (escape ? ESC_MS : begun ? BEGUN_MS : PART_MS);
    } else if (!in->within) {
        return -1;
    }
    return until_ms > now_ms ? (int)(until_ms - now_ms) : 0;
}

bool terminal_bytes_take_escape(struct terminal_bytes *in, int64_t now_ms)
{
    bool escape = !in->within && in->len_bytes &&
                  in->bytes[in->len_bytes - 1] == ESCAPE && waited(in, now_ms, ESC_MS);
    if (escape) {
        in->len_bytes = 0;
        in->apart = false;
    }
    return escape;
}

bool terminal_bytes_pasting(const struct terminal_bytes *in)
{
    return in->within == WITHIN_PASTE;
}

void terminal_bytes_finish(struct terminal_bytes *in)
{
    str_finish(&in->typed);
    str_finish(&in->paste);
}
