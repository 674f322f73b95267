#include "live/server.h"

#include "live/server_inside.h"

#include "base/memory.h"
#include "base/str.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 10000, /* for mosquitto to listen */
    TURN_MS = 5,         /* between looks whether it does */
    ATTEMPTS = 3,        /* at a free port: somebody may take it before mosquitto does */
};

static int64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A program in PATH, or where Debian has servers, which are in nobody's; to free(), NULL if
 * there is none. */
static char *find_program(const char *name)
{
    const char *path = getenv("PATH");
    struct str folders = STR_EMPTY;
    str_addf(&folders, "%s:/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin",
             path ? path : "");
    char *found = NULL, *rest = NULL;
    for (char *folder = strtok_r(folders.bytes, ":", &rest); folder && !found;
         folder = strtok_r(NULL, ":", &rest)) {
        struct str candidate = STR_EMPTY;
        str_addf(&candidate, "%s/%s", folder, name);
        found = *folder == '/' && access(str_text(&candidate), X_OK) == 0
                    ? str_take(&candidate)
                    : NULL;
        str_finish(&candidate);
    }
    str_finish(&folders);
    return found;
}

/* Somebody may say which one; it brings its passwords' program along. */
static bool find_programs(char **mosquitto, char **passwd, struct err *err)
{
    const char *named = getenv("ROUNDTABLE_MOSQUITTO");
    *mosquitto = !named                     ? find_program("mosquitto")
                 : access(named, X_OK) == 0 ? memory_copy_text(named)
                                            : NULL;
    *passwd = find_program("mosquitto_passwd");
    if (*mosquitto && *passwd) {
        return true;
    }
    err_set(err,
            "there is no %s%s, which carries a room: install the package mosquitto "
            "(\"apt install mosquitto\", \"dnf install mosquitto\", \"brew install "
            "mosquitto\")",
            *mosquitto ? "mosquitto_passwd" : "mosquitto",
            named && !*mosquitto ? " where ROUNDTABLE_MOSQUITTO says" : "");
    free(*mosquitto);
    free(*passwd);
    return false;
}

/* A socket of the newer family, which takes the older one's port along; or of the older. */
static int listening(int port)
{
    struct sockaddr_in6 all = {.sin6_family = AF_INET6,
                               .sin6_port = htons((uint16_t)port)};
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int on = 1, off = 0;
    if (fd >= 0) {
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (bind(fd, (struct sockaddr *)&all, sizeof all) == 0 && listen(fd, 1) == 0) {
            return fd;
        }
        int error = errno;
        close(fd);
        errno = error;
        if (error == EADDRINUSE || error == EACCES) {
            return -1;
        }
    }
    struct sockaddr_in old = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&old, sizeof old) == 0 && listen(fd, 1) == 0) {
        return fd;
    }
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

static void blame_port(int port, int error, struct err *err)
{
    if (error == EADDRINUSE) {
        err_set(err,
                "port %d is taken by another program: choose another one, or 0 for any "
                "that is free",
                port);
    } else if (error == EACCES) {
        err_set(err, "port %d is not ours to listen at: choose one above 1023", port);
    } else {
        errno = error;
        err_system(err, "cannot listen at port %d", port);
    }
}

/* Whether it is free; 0 becomes one that is. */
static bool find_port(int *port, struct err *err)
{
    int fd = listening(*port);
    if (fd < 0) {
        blame_port(*port, errno, err);
        return false;
    }
    struct sockaddr_storage here;
    socklen_t size_bytes = sizeof here;
    getsockname(fd, (struct sockaddr *)&here, &size_bytes);
    *port = ntohs(here.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&here)->sin6_port
                                             : ((struct sockaddr_in *)&here)->sin_port);
    close(fd);
    return true;
}

bool server_listens(int port)
{
    struct sockaddr_in there = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool yes = fd >= 0 && connect(fd, (struct sockaddr *)&there, sizeof there) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return yes;
}

