/* A new question to everybody while another is open still: what is typed for it is no answer that
 * the whole room reads. */

#include "model/questions.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"
#include "views/view_question.h"

#include <criterion/criterion.h>
#include <string.h>

#define CTRL_L "\x0c"

TestSuite(question_anew, .init = enter_folder, .fini = folder_finish);

/* Ana has asked for words, has shown the answers, and is back in her grid. */
static struct scene begin(void)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "w", "Ask everybody: Enter opens it");
    typist_type(s.ana, "A word each");
    typist_type(s.ana, "\r");
    typist_wait_wrapped(s.ana, "Asked; the projector shows it");
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, ESC, "1 Goals");
    return s;
}

static void end(struct scene *s)
{
    typist_type(s->ana, ESC);
    scene_end(s);
}

static void add(struct scene *s, const char *word)
{
    struct str added = str_of("Added ‘%s’.", word);
    typist_type(s->ana, word);
    typist_press(s->ana, "\r", added.bytes);
    str_finish(&added);
}

/* The key that ends it is that of the view where this is read, and stands there once. */
Test(question_anew, what_ends_it_is_said_once_on_the_wall)
{
    struct scene s = scene_begin(24, 120, NULL);
    typist_press(s.ana, "sh", "Ask everybody: Enter opens it");
    typist_press(s.ana, "Do we go on?\r", "Asked; the projector shows it");
    typist_press(s.ana, "s", "The answers are shown, on the projector, too.");
    typist_press(s.ana, "P", "s, then x ends it.");
    cr_expect_not(typist_sees(s.ana, "too. x ends it"));
    typist_press(s.ana, "P", "1 Goals");
    end(&s);
}

/* One in words is selected by the arrows, and each of them may begin an answer all the same. */
Test(question_anew, an_answer_that_is_none_is_deleted_after_asking)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "a", "Answer:");
    add(&s, "Rain");
    add(&s, "Rude words");
    add(&s, "rude words");
    typist_press(s.ana, ESC, "█ 2");
    cr_expect_not(typist_sees(s.ana, "d Delete"));
    typist_press(s.ana, "dark", "Answer: dark");
    typist_press(s.ana, ESC, "Kept as a draft");
    typist_press(s.ana, DOWN, "▶ Rude words");
    typist_wait(s.ana, "d Delete");
    typist_press(s.ana, DOWN, "▶ Rain");
    typist_press(s.ana, UP, "▶ Rude words");
    typist_press(s.ana, "d", "Delete ‘Rude words’, said 2 times?");
    typist_press(s.ana, "n", "Nothing was deleted: the answer stays.");
    typist_press(s.ana, "\x1b[3~", "Delete ‘Rude words’, said 2 times?"); /* Delete */
    typist_press(s.ana, "y", "Deleted what was chosen: it is no answer any more.");
    typist_wait(s.ana, "1 answer");
    typist_press(s.ana, "u", "█ 2");
    typist_press(s.ana, DOWN "d", "Delete ‘Rain’?");
    typist_press(s.ana, "y", "Deleted what was chosen");
    end(&s);
}

Test(question_anew, in_a_narrow_window_it_says_all_and_names_the_key_that_deletes)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "a", "Answer:");
    add(&s, "Rain");
    typist_press(s.ana, ESC, "█ 1");
    typist_press(s.ana, "x", "A word each · ended");
    typist_resize(s.ana, 20, 60);
    typist_wait_wrapped(s.ana, "It has ended; these are its answers. o lets everybody "
                               "answer again.");
    typist_resize(s.ana, 12, 40);
    typist_press(s.ana, DOWN, "▶ Rain");
    typist_wait(s.ana, "d Delete");
    end(&s);
}

