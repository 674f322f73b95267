/* An answer that is written out, "yes" Enter, does what its first letter does, and no more,
 * whatever asks: its other letters and Enters are no keys where it led. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(asked_answers, .init = called_out_begin, .fini = called_out_finish);

#define LATER "\0373000;"
#define COUNTS LATER "b" LATER "3" LATER "v" LATER "b" LATER "s"
#define ASKED "sw" LATER "What hurts?\r" LATER "\x07" LATER "s"
#define ANOTHER LATER "hWho is in?\r" LATER "\x14" LATER "\r"

/* What leads to a question; what it says; and what is said or shown once it is answered so; NULL:
 * that is no answer to it. */
struct question {
    const char *keys, *asks, *yes, *no;
    const char *sample; /* of the session; NULL: the write-up's */
};

static const struct question questions[] = {
    {"1" LATER "d", "Delete ‘Reducing", "Deleted ‘Reducing", "Nothing was deleted", NULL},
    {"P" LATER "1" LATER "d", "Delete ‘Reducing", "Deleted the entry",
     "Nothing was deleted", NULL},
    {"2" LATER "E\037700;h", "Replace it", "Replaced a.html", NULL, NULL},
    {"P" LATER "1" COUNTS, "Show everybody the counts?", "Showed",
     "The counts stay hidden", NULL},
    {"1" LATER "sw" LATER "Who hurts?\r" LATER "\x07" COUNTS,
     "Show everybody the counts?", "Showed", "The counts stay hidden", NULL},
    {"P" LATER "P" LATER "I", "The room saw this window", "nothing waits", "1 Goals 4",
     NULL},
    {"2" LATER "z" LATER "z", "Show what was written alone?", NULL, "Nothing was shown",
     NULL},
    {"P" LATER "2" LATER "z" LATER "z", "Show what was written alone?", NULL,
     "Nothing was shown", NULL},
    {"I" LATER "S", "Show the room what phones send, unread?", "stands in the grid",
     "Nothing was changed", NULL},
    {"sh" LATER "What hurts?\r" LATER "d", "Delete the question", "Deleted",
     "Nothing was deleted", NULL},
    {"S" LATER TAB "2c" LATER CTRL_U "stigma\r", "Shall they be one?", "Joined ‘Stigma’",
     "is called ‘stigma’ now", "seminar"},
    {"S", "Do these two say the same?", "Joined ‘Lack of time’", "apart. u undoes",
     "seminar"},
    {ASKED ANOTHER, "End ‘What hurts?’?", "Who is in?", "Nobody was asked anything",
     NULL},
};

static void need_times(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
}

/* Answers it once nothing was typed for a while, and expects nothing else to have come of that. */
static void expect_only(struct typist *t, const char *asks, const char *letters,
                        int pace_ms, const char *became)
{
    static const char *const more[] = {"Words?",   "Ctrl-T",   "once more", "Editing",
                                       "New goal", "New note", "Answer:"};
    typist_wait_wrapped(t, asks);
    called_out_type_later(t, letters, pace_ms);
    typist_wait_wrapped(t, became);
    typist_settle(t);
    for (size_t i = 0; i < LENGTH(more); i++) {
        cr_expect_not(typist_sees(t, more[i]), "%s %s each %d ms: %s", asks, letters,
                      pace_ms, more[i]);
    }
    typist_free(t);
}

static struct typist *ask_with_keys(const struct question *q)
{
    need_times();
    called_out_sample(q->sample ? q->sample : "write-up");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    text_file_write("a.html", "earlier");
    typist_type(t, LATER);
    typist_type(t, q->keys);
    return t;
}

Test(asked_answers, a_yes_or_no_written_out_is_no_more_than_its_letter)
{
    static const char *const yes[] = {"yes\r\r", "yes please\r\r"}, *const no[] = {
                                                                        "no\r\r",
                                                                        "no thanks\r\r"};
    static const int paces[] = {130, 350};
    for (size_t i = 0; i < LENGTH(questions) * LENGTH(paces) * LENGTH(yes); i++) {
        const struct question *q = &questions[i / LENGTH(paces) / LENGTH(yes)];
        int pace_ms = paces[i / LENGTH(yes) % LENGTH(paces)];
        if (q->yes) {
            expect_only(ask_with_keys(q), q->asks, yes[i % LENGTH(yes)], pace_ms, q->yes);
        }
        if (q->no) {
            expect_only(ask_with_keys(q), q->asks, no[i % LENGTH(no)], pace_ms, q->no);
        }
    }
}

/* What it deleted before is back. */
Test(asked_answers, a_word_that_only_begins_as_an_answer_is_written)
{
    static const struct {
        const char *keys, *letters;
        int pace_ms;
        const char *words;
    } words[] = {
        {"1", "dyoung people", 600, "young people"},
        {"2", "dyoung people", 350, "young people"},
        {"1" LATER "gBus stops\r" ESC, "dyoung people", 350, "young people"},
        {"1", "dyellow bins", 500, "yellow bins"},
        {"1", "dyes people say", 500, "yes people say"},
        {"1", "dying alone", 350, "dying alone"},
        {"1", "dnobody asked", 500, "nobody asked"},
        {"1", "Gvkids out late", 600, "\n kids out late"}, /* behind other keys */
    };
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = called_out_at(words[i].keys, "Advertising");
        called_out_type_later(t, words[i].letters, words[i].pace_ms);
        typist_wait_wrapped(t, words[i].words);
        typist_wait_wrapped(t, "You were typing, so");
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Deleted"), "%s", words[i].letters);
        typist_free(t);
    }
}

