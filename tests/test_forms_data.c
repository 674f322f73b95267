/* The method's other forms, templates/forms/rsa.json: beside the map and the plan, which
 * are compiled in, and with nothing missing that a screen or a sheet of paper shows. */

#include "base/utf8.h"
#include "model/questions.h"
#include "model/template.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* As many letters as there is room for at 80 columns. */
enum {
    MOST_GRID_TITLE = 35, /* and a status in the same row */
    MOST_COLUMN_TITLE = 30,
    MOST_ROW_TITLE = 50, /* wrapped in a column */
    MOST_SHORT = 14,
    MOST_PROMPT = 70,
    MOST_ABOUT = 70,
    MOST_CHOICE = 79, /* "Pebble: easy to skim. Who could move it this month?" */
    MOST_HELP = 400,
};

static struct template *form;            /* the forms, as the program reads them */
static const struct template *main_form; /* what they stand beside */
static struct json_document all;         /* and what it does not read */

static void read_forms(void)
{
    char *path = repo_path("templates/forms/rsa.json");
    char *text = text_file_read(path);
    cr_assert(text, "%s is missing", path);
    form = template_read_text(path, text, &err);
    cr_assert(form, "%s", err_text(&err));
    free(text);
    free(path);
    cr_assert(json_read(&all, "forms", form->json, strlen(form->json), &err), "%s",
              err_text(&err));
    main_form = template_builtin_of("rsa");
    cr_assert(main_form);
}

static void free_forms(void)
{
    json_finish(&all);
    template_free(form);
    end_without_fault();
}

TestSuite(forms_data, .init = read_forms, .fini = free_forms);

static const struct json *first_grid(void)
{
    return json_first(json_member(all.root, "grids"));
}

static const char *words(const struct json *object, const char *name)
{
    const char *text = json_member_text(object, name);
    return text ? text : "";
}

/* That there is a text of at most so many letters, and no blank at its ends. */
static void expect_text(const char *text, size_t most, const char *of, const char *what)
{
    size_t len_bytes = strlen(text), letters = 0;
    for (size_t at = 0; at < len_bytes; at = grapheme_after(text, len_bytes, at)) {
        letters++;
    }
    cr_expect(letters > 0 && letters <= most, "%s of %s has %zu letters, at most %zu: %s",
              what, of, letters, most, text);
    cr_expect(len_bytes == 0 || (*text != ' ' && text[len_bytes - 1] != ' '),
              "%s of %s has blanks at an end", what, of);
}

static void expect_member(const struct json *object, const char *name, size_t most)
{
    expect_text(words(object, name), most, words(object, "id"), name);
}

/* That no two of a list have one id. */
static void expect_own_ids(const struct json *list, const char *of)
{
    for (const struct json *one = json_first(list); one; one = json_next(one)) {
        cr_expect(*words(one, "id"), "one of %s has no id", of);
        for (const struct json *b = json_next(one); b; b = json_next(b)) {
            cr_expect_str_neq(words(one, "id"), words(b, "id"), "twice in %s", of);
        }
    }
}

Test(forms_data, every_form_of_the_method_is_there_what_is_wanted_most_first)
{
    static const char *const titles[] = {
        "What is a social movement?",
        "What is strong here",
        "Understanding the system",
        "Lifecycle of a movement",
        "Eight signs of success",
        "How is it going?",
        "Social systems: an overview",
        "Harnessing power: four lenses",
        "Crossing the cultural chasm",
        "EMPOWERS check",
        "Elements of a movement",
        "Five capacities of leaders",
        "Movements and systems, side by side",
        "The liminal space",
        "Activity and agility",
        "Engaging with movements",
        "Is it ripe for a movement?",
        "How it will spread",
        "Presentations: the sites",
        "Questions and answers",
        "Theory of change",
        "Back at work",
        "Pledges",
        "Stories worth telling",
        "Path to institutionalisation",
        "What movements bring",
    };
    cr_assert_eq(form->grid_count, LENGTH(titles));
    for (size_t i = 0; i < LENGTH(titles); i++) {
        cr_expect_str_eq(form->grids[i].title, titles[i]);
    }
}

/* Both templates may stand in one session. The rows of the grid "questions" are short
 * questions to everybody. */
