/* A connection to a broker, which comes back by itself. The brokers are real ones, or say
 * what no real one can be made to say here. */

#include "live/server.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/guest.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOM "b8xk2mq0v5rtz"
#define PASSWORD "tq4w5zk7qmz2x9dn3fa9b1c8x0"
#define EDITS "rt/" ROOM "/all/edits"

static struct server server;

static void begin(void)
{
    enter_folder();
    setenv("TMPDIR", test_folder(), 1);
}

static void end(void)
{
    server_stop(&server);
    end_test();
}

TestSuite(broker, .init = begin, .fini = end);

static void start(int port)
{
    cr_assert(server_start(&server, port, ROOM, PASSWORD, &err), "%s", err_text(&err));
}

static void come_with(struct guest *guest, struct broker_options options)
{
    options.user = ROOM;
    options.password = PASSWORD;
    guest_come(guest, &options, WORDS("rt/" ROOM "/#"));
}

static void come(struct guest *guest)
{
    come_with(guest, HOSTS_AT(server.port));
    GUESTS_UNTIL(guest->connections, guest);
}

static pid_t mosquitto(void)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "/proc/%ld/task/%ld/children", (long)server.keeper,
             (long)server.keeper);
    char *text = text_file_read(str_text(&path));
    pid_t pid = text ? (pid_t)strtol(text, NULL, 10) : 0;
    str_finish(&path);
    free(text);
    cr_assert_gt(pid, 0);
    return pid;
}

static int64_t now_of(const struct guest *guest)
{
    return program_clock_ms() + guest->ahead_ms;
}

/* The clock goes on to what is due. */
static void skip_to_due(struct guest *guest)
{
    int64_t left = broker_due_ms(guest->broker) - now_of(guest);
    guest->ahead_ms += left > 0 ? left : 0;
}

Test(broker, gives_back_what_was_published)
{
    start(0);
    struct guest guest;
    come(&guest);
    guest_say(&guest, EDITS, "Bus fares", 1);
    guest_say(&guest, "rt/" ROOM "/all/who", "Ana", 0);
    GUESTS_UNTIL(parts_in(str_text(&guest.heard), "\n") == 2, &guest);
    cr_assert_str_eq(str_text(&guest.heard),
                     EDITS " Bus fares\nrt/" ROOM "/all/who Ana\n");
    cr_assert_eq(guest.losses, 0);
    guest_leave(&guest);
}

Test(broker, carries_a_megabyte)
{
    start(0);
    struct guest guest;
    come(&guest);
    char *text = memset(malloc((1 << 20) + 1), 'x', 1 << 20);
    text[1 << 20] = '\0';
    guest_say(&guest, EDITS, text, 1);
    GUESTS_UNTIL(guest.heard.len_bytes > 1 << 20, &guest);
    guest_leave(&guest);
    free(text);
}

Test(broker, hears_any_number_of_messages_in_a_row)
{
    enum { MESSAGES = 12, MEGABYTE = 1 << 20 };
    start(0);
    struct guest guest;
    come(&guest);
    char *text = memset(malloc(MEGABYTE), 'x', MEGABYTE);
    for (int i = 0; i < MESSAGES; i++) {
        broker_publish(guest.broker, EDITS, text, MEGABYTE, 0);
    }
    GUESTS_UNTIL(guest.heard.len_bytes > (size_t)MESSAGES * MEGABYTE, &guest);
    cr_assert_eq(guest.losses, 0);
    guest_leave(&guest);
    free(text);
}

Test(broker, publishes_quietly_nothing_without_a_connection)
{
    struct guest guest;
    come_with(&guest, HOSTS_AT(port_of_nobody()));
    guest_say(&guest, EDITS, "Bus fares", 1);
    GUESTS_UNTIL(guest.losses, &guest);
    guest_say(&guest, EDITS, "Bus fares", 1);
    cr_assert_not(broker_is_connected(guest.broker));
    guest_leave(&guest);
}

Test(broker, is_back_at_once_when_its_server_was_killed_and_started_again)
{
    start(0);
    int port = server.port;
    struct guest guest;
    come(&guest);
    for (unsigned i = 1; i <= 3; i++) {
        kill(mosquitto(), SIGKILL);
        GUESTS_UNTIL(guest.losses == i, &guest);
        expect_part(str_text(&guest.why), "ended the connection");
        server_stop(&server);
        start(port);
        int64_t started_ms = program_clock_ms();
        GUESTS_UNTIL(guest.connections == i + 1, &guest);
        cr_assert_lt(program_clock_ms() - started_ms, 5000);
    }
    guest_leave(&guest);
}

