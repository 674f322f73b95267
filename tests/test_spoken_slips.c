/* By ear, where a slip would cost something: what is asked first, what is not lost, and what
 * is said of what became of it. */

#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/said.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(spoken_slips, .init = enter_folder, .fini = folder_finish);

Test(spoken_slips, a_goal_by_its_number_is_gone_to_and_never_written)
{
    static const char *const before[] = {"move\n", "mark\n", "ballot\n",
                                         "add\n/", "",       "commit\ngoal 1\n"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        struct str lines =
            str_of("goal A\ngoal B\nbarrier X\n%sgoal 1\n\n\nclose\nread\n", before[i]);
        char *said = said_anew(lines.bytes);
        expect_part(said, "System map: 2 goals.");
        free(said);
        str_finish(&lines);
    }
}

Test(spoken_slips, what_entries_are_called_is_where_to_add_and_no_entry)
{
    expect_said_anew("goal A\nadd goal\n", "New goal in 1 Goals");
    expect_said_anew("goal A\nadd barrier\nNo light\n",
                     "Barrier 1 of 1 of goal 1 ‘A’: No light.");
    expect_said_anew("goal A\nadd stakeholder: Schools\n",
                     "Stakeholder 1 of 1 of goal 1 ‘A’: Sch");
    expect_said_anew("goal A\n2\nadd barrier tape\n",
                     "Barrier 1 of 1 of goal 1 ‘A’: barrier tape");
    expect_said_anew("goal A\nadd goal posts\n", "Goal 2 of 2: goal posts.");
}

Test(spoken_slips, what_is_called_out_stands_as_it_was_called_out)
{
    static const char lines[] = "goal A\nbarrier W\nbarrier X\nbarrier Y\n"
                                "stakeholder S\nbarrier Z\n";
    expect_said_anew(lines, "Barrier 3 of 3 of goal 1 ‘A’: Y.");
    expect_said_anew(lines, "Barrier 4 of 4 of goal 1 ‘A’: Z.");
}

Test(spoken_slips, a_goal_with_notes_is_deleted_after_asking)
{
    static const char lines[] = "goal A\nbarrier X\nbarrier Y\ngoal 1\ndelete\n";
    struct str typed = str_of("%syes\n", lines);
    expect_said_anew(lines,
                     "Delete ‘A’ and its 2 notes? yes deletes all of it, no keeps it.");
    expect_unsaid_anew(lines, "Deleted");
    expect_said_anew(typed.bytes, "Deleted ‘A’");
    str_set(&typed, "%sno\nyes\n", lines);
    expect_said_anew(typed.bytes, "Nothing was deleted.");
    expect_unsaid_anew(typed.bytes, "Deleted ‘A’");
    str_set(&typed, "%swhere\nyes\n", lines); /* what was asked is over */
    expect_unsaid_anew(typed.bytes, "Deleted ‘A’");
    expect_said_anew("goal A\ndelete\n",
                     "Deleted ‘A’"); /* of one without, and of a note */
    expect_said_anew("goal A\nbarrier X\ndelete\n", "Deleted ‘X’");
    str_finish(&typed);
}

Test(spoken_slips, a_slip_does_not_lose_what_more_would_say)
{
    expect_unsaid_anew("goal A\nexport\nfoo\nmore\n", "There is no more.");
    expect_said_anew("goal A\nexport\nfoo\nmore\n", "Names of people");
    expect_said_anew("goal A\nexport\nclose\nwhere\nmore\n", "There is no more.");
}

Test(spoken_slips, who_promised_what_by_when_is_read)
{
    static const char promised[] = "goal A\norganisation Paint it\ncommit\nDilys\n"
                                   "1 December 2030\n.\n%s";
    static const char *const reads[] = {"read goal\n", "read all\n", "read 2\n",
                                        "up\ndown\n"};
    for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
        struct str lines = str_of(promised, reads[i]);
        expect_said_anew(lines.bytes, "1 of 1: Paint it. Dilys, by 1 December 2030.");
        str_finish(&lines);
    }
}

