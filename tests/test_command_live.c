/* roundtable live: the screen and the program beside that carries what is said between
 * laptops, which is played by a script here. */

#include "store/standing.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/stand_in.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INVITATION "192.168.1.20/lusab-babad-gutih-tugad-dagoz"

static void copy_program(const char *to)
{
    size_t len_bytes;
    char *bytes = text_file_read_bytes(program_path(), &len_bytes);
    FILE *file = fopen(to, "w");
    cr_assert(bytes && file);
    cr_assert_eq(fwrite(bytes, 1, len_bytes, file), len_bytes);
    cr_assert_eq(fclose(file), 0);
    cr_assert_eq(chmod(to, 0755), 0);
    free(bytes);
}

/* A program of its own stands in there/, beside which only the script is found. */
static void enter(void)
{
    enter_folder();
    cr_assert_eq(mkdir("there", 0700), 0);
    copy_program("there/roundtable");
    text_file_write("table.json", "{\"sessions\":[{\"place\":\"Leeds\",\"goals\":["
                                  "{\"text\":\"Less sugar\"}]}]}");
}

/* It notes its options and what it reads first, and then does that. */
static void play(const char *script)
{
    struct str text = STR_EMPTY;
    str_addf(&text, "#!/bin/sh\ncd %s\necho \"$*\" >options\n%s\n", test_folder(),
             script);
    text_file_write("there/roundtable-live", text.bytes);
    cr_assert_eq(chmod("there/roundtable-live", 0755), 0);
    str_finish(&text);
}

#define SAYS "echo " INVITATION "; echo with Ben; "
#define LEAVES "cat >/dev/null; echo left >left"

/* As the shell would start it. */
static struct typist *live(const char *const *words)
{
    char *path = test_path("there/roundtable");
    const char *argv[24] = {path, "live"};
    for (size_t i = 0; words[i]; i++) {
        argv[i + 2] = words[i];
    }
    struct typist *t = typist_start(24, 80, argv);
    free(path);
    return t;
}

static void expect_live(int status, const char *out, const char *said,
                        const char *const *words)
{
    const char *argv[24] = {"there/roundtable", "live"};
    for (size_t i = 0; words[i]; i++) {
        argv[i + 2] = words[i];
    }
    expect_run(status, out, said, argv);
}

/* Waits for a file that the script writes. */
static char *wait_for_file(const char *path)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    char *text;
    while (!(text = text_file_read(path)) || !*text) {
        free(text);
        cr_assert_lt(program_clock_ms(), until_ms, "there is no %s", path);
        poll(NULL, 0, 5);
    }
    return text;
}

static void expect_left(void)
{
    free(wait_for_file("left"));
}

TestSuite(command_live, .init = enter, .fini = folder_finish);

Test(command_live, the_screen_opens_once_the_room_is_there_and_says_the_invitation)
{
    play(SAYS LEAVES);
    struct typist *t = live(WORDS("--by", "Ana", "--port", "0", "table.json"));
    typist_wait(t, "Less sugar");
    typist_wait_wrapped(t, "Others come in by: roundtable live join");
    typist_wait(t, INVITATION);
    typist_leave(t);
    expect_file("options", "--by Ana --port 0 --screen -- table.json\n");
    expect_left();
}

Test(command_live, what_is_said_of_the_room_on_opening_goes_with_it)
{
    struct stand_in room;
    char *path = test_path("table.json");
    play(SAYS LEAVES);
    struct typist *t = live(WORDS("--by", "Ana", "--port", "0", "table.json"));
    typist_wait_wrapped(t, "Others come in by: roundtable live join");
    stand_in_begin(&room, path, MEMBER_IS_ROOM);
    stand_in_say(&room, "Ben");
    typist_wait(t, "with Ben");
    stand_in_end(&room);
    typist_wait_wrapped(t, "not in the room any more; all of it is in this file.");
    cr_expect_not(typist_sees(t, "Others come in by"));
    typist_leave(t);
    free(path);
}

