/* What is offered to a table, and taken, put aside or taken back. */

#include "model/offers.h"

#include "model/forget.h"
#include "model/history.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/grids.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(offers, .fini = end_test);

static const struct record *offered(struct author *author, const struct pair *p,
                                    const char *once, const char *text)
{
    const struct offering offering = {.once = once,
                                      .goal = record_in(author->session, p->goal),
                                      .column = "barriers",
                                      .text = text,
                                      .from = "3k0s"};
    const struct record *record =
        author_offer(author, record_in(author->session, p->table), &offering, &err);
    cr_assert(record, "%s", err_text(&err));
    return record;
}

/* As somebody who gave the name Cai. */
static const struct record *cai_offers(struct author *author, const struct pair *p,
                                       const char *once, const char *text)
{
    const char *by = author->by;
    author->by = "Cai";
    const struct record *record = offered(author, p, once, text);
    author->by = by;
    return record;
}

static struct offer found(struct session *session, const char *once)
{
    struct offer offer = {0};
    cr_assert(offer_find(session, once, &offer), "%s", once);
    return offer;
}

static const struct record *take(struct author *author, const char *once,
                                 const char *text)
{
    struct offer offer = found(author->session, once);
    const struct record *entry =
        author_take_offer(author, &offer, offer.goal, offer.column, text, &err);
    cr_assert(entry, "%s", err_text(&err));
    return entry;
}

static void expect_count(struct session *session, const struct pair *p, unsigned states,
                         size_t count)
{
    const struct record *table = record_in(session, p->table);
    size_t listed;
    free(table_offers(session, table, states, &listed));
    cr_expect_eq(listed, count, "%zu", listed);
    cr_expect_eq(table_offer_count(session, table, states), count);
}

Test(offers, wait_and_are_no_entries)
{
    struct pair p = pair_make();
    char *before = grids_of(p.one);
    cai_offers(&p.ana, &p, "later", "No evening bus");
    p.ana.now_ms -= 60000;
    cai_offers(&p.ana, &p, "earlier", "Ice");
    expect_grids(p.one, before);
    size_t count;
    struct offer *offers = table_offers(p.one, p.table, OFFER_WAITS, &count);
    cr_assert_eq(count, 2);
    cr_expect_str_eq(offers[0].text, "Ice", "the oldest first");
    cr_expect_str_eq(offers[1].text, "No evening bus");
    cr_expect_eq(offers[1].goal, p.goal);
    cr_expect_str_eq(offers[1].column, "barriers");
    cr_expect_str_eq(offers[1].by, "Cai");
    cr_expect_str_eq(offers[1].from, "3k0s");
    free(offers);
    free(before);
    pair_free(&p);
}

Test(offers, that_came_twice_are_one)
{
    struct pair p = pair_make();
    const struct record *first = offered(&p.ana, &p, "once1", "Ice");
    size_t edits = session_edit_count(p.one);
    cr_expect_eq(offered(&p.ana, &p, "once1", "Ice again"), first);
    cr_expect_eq(session_edit_count(p.one), edits);
    expect_count(p.one, &p, OFFER_WAITS, 1);
    pair_free(&p);
}

