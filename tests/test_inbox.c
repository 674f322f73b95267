/* What phones sent waits in the inbox until somebody takes it. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(inbox, .init = enter_folder, .fini = folder_finish);

Test(inbox, nothing_of_a_phone_is_on_the_wall_until_it_is_taken)
{
    struct scene s = scene_begin_with_four(24, 80);
    cr_expect_not(typist_sees(s.ana, "Fizzy"));
    typist_press(s.ana, "I" UP, "Inbox: 4 wait");
    typist_wait(s.ana, "Fizzy drinks are cheap");
    typist_wait(s.ana, "Barriers of ‘Less sugar’ · Ben · 12:00");
    typist_wait(s.ana, "Barriers of ‘More walking’ · 12:00");
    typist_wait(s.ana, "a goal · 12:00");
    typist_press(s.ana, "y", "Took ‘Fizzy drinks are cheap’: Barriers of ‘Less sugar’.");
    typist_wait(s.ana, "Inbox: 3 wait");
    typist_wait(s.ana, "3 wait");
    typist_press(s.ana, ESC, "1 Goals 2");
    typist_wait(s.ana, "Fizzy drinks are");
    typist_wait(s.ana, "2 Barriers 2");
    typist_wait(s.ana, "Ben, 12:00");
    scene_end(&s);
}

Test(inbox, is_not_opened_before_the_room)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_type(s.ana, "P");
    typist_wait_gone(s.ana, "4 wait");
    typist_type(s.ana, "I");
    typist_wait_wrapped(s.ana, "Everybody would read what phones sent");
    cr_expect_not(typist_sees(s.ana, "Fizzy"));
    typist_press(s.ana, "P", "1 Goals 2");
    scene_end(&s);
}

/* Its picture may be on the wall still. */
Test(inbox, is_asked_about_once_in_a_window_that_was_on_the_projector)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_type(s.ana, "P");
    typist_wait_gone(s.ana, "4 wait");
    typist_press(s.ana, "P", "1 Goals 2");
    typist_press(s.ana, "I", "The room saw this window: open the inbox?");
    cr_expect_not(typist_sees(s.ana, "Fizzy"));
    typist_press(s.ana, "n", "1 Goals 2");
    typist_press(s.ana, "I", "Open it: the room does not see it now");
    typist_press(s.ana, "y", "Fizzy drinks are cheap");
    typist_press(s.ana, ESC, "4 wait");
    typist_press(s.ana, "I" UP, "Fizzy drinks are cheap");
    typist_press(s.ana, ESC, "1 Goals 2");
    scene_end(&s);
}

/* By habit, where the question does not come, or once more. */
Test(inbox, what_comes_right_behind_its_key_does_nothing_to_an_entry_that_nobody_read)
{
    static const char *const keys[] = {"y", "n", "Y", "f", "yy", "yn", "u", "\r"};
    struct scene s = scene_begin_with_four(24, 80);
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct str habit = str_of("I\x0c%s", keys[i]);
        typist_type(s.ana, habit.bytes);
        typist_wait(s.ana, "Inbox: 4 wait");
        typist_wait(s.ana, *keys[i] == '\r' ? "came too soon" : "Nothing was done");
        typist_press(s.ana, ESC, "1 Goals 2");
        str_finish(&habit);
    }
    scene_end(&s);
}

/* What stands beside the question cuts none of it off. */
Test(inbox, the_question_is_read_whole_in_a_narrow_window)
{
    static const struct {
        int rows, cols;
        const char *asked;
    } windows[] = {{20, 60, " The room saw this window: open the inbox?\n"},
                   {12, 40, " The room saw this window: open the\n inbox?\n"},
                   {6, 20, "The room saw this\nwindow: open the\ninbox?"}};
    for (size_t i = 0; i < LENGTH(windows); i++) {
        struct scene s = scene_begin_with_four(24, 80);
        typist_press(s.ana, "PPI", "The room saw this window: open the inbox?");
        typist_resize(s.ana, windows[i].rows, windows[i].cols);
        typist_wait(s.ana, windows[i].asked);
        typist_resize(s.ana, 24, 80);
        typist_press(s.ana, "n", "? Keys");
        scene_end(&s);
    }
}

