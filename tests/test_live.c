/* Several programs on one file, on one machine. */

#include "store/file.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(live, .fini = folder_finish);

Test(live, each_sees_what_the_other_says_within_half_a_second)
{
    enum { MOST_MS = 500 };
    unsigned long times = times_asked("LIVE", 20), late = 0;
    char *path = test_path("shared.json"), words[48];
    struct typist *pair[2] = {window_of("Ana", path), NULL};
    pair[1] = window_of("Ben", path);
    typist_wait(pair[0], "with Ben");
    typist_wait(pair[1], "with Ana");
    for (unsigned long i = 0; i < times; i++) {
        struct typist *one = pair[i % 2], *other = pair[1 - i % 2];
        snprintf(words, sizeof words, "goal %03lu", i);
        typist_type(one, "g");
        typist_wait(one, "New goal");
        typist_type(one, words);
        typist_type(one, "\r");
        int64_t from_ms = program_clock_ms();
        snprintf(words, sizeof words, "1 Goals %lu", i + 1);
        typist_wait(other, words);
        late += program_clock_ms() - from_ms > MOST_MS;
        typist_type(one, "\x1b");
        typist_wait(one, "e Edit");
    }
    /* All of them on a free machine; the middle one, whatever else is at work. */
    cr_expect_leq(late * 2, times, "%lu of %lu came later than after %d ms", late, times,
                  MOST_MS);
    figure("another program sees a new note within half a second", times, late, 0);
    typist_free(pair[0]);
    typist_free(pair[1]);
    free(path);
}

Test(live, who_comes_and_who_goes_is_shown_even_when_killed)
{
    char *path = test_path("shared.json");
    struct typist *ana = window_of("Ana", path), *ben = window_of("Ben", path);
    typist_wait(ana, "with Ben");
    struct typist *eva = window_of("Eva", path);
    typist_wait(ana, "and 1 other");
    typist_wait(ben, "and 1 other");
    typist_signal(ben, SIGKILL);
    typist_wait(ana, "with Eva");
    typist_wait(eva, "with Ana");
    typist_type(eva, "q");
    cr_expect_eq(typist_end(eva), 0);
    typist_wait_gone(ana, "with");
    typist_free(ana);
    typist_free(ben);
    typist_free(eva);
    free(path);
}

Test(live, killing_either_loses_nothing_of_either)
{
    enum { ROUNDS = 6 };
    char *path = test_path("shared.json"), words[48];
    struct typist *pair[2] = {window_of("Ana", path), NULL};
    pair[1] = window_of("Ben", path);
    typist_wait(pair[0], "with Ben");
    for (int i = 0; i < ROUNDS; i++) {
        for (int who = 0; who < 2; who++) {
            snprintf(words, sizeof words, "gsaid %d by %d\r", i, who);
            typist_type(pair[who], words);
            typist_wait(pair[who], "Added");
            typist_wait(pair[who], " saved");
            typist_type(pair[who], "\x1b");
            typist_wait(pair[who], "e Edit");
        }
        struct typist **killed = &pair[i % 2];
        typist_type(*killed, "ghalf a word");
        typist_signal(*killed, SIGKILL);
        typist_end(*killed);
        typist_free(*killed);
        *killed = window_of(i % 2 ? "Ben" : "Ana", path);
    }
    typist_free(pair[0]);
    typist_free(pair[1]);
    char *text = exported(path, "text");
    for (int i = 0; i < ROUNDS; i++) {
        for (int who = 0; who < 2; who++) {
            snprintf(words, sizeof words, "said %d by %d", i, who);
            cr_expect(strstr(text, words), "%s is lost", words);
        }
    }
    free(text);
    free(path);
}

Test(live, windows_that_begin_a_file_at_once_begin_one_table)
{
    enum { WINDOWS = 4 };
    struct typist *windows[WINDOWS];
    char *path = test_path("shared.json"), words[48];
    for (int i = 0; i < WINDOWS; i++) {
        windows[i] = typist_start(24, 80, WORDS("roundtable", path));
    }
    for (int i = 0; i < WINDOWS; i++) {
        typist_wait(windows[i], "? ");
        snprintf(words, sizeof words, "gsaid in %d\r" ESC, i);
        typist_type(windows[i], words);
    }
    for (int i = 0; i < WINDOWS; i++) {
        typist_wait(windows[i], "1 Goals 4");
    }
    for (int i = 0; i < WINDOWS; i++) {
        typist_leave(windows[i]);
    }
    EXPECT_RUN(0, "tables 1, goals 4", NULL, "check", path);
    free(path);
}

