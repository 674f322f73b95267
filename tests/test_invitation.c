/* What is said aloud so that somebody can join a room. */

#include "live/invitation.h"
#include "live/place.h"

#include "support/err.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(invitation, .fini = end_test);

/* The words of the paper's two addresses, 127.0.0.1 and 63.84.220.193. */
static const unsigned char known[INVITATION_SECRET_BYTES] = {127, 0,  0,   1,
                                                             63,  84, 220, 193};
#define WORDS_KNOWN "lusab-babad-gutih-tugad-dagoz"

static char *written(const struct invitation *invitation)
{
    struct str out = STR_EMPTY;
    invitation_write(invitation, &out);
    return str_take(&out);
}

Test(invitation, says_proquints_as_the_paper_has_them)
{
    char host[] = "192.168.1.20";
    struct invitation invitation = {.host = host, .port = INVITATION_PORT};
    memcpy(invitation.secret, known, sizeof known);
    char *text = written(&invitation);
    struct str words = STR_EMPTY;
    invitation_write_words(&invitation, &words);
    cr_expect_str_eq(text, "192.168.1.20/" WORDS_KNOWN);
    cr_expect_str_eq(words.bytes, WORDS_KNOWN);
    str_finish(&words);
    free(text);
}

Test(invitation, is_read_as_it_was_written_whatever_chance_made)
{
    for (int i = 0; i < 2000; i++) {
        struct invitation made, read;
        invitation_make(i % 2 ? "fe80::1%wlan0" : "laptop.local", 1 + i * 32, &made);
        char *text = written(&made);
        cr_assert(invitation_read(text, &read, &err), "%s: %s", text, err_text(&err));
        cr_assert_str_eq(read.host, made.host);
        cr_assert_eq(read.port, made.port);
        cr_assert_arr_eq(read.secret, made.secret, sizeof made.secret);
        free(text);
        invitation_finish(&made);
        invitation_finish(&read);
    }
}

Test(invitation, is_of_chance)
{
    struct invitation one, other;
    invitation_make("a", 1, &one);
    invitation_make("a", 1, &other);
    cr_expect_arr_neq(one.secret, other.secret, sizeof one.secret);
    invitation_finish(&one);
    invitation_finish(&other);
}

static const struct {
    const char *text, *host;
    int port;
} leniently[] = {
    {"192.168.1.20/" WORDS_KNOWN, "192.168.1.20", INVITATION_PORT},
    {"laptop.local:1885/" WORDS_KNOWN, "laptop.local", 1885},
    {"[fe80::1]:65535/" WORDS_KNOWN, "fe80::1", 65535},
    {"[::1]/" WORDS_KNOWN, "::1", INVITATION_PORT},
    {"[fe80::1%eth0.1]/" WORDS_KNOWN, "fe80::1%eth0.1", INVITATION_PORT},
    {"Laptop:1/LUSAB-Babad-gutih-tugad-dagoz", "Laptop", 1},
    {" \t10.0.0.1 / lusab babad  gutih\ttugad dagoz \r\n", "10.0.0.1", INVITATION_PORT},
    {"10.0.0.1/lusab.babad.gutih.tugad.dagoz.", "10.0.0.1", INVITATION_PORT},
    {"10.0.0.1/lusab, babad, gutih, tugad, dagoz", "10.0.0.1", INVITATION_PORT},
    {"10.0.0.1/lusab – babad—gutih‑tugad_dagoz", "10.0.0.1", INVITATION_PORT},
    {"roundtable live join 10.0.0.1/" WORDS_KNOWN, "10.0.0.1", INVITATION_PORT},
    {"mqtt://10.0.0.1:01884/" WORDS_KNOWN, "10.0.0.1", 1884},
    {"MQTT://[::1]:1884/" WORDS_KNOWN "-", "::1", 1884},
    {"mqtts://broker.example/" WORDS_KNOWN, "broker.example", PLACE_TLS_PORT},
    {"MQTTS://[::1]:443/" WORDS_KNOWN, "::1", 443},
};

Test(invitation, is_read_as_people_type_it)
{
    for (size_t i = 0; i < LENGTH(leniently); i++) {
        struct invitation read;
        cr_assert(invitation_read(leniently[i].text, &read, &err), "%s: %s",
                  leniently[i].text, err_text(&err));
        cr_expect_str_eq(read.host, leniently[i].host);
        cr_expect_eq(read.port, leniently[i].port, "%s", leniently[i].text);
        cr_expect_arr_eq(read.secret, known, sizeof known);
        invitation_finish(&read);
    }
}

