/* Laptops in a room, with a real broker between them. */

#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/laptop.h"
#include "support/program.h"
#include "support/tap.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(rooms, .fini = folder_finish);

Test(rooms, whoever_joins_has_what_is_there_before_the_screen_opens)
{
    struct laptops t = laptops_in_a_room();
    laptop_holds(&t.ben, "Advertising");
    cr_expect_eq(laptop_leave(&t.ben), 0);
    cr_expect_eq(laptop_leave(&t.ana), 0);
    laptops_agree(&t.ana, &t.ben);
    laptops_finish(&t);
}

Test(rooms, what_one_types_the_other_sees_at_once)
{
    unsigned long times = times_asked("ROOM", 20);
    struct laptops t = laptops_in_a_room();
    struct typist *ana = laptop_open(&t.ana), *ben = laptop_open(&t.ben);
    typist_wait(ana, "with Ben (table 4)");
    typist_wait(ben, "with Ana (table 4)");
    for (unsigned long i = 0; i < times; i++) {
        char count[32];
        snprintf(count, sizeof count, "1 Goals %lu ", i + 2);
        laptop_say_goal(i % 2 ? ben : ana, "Another");
        typist_wait(i % 2 ? ana : ben, count);
    }
    typist_leave(ana);
    typist_leave(ben);
    t.ana.screen = t.ben.screen = NULL;
    cr_expect_eq(laptop_leave(&t.ben), 0);
    cr_expect_eq(laptop_leave(&t.ana), 0);
    laptops_agree(&t.ana, &t.ben);
    laptops_finish(&t);
}

Test(rooms, a_copy_made_two_seconds_later_holds_what_the_other_typed)
{
    struct laptops t = laptops_in_a_room();
    struct typist *ana = laptop_open(&t.ana);
    typist_wait(ana, "with Ben (table 4)");
    laptop_say_goal(ana, "More walking");
    laptop_holds(&t.ben, "More walking"); /* nobody has it open there */
    typist_leave(ana);
    t.ana.screen = NULL;
    laptops_finish(&t);
}

Test(rooms, a_laptop_asleep_has_everything_when_it_wakes_and_loses_nothing)
{
    struct laptops t = laptops_in_a_room();
    struct typist *ana = laptop_open(&t.ana), *ben = laptop_open(&t.ben);
    kill(t.ben.bridge, SIGSTOP);
    laptop_say_goal(ana, "While Ben slept");
    laptop_say_goal(ben, "In Ben's sleep");
    kill(t.ben.bridge, SIGCONT);
    typist_wait(ben, "While Ben slept");
    typist_wait(ana, "In Ben's sleep");
    laptops_leave(&t);
}

Test(rooms, a_bridge_that_was_killed_and_began_again_lacks_nothing)
{
    struct laptops t = laptops_in_a_room();
    struct typist *ana = laptop_open(&t.ana);
    typist_wait(ana, "with Ben (table 4)");
    struct typist *ben = laptop_open(&t.ben);
    typist_wait(ben, "with Ana (table 4)");
    laptop_kill(&t.ben);
    typist_wait(ana, "with nobody else yet");
    laptop_say_goal(ana, "Without Ben");
    laptop_say_goal(ben, "Without Ana");
    typist_wait(ben, "not in the room any more"); /* as long as it is so */
    laptop_join(&t.ben, t.invitation);
    typist_wait(ben, "with Ana (table 4)");
    typist_wait(ben, "Without Ben");
    typist_wait(ana, "Without Ana");
    laptops_leave(&t);
}

Test(rooms, without_a_connection_it_is_said_and_typing_goes_on)
{
    struct laptops t = laptops_in_a_room();
    struct typist *ben = laptop_open(&t.ben);
    typist_wait(ben, "with Ana (table 4)");
    laptop_kill(&t.ana); /* and its broker with it */
    typist_wait(ben, "no connection");
    laptop_say_goal(ben, "Said alone");
    free(laptop_begin(&t.ana));
    typist_wait(ben, "with Ana (table 4)"); /* by itself: the room is the same */
    laptop_holds(&t.ana, "Said alone");
    typist_leave(ben);
    t.ben.screen = NULL;
    laptop_holds(&t.ben, "Said alone");
    laptops_finish(&t);
}

