#include "live/invitation.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "live/chance.h"
#include "live/place.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* A word is a consonant, a vowel and so on: 4 + 2 + 4 + 2 + 4 bits. */
enum { WORD_LETTERS = 5 };
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

bool invitation_read(const char *text, struct invitation *out, struct err *err)
{
    struct invitation read = {.port = INVITATION_PORT};
    static const char command[] =
        "roundtable live join "; /* the whole line, as W shows it */
    while (is_blank(*text)) {
        text++;
    }
    if (strncmp(text, command, strlen(command)) == 0) {
        text += strlen(command);
    }
    const char *from = scheme_pass(text, &read.tls), *slash = strchr(from, '/'),
               *end = slash;
    read.port = read.tls ? PLACE_TLS_PORT : INVITATION_PORT;
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
    bool ok = place_read(place.bytes, &host, &read.port, err) &&
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
    str_add(out, invitation->tls ? "mqtts://" : "");
    str_addf(out, bracketed ? "[%s]" : "%s", invitation->host);
    if (invitation->port != (invitation->tls ? PLACE_TLS_PORT : INVITATION_PORT)) {
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
