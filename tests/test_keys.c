/* Whatever comes in from the terminal: the program never ends by a fault, and what is
 * in the file stays a session. */

#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include "base/hash.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUSPEND = 0x1a, QUIT = 0x1c, SEED = 20170222, BYTES = 400 };

/* Bytes as a cat on the keyboard sends them, with whole keys in between. */
static void any_keys(struct dice *dice, struct str *out)
{
    static const char *const keys[] = {"\x1b[A",
                                       "\x1b[B",
                                       "\x1b[C",
                                       "\x1b[D",
                                       "\x1b[5~",
                                       "\x1b[3~",
                                       "\x1bOP",
                                       "\x1b",
                                       "\r",
                                       "a",
                                       "g",
                                       "Bus fares",
                                       "\x1b[200~",
                                       "\n",
                                       "\x1b[201~",
                                       "\xc3\xa9",
                                       "\xf0\x9f",
                                       "\x9f\x91\xa9",
                                       "u",
                                       "\x12",
                                       "e",
                                       "d",
                                       "m",
                                       "]",
                                       "[",
                                       "t",
                                       "+",
                                       "-",
                                       "D",
                                       "i",
                                       "G",
                                       "0",
                                       "\x1b[<0;9;9M",
                                       "\x1b[<0;9;9m",
                                       "\x1b[<64;9;9M",
                                       "/",
                                       "?",
                                       ":",
                                       "\t",
                                       "E",
                                       "\x7f",
                                       "\x17"};
    while (out->len_bytes < BYTES) {
        uint64_t roll = dice_roll(dice);
        if (roll % 3) {
            str_add(out, keys[(roll >> 8) % (LENGTH(keys))]);
        } else {
            char byte = (char)(roll >> 16 & 0xff);
            if (byte && byte != SUSPEND && byte != QUIT) { /* those are signals */
                str_add_byte(out, byte);
            }
        }
    }
}

Test(keys, of_any_kind_never_end_the_program_by_a_fault, .fini = folder_finish)
{
    unsigned long rounds = times_asked("KEYS", 40), bad = 0;
    char *path = test_path("keys.json");
    struct dice dice = {SEED};
    for (unsigned long round = 0; round < rounds; round++) {
        struct str keys = STR_EMPTY;
        int rows = 1 + (int)(dice_roll(&dice) % 40);
        int cols = 1 + (int)(dice_roll(&dice) % 120);
        struct typist *t = typist_start(rows, cols, WORDS("roundtable", path));
        typist_wait_mode(t, 1049);
        any_keys(&dice, &keys);
        for (size_t at = 0; at < keys.len_bytes; at += 20) {
            char piece[21];
            snprintf(piece, sizeof piece, "%s", keys.bytes + at);
            typist_type(t, piece);
            typist_read(t, 2);
        }
        typist_signal(t, SIGTERM); /* it may have been left by then */
        int status = typist_end(t);
        bool sound = status < 128 || status == 128 + SIGTERM || status == 128 + SIGINT;
        typist_free(t);
        struct ran ran = program_run(NULL, WORDS("roundtable", "check", path));
        sound = sound && (ran.status == 0 || ran.status == 3);
        cr_expect(sound, "round %lu at %dx%d ended with %d; check says %d: %s%s", round,
                  rows, cols, status, ran.status, ran.out.bytes, ran.err.bytes);
        bad += !sound;
        ran_finish(&ran);
        str_finish(&keys);
    }
    figure("any bytes as keys, in a terminal", rounds, bad, SEED);
    free(path);
}
