/* Every key that changes something says what it changed, by its name. */

#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"
#include "support/seminar.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

TestSuite(changes_said, .init = enter_folder, .fini = folder_finish);

/* Keys of one run of letters would be words. */
#define CTRL_L "\x0c"

/* What is pressed for an action, and a part of what is said then. */
struct said {
    enum action action;
    const char *keys, *says;
    const char *undone; /* what undoing it says; NULL: it is none that is undone here */
};

static const struct said in_grid[] = {
    {ACT_ADD, "aNew one\r", "Added ‘New one’.", "added ‘New one’"},
    {ACT_GOAL, "gNew goal\r", "Added ‘New goal’.", "added ‘New goal’"},
    {ACT_EDIT, "e in bags\r",
     "Changed ‘Fizzy drinks’ to ‘Fizzy drinks in bags’. u changes",
     "changed ‘Fizzy drinks’ to ‘Fizzy drinks in bags’"},
    {ACT_DROP_DRAFT, "aHalf a w" ESC "\x7f",
     "Put aside ‘Half a w’, which was being written.", "put aside ‘Half a w’"},
    {ACT_BOX_UNDO, "aNew one\r\x1a", "Undid: added ‘New one’", NULL},
    {ACT_DELETE, "d", "Deleted ‘Fizzy drinks’.", "deleted ‘Fizzy drinks’"},
    {ACT_MARK, "xb", "Marked ‘Fizzy drinks’ Boulder: ", "marked ‘Fizzy drinks’ Boulder"},
    {ACT_MOVE, "m3", "Moved: ‘Fizzy drinks’ is in Stakeholders of ‘Less sugar’ now.",
     "moved ‘Fizzy drinks’"},
    {ACT_MOVE_UP, DOWN "K", "Moved: ‘Vending machines’ is in Barriers",
     "moved ‘Vending machines’"},
    {ACT_MOVE_DOWN, "J", "Moved: ‘Fizzy drinks’ is in Barriers", "moved ‘Fizzy drinks’"},
    {ACT_MOVE_LEFT, "3H", "Moved: ‘Schools’ is in Barriers", "moved ‘Schools’"},
    {ACT_MOVE_RIGHT, "L", "Moved: ‘Fizzy drinks’ is in Stakeholders",
     "moved ‘Fizzy drinks’"},
    {ACT_VOTE, "b3" CTRL_L "v", "A dot for ‘Fizzy drinks’.", "gave ‘Fizzy drinks’ a dot"},
    {ACT_UNVOTE, "b3" CTRL_L "vV", "Took a dot back from ‘Fizzy drinks’.",
     "took a dot back from ‘Fizzy drinks’"},
    {ACT_UNDO, "du", "Undid: deleted ‘Fizzy drinks’", NULL},
    {ACT_REDO, "du\x19", "Redid: deleted ‘Fizzy drinks’", NULL},
    {ACT_NEXT_STAGE, "]", "Welcome · 5 minutes", NULL},
    {ACT_PREVIOUS_STAGE, "]\x0c][", "Welcome · 5 minutes", NULL},
    {ACT_CLOCK, "]t", "The clock runs", NULL},
    {ACT_CLOCK_MORE, "]+", "The clock: paused 6:00", NULL},
    {ACT_CLOCK_LESS, "]-", "The clock: paused 4:00", NULL},
    {ACT_VISION, "0Nobody eats alone\r", "The vision is ‘Nobody eats alone’ now.",
     "changed the vision to ‘Nobody eats alone’"},
    {ACT_COMMIT, "cBen" CTRL_S, "Ben, for ‘Fizzy drinks’",
     "promised ‘Fizzy drinks’: Ben"},
    {ACT_ANSWER, "A\r", "‘Fizzy drinks’", "answered ‘Fizzy drinks’"},
    {ACT_DETAILS,
     "o\x15"
     "Bus stop" CTRL_S,
     "Changed the details: title ‘Bus stop’.", "changed the details: title ‘Bus stop’"},
    {ACT_ALONE, "z", "From now on everybody writes alone", "began to write alone"},
};

/* One behind the other, of vans that phones have sent. */
static const struct said in_inbox[] = {
    {ACT_OFFER_TAKE, "I" UP "y", "Took ‘Van 1’: Barriers of ‘Less sugar’.", NULL},
    {ACT_OFFER_CHANGE, CTRL_L "e!\r", "Took ‘Van 2!’", NULL},
    {ACT_OFFER_MOVE, CTRL_L "m3", "Took ‘Van 3’: Stakeholders of ‘Less sugar’.", NULL},
    {ACT_OFFER_ASIDE, CTRL_L "n", "Put aside: ‘Van 4’.", NULL},
    {ACT_OFFER_UNNAME, CTRL_L "f", "Its name was taken off", NULL},
    {ACT_OFFER_BACK, CTRL_L "ab", "‘Van 4’ waits again.", NULL},
    {ACT_OFFER_ALL, ESC CTRL_L "Y", "Took 2: Barriers of ‘Less sugar’.", NULL},
    {ACT_OFFERS_STRAIGHT, CTRL_L "Sy", "From now on what phones send stands in the grid",
     NULL},
    {ACT_OFFERS_SEE, CTRL_L "o", "Phones are shown what the table has so far.", NULL},
};

