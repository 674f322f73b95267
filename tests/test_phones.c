/* roundtable-phones on a session file, as a room has it. */

#include "base/memory.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/host.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char session[] =
    "{ \"sessions\": [ { \"title\": \"Walking\", \"goals\": [\n"
    "    { \"text\": \"More walking\", \"barriers\": [\"Rain\"] } ] } ] }\n";

static void enter(void)
{
    enter_folder();
    text_file_write("t.json", session);
}

TestSuite(phones, .init = enter, .fini = folder_finish);

#define BEGIN() host_begin("t.json", WORDS("--host", "127.0.0.1", "--port", "0"))

/* How often it stands in what the file and its journal say. */
static size_t holds(const char *part)
{
    char *all = output_of(WORDS("sh", "-c", "cat t.json t.json.journal 2>&1 || true"));
    size_t count = parts_in(all, part);
    free(all);
    return count;
}

Test(phones, what_is_sent_is_on_the_disk_before_it_is_said_to_be_sent)
{
    struct host host = BEGIN();
    struct visitor ana = visitor_of(&host);
    visitor_send(&ana, "Bus fares");
    host_end(&host, SIGKILL);
    cr_expect_eq(holds("\"Bus fares\""), 1);
    host_finish(&host);
}

Test(phones, a_second_program_leaves_the_address_where_it_is_and_says_it)
{
    struct host host = BEGIN();
    char *program = program_beside("roundtable-phones");
    struct visitor ana = visitor_of(&host);
    expect_run(1, NULL, host.token, WORDS(program, "--port", "0", "t.json"));
    expect_run(1, NULL, "phones are let in already, at http://127.0.0.1:",
               WORDS(program, "--host", "127.0.0.2", "t.json"));
    visitor_send(&ana, "Bus fares");
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    host_begin_again(&host); /* where everybody is */
    visitor_send(&ana, "Bus stops");
    free(program);
    host_finish(&host);
}

Test(phones, a_screen_says_how_many_phones_there_are)
{
    struct host host = BEGIN();
    struct typist *t = typist_open(24, 100, WORDS("roundtable", "--by", "Ana", "t.json"));
    struct visitor one = visitor_of(&host), two = visitor_of(&host);
    visitor_send(&one, "Bus fares");
    typist_wait(t, "1 phone");
    visitor_send(&two, "Bus stops");
    typist_wait(t, "2 phones");
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    typist_wait_gone(t, "2 phones");
    typist_leave(t);
    cr_expect_eq(holds("\"Bus stops\""), 1);
    host_finish(&host);
}

Test(phones, what_is_sent_waits_in_the_inbox_of_a_screen)
{
    struct host host = BEGIN();
    struct typist *t = typist_open(24, 100, WORDS("roundtable", "--by", "Ana", "t.json"));
    struct visitor one = visitor_of(&host);
    visitor_send(&one, "Bus fares");
    typist_wait(t, "1 wait");
    typist_type(t, "I" UP);
    typist_wait(t, "Bus fares");
    typist_type(t, "y");
    typist_wait_gone(t, "1 wait");
    typist_type(t, ESC);
    typist_wait(t, "Bus fares");
    typist_leave(t);
    host_finish(&host);
}

Test(phones, where_it_is_let_straight_in_it_is_on_the_screen_at_once)
{
    text_file_write("t.json", "{ \"sessions\": [ { \"title\": \"Walking\", "
                              "\"phones_straight\": \"yes\", \"goals\": [\n"
                              "    { \"text\": \"More walking\" } ] } ] }\n");
    struct host host = BEGIN();
    struct typist *t = typist_open(24, 100, WORDS("roundtable", "t.json"));
    struct visitor one = visitor_of(&host);
    visitor_send(&one, "Bus fares");
    typist_wait(t, "Bus fares");
    typist_leave(t);
    host_finish(&host);
}

Test(phones, what_a_screen_writes_is_on_the_page)
{
    struct host host = BEGIN();
    struct visitor one = visitor_of(&host);
    struct typist *t = typist_open(24, 100, WORDS("roundtable", "t.json"));
    typist_type(t, "gLess sugar\r" ESC);
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    for (bool there = false; !there;) {
        struct reply page = visitor_get(&one, "");
        there = strstr(page.body, "Less sugar</option>");
        cr_assert(there || program_clock_ms() < until_ms);
        reply_finish(&page);
    }
    typist_leave(t);
    host_finish(&host);
}

