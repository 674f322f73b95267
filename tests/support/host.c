#include "support/host.h"

#include "base/memory.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_WORDS = 12 };

/* Reads what it says, for a while. */
static bool hear_more(struct host *h, int64_t until_ms)
{
    char block[4096];
    struct pollfd out = {h->output, POLLIN, 0};
    int64_t left = until_ms - program_clock_ms();
    if (left <= 0 || poll(&out, 1, (int)left) <= 0) {
        return left > 0;
    }
    ssize_t got = read(h->output, block, sizeof block);
    if (got > 0) {
        str_add_bytes(&h->said, block, (size_t)got);
    }
    return got > 0;
}

void host_hear(struct host *h, const char *words)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!strstr(str_text(&h->said), words)) {
        cr_assert(hear_more(h, until_ms), "\"%s\" was not said, but:\n%s", words,
                  str_text(&h->said));
    }
}

static void begin(struct host *h, const char *const *more)
{
    char *program = program_beside("roundtable-phones");
    const char *words[MOST_WORDS] = {program};
    int pipes[2], at = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int null = fcntl(at, F_DUPFD_CLOEXEC, 3);
    int errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    size_t count = 1;
    while (*more) {
        words[count++] = *more++;
    }
    words[count] = h->path;
    cr_assert_eq(pipe(pipes), 0);
    int out = fcntl(pipes[1], F_DUPFD_CLOEXEC, 3);
    str_clear(&h->said);
    h->output = pipes[0];
    h->pid = program_start(words, (int[]){null, out, errors}, false);
    close(at);
    close(errors);
    close(pipes[1]);
    close(out);
    close(null);
    free(program);
    host_hear(h, "\n");
    const char *slash = strrchr(h->said.bytes, '/'), *colon = slash;
    while (colon && colon > h->said.bytes && *colon != ':') {
        colon--;
    }
    cr_assert(strncmp(h->said.bytes, "http://", 7) == 0 && slash, "%s", h->said.bytes);
    h->port = (int)strtol(colon + 1, NULL, 10);
    snprintf(h->token, sizeof h->token, "%.*s", (int)strcspn(slash + 1, "\n"), slash + 1);
}

struct host host_begin(const char *path, const char *const *more)
{
    struct host h = {.path = memory_copy_text(path)};
    begin(&h, more);
    return h;
}

void host_begin_again(struct host *h)
{
    begin(h, WORDS(NULL));
}

int host_end(struct host *h, int sig)
{
    int status = -1;
    kill(h->pid, sig);
    cr_assert(program_wait(h->pid, program_clock_ms() + program_deadline_ms(), &status),
              "it does not end");
    while (hear_more(h, program_clock_ms() + program_deadline_ms())) {
    }
    close(h->output);
    h->pid = 0;
    return status;
}

void host_finish(struct host *h)
{
    if (h->pid) {
        program_kill(h->pid);
        close(h->output);
    }
    str_finish(&h->said);
    free(h->path);
    *h = (struct host){0};
}

void reply_finish(struct reply *r)
{
    str_finish(&r->all);
    *r = (struct reply){.body = ""};
}

char *reply_header(const struct reply *r, const char *name)
{
    struct str line = str_of("\r\n%s: ", name);
    const char *at = strstr(str_text(&r->all), line.bytes);
    char *value = NULL;
    if (at && at < r->body) {
        at += line.len_bytes;
        struct str copy = STR_EMPTY;
        str_add_bytes(&copy, at, strcspn(at, "\r\n"));
        value = str_take(&copy);
    }
    str_finish(&line);
    return value;
}

int http_connect(int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    cr_assert_eq(connect(fd, (struct sockaddr *)&at, sizeof at), 0, "port %d", port);
    return fd;
}

