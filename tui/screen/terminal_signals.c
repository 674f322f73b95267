#include "screen/terminal_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t asked_to_end, asked_to_stop, continued, interrupted;
static bool tells_interrupts;
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
    case SIGINT:
        interrupted = 1;
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

/* A crash. Nothing here but what POSIX allows in a handler at any moment. */

enum { CRASHES = 5, GIVE_BACK_BYTES = 512, STACK_BYTES = 64 * 1024 };

#define CRASHED(name)                                                                    \
    "roundtable: ended by a fault of its own (" name "). What was said is in the "       \
    "journal beside the\nsession's file, and comes back when that is opened again. How " \
    "to "                                                                                \
    "tell of it: man\nroundtable, BUGS.\n"

static const struct {
    int number;
    const char *told;
} crashes[CRASHES] = {
    {SIGSEGV, CRASHED("SIGSEGV")}, {SIGBUS, CRASHED("SIGBUS")},
    {SIGFPE, CRASHED("SIGFPE")},   {SIGILL, CRASHED("SIGILL")},
    {SIGABRT, CRASHED("SIGABRT")},
};

static struct {
    struct sigaction before[CRASHES]; /* who was to deal with it: most often, nobody */
    struct termios found;
    volatile sig_atomic_t taken;
    char give_back[GIVE_BACK_BYTES];
    size_t give_back_bytes;
    char stack[STACK_BYTES]; /* the ordinary one may be what ran over */
} crash;

static void say(int fd, const char *bytes, size_t len_bytes)
{
    while (len_bytes) {
        ssize_t put = write(fd, bytes, len_bytes);
        if (put < 0 && errno != EINTR) {
            return;
        }
        bytes += put > 0 ? put : 0;
        len_bytes -= put > 0 ? (size_t)put : 0;
    }
}

/* Then whoever was to deal with it before does: by default the system, with the status
 * and the core that belong to the signal. A fault comes again by itself, at its place. */
static void give_back_and_die(int number, siginfo_t *info, void *context)
{
    (void)context;
    size_t which = 0;
    while (which < CRASHES - 1 && crashes[which].number != number) {
        which++;
    }
    if (crash.taken) {
        crash.taken = 0;
        say(STDOUT_FILENO, crash.give_back, crash.give_back_bytes);
        tcsetattr(STDOUT_FILENO, TCSANOW, &crash.found);
    }
    say(STDERR_FILENO, crashes[which].told, strlen(crashes[which].told));
    sigaction(number, &crash.before[which], NULL);
    if (info->si_code <= 0) {
        raise(number);
    }
}

static void watch_for_crashes(void)
{
    static bool watched;
    if (watched) {
        return;
    }
    watched = true;
    struct sigaction action = {.sa_sigaction = give_back_and_die,
                               .sa_flags = SA_SIGINFO | SA_ONSTACK};
    stack_t stack = {.ss_sp = crash.stack, .ss_size = STACK_BYTES}, other;
    if (sigaltstack(NULL, &other) == 0 && (other.ss_flags & SS_DISABLE)) {
        sigaltstack(&stack, NULL);
    }
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < CRASHES; i++) {
        sigaction(crashes[i].number, &action, &crash.before[i]);
    }
}

void signals_watch(void)
{
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART}, before;
    tcgetattr(STDOUT_FILENO, &crash.found);
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

void signals_taken_over(const char *give_back, size_t len_bytes)
{
    if (len_bytes <= GIVE_BACK_BYTES) {
        memcpy(crash.give_back, give_back, len_bytes);
        crash.give_back_bytes = len_bytes;
    }
    crash.taken = 1;
    watch_for_crashes();
}

void signals_given_back(void)
{
    crash.taken = 0;
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
    return asked_to_end || (interrupted && !tells_interrupts);
}

void signals_tell_interrupts(void)
{
    tells_interrupts = true;
}

static bool seen(volatile sig_atomic_t *flag)
{
    if (!*flag) {
        return false;
    }
    *flag = 0;
    return true;
}

bool signals_interrupted(void)
{
    return tells_interrupts && seen(&interrupted);
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
    if (sigaction(SIGTSTP, NULL, &ours) != 0 || ours.sa_handler == SIG_IGN ||
        !isatty(STDIN_FILENO)) { /* a script has nobody who would have it go on */
        return false;
    }
    sigaction(SIGTSTP, &by_default, NULL);
    if (!continued) { /* else CONT has come already */
        kill(0, SIGTSTP);
    }
    sigaction(SIGTSTP, &ours, NULL);
    return signals_continued();
}
