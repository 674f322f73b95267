/* A mosquitto of our own: whom it lets in, to what, and how it ends. */

#include "live/server.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/guest.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#define ROOM "k7qmz2x9dn3fa"
#define PASSWORD "9b1c8x0tq4w5zk7qmz2x9dn3fa"

static void begin(void)
{
    enter_folder();
    setenv("TMPDIR", test_folder(), 1);
}

TestSuite(server, .init = begin, .fini = end_test);

static void start(struct server *server)
{
    cr_assert(server_start(server, 0, ROOM, PASSWORD, &err), "%s", err_text(&err));
}

static void come(struct guest *guest, int port, const char *user, const char *password,
                 const char *const *topics)
{
    struct broker_options options = HOSTS_AT(port);
    options.user = user;
    options.password = password;
    guest_come(guest, &options, topics);
}

/* How many folders there are in the test's that servers made. *last: one, for free(). */
static size_t find_folders(char **last)
{
    DIR *folder = opendir(test_folder());
    size_t count = 0;
    *last = NULL;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strncmp(entry->d_name, "roundtable-live-", 16) == 0) {
            free(*last);
            *last = test_path(entry->d_name);
            count++;
        }
    }
    closedir(folder);
    return count;
}

/* The folder that a server made in the test's, for free(); NULL if there is none. */
static char *folder_of_server(void)
{
    char *found;
    find_folders(&found);
    return found;
}

/* The mosquitto that a keeper keeps. */
static pid_t child_of(pid_t keeper)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "/proc/%ld/task/%ld/children", (long)keeper, (long)keeper);
    char *text = text_file_read(str_text(&path));
    long pid = text ? strtol(text, NULL, 10) : 0;
    str_finish(&path);
    free(text);
    cr_assert_gt(pid, 0);
    return (pid_t)pid;
}

Test(server, lets_the_room_in_and_carries_what_it_says)
{
    struct server server;
    start(&server);
    struct guest ana, ben;
    come(&ana, server.port, ROOM, PASSWORD, WORDS("rt/" ROOM "/#"));
    come(&ben, server.port, ROOM, PASSWORD, WORDS("rt/" ROOM "/#"));
    GUESTS_UNTIL(ana.connections && ben.connections, &ana, &ben);
    guest_say(&ana, "rt/" ROOM "/all/edits", "Bus fares", 1);
    GUESTS_UNTIL(ana.heard.len_bytes && ben.heard.len_bytes, &ana, &ben);
    cr_assert_str_eq(str_text(&ben.heard), "rt/" ROOM "/all/edits Bus fares\n");
    cr_assert_str_eq(str_text(&ana.heard), str_text(&ben.heard));
    guest_leave(&ana);
    guest_leave(&ben);
    server_stop(&server);
}

Test(server, lets_nobody_in_with_another_password_or_none)
{
    const char *const wrong[][2] = {
        {ROOM, "another"}, {ROOM, ""}, {"other", PASSWORD}, {NULL, NULL}};
    struct server server;
    start(&server);
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        struct guest guest;
        come(&guest, server.port, wrong[i][0], wrong[i][1], WORDS("rt/" ROOM "/#"));
        GUESTS_UNTIL(guest.losses, &guest);
        cr_assert_eq(guest.connections, 0);
        expect_part(str_text(&guest.why), "refused the user or the password");
        guest_leave(&guest);
    }
    server_stop(&server);
}

Test(server, carries_nothing_outside_the_room)
{
    struct server server;
    start(&server);
    struct guest guest;
    come(&guest, server.port, ROOM, PASSWORD, WORDS("#", "$SYS/#"));
    GUESTS_UNTIL(guest.connections, &guest);
    guest_say(&guest, "rt/other/all/edits", "outside", 1);
    guest_say(&guest, "elsewhere", "outside", 0);
    guest_say(&guest, "rt/" ROOM "/all/edits", "inside", 1);
    GUESTS_UNTIL(guest.heard.len_bytes, &guest);
    cr_assert_str_eq(str_text(&guest.heard), "rt/" ROOM "/all/edits inside\n");
    guest_leave(&guest);
    server_stop(&server);
}

