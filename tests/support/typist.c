#define _GNU_SOURCE /* prlimit() */

#include "support/typist.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "support/modes.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

struct typist {
    pid_t pid;
    int terminal; /* the master's side; -1 once hung up */
    int rows, cols;
    VTerm *vt;
    VTermScreen *screen;
    struct str answers, typed;
    struct modes modes;
    struct termios before;
    size_t bytes, sent_bytes; /* last */
    bool silent;              /* no process has the terminal open any more */
    bool over;                /* reaped; status holds */
    int status;
};

bool typist_mode(const struct typist *t, int number)
{
    return modes_has(&t->modes, number);
}

bool typist_alt_screen(const struct typist *t)
{
    return typist_mode(t, 1049) || typist_mode(t, 1047) || typist_mode(t, 47);
}

void typist_modes_changed(const struct typist *t, struct str *out)
{
    modes_changed(&t->modes, out);
    struct termios now;
    if (tcgetattr(t->terminal, &now) < 0) {
        str_addf(out, "termios cannot be read: %s\n", strerror(errno));
    } else if (now.c_iflag != t->before.c_iflag || now.c_oflag != t->before.c_oflag ||
               now.c_cflag != t->before.c_cflag || now.c_lflag != t->before.c_lflag ||
               memcmp(now.c_cc, t->before.c_cc, sizeof now.c_cc) != 0) {
        str_addf(out, "termios differs: lflag %o, was %o; iflag %o, was %o …\n",
                 now.c_lflag, t->before.c_lflag, now.c_iflag, t->before.c_iflag);
    }
}

/* The screen's cells; what is read from them, and waiting for it, stands in golden.c; the mouse in mouse.c */

static int colour_of(const VTermColor *colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour)) {
        return TYPIST_COLOUR_DEFAULT;
    }
    if (VTERM_COLOR_IS_INDEXED(colour)) {
        return colour->indexed.idx;
    }
    return TYPIST_COLOUR_RGB + colour->rgb.red * 0x10000 + colour->rgb.green * 0x100 +
           colour->rgb.blue;
}

struct typist_cell typist_cell(const struct typist *t, int row, int col)
{
    VTermScreenCell from = {0};
    if (row < 0 || row >= t->rows || col < 0 || col >= t->cols) {
        cr_fatal("no cell at row %d, column %d: the screen is %dx%d", row, col, t->cols,
                 t->rows);
    }
    vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &from);
    struct typist_cell cell = {
        .text = " ",
        .width_cols = from.width,
        .bold = from.attrs.bold,
        .italic = from.attrs.italic,
        .underline = from.attrs.underline != VTERM_UNDERLINE_OFF,
        .reverse = from.attrs.reverse,
        .fg = colour_of(&from.fg),
        .bg = colour_of(&from.bg),
    };
    if (from.chars[0] == (uint32_t)-1) {
        cell.text[0] = '\0';
        cell.width_cols = 0;
    } else if (from.chars[0]) {
        struct str text = STR_EMPTY;
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && from.chars[i]; i++) {
            utf8_add(&text, from.chars[i]);
        }
        memcpy(cell.text, str_text(&text), text.len_bytes + 1);
        str_finish(&text);
    }
    return cell;
}

int typist_rows(const struct typist *t)
{
    return t->rows;
}

int typist_cols(const struct typist *t)
{
    return t->cols;
}

static VTermPos cursor(const struct typist *t)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
    return at;
}

int typist_cursor_row(const struct typist *t)
{
    return cursor(t).row;
}

int typist_cursor_col(const struct typist *t)
{
    return cursor(t).col;
}

size_t typist_bytes(struct typist *t)
{
    size_t bytes = t->bytes;
    t->bytes = 0;
    return bytes;
}

/* To and from the program */

static const char *background;

void typist_background(const char *colour)
{
    background = colour;
}

/* libvterm knows nothing of it. The question comes in one go, as little as it is. */
static void answer_background(struct typist *t, const char *bytes, size_t len_bytes)
{
    if (background && *background && memmem(bytes, len_bytes, "\033]11;?", 6)) {
        str_addf(&t->answers, "\033]11;%s\033\\", background);
    }
}

static void answer(const char *bytes, size_t len_bytes, void *user)
{
    struct typist *t = user;
    if (background && !*background) {
        return;
    }
    str_add_bytes(&t->answers, bytes, len_bytes);
}

