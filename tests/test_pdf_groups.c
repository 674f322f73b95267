/* Questions and how they were answered, over several pages of paper. */

#include "model/ballot.h"
#include "model/questions.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(pdf_groups, .init = enter_folder, .timeout = 60);

static const struct record *ask(struct desk *desk, const struct record *table,
                                enum question_asks asks, const char *text)
{
    const struct record *row = author_ask(&desk->author, table, asks, text, &err);
    cr_assert(row, "%s", err_text(&err));
    return row;
}

static char *pages_of_desk(struct desk *desk, const char *paper)
{
    char *json = exported_as(desk->session, "json");
    char *text = pages_of_session(json, WORDS("--paper", paper));
    free(json);
    return text;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    while ((text = strstr(text, part))) {
        text += strlen(part);
        count++;
    }
    return count;
}

Test(pdf_groups, a_question_and_its_answers_stand_on_one_page)
{
    enum { QUESTIONS = 40 };
    static const char *const papers[] = {"a4", "report"};
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Surgery", NULL, NULL, "4");
    add_goal(&desk, table, "Time to listen");
    for (int i = 0; i < QUESTIONS; i++) {
        size_t count;
        struct str words = str_of("Is ten minutes enough");
        for (int more = i % 4; more > 0; more--) { /* of other heights */
            str_add(&words,
                    " for whoever comes to us in the morning, by bus or on foot,");
        }
        const struct record *row = ask(&desk, table, ASKS_HANDS, words.bytes);
        str_finish(&words);
        const struct record *const *notes =
            goal_notes(desk.session, row, ANSWERS_COLUMN, &count);
        cr_assert(author_choose(&desk.author, row, "phone a", notes[0], &err));
        cr_assert(author_set_question(&desk.author, row, QUESTION_SHOWN, &err));
    }
    for (size_t p = 0; p < sizeof papers / sizeof *papers; p++) {
        char *text = pages_of_desk(&desk, papers[p]);
        cr_expect_eq(count_of(text, "Not sure"), QUESTIONS);
        for (char **page = pages_cut(text); *page; page++) {
            cr_expect_eq(count_of(*page, "Is ten minutes"), count_of(*page, "Not sure"),
                         "%s:\n%s", papers[p], *page);
            cr_expect_eq(count_of(*page, "(continued)"), 0, "%s", *page);
        }
        free(text);
    }
    stand_up(&desk);
}

Test(pdf_groups, of_a_long_one_each_page_says_which_it_is)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Surgery", NULL, NULL, "4");
    add_goal(&desk, table, "Time to listen");
    const struct record *row = ask(&desk, table, ASKS_WORDS, "What brought you?");
    for (int i = 0; i < 150; i++) {
        struct str words = str_of("Reason %d", i);
        cr_assert(
            author_add_note(&desk.author, row, ANSWERS_COLUMN, NULL, words.bytes, &err));
        str_finish(&words);
    }
    cr_assert(author_set_question(&desk.author, row, QUESTION_SHOWN, &err));
    char *text = pages_of_desk(&desk, "a4");
    size_t told = 0;
    for (char **page = pages_cut(text); *page; page++) {
        if (strstr(*page, "Reason ")) {
            const char *heading = strstr(*page, "What brought you?");
            cr_assert(heading && heading < strstr(*page, "Reason "), "%s", *page);
            cr_expect_eq(count_of(*page, "(continued)"), told > 0, "%s", *page);
            told++;
        }
    }
    cr_expect_gt(told, 2);
    free(text);
    stand_up(&desk);
}

/* Beside bars that begin behind the longest of them. */
Test(pdf_groups, votes_that_are_a_share_say_of_how_many_people)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Surgery", NULL, NULL, "4");
    const struct record *goal = add_goal(&desk, table, "Time to listen");
    const struct record *note = add_note(&desk, goal, "barriers", "Waits");
    const struct record *other = add_note(&desk, goal, "barriers", "Fares");
    cr_assert(author_count_paper(&desk.author, note, 14, &err));
    cr_assert(author_count_paper(&desk.author, other, 9, &err));
    static const char *const papers[] = {"a4", "large"};
    for (size_t p = 0; p < sizeof papers / sizeof *papers; p++) {
        char *text = pages_of_desk(&desk, papers[p]);
        expect_no_part(text, "14 of");
        free(text);
    }
    cr_assert(author_set_voted(&desk.author, table, 23, &err));
    for (size_t p = 0; p < sizeof papers / sizeof *papers; p++) {
        char *text = pages_of_desk(&desk, papers[p]);
        const char *votes = strstr(text, "Rank");
        cr_assert(votes, "%s", text);
        expect_part(votes, "14 of 23 people");
        expect_part(votes, " 9 of 23 people");
        free(text);
    }
    stand_up(&desk);
}