#define LONG_63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
static const struct {
    const char *text, *said;
} wrong[] = {
    {"", "no \"/\""},
    {"192.168.1.20", "no \"/\""},
    {WORDS_KNOWN, "no \"/\""},
    {"/" WORDS_KNOWN, "the host is missing"},
    {"  /" WORDS_KNOWN, "the host is missing"},
    {":1884/" WORDS_KNOWN, "the host is missing"},
    {"[]/" WORDS_KNOWN, "the host is missing"},
    {"my laptop/" WORDS_KNOWN, "\"my laptop\" is no host"},
    {"-h/" WORDS_KNOWN, "\"-h\" is no host"},
    {"a\x1b[2J/" WORDS_KNOWN, "\"a␛[2J\" is no host"},
    {"https://a/" WORDS_KNOWN, "begins with the host"},
    {"fe80::1/" WORDS_KNOWN, "stands in brackets"},
    {"fe80::1:1884/" WORDS_KNOWN, "stands in brackets"},
    {"[fe80::1/" WORDS_KNOWN, "stands in brackets"},
    {"[fe80::1]x/" WORDS_KNOWN, "stands in brackets"},
    {"[10.0.0.1]/" WORDS_KNOWN, "\"10.0.0.1\" is no host"},
    {"[fe80::1::2]/" WORDS_KNOWN, "is no host"},
    {"[fe80::1%a b]/" WORDS_KNOWN, "is no host"},
    {LONG_63 LONG_63 LONG_63 LONG_63 "aa/" WORDS_KNOWN, "is no host"},
    {"a:/" WORDS_KNOWN, "\"\" is no port"},
    {"a:0/" WORDS_KNOWN, "\"0\" is no port"},
    {"a:65536/" WORDS_KNOWN, "\"65536\" is no port"},
    {"a:18446744073709551617/" WORDS_KNOWN, "is no port"},
    {"a:-1/" WORDS_KNOWN, "\"-1\" is no port"},
    {"a:1884x/" WORDS_KNOWN, "\"1884x\" is no port: it is a number from 1 to 65535"},
    {"a/", "has 5 words, not 0"},
    {"a/ - ", "has 5 words, not 0"},
    {"a/lusab-babad-gutih-tugad", "has 5 words, not 4"},
    {"a/" WORDS_KNOWN "-lusab", "has 5 words, not 6"},
    {"a/lusab-kot-gutih-tugad-dagoz",
     "kot is no word of an invitation: they have five letters"},
    {"a/lusab-babad-gutih-tugad-dagozz", "dagozz is no word"},
    {"a/lusab-babad-gutih-tugad-dagoe", "dagoe is no word"},
    {"a/lusab-babad-gutih-tugad-dag\x1bz", "dag␛z is no word"},
    {"a/lusab-babad-gutih-tugad-dag\xffz", "dag�z is no word"},
    {"a/b/" WORDS_KNOWN, "b/lusab is no word"},
    {"a/babad-lusab-gutih-tugad-dagoz", "one of the words is wrong"},
    {"a/lusab-babad-gutih-tugad-dagof", "one of the words is wrong"},
};

Test(invitation, says_what_is_wrong_with_which_part)
{
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        struct invitation read = {.port = -1};
        cr_assert_not(invitation_read(wrong[i].text, &read, &err), "%s", wrong[i].text);
        expect_part(err_text(&err), wrong[i].said);
        cr_expect_eq(read.port, -1, "%s: something was taken", wrong[i].text);
        cr_expect_null(read.host);
    }
}

Test(invitation, a_word_heard_wrongly_is_found_out_and_no_other_word_is_told)
{
    enum { PLACES = 5, LETTERS = 5 };
    size_t changes = 0, found = 0;
    for (size_t at = 0; at < PLACES * (LETTERS + 1); at++) {
        char text[] = "a/" WORDS_KNOWN;
        for (char c = 'a'; c <= 'z'; c++) {
            char was = text[2 + at];
            if (was == '-' || was == '\0' || was == c) {
                continue;
            }
            struct invitation read;
            text[2 + at] = c;
            changes++;
            found += !invitation_read(text, &read, &err);
            expect_no_part(err_text(&err), at < LETTERS ? "babad" : "lusab, ");
            text[2 + at] = was;
        }
    }
    cr_expect_eq(found, changes, "%zu of %zu", found, changes);
}

Test(invitation, moves_to_another_host_with_the_same_words)
{
    struct invitation invitation;
    cr_assert(invitation_read("a/" WORDS_KNOWN, &invitation, &err));
    invitation_move(&invitation, "::1", 1885);
    invitation_move(&invitation, invitation.host, 1886);
    char *text = written(&invitation);
    cr_expect_str_eq(text, "[::1]:1886/" WORDS_KNOWN);
    free(text);
    invitation_finish(&invitation);
}

Test(invitation, leaves_no_secret_behind)
{
    static const struct invitation nothing;
    struct invitation invitation;
    invitation_make("a", 1, &invitation);
    invitation_finish(&invitation);
    cr_expect_eq(memcmp(&invitation, &nothing, sizeof nothing), 0);
}
