/* What a broker carries, and what it cannot do with it. */

#include "live/seal.h"

#include "base/memory.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static struct seal ours;

static void make_seal(void)
{
    static const unsigned char secret[INVITATION_SECRET_BYTES] =
        "\x7f\0\0\1\x3f\x54\xdc\xc1";
    cr_assert(seal_init(&ours, secret));
}

TestSuite(seal, .init = make_seal);

#define TOPIC "rt/room/all/edits"

static struct str closed(const char *text, size_t len_bytes)
{
    struct str out = STR_EMPTY;
    cr_assert(seal_close(&ours, TOPIC, text, len_bytes, &out));
    return out;
}

static bool opens(const struct seal *seal, const char *topic, const void *sealed,
                  size_t len_bytes)
{
    struct str out = STR_EMPTY;
    str_add(&out, "before");
    bool ok = seal_open(seal, topic, sealed, len_bytes, &out);
    cr_expect(ok || strcmp(out.bytes, "before") == 0, "something was added");
    cr_expect_eq(strncmp(out.bytes, "before", 6), 0);
    str_finish(&out);
    return ok;
}

/* Seals packed bytes as they are, as somebody with the words and bad intent can. */
static struct str closed_by_hand(char packing, const void *packed, size_t len_bytes)
{
    struct str plain = STR_EMPTY, out = STR_EMPTY;
    str_add_byte(&plain, packing);
    str_add_bytes(&plain, packed, len_bytes);
    str_make_room(&out, SEAL_NONCE_BYTES + plain.len_bytes + 16);
    unsigned char *at = (unsigned char *)out.bytes;
    randombytes_buf(at, SEAL_NONCE_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        at + SEAL_NONCE_BYTES, NULL, (unsigned char *)plain.bytes, plain.len_bytes,
        (const unsigned char *)TOPIC, strlen(TOPIC), NULL, at, ours.key);
    out.len_bytes = SEAL_NONCE_BYTES + plain.len_bytes + 16;
    str_finish(&plain);
    return out;
}

static bool opens_by_hand(char packing, const void *packed, size_t len_bytes)
{
    struct str sealed = closed_by_hand(packing, packed, len_bytes);
    bool ok = opens(&ours, TOPIC, sealed.bytes, sealed.len_bytes);
    str_finish(&sealed);
    return ok;
}

/* These may never change: laptops with different versions would not meet. */
Test(seal, the_words_alone_give_the_room_its_password_and_the_key)
{
    char key[2 * sizeof ours.key + 1];
    sodium_bin2hex(key, sizeof key, ours.key, sizeof ours.key);
    cr_expect_str_eq(ours.room, "48z0sfygyqbfw");
    cr_expect_str_eq(ours.password, "6h3znx1s991pk8pp284kqgvytp");
    cr_expect_str_eq(key,
                     "3069f9f590b256a3e9189763ad1347c1968338335e5617c5fc87cfc25797ccfb");
}

Test(seal, other_words_give_another_room_and_open_nothing)
{
    static const unsigned char other[INVITATION_SECRET_BYTES] =
        "\x7f\0\0\1\x3f\x54\xdc\xc0";
    struct seal theirs;
    struct str sealed = closed("a", 1);
    cr_assert(seal_init(&theirs, other));
    cr_expect_str_neq(ours.room, theirs.room);
    cr_expect_str_neq(ours.password, theirs.password);
    cr_expect_not(opens(&theirs, TOPIC, sealed.bytes, sealed.len_bytes));
    str_finish(&sealed);
}

