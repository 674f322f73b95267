/* What the screen shows of people's phones, with the program that serves them played by the
 * test, or by a script. */

#include "base/memory.h"
#include "live/code.h"
#include "model/ballot.h"
#include "store/standing.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scan.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ADDRESS "http://192.168.100.20:54321/k7qmz2x9dn3fab"

/* Phones are there, and say how many. */
static void let_in(struct scene *s, uint64_t joined)
{
    stand_in_begin(&s->beside, s->path, MEMBER_IS_PHONES);
    s->beside.says.invitation = memory_copy_text(ADDRESS);
    code_modules(ADDRESS, &s->beside.says.modules);
    stand_in_say_joined(&s->beside, joined);
}

static struct scene begin(int rows, int cols)
{
    struct scene s = scene_begin(rows, cols, NULL);
    let_in(&s, 12);
    if (cols >= 80) {
        typist_wait(s.ana, "with 12 phones");
    }
    return s;
}

static void end(struct scene *s)
{
    typist_type(s->ana, ESC);
    scene_end(s);
}

TestSuite(phones_screen, .fini = folder_finish);

static void expect_code(int rows, int cols)
{
    struct scene s = begin(rows, cols);
    typist_type(s.ana, "Q");
    typist_wait(s.ana, ADDRESS);
    typist_wait(s.ana, cols < 80 ? "12 phones joined. Kept: words, when, and a name"
                                 : "12 phones joined. Kept: what people send, when, and");
    expect_scanned(s.ana, ADDRESS);
    stand_in_say_joined(&s.beside, 13);
    typist_wait(s.ana, "13 phones joined");
    end(&s);
}

Test(phones_screen, the_code_is_read_from_a_screen_of_80_by_24_or_60_by_20)
{
    expect_code(24, 80);
    expect_code(20, 60);
}

Test(phones_screen,
     the_code_is_read_from_a_screen_of_120_by_40_where_it_is_twice_as_large)
{
    expect_code(40, 120);
}

Test(phones_screen, where_the_code_has_no_room_the_address_is_there_in_words)
{
    struct scene s = begin(16, 60);
    typist_type(s.ana, "Q");
    typist_wait(s.ana, ADDRESS);
    typist_wait(s.ana, "Kept: words, when, and a name if given.");
    typist_wait(s.ana, "The code to scan needs a window of");
    end(&s);
}

Test(phones_screen, the_code_is_dark_on_light_whatever_the_theme)
{
    static const char *const themes[] = {"dark", "light", "mono"};
    for (size_t i = 0; i < LENGTH(themes); i++) {
        struct scene s = {.path = test_path("table.json")};
        scene_write_table(s.path, LESS_SUGAR);
        s.ana = typist_open(24, 80, WORDS("roundtable", "--theme", themes[i], s.path));
        let_in(&s, 3);
        typist_wait(s.ana, "with 3 phones");
        typist_type(s.ana, "Q");
        typist_wait(s.ana, "3 phones joined");
        expect_scanned(s.ana, ADDRESS);
        end(&s);
    }
}

Test(phones_screen, without_phones_it_is_said_how_they_are_let_in)
{
    char *path = test_path("table.json");
    scene_write_table(path, LESS_SUGAR);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_type(t, "Q");
    typist_wait(t, "Phones are not let in yet. p begins");
    typist_wait(t, "Kept: what people send, when, and a name if they give one.");
    typist_type(t, ESC);
    typist_leave(t);
    free(path);
}

Test(phones_screen, phones_that_another_window_let_in_are_ended_only_after_asking)
{
    struct scene s = begin(24, 80);
    typist_type(s.ana, "Q");
    typist_wait(s.ana, "12 phones joined");
    typist_type(s.ana, "p");
    typist_wait(s.ana, "End another window's phones? 12 are in.");
    typist_type(s.ana, "n");
    typist_wait(s.ana, "12 phones joined");
    typist_type(s.ana, "p");
    typist_wait(s.ana, "End them for everybody");
    typist_type(s.ana, "e");
    typist_wait(s.ana, "The phones of this session are being ended.");
    stand_in_expect_asked(&s.beside, "end");
    end(&s);
}

