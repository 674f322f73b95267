/* What stands in forms stays there: parted, copied, forgotten, and where a hand wrote what no
 * program would. */

#include "model/forget.h"
#include "model/parting.h"
#include "model/rows.h"

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

TestSuite(rows_kept, .init = enter_folder, .fini = end_test, .timeout = 120);

/* "Pilot phase+h: 1", and so on: the rows of a form in which anything stands, with the first
 * letters of their marks. */
static void expect_form(struct session *session, const struct record *table,
                        const char *id, const char *expected)
{
    struct str said = STR_EMPTY;
    const struct grid *grid = table_grid(session, table, id);
    size_t count, notes;
    const struct record *const *rows = grid_rows(session, table, grid, &count);
    for (size_t i = 0; i < count; i++) {
        struct str marks = STR_EMPTY;
        for (size_t m = 0; m < grid->goals.mark_count; m++) {
            str_addf(&marks, "+%.1s", entry_mark(rows[i], grid->goals.marks[m]));
        }
        goal_notes(session, rows[i], grid->columns[0].id, &notes);
        if (notes || marks.len_bytes > grid->goals.mark_count || grid->rows == ROWS_OWN) {
            str_addf(&said, "%s%s%s: %zu", said.len_bytes ? "; " : "", row_words(rows[i]),
                     str_text(&marks), notes);
        }
        str_finish(&marks);
    }
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
}

static const struct record *given(struct session *session, const struct record *table,
                                  const char *grid, const char *row)
{
    return grid_row(session, table, table_grid(session, table, grid), row);
}

static void write_in(struct author *a, const struct record *row, const char *column,
                     const char *text)
{
    cr_assert(author_add_note(a, row, column, NULL, text, &err), "%s", err_text(&err));
}

/* A sign that is marked, a phase where we are, and what speakers said of two sites. */
static void use_forms(struct author *a, const struct record *table)
{
    struct session *s = a->session;
    const struct record *row = given(s, table, "signs", "culture");
    write_in(a, row, "signs_seen", "Doors open");
    const struct mark *strength = template_mark(table_template(s, table), "strength");
    cr_assert(author_mark(a, row, strength, "part", &err));
    row = given(s, table, "lifecycle", "emergence");
    write_in(a, row, "stage_seen", "A choir");
    cr_assert(author_mark(a, row, template_mark(table_template(s, table), "here"), "here",
                          &err));
    row = author_add_row(a, table, table_grid(s, table, "speakers"), NULL, "Stockport",
                         &err);
    write_in(a, row, "site_aims", "A beach");
}

static void expect_used(struct session *session, const struct record *table)
{
    expect_form(session, table, "signs", "Changing culture+p: 1");
    expect_form(session, table, "lifecycle", "Emergence+h: 1");
    expect_form(session, table, "speakers", "Stockport: 1");
}

Test(rows_kept, of_a_copy_that_is_parted_are_those_of_its_table)
{
    struct pair p = pair_make();
    use_forms(&p.ana, p.table);
    expect_used(p.one, p.table);
    struct session *parted = session_new();
    struct parting_row row = {.id = record_id(p.table), .how = PARTING_TAG, .tag = 7};
    cr_assert(parting_add(parted, p.one, &row, 1, &err));
    size_t count;
    const struct record *table = session_tables(parted, &count)[0];
    cr_assert_eq(count, 1);
    cr_expect_str_neq(record_id(table), record_id(p.table));
    expect_used(parted, table);
    session_free(parted);
    pair_free(&p);
}

