/* A room that begins again is the same room: nobody has to join anew. */

#include "store/standing.h"
#include "support/folder.h"
#include "support/guest.h"
#include "support/laptop.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORDS_KEPT "lusab-babad-gutih-tugad-dagoz"

TestSuite(rooms_again, .fini = folder_finish);

/* The room is begun again; whether with the same invitation. */
static bool begins_as(struct laptop *l, const char *invitation)
{
    char *again = laptop_begin(l);
    bool same = strcmp(again, invitation) == 0;
    free(again);
    return same;
}

Test(rooms_again, whose_facilitator_died_comes_back_by_itself)
{
    struct laptop ana = laptop_with_table("Ana"), ben = laptop_of("Ben", NULL);
    char *invitation = laptop_begin(&ana);
    laptop_join(&ben, invitation);
    struct typist *t = laptop_open(&ben), *u = laptop_open(&ana);
    typist_wait(u, "with Ben (table 4)");
    laptop_kill_all(&ana);
    typist_wait(t, "no connection");
    laptop_say_goal(t, "Said alone");
    cr_expect(begins_as(&ana, invitation));
    typist_wait(t, "with Ana (table 4)");
    typist_wait(laptop_open(&ana), "Said alone");
    free(invitation);
    laptop_finish(&ben);
    laptop_finish(&ana);
}

Test(rooms_again, an_organisers_tables_come_back_by_themselves)
{
    struct laptop dot = laptop_of("Dot", NULL), ana = laptop_with_table("Ana");
    char *invitation = laptop_organise(&dot);
    laptop_tell_seminar(&ana, invitation);
    laptop_holds(&dot, "Advertising");
    laptop_kill_all(&dot);
    laptop_hear(&ana, "no connection");
    struct typist *t = laptop_open(&ana);
    laptop_say_goal(t, "Said alone");
    char *again = laptop_organise(&dot);
    cr_expect_str_eq(again, invitation);
    laptop_holds(&dot, "Said alone");
    free(again);
    free(invitation);
    laptop_finish(&ana);
    laptop_finish(&dot);
}

/* A port at which somebody listens was that of her room. */
Test(rooms_again, the_words_stay_where_the_port_is_taken_which_is_said)
{
    struct laptop ana = laptop_with_table("Ana");
    int port, fd = listen_somewhere(&port, 1000);
    struct str state = str_of("%s/.local/state", ana.folder),
               invitation = str_of("127.0.0.1:%d/" WORDS_KEPT, port);
    setenv("XDG_STATE_HOME", state.bytes, 1);
    cr_assert(standing_keep(ana.path, STANDING_ROOM, invitation.bytes, NULL));
    char *again = laptop_begin(&ana);
    cr_expect_str_neq(again, invitation.bytes);
    cr_expect_str_eq(strrchr(again, '/'), "/" WORDS_KEPT);
    laptop_hear(&ana, "is taken by another program: the room stands at ");
    free(again);
    close(fd);
    str_finish(&state);
    str_finish(&invitation);
    laptop_finish(&ana);
}

Test(rooms_again, new_words_are_kept_and_the_old_ones_are_not)
{
    struct laptop ana = laptop_with_table("Ana");
    char *invitation = laptop_begin(&ana);
    struct typist *t = laptop_open(&ana);
    typist_type(t, "Wn");
    typist_wait(t, "Give the room new words?");
    typist_press(t, "y", "worth nothing at once");
    typist_press(t, "y", "The room has new words");
    typist_wait_gone(t, invitation);
    laptop_kill_all(&ana);
    char *again = laptop_begin(&ana);
    cr_expect_str_neq(again, invitation);
    laptop_kill(&ana);
    cr_expect(begins_as(&ana, again));
    free(again);
    free(invitation);
    laptop_finish(&ana);
}

Test(rooms_again, one_that_was_ended_for_everybody_has_other_words)
{
    struct laptop ana = laptop_with_table("Ana");
    char *invitation = laptop_begin(&ana);
    struct typist *t = laptop_open(&ana);
    typist_type(t, "Wx");
    typist_wait(t, "End the room for everybody?");
    typist_type(t, "y");
    cr_expect_eq(laptop_end(&ana), 0);
    cr_expect_not(begins_as(&ana, invitation));
    free(invitation);
    laptop_finish(&ana);
}