Test(phones_screen, a_second_window_goes_along_with_the_phones_that_are_there)
{
    struct scene s = begin(24, 80);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "phones", s.path));
    typist_wait_wrapped(t, "Phones are let in already by another window, at " ADDRESS);
    typist_type(t, ESC);
    typist_leave(t); /* they are not its own, so that nothing is asked */
    end(&s);
}

Test(phones_screen, where_the_room_is_shown_phones_are_counted_and_let_in_too)
{
    struct scene s = begin(24, 80);
    struct stand_in room;
    stand_in_begin(&room, s.path, MEMBER_IS_ROOM);
    room.says.invitation = memory_copy_text("192.168.1.20/lusab-babad");
    stand_in_say(&room, "Ben");
    typist_wait(s.ana, "with Ben");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "12 phones joined.");
    stand_in_say_joined(&s.beside, 1);
    typist_wait(s.ana, "1 phone joined.");
    typist_type(s.ana, "p");
    typist_wait(s.ana, "End another window's phones? 1 is in.");
    typist_type(s.ana, "e");
    typist_wait(s.ana, "The phones of this session are being ended.");
    stand_in_expect_asked(&s.beside, "end");
    typist_type(s.ana, ESC);
    end(&s);
    stand_in_end(&room);
}

/* The program beside, as a script in a folder of PATH. */
static void play(const char *script)
{
    struct str text =
        str_of("#!/bin/sh\ncd %s\necho \"$*\" >options\n%s\n", test_folder(), script);
    char *path = test_path("beside/roundtable-phones");
    char *folder = test_path("beside"), *copy = test_path("beside/roundtable");
    cr_assert_eq(mkdir(folder, 0700), 0);
    text_file_write(path, text.bytes);
    cr_assert_eq(chmod(path, 0755), 0);
    struct ran ran = program_run(NULL, WORDS("cp", program_path(), copy));
    cr_assert_eq(ran.status, 0);
    ran_finish(&ran);
    str_finish(&text);
    free(path);
    free(folder);
    free(copy);
}

static void wait_for_line(const char *path, const char *line)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    for (char *text = NULL;; free(text)) {
        text = text_file_read(path);
        if (text && strcmp(text, line) == 0) {
            free(text);
            return;
        }
        cr_assert_lt(program_clock_ms(), until_ms, "%s is not %s but %s", path, line,
                     text ? text : "missing");
        poll(NULL, 0, 5);
    }
}

Test(phones_screen, phones_begins_the_program_beside_and_ends_it_with_the_screen)
{
    enter_folder();
    play("echo " ADDRESS "; cat >/dev/null; echo left >left");
    scene_write_table("table.json", LESS_SUGAR);
    struct typist *t = typist_start(24, 80,
                                    WORDS("beside/roundtable", "phones", "--host",
                                          "192.168.1.5", "--port", "0", "table.json"));
    typist_wait(t, "Phones are let in: one moment");
    wait_for_line("options", "--screen --host 192.168.1.5 --port 0 -- table.json\n");
    typist_type(t, ESC);
    typist_wait(t, "Less sugar");
    typist_leave(t);
    wait_for_line("left", "left\n");
}

Test(phones_screen, p_lets_phones_in_and_not_any_more)
{
    enter_folder();
    play("echo " ADDRESS "; cat >/dev/null; echo left >left");
    scene_write_table("table.json", LESS_SUGAR);
    struct typist *t = typist_start(24, 80, WORDS("beside/roundtable", "table.json"));
    typist_wait(t, "Less sugar");
    typist_type(t, "Qp");
    typist_wait(t, "Phones are let in: one moment");
    wait_for_line("options", "--screen -- table.json\n");
    typist_type(t, "p");
    typist_wait(t, "Phones are not let in any more; what they sent stays.");
    wait_for_line("left", "left\n");
    typist_type(t, ESC);
    typist_leave(t);
}

