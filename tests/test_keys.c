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

/* What the program makes of bytes, in a box that has "ab" in it, and in the grid. */

enum { MOST_TERMS = 4 };

static const char *const terms[MOST_TERMS] = {"xterm-256color", "screen-256color",
                                              "tmux-256color", "linux"};

static struct typist *open_box(const char *path)
{
    struct typist *t = typist_open(24, 100, WORDS("roundtable", path));
    typist_type(t, "gLess sugar\r" ESC);
    typist_wait(t, "1 Goals 1");
    typist_wait_gone(t, "New goal");
    typist_type(t, "2aab");
    typist_wait(t, " ab");
    return t;
}

static void end_box(struct typist *t)
{
    typist_leave_box(t);
    typist_leave(t);
    folder_finish();
}

/* Types a letter, which shows that what came before has been taken. */
static void expect_in_box(struct typist *t, const char *term, const char *bytes,
                          const char *then)
{
    struct str words = STR_EMPTY;
    typist_type(t, bytes);
    typist_wait(t, "New note");
    typist_settle(t);
    typist_type(t, "z");
    str_addf(&words, " ab%sz", then);
    typist_wait(t, words.bytes);
    cr_expect(typist_sees(t, "New note") && typist_sees(t, "System map"), "%s: %s", term,
              bytes + 1);
    typist_type(t, CTRL_U "ab");
    typist_wait_gone(t, words.bytes);
    str_finish(&words);
}

Test(keys, of_the_keypad_are_digits_and_signs_whatever_term_says, .fini = folder_finish)
{
    static const char keypad[] = "\x1bOp\x1bOq\x1bOr\x1bOs\x1bOt\x1bOu\x1bOv\x1bOw\x1bOx"
                                 "\x1bOy\x1bOj\x1bOk\x1bOl\x1bOm\x1bOn\x1bOo\x1bOX";
    for (size_t i = 0; i < MOST_TERMS; i++) {
        program_env("TERM", terms[i]);
        char *path = test_path("keypad.json");
        struct typist *t = open_box(path);
        expect_in_box(t, terms[i], keypad, "0123456789*+,-./=");
        expect_in_box(t, terms[i], "\x1bOc\x1bOz\x1bOE\x1bO5P\x1bO@", "");
        expect_in_box(t, terms[i], "\x1b[57404u\x1b[27;2;33~\x1b[99;1:3u\x1b[65;1u",
                      "5!A");
        typist_type(t, "\x1bOM");
        typist_wait(t, "Added ‘ab’");
        typist_leave_box(t);
        typist_type(t, "\x1bOs"); /* 3, the third column */
        typist_wait_row(t, 1, "3 Stakeholders 0");
        typist_leave(t);
        free(path);
        folder_finish();
    }
}

static const char *const no_keys[] = {
    "\x1b]11;rgb:00/00/00\x07",
    "\x1b]11;rgb:00/00/00\x1b\\",
    "\x1b]4;1;rgb:dddd/gggg/bbbb\x07",
    "\x1b]52;c;ZGRkZA==\x07",
    "\x1bP>|f\x1b\\",
    "\x1bP1$r0;1m\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b^dgb\x1b\\",
    "\x1bXdgb\x1b\\",
    "\xc2\x9d"
    "11;rgb:00/00/00\xc2\x9c",
    "\xc2\x90>|f\xc2\x9c",
    "\x1b[24;80R",
    "\x1b[?62;22c",
    "\x1b[>41;379;0c",
    "\x1b[0n",
    "\x1b[?997;1n",
    "\x1b[I\x1b[O",
    "\x1b[?2026;2$y",
    "\x1b[?1u",
    "\x1b[<35;9;9M",
    "\x1b[8;24;80t",
    "\x1b[100;1:3u",
    "\x1b[200~\x1b]11;rgb:00/00/00\x07\x1b[201~",
};

