/* Before the room nothing tells how many words of phones wait, nor any that nobody has taken. */

#include "model/questions.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(unread_screens, .init = enter_folder, .fini = folder_finish);

Test(unread_screens, one_window_before_the_room_tells_of_a_question_what_was_taken)
{
    struct scene s = scene_begin(24, 80, NULL);
    size_t count;
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "w", "Ask everybody: Enter opens it");
    typist_press(s.ana, "A word each\r", "0 answers");
    scene_open_phone(&s);
    phone_look(&s.phone);
    const struct record *asked =
        table_questions(s.phone.writer.file.session, s.phone.writer.table, &count)[0];
    phone_send(&s.phone, "a1", asked, ANSWERS_COLUMN, "late", NULL);
    phone_send(&s.phone, "a2", asked, ANSWERS_COLUMN, "rude", NULL);
    typist_wait(s.ana, "0 answers so far; 2 more wait in the inbox");
    typist_wait(s.ana, "2 wait");
    typist_press(s.ana, ESC, "1 Goals");
    typist_press(s.ana, "P", "A question to everybody");
    typist_press(s.ana, "s", "open, answers hidden");
    typist_settle(s.ana);
    cr_expect(typist_sees(s.ana, "0 answers so far; each is read first"));
    cr_expect_not(typist_sees(s.ana, "2 wait"));
    cr_expect_not(typist_sees(s.ana, "more wait"));
    typist_type(s.ana, "x");
    typist_wait_wrapped(s.ana,
                        "More wait in the inbox: Esc, P, then I takes them in first.");
    typist_type(s.ana, "I");
    typist_wait_wrapped(s.ana, "To your own view: Esc, then P.");
    typist_press(s.ana, ESC, "A question to everybody");
    typist_press(s.ana, "P", "1 Goals");
    typist_press(s.ana, "I", "The room saw this window");
    typist_press(s.ana, "y", "Inbox: 2 wait");
    scene_end_in_inbox(&s);
}

/* The room never saw it: neither what undoes nor what reads messages again shows it there. */
Test(unread_screens, what_was_put_aside_is_undone_before_the_room_without_its_words)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "I" UP "n", "Put aside: ‘Fizzy drinks are cheap’");
    typist_press(s.ana, ESC, "1 Goals");
    typist_press(s.ana, "P", "For the room");
    typist_press(s.ana, "u", "Undid: put aside what a phone sent (nothing more to undo)");
    cr_expect_not(typist_sees(s.ana, "Fizzy"));
    typist_press(s.ana, "M", "What was said");
    cr_expect(typist_sees(s.ana, "Undid: put aside what a phone sent"));
    cr_expect_not(typist_sees(s.ana, "Fizzy"));
    typist_press(s.ana, ESC, "Less sugar");
    typist_press(s.ana, "P", "1 Goals");
    scene_end(&s);
}

/* A projector may repeat it: until somebody says that the room does not see it, it tells as little. */
Test(unread_screens, ones_own_view_behind_that_of_the_room_tells_nothing_of_what_waits)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_wait(s.ana, "4 wait");
    typist_press(s.ana, "P", "For the room");
    typist_press(s.ana, "P", "1 Goals");
    typist_settle(s.ana);
    cr_expect_not(typist_sees(s.ana, "4 wait"));
    typist_press(s.ana, "I", "The room saw this window");
    cr_expect_not(typist_sees(s.ana, "4 wait"));
    typist_press(s.ana, "y", "Inbox: 4 wait");
    typist_press(s.ana, ESC, "4 wait");
    scene_end(&s);
}
