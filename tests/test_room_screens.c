/* What the screen shows of a room, with the room played by the test. */

#include "base/memory.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scan.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#define INVITATION "192.168.1.20/lusab-babad-gutih-tugad-dagoz"

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

static struct scene begin(int rows, int cols)
{
    struct scene s = scene_begin(rows, cols, NULL);
    struct room *room = &s.beside.says;
    stand_in_begin(&s.beside, s.path, MEMBER_IS_ROOM);
    room->ours = true;
    room->invitation = memory_copy_text(INVITATION);
    paths_add(&room->hosts, "192.168.1.20");
    paths_add(&room->hosts, "10.0.0.2");
    add_code(room);
    struct room_person *ben = room_add(room, "Ben", "3", "Barriers");
    ben->since_ms = INT64_C(1487764800000);
    ben->entries = 31;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_wait(s.ana, "with Ben (table 3)  saved");
    typist_type(s.ana, "2"); /* no message any more */
    return s;
}

TestSuite(room_screen, .fini = folder_finish);

Test(room_screen, the_title_says_who_is_there_and_when_the_connection_is_lost)
{
    struct scene s = begin(24, 80);
    s.beside.says.connected = false;
    s.beside.says.why = memory_copy_text("192.168.1.20 does not answer");
    stand_in_say(&s.beside, "nobody: no connection, all is kept here");
    typist_wait(s.ana, "with nobody: no connection, all is kept here  saved");
    typist_wait(s.ana, "No connection to the room: 192.168.1.20 does not answer.");
    typist_type(s.ana, "aOn buses\r" ESC); /* and typing goes on */
    typist_wait(s.ana, "On buses");
    s.beside.says.connected = true;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_wait(s.ana, "with Ben (table 3)  saved");
    typist_wait(s.ana, "The connection to the room is there.");
    scene_end(&s);
}