Test(phones, write_in_the_rows_of_the_form_that_the_stage_works_on)
{
    text_file_write(
        "t.json",
        "{ \"templates\": [ { \"id\": \"garden\", \"grids\": [ { \"id\": \"senses\", "
        "\"rows\": ["
        "{ \"id\": \"smell\", \"title\": \"Smell\" }, { \"id\": \"sound\", \"title\": "
        "\"Sound\" } ], \"columns\": [ { \"id\": \"noticed\", \"title\": \"Noticed\" } ] "
        "} ], "
        "\"stages\": [ { \"id\": \"walk\", \"grid\": \"senses\" } ] } ],\n"
        "\"sessions\": [ { \"title\": \"Walking\", \"template\": \"garden\", \"stage\": "
        "\"walk\", \"phones_straight\": \"yes\", \"goals\": [] } ] }\n");
    struct host host = BEGIN();
    struct visitor one = visitor_of(&host);
    struct reply page = visitor_get(&one, "");
    cr_expect(strstr(page.body, "Smell</option>"), "%s", page.body);
    cr_expect(strstr(page.body, "Sound</option>"));
    cr_expect_not(strstr(page.body, "<option value=\"\""), "no row is made by a phone");
    reply_finish(&page);
    visitor_send(&one, "Cut hay");
    host_end(&host, SIGTERM);
    char *text = output_of(WORDS("roundtable", "export", "-f", "json", "t.json"));
    const char *row = strstr(text, "\"row\": \"smell\"");
    cr_expect(row && strstr(row, "Cut hay"), "%s", text);
    free(text);
    host_finish(&host);
}

Test(phones, killed_and_begun_again_the_address_stays_and_an_open_page_goes_on)
{
    struct host host = BEGIN();
    struct visitor ana = visitor_of(&host);
    struct reply page = visitor_get(&ana, ""), sent;
    char *address = memory_copy_text(host.said.bytes);
    reply_finish(&page);
    host_end(&host, SIGKILL);
    host_begin_again(&host);
    char *there = strstr(address, "127.0.0.1");
    expect_part(host.said.bytes, strchr(there, ':'));
    sent = VISITOR_POST(&ana, "text", "Bus fares");
    cr_expect_eq(sent.status, 303);
    reply_finish(&sent);
    visitor_send(&ana, "Bus stops");
    page = visitor_get(&ana, "");
    expect_part(page.body, "<bdi>Bus fares</bdi>");
    reply_finish(&page);
    cr_expect_eq(host_end(&host, SIGINT), 0);
    free(address);
    host_finish(&host);
}

Test(phones, the_address_is_in_a_file_for_its_owner_only_and_in_no_list_of_processes)
{
    struct host host = BEGIN();
    struct str path = str_of("/proc/%ld/cmdline", (long)host.pid);
    size_t len_bytes = 0;
    char *line = text_file_read_bytes(path.bytes, &len_bytes);
    for (size_t i = 0; line && i < len_bytes; i++) {
        line[i] = line[i] ? line[i] : ' ';
    }
    expect_no_part(line ? line : "", host.token);
    struct ran found =
        program_run(NULL, WORDS("sh", "-c",
                                "find .local -type f -perm /077; find .local -type d "
                                "-perm /077; grep -rl \"$0\" .local ./t.json*",
                                host.token));
    expect_no_part(str_text(&found.out), "./t.json");
    cr_expect_geq(parts_in(str_text(&found.out), "\n"), 1);
    cr_expect_leq(parts_in(str_text(&found.out), "\n"), 2);
    ran_finish(&found);
    free(line);
    str_finish(&path);
    host_finish(&host);
}

Test(phones, it_tells_events_and_never_what_was_sent)
{
    struct host host = BEGIN();
    struct visitor one = visitor_of(&host);
    visitor_send(&one, "Bus fares");
    host_hear(&host, "1 sent");
    host_hear(&host, "1 phone\n");
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    expect_no_part(host.said.bytes, "Bus");
    host_finish(&host);
}

Test(phones,
     a_full_disk_is_not_said_to_be_sent_and_the_same_form_is_kept_once_there_is_room)
{
    struct host host = host_begin("t.json", WORDS("--host", "127.0.0.1", "--port", "0"));
    struct visitor ana = visitor_of(&host);
    struct reply page = visitor_get(&ana, "");
    struct str limit = str_of("--pid=%ld", (long)host.pid);
    struct ran ran =
        program_run(NULL, WORDS("prlimit", limit.bytes, "--fsize=0:unlimited"));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    struct reply sent = VISITOR_POST(&ana, "text", "Bus fares");
    cr_expect_eq(sent.status, 503, "%s", str_text(&sent.all));
    expect_part(sent.body, "It could not be kept just now.");
    expect_part(sent.body, ">\nBus fares</textarea>");
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("prlimit", limit.bytes, "--fsize=unlimited:unlimited"));
    cr_assert_eq(ran.status, 0);
    reply_finish(&sent);
    sent = VISITOR_POST(&ana, "text", "Bus fares");
    cr_expect_eq(sent.status, 303);
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    cr_expect_eq(holds("\"Bus fares\""), 1);
    ran_finish(&ran);
    reply_finish(&page);
    reply_finish(&sent);
    str_finish(&limit);
    host_finish(&host);
}

