/* Written alone first, at the screen: who sees what until it is shown. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* A round is on; Ana has written "Mine alone", and a phone "From a phone". */
static struct scene begin(void)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_type(s.ana, "2z");
    typist_wait_wrapped(s.ana, "From now on everybody writes alone");
    typist_wait(s.ana, "Written alone: 0 entries");
    typist_type(s.ana, "aMine alone\r" ESC);
    typist_wait(s.ana, "1 entry of 1 person");
    typist_wait(s.ana, "Mine alone");
    scene_open_phone(&s);
    phone_send(&s.phone, "a1", phone_goal(&s.phone, 0), "barriers", "From a phone", NULL);
    s.phone.beside.says.ready = 1;
    phone_say(&s.phone);
    typist_wait(s.ana, "Written alone: 1 ready, 2 entries of 2 people");
    return s;
}

TestSuite(alone_screen, .init = enter_folder, .fini = folder_finish);

Test(alone_screen, one_key_shows_all_of_it_on_the_wall_and_undo_hides_it)
{
    struct scene s = begin();
    cr_expect_not(typist_sees(s.ana, "From a phone"));
    cr_expect_not(typist_sees(s.ana, "1 waits"));
    typist_type(s.ana, "z");
    typist_wait(s.ana, "Show what was written alone?");
    typist_type(s.ana, "\r"); /* Enter shows nothing yet */
    typist_wait(s.ana, "2 entries of 2");
    typist_type(s.ana, "zw");
    typist_wait(s.ana, "Shown: 2 entries of 2 people. u hides them again.");
    typist_wait(s.ana, "From a phone");
    typist_wait_gone(s.ana, "Written alone");
    typist_type(s.ana, "u");
    typist_wait(s.ana, "Undid: showed what was written alone");
    typist_wait(s.ana, "2 entries of 2 people");
    scene_end(&s);
}

Test(alone_screen, or_what_phones_sent_goes_into_the_inbox_first)
{
    struct scene s = begin();
    typist_press(s.ana, "I", "Inbox: 1 written alone, hidden");
    typist_wait_wrapped(s.ana, "Everybody writes alone now: what phones send is hidden");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "1 Goals");
    typist_press(s.ana, "z", "Show what was written alone?");
    typist_type(s.ana, "i");
    typist_wait_wrapped(s.ana,
                        "Shown: 1 of 2 entries of 2 people. 1 from phones waits in "
                        "the inbox (I).");
    typist_wait(s.ana, "1 waits");
    typist_type(s.ana, "I" UP "y");
    typist_wait(s.ana, "Took ‘From a phone’");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

/* A finished line that is a draft yet would be missed once all look at the wall. */
Test(alone_screen, what_shows_it_tells_of_drafts_that_are_not_among_it)
{
    struct scene s = begin();
    typist_press(s.ana, "a", "New note");
    typist_press(s.ana, "half a secret" ESC, "Kept as a draft");
    typist_press(s.ana, "z", "Show what was written alone?");
    typist_type(s.ana, DOWN);
    typist_wait_wrapped(s.ana, "1 draft of this laptop is not among them:");
    cr_expect_not(typist_sees(s.ana, "half a secret"));
    typist_type(s.ana, "w");
    typist_wait_wrapped(s.ana,
                        "Shown: 2 entries of 2 people. u hides them again. 1 draft "
                        "of this laptop is not among them: a in its place goes on "
                        "with it.");
    scene_end(&s);
}

/* A slip before that was meant; what ends a round asks first. */
Test(alone_screen, undo_does_not_show_what_others_wrote_and_says_what_does)
{
    struct scene s = begin();
    typist_press(s.ana, "u", "Undid: added ‘Mine alone’");
    typist_press(s.ana, "u",
                 "That would show what is written alone: nothing to undo of it");
    typist_wait_wrapped(s.ana, "(nothing more to undo). z shows it.");
    typist_wait(s.ana, "1 entry of 1 person");
    cr_expect_not(typist_sees(s.ana, "From a phone"));
    cr_expect_not(typist_sees(s.ana, "1 waits"));
    typist_press(s.ana, "z", "Show what was written alone?");
    typist_type(s.ana, "w");
    typist_wait(s.ana, "Shown: 1 entry of 1 person");
    typist_press(s.ana, "u", "Undid: showed what was written alone");
    typist_press(s.ana, "\x19",
                 "Redid: showed what was written alone"); /* all saw that */
    scene_end(&s);
}