/* As whoever was there before finds it, whatever ended it: a killed screen, too. */
Test(phones_screen, who_opens_again_is_told_that_phones_were_in_and_how_they_come_back)
{
    enter_folder();
    play("echo " ADDRESS "; cat >/dev/null");
    scene_write_table("table.json", LESS_SUGAR);
    cr_assert(standing_keep("table.json", STANDING_PHONES, ADDRESS, NULL));
    struct typist *t = typist_start(24, 80, WORDS("beside/roundtable", "table.json"));
    typist_wait_wrapped(t, "Phones were let in before: Q, then p, lets them in again, at "
                           "the same address.");
    typist_type(t, "Q");
    typist_wait_wrapped(t, "Phones are not let in any more. p lets them in again, at the "
                           "same address");
    typist_type(t, "p");
    typist_wait(t, "Phones are let in: one moment");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(phones_screen, p_asks_before_it_puts_the_phones_out_that_are_in)
{
    struct stand_in phones = {.says = {.phones = true}};
    enter_folder();
    play("echo " ADDRESS "; cat >/dev/null; echo left >left");
    scene_write_table("table.json", LESS_SUGAR);
    struct typist *t =
        typist_start(24, 80, WORDS("beside/roundtable", "phones", "table.json"));
    wait_for_line("options", "--screen -- table.json\n");
    stand_in_begin(&phones, "table.json", MEMBER_IS_PHONES);
    phones.says.invitation = memory_copy_text(ADDRESS);
    stand_in_say_joined(&phones, 12);
    typist_wait(t, "12 phones joined");
    typist_press(t, "p", "End the phones? 12 are in.");
    typist_press(t, "n", "12 phones joined");
    typist_press(t, "p", "End the phones? 12 are in.");
    typist_press(t, "e", "Phones are not let in any more; what they sent stays.");
    wait_for_line("left", "left\n");
    stand_in_end(&phones);
    typist_type(t, ESC);
    typist_leave(t);
}

/* And once that is answered, written out or not, it opens nothing on the home screen. */
Test(phones_screen, leaving_asks_before_it_turns_the_phones_out_that_are_in)
{
    struct stand_in phones = {.says = {.phones = true}};
    enter_folder();
    play("echo " ADDRESS "; cat >/dev/null; echo left >left");
    scene_write_table("table.json", LESS_SUGAR);
    struct typist *t = typist_start(24, 80, WORDS("beside/roundtable"));
    typist_press(t, "o", "table.json");
    typist_press(t, "table\r", "Less sugar");
    typist_press(t, "Q", "not let in yet");
    typist_press(t, "p", "Phones are let in: one moment");
    stand_in_begin(&phones, "table.json", MEMBER_IS_PHONES);
    phones.says.invitation = memory_copy_text(ADDRESS);
    stand_in_say_joined(&phones, 12);
    typist_wait(t, "12 phones joined");
    typist_press(t, ESC, "Less sugar");
    typist_type(t, "q");
    typist_wait_wrapped(t, "Leave? 12 phones are in by this window; that ends for all of "
                           "them. y leaves, n stays.");
    typist_type(t, "no\r");
    typist_wait_gone(t, "Leave?");
    typist_press(t, "q", "Leave?");
    typist_press(t, "yes\r", "Recent sessions");
    wait_for_line("left", "left\n");
    typist_settle(t);
    cr_expect(typist_sees(t, "Recent sessions"));
    typist_leave(t);
    stand_in_end(&phones);
}

Test(phones_screen, who_has_let_phones_in_hears_that_another_window_ended_them)
{
    enter_folder();
    play("echo " ADDRESS "; exit 0");
    scene_write_table("table.json", LESS_SUGAR);
    struct typist *t =
        typist_start(24, 80, WORDS("beside/roundtable", "phones", "table.json"));
    typist_wait_wrapped(t, "not let in any more: another window ended that. Q, then p, "
                           "lets them in again");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(phones_screen, why_phones_cannot_be_let_in_is_said)
{
    enter_folder();
    play("echo 'roundtable-phones: the port 80 is taken; choose another' >&2; exit 1");
    scene_write_table("table.json", LESS_SUGAR);
    struct typist *t =
        typist_start(24, 80, WORDS("beside/roundtable", "phones", "table.json"));
    typist_wait_wrapped(t, "the port 80 is taken; choose another");
    typist_wait_wrapped(t, "Phones are not let in any more");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(phones_screen, only_serves_without_a_screen)
{
    enter_folder();
    play("echo " ADDRESS "; exit 3");
    scene_write_table("table.json", LESS_SUGAR);
    expect_run(3, ADDRESS "\n", NULL,
               WORDS("beside/roundtable", "phones", "--only", "table.json"));
    expect_file("options", "-- table.json\n");
    EXPECT_RUN(2, NULL, "--only serves phones without a screen", "phones", "table.json");
}

Test(phones_screen, a_ballot_whose_counts_are_shown_says_that_phones_wait_for_it)
{
    struct scene s = begin(24, 80);
    typist_type(s.ana, "2b3");
    typist_wait(s.ana, "Began a ballot: 3 dots a person.");
    typist_type(s.ana, "bsy");
    typist_wait_gone(s.ana, "Began a ballot");
    typist_type(s.ana, "bo");
    typist_wait_wrapped(s.ana, "Not while its counts are shown: b, then h, hides them.");
    end(&s);
}

Test(phones_screen, the_ballot_is_opened_to_phones_and_says_how_many_voted)
{
    struct scene s = begin(24, 80);
    struct phone *phone = &s.phone;
    struct err err = ERR_NONE;
    typist_type(s.ana, "2b3");
    typist_wait(s.ana, "Began a ballot: 3 dots a person.");
    typist_type(s.ana, "bo");
    typist_wait_wrapped(s.ana, "Phones can vote: each has its own dots.");
    stand_in_end(&s.beside);
    typist_wait_gone(s.ana, "with 12 phones"); /* the next one is called the same */
    scene_open_phone(&s);
    phone_say(phone);
    typist_wait(s.ana, "with 2 phones");
    const struct record *goal = phone_goal(phone, 0);
    cr_expect(table_says_yes(phone->writer.table, PHONES_VOTE));
    uint64_t from = phone->writer.author.next_number;
    phone->writer.author.seen_edits = SIZE_MAX;
    cr_assert(author_move_dot(&phone->writer.author, goal, VOTER_PHONE "aaa", 1, &err) &&
              author_move_dot(&phone->writer.author, goal, VOTER_PHONE "aaa", 1, &err) &&
              author_move_dot(&phone->writer.author, goal, VOTER_PHONE "bbb", 1, &err));
    phone_tell(phone, from);
    phone->beside.says.joined = 3;
    phone_say(phone);
    typist_wait(s.ana, "with 3 phones");
    typist_wait(s.ana, "Voting: 2 phones have voted");
    typist_type(s.ana, "b");
    typist_wait(s.ana, "By phone: 2 ballots, 3 dots; 3 phones joined");
    from = phone->writer.author.next_number;
    cr_assert(author_move_dot(&phone->writer.author, goal, VOTER_PHONE "ccc", 1, &err));
    phone_tell(phone, from);
    typist_wait(s.ana,
                "By phone: 3 ballots, 4 dots; 3 phones joined"); /* while it is open */
    typist_wait(s.ana, "Next person: 2"); /* people without one vote beside them */
    cr_assert(author_move_dot(&phone->writer.author, goal, VOTER_PHONE "ccc", 1, &err));
    phone_tell(phone, from + 3);
    typist_wait(s.ana, "By phone: 3 ballots, 4 dots; 3 phones joined");
    typist_type(s.ana, "o");
    typist_wait_wrapped(s.ana, "The ballot is closed to phones; what they gave stays.");
    typist_type(s.ana, "\x1b[A\x1b[Bbsy"); /* else too many keys in a row to answer */
    typist_wait(s.ana, "Less sugar •4");
    scene_end(&s);
}

Test(phones_screen, the_ballot_is_opened_for_one_column_alone)
{
    struct scene s = begin(24, 80);
    struct phone *phone = &s.phone;
    typist_type(s.ana, "2b3");
    typist_wait(s.ana, "Began a ballot: 3 dots a person.");
    typist_type(s.ana, "b");
    typist_wait(s.ana, "Open the ballot to phones, for Barriers alone");
    typist_type(s.ana, "O");
    typist_wait_wrapped(s.ana, "Phones can vote on one column: each has its own dots.");
    scene_open_phone(&s);
    cr_expect(table_says_yes(phone->writer.table, PHONES_VOTE));
    cr_expect_str_eq(record_words(phone->writer.table, PHONES_COLUMN), "barriers");
    typist_type(s.ana, "bo");
    typist_wait_wrapped(s.ana, "The ballot is closed to phones; what they gave stays.");
    typist_type(s.ana, "bo");
    typist_wait_wrapped(s.ana, "Phones can vote: each has its own dots.");
    typist_type(s.ana, CTRL_S);
    typist_wait(s.ana, "Saved to");
    phone_look(phone);
    cr_expect_str_eq(record_words(phone->writer.table, PHONES_COLUMN), "");
    end(&s);
}

Test(phones_screen, phones_that_are_killed_are_told_and_can_be_let_in_again)
{
    enter_folder();
    play("echo $$ >pid; echo " ADDRESS "; exec cat >/dev/null");
    cr_assert_eq(mkfifo("pid", 0600), 0); /* who reads it waits until it is written */
    scene_write_table("table.json", LESS_SUGAR);
    struct typist *t =
        typist_start(24, 80, WORDS("beside/roundtable", "phones", "table.json"));
    typist_wait(t, "Phones are let in: one moment");
    expect_run(0, NULL, NULL, WORDS("sh", "-c", "kill -9 $(cat pid) && rm pid"));
    typist_wait_wrapped(t, "their program has ended. Q lets them in again, at the same");
    typist_type(t, ESC); /* from the code, to the grid */
    typist_wait(t, "1 Goals");
    typist_wait(t, "phones ended"); /* stays until somebody looks */
    typist_type(t, "t");
    typist_wait(t, "phones ended");
    typist_type(t, "Q");
    typist_wait(t, "Phones are let in: one moment");
    typist_type(t, ESC);
    typist_wait_gone(t, "phones ended");
    typist_leave(t);
}

/* It lies over the grid at once, and what is said on opening had been replaced. */
Test(phones_screen, what_is_said_on_opening_stands_there_when_the_code_is_closed)
{
    static const char two[] =
        "{\"sessions\":[{\"title\":\"Warmth\",\"table\":\"1\",\"goals\":[\"Homes\"]},"
        "{\"title\":\"Warmth\",\"table\":\"2\",\"goals\":[\"Coats\"]}]}";
    static const char said[] = "This file holds 2 tables; T chooses another";
    struct stand_in phones = {.says = {.phones = true}};
    enter_folder();
    play("echo " ADDRESS "; cat >/dev/null");
    text_file_write("table.json", two);
    struct typist *t =
        typist_start(24, 80, WORDS("beside/roundtable", "phones", "table.json"));
    typist_wait(t, "Phones are let in: one moment");
    typist_type(t, ESC);
    typist_wait_wrapped(t, "Taken in what was written by hand: 4 changes.");
    stand_in_begin(&phones, "table.json", MEMBER_IS_PHONES);
    phones.says.invitation = memory_copy_text(ADDRESS);
    stand_in_say_joined(&phones, 1);
    typist_wait_gone(t, "one moment");
    cr_expect(typist_sees(t, " Taken in what was written"));
    stand_in_end(&phones);
    typist_leave(t);
    t = typist_start(24, 80, WORDS("beside/roundtable", "phones", "table.json"));
    typist_wait(t, "Phones are let in: one moment");
    typist_type(t, "?");
    typist_wait(t, "Keys");
    typist_type(t, ESC);
    typist_wait(t, "Phones are let in: one moment");
    cr_expect_not(typist_sees(t, "holds 2 tables"));
    typist_type(t, ESC);
    typist_wait_wrapped(t, said);
    typist_leave(t);
}

Test(phones_screen, a_file_that_is_not_there_yet_is_begun_for_them)
{
    enter_folder();
    play("cat \"$3\" >seen; echo " ADDRESS "; cat >/dev/null");
    struct typist *t =
        typist_start(24, 80, WORDS("beside/roundtable", "phones", "new.json"));
    typist_wait(t, "Phones are let in: one moment");
    wait_for_line("options", "--screen -- new.json\n");
    typist_type(t, ESC);
    typist_leave(t);
    expect_in_file("seen", "\"sessions\"");
}

/* The clock, and what waits, leave the title less room than who is there in full. */
Test(phones_screen, how_many_phones_are_in_stays_in_a_title_that_is_full)
{
    enter_folder();
    struct scene s = begin(24, 80);
    typist_each(s.ana, "]]t");
    typist_wait(s.ana, "runs");
    typist_wait_row(s.ana, 0, "12 phones");
    end(&s);
}
