#include "support/program.h"

#include "base/memory.h"
#include "support/folder.h"

#include <assert.h>
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

extern char **environ;

/* "NAME=value" each, NULL behind the last: what execve() takes. One table a process,
 * which under Criterion is one a test. */
static struct {
    char **entries;
    size_t count, room;
} variables;

static void variable_set(const char *name, const char *value)
{
    size_t len_bytes = strlen(name);
    size_t at = 0;
    while (at < variables.count &&
           (strncmp(variables.entries[at], name, len_bytes) != 0 ||
            variables.entries[at][len_bytes] != '=')) {
        at++;
    }
    if (at < variables.count) {
        free(variables.entries[at]);
        memmove(&variables.entries[at], &variables.entries[at + 1],
                (variables.count - at) * sizeof(char *));
        variables.count--;
    }
    if (!value) {
        return;
    }
    struct str entry = STR_EMPTY;
    str_addf(&entry, "%s=%s", name, value);
    variables.entries = memory_room_for_one(variables.entries, variables.count + 1,
                                            &variables.room, sizeof(char *));
    variables.entries[variables.count++] = str_take(&entry);
    variables.entries[variables.count] = NULL;
}

static void variable_set_path(const char *name, const char *below_home)
{
    char *path = test_path(below_home);
    variable_set(name, path);
    free(path);
}

static void variables_ready(void)
{
    if (variables.count) {
        return;
    }
    variable_set("HOME", test_folder());
    char *config = repo_path("tests/support/config");
    variable_set("XDG_CONFIG_HOME", config);
    free(config);
    variable_set_path("XDG_STATE_HOME", ".local/state");
    variable_set_path("XDG_DATA_HOME", ".local/share");
    variable_set_path("XDG_CACHE_HOME", ".cache");
    variable_set("ROUNDTABLE_DATA", repo_root());
    variable_set("TZ", "UTC");
    variable_set("LANG", "C.UTF-8");
    variable_set("TERM", "xterm-256color");
    variable_set("COLORFGBG", "15;0"); /* so that no terminal needs to be asked */
    variable_set("SOURCE_DATE_EPOCH", "1487764800");
    static const char *const kept[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS",
                                       "LSAN_OPTIONS", "LLVM_PROFILE_FILE"};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        variable_set(kept[i], getenv(kept[i]));
    }
}

void program_env(const char *name, const char *value)
{
    variables_ready();
    variable_set(name, value);
}

void program_crashes_as_itself(void)
{
    const char *asan = getenv("ASAN_OPTIONS");
    struct str options = STR_EMPTY;
    str_addf(&options, "%s:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_abort=0",
             asan ? asan : "");
    program_env("ASAN_OPTIONS", options.bytes);
    str_finish(&options);
}

const char *program_path(void)
{
    static char *path;
    if (!path) {
        const char *given = getenv("ROUNDTABLE_PROGRAM");
        if (!given || !given[0]) {
            given = "build/roundtable";
        }
        path = given[0] == '/' ? memory_copy_text(given) : repo_path(given);
    }
    return path;
}

char *program_beside(const char *name)
{
    const char *path = program_path(), *slash = strrchr(path, '/');
    struct str beside = STR_EMPTY;
    str_add_bytes(&beside, path, (size_t)(slash + 1 - path));
    str_add(&beside, name);
    return str_take(&beside);
}

bool program_is_sanitized(void)
{
#if defined __SANITIZE_ADDRESS__
    return true;
#else
    return false;
#endif
}

int64_t program_deadline_ms(void)
{
    const char *given = getenv("ROUNDTABLE_TEST_DEADLINE_S");
    long seconds = given ? strtol(given, NULL, 10) : 0;
    return seconds > 0 ? seconds * INT64_C(1000) : INT64_C(20000);
}