Test(spoken_slips, the_counts_of_a_ballot_are_spoken_and_its_rows_named_by_words)
{
    static const char lines[] =
        "goal A\nbarrier X\nballot 3\nvote\nballot show\nyes\nballot ranking\n";
    expect_said_anew(lines,
                     "Person 1 begins: vote gives the selected entry a dot; ballot show "
                     "shows the counts.");
    expect_said_anew(lines,
                     "Showed the votes. ballot ranking ranks them. Most: ‘X’ 1 vote.");
    expect_said_anew(lines, "Ranking by votes");
    struct str out = STR_EMPTY;
    action_fill_in("\vballot|s|show\v", false, &out);
    cr_expect_str_eq(out.bytes, "b, then s");
    str_finish(&out);
}

/* The session's own PDF is not to be replaced by a page for the wall. */
Test(spoken_slips, another_document_than_the_sessions_own_has_another_name)
{
    expect_said_anew("goal A\nexport\npdf\nexport\nthe day\n",
                     "Exported to table-stages.pdf");
    cr_expect_eq(access("table.pdf", R_OK), 0);
}

/* Somebody means a word, or hits a key too many. */
Test(spoken_slips, a_letter_alone_does_nothing)
{
    static const char *const keys[] = {".", ",", "q", "d", "n", "x", "u", "s", "+", "]"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct str lines = str_of("goal A\ngoal B\ngoal 1\n%s\nwhere\n", keys[i]);
        char *said = said_anew(lines.bytes);
        cr_expect(strstr(said, "alone does nothing"), "%s", keys[i]);
        expect_part(said, "Goal 1 of 2: A. Barriers 0.");
        free(said);
        str_finish(&lines);
    }
    expect_said_anew("goal A\nd\n", "‘d’ would be delete.");
    expect_unsaid_anew("goal A\nbarrier X\nmark\nn\n", "Marked");
    expect_said_anew("goal A\ngoal B\nbarrier X\nmove\na\n",
                     "‘X’ is in Barriers of ‘A’ now");
}

Test(spoken_slips, it_is_told_how_one_chooses_and_what_a_form_takes_once)
{
    char *said = said_anew(
        "goal A\nbarrier X\nmark\n\nmove\n\ncommit\nyes\n\n.\ncommit\nyes\n\n.\n");
    const char *lists = "A number or a word chooses, an empty line goes back.";
    const char *forms = "undo goes back one, close leaves.";
    char *list = strstr(said, lists), *form = strstr(said, forms);
    cr_assert(list && form, "%s", said);
    cr_expect_null(strstr(list + 1, lists), "%s", said);
    cr_expect_null(strstr(form + 1, forms), "%s", said);
    free(said);
}

Test(spoken_slips, what_is_no_action_is_promised_only_by_who_says_yes)
{
    static const char asked[] =
        "This is a barrier; promises belong to actions, in the form "
        "‘Action plan’.\nPromise it all the same? yes does, no does "
        "not.\n";
    expect_said_anew("goal A\nbarrier X\ncommit\n", asked);
    expect_said_anew("goal A\nbarrier X\ncommit\nno\n", "Nothing was promised.");
    expect_said_anew("goal A\nbarrier X\ncommit\nyes\nAna\n.\n", "Ana, for ‘X’.");
    expect_said_anew("goal A\nbarrier X\ncommit Ana\nyes\n.\n", "Ana, for ‘X’.");
    expect_said_anew("goal A\nbarrier X\ncommit Ana\n", asked);
    expect_unsaid_anew("goal A\nbarrier X\ncommit Ana\nno\ncommitments\n", "Ana");
    expect_said_anew("goal A\nbarrier X\ncommit\ngrid\n", "Action plan. grid goes back.");
    expect_said_anew("goal A\nbarrier X\ncommit\nup\nyes\n",
                     "‘yes’ does something asked");
}

/* What the table says, when it is opened again, of what is half written. */
static void expect_half_written(const char *lines, bool half)
{
    free(said_anew(lines));
    (half ? expect_said : expect_unsaid)("where\n", "A promise is half written: ");
}

Test(spoken_slips, a_promise_that_was_put_aside_can_be_dropped_and_comes_back)
{
    static const char begun[] = "goal A\norganisation B\ncommit\nDilys\nclose\n";
    struct str dropped = str_of("%sput-words-aside\n", begun),
               deleted = str_of("%sdelete\n", begun),
               back = str_of("%sundo\n", dropped.bytes);
    expect_half_written(begun, true);
    expect_said_anew(dropped.bytes, "Put aside ‘who: Dilys’");
    expect_half_written(dropped.bytes, false);
    expect_half_written(back.bytes, true);
    expect_half_written(deleted.bytes, false);
    str_finish(&back);
    str_finish(&deleted);
    str_finish(&dropped);
}

