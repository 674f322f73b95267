/* The key that leaves waits for a letter behind it as long as nobody knows how fast these hands
 * type; and says so, for who meant it. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(leaving_keys, .init = called_out_begin, .fini = called_out_finish);

#define SAID "Leaving … q once more leaves at once, Esc stays here."

Test(leaving_keys, a_word_that_begins_with_it_is_one_however_slowly_it_comes)
{
    static const char *const words[] = {"queue", "quiet rooms"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, words[i], 600);
        called_out_wait_box(t, words[i]);
        typist_wait(t, "── New note in 2 Barriers");
        cr_expect_not(typist_sees(t, "Leaving"));
        typist_free(t);
    }
}

/* No time passes between the two. */
Test(leaving_keys, enter_or_the_same_key_once_more_leaves_at_once)
{
    static const char *const keys[] = {"\r", "q"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct typist *t = called_out_on_note();
        typist_press(t, "\0373000;q", SAID);
        typist_type(t, keys[i]);
        cr_expect_eq(typist_end(t), 0);
        typist_free(t);
    }
}

Test(leaving_keys, esc_stays)
{
    struct typist *t = called_out_on_note();
    typist_press(t, "\0373000;q", SAID);
    typist_press(t, "\x07", "Stopped: nothing was done.");
    typist_press(t, "\0373000;q", SAID);
    typist_press(t, ESC "\0373000;\x0c", "2 Barriers");
    typist_free(t);
}

Test(leaving_keys, once_more_leaves_no_more_than_it_said)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "Enter Choose");
    typist_press(t, "s", "1 Goals 4");
    typist_press(t, "\0373000;q", SAID);
    typist_press(t, "q", "All is saved; q leaves roundtable.");
    typist_press(t, "\0373000;q", SAID);
    typist_free(t);
}

Test(leaving_keys, of_hands_that_were_seen_to_type_fast_it_waits_no_longer)
{
    struct typist *t = called_out_on_note();
    typist_press(t, "\0373000;a", "── New note");
    called_out_type(t, "no buses", 100);
    typist_press(t, "\x07", "? Keys");
    called_out_type_later(t, "q", 100);
    typist_type(t, "\037400;u");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

/* Where it waits longer, it says so. */
Test(leaving_keys, of_hands_that_were_seen_to_type_slowly_it_says_that_it_waits)
{
    struct typist *t = called_out_on_note();
    typist_press(t, "\0373000;a", "── New note");
    called_out_type(t, "no buses", 700);
    typist_press(t, "\x07", "? Keys");
    called_out_type_later(t, "q", 700);
    typist_wait(t, SAID);
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

/* Whatever follows at once was meant for what is left. */
Test(leaving_keys, letters_at_once_behind_it_open_nothing_on_the_home_screen)
{
    static const char *const keys[] = {"\r", "q"};
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct typist *t = typist_start(24, 80, WORDS("roundtable"));
        typist_wait(t, "Enter Choose");
        typist_press(t, "s", "1 Goals 4");
        typist_press(t, "\0373000;q", SAID);
        typist_type(t, keys[i]);
        called_out_type(t, "oes", 120);
        typist_wait(t, "s came too soon, so it did nothing.");
        typist_wait(t, "Enter Choose");
        typist_press(t, "\0373000;s", "1 Goals 4");
        typist_free(t);
    }
}
