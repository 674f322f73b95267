/* The door and what stands behind it: other wordings, deletion, places, undo. */

#include "model/author.h"
#include "model/place.h"
#include "model/top.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything that a session says, as text: its edits and its readable top. */
static char *all_of(struct session *s)
{
    struct str out = STR_EMPTY;
    size_t count;
    const struct edit **edits = session_edits(s, &count);
    for (size_t i = 0; i < count; i++) {
        edit_write(edits[i], &out);
        str_add_byte(&out, '\n');
    }
    free(edits);
    top_write(s, TOP_WITH_NAMES, &out);
    return str_take(&out);
}

static void assert_same(char *a, char *b, const char *what)
{
    cr_expect_str_eq(a, b, "%s", what);
    free(a);
    free(b);
}

TestSuite(session, .fini = end_test);

Test(session, two_wordings_both_stand_until_somebody_settles_it)
{
    struct pair p = pair_make();
    p.ben.now_ms += 1000;
    cr_assert(author_reword(&p.ana, p.note, "Bus fares are high", &err));
    cr_assert(author_reword(&p.ben, record_in(p.two, p.note), "No evening bus", &err));
    pair_meet(&p);
    cr_expect_eq(field_wordings(record_field(p.note, "text")), 2);
    cr_expect_str_eq(record_text(p.note, "text"), "No evening bus",
                     "the later one shows");
    p.ana.now_ms -= 100000; /* a clock that is behind does not lose the decision */
    cr_assert(author_reword(&p.ana, p.note, "Bus fares are high", &err));
    pair_meet(&p);
    cr_expect_eq(field_wordings(record_field(record_in(p.two, p.note), "text")), 1);
    cr_expect_str_eq(record_text(record_in(p.two, p.note), "text"), "Bus fares are high");
    pair_free(&p);
}

Test(session, an_unseen_rewording_outlives_a_deletion)
{
    struct pair p = pair_make();
    cr_assert(author_delete(&p.ana, p.note, &err));
    cr_expect_not(record_shown(p.note));
    cr_assert(author_reword(&p.ben, record_in(p.two, p.note), "No bus after six", &err));
    pair_meet(&p);
    cr_expect(record_shown(p.note));
    cr_expect(record_delete_disputed(p.note));
    cr_assert(author_reword(&p.ana, p.note, "No bus after six", &err));
    pair_meet(&p);
    cr_expect_not(record_delete_disputed(record_in(p.two, p.note)), "settled for both");
    cr_assert(author_delete(&p.ben, record_in(p.two, p.note), &err));
    pair_meet(&p);
    cr_expect_not(record_shown(p.note), "a deletion that saw all hides it");
    pair_free(&p);
}

Test(session, a_note_added_unseen_brings_its_deleted_goal_back)
{
    struct pair p = pair_make();
    cr_assert(author_delete(&p.ana, p.goal, &err));
    size_t tables, goals;
    const struct record *table = session_tables(p.one, &tables)[0];
    table_goals(p.one, table, &goals);
    cr_expect_eq(goals, 0);
    cr_assert(author_add_note(&p.ben, record_in(p.two, p.goal), "moments", NULL,
                              "Market day", &err));
    pair_meet(&p);
    table_goals(p.one, table, &goals);
    cr_expect_eq(goals, 1);
    cr_expect(record_delete_disputed(p.goal));
    cr_expect_not(record_shown(p.note), "what was seen stays deleted");
    pair_free(&p);
}

Test(undo, never_touches_what_somebody_else_wrote_since)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    cr_assert(author_reword(&p.ben, record_in(p.two, p.note), "Ben's words", &err));
    pair_meet(&p);
    cr_assert(author_undo(&p.ana, &said)); /* her adding of the note */
    cr_expect_str_eq(record_text(p.note, "text"), "Ben's words");
    cr_expect(record_shown(p.note));
    cr_expect(p.ana.left && strstr(said.bytes, "Ben has changed"), "%s", said.bytes);
    str_finish(&said);
    pair_free(&p);
}

