/* What the screen shows of a room, with the room played by the test. */

#include "base/memory.h"
#include "store/company.h"
#include "store/room.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scan.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <qrencode.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INVITATION "192.168.1.20/lusab-babad-gutih-tugad-dagoz"

/* A table that Ana has open, and a room on it. */
struct stage {
    char *path;
    struct typist *ana;
    struct company company;
    struct room room;
};

/* What the room's program says anew. */
static void say(struct stage *s, const char *called)
{
    struct err err = ERR_NONE;
    char *path = company_room_path(&s->company);
    cr_assert(room_write(path, &s->room, &err), "%s", err_text(&err));
    company_call(&s->company, called);
    free(path);
}

/* The code of the invitation, drawn as room.h says. */
static void add_code(struct room *room)
{
    QRcode *code = QRcode_encodeString8bit(room->invitation, 0, QR_ECLEVEL_M);
    int width = code->width;
    for (int y = -2; y < width + 2; y += 2) {
        struct str row = STR_EMPTY;
        for (int x = -2; x < width + 2; x++) {
            bool dark[2];
            for (int i = 0; i < 2; i++) {
                dark[i] = x >= 0 && x < width && y + i >= 0 && y + i < width &&
                          (code->data[(y + i) * width + x] & 1);
            }
            str_add(&row, dark[0] ? dark[1] ? "█" : "▀" : dark[1] ? "▄" : " ");
        }
        paths_add(&room->qr, row.bytes);
        str_finish(&row);
    }
    QRcode_free(code);
}

static struct stage begin(int rows, int cols)
{
    struct stage s = {.path = test_path("table.json"),
                      .room = {.ours = true, .connected = true}};
    signal(SIGPIPE, SIG_IGN);
    text_file_write(s.path, "{\"format\":\"roundtable session\",\"version\":1,"
                            "\"sessions\":[{\"place\":\"Leeds\",\"goals\":["
                            "{\"text\":\"Less sugar\",\"barriers\":[\"Adverts\"]}]}]}");
    s.ana = typist_open(rows, cols, WORDS("roundtable", "--by", "Ana", s.path));
    company_join(&s.company, s.path, "room1", "", MEMBER_IS_ROOM);
    s.room.invitation = memory_copy_text(INVITATION);
    paths_add(&s.room.hosts, "192.168.1.20");
    paths_add(&s.room.hosts, "10.0.0.2");
    add_code(&s.room);
    struct room_person *ben = room_add(&s.room, "Ben", "3", "Barriers");
    ben->since_ms = INT64_C(1487764800000);
    ben->entries = 31;
    say(&s, "Ben (table 3)");
    typist_wait(s.ana, "with Ben (table 3)  saved");
    typist_type(s.ana, "2"); /* no message any more */
    return s;
}

static void end(struct stage *s)
{
    typist_leave(s->ana);
    company_leave(&s->company);
    room_finish(&s->room);
    free(s->path);
}

/* Waits until the room has heard that. */
static void hear(struct stage *s, unsigned wanted)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!(company_hear(&s->company) & wanted)) {
        struct pollfd in = {.events = POLLIN};
        cr_assert_eq(company_descriptors(&s->company, &in.fd, 1), 1);
        cr_assert_lt(program_clock_ms(), until_ms, "nothing was heard");
        poll(&in, 1, 100);
    }
}

/* How it stands is asked for whenever it is looked at. */
static void expect_asked(struct stage *s, const char *words)
{
    char *asked = NULL;
    while (!asked || strcmp(asked, "look") == 0) {
        free(asked);
        asked = company_asked(&s->company);
        if (!asked) {
            hear(s, HEARD_ASKED);
            asked = company_asked(&s->company);
        }
    }
    cr_expect_str_eq(asked, words);
    free(asked);
}

TestSuite(room_screen, .fini = folder_finish);

Test(room_screen, the_title_says_who_is_there_and_when_the_connection_is_lost)
{
    struct stage s = begin(24, 80);
    s.room.connected = false;
    s.room.why = memory_copy_text("192.168.1.20 does not answer");
    say(&s, "nobody: no connection, all is kept here");
    typist_wait(s.ana, "with nobody: no connection, all is kept here  saved");
    typist_wait(s.ana, "No connection to the room: 192.168.1.20 does not answer.");
    typist_type(s.ana, "aOn buses\r" ESC); /* and typing goes on */
    typist_wait(s.ana, "On buses");
    s.room.connected = true;
    say(&s, "Ben (table 3)");
    typist_wait(s.ana, "with Ben (table 3)  saved");
    typist_wait(s.ana, "The connection to the room is there.");
    end(&s);
}