Test(broker, notices_a_server_that_stands_still_by_its_missing_echo)
{
    start(0);
    struct guest guest;
    come(&guest);
    kill(mosquitto(), SIGSTOP);
    guest_say(&guest, EDITS, "Bus fares", 1);
    cr_assert_leq(broker_due_ms(guest.broker) - now_of(&guest), BROKER_ECHO_MS);
    skip_to_due(&guest);
    GUESTS_UNTIL(guest.losses, &guest);
    expect_part(str_text(&guest.why), "sends nothing back any more");
    kill(mosquitto(), SIGCONT);
    GUESTS_UNTIL(guest.connections == 2, &guest);
    guest_leave(&guest);
}

/* What somebody else says comes, and what one says oneself does not. */
Test(broker, is_patient_while_other_things_come_but_not_for_ever)
{
    start(0);
    struct guest ana, ben;
    come(&ana);
    come(&ben);
    int64_t before_ms = now_of(&ana);
    broker_await_echo(ana.broker, before_ms);
    for (size_t said = 0; !ana.losses; said++) {
        skip_to_due(&ana);
        ana.ahead_ms -= 1000;
        guest_say(&ben, EDITS, "Bus fares", 0);
        GUESTS_UNTIL(parts_in(str_text(&ana.heard), "\n") > said, &ana, &ben);
        skip_to_due(&ana);
        guests_turn((struct guest *const[]){&ana, NULL}, INT64_MAX / 2);
        cr_assert_lt(said, 20);
    }
    expect_part(str_text(&ana.why), "sends nothing back any more");
    cr_assert_geq(now_of(&ana) - before_ms, BROKER_MOST_ECHO_MS);
    cr_assert_lt(now_of(&ana) - before_ms, BROKER_MOST_ECHO_MS + BROKER_ECHO_MS);
    guest_leave(&ana);
    guest_leave(&ben);
}

Test(broker, is_content_when_its_echo_came)
{
    start(0);
    struct guest guest;
    come(&guest);
    guest_say(&guest, EDITS, "Bus fares", 1);
    GUESTS_UNTIL(guest.heard.len_bytes, &guest);
    cr_assert_gt(broker_due_ms(guest.broker) - now_of(&guest), 10L * BROKER_ECHO_MS);
    guest_leave(&guest);
}

Test(broker, connects_anew_after_a_sleep)
{
    start(0);
    struct guest guest;
    come(&guest);
    guest.ahead_ms += 3600 * 1000L;
    GUESTS_UNTIL(guest.connections == 2, &guest);
    expect_part(str_text(&guest.why), "did not outlast a sleep");
    guest_leave(&guest);
}

/* A host whose queue of those who want to connect is full: nothing answers. */
static int full_host(int fds[2], int *port)
{
    fds[0] = listen_somewhere(port, 0);
    struct sockaddr_in there = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)*port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    fds[1] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return connect(fds[1], (struct sockaddr *)&there, sizeof there);
}

/* Until it is connected, or so long has passed; nothing is waited for that does not come. */
static void try_for(struct guest *guest, int64_t ms)
{
    int64_t until_ms = now_of(guest) + ms;
    while (!guest->connections && now_of(guest) < until_ms) {
        if (broker_due_ms(guest->broker) - now_of(guest) > BROKER_CONNECT_MS / 2) {
            /* What answers on this machine does so much sooner. */
            struct pollfd socket;
            if (!broker_poll(guest->broker, &socket) || poll(&socket, 1, 200) == 0) {
                skip_to_due(guest);
            }
        }
        guests_turn((struct guest *const[]){guest, NULL},
                    program_clock_ms() + program_deadline_ms());
    }
}

Test(broker, passes_over_hosts_that_are_dead_or_silent)
{
    start(0);
    int silent_port, full_port, full[2];
    int silent = listen_somewhere(&silent_port, 8);
    cr_assert_eq(full_host(full, &full_port), 0);
    struct guest guest;
    come_with(&guest, HOSTS_AT(port_of_nobody(), silent_port, full_port, server.port));
    int64_t before_ms = now_of(&guest);
    try_for(&guest, 60000);
    cr_assert(guest.connections);
    cr_assert_eq(guest.losses, 0, "%s", str_text(&guest.why));
    cr_assert_lt(now_of(&guest) - before_ms, 3 * BROKER_CONNECT_MS);
    guest_leave(&guest);
    close(silent);
    close(full[0]);
    close(full[1]);
}

