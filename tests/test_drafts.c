/* Words that were being typed when programs ended, in one box of several people. */

#include "store/journal.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/texts.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* That many whose program was killed in one box, each with that name, or none (NULL). */
static void leave_drafts(const char *path, int count, const char *by)
{
    struct journal journal;
    journal_init(&journal, path);
    for (int i = 0; i < count; i++) {
        char actor[24], text[24];
        struct err err = ERR_NONE;
        snprintf(actor, sizeof actor, "somebody%d", i);
        snprintf(text, sizeof text, "draft <%d>", i);
        cr_assert(journal_append_draft(&journal, actor, by, "goal:g", "draft:barriers",
                                       text, &err));
        err_finish(&err);
    }
    journal_finish(&journal);
}

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    for (; (text = strstr(text, word)); text++) {
        count++;
    }
    return count;
}

TestSuite(drafts, .fini = folder_finish);

Test(drafts, very_many_of_one_box_come_back_together_as_one_change)
{
    char *path = test_path("many.json");
    one_goal_write(path);
    leave_drafts(path, 40, NULL);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_wrapped(t, "and 37 more");
    typist_type(t, "2a");
    typist_wait(t, "40 lines: Enter adds each");
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_leave(t);
    char *text = text_file_read(path);
    for (int i = 0; i < 40; i++) {
        char words[24];
        snprintf(words, sizeof words, "draft <%d>", i);
        cr_expect(strstr(text, words), "%s is lost", words);
    }
    cr_expect_leq(count_of(text, "draft <0>"), 3, "each is written anew for every other");
    free(text);
    free(path);
}

/* Two people's words, one behind the other, are two entries. */
Test(drafts, what_was_put_aside_is_no_part_of_words_that_are_typed_later)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_type(t, "gcold homes" ESC);
    typist_wait(t, "Kept as a draft");
    typist_type(t, "warmer buses");
    typist_wait(t, "You were typing, so this is a new goal.");
    typist_type(t, "\r");
    typist_wait(t, "Added ‘warmer buses’");
    typist_type(t, ESC);
    typist_wait_wrapped(t, "half written: cold homes");
    typist_type(t, "wetter shoes");
    typist_wait(t, "You were typing, so this is a new goal.");
    typist_press(t, ESC, "Kept as a draft");
    typist_press(t, "g", "Your draft is back.");
    typist_wait_wrapped(t, "1 more waits here.");
    typist_press(t, "\r", "1 Goals 3");
    typist_leave_box(t);
    typist_press(t, "g", "Your draft is back.");
    typist_press(t, "\r", "1 Goals 4");
    typist_leave_box(t);
    typist_leave(t);
    char *text = text_file_read(path);
    static const char *const entries[] = {"Less sugar", "warmer buses", "cold homes",
                                          "wetter shoes"};
    for (size_t i = 0; i < LENGTH(entries); i++) {
        struct str said = str_of("\"text\": \"%s\"", entries[i]);
        cr_expect(strstr(text, said.bytes), "%s in %s", said.bytes, text);
        str_finish(&said);
    }
    free(text);
    free(path);
}

/* However large the window is that opens it again. */
Test(drafts, of_a_window_that_was_closed_are_told_on_opening)
{
    static const int sizes[][2] = {{24, 80}, {12, 40}, {6, 20}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        char *path = test_path("one.json");
        one_goal_write(path);
        struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
        typist_wait(t, "Less sugar");
        typist_type(t, "2aNo ligh");
        typist_wait(t, "No ligh");
        typist_hang_up(t);
        typist_end(t);
        typist_free(t);
        t = typist_start(sizes[i][0], sizes[i][1], WORDS("roundtable", path));
        typist_wait_wrapped(t,
                            i < 2 ? "Your draft ‘No ligh’ in Barriers of ‘Less sugar’ is "
                                    "kept: a goes on"
                                  : "Your draft ‘No ligh’");
        typist_free(t);
        free(path);
    }
}

/* Wherever the selection went meanwhile, as to the last cell of a table that was pasted. */
Test(drafts, what_is_said_of_a_draft_is_true_of_where_the_selection_stands)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_type(t, "2");
    typist_paste(t, "Schools\tParents\tGates\nShops\tCooks\tLunch\n");
    typist_press(t, "", "6 cells in 2 rows");
    typist_press(t, "\r", "Added 6 entries.");
    typist_press(t, "hello", "hello");
    typist_press(t, ESC, "Kept as a draft");
    typist_press(t, "a", "Your draft is back");
    typist_press(t, ESC, "brings it back");
    typist_press(t, "\x7f", "Put aside ‘hello’");
    typist_leave(t);
    free(path);
}

