/* At which pace keys come: one by one they are keys, whatever words they might be; and one that is
 * held down is of no word, and counts once. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(key_pace, .init = called_out_begin, .fini = called_out_finish);

static void expect_no_words(struct typist *t)
{
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Words?"));
    cr_expect_not(typist_sees(t, "You were typing"));
}

Test(key_pace, a_key_that_is_held_down_deletes_once)
{
    static const char *const held[] = {
        "d\03740;d\03740;d\03733;d", "d\037500;d\03733;d\03733;d\03733;d",
        "d\0371000;d\03733;d\03733;d\03733;d", "d\0372000;d\03733;d",
        "d\037500;d\03773;d\03733;d\03769;d\037130;d\03773;d"};
    for (size_t i = 0; i < LENGTH(held); i++) {
        struct typist *t = called_out_open();
        typist_press(t, "2\0372000;\x0c", "2 Barriers 12");
        typist_type(t, held[i]);
        typist_wait_wrapped(t,
                            "Deleted ‘Availability of affordable healthy food’. u brings "
                            "it back. A key that is held down deletes once.");
        typist_wait(t, "2 Barriers 11");
        typist_press(t, "\037900;d", "2 Barriers 10"); /* as often as it is pressed */
        typist_type(t, "\x1fr;");
        typist_leave(t);
    }
}

/* As a keyboard repeats it: at once, or behind the half second that it waits first. */
static void hold(struct typist *t, char key, bool waits)
{
    struct str keys = str_of("\x1f%d;%c\x1f%d;%c", 2000, key, waits ? 500 : 33, key);
    for (int i = 0; i < 6; i++) {
        str_addf(&keys, "\x1f%d;%c", 33, key);
    }
    typist_type(t, keys.bytes);
    str_finish(&keys);
}

/* Whatever changes something in front of the room. */
Test(key_pace, a_key_that_is_held_down_counts_once)
{
    static const struct {
        const char *there, *seen;
        char key;
        const char *said, *row;
    } rows[] = {
        {"2", "2 Barriers 12", ']', "Welcome · 5 minutes.", "Welcome"},
        {"]\0372000;]\0372000;]", "· 60 minutes", '[', "Overview · 25 min", "Overview"},
        {"2\0372000;d\0372000;d\0372000;\x0c", "2 Barriers 10", 'u', "1 more to undo",
         "2 Barriers 11"},
        {"2\0372000;d\0372000;d\0372000;u\0372000;u\0372000;\x0c", "2 Barriers 12",
         '\x19', "Redid", "2 Barriers 11"},
        {"b\0372000;3\0372000;2\0372000;\x0c", "▶", 'v', "2 of 3 dots left", "A dot for"},
        {"D\0372000;\x1b[B", "Overview", 'x', "‘Overview’ is skipped today", "skipped"},
    };
    for (size_t i = 0; i < 2 * LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        size_t row = i / 2;
        typist_press(t, rows[row].there, rows[row].seen);
        hold(t, rows[row].key, i % 2);
        typist_wait_wrapped(t, rows[row].said);
        typist_wait_wrapped(t, "A key that is held down counts once.");
        typist_wait(t, rows[row].row);
        typist_press(t, "\x1fr;\x07", "q Leave");
        typist_leave(t);
    }
}

/* What is set bit by bit. */
Test(key_pace, a_key_that_is_held_down_goes_on_through_numbers)
{
    struct typist *t = called_out_open();
    typist_press(t, "D\0372000;\x1b[B", "Overview");
    hold(t, '+', true);
    typist_wait(t, "‘Overview’ has 65 minutes now, 60 before.");
    typist_free(t);
}