Test(rows_kept, that_were_prepared_are_copied_with_their_forms)
{
    struct pair p = pair_make();
    use_forms(&p.ana, p.table);
    struct session *other = session_new();
    struct author author;
    author_init(&author, other, 3, NULL);
    const struct record *table =
        author_add_table(&author, NULL, "Copy", "Leeds", NULL, "5", &err);
    cr_assert(author_copy_table(&author, p.one, p.table, table, &err), "%s",
              err_text(&err));
    cr_expect(session_template(other, "rsa-forms.signs"));
    cr_expect(session_template(other, "rsa-forms.speakers"));
    cr_expect_not(session_template(other, "rsa-forms.beach"));
    expect_used(other, table);
    char *bytes = bytes_of(other);
    struct session_file file = read_in(bytes);
    expect_used(file.session, record_in(file.session, table));
    expect_round_trip(&file);
    file_close(&file);
    free(bytes);
    author_finish(&author);
    session_free(other);
    pair_free(&p);
}

Test(rows_kept, keep_their_names_when_who_wrote_there_first_is_forgotten)
{
    struct pair p = pair_make();
    use_forms(&p.ana, p.table);
    session_add_all(p.two, p.one);
    const struct record *table = record_in(p.two, p.table);
    cr_assert(forget(&p.ben, &(struct forget){.name = "Ana"}, &err));
    const struct record *row = given(p.two, table, "signs", "culture");
    cr_expect_str_eq(record_words(row, "text"), "Changing culture");
    expect_form(p.two, table, "signs", "Changing culture+p: 0");
    expect_form(p.two, table, "lifecycle", "Emergence+h: 0");
    char *bytes = bytes_of(p.two);
    expect_no_part(bytes, "Ana");
    expect_no_part(bytes, "A choir");
    struct session_file file = read_in(bytes);
    expect_round_trip(&file);
    file_close(&file);
    free(bytes);
    pair_free(&p);
}

Test(rows_kept, that_a_hand_wrote_twice_or_named_without_a_grid_can_be_deleted)
{
    struct session_file file = read_in(
        "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"t\","
        "\"goals\":[{\"id\":\"g\",\"text\":\"Less isolation\",\"row\":\"culture\"},"
        "{\"id\":\"x\",\"text\":\"Twice\",\"grid\":\"signs\",\"row\":\"culture\"}]}]}");
    struct author author;
    author_init(&author, file.session, 3, NULL);
    const char *const ids[] = {"g", "x"};
    for (size_t i = 0; i < 2; i++) {
        const struct record *row = session_record(file.session, "goal", ids[i]);
        cr_expect(author_reword(&author, row, "Other words", &err), "%s", err_text(&err));
        cr_expect(author_delete(&author, row, &err), "%s", err_text(&err));
        cr_expect_not(record_shown(row));
    }
    author_finish(&author);
    file_close(&file);
}

Test(rows_kept, of_a_form_that_nobody_knows_are_told_all_the_same)
{
    static const char *const formats[] = {"text", "html", "csv", "json", "markdown"};
    text_file_write("f.json",
                    "{\"sessions\":[{\"goals\":[{\"text\":\"Less isolation\"},"
                    "{\"text\":\"Stockport\",\"grid\":\"unknown\",\"row\":\"k\","
                    "\"unheard\":[\"A beach\"]}]}]}");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        EXPECT_RUN(0, "A beach", "", "export", "--format", formats[i], "f.json");
    }
}

Test(rows_kept, that_were_undone_while_another_wrote_there_ask_nobody_to_settle_them)
{
    struct pair p = pair_make();
    const struct record *table = record_in(p.two, p.table);
    struct str said = STR_EMPTY;
    write_in(&p.ana, given(p.one, p.table, "signs", "culture"), "signs_seen", "Ana's");
    session_add_all(p.two, p.one);
    author_undo(&p.ana, &said);
    const struct record *theirs = given(p.two, table, "signs", "culture");
    write_in(&p.ben, theirs, "signs_seen", "Ben's");
    pair_meet(&p);
    cr_expect_not(record_unsettled(theirs));
    expect_form(p.one, p.table, "signs", "Changing culture+: 1");
    pair_meet(&p);
    str_finish(&said);
    pair_free(&p);
}