Test(keys, answers_of_the_terminal_are_none, .fini = folder_finish)
{
    for (size_t i = 0; i < MOST_TERMS; i++) {
        program_env("TERM", terms[i]);
        char *path = test_path("answers.json");
        struct typist *t = open_box(path);
        for (size_t a = 0; a < LENGTH(no_keys); a++) {
            expect_in_box(t, terms[i], no_keys[a], "");
        }
        expect_in_box(t, terms[i],
                      "\x1b[200~cd\x1b]11;rgb:00/00/00\x07"
                      "e\x1b[201~",
                      "cde");
        typist_type(t, CTRL_U ESC);
        typist_wait_gone(t, "New note");
        typist_wait(t, " saved");
        for (size_t a = 0; a < LENGTH(no_keys); a++) {
            typist_type(t, no_keys[a]);
        }
        typist_settle(t);
        cr_expect(typist_sees(t, "1 Goals 1") && typist_sees(t, "e Edit") &&
                      !typist_sees(t, "does nothing"),
                  "%s: in the grid", terms[i]);
        typist_leave(t);
        char *log = OUTPUT_OF("log", path);
        const char *last = strstr(log, "added the goal ‘Less sugar’\n");
        cr_expect(last && !strchr(strchr(last, '\n') + 1, '\n'), "%s: %s", terms[i], log);
        free(log);
        free(path);
        folder_finish();
    }
}

Test(keys, an_alt_letter_that_is_no_key_is_named_and_does_nothing, .fini = folder_finish)
{
    static const struct {
        const char *bytes, *named;
    } rows[] = {
        {"\x1bq", "Alt-q does nothing here."},
        {"\x1b]", "Alt-] does nothing here."},
        {"\x1b"
         "3",
         "Alt-3 does nothing here."},
        {"\x1b\xc3\xa9", "Alt-é does nothing here."},
        {"\x1bO", "Alt-O does nothing here."},
        {"\x1b[", "Alt-[ does nothing here."},
        {"\x1bP", "Alt-P does nothing here."},
        {"\x1b\x1b[B", "Alt-Down does nothing here."},
        {"\x1b[113;3u", "Alt-q does nothing here."},
        {"\x1b[27;3;113~", "Alt-q does nothing here."},
    };
    for (size_t i = 0; i < MOST_TERMS; i++) {
        program_env("TERM", terms[i]);
        char *path = test_path("alt.json");
        struct typist *t = open_box(path);
        free(path);
        for (size_t row = 0; row < LENGTH(rows); row++) {
            typist_type(t, rows[row].bytes);
            typist_wait(t, rows[row].named);
            expect_in_box(t, terms[i], "", "");
        }
        typist_type(t, "\x1b"
                       "b");
        typist_type(t, "c");
        typist_type(t, "\x1b"
                       "f");
        typist_type(t, "z"); /* those that are bound: a word to the left, to the right */
        typist_wait(t, " cabz");
        end_box(t);
    }
}

Test(keys, are_heard_again_after_an_answer_that_never_ends, .fini = folder_finish)
{
    char *path = test_path("endless.json");
    struct typist *t = open_box(path);
    free(path);
    typist_type(t, "\x1b]11;rgb:00");
    typist_wait(t, "A sequence without end does nothing here.");
    expect_in_box(t, "xterm-256color", "", "");
    end_box(t);
}

/* Half of a key was read before the disk took its time, and the rest lies there by then. */
Test(keys, that_come_in_two_while_the_disk_is_slow_are_one, .fini = folder_finish)
{
    enum { DRAFT_MS = 250 };
    if (program_is_sanitized()) {
        cr_skip("strace and sanitizers do not go together");
    }
    char *path = test_path("keys.json");
    struct typist *t =
        typist_start(24, 80,
                     WORDS("strace", "-f", "-q", "-o", "/dev/null", "-e",
                           "inject=fdatasync:delay_enter=400000", program_path(), path));
    typist_wait(t, "? Keys");
    typist_type(t, "gab");
    typist_wait(t, "ab");
    int64_t until_ms = program_clock_ms() + 4 * DRAFT_MS; /* the draft is kept */
    while (program_clock_ms() < until_ms) {
        typist_read(t, 10);
    }
    typist_type(t, "c" ESC);
    typist_type(t, "[D");
    typist_type(t, "Y");
    typist_wait(t, "abYc");
    typist_wait(t, "New goal");
    typist_leave_box(t);
    typist_leave(t);
    free(path);
}
