/* Undo where others did something since: what it says is so, and it takes nothing of theirs. */

#include "model/author.h"
#include "model/history.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(undo_shared, .fini = end_test);

/* Undoing, or redoing, changes nothing, and says why. */
static void expect_left(struct pair *p, struct author *who, bool undo, const char *why)
{
    struct str said = STR_EMPTY;
    size_t edits = session_edit_count(who->session);
    cr_assert(undo ? author_undo(who, &said) : author_redo(who, &said), "%s", why);
    cr_expect(who->left, "%s", said.bytes);
    cr_expect_str_eq(said.bytes, why);
    cr_expect_eq(session_edit_count(who->session), edits, "%s", said.bytes);
    str_finish(&said);
    pair_meet(p);
}

static void expect_done(struct pair *p, struct author *who, bool undo, const char *what)
{
    struct str said = STR_EMPTY;
    cr_assert(undo ? author_undo(who, &said) : author_redo(who, &said), "%s", what);
    cr_expect_not(who->left, "%s", said.bytes);
    cr_expect_str_eq(said.bytes, what);
    str_finish(&said);
    pair_meet(p);
}

#define UNDO true
#define REDO false

static const struct record *theirs(struct pair *p)
{
    return record_in(p->two, p->note);
}

static void ben_deletes(struct pair *p)
{
    cr_assert(author_delete(&p->ben, theirs(p), &err));
    pair_meet(p);
}

static void ben_brings_back(struct pair *p)
{
    cr_assert(author_bring_back(&p->ben, theirs(p), &err));
    pair_meet(p);
}

Test(undo_shared, of_what_somebody_else_deleted_leaves_it_to_their_own_undo)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    ben_deletes(&p);
    expect_left(&p, &p.ana, UNDO, "Ben has deleted ‘Bus fares’ since");
    cr_expect_null(author_redo(&p.ana, &said), "%s", str_text(&said));
    expect_done(&p, &p.ben, UNDO, "deleted ‘Bus fares’");
    cr_expect(record_shown(p.note));
    expect_done(&p, &p.ben, REDO, "deleted ‘Bus fares’");
    cr_expect_not(record_shown(p.note));
    str_finish(&said);
    pair_free(&p);
}

static void change(struct pair *p, int which)
{
    const char *const *columns = (const char *const[]){"moments"};
    switch (which) {
    case 0:
        cr_assert(author_reword(&p->ana, p->note, "Fares", &err));
        break;
    case 1:
        cr_assert(author_move_note(&p->ana, p->note, p->goal, columns[0], NULL, &err));
        break;
    case 2:
        cr_assert(author_vote(&p->ana, p->note, "ana", 1, &err));
        break;
    case 3:
        cr_assert(author_set(&p->ana, p->note, "weight", VALUE_OF_TEXT("boulder"), &err));
        break;
    default:
        cr_assert(author_set(&p->ana, p->note, "who", VALUE_OF_TEXT("Cleo"), &err));
        break;
    }
}

Test(undo_shared, of_a_change_to_what_somebody_else_deleted_does_not_bring_it_back)
{
    for (int which = 0; which < 5; which++) {
        struct pair p = pair_make();
        change(&p, which);
        pair_meet(&p);
        ben_deletes(&p);
        expect_left(&p, &p.ana, UNDO,
                    which == 0 ? "Ben has deleted ‘Fares’ since"
                               : "Ben has deleted ‘Bus fares’ since");
        cr_expect_not(record_shown(p.note), "%d", which);
        ben_brings_back(&p);
        cr_expect(record_shown(p.note) && !record_unsettled(p.note), "%d", which);
        pair_free(&p);
    }
}

Test(undo_shared, of_a_deletion_says_who_brought_it_back_or_deleted_it_too)
{
    struct pair p = pair_make();
    cr_assert(author_delete(&p.ana, p.note, &err));
    pair_meet(&p);
    ben_brings_back(&p);
    expect_left(&p, &p.ana, UNDO, "Ben has brought back ‘Bus fares’ already");
    pair_free(&p);
    p = pair_make();
    cr_assert(author_delete(&p.ana, p.note, &err));
    ben_deletes(&p); /* unseen by each other */
    expect_left(&p, &p.ana, UNDO, "Ben has deleted ‘Bus fares’ too");
    expect_left(&p, &p.ben, UNDO, "Ana has deleted ‘Bus fares’ too");
    ben_brings_back(&p);
    cr_expect(record_shown(p.note));
    pair_free(&p);
}

