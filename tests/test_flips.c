/* A session file with flipped bits and cut ends: a disk that forgets, a copy that was
 * broken off. */

#include "store/file.h"
#include "support/err.h"
#include "support/figures.h"

#include "base/hash.h"
#include "base/memory.h"
#include "model/author.h"
#include "support/grids.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A session file of at least that many bytes; to free(). */
static char *make_text(size_t least_bytes)
{
    static const char *const columns[] = {"barriers", "stakeholders", "moments", "odd"};
    struct session *session = session_new();
    struct author author;
    char *text = NULL;
    author_init(&author, session, 6, "Ana");
    author.now_ms = INT64_C(1487765643512);
    const struct record *table =
        author_add_table(&author, "rsa", "\"Ageing\" \\ é", "York", NULL, "4", &err);
    const struct record *goal = author_add_goal(&author, table, NULL, "two\nlines", &err);
    do {
        for (int i = 0; i < 10; i++) {
            const struct record *note =
                author_add_note(&author, goal, columns[i % 4], NULL,
                                "</script>\u202e=1+1 👩‍👧", &err);
            author_vote(&author, note, "ben", i % 3, &err);
            if (i % 5 == 4) {
                author_delete(&author, note, &err);
            }
            author.now_ms += 977;
        }
        free(text);
        text = bytes_of(session);
    } while (strlen(text) < least_bytes);
    cr_assert_null(err.message, "%s", err_text(&err));
    author_finish(&author);
    session_free(session);
    return text;
}

/* The edits of a file as it is written, to the end of their list; borrowed. */
static const char *edits_of(const char *text, size_t *len_bytes)
{
    const char *edits = strstr(text, "\n  \"edits\": [");
    *len_bytes = (size_t)(strstr(edits, "\n  ]") - edits);
    return edits;
}

/* What must hold of a damaged file: it is refused with a place, or what was read is
 * stable, and with a sound text given it has the edits of that. Adds what is wrong. */
static void look(const char *bytes, size_t len_bytes, const char *sound,
                 struct str *wrong)
{
    struct session_file read = {0}, again = {0};
    struct faults faults = {0};
    struct err why = ERR_NONE;
    unsigned long line, column;
    if (!file_read("f.json", bytes, len_bytes, 1, true, &read, &faults, &why)) {
        if (sscanf(err_text(&why), "f.json:%lu:%lu: ", &line, &column) != 2) {
            str_addf(wrong, "\"%s\" names no place", err_text(&why));
        }
    } else {
        char *once = bytes_of(read.session), *twice = NULL;
        size_t edits_len, sound_len;
        const char *edits = edits_of(once, &edits_len);
        const char *wanted = sound ? edits_of(sound, &sound_len) : NULL;
        if (wanted && (edits_len != sound_len || memcmp(edits, wanted, edits_len) != 0)) {
            str_add(wrong, "it has other edits than before; ");
        }
        if (!file_read("again", once, strlen(once), 0, false, &again, NULL, &why)) {
            str_addf(wrong, "what was written is refused: %s", err_text(&why));
        } else {
            twice = bytes_of(again.session);
            str_add(wrong, strcmp(once, twice) == 0 ? "" : "it is another");
            file_close(&again);
        }
        file_close(&read);
        free(once);
        free(twice);
    }
    faults_finish(&faults);
    err_finish(&why);
}

static bool expect_sound(const char *bytes, size_t len_bytes, const char *sound,
                         unsigned long number)
{
    struct str wrong = STR_EMPTY;
    look(bytes, len_bytes, sound, &wrong);
    bool ok = wrong.len_bytes == 0;
    cr_expect(ok, "flip %lu: %s", number, str_text(&wrong));
    str_finish(&wrong);
    return ok;
}

TestSuite(flips, .fini = end_test);

Test(flips, and_cut_ends_are_refused_or_read_and_never_a_crash)
{
    unsigned long seeds = all_asked("FLIPS") ? 100000 : times_asked("FLIPS", 2000);
    unsigned long bad = 0;
    char *text = make_text(1);
    size_t len_bytes = strlen(text);
    for (unsigned long seed = 1; seed <= seeds; seed++) {
        struct dice dice = {seed};
        size_t cut = seed % 4 ? len_bytes : dice_roll(&dice) % len_bytes;
        char *bytes = memory_get(cut + 1); /* so that a byte too far is seen */
        memcpy(bytes, text, cut);
        for (unsigned long flips = seed % 3; flips && cut; flips--) {
            bytes[dice_roll(&dice) % cut] ^= (char)(1 << dice_roll(&dice) % 8);
        }
        bad += !expect_sound(bytes, cut, NULL, seed);
        free(bytes);
    }
    figure("bit flips and truncations of a session file", seeds, bad, 1);
    free(text);
}

/* In a file of more than 64 KiB, each bit of the first 64 KiB; for every change, of so
 * many bits only as are asked for. The top may be written by hand, so that one bit more
 * or less passes for an edit of words; below it, no bit may change what was said. */
Test(flips, of_every_bit_are_refused_or_read_and_never_a_crash)
{
    enum { BITS = 64 * 1024 * 8 };
    unsigned long asked = all_asked("FLIPS") ? BITS : times_asked("FLIPS", 2000) / 5;
    unsigned long step = asked && asked < BITS ? BITS / asked : 1, flips = 0, bad = 0;
    char *text = make_text(BITS / 8 + 1), *sound = memory_copy_text(text);
    size_t len_bytes = strlen(text), edits_len;
    size_t edits_at = (size_t)(edits_of(sound, &edits_len) - sound);
    cr_assert(edits_at < BITS / 16, "the edits begin at %zu", edits_at);
    for (unsigned long bit = 0; bit < BITS; bit += step) {
        text[bit / 8] ^= (char)(1 << bit % 8);
        bad += !expect_sound(text, len_bytes, bit / 8 > edits_at ? sound : NULL, bit);
        text[bit / 8] ^= (char)(1 << bit % 8);
        flips++;
    }
    figure("single bits of the first 64 KiB of a session file", flips, bad, 0);
    free(sound);
    free(text);
}