Test(offers, of_no_name_or_words_or_of_a_name_that_an_entry_has_are_refused)
{
    struct pair p = pair_make();
    char *large = memset(malloc(OFFER_TEXT_BYTES + 2), 'x', OFFER_TEXT_BYTES + 2);
    large[OFFER_TEXT_BYTES + 1] = '\0';
    const struct offering rows[] = {
        {.once = "", .text = "Ice"},      {.once = "A", .text = "Ice"},
        {.once = "note:a", .text = "x"},  {.once = "empty", .text = ""},
        {.once = "large", .text = large}, {.once = record_id(p.note), .text = "Ice"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_null(author_offer(&p.ana, p.table, &rows[i], &err), "row %zu", i);
        cr_expect(err.message);
        err_finish(&err);
    }
    free(large);
    pair_free(&p);
}

Test(offers, taken_are_entries_in_the_words_and_the_name_of_who_offered_them)
{
    struct pair p = pair_make();
    cai_offers(&p.ben, &p, "once1", "Ice");
    pair_meet(&p);
    const struct record *note = take(&p.ana, "once1", NULL);
    expect_grids(p.one, "Less isolation | barriers: Bus fares; Ice\n");
    cr_expect_str_eq(record_author(note)->by, "Cai");
    expect_count(p.one, &p, OFFER_WAITS, 0);
    expect_count(p.one, &p, OFFER_TAKEN, 1);
    pair_free(&p);
}

Test(offers, taken_with_other_words_keep_the_first_in_the_history)
{
    struct pair p = pair_make();
    size_t count;
    cai_offers(&p.ana, &p, "once1", "Ise");
    const struct record *note = take(&p.ana, "once1", "Ice");
    cr_expect_str_eq(record_text(note, "text"), "Ice");
    const struct version **versions = field_versions(record_field(note, "text"), &count);
    cr_assert_eq(count, 2);
    cr_expect_str_eq(versions[0]->edit->by, "Ana");
    cr_expect_str_eq(version_value(versions[1]).text, "Ise");
    cr_expect_str_eq(versions[1]->edit->by, "Cai");
    free(versions);
    pair_free(&p);
}

Test(offers, without_a_goal_are_taken_as_goals)
{
    struct pair p = pair_make();
    const struct offering offering = {.once = "once1", .text = "More buses"};
    cr_assert(author_offer(&p.ana, p.table, &offering, &err));
    take(&p.ana, "once1", NULL);
    expect_grids(p.one, "Less isolation | barriers: Bus fares\nMore buses\n");
    pair_free(&p);
}

Test(offers, taken_on_two_laptops_are_one_entry)
{
    struct pair p = pair_make();
    offered(&p.ana, &p, "once1", "Ice");
    pair_meet(&p);
    take(&p.ana, "once1", NULL);
    take(&p.ben, "once1", "Ice and snow");
    pair_meet(&p);
    size_t count;
    goal_notes(p.one, p.goal, "barriers", &count);
    cr_expect_eq(count, 2);
    expect_count(p.two, &p, OFFER_WAITS, 0);
    expect_count(p.two, &p, OFFER_TAKEN, 1);
    pair_free(&p);
}

Test(offers, wait_again_once_their_taking_is_undone)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    offered(&p.ana, &p, "once1", "Ice");
    take(&p.ana, "once1", "Ice and snow");
    author_undo(&p.ana, &said);
    cr_expect_str_eq(said.bytes, "took ‘Ice’");
    expect_grids(p.one, "Less isolation | barriers: Bus fares\n");
    expect_count(p.one, &p, OFFER_WAITS, 1);
    author_redo(&p.ana, &said);
    expect_grids(p.one, "Less isolation | barriers: Bus fares; Ice and snow\n");
    author_undo(&p.ana, &said);
    cr_expect_str_eq(record_text(take(&p.ana, "once1", NULL), "text"), "Ice");
    expect_grids(p.one, "Less isolation | barriers: Bus fares; Ice\n");
    cr_expect_eq(found(p.one, "once1").state, OFFER_TAKEN);
    str_finish(&said);
    pair_free(&p);
}

Test(offers, that_became_an_entry_which_was_deleted_do_not_wait_again)
{
    struct pair p = pair_make();
    offered(&p.ana, &p, "once1", "Ice");
    cr_assert(author_delete(&p.ana, take(&p.ana, "once1", NULL), &err));
    expect_count(p.one, &p, OFFER_WAITS, 0);
    expect_count(p.one, &p, OFFER_TAKEN, 1);
    pair_free(&p);
}

Test(offers, put_aside_are_kept_and_come_back)
{
    struct pair p = pair_make();
    offered(&p.ana, &p, "once1", "Ice");
    struct offer offer = found(p.one, "once1");
    cr_assert(author_put_offer_aside(&p.ana, &offer, true, &err));
    expect_count(p.one, &p, OFFER_WAITS, 0);
    expect_count(p.one, &p, OFFER_ASIDE, 1);
    cr_assert(author_put_offer_aside(&p.ana, &offer, false, &err));
    expect_count(p.one, &p, OFFER_WAITS, 1);
    pair_free(&p);
}

Test(offers, are_taken_back_by_their_writer_until_somebody_takes_them)
{
    struct pair p = pair_make();
    offered(&p.ana, &p, "once1", "Ice");
    offered(&p.ana, &p, "once2", "Snow");
    struct offer offer = found(p.one, "once1"), other = found(p.one, "once2");
    cr_assert(author_withdraw_offer(&p.ana, &offer, &err));
    expect_count(p.one, &p, ~0u, 1);
    cr_expect_not(offer_find(p.one, "once1", &offer));
    cr_expect_null(author_take_offer(&p.ana, &offer, p.goal, "barriers", NULL, &err));
    err_finish(&err);
    take(&p.ana, "once2", NULL);
    cr_expect_not(author_withdraw_offer(&p.ana, &other, &err));
    cr_expect(err.message);
    err_finish(&err);
    pair_free(&p);
}

Test(offers, that_were_redacted_are_none_and_cannot_be_taken)
{
    struct pair p = pair_make();
    cai_offers(&p.ana, &p, "once1", "Ice");
    struct offer offer = found(p.one, "once1");
    cr_assert(forget(&p.ana, &(struct forget){.name = "Cai"}, &err));
    expect_count(p.one, &p, ~0u, 0);
    cr_expect_null(author_take_offer(&p.ana, &offer, p.goal, "barriers", NULL, &err));
    err_finish(&err);
    char *bytes = bytes_of(p.one);
    cr_expect_null(strstr(bytes, "Ice"));
    cr_expect_null(strstr(bytes, "Cai"));
    free(bytes);
    pair_free(&p);
}

