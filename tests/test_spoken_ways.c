/* Ways out, ways to find what there is, and how it is put before whoever hears it. */

#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/said.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(spoken_ways, .init = enter_folder, .fini = folder_finish);

/* Nobody who cannot see the box is kept in it, and no word is lost that was one. */
Test(spoken_ways, what_may_be_a_command_is_asked_about_before_it_is_words)
{
    static const char *const ways_out[] = {"quit", "close", "leave",
                                           "Exit", "undo",  "help"};
    for (size_t i = 0; i < sizeof ways_out / sizeof *ways_out; i++) {
        struct str lines = str_of("goal A\nadd\n%s\n\nread\n", ways_out[i]);
        char *said = said_to(lines.bytes);
        expect_part(said,
                    "is not written yet. Say it again to have it done as a command; "
                    "the word write writes it.");
        expect_no_part(said, "Goal 2");
        free(said);
        unlink("table.json");
        str_finish(&lines);
    }
    expect_said("goal B\nadd\nQuit\nwrite\n", ": Quit.");
    expect_said("add\nhelp\nshelters\n", ": shelters.");
    expect_said("add quit\n", ": quit."); /* where it stands behind its command */
}

Test(spoken_ways, said_twice_it_is_done_from_wherever_words_are_taken)
{
    expect_unsaid("goal A\nadd\nquit\nQUIT\ngoal never\n", "never");
    expect_said("add\nclose\nclose\nwhere\n", ": A. Barriers 0.");
    expect_said("add B\nadd\nundo\nundo\n", "Undid: added ‘B’");
    expect_said("search\nclose\nclose\nwhere\n", "Goal 1 of 1: A.");
    expect_unsaid("details\nTitle\nquit\nquit\ngoal never\n", "never");
    expect_said("details\n\n", "‘Title’"); /* what was typed into the form is kept */
    expect_unsaid("add\n/quit\ngoal never\n", "never");
}

/* Who types may forget that all is words, and so may a script. */
Test(spoken_ways, a_line_that_is_but_a_command_is_asked_about_on_a_terminal)
{
    static const char *const lines[] = {"where", "read", "go 2", "show-only votes"};
    program_env("TERM", "dumb");
    struct typist *t = typist_start(40, 100, WORDS("roundtable", "table.json"));
    typist_wait(t, "adds the first");
    typist_type(t, "goal A\nadd\n");
    typist_wait(t, "ends it:");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct str asked = str_of("‘%s’ is not written yet", lines[i]);
        typist_type(t, lines[i]);
        typist_type(t, "\n");
        typist_wait(t, asked.bytes);
        str_finish(&asked);
    }
    typist_type(t, "Where to\n"); /* and no word of what was typed is unaccounted for */
    typist_wait(t, "‘show-only votes’ was not written.");
    typist_wait(t, "Goal 2 of 2: Where to.");
    typist_type(t, "\nleave\n");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    expect_said("add\nwhere\nwrite\n", "of 3: where.");
}

Test(spoken_ways, what_is_changed_says_what_it_said_before)
{
    expect_said("goal A\n2\nadd No lights\n\nedit the leaflet\n",
                "Changed ‘No lights’ to ‘the leaflet’. undo changes it back.\n"
                "Barrier 1 of 1 of goal 1 ‘A’: the leaflet. Saved.");
}

/* Nothing is done of a line that cannot be done as a whole. */
Test(spoken_ways, what_is_refused_did_nothing)
{
    char *said = said_to("goal A\nnext 3\ndelete it\nleave now\nnext-stage now\nwhere\n");
    expect_part(said, "‘next’ takes no words; nothing was done.");
    expect_part(said, "‘next-stage’ takes no words; nothing was done or written: add ");
    expect_part(said, "Goal 1 of 1: A. Barriers 0. Stakeholders 0. Social moments 0.");
    expect_no_part(said, "Welcome");
    free(said);
    expect_said("next stage\n", "Welcome, 5 minutes."); /* with a blank as well */
    expect_said("the bus is late\n", "Nothing was written: add before words writes them");
    expect_said("plan a party\n", "Nothing was written: add before words writes them");
    expect_said("barier No X\n", "did you mean ‘barrier’? Nothing was written");
    static const char *const rows[] = {"No lights", "Yes please", "queues",
                                       "Save the chemist"};
    for (size_t i = 0; i < LENGTH(rows); i++) { /* which begin like commands */
        struct str lines = str_of("%s\n", rows[i]);
        expect_said(lines.bytes, "written: add before words writes them here");
        str_finish(&lines);
    }
    expect_said("clear\nwhere\n", "Goal 1 of 1: A.");
}