Test(seal, opens_to_what_was_closed_be_it_long_or_of_any_bytes)
{
    static const size_t lengths[] = {
        0, 1, 511, 512, 513, 49152, 70000, SEAL_MOST_PLAIN_BYTES - 1, 1 << 20};
    char *text = memory_get(1 << 20);
    for (size_t kind = 0; kind < 2; kind++) {
        for (size_t i = 0; i < LENGTH(lengths); i++) {
            struct str out = STR_EMPTY;
            struct str sealed = closed(text, lengths[i]);
            str_add(&out, "x");
            cr_assert(sealed.len_bytes <= SEAL_MOST_SEALED_BYTES);
            cr_assert(seal_open(&ours, TOPIC, sealed.bytes, sealed.len_bytes, &out),
                      "%zu bytes", lengths[i]);
            cr_assert_eq(out.len_bytes, lengths[i] + 1);
            cr_assert_eq(memcmp(out.bytes + 1, text, lengths[i]), 0);
            cr_assert_eq(out.bytes[out.len_bytes], '\0');
            str_finish(&sealed);
            str_finish(&out);
        }
        randombytes_buf(text, 1 << 20); /* which nothing makes shorter */
    }
    free(text);
}

Test(seal, what_is_long_is_packed)
{
    char text[2000];
    memset(text, 'a', sizeof text);
    struct str sealed = closed(text, sizeof text);
    cr_expect(sealed.len_bytes < 100, "%zu bytes", sealed.len_bytes);
    str_finish(&sealed);
    randombytes_buf(text, sizeof text); /* but not what would grow by it */
    sealed = closed(text, sizeof text);
    cr_expect_eq(sealed.len_bytes, SEAL_NONCE_BYTES + 1 + sizeof text + 16);
    str_finish(&sealed);
}

Test(seal, more_than_the_most_is_not_closed)
{
    struct str out = STR_EMPTY;
    char *text = memory_get(SEAL_MOST_PLAIN_BYTES + 1);
    cr_expect_not(seal_close(&ours, TOPIC, text, SEAL_MOST_PLAIN_BYTES + 1, &out));
    cr_expect_eq(out.len_bytes, 0);
    free(text);
}

Test(seal, a_payload_cannot_be_moved_to_another_topic)
{
    struct str sealed = closed("a", 1);
    cr_expect(opens(&ours, TOPIC, sealed.bytes, sealed.len_bytes));
    cr_expect_not(opens(&ours, "rt/room/all/who", sealed.bytes, sealed.len_bytes));
    cr_expect_not(opens(&ours, TOPIC "/", sealed.bytes, sealed.len_bytes));
    cr_expect_not(opens(&ours, "", sealed.bytes, sealed.len_bytes));
    str_finish(&sealed);
}

Test(seal, no_bit_can_be_changed_and_no_byte_left_out_or_added)
{
    struct str sealed = closed("Bus fares are high", 18);
    for (size_t bit = 0; bit < sealed.len_bytes * 8; bit++) {
        sealed.bytes[bit / 8] = (char)(sealed.bytes[bit / 8] ^ 1 << bit % 8);
        cr_expect_not(opens(&ours, TOPIC, sealed.bytes, sealed.len_bytes), "bit %zu",
                      bit);
        sealed.bytes[bit / 8] = (char)(sealed.bytes[bit / 8] ^ 1 << bit % 8);
    }
    for (size_t len_bytes = 0; len_bytes < sealed.len_bytes; len_bytes++) {
        char *cut = memory_get(len_bytes); /* of just that size, for a sanitizer */
        memcpy(cut, sealed.bytes, len_bytes);
        cr_expect_not(opens(&ours, TOPIC, cut, len_bytes), "%zu bytes", len_bytes);
        free(cut);
    }
    size_t len_bytes = sealed.len_bytes;
    str_add_byte(&sealed, '\0');
    cr_expect_not(opens(&ours, TOPIC, sealed.bytes, len_bytes + 1));
    cr_expect(opens(&ours, TOPIC, sealed.bytes, len_bytes));
    str_finish(&sealed);
}

Test(seal, shows_neither_words_nor_that_the_same_was_said_again)
{
    const char *words = "Bus fares are high";
    struct str one = closed(words, strlen(words)), other = closed(words, strlen(words));
    for (size_t i = 0; i + 4 < one.len_bytes; i++) {
        for (size_t w = 0; words[w + 3]; w++) {
            cr_expect_neq(memcmp(one.bytes + i, words + w, 4), 0);
        }
    }
    cr_expect_neq(memcmp(one.bytes, other.bytes, SEAL_NONCE_BYTES), 0);
    cr_expect_neq(memcmp(one.bytes + SEAL_NONCE_BYTES, other.bytes + SEAL_NONCE_BYTES,
                         strlen(words)),
                  0);
    str_finish(&one);
    str_finish(&other);
}

