/* The grid fills the window it has, and what a room decided is seen in whatever is cut. */

#include "base/hash.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/scene.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(filled, .init = enter_folder, .fini = folder_finish);

#define END "\x1b[F"
#define HOME "\x1b[H"

static const char *const goal_words[] = {
    "Fewer children with asthma", "Less loneliness of carers", "More walking to school",
    "Warm homes in winter",       "Safer streets at night",    "Last of the goals",
};

/* Six goals of three barriers each, whose words are longer than a column. */
static struct typist *open_six(int rows, int cols)
{
    struct str goals = STR_EMPTY;
    for (size_t i = 0; i < LENGTH(goal_words); i++) {
        str_addf(&goals,
                 "%s{\"text\":\"%s\",\"barriers\":[\"Damp flats of %zu landlords who "
                 "never answer\",\"Bus fares\",\"No money\"],\"stakeholders\":[\"Schools "
                 "and their heads\"]}",
                 i ? "," : "", goal_words[i], i);
    }
    scene_write_table("six.json", goals.bytes);
    str_finish(&goals);
    return typist_open(rows, cols, WORDS("roundtable", "six.json"));
}

Test(filled, a_window_that_is_enlarged_shows_what_it_has_room_for)
{
    struct typist *t = open_six(24, 80);
    typist_type(t, END);
    typist_wait(t, "more above");
    typist_wait(t, "Last of the");
    typist_resize(t, 40, 120);
    typist_wait(t, "Fewer children with");
    typist_wait_gone(t, "more above");
    for (size_t i = 0; i < LENGTH(goal_words); i++) {
        struct str first = str_of("%.10s", goal_words[i]);
        typist_wait(t, first.bytes);
        str_finish(&first);
    }
    typist_wait(t, "▶Last of the goals");
    typist_free(t);
}

/* While it waits for what may follow Esc, or half a key, nothing is drawn: nor what the library for the
 * screen remembers of the first picture, which stood among the rows of the next until Ctrl-L. */
Test(filled, a_window_that_is_resized_right_behind_escape_is_drawn_whole)
{
    static const char *const last[] = {"\x1b", "\x1b[", "\x1b]11;"};
    struct typist *t = open_six(24, 80);
    typist_press(t, "P", "1 of 6 goals");
    for (size_t i = 0; i < 2 * LENGTH(last); i++) {
        struct str seen = STR_EMPTY, anew = STR_EMPTY;
        typist_press(t, "a", "Enter Save");
        typist_type(t, last[i % LENGTH(last)]);
        typist_resize(t, i % 2 ? 24 : 20, i % 2 ? 80 : 60);
        typist_settle(t);
        typist_type(t, typist_sees(t, "Enter Save") ? "\x1b" : "j");
        typist_settle(t);
        typist_press(t, i % 2 ? "k" : "j", "of 6 goals");
        typist_settle(t);
        typist_text(t, &seen);
        typist_type(t, "\x0c");
        typist_settle(t);
        typist_text(t, &anew);
        cr_expect_str_eq(str_text(&seen), str_text(&anew));
        str_finish(&seen);
        str_finish(&anew);
    }
    typist_free(t);
}

Test(filled, no_row_is_empty_after_any_resize_while_there_is_more)
{
    static const char *const keys[] = {END, HOME, UP,  DOWN,
                                       TAB, "i",  "2", "e\x05 more\r"};
    unsigned long times = times_asked("FILLED", 60), bad = 0;
    unsigned long seed = times_asked("FILLED_SEED", 20170222);
    struct dice dice = {seed};
    struct typist *t = open_six(24, 80);
    for (unsigned long i = 0; i < times; i++) {
        typist_resize(t, 16 + (int)(dice_roll(&dice) % 40),
                      62 + (int)(dice_roll(&dice) % 90));
        typist_settle(t);
        int empty = rows_left_empty(t);
        if (empty) {
            struct str screen = STR_EMPTY;
            typist_text(t, &screen);
            cr_expect(false, "seed %lu, step %lu: %d empty rows\n%s", seed, i, empty,
                      str_text(&screen));
            str_finish(&screen);
            bad++;
        }
        typist_type(t, keys[dice_roll(&dice) % LENGTH(keys)]);
        typist_settle(t);
        cr_expect_eq(rows_left_empty(t), 0, "seed %lu, after the key of step %lu", seed,
                     i);
    }
    typist_free(t);
    figure("sizes of the window at random, rows left empty", times, bad, seed);
}

