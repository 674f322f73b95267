#include "support/laptop.h"

#include "base/memory.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct laptop laptop_of(const char *owner, const char *session)
{
    struct str name = STR_EMPTY;
    struct laptop l = {.owner = owner, .input = -1, .output = -1, .errors = -1};
    str_addf(&name, "%s/table.json", owner);
    l.path = test_path(name.bytes);
    l.folder = test_path(owner);
    str_add(&name, ".hand");
    char *keep = test_path(name.bytes);
    text_file_write(keep, ""); /* makes the folder */
    if (session) { /* as the program writes it, so that files can be compared */
        text_file_write(keep, session);
        free(OUTPUT_OF("merge", "-o", l.path, keep));
    }
    free(keep);
    str_finish(&name);
    return l;
}

static void close_all(struct laptop *l)
{
    int *const ends[] = {&l->input, &l->output, &l->errors};
    for (size_t i = 0; i < 3; i++) {
        if (*ends[i] >= 0) {
            close(*ends[i]);
        }
        *ends[i] = -1;
    }
}

void laptop_kill(struct laptop *l)
{
    if (l->bridge) {
        program_kill(l->bridge);
        l->bridge = 0;
    }
    close_all(l);
}

struct laptop laptop_with_table(const char *owner)
{
    return laptop_of(
        owner, "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":"
               "\"leeds\",\"place\":\"Leeds\",\"table\":\"4\",\"goals\":["
               "{\"text\":\"Less sugar\",\"barriers\":[\"Advertising\"]}]}]}");
}

void laptop_finish(struct laptop *l)
{
    laptop_kill(l);
    typist_free(l->screen);
    str_finish(&l->said);
    str_finish(&l->told);
    free(l->folder);
    free(l->path);
    *l = (struct laptop){0};
}

/* What is started from now on is at that laptop. */
static void sit_down_at(const struct laptop *l)
{
    struct str state = STR_EMPTY;
    str_addf(&state, "%s/.local/state", l->folder);
    program_env("HOME", l->folder);
    program_env("XDG_STATE_HOME", state.bytes);
    str_finish(&state);
}

/* A pipe whose ends are above 2; the one for us is not inherited. */
static void make_pipe(int *ours, int *theirs, int our_end)
{
    int ends[2];
    cr_assert(pipe(ends) == 0);
    *ours = fcntl(ends[our_end], F_DUPFD_CLOEXEC, 3);
    *theirs = fcntl(ends[!our_end], F_DUPFD_CLOEXEC, 3);
    close(ends[0]);
    close(ends[1]);
}

void laptop_run(struct laptop *l, const char *invitation, const char *const *more)
{
    enum { MOST_WORDS = 16 };
    char *program = program_beside("roundtable-live");
    const char *words[MOST_WORDS] = {program, "--screen", "--by", l->owner};
    int theirs[3];
    size_t count = 4;
    for (; more && *more && count < MOST_WORDS - 3; more++) {
        words[count++] = *more;
    }
    if (invitation) {
        words[count++] = "--join";
    }
    words[count++] = l->path;
    sit_down_at(l);
    str_clear(&l->said);
    make_pipe(&l->input, &theirs[0], 1);
    make_pipe(&l->output, &theirs[1], 0);
    make_pipe(&l->errors, &theirs[2], 0);
    l->bridge = program_start(words, theirs, false);
    for (int i = 0; i < 3; i++) {
        close(theirs[i]);
    }
    if (invitation) {
        cr_assert(write(l->input, invitation, strlen(invitation)) > 0);
        cr_assert(write(l->input, "\n", 1) == 1);
    }
    free(program);
}

/* Reads what comes before then; false at the end. */
static bool read_more(int fd, struct str *out, int64_t until_ms)
{
    char block[4096];
    struct pollfd here = {.fd = fd, .events = POLLIN};
    int64_t left = until_ms - program_clock_ms();
    if (left <= 0 || poll(&here, 1, (int)left) <= 0) {
        return false;
    }
    ssize_t got = read(fd, block, sizeof block);
    if (got > 0) {
        str_add_bytes(out, block, (size_t)got);
    }
    return got > 0;
}

void laptop_hear(struct laptop *l, const char *words)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    const char *found;
    while (!(found = strstr(str_text(&l->said), words))) {
        if (!read_more(l->output, &l->said, until_ms)) {
            read_more(l->errors, &l->told, program_clock_ms() + 100);
            cr_assert_fail("%s never heard \"%s\", but:\n%s%s", l->owner, words,
                           str_text(&l->said), str_text(&l->told));
        }
    }
    str_remove(&l->said, 0, (size_t)(found - l->said.bytes) + strlen(words));
}

void laptop_is_told(struct laptop *l, const char *words)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!strstr(str_text(&l->told), words)) {
        cr_assert(read_more(l->errors, &l->told, until_ms),
                  "%s was never told \"%s\", but:\n%s", l->owner, words,
                  str_text(&l->told));
    }
}

