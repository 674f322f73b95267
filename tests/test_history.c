/* What edits did in words, what was deleted, and bringing it back. */

#include "model/author.h"
#include "model/history.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/grids.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The edit of an author that came n-th last. */
static const struct edit *edit_of(const struct author *a, unsigned back)
{
    return session_edit(a->session, (struct edit_key){a->actor, a->next_number - back});
}

static void expect_told(struct session *s, const struct edit *edit,
                        enum history_names names, const char *expected)
{
    struct str said = STR_EMPTY;
    history_describe(s, edit, names, &said);
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
}

/* Ana's latest edit, once her clock has gone on by a second. */
static void expect_last(struct pair *p, const char *expected)
{
    expect_told(p->one, edit_of(&p->ana, 1), HISTORY_WITH_NAMES, expected);
    p->ana.now_ms += 1000;
}

TestSuite(history, .fini = end_without_fault);

Test(history, each_act_is_told_in_the_words_of_its_time)
{
    struct pair p = pair_make();
    expect_told(p.one, edit_of(&p.ana, 3), HISTORY_WITH_NAMES,
                "began the table: title ‘Pair’, place ‘Leeds’, table ‘4’, template "
                "‘System map and action plan’");
    expect_told(p.one, edit_of(&p.ana, 2), HISTORY_WITH_NAMES,
                "added the goal ‘Less isolation’");
    expect_last(&p, "added the barrier ‘Bus fares’ to ‘Less isolation’");
    author_reword(&p.ana, p.note, "No evening bus", &err);
    expect_last(&p, "changed ‘Bus fares’ to ‘No evening bus’");
    author_reword(&p.ana, p.goal, "Fewer alone", &err);
    expect_last(&p, "changed ‘Less isolation’ to ‘Fewer alone’");
    author_move_note(&p.ana, p.note, p.goal, "stakeholders", NULL, &err);
    expect_last(&p, "moved ‘No evening bus’ to Stakeholders of ‘Fewer alone’");
    author_move_note(&p.ana, p.note, p.goal, "stakeholders", NULL, &err);
    expect_last(&p, "moved ‘No evening bus’ within Stakeholders of ‘Fewer alone’");
    author_move_goal(&p.ana, p.goal, NULL, &err);
    expect_last(&p, "moved the goal ‘Fewer alone’");
    author_delete(&p.ana, p.note, &err);
    expect_last(&p, "deleted ‘No evening bus’");
    author_bring_back(&p.ana, p.note, &err);
    expect_last(&p, "brought ‘No evening bus’ back");
    author_reword(&p.ana, p.note, "Later words", &err);
    /* What was told before is told in its own words still. */
    expect_told(p.one, edit_of(&p.ana, 2), HISTORY_WITH_NAMES,
                "brought ‘No evening bus’ back");
    expect_told(p.one, edit_of(&p.ana, 5), HISTORY_WITH_NAMES,
                "moved ‘No evening bus’ within Stakeholders of ‘Fewer alone’");
    pair_free(&p);
}

