/* What comes from a broker, and what somebody types to join: any bytes as a sealed text, any
 * bytes sealed by somebody who has the words, any text as an invitation. */

#include "fuzz.h"

#include "base/memory.h"
#include "live/chance.h"
#include "live/seal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define TOPIC "rt/room/all/edits"

static const struct seal seal = {.key = "a key, as good as any other one",
                                 .room = "room"};

/* Opens it behind something; *out takes what was added. */
static bool open_it(const uint8_t *sealed, size_t len_bytes, struct str *out)
{
    static const char before[] = "before";
    str_add(out, before);
    bool ok = seal_open(&seal, TOPIC, sealed, len_bytes, out);
    MUST(strncmp(out->bytes, before, strlen(before)) == 0, "what was there was changed");
    str_remove(out, 0, strlen(before));
    MUST(ok || out->len_bytes == 0, "refused, and something was added");
    MUST(out->len_bytes <= SEAL_MOST_PLAIN_BYTES, "more than the most was taken");
    MUST(out->bytes[out->len_bytes] == '\0', "no NUL is behind it");
    return ok;
}

static void expect_refused(const uint8_t *bytes, size_t len_bytes)
{
    struct str out = STR_EMPTY;
    MUST(!open_it(bytes, len_bytes, &out), "nobody sealed this");
    str_finish(&out);
}

/* By another way than unpack(): all at once, into what is large enough. */
static void expect_unpacked_well(const uint8_t *packed, size_t len_bytes, bool ok,
                                 const struct str *out)
{
    static Bytef plain[SEAL_MOST_PLAIN_BYTES + 1];
    uLongf plain_bytes = sizeof plain;
    uLong left_bytes = len_bytes;
    bool good = uncompress2(plain, &plain_bytes, packed, &left_bytes) == Z_OK &&
                left_bytes == len_bytes && plain_bytes <= SEAL_MOST_PLAIN_BYTES;
    MUST(ok == good, "zlib says %d of what was packed, and seal_open %d", good, ok);
    MUST(!ok || (out->len_bytes == plain_bytes &&
                 (!plain_bytes || memcmp(out->bytes, plain, plain_bytes) == 0)),
         "other bytes than zlib unpacks");
}

/* The first byte is the kind of packing. */
static void try_insider(const uint8_t *bytes, size_t len_bytes)
{
    struct str out = STR_EMPTY;
    size_t sealed_bytes =
        SEAL_NONCE_BYTES + len_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
    uint8_t *sealed = memory_get(sealed_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + SEAL_NONCE_BYTES, NULL, bytes,
                                               len_bytes, (const uint8_t *)TOPIC,
                                               strlen(TOPIC), NULL, sealed, seal.key);
    bool ok = open_it(sealed, sealed_bytes, &out);
    if (len_bytes && bytes[0] == 0) {
        MUST(ok && out.len_bytes == len_bytes - 1, "a plain text is not taken");
    } else if (len_bytes && bytes[0] == 1) {
        expect_unpacked_well(bytes + 1, len_bytes - 1, ok, &out);
    } else {
        MUST(!ok, "packed in a way that is none");
    }
    free(sealed);
    str_finish(&out);
}

static void try_both_ways(const uint8_t *bytes, size_t len_bytes)
{
    struct str sealed = STR_EMPTY, out = STR_EMPTY;
    MUST(seal_close(&seal, TOPIC, (const char *)bytes, len_bytes, &sealed),
         "it is not sealed");
    MUST(sealed.len_bytes <= SEAL_MOST_SEALED_BYTES, "sealed, it is too long");
    MUST(open_it((uint8_t *)sealed.bytes, sealed.len_bytes, &out) &&
             out.len_bytes == len_bytes &&
             (!len_bytes || memcmp(out.bytes, bytes, len_bytes) == 0),
         "sealed and opened, it is another");
    sealed.bytes[len_bytes % sealed.len_bytes] ^= 4;
    expect_refused((uint8_t *)sealed.bytes, sealed.len_bytes);
    str_finish(&sealed);
    str_finish(&out);
}

static void try_invitation(const uint8_t *bytes, size_t len_bytes)
{
    char *text = fuzz_copy(bytes, len_bytes);
    struct invitation read = {0}, again = {0};
    struct str written = STR_EMPTY;
    struct err err = ERR_NONE;
    if (invitation_read(text, &read, &err)) {
        invitation_write(&read, &written);
        MUST(invitation_read(written.bytes, &again, &err), "%s", err_text(&err));
        MUST(strcmp(read.host, again.host) == 0 && read.port == again.port &&
                 memcmp(read.secret, again.secret, sizeof read.secret) == 0,
             "written and read, \"%s\" is another", written.bytes);
    } else {
        MUST(*err_text(&err) && !read.host, "refused without a word");
    }
    invitation_finish(&read);
    invitation_finish(&again);
    str_finish(&written);
    err_finish(&err);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    struct choices choices = {bytes, len_bytes};
    chance_ready();
    switch (choose(&choices, 4)) {
    case 0:
        expect_refused(choices.bytes, choices.len_bytes);
        break;
    case 1:
        try_insider(choices.bytes, choices.len_bytes);
        break;
    case 2:
        try_both_ways(choices.bytes, choices.len_bytes);
        break;
    default:
        try_invitation(choices.bytes, choices.len_bytes);
        break;
    }
    return 0;
}
