/* What is read out before people leave, and in which order. */

#include "base/memory.h"
#include "export/export.h"
#include "model/ballot.h"
#include "model/questions.h"
#include "support/desk.h"
#include "support/expect.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(brief, .init = enter_folder);

static char *read_out(struct desk *desk, enum audience audience)
{
    struct export_options options = {.brief = true, .audience = audience};
    return written_as(desk->session, export_format_of(export_formats, "text"), &options);
}

/* The parts stand there, each behind the one before. */
static void expect_in_order(const char *text, const char *const parts[])
{
    const char *at = text;
    for (size_t i = 0; parts[i]; i++) {
        const char *found = strstr(at, parts[i]);
        cr_assert(found, "%s is not behind the one before in:\n%s", parts[i], text);
        at = found + strlen(parts[i]);
    }
}

Test(brief, goes_as_the_table_does_and_not_by_the_alphabet)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, "4");
    const struct record *first = add_goal(&desk, table, "Zebra crossings"),
                        *second = add_goal(&desk, table, "After-school club");
    add_note(&desk, second, "barriers", "Books");
    add_note(&desk, first, "barriers", "Traffic");
    vote(&desk, add_note(&desk, second, "barriers", "Money"), 2);
    static const char *const parts[] = {"- Zebra crossings\n",
                                        "- After-school club\n",
                                        "- Money ",
                                        "- Traffic\n",
                                        "- Books\n",
                                        NULL};
    char *text = read_out(&desk, FOR_ANYBODY);
    expect_in_order(text, parts);
    free(text);
    stand_up(&desk);
}

static void choose(struct desk *desk, const struct record *row, const char *voter,
                   size_t answer)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(desk->session, row, ANSWERS_COLUMN, &count);
    cr_assert(author_choose(&desk->author, row, voter, notes[answer], NULL));
}

Test(brief, begins_with_the_vision_and_ends_with_what_nobody_has_taken_on)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, "4");
    set(&desk, table, "vision", "Nobody waits alone.");
    const struct record *goal = add_goal(&desk, table, "Warmer homes");
    add_note(&desk, goal, "barriers", "Rent");
    set(&desk, add_note(&desk, goal, "groups", "Swap coats"), "who", "Ana");
    add_note(&desk, goal, "groups", "Ask the landlord");
    const struct record *shown =
        author_ask(&desk.author, table, ASKS_HANDS, "Again in May?", NULL);
    const struct record *open =
        author_ask(&desk.author, table, ASKS_HANDS, "Was lunch good?", NULL);
    choose(&desk, shown, "phone a", 0);
    choose(&desk, shown, "phone b", 0);
    choose(&desk, open, "phone a", 1);
    cr_assert(author_set_question(&desk.author, shown, QUESTION_SHOWN, NULL));
    char *text = read_out(&desk, FOR_ANYBODY);
    static const char *const parts[] = {"\nVision\n",
                                        "- Nobody waits alone.\n",
                                        "\nGoals\n",
                                        "- Rent\n",
                                        "\nWhat everybody was asked\n",
                                        "- Again in May?\n",
                                        "2 answers: Yes (2), No (0), Not sure (0)\n",
                                        "\nWhat was promised\n",
                                        "- Swap coats (Ana)\n",
                                        "\nNobody has taken on\n",
                                        "- Ask the landlord\n",
                                        NULL};
    expect_in_order(text, parts);
    expect_no_part(text, "Was lunch good?");
    free(text);
    text = read_out(&desk, FOR_PUBLIC);
    expect_part(text, "- Nobody waits alone.\n");
    expect_no_part(text, "Again in May?");
    expect_no_part(text, "Nobody has taken on");
    free(text);
    stand_up(&desk);
}

/* Those whom no action names, once there is a plan; before that, all. */
Test(brief, names_who_has_a_stake_in_it)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, "4");
    const struct record *goal = add_goal(&desk, table, "Warmer homes");
    add_note(&desk, goal, "barriers", "Rent");
    add_note(&desk, goal, "stakeholders", "Landlords");
    add_note(&desk, goal, "stakeholders", "Age Action");
    char *text = read_out(&desk, FOR_ANYBODY);
    static const char *const of_map[] = {"- Rent\n", "\nStakeholders\n", "- Landlords\n",
                                         "- Age Action\n", NULL};
    expect_in_order(text, of_map);
    free(text);
    text = read_out(&desk, FOR_PUBLIC);
    expect_part(text, "- Landlords\n");
    free(text);
    add_note(&desk, goal, "groups", "Write to all landlords");
    text = read_out(&desk, FOR_ANYBODY);
    static const char *const unnamed[] = {"\nNamed in no action\n", "- Age Action\n",
                                          NULL};
    expect_in_order(text, unnamed);
    expect_no_part(text, "- Landlords\n");
    expect_no_part(text, "\nStakeholders\n");
    free(text);
    add_note(&desk, goal, "groups", "Age Action sends somebody");
    text = read_out(&desk, FOR_ANYBODY);
    expect_in_order(text, of_map);
    free(text);
    stand_up(&desk);
}

