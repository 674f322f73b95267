/* Votes on paper: entered as numbers, with how many people voted, and told as a share. */

#include "export/export.h"
#include "model/ballot.h"
#include "model/history.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "views/paper_against.h"
#include "views/paper_said.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void prepare(struct desk *d)
{
    sit_down(d, 1, "Ana");
    const struct record *table = add_table(d, "Desk", "Leeds", NULL, "4");
    const struct record *goal = add_goal(d, table, "Less sugar");
    add_note(d, goal, "barriers", "Advertising");
    add_note(d, goal, "barriers", "Fares");
    add_note(d, goal, "stakeholders", "Carers");
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

static void count(struct desk *d, const char *entry, long votes)
{
    d->author.now_ms++;
    cr_assert(
        author_count_paper(&d->author, record_saying(d->session, entry), votes, &err));
}

static void voted(struct desk *d, long people)
{
    d->author.now_ms++;
    cr_assert(author_set_voted(&d->author, table_of(d), people, &err));
}

static void dots(struct desk *d, enum ballot_state state, long dots)
{
    struct ballot ballot = {state, false, dots};
    cr_assert(author_set_ballot(&d->author, table_of(d), ballot, &err));
}

static long votes_for(struct desk *d, const char *entry)
{
    return record_votes(record_saying(d->session, entry));
}

static void expect_last_told(struct desk *d, const char *expected)
{
    struct str told = STR_EMPTY;
    size_t edit_count;
    const struct edit **edits = session_edits(d->session, &edit_count);
    history_describe(d->session, edits[edit_count - 1], HISTORY_WITHOUT_NAMES, &told);
    cr_expect_str_eq(str_text(&told), expected);
    free(edits);
    str_finish(&told);
}

static char *export_of(struct desk *d, const char *format)
{
    struct str out = STR_EMPTY;
    const struct export_options plain = {.without_names = false};
    export_format_of(export_formats, format)->write(d->session, &plain, &out);
    return str_take(&out);
}

static void expect_exported(struct desk *d, const char *format, const char *part)
{
    char *text = export_of(d, format);
    expect_part(text, part);
    free(text);
}

Test(paper, a_count_is_one_number_one_step_and_one_line_of_the_log)
{
    struct desk d;
    prepare(&d);
    count(&d, "Fares", 14);
    cr_expect_eq(votes_for(&d, "Fares"), 14);
    expect_last_told(&d, "counted 14 on paper for ‘Fares’");
    count(&d, "Fares", 15);
    cr_expect_eq(votes_for(&d, "Fares"), 15, "counted again, not added");
    struct str undone = STR_EMPTY;
    cr_assert(author_undo(&d.author, &undone));
    cr_expect_str_eq(undone.bytes, "counted 15 on paper for ‘Fares’");
    str_finish(&undone);
    cr_expect_eq(votes_for(&d, "Fares"), 14);
    count(&d, "Fares", 0);
    expect_last_told(&d, "took back what was counted on paper for ‘Fares’");
    voted(&d, 23);
    expect_last_told(&d, "said that 23 people voted");
    voted(&d, 0);
    expect_last_told(&d, "took back how many people voted");
    stand_up(&d);
}

Test(paper, a_share_is_told_where_each_vote_is_another_persons)
{
    struct desk d;
    prepare(&d);
    count(&d, "Fares", 14);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0, "nobody said how many");
    voted(&d, 23);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23);
    author_vote(&d.author, record_saying(d.session, "Advertising"), "person 1", 1, &err);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0,
                 "dots beside the paper");
    author_vote(&d.author, record_saying(d.session, "Advertising"), "person 1", 0, &err);
    author_vote(&d.author, record_saying(d.session, "Carers"), "person 1", 1, &err);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23,
                 "dots in another column");
    author_vote(&d.author, record_saying(d.session, "Carers"), "person 1", 2, &err);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0, "two of one person");
    author_vote(&d.author, record_saying(d.session, "Carers"), "person 1", 0, &err);
    count(&d, "Carers", 24);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0,
                 "more than there are people");
    stand_up(&d);
}

static void dot(struct desk *d, const char *entry, size_t person)
{
    char voter[VOTER_SIZE_BYTES];
    voter_name(person, voter);
    cr_assert(
        author_move_dot(&d->author, record_saying(d->session, entry), voter, 1, &err));
}

static void expect_on_paper(struct desk *d, const char *expected)
{
    struct str said = STR_EMPTY;
    ballot_say_paper(d->session, table_of(d), &said);
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
}

