/* From line to line of a form, whatever stands in them. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(form_lines, .init = enter_folder, .fini = folder_finish);

#define SHIFT_TAB "\x1b[Z"

/* What is wrong in a line takes no words of the next, and stops nobody; to keep it, it is asked
 * for. */
Test(form_lines, what_is_no_date_or_time_is_told_beside_its_line_and_asked_for_at_the_end)
{
    tables_write_health();
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_press(t, "o", "Details of this session");
    typist_press(t, TAB TAB "Otley\r", "That is no date. Write it as 2017-02-22");
    typist_press(t, "4", "Table      ▶ 4");
    typist_wait(t, "Otley (no date)");
    typist_press(t, SHIFT_TAB SHIFT_TAB, "Place      ▶ Leeds");
    typist_press(t, TAB, "Date       ▶ Otley");
    typist_press(t, TAB TAB "30.11\r", "That is no time of day.");
    typist_press(t, "us@here.example", "Answers to ▶ us@here.example");
    typist_wait(t, "30.11 (no time of day)");
    typist_press(t, CTRL_S, "That is no date. Write it as 2017-02-22");
    typist_wait(t, "Date       ▶ Otley");
    typist_press(t, CTRL_U "22/2/2017" CTRL_S, "That is no time of day.");
    typist_wait(t, "Starts     ▶ 30.11");
    typist_type(t, CTRL_U CTRL_S);
    typist_wait_gone(t, "Details of this session");
    typist_leave(t);
}
