#ifndef ROUNDTABLE_SCREEN_TERMINAL_SIGNALS_H
#define ROUNDTABLE_SCREEN_TERMINAL_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * What other programs ask of us by signals, as flags to look at between two events; and
 * how a crash gives the terminal back. Of the terminal this knows bytes and termios only.
 */

/**
 * Watches for signals from now on, and remembers how the terminal was found. Before
 * newterm(): curses leaves a SIGTSTP that is dealt with alone, and would lose it while it
 * draws otherwise. One that was ignored stays so.
 */
void signals_watch(void);

/** From now on INT, which Ctrl-C sends while nobody has taken the terminal over, does not
 *  end: signals_interrupted() tells of it. */
void signals_tell_interrupts(void);

/** Whether INT came since that was asked last. */
bool signals_interrupted(void);

/** The terminal has been taken over: after a crash, these bytes switch off every mode of
 *  it that was switched on. They are copied. */
void signals_taken_over(const char *give_back, size_t len_bytes);

/** The terminal has been given back: a crash leaves it alone from now on. */
void signals_given_back(void);

/** Readable when a signal came; -1 if there is no such thing. For poll(). */
int signals_descriptor(void);

/** Reads what made the descriptor readable; look at the flags after, not before. */
void signals_drain(void);

/** Whether TERM, HUP or INT came: from then on always. */
bool signals_asked_to_end(void);

/** Whether TSTP came, and no CONT after it. Asking forgets it. */
bool signals_asked_to_stop(void);

/** Whether CONT came: we were stopped without warning, and whoever had the terminal
 *  meanwhile may have done anything to it. Asking forgets it. */
bool signals_continued(void);

/** Stops the processes of this job, as Ctrl-Z does elsewhere, and returns when they go on.
 *  False if nothing stopped, since no shell is there that could make them go on. */
bool signals_stop(void);

#endif
