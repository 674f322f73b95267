/* What nobody has taken on: 13 actions, of which 6 are promised, wherever they stand. */

#include "findings/missing.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>

enum { ACTIONS = 13, PROMISED = 6 };

/* Action A to F are Ana's, by days in March 2017; G to M are nobody's. */
static void enter(void)
{
    struct str json = STR_EMPTY;
    enter_folder();
    str_add(&json, "{\"vision\":\"We sing.\",\"goals\":[{\"text\":\"Sing\",\"groups\":[");
    for (int i = 0; i < ACTIONS; i++) {
        str_addf(&json, "%s{\"text\":\"Action %c\"", i ? "," : "", 'A' + i);
        if (i < PROMISED) {
            str_addf(&json, ",\"who\":\"Ana\",\"when\":\"2017-03-%02d\"", i + 1);
        }
        str_add(&json, "}");
    }
    str_add(&json, "]}]}");
    tables_write("plan.json", json.bytes);
    str_finish(&json);
}

TestSuite(untaken, .init = enter, .fini = folder_finish);

static struct typist *open_plan(void)
{
    return typist_open(40, 120, WORDS("roundtable", "--by=Ana", "plan.json"));
}

Test(untaken, undo_names_a_vision_that_nobody_looks_at)
{
    struct typist *t = open_plan();
    typist_wait(t, "Vision: We sing.");
    typist_type(t, "0");
    typist_wait(t, "Enter Save");
    typist_type(t, CTRL_U "We walk.\r");
    typist_wait(t, "The vision is ‘We walk.’ now.");
    typist_type(t, ESC);
    typist_type(t, "G");
    typist_wait_gone(t, "Vision: ");
    typist_type(t, "u");
    typist_wait(t, "Undid: changed the vision to ‘We walk.’");
    typist_leave(t);
}

Test(untaken, the_list_of_promises_has_it_below_them)
{
    struct typist *t = open_plan();
    typist_type(t, "C");
    typist_wait(t, "What was promised");
    typist_wait(t, "Nobody has taken on: 7");
    for (int i = PROMISED; i < ACTIONS; i++) {
        char row[] = "nobody yet            Action ?";
        row[sizeof row - 2] = (char)('A' + i);
        typist_wait(t, row);
    }
    for (int i = 0; i < PROMISED; i++) {
        typist_type(t, DOWN);
    }
    typist_wait(t, "‘Action G’ of ‘Sing’: nobody has taken it on yet");
    typist_type(t, "\rBen" CTRL_S);
    typist_wait(t, "Nobody has taken on: 6");
    typist_wait(t, "Ben, for ‘Action G’.");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

#define TABLE(goals) "{\"vision\":\"Nobody eats alone.\",\"goals\":[" goals "]}"

static void expect_untaken(const char *table, const char *expected)
{
    struct session *session = session_of_tables(table);
    struct missing_list list;
    struct str said = STR_EMPTY;
    size_t count;
    missing_find(session, session_tables(session, &count)[0], &list);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind == MISSING_TAKERS) {
            str_addf(&said, "%s\n", list.items[i].sentence);
        }
    }
    cr_expect_str_eq(str_text(&said), expected, "%s", table);
    missing_finish(&list);
    str_finish(&said);
    session_free(session);
}

Test(untaken, what_nobody_has_taken_on_is_told_goal_by_goal)
{
#define TAKEN "{\"text\":\"Sing\",\"who\":\"Ana\"}"
    expect_untaken(TABLE("{\"text\":\"Go\",\"groups\":[\"Walk\"]}"),
                   "Nobody has taken on the one action yet.\n");
    expect_untaken(TABLE("{\"text\":\"Go\",\"groups\":[\"Walk\"],\"other\":[\"Run\"]}"),
                   "Nobody has taken on any of the 2 actions yet.\n");
    expect_untaken(
        TABLE("{\"text\":\"Go\",\"groups\":[\"Walk\"," TAKEN "],\"individuals\":[\"a\","
              "\"b\",\"c\"]},{\"text\":\"Stay\",\"groups\":[{\"text\":\"Knit\",\"when\":"
              "\"2017-03-01\"}]},{\"text\":\"Be\",\"groups\":[" TAKEN "]}"),
        "Nobody has taken on the actions ‘Walk’, ‘a’ or 2 more of ‘Go’ yet.\n"
        "Nobody has taken on the action ‘Knit’ of ‘Stay’ yet.\n");
    expect_untaken(TABLE("{\"text\":\"Be\",\"groups\":[" TAKEN "]}"), "");
}

Test(untaken, what_is_missing_says_so)
{
    struct ran ran = program_run(NULL, WORDS("roundtable", "missing", "plan.json"));
    expect_part(ran.out.bytes,
                "- Nobody has taken on the actions ‘Action G’, ‘Action H’ or 5 more");
    ran_finish(&ran);
}

Test(untaken, the_grid_says_who_does_it_and_can_show_only_what_nobody_does)
{
    struct typist *t = open_plan();
    typist_wait(t, "Action A (Ana, by 1");
    typist_wait(t, "Action M (nobody yet)");
    typist_type(t, "f");
    typist_wait(t, "only what nobody has taken on");
    typist_type(t, "nobody\r");
    typist_wait(t, "7 of 13");
    typist_wait_gone(t, "Action A");
    typist_wait(t, "Action G (nobody yet)");
    typist_type(t, "3P");
    typist_wait(t, "P Projector");
    typist_wait(t, "Action G (nobody yet)");
    typist_type(t, "P");
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(untaken, nobody_is_seen_whatever_is_cut)
{
    tables_write(
        "plan.json",
        "{\"goals\":[{\"text\":\"Sing\",\"groups\":[{\"text\":\"Tea\",\"who\":\"Ana\"},"
        "{\"text\":\"Write to every school, every surgery, every church and every "
        "club in town, twice a year, and ask each of them who sings there\"},"
        "\"Choir\"]},{\"text\":\"Walk\"}]}");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "plan.json"));
    typist_wait(t, "… (nobody)");
    cr_expect_not(typist_sees(t, "(nobody…"));
    typist_leave(t);
}

Test(untaken, where_nothing_is_promised_no_action_is_blamed_for_it)
{
    tables_write("plan.json",
                 "{\"goals\":[{\"text\":\"Sing\",\"groups\":[\"Lunch\",\"Choir\"]}]}");
    struct typist *t = open_plan();
    typist_wait(t, "Choir");
    cr_expect_not(typist_sees(t, "nobody yet"));
    typist_type(t, "C");
    typist_wait(t, "What nobody has taken on yet: Enter says who does it");
    typist_wait(t, "nobody yet            Choir");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}
