#include "support/err.h"

#include "support/folder.h"

#include <criterion/criterion.h>

struct err err;

void end_test(void)
{
    err_finish(&err);
    folder_finish();
}

void end_without_fault(void)
{
    cr_expect_null(err.message, "%s", err_text(&err));
    end_test();
}
