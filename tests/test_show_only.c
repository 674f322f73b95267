/* Showing only what has a mark, and sorting: what the grid shows, what it says about it,
 * and that the file knows nothing of it. */

#include "model/author.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/typist.h"
#include "views/grid/grid_filter.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHIFT_UP "\x1b[1;2A"
#define SHIFT_DOWN "\x1b[1;2B"

static const char map[] =
    "{ \"format\": \"roundtable session\", \"version\": 1,\n"
    "  \"sessions\": [ { \"place\": \"Leeds\", \"table\": \"4\", \"goals\": [\n"
    "    { \"text\": \"Less sugar\", \"barriers\": [\n"
    "        { \"text\": \"Adverts\", \"weight\": \"cliff\", \"votes\": 1 },\n"
    "        \"Prices\",\n"
    "        { \"text\": \"Habits\", \"weight\": \"boulder\", \"level\": \"system\" },\n"
    "        { \"text\": \"Snacks\", \"weight\": \"pebble\", \"votes\": 3 },\n"
    "        { \"text\": \"Drinks\", \"weight\": \"boulder\" } ],\n"
    "      \"stakeholders\": [ \"Schools\", \"Parents\" ], \"moments\": [ \"Sports day\" "
    "] },\n"
    "    { \"text\": \"Less waiting\", \"barriers\": [ \"Forms\", \"Queues\" ] }\n"
    "] } ] }\n";

static void enter(void)
{
    enter_folder();
    text_file_write("map.json", map);
}

TestSuite(show_only, .init = enter, .fini = end_without_fault);

static struct typist *open_map(int rows, int cols)
{
    return typist_open(rows, cols, WORDS("roundtable", "--by=Ana", "map.json"));
}

/* Chooses the only row of the list that has these letters. */
static void look(struct typist *t, const char *letters)
{
    typist_type(t, "f");
    typist_wait(t, "Show only, and sort");
    typist_type(t, letters);
    typist_wait(t, letters);
    typist_type(t, "\r");
    typist_wait_gone(t, "Show only, and sort");
}

static void expect_map(const char *grids)
{
    struct session_file file;
    cr_assert(file_open("map.json", &file, &err), "%s", err_text(&err));
    expect_grids(file.session, grids);
    file_close(&file);
}

Test(show_only, only_what_has_a_mark_stands_in_the_grid_and_everything_else_is_counted)
{
    struct typist *t = open_map(24, 80);
    look(t, "only Boulder");
    typist_wait_row(t, 22,
                    "Only Boulder: 2 of 7 entries. f, then Enter, shows everything.");
    /* clang-format off */
    golden_screen(
        t,
        "\n"
        " Leeds · table 4 · System map · only Boulder                              saved\n"
        " 1 Goals 2          2 Barriers 2 of 7   3 Stakeholders 2    4 Social moments 1\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▶Less sugar         · Habits [B] [S]    · Schools           · Sports day\n"
        "                    · Drinks [B]        · Parents\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Less waiting       · 2 not shown\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "\n\n\n\n\n\n\n\n\n\n\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Less sugar\n"
        " written by hand\n"
        " Only Boulder: 2 of 7 entries. f, then Enter, shows everything.\n"
        " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  ? Keys\n");
    /* clang-format on */
    typist_type(t, "2");
    typist_wait_row(t, 22, "Only Boulder. f, then Enter, shows everything as placed.");
    typist_wait(t, "▶ Habits");
    typist_type(t, "j");
    typist_wait(t, "▶ Drinks");
    typist_type(t, "j");
    typist_wait(t, "▶ 2 not shown");
    typist_type(t, "f\r");
    typist_wait(t, "Everything is shown, as placed.");
    typist_wait(t, "▶ Forms");
    typist_wait(t, "2 Barriers 7");
    typist_leave(t);
}

