/* roundtable diff: what one file shows and another does not. */

#include "model/author.h"
#include "model/forget.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Two laptops that began from one session: of a table with two goals. */
static struct laptop {
    struct session_file file;
    struct author author;
} a, b;

static const struct record *saying(struct laptop *l, const char *words)
{
    return record_saying(l->file.session, words);
}

static void add(struct laptop *l, const char *goal, const char *column, const char *words)
{
    author_add_note(&l->author, saying(l, goal), column, NULL, words, &err);
}

static void enter(void)
{
    enter_folder();
    file_new("a.json", &a.file);
    author_init(&a.author, a.file.session, 1, "Ana");
    a.author.now_ms = 1487764800000;
    const struct record *table =
        author_add_table(&a.author, NULL, NULL, "Leeds", NULL, "4", &err);
    author_add_goal(&a.author, table, NULL, "Less sugar", &err);
    author_add_goal(&a.author, table, NULL, "More walking", &err);
    add(&a, "Less sugar", "barriers", "Advertising");
    add(&a, "Less sugar", "barriers", "Prices");
    add(&a, "Less sugar", "barriers", "Habits");
    add(&a, "More walking", "stakeholders", "Schools");
    file_new("b.json", &b.file);
    session_add_all(b.file.session, a.file.session);
    author_init(&b.author, b.file.session, 2, "Ben");
    b.author.now_ms = a.author.now_ms + 60000;
}

static void leave(void)
{
    cr_expect_null(err.message, "%s", err_text(&err));
    err_finish(&err);
    author_finish(&a.author);
    author_finish(&b.author);
    file_close(&a.file);
    file_close(&b.file);
    folder_finish();
}

TestSuite(diff, .init = enter, .fini = leave);

static void save(void)
{
    cr_assert(file_save(&a.file, &err), "%s", err_text(&err));
    cr_assert(file_save(&b.file, &err), "%s", err_text(&err));
}

/* What the program tells of both files, which stay as they are; for free(). */
static char *told(int status, const char *said)
{
    char *before[2] = {text_file_read("a.json"), text_file_read("b.json")};
    struct ran ran = program_run(NULL, WORDS("roundtable", "diff", "a.json", "b.json"));
    char *after[2] = {text_file_read("a.json"), text_file_read("b.json")};
    cr_expect_eq(ran.status, status, "status %d", ran.status);
    cr_expect(*said ? strstr(str_text(&ran.err), said) != NULL : !ran.err.len_bytes, "%s",
              str_text(&ran.err));
    for (int i = 0; i < 2; i++) {
        cr_expect_str_eq(before[i], after[i]);
        free(before[i]);
        free(after[i]);
    }
    char *out = str_take(&ran.out);
    ran_finish(&ran);
    return out;
}

/* That it tells just these differences, above its last lines. */
static void expect_differences_and(int status, const char *said, const char *expected)
{
    save();
    char *out = told(status, said);
    char *end = strstr(out, expected[0] ? "\n\n" : "Both show the same");
    while (end && expected[0] && strstr(end + 1, "\n\n")) {
        end = strstr(end + 1, "\n\n");
    }
    cr_assert(end, "%s", out);
    end[*expected != '\0'] = '\0';
    cr_expect_str_eq(out, expected, "it is\n%s\nand should be\n%s", out, expected);
    free(out);
}

static void expect_differences(const char *expected)
{
    expect_differences_and(0, "", expected);
}

Test(diff, what_only_one_has_stands_under_its_table_and_goal)
{
    const struct record *table = record_parent(saying(&b, "Less sugar"));
    add(&a, "Less sugar", "barriers", "Posters");
    add(&b, "Less sugar", "stakeholders", "Parents");
    author_add_goal(&b.author, table, NULL, "More sleep", &err);
    add(&b, "More sleep", "barriers", "Noise");
    expect_differences("Leeds, table 4\n"
                       "  ‘Less sugar’\n"
                       "    - only in a.json: barrier ‘Posters’\n"
                       "    + only in b.json: stakeholder ‘Parents’\n"
                       "  ‘More sleep’\n"
                       "    + only in b.json: goal ‘More sleep’\n"
                       "    + only in b.json: barrier ‘Noise’\n");
}

/* A form with words of its own, and what is then said of two files that differ in a row and an
 * entry of it; the sentences are English, whatever language the form's words are of. */
