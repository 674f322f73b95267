#include "live/phones/web.h"

#include "base/memory.h"
#include "live/keeping.h"
#include "live/phones/page.h"
#include "live/phones/web_form.h"
#include "live/phones/web_visits.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    LARGEST_BYTES = 16 * 1024, /* of a request's head, and of its body */
    WAITING = 1024,            /* connections that the system keeps for us */
    DAY_S = 24 * 3600,
};

struct web {
    struct web_options options;
    struct MHD_Daemon *daemon;
    struct web_visits visits;
    struct str path; /* "/TOKEN" */
    int port;
    int epoll;
};

/* A request while it comes in. */
struct coming {
    struct str body;
    bool post;
};

static void add_headers(const struct web *web, struct MHD_Response *response)
{
    static const char *const headers[][2] = {
        {"Content-Type", "text/html; charset=utf-8"},
        {"Cache-Control", "no-store"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "SAMEORIGIN"},
        {"Connection", "close"},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    }
    MHD_add_response_header(response, "Content-Security-Policy", web->options.policy);
}

/* Takes the body. */
static struct MHD_Response *begin_response(const struct web *web, struct str *body)
{
    size_t len_bytes = body->len_bytes;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(len_bytes, str_take(body), MHD_RESPMEM_MUST_FREE);
    if (response) {
        add_headers(web, response);
    }
    return response;
}

static enum MHD_Result send_response(struct MHD_Connection *connection, int status,
                                     struct MHD_Response *response)
{
    enum MHD_Result result =
        response ? MHD_queue_response(connection, (unsigned)status, response) : MHD_NO;
    if (response) {
        MHD_destroy_response(response);
    }
    return result;
}

/* The same for all, whatever was asked. */
static enum MHD_Result refuse(const struct web *web, struct MHD_Connection *connection,
                              int status)
{
    struct str body = STR_EMPTY;
    page_write_not_found(&body);
    return send_response(connection, status, begin_response(web, &body));
}

static const char *header_of(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* In a time that tells nothing of how much of it is right. */
static bool is_path(const struct web *web, const char *url)
{
    size_t len = strlen(url);
    unsigned char differs = len != web->path.len_bytes;
    for (size_t i = 0; i < len; i++) {
        differs |= (unsigned char)(url[i] ^ web->path.bytes[i % web->path.len_bytes]);
    }
    return !differs;
}

/* A browser says which site a form comes from. With our referrer policy ours says "null", and
 * another that does has to know the address all the same. */
static bool is_of_another_site(struct MHD_Connection *connection)
{
    const char *site = header_of(connection, "Sec-Fetch-Site"),
               *origin = header_of(connection, "Origin"),
               *host = header_of(connection, "Host");
    static const char scheme[] = "http://";
    if (site && strcasecmp(site, "same-origin") != 0 && strcasecmp(site, "none") != 0) {
        return true;
    }
    return origin && strcmp(origin, "null") != 0 &&
           (!host || strncasecmp(origin, scheme, strlen(scheme)) != 0 ||
            strcasecmp(origin + strlen(scheme), host) != 0);
}

static bool is_form(struct MHD_Connection *connection)
{
    static const char form[] = "application/x-www-form-urlencoded";
    const char *type = header_of(connection, "Content-Type");
    return type && strncasecmp(type, form, strlen(form)) == 0 &&
           strchr("; \t", type[strlen(form)]); /* the end, too */
}

static bool is_too_large(struct MHD_Connection *connection)
{
    const char *length = header_of(connection, "Content-Length");
    return length && strtoull(length, NULL, 10) > LARGEST_BYTES;
}

/* Headers that mean nothing certain where they come twice. */
static const char *const alone[] = {"Content-Length", "Content-Type", "Host", "Origin",
                                    "Sec-Fetch-Site"};

struct head {
    int counts[sizeof alone / sizeof *alone];
    bool clear; /* so far */
};

/* A name with a blank behind it is another header to some, and none to others. */
static enum MHD_Result look_at_header(void *to, enum MHD_ValueKind kind, const char *name,
                                      const char *value)
{
    struct head *head = to;
    (void)kind;
    (void)value;
    head->clear =
        head->clear && *name && !name[strcspn(name, " \t\r\n\v\f\"(),/:;<=>?@[]{}")];
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        head->counts[i] += strcasecmp(name, alone[i]) == 0;
        head->clear = head->clear && head->counts[i] < 2;
    }
    return MHD_YES;
}

/* Where a body ends, and where a form comes from, must be said in one way only. */
static bool is_smuggled(struct MHD_Connection *connection)
{
    struct head head = {.clear = true};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, look_at_header, &head);
    return !head.clear || header_of(connection, "Transfer-Encoding");
}