int64_t program_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* Runs between fork and exec, beside whatever threads Criterion has: system calls only. */
static void become(const char *path, const char *const argv[], const int fds[3],
                   bool controls_terminal)
{
    setsid(); /* so that /dev/tty is never the terminal of whoever runs the tests */
    if (controls_terminal) {
        ioctl(fds[0], TIOCSCTTY, 0);
    }
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    for (int i = 0; i < 3; i++) {
        dup2(fds[i], i);
    }
    closefrom(3);
    for (int i = 1; i < NSIG; i++) {
        signal(i, SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    umask(022);
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    environ = variables.entries;
    execvp(path, (char *const *)argv);
    const char *why = strerror(errno);
    const char *const words[] = {"cannot run ", path, ": ", why, "\n"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (write(2, words[i], strlen(words[i])) < 0) {
            break;
        }
    }
    _exit(127);
}

pid_t program_start(const char *const argv[], const int fds[3], bool controls_terminal)
{
    assert(fds[0] > 2 && fds[1] > 2 && fds[2] > 2);
    variables_ready();
    const char *path = strcmp(argv[0], "roundtable") == 0 ? program_path() : argv[0];
    pid_t pid = fork();
    if (pid < 0) {
        cr_fatal("fork: %s", strerror(errno));
    }
    if (pid == 0) {
        become(path, argv, fds, controls_terminal);
    }
    return pid;
}

void program_kill(pid_t pid)
{
    kill(-pid, SIGKILL);
    kill(pid, SIGKILL); /* if it had no time yet to begin a session */
    waitpid(pid, NULL, 0);
}

bool program_wait(pid_t pid, int64_t until_ms, int *status)
{
    for (;;) {
        int how;
        pid_t done = waitpid(pid, &how, WNOHANG);
        if (done == pid) {
            *status = WIFSIGNALED(how) ? 128 + WTERMSIG(how) : WEXITSTATUS(how);
            return true;
        }
        if (done < 0 && errno != EINTR) {
            cr_fatal("waitpid: %s", strerror(errno));
        }
        if (program_clock_ms() >= until_ms) {
            return false;
        }
        /* Nothing portable can poll for the end of a child; callers come here when it
         * has closed its output, so this is a matter of a turn or two. */
        poll(NULL, 0, 1);
    }
}

bool program_at_rest(pid_t pid)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "/proc/%ld/stat", (long)pid);
    char *stat = text_file_read(str_text(&path));
    str_finish(&path);
    const char *name_end = stat ? strrchr(stat, ')') : NULL; /* a name may hold any */
    bool at_rest = !name_end || !strchr("RD", name_end[2]);
    free(stat);
    return at_rest;
}

/* The test's ends of the pipes of one run; -1 once closed. */
struct pipes {
    int in, out, err;
    const char *input;
    size_t len_bytes;
};

static void close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

static void make_pipe(int ends[2])
{
    if (pipe(ends) < 0) {
        cr_fatal("pipe: %s", strerror(errno));
    }
}

static pid_t start_with_pipes(const char *const argv[], struct pipes *pipes)
{
    int in[2] = {-1, -1}, out[2], err[2];
    if (pipes->input) {
        make_pipe(in);
        fcntl(in[1], F_SETFL, O_NONBLOCK);
    } else if ((in[0] = open("/dev/null", O_RDONLY)) < 0) {
        cr_fatal("/dev/null: %s", strerror(errno));
    }
    make_pipe(out);
    make_pipe(err);
    pid_t pid = program_start(argv, (int[]){in[0], out[1], err[1]}, false);
    close(in[0]);
    close(out[1]);
    close(err[1]);
    pipes->in = in[1];
    pipes->out = out[0];
    pipes->err = err[0];
    return pid;
}

static void give(struct pipes *pipes)
{
    ssize_t put = write(pipes->in, pipes->input, pipes->len_bytes);
    if (put >= 0) {
        pipes->input += put;
        pipes->len_bytes -= (size_t)put;
    }
    bool reader_left = put < 0 && errno != EAGAIN && errno != EINTR;
    if (pipes->len_bytes == 0 || reader_left) {
        close_end(&pipes->in);
    }
}

static void take(int *fd, struct str *into)
{
    char chunk[16384];
    ssize_t got = read(*fd, chunk, sizeof chunk);
    if (got > 0) {
        str_add_bytes(into, chunk, (size_t)got);
    } else if (got == 0 || errno != EINTR) {
        close_end(fd);
    }
}

