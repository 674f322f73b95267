/* The last keys that were pressed, taken for words: as offered, or by Ctrl-T though nobody offered
 * that. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(last_keys, .init = called_out_begin, .fini = called_out_finish);

static struct typist *begin(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    tables_write_health();
    return typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "a.json"));
}

/* A key that much later than the one before. */
static void type_later(struct typist *t, int later_ms, const char *key)
{
    struct str timed = str_of("\x1f%d;%s", later_ms, key);
    typist_type(t, timed.bytes);
    str_finish(&timed);
}

/* With two fingers, and the clock stands behind them. */
static void type_late(struct typist *t, const char *keys)
{
    for (; *keys; keys++) {
        char key[] = {*keys, '\0'};
        type_later(t, 500, key);
    }
}

/* Whatever the keys opened, and whether Enter came behind them. */
Test(last_keys, keys_that_no_hand_means_are_offered_as_words_wherever_they_led)
{
    static const char *const rows[] = {"2ww", "SW", "ST", "? who pays", "A&E", "WiFi"};
    struct typist *t = begin();
    for (size_t i = 0; i < 2 * LENGTH(rows); i++) {
        struct str there = str_of("\n %s", rows[i / 2]);
        type_late(t, rows[i / 2]);
        typist_wait(t, "Ctrl-T");
        if (i % 2) {
            type_later(t, 500, "\r");
        }
        type_later(t, 900, "\x14");
        typist_wait(t, "You were typing");
        typist_wait(t, there.bytes);
        typist_type(t, CTRL_U "\x07");
        typist_wait(t, "? Keys");
        str_finish(&there);
    }
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(last_keys, ctrl_t_takes_the_last_keys_for_words_though_nothing_was_offered)
{
    struct typist *t = begin();
    type_late(t, "7 day rota");
    typist_wait(t, " 7 day rota"); /* at once, since d asks */
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "kids");
    typist_wait(t, " kids");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "mud");
    typist_wait(t, "Delete ‘Less sugar’");
    type_later(t, 900, "\x14");
    typist_wait(t, " mud");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "kind people"); /* though the blank is no answer to d */
    typist_wait(t, "\n kind people");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "8/9 people\r");
    type_later(t, 900, "\x14");
    typist_wait(t, " 8/9 people");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "2xb"); /* keys as they are */
    typist_wait(t, "Adverts [B]");
    cr_expect_not(typist_sees(t, "Ctrl-T"));
    typist_press(t, "\x14", "\n 2xb");
    cr_expect_not(typist_sees(t, "Adverts [B]"));
    typist_press(t, CTRL_U "\x07" DOWN, "? Keys");
    typist_press(t, "\x14", "No keys came just before this");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}
