/* Voting with dots, as the scribe enters what is called out: on the screen, and in the
 * file afterwards. */

#include "model/ballot.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off: the pictures are wider than the page */

static void enter(void)
{
    enter_folder();
    text_file_write(
        "a.json",
        "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
        "\"place\":\"Leeds\",\"table\":\"4\",\"goals\":[{\"text\":\"Less sugar\","
        "\"barriers\":[\"Advertising\",\"Fares\"],\"stakeholders\":[\"Carers\"]"
        "}]}]}");
}

TestSuite(votes, .init = enter, .fini = end_without_fault);

static struct typist *open_file(void)
{
    return typist_open(24, 80, WORDS("roundtable", "a.json"));
}

/* With a ballot of so many dots, on the first barrier. */
static struct typist *open_ballot(const char *key, const char *dots)
{
    struct typist *t = open_file();
    typist_press(t, "2v", "First a ballot: how many dots?");
    typist_press(t, key, dots);
    typist_wait(t, "Voting: ");
    return t;
}

/* The list is drawn row by row: its last one first, or the old hints are still there. */
static void close_list(struct typist *t)
{
    typist_wait(t, "Esc Back");
    typist_press(t, ESC, "? Keys");
}

/* What the file holds after leaving. */
static void expect_votes(const char *words, size_t person, long votes)
{
    struct session_file file;
    cr_assert(file_open("a.json", &file, &err), "%s", err_text(&err));
    cr_expect_eq(voter_votes(record_saying(file.session, words), person), votes,
                 "votes of %zu for %s", person, words);
    file_close(&file);
}

Test(votes, the_first_v_asks_how_many_dots_and_says_why)
{
    struct typist *t = open_file();
    typist_type(t, "2v");
    golden_screen(
        t,
        "\n"
        " Votes: begin a ballot                                                    "
        "saved\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " 1  1 dot a person\n"
        " 3  3 dots a person\n"
        " 5  5 dots a person\n"
        " t  12 dots for the table\n"
        " T  24 dots for the table\n"
        " w  What was counted on paper, for Barriers\n"
        " r  Ranking\n"
        " k  Ranking of Barriers alone\n"
        "\n\n\n\n\n\n\n\n\n\n\n"
        " First a ballot: how many dots? Counts stay hidden until you show them; then v\n"
        " gives a dot.\n"
        " Enter Choose  Esc Back\n");
    typist_press(t, "3", "Began a ballot: 3 dots a person. Person 1 begins: v gives");
    typist_press(t, "b", "Ranking of Barriers alone (once the counts are shown)");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    expect_votes("Advertising", 1, 0);
}

Test(votes, persons_give_their_dots_in_turn_and_no_count_is_seen)
{
    struct typist *t = open_ballot("3", "3 dots a person");
    typist_press(t, "v", "A dot for ‘Advertising’. Person 1: 2 of 3 dots left.");
    typist_press(t, "v", "Person 1: 1 of 3 dots left.");
    typist_press(t, "jv",
                 "A dot for ‘Fares’. Person 1 has given all 3 dots; person 2 is next.");
    typist_press(t, "1v", "A dot for ‘Less sugar’. Person 2: 2 of 3 dots left.");
    golden_screen(
        t,
        "\n"
        " Voting: person 2 has 2 of 3 dots · Leeds · table 4 · System map          "
        "saved\n"
        " 1 Goals 1          2 Barriers 2        3 Stakeholders 1    4 Social moments 0\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        "▶Less sugar         · Advertising       · Carers              When might "
        "people\n"
        "                    · Fares                                   be most open to\n"
        "                                                              change?\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        "\n\n\n\n\n\n\n\n\n\n\n\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Less sugar\n"
        " written by hand\n"
        " A dot for ‘Less sugar’. Person 2: 2 of 3 dots left.\n"
        " v Vote  V Take back  b Ballot  u Undo  a Add  ] Next  q Leave  ? Keys\n");
    typist_leave(t);
    expect_votes("Advertising", 1, 2);
    expect_votes("Fares", 1, 1);
    expect_votes("Less sugar", 2, 1);
}