Test(forms_data, no_form_and_no_column_is_called_as_another_of_either_template)
{
    expect_own_ids(json_member(all.root, "grids"), "grids");
    expect_own_ids(json_member(all.root, "marks"), "marks");
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        cr_expect_null(lookup_find_id(&main_form->grids_by_id, grid->id), "%s", grid->id);
        cr_expect_str_neq(grid->id, QUESTIONS_GRID);
        for (size_t c = 0; c < grid->column_count; c++) {
            const char *id = grid->columns[c].id;
            cr_expect_null(template_column(main_form, id, NULL), "%s", id);
            cr_expect_str_neq(id, ANSWERS_COLUMN);
        }
    }
}

/* In the readable top, columns, marks and fields of a row are members of one object. */
Test(forms_data, no_column_is_called_as_a_mark_or_a_field_of_a_row)
{
    static const char *const fields[] = {"id",   "text",  "votes", "grid",    "row",
                                         "gone", "place", "theme", "session", "alone"};
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        for (size_t c = 0; c < grid->column_count; c++) {
            const char *id = grid->columns[c].id;
            cr_expect_null(template_mark(form, id), "%s", id);
            cr_expect_null(template_mark(main_form, id), "%s", id);
            for (size_t f = 0; f < LENGTH(fields); f++) {
                cr_expect_str_neq(id, fields[f]);
            }
        }
    }
}

Test(forms_data, each_form_is_a_lens_out_of_the_way_that_says_what_it_is_for)
{
    for (const struct json *grid = first_grid(); grid; grid = json_next(grid)) {
        expect_member(grid, "title", MOST_GRID_TITLE);
        expect_member(grid, "plain", MOST_ABOUT);
        expect_member(grid, "about", MOST_ABOUT);
        expect_member(grid, "source", MOST_SHORT + MOST_GRID_TITLE);
        cr_expect_str_eq(words(grid, "use"), "lens");
        cr_expect(json_is_true(json_member(grid, "optional")), "%s", words(grid, "id"));
        if (json_member(grid, "help")) {
            expect_member(grid, "help", MOST_HELP);
        }
    }
}

Test(forms_data, each_column_has_what_a_screen_shows_of_it)
{
    for (const struct json *grid = first_grid(); grid; grid = json_next(grid)) {
        const struct json *column = json_first(json_member(grid, "columns"));
        cr_expect(column, "%s", words(grid, "id"));
        for (; column; column = json_next(column)) {
            expect_member(column, "title", MOST_COLUMN_TITLE);
            expect_member(column, "short", MOST_SHORT);
            expect_member(column, "singular", MOST_COLUMN_TITLE);
            expect_member(column, "prompt", MOST_PROMPT);
        }
        const struct json *goals = json_member(grid, "goals");
        expect_member(goals, "title", MOST_COLUMN_TITLE);
        expect_member(goals, "short", MOST_SHORT);
        expect_member(goals, "singular", MOST_COLUMN_TITLE);
    }
}

/* A list of one row without a title is a free list: there is nothing to ask of its row. */
static void expect_rows(const struct json *rows, const char *of)
{
    const struct json *row = json_first(rows);
    expect_own_ids(rows, of);
    cr_expect(row, "%s has no rows", of);
    if (row && !json_next(row) && !*words(row, "title")) {
        return;
    }
    for (; row; row = json_next(row)) {
        expect_member(row, "title", MOST_ROW_TITLE);
        expect_member(row, "prompt", MOST_PROMPT);
        if (json_member(row, "help")) {
            expect_member(row, "help", MOST_HELP);
        }
    }
}

Test(forms_data, rows_are_the_goals_typed_at_the_table_or_given_with_a_prompt_each)
{
    size_t goals = 0, own = 0;
    for (const struct json *grid = first_grid(); grid; grid = json_next(grid)) {
        const struct json *rows = json_member(grid, "rows");
        if (!rows) {
            cr_expect_str_eq(words(grid, "id"), "elements");
            goals++;
        } else if (json_text(rows)) {
            cr_expect_str_eq(json_text(rows), "own");
            own++;
        } else {
            expect_rows(rows, words(grid, "id"));
        }
    }
    cr_expect_eq(goals, 1);
    cr_expect_eq(own, 2);
}

