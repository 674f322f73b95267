#include "support/guest.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_GUESTS = 8, MOST_HOSTS = 8 };

static void on_connected(void *context)
{
    struct guest *guest = context;
    guest->connections++;
}

static void on_lost(void *context, const char *why)
{
    struct guest *guest = context;
    guest->losses++;
    str_clear(&guest->why);
    str_add(&guest->why, why);
}

static void on_message(void *context, const char *topic, const void *payload,
                       size_t len_bytes)
{
    struct guest *guest = context;
    str_addf(&guest->heard, "%s ", topic);
    str_add_bytes(&guest->heard, payload, len_bytes);
    str_add_byte(&guest->heard, '\n');
    if (guest->mine && len_bytes == strlen(guest->mine) &&
        memcmp(payload, guest->mine, len_bytes) == 0) {
        broker_echo_came(guest->broker);
    }
}

struct broker_options hosts_at(const int *ports)
{
    static char here[] = "127.0.0.1";
    static struct broker_host hosts[MOST_HOSTS];
    size_t count = 0;
    for (; ports[count]; count++) {
        cr_assert_lt(count, MOST_HOSTS);
        hosts[count] = (struct broker_host){here, ports[count]};
    }
    return (struct broker_options){.hosts = hosts, .host_count = count};
}

void guest_come(struct guest *guest, const struct broker_options *options,
                const char *const *topics)
{
    *guest = (struct guest){0};
    struct broker_heard heard = {guest, on_connected, on_lost, on_message};
    guest->broker = broker_new(options, topics, &heard);
}

void guest_leave(struct guest *guest)
{
    broker_free(guest->broker);
    str_finish(&guest->why);
    str_finish(&guest->heard);
}

void guest_say(struct guest *guest, const char *topic, const char *text, int qos)
{
    guest->mine = text;
    broker_publish(guest->broker, topic, text, strlen(text), qos);
    broker_await_echo(guest->broker, program_clock_ms() + guest->ahead_ms);
}

/* How long poll() may take before a guest has to be woken. */
static int patience(struct guest *const *guests, int64_t until_ms)
{
    int64_t now = program_clock_ms(), longest = until_ms - now;
    for (size_t i = 0; guests[i]; i++) {
        int64_t due = broker_due_ms(guests[i]->broker);
        int64_t left = due == INT64_MAX ? longest : due - now - guests[i]->ahead_ms;
        longest = left < longest ? left : longest;
    }
    return longest < 0 ? 0 : (int)longest;
}

bool guests_turn(struct guest *const *guests, int64_t until_ms)
{
    struct pollfd ready[MOST_GUESTS];
    size_t count = 0;
    for (; guests[count]; count++) {
        cr_assert_lt(count, MOST_GUESTS);
        ready[count] = (struct pollfd){.fd = -1};
        broker_poll(guests[count]->broker, &ready[count]);
    }
    if (poll(ready, count, patience(guests, until_ms)) < 0 && errno != EINTR) {
        cr_fatal("poll: %s", strerror(errno));
    }
    for (size_t i = 0; i < count; i++) {
        struct guest *guest = guests[i];
        int64_t now = program_clock_ms() + guest->ahead_ms;
        short revents = ready[i].fd < 0 ? 0 : ready[i].revents;
        if (revents || now >= broker_due_ms(guest->broker)) {
            guest->wakes++;
            broker_step(guest->broker, now, revents);
        }
    }
    return program_clock_ms() < until_ms;
}

int listen_somewhere(int *port, int backlog)
{
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size_bytes = sizeof here;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = fd >= 0 && bind(fd, (struct sockaddr *)&here, sizeof here) == 0 &&
              listen(fd, backlog) == 0 &&
              getsockname(fd, (struct sockaddr *)&here, &size_bytes) == 0;
    cr_assert(ok, "cannot listen: %s", strerror(errno));
    *port = ntohs(here.sin_port);
    return fd;
}

int port_of_nobody(void)
{
    int port;
    close(listen_somewhere(&port, 1));
    return port;
}