/* By the head of a request: 0 if it is let in. */
static int judge(const struct web *web, struct MHD_Connection *connection,
                 const char *url, const char *method)
{
    bool post = strcmp(method, "POST") == 0;
    if (!is_path(web, url) ||
        (!post && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)) {
        return 404;
    }
    if (is_smuggled(connection)) {
        return 400;
    }
    if (is_too_large(connection)) {
        return 413;
    }
    if (post && is_of_another_site(connection)) {
        return 403;
    }
    return post && !is_form(connection) ? 415 : 0;
}

static enum MHD_Result add_argument(void *to, enum MHD_ValueKind kind, const char *name,
                                    size_t name_bytes, const char *value,
                                    size_t value_bytes)
{
    (void)kind;
    return web_form_add(to, name, name_bytes, value ? value : "", value ? value_bytes : 0)
               ? MHD_YES
               : MHD_NO;
}

/* Our own cookies only. */
static const char *phone_of(struct MHD_Connection *connection)
{
    const char *name = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, "phone");
    size_t len = name ? strlen(name) : 0;
    return len && len < WEB_PHONE_BYTES &&
                   strspn(name, "0123456789abcdefghijklmnopqrstuvwxyz") == len
               ? name
               : "";
}

static enum MHD_Result send_answer(const struct web *web,
                                   struct MHD_Connection *connection,
                                   struct web_answer *answer)
{
    struct MHD_Response *response = begin_response(web, &answer->body);
    struct str text = STR_EMPTY;
    if (response && *answer->phone) {
        str_set(&text, "phone=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Strict",
                answer->phone, web->path.bytes, DAY_S);
        MHD_add_response_header(response, "Set-Cookie", text.bytes);
    }
    if (response && answer->status == 303) {
        str_set(&text, "%s%s", web->path.bytes, str_text(&answer->see));
        MHD_add_response_header(response, "Location", text.bytes);
    }
    if (response && answer->again_s) {
        str_set(&text, "%d", answer->again_s);
        MHD_add_response_header(response, "Refresh", text.bytes);
    }
    str_finish(&text);
    str_finish(&answer->see);
    return send_response(connection, answer->status, response);
}

static enum MHD_Result finish(const struct web *web, struct MHD_Connection *connection,
                              const struct coming *coming)
{
    struct web_form form = {.count = 0};
    struct web_answer answer = {.status = 200};
    const char *accepts = header_of(connection, "Accept-Language");
    bool ok = true;
    if (coming->post) {
        ok = web_form_read(&form, str_text(&coming->body), coming->body.len_bytes);
    } else {
        int all =
            MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, NULL, NULL);
        MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, add_argument,
                                    &form);
        ok = (size_t)all == form.count;
    }
    struct web_request request = {.post = coming->post,
                                  .phone = phone_of(connection),
                                  .accepts = accepts ? accepts : "",
                                  .fields = form.fields,
                                  .field_count = form.count};
    if (ok) {
        web->options.answer(web->options.context, &request, &answer);
    }
    web_form_finish(&form);
    return ok ? send_answer(web, connection, &answer) : refuse(web, connection, 400);
}

static enum MHD_Result take(void *context, struct MHD_Connection *connection,
                            const char *url, const char *method, const char *version,
                            const char *upload, size_t *upload_bytes, void **own)
{
    const struct web *web = context;
    struct coming *coming = *own;
    (void)version;
    if (!coming) {
        int status = judge(web, connection, url, method);
        if (status) {
            return refuse(web, connection, status);
        }
        coming = memory_get(sizeof *coming);
        coming->post = strcmp(method, "POST") == 0;
        *own = coming;
        return MHD_YES;
    }
    if (*upload_bytes) {
        if (coming->body.len_bytes + *upload_bytes > LARGEST_BYTES) {
            return MHD_NO;
        }
        str_add_bytes(&coming->body, upload, *upload_bytes);
        *upload_bytes = 0;
        return MHD_YES;
    }
    return finish(web, connection, coming);
}

static void completed(void *context, struct MHD_Connection *connection, void **own,
                      enum MHD_RequestTerminationCode why)
{
    struct coming *coming = *own;
    (void)context;
    (void)connection;
    (void)why;
    if (coming) {
        str_finish(&coming->body);
        free(coming);
        *own = NULL;
    }
}

static void notify(void *context, struct MHD_Connection *connection, void **own,
                   enum MHD_ConnectionNotificationCode what)
{
    struct web *web = context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        struct web_visit *visit = web_visit_begin(&web->visits, connection);
        *own = visit;
    } else if (*own) {
        web_visit_finish(&web->visits, *own);
        *own = NULL;
    }
}

/* "%00" would end a text: what stood behind it is not to be lost. A byte that is in no address
 * and in no UTF-8 stands in its place. */
static size_t unescape(void *context, struct MHD_Connection *connection, char *text)
{
    size_t len_bytes = MHD_http_unescape(text);
    (void)context;
    (void)connection;
    for (size_t i = 0; i < len_bytes; i++) {
        text[i] = text[i] ? text[i] : (char)0xff;
    }
    return len_bytes;
}