Test(inbox, says_whose_it_is_in_a_narrow_window_whatever_its_goal_is_called)
{
    struct scene s = scene_begin_with_four(20, 60);
    struct phone *p = &s.phone;
    phone_send(p, "a3", phone_goal(p, 0), "barriers", "Rain", "Bartholomew (phone 2)");
    typist_wait(s.ana, "5 wait");
    typist_press(s.ana, "I" UP, "Inbox: 5 wait");
    typist_wait(s.ana, "Less sugar’ · Bartholomew (phone 2) · 12:00");
    typist_resize(s.ana, 12, 40);
    typist_press(s.ana, "\x1b[F", "Bar… · Bartholomew (phone 2) · 12:00");
    scene_end_in_inbox(&s);
}

/* Whoever is about to take it would take its neighbour. */
Test(inbox, what_goes_from_under_the_cursor_has_nothing_done_to_the_next)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "I" UP, "Inbox: 4 wait");
    struct typist *ben = window_of("Ben", s.path);
    typist_press(ben, "I" UP, "Inbox: 4 wait");
    typist_press(ben, "n", "Inbox: 3 wait");
    typist_wait(s.ana, "Inbox: 3 wait");
    typist_type(s.ana, "y");
    typist_wait_wrapped(s.ana, "Nothing was done: what was selected has gone");
    typist_wait(s.ana, "Inbox: 3 wait");
    typist_press(s.ana, "y", "Took ‘No pavement on Mill Road’");
    typist_type(s.ana, "y"); /* what one's own key takes away is no surprise */
    typist_wait(s.ana, "Took ‘Vending machines’");
    typist_press(ben, ESC, "1 Goals 2");
    typist_leave(ben);
    scene_end_in_inbox(&s);
}

Test(inbox, what_is_taken_with_a_change_keeps_its_words_in_its_record)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "Ie", "Take it with other words");
    typist_press(s.ana, ", everywhere\r", "Took ‘Fizzy drinks are cheap, everywhere’");
    typist_press(s.ana, ESC, "2 Barriers 2");
    typist_press(s.ana, "r", "Ben");
    typist_wait(s.ana, "Ana");
    typist_wait(s.ana, "Fizzy drinks are cheap, everywhere");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(inbox, a_change_that_is_left_is_kept_as_a_draft)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "Ie", "Take it with other words");
    typist_press(s.ana, " here" ESC,
                 "Kept as a draft, not yet as an entry: e brings it back.");
    typist_press(s.ana, "e", "Your draft is back.");
    typist_wait(s.ana, "Fizzy drinks are cheap here");
    typist_press(s.ana, "\r", "Took ‘Fizzy drinks are cheap here’");
    typist_wait(s.ana, "Inbox: 3 wait");
    scene_end_in_inbox(&s);
}

Test(inbox, it_goes_to_another_goal_or_column_by_the_menu)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "Im", "Take ‘Fizzy drinks are cheap’ to a column");
    typist_wait(s.ana, "More walking");
    typist_wait(s.ana, "A goal of its own");
    typist_press(s.ana, "3",
                 "Took ‘Fizzy drinks are cheap’: Stakeholders of ‘Less sugar’.");
    typist_type(s.ana, "m2"); /* where it wants to go anyway */
    typist_wait_wrapped(s.ana, "It stands in that column already");
    typist_type(s.ana, "msug");
    typist_wait_gone(s.ana, "A goal of its own");
    typist_press(s.ana, "\r",
                 "Took ‘No pavement on Mill Road’: Barriers of ‘Less sugar’.");
    typist_press(s.ana, "m7", "There it has no column of that number to go to.");
    typist_press(s.ana, "m0", "Took ‘Vending machines’: a goal.");
    typist_press(s.ana, "m2", "There it has no column of that number to go to.");
    typist_press(s.ana, "m", "Take ‘Cleaner air’ to a goal");
    typist_press(s.ana, "less\r", "Took ‘Cleaner air’: Barriers of ‘Less sugar’.");
    typist_wait(s.ana, "Nothing waits.");
    scene_end_in_inbox(&s);
}

