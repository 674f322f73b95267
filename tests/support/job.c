#include "support/job.h"

#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>

char *job_session(const char *file)
{
    char *path = test_path(file);
    struct ran ran = program_run(NULL, WORDS("roundtable", "new", path));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    return path;
}

/* A shell with job control, as people have it: it says how a job stopped, and goes on
 * with it when a line was typed, or at once if there is nothing to say. */
static const char shell[] = "set -m\n"
                            "sh -c \"$3\"'echo $$ >\"$1\"; exec \"$0\" \"$2\"' "
                            "\"$0\" \"$1\" \"$2\"\n"
                            "status=$?\n"
                            "while [ $status -ge 147 ] && [ $status -le 150 ]; do\n"
                            "    if [ -n \"$4\" ]; then\n"
                            "        eval \"$4\"\n"
                            "        echo \"stopped with $status\"\n"
                            "        read line\n"
                            "    fi\n"
                            "    fg >/dev/null\n"
                            "    status=$?\n"
                            "done\n"
                            "exit $status\n";

struct typist *job_start(const char *path, const char *first, const char *stopped)
{
    char *pid_path = test_path("pid");
    struct typist *t = typist_open(
        24, 80, WORDS("sh", "-c", shell, program_path(), pid_path, path, first, stopped));
    free(pid_path);
    return t;
}

struct typist *job_start_alone(const char *path)
{
    char *pid_path = test_path("pid");
    struct typist *t = typist_start(
        24, 80,
        (const char *const[]){"sh", "-c", "echo $$ >\"$1\"; exec \"$0\" ${2:+\"$2\"}",
                              program_path(), pid_path, path, NULL});
    typist_wait(t, "? Keys");
    free(pid_path);
    return t;
}

pid_t job_pid(void)
{
    char *path = test_path("pid"), *text = text_file_read(path);
    pid_t pid = text ? (pid_t)strtol(text, NULL, 10) : 0;
    cr_assert(pid > 1, "the shell tells no number");
    free(text);
    free(path);
    return pid;
}

void job_end(struct typist *t)
{
    kill(job_pid(), SIGKILL);
    typist_type(t, "\n"); /* should the shell wait for a line */
    typist_end(t);
    typist_free(t);
}
