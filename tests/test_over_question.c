/* What is typed while a question is before everybody: over one in words it is an answer, over
 * raised hands, which take no words, an entry of the grid. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(over_question, .init = called_out_begin, .fini = called_out_finish,
          .timeout = 300);

#define LATER "\0373000;"
#define BACK "\x07\x07\x07" /* Ctrl-G closes what is open */

static const int enters_ms[] = {100, 300, 600, 1000, 2000};

static struct typist *ask(const char *way)
{
    struct typist *t = called_out_open();
    called_out_ask(t, way, "What hurts?");
    return t;
}

/* Letters over the question, as one finds it or behind a key there, and two Enters. */
static void add_chain(struct str *timed, const char *letters, int pace_ms, int enter_ms,
                      bool behind_key)
{
    str_addf(timed, LATER BACK LATER "s" LATER "%s", behind_key ? LATER " " LATER : "");
    for (const char *at = letters; *at; at++) {
        str_addf(timed, "\x1f%d;%c", at == letters ? 0 : pace_ms, *at);
    }
    str_addf(timed, "\x1f%d;\r\x1f%d;\r", enter_ms, enter_ms);
}

static void expect_open(struct typist *t, const char *what)
{
    typist_press(t, LATER BACK LATER "\x0c", "1 Goals");
    typist_type(t, LATER "s");
    typist_settle(t);
    struct str seen = STR_EMPTY;
    typist_row(t, 3, &seen);
    bool open =
        strcmp(str_text(&seen), " What hurts?") == 0 && typist_sees(t, "A word each · ");
    str_clear(&seen);
    typist_text(t, &seen);
    cr_assert(open, "behind %s:\n%s", what, str_text(&seen));
    str_finish(&seen);
}

/* But what is its key: x ends it, u takes it back, and so do s x. */
Test(over_question, no_letters_and_enters_end_one_in_words_or_ask_another)
{
    struct typist *t = ask("w");
    for (char first = 'a'; first <= 'z'; first++) {
        struct str timed = STR_EMPTY;
        char letters[] = {first, '\0', '\0'};
        size_t n = (size_t)(first - 'a');
        for (char second = 'a'; second <= 'z'; second++, n++) {
            if (strchr("sx", first) && strchr("sx", second)) {
                continue;
            }
            letters[1] = second;
            add_chain(&timed, letters, n % 2 || first == 'x' ? 100 : 600,
                      enters_ms[n % 5], n % 3);
        }
        letters[1] = '\0';
        for (size_t i = 0; i < LENGTH(enters_ms) && first != 'x' && first != 'u'; i++) {
            add_chain(&timed, letters, 0, enters_ms[i], i % 2);
        }
        typist_type(t, timed.bytes);
        expect_open(t, letters);
        str_finish(&timed);
    }
    typist_free(t);
}

/* At the pace of hands that know the keys, and of those that look for them. */
static const int paces_ms[] = {100, 600, 1000};

/* As the list of what was said tells. */
static void expect_no_offer(struct typist *t)
{
    typist_press(t, LATER "M", "What was said, the newest first");
    typist_press(t, LATER "Keys before", "Nothing has these letters");
}

static void expect_answers(const char *const words[], size_t paces)
{
    for (size_t n = 0; n < paces; n++) {
        struct typist *t = ask("w");
        struct str timed = STR_EMPTY;
        size_t count = 0;
        for (size_t i = 0; words[i]; i++) {
            for (size_t e = 0; e < LENGTH(enters_ms); e++, count++) {
                add_chain(&timed, words[i], paces_ms[n], enters_ms[e], count % 2);
            }
        }
        typist_type(t, timed.bytes);
        expect_open(t, words[0]);
        struct str answers = str_of("%zu answers", count);
        typist_wait(t, answers.bytes);
        typist_press(t, LATER BACK, "1 Goals");
        expect_no_offer(t);
        typist_free(t);
        str_finish(&answers);
        str_finish(&timed);
    }
}