/* What stands in a note, and how many steps there are behind it and before it. */
static void expect_there(struct pair *p, const char *text, bool shown, size_t steps)
{
    cr_expect_str_eq(record_text(p->note, "text"), text);
    cr_expect_eq(record_shown(p->note), shown);
    cr_expect_eq(author_undo_count(&p->ana), steps);
}

Test(undo, returns_to_a_mark_with_all_that_could_be_undone_and_redone)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    cr_assert(author_reword(&p.ana, p.note, "Second", &err));
    cr_assert(author_reword(&p.ana, p.note, "Third", &err));
    cr_assert(author_undo(&p.ana, &said));
    size_t steps = author_undo_count(&p.ana);
    author_set_mark(&p.ana, MARK_FIRST);
    cr_expect_not(author_went_on(&p.ana, MARK_SECOND));
    cr_assert(author_undo(&p.ana, &said));
    cr_assert(
        author_reword(&p.ana, p.note, "Fourth", &err)); /* nothing to redo any more */
    cr_assert(author_delete(&p.ana, p.note, &err));
    author_begin_step(&p.ana, "");
    cr_assert(author_set(&p.ana, p.table, "clock", VALUE_OF_TEXT("5:00"), &err));
    author_forget_step(&p.ana);
    cr_expect(author_went_on(&p.ana, MARK_SECOND));
    author_return(&p.ana, MARK_SECOND);
    expect_there(&p, "Second", true, steps);
    cr_expect_null(record_text(p.table, "clock"));
    cr_assert(author_redo(&p.ana, &said));
    expect_there(&p, "Third", true, steps + 1);
    cr_assert(author_undo(&p.ana, &said));
    cr_assert(author_undo(&p.ana, &said));
    cr_expect_str_neq(record_text(p.note, "text"), "Second");
    str_finish(&said);
    pair_free(&p);
}

Test(undo, returns_to_either_of_two_marks)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    cr_assert(author_reword(&p.ana, p.note, "Second", &err));
    size_t steps = author_undo_count(&p.ana);
    author_set_mark(&p.ana, MARK_FIRST);
    cr_assert(author_undo(&p.ana, &said));
    author_set_mark(&p.ana, MARK_SECOND);
    cr_assert(author_redo(&p.ana, &said));
    cr_assert(author_reword(&p.ana, p.note, "Third", &err));
    author_return(&p.ana, MARK_SECOND);
    cr_expect_str_neq(record_text(p.note, "text"), "Second");
    cr_assert(author_redo(&p.ana, &said));
    expect_there(&p, "Second", true, steps);
    cr_assert(author_reword(&p.ana, p.note, "Fourth", &err));
    author_return(&p.ana, MARK_FIRST);
    expect_there(&p, "Second", true, steps);
    cr_assert(author_undo(&p.ana, &said));
    cr_expect_str_neq(record_text(p.note, "text"), "Second");
    str_finish(&said);
    pair_free(&p);
}

Test(undo, returns_past_what_somebody_else_wrote_since_and_leaves_it)
{
    struct pair p = pair_make();
    author_set_mark(&p.ana, MARK_FIRST);
    cr_assert(author_reword(&p.ana, p.note, "Ana's words", &err));
    pair_meet(&p);
    cr_assert(author_reword(&p.ben, record_in(p.two, p.note), "Ben's words", &err));
    pair_meet(&p);
    author_return(&p.ana, MARK_SECOND);
    cr_expect_str_eq(record_text(p.note, "text"), "Ben's words");
    pair_free(&p);
}

Test(session, votes_count_once_a_voter_however_often_they_arrive)
{
    struct pair p = pair_make();
    cr_assert(author_vote(&p.ana, p.note, "ana", 2, &err));
    cr_assert(author_vote(&p.ben, record_in(p.two, p.note), "ben", 1, &err));
    pair_meet(&p);
    pair_meet(&p);
    cr_expect_eq(record_votes(p.note), 3);
    cr_assert(author_vote(&p.ana, p.note, "ana", 0, &err));
    pair_meet(&p);
    cr_expect_eq(record_votes(record_in(p.two, p.note)), 1);
    pair_free(&p);
}

