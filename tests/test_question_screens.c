/* Short questions to everybody, at the screen and on the projector. */

#include "model/ballot.h"
#include "model/questions.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Ana has asked that, and phones are there. */
static struct scene begin(const char *key, const char *question)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, key, "Ask everybody: Enter opens it");
    typist_type(s.ana, question);
    typist_type(s.ana, "\r");
    typist_wait_wrapped(s.ana,
                        "Asked; the projector shows it until x ends it. s shows the "
                        "answers once everybody has answered.");
    scene_open_phone(&s);
    return s;
}

static void end(struct scene *s)
{
    typist_type(s->ana, ESC);
    scene_end(s);
}

static const struct record *asked(struct scene *s)
{
    size_t count;
    phone_look(&s->phone);
    const struct record *const *rows =
        table_questions(s->phone.writer.file.session, s->phone.writer.table, &count);
    cr_assert_eq(count, 1);
    return rows[0];
}

/* Of hands for its first answers alone. */
static void end_in_the_middle(struct scene *s)
{
    typist_press(s->ana, ESC, "Not all hands are counted yet.");
    end(s);
}

/* A phone chooses an answer, by its place. */
static void choose(struct scene *s, const char *phone, size_t answer)
{
    size_t count;
    struct err err = ERR_NONE;
    struct str voter = str_of(VOTER_PHONE "%s", phone);
    const struct record *row = asked(s);
    const struct record *const *notes =
        goal_notes(s->phone.writer.file.session, row, ANSWERS_COLUMN, &count);
    cr_assert_lt(answer, count);
    uint64_t from = s->phone.writer.author.next_number;
    s->phone.writer.author.seen_edits = SIZE_MAX;
    cr_assert(
        author_choose(&s->phone.writer.author, row, voter.bytes, notes[answer], &err),
        "%s", err_text(&err));
    phone_tell(&s->phone, from);
    str_finish(&voter);
}

TestSuite(question_screen, .init = enter_folder, .fini = folder_finish);

Test(question_screen, a_show_of_hands_is_hidden_then_shown_and_on_the_projector)
{
    struct scene s = begin("h", "Shall we go on?");
    struct typist *room = typist_start(24, 80, WORDS("roundtable", "--follow", s.path));
    typist_wait(room, "Shall we go on?");
    typist_wait(s.ana, "A show of hands · open, answers hidden");
    choose(&s, "aaa", 0);
    choose(&s, "bbb", 0);
    choose(&s, "ccc", 1);
    typist_wait(s.ana, "3 answers so far");
    typist_wait(room, "3 answers so far");
    cr_expect_not(typist_sees(s.ana, "█"));
    typist_press(s.ana, "s", "A show of hands · answers shown");
    typist_wait(room, "█ 2");
    typist_wait(s.ana, "█ 2");
    typist_wait(s.ana, "█ 1");
    typist_press(s.ana, "x", "Ended");
    typist_wait(room, "Less sugar");
    typist_leave(room);
    end(&s);
}

Test(question_screen, hands_are_counted_without_phones)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, "17\r", "Yes: 17 hands.");
    typist_type(s.ana, "3k"); /* going to another answer keeps it, too */
    typist_wait(s.ana, "No: 3 hands.");
    typist_wait(s.ana, "20 answers so far");
    typist_press(s.ana, "s", "█ 17");
    typist_each(s.ana, "uu");
    typist_wait(s.ana, "17 answers so far");
    end_in_the_middle(&s);
}