/* Until both outputs are at their end; false if the deadline comes before. */
static bool exchange(struct pipes *pipes, struct ran *ran, int64_t until_ms)
{
    while (pipes->out >= 0 || pipes->err >= 0) {
        int64_t left_ms = until_ms - program_clock_ms();
        if (left_ms <= 0) {
            return false;
        }
        struct pollfd ready[] = {
            {.fd = pipes->in, .events = POLLOUT},
            {.fd = pipes->out, .events = POLLIN},
            {.fd = pipes->err, .events = POLLIN},
        };
        if (poll(ready, 3, (int)left_ms) < 0) {
            continue;
        }
        if (ready[0].revents) {
            give(pipes);
        }
        if (ready[1].revents) {
            take(&pipes->out, &ran->out);
        }
        if (ready[2].revents) {
            take(&pipes->err, &ran->err);
        }
    }
    return true;
}

struct ran program_run(const char *input, const char *const argv[])
{
    struct ran ran = {.status = -1, .out = STR_EMPTY, .err = STR_EMPTY};
    struct pipes pipes = {.input = input, .len_bytes = input ? strlen(input) : 0};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before);
    pid_t pid = start_with_pipes(argv, &pipes);
    int64_t until_ms = program_clock_ms() + 3 * program_deadline_ms();
    bool ended = exchange(&pipes, &ran, until_ms);
    ended = ended && program_wait(pid, until_ms, &ran.status);
    if (!ended) {
        program_kill(pid);
    }
    close_end(&pipes.in);
    close_end(&pipes.out);
    close_end(&pipes.err);
    sigaction(SIGPIPE, &before, NULL);
    if (!ended) {
        struct str call = STR_EMPTY;
        for (size_t i = 0; argv[i]; i++) {
            str_addf(&call, " %s", argv[i]);
        }
        cr_fatal("killed, since it did not end in time:%s\nits output:\n%s\n"
                 "its errors:\n%s",
                 str_text(&call), str_text(&ran.out), str_text(&ran.err));
    }
    str_add_bytes(&ran.out, "", 0); /* .bytes is a text even when nothing came */
    str_add_bytes(&ran.err, "", 0);
    return ran;
}

void ran_finish(struct ran *ran)
{
    if (ran) {
        str_finish(&ran->out);
        str_finish(&ran->err);
    }
}

char *output_of(const char *const argv[])
{
    return output_on(NULL, argv);
}

char *output_on(const char *text, const char *const argv[])
{
    struct ran ran = program_run(text, argv);
    cr_assert_eq(ran.status, 0, "%s %s: %d: %s%s", argv[0], argv[1], ran.status,
                 str_text(&ran.out), str_text(&ran.err));
    str_finish(&ran.err);
    return str_take(&ran.out);
}

char *exported(const char *path, const char *format)
{
    char *whole = *path == '/' ? memory_copy_text(path) : test_path(path);
    char *text = OUTPUT_OF("export", "-f", format, whole);
    free(whole);
    return text;
}

static bool said_it(const struct str *text, const char *part)
{
    return part ? strstr(str_text(text), part) != NULL : !text->len_bytes;
}

void expect_run(int status, const char *out, const char *said, const char *const argv[])
{
    struct ran ran = program_run(NULL, argv);
    cr_expect(ran.status == status && said_it(&ran.out, out) && said_it(&ran.err, said),
              "%s %s: status %d, not %d\nout: %s\nerr: %s\nwanted: %s, %s", argv[0],
              argv[1], ran.status, status, str_text(&ran.out), str_text(&ran.err),
              out ? out : "silence", said ? said : "silence");
    ran_finish(&ran);
}

char *program_tells_terminal(const char *const argv[])
{
    enum { MOST_BYTES = 65536, A_MOMENT_MS = 2000 };
    int status, null = open("/dev/null", O_RDWR);
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    int said = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    pid_t pid = program_start(argv, (int[]){null, null, said}, false);
    cr_assert(program_wait(pid, program_clock_ms() + program_deadline_ms(), &status));
    char *text = calloc(1, MOST_BYTES);
    struct pollfd told = {.fd = terminal, .events = POLLIN};
    cr_assert_eq(poll(&told, 1, A_MOMENT_MS), 1, "nothing was told");
    ssize_t len = read(terminal, text, MOST_BYTES - 1); /* all of it is there */
    cr_assert_gt(len, 0, "nothing was told");
    cr_expect_eq(status, 0);
    close(said);
    close(null);
    close(terminal);
    return text;
}
