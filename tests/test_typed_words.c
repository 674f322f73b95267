/* Words that are typed where letters are keys: before `a` was pressed. */

#include "app/typing/typed_words.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/hands.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static void finish(void)
{
    program_env("LD_PRELOAD", NULL);
    folder_finish();
}

TestSuite(typed_words, .init = enter_folder, .fini = finish);

#define CTRL_L "\x0c"

static const char *const phrases[] = {"depression in men",
                                      "quiet rooms",
                                      "NHS cuts",
                                      "GP hours",
                                      "CVS grants",
                                      "Quiet rooms",
                                      "loneliness",
                                      "bus fares",
                                      "buses",
                                      "mental health",
                                      "exercise classes",
                                      "every child",
                                      "eat well",
                                      "end stigma",
                                      "elderly people",
                                      "Elderly",
                                      "older people",
                                      "Obesity",
                                      "young people",
                                      "Young carers",
                                      "parents",
                                      "Parks and paths",
                                      "day centre",
                                      "dads and sons",
                                      "dog walking",
                                      "debt",
                                      "diet",
                                      "drinking",
                                      "DRUGS",
                                      "schools",
                                      "Schools",
                                      "support for carers",
                                      "stigma",
                                      "social media",
                                      "Sure Start",
                                      "food banks",
                                      "family doctors",
                                      "fear of crime",
                                      "Fear",
                                      "transport at night",
                                      "talking",
                                      "text messages",
                                      "tax on sugar",
                                      "time to care",
                                      "Lack of buses",
                                      "Housing",
                                      "Jobs",
                                      "Kids",
                                      "kids clubs",
                                      "language",
                                      "learning",
                                      "health visitors",
                                      "hospital beds",
                                      "isolation",
                                      "information",
                                      "vaping",
                                      "voluntary work",
                                      "unemployment",
                                      "under 18s",
                                      "waiting lists",
                                      "women",
                                      "Warm homes",
                                      "rooms to rent",
                                      "play streets",
                                      "culture",
                                      "carers",
                                      "budget cuts",
                                      "Big society",
                                      "men in sheds",
                                      "nurses",
                                      "Nobody asks us",
                                      "zebra crossings",
                                      "x-rays",
                                      "equity",
                                      "damp",
                                      "ok",
                                      "no",
                                      "gardening",
                                      "active travel"};

/* How much of its beginning a word may lack: what goes to another cell and opens a box, as
 * in "have", cannot be told from keys. */
enum { KEYS_OF_WORD = 3 };

/* Whether a line of csv has the phrase, or what is left of it. */
static bool is_of_phrase(const char *line, size_t len, const char *phrase)
{
    for (size_t i = 0; i <= KEYS_OF_WORD && i < strlen(phrase); i++) {
        const char *at = strstr(line, phrase + i);
        if (at && at < line + len) {
            return true;
        }
    }
    return false;
}

/* The lines of after without those of the phrase are those of before. */
static void expect_only_added(const char *before, const char *after, const char *phrase)
{
    size_t added = 0;
    for (const char *line = after; *line; line += strcspn(line, "\n") + 1) {
        size_t len = strcspn(line, "\n") + 1;
        if (strncmp(before, line, len) == 0) {
            before += len;
        } else {
            added++;
            bool known = is_of_phrase(line, len, phrase);
            cr_expect(known, "‘%s’ did this: %.*s", phrase, (int)len, line);
            if (!known) {
                return;
            }
        }
    }
    cr_expect(!*before, "‘%s’ took away: %s", phrase, before);
    cr_expect_leq(added, 1, "‘%s’", phrase);
}

/* What is said of a table beside its entries. */
static void expect_no_more(const char *json, const char *phrase)
{
    static const char *const fields[] = {"\"stage\"", "\"clock\"", "\"ballot\"",
                                         "\"alone\"", "\"asks\""};
    for (size_t i = 0; i < LENGTH(fields); i++) {
        cr_expect_null(strstr(json, fields[i]), "‘%s’ set %s", phrase, fields[i]);
    }
}

