#include "screen/terminal.h"

#include "base/memory.h"
#include "base/str.h"
#include "base/utf8.h"
#include "screen/action.h"
#include "screen/clock.h"
#include "screen/spans.h"
#include "screen/terminal_bytes.h"
#include "screen/terminal_inside.h"
#include "screen/terminal_keys.h"
#include "screen/terminal_signals.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

static struct {
    SCREEN *screen;
    bool mouse;
    struct str text; /* of the event handed out last */
    int press_row, press_col;
    bool pressed;
    struct str give_back; /* what switches all modes off, for a crash */
    int watched[MOST_WATCHED];
    size_t watched_count;
    FILE
        *nothing; /* what curses reads: the bytes are ours, the size of the window its, */
    WINDOW *pad;  /* and where: reading from a window draws that, as curses knows it */
    struct terminal_bytes in;
    int64_t read_ms; /* when the last of them came */
    bool ended;      /* the other side has closed */
    bool paper;      /* it cannot place a cursor */
    bool asked;      /* for its background, which is: */
    enum background background;
} terminal;

static void send_sequence(const char *sequence)
{
    putp(sequence);
    fflush(stdout);
}

static const char bracketed_paste_on[] = "\033[?2004h",
                  bracketed_paste_off[] = "\033[?2004l", mouse_on[] = "\033[?1006;1000h",
                  mouse_off[] = "\033[?1006;1000l";

/* The modes that curses knows nothing of. */
static void send_modes(bool on)
{
    send_sequence(on ? bracketed_paste_on : bracketed_paste_off);
    if (terminal.mouse) {
        send_sequence(on ? mouse_on : mouse_off);
    }
}

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
    str_set(&terminal.give_back, "%s", bracketed_paste_off);
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

const char *terminal_library(void)
{
    return curses_version();
}

bool terminal_start(const struct terminal_options *options, struct err *err)
{
    static bool registered;
    const char *name = getenv("TERM");
    signals_watch();
    terminal.nothing = terminal.nothing ? terminal.nothing : fopen("/dev/null", "r");
    terminal.screen = newterm(NULL, stdout, terminal.nothing ? terminal.nothing : stdin);
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
        terminal.paper = true;
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
    typeahead(STDIN_FILENO);
    terminal.pad = newpad(1, 1);
    keypad(terminal.pad, TRUE);
    nodelay(terminal.pad, TRUE);
    terminal_define_keys();
    send_sequence(bracketed_paste_on);
    terminal_mouse(options->mouse);
    return true;
}

bool terminal_is_paper(void)
{
    return terminal.paper;
}

void terminal_mouse(bool on)
{
    if (!terminal.screen) { /* all is said line by line */
        return;
    }
    const char *reports = tigetstr("kmous");
    on = on && reports && reports != (char *)-1;
    if (terminal.mouse != on) {
        send_sequence(on ? mouse_on : mouse_off);
    }
    terminal.mouse = on;
    prepare_give_back();
    signals_taken_over(terminal.give_back.bytes, terminal.give_back.len_bytes);
}

void terminal_end(void)
{
    if (!terminal.screen) {
        return;
    }
    send_modes(false);
    endwin();
    signals_given_back();
    delwin(terminal.pad);
    delscreen(terminal.screen);
    terminal.screen = NULL;
    str_finish(&terminal.text);
    str_finish(&terminal.give_back);
    terminal_bytes_finish(&terminal.in);
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
    spans_leave();
    send_modes(false);
    endwin();
}

static void take_again(void)
{
    refresh();
    send_modes(true);
}

bool terminal_stop(void)
{
    if (!terminal.screen) {
        return signals_stop();
    }
    give_back();
    bool stopped = signals_stop();
    take_again();
    return stopped;
}

enum waited terminal_wait_for_input(int timeout_ms, bool others)
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

static bool can_read(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 0) == 1 && (input.revents & POLLIN);
}

