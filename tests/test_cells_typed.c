/* Cells of a table that a terminal types, since it does not say that they were pasted: a Tab or
 * Enter behind each, be they of one letter. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(cells_typed, .init = called_out_begin, .fini = called_out_finish);

enum { LEISURE_MS = 1000 };

/* The last waits for its answer: nothing came behind it. */
Test(cells_typed, of_one_letter_do_not_join)
{
    static const int paces_ms[] = {0, 40, 120};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = called_out_at("2", "2 Barriers 12");
        typist_press(t, "a", "New note in 2 Barriers");
        called_out_type_later(t, "A\tB\rC\tD\r", paces_ms[i]);
        typist_wait(t, "Keep ‘D’ as an entry? Enter keeps it");
        typist_wait(t, "2 Barriers 13");
        typist_wait(t, "New note in 4 Social moments");
        called_out_type_later(t, "\r", 0);
        typist_wait(t, "Added ‘D’");
        typist_free(t);
    }
}

Test(cells_typed, one_letter_before_a_word_stands_alone)
{
    struct typist *t = called_out_at("2", "2 Barriers 12");
    typist_press(t, "a", "New note in 2 Barriers");
    called_out_type_later(t, "A\tBeta\r", 40);
    typist_wait(t, "Added ‘Beta’");
    typist_wait(t, "2 Barriers 13");
    typist_wait(t, "New note in 3 Stakeholders");
    typist_free(t);
}

/* Who has time to read what is asked may have meant a key. */
Test(cells_typed, a_letter_that_tab_left_at_leisure_is_a_draft_where_it_stood)
{
    struct typist *t = called_out_at("2", "2 Barriers 12");
    typist_press(t, "a", "New note in 2 Barriers");
    called_out_type_later(t, "A\tB", LEISURE_MS);
    typist_wait(t, "‘A’ was not added: it is a draft now.");
    typist_wait(t, "2 Barriers 12 (draft)");
    typist_wait(t, "New note in 3 Stakeholders");
    typist_free(t);
}

Test(cells_typed, nor_do_those_before_the_key_that_goes_back)
{
    struct typist *t = called_out_at("3", "3 Stakeholders 15");
    typist_press(t, "a", "New note in 3 Stakeholders");
    called_out_type_later(t, "A\x1b[ZB", 0);
    typist_wait(t, "3 Stakeholders 16");
    typist_wait(t, "New note in 2 Barriers");
    typist_free(t);
}
