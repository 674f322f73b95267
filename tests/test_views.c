/* The views that lie one above the other, without a terminal. */

#include "app/app.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { MANY = 9 };

static int open_views[MANY];

static void close_view(void *state)
{
    --*(int *)state;
}

static const struct view_ops ops = {.name = "test", .free = close_view};

Test(views, however_many_are_opened_none_is_dropped)
{
    struct app app = {0};
    for (size_t i = 0; i < MANY; i++) {
        open_views[i] = 1;
        app_push(&app, (struct view){.ops = &ops, .state = &open_views[i]});
        cr_expect_eq(open_views[i], 1, "view %zu was dropped", i + 1);
    }
    cr_assert_eq(app.view_count, MANY);
    for (size_t i = MANY; i-- > 0;) {
        app_pop(&app);
        cr_expect_eq(open_views[i], 0, "view %zu is still open", i + 1);
    }
    free(app.views);
}