bool terminal_busy(void)
{
    return terminal_bytes_pending(&terminal.in) || can_read();
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

static struct event letter_event(uint32_t code, bool alt)
{
    char name[KEY_NAME_BYTES], byte[2] = {(char)code, '\0'}, keys[3] = {27, byte[0], 0};
    str_clear(&terminal.text);
    /* Terminals of old have keys without "[", some of a single control. */
    if (code < 128 && (alt || code < ' ') &&
        terminal_name_bytes(alt ? keys : byte, name)) {
        return key_event(name, "");
    }
    terminal_name_letter(code, alt, name);
    if (!alt && code >= ' ' && code != 127) {
        utf8_add(&terminal.text, code);
    }
    return key_event(name, str_text(&terminal.text));
}

/* One report of the mouse: the button with its modifiers as it is sent, from 0. A press
 * whose release is elsewhere is a drag. */
static struct event mouse_event(int button, bool released, int row, int col)
{
    enum { MODIFIERS = 4 + 8 + 16, MOVED = 32, WHEEL_UP = 64, WHEEL_DOWN = 65 };
    struct event event = {.text = "", .row = row, .col = col};
    button &= ~MODIFIERS;
    if (!terminal.mouse || (button & MOVED) || row < 0 || col < 0) {
        return event;
    }
    if (button == WHEEL_UP || button == WHEEL_DOWN) {
        event = key_event(button == WHEEL_UP ? "Up" : "Down", "");
        event.kind = EVENT_WHEEL;
        event.row = row;
        event.col = col;
    } else if (button == 0 && !released) {
        terminal.pressed = true;
        terminal.press_row = row;
        terminal.press_col = col;
        event.kind = EVENT_CLICK;
    } else if (button == 0 && terminal.pressed) {
        terminal.pressed = false;
        event.kind = EVENT_RELEASE;
        if (row != terminal.press_row || col != terminal.press_col) {
            event.kind = EVENT_DRAG;
            event.row = terminal.press_row;
            event.col = terminal.press_col;
            event.to_row = row;
            event.to_col = col;
        }
    }
    return event;
}

/* "\033[<0;12;5M", "m" for a release, or as X10 did: "\033[M" and three bytes. */
static bool read_mouse(const struct piece *piece, struct event *out)
{
    enum { FIRST = 32, X10_RELEASE = 3 };
    const unsigned char *bytes = (const unsigned char *)piece->bytes;
    int button, col, row;
    char final;
    if (sscanf(piece->bytes, "\033[<%d;%d;%d%c", &button, &col, &row, &final) == 4) {
        *out = mouse_event(button, final == 'm', row - 1, col - 1);
        return true;
    }
    if (piece->len_bytes == 6 && memcmp(bytes, "\033[M", 3) == 0) {
        button = bytes[3] - FIRST;
        bool released = (button & 3) == X10_RELEASE && button < 64;
        *out = mouse_event(released ? button & ~X10_RELEASE : button, released,
                           bytes[5] - FIRST - 1, bytes[4] - FIRST - 1);
        return true;
    }
    return false;
}

static struct event sequence_event(const struct piece *piece)
{
    struct event event = {.kind = EVENT_NONE, .text = ""};
    struct sequence_key key = {.code = 0};
    char name[KEY_NAME_BYTES];
    bool alt = piece->kind == PIECE_ALT_SEQUENCE;
    if (read_mouse(piece, &event)) {
        return event;
    }
    switch (terminal_read_sequence(piece->bytes, piece->len_bytes, &key)) {
    case SEQUENCE_KEY:
        snprintf(name, sizeof name, "%s%.*s", alt ? "Alt-" : "", (int)sizeof name - 5,
                 key.name);
        return key_event(name, "");
    case SEQUENCE_LETTER:
        return letter_event(key.code, alt);
    case SEQUENCE_ALT:
        return letter_event(key.code, true);
    case SEQUENCE_UNKNOWN:
        return key_event("This key", "");
    case SEQUENCE_ANSWER:
        break;
    }
    return event;
}

static struct event piece_event(const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_LETTER:
        return letter_event(piece->code, false);
    case PIECE_ALT:
        return letter_event(piece->code, true);
    case PIECE_ESC:
        return key_event("Esc", "");
    case PIECE_SEQUENCE:
    case PIECE_ALT_SEQUENCE:
        return sequence_event(piece);
    case PIECE_PASTE:
        return (struct event){.kind = piece->len_bytes ? EVENT_PASTE : EVENT_NONE,
                              .text = piece->bytes};
    case PIECE_BROKEN_OFF:
        return key_event(KEY_BROKEN_OFF, "");
    case PIECE_ANSWER:
        break;
    }
    return (struct event){.kind = EVENT_NONE, .text = ""};
}

