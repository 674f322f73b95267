/* The tally sheet: what was counted on paper is typed as numbers. */

#include "model/ballot.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>

static const char table[] =
    "{\"sessions\":[{\"place\":\"Leeds\",%s\"goals\":[{\"text\":\"Less sugar\","
    "\"barriers\":[\"Adverts\",\"Fares\",\"Time\"]}]}]}";

static struct typist *begin(const char *path, const char *ballot)
{
    struct str text = STR_EMPTY;
    str_addf(&text, table, ballot);
    text_file_write(path, text.bytes);
    str_finish(&text);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", path));
    typist_type(t, "2b");
    typist_wait(t, "w  What was counted on paper, for Barriers");
    return t;
}

static void expect_counted(const char *path, const char *entry, long votes, long people)
{
    struct session_file file;
    size_t count;
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    cr_expect_eq(record_votes(record_saying(file.session, entry)), votes);
    cr_expect_eq(table_voted(session_tables(file.session, &count)[0]), people);
    file_close(&file);
}

Test(paper_screens, a_tally_sheet_is_typed_from_top_to_bottom, .init = enter_folder,
     .fini = folder_finish)
{
    struct typist *t = begin("table.json", "");
    typist_type(t, "w");
    typist_wait(t, "people voted in all");
    typist_type(t, "23\r");
    typist_wait(t, "23 voted. Now what each entry has");
    typist_type(t, "14\r");
    typist_wait(t, "‘Adverts’: 14 on paper.");
    typist_type(t, "\r"); /* nothing was counted for it: that may be one too many */
    typist_wait(t,
                "Nothing is typed yet for ‘Fares’: type its number, or Enter again goes");
    typist_type(t, "\r");
    typist_wait(t, "Past ‘Fares’: nothing was typed. Shift-Tab goes back to it.");
    typist_type(t, "9\r");
    typist_wait(t, "‘Time’: 9 on paper.");
    typist_type(t, "\r"); /* the last line is done */
    typist_wait(t, "14 votes (23 voted)");
    typist_type(t, "b");
    typist_wait(t, "On paper: 23 votes; 23 people voted");
    typist_type(t, "r");
    typist_wait(t, "14 of 23 people  ‘Adverts’");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_type(t, "u");
    typist_wait(t, "Undid: counted 9 on paper for ‘Time’");
    typist_leave(t);
    expect_counted("table.json", "Adverts", 14, 23);
    expect_counted("table.json", "Time", 0, 23);
}

Test(paper_screens, only_numbers_stand_there_and_esc_leaves_what_stood,
     .init = enter_folder, .fini = folder_finish)
{
    struct typist *t = begin("table.json", "\"voted\":23,");
    typist_type(t, "w");
    typist_wait(t, "▶      23 people voted in all");
    typist_wait(t, "How many people voted in all: type a number");
    typist_type(t, DOWN);
    typist_wait(t, "Votes on paper for ‘Adverts’: type a number; Enter keeps it");
    typist_type(t, "x");
    typist_wait(t, "Numbers alone stand here");
    typist_type(t, "1234567\r");
    typist_wait(t, "That is too large a number");
    typist_type(t, ESC);
    typist_wait(t, "What was typed is gone again");
    typist_type(t, "1234567\r");
    typist_wait(t, "That is too large a number");
    typist_type(t, "12\r"); /* another, and no digits more of the first */
    typist_wait(t, "‘Adverts’: 12 on paper.");
    typist_type(t, UP);
    typist_wait(t, "▶      12 Adverts");
    typist_type(t, "\x7f");
    typist_wait(t, "what was counted on paper is taken back");
    typist_type(t, "24" UP);
    typist_wait(t, "24: that is more than the 23 people who voted. Enter again keeps it");
    typist_type(t, "\x7f\x7f"
                   "24\r");
    typist_wait(t, "24 on paper; that is more than the 23 people who voted.");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_counted("table.json", "Adverts", 24, 23);
}

