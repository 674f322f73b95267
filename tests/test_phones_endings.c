/* How the program that serves phones ends, and stops for a while: what was said to be sent is
 * not lost, and what it prints has no words. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/host.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Entries are let straight in, so that what is lost would be missing from an export. */
static struct host begin(void)
{
    enter_folder();
    program_crashes_as_itself();
    text_file_write("t.json", "{ \"sessions\": [ { \"title\": \"Walking\", "
                              "\"phones_straight\": \"yes\", \"goals\": [\n"
                              "    { \"text\": \"More walking\" } ] } ] }\n");
    return host_begin("t.json", WORDS("--host", "127.0.0.1", "--port", "0"));
}

static void expect_kept(const char *words, const char *after)
{
    struct ran ran = program_run(NULL, WORDS("roundtable", "export", "--format", "json",
                                             "--output", "-", "t.json"));
    cr_expect_eq(ran.status, 0, "after %s: %s", after, str_text(&ran.err));
    cr_expect(strstr(str_text(&ran.out), words), "lost after %s: %s", after, words);
    ran_finish(&ran);
}

static void expect_no_words(const struct host *host, const char *words)
{
    expect_no_part(str_text(&host->said), words);
    expect_no_part(str_text(&host->said), "Walking");
}

static const struct row {
    int number, status;
    const char *name;
} rows[] = {
    {SIGTERM, 0, "TERM"},  {SIGHUP, 0, "HUP"},    {SIGINT, 0, "INT"},
    {SIGQUIT, 0, "QUIT"},  {SIGKILL, -1, "KILL"}, {SIGSEGV, -1, "SEGV"},
    {SIGABRT, -1, "ABRT"}, {SIGBUS, -1, "BUS"},
};

Test(endings, phones_that_end_have_kept_all_that_they_said_was_sent)
{
    struct host host = begin();
    struct visitor ana = visitor_of(&host);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str words = str_of("Before %s", rows[i].name);
        char token[sizeof host.token];
        memcpy(token, host.token, sizeof token);
        visitor_send(&ana, words.bytes);
        int status = host_end(&host, rows[i].number);
        cr_expect(rows[i].status < 0 ? status != 0 : status == 0, "%s: %d", rows[i].name,
                  status);
        expect_no_words(&host, words.bytes);
        expect_kept(words.bytes, rows[i].name);
        host_begin_again(&host);
        cr_expect_str_eq(host.token, token, "after %s", rows[i].name);
        str_finish(&words);
    }
    host_finish(&host);
}

Test(endings, phones_that_are_stopped_answer_all_who_waited_when_they_go_on)
{
    enum { MANY = 50 };
    struct host host = begin();
    struct visitor ana = visitor_of(&host);
    int fds[MANY];
    struct str request =
        str_of("GET /%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", host.token);
    visitor_send(&ana, "Before it stopped");
    kill(host.pid, SIGSTOP);
    for (size_t i = 0; i < MANY; i++) {
        fds[i] = http_connect(host.port);
        cr_assert_eq(write(fds[i], request.bytes, request.len_bytes),
                     (ssize_t)request.len_bytes);
    }
    kill(host.pid, SIGCONT);
    for (size_t i = 0; i < MANY; i++) {
        char block[64] = "";
        struct pollfd one = {.fd = fds[i], .events = POLLIN};
        cr_assert_eq(poll(&one, 1, program_deadline_ms()), 1, "%zu waits still", i);
        cr_assert_gt(read(fds[i], block, sizeof block - 1), 0);
        expect_part(block, " 200 ");
        close(fds[i]);
    }
    visitor_send(&ana, "After it");
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    expect_kept("Before it stopped", "STOP");
    expect_kept("After it", "CONT");
    str_finish(&request);
    host_finish(&host);
}

Test(endings, phones_whose_output_nobody_reads_go_on)
{
    struct host host = begin();
    struct visitor ana = visitor_of(&host), ben = visitor_of(&host);
    visitor_send(&ana, "Somebody reads");
    close(host.output);
    host.output = open("/dev/null", O_RDONLY);
    visitor_send(&ben, "Nobody reads");
    visitor_send(&ana, "Still nobody");
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    expect_kept("Still nobody", "PIPE");
    host_finish(&host);
}

/* As a terminal does that somebody stopped with Ctrl-S, or by choosing words in it. */
static void fill_output(const struct host *host)
{
    struct str path = str_of("/proc/%ld/fd/1", (long)host->pid);
    int fd = open(path.bytes, O_WRONLY | O_NONBLOCK);
    cr_assert_geq(fd, 0);
    while (write(fd, "\n", 1) == 1) {
    }
    close(fd);
    str_finish(&path);
}

Test(endings, phones_whose_output_is_full_go_on)
{
    struct host host = begin();
    struct visitor ana = visitor_of(&host), ben = visitor_of(&host);
    fill_output(&host);
    visitor_send(&ana, "Nobody reads on");
    for (int64_t until_ms = program_clock_ms() + 1000; program_clock_ms() < until_ms;) {
        struct visitor another = visitor_of(&host); /* which is told, several times */
        struct reply page = visitor_get(&another, "");
        cr_assert_eq(page.status, 200);
        reply_finish(&page);
    }
    visitor_send(&ben, "Still nobody");
    cr_expect_eq(host_end(&host, SIGTERM), 0);
    expect_kept("Still nobody", "a full pipe");
    host_finish(&host);
}