static void read_bytes(void)
{
    char bytes[TERMINAL_BYTES];
    size_t room = terminal_bytes_room(&terminal.in);
    ssize_t got = room ? read(STDIN_FILENO, bytes, room) : 0;
    if (got > 0) {
        terminal.read_ms = clock_ticks_ms();
        terminal.in.letters_write = action_letters_write(MODE_GRID);
        terminal_bytes_add(&terminal.in, bytes, (size_t)got, terminal.read_ms);
    }
    terminal.ended = room && (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN));
}

bool terminal_escaped(void)
{
    if (!terminal.screen) {
        return signals_interrupted();
    }
    if (!terminal.ended && can_read()) {
        read_bytes();
    }
    return terminal_bytes_take_escape(&terminal.in, clock_ticks_ms());
}

/* The bytes stay where they are, to be cut into keys and answers when events are waited
 * for. Terminals that know nothing of backgrounds say at once what they are. */
static enum background ask_background(void)
{
    enum { PATIENCE_MS = 100 };
    int64_t now_ms = clock_ticks_ms(), until_ms = now_ms + PATIENCE_MS;
    enum background background = BACKGROUND_UNKNOWN;
    send_sequence("\033]11;?\033\\\033[c");
    while (!terminal.ended && now_ms < until_ms && terminal_bytes_room(&terminal.in) &&
           !background_is_told(terminal.in.bytes, terminal.in.len_bytes, &background)) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        if (poll(&input, 1, (int)(until_ms - now_ms)) == 1) {
            read_bytes();
        }
        now_ms = clock_ticks_ms();
    }
    return background;
}

enum background terminal_background(void)
{
    if (!terminal.asked && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
        terminal.background = ask_background();
    }
    terminal.asked = true;
    return terminal.background;
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

/* Whatever is there already; false if it has to be waited for. */
static bool event_at_hand(struct event *out)
{
    struct piece piece;
    bool ends = terminal.ended || signals_asked_to_end();
    if (ends && terminal_bytes_pasting(&terminal.in)) { /* it is words all the same */
        terminal_bytes_end_paste(&terminal.in, &piece);
        *out = piece_event(&piece);
        return true;
    }
    *out = event_of_signals();
    if (out->kind != EVENT_NONE) {
        return true;
    }
    /* While the disk took its time, the rest of half a key may have come. */
    if (terminal_bytes_patience_ms(&terminal.in, clock_ticks_ms()) == 0 && can_read()) {
        read_bytes();
    }
    bool any = terminal_bytes_next(&terminal.in, clock_ticks_ms(), &piece);
    if (!any && !terminal.ended && can_read()) { /* for the window as it was until now */
        read_bytes();
        any = terminal_bytes_next(&terminal.in, clock_ticks_ms(), &piece);
    }
    if (any) {
        *out = piece_event(&piece);
        return true;
    }
    bool resized = wgetch(terminal.pad) == KEY_RESIZE;
    *out = (struct event){.kind = resized ? EVENT_RESIZE : EVENT_END, .text = ""};
    return resized || terminal.ended;
}

struct event terminal_wait(int timeout_ms)
{
    struct event event;
    while (!event_at_hand(&event)) {
        int piece_ms = terminal_bytes_patience_ms(&terminal.in, clock_ticks_ms());
        bool sooner = piece_ms >= 0 && (timeout_ms < 0 || piece_ms < timeout_ms);
        bool others = !terminal_bytes_pasting(&terminal.in);
        switch (terminal_wait_for_input(sooner ? piece_ms : timeout_ms, others)) {
        case WAITED_GONE:
            terminal.ended = true;
            break;
        case WAITED_INPUT:
            terminal.in.awaited = true;
            read_bytes();
            terminal.in.awaited = false;
            break;
        case WAITED_SIGNAL: /* a new size of the window, or a flag */
            break;
        case WAITED_NEWS:
            return (struct event){.kind = EVENT_NEWS, .text = ""};
        case WAITED_IN_VAIN:
            if (!sooner) {
                event.kind = EVENT_NONE;
                return event;
            }
            break;
        }
    }
    event.at_ms = terminal.read_ms;
    event.waited = event_types(&event) && !event.text[1] && terminal.in.len_bytes &&
                   terminal.in.bytes[0] == *event.text;
    return event;
}