Test(server, keeps_its_files_from_others_and_no_password_in_them)
{
    struct server server;
    start(&server);
    char *folder = folder_of_server();
    cr_assert_not_null(folder);
    cr_assert_eq(permissions_of(folder), 0700);
    const char *const files[] = {"mosquitto.conf", "passwords", "access"};
    for (size_t i = 0; i < LENGTH(files); i++) {
        struct str path = STR_EMPTY;
        str_addf(&path, "%s/%s", folder, files[i]);
        cr_assert_eq(permissions_of(str_text(&path)), 0600);
        char *text = text_file_read(str_text(&path));
        expect_no_part(text, PASSWORD);
        free(text);
        str_finish(&path);
    }
    server_stop(&server);
    cr_assert_neq(access(folder, F_OK), 0, "its folder is left");
    free(folder);
}

Test(server, two_have_ports_of_their_own)
{
    struct server one, two;
    start(&one);
    start(&two);
    cr_assert_neq(one.port, two.port);
    server_stop(&one);
    server_stop(&two);
}

Test(server, says_which_port_is_taken_and_what_to_do)
{
    int port;
    int fd = listen_somewhere(&port, 1);
    struct server server;
    cr_assert_not(server_start(&server, port, ROOM, PASSWORD, &err));
    struct str wanted = STR_EMPTY;
    str_addf(&wanted,
             "port %d is taken by another program: choose another one, or 0 for any that "
             "is free",
             port);
    cr_assert_str_eq(err_text(&err), str_text(&wanted));
    str_finish(&wanted);
    cr_assert_null(folder_of_server());
    close(fd);
}

Test(server, says_what_to_install)
{
    setenv("ROUNDTABLE_MOSQUITTO", "/nowhere/mosquitto", 1);
    struct server server;
    cr_assert_not(server_start(&server, 0, ROOM, PASSWORD, &err));
    expect_part(err_text(&err), "install the package mosquitto");
}

/* A mosquitto that says something and ends. */
static void stand_in(const char *script)
{
    char *path = test_path("mosquitto");
    text_file_write(path, script);
    chmod(path, 0700);
    setenv("ROUNDTABLE_MOSQUITTO", path, 1);
    free(path);
}

Test(server, says_what_mosquitto_said)
{
    const struct {
        const char *script, *wanted;
    } rows[] = {
        {"#!/bin/sh\necho 'Error: Address already in use' >&2\nexit 1\n",
         "is taken by another program"},
        {"#!/bin/sh\necho 'Error: no such option' >&2\nexit 1\n",
         "mosquitto does not start: Error: no such option"},
        {"#!/bin/sh\nexit 1\n", "it does not say why"},
        {"#!/nowhere\n", "No such file or directory"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        stand_in(rows[i].script);
        struct server server;
        cr_assert_not(server_start(&server, 0, ROOM, PASSWORD, &err));
        expect_part(err_text(&err), rows[i].wanted);
        cr_assert_null(strchr(err_text(&err), '\n'));
        cr_assert_null(folder_of_server());
    }
}

Test(server, makes_its_folder_where_it_is_told_or_says_that_it_cannot)
{
    struct server server;
    char *folder = test_path("a b é");
    mkdir(folder, 0700);
    setenv("TMPDIR", folder, 1);
    start(&server);
    server_stop(&server);
    cr_assert_eq(rmdir(folder), 0, "something is left in it");
    cr_assert_not(server_start(&server, 0, ROOM, PASSWORD, &err));
    cr_assert_str_eq(err_text(&err),
                     "mosquitto does not start: no temporary folder can be made (TMPDIR "
                     "says where): No such file or directory");
    free(folder);
}

#ifdef __linux__

/* In a process of its own, whose children become ours when it is killed. */
static pid_t start_elsewhere(struct server *server)
{
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    cr_assert_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        struct server started = {0};
        bool ok = server_start(&started, 0, ROOM, PASSWORD, &err) &&
                  write(ends[1], &started, sizeof started) == sizeof started;
        while (ok) {
            pause();
        }
        _exit(1);
    }
    close(ends[1]);
    cr_assert_eq(read(ends[0], server, sizeof *server), sizeof *server);
    close(ends[0]);
    return pid;
}

static void expect_end_of(pid_t pid)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (waitpid(pid, NULL, WNOHANG) != pid) { /* it may not be ours yet */
        cr_assert_lt(program_clock_ms(), until_ms);
        poll(NULL, 0, 1);
    }
}

Test(server, ends_with_the_program_however_that_ends)
{
    struct server server;
    pid_t pid = start_elsewhere(&server);
    pid_t mosquitto = child_of(server.keeper);
    char *folder = folder_of_server();
    cr_assert_not_null(folder);
    kill(pid, SIGKILL);
    expect_end_of(pid);
    expect_end_of(server.keeper);
    cr_assert_neq(kill(mosquitto, 0), 0, "mosquitto is left");
    cr_assert_neq(access(folder, F_OK), 0, "its folder is left");
    free(folder);
}

