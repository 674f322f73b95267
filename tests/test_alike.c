/* How well near wordings are found: on the sample seminar, of which a careful person says
 * in tests/tops/seminar/truth.tsv what is the same, and on pairs of wordings in
 * tests/pairs, of which one half was put aside before anything was built.
 * build/score_pairs tells the same of other pairs, and which ones are missed. */

#include "support/err.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/judged.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

static void judge(struct judged *j, const char *pairs, const char *file)
{
    char *path = repo_path(pairs), *said = file ? repo_path(file) : NULL;
    cr_assert(judged_make(j, path, &said, file ? 1 : 0, NULL, &err), "%s",
              err_text(&err));
    free(path);
    free(said);
}

static void judge_seminar(struct judged *j)
{
    judge(j, "tests/tops/seminar/truth.tsv", "sessions/seminar.json");
}

static void tell(const char *of, struct judged_share right, struct judged_share near)
{
    struct str what = str_of("proposals %s: precision %.2f, recall %.2f", of,
                             judged_share(right), judged_share(near));
    fprintf(stderr, "%s\n", what.bytes);
    figure(what.bytes, right.all, 0, 0);
    str_finish(&what);
}

TestSuite(alike, .fini = end_test);

Test(alike, words_that_differ_in_form_alone_are_one_theme_in_the_sample)
{
    enum { MOST_MISSED = 2 }; /* "Foodbank", "turn-over": a blank or hyphen in a word */
    struct judged j;
    size_t lines = 0, missed = 0;
    judge_seminar(&j);
    for (size_t i = 0; i < j.count; i++) {
        const struct judged_line *line = &j.lines[i];
        if (judged_is(line, "same-exact")) {
            lines++;
            missed += line->one != line->other;
        } else if (judged_is(line, "other")) {
            cr_expect_neq(line->one, line->other, "%s and %s are one theme", line->words,
                          line->other_words);
        }
    }
    cr_expect_geq(lines, 25);
    cr_expect_leq(missed, MOST_MISSED, "%zu of %zu are missed", missed, lines);
    judged_finish(&j);
}

Test(alike, proposals_are_mostly_right_and_find_most_in_the_sample)
{
    struct judged j;
    judge_seminar(&j);
    struct judged_share right = judged_precision(&j),
                        near = judged_recall(&j, "same-near");
    tell("in the sample", right, near);
    cr_expect_geq(near.all, 40);
    cr_expect_geq(judged_recall(&j, "other").all, 30);
    cr_expect(judged_share(right) >= 0.8, "%f", judged_share(right));
    cr_expect(judged_share(near) >= 0.75, "%f", judged_share(near));
    judged_finish(&j);
}

static const struct {
    const char *kind;
    double least;
} kinds[] = {{"stem", 0.6}, {"spelling", 0.9}, {"abbreviation", 0.85}, {"synonym", 0.2}};

/* How many are found of those that are the same. */
static void expect_found(const struct judged *j, const char *of, size_t least)
{
    struct judged_share right = judged_precision(j), near = judged_recall(j, NULL);
    tell(of, right, near);
    cr_expect_geq(near.all, least);
    cr_expect(judged_share(right) >= 0.72, "precision %f", judged_share(right));
    cr_expect(judged_share(near) >= 0.55, "recall %f", judged_share(near));
}

static void expect_half(const char *name, const char *of)
{
    struct judged j;
    judge(&j, name, NULL);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct judged_share f = judged_recall(&j, kinds[i].kind);
        cr_expect(judged_share(f) >= kinds[i].least, "%s: %zu of %zu", kinds[i].kind,
                  f.good, f.all);
        fprintf(stderr, "%s %zu of %zu\n", kinds[i].kind, f.good, f.all);
    }
    expect_found(&j, of, 150);
    cr_expect_geq(judged_recall(&j, "other").all, 100);
    judged_finish(&j);
}

Test(alike, wordings_that_proposals_were_built_with_are_found)
{
    expect_half("tests/pairs/tuned.tsv", "in the half built with");
}

Test(alike, wordings_that_were_put_aside_are_found)
{
    expect_half("tests/pairs/aside.tsv", "in the half put aside");
}

Test(alike, what_people_say_at_tables_is_found)
{
    struct judged j;
    judge(&j, "tests/pairs/talk.tsv", NULL);
    expect_found(&j, "as people talk", 150);
    judged_finish(&j);
}

/* Of two wordings alone, whether they are proposed. */
static bool are_proposed(const char *words, const char *other_words)
{
    struct judged j;
    char *path = test_path("pair.tsv");
    struct str line = str_of("same\tbarriers\t%s\t%s\n", words, other_words);
    text_file_write(path, line.bytes);
    cr_assert(judged_make(&j, path, NULL, 0, NULL, &err), "%s", err_text(&err));
    bool found = judged_is_found(&j, &j.lines[0]);
    judged_finish(&j);
    str_finish(&line);
    free(path);
    return found;
}

Test(alike, a_word_is_known_by_its_root_and_in_whatever_order_it_stands)
{
    static const char *const rows[][2] = {
        {"Noise from the pub", "Noisy pubs"},
        {"A cleaner river", "Clean up the river"},
        {"Lack of privacy at reception", "Reception is not private"},
        {"Nowhere to store equipment", "Lack of storage for equipment"},
        {"No buses in the evening", "Not enough evening buses"},
        {"No translation of leaflets", "Leaflets not translated"},
        {"Professionals use jargon", "Too much jargon"},
        {"Library closed down", "Closure of the library"},
        {"Turning 65", "65th birthday"},
        {"Carparks are full", "Full car park"},
        {"SENCO", "Special Educational Needs Coordinator"},
        {"Nowhere to sit", "No benches"},
        {"Teechers", "School teachers"},
        {"Ilness", "Illness"},
        {"Bussiness", "Business"},
        {"Hapiness at work", "Work and happiness"},
        {"On-line booking", "Online booking"},
        {"In-patient beds", "Inpatient beds"},
        {"No time for lunch", "Too busy to eat"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(are_proposed(rows[i][0], rows[i][1]), "%s", rows[i][0]);
    }
}

Test(alike, what_only_looks_alike_is_not_proposed)
{
    static const char *const rows[][2] = {
        {"New Year", "New school year"},
        {"No car", "No care"},
        {"Doctors not listening to patients", "Patients not listening to doctors"},
        {"Too much information", "Not told what's on"},
        {"Food bank", "Food poverty"},
        {"Everybody is busy", "Local businesses"},
        {"Birth of the NHS", "New home"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_not(are_proposed(rows[i][0], rows[i][1]), "%s", rows[i][0]);
    }
}
