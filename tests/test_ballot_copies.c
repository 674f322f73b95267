/* Copies of one table that vote unseen by each other, and come together. */

#include "model/ballot.h"
#include "store/file.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {"Advertising", "Fares", "Time"};

static void prepare(struct desk *d)
{
    sit_down(d, 1, "Ana");
    const struct record *table = add_table(d, "Desk", "Leeds", NULL, "4");
    const struct record *goal = add_goal(d, table, "Less sugar");
    for (size_t i = 0; i < LENGTH(words); i++) {
        add_note(d, goal, "barriers", words[i]);
    }
}

static void copy(struct desk *d, uint64_t seed, const struct desk *from)
{
    sit_down(d, seed, "Ben");
    session_add_all(d->session, from->session);
}

static const struct record *table_of(struct desk *d)
{
    size_t count;
    return session_tables(d->session, &count)[0];
}

static void begin(struct desk *d)
{
    struct ballot ballot = {BALLOT_OPEN, false, 3};
    cr_assert(author_set_ballot(&d->author, table_of(d), ballot, &err));
}

static void dot(struct desk *d, const char *entry, size_t person, int change)
{
    char voter[VOTER_SIZE_BYTES];
    voter_name(person, voter);
    cr_assert(author_move_dot(&d->author, record_saying(d->session, entry), voter, change,
                              &err));
}

static long votes_for(struct desk *d, const char *entry)
{
    return record_votes(record_saying(d->session, entry));
}

static void expect_said(struct desk *d, size_t copies)
{
    struct str said = STR_EMPTY;
    cr_expect_eq(ballot_copies(d->session, table_of(d)), copies);
    cr_expect_eq(ballot_say_copies(d->session, &said), copies > 0);
    if (copies) {
        expect_part(said.bytes,
                    "Leeds, table 4, Desk: 2 copies of this table voted unseen");
    }
    str_finish(&said);
}

Test(ballot_copies, two_ballots_of_one_table_are_both_counted_and_that_is_said)
{
    struct desk a, b;
    prepare(&a);
    copy(&b, 2, &a);
    begin(&a);
    begin(&b);
    for (size_t person = 1; person <= 2; person++) {
        dot(&a, "Fares", person, 1);
        dot(&a, "Fares", person, 1);
        dot(&b, "Fares", person, 1);
        dot(&b, "Fares", person, 1);
    }
    expect_said(&a, 0);
    session_add_all(a.session, b.session);
    cr_expect_eq(votes_for(&a, "Fares"), 8);
    expect_said(&a, 2);
    session_add_all(a.session, b.session);
    cr_expect_eq(votes_for(&a, "Fares"), 8, "no vote is counted twice");
    dot(&a, "Fares", 1, 1);
    cr_expect_eq(votes_for(&a, "Fares"), 9);
    struct str undone = STR_EMPTY;
    cr_expect(author_undo(&a.author, &undone));
    str_finish(&undone);
    cr_expect_eq(votes_for(&a, "Fares"), 8);
    stand_up(&b);
    stand_up(&a);
}

Test(ballot_copies, are_none_where_one_only_began_a_ballot_and_undid_it)
{
    struct desk a, b;
    struct str said = STR_EMPTY;
    prepare(&a);
    copy(&b, 2, &a);
    for (size_t i = 0; i < 2; i++) {
        begin(&b);
        cr_assert(author_undo(&b.author, &said));
    }
    str_finish(&said);
    a.author.now_ms += 60000;
    begin(&a);
    dot(&a, "Fares", 1, 1);
    session_add_all(a.session, b.session);
    expect_said(&a, 0);
    stand_up(&b);
    stand_up(&a);
}

Test(ballot_copies, each_copys_people_are_people_of_their_own)
{
    struct desk a, b;
    struct tally tally;
    prepare(&a);
    copy(&b, 2, &a);
    begin(&a);
    begin(&b);
    for (size_t i = 0; i < LENGTH(words); i++) {
        dot(&a, words[i], 1, 1);
        dot(&b, words[i], 1, 1);
    }
    dot(&b, "Fares", 2, 1);
    session_add_all(a.session, b.session);
    tally_votes(a.session, table_of(&a), &tally);
    cr_expect_eq(tally.people, 3);
    cr_expect_eq(tally.given[1], 3, "%ld of 3 dots", tally.given[1]);
    cr_expect_eq(tally.given[2], 3, "%ld of 3 dots", tally.given[2]);
    cr_expect_eq(tally.given[3], 1);
    struct desk c; /* where both are opened: the turn goes on by those numbers */
    struct ballot shown = {BALLOT_SHOWN, false, 3};
    copy(&c, 3, &a);
    dot(&c, "Time", 3, 1);
    cr_assert(author_set_ballot(&c.author, table_of(&c), shown, &err));
    tally_votes(c.session, table_of(&c), &tally);
    cr_expect_eq(tally.given[1], 3);
    cr_expect_eq(tally.given[3], 2);
    cr_expect_eq(tally.people, 3, "also when the ballots are one");
    stand_up(&c);
    stand_up(&b);
    stand_up(&a);
}

