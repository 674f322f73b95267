/* A day of one table on two laptops, told to the organiser of its seminar, while everything
 * is killed in turn. */

#include "support/figures.h"
#include "support/folder.h"
#include "support/laptop.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char manchester[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"m4\","
    "\"place\":\"Manchester\",\"date\":\"2017-02-22\",\"table\":\"4\",\"goals\":["
    "{\"text\":\"Less sugar\",\"barriers\":[\"Advertising\"]}]}]}";

struct day {
    /* Ana's room, Ana's way to the seminar: two bridges on one file. */
    struct laptop ana, told, ben, organiser;
    char *room, *seminar;
    size_t said;
};

static void begin_seminar(struct day *d)
{
    free(d->seminar);
    d->seminar = laptop_organise(&d->organiser);
}

static void tell_seminar(struct day *d)
{
    laptop_tell_seminar(&d->told, d->seminar);
}

static void begin_room(struct day *d)
{
    free(d->room);
    d->room = laptop_begin(&d->ana);
}

static void reopen(struct laptop *l)
{
    typist_free(l->screen);
    laptop_open(l);
}

/* Kills one thing, and has it begun again as people would. */
static void kill_something(struct day *d, size_t turn)
{
    switch (turn % 6) {
    case 0:
        laptop_kill(&d->ben);
        laptop_join(&d->ben, d->room);
        break;
    case 1:
        laptop_kill_broker(&d->ana);
        break;
    case 2:
        laptop_kill(&d->told);
        tell_seminar(d);
        break;
    case 3:
        reopen(&d->ben);
        break;
    case 4: /* and the broker of the room with it: all come back by themselves */
        laptop_kill(&d->ana);
        begin_room(d);
        break;
    default:
        laptop_kill(&d->organiser);
        begin_seminar(d);
    }
}

static void say(struct day *d, struct laptop *l)
{
    char words[40];
    snprintf(words, sizeof words, "words %zu.", d->said++);
    typist_type(l->screen, "G"); /* from a form of the stage to one that has goals */
    laptop_say_goal(l->screen, words);
}

static void leave(struct laptop *l)
{
    if (l->screen) {
        typist_leave(l->screen);
        l->screen = NULL;
    }
    cr_expect_eq(laptop_leave(l), 0, "%s: %s", l->owner, str_text(&l->told));
}

static void expect_all(const struct day *d, const struct laptop *l)
{
    char *text = text_file_read(l->path), words[40];
    for (size_t i = 0; i < d->said; i++) {
        snprintf(words, sizeof words, "words %zu.", i);
        cr_expect(strstr(text, words), "%s lacks %s", l->owner, words);
    }
    free(text);
}

TestSuite(room_day, .fini = folder_finish);

Test(room_day, everything_is_killed_in_turn_and_all_have_all_words_at_the_end)
{
    unsigned long turns = times_asked("DAY_KILLS", 6);
    struct day d = {.ana = laptop_of("Ana", manchester),
                    .told = laptop_of("Ana", NULL),
                    .ben = laptop_of("Ben", NULL),
                    .organiser = laptop_of("Dot", NULL)};
    char last[40];
    begin_seminar(&d);
    begin_room(&d);
    tell_seminar(&d);
    laptop_join(&d.ben, d.room);
    laptop_open(&d.ana);
    laptop_open(&d.ben);
    for (unsigned long i = 0; i < turns; i++) {
        say(&d, &d.ana);
        kill_something(&d, i);
        say(&d, &d.ben);
        typist_type(d.ana.screen, "]"); /* the next stage */
    }
    for (size_t i = 0; i < 2; i++) { /* what each said last is with the organiser */
        snprintf(last, sizeof last, "words %zu.", d.said - 1 - i);
        laptop_holds(&d.organiser, last);
    }
    figure("a day at two laptops and an organiser, each thing killed in turn", turns, 0,
           0);
    leave(&d.ben);
    leave(&d.ana);
    leave(&d.told);
    leave(&d.organiser);
    laptops_agree(&d.ana, &d.ben);
    expect_all(&d, &d.ana);
    expect_all(&d, &d.organiser);
    free(d.room);
    free(d.seminar);
    laptop_finish(&d.ana);
    laptop_finish(&d.told);
    laptop_finish(&d.ben);
    laptop_finish(&d.organiser);
}
