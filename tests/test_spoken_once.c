/* By ear no answer says the same twice, whatever command is given with whatever behind it. */

#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/said.h"

#include "base/memory.h"
#include "base/str.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(spoken_once, .init = enter_folder, .fini = folder_finish, .timeout = 240);

static const char before[] = "goal Bread\nbarrier No oven\ngroup Bake\nballot 3\n";

/* Where a sentence ends in a line. */
static size_t sentence_len(const char *at)
{
    size_t len = 0;
    while (at[len] && at[len] != '\n' &&
           !(strchr(".?!", at[len]) && at[len + 1] == ' ')) {
        len++;
    }
    return len;
}

/* Rows of a grid are alike: how many entries stand in each column. */
static bool is_row(const char *line)
{
    return strncmp(line, "Goal ", 5) == 0;
}

static void expect_once(const char *line, const char *answer)
{
    enum { SHORT_BYTES = 12 };
    const char *of_line = answer;
    size_t len;
    for (const char *at = answer; *at; at += len + strspn(at + len, ".?! \n")) {
        len = sentence_len(at);
        of_line = at > answer && at[-1] == '\n' ? at : of_line;
        struct str sentence = STR_EMPTY;
        str_add_bytes(&sentence, at, len);
        const char *again = len >= SHORT_BYTES && !is_row(of_line)
                                ? strstr(at + len, str_text(&sentence))
                                : NULL;
        cr_expect(!again || sentence_len(again) != len, "‘%s’ twice for ‘%s’: %s",
                  str_text(&sentence), line, answer);
        str_finish(&sentence);
    }
    const char *nothing = strstr(answer, "othing was ");
    cr_expect(!nothing || !strstr(nothing + 1, "othing was "), "‘%s’: %s", line, answer);
}

/* What is said of one line more. */
static void expect_answers(const char *behind)
{
    static const char *const owns[] = {"read", "where", "go", "stage", "panel", "more"};
    static const char end[] = "All is saved.\n";
    char *first = said_anew(before);
    size_t from = strlen(first) - strlen(end), tried = 0;
    for (size_t i = 0; i < ACTION_COUNT + LENGTH(owns) - 1; i++) {
        enum action action = (enum action)(i + 1);
        bool own = i + 1 >= ACTION_COUNT;
        const char *name = own ? owns[i + 1 - ACTION_COUNT] : action_row(action)->name;
        if (!own && !(action_row(action)->modes & MODE_GRID)) {
            continue;
        }
        struct str line = str_of("%s%s", name, behind), all = STR_EMPTY;
        str_addf(&all, "%s%s\n", before, line.bytes);
        char *said = said_anew(all.bytes);
        cr_assert(strlen(said) >= from, "%s: %s", line.bytes, said);
        expect_once(line.bytes, said + from);
        tried++;
        free(said);
        str_finish(&line);
        str_finish(&all);
    }
    cr_expect(tried > 60);
    free(first);
}

Test(spoken_once, a_command_alone_says_nothing_twice)
{
    expect_answers("");
}

Test(spoken_once, nor_does_one_with_a_word)
{
    expect_answers(" on");
}

Test(spoken_once, nor_does_one_with_a_number_that_is_too_large)
{
    expect_answers(" 99");
}

/* What does not fit into a breath is not read back, and nothing is to be read of nothing. */
Test(spoken_once, a_word_without_end_is_not_read_back)
{
    struct str word = STR_EMPTY;
    for (int i = 0; i < 5000; i++) {
        str_add_byte(&word, 'q');
    }
    str_add_byte(&word, '\n');
    char *said = said_anew(word.bytes);
    expect_part(said, "write before it writes it.");
    cr_expect_lt(strlen(said), 500);
    free(said);
    str_finish(&word);
    said = said_anew("read\n");
    expect_part(said, "System map: 0 goals.\ngoal adds the first goal.\n");
    expect_no_part(said, "read all");
    free(said);
}

/* How the day stands is short, and how one goes on is behind all else. */
Test(spoken_once, of_a_stage_what_was_asked_is_said_first_and_the_rest_is_short)
{
    program_env("SOURCE_DATE_EPOCH", "1487757000"); /* ten to ten, when it begins */
    char *said = said_anew("goal A\nnext-stage\nnext-stage\nnext-stage\nstage break\n");
    expect_part(said,
                "\nWelcome, 5 minutes. clock starts the clock. 10 minutes ahead. "
                "next-stage and previous-stage go on and back, day shows the day.\n");
    expect_part(said, "\nBreak, 15 minutes. clock starts the clock.\n");
    expect_no_part(said, "would start");
    expect_no_part(said, "Passed over");
    expect_no_part(said, "System map."); /* which stands there as before */
    free(said);
}

/* "Yes" alone, the answer that is selected, tells nobody what became of a question. */
Test(spoken_once, a_question_that_is_there_again_is_said_whole)
{
    char *said = said_anew("goal A\nask 2\nHands up?\nundo\nredo\n");
    const char *redone = strstr(said, "Redid: asked");
    cr_assert_not_null(redone, "%s", said);
    expect_part(redone, "\nA show of hands, open, answers hidden\nHands up?\n");
    free(said);
}
