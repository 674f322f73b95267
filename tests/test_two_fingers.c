/* Words that are typed where letters are keys, at whatever pace: as people do who type with two
 * fingers, before `a`. Nothing is harmed that they do not see. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(two_fingers, .init = called_out_begin, .fini = called_out_finish);

enum { SLOW_MS = 600 };

/* Where words are typed; each of them has keys of its own. */
static const struct called_out_place places[] = {
    {.name = "a goal", .keys = DOWN, .there = "▶Reducing social"},
    {.name = "a note", .keys = "2" DOWN, .there = "▶ Advertising"},
    {.name = "an empty cell", .keys = "G2", .there = "▶ a adds"},
    {.name = "what to show", .keys = "2f", .there = "Esc Back"},
    {.name = "a record", .keys = "2r", .there = "Esc Back"},
    {.name = "promises", .keys = "C", .there = "Esc Back", .sample = "action-plan"},
    {.name = "what is missing", .keys = "2w", .there = "Esc"},
    {.name = "a pasted list",
     .keys = "2",
     .there = "gether",
     .pasted = "one\ntwo\nsix\n"},
    {.name = "the day", .keys = "D", .there = "Esc"},
    {.name = "a question", .keys = "swHow are you?\r", .there = "Asked; the projector"},
    {.name = "what to ask", .keys = "s", .there = "Ask everybody, by"},
};

/* Some of the words, each somewhere else: another part of them at each pace. */
static void type_some(int pace_ms, size_t part)
{
    enum { PARTS = 3 };
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    struct called_out c = called_out_read("seminar");
    for (size_t i = part % PARTS; i < c.count; i += PARTS) {
        const struct called_out_place *place =
            &places[(i / PARTS + part) % LENGTH(places)];
        called_out_expect(c.words[i], pace_ms, place);
    }
    called_out_free(&c);
}

Test(two_fingers, at_80_ms_a_letter_do_no_harm_unseen)
{
    type_some(80, 0);
}

Test(two_fingers, at_150_ms_a_letter_do_no_harm_unseen)
{
    type_some(150, 1);
}

Test(two_fingers, at_280_ms_a_letter_do_no_harm_unseen)
{
    type_some(280, 2);
}

Test(two_fingers, at_500_ms_a_letter_do_no_harm_unseen)
{
    type_some(500, 3);
}

Test(two_fingers, at_800_ms_a_letter_do_no_harm_unseen)
{
    type_some(800, 4);
}

/* What is asked and offered */

static void type_slowly(struct typist *t, const char *keys)
{
    called_out_type(t, keys, SLOW_MS);
}