Test(question_screen, hands_are_raised_in_the_language_of_the_table)
{
    text_file_write("cy.json",
                    "{\"sessions\":[{\"template\":\"rsa-cy\",\"language\":\"cy\","
                    "\"goals\":[{\"text\":\"Cartrefi\"}]}]}");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "cy.json"));
    typist_press(t, "s", "Ask everybody, by phone or by hand");
    typist_press(t, "h", "Ask everybody: Enter opens it");
    typist_type(t, "Saff?\r");
    typist_wait(t, "Ddim yn siŵr");
    struct typist *room =
        typist_start(24, 80, WORDS("roundtable", "--follow", "cy.json"));
    typist_wait(room, "Ddim yn siŵr");
    typist_leave(room);
    typist_press(t, "17\r", "Ie: 17 hands. Now ‘Na’");
    typist_press(t, ESC, "Not all hands are counted yet.");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(question_screen, a_number_of_hands_is_shown_as_typed_and_counts_once_it_is_kept)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, "5184", "Hands for ‘Yes’, Enter keeps them: 5184");
    typist_wait(s.ana, "0 answers so far");
    typist_type(s.ana, "\x7f\x7f");
    typist_wait_gone(s.ana, "518");
    typist_press(s.ana, "s", "typed and not kept yet: Enter keeps it, Esc drops it");
    typist_press(s.ana,
                 "\x7f\x7f"
                 "7\r",
                 "Yes: 7 hands. Now ‘No’.");
    typist_type(s.ana, UP "2\r"); /* another number, and no digit of the first */
    typist_wait(s.ana, "Yes: 2 hands.");
    typist_press(s.ana, UP, "2 answers so far");
    typist_press(s.ana, "\x7f", "What was counted is taken back");
    typist_wait(s.ana, "0 answers so far");
    typist_press(s.ana, "1234567\r", "too large a number");
    typist_press(s.ana, ESC, "gone again");
    end(&s);
}

Test(question_screen,
     more_hands_than_a_room_has_are_asked_about_and_no_other_vote_says_how_many)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, "400\r", "more hands than most rooms have. Enter again keeps it");
    typist_press(s.ana, "\r", "Yes: 400 hands.");
    typist_press(s.ana, ESC, "Not all hands are counted yet.");
    typist_type(s.ana, ESC);
    typist_press(s.ana, "bw", "people voted in all");
    typist_press(s.ana, "9" CTRL_S, "9 voted.");
    typist_press(s.ana, "s1o", "A show of hands · open");
    typist_press(s.ana, "7\r3\r", "No: 3 hands.");
    typist_press(s.ana, ESC, "Not all hands are counted yet.");
    end(&s);
}

Test(question_screen,
     hands_are_counted_from_top_to_bottom_and_none_is_counted_over_another)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, "5\r", "Yes: 5 hands. Now ‘No’.");
    typist_press(s.ana, "4\r", "No: 4 hands. Now ‘Not sure’.");
    typist_press(s.ana, "3\r", "Not sure: 3 hands. That was the last answer.");
    typist_press(s.ana, "2\r", "2: ‘Not sure’ has 3 hands already. Enter again keeps it");
    typist_type(s.ana, "1\r"); /* neither of them, and not 21 */
    typist_wait(s.ana, "1: ‘Not sure’ has 3 hands already");
    typist_press(s.ana, "\r", "Not sure: 1 hand.");
    typist_wait(s.ana, "10 answers so far");
    end(&s);
}

Test(question_screen, hands_that_were_typed_come_back_when_it_was_killed)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, "5\r", "Yes: 5 hands.");
    typist_type(s.ana, "4");
    typist_wait_journal(s.ana, s.path, "\"draft\":\"4\"");
    typist_signal(s.ana, SIGKILL);
    typist_end(s.ana);
    typist_free(s.ana);
    s.ana = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", s.path));
    typist_wait_wrapped(s.ana, "s on ‘No’ goes on");
    typist_press(s.ana, "s", "‘4’ was typed here and not kept: Enter keeps it");
    typist_press(s.ana, "\r", "No: 4 hands. Now ‘Not sure’.");
    typist_press(s.ana, UP, "Digits count the hands raised");
    end_in_the_middle(&s);
}

Test(question_screen, a_cloud_of_words_is_read_to_its_end_and_holds_the_grid_behind_it)
{
    struct scene s = begin("w", "What helped?");
    struct typist *room = typist_start(24, 80, WORDS("roundtable", "--follow", s.path));
    typist_wait(room, "What helped?");
    typist_type(s.ana, "a");
    typist_wait(s.ana, "Answer:");
    for (int i = 1; i <= 25; i++) {
        struct str word = str_of("word %02d", i), added = str_of("Added ‘word %02d’.", i);
        typist_type(s.ana, word.bytes);
        typist_type(s.ana, "\r");
        typist_wait(s.ana, added.bytes);
        str_finish(&word);
        str_finish(&added);
    }
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "s Show or hide");
    typist_type(s.ana, "s");
    typist_wait(s.ana, "more, Space turns");
    typist_wait(s.ana, "word 01");
    typist_press(s.ana, " ", "word 25");
    typist_press(s.ana, "\x1b[5~", "word 01"); /* PageUp */
    typist_type(s.ana, "\x1b[6~");             /* PageDown */
    typist_wait(s.ana, "word 25");
    cr_expect_not(typist_sees(s.ana, "word 01"));
    typist_type(s.ana, "\x1b[5~"); /* PageUp */
    typist_wait(s.ana, "word 01");
    typist_wait(room, "more, Space turns");
    typist_type(room, " ");
    typist_wait_gone(room, "word 01");
    for (int i = 0; i < 3 && !typist_sees(room, "word 25"); i++) {
        typist_type(room, " ");
        typist_settle(room);
    }
    typist_wait(room, "word 25");
    typist_type(room, ".");
    typist_wait_wrapped(room,
                        "The question is on the wall, until whoever asked it ends it");
    typist_leave(room);
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "1 Goals");
    typist_type(s.ana, "P");
    typist_wait(s.ana, "What helped?");
    typist_type(s.ana, ".");
    typist_wait_wrapped(s.ana,
                        "The question is on the wall, and the grid behind it stays: "
                        "s, then x ends it.");
    typist_type(s.ana, "P");
    end(&s);
}

