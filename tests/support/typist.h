#ifndef ROUNDTABLE_TESTS_TYPIST_H
#define ROUNDTABLE_TESTS_TYPIST_H

#include "base/str.h"
#include "support/program.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Somebody at a terminal: the real program in a pseudo-terminal, its screen kept by
 * libvterm, keys and mouse sent as a terminal sends them.
 *
 *     struct typist *t = typist_start(24, 80, WORDS("roundtable", path));
 *     typist_wait(t, "1 Goals");
 *     typist_type(t, "aBus fares\r");
 *     typist_wait(t, "Bus fares");
 *     typist_leave(t);
 *
 * Rows, columns and positions count from 0, in cells. Nothing here sleeps: output is
 * awaited with poll() on the terminal. The screen changes only while a function that
 * waits or sends is running, so what two queries in a row say is of one screen.
 *
 * Wait for what only the answer to a key can show. Before the first wait the program
 * may not have set its terminal up: keys typed by then are echoed by the kernel.
 *
 * Whatever does not come before the deadline (program_deadline_ms()) fails the test;
 * the message holds what was typed last and the whole screen.
 *
 * Environment, working folder and lookup of argv[0] are as in support/program.h.
 */
struct typist;

/** Starts a program on a terminal of that size. argv ends with NULL. The caller owns
 *  the result: typist_free(). */
struct typist *typist_start(int rows, int cols, const char *const argv[]);

/** The same, of the program with a session: waits for "? Keys" in its last row. */
struct typist *typist_open(int rows, int cols, const char *const argv[]);

/** What terminals answer from now on who is asked for the background (OSC 11), such as
 *  "rgb:ffff/ffff/ffff"; NULL, as at first: nothing; "": nor do they answer anything else. */
void typist_background(const char *colour);

/** Kills the program if it still runs; takes NULL. */
void typist_free(struct typist *t);

/* Hands. What is sent to a program that has ended goes nowhere, as in a terminal. */

/** Keys, to stand among the text that is typed: "gLess sugar\r" ESC. */
#define ESC "\x1b"
#define UP "\x1b[A"
#define DOWN "\x1b[B"
#define TAB "\t"
#define CTRL_S "\x13"
#define CTRL_U "\x15"
#define ALT_Z "\x1bz"

/** Sends the bytes as they are; but behind an Esc that ended the bytes before, once the
 *  program is at rest; and an Enter behind one that ended them, or behind one or two letters
 *  that were all of them, as late as that of a person who has looked what came of it. One key
 *  that changes something, and was the last before, is pressed again and not held down. */
void typist_type(struct typist *t, const char *bytes);

/** Types keys one by one: one that comes again at once is not held down. */
void typist_each(struct typist *t, const char *keys);

/** Pastes: the text between the marks of bracketed paste. Waits until the program has
 *  switched that on (mode 2004); fails if it does not. */
void typist_paste(struct typist *t, const char *text);

/** Mouse reports, SGR (1006), of the left button and the wheel. Like a terminal, they
 *  wait until the program has asked for them (1006, and 1000, 1002 or 1003), and a drag
 *  tells of the cells between only if asked to (1002, 1003). */
void typist_click(struct typist *t, int row, int col);
void typist_drag(struct typist *t, int row, int col, int row2, int col2);
void typist_wheel(struct typist *t, int row, int col, bool up);

/** Gives the window another size; the program gets SIGWINCH. */
void typist_resize(struct typist *t, int rows, int cols);

/** Sends the program, not its children, a signal. */
void typist_signal(struct typist *t, int sig);

/** The program itself, while it runs. */
pid_t typist_pid(const struct typist *t);

/** From now on nothing can be written by it, as on a full disk; or it can again. */
void typist_fill_disk(struct typist *t, bool full);

/** Closes the window: the program gets SIGHUP, and end of file from its terminal. The
 *  screen stays as it was seen last. Then typist_end(). */
void typist_hang_up(struct typist *t);

/** Waits for the program's end and reads all it still says. What it exited with, or 128
 *  + the signal that ended it. Again afterwards, it gives the same answer. */
int typist_end(struct typist *t);

/** Leaves the program by q, from the grid or the home screen, to which the grid may go
 *  back first, and frees t. Expects no
 *  fault, and all of the terminal as it was found. */
void typist_leave(struct typist *t);

/** Types, and waits until the screen shows that. */
void typist_press(struct typist *t, const char *keys, const char *shown);

/** Leaves the box with its words in it, once the screen shows that it is open. */
void typist_leave_box(struct typist *t);

/** Types the key of a box and what is entered there, with Enter behind it; waits until the
 *  screen shows that, and leaves the box. */
void typist_enter(struct typist *t, const char *keys, const char *shown);

/* Eyes that wait. All return true, or fail the test. A text is found within a row, as
 * shown: blanks at a row's end do not count. With "\n" in it, it is looked for across
 * rows, from the start of the later ones. */

