/* Somebody asks to be forgotten: what goes, what stays, and that it never returns. */

#include "model/author.h"
#include "model/forget.h"
#include "store/file.h"
#include "store/replace.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static bool says(struct session *s, const char *words)
{
    char *bytes = bytes_of(s);
    bool found = strstr(bytes, words);
    free(bytes);
    return found;
}

/* A pair with one goal of Ana's, on which Ben's note stands. */
static struct pair pair_of_neighbours(void)
{
    struct pair p = pair_begin();
    p.goal = author_add_goal(&p.ana, p.table, NULL, "Mrs Smith is lonely", &err);
    pair_meet(&p);
    const struct record *note = author_add_note(&p.ben, record_in(p.two, p.goal),
                                                "barriers", NULL, "Bus fares", &err);
    pair_meet(&p);
    p.note = record_in(p.one, note);
    return p;
}

/* The edit whose words a record shows. */
static const struct edit *said(const struct record *record)
{
    return record_author(record);
}

/* Edits as they may arrive, by their lines. */
struct arrival {
    struct json_document document;
    struct arena arena;
    struct edit edit;
};

static void arrive(struct session *s, const char *line, enum applied *what)
{
    struct arrival a = {0};
    cr_assert(json_read(&a.document, "line", line, strlen(line), &err), "%s",
              err_text(&err));
    cr_assert(edit_read(a.document.root, &a.arena, &a.edit, NULL, &err), "%s",
              err_text(&err));
    cr_assert(session_apply(s, &a.edit, what, &err), "%s", err_text(&err));
    json_finish(&a.document);
    arena_finish(&a.arena);
}

