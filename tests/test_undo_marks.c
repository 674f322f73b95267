/* What an author did since a mark is taken back, as keys that were words are, and redone. */

#include "model/author.h"
#include "model/fields.h"
#include "support/err.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(undo_marks, .fini = end_test);

/* A ballot among keys that were no words comes back with one redo, if that is asked for. */
Test(undo_marks, votes_that_were_taken_back_are_redone_at_once)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    author_set_mark(&p.ana, MARK_FIRST);
    for (long dots = 1; dots <= 3; dots++) {
        cr_assert(author_vote(&p.ana, p.note, "p1", dots, &err));
    }
    cr_assert(author_vote(&p.ana, p.note, "p2", 1, &err));
    author_return(&p.ana, MARK_FIRST);
    cr_expect_eq(record_votes(p.note), 0);
    cr_expect(author_redoes_returned(&p.ana, &said));
    cr_expect_not(author_redoes_returned(&p.ana, &said), "once");
    str_clear(&said);
    cr_assert(author_redo(&p.ana, &said));
    cr_expect(strstr(said.bytes, ", and 3 more"), "%s", said.bytes);
    cr_expect_eq(record_votes(p.note), 4);
    cr_assert(author_undo(&p.ana, &said));
    cr_expect_eq(record_votes(p.note), 0);
    str_finish(&said);
    pair_free(&p);
}

static void keep_draft(struct pair *p, const struct record *of, const char *field,
                       const char *words)
{
    author_begin_step(&p->ana, "");
    cr_assert(author_set(&p->ana, of, field, VALUE_OF_TEXT(words), &err));
    author_forget_step(&p->ana);
}

/* But what was kept of a form is: its lines are no words of one box. */
Test(undo_marks, a_draft_is_no_step_that_is_redone)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    author_set_mark(&p.ana, MARK_FIRST);
    keep_draft(&p, p.table, "draft", "Less");
    author_return(&p.ana, MARK_FIRST);
    cr_expect_not(author_redoes_returned(&p.ana, &said));
    author_set_mark(&p.ana, MARK_FIRST);
    keep_draft(&p, p.note, PROMISE_DRAFT, "who: Zoe");
    author_return(&p.ana, MARK_FIRST);
    cr_expect_null(record_text(p.note, PROMISE_DRAFT));
    cr_expect(author_redoes_returned(&p.ana, &said));
    cr_expect_str_eq(said.bytes, "kept a draft of a promise for ‘Bus fares’");
    cr_assert(author_redo(&p.ana, &said));
    cr_expect_str_eq(record_text(p.note, PROMISE_DRAFT), "who: Zoe");
    str_finish(&said);
    pair_free(&p);
}

/* Keys that were words promised something: the words are kept, and the promise is one redo
 * away. */
Test(undo_marks, what_was_taken_back_is_redone_behind_words_that_were_kept_in_its_place)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    author_set_mark(&p.ana, MARK_FIRST);
    cr_assert(author_set(&p.ana, p.note, "who", VALUE_OF_TEXT("Aisha"), &err));
    author_return(&p.ana, MARK_FIRST);
    const struct record *kept =
        author_add_note(&p.ana, p.goal, "barriers", NULL, "cAisha", &err);
    cr_expect(author_redoes_returned(&p.ana, &said));
    cr_assert(author_redo(&p.ana, &said));
    cr_expect_str_eq(record_text(p.note, "who"), "Aisha");
    cr_expect(record_shown(kept));
    cr_assert(author_undo(&p.ana, &said));
    cr_expect_null(record_text(p.note, "who"));
    cr_expect(record_shown(kept));
    str_finish(&said);
    pair_free(&p);
}

/* Before what could be redone at the mark, which comes behind it. */
Test(undo_marks, what_was_undone_before_is_redone_behind_that)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    cr_assert(author_reword(&p.ana, p.note, "Second", &err));
    cr_assert(author_undo(&p.ana, &said));
    author_set_mark(&p.ana, MARK_FIRST);
    cr_assert(author_delete(&p.ana, p.note, &err));
    author_return(&p.ana, MARK_FIRST);
    cr_expect(author_redoes_returned(&p.ana, &said));
    cr_assert(author_redo(&p.ana, &said));
    cr_expect_not(record_shown(p.note));
    cr_assert(author_redo(&p.ana, &said));
    cr_expect_str_eq(record_text(p.note, "text"), "Second");
    cr_expect_null(author_redo(&p.ana, &said));
    str_finish(&said);
    pair_free(&p);
}
