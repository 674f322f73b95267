/* The rows of grids that a template gives, or that are typed there: nobody's goals. */

#include "model/history.h"
#include "model/plan.h"
#include "model/rows.h"

#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/pair.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(rows, .init = enter_folder, .fini = end_test, .timeout = 120);

static const char before[] = "Less isolation | barriers: Bus fares\n";

/* A catalogue of three forms, as the forms of rsa are. */
static const char catalogue_text[] =
    "{\"format\":\"roundtable template\",\"version\":1,\"id\":\"rsa-forms\",\"marks\":["
    "{\"id\":\"strength\",\"choices\":[{\"id\":\"not-yet\",\"letter\":\"n\"},"
    "{\"id\":\"clearly\",\"letter\":\"c\"}]},"
    "{\"id\":\"here\",\"one\":true,\"choices\":[{\"id\":\"here\",\"letter\":\"h\"}]},"
    "{\"id\":\"unused\",\"choices\":[]}],\"grids\":["
    "{\"id\":\"signs\",\"title\":\"Signs\",\"use\":\"lens\",\"optional\":true,"
    "\"rows\":[{\"id\":\"early\",\"title\":\"Acting early\",\"prompt\":\"Do we?\"},"
    "{\"id\":\"power\",\"title\":\"Sharing power\"}],"
    "\"goals\":{\"title\":\"Signs\",\"marks\":[\"strength\",\"here\"]},"
    "\"columns\":[{\"id\":\"signs_seen\",\"title\":\"Where we see it\"}]},"
    "{\"id\":\"sites\",\"title\":\"Sites\",\"use\":\"lens\",\"optional\":true,"
    "\"rows\":\"own\",\"columns\":[{\"id\":\"site_aims\"}]},"
    "{\"id\":\"pledges\",\"title\":\"Pledges\",\"use\":\"lens\",\"optional\":true,"
    "\"rows\":[{\"id\":\"pledges\",\"title\":\"\"}],\"columns\":[{\"id\":\"pledged\"}]}]"
    "}";

static struct template *catalogue;

/* Looks at a form, and gives its grid. */
static const struct grid *look(struct session *session, const struct record *table,
                               const char *id)
{
    if (!catalogue) {
        catalogue = template_read_text("catalogue", catalogue_text, &err);
        cr_assert(catalogue, "%s", err_text(&err));
    }
    const struct record *own = record_in(session, table);
    session_look_at_form(session, catalogue, template_grid(catalogue, id));
    const struct grid *grid = template_grid(table_template(session, own), id);
    cr_assert(grid);
    return grid;
}

static void finish(struct pair *p)
{
    template_free(catalogue);
    catalogue = NULL;
    pair_free(p);
}

static const struct record *add(struct author *author, const struct record *row,
                                const char *column, const char *text)
{
    const struct record *note = author_add_note(author, row, column, NULL, text, &err);
    cr_assert(note, "%s", err_text(&err));
    return note;
}

/* "Acting early: 1; Sharing power: 0": the rows of a grid, and the notes of its first column. */
static void expect_rows(struct session *session, const struct record *table,
                        const char *id, const char *expected)
{
    const struct grid *grid = look(session, table, id);
    struct str said = STR_EMPTY;
    size_t count, notes;
    const struct record *const *rows =
        grid_rows(session, record_in(session, table), grid, &count);
    for (size_t i = 0; i < count; i++) {
        goal_notes(session, rows[i], grid->columns[0].id, &notes);
        str_addf(&said, "%s%s: %zu", i ? "; " : "", row_words(rows[i]), notes);
    }
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
}

Test(rows, that_are_given_are_there_before_anybody_writes_and_cost_nothing)
{
    struct pair p = pair_make();
    char *bytes = bytes_of(p.one);
    expect_rows(p.one, p.table, "signs", "Acting early: 0; Sharing power: 0");
    cr_expect_not(grid_in_use(p.one, p.table, look(p.one, p.table, "signs")));
    char *after = bytes_of(p.one);
    cr_expect_str_eq(bytes, after, "looking changes no byte");
    expect_grids(p.one, before);
    free(bytes);
    free(after);
    finish(&p);
}