Test(spoken_ways, an_entry_that_has_no_goal_yet_is_refused_once_and_goes_nowhere)
{
    char *said = said_anew("individual Phone my neighbour\nwhere\n");
    expect_part(said, "No goal yet; goal adds the first.\nNo goal yet;");
    expect_no_part(said, "Action plan");
    free(said);
}

Test(spoken_ways, an_entry_goes_under_what_its_column_is_called_from_every_form)
{
    expect_said("goal A\nforms\n4\nbarrier No light\n",
                "Barrier 1 of 1 of goal 1 ‘A’: No light.");
    expect_said("grid\nforms\n4\norganisation Paint it\n",
                "Action for organisations 1 of 1 of goal 1 ‘A’: Paint it.");
}

Test(spoken_ways, grid_goes_round_among_the_forms_in_use_and_reads_no_list)
{
    char *said = said_to("goal A\nforms\n4\nadd Hall\ngrid\n");
    expect_part(said, "Space 1 of 1: Hall. Saved.\nSystem map.\nGoal 1 of 1: A.");
    free(said);
    said = said_to("grid\ngrid\ngrid\ngrid\n"); /* opened again */
    expect_part(said, "\nAction plan.\n");
    expect_part(said, "grid leaves this form.\nSpace 1 of 1: Hall.\nSystem map.\n");
    expect_no_part(said, "In use:");
    free(said);
}

Test(spoken_ways, an_answer_is_heard_when_it_is_selected_and_deleted_by_name)
{
    char *said = said_anew("ask words\nWhat helped?\nanswer-by-hand\nRain\nRude\n\n"
                           "show-answers\ndown\ndown\ndelete-answer\n2\n");
    expect_part(said,
                "\nRain 1\nRude 1\nDelete ‘Rude’?\n1 Not now: it stays\n2 Delete it");
    expect_part(said, "Deleted ‘Rude’: it is no answer any more. undo brings it back.");
    free(said);
}

Test(spoken_ways, one_leaves_and_answers_and_hears_the_answers_while_a_question_is_open)
{
    expect_unsaid("goal A\nask 1\nWhat?\nquit\ngoal never\n", "never");
    char *said = said_to("ask\nanswer\nhope\nfear\n\nshow answers\n");
    expect_part(said,
                "Answer; an empty line ends it:\nAdded ‘hope’.\nNext; an empty line");
    expect_part(said, "A word each, answers shown\nfear 1\nhope 1\n");
    free(said);
}

/* What is for another place says by which command one is there, if one leads there. */
Test(spoken_ways, what_is_done_elsewhere_says_how_one_comes_there)
{
    static const struct {
        const char *said, *way;
    } rows[] = {{"end-question", "before a question to everybody; say ask first. End "},
                {"longer", "in the day; say day first. Give "},
                {"take-all", "in the inbox; say inbox first. Take "},
                {"end-room", "in the room; say room first. End "},
                {"later", "before two that may say the same; say themes first. Put "},
                {"save-next", "in the text box: Save "}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str lines = str_of("goal A\nask 1\nWhat?\nclose\n%s\n", rows[i].said),
                   part = str_of("‘%s’ does something %s", rows[i].said, rows[i].way);
        expect_said_anew(lines.bytes, part.bytes);
        str_finish(&part);
        str_finish(&lines);
    }
}

Test(spoken_ways, a_promise_is_kept_as_a_draft_where_it_says_and_undone_in_one)
{
    expect_said("goal A\norganisation B\npromise\nAna\n/close\n",
                "Put aside, and no promise yet: commit on ‘B’ goes on with it, "
                "put-words-aside drops it. "
                "add begins an entry.");
    expect_said("organisation 1\ncommit\n\nFriday\n.\n",
                "Ana, by 24 February 2017, for ‘B’.");
    char *said = said_to("organisation 1\nundo\nwhere\n"); /* all of it */
    expect_part(said,
                "Action for organisations 1 of 1 of goal 1 ‘A’: B. Written at 12:00.\n");
    free(said);
}

