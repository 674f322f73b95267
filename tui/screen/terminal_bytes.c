#include "screen/terminal_bytes.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum {
    ESCAPE = 27,
    ESC_MS = 25,      /* then it was the key */
    BEGUN_MS = 100,   /* then it was Alt with what begins a sequence */
    PART_MS = 1000,   /* of a sequence, or of a paste */
    STRING_MS = 2000, /* since so many bytes of it came at once as nobody types */
    AT_ONCE_BYTES = 8,
    LATE_MS = 1000,
    LARGEST_PASTE_BYTES = 4 * 1024 * 1024,
};

static const char paste_begin[] = "\033[200~", paste_end[] = "\033[201~";

static bool is_one_of(char byte, const char *bytes)
{
    return byte && strchr(bytes, byte);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void drop(struct terminal_bytes *in, size_t count)
{
    in->len_bytes -= count;
    memmove(in->bytes, in->bytes + count, in->len_bytes);
}

static bool waited(const struct terminal_bytes *in, int64_t now_ms, int64_t patience_ms)
{
    return now_ms - in->came_ms >= patience_ms;
}

/* Letters, in the encoding of the locale. A byte that belongs to none is U+FFFD. Returns
 * how many bytes it takes; 0: more are to come. */
static size_t letter_at(const char *bytes, size_t len_bytes, uint32_t *code)
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

/* Strings: an Esc with one of these, then anything up to BEL or ST. */

static bool begins_string(char byte)
{
    return is_one_of(byte, "]P_^X");
}

/* Whether what stands behind "]" can be of one: "11;rgb:…", or a title after "l". */
static bool can_be_of_string(char begun, char byte)
{
    return begun != ']' || is_digit(byte) || is_one_of(byte, "lLI;\007\033");
}

static bool end_string(struct terminal_bytes *in, size_t taken, struct piece *out,
                       enum piece_kind kind)
{
    drop(in, taken);
    in->within = WITHIN_NOTHING;
    in->after_escape = in->after_c2 = in->final_ends = false;
    out->kind = kind;
    return true;
}

static bool ends_string(const struct terminal_bytes *in, unsigned char byte)
{
    enum { BEL = 7, CAN = 24, SUB = 26, ST = 0x9C };
    return byte == BEL || byte == CAN || byte == SUB || (byte == ST && in->after_c2) ||
           (in->final_ends && (byte < ' ' || (byte >= '@' && byte <= '~')));
}

static bool next_of_string(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    for (size_t i = 0; i < in->len_bytes; i++) {
        unsigned char byte = (unsigned char)in->bytes[i];
        if (in->after_escape && byte == '\\') {
            return end_string(in, i + 1, out, PIECE_ANSWER);
        }
        if (in->after_escape) { /* something else begins, or the key was pressed */
            return end_string(in, i ? i - 1 : 0, out, i ? PIECE_ANSWER : PIECE_ESC);
        }
        if (ends_string(in, byte)) {
            return end_string(in, i + 1, out, PIECE_ANSWER);
        }
        in->after_escape = byte == ESCAPE;
        in->after_c2 = byte == 0xC2;
    }
    in->len_bytes = 0;
    return now_ms >= in->until_ms &&
           end_string(in, 0, out, in->after_escape ? PIECE_ESC : PIECE_BROKEN_OFF);
}

static bool begin_string(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    in->within = WITHIN_STRING;
    in->until_ms = now_ms + STRING_MS;
    return next_of_string(in, now_ms, out);
}

/* How long the sequence is that begins with "[" or "O"; 0: more is to come; negative: so
 * many bytes, and it is none. */
static long sequence_bytes(const char *bytes, size_t len_bytes)
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

/* Pastes: nothing in them is a key. */

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

void terminal_bytes_end_paste(struct terminal_bytes *in, struct piece *out)
{
    str_add_bytes(&in->paste, paste_end, in->of_end);
    in->within = WITHIN_NOTHING;
    in->of_end = 0;
    read_paste(&in->paste);
    *out = (struct piece){.kind = PIECE_PASTE,
                          .bytes = str_text(&in->paste),
                          .len_bytes = in->paste.len_bytes};
}

static bool next_of_paste(struct terminal_bytes *in, int64_t now_ms, struct piece *out)
{
    for (size_t i = 0; i < in->len_bytes; i++) {
        char byte = in->bytes[i];
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
            drop(in, i + 1);
            in->of_end = 0;
            terminal_bytes_end_paste(in, out);
            return true;
        }
    }
    in->len_bytes = 0;
    if (!waited(in, now_ms, PART_MS)) {
        return false;
    }
    terminal_bytes_end_paste(in, out);
    return true;
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
    drop(in, taken);
    return true;
}

static bool give_sequence(struct terminal_bytes *in, size_t from, size_t len_bytes,
                          struct piece *out)
{
    memcpy(in->sequence, in->bytes + from, len_bytes);
    in->sequence[len_bytes] = '\0';
    drop(in, from + len_bytes);
    out->kind = from ? PIECE_ALT_SEQUENCE : PIECE_SEQUENCE;
    out->bytes = in->sequence;
    out->len_bytes = len_bytes;
    if (!from && strcmp(in->sequence, paste_begin) == 0) {
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
        drop(in, 2);
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
    drop(in, whole ? (size_t)-whole + 1 : in->len_bytes);
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
        drop(in, 2);
        return begin_string(in, now_ms, out);
    }
    size_t taken = letter_at(in->bytes + 1, in->len_bytes - 1, &out->code);
    if (!taken) {
        return waited(in, now_ms, BEGUN_MS) && give_key(in, now_ms, 1, out);
    }
    drop(in, 1 + taken);
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
            drop(in, taken);
            return taken > 0;
        }
        drop(in, taken); /* the 8-bit form of an Esc and a letter */
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
    if (goes_on(in, bytes, len_bytes, now_ms)) {
        in->len_bytes = strlen(in->late);
        memcpy(in->bytes, in->late, in->len_bytes);
    }
    in->late[0] = '\0';
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
    int64_t until_ms = in->came_ms + PART_MS;
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

bool terminal_bytes_pasting(const struct terminal_bytes *in)
{
    return in->within == WITHIN_PASTE;
}

void terminal_bytes_finish(struct terminal_bytes *in)
{
    str_finish(&in->paste);
}