Test(history, facts_marks_votes_drafts_and_what_is_unknown_are_told)
{
    struct pair p = pair_make();
    const struct {
        const char *field;
        struct value value;
        bool table;
        const char *told;
    } rows[] = {
        {"place", VALUE_OF_TEXT("York"), true,
         "changed the place from ‘Leeds’ to ‘York’"},
        {"date", VALUE_OF_TEXT("2017-02-22"), true, "set the date to ‘2017-02-22’"},
        {"place", VALUE_NOTHING, true, "took away the place ‘York’"},
        {"vision", VALUE_OF_TEXT("A warm town"), true, "wrote the vision: ‘A warm town’"},
        {"vision", VALUE_OF_TEXT("A town"), true,
         "changed the vision ‘A warm town’ to ‘A town’"},
        {"draft", VALUE_OF_TEXT("Safer"), true, "left a draft of a new goal: ‘Safer’"},
        {"draft", VALUE_NOTHING, true, "dropped the draft of a new goal"},
        {"draft", VALUE_OF_TEXT("Bus"), false,
         "left a draft of other words for ‘Bus fares’: ‘Bus’"},
        {"weight", VALUE_OF_TEXT("boulder"), false, "marked ‘Bus fares’ as Boulder"},
        {"weight", VALUE_NOTHING, false, "took the mark Boulder off ‘Bus fares’"},
        {"vote:Ana", VALUE_OF_JSON("1"), false, "voted for ‘Bus fares’"},
        {"vote:Zoe", VALUE_OF_JSON("3"), false, "gave ‘Bus fares’ 3 votes (of Zoe)"},
        {"vote:Zoe", VALUE_OF_JSON("0"), false,
         "took back the votes for ‘Bus fares’ (of Zoe)"},
        {"colour", VALUE_OF_JSON("[1]"), false, "set the colour of ‘Bus fares’ to ‘[1]’"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        author_set(&p.ana, rows[i].table ? p.table : p.note, rows[i].field, rows[i].value,
                   &err);
        expect_last(&p, rows[i].told);
    }
    author_set(&p.ana, p.goal, "draft:moments", VALUE_OF_TEXT("Fair"), &err);
    expect_last(&p, "left a draft of a new social moment for ‘Less isolation’: ‘Fair’");
    pair_free(&p);
}

Test(history, an_unknown_kind_is_named_plainly)
{
    struct pair p = pair_make();
    struct change set = {"colour", VALUE_OF_TEXT("red")};
    struct edit e = {
        .key = {"new", 1}, .kind = "sticker", .id = "s1", .set = &set, .set_count = 1};
    cr_assert(session_apply(p.one, &e, NULL, &err));
    expect_told(p.one, &e, HISTORY_WITH_NAMES, "set the colour of the sticker to ‘red’");
    pair_free(&p);
}

Test(history, names_can_be_left_out)
{
    struct pair p = pair_make();
    author_set(&p.ana, p.table, "facilitator", VALUE_OF_TEXT("Zoe"), &err);
    expect_told(p.one, edit_of(&p.ana, 1), HISTORY_WITHOUT_NAMES, "set the facilitator");
    author_vote(&p.ana, p.note, "Zoe", 2, &err);
    expect_told(p.one, edit_of(&p.ana, 1), HISTORY_WITHOUT_NAMES,
                "gave ‘Bus fares’ 2 votes");
    pair_free(&p);
}

Test(history, choosing_among_wordings_is_told_as_that)
{
    struct pair p = pair_make();
    p.ben.now_ms += 1000;
    author_reword(&p.ana, p.note, "Dear buses", &err);
    author_reword(&p.ben, record_in(p.two, p.note), "No bus", &err);
    pair_meet(&p);
    p.ana.now_ms += 2000;
    author_reword(&p.ana, p.note, "Dear buses", &err);
    expect_last(&p, "settled the words on ‘Dear buses’, not ‘No bus’");
    pair_free(&p);
}

Test(history, the_edits_of_one_record_come_once_each_and_in_order)
{
    struct pair p = pair_make();
    size_t count;
    p.ana.now_ms += 1000;
    author_move_note(&p.ana, p.note, p.goal, "moments", NULL, &err);
    p.ana.now_ms -= 500; /* a clock that was set back: shown where its time says */
    author_reword(&p.ana, p.note, "Fares", &err);
    const struct edit **edits = history_of(p.note, &count);
    cr_assert_eq(count, 3);
    cr_expect_eq(edits[0], edit_of(&p.ana, 3));
    cr_expect_eq(edits[1], edit_of(&p.ana, 1));
    cr_expect_eq(edits[2], edit_of(&p.ana, 2));
    free(edits);
    pair_free(&p);
}

Test(history, the_wordings_that_stand_are_listed_with_the_one_shown_first)
{
    struct pair p = pair_make();
    size_t count;
    p.ben.now_ms += 1000;
    author_reword(&p.ana, p.note, "Dear buses", &err);
    author_reword(&p.ben, record_in(p.two, p.note), "No bus", &err);
    pair_meet(&p);
    const struct field *text = record_field(p.note, "text");
    const struct version **heads = history_wordings(text, &count);
    cr_assert_eq(count, 2);
    cr_expect_eq(heads[0], field_shown(text));
    cr_expect_str_eq(version_value(heads[0]).text, "No bus");
    cr_expect_str_eq(history_who(heads[1]->edit), "Ana");
    free(heads);
    pair_free(&p);
}

Test(history, a_deleted_note_comes_back_and_undo_deletes_it_again)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    size_t count;
    author_delete(&p.ana, p.note, &err);
    const struct record **deleted = history_deleted(p.one, p.table, p.goal, &count);
    cr_assert_eq(count, 1);
    cr_expect_eq(deleted[0], p.note);
    free(deleted);
    cr_assert(author_bring_back(&p.ana, p.note, &err));
    expect_grids(p.one, "Less isolation | barriers: Bus fares\n");
    cr_expect_not(record_delete_disputed(p.note), "it came back without a dispute");
    free(history_deleted(p.one, p.table, NULL, &count));
    cr_expect_eq(count, 0);
    size_t before = session_edit_count(p.one);
    cr_assert(author_bring_back(&p.ana, p.note, &err));
    cr_expect_eq(session_edit_count(p.one), before, "nothing was left to bring back");
    cr_expect_eq(author_undo(&p.ana, &said), p.note);
    cr_expect_str_eq(said.bytes, "brought back ‘Bus fares’");
    expect_grids(p.one, "Less isolation\n");
    str_finish(&said);
    pair_free(&p);
}

