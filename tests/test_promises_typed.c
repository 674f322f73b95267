/* What is typed into the form of a promise: names that stood there, "me", where it belongs, and
 * what is left half written. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/promises.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(promises_typed, .init = promises_enter, .fini = folder_finish);

static struct typist *open_by(const char *name)
{
    return typist_open(24, 80, WORDS("roundtable", "--by", name, "plan.json"));
}

Test(promises_typed, a_name_that_stood_there_is_gone_on_with_and_comes_back)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c");
    typist_wait(t, "Who does it     ▶ Ben");
    typist_type(t, "\x0c & Zoe");
    typist_wait(t, "Ben & Zoe");
    typist_wait(t, "It said ‘Ben’: Ctrl-Z brings that back.");
    typist_type(t, "\x1a");
    typist_wait_gone(t, "Ben & Zoe");
    typist_wait(t, "This is what stood here.");
    typist_type(t, CTRL_U "Dr Patel's team" TAB "F");
    typist_wait_wrapped(t, "It said ‘before Easter’: Ctrl-Z brings that back.");
    typist_type(t, "\x1a");
    typist_wait(t, "before Easter");
    typist_type(t, CTRL_S);
    typist_wait(t, "Dr Patel's team, before Easter, for ‘Sew curtains’.");
    typist_leave(t);
    expect_field("plan.json", "Sew curtains", "who", "Dr Patel's team");
    expect_field("plan.json", "Sew curtains", "when", "before Easter");
}

/* Whichever line it is. */
Test(promises_typed, what_is_typed_over_what_stands_there_takes_its_place)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, TO_A_NOTE);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c");
    typist_wait(t, "Who does it     ▶ Ben");
    typist_type(t, "\x0cZoe");
    typist_wait(t, "Who does it     ▶ Zoe");
    typist_wait(t, "It said ‘Ben’: Ctrl-Z brings that back.");
    typist_type(t, "\x1a");
    typist_wait(t, "Who does it     ▶ Ben");
    typist_type(t, CTRL_U "Ann" CTRL_S);
    typist_wait(t, "Ann, before Easter, for ‘Sew curtains’.");
    typist_leave(t);
}

Test(promises_typed, me_is_the_name_of_who_writes)
{
    struct typist *t = open_by("Zoe");
    typist_type(t, "G2\x1b[Cc");
    typist_wait(t, "Who and when: ‘Swap coats’");
    typist_type(t, "Myself\r");
    typist_wait(t, "Kept as Zoe, who writes here.");
    typist_type(t, CTRL_S);
    typist_wait(t, "Zoe, for ‘Swap coats’.");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "Zoe");
}

Test(promises_typed, me_among_others_stops_no_key_and_is_said_to_have_no_name)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "G2\x1b[Cc");
    typist_wait(t, "Who and when: ‘Swap coats’");
    typist_type(t, "Kaz, Ali & me\rnext friday");
    typist_wait(t, "By when         ▶ next friday");
    typist_type(t, "\r");
    typist_wait(t, "Messenger       ▶");
    typist_type(t, CTRL_S);
    typist_wait_wrapped(t,
                        "“me” has no name there: c writes it, or begin with roundtable "
                        "--by NAME.");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "Kaz, Ali & me");
    expect_field("plan.json", "Swap coats", "when", "2017-02-24");
}

Test(promises_typed, me_of_nobody_who_is_known_is_kept_and_goes_on)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "G2\x1b[Cc");
    typist_wait(t, "Who and when: ‘Swap coats’");
    typist_type(t, "Me\r");
    typist_wait_wrapped(t, "“me” has no name here: Shift-Tab goes back to write it.");
    typist_type(t, "Friday" CTRL_S);
    typist_wait_wrapped(t, "“me” has no name there: c writes it");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "Me");
}

Test(promises_typed, me_among_others_is_left_as_it_is_by_who_is_known)
{
    struct typist *t = open_by("Zoe");
    typist_type(t, "G2\x1b[Cc");
    typist_wait(t, "Who and when: ‘Swap coats’");
    typist_type(t, "Sam and me" CTRL_S);
    typist_wait_wrapped(t, "“me” has no name there: c writes it.");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "Sam and me");
}

Test(promises_typed, on_an_entry_that_is_no_action_c_says_where_a_promise_belongs)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "2aDamp walls\r" ESC);
    typist_wait_gone(t, "Esc Close");
    typist_type(t, "c");
    typist_wait_wrapped(t,
                        "This is a barrier, and a promise belongs to an action. Esc goes "
                        "back; G then shows ‘Action plan’, where actions stand.");
    typist_type(t, "Zoe" CTRL_S); /* who means it all the same */
    typist_wait(t, "Zoe, for ‘Damp walls’.");
    typist_leave(t);
}