Test(votes, counts_are_hidden_in_the_record_and_in_a_search_until_they_are_shown)
{
    struct typist *t = open_ballot("1", "1 dot a person");
    typist_press(t, "v", "Person 1 has given the 1 dot; person 2 is next.");
    typist_press(t, "r", "added the barrier ‘Advertising’");
    cr_expect_not(typist_sees(t, "gave"));
    close_list(t);
    typist_press(t, "/Adv", "▶ Advertising");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "•1"));
    cr_expect_not(typist_sees(t, "1 vote"));
    typist_press(t, "\r", "? Keys");
    typist_press(t, "bs", "Show everybody the counts?");
    typist_type(t, "s\r"); /* neither the key that asks nor Enter says yes */
    typist_wait(t, "Nothing was chosen. Enter once more chooses");
    typist_press(t, "\r", "? Keys");
    cr_expect_not(typist_sees(t, "•1"));
    typist_press(t, "bsy", "Showed the votes. b, then r ranks them.");
    typist_wait(t, "Advertising •1");
    typist_wait(t, "1 vote · ");
    cr_expect_not(typist_sees(t, "Voting"));
    typist_press(t, "r", "gave ‘Advertising’ a dot (person 1)");
    close_list(t);
    typist_press(t, "bh", "Hid the votes again.");
    typist_wait_gone(t, "Advertising •1");
    typist_press(t, "be", "Show everybody the counts?"); /* as ending it does */
    typist_press(t, "\r", "The counts stay hidden: nothing was shown.");
    cr_expect_not(typist_sees(t, "•1"));
    typist_press(t, "be", "Show them, and end the ballot");
    typist_press(t, "y", "Ended the ballot.");
    typist_wait(t, "Advertising •1");
    typist_leave(t);
}

Test(votes, a_dot_is_taken_back_or_undone_and_is_its_givers_again)
{
    struct typist *t = open_ballot("1", "1 dot a person");
    typist_press(t, "v", "person 2 is next.");
    typist_press(t, "u", "Undid: gave ‘Advertising’ a dot (1 more to undo)");
    typist_press(t, "v", "Person 1 has given the 1 dot; person 2 is next.");
    typist_type(t, "V"); /* person 2 has none here, so the latest giver's */
    typist_wait(t, "Took a dot back from ‘Advertising’. Person 1: 1 of 1 dot left.");
    typist_press(t, "V", "‘Advertising’ has no dot to take back.");
    typist_press(t, "jv",
                 "A dot for ‘Fares’. Person 1 has given the 1 dot; person 2 is next.");
    typist_leave(t);
    expect_votes("Advertising", 1, 0);
    expect_votes("Fares", 1, 1);
    expect_votes("Fares", 2, 0);
}

Test(votes, a_person_who_gives_fewer_is_left_behind_and_can_be_called_back)
{
    struct typist *t = open_ballot("3", "3 dots a person");
    typist_press(t, "v", "Person 1: 2 of 3");
    typist_press(t, "bn", "Person 2: 3 of 3 dots left.");
    typist_press(t, "v", "Person 2: 2 of 3");
    typist_press(t, "bp", "Person 1: 2 of 3 dots left.");
    typist_each(t, "vv");
    typist_wait(t, "Person 1 has given all 3 dots; person 2 is next, with");
    typist_wait(t, " 2 left.");
    typist_leave(t);
    expect_votes("Advertising", 1, 3);
    expect_votes("Advertising", 2, 1);
}

Test(votes, a_person_skipped_says_how_to_come_back)
{
    struct typist *t = open_ballot("3", "3 dots a person");
    typist_press(t, "vb", "n: Person 1 gives no more (2 left); p comes back.");
    close_list(t);
    typist_leave(t);
}

Test(votes, after_a_restart_the_turn_is_where_it_was)
{
    struct typist *t = open_ballot("3", "3 dots a person");
    typist_press(t, "vbnvbn", "Person 3: 3 of 3");
    typist_press(t, "v", "Person 3: 2 of 3");
    typist_leave(t);
    t = open_file();
    typist_press(t, "2v", "Person 3: 1 of 3 dots left.");
    typist_leave(t);
}

Test(votes, the_table_gives_no_more_than_its_dots_until_there_are_more)
{
    struct typist *t = open_ballot("t", "12 dots for the table");
    for (int i = 0; i < 11; i++) {
        typist_type(t, "v");
    }
    typist_wait(t, "The table: 1 of 12 dots left.");
    typist_press(t, "v", "The table has given all 12 dots; b shows the counts.");
    typist_press(t, "v", "The table has no dot left. V takes one back; b has more.");
    typist_press(t, "b+", "Votes: 13 dots for the table, hidden");
    typist_press(t, "+", "Votes: 14 dots for the table, hidden");
    typist_press(t, "-", "Votes: 13 dots for the table, hidden");
    close_list(t);
    typist_press(t, "v", "The table has given all 13 dots");
    typist_leave(t);
    expect_votes("Advertising", 0, 13);
}