static int listen_at(const struct addrinfo *a)
{
    int on = 1, off = 0;
    int fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return -1;
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (a->ai_family == AF_INET6) {
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    }
    if (bind(fd, a->ai_addr, a->ai_addrlen) != 0 || listen(fd, WAITING) != 0) {
        int why = errno;
        close(fd);
        errno = why;
        return -1;
    }
    return fd;
}

/* At all addresses of this machine by either protocol, if there are both. */
static int begin_listening(const struct web_options *options, struct err *err)
{
    char port[16];
    struct addrinfo wants = {.ai_socktype = SOCK_STREAM,
                             .ai_flags = AI_PASSIVE | AI_NUMERICSERV},
                    *found = NULL;
    const char *host = options->host ? options->host : "::";
    int fd = -1;
    struct str number = str_of("%d", options->port);
    memcpy(port, number.bytes, number.len_bytes + 1);
    str_finish(&number);
    int failed = getaddrinfo(host, port, &wants, &found);
    for (const struct addrinfo *a = failed ? NULL : found; a && fd < 0; a = a->ai_next) {
        fd = listen_at(a);
    }
    if (!failed) {
        freeaddrinfo(found);
    }
    if (fd < 0 && !options->host && errno != EADDRINUSE) {
        struct sockaddr_in all = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)options->port)};
        fd = listen_at(&(struct addrinfo){.ai_family = AF_INET,
                                          .ai_addr = (struct sockaddr *)&all,
                                          .ai_addrlen = sizeof all});
    }
    if (fd < 0) {
        err_set(err, "cannot listen at port %d of %s: %s", options->port,
                options->host ? options->host : "this machine",
                failed ? gai_strerror(failed) : strerror(errno));
    }
    return fd;
}

static int port_of(int fd)
{
    struct sockaddr_storage at;
    socklen_t size = sizeof at;
    if (getsockname(fd, (struct sockaddr *)&at, &size) != 0) {
        return 0;
    }
    return ntohs(at.ss_family == AF_INET6
                     ? ((struct sockaddr_in6 *)(void *)&at)->sin6_port
                     : ((struct sockaddr_in *)(void *)&at)->sin_port);
}

/* Each connection is a descriptor, and the usual limit is little more than ours. */
static void make_room(void)
{
    enum { ENOUGH = 4096 };
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < ENOUGH) {
        files.rlim_cur = files.rlim_max < ENOUGH ? files.rlim_max : ENOUGH;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

static struct MHD_Daemon *begin_daemon(struct web *web, int fd)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL, 0, NULL, NULL, take, web, MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)(WEB_MOST_VISITS * 2),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)LARGEST_BYTES,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)(WEB_PATIENCE_MS / 1000),
        MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_NOTIFY_COMPLETED, completed,
        NULL, MHD_OPTION_NOTIFY_CONNECTION, notify, web, MHD_OPTION_END);
}

struct web *web_begin(const struct web_options *options, struct err *err)
{
    int fd = begin_listening(options, err);
    if (fd < 0) {
        return NULL;
    }
    struct web *web = memory_get(sizeof *web);
    web->options = *options;
    web->port = port_of(fd);
    str_set(&web->path, "/%s", options->token);
    make_room();
    web->daemon = begin_daemon(web, fd);
    const union MHD_DaemonInfo *info =
        web->daemon ? MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
    if (!info) {
        err_set(err, "the web server could not be started");
        if (!web->daemon) {
            close(fd);
        }
        web_end(web);
        return NULL;
    }
    web->epoll = info->epoll_fd;
    return web;
}

void web_end(struct web *web)
{
    if (web) {
        if (web->daemon) {
            MHD_stop_daemon(web->daemon); /* and closes its socket */
        }
        str_finish(&web->path);
        free(web);
    }
}

int web_port(const struct web *web)
{
    return web->port;
}

int web_descriptor(const struct web *web)
{
    return web->epoll;
}

int web_patience_ms(const struct web *web)
{
    MHD_UNSIGNED_LONG_LONG most;
    int64_t left = INT64_MAX;
    if (MHD_get_timeout(web->daemon, &most) == MHD_YES) {
        left = most < INT32_MAX ? (int64_t)most : INT32_MAX;
    }
    for (const struct web_visit *v = web->visits.first; v; v = v->next) {
        if (!v->ended) {
            int64_t until = v->until_ms - ticks_ms();
            left = until < left ? until : left;
            break;
        }
    }
    return left == INT64_MAX ? -1 : left < 0 ? 0 : (int)left;
}

void web_step(struct web *web)
{
    web_visits_end_slow(&web->visits);
    MHD_run(web->daemon);
}

void web_add_library(struct str *out)
{
    str_addf(out, "libmicrohttpd %s", MHD_get_version());
}