Test(promises_typed, what_is_half_written_is_named_in_grid_list_and_on_the_way_out_and_in)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "G3\x1b[B\x1b[Bc");
    typist_wait(t, "Who and when: ‘Only an idea’");
    typist_type(t, "Sam" ESC);
    typist_wait_wrapped(t, "Only an idea (half written)");
    typist_press(t, "P", "▶ Only an idea (nobody yet)"); /* that is told to no room */
    typist_press(t, "P", "promise half written");
    typist_type(t, "C");
    typist_wait(t, "Half written: 1; 1 has a name but no date");
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_type(t, "q");
    typist_end(t);
    cr_expect(typist_sees(t, "A promise is half written: c on ‘Only an idea’ goes on."));
    typist_free(t);
    t = promises_open("plan.json", 80);
    typist_wait_wrapped(t, "A promise is half written: c on ‘Only an idea’ goes on.");
    typist_type(t, "\x1b[A\x1b[B"); /* on the action, where it was left */
    typist_wait_wrapped(t,
                        "promise half written: Sam; c goes on, Backspace puts it aside");
    typist_type(t, "\x7f");
    typist_wait(t, "Put aside");
    typist_wait_gone(t, "promise half written");
    typist_leave(t);
}

/* The key that opened the form was meant. */
Test(promises_typed, what_enter_alone_saves_is_no_words_with_its_key)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "G2\x1b[C");
    typist_wait(t, "Swap coats");
    typist_type(t, "c");
    typist_wait(t, "Who and when: ‘Swap coats’");
    typist_type(t, "Vera\r");
    typist_wait(t, "By when         ▶");
    typist_type(t, "Friday\r");
    typist_wait(t, "Messenger       ▶");
    typist_type(t, "\r");
    typist_wait(t, "What came of it ▶");
    typist_type(t, "\r");
    typist_wait_gone(t, "Who and when");
    typist_wait(t, "Vera, ");
    typist_wait_gone(t, "Keys before this");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "Vera");
}

/* Ctrl-T by mistake writes words for the promise, and keeps one; redo has the promise. */
Test(promises_typed, what_ctrl_t_took_back_is_redone_although_it_kept_words)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_press(t, TO_A_NOTE, "Sew curtains");
    typist_press(t, "c", "Who and when: ‘Sew curtains’");
    typist_press(t, "Aisha\r", "By when         ▶");
    typist_press(t, "Friday\r", "Messenger       ▶");
    typist_press(t, "\r", "What came of it ▶");
    typist_press(t, "\r", "Aisha, by ");
    typist_press(t, "\x14", "\n Friday");
    typist_wait_wrapped(t, "1 before it is saved.");
    typist_wait_wrapped(t, "Taken back: promised ‘Sew curtains’: Aisha");
    typist_wait_wrapped(t, "Esc, then Ctrl-Y does it again.");
    typist_press(t, "\x07", "e Edit");
    typist_press(t, "\x19", "Redid: promised ‘Sew curtains’: Aisha");
    typist_leave(t);
    expect_field("plan.json", "Sew curtains", "who", "Aisha");
}

/* What was half written of one likewise, be its form open still or left before. */
Test(promises_typed, what_ctrl_t_took_back_half_written_is_redone)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_press(t, "G2\x1b[C", "▶ Swap coats");
    for (int left = 0; left < 2; left++) {
        typist_press(t, "c", "Who and when: ‘Swap coats’");
        typist_press(t, "Aisha", "▶ Aisha");
        if (left) {
            typist_press(t, ESC, "Put aside, and no promise yet");
        }
        typist_press(t, "\x14", "New note");
        typist_wait_wrapped(t, "Taken back: kept a draft of a promise for ‘Swap coats’. "
                               "Esc, then Ctrl-Y does it again.");
        typist_press(t, "\x07", "e Edit");
        cr_expect_not(typist_sees(t, "promise half written"));
        typist_press(t, "\x19", "Redid: kept a draft of a promise for ‘Swap coats’");
        typist_wait(t, "promise half written: Aisha");
        typist_press(t, "\x7f", "e Edit");
        typist_wait_gone(t, "promise half written");
    }
    typist_leave(t);
}

/* Who goes on from line to line has said it: nobody takes the way back for a way out. */
Test(promises_typed, what_was_gone_on_from_is_kept_by_leaving_too)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_press(t, "G2\x1b[Cc", "Who and when: ‘Swap coats’");
    typist_press(t, "Aisha\rFriday", "Esc Back");
    typist_press(t, "\r", "Esc keeps this promise as it stands, Enter goes on.");
    typist_press(t, "B", "Esc Back"); /* half a word is none */
    typist_press(t, "\x7f\r\x1b[Z", "Esc Done");
    typist_press(t, ESC, "Aisha, by 24 February 2017, for ‘Swap coats’.");
    typist_press(t, "u", "Undid");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "");
}

