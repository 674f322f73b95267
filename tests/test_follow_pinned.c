/* A window that follows, pinned to one of several who write, to a cell, or to nothing. */

#include "support/folder.h"
#include "support/program.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(follow_pinned, .fini = folder_finish);

/* Two who write, and a room that sees all of the table. */
struct two_writers {
    char *path;
    struct typist *ana, *ben, *room;
};

static struct two_writers two_writers(void)
{
    struct two_writers t = {.path = two_goals_write()};
    t.ana = window_of("Ana", t.path);
    t.ben = window_of("Ben", t.path);
    t.room = window_that_follows(t.path);
    typist_wait(t.ana, "followed, with Ben");
    typist_wait(t.ben, "followed, with Ana");
    typist_type(t.room, "P");
    typist_wait(t.room, "1 Goals 2");
    typist_type(t.ana, "2aPrices\r" ESC);
    typist_wait(t.room, "▶ Prices");
    typist_type(t.ben, "j3aSchools\r" ESC);
    typist_wait(t.room, "▶ Schools");
    return t;
}

static void two_writers_end(struct two_writers *t)
{
    typist_leave(t->ana);
    typist_leave(t->ben);
    typist_leave(t->room);
    free(t->path);
}

/* Chooses what the room follows, by its words in the list. */
static void pin(struct two_writers *t, const char *words, const char *said)
{
    typist_type(t->room, "F");
    typist_wait(t->room, "What is this window to follow?");
    typist_type(t->room, words);
    typist_wait(t->room, words);
    typist_type(t->room, "\r");
    typist_wait_gone(t->room, "What is this window to follow?");
    typist_wait(t->room, said);
}

Test(follow_pinned, it_can_be_pinned_to_one_writer)
{
    struct two_writers t = two_writers();
    pin(&t, "Ana", "following Ana");
    typist_wait(t.room, "▶ Prices"); /* at once */
    typist_type(t.ben, "aShops\r" ESC);
    typist_wait(t.room, "Shops");
    cr_expect(typist_sees(t.room, "▶ Prices"), "where Ana is");
    typist_type(t.ana, "aHabits\r" ESC);
    typist_wait(t.room, "▶ Habits");
    pin(&t, "everybody", "following");
    typist_wait_gone(t.room, "following Ana");
    typist_type(t.ben, "aMarkets\r" ESC);
    typist_wait(t.room, "▶ Markets");
    two_writers_end(&t);
}

Test(follow_pinned, it_can_be_pinned_to_one_cell_which_others_cannot_leave)
{
    struct two_writers t = two_writers();
    typist_type(t.room, "k2");
    typist_wait(t.room, "▶ Advertising");
    pin(&t, "Barriers", "following Barriers of Less sugar");
    typist_type(t.ben, "aShops\r" ESC);
    typist_wait(t.room, "Shops");
    cr_expect(typist_sees(t.room, "▶ Prices"));
    typist_type(t.ben, "kk2aTime\r" ESC);
    typist_wait(t.room, "▶ Time");
    typist_type(t.ana, "3aParents\r" ESC);
    typist_wait(t.room, "Parents");
    cr_expect(typist_sees(t.room, "▶ Time"));
    typist_type(t.ana, "1es\r"); /* behind what stands there */
    typist_wait(t.room, "following Barriers of Less sugars");
    delete_with_notes(t.ana);
    typist_wait(t.room, "following Barriers of a deleted goal");
    typist_type(t.ana, "u");
    typist_wait(t.room, "following Barriers of Less sugars");
    typist_wait(t.room, "▶ Advertising");
    two_writers_end(&t);
}

Test(follow_pinned, it_can_be_pinned_to_nothing_and_then_stays_where_it_is)
{
    struct two_writers t = two_writers();
    pin(&t, "nobody", "following nobody");
    typist_type(t.ana, "aHabits\r" ESC);
    typist_wait(t.room, "Habits");
    typist_type(t.ben, "aMarkets\r" ESC);
    typist_wait(t.room, "Markets");
    cr_expect(typist_sees(t.room, "▶ Schools"));
    typist_type(t.room, "kk2");
    typist_wait(t.room, "▶ Advertising");
    two_writers_end(&t);
}

/* The title has its columns, whatever they are called. */
Test(follow_pinned, a_writer_with_a_long_name_leaves_room_for_the_title)
{
    char *path = two_goals_write();
    struct typist *room = window_that_follows(path);
    struct typist *ana = typist_open(
        24, 80,
        WORDS("roundtable", "--by",
              "Ångström Nordenskiöld-Löwenhielm of the very long name indeed", path));
    typist_wait(ana, "followed");
    typist_type(ana, "2aPrices\r" ESC);
    typist_wait(room, "▶ Prices");
    typist_type(room, "FÅng");
    typist_wait(room, "1 change, last ‘Prices’");
    typist_type(room, "\r");
    typist_wait(room, "following Ångström Nordenskiöld-");
    cr_expect(typist_sees(room, "System map"));
    typist_leave(ana);
    typist_leave(room);
    free(path);
}

Test(follow_pinned, of_those_without_a_name_one_can_be_followed_by_what_they_wrote)
{
    char *path = two_goals_write();
    struct typist *one = typist_open(24, 80, WORDS("roundtable", path));
    struct typist *other = typist_open(24, 80, WORDS("roundtable", path));
    struct typist *room = window_that_follows(path);
    typist_wait(one, "followed");
    typist_wait(other, "followed");
    typist_type(one, "2aPrices\r" ESC);
    typist_wait(room, "▶ Prices");
    typist_type(other, "j2aTime\r" ESC);
    typist_wait(room, "▶ Time");
    typist_type(room, "P");
    typist_wait(room, "1 Goals 2");
    typist_type(room, "F");
    typist_wait(room, "1 change, last ‘Time’");
    typist_type(room, "Prices\r");
    typist_wait(room, "following one writer");
    typist_wait(room, "▶ Prices");
    typist_type(other, "aMoney\r" ESC);
    typist_wait(room, "Money");
    cr_expect(typist_sees(room, "▶ Prices"));
    typist_leave(one);
    typist_leave(other);
    typist_leave(room);
    free(path);
}

Test(follow_pinned, a_window_that_writes_says_where_that_can_be_chosen)
{
    char *path = two_goals_write();
    struct typist *ana = window_of("Ana", path);
    typist_type(ana, "F");
    typist_wait(ana, "This window writes.");
    typist_leave(ana);
    free(path);
}

/* Whom it follows by name leaves, and comes back. */
Test(follow_pinned, who_is_not_here_is_said_and_everybody_is_followed_meanwhile)
{
    struct two_writers t = two_writers();
    pin(&t, "Ben", "following Ben");
    typist_leave(t.ben);
    typist_wait(t.room, "Ben is not here: following everybody");
    typist_type(t.ana, "2aRents\r" ESC);
    typist_wait(t.room, "▶ Rents");
    t.ben = window_of("Ben", t.path);
    typist_wait(t.room, "following Ben");
    typist_wait(t.room, "▶ Schools"); /* what Ben said last */
    two_writers_end(&t);
}