Test(key_pace, a_key_that_is_held_down_is_of_no_word)
{
    static const char *const rows[][2] = {
        {"1\0371000;d\03730;d\03730;d\037500;\r", "Delete ‘Reducing childhood obesity’"},
        {"1\0371000;d\037500;d\03730;d\037500;\r", "Delete ‘Reducing childhood obesity’"},
        {"2\0372000;U\037500;U\03740;U\03740;U\03740;U\037800;M", "What was said"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_type(t, rows[i][0]);
        typist_wait(t, rows[i][1]);
        expect_no_words(t);
        typist_free(t);
    }
}

/* Nor does it type into what it opened, once it is known to be held; but what it stood in is kept. */
Test(key_pace, a_key_that_is_held_down_types_nothing_into_what_it_opened)
{
    static const int waits_ms[] = {33, 400, 500, 660, 1000};
    static const struct {
        char key;
        const char *typed, *shown;
    } rows[] = {{'a', "No beds", "\n No beds"},
                {'g', "No beds", "\n No beds"},
                {'e', " zz", "healthy food zz"},
                {'B', "liminal", "The liminal space"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        for (size_t n = 0; n < LENGTH(waits_ms); n++) {
            char key = rows[i].key;
            struct str keys =
                str_of("\x07\x1b[H2\x1f%d;%c\x1f%d;%c", 3000, key, waits_ms[n], key);
            str_addf(&keys, "\x1f%d;%c\x1f%d;%c", 33, key, 33, key);
            typist_type(t, keys.bytes);
            called_out_type_after(t, "", 700, rows[i].typed, 150);
            typist_wait(t, rows[i].shown);
            typist_press(t, CTRL_U "\x07", "? Keys");
            str_finish(&keys);
        }
        typist_free(t);
    }
}

/* As a busy machine, or a line that stumbles, hands them on; by hand it is a letter. */
Test(key_pace, a_key_that_is_held_down_repeats_unevenly)
{
    static const int gaps_ms[][6] = {{500, 73, 33, 70, 65, 73},
                                     {73, 73, 69, 73, 40, 73},
                                     {500, 120, 33, 130, 73, 110}};
    struct typist *t = called_out_open();
    for (size_t i = 0; i < LENGTH(gaps_ms); i++) {
        typist_type(t, "\x07\x1b[H2\0373000;a");
        for (size_t n = 0; n < LENGTH(gaps_ms[i]); n++) {
            called_out_type(t, "a", gaps_ms[i][n]);
        }
        called_out_type_after(t, "", 700, "No beds", 150);
        typist_wait(t, "\n No beds");
        typist_press(t, CTRL_U "\x07", "? Keys");
    }
    called_out_type_later(t, "aaaah", 110);
    typist_wait(t, "\n aaah");
    typist_press(t, CTRL_U "\x07", "? Keys");
    typist_free(t);
}

/* Nor while the machine stands still, and hands on at once what came meanwhile. */
Test(key_pace, a_key_that_is_held_down_is_not_let_go_while_the_machine_stalls)
{
    static const int stalls_ms[] = {200, 400, 1000, 3000};
    struct typist *t = called_out_open();
    for (size_t i = 0; i < LENGTH(stalls_ms); i++) {
        struct str keys = str_of("\x07\x1b[H2\0373000;a\037500;a\03733;a\03733;a");
        str_addf(&keys, "\037%d;aaaaa\03733;a", stalls_ms[i]);
        typist_type(t, keys.bytes);
        called_out_type_after(t, "", 700, "No beds", 150);
        typist_wait(t, "\n No beds");
        typist_press(t, CTRL_U "\x07", "? Keys");
        str_finish(&keys);
    }
    typist_free(t);
}

Test(key_pace, keys_one_by_one_that_did_what_they_say_are_no_word)
{
    static const struct {
        const char *keys;
        int pace_ms;
        const char *typed, *shown;
    } rows[] = {{"due", 500, " all day", "Changed ‘Availability"},
                {"due", 600, "all day", "Changed ‘Availability"},
                {"due", 1000, " all day", "Changed ‘Availability"},
                {"due", 1200, " all day", "Changed ‘Availability"},
                {"dyug", 600, "more buses", "Added ‘more buses’"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        struct str gap = str_of("\x1f%d;%c", rows[i].pace_ms, *rows[i].typed);
        typist_press(t, *rows[i].shown == 'C' ? "2" : "1", "▶");
        called_out_type_later(t, rows[i].keys, rows[i].pace_ms);
        typist_type(t, gap.bytes);
        called_out_type(t, rows[i].typed + 1, 110);
        called_out_type(t, "\r", 500);
        typist_wait(t, rows[i].shown);
        expect_no_words(t);
        str_finish(&gap);
        typist_type(t, "\x1fr;" ESC);
        typist_wait(t, "? Keys");
        typist_leave(t);
    }
}

/* As are those that led to lists and to others' entries, and before the room. */
Test(key_pace, keys_one_by_one_are_offered_as_no_initials)
{
    static const struct {
        const char *before, *keys, *shown;
        int pace_ms;
    } rows[] = {{"", "IN", "Nothing waits", 1000},
                {"", "ISy", "From now on what phones send stands in the grid", 1000},
                {"", "zz", "stays hidden from all but its writers", 1000},
                {"2", "GP", "For the room", 700},
                {"", "PI", "Everybody would read", 610},
                {"", "PM", "What was said", 610},
                {"2", "PPD", "Feedback and next steps", 700},
                {"", "BC", "Crossing the cultural chasm", 700},
                {"", "BI", "Is it ripe for a movement", 700},
                {"", "besh", "h chooses nothing here", 1000},
                {"", "besh", "h chooses nothing here", 1400},
                {"", "Pbesh", "h chooses nothing here", 1000},
                {"2b\0372000;3\0372000;\x0c", "vVbsybrP", "For the room", 800}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_type(t, rows[i].before);
        called_out_type_later(t, rows[i].keys, rows[i].pace_ms);
        typist_type(t, strchr(rows[i].keys, 'y') ? "\x1fr;" : "");
        typist_wait(t, rows[i].shown);
        expect_no_words(t);
        cr_expect_not(typist_sees(t, "Ctrl-T"), "%s", rows[i].keys);
        typist_type(t, "\037500;" ESC "\037900;" ESC "\x1fr;");
        expect_no_words(t);
        typist_free(t);
    }
}

/* As long as letters may come behind them; and no more once another key did. */
Test(key_pace, two_keys_are_offered_quietly_and_for_two_seconds)
{
    static const struct {
        const char *keys;
        int pace_ms;
    } rows[] = {{"PM", 400}, {"GP", 400}, {"SW", 500}, {"ST", 500}, {"Gs", 600}};
    for (size_t i = 0; i < 2 * LENGTH(rows); i++) {
        struct typist *t = called_out_at("2", "▶ Availability");
        struct str hint = str_of("Ctrl-T Words: %s", rows[i / 2].keys);
        called_out_type_later(t, rows[i / 2].keys, rows[i / 2].pace_ms);
        typist_wait(t, hint.bytes);
        expect_no_words(t);
        typist_type(t, i % 2 ? "\037500;" ESC "\x1fr;" : "\x1fr;");
        typist_wait_gone(t, hint.bytes);
        str_finish(&hint);
        typist_free(t);
    }
}

/* Why a view did nothing is said as long as that stands there; a key pressed twice is no word, and
 * the next answers what is asked. */
Test(key_pace, what_a_list_says_of_a_key_goes_with_the_list)
{
    struct typist *t = called_out_open();
    typist_press(t, "P", "P Projector  ? Keys");
    called_out_type_later(t, "PII", 1000);
    typist_wait(t, "I chooses nothing here; Esc goes back.");
    typist_type(t, "\0371000;y\x1fr;");
    typist_wait(t, "Inbox: nothing waits");
    cr_expect_not(typist_sees(t, "Keys before this"));
    cr_expect_not(typist_sees(t, "chooses nothing here"));
    typist_type(t, ESC);
    typist_free(t);
}

Test(key_pace, dots_that_were_counted_on_paper_are_no_word)
{
    static const int paces_ms[] = {200, 300, 700, 1200};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = called_out_open();
        struct str down = str_of("\x1f%d;" DOWN, paces_ms[i]);
        called_out_type_later(t, "2b1vv", paces_ms[i]);
        typist_type(t, down.bytes);
        called_out_type(t, "vbw8\r5\r6\r2\r\rb", paces_ms[i]);
        typist_wait(t, "Numbers alone stand here");
        expect_no_words(t);
        typist_press(t, "\037900;\x14", "Nothing pressed just before this");
        str_finish(&down);
        typist_press(t, "\x1fr;\x07", "? Keys");
        typist_leave(t);
    }
}

/* An answer has the letter that began it. */
Test(key_pace, an_answer_that_is_kept_as_a_draft_is_no_word)
{
    struct typist *t = called_out_open();
    called_out_type_later(t, "sw", 1000);
    typist_settle(t);
    called_out_type_later(t, "What now?", 200);
    called_out_type_later(t, "\r", 500);
    typist_wait(t, "Asked");
    called_out_type_later(t, "lush", 300);
    typist_wait(t, "Answer: lush");
    typist_type(t, "\x1fr;" ESC);
    typist_wait(t, "draft");
    expect_no_words(t);
    typist_free(t);
}

/* A ballot whose counts all have seen is ended, and what is typed next is asked: as it was looked
 * at, none of it is of a word, however fast the menu's keys came. */
Test(key_pace, keys_that_led_to_the_form_of_a_question_are_no_word_of_it)
{
    static const int paces_ms[] = {300, 700};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = called_out_open();
        typist_press(t, "2b\0372000;3\0372000;2\0372000;\x0c", "▶ Availability");
        typist_press(t, "v\0371000;b\0371000;s\0372000;y\0372000;", "1 vote");
        called_out_type_later(t, "be", paces_ms[i]);
        called_out_type(t, "s", 700);
        called_out_type(t, "h", 500);
        called_out_type_after(t, "", 1000, "who has waited longest?", 150);
        if (paces_ms[i] > 300) {
            typist_wait(t, "longest?");
            expect_no_words(t);
        }
        called_out_type(t, "\r", 1000);
        typist_wait(t, "Asked");
        expect_no_words(t);
        cr_expect_not(typist_sees(t, "Ctrl-T"));
        typist_free(t);
    }
}

/* What stood there unfinished was read: it is asked by Enter, once. */
Test(key_pace, a_question_that_was_brought_back_is_asked)
{
    struct typist *t = called_out_open();
    called_out_type(t, "sh", 1000);
    called_out_type_after(t, "", 2000, "old people", 150);
    typist_wait(t, "old people");
    typist_press(t, "\0372000;\x07", "? Keys");
    called_out_type_later(t, "sh", 1000);
    typist_wait(t, "stands here again");
    called_out_type(t, "\r", 1000);
    typist_wait(t, "Asked");
    expect_no_words(t);
    typist_free(t);
}

/* Behind a blank one letter that finds nothing is a slip, and no word. */
Test(key_pace, a_letter_behind_a_blank_in_a_list_is_offered_quietly)
{
    struct typist *t = called_out_open();
    called_out_type_later(t, "B x", 800);
    typist_wait(t, "Ctrl-T Words: B x");
    expect_no_words(t);
    typist_free(t);
}

/* What is typed into a form that was opened from a list is what it says, and no keys. */
Test(key_pace, words_in_a_form_that_was_opened_from_a_list_are_its_own)
{
    struct typist *t = called_out_open();
    called_out_type(t, "shW", 1000);
    called_out_type(t, "arm today\r", 500);
    typist_wait(t, "Asked");
    expect_no_words(t);
    typist_free(t);
}
