/* Whole screens of the real program, as pictures: what a facilitator projects. With
 * ROUNDTABLE_SCREENS=FOLDER, the screens that have a name are written there as SVG. */

#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off: the pictures are wider than the page */

TestSuite(screens, .fini = folder_finish);

Test(screens, map_80x24)
{
    struct typist *t = sample_open(24, 80, "write-up");
    typist_type(t, "j2j");
    typist_wait(t, "▶ Time pressures");
    golden_screen(
        t,
        "\n"
        " Worked example: system map, from the write-up · System map               "
        "saved\n"
        " 1 Goals 4          2 Barriers 12       3 Stakeholders 15   4 Social moments 6\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Reducing           · Availability of   · Schools           · Sports days\n"
        " childhood obesity    affordable        · Parents forums    · Community sports\n"
        "                      healthy food      · Young people        activities\n"
        "                    · Advertising       · Sports clubs\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Reducing social    · Social norms      · Care homes &      · Targeted support\n"
        " isolation            related to ageing   sheltered           for the recently\n"
        "                      or discriminatio…   accommodation       bereaved\n"
        "                    ▶ Time pressures on · Carers\n"
        "                      carers and care   · Carer companies\n"
        "                      homes staff\n"
        "                    · Limited finance\n"
        "                      for social\n"
        "                      activities\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Increase volunte…  · 4 more            · 3 more            · 2 more\n"
        "──────────────────────────────────────────────────────────────── 1 more below ──"
        "\n"
        " Time pressures on carers and care homes staff\n"
        " written by hand\n"
        "\n"
        " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  ? Keys\n");
    golden_keep(t, "map-80x24", "The system map of the worked sample, at 80 by 24");
    typist_leave(t);
}

Test(screens, map_120x40)
{
    struct typist *t = sample_open(40, 120, "write-up");
    typist_type(t, "3");
    typist_wait(t, "▶ Schools");
    golden_screen(
        t,
        "\n"
        " Worked example: system map, from the write-up · System map                     "
        "                                  saved\n"
        " 1 Goals 4                    2 Barriers to change 12       3 Stakeholders 15   "
        "          4 Social moments 6\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "────────────────────────────────────────\n"
        " Reducing childhood obesity   · Availability of affordable  ▶ Schools           "
        "          · Sports days\n"
        "                                healthy food                · Parents forums    "
        "          · Community sports activities\n"
        "                              · Advertising                 · Young people\n"
        "                                                            · Sports clubs\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "────────────────────────────────────────\n"
        " Reducing social isolation    · Social norms related to     · Care homes & "
        "sheltered      · Targeted support for the\n"
        "                                ageing or discriminations     accommodation     "
        "            recently bereaved\n"
        "                              · Time pressures on carers    · Carers\n"
        "                                and care homes staff        · Carer companies\n"
        "                              · Limited finance for social\n"
        "                                activities\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "────────────────────────────────────────\n"
        " Increase volunteer           · Lack of awareness           · Local CVS         "
        "          · Step Up To Serve campaign\n"
        " involvement in health        · Caution related to risk     · CCGs              "
        "          · Volunteering capacity among\n"
        " system                       · Time commitment (volunteer  · Health "
        "practitioners          aging population\n"
        "                                management)\n"
        "                              · Regulation\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "────────────────────────────────────────\n"
        " Reduce admission to acute    · Pressure on GP services     · Primary care "
        "staff          · Press campaign 'Over\n"
        " services                     · Pressure on pharmacies      · Local gov.        "
        "            bed-blocking'\n"
        "                              · Medical model of health     · CCG\n"
        "                                                            · NHS Trusts\n"
        "                                                            · Pharmacy staff\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "────────────────────────────────────────\n"
        " Schools\n"
        " written by hand\n"
        "\n"
        "\n"
        "\n"
        " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  m Move  x "
        "Mark  v Vote  / "
        "Search  ? Keys\n");
    golden_keep(t, "map-120x40", "The system map of the worked sample, at 120 by 40");
    typist_leave(t);
}

Test(screens, plan_80x24)
{
    struct typist *t = sample_open(24, 80, "action-plan");
    typist_wait(t, "Encourage");
    golden_screen(
        t,
        "\n"
        " Manchester · Action plan · Worked example: action plan, from the slides  "
        "saved\n"
        " Vision: If this goes well, what will people here see and say? (0 writes it)\n"
        " 1 Goals 1    2 Organisations 2  3 For groups 1  4 Individuals 2  5 Other 1\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        "▶Increase     · Encourage NHS    · Capacity      · Display        · Campaign\n"
        " HIV testing    Trusts to share    build support   awareness,       for drug\n"
        "                information +      groups of       e.g. wearing     companies\n"
        "                resources with     people with     red ribbons      reduce\n"
        "                voluntary sector   lived         · Raising          costs of\n"
        "                (e.g. Terrance     experience      awareness,       testing\n"
        "                Higgins Trust)     (particularly   e.g. social      kits\n"
        "              · Public messaging   outside urban   media posts\n"
        "                campaign (using    areas)\n"
        "                Bowling Pin\n"
        "                strategy)\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Increase HIV testing\n"
        " written by hand, 22.02.2017\n"
        "\n"
        " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  ? Keys\n");
    golden_keep(t, "plan-80x24", "The action plan of the worked sample, at 80 by 24");
    typist_leave(t);
}

