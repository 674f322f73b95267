#include "screen/terminal.h"

#include "base/memory.h"
#include "base/str.h"
#include "base/utf8.h"
#include "screen/terminal_keys.h"
#include "screen/terminal_signals.h"

#include <curses.h>
#include <poll.h>
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
    struct str give_back; /* what switches all modes off, for a crash */
    bool resized;         /* while a paste was coming in */
    int watched[MOST_WATCHED];
    size_t watched_count;
    mbstate_t letter; /* the bytes that came of one so far */
    bool piece;       /* whether next_code() read some, yet not all of one */
} terminal;

static void send_sequence(const char *sequence)
{
    putp(sequence);
    fflush(stdout);
}

static const char bracketed_paste_on[] = "\033[?2004h",
                  bracketed_paste_off[] = "\033[?2004l";

static int add_byte(int byte)
{
    str_add_bytes(&terminal.give_back, (char[]){(char)byte}, 1);
    return byte;
}

/* What terminal_end() sends, for a moment when no function of curses may be called. The
 * cursor was never hidden. */
static void prepare_give_back(void)
{
    static const char *const ours[] = {"rmkx", "sgr0", "rmcup"};
    str_clear(&terminal.give_back);
    str_add(&terminal.give_back, bracketed_paste_off);
    if (terminal.mouse) {
        str_add(&terminal.give_back, "\033[?1006l\033[?1003l\033[?1002l\033[?1000l");
    }
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        const char *sequence = tigetstr(ours[i]);
        if (sequence && sequence != (char *)-1) {
            tputs(sequence, 1, add_byte);
        }
    }
}

bool terminal_start(const struct terminal_options *options, struct err *err)
{
    static bool registered;
    const char *name = getenv("TERM");
    signals_watch();
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
        memory_before_message(terminal_end);
    }
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(25);
    terminal_define_keys();
    send_sequence(bracketed_paste_on);
    terminal_mouse(options->mouse);
    return true;
}

void terminal_mouse(bool on)
{
    terminal.mouse = on;
    mousemask(on ? BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON1_CLICKED |
                       BUTTON4_PRESSED | BUTTON5_PRESSED
                 : 0,
              NULL);
    mouseinterval(0);
    prepare_give_back();
    signals_taken_over(terminal.give_back.bytes, terminal.give_back.len_bytes);
}

void terminal_end(void)
{
    if (!terminal.screen) {
        return;
    }
    send_sequence(bracketed_paste_off);
    if (terminal.mouse) {
        mousemask(0, NULL);
    }
    endwin();
    signals_given_back();
    delscreen(terminal.screen);
    terminal.screen = NULL;
    str_finish(&terminal.text);
    str_finish(&terminal.give_back);
}

void terminal_watch(const int *descriptors, size_t count)
{
    terminal.watched_count = count < MOST_WATCHED ? count : MOST_WATCHED;
    memcpy(terminal.watched, descriptors,
           terminal.watched_count * sizeof *terminal.watched);
}

/* Switches the modes off and on, whatever others made of them while we were stopped.
 * Curses does all of it for whoever leaves it for a while; it looks at the window's size
 * too, of which nobody tells those who are stopped. */
static void give_back(void)
{
    send_sequence(bracketed_paste_off);
    endwin();
}

static void take_again(void)
{
    refresh();
    send_sequence(bracketed_paste_on);
}

bool terminal_stop(void)
{
    give_back();
    bool stopped = signals_stop();
    take_again();
    return stopped;
}

enum waited { WAITED_IN_VAIN, WAITED_SIGNAL, WAITED_NEWS, WAITED_INPUT, WAITED_GONE };

/* Waits for input, a signal or, if others are watched, news of them. */
static enum waited wait_for_input(int timeout_ms, bool others)
{
    enum { INPUT, SIGNALS, OTHERS };
    struct pollfd inputs[OTHERS + MOST_WATCHED] = {
        [INPUT] = {.fd = STDIN_FILENO, .events = POLLIN},
        [SIGNALS] = {.fd = signals_descriptor(), .events = POLLIN}};
    nfds_t count = OTHERS;
    for (size_t i = 0; others && i < terminal.watched_count; i++) {
        inputs[count++] = (struct pollfd){.fd = terminal.watched[i], .events = POLLIN};
    }
    int ready = poll(inputs, count, timeout_ms);
    if (ready <= 0) {
        return ready == 0 ? WAITED_IN_VAIN : WAITED_SIGNAL;
    }
    if (inputs[SIGNALS].revents) {
        signals_drain();
    }
    if (inputs[INPUT].revents) {
        return inputs[INPUT].revents & POLLIN ? WAITED_INPUT : WAITED_GONE;
    }
    return inputs[SIGNALS].revents ? WAITED_SIGNAL : WAITED_NEWS;
}

bool terminal_busy(void)
{
    return wait_for_input(0, false) == WAITED_INPUT;
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
        int kind = next_code(&code);
        if (kind == ERR) {
            enum waited waited = wait_for_input(PATIENCE_MS, false);
            if (waited == WAITED_IN_VAIN || waited == WAITED_GONE ||
                signals_asked_to_end()) {
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

/* What signals asked for, if anything did. */
static struct event event_of_signals(void)
{
    struct event event = {.kind = EVENT_NONE, .text = ""};
    if (signals_asked_to_end()) {
        event.kind = EVENT_END;
    } else if (signals_continued()) {
        give_back();
        take_again();
        event.kind = EVENT_RESIZE;
    } else if (signals_asked_to_stop()) {
        event.kind = EVENT_STOP;
    }
    return event;
}

struct event terminal_wait(int timeout_ms)
{
    int silent = 0;
    for (;;) {
        wint_t code;
        struct event event = event_of_signals();
        if (event.kind != EVENT_NONE) {
            return event;
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
        switch (wait_for_input(timeout_ms, true)) {
        case WAITED_GONE:
            silent = 3;
            break;
        case WAITED_INPUT:
            silent++;
            break;
        case WAITED_SIGNAL: /* a new size of the window, or a flag */
            silent = 0;
            break;
        case WAITED_NEWS:
            return (struct event){.kind = EVENT_NEWS, .text = ""};
        case WAITED_IN_VAIN:
            if (next_code(&code) == KEY_CODE_YES && code == KEY_RESIZE) {
                return code_event(code);
            }
            return (struct event){.kind = EVENT_NONE, .text = ""};
        }
    }
}
