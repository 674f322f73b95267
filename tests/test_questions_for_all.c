/* Questions in a file of several tables: everybody's, and said to be. */

#include "model/questions.h"

#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include "store/file.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct desk d;
static const struct record *one, *two;

static void begin(void)
{
    enter_folder();
    sit_down(&d, 7, "Ana");
    one = add_table(&d, "Too slow", "Leeds", "2026-11-30", "1");
    two = add_table(&d, "Too slow", "Leeds", "2026-11-30", "2");
    add_goal(&d, one, "Less waiting");
}

static void end(void)
{
    stand_up(&d);
    folder_finish();
}

TestSuite(questions_for_all, .init = begin, .fini = end);

static const struct record *ask(const struct record *table, const char *text)
{
    const struct record *row = author_ask(&d.author, table, ASKS_HANDS, text, &err);
    cr_assert(row, "%s", err_text(&err));
    return row;
}

static void expect_before(const struct record *table, const char *expected)
{
    size_t count;
    struct str all = STR_EMPTY;
    const struct record **rows = questions_before(d.session, table, &count);
    for (size_t i = 0; i < count; i++) {
        str_addf(&all, "%s%s", i ? " " : "", record_words(rows[i], "text"));
    }
    cr_expect_str_eq(str_text(&all), expected);
    free(rows);
    str_finish(&all);
}

Test(questions_for_all, are_found_at_every_table_in_the_order_they_were_asked)
{
    const struct record *first = ask(two, "First?");
    ask(one, "Second?");
    ask(two, "Third?");
    cr_expect(question_is_everybodys(first));
    expect_before(one, "First? Second? Third?");
    expect_before(two, "First? Second? Third?");
    cr_assert(author_delete(&d.author, first, &err));
    expect_before(one, "Second? Third?");
}

Test(questions_for_all, a_meeting_that_is_over_asks_nothing_any_more)
{
    ask(two, "Before?");
    const struct record *again = add_table(&d, "Too slow", "Leeds", "2026-12-30", "2");
    set(&d, again, "after", record_id(two));
    expect_before(again, "");
}

Test(questions_for_all, say_whose_they_are_and_papers_pin_them_on_no_table)
{
    const struct record *row = ask(two, "GPs: all right?");
    struct str home = STR_EMPTY;
    question_say_home(row, &home);
    cr_expect_str_eq(str_text(&home), "all tables, kept with Leeds, table 2");
    str_finish(&home);
    size_t count;
    const struct record *const *answers =
        goal_notes(d.session, row, ANSWERS_COLUMN, &count);
    cr_assert(author_choose(&d.author, row, "phone a", answers[0], &err));
    cr_assert(author_set_question(&d.author, row, QUESTION_SHOWN, &err));
    struct str file = STR_EMPTY;
    file_write(d.session, &file);
    text_file_write("a.json", str_text(&file));
    str_finish(&file);
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "a.json", "-f", "text"));
    expect_part(str_text(&ran.out), "GPs: all right? (1 answer, asked of everybody)");
    ran_finish(&ran);
    ran = program_run(NULL,
                      WORDS("roundtable", "export", "a.json", "-f", "text", "--brief"));
    expect_part(str_text(&ran.out), "1 answer, asked of everybody");
    expect_no_part(str_text(&ran.out), "Leeds 2 - 1 answer");
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("roundtable", "export", "a.json", "-f", "csv"));
    expect_part(str_text(&ran.out), "\nToo slow,Leeds,2026-11-30,asked of everybody,"
                                    "GPs: all right?,questions,answers,");
    expect_no_part(str_text(&ran.out), "\nToo slow,Leeds,2026-11-30,2,GPs");
    ran_finish(&ran);
    EXPECT_RUN(0, NULL, NULL, "export", "-o", "out.xlsx", "a.json");
    char *text = output_of(WORDS("/usr/bin/python3", "-c",
                                 "import openpyxl\n"
                                 "for s in openpyxl.load_workbook('out.xlsx'):\n"
                                 "    for row in s.iter_rows(values_only=True):\n"
                                 "        print(*row, sep='|')\n"));
    expect_part(text, "\nasked of everybody|GPs: all right?|");
    free(text);
}
