/* What is said in a room when it ends, or cannot be had, or its broker does not come back. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/laptop.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(rooms_ended, .fini = folder_finish);

/* A mosquitto that does not listen any more once there is a file of that name. */
static char *make_mosquitto(void)
{
    char *path = test_path("mosquitto"), *hangs = test_path("hangs");
    struct str text = STR_EMPTY;
    str_addf(&text,
             "#!/bin/sh\n"
             "[ -e '%s' ] && echo hangs >'%s' && exec sleep 60\n"
             "PATH=$PATH:/usr/sbin exec mosquitto \"$@\"\n",
             hangs, hangs);
    text_file_write(path, text.bytes);
    cr_assert_eq(chmod(path, 0700), 0);
    program_env("ROUNDTABLE_MOSQUITTO", path);
    str_finish(&text);
    free(path);
    return hangs;
}

Test(rooms_ended, a_broker_that_does_not_come_back_keeps_nobody_waiting)
{
    char *hangs = make_mosquitto();
    struct laptop ana = laptop_with_table("Ana");
    free(laptop_begin(&ana));
    text_file_write(hangs, "");
    int64_t before_ms = program_clock_ms();
    laptop_kill_broker(&ana);
    laptop_hear(&ana, "no connection: ");
    struct laptop file = {.path = hangs};
    laptop_holds(&file, "hangs"); /* it was begun again */
    cr_expect_eq(laptop_leave(&ana), 0);
    cr_expect_lt(program_clock_ms() - before_ms, 5000);
    laptop_finish(&ana);
    unlink(hangs);
    free(hangs);
}

/* Asks something of the room at Ana's laptop, and says yes. */
static void ask_room(struct laptops *t, const char *keys)
{
    struct typist *ana = laptop_open(&t->ana);
    typist_wait(ana, "with Ben (table 4)");
    typist_type(ana, "W");
    typist_wait(ana, "This laptop runs the room.");
    typist_type(ana, keys);
    typist_wait(ana, "y or n");
    typist_type(ana, "y");
}

Test(rooms_ended, whoever_ends_a_room_for_everybody_is_named)
{
    struct laptops t = laptops_in_a_room();
    struct typist *ben = laptop_open(&t.ben);
    typist_wait(ben, "with Ana (table 4)");
    ask_room(&t, "x");
    laptop_hear(&t.ben, "no connection: Ana ended the room; all is kept here");
    typist_wait_wrapped(ben, "Ana ended the room; everything is kept here.");
    typist_wait(ben, "with nobody: the room was ended");
    laptops_finish(&t);
}

Test(rooms_ended, whoever_only_leaves_with_the_broker_has_not_ended_it)
{
    struct laptops t = laptops_in_a_room();
    cr_expect_eq(laptop_leave(&t.ana), 0);
    laptop_hear(&t.ben, "no connection: Ana has left, whose laptop runs the room; all");
    laptops_finish(&t);
}

Test(rooms_ended, a_connection_that_breaks_is_called_so)
{
    struct laptops t = laptops_in_a_room();
    laptop_kill(&t.ana);
    laptop_hear(&t.ben, " ended the connection; all is kept here");
    laptops_finish(&t);
}

Test(rooms_ended, why_a_seminar_is_not_reached_is_said_as_of_a_room)
{
    /* Two bridges on one file. */
    struct laptop ana = laptop_with_table("Ana"), told = laptop_of("Ana", NULL);
    free(laptop_begin(&ana));
    struct typist *t = laptop_open(&ana);
    typist_wait(t, "with nobody else yet");
    laptop_run(&told, "127.0.0.1:1/lusab-babad-gutih-tugad-dagoz", WORDS("--by-table"));
    laptop_hear(&told, "seminar: no connection: nothing listens at 127.0.0.1:1; all is");
    typist_wait_wrapped(t,
                        "No connection to the seminar: nothing listens at 127.0.0.1:1.");
    laptop_finish(&told);
    laptop_finish(&ana);
}

Test(rooms_ended, a_seminar_that_is_back_is_said_to_be_so)
{
    struct laptop organiser = laptop_of("the organiser", NULL);
    /* Two bridges on one file. */
    struct laptop ana = laptop_with_table("Ana"), told = laptop_of("Ana", NULL);
    char *seminar = laptop_organise(&organiser);
    free(laptop_begin(&ana));
    struct typist *t = laptop_open(&ana);
    laptop_tell_seminar(&told, seminar);
    typist_wait(t, "seminar: the organiser");
    laptop_kill_broker(&organiser);
    typist_wait_wrapped(t, "No connection to the seminar: 127.0.0.1");
    typist_wait_wrapped(t, "The connection to the seminar is there.");
    free(seminar);
    laptop_finish(&told);
    laptop_finish(&ana);
    laptop_finish(&organiser);
}

/* A room that was just begun, and read out: its table comes with the first words. */
Test(rooms_ended,
     whoever_comes_into_a_room_with_nothing_in_it_yet_waits_for_its_first_words)
{
    struct laptop ana = laptop_of("Ana", NULL), ben = laptop_of("Ben", NULL);
    char *invitation = laptop_begin(&ana);
    laptop_run(&ben, invitation, NULL);
    laptop_is_told(&ben, "nothing is in it yet");
    struct typist *t = laptop_open(&ana);
    laptop_say_goal(t, "More walking");
    laptop_hear(&ben, invitation);
    laptop_hear(&ben, "with Ana");
    laptop_holds(&ben, "More walking");
    cr_expect_eq(laptop_leave(&ben), 0);
    free(invitation);
    laptop_finish(&ben);
    laptop_finish(&ana);
}

Test(rooms_ended, whoever_waits_for_the_first_words_of_a_room_is_told_when_it_is_ended)
{
    struct laptop ana = laptop_of("Ana", NULL), ben = laptop_of("Ben", NULL);
    char *invitation = laptop_begin(&ana);
    laptop_run(&ben, invitation, NULL);
    laptop_is_told(&ben, "nothing is in it yet");
    struct typist *t = laptop_open(&ana);
    typist_type(t, "W");
    typist_wait(t, "This laptop runs the room.");
    typist_type(t, "x");
    typist_wait(t, "y or n");
    typist_type(t, "y");
    cr_expect_eq(laptop_end(&ben), 1);
    expect_part(str_text(&ben.told), "Ana ended the room");
    free(invitation);
    laptop_finish(&ben);
    laptop_finish(&ana);
}

Test(rooms_ended, whoever_waits_for_the_first_words_of_a_room_may_leave)
{
    struct laptop ana = laptop_of("Ana", NULL), ben = laptop_of("Ben", NULL);
    char *invitation = laptop_begin(&ana);
    laptop_run(&ben, invitation, NULL);
    laptop_is_told(&ben, "nothing is in it yet");
    cr_expect_eq(laptop_leave(&ben), 0);
    free(invitation);
    laptop_finish(&ben);
    laptop_finish(&ana);
}
