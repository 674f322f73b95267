/* Which word was probably meant. */

#include "base/nearest.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(nearest, .timeout = 60);

Test(nearest, only_what_was_probably_meant_is_offered)
{
    static const char *const columns[] = {"barriers", "stakeholders", "moments",
                                          "other",    "id",           NULL};
    static const char *const rows[][2] = {
        {"barrier", "barriers"},
        {"bariers", "barriers"},
        {"Barriers", "barriers"},
        {"momnets", "moments"},
        {"stakeholder", "stakeholders"},
        {"others", "other"},
        {"moments", "moments"},
        {"iid", "id"},
        {"stake", "stakeholders"}, /* what is longer, and begins so */
        {"mo", "moments"},
        {"m", NULL},
        {"xy", NULL},
        {"bears", NULL},
        {"entirely else", NULL},
        {"goals", NULL},
        {"a very long name that nobody would ever give to any column of a grid", NULL}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *found = nearest_word(rows[i][0], columns);
        cr_expect(found == rows[i][1] ||
                      (found && rows[i][1] && !strcmp(found, rows[i][1])),
                  "%s: %s", rows[i][0], found ? found : "none");
    }
    cr_expect_null(nearest_word("any", (const char *const[]){NULL}));
    cr_expect_str_eq(nearest_word("lave", (const char *const[]){"save", "leave", NULL}),
                     "leave");
}

Test(nearest, a_slip_is_of_one_letter_and_not_the_first)
{
    static const char *const words[] = {"stop", "timer", "screen", "new", NULL};
    cr_expect_str_eq(nearest_slip("timr", words), "timer");
    cr_expect_str_eq(nearest_slip("tiemr", words), "timer");
    cr_expect_null(nearest_slip("street", words));
    cr_expect_null(nearest_slip("top", words));
    cr_expect_null(nearest_slip("chop", words));
    cr_expect_null(nearest_slip("nw", words));
}