Test(spoken_ways, a_promise_that_is_half_written_is_told_when_one_comes_by)
{
    char *said = said_anew("goal A\norganisation B\npromise\nAna\nclose\nclose\ngoal 1\n"
                           "organisation 1\n");
    expect_part(said, "Action for organisations 1 of 1: B.\n"
                      "A promise is half written here: commit goes on with it.\n");
    free(said);
}

Test(spoken_ways, each_line_that_takes_words_says_how_it_ends)
{
    char *said = said_to("goal A\nadd\nB\nC\n\npromise\norganisation D\npromise\nAna\n");
    expect_part(said, "New goal in 1 Goals; an empty line ends it:");
    expect_part(said, ": B. Barriers 0. Stakeholders 0. Social moments 0. Saved.\n"
                      "Next; an empty line ends it:");
    expect_part(said, "An empty line goes on, a full stop alone keeps all and ends");
    expect_part(said, "By when (1 December, 1.12. (day first), Friday, in 2 weeks), or "
                      "an empty line:");
    free(said);
}

Test(spoken_ways, numbers_out_of_range_say_how_many_there_are)
{
    expect_said("goal A\n9\n", "There is no column 9 here; there are 4: 1 goals, "
                               "2 Barriers, 3 Stakeholders, 4 Social moments.");
    expect_said("goal 7\n", "There is no goal 7; there is 1.");
    expect_said("2\nbarrier B\nbarrier 3\n", "There is no barrier 3 there; there is 1.");
    expect_said("stage 44\n", "There is no stage ‘44’; there are 11");
    expect_said("ballot\n44\n", "There is no 44 in this list; it has 10.");
}

Test(spoken_ways, names_of_columns_lead_there_and_take_words)
{
    expect_said("goal A\nbarrier No path\n", "Barrier 1 of 1 of goal 1 ‘A’: No path.");
    expect_said("barrier Cars\nbarrier 1\n", "1 of 2: No path.");
    expect_said("barriers\nbarriers\n", "1 of 2 of goal 1 ‘A’: No path.");
    expect_unsaid("barriers\nbarriers\n", "No further");
    expect_said("moments\n", "Social moments, none yet");
    expect_said("organisation Paint it\n", "Action for organisations 1 of 1");
    expect_said("goal B\ngoal 1\n", "Goal 1 of 2: A.");
    expect_said("go plan\n", "Action plan.\nGoal 1 of 2: A. Organisations 1.");
    expect_said("go map\n", "System map.");
    expect_said("go to the plan\n", "Action plan.");
    expect_said("go to goal 2\n", "Goal 2 of 2: B.");
}

Test(spoken_ways, what_a_person_would_type_is_found)
{
    expect_said("stage\n", "next-stage begins with ‘Welcome’");
    expect_said("next-stage\nstage\n", "Stage 1 of 11: Welcome");
    expect_said("stage mapping\n", "Mapping the system, 15 minutes.");
    expect_said("goal A\nballot 3\n", "3 dots a person");
    expect_said("ballot 44\n", "There is no 44 in this list; it has");
    expect_said("barier\n", "did you mean ‘barrier’?");
    expect_said("timr\n", "did you mean ‘timer’?");
    expect_said("help bariers\n", "did you mean ‘barrier’?");
    expect_said("help barrier\n", "What stands in the way of this goal?");
    expect_said("help stage\n", "next-stage: Go on to the next stage");
    expect_said("close\n", "leave leaves roundtable");
}

/* Where one stood in the memory of another that was done with, it was not said. */
Test(spoken_ways, a_list_that_follows_another_is_said_whole)
{
    expect_said("goal A\nballot\nask\n", "1 A word each: what brought you here\n");
    expect_said("ballot\nexport\n", "\n3 Large print: a PDF");
}

Test(spoken_ways, what_stands_in_columns_of_a_list_is_said_in_words)
{
    expect_said("goal A\norganisation Paint it\npromise\nAna\nFriday\n.\ncommitments\n",
                "1 ‘Paint it’ of ‘A’: Ana, by 24 February 2017\n");
    expect_said("ballot 3\nvote\nvote\nballot show\nyes\nballot ranking\n",
                "1 rank 1, 2 votes of 1 person: ‘A’ Goals\n");
    expect_said("ask hands\nOn?\n12\n", "Yes: 12 hands. Now ‘No’.");
}