Test(session, what_nobody_ever_set_is_known_without_asking_any_record)
{
    struct session *session = session_new();
    struct author author;
    author_init(&author, session, 1, "Ana");
    const struct record *table =
        author_add_table(&author, NULL, NULL, "Leeds", NULL, "1", NULL);
    const struct record *goal = author_add_goal(&author, table, NULL, "Warm homes", NULL);
    cr_expect(session_ever_set(session, "text"));
    cr_expect_not(session_ever_set(session, "theme"));
    cr_expect(session_ever_set_like(session, "te"));
    cr_expect_not(session_ever_set_like(session, "texts"));
    cr_expect_not(session_ever_voted(session));
    cr_assert(author_vote(&author, goal, "person 1", 1, NULL));
    cr_expect(session_ever_voted(session));
    cr_expect_eq(record_votes(goal), 1);
    author_finish(&author);
    session_free(session);
}

Test(session, one_key_with_two_contents_keeps_both_and_is_flagged)
{
    struct change first = {"text", VALUE_OF_TEXT("one")},
                  second = {"text", VALUE_OF_TEXT("two")};
    struct edit a = {
        .key = {"cloned", 1}, .kind = "note", .id = "n", .set = &first, .set_count = 1};
    struct edit b = a;
    b.set = &second;
    struct session *s = session_new(), *t = session_new();
    enum applied what;
    cr_assert(session_apply(s, &a, &what, &err));
    cr_assert(session_apply(s, &b, &what, &err));
    cr_expect_eq(what, APPLIED_CLASH);
    cr_assert(session_apply(t, &b, NULL, &err));
    cr_assert(session_apply(t, &a, NULL, &err));
    cr_expect_eq(session_clash_count(s), 1);
    cr_expect_eq(field_wordings(record_field(session_record(s, "note", "n"), "text")), 2);
    assert_same(all_of(s), all_of(t), "clashes depend on the order");
    session_free(s);
    session_free(t);
}

/* A form under the id "garden" of that title, for session_take_template(). */
static struct template *garden(const char *title)
{
    struct str text = STR_EMPTY;
    str_addf(
        &text,
        "{\"format\":\"roundtable template\",\"id\":\"garden\",\"title\":\"%s\","
        "\"grids\":[{\"id\":\"bed\",\"title\":\"%s\",\"columns\":[{\"id\":\"weeds\"}]}]}",
        title, title);
    struct template *form = template_read_text("garden", text.bytes, &err);
    cr_assert(form, "%s", err_text(&err));
    str_finish(&text);
    return form;
}

/* Whoever has which first, and though the other was in use already. */
Test(session, of_two_forms_under_one_id_the_same_stands_everywhere)
{
    static const char *const titles[][2] = {{"Beds", "Plots"}, {"Plots", "Beds"}};
    struct session *sides[2];
    const char *shown[2];
    for (size_t i = 0; i < 2; i++) {
        struct author author;
        sides[i] = session_new();
        author_init(&author, sides[i], i + 1, NULL);
        cr_assert(session_take_template(sides[i], garden(titles[i][0]), &err));
        const struct record *table =
            author_add_table(&author, "garden", NULL, NULL, NULL, NULL, &err);
        cr_expect_str_eq(table_template(sides[i], table)->title, titles[i][0]);
        cr_assert(session_take_template(sides[i], garden(titles[i][1]), &err));
        shown[i] = table_template(sides[i], table)->title;
        author_finish(&author);
    }
    cr_expect_str_eq(shown[0], shown[1]);
    for (size_t i = 0; i < 2; i++) {
        session_add_all(sides[i], sides[1 - i]);
        size_t count;
        const struct record *const *tables = session_tables(sides[i], &count);
        cr_expect_eq(count, 2);
        cr_expect_str_eq(table_template(sides[i], tables[1])->title,
                         table_template(sides[1 - i], tables[0])->title);
    }
    session_free(sides[0]);
    session_free(sides[1]);
}

