/* A connection over a slow link, on which an echo comes behind all that was sent before; and
 * one that brings more than it ought to. */

#include "support/err.h"
#include "support/expect.h"
#include "support/guest.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

TestSuite(broker_slow, .init = enter_folder, .fini = end_test);

enum { MEGABYTE = 1 << 20 };

static void read_all(int fd, size_t len_bytes)
{
    static char block[65536];
    while (len_bytes > 0) {
        ssize_t got =
            read(fd, block, len_bytes < sizeof block ? len_bytes : sizeof block);
        if (got <= 0) {
            _exit(0);
        }
        len_bytes -= (size_t)got;
    }
}

/* A broker that reads a megabyte each time when it is told to, and says when it has. */
static _Noreturn void crawl(int fd, int told)
{
    alarm(120);
    int client = accept(fd, NULL, NULL);
    unsigned char said[512];
    if (read(client, said, sizeof said) <= 0 || write(client, "\x20\x02\0", 4) != 4 ||
        read(client, said, sizeof said) < 4) {
        _exit(1);
    }
    unsigned char answer[] = {0x90, 3, said[2], said[3], 0};
    if (write(client, answer, sizeof answer) < 0) {
        _exit(1);
    }
    while (read(told, said, 1) == 1) {
        read_all(client, MEGABYTE);
        if (write(told, said, 1) != 1) {
            break;
        }
    }
    _exit(0);
}

static void skip(struct guest *guest, int64_t before_due_ms)
{
    int64_t now = program_clock_ms() + guest->ahead_ms;
    guest->ahead_ms += broker_due_ms(guest->broker) - now - before_due_ms;
}

static void turn(struct guest *guest)
{
    guests_turn((struct guest *const[]){guest, NULL}, INT64_MAX / 2);
}

/* How much of what was sent has not come yet. */
static int waiting_bytes(const struct guest *guest)
{
    struct pollfd socket;
    int bytes = 0;
    cr_assert_eq(broker_poll(guest->broker, &socket), 1);
    cr_assert_eq(ioctl(socket.fd, TIOCOUTQ, &bytes), 0);
    return bytes;
}

/* Whether more can be sent now. */
static bool is_writable(const struct guest *guest)
{
    struct pollfd socket;
    return broker_poll(guest->broker, &socket) && poll(&socket, 1, 0) > 0;
}

Test(broker_slow, is_patient_while_what_was_sent_goes_and_no_longer)
{
    int port, ends[2], fd = listen_somewhere(&port, 1);
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        crawl(fd, ends[1]);
    }
    close(fd);
    struct guest guest;
    struct broker_options options = HOSTS_AT(port);
    guest_come(&guest, &options, WORDS("rt/room/#"));
    GUESTS_UNTIL(guest.connections, &guest);
    char *text = memset(malloc(MEGABYTE), 'x', MEGABYTE);
    for (int i = 0; i < 32; i++) { /* more than the system keeps for both */
        broker_publish(guest.broker, "rt/room/all/edits", text, MEGABYTE, 0);
    }
    free(text);
    while (is_writable(&guest)) {
        turn(&guest);
    }
    broker_await_echo(guest.broker, program_clock_ms() + guest.ahead_ms);
    for (int i = 0; i < 5; i++) {
        skip(&guest, BROKER_ECHO_MS / 4);
        char byte = 0;
        int before_bytes = waiting_bytes(&guest);
        cr_assert_eq(write(ends[0], &byte, 1), 1);
        cr_assert_eq(read(ends[0], &byte, 1), 1);
        int64_t until_ms = program_clock_ms() + program_deadline_ms();
        while (!is_writable(&guest) && waiting_bytes(&guest) == before_bytes) {
            cr_assert_lt(program_clock_ms(), until_ms);
            poll(NULL, 0, 1);
        }
        while (is_writable(&guest)) {
            turn(&guest);
        }
        skip(&guest, 0);
        turn(&guest);
        cr_assert_eq(guest.losses, 0);
    }
    skip(&guest, 0);
    turn(&guest);
    cr_assert_eq(guest.losses, 1);
    expect_part(str_text(&guest.why), "sends nothing back any more");
    guest_leave(&guest);
    close(ends[0]);
    program_kill(pid);
}

static _Noreturn void flood(int fd, int pause_ms)
{
    alarm(120);
    int client = accept(fd, NULL, NULL);
    unsigned char said[512];
    if (read(client, said, sizeof said) <= 0 || write(client, "\x20\x02\0", 4) != 4 ||
        read(client, said, sizeof said) < 4) {
        _exit(1);
    }
    /* What we subscribed to, and a message of 256 MB. */
    unsigned char answer[] = {0x90, 3, said[2], said[3], 0, 0x30, 0xff, 0xff, 0xff, 0x7f};
    static unsigned char block[65536];
    if (write(client, answer, sizeof answer) < 0) {
        _exit(1);
    }
    while (write(client, block, sizeof block) > 0) {
        poll(NULL, 0, pause_ms);
    }
    _exit(0);
}

static long most_kilobytes(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

static rlim_t memory_bound(void)
{
    struct rlimit bound;
    getrlimit(RLIMIT_DATA, &bound);
    return bound.rlim_cur;
}

/* Over a link that is slower than what reads, and over one that is as fast. */
Test(broker_slow, takes_no_more_at_once_than_a_room_sends)
{
    for (int pause_ms = 0; pause_ms < 4; pause_ms += 2) {
        int port, fd = listen_somewhere(&port, 1);
        pid_t pid = fork();
        if (pid == 0) {
            flood(fd, pause_ms);
        }
        close(fd);
        struct guest guest;
        struct broker_options options = HOSTS_AT(port);
        rlim_t bound = memory_bound();
        long before_kb = most_kilobytes();
        guest_come(&guest, &options, WORDS("rt/room/#"));
        GUESTS_UNTIL(guest.losses, &guest);
        if (!program_is_sanitized()) { /* else it has no ration, and may read all of it */
            expect_part(str_text(&guest.why), "sends more at once than a room ever does");
        }
        cr_assert_eq(guest.connections, 1);
        cr_assert_eq(guest.heard.len_bytes, 0);
        cr_assert(program_is_sanitized() || most_kilobytes() - before_kb < 64 << 10);
        cr_assert_eq(memory_bound(), bound);
        guest_leave(&guest);
        program_kill(pid);
    }
}
