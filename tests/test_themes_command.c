/* roundtable themes, on the program itself. */

#include "base/utf8.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char two[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":["
    "{\"place\":\"Hull\",\"table\":\"1\",\"facilitator\":\"Zoe\",\"goals\":["
    " {\"text\":\"More walking\",\"barriers\":[\"Rain\"]}]},"
    "{\"place\":\"Hull\",\"table\":\"2\",\"goals\":["
    " {\"text\":\"more walking\",\"barriers\":[\"\\u001b[31mDark\\u202e streets, and the "
    "long way "
    "round by the old railway bridge behind the market where nobody likes to go at "
    "night\"]}]}]}";

static void enter(void)
{
    enter_folder();
    text_file_write("two.json", two);
    text_file_write("empty.json", "{\"sessions\":[]}");
}

#define THEMES(status, out, said, ...)                                                   \
    EXPECT_RUN(status, out, said, "themes", __VA_ARGS__)

TestSuite(themes_command, .init = enter, .fini = folder_finish);

Test(themes_command, it_writes_the_format_asked_for_by_name_or_ending)
{
    THEMES(0, "What we heard: 2 tables in Hull\n", NULL, "two.json");
    THEMES(0, "goals,More walking,2,2,0,", NULL, "-f", "csv", "two.json");
    THEMES(0, "\"format\": \"roundtable themes\"", NULL, "two.json", "--format=json");
    THEMES(0, NULL, NULL, "-o", "a.csv", "two.json");
    expect_in_file("a.csv", "goals,More walking,2,2,0,");
    THEMES(0, NULL, NULL, "-o", "a.txt", "two.json");
    expect_in_file("a.txt", "  2 ██████████ More walking\n");
    THEMES(2, NULL, "there is no format \"html\"", "-f", "html", "two.json");
    THEMES(2, NULL, "there are: text, csv, json; -f chooses one", "-o", "a.pdf",
           "two.json");
}

Test(themes_command, an_only_table_is_not_named_on_every_line)
{
    char *text = OUTPUT_OF("themes", "two.json");
    expect_part(text, "  - Rain (");
    free(text);
    text_file_write("one.json",
                    "{\"sessions\":[{\"title\":\"Worked example\",\"goals\":["
                    "{\"text\":\"More walking\",\"barriers\":[\"Rain\"]}]}]}");
    text = OUTPUT_OF("themes", "one.json");
    expect_part(text, "  - Rain\n");
    expect_no_part(text, "Worked example)");
    free(text);
}

Test(themes_command, what_waits_to_be_decided_is_told_where_counts_are)
{
    static const char *const whom[] = {"participants", "commissioners", "politicians"};
    static const char waits[] = "1 pair that may say the same was not decided yet";
    text_file_write(
        "near.json",
        "{\"sessions\":[{\"place\":\"Hull\",\"table\":\"1\",\"goals\":["
        "{\"text\":\"Warm homes\",\"barriers\":[\"Cost of bus fares\"]}]},"
        "{\"place\":\"Hull\",\"table\":\"2\",\"goals\":["
        "{\"text\":\"Warm homes\",\"barriers\":[\"Bus fares cost too much\"]}]}]}");
    THEMES(0, waits, NULL, "near.json");
    THEMES(0, waits, NULL, "--brief", "near.json");
    THEMES(0, waits, NULL, "--column", "barriers", "near.json");
    for (size_t i = 0; i < LENGTH(whom); i++) {
        EXPECT_RUN(0, waits, NULL, "export", "--for", whom[i], "near.json");
    }
    char *text = OUTPUT_OF("export", "--for", "public", "near.json");
    expect_no_part(text, "not decided"); /* who reads no counts */
    free(text);
    text = OUTPUT_OF("themes", "--column", "goals", "near.json");
    expect_no_part(text, "not decided");
    free(text);
}