bool typist_wait(struct typist *t, const char *text);
/** For a text that is wrapped where it happens to be, as behind the path of a file. */
bool typist_wait_wrapped(struct typist *t, const char *text);

bool typist_wait_gone(struct typist *t, const char *text);
bool typist_wait_row(struct typist *t, int row, const char *text);

/** For the cursor to stand there. Text is often drawn, and waited for, before the cursor
 *  goes where it belongs: after typist_wait(), do not look, wait for the cursor too. */
bool typist_wait_cursor(struct typist *t, int row, int col);

/** For the journal of a session to have those words, as it has what is typed: a crash leaves it. */
bool typist_wait_journal(struct typist *t, const char *session_path, const char *words);

/** For a private mode to be switched on. */
bool typist_wait_mode(struct typist *t, int number);

/**
 * Reads until the program is at rest: 60 ms without output, all that was typed read by it,
 * and (on Linux) the process asleep, neither computing nor waiting for the disk.
 *
 * This is a guess and takes 60 ms: a program that waits for something else looks the
 * same. A last resort, for pictures of a whole screen and for "nothing has changed"; wait
 * for text wherever there is one.
 */
void typist_settle(struct typist *t);

/* Eyes that do not wait. */

/** Whether the text is on the screen as last seen. */
bool typist_sees(const struct typist *t, const char *text);

/** Where the text stands first, within one row; false, with both untouched, if nowhere. */
bool typist_find(const struct typist *t, const char *text, int *row, int *col);

/** Adds the screen to out: a line a row, all rows, each with "\n" behind; blanks at the
 *  end of a row are cut; a wide character stands there once. */
void typist_text(const struct typist *t, struct str *out);

/** Adds one row to out, without "\n". */
void typist_row(const struct typist *t, int row, struct str *out);

int typist_rows(const struct typist *t);
int typist_cols(const struct typist *t);
int typist_cursor_row(const struct typist *t);
int typist_cursor_col(const struct typist *t);

/** Colours: an index, 0 to 255; the terminal's own; or TYPIST_COLOUR_RGB + 0xRRGGBB. */
enum { TYPIST_COLOUR_DEFAULT = -1, TYPIST_COLOUR_RGB = 0x1000000 };

/** One cell. Dim text is not to be told from other: libvterm drops SGR 2. */
struct typist_cell {
    char text[32];  /* UTF-8 with combining marks; " " if blank, "" on a right half */
    int width_cols; /* 1; of a wide character 2, and 0 on its right half */
    bool bold, italic, underline, reverse;
    int fg, bg; /* of text and ground, as set: reverse does not swap them here */
};

struct typist_cell typist_cell(const struct typist *t, int row, int col);

bool typist_cell_bold(const struct typist *t, int row, int col);
bool typist_cell_italic(const struct typist *t, int row, int col);
bool typist_cell_underline(const struct typist *t, int row, int col);
bool typist_cell_reverse(const struct typist *t, int row, int col);
int typist_cell_fg(const struct typist *t, int row, int col);
int typist_cell_bg(const struct typist *t, int row, int col);

/** Bytes that came since the last call, or since the start. */
size_t typist_bytes(struct typist *t);

/* The terminal's modes. */

/** Whether a private mode is on (CSI ? number h): 25 the cursor is shown, 1000 1002 1003
 *  1006 mouse, 1049 alternate screen, 2004 bracketed paste … At first, 7 and 25 are. */
bool typist_mode(const struct typist *t, int number);

/** Whether the alternate screen is shown (1049, 1047 or 47). */
bool typist_alt_screen(const struct typist *t);

/** Whether all is as the program found it: the line discipline (struct termios), every
 *  private and ANSI mode, the keypad. Not watched: the pen, the cursor's shape, the
 *  margins. Not to be asked after typist_hang_up(). */
bool typist_modes_restored(const struct typist *t);

/** Adds what is not, in words, a line each; nothing if all is. */
void typist_modes_changed(const struct typist *t, struct str *out);

/**
 * Adds the screen as a picture: one SVG, complete in itself, with the colours and
 * attributes of the cells and, if it is shown, the cursor. The same screen gives the
 * same bytes.
 */
void typist_svg(const struct typist *t, const char *title, struct str *out);

/* For more ways to wait. */

/** Reads what comes, for the screen, waiting at most timeout_ms for the first of it;
 *  false if nothing came. */
bool typist_read(struct typist *t, int64_t timeout_ms);

/** Whether no process has the terminal open any more: nothing will come. */
bool typist_silent(const struct typist *t);

/** Whether the process sleeps or has ended, as program_at_rest(). */
bool typist_at_rest(const struct typist *t);

/** The last bytes sent, borrowed until more are. */
const char *typist_typed(const struct typist *t);

/** Fails the test: what, the text in quotes, what was typed last, and the screen. */
_Noreturn void typist_fail(const struct typist *t, const char *what, const char *text);

#endif