Test(room_screen, a_room_that_ends_is_told_and_its_words_stay)
{
    struct stage s = begin(24, 80);
    company_leave(&s.company);
    typist_wait_wrapped(s.ana, "not in the room any more; all of it is in this file.");
    typist_wait_gone(s.ana, "with Ben");
    end(&s);
}

Test(room_screen, who_ends_a_room_reads_one_sentence)
{
    struct stage s = begin(24, 80);
    typist_type(s.ana, "Wx");
    typist_wait(s.ana, "y Yes");
    typist_type(s.ana, "y");
    typist_wait(s.ana, "The room is being ended.");
    company_leave(&s.company);
    typist_wait_wrapped(s.ana, "not in the room any more; all of it is in this file.");
    typist_wait_gone(s.ana, "The room is being ended.");
    end(&s);
}

Test(room_screen, who_writes_is_shown_where_no_message_is)
{
    struct stage s = begin(24, 80);
    company_write(&s.company, "Ben is writing in Barriers");
    typist_wait_row(s.ana, 22, "Ben is writing in Barriers");
    typist_type(s.ana, "d");
    typist_wait_row(s.ana, 22, "Deleted");
    cr_expect_not(typist_sees(s.ana, "Ben is writing"));
    company_write(&s.company, "Ben is writing in Goals");
    typist_type(s.ana, "1");
    typist_wait_row(s.ana, 22, "Ben is writing in Goals");
    company_write(&s.company, "");
    typist_wait_gone(s.ana, "Ben is writing");
    end(&s);
}

/* The title of the column, and never what is typed there. */
Test(room_screen, the_room_is_told_in_which_column_a_box_is_open)
{
    struct stage s = begin(24, 80);
    typist_type(s.ana, "aOn bu");
    hear(&s, HEARD_WRITING);
    cr_expect_str_eq(s.company.writing, "Barriers");
    typist_type(s.ana, "ses\r" ESC);
    hear(&s, HEARD_WRITING);
    cr_expect_str_eq(s.company.writing, "");
    typist_type(s.ana, "g");
    hear(&s, HEARD_WRITING);
    cr_expect_str_eq(s.company.writing, "Goals");
    typist_type(s.ana, ESC);
    hear(&s, HEARD_WRITING);
    cr_expect_str_eq(s.company.writing, "");
    typist_type(s.ana, "/");
    typist_wait(s.ana, "Search");
    typist_type(s.ana, ESC);
    cr_expect_not(company_hear(&s.company) & HEARD_WRITING,
                  "who searches writes nothing");
    end(&s);
}

Test(room_screen, the_code_is_read_from_a_screen_of_80_by_24)
{
    struct stage s = begin(24, 80);
    typist_type(s.ana, "W");
    typist_wait(s.ana, "roundtable live join " INVITATION);
    typist_wait(s.ana, "This laptop runs the room.");
    typist_wait(s.ana, "Everybody has everything.");
    typist_wait(s.ana, "1 other laptop");
    typist_wait(s.ana, "Ben, table 3: since 12:00, 31 entries,");
    typist_settle(s.ana);
    expect_scanned(s.ana, INVITATION);
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, q_shows_the_code_of_the_invitation_as_large_as_fits)
{
    struct stage s = begin(40, 120);
    typist_type(s.ana, "Q");
    typist_wait(s.ana, "roundtable live join " INVITATION);
    typist_wait(s.ana, "p lets phones in, too");
    expect_scanned(s.ana, INVITATION);
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, where_the_code_has_no_room_that_is_said)
{
    struct stage s = begin(21, 80);
    typist_type(s.ana, "W");
    typist_wait(s.ana, INVITATION);
    typist_wait(s.ana, "The code to scan needs a window of 73 by 22.");
    cr_expect_not(typist_sees(s.ana, "▀▀▀"));
    typist_wait(s.ana, "1 other laptop");
    typist_type(s.ana, ESC);
    end(&s);
}

/* Nobody can come in by it then, so that nobody is to scan it. */
Test(room_screen, without_a_connection_there_is_no_code)
{
    struct stage s = begin(24, 80);
    typist_type(s.ana, "W");
    typist_wait(s.ana, "▀▀▀");
    s.room.connected = false;
    say(&s, "nobody: no connection, all is kept here");
    typist_wait(s.ana, "All is kept here, and told when it is back.");
    typist_wait_gone(s.ana, "▀▀▀");
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, who_ended_the_room_is_said_and_no_invitation_is_left)
{
    struct stage s = begin(24, 80);
    s.room.ours = s.room.connected = false;
    s.room.ended = true;
    s.room.why = memory_copy_text("Ruth ended the room");
    say(&s, "nobody: the room was ended");
    typist_wait_row(s.ana, 22, "Ruth ended the room; everything is kept here.");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "Ruth ended the room. All of it is kept in this file.");
    typist_wait_gone(s.ana, "roundtable live join");
    typist_wait_gone(s.ana, "▀▀▀");
    typist_type(s.ana, ESC);
    end(&s);
}