/* Nor by whoever has read it meanwhile, in whatever list. */
Test(alone_screen, what_undo_hides_again_is_read_in_no_list)
{
    struct scene s = begin();
    typist_press(s.ana, "z", "Show what was written alone?");
    typist_press(s.ana, "i", "1 waits");
    typist_type(s.ana, "I" UP "y");
    typist_wait(s.ana, "Took ‘From a phone’");
    typist_press(s.ana, ESC, "? Keys");
    typist_press(s.ana, "u", "Undid: took what a phone sent");
    typist_press(s.ana, "u", "Undid: showed what was written alone");
    typist_wait_gone(s.ana, "From a phone");
    typist_press(s.ana, "M", "What was said, the newest first");
    typist_wait(s.ana, "Undid: showed what was written alone");
    cr_expect_not(typist_sees(s.ana, "From a phone"));
    typist_press(s.ana, ESC, "? Keys");
    typist_press(s.ana, "R", "Nothing was deleted from this table.");
    scene_end(&s);
}

/* By a program that had it taken at once. */
Test(alone_screen, what_was_taken_already_is_not_said_to_wait)
{
    struct scene s = begin();
    struct author *author = &s.phone.writer.author;
    uint64_t first = author->next_number;
    struct offer offer;
    cr_assert(offer_find(s.phone.writer.file.session, "a1", &offer));
    cr_assert(author_take_offer(author, &offer, offer.goal, offer.column, NULL, NULL));
    cr_assert(
        author_set(author, s.phone.writer.table, "place", VALUE_OF_TEXT("Hull"), NULL));
    phone_tell(&s.phone, first);
    typist_wait(s.ana, "Hull"); /* so the rest has come, too */
    typist_press(s.ana, "z", "Show what was written alone?");
    typist_press(s.ana, "i", "Shown: 2 entries of 2 people. u hides them again.");
    typist_wait(s.ana, "From a phone");
    scene_end(&s);
}

/* A box that is open must not go on saying what is true no more. */
Test(alone_screen, who_writes_is_told_that_somebody_else_shows_it_all_or_hides_it)
{
    struct scene s = begin();
    struct typist *ben = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", s.path));
    typist_wait(ben, "2 entries of 2");
    typist_type(ben, "2aHis own\r");
    typist_wait(ben, "Added; nobody else sees it yet.");
    typist_press(s.ana, "z", "Show what was written alone?");
    typist_type(s.ana, "w");
    typist_wait_wrapped(ben,
                        "Ana has shown what was written alone: from now on everybody "
                        "sees at once what you write.");
    cr_expect_not(typist_sees(ben, "nobody else sees it yet"));
    typist_press(s.ana, "u", "Undid: showed what was written alone");
    typist_wait_wrapped(ben,
                        "Ana has everybody write alone: what is written from now on is "
                        "hidden from the others");
    typist_type(ben, ESC);
    typist_wait_gone(ben, "New note");
    typist_leave(ben);
    scene_end(&s);
}

Test(alone_screen, what_is_ones_own_is_not_on_the_projector)
{
    struct scene s = begin();
    typist_type(s.ana, "P");
    typist_wait(s.ana, "P Projector  z Write alone  ? Keys");
    typist_wait(s.ana, "Written alone: 1 ready, 2 entries of 2 people");
    typist_wait(s.ana, "Adverts");
    cr_expect_not(typist_sees(s.ana, "Mine alone"));
    typist_type(s.ana, "a");
    typist_wait_wrapped(s.ana, "Everybody sees this view");
    typist_type(s.ana, "u");
    typist_wait_wrapped(s.ana, "Everybody sees this view");
    typist_type(s.ana, "MR");
    typist_wait_wrapped(s.ana, "Everybody sees this view");
    typist_type(s.ana, "\x0c"); /* or all of it is words */
    typist_type(s.ana, "/Mine\r");
    typist_settle(s.ana);
    cr_expect_not(typist_sees(s.ana, "Mine alone"));
    typist_type(s.ana, "P");
    typist_wait(s.ana, "Mine alone");
    scene_end(&s);
}