Test(rows, are_made_with_the_first_note_and_the_session_keeps_the_form)
{
    struct pair p = pair_make();
    const struct grid *signs = look(p.one, p.table, "signs");
    const struct record *row = grid_row(p.one, p.table, signs, "power");
    cr_expect_not(record_shown(row));
    add(&p.ana, row, "signs_seen", "Two carers on the board");
    cr_expect(record_shown(row));
    cr_expect_str_eq(record_words(row, "text"), "Sharing power");
    cr_expect_str_eq(record_words(row, "grid"), "signs");
    cr_expect_str_eq(record_words(row, "row"), "power");
    cr_expect(session_template(p.one, "rsa-forms.signs"));
    cr_expect_not(session_template(p.one, "rsa-forms.sites"));
    expect_rows(p.one, p.table, "signs", "Acting early: 0; Sharing power: 1");
    expect_grids(p.one, before); /* it is no goal */
    struct str said = STR_EMPTY;
    author_undo(&p.ana, &said);
    expect_rows(p.one, p.table, "signs", "Acting early: 0; Sharing power: 0");
    cr_expect_not(grid_in_use(p.one, p.table, look(p.one, p.table, "signs")));
    author_redo(&p.ana, &said);
    expect_rows(p.one, p.table, "signs", "Acting early: 0; Sharing power: 1");
    str_finish(&said);
    finish(&p);
}

Test(rows, are_written_by_whoever_holds_their_form_before_it_is_kept)
{
    struct pair p = pair_make();
    const struct grid *signs = look(p.one, p.table, "signs");
    const struct mark *mark = signs->goals.marks[0];
    cr_assert(author_mark(&p.ana, grid_row(p.one, p.table, signs, "early"), mark,
                          mark->choices[1].id, &err));
    cr_expect_eq(template_grid(table_template(p.one, p.table), "signs"), signs,
                 "it is the same as before");
    const struct record *row = grid_row(p.one, p.table, signs, "early");
    cr_expect_str_eq(entry_mark(row, mark), "clearly");
    cr_expect(entry_mark_said(row, mark, &mark->choices[1]));
    cr_expect_not(entry_mark_said(row, mark, &mark->choices[0]));
    add(&p.ana, row, signs->columns[0].id, "Sure Start");
    cr_expect_eq(column_note_count(p.one, p.table, "signs_seen"), 1);
    cr_expect_eq(column_note_count(p.one, p.table, "barriers"), 1);
    finish(&p);
}

Test(rows, that_two_laptops_make_unseen_by_each_other_are_one)
{
    struct pair p = pair_make();
    pair_meet(&p);
    const struct record *ours =
        grid_row(p.one, p.table, look(p.one, p.table, "signs"), "early");
    add(&p.ana, ours, "signs_seen", "Ana's");
    const struct record *table = record_in(p.two, p.table);
    const struct record *theirs =
        grid_row(p.two, table, look(p.two, p.table, "signs"), "early");
    add(&p.ben, theirs, "signs_seen", "Ben's");
    pair_meet(&p);
    expect_rows(p.one, p.table, "signs", "Acting early: 2; Sharing power: 0");
    expect_rows(p.two, p.table, "signs", "Acting early: 2; Sharing power: 0");
    cr_expect_not(record_unsettled(ours));
    char *one = bytes_of(p.one), *two = bytes_of(p.two);
    cr_expect_str_eq(one, two);
    free(one);
    free(two);
    finish(&p);
}

Test(rows, that_one_undid_and_another_writes_in_are_not_disputed)
{
    struct pair p = pair_make();
    pair_meet(&p);
    const struct record *ours =
        grid_row(p.one, p.table, look(p.one, p.table, "signs"), "early");
    add(&p.ana, ours, "signs_seen", "Ana's");
    pair_meet(&p);
    const struct record *table = record_in(p.two, p.table);
    add(&p.ben, grid_row(p.two, table, look(p.two, table, "signs"), "early"),
        "signs_seen", "Ben's");
    pair_meet(&p);
    struct str said = STR_EMPTY;
    author_undo(&p.ana, &said);
    pair_meet(&p);
    str_finish(&said);
    expect_rows(p.one, p.table, "signs", "Acting early: 1; Sharing power: 0");
    cr_expect_not(record_unsettled(ours), "nobody deletes a row that is given");
    finish(&p);
}

Test(rows, that_somebody_else_wrote_in_stay_when_who_made_them_undoes)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    const struct record *row =
        grid_row(p.one, p.table, look(p.one, p.table, "signs"), "early");
    add(&p.ana, row, "signs_seen", "Ana's");
    pair_meet(&p);
    add(&p.ben, record_in(p.two, row), "signs_seen", "Ben's");
    author_undo(&p.ana, &said);
    pair_meet(&p);
    expect_rows(p.one, p.table, "signs", "Acting early: 1; Sharing power: 0");
    expect_rows(p.two, p.table, "signs", "Acting early: 1; Sharing power: 0");
    cr_expect_eq(record_parent(row), p.table);
    str_finish(&said);
    finish(&p);
}

