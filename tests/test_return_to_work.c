/* Where the selection is when a session is opened again: where work was going on. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(return_to_work, .init = enter_folder, .fini = folder_finish);

static struct typist *open_again(struct typist *t)
{
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    return typist_open(24, 80, WORDS("roundtable", "table.json"));
}

static void wait_for_journal(struct typist *t, const char *words)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    for (bool kept = false; !kept;) {
        char *text = text_file_read("table.json.journal");
        kept = text && strstr(text, words);
        free(text);
        cr_assert(program_clock_ms() < until_ms, "%s is in no journal", words);
        typist_read(t, 10);
    }
}

static struct typist *open_with(const char *barriers)
{
    struct str text = str_of("{\"sessions\":[{\"goals\":[{\"text\":\"Cleaner air\"},"
                             "{\"text\":\"Warm homes\",\"barriers\":[%s]},"
                             "{\"text\":\"Green roofs\"}]}]}",
                             barriers);
    text_file_write("table.json", text.bytes);
    str_finish(&text);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "table.json"));
    typist_wait(t, "▶Cleaner air");
    return t;
}

static struct typist *open_with_two_goals(void)
{
    return open_with("\"Rent\"");
}

/* Killed while that is being typed, and opened again. */
static struct typist *kill_within(struct typist *t, const char *keys, const char *words)
{
    typist_type(t, keys);
    typist_wait(t, words);
    wait_for_journal(t, words);
    return open_again(t);
}

static struct typist *open_after_kill(const char *keys, const char *words)
{
    return kill_within(open_with_two_goals(), keys, words);
}

/* That key goes on with it, there. */
static void expect_gone_on_with(struct typist *t, const char *key, const char *title,
                                const char *words)
{
    typist_type(t, key);
    typist_wait(t, "Your draft is back");
    typist_wait(t, title);
    typist_wait(t, words);
    typist_leave_box(t);
    typist_leave(t);
    unlink("table.json");
    unlink(
        "table.json.journal"); /* where all in it stood in the file, it may be there still */
}

