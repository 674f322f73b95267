/* A broker elsewhere, over TLS: whom a connection trusts, and what it says of others. */

#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/guest.h"
#include "support/laptop.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define OURS WORDS("rt/k7qmz2x9dn3fa/#")

static int port;
static pid_t server;

#define KEY                                                                              \
    "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"

static void make_authority(const char *key, const char *certificate)
{
    free(output_of(WORDS("openssl", "req", "-x509", KEY, "-subj", "/CN=authority",
                         "-keyout", key, "-out", certificate)));
}

static void begin(void)
{
    enter_folder();
    struct ran there = program_run(NULL, WORDS("openssl", "version"));
    if (there.status != 0) {
        cr_skip_test("no openssl, which makes the certificates of these tests");
    }
    ran_finish(&there);
    make_authority("ca.key", "ca.crt");
    make_authority("other.key", "other.crt");
    free(output_of(WORDS("openssl", "req", "-x509", KEY, "-CA", "ca.crt", "-CAkey",
                         "ca.key", "-subj", "/CN=broker", "-addext",
                         "subjectAltName=IP:127.0.0.1", "-keyout", "server.key", "-out",
                         "server.crt")));
    port = port_of_nobody();
}

static void end(void)
{
    if (server) {
        program_kill(server);
    }
    end_test();
}

TestSuite(broker_tls, .init = begin, .fini = end);

/* Starts a server and returns what it says. */
static int start(const char *const argv[])
{
    int in[2], out[2];
    cr_assert(pipe(in) == 0 && pipe(out) == 0);
    server = program_start(argv, (int[]){in[0], out[1], out[1]}, false);
    close(in[0]);
    close(out[1]);
    return out[0];
}

/* Until it says that. */
static void hear(int fd, const char *part)
{
    struct str said = STR_EMPTY;
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!strstr(str_text(&said), part)) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        char chunk[1024];
        int64_t left_ms = until_ms - program_clock_ms();
        ssize_t got = left_ms > 0 && poll(&ready, 1, (int)left_ms) > 0
                          ? read(fd, chunk, sizeof chunk)
                          : 0;
        cr_assert_gt(got, 0, "no \"%s\" in: %s", part, str_text(&said));
        str_add_bytes(&said, chunk, (size_t)got);
    }
    str_finish(&said);
}

static void start_mosquitto(void)
{
    struct str text = STR_EMPTY;
    str_addf(&text, "listener %d 127.0.0.1\n", port);
    str_add(&text, "certfile server.crt\nkeyfile server.key\nallow_anonymous false\n"
                   "password_file passwords\nlog_dest stderr\n");
    str_add(&text, geteuid() == 0 ? "user root\n" : "");
    text_file_write("mosquitto.conf", str_text(&text));
    str_finish(&text);
    text_file_write("passwords", "ana:right\n");
    free(output_of(WORDS("mosquitto_passwd", "-U", "passwords")));
    bool in_path = access("/usr/sbin/mosquitto", X_OK) != 0;
    hear(start(WORDS(in_path ? "mosquitto" : "/usr/sbin/mosquitto", "-c",
                     "mosquitto.conf")),
         " running");
}

static struct broker_options options_of(const char *ca_file)
{
    struct broker_options options = HOSTS_AT(port);
    options.tls = true;
    options.ca_file = ca_file;
    options.user = "ana";
    options.password = "right";
    return options;
}

static void expect_lost(const struct broker_options *options, const char *why)
{
    struct guest guest;
    guest_come(&guest, options, OURS);
    GUESTS_UNTIL(guest.losses, &guest);
    cr_assert_eq(guest.connections, 0);
    cr_assert_str_eq(str_text(&guest.why), why);
    guest_leave(&guest);
}

/* The sentence, with the port in it; static. */
static const char *sentence(const char *before, const char *after)
{
    static struct str text;
    str_clear(&text);
    str_addf(&text, "%s%d%s", before, port, after);
    return str_text(&text);
}

Test(broker_tls, lets_in_by_an_authority_from_a_file_or_of_this_machine)
{
    start_mosquitto();
    for (int i = 0; i < 2; i++) {
        struct guest guest;
        struct broker_options options = options_of(i ? NULL : "ca.crt");
        setenv("SSL_CERT_FILE", "ca.crt", 1);
        guest_come(&guest, &options, OURS);
        GUESTS_UNTIL(guest.connections, &guest);
        guest_say(&guest, "rt/k7qmz2x9dn3fa/all/edits", "Bus fares", 1);
        GUESTS_UNTIL(guest.heard.len_bytes, &guest);
        cr_assert_eq(guest.losses, 0);
        guest_leave(&guest);
    }
}

Test(broker_tls, trusts_no_other_authority)
{
    start_mosquitto();
    struct broker_options options = options_of("other.crt");
    expect_lost(&options,
                sentence("the certificate of 127.0.0.1:",
                         " is by an authority that is not known, or is out of date; "
                         "known are those of other.crt"));
    options.ca_file = NULL; /* whom this machine trusts, it does not */
    expect_lost(&options,
                sentence("the certificate of 127.0.0.1:",
                         " is by an authority that is not known, or is out of date; "
                         "known are those of this machine"));
}

