/* The stages of the day in pictures, at 12:00 of 22 February 2017. */

#include "support/day.h"
#include "support/folder.h"
#include "support/golden.h"

#include <criterion/criterion.h>

TestSuite(stage_screens, .fini = folder_finish);

/* clang-format off: the pictures are wider than the page */

Test(stage_screens, stand_above_the_grid_at_80x24)
{
    day_write("09:49");
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]]]]]");
    typist_wait(t, "What are your challenges? · 45 minutes. t starts");
    typist_type(t, "t2");
    typist_wait(t, "▶ Advertising");
    golden_screen(
        t,
        "\n"
        " Leeds · table 4 · What are your challenges?                  45:00 left  "
        "saved\n"
        " 1 Goals 1          2 Barriers 2        3 Stakeholders 0    4 Social moments 0\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Less sugar         ▶ Advertising         Who has a stake     When might "
        "people\n"
        "                    · Habit               in this, and who    be most open to\n"
        "                                          can help?           change?\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Advertising\n"
        " written by hand\n"
        " · Barriers: what gets in the way, and how hard is it to move?           i "
        "next\n"
        "\n"
        " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  ? Keys\n");
    typist_leave(t);
}

Test(stage_screens, stand_beside_the_grid_at_120x40)
{
    day_write("09:49");
    struct typist *t = day_open(40, 120, 12, 0);
    typist_each(t, "]]]]]");
    typist_wait(t, "Mapping the system · 15 minutes. t starts");
    golden_screen(
        t, "\n"
           " Leeds · table 4 · Mapping the system                                        "
           "                                     saved\n"
           " 1 Goals 1            2 Barriers 2          3 Stakeholders 0     4 Social "
           "moments 0     Mapping the system\n"
           "─────────────────────────────────────────────────────────────────────────────"
           "────────── 15 minutes, from 12:00\n"
           "▶Less sugar           · Advertising           Who has a stake in   When "
           "might people    26 minutes behind; What are\n"
           "                      · Habit                 this, and who can    be most "
           "open to      your challenges? would start\n"
           "                                              help?                change?   "
           "           12:15\n"
           "─────────────────────────────────────────────────────────────────────────────"
           "──────────\n"
           "                                                                             "
           "           · Actors: who takes part in\n"
           "                                                                             "
           "             this, and whose lives does it\n"
           "                                                                             "
           "             touch?\n"
           "                                                                             "
           "           · Actors: who holds power, and\n"
           "                                                                             "
           "             what kind of power is it?\n"
           "                                                                             "
           "           · Priorities: what drives each\n"
           "                                                                             "
           "             of them?\n"
           "                                                                             "
           "           · Priorities: which of these\n"
           "                                                                             "
           "             pull against one another?\n"
           "                                                                             "
           "           · Barriers: which rules or\n"
           "                                                                             "
           "             policies tie people's hands?\n"
           "                                                                             "
           "           · Barriers: which problems come\n"
           "                                                                             "
           "             back, whatever we try?\n"
           "                                                                             "
           "           · Opportunities: where are\n"
           "                                                                             "
           "             people already keen to change\n"
           "                                                                             "
           "             things?\n"
           "                                                                             "
           "           · Opportunities: which levers\n"
           "                                                                             "
           "             could we pull?\n"
           "                                                                             "
           "           · Opportunities: where could we\n"
           "                                                                             "
           "             set a challenge?\n"
           "                                                                             "
           "           · Opportunities: which social\n"
           "                                                                             "
           "             moments are on their way?\n"
           "                                                                             "
           "           · Strengths: what is already\n"
           "                                                                             "
           "             strong here?\n"
           "                                                                             "
           "           i hides this\n"
           "─────────────────────────────────────────────────────────────────────────────"
           "───────────────────────────────────────────\n"
           " Less sugar\n"
           " written by hand\n"
           "\n"
           "\n"
           " Mapping the system · 15 minutes. t starts the clock. 26 minutes behind; "
           "What are your challenges? would start 12:15. D\n"
           " wins it back. It has a form, ‘Understanding the system’: B, first there.\n"
           " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  m Move  "
           "x Mark  v Vote  / Search  ? Keys\n");
    golden_keep(t, "stage-120x40",
                "A stage of the day, its questions and its plan, at 120 by 40");
    typist_leave(t);
}