static void copy_sample(void)
{
    char *sample = repo_path("sessions/write-up.json"), *text = text_file_read(sample);
    char *path = test_path("a.json");
    text_file_write(path, text);
    free(text);
    free(path);
    free(sample);
}

/* There, each phrase with Enter behind it, as fast as a machine types. */
static void type_all_at(const char *keys, const char *there)
{
    for (size_t i = 0; i < LENGTH(phrases); i++) {
        struct str words = str_of("%s\r", phrases[i]);
        copy_sample();
        char *before = exported("a.json", "csv");
        struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
        typist_type(t, keys);
        typist_wait(t, there);
        typist_type(t, CTRL_L); /* or the keys of the way there are of the run */
        typist_type(t, words.bytes);
        typist_settle(t);
        typist_type(t, ESC); /* as who sees what has become of it */
        typist_settle(t);
        typist_signal(t, SIGTERM);
        cr_expect_eq(typist_end(t), 0, "‘%s’", phrases[i]);
        typist_free(t);
        char *after = exported("a.json", "csv"), *json = exported("a.json", "json");
        expect_only_added(before, after, phrases[i]);
        expect_no_more(json, phrases[i]);
        free(json);
        free(after);
        free(before);
        str_finish(&words);
    }
}

Test(typed_words, do_no_harm_on_a_goal)
{
    type_all_at(DOWN, "▶Reducing social");
}

Test(typed_words, do_no_harm_on_a_note)
{
    type_all_at("2" DOWN, "▶ Advertising");
}

Test(typed_words, do_no_harm_in_an_empty_cell)
{
    type_all_at("G2", "▶ a adds");
}

/* Three people of whom none types a word as keys, for five minutes each. */
static void expect_no_false_alarm(const char *name, const char *holds, const char *lacks)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    enum { FIVE_MINUTES_MS = 5 * 60 * 1000 };
    char *preload = program_beside("key_times.so");
    program_env("LD_PRELOAD", preload);
    copy_sample();
    struct typist *t = typist_open(40, 120, WORDS("roundtable", "--by", "Ana", "a.json"));
    int64_t took_ms = hands_play(t, name, "You were typing");
    cr_expect_geq(took_ms, FIVE_MINUTES_MS, "%s takes %lld ms only", name,
                  (long long)took_ms);
    typist_leave(t);
    char *text = exported("a.json", "csv");
    expect_part(text, holds);
    expect_no_part(text, lacks);
    free(text);
    free(preload);
}

Test(typed_words, are_not_seen_in_the_keys_of_who_writes_down_what_is_called_out)
{
    expect_no_false_alarm("writes-down", "barriers,Nowhere to sit", "hing");
}

Test(typed_words, are_not_seen_in_the_keys_of_who_marks_and_votes)
{
    expect_no_false_alarm("marks-and-votes", "Regulation,,7", "typing");
}

Test(typed_words, are_not_seen_in_the_keys_of_who_tidies_up)
{
    expect_no_false_alarm("tidies-up", "Care homes & sheltered", "nurseries");
}

/* Keys in a row that somebody means. */
Test(typed_words, are_no_keys_that_quick_hands_press_without_a_pause)
{
    static const char *const rows[] = {
        "dddd",     "du",        "uuu",      "vvv",   "jjkk",   "hjkl",   "xb",
        "xbjxpjxc", "x0",        "m3",       "mbu",   "Cc",     "tt",     "]]",
        "][",       "JKJK",      "HL",       "nN",    "iP",     "GG",     "wi",
        "r",        "ax text\r", "e\x15new", "es of", "e, too", "gd",     "gax",
        "2ado",     "ja do",     "haYo",     "xbayo", "Gg new", "daYoung"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        copy_sample();
        struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
        typist_type(t, "2" CTRL_L);
        typist_type(t, rows[i]);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "You were typing"), "‘%s’", rows[i]);
        typist_free(t);
    }
}

