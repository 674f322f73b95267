/* A question to everybody that was begun and put aside: seen where the next is asked. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(question_begun, .init = called_out_begin, .fini = called_out_finish);

#define ASKS "Ask everybody, by phone or by hand"

static struct typist *begin(void)
{
    struct typist *t = called_out_open();
    called_out_type_later(t, "s", 150);
    typist_wait(t, ASKS);
    cr_expect_not(typist_sees(t, "Half written"));
    called_out_type_later(t, "w", 150);
    typist_wait(t, "Ask everybody: Enter opens it");
    called_out_type_later(t, "Who answers the ph", 150);
    typist_wait(t, "▶ Who answers the ph");
    typist_press(t,
                 ESC "\x1f"
                     "3000;s",
                 ASKS);
    typist_wait(t, "Half written: ‘Who answers the ph’. Each of these goes on with");
    return t;
}

Test(question_begun, is_seen_in_the_menu_and_gone_on_with_however_it_is_answered)
{
    struct typist *t = begin();
    called_out_type_later(t, "h", 150);
    typist_wait(t, "A show of hands · Ask");
    typist_wait(t, "▶ Who answers the ph");
    called_out_type_later(t, "one?\r", 150);
    typist_wait(t, "Who answers the phone?");
    typist_wait(t, "A show of hands · open");
    typist_free(t);
}

Test(question_begun, waits_where_words_typed_in_the_menu_make_a_new_one_and_that_is_said)
{
    struct typist *t = begin();
    called_out_type_later(t, "one at 8?", 150);
    typist_wait(t, "▶ one at 8?");
    typist_wait_wrapped(t, "What was half written waits: ‘Who answers the ph’.");
    typist_press(t, "\r", "Asked; the projector shows it");
    called_out_type_later(t, "x", 150);
    typist_wait(t, "It ends");
    typist_press(t, "\x1fr;x", "ended");
    typist_press(t,
                 ESC "\x1f"
                     "3000;s",
                 ASKS);
    typist_wait(t, "Half written: ‘Who answers the ph’");
    typist_free(t);
}
