/* Marks: the letters that choose them. */

#include "model/template.h"

#include <criterion/criterion.h>
#include <string.h>

static struct err err;

static void end(void)
{
    cr_expect_null(err.message, "%s", err_text(&err));
    err_finish(&err);
}

TestSuite(marks, .fini = end);

/* Letters. */

Test(marks, no_two_choices_of_a_column_have_the_same_letter)
{
    static const char text[] =
        "{\"format\":\"roundtable template\",\"version\":1,\"id\":\"own\",\"marks\":["
        "{\"id\":\"one\",\"choices\":["
        "{\"id\":\"1\",\"letter\":\"P\",\"title\":\"Paper\"},"
        "{\"id\":\"2\",\"letter\":\"p\",\"title\":\"Pen\"},"
        "{\"id\":\"3\",\"title\":\"Pale\"},"
        "{\"id\":\"4\",\"letter\":\"é\",\"title\":\"Été\"}]},"
        "{\"id\":\"two\",\"choices\":["
        "{\"id\":\"1\",\"letter\":\"e\",\"title\":\"Elm\"},"
        "{\"id\":\"2\",\"letter\":\"many\",\"title\":\"é e p\"},"
        "{\"id\":\"3\",\"letter\":\" \",\"title\":\"Ape\"}]}],"
        "\"grids\":[{\"id\":\"g\",\"columns\":["
        "{\"id\":\"both\",\"marks\":[\"one\",\"two\"]},{\"id\":\"two\",\"marks\":["
        "\"two\"]}"
        "]}]}";
    /* "Pen" cannot have the p of "Paper" nor the e of "Elm", so it has its n. */
    static const char *const expected[] = {"p", "n", "a", "é", "e", "b", "c"};
    struct template *form = template_read_text("own.json", text, &err);
    cr_assert(form, "%s", err_text(&err));
    const struct column *both = &form->grids[0].columns[0];
    const struct column *two = &form->grids[0].columns[1];
    for (size_t n = 0, at = 0; n < both->mark_count; n++) {
        for (size_t i = 0; i < both->marks[n]->choice_count; i++, at++) {
            cr_expect_str_eq(column_letter(both, n, &both->marks[n]->choices[i]),
                             expected[at], "the letter of %s",
                             both->marks[n]->choices[i].title);
        }
    }
    cr_expect_str_eq(column_letter(two, 0, &two->marks[0]->choices[2]), "a");
    template_free(form);
}

Test(marks, a_template_with_more_choices_than_letters_is_read_all_the_same)
{
    struct str text = STR_EMPTY;
    str_add(&text, "{\"format\":\"roundtable template\",\"version\":1,\"id\":\"own\","
                   "\"marks\":[{\"id\":\"m\",\"choices\":[{\"id\":\"0\"}");
    for (int i = 1; i < 3000; i++) {
        str_addf(&text, ",{\"id\":\"%d\"}", i);
    }
    str_add(&text, "]}],\"grids\":[{\"id\":\"g\",\"columns\":[{\"id\":\"c\",\"marks\":["
                   "\"m\"");
    for (int i = 1; i < 3000; i++) {
        str_add(&text, ",\"m\"");
    }
    str_add(&text, "]}]}]}");
    struct template *form = template_read_text("own.json", text.bytes, &err);
    cr_assert(form, "%s", err_text(&err));
    const struct column *column = &form->grids[0].columns[0];
    cr_expect_str_eq(column_letter(column, 0, &column->marks[0]->choices[35]), "z");
    cr_expect_str_eq(column_letter(column, 0, &column->marks[0]->choices[36]), "");
    cr_expect_str_eq(column_letter(column, 2999, &column->marks[0]->choices[2999]), "");
    template_free(form);
    str_finish(&text);
}

/* A row of the menu, at 80 columns: the letter, the title, " · now", and the meaning. */
Test(marks, each_choice_that_is_shipped_has_its_own_letter_and_asks_something_in_one_row)
{
    for (size_t f = 0; template_builtin(f); f++) {
        const struct template *form = template_builtin(f);
        for (size_t g = 0; g < form->grid_count; g++) {
            for (size_t c = 0; c < form->grids[g].column_count; c++) {
                const struct column *column = &form->grids[g].columns[c];
                size_t widest = 0;
                cr_expect_gt(column->mark_count, 0);
                for (size_t n = 0; n < column->mark_count; n++) {
                    for (size_t i = 0; i < column->marks[n]->choice_count; i++) {
                        size_t wide = strlen(column->marks[n]->choices[i].title);
                        widest = wide > widest ? wide : widest;
                    }
                }
                for (size_t n = 0; n < column->mark_count; n++) {
                    for (size_t i = 0; i < column->marks[n]->choice_count; i++) {
                        const struct choice *choice = &column->marks[n]->choices[i];
                        size_t asks = strlen(choice->meaning);
                        cr_expect_str_eq(column_letter(column, n, choice),
                                         choice->letter);
                        cr_expect(asks && choice->meaning[asks - 1] == '?', "%s: %s",
                                  choice->title, choice->meaning);
                        cr_expect_leq(4 + widest + strlen(" - now") + 2 + asks, 79,
                                      "%s: %s", choice->title, choice->meaning);
                    }
                }
            }
        }
    }
}
