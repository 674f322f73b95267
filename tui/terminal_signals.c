#include "terminal_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t asked_to_end, asked_to_stop, continued;
static int wake[2] = {-1, -1}; /* a pipe: a byte wakes a poll that began just before */

static void note(int number)
{
    int kept = errno;
    switch (number) {
    case SIGTSTP:
        asked_to_stop = 1;
        break;
    case SIGCONT:
        asked_to_stop = 0; /* as the system does with a stop that has not begun */
        continued = 1;
        break;
    default:
        asked_to_end = 1;
        break;
    }
    if (write(wake[1], "", 1) < 0) {
        /* full: it is awake already */
    }
    errno = kept;
}

void signals_watch(void)
{
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART}, before;
    if (wake[0] < 0 && pipe(wake) == 0) {
        fcntl(wake[0], F_SETFL, O_NONBLOCK);
        fcntl(wake[1], F_SETFL, O_NONBLOCK);
    }
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sigaction(numbers[i], &action, &before);
        if (numbers[i] == SIGTSTP && before.sa_handler == SIG_IGN) {
            sigaction(SIGTSTP, &before, NULL); /* there is no job control */
        }
    }
}

int signals_descriptor(void)
{
    return wake[0];
}

void signals_drain(void)
{
    char bytes[64];
    while (read(wake[0], bytes, sizeof bytes) > 0) {
    }
}

bool signals_asked_to_end(void)
{
    return asked_to_end;
}

static bool seen(volatile sig_atomic_t *flag)
{
    if (!*flag) {
        return false;
    }
    *flag = 0;
    return true;
}

bool signals_asked_to_stop(void)
{
    return seen(&asked_to_stop);
}

bool signals_continued(void)
{
    return seen(&continued);
}

/* Without a shell that could say fg, the system ignores the signal, and kill() returns
 * with no CONT having come. */
bool signals_stop(void)
{
    struct sigaction by_default = {.sa_handler = SIG_DFL}, ours;
    if (sigaction(SIGTSTP, NULL, &ours) != 0 || ours.sa_handler == SIG_IGN) {
        return false;
    }
    sigaction(SIGTSTP, &by_default, NULL);
    if (!continued) { /* else CONT has come already */
        kill(0, SIGTSTP);
    }
    sigaction(SIGTSTP, &ours, NULL);
    return signals_continued();
}