/* Zeros, deflated; a part of a thousand of what they are. */
static struct str bomb(size_t len_bytes)
{
    static Bytef zeros[1 << 16];
    struct str out = STR_EMPTY;
    z_stream stream = {0};
    cr_assert_eq(deflateInit(&stream, 9), Z_OK);
    for (size_t at = 0; at < len_bytes; at += sizeof zeros) {
        size_t left = len_bytes - at;
        stream.next_in = zeros;
        stream.avail_in = (uInt)(left < sizeof zeros ? left : sizeof zeros);
        str_make_room(&out, sizeof zeros);
        stream.next_out = (Bytef *)out.bytes + out.len_bytes;
        stream.avail_out = sizeof zeros;
        deflate(&stream, left <= sizeof zeros ? Z_FINISH : Z_NO_FLUSH);
        out.len_bytes += sizeof zeros - stream.avail_out;
    }
    deflateEnd(&stream);
    return out;
}

Test(seal, a_bomb_of_somebody_with_the_words_is_refused_at_the_most_that_is_taken)
{
    struct str most = bomb(SEAL_MOST_PLAIN_BYTES), more = bomb(SEAL_MOST_PLAIN_BYTES + 1);
    struct str huge = bomb((size_t)500 << 20), out = STR_EMPTY;
    cr_assert(huge.len_bytes < SEAL_MOST_PLAIN_BYTES);
    cr_expect(opens_by_hand(1, most.bytes, most.len_bytes));
    cr_expect_not(opens_by_hand(1, more.bytes, more.len_bytes));
    struct str sealed = closed_by_hand(1, huge.bytes, huge.len_bytes);
    cr_expect_not(seal_open(&ours, TOPIC, sealed.bytes, sealed.len_bytes, &out));
    cr_expect(out.room_bytes <= 2 * SEAL_MOST_PLAIN_BYTES, "%zu bytes", out.room_bytes);
    cr_expect_eq(out.len_bytes, 0);
    str_finish(&out);
    str_finish(&sealed);
    str_finish(&most);
    str_finish(&more);
    str_finish(&huge);
}

Test(seal, what_is_packed_badly_by_somebody_with_the_words_is_refused)
{
    struct str good = bomb(1000);
    char *much = memory_get(SEAL_MOST_PLAIN_BYTES + 1);
    cr_expect(opens_by_hand(1, good.bytes, good.len_bytes));
    for (size_t len_bytes = 0; len_bytes < good.len_bytes; len_bytes++) {
        cr_expect_not(opens_by_hand(1, good.bytes, len_bytes), "cut to %zu", len_bytes);
    }
    cr_expect_not(opens_by_hand(1, "\x78\xbb\0\0\0\1", 6), "by a list of words");
    cr_expect_not(opens_by_hand(2, good.bytes, good.len_bytes), "no such packing");
    cr_expect_not(opens_by_hand(-1, good.bytes, good.len_bytes), "no such packing");
    good.bytes[good.len_bytes - 1] ^= 1;
    cr_expect_not(opens_by_hand(1, good.bytes, good.len_bytes), "a wrong sum");
    good.bytes[good.len_bytes - 1] ^= 1;
    str_add_byte(&good, 'x');
    cr_expect_not(opens_by_hand(1, good.bytes, good.len_bytes), "more behind it");
    cr_expect(opens_by_hand(0, much, SEAL_MOST_PLAIN_BYTES));
    cr_expect_not(opens_by_hand(0, much, SEAL_MOST_PLAIN_BYTES + 1));
    free(much);
    str_finish(&good);
}

Test(seal, leaves_no_key_behind)
{
    static const struct seal nothing;
    seal_finish(&ours);
    cr_expect_eq(memcmp(&ours, &nothing, sizeof nothing), 0);
}
