/* What may be a command where words are taken is asked about before it is words, and words are
 * not. */

#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/said.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(spoken_asked, .init = enter_folder, .fini = folder_finish);

/* Each of the lines behind a prompt, of a table that begins with them. */
static void expect_asked(const char *typed, const char *prompt, const char *const *lines,
                         size_t count)
{
    char *said = said_anew(typed);
    for (size_t i = 0; i < count; i++) {
        struct str asked = str_of("‘%s’ is not written yet", lines[i]);
        cr_expect_not_null(strstr(said, asked.bytes), "%s%s", prompt, lines[i]);
        str_finish(&asked);
    }
    free(said);
}

/* Each is a command, or the shape of one; in all that takes words it is asked about. */
Test(spoken_asked, whatever_would_be_a_command_is_asked_about_in_every_prompt)
{
    static const char *const prompts[] = {"add\n",       "promise\n", "promise\n\n",
                                          "vision\n",    "search\n",  "details\n",
                                          "ask hands\n", "edit\n"};
    static const char *const lines[] = {"plan",
                                        "promises",
                                        "goal X",
                                        "help promise",
                                        "read all",
                                        "mark boulder",
                                        "next stage",
                                        "barrier No X",
                                        "barriers",
                                        "move stakeholders",
                                        "show-only votes",
                                        "go 2.barriers.1",
                                        "ballot 3",
                                        "vision Nobody eats alone",
                                        "details The bus",
                                        "individual Phone him",
                                        "group: ask them",
                                        "moment At the gate",
                                        "who Walter",
                                        "find Bus"};
    for (size_t p = 0; p < LENGTH(prompts); p++) {
        struct str typed = STR_EMPTY;
        str_addf(&typed, "goal A\norganisation B\n%s", prompts[p]);
        for (size_t i = 0; i < LENGTH(lines); i++) {
            str_addf(&typed, "%s\n", lines[i]);
        }
        expect_asked(typed.bytes, prompts[p], lines, LENGTH(lines));
        str_finish(&typed);
    }
}

/* A line of its own, unless it is said by those before it already: said twice it would be done. Nor
 * the word that writes what was asked about, and what a form tells of itself, which is done. */
static void add_line(struct str *lines, const char *word, size_t len, const char *between,
                     const char *behind)
{
    static const char *const itself[] = {"write", "undo", "close"};
    struct str line = STR_EMPTY, own = STR_EMPTY;
    str_add_bytes(&line, word, len);
    str_addf(&line, "%s%s", between, behind);
    str_addf(&own, "\n%s\n", line.bytes);
    bool said = strstr(lines->bytes, own.bytes);
    for (size_t i = 0; i < LENGTH(itself); i++) {
        said = said || strcmp(line.bytes, itself[i]) == 0;
    }
    if (!said) {
        str_addf(lines, "%s\n", line.bytes);
    }
    str_finish(&own);
    str_finish(&line);
}

/* "end" and "the question" of "end-question", with blanks. */
static void add_in_words(struct str *lines, const char *name)
{
    struct str words = str_of("%s", name);
    for (char *at = words.bytes; *at; at++) {
        *at = *at == '-' ? ' ' : *at;
    }
    add_line(lines, words.bytes, words.len_bytes, "", "");
    str_finish(&words);
}

/* Of words that name nothing alone. */
static bool is_small(const char *word, size_t len)
{
    static const char *const small[] = {
        "a",   "all",  "both", "kept", "two",  "an",   "as",    "at",   "by",
        "do",  "does", "for",  "from", "if",   "in",   "is",    "it",   "let",
        "me",  "no",   "not",  "of",   "off",  "on",   "said",  "take", "that",
        "the", "this", "to",   "up",   "what", "when", "which", "with", "yet"};
    bool is = false;
    for (size_t i = 0; i < LENGTH(small); i++) {
        is = is || (strlen(small[i]) == len && strncmp(small[i], word, len) == 0);
    }
    return is;
}

/* What else it is found by, alone and before its name: "timer", "start clock", "start the clock". */
static void add_others(struct str *lines, const struct action_row *row)
{
    const char *also = row->also;
    for (; also && *also; also += strcspn(also, " "), also += *also == ' ') {
        size_t len = strcspn(also, " ");
        if (!is_small(also, len)) {
            add_line(lines, also, len, "", "");
            add_line(lines, also, len, " ", row->name);
            add_line(lines, also, len, " the ", row->name);
        }
    }
}

/* A line each that the grid takes for a command: by its name, with its hyphens and with blanks, and
 * by all that it is found by; and by what this face has besides. Not what a prompt does itself,
 * such as undo. */
static void add_commands(struct str *lines)
{
    static const char *const owns[] = {"read", "where", "stage", "panel", "more", "help"};
    static const char *const said[] = {
        "tag boulder", "print pdf",   "show only votes", "show",
        "day lunch",   "themes page", "themes previous", "level 2"};
    str_add(lines, "\n");
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        bool itself = i == ACT_UNDO || (row->modes & (MODE_BOX | MODE_FORM | MODE_NAME));
        if ((row->modes & MODE_GRID) && !itself) {
            add_line(lines, row->name, strlen(row->name), "", "");
            add_in_words(lines, row->name);
            add_others(lines, row);
        }
    }
    for (size_t i = 0; i < LENGTH(owns) + LENGTH(said); i++) {
        const char *line = i < LENGTH(owns) ? owns[i] : said[i - LENGTH(owns)];
        add_line(lines, line, strlen(line), "", "");
    }
}