Test(command_live, who_joins_gets_a_file_among_the_sessions)
{
    play("read words; echo \"$words\" >words\n" SAYS LEAVES);
    struct typist *t = live(WORDS("join", INVITATION));
    typist_wait_wrapped(t, "You are in the room " INVITATION);
    typist_wait_wrapped(t, "your copy is kept in");
    typist_wait_wrapped(t, "-room.json.");
    typist_leave(t);
    expect_file("words", INVITATION "\n");
    expect_in_file("options", "--join --screen -- ");
    expect_in_file("options", "/roundtable/20");
    expect_left();
}

/* Whatever a process was started with, everybody on the machine can read. */
Test(command_live, the_words_stand_in_nobodys_arguments)
{
    char path[64];
    play("read words; echo \"$words\" >words\n" SAYS LEAVES);
    int out[2], none = open("/dev/null", O_RDWR | O_CLOEXEC);
    cr_assert_eq(pipe(out), 0);
    pid_t pid = program_start(
        WORDS("there/roundtable", "live", "join", "--only", INVITATION, "table.json"),
        (int[]){none, out[1], out[1]}, false);
    close(out[1]);
    struct pollfd said = {out[0], POLLIN, 0};
    cr_assert_eq(poll(&said, 1, (int)program_deadline_ms()), 1);
    snprintf(path, sizeof path, "/proc/%d/cmdline", (int)pid);
    size_t len_bytes = 0;
    char *line = text_file_read_bytes(path, &len_bytes);
    for (size_t i = 0; line && i < len_bytes; i++) {
        line[i] = line[i] ? line[i] : ' ';
    }
    expect_part(line, "live join");
    expect_no_part(line, "lusab");
    char *options = text_file_read("options");
    expect_no_part(options, "lusab");
    cr_expect_eq(kill(pid, SIGTERM), 0);
    int status = -1;
    cr_expect(program_wait(pid, program_clock_ms() + program_deadline_ms(), &status));
    cr_expect_eq(status, 0);
    expect_left();
    close(out[0]);
    close(none);
    free(options);
    free(line);
}

