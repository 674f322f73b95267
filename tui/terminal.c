#include "terminal.h"

#include "base/str.h"
#include "base/utf8.h"
#include "terminal_keys.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static struct {
    SCREEN *screen;
    bool mouse;
    struct str text; /* of the event handed out last */
    int press_row, press_col;
    bool pressed;
    int wake[2];  /* a pipe: a signal that asks us to end writes into it */
    bool resized; /* while a paste was coming in */
    int watched[MOST_WATCHED];
    size_t watched_count;
    bool news;        /* one of those is ready, as of the last poll for them */
    mbstate_t letter; /* the bytes that came of one so far */
    bool piece;       /* whether next_code() read some, yet not all of one */
} terminal;

static volatile sig_atomic_t asked_to_end;
static volatile sig_atomic_t wake_up = -1; /* the end of the pipe that a signal writes */

/* The byte wakes a poll that began just before the signal came. */
static void ask_to_end(int number)
{
    int kept = errno;
    (void)number;
    asked_to_end = 1;
    if (write(wake_up, "", 1) < 0) {
        /* full: it is awake already */
    }
    errno = kept;
}

static void send_sequence(const char *sequence)
{
    putp(sequence);
    fflush(stdout);
}

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = ask_to_end};
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
    if (wake_up < 0 && pipe(terminal.wake) == 0) {
        fcntl(terminal.wake[1], F_SETFL, O_NONBLOCK);
        wake_up = terminal.wake[1];
    }
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sigaction(numbers[i], &action, NULL);
    }
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL);
}

bool terminal_start(const struct terminal_options *options, struct err *err)
{
    static bool registered;
    const char *name = getenv("TERM");
    terminal.screen = newterm(NULL, stdout, stdin);
    if (!terminal.screen) {
        err_set(err,
                "the terminal \"%s\" is not known here; try: "
                "TERM=xterm-256color roundtable …",
                name ? name : "");
        return false;
    }
    if (!tigetstr("cup") || tigetstr("cup") == (char *)-1) {
        endwin();
        delscreen(terminal.screen);
        terminal.screen = NULL;
        err_set(err,
                "the terminal \"%s\" cannot place a cursor, so there is no screen; "
                "try another TERM, or: roundtable export FILE",
                name ? name : "");
        return false;
    }
    if (!registered) {
        registered = atexit(terminal_end) == 0;
    }
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(25);
    terminal_define_keys();
    terminal.mouse = options->mouse;
    if (options->mouse) {
        mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON1_CLICKED | BUTTON4_PRESSED |
                      BUTTON5_PRESSED,
                  NULL);
        mouseinterval(0);
    }
    send_sequence("\033[?2004h");
    watch_signals();
    return true;
}

void terminal_end(void)
{
    if (!terminal.screen) {
        return;
    }
    send_sequence("\033[?2004l");
    if (terminal.mouse) {
        mousemask(0, NULL);
    }
    endwin();
    delscreen(terminal.screen);
    terminal.screen = NULL;
    str_finish(&terminal.text);
}

void terminal_watch(const int *descriptors, size_t count)
{
    terminal.watched_count = count < MOST_WATCHED ? count : MOST_WATCHED;
    memcpy(terminal.watched, descriptors,
           terminal.watched_count * sizeof *terminal.watched);
}

/* Waits until there is input; false when the time is over, a signal came, or, if others
 * are watched, when there is news of them. */
static bool wait_readable(int timeout_ms, bool others, bool *gone)
{
    enum { INPUT, WAKE, OTHERS };
    struct pollfd inputs[OTHERS + MOST_WATCHED] = {
        [INPUT] = {.fd = STDIN_FILENO, .events = POLLIN},
        [WAKE] = {.fd = terminal.wake[0], .events = POLLIN}};
    nfds_t count = OTHERS;
    for (size_t i = 0; others && i < terminal.watched_count; i++) {
        inputs[count++] = (struct pollfd){.fd = terminal.watched[i], .events = POLLIN};
    }
    int ready = poll(inputs, count, timeout_ms);
    struct pollfd input = inputs[INPUT];
    terminal.news = false;
    for (nfds_t i = OTHERS; ready > 0 && i < count; i++) {
        terminal.news = terminal.news || inputs[i].revents;
    }
    ready = ready > 0 && input.revents;
    *gone = ready > 0 && !(input.revents & POLLIN) &&
            (input.revents & (POLLHUP | POLLERR | POLLNVAL));
    return ready > 0;
}