/* Applies the lines in every order, and once more; the bytes must be the same. */
static struct session *in_every_order(const char *const *lines, size_t count)
{
    static const size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                       {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct session *first = NULL;
    for (size_t i = 0; i < LENGTH(orders); i++) {
        struct session *s = session_new();
        size_t tables;
        for (size_t j = 0; j < 6; j++) {
            if (orders[i][j % 3] < count) {
                arrive(s, lines[orders[i][j % 3]], NULL);
            }
            session_tables(s, &tables);
        }
        if (first) {
            char *expected = bytes_of(first), *found = bytes_of(s);
            cr_expect_str_eq(expected, found, "order %zu", i);
            cr_expect_eq(session_clash_count(first), session_clash_count(s));
            free(expected);
            free(found);
            session_free(s);
        } else {
            first = s;
        }
    }
    return first;
}

#define HEAD "{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00.000Z\","
#define OF_NOTE "\"of\":\"note:n\",\"set\":{\"text\":"
#define REDACTED HEAD OF_NOTE "null},\"redacted\":true}"

TestSuite(redaction, .fini = end_test);

Test(redaction, wins_whether_it_comes_first_or_last)
{
    const char *const lines[] = {
        HEAD "\"by\":\"Ana\"," OF_NOTE "\"secret\"},\"mood\":\"glum\"}", REDACTED};
    struct session *s = in_every_order(lines, 2);
    cr_expect(says(s, "\n    " REDACTED "\n"));
    cr_expect_not(says(s, "secret") || says(s, "Ana") || says(s, "glum"));
    cr_expect_eq(session_edit_count(s), 1);
    cr_expect_eq(session_clash_count(s), 0);
    cr_expect_not(record_shown(session_record(s, "note", "n")));
    session_free(s);
}

Test(redaction, takes_both_contents_of_one_key)
{
    const char *const lines[] = {HEAD OF_NOTE "\"secret\"}}", HEAD OF_NOTE "\"other\"}}",
                                 REDACTED};
    struct session *s = in_every_order(lines, 3);
    cr_expect_not(says(s, "secret") || says(s, "other"));
    cr_expect_eq(session_edit_count(s), 1, "what is the same now is one edit");
    session_free(s);
}

Test(redaction, of_one_key_may_have_two_forms)
{
    const char *const lines[] = {
        HEAD "\"of\":\"note:m\",\"set\":{\"place\":\"V\",\"text\":\"secret\"}}",
        HEAD "\"of\":\"note:m\",\"set\":{\"text\":null},\"redacted\":true}", REDACTED};
    struct session *s = in_every_order(lines, 3);
    cr_expect_not(says(s, "secret"));
    cr_expect(says(s, "\"set\":{\"place\":null,\"text\":null},\"redacted\":true"));
    cr_expect_eq(session_edit_count(s), 3);
    cr_expect_eq(session_clash_count(s), 2);
    session_free(s);
}

Test(redaction, takes_what_gives_the_words_again)
{
    const char *const lines[] = {
        HEAD OF_NOTE "\"secret\"}}",
        "{\"key\":\"b.1\",\"at\":\"2017-02-22T13:00:00.000Z\"," OF_NOTE
        "\"secret\"},\"over\":[\"a.1\"],\"again\":[\"a.1\"]}",
        REDACTED};
    struct session *s = in_every_order(lines, 3);
    cr_expect_not(says(s, "secret") || says(s, "again"));
    cr_expect(says(s, "\"over\":[\"a.1\"],\"redacted\":true"));
    session_free(s);
}

Test(redaction, says_nothing_even_if_its_line_does)
{
    struct session *s = session_new();
    enum applied what;
    arrive(s,
           HEAD "\"by\":\"Ana\"," OF_NOTE
                "\"secret\"},\"again\":[\"b.1\"],\"redacted\":true,\"x\":1}",
           &what);
    cr_expect_eq(what, APPLIED);
    arrive(s, REDACTED, &what);
    cr_expect_eq(what, APPLIED_KNOWN);
    arrive(s, HEAD OF_NOTE "\"secret\"}}", &what);
    cr_expect_eq(what, APPLIED_KNOWN);
    session_free(s);
}

Test(redaction, that_is_not_true_is_refused)
{
    static const char line[] = HEAD OF_NOTE "null},\"redacted\":1}";
    struct arrival a = {0};
    cr_assert(json_read(&a.document, "line", line, sizeof line - 1, &err));
    cr_expect_not(edit_read(a.document.root, &a.arena, &a.edit, NULL, &err));
    cr_expect(strstr(err_text(&err), "\"redacted\" of an edit must be true"));
    json_finish(&a.document);
    arena_finish(&a.arena);
}

Test(redaction, takes_nothing_out_of_a_template)
{
    struct pair p = pair_of_neighbours();
    size_t count;
    const struct edit **edits = session_edits(p.one, &count);
    cr_assert(edit_is_template(edits[0]));
    cr_expect(forget(&p.ana, &(struct forget){.edit = edits[0]}, &err));
    cr_expect_not(edits[0]->redacted);
    struct edit rest = *edits[0];
    struct change set = {"form", VALUE_NOTHING};
    rest.set = &set;
    rest.redacted = true;
    cr_expect_not(session_apply(p.one, &rest, NULL, &err));
    rest.kind = "note"; /* nor by a trick */
    cr_expect(session_apply(p.one, &rest, NULL, &err));
    cr_expect(edit_is_template(edits[0]));
    free(edits);
    pair_free(&p);
}

Test(redaction, overwrites_the_words_in_memory)
{
    struct pair p = pair_of_neighbours();
    const char *words = record_text(p.note, "text");
    cr_assert(forget(&p.ana, &(struct forget){.edit = said(p.note)}, &err));
    for (size_t i = 0; i < sizeof "Bus fares"; i++) {
        cr_expect_eq(words[i], '\0');
    }
    pair_free(&p);
}

/* Where they stand is a text that they share in memory. */
Test(redaction, overwrites_nothing_of_the_notes_beside)
{
    struct pair p = pair_of_neighbours();
    const struct record *goal = record_in(p.two, p.goal);
    author_add_note(&p.ben, goal, "barriers", NULL, "No bus", &err);
    pair_meet(&p);
    size_t count;
    cr_assert(forget(&p.ana, &(struct forget){.edit = said(p.note)}, &err));
    const struct record *const *notes = goal_notes(p.one, p.goal, "barriers", &count);
    cr_assert_eq(count, 1);
    cr_expect_str_eq(record_text(notes[0], "text"), "No bus");
    cr_expect_str_eq(record_text(notes[0], "column"), "barriers");
    cr_expect_eq(record_owner(notes[0]), p.goal);
    cr_expect(says(p.one, "\"goal\":\"goal:"));
    pair_free(&p);
}

Test(redaction, overwrites_words_that_stand_where_a_place_should)
{
    struct session *s = session_new();
    arrive(s,
           "{\"key\":\"ana.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"by\":\"Ana\","
           "\"of\":\"note:n1\",\"set\":{\"goal\":\"Mrs Smith\",\"text\":\"a\"}}",
           NULL);
    const char *words = record_text(session_record(s, "note", "n1"), "goal");
    cr_assert_str_eq(words, "Mrs Smith");
    arrive(s,
           "{\"key\":\"ana.1\",\"at\":\"2017-02-22T12:00:00.000Z\","
           "\"of\":\"note:n1\",\"set\":{\"goal\":null,\"text\":null},"
           "\"redacted\":true}",
           NULL);
    for (size_t i = 0; i < sizeof "Mrs Smith"; i++) {
        cr_expect_eq(words[i], '\0');
    }
    session_free(s);
}

Test(redaction, hides_a_note_and_wins_every_merge)
{
    struct pair p = pair_of_neighbours();
    size_t edits = session_edit_count(p.one), changes = session_change_count(p.two);
    cr_assert(forget(&p.ana, &(struct forget){.edit = said(p.note)}, &err));
    cr_expect_not(record_shown(p.note));
    cr_expect_not(says(p.one, "Bus fares") || says(p.one, "Ben"));
    pair_meet(&p);
    cr_expect_not(says(p.one, "Bus fares") || says(p.two, "Bus fares"));
    cr_expect_eq(session_edit_count(p.two), edits + 1, "one more says where it stood");
    cr_expect_eq(session_change_count(p.two), changes + 2);
    cr_assert(
        forget(&p.ben, &(struct forget){.edit = said(record_in(p.two, p.note))}, &err),
        "twice is once");
    cr_expect_eq(session_change_count(p.two), changes + 2);
    cr_expect_eq(session_edit_count(p.two), edits + 1);
    pair_free(&p);
}

Test(redaction, leaves_the_wordings_of_others_where_they_stand)
{
    struct pair p = pair_of_neighbours();
    const struct edit *bens = said(record_in(p.two, p.note));
    cr_assert(author_reword(&p.ana, p.note, "Buses are dear", &err));
    pair_meet(&p);
    cr_assert(forget(&p.ben, &(struct forget){.edit = bens}, &err));
    pair_meet(&p);
    cr_expect_str_eq(record_text(p.note, "text"), "Buses are dear");
    cr_expect_eq(record_parent(p.note), p.goal);
    cr_expect_str_eq(record_column(p.note), "barriers");
    pair_free(&p);
}

Test(redaction, shows_another_wording_that_stands_beside)
{
    struct pair p = pair_of_neighbours();
    p.ben.now_ms += 1000;
    cr_assert(author_reword(&p.ana, p.note, "Buses are dear", &err));
    cr_assert(
        author_reword(&p.ben, record_in(p.two, p.note), "Mr Jones, the driver", &err));
    pair_meet(&p);
    cr_assert(forget(&p.ana, &(struct forget){.edit = said(p.note)}, &err));
    cr_expect_str_eq(record_text(p.note, "text"), "Buses are dear");
    cr_expect_eq(field_wordings(record_field(p.note, "text")), 1);
    cr_assert(forget(&p.ana, &(struct forget){.edit = said(p.note)}, &err));
    cr_expect_not(record_shown(p.note), "the words before do not come back");
    pair_free(&p);
}

Test(redaction, of_a_goal_keeps_it_in_its_table_for_the_notes_under_it)
{
    struct pair p = pair_of_neighbours();
    cr_assert(forget(&p.ana, &(struct forget){.edit = said(p.goal)}, &err));
    pair_meet(&p);
    size_t tables, goals, notes;
    const struct record *const *table = session_tables(p.two, &tables);
    cr_assert_eq(tables, 1);
    const struct record *const *goal = table_goals(p.two, table[0], &goals);
    cr_assert_eq(goals, 1);
    cr_expect_str_eq(record_words(goal[0], "text"), "");
    cr_expect_str_eq(
        record_words(goal_notes(p.two, goal[0], "barriers", &notes)[0], "text"),
        "Bus fares");
    cr_expect_not(says(p.two, "Mrs Smith"));
    pair_free(&p);
}

Test(redaction, of_a_deletion_keeps_it_and_who_did_it_is_forgotten)
{
    struct pair p = pair_of_neighbours();
    cr_assert(author_delete(&p.ana, p.note, &err));
    const struct edit *deletion = field_shown(record_field(p.note, "gone"))->edit;
    cr_assert(forget(&p.ana, &(struct forget){.edit = deletion}, &err));
    cr_expect_not(record_shown(p.note));
    cr_expect_null(field_shown(record_field(p.note, "gone"))->edit->by);
    cr_assert(author_reword(&p.ben, record_in(p.two, p.note), "No bus after six", &err));
    pair_meet(&p);
    cr_expect(record_shown(p.note), "it has seen no more than before");
    pair_free(&p);
}

Test(redaction, of_an_unseen_rewording_settles_the_deletion)
{
    struct pair p = pair_of_neighbours();
    cr_assert(author_reword(&p.ana, p.note, "Buses are dear", &err));
    cr_assert(author_delete(&p.ben, record_in(p.two, p.note), &err));
    pair_meet(&p);
    cr_assert(record_shown(p.note));
    cr_assert(forget(&p.ana, &(struct forget){.edit = said(p.note)}, &err));
    cr_expect_not(record_shown(p.note));
    pair_free(&p);
}

Test(redaction, is_not_undone_nor_quoted_by_undo)
{
    struct pair p = pair_of_neighbours();
    struct str undone = STR_EMPTY;
    const struct edit *bens = said(record_in(p.two, p.note));
    cr_assert(author_reword(&p.ben, record_in(p.two, p.note), "Buses are dear", &err));
    cr_assert(forget(&p.ben, &(struct forget){.edit = bens}, &err));
    cr_assert(author_undo(&p.ben, &undone)); /* the rewording of what was redacted */
    cr_expect_str_eq(record_text(record_in(p.two, p.note), "text"), "Buses are dear");
    cr_assert(author_undo(&p.ben, &undone)); /* the adding of it */
    cr_expect_str_eq(record_text(record_in(p.two, p.note), "text"), "Buses are dear");
    cr_expect_null(author_undo(&p.ben, &undone));
    while (author_redo(&p.ben, &undone)) {
    }
    cr_expect_not(says(p.two, "Bus fares"));
    cr_expect_not(strstr(undone.bytes, "Bus fares"), "%s", undone.bytes);
    str_finish(&undone);
    pair_free(&p);
}

/* What undo says of a step that was called so, and whose words were forgotten. */
static void expect_undo_says(const char *step, const char *expected)
{
    struct pair p = pair_of_neighbours();
    struct str undone = STR_EMPTY;
    const struct record *note = record_in(p.two, p.note);
    author_begin_step(&p.ben, step);
    cr_assert(author_set(&p.ben, note, "draft", VALUE_OF_TEXT("Buses a"), &err));
    author_end_step(&p.ben);
    const struct edit *edit = field_shown(record_field(note, "draft"))->edit;
    cr_assert(forget(&p.ben, &(struct forget){.edit = edit}, &err));
    cr_assert(author_undo(&p.ben, &undone));
    cr_expect_str_eq(undone.bytes, expected);
    str_finish(&undone);
    pair_free(&p);
}

Test(redaction, leaves_no_end_of_a_sentence_to_undo)
{
    expect_undo_says("dropped the draft of a new barrier for ‘Bus fares’",
                     "The words were forgotten");
    expect_undo_says("dropped it", "The words were forgotten (dropped it)");
}

Test(redaction, reaches_an_undo_that_had_not_seen_it)
{
    struct pair p = pair_of_neighbours();
    struct str undone = STR_EMPTY;
    const struct edit *bens = said(p.note);
    cr_assert(author_reword(&p.ben, record_in(p.two, p.note), "Buses are dear", &err));
    cr_assert(author_undo(&p.ben, &undone)); /* an edit with the old words */
    cr_assert(forget(&p.ana, &(struct forget){.edit = bens}, &err));
    cr_expect_not(says(p.one, "Bus fares"));
    pair_meet(&p);
    cr_expect_not(says(p.one, "Bus fares") || says(p.two, "Bus fares"));
    str_finish(&undone);
    pair_free(&p);
}

Test(redaction, of_a_copy_takes_the_first_who_said_it_too)
{
    struct pair p = pair_of_neighbours();
    cr_assert(author_reword(&p.ana, p.note, "Buses are dear", &err));
    cr_assert(author_reword(&p.ana, p.note, "Bus fares", &err));
    cr_assert(forget(&p.ana, &(struct forget){.edit = said(p.note)}, &err));
    cr_expect_not(says(p.one, "Bus fares"));
    pair_free(&p);
}

Test(redaction, in_the_journal_wins_over_the_line_before_it)
{
    char *path = test_path("session.json");
    struct session_file file;
    struct author a;
    file_new(path, &file);
    author_init(&a, file.session, 1, "Ana");
    author_add_table(&a, NULL, "Desk", NULL, NULL, NULL, &err);
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    size_t tables;
    const struct record *goal = author_add_goal(
        &a, session_tables(file.session, &tables)[0], NULL, "secret", &err);
    const struct edit *edit = said(goal);
    cr_assert(journal_append(&file.journal, &edit, 1, &err), "%s", err_text(&err));
    cr_assert(forget(&a, &(struct forget){.edit = edit}, &err));
    cr_assert(journal_append(&file.journal, &edit, 1, &err), "%s", err_text(&err));
    author_finish(&a);
    file_close(&file);
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    cr_expect_eq(file.news.bad_lines, 0);
    cr_expect_not(says(file.session, "secret"));
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    struct str bytes = STR_EMPTY;
    cr_assert(read_file(path, &bytes, &err));
    cr_expect_null(strstr(bytes.bytes, "secret"));
    cr_expect(strstr(bytes.bytes, "\"redacted\":true"));
    str_finish(&bytes);
    file_close(&file);
    free(path);
}
