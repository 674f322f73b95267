/* The record of an entry, what was deleted, and wordings to settle: on the screen, and
 * what the file and another laptop hold afterwards. */

#include "model/author.h"
#include "model/history.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { MANY_COLS = 100 };

TestSuite(panels, .init = enter_folder, .fini = end_without_fault);

/* Two laptops: Ana's is the file on the screen, Ben's has seen its table, goal and two
 * notes, all said at 11:00. */
struct laptops {
    struct session_file file;
    struct session *other;
    struct author ana, ben;
};

static struct laptops laptops_make(void)
{
    struct laptops l = {.other = session_new()};
    file_new("a.json", &l.file);
    author_init(&l.ana, l.file.session, 1, "Ana");
    author_init(&l.ben, l.other, 2, "Ben");
    l.ana.now_ms = 1487764800000 - 3600000;
    const struct record *table =
        author_add_table(&l.ana, NULL, NULL, "Leeds", NULL, "4", &err);
    const struct record *goal = author_add_goal(&l.ana, table, NULL, "Less sugar", &err);
    author_add_note(&l.ana, goal, "barriers", NULL, "Advertising", &err);
    author_add_note(&l.ana, goal, "barriers", NULL, "Sweet drinks", &err);
    l.ana.now_ms = l.ben.now_ms = l.ana.now_ms + 60000;
    session_add_all(l.other, l.file.session);
    return l;
}

static const struct record *here(struct laptops *l, const char *words)
{
    return record_saying(l->file.session, words);
}

static const struct record *there(struct laptops *l, const char *words)
{
    return record_saying(l->other, words);
}

/* The first laptop takes in what the other said, and its file is written and closed. */
static void laptops_meet(struct laptops *l)
{
    session_add_all(l->file.session, l->other);
    cr_assert(file_save(&l->file, &err), "%s", err_text(&err));
    author_finish(&l->ana);
    file_close(&l->file);
}

/* What the program wrote comes back, and the other laptop takes it in. */
static void laptops_meet_again(struct laptops *l)
{
    cr_assert(file_open("a.json", &l->file, &err), "%s", err_text(&err));
    session_add_all(l->other, l->file.session);
}

static void laptops_free(struct laptops *l)
{
    file_close(&l->file);
    author_finish(&l->ben);
    session_free(l->other);
}

/* On a screen wide enough that no row of a panel is cut. */
static struct typist *open_file(void)
{
    return typist_open(24, MANY_COLS, WORDS("roundtable", "--by=Cleo", "a.json"));
}