Test(two_fingers, a_goal_with_notes_goes_only_when_that_was_asked_and_said)
{
    struct typist *t = called_out_open();
    static const char *const rows[][2] = {{"\r", "y deletes all of it"},
                                          {"d", "y deletes all of it"},
                                          {"n", "Nothing was deleted"},
                                          {"j", "Nothing was deleted"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        type_slowly(t, "d");
        typist_wait(t, "Delete ‘Reducing childhood obesity’ and its 8 notes?");
        type_slowly(t, rows[i][0]);
        typist_type(t, *rows[i][0] == 'n' ? "\x1fr;" : ""); /* nothing follows */
        typist_wait(t, rows[i][1]);
        typist_wait(t, "1 Goals 4");
    }
    type_slowly(t, "dy");
    typist_type(t, "\x1fr;");
    typist_wait(t, "Deleted ‘Reducing childhood obesity’ and its 8 notes.");
    typist_wait(t, "1 Goals 3");
    typist_leave(t);
}

Test(two_fingers, a_letter_behind_that_question_begins_a_word)
{
    struct typist *t = called_out_open();
    type_slowly(t, "damp homes");
    typist_wait_wrapped(t,
                        "Nothing was deleted. You were typing, so this is a new goal.");
    typist_wait(t, " damp homes");
    typist_wait(t, "1 Goals 4");
    cr_expect_not(typist_sees(t, "Keys before this")); /* the word has them */
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

Test(two_fingers, are_offered_what_their_keys_were_as_words)
{
    struct typist *t = called_out_open();
    type_slowly(t, "2jdamp homes");
    typist_wait(t, " mp homes");
    typist_wait_wrapped(t, "Deleted ‘Advertising’. Keys before this: d a.");
    typist_type(t, "\x7f\x14"); /* Backspace, Ctrl-T */
    typist_wait(t, "You were typing, so this is a new note.");
    typist_wait(t, "\n damp home");
    typist_wait(t, "2 Barriers 12");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

/* Each of those keys was meant, and so is what is typed in the box that the last of them opened. */
Test(two_fingers, a_box_that_was_opened_by_its_key_is_saved_by_enter)
{
    static const char *const words[] = {"audit", "act 1", "ok"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = called_out_open();
        struct str added = str_of("Added ‘%s’.", words[i]);
        called_out_type(t, "G2a", 800);
        called_out_type(t, words[i], 130);
        called_out_type(t, "\r", 400);
        typist_wait(t, added.bytes);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Keys before this"), "‘%s’", words[i]);
        str_finish(&added);
        typist_free(t);
    }
}

Test(two_fingers, are_offered_that_once_more_when_it_was_kept)
{
    struct typist *t = called_out_open();
    type_slowly(t, "2");
    typist_type(t, "\0372000;" DOWN);
    type_slowly(t, "gas bills\r");
    typist_wait(t, "Added ‘as bills’.");
    typist_type(t, "\x14");
    typist_wait(t, " gas bills");
    typist_wait(t, "▶ Advertising");
    typist_wait(t, "New note in 2 Barriers");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_type(t, "\x14");
    typist_wait(t,
                "The letters just before are words already: they were put into a box.");
    typist_leave(t);
}

/* However late Enter comes behind them; and by that once more it is asked. */
Test(two_fingers, ask_nobody_what_letters_that_chose_nothing_opened_a_form_for)
{
    struct typist *t = called_out_open();
    typist_type(t, "2\x1f"
                   "2000;\x0c");
    called_out_type(t, "Ask the vicar", 500);
    called_out_type(t, "\r", 2500);
    typist_wait_wrapped(
        t,
        "Nobody is asked yet: Enter once more asks everybody. Keys before this: A s k");
    called_out_type(t, "\r", 2500);
    typist_wait_wrapped(t, "Asked; the projector shows it");
    typist_free(t);
}

Test(two_fingers, choose_nothing_from_a_list_by_a_word_and_enter)
{
    struct typist *t = called_out_open();
    type_slowly(t, "bus\r");
    typist_wait(t, "Nothing was chosen. Enter once more chooses ‘1 dot a person’.");
    type_slowly(t, "\r");
    typist_wait(t, "Voting: person 1");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(two_fingers, keys_before_a_pause_stay_what_they_were)
{
    static const struct {
        const char *keys, *word, *kept;
        int pause_ms, pace_ms;
    } rows[] = {{"d", "damp homes", "2 Barriers 11", 1000, 400},
                {"d", "exercise", "2 Barriers 11", 1400, 600},
                {"xb", "carers", "B", 1100, 500},
                {"t", "jabs", "left", 1200, 450},
                {"l", "damp homes", "New note in 3", 1000, 400}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        struct str word = str_of(" %s", rows[i].word);
        typist_type(t, "]2\x1f"
                       "2000;\x0c");
        called_out_type_after(t, rows[i].keys, rows[i].pause_ms, rows[i].word,
                              rows[i].pace_ms);
        typist_wait_wrapped(t, "Words? Ctrl-T");
        typist_type(t, "\x14");
        typist_wait(t, "You were typing, so this is a new");
        typist_wait(t, word.bytes);
        typist_wait(t, rows[i].kept);
        str_finish(&word);
        typist_free(t);
    }
}

/* But for those without which what was typed begins no word. */
Test(two_fingers, a_key_before_a_pause_that_begins_the_word_is_of_it)
{
    struct typist *t = called_out_open();
    typist_type(t, "2\x1f"
                   "2000;\x0c");
    called_out_type_after(t, "G", 1300, "ates locked", 500);
    typist_wait_wrapped(t, "Keys before this: G a. Words? Ctrl-T");
    typist_press(t, "\x14", "\n Gates locked");
    typist_wait(t, "New note in 2 Barriers");
    typist_free(t);
}

/* The key that opens the box brings back what was put aside there, and no letter behind it
 * makes a word with that key: "at" is none where "half a thought abou" stands. */
Test(two_fingers, letters_go_on_with_the_draft_that_stands_in_the_box)
{
    struct typist *t = called_out_open();
    typist_type(t, "2\x1f"
                   "2000;\x0c");
    called_out_type_after(t, "a", 1000, "half a thought abou", 100);
    typist_wait(t, "half a thought abou");
    typist_type(t, "\x1fr;" ESC);
    typist_wait(t, "Kept as a draft");
    typist_type(t, "\x1f"
                   "2000;\x0c");
    called_out_type_after(t, "a", 1200, "t the dark\r", 100);
    typist_wait(t, "Added ‘half a thought about the dark’");
    typist_type(t, "\x1fr;" ESC);
    typist_leave(t);
}

Test(two_fingers, no_pace_that_is_slow_all_the_time_has_such_a_pause)
{
    static const int gaps_ms[][4] = {{800, 800, 800, 800},
                                     {900, 700, 1000, 800},
                                     {750, 500, 600, 500},
                                     {1200, 900, 700, 800},
                                     {600, 500, 600, 400}};
    for (size_t i = 0; i < LENGTH(gaps_ms); i++) {
        struct typist *t = called_out_open();
        struct str timed = STR_EMPTY;
        size_t n = 0;
        typist_type(t, "2\x1f"
                       "2000;\x0c");
        for (const char *at = "damp homes"; *at; at++, n++) {
            str_addf(&timed, "\x1f%d;%c", n ? gaps_ms[i][(n - 1) % 4] : 2000, *at);
        }
        typist_type(t, timed.bytes);
        typist_wait_wrapped(t, "Words? Ctrl-T");
        typist_type(t, "\x14");
        typist_wait(t, " damp homes");
        typist_wait(t, "2 Barriers 12");
        str_finish(&timed);
        typist_free(t);
    }
}

Test(two_fingers, what_quick_letters_changed_is_said_behind_escape_with_the_offer)
{
    static const struct {
        const char *word, *said;
    } rows[] = {{"dad",
                 "Deleted ‘Availability of affordable healthy food’. u brings it back. "
                 "Keys before this: d a."},
                {"mums", "Keys before this: m u m s."}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_type(t, i ? "G4" : "2");
        called_out_type_later(t, rows[i].word, 100);
        called_out_type(t, "\x1b", 900);
        typist_type(t, "\x1fr;");
        typist_wait_wrapped(t, rows[i].said);
        typist_type(t, "\x14");
        called_out_wait_box(t, rows[i].word);
        typist_free(t);
    }
}

/* What the first letters opened may have kept the others by then, or put them aside. */
Test(two_fingers, are_written_whole_behind_whatever_ended_them)
{
    static const char *const words[] = {
        "Hearing aids",   "Noise",     "Lunch every day", "Doctor Patel",
        "Sunday dinners", "Insurance", "xmas lights",     "(ramps)"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = called_out_open();
        typist_type(t, "2\x1f"
                       "2000;\x0c");
        type_slowly(t, words[i]);
        typist_type(t, "\x1fr;");
        typist_type(t, ESC);
        typist_wait_wrapped(t, "Words? Ctrl-T");
        typist_type(t, "\x14");
        called_out_wait_box(t, words[i]);
        typist_wait(t, "You were typing, so this is a new note.");
        typist_wait(t, "2 Barriers 12");
        typist_free(t);
    }
}

Test(two_fingers, a_box_that_enter_did_not_save_says_what_does)
{
    struct typist *t = called_out_open();
    typist_type(t, "2\x1f"
                   "2000;\x0c");
    type_slowly(t, "z a\r");
    typist_wait_wrapped(t, "Nothing was saved yet: Enter once more saves it as it is.");
    typist_type(t, "\x1fr;" ESC);
    typist_leave(t);
}

Test(two_fingers, a_word_with_q_is_the_first_that_is_typed_and_nobody_leaves)
{
    struct typist *t = called_out_open();
    type_slowly(t, "queues");
    typist_wait(t, "You were typing, so this is a new goal.");
    typist_wait(t, " queues");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

/* Rows of words, of who does not look. */
Test(two_fingers, words_in_rows_are_an_entry_each_at_whatever_pace)
{
    static const struct {
        const char *first;
        int pace_ms;
    } rows[] = {{"bus", 120},           {"GP", 120},
                {"No lights", 120},     {"No lights", 450},
                {"Waiting lists", 450}, {"exercise", 450}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        struct str first = str_of("%s\r", rows[i].first);
        typist_type(t, "2");
        called_out_type_after(t, "", 3000, first.bytes, rows[i].pace_ms);
        called_out_type_after(t, "", 900, "Muddy path\r", rows[i].pace_ms);
        typist_wait(t, "Added ‘Muddy path’");
        typist_wait(t, "2 Barriers 14");
        typist_wait(t, rows[i].first);
        str_finish(&first);
        typist_type(t, "\x1fr;");
        typist_leave_box(t);
        typist_leave(t);
    }
}

Test(two_fingers, a_title_that_is_typed_slowly_is_none_of_them)
{
    struct typist *t = called_out_open();
    type_slowly(t, "ohealth\r");
    typist_wait(t, "Place      ▶");
    cr_expect_not(typist_sees(t, "You were typing"));
    typist_free(t);
}

/* Of one run of letters, not of each. */
Test(two_fingers, one_offer_is_kept_among_what_was_said)
{
    struct typist *t = called_out_open();
    type_slowly(t, "Buses");
    typist_wait_wrapped(t, "Keys before this: B u s e s. Words?");
    typist_type(t, "\x1fr;" ESC);
    typist_wait(t, "2 more below");
    typist_type(t, "\x1fr;\x1f"
                   "3000;M");
    typist_wait(t, "What was said, the newest first");
    typist_wait(t, "B u s e s. Words");
    cr_expect_not(typist_sees(t, "B u s e. "));
    typist_type(t, "\x1fr;" ESC);
    typist_free(t);
}

/* Where the window is small, the key for it comes first. */
Test(two_fingers, what_is_offered_is_seen_in_small_windows)
{
    static const int sizes[][2] = {{12, 40}, {6, 20}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct typist *t = called_out_open();
        typist_resize(t, sizes[i][0], sizes[i][1]);
        typist_settle(t);
        type_slowly(t, "Buses too dear\r");
        typist_wait_wrapped(t, "Words? Ctrl-T writes them");
        typist_free(t);
    }
}

/* Which nothing takes back. */
Test(two_fingers, a_file_that_letters_exported_is_named_where_they_are_taken_back)
{
    struct typist *t = called_out_open();
    type_slowly(t, "Em");
    typist_wait(t, "a.md");
    type_slowly(t, "xzq");
    typist_type(t, "\x14");
    typist_wait_wrapped(
        t, "You were typing, so this is a new goal. Esc keeps it as a draft.");
    typist_wait_wrapped(t, "a.md, which was exported, stays.");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

/* Of which the first opens a list, and nothing in it is called so. */
Test(two_fingers, words_that_a_list_took_stay_to_be_written)
{
    struct typist *t = called_out_open();
    type_slowly(t, "Buses\r\rMud\r");
    typist_wait_wrapped(t, "Keys before this: B u s e s Enter M u d. Words?");
    type_slowly(t, "\r");
    typist_type(t, "\x1fr;" ESC);
    typist_wait(t, "2 more below");
    typist_wait_wrapped(t, "Keys before this: B u s e s Enter M u d. Words?");
    typist_type(t, "\x14");
    typist_wait_wrapped(t, "1 before it is saved.");
    typist_wait(t, "1 Goals 5");
    typist_wait(t, "\n Mud");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

Test(two_fingers, keys_that_all_did_something_are_offered_as_no_words)
{
    static const char *const rows[] = {"2Vb3vv", "Db\r", "2b3vvbw8\r5",
                                       "GC",     "GP",   "PPM"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        type_slowly(t, rows[i]);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Words?"), "%s", rows[i]);
        typist_free(t);
    }
}

/* A key that was held back for a moment is a letter, and so is the same behind it. */
Test(two_fingers, a_letter_that_comes_twice_in_what_is_taken_stands_twice)
{
    static const char *const words[] = {"Eat together", "quick queue"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = called_out_open();
        typist_type(t, "2");
        called_out_type_later(t, words[i], 200);
        called_out_wait_box(t, words[i]);
        typist_wait(t, "You were typing, so this is a new note.");
        called_out_type(t, "\r\x14", 900);
        typist_wait(t, "The letters just before are words already");
        typist_free(t);
    }
}

/* Though it is offered by then to take them: who looks at the keys reads nothing. */
Test(two_fingers, no_enter_behind_words_changes_the_entry_that_they_ran_into)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "P2p", 1300);
    typist_type(t, "\x1f"
                   "1300;W");
    called_out_type(t, "eekends\r", 600);
    typist_wait_wrapped(t, "Nothing was saved yet: Enter once more saves it as it is.");
    typist_type(t, "\x1f"
                   "900;\x14");
    typist_wait(t, "You were typing, so this is a new note.");
    typist_wait(t, "      Weekends");
    typist_free(t);
}