/* The ballot was begun before copying, and no entry has dots of both copies. */
Test(ballot_copies, that_go_on_with_one_ballot_are_told_apart_by_more_dots_than_there_are)
{
    struct desk a, b;
    struct tally tally;
    prepare(&a);
    begin(&a);
    dot(&a, "Advertising", 1, 1);
    copy(&b, 2, &a);
    dot(&a, "Fares", 1, 1);
    dot(&a, "Fares", 1, 1);
    dot(&b, "Time", 1, 1);
    expect_said(&a, 0);
    session_add_all(a.session, b.session); /* more than a person's three */
    expect_said(&a, 2);
    tally_votes(a.session, table_of(&a), &tally);
    cr_expect_eq(tally.people, 2);
    cr_expect_eq(tally.given[1], 3, "%ld of 3 dots", tally.given[1]);
    cr_expect_eq(tally.given[2], 1, "%ld of 3 dots", tally.given[2]);
    cr_expect_eq(votes_for(&a, "Time"), 1);
    struct desk c; /* goes on with the numbers of all */
    copy(&c, 3, &a);
    dot(&c, "Time", 2, 1);
    dot(&c, "Time", 3, 1);
    tally_votes(c.session, table_of(&c), &tally);
    cr_expect_eq(tally.people, 3);
    cr_expect_eq(tally.given[2], 2);
    cr_expect_eq(tally.given[3], 1);
    stand_up(&c);
    stand_up(&b);
    stand_up(&a);
}

/* One laptop, opened twice, and another. */
Test(ballot_copies, are_as_few_as_the_dots_allow)
{
    struct desk a, b, again;
    struct tally tally;
    prepare(&a);
    begin(&a);
    copy(&b, 2, &a);
    for (int i = 0; i < 2; i++) {
        dot(&a, "Fares", 1, 1);
        dot(&b, "Time", 1, 1);
    }
    copy(&again, 3, &a);
    dot(&again, "Advertising", 1, 1);
    expect_said(&again, 0);
    session_add_all(again.session, b.session);
    expect_said(&again, 2);
    tally_votes(again.session, table_of(&again), &tally);
    cr_expect_eq(tally.people, 2);
    cr_expect_eq(tally.given[1] + tally.given[2], 5);
    stand_up(&again);
    stand_up(&b);
    stand_up(&a);
}

Test(ballot_copies, are_none_where_the_dots_became_fewer)
{
    struct desk a;
    struct ballot five = {BALLOT_OPEN, false, 5}, two = {BALLOT_OPEN, false, 2};
    prepare(&a);
    cr_assert(author_set_ballot(&a.author, table_of(&a), five, &err));
    for (int i = 0; i < 5; i++) {
        dot(&a, words[i % 3], 1, 1);
    }
    cr_assert(author_set_ballot(&a.author, table_of(&a), two, &err));
    expect_said(&a, 0);
    stand_up(&a);
}

/* The dots of what is deleted are free, and are too many when it comes back. */
Test(ballot_copies, are_none_where_an_entry_came_back_with_its_dots)
{
    struct desk a, later;
    prepare(&a);
    begin(&a);
    dot(&a, "Fares", 1, 1);
    dot(&a, "Fares", 1, 1);
    const struct record *fares = record_saying(a.session, "Fares");
    cr_assert(author_delete(&a.author, fares, &err));
    copy(&later, 2, &a);
    for (int i = 0; i < 3; i++) {
        dot(&later, "Time", 1, 1);
    }
    const struct record *back = session_record(later.session, "note", record_id(fares));
    cr_assert(author_set(&later.author, back, "gone", VALUE_NOTHING, &err));
    expect_said(&later, 0);
    stand_up(&later);
    stand_up(&a);
}

Test(ballot_copies, what_both_had_seen_counts_once)
{
    struct desk a, b;
    prepare(&a);
    begin(&a);
    dot(&a, "Fares", 1, 1);
    copy(&b, 2, &a);
    dot(&b, "Fares", 1, 1); /* one ballot that was copied and goes on */
    session_add_all(a.session, b.session);
    cr_expect_eq(votes_for(&a, "Fares"), 2);
    expect_said(&a, 0);
    dot(&a, "Fares", 1, 1);
    dot(&b, "Fares", 1, -1);
    session_add_all(a.session, b.session);
    cr_expect_eq(votes_for(&a, "Fares"), 2, "one more and one less");
    expect_said(&a, 2);
    stand_up(&b);
    stand_up(&a);
}

