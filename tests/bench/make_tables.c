/* Writes the session files of a large seminar, for tests/bench-merge.sh.
 *
 *     make_tables FOLDER FILES NOTES SEED [WORDS]
 *
 * Each file is one table's, by one author, with NOTES notes (some tables have a few more,
 * some a few less) in goals of about 20. All draw from one vocabulary, so that many notes
 * are alike from table to table; with WORDS, each says four more words out of so many, so
 * that hardly any two are the same. The same seed gives the same bytes. */

#include "base/hash.h"
#include "model/author.h"
#include "store/file.h"
#include "store/replace.h"

#include <stdio.h>
#include <stdlib.h>

enum { NOTES_A_GOAL = 20, SPREAD = 11 };
static const int64_t morning_ms = INT64_C(1487755800000); /* 2017-02-22T09:30 */

static const char *pick(struct dice *dice, const char *const *from, size_t count)
{
    return from[dice_roll(dice) % count];
}
#define PICK(dice, from) pick((dice), (from), sizeof(from) / sizeof *(from))

static const char *const whose[] = {"Young people",
                                    "Carers",
                                    "Local councillors",
                                    "Schools",
                                    "GPs",
                                    "Housing associations",
                                    "People in recovery",
                                    "Charities",
                                    "Families",
                                    "The police",
                                    "Job centres",
                                    "Faith groups",
                                    "Landlords",
                                    "Older people",
                                    "Employers",
                                    "Neighbourhoods"};
static const char *const what[] = {"do not know who to ask",
                                   "have no money left this year",
                                   "are not at the table",
                                   "meet too rarely",
                                   "trust what they have tried",
                                   "would help, if asked",
                                   "fear the papers",
                                   "wait for somebody else to begin",
                                   "are moved on too soon",
                                   "share what works",
                                   "answer to several departments",
                                   "know each other by name",
                                   "say “not our job”",
                                   "have had three reorganisations"};
static const char *const more[] = {"",
                                   "",
                                   "",
                                   " since the library closed",
                                   ", above all out of town",
                                   ": could the café on the corner be the place?",
                                   " until the election is over"};
static const char *const goals[] = {
    "Reducing social isolation", "Reducing childhood obesity",   "Increase HIV testing",
    "Warm homes for everybody",  "A first job for care leavers", "Safer streets at night",
    "Less food thrown away",     "Nobody sleeps rough"};
static const char *const columns[] = {"barriers",      "stakeholders", "moments",
                                      "organisations", "groups",       "individuals"};
static const char *const names[] = {"Aisha", "Ben", "Chloe", "Dev", "Ewa", "Femi"};

/* A made-up word for each number. */
static void add_word(size_t number, struct str *out)
{
    static const char begins[] = "bcdfghklmnprstvw", *const ends[] = {"al", "en", "ir",
                                                                      "ot"};
    str_add_byte(out, ' ');
    for (size_t part = 0; part < 3; part++) {
        str_add_byte(out, begins[number % 16]);
        str_add(out, ends[number / 16 % 4]);
        number /= 64;
    }
}

static bool add_note(struct author *author, const struct record *goal, size_t words,
                     struct dice *dice, struct err *err)
{
    enum { OWN_WORDS = 4 };
    struct str text =
        str_of("%s %s%s", PICK(dice, whose), PICK(dice, what), PICK(dice, more));
    for (size_t i = 0; words && i < OWN_WORDS; i++) {
        add_word(dice_roll(dice) % words, &text);
    }
    author->now_ms += 2000 + (int64_t)(dice_roll(dice) % 60000);
    bool ok = author_add_note(author, goal, PICK(dice, columns), NULL, text.bytes, err);
    str_finish(&text);
    return ok;
}

static bool fill(struct session *session, size_t number, size_t notes, size_t words,
                 struct dice *dice, struct err *err)
{
    struct author author;
    char table_name[24];
    const struct record *table, *goal = NULL;
    snprintf(table_name, sizeof table_name, "%zu", number);
    author_init(&author, session, dice_roll(dice), PICK(dice, names));
    author.now_ms = morning_ms + (int64_t)(dice_roll(dice) % 600000);
    table = author_add_table(&author, NULL, "A large seminar", "Manchester", "2017-02-22",
                             table_name, err);
    bool ok = table;
    for (size_t i = 0; i < notes && ok; i++) {
        if (i % NOTES_A_GOAL == 0) {
            goal = author_add_goal(&author, table, NULL, PICK(dice, goals), err);
        }
        ok = goal && add_note(&author, goal, words, dice, err);
    }
    author_finish(&author);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc != 5 && argc != 6) {
        fputs("usage: make_tables FOLDER FILES NOTES SEED [WORDS]\n", stderr);
        return 2;
    }
    size_t files = strtoul(argv[2], NULL, 10), notes = strtoul(argv[3], NULL, 10);
    size_t words = argc > 5 ? strtoul(argv[5], NULL, 10) : 0;
    struct dice dice = {.state = strtoull(argv[4], NULL, 10)};
    struct err err = ERR_NONE;
    bool ok = true;
    for (size_t i = 1; i <= files && ok; i++) {
        struct session *session = session_new();
        struct str bytes = STR_EMPTY;
        char path[4096];
        snprintf(path, sizeof path, "%s/table-%05zu.json", argv[1], i);
        size_t less = notes > SPREAD ? SPREAD / 2 : 0;
        ok = fill(session, i, notes - less + dice_roll(&dice) % (2 * less + 1), words,
                  &dice, &err);
        if (ok) {
            file_write(session, &bytes);
            ok = write_new_file(path, bytes.bytes, bytes.len_bytes);
        }
        if (!ok) {
            fprintf(stderr, "make_tables: %s: %s\n", path, err_text(&err));
        }
        str_finish(&bytes);
        session_free(session);
    }
    err_finish(&err);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
