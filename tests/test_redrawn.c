/* What a key does not change is not drawn, nor put together, again: what stands there is all
 * the same what a new picture would show, and little of it is sent. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(redrawn, .init = enter_folder, .fini = folder_finish);

#define RIGHT "\x1b[C"
#define LEFT "\x1b[D"

/* The window is made narrower and wide again, which puts all of it together anew. */
static void expect_no_change_by_drawing(struct typist *t, const char *done)
{
    struct str shown = STR_EMPTY, anew = STR_EMPTY;
    typist_settle(t);
    typist_text(t, &shown);
    typist_resize(t, 50, 70);
    typist_settle(t);
    typist_resize(t, 50, 120);
    typist_settle(t);
    typist_text(t, &anew);
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
