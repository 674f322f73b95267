/* roundtable add: entries put into a session from a script. */

#include "base/json.h"
#include "store/journal.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char two_tables[] =
    "{ \"format\": \"roundtable session\", \"version\": 1, \"sessions\": [\n"
    "  { \"id\": \"one\", \"place\": \"Leeds\", \"table\": \"1\", \"goals\": [\n"
    "    { \"id\": \"walk\", \"text\": \"More walking\" } ] },\n"
    "  { \"id\": \"two\", \"place\": \"Leeds\", \"table\": \"2\", \"goals\": [\n"
    "    { \"id\": \"rest\", \"text\": \"More rest\" },\n"
    "    { \"id\": \"two-walk\", \"text\": \"more walking\" } ] } ] }\n";

static void enter(void)
{
    enter_folder();
    EXPECT_RUN(0, "a new session", NULL, "new", "--place", "Leeds", "a.json");
}

TestSuite(add, .init = enter);

#define ADD(...) EXPECT_RUN(__VA_ARGS__)

static void expect_grid(const char *path, const char *part)
{
    char *text = exported(path, "text");
    expect_part(text, part);
    free(text);
}

Test(add, a_goal_that_is_not_there_is_made_and_its_entries_go_to_the_first_column)
{
    ADD(0,
        "a.json: 2 entries added to Barriers of the goal ‘More walking’, which is new\n",
        NULL, "add", "--goal", "More walking", "a.json", "No pavement", "Fast cars");
    expect_grid("a.json", "1. More walking\n\n   Barriers to change\n"
                          "   - No pavement\n   - Fast cars\n");
}

Test(add, a_goal_is_found_as_people_read_it_and_made_no_second_time)
{
    ADD(0, "the goal ‘Café life’ added", NULL, "add", "--goal", "Café life", "a.json");
    ADD(0, "1 entry added to Barriers of the goal ‘Café life’\n", NULL, "add", "a.json",
        "--goal", "  CAFE\xCC\x81  LIFE ", "Rain");
    ADD(0, "the goal ‘Café life’ is there already", NULL, "add", "--goal", "café life",
        "a.json");
    expect_grid("a.json", "1. Café life\n\n   Barriers to change\n   - Rain\n");
    EXPECT_RUN(0, "goals 1, notes 1", NULL, "check", "a.json");
}

Test(add, a_column_goes_by_its_id_or_by_what_it_is_called)
{
    static const char *const names[] = {"stakeholders", "STAKEHOLDERS", "stakeholder"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        ADD(0, "added to Stakeholders", NULL, "add", "--goal", "Walk", "--column",
            names[i], "a.json", names[i]);
    }
    ADD(0, "added to Social moments", NULL, "add", "--goal", "Walk", "--column",
        "Opportunities (social moments)", "a.json", "Fete");
    ADD(2, NULL,
        "no column \"barier\"; did you mean \"barriers\"? (there are: barriers, "
        "stakeholders, moments, ",
        "add", "--goal", "Walk", "--column", "barier", "a.json", "x");
}

Test(add, a_form_takes_entries_in_its_rows_and_says_which_there_are)
{
    ADD(0, "1 entry added to ", NULL, "add", "--grid", "signs", "--goal", "Acting-Early",
        "a.json", "We met twice");
    expect_grid("a.json", "We met twice");
    ADD(2, NULL, "there is no row \"acting\"; did you mean \"acting-early\"?", "add",
        "--grid", "signs", "--goal", "acting", "a.json", "x");
    ADD(0, "1 entry added to Organisations", NULL, "add", "--grid", "action plan",
        "--goal", "Walk", "a.json", "Paint a crossing");
    ADD(2, NULL, "there is no grid \"sings\"", "add", "--grid", "sings", "--goal", "x",
        "a.json", "x");
}

static struct ran add_input(const char *input)
{
    return program_run(input,
                       WORDS("roundtable", "add", "--goal", "Walk", "a.json", "-"));
}

Test(add, each_line_of_standard_input_is_an_entry)
{
    struct ran ran = add_input("- Rain\n\n  Dark streets \r\nNo end");
    cr_expect_eq(ran.status, 0, "%s", ran.err.bytes);
    expect_part(ran.out.bytes, "3 entries added");
    ran_finish(&ran);
    expect_grid("a.json", "   - - Rain\n   - Dark streets\n   - No end\n");
}

Test(add, what_is_no_text_is_named_by_its_line_and_nothing_of_it_is_added)
{
    char *before = text_file_read("a.json");
    struct ran ran = add_input("Rain\nca\xE9\n");
    cr_expect_eq(ran.status, 1);
    cr_expect_str_eq(
        ran.err.bytes, /* and not how add is used: that was right */
        "roundtable: standard input, line 2, is no UTF-8; nothing was added\n");
    ran_finish(&ran);
    ran = add_input("\n  \n");
    cr_expect_eq(ran.status, 0);
    expect_part(ran.out.bytes, "a.json: nothing to add\n");
    ran_finish(&ran);
    expect_file("a.json", before);
    free(before);
}