Test(phones, what_cannot_be_served_is_told)
{
    char *program = program_beside("roundtable-phones");
    text_file_write("damaged.json", "{ \"sessions\": [");
    expect_run(1, NULL, "damaged.json", WORDS(program, "damaged.json"));
    expect_run(1, NULL, "nowhere.json", WORDS(program, "nowhere.json"));
    expect_run(2, NULL, "one FILE, please", WORDS(program));
    expect_run(2, NULL, "is no port", WORDS(program, "--port", "65536", "t.json"));
    expect_run(2, NULL, "is no host", WORDS(program, "--host", "a b/c", "t.json"));
    struct host host = BEGIN();
    struct str port = str_of("%d", host.port);
    text_file_write("u.json", session);
    expect_run(1, NULL, "in use", WORDS(program, "--port", port.bytes, "u.json"));
    str_finish(&port);
    host_finish(&host);
    free(program);
}

Test(phones, it_leaves_when_standard_input_ends_if_it_is_told_to)
{
    char *program = program_beside("roundtable-phones");
    struct ran ran = program_run(
        "", WORDS(program, "--screen", "--host", "127.0.0.1", "--port", "0", "t.json"));
    cr_expect_eq(ran.status, 0);
    expect_part(str_text(&ran.out), "http://127.0.0.1:");
    ran_finish(&ran);
    free(program);
}

Test(phones, killed_again_and_again_it_loses_nothing_that_it_said_was_sent)
{
    enum { ROUNDS = 6, EACH = 5 };
    struct host host = BEGIN();
    struct visitor ana[ROUNDS];
    char words[32];
    for (int round = 0; round < ROUNDS; round++) {
        ana[round] = visitor_of(&host);
        for (int i = 0; i < EACH; i++) {
            snprintf(words, sizeof words, "entry %d.%d.", round, i);
            visitor_send(&ana[round], words);
        }
        host_end(&host, SIGKILL);
        host_begin_again(&host);
    }
    cr_expect_eq(host_end(&host, SIGHUP), 0);
    for (int i = 0; i < ROUNDS * EACH; i++) {
        snprintf(words, sizeof words, "\"entry %d.%d.\"", i / EACH, i % EACH);
        cr_expect_eq(holds(words), 1, "%s", words);
    }
    host_finish(&host);
}

Test(phones, a_file_that_is_deleted_meanwhile_is_written_again)
{
    struct host host = BEGIN();
    struct visitor ana = visitor_of(&host);
    visitor_send(&ana, "Bus fares");
    unlink("t.json");
    visitor_send(&ana, "Bus stops");
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    expect_in_file("t.json", "\"Bus fares\"");
    expect_in_file("t.json", "\"Bus stops\"");
    host_finish(&host);
}

Test(phones, what_a_hand_writes_into_the_file_is_on_the_page)
{
    struct host host = BEGIN();
    struct visitor ana = visitor_of(&host);
    text_file_write("new.json",
                    "{ \"sessions\": [ { \"title\": \"Walking\", \"goals\": [\n"
                    "    { \"text\": \"Less sugar\" } ] } ] }\n");
    cr_assert_eq(rename("new.json", "t.json"), 0);
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    for (bool there = false; !there;) {
        struct reply page = visitor_get(&ana, "");
        there = strstr(page.body, "Less sugar</option>");
        cr_assert(there || program_clock_ms() < until_ms, "%s", page.body);
        reply_finish(&page);
    }
    visitor_send(&ana, "Bus fares");
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    expect_in_file("t.json", "Less sugar");
    expect_in_file("t.json", "\"Bus fares\"");
    host_finish(&host);
}

Test(phones, a_disk_that_is_full_at_the_end_is_told)
{
    struct host host = BEGIN();
    struct visitor ana = visitor_of(&host);
    visitor_send(&ana, "Bus fares");
    struct str limit = str_of("--pid=%ld", (long)host.pid);
    struct ran ran = program_run(NULL, WORDS("prlimit", limit.bytes, "--fsize=0"));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    cr_expect_eq(host_end(&host, SIGTERM), 1);
    cr_expect_geq(holds("\"Bus fares\""), 1, "the journal has it");
    ran_finish(&ran);
    str_finish(&limit);
    host_finish(&host);
}

/* A fifth sends its form twice. */
Test(phones, many_phones_at_once_are_each_one_entry)
{
    unsigned long phones = times_asked("PHONES", 100);
    struct host host = BEGIN();
    char words[32];
    for (unsigned long i = 0; i < phones; i++) {
        struct visitor one = visitor_of(&host);
        snprintf(words, sizeof words, "entry %lu.", i);
        struct reply page = visitor_get(&one, "");
        struct visitor twin = one;
        struct reply sent = VISITOR_POST(&one, "text", words);
        cr_expect_eq(sent.status, 303);
        if (i % 5 == 0) {
            struct reply again = VISITOR_POST(&twin, "text", words);
            cr_expect_eq(again.status, 303);
            reply_finish(&again);
        }
        reply_finish(&page);
        reply_finish(&sent);
    }
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    cr_expect_eq(holds("\"entry "), phones);
    figure("entries of phones, a fifth sent twice", phones, 0, 0);
    host_finish(&host);
}
