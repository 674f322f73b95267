/* What was done before leaving is undone in the next opening of the same day. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/said.h"
#include "support/tables.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

TestSuite(undo_again, .fini = folder_finish);

static struct typist *open_as(const char *name)
{
    char *path = test_path("table.json");
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "--by", name, path));
    typist_wait(t, "q Leave");
    typist_wait(t, "saved");
    free(path);
    return t;
}

Test(undo_again, is_what_one_did_before_leaving_step_by_step)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "2aBus fares\rRain\r\x1b");
    typist_wait(t, "e Edit");
    typist_type(t, "u");
    typist_wait(t, "Undid: added ‘Rain’ (1 more to undo)");
    typist_type(t, "/Bus fares\re and trains\r");
    typist_wait(t, "Bus fares and trains");
    typist_wait_gone(t, "Editing");
    typist_leave(t);
    t = day_open(24, 80, 12, 10);
    typist_type(t, "2u");
    typist_wait_wrapped(t,
                        "Undid: changed ‘Bus fares’ to ‘Bus fares and trains’ (1 more");
    typist_wait(t, "▶ Bus fares ");
    typist_leave(t); /* and what is undone is not undone again */
    t = day_open(24, 80, 12, 20);
    typist_type(t, "2u");
    typist_wait_wrapped(t,
                        "Undid: added the barrier ‘Bus fares’ to ‘Less sugar’ (nothing");
    typist_wait_gone(t, "· Bus fares");
    typist_wait_gone(t, "▶ Bus fares");
    typist_type(t, "\x19");
    typist_wait(t, "Redid: added the barrier ‘Bus fares’");
    typist_wait(t, "Bus fares");
    typist_each(t, "uu");
    typist_wait(t, "Nothing to undo of what was done here today. Ctrl-Y does again");
    typist_leave(t);
}

/* Told as what is done again, not as what undid it. */
Test(undo_again, what_was_undone_before_leaving_is_done_again)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "2aBus fares\r\x1b");
    typist_wait(t, "e Edit");
    typist_press(t, "d", "Deleted ‘Bus fares’");
    typist_press(t, "u", "Undid: deleted ‘Bus fares’");
    typist_press(t, "u", "Undid: added ‘Bus fares’ (nothing more to undo)");
    typist_leave(t);
    t = day_open(24, 80, 12, 10);
    typist_press(t, "\x19", "Redid: added the barrier ‘Bus fares’ to ‘Less sugar’");
    typist_wait(t, "▶ Bus fares");
    typist_leave(t);
    t = day_open(24, 80, 12, 20);
    typist_press(t, "\x19", "Redid: deleted ‘Bus fares’ (2 more to undo)");
    typist_press(t, "u", "Undid: deleted ‘Bus fares’");
    typist_leave(t);
    t = day_open(24, 80, 12, 30);
    typist_type(t, "2aRain\r\x1b"); /* behind new work nothing is */
    typist_wait(t, "e Edit");
    typist_press(t, "\x19", "Nothing to redo.");
    typist_leave(t);
}

/* The last first, or nothing: never what is older than what cannot be taken back. */
Test(undo_again, is_what_one_did_before_the_program_was_killed)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "2aBus fares\r\x1b");
    typist_wait(t, "e Edit");
    typist_leave(t);
    t = day_open(24, 80, 12, 5);
    typist_type(t, "2aRain\r\x1b");
    typist_wait(t, "e Edit");
    typist_type(t, CTRL_S);
    typist_wait(t, "Saved to");
    typist_signal(t, SIGKILL);
    typist_free(t);
    t = day_open(24, 80, 12, 10);
    typist_type(t, "u");
    typist_wait_wrapped(t, "Undid: added the barrier ‘Rain’");
    typist_wait_gone(t, "Rain ");
    typist_type(t, "2aFog\r");
    typist_wait(t, "Added ‘Fog’");
    typist_signal(t, SIGKILL); /* before the file has it */
    typist_free(t);
    t = day_open(24, 80, 12, 20);
    typist_type(t, "u");
    typist_wait_gone(t, "Brought back");
    cr_expect(typist_sees(t, "Bus fares"), "what is older stays");
    typist_leave(t);
}

