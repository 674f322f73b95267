/* A number that is typed, such as how many hands went up: when it is kept. */

#include "views/number_typed.h"

#include <criterion/criterion.h>
#include <string.h>

static bool is_kept(struct number_typed *n, const char *beyond, bool by_name)
{
    struct str why = STR_EMPTY;
    n->by_name = by_name;
    bool kept = number_may_be_kept(n, beyond, "keep-count", &why);
    cr_expect(kept || strstr(str_text(&why), "\vkeep-count\v again keeps it"), "%s",
              str_text(&why));
    str_finish(&why);
    return kept;
}

Test(number_typed, once_it_was_asked_about_is_kept_by_the_key_that_is_named_alone)
{
    struct number_typed n = {.asked = 0};
    number_insert(&n, "400");
    cr_expect(!is_kept(&n, "too many", true));
    cr_expect(!is_kept(&n, "too many", false));
    cr_expect(is_kept(&n, "too many", true));
    number_drop(&n);
    number_insert(&n, "x");
    number_insert(&n, "9");
    cr_expect(!is_kept(&n, "", false));
    cr_expect(!is_kept(&n, "", false));
    cr_expect(is_kept(&n, "", true));
    number_drop(&n);
    number_insert(&n, "7");
    cr_expect(is_kept(&n, "", false));
    text_box_finish(&n.box);
}