Test(session, another_form_under_an_id_in_use_arrives_by_merging)
{
    struct session *one = session_new(), *other = session_new();
    struct author author;
    author_init(&author, one, 1, NULL);
    cr_assert(session_take_template(one, garden("Beds"), &err));
    cr_assert(session_take_template(other, garden("Plots"), &err));
    const struct record *table =
        author_add_table(&author, "garden", NULL, NULL, NULL, NULL, &err);
    cr_expect_str_eq(table_template(one, table)->title, "Beds");
    session_add_all(one, other);
    struct session *anew = session_new();
    session_add_all(anew, one);
    cr_expect_str_eq(
        table_template(one, table)->title,
        table_template(anew, session_record(anew, "session", record_id(table)))->title,
        "what was in use is not the one that stands now");
    author_finish(&author);
    session_free(anew);
    session_free(other);
    session_free(one);
}

Test(session, unknown_kinds_and_fields_are_kept)
{
    struct change set = {"colour", VALUE_OF_JSON("{\"deep\":[1,2]}")};
    struct change more = {"signature", VALUE_OF_TEXT("abc")};
    struct edit e = {.key = {"new", 1},
                     .kind = "sticker",
                     .id = "s1",
                     .set = &set,
                     .set_count = 1,
                     .more = &more,
                     .more_count = 1};
    struct session *s = session_new();
    cr_assert(session_apply(s, &e, NULL, &err));
    size_t count;
    const struct edit **edits = session_edits(s, &count);
    struct str line = STR_EMPTY;
    edit_write(edits[0], &line);
    cr_expect_str_eq(
        line.bytes,
        "{\"key\":\"new.1\",\"at\":\"1970-01-01T00:00:00.000Z\",\"of\":\"sticker:s1\","
        "\"set\":{\"colour\":{\"deep\":[1,2]}},\"signature\":\"abc\"}");
    str_finish(&line);
    free(edits);
    session_free(s);
}

Test(place, there_is_always_room_between_two_neighbours)
{
    struct dice dice = {99};
    for (int seed = 0; seed < 20; seed++) {
        struct str places[200] = {0};
        size_t count = 0;
        for (; count < 200; count++) {
            size_t at = dice_roll(&dice) % 3 ? dice_roll(&dice) % (count + 1)
                                             : (count > 5 ? 5 : count);
            struct str place = STR_EMPTY;
            const char *before = at ? places[at - 1].bytes : NULL;
            const char *after = at < count ? places[at].bytes : NULL;
            cr_assert(place_between(before, after, &dice, &place), "between %s and %s",
                      before ? before : "-", after ? after : "-");
            cr_assert(!before || strcmp(before, place.bytes) < 0);
            cr_assert(!after || strcmp(place.bytes, after) < 0);
            memmove(places + at + 1, places + at, (count - at) * sizeof *places);
            places[at] = place;
        }
        for (size_t i = 0; i < count; i++) {
            str_finish(&places[i]);
        }
    }
}

Test(place, a_list_typed_in_order_keeps_short_places)
{
    struct dice dice = {7};
    struct str last = STR_EMPTY, next = STR_EMPTY;
    for (int i = 0; i < 10000; i++) {
        cr_assert(place_between(last.len_bytes ? last.bytes : NULL, NULL, &dice, &next));
        str_clear(&last);
        str_add(&last, next.bytes);
    }
    cr_expect_leq(last.len_bytes, 7);
    str_finish(&last);
    str_finish(&next);
}

Test(place, hostile_places_are_refused_not_looped_on)
{
    static const char *const rows[][2] = {{"b", "a"},
                                          {"a", "a"},
                                          {"", "0"},
                                          {"", "0000000000000000"},
                                          {"V", "V0"},
                                          {"\xff", "\xff\xff"},
                                          {"zzzz", "zzzz\x01"},
                                          {"A", "A00000000000000000"}};
    struct dice dice = {1};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str place = STR_EMPTY;
        if (place_between(rows[i][0], rows[i][1], &dice, &place)) {
            cr_expect(strcmp(rows[i][0], place.bytes) < 0 &&
                          strcmp(place.bytes, rows[i][1]) < 0,
                      "row %zu", i);
        }
        str_finish(&place);
    }
}