Test(question_anew, asked_by_its_keys_ends_the_one_before_once_that_was_said)
{
    static const char *const keys[] = {"shWho helps on Friday", "swWho helps on Friday",
                                       "shwho helps on Friday", "ssWho helps on Friday"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct scene s = begin();
        typist_press(s.ana, keys[i], keys[i] + 1);
        typist_type(s.ana, "\r");
        typist_wait_wrapped(s.ana, "Ctrl-T makes it a new question.");
        typist_type(s.ana, "\x14");
        typist_wait_wrapped(s.ana, "This is a new question: ‘A word each’ is still open");
        typist_wait_wrapped(s.ana, keys[i] + 2);
        typist_press(s.ana, "\r", "End ‘A word each’?");
        typist_press(s.ana, "n", "that question stays open");
        typist_press(s.ana, "\r", "End ‘A word each’?");
        typist_type(s.ana, "y");
        typist_wait_wrapped(s.ana, "Asked; the projector shows it");
        typist_wait(s.ana, keys[i] + 2);
        typist_type(s.ana, "u");
        typist_wait(s.ana, "A question · taken back");
        typist_press(s.ana, ESC, "1 Goals");
        typist_press(s.ana, "s",
                     "answers shown"); /* it is open again, and has no answer */
        typist_wait(s.ana, "0 answers");
        end(&s);
    }
}

Test(question_anew,
     has_its_answers_before_all_else_in_the_inbox_and_the_room_hears_of_none)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "0 answers");
    typist_press(s.ana, "s", "s once more hides its answers");
    typist_press(s.ana, "s", "0 answers so far");
    scene_open_phone(&s);
    size_t count;
    phone_look(&s.phone);
    const struct record *asked =
        table_questions(s.phone.writer.file.session, s.phone.writer.table, &count)[0];
    phone_send(&s.phone, "a1", NULL, NULL, "A longer goal", NULL);
    phone_send(&s.phone, "a2", asked, ANSWERS_COLUMN, "late", NULL);
    phone_send(&s.phone, "a3", asked, ANSWERS_COLUMN, "slow", NULL);
    typist_wait(s.ana, "0 answers so far; 2 more wait in the inbox");
    struct typist *room = typist_start(24, 80, WORDS("roundtable", "--follow", s.path));
    typist_wait(room, "0 answers so far; each is read first");
    cr_expect_not(typist_sees(room, "inbox"));
    typist_press(s.ana, "I" UP DOWN, "A longer goal");
    typist_wait(s.ana, "▶ late");
    typist_press(s.ana, "y", "Took ‘late’");
    typist_wait(s.ana, "▶ slow");
    typist_wait(room, "1 answer so far; each is read first");
    typist_press(s.ana, "n", "Put aside: ‘slow’");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "1 answer so far");
    typist_settle(room);
    cr_expect(
        typist_sees(room, "1 answer so far; each is read first")); /* no word went */
    typist_leave(room);
    end(&s);
}

Test(question_anew, whose_letters_may_be_a_word_is_no_answer_before_enter_said_so)
{
    struct scene s = begin();
    typist_type(s.ana, "share you coming?");
    typist_wait(s.ana, "Answer: hare you coming?");
    typist_type(s.ana, "\r");
    typist_wait_wrapped(s.ana,
                        "This question is still open: Enter once more adds what you "
                        "typed to its answers, Ctrl-T makes it a new question.");
    typist_press(s.ana, ESC, "0 answers");
    typist_type(s.ana, "a");
    typist_wait(s.ana, "Answer: hare you coming?");
    typist_type(s.ana, "\r");
    typist_wait(s.ana, "1 answer");
    typist_type(s.ana, ESC);
    end(&s);
}

Test(question_anew, is_seen_in_words_and_marks_and_told_from_the_key_before_it)
{
    static const struct {
        const char *typed, *words; /* NULL: they are an answer */
    } rows[] = {{"how tired r u", "how tired r u"},
                {"show tired r u", "how tired r u"},
                {"Who is tired?", "Who is tired?"},
                {"sWho is tired", "Who is tired"},
                {"hHands up", "Hands up"},
                {"hHands up? n", "Hands up? n"},
                {"hare you coming?", "are you coming?"},
                {"help?", "help?"},
                {"were we late", "were we late"},
                {"were late", NULL},
                {"have no money", NULL},
                {"who", NULL},
                {"shower", NULL},
                {"wHO", "HO"},
                {"sleep", NULL},
                {"hunger", NULL},
                {"کیا آپ تھکے ہیں؟", "کیا آپ تھکے ہیں؟"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t led = 0;
        bool anew = question_may_be_new(rows[i].typed, &led);
        cr_expect_eq(anew, rows[i].words != NULL, "%s", rows[i].typed);
        cr_expect(!anew || strcmp(rows[i].typed + led, rows[i].words) == 0, "%s",
                  rows[i].typed);
    }
}

Test(question_anew, is_not_seen_in_answers_that_begin_with_such_a_key)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "0 answers");
    typist_type(s.ana, "fear\r");
    typist_wait(s.ana, "Added ‘fear’");
    typist_press(s.ana, ESC, "1 answer");
    typist_type(s.ana, "hunger\r");
    typist_wait(s.ana, "Added ‘hunger’");
    typist_type(s.ana, ESC);
    end(&s);
}

