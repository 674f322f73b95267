/* What is written alone is in the file and shown nowhere, until it is revealed. */

#include "model/alone.h"

#include "model/history.h"
#include "model/offers.h"
#include "model/rows.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/pair.h"
#include "support/program.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(alone, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

static const char before[] = "Less isolation | barriers: Bus fares\n";

static const struct record *begin(struct pair *p)
{
    *p = pair_make();
    cr_assert(author_begin_alone(&p->ana, p->table, &err));
    pair_meet(p);
    return record_in(p->two, p->table);
}

static const struct record *write_alone(struct author *author, const struct pair *p,
                                        const char *text)
{
    const struct record *goal = record_in(author->session, p->goal);
    const struct record *note =
        author_add_note(author, goal, "barriers", NULL, text, &err);
    cr_assert(note, "%s", err_text(&err));
    return note;
}

static const struct record *offer_alone(struct author *author, const struct pair *p,
                                        const char *once, const char *from)
{
    const struct offering offering = {.once = once,
                                      .goal = record_in(author->session, p->goal),
                                      .column = "barriers",
                                      .text = once,
                                      .from = from};
    return author_offer(author, record_in(author->session, p->table), &offering, &err);
}

static void expect_alone(struct session *session, size_t entries, size_t writers)
{
    struct alone alone = alone_count(session, NULL);
    cr_expect_eq(alone.entries, entries, "%zu", alone.entries);
    cr_expect_eq(alone.writers, writers, "%zu", alone.writers);
}

Test(alone, entries_are_hidden_until_they_are_revealed)
{
    struct pair p;
    const struct record *table = begin(&p);
    const struct record *note = write_alone(&p.ana, &p, "Ice");
    cr_assert(author_add_goal(&p.ben, table, NULL, "More buses", &err));
    expect_grids(p.one, before);
    pair_meet(&p);
    expect_grids(p.one, before);
    expect_grids(p.two, before);
    cr_expect(record_is_alone(note));
    cr_expect_not(record_is_alone(p.note));
    expect_alone(p.two, 2, 2);
    cr_assert(author_reveal(&p.ben, table, &err));
    expect_grids(p.two, "Less isolation | barriers: Bus fares; Ice\nMore buses\n");
    pair_meet(&p);
    expect_grids(p.one, "Less isolation | barriers: Bus fares; Ice\nMore buses\n");
    expect_alone(p.one, 0, 0);
    pair_free(&p);
}

Test(alone, whoever_wrote_it_may_look)
{
    struct pair p;
    begin(&p);
    write_alone(&p.ana, &p, "Ice");
    write_alone(&p.ben, &p, "Snow");
    pair_meet(&p);
    session_look_as(p.one, p.ana.actor);
    expect_grids(p.one, "Less isolation | barriers: Bus fares; Ice\n");
    expect_alone(p.one, 2, 2);
    write_alone(&p.ana, &p, "Rain");
    expect_grids(p.one, "Less isolation | barriers: Bus fares; Ice; Rain\n");
    session_look_as(p.one, NULL);
    expect_grids(p.one, before);
    pair_free(&p);
}

Test(alone, offers_are_hidden_and_counted_by_phone)
{
    struct pair p;
    begin(&p);
    offer_alone(&p.ana, &p, "ice", "phone1");
    offer_alone(&p.ana, &p, "snow", "phone1");
    offer_alone(&p.ana, &p, "rain", "phone2");
    expect_alone(p.one, 3, 2);
    cr_expect_eq(table_offer_count(p.one, p.table, OFFER_WAITS), 0);
    cr_expect_eq(table_offer_count(p.one, p.table, OFFER_HIDDEN), 3);
    struct offer offer;
    cr_assert(offer_find(p.one, "ice", &offer));
    cr_expect_eq(offer.state, OFFER_HIDDEN);
    const struct record *note =
        author_take_offer(&p.ana, &offer, p.goal, "barriers", NULL, &err);
    cr_expect(record_is_alone(note), "let straight in, it stays hidden");
    expect_alone(p.one, 3, 2);
    expect_grids(p.one, before);
    cr_assert(author_reveal(&p.ana, p.table, &err));
    cr_expect_eq(table_offer_count(p.one, p.table, OFFER_WAITS), 2);
    expect_grids(p.one, "Less isolation | barriers: Bus fares; ice\n");
    pair_free(&p);
}