Test(diff, entries_are_called_as_the_form_calls_them)
{
    static const char *const rows[][2] = {
        {"", "  ‘Trees’\n"
             "    - only in a.json: fear ‘Roots’\n"
             "  ‘Ponds’\n"
             "    - only in a.json: site ‘Ponds’\n"},
        {"\"language\":\"cy\",", "entry ‘Ponds’"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (int side = 0; side < 2; side++) {
            struct str text = str_of(
                "{\"templates\":[{\"id\":\"w\",\"name\":\"W\",%s\"grids\":[{\"id\":"
                "\"map\","
                "\"title\":\"Map\",\"goals\":{\"title\":\"Sites\",\"singular\":\"site\"},"
                "\"columns\":[{\"id\":\"fears\",\"title\":\"Fears\",\"singular\":"
                "\"fear\"}]"
                "}]}],\"sessions\":[{\"id\":\"t\",\"template\":\"w\",\"goals\":[{\"id\":"
                "\"g\",\"text\":\"Trees\"%s}"
                "%s]}]}",
                rows[i][0], side ? "" : ",\"fears\":[\"Roots\"]",
                side ? "" : ",\"Ponds\"");
            text_file_write(side ? "b.json" : "a.json", text.bytes);
            str_finish(&text);
        }
        char *out = told(0, "");
        expect_part(out, rows[i][1]);
        free(out);
    }
}

Test(diff, what_both_have_is_compared_by_words_place_marks_and_votes)
{
    author_reword(&b.author, saying(&b, "Advertising"), "Television", &err);
    author_set(&a.author, saying(&a, "Advertising"), "weight", VALUE_OF_TEXT("boulder"),
               &err);
    author_set(&b.author, saying(&b, "Habits"), "due", VALUE_OF_TEXT("May"), &err);
    author_vote(&a.author, saying(&a, "Prices"), "", 2, &err);
    author_vote(&b.author, saying(&b, "Prices"), "", 3, &err);
    author_move_note(&b.author, saying(&b, "Schools"), saying(&b, "Less sugar"),
                     "barriers", NULL, &err);
    author_reword(&b.author, saying(&b, "More walking"), "Walk more", &err);
    expect_differences_and(
        3, "b.json: kept, but not shown: \"due\" of 1 note",

        "Leeds, table 4\n"
        "  ‘Less sugar’\n"
        "    ~ reworded: barrier ‘Advertising’ in a.json, ‘Television’ in b.json\n"
        "    ~ marked: weight of barrier ‘Advertising’ is ‘Boulder’ in a.json, nothing "
        "in b.json\n"
        "    ~ votes: barrier ‘Prices’ has 2 in a.json, 3 in b.json\n"
        "    ~ changed: due of barrier ‘Habits’ is nothing in a.json, ‘May’ in b.json\n"
        "  ‘More walking’\n"
        "    ~ reworded: goal ‘More walking’ in a.json, ‘Walk more’ in b.json\n"
        "    ~ moved: ‘Schools’: Stakeholders of ‘More walking’ in a.json, Barriers of "
        "‘Less sugar’ in b.json\n");
}

Test(diff, another_column_another_goal_and_another_order_are_told_apart)
{
    const struct record *sugar = saying(&b, "Less sugar");
    author_move_note(&b.author, saying(&b, "Prices"), sugar, "moments", NULL, &err);
    author_move_note(&b.author, saying(&b, "Schools"), sugar, "stakeholders", NULL, &err);
    author_move_note(&b.author, saying(&b, "Habits"), sugar, "barriers", NULL, &err);
    author_move_goal(&b.author, saying(&b, "More walking"), NULL, &err);
    expect_differences(
        "Leeds, table 4\n"
        "  ~ in another order: the goals\n"
        "  ‘Less sugar’\n"
        "    ~ moved: ‘Prices’: Barriers in a.json, Social moments in b.json\n"
        "    ~ in another order: Barriers\n"
        "  ‘More walking’\n"
        "    ~ moved: ‘Schools’: ‘More walking’ in a.json, ‘Less sugar’ in b.json\n");
}

Test(diff, entries_that_one_has_between_do_not_make_another_order)
{
    author_add_note(&b.author, saying(&b, "Less sugar"), "barriers",
                    saying(&b, "Advertising"), "Posters", &err);
    author_delete(&a.author, saying(&a, "Prices"), &err);
    expect_differences("Leeds, table 4\n"
                       "  ‘Less sugar’\n"
                       "    + only in b.json: barrier ‘Posters’\n"
                       "    + only in b.json: barrier ‘Prices’ (deleted in a.json)\n");
}

Test(diff, the_details_of_a_table_stand_above_its_goals)
{
    const struct record *table[2] = {record_parent(saying(&a, "Less sugar")),
                                     record_parent(saying(&b, "Less sugar"))};
    author_set(&a.author, table[0], "title", VALUE_OF_TEXT("Monday"), &err);
    author_set(&b.author, table[1], "place", VALUE_OF_TEXT("York"), &err);
    author_set(&b.author, table[1], "vision", VALUE_OF_TEXT("Health"), &err);
    author_set(&b.author, table[1], "draft", VALUE_OF_TEXT("Hea"), &err);
    author_set(&b.author, table[1], "date", VALUE_OF_TEXT(""), &err); /* is none */
    expect_differences("Leeds, table 4, Monday\n"
                       "  - only in a.json: title ‘Monday’\n"
                       "  ~ changed: place ‘Leeds’ in a.json, ‘York’ in b.json\n"
                       "  + only in b.json: vision ‘Health’\n");
}

Test(diff, of_a_table_that_one_has_a_line_says_how_much_is_in_it)
{
    const struct record *york =
        author_add_table(&b.author, NULL, NULL, "York", NULL, NULL, &err);
    author_add_goal(&b.author, york, NULL, "More sleep", &err);
    add(&b, "More sleep", "barriers", "Noise");
    add(&b, "More sleep", "barriers", "Light");
    add(&a, "Less sugar", "barriers", "Posters");
    expect_differences("Leeds, table 4\n"
                       "  ‘Less sugar’\n"
                       "    - only in a.json: barrier ‘Posters’\n"
                       "\n"
                       "York\n"
                       "  + only in b.json: this table, with 1 goal and 2 notes\n");
}

Test(diff, what_was_deleted_or_taken_out_for_good_is_told_as_that)
{
    author_delete(&b.author, saying(&b, "More walking"), &err);
    const struct record *note = saying(&b, "Prices");
    forget(&b.author, &(struct forget){.edit = record_author(note)}, &err);
    expect_differences(
        "Leeds, table 4\n"
        "  ‘Less sugar’\n"
        "    - only in a.json: barrier ‘Prices’ (taken out for good in b.json)\n"
        "  ‘More walking’\n"
        "    - only in a.json: goal ‘More walking’ (deleted in b.json)\n"
        "    - only in a.json: stakeholder ‘Schools’ (deleted in b.json)\n");
}

Test(diff, what_is_settled_in_one_alone_is_told)
{
    author_reword(&a.author, saying(&a, "Advertising"), "Posters", &err);
    author_reword(&b.author, saying(&b, "Advertising"), "Television", &err);
    session_add_all(a.file.session, b.file.session); /* a.json has both, and shows b's */
    expect_differences(
        "Leeds, table 4\n"
        "  ‘Less sugar’\n"
        "    ~ not settled in a.json, settled in b.json: barrier ‘Television’\n");
}

Test(diff, the_same_is_told_with_what_differs_in_the_history)
{
    save();
    char *out = told(0, "");
    cr_expect_str_eq(out, "Both show the same, and have the same history.\n");
    free(out);
    author_reword(&b.author, saying(&b, "Prices"), "Price", &err);
    author_reword(&b.author, saying(&b, "Price"), "Prices", &err);
    save();
    out = told(0, "");
    cr_expect_str_eq(out, "Both show the same.\nIn their history, a.json has none that "
                          "b.json has not, b.json has 2 changes that a.json has not.\n");
    free(out);
    author_vote(&a.author, saying(&a, "Prices"), "", 1, &err);
    save();
    out = told(0, "");
    cr_expect(strstr(out, "\n\n1 difference.\nIn their history, a.json has 1 change that "
                          "b.json has not, b.json has 2 changes that a.json has not.\n"),
              "%s", out);
    free(out);
}

Test(diff, what_stands_in_a_journal_counts)
{
    save();
    add(&b, "Less sugar", "barriers", "Posters");
    size_t count;
    const struct edit **edits = session_edits(b.file.session, &count);
    cr_assert(journal_append(&b.file.journal, &edits[count - 1], 1, &err));
    free(edits);
    char *out = told(0, "");
    cr_expect(strstr(out, "    + only in b.json: barrier ‘Posters’\n"), "%s", out);
    free(out);
}

Test(diff, words_that_could_disturb_a_terminal_are_marks)
{
    add(&b, "Less sugar", "barriers", "a\nb\033[2J\u202e");
    save();
    char *out = told(0, "");
    cr_expect(strstr(out, "barrier ‘a⏎b␛[2J<U+202E>’\n") && !strchr(out, '\033'), "%s",
              out);
    free(out);
}

Test(diff, a_damaged_file_is_compared_as_far_as_it_can_be_read)
{
    save();
    char *text = text_file_read("b.json");
    cr_assert(text);
    text[strlen(text) - 30] = '\0'; /* behind all the edits */
    text_file_write("b.json", text);
    free(text);
    char *out = told(3, "roundtable: b.json: the file is damaged");
    cr_expect(strstr(out, "Both show the same"), "%s", out);
    free(out);
}

Test(diff, wrong_usage_and_what_is_no_session_are_told)
{
    static const struct {
        const char *words[4];
        int status;
        const char *said;
    } rows[] = {
        {{NULL}, 2, "which two FILEs?"},
        {{"a.json"}, 2, "which FILE to compare it with?"},
        {{"a.json", "b.json", "c.json"}, 2, "two FILEs at a time"},
        {{"--all", "a.json", "b.json"}, 2, "no option --all"},
        {{"none.json", "a.json"}, 1, "none.json: No such file"},
        {{"a.json", "bad.json"}, 1, "bad.json:1:3: "},
        {{"a.json", "."}, 1, ".: a folder"},
    };
    save();
    text_file_write("bad.json", "{ oops }");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *argv[6] = {"roundtable", "diff"};
        memcpy(argv + 2, rows[i].words, sizeof rows[i].words);
        struct ran ran = program_run(NULL, argv);
        cr_expect_eq(ran.status, rows[i].status, "%s", rows[i].said);
        cr_expect_str_empty(str_text(&ran.out));
        cr_expect(strstr(str_text(&ran.err), rows[i].said), "%s", str_text(&ran.err));
        ran_finish(&ran);
    }
}
