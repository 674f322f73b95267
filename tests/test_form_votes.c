/* Votes on what stands in forms: entries under their rows, and rows that were typed there. What
 * a form gives is nobody's proposal. */

#include "model/ballot.h"
#include "model/history.h"
#include "model/questions.h"
#include "model/rows.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/pair.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(form_votes, .init = enter_folder, .fini = end_test, .timeout = 120);

/* A table with a goal, two sites, of which one has an aim, and a note of a list. */
struct forms {
    struct pair p;
    const struct record *site, *other, *aim, *space;
};

static struct forms begin(void)
{
    struct forms f = {.p = pair_make()};
    struct author *ana = &f.p.ana;
    const struct grid *sites = table_grid(f.p.one, f.p.table, "speakers");
    cr_assert(session_keep_form(f.p.one, "speakers", &err));
    sites = table_grid(f.p.one, f.p.table, "speakers");
    f.site = author_add_row(ana, f.p.table, sites, NULL, "Erewash", &err);
    f.other = author_add_row(ana, f.p.table, sites, f.site, "Stockport", &err);
    f.aim = author_add_note(ana, f.site, "site_aims", NULL, "Walk more", &err);
    const struct grid *list = table_grid(f.p.one, f.p.table, "strengths");
    const struct record *row = grid_row(f.p.one, f.p.table, list, list->given[0].id);
    f.space = author_add_note(ana, row, "spaces", NULL, "The library", &err);
    cr_assert(f.site && f.other && f.aim && f.space, "%s", err_text(&err));
    struct ballot ballot = {BALLOT_SHOWN, false, 9};
    cr_assert(author_set_ballot(ana, f.p.table, ballot, &err));
    return f;
}

static void give(struct forms *f, const struct record *to, const char *voter, long votes)
{
    cr_assert(author_vote(&f->p.ana, to, voter, votes, &err), "%s", err_text(&err));
}

/* "2= Erewash (Sites)\n" of each that has votes. */
static char *ranking(const struct forms *f, const char *part)
{
    size_t count, without;
    struct ranked *ranked = ballot_ranking(f->p.one, f->p.table, part, &count, &without);
    struct str out = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        rank_say(&ranked[i], &out);
        str_addf(&out, " %s (", record_words(ranked[i].entry, "text"));
        rank_say_where(f->p.one, &ranked[i], &out);
        str_add(&out, ")\n");
    }
    str_addf(&out, "%zu without", without);
    free(ranked);
    return str_take(&out);
}

static void expect_ranking(const struct forms *f, const char *part, const char *expected)
{
    char *said = ranking(f, part);
    cr_expect_str_eq(said, expected);
    free(said);
}

Test(form_votes, rank_with_those_of_the_map_or_by_their_column_and_rows)
{
    struct forms f = begin();
    give(&f, f.site, "person 1", 2);
    give(&f, f.aim, "person 1", 3);
    give(&f, f.space, "person 2", 2);
    give(&f, f.p.goal, "person 2", 1);
    expect_ranking(&f, NULL,
                   "1 Walk more (Aims, Erewash)\n"
                   "2= Erewash (Sites)\n"
                   "2= The library (Spaces, What is strong here)\n"
                   "4 Less isolation (Goals)\n"
                   "2 without");
    expect_ranking(&f, "site_aims", "1 Walk more (Aims, Erewash)\n0 without");
    expect_ranking(&f, VOTED_ROWS "speakers", "1 Erewash (Sites)\n1 without");
    expect_ranking(&f, "", "1 Less isolation (Goals)\n0 without");
    cr_expect_str_eq(ballot_part_title(f.p.one, f.p.table, VOTED_ROWS "speakers"),
                     "Sites");
    cr_expect_str_eq(ballot_part_title(f.p.one, f.p.table, "spaces"), "Spaces");
    cr_expect_str_eq(ballot_part_title(f.p.one, f.p.table, ""), "Goals");
    pair_free(&f.p);
}

Test(form_votes, count_among_the_dots_of_a_person_and_are_taken_back_with_them)
{
    struct forms f = begin();
    struct tally tally;
    struct str said = STR_EMPTY;
    give(&f, f.site, "person 1", 2);
    give(&f, f.space, "person 1", 1);
    give(&f, f.aim, "phone a", 4);
    tally_votes(f.p.one, f.p.table, &tally);
    cr_expect_eq(tally.given[1], 3);
    cr_expect_eq(tally.phone_dots, 4);
    cr_assert(author_clear_dots(&f.p.ana, f.p.table, &err));
    cr_expect_eq(record_votes(f.site) + record_votes(f.space) + record_votes(f.aim), 0);
    author_undo(&f.p.ana, &said);
    cr_expect_eq(record_votes(f.aim), 4);
    str_finish(&said);
    pair_free(&f.p);
}

Test(form_votes, are_none_of_what_a_form_gives_and_none_of_what_everybody_was_asked)
{
    struct forms f = begin();
    struct tally tally;
    const struct record *asked =
        author_ask(&f.p.ana, f.p.table, ASKS_HANDS, "Shall we?", &err);
    size_t count;
    const struct record *yes = goal_notes(f.p.one, asked, ANSWERS_COLUMN, &count)[0];
    cr_assert(author_choose(&f.p.ana, asked, "phone a", yes, &err));
    tally_votes(f.p.one, f.p.table, &tally);
    cr_expect_eq(tally.phone_dots, 0);
    cr_assert(author_clear_dots(&f.p.ana, f.p.table, &err));
    cr_expect_eq(record_votes(yes), 1, "an answer is no dot");
    expect_ranking(&f, NULL, "6 without"); /* the list's row is given, and not counted */
    /* A program from before forms shows what is given as a goal, and its dots count. */
    give(&f, record_parent(f.space), "person 1", 1);
    expect_ranking(&f, NULL, "1 What is strong here (List)\n6 without");
    pair_free(&f.p);
}