Test(alone, of_two_rounds_begun_unseen_by_each_other_both_are_on)
{
    struct pair p = pair_make();
    const struct record *table = record_in(p.two, p.table);
    cr_assert(author_begin_alone(&p.ana, p.table, &err));
    cr_assert(author_begin_alone(&p.ben, table, &err));
    write_alone(&p.ana, &p, "Ice");
    write_alone(&p.ben, &p, "Snow");
    pair_meet(&p);
    expect_grids(p.one, before);
    expect_grids(p.two, before);
    expect_alone(p.one, 2, 2);
    cr_assert(author_reveal(&p.ana, p.table, &err));
    expect_alone(p.one, 0, 0);
    cr_expect_null(table_alone(p.table));
    pair_free(&p);
}

Test(alone, a_round_ended_by_one_hides_still_what_another_began_unseen)
{
    struct pair p;
    const struct record *table = begin(&p);
    write_alone(&p.ana, &p, "Ice");
    cr_assert(author_reveal(&p.ana, p.table, &err));
    cr_assert(author_reveal(&p.ben, table, &err));
    cr_assert(author_begin_alone(&p.ben, table, &err));
    write_alone(&p.ben, &p, "Snow");
    pair_meet(&p);
    expect_grids(p.one, "Less isolation | barriers: Bus fares; Ice\n");
    cr_expect(table_alone(p.table));
    expect_alone(p.one, 1, 1);
    cr_assert(author_reveal(&p.ana, p.table, &err));
    expect_alone(p.one, 0, 0);
    pair_free(&p);
}

Test(alone, undoing_the_end_hides_it_again)
{
    struct pair p;
    struct str said = STR_EMPTY;
    begin(&p);
    write_alone(&p.ana, &p, "Ice");
    cr_assert(author_reveal(&p.ana, p.table, &err));
    author_undo(&p.ana, &said);
    cr_expect_str_eq(said.bytes, "revealed what was written alone");
    expect_grids(p.one, before);
    expect_alone(p.one, 1, 1);
    str_finish(&said);
    pair_free(&p);
}

/* It is of whoever offered it, not of whoever took it. */
Test(alone, what_was_taken_before_the_end_was_undone_is_hidden_from_whoever_took_it)
{
    struct pair p;
    const struct record *table = begin(&p);
    size_t count;
    session_look_as(p.two, p.ben.actor);
    offer_alone(&p.ana, &p, "secret", "3k0s");
    pair_meet(&p);
    cr_assert(author_reveal(&p.ben, table, &err));
    struct offer offer;
    cr_assert(offer_find(p.two, "secret", &offer));
    const struct record *entry =
        author_take_offer(&p.ben, &offer, offer.goal, offer.column, NULL, &err);
    cr_assert(entry);
    cr_expect_not(record_is_alone(entry));
    struct str said = STR_EMPTY;
    cr_assert(author_undo(&p.ben, &said));
    free(history_deleted(p.two, table, NULL, &count));
    cr_expect_eq(count, 0, "it waits again");
    cr_assert(author_undo(&p.ben, &said));
    cr_expect(record_is_alone(entry));
    free(history_deleted(p.two, table, NULL, &count));
    cr_expect_eq(count, 0);
    expect_grids(p.two, before);
    cr_assert(author_redo(&p.ben, &said));
    cr_assert(author_redo(&p.ben, &said));
    expect_grids(p.two, "Less isolation | barriers: Bus fares; secret\n");
    str_finish(&said);
    pair_free(&p);
}

Test(alone, it_does_not_stand_in_the_top_and_no_hand_deletes_it)
{
    struct pair p;
    begin(&p);
    write_alone(&p.ana, &p, "Ice");
    char *bytes = bytes_of(p.one);
    char *edits = strstr(bytes, "\"edits\"");
    cr_assert(edits && strstr(edits, "Ice"));
    cr_expect(strstr(bytes, "Ice") > edits);
    char *changed = replaced(bytes, "\"text\": \"Bus fares\"", "\"text\": \"Bus fare\"");
    struct session_file file = read_in(changed);
    cr_expect_eq(file.hand_edits, 1, "%zu", file.hand_edits);
    expect_alone(file.session, 1, 1);
    file_close(&file);
    free(changed);
    free(bytes);
    pair_free(&p);
}

