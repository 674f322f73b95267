/* Dots that phones give, beside those of people: each phone is one voter everywhere. */

#include "model/ballot.h"

#include "model/history.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(phone_votes, .fini = end_test);

static void begin(struct pair *p)
{
    *p = pair_make();
    struct ballot ballot = {BALLOT_OPEN, false, 2};
    cr_assert(author_set_ballot(&p->ana, p->table, ballot, &err));
    pair_meet(p);
}

static void give(struct author *author, const struct record *entry, const char *voter,
                 long dots)
{
    cr_assert(author_vote(author, record_in(author->session, entry), voter, dots, &err));
}

static struct tally tallied(struct session *session, const struct pair *p)
{
    struct tally tally;
    tally_votes(session, record_in(session, p->table), &tally);
    return tally;
}

Test(phone_votes, count_beside_those_of_people)
{
    struct pair p;
    begin(&p);
    give(&p.ana, p.note, "person 1", 2);
    give(&p.ana, p.note, "phone 3k0s", 1);
    give(&p.ana, p.goal, "phone 3k0s", 1);
    give(&p.ana, p.goal, "phone a", 2);
    give(&p.ana, p.note, "phone ", 1);
    struct tally tally = tallied(p.one, &p);
    cr_expect_eq(tally.phones, 2);
    cr_expect_eq(tally.phone_dots, 4);
    cr_expect_eq(tally.people, 1);
    cr_expect_eq(tally.given[1], 2);
    cr_expect_eq(record_votes(p.goal), 3);
    pair_free(&p);
}

Test(phone_votes, of_one_phone_in_two_copies_the_later_count)
{
    struct pair p;
    begin(&p);
    give(&p.ana, p.note, "phone a", 2);
    p.ben.now_ms += 1000;
    give(&p.ben, p.note, "phone a", 1);
    pair_meet(&p);
    for (int side = 0; side < 2; side++) {
        struct session *s = side ? p.two : p.one;
        struct tally tally = tallied(s, &p);
        cr_expect_eq(record_votes(record_in(s, p.note)), 1);
        cr_expect_eq(tally.phone_dots, 1);
        cr_expect_eq(ballot_copies(s, record_in(s, p.table)), 0);
    }
    pair_free(&p);
}

Test(phone_votes, beyond_what_the_ballot_has_are_told)
{
    struct pair p;
    begin(&p);
    give(&p.ana, p.note, "phone a", 2);
    give(&p.ana, p.goal, "phone a", 1);
    give(&p.ana, p.goal, "phone b", 2);
    struct str told = STR_EMPTY;
    struct tally tally = tallied(p.one, &p);
    tally_say_beyond(&tally, ballot_of(p.table), &told);
    cr_expect_str_eq(str_text(&told), "1 phone has given more than 2; its dots stay.");
    cr_assert(
        author_set_ballot(&p.ana, p.table, (struct ballot){BALLOT_OPEN, true, 9}, &err));
    str_clear(&told);
    tally = tallied(p.one, &p);
    tally_say_beyond(&tally, ballot_of(p.table), &told);
    cr_expect_str_eq(str_text(&told),
                     "2 phones have given dots of their own; they stay.");
    str_finish(&told);
    pair_free(&p);
}

Test(phone_votes, are_taken_back_with_all_others_and_by_no_scribe_alone)
{
    struct pair p;
    struct str said = STR_EMPTY;
    begin(&p);
    give(&p.ana, p.note, "person 1", 1);
    p.ana.now_ms += 1000;
    give(&p.ana, p.note, "phone a", 2);
    cr_expect_str_eq(latest_vote(p.note)->name, "vote:person 1");
    cr_assert(author_clear_dots(&p.ana, p.table, &err));
    cr_expect_eq(record_votes(p.note), 0);
    author_undo(&p.ana, &said);
    cr_expect_eq(record_votes(p.note), 3);
    str_finish(&said);
    pair_free(&p);
}

Test(phone_votes, are_told_without_the_name_of_the_phone)
{
    static const struct {
        const char *voter;
        long dots;
        const char *told;
    } rows[] = {{"phone a", 1, "gave ‘Bus fares’ a dot (a phone)"},
                {"phone a", 0, "took a dot back from ‘Bus fares’ (a phone)"},
                {"phone b", 2, "gave ‘Bus fares’ 2 votes (of a phone)"}};
    struct pair p;
    begin(&p);
    size_t before = session_edit_count(p.one), count;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        give(&p.ana, p.note, rows[i].voter, rows[i].dots);
    }
    const struct edit **edits = session_edits(p.one, &count);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str told = STR_EMPTY;
        history_describe(p.one, edits[before + i], HISTORY_WITH_NAMES, &told);
        cr_expect_str_eq(str_text(&told), rows[i].told);
        str_finish(&told);
    }
    free(edits);
    pair_free(&p);
}