/* As soon as it is said to be saved, be it in the journal alone. */
Test(undo_again, is_what_stood_in_the_journal_alone_when_it_was_killed)
{
    day_write(NULL);
    char *journal = test_path("table.json.journal");
    static const struct {
        const char *keys, *journaled, *undone;
    } rows[] = {{"2aBus fares\r\x1b", "Bus fares", "added the barrier ‘Bus fares’"},
                {"/Bus fares\re too\r", "fares too", "changed ‘Bus fares’"},
                {"/Bus fares\rd", "\"gone\"", "deleted ‘Bus fares"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = day_open(24, 80, 12, (int)i);
        typist_type(t, rows[i].keys);
        int64_t until_ms = program_clock_ms() + program_deadline_ms();
        bool kept = false;
        while (!kept && program_clock_ms() < until_ms) {
            char *text = text_file_read(journal);
            kept = text && strstr(text, rows[i].journaled);
            free(text);
            typist_read(t, 5);
        }
        cr_assert(kept, "%s", rows[i].journaled);
        typist_signal(t, SIGKILL);
        typist_free(t);
        t = day_open(24, 80, 12, 30);
        typist_wait_wrapped(t, "Brought back what the file did not hold yet");
        typist_type(t, "u");
        struct str undid = str_of("Undid: %s", rows[i].undone);
        typist_wait_wrapped(t, undid.bytes);
        typist_type(t, "\x19");
        typist_wait_wrapped(t, "Redid");
        if (i == 2) {
            typist_type(t, "u");
        }
        typist_leave(t);
        str_finish(&undid);
    }
    free(journal);
}

Test(undo_again, is_never_what_somebody_else_said_since)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "2e loud\r");
    typist_wait(t, "Advertising loud");
    typist_wait_gone(t, "Editing");
    typist_leave(t);
    char *elsewhere = test_path("elsewhere");
    program_env("XDG_STATE_HOME", elsewhere); /* another computer */
    free(elsewhere);
    t = open_as("Ben");
    typist_type(t, "2e, very\r");
    typist_wait(t, "Advertising loud, very");
    typist_wait_gone(t, "Editing");
    typist_type(t, "u");
    typist_wait(t, "Undid");
    typist_type(t, "u");
    typist_wait(t, "Nothing to undo");
    typist_type(t, "\x19");
    typist_wait(t, "Redid");
    typist_leave(t);
}

Test(undo_again, ends_with_the_day)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "2aBus fares\r\x1b");
    typist_wait(t, "e Edit");
    typist_leave(t);
    t = day_open(24, 80, 36, 0);
    typist_type(t, "u");
    typist_wait(t, "Nothing to undo of what was done here today");
    typist_leave(t);
}

Test(undo_again, keeps_no_words_outside_the_session)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "2aBus fares\r\x1b");
    typist_wait(t, "e Edit");
    typist_leave(t);
    char *pattern = test_path(".local/state/roundtable/undo/*");
    glob_t found = {.gl_pathc = 0};
    cr_assert_eq(glob(pattern, 0, NULL, &found), 0, "%s", pattern);
    char *kept = text_file_read(found.gl_pathv[0]);
    cr_expect(strncmp(kept, "2017-02-22\n", 11) == 0 && strchr(kept, '.'), "%s", kept);
    cr_expect_not(strstr(kept, "fares"), "%s", kept);
    free(kept);
    globfree(&found);
    free(pattern);
}

Test(undo_again, where_nothing_is_left_the_ways_are_named_that_bring_back)
{
    enter_folder();
    expect_said("undo\n", "deleted shows what was deleted, record earlier words");
    expect_said("goal A\nundo\nundo\n",
                "what was done here today. redo does again what was undone.");
    expect_said(
        "goal A\ndelete\ndelete\n",
        "Nothing is selected that could be deleted. deleted brings back what was.");
}

