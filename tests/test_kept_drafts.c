/* Several drafts of one box: which field has which, and whose they are to go on with. */

#include "model/alone.h"
#include "model/author.h"
#include "model/drafts.h"
#include "model/forget.h"
#include "store/room.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/pair.h"
#include "views/kept_draft.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(kept_drafts, .fini = end_test);

Test(kept_drafts, the_first_has_the_name_of_its_box_and_others_a_number_behind_it)
{
    static const char *const rows[][3] = {
        {"draft", "draft", "draft:~2"},
        {"draft:~2", "draft", "draft:~2"},
        {"draft:barriers", "draft:barriers", "draft:barriers~2"},
        {"draft:barriers~12", "draft:barriers", "draft:barriers~2"},
        {"draft:form:answer", "draft:form:answer", "draft:form:answer~2"},
        {"draft:a~b", "draft:a~b", "draft:a~b~2"},
        {"draft:a~", "draft:a~", "draft:a~~2"},
        {"draft:@actions^g~2", "draft", "draft:~2"},
        {"draft:barriers:@^n", "draft:barriers", "draft:barriers~2"},
    };
    struct pair p = pair_make();
    const struct record *table = record_in(p.one, p.table);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str box = STR_EMPTY, free_field = STR_EMPTY;
        cr_expect_str_eq(draft_box(rows[i][0], &box), rows[i][1]);
        draft_free_field(table, box.bytes, &free_field);
        cr_expect_str_eq(free_field.bytes, rows[i][1]);
        author_set(&p.ana, table, box.bytes, VALUE_OF_TEXT("a"), &err);
        draft_free_field(table, box.bytes, &free_field);
        cr_expect_str_eq(free_field.bytes, rows[i][2]);
        author_set(&p.ana, table, box.bytes, VALUE_NOTHING, &err);
        str_finish(&free_field);
        str_finish(&box);
    }
    pair_free(&p);
}

static struct str begun(const char *box, const char *grid, const struct record *at)
{
    struct str field = str_of("%s", box);
    draft_add_place(grid, at, &field);
    return field;
}

Test(kept_drafts, name_the_entry_where_they_were_begun_as_long_as_that_stands_there)
{
    struct pair p = pair_make();
    struct str grid = STR_EMPTY, note = begun("draft:barriers", "", p.note),
               goal = begun("draft", "actions", p.goal), none = begun("draft", "", NULL);
    cr_expect_eq(draft_begun_at(p.one, p.goal, note.bytes), p.note);
    cr_expect_not(draft_grid(note.bytes, &grid));
    cr_expect_eq(draft_begun_at(p.one, p.table, goal.bytes), p.goal);
    cr_expect(draft_grid(goal.bytes, &grid));
    cr_expect_str_eq(grid.bytes, "actions");
    cr_expect_str_eq(none.bytes, "draft");
    cr_expect_null(draft_begun_at(p.one, p.table, none.bytes));
    author_move_note(&p.ana, p.note, p.goal, "moments", NULL, &err);
    cr_expect_null(draft_begun_at(p.one, p.goal, note.bytes), "it stands elsewhere");
    author_delete(&p.ana, p.goal, &err);
    cr_expect_null(draft_begun_at(p.one, p.table, goal.bytes));
    str_finish(&grid);
    str_finish(&note);
    str_finish(&goal);
    str_finish(&none);
    pair_free(&p);
}

/* Whoever reads the journal learns of nobody's entry that is hidden yet. */
Test(kept_drafts, name_no_entry_that_is_hidden)
{
    struct pair p = pair_make();
    cr_assert(author_begin_alone(&p.ana, p.table, &err));
    const struct record *hidden = author_add_goal(&p.ana, p.table, NULL, "Hidden", &err);
    cr_assert(author_move_note(&p.ana, p.note, hidden, "barriers", NULL, &err));
    struct str field = begun("draft", "", hidden);
    cr_expect(record_is_veiled(hidden));
    cr_expect_str_eq(field.bytes, "draft");
    str_finish(&field);
    pair_free(&p);
}

/* A second after what was kept before; "": it goes. */
static void keep(struct pair *p, const char *field, const char *words)
{
    p->ana.now_ms += 1000;
    author_set(&p->ana, record_in(p->one, p->table), field,
               *words ? VALUE_OF_TEXT(words) : VALUE_NOTHING, &err);
}