Test(promises_typed, what_is_half_written_is_said_to_be_no_promise)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_press(t, "G2\x1b[Cc", "Who and when: ‘Swap coats’");
    typist_type(t, "Aisha\rFri" ESC);
    typist_wait_wrapped(
        t, "Put aside, and not kept as a promise yet: c on ‘Swap coats’ goes on with it, "
           "Ctrl-S there keeps it, Backspace drops it. a begins an entry.");
    typist_press(t, "c", "By when         ▶ Fri");
    typist_press(t, CTRL_U ESC, "Put aside, and no promise yet: c on");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "");
    expect_field("plan.json", "Swap coats", "when", "");
}

/* Who has promised it, and by when, is as it was as long as nothing else is kept. */
Test(promises_typed, a_change_that_is_half_written_lets_the_promise_stand)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_press(t, "/curtains\r", "▶ Sew");
    typist_press(t, "c", "Who and when: ‘Sew curtains’");
    typist_press(t, TAB TAB "Sam" ESC, "Put aside");
    typist_wait_wrapped(t, "Put aside, and the promise stands as it was: c on ‘Sew "
                           "curtains’ goes on with it, Backspace drops it.");
    typist_press(t, "/Taste\r", "▶ Taste");
    typist_press(t, "c", "Who and when: ‘Taste | water’");
    typist_press(t, "Zoe" ESC, "Put aside, and the promise stands as it was: c on");
    typist_leave(t);
    expect_field("plan.json", "Sew curtains", "messenger", "");
}

/* Called away in between: the name was gone on from before, and the day is now. */
Test(promises_typed, what_was_gone_on_from_is_so_still_once_it_came_back)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_press(t, "G2\x1b[Cc", "Who and when: ‘Swap coats’");
    typist_type(t, "Aisha\rFri" ESC);
    typist_wait_wrapped(t, "Put aside, and not kept as a promise yet");
    typist_press(t, "c", "By when         ▶ Fri");
    typist_press(t, "day\r", "Esc keeps this promise as it stands, Enter goes on.");
    typist_press(t, ESC, "Aisha, by 24 February 2017, for ‘Swap coats’.");
    typist_press(t, "u", "Undid");
    typist_press(t, "c", "Who and when: ‘Swap coats’");
    typist_type(t, "Zo" ESC); /* but of a name that was not, all is put aside */
    typist_wait_wrapped(t, "Put aside, and no promise yet");
    typist_press(t, "c", "Who does it     ▶ Zo");
    typist_type(t, TAB "Friday" ESC);
    typist_wait_wrapped(t, "Put aside, and not kept as a promise yet");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "");
}

/* By a key at leisure, with the rest of a name behind it. */
Test(promises_typed, what_goes_on_with_a_promise_that_came_back_is_offered_as_no_words)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_press(t, "/Swap\r", "▶ Swap");
    typist_press(t, "c", "Who and when: ‘Swap coats’");
    typist_press(t, "Natas" ESC, "Put aside, and no promise yet");
    typist_press(t, "c", "Who does it     ▶ Natas");
    typist_press(t, "h", "Natash");
    typist_press(t, "a", "Natasha");
    cr_expect_not(typist_sees(t, "Ctrl-T Words"));
    typist_press(t, TAB "from Tuesday", "▶ from Tuesday");
    cr_expect_not(typist_sees(t, "Ctrl-T Words"));
    typist_press(t, "\r", "Messenger       ▶");
    cr_expect_not(typist_sees(t, "Ctrl-T Words"));
    typist_press(t, CTRL_S, "Natasha, from Tuesday, for ‘Swap coats’.");
    typist_leave(t);
}

Test(promises_typed, what_is_half_written_is_told_beside_the_draft_of_an_entry)
{
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "G2aSew ba");
    typist_wait(t, "Sew ba");
    typist_press(t, ESC, "Kept as a draft");
    typist_press(t, "/curtains\r", "▶ Sew curtains");
    typist_press(t, "c", "Who and when: ‘Sew curtains’");
    typist_press(t, "\tSam" ESC, "Put aside");
    for (int i = 0; i < 2; i++) { /* whichever was begun last */
        typist_leave(t);
        t = promises_open("plan.json", 80);
        typist_wait_wrapped(t, "Your draft ‘Sew ba");
        typist_wait_wrapped(t, "is half written: c on ‘Sew curtains’ goes on.");
        typist_press(t, "2a", "Your draft is back");
        typist_press(t, "gs" ESC, "Kept as a draft");
    }
    typist_leave(t);
}