/* Its hints and keys are of what is seen, and nothing is changed that is not. */
Test(question_screen, on_the_wall_keys_are_the_questions_own)
{
    struct scene s = begin("w", "What helped?");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "1 Goals");
    typist_press(s.ana, "P", "The question is on the wall, and the grid behind it");
    typist_wait(s.ana, "s Ask");
    cr_expect_not(typist_sees(s.ana, "a Add"));
    cr_expect_not(typist_sees(s.ana, "goes to the next goal"));
    typist_press(s.ana, "d", "The question is on the wall, and the grid behind it");
    typist_type(s.ana, "a");
    typist_wait(s.ana, "Answer:");
    typist_type(s.ana, "Rain\r" ESC);
    typist_wait(s.ana, "1 answer");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "s Ask");
    typist_press(s.ana, "P", "1 Goals");
    cr_expect(typist_sees(s.ana, "Less sugar"));
    end(&s);
}

Test(question_screen, what_has_ended_shows_its_answers_and_is_opened_by_a_key_of_its_own)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, "4\rx", "Without them: x once more.");
    typist_press(s.ana, "x", "A show of hands · ended");
    typist_wait(s.ana, "█ 4");
    typist_wait(s.ana, "No        not counted");
    typist_press(s.ana, "s", "The question has ended, and its answers are shown. o lets");
    typist_wait(s.ana, "A show of hands · ended");
    cr_expect_not(typist_sees(s.ana, "s Show or hide"));
    typist_press(s.ana, "o", "Opened again, ‘Shall we go on?’: The answers are hidden");
    typist_wait(s.ana, "A show of hands · open, answers hidden");
    end_in_the_middle(&s);
}

Test(question_screen, what_is_typed_when_somebody_else_has_ended_it_is_no_answer)
{
    struct scene s = begin("w", "What helped?");
    struct err err = ERR_NONE;
    size_t count;
    typist_press(s.ana, "a", "Answer:");
    typist_press(s.ana, "Rain", "Rain");
    const struct record *row = asked(&s);
    uint64_t from = s.phone.writer.author.next_number;
    s.phone.writer.author.seen_edits = SIZE_MAX;
    cr_assert(author_set_question(&s.phone.writer.author, row, QUESTION_ENDED, &err));
    phone_tell(&s.phone, from);
    typist_wait(s.ana, "A word each · ended");
    typist_press(s.ana, "\r", "The question has ended: this is no answer any more.");
    typist_press(s.ana, ESC, "Kept as a draft");
    goal_notes(s.phone.writer.file.session, asked(&s), ANSWERS_COLUMN, &count);
    cr_expect_eq(count, 0);
    end(&s);
}

Test(question_screen, one_that_is_open_is_in_the_title_and_told_at_the_next_stage)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, ESC, "Question open · ");
    typist_press(s.ana, "]", "‘Shall we go on?’ is still open: s, then x ends it.");
    typist_press(s.ana, "t", " left");
    typist_press(s.ana, "s", "A show of hands · open, answers hidden");
    typist_wait(s.ana, " left");
    typist_press(s.ana, "x", "ended");
    typist_type(s.ana, ESC);
    typist_wait_gone(s.ana, "Question open");
    end(&s);
}

