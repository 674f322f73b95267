#include "live/seal.h"

#include "base/hash.h"
#include "base/memory.h"
#include "live/chance.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    PACK_FROM_BYTES = 512, /* less does not shrink enough to be worth it */
};
enum packing { PLAIN, DEFLATED };
_Static_assert(SEAL_NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
               "the nonce is as long as XChaCha20 wants it");
_Static_assert(sizeof((struct seal *)0)->key ==
                   crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
               "and so is the key");

/* Fixed, since it must be known to whoever has heard the words and nothing else. A salt of
 * chance is for passwords that people think of, so that nobody tries those once for all;
 * here are 64 bits of chance, of which nobody makes a list. It is as well what parts these
 * keys from whatever else comes of the same words: another way of sealing has another. */
static const unsigned char salt[] = "roundtable room1";
_Static_assert(sizeof salt - 1 == crypto_pwhash_SALTBYTES, "as long as Argon2 wants it");

/* What is made of the one key that comes of the words; the numbers and the context are
 * what both sides have in common, for ever. */
enum { SUBKEY_SEAL = 1, SUBKEY_ROOM = 2, SUBKEY_PASSWORD = 3 };
static const char context[crypto_kdf_CONTEXTBYTES + 1] = "rt live1";

static uint64_t read_bits(const unsigned char *bytes)
{
    uint64_t bits = 0;
    for (int i = 0; i < 8; i++) {
        bits = bits << 8 | bytes[i];
    }
    return bits;
}

bool seal_init(struct seal *seal, const unsigned char secret[INVITATION_SECRET_BYTES])
{
    unsigned char master[crypto_kdf_KEYBYTES], part[crypto_kdf_BYTES_MIN];
    chance_ready();
    if (crypto_pwhash(master, sizeof master, (const char *)secret,
                      INVITATION_SECRET_BYTES, salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                      crypto_pwhash_MEMLIMIT_INTERACTIVE,
                      crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return false;
    }
    crypto_kdf_derive_from_key(seal->key, sizeof seal->key, SUBKEY_SEAL, context, master);
    crypto_kdf_derive_from_key(part, sizeof part, SUBKEY_ROOM, context, master);
    base32_write(read_bits(part), seal->room);
    crypto_kdf_derive_from_key(part, sizeof part, SUBKEY_PASSWORD, context, master);
    base32_write(read_bits(part), seal->password);
    base32_write(read_bits(part + 8), seal->password + BASE32_SIZE_BYTES - 1);
    sodium_memzero(master, sizeof master);
    sodium_memzero(part, sizeof part);
    return true;
}

void seal_finish(struct seal *seal)
{
    sodium_memzero(seal, sizeof *seal);
}

/* Adds the kind of packing and the text, whichever way it is shorter. */
static void pack(const char *text, size_t len_bytes, struct str *out)
{
    uLongf packed_bytes = compressBound(len_bytes);
    if (len_bytes >= PACK_FROM_BYTES) {
        str_add_byte(out, DEFLATED);
        str_make_room(out, packed_bytes);
        if (compress((Bytef *)out->bytes + 1, &packed_bytes, (const Bytef *)text,
                     len_bytes) == Z_OK &&
            packed_bytes < len_bytes) {
            out->len_bytes += packed_bytes;
            return;
        }
        str_clear(out);
    }
    str_add_byte(out, PLAIN);
    str_add_bytes(out, text, len_bytes);
}

bool seal_close(const struct seal *seal, const char *topic, const char *text,
                size_t len_bytes, struct str *out)
{
    if (len_bytes > SEAL_MOST_PLAIN_BYTES) {
        return false;
    }
    struct str packed = STR_EMPTY;
    pack(text, len_bytes, &packed);
    str_make_room(out, SEAL_NONCE_BYTES + packed.len_bytes + TAG_BYTES);
    unsigned char *nonce = (unsigned char *)out->bytes + out->len_bytes;
    randombytes_buf(nonce, SEAL_NONCE_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        nonce + SEAL_NONCE_BYTES, NULL, (const unsigned char *)packed.bytes,
        packed.len_bytes, (const unsigned char *)topic, strlen(topic), NULL, nonce,
        seal->key);
    out->len_bytes += SEAL_NONCE_BYTES + packed.len_bytes + TAG_BYTES;
    out->bytes[out->len_bytes] = '\0';
    str_finish(&packed);
    return true;
}

/* Adds what was deflated. False, if it is damaged, goes on behind its end, or would be more
 * than SEAL_MOST_PLAIN_BYTES: then no more than those were unpacked. */
static bool unpack(const unsigned char *packed, size_t len_bytes, struct str *out)
{
    enum { STEP_BYTES = 16 * 1024 };
    z_stream stream = {.next_in = (z_const Bytef *)packed, .avail_in = (uInt)len_bytes};
    size_t before_bytes = out->len_bytes;
    int said = inflateInit(&stream);
    while (said == Z_OK && out->len_bytes - before_bytes <= SEAL_MOST_PLAIN_BYTES) {
        str_make_room(out, STEP_BYTES);
        stream.next_out = (Bytef *)out->bytes + out->len_bytes;
        stream.avail_out = STEP_BYTES;
        said = inflate(&stream, Z_NO_FLUSH);
        out->len_bytes += STEP_BYTES - stream.avail_out;
    }
    inflateEnd(&stream);
    bool ok = said == Z_STREAM_END && stream.avail_in == 0 &&
              out->len_bytes - before_bytes <= SEAL_MOST_PLAIN_BYTES;
    out->len_bytes = ok ? out->len_bytes : before_bytes;
    if (out->bytes) {
        out->bytes[out->len_bytes] = '\0';
    }
    return ok;
}

bool seal_open(const struct seal *seal, const char *topic, const void *sealed,
               size_t len_bytes, struct str *out)
{
    if (len_bytes < SEAL_NONCE_BYTES + TAG_BYTES + 1 ||
        len_bytes > SEAL_MOST_SEALED_BYTES) {
        return false;
    }
    const unsigned char *nonce = sealed;
    size_t packed_bytes = len_bytes - SEAL_NONCE_BYTES - TAG_BYTES;
    unsigned char *packed = memory_get(packed_bytes);
    bool ok =
        crypto_aead_xchacha20poly1305_ietf_decrypt(
            packed, NULL, NULL, nonce + SEAL_NONCE_BYTES, len_bytes - SEAL_NONCE_BYTES,
            (const unsigned char *)topic, strlen(topic), nonce, seal->key) == 0;
    if (ok && packed[0] == PLAIN) {
        ok = packed_bytes - 1 <= SEAL_MOST_PLAIN_BYTES;
        str_add_bytes(out, (char *)packed + 1, ok ? packed_bytes - 1 : 0);
    } else if (ok) {
        ok = packed[0] == DEFLATED && unpack(packed + 1, packed_bytes - 1, out);
    }
    free(packed);
    return ok;
}
