/* Words that are typed where letters are keys, at whatever pace: as people do who type with two
 * fingers, before `a`. Nothing is harmed that they do not see. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static void begin(void)
{
    enter_folder();
    if (program_is_sanitized()) {
        return;
    }
    char *preload = program_beside("key_times.so");
    program_env("LD_PRELOAD", preload);
    free(preload);
}

static void finish(void)
{
    program_env("LD_PRELOAD", NULL);
    folder_finish();
}

TestSuite(two_fingers, .init = begin, .fini = finish);

/* What is called out where people speak of health, homes, youth and their doctors. */
static const char *const words[] = {
    "tired",
    "angry",
    "fear",
    "rest",
    "bus",
    "buses",
    "jobs",
    "pay",
    "food",
    "debt",
    "damp",
    "damp homes",
    "cold",
    "cost",
    "votes",
    "work",
    "no buses",
    "NHS cuts",
    "8am ring round",
    "rent",
    "rents",
    "evictions",
    "mould",
    "heating",
    "benefits",
    "hostels",
    "landlords",
    "overcrowding",
    "stairs",
    "lifts",
    "youth clubs",
    "gangs",
    "knives",
    "exams",
    "bullying",
    "boredom",
    "phones",
    "vapes",
    "vaping",
    "drugs",
    "drink",
    "school",
    "exclusion",
    "parks",
    "graffiti",
    "GP",
    "GPs",
    "waiting",
    "waits",
    "queues",
    "appointments",
    "receptionists",
    "pharmacy",
    "nurses",
    "beds",
    "discharge",
    "carers",
    "dementia",
    "falls",
    "hips",
    "teeth",
    "dentists",
    "eyes",
    "hearing",
    "diabetes",
    "smoking",
    "obesity",
    "diet",
    "sugar",
    "salt",
    "exercise",
    "walking",
    "cycling",
    "swimming",
    "gyms",
    "loneliness",
    "isolation",
    "grief",
    "stress",
    "anxiety",
    "depression",
    "sleep",
    "trauma",
    "stigma",
    "shame",
    "trust",
    "language",
    "interpreters",
    "racism",
    "poverty",
    "wages",
    "zero hours",
    "childcare",
    "nursery",
    "breastfeeding",
    "dads",
    "mums",
    "toddlers",
    "teenagers",
    "elders",
    "veterans",
    "refugees",
    "asylum",
    "disability",
    "ramps",
    "toilets",
    "kerbs",
    "pavements",
    "potholes",
    "traffic",
    "speeding",
    "noise",
    "litter",
    "dog mess",
    "fly tipping",
    "lighting",
    "crime",
    "burglary",
    "police",
    "courts",
    "libraries",
    "halls",
    "churches",
    "mosques",
    "allotments",
    "gardens",
    "trees",
    "flooding",
    "air",
    "asthma",
    "cancer",
    "screening",
    "vaccines",
    "flu",
    "covid",
    "wifi",
    "apps",
    "forms",
    "passwords",
    "post office",
    "banks",
    "cash",
    "loans",
    "gambling",
    "heat or eat",
    "old people",
    "every child",
    "kids",
    "vets",
    "x ray",
};

/* What stands in a.json, as csv. */
static char *table(void)
{
    return exported("a.json", "csv");
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

/* Somewhere in the grid, and the way there. */
struct place {
    const char *name, *keys, *there;
};

static const struct place places[] = {{"a goal", DOWN, "▶Reducing social"},
                                      {"a note", "2" DOWN, "▶ Advertising"},
                                      {"an empty cell", "G2", "▶ a adds"}};

static void type_at(struct typist *t, const char *text, int pace_ms)
{
    enum { BEFORE_ENTER_MS = 500 };
    struct str keys =
        str_of("\x1f%d;\x0c", 2000); /* no letter goes on with the way there */
    for (; *text; text++) {
        str_addf(&keys, "\x1f%d;%c", pace_ms, *text);
    }
    str_addf(&keys, "\x1f%d;\r", BEFORE_ENTER_MS);
    typist_type(t, keys.bytes);
    typist_settle(t);
    str_finish(&keys);
}

/* Whether the lines of `after` are those of `before`, and perhaps one more. */
static bool only_added(const char *before, const char *after)
{
    size_t added = 0;
    for (const char *line = after; *line; line += strcspn(line, "\n") + 1) {
        size_t len = strcspn(line, "\n") + 1;
        bool same = strncmp(before, line, len) == 0;
        before += same ? len : 0;
        added += !same;
    }
    return !*before && added <= 1;
}

/* What of the day, or of a vote, was set. */
static bool sets_more(const char *json)
{
    static const char *const fields[] = {"\"stage\"", "\"clock\"", "\"ballot\"",
                                         "\"alone\"", "\"asks\""};
    bool any = false;
    for (size_t i = 0; i < LENGTH(fields); i++) {
        any = any || strstr(json, fields[i]);
    }
    return any;
}

static void expect_no_harm_unseen(const char *word, int pace_ms,
                                  const struct place *place)
{
    copy_sample();
    char *before = table();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, place->keys);
    typist_wait(t, place->there);
    type_at(t, word, pace_ms);
    bool offered = typist_sees(t, "Ctrl-T");
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    typist_type(t, "\x1fr;");
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 0, "‘%s’", word);
    typist_free(t);
    char *after = table(), *json = exported("a.json", "json");
    bool harmless = only_added(before, after) && !sets_more(json);
    cr_expect(harmless || offered, "‘%s’ on %s, a letter each %d ms:\n%s", word,
              place->name, pace_ms, screen.bytes);
    str_finish(&screen);
    free(json);
    free(after);
    free(before);
}