/* Whoever met again is one table, and what it said first it says no more. */
Test(brief, has_each_table_as_it_is_now)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *before = add_table(&desk, "March", NULL, "2026-03-01", "1"),
                        *now = add_table(&desk, "June", NULL, "2026-06-01", "1"),
                        *other = add_table(&desk, "March", NULL, "2026-03-01", "2");
    char *id = memory_copy_text(record_id(before));
    set(&desk, now, "after", id);
    free(id);
    set(&desk, before, "vision", "Somebody calls");
    set(&desk, now, "vision", "Everybody calls");
    set(&desk, other, "vision", "Doors are open");
    add_note(&desk, add_goal(&desk, before, "Calls"), "groups", "Old list");
    add_note(&desk, add_goal(&desk, now, "Calls"), "groups", "New list");
    add_note(&desk, add_goal(&desk, other, "Doors"), "barriers", "Locks");
    char *text = read_out(&desk, FOR_ANYBODY);
    static const char *const parts[] = {
        "\nVisions\n",         "- Doors are open (table 2)\n",
        "- Everybody calls (", "\nNobody has taken on\n",
        "- New list (",        NULL};
    expect_in_order(text, parts);
    expect_no_part(text, "Somebody calls");
    free(text);
    stand_up(&desk);
}

static const struct record *promise(struct desk *desk, const struct record *goal,
                                    const char *words, const char *came_of_it)
{
    const struct record *note = add_note(desk, goal, "groups", words);
    set(desk, note, "who", "Betty Hall");
    set(desk, note, "when", "2026-12-15");
    set(desk, note, "outcome", came_of_it);
    return note;
}

/* Two tables had the same promise: one line names both, and no line contradicts another. */
Test(brief, names_the_tables_of_each_promise)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *tables[3], *goals[3];
    static const char *const places[] = {"Otley", "Otley", "Ageing well"},
                             *const names[] = {"1", "2", "3"};
    for (size_t i = 0; i < 3; i++) {
        tables[i] = add_table(&desk, "Seminar", places[i], "2026-11-30", names[i]);
        goals[i] = add_goal(&desk, tables[i], names[i]);
        promise(&desk, goals[i], i < 2 ? "Mend the kerbs" : "Bench in the park", "");
    }
    promise(&desk, goals[1], "Mend the kerbs", "");
    char *text = read_out(&desk, FOR_ANYBODY);
    static const char *const now[] = {
        "\nWhat was promised\n",
        "- Bench in the park (Betty Hall, by 15 December 2026) (Ageing well 3)\n",
        "- Mend the kerbs (Betty Hall, by 15 December 2026) (Otley 1, 2)\n", NULL};
    expect_in_order(text, now);
    cr_assert_null(
        strstr(strstr(text, "Mend the kerbs (Betty") + 1, "Mend the kerbs (Betty"), "%s",
        text);
    free(text);
    stand_up(&desk);
}

Test(brief, tells_the_same_promise_apart_where_other_things_came_of_it)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    static const char *const names[] = {"1", "2", "3", "4"}, *const came[] = {
                                                                 "", "done twice", "",
                                                                 "done twice"};
    for (size_t i = 0; i < 4; i++) {
        const struct record *before =
            add_table(&desk, "Seminar", "Otley", "2026-11-30", names[i]);
        promise(&desk, add_goal(&desk, before, names[i]), "Mend the kerbs", came[i]);
        char *id = memory_copy_text(record_id(before));
        const struct record *now =
            add_table(&desk, "Seminar", "Otley", "2027-01-30", names[i]);
        set(&desk, now, "after", id);
        add_note(&desk, add_goal(&desk, now, names[i]), "barriers", "Rain");
        free(id);
    }
    char *text = read_out(&desk, FOR_ANYBODY);
    static const char *const parts[] = {
        "(Betty Hall, by 15 December 2026) (Otley 1 (30 November\n",
        "2026), 3 (30 November 2026))\n",
        "nothing noted yet\n",
        "(Betty Hall, by 15 December 2026) (Otley 2 (30 November\n",
        "2026), 4 (30 November 2026))\n",
        "came of it: done twice\n",
        NULL};
    expect_in_order(text, parts);
    free(text);
    stand_up(&desk);
}

static const struct record *voted_for(struct desk *desk, const char *name,
                                      const char *words, long votes, long people)
{
    const struct record *table = add_table(desk, "Surgery", "Otley", NULL, name);
    const struct record *note =
        add_note(desk, add_goal(desk, table, name), "barriers", words);
    cr_assert(author_set_voted(&desk->author, table, people, NULL));
    cr_assert(author_count_paper(&desk->author, note, votes, NULL));
    return note;
}

/* As map and text say it; what two entries of a table have are no people. */
Test(brief, tells_of_how_many_people_votes_are_a_share)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *waits = voted_for(&desk, "1", "Waits", 8, 8);
    voted_for(&desk, "2", "Waits", 5, 12);
    voted_for(&desk, "3", "Fares", 7, 9);
    voted_for(&desk, "4", "Fares", 2, 0);
    char *text = read_out(&desk, FOR_ANYBODY);
    static const char *const parts[] = {"- Waits [13 of 20 people] (2 tables)\n",
                                        "- Fares [9 votes] (2 tables)\n", NULL};
    expect_in_order(text, parts);
    free(text);
    const struct record *again =
        add_note(&desk, record_parent(waits), "barriers", "Waits");
    cr_assert(author_count_paper(&desk.author, again, 3, NULL));
    text = themes_as(desk.session, "text");
    expect_part(text, "Waits [16 votes]");
    free(text);
    stand_up(&desk);
}
