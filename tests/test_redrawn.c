/* What a key does not change is not drawn, nor put together, again: what stands there is all
 * the same what a new picture would show, and little of it is sent. */

#include "base/hash.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

TestSuite(redrawn, .init = enter_folder, .fini = folder_finish);

#define RIGHT "\x1b[C"
#define LEFT "\x1b[D"

/* Every cell with how it looks, and where the cursor is. */
static void add_cells(const struct typist *t, struct str *out)
{
    for (int row = 0; row < typist_rows(t); row++) {
        for (int col = 0; col < typist_cols(t); col++) {
            struct typist_cell cell = typist_cell(t, row, col);
            if (!cell.width_cols) { /* a right half looks as the left one does */
                continue;
            }
            str_addf(out, "%s%s%s%s", cell.bold ? "\x01" : "", cell.reverse ? "\x02" : "",
                     cell.fg == TYPIST_COLOUR_DEFAULT ? "" : "\x03", cell.text);
        }
        str_add(out, "\n");
    }
    str_addf(out, "%d:%d", typist_cursor_row(t), typist_cursor_col(t));
}

/* The window is made narrower and wide again, which puts all of it together anew. */
static void expect_no_change_by_drawing(struct typist *t, const char *done)
{
    int rows = typist_rows(t), cols = typist_cols(t);
    struct str shown = STR_EMPTY, anew = STR_EMPTY;
    typist_settle(t);
    add_cells(t, &shown);
    typist_resize(t, rows, cols - 30);
    typist_settle(t);
    typist_resize(t, rows, cols);
    typist_settle(t);
    add_cells(t, &anew);
    cr_assert_str_eq(anew.bytes, shown.bytes, "after %s:\n%s\nanew:\n%s", done,
                     shown.bytes, anew.bytes);
    str_finish(&shown);
    str_finish(&anew);
}

/* Letters that come one upon the other are words, and change nothing. */
static void type_slowly(struct typist *t, const char *keys)
{
    if (*keys == *ESC || *keys == '\0') {
        typist_type(t, keys);
        return;
    }
    typist_type(t, (char[]){*keys, '\0'});
    typist_settle(t);
    type_slowly(t, keys + 1);
}

/* Each changes words, signs or places. */
static const char *const steps[] = {
    RIGHT, "xp",       "xc", "e cigarettes\r",      DOWN "dd",
    "u",   RIGHT "xc", "G",  "aKeep a diary\r" ESC, LEFT UP,
    "G",   "u",
};

Test(redrawn, what_was_kept_of_a_picture_is_never_old)
{
    struct typist *t = sample_open(50, 120, "write-up");
    struct str before = STR_EMPTY, after = STR_EMPTY;
    for (size_t i = 0; i < LENGTH(steps); i++) {
        str_clear(&before);
        typist_text(t, &before);
        type_slowly(t, steps[i]);
        expect_no_change_by_drawing(t, steps[i]);
        str_clear(&after);
        typist_text(t, &after);
        cr_expect_str_neq(after.bytes, before.bytes, "%s does something", steps[i]);
    }
    str_finish(&before);
    str_finish(&after);
    typist_leave(t);
}

/* In a window that has room for all of it, so that it stands where it stood. Anything that
 * somebody may press, and in what order: where it does nothing, or closes what is
 * open, is as good. */
static const char *const keys[] = {
    UP,        DOWN,       LEFT,
    RIGHT,     TAB,        "\x1b[Z",
    "G",       "0",        "1",
    "3",       "p",        "i",
    "t",       "u",        "x",
    "b",       "w",        "f",
    "\r",      ESC,        " ",
    "/",       "a",        "e",
    "foo\r",   "\x7f",     "n",
    "N",       "R",        "\x1b[5~",
    "s",       "d",        "c",
    "\x1b[6~", "école \r", CTRL_U,
    "m",       "\v",       "日本 e\u0301\r",
};

/* Wide letters, pictures and what is written from right to left, in rows among others. */
static void write_wide(const char *path)
{
    static const char *const entries[][2] = {
        {"Safe buses 🚌", "سست بس"},
        {"Safe buses 🚌", "no buses 💀😭"},
        {"東京の街", "Nobody asked us 👨‍👩‍👧"},
        {"Less sugar for all", "नमस्ते"},
    };
    for (size_t i = 0; i < LENGTH(entries); i++) {
        struct ran ran = program_run(NULL, WORDS(program_path(), "add", "--goal",
                                                 entries[i][0], path, entries[i][1]));
        cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
        ran_finish(&ran);
    }
}

