#ifndef ROUNDTABLE_SCREEN_EVENT_H
#define ROUNDTABLE_SCREEN_EVENT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/**
 * What comes in from the terminal, with no trace of curses: keys by their names, as
 * the table of actions and the manual write them.
 */

enum event_kind {
    EVENT_NONE,    /* the time to wait is over, or what came means nothing */
    EVENT_KEY,     /* key holds its name; text what it types, "" for other keys */
    EVENT_PASTE,   /* text holds all of it */
    EVENT_CLICK,   /* at row, col */
    EVENT_RELEASE, /* at row, col, where it was clicked */
    EVENT_DRAG,    /* from row, col to to_row, to_col */
    EVENT_WHEEL,   /* key is "Up" or "Down" */
    EVENT_RESIZE,  /* the window has another size */
    EVENT_NEWS,    /* something that terminal_watch() was asked to watch is ready */
    EVENT_STOP,    /* we are asked to stop for a while: terminal_stop() */
    EVENT_END,     /* the terminal is gone, or we are asked to end */
};

enum { KEY_NAME_BYTES = 24 };

/** The name of what a terminal began to send and never ended, so that it was swallowed:
 *  what was typed meanwhile, too. */
#define KEY_BROKEN_OFF "A sequence without end"

struct event {
    enum event_kind kind;
    /* "a", "é", "Space", "Enter", "Esc", "Ctrl-A", "Shift-Up", "F1", "Alt-Enter";
     * an Alt-letter as it is typed, "Alt-x". */
    char key[KEY_NAME_BYTES];
    const char *text; /* UTF-8, borrowed until the next event; never NULL */
    int row, col, to_row, to_col;
    int64_t at_ms; /* when it was read, as clock_ticks_ms() */
    bool waited;   /* with the same key once more behind it: both came sooner than that */
};

/** Whether it is the key of that name. */
static inline bool event_is(const struct event *event, const char *key)
{
    return event->kind == EVENT_KEY && strcmp(event->key, key) == 0;
}

/** Whether it types something, where one may type. */
static inline bool event_types(const struct event *event)
{
    return event->kind == EVENT_KEY && *event->text;
}

/** Whether it leaves a box, a list or a question. */
static inline bool event_leaves(const struct event *event)
{
    return event_is(event, "Esc") || event_is(event, "Ctrl-G");
}

#endif