Test(alone, a_top_that_an_older_program_wrote_is_no_fault_and_changes_nothing)
{
    struct pair p;
    begin(&p);
    write_alone(&p.ana, &p, "Ice");
    char *bytes = bytes_of(p.one);
    char *round = strstr(bytes, "\"alone\":\"");
    cr_assert(round);
    round = strndup(round + strlen("\"alone\":\""), 13);
    struct str member = str_of("\"alone\": \"%s\", \"place\": \"Leeds\"", round);
    char *changed = replaced(bytes, "\"place\": \"Leeds\"", member.bytes);
    text_file_write("a.json", changed);
    struct ran ran = program_run(NULL, WORDS("roundtable", "check", "a.json"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.out));
    struct session_file file = read_in(changed);
    cr_expect_eq(file.hand_edits, 0, "%zu", file.hand_edits);
    expect_alone(file.session, 1, 1);
    file_close(&file);
    ran_finish(&ran);
    str_finish(&member);
    free(round);
    free(changed);
    free(bytes);
    pair_free(&p);
}

Test(alone, a_hand_that_empties_the_list_deletes_what_it_saw)
{
    struct pair p;
    begin(&p);
    write_alone(&p.ana, &p, "Ice");
    cr_assert(author_delete(&p.ana, p.note, &err));
    char *bytes = bytes_of(p.one);
    char *changed = replaced(bytes, "Less isolation", "Less loneliness");
    struct session_file file = read_in(changed);
    struct author author;
    size_t count;
    const struct record *table = session_tables(file.session, &count)[0];
    author_init(&author, file.session, 7, NULL);
    cr_assert(author_reveal(&author, table, &err));
    expect_grids(file.session, "Less loneliness | barriers: Ice\n");
    author_finish(&author);
    file_close(&file);
    free(changed);
    free(bytes);
    pair_free(&p);
}

Test(alone, what_was_written_is_not_told_in_the_history)
{
    struct pair p;
    begin(&p);
    const struct record *note = write_alone(&p.ana, &p, "Ice");
    size_t count;
    struct str said = STR_EMPTY;
    const struct edit **edits = history_of(note, &count);
    cr_assert_eq(count, 1);
    history_describe(p.one, edits[0], HISTORY_WITH_NAMES, &said);
    cr_expect_str_eq(said.bytes, "wrote something alone");
    cr_assert(author_delete(&p.ana, note, &err));
    free(history_deleted(p.one, p.table, NULL, &count));
    cr_expect_eq(count, 0);
    free(edits);
    str_finish(&said);
    pair_free(&p);
}

/* A goal that Ana wrote alone, and the note that all see, which somebody moved there. */
static const struct record *move_under_hidden(struct pair *p)
{
    begin(p);
    const struct record *goal = author_add_goal(&p->ana, p->table, NULL, "Ice", &err);
    cr_assert(goal);
    cr_assert(author_move_note(&p->ana, p->note, goal, "barriers", NULL, &err));
    return goal;
}

Test(alone, a_goal_that_is_shown_for_a_note_has_no_words_until_they_are_revealed)
{
    static const char moved[] = "Less isolation\n | barriers: Bus fares\n";
    struct pair p;
    struct str said = STR_EMPTY;
    const struct record *goal = move_under_hidden(&p);
    pair_meet(&p);
    expect_grids(p.one, moved);
    expect_grids(p.two, moved);
    cr_expect(record_is_veiled(goal));
    cr_expect_str_eq(row_words(goal), "a goal not yet shown");
    cr_expect_null(record_author(goal));
    cr_expect_eq(field_wordings(record_field(goal, "text")), 0);
    expect_alone(p.one, 1, 1);
    session_look_as(p.one, p.ana.actor);
    expect_grids(p.one, "Less isolation\nIce | barriers: Bus fares\n");
    session_look_as(p.one, NULL);
    cr_assert(author_reveal(&p.ana, p.table, &err));
    expect_grids(p.one, "Less isolation\nIce | barriers: Bus fares\n");
    cr_expect_str_eq(row_words(goal), "Ice");
    author_undo(&p.ana, &said);
    expect_grids(p.one, moved);
    author_undo(&p.ana, &said);
    expect_grids(p.one, before);
    expect_alone(p.one, 1, 1);
    str_finish(&said);
    pair_free(&p);
}

Test(alone, words_given_to_a_goal_that_is_hidden_stand_beside_its_own)
{
    struct pair p;
    const struct record *goal = move_under_hidden(&p);
    pair_meet(&p);
    cr_assert(
        author_set(&p.ben, record_in(p.two, goal), "text", VALUE_OF_TEXT("Snow"), &err));
    pair_meet(&p);
    cr_assert(author_reveal(&p.ana, p.table, &err));
    cr_expect_eq(field_wordings(record_field(goal, "text")), 2);
    pair_free(&p);
}