Test(undo_again, of_what_another_deleted_says_so_and_leaves_it_to_their_undo)
{
    day_write(NULL);
    char *path = test_path("table.json");
    struct typist *dev = open_as("Dev"), *kez = open_as("Kez");
    typist_type(dev, "2aBus bosses\r\x1b");
    typist_wait(kez, "Bus bosses");
    typist_type(kez, "/Bus bosses\r");
    typist_wait(kez, "▶ Bus bosses");
    typist_press(kez, "d", "Deleted ‘Bus bosses’");
    typist_wait_gone(dev, "▶ Bus bosses");
    typist_press(dev, "u", "Kez has deleted ‘Bus bosses’ since: nothing to undo of it");
    cr_expect(typist_sees(dev, "R shows it, to bring it back."));
    typist_press(dev, "\x19", "Nothing to redo.");
    typist_press(kez, "u", "Undid: deleted ‘Bus bosses’");
    typist_wait(dev, "Bus bosses");
    typist_press(kez, "u", "here today; others' words are theirs to undo.");
    typist_leave(dev);
    typist_leave(kez);
    EXPECT_WORDS(path, "Bus bosses");
    free(path);
}

/* Wherever the selection was, what is undone or redone is looked at in its cell, where the same is
 * typed anew. */
Test(undo_again, goes_to_the_column_of_what_went_wherever_the_selection_was)
{
    char *path = test_path("table.json");
    for (int small = 0; small < 2; small++) {
        text_file_write(path, "{\"sessions\":[{\"goals\":[{\"text\":\"Sugar\","
                              "\"groups\":[\"Cafe\"]},{\"text\":\"Walks\"}]}]}");
        struct typist *t =
            typist_start(small ? 12 : 24, small ? 40 : 80, WORDS("roundtable", path));
        typist_wait(t, "Keys");
        typist_press(t, "3aBen\r", "Ben");
        typist_press(t, ESC, "Keys");
        typist_press(t, ".a", "‘Walks’");
        typist_press(t, "al\r", "al");
        typist_press(t, ESC, "Keys");
        typist_press(t, "u", "Undid: added ‘al’");
        typist_press(t, "u", "Undid: added ‘Ben’");
        typist_press(t, "a", "Groups of ‘Sugar’");
        typist_press(t, ESC, "Keys");
        typist_press(t, ".", "Keys");
        typist_press(t, "\x19", "Redid: added ‘Ben’");
        typist_press(t, "d", "Deleted ‘Ben’");
        typist_press(t, "u", "Undid: deleted ‘Ben’");
        typist_press(t, ".\x19", "Redid: deleted ‘Ben’");
        typist_press(t, "a", "Groups of ‘Sugar’");
        typist_type(t, ESC);
        typist_leave(t);
    }
    free(path);
}

/* Its answers are made with it, the last of them last. */
Test(undo_again, names_a_question_that_was_asked_before_leaving)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_press(t, "s", "Ask everybody, by phone or by hand");
    typist_press(t, "s", "A scale of 1 to 5 ");
    typist_press(t, "How sure?\r", "Asked; the projector shows it");
    typist_press(t, ESC, "e Edit");
    typist_leave(t);
    t = day_open(24, 80, 12, 10);
    typist_press(t, "u", "Undid: asked ‘How sure?’ (nothing more to undo)");
    typist_leave(t);
}

/* Who does it goes as well, and whoever reads of the day alone believes that it stands. */
Test(undo_again, tells_of_all_of_a_promise_that_was_made_before_leaving)
{
    char *path = test_path("plan.json");
    text_file_write(path, "{\"sessions\":[{\"goals\":[{\"text\":\"Warm rooms\"}]}]}");
    const char *const *open = WORDS("roundtable", "--by", "Ana", path);
    struct typist *t = typist_open(24, 80, open);
    typist_press(t, "G3", "3 ");
    typist_press(t, "2aLend the hall\r", "Added");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "c", "Who and when: ‘Lend the hall’");
    typist_press(t, "Dr Bell\rXmas\r" ESC, "Dr Bell, Xmas, for ‘Lend the hall’.");
    typist_leave(t);
    t = typist_open(24, 80, open);
    typist_press(t, "u", "Undid: promised ‘Lend the hall’: Dr Bell, Xmas (");
    typist_leave(t);
    t = typist_open(24, 80, open);
    typist_press(t, "\x19", "Redid: promised ‘Lend the hall’: Dr Bell, Xmas (");
    typist_leave(t);
    t = typist_open(24, 80, open);
    typist_press(t, "u", "Undid: promised ‘Lend the hall’: Dr Bell, Xmas (");
    typist_leave(t);
    free(path);
}