/* What the grid takes for a command is asked about wherever words are typed, by each of its names. */
Test(spoken_asked, every_command_is_asked_about_in_every_prompt)
{
    static const char *const prompts[] = {"add\n",
                                          "edit\n",
                                          "vision\n",
                                          "search\n",
                                          "commit\n",
                                          "commit\n\n",
                                          "commit\n\n\n",
                                          "details\n",
                                          "details\n\n",
                                          "details\n\n\n",
                                          "details\n\n\n\n",
                                          "ask words\n",
                                          "ask words\nW\nanswer-by-hand\n",
                                          "ask hands\nW\nreword-question\n",
                                          "day\nadd-stage\n",
                                          "day\nchange-stage\n",
                                          "day\nbegan-at\n"};
    struct str lines = STR_EMPTY;
    size_t count = 0;
    add_commands(&lines);
    const char *names[2000];
    for (char *at = strtok(lines.bytes, "\n"); at; at = strtok(NULL, "\n")) {
        cr_assert_lt(count, LENGTH(names));
        names[count++] = at;
    }
    cr_expect_gt(count, 400, "%zu", count);
    for (size_t p = 0; p < LENGTH(prompts); p++) {
        struct str typed = str_of("goal A\norganisation B\n%s", prompts[p]);
        for (size_t i = 0; i < count; i++) {
            str_addf(&typed, "%s\n", names[i]);
        }
        expect_asked(typed.bytes, prompts[p], names, count);
        str_finish(&typed);
    }
    str_finish(&lines);
}

/* What a question takes, too, by the words that lead there. */
Test(spoken_asked, commands_of_a_question_are_asked_about_in_its_line)
{
    static const char *const lines[] = {
        "show answers",     "show", "end question",       "answer nobody",
        "end the question", "hide", "answer her brother", "count",
        "delete rude",      "where"};
    expect_asked(
        "goal A\nask words\nW\nanswer-by-hand\nshow answers\nshow\nend question\n"
        "answer nobody\nend the question\nhide\nanswer her brother\ncount\n"
        "delete rude\nwhere\n",
        "answer", lines, LENGTH(lines));
    expect_said_anew("goal A\nask words\nW\nanswer\nanswer her brother\n"
                     "answer her brother\n",
                     "Added ‘her brother’.");
}

/* As "add words" is the one entry. */
Test(spoken_asked, an_answer_behind_its_command_is_the_only_one)
{
    char *said = said_anew("goal A\nask words\nW\nanswer my daughter\nread\n");
    expect_part(said, "Added ‘my daughter’.\n");
    expect_no_part(said, "an empty line ends it");
    expect_no_part(said, "Added ‘read’");
    expect_no_part(said, "is not written yet");
    free(said);
}

Test(spoken_asked, words_are_not_asked_about)
{
    static const char *const words[] = {"Plan",
                                        "Promises",
                                        "goals for girls",
                                        "read with children",
                                        "move the bus stop",
                                        "Ana and Ben",
                                        "1 December",
                                        "ask at the school gate",
                                        "next year",
                                        "group of parents",
                                        "table tennis",
                                        "mark the crossing",
                                        "who pays for it",
                                        "individual plans",
                                        "Individual Plans",
                                        "write to the council",
                                        "level with the road",
                                        "day centre",
                                        "answer the phone",
                                        "change of heart",
                                        "dream of a park"};
    struct str typed = str_of("goal A\nadd\n");
    for (size_t i = 0; i < LENGTH(words); i++) {
        str_addf(&typed, "%s\n", words[i]);
    }
    expect_unsaid(typed.bytes, "is not written");
    expect_said("add\n. plan\n", ": plan."); /* and these neither, whatever they are */
    expect_unsaid("ask 1\nWhat?\nanswer\nyes\nlater\n", "is not written");
    str_finish(&typed);
}

/* The words of a bag, each as the first of a sentence; not what is the name of a command. */
static void add_sentences(const char *words, struct str *typed)
{
    for (const char *at = words; at && *at; at += strcspn(at, " "), at += *at == ' ') {
        size_t len = strcspn(at, " ");
        if (action_named(at, len) == ACT_NONE) { /* "goal" is one, and "move" */
            str_addf(typed, "%.*s is a thing\n", (int)len, at);
        }
    }
}

/* What a sentence says is no change, whichever word a command is also found by begins it. */
Test(spoken_asked, no_sentence_is_a_change_because_of_its_first_word)
{
    struct str typed = str_of("goal A\norganisation B\n");
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        add_sentences(row->changes ? row->also : NULL, &typed);
    }
    str_add(&typed, "read all\n");
    char *said = said_anew(typed.bytes), *read = strstr(said, "Action plan: 1 goal.");
    cr_expect(read && strstr(read, "1 of 1: B.\n"), "%s", said);
    expect_no_part(said, "a thing. Saved");
    expect_no_part(said, "promise is half written");
    free(said);
    str_finish(&typed);
}

