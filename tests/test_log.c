/* roundtable log: who said what, when, and what is not settled. */

#include "model/author.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(log, .init = enter_folder, .fini = end_without_fault);

/* A file with one table, one goal and one note, by Ana at 12:00:00. */
static void file_make(struct session_file *file, struct author *ana)
{
    file_new("a.json", file);
    author_init(ana, file->session, 1, "Ana");
    ana->now_ms = 1487764800000;
    const struct record *table =
        author_add_table(ana, NULL, NULL, "Leeds", NULL, "4", &err);
    const struct record *goal = author_add_goal(ana, table, NULL, "Less sugar", &err);
    author_add_note(ana, goal, "barriers", NULL, "Advertising", &err);
}

static void file_end(struct session_file *file, struct author *ana)
{
    cr_assert(file_save(file, &err), "%s", err_text(&err));
    author_finish(ana);
    file_close(file);
}

/* What the program prints; it must succeed. */
static char *log_of(const char *option)
{
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", "a.json", option));
    cr_assert_eq(ran.status, 0, "%s", ran.err.bytes);
    cr_expect_str_empty(str_text(&ran.err));
    char *out = str_take(&ran.out);
    ran_finish(&ran);
    return out;
}

static void expect_log(const char *option, const char *expected)
{
    char *log = log_of(option);
    cr_expect_str_eq(log, expected, "it is\n%s\nand should be\n%s", log, expected);
    free(log);
}

Test(log, every_change_stands_under_its_day_with_its_time_and_whose_it_is)
{
    struct session_file file;
    struct author ana;
    file_make(&file, &ana);
    const struct record *note = record_saying(file.session, "Advertising");
    ana.now_ms += 3500;
    author_reword(&ana, note, "Television", &err);
    ana.by = NULL; /* names are optional */
    ana.now_ms += 86400000;
    author_delete(&ana, note, &err);
    file_end(&file, &ana);
    expect_log(NULL, "22 February 2017\n"
                     "12:00:00  Ana  began the table: place ‘Leeds’, table ‘4’, template "
                     "‘System map and action plan’\n"
                     "12:00:00  Ana  added the goal ‘Less sugar’\n"
                     "12:00:00  Ana  added the barrier ‘Advertising’ to ‘Less sugar’\n"
                     "12:00:03  Ana  changed ‘Advertising’ to ‘Television’\n"
                     "\n"
                     "23 February 2017\n"
                     "12:00:03  deleted ‘Television’\n");
}

Test(log, what_is_not_settled_stands_at_the_end_with_every_wording)
{
    struct session_file file;
    struct author ana, ben, cleo;
    struct session *two = session_new(), *three = session_new();
    file_make(&file, &ana);
    session_add_all(two, file.session);
    session_add_all(three, file.session);
    author_init(&ben, two, 2, "Ben");
    author_init(&cleo, three, 3, "Cleo");
    ana.now_ms = ben.now_ms = cleo.now_ms = 1487764860000;
    ben.now_ms += 1000;
    author_reword(&ana, record_saying(file.session, "Advertising"), "Television", &err);
    author_reword(&ben, record_saying(two, "Advertising"), "Posters", &err);
    author_delete(&cleo, record_saying(three, "Advertising"), &err);
    session_add_all(file.session, two);
    session_add_all(file.session, three);
    file_end(&file, &ana);
    author_finish(&ben);
    author_finish(&cleo);
    session_free(two);
    session_free(three);
    char *with = log_of(NULL), *without = log_of("--without-names");
    const char *end = strstr(with, "\n\nNot settled:\n");
    cr_assert(end, "%s", with);
    cr_expect_str_eq(end,
                     "\n\nNot settled:\n"
                     "  the words of the barrier ‘Posters’ of ‘Less sugar’\n"
                     "    ‘Posters’  Ben, 22 February 2017, 12:01:01 (shown)\n"
                     "    ‘Television’  Ana, 22 February 2017, 12:01:00\n"
                     "  whether to delete the barrier ‘Posters’ of ‘Less sugar’\n"
                     "    deleted  Cleo, 22 February 2017, 12:01:00 (shown: not all who "
                     "wrote had seen that)\n");
    cr_expect(strstr(without, "    ‘Television’  22 February 2017, 12:01:00\n"), "%s",
              without);
    static const char *const names[] = {"Ana", "Ben", "Cleo"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        cr_expect(strstr(with, names[i]), "%s", with);
        cr_expect_not(strstr(without, names[i]), "%s", without);
    }
    free(without);
    free(with);
}