/* The invitation has another host from now on. */
static void invite_to(struct stage *s, const char *host)
{
    struct str words = str_of("%s%s", host, strchr(INVITATION, '/'));
    free(s->room.invitation);
    s->room.invitation = str_take(&words);
    say(s, "Ben (table 3)");
}

Test(room_screen, an_invitation_by_which_nobody_comes_in_is_warned_of)
{
    struct stage s = begin(24, 80);
    typist_type(s.ana, "W");
    invite_to(&s, "127.0.0.1:1885");
    typist_wait(s.ana, "Only this laptop can use");
    invite_to(&s, "192.168.1.2");
    typist_wait(s.ana, "This laptop has no such");
    invite_to(&s, "10.0.0.2");
    typist_wait_gone(s.ana, "This laptop has no such");
    invite_to(&s, "laptop.local");
    typist_wait(s.ana, "laptop.local");
    typist_wait_gone(s.ana, "This laptop has no such");
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, one_address_is_offered_if_the_invitation_has_none_of_them)
{
    struct stage s = begin(24, 80);
    paths_finish(&s.room.hosts);
    paths_add(&s.room.hosts, "192.168.1.20");
    typist_type(s.ana, "W");
    invite_to(&s, "192.168.1.20:1885");
    typist_wait(s.ana, ":1885");
    typist_type(s.ana, "a");
    typist_wait(s.ana, "This laptop has no other address.");
    invite_to(&s, "127.0.0.1");
    typist_wait(s.ana, "Only this laptop can use");
    typist_type(s.ana, "a");
    typist_wait(s.ana, "Enter puts it into the invitation");
    typist_type(s.ana, ESC ESC);
    end(&s);
}

Test(room_screen, it_is_offered_where_keys_are_listed_and_left_as_all_else)
{
    struct stage s = begin(24, 80);
    typist_wait_row(s.ana, 23, "W Room");
    typist_wait_row(s.ana, 23, "q Leave");
    typist_type(s.ana, "W");
    typist_wait_row(s.ana, 23, "n New words");
    typist_wait_row(s.ana, 23, "q Leave");
    s.room.ours = false;
    say(&s, "Ben (table 3)");
    typist_wait(s.ana, "Another laptop runs the room.");
    typist_wait_gone(s.ana, "New words");
    typist_wait_gone(s.ana, "a Address");
    typist_leave(s.ana);
    s.ana = typist_open(24, 80, WORDS("roundtable", s.path));
    end(&s);
}

/* However often the connection comes and goes while nobody presses a key. */
Test(room_screen, of_the_connection_only_the_newest_state_is_said)
{
    struct stage s = begin(24, 80);
    s.room.why = memory_copy_text("192.168.1.20 does not answer");
    for (int i = 0; i < 3; i++) {
        s.room.connected = false;
        say(&s, "nobody: no connection, all is kept here");
        typist_wait(s.ana, "192.168.1.20 does not answer");
        s.room.connected = true;
        say(&s, "Ben (table 3)");
        typist_wait_row(s.ana, 22, "The connection to the room is there.");
        typist_wait_gone(s.ana, "does not answer");
    }
    end(&s);
}

Test(room_screen, new_words_are_asked_about_twice)
{
    struct stage s = begin(24, 80);
    typist_type(s.ana, "Wn");
    typist_wait(s.ana, "Give the room new words?");
    typist_type(s.ana, "y");
    typist_wait(s.ana, "worth nothing at once");
    typist_type(s.ana, "n");
    typist_wait(s.ana, "The room is as it was.");
    typist_type(s.ana, "n\r");
    typist_wait(s.ana, "Give the room new words?");
    typist_type(s.ana, "yy");
    typist_wait(s.ana, "The room has new words");
    expect_asked(&s, "words");
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, another_address_is_chosen_and_the_room_is_ended)
{
    struct stage s = begin(24, 80);
    typist_type(s.ana, "Wa");
    typist_wait(s.ana, "10.0.0.2");
    typist_type(s.ana, DOWN "\r");
    typist_wait(s.ana, "The invitation has another address now.");
    expect_asked(&s, "host 10.0.0.2");
    typist_type(s.ana, "x");
    typist_wait(s.ana, "End the room for everybody?");
    typist_type(s.ana, "y");
    expect_asked(&s, "end");
    company_leave(&s.company);
    typist_wait(s.ana, "There is no room any more; Esc goes back.");
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, of_another_laptops_room_only_leaving_is_ones_own)
{
    struct stage s = begin(24, 80);
    s.room.ours = false;
    s.room.behind = 1;
    s.room.people[0].behind = true;
    say(&s, "Ben (table 3)");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "Another laptop runs the room.");
    typist_wait(s.ana, "1 of 1 not up to date yet.");
    typist_type(s.ana, "n");
    typist_wait(s.ana, "Only the laptop that runs the room can change that.");
    typist_type(s.ana, "x");
    typist_wait(s.ana, "Leave the room?");
    typist_type(s.ana, "y");
    expect_asked(&s, "end");
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, what_has_changed_meanwhile_is_there_when_it_is_looked_at)
{
    struct stage s = begin(24, 80);
    s.room.people[0].entries = 98;
    say(&s, "Ben (table 3)");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "98 entries");
    s.room.people[0].entries = 99;
    say(&s, "Ben (table 3)");
    typist_wait(s.ana, "99 entries");
    typist_type(s.ana, "a");
    typist_wait(s.ana, "10.0.0.2");
    s.room.people[0].entries = 100;
    say(&s, "Ben (table 3)");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "100 entries");
    typist_type(s.ana, ESC);
    end(&s);
}

