/* What comes to the phones' port: nothing is served but the page, whatever is asked. */

#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/host.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static struct host host;

static const char session[] =
    "{ \"sessions\": [ { \"title\": \"Walking\", \"goals\": [\n"
    "    { \"text\": \"More walking\", \"barriers\": [\"Rain\"] } ] } ] }\n";

static void enter(void)
{
    enter_folder();
    text_file_write("t.json", session);
    host = host_begin("t.json", WORDS("--host", "127.0.0.1", "--port", "0"));
}

static void leave(void)
{
    host_finish(&host);
    folder_finish();
}

TestSuite(phones_web, .init = enter, .fini = leave);

/* "TOKEN" stands for the token. */
static struct reply say(const char *request)
{
    struct str bytes = STR_EMPTY;
    for (const char *at = request; *at;) {
        if (strncmp(at, "TOKEN", 5) == 0) {
            str_add(&bytes, host.token);
            at += 5;
        } else {
            str_add_byte(&bytes, *at++);
        }
    }
    struct reply reply = http_say(host.port, bytes.bytes, bytes.len_bytes);
    str_finish(&bytes);
    return reply;
}

/* What the frame of a page asks for. */
static char *reply_frame(const struct reply *page)
{
    const char *at = strstr(page->body, "src=\"?lang=en&amp;seen=");
    cr_assert(at, "%s", page->body);
    struct str query = str_of("lang=en&%s", strstr(at, "seen="));
    query.bytes[strcspn(query.bytes, "\"")] = '\0';
    return str_take(&query);
}

static void expect_status(const char *request, int status)
{
    struct reply reply = say(request);
    cr_expect_eq(reply.status, status, "%d, not %d, for %.80s", reply.status, status,
                 request);
    expect_no_part(str_text(&reply.all), "Walking");
    expect_no_part(str_text(&reply.all), host.token);
    reply_finish(&reply);
}

#define HOST "Host: 127.0.0.1\r\n"
#define FORM HOST "Content-Type: application/x-www-form-urlencoded\r\n"

Test(phones_web, every_other_address_and_method_is_the_same_404)
{
    static const char *const others[] = {
        "GET / HTTP/1.1\r\n" HOST "\r\n",
        "GET /favicon.ico HTTP/1.1\r\n" HOST "\r\n",
        "GET /TOKENx HTTP/1.1\r\n" HOST "\r\n",
        "GET /TOKEN/ HTTP/1.1\r\n" HOST "\r\n",
        "GET //TOKEN HTTP/1.1\r\n" HOST "\r\n",
        "GET /../TOKEN HTTP/1.1\r\n" HOST "\r\n",
        "GET /tOKEN HTTP/1.1\r\n" HOST "\r\n",
        "GET /TOKEN%00 HTTP/1.1\r\n" HOST "\r\n",
        "GET /TOKEN%00/more HTTP/1.1\r\n" HOST "\r\n",
        "POST / HTTP/1.1\r\n" FORM "Content-Length: 0\r\n\r\n",
        "PUT /TOKEN HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n",
        "DELETE /TOKEN HTTP/1.1\r\n" HOST "\r\n",
        "OPTIONS /TOKEN HTTP/1.1\r\n" HOST "\r\n",
        "TRACE /TOKEN HTTP/1.1\r\n" HOST "\r\n",
        "get /TOKEN HTTP/1.1\r\n" HOST "\r\n",
        "FROBNICATE /TOKEN HTTP/1.1\r\n" HOST "\r\n",
    };
    struct reply first = say(others[0]);
    for (size_t i = 0; i < LENGTH(others); i++) {
        struct reply reply = say(others[i]);
        cr_expect_eq(reply.status, 404, "%s", others[i]);
        cr_expect_str_eq(reply.body, first.body, "%s", others[i]);
        reply_finish(&reply);
    }
    reply_finish(&first);
}