Test(forms_data, choices_of_a_mark_have_a_letter_of_their_own_and_fit_a_row)
{
    for (size_t i = 0; i < form->mark_count; i++) {
        const struct mark *mark = &form->marks[i];
        cr_expect(mark->choice_count, "%s", mark->id);
        for (size_t c = 0; c < mark->choice_count; c++) {
            const struct choice *choice = &mark->choices[c];
            struct str line = str_of("%s: %s", choice->title, choice->meaning);
            expect_text(line.bytes, MOST_CHOICE, mark->id, "a choice");
            str_finish(&line);
            expect_text(choice->letter, 1, choice->id, "the letter");
            cr_expect(*choice->title && *choice->meaning, "%s", choice->id);
            for (size_t k = 0; k < c; k++) {
                cr_expect_str_neq(choice->letter, mark->choices[k].letter, "%s",
                                  mark->id);
            }
        }
    }
}

Test(forms_data, a_mark_that_the_map_or_the_plan_offers_is_the_same_here)
{
    size_t shared = 0;
    for (size_t i = 0; i < form->mark_count; i++) {
        const struct mark *mark = &form->marks[i];
        const struct mark *other = template_mark(main_form, mark->id);
        if (!other) {
            continue;
        }
        shared++;
        cr_expect_str_eq(mark->title, other->title);
        cr_assert_eq(mark->choice_count, other->choice_count, "%s", mark->id);
        for (size_t c = 0; c < mark->choice_count; c++) {
            cr_expect_str_eq(mark->choices[c].id, other->choices[c].id);
            cr_expect_str_eq(mark->choices[c].letter, other->choices[c].letter);
            cr_expect_str_eq(mark->choices[c].title, other->choices[c].title);
            cr_expect_str_eq(mark->choices[c].meaning, other->choices[c].meaning);
        }
    }
    cr_expect(shared >= 3, "weight aside, the marks of the map are here");
}

static const struct json *of_id(const struct json *list, const char *id)
{
    const struct json *one = json_first(list);
    while (one && strcmp(words(one, "id"), id) != 0) {
        one = json_next(one);
    }
    cr_assert(one, "there is no %s", id);
    return one;
}

/* The best and the worst of each level stand by the choice and by the row. */
Test(forms_data, long_help_stands_by_the_choices_that_need_it)
{
    static const struct {
        const char *mark, *choice, *row;
    } helped[] = {
        {"level", "individual", "individuals"},
        {"level", "community", "communities"},
        {"level", "system", "systems"},
        {"moment", "predictable", NULL},
        {"moment", "unpredictable", NULL},
        {"moment", "created", NULL},
        {"spread", "let", NULL},
        {"spread", "help", NULL},
        {"spread", "make", NULL},
    };
    const struct json *levels = of_id(json_member(all.root, "grids"), "levels");
    for (size_t i = 0; i < LENGTH(helped); i++) {
        const struct json *mark = of_id(json_member(all.root, "marks"), helped[i].mark);
        const struct json *choice = of_id(json_member(mark, "choices"), helped[i].choice);
        expect_member(choice, "help", MOST_HELP);
        if (helped[i].row) {
            const struct json *row = of_id(json_member(levels, "rows"), helped[i].row);
            cr_expect_str_eq(words(choice, "help"), words(row, "help"));
        }
    }
}

Test(forms_data, we_are_here_is_a_mark_of_one_row_of_a_form)
{
    const struct json *here = of_id(json_member(all.root, "marks"), "here");
    cr_expect(json_is_true(json_member(here, "one")));
    size_t offering = 0;
    for (size_t i = 0; i < form->grid_count; i++) {
        offering += column_offers(&form->grids[i].goals, template_mark(form, "here"));
    }
    cr_expect_eq(offering, 4);
}

/* A form may belong to no stage: to a day that follows, or to the report. */
Test(forms_data, the_stages_that_a_form_belongs_to_are_those_of_the_day)
{
    for (const struct json *grid = first_grid(); grid; grid = json_next(grid)) {
        const struct json *stages = json_member(grid, "stages");
        cr_expect(stages && json_kind(stages) == JSON_ARRAY, "%s", words(grid, "id"));
        for (const struct json *s = json_first(stages); s; s = json_next(s)) {
            cr_expect(json_text(s) && template_stage(main_form, json_text(s)),
                      "%s belongs to a stage that there is not: %s", words(grid, "id"),
                      json_text(s));
        }
    }
}