bool terminal_busy(void)
{
    bool gone;
    return wait_readable(0, false, &gone) && !gone;
}

static struct event key_event(const char *name, const char *text)
{
    struct event event = {.kind = EVENT_KEY, .text = text};
    size_t len = strlen(name);
    if (len >= KEY_NAME_BYTES) {
        len = KEY_NAME_BYTES - 1;
    }
    memcpy(event.key, name, len);
    return event;
}

/* As get_wch(), which would lose the letters that do not come in one piece: of a long
 * paste, or over a slow line. OK, KEY_CODE_YES or, if there is nothing yet, ERR. */
static int next_code(wint_t *code)
{
    terminal.piece = false;
    for (;;) {
        int key = getch();
        if (key == ERR) {
            return ERR;
        }
        if (key >= KEY_MIN) {
            memset(&terminal.letter, 0, sizeof terminal.letter);
            *code = (wint_t)key;
            return KEY_CODE_YES;
        }
        char byte = (char)key;
        wchar_t letter = 0;
        bool began = !mbsinit(&terminal.letter);
        size_t taken = mbrtowc(&letter, &byte, 1, &terminal.letter);
        if (taken == (size_t)-2) {
            terminal.piece = true;
            continue;
        }
        if (taken == (size_t)-1) { /* no letter; the byte may begin another */
            memset(&terminal.letter, 0, sizeof terminal.letter);
            if (began) {
                ungetch(key);
            }
            letter = 0xFFFD;
        }
        *code = (wint_t)letter;
        return OK;
    }
}

/* After an Esc: the rest of a key that curses does not know ("[", then up to a letter),
 * taken whole, so that none of it acts as a command. False if it was a plain Esc. */
static bool swallow_sequence(void)
{
    wint_t code;
    int kind = next_code(&code);
    if (kind != OK) {
        if (kind == KEY_CODE_YES) {
            ungetch((int)code);
        }
        return false;
    }
    wint_t first = code;
    if (first != '[' || next_code(&code) != OK) {
        unget_wch((wchar_t)first);
        return false;
    }
    while (code >= 0x20 && code < 0x40 && next_code(&code) == OK) {
    }
    return true;
}

static struct event character_event(wint_t code_point)
{
    char name[] = "Ctrl-?";
    switch (code_point) {
    case '\r':
        return key_event("Enter", "");
    case '\t':
        return key_event("Tab", "");
    case 27:
        return key_event(swallow_sequence() ? "This key" : "Esc", "");
    case 127:
    case 8:
        return key_event("Backspace", "");
    case 0:
        return key_event("Ctrl-Space", "");
    default:
        break;
    }
    if (code_point < 32) {
        name[5] = (char)(code_point + '@');
        return key_event(name, "");
    }
    str_clear(&terminal.text);
    utf8_add(&terminal.text, (uint32_t)code_point);
    return key_event(code_point == ' ' ? "Space" : str_text(&terminal.text),
                     str_text(&terminal.text));
}

/* All that comes up to the end of the paste; what the keys in it would mean is not
 * asked. A paste that is cut off ends when nothing comes for a second. */
static struct event paste_event(void)
{
    enum { PATIENCE_MS = 1000, LARGEST_BYTES = 4 * 1024 * 1024 };
    bool after_return = false;
    str_clear(&terminal.text);
    for (;;) {
        wint_t code;
        bool gone;
        int kind = next_code(&code);
        if (kind == ERR) {
            if (!wait_readable(PATIENCE_MS, false, &gone) || gone) {
                break;
            }
            continue;
        }
        if (kind == KEY_CODE_YES) {
            if (code == OWN_PASTE_END) {
                break;
            }
            if (code == OWN_ALT_ENTER) {
                str_add(&terminal.text, "\033\n");
            }
            terminal.resized = terminal.resized || code == KEY_RESIZE;
            continue;
        }
        bool second_half = code == '\n' && after_return;
        after_return = code == '\r';
        if (terminal.text.len_bytes < LARGEST_BYTES && code != 0 && !second_half) {
            utf8_add(&terminal.text, code == '\r' ? '\n' : (uint32_t)code);
        }
    }
    return (struct event){.kind = EVENT_PASTE, .text = str_text(&terminal.text)};
}

