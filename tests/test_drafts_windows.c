/* Words that several windows on one session have half written at one time: each its own. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(drafts_windows, .fini = folder_finish);

/* In the cell where one window has put "night bus" aside, another adds. */
struct beside {
    struct typist *one, *other;
};

static struct beside begin_beside(const char *path, const char *one, const char *other)
{
    enter_folder();
    struct beside b = {
        .one = *one ? typist_open(24, 80, WORDS("roundtable", "--by", one, path))
                    : typist_open(24, 80, WORDS("roundtable", path))};
    typist_enter(b.one, "gLess sugar", "1 Goals 1");
    typist_press(b.one, "2a", "New note");
    typist_press(b.one, "night bus", "night bus");
    typist_press(b.one, ESC, "Kept as a draft");
    b.other = *other ? typist_start(24, 80, WORDS("roundtable", "--by", other, path))
                     : typist_start(24, 80, WORDS("roundtable", path));
    typist_press(b.other, "2", *other ? "Kemi F is writing" : "being written: night bus");
    typist_wait(b.other, *other ? "with Kemi F" : "with "); /* they know of one another */
    return b;
}

Test(drafts_windows, of_another_window_is_not_gone_on_with_while_that_is_there)
{
    struct beside b = begin_beside("two.json", "Kemi F", "Sam F");
    typist_type(b.other, "aRain\r");
    typist_wait(b.other, "Added ‘Rain’");
    typist_press(b.other, ESC, "2 Barriers 1");
    cr_expect_not(typist_sees(b.other, "night busRain"));
    typist_press(b.other, "a", "What Kemi F has half written here stays as it is.");
    cr_expect_not(typist_sees(b.other, "night bus"));
    typist_press(b.one, "a", "Your draft is back");
    typist_press(b.one, "es\r", "night buses");
    typist_press(b.one, ESC, "2 Barriers 2");
    typist_wait(b.other, "night buses");
    typist_press(b.other, "Snow", "Snow");
    typist_press(b.other, ESC, "being written: Snow"); /* and theirs does not come back */
    typist_leave(b.one);
    typist_leave(b.other);
    char *text = exported("two.json", "json");
    expect_no_part(text, "night bus\\n");
    free(text);
}

Test(drafts_windows, of_a_window_that_has_gone_comes_back_to_whoever_adds_there)
{
    struct beside b = begin_beside("gone.json", "Kemi F", "Sam F");
    typist_leave(b.one);
    typist_wait_gone(b.other, "with Kemi F");
    typist_press(b.other, "a", "The draft of Kemi F is back.");
    typist_press(b.other, "es\r", "night buses");
    typist_type(b.other, ESC);
    typist_leave(b.other);
}

Test(drafts_windows, without_names_those_of_two_windows_are_two_as_well)
{
    struct beside b = begin_beside("unnamed.json", "", "");
    typist_press(b.other, "a",
                 "What another window has half written here stays as it is.");
    typist_press(b.other, "mine", "mine");
    typist_press(b.other, ESC, "Kept as a draft");
    typist_press(b.other, "a", "Your draft is back.");
    cr_expect_not(typist_sees(b.other, "night bus"));
    typist_press(b.other, ESC, "? Keys");
    typist_press(b.one, "a", "Your draft is back.");
    typist_press(b.one, "es\r", "night buses");
    typist_press(b.one, ESC, "? Keys");
    typist_leave(b.one);
    typist_leave(b.other);
}

/* They are here still, and the words are not in their way: no key of others takes them. */
Test(drafts_windows, of_another_window_are_not_put_aside_while_that_is_there)
{
    struct beside b = begin_beside("aside.json", "Kemi F", "Sam F");
    typist_wait(b.other, "Kemi F is writing here ");
    cr_expect_not(typist_sees(b.other, "puts it aside"));
    typist_press(b.other, "\x7f", "Kemi F is writing here: what is half written stays");
    typist_press(b.one, "\x7f", "Put aside ‘night bus’"); /* one's own */
    typist_press(b.one, "u", "being written: night bus");
    typist_wait(b.other, "Kemi F is writing");
    typist_leave(b.one);
    typist_wait_gone(b.other, "with Kemi F");
    typist_press(b.other, "\x7f", "Put aside ‘night bus’");
    typist_leave(b.other);
}

/* What was left, and what was undone, hides nobody's writing. */
Test(drafts_windows, of_another_window_are_shown_as_long_as_that_writes)
{
    struct beside b = begin_beside("writes.json", "Kemi F", "Sam F");
    typist_press(b.other, "aSnow", "Snow");
    typist_press(b.other, ESC, "being written: Snow");
    typist_press(b.other, "3aCarers\r", "Added ‘Carers’");
    typist_press(b.other, ESC, "? Keys");
    typist_press(b.other, "u", "Undid: added ‘Carers’");
    typist_wait_row(b.other, 3, "Kemi F is writing");
    typist_leave(b.one);
    typist_leave(b.other);
}

/* The rule is one for all boxes. */
Test(drafts_windows, other_words_of_another_window_for_an_entry_stay_theirs)
{
    struct beside b = begin_beside("reword.json", "Kemi F", "Sam F");
    typist_press(b.one, "1e", "Editing ‘Less sugar’");
    typist_press(b.one, " and salt", "Less sugar and salt");
    typist_press(b.one, ESC, "Kept as a draft");
    typist_wait_row(b.other, 4, "(draft)"); /* of the goal, below its words */
    typist_press(b.other, "1", "▶Less sugar");
    typist_press(b.other, "e", "This is your own wording.");
    cr_expect_not(typist_sees(b.other, "and salt"));
    typist_press(b.other, ", more fruit", "Less sugar, more fruit");
    typist_press(b.other, ESC, "Kept as a draft");
    typist_press(b.one, "e", "Your draft is back.");
    typist_press(b.one, "\r", "Changed ‘Less sugar’ to ‘Less sugar and salt’");
    typist_press(b.other, "e", "Your draft is back.");
    typist_press(b.other, ESC, "? Keys");
    typist_leave(b.one);
    typist_leave(b.other);
}

Test(drafts_windows, an_answer_that_another_window_has_half_written_stays_theirs)
{
    struct beside b = begin_beside("answer.json", "Kemi F", "Sam F");
    typist_press(b.one, "s", "Ask everybody");
    typist_press(b.one, "w", "Enter opens it");
    typist_press(b.one, "What helped?\r", "a writes down what somebody says.");
    typist_press(b.one, "a", "Answer:");
    typist_press(b.one, "Tea", "Answer: Tea");
    typist_press(b.one, ESC, "Kept as a draft");
    typist_press(b.one, CTRL_S, "Saved to"); /* and so to be read by others */
    typist_press(b.other, "s", "a writes down what somebody says.");
    typist_press(b.other, "a", "What Kemi F has half written here stays as it is.");
    typist_press(b.other, "Cake", "Answer: Cake");
    typist_press(b.other, ESC, "Kept as a draft");
    typist_press(b.other, "a", "Your draft is back.");
    typist_press(b.other, ESC, "a writes down what somebody says.");
    typist_free(
        b.other); /* what is left is nobody's any more, and one's own goes first */
    typist_wait_gone(b.one, "with Sam F");
    typist_press(b.one, "a", "Answer: Tea");
    typist_press(b.one, "\r", "Added ‘Tea’.");
    typist_press(b.one, ESC, "a writes down what somebody says.");
    typist_press(b.one, "a", "The draft of Sam F is back.");
    typist_press(b.one, ESC, "a writes down what somebody says.");
    typist_press(b.one, ESC, "? Keys");
    typist_leave(b.one);
}