Test(inbox, what_is_put_aside_is_kept_and_can_be_put_back_or_taken)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "I" UP "n",
                 "Put aside: ‘Fizzy drinks are cheap’. u brings it back.");
    typist_wait(s.ana, "1 put aside (a opens it)");
    typist_press(s.ana, "n", "2 put aside");
    typist_press(s.ana, "a", "y Take  e Change  b Put back");
    typist_wait(s.ana, "Put aside: 2. y takes one, b puts it back");
    typist_type(s.ana, "n"); /* it means one thing */
    typist_wait(s.ana, "It is put aside already: b puts it back.");
    typist_press(s.ana, "b", "‘Fizzy drinks are cheap’ waits again.");
    typist_press(s.ana, "y", "Took ‘No pavement on Mill Road’");
    typist_wait(s.ana, "Nothing was put aside.");
    typist_press(s.ana, ESC, "Inbox: 3 wait");
    typist_each(s.ana, "uu");
    typist_wait(s.ana, "2 put aside");
    scene_end_in_inbox(&s);
}

Test(inbox, all_of_one_question_is_taken_as_one_step)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "I" UP "Y",
                 "Took 2: Barriers of ‘Less sugar’. u puts them all back.");
    typist_wait_wrapped(s.ana, "2 for elsewhere still wait.");
    typist_wait(s.ana, "Inbox: 2 wait");
    typist_press(s.ana, "u", "Undid: took 2 of what phones sent");
    typist_wait(s.ana, "Inbox: 4 wait");
    scene_end_in_inbox(&s);
}

Test(inbox, what_comes_in_moves_no_selection)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_type(s.ana, "Ij");
    typist_wait_cursor(s.ana, 4, 3);
    phone_send(&s.phone, "a3", phone_goal(&s.phone, 0), "barriers", "One more", NULL);
    typist_wait(s.ana, "Inbox: 5 wait");
    typist_wait_cursor(s.ana, 4, 3);
    typist_press(s.ana, "y", "Took ‘No pavement on Mill Road’");
    scene_end_in_inbox(&s);
}

Test(inbox, an_offer_to_a_goal_that_was_deleted_asks_where_to)
{
    struct scene s = scene_begin_with_phone(24, 80);
    phone_send(&s.phone, "b1", phone_goal(&s.phone, 1), "barriers", "No pavement", NULL);
    typist_wait(s.ana, "1 waits");
    typist_press(s.ana, "1jd", "Deleted ‘More walking’");
    typist_press(s.ana, "I" UP, "its goal is gone");
    typist_press(s.ana, "y", "Take ‘No pavement’ to a goal");
    typist_press(s.ana, "less\r", "Took ‘No pavement’: Barriers of ‘Less sugar’.");
    scene_end_in_inbox(&s);
}