char *laptop_line(struct laptop *l)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!strchr(str_text(&l->said), '\n')) {
        if (!read_more(l->output, &l->said, until_ms)) {
            read_more(l->errors, &l->told, program_clock_ms() + 100);
            cr_assert_fail("%s has no room: %s", l->owner, str_text(&l->told));
        }
    }
    size_t len = strcspn(l->said.bytes, "\n");
    char *line = memory_get(len + 1);
    memcpy(line, l->said.bytes, len);
    str_remove(&l->said, 0, len + 1);
    return line;
}

char *laptop_begin_at(struct laptop *l, const char *port)
{
    laptop_run(l, NULL, WORDS("--host", "127.0.0.1", "--port", port));
    return laptop_line(l);
}

char *laptop_begin(struct laptop *l)
{
    return laptop_begin_at(l, "0");
}

char *laptop_organise(struct laptop *l)
{
    laptop_run(l, NULL, WORDS("--host", "127.0.0.1", "--port", "0", "--organise"));
    return laptop_line(l);
}

void laptop_tell_seminar(struct laptop *l, const char *invitation)
{
    laptop_run(l, invitation, WORDS("--by-table"));
    free(laptop_line(l));
}

void laptop_join(struct laptop *l, const char *invitation)
{
    laptop_run(l, invitation, NULL);
    free(laptop_line(l));
}

int laptop_leave(struct laptop *l)
{
    close(l->input);
    l->input = -1;
    return laptop_end(l);
}

int laptop_end(struct laptop *l)
{
    int status = -1;
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    cr_assert(program_wait(l->bridge, until_ms, &status), "%s does not leave", l->owner);
    while (read_more(l->output, &l->said, until_ms)) {
    }
    while (read_more(l->errors, &l->told, until_ms)) {
    }
    l->bridge = 0;
    close_all(l);
    return status;
}

struct typist *laptop_open(struct laptop *l)
{
    sit_down_at(l);
    l->screen = typist_open(24, 80, WORDS("roundtable", "--by", l->owner, l->path));
    return l->screen;
}

static bool holds(const char *path, const char *words)
{
    char *text = text_file_read(path);
    bool found = text && strstr(text, words);
    free(text);
    return found;
}

/* Looks every few milliseconds: nobody tells when a file has changed. */
static void pause_before(int64_t until_ms, const char *what)
{
    enum { LOOK_MS = 20 };
    cr_assert(program_clock_ms() < until_ms, "%s", what);
    poll(NULL, 0, LOOK_MS);
}

void laptop_holds(const struct laptop *l, const char *words)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!holds(l->path, words)) {
        pause_before(until_ms, words);
    }
}

static bool are_same(const struct laptop *one, const struct laptop *two)
{
    char *a = text_file_read(one->path), *b = text_file_read(two->path);
    bool same = a && b && strcmp(a, b) == 0;
    free(a);
    free(b);
    return same;
}

void laptops_agree(const struct laptop *one, const struct laptop *two)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!are_same(one, two)) {
        pause_before(until_ms, "the files never are the same");
    }
}

void laptop_say_goal(struct typist *t, const char *words)
{
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, words);
    typist_type(t, "\r");
    typist_wait(t, "Added");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
}

/* Our mosquitto, which the bridge's keeper began: of this the shell makes a number. */
#define KEEPER "/proc/%d/task/*/children"

void laptop_kill_broker(const struct laptop *l)
{
    char command[200];
    snprintf(command, sizeof command,
             "kill -9 $(cat " KEEPER " | "
             "xargs -n 1 sh -c 'cat /proc/$0/task/*/children')",
             (int)l->bridge);
    free(output_of(WORDS("sh", "-c", command)));
}

void laptop_kill_all(struct laptop *l)
{
    char command[200];
    if (l->screen) {
        typist_signal(l->screen, SIGKILL);
        typist_free(l->screen);
        l->screen = NULL;
    }
    snprintf(command, sizeof command, "kill -9 %d $(cat " KEEPER ")", (int)l->bridge,
             (int)l->bridge);
    free(output_of(WORDS("sh", "-c", command)));
    laptop_kill(l);
}

struct laptops laptops_in_a_room(void)
{
    struct laptops t = {.ana = laptop_with_table("Ana"), .ben = laptop_of("Ben", NULL)};
    t.invitation = laptop_begin(&t.ana);
    laptop_join(&t.ben, t.invitation);
    laptop_hear(&t.ana, "with Ben (table 4)");
    laptop_hear(&t.ben, "with Ana (table 4)");
    return t;
}

void laptops_finish(struct laptops *t)
{
    laptop_finish(&t->ana);
    laptop_finish(&t->ben);
    free(t->invitation);
}

void laptops_leave(struct laptops *t)
{
    typist_leave(t->ana.screen);
    typist_leave(t->ben.screen);
    t->ana.screen = t->ben.screen = NULL;
    laptops_finish(t);
}