Test(spoken_asked, small_words_name_nothing)
{
    expect_said_anew("goal A\norganisation B\nthis\n", "I do not know ‘this’.");
    expect_said_anew("goal A\norganisation B\ndoes it hurt\n",
                     "I do not know ‘does it hurt’. Nothing was written: add before");
}

Test(spoken_asked, a_sentence_over_the_grid_is_asked_about_and_yes_does_it)
{
    static const char asked[] =
        "‘who pays for it’ is not done yet. Did you mean commit: ‘pays for it’? yes does "
        "that, no does not; add before all of it writes it here.";
    static const char lines[] = "goal A\norganisation B\nwho pays for it\n";
    struct str typed = str_of("%syes\n.\n", lines);
    expect_said_anew(lines, asked);
    expect_said_anew(typed.bytes, "pays for it, for ‘B’.");
    str_set(&typed, "%sno\nyes\n.\n", lines);
    expect_said_anew(typed.bytes, "Nothing was done.");
    expect_unsaid_anew(typed.bytes, "for ‘B’.");
    str_set(&typed, "%swhere\nyes\n", lines); /* what was asked is over */
    expect_unsaid_anew(typed.bytes, "for ‘B’.");
    expect_said_anew("goal A\ngroup of parents\n",
                     "Did you mean For groups: ‘of parents’?");
    expect_said_anew("goal A\nbarriers are everywhere\nyes\n", "‘A’: are everywhere.");
    expect_said_anew("goal is to meet\n", "Did you mean goal: ‘is to meet’?");
    expect_said_anew("goal A\nbarrier no pavement\n", ": no pavement. Saved.");
    expect_said_anew("goal A\nwrite No light\n", "Goal 2 of 2: No light.");
    expect_said_anew("goal A\norganisation B\npromise Ana\n.\n", "Ana, for ‘B’.");
    str_finish(&typed);
}

/* Which are commands where no words are taken. */
Test(spoken_asked, capitals_are_asked_about_as_small_letters_are)
{
    static const char *const lines[] = {"GOAL Tea at home", "ADD Cakes", "BARRIER Rain",
                                        "WHERE", "GO 2"};
    for (size_t i = 0; i < LENGTH(lines); i++) {
        struct str typed = str_of("goal A\ngoal\n%s\n", lines[i]);
        expect_asked(typed.bytes, "goal", &lines[i], 1);
        str_finish(&typed);
    }
    static const char *const names[] = {"Write alone", "Write Alone", "Start The Clock"};
    for (size_t i = 0; i < LENGTH(names); i++) { /* of several words each */
        struct str typed = str_of("goal A\ngoal\n%s\n", names[i]);
        expect_asked(typed.bytes, "goal", &names[i], 1);
        str_set(&typed, "goal A\n%s\n", names[i]);
        expect_said_anew(typed.bytes, i < 2 ? "From now on everybody writes alone"
                                            : "The clock is the stage's");
        str_finish(&typed);
    }
    expect_said_anew("goal A\ngoal\nGP visits\n", "Goal 2 of 2: GP visits.");
    expect_said_anew("goal A\ngoal\nAdd trees\n", "Goal 2 of 2: Add trees.");
}

/* What a form asks for is no command. */
Test(spoken_asked, a_day_is_the_answer_where_a_day_is_asked_for)
{
    static const char *const days[] = {"this Friday",  "on Friday", "this Wednesday",
                                       "next Friday",  "today",     "Friday",
                                       "in two weeks", "the 3rd",   "on 1 December"};
    for (size_t i = 0; i < LENGTH(days); i++) {
        struct str typed =
            str_of("goal A\norganisation B\ncommit\nWalter\n%s\n.\n", days[i]);
        char *said = said_anew(typed.bytes);
        expect_no_part(said, "is not written yet");
        expect_part(said, "Walter, by ");
        free(said);
        str_finish(&typed);
    }
    expect_said_anew("goal A\ndetails\n\n\nthis Friday\n.\n", "Date");
    expect_unsaid_anew("goal A\ndetails\n\n\nthis Friday\n.\n", "is not written yet");
    expect_said_anew("goal A\norganisation B\ncommit\nthis Friday\n",
                     "Who does it"); /* no day is asked for there */
    expect_said_anew("goal A\norganisation B\npromise Ana\n\n\ndone\n",
                     "What came of ‘B’: done (Ana.)");
    expect_said_anew("goal A\norganisation B\npromise Ana\n\n\nkept\n",
                     "What came of ‘B’: kept (Ana.)");
    expect_said_anew("goal A\norganisation B\npromise\ndone\n", "is not written yet");
    expect_said_anew("goal A\norganisation B\npromise Ana\n\n\nwhere\n",
                     "is not written yet");
    expect_said_anew("goal A\nkept\n", "I do not know ‘kept’.");
}
