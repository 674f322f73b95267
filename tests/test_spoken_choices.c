/* By ear, where something is chosen: by its number, by a word, or by a word that is near. */

#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/said.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(spoken_choices, .init = enter_folder, .fini = folder_finish);

Test(spoken_choices, a_stage_of_the_day_is_selected_by_the_number_that_is_said)
{
    expect_said_anew("day\n", "\n2 Overview, 25 minutes, 10:05\n");
    expect_said_anew("day\n3\nlonger\n", "‘Presentations and Q&A’ has 65 minutes now");
    expect_said_anew("day\nskip 8\n", "‘Lunch’ is skipped today");
    expect_said_anew("day\n2\nenter-stage\n", "Overview, 25 minutes. clock starts");
    expect_said_anew("day\n12\n", "There is no 12 here; the last is 11.");
}

Test(spoken_choices, time_is_won_back_by_a_word_and_no_digit_alone)
{
    static const char late[] = "next-stage\nnext-stage\nday\nbegan-at 9:00\n%s\n";
    struct str digit = str_of(late, "1"), word = str_of(late, "win-back 1");
    expect_said_anew(digit.bytes,
                     "win-back 1 takes 30 minutes from ‘Presentations and Q&A’.");
    expect_unsaid_anew(digit.bytes, "won back");
    expect_said_anew(word.bytes, "30 of the 175 are won back");
    expect_said_anew("day\nwin-back 1\n", "The day is not late");
    expect_said_anew("next-stage\nday\nbegan-at 6:00\nwin-back 1\n",
                     "The day is more than three hours late: too late to be won back.");
    expect_said_anew("day\nwin-back\n", "Say its number: win-back 2.");
    str_finish(&digit);
    str_finish(&word);
}

Test(spoken_choices, a_line_of_the_day_is_typed_by_ear)
{
    expect_said_anew("day\nadd-stage\nEnergiser 10\n", "Added ‘Energiser’, 10 minutes");
    expect_said_anew("day\nadd-stage Energiser 10\n", "Added ‘Energiser’, 10 minutes");
    expect_said_anew("day\nadd-stage\n",
                     "New stage, and its minutes; an empty line ends it:");
}

/* What is said to the lines before the last that begins a list, and how the rest goes. */
static const char *const opened[] = {
    "mark",    "ballot",  "show-only", "forms",    "export", "missing",   "settings",
    "details", "commit",  "move",      "record",   "ask",    "messages",  "answer",
    "themes",  "deleted", "day",       "question", "table",  "show-only",
};

static size_t letters(const char *text, size_t len_bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < len_bytes; i++) {
        count += (text[i] & 0xC0) != 0x80;
    }
    return count;
}

/* Where the first choice stands, or the line that is asked for; the words of an entry count as
 * such, for they are what the step is about. Of what asks nothing, its first line. */
static size_t words_at(const char *said)
{
    const char *row = strstr(said, "\n1 "), *named = strstr(said, "‘Xylophone");
    const char *asked = strstr(said, " empty line:\n");
    while (asked && asked > said && asked[-1] != '\n') {
        asked--;
    }
    row = row ? row : strstr(said, ": 1 ");
    const char *first = row ? row : asked ? asked : said + strcspn(said, "\n");
    return (size_t)((named && named < first ? named : first) - said);
}

Test(spoken_choices, what_is_chosen_or_asked_comes_within_a_hundred_letters)
{
    static const char *const places[] = {"goal 1\n", "barrier 1\n", "stakeholder 1\n",
                                         "organisation 1\n"};
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        for (size_t i = 0; i < sizeof opened / sizeof *opened; i++) {
            struct str lines = str_of(
                "goal Xylophone one\nbarrier Xylophone two\nstakeholder Xylophone\n"
                "organisation Xylophone three\ngrid\n%s",
                places[p]);
            char *before = said_anew(lines.bytes);
            size_t from = strlen(before) - strlen("All is saved.\n");
            str_addf(&lines, "%s\n", opened[i]);
            char *said = said_anew(lines.bytes);
            cr_expect_leq(letters(said + from, words_at(said + from)), 100, "%s%s: %s",
                          places[p], opened[i], said + from);
            free(said);
            free(before);
            str_finish(&lines);
        }
    }
}

Test(spoken_choices, marks_are_told_in_lines_of_a_hundred_letters)
{
    char *said = said_anew("goal A\nmark\n"), *rest = strstr(said, "Mark ‘A’");
    cr_assert_not_null(rest, "%s", said);
    for (char *line; (line = strtok_r(NULL, "\n", &rest));) {
        cr_expect_leq(letters(line, strlen(line)), 100, "%s", line);
    }
    free(said);
    expect_said_anew("goal A\nmark\n",
                     "norms, 7 Innovation and policymaking approaches, 0 none.");
}

