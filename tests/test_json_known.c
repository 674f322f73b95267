/* A text is checked around what is known of it already: as strictly, and for less. */

#include "base/json.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <string.h>

/* The first of the parts in text, as known. */
static struct json_known known_in(const char *text, const char *part, size_t values)
{
    const char *at = strstr(text, part);
    cr_assert(at, "%s", part);
    size_t from = (size_t)(at - text);
    return (struct json_known){from, from + strlen(part), values};
}

static void expect_check(const char *text, const struct json_known *known, size_t count,
                         bool ok)
{
    struct err err = ERR_NONE;
    cr_expect_eq(json_check_around("t", text, strlen(text), known, count, NULL, &err), ok,
                 "%s: %s", text, err_text(&err));
    err_finish(&err);
}

Test(json_known, what_is_known_is_passed_over_alone_and_with_what_stands_beside_it)
{
    static const char text[] = "{\"a\":[<1>, <2>,<3>,4],\"b\":<5>}";
    struct json_known all[] = {known_in(text, "<1>, <2>,<3>", 3),
                               known_in(text, "<5>", 1)};
    expect_check(text, all, 2, true);
    expect_check(text, all, 1, false);
    expect_check(text, NULL, 0, false);
}

Test(json_known, what_does_not_begin_where_it_is_said_to_is_refused)
{
    static const char text[] = "[1, [2], \"3\"]";
    struct json_known wrong[] = {{2, 3, 1}, {9, 10, 1}, {5, 6, 1}, {40, 41, 1}};
    expect_check(text, wrong, 1, false);
    expect_check(text, wrong + 1, 1, false);
    expect_check(text, wrong + 2, 1, true);
    expect_check(text, wrong + 2, 2, false);
    struct json_known turned[] = {known_in(text, "[2]", 2), known_in(text, "1", 1)};
    expect_check(text, turned, 2, false);
}

Test(json_known, what_stands_around_it_is_checked_as_strictly)
{
    static const char *const wrong[] = {"[<> 1]", "[<>,]", "{\"a\":<>,\"a\":1}",
                                        "[<>]]",  "[<>",   "{\"a\" <>}"};
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        struct json_known known = known_in(wrong[i], "<>", 1);
        expect_check(wrong[i], &known, 1, false);
    }
}

Test(json_known, its_values_count)
{
    static const char text[] = "[<>]";
    struct json_known known = known_in(text, "<>", JSON_MOST_KNOWN_VALUES - 1);
    expect_check(text, &known, 1, true);
    known.values++;
    expect_check(text, &known, 1, false);
}
