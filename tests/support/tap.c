#include "support/tap.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WIRES = 16 };

static struct sockaddr_in at_port(int port)
{
    return (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int listen_at_any(int *port)
{
    struct sockaddr_in here = at_port(0);
    socklen_t size = sizeof here;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    cr_assert(fd >= 0 && bind(fd, (struct sockaddr *)&here, sizeof here) == 0 &&
              listen(fd, MOST_WIRES) == 0 &&
              getsockname(fd, (struct sockaddr *)&here, &size) == 0);
    *port = ntohs(here.sin_port);
    return fd;
}

/* Hands on what there is; false at the end. */
static bool hand_on(int from, int to, int copy)
{
    char block[65536];
    ssize_t got = read(from, block, sizeof block);
    for (ssize_t sent = 0; sent < got;) {
        ssize_t now = write(to, block + sent, (size_t)(got - sent));
        if (now <= 0) {
            return false;
        }
        sent += now;
    }
    return got > 0 && write(copy, block, (size_t)got) == got;
}

/* Wires come in pairs: what comes by one goes out by the other. */
static void relay(int listener, int to, int copy)
{
    struct pollfd list[1 + 2 * MOST_WIRES] = {{.fd = listener, .events = POLLIN}};
    size_t count = 1;
    while (poll(list, count, -1) > 0) {
        for (size_t i = 1; i < count; i++) {
            size_t other = i % 2 ? i + 1 : i - 1;
            if (list[i].revents && !hand_on(list[i].fd, list[other].fd, copy)) {
                shutdown(list[i].fd, SHUT_RDWR);
                shutdown(list[other].fd, SHUT_RDWR);
                list[i].fd = list[other].fd = -1;
            }
        }
        if (list[0].revents && count + 2 <= sizeof list / sizeof *list) {
            struct sockaddr_in there = at_port(to);
            int in = accept(listener, NULL, NULL), out = socket(AF_INET, SOCK_STREAM, 0);
            if (connect(out, (struct sockaddr *)&there, sizeof there) != 0) {
                close(in);
                close(out);
                continue;
            }
            list[count++] = (struct pollfd){.fd = in, .events = POLLIN};
            list[count++] = (struct pollfd){.fd = out, .events = POLLIN};
        }
    }
}

struct tap tap_start(int to, const char *copy)
{
    struct tap tap;
    int listener = listen_at_any(&tap.port);
    int file = open(copy, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    cr_assert(file >= 0);
    pid_t parent = getpid();
    tap.process = fork();
    cr_assert(tap.process >= 0);
    if (tap.process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        signal(SIGPIPE, SIG_IGN);
        if (getppid() == parent) {
            relay(listener, to, file);
        }
        _exit(0);
    }
    close(listener);
    close(file);
    return tap;
}

void tap_stop(struct tap *tap)
{
    kill(tap->process, SIGKILL);
    waitpid(tap->process, NULL, 0);
    tap->process = 0;
}