/* On the screen */

static struct typist *open_sites(void)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "new.json"));
    typist_type(t, "Bsites\r");
    typist_wait(t, "1 Sites 0");
    typist_type(t, "gErewash\tWalk more\rBetter food\r" ESC);
    typist_wait(t, "2 Aims 2");
    return t;
}

Test(form_votes, are_given_by_v_and_hidden_until_they_are_shown)
{
    struct typist *t = open_sites();
    typist_type(t, "v");
    typist_wait(t, "What was counted on paper, for Aims");
    typist_type(t, "3");
    typist_wait(t, "Began a ballot: 3 dots a person.");
    typist_type(t, "v");
    typist_wait(t, "A dot for ‘Better food’. Person 1: 2 of 3 dots left.");
    typist_type(t, "hv");
    typist_wait(t, "A dot for ‘Erewash’. Person 1: 1 of 3 dots left.");
    cr_expect_not(typist_sees(t, "Erewash •1"));
    typist_type(t, "b");
    typist_wait(t, "Open the ballot to phones, for Sites alone");
    typist_type(t, "sy");
    typist_wait(t, "Showed the votes.");
    typist_type(t, "bk");
    typist_wait_row(t, 2, "1     1 vote   ‘Erewash’  Sites");
    typist_type(t, "\r");
    typist_wait(t, "Erewash •1");
    typist_type(t, "V");
    typist_wait(t, "Took a dot back from ‘Erewash’.");
    typist_type(t, "f");
    typist_wait(t, "only with votes");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    char *log = OUTPUT_OF("log", "new.json");
    expect_part(log, "gave ‘Erewash’ a dot (person 1)");
    free(log);
}

Test(form_votes, on_paper_are_typed_for_the_rows_or_a_column)
{
    struct typist *t = open_sites();
    typist_type(t, "hbw");
    typist_wait(t, "Counted on paper · Sites");
    typist_type(t, "12\r7\r");
    typist_wait(t, "‘Erewash’: 7 on paper.");
    typist_type(t, ESC);
    typist_wait(t, "Erewash •7");
    typist_type(t, "2bw");
    typist_wait(t, "Counted on paper · Aims");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_in_file("new.json", "\"votes\": 7");
}

Test(form_votes, of_what_a_form_gives_are_refused_and_said_why)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "new.json"));
    typist_type(t, "Blifecycle\r");
    typist_wait(t, "1 Phases 6");
    typist_type(t, "v");
    typist_wait(t, "‘Enduring crisis’ is given by the form: vote for what is written in");
    typist_type(t, "b");
    typist_wait(t, "Ranking of Seen alone"); /* its first column */
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

/* In exports */

Test(form_votes, are_told_where_the_entry_stands_and_in_the_ranking)
{
    struct forms f = begin();
    give(&f, f.site, "person 1", 2);
    give(&f, f.aim, "person 2", 3);
    expect_in_export(f.p.one, "text", "1. Erewash [2 votes of 1 person]");
    expect_in_export(f.p.one, "text",
                     "1     3 votes of 1 person  Walk more (Aims, Erewash)");
    expect_in_export(f.p.one, "markdown",
                     "| 2 | Erewash | 2 votes of 1 person | Sites |");
    expect_in_export(f.p.one, "csv", ",speakers,,,,2,");
    expect_in_export(f.p.one, "csv", ",speakers,site_aims,Walk more,,3,");
    struct ballot open = {BALLOT_OPEN, false, 9};
    cr_assert(author_set_ballot(&f.p.ana, f.p.table, open, &err));
    expect_in_export(f.p.one, "text", "Votes not shown yet.");
    expect_in_export(f.p.one, "text", "1. Erewash\n");
    pair_free(&f.p);
}

/* Where tables are counted together, what stands in a form has its votes as well. */
Test(form_votes, are_told_beside_what_several_tables_wrote_in_a_form)
{
    struct forms f = begin();
    struct author *ana = &f.p.ana;
    const struct record *second =
        author_add_table(ana, NULL, NULL, "York", NULL, "5", &err);
    const struct grid *list = table_grid(f.p.one, second, "strengths");
    const struct record *row = grid_row(f.p.one, second, list, list->given[0].id);
    const struct record *park =
        author_add_note(ana, row, "spaces", NULL, "The park", &err);
    struct ballot ballot = {BALLOT_SHOWN, false, 9};
    cr_assert(park && author_set_ballot(ana, second, ballot, &err), "%s", err_text(&err));
    session_keep_form(f.p.one, "strengths", &err);
    give(&f, f.space, "table", 2);
    give(&f, park, "table", 3);
    char *text = exported_as(f.p.one, "text");
    cr_expect(strstr(text, ", 2 votes") && strstr(text, "York 5, 3 votes"), "%s", text);
    free(text);
    pair_free(&f.p);
}