Test(over_question, what_begins_as_no_word_does_is_an_answer)
{
    expect_answers(WORDS("2ww", "2wk", "wks", "ww", "w", "hx", "hb", "2hrs", "4wks", "o",
                         "#NOF", "-ve", "+1"),
                   LENGTH(paces_ms));
}

Test(over_question, what_questions_begin_with_is_an_answer_and_nothing_is_offered)
{
    expect_answers(WORDS("who", "whoever", "when", "what", "where", "fear", "worry"),
                   LENGTH(paces_ms));
    expect_answers(WORDS("dark", "dying alone"), 2); /* at leisure d is a key */
}

/* Behind a key that had asked for something else, too. */
Test(over_question, a_word_whose_first_letters_are_keys_is_an_answer_whole)
{
    struct typist *t = ask("w");
    static const char *const words[] = {"stress", "sleep",  "x-ray",
                                        "xmas",   "us all", "exam"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct str added = str_of("Added ‘%s’", words[i]);
        called_out_type_later(t, words[i], 200);
        called_out_type(t, "\r", 500);
        typist_wait(t, added.bytes);
        typist_press(t, LATER "\x07", "a writes down what somebody says");
        str_finish(&added);
    }
    typist_free(t);
}

Test(over_question, a_new_one_is_asked_by_no_enter)
{
    struct typist *t = ask("w");
    typist_press(t, LATER ESC LATER "\x0c", "1 Goals");
    typist_press(t, LATER "s", "What hurts?");
    called_out_type_later(t, "hWho is in?\r", 100);
    typist_wait_wrapped(
        t, "This question is still open: Enter once more adds what you typed "
           "to its answers, Ctrl-T makes it a new question.");
    typist_press(t, LATER "\x14", "This is a new question");
    called_out_type_later(t, "\r\r\r\r\r\r", 700);
    typist_wait(t, "Who is in?");
    typist_press(t, LATER "\r", "End ‘What hurts?’?");
    called_out_type_later(t, "yoga", 100);
    typist_wait(t, "Answer: yoga");
    typist_press(t, LATER ESC LATER ESC LATER "\x0c", "1 Goals");
    typist_press(t, LATER "s", "0 answers so far");
    typist_free(t);
}

/* Once the key that opens one was pressed twice or more, or not at once. How it is answered is
 * asked, unless that key stands in the line: "show tired r u". */
Test(over_question, what_may_be_a_new_one_is_no_answer_before_that_was_asked)
{
    static const struct {
        const char *keys, *words, *kind, *form;
        int pause_ms, pace_ms;
    } rows[] = {{"ss", "how tired r u", "s", "A scale of 1 to 5", 700, 120},
                {"ss", "how tired r u", NULL, "A scale of 1 to 5", 700, 450},
                {"ss", "Who is tired?", "h", "A show of hands", 3000, 300},
                {"s", "how tired r u", "s", "A scale of 1 to 5", 700, 120},
                {"s", "Who is tired?", "w", "A word each", 700, 500},
                {"s", "did we meet", "h", "A show of hands", 3000, 300}};
    struct typist *t = ask("w");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str form = str_of("%s · Ask everybody", rows[i].form),
                   how = str_of("How is ‘%s’ answered?", rows[i].words);
        typist_press(t, LATER BACK LATER "\x0c", "1 Goals");
        called_out_type_after(t, rows[i].keys, rows[i].pause_ms, rows[i].words,
                              rows[i].pace_ms);
        called_out_type(t, "\r", 700);
        typist_wait_wrapped(t, "Ctrl-T makes it a new question.");
        cr_expect_not(typist_sees(t, "Ctrl-T Words"), "%s", rows[i].words);
        typist_wait(t, "0 answers");
        if (rows[i].kind) {
            typist_press(t, LATER "\x14", how.bytes);
            typist_press(t, LATER "\x07", "Answer: ");
            typist_press(t, LATER "\x14", how.bytes);
        }
        typist_press(t, rows[i].kind ? rows[i].kind : LATER "\x14", form.bytes);
        typist_wait(t, rows[i].words);
        typist_press(t, CTRL_U LATER ESC, "What hurts?");
        str_finish(&form);
        str_finish(&how);
    }
    typist_free(t);
}

