/* Votes with dots: who has how many left, who is next, who is first; what is told of it
 * before the room may see the counts. */

#include "export/export.h"
#include "model/ballot.h"
#include "model/history.h"
#include "model/offers.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One table: a goal with three barriers and a stakeholder. */
struct desk {
    struct session *session;
    struct author ana;
    const struct record *table, *goal;
};

static struct desk desk_make(void)
{
    static const char *const barriers[] = {"Advertising", "Fares", "Time"};
    struct desk d = {.session = session_new()};
    const struct record *after = NULL;
    author_init(&d.ana, d.session, 1, "Ana");
    d.ana.now_ms = 1487764800000;
    d.table = author_add_table(&d.ana, NULL, "Desk", "Leeds", NULL, "4", &err);
    d.goal = author_add_goal(&d.ana, d.table, NULL, "Less sugar", &err);
    for (size_t i = 0; i < LENGTH(barriers); i++) {
        after = author_add_note(&d.ana, d.goal, "barriers", after, barriers[i], &err);
    }
    author_add_note(&d.ana, d.goal, "stakeholders", NULL, "Carers", &err);
    return d;
}

static void desk_free(struct desk *d)
{
    cr_expect_null(err.message, "%s", err_text(&err));
    author_finish(&d->ana);
    session_free(d->session);
    err_finish(&err);
}

static void begin(struct desk *d, enum ballot_state state, bool for_table, long dots)
{
    struct ballot ballot = {state, for_table, dots};
    cr_assert(author_set_ballot(&d->ana, d->table, ballot, &err));
}

static void dot(struct author *author, const char *words, size_t person, int change)
{
    char voter[VOTER_SIZE_BYTES];
    voter_name(person, voter);
    cr_assert(author_move_dot(author, record_saying(author->session, words), voter,
                              change, &err));
}

static long left_to(struct desk *d, size_t person)
{
    struct tally tally;
    tally_votes(d->session, d->table, &tally);
    return tally_left(&tally, ballot_of(d->table), person);
}

static size_t next_from(struct desk *d, size_t from)
{
    struct tally tally;
    tally_votes(d->session, d->table, &tally);
    return tally_next(&tally, ballot_of(d->table), from);
}

/* "1 3 Advertising; 2= 1 Carers; without 2" */
static void expect_ranking(struct desk *d, const char *column, const char *expected)
{
    struct str told = STR_EMPTY;
    size_t count, without;
    struct ranked *ranked =
        ballot_ranking(d->session, d->table, column, &count, &without);
    for (size_t i = 0; i < count; i++) {
        rank_say(&ranked[i], &told);
        str_addf(&told, " %ld %s; ", ranked[i].votes,
                 record_words(ranked[i].entry, "text"));
    }
    str_addf(&told, "without %zu", without);
    cr_expect_str_eq(told.bytes, expected);
    free(ranked);
    str_finish(&told);
}