/* Reads what there is; false if there was nothing. */
static bool read_some(struct typist *t)
{
    char chunk[16384];
    ssize_t got = read(t->terminal, chunk, sizeof chunk);
    if (got < 0 && errno == EIO) {
        /* Linux looks for output first and for the closing after: what was written
         * between the two is there only now. */
        got = read(t->terminal, chunk, sizeof chunk);
    }
    if (got <= 0) {
        t->silent = got == 0 || (errno != EAGAIN && errno != EINTR);
        return false;
    }
    for (ssize_t i = 0; i < got; i++) {
        modes_read(&t->modes, chunk[i]);
    }
    answer_background(t, chunk, (size_t)got);
    vterm_input_write(t->vt, chunk, (size_t)got);
    t->bytes += (size_t)got;
    if (t->answers.len_bytes) {
        ssize_t put = write(t->terminal, t->answers.bytes, t->answers.len_bytes);
        str_remove(&t->answers, 0, put > 0 ? (size_t)put : 0);
    }
    return true;
}

bool typist_read(struct typist *t, int64_t timeout_ms)
{
    if (t->silent) {
        return false;
    }
    struct pollfd ready = {.fd = t->terminal, .events = POLLIN};
    if (poll(&ready, 1, timeout_ms > 0 ? (int)timeout_ms : 0) <= 0) {
        return false;
    }
    bool some = false;
    /* No more than some screenfuls, lest a program that never stops holds us. */
    for (int i = 0; i < 16 && read_some(t); i++) {
        some = true;
    }
    return some;
}

static void send_bytes(struct typist *t, const char *bytes, size_t len_bytes)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    str_add_bytes(&t->typed, bytes, len_bytes);
    enum { KEPT_BYTES = 60 }; /* in messages */
    if (t->typed.len_bytes > KEPT_BYTES) {
        str_remove(&t->typed, 0, t->typed.len_bytes - KEPT_BYTES);
    }
    /* Reading all the while: a program that waits for us to read does not read. */
    while (len_bytes && !t->silent) {
        ssize_t put = write(t->terminal, bytes, len_bytes);
        if (put > 0) {
            bytes += put;
            len_bytes -= (size_t)put;
            continue;
        }
        if (errno != EAGAIN && errno != EINTR) {
            return;
        }
        struct pollfd ready = {.fd = t->terminal, .events = POLLIN | POLLOUT};
        poll(&ready, 1, (int)(until_ms - program_clock_ms()));
        typist_read(t, 0);
        if (program_clock_ms() >= until_ms) {
            typist_fail(t, "the program does not read what is typed, from", bytes);
        }
    }
}

static int open_terminal(struct typist *t)
{
    t->terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (t->terminal < 0 || grantpt(t->terminal) < 0 || unlockpt(t->terminal) < 0) {
        cr_fatal("no pseudo-terminal: %s", strerror(errno));
    }
    const char *name = ptsname(t->terminal);
    int slave = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
    if (slave < 0 || tcgetattr(slave, &t->before) < 0) {
        cr_fatal("%s: %s", name ? name : "ptsname", strerror(errno));
    }
#ifdef IUTF8
    t->before.c_iflag |= IUTF8; /* as the terminals of today do */
    tcsetattr(slave, TCSANOW, &t->before);
#endif
    struct winsize size = {.ws_row = (unsigned short)t->rows,
                           .ws_col = (unsigned short)t->cols};
    ioctl(slave, TIOCSWINSZ, &size);
    fcntl(t->terminal, F_SETFL, O_NONBLOCK);
    return slave;
}

/* libvterm 0.1.4 writes through NULL when a wide character meets a screen of one column:
 * there it keeps two, of which the first is looked at. */
static int vterm_cols(int cols)
{
    return cols < 2 ? 2 : cols;
}

struct typist *typist_start(int rows, int cols, const char *const argv[])
{
    struct typist *t = memory_get(sizeof *t);
    t->rows = rows;
    t->cols = cols;
    modes_reset(&t->modes);
    t->vt = vterm_new(rows, vterm_cols(cols));
    vterm_set_utf8(t->vt, 1);
    vterm_output_set_callback(t->vt, answer, t);
    t->screen = vterm_obtain_screen(t->vt);
    vterm_screen_enable_altscreen(t->screen, 1);
    vterm_screen_reset(t->screen, 1);
    int slave = open_terminal(t);
    t->pid = program_start(argv, (int[]){slave, slave, slave}, true);
    close(slave); /* so that reading ends when the program does */
    return t;
}

struct typist *typist_open(int rows, int cols, const char *const argv[])
{
    struct typist *t = typist_start(rows, cols, argv);
    typist_wait(t, "? Keys");
    return t;
}

void typist_free(struct typist *t)
{
    if (!t) {
        return;
    }
    if (!t->over) {
        program_kill(t->pid);
    }
    if (t->terminal >= 0) {
        close(t->terminal);
    }
    vterm_free(t->vt);
    str_finish(&t->answers);
    str_finish(&t->typed);
    modes_finish(&t->modes);
    free(t);
}

