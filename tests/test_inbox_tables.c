/* What phones sent to another table of the file than the one on the screen. */

#include "model/offers.h"

#include "model/questions.h"
#include "store/file.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/typist.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct desk d;
static const struct record *one, *two, *three;

static const struct record *add_named(const char *place, const char *goal)
{
    const struct record *table = add_table(&d, "Too slow", place, "2026-11-30", NULL);
    add_goal(&d, table, goal);
    return table;
}

static void begin(void)
{
    enter_folder();
    sit_down(&d, 7, NULL);
    one = add_named("Hubs", "Less waiting");
    two = add_named("Mill Road", "More walking");
    three = add_named("Park", "Quiet");
}

static void end(void)
{
    stand_up(&d);
    folder_finish();
}

TestSuite(inbox_tables, .init = begin, .fini = end);

/* In the column of that row; NULL: as a goal. */
static void send(const struct record *table, const char *once, const struct record *row,
                 const char *text)
{
    struct offering o = {.once = once, .goal = row, .text = text, .from = "3k0s"};
    o.column = row ? ANSWERS_COLUMN : NULL;
    cr_assert(author_offer(&d.author, table, &o, &err), "%s", err_text(&err));
}

static void expect_elsewhere(const struct record *table, size_t count, const char *said)
{
    struct str out = STR_EMPTY;
    cr_expect_eq(offers_say_elsewhere(d.session, table, &out), count);
    cr_expect_str_eq(str_text(&out), said);
    str_finish(&out);
}

Test(inbox_tables, it_is_told_how_many_wait_at_which)
{
    expect_elsewhere(one, 0, "");
    send(two, "a1", NULL, "No bus");
    expect_elsewhere(one, 1, "1 waits at Mill Road");
    expect_elsewhere(two, 0, "");
    send(two, "a2", NULL, "Rain");
    send(three, "a3", NULL, "Dogs");
    expect_elsewhere(one, 3, "2 wait at Mill Road; 1 at Park");
    send(add_named("Wharf", "Rest"), "a4", NULL, "Ice");
    expect_elsewhere(one, 4, "2 wait at Mill Road; 1 at Park; 1 at others");
    cr_expect_eq(offers_at(d.session, one, two), 2);
    cr_expect_eq(offers_at(d.session, one, one), 0);
}

/* The inbox at hand has it, whichever table the question is kept with. */
Test(inbox_tables, an_answer_to_everybodys_question_waits_nowhere_else)
{
    const struct record *row =
        author_ask(&d.author, two, ASKS_WORDS, "What brought you?", &err);
    cr_assert(row);
    send(two, "a1", row, "The bus");
    expect_elsewhere(one, 0, "");
    cr_expect_eq(offers_at(d.session, one, one), 1);
    cr_expect_eq(offers_at(d.session, one, two), 0);
}

Test(inbox_tables, what_was_left_unread_at_a_meeting_that_is_over_is_not_told)
{
    send(two, "a1", NULL, "No bus");
    set(&d, three, "after", record_id(two));
    expect_elsewhere(one, 0, "");
    struct facts facts = {.session = d.session, .table = one, .message = ""};
    struct list_view *list = list_of_tables(&facts);
    cr_assert_eq(list->count, 3);
    cr_expect_str_eq(list->items[1].label, "1 goal, 1 left unread");
    view_list_ops.free(list);
}

Test(inbox_tables, what_waits_at_the_end_is_told_with_its_tables)
{
    struct str out = STR_EMPTY;
    send(two, "a1", NULL, "No bus");
    cr_assert(offers_say_waiting(d.session, NULL, &out));
    expect_part(str_text(&out), "1 entry that phones sent waits to be taken up");
    expect_part(str_text(&out), "(1 waits at Mill Road)");
    str_finish(&out);
}

Test(inbox_tables, the_title_the_inbox_and_the_list_of_tables_lead_there)
{
    struct str file = STR_EMPTY;
    send(two, "a1", NULL, "No bus");
    send(three, "a2", NULL, "Dogs");
    file_write(d.session, &file);
    text_file_write("all.json", str_text(&file));
    str_finish(&file);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "all.json"));
    typist_wait(t, "2 wait elsewhere");
    typist_press(t, "I", "Inbox: nothing waits at Hubs");
    typist_wait(t, "1 waits at Mill Road; 1 at Park (T goes there)");
    int row, col;
    cr_assert(typist_find(t, "T goes there", &row, &col));
    typist_click(t, row, col);
    typist_wait(t, "1 goal, 1 waits");
    typist_press(t, "\ry", "Nothing was done: this came too soon to be read before.");
    typist_wait(t, "Inbox: 1 waits at Mill Road");
    typist_wait(t, "No bus");
    typist_wait(t, "1 waits at Park (T goes there)");
    typist_press(t, UP "y", "Took ‘No bus’");
    typist_press(t, ESC, "1 waits elsewhere");
    typist_press(t, "T", "The tables of this file");
    typist_press(t, "Hubs\r", "Less waiting");
    typist_press(t, "u", "Undid: took what a phone sent, at Mill Road (nothing more to");
    typist_leave(t);
}
