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

Test(views, no_key_goes_beyond_the_ends_of_a_list)
{
    static const struct {
        enum action action;
        size_t count, at, goes;
    } rows[] = {
        {ACT_UP, 9, 0, 0},           {ACT_UP, 9, 8, 7},
        {ACT_DOWN, 9, 7, 8},         {ACT_DOWN, 9, 8, 8},
        {ACT_LIST_UP, 9, 1, 0},      {ACT_LIST_DOWN, 9, 8, 8},
        {ACT_PAGE_UP, 9, 3, 0},      {ACT_PAGE_UP, 9, 8, 3},
        {ACT_PAGE_DOWN, 9, 2, 7},    {ACT_PAGE_DOWN, 9, 5, 8},
        {ACT_LIST_PAGE_UP, 9, 6, 1}, {ACT_LIST_PAGE_DOWN, 3, 0, 2},
        {ACT_FIRST, 9, 4, 0},        {ACT_LAST, 9, 4, 8},
        {ACT_DOWN, 0, 0, 0},         {ACT_LAST, 0, 0, 0},
        {ACT_PAGE_DOWN, 0, 3, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t at = rows[i].at;
        cr_expect(list_step(rows[i].action, 5, rows[i].count, &at));
        cr_expect_eq(at, rows[i].goes, "row %zu: %zu", i, at);
    }
    size_t at = 4;
    cr_expect(!list_step(ACT_LEFT, 5, 9, &at) && at == 4);
}