/* Whoever was in it may be still. */
Test(room_screen, without_a_connection_nobody_knows_who_is_there)
{
    struct scene s = begin(24, 80);
    size_t count = s.beside.says.count;
    s.beside.says.connected = false;
    s.beside.says.count = 0;
    stand_in_say(&s.beside, "nobody: no connection, all is kept here");
    typist_wait(s.ana, "with nobody: no connection");
    typist_press(s.ana, "W", "Who else is in the room shows once there is a connection.");
    cr_expect_not(typist_sees(s.ana, "Nobody else is here yet"));
    s.beside.says.count = count; /* and they are freed */
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(room_screen, a_room_that_ends_is_told_and_its_words_stay)
{
    struct scene s = begin(24, 80);
    company_leave(&s.beside.company);
    typist_wait_wrapped(s.ana, "not in the room any more; all of it is in this file.");
    typist_wait_gone(s.ana, "with Ben");
    typist_type(s.ana, "W");
    typist_wait_wrapped(s.ana, "“roundtable live FILE” with this file begins it again.");
    scene_end(&s);
}

Test(room_screen, whoever_had_joined_one_that_ends_is_told_how_to_join_it_again)
{
    struct scene s = begin(24, 80);
    s.beside.says.ours = false;
    stand_in_say(&s.beside, "Cai");
    typist_wait(s.ana, "with Cai");
    company_leave(&s.beside.company);
    typist_wait(s.ana, "not in the room any more");
    typist_type(s.ana, "W");
    typist_wait_wrapped(s.ana, "“roundtable live join FILE” with this file brings it");
    scene_end(&s);
}

Test(room_screen, who_ends_a_room_reads_one_sentence)
{
    struct scene s = begin(24, 80);
    typist_type(s.ana, "Wx");
    typist_wait(s.ana, "y Yes");
    typist_type(s.ana, "y");
    typist_wait(s.ana, "The room is being ended.");
    company_leave(&s.beside.company);
    typist_wait_wrapped(s.ana, "not in the room any more; all of it is in this file.");
    typist_wait_gone(s.ana, "The room is being ended.");
    scene_end(&s);
}

Test(room_screen, who_writes_is_shown_where_no_message_is)
{
    struct scene s = begin(24, 80);
    company_write(&s.beside.company, "Ben is writing in Barriers");
    typist_wait_row(s.ana, 22, "Ben is writing in Barriers");
    typist_type(s.ana, "d");
    typist_wait_row(s.ana, 22, "Deleted");
    cr_expect_not(typist_sees(s.ana, "Ben is writing"));
    company_write(&s.beside.company, "Ben is writing in Goals");
    typist_type(s.ana, "1");
    typist_wait_row(s.ana, 22, "Ben is writing in Goals");
    company_write(&s.beside.company, "");
    typist_wait_gone(s.ana, "Ben is writing");
    scene_end(&s);
}

/* What a laptop found open says of itself. */
Test(room_screen, a_room_that_begins_while_a_box_is_open_is_told_of_it)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_press(s.ana, "2a", "New ");
    stand_in_begin(&s.beside, s.path, MEMBER_IS_ROOM);
    stand_in_hear(&s.beside, HEARD_WRITING);
    cr_expect_str_eq(s.beside.company.writing, "Barriers");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

/* The title of the column, and never what is typed there. */
Test(room_screen, the_room_is_told_in_which_column_a_box_is_open)
{
    struct scene s = begin(24, 80);
    typist_type(s.ana, "aOn bu");
    stand_in_hear(&s.beside, HEARD_WRITING);
    cr_expect_str_eq(s.beside.company.writing, "Barriers");
    typist_type(s.ana, "ses\r" ESC);
    stand_in_hear(&s.beside, HEARD_WRITING);
    cr_expect_str_eq(s.beside.company.writing, "");
    typist_type(s.ana, "g");
    stand_in_hear(&s.beside, HEARD_WRITING);
    cr_expect_str_eq(s.beside.company.writing, "Goals");
    typist_type(s.ana, ESC);
    stand_in_hear(&s.beside, HEARD_WRITING);
    cr_expect_str_eq(s.beside.company.writing, "");
    typist_type(s.ana, "/");
    typist_wait(s.ana, "Search");
    typist_type(s.ana, ESC);
    cr_expect_not(company_hear(&s.beside.company) & HEARD_WRITING,
                  "who searches writes nothing");
    scene_end(&s);
}

Test(room_screen, the_code_is_read_from_a_screen_of_80_by_24)
{
    struct scene s = begin(24, 80);
    typist_type(s.ana, "W");
    typist_wait(s.ana, "roundtable live join " INVITATION);
    typist_wait(s.ana, "This laptop runs the room.");
    typist_wait(s.ana, "Everybody has everything.");
    typist_wait(s.ana, "1 other laptop");
    typist_wait(s.ana, "Ben, table 3: since 12:00, 31 entries,");
    typist_settle(s.ana);
    expect_scanned(s.ana, INVITATION);
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(room_screen, q_shows_the_code_of_the_invitation_as_large_as_fits)
{
    struct scene s = begin(40, 120);
    typist_type(s.ana, "Q");
    typist_wait(s.ana, "roundtable live join " INVITATION);
    typist_wait(s.ana, "p lets phones in, too");
    expect_scanned(s.ana, INVITATION);
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(room_screen, where_the_code_has_no_room_that_is_said)
{
    struct scene s = begin(21, 80);
    typist_type(s.ana, "W");
    typist_wait(s.ana, INVITATION);
    typist_wait(s.ana, "The code to scan needs a window of 73 by 22.");
    cr_expect_not(typist_sees(s.ana, "▀▀▀"));
    typist_wait(s.ana, "1 other laptop");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

/* Nobody can come in by it then, so that nobody is to scan it. */
Test(room_screen, without_a_connection_there_is_no_code)
{
    struct scene s = begin(24, 80);
    typist_type(s.ana, "W");
    typist_wait(s.ana, "▀▀▀");
    s.beside.says.connected = false;
    stand_in_say(&s.beside, "nobody: no connection, all is kept here");
    typist_wait(s.ana, "All is kept here, and told when it is back.");
    typist_wait_gone(s.ana, "▀▀▀");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(room_screen, who_ended_the_room_is_said_and_no_invitation_is_left)
{
    struct scene s = begin(24, 80);
    s.beside.says.ours = s.beside.says.connected = false;
    s.beside.says.ended = true;
    s.beside.says.why = memory_copy_text("Ruth ended the room");
    stand_in_say(&s.beside, "nobody: the room was ended");
    typist_wait_row(s.ana, 22, "Ruth ended the room; everything is kept here.");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "Ruth ended the room. All of it is kept in this file.");
    typist_wait_gone(s.ana, "roundtable live join");
    typist_wait_gone(s.ana, "▀▀▀");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

/* The invitation has another host from now on. */
static void invite_to(struct scene *s, const char *host)
{
    struct str words = str_of("%s%s", host, strchr(INVITATION, '/'));
    free(s->beside.says.invitation);
    s->beside.says.invitation = str_take(&words);
    stand_in_say(&s->beside, "Ben (table 3)");
}

Test(room_screen, an_invitation_by_which_nobody_comes_in_is_warned_of)
{
    struct scene s = begin(24, 80);
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
    scene_end(&s);
}

Test(room_screen, one_address_is_offered_if_the_invitation_has_none_of_them)
{
    struct scene s = begin(24, 80);
    paths_finish(&s.beside.says.hosts);
    paths_add(&s.beside.says.hosts, "192.168.1.20");
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
    scene_end(&s);
}

Test(room_screen, it_is_offered_where_keys_are_listed_and_left_as_all_else)
{
    struct scene s = begin(24, 80);
    typist_wait_row(s.ana, 23, "W Room");
    typist_wait_row(s.ana, 23, "q Leave");
    typist_type(s.ana, "W");
    typist_wait_row(s.ana, 23, "n New words");
    typist_wait_row(s.ana, 23, "Esc Back");
    s.beside.says.ours = false;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_wait(s.ana, "Another laptop runs the room.");
    typist_wait_gone(s.ana, "New words");
    typist_wait_gone(s.ana, "a Address");
    typist_leave(s.ana);
    s.ana = typist_open(24, 80, WORDS("roundtable", s.path));
    scene_end(&s);
}

/* However often the connection comes and goes while nobody presses a key. */
Test(room_screen, of_the_connection_only_the_newest_state_is_said)
{
    struct scene s = begin(24, 80);
    s.beside.says.why = memory_copy_text("192.168.1.20 does not answer");
    for (int i = 0; i < 3; i++) {
        s.beside.says.connected = false;
        stand_in_say(&s.beside, "nobody: no connection, all is kept here");
        typist_wait(s.ana, "192.168.1.20 does not answer");
        s.beside.says.connected = true;
        stand_in_say(&s.beside, "Ben (table 3)");
        typist_wait_row(s.ana, 22, "The connection to the room is there.");
        typist_wait_gone(s.ana, "does not answer");
    }
    scene_end(&s);
}

Test(room_screen, new_words_are_asked_about_twice)
{
    struct scene s = begin(24, 80);
    typist_type(s.ana, "Wn");
    typist_wait(s.ana, "Give the room new words?");
    typist_type(s.ana, "y");
    typist_wait(s.ana, "worth nothing at once");
    typist_type(s.ana, "n");
    typist_wait(s.ana, "The room is as it was.");
    typist_type(s.ana, "n\r");
    typist_wait(s.ana, "Give the room new words?");
    typist_press(s.ana, "y", "worth nothing at once");
    typist_press(s.ana, "y", "The room has new words");
    stand_in_expect_asked(&s.beside, "words");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(room_screen, what_is_said_stands_beside_what_is_asked)
{
    struct scene s = begin(24, 80);
    typist_press(s.ana, "Wx", "End the room for everybody?");
    s.beside.says.connected = false;
    stand_in_say(&s.beside, "nobody: no connection, all is kept here");
    typist_wait(s.ana, "no connection");
    s.beside.says.connected = true;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_wait_wrapped(s.ana, "y or n. The connection to the room is there.");
    typist_press(s.ana, "n", "The room is as it was.");
    scene_end(&s);
}

Test(room_screen, another_address_is_chosen_and_the_room_is_ended)
{
    struct scene s = begin(24, 80);
    typist_type(s.ana, "Wa");
    typist_wait(s.ana, "10.0.0.2");
    typist_type(s.ana, DOWN "\r");
    typist_wait(s.ana, "The invitation has another address now.");
    stand_in_expect_asked(&s.beside, "host 10.0.0.2");
    typist_type(s.ana, "x");
    typist_wait(s.ana, "End the room for everybody?");
    typist_type(s.ana, "y");
    stand_in_expect_asked(&s.beside, "end");
    company_leave(&s.beside.company);
    typist_wait(s.ana, "There is no room any more; Esc goes back.");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(room_screen, of_another_laptops_room_only_leaving_is_ones_own)
{
    struct scene s = begin(24, 80);
    s.beside.says.ours = false;
    s.beside.says.behind = 1;
    s.beside.says.people[0].behind = true;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "Another laptop runs the room.");
    typist_wait(s.ana, "1 of 1 not up to date yet.");
    typist_type(s.ana, "n");
    typist_wait(s.ana, "Only the laptop that runs the room can change that.");
    typist_type(s.ana, "x");
    typist_wait(s.ana, "Leave the room?");
    typist_type(s.ana, "y");
    stand_in_expect_asked(&s.beside, "end");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(room_screen, what_has_changed_meanwhile_is_there_when_it_is_looked_at)
{
    struct scene s = begin(24, 80);
    s.beside.says.people[0].entries = 98;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "98 entries");
    s.beside.says.people[0].entries = 99;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_wait(s.ana, "99 entries");
    typist_type(s.ana, "a");
    typist_wait(s.ana, "10.0.0.2");
    s.beside.says.people[0].entries = 100;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "100 entries");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

/* A table of a seminar, whose last words came so long ago: the test's clock stands at noon. */
static void add_table(struct scene *s, const char *name, const char *people,
                      uint64_t here, int64_t minutes_ago)
{
    struct room_table *table = room_add_table(&s->beside.says, name, people);
    table->here = here;
    table->entries = 31;
    table->said_ms = INT64_C(1487764800000) - minutes_ago * 60000;
}

Test(room_screen, an_organiser_sees_the_tables_and_which_are_silent)
{
    struct scene s = begin(40, 110);
    s.beside.says.organised = true;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "No table is here yet.");
    add_table(&s, "Table 3", "Ben", 1, 0);
    add_table(&s, "Table 4", "Ana and 1 other", 2, 2);
    add_table(&s, "Table 7", "Cem", 1, 12);
    add_table(&s, "Table 8", "2 laptops", 2, 1);
    add_table(&s, "Table 9", "", 0, 150);
    s.beside.says.tables[3].behind = 1;
    s.beside.says.behind = 1;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_wait(s.ana, "5 tables, 155 entries; silent: Table 7");
    typist_wait(s.ana, "1 of 5 not up to date yet.");
    typist_wait(s.ana, "Table 3: Ben, 31 entries, last words just now");
    typist_wait_wrapped(s.ana,
                        "Table 4: Ana and 1 other, 31 entries, last words 2 minutes ago");
    typist_wait(s.ana, "Table 7: Cem, 31 entries, silent for 12 minutes");
    typist_wait_wrapped(s.ana, "31 entries, last words 1 minute ago, not up to date");
    typist_wait_wrapped(s.ana, "Table 9: nobody any more, 31 entries, last words 09:30");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

/* That it was begun is no word of anybody's. */
Test(room_screen, a_table_without_entries_has_no_last_words_and_may_be_silent)
{
    struct scene s = begin(40, 110);
    s.beside.says.organised = true;
    typist_type(s.ana, "W");
    add_table(&s, "Table 3", "Ben", 1, 0);
    add_table(&s, "Table 7", "Cem", 1, 12);
    s.beside.says.tables[0].entries = 0;
    s.beside.says.tables[1].entries = 0;
    stand_in_say(&s.beside, "Ben (table 3)");
    typist_wait(s.ana, "Table 7: Cem, 0 entries, silent for 12 minutes");
    cr_expect(typist_sees(s.ana, "Table 3: Ben, 0 entries"));
    cr_expect_not(typist_sees(s.ana, "last words"));
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(room_screen, names_from_elsewhere_do_no_harm)
{
    struct scene s = begin(24, 80);
    room_add(&s.beside.says, "\x1b[2JEve\n\xe2\x80\xae", "\x1b]0;x\x07", "\x1b[31mGoals");
    stand_in_say(&s.beside, "\x1b[2JEve");
    typist_wait(s.ana, "Eve  saved");
    typist_type(s.ana, "W");
    typist_wait(s.ana, "2 other laptops");
    typist_wait(s.ana, "Eve");
    typist_wait(s.ana, "Ben, table 3");
    typist_type(s.ana, ESC);
    scene_end(&s);
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
