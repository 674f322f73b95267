/* What somebody meets who has never seen a terminal, has a narrow window, or pastes what
 * an e-mail held. */

#include "event.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/typist.h"
#include "text_box.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ESC "\x1b"
#define DOWN "\x1b[B"
#define END "\x1b[F"
#define F1 "\x1bOP"

static void enter(void)
{
    cr_assert_eq(chdir(test_folder()), 0);
}

static void end(void)
{
    folder_finish();
}

TestSuite(newcomers, .init = enter, .fini = end);

static struct typist *open_home(int rows, int cols)
{
    struct typist *t =
        typist_start(rows, cols, (const char *const[]){"roundtable", NULL});
    typist_wait(t, "Enter Choose");
    return t;
}

static struct typist *open_sample(int rows, int cols)
{
    struct typist *t = open_home(rows, cols);
    typist_type(t, "s");
    typist_wait(t, "1 Goals 4");
    return t;
}

static void leave(struct typist *t)
{
    typist_type(t, "q");
    cr_assert_eq(typist_end(t), 0);
    cr_expect(typist_modes_restored(t));
    typist_free(t);
}

Test(newcomers, the_way_back_is_among_the_hints_in_every_window)
{
    static const int widths[] = {40, 45, 59, 60, 80};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct typist *t = open_home(24, widths[i]);
        typist_wait_row(t, 23, "q Leave");
        typist_wait_row(t, 23, "? Keys");
        typist_type(t, "s");
        typist_wait(t, "Goals 4");
        typist_wait_row(t, 23, "u Undo");
        typist_wait_row(t, 23, "? Keys");
        leave(t);
    }
}

Test(newcomers, a_message_without_room_ends_in_an_ellipsis)
{
    struct typist *t = open_home(24, 40);
    typist_wait_row(t, 22, " Order: barriers, stakeholders, social…");
    leave(t);
}
