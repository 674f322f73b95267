/* By ear, what stands behind the name of a command is done, written, or said to be neither. */

#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/said.h"

#include "base/str.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(spoken_behind, .init = enter_folder, .fini = folder_finish, .timeout = 240);

static const char before[] = "goal A\nbarrier X\n";

/* Whatever is open, words are written, or it is said that they were not. */
Test(spoken_behind, words_to_write_are_written_or_said_not_to_be_wherever_one_is)
{
    static const char *const places[] = {
        "",        "day\n",    "code\n",   "inbox\n",    "themes\n", "themes\npage\n",
        "room\n",  "mark\n",   "move\n",   "ask 1\nW\n", "forms\n",  "settings\n",
        "table\n", "record\n", "export\n", "missing\n"};
    static const char *const lines[] = {
        "add no car park",         "write no car park",        "barrier no car park",
        "stakeholder no car park", "moment no car park",       "organisation no car park",
        "individual no car park",  "add barrier: no car park", "goal no car park",
        "edit no car park",        "vision no car park",       "add goal: no car park"};
    for (size_t p = 0; p < LENGTH(places); p++) {
        for (size_t i = 0; i < LENGTH(lines); i++) {
            struct str typed = str_of("%s%s%s\nread all\ngo plan\nread all\ngo vision\n",
                                      before, places[p], lines[i]);
            char *said = said_anew(typed.bytes);
            bool written = strstr(said, ": no car park.") ||
                           strstr(said, "to ‘no car park’") ||
                           strstr(said, "ision: no car park");
            bool told =
                strstr(said, "othing was written") || strstr(said, "is not done yet");
            cr_expect(written || told, "%s%s: %s", places[p], lines[i], said);
            cr_expect(!strstr(said, "did you mean ‘add’"), "%s: %s", places[p], said);
            free(said);
            str_finish(&typed);
        }
    }
}

/* What takes no words does nothing when some stand behind it, and says so. */
Test(spoken_behind, a_command_does_nothing_with_words_that_it_has_no_use_for)
{
    static const char *const owns[] = {"read", "where", "go", "stage", "panel", "more"};
    static const char *const sentences[] = {
        "the vicar",       "room too small",          "day centre closed",
        "code of conduct", "ask the doctor",          "missing bus",
        "move house",      "record number of people", "agenda items"};
    struct str line = STR_EMPTY;
    size_t tried = 0;
    for (size_t i = 1; i < ACTION_COUNT + LENGTH(owns) + LENGTH(sentences); i++) {
        const size_t own = i - ACTION_COUNT;
        const char *name = i < ACTION_COUNT     ? action_row((enum action)i)->name
                           : own < LENGTH(owns) ? owns[own]
                                                : sentences[own - LENGTH(owns)];
        bool writes = i == ACT_ADD || i == ACT_GOAL || i == ACT_EDIT || i == ACT_VISION ||
                      i == ACT_COMMIT || i == ACT_DETAILS;
        bool other = i == ACT_SEARCH || i == ACT_PALETTE; /* looks for them */
        if (writes || other || strchr(name, '-')) {
            continue;
        }
        bool sentence = i >= ACTION_COUNT + LENGTH(owns);
        str_set(&line, "%s%s%s\nwhere\n", before, name, sentence ? "" : " of experts");
        char *said = said_anew(line.bytes);
        const char *after = strstr(said, ": X. Saved.\n");
        cr_assert_not_null(after, "%s", said);
        expect_part(after, "ritten: add before words writes them here.\n"
                           "Barrier 1 of 1 of goal 1 ‘A’: X. Written at");
        cr_expect(strstr(after, "othing was written") ||
                      strstr(after, "nothing was done or written") ||
                      strstr(after, "of experts’ was not written"),
                  "%s: %s", name, after);
        tried++;
        free(said);
    }
    cr_expect(tried > 60, "%zu", tried);
    str_finish(&line);
}

/* Nor is what stands behind another command's name one: "ballot stop" would leave. */
Test(spoken_behind, the_second_word_of_a_line_is_no_other_command)
{
    static const char *const lines[] = {
        "ask stop",      "record stop", "mark finish",  "settings stop", "forms finish",
        "ballot bye",    "day quit",    "themes leave", "code exit",     "export bye",
        "missing close", "themes bye",  "room quit",    "inbox finish"};
    for (size_t i = 0; i < LENGTH(lines); i++) {
        struct str typed = str_of("%s%s\nwhere\n", before, lines[i]);
        expect_said_anew(typed.bytes, "Barrier 1 of 1 of goal 1 ‘A’: X. Written at");
        str_finish(&typed);
    }
    expect_said_anew("goal A\nask 2\nHow?\nclose\nask stop\nadd B\n", "Goal 2 of 2: B.");
    expect_said_anew("goal A\nday\nadd Tea 10\n", "Added ‘Tea’, 10 minutes");
    expect_said_anew("goal A\nday 2\n", "2 Overview, 25 minutes");
    expect_said_anew("goal A\nday lunch\nlonger\n", "‘Lunch’ has 50 minutes now");
    expect_said_anew("goal A\nday\nbreak\nlonger\n", "‘Break’ has 20 minutes now");
    expect_said_anew("goal A\nthemes page\n", "Themes");
}

