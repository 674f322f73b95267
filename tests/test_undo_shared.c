/* Undo where others did something since: what it says is so, and it takes nothing of theirs. */

#include "model/alone.h"
#include "model/author.h"
#include "model/history.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

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

/* One field that both changed, unseen by each other, in what words each. */
struct both {
    const char *kind, *field, *first, *anas, *bens, *said;
};

static const struct both boths[] = {
    {"note", "text", "Bus fares", "Dear buses", "Few buses", "changed ‘Bus fares’"},
    {"session", "title", "Pair", "Walks", "Talks", "changed the title"},
    {"note", "who", "Cleo", "Dora", "Emil", "took it on"},
    {"note", "when", "2026-12-01", "2026-12-04", "2026-12-14", "took it on"},
};

static void say_in(struct author *a, const struct record *record, const struct both *both,
                   const char *words)
{
    author_begin_step(a, both->said);
    cr_assert(author_set(a, record, both->field, VALUE_OF_TEXT(words), &err));
    author_end_step(a);
}

/* In the two copies, what is shown and in how many wordings. */
static void expect_stands(struct pair *p, const struct record *record,
                          const struct both *both, const char *words, size_t wordings)
{
    struct session *copies[] = {p->one, p->two};
    for (size_t i = 0; i < LENGTH(copies); i++) {
        const struct record *here = record_in(copies[i], record);
        if (words) {
            cr_expect_str_eq(record_words(here, both->field), words);
        }
        cr_expect_eq(field_wordings(record_field(here, both->field)), wordings, "%s, %s",
                     both->field, words);
    }
}

/* Ben comes second, unseen by Ana and without having seen hers. */
static const struct record *both_change(struct pair *p, const struct both *both)
{
    const struct record *record = strcmp(both->kind, "note") == 0 ? p->note : p->table;
    say_in(&p->ana, record, both, both->first);
    pair_meet(p);
    say_in(&p->ana, record, both, both->anas);
    p->ben.now_ms += 2000;
    say_in(&p->ben, record_in(p->two, record), both, both->bens);
    pair_meet(p);
    expect_stands(p, record, both, both->bens, 2);
    return record;
}

Test(undo_shared, of_a_change_beside_somebody_elses_takes_back_but_ones_own)
{
    for (size_t i = 0; i < LENGTH(boths); i++) {
        const struct both *both = &boths[i];
        struct pair p = pair_make();
        const struct record *record = both_change(&p, both);
        expect_done(&p, &p.ben, UNDO, both->said);
        expect_stands(&p, record, both, both->anas, 1);
        expect_done(&p, &p.ben, REDO, both->said);
        expect_stands(&p, record, both, NULL, 2);
        expect_done(&p, &p.ben, UNDO, both->said);
        expect_stands(&p, record, both, both->anas, 1);
        expect_done(&p, &p.ana, UNDO, both->said);
        expect_stands(&p, record, both, both->first, 1);
        pair_free(&p);
        p = pair_make();
        record = both_change(&p, both);
        expect_done(&p, &p.ana, UNDO, both->said); /* whose is not the one shown */
        expect_stands(&p, record, both, both->bens, 1);
        expect_done(&p, &p.ana, REDO, both->said);
        expect_stands(&p, record, both, NULL, 2);
        pair_free(&p);
    }
}

Test(undo_shared, of_the_same_change_beside_somebody_elses_leaves_it_and_says_so)
{
    struct pair p = pair_make();
    cr_assert(author_reword(&p.ana, p.note, "Fares", &err));
    cr_assert(author_reword(&p.ben, theirs(&p), "Fares", &err));
    pair_meet(&p);
    expect_left(&p, &p.ana, UNDO, "Ben has changed ‘Fares’ too");
    cr_expect_str_eq(record_words(p.note, "text"), "Fares");
    pair_free(&p);
}

Test(undo_shared, of_a_change_that_somebody_else_changed_beside_and_then_over_says_since)
{
    for (size_t i = 0; i < LENGTH(boths); i++) {
        struct pair p = pair_make();
        const struct record *record = both_change(&p, &boths[i]);
        struct str said = STR_EMPTY;
        say_in(&p.ana, record, &boths[i], "2027-01-01"); /* having seen both */
        pair_meet(&p);
        cr_assert(author_undo(&p.ben, &said));
        cr_expect(p.ben.left && strstr(said.bytes, "Ana has changed "), "%s", said.bytes);
        cr_expect(strstr(said.bytes, " since"), "%s", said.bytes);
        str_finish(&said);
        pair_free(&p);
    }
}

/* Whose the words are, and as of when, at both laptops. */
static void expect_anas(struct pair *p, const char *words)
{
    const struct record *notes[] = {p->note, theirs(p)};
    for (size_t i = 0; i < LENGTH(notes); i++) {
        const struct edit *author = record_author(notes[i]);
        cr_expect_str_eq(record_words(notes[i], "text"), words);
        cr_expect_str_eq(author->by, "Ana", "%zu", i);
        cr_expect_eq(author, record_first(notes[i]), "%zu", i);
    }
}

