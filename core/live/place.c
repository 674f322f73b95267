#include "live/place.h"

#include "base/memory.h"
#include "base/sanitise.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_PORT = 65535, MOST_HOSTS = 32 };

static bool read_port(const char *text, int *port, struct err *err)
{
    long read = 0;
    size_t len_bytes = strspn(text, "0123456789");
    for (size_t i = 0; i < len_bytes && read <= MOST_PORT; i++) {
        read = read * 10 + (text[i] - '0');
    }
    if (text[len_bytes] || read < 1 || read > MOST_PORT) {
        struct str clean = STR_EMPTY;
        sanitise(text, SANITISE_FOR_CELLS, &clean);
        err_set(err, "\"%.20s\" is no port: it is a number from 1 to %d",
                str_text(&clean), MOST_PORT);
        str_finish(&clean);
        return false;
    }
    *port = (int)read;
    return true;
}

static bool no_host(const char *host, struct err *err)
{
    struct str clean = STR_EMPTY;
    sanitise(host, SANITISE_FOR_CELLS, &clean);
    if (strchr(host, ':')) {
        err_set(err,
                "\"%.80s\" is no host: an address with colons stands in brackets, as in "
                "[fe80::1]/lusab-babad-…",
                str_text(&clean));
    } else if (*host) {
        err_set(err, "\"%.80s\" is no host: a name or an address, as in 192.168.1.20",
                str_text(&clean));
    } else {
        err_set(err, "the host is missing: an invitation is HOST/lusab-babad-…");
    }
    str_finish(&clean);
    return false;
}

/* An IPv6 address, with the network that it is of behind a "%". */
static bool is_address(const char *host)
{
    char address[INET6_ADDRSTRLEN] = "";
    struct in6_addr unused;
    size_t len_bytes = strcspn(host, "%");
    if (len_bytes >= sizeof address || strlen(host) > INVITATION_MOST_HOST_BYTES) {
        return false;
    }
    memcpy(address, host, len_bytes);
    for (const char *zone = host + len_bytes; *zone; zone++) {
        if (!strchr("%-._", *zone) && !(*zone >= '0' && *zone <= '9') &&
            !(*zone >= 'a' && *zone <= 'z') && !(*zone >= 'A' && *zone <= 'Z')) {
            return false;
        }
    }
    return inet_pton(AF_INET6, address, &unused) == 1;
}

static bool is_name(const char *host)
{
    size_t len_bytes = strlen(host);
    return len_bytes > 0 && len_bytes <= INVITATION_MOST_HOST_BYTES && *host != '-' &&
           strspn(host,
                  "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._") ==
               len_bytes;
}

bool place_read(char *text, char **host, int *port, struct err *err)
{
    char *colon = strchr(text, ':'), *close = strchr(text, ']');
    bool bracketed = *text == '[' && close && (!close[1] || close[1] == ':');
    *host = text;
    if (bracketed) {
        ++*host;
        *close = '\0';
        colon = close[1] ? close + 1 : NULL;
    } else if (colon && strchr(colon + 1, ':')) {
        return no_host(text, err);
    }
    if (colon) {
        *colon = '\0';
    }
    if (bracketed ? !is_address(*host) : !is_name(*host)) {
        return no_host(*host, err);
    }
    return !colon || read_port(colon + 1, port, err);
}

const char *scheme_pass(const char *text, bool *tls)
{
    static const char plain[] = "mqtt://", sealed[] = "mqtts://";
    *tls = strncasecmp(text, sealed, strlen(sealed)) == 0;
    if (*tls) {
        return text + strlen(sealed);
    }
    return strncasecmp(text, plain, strlen(plain)) == 0 ? text + strlen(plain) : text;
}

static bool add_host(struct places *places, char *text, struct err *err)
{
    char *host;
    int port = places->tls ? PLACE_TLS_PORT : PLACE_PORT;
    if (places->count == MOST_HOSTS) {
        err_set(err, "more than %d hosts of one broker", MOST_HOSTS);
        return false;
    }
    if (!place_read(text, &host, &port, err)) {
        return false;
    }
    places->hosts[places->count++] = (struct broker_host){memory_copy_text(host), port};
    return true;
}

bool places_read(const char *text, struct places *out, struct err *err)
{
    struct places read = {.hosts = memory_get(MOST_HOSTS * sizeof *read.hosts)};
    const char *from = scheme_pass(text, &read.tls);
    size_t len = strlen(from);
    char *copy = memory_copy_text(from), *rest = copy, *host;
    bool ok = true;
    if (len && copy[len - 1] == '/') {
        copy[len - 1] = '\0';
    }
    while (ok && rest) {
        host = rest;
        rest = strchr(rest, ',');
        if (rest) {
            *rest++ = '\0';
        }
        ok = add_host(&read, host, err);
    }
    free(copy);
    if (!ok) {
        places_finish(&read);
        return false;
    }
    *out = read;
    return true;
}

void places_finish(struct places *places)
{
    for (size_t i = 0; i < places->count; i++) {
        free(places->hosts[i].host);
    }
    free(places->hosts);
    *places = (struct places){0};
}