/* A goal of Ana's that both have on the screen. */
static struct typist *open_beside(const char *path, struct typist **ben)
{
    struct typist *ana = window_of("Ana", path);
    typist_enter(ana, "gBus fares", "1 Goals 1");
    *ben = window_of("Ben", path);
    typist_wait(*ben, "Bus fares");
    return ana;
}

Test(live, what_is_reworded_while_another_types_stands_beside_their_words)
{
    char *path = test_path("shared.json");
    struct typist *ben, *ana = open_beside(path, &ben);
    typist_type(ana, "e are high");
    typist_wait(ana, "Editing");
    typist_wait(ana, "are high");
    typist_type(ben, "e\x15No evening bus\r");
    typist_wait(ana, "No evening bus");
    typist_type(ana, "\r");
    typist_wait_gone(ana, "Editing");
    typist_type(ana, "q");
    typist_type(ben, "q");
    cr_expect_eq(typist_end(ana), 0);
    cr_expect_eq(typist_end(ben), 0);
    struct session_file file;
    struct err err = ERR_NONE;
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    size_t count;
    const struct record *table = session_tables(file.session, &count)[0];
    const struct record *goal = table_goals(file.session, table, &count)[0];
    cr_expect_eq(count, 1);
    cr_expect_eq(field_wordings(record_field(goal, "text")), 2,
                 "neither had seen the other's words");
    file_close(&file);
    typist_free(ana);
    typist_free(ben);
    free(path);
}

Test(live, a_box_left_unchanged_does_not_undo_what_another_wrote)
{
    char *path = test_path("shared.json");
    struct typist *ben, *ana = open_beside(path, &ben);
    typist_type(ana, "e");
    typist_wait(ana, "Editing");
    typist_type(ben, "e\x15No evening bus\r");
    typist_wait(ana, "No evening bus");
    typist_type(ana, "\r");
    typist_wait(ana, "as they left it");
    typist_type(ana, "q");
    typist_type(ben, "q");
    cr_expect_eq(typist_end(ana), 0);
    cr_expect_eq(typist_end(ben), 0);
    char *text = exported(path, "text");
    cr_expect(strstr(text, "No evening bus"));
    cr_expect_null(strstr(text, "Bus fares"));
    free(text);
    typist_free(ana);
    typist_free(ben);
    free(path);
}

Test(live, what_another_is_typing_is_no_draft_that_came_back)
{
    char *path = test_path("shared.json"), *journal = test_path("shared.json.journal");
    struct typist *ana = window_of("Ana", path);
    typist_type(ana, "gBus fares\r");
    typist_wait(ana, "Added");
    typist_type(ana, "half a thou");
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    for (bool kept = false; !kept;) {
        char *text = text_file_read(journal);
        kept = text && strstr(text, "half a thou");
        free(text);
        cr_assert(program_clock_ms() < until_ms);
        typist_read(ana, 10);
    }
    struct typist *ben = window_of("Ben", path);
    typist_wait(ben, "with Ana");
    cr_expect_not(typist_sees(ben, "Brought back"));
    typist_type(ben, "gFrom Ben\r");
    typist_wait(ana, "1 Goals 2");
    typist_type(ben, "\x13"); /* Ctrl-S empties the journal, but not of her draft */
    typist_wait(ben, "Saved to");
    typist_signal(ana, SIGKILL);
    typist_end(ana);
    typist_free(ana);
    typist_wait_gone(ben, "with Ana");
    ana = window_of("Ana", path);
    typist_wait(ana, "‘half a thou’");
    typist_free(ana);
    typist_free(ben);
    free(path);
    free(journal);
}