Test(over_question, words_that_were_asked_about_stand_once_among_those_of_ctrl_t)
{
    struct typist *t = ask("w");
    typist_press(t, LATER BACK LATER "\x0c", "1 Goals");
    called_out_type_after(t, "s", 700, "how tired r u", 120);
    called_out_type(t, "\r", 700);
    typist_wait_wrapped(t, "Ctrl-T makes it a new question.");
    called_out_type(t, "\r", 900);
    typist_wait(t, "Added ‘how tired r u’");
    cr_expect(typist_sees(t, "Ctrl-T Words: show tired r u"));
    cr_expect_not(typist_sees(t, "r u /"));
    typist_free(t);
}

/* Each restarts the time in which nobody has read what was asked. */
Test(over_question, quick_enters_answer_nothing_however_many)
{
    struct typist *t = ask("w");
    called_out_type_later(t, "Who is tired?\r", 120);
    called_out_type(t, "\r\r\r\r\r\r\r\r", 250);
    typist_wait_wrapped(t, "Enter came too soon, so it did nothing.");
    typist_wait(t, "0 answers so far");
    typist_wait(t, "Answer: Who is tired?");
    called_out_type(t, "\r", 600);
    typist_wait(t, "Added ‘Who is tired?’");
    typist_free(t);
}

/* The room sees the question a moment later, if none comes. */
Test(over_question, a_word_that_begins_as_the_key_of_the_projector_is_an_answer_whole)
{
    static const struct {
        const char *words;
        int pace_ms;
    } rows[] = {
        {"Parents shout", 120}, {"PPE", 120}, {"Pubs", 450}, {"Public loos", 800}};
    struct typist *t = ask("w");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str added = str_of("Added ‘%s’", rows[i].words);
        called_out_type_later(t, rows[i].words, rows[i].pace_ms);
        called_out_type(t, "\r", 900);
        typist_wait(t, added.bytes);
        typist_press(t, LATER "\x07", "a writes down what somebody says");
        str_finish(&added);
    }
    typist_press(t, LATER "P" LATER "\x0c", "A question to everybody");
    typist_free(t);
}

/* They take no words. */
Test(over_question,
     what_is_typed_while_hands_are_up_is_an_entry_unless_it_may_be_a_question)
{
    struct typist *t = ask("h");
    called_out_type_later(t, "carers\r", 100);
    typist_wait(t, "Added ‘carers’");
    called_out_type(t, "smelly buses\r", 100);
    typist_wait(t, "Added ‘smelly buses’");
    typist_press(t, LATER "\x07" LATER "\x0c", "1 Goals 6");
    called_out_type_later(t, "shWhat now?\r", 100);
    typist_wait_wrapped(t, "‘What hurts?’ is still open, so nothing was written yet.");
    called_out_type(t, "\r", 2000);
    typist_wait(t, "Added ‘");
    typist_free(t);
}

/* Whoever meant the list there chooses in it, and goes on with a new question. */
Test(over_question, the_key_that_opens_one_shows_its_answers_once_that_may_have_been_read)
{
    static const int slow_ms[] = {100, 300, 500, 700};
    for (size_t i = 0; i < LENGTH(slow_ms); i++) {
        struct typist *t = ask("w");
        typist_press(t, LATER ESC LATER "\x0c", "1 Goals");
        called_out_type_later(t, "sshow sure r u\r", slow_ms[i]);
        typist_wait_wrapped(t, "still open");
        typist_press(t, LATER BACK LATER "\x0c", "Question open");
        typist_press(t, LATER "s", "0 answers so far");
        typist_press(t, LATER "s" LATER "\x0c", "answers shown");
        typist_free(t);
    }
}

