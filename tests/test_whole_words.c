/* Words stand whole in the columns of the grid, as long as there is a wider place for them. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

TestSuite(whole_words, .init = enter_folder, .fini = folder_finish);

enum { LEAST_LETTERS = 6 };

static size_t letters(const char *at)
{
    size_t len = 0;
    while (isalpha((unsigned char)at[len])) {
        len++;
    }
    return len;
}

/* Whether that is the beginning of a word in the text, and itself is none. */
static bool is_beginning(const char *text, const char *word, size_t len)
{
    bool begins = false;
    for (const char *at = text; *at; at += letters(at) + !letters(at)) {
        if (strncmp(at, word, len) == 0) {
            if (letters(at) == len) {
                return false;
            }
            begins = true;
        }
    }
    return begins;
}

/* Words that end as the row or the column does, with nothing that says they were cut. */
static size_t count_broken(struct typist *t, const char *sample)
{
    size_t broken = 0;
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    const char *at =
        strchr(strchr(screen.bytes, '\n') + 1, '\n'); /* below the headings */
    for (; *at; at += letters(at) + !letters(at)) {
        size_t len = letters(at);
        bool hyphen = at[len] == '-' && (at[len + 1] == ' ' || at[len + 1] == '\n');
        bool ends = hyphen || at[len] == ' ' || at[len] == '\n';
        broken += len >= LEAST_LETTERS && ends && is_beginning(sample, at, len);
    }
    str_finish(&screen);
    return broken;
}

static void expect_whole(const char *sample, int least_cols)
{
    struct typist *t = sample_open(40, 120, sample);
    char *text = text_file_read("sample.json");
    for (int cols = 120; cols >= least_cols; cols -= 4) {
        int row, col;
        typist_resize(t, 40, cols);
        while (!typist_find(t, "saved", &row, &col) || col + 6 != cols) {
            if (!typist_read(t, 20000)) {
                typist_fail(t, "the window is not drawn in its width", "saved");
            }
        }
        typist_wait(t, "? Keys");
        size_t broken = count_broken(t, text);
        cr_expect_eq(broken, 0, "%s, %d columns: %zu are broken", sample, cols, broken);
    }
    free(text);
    typist_leave(t);
}

Test(whole_words, are_those_of_the_worked_samples_as_long_as_all_have_room)
{
    expect_whole("action-plan", 72);
    expect_whole("write-up", 64);
}

/* Words are cut, and who promised them is not. */
Test(whole_words, of_who_promised_stand_below_an_entry_that_is_cut)
{
    struct typist *t = sample_open(24, 80, "action-plan");
    typist_press(t, "2jc", "Who and when: ‘Public messaging");
    typist_press(t, "Manchester Women and HIV\r1 December" CTRL_S, "for ‘Public");
    typist_press(t, "k", "· Public messaging");
    typist_wait(t, "                by 1 Dec 2017)");
    typist_press(t, "j", "▶ Public");
    typist_resize(t, 11, 40);
    typist_wait(t, "   (Manchester Women and HIV, by 1 Dec…");
    typist_leave(t);
}
