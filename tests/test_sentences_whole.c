/* What is said of what everybody sends is read whole in windows that are neither wide nor high. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"
#include "support/windows.h"

#include <criterion/criterion.h>

TestSuite(sentences_whole, .init = enter_folder, .fini = folder_finish);

static const int sizes[][2] = {{20, 60}, {12, 40}};

/* But the title, which gives way to what is said of the file. */
static void expect_no_row_cut(struct typist *t)
{
    struct str row = STR_EMPTY;
    for (int i = 1; i < typist_rows(t); i++) {
        str_clear(&row);
        typist_row(t, i, &row);
        expect_no_part(str_text(&row), "…");
    }
    str_finish(&row);
}

/* What is read in each window; NULL: it has no room for that. */
static void expect_in_windows(struct typist *t, const char *wide, const char *narrow)
{
    const char *const shown[LENGTH(sizes)] = {wide, narrow};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        typist_resize(t, sizes[i][0], sizes[i][1]);
        if (shown[i]) {
            typist_wait_wrapped(t, shown[i]);
            expect_no_row_cut(t);
        }
    }
    typist_resize(t, 24, 80);
}

Test(sentences_whole, of_the_inbox_and_of_what_was_put_aside)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "I", "Inbox: 4 wait");
    expect_in_windows(s.ana, "What phones send waits here (S). They see only goals (o).",
                      NULL);
    typist_press(s.ana, UP "n", "1 put aside (a opens it)"); /* it was read */
    typist_press(s.ana, "a", "Put aside: 1. y takes one");
    expect_in_windows(s.ana, "Put aside: 1", "Put aside: 1");
    typist_press(s.ana, "\x1b", "Inbox: 3 wait");
    typist_type(s.ana, "\x1b");
    scene_end(&s);
}

Test(sentences_whole, of_a_question_to_everybody)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "h", "Ask everybody: Enter opens it");
    typist_press(s.ana, "Go on?\r", "A show of hands");
    typist_wait_wrapped(s.ana, "shows the answers");
    typist_press(s.ana, "j", "▶ No");
    expect_in_windows(s.ana, "hands raised for an answer.",
                      "hands raised for an answer.");
    typist_press(s.ana, "12", "Hands for ‘No’, Enter keeps them: 12");
    expect_in_windows(s.ana, "Enter keeps them: 12", "Hands: 12");
    typist_press(s.ana, "\r", "Now ‘Not sure’.");
    typist_press(s.ana, "\x1b", "once more ends");
    typist_type(s.ana, "\x1b");
    scene_end(&s);
}

/* Titles have all of their row where they need it, and end between words. */
Test(sentences_whole, or_end_between_words_in_titles)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "h", "Ask everybody: Enter opens it");
    typist_press(s.ana, "Go on?\r", "A show of hands");
    typist_resize(s.ana, 12, 40);
    typist_wait_row(s.ana, 0, " A show of hands · open, answers hidden");
    typist_resize(s.ana, 24, 80);
    typist_type(s.ana, ESC);
    scene_end(&s);
    struct typist *t = sample_open(24, 80, "write-up");
    typist_resize(t, 12, 40);
    typist_wait_row(t, 0, " Worked example: system map…      saved");
    typist_resize(t, 20, 60);
    typist_wait_row(t, 0, " Worked example: system map, from the write-up…       saved");
    typist_leave(t);
}

/* A stage is gone into: what is said of it does not take a row of its prompt. */
Test(sentences_whole, of_prompts_while_something_is_said_and_of_examples)
{
    day_write("09:49");
    struct typist *t = day_open(20, 60, 12, 0);
    typist_each(t, "]]]]]");
    typist_wait(t, "· Actors: who takes part in this, and whose ");
    typist_wait(t, "   lives does it touch?\n");
    typist_wait(t, "Mapping the system · 15 minutes.");
    typist_each(t, "]]]]");
    typist_wait(t, "· Vision: if this goes well, what will people ");
    typist_wait(t, "   see and say?\n");
    typist_type(t, "5");
    typist_wait(t, " For example: Campaign for drug companies reduce costs of\n"
                   " testing kits\n");
    typist_leave(t);
}

/* It is a line that is typed, however long. */
Test(sentences_whole, of_what_is_typed_for_a_stage)
{
    day_write("09:49");
    struct typist *t = day_open(24, 80, 12, 0);
    typist_press(t, "D", "+ More");
    typist_press(t, "a", "New stage, and its minutes:");
    typist_type(t, "Walking to the allotments together, and back 45");
    typist_resize(t, 20, 60);
    typist_wait(t, " New stage, and its minutes: Walking to the allotments\n"
                   "                             together, and back 45\n");
    typist_resize(t, 12, 40);
    typist_wait(t, " New stage, and its minutes:\n"
                   " Walking to the allotments together,\n"
                   " and back 45\n");
    typist_resize(t, 24, 80);
    typist_press(t, ESC ESC, "? Keys");
    typist_leave(t);
}
