/* roundtable themes, on the program itself. */

#include "base/utf8.h"
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
    cr_assert_eq(chdir(test_folder()), 0);
    text_file_write("two.json", two);
    text_file_write("empty.json", "{\"sessions\":[]}");
}

TestSuite(themes_command, .init = enter, .fini = folder_finish);

/* What should come of a call; of out and err, NULL is silence, and a text is a part. */
static void expect(int status, const char *out, const char *said,
                   const char *const words[])
{
    struct ran ran = program_run(NULL, words);
    cr_expect(ran.status == status &&
                  (out ? strstr(ran.out.bytes, out) != NULL : !*ran.out.bytes) &&
                  (said ? strstr(ran.err.bytes, said) != NULL : !*ran.err.bytes),
              "%s %s: status %d, not %d\nout: %s\nerr: %s\nwanted: %s, %s", words[1],
              words[2], ran.status, status, ran.out.bytes, ran.err.bytes,
              out ? out : "silence", said ? said : "silence");
    ran_finish(&ran);
}

#define EXPECT(status, out, said, ...)                                                   \
    expect(status, out, said,                                                            \
           (const char *const[]){"roundtable", "themes", __VA_ARGS__, NULL})

static char *output_of(const char *const words[])
{
    struct ran ran = program_run(NULL, words);
    cr_assert_eq(ran.status, 0, "%s", ran.err.bytes);
    char *out = str_take(&ran.out);
    ran_finish(&ran);
    return out;
}

#define OUTPUT_OF(...) output_of((const char *const[]){"roundtable", __VA_ARGS__, NULL})

static void expect_file(const char *path, const char *part)
{
    char *text = text_file_read(path);
    cr_expect(text && strstr(text, part), "%s should hold \"%s\":\n%s", path, part,
              text ? text : "no file");
    free(text);
}

Test(themes_command, it_writes_the_format_asked_for_by_name_or_ending)
{
    EXPECT(0, "What we heard: 2 tables in Hull\n", NULL, "two.json");
    EXPECT(0, "goals,More walking,2,2,0,", NULL, "-f", "csv", "two.json");
    EXPECT(0, "\"format\": \"roundtable themes\"", NULL, "two.json", "--format=json");
    EXPECT(0, NULL, NULL, "-o", "a.csv", "two.json");
    expect_file("a.csv", "goals,More walking,2,2,0,");
    EXPECT(0, NULL, NULL, "-o", "a.txt", "two.json");
    expect_file("a.txt", "  2 ██████████ More walking\n");
    EXPECT(2, NULL, "there is no format \"html\"", "-f", "html", "two.json");
    EXPECT(2, NULL, "there are: text, csv, json; -f chooses one", "-o", "a.pdf",
           "two.json");
}

Test(themes_command, it_overwrites_only_when_told_to_and_never_the_session)
{
    text_file_write("there.txt", "mine");
    EXPECT(1, NULL, "there.txt: exists already", "-o", "there.txt", "two.json");
    expect_file("there.txt", "mine");
    EXPECT(0, NULL, NULL, "--force", "-o", "there.txt", "two.json");
    expect_file("there.txt", "More walking");
    EXPECT(2, NULL, "the session itself", "--force", "-f", "json", "-o", "./two.json",
           "two.json");
    expect_file("two.json", "\"version\":1");
}

Test(themes_command, it_can_tell_of_one_column)
{
    char *text = OUTPUT_OF("themes", "--column", "Barriers to change", "two.json");
    cr_expect(strstr(text, "Rain") && !strstr(text, "walking"), "%s", text);
    free(text);
    EXPECT(0, "More walking", NULL, "--column=goals", "two.json");
    EXPECT(0, "Nothing here yet.\n", NULL, "--column=moments", "two.json");
    EXPECT(2, NULL, "did you mean \"barriers\"? (there are: goals, barriers, ",
           "--column", "barrier", "two.json");
    EXPECT(2, NULL, "there is no column \"goals\"\n", "--column", "goals", "empty.json");
    cr_expect_eq(access("goals", F_OK), -1);
}

Test(themes_command, it_leaves_out_the_one_who_ran_a_table_when_told_to)
{
    EXPECT(0, "\"facilitator\": \"Zoe\"", NULL, "-f", "json", "two.json");
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
    EXPECT(0, "  2 ########## More walking\n", NULL, "two.json");
    char *text = OUTPUT_OF("export", "two.json");
    cr_expect(strstr(text, "  2 ########## More walking\n"), "%s", text);
    free(text);
    text = OUTPUT_OF("two.json");
    cr_expect(strstr(text, "  2 ########## More walking\n"), "%s", text);
    free(text);
    EXPECT(0, NULL, NULL, "-o", "a.txt", "two.json");
    expect_file("a.txt", "  2 ██████████ More walking\n");
}

Test(themes_command, it_reads_what_stands_in_the_journal_alone)
{
    struct writer w;
    writer_open(&w, "live.json", 1);
    writer_goal(&w, "Warm homes");
    writer_save(&w);
    writer_journal_goal(&w, "Clean air");
    EXPECT(0, "  - Clean air (", NULL, "live.json");
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
    EXPECT(3, "goal <0>", "cut.json: ", "cut.json");
    EXPECT(1, NULL, "none.json: No such file", "none.json");
    free(bytes);
}

Test(themes_command, of_an_empty_file_it_says_so)
{
    EXPECT(0, "What we heard: 0 tables\n", NULL, "empty.json");
    EXPECT(0, "Nothing here yet.\n", NULL, "empty.json");
    EXPECT(0, "\"columns\": []", NULL, "-f", "json", "empty.json");
}

Test(themes_command, what_an_export_tells_is_not_taken_for_a_part_of_the_session)
{
    free(OUTPUT_OF("export", "-o", "once.json", "two.json"));
    expect_file("once.json", "\"themes\": {");
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

Test(themes_command, the_brief_answer_is_one_page_and_counts_the_rest)
{
    char *seminar = repo_path("sessions/seminar.json");
    char *page = OUTPUT_OF("themes", "--brief", seminar);
    size_t lines = 0;
    for (const char *p = page; (p = strchr(p, '\n')); p++) {
        lines++;
    }
    cr_expect_leq(lines, 60, "%s", page);
    cr_expect(strstr(page, "\nStakeholders\n     5 ██████████ Employers\n"), "%s", page);
    cr_expect(strstr(page, "       and 15 more\n"), "%s", page);
    cr_expect(strstr(page, "237 things were said at one table only."), "%s", page);
    free(page);
    free(seminar);
}