Test(server, does_not_outlive_the_process_between)
{
    struct server server;
    pid_t pid = start_elsewhere(&server);
    pid_t mosquitto = child_of(server.keeper);
    kill(server.keeper, SIGKILL);
    expect_end_of(mosquitto);
    kill(pid, SIGKILL);
    expect_end_of(pid);
}

/* By the next one; that of one that lives stays, and so does what only has such a name. */
Test(server, what_a_killed_one_left_is_removed)
{
    struct server killed, living, next;
    pid_t pid = start_elsewhere(&killed);
    char *left = folder_of_server(), *other = test_path("roundtable-live-notes"), *any;
    mkdir(other, 0700);
    kill(killed.keeper, SIGKILL);
    kill(pid, SIGKILL);
    expect_end_of(pid);
    expect_end_of(killed.keeper); /* is ours now */
    cr_assert_eq(access(left, F_OK), 0);
    start(&living);
    cr_assert_neq(access(left, F_OK), 0, "the folder of one that was killed is left");
    start(&next);
    cr_assert_eq(find_folders(&any), 3);
    free(any);
    server_stop(&next);
    server_stop(&living);
    cr_assert_eq(rmdir(other), 0);
    cr_assert_null(folder_of_server());
    free(left);
    free(other);
}

Test(server, ends_even_one_that_is_stopped)
{
    struct server server;
    start(&server);
    kill(child_of(server.keeper), SIGSTOP);
    server_stop(&server);
    cr_assert_null(folder_of_server());
}

Test(server, shows_that_it_ended_by_itself)
{
    struct server server;
    start(&server);
    kill(child_of(server.keeper), SIGKILL);
    struct pollfd ended = {.fd = server.pipe, .events = POLLIN};
    cr_assert_eq(poll(&ended, 1, (int)program_deadline_ms()), 1);
    server_stop(&server);
    cr_assert_null(folder_of_server());
}

/* Ctrl-C asks the program, which ends it when it has said goodbye. */
Test(server, hears_nothing_of_what_a_terminal_sends_to_all)
{
    struct server server;
    start(&server);
    cr_assert_eq(getsid(server.keeper), server.keeper);
    cr_assert_eq(getsid(child_of(server.keeper)), server.keeper);
    server_stop(&server);
}

Test(server, takes_no_open_file_along)
{
    int fd = open("secret.json", O_RDWR | O_CREAT, 0600);
    cr_assert_geq(fd, 0);
    struct server server;
    start(&server);
    const pid_t processes[] = {server.keeper, child_of(server.keeper)};
    for (size_t i = 0; i < LENGTH(processes); i++) {
        for (int n = 0; n < 64; n++) {
            char name[64], target[512] = "";
            snprintf(name, sizeof name, "/proc/%ld/fd/%d", (long)processes[i], n);
            cr_expect(readlink(name, target, sizeof target - 1) < 0 ||
                          !strstr(target, "secret"),
                      "%s", name);
        }
    }
    server_stop(&server);
    close(fd);
}

/* Whether any process of this machine was started with that word, or has it in what it
 * passes on. */
static bool is_told(const char *word, const char *where)
{
    DIR *all = opendir("/proc");
    bool told = false;
    for (struct dirent *entry; !told && (entry = readdir(all));) {
        struct str path = STR_EMPTY;
        str_addf(&path, "/proc/%s/%s", entry->d_name, where);
        int fd =
            strtol(entry->d_name, NULL, 10) > 0 ? open(str_text(&path), O_RDONLY) : -1;
        char text[65536];
        ssize_t len_bytes = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
        for (ssize_t i = 0; i < len_bytes; i++) {
            text[i] = text[i] ? text[i] : ' ';
        }
        text[len_bytes < 0 ? 0 : len_bytes] = '\0';
        told = strstr(text, word) != NULL;
        close(fd);
        str_finish(&path);
    }
    closedir(all);
    return told;
}

Test(server, tells_no_password_in_a_list_of_processes)
{
    struct server server;
    start(&server);
    cr_assert(is_told("roundtable-live-", "cmdline"), "mosquitto was not looked at");
    cr_assert_not(is_told(PASSWORD, "cmdline"));
    cr_assert_not(is_told(PASSWORD, "environ"));
    server_stop(&server);
}

#endif