Test(paper, fewer_people_than_gave_dots_are_no_share_of_them)
{
    struct desk d;
    prepare(&d);
    dots(&d, BALLOT_SHOWN, 1);
    for (size_t person = 1; person <= 5; person++) {
        dot(&d, "Carers", person);
    }
    count(&d, "Advertising", 1);
    voted(&d, 4);
    cr_expect_eq(ballot_givers(d.session, table_of(&d)), 5);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0);
    expect_on_paper(
        &d, "On paper: 1 vote; 5 people gave dots, though 4 were said to have voted");
    char *text = export_of(&d, "text");
    expect_no_part(text, "people");
    free(text);
    voted(&d, 6);
    expect_on_paper(&d, "On paper: 1 vote; 6 people voted");
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 6);
    stand_up(&d);
}

/* Of 3 with dots and 4 on paper 7 voted; who typed the 4 may have meant either. */
Test(paper, of_paper_beside_dots_nobody_knows_how_many_people_they_are)
{
    struct desk d;
    prepare(&d);
    dots(&d, BALLOT_SHOWN, 1);
    for (size_t person = 1; person <= 3; person++) {
        dot(&d, "Fares", person);
    }
    voted(&d, 4);
    count(&d, "Fares", 1);
    expect_on_paper(&d, "On paper: 1 vote; 3 people gave dots");
    expect_exported(&d, "text", "1     4 votes  Fares (Barriers");
    char *text = export_of(&d, "text");
    expect_no_part(text, "people");
    free(text);
    dots(&d, BALLOT_OPEN, 1);
    expect_on_paper(&d, "Votes were counted on paper, too; 3 people gave dots");
    stand_up(&d);
}

static void expect_said(struct desk *d, const char *entry, const char *expected)
{
    struct facts facts = {.session = d->session, .table = table_of(d)};
    struct str said = STR_EMPTY;
    const struct record *record = record_saying(d->session, entry);
    paper_say_counted(&facts, record, paper_votes(record), true, &said);
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
}

Test(paper, what_an_entry_has_in_all_is_compared_with_nobody)
{
    struct desk d;
    prepare(&d);
    dots(&d, BALLOT_SHOWN, 3);
    for (size_t i = 0; i < 6; i++) {
        dot(&d, "Fares", 1 + i % 2);
    }
    voted(&d, 12);
    count(&d, "Fares", 8);
    expect_said(&d, "Fares", "‘Fares’: 8 on paper, 14 votes in all.");
    count(&d, "Fares", 37);
    expect_said(&d, "Fares",
                "‘Fares’: 37 on paper; that is more than the 12 people who voted had "
                "dots; 43 votes in all.");
    stand_up(&d);
}

/* Each may raise a hand for everything. */
Test(paper, hands_that_were_counted_before_dots_are_no_dots)
{
    struct desk d;
    prepare(&d);
    voted(&d, 8);
    for (size_t i = 0; i < 3; i++) {
        static const char *const entries[] = {"Fares", "Carers", "Advertising"};
        count(&d, entries[i], 8);
    }
    dots(&d, BALLOT_OPEN, 1);
    expect_on_paper(&d, "Votes were counted on paper, too; 8 people voted");
    dots(&d, BALLOT_SHOWN, 1);
    expect_on_paper(&d, "On paper: 24 votes; 8 people voted");
    stand_up(&d);
}

static void expect_against(struct desk *d, const char *entry, long count,
                           const char *expected)
{
    struct facts facts = {.session = d->session, .table = table_of(d)};
    struct str said = STR_EMPTY;
    paper_say_against(&facts, "barriers",
                      entry ? record_saying(d->session, entry) : facts.table, count,
                      &said);
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
}

Test(paper, fewer_people_than_gave_dots_or_voted_elsewhere_are_asked_about)
{
    struct desk d;
    prepare(&d);
    dots(&d, BALLOT_SHOWN, 1);
    for (size_t person = 1; person <= 5; person++) {
        dot(&d, "Fares", person);
    }
    expect_against(&d, NULL, 4, "5 people gave dots, which is more");
    expect_against(&d, NULL, 0, "");
    expect_against(&d, NULL, 5, "");
    voted(&d, 9);
    expect_against(&d, "Fares", 10, "that is more than the 9 people who voted had dots");
    expect_against(&d, NULL, 8, "");
    count(&d, "Carers", 3);
    expect_against(&d, NULL, 8,
                   "9 voted where others were counted, and a table has one number");
    expect_against(&d, NULL, 9, "");
    stand_up(&d);
}