/* Who deletes and then waits means it, whatever is typed next. */
Test(asked_answers, what_was_deleted_a_second_before_a_word_stays_so)
{
    struct typist *t = called_out_at("1" LATER "gBus stops\r" ESC, "Advertising");
    called_out_type_later(t, "d", 1200);
    called_out_type_after(t, "", 1200, "young people", 300);
    typist_wait_wrapped(t, "You were typing, so this is a new goal.");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "is back"));
    cr_expect_not(typist_sees(t, "▶Bus stops"));
    typist_free(t);
}

/* An Enter that comes as a habit behind the one of an answer. */
Test(asked_answers, an_enter_behind_that_of_an_answer_takes_nothing)
{
    need_times();
    static const char *const answers[] = {"yes\r\037520;\r", "y\037300;\r\037700;\r"};
    for (size_t i = 0; i < LENGTH(answers); i++) {
        struct scene s = scene_begin_with_phone(24, 80);
        phone_send(&s.phone, "a1", phone_goal(&s.phone, 0), "barriers", "Fizzy", NULL);
        typist_wait(s.ana, "1 waits");
        typist_press(s.ana, "PPI", "The room saw this window");
        typist_type(s.ana, LATER);
        typist_type(s.ana, answers[i]);
        typist_wait_wrapped(s.ana, "Enter came too soon");
        typist_wait(s.ana, "Inbox: 1 wait");
        phone_close(&s.phone);
        typist_free(s.ana);
        free(s.path);
    }
}

/* Other letters than those of an answer do nothing there. */
Test(asked_answers, a_word_that_answers_about_a_pasted_list_is_no_more_than_its_letter)
{
    static const char *const letters[][2] = {{"discard\r", "Discarded"},
                                             {"together\r", "waits for your answer"}};
    for (size_t i = 0; i < LENGTH(letters); i++) {
        struct typist *t = called_out_open();
        typist_press(t, "2", "Advertising");
        typist_paste(t, "one\ntwo\nsix\n");
        expect_only(t, "n Together", letters[i][0], 350, letters[i][1]);
    }
}

/* Of a room, which the test plays. */
Test(asked_answers, a_room_is_asked_about_with_a_whole_word_too)
{
    need_times();
    static const struct question of_room[] = {
        {"Wx", "End the room for everybody?", "The room is being ended", "as it was",
         NULL},
        {"Wn", "Give the room new words?", "worth nothing at once", "as it was", NULL},
    };
    for (size_t i = 0; i < 2 * LENGTH(of_room); i++) {
        const struct question *q = &of_room[i / 2];
        bool yes = i % 2;
        struct scene s = scene_begin(24, 80, NULL);
        stand_in_begin(&s.beside, s.path, MEMBER_IS_ROOM);
        s.beside.says.ours = true;
        stand_in_say(&s.beside, "Ben");
        typist_wait(s.ana, "with Ben");
        typist_type(s.ana, q->keys);
        expect_only(s.ana, q->asks, yes ? "yes please\r\r" : "no thanks\r\r", 350,
                    yes ? q->yes : q->no);
        stand_in_end(&s.beside);
        free(s.path);
    }
}

/* A grid with an entry of a phone that waits, which is asked about before it is left. */
static struct scene ask_to_leave(void)
{
    struct scene s = scene_begin_with_phone(24, 80);
    phone_send(&s.phone, "a1", phone_goal(&s.phone, 0), "barriers", "Fizzy drinks", NULL);
    typist_wait(s.ana, "1 waits");
    typist_type(s.ana, "\0373000;q\037800;\x0c");
    typist_wait(s.ana, "Leave? ");
    return s;
}

Test(asked_answers, whether_to_leave_is_answered_by_no_word)
{
    need_times();
    static const struct {
        const char *letters;
        int pace_ms;
        const char *stands;
    } words[] = {
        {"young people", 350, "\n young people"},
        {"young people", 500, "\n young people"},
        {"yellow bins", 130, "\n yellow bins"},
        {"More buses", 100, "\n More buses"},
        {"nobody asked", 350, "\n nobody asked"},
        {"uiet rooms", 600, "\n quiet rooms"},
    };
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct scene s = ask_to_leave();
        called_out_type(s.ana, words[i].letters, words[i].pace_ms);
        typist_settle(s.ana);
        typist_wait(s.ana, words[i].stands);
        phone_close(&s.phone);
        typist_free(s.ana);
        free(s.path);
    }
}

/* Which is said, and it is asked still. */
Test(asked_answers, whether_to_leave_is_answered_by_no_other_key)
{
    static const char *const keys[][2] = {
        {"x", "x does nothing here."},         {"g", "g does nothing here."},
        {"2", "2 does nothing here."},         {"\x1b[C", "Right does nothing here."},
        {"\x14", "Ctrl-T does nothing here."}, {"\r", "Enter does nothing here."}};
    need_times();
    struct scene s = ask_to_leave();
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct str late = str_of("\0371600;%s", keys[i][0]);
        typist_press(s.ana, late.bytes, keys[i][1]);
        cr_expect(typist_sees(s.ana, "Leave? "), "%s", keys[i][1]);
        str_finish(&late);
    }
    phone_close(&s.phone);
    typist_free(s.ana);
    free(s.path);
}

Test(asked_answers, a_yes_that_is_written_out_leaves)
{
    need_times();
    static const char *const yes[] = {"yy", "y\r", "yes\r", "yes please\r"};
    for (size_t i = 0; i < LENGTH(yes); i++) {
        struct scene s = ask_to_leave();
        called_out_type(s.ana, yes[i], 350);
        cr_expect_eq(typist_end(s.ana), 0, "%s", yes[i]);
        phone_close(&s.phone);
        typist_free(s.ana);
        free(s.path);
    }
}
