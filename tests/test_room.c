/* The file in which a room says how it stands. */

#include "store/room.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "support/expect.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(room, .init = enter_folder, .fini = folder_finish);

static void make_room(struct room *room)
{
    *room = (struct room){.ours = true, .connected = false, .behind = 2};
    room->invitation = memory_copy_text("192.168.1.20/lusab-babad");
    room->why = memory_copy_text("the broker said \"no\"");
    paths_add(&room->hosts, "192.168.1.20");
    paths_add(&room->hosts, "10.0.0.2");
    paths_add(&room->qr, "█▀▀");
    struct room_person *ben = room_add(room, "Ben", "3", "Barriers");
    ben->since_ms = INT64_C(1487764800003);
    ben->entries = 31;
    ben->behind = true;
    room_add(room, NULL, NULL, NULL);
}

Test(room, what_is_written_is_read)
{
    struct room written, read = {0};
    struct err err = ERR_NONE;
    make_room(&written);
    cr_assert(room_write("room.json", &written, &err), "%s", err_text(&err));
    cr_expect_eq(permissions_of("room.json"), 0600);
    cr_assert(room_read("room.json", &read, &err), "%s", err_text(&err));
    cr_expect_str_eq(read.invitation, written.invitation);
    cr_expect_eq(read.hosts.count, 2);
    cr_expect_str_eq(read.hosts.items[1], "10.0.0.2");
    cr_expect(read.ours);
    cr_expect_not(read.connected);
    cr_expect_str_eq(read.why, written.why);
    cr_expect_eq(read.behind, 2);
    cr_expect_str_eq(read.qr.items[0], "█▀▀");
    cr_assert_eq(read.count, 2);
    cr_expect_str_eq(read.people[0].name, "Ben");
    cr_expect_str_eq(read.people[0].table, "3");
    cr_expect_str_eq(read.people[0].writing, "Barriers");
    cr_expect_eq(read.people[0].since_ms, INT64_C(1487764800003));
    cr_expect_eq(read.people[0].entries, 31);
    cr_expect(read.people[0].behind);
    cr_expect_str_eq(read.people[1].name, "");
    room_finish(&written);
    room_finish(&read);
}

Test(room, an_organisers_holds_its_tables)
{
    struct room written, read = {0};
    struct err err = ERR_NONE;
    make_room(&written);
    cr_assert(room_write("room.json", &written, &err), "%s", err_text(&err));
    cr_assert(room_read("room.json", &read, &err), "%s", err_text(&err));
    cr_expect_not(read.organised);
    room_finish(&read);
    written.organised = true;
    struct room_table *four = room_add_table(&written, "Table 4", "Ana and 1 other");
    *four =
        (struct room_table){four->table, four->people, 2, 1, 31, INT64_C(1487764800003)};
    room_add_table(&written, "Table 5", NULL);
    cr_assert(room_write("room.json", &written, &err), "%s", err_text(&err));
    cr_assert(room_read("room.json", &read, &err), "%s", err_text(&err));
    cr_expect(read.organised);
    cr_assert_eq(read.table_count, 2);
    cr_expect_str_eq(read.tables[0].table, "Table 4");
    cr_expect_str_eq(read.tables[0].people, "Ana and 1 other");
    cr_expect_eq(read.tables[0].here, 2);
    cr_expect_eq(read.tables[0].behind, 1);
    cr_expect_eq(read.tables[0].entries, 31);
    cr_expect_eq(read.tables[0].said_ms, INT64_C(1487764800003));
    cr_expect_str_eq(read.tables[1].people, "");
    cr_expect_eq(read.tables[1].said_ms, 0);
    room_finish(&written);
    room_finish(&read);
}

Test(room, that_of_phones_holds_their_code_and_how_many_they_are)
{
    struct room before = {.phones = true, .joined = 12, .ready = 3}, after = {0};
    struct err err = ERR_NONE;
    paths_add(&before.modules, "#######.#.#");
    cr_assert(room_write("phones.json", &before, &err), "%s", err_text(&err));
    cr_assert(room_read("phones.json", &after, &err), "%s", err_text(&err));
    cr_expect(after.phones);
    cr_expect_eq(after.joined, 12);
    cr_expect_eq(after.ready, 3);
    cr_assert_eq(after.modules.count, 1);
    cr_expect_str_eq(after.modules.items[0], "#######.#.#");
    room_finish(&before);
    room_finish(&after);
}

Test(room, it_is_written_over_the_old_one_and_what_a_kill_left)
{
    struct room room = {0}, read = {0};
    struct err err = ERR_NONE;
    text_file_write("room.json.new", "{\"invi");
    cr_assert(room_write("room.json", &room, &err), "%s", err_text(&err));
    room.behind = 7;
    cr_assert(room_write("room.json", &room, &err), "%s", err_text(&err));
    cr_assert(room_read("room.json", &read, &err), "%s", err_text(&err));
    cr_expect_eq(read.behind, 7);
    cr_expect_null(text_file_read("room.json.new"));
    room_finish(&read);
}