/* It may be one that the room is not to read. */
Test(inbox, words_are_taken_without_the_name_that_they_came_with)
{
    static const char *const ways[] = {"y", "e, now\r", "m3"};
    struct scene s = scene_begin_with_phone(24, 80);
    for (size_t i = 0; i < LENGTH(ways); i++) {
        const char once[] = {'u', (char)('1' + i), '\0'};
        phone_send(&s.phone, once, phone_goal(&s.phone, 0), "barriers", "Bus fares",
                   "Big D1ck");
        typist_wait(s.ana, "1 wait");
        typist_type(s.ana, "I" UP);
        typist_wait(s.ana, "Big D1ck");
        typist_type(s.ana, "f");
        typist_wait(s.ana, "Its name was taken off");
        cr_expect_not(typist_sees(s.ana, "Big D1ck"));
        typist_type(s.ana, "f");
        typist_wait(s.ana, "Its name was given back");
        typist_wait(s.ana, "Big D1ck");
        typist_type(s.ana, "f");
        typist_wait(s.ana, "Its name was taken off");
        typist_type(s.ana, ways[i]);
        typist_wait(s.ana, "Inbox: nothing waits");
        typist_type(s.ana, ESC);
        typist_wait_gone(s.ana, "Inbox");
        typist_wait(s.ana, "Bus fares");
        cr_expect_not(typist_sees(s.ana, "Big D1ck"));
        typist_type(s.ana, "r");
        typist_wait(s.ana, "Esc Back");
        cr_expect_not(typist_sees(s.ana, "Big D1ck"));
        typist_type(s.ana, ESC);
        typist_wait_gone(s.ana, "Esc Back");
    }
    typist_type(s.ana, CTRL_S);
    typist_wait(s.ana, "Saved to");
    char *text = exported(s.path, "csv");
    expect_part(text, "Bus fares");
    expect_no_part(text, "Big D1ck");
    free(text);
    scene_end(&s);
}

Test(inbox, a_setting_lets_entries_straight_in_and_shows_phones_what_there_is)
{
    struct scene s = scene_begin_with_phone(24, 80);
    typist_press(s.ana, "I", "What phones send waits here (S). They see only goals");
    typist_press(s.ana, "S", "Show the room what phones send, unread?");
    typist_press(s.ana, "\x0cS\r",               /* "ISS" at once is a word */
                 "Enter once more chooses ‘No"); /* nor does that key say yes */
    typist_type(s.ana, "\r");
    typist_wait(s.ana, "What phones send waits here (S). They see only goals");
    typist_press(s.ana, "Sy", "From now on what phones send stands in the grid at once");
    typist_press(s.ana, "o", "Phones are shown what the table has so far.");
    typist_wait(s.ana, "What phones send stands at once (S). They are shown");
    typist_press(s.ana, CTRL_S, "Saved to");
    phone_look(&s.phone);
    cr_expect(table_says_yes(s.phone.writer.table, PHONES_STRAIGHT));
    cr_expect(table_says_yes(s.phone.writer.table, PHONES_SEE));
    typist_press(s.ana, "u", "They see only goals (o).");
    typist_press(s.ana, ESC, "? Keys");
    typist_press(s.ana, "s", "Ask everybody, by phone or by hand");
    typist_press(s.ana, "h", "Ask everybody: Enter opens it");
    typist_press(s.ana, "Go on?\r", "A show of hands");
    typist_press(s.ana, ESC, "1 Goals");
    typist_press(s.ana, "I", "They see only goals and the question (o).");
    phone_close(&s.phone);
    s.phone = (struct phone){0};
    typist_press(s.ana, ESC, "? Keys");
    typist_press(s.ana, "Q", "Phones are not let in yet.");
    typist_wait_wrapped(s.ana, "What they send stands in the grid at once");
    typist_press(s.ana, ESC, "1 Goals");
    scene_end(&s);
}

Test(inbox, who_is_told_that_all_waits_is_told_when_somebody_else_lets_it_in)
{
    struct scene s = scene_begin_with_phone(24, 80);
    struct typist *ben = typist_open(24, 80, WORDS("roundtable", "--by", "Ben", s.path));
    typist_press(ben, "I", "Inbox: nothing waits");
    typist_press(ben, "S", "Show the room what phones send, unread?");
    typist_press(ben, "y", "From now on what phones send stands in the grid at once");
    typist_wait(s.ana, "Ben let what phones send straight in.");
    typist_press(s.ana, "I", "What phones send stands at once (S)");
    typist_press(s.ana, "S", "From now on what phones send waits here first.");
    typist_wait(ben, "Ana let what phones send wait.");
    cr_expect_not(typist_sees(ben, "From now on"));
    typist_press(ben, ESC, "1 Goals");
    typist_leave(ben);
    scene_end_in_inbox(&s);
}

