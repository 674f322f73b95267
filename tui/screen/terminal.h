#ifndef ROUNDTABLE_SCREEN_TERMINAL_H
#define ROUNDTABLE_SCREEN_TERMINAL_H

#include "base/err.h"
#include "screen/background.h"
#include "screen/event.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The terminal: events in. With terminal_keys.c and screen.c the only user of curses. One
 * at a time.
 *
 * Whatever ends the process, the terminal's modes are put back as they were found; after
 * a crash as well. What signals ask for comes as events.
 */

struct terminal_options {
    bool mouse;
};

/** Takes the terminal over. False with err set, and nothing changed, if it cannot. */
bool terminal_start(const struct terminal_options *options, struct err *err);

/** The library that draws, with its version. */
const char *terminal_library(void);

/** Whether it could not since the terminal cannot place a cursor: lines it can. */
bool terminal_is_paper(void);

/** Instead, for whoever hears or writes line by line: nothing is taken over and nothing
 *  drawn; the terminal, or whatever else is the input, keeps its own ways of editing a
 *  line. Then terminal_line() waits. */
void terminal_start_lines(void);

enum line_kind {
    LINE_NONE,        /* the time to wait is over */
    LINE_SAID,        /* text holds it, without its end */
    LINE_CUT,         /* the same of one that nobody ended: the input is at its end */
    LINE_NEWS,        /* as EVENT_NEWS */
    LINE_STOP,        /* as EVENT_STOP */
    LINE_INTERRUPTED, /* Ctrl-C: what was typed of a line is gone */
    LINE_END,         /* as EVENT_END, or the input is at its end */
};

struct line {
    enum line_kind kind;
    const char *text; /* UTF-8 without controls but tabs, borrowed until the next, */
    bool keys;        /* and without arrows and other keys that stood in it */
};

struct line terminal_line(int timeout_ms);

/** How wide the terminal is that standard output is; 0: it is none, or does not say. */
int terminal_line_cols(void);

/** Whether clicks come as events, or are left to the terminal. */
void terminal_mouse(bool on);

/**
 * What the terminal says of its background. It is asked once; the answer is awaited 100 ms
 * at most, and swallowed if it comes later. What is typed meanwhile comes as events.
 */
enum background terminal_background(void);

/** Gives it back. Does nothing the second time. */
void terminal_end(void);

/**
 * Gives it back, stops this job and, when a shell's fg lets it go on, takes the terminal
 * again: all is to be drawn anew then. False, as quickly over, if there is no shell to
 * come back from.
 */
bool terminal_stop(void);

/**
 * Waits for the next event.
 *
 * @timeout_ms  how long at most; negative: as long as it takes.
 */
struct event terminal_wait(int timeout_ms);

/** Descriptors that wake terminal_wait() when they can be read, or are closed on the other
 *  side: it then returns EVENT_NEWS. These replace those before; at most MOST_WATCHED. */
enum { MOST_WATCHED = 32 };
void terminal_watch(const int *descriptors, size_t count);

/** While something takes long and nobody waits for events: whether Esc was pressed. It is
 *  taken then, with what was typed before it; else what is typed comes as events later. */
bool terminal_escaped(void);

/** Whether more input is there already, so that slow work had better wait. */
bool terminal_busy(void);

#endif
