#include "screen/terminal_keys.h"

#include "base/utf8.h"
#include "screen/event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *sequence;
    int code;
} own_keys[] = {
    {"\033[1;5D", OWN_CTRL_LEFT}, {"\033[1;5C", OWN_CTRL_RIGHT},
    {"\033[1;3D", OWN_CTRL_LEFT}, {"\033[1;3C", OWN_CTRL_RIGHT},
    {"\033[1;2A", OWN_SHIFT_UP},  {"\033[1;2B", OWN_SHIFT_DOWN},
    {"\033[1;2D", KEY_SLEFT},     {"\033[1;2C", KEY_SRIGHT},
    {"\033[A", KEY_UP},           {"\033[B", KEY_DOWN},
    {"\033[C", KEY_RIGHT},        {"\033[D", KEY_LEFT},
    {"\033[Z", KEY_BTAB},         {"\033[H", KEY_HOME},
    {"\033OA", KEY_UP},           {"\033OB", KEY_DOWN},
    {"\033OC", KEY_RIGHT},        {"\033OD", KEY_LEFT},
    {"\033OH", KEY_HOME},         {"\033OF", KEY_END},
    {"\033OP", KEY_F(1)},         {"\033OQ", KEY_F(2)},
    {"\033OR", KEY_F(3)},         {"\033OS", KEY_F(4)},
    {"\033[F", KEY_END},          {"\033[1~", KEY_HOME},
    {"\033[4~", KEY_END},
};

static const struct {
    int code;
    const char *name;
} key_names[] = {
    {KEY_UP, "Up"},
    {KEY_DOWN, "Down"},
    {KEY_LEFT, "Left"},
    {KEY_RIGHT, "Right"},
    {KEY_HOME, "Home"},
    {KEY_END, "End"},
    {KEY_PPAGE, "PageUp"},
    {KEY_NPAGE, "PageDown"},
    {KEY_BACKSPACE, "Backspace"},
    {KEY_DC, "Delete"},
    {KEY_IC, "Insert"},
    {KEY_BTAB, "Shift-Tab"},
    {KEY_ENTER, "Enter"},
    {KEY_SR, "Shift-Up"},
    {KEY_SF, "Shift-Down"},
    {KEY_SLEFT, "Shift-Left"},
    {KEY_SRIGHT, "Shift-Right"},
    {OWN_SHIFT_UP, "Shift-Up"},
    {OWN_SHIFT_DOWN, "Shift-Down"},
    {OWN_CTRL_LEFT, "Ctrl-Left"},
    {OWN_CTRL_RIGHT, "Ctrl-Right"},
};

void terminal_define_keys(void)
{
    for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++) {
        define_key(own_keys[i].sequence, own_keys[i].code);
    }
}

/* The numeric keypad, once a program asks for the keys of applications, as curses does:
 * SS3 and, for each character, a letter, whatever the terminal's description says. */
static const char keypad_letters[] = "pqrstuvwxyjklmnoX",
                  keypad_characters[] = "0123456789*+,-./=";

/* The same of the keyboard protocol of kitty, from KITTY_KEYPAD on, "\r" for Enter. */
static const char kitty_characters[] = "0123456789./*-+\r=,";
static const char *const kitty_names[] = {"Left",     "Right", "Up",  "Down",   "PageUp",
                                          "PageDown", "Home",  "End", "Insert", "Delete"};
enum { KITTY_KEYPAD = 57399, KITTY_NAMES = 57417 };

static bool name_code(int code, char *name)
{
    for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++) {
        if (code == key_names[i].code) {
            snprintf(name, KEY_NAME_BYTES, "%s", key_names[i].name);
            return true;
        }
    }
    if (code >= KEY_F(1) && code <= KEY_F(12)) {
        snprintf(name, KEY_NAME_BYTES, "F%d", code - KEY_F(0));
        return true;
    }
    return false;
}

bool terminal_name_bytes(const char *bytes, char *name)
{
    return name_code(key_defined(bytes), name);
}

void terminal_name_letter(uint32_t code, bool alt, char *name)
{
    struct str letter = STR_EMPTY;
    switch (code) {
    case '\r':
    case '\t':
        str_add(&letter, code == '\t' ? "Tab" : "Enter");
        break;
    case 27:
        str_add(&letter, "Esc");
        break;
    case 127:
    case 8:
        str_add(&letter, "Backspace");
        break;
    case 0:
        str_add(&letter, "Ctrl-Space");
        break;
    case ' ':
        str_add(&letter, "Space");
        break;
    default:
        if (alt && code == '\n') {
            str_add(&letter, "Enter");
        } else if (code < ' ') {
            str_addf(&letter, "Ctrl-%c", (int)code + '@');
        } else {
            utf8_add(&letter, code);
        }
    }
    snprintf(name, KEY_NAME_BYTES, "%s%s", alt ? "Alt-" : "", letter.bytes);
    str_finish(&letter);
}