Test(show_only, entries_without_a_mark_and_those_with_votes_can_be_shown_alone)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "f");
    /* clang-format off */
    golden_screen(
        t,
        "\n"
        " Show only, and sort                                                      saved\n"
        " Type to find one                                                1 more below\n"
        "▶everything, as placed\n"
        " only Pebble                              1 entry · Weight\n"
        " only Boulder                             2 entries · Weight\n"
        " only Cliff                               1 entry · Weight\n"
        " only unmarked: Weight                    3 entries\n"
        " only unmarked: Kind of moment            1 entry\n"
        " only System                              1 entry · Level\n"
        " only unmarked: Level                     7 entries\n"
        " only unmarked: Role in spreading change  2 entries\n"
        " only unmarked: Place in the network      2 entries\n"
        " only unmarked: Kind of power             2 entries\n"
        " only with votes                          2 entries\n"
        " sorted by votes                          most first\n"
        " sorted by Weight                         Pebble, Boulder, Cliff, then the rest\n"
        " sorted by Kind of moment                 Predictable, Unpredictable, Created,…\n"
        " sorted by Level                          Individual, Community or group, Syst…\n"
        " sorted by Role in spreading change       Change agent, Expert opinion leader,…\n"
        " sorted by Place in the network           Hub, Gatekeeper, Pulsetaker, then th…\n"
        "\n\n"
        " everything, as placed\n"
        " Enter Choose  Esc Back\n");
    /* clang-format on */
    typist_type(t, "unmarked: weight\r");
    typist_wait_row(t, 0, "only unmarked: Weight");
    typist_wait(t, "2 Barriers 3 of 7");
    typist_wait(t, "· Prices");
    typist_wait(t, "· Queues");
    cr_expect_not(typist_sees(t, "Adverts"));
    cr_expect(typist_sees(t, "Schools")); /* who has no weight to carry */
    look(t, "only with votes");
    typist_wait(t, "3 Stakeholders 0 of 2");
    typist_wait(t, "2 Barriers 2 of 7");
    typist_wait(t, "· Adverts [C] •1");
    typist_wait(t, "· Snacks [P] •3");
    typist_leave(t);
}

/* The barriers of the first goal, a row each. */
static void expect_rows(struct typist *t, const char *const words[5])
{
    for (int i = 0; i < 5; i++) {
        typist_wait_row(t, 3 + i, words[i]);
    }
}

Test(show_only, cells_are_sorted_by_votes_or_a_mark_with_the_rest_as_placed)
{
    struct typist *t = open_map(24, 80);
    look(t, "sorted by votes");
    typist_wait_row(
        t, 22,
        "Each cell is sorted by votes, only here. f, then Enter, puts all as placed.");
    expect_rows(t, (const char *const[]){"Snacks [P]", "Adverts [C]", "Prices", "Habits",
                                         "Drinks"});
    look(t, "sorted by weight");
    typist_wait_row(t, 0, "System map · sorted by Weight");
    expect_rows(t, (const char *const[]){"Snacks [P]", "Habits", "Drinks", "Adverts [C]",
                                         "Prices"});
    look(t, "only boulder");
    typist_wait_row(t, 0, "only Boulder, sorted by Weight");
    typist_type(t, "f");
    typist_wait(t, "as placed                                only Boulder");
    typist_type(t, "every entry\r");
    typist_wait_gone(t, "only Boulder");
    typist_wait_row(t, 0, "System map · sorted by Weight");
    typist_leave(t);
}

Test(show_only, nothing_of_it_is_stored)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "\x13"); /* Ctrl-S */
    typist_wait(t, "Saved to");
    char *before = text_file_read("map.json");
    look(t, "sorted by votes");
    look(t, "only boulder");
    typist_wait(t, "2 Barriers 2 of 7");
    typist_leave(t);
    char *after = text_file_read("map.json");
    cr_expect_str_eq(after, before);
    free(before);
    free(after);
}

/* What is added, found or undone is to be seen. */