Test(alone_screen, nor_in_a_window_that_follows_or_another)
{
    struct scene s = begin();
    struct typist *room = typist_start(24, 80, WORDS("roundtable", "--follow", s.path));
    struct typist *ben = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", s.path));
    typist_wait(room, "2 entries of 2");
    typist_wait(room, "following");
    typist_wait(ben, "2 entries of 2");
    typist_type(s.ana, "aMine again\r" ESC);
    typist_wait(room, "3 entries of 2 people");
    typist_wait(ben, "3 entries of 2 people");
    cr_expect_not(typist_sees(room, "Mine"));
    cr_expect_not(typist_sees(ben, "Mine"));
    typist_type(ben, "2/Mine");
    typist_settle(ben);
    cr_expect_not(typist_sees(ben, "Mine alone"));
    typist_type(ben, ESC);
    typist_type(ben, "R");
    typist_wait(ben, "Nothing was deleted");
    typist_type(s.ana, "zw");
    typist_wait(room, "Mine again");
    typist_wait(ben, "Mine again");
    typist_leave(room);
    typist_leave(ben);
    scene_end(&s);
}

/* Ana wrote it alone, and moved a note under it that all see. */
Test(alone_screen,
     of_a_goal_that_is_shown_for_a_note_nobody_else_sees_or_changes_the_words)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_type(s.ana, "z");
    typist_wait_wrapped(s.ana, "From now on everybody writes alone");
    typist_type(s.ana, "gWarm rooms\r" ESC);
    typist_wait_gone(s.ana, "New goal");
    typist_wait(s.ana, "1 entry of 1");
    struct typist *ben = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", s.path));
    typist_wait(ben, "1 entry of 1");
    typist_type(s.ana, "\x1b[A2m");
    typist_wait(s.ana, "Move ‘Adverts’");
    typist_type(s.ana, "warm\r");
    typist_wait(ben, "a goal not yet");
    cr_expect(typist_sees(s.ana, "Warm rooms"));
    cr_expect_not(typist_sees(ben, "Warm rooms"));
    typist_type(ben, "1\x1b[Be");
    typist_wait_wrapped(ben,
                        "This goal was written alone, so nobody sees its words yet.");
    typist_type(ben, "d");
    typist_wait_wrapped(ben, "z shows them; then it can be changed, and voted for.");
    typist_type(ben, "\x1b[A\x1b[Bz"); /* keys in a row are words */
    typist_wait(ben, "Show what was written alone?");
    typist_type(ben, "w");
    typist_wait(ben, "Warm rooms");
    typist_leave(ben);
    scene_end(&s);
}

/* Whatever leaves the program: hand-outs, the plain summary, the log, other commands. */
Test(alone_screen, nor_in_anything_that_is_made_of_the_file)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv"};
    struct scene s = begin();
    typist_type(s.ana, "Em");
    typist_wait(s.ana, "Exported to");
    char *written = text_file_read("table.md");
    expect_part(written, "Adverts");
    expect_no_part(written, "Mine alone");
    free(written);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *out = exported(s.path, formats[i]);
        expect_part(out, "Adverts");
        expect_no_part(out, "Mine alone");
        expect_no_part(out, "From a phone");
        free(out);
    }
    char *log = OUTPUT_OF("log", s.path);
    expect_no_part(log, "Mine alone");
    expect_no_part(log, "From a phone");
    free(log);
    typist_type(s.ana, "S");
    typist_wait(s.ana, "Tab Page");
    cr_expect_not(typist_sees(s.ana, "Mine alone"));
    typist_type(s.ana, "\t\t");
    typist_settle(s.ana);
    cr_expect_not(typist_sees(s.ana, "Mine alone"));
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "Mine alone");
    scene_end(&s);
}

/* A message tells no words that would be read again from the projector. */
Test(alone_screen, messages_do_not_say_it)
{
    struct scene s = begin();
    typist_type(s.ana, "aMine too\r");
    typist_wait(s.ana, "Added; nobody else sees it yet.");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "Mine too");
    scene_end(&s);
}

Test(alone_screen, the_box_says_that_it_is_hidden_and_for_how_long)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_type(s.ana, "2z");
    typist_wait_wrapped(s.ana, "until z shows all of it to everybody. u goes back.");
    typist_type(s.ana, "a");
    typist_wait(s.ana, "Hidden until all is shown: New note in 2 Barriers");
    typist_type(s.ana, "Mine alone\r" ESC);
    typist_wait_gone(s.ana, "New note");
    typist_type(s.ana, "e");
    typist_wait(s.ana, "Hidden until all is shown: Editing ‘Mine alone’");
    typist_type(s.ana, ESC);
    typist_wait_gone(s.ana, "Editing");
    typist_type(s.ana, "\x1b[A"
                       "e");
    typist_wait(s.ana, "Editing ‘Adverts’");
    cr_expect_not(typist_sees(s.ana, "Hidden until"));
    typist_type(s.ana, ESC);
    typist_wait_gone(s.ana, "Editing");
    scene_end(&s);
}

