#include "app/beside.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { IN, OUT, ERR, PIPES };

extern char **environ;

/* A format's name becomes part of a program's name, so it is a plain word. */
static bool is_plain(const char *name)
{
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return len > 0 && len <= 32 && !name[len] && *name != '-';
}

char *beside_find(const char *name, const char *program)
{
    char *found = NULL;
    if (!is_plain(name)) {
        return NULL;
    }
    struct str file = str_of("roundtable-%s", name);
    char *self = program_self(program);
    if (self) {
        found = program_in(self, (size_t)(strrchr(self, '/') - self), file.bytes);
    }
    if (!found) {
        found = program_in_path(file.bytes);
    }
    free(self);
    str_finish(&file);
    return found;
}

/* Both ends stay with us but for what the child is given. */
static bool open_pipes(int pipes[PIPES][2], struct err *err)
{
    for (int i = 0; i < PIPES; i++) {
        pipes[i][0] = pipes[i][1] = -1;
    }
    for (int i = 0; i < PIPES; i++) {
        if (pipe(pipes[i]) != 0) {
            err_system(err, "no pipe");
            return false;
        }
        for (int end = 0; end < 2; end++) { /* out of the way of 0, 1 and 2 */
            int low = pipes[i][end];
            pipes[i][end] = fcntl(low, F_DUPFD_CLOEXEC, 3);
            close(low);
        }
    }
    fcntl(pipes[IN][1], F_SETFL, O_NONBLOCK);
    return true;
}

static void close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

/* apart: in a process group of its own. */
static bool start(const char *path, const char *const *words, int pipes[PIPES][2],
                  bool apart, pid_t *pid, struct err *err)
{
    char **argv = NULL;
    size_t count = 0, room = 0;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t usual;
    ARRAY_ADD(argv, count, room, (char *)path);
    for (const char *const *word = words; *word; word++) {
        ARRAY_ADD(argv, count, room, (char *)*word);
    }
    ARRAY_ADD(argv, count, room, NULL);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, (short)(POSIX_SPAWN_SETSIGDEF |
                                                  (apart ? POSIX_SPAWN_SETPGROUP : 0)));
    posix_spawn_file_actions_adddup2(&actions, pipes[IN][0], 0);
    posix_spawn_file_actions_adddup2(&actions, pipes[OUT][1], 1);
    posix_spawn_file_actions_adddup2(&actions, pipes[ERR][1], 2);
    errno = posix_spawn(pid, path, &actions, &attributes, argv, environ);
    bool ok = errno == 0;
    if (!ok) {
        err_system(err, "%s: cannot be run", path);
    }
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    free(argv);
    return ok;
}

/* Takes in what is there; the end closes the descriptor. */
static void take(int *fd, struct str *into)
{
    enum { PIECE_BYTES = 65536 };
    str_make_room(into, PIECE_BYTES);
    into->bytes[into->len_bytes] = '\0'; /* if nothing comes, too */
    ssize_t got = read(*fd, into->bytes + into->len_bytes, PIECE_BYTES);
    if (got > 0) {
        into->len_bytes += (size_t)got;
        into->bytes[into->len_bytes] = '\0';
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
        close_end(fd);
    }
}

/* Gives what it reads and takes what it writes, in whatever order it goes about that.
 * A program that does not read on to the end is no fault. */
static void talk(int pipes[PIPES][2], const struct str *input, pid_t pid,
                 struct beside_ran *ran)
{
    size_t given = 0;
    int *to = &pipes[IN][1], *out = &pipes[OUT][0], *said = &pipes[ERR][0];
    while (*to >= 0 || *out >= 0 || *said >= 0) {
        struct pollfd watched[PIPES] = {
            {*to, POLLOUT, 0}, {*out, POLLIN, 0}, {*said, POLLIN, 0}};
        int ready = poll(watched, PIPES, ran->waiting ? 250 : -1);
        if (ready == 0 && ran->waiting && !ran->waiting(ran->of)) {
            ran->stopped = true;
            kill(pid, SIGTERM);
        }
        if (ready <= 0) {
            continue; /* nothing yet, or a signal */
        }
        if (watched[IN].revents) {
            ssize_t went = write(*to, str_text(input) + given, input->len_bytes - given);
            given += went > 0 ? (size_t)went : 0;
            bool later = went < 0 && (errno == EINTR || errno == EAGAIN);
            if (given == input->len_bytes || (went < 0 && !later)) {
                close_end(to);
            }
        }
        if (watched[OUT].revents) {
            take(out, &ran->out);
        }
        if (watched[ERR].revents) {
            take(said, &ran->err);
        }
    }
}

