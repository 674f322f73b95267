#include "commands/live_child.h"

#include "commands/command.h"
#include "screen/clock.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

bool live_begin(struct live_child *c, const char *path, const char *const *words,
                const char *invitation, struct err *err)
{
    struct str line = STR_EMPTY;
    if (!beside_start(path, words, &c->child, err)) {
        return false;
    }
    if (invitation) {
        str_addf(&line, "%s\n", invitation);
        if (write(c->child.in, line.bytes, line.len_bytes) < 0) {
            /* It has gone, and says why. */
        }
        explicit_bzero(line.bytes, line.len_bytes);
        str_finish(&line);
    }
    return true;
}

/* Takes in what comes, at most so much; the end closes the descriptor. */
static void take(int *fd, struct str *into)
{
    char block[4096];
    ssize_t got = read(*fd, block, sizeof block);
    if (got > 0) {
        str_add_bytes(into, block, (size_t)got);
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
        close_end(fd);
    }
}

/* The first line of what was heard, to free(); NULL if none is whole. */
static char *first_line(struct str *heard, bool ended)
{
    struct str line = STR_EMPTY;
    size_t len_bytes = strcspn(str_text(heard), "\n");
    bool whole = len_bytes < heard->len_bytes;
    if (!whole && !(ended && len_bytes) && len_bytes < LIVE_LONGEST_LINE_BYTES) {
        return NULL;
    }
    str_add_bytes(&line, heard->bytes, len_bytes);
    str_remove(heard, 0, len_bytes + whole);
    return str_take(&line);
}

/* The first line of any. */
static char *line_of(struct live_child *const *children, size_t count)
{
    char *line = NULL;
    for (size_t i = 0; i < count && !line; i++) {
        line = first_line(&children[i]->heard, children[i]->child.out < 0);
    }
    return line;
}

char *live_line_of(struct live_child *const *children, size_t count, int stop_fd)
{
    enum { MOST = 4, BESIDES = 2 };
    char *line;
    assert(count <= MOST);
    while (!(line = line_of(children, count)) && children[0]->child.out >= 0) {
        struct pollfd list[BESIDES + MOST] = {{stop_fd, POLLIN, 0},
                                              {stop_fd >= 0 ? STDOUT_FILENO : -1, 0, 0}};
        for (size_t i = 0; i < count; i++) {
            list[BESIDES + i] = (struct pollfd){children[i]->child.out, POLLIN, 0};
        }
        bool failed = poll(list, BESIDES + count, -1) < 0 && errno != EINTR;
        if (failed || list[0].revents || list[1].revents) {
            break;
        }
        for (size_t i = 0; i < count; i++) {
            if (list[BESIDES + i].revents) {
                take(&children[i]->child.out, &children[i]->heard);
            }
        }
    }
    return line;
}

char *live_line(struct live_child *c, int stop_fd)
{
    return live_line_of(&c, 1, stop_fd);
}

/* Waits until it has ended, a while at most; false if it has not. It may have children that
 * keep its output open, so that is not all there is to look at. */
static bool wait_ms(struct live_child *c, int64_t patience_ms, int *how)
{
    enum { LOOK_MS = 20 };
    int64_t until_ms = clock_ticks_ms() + patience_ms;
    pid_t ended;
    while ((ended = waitpid(c->child.pid, how, WNOHANG)) == 0 &&
           clock_ticks_ms() < until_ms) {
        struct pollfd out = {c->child.out, POLLIN, 0};
        if (poll(&out, 1, LOOK_MS) > 0) {
            str_clear(&c->heard);
            take(&c->child.out, &c->heard);
        }
    }
    return ended != 0;
}

/* It does not go of itself: that is not waited for without end. */
static void wait_for(struct live_child *c, int *how)
{
    enum { SAY_MS = 500, PATIENCE_MS = 10000, LAST_MS = 3000 };
    if (wait_ms(c, SAY_MS, how)) {
        return;
    }
    fputs("Waiting until others have everything …\n", stderr);
    if (wait_ms(c, PATIENCE_MS, how)) {
        return;
    }
    kill(c->child.pid, SIGTERM);
    if (!wait_ms(c, LAST_MS, how)) {
        kill(c->child.pid, SIGKILL);
        waitpid(c->child.pid, how, 0);
    }
}

int live_end(struct live_child *c)
{
    int how = 0;
    struct str said = STR_EMPTY;
    if (!c->child.pid) {
        return STATUS_DONE;
    }
    close_end(&c->child.in); /* nothing comes for it to read any more: so it leaves */
    wait_for(c, &how);
    struct pollfd err = {c->child.err, POLLIN, 0};
    while (c->child.err >= 0 && poll(&err, 1, 0) > 0 &&
           said.len_bytes < LIVE_LONGEST_LINE_BYTES) {
        take(&c->child.err, &said);
    }
    tell_beside(&said);
    str_finish(&said);
    close_end(&c->child.out);
    close_end(&c->child.err);
    str_finish(&c->heard);
    c->child.pid = 0;
    if (!WIFEXITED(how)) {
        struct err why = ERR_NONE;
        err_set(&why,
                "roundtable-live was ended by the signal %d; what it brought is in "
                "the file",
                WTERMSIG(how));
        return failure(&why);
    }
    return WEXITSTATUS(how);
}