Test(spoken_behind, a_ballot_is_ended_and_goes_on_by_the_words_that_people_say)
{
    static const char *const ends[] = {"ballot stop", "ballot finish",   "ballot close",
                                       "ballot end",  "ballot done",     "end the ballot",
                                       "stop ballot", "close the ballot"};
    for (size_t i = 0; i < LENGTH(ends); i++) {
        struct str typed = str_of("%sballot 3\n%s\nyes\nwhere\n", before, ends[i]);
        expect_said_anew(typed.bytes, "Show everybody the counts?");
        expect_said_anew(typed.bytes, "Ended the ballot");
        expect_said_anew(typed.bytes, "‘A’: X. Written at");
        str_finish(&typed);
    }
    static const char voting[] = "goal A\nballot 3\nvote\n%s\n";
    struct str next = str_of(voting, "next person"),
               show = str_of(voting, "show the counts"),
               other = str_of(voting, "next year");
    expect_said_anew(next.bytes, "Person 2: 3 of 3 dots left.");
    expect_said_anew(show.bytes, "Show everybody the counts?");
    expect_said_anew(other.bytes, "nothing was done or written");
    expect_said_anew("goal A\nnext person\n", "nothing was done or written");
    str_finish(&next);
    str_finish(&show);
    str_finish(&other);
}

/* Each row of a list that has just been read is chosen by the number that was said of it, in the
 * list and behind the name of its command. */
Test(spoken_behind, the_numbers_of_a_list_are_those_that_can_be_said)
{
    static const struct {
        const char *first, *command;
    } lists[] = {{"", "ballot"},
                 {"ballot 3\n", "ballot"},
                 {"", "move"},
                 {"", "mark"},
                 {"ask 2\nHow?\nend-question\nclose\n", "ask"}};
    for (size_t l = 0; l < LENGTH(lists); l++) {
        struct str typed = STR_EMPTY;
        size_t rows = 0;
        for (int n = 1; n <= 8; n++) {
            str_set(&typed, "%s%s%s\n%d\n", before, lists[l].first, lists[l].command, n);
            char *in_list = said_anew(typed.bytes);
            str_set(&typed, "%s%s%s %d\n", before, lists[l].first, lists[l].command, n);
            char *behind = said_anew(typed.bytes);
            bool none = strstr(in_list, "in this list;");
            cr_expect_eq(none, strstr(behind, "in this list;") != NULL, "%s",
                         typed.bytes);
            cr_expect_null(strstr(behind, "none of what can be"), "%s", behind);
            /* what became of it is said last, or is asked, and both are the same */
            const char *end = strstr(behind, ": X. Saved.\n");
            cr_assert_not_null(end, "%s", behind);
            end += strlen(": X. Saved.\n");
            struct str became = STR_EMPTY;
            const char *lines_at = none ? NULL : strrchr(end, '\n');
            while (lines_at && lines_at > end && lines_at[-1] != '\n') {
                lines_at--;
            }
            str_add(&became, lines_at ? lines_at : "");
            cr_expect(none || strstr(in_list, str_text(&became)), "%s: %s", typed.bytes,
                      in_list);
            rows += !none;
            str_finish(&became);
            free(in_list);
            free(behind);
        }
        cr_expect(rows > 2, "%s", lists[l].command);
        str_finish(&typed);
    }
    expect_said_anew("goal A\nballot 2\n", "2 dots a person");
    expect_said_anew("goal A\nballot\n2\n", "2 dots a person");
    expect_said_anew("goal A\nbarrier X\nmove 2\n", "its numbers are 3 to 8.");
}

/* Whatever is open over the grid is closed by the word that is told for it everywhere. */
Test(spoken_behind, close_leads_back_from_wherever_one_is)
{
    static const char *const places[] = {"day\n",          "code\n",    "inbox\n",
                                         "themes\n",       "mark\n",    "settings\n",
                                         "themes\npage\n", "ask 1\nW\n"};
    static const char *const words[] = {"close", "back", "done"};
    for (size_t p = 0; p < LENGTH(places); p++) {
        for (size_t i = 0; i < LENGTH(words); i++) {
            struct str typed = str_of("%s%s%s\nadd B\n", before, places[p], words[i]);
            expect_said_anew(typed.bytes, "Barrier 2 of 2 of goal 1 ‘A’: B. Saved.");
            expect_unsaid_anew(typed.bytes, "Nothing is open here");
            str_finish(&typed);
        }
    }
}