static void expect_last_told(struct desk *d, const char *expected)
{
    struct str told = STR_EMPTY;
    size_t count;
    const struct edit **edits = session_edits(d->session, &count);
    history_describe(d->session, edits[count - 1], HISTORY_WITH_NAMES, &told);
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

static void expect_export(struct desk *d, const char *format, const char *part, bool in)
{
    char *text = export_of(d, format);
    cr_expect((strstr(text, part) != NULL) == in, "%s \"%s\" in %s:\n%s",
              in ? "no" : "there is", part, format, text);
    free(text);
}

Test(ballot, a_table_without_one_has_none_and_shows_its_votes)
{
    struct desk d = desk_make();
    cr_expect_eq(ballot_of(d.table).state, BALLOT_NONE);
    cr_expect_eq(ballot_of(NULL).state, BALLOT_NONE);
    dot(&d.ana, "Fares", 1, 1);
    cr_expect_eq(ballot_votes(record_saying(d.session, "Fares")), 1);
    desk_free(&d);
}

Test(ballot, a_person_has_so_many_dots_and_the_next_is_who_has_any_left)
{
    struct desk d = desk_make();
    begin(&d, BALLOT_OPEN, false, 3);
    cr_expect_eq(next_from(&d, 1), 1);
    dot(&d.ana, "Fares", 1, 1);
    dot(&d.ana, "Fares", 1, 1);
    cr_expect_eq(left_to(&d, 1), 1);
    cr_expect_eq(next_from(&d, 1), 1);
    dot(&d.ana, "Less sugar", 1, 1); /* a goal takes dots, too */
    cr_expect_eq(left_to(&d, 1), 0);
    cr_expect_eq(left_to(&d, 2), 3, "everybody has their own");
    cr_expect_eq(next_from(&d, 1), 2);
    cr_expect_eq(next_from(&d, 5), 5, "somebody may give fewer");
    dot(&d.ana, "Fares", 1, -1);
    cr_expect_eq(next_from(&d, 1), 1);
    desk_free(&d);
}

Test(ballot, what_was_given_beyond_it_is_told_of_persons_and_of_the_table)
{
    static const struct {
        struct ballot ballot;
        long table, first, second;
        const char *told;
    } rows[] = {
        {{BALLOT_OPEN, false, 2}, 0, 2, 1, ""},
        {{BALLOT_OPEN, false, 2},
         0,
         5,
         5,
         "2 people have given more than 2; their dots stay."},
        {{BALLOT_SHOWN, false, 2},
         0,
         1,
         3,
         "1 person has given more than 2; their dots stay."},
        {{BALLOT_OPEN, true, 12}, 12, 0, 0, ""},
        {{BALLOT_OPEN, true, 12},
         13,
         0,
         0,
         "The table has given more than 12; its dots stay."},
        {{BALLOT_OPEN, true, 12},
         13,
         1,
         0,
         "1 person has given dots of their own; they stay. The table has given more "
         "than 12; its dots stay."},
        {{BALLOT_OPEN, false, 3},
         4,
         3,
         3,
         "The table has given dots together; they stay."},
        {{BALLOT_NONE, false, 0}, 4, 3, 3, ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct tally tally = {.given = {rows[i].table, rows[i].first, rows[i].second},
                              .people = 2};
        struct str told = STR_EMPTY, behind = str_of("Began."), both = str_of("Began.");
        tally_say_beyond(&tally, rows[i].ballot, &told);
        cr_expect_str_eq(str_text(&told), rows[i].told, "row %zu", i);
        tally_say_beyond(&tally, rows[i].ballot, &behind); /* a sentence of its own */
        str_addf(&both, "%s%s", *rows[i].told ? " " : "", rows[i].told);
        cr_expect_str_eq(behind.bytes, both.bytes, "row %zu", i);
        str_finish(&told);
        str_finish(&behind);
        str_finish(&both);
    }
}

Test(ballot, the_table_has_one_budget_that_votes_of_others_do_not_touch)
{
    struct desk d = desk_make();
    begin(&d, BALLOT_OPEN, true, 12);
    dot(&d.ana, "Fares", 0, 1);
    author_vote(&d.ana, record_saying(d.session, "Time"), "hand", 5, &err);
    author_vote(&d.ana, record_saying(d.session, "Time"), "person 01", 5, &err);
    author_vote(&d.ana, record_saying(d.session, "Time"), "person 1000", 5, &err);
    author_vote(&d.ana, record_saying(d.session, "Time"), "person 9", -5, &err);
    cr_expect_eq(left_to(&d, 0), 11);
    cr_expect_eq(left_to(&d, 1), 12);
    cr_expect_eq(record_votes(record_saying(d.session, "Time")), 15,
                 "what is below 0 hides nobody's");
    desk_free(&d);
}

Test(ballot, the_dots_of_a_deleted_note_come_back_to_who_gave_them)
{
    struct desk d = desk_make();
    begin(&d, BALLOT_OPEN, false, 2);
    dot(&d.ana, "Fares", 1, 1);
    dot(&d.ana, "Time", 1, 1);
    dot(&d.ana, "Fares", 2, 1);
    author_delete(&d.ana, record_saying(d.session, "Fares"), &err);
    cr_expect_eq(left_to(&d, 1), 1);
    cr_expect_eq(left_to(&d, 2), 2);
    expect_ranking(&d, NULL, "1 1 Time; without 3");
    struct str said = STR_EMPTY;
    author_undo(&d.ana, &said);
    str_finish(&said);
    cr_expect_eq(left_to(&d, 1), 0, "and go again with it");
    desk_free(&d);
}

Test(ballot, a_dot_is_one_step_to_undo)
{
    struct desk d = desk_make();
    struct str said = STR_EMPTY;
    begin(&d, BALLOT_OPEN, false, 3);
    dot(&d.ana, "Carers", 1, 1);
    dot(&d.ana, "Carers", 1, 1);
    author_undo(&d.ana, &said);
    cr_expect_str_eq(said.bytes, "gave ‘Carers’ a dot");
    cr_expect_eq(left_to(&d, 1), 2);
    cr_expect_eq(voter_votes(record_saying(d.session, "Carers"), 1), 1);
    author_undo(&d.ana, &said);
    str_clear(&said);
    author_undo(&d.ana, &said);
    cr_expect_str_eq(said.bytes, "began a ballot: 3 dots a person");
    cr_expect_eq(ballot_of(d.table).state, BALLOT_NONE);
    str_finish(&said);
    desk_free(&d);
}

Test(ballot, all_dots_come_back_at_once_and_other_votes_stay)
{
    struct desk d = desk_make();
    struct str said = STR_EMPTY;
    author_vote(&d.ana, record_saying(d.session, "Time"), "hand", 2, &err);
    dot(&d.ana, "Time", 1, 1);
    dot(&d.ana, "Fares", 2, 1);
    dot(&d.ana, "Less sugar", 0, 1);
    cr_assert(author_clear_dots(&d.ana, d.table, &err));
    expect_ranking(&d, NULL, "1 2 Time; without 4");
    author_undo(&d.ana, &said);
    cr_expect_str_eq(said.bytes, "took all dots back");
    expect_ranking(&d, NULL, "1 3 Time; 2= 1 Less sugar; 2= 1 Fares; without 2");
    str_finish(&said);
    desk_free(&d);
}

Test(ballot, what_else_is_taken_back_with_all_dots_is_said)
{
    struct desk d = desk_make();
    struct str said = STR_EMPTY;
    cr_expect_not(ballot_say_all(d.session, d.table, &said));
    author_count_paper(&d.ana, record_saying(d.session, "Time"), 17, &err);
    author_set_voted(&d.ana, d.table, 23, &err);
    cr_expect(ballot_say_all(d.session, d.table, &said));
    cr_expect_str_eq(said.bytes, "all votes counted on paper and the number of voters");
    dot(&d.ana, "Fares", 2, 1);
    cr_assert(author_clear_dots(&d.ana, d.table, &err));
    expect_ranking(&d, NULL, "without 5");
    str_clear(&said);
    author_undo(&d.ana, &said);
    cr_expect_str_eq(said.bytes,
                     "took all dots, votes counted on paper and the number of "
                     "voters back");
    str_finish(&said);
    desk_free(&d);
}

Test(ballot, ties_share_a_rank_and_the_next_is_counted_on)
{
    struct desk d = desk_make();
    expect_ranking(&d, NULL, "without 5");
    for (size_t person = 1; person <= 3; person++) {
        dot(&d.ana, "Time", person, 1);
    }
    dot(&d.ana, "Carers", 1, 1);
    dot(&d.ana, "Carers", 1, 1);
    dot(&d.ana, "Fares", 2, 1);
    dot(&d.ana, "Fares", 1, 1);
    dot(&d.ana, "Less sugar", 1, 1);
    expect_ranking(&d, NULL,
                   "1 3 Time; 2= 2 Fares; 2= 2 Carers; 4 1 Less sugar; without 1");
    expect_ranking(&d, "barriers", "1 3 Time; 2 2 Fares; without 1");
    expect_ranking(&d, "", "1 1 Less sugar; without 0");
    desk_free(&d);
}

Test(ballot, one_person_at_two_laptops_is_two_where_they_did_not_see_each_other)
{
    struct desk d = desk_make();
    begin(&d, BALLOT_OPEN, false, 3);
    struct session *other = session_new();
    struct author ben;
    session_add_all(other, d.session);
    author_init(&ben, other, 2, "Ben");
    ben.now_ms = d.ana.now_ms + 1000;
    dot(&d.ana, "Fares", 1, 1);
    dot(&ben, "Fares", 1, 1);
    dot(&ben, "Fares", 1, 1);
    dot(&ben, "Time", 1, 1);
    session_add_all(d.session, other);
    cr_expect_eq(voter_votes(record_saying(d.session, "Fares"), 1), 3);
    cr_expect_eq(left_to(&d, 1), 2, "four of three dots are two people's");
    cr_expect_eq(left_to(&d, 2), 0);
    session_add_all(other, d.session);
    expect_ranking(&d, NULL, "1 3 Fares; 2 1 Time; without 3");
    dot(&d.ana, "Fares", 1, -1);
    cr_expect_eq(voter_votes(record_saying(d.session, "Fares"), 1), 2);
    cr_expect_eq(left_to(&d, 1), 0);
    author_finish(&ben);
    session_free(other);
    desk_free(&d);
}

Test(ballot, the_latest_vote_is_the_one_that_stands)
{
    struct desk d = desk_make();
    const struct record *fares = record_saying(d.session, "Fares");
    cr_expect_null(latest_vote(fares));
    dot(&d.ana, "Fares", 2, 1);
    d.ana.now_ms++;
    dot(&d.ana, "Fares", 1, 1);
    cr_expect_str_eq(latest_vote(fares)->name, "vote:person 1");
    d.ana.now_ms++;
    dot(&d.ana, "Fares", 1, -1);
    cr_expect_str_eq(latest_vote(fares)->name, "vote:person 2");
    desk_free(&d);
}

Test(ballot, the_history_tells_dots_and_ballots_in_words)
{
    struct desk d = desk_make();
    begin(&d, BALLOT_OPEN, false, 3);
    expect_last_told(&d, "began a ballot: 3 dots a person");
    d.ana.now_ms++;
    dot(&d.ana, "Carers", 2, 1);
    expect_last_told(&d, "gave ‘Carers’ a dot (person 2)");
    d.ana.now_ms++;
    dot(&d.ana, "Carers", 2, -1);
    expect_last_told(&d, "took a dot back from ‘Carers’ (person 2)");
    d.ana.now_ms++;
    dot(&d.ana, "Carers", 0, 1);
    expect_last_told(&d, "gave ‘Carers’ a dot");
    d.ana.now_ms++;
    begin(&d, BALLOT_OPEN, false, 5);
    expect_last_told(&d, "changed the ballot to 5 dots a person");
    d.ana.now_ms++;
    begin(&d, BALLOT_SHOWN, false, 5);
    expect_last_told(&d, "showed the votes");
    d.ana.now_ms++;
    begin(&d, BALLOT_OPEN, false, 5);
    expect_last_told(&d, "hid the votes again");
    d.ana.now_ms++;
    begin(&d, BALLOT_NONE, false, 0);
    expect_last_told(&d, "ended the ballot");
    d.ana.now_ms++;
    begin(&d, BALLOT_OPEN, true, 12);
    expect_last_told(&d, "began a ballot: 12 dots for the table");
    desk_free(&d);
}

Test(ballot, fields_that_make_no_sense_are_a_usual_ballot)
{
    struct desk d = desk_make();
    author_set(&d.ana, d.table, "ballot", VALUE_OF_TEXT("open"), &err);
    author_set(&d.ana, d.table, "dots", VALUE_OF_TEXT("-4"), &err);
    cr_expect_eq(ballot_of(d.table).dots, 3);
    cr_expect_not(ballot_of(d.table).for_table);
    author_set(&d.ana, d.table, "dots", VALUE_OF_JSON("7"), &err);
    cr_expect_eq(ballot_of(d.table).dots, 7, "a hand may write a number");
    author_set(&d.ana, d.table, "ballot", VALUE_OF_TEXT("soon"), &err);
    cr_expect_eq(ballot_of(d.table).state, BALLOT_NONE);
    desk_free(&d);
}

Test(ballot, a_readable_export_tells_no_count_before_the_room_has_seen_it)
{
    static const char *const readable[] = {"text", "markdown", "html"};
    struct desk d = desk_make();
    begin(&d, BALLOT_OPEN, false, 3);
    dot(&d.ana, "Carers", 1, 1);
    dot(&d.ana, "Fares", 1, 1);
    dot(&d.ana, "Fares", 2, 1);
    author_add_table(&d.ana, NULL, "Another", "York", NULL, "5", &err);
    for (size_t i = 0; i < LENGTH(readable); i++) {
        expect_export(&d, readable[i], "Votes not shown yet.", true);
        expect_export(&d, readable[i], "1 vote", false);
        expect_export(&d, readable[i], "2 votes", false);
    }
    expect_export(&d, "csv", ",Fares,,2,", true);
    expect_export(&d, "json", "\"votes\": 2", true);
    begin(&d, BALLOT_SHOWN, false, 3);
    for (size_t i = 0; i < LENGTH(readable); i++) {
        expect_export(&d, readable[i], "not shown", false);
        expect_export(&d, readable[i], "2 votes", true);
    }
    desk_free(&d);
}

/* Of what nobody could vote on, nobody is told that it has no votes. */
Test(ballot, where_phones_voted_on_one_part_only_that_is_without_votes)
{
    struct desk d = desk_make();
    author_add_goal(&d.ana, d.table, NULL, "More walking", &err);
    dot(&d.ana, "Less sugar", 1, 1);
    expect_ranking(&d, NULL, "1 1 Less sugar; without 5");
    author_set(&d.ana, d.table, PHONES_COLUMN, VALUE_OF_TEXT("goals"), &err);
    expect_ranking(&d, NULL, "1 1 Less sugar; without 1");
    expect_ranking(&d, "", "1 1 Less sugar; without 1");
    expect_export(&d, "html", "1 with votes, 1 without", true);
    dot(&d.ana, "Fares", 1, 1);
    expect_ranking(&d, NULL, "1= 1 Less sugar; 1= 1 Fares; without 4");
    desk_free(&d);
}

Test(ballot, exports_rank_the_entries_that_have_votes)
{
    struct desk d = desk_make();
    expect_export(&d, "text", "Votes", false);
    dot(&d.ana, "Carers", 1, 1);
    dot(&d.ana, "Fares", 1, 1);
    dot(&d.ana, "Fares", 2, 1);
    dot(&d.ana, "Less sugar", 2, 1);
    expect_export(&d, "text",
                  "\nVotes\n-----\n\n"
                  "1     2 votes  Fares (Barriers to change, Less sugar)\n"
                  "2=    1 vote   Less sugar (Goals)\n"
                  "2=    1 vote   Carers (Stakeholders, Less sugar)\n",
                  true);
    expect_export(&d, "markdown",
                  "\n## Votes\n\n| Rank | Entry | Votes | Where |\n"
                  "| --- | --- | --- | --- |\n"
                  "| 1 | Fares | 2 votes | Barriers to change, Less sugar |\n"
                  "| 2= | Less sugar | 1 vote | Goals |\n"
                  "| 2= | Carers | 1 vote | Stakeholders, Less sugar |\n",
                  true);
    expect_export(
        &d, "html",
        "<tr>\n<td>2=</td>\n<th scope=\"row\" dir=\"auto\">Carers</th>\n"
        "<td>1 vote</td>\n<td dir=\"auto\">Stakeholders, Less sugar</td>\n</tr>\n",
        true);
    desk_free(&d);
}

Test(ballot, the_top_of_a_file_sums_up_the_votes_of_goals_too, .fini = folder_finish)
{
    char *path = test_path("goals.json");
    text_file_write(path, "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":"
                          "[{\"title\":\"T\",\"ballot\":\"open\",\"dots\":2,\"goals\":"
                          "[{\"text\":\"Less sugar\",\"votes\":2}]}]}");
    struct session_file file;
    size_t tables;
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    const struct record *goal = record_saying(file.session, "Less sugar");
    cr_expect_eq(record_votes(goal), 2);
    cr_expect_eq(ballot_of(session_tables(file.session, &tables)[0]).dots, 2);
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    file_close(&file);
    char *text = text_file_read(path);
    cr_expect(strstr(text, "\"votes\": 2"), "%s", text);
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    cr_expect_eq(record_votes(record_saying(file.session, "Less sugar")), 2);
    cr_expect_eq(file.hand_edits, 0, "nothing is taken for a hand's");
    file_close(&file);
    free(text);
    free(path);
}