Test(screens, plan_120x40)
{
    struct typist *t = sample_open(40, 120, "action-plan");
    typist_type(t, "2");
    typist_wait(t, "▶ Encourage");
    golden_screen(t, "\n"
                     " Manchester · Action plan · Worked example: action plan, from the "
                     "slides                                          saved\n"
                     " Vision: If this goes well, what will people here see and say? (0 "
                     "writes it)\n"
                     " 1 Goals 1              2 For organisations 2   3 For groups 1     "
                     "     4 For individuals 2     5 Other ideas 1\n"
                     "───────────────────────────────────────────────────────────────────"
                     "─────────────────────────────────────────────────────\n"
                     " Increase HIV testing   ▶ Encourage NHS Trusts  · Capacity build   "
                     "     · Display awareness,    · Campaign for drug\n"
                     "                          to share information    support groups "
                     "of       e.g. wearing red        companies reduce\n"
                     "                          + resources with        people with "
                     "lived       ribbons                 costs of testing kits\n"
                     "                          voluntary sector        experience       "
                     "     · Raising awareness,\n"
                     "                          (e.g. Terrance          (particularly "
                     "outside   e.g. social media\n"
                     "                          Higgins Trust)          urban areas)     "
                     "       posts\n"
                     "                        · Public messaging\n"
                     "                          campaign (using\n"
                     "                          Bowling Pin strategy)\n"
                     "───────────────────────────────────────────────────────────────────"
                     "─────────────────────────────────────────────────────\n"
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
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "───────────────────────────────────────────────────────────────────"
                     "─────────────────────────────────────────────────────\n"
                     " Encourage NHS Trusts to share information + resources with "
                     "voluntary sector (e.g. Terrance Higgins Trust)\n"
                     " written by hand, 22.02.2017\n"
                     "\n"
                     "\n"
                     "\n"
                     " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q "
                     "Leave  m Move  x Mark  v Vote  / Search  ? Keys\n");
    golden_keep(t, "plan-120x40", "The action plan of the worked sample, at 120 by 40");
    typist_leave(t);
}

Test(screens, home_80x24)
{
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "write-up");
    golden_screen(
        t, "\n"
           " roundtable\n"
           "─────────────────────────────────────────────────────────────────────────────"
           "───\n"
           " Welcome. Enter begins a session, s opens an example, ? shows all keys.\n"
           "\n"
           " Begin a new session with\n"
           " ▶ System map and action plan        Map what stands in the way of each "
           "goal, …\n"
           "   System map and action plan, stak… Map who has a stake in each goal, what "
           "st…\n"
           "   Map o'r system a chynllun gweith… Map o'r hyn sy'n sefyll yn ffordd pob "
           "nod…\n"
           " Look at a worked sample (a copy is opened)\n"
           "   write-up                          Worked example: system map, from the "
           "writ…\n"
           "   action-plan                       Worked example: action plan, from the "
           "sli…\n"
           "   deck                              Worked example: system map, from the "
           "slid…\n"
           "   seminar                           Sample seminar: health in our hands\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           " Map what stands in the way of each goal, who has a stake in it and when it\n"
           " could change; then plan what to do. Order: barriers, stakeholders, social\n"
           " moments.\n"
           " Enter Choose  n New  s Sample  f Follow up  o Open  m Merge  q Leave  ? "
           "Keys\n");
    golden_keep(t, "home-80x24", "The home screen, at 80 by 24");
    typist_leave(t);
}

Test(screens, an_empty_session_says_what_goes_where)
{
    char *path = test_path("new.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    golden_screen(
        t,
        "\n"
        " System map                                                         no file "
        "yet\n"
        " 1 Goals 0          2 Barriers 0        3 Stakeholders 0    4 Social moments 0\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " g adds a goal\n"
        "\n"
        " What would you     What stands in the  Who has a stake in  When might people\n"
        " like to see        way of this goal?   this, and who can   be most open to\n"
        " change?                                help?               change?\n"
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
        " What would you like to see change?\n"
        " For example: Reducing social isolation\n"
        " A new session. g adds the first goal.\n"
        " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  ? Keys\n");
    typist_leave(t);
    free(path);
}