Test(paper, what_was_never_counted_on_paper_is_no_share_of_those_who_were)
{
    struct desk d;
    prepare(&d);
    dots(&d, BALLOT_SHOWN, 1);
    dot(&d, "Carers", 1);
    count(&d, "Fares", 5);
    voted(&d, 8);
    expect_exported(&d, "text",
                    "1     5 of 8 people  Fares (Barriers to change, Less sugar)\n"
                    "2     1 vote   Carers (Stakeholders, Less sugar)\n");
    expect_exported(&d, "html", "<td>1 vote</td>");
    stand_up(&d);
}

Test(paper, where_people_had_several_dots_their_votes_are_no_people)
{
    struct desk d;
    prepare(&d);
    count(&d, "Fares", 14);
    voted(&d, 23);
    dots(&d, BALLOT_SHOWN, 1);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23);
    dots(&d, BALLOT_SHOWN, 3);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0);
    dot(&d, "Carers", 1);
    dots(&d, BALLOT_NONE, 0);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0, "though it has ended");
    cr_assert(author_move_dot(&d.author, record_saying(d.session, "Carers"), "person 1",
                              -1, &err));
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23, "it was taken back");
    dots(&d, BALLOT_OPEN, 3);
    count(&d, "Fares", 15);
    dots(&d, BALLOT_NONE, 0);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0,
                 "paper has such dots, too");
    expect_exported(&d, "text", "23 people voted.\n\n1    15 votes  Fares (Barriers");
    stand_up(&d);
}

Test(paper, a_ballot_in_which_nobody_voted_takes_no_share)
{
    struct desk d;
    struct str undone = STR_EMPTY;
    prepare(&d);
    count(&d, "Fares", 14);
    voted(&d, 23);
    dots(&d, BALLOT_OPEN, 12);
    cr_assert(author_undo(&d.author, &undone));
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23, "it was undone");
    cr_assert(author_redo(&d.author, &undone));
    cr_assert(author_undo(&d.author, &undone));
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23, "once more");
    dots(&d, BALLOT_OPEN, 3);
    dots(&d, BALLOT_NONE, 0);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23, "it was ended");
    dots(&d, BALLOT_OPEN, 1);
    dot(&d, "Carers", 1);
    dots(&d, BALLOT_SHOWN, 2);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 0, "one dot more");
    dots(&d, BALLOT_SHOWN, 1);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23, "which nobody gave");
    dots(&d, BALLOT_NONE, 0);
    cr_expect_eq(ballot_share(d.session, table_of(&d)).people, 23,
                 "one of a dot a person has ended");
    str_finish(&undone);
    stand_up(&d);
}

Test(paper, reports_tell_the_share_and_how_many_voted)
{
    struct desk d;
    prepare(&d);
    count(&d, "Fares", 14);
    count(&d, "Carers", 9);
    voted(&d, 23);
    expect_exported(&d, "text",
                    "23 people voted.\n\n"
                    "1    14 of 23 people  Fares (Barriers to change, Less sugar)\n"
                    "2     9 of 23 people  Carers (Stakeholders, Less sugar)\n");
    expect_exported(&d, "text", "- Fares [14 of 23 people]");
    expect_exported(&d, "markdown",
                    "| 1 | Fares | 14 of 23 people | Barriers to change, Less sugar |");
    expect_exported(&d, "html", "<td>14 of 23 people</td>");
    expect_exported(&d, "csv", "when,messenger,outcome,voted\r\n");
    expect_exported(&d, "csv", ",Fares,,14,Ana,2017-02-22T12:14:03.512Z,,,,,,23\r\n");
    expect_exported(&d, "json", "\"voted\": \"23\"");
    expect_exported(&d, "json", "\"votes\": 14");
    expect_exported(&d, "graph", "<data key=\"votes\">14</data>");
    stand_up(&d);
}

Test(paper, nothing_is_told_while_the_counts_are_hidden)
{
    struct desk d;
    prepare(&d);
    dots(&d, BALLOT_OPEN, 1);
    count(&d, "Fares", 14);
    voted(&d, 23);
    char *text = export_of(&d, "text");
    expect_part(text, "Votes not shown yet.");
    expect_no_part(text, "14");
    free(text);
    struct str said = STR_EMPTY;
    ballot_say_paper(d.session, table_of(&d), &said);
    cr_expect_str_eq(said.bytes, "Votes were counted on paper, too; 23 people voted");
    str_clear(&said);
    dots(&d, BALLOT_SHOWN, 1);
    count(&d, "Carers", 10);
    ballot_say_paper(d.session, table_of(&d), &said);
    cr_expect_str_eq(said.bytes, "On paper: 24 votes; 23 people voted");
    str_finish(&said);
    stand_up(&d);
}