Test(question_screen, a_scale_tells_its_mean_and_how_far_apart_the_answers_are)
{
    struct scene s = begin("s", "How sure are we?");
    choose(&s, "aaa", 0);
    choose(&s, "bbb", 4);
    typist_wait(s.ana, "2 answers so far");
    typist_press(s.ana, "s", "2 answers, on average 3.0, 2.0 apart, from 1 to 5");
    choose(&s, "bbb", 0); /* somebody thinks again */
    typist_wait(s.ana, "on average 1.0");
    end(&s);
}

Test(question_screen, words_come_into_the_inbox_or_are_typed)
{
    struct scene s = begin("w", "What brought you here?");
    phone_send(&s.phone, "a1", asked(&s), ANSWERS_COLUMN, "Curiosity", NULL);
    typist_wait(s.ana, "0 answers so far; 1 more waits in the inbox");
    typist_press(s.ana, "acuriosity\rA friend\r", "Added ‘A friend’.");
    typist_wait(s.ana, "2 answers so far; 1 more waits in the inbox");
    typist_type(s.ana, ESC);
    typist_press(s.ana, "I" UP, "an answer to ‘What brought you here?’");
    typist_press(s.ana, "y", "Took ‘Curiosity’: an answer to");
    typist_type(s.ana, ESC);
    typist_press(s.ana, "s", "A word each · answers shown");
    typist_wait(s.ana, "█ 2");
    typist_wait(s.ana, "A friend");
    end(&s);
}

Test(question_screen, words_that_wait_are_told_before_the_answers_are_shown_or_it_ends)
{
    struct scene s = begin("w", "What brought you here?");
    phone_send(&s.phone, "a1", asked(&s), ANSWERS_COLUMN, "Curiosity", NULL);
    phone_send(&s.phone, "a2", asked(&s), ANSWERS_COLUMN, "A friend", NULL);
    typist_wait(s.ana, "2 more wait in the inbox");
    typist_type(s.ana, "s");
    typist_wait_wrapped(s.ana, "2 more wait in the inbox: I takes them in first. Without "
                               "them: s once more.");
    typist_wait(s.ana, "open, answers hidden");
    typist_type(s.ana, "x"); /* another key asks anew */
    typist_wait_wrapped(s.ana, "Without them: x once more.");
    typist_type(s.ana, "s");
    typist_wait_wrapped(s.ana, "Without them: s once more.");
    typist_press(s.ana, "s", "A word each · answers shown");
    end(&s);
}

Test(question_screen, one_that_is_taken_back_says_so_and_comes_back)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, "u", "A question · taken back");
    typist_wait(s.ana, "This question was taken back: nobody can answer it.");
    cr_expect_not(typist_sees(s.ana, "0 answers so far"));
    typist_press(s.ana, "s", "A question · taken back");
    typist_press(s.ana, "\x19", "A show of hands · open, answers hidden");
    typist_wait(s.ana, "Shall we go on?");
    end(&s);
}

Test(question_screen, its_words_are_changed_while_nobody_has_answered)
{
    struct scene s = begin("h", "Shall we go no?");
    typist_press(s.ana, "e", "Question: Shall we go no?");
    typist_type(s.ana, "\x7f\x7f\x7fon?\r");
    typist_wait_wrapped(s.ana, "Changed the words to ‘Shall we go on?’");
    typist_wait(s.ana, "Shall we go on?");
    choose(&s, "aaa", 0);
    typist_wait(s.ana, "1 answer so far");
    typist_type(s.ana, "e");
    typist_wait_wrapped(s.ana, "Somebody has answered these words, so they stay.");
    end(&s);
}

Test(question_screen, a_long_answer_stands_there_in_full)
{
    struct scene s = begin("w", "What brought you here?");
    typist_press(s.ana, "aMy mother found nobody to talk to after the move\rA friend\r",
                 "Added ‘A friend’.");
    typist_type(s.ana, ESC);
    typist_press(s.ana, "s", "A friend");
    typist_wait(s.ana, "the move");
    cr_expect_not(typist_sees(s.ana, "…"));
    typist_type(s.ana, ESC);
    typist_press(s.ana, "P", "A friend");
    typist_wait(s.ana, "the move");
    cr_expect_not(typist_sees(s.ana, "…"));
    typist_press(s.ana, "Ps", "A word each · answers shown");
    end(&s);
}

