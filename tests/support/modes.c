#include "support/modes.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    MODE_KEYPAD = 0, /* it has no number */
    MODE_WRAP = 7,
    MODE_CURSOR = 25,
};

static void mode_set(struct modes *modes, int mode, bool on)
{
    size_t at = 0;
    while (at < modes->count && modes->on[at] != mode) {
        at++;
    }
    if (on && at == modes->count) {
        modes->on =
            memory_room_for_one(modes->on, modes->count, &modes->room, sizeof(int));
        modes->on[modes->count++] = mode;
    } else if (!on && at < modes->count) {
        modes->on[at] = modes->on[--modes->count];
    }
}

void modes_reset(struct modes *modes)
{
    modes->count = 0;
    mode_set(modes, MODE_WRAP, true);
    mode_set(modes, MODE_CURSOR, true);
}

static void read_csi(struct modes *modes, char final)
{
    modes->csi[modes->len_bytes] = '\0';
    const char *at = modes->csi;
    int sign = *at == '?' ? 1 : -1;
    at += *at == '?';
    if ((final != 'h' && final != 'l') || at[strspn(at, "0123456789;")]) {
        return;
    }
    while (*at) {
        mode_set(modes, sign * (int)strtol(at, NULL, 10), final == 'h');
        at += strcspn(at, ";");
        at += *at == ';';
    }
}

void modes_read(struct modes *modes, char byte)
{
    if (byte == '\x1b') {
        modes->state = AFTER_ESCAPE;
    } else if (modes->state == AFTER_ESCAPE) {
        modes->state = byte == '[' ? IN_CSI : IN_TEXT;
        modes->len_bytes = 0;
        if (byte == '=' || byte == '>') {
            mode_set(modes, MODE_KEYPAD, byte == '=');
        } else if (byte == 'c') {
            modes_reset(modes);
        }
    } else if (modes->state == IN_CSI && byte >= '@') {
        read_csi(modes, byte);
        modes->state = IN_TEXT;
    } else if (modes->state == IN_CSI && modes->len_bytes < sizeof modes->csi - 1) {
        modes->csi[modes->len_bytes++] = byte;
    }
}

void modes_finish(struct modes *modes)
{
    free(modes->on);
    *modes = (struct modes){0};
}

bool modes_has(const struct modes *modes, int number)
{
    for (size_t i = 0; i < modes->count; i++) {
        if (modes->on[i] == number) {
            return true;
        }
    }
    return false;
}

void modes_changed(const struct modes *modes, struct str *out)
{
    for (int mode = MODE_WRAP; mode <= MODE_CURSOR; mode += MODE_CURSOR - MODE_WRAP) {
        if (!modes_has(modes, mode)) {
            str_addf(out, "private mode %d is off\n", mode);
        }
    }
    for (size_t i = 0; i < modes->count; i++) {
        int mode = modes->on[i];
        if (mode == MODE_KEYPAD) {
            str_add(out, "the keypad is in application mode\n");
        } else if (mode != MODE_WRAP && mode != MODE_CURSOR) {
            str_addf(out, "%s mode %d is on\n", mode < 0 ? "ANSI" : "private", abs(mode));
        }
    }
}