Test(show_only, an_entry_that_would_be_hidden_ends_the_filter_and_says_so)
{
    struct typist *t = open_map(24, 80);
    look(t, "only boulder");
    typist_type(t, "2aPockets\r");
    typist_wait(t, "Everything is shown again: ‘only");
    typist_wait(t, "Added ‘Pockets’.");
    typist_wait(t, "▶ Pockets");
    typist_type(t, ESC);
    typist_wait(t, "e Edit");
    look(t, "only boulder");
    typist_wait(t, "2 Barriers 2 of 8");
    typist_type(t, "/Adverts");
    typist_wait(t, "▶ Adverts");
    typist_type(t, "\r");
    typist_wait(t, "Everything is shown again");
    look(t, "only boulder");
    typist_wait(t, "2 Barriers 2 of 8");
    typist_type(t, "u");
    typist_wait(t, "Undid: added ‘Pockets’");
    typist_type(t, "\x19");
    typist_wait(t, "Redid: added ‘Pockets’");
    typist_wait(t, "Everything is shown again");
    typist_leave(t);
    /* Behind the entry that was selected, whatever stands hidden between. */
    expect_map(
        "Less sugar | barriers: Adverts (weight cliff, votes 1); Prices; Habits "
        "(weight boulder); Pockets; Snacks (weight pebble, votes 3); Drinks (weight "
        "boulder) | stakeholders: Schools; Parents | moments: Sports day\n"
        "Less waiting | barriers: Forms; Queues\n");
}

Test(show_only, a_search_finds_what_is_hidden_and_leaves_the_filter_if_it_may)
{
    struct typist *t = open_map(24, 80);
    look(t, "only boulder");
    typist_type(t, "2/snack");
    typist_wait(t, "▶ Snacks");
    typist_wait(t, "2 Barriers 7");
    typist_type(t, ESC);
    typist_wait(t, "▶ Habits");
    typist_wait(t, "2 Barriers 2 of 7");
    typist_type(t, "/d");
    typist_wait(t, "with ‘d’");
    typist_type(t, "rinks");
    typist_wait(t, "▶ Drinks");
    typist_type(t, "\r");
    typist_wait(t, "2 Barriers 2 of 7");
    typist_wait(t, "▶ Drinks");
    typist_leave(t);
}

Test(show_only, what_is_marked_otherwise_goes_and_comes_back_by_undo)
{
    struct typist *t = open_map(24, 80);
    look(t, "unmarked: weight");
    typist_type(t, "2xp");
    typist_wait(t, "Pebble: easy to skim");
    typist_wait(t, "2 Barriers 2 of 7");
    typist_wait(t, "▶ 5 not shown");
    typist_type(t, "j");
    typist_wait(t, "▶ Forms");
    typist_type(t, "u");
    typist_wait(t, "Undid: marked ‘Prices’ Pebble");
    typist_wait(t, "▶ Prices");
    typist_wait(t, "2 Barriers 3 of 7");
    typist_leave(t);
}

/* Moving. */

Test(show_only, an_entry_moves_past_those_that_are_not_shown)
{
    struct typist *t = open_map(24, 80);
    look(t, "only boulder");
    typist_type(t, "2j");
    typist_wait(t, "▶ Drinks");
    typist_type(t, SHIFT_UP);
    typist_wait(t, "Moved: ‘Drinks’");
    typist_wait_row(t, 3, "▶ Drinks [B]");
    typist_type(t, SHIFT_DOWN);
    typist_wait_row(t, 3, "· Habits [B]");
    typist_type(t, SHIFT_UP);
    typist_wait_row(t, 3, "▶ Drinks [B]");
    typist_leave(t);
    expect_map(
        "Less sugar | barriers: Adverts (weight cliff, votes 1); Prices; Drinks "
        "(weight boulder); Habits (weight boulder); Snacks (weight pebble, votes 3) "
        "| stakeholders: Schools; Parents | moments: Sports day\n"
        "Less waiting | barriers: Forms; Queues\n");
}

Test(show_only, in_a_sorted_cell_nothing_is_moved_by_hand_and_the_reason_is_said)
{
    struct typist *t = open_map(24, 80);
    int row, col, to_row, to_col;
    look(t, "sorted by votes");
    typist_type(t, "2");
    typist_wait(t, "▶ Snacks");
    typist_type(t, SHIFT_DOWN);
    typist_wait(t, "Not moved: each cell is sorted by votes. f, then ‘as placed’");
    typist_type(t, "k");
    typist_wait_gone(t, "Not moved");
    cr_assert(typist_find(t, "Drinks", &row, &col));
    cr_assert(typist_find(t, "Adverts", &to_row, &to_col));
    typist_drag(t, row, col, to_row, to_col);
    typist_wait(t, "Not moved: each cell is sorted by votes.");
    cr_assert(typist_find(t, "Queues", &to_row, &to_col));
    typist_drag(t, row, col, to_row, to_col);
    typist_wait(t, "Moved: ‘Drinks’ is in Barriers of ‘Less waiting’ now.");
    typist_leave(t);
    expect_map(
        "Less sugar | barriers: Adverts (weight cliff, votes 1); Prices; Habits "
        "(weight boulder); Snacks (weight pebble, votes 3) | stakeholders: Schools; "
        "Parents | moments: Sports day\n"
        "Less waiting | barriers: Forms; Queues; Drinks (weight boulder)\n");
}