const char *typist_typed(const struct typist *t)
{
    return str_text(&t->typed);
}

/* Hands */

/* As who has looked at what the key before did: no double press, nor a habit; or as nobody is who
 * holds it down. */
enum { LOOKED_MS = 530, LET_GO_MS = 100 };

static void let_it_pass(struct typist *t, int64_t left_ms)
{
    typist_settle(t); /* the program counts from when that was done */
    int64_t until_ms = program_clock_ms() + left_ms;
    for (; left_ms > 0 && !typist_silent(t); left_ms = until_ms - program_clock_ms()) {
        typist_read(t, left_ms);
    }
}

void typist_type(struct typist *t, const char *bytes)
{
    char last = t->typed.len_bytes ? t->typed.bytes[t->typed.len_bytes - 1] : '\0';
    if (*bytes == '\r' &&
        (last == '\r' || (isalnum((unsigned char)last) && t->sent_bytes <= 2))) {
        let_it_pass(t, LOOKED_MS);
    }
    bool again = *bytes == last && *bytes && !bytes[1] && last != 'q' &&
                 (isalpha((unsigned char)last) || strchr("[]\x19\x1a", last));
    if (again) {
        let_it_pass(t, LET_GO_MS);
    } else if (last == '\x1b' && strcmp(bytes, "\x1b") != 0) {
        typist_settle(t); /* a person's Esc is read before the next key: else it is Alt */
    }
    t->sent_bytes = strlen(bytes);
    send_bytes(t, bytes, t->sent_bytes);
}

void typist_resize(struct typist *t, int rows, int cols)
{
    t->rows = rows;
    t->cols = cols;
    vterm_set_size(t->vt, rows, vterm_cols(cols));
    struct winsize size = {.ws_row = (unsigned short)rows,
                           .ws_col = (unsigned short)cols};
    ioctl(t->terminal, TIOCSWINSZ, &size);
}

pid_t typist_pid(const struct typist *t)
{
    return t->pid;
}

void typist_signal(struct typist *t, int sig)
{
    if (!t->over) {
        kill(t->pid, sig);
    }
}

void typist_fill_disk(struct typist *t, bool full)
{
    struct rlimit limit = {full ? 0 : RLIM_INFINITY, RLIM_INFINITY};
    prlimit(t->pid, RLIMIT_FSIZE, &limit, NULL);
}

void typist_hang_up(struct typist *t)
{
    typist_read(t, 0);
    if (t->terminal >= 0) {
        close(t->terminal);
        t->terminal = -1;
    }
    t->silent = true;
}

/* The end */

/* Whether the terminal holds keys that the program has not read. */
static bool has_unread(const struct typist *t)
{
    const char *name = ptsname(t->terminal);
    int slave = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
    int unread = 0;
    if (slave >= 0) {
        ioctl(slave, FIONREAD, &unread);
        close(slave);
    }
    return unread > 0;
}

bool typist_at_rest(const struct typist *t)
{
    return t->over || (program_at_rest(t->pid) && (t->silent || !has_unread(t)) &&
                       program_at_rest(t->pid)); /* still, having read the last of them */
}

bool typist_silent(const struct typist *t)
{
    return t->silent;
}

int typist_end(struct typist *t)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!t->over) {
        /* A child may keep the terminal open, so its silence is not to be relied on. */
        typist_read(t, 20);
        t->over = program_wait(t->pid, t->silent ? until_ms : 0, &t->status);
        if (!t->over && program_clock_ms() >= until_ms) {
            typist_fail(t, "the program does not", "end");
        }
    }
    while (typist_read(t, 0)) {
    }
    return t->status;
}

void typist_leave(struct typist *t)
{
    struct str changed = STR_EMPTY;
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    typist_type(t, "q");
    bool asked = false, hurried = false;
    while (!t->over && !typist_sees(t, "All is saved; q leaves roundtable.")) {
        typist_read(t, 20);
        if (!hurried && typist_sees(t, "Leaving …")) {
            hurried = true;
            typist_type(t, "q");
        }
        if (!asked && typist_sees(t, "Leave? ") && typist_sees(t, " phones sent ")) {
            asked = true;
            typist_type(t, "y");
        }
        t->over = program_wait(t->pid, 0, &t->status);
        if (program_clock_ms() >= until_ms) {
            typist_fail(t, "the program does not", "leave");
        }
    }
    typist_type(t, "q"); /* from the home screen, if it is there again */
    cr_expect_eq(typist_end(t), 0);
    typist_modes_changed(t, &changed);
    cr_expect_eq(changed.len_bytes, 0, "%s", str_text(&changed));
    str_finish(&changed);
    typist_free(t);
}