Test(rows, of_a_file_are_there_for_whoever_lacks_the_catalogue)
{
    struct pair p = pair_make();
    const struct record *row =
        grid_row(p.one, p.table, look(p.one, p.table, "signs"), "early");
    add(&p.ana, row, "signs_seen", "Sure Start");
    char *bytes = bytes_of(p.one);
    struct session_file file = read_in(bytes);
    const struct record *table = record_in(file.session, p.table);
    const struct grid *signs =
        template_grid(table_template(file.session, table), "signs");
    cr_assert(signs);
    cr_expect_str_eq(signs->title, "Signs");
    cr_expect(grid_in_use(file.session, table, signs));
    cr_expect_not(template_mark(table_template(file.session, table), "unused"));
    expect_round_trip(&file);
    file_close(&file);
    free(bytes);
    finish(&p);
}

Test(rows, that_are_given_are_not_renamed_moved_or_deleted)
{
    struct pair p = pair_make();
    const struct record *row =
        grid_row(p.one, p.table, look(p.one, p.table, "signs"), "early");
    add(&p.ana, row, "signs_seen", "Sure Start");
    size_t edits = session_edit_count(p.one);
    cr_expect_not(author_reword(&p.ana, row, "Late", &err));
    cr_expect_str_eq(err_text(&err),
                     "'Acting early' is given by the form and cannot be renamed");
    cr_expect_not(author_delete(&p.ana, row, &err));
    cr_expect_not(author_move_goal(&p.ana, row, NULL, &err));
    cr_expect_eq(session_edit_count(p.one), edits);
    finish(&p);
}

Test(rows, carry_marks_and_one_of_a_grid_says_where_we_are)
{
    struct pair p = pair_make();
    const struct grid *signs = look(p.one, p.table, "signs");
    const struct record *early = grid_row(p.one, p.table, signs, "early");
    const struct record *power = grid_row(p.one, p.table, signs, "power");
    const struct template *form = table_template(p.one, p.table);
    cr_assert(
        author_mark(&p.ana, early, template_mark(form, "strength"), "clearly", &err));
    form = table_template(p.one, p.table);
    cr_expect_str_eq(entry_mark(early, template_mark(form, "strength")), "clearly");
    cr_assert(author_mark(&p.ana, early, template_mark(form, "here"), "here", &err));
    cr_assert(author_mark(&p.ana, power, template_mark(form, "here"), "here", &err));
    const struct mark *here = template_mark(table_template(p.one, p.table), "here");
    cr_expect_str_eq(entry_mark(early, here), "", "it is at one row");
    cr_expect_str_eq(entry_mark(power, here), "here");
    cr_expect_str_eq(record_words(p.table, "here:signs"), "power");
    cr_expect(grid_in_use(p.one, p.table,
                          template_grid(table_template(p.one, p.table), "signs")));
    cr_assert(author_mark(&p.ana, power, here, NULL, &err));
    cr_expect_str_eq(entry_mark(power, here), "");
    finish(&p);
}

Test(rows, of_two_laptops_that_disagree_on_where_we_are_give_two_wordings)
{
    struct pair p = pair_make();
    pair_meet(&p);
    const struct grid *signs = look(p.one, p.table, "signs");
    const struct mark *here = template_mark(table_template(p.one, p.table), "here");
    cr_assert(author_mark(&p.ana, grid_row(p.one, p.table, signs, "early"), here, "here",
                          &err));
    const struct record *table = record_in(p.two, p.table);
    signs = look(p.two, p.table, "signs");
    here = template_mark(table_template(p.two, table), "here");
    cr_assert(
        author_mark(&p.ben, grid_row(p.two, table, signs, "power"), here, "here", &err));
    pair_meet(&p);
    const struct record *early =
        grid_row(p.one, p.table, look(p.one, p.table, "signs"), "early");
    here = template_mark(table_template(p.one, p.table), "here");
    cr_expect_eq(field_wordings(entry_mark_field(early, here)), 2);
    cr_expect(entry_mark_said(early, here, &here->choices[0]));
    finish(&p);
}

Test(rows, that_are_typed_stand_in_their_grid_alone)
{
    struct pair p = pair_make();
    const struct grid *sites = look(p.one, p.table, "sites");
    const struct record *last =
        author_add_row(&p.ana, p.table, sites, NULL, "Stockport", &err);
    sites = template_grid(table_template(p.one, p.table), "sites");
    cr_assert(author_add_row(&p.ana, p.table, sites, last, "Erewash", &err));
    expect_rows(p.one, p.table, "sites", "Stockport: 0; Erewash: 0");
    cr_assert(author_move_goal(
        &p.ana, last,
        grid_rows(p.one, p.table, look(p.one, p.table, "sites"), &(size_t){0})[1], &err));
    expect_rows(p.one, p.table, "sites", "Erewash: 0; Stockport: 0");
    expect_grids(p.one, before);
    finish(&p);
}

