/* From line to line of a form, whatever stands in them. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/promises.h"
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

/* What a line says, and what it asks for, has the rows that it needs; what is said of it is a
 * sentence of its own. */
Test(form_lines, stand_whole_in_windows_that_are_not_wide)
{
    promises_enter();
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_press(t, "c", "Who does it     ▶ Ben");
    typist_resize(t, 20, 60);
    typist_type(t, CTRL_U "Everybody at the surgery in Park Road and Zoe");
    typist_wait(t, "Who does it     ▶ Everybody at the surgery in Park Road");
    typist_wait_cursor(t, 3, 26);
    typist_type(t, TAB);
    typist_wait(t, "Who does it       Everybody at the surgery in Park Road");
    typist_type(t, TAB);
    typist_wait(t, "Messenger       ▶ someone with authority, like me, or");
    typist_wait(t, "                   that I trust\n");
    typist_wait_row(t, 18, " Esc keeps this promise as it stands, Enter goes on.");
    typist_resize(t, 12, 40); /* what is at hand has its rows before all others */
    typist_wait(t, "Messenger       ▶ someone with\n");
    typist_wait(t, "                   or that I trust\n");
    typist_resize(t, 24, 80);
    typist_type(t, SHIFT_TAB CTRL_U "1 May 2017" TAB);
    typist_wait(t, "Messenger       ▶ someone");
    typist_type(t, SHIFT_TAB);
    typist_wait(t, "= Monday 1 May 2017. It said ‘before Easter’: Ctrl-Z");
    typist_type(t, CTRL_S);
    typist_wait(t, "Everybody at the surgery");
    typist_leave(t);
}

Test(form_lines, say_below_them_that_others_said_otherwise_where_they_are_long)
{
    promises_enter();
    promise_apart("Sew curtains", "who", "Ben and the carers",
                  "Zoe and the carers of Park Road");
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_press(t, "c", "▶ Zoe and the carers of Park Road (others said otherwise)");
    typist_resize(t, 20, 60);
    typist_wait(t, "Who does it     ▶ Zoe and the carers of Park Road\n");
    typist_wait_row(t, 3, "                   (others said otherwise)");
    typist_resize(t, 24, 80);
    typist_type(t, ESC);
    typist_leave(t);
}
