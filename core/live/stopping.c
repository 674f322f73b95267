#include "live/stopping.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t told;
static int waking[2] = {-1, -1};

static void stop(int number)
{
    (void)number;
    int before = errno;
    told = 1;
    if (write(waking[1], "", 1) < 0) {
        /* it is full, and wakes all the same */
    }
    errno = before;
}

bool stopping_watch(struct err *err)
{
    static const int ends[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};
    if (pipe(waking) != 0) {
        err_set(err, "%s", strerror(errno));
        return false;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(waking[i], F_SETFL, O_NONBLOCK);
        fcntl(waking[i], F_SETFD, FD_CLOEXEC);
    }
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        sigaction(ends[i], &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    return true;
}

int stopping_descriptor(void)
{
    return waking[0];
}

bool stopping_told(void)
{
    return told;
}

void stopping_go_on(void)
{
    told = 0;
}