Test(place, equal_neighbours_are_parted_when_something_goes_between)
{
    struct session *s = session_new();
    struct author a;
    author_init(&a, s, 5, NULL);
    const struct record *table = author_add_table(&a, NULL, "T", NULL, NULL, NULL, &err);
    const struct record *goal = author_add_goal(&a, table, NULL, "G", &err);
    const struct record *notes[3];
    for (int i = 0; i < 3; i++) {
        char words[2] = {(char)('a' + i), 0};
        notes[i] = author_add_note(&a, goal, "barriers", NULL, words, &err);
        cr_assert(author_set(&a, notes[i], "place", VALUE_OF_TEXT("V000abc"), &err));
    }
    size_t count;
    const struct record *const *items = goal_notes(s, goal, "barriers", &count);
    const struct record *first = items[0], *second = items[1], *third = items[2];
    const struct record *between =
        author_add_note(&a, goal, "barriers", first, "new", &err);
    items = goal_notes(s, goal, "barriers", &count);
    cr_expect_eq(count, 4);
    cr_expect(items[0] == first && items[1] == between && items[2] == second &&
              items[3] == third);
    author_finish(&a);
    session_free(s);
}

static void expect_tables(const struct desk *desk, size_t wanted)
{
    size_t count;
    session_tables(desk->session, &count);
    cr_expect_eq(count, wanted);
}

Test(session, a_table_is_untouched_until_anything_is_said_of_it)
{
    static const char *const fields[] = {"title", "table", "vision", "stage"};
    for (size_t i = 0; i <= LENGTH(fields); i++) {
        struct desk desk;
        sit_down(&desk, 1, "Ana");
        const struct record *table = author_begin_table(&desk.author, "one", NULL);
        cr_expect(table_untouched(table));
        if (i < LENGTH(fields)) {
            set(&desk, table, fields[i], "4");
        } else { /* one that is deleted as well */
            author_delete(&desk.author, add_goal(&desk, table, "Less sugar"), NULL);
        }
        cr_expect_not(table_untouched(table), "%zu", i);
        stand_up(&desk);
    }
}

Test(session, a_table_that_was_withdrawn_is_there_again_with_what_somebody_writes_into_it)
{
    struct desk desk;
    sit_down(&desk, 1, "Ana");
    const struct record *table = author_begin_table(&desk.author, "one", NULL);
    cr_expect(author_withdraw_table(&desk.author, table, NULL));
    cr_expect_eq(author_undo_count(&desk.author), 0);
    expect_tables(&desk, 0);
    add_goal(&desk, table, "Less sugar");
    expect_tables(&desk, 1);
    stand_up(&desk);
}

static void tell_arrivals(const struct session *s, size_t *at, struct str *told)
{
    for (const struct edit *e; (e = session_next_arrival(s, at));) {
        str_addf(told, "%s%d%s", told->len_bytes ? " " : "", (int)e->key.number,
                 e->redacted ? " redacted" : "");
    }
}

/* Each as it came, also where an edit was named before it came, or comes again redacted;
 * and whoever has read on before goes on where that was. */
Test(session, changes_are_told_in_the_order_in_which_they_came)
{
    struct session *s = session_new();
    struct change set = {"text", VALUE_OF_TEXT("Bus fares")};
    struct edit_key third = {"ana", 3};
    struct edit edit = {
        .key = {"ana", 1}, .kind = "note", .id = "a", .set = &set, .set_count = 1};
    struct str told = STR_EMPTY, all = STR_EMPTY;
    size_t at = 0, again = 0;
    for (uint64_t number = 1; number <= 2; number++) {
        edit.key.number = number;
        edit.over = &third;
        edit.over_count = number == 2;
        cr_assert(session_apply(s, &edit, NULL, NULL));
        tell_arrivals(s, &at, &told);
    }
    edit.over_count = 0;
    for (uint64_t number = 4; number >= 3; number--) {
        edit.key.number = number;
        cr_assert(session_apply(s, &edit, NULL, NULL));
    }
    edit.key.number = 1;
    edit_redact(&edit);
    cr_assert(session_apply(s, &edit, NULL, NULL));
    tell_arrivals(s, &at, &told);
    cr_expect_str_eq(told.bytes, "1 2 4 3 1 redacted");
    tell_arrivals(s, &again, &all);
    cr_expect_str_eq(all.bytes, "1 redacted 2 4 3 1 redacted");
    str_finish(&told);
    str_finish(&all);
    session_free(s);
}