Test(broker_tls, trusts_no_certificate_for_another_name)
{
    start_mosquitto();
    char name[] = "localhost";
    struct broker_host host = {name, port};
    struct broker_options options = options_of("ca.crt");
    options.hosts = &host;
    expect_lost(&options,
                sentence("the certificate of localhost:", " is for another name"));
}

Test(broker_tls, says_when_the_password_is_wrong)
{
    start_mosquitto();
    struct broker_options options = options_of("ca.crt");
    options.password = "wrong";
    expect_lost(&options, sentence("127.0.0.1:", " refused the user or the password"));
}

/* Lines that end as some editors write them, one with a mark of its encoding before. */
Test(broker_tls, a_login_is_read_however_an_editor_wrote_its_lines)
{
    static const char *const texts[] = {"ana\nright", "ana\r\nright\r\n",
                                        "\xEF\xBB\xBF"
                                        "ana\r\nright"};
    char *ca = test_path("ca.crt"), *login = test_path("login");
    start_mosquitto();
    for (size_t i = 0; i < LENGTH(texts); i++) {
        struct laptop laptop = laptop_of(i == 0 ? "Ana" : i == 1 ? "Ben" : "Cem", NULL);
        text_file_write(login, texts[i]);
        laptop_run(&laptop, NULL,
                   WORDS("--broker", sentence("mqtts://127.0.0.1:", ""), "--ca", ca,
                         "--login", login));
        laptop_hear(&laptop, "with nobody else yet");
        laptop_finish(&laptop);
    }
    free(ca);
    free(login);
}

Test(broker_tls, says_which_file_of_authorities_is_not_there)
{
    struct broker_options options = options_of("nowhere.crt");
    expect_lost(&options,
                sentence("to connect to 127.0.0.1:",
                         ", its authorities were to be found here, but are not: "
                         "nowhere.crt"));
    text_file_write("empty.crt", "nothing\n");
    options.ca_file = "empty.crt";
    start_mosquitto();
    expect_lost(&options,
                sentence("to connect to 127.0.0.1:",
                         ", its authorities were to be found here, but are not: "
                         "empty.crt"));
}

Test(broker_tls, asks_for_mqtt_where_a_port_is_shared)
{
    struct str accepted = STR_EMPTY;
    str_addf(&accepted, "%d", port);
    int said = start(WORDS("openssl", "s_server", "-accept", str_text(&accepted), "-cert",
                           "server.crt", "-key", "server.key", "-alpn", "mqtt"));
    hear(said, "ACCEPT");
    struct broker_options options = options_of("ca.crt");
    options.alpn = "mqtt";
    struct guest guest;
    guest_come(&guest, &options, OURS);
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    struct pollfd ready = {.fd = said, .events = POLLIN};
    while (poll(&ready, 1, 0) == 0) {
        cr_assert(guests_turn((struct guest *const[]){&guest, NULL}, until_ms));
    }
    hear(said, "ALPN protocols selected: mqtt");
    guest_leave(&guest);
    str_finish(&accepted);
}

/* Reads so much of a greeting, says that, and hangs up; with unread words at the other end,
 * or because it wants to, so that what it said may be lost. */
static _Noreturn void speak_none(int fd, size_t read_bytes, const char *says, bool resets)
{
    static const struct linger at_once = {.l_onoff = 1};
    alarm(120);
    for (;;) {
        int client = accept(fd, NULL, NULL);
        char said[4096];
        if ((read_bytes && read(client, said, read_bytes) < 0) ||
            write(client, says, strlen(says)) < 0) {
            _exit(1);
        }
        if (resets) {
            setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        }
        close(client);
    }
}

Test(broker_tls, says_when_the_other_side_speaks_none)
{
    static const struct {
        size_t read_bytes;
        const char *says;
        bool resets;
    } rows[] = {
        {4096, "HTTP/1.1 400 Bad Request\r\n\r\n", false},
        {4096, "HTTP/1.1 400 Bad Request\r\n\r\n", true},
        {4096, "", false},
        {4096, "", true},
        {16, "HTTP/1.1 400 Bad Request\r\n\r\n", false},
        {16, "", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int fd = listen_somewhere(&port, 8);
        pid_t pid = fork();
        if (pid == 0) {
            speak_none(fd, rows[i].read_bytes, rows[i].says, rows[i].resets);
        }
        close(fd);
        struct broker_options options = options_of("ca.crt");
        expect_lost(&options, sentence("127.0.0.1:", " does not speak TLS"));
        program_kill(pid);
    }
}

Test(broker_tls, whoever_hangs_up_within_tls_is_not_said_to_speak_none)
{
    struct str accepted = STR_EMPTY;
    str_addf(&accepted, "%d", port);
    hear(start(WORDS("openssl", "s_server", "-accept", str_text(&accepted), "-cert",
                     "server.crt", "-key", "server.key", "-naccept", "1", "-www")),
         "ACCEPT");
    struct guest guest;
    struct broker_options options = options_of("ca.crt");
    guest_come(&guest, &options, OURS);
    GUESTS_UNTIL(guest.losses, &guest);
    cr_assert_null(strstr(str_text(&guest.why), "does not speak TLS"), "%s",
                   str_text(&guest.why));
    guest_leave(&guest);
    str_finish(&accepted);
}