static bool wait_for(pid_t pid, const char *path, int *status, struct err *err)
{
    int how;
    while (waitpid(pid, &how, 0) < 0) {
        if (errno != EINTR) {
            err_system(err, "%s: lost", path);
            return false;
        }
    }
    if (!WIFEXITED(how)) {
        err_set(err, "%s: ended by the signal %d before it was done", path,
                WIFSIGNALED(how) ? WTERMSIG(how) : 0);
        return false;
    }
    *status = WEXITSTATUS(how);
    return true;
}

/* What the system, or a shell, says of a program that it cannot run: it was started and never
 * began. */
static bool began(const char *path, struct beside_ran *ran, struct err *err)
{
    enum { LEAST_OF_SHELL = 126, MOST_OF_SHELL = 127 };
    if (ran->status < LEAST_OF_SHELL || ran->status > MOST_OF_SHELL) {
        return true;
    }
    const char *said = str_text(&ran->err);
    err_set(err, "%s does not run, perhaps since what it needs is not installed%s%.*s",
            path, *said ? ": " : "", (int)strcspn(said, "\n"), said);
    str_clear(&ran->err);
    return false;
}

static void close_ours(int pipes[PIPES][2])
{
    for (int i = 0; i < PIPES; i++) {
        close_end(&pipes[i][0]);
        close_end(&pipes[i][1]);
    }
}

bool beside_start(const char *path, const char *const *words, struct beside_child *child,
                  struct err *err)
{
    int pipes[PIPES][2];
    bool ok = open_pipes(pipes, err);
    if (ok) {
        fcntl(pipes[OUT][1], F_SETFL, O_NONBLOCK);
        fcntl(pipes[ERR][1], F_SETFL, O_NONBLOCK);
        ok = start(path, words, pipes, true, &child->pid, err);
    }
    if (ok) {
        child->in = pipes[IN][1];
        child->out = pipes[OUT][0];
        child->err = pipes[ERR][0];
        pipes[IN][1] = pipes[OUT][0] = pipes[ERR][0] = -1;
    }
    close_ours(pipes);
    return ok;
}

bool beside_run(const char *path, const char *const *words, const struct str *input,
                struct beside_ran *ran, struct err *err)
{
    int pipes[PIPES][2];
    pid_t pid;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before);
    bool ok = open_pipes(pipes, err) && start(path, words, pipes, false, &pid, err);
    if (ok) {
        close_end(&pipes[IN][0]);
        close_end(&pipes[OUT][1]);
        close_end(&pipes[ERR][1]);
        talk(pipes, input, pid, ran);
        ok = wait_for(pid, path, &ran->status, err);
        ran->stopped = ran->stopped && !ok;
        ok = ok && began(path, ran, err);
    }
    close_ours(pipes);
    sigaction(SIGPIPE, &before, NULL);
    return ok;
}

void beside_ran_finish(struct beside_ran *ran)
{
    str_finish(&ran->out);
    str_finish(&ran->err);
    *ran = (struct beside_ran){0};
}

void beside_phones_words(const char *host, const char *port, const char *path,
                         const char *words[PHONES_WORDS])
{
    size_t count = 0;
    if (host) {
        words[count++] = "--host";
        words[count++] = host;
    }
    if (port) {
        words[count++] = "--port";
        words[count++] = port;
    }
    words[count++] = "--";
    words[count++] = path;
    words[count] = NULL;
}
