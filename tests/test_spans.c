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

/* Returns how many bytes came. */
static size_t look(void)
{
    char bytes[4096];
    size_t all = 0;
    for (ssize_t got; (got = read(seen.terminal, bytes, sizeof bytes)) > 0;) {
        vterm_input_write(seen.vt, bytes, (size_t)got);
        all += (size_t)got;
    }
    return all;
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

/* A row of cells of those letters, blanks behind. */
static void write_cells(struct cell cells[COLS_OF_IT], const char *letters, uint32_t look)
{
    cells_clear(cells, COLS_OF_IT);
    struct cells_place place = {0, COLS_OF_IT, true, false};
    cr_assert(cells_put(cells, place, look, letters, strlen(letters)));
}

static void expect_row_is(int row, const char *letters)
{
    char there[COLS_OF_IT + 1] = "";
    for (size_t col = 0; col < strlen(letters); col++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(seen.screen, (VTermPos){row, (int)col}, &cell);
        there[col] = cell.chars[0] ? (char)cell.chars[0] : ' ';
    }
    cr_expect_str_eq(there, letters);
}

static void expect_cells(struct cell cells[ROWS][COLS_OF_IT])
{
    for (int row = 0; row < ROWS; row++) {
        for (int col = 0; col < COLS_OF_IT; col++) {
            VTermScreenCell there;
            const struct cell *cell = &cells[row][col];
            vterm_screen_get_cell(seen.screen, (VTermPos){row, col}, &there);
            uint32_t letter = there.chars[0] ? there.chars[0] : ' ';
            bool looks = !there.attrs.reverse == !(cell->look & A_REVERSE) &&
                         (letter == ' ' || !there.attrs.bold == !(cell->look & A_BOLD));
            cr_assert(letter == cell->letter && looks, "row %d, column %d: U+%04X", row,
                      col, letter);
        }
    }
}

static void expect_cursor(struct sent_as as)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(seen.vt), &at);
    cr_assert(at.row == as.row && at.col == as.col, "the cursor is at %d, %d", at.row,
              at.col);
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
    struct cell cells[COLS_OF_IT];
    write_cells(cells, "something else", 0);
    draw_rows("what was there");
    refresh();
    look();
    cr_assert(spans_send(&(struct changed){5, cells}, 1, (struct sent_as){5, 3}));
    spans_leave();
    move(5, 3);
    refresh();
    look();
    expect_row_as_drawn(5); /* in the window, too, where nobody drew it */
    expect_row_is(5, "something else");
    expect_row_is(4, "what was there in row 4");
}

/* Cells of each kind of change, against what a terminal makes of what was sent. */
Test(spans, what_is_there_is_what_was_to_be)
{
    static const char *const letters[] = {"a", "b", " ", " ", " ", " ", "·", "…", "─"};
    static const uint32_t looks[] = {0, 0, 0, A_BOLD, A_REVERSE};
    struct cell cells[ROWS][COLS_OF_IT];
    unsigned seed = (unsigned)getpid();
    cr_log_info("seed %u", seed);
    refresh();
    for (int picture = 0; picture < PICTURES; picture++) {
        struct changed changed[ROWS];
        size_t count = 0;
        for (int row = 0; row < ROWS; row++) {
            if (picture && rand_r(&seed) % 3) {
                continue;
            }
            cells_clear(cells[row], COLS_OF_IT);
            int end = COLS_OF_IT - (row == ROWS - 1); /* the last cell is the library's */
            for (int col = 0; col < end;) {
                const char *letter = letters[rand_r(&seed) % LENGTH(letters)];
                uint32_t as = looks[rand_r(&seed) % LENGTH(looks)];
                for (int run = 1 + (int)(rand_r(&seed) % 12); run && col < end; run--) {
                    struct cells_place place = {col++, COLS_OF_IT, true, false};
                    cr_assert(cells_put(cells[row], place, as, letter, strlen(letter)));
                }
            }
            changed[count++] = (struct changed){row, cells[row]};
        }
        struct sent_as as = {(int)(rand_r(&seed) % ROWS), (int)(rand_r(&seed) % 80)};
        cr_assert(spans_send(changed, count, as));
        look();
        expect_cells(cells);
        expect_cursor(as);
        if (picture % 20 == 19) { /* and it has not to be sent again */
            spans_leave();
            move(as.row, as.col);
            refresh();
            look();
            expect_cells(cells);
            expect_cursor(as);
        }
    }
}

/* As a move does: what was selected, what is, and words that moved by a row. */
Test(spans, a_change_takes_few_bytes_beside_its_letters)
{
    enum { ROWS_OF_IT = 4, COL = 22, ALLOWED = 34 };
    static const char *const letters[] = {"Carers have", "no time", "Landlords",
                                          "meet us"};
    struct cell before[ROWS_OF_IT][COLS_OF_IT], now[ROWS_OF_IT][COLS_OF_IT];
    struct changed was[ROWS_OF_IT], is[ROWS_OF_IT];
    struct cells_place place = {COL, COLS_OF_IT, true, false};
    size_t sum = 0;
    for (int i = 0; i < ROWS_OF_IT; i++) {
        size_t len = strlen(letters[i]);
        cells_clear(before[i], COLS_OF_IT);
        cells_clear(now[i], COLS_OF_IT);
        cells_put(before[i], place, i < 2 ? A_REVERSE : 0, letters[i], len);
        cells_put(now[i], place, i < 2 ? 0 : A_REVERSE, letters[i], len);
        was[i] = (struct changed){4 + i, before[i]};
        is[i] = (struct changed){4 + i, now[i]};
        sum += len;
    }
    refresh();
    cr_assert(spans_send(was, ROWS_OF_IT, (struct sent_as){4, COL}));
    look();
    cr_assert(spans_send(is, ROWS_OF_IT, (struct sent_as){6, COL}));
    size_t sent = look();
    cr_expect(sent <= sum + ALLOWED, "%zu bytes for %zu letters", sent, sum);
    expect_row_is(6, "                      Landlords ");
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
        struct cell cells[COLS_OF_IT];
        for (int col = 0; col < COLS_OF_IT; col++) {
            cells[col] = (struct cell){picture % 2 ? 'a' : 'b', 0};
        }
        for (int row = 0; row < ROWS - 1; row++) {
            changed[row] = (struct changed){row, cells};
        }
        cr_assert(spans_send(changed, ROWS - 1, (struct sent_as){0}));
    }
    dup2(terminal, STDOUT_FILENO);
    close(terminal);
    cr_assert_eq(waitpid(reader, &status, 0), reader);
    cr_expect_eq(status, 0, "not all letters came");
}