/* It is gone once; what is given afterwards counts, and so do others' dots. */
Test(ballot_copies, a_dot_that_two_took_back_hides_no_other)
{
    struct desk a, b;
    struct tally tally;
    struct str said = STR_EMPTY;
    prepare(&a);
    begin(&a);
    dot(&a, "Fares", 1, 1);
    dot(&a, "Fares", 2, 1);
    copy(&b, 2, &a);
    dot(&a, "Fares", 1, -1);
    dot(&b, "Fares", 1, -1);
    session_add_all(a.session, b.session);
    cr_expect_eq(votes_for(&a, "Fares"), 1, "of person 2");
    dot(&a, "Fares", 1, 1);
    cr_expect_eq(votes_for(&a, "Fares"), 2);
    author_undo(&a.author, &said);
    cr_expect_eq(votes_for(&a, "Fares"), 1);
    str_finish(&said);
    tally_votes(a.session, table_of(&a), &tally);
    cr_expect_eq(tally_left(&tally, ballot_of(table_of(&a)), 1), 3);
    stand_up(&b);
    stand_up(&a);
}

/* However copies vote, meet and vote on: each dot counts once, in whatever order edits
 * come, and the same bytes are written. */
Test(ballot_copies, no_vote_is_lost_and_none_is_doubled)
{
    enum { SEEDS = 100, DESKS = 3, STEPS = 120 };
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct desk desks[DESKS];
        long given[LENGTH(words)] = {0}, own[DESKS][LENGTH(words)][2] = {0};
        uint64_t state = seed;
        prepare(&desks[0]);
        for (size_t i = 1; i < DESKS; i++) {
            copy(&desks[i], i + 1, &desks[0]);
        }
        for (size_t i = 0; i < STEPS; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            struct desk *d = &desks[(state >> 33) % DESKS];
            size_t entry = (state >> 40) % LENGTH(words);
            unsigned what = (state >> 50) % 8;
            if (what == 0) {
                session_add_all(d->session, desks[(state >> 20) % DESKS].session);
            } else {
                size_t person = (state >> 55) % 2; /* takes back what was given here */
                long *here = &own[d - desks][entry][person];
                int change = what == 1 && *here > 0 ? -1 : 1;
                dot(d, words[entry], 1 + person, change);
                given[entry] += change;
                *here += change;
            }
        }
        struct desk all = {0}, again = {0};
        sit_down(&all, 9, NULL);
        sit_down(&again, 10, NULL);
        for (size_t i = 0; i < DESKS; i++) {
            session_add_all(all.session, desks[i].session);
            session_add_all(again.session, desks[DESKS - 1 - i].session);
        }
        session_add_all(again.session, all.session);
        for (size_t i = 0; i < LENGTH(words); i++) {
            cr_expect_eq(votes_for(&all, words[i]), given[i], "seed %u: %ld, not %ld",
                         seed, votes_for(&all, words[i]), given[i]);
        }
        struct str one = STR_EMPTY, other = STR_EMPTY;
        file_write(all.session, &one);
        file_write(again.session, &other);
        cr_expect_str_eq(one.bytes, other.bytes);
        str_finish(&one);
        str_finish(&other);
        stand_up(&again);
        stand_up(&all);
        for (size_t i = 0; i < DESKS; i++) {
            stand_up(&desks[i]);
        }
    }
}

Test(ballot_copies, merging_says_that_copies_voted_apart, .init = enter_folder,
     .fini = folder_finish)
{
    static const char copy_of[] =
        "{\"sessions\":[{\"id\":\"t\",\"table\":\"4\",\"goals\":[{\"id\":\"g\",\"text\":"
        "\"G\","
        "\"barriers\":[{\"id\":\"n\",\"text\":\"Fares\",\"votes\":4}]}]}],\"edits\":["
        "{\"key\":\"%s.1\",\"at\":\"2026-11-28T10:00:00.000Z\",\"of\":\"note:n\",\"set\":"
        "{\"vote:person 1\":3}},{\"key\":\"%s.2\",\"at\":\"2026-11-28T10:01:00.000Z\","
        "\"of\":\"note:n\",\"set\":{\"vote:person 2\":1}}]}";
    static const char said[] =
        "table 4: 2 copies of this table voted unseen by each other";
    for (char name = 'a'; name <= 'b'; name++) {
        struct str text = STR_EMPTY;
        char actor[] = {name, name, name, '\0'},
             path[] = {name, '.', 'j', 's', 'o', 'n', 0};
        str_addf(&text, copy_of, actor, actor);
        text_file_write(path, text.bytes);
        str_finish(&text);
    }
    EXPECT_RUN(0, "Fares", NULL, "export", "-f", "text", "a.json");
    EXPECT_RUN(3, "notes 1", said, "merge", "-o", "m.json", "a.json", "b.json");
    EXPECT_RUN(3, "notes 1", said, "merge", "-o", "n.json", "b.json", "m.json", "a.json");
    EXPECT_RUN(3, "8 votes", said, "export", "-f", "text", "m.json");
    EXPECT_RUN(3, "", said, "check", "m.json");
    char *one = text_file_read("m.json"), *other = text_file_read("n.json");
    cr_expect_str_eq(one, other);
    free(one);
    free(other);
}