Test(undo_shared, of_a_rewording_gives_the_words_back_to_whose_they_were)
{
    struct pair p = pair_make();
    struct str told = STR_EMPTY;
    p.ben.now_ms += 60000;
    cr_assert(author_reword(&p.ben, theirs(&p), "Fares", &err));
    pair_meet(&p);
    cr_expect_str_eq(record_author(p.note)->by, "Ben");
    expect_done(&p, &p.ben, UNDO, "changed ‘Bus fares’ to ‘Fares’");
    expect_anas(&p, "Bus fares");
    const struct version *last = field_shown(record_field(p.note, "text"));
    history_describe(p.one, last->edit, HISTORY_WITH_NAMES, &told);
    cr_expect_str_eq(told.bytes, "changed ‘Fares’ to ‘Bus fares’, as Ana had it");
    str_clear(&told);
    history_describe(p.one, last->edit, HISTORY_WITHOUT_NAMES, &told);
    cr_expect_str_eq(told.bytes, "changed ‘Fares’ to ‘Bus fares’");
    expect_done(&p, &p.ben, REDO, "changed ‘Bus fares’ to ‘Fares’");
    cr_expect_str_eq(record_author(theirs(&p))->by, "Ben");
    expect_done(&p, &p.ben, UNDO, "changed ‘Bus fares’ to ‘Fares’");
    expect_anas(&p, "Bus fares");
    str_finish(&told);
    pair_free(&p);
}

Test(undo_shared, and_a_return_to_a_mark_give_the_words_back_beside_other_wordings_too)
{
    struct pair p = pair_make();
    author_set_mark(&p.ben, MARK_BEFORE);
    cr_assert(author_reword(&p.ben, theirs(&p), "Fares", &err));
    author_return(&p.ben, MARK_BEFORE);
    pair_meet(&p);
    expect_anas(&p, "Bus fares");
    cr_assert(author_reword(&p.ben, theirs(&p), "Fares", &err));
    p.ana.now_ms += 1000; /* unseen by each other, and hers is shown */
    cr_assert(author_reword(&p.ana, p.note, "Bus tickets", &err));
    pair_meet(&p);
    struct str said = STR_EMPTY;
    cr_assert(author_undo(&p.ben, &said));
    pair_meet(&p);
    const struct field *text = record_field(p.note, "text");
    for (const struct version *v = field_shown(text); v; v = head_next(v)) {
        cr_expect_str_eq(value_words(version_value(v)), "Bus tickets");
        cr_expect_str_eq(field_author(text, v->edit)->by, "Ana");
    }
    cr_expect_not(record_unsettled(p.note));
    str_finish(&said);
    pair_free(&p);
}

/* Nobody asked for that. What was begun in vain ends as before. */
Test(undo_shared, of_a_round_in_which_somebody_wrote_does_not_show_what_is_hidden)
{
    static const char *const why = "That would show what is written alone";
    struct pair p = pair_make();
    const struct record *table = record_in(p.two, p.table);
    cr_assert(author_begin_alone(&p.ana, p.table, &err));
    expect_done(&p, &p.ana, UNDO, "began to write alone");
    expect_done(&p, &p.ana, REDO, "began to write alone");
    cr_assert(
        author_add_note(&p.ben, record_in(p.two, p.goal), "barriers", NULL, "Ice", &err));
    pair_meet(&p);
    expect_left(&p, &p.ana, UNDO, why);
    cr_expect(table_alone(p.table));
    cr_assert(author_reveal(&p.ben, table, &err));
    expect_done(&p, &p.ben, UNDO, "revealed what was written alone");
    expect_done(&p, &p.ben, REDO, "revealed what was written alone"); /* all saw that */
    expect_done(&p, &p.ben, UNDO, "revealed what was written alone");
    cr_assert(author_add_note(&p.ana, p.goal, "barriers", NULL, "Snow", &err));
    pair_meet(&p);
    expect_left(&p, &p.ben, REDO, why);
    cr_expect(table_alone(p.table));
    pair_free(&p);
}

/* As typed words take back what they had done as keys. */
Test(undo_shared, nor_does_a_return_to_before_that_round)
{
    struct pair p = pair_make();
    author_set_mark(&p.ana, MARK_BEFORE);
    cr_assert(author_begin_alone(&p.ana, p.table, &err));
    pair_meet(&p);
    cr_assert(
        author_add_note(&p.ben, record_in(p.two, p.goal), "barriers", NULL, "Ice", &err));
    pair_meet(&p);
    author_return(&p.ana, MARK_BEFORE);
    cr_expect(table_alone(p.table));
    pair_free(&p);
}