Test(paper, two_laptops_that_counted_one_paper_are_not_added_up_and_that_is_said)
{
    struct desk a, b;
    struct str said = STR_EMPTY;
    prepare(&a);
    copy(&b, 2, &a);
    count(&a, "Fares", 14);
    b.author.now_ms = a.author.now_ms + 60000;
    count(&b, "Fares", 15);
    count(&b, "Carers", 9);
    cr_expect_not(ballot_say_copies(a.session, &said));
    session_add_all(a.session, b.session);
    session_add_all(b.session, a.session);
    cr_expect_eq(votes_for(&a, "Fares"), 15, "the later");
    cr_expect_eq(votes_for(&b, "Fares"), 15);
    cr_expect_eq(votes_for(&a, "Carers"), 9);
    cr_expect(ballot_say_copies(a.session, &said));
    cr_expect_str_eq(said.bytes,
                     "Leeds, table 4, Desk: ‘Fares’ was counted on paper as 15 "
                     "and as 14; the later count stands until somebody counts "
                     "again");
    str_clear(&said);
    a.author.now_ms = b.author.now_ms;
    count(&a, "Fares", 15);
    cr_expect_not(ballot_say_copies(a.session, &said), "%s", str_text(&said));
    session_add_all(b.session, a.session);
    cr_expect_eq(votes_for(&b, "Fares"), 15);
    cr_expect_not(ballot_say_copies(b.session, &said));
    str_finish(&said);
    stand_up(&b);
    stand_up(&a);
}

Test(paper, two_that_say_how_many_voted_are_told_until_somebody_says_it_again)
{
    struct desk a, b;
    struct str said = STR_EMPTY;
    prepare(&a);
    copy(&b, 2, &a);
    voted(&a, 23);
    b.author.now_ms = a.author.now_ms + 60000;
    voted(&b, 24);
    session_add_all(a.session, b.session);
    cr_expect(ballot_say_copies(a.session, &said));
    cr_expect_str_eq(said.bytes,
                     "Leeds, table 4, Desk: how many people voted was counted as "
                     "24 and as 23; the later count stands until somebody counts "
                     "again");
    str_clear(&said);
    a.author.now_ms = b.author.now_ms;
    voted(&a, 24);
    cr_expect_not(ballot_say_copies(a.session, &said), "%s", str_text(&said));
    str_finish(&said);
    stand_up(&b);
    stand_up(&a);
}

Test(paper, whoever_takes_a_dot_back_takes_none_of_the_paper)
{
    struct desk d;
    prepare(&d);
    count(&d, "Fares", 14);
    cr_expect_null(latest_vote(record_saying(d.session, "Fares")));
    voted(&d, 23);
    cr_assert(author_clear_dots(&d.author, table_of(&d), &err));
    cr_expect_eq(votes_for(&d, "Fares"), 0, "to vote afresh");
    cr_expect_eq(table_voted(table_of(&d)), 0);
    struct str undone = STR_EMPTY;
    cr_assert(author_undo(&d.author, &undone));
    str_finish(&undone);
    cr_expect_eq(votes_for(&d, "Fares"), 14, "one step");
    cr_expect_eq(table_voted(table_of(&d)), 23);
    stand_up(&d);
}

Test(paper, a_prepared_table_is_not_told_how_many_voted_at_another)
{
    struct desk d;
    prepare(&d);
    voted(&d, 23);
    count(&d, "Fares", 14);
    const struct record *other = add_table(&d, "Other", "York", NULL, "5");
    cr_assert(author_copy_table(&d.author, d.session, table_of(&d), other, &err));
    cr_expect_eq(table_voted(other), 0);
    stand_up(&d);
}

Test(paper, numbers_that_nobody_can_have_counted_are_none)
{
    static const struct {
        const char *typed;
        long read;
    } rows[] = {{"0", 0},   {"14", 14}, {"999999", 999999}, {"1000000", -1},
                {"", -1},   {"-2", -1}, {"1e9", -1},        {"1.5", -1},
                {" 3", -1}, {"+3", -1}, {"3 ", -1},         {"99999999999999999999", -1}};
    struct desk d;
    prepare(&d);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        long read = -1;
        cr_expect_eq(paper_read(rows[i].typed, &read), rows[i].read >= 0, "\"%s\"",
                     rows[i].typed);
        cr_expect_eq(read, rows[i].read, "\"%s\"", rows[i].typed);
        author_set(&d.author, table_of(&d), "voted", VALUE_OF_TEXT(rows[i].typed), &err);
        cr_expect_eq(table_voted(table_of(&d)), read > 0 ? read : 0, "\"%s\"",
                     rows[i].typed);
    }
    author_set(&d.author, table_of(&d), "voted", VALUE_OF_JSON("23"), &err);
    cr_expect_eq(table_voted(table_of(&d)), 23, "a hand may write a number");
    stand_up(&d);
}