/* Each draft is named with its place and key, and that key goes on there at once. */
Test(return_to_work, a_draft_that_comes_back_is_named_by_its_place_and_gone_on_with)
{
    static const struct {
        const char *keys, *words, *said, *again, *title;
    } rows[] = {
        {DOWN "2ahalf a thou", "half a thou",
         "Your draft ‘half a thou’ in Barriers of ‘Warm homes’ is kept: a goes on.", "a",
         "New note in 2"},
        {DOWN "3adamp wal", "damp wal",
         "Your draft ‘damp wal’ in Stakeholders of ‘Warm homes’ is kept: a goes on.", "a",
         "New note in 3"},
        {DOWN "2e and fu", "Rent and fu",
         "Your draft ‘Rent and fu’ for other words of ‘Rent’ is kept: e goes on.", "e",
         "Editing"},
        {DOWN "1e for al", "Warm homes for al",
         "Your draft ‘Warm homes for al’ for other words of ‘Warm homes’ is kept: e goes "
         "on.",
         "e", "Editing"},
        {"gSafe str", "Safe str",
         "Your draft ‘Safe str’ for a new goal is kept: g goes on.", "g", "New goal"},
        {"0A city of tr", "A city of tr",
         "Your draft ‘A city of tr’ for the vision is kept: 0 goes on.", "0", "Vision"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = open_after_kill(rows[i].keys, rows[i].words);
        typist_wait_wrapped(t, rows[i].said);
        expect_gone_on_with(t, rows[i].again, rows[i].title, rows[i].words);
    }
}

/* However often that happens: what was gone on with does not stand above it. */
Test(return_to_work, a_draft_that_was_gone_on_with_stands_there_once)
{
    struct typist *t = open_after_kill("2ahalf", "half");
    typist_wait_wrapped(t, "Your draft ‘half’ in Barriers of ‘Cleaner air’ is kept");
    typist_type(t, "a");
    typist_wait(t, "Your draft is back");
    typist_type(t, " a thou");
    typist_wait(t, "half a thou");
    wait_for_journal(t, "half a thou");
    t = open_again(t);
    typist_wait_wrapped(t, "Your draft ‘half a thou’ in Barriers");
    t = open_again(t); /* twice without a key between */
    typist_wait(t, "being written: h");
    typist_type(t, "2a");
    typist_wait(t, "Your draft is back");
    typist_type(t, "ght\r" ESC);
    typist_wait(t, "▶ half a thought");
    typist_wait(t, "2 Barriers 2");
    typist_leave(t);
    expect_in_file("table.json", "\"half a thought\"");
}

/* Nor does it lose its place: the key that goes on with it does so there. */
Test(return_to_work, killed_twice_with_no_key_between_it_goes_to_the_draft_again)
{
    static const struct {
        const char *keys, *words, *again, *title;
    } rows[] = {{DOWN DOWN "2adamp wal", "damp wal", "a",
                 "New note in 2 Barriers of ‘Green roofs’"},
                {DOWN "2e and fu", "Rent and fu", "e", "Editing"},
                {"0A city of tr", "A city of tr", "0", "Vision"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = open_after_kill(rows[i].keys, rows[i].words);
        typist_wait_wrapped(t, "is kept");
        t = open_again(t);
        typist_settle(t);
        expect_gone_on_with(t, rows[i].again, rows[i].title, rows[i].words);
    }
}

/* What is new opens where it was begun, be it twice, and not at the end of where it goes. */
Test(return_to_work, what_is_new_goes_on_where_it_was_begun)
{
    static const struct {
        const char *keys, *words, *there, *again, *title;
    } rows[] = {{"gSafe str", "Safe str", "▶Cleaner air", "g", "New goal"},
                {DOWN "gSafe str", "Safe str", "▶Warm homes", "g", "New goal"},
                {DOWN "2gSafe str", "Safe str", "▶ Rent", "g", "New goal"},
                {DOWN "2ahalf a", "half a", "▶ Rent", "a", "New note in 2"},
                {"2aSmoke\rhalf a", "half a", "▶ Smoke", "a", "New note in 2"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t =
            kill_within(open_with("\"Rent\",\"Draughts\""), rows[i].keys, rows[i].words);
        typist_wait(t, rows[i].there);
        typist_wait(t, "is kept");
        t = open_again(t);
        typist_wait(t, rows[i].there);
        expect_gone_on_with(t, rows[i].again, rows[i].title, rows[i].words);
    }
}

Test(return_to_work, what_was_changed_last_is_selected_after_a_kill)
{
    struct typist *t = open_with_two_goals();
    typist_type(t, DOWN "2aDamp\r" ESC);
    typist_wait(t, "2 Barriers 2");
    wait_for_journal(t, "Damp");
    t = open_again(t);
    typist_wait(t, "▶ Damp");
    typist_type(t, DOWN "3aLandlords\r" ESC);
    typist_wait(t, "3 Stakeholders 1");
    typist_type(t, CTRL_S); /* and of what the file has already */
    typist_wait(t, "Saved to");
    t = open_again(t);
    typist_wait(t, "▶ Landlords");
    typist_leave(t);
}

/* The map and the plan have the same goals; a key goes on with it on either. */
Test(return_to_work, is_on_the_grid_where_a_goal_was_half_written)
{
    static const struct {
        const char *keys, *words, *said, *again, *title;
    } rows[] = {{"gLend torch", "Lend torch", "for a new goal is kept: g goes on.", "g",
                 "New goal"},
                {"1e for al", "Warm homes for al",
                 "for other words of ‘Warm homes’ is kept: e goes on.", "e", "Editing"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = open_with_two_goals();
        typist_press(t, "G" DOWN, "2 Organisations 0");
        typist_type(t, rows[i].keys);
        wait_for_journal(t, rows[i].words);
        t = open_again(t);
        typist_wait_wrapped(t, rows[i].said);
        t = open_again(t); /* also once it was kept */
        typist_wait(t, "being written: ");
        typist_wait(t, "2 Organisations 0");
        typist_press(t, "G", "2 Barriers 1");
        expect_gone_on_with(t, rows[i].again, rows[i].title, rows[i].words);
    }
}

Test(return_to_work, is_in_the_table_where_it_was_of_several)
{
    text_file_write("table.json",
                    "{\"sessions\":[{\"table\":\"1\",\"place\":\"Leeds\",\"goals\":"
                    "[\"First\"]},{\"table\":\"2\",\"place\":\"Leeds\",\"goals\":"
                    "[\"Second\"]}]}");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "table.json"));
    typist_wait(t, "▶First");
    typist_type(t, "T" DOWN "\r");
    typist_wait(t, "▶Second");
    typist_type(t, "2aRent\r" ESC);
    typist_wait(t, "2 Barriers 1");
    wait_for_journal(t, "Rent");
    t = open_again(t);
    typist_wait(t, "▶ Rent");
    typist_leave(t);
}

Test(return_to_work, begins_at_the_first_where_nobody_worked_today)
{
    struct typist *t = open_with_two_goals();
    typist_leave(t);
    t = typist_open(24, 80, WORDS("roundtable", "table.json"));
    typist_wait(t, "▶Cleaner air");
    typist_leave(t);
}

/* What it does hangs on its lines alone. */
Test(return_to_work, is_not_for_a_script)
{
    text_file_write("table.json", "{\"sessions\":[{\"goals\":[\"First\"]}]}");
    text_file_write("script", "goal Second\n");
    for (int i = 0; i < 2; i++) {
        char *said = output_of(WORDS(
            "sh", "-c", "exec \"$0\" --accessible table.json <script", program_path()));
        expect_part(said, "Goal 1 of ");
        free(said);
    }
}

/* What was being typed into a form of the table stands on no grid: the entry that was written
 * before it is where work was. */
Test(return_to_work,
     a_form_of_the_table_that_comes_back_leaves_the_entry_before_it_selected)
{
    struct typist *t = open_with_two_goals();
    typist_type(t, DOWN "2");
    typist_wait(t, "▶ Rent");
    typist_enter(t, "aFares", "2 Barriers 2");
    typist_press(t, "s", "Ask everybody, by phone or by hand");
    typist_press(t, "w", "Ask everybody: Enter opens it");
    typist_type(t, "What hel");
    wait_for_journal(t, "What hel");
    t = open_again(t);
    typist_wait(t, "▶ Fares");
    typist_leave(t);
}