/* What was deleted stands among the goal's own changes, by its time. */
Test(spoken_slips, the_record_of_a_goal_is_told_latest_first)
{
    free(said_anew("goal A\nbarrier X\nbarrier Y\ndelete\n"));
    program_env("SOURCE_DATE_EPOCH", "1487764860");
    free(said_to("go 1\nedit B\n"));
    program_env("SOURCE_DATE_EPOCH", "1487764920");
    free(said_to("go 1.barriers.1\ndelete\n"));
    char *said = said_to("go 1\nrecord\n"), *first = strstr(said, "deleted: ‘X’");
    cr_assert(first, "%s", said);
    char *second = strstr(first, "‘B’"), *third = strstr(first, "deleted: ‘Y’");
    cr_expect(second && third && second < third, "%s", said);
    cr_expect(third && strstr(third, "added the goal"), "%s", said);
    free(said);
}

Test(spoken_slips, the_clock_is_meant_whatever_is_said_before_it)
{
    expect_said_anew("goal A\nnext-stage\nstart clock\n", "The clock runs:");
    expect_said_anew("goal A\nnext-stage\nstart the clock\n", "The clock runs:");
    expect_said_anew("goal A\nnext-stage\nclock\nstop clock\n", "The clock: paused");
    expect_said_anew("goal A\nnext-stage\nclock\nstart clock\n",
                     "The clock runs already.");
    expect_said_anew("goal A\nnext-stage\nstop the clock\n", "The clock does not run.");
}

Test(spoken_slips, another_form_is_named_on_the_way_there)
{
    expect_said_anew("goal A\ngrid\ngo barriers\n",
                     "System map.\nBarriers of goal 1 ‘A’, none yet");
    expect_said_anew("goal A\nbarrier X\ngrid\ngo barrier 1\n",
                     "System map.\nBarrier 1 of 1");
    expect_said_anew("goal A\ngrid\nbarriers\n",
                     "System map.\nBarriers of goal 1 ‘A’, none yet");
    expect_said_anew("goal A\nbarrier X\nmark boulder\ngrid\nundo\n",
                     "\nSystem map.\nBarrier 1");
    expect_said_anew("goal A\ngo price\n",
                     "Nothing is called ‘price’ that one could go to");
}

Test(spoken_slips, what_is_chosen_may_be_said_as_it_is_called)
{
    expect_said_anew("goal A\nexport html\n", "Exported to table.html");
    expect_said_anew("goal A\nbarrier X\nmark boulder\nmark\nnone\n", "Took the mark");
    expect_unsaid_anew("goal A\nwho\n", "Nothing is drawn");
    expect_said_anew("goal A\nbarrier X\nwhere\n", "X. Written at 12:00.");
}

Test(spoken_slips, a_word_that_ends_what_is_open_ends_nothing_where_nothing_is)
{
    static const char *const words[] = {"done", "cancel", "back", "go-back", "escape"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct str lines = str_of("goal A\n%s\n", words[i]);
        expect_said_anew(lines.bytes, "Nothing is open here that could be closed");
        str_finish(&lines);
    }
    expect_said_anew("goal A\nsettings\ndone\nwhere\n", "Goal 1 of 1: A.");
}

Test(spoken_slips, where_tells_of_a_promise_that_is_half_written_there)
{
    expect_said_anew("goal A\norganisation B\ncommit\nDilys\nclose\nwhere\n",
                     "A promise is half written here: commit goes on with it.");
}

Test(spoken_slips, where_tells_all_of_a_promise)
{
    expect_said_anew("goal A\norganisation B\ncommit\nDilys\n1 December 2030\nAna\nIt "
                     "stands\nwhere\n",
                     "B. Dilys, by 1 Dec 2030, messenger: Ana, came of it: It stands");
    expect_said_anew("goal A\norganisation B\ncommit\n\n\nAna\n.\nwhere\n",
                     "B. Messenger: Ana, written at");
}