Test(kept_drafts, the_latest_comes_back_and_nothing_is_joined)
{
    struct pair p = pair_make();
    const struct record *table = record_in(p.one, p.table);
    struct facts facts = {.session = p.one, .table = table, .by = "Ana"};
    struct kept_draft d = {.of = NULL};
    struct text_box box = {0};
    keep(&p, "draft", "one");
    keep(&p, "draft:~2", "two");
    keep(&p, "draft:~3", "three");
    keep(&p, "draft:~2", "two and more");
    kept_draft_open(&d, &facts, &box, table, "draft", "");
    cr_expect_str_eq(str_text(&box.text), "two and more");
    cr_expect_eq(d.waiting, 2);
    kept_draft_begin_anew(&d, &facts, &box);
    cr_expect_str_eq(str_text(&d.field), "draft:~4");
    cr_expect_eq(d.waiting, 3);
    cr_expect(kept_draft_settle(&d, "three"), "it is kept twice");
    cr_expect_not(kept_draft_settle(&d, "four"));
    keep(&p, "draft:~4", "of another window, since");
    cr_expect_not(kept_draft_settle(&d, "four"));
    cr_expect_str_eq(str_text(&d.field), "draft:~5");
    keep(&p, "draft:~2", "");
    p.ana.by = "Ben"; /* he has gone */
    keep(&p, "draft:~2", "of Ben");
    p.ana.by = "Ana";
    kept_draft_open(&d, &facts, &box, table, "draft", "");
    cr_expect_str_eq(str_text(&box.text), "of another window, since");
    facts.by = "Cleo";
    kept_draft_open(&d, &facts, &box, table, "draft", "");
    cr_expect_str_eq(str_text(&box.text), "of Ben");
    text_box_finish(&box);
    kept_draft_finish(&d);
    pair_free(&p);
}

/* Ben puts aside what Ana had left, and takes that back: it is hers, whatever he does then. What
 * he begins himself is his, though it begins as hers did. */
Test(kept_drafts, which_somebody_put_aside_are_brought_back_as_whose_they_were)
{
    struct pair p = pair_make();
    const struct record *goal = record_in(p.two, p.goal);
    struct str said = STR_EMPTY;
    cr_assert(author_set(&p.ana, p.goal, "draft:barriers", VALUE_OF_TEXT("the b"), &err));
    pair_meet(&p);
    cr_assert(author_set(&p.ben, goal, "draft:barriers", VALUE_OF_TEXT(""), &err));
    cr_expect_str_eq(draft_author(goal, "draft:barriers")->by, "Ben");
    cr_assert(author_undo(&p.ben, &said));
    pair_meet(&p);
    cr_expect_str_eq(record_words(p.goal, "draft:barriers"), "the b");
    cr_expect_str_eq(draft_author(p.goal, "draft:barriers")->by, "Ana");
    cr_expect_str_eq(draft_author(goal, "draft:barriers")->by, "Ana");
    cr_assert(author_set(&p.ben, goal, "draft:barriers", VALUE_NOTHING, &err));
    cr_assert(author_set(&p.ben, goal, "draft:barriers", VALUE_OF_TEXT("the b"), &err));
    cr_expect_str_eq(draft_author(goal, "draft:barriers")->by, "Ben");
    str_finish(&said);
    pair_free(&p);
}

/* With an entry that is taken out for good go all drafts of other words for it. */
Test(kept_drafts, of_other_words_for_an_entry_each_is_of_it)
{
    cr_expect(forget_is_draft("note", "draft:~2"));
    cr_expect(forget_is_draft("note", "draft:form:promise~2"));
    cr_expect(forget_is_draft("session", "draft:vision~2"));
    cr_expect_not(forget_is_draft("goal", "draft:barriers~2"));
    cr_expect_not(forget_is_draft("session", "draft:~2"));
}

/* Of laptops in a room their names tell: what is theirs stays so while they are connected. */
Test(kept_drafts, of_somebody_in_the_room_are_theirs)
{
    struct pair p = pair_make();
    const struct record *table = record_in(p.one, p.table);
    struct room room = {.connected = true};
    struct facts facts = {.session = p.one, .table = table, .by = "Ben", .room = &room};
    keep(&p, "draft", "one");
    cr_expect_not(draft_is_others(&facts, table, "draft"));
    room_add(&room, "Ana", "4", "");
    cr_expect(draft_is_others(&facts, table, "draft"));
    cr_expect(draft_writer_is_here(&facts, draft_author(table, "draft")));
    session_look_as(p.one, p.ana.actor); /* what this program brought back for a name */
    cr_expect_not(draft_is_others(&facts, table, "draft"));
    cr_expect_not(draft_writer_is_here(&facts, draft_author(table, "draft")));
    session_look_as(p.one, NULL);
    facts.by = "Ana";
    cr_expect_not(draft_is_others(&facts, table, "draft"), "it is one's own");
    facts.by = "Ben";
    room.connected = false;
    cr_expect_not(draft_is_others(&facts, table, "draft"));
    room_finish(&room);
    pair_free(&p);
}
