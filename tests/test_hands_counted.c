/* A show of hands of which only some answers were counted: nothing tells the others as none. */

#include "model/questions.h"

#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/pair.h"
#include "support/program.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(hands_counted, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

/* Yes 14, No 0, and nobody counted who was not sure. */
static const struct record *ask(struct pair *p)
{
    size_t count;
    const struct record *row =
        author_ask(&p->ana, p->table, ASKS_HANDS, "Tea later?", &err);
    cr_assert(row, "%s", err_text(&err));
    const struct record *const *notes = goal_notes(p->one, row, ANSWERS_COLUMN, &count);
    cr_assert_eq(count, 3);
    cr_expect_null(question_uncounted(p->one, row), "none is counted");
    cr_assert(author_count_hands(&p->ana, notes[0], 14, &err));
    cr_expect_eq(question_uncounted(p->one, row), notes[1]);
    cr_assert(author_count_hands(&p->ana, notes[1], 0, &err));
    cr_expect_eq(question_uncounted(p->one, row), notes[2]);
    cr_assert(author_set_question(&p->ana, row, QUESTION_ENDED, &err));
    return row;
}

static void expect_told(const char *format, const char *counted, const char *uncounted)
{
    char *out = output_of(WORDS("roundtable", "export", "-f", format, "a.json"));
    expect_part(out, counted);
    expect_part(out, uncounted);
    free(out);
}

Test(hands_counted, what_was_not_counted_is_told_so_and_what_was_counted_as_none_is_none)
{
    struct pair p = pair_make();
    ask(&p);
    char *bytes = bytes_of(p.one);
    text_file_write("a.json", bytes);
    free(bytes);
    expect_told("text", "No                    0 answers",
                "Not sure              not counted");
    expect_told("markdown", " – No | 0 |", " – Not sure | not counted |");
    expect_told("html", "<span>0</span>", "<td>not counted</td>");
    expect_told("csv", ",answers,No,,0,", ",answers,Not sure,,,");
    char *out = output_of(WORDS("roundtable", "export", "--brief", "a.json"));
    expect_part(out, "Yes (14), No (0), Not sure (not counted)");
    free(out);
    pair_free(&p);
}

/* It is counted no more, which is not as if none had gone up. */
Test(hands_counted, what_was_taken_back_is_not_counted)
{
    struct pair p = pair_make();
    const struct record *row = ask(&p);
    size_t count;
    const struct record *const *notes = goal_notes(p.one, row, ANSWERS_COLUMN, &count);
    cr_assert(author_count_hands(&p.ana, notes[2], 2, &err));
    cr_expect_null(question_uncounted(p.one, row));
    cr_assert(author_count_hands(&p.ana, notes[0], -1, &err));
    cr_expect_eq(question_uncounted(p.one, row), notes[0]);
    cr_expect_eq(question_answered(p.one, row), 2);
    cr_assert(author_count_hands(&p.ana, notes[1], -1, &err));
    cr_assert(author_count_hands(&p.ana, notes[2], -1, &err));
    cr_expect_null(question_uncounted(p.one, row), "none is counted again");
    cr_expect_not(question_has_hands(p.one, row));
    pair_free(&p);
}

/* Undo names it, and the log does, but none says how many, or for what, before all may see that. */
Test(hands_counted, are_called_so_where_they_are_undone_and_logged)
{
    struct pair p = pair_make();
    const struct record *row = ask(&p);
    size_t count;
    struct str said = STR_EMPTY;
    const struct record *const *notes = goal_notes(p.one, row, ANSWERS_COLUMN, &count);
    cr_assert(author_count_hands(&p.ana, notes[1], -1, &err));
    cr_assert(author_undo(&p.ana, &said));
    cr_expect_str_eq(str_text(&said), "took back the hands counted for ‘No’");
    cr_expect_eq(question_uncounted(p.one, row), notes[2],
                 "No is counted again, as none");
    str_finish(&said);
    char *bytes = bytes_of(p.one);
    text_file_write("a.json", bytes);
    free(bytes);
    char *out = OUTPUT_OF("log", "a.json");
    expect_part(out, "counted hands for ‘Tea later?’");
    expect_part(out, "took back hands counted for ‘Tea later?’");
    expect_no_part(out, "took back an answer");
    free(out);
    pair_free(&p);
}

/* A phone that chose it is an answer, whoever counts hands. */
Test(hands_counted, what_a_phone_chose_is_told_with_its_number)
{
    struct pair p = pair_make();
    const struct record *row = ask(&p);
    size_t count;
    const struct record *const *notes = goal_notes(p.one, row, ANSWERS_COLUMN, &count);
    cr_assert(author_choose(&p.ana, row, "phone a", notes[2], &err));
    cr_expect_null(question_uncounted(p.one, row));
    expect_answers(p.one, row, "Yes 14, No 0, Not sure 1");
    pair_free(&p);
}