void server_blame(const struct server *server, struct err *err)
{
    char said[4097];
    size_t len_bytes = 0;
    ssize_t got;
    while (len_bytes < sizeof said - 1 && (got = read(server->pipe, said + len_bytes,
                                                      sizeof said - 1 - len_bytes)) > 0) {
        len_bytes += (size_t)got;
    }
    said[len_bytes] = '\0';
    if (strstr(said, "Address already in use")) {
        blame_port(server->port, EADDRINUSE, err);
        return;
    }
    while (len_bytes && said[len_bytes - 1] == '\n') {
        said[--len_bytes] = '\0';
    }
    for (char *at = said; (at = strchr(at, '\n'));) {
        *at = ' ';
    }
    err_set(err, "mosquitto does not start: %s",
            len_bytes ? said : "it does not say why");
}

/* Until it listens. */
static bool wait_for(const struct server *server, struct err *err)
{
    int64_t until_ms = clock_ms() + PATIENCE_MS;
    while (clock_ms() < until_ms) {
        struct pollfd ended = {.fd = server->pipe, .events = POLLIN};
        if (poll(&ended, 1, TURN_MS) > 0) {
            server_blame(server, err);
            return false;
        }
        if (server_listens(server->port)) {
            return true;
        }
    }
    err_set(err, "mosquitto does not listen at port %d after %d seconds", server->port,
            PATIENCE_MS / 1000);
    return false;
}

static bool start_keeper(struct server *server, const struct keeper_task *task,
                         struct err *err)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
        err_system(err, "cannot start mosquitto");
        return false;
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        keeper_live(ends[1], task);
    }
    close(ends[1]);
    if (pid < 0) {
        err_system(err, "cannot start mosquitto");
        close(ends[0]);
        return false;
    }
    *server = (struct server){.keeper = pid, .pipe = ends[0], .port = task->port};
    return true;
}

/* At that port; 0: any free one. */
static bool begin(struct server *server, struct keeper_task *task, int port,
                  struct err *err)
{
    task->port = port;
    return find_port(&task->port, err) && start_keeper(server, task, err);
}

static bool begin_and_wait(struct server *server, struct keeper_task *task, int port,
                           struct err *err)
{
    struct server started;
    if (!begin(&started, task, port, err)) {
        return false;
    }
    if (!wait_for(&started, err)) {
        server_stop(&started);
        return false;
    }
    *server = started;
    return true;
}

/* What a keeper needs but for the port; its programs are to be freed. */
static bool make_task(struct keeper_task *task, const char *room, const char *password,
                      struct err *err)
{
    const char *temporary = getenv("TMPDIR");
    *task = (struct keeper_task){.room = room,
                                 .password = password,
                                 .parent_folder = temporary ? temporary : "/tmp"};
    return find_programs(&task->mosquitto, &task->passwd, err);
}

static void finish_task(struct keeper_task *task)
{
    free(task->mosquitto);
    free(task->passwd);
}

bool server_start(struct server *server, int port, const char *room, const char *password,
                  struct err *err)
{
    struct keeper_task task;
    if (!make_task(&task, room, password, err)) {
        return false;
    }
    bool ok = begin_and_wait(server, &task, port, err);
    for (int i = 1; !ok && port == 0 && i < ATTEMPTS; i++) {
        err_finish(err);
        ok = begin_and_wait(server, &task, port, err);
    }
    finish_task(&task);
    return ok;
}

bool server_begin(struct server *server, int port, const char *room, const char *password,
                  struct err *err)
{
    struct keeper_task task;
    if (!make_task(&task, room, password, err)) {
        return false;
    }
    bool ok = begin(server, &task, port, err);
    finish_task(&task);
    return ok;
}

void server_stop(struct server *server)
{
    if (server->keeper == 0) {
        return;
    }
    close(server->pipe);
    while (waitpid(server->keeper, NULL, 0) < 0 && errno == EINTR) {
    }
    *server = (struct server){.pipe = -1};
}