Test(log, a_file_of_several_tables_names_the_table_of_each_line)
{
    struct session_file file;
    struct author ana;
    file_make(&file, &ana);
    const struct record *other =
        author_add_table(&ana, NULL, NULL, "York", "2017-03-01", "2", &err);
    ana.now_ms += 1000;
    author_add_goal(&ana, other, NULL, "More walking", &err);
    file_end(&file, &ana);
    char *log = log_of(NULL);
    cr_expect(strstr(log, "12:00:00  Ana  Leeds, table 4: added the goal ‘Less sugar’\n"),
              "%s", log);
    cr_expect(strstr(log, "12:00:01  Ana  York, table 2, 2017-03-01: added the goal "
                          "‘More walking’\n"),
              "%s", log);
    free(log);
}

Test(log, what_a_hand_wrote_is_told_as_the_grid_reads)
{
    text_file_write("a.json",
                    "{ \"sessions\": [ { \"date\": \"2017-02-22\", \"goals\": [\n"
                    "{ \"text\": \"One\", \"stakeholders\": [ \"S\" ],\n"
                    "  \"barriers\": [ \"B\", \"A\" ] }, { \"text\": \"Two\" } ] } ] }");
    expect_log(NULL, "22 February 2017\n"
                     "          by hand  began the table: date ‘2017-02-22’, template "
                     "‘System map and action plan’\n"
                     "          by hand  added the goal ‘One’\n"
                     "          by hand  added the barrier ‘B’ to ‘One’\n"
                     "          by hand  added the barrier ‘A’ to ‘One’\n"
                     "          by hand  added the stakeholder ‘S’ to ‘One’\n"
                     "          by hand  added the goal ‘Two’\n");
    text_file_write("a.json", "{ \"sessions\": [] }");
    expect_log(NULL, "Nothing was said yet.\n");
}

Test(log, words_that_could_disturb_a_terminal_are_marks_and_stay_on_their_line)
{
    struct session_file file;
    struct author ana;
    file_make(&file, &ana);
    ana.by = "\033[1mEve";
    author_reword(&ana, record_saying(file.session, "Advertising"), "a\nb\033[2J\u202e",
                  &err);
    file_end(&file, &ana);
    char *log = log_of(NULL);
    cr_expect(strstr(log, "␛[1mEve  changed ‘Advertising’ to ‘a⏎b␛[2J<U+202E>’\n"), "%s",
              log);
    cr_expect_not(strchr(log, '\033'));
    free(log);
}

Test(log, wrong_usage_and_what_is_no_session_are_told)
{
    static const struct {
        const char *words[4];
        int status;
        const char *said;
    } rows[] = {
        {{NULL}, 2, "which FILE?"},
        {{"a.json", "b.json"}, 2, "one FILE at a time"},
        {{"--without-name", "a.json"}, 2, "did you mean --without-names?"},
        {{"none.json"}, 1, "none.json: No such file"},
        {{"bad.json"}, 1, "bad.json:1:3: "},
    };
    text_file_write("bad.json", "{ oops }");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *argv[6] = {"roundtable", "log"};
        memcpy(argv + 2, rows[i].words, sizeof rows[i].words);
        struct ran ran = program_run(NULL, argv);
        cr_expect_eq(ran.status, rows[i].status, "%s", rows[i].said);
        cr_expect_str_empty(str_text(&ran.out));
        cr_expect(strstr(str_text(&ran.err), rows[i].said), "%s", str_text(&ran.err));
        ran_finish(&ran);
    }
}

Test(log, it_lists_the_generations_that_are_kept)
{
    struct session_file file;
    struct author ana;
    file_make(&file, &ana);
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    const struct record *table = record_parent(record_saying(file.session, "Less sugar"));
    author_add_goal(&ana, table, NULL, "More walking", &err);
    file_end(&file, &ana);
    char *out = log_of("--generations");
    cr_assert(strstr(out, "   2  "), "%s", out);
    cr_expect(strstr(out, "goals 2") && strstr(out, "goals 1") &&
                  strstr(out, "goals 2") < strstr(out, "goals 1"),
              "the newest first: %s", out);
    free(out);
}
