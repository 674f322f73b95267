/* What is passed over because it cannot be near is not near: shortcuts are what comparing
 * every pair word by word would tell. */

#include "base/hash.h"
#include "base/known_words.h"
#include "base/words.h"
#include "findings/alike.h"
#include "findings/candidates.h"
#include "model/author.h"
#include "support/err.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(near, .fini = end_test);

enum { MOST_WORDS = 7, WORDINGS = 400 };

static const char *word(struct dice *dice)
{
    static const char *const words[] = {"bus",
                                        "buses",
                                        "fares",
                                        "cost",
                                        "no",
                                        "not enough",
                                        "too many",
                                        "lack of",
                                        "people",
                                        "the",
                                        "of",
                                        "for",
                                        "trust",
                                        "trusts",
                                        "care home",
                                        "home",
                                        "healthcare",
                                        "health care",
                                        "CAB",
                                        "Citizens Advice Bureau",
                                        "HMOs",
                                        "A&E",
                                        "accident and emergency",
                                        "lonely",
                                        "loneliness",
                                        "isolated",
                                        "isolation",
                                        "diagnosis",
                                        "diagnosed",
                                        "more",
                                        "less",
                                        "help",
                                        "get",
                                        "doctors",
                                        "GPs",
                                        "patients",
                                        "to",
                                        "library",
                                        "libary",
                                        "organise",
                                        "organised",
                                        "café",
                                        "İstanbul",
                                        "DON’T",
                                        "IT",
                                        "it"};
    return words[dice_roll(dice) % LENGTH(words)];
}

static struct str wording(struct dice *dice)
{
    struct str text = STR_EMPTY;
    size_t count = 1 + dice_roll(dice) % MOST_WORDS;
    for (size_t i = 0; i < count; i++) {
        str_addf(&text, "%s%s", i ? " " : "", word(dice));
    }
    return text;
}

/* A session of one table, its themes, and its wordings read. */
struct heard {
    struct session *session;
    struct themes themes;
    struct readings readings;
};

static struct heard hear(uint64_t seed, const char *column)
{
    struct heard h = {.session = session_new()};
    struct dice dice = {seed};
    struct author author;
    author_init(&author, h.session, seed, "Ana");
    author.now_ms = 1487764800000;
    const struct record *table =
        author_add_table(&author, NULL, NULL, "Leeds", NULL, "1", &err);
    const struct record *goal = author_add_goal(&author, table, NULL, "Buses", &err);
    for (size_t i = 0; i < WORDINGS; i++) {
        struct str text = wording(&dice);
        cr_assert(author_add_note(&author, goal, column, NULL, text.bytes, &err));
        str_finish(&text);
    }
    author_finish(&author);
    themes_find(h.session, &h.themes);
    readings_make(&h.readings, &h.themes, kin_builtin("en"));
    return h;
}

static void heard_finish(struct heard *h)
{
    readings_finish(&h->readings);
    themes_finish(&h->themes);
    session_free(h->session);
}

/* Asked so, every pair is laid side by side. */
static double near_at_length(const struct reading *a, const struct reading *b)
{
    return readings_near(a, b, -10);
}

static size_t expect_shortcut(const struct reading *a, const struct reading *b,
                              double least, uint64_t seed)
{
    double is = readings_near(a, b, least), should = near_at_length(a, b);
    if (should >= least) {
        cr_assert_float_eq(is, should, 0, "seed %lu: %s | %s", (unsigned long)seed,
                           a->wording->words, b->wording->words);
    } else {
        cr_assert_lt(is, least);
    }
    return should >= least;
}

Test(near, what_is_not_looked_at_closely_is_less_near_than_asked_for)
{
    static const double least[] = {0.3, 0.5, 0.75, 0.9};
    size_t near = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct heard h = hear(seed, "barriers");
        for (size_t b = 1; b < h.readings.count; b++) {
            for (size_t a = 0; a < b; a++) {
                for (size_t i = 0; i < LENGTH(least); i++) {
                    near += expect_shortcut(&h.readings.items[a], &h.readings.items[b],
                                            least[i], seed);
                }
            }
        }
        heard_finish(&h);
    }
    cr_expect_gt(near, 1000, "hardly any were near: the words above are too many");
}

static void expect_pairs(const struct heard *h, const struct near_pairs *near)
{
    for (size_t i = 0; i < near->count; i++) {
        const struct near_pair *pair = &near->items[i];
        const struct reading *a = &h->readings.items[pair->a];
        const struct reading *b = &h->readings.items[pair->b];
        cr_assert_lt(pair->a, pair->b);
        cr_assert_float_eq(pair->score, (float)near_at_length(a, b), 0);
        cr_assert(i == 0 || near->items[i - 1].score >= pair->score);
        for (size_t k = 0; k < i; k++) {
            cr_assert(near->items[k].a != pair->a || near->items[k].b != pair->b);
        }
    }
}

/* Those that nobody has decided anything about are proposed, each once; of those that are
 * near in names, too, of which more has to be shared. */
Test(near, every_pair_that_is_near_is_proposed_once)
{
    static const char *const columns[] = {"barriers", "stakeholders"};
    for (size_t i = 0; i < LENGTH(columns); i++) {
        struct heard h = hear(i + 1, columns[i]);
        struct near_pairs near;
        struct proposals proposals;
        near_pairs_find(&h.readings, &near);
        proposals_find(&h.themes, &proposals);
        cr_expect_gt(near.count, 60, "hardly any are near");
        expect_pairs(&h, &near);
        cr_expect_eq(proposals.count, near.count, "%zu pairs are near, %zu proposed",
                     near.count, proposals.count);
        proposals_finish(&proposals);
        near_pairs_finish(&near);
        heard_finish(&h);
    }
}

/* What a word is hangs on the word alone, and is what it was when it was met first. */
Test(near, words_that_are_known_are_what_they_would_be_if_they_were_met_first)
{
    static const char *const languages[] = {"en-GB", "tr", "cy", ""};
    struct dice dice = {1};
    struct known_words known = {0};
    for (size_t i = 0; i < 2000; i++) {
        const char *language = languages[i % LENGTH(languages)];
        bool english = i % LENGTH(languages) == 0, links = false;
        struct str text = wording(&dice), one = STR_EMPTY;
        size_t count = 0;
        known_words_split(&known, text.bytes, language);
        for (const char *at = text.bytes; words_next(&at, language, &one);) {
            links = links || (english && words_link(one.bytes));
            if (english && words_is_article(one.bytes)) {
                continue;
            }
            if (english) {
                words_singular(&one);
            }
            cr_assert_lt(count, known.count);
            cr_assert_str_eq(known.said[count++]->text, one.bytes);
        }
        cr_assert_eq(count, known.count);
        cr_assert_eq(known.links, links, "%s", text.bytes);
        str_finish(&text);
        str_finish(&one);
    }
    known_words_finish(&known);
}