/* Also if it has just begun to wait for one that stays silent. */
Test(broker, is_in_soon_after_a_broker_is_back_however_long_it_was_away)
{
    int full_port, full[2], port = port_of_nobody();
    cr_assert_eq(full_host(full, &full_port), 0);
    struct guest guest;
    come_with(&guest, HOSTS_AT(full_port, port));
    try_for(&guest, 180000);
    while (broker_due_ms(guest.broker) - now_of(&guest) < BROKER_CONNECT_MS) {
        skip_to_due(&guest);
        guests_turn((struct guest *const[]){&guest, NULL}, INT64_MAX / 2);
    }
    cr_assert_eq(guest.connections, 0);
    start(port);
    int64_t back_ms = now_of(&guest);
    try_for(&guest, 60000);
    cr_assert(guest.connections);
    cr_assert_lt(now_of(&guest) - back_ms, 7000);
    guest_leave(&guest);
    close(full[0]);
    close(full[1]);
}

Test(broker, tries_ever_less_often_and_says_so_once)
{
    struct guest guest;
    come_with(&guest, HOSTS_AT(port_of_nobody()));
    int64_t before_ms = now_of(&guest), longest_ms = 0;
    unsigned pauses = 0;
    while (now_of(&guest) - before_ms < 60000) {
        struct pollfd socket;
        if (!broker_poll(guest.broker, &socket)) {
            int64_t pause_ms = broker_due_ms(guest.broker) - now_of(&guest);
            longest_ms = pause_ms > longest_ms ? pause_ms : longest_ms;
            pauses++;
            skip_to_due(&guest);
        }
        guests_turn((struct guest *const[]){&guest, NULL}, INT64_MAX / 2);
    }
    cr_assert_eq(guest.losses, 1);
    expect_part(str_text(&guest.why), "nothing listens at 127.0.0.1:");
    cr_assert(longest_ms > 1000 && longest_ms <= 2000, "%ld", (long)longest_ms);
    cr_assert(pauses > 30 && pauses < 80, "%u", pauses);
    guest_leave(&guest);
}

Test(broker, says_that_no_machine_has_that_name)
{
    char name[] = "no-such-machine.invalid";
    struct broker_host host = {name, 1884};
    struct guest guest;
    come_with(&guest, (struct broker_options){.hosts = &host, .host_count = 1});
    GUESTS_UNTIL(guest.losses, &guest);
    expect_part(str_text(&guest.why), "no machine of that name is known");
    guest_leave(&guest);
}

/* With a keepalive of 5 s it is woken to ping, and by the answer, twice in 12 s; by anything
 * else it would be sooner. */
Test(broker, wakes_for_the_keepalive_only)
{
    start(0);
    struct guest guest;
    struct broker_options options = HOSTS_AT(server.port);
    options.keepalive_s = 5;
    come_with(&guest, options);
    GUESTS_UNTIL(guest.connections, &guest);
    int64_t before_ms = program_clock_ms();
    guest.wakes = 0;
    GUESTS_UNTIL(guest.wakes == 4, &guest);
    cr_assert_geq(program_clock_ms() - before_ms, 10000);
    cr_assert_eq(guest.losses, 0);
    guest_leave(&guest);
}

/* A broker of few words: what a client says first goes to a pipe, and to what it subscribes
 * is answered with that code. One after another. */
struct stand_in {
    pid_t pid;
    int port, out;
};

static _Noreturn void stand_in_live(int fd, int out, unsigned char code)
{
    for (;;) {
        int client = accept(fd, NULL, NULL);
        unsigned char said[512] = {0};
        ssize_t got = read(client, said, sizeof said);
        if (got <= 0 || write(out, said, 128) != 128 ||
            write(client, "\x20\x02\0", 4) != 4 || read(client, said, sizeof said) < 4) {
            close(client);
            continue;
        }
        unsigned char answer[] = {0x90, 3, said[2], said[3], code};
        while (write(client, answer, sizeof answer) > 0 &&
               read(client, said, sizeof said) > 0) {
        }
        close(client);
    }
}