Test(inbox, long_words_are_read_in_full_where_they_are_selected_and_do_no_harm)
{
    struct scene s = scene_begin_with_phone(24, 80);
    struct str words = STR_EMPTY;
    for (int i = 0; i < 60; i++) {
        str_addf(&words, "word%d ", i);
    }
    str_add(&words, "\x1b[2J\xe2\x80\xae"
                    "end");
    phone_send(&s.phone, "a1", phone_goal(&s.phone, 0), "barriers", words.bytes,
               "\x1b]0;x");
    phone_send(&s.phone, "b1", phone_goal(&s.phone, 0), "barriers", words.bytes, NULL);
    typist_wait(s.ana, "2 wait");
    typist_press(s.ana, "I" UP, "Inbox: 2 wait");
    typist_wait(s.ana, "word59");
    typist_wait(s.ana, "…");
    typist_resize(s.ana, 10, 40);
    typist_wait(s.ana, "word25 …");
    typist_resize(s.ana, 24, 80);
    typist_wait(s.ana, "word59");
    str_finish(&words);
    scene_end_in_inbox(&s);
}

/* "No a", "No b" … of the first goal. */
static void send_barriers(struct scene *s, int count)
{
    for (char n = 'a'; n < 'a' + count; n++) {
        char once[] = {n, '1', '\0'}, text[] = {'N', 'o', ' ', n, '\0'};
        phone_send(&s->phone, once, phone_goal(&s->phone, 0), "barriers", text, NULL);
    }
}

Test(inbox, how_many_are_out_of_sight_has_a_row_of_its_own)
{
    struct scene s = scene_begin_with_phone(22, 80);
    send_barriers(&s, 10);
    typist_wait(s.ana, "10 wait");
    typist_press(s.ana, "I" UP, "No g");
    typist_wait(s.ana, "   3 more");
    cr_expect_not(typist_sees(s.ana, "No h"), "there is no room for it and the row");
    typist_press(s.ana, "\x1b[F", "No j"); /* End */
    typist_wait(s.ana, "   3 more above");
    scene_end_in_inbox(&s);
}

/* The row for what was put aside is theirs where nothing was. */
Test(inbox, none_is_left_out_while_rows_are_empty)
{
    struct scene s = scene_begin_with_phone(24, 80);
    send_barriers(&s, 9);
    typist_wait(s.ana, "9 wait");
    typist_press(s.ana, "I" UP, "No a");
    typist_wait(s.ana, "No i");
    typist_wait(s.ana, "What phones send waits here");
    scene_end_in_inbox(&s);
}

Test(inbox, who_only_reads_takes_nothing)
{
    struct scene s = scene_begin_with_four(24, 80);
    struct typist *room = typist_start(24, 80, WORDS("roundtable", "--follow", s.path));
    typist_wait(room, "following");
    cr_expect_not(typist_sees(room, "wait"));
    typist_press(room, "PI", "The room saw this window: open the inbox?");
    typist_press(room, "y", "Inbox: 4 wait");
    typist_press(room, "y", "This window follows");
    typist_type(room, ESC);
    typist_leave(room);
    scene_end(&s);
}

Test(inbox, all_that_waits_is_put_aside_after_asking_once_and_comes_back_by_undo)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana,
                 "I\x0c"
                 "N",
                 "Put all 4 aside that wait?");
    typist_type(s.ana, "\r"); /* Enter harms nothing */
    typist_wait(s.ana, "Inbox: 4 wait");
    typist_press(s.ana, "N", "Put all of it aside");
    typist_type(s.ana, "a");
    typist_wait_wrapped(s.ana, "Put 4 aside. u brings them all back;");
    typist_wait(s.ana, "Inbox: nothing waits");
    typist_press(s.ana, "u", "Undid: put 4 of what phones sent aside");
    typist_wait(s.ana, "Inbox: 4 wait");
    scene_end_in_inbox(&s);
}

