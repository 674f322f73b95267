#include "screen/terminal_keys.h"

#include "screen/event.h"

#include <stddef.h>
#include <stdio.h>

static const struct {
    const char *sequence;
    int code;
} own_keys[] = {
    {"\033[200~", OWN_PASTE_BEGIN},
    {"\033[201~", OWN_PASTE_END},
    {"\033\r", OWN_ALT_ENTER},
    {"\033\n", OWN_ALT_ENTER},
    {"\033[1;5D", OWN_CTRL_LEFT},
    {"\033[1;5C", OWN_CTRL_RIGHT},
    {"\033[1;3D", OWN_CTRL_LEFT},
    {"\033[1;3C", OWN_CTRL_RIGHT},
    {"\033[1;2A", OWN_SHIFT_UP},
    {"\033[1;2B", OWN_SHIFT_DOWN},
    {"\033[1;2D", KEY_SLEFT},
    {"\033[1;2C", KEY_SRIGHT},
    {"\033[A", KEY_UP},
    {"\033[B", KEY_DOWN},
    {"\033[C", KEY_RIGHT},
    {"\033[D", KEY_LEFT},
    {"\033[Z", KEY_BTAB},
    {"\033[H", KEY_HOME},
    {"\033[F", KEY_END},
    {"\033[1~", KEY_HOME},
    {"\033[4~", KEY_END},
    {"\033b", OWN_ALT_B},
    {"\033f", OWN_ALT_F},
    {"\033d", OWN_ALT_D},
    {"\033z", OWN_ALT_Z},
    {"\033\177", OWN_ALT_BACKSPACE},
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
    {OWN_ALT_ENTER, "Alt-Enter"},
    {OWN_CTRL_LEFT, "Ctrl-Left"},
    {OWN_CTRL_RIGHT, "Ctrl-Right"},
    {OWN_ALT_B, "Alt-B"},
    {OWN_ALT_D, "Alt-D"},
    {OWN_ALT_F, "Alt-F"},
    {OWN_ALT_Z, "Alt-Z"},
    {OWN_ALT_BACKSPACE, "Alt-Backspace"},
};

void terminal_define_keys(void)
{
    for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++) {
        define_key(own_keys[i].sequence, own_keys[i].code);
    }
}

void terminal_key_name(int code, char *name)
{
    for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++) {
        if (code == key_names[i].code) {
            snprintf(name, KEY_NAME_BYTES, "%s", key_names[i].name);
            return;
        }
    }
    if (code >= KEY_F(1) && code <= KEY_F(12)) {
        snprintf(name, KEY_NAME_BYTES, "F%d", code - KEY_F(0));
        return;
    }
    snprintf(name, KEY_NAME_BYTES, "This key");
}