Test(question_screen, what_was_asked_before_is_looked_at_again)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, "4\rsx", "Not all hands are counted yet.");
    typist_press(s.ana, "x", "Ended");
    typist_press(s.ana, ESC, "Less sugar");
    typist_wait_gone(s.ana, "Shall we"); /* it is no goal */
    typist_press(s.ana, "s", "Asked before");
    typist_press(s.ana, "1", "A show of hands · ended");
    typist_wait(s.ana, "█ 4");
    end(&s);
}

/* In letters so large that six rows are all: Space reads on, to the question and its answers. */
Test(question_screen, is_read_on_in_a_window_of_large_letters)
{
    struct scene s = begin("h", "Shall we go on until the summer?");
    typist_resize(s.ana, 6, 20);
    typist_wait(s.ana, "Space reads on");
    typist_press(s.ana, " ", "Shall we go on until\nthe summer?");
    typist_wait(s.ana, "1 of 4, Space turns");
    typist_press(s.ana, " ", "Yes\nNo\nNot sure");
    typist_type(s.ana, "\x1b[B"); /* a key does what it does, and is seen */
    typist_wait(s.ana, "▶ No");
    typist_wait(s.ana, "Space reads on");
    typist_press(s.ana, "12\r", "12");
    typist_resize(s.ana, 24, 80);
    typist_wait(s.ana, "A show of hands");
    typist_press(s.ana, ESC, "Not all hands are counted yet.");
    end(&s);
}

Test(question_screen, the_projector_has_its_grid_again_when_hands_were_counted_and_left)
{
    struct scene s = begin("h", "Shall we go on?");
    struct typist *room = typist_start(24, 80, WORDS("roundtable", "--follow", s.path));
    typist_wait(room, "Shall we go on?");
    typist_press(s.ana, "17\r", "Yes: 17 hands. Now ‘No’.");
    typist_type(s.ana, ESC); /* in the middle of it */
    typist_wait_wrapped(s.ana, "Not all hands are counted yet. Esc once more ends the "
                               "question.");
    typist_press(s.ana, "3\r", "No: 3 hands. Now ‘Not sure’.");
    typist_press(s.ana, UP, "Digits count the hands raised");
    typist_press(s.ana, ESC, "Not all hands are counted yet.");
    typist_type(s.ana, ESC);
    typist_wait_wrapped(s.ana,
                        "‘Shall we go on?’: Ended; s, from the grid, shows it again. "
                        "Not all hands are counted: the projector shows the grid.");
    typist_wait(room, "Less sugar");
    typist_type(s.ana, "u");
    typist_wait(room, "Shall we go on?");
    typist_leave(room);
    end(&s);
}

Test(question_screen, one_that_is_left_unanswered_says_that_the_projector_shows_it)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_press(s.ana, ESC, "The projector shows ‘Shall we go on?’ until it ends: s");
    typist_press(s.ana, "P", "Not sure");
    typist_press(s.ana, "s", "Digits count");
    typist_press(s.ana, "P", "‘Shall we go on?’ is still open: P shows it to the room");
    typist_press(s.ana, "P", "Not sure");
    typist_press(s.ana, "sx", "A show of hands · ended");
    typist_press(s.ana, ESC, "Less sugar");
    end(&s);
}

Test(question_screen, phones_are_told_of_where_there_are_any)
{
    struct scene s = begin("h", "Shall we go on?");
    typist_wait(s.ana, "Digits count the hands raised for an answer.");
    typist_press(s.ana, "s", "The answers are shown, on the projector, too.");
    cr_expect_not(typist_sees(s.ana, "hones"));
    typist_press(s.ana, DOWN UP "s", "The answers are hidden.");
    stand_in_begin(&s.beside, s.path, MEMBER_IS_PHONES);
    stand_in_say_joined(&s.beside, 2);
    typist_wait(s.ana, "Phones answer until the answers are shown");
    typist_press(s.ana, "17\r", "Yes: 17 hands.");
    typist_type(s.ana, ESC); /* others may still be answering */
    typist_wait_wrapped(s.ana, "The projector shows ‘Shall we go on?’ until it ends");
    typist_press(s.ana, "sx", "A show of hands · ended");
    typist_press(s.ana, ESC, "Less sugar");
    typist_press(s.ana, "sh", "Ask everybody: Enter opens it");
    typist_type(s.ana, "And now?\r");
    typist_wait_wrapped(s.ana,
                        "Open phone pages say that something is new, and answer until s");
    end(&s);
}