Test(command_live, alone_it_passes_on_what_is_said_until_that_ends)
{
    play(SAYS "printf 'with \\033[2JEve'");
    struct ran ran =
        program_run(NULL, WORDS("there/roundtable", "live", "--only", "table.json"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    expect_part(str_text(&ran.out), INVITATION "\nwith Ben\nwith ");
    expect_part(str_text(&ran.out), "Eve\n");
    expect_no_part(str_text(&ran.out), "\033");
    ran_finish(&ran);
}

/* As in "roundtable live --only FILE | head -1". */
Test(command_live, alone_it_leaves_when_nobody_reads_it_any_more)
{
    play(SAYS LEAVES);
    int out[2], none = open("/dev/null", O_RDWR | O_CLOEXEC), status = -1;
    cr_assert_eq(pipe(out), 0);
    pid_t pid = program_start(WORDS("there/roundtable", "live", "--only", "table.json"),
                              (int[]){none, out[1], none}, false);
    close(out[1]);
    struct pollfd said = {out[0], POLLIN, 0};
    cr_assert_eq(poll(&said, 1, (int)program_deadline_ms()), 1);
    close(out[0]);
    cr_expect(program_wait(pid, program_clock_ms() + program_deadline_ms(), &status));
    expect_left();
    close(none);
}

Test(command_live, an_invitation_is_read_from_standard_input_for_a_hyphen)
{
    play("read words; echo \"$words\" >words\n" SAYS);
    struct ran ran =
        program_run("  " INVITATION "\n",
                    WORDS("there/roundtable", "live", "join", "--only", "-", "b.json"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    expect_file("words",
                INVITATION "\n"); /* of the blanks, the shell's read knows none */
    ran_finish(&ran);
}

Test(command_live, a_file_goes_back_into_the_room_that_it_was_in_last)
{
    play("read words; echo \"$words\" >words\n" SAYS LEAVES);
    struct typist *t = live(WORDS("join", "table.json")); /* it was in none yet */
    typist_wait(t, "Invitation (as in 192.168.1.20/lusab-…):");
    typist_type(t, INVITATION "\r");
    typist_wait(t, "You are in the room");
    typist_leave(t);
    cr_assert(standing_keep("table.json", STANDING_JOINED, INVITATION, NULL));
    cr_expect_eq(unlink("words"), 0);
    t = live(WORDS("join", "table.json"));
    typist_wait_wrapped(t, "You are in the room " INVITATION);
    typist_leave(t);
    expect_file("words", INVITATION "\n");
    expect_file("options", "--join --screen -- table.json\n");
}

Test(command_live, a_room_that_is_as_it_was_before_is_told_so)
{
    play(SAYS LEAVES);
    cr_assert(standing_keep("table.json", STANDING_ROOM, INVITATION, NULL));
    struct typist *t = live(WORDS("table.json"));
    typist_wait_wrapped(t, "who was in it comes back without joining.");
    typist_leave(t);
    cr_assert(standing_keep("table.json", STANDING_ROOM, "10.0.0.2/lusab", NULL));
    t = live(WORDS("table.json"));
    typist_wait_wrapped(t, "another address or port than before");
    typist_leave(t);
}

Test(command_live, an_invitation_that_only_this_laptop_can_use_is_warned_of)
{
    play("echo 127.0.0.1/lusab-babad-gutih-tugad-dagoz; " LEAVES);
    struct typist *t = live(WORDS("table.json"));
    typist_wait_wrapped(t, "Only this laptop can use that one: W, then a, puts");
    typist_leave(t);
}

Test(command_live, on_a_terminal_the_invitation_is_asked_for)
{
    play("read words; echo \"$words\" >words\n" SAYS LEAVES);
    struct typist *t = live(WORDS("join"));
    typist_wait(t, "Invitation (as in 192.168.1.20/lusab-…):");
    typist_type(t, INVITATION "\r");
    typist_wait(t, "You are in the room");
    expect_file("words", INVITATION "\n");
    typist_leave(t);
}

Test(command_live, what_it_cannot_do_is_said_by_the_program_beside)
{
    play("echo 'roundtable-live: there is no mosquitto' >&2; exit 1");
    expect_live(1, "", "roundtable-live: there is no mosquitto\n",
                WORDS("--only", "table.json"));
    play("exit 0");
    expect_live(1, NULL, NULL, WORDS("--only", "table.json"));
    play("kill -9 $$");
    expect_live(1, NULL, "was ended by the signal 9", WORDS("--only", "table.json"));
    play(SAYS "echo 'roundtable-live: the disk is full' >&2; exit 1");
    expect_live(1, INVITATION, "the disk is full", WORDS("--only", "table.json"));
}

Test(command_live, without_that_program_one_sentence_says_so)
{
    program_env("PATH", "/usr/bin:/bin");
    expect_live(1, NULL, "roundtable-live is not there", WORDS("--only", "table.json"));
}

Test(command_live, wrong_usage_is_told)
{
    static const struct {
        const char *said, *words[6];
    } rows[] = {
        {"which FILE is the room to write into?", {"--only"}},
        {"one FILE at a time; \"b.json\"", {"--only", "a.json", "b.json"}},
        {"one FILE at a time; \"c.json\"", {"join", "--only", "w", "b.json", "c.json"}},
        {"no terminal here; --only carries", {"table.json"}},
        {"no terminal here; --only carries", {"join", INVITATION}},
        {"--host is for whoever begins a room", {"join", "--host", "h", "w"}},
        {"--port is for whoever begins a room", {"join", "--port", "1", "w"}},
        {"--host is for whoever begins", {"--broker", "b", "--host", "h", "a.json"}},
        {"--seminar is for the file of a table",
         {"join", "--seminar", "w", "--only", "w"}},
        {"which FILE is the room", {"organise", "--only"}},
        {"which room?", {"join", "--only"}},
        {"there is no file tabel.json; a new one stands",
         {"join", "--only", "tabel.json"}},
        {"which room?", {"join", "--only", "-"}},
        {"which room?", {"join", "--only", " "}},
    };
    play(SAYS);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_live(2, NULL, rows[i].said, rows[i].words);
    }
    cr_expect_neq(access("options", F_OK), 0, "nothing was begun");
}

Test(command_live, an_organiser_joins_a_seminars_room_or_begins_one)
{
    play(SAYS);
    expect_live(0, INVITATION, NULL,
                WORDS("organise", "--only", "--broker", "mqtts://b.example", "--ca",
                      "ca.pem", "--login", "login", "--alpn", "mqtt", "seminar.json"));
    expect_file("options", "--broker mqtts://b.example --ca ca.pem --login login --alpn "
                           "mqtt --organise --screen -- seminar.json\n");
    play("read words; echo \"$words\" >words\n" SAYS);
    expect_live(0, INVITATION, NULL,
                WORDS("organise", "--only", INVITATION, "seminar.json"));
    expect_file("words", INVITATION "\n");
    expect_file("options", "--join --organise --screen -- seminar.json\n");
}

Test(command_live, an_organiser_goes_back_into_the_room_that_the_file_was_in_last)
{
    play("read words; echo \"$words\" >words\n" SAYS);
    cr_assert(standing_keep("seminar.json", STANDING_JOINED, INVITATION, NULL));
    expect_live(0, INVITATION, NULL, WORDS("organise", "--only", "seminar.json"));
    expect_file("words", INVITATION "\n");
    expect_file("options", "--join --organise --screen -- seminar.json\n");
    play(SAYS);
    cr_assert(standing_keep("seminar.json", STANDING_ROOM, INVITATION, NULL));
    expect_live(0, INVITATION, NULL, WORDS("organise", "--only", "seminar.json"));
    expect_file("options", "--organise --screen -- seminar.json\n");
}

/* One bridge carries the file to the table's room, one to the seminar's. */
Test(command_live, a_table_is_told_to_its_seminar_as_well)
{
    play("case \"$*\" in *--by-table*) read words; echo \"$words\" >words; "
         "echo \"$*\" >seminar;; *) echo \"$*\" >table;; esac\n" SAYS LEAVES);
    struct typist *t = live(WORDS("--seminar", INVITATION, "table.json"));
    typist_wait_wrapped(t, "Others come in by: roundtable live join");
    typist_leave(t);
    expect_file("words", INVITATION "\n");
    expect_file("seminar", "--join --by-table --screen -- table.json\n");
    expect_file("table", "--screen -- table.json\n");
}

Test(command_live, alone_it_says_how_a_table_stands_with_its_seminar_too)
{
    play("case \"$*\" in\n"
         "*--by-table*) echo " INVITATION "; echo 'seminar: no connection'; "
         "echo >told; cat >/dev/null;;\n"
         "*) echo " INVITATION "; until [ -e told ]; do sleep 0.01; done;; esac");
    expect_live(0, INVITATION "\nseminar: no connection\n", NULL,
                WORDS("--only", "--seminar", INVITATION, "table.json"));
}

Test(command_live, if_leaving_takes_long_that_is_said)
{
    play(SAYS "cat >/dev/null; echo >asked; until [ -e go ]; do sleep 0.01; done");
    struct typist *t = live(WORDS("table.json"));
    typist_wait(t, INVITATION);
    typist_type(t, "q");
    typist_wait(t, "Waiting until others have everything …");
    text_file_write("go", "");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

/* However this program ends. */
Test(command_live, what_it_has_begun_ends_with_it)
{
    play(SAYS LEAVES);
    struct typist *t = live(WORDS("table.json"));
    typist_wait(t, INVITATION);
    typist_signal(t, SIGKILL);
    expect_left();
    typist_free(t);
}

Test(command_live, events_that_nobody_reads_stop_nothing)
{
    play(SAYS "i=0; while [ $i -lt 20000 ]; do echo event $i; i=$((i + 1)); done "
              "2>/dev/null; echo >told; " LEAVES);
    struct typist *t = live(WORDS("table.json"));
    typist_wait(t, INVITATION);
    free(wait_for_file("told"));
    typist_leave(t);
    expect_left();
}

Test(command_live, a_room_that_ends_by_itself_leaves_the_screen_as_it_is)
{
    play("echo " INVITATION "; echo 'roundtable-live: no more' >&2; exit 1");
    struct typist *t = live(WORDS("table.json"));
    typist_wait(t, INVITATION);
    typist_type(t, "gMore walking\r" ESC);
    typist_wait(t, "More walking");
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 1);
    typist_wait(t, "roundtable-live: no more");
    typist_free(t);
}