Test(show_only, while_votes_are_hidden_they_neither_filter_nor_sort)
{
    char *open =
        replaced(map, "\"table\": \"4\",", "\"table\": \"4\", \"ballot\": \"open\",");
    text_file_write("map.json", open);
    struct typist *t = open_map(24, 80);
    typist_type(t, "f");
    typist_wait(t, "sorted by Weight");
    cr_expect_not(typist_sees(t, "votes"));
    typist_type(t, ESC);
    typist_wait(t, "v Vote");
    typist_leave(t);
    free(open);
}

Test(show_only, at_45_columns_what_is_shown_is_said_too)
{
    struct typist *t = open_map(24, 45);
    typist_type(t, "2");
    look(t, "only boulder");
    typist_wait(t, "2 Barriers 2 of 7");
    typist_wait(t, "▶ Habits [Boulder] [System]");
    typist_wait(t, "· 2 not shown");
    typist_wait(t, "Only Boulder: 2 of 7 entries.");
    typist_leave(t);
}

/* What a key costs: a cell is filtered once, until the session changes. */

static void add_notes(struct author *author, const struct record *goal, int count)
{
    for (int i = 0; i < count; i++) {
        char words[24];
        snprintf(words, sizeof words, "note %d", i);
        const struct record *note =
            author_add_note(author, goal, "barriers", NULL, words, &err);
        if (i % 3 == 0) {
            author_set(author, note, "weight", VALUE_OF_TEXT("cliff"), &err);
        }
    }
}

Test(show_only, a_cell_is_gone_through_once_and_again_only_after_an_edit)
{
    enum { MANY = 300 };
    struct session *session = session_new();
    struct author author;
    size_t count;
    author_init(&author, session, 1, "Ana");
    const struct record *table =
        author_add_table(&author, NULL, NULL, NULL, NULL, NULL, &err);
    const struct record *goal = author_add_goal(&author, table, NULL, "Goal", &err);
    add_notes(&author, goal, MANY);
    struct facts facts = {.session = session, .table = table};
    struct grid_filter *f = filter_new();
    cr_expect_eq(filter_notes(f, &facts, goal, "barriers", &count),
                 goal_notes(session, goal, "barriers", &count),
                 "with everything shown there is no copy");
    filter_show_only(f, "weight", "cliff");
    const struct record *const *first = filter_notes(f, &facts, goal, "barriers", &count);
    cr_expect_eq(count, MANY / 3);
    cr_expect_eq(filter_notes(f, &facts, goal, "barriers", &count), first);
    cr_expect_eq(filter_count(f, &facts, "barriers"), MANY / 3);
    cr_expect_eq(filter_count(f, &facts, "stakeholders"), 0);
    author_set(&author, first[0], "weight", VALUE_NOTHING, &err);
    filter_notes(f, &facts, goal, "barriers", &count);
    cr_expect_eq(count, MANY / 3 - 1);
    cr_expect_eq(filter_count(f, &facts, "barriers"), MANY / 3 - 1);
    filter_show_only(f, "weight", "");
    filter_notes(f, &facts, goal, "barriers", &count);
    cr_expect_eq(count, MANY - MANY / 3 + 1);
    filter_sort_by(f, FILTER_VOTES);
    author_set(&author, table, "ballot", VALUE_OF_TEXT("open"), &err);
    cr_expect_not(filter_sorts(f, &facts));
    author_set(&author, table, "ballot", VALUE_OF_TEXT("shown"), &err);
    cr_expect(filter_sorts(f, &facts));
    filter_reset(f);
    cr_expect_not(filter_hides_some(f, &facts) || filter_sorts(f, &facts));
    filter_free(f);
    author_finish(&author);
    session_free(session);
}