Test(panels, the_record_of_a_note_brings_an_earlier_wording_back)
{
    struct laptops l = laptops_make();
    author_reword(&l.ana, here(&l, "Advertising"), "Television", &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_type(t, "2r");
    typist_wait_row(t, 0, "‘Television’: Enter brings words back");
    typist_wait_row(t, 2, "11:01 Ana  changed ‘Advertising’ to ‘Television’");
    typist_wait_row(t, 3, "11:00 Ana  added the barrier ‘Advertising’ to ‘Less sugar’");
    typist_type(t, "\r"); /* the newest */
    typist_wait(t, "These words stand already.");
    typist_press(t, DOWN "\r", "Brought back ‘Advertising’.");
    typist_wait(t, "▶ Advertising");
    typist_press(t, "u", "Undid: changed ‘Television’");
    typist_wait(t, "▶ Television");
    typist_press(t, "r" DOWN DOWN DOWN "\r", "Brought back ‘Advertising’.");
    typist_leave(t);
    laptops_meet_again(&l);
    expect_grids(l.other, "Less sugar | barriers: Advertising; Sweet drinks\n");
    laptops_free(&l);
}

Test(panels, a_draft_that_was_left_is_a_wording_too)
{
    struct laptops l = laptops_make();
    author_set(&l.ana, here(&l, "Advertising"), "draft", VALUE_OF_TEXT("Adverts"), &err);
    author_set(&l.ana, here(&l, "Sweet drinks"), "draft", VALUE_OF_TEXT("Cola"), &err);
    author_set(&l.ana, here(&l, "Sweet drinks"), "draft", VALUE_NOTHING, &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_type(t, "2jr");
    typist_wait_row(t, 2, "left a draft of other words for ‘Sweet drinks’: ‘Cola’");
    typist_press(t, ESC, "e Edit");
    typist_type(t, "kr");
    typist_wait_row(t, 2, "left a draft of other words for ‘Advertising’: ‘Adverts’");
    typist_press(t, "\r", "Brought back ‘Adverts’.");
    typist_leave(t);
    laptops_meet_again(&l);
    expect_grids(l.other, "Less sugar | barriers: Adverts; Sweet drinks\n");
    laptops_free(&l);
}

Test(panels, a_row_without_words_and_a_place_without_a_record_say_so)
{
    struct laptops l = laptops_make();
    const struct record *note = here(&l, "Advertising");
    author_move_note(&l.ana, note, record_owner(note), "stakeholders", NULL, &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_type(t, "3r");
    typist_wait_row(t, 2, "moved ‘Advertising’ to Stakeholders of ‘Less sugar’");
    typist_press(t, "\r", "This row left no new wording to bring back.");
    typist_press(t, ESC, "e Edit");
    typist_press(t, "4r", "Select an entry, and r tells who said it");
    typist_press(t, "R", "Nothing was deleted from this table.");
    typist_press(t, "G" UP "r", "Nobody has written the vision yet");
    typist_leave(t);
    laptops_meet_again(&l);
    laptops_free(&l);
}

Test(panels, among_the_changes_of_a_goal_stand_its_deleted_notes)
{
    struct laptops l = laptops_make();
    author_delete(&l.ana, here(&l, "Advertising"), &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_type(t, "r");
    typist_wait_row(t, 0, "‘Less sugar’");
    typist_wait_row(t, 2, "11:01 Ana  deleted: ‘Advertising’ (Barriers)");
    typist_wait_row(t, 3, "11:00 Ana  added the goal ‘Less sugar’");
    typist_press(t, "\r", "Brought back ‘Advertising’. u undoes it.");
    typist_wait(t, "▶ Advertising");
    typist_leave(t);
    laptops_meet_again(&l);
    expect_grids(l.other, "Less sugar | barriers: Advertising; Sweet drinks\n");
    laptops_free(&l);
}

Test(panels, a_deleted_goal_comes_back_with_its_notes_and_a_note_with_its_goal)
{
    struct laptops l = laptops_make();
    laptops_meet(&l);
    struct typist *t = open_file();
    delete_with_notes(t);
    typist_wait(t, "Deleted ‘Less sugar’ and its 2 notes");
    typist_type(t, "R");
    typist_wait_row(t, 0, "Deleted: Enter brings it back");
    typist_wait_row(t, 2, "12:00 Cleo  the goal ‘Less sugar’ with 2 notes");
    typist_type(t, "drinks");
    typist_wait_row(t, 2, "12:00 Cleo  ‘Sweet drinks’ (Barriers of ‘Less sugar’)");
    typist_press(t, "\r",
                 "Brought back ‘Sweet drinks’ and its goal ‘Less sugar’. u undoes it.");
    typist_wait(t, "2 Barriers to change 1");
    typist_wait(t, "▶ Sweet drinks");
    typist_press(t, "u", "Undid: brought back ‘Sweet drinks’");
    typist_wait(t, "1 Goals 0");
    typist_press(t, "R\r", "Brought back ‘Less sugar’ and its 2 notes. u undoes it.");
    typist_wait(t, "2 Barriers to change 2");
    typist_leave(t);
    laptops_meet_again(&l);
    expect_grids(l.other, "Less sugar | barriers: Advertising; Sweet drinks\n");
    cr_expect_not(record_delete_disputed(there(&l, "Less sugar")));
    laptops_free(&l);
}

Test(panels, the_vision_has_a_record_too)
{
    struct laptops l = laptops_make();
    const struct record *table = record_owner(here(&l, "Less sugar"));
    author_set(&l.ana, table, "vision", VALUE_OF_TEXT("Fruit in schools"), &err);
    author_set(&l.ana, table, "vision", VALUE_OF_TEXT("Fruit"), &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_type(t, "Gkr");
    typist_wait_row(t, 0, "The vision: Enter brings words back");
    typist_wait_row(t, 2, "changed the vision ‘Fruit in schools’ to ‘Fruit’");
    typist_wait_row(t, 3, "wrote the vision: ‘Fruit in schools’");
    typist_press(t, DOWN "\r", "Brought back ‘Fruit in schools’.");
    typist_wait(t, "Vision: Fruit in schools");
    typist_leave(t);
    laptops_meet_again(&l);
    cr_expect_str_eq(record_words(record_owner(there(&l, "Less sugar")), "vision"),
                     "Fruit in schools");
    laptops_free(&l);
}

Test(panels, of_two_wordings_the_chosen_one_stands_for_everyone)
{
    struct laptops l = laptops_make();
    author_reword(&l.ana, here(&l, "Advertising"), "Television", &err);
    l.ben.now_ms += 60000;
    author_reword(&l.ben, there(&l, "Advertising"), "Posters", &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_wait(t, "Posters (2 wordings)");
    typist_press(t, "2", "2 wordings stand: Enter chooses");
    typist_press(t, "aBus", "New note");
    typist_press(t, ESC, "puts it aside · 2 wordings stand");
    typist_press(t, "\x7f", "Put aside ‘Bus’");
    typist_type(t, "\r");
    typist_wait_row(t, 0, "Worded in several ways: which shall stand?");
    typist_wait_row(t, 2, " 1  Posters");
    typist_wait_row(t, 2, "Ben, 11:02");
    typist_wait_row(t, 3, " 2  Television");
    typist_wait_row(t, 3, "Ana, 11:01");
    typist_press(t, "2", "Settled for everyone: ‘Television’.");
    typist_wait(t, "▶ Television");
    cr_expect_not(typist_sees(t, "wordings"));
    typist_leave(t);
    laptops_meet_again(&l);
    cr_expect_eq(field_wordings(record_field(here(&l, "Television"), "text")), 1);
    cr_expect_eq(field_wordings(record_field(there(&l, "Television"), "text")), 1);
    laptops_free(&l);
}

Test(panels, what_came_in_while_a_list_was_open_is_not_settled_by_it)
{
    struct laptops l = laptops_make();
    author_reword(&l.ana, here(&l, "Advertising"), "Television", &err);
    l.ben.now_ms += 60000;
    author_reword(&l.ben, there(&l, "Advertising"), "Posters", &err);
    laptops_meet(&l);
    struct typist *one = open_file(), *two = open_file();
    typist_press(one, "2\r", "which shall stand?");
    typist_press(two, "2\rw", "Editing");
    typist_press(two, " and radio\r", "▶ Posters and radio");
    cr_expect_not(typist_sees(two, "wordings"));
    typist_settle(two); /* it has told, and the other has heard, which shows nowhere */
    typist_settle(one);
    typist_press(one, "2", "2 wordings stand");
    typist_wait(two, "2 wordings stand");
    typist_leave(two);
    typist_leave(one);
    laptops_meet_again(&l);
    size_t count;
    const struct record *goal = there(&l, "Less sugar");
    const struct record *note = goal_notes(l.other, goal, "barriers", &count)[0];
    const struct version **heads = history_wordings(record_field(note, "text"), &count);
    cr_expect_eq(count, 2, "%zu wordings stand", count);
    free(heads);
    laptops_free(&l);
}

Test(panels, wordings_of_a_goal_can_be_settled_by_other_words)
{
    struct laptops l = laptops_make();
    author_reword(&l.ana, here(&l, "Less sugar"), "No sugar", &err);
    l.ben.now_ms += 60000;
    author_reword(&l.ben, there(&l, "Less sugar"), "Little sugar", &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_wait(t, "2 wordings stand: Enter chooses · Ben, 11:02");
    typist_press(t, "ew", "Editing ‘Little sugar’");
    typist_type(t, " and salt\r");
    typist_wait_gone(t, "Editing");
    typist_wait(t, "Little sugar and salt");
    cr_expect_not(typist_sees(t, "wordings"));
    typist_leave(t);
    laptops_meet_again(&l);
    expect_grids(l.other,
                 "Little sugar and salt | barriers: Advertising; Sweet drinks\n");
    cr_expect_eq(field_wordings(record_field(there(&l, "Little sugar and salt"), "text")),
                 1);
    laptops_free(&l);
}

Test(panels, two_visions_are_offered_and_one_is_chosen)
{
    struct laptops l = laptops_make();
    author_set(&l.ana, record_owner(here(&l, "Less sugar")), "vision",
               VALUE_OF_TEXT("Fruit"), &err);
    l.ben.now_ms += 60000;
    author_set(&l.ben, record_owner(there(&l, "Less sugar")), "vision",
               VALUE_OF_TEXT("Water"), &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_press(t, "G", "Vision: Water (2 wordings)");
    typist_type(t, "0");
    typist_wait_row(t, 3, " 2  Fruit");
    typist_press(t, DOWN "\r", "Settled for everyone: ‘Fruit’.");
    typist_wait(t, "Vision: Fruit");
    cr_expect_not(typist_sees(t, "wordings"));
    typist_leave(t);
    laptops_meet_again(&l);
    const struct record *table = record_owner(there(&l, "Less sugar"));
    cr_expect_eq(field_wordings(record_field(table, "vision")), 1);
    cr_expect_str_eq(record_words(table, "vision"), "Fruit");
    laptops_free(&l);
}

/* Ben deleted what Ana was rewording. */
static struct laptops dispute_make(void)
{
    struct laptops l = laptops_make();
    author_reword(&l.ana, here(&l, "Advertising"), "Television", &err);
    author_delete(&l.ben, there(&l, "Advertising"), &err);
    laptops_meet(&l);
    return l;
}

Test(panels, a_disputed_deletion_can_be_taken_back_for_everyone)
{
    struct laptops l = dispute_make();
    struct typist *t = open_file();
    typist_wait(t, "Television (deleted,");
    typist_press(t, "2", "deleted by Ben while others wrote: Enter chooses");
    typist_type(t, "\r");
    typist_wait_row(t, 0, "Deleted by one, written by another");
    typist_wait_row(t, 2, " 1  Television");
    typist_wait_row(t, 3, " k  Keep it");
    typist_wait_row(t, 4, " d  Delete it, as Ben did");
    typist_press(t, "k", "Settled for everyone: kept ‘Television’. u undoes it.");
    typist_wait_gone(t, "(deleted,");
    typist_leave(t);
    laptops_meet_again(&l);
    cr_expect_not(record_delete_disputed(here(&l, "Television")));
    cr_expect_not(record_delete_disputed(there(&l, "Television")));
    laptops_free(&l);
}

/* With a goal go the notes that others have written in it meanwhile. */
Test(panels, of_a_disputed_deletion_it_is_said_what_would_go)
{
    static const char *const notes[] = {"Prices", "Habits", "Shops", "Adverts"};
    struct laptops l = laptops_make();
    for (size_t i = 0; i < LENGTH(notes); i++) {
        author_add_note(&l.ana, here(&l, "Less sugar"), "barriers", NULL, notes[i], &err);
    }
    author_reword(&l.ana, here(&l, "Less sugar"), "Less salt", &err);
    author_delete(&l.ben, there(&l, "Less sugar"), &err);
    laptops_meet(&l);
    struct typist *t = open_file();
    typist_press(t, "1", "deleted by Ben while others wrote");
    typist_type(t, "\r");
    typist_wait_row(t, 4, " d  Delete it and its 4 notes, as Ben did");
    typist_type(t, DOWN DOWN);
    typist_wait_wrapped(t, "Delete ‘Less salt’ and its 4 notes ‘");
    typist_wait_wrapped(t, "’ and 1 more? Deleted: Ben");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    laptops_free(&l);
}

Test(panels, a_disputed_deletion_can_be_made_to_stand_for_everyone)
{
    struct laptops l = dispute_make();
    struct typist *t = open_file();
    typist_press(t, "2\rd", "Deleted ‘Television’. u brings it back.");
    typist_wait(t, "2 Barriers to change 1");
    typist_leave(t);
    laptops_meet_again(&l);
    expect_grids(l.file.session, "Less sugar | barriers: Sweet drinks\n");
    expect_grids(l.other, "Less sugar | barriers: Sweet drinks\n");
    laptops_free(&l);
}

Test(panels, a_file_for_reading_only_shows_its_record_and_stays_as_it_is)
{
    struct laptops l = laptops_make();
    author_reword(&l.ana, here(&l, "Advertising"), "Television", &err);
    laptops_meet(&l);
    char *text = text_file_read("a.json");
    char *newer = replaced(text, "\"version\": 1", "\"version\": 2");
    text_file_write("a.json", newer);
    struct typist *t = open_file();
    typist_press(t, "2r" DOWN, "changed ‘Advertising’ to ‘Television’");
    typist_press(t, "\r", "pen for reading only");
    typist_wait(t, "▶ Television");
    typist_leave(t);
    char *after = text_file_read("a.json");
    cr_expect_str_eq(after, newer);
    free(after);
    free(newer);
    free(text);
    author_finish(&l.ben);
    session_free(l.other);
}