/* One of so many words, from that one on. */
static void type_some(int pace_ms, size_t from, size_t of)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    for (size_t i = from; i < LENGTH(words); i += of) {
        expect_no_harm_unseen(words[i], pace_ms, &places[(i / of) % LENGTH(places)]);
    }
}

Test(two_fingers, at_80_ms_a_letter_do_no_harm_unseen)
{
    type_some(80, 0, 3);
}

Test(two_fingers, at_200_ms_a_letter_do_no_harm_unseen)
{
    type_some(200, 1, 3);
}

Test(two_fingers, at_280_ms_a_letter_do_no_harm_unseen)
{
    type_some(280, 2, 3);
}

Test(two_fingers, at_500_ms_a_letter_do_no_harm_unseen)
{
    type_some(500, 0, 2);
}

Test(two_fingers, at_800_ms_a_letter_do_no_harm_unseen)
{
    type_some(800, 1, 2);
}

/* What is asked and offered */

static struct typist *open_sample(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    copy_sample();
    return typist_open(24, 80, WORDS("roundtable", "a.json"));
}

static void type_slowly(struct typist *t, const char *keys)
{
    struct str timed = STR_EMPTY;
    for (; *keys; keys++) {
        str_addf(&timed, "\x1f%d;%c", 600, *keys);
    }
    typist_type(t, timed.bytes);
    str_finish(&timed);
}

Test(two_fingers, a_goal_with_notes_goes_only_when_that_was_asked_and_said)
{
    struct typist *t = open_sample();
    static const char *const rows[][2] = {{"\r", "y deletes all of it"},
                                          {"d", "y deletes all of it"},
                                          {"n", "Nothing was deleted"},
                                          {"j", "Nothing was deleted"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        type_slowly(t, "d");
        typist_wait(t, "Delete ‘Reducing childhood obesity’ and its 8 notes?");
        type_slowly(t, rows[i][0]);
        typist_wait(t, rows[i][1]);
        typist_wait(t, "1 Goals 4");
    }
    type_slowly(t, "dy");
    typist_wait(t, "Deleted ‘Reducing childhood obesity’ and its 8 notes.");
    typist_wait(t, "1 Goals 3");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(two_fingers, a_letter_behind_that_question_begins_a_word)
{
    struct typist *t = open_sample();
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
    struct typist *t = open_sample();
    type_slowly(t, "2jdamp homes");
    typist_wait(t, " mp homes");
    typist_wait_wrapped(
        t, "Deleted ‘Advertising’. u brings it back. Keys before this: 2 j d a.");
    typist_type(t, "\x7f\x14"); /* Backspace, Ctrl-T */
    typist_wait(t, "You were typing, so this is a new note.");
    typist_wait(t, " jdamp home");
    typist_wait(t, "2 Barriers 12");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

Test(two_fingers, are_offered_that_once_more_when_it_was_kept)
{
    struct typist *t = open_sample();
    type_slowly(t, "2");
    typist_type(t, "\x1f"
                   "2000;" DOWN);
    type_slowly(t, "exercise\r");
    typist_wait(t, "Changed ‘Advertising’ to ‘Advertisingxercise’.");
    typist_type(t, "\x14");
    typist_wait(t, " exercise");
    typist_wait(t, "▶ Advertising");
    typist_wait(t, "New note in 2 Barriers");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_type(t, "\x14");
    typist_wait(t, "No keys came just before this that could be words.");
    typist_leave(t);
}

Test(two_fingers, choose_nothing_from_a_list_by_a_word_and_enter)
{
    struct typist *t = open_sample();
    type_slowly(t, "bus\r");
    typist_wait(t, "Nothing was chosen. Enter once more chooses ‘1 dot a person’.");
    type_slowly(t, "\r");
    typist_wait(t, "Voting: person 1");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

static struct typist *open_home(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "Enter Choose");
    return t;
}

Test(two_fingers, letters_that_opened_a_session_are_not_of_a_word_in_it)
{
    struct typist *t = open_home();
    type_slowly(t, "trust the b");
    typist_wait(t, "Keys before this: t _ t h e. Words?");
    typist_type(t, "\x14");
    typist_wait(t, " t the b");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

Test(two_fingers, a_word_with_q_goes_back_into_the_session_that_it_left)
{
    struct typist *t = open_home();
    typist_type(t, "s");
    typist_wait(t, "1 Goals 4");
    type_slowly(t, "qu");
    typist_wait(t, "You were typing, so this is a new goal.");
    type_slowly(t, "eues");
    typist_wait(t, " queues");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}