Test(screens, the_box_says_what_is_typed_into_it)
{
    struct typist *t = sample_open(24, 80, "write-up");
    typist_type(t, "3aHead teachers");
    typist_wait(t, "Head teachers");
    golden_screen(
        t,
        "\n"
        " Worked example: system map, from the write-up · System map               "
        "saved\n"
        " 1 Goals 4          2 Barriers 12       3 Stakeholders 15   4 Social moments 6\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Reducing           · Availability of   ▶ Schools           · Sports days\n"
        " childhood obesity    affordable        · Parents forums    · Community sports\n"
        "                      healthy food      · Young people        activities\n"
        "                    · Advertising       · Sports clubs\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Reducing social    · Social norms      · Care homes &      · Targeted support\n"
        " isolation            related to ageing   sheltered           for the recently\n"
        "                      or discriminatio…   accommodation       bereaved\n"
        "                    · Time pressures on · Carers\n"
        "                      carers and care   · Carer companies\n"
        "                      homes staff\n"
        "                    · Limited finance\n"
        "                      for social\n"
        "                      activities\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Increase volunte…  · 4 more            · 3 more            · 2 more\n"
        "── New note in 3 Stakeholders of ‘Reducing childhood obesity’ "
        "──────────────────\n"
        " Head teachers\n"
        "\n"
        "\n"
        " Enter Save  Esc Close  Alt-Enter New line  Tab Save, next column\n");
    typist_type(t, ESC);
    typist_wait(t, "Kept as a draft");
    typist_leave(t);
}

Test(screens, a_rule_never_stands_upon_another)
{
    struct typist *t = sample_open(23, 80, "write-up");
    struct str screen = STR_EMPTY;
    typist_settle(t);
    typist_text(t, &screen);
    cr_expect_null(strstr(screen.bytes, "───\n───"), "%s", screen.bytes);
    str_finish(&screen);
    typist_leave(t);
}

Test(screens, the_palette_is_the_help)
{
    struct typist *t = sample_open(24, 80, "write-up");
    typist_type(t, "?move");
    typist_wait(t, "Move left");
    golden_screen(
        t, "\n"
           " All keys: type to search, Enter runs                                     "
           "saved\n"
           " move\n"
           "▶Move           m               Move the note to another goal, column or "
           "table…\n"
           " Move up        Shift-Up, K     Move the note, goal or stage up\n"
           " Move down      Shift-Down, J   Move the note, goal or stage down\n"
           " Move left      Shift-Left, H   Move the note to the column on the left\n"
           " Move right     Shift-Right, L  Move the note to the column on the right\n"
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
           "\n"
           "\n"
           "\n"
           " Move the note to another goal, column or table, by a menu\n"
           " Enter Choose  Esc Back\n");
    typist_resize(t, 24, 62); /* where columns are narrow, but no key is cut */
    typist_wait(t, " Move right     Shift-Right, L  Move the note");
    typist_type(t, ESC);
    typist_wait(t, "1 Goals");
    typist_leave(t);
}

Test(screens, a_narrow_window_shows_a_column_at_a_time)
{
    struct typist *t = sample_open(20, 50, "write-up");
    typist_type(t, "j2");
    typist_wait(t, "▶ Social norms");
    golden_screen(t, "\n"
                     " Worked example: system map, from the…      saved\n"
                     " 1 Goals  2 Barriers 12  3 Stakeholders  4 Moments\n"
                     "──────────────────────────────────────────────────\n"
                     " Reducing childhood obesity\n"
                     " · Availability of affordable healthy food\n"
                     " · Advertising\n"
                     "──────────────────────────────────────────────────\n"
                     " Reducing social isolation\n"
                     " ▶ Social norms related to ageing or\n"
                     "   discriminations\n"
                     " · Time pressures on carers and care homes staff\n"
                     " · Limited finance for social activities\n"
                     "──────────────────────────────────────────────────\n"
                     " Increase volunteer involvement in health system\n"
                     "────────────────────────────────── 1 more below ──\n"
                     " Social norms related to ageing or\n"
                     " discriminations\n"
                     " written by hand\n"
                     "\n"
                     " a Add  g Goal  e Edit  u Undo  q Leave  ? Keys\n");
    typist_leave(t);
}

Test(screens, a_tiny_window_says_so_and_loses_nothing)
{
    struct typist *t = sample_open(24, 80, "write-up");
    typist_type(t, "2");
    typist_wait(t, "▶ Availability");
    typist_resize(t, 2, 30);
    typist_wait(t, "window too small; your work is");
    golden_screen(t, "\n"
                     "window too small; your work is\n"
                     "saved\n");
    typist_type(t, "d");
    typist_settle(t);
    typist_resize(t, 24, 80);
    typist_wait(t, "2 Barriers 12");
    typist_leave(t);
}