/* A table of a seminar, whose last words came so long ago: the test's clock stands at noon. */
static void add_table(struct stage *s, const char *name, const char *people,
                      uint64_t here, int64_t minutes_ago)
{
    struct room_table *table = room_add_table(&s->room, name, people);
    table->here = here;
    table->entries = 31;
    table->said_ms = INT64_C(1487764800000) - minutes_ago * 60000;
}

Test(room_screen, an_organiser_sees_the_tables_and_which_are_silent)
{
    struct stage s = begin(40, 110);
    s.room.organised = true;
    say(&s, "Ben (table 3)");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "No table is here yet.");
    add_table(&s, "Table 3", "Ben", 1, 0);
    add_table(&s, "Table 4", "Ana and 1 other", 2, 2);
    add_table(&s, "Table 7", "Cem", 1, 12);
    add_table(&s, "Table 8", "2 laptops", 2, 1);
    add_table(&s, "Table 9", "", 0, 150);
    s.room.tables[3].behind = 1;
    s.room.behind = 1;
    say(&s, "Ben (table 3)");
    typist_wait(s.ana, "5 tables, 155 entries; silent: Table 7");
    typist_wait(s.ana, "1 of 5 not up to date yet.");
    typist_wait(s.ana, "Table 3: Ben, 31 entries, last words just now");
    typist_wait_wrapped(s.ana,
                        "Table 4: Ana and 1 other, 31 entries, last words 2 minutes ago");
    typist_wait(s.ana, "Table 7: Cem, 31 entries, silent for 12 minutes");
    typist_wait_wrapped(s.ana, "31 entries, last words 1 minute ago, not up to date");
    typist_wait_wrapped(s.ana, "Table 9: nobody any more, 31 entries, last words 09:30");
    typist_type(s.ana, ESC);
    end(&s);
}

/* That it was begun is no word of anybody's. */
Test(room_screen, a_table_without_entries_has_no_last_words_and_may_be_silent)
{
    struct stage s = begin(40, 110);
    s.room.organised = true;
    typist_type(s.ana, "W");
    add_table(&s, "Table 3", "Ben", 1, 0);
    add_table(&s, "Table 7", "Cem", 1, 12);
    s.room.tables[0].entries = 0;
    s.room.tables[1].entries = 0;
    say(&s, "Ben (table 3)");
    typist_wait(s.ana, "Table 7: Cem, 0 entries, silent for 12 minutes");
    cr_expect(typist_sees(s.ana, "Table 3: Ben, 0 entries"));
    cr_expect_not(typist_sees(s.ana, "last words"));
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, names_from_elsewhere_do_no_harm)
{
    struct stage s = begin(24, 80);
    room_add(&s.room, "\x1b[2JEve\n\xe2\x80\xae", "\x1b]0;x\x07", "\x1b[31mGoals");
    say(&s, "\x1b[2JEve");
    typist_wait(s.ana, "Eve  saved");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "2 other laptops");
    typist_wait(s.ana, "Eve");
    typist_wait(s.ana, "Ben, table 3");
    typist_type(s.ana, ESC);
    end(&s);
}

Test(room_screen, without_a_room_it_is_said_how_one_begins)
{
    char *path = test_path("table.json");
    struct typist *ana = typist_open(24, 80, WORDS("roundtable", path));
    typist_type(ana, "W");
    typist_wait(ana, "There is no room.");
    typist_wait(ana, "roundtable live FILE");
    typist_leave(ana);
    free(path);
}