Test(paper_screens, ctrl_s_keeps_the_number_and_is_done, .init = enter_folder,
     .fini = folder_finish)
{
    struct typist *t = begin("table.json", "\"voted\":23,");
    typist_type(t, "w");
    typist_wait(t, "Ctrl-S Done");
    typist_type(t, DOWN "7" CTRL_S);
    typist_wait(t, "‘Adverts’: 7 on paper.");
    typist_wait(t, "? Keys");
    typist_type(t, "bw");
    typist_wait(t, "people voted in all");
    typist_type(t, CTRL_S);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_counted("table.json", "Adverts", 7, 23);
}

Test(paper_screens, while_counts_are_hidden_the_sheet_shows_none, .init = enter_folder,
     .fini = folder_finish)
{
    struct typist *t = begin("table.json", "\"ballot\":\"open\",\"dots\":1,");
    typist_type(t, "w");
    typist_wait(t, "people voted in all");
    typist_type(t, DOWN "14\r");
    typist_wait(t, "‘Adverts’: kept; b, then s shows the counts.");
    typist_wait(t, "kept Adverts");
    cr_expect_not(typist_sees(t, "14"));
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_type(t, "bs");
    typist_wait(t, "Not yet: they stay hidden");
    typist_type(t, "\r");
    typist_wait(t, "The counts stay hidden: nothing was shown. b, then s, then y, shows");
    typist_type(t, "bsy");
    typist_wait(t, "Showed the votes");
    typist_wait(t, "14 votes");
    typist_leave(t);
}

