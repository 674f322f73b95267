#include "live/invitation.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "live/chance.h"

#include <arpa/inet.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* A word is a consonant, a vowel and so on: 4 + 2 + 4 + 2 + 4 bits. */
enum { WORD_LETTERS = 5, MOST_PORT = 65535 };
static const char consonants[] = "bdfghjklmnprstvz", vowels[] = "aiou";

/* The fifth word. It is no protection, but against mishearing. */
static uint16_t check_of(const unsigned char secret[INVITATION_SECRET_BYTES])
{
    return (uint16_t)hash_end(hash_add(HASH_START, secret, INVITATION_SECRET_BYTES));
}

static void write_word(unsigned bits, struct str *out)
{
    for (int i = 0, shift = 16; i < WORD_LETTERS; i++) {
        bool vowel = i % 2;
        shift -= vowel ? 2 : 4;
        str_add_byte(out,
                     vowel ? vowels[bits >> shift & 3] : consonants[bits >> shift & 15]);
    }
}

/* False, if the letters are no word. */
static bool read_word(const char *word, size_t len_bytes, uint16_t *bits)
{
    unsigned read = 0;
    for (size_t i = 0; i < len_bytes && len_bytes == WORD_LETTERS; i++) {
        char c = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] + 'a' - 'A') : word[i];
        const char *letters = i % 2 ? vowels : consonants;
        const char *letter = c ? strchr(letters, c) : NULL;
        if (!letter) {
            return false;
        }
        read = read << (i % 2 ? 2 : 4) | (unsigned)(letter - letters);
    }
    *bits = (uint16_t)read;
    return len_bytes == WORD_LETTERS;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* How many bytes of what stands between two words are here: blanks, points, and what
 * programs and people make of a hyphen. */
static size_t gap_bytes(const char *at)
{
    static const char *const gaps[] = {"-",      ".",      ",",      "_",
                                       "\u00a0", "\u2010", "\u2011", "\u2012",
                                       "\u2013", "\u2014", "\u2212"};
    if (is_blank(*at)) {
        return 1;
    }
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        if (strncmp(at, gaps[i], strlen(gaps[i])) == 0) {
            return strlen(gaps[i]);
        }
    }
    return 0;
}

static bool no_word(const char *word, size_t len_bytes, struct err *err)
{
    struct str clean = STR_EMPTY, shown = STR_EMPTY;
    sanitise_bytes(word, len_bytes, SANITISE_FOR_CELLS, &clean);
    text_add_beginning(&shown, str_text(&clean), 20);
    err_set(err,
            "%s is no word of an invitation: they have five letters, as lusab has, and "
            "never c, e, q, w, x or y",
            str_text(&shown));
    str_finish(&clean);
    str_finish(&shown);
    return false;
}

static bool read_words(const char *at, uint16_t words[INVITATION_WORDS], struct err *err)
{
    size_t count = 0;
    while (*at) {
        size_t gap = gap_bytes(at), len_bytes = 0;
        if (gap) {
            at += gap;
            continue;
        }
        while (at[len_bytes] && !gap_bytes(at + len_bytes)) {
            len_bytes++;
        }
        uint16_t bits;
        if (!read_word(at, len_bytes, &bits)) {
            return no_word(at, len_bytes, err);
        }
        if (count < INVITATION_WORDS) {
            words[count] = bits;
        }
        count++;
        at += len_bytes;
    }
    if (count != INVITATION_WORDS) {
        err_set(err, "an invitation has %d words, not %zu", INVITATION_WORDS, count);
        return false;
    }
    return true;
}

static bool read_secret(const char *text, unsigned char secret[INVITATION_SECRET_BYTES],
                        struct err *err)
{
    uint16_t words[INVITATION_WORDS] = {0};
    bool ok = read_words(text, words, err);
    for (size_t i = 0; i < INVITATION_SECRET_BYTES; i++) {
        secret[i] = (unsigned char)(words[i / 2] >> (i % 2 ? 0 : 8));
    }
    if (ok && check_of(secret) != words[INVITATION_WORDS - 1]) {
        err_set(err, "one of the words is wrong, or stands in another's place: have them "
                     "read out again");
        ok = false;
    }
    sodium_memzero(words, sizeof words);
    return ok;
}

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

/* Reads "HOST", "HOST:PORT", "[ADDRESS]" or "[ADDRESS]:PORT". @text  is written into;
 * *host is a part of it. */
static bool read_place(char *text, char **host, int *port, struct err *err)
{
    char *colon = strchr(text, ':'), *close = strchr(text, ']');
    bool bracketed = *text == '[' && close && (!close[1] || close[1] == ':');
    *port = INVITATION_PORT;
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

/* Passes over what is meant for programs. */
static const char *begin(const char *text)
{
    static const char scheme[] = "mqtt://";
    size_t i = 0;
    while (is_blank(*text)) {
        text++;
    }
    while (scheme[i] && (text[i] == scheme[i] || (text[i] | 0x20) == scheme[i])) {
        i++;
    }
    return scheme[i] ? text : text + i;
}

bool invitation_read(const char *text, struct invitation *out, struct err *err)
{
    struct invitation read = {0};
    const char *from = begin(text), *slash = strchr(from, '/'), *end = slash;
    if (!slash) {
        err_set(err, "an invitation is HOST/lusab-babad-…, and here is no \"/\" between "
                     "the host and the words");
        return false;
    }
    if (slash[1] == '/') {
        err_set(err, "an invitation begins with the host, as in 192.168.1.20/lusab-…");
        return false;
    }
    while (end > from && is_blank(end[-1])) {
        end--;
    }
    struct str place = STR_EMPTY;
    char *host;
    str_add_bytes(&place, from, (size_t)(end - from));
    bool ok = read_place(place.bytes, &host, &read.port, err) &&
              read_secret(slash + 1, read.secret, err);
    if (ok) {
        read.host = memory_copy_text(host);
        *out = read;
    }
    sodium_memzero(&read, sizeof read);
    str_finish(&place);
    return ok;
}

void invitation_make(const char *host, int port, struct invitation *out)
{
    chance_ready();
    *out = (struct invitation){.host = memory_copy_text(host), .port = port};
    randombytes_buf(out->secret, sizeof out->secret);
}

void invitation_move(struct invitation *invitation, const char *host, int port)
{
    char *copy = memory_copy_text(host);
    free(invitation->host);
    invitation->host = copy;
    invitation->port = port;
}

void invitation_write_words(const struct invitation *invitation, struct str *out)
{
    const unsigned char *secret = invitation->secret;
    for (size_t i = 0; i < INVITATION_SECRET_BYTES; i += 2) {
        write_word((unsigned)secret[i] << 8 | secret[i + 1], out);
        str_add_byte(out, '-');
    }
    write_word(check_of(secret), out);
}

void invitation_write(const struct invitation *invitation, struct str *out)
{
    bool bracketed = strchr(invitation->host, ':');
    str_addf(out, bracketed ? "[%s]" : "%s", invitation->host);
    if (invitation->port != INVITATION_PORT) {
        str_addf(out, ":%d", invitation->port);
    }
    str_add_byte(out, '/');
    invitation_write_words(invitation, out);
}

void invitation_finish(struct invitation *invitation)
{
    free(invitation->host);
    sodium_memzero(invitation, sizeof *invitation);
}
