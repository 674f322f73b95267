/* Themes kept from one change to the next are those that would be found anew. */

#include "base/hash.h"
#include "findings/alike.h"
#include "model/author.h"
#include "support/err.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(themes_follow, .fini = end_test);

enum { TABLES = 4, STEPS = 60 };

/* How often something was not settled, so that it is tried whether that is found. */
static size_t several_names, several_places, kept_apart;

/* What its entries say, each once or in parts, is what they say. */
static void expect_texts(const struct theme *t)
{
    size_t said = 0;
    for (size_t i = 0; i < t->text_count; i++) {
        const struct theme_text *text = &t->texts[i];
        size_t parts = 0, members = 0;
        said += text->said;
        cr_assert_eq(text->words, record_words(t->members[text->first], "text"));
        for (size_t k = 0; k < t->text_count; k++) {
            bool same = strcmp(t->texts[k].words, text->words) == 0;
            parts += same ? t->texts[k].said : 0;
        }
        for (size_t m = 0; m < t->count; m++) {
            members += strcmp(record_words(t->members[m], "text"), text->words) == 0;
        }
        cr_assert_eq(parts, members, "%s", text->words);
    }
    cr_assert_eq(said, t->count);
}

/* All that anybody sees of themes. */
static void tell(const struct themes *themes, struct str *out)
{
    for (size_t i = 0; i < themes->count; i++) {
        const struct theme *t = themes->items[i];
        str_addf(out, "%s/%zu %zu %zu %ld %s%s:", t->column, t->rank, t->tables, t->count,
                 t->votes, t->named ? "named " : "", t->words);
        expect_texts(t);
        for (size_t m = 0; m < t->count; m++) {
            cr_assert_eq(theme_of(themes, t->members[m]), t);
            str_addf(out, " %s", record_id(t->members[m]));
        }
        const struct unsettled *u = &t->unsettled;
        several_names += u->names;
        several_places += u->moved != NULL;
        kept_apart += u->one != NULL;
        str_addf(out, "%s %s>%s %s|%s\n", u->names ? " two names" : "",
                 u->moved ? record_id(u->moved) : "", u->moved ? u->moved_to->words : "",
                 u->one ? record_id(u->one) : "", u->one ? record_id(u->other) : "");
        for (size_t k = 0; k < i; k++) {
            if (themes_are_apart(themes, themes->items[k], t)) {
                str_addf(out, "  apart from %zu\n", k);
            }
        }
    }
}

static void tell_proposals(const struct themes *themes, struct proposals *proposals,
                           struct str *out)
{
    for (size_t i = 0; i < proposals->count; i++) {
        const struct proposal *p = &proposals->items[i];
        str_addf(out, "%.4f %s | %s\n", p->score, p->one->words, p->other->words);
        cr_assert_not(p->one->gone || p->other->gone);
    }
    (void)themes;
}

static void expect_as_found_anew(struct themes *kept, struct proposals *proposals,
                                 struct session *session, uint64_t seed, int step)
{
    struct themes anew;
    struct proposals proposed;
    struct str is = STR_EMPTY, should = STR_EMPTY;
    themes_follow(kept, session);
    proposals_follow(proposals, kept);
    themes_find(session, &anew);
    proposals_find(&anew, &proposed);
    tell(kept, &is);
    tell(&anew, &should);
    tell_proposals(kept, proposals, &is);
    tell_proposals(&anew, &proposed, &should);
    cr_assert_str_eq(is.bytes, should.bytes, "seed %lu, step %d", (unsigned long)seed,
                     step);
    str_finish(&is);
    str_finish(&should);
    proposals_finish(&proposed);
    themes_finish(&anew);
}

static size_t roll(struct dice *dice, size_t of)
{
    return of ? dice_roll(dice) % of : 0;
}

static const struct theme *any_theme(struct dice *dice, const struct themes *themes)
{
    return themes->items[roll(dice, themes->count)];
}

static void decide(struct dice *dice, struct author *author, struct themes *themes)
{
    const struct theme *one = any_theme(dice, themes), *other = any_theme(dice, themes);
    bool pair = one != other && strcmp(one->column, other->column) == 0;
    struct str said = STR_EMPTY;
    if (roll(dice, 3) == 0) {
        author_undo(author, &said);
        str_finish(&said);
        return;
    }
    switch (theme_is_unsettled(one) ? 5 : roll(dice, 5)) {
    case 0:
    case 1:
        cr_assert(!pair || themes_join(author, one, other, &err));
        break;
    case 2:
        cr_assert(!pair || themes_keep_apart(author, one, other, &err));
        break;
    case 3:
        cr_assert(theme_name(author, one, roll(dice, 2) ? "A name" : "", &err));
        break;
    case 5:
        cr_assert(theme_settle(author, one, &err));
        break;
    default:
        cr_assert(theme_part(author, one, one->members[roll(dice, one->count)], &err));
    }
    str_finish(&said);
}