static void walk(uint64_t seed, int presses, int rows, int cols)
{
    struct dice dice = {seed};
    char *path = test_path("sample.json"), *journal = test_path("sample.json.journal");
    unlink(journal); /* of the walk before, whose program was killed */
    struct typist *t = sample_open(rows, cols, "write-up");
    struct str done = str_of("seed %llu:", (unsigned long long)seed);
    write_wide(path);
    for (int i = 0; i < presses; i++) {
        const char *key = keys[dice_roll(&dice) % LENGTH(keys)];
        str_addf(&done, " %d", (int)(unsigned char)*key);
        typist_settle(t);
        if (dice_roll(&dice) % 16 == 0) { /* somebody else writes */
            struct ran ran =
                program_run(NULL, WORDS(program_path(), "add", "--goal",
                                        "Less sugar for all", path, "Nobody asked us"));
            ran_finish(&ran);
            str_add(&done, "+");
        }
        typist_type(t, key);
        if (i % 4 == 3) {
            expect_no_change_by_drawing(t, done.bytes);
        }
    }
    free(path);
    free(journal);
    str_finish(&done);
    typist_free(t);
}

Test(redrawn, wherever_a_walk_leads_what_is_drawn_is_what_would_be_drawn_from_nothing)
{
    enum { WALKS = 3, PRESSES = 60 };
    static const int sizes[][2] = {{100, 120}, {120, 95}, {100, 160}};
    for (uint64_t i = 0; i < WALKS; i++) {
        walk(i + 1, PRESSES, sizes[i % 3][0], sizes[i % 3][1]);
    }
}

Test(redrawn, what_others_enter_is_in_the_picture)
{
    struct typist *ana = sample_open(50, 120, "write-up");
    char *path = test_path("sample.json");
    struct typist *ben = typist_open(50, 120, WORDS("roundtable", path));
    typist_type(ben, RIGHT);
    typist_type(ben, "x");
    typist_wait(ben, "Choose");
    typist_type(ben, "b");
    typist_wait(ben, "[B]");
    typist_wait(ana, "[B]");
    expect_no_change_by_drawing(ana, "what Ben did");
    typist_leave(ben);
    typist_leave(ana);
    free(path);
}

/* As where a program goes on after a stop while its window changes: the lines of which size
 * the terminal moves is a matter of chance. */
static void have_few_lines_moved(struct typist *t)
{
    struct str path = str_of("/proc/%d/fd/1", (int)typist_pid(t));
    int screen = open(path.bytes, O_WRONLY | O_NOCTTY);
    static const char few[] = "\x1b"
                              "7\x1b[1;5r\x1b"
                              "8";
    cr_assert(screen >= 0 && write(screen, few, sizeof few - 1) > 0);
    close(screen);
    str_finish(&path);
}

/* What is behind wide letters is moved by the terminal. */
Test(redrawn, in_a_window_of_another_size_all_lines_may_be_moved)
{
    char *path = test_path("moved.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    have_few_lines_moved(t);
    typist_resize(t, 26, 80);
    typist_press(t, "g", "New goal");
    typist_press(t, "Safe buses 🚌 for all\r", "for all’. Type");
    typist_press(t, "Less noise\r", "Less noise’. Type");
    typist_type(t, ESC);
    typist_leave(t);
    free(path);
}

Test(redrawn, a_move_sends_few_bytes)
{
    enum { MOST_BYTES = 300 };
    struct typist *t = sample_open(24, 80, "write-up");
    typist_type(t, DOWN);
    typist_settle(t);
    for (int i = 0; i < 4; i++) {
        typist_bytes(t);
        typist_type(t, i % 2 ? DOWN : UP);
        typist_settle(t);
        size_t bytes = typist_bytes(t);
        cr_expect(bytes > 0 && bytes <= MOST_BYTES, "%zu bytes a move", bytes);
    }
    typist_leave(t);
}

/* What is found of words that are typed letter by letter, and of the same at once. */
Test(redrawn, what_letter_after_letter_finds_is_what_the_word_finds)
{
    static const char *const words[] = {"sports", "cafe", "of a", "qqq", "Social n"};
    struct typist *t = sample_open(24, 80, "write-up");
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct str slowly = STR_EMPTY, at_once = STR_EMPTY;
        typist_type(t, "/");
        typist_settle(t);
        type_slowly(t, words[i]);
        typist_settle(t);
        typist_row(t, typist_rows(t) - 2, &slowly);
        typist_type(t, ESC);
        typist_settle(t);
        typist_type(t, "/");
        typist_settle(t);
        typist_paste(t, words[i]);
        typist_settle(t);
        typist_row(t, typist_rows(t) - 2, &at_once);
        cr_expect_str_eq(slowly.bytes, at_once.bytes, "%s: %s, %s", words[i],
                         slowly.bytes, at_once.bytes);
        typist_type(t, ESC);
        typist_settle(t);
        str_finish(&slowly);
        str_finish(&at_once);
    }
    typist_leave(t);
}