Test(spoken_choices, a_command_takes_the_words_of_its_list_wherever_it_is_said)
{
    static const char *const at[] = {"",         "mark\n",        "move\n",    "ballot\n",
                                     "export\n", "mark\nmark\n",  "forms\n",   "add\n/",
                                     "read\n",   "move\nmove\n/", "search\n/", "edit\n/"};
    static const char *const lines[] = {
        "mark boulder",    "mark system",  "export text", "ballot 3",
        "forms lifecycle", "move moments", "ask hands",   "show-only unmarked"};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        for (size_t j = 0; j < sizeof lines / sizeof *lines; j++) {
            struct str typed = str_of("goal A\nbarrier X\n%s%s\n", at[i], lines[j]);
            char *said = said_anew(typed.bytes);
            cr_expect_null(strstr(said, "takes no words"), "%s: %s", typed.bytes, said);
            cr_expect_null(strstr(said, "is not in this list"), "%s: %s", typed.bytes,
                           said);
            free(said);
            str_finish(&typed);
        }
    }
}

/* The label of the first row of a list that was said behind so much, in small letters; false:
 * none was. */
static bool first_row(const char *said, struct str *out)
{
    const char *row = strstr(said, "\n2 ") ? strstr(said, "\n1 ") : NULL;
    row = row ? row : strstr(said, ": 1 ");
    row = row ? row : strstr(said, "\n3 "); /* of columns, by their own numbers */
    if (row) {
        row += strlen("\n1 ") + (*row == ':');
        str_add_bytes(out, row, strcspn(row, ":,\n"));
    }
    return row != NULL;
}

Test(spoken_choices, every_command_that_opens_a_list_takes_words_of_it_behind_its_name)
{
    char *before = said_anew("goal A\nbarrier X\n");
    size_t from = strlen(before) - strlen("All is saved.\n"), lists = 0;
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        struct str typed = str_of("goal A\nbarrier X\n%s\n", row->name),
                   label = STR_EMPTY;
        bool asks = (row->modes & MODE_GRID) && i != ACT_VOTE; /* for a ballot first */
        char *said = asks ? said_anew(typed.bytes) : strdup(before);
        if (first_row(said + from - 1, &label)) {
            lists++;
            str_addf(&typed, "%s %s\n", row->name, label.bytes);
            free(said);
            said = said_anew(typed.bytes);
            cr_expect_null(strstr(said, "takes no words"), "%s: %s", typed.bytes, said);
            str_set(&typed, "goal A\nbarrier X\n%s %s\n", row->name, label.bytes);
            free(said);
            said = said_anew(typed.bytes);
            cr_expect_null(strstr(said, "takes no words"), "%s: %s", typed.bytes, said);
        }
        free(said);
        str_finish(&typed);
        str_finish(&label);
    }
    cr_expect_gt(lists, 8, "%zu", lists);
    free(before);
}

Test(spoken_choices, one_goes_and_asks_for_the_stage_from_within_a_list)
{
    static const char *const at[] = {"mark\n", "export\n", "day\n", "missing\n"};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        struct str goes = str_of("goal A\nbarrier X\n%sgo goal 1\nwhere\n", at[i]),
                   stage = str_of("goal A\nbarrier X\n%sstage lunch\n", at[i]);
        expect_said_anew(goes.bytes,
                         "Barriers 1. Stakeholders 0. Social moments 0. Written at");
        expect_said_anew(stage.bytes, "Lunch, 45 minutes. clock starts the clock.");
        str_finish(&goes);
        str_finish(&stage);
    }
}

Test(spoken_choices, what_is_sought_is_not_asked_for_again)
{
    expect_said_anew("goal Bus fares\nfind bus\n", "1 of 1 with ‘bus’");
    expect_said_anew("goal Bus fares\nlook for bus\n", "1 of 1 with ‘bus’");
    expect_said_anew("goal Bus fares\nsearch for bus\n", "1 of 1 with ‘bus’");
    expect_said_anew("goal Bus fares\nfind\nbus\n", "1 of 1 with ‘bus’");
}

Test(spoken_choices, a_guess_is_near_in_letters_and_of_use_here_or_there_is_none)
{
    static const char *const none[] = {"street", "top", "connector", "screech"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct str lines = str_of("goal A\n%s\n", none[i]);
        struct str said = str_of("I do not know ‘%s’. help lists commands; write %s "
                                 "writes it.",
                                 none[i], none[i]);
        expect_said_anew(lines.bytes, said.bytes);
        expect_unsaid_anew(lines.bytes, "did you mean");
        str_finish(&lines);
        str_finish(&said);
    }
    expect_said_anew("goal A\nlave\n", "did you mean ‘leave’?");
    expect_said_anew("goal A\nphone\n", "did you mean ‘phones’?");
    expect_said_anew("goal A\nwrite street\n", "Goal 2 of 2: street.");
    expect_said_anew("goal A\nadd\nwrite\n", "Goal 2 of 2: write.");
    expect_said_anew("goal A\n5 minutes\n", "I do not know ‘5 minutes’.");
    expect_unsaid_anew("goal A\nchange\n", "What stands in the way");
}