static const struct said of_question[] = {
    {ACT_QUESTION_SHOW, "s", "‘Which way?’: The answers are shown", NULL},
    {ACT_QUESTION_ANSWER, "aUp\r", "Added ‘Up’.", NULL},
    {ACT_QUESTION_COUNT, "3", "Hands for ‘Yes’, Enter keeps them: 3", NULL},
    {ACT_COUNT_BACK, "52\x7f\r", "Yes: 5 hands.", NULL},
    {ACT_COUNT_KEEP, "3\r", "Yes: 3 hands.", NULL},
    {ACT_QUESTION_REWORD, "e!\r", "Changed the words to ‘Which way?!’", NULL},
    {ACT_ANSWER_DELETE, "aUp\r" ESC "s" DOWN "dy", "Deleted what was chosen", NULL},
    {ACT_QUESTION_END, "x", "‘Which way?’: Ended", NULL},
    {ACT_QUESTION_AGAIN, "xo", "Opened again, ‘Which way?’", NULL},
};

static const struct said of_themes[] = {
    {ACT_SAME, "y", "Joined ‘Healthy food for families’ and ‘Healthy foods for our",
     "joined ‘Healthy food for familie…’ and ‘Healthy foods for our fa…’"},
    {ACT_OTHER, "n", "Kept ‘Healthy food for families’ and ‘",
     "kept ‘Healthy food for familie…’ and ‘Healthy foods for our fa…’ apart"},
    {ACT_CALL, "cGood food\r", "‘Good food’",
     "joined ‘Healthy food for familie…’ and ‘Healthy foods for our fa…’"},
    {ACT_JOIN, TAB DOWN DOWN "J\r", "‘",
     "joined ‘Healthy food for familie…’ and ‘Less loneliness’"},
    {ACT_SPLIT, TAB "\r" DOWN "s", "Parted ‘", "parted ‘Less loneliness’"},
};

/* Asked about elsewhere, and said there: test_themes_unsettled.c, test_theme_keys.c,
 * test_inbox.c, and of the day test_agenda_screens.c. */
static const enum action elsewhere[] = {
    ACT_SETTLE,     ACT_SAME_NAME_JOIN, ACT_SAME_NAME_KEEP, ACT_STAGE_ENTER,
    ACT_STAGE_MORE, ACT_STAGE_LESS,     ACT_STAGE_SKIP,     ACT_STAGE_ADD,
    ACT_STAGE_EDIT, ACT_DAY_BEGAN,      ACT_WIN_BACK,       ACT_OFFERS_ALL_ASIDE};

static struct typist *open_table(size_t number)
{
    struct str path = str_of("table-%zu.json", number);
    text_file_write(
        path.bytes,
        "{\"sessions\":[{\"place\":\"Leeds\",\"goals\":[{\"text\":\"Less sugar\","
        "\"barriers\":[\"Fizzy drinks\",\"Vending machines\"],"
        "\"stakeholders\":[\"Schools\"],\"organisations\":[\"Less in drinks\"]"
        "}]}]}");
    struct typist *t = typist_open(30, 160, WORDS("roundtable", path.bytes));
    typist_type(t, "2" CTRL_L);
    typist_wait(t, "▶ Fizzy drinks");
    str_finish(&path);
    return t;
}

/* Sentences stand apart: "takes them back.3 people" are two. */
static void expect_apart(const char *line)
{
    for (const char *at = line; *at && at[1] && at[2]; at++) {
        bool ends = isalpha((unsigned char)at[0]) && strchr(".!?", at[1]);
        cr_expect_not(
            ends && (isupper((unsigned char)at[2]) || isdigit((unsigned char)at[2])),
            "no blank between two sentences: %s", line);
    }
}

static void expect_apart_on_screen(struct typist *t)
{
    for (int row = 0; row < typist_rows(t); row++) {
        struct str line = STR_EMPTY;
        typist_row(t, row, &line);
        expect_apart(str_text(&line));
        str_finish(&line);
    }
}

static void expect_said(struct typist *t, const struct said *row)
{
    const char *esc = strstr(row->keys, ESC), *rest = row->keys;
    if (esc && esc[1] != '[') { /* and it is read before what follows */
        struct str first = str_of("%.*s", (int)(esc + 1 - row->keys), row->keys);
        typist_type(t, first.bytes);
        str_finish(&first);
        rest = esc + 1;
    }
    typist_type(t, rest);
    typist_wait(t, row->says);
    expect_apart_on_screen(t);
}