Test(rooms, a_broker_that_is_killed_is_there_again_and_nothing_is_lost)
{
    unsigned long times = times_asked("ROOM_KILLS", 3);
    struct laptops t = laptops_in_a_room();
    struct typist *ana = laptop_open(&t.ana), *ben = laptop_open(&t.ben);
    typist_wait(ben, "with Ana (table 4)");
    for (unsigned long i = 0; i < times; i++) {
        char count[32];
        laptop_kill_broker(&t.ana);
        laptop_say_goal(ana, "Of Ana");
        laptop_say_goal(ben, "Of Ben");
        snprintf(count, sizeof count, "1 Goals %lu ", 2 * i + 3);
        typist_wait(ana, count);
        typist_wait(ben, count);
    }
    typist_leave(ana);
    typist_leave(ben);
    t.ana.screen = t.ben.screen = NULL;
    cr_expect_eq(laptop_leave(&t.ben), 0);
    cr_expect_eq(laptop_leave(&t.ana), 0);
    laptops_agree(&t.ana, &t.ben);
    laptops_finish(&t);
}

static const char york[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"york\","
    "\"place\":\"York\",\"table\":\"7\",\"goals\":["
    "{\"text\":\"Safer streets\",\"barriers\":[\"Traffic\"]}]}]}";

/* A seminar with two tables. */
struct seminar {
    struct laptop organiser, ana, ben;
    char *invitation;
};

/* Joins the room of a seminar with the file of a table. */
static void join_seminar(struct laptop *l, const char *invitation)
{
    laptop_tell_seminar(l, invitation);
    laptop_hear(l, "with seminar: the organiser");
}

static struct seminar seminar_of_two(void)
{
    struct seminar s = {.organiser = laptop_of("Dot", NULL),
                        .ana = laptop_with_table("Ana"),
                        .ben = laptop_of("Ben", york)};
    s.organiser.owner = "the organiser";
    s.invitation = laptop_organise(&s.organiser);
    join_seminar(&s.ana, s.invitation);
    join_seminar(&s.ben, s.invitation);
    laptop_holds(&s.organiser, "Advertising");
    laptop_holds(&s.organiser, "Traffic");
    return s;
}

static void seminar_finish(struct seminar *s)
{
    laptop_finish(&s->ana);
    laptop_finish(&s->ben);
    laptop_finish(&s->organiser);
    free(s->invitation);
}

Test(rooms, an_organiser_has_every_table_and_no_table_has_anothers_words)
{
    struct seminar s = seminar_of_two();
    struct typist *t = laptop_open(&s.ana);
    laptop_say_goal(t, "Said late");
    laptop_holds(&s.organiser, "Said late");
    typist_leave(t);
    s.ana.screen = NULL;
    cr_expect_eq(laptop_leave(&s.ana), 0);
    cr_expect_eq(laptop_leave(&s.ben), 0);
    char *words = text_file_read(s.ben.path);
    cr_expect_null(strstr(words, "Advertising"));
    free(words);
    seminar_finish(&s);
}

Test(rooms, an_organiser_sees_who_is_at_a_table_and_it_stays_listed_when_it_has_left)
{
    struct seminar s = seminar_of_two();
    struct typist *wall = laptop_open(&s.organiser), *t = laptop_open(&s.ana);
    typist_type(wall, "W");
    typist_wait(wall, "2 tables, ");
    typist_wait(wall, "York, table 7: Ben, ");
    laptop_say_goal(t, "Said now");
    typist_wait(wall, "table 4: Ana, 3 entries, last");
    typist_wait(wall, "words just now");
    typist_leave(t);
    s.ana.screen = NULL;
    cr_expect_eq(laptop_leave(&s.ana), 0);
    typist_wait(wall, "table 4: nobody any more, 3");
    typist_type(wall, ESC);
    typist_leave(wall);
    s.organiser.screen = NULL;
    cr_expect_eq(laptop_leave(&s.organiser), 0);
    /* Also by one who begins anew with what there was. */
    free(laptop_organise(&s.organiser));
    wall = laptop_open(&s.organiser);
    typist_type(wall, "W");
    typist_wait(wall, "table 4: nobody any more, 3");
    typist_type(wall, ESC);
    seminar_finish(&s);
}

Test(rooms, the_empty_table_of_an_organisers_new_file_yields_to_one_that_comes)
{
    struct laptop dot = laptop_of("Dot", NULL), ana = laptop_with_table("Ana");
    char *invitation = laptop_organise(&dot);
    struct typist *wall = laptop_open(&dot);
    typist_type(wall, "W");
    typist_wait(wall, "No table is here yet.");
    laptop_tell_seminar(&ana, invitation);
    typist_wait(wall, "1 table, ");
    typist_type(wall, ESC);
    typist_wait(wall, "Less sugar");
    typist_leave(wall);
    dot.screen = NULL;
    cr_expect_eq(laptop_leave(&ana), 0);
    cr_expect_eq(laptop_leave(&dot), 0);
    EXPECT_RUN(0, "tables 1, goals 1", NULL, "check", dot.path);
    free(invitation);
    laptop_finish(&ana);
    laptop_finish(&dot);
}

Test(rooms, what_was_typed_into_an_empty_table_keeps_it)
{
    struct laptop dot = laptop_of("Dot", NULL), ana = laptop_with_table("Ana");
    char *invitation = laptop_organise(&dot);
    struct typist *wall = laptop_open(&dot);
    laptop_say_goal(wall, "Of the organiser");
    laptop_tell_seminar(&ana, invitation);
    laptop_holds(&dot, "Advertising");
    typist_leave(wall);
    dot.screen = NULL;
    cr_expect_eq(laptop_leave(&dot), 0);
    EXPECT_RUN(0, "tables 2, goals 2", NULL, "check", dot.path);
    free(invitation);
    laptop_finish(&ana);
    laptop_finish(&dot);
}

Test(rooms, a_table_begun_in_a_room_of_its_own_is_told_to_its_seminar)
{
    struct laptop organiser = laptop_of("Dot", NULL), ana = laptop_of("Ana", NULL);
    char *invitation = laptop_organise(&organiser);
    struct typist *t = typist_open(24, 80,
                                   WORDS("roundtable", "live", "--by", "Ana", "--port",
                                         "0", "--seminar", invitation, ana.path));
    typist_wait(t, "live join");
    laptop_say_goal(t, "Told on");
    laptop_holds(&organiser, "Told on");
    typist_wait(t, "Dot");
    typist_leave(t);
    free(invitation);
    laptop_finish(&ana);
    laptop_finish(&organiser);
}

/* Gives the last letter of the words to another. */
static char *misspelt(const char *invitation)
{
    char *wrong = strdup(invitation), *last = wrong + strlen(wrong) - 1;
    *last = *last == 'b' ? 'd' : 'b';
    return wrong;
}

/* The invitation to another port. */
static char *at_port(const char *invitation, int port)
{
    struct str moved = STR_EMPTY;
    str_addf(&moved, "127.0.0.1:%d/%s", port, strrchr(invitation, '/') + 1);
    return str_take(&moved);
}

static int port_of(const char *invitation)
{
    return (int)strtol(strchr(invitation, ':') + 1, NULL, 10);
}

static bool has_bytes(const char *bytes, size_t len_bytes, const char *words)
{
    size_t len = strlen(words);
    for (size_t i = 0; i + len <= len_bytes; i++) {
        if (memcmp(bytes + i, words, len) == 0) {
            return true;
        }
    }
    return false;
}

Test(rooms, whoever_listens_on_the_wire_hears_neither_word_nor_name)
{
    struct laptop ana = laptop_with_table("Ana"), ben = laptop_of("Benedikta", NULL);
    char *invitation = laptop_begin(&ana), *path = test_path("wire");
    struct tap tap = tap_start(port_of(invitation), path);
    char *tapped = at_port(invitation, tap.port);
    size_t len_bytes = 0;
    laptop_join(&ben, tapped);
    struct typist *t = laptop_open(&ana), *u = laptop_open(&ben);
    laptop_say_goal(t, "Whispers");
    typist_wait(u, "Whispers");
    laptop_say_goal(u, "Murmurs");
    typist_wait(t, "Murmurs");
    typist_leave(t);
    typist_leave(u);
    ana.screen = ben.screen = NULL;
    tap_stop(&tap);
    char *wire = text_file_read_bytes(path, &len_bytes);
    cr_expect_gt(len_bytes, 1000);
    cr_expect(has_bytes(wire, len_bytes, "rt/"), "it did listen");
    cr_expect_not(has_bytes(wire, len_bytes, "Whispers"));
    cr_expect_not(has_bytes(wire, len_bytes, "Murmurs"));
    cr_expect_not(has_bytes(wire, len_bytes, "Benedikta"));
    cr_expect_not(has_bytes(wire, len_bytes, "Leeds"));
    cr_expect_not(has_bytes(wire, len_bytes, strrchr(invitation, '/') + 1));
    free(wire);
    free(tapped);
    free(path);
    free(invitation);
    laptop_finish(&ben);
    laptop_finish(&ana);
}

Test(rooms, words_of_another_room_are_told_in_a_sentence)
{
    struct laptop ana = laptop_with_table("Ana"), eva = laptop_of("Eva", york),
                  cem = laptop_of("Cem", NULL);
    char *invitation = laptop_begin(&ana), *other = laptop_begin(&eva);
    char *wrong = at_port(other, port_of(invitation));
    laptop_run(&cem, wrong, NULL);
    cr_expect_eq(laptop_end(&cem), 1);
    cr_expect(strstr(str_text(&cem.told), "words"), "%s", str_text(&cem.told));
    free(wrong);
    wrong = at_port(other, 1); /* nobody listens there */
    str_clear(&cem.told);
    laptop_run(&cem, wrong, NULL);
    cr_expect_eq(laptop_end(&cem), 1);
    cr_expect(strstr(str_text(&cem.told), "127.0.0.1"), "%s", str_text(&cem.told));
    free(wrong);
    free(invitation);
    free(other);
    laptop_finish(&cem);
    laptop_finish(&eva);
    laptop_finish(&ana);
}

Test(rooms, a_file_that_could_not_be_written_begins_none)
{
    struct laptop dan = laptop_of("Dan", NULL);
    char *path = dan.path;
    dan.path = test_path("nowhere/table.json");
    laptop_run(&dan, NULL, WORDS("--host", "127.0.0.1", "--port", "0"));
    cr_expect_eq(laptop_end(&dan), 1);
    cr_expect(strstr(str_text(&dan.told), "into its folder: No such file"), "%s",
              str_text(&dan.told));
    cr_expect_str_empty(str_text(&dan.said));
    free(dan.path);
    dan.path = path;
    laptop_finish(&dan);
}

Test(rooms, misspelt_words_are_told_in_a_sentence)
{
    struct laptops t = laptops_in_a_room();
    struct laptop cem = laptop_of("Cem", NULL);
    char *wrong = misspelt(t.invitation);
    laptop_run(&cem, wrong, NULL);
    cr_expect_eq(laptop_end(&cem), 1);
    cr_expect(strstr(str_text(&cem.told), "word"), "%s", str_text(&cem.told));
    free(wrong);
    laptop_finish(&cem);
    laptops_finish(&t);
}

/* The words of a room, which stand behind the last slash. */
static const char *words_of(const char *invitation)
{
    return strrchr(invitation, '/') + 1;
}

Test(rooms, no_argument_of_any_process_holds_the_words)
{
    struct laptops t = laptops_in_a_room();
    char *all = output_of(
        WORDS("sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"));
    cr_expect_null(strstr(all, words_of(t.invitation)));
    free(all);
    laptops_finish(&t);
}
