/* Which words are one and the same to themes. */

#include "model/themes.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static char *key_of(const char *text)
{
    struct str key = STR_EMPTY;
    theme_key_add(text, "en-GB", &key);
    return str_take(&key);
}

Test(theme_keys, words_alike_but_for_their_form_have_one_key)
{
    static const char *const rows[][2] = {
        {"Sports Days", "sports days"},
        {"Sports days", "  Sports   day."},
        {"CCG", "CCGs"},
        {"G.P.s", "GPs"},
        {"Parents' forums", "Parents forum"},
        {"Carers’ groups", "Groups carer"},
        {"Food & drink", "Drink and food"},
        {"The bus fare", "bus fares"},
        {"Families", "family"},
        {"Churches", "A church"},
        {"Children's play", "Child play"},
        {"Lack of time", "Time (lack of)"},
        {"ÉCOLES", "écoles"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *one = key_of(rows[i][0]), *other = key_of(rows[i][1]);
        cr_expect_str_eq(one, other, "%s, %s", rows[i][0], rows[i][1]);
        free(one);
        free(other);
    }
}

Test(theme_keys, words_that_mean_something_else_have_another_key)
{
    static const char *const rows[][2] = {
        {"Support for carers", "No support for carers"},
        {"More testing", "Less testing"},
        {"Carers", "Care"},
        {"Organised", "Organisations"},
        {"Bus", "Buses are late"},
        {"Class", "Clas"},
        {"!", "?"},
        {"Parents for schools", "Schools for parents"},
        {"Cost of a bus", "Bus of a cost, for ever"},
        {"", "the"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *one = key_of(rows[i][0]), *other = key_of(rows[i][1]);
        cr_expect_str_neq(one, other, "%s, %s", rows[i][0], rows[i][1]);
        free(one);
        free(other);
    }
}