/* What is undone is told as it was when it was done: by the same words for the same thing. */
static void expect_undone(struct typist *t, const struct said *row)
{
    if (row->undone) {
        struct str undid = str_of("Undid: %s (", row->undone);
        typist_type(t, typist_sees(t, "Esc Close") ? ESC : "");
        typist_wait_gone(t, "Esc Close");
        typist_press(t, "u", undid.bytes);
        str_finish(&undid);
    }
}

static bool is_of(enum action action, const struct said *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (rows[i].action == action) {
            return true;
        }
    }
    return false;
}

Test(changes_said, of_every_action_that_changes_something)
{
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        enum action action = (enum action)i;
        bool known = is_of(action, in_grid, LENGTH(in_grid)) ||
                     is_of(action, in_inbox, LENGTH(in_inbox)) ||
                     is_of(action, of_question, LENGTH(of_question)) ||
                     is_of(action, of_themes, LENGTH(of_themes));
        for (size_t j = 0; j < LENGTH(elsewhere); j++) {
            known = known || elsewhere[j] == action;
        }
        cr_expect_eq(known, action_row(action)->changes, "%s", action_row(action)->name);
    }
}

Test(changes_said, in_the_grid)
{
    for (size_t i = 0; i < LENGTH(in_grid); i++) {
        struct typist *t = open_table(i);
        expect_said(t, &in_grid[i]);
        expect_undone(t, &in_grid[i]);
        typist_free(t);
    }
}

static bool is_of_hands(enum action action)
{
    return action == ACT_QUESTION_COUNT || action == ACT_COUNT_BACK ||
           action == ACT_COUNT_KEEP;
}

Test(changes_said, of_a_question_to_everybody)
{
    for (size_t i = 0; i < LENGTH(of_question); i++) {
        struct typist *t = open_table(i);
        typist_type(t, "s");
        typist_wait(t, "Ask everybody");
        typist_type(t, CTRL_L);
        typist_type(t, is_of_hands(of_question[i].action) ? "h" : "w");
        typist_wait(t, "Question");
        typist_type(t, "Which way?\r");
        typist_wait(t, "Asked; ");
        expect_said(t, &of_question[i]);
        typist_free(t);
    }
}

Test(changes_said, of_what_recurs)
{
    for (size_t i = 0; i < LENGTH(of_themes); i++) {
        seminar_write();
        struct typist *t = seminar_open_themes(24, 160);
        expect_said(t, &of_themes[i]);
        expect_undone(t, &of_themes[i]);
        typist_free(t);
        folder_finish();
    }
}

Test(changes_said, in_the_inbox)
{
    enum { VANS = 5 };
    struct scene s = scene_begin(24, 160, LESS_SUGAR);
    scene_open_phone(&s);
    for (int i = 1; i <= VANS; i++) {
        struct str van = str_of("Van %d", i), once = str_of("a%d", i);
        phone_send(&s.phone, once.bytes, phone_goal(&s.phone, 0), "barriers", van.bytes,
                   "Ben");
        str_finish(&once);
        str_finish(&van);
    }
    typist_wait(s.ana, "5 wait");
    for (size_t i = 0; i < LENGTH(in_inbox); i++) {
        expect_said(s.ana, &in_inbox[i]);
    }
    typist_type(s.ana, ESC);
    scene_end(&s);
}

/* All that is said by ear in a golden talk. */
Test(changes_said, sentences_stand_apart)
{
    static const char *const talks[] = {"five-minutes", "newcomer"};
    for (size_t i = 0; i < LENGTH(talks); i++) {
        struct str within = str_of("tests/spoken/%s.txt", talks[i]);
        char *path = repo_path(within.bytes), *text = text_file_read(path), *rest = text;
        for (char *line; (line = strsep(&rest, "\n"));) {
            size_t len = strlen(line);
            expect_apart(line);
            cr_expect_not(strstr(line, "  ") && *line != ' ', "two blanks: %s", line);
            cr_expect_not(len && line[len - 1] == ' ' && strcmp(line, "> ") != 0,
                          "a blank at the end: ‘%s’", line);
        }
        str_finish(&within);
        free(path);
        free(text);
    }
}

/* A row's heading that is a sentence has no other end. */
Test(changes_said, a_sentence_heads_a_list_by_ear_as_one)
{
    struct ran ran =
        program_run("goal Buses\nballot\n1\nvote\nballot\nend\nyes\nballot\n6\nballot\n",
                    WORDS("roundtable", "--accessible", "spoken.json"));
    const char *said = str_text(&ran.out), *head = strstr(said, "hidden\n");
    cr_assert(head, "%s", said);
    cr_expect(strstr(head, "dots of their own; they stay.\n"), "%s", said);
    cr_expect_not(strstr(said, ".:"), "%s", said);
    ran_finish(&ran);
}