Test(typed_words, stand_in_the_box_with_all_their_letters_and_it_is_said)
{
    copy_sample();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "2" CTRL_L "depression in men");
    typist_wait(t, "New note in 2 Barriers of ‘Reducing childhood obesity’");
    typist_wait(t, "You were typing, so this is a new note. Esc keeps it as a draft.");
    typist_wait(t, " depression in men");
    typist_wait(t, "2 Barriers 12");
    typist_enter(t, "", "2 Barriers 13");
    typist_type(t, "u");
    typist_wait(t, "Undid: added ‘depression in men’ (nothing more to undo)");
    typist_leave(t);
}

Test(typed_words, that_are_put_aside_are_a_draft)
{
    copy_sample();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "quiet rooms");
    typist_wait(t, "You were typing, so this is a new goal. Esc keeps it as a draft.");
    typist_leave_box(t);
    typist_wait(t, "1 Goals 4");
    typist_type(t, "a");
    typist_wait(t, "quiet rooms");
    typist_leave_box(t);
    typist_leave(t);
}

/* As the key that adds does there: it writes the vision, and where one is written, a goal. */
Test(typed_words, on_a_vision_are_what_the_key_that_adds_would_begin)
{
    copy_sample();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_press(t, "G", "(0 writes");
    typist_press(t, UP, "e writes the vision");
    typist_press(t, CTRL_L "quiet rooms",
                 "You were typing, so this is the vision. Esc keeps it as a draft.");
    typist_wait(t, "─ The vision ─");
    typist_press(t, "\r", "The vision is ‘quiet rooms’ now.");
    typist_press(t, CTRL_L "day centre", "You were typing, so this is a new goal.");
    typist_press(t, "\r", "Added ‘day centre’");
    typist_leave_box(t);
    typist_press(t, "uu", "Vision: If this goes well");
    typist_leave(t);
}

/* The clock cannot be undone otherwise; and neither is what was undone before lost. */
Test(typed_words, leave_clock_panel_and_what_can_be_undone_as_they_were)
{
    copy_sample();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "]");
    typist_wait(t, "Welcome ");
    typist_enter(t, "2aFirst\rSecond", "2 Barriers 14");
    typist_type(t, "u");
    typist_wait(t, "Undid: added ‘Second’");
    typist_type(t, CTRL_L "tidy up");
    typist_wait(t, "You were typing");
    typist_leave_box(t);
    cr_expect_not(typist_sees(t, "left"), "the clock runs");
    typist_type(t, "\x19"); /* Ctrl-Y */
    typist_wait(t, "Redid: added ‘Second’");
    typist_leave(t);
    char *json = exported("a.json", "json");
    expect_no_part(json, "\"clock\"");
    free(json);
}

Test(typed_words, do_nothing_on_the_home_screen)
{
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "n New");
    typist_type(t, "quiet rooms");
    typist_wait(t, "You were typing, but here each letter is a key. Nothing was done.");
    typist_type(t, CTRL_L "depression");
    typist_settle(t);
    typist_wait(t, "n New");
    typist_type(t, CTRL_L);
    typist_leave(t);
}

Test(typed_words, in_the_menu_of_a_ballot_give_no_dots)
{
    copy_sample();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "2b");
    typist_wait(t, "Esc Back");
    typist_type(t, CTRL_L "transport");
    typist_wait(t, "You were typing, so this is a new note.");
    typist_wait(t, " transport");
    typist_leave_box(t);
    typist_type(t, "v");
    typist_wait(t, "First a ballot");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(typed_words, that_are_none_end_with_q_and_the_program_is_left)
{
    copy_sample();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "2iq");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

Test(typed_words, nor_does_a_click_on_leave_that_is_released_elsewhere)
{
    copy_sample();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    int row, col;
    cr_assert(typist_find(t, "q Leave", &row, &col));
    typist_drag(t, row, col + 2, 5, 25);
    typist_settle(t);
    typist_type(t, DOWN);
    typist_wait(t, "▶Reducing social");
    typist_drag(t, row, col, row, col + 4); /* on it all the time */
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}