/* Whose answer was begun finds it again, as long as the question can be answered. */
Test(question_anew, an_answer_that_was_begun_is_told_of_until_the_question_ends)
{
    struct scene s = begin();
    for (int i = 0; i < 2; i++) { /* each opening keeps a draft of its own */
        typist_press(s.ana, "s", "answers shown");
        typist_press(s.ana, "a", "Answer:");
        typist_press(s.ana, i ? "\x05hal" : "hal",
                     "Answer: hal"); /* seen, or it is new */
        typist_press(s.ana, ESC, "Kept as a draft");
        typist_press(s.ana, ESC, "1 Goals");
        typist_type(s.ana, "q");
        typist_end(s.ana);
        cr_expect(typist_sees(s.ana, "An answer is half written: s, then a on ‘A word"));
        cr_expect_not(typist_sees(s.ana, "A form"));
        typist_free(s.ana);
        s.ana = typist_open(24, 80, WORDS("roundtable", s.path));
    }
    typist_press(s.ana, "s", "answers shown");
    typist_press(
        s.ana, "x",
        "An answer is half written: a goes on with it. Without it: x once more.");
    typist_press(s.ana, "x", "A word each · ended");
    typist_press(s.ana, ESC, "1 Goals");
    typist_leave(s.ana);
    s.ana = typist_open(24, 80, WORDS("roundtable", s.path));
    typist_wait(s.ana, "saved");
    cr_expect_not(typist_sees(s.ana, "half written"));
    scene_end(&s);
}

/* As its own key does that ends it. */
Test(question_anew, an_answer_that_was_begun_is_told_of_before_another_question_ends_it)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "a", "Answer:");
    typist_press(s.ana, "hal", "Answer: hal");
    typist_press(s.ana, ESC, "Kept as a draft");
    typist_press(s.ana, ESC, "1 Goals");
    typist_press(s.ana, "shWho helps on Friday", "Answer: hWho helps on Friday");
    typist_type(s.ana, "\r");
    typist_wait_wrapped(s.ana, "Ctrl-T makes it a new question.");
    typist_press(s.ana, "\x14", "This is a new question");
    typist_press(s.ana, "\r", "End ‘A word each’?");
    typist_wait(s.ana, "Friday’; an answer is half written");
    typist_press(s.ana, "n", "that question stays open");
    typist_press(s.ana, ESC, "answers shown");
    end(&s);
}

/* A mistake that ended before anybody answered is reworded, or goes. */
Test(question_anew, one_that_nobody_answered_is_deleted_and_comes_back)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "x", "ended");
    typist_wait(s.ana, "d Delete");
    typist_type(s.ana, CTRL_L); /* what follows is no word with it */
    typist_press(s.ana, "e", "Question: A word each");
    typist_press(s.ana, "!\r", "Changed the words to ‘A word each!’");
    typist_type(s.ana, CTRL_L);
    typist_press(s.ana, "d", "Delete the question ‘A word each!’?");
    typist_press(s.ana, "n", "Nothing was deleted: the question stays.");
    typist_type(s.ana, CTRL_L);
    typist_press(s.ana, "d", "Delete the question ‘A word each!’?");
    typist_press(s.ana, "y", "Deleted the question. u brings it back.");
    typist_type(s.ana, CTRL_L);
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    cr_expect_not(typist_sees(s.ana, "Asked before"));
    typist_press(s.ana, ESC, "1 Goals");
    typist_press(s.ana, "u", "Undid: deleted ‘A word each!’");
    typist_press(s.ana, "s", "A word each!");
    end(&s);
}

/* By the key that got her there, once no letter comes behind it: with one it begins an answer. The
 * small one is of answers alone. */