static void read_all(int fd, struct str *out)
{
    char block[8192];
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    for (;;) {
        struct pollfd in = {fd, POLLIN, 0};
        int64_t left = until_ms - program_clock_ms();
        cr_assert(left > 0 && poll(&in, 1, (int)left) > 0, "no answer, but: %s",
                  str_text(out));
        ssize_t got = read(fd, block, sizeof block);
        if (got <= 0) {
            return;
        }
        str_add_bytes(out, block, (size_t)got);
    }
}

struct reply http_say(int port, const char *bytes, size_t len_bytes)
{
    struct reply r = {.body = ""};
    int fd = http_connect(port);
    send(fd, bytes, len_bytes, MSG_NOSIGNAL);
    read_all(fd, &r.all);
    close(fd);
    const char *stop = strstr(str_text(&r.all), "\r\n\r\n");
    if (strncmp(str_text(&r.all), "HTTP/1.1 ", 9) == 0 && stop) {
        r.status = (int)strtol(r.all.bytes + 9, NULL, 10);
        r.body = stop + 4;
    }
    return r;
}

struct visitor visitor_of(const struct host *host)
{
    return (struct visitor){.host = host};
}

/* What stands behind `beginning`, up to one of those that end it. */
static void take_behind(const char *text, const char *beginning, const char *ends,
                        char out[64])
{
    const char *at = strstr(text, beginning);
    if (at) {
        at += strlen(beginning);
        snprintf(out, 64, "%.*s", (int)strcspn(at, ends), at);
    }
}

static struct reply visit(struct visitor *v, const char *request)
{
    struct reply r = http_say(v->host->port, request, strlen(request));
    take_behind(str_text(&r.all), "Set-Cookie: phone=", ";\r", v->cookie);
    take_behind(r.body, "name=once value=\"", "\"", v->once);
    return r;
}

static void add_head(const struct visitor *v, const char *method, const char *query,
                     struct str *out)
{
    str_addf(out, "%s /%s%s%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", method, v->host->token,
             *query ? "?" : "", query, v->host->port);
    if (*v->cookie) {
        str_addf(out, "Cookie: phone=%s\r\n", v->cookie);
    }
}

struct reply visitor_get(struct visitor *v, const char *query)
{
    struct str request = STR_EMPTY;
    add_head(v, "GET", query, &request);
    str_add(&request, "\r\n");
    struct reply r = visit(v, request.bytes);
    str_finish(&request);
    return r;
}

static void add_field(const char *name, const char *value, struct str *out)
{
    str_addf(out, "%s%s=", out->len_bytes ? "&" : "", name);
    for (; *value; value++) {
        str_addf(out, "%%%02X", (unsigned char)*value);
    }
}

struct reply visitor_post(struct visitor *v, const char *const *fields)
{
    struct str request = STR_EMPTY, body = STR_EMPTY;
    bool has_once = false;
    for (; *fields; fields += 2) {
        add_field(fields[0], fields[1], &body);
        has_once = has_once || strcmp(fields[0], "once") == 0;
    }
    if (!has_once) {
        add_field("once", v->once, &body);
    }
    add_head(v, "POST", "", &request);
    str_addf(&request,
             "Origin: null\r\nContent-Type: application/x-www-form-urlencoded\r\n"
             "Content-Length: %zu\r\n\r\n%s",
             body.len_bytes, str_text(&body));
    struct reply r = visit(v, request.bytes);
    str_finish(&request);
    str_finish(&body);
    return r;
}

void visitor_send(struct visitor *v, const char *text)
{
    struct reply page = visitor_get(v, ""), sent = VISITOR_POST(v, "text", text);
    cr_assert_eq(page.status, 200, "%s", str_text(&page.all));
    cr_assert_eq(sent.status, 303, "%s", str_text(&sent.all));
    char *to = reply_header(&sent, "Location");
    cr_assert(to && strstr(to, "&sent="), "%s", to ? to : "nowhere");
    reply_finish(&page);
    reply_finish(&sent);
    free(to);
}