Test(drafts, what_is_pasted_anew_is_no_part_of_what_was_pasted_before)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_type(t, "2");
    typist_paste(t, "Dear Ana\nthanks for that\nyours\n");
    typist_wait(t, "3 lines: Enter adds each");
    typist_type(t, ESC);
    typist_wait_wrapped(t, "3 lines are kept here as a draft");
    typist_paste(t, "Barriers\tStakeholders\nSchools\tParents\n");
    typist_wait_wrapped(t, "4 cells in 2 rows, the first of them headings");
    typist_wait_wrapped(t, "What was half written here waits as a draft.");
    typist_press(t, "\r", "Added 2 entries.");
    typist_type(t, ESC);
    typist_wait_wrapped(t, "half written: Dear Ana");
    typist_paste(t, "One\nTwo\n");
    typist_wait(t, "2 lines: Enter adds each");
    typist_type(t, "d");
    typist_wait_wrapped(t, "What was half written before waits as a draft.");
    typist_press(t, "a", "3 lines: Enter adds each");
    typist_type(t, "d");
    typist_wait_wrapped(t, "u brings them back");
    typist_leave(t);
    free(path);
}

static struct typist *open_after_crash(struct typist *t, const char *path,
                                       const char *typed)
{
    typist_wait_journal(t, path, typed);
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    return typist_open(24, 80, WORDS("roundtable", path));
}

/* Behind the last of its column, or of the goals. */
Test(drafts, one_that_outlives_a_crash_goes_where_it_was_begun)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_press(t, "3a", "New note");
    typist_press(t, "Schools\rParents\r", "3 Stakeholders 2");
    typist_press(t, "Carers\r", "3 Stakeholders 3");
    typist_press(t, "Clinics", "Clinics");
    t = open_after_crash(t, path, "Clinics");
    typist_wait(t, "▶ Carers");
    typist_press(t, "a", "Clinics");
    typist_press(t, "\r", "3 Stakeholders 4");
    typist_leave_box(t);
    typist_wait(t, "▶ Clinics");
    typist_press(t, "k", "▶ Carers");
    typist_press(t, "g", "New goal");
    typist_press(t, "Fairs\r", "1 Goals 2");
    typist_press(t, "Walks", "Walks");
    t = open_after_crash(t, path, "Walks");
    typist_wait(t, "▶Fairs");
    typist_leave(t);
    free(path);
}

/* Neither is joined to the other, nor lost. */
Test(drafts, one_that_is_kept_and_one_that_is_typed_outlive_a_crash)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_press(t, "2a", "New note");
    typist_press(t, "night bus", "night bus");
    typist_press(t, ESC, "Kept as a draft");
    typist_paste(t, "Dear Ana\nthanks for that\n");
    typist_wait(t, "2 lines: Enter adds each");
    typist_press(t, ESC, "2 lines are kept here as a draft");
    typist_wait(t, "being written: Dear Ana… (and 1 more)");
    typist_paste(t, "Cold homes");
    typist_wait_wrapped(t, "What was half written here waits as a draft.");
    t = open_after_crash(t, path, "Cold homes");
    typist_press(t, "a", "Cold homes");
    typist_wait_wrapped(t, "2 more wait here.");
    typist_press(t, "\r", "2 Barriers 1");
    typist_leave_box(t);
    typist_press(t, "a", "2 lines: Enter adds each");
    typist_press(t, "\r", "2 Barriers 3");
    typist_leave_box(t);
    typist_press(t, "a", "Your draft is back.");
    typist_press(t, "\r", "2 Barriers 4");
    typist_leave_box(t);
    typist_leave(t);
    char *text = text_file_read(path);
    static const char *const entries[] = {"night bus", "Dear Ana", "thanks for that",
                                          "Cold homes"};
    for (size_t i = 0; i < LENGTH(entries); i++) {
        struct str said = str_of("\"text\": \"%s\"", entries[i]);
        cr_expect(strstr(text, said.bytes), "%s in %s", said.bytes, text);
        str_finish(&said);
    }
    free(text);
    free(path);
}