Test(history, a_note_brings_its_deleted_goal_along_and_a_goal_what_went_with_it)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    size_t count;
    author_add_note(&p.ana, p.goal, "moments", NULL, "Market day", &err);
    const struct record *early =
        author_add_note(&p.ana, p.goal, "moments", NULL, "Deleted before", &err);
    author_delete(&p.ana, early, &err);
    p.ana.now_ms += 1000;
    author_delete(&p.ana, p.goal, &err);
    expect_grids(p.one, "");
    const struct record **deleted = history_deleted(p.one, p.table, NULL, &count);
    cr_assert_eq(count, 4);
    cr_expect_eq(deleted[0], p.goal, "the goal before the notes that it took along");
    cr_expect_eq(deleted[3], early, "what was deleted first is last");
    free(deleted);
    author_bring_back(&p.ana, p.note, &err);
    expect_grids(p.one, "Less isolation | barriers: Bus fares\n");
    cr_expect_not(record_delete_disputed(p.goal));
    author_undo(&p.ana, &said);
    expect_grids(p.one, "");
    str_finish(&said);
    author_bring_back(&p.ana, p.goal, &err);
    expect_grids(p.one, "Less isolation | barriers: Bus fares | moments: Market day\n");
    pair_free(&p);
}

Test(history, keeping_what_a_deletion_disputes_settles_it_everywhere)
{
    struct pair p = pair_make();
    author_delete(&p.ana, p.note, &err);
    author_reword(&p.ben, record_in(p.two, p.note), "No bus after six", &err);
    pair_meet(&p);
    cr_expect(record_delete_disputed(p.note));
    cr_expect_str_eq(history_who(record_deletion(p.note)), "Ana");
    cr_assert(author_bring_back(&p.ben, record_in(p.two, p.note), &err));
    pair_meet(&p);
    cr_expect_not(record_delete_disputed(p.note));
    cr_expect_not(record_delete_disputed(record_in(p.two, p.note)));
    expect_grids(p.one, "Less isolation | barriers: No bus after six\n");
    pair_free(&p);
}

/* Also where its form is of another language that papers have words of. */
Test(history, calls_no_table_a_table_twice)
{
    static const char *const called[] =
        {"Table 5",      "Green table", "the TABLE by the door", "Tables 1", "Bwrdd 3",
         "Stół zielony", "میز سبز"},
                             *const others[] = {"4", "Blue", "Stable", "Tablet users"};
    for (size_t i = 0; i < LENGTH(called); i++) {
        cr_expect_str_eq(history_table_word(called[i]), "", "%s", called[i]);
    }
    for (size_t i = 0; i < LENGTH(others); i++) {
        cr_expect_str_eq(history_table_word(others[i]), "table ", "%s", others[i]);
    }
}

/* Rows of tables, each begun so many minutes behind noon, and what each is called. */
struct begun {
    int minute;
    const char *number, *called;
};

static void expect_called(const struct begun *rows, size_t row_count)
{
    struct pair p = pair_make();
    struct str names = STR_EMPTY;
    for (size_t i = 0; i < row_count; i++) {
        p.ana.now_ms = 1487764800000 + rows[i].minute * 60000;
        cr_assert(author_add_table(&p.ana, NULL, NULL, "Leeds", "2017-02-22",
                                   rows[i].number, &err));
    }
    size_t count;
    const struct record *const *tables = session_tables(p.one, &count);
    for (size_t i = 0; i < count; i++) {
        history_name_table(tables[i], &names);
        str_add(&names, "\n");
    }
    for (size_t i = 0; i < row_count; i++) {
        cr_expect(strstr(names.bytes, rows[i].called), "%s in\n%s", rows[i].called,
                  names.bytes);
    }
    cr_expect(strstr(names.bytes, "1 of 2") < strstr(names.bytes, "2 of 2"));
    str_finish(&names);
    pair_free(&p);
}

/* By a number only where that is the same; "1 of 2" is the first in the list. */
Test(history, tables_called_the_same_say_when_they_were_begun_where_no_list_cuts_it)
{
    static const struct begun rows[] = {
        {0, "4", "Leeds, table 4, begun 12:00, 2017-02-22\n"},
        {74, "4", "Leeds, table 4, begun 13:14, 1 of 2, 2017-02-22\n"},
        {74, "4", "Leeds, table 4, begun 13:14, 2 of 2, 2017-02-22\n"},
        {74, "5", "Leeds, table 5, 2017-02-22\n"},
    };
    expect_called(rows, LENGTH(rows));
}

/* An hour at which all of them were begun parts nobody. */
Test(history, tables_called_the_same_and_begun_at_once_say_only_which_they_are)
{
    static const struct begun rows[] = {
        {74, "4", "Leeds, table 4, 1 of 2, 2017-02-22\n"},
        {74, "4", "Leeds, table 4, 2 of 2, 2017-02-22\n"},
        {74, "5", "Leeds, table 5, 2017-02-22\n"},
    };
    expect_called(rows, LENGTH(rows));
}