Test(themes_command, it_overwrites_only_when_told_to_and_never_the_session)
{
    text_file_write("there.txt", "mine");
    THEMES(1, NULL, "there.txt: exists already", "-o", "there.txt", "two.json");
    expect_in_file("there.txt", "mine");
    THEMES(0, NULL, NULL, "--force", "-o", "there.txt", "two.json");
    expect_in_file("there.txt", "More walking");
    THEMES(2, NULL, "the session itself", "--force", "-f", "json", "-o", "./two.json",
           "two.json");
    expect_in_file("two.json", "\"version\":1");
}

Test(themes_command, several_that_no_action_names_are_a_list)
{
    text_file_write(
        "shops.json",
        "{\"sessions\":[{\"place\":\"Hull\",\"table\":\"1\",\"goals\":[{\"text\":"
        "\"Walk\",\"stakeholders\":[\"Carers\",\"Schools\",\"Shops\"],\"groups\":["
        "\"Ask the shops\"]}]},{\"place\":\"Hull\",\"table\":\"2\"}]}");
    THEMES(0,
           "  \"in_no_action\": [\n"
           "    \"Carers\",\n"
           "    \"Schools\"\n"
           "  ]\n",
           NULL, "-f", "json", "shops.json");
}

Test(themes_command, it_can_tell_of_one_column)
{
    char *text = OUTPUT_OF("themes", "--column", "Barriers to change", "two.json");
    cr_expect(strstr(text, "Rain") && !strstr(text, "walking"), "%s", text);
    free(text);
    THEMES(0, "More walking", NULL, "--column=goals", "two.json");
    THEMES(0, "Nothing here yet.\n", NULL, "--column=moments", "two.json");
    THEMES(2, NULL, "did you mean \"barriers\"? (there are: goals, barriers, ",
           "--column", "barrier", "two.json");
    THEMES(2, NULL, "there is no column \"goals\"\n", "--column", "goals", "empty.json");
    cr_expect_eq(access("goals", F_OK), -1);
}

Test(themes_command, it_leaves_out_the_one_who_ran_a_table_when_told_to)
{
    THEMES(0, "\"facilitator\": \"Zoe\"", NULL, "-f", "json", "two.json");
    char *text = OUTPUT_OF("themes", "--without-names", "-f", "json", "two.json");
    cr_expect(!strstr(text, "Zoe") && strstr(text, "Rain"), "%s", text);
    free(text);
}

Test(themes_command, its_lines_fit_a_small_screen_and_disturb_no_terminal)
{
    char *text = OUTPUT_OF("themes", "two.json");
    cr_expect(strstr(text, "␛[31mDark<U+202E> streets"), "%s", text);
    cr_expect(!strchr(text, '\x1b') && !strstr(text, "\u202e"));
    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n");
        cr_expect_leq(text_width_cols(line, len), 80, "%.*s", (int)len, line);
        line += len + 1;
    }
    free(text);
}

Test(themes_command, bars_are_of_ascii_where_the_terminal_is_not_utf8)
{
    program_env("LANG", "C");
    THEMES(0, "  2 ########## More walking\n", NULL, "two.json");
    char *text = OUTPUT_OF("export", "two.json");
    cr_expect(strstr(text, "  2 ########## More walking\n"), "%s", text);
    free(text);
    text = OUTPUT_OF("two.json");
    cr_expect(strstr(text, "  2 ########## More walking\n"), "%s", text);
    free(text);
    THEMES(0, NULL, NULL, "-o", "a.txt", "two.json");
    expect_in_file("a.txt", "  2 ██████████ More walking\n");
}

Test(themes_command, it_reads_what_stands_in_the_journal_alone)
{
    struct writer w;
    writer_open(&w, "live.json", 1);
    writer_goal(&w, "Warm homes");
    writer_save(&w);
    writer_journal_goal(&w, "Clean air");
    THEMES(0, "  - Clean air\n", NULL, "live.json");
    writer_close(&w);
}