/* However many count one thing, a figure is one number: that which was typed last. */
Test(drafts, of_a_figure_are_not_joined)
{
    char *path = test_path("paper.json");
    text_file_write(path,
                    SESSION("\"sessions\":[{\"goals\":[{\"id\":\"g\",\"text\":\"Less "
                            "sugar\",\"barriers\":[{\"id\":\"n\",\"text\":"
                            "\"Adverts\"}]}]}]"));
    struct journal journal;
    journal_init(&journal, path);
    for (int i = 0; i < 10; i++) {
        char actor[24], text[24];
        snprintf(actor, sizeof actor, "somebody%d", i);
        snprintf(text, sizeof text, "%d", 14 + i);
        cr_assert(journal_append_draft(&journal, actor, NULL, "note:n",
                                       "draft:form:paper", text, NULL));
    }
    journal_finish(&journal);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_wrapped(t, "‘23’ is kept: b, then w on ‘Adverts’ goes on.");
    cr_expect_not(typist_sees(t, "‘14’"), "it comes back no more");
    cr_expect_not(typist_sees(t, " more"));
    typist_press(t, "2bw", "‘23’ was typed here and not kept");
    typist_type(t, ESC);
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    free(path);
}

/* As they were, one after the other, and whose they are. */
Test(drafts, of_a_few_writers_come_back_each_by_itself)
{
    static const char *const names[][3] = {
        {"Kemi F", "Sam F", "The draft of Kemi F ‘draft <0>’ in Barriers"},
        {"Kemi F", "Kemi F", "Your draft ‘draft <0>’ in Barriers"},
        {NULL, "Sam F", "A draft ‘draft <0>’ in Barriers"},
    };
    for (size_t i = 0; i < LENGTH(names); i++) {
        char *path = test_path("few.json");
        one_goal_write(path);
        leave_drafts(path, 2, names[i][0]);
        struct typist *t =
            typist_open(24, 80, WORDS("roundtable", "--by", names[i][1], path));
        typist_wait_wrapped(t, names[i][2]);
        typist_press(t, "2a", "draft <1>");
        typist_wait(t, i == 0 ? "The draft of Kemi F is back." : " draft is back.");
        typist_wait_wrapped(t, "1 more waits here.");
        cr_expect_not(typist_sees(t, "draft <0>"));
        typist_press(t, "\r", "2 Barriers 1");
        typist_leave_box(t);
        typist_press(t, "a", "draft <0>");
        typist_press(t, "\r", "2 Barriers 2");
        typist_leave_box(t);
        typist_leave(t);
        free(path);
    }
}

/* Undo names the words of a draft that it brings back, and stays where that stands. */
Test(drafts, what_was_put_aside_comes_back_where_it_stood)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_type(t, "3");
    typist_press(t, "a", "New note in 3");
    typist_press(t, "Drivers", "Drivers");
    typist_press(t, ESC, "Kept as a draft");
    typist_press(t, "\x7f", "Put aside ‘Drivers’");
    typist_type(t, "1"); /* and wherever the selection went meanwhile */
    typist_press(t, "u", "Undid: put aside ‘Drivers’");
    typist_press(t, "a", "New note in 3");
    typist_wait(t, "Your draft is back");
    typist_press(t, ESC, "Kept as a draft, not yet as an entry: a brings it back.");
    typist_leave(t);
    free(path);
}

/* Each of them, wherever others are, and whatever was done or undone since. */
Test(drafts, of_several_columns_are_told_by_each_and_on_opening)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_press(t, "2a", "New note in 2");
    typist_press(t, "one draft", "one draft");
    typist_press(t, ESC, "2 Barriers 0 (draft)");
    typist_press(t, "3a", "New note in 3");
    typist_press(t, "two", "two");
    typist_press(t, ESC, "3 Stakeholders 0 (draft)");
    typist_wait(t, "2 Barriers 0 (draft)");
    typist_press(t, "4a", "New note in 4");
    typist_press(t, "three", "three");
    typist_press(t, ESC, "4 Moments 0 (draft)");
    typist_resize(t, 24, 76);
    typist_wait_gone(t, "4 Moments 0 (draft)"); /* no room for the word */
    typist_wait(t, "4 Moments 0");
    typist_resize(t, 20, 60);
    typist_wait_row(t, 1, "2 Barriers 0  3 Stakeholders 0 4 Moments 0"); /* no digit */
    cr_expect_not(typist_sees(t, "0…"));
    typist_resize(t, 12, 40);
    typist_press(t, "g", "An entry is typed here. Esc leaves.");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    for (int i = 0; i < 2; i++) {
        t = typist_open(24, 80, WORDS("roundtable", path));
        typist_wait_wrapped(t, "Your draft ‘three’ in Social moments of ‘Less sugar’ is "
                               "kept: a goes on. 2 more are kept.");
        typist_press(t, "g", "New goal");
        typist_press(t, "Fairs\r", "Added ‘Fairs’");
        typist_press(t, ESC, "? Keys");
        typist_press(t, "u", "Undid: added");
        typist_leave(t);
    }
    free(path);
}