Test(undo_shared, then_redo_of_what_somebody_else_brought_back_or_deleted_does_nothing)
{
    struct pair p = pair_make();
    expect_done(&p, &p.ana, UNDO, "added ‘Bus fares’");
    ben_brings_back(&p);
    expect_left(&p, &p.ana, REDO, "Ben has brought back ‘Bus fares’ already");
    pair_free(&p);
    p = pair_make();
    expect_done(&p, &p.ana, UNDO, "added ‘Bus fares’");
    ben_brings_back(&p);
    ben_deletes(&p);
    expect_left(&p, &p.ana, REDO, "Ben has deleted ‘Bus fares’ since");
    expect_done(&p, &p.ben, UNDO, "deleted ‘Bus fares’");
    cr_expect(record_shown(p.note));
    pair_free(&p);
}

Test(undo_shared, of_a_goal_leaves_it_where_others_have_written_under_it)
{
    struct pair p = pair_make();
    const struct record *goal = author_add_goal(&p.ana, p.table, NULL, "Cycling", &err);
    pair_meet(&p);
    cr_assert(
        author_add_note(&p.ben, record_in(p.two, goal), "barriers", NULL, "Rain", &err));
    pair_meet(&p);
    expect_left(&p, &p.ana, UNDO, "Ben has written under ‘Cycling’ since");
    cr_expect(record_shown(goal) && !record_unsettled(goal));
    pair_free(&p);
}

Test(undo_shared, of_details_names_which_and_who_changed_them)
{
    struct pair p = pair_make();
    struct author nobody;
    cr_assert(author_set(&p.ana, p.table, "title", VALUE_OF_TEXT("Walks"), &err));
    pair_meet(&p);
    cr_assert(author_set(&p.ben, record_in(p.two, p.table), "title",
                         VALUE_OF_TEXT("Talks"), &err));
    pair_meet(&p);
    expect_left(&p, &p.ana, UNDO, "Ben has changed the title since");
    author_init(&nobody, p.two, 3, NULL);
    cr_assert(author_set(&p.ana, p.note, "weight", VALUE_OF_TEXT("boulder"), &err));
    pair_meet(&p);
    cr_assert(author_set(&nobody, theirs(&p), "weight", VALUE_OF_TEXT("pebble"), &err));
    pair_meet(&p);
    expect_left(&p, &p.ana, UNDO, "Somebody else has changed ‘Bus fares’ since");
    cr_assert(author_set(&p.ana, p.table, "clock", VALUE_OF_TEXT("5:00"), &err));
    pair_meet(&p);
    cr_assert(author_set(&p.ben, record_in(p.two, p.table), "clock",
                         VALUE_OF_TEXT("6:00"), &err));
    pair_meet(&p);
    expect_left(&p, &p.ana, UNDO,
                "Ben has changed that since (changed the clock to ‘5:00’)");
    author_finish(&nobody);
    pair_free(&p);
}

Test(undo_shared, of_several_at_once_says_what_of_them_it_had_to_leave)
{
    struct pair p = pair_make();
    const struct record *notes[3];
    author_begin_step(&p.ana, "added 3 pasted lines");
    for (size_t i = 0; i < LENGTH(notes); i++) {
        notes[i] = author_add_note(&p.ana, p.goal, "barriers", NULL,
                                   (const char *const[]){"Rain", "Fog", "Snow"}[i], &err);
    }
    author_end_step(&p.ana);
    pair_meet(&p);
    cr_assert(author_delete(&p.ben, record_in(p.two, notes[0]), &err));
    cr_assert(author_reword(&p.ben, record_in(p.two, notes[1]), "Thick fog", &err));
    pair_meet(&p);
    expect_done(&p, &p.ana, UNDO,
                "added 3 pasted lines, but for this: Ben has changed ‘Thick fog’ since");
    cr_expect(record_shown(notes[1]));
    expect_done(&p, &p.ana, REDO, "added 3 pasted lines");
    cr_expect(record_shown(notes[2]));
    cr_expect_not(record_shown(notes[0]), "whoever deleted it brings it back");
    pair_free(&p);
}