Test(inbox, what_cannot_go_elsewhere_since_there_is_no_goal_yet_is_told_so)
{
    struct scene s = scene_begin(24, 80, "");
    scene_open_phone(&s);
    phone_send(&s.phone, "a1", NULL, NULL, "Cleaner air", NULL);
    typist_wait(s.ana, "1 waits");
    typist_type(s.ana, "Im");
    typist_wait_wrapped(s.ana,
                        "There is no goal yet that it could stand under: y makes it");
    typist_press(s.ana, "y", "Took ‘Cleaner air’");
    scene_end_in_inbox(&s);
}

/* The title, the inbox and who leaves are told of one and the same table. */
Test(inbox, what_waits_at_an_earlier_table_of_the_file_asks_nobody_who_leaves)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, CTRL_S, "Saved to");
    EXPECT_RUN(0, "a new session that follows up", "", "new", "--after", s.path,
               "next.json");
    struct typist *later = typist_start(24, 80, WORDS("roundtable", "next.json"));
    typist_wait(later, "1 Goals");
    typist_press(later, "I", "Inbox: nothing waits");
    typist_type(later, ESC);
    typist_wait_gone(later, "Inbox");
    cr_expect_not(typist_sees(later, "4 wait"));
    typist_type(later, "q");
    cr_expect_eq(typist_end(later), 0);
    typist_free(later);
    scene_end(&s);
}

/* Whoever has the paper knows for whom it was made, and that more may come. */
Test(inbox, what_is_exported_says_that_words_of_phones_wait_and_for_whom_it_is)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, CTRL_S, "Saved to");
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "--for", "commissioners", "-f",
                                "text", "-o", "-", s.path));
    cr_expect_eq(ran.status, 0);
    expect_part(str_text(&ran.out), "Made for: commissioners");
    expect_part(str_text(&ran.out), "Sent by phones, not taken up yet");
    expect_part(
        str_text(&ran.err),
        "4 entries that phones sent wait to be taken up, and stand in no grid yet");
    ran_finish(&ran);
    typist_press(s.ana, "E", "For");
    typist_type(s.ana, "ffm");
    typist_wait_wrapped(s.ana, ", for commissioners. But: ");
    typist_wait_wrapped(s.ana, "4 entries that phones sent wait to be taken up");
    typist_press(s.ana,
                 "I\x0c"
                 "N",
                 "Put all of it aside");
    typist_press(s.ana, "a", "Inbox: nothing waits");
    typist_press(s.ana, CTRL_S, "Saved to");
    char *text = exported(s.path, "text");
    expect_no_part(text, "Made for");
    expect_no_part(text, "Sent by phones");
    free(text);
    scene_end_in_inbox(&s);
}

Test(inbox, who_leaves_while_something_waits_is_asked)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_type(s.ana, "q");
    typist_wait_wrapped(s.ana,
                        "Leave? 4 entries that phones sent wait to be taken up, and "
                        "stand in no grid yet. y leaves, n stays.");
    typist_type(s.ana, "n");
    typist_wait_gone(s.ana, "Leave?");
    typist_press(s.ana, "I" UP, "Inbox: 4 wait");
    typist_press(s.ana, "Na", "Put 4 aside");
    typist_press(s.ana, ESC, "1 Goals 2");
    phone_close(&s.phone);
    s.phone = (struct phone){.writer.table = NULL};
    typist_type(s.ana, "q");
    cr_expect_eq(typist_end(s.ana), 0);
    typist_free(s.ana);
    free(s.path);
}