/* A key by its code point, with the modifiers that "\033[27;5;97~" of xterm and
 * "\033[97;5u" of kitty count from 1. */
static enum sequence_meaning modified(long code, long modifiers, struct sequence_key *out)
{
    enum { SHIFT = 1, ALT = 2, CTRL = 4, LOCKS = 64 + 128 };
    long held = (modifiers > 0 ? modifiers - 1 : 0) & ~(long)LOCKS;
    bool ctrl = held & CTRL;
    if (code >= KITTY_NAMES && code < KITTY_NAMES + 10) {
        snprintf(out->name, KEY_NAME_BYTES, "%s", kitty_names[code - KITTY_NAMES]);
        return SEQUENCE_KEY;
    }
    if (code >= KITTY_KEYPAD && code < KITTY_NAMES) {
        code = kitty_characters[code - KITTY_KEYPAD];
    }
    if (code <= 0 || (code >= 0xD800 && code < 0xF900) || code > 0x10FFFF ||
        (held & ~(long)(SHIFT | ALT | CTRL))) {
        return SEQUENCE_UNKNOWN;
    }
    if (code == '\t' && held == SHIFT) {
        snprintf(out->name, KEY_NAME_BYTES, "Shift-Tab");
        return SEQUENCE_KEY;
    }
    if (ctrl && ((code >= '@' && code <= '_') || (code >= 'a' && code <= 'z'))) {
        code &= 31;
    } else if (ctrl && code > ' ') {
        return SEQUENCE_UNKNOWN;
    }
    out->code = (uint32_t)code;
    return held & ALT ? SEQUENCE_ALT : SEQUENCE_LETTER;
}

/* "\033[97:65;5:1;97u": the key, what is held and what happens to it, here not let go of.
 * A text behind it is what the key types. */
static enum sequence_meaning kitty_key(const char *bytes, struct sequence_key *out)
{
    enum { LET_GO_OF = 3 };
    char *end;
    long code = strtol(bytes + 2, &end, 10), modifiers = 1, event = 1;
    long shifted = *end == ':' ? strtol(end + 1, &end, 10) : 0;
    end += strcspn(end, ";u");
    if (*end == ';') {
        modifiers = strtol(end + 1, &end, 10);
        event = *end == ':' ? strtol(end + 1, &end, 10) : 1;
    }
    long text = *end == ';' ? strtol(end + 1, NULL, 10) : 0;
    if (event == LET_GO_OF) {
        return SEQUENCE_ANSWER;
    }
    if (modifiers == 2 && code >= 'a' && code <= 'z' && !shifted) {
        shifted = code - 'a' + 'A';
    }
    bool shift = (modifiers - 1) & 1 && modifiers > 0;
    return modified(text ? text : shift && shifted ? shifted : code, modifiers, out);
}

static bool is_answer(const char *bytes, size_t len_bytes)
{
    return bytes[1] == '[' &&
           (strchr("?<=>", bytes[2]) || strchr("RcnuytxIO", bytes[len_bytes - 1]) ||
            strcmp(bytes, "\033[201~") == 0);
}

enum sequence_meaning terminal_read_sequence(const char *bytes, size_t len_bytes,
                                             struct sequence_key *out)
{
    char final = bytes[len_bytes - 1];
    long modifiers, code;
    const char *keypad = strchr(keypad_letters, final);
    if (terminal_name_bytes(bytes, out->name)) {
        return SEQUENCE_KEY;
    }
    if (bytes[1] == 'O') {
        bool plain = len_bytes == 3;
        out->code = !plain   ? 0
                    : keypad ? (unsigned char)keypad_characters[keypad - keypad_letters]
                    : final == 'M' ? '\r'
                    : final == 'I' ? '\t'
                    : final == ' ' ? ' '
                                   : 0;
        return out->code ? SEQUENCE_LETTER : SEQUENCE_UNKNOWN;
    }
    if (sscanf(bytes, "\033[27;%ld;%ld~", &modifiers, &code) == 2 && final == '~') {
        return modified(code, modifiers, out);
    }
    if (final == 'u' && bytes[2] >= '0' && bytes[2] <= '9') {
        return kitty_key(bytes, out);
    }
    return is_answer(bytes, len_bytes) ? SEQUENCE_ANSWER : SEQUENCE_UNKNOWN;
}