/* Beside a large grid, with prompts and without, in narrow windows and in small ones. */
Test(filled, no_row_is_empty_in_small_windows_and_large_with_prompts)
{
    static const struct {
        int rows, cols;
    } sizes[] = {{12, 40}, {20, 60}, {24, 80}, {40, 120}, {19, 80}, {30, 50}, {14, 100}};
    static const char *const keys[] = {END, HOME, UP,  DOWN, TAB, "i", "2",
                                       "1", "3",  "]", "[",  "h", "l", "."};
    unsigned long times = times_asked("FILLED", 60), bad = 0;
    unsigned long seed = times_asked("FILLED_SEED", 20170222);
    struct dice dice = {seed};
    struct typist *t = open_six(24, 80);
    for (unsigned long i = 0; i < times; i++) {
        size_t size = dice_roll(&dice) % LENGTH(sizes);
        typist_resize(t, sizes[size].rows, sizes[size].cols);
        typist_settle(t);
        for (int then = 0; then < 2; then++) {
            int empty = rows_left_empty(t);
            struct str screen = STR_EMPTY;
            typist_text(t, &screen);
            cr_expect_eq(empty, 0, "seed %lu, step %lu: %d empty rows\n%s", seed, i,
                         empty, str_text(&screen));
            bad += empty > 0;
            str_finish(&screen);
            if (!then) {
                typist_type(t, keys[dice_roll(&dice) % LENGTH(keys)]);
                typist_settle(t);
            }
        }
    }
    typist_free(t);
    figure("windows of seven sizes with prompts, rows left empty", times, bad, seed);
}

/* What is seen of the next goal in one row is no second line of the one above. */
Test(filled, a_goal_of_which_one_row_is_seen_says_that_it_is_another)
{
    struct typist *t = open_six(24, 80);
    bool below = false, above = false;
    for (int rows = 16; rows < 32; rows++) {
        typist_resize(t, rows, 80);
        for (int end = 0; end < 2; end++) {
            typist_type(t, end ? END : HOME);
            typist_settle(t);
            for (size_t i = 0; i < LENGTH(goal_words); i++) {
                struct str next = str_of(" Next: %s", goal_words[i]),
                           before = str_of(" Above: %s", goal_words[i]);
                below = below || typist_sees(t, next.bytes);
                above = above || typist_sees(t, before.bytes);
                str_finish(&next);
                str_finish(&before);
            }
        }
    }
    cr_expect(below);
    cr_expect(above);
    typist_free(t);
}

/* The prompts of a stage stand beside the goals until i takes them away. */
Test(filled, a_panel_that_is_hidden_leaves_its_room_to_the_goals)
{
    struct typist *t = open_six(30, 100);
    typist_type(t, "]");
    typist_settle(t);
    typist_type(t, END);
    typist_settle(t);
    for (int i = 0; i < 5; i++) {
        cr_expect_eq(rows_left_empty(t), 0);
        cr_expect(typist_sees(t, "▶"), "the selection is seen");
        typist_type(t, "i");
        typist_settle(t);
    }
    typist_free(t);
}

/* Of words that are cut, "[B]" and the dots are what the room is looking for. */
Test(filled, marks_and_votes_are_seen_of_every_note_whose_words_are_cut)
{
    static const char note[] =
        "{\"text\":\"Nobody at the council answers letters of families about damp, not "
        "even when the doctor writes for them, and nobody knows why that is\","
        "\"weight\":\"boulder\",\"votes\":%d}";
    struct str goals = STR_EMPTY;
    for (int i = 1; i <= 3; i++) {
        str_addf(&goals, "%s{\"text\":\"Goal %d\",\"barriers\":[\"First\",",
                 i > 1 ? "," : "", i);
        str_addf(&goals, note, i + 4);
        str_add(&goals, "]}");
    }
    scene_write_table("votes.json", goals.bytes);
    str_finish(&goals);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "votes.json"));
    for (int cols = 62; cols < 130; cols += 7) {
        typist_resize(t, 24, cols);
        typist_settle(t);
        typist_wait(t, "[B] •5");
        typist_wait(t, "[B] •6");
        cr_expect(typist_sees(t, "…"), "%d columns: nothing is cut", cols);
    }
    typist_resize(t, 24, 40); /* one column at a time */
    typist_type(t, "2");
    typist_wait(t, "[Boulder] •5");
    typist_free(t);
}