Test(alone_screen, the_log_does_not_name_who_wrote_it)
{
    struct scene s = begin();
    typist_type(s.ana, CTRL_S);
    typist_wait(s.ana, "Saved to");
    char *log = OUTPUT_OF("log", s.path), *json = OUTPUT_OF("log", "--json", s.path);
    expect_part(log, "  wrote something alone");
    expect_no_part(log, "Ana  wrote");
    expect_part(log, "Ana  began"); /* that is no secret */
    cr_expect_eq(parts_in(json, "\"by\": \"Ana\""), parts_in(log, "Ana  "));
    free(log);
    free(json);
    scene_end(&s);
}

Test(alone_screen, words_that_only_stand_in_for_a_goal_get_no_vote)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_type(s.ana, "z");
    typist_wait_wrapped(s.ana, "From now on everybody writes alone");
    typist_type(s.ana, "gWarm rooms\r" ESC);
    typist_wait(s.ana, "1 entry of 1");
    struct typist *ben = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", s.path));
    typist_wait(ben, "1 entry of 1");
    typist_type(s.ana, "\x1b[A2m");
    typist_wait(s.ana, "Move ‘Adverts’");
    typist_type(s.ana, "warm\r");
    typist_wait(ben, "a goal not yet");
    typist_type(ben, "b3");
    typist_wait(ben, "Began a ballot");
    typist_type(ben, "1\x1b[Bv");
    typist_wait_wrapped(ben,
                        "This goal was written alone, so nobody sees its words yet.");
    typist_leave(ben);
    scene_end(&s);
}

/* Somebody who gave no name began an entry, and left it. */
Test(alone_screen, nor_does_anybody_see_what_others_have_begun_to_write)
{
    struct scene s = begin();
    struct typist *other = typist_open(24, 80, WORDS("roundtable", s.path));
    typist_wait(other, "2 entries of 2");
    typist_type(other, "3ahalf a secret");
    typist_wait(other, "half a secret");
    typist_type(other, ESC);
    typist_wait_gone(other, "New note");
    typist_wait(other, "half a secret"); /* it is one's own */
    typist_wait(s.ana, "somebody is");
    cr_expect_not(typist_sees(s.ana, "half a"));
    typist_leave(other);
    scene_end(&s);
}

/* A window is opened as somebody. */
static struct typist *come_back(const char *path, const char *name)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "--by", name, path));
    typist_wait(t, "2 entries of 2");
    return t;
}

Test(alone_screen, who_leaves_and_comes_back_is_the_same_person)
{
    struct scene s = begin();
    typist_leave(s.ana);
    s.ana = come_back(s.path, "Ana");
    typist_wait(s.ana, "2 entries of 2 people");
    typist_wait(s.ana, "Mine alone");
    typist_type(s.ana, "2aMine again\r" ESC);
    typist_wait(s.ana, "3 entries of 2 people");
    typist_type(s.ana, "P");
    typist_wait(s.ana, "P Projector  z Write alone  ? Keys");
    typist_wait(s.ana, "3 entries of 2 people");
    cr_expect_not(typist_sees(s.ana, "Mine"));
    typist_type(s.ana, "P");
    typist_wait(s.ana, "Mine again");
    typist_wait(s.ana, "Mine alone");
    scene_end(&s);
}

Test(alone_screen, so_is_one_whose_window_was_closed_hard_and_whose_file_has_a_new_name)
{
    struct scene s = begin();
    char *moved = test_path("moved.json");
    typist_type(s.ana, CTRL_S);
    typist_wait(s.ana, "Saved to");
    typist_signal(s.ana, SIGKILL);
    typist_end(s.ana);
    typist_free(s.ana);
    phone_close(&s.phone);
    s.phone = (struct phone){0};
    cr_assert_eq(rename(s.path, moved), 0);
    s.ana = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", moved));
    typist_wait(s.ana, "Mine alone");
    free(moved);
    scene_end(&s);
}

Test(alone_screen, but_a_second_window_is_somebody_else_and_so_is_another_name)
{
    struct scene s = begin();
    struct typist *second = come_back(s.path, "Ana");
    cr_expect_not(typist_sees(second, "Mine alone"));
    typist_leave(s.ana);
    s.ana = come_back(s.path, "Ben");
    cr_expect_not(typist_sees(s.ana, "Mine alone"));
    typist_leave(second);
    scene_end(&s);
}