/* A table of two goals that both have open, Ana on the note of the second. */
static struct typist *open_two(char **path, struct typist **ben)
{
    *path = test_path("shared.json");
    text_file_write(*path,
                    "{\"sessions\":[{\"place\":\"Leeds\",\"goals\":["
                    "{\"text\":\"Less sugar\",\"barriers\":[\"Advertising\"]},"
                    "{\"text\":\"More walking\",\"barriers\":[\"Rain\",\"Time\"]}]}]}");
    struct typist *ana = window_of("Ana", *path);
    *ben = window_of("Ben", *path);
    typist_wait(ana, "with Ben");
    typist_type(ana, "j2");
    typist_wait(ana, "▶ Rain");
    return ana;
}

static void leave_two(char *path, struct typist *ana, struct typist *ben)
{
    typist_leave(ana);
    typist_leave(ben);
    free(path);
}

Test(live, the_selection_stays_on_its_note_whatever_comes_and_moves_around_it)
{
    char *path;
    struct typist *ben, *ana = open_two(&path, &ben);
    typist_type(ben, "gSafer parks\r" ESC);
    typist_wait(ben, "e Edit");
    typist_type(ben, "K"); /* between the two, */
    typist_wait(ana, "▶ Rain");
    typist_wait_row(ana, 7, "Safer parks");
    cr_expect(typist_sees(ana, "▶ Rain"));
    typist_type(ben, "K"); /* above both */
    typist_wait_row(ana, 3, "Safer parks");
    cr_expect(typist_sees(ana, "▶ Rain"));
    typist_type(ben, "2aHills\r" ESC);
    typist_wait(ana, "· Hills");
    cr_expect(typist_sees(ana, "▶ Rain"));
    leave_two(path, ana, ben);
}

Test(live, a_note_that_somebody_else_moves_stays_selected)
{
    char *path;
    struct typist *ben, *ana = open_two(&path, &ben);
    typist_type(ben, "j2L");
    typist_wait(ana, "3 Stakeholders 1");
    typist_wait(ana, "▶ Rain");
    typist_type(ana, "d"); /* that, and not what is in its place */
    typist_wait(ana, "Deleted ‘Rain’");
    leave_two(path, ana, ben);
}

Test(live, who_stands_on_a_goal_that_somebody_else_deletes_stands_on_what_is_next)
{
    char *path;
    struct typist *ben, *ana = open_two(&path, &ben);
    typist_type(ben, "j");
    delete_with_notes(ben);
    typist_wait(ana, "1 Goals 1");
    typist_wait(ana, "▶ Advertising");
    typist_type(ben, "u");
    typist_wait(ana, "1 Goals 2");
    cr_expect(typist_sees(ana, "▶ Advertising"));
    leave_two(path, ana, ben);
}

Test(live, a_box_stays_with_its_words_when_its_goal_is_deleted_by_somebody_else)
{
    char *path;
    struct typist *ben, *ana = open_two(&path, &ben);
    typist_type(ana, "aHills");
    typist_wait(ana, "Hills");
    typist_type(ben, "j");
    delete_with_notes(ben);
    typist_wait(ana, "1 Goals 1");
    cr_expect(typist_sees(ana, "Hills"));
    cr_expect(typist_sees(ana, "New note in 2 Barriers of ‘More walking’"));
    typist_type(ana, "\r");
    typist_wait(ana, "Its goal was deleted by Ben while you wrote. Enter once more");
    typist_press(ana, "\r", "Added ‘Hills’.");
    typist_wait(ana, "▶ Hills");
    typist_wait(ana, "1 Goals 2"); /* it stands again, and nothing is left to settle */
    cr_expect_not(typist_sees(ana, "(deleted"));
    typist_type(ana, ESC);
    typist_wait(ana, "e Edit");
    leave_two(path, ana, ben);
}

Test(live, other_words_for_a_note_stay_in_the_box_when_somebody_else_deletes_it)
{
    char *path;
    struct typist *ben, *ana = open_two(&path, &ben);
    typist_type(ana, "e or snow");
    typist_wait(ana, "Rain or snow");
    typist_type(ben, "j2d");
    typist_wait(ana, "2 Barriers 2");
    cr_expect(typist_sees(ana, "Rain or snow"));
    typist_type(ana, "\r");
    typist_wait(ana, "while you wrote. Enter once more");
    typist_press(ana, "\r", "Changed ‘Rain’ to ‘Rain or snow’.");
    typist_wait(ana, "▶ Rain or snow");
    cr_expect_not(typist_sees(ana, "(deleted"));
    leave_two(path, ana, ben);
}