static const char *words(struct dice *dice)
{
    static const char *const texts[] = {"Bus fares",
                                        "bus fare",
                                        "Cost of bus fares",
                                        "No buses",
                                        "Buses are late",
                                        "Lack of trust",
                                        "No trust",
                                        "Nobody trusts us",
                                        "Loneliness",
                                        "Feeling isolated",
                                        "Social isolation",
                                        "Late buses",
                                        "CAB",
                                        "Citizens Advice Bureau",
                                        "Health care",
                                        "Healthcare"};
    return texts[roll(dice, LENGTH(texts))];
}

static void meet(struct session *one, struct session *other)
{
    session_add_all(one, other);
    session_add_all(other, one);
}

/* Two who know the same decide differently about the same themes, unseen by each other. */
static void disagree(struct dice *dice, struct author *ana, struct author *ben)
{
    struct themes here, there;
    meet(ana->session, ben->session);
    themes_find(ana->session, &here);
    themes_find(ben->session, &there);
    size_t one = roll(dice, here.count), other = roll(dice, here.count);
    const char *column = here.items[one]->column;
    bool pair = one != other && strcmp(column, here.items[other]->column) == 0;
    ben->now_ms = ana->now_ms + 1;
    if (!pair) {
        theme_name(ana, here.items[one], "Ana's", &err);
        theme_name(ben, there.items[one], "Ben's", &err);
    } else if (roll(dice, 2) == 0) {
        themes_join(ana, here.items[one], here.items[other], &err);
        themes_keep_apart(ben, there.items[one], there.items[other], &err);
    } else {
        themes_join(ana, here.items[one], here.items[other], &err);
        theme_part(ben, there.items[other], there.items[other]->members[0], &err);
    }
    themes_finish(&here);
    themes_finish(&there);
    meet(ana->session, ben->session);
}

static void walk(uint64_t seed)
{
    struct dice dice = {seed};
    struct session *session = session_new(), *other = session_new();
    struct author author, ben;
    struct themes kept = {0};
    struct proposals proposals = {0};
    const struct record *goals[TABLES];
    author_init(&author, session, seed, "Ana");
    author.now_ms = 1487764800000;
    for (size_t i = 0; i < TABLES; i++) {
        char number[2] = {(char)('1' + i), '\0'};
        const struct record *table =
            author_add_table(&author, NULL, NULL, "Leeds", NULL, number, &err);
        goals[i] = author_add_goal(&author, table, NULL, words(&dice), &err);
        for (size_t n = 0; n < 6; n++) {
            author_add_note(&author, goals[i], n % 2 ? "barriers" : "stakeholders", NULL,
                            words(&dice), &err);
        }
    }
    session_add_all(other, session);
    author_init(&ben, other, seed + 1000, "Ben");
    ben.now_ms = author.now_ms;
    for (int step = 0; step < STEPS; step++) {
        expect_as_found_anew(&kept, &proposals, session, seed, step);
        author.now_ms++;
        if (roll(&dice, 8) == 0) {
            author_add_note(&author, goals[roll(&dice, TABLES)], "barriers", NULL,
                            words(&dice), &err);
        } else if (roll(&dice, 4) == 0) {
            disagree(&dice, &author, &ben);
        } else {
            decide(&dice, &author, &kept);
        }
    }
    expect_as_found_anew(&kept, &proposals, session, seed, STEPS);
    proposals_finish(&proposals);
    themes_finish(&kept);
    author_finish(&author);
    author_finish(&ben);
    session_free(session);
    session_free(other);
}

Test(themes_follow, whatever_people_decide_what_is_kept_is_what_would_be_found)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        walk(seed);
    }
    cr_expect(several_names > 20 && several_places > 20 && kept_apart > 20,
              "%zu, %zu and %zu", several_names, several_places, kept_apart);
}

Test(themes_follow, a_decision_leaves_the_themes_it_does_not_touch_where_they_are)
{
    struct session *session = session_new();
    struct author author;
    struct themes kept = {0};
    author_init(&author, session, 1, "Ana");
    const struct record *table =
        author_add_table(&author, NULL, NULL, "Leeds", NULL, "1", &err);
    const struct record *a = author_add_goal(&author, table, NULL, "Buses", &err);
    const struct record *b = author_add_goal(&author, table, NULL, "Trust", &err);
    const struct record *c = author_add_goal(&author, table, NULL, "Sleep", &err);
    cr_assert(themes_follow(&kept, session));
    const struct theme *sleep = theme_of(&kept, c);
    cr_assert(themes_join(&author, theme_of(&kept, a), theme_of(&kept, b), &err));
    cr_assert(themes_follow(&kept, session));
    cr_expect_eq(theme_of(&kept, a), theme_of(&kept, b));
    cr_expect_eq(theme_of(&kept, c), sleep);
    cr_expect_eq(kept.count, 2);
    cr_expect_not(themes_follow(&kept, session), "nothing has come since");
    themes_finish(&kept);
    author_finish(&author);
    session_free(session);
}
