#include "live/server_inside.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum {
    PATIENCE_MS = 2000,     /* for mosquitto to end when asked to */
    MOST_SAID_BYTES = 4096, /* of what mosquitto says, the end */
    MOST_PAYLOAD_BYTES = 2 << 20,
};

/* What becomes of one keeper. */
struct keeper {
    const struct keeper_task *task;
    int socket;
    struct keeper_folder folder;
    struct str said; /* by mosquitto, or by us if it did not come to that */
};

static bool complain(struct keeper *keeper, const char *what)
{
    str_addf(&keeper->said, "%s: %s", what, strerror(errno));
    return false;
}

static bool write_file(struct keeper *keeper, const char *name, const struct str *text)
{
    char *path = keeper_folder_file(&keeper->folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool ok =
        fd >= 0 && write(fd, text->bytes, text->len_bytes) == (ssize_t)text->len_bytes;
    if (!ok) {
        complain(keeper, path);
    }
    if (fd >= 0) {
        close(fd);
    }
    free(path);
    return ok;
}

static bool write_configuration(struct keeper *keeper)
{
    const struct keeper_task *task = keeper->task;
    struct str text = STR_EMPTY;
    str_addf(&text,
             "listener %d\n"
             "allow_anonymous false\n"
             "password_file %s/passwords\n"
             "acl_file %s/access\n"
             "persistence false\n"
             "retain_available false\n"
             "message_size_limit %d\n"
             "max_packet_size %d\n"
             "max_queued_messages 1000\n"
             "set_tcp_nodelay true\n"
             "connection_messages false\n"
             "log_dest stderr\n"
             "log_timestamp false\n"
             "log_type error\n",
             task->port, keeper->folder.path, keeper->folder.path, MOST_PAYLOAD_BYTES,
             MOST_PAYLOAD_BYTES + 1024);
    if (geteuid() == 0) {
        /* It would become the user mosquitto, who may not look into the folder. */
        str_add(&text, "user root\n");
    }
    bool ok = write_file(keeper, "mosquitto.conf", &text);
    str_clear(&text);
    str_addf(&text, "%s:%s\n", task->room, task->password);
    ok = ok && write_file(keeper, "passwords", &text);
    explicit_bzero(text.bytes, text.len_bytes);
    str_clear(&text);
    str_addf(&text, "user %s\ntopic readwrite rt/%s/#\n", task->room, task->room);
    ok = ok && write_file(keeper, "access", &text);
    str_finish(&text);
    return ok;
}

/* A child with nothing of ours but an output for its complaints; ends with us. */
static pid_t start(char *const argv[], int complaints)
{
    pid_t keeper = getpid();
    pid_t pid = fork();
    if (pid != 0) {
        return pid;
    }
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != keeper) {
        _exit(1);
    }
#endif
    dup2(complaints, STDERR_FILENO);
    dup2(complaints, STDOUT_FILENO);
    closefrom(3);
    struct rlimit files_open;
    if (getrlimit(RLIMIT_NOFILE, &files_open) == 0) {
        files_open.rlim_cur = files_open.rlim_max; /* one for each who comes */
        setrlimit(RLIMIT_NOFILE, &files_open);
    }
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    execv(argv[0], argv);
    dprintf(STDERR_FILENO, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

/* Takes what was said; false at its end, that is when the child has ended. */
static bool listen_to(struct keeper *keeper, int fd)
{
    char chunk[1024];
    ssize_t got = read(fd, chunk, sizeof chunk);
    if (got < 0) {
        return errno == EINTR || errno == EAGAIN;
    }
    str_add_bytes(&keeper->said, chunk, (size_t)got);
    if (keeper->said.len_bytes > MOST_SAID_BYTES) {
        str_remove(&keeper->said, 0, keeper->said.len_bytes - MOST_SAID_BYTES);
    }
    return got > 0;
}

/* The program's own hash of the password takes the place of the password. */
static bool hash_password(struct keeper *keeper)
{
    int ends[2];
    if (pipe(ends) < 0) {
        return complain(keeper, "pipe");
    }
    char *path = keeper_folder_file(&keeper->folder, "passwords");
    char *program = keeper->task->passwd;
    char option[] = "-U";
    pid_t pid = start((char *[]){program, option, path, NULL}, ends[1]);
    free(path);
    close(ends[1]);
    while (listen_to(keeper, ends[0])) {
    }
    close(ends[0]);
    int how = -1;
    if (pid < 0 || waitpid(pid, &how, 0) != pid || how != 0) {
        str_addf(&keeper->said, "%s failed", keeper->task->passwd);
        return false;
    }
    str_clear(&keeper->said);
    return true;
}

/* Waits until the child has ended, for so long at most. */
static bool has_ended(struct keeper *keeper, int complaints, int timeout_ms)
{
    struct pollfd ready = {.fd = complaints, .events = POLLIN};
    while (poll(&ready, 1, timeout_ms) > 0) {
        if (!listen_to(keeper, complaints)) {
            return true;
        }
    }
    return false;
}

static void end_server(struct keeper *keeper, pid_t pid, int complaints)
{
    kill(pid, SIGTERM);
    if (!has_ended(keeper, complaints, PATIENCE_MS)) {
        kill(pid, SIGKILL);
    }
    waitpid(pid, NULL, 0);
}

/* Until the program has ended, or does not need it any more, or mosquitto has ended. */
static void keep(struct keeper *keeper, pid_t pid, int complaints)
{
    struct pollfd ready[] = {
        {.fd = keeper->socket, .events = POLLIN},
        {.fd = complaints, .events = POLLIN},
    };
    for (;;) {
        if (poll(ready, 2, -1) < 0) {
            continue;
        }
        if (ready[1].revents && !listen_to(keeper, complaints)) {
            waitpid(pid, NULL, 0);
            return;
        }
        if (ready[0].revents) {
            end_server(keeper, pid, complaints);
            str_clear(&keeper->said);
            return;
        }
    }
}

static void run_server(struct keeper *keeper)
{
    int ends[2];
    if (pipe(ends) < 0) {
        complain(keeper, "pipe");
        return;
    }
    char *path = keeper_folder_file(&keeper->folder, "mosquitto.conf");
    char *program = keeper->task->mosquitto;
    char option[] = "-c";
    pid_t pid = start((char *[]){program, option, path, NULL}, ends[1]);
    free(path);
    close(ends[1]);
    if (pid < 0) {
        complain(keeper, "fork");
        return;
    }
    keep(keeper, pid, ends[0]);
}

/* Nothing of the program's stays open here: neither its files nor its terminal. */
static int let_go(int socket)
{
    setsid(); /* what a terminal sends to all is not for us */
    int nothing = open("/dev/null", O_RDWR);
    for (int fd = 0; nothing >= 0 && fd < 3; fd++) {
        if (fd != socket) {
            dup2(nothing, fd);
        }
    }
    int kept = socket < 3 ? fcntl(socket, F_DUPFD, 3) : dup2(socket, 3);
    closefrom(4);
    return kept;
}

void keeper_live(int socket, const struct keeper_task *task)
{
    static const int deadly[] = {SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGQUIT};
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) {
        signal(deadly[i], SIG_IGN);
    }
    signal(SIGCHLD, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    umask(077);
    struct keeper keeper = {.task = task, .socket = let_go(socket)};
    keeper_folders_clear(task->parent_folder);
    bool made = keeper_folder_make(task->parent_folder, &keeper.folder);
    if (!made) {
        complain(&keeper, "no temporary folder can be made (TMPDIR says where)");
    }
    if (made && write_configuration(&keeper) && hash_password(&keeper)) {
        run_server(&keeper);
    }
    keeper_folder_remove(&keeper.folder);
    if (keeper.said.len_bytes &&
        write(keeper.socket, keeper.said.bytes, keeper.said.len_bytes) < 0) {
        _exit(1); /* nobody is there to hear it */
    }
    _exit(0);
}
