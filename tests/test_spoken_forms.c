/* By ear, within forms: what is a command there, how it is undone, what a day is. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/said.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

TestSuite(spoken_forms, .init = enter_folder, .fini = folder_finish);

static const char promised[] = "goal A\norganisation Paint it\ncommit\nDilys\n"
                               "1 December 2030\n.\n";

/* What is said to those lines behind a promise. */
static char *said_behind(const char *lines)
{
    struct str typed = str_of("%s%s", promised, lines);
    char *said = said_anew(typed.bytes);
    str_finish(&typed);
    return said;
}

static void expect_behind(const char *lines, const char *part)
{
    char *said = said_behind(lines);
    expect_part(said, part);
    free(said);
}

static void expect_unsaid_behind(const char *lines, const char *part)
{
    char *said = said_behind(lines);
    expect_no_part(said, part);
    free(said);
}

Test(spoken_forms, what_is_a_command_of_the_form_alone_is_done_at_once)
{
    expect_behind("commit\nDolly\nas-it-was\n",
                  "Who does it: ‘Dilys’, or an empty line:");
    expect_behind("commit\n\nsoon\nas-it-was\n", "By when: ‘1 December 2030’, or");
    expect_behind("commit\n-\nas-it-was\n", "Who does it: ‘Dilys’, or an empty line:");
    expect_behind("commit\nas-it-was\n", "This is what stood here.");
    expect_behind("commit\n\nform-previous\n", "Who does it: ‘Dilys’, or an empty line:");
    expect_behind("commit\nDolly\nform-keep\n", "Dolly, by 1 December 2030");
    expect_behind("details\nA day\nform-keep\n", "Changed the details: title ‘A day’");
    expect_unsaid_behind("commit\nas-it-was\n", "is not written");
}

/* In words, it may be an answer; said twice, it is done, and the form stays. */
Test(spoken_forms, what_is_said_twice_is_done_within_the_form)
{
    expect_behind("commit\nDolly\nas it was\nas it was\n", "This is what stood here.");
    expect_unsaid_behind("commit\nDolly\nas it was\nas it was\n\n", "elsewhere");
}

/* The form itself tells of these two: who changes their mind says them once. */
Test(spoken_forms, undo_asks_for_the_line_before_and_close_leaves_the_form)
{
    expect_behind("commit\nDolly\nundo\n", "Who does it: ‘Dolly’, or an empty line:");
    expect_behind("commit\nDolly\nundo\nDora\n.\n", "Dora, by 1 December 2030");
    expect_behind("commit\nundo\n", "Nothing to undo: this is the first line.");
    expect_unsaid_behind("commit\nDolly\nundo\n", "Undid");
    expect_behind("commit\nDolly\nclose\n",
                  "Put aside, and the promise stands as it was: ");
}

Test(spoken_forms, the_full_stop_keeps_the_form_and_writes_no_command)
{
    expect_behind("commit\nhelp\n.\n", "‘help’ was not written.\nNothing was changed.");
    expect_behind("commit\nhelp\nwrite\n", "Written: ‘help’.");
    expect_behind("commit\n. undo\n", "Written: ‘undo’.");
    expect_behind("commit\n. undo\n.\n", "undo, by 1 December 2030, for ‘Paint it’.");
}

/* Words are kept if they are meant; until then the next line is not the messenger's. */
Test(spoken_forms, a_day_that_is_none_is_asked_for_once_more)
{
    expect_behind("commit\n\nnext Fridy\n2 December 2030\nMo\n\n",
                  "Dilys, by 2 December 2030");
    expect_behind("commit\n\nnext Fridy\n", "Say the day anew; an empty line keeps");
    expect_behind("commit\n\nnext Fridy\n\n", "Messenger (");
    expect_behind("commit\n\n. when the lamps come\n", "Messenger (");
    expect_unsaid_behind("details\n\n\nFridy\n", "keeps these words");
}