/* A form is read as a form, and what stands above it as itself. */
Test(spoken_ways, what_is_read_elsewhere_is_all_that_was_named)
{
    char *said =
        said_anew("goal A\norganisation B\nvision Ramps\nbarrier X\nread vision\n"
                  "read plan\nwhere\n");
    expect_part(said, "\nVision: Ramps.\nAction plan: 1 goal.\nVision: Ramps.\n"
                      "Goal 1 of 1: A. Organisations 1.");
    expect_part(said, "\nBarrier 1 of 1 of goal 1 ‘A’: X. Written");
    free(said);
}

Test(spoken_ways, help_has_the_groups_of_the_drawn_help)
{
    char *said = said_to("help\n");
    expect_part(said, "\nWrite: add, goal, edit, delete, mark,");
    expect_part(said, "\nThe day: next-stage, previous-stage, day, clock,");
    expect_part(said, "\nBy ear: read, where, go, stage, panel, more, help.\n");
    free(said);
    for (int i = ACT_ADD; i <= ACT_LEAVE; i++) {
        cr_expect_not_null(action_group((enum action)i), "%d", i);
    }
    expect_said("help plan\n", "commit: Say who does this");
}

Test(spoken_ways, no_tip_comes_unasked)
{
    char *config = test_path("config"); /* that of tests has them off */
    program_env("XDG_CONFIG_HOME", config);
    free(config);
    expect_unsaid("goal A\n", "Tip:");
}

/* Says what somebody with so many columns is shown, the last of it being there. */
static struct typist *open_cols(int cols)
{
    program_env("TERM", "dumb");
    struct typist *t = typist_start(40, cols, WORDS("roundtable", "table.json"));
    typist_wait(t, "adds the first");
    return t;
}

Test(spoken_ways, lines_end_between_words_on_a_terminal_and_not_at_all_in_a_pipe)
{
    struct typist *t = open_cols(44);
    typist_type(t, "help\n");
    typist_wait(t, "enough.");
    for (int row = 0; row < 40; row++) {
        struct str text = STR_EMPTY;
        typist_row(t, row, &text);
        const char *line = str_text(&text), *end = line + strlen(line);
        while (end > line && end[-1] == ' ') {
            end--;
        }
        cr_expect(end - line < 44, "%s", line); /* and none is as wide as the window */
        str_finish(&text);
    }
    typist_type(t, "leave\n");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    expect_said("help\n", "move-up, move-down, move-left, move-right, vote, unvote, ");
}