Test(themes_command, of_a_damaged_file_it_tells_what_is_left_and_warns)
{
    writer_make("whole.json", 1, 3);
    char *bytes = text_file_read("whole.json"), *last = bytes;
    for (char *next = bytes; (next = strstr(next, "goal <2>")); next++) {
        last = next; /* that of its edit */
    }
    *last = '\x01';
    text_file_write("cut.json", bytes);
    THEMES(3, "goal <0>", "cut.json: ", "cut.json");
    THEMES(1, NULL, "none.json: No such file", "none.json");
    free(bytes);
}

Test(themes_command, of_an_empty_file_it_says_so)
{
    THEMES(0, "What we heard: 0 tables\n", NULL, "empty.json");
    THEMES(0, "Nothing here yet.\n", NULL, "empty.json");
    THEMES(0, "\"columns\": []", NULL, "-f", "json", "empty.json");
}

Test(themes_command, what_an_export_tells_is_not_taken_for_a_part_of_the_session)
{
    free(OUTPUT_OF("export", "-o", "once.json", "two.json"));
    expect_in_file("once.json", "\"themes\": {");
    free(OUTPUT_OF("merge", "-o", "twice.json", "once.json"));
    char *text = text_file_read("twice.json");
    cr_expect(text && !strstr(text, "\"themes\": {") && strstr(text, "More walking"),
              "%s", text);
    free(text);
    text = OUTPUT_OF("export", "-f", "json", "once.json");
    const char *first = strstr(text, "\"themes\": {");
    cr_expect(first && !strstr(first + 1, "\"themes\": {"), "%s", text);
    free(text);
}

/* Votes alone would let those tables be heard that had dots to give, and no other. */
Test(themes_command, a_table_that_did_not_vote_is_among_the_voices_of_one_page)
{
    text_file_write(
        "voices.json",
        "{ \"sessions\": [\n"
        "  { \"table\": \"1\", \"goals\": [ { \"text\": \"Walk\", \"barriers\": [\n"
        "    { \"text\": \"Rain\", \"votes\": 3 } ] } ] },\n"
        "  { \"table\": \"2\", \"goals\": [ { \"text\": \"Walk\", \"barriers\": [\n"
        "    { \"text\": \"Dogs\", \"votes\": 2 } ] } ] },\n"
        "  { \"table\": \"3\", \"goals\": [ { \"text\": \"Walk\", \"barriers\": [\n"
        "    { \"text\": \"Noise\", \"votes\": 1 } ] } ] },\n"
        "  { \"table\": \"4\", \"goals\": [ { \"text\": \"Walk\", \"barriers\": [\n"
        "    \"Stairs\" ] } ] }\n"
        "] }\n");
    char *page = OUTPUT_OF("themes", "--brief", "voices.json");
    expect_part(page, "\n  - Rain [3 votes] (table 1)\n  - Dogs [2 votes] (table 2)\n"
                      "  - Stairs (table 4)\n");
    free(page);
}

Test(themes_command, the_brief_answer_is_one_page_and_counts_the_rest)
{
    char *seminar = repo_path("sessions/seminar.json");
    char *page = OUTPUT_OF("themes", "--brief", seminar);
    size_t lines = 0;
    for (const char *p = page; (p = strchr(p, '\n')); p++) {
        lines++;
    }
    cr_expect_leq(lines, 72, "%s", page);
    expect_part(page, "\nBarriers to change: 10 in all, here 5\n"
                      "-------------------------------------\n\n"
                      "  - Waiting lists [5 votes] (3 tables)\n");
    expect_part(
        page, "  - Cost of bus fares [2 votes] (2 tables)\n\nAnd 5 more at 2 tables.\n");
    expect_part(page, "\nNamed in no action: 68 in all, here 5\n");
    expect_part(page, "\nNot final yet\n-------------\n\n");
    expect_part(page, " pairs that may say the same were not decided yet");
    expect_part(page, "\nSaid at one table only, for example\n");
    free(page);
    free(seminar);
}
