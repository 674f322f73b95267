#ifndef ROUNDTABLE_TESTS_PROGRAM_H
#define ROUNDTABLE_TESTS_PROGRAM_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/**
 * The program under test, or any other command, without a terminal.
 *
 * An argv is a list of texts with NULL at its end. If argv[0] is "roundtable", what
 * runs is program_path(); else it is looked up as a shell would. The child keeps the
 * working folder of the test, has a session of its own, no descriptors but 0 to 2,
 * umask 022, all signals as by default, and dies with the test.
 *
 * Its environment is built from nothing, the same on every machine:
 *
 *     HOME                  test_folder()
 *     XDG_STATE_HOME …      .local/state, .local/share and .cache in it; none of these
 *                           exists before the program makes it
 *     XDG_CONFIG_HOME       tests/support/config of repo_root(), for all tests alike:
 *                           there are no tips in the pictures of screens
 *     ROUNDTABLE_DATA       repo_root(), which holds templates/ and sessions/
 *     TZ=UTC LANG=C.UTF-8 TERM=xterm-256color COLORFGBG=15;0
 *     SOURCE_DATE_EPOCH=1487764800
 *     PATH, ASAN_OPTIONS, UBSAN_OPTIONS, LSAN_OPTIONS, LLVM_PROFILE_FILE
 *                           as they are for the test, if they are
 */

/** A list of words, NULL at its end. */
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/** How a command went. */
struct ran {
    int status; /* what it exited with, or 128 + the signal that ended it */
    struct str out, err;
};

/**
 * Runs a command to its end; the caller owns the result: ran_finish().
 *
 * @input  what it reads, then the end of file; NULL is /dev/null.
 * What runs longer than 60 s (three times ROUNDTABLE_TEST_DEADLINE_S, if that is set)
 * is killed, and the test fails. What cannot be run has the status 127 and says so in
 * err.
 */
struct ran program_run(const char *input, const char *const argv[]);

void ran_finish(struct ran *ran);

/** Runs a command that has to exit with 0; what comes out, for free(). */
char *output_of(const char *const argv[]);
#define OUTPUT_OF(...) output_of(WORDS("roundtable", __VA_ARGS__))

/** The same, with that on its standard input. */
char *output_on(const char *text, const char *const argv[]);

/** A session file, by its path or its name in the test's folder, in a format; for free(). */
char *exported(const char *path, const char *format);

/**
 * Runs a command and fails the test if it exits with another status, or says other things.
 *
 * @out, @said  a part of what comes out, and of what it says of it; NULL is silence, ""
 *              is anything.
 */
void expect_run(int status, const char *out, const char *said, const char *const argv[]);

#define EXPECT_RUN(status, out, said, ...)                                               \
    expect_run(status, out, said, WORDS("roundtable", __VA_ARGS__))

/**
 * Sets a variable, or takes it out if value is NULL, for all that this process starts
 * from now on, by program_run() or by a typist.
 */
void program_env(const char *name, const char *value);

/** Sanitizers deal with crashes themselves; from now on the program does. */
void program_crashes_as_itself(void);

/** The program under test, absolute: ROUNDTABLE_PROGRAM, by default build/roundtable,
 *  from repo_root(). Borrowed for ever. For strace, valgrind, sh -c and the like. */
const char *program_path(void);

/** A program that was built beside it, "saver"; to free(). */
char *program_beside(const char *name);

/** Whether this is the build with sanitizers, which bear neither strace nor a memory
 *  that runs out. */
bool program_is_sanitized(void);

/* What the typist shares. */

/** How long to wait for something in a test: ROUNDTABLE_TEST_DEADLINE_S or 20 s. */
int64_t program_deadline_ms(void);

/** A clock that only goes forward. */
int64_t program_clock_ms(void);

/**
 * Starts a command with these three descriptors, each above 2, as its 0, 1 and 2. With
 * controls_terminal, the first is a terminal that becomes its controlling one. The
 * caller keeps its own descriptors and reaps the child: program_wait(), program_kill().
 */
pid_t program_start(const char *const argv[], const int fds[3], bool controls_terminal);

/** What a command tells on standard error where that is a terminal, as it was sent; to free().
 *  Fails the test if it is nothing, or if the command fails. */
char *program_tells_terminal(const char *const argv[]);

/** Whether a child neither computes nor waits for the disk; always true where there is
 *  no /proc to tell. */
bool program_at_rest(pid_t pid);

/** Kills what program_start() started, with its children, and reaps it. */
void program_kill(pid_t pid);

/** Reaps a child if it ends before until_ms on the clock. *status is then as in struct
 *  ran; else it is untouched, and the result is false. */
bool program_wait(pid_t pid, int64_t until_ms, int *status);

#endif