/* One report of the mouse. Curses makes a click of a press and a release that come
 * together; a press whose release is elsewhere is a drag. */
static struct event mouse_report(const MEVENT *mouse)
{
    struct event event = {.text = "", .row = mouse->y, .col = mouse->x};
    if (mouse->bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) {
        event = key_event(mouse->bstate & BUTTON4_PRESSED ? "Up" : "Down", "");
        event.kind = EVENT_WHEEL;
    } else if (mouse->bstate & BUTTON1_CLICKED) {
        event.kind = EVENT_CLICK;
    } else if (mouse->bstate & BUTTON1_PRESSED) {
        terminal.pressed = true;
        terminal.press_row = mouse->y;
        terminal.press_col = mouse->x;
        event.kind = EVENT_CLICK;
    } else if ((mouse->bstate & BUTTON1_RELEASED) && terminal.pressed) {
        terminal.pressed = false;
        if (mouse->y != terminal.press_row || mouse->x != terminal.press_col) {
            event.kind = EVENT_DRAG;
            event.row = terminal.press_row;
            event.col = terminal.press_col;
            event.to_row = mouse->y;
            event.to_col = mouse->x;
        }
    }
    return event;
}

/* Curses hands out what came together newest first, for one key. */
static struct event mouse_event(void)
{
    enum { MOST_AT_ONCE = 8 };
    MEVENT reports[MOST_AT_ONCE];
    struct event event = {.text = ""};
    int count = 0;
    while (count < MOST_AT_ONCE && getmouse(&reports[count]) == OK) {
        count++;
    }
    while (count-- > 0) {
        struct event next = mouse_report(&reports[count]);
        event = next.kind == EVENT_NONE ? event : next;
    }
    return event;
}

static struct event code_event(wint_t code)
{
    if (code == KEY_RESIZE) {
        return (struct event){.kind = EVENT_RESIZE, .text = ""};
    }
    if (code == KEY_MOUSE) {
        return mouse_event();
    }
    if (code == OWN_PASTE_BEGIN) {
        return paste_event();
    }
    char name[KEY_NAME_BYTES];
    terminal_key_name((int)code, name);
    return key_event(name, "");
}

struct event terminal_wait(int timeout_ms)
{
    int silent = 0;
    for (;;) {
        wint_t code;
        bool gone = false;
        if (asked_to_end) {
            return (struct event){.kind = EVENT_END, .text = ""};
        }
        if (terminal.resized) {
            terminal.resized = false;
            return (struct event){.kind = EVENT_RESIZE, .text = ""};
        }
        int kind = next_code(&code);
        if (kind == OK) {
            return character_event(code);
        }
        if (kind == KEY_CODE_YES) {
            return code_event(code);
        }
        silent = terminal.piece ? 0 : silent;
        /* Readable, yet nothing to read, again and again: the other side has closed. */
        if (silent > 2) {
            return (struct event){.kind = EVENT_END, .text = ""};
        }
        if (wait_readable(timeout_ms, true, &gone)) {
            silent = gone ? 3 : silent + 1;
        } else if (terminal.news) {
            return (struct event){.kind = EVENT_NEWS, .text = ""};
        } else if (timeout_ms >= 0 && !asked_to_end) {
            if (next_code(&code) == KEY_CODE_YES && code == KEY_RESIZE) {
                return code_event(code);
            }
            return (struct event){.kind = EVENT_NONE, .text = ""};
        } else {
            silent = 0; /* a signal: a new size of the window, or the end */
        }
    }
}