Test(add, what_is_not_clear_is_asked_about_and_nothing_is_added)
{
    text_file_write("two.json", two_tables);
    ADD(2, NULL,
        "several are called so; which is meant? ‘More walking’ (--goal "
        "goal:walk), ‘more walking’ (--goal goal:two-walk)",
        "add", "--goal", "more walking", "two.json", "Rain");
    ADD(2, NULL, "which table? There are Leeds, table 1 (--table one), Leeds, table 2",
        "add", "--goal", "Sleep", "two.json", "Rain");
    ADD(2, NULL,
        "two.json: there is no table \"3\"; there are Leeds, table 1 (--table one), "
        "Leeds, "
        "table 2 (--table two)",
        "add", "--table", "3", "--goal", "x", "two.json", "Rain");
    ADD(2, NULL, "there is no goal:nowhere", "add", "--table", "1", "--goal",
        "goal:nowhere", "two.json", "Rain");
    expect_file("two.json", two_tables);
    ADD(0, "1 entry added", NULL, "add", "--goal", "more rest", "two.json", "Noise");
    ADD(0, "1 entry added", NULL, "add", "--goal", "goal:two-walk", "two.json", "Rain");
    ADD(0, "which is new", NULL, "add", "--table", "leeds, table 1", "--goal", "Sleep",
        "two.json", "Light");
}

Test(add, wrong_usage_is_told)
{
    ADD(2, NULL, "which FILE?", "add");
    ADD(2, NULL, "which goal? --goal WORDS", "add", "a.json", "Rain");
    ADD(2, NULL, "which goal? --goal WORDS", "add", "--goal", " ", "a.json", "Rain");
    ADD(2, NULL, "which TEXT?", "add", "--goal", "x", "--column", "moments", "a.json");
    ADD(1, NULL, "no.json: there is no such file; roundtable new no.json begins it",
        "add", "--goal", "x", "no.json", "Rain");
    cr_expect_neq(access("no.json", F_OK), 0);
}

Test(add, ids_are_told_to_programs)
{
    char *said = output_of(WORDS("roundtable", "add", "--json", "--by", "Ana", "--goal",
                                 "Walk", "a.json", "Rain", "\xE2\x80\xAEniar"));
    struct json_document told = {0};
    cr_assert(json_read(&told, "it", said, strlen(said), NULL), "%s", said);
    const struct json *goal = json_member(told.root, "goal");
    const struct json *entry = json_first(json_member(told.root, "entries"));
    cr_expect_str_eq(json_member_text(told.root, "format"), "roundtable add");
    cr_expect_str_eq(json_member_text(told.root, "column"), "barriers");
    cr_expect(json_is_true(json_member(goal, "made")));
    cr_expect_str_eq(json_member_text(entry, "text"), "Rain");
    expect_in_file("a.json", strchr(json_member_text(entry, "of"), ':') + 1);
    expect_in_file("a.json", strchr(json_member_text(goal, "of"), ':') + 1);
    expect_in_file("a.json", "\"by\":\"Ana\"");
    cr_expect_str_eq(json_member_text(json_next(entry), "text"), "\xE2\x80\xAEniar");
    expect_no_part(said, "\xE2\x80\xAE");
    json_finish(&told);
    free(said);
}

Test(add, a_file_that_cannot_be_written_says_so_and_loses_nothing_of_it)
{
    char *before = text_file_read("a.json");
    text_file_write("newer.json", "{ \"format\": \"roundtable session\", \"version\": 9, "
                                  "\"sessions\": [ {} ] }");
    ADD(1, NULL, "nothing was added: a newer roundtable wrote this file", "add", "--goal",
        "x", "newer.json", "Rain");
    ADD(1, NULL, "", "add", "--goal", "x", ".", "Rain");
    expect_file("a.json", before);
    free(before);
}

Test(add, an_open_screen_shows_at_once_what_a_script_adds)
{
    struct scene s = scene_begin(24, 80, LESS_SUGAR);
    ADD(0, "1 entry added", NULL, "add", "--goal", "less sugar", s.path, "Free cake");
    typist_wait(s.ana, "Free cake");
    typist_enter(s.ana, "gMore walking", "Added ‘More walking’");
    ADD(0, "the goal ‘More walking’ is there already", NULL, "add", "--goal",
        "more walking", s.path);
    scene_end(&s);
    expect_grid("table.json", "Free cake");
}