Test(question_anew, the_key_of_the_projector_leads_off_what_is_shown_on_it)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "P", "The room's view comes … unless you type on.");
    typist_wait(s.ana, "The question is on the wall");
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "P", "The grid comes … unless you type on.");
    typist_wait(s.ana, "1 Goals");
    typist_wait(s.ana, "e Edit"); /* no key of the projector's picture */
    typist_press(s.ana, "s", "answers shown");
    typist_type(s.ana, CTRL_L); /* what follows is no word with it */
    typist_press(s.ana, "Pain", "Answer: Pain");
    typist_press(s.ana, "\r", "Added ‘Pain’.");
    typist_press(s.ana, ESC, "1 answer");
    for (const char *key = "zp"; *key; key++) {
        typist_press(s.ana, (char[]){*key, '\0'}, "Esc twice goes back to the grid.");
        typist_press(s.ana, "\r", "Is that an answer? Enter once more adds it;");
        typist_press(s.ana, ESC, "s hides the answers again.");
    }
    typist_press(s.ana, "a", "Answer:");
    cr_expect_not(typist_sees(s.ana, "Answer: p"), "it was no draft");
    typist_press(s.ana, ESC, "s hides the answers again.");
    typist_press(s.ana, "xP", "1 Goals");
    end(&s);
}

Test(question_anew, and_over_hands_it_does_so_at_once)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "x", "Ended; ");
    typist_press(s.ana, "P", "1 Goals");
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "h", "Ask everybody: Enter opens it");
    typist_press(s.ana, "Go on?\r", "A show of hands");
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "P", "The question is on the wall");
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "12", "12");
    typist_press(s.ana, "P", "What was typed is gone again");
    typist_press(s.ana, "P", "1 Goals");
    typist_wait(s.ana, "e Edit");
    end(&s);
}

static void ask_hands(struct scene *s, const char *question)
{
    struct str asked = str_of("%s\r", question);
    typist_press(s->ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s->ana, "h", "Ask everybody: Enter opens it");
    typist_press(s->ana, asked.bytes, "A show of hands");
    typist_press(s->ana, ESC, "1 Goals");
    str_finish(&asked);
}

/* They went into an entry: Enter opens one there, and what comes behind it is typed into that. */
Test(question_anew, figures_behind_hands_that_were_left_are_counted_or_change_nothing)
{
    struct scene s = scene_begin(24, 80, NULL);
    ask_hands(&s, "Go on?");
    typist_type(s.ana, "7\r");
    typist_wait_wrapped(s.ana,
                        "Yes: 7 hands. Now ‘No’. Hands are up, so that was a count; "
                        "u takes it back.");
    typist_press(s.ana, "5\r0\r", "Not sure: 0 hands. That was the last answer.");
    typist_press(s.ana, ESC, "1 Goals");
    typist_type(s.ana, "9\r");
    typist_wait_wrapped(s.ana,
                        "Nothing was done: ‘Go on?’ has ended. s shows it again; o "
                        "there goes on with it.");
    typist_type(s.ana, CTRL_L); /* what follows was meant */
    typist_press(s.ana, "2\r", "Editing ‘Adverts’");
    typist_press(s.ana, ESC, "? Keys");
    ask_hands(&s, "And now?");
    typist_type(s.ana, "2\r");
    typist_wait_wrapped(s.ana,
                        "Nothing was done. To count hands for ‘And now?’: s. e edits "
                        "what is selected.");
    typist_press(s.ana, "\r", "Editing ‘Adverts’");
    typist_type(s.ana, "12\r");
    typist_wait(s.ana, "Hands are up. Keep ‘Adverts12’ as an entry?");
    typist_press(s.ana, CTRL_U "Adverts" ESC, "▶ Adverts");
    typist_press(s.ana, CTRL_L "12\r", "Yes: 12 hands.");
    typist_press(s.ana, ESC, "Not all hands are counted yet.");
    typist_press(s.ana, ESC, "1 Goals");
    end(&s);
}

/* That one leads off nothing that its first letter could be of, as in "queues". */
Test(question_anew, and_the_key_that_leaves_elsewhere_names_the_way_back)
{
    struct scene s = begin();
    typist_press(s.ana, "s", "answers shown");
    typist_press(s.ana, "q", "Esc twice goes back to the grid.");
    typist_press(s.ana, "\r", "Is that an answer? Enter once more adds it;");
    typist_press(s.ana, ESC, "s hides the answers again.");
    typist_press(s.ana, "x", "Ended; ");
    typist_press(s.ana, "q", "q does nothing here. Esc goes back, ? shows all keys.");
    typist_press(s.ana, ESC, "1 Goals");
    end(&s);
}

