#include "commands/pager.h"

#include "base/sanitise.h"
#include "commands/command.h"
#include "store/programs.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* What the shell is asked to run; NULL: nothing. */
static const char *pager_asked(void)
{
    const char *pager = getenv("PAGER");
    if (pager) {
        return *pager && strcmp(pager, "cat") != 0 ? pager : NULL;
    }
    char *less = program_in_path("less");
    free(less);
    return less ? "less" : NULL;
}

/* Its process, which reads what is written to *in; 0 if there is none. */
static pid_t start(const char *pager, int *in)
{
    int ends[2];
    pid_t pid = 0;
    char shell[] = "sh", runs[] = "-c";
    char *words[] = {shell, runs, (char *)pager, NULL};
    posix_spawn_file_actions_t files;
    if (pipe(ends) != 0) {
        return 0;
    }
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addclose(&files, ends[0]);
    if (posix_spawnp(&pid, "sh", &files, NULL, words, environ) != 0) {
        pid = 0;
        close(ends[1]);
    }
    posix_spawn_file_actions_destroy(&files);
    close(ends[0]);
    *in = ends[1];
    return pid;
}

/* What is left in the pipe when the pager ends is nobody's. */
static void write_all(int fd, const struct str *text)
{
    size_t at = 0;
    while (at < text->len_bytes) {
        ssize_t wrote = write(fd, text->bytes + at, text->len_bytes - at);
        if (wrote < 0 && errno != EINTR) {
            return;
        }
        at += wrote > 0 ? (size_t)wrote : 0;
    }
}

/* Whether it was there, and could be run. What is typed is for the pager alone, so that
 * Ctrl-C does not end this program before it. */
static bool page(const char *pager, const struct str *text)
{
    int in, status = 0;
    if (!getenv("LESS")) {
        setenv("LESS", "FRX",
               1); /* as others have it: colours, and no screen for a line */
    }
    pid_t pid = start(pager, &in);
    if (!pid) {
        return false;
    }
    void (*piped)(int) = signal(SIGPIPE, SIG_IGN),
         (*typed)(int) = signal(SIGINT, SIG_IGN), (*quit)(int) = signal(SIGQUIT, SIG_IGN);
    write_all(in, text);
    close(in);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    signal(SIGPIPE, piped);
    signal(SIGINT, typed);
    signal(SIGQUIT, quit);
    return !(WIFEXITED(status) && WEXITSTATUS(status) >= 126);
}

int print_paged(const struct str *text)
{
    const char *pager = isatty(STDOUT_FILENO) ? pager_asked() : NULL;
    struct str shown = STR_EMPTY;
    if (pager && text->len_bytes) {
        sanitise_bytes(text->bytes, text->len_bytes, SANITISE_FOR_LINES, &shown);
    }
    bool paged = shown.len_bytes && page(pager, &shown);
    str_finish(&shown);
    return paged ? output_done() : print_text(text);
}