Test(spoken_choices, a_change_within_a_list_says_what_is_other_there)
{
    /* how many rows there are depends on the programs beside this one */
    char *said = said_anew("goal A\nexport\npaper\n");
    char *pdf = strstr(said, "goes on.\n1 PDF, to print and to keep: A3 poster\n");
    cr_assert(pdf, "%s", said);
    expect_part(pdf, " Paper of the PDF: A3 poster\n");
    expect_no_part(pdf, "One page");
    free(said);
}

Test(spoken_choices, where_one_is_is_said_after_undoing)
{
    expect_said_anew("goal A\nbarrier X\nmark boulder\nundo\n",
                     "Boulder (2 more to undo)\nBarrier 1 of 1 of goal 1 ‘A’: X.");
    expect_said_anew("goal A\nbarrier X\nmark boulder\nundo\nredo\n",
                     "(3 more to undo)\nBarrier 1 of 1 of goal 1 ‘A’: X. Boulder.");
    expect_said_anew("goal A\nadd\nhelp\n\n",
                     "‘help’ was not written.\nGoal 1 of 1: A. Barriers 0.");
}

Test(spoken_choices, days_are_said_in_words)
{
    expect_said_anew("goal A\ndetails\n\n\n2026-12-04\n.\n", "date ‘4 December 2026’");
    expect_said_anew("goal A\n2\nadd by 2026-12-04, not 2026-02-31\n",
                     ": by 4 December 2026, not 2026-02-31. Saved.");
    expect_said_anew("goal A\n2\nadd in 2026-12-04.pdf\n", ": in 2026-12-04.pdf. Saved.");
    expect_unsaid_anew(
        "goal A\norganisation B\ncommit\nC\n2026-12-04\n.\nwhere\nread all\n"
        "record\n\ncommitments\n\ncommit\n\n",
        "2026-12-04");
}

Test(spoken_choices, a_row_is_chosen_by_what_it_is_called_before_what_is_said_of_it)
{
    static const char marked[] = "goal A\nbarrier X\nmark boulder\n%s\n";
    static const char *const lines[] = {"show-only boulder", "show-only boulders",
                                        "forms signs of success"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct str typed = str_of(marked, lines[i]);
        expect_unsaid_anew(typed.bytes, "Which ‘");
        expect_unsaid_anew(typed.bytes, "is not in this list");
        str_finish(&typed);
    }
    expect_said_anew("goal A\nmore walking\n", "done or written: add before words");
}

Test(spoken_choices, words_that_happen_to_find_a_command_open_nothing)
{
    expect_said_anew("goal A\ndark park\n",
                     "I do not know ‘dark park’. Nothing was written: add");
    expect_unsaid_anew("goal A\ndark park\n", "Settings");
    expect_said_anew("goal A\ndark park\nwhere\n", "Goal 1 of 1: A.");
    expect_said_anew("goal A\nbarrier X\nmove to stakeholders\n",
                     "‘X’ is in Stakeholders of");
    expect_said_anew("goal A\nbarrier X\nmark as boulder\n", "Marked ‘X’ Boulder");
    expect_said_anew("goal A\nbarrier X\ngo up\n", "No further that way.");
    expect_said_anew("goal A\nbarrier X\ngo left\n", "Goal 1 of 1: A.");
}

Test(spoken_choices, words_are_taken_for_what_they_are_called_here)
{
    expect_said_anew("goal A\nother idea Paint it\n",
                     "Idea 1 of 1 of goal 1 ‘A’: Paint it.");
    expect_said_anew("goal A\norganization Paint it\n", "did you mean ‘organisations’?");
    expect_said_anew("goal A\nbarrier X\nmark as a boulder\n", "Marked ‘X’ Boulder");
    expect_said_anew("goal A\nsettings\nthemes\n", "Proposals.");
    expect_unsaid_anew("goal A\nsettings\nthemes\n", "theme is");
    expect_said_anew("goal A\nask hands\nOn?\nend the question\n",
                     "Ended; ask, from the");
    expect_said_anew(
        "goal A\nask hands\nOn?\nask words\n",
        "A question is asked here; end-question ends it, then ask asks another.");
    expect_said_anew("goal A\nstage lunch\nclock\npause\n", "The clock: paused");
    expect_said_anew("goal A\nbarrier X\nmark none\n", "That is so already.");
    expect_said_anew("goal A\nbarrier X\ndown\n", "No further that way.");
}