Test(paper_screens, what_is_cut_or_out_of_sight_comes_into_it, .init = enter_folder,
     .fini = folder_finish)
{
    struct str text =
        str_of("{\"sessions\":[{\"voted\":9,\"goals\":[{\"text\":\"Less sugar\","
               "\"barriers\":[\"Jam in the morning, on market days above all\"");
    for (int i = 1; i <= 12; i++) {
        str_addf(&text, ",\"Sweet %d\"", i);
    }
    str_add(&text, "]}]}]}");
    text_file_write("table.json", text.bytes);
    str_finish(&text);
    struct typist *t = typist_open(12, 44, WORDS("roundtable", "table.json"));
    typist_type(t, "2bw" DOWN);
    typist_wait(t, "Jam in the morning, on market d…");
    typist_wait_wrapped(t, "Jam in the morning, on market days above all");
    for (int i = 0; i < 12; i++) {
        typist_type(t, DOWN);
    }
    typist_type(t, "7");
    typist_wait(t, "▶       7 Sweet 12");
    typist_wait_gone(t, "Jam in the morning");
    typist_resize(t, 24, 80);
    typist_wait(t, "           Jam in the morning, on market days above all");
    typist_wait(t, "▶       7 Sweet 12");
    typist_type(t, ESC);
    typist_wait(t, "What was typed is gone again");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

Test(paper_screens, behind_a_number_that_was_asked_about_another_begins,
     .init = enter_folder, .fini = folder_finish)
{
    struct typist *t = begin("table.json", "\"voted\":8,");
    typist_type(t, "w" DOWN "12\r");
    typist_wait(t, "12: that is more than the 8 people who voted. Enter again keeps it");
    typist_type(t, "3");
    typist_wait(t, "▶       3 Adverts");
    typist_type(t, ESC);
    typist_wait(t, "What was typed is gone again");
    typist_type(t, "12\r");
    typist_wait(t, "that is more than");
    typist_type(t, "\x7f"
                   "3"); /* who corrects goes on with it */
    typist_wait(t, "▶      13 Adverts");
    typist_type(t, ESC);
    typist_wait(t, "What was typed is gone again");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

Test(paper_screens, letters_in_a_number_are_asked_about, .init = enter_folder,
     .fini = folder_finish)
{
    struct typist *t = begin("table.json", "");
    typist_type(t, "w");
    typist_wait(t, "How many people voted in all");
    typist_type(t, "9 peple\r");
    typist_wait(t, "9: letters were typed, too, and left out. Enter again keeps it");
    typist_type(t, "8\r");
    typist_wait(t, "8 voted.");
    typist_type(t, DOWN "two\r"); /* and no line is left for them */
    typist_wait(t, "Numbers alone stand here");
    typist_wait(t, "▶         Fares");
    typist_type(t, "12\r");
    typist_wait(t, "12: that is more than the 8 people who voted. Enter again keeps it");
    typist_type(t, "two\r");
    typist_wait(t, "12: letters were typed, too, and left out; that is more than the 8");
    typist_type(t, "2\r");
    typist_wait(t, "‘Fares’: 2 on paper.");
    typist_type(t, "0\r");
    typist_wait(t, "‘Time’: none on paper, as before.");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_counted("table.json", "Fares", 2, 8);
}

Test(paper_screens, what_an_entry_has_in_dots_is_told_before_paper_is_added,
     .init = enter_folder, .fini = folder_finish)
{
    struct typist *t = begin("table.json", "\"ballot\":\"open\",\"dots\":9,");
    typist_type(t, ESC);
    typist_each(t, "vvv");
    typist_wait(t, "6 of 9 dots left");
    typist_type(t, "bw" DOWN "4"); /* counts are hidden: so is this */
    typist_wait(t, "▶       4 Adverts");
    cr_expect_not(typist_sees(t, "so far"));
    typist_type(t, ESC);
    typist_wait(t, "What was typed is gone again");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_type(t, "bsy");
    typist_wait(t, "Showed the votes");
    typist_type(t, "bw" DOWN "4");
    typist_wait(t, "▶       4 Adverts");
    typist_wait(t, "‘Adverts’ has 3 dots so far; votes on paper are added to them.");
    typist_type(t, "\r");
    typist_wait(t, "‘Adverts’: 4 on paper, 7 votes in all");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

Test(paper_screens, a_line_that_is_gone_past_says_what_stays_there, .init = enter_folder,
     .fini = folder_finish)
{
    struct typist *t = begin("table.json", "\"voted\":15,");
    typist_press(t, "w", "people voted in all");
    typist_press(t, "\r",
                 "15 people voted in all, as before. Shift-Tab goes back to it.");
    typist_press(t, "4" DOWN UP, "▶       4 Adverts");
    typist_press(t, "\r", "‘Adverts’ stays at 4. Shift-Tab goes back to it.");
    typist_press(t, UP UP "\x7f", "▶         people voted in all");
    typist_press(t, "\r", "How many people voted in all is not known yet. Shift-Tab");
    typist_press(t, UP "1", "▶       1 person voted in all");
    typist_press(t, "\r", "1 voted. Now what each entry has");
    typist_press(t, "\r", "‘Adverts’ has 4 from before: type another number, or Enter");
    typist_free(t);
}

/* Whoever was cut short twice sees both, and not the last alone, of which opening tells. */
Test(paper_screens, what_was_typed_and_not_kept_stands_in_its_line, .init = enter_folder,
     .fini = folder_finish)
{
    static const char *const rows[][2] = {{TAB "14", "\"draft\":\"14\""},
                                          {DOWN "7", "\"draft\":\"7\""}};
    struct typist *t = begin("table.json", "");
    typist_press(t, "w", "people voted in all");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_type(t, rows[i][0]);
        typist_wait_journal(t, "table.json", rows[i][1]);
        typist_signal(t, SIGKILL);
        typist_end(t);
        typist_free(t);
        t = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "table.json"));
        typist_press(t, "bw", "was typed here and not kept: Enter keeps it");
    }
    typist_wait(t, "14? Adverts");
    typist_wait(t, "7? Fares");
    typist_press(t, UP UP DOWN "\r", "‘Adverts’: 14 on paper.");
    typist_press(t, "\r", "‘Fares’: 7 on paper.");
    cr_expect_not(typist_sees(t, "? "));
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}