Test(spoken_forms, leaving_leaves_from_a_form_over_a_list)
{
    expect_unsaid_behind("commitments\n1\nleave\nleave\ngoal never\n", "never");
    expect_unsaid_behind("commitments\nleave\ngoal never\n", "never");
}

Test(spoken_forms, from_the_list_of_promises_it_is_asked_what_came_of_it)
{
    char *said = said_behind("commitments\n1\nThe lamps came\nclose\nwhere\n");
    expect_part(said, "What came of it (when it is known), or an empty line:");
    expect_part(said, "The lamps came (Dilys, by 1 December 2030.)");
    free(said);
    expect_behind("commitments\n1\nform-previous\n", "Messenger (");
}

Test(spoken_forms, a_promise_that_is_kept_is_not_half_written_any_more)
{
    char *said = said_behind("organisation Mend it\ncommit\nEd\n\nclose\n"
                             "commitments\nmend it\n.\n");
    char *kept = strstr(said, "Ed, for ‘Mend it’.");
    cr_assert_not_null(kept, "%s", said);
    expect_part(kept, "‘Mend it’ of ‘A’: Ed");
    expect_no_part(kept, "half written");
    free(said);
}

Test(spoken_forms, a_day_behind_a_name_is_the_day_and_no_date_is_said)
{
    char *said = said_anew("goal A\nindividual Phone\nwho Walter by Friday\n\n\n\n"
                           "individual Knock\nwho Walter by Easter\n\n\n\npromises\n\n");
    expect_part(said,
                "‘by Friday’ goes to the line ‘By when’: Friday 24 February 2017.\n");
    expect_part(said, "By when: ‘by Friday’, or an empty line:\n");
    expect_part(said, "Walter, by 24 February 2017, for ‘Phone’.");
    expect_part(said, "All of ‘Walter by Easter’ is kept as who does it.");
    expect_part(said, "Walter by Easter, for ‘Knock’. No date yet.");
    expect_part(said, "‘Knock’ of ‘A’: Walter by Easter; no date");
    free(said);
}

/* Whoever means it as a name puts it back. */
Test(spoken_forms, a_name_that_ends_in_a_day_can_be_put_back)
{
    expect_said_anew("goal A\nindividual Phone\nwho Robin, Friday\nundo\n.\n", "Robin");
}

/* An empty line goes on from what was wrong, as is said: nothing of it stays in the line. */
Test(spoken_forms, a_line_that_is_wrong_is_empty_again)
{
    expect_said_anew(
        "goal A\ndetails\n\n\nwhen\n\n",
        "or leave the line empty.\n‘when’ is not kept.\nDate (22 February 2017, or "
        "as year-month-day), or an empty line:\nTable (its");
    expect_said_anew("goal A\nbarrier B\nballot what was counted\nmany\n",
                     "Numbers alone stand here.");
}

/* Who leaves in the middle said of nothing that it is done: it is put aside, as close puts it. */
Test(spoken_forms, leaving_keeps_nothing_that_is_half_said)
{
    static const char *const ways[] = {"quit\nquit", "leave\nleave", "/quit", "bye\nbye"};
    for (size_t i = 0; i < LENGTH(ways); i++) {
        struct str lines = str_of("commit\nDolly\n%s\ngoal never\n", ways[i]);
        char *said = said_behind(lines.bytes);
        expect_part(said, "Put aside, and the promise stands as it was: commit on ‘Paint "
                          "it’ goes on with it");
        expect_no_part(said, "Dolly, by");
        expect_no_part(said, "never");
        free(said);
        expect_said("promises\n",
                    "‘Paint it’ of ‘A’: Dilys, by 1 December 2030; a change "
                    "to it is half written");
        str_set(&lines, "details\nParish hall\n%s\n", ways[i]);
        expect_behind(lines.bytes, "Put aside: what was typed stands there");
        expect_said("details\n", "Title: ‘Parish hall’, or an empty line:");
        expect_unsaid_behind(lines.bytes, "Changed the details");
        str_finish(&lines);
    }
}