/* What is asked for by ear stands in no box, and a sentence begins with a capital. */
Test(spoken_slips, nothing_is_said_of_a_box_by_ear)
{
    char *said = said_anew("goal G\nadd jjd\nadd\n.\n/save\n/how-to-leave\n\nmessages\n");
    expect_no_part(said, "box");
    expect_no_part(said, ". an empty line");
    expect_part(said,
                "An empty line ends what is asked for, then leave leaves roundtable.");
    expect_part(said, ": Added ‘G’.\n");
    free(said);
    struct str out = STR_EMPTY;
    action_fill_in("\vescape\v ends it. \vescape\v, or \vescape\v. \vleave\v leaves.",
                   true, &out);
    cr_expect_str_eq(
        out.bytes,
        "An empty line ends it. An empty line, or an empty line. leave leaves.");
    str_finish(&out);
}

/* As on a screen: a word that is soon said would show a room what was to be hidden. */
Test(spoken_slips, counts_are_shown_to_everybody_after_asking)
{
    static const char lines[] = "goal A\nbarrier X\nballot 3\nvote\nballot show\n";
    expect_said_anew(lines, "Show everybody the counts?\n1 Not yet: they stay hidden\n");
    expect_unsaid_anew(lines, "Showed");
    struct str typed = str_of("%sno\n", lines);
    expect_said_anew(typed.bytes,
                     "The counts stay hidden: nothing was shown. ballot show, "
                     "then yes, shows them.");
    str_set(&typed, "%syess\n", lines);
    expect_unsaid_anew(typed.bytes, "Showed");
    str_set(&typed, "%syes\n", lines);
    expect_said_anew(typed.bytes, "Showed the votes.");
    str_finish(&typed);
}

Test(spoken_slips, what_is_kept_of_a_form_that_the_end_of_input_cut_off_is_true)
{
    static const char wrong[] = "details\n\nBath\n99th Junetember\n";
    expect_said_anew(wrong, "\n‘99th Junetember’ is not kept.\nDate (22 February");
    expect_said_anew(wrong, "what was said in it is kept:\n"
                            "Changed the details: place ‘Bath’.");
    expect_said("where\n", "Bath. 0 goals.");
    expect_said_anew("goal A\ngroup B\ncommit\n",
                     "The input ended within a form; nothing was changed in it.\n");
    expect_said_anew("goal A\ngroup B\ncommit Ann\n",
                     "what was said in it is kept:\nAnn, for ‘B’. No date yet.\n");
}

/* A day that was said one line too late is heard where it went. */
Test(spoken_slips, all_that_was_kept_of_a_promise_is_read_back)
{
    expect_said_anew("goal A\ngroup B\ncommit Ann\n\nnext Friday\n.\n",
                     "Ann, for ‘B’. No date yet. Messenger: next Friday.\n");
}

/* "vote" is no word of a row that takes all of them back, and no list is in the way of what is
 * asked first. */
Test(spoken_slips, what_is_open_above_the_grid_makes_no_command_another)
{
    static const char voted[] = "goal A\nbarrier X\nballot 3\nvote\n";
    struct str typed = str_of("%sballot\nvote\n", voted);
    expect_said_anew(typed.bytes, "A dot for ‘X’. Person 1: 1 of 3 dots left.");
    expect_unsaid_anew(typed.bytes, "Took all");
    str_set(&typed, "%sballot\ntake all\nyes\n", voted);
    expect_said_anew(typed.bytes, "Took all dots back.");
    str_set(&typed, "%sgoal 1\nballot\ndelete\n", voted);
    expect_said_anew(typed.bytes, "Delete ‘A’ and its 1 note? yes deletes all of it");
    expect_unsaid_anew(typed.bytes, "Deleted");
    str_add(&typed, "yes\n");
    expect_said_anew(typed.bytes, "Deleted ‘A’");
    str_set(&typed, "%sask hands\nOn?\n.\n\ncommit Ann\n", voted);
    expect_said_anew(typed.bytes, "This is a barrier; promises belong to actions");
    expect_unsaid_anew(typed.bytes, "Ann, for");
    str_finish(&typed);
}

Test(spoken_slips, what_is_unknown_over_the_grid_says_how_one_goes_back)
{
    expect_said_anew(
        "goal A\nask hands\nOn?\n.\ngroup bake\n",
        "I do not know ‘group bake’ here; close goes back. help lists commands. "
        "Nothing was written.");
    expect_said_anew("goal A\nask hands\nOn?\n.\ngroup Bake\n", ": Bake. Saved.");
}