Test(votes, dots_beyond_a_smaller_ballot_stay_and_it_is_said_as_long_as_it_is_so)
{
    struct typist *t = open_ballot("5", "5 dots a person");
    typist_each(t, "vvvvv");
    typist_wait(t, "person 2 is next");
    typist_each(t, "jvvvvv");
    typist_wait(t, "person 3 is next");
    typist_press(t, "b-", "Votes: 4 dots a person, hidden");
    typist_wait(t, "2 people have given more than 4; their dots stay.");
    typist_type(t, "--");
    typist_wait(
        t, "Changed the ballot to 2 dots a person. 2 people have given more than 2;");
    close_list(t);
    typist_type(t, "V"); /* of whoever gave the last one here */
    typist_wait(t, "Person 2 has given 4, more than 2 dots; person");
    typist_each(t, "VV");
    typist_wait(t, "Person 2 has given all 2 dots; person 3 is next.");
    typist_press(t, "b", "1 person has given more than 2; their dots stay.");
    typist_press(t, "sy", "Showed the votes.");
    typist_press(t, "br", "1     5 votes of 1 person  ‘Advertising’");
    typist_wait(t, "1 person has given more than 2; their dots stay.");
    close_list(t);
    typist_wait_gone(t, "Ranking by");
    typist_press(t, "be", "Ended the ballot.");
    cr_expect_not(typist_sees(t, "stay"));
    typist_press(t, "bt", "2 people have given dots of their own; they stay.");
    typist_wait_wrapped(t, "b, then c takes them back. 2 people have given dots");
    typist_leave(t);
}

/* Such as those of "library", whichever of its letters choose from the ballot's list. */
Test(votes, a_letter_ranks_nothing_in_front_of_the_room_while_the_counts_are_hidden)
{
    struct typist *t = open_ballot("3", "3 dots a person");
    typist_press(t, "v", "A dot for");
    typist_type(t, "br");
    typist_wait_wrapped(t, "Not ranked: the counts are hidden. b, then s shows them to "
                           "everybody; then they can be ranked.");
    typist_type(t, "bk");
    typist_wait_wrapped(t, "Not ranked: the counts are hidden.");
    cr_expect_not(typist_sees(t, "1 vote"));
    typist_leave(t);
}

Test(votes, the_ranking_needs_the_counts_to_be_shown_and_goes_to_an_entry)
{
    struct typist *t = open_ballot("3", "3 dots a person");
    typist_each(t, "vvjv3v");
    typist_wait(t, "A dot for ‘Carers’. Person 2: 2 of 3 dots left.");
    typist_press(t, "b", "Ranking (once the counts are shown)");
    typist_press(t, "sy", "Showed the votes. b, then r ranks them.");
    typist_type(t, ESC);
    typist_wait_gone(t, "Showed the votes");
    typist_type(t, "br");
    golden_screen(
        t, "\n"
           " Ranking by votes: Enter goes there                                "
           "       saved\n"
           " Type to find one\n"
           "▶1     2 votes of 1 person  ‘Advertising’  Barriers to change, Less sugar\n"
           " 2=    1 vote               ‘Fares’  Barriers to change, Less sugar\n"
           " 2=    1 vote               ‘Carers’  Stakeholders, Less sugar\n"
           " -                          1 more without votes\n"
           "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
           " ‘Advertising’  Barriers to change, Less sugar\n"
           " Enter Choose  Esc Back\n");
    typist_press(t, DOWN "\r", "▶ Fares •1");
    typist_wait(t, "b, then r: the ranking again.");
    typist_press(t, "bk", "2     1 vote               ‘Fares’");
    cr_expect_not(typist_sees(t, "Carers"));
    close_list(t);
    typist_press(t, "u", "Undid: showed the votes");
    typist_leave(t);
}

Test(votes, all_dots_are_taken_back_to_vote_afresh)
{
    struct typist *t = open_ballot("1", "1 dot a person");
    typist_each(t, "vv");
    typist_wait(t, "person 3 is next");
    typist_press(t, "bc", "Take all dots back?");
    typist_press(t, "n", "Nothing was taken back.");
    typist_press(t, "bc", "Take all dots back?");
    typist_press(t, "y", "Took all dots back. u undoes it.");
    typist_press(t, "v", "Person 1 has given the 1 dot; person 2 is next.");
    typist_leave(t);
    expect_votes("Advertising", 1, 1);
    expect_votes("Advertising", 2, 0);
}