Test(alone, a_hand_changes_nothing_of_a_goal_that_is_shown_for_a_note)
{
    struct pair p;
    move_under_hidden(&p);
    char *bytes = bytes_of(p.one);
    char *edits = strstr(bytes, "\"edits\"");
    cr_assert(edits && strstr(edits, "Ice"));
    cr_expect(strstr(bytes, "Ice") > edits);
    char *changed = replaced(bytes, "\"text\": \"Bus fares\"", "\"text\": \"Bus fare\"");
    struct session_file file = read_in(changed);
    cr_expect_eq(file.hand_edits, 1, "%zu", file.hand_edits);
    struct author author;
    size_t count;
    const struct record *table = session_tables(file.session, &count)[0];
    author_init(&author, file.session, 7, NULL);
    expect_grids(file.session, "Less isolation\n | barriers: Bus fare\n");
    cr_assert(author_reveal(&author, table, &err));
    expect_grids(file.session, "Less isolation\nIce | barriers: Bus fare\n");
    author_finish(&author);
    file_close(&file);
    free(changed);
    free(bytes);
    pair_free(&p);
}

static void write_file(const char *name, struct session *session)
{
    char *bytes = bytes_of(session);
    text_file_write(name, bytes);
    free(bytes);
}

Test(alone, every_program_keeps_it_hidden_and_says_how_much_there_is)
{
    static const char said[] =
        "2 entries are written alone, and hidden until they are revealed";
    struct pair p;
    begin(&p);
    write_alone(&p.ana, &p, "Ice");
    write_alone(&p.ben, &p, "Snow");
    write_file("a.json", p.one);
    write_file("b.json", p.two);
    static const char *const rows[][7] = {
        {"roundtable", "merge", "-o", "m.json", "a.json", "b.json"},
        {"roundtable", "check", "m.json"},
        {"roundtable", "export", "m.json"},
        {"roundtable", "log", "m.json"},
        {"roundtable", "diff", "m.json", "m.json"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ran ran = program_run(NULL, rows[i]);
        cr_expect_eq(ran.status, 0, "row %zu: %s", i, str_text(&ran.err));
        cr_expect(strstr(str_text(&ran.err), said), "row %zu: %s", i, str_text(&ran.err));
        cr_expect(!strstr(str_text(&ran.out), "Ice") &&
                      !strstr(str_text(&ran.out), "Snow"),
                  "%s", str_text(&ran.out));
        ran_finish(&ran);
    }
    pair_free(&p);
}

Test(alone, no_page_says_the_words_of_a_goal_that_is_shown_for_a_note)
{
    static const char *const formats[] = {"text", "markdown", "html",
                                          "csv",  "json",     "graphml"};
    struct pair p;
    move_under_hidden(&p);
    write_file("a.json", p.one);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        struct ran ran =
            program_run(NULL, WORDS("roundtable", "export", "-f", formats[i], "a.json"));
        cr_expect_eq(ran.status, 0, "%s: %s", formats[i], str_text(&ran.err));
        cr_expect(!strstr(str_text(&ran.out), "Ice"), "%s: %s", formats[i],
                  str_text(&ran.out));
        expect_part(str_text(&ran.out), "Bus fares");
        ran_finish(&ran);
    }
    static const char *const commands[] = {"log", "check", "missing", "themes"};
    for (size_t i = 0; i < LENGTH(commands); i++) {
        struct ran ran = program_run(NULL, WORDS("roundtable", commands[i], "a.json"));
        cr_expect(!strstr(str_text(&ran.out), "Ice") &&
                      !strstr(str_text(&ran.err), "Ice"),
                  "%s: %s", commands[i], str_text(&ran.out));
        ran_finish(&ran);
    }
    char *text = exported("a.json", "text");
    expect_part(text, "a goal not yet shown");
    free(text);
    pair_free(&p);
}

/* Wherever it is counted: who came back says whose it is. */
Test(alone, who_wrote_in_two_openings_is_counted_once)
{
    struct pair p;
    begin(&p);
    cr_assert(write_alone(&p.ana, &p, "First"));
    struct author again;
    author_init(&again, p.one, 77, "Ana");
    again.now_ms = p.ana.now_ms + 1000;
    author_is_also(&again, p.ana.actor);
    cr_assert(write_alone(&again, &p, "Second"));
    pair_meet(&p);
    expect_alone(p.one, 2, 1);
    expect_alone(p.two, 2, 1);
    session_look_as(p.one, again.actor);
    size_t count;
    goal_notes(p.one, p.goal, "barriers", &count);
    cr_expect_eq(count, 3, "%zu", count);
    session_look_as(p.one, NULL);
    goal_notes(p.one, p.goal, "barriers", &count);
    cr_expect_eq(count, 1, "%zu", count);
    author_finish(&again);
    pair_free(&p);
}
