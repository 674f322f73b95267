/* The mouse of who types, as terminals report it since xterm 277 (mode 1006). */

#include "support/typist.h"

#include "base/str.h"

#include <stdlib.h>

/* The button's number as in the report; final is 'M' for down and motion, 'm' for up. */
static void send_mouse(struct typist *t, int button, int row, int col, char final)
{
    struct str report = STR_EMPTY;
    str_addf(&report, "\x1b[<%d;%d;%d%c", button, col + 1, row + 1, final);
    typist_type(t, report.bytes);
    str_finish(&report);
}

enum { LEFT = 0, LEFT_MOVING = 32, WHEEL_UP = 64, WHEEL_DOWN = 65 };

static void wait_for_mouse(struct typist *t)
{
    typist_wait_mode(t, 1006);
    if (!typist_mode(t, 1000) && !typist_mode(t, 1002) && !typist_mode(t, 1003)) {
        typist_fail(t, "mode 1006 is on, but no mouse mode", "1000, 1002 or 1003");
    }
}

void typist_click(struct typist *t, int row, int col)
{
    typist_drag(t, row, col, row, col);
}

void typist_drag(struct typist *t, int row, int col, int row2, int col2)
{
    wait_for_mouse(t);
    send_mouse(t, LEFT, row, col, 'M');
    int down = row2 - row, right = col2 - col;
    int steps = abs(down) > abs(right) ? abs(down) : abs(right);
    bool reports_motion = typist_mode(t, 1002) || typist_mode(t, 1003);
    for (int i = 1; i <= steps && reports_motion; i++) {
        send_mouse(t, LEFT_MOVING, row + down * i / steps, col + right * i / steps, 'M');
    }
    send_mouse(t, LEFT, row2, col2, 'm');
}

void typist_wheel(struct typist *t, int row, int col, bool up)
{
    wait_for_mouse(t);
    send_mouse(t, up ? WHEEL_UP : WHEEL_DOWN, row, col, 'M');
}