Test(votes, a_deleted_note_gives_its_dots_back_once_the_person_at_it_is_done)
{
    struct typist *t = open_ballot("3", "3 dots a person");
    typist_each(t, "jvkvvjv");
    typist_wait(t, "Person 2: 2 of 3 dots left.");
    typist_press(t, "kd", "Deleted ‘Advertising’.");
    typist_press(t, "v", "A dot for ‘Fares’. Person 2: 1 of 3 dots left.");
    typist_press(t, "v", "Person 2 has given all 3 dots; person 1 is next, with");
    typist_press(t, "v", "Person 1: 1 of 3 dots left.");
    typist_leave(t);
    expect_votes("Fares", 1, 2);
    expect_votes("Fares", 2, 3);
}

Test(votes, a_file_for_reading_only_takes_no_dots)
{
    char *text = text_file_read("a.json");
    char *newer = replaced(text, "\"version\":1", "\"version\":2,\"ballot\":\"open\"");
    text_file_write("a.json", newer);
    struct typist *t = open_file();
    typist_press(t, "2v", "open for reading only");
    typist_type(t, "b");
    typist_wait_gone(t, "open for reading only");
    typist_press(t, "3", "open for reading only");
    cr_expect_not(typist_sees(t, "Voting"));
    typist_leave(t);
    free(newer);
    free(text);
}

Test(votes, a_second_scribe_sees_the_ballot_and_no_counts_either)
{
    struct typist *t = open_ballot("3", "3 dots a person"), *other = open_file();
    typist_wait(other, "Voting");
    typist_press(t, "v", "Person 1: 2 of 3");
    typist_type(t, "aPrices\r" ESC);
    typist_wait(other, "Prices"); /* and so the dot before it has come */
    typist_press(other, "2v", "A dot for ‘Advertising’. Person 2: 2 of 3 dots left.");
    cr_expect_not(typist_sees(other, "•"));
    typist_press(t, "bsy", "Advertising •2");
    typist_wait(other, "Advertising •2");
    typist_leave(other);
    typist_leave(t);
    expect_votes("Advertising", 1, 1);
    expect_votes("Advertising", 2, 1);
}

Test(votes, who_is_next_is_said_no_more_once_another_window_shows_the_counts)
{
    struct typist *t = open_ballot("1", "1 dot a person"), *other = open_file();
    typist_wait(other, "Voting");
    typist_press(other, "2v", "person 2 is next.");
    typist_wait(t, "person 2 has 1 of 1 dot");
    typist_press(t, "bsy", "Advertising •1");
    typist_wait(other, "Somebody else showed the votes. b, then r ranks them.");
    cr_expect_not(typist_sees(other, "is next"));
    typist_leave(other);
    typist_leave(t);
}

Test(votes, who_is_next_is_said_anew_once_another_window_gave_dots)
{
    struct typist *t = open_ballot("1", "1 dot a person"), *other = open_file();
    typist_wait(other, "Voting");
    typist_press(other, "2v", "Person 1 has given the 1 dot; person 2 is next.");
    typist_wait(t, "person 2 has 1 of 1 dot");
    typist_press(t, "v", "Person 2 has given the 1 dot; person 3 is next.");
    typist_wait(other, "Person 1 has given the 1 dot; person 3 is next.");
    typist_press(t, "u", "Undid: ");
    typist_wait(other, "Person 1 has given the 1 dot; person 2 is next.");
    typist_leave(other);
    typist_leave(t);
}

Test(votes, a_dot_is_taken_back_of_ones_own_person_though_another_window_gave_later)
{
    struct typist *t = open_ballot("1", "1 dot a person"), *other = open_file();
    typist_press(t, "v", "Person 1 has given the 1 dot; person 2 is next.");
    typist_wait(other, "person 2 has 1 of 1 dot");
    typist_press(other, "2v", "Person 2 has given the 1 dot; person 3 is next.");
    typist_wait(t, "person 3 has 1 of 1 dot");
    typist_press(t, "V",
                 "Took a dot back from ‘Advertising’. Person 1: 1 of 1 dot left.");
    typist_press(t, "V",
                 "‘Advertising’ has a dot of person 2. b, then p goes back to who");
    typist_leave(other);
    typist_leave(t);
    expect_votes("Advertising", 1, 0);
    expect_votes("Advertising", 2, 1);
}