/* Names come from other laptops. */
Test(room, what_is_too_long_is_cut_and_what_is_too_many_left_out)
{
    char name[3 * ROOM_LONGEST_BYTES];
    struct room room = {0}, read = {0};
    struct err err = ERR_NONE;
    for (size_t i = 0; i + 1 < sizeof name; i += 2) {
        memcpy(name + i, "ä", 2);
    }
    name[sizeof name - 1] = '\0';
    name[1] = (char)0xff; /* and no UTF-8 */
    for (int i = 0; i < ROOM_MOST_PEOPLE + 5; i++) {
        room_add(&room, name, "\x1b[2J\"\\", name);
    }
    for (int i = 0; i < 2 * ROOM_MOST_ROWS; i++) {
        paths_add(&room.qr, name);
        paths_add(&room.hosts, name);
    }
    room.invitation = memory_copy_text(name);
    cr_assert(room_write("room.json", &room, &err), "%s", err_text(&err));
    cr_assert(room_read("room.json", &read, &err), "%s", err_text(&err));
    cr_expect_eq(read.count, ROOM_MOST_PEOPLE);
    cr_expect_eq(read.qr.count, ROOM_MOST_ROWS);
    cr_expect_eq(read.hosts.count, ROOM_MOST_HOSTS);
    cr_expect_leq(strlen(read.people[0].name), ROOM_LONGEST_BYTES);
    cr_expect(utf8_valid(read.invitation, strlen(read.invitation), NULL));
    cr_expect_str_eq(read.people[0].table, "\x1b[2J\"\\", "as it was said");
    room_finish(&room);
    room_finish(&read);
}

static void expect_refused(const char *text)
{
    struct room room = {0};
    struct err err = ERR_NONE;
    text_file_write("refused.json", text);
    cr_expect_not(room_read("refused.json", &room, &err), "%s", text);
    cr_expect_null(room.invitation);
    cr_expect_eq(room.count, 0);
    expect_part(err_text(&err), "refused.json");
    err_finish(&err);
}

#define BEGINNING                                                                        \
    "\"invitation\":\"h/"                                                                \
    "w\",\"hosts\":[],\"ours\":true,\"connected\":true,\"ended\":false,"
#define REST BEGINNING "\"why\":\"\",\"behind\":0,\"qr\":[]"
#define PERSON "\"name\":\"\",\"table\":\"\",\"since\":\"2017-02-22T12:14:03.000Z\","

Test(room, nothing_in_it_is_taken_on_trust)
{
    static const char *const wrong[] = {
        "",
        "[]",
        "{}",
        "{" BEGINNING "\"why\":null,\"behind\":0,\"qr\":[],\"people\":[]}",
        "{" BEGINNING "\"why\":\"\",\"behind\":-1,\"qr\":[],\"people\":[]}",
        "{" BEGINNING "\"why\":\"\",\"behind\":1e300,\"qr\":[],\"people\":[]}",
        "{" BEGINNING "\"why\":\"\",\"behind\":\"0\",\"qr\":[],\"people\":[]}",
        "{" BEGINNING "\"why\":\"\",\"behind\":0,\"qr\":[1],\"people\":[]}",
        "{" REST "}",
        "{" REST ",\"people\":[1]}",
        "{" REST ",\"people\":[{}]}",
        "{" REST ",\"people\":{}}",
        "{" REST ",\"people\":[{" PERSON "\"writing\":\"\",\"entries\":\"1\","
        "\"behind\":false}]}",
        "{" REST ",\"people\":[{" PERSON "\"writing\":\"\",\"entries\":1}]}",
        "{" REST ",\"people\":[]} {}",
        "{" REST ",\"people\":[],\"tables\":{}}",
        "{" REST ",\"people\":[],\"tables\":[{}]}",
        "{" REST ",\"people\":[],\"tables\":[{\"table\":\"\",\"people\":\"\",\"here\":1,"
        "\"behind\":0,\"changes\":-1,\"said\":\"2017-02-22T12:14:03.000Z\"}]}",
    };
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        expect_refused(wrong[i]);
    }
    struct room room = {0};
    struct err err = ERR_NONE;
    text_file_write("right.json", "{" REST ",\"more\":1,\"people\":[{" PERSON
                                  "\"writing\":\"\",\"entries\":1,\"behind\":false}]}");
    cr_expect(room_read("right.json", &room, &err), "%s", err_text(&err));
    cr_expect_eq(room.count, 1);
    room_finish(&room);
    cr_expect_not(room_read("absent.json", &room, &err));
    err_finish(&err);
}