Test(offers, and_their_entries_are_forgotten_together)
{
    for (int which = 0; which < 2; which++) {
        struct pair p = pair_make();
        const struct record *offer = cai_offers(&p.ana, &p, "once1", "Ice");
        const struct record *note = take(&p.ana, "once1", "Ice and Snow");
        cr_assert(forget(&p.ana, &(struct forget){.record = which ? note : offer}, &err));
        char *bytes = bytes_of(p.one);
        cr_expect_null(strstr(bytes, "Ice"), "%s", bytes);
        cr_expect_not_null(strstr(bytes, "Bus fares"));
        free(bytes);
        pair_free(&p);
    }
}

Test(offers, that_were_forgotten_where_nobody_saw_them_taken_leave_the_entry_in_its_place)
{
    struct pair p = pair_make();
    cai_offers(&p.ana, &p, "once1", "Ice");
    pair_meet(&p);
    take(&p.ben, "once1", "Snow");
    cr_assert(forget(&p.ana, &(struct forget){.name = "Cai"}, &err));
    pair_meet(&p);
    expect_grids(p.one, "Less isolation | barriers: Bus fares; Snow\n");
    char *bytes = bytes_of(p.two);
    cr_expect_null(strstr(bytes, "Ice"));
    free(bytes);
    pair_free(&p);
}

Test(offers, are_told_in_the_history)
{
    struct pair p = pair_make();
    static const char *const expected[] = {"offered ‘Ice’",
                                           "put aside ‘Ice’",
                                           "put ‘Ice’ back among what waits",
                                           "let ‘Ice’ into Barriers of ‘Less isolation’",
                                           "wrote ‘Ice’",
                                           "took the offer ‘Ice’",
                                           "offered ‘Snow’",
                                           "took back the offer ‘Snow’"};
    size_t count, before = session_edit_count(p.one);
    offered(&p.ana, &p, "once1", "Ice");
    struct offer offer = found(p.one, "once1");
    author_put_offer_aside(&p.ana, &offer, true, &err);
    author_put_offer_aside(&p.ana, &offer, false, &err);
    take(&p.ana, "once1", NULL);
    offered(&p.ana, &p, "once2", "Snow");
    offer = found(p.one, "once2");
    author_withdraw_offer(&p.ana, &offer, &err);
    const struct edit **edits = session_edits(p.one, &count);
    cr_assert_eq(count - before, LENGTH(expected), "%zu", count - before);
    for (size_t i = before; i < count; i++) {
        struct str said = STR_EMPTY;
        history_describe(p.one, edits[i], HISTORY_WITH_NAMES, &said);
        cr_expect_str_eq(str_text(&said), expected[i - before]);
        str_finish(&said);
    }
    free(edits);
    pair_free(&p);
}

Test(offers, to_a_deleted_table_do_not_bring_it_back)
{
    struct pair p = pair_begin();
    const struct offering offering = {.once = "once1", .text = "More buses"};
    cr_assert(author_offer(&p.ana, p.table, &offering, &err));
    cr_assert(author_set(&p.ana, p.table, "gone", VALUE_OF_JSON("true"), &err));
    size_t count;
    session_tables(p.one, &count);
    cr_expect_eq(count, 0);
    pair_free(&p);
}

Test(offers, rows_of_another_grid_are_no_goals)
{
    struct pair p = pair_make();
    const struct record *row = author_add_goal(&p.ana, p.table, NULL, "Tired?", &err);
    const struct record *note =
        author_add_note(&p.ana, row, "answers", NULL, "Yes", &err);
    cr_expect_not(entry_is_aside(note));
    cr_assert(author_set(&p.ana, row, "grid", VALUE_OF_TEXT("questions"), &err));
    size_t count;
    expect_grids(p.one, "Less isolation | barriers: Bus fares\n");
    const struct record *const *rows = table_rows(p.one, p.table, "questions", &count);
    cr_assert_eq(count, 1);
    cr_expect_eq(rows[0], row);
    cr_expect(entry_is_aside(row) && entry_is_aside(note) && !entry_is_aside(p.note));
    cr_expect_eq(table_note_count(p.one, p.table, "answers"), 0);
    const char **strange = table_strange_columns(p.one, p.table);
    cr_expect_null(strange[0]);
    free(strange);
    goal_notes(p.one, row, "answers", &count);
    cr_expect_eq(count, 1);
    cr_assert(author_set(&p.ana, row, "grid", VALUE_NOTHING, &err));
    cr_expect_eq(table_note_count(p.one, p.table, "answers"), 1);
    pair_free(&p);
}