Test(spoken_ways, the_prompt_is_nothing_that_would_be_spoken)
{
    struct typist *t = open_cols(80);
    typist_type(t, "goal A \\\n");
    typist_wait(t, "goes on:");
    typist_type(t, "and B\n");
    typist_wait(t, "Saved.");
    typist_type(t, "add\n");
    typist_wait(t, "ends it:");
    for (int row = 0; row < 40; row++) {
        struct str text = STR_EMPTY;
        typist_row(t, row, &text);
        cr_expect_null(strpbrk(str_text(&text), ">$#"), "%s", str_text(&text));
        str_finish(&text);
    }
    typist_type(t, "\nleave\n");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

/* Where messages come from: the files of what is drawn only are not heard. */
static const char *const drawn[] = {"grid_projector", "grid_small", "grid_mouse",
                                    "grid_turn",      "grid_whole", "grid_panel"};

/* The next literal of a source, those behind it joined, without names of actions; false: no
 * more. */
static bool next_literal(const char **at, struct str *out)
{
    bool any = false;
    const char *p = *at;
    str_clear(out);
    while (*p && (!any || *p == '"' || isspace((unsigned char)*p))) {
        if (strncmp(p, "/*", 2) == 0) {
            const char *end = strstr(p + 2, "*/");
            p = end ? end + 2 : p + strlen(p);
        } else if (*p == '\'') {
            p += p[1] == '\\' ? 4 : 3;
        } else if (*p == '"') {
            any = true;
            for (p++; *p && *p != '"'; p += 1 + (*p == '\\')) {
                str_add_bytes(out, p, 1 + (*p == '\\'));
            }
            p += *p == '"';
        } else {
            p++;
        }
    }
    *at = p;
    return any;
}

/* Takes out what stands between two \v. */
static void leave_out_names(struct str *text)
{
    for (char *name; text->len_bytes && (name = strstr(text->bytes, "\\v"));) {
        char *end = strstr(name + 2, "\\v");
        size_t len = end ? (size_t)(end + 2 - name) : 2;
        str_remove(text, (size_t)(name - text->bytes), len);
    }
}

static bool is_edge(char c)
{
    return !c || strchr(" ,;:(.)", c) != NULL;
}

/* A key named in a sentence: "Esc goes back", "u undoes", "Ctrl-Z"; but for the letters of a
 * list, which choose in it by ear, too: "ballot, then s". */
static const char *names_key(const char *text)
{
    static const char *const keys[] = {"Esc",   "Backspace", "Tab",    "Space", "PageUp",
                                       "Ctrl-", "Alt-",      "Shift-", "F1",    "Enter"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *found = strstr(text, keys[i]);
        bool whole = found && (found == text || is_edge(found[-1]));
        if (whole &&
            (keys[i][strlen(keys[i]) - 1] == '-' || is_edge(found[strlen(keys[i])]))) {
            return keys[i];
        }
    }
    for (const char *p = text; *p; p++) {
        bool alone = (p == text || is_edge(p[-1])) && is_edge(p[1]) && p[1];
        bool of_list = p - text >= 5 && strncmp(p - 5, "then ", 5) == 0;
        bool letter = isalpha((unsigned char)*p) && !strchr("aAI", *p);
        if (alone && !of_list && (letter || strchr("[]", *p))) {
            return p;
        }
    }
    return NULL;
}

static size_t expect_no_keys(const char *path)
{
    static const char *const allowed[] = {"show as ?",
                                          "%lld h %02lld min",
                                          "%d h %02d min",
                                          "s are",
                                          "%lld s ",
                                          "Ctrl-C once more leaves",
                                          "does not paste in a terminal",
                                          "edits the line itself, before Enter",
                                          "Enter on the last one",
                                          NULL};
    char *source = text_file_read(path);
    struct str literal = STR_EMPTY;
    size_t count = 0;
    cr_assert_not_null(source, "%s", path);
    for (const char *at = source; next_literal(&at, &literal);) {
        leave_out_names(&literal);
        const char *text = str_text(&literal), *key = NULL;
        bool sentence = strchr(text, ' ') && strlen(text) > 12, told = false;
        for (size_t i = 0; allowed[i]; i++) {
            told = told || strstr(text, allowed[i]);
        }
        key = sentence && !told ? names_key(text) : NULL;
        cr_expect_null(key, "%s: \"%s\" names the key %.8s", path, text, key ? key : "");
        count += sentence;
    }
    str_finish(&literal);
    free(source);
    return count;
}

/* By ear they are commands: two \v around an action's name make both of it. */
Test(spoken_ways, no_sentence_that_is_heard_names_a_key)
{
    char *root = repo_path("tui");
    struct str command = str_of(
        "find %s/app %s/views %s/commands/command_live.c -name '*.c'", root, root, root);
    char *files = output_of(WORDS("sh", "-c", command.bytes)), *rest = files;
    size_t count = 0;
    for (char *path; (path = strtok_r(NULL, "\n", &rest));) {
        bool heard = true;
        for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
            heard = heard && !strstr(path, drawn[i]);
        }
        count += heard ? expect_no_keys(path) : 0;
    }
    cr_expect_gt(count, 500, "%zu", count);
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const char *help = action_row((enum action)i)->help;
        cr_expect(!names_key(help) || strstr(help, "Enter on the last one"), "%s", help);
    }
    free(files);
    free(root);
    str_finish(&command);
}

/* What was open is left by it, and that is said before what stands there. */
Test(spoken_ways, a_word_that_leaves_a_place_says_so)
{
    static const char *const rows[][2] = {
        {"themes\nnext\n", "Back in the grid.\nStakeholders, none yet"},
        {"themes\ngo 1.barriers.1\n", "Back in the grid.\nBarrier 1 of 1 of goal 1"},
        {"commitments\nnext\n", ""}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str typed = str_of("goal A\nbarrier X\n%s", rows[i][0]);
        char *said = said_anew(typed.bytes);
        cr_expect(strstr(said, rows[i][1]), "%s: %s", typed.bytes, said);
        cr_expect_eq(strstr(said, "Back in the grid") != NULL, *rows[i][1] != '\0', "%s",
                     said);
        free(said);
        str_finish(&typed);
    }
}