Test(drafts, that_come_back_leave_the_selection_in_their_column_where_it_is)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_press(t, "2a", "New note in 2");
    typist_press(t, "Rain\rSnow\r", "Added ‘Snow’");
    typist_press(t, ESC, "▶ Snow");
    typist_press(t, "a", "New note in 2");
    typist_press(t, "half one", "half one");
    typist_press(t, ESC, "being written: half one");
    typist_press(t, "\x7f", "Put aside ‘half one’");
    typist_press(t, "u", "Undid: put aside ‘half one’");
    typist_wait(t, "▶ Snow");
    typist_leave(t);
    free(path);
}

/* Of nobody's vision what is half written is told alone, and not that the key writes it. */
Test(drafts, of_a_vision_are_told_once)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_press(t, "G\x1b[C", "(0 writes it)"); /* letters alone would be words */
    typist_press(t, "0", "The vision");
    typist_press(t, "A city of tr" ESC, "(0 has a draft)");
    cr_expect_not(typist_sees(t, "writes it"));
    typist_leave(t);
    free(path);
}

/* Whoever did not see that one came back begins another; who goes on with it, does. */
Test(drafts, of_a_goal_are_not_run_into_by_the_next)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_type(t, "gCarers get a break" ESC);
    typist_wait(t, "Kept as a draft");
    typist_press(t, "g", "Your draft is back.");
    typist_type(t, "Less waiting");
    typist_wait_wrapped(
        t, "‘Carers get a break’ waits as a draft: what you type now is new.");
    typist_press(t, "\r", "Added ‘Less waiting’");
    typist_leave_box(t);
    typist_press(t, "g", "Your draft is back.");
    typist_press(t, " too\r", "Added ‘Carers get a break too’");
    typist_leave_box(t);
    typist_leave(t);
    free(path);
}

/* Undo puts nothing aside that was written there since. */
Test(drafts, what_undo_brings_back_stands_with_what_was_written_there_since)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    typist_press(t, "2a", "New note in 2");
    typist_press(t, "Hi Joan" ESC, "Kept as a draft");
    typist_press(t, "\x7f", "Put aside ‘Hi Joan’");
    typist_press(t, "a", "New note in 2");
    typist_press(t, "No respite beds" ESC, "Kept as a draft");
    typist_press(t, "u", "Undid: put aside ‘Hi Joan’");
    typist_press(t, "a", "\n Hi Joan\n No respite beds");
    typist_press(t, ESC, "2 lines are kept here as a draft");
    typist_press(t, "\x19", "Redid: put aside ‘Hi Joan’");
    typist_press(t, "a", "\n No respite beds");
    cr_expect_not(typist_sees(t, "\n Hi Joan"));
    typist_press(t, ESC, "Kept as a draft");
    typist_leave(t);
    free(path);
}

/* Whoever begins the next entry where a word was left in the middle. */
Test(drafts, words_that_are_none_with_the_letters_left_there_stand_apart)
{
    char *path;
    struct typist *t = one_goal_open(&path);
    static const struct {
        const char *left, *typed, *shown, *stays;
    } rows[] = {
        {"the school ga", "bus drivers\r", "Added ‘bus drivers’", "the school ga"},
        {"the school gat", "es\r", "Added ‘the school gates’", NULL},
        {"shame", "pride\r", "Added ‘pride’", "shame"},
        {"shame", " pride\r", "Added ‘shame pride’", NULL},
        {"Sains", "burys car park\r", "Added ‘Sainsburys car park’", NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_press(t, "2a", "New note in 2");
        typist_press(t, rows[i].left, rows[i].left);
        typist_press(t, ESC, "Kept as a draft");
        typist_press(t, "a", "Your draft is back.");
        typist_press(t, rows[i].typed, rows[i].shown);
        typist_press(t, ESC, "? Keys");
        if (rows[i].stays) {
            typist_press(t, "a", "Your draft is back.");
            typist_press(t, CTRL_U ESC, "? Keys");
        }
    }
    typist_leave(t);
    free(path);
}