/* The room waits as long as nobody knows whether a word comes; whoever presses the key once more
 * for that hides nothing, and shows nothing again. */
Test(over_question, what_is_for_all_is_said_to_come_and_a_second_key_hurries_it_alone)
{
    struct typist *t = ask("w");
    typist_press(t, LATER "s", "s once more shows them at once, Esc stops it.");
    typist_wait(t, "open, answers hidden");
    typist_press(t,
                 "\x1f"
                 "400;s",
                 "answers shown");
    typist_press(t,
                 "\x1f"
                 "1000;s",
                 "The answers are shown. s once more hides them.");
    typist_press(t, LATER "s", "s once more hides them at once, Esc stops it.");
    typist_press(t,
                 "\x1f"
                 "400;s",
                 "open, answers hidden");
    typist_press(t,
                 "\x1f"
                 "1000;s",
                 "The answers are hidden. s once more shows them.");
    typist_press(t, LATER "\x0c", "open, answers hidden");
    typist_press(t, LATER "x", "x once more ends it at once, Esc stops it.");
    typist_press(t, LATER "\x0c", "A word each · ended");
    typist_free(t);
}

/* Nobody sees what was hidden because the wrong key was taken back in time. */
Test(over_question, what_is_said_to_come_is_stopped_by_what_goes_back)
{
    static const struct {
        const char *key, *back, *shown;
    } rows[] = {{"s", "\037200;" ESC LATER "\x0c", ""},
                {"x", "\037200;" ESC LATER "\x0c", ""},
                {"s", "\037200;\x07", "Stopped: nothing was done."},
                {"x", "\037200;\x1a", "Stopped: the question is still open."}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = ask("w");
        typist_press(t, LATER, "open, answers hidden");
        typist_press(t, rows[i].key, "at once, Esc stops it.");
        typist_press(t, rows[i].back, rows[i].shown);
        typist_press(t, LATER "\x0c", "open, answers hidden");
        typist_free(t);
    }
}

/* At the pace of two fingers, which wait longer for a letter behind the key. */
Test(over_question, what_is_said_to_come_is_stopped_by_the_key_that_undoes)
{
    struct typist *t = ask("w");
    called_out_type_later(t, "aBus fares are too high", 700);
    typist_press(t, "\037700;\r" LATER "\x07", "1 answer so far");
    typist_press(t, LATER "x\037600;u", "Stopped: the question is still open.");
    typist_press(t, LATER "\x0c", "open, answers hidden");
    cr_expect(typist_sees(t, "1 answer so far"));
    typist_free(t);
}

/* What goes from goal to goal in the grid, as a clicker does, begins no answer. */
Test(over_question, a_sign_that_goes_on_or_back_is_no_answer)
{
    static const char *const signs[] = {",", ".", ";"};
    struct typist *t = ask("w");
    for (size_t i = 0; i < LENGTH(signs); i++) {
        struct str said = str_of("%s does nothing here", signs[i]);
        typist_press(t, LATER, "open, answers hidden");
        typist_press(t, signs[i], said.bytes);
        cr_expect_not(typist_sees(t, "Answer: "));
        str_finish(&said);
    }
    typist_press(t, LATER "(both)", "Answer: (both)");
    typist_free(t);
}

/* The key that writes an answer, and is none any more, is of no words. */
Test(over_question,
     what_is_called_out_once_one_has_ended_is_an_entry_without_the_key_before)
{
    struct typist *t = ask("w");
    typist_press(t, LATER "x" LATER "\x0c", "A word each · ended");
    typist_press(t, LATER "a", "so this is no answer.");
    typist_wait_wrapped(t, "o lets everybody answer again; Esc, then a writes an entry.");
    called_out_type_after(t, "", 1000, "Ask the bus firm", 450);
    typist_wait(t, "Ctrl-T Words: Ask the bus firm");
    typist_press(t, LATER ESC LATER "\x0c", "1 Goals 4");
    typist_press(t, LATER "s" LATER "1", "A word each · ended");
    typist_press(t, LATER "a", "so this is no answer.");
    called_out_type_after(t, "", 1000, "ask the bus firm", 450);
    typist_wait(t, "Ctrl-T Words: ask the bus firm");
    typist_press(t, "\x14", "You were typing, so this is a new goal.");
    typist_free(t);
}

