/* A question that somebody else ended, or took back: what was said of it here goes with it. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(question_ended, .init = enter_folder, .fini = folder_finish);

/* Ana asks, and Ben, whose window is the projector, has it on the wall. */
static struct typist *begin(struct scene *s)
{
    *s = scene_begin(24, 80, NULL);
    typist_press(s->ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s->ana, "w", "Ask everybody: Enter opens it");
    typist_type(s->ana, "What helped?\r");
    typist_wait_wrapped(s->ana, "Asked; the projector shows it until x ends it.");
    struct typist *ben = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", s->path));
    typist_wait(ben, "Question open");
    typist_press(ben, "P", "What helped?");
    typist_wait_wrapped(ben,
                        "The question is on the wall, and the grid behind it stays:");
    return ben;
}

Test(question_ended, elsewhere_is_not_said_to_be_on_the_wall)
{
    struct scene s;
    struct typist *ben = begin(&s);
    typist_press(s.ana, "x", "It ends");
    typist_press(s.ana, "\x1fr;x", "ended");
    typist_wait(ben, "Ana ended the question ‘What helped?’.");
    cr_expect_not(typist_sees(ben, "on the wall"));
    typist_press(ben, "P", "? Keys");
    typist_leave(ben);
    typist_press(s.ana, ESC, "? Keys");
    scene_end(&s);
}

Test(question_ended, by_taking_it_back_goes_from_the_wall_too)
{
    struct scene s;
    struct typist *ben = begin(&s);
    typist_press(s.ana, ESC, "? Keys");
    typist_press(s.ana, "u", "Undid: asked");
    typist_wait(ben, "Ana deleted the question ‘What helped?’.");
    cr_expect_not(typist_sees(ben, "on the wall"));
    typist_press(ben, "P", "? Keys");
    typist_leave(ben);
    scene_end(&s);
}