Test(phones_web, the_page_comes_with_headers_that_let_nothing_else_in)
{
    static const char *const wanted[][2] = {
        {"Content-Type", "text/html; charset=utf-8"},
        {"Cache-Control", "no-store"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
        {"Connection", "close"},
    };
    struct visitor ana = visitor_of(&host);
    struct reply page = visitor_get(&ana, "");
    cr_assert_eq(page.status, 200);
    for (size_t i = 0; i < LENGTH(wanted); i++) {
        char *value = reply_header(&page, wanted[i][0]);
        cr_assert(value, "no %s", wanted[i][0]);
        cr_expect_str_eq(value, wanted[i][1]);
        free(value);
    }
    char *policy = reply_header(&page, "Content-Security-Policy"),
         *cookie = reply_header(&page, "Set-Cookie");
    expect_part(policy, "default-src 'none';");
    expect_part(cookie, "; HttpOnly; SameSite=Strict");
    expect_part(cookie, "; Path=/");
    cr_expect_eq(strlen(ana.cookie), 26);
    reply_finish(&page);
    page = visitor_get(&ana, "");
    char *again = reply_header(&page, "Set-Cookie");
    cr_expect_null(again);
    reply_finish(&page);
    free(policy);
    free(cookie);
}

/* Few bytes as long as nothing is: a hundred phones ask every ten seconds. */
Test(phones_web,
     the_frame_of_an_open_page_is_told_when_something_is_new_and_until_then_asks)
{
    enum { MOST_BYTES = 800 };
    struct visitor ana = visitor_of(&host);
    struct reply page = visitor_get(&ana, ""), frame;
    char *query = reply_frame(&page);
    frame = visitor_get(&ana, query);
    char *again = reply_header(&frame, "Refresh"),
         *frames = reply_header(&frame, "X-Frame-Options"),
         *cookie = reply_header(&frame, "Set-Cookie");
    cr_assert(again && frames);
    cr_expect_str_eq(again, "10");
    cr_expect_str_eq(frames, "SAMEORIGIN");
    cr_expect_null(cookie);
    cr_expect_lt(frame.all.len_bytes, MOST_BYTES, "%zu bytes", frame.all.len_bytes);
    reply_finish(&frame);
    visitor_send(&ana, "Bus fares"); /* by another window of the same browser */
    frame = visitor_get(&ana, query);
    char *never = reply_header(&frame, "Refresh");
    cr_expect_null(never);
    expect_part(frame.body, "Something is new.");
    reply_finish(&frame);
    reply_finish(&page);
    free(query);
    free(again);
    free(frames);
}

Test(phones_web, head_has_no_body)
{
    struct reply page = say("HEAD /TOKEN HTTP/1.1\r\n" HOST "\r\n");
    cr_expect_eq(page.status, 200);
    cr_expect_str_eq(page.body, "");
    reply_finish(&page);
}

Test(phones_web, forms_of_other_sites_and_other_kinds_are_refused)
{
#define POST "POST /TOKEN HTTP/1.1\r\n" FORM
    expect_status(POST "Origin: http://evil.example\r\nContent-Length: 6\r\n\r\ntext=x",
                  403);
    expect_status(POST "Sec-Fetch-Site: cross-site\r\nContent-Length: 6\r\n\r\ntext=x",
                  403);
    expect_status(POST "Origin: https://127.0.0.1\r\nContent-Length: 6\r\n\r\ntext=x",
                  403);
    expect_status("POST /TOKEN HTTP/1.1\r\n" HOST
                  "Content-Type: text/plain\r\nContent-Length: 6\r\n\r\ntext=x",
                  415);
    expect_status("POST /TOKEN HTTP/1.1\r\n" HOST "Content-Length: 6\r\n\r\ntext=x", 415);
    expect_status("POST /TOKEN HTTP/1.1\r\n" HOST
                  "Content-Type: application/x-www-form-urlencodedx\r\n"
                  "Content-Length: 6\r\n\r\ntext=x",
                  415);
    struct reply ours =
        say(POST "Origin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
                 "Content-Length: 6\r\n\r\ntext=x");
    cr_expect_eq(ours.status, 200);
    expect_part(ours.body, "Sent: x");
    reply_finish(&ours);
}

Test(phones_web, a_body_that_may_end_in_two_places_is_refused_and_none_is_smuggled)
{
#define SMUGGLED "GET /TOKEN HTTP/1.1\r\n" HOST "\r\n"
    expect_status(POST "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                       "0\r\n\r\n",
                  400);
    expect_status(POST "Transfer-Encoding: chunked\r\n\r\n6\r\ntext=x\r\n0\r\n\r\n", 400);
    struct reply reply = say(POST "Content-Length: 6\r\nContent-Length: 0\r\n\r\ntext=x");
    cr_expect_eq(reply.status, 400);
    reply_finish(&reply);
    expect_status(
        POST "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400);
    expect_status(POST "Origin: http://127.0.0.1\r\nOrigin: http://elsewhere\r\n"
                       "Content-Length: 3\r\n\r\na=b",
                  400);
    reply = say("GET /nowhere HTTP/1.1\r\n" HOST "\r\n" SMUGGLED);
    cr_expect_eq(reply.status, 404);
    cr_expect_eq(parts_in(reply.all.bytes, "HTTP/1.1 "), 1);
    reply_finish(&reply);
    reply = say(POST "Content-Length: 0\r\n\r\n" SMUGGLED);
    cr_expect_eq(parts_in(reply.all.bytes, "HTTP/1.1 "), 1);
    reply_finish(&reply);
}

Test(phones_web, what_is_too_long_is_refused_wherever_it_stands)
{
    struct str request = STR_EMPTY;
    str_add(&request, "GET /TOKEN?lang=");
    for (int i = 0; i < 40000; i++) {
        str_add(&request, "x");
    }
    str_add(&request, " HTTP/1.1\r\n" HOST "\r\n");
    struct reply reply = say(request.bytes);
    cr_expect(reply.status == 0 || reply.status >= 400, "%d", reply.status);
    reply_finish(&reply);
    str_clear(&request);
    str_add(&request, POST "Content-Length: 40000\r\n\r\ntext=");
    for (int i = 0; i < 40000 - 5; i++) {
        str_add(&request, "x");
    }
    reply = say(request.bytes);
    cr_expect(reply.status == 413 || reply.status == 0, "%d", reply.status);
    reply_finish(&reply);
    str_clear(&request);
    str_add(&request, "GET /TOKEN HTTP/1.1\r\n" HOST);
    for (int i = 0; i < 3000; i++) {
        str_addf(&request, "X-%d: y\r\n", i);
    }
    str_add(&request, "\r\n");
    reply = say(request.bytes);
    cr_expect(reply.status == 0 || reply.status >= 400, "%d", reply.status);
    reply_finish(&reply);
    str_finish(&request);
    struct visitor ana = visitor_of(&host);
    visitor_send(&ana, "still here");
}

Test(phones_web, what_is_no_utf8_is_refused_and_controls_are_blanks)
{
    expect_status(POST "Content-Length: 8\r\n\r\ntext=%ff", 400);
    expect_status("GET /TOKEN?lang=%c3%28 HTTP/1.1\r\n" HOST "\r\n", 400);
    struct visitor ana = visitor_of(&host);
    struct reply page = visitor_get(&ana, "");
    reply_finish(&page);
    page = VISITOR_POST(&ana, "text",
                        "a\x1b[2J\x07"
                        "b\xc2\x9b"
                        "c");
    reply_finish(&page);
    page = visitor_get(&ana, "");
    expect_part(page.body, "<bdi>a [2J b c</bdi>");
    reply_finish(&page);
}

Test(phones_web, too_many_fields_are_refused)
{
    struct str body = STR_EMPTY, request = STR_EMPTY;
    for (int i = 0; i < 40; i++) {
        str_addf(&body, "f%d=1&", i);
    }
    str_addf(&request, POST "Content-Length: %zu\r\n\r\n%s", body.len_bytes, body.bytes);
    expect_status(request.bytes, 400);
    str_finish(&body);
    str_finish(&request);
}

Test(phones_web, a_strange_cookie_is_none)
{
    static const char *const strange[] = {
        "phone=../../x", "phone=A%20b", "phone=\"\"",
        "phone=0123456789012345678901234567890123456789", "other=x; phone="};
    for (size_t i = 0; i < LENGTH(strange); i++) {
        struct str request =
            str_of("GET /TOKEN HTTP/1.1\r\n" HOST "Cookie: %s\r\n\r\n", strange[i]);
        struct reply page = say(request.bytes);
        char *fresh = reply_header(&page, "Set-Cookie");
        cr_expect_eq(page.status, 200);
        cr_expect(fresh, "%s", strange[i]);
        free(fresh);
        reply_finish(&page);
        str_finish(&request);
    }
}

/* How much memory a process has, in kilobytes. */
static long memory_of(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    char *text = text_file_read(path), *at = text ? strstr(text, "VmRSS:") : NULL;
    long kilobytes = at ? strtol(at + 6, NULL, 10) : 0;
    free(text);
    return kilobytes;
}

/* Each sends the beginning of a request and nothing more. */
Test(phones_web, half_open_connections_keep_nobody_out_and_memory_is_bounded)
{
    enum { AT_ONCE = 900, MOST_KILOBYTES = 64 << 10 };
    unsigned long times = times_asked("HALF_OPEN", 2000);
    static const char half[] = "POST / HTTP/1.1\r\nHost: x\r\nContent-Le";
    int fds[AT_ONCE];
    struct rlimit files = {4096, 4096};
    struct visitor ana = visitor_of(&host);
    setrlimit(RLIMIT_NOFILE, &files);
    memset(fds, -1, sizeof fds);
    for (unsigned long i = 0; i < times; i++) {
        int *fd = &fds[i % AT_ONCE];
        if (*fd >= 0) {
            close(*fd);
        }
        *fd = http_connect(host.port);
        send(*fd, half, sizeof half - 1, MSG_NOSIGNAL);
        if (i % 500 == 499) {
            struct reply page = visitor_get(&ana, "");
            cr_assert_eq(page.status, 200, "after %lu", i);
            reply_finish(&page);
        }
    }
    visitor_send(&ana, "Bus fares");
    long kilobytes = memory_of(host.pid);
    cr_expect(program_is_sanitized() || kilobytes < MOST_KILOBYTES, "%ld KB", kilobytes);
    for (size_t i = 0; i < AT_ONCE; i++) {
        if (fds[i] >= 0) {
            close(fds[i]);
        }
    }
}

/* A byte now and then is not for ever. */
Test(phones_web, who_is_slow_is_hung_up_on_after_ten_seconds)
{
    static const char request[] = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ";
    int fd = http_connect(host.port);
    struct pollfd end = {fd, POLLIN, 0};
    int64_t from_ms = program_clock_ms();
    send(fd, request, sizeof request - 1, MSG_NOSIGNAL);
    while (poll(&end, 1, 1000) == 0) {
        send(fd, "y", 1, MSG_NOSIGNAL);
        cr_assert_lt(program_clock_ms() - from_ms, program_deadline_ms());
    }
    cr_expect_geq(program_clock_ms() - from_ms, 9000);
    close(fd);
}