/* The key that opened it began the word, and the one that opened the line stands in that. */
Test(over_question,
     a_slow_word_that_lacks_the_key_that_showed_the_question_is_an_answer_whole)
{
    static const char *const rows[] = {"street lights", "school run"};
    struct typist *t = ask("w");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str added = str_of("Added ‘%s’", rows[i]);
        typist_press(t, LATER BACK LATER "P" LATER "\x0c", "A question to everybody");
        called_out_type_later(t, rows[i], 450);
        called_out_type(t, "\r", 700);
        typist_wait_wrapped(t, "You were typing, so this is an answer. Enter keeps it");
        called_out_type(t, "\r", 2000);
        typist_wait(t, added.bytes);
        typist_press(t, LATER BACK LATER "P" LATER "\x0c", "Question open");
        str_finish(&added);
    }
    typist_free(t);
}

/* By the letters of a word that are keys there; but whoever means the key rewords it at once. */
Test(over_question, an_ended_one_is_reworded_by_no_enter_behind_letters_that_may_be_words)
{
    static const struct {
        const char *words, *reworded;
    } rows[] = {{"eggs cost", "‘What hurts?ggs cost’"},
                {"eyes hurt", "‘What hurts?yes hurt’"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = ask("w");
        typist_press(t, LATER "x" LATER "x", "It has ended; these are its answers.");
        called_out_type_later(t, rows[i].words, 500);
        called_out_type(t, "\r", 900);
        typist_wait_wrapped(t, "Nothing was changed: Enter once more changes the "
                               "question. Keys before this: ");
        called_out_type(t, "\r", 900);
        typist_wait_wrapped(t, rows[i].reworded);
        typist_press(t, LATER "u", "What hurts?");
        typist_press(t, LATER "e", "Question: What hurts?");
        called_out_type_later(t, " And where?\r", 300);
        typist_wait_wrapped(t, "Changed the words to ‘What hurts? And where?’");
        typist_free(t);
    }
}

/* Nor does a yes behind it, as of who takes it to have asked. */
Test(over_question,
     the_key_that_deletes_says_what_it_lacks_and_begins_no_answer_at_leisure)
{
    struct typist *t = ask("w");
    called_out_type_later(t, "dark", 600);
    typist_wait(t, "Answer: dark");
    called_out_type(t, "\r", 900);
    typist_wait(t, "Added ‘dark’");
    typist_press(t, LATER "\x07", "a writes down what somebody says");
    called_out_type(t, "dy", 1200);
    typist_wait(t, "The answers are hidden.");
    called_out_type(t, "x", 1200);
    typist_wait(t, "It ends … ");
    cr_expect_not(typist_sees(t, "Answer:"));
    typist_free(t);
}

/* Of hands that were seen to type quickly, too. */
Test(over_question, an_abbreviation_does_not_end_raised_hands_though_it_comes_slower)
{
    static const int gaps_ms[] = {400, 480};
    for (size_t i = 0; i < LENGTH(gaps_ms); i++) {
        struct typist *t = called_out_open();
        typist_press(t, LATER "sh", "Ask everybody: Enter opens it");
        called_out_type_later(t, "What hurts most here?", 120);
        called_out_type(t, "\r", 900);
        typist_wait(t, "Asked; ");
        called_out_type(t, "3\r3\r3\r", 1200);
        called_out_type_later(t, "dx", gaps_ms[i]);
        typist_wait(t, "It ends … ");
        called_out_type(t, " patient", gaps_ms[i]);
        called_out_wait_box(t, "dx patient");
        typist_wait(t, "Question open");
        typist_free(t);
    }
}