Test(rows, of_a_free_list_are_one_without_a_heading)
{
    struct pair p = pair_make();
    const struct grid *pledges = look(p.one, p.table, "pledges");
    cr_expect(grid_is_list(pledges));
    add(&p.ana, grid_row(p.one, p.table, pledges, "pledges"), "pledged", "Visit a ward");
    expect_rows(p.one, p.table, "pledges", "Pledges: 1");
    finish(&p);
}

Test(rows, of_lenses_make_no_plan)
{
    struct pair p = pair_make();
    const struct grid *signs = look(p.one, p.table, "signs");
    add(&p.ana, grid_row(p.one, p.table, signs, "early"), "signs_seen", "Sure Start");
    const struct template *form = table_template(p.one, p.table);
    cr_expect_not(plan_has_action(form, "signs_seen"));
    cr_expect(plan_has_action(form, "organisations"));
    cr_expect_str_eq(plan_map(form)->id, "map");
    size_t count;
    const struct grid **grids = table_grids(p.one, p.table, &count);
    cr_assert_eq(count, 3);
    cr_expect_str_eq(grids[2]->id, "signs");
    free(grids);
    finish(&p);
}

/* What the latest edits did, oldest first. */
static void expect_told(struct session *session, size_t last, const char *expected)
{
    size_t count;
    struct str said = STR_EMPTY;
    const struct edit **edits = session_edits(session, &count);
    for (size_t i = count - last; i < count; i++) {
        history_describe(session, edits[i], HISTORY_WITH_NAMES, &said);
        str_add(&said, "\n");
    }
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
    free(edits);
}

Test(rows, are_told_in_the_history_by_what_their_form_calls_them)
{
    struct pair p = pair_make();
    const struct grid *grid = table_grid(p.one, p.table, "lifecycle");
    const struct record *row = grid_row(p.one, p.table, grid, "emergence");
    add(&p.ana, row, "stage_seen", "A choir");
    const struct mark *here = template_mark(table_template(p.one, p.table), "here");
    cr_assert(author_mark(&p.ana, row, here, "here", &err));
    cr_assert(author_mark(&p.ana, row, here, NULL, &err));
    grid = table_grid(p.one, p.table, "speakers");
    cr_assert(author_add_row(&p.ana, p.table, grid, NULL, "Stockport", &err));
    expect_told(p.one, 5,
                "added the phase ‘Emergence’\n"
                "added the sign ‘A choir’ to ‘Emergence’\n"
                "put ‘We are here’ at ‘Emergence’\n"
                "took away ‘We are here’\n"
                "added the site ‘Stockport’\n");
    finish(&p);
}

static const char by_hand[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"title\":\"Leeds\","
    "\"goals\":[{\"text\":\"Less isolation\"},{\"grid\":\"signs\",\"row\":\"culture\","
    "\"strength\":\"part\",\"signs_seen\":[\"Doors open\"]},"
    "{\"grid\":\"speakers\",\"text\":\"Stockport\",\"site_aims\":[\"A beach\"]}]}]}";

Test(rows, that_a_hand_writes_are_those_that_the_program_makes)
{
    struct session_file file = read_in(by_hand);
    size_t count;
    const struct record *table = session_tables(file.session, &count)[0];
    const struct grid *signs = table_grid(file.session, table, "signs");
    const struct record *row = grid_row(file.session, table, signs, "culture");
    cr_expect(record_shown(row));
    cr_expect_str_eq(record_words(row, "text"), "Changing culture");
    cr_expect_str_eq(
        entry_mark(row, template_mark(table_template(file.session, table), "strength")),
        "part");
    goal_notes(file.session, row, "signs_seen", &count);
    cr_expect_eq(count, 1);
    cr_expect(session_template(file.session, "rsa-forms.signs"));
    cr_expect(session_template(file.session, "rsa-forms.speakers"));
    expect_round_trip(&file);
    file_close(&file);
}

Test(rows, that_a_hand_writes_wrong_are_named_by_check)
{
    char *faults = faults_of(by_hand, 0);
    cr_expect_str_eq(faults, "");
    free(faults);
    char *text = replaced(by_hand, "culture", "cultur");
    faults = faults_of(text, 0);
    cr_expect(strstr(faults, "the form \"signs\" has no such row; did you mean "
                             "\"culture\"?"),
              "%s", faults);
    free(faults);
    free(text);
    text = replaced(by_hand, "\"part\"", "\"prt\"");
    faults = faults_of(text, 0);
    cr_expect(strstr(faults, "has no such choice; did you mean \"part\"?"), "%s", faults);
    free(faults);
    free(text);
}