/* Its program may have been killed: whoever opens the file next is told what the room sees. */
Test(question_anew, whose_answers_are_shown_is_told_in_the_title_and_on_opening)
{
    struct scene s = begin();
    typist_wait(s.ana, "Answers shown · ");
    struct typist *again = typist_start(24, 80, WORDS("roundtable", s.path));
    typist_wait_wrapped(again,
                        "The projector shows the answers to ‘A word each’: s, then x "
                        "ends it.");
    typist_wait(again, "Answers shown · ");
    typist_press(again, "s", "answers shown");
    typist_press(again, "x", "A word each · ended");
    typist_wait_gone(s.ana, "Answers shown");
    typist_press(again, ESC, "1 Goals");
    typist_leave(again);
    end(&s);
}

Test(question_anew, is_left_and_ended_at_once_once_all_answers_are_counted)
{
    struct scene s = scene_begin(24, 80, NULL);
    ask_hands(&s, "Shall we go on?");
    typist_press(s.ana, "s", "A show of hands");
    typist_press(s.ana, "17\r" DOWN "0\r", "Not sure: 0 hands. ‘No’ is not counted yet.");
    typist_press(s.ana, ESC, "Not all hands are counted yet.");
    typist_press(s.ana, "x", "Not all hands are counted yet. Without them: x once more.");
    typist_press(s.ana, UP "3\r", "No: 3 hands. Now ‘Not sure’.");
    typist_type(s.ana, ESC);
    typist_wait_wrapped(s.ana, "Its hands are counted: the projector shows the grid.");
    end(&s);
}

/* Those of the question itself would do nothing then. */
Test(question_anew, the_foot_has_the_keys_of_what_is_typed)
{
    struct scene s = scene_begin(24, 80, NULL);
    ask_hands(&s, "Shall we go on?");
    typist_press(s.ana, "s", "A show of hands");
    typist_press(s.ana, "4", "Enter Keep  Backspace Digit back  Esc Back");
    cr_expect_not(typist_sees(s.ana, "x End"));
    typist_press(s.ana, ESC, "x End");
    typist_press(s.ana, "x", "ended");
    typist_press(s.ana,
                 "\x0c"
                 "e",
                 "Question: Shall we go on?");
    typist_wait(s.ana, "Enter Keep");
    cr_expect_not(typist_sees(s.ana, "d Delete"));
    typist_press(s.ana, ESC, "d Delete");
    end(&s);
}

Test(question_anew, the_form_says_how_it_is_answered_with_an_example_of_that)
{
    static const char *const rows[][3] = {
        {"w", "A word each", "as in: What brought you here?"},
        {"h", "A show of hands", "as in: Shall we stop for tea now?"},
        {"s", "A scale of 1 to 5", "as in: From 1 to 5, how sure are you?"}};
    struct scene s = scene_begin(24, 80, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str title = str_of("%s · Ask everybody: Enter opens it", rows[i][1]);
        typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
        typist_press(s.ana, rows[i][0], title.bytes);
        typist_wait(s.ana, rows[i][2]);
        typist_press(s.ana, ESC, "Less sugar");
        str_finish(&title);
    }
    end(&s);
}

/* Whoever did not see that one came back begins another; who goes on with it, does. */
Test(question_anew, does_not_run_into_one_that_was_put_aside)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "h", "Question ");
    typist_press(s.ana, "how tired r u", "how tired r u");
    typist_press(s.ana, ESC, "Put aside: what was typed");
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "h", "▶ how tired r u");
    typist_press(s.ana, "Shall", "▶ Shall");
    typist_wait(s.ana, "‘how tired r u’ waits as a draft: what you type now is new.");
    typist_press(s.ana, " we go on?\r", "Shall we go on?");
    typist_wait(s.ana, "Asked; ");
    typist_press(s.ana, "x", "x once more");
    typist_press(s.ana, "x", "ended");
    typist_press(s.ana, ESC, "1 Goals");
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "h", "▶ how tired r u");
    typist_press(s.ana, " now", "▶ how tired r u now");
    typist_press(s.ana, "?\r", "how tired r u now?");
    end(&s);
}