static struct stand_in stand_in_start(unsigned char code)
{
    struct stand_in made;
    int ends[2], fd = listen_somewhere(&made.port, 8);
    cr_assert_eq(pipe(ends), 0);
    made.pid = fork();
    if (made.pid == 0) {
        signal(SIGPIPE, SIG_IGN);
        alarm(120); /* whatever becomes of the test */
        stand_in_live(fd, ends[1], code);
    }
    close(fd);
    close(ends[1]);
    made.out = ends[0];
    return made;
}

static void stand_in_end(struct stand_in *made)
{
    program_kill(made->pid);
    close(made->out);
}

Test(broker, takes_a_refused_subscription_for_a_refusal)
{
    struct stand_in refusing = stand_in_start(128);
    start(0);
    struct guest guest;
    come_with(&guest, HOSTS_AT(refusing.port));
    GUESTS_UNTIL(guest.losses, &guest);
    cr_assert_eq(guest.connections, 0);
    expect_part(str_text(&guest.why), "does not let that user hear this room");
    guest_leave(&guest);
    come_with(&guest, HOSTS_AT(refusing.port, server.port));
    GUESTS_UNTIL(guest.connections, &guest);
    cr_assert_eq(guest.losses, 0);
    guest_leave(&guest);
    stand_in_end(&refusing);
}

/* MQTT 3.1.1, 3.1: a fixed header of two bytes here, the protocol's name, level 4, flags,
 * the keepalive, and the client's id. */
static void read_greeting(const struct stand_in *made, unsigned char said[128])
{
    struct pollfd ready = {.fd = made->out, .events = POLLIN};
    cr_assert_eq(poll(&ready, 1, (int)program_deadline_ms()), 1);
    cr_assert_eq(read(made->out, said, 128), 128);
    cr_assert_eq(memcmp(said + 2, "\0\4MQTT\4", 7), 0);
}

Test(broker, has_another_name_and_a_clean_session_at_each_connection)
{
    struct stand_in refusing = stand_in_start(128);
    struct guest guest;
    come_with(&guest, HOSTS_AT(refusing.port));
    unsigned char said[2][128];
    for (int i = 0; i < 2; i++) {
        int64_t until_ms = program_clock_ms() + program_deadline_ms();
        struct pollfd ready = {.fd = refusing.out, .events = POLLIN};
        while (poll(&ready, 1, 0) == 0) {
            cr_assert(guests_turn((struct guest *const[]){&guest, NULL}, until_ms));
        }
        read_greeting(&refusing, said[i]);
        cr_assert_eq(said[i][9], 0xc2, "user, password, and a clean session");
        cr_assert_eq(said[i][10] << 8 | said[i][11], BROKER_KEEPALIVE_S);
        cr_assert_eq(said[i][13], 16);
    }
    cr_assert_neq(memcmp(said[0] + 14, said[1] + 14, 16), 0);
    guest_leave(&guest);
    stand_in_end(&refusing);
}

Test(broker, does_not_wait_until_a_packet_is_full)
{
    start(0);
    struct guest guest;
    come(&guest);
    struct pollfd socket;
    cr_assert_eq(broker_poll(guest.broker, &socket), 1);
    cr_assert_eq(socket.events, POLLIN);
    int on = 0;
    socklen_t size_bytes = sizeof on;
    getsockopt(socket.fd, IPPROTO_TCP, TCP_NODELAY, &on, &size_bytes);
    cr_assert(on);
    guest_leave(&guest);
}

static _Noreturn void answer_with(int fd, const char *text)
{
    alarm(120);
    for (;;) {
        int client = accept(fd, NULL, NULL);
        char said[512];
        if (read(client, said, sizeof said) <= 0 ||
            write(client, text, strlen(text)) != (ssize_t)strlen(text)) {
            _exit(1);
        }
        close(client);
    }
}

Test(broker, says_when_what_answers_is_no_broker)
{
    const char *const rows[][2] = {
        {"HTTP/1.1 400 Bad Request\r\n\r\n", "before it let anybody in: is it a broker?"},
        {"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html; charset=utf-8\r\n"
         "Connection: close\r\n\r\n400 Bad Request",
         "does not speak MQTT"},
        {"", "before it let anybody in: is it a broker?"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int port;
        int fd = listen_somewhere(&port, 8);
        pid_t pid = fork();
        if (pid == 0) {
            answer_with(fd, rows[i][0]);
        }
        close(fd);
        struct guest guest;
        come_with(&guest, HOSTS_AT(port));
        GUESTS_UNTIL(guest.losses, &guest);
        expect_part(str_text(&guest.why), rows[i][1]);
        guest_leave(&guest);
        program_kill(pid);
    }
}
