/* What is sent past the terminal's library, on a terminal of the test's own. */

#include "screen/spans.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <curses.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

enum { ROWS = 24, COLS_OF_IT = 80, PICTURES = 100 };

static struct {
    int terminal;
    VTerm *vt;
    VTermScreen *screen;
} seen;

static void start(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    seen.terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    cr_assert(seen.terminal >= 0 && grantpt(seen.terminal) == 0 &&
              unlockpt(seen.terminal) == 0);
    int slave = open(ptsname(seen.terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
    const struct winsize size = {.ws_row = ROWS, .ws_col = COLS_OF_IT};
    cr_assert(slave >= 0 && ioctl(slave, TIOCSWINSZ, &size) == 0);
    cr_assert(dup2(slave, STDIN_FILENO) >= 0 && dup2(slave, STDOUT_FILENO) >= 0);
    close(slave);
    fcntl(seen.terminal, F_SETFL, O_NONBLOCK);
    cr_assert(newterm("xterm-256color", stdout, stdin));
    raw();
    noecho();
    nodelay(stdscr, TRUE);
    seen.vt = vterm_new(ROWS, COLS_OF_IT);
    vterm_set_utf8(seen.vt, 1);
    seen.screen = vterm_obtain_screen(seen.vt);
    vterm_screen_enable_altscreen(seen.screen, 1);
    vterm_screen_reset(seen.screen, 1);
}

static void finish(void)
{
    spans_finish();
    vterm_free(seen.vt);
    close(seen.terminal);
}

TestSuite(spans, .init = start, .fini = finish);

static void look(void)
{
    char bytes[4096];
    for (ssize_t got; (got = read(seen.terminal, bytes, sizeof bytes)) > 0;) {
        vterm_input_write(seen.vt, bytes, (size_t)got);
    }
}

static void expect_row_as_drawn(int row)
{
    char drawn[COLS_OF_IT + 1] = "", there[COLS_OF_IT + 1] = "";
    mvinnstr(row, 0, drawn, COLS_OF_IT);
    for (int col = 0; col < COLS_OF_IT; col++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(seen.screen, (VTermPos){row, col}, &cell);
        there[col] = cell.chars[0] ? (char)cell.chars[0] : ' ';
    }
    cr_expect_str_eq(there, drawn, "‘%s’", there);
}

static void draw_rows(const char *words)
{
    for (int row = 0; row < ROWS; row++) {
        mvprintw(row, 0, "%s in row %d", words, row);
    }
}

/* On its way it sends again what it takes to be there. */
Test(spans, the_library_knows_what_was_sent_before_it_moves_the_cursor)
{
    const struct changed changed[] = {{4, 0, 14}, {5, 0, 14}};
    draw_rows("what was there");
    refresh();
    look();
    mvaddwstr(4, 0, L"\u6f22");
    mvaddstr(5, 0, "something else");
    cr_assert_not(spans_send(changed, 2, (struct sent_as){5, 3, true}));
    move(5, 3);
    refresh();
    look();
    expect_row_as_drawn(5);
}

/* Reads once the pipe is full, and tells whether all letters came. */
static void count_letters(const int ends[2])
{
    char bytes[4096];
    size_t letters = 0;
    int from = ends[0];
    struct pollfd room = {.fd = ends[1], .events = POLLOUT};
    while (poll(&room, 1, 0) == 1) {
    }
    close(ends[1]);
    for (ssize_t got; (got = read(from, bytes, sizeof bytes)) > 0;) {
        for (ssize_t i = 0; i < got; i++) {
            letters += bytes[i] == 'a' || bytes[i] == 'b';
        }
    }
    _exit(letters == (size_t)PICTURES * (ROWS - 1) * COLS_OF_IT ? 0 : 1);
}

/* Programs that share a terminal may have made it one that does not wait. */
Test(spans, a_terminal_that_takes_no_more_for_now_gets_the_rest_later)
{
    int ends[2], status = -1;
    refresh();
    cr_assert_eq(pipe(ends), 0);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    pid_t reader = fork();
    if (reader == 0) {
        count_letters(ends);
    }
    int terminal = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    close(ends[0]);
    for (int picture = 0; picture < PICTURES; picture++) {
        struct changed changed[ROWS - 1];
        for (int row = 0; row < ROWS - 1; row++) {
            mvhline(row, 0, picture % 2 ? 'a' : 'b', COLS_OF_IT);
            changed[row] = (struct changed){row, 0, COLS_OF_IT};
        }
        cr_assert(spans_send(changed, ROWS - 1, (struct sent_as){0}));
    }
    dup2(terminal, STDOUT_FILENO);
    close(terminal);
    cr_assert_eq(waitpid(reader, &status, 0), reader);
    cr_expect_eq(status, 0, "not all letters came");
}
