/* The face for whoever has no screen: what is said, line by line, and that nothing is lost. */

#include "screen/action.h"
#include "screen/event.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/said.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(spoken, .init = enter_folder, .fini = folder_finish);

/* What is said when those lines are the input; to free(). */
/* A transcript's lines that begin with "> " were typed, all others said. */
static void part_transcript(const char *text, struct str *typed, struct str *said)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        bool input = strncmp(text, "> ", 2) == 0;
        str_add_bytes(input ? typed : said, text + (input ? 2 : 0),
                      len + 1 - (input ? 2 : 0));
        text += len + 1;
    }
}

static void expect_transcript(const char *name)
{
    struct str typed = STR_EMPTY, expected = STR_EMPTY;
    char *path = repo_path(name), *text = text_file_read(path);
    cr_assert_not_null(text);
    part_transcript(text, &typed, &expected);
    char *said = said_to(typed.bytes);
    cr_expect_str_eq(said, expected.bytes);
    free(said);
    free(text);
    free(path);
    str_finish(&typed);
    str_finish(&expected);
}

Test(spoken, the_five_minutes_of_a_newcomer_are_said_as_they_are_written)
{
    expect_transcript("tests/spoken/newcomer.txt");
    expect_in_file("table.txt", "More walking");
}

/* The same of a sample, as a screen reader is heard with it. */
Test(spoken, the_five_minutes_with_a_sample_are_said_as_they_are_written)
{
    char *sample = repo_path("sessions/write-up.json"), *text = text_file_read(sample);
    text_file_write("table.json", text);
    expect_transcript("tests/spoken/five-minutes.txt");
    cr_expect_eq(access("table.pdf", R_OK), 0);
    free(text);
    free(sample);
}

Test(spoken, every_action_works_or_says_why_not)
{
    char *before = said_to("goal More walking\n2\nadd No pavement\n");
    size_t last = strlen(before) - strlen("All is saved.\n");
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const char *name = action_row((enum action)i)->name;
        struct str lines = str_of("goal More walking\n2\nadd No pavement\n%s\n", name);
        unlink("table.json");
        char *said = said_to(lines.bytes);
        cr_expect_eq(strncmp(said, before, last), 0, "%s: %s", name, said);
        bool ends = i == ACT_LEAVE || i == ACT_SUSPEND;
        cr_expect(ends || strlen(said) > strlen(before) + 2, "‘%s’ says nothing", name);
        free(said);
        str_finish(&lines);
    }
    free(before);
}

Test(spoken, what_is_not_for_here_says_where_it_is)
{
    expect_said("same\n", "before two that may say the same");
    expect_said("choose\n", "in a list");
    expect_said("goal A\nprojector\n", "roundtable --follow FILE");
    expect_said("undoo\n", "did you mean ‘undo’?");
    expect_said("move-\n", "Which ‘move-’: move-up, move-down, move-left or move-right?");
}

Test(spoken, a_command_is_found_by_its_beginning_its_key_and_other_words)
{
    expect_said("goal A\ndel\n", "Deleted ‘A’. undo brings it back.");
    expect_said("goal B\nDel\n", "Deleted ‘B’");
    expect_said("goal C\nremove\n", "Deleted ‘C’");
    expect_said("GOAL D\nDelete\nU\n", "I do not know ‘U’");
    char *said = said_to("quit\ngoal never\n");
    expect_no_part(said, "never");
    free(said);
}

/* In a script there is nobody who would have a stopped program go on. */
Test(spoken, a_slash_alone_is_a_key_and_a_script_is_not_stopped)
{
    expect_said("goal Cats\n/\nCats\n", "Search");
    expect_said("goal A\nadd\n/\ngoal C\n", "C. Barriers 0"); /* nothing in a box */
    expect_said("suspend\ngoal B\n", ": B. Barriers 0.");
}

Test(spoken, hands_are_counted_by_a_number_a_line)
{
    expect_said("goal A\nask 2\nHands?\n3\n12\n",
                "Yes: 3 hands. Now ‘No’.\nNo\nNo: 12 hands. Now ‘Not sure’.");
    expect_said("ask hands\ndown\n7\n", "No: 7 hands");
}

Test(spoken, words_that_begin_like_a_command_are_not_one)
{
    char *said = said_to("goal A\nin 2 weeks\n");
    expect_no_part(said, "Inbox");
    free(said);
}

/* How many letters of UTF-8 stand before a part of a line. */
static size_t letters_before(const char *line, const char *part)
{
    size_t letters = 0;
    for (; line < part; line++) {
        letters += (*line & 0xC0) != 0x80;
    }
    return letters;
}

Test(spoken, a_step_says_a_hundred_letters_at_most_before_its_words)
{
    struct str lines = STR_EMPTY;
    for (int goal = 0; goal < 3; goal++) {
        str_add(&lines,
                "goal Xylophones in every street, so that nobody has to walk without "
                "music, however far it may be and whatever the weather\n");
        for (int column = 2; column <= 4; column++) {
            str_addf(&lines, "%d\nadd Xylophone one\nadd Xylophone two\n", column);
        }
    }
    for (int i = 0; i < 8; i++) {
        str_add(&lines,
                "up\nnext\nleft\ndown\nprevious\nright\nlast\nfirst\npage-down\n");
    }
    char *said = said_to(lines.bytes), *rest = said;
    size_t seen = 0;
    for (char *line; (line = strtok_r(NULL, "\n", &rest));) {
        const char *part = strstr(line, ": Xylophone");
        cr_expect(!part || letters_before(line, part) <= 100, "%s", line);
        seen += part != NULL;
    }
    cr_expect_gt(seen, 60);
    free(said);
    str_finish(&lines);
}

Test(spoken, messages_name_commands_and_not_keys)
{
    expect_said("goal A\ndelete\n", "undo brings it back");
    expect_said("missing\n", "goal");
    struct str out = STR_EMPTY;
    action_fill_in("\vundo\v, \vedit Enter\v, \vnosuch\v, one \v alone", false, &out);
    cr_expect_str_eq(out.bytes, "u, Enter, \vnosuch\v, one \v alone");
    str_clear(&out);
    action_fill_in("\vundo\v, \vedit Enter\v", true, &out);
    cr_expect_str_eq(out.bytes, "undo, edit");
    str_finish(&out);
}

/* Names in messages are those of the table. */
static void expect_names(const char *path, size_t *count)
{
    char *text = text_file_read(path);
    cr_assert_not_null(text, "%s", path);
    for (const char *at = text; (at = strstr(at, "\\v"));) {
        const char *name = at + 2;
        size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz-");
        const char *end = len ? strstr(name, "\\v") : NULL;
        bool named = end && (size_t)(end - name) < 24;
        cr_expect(!named || action_named(name, len) != ACT_NONE, "%s: %.*s", path,
                  (int)len, name);
        *count += named;
        at = named ? end + 2 : name;
    }
    free(text);
}

Test(spoken, messages_name_actions_that_there_are)
{
    char *root = repo_path("tui");
    struct str command = str_of("find %s/app %s/views -name '*.[ch]'", root, root);
    char *files = output_of(WORDS("sh", "-c", command.bytes)), *rest = files;
    size_t count = 0;
    for (char *path; (path = strtok_r(NULL, "\n", &rest));) {
        if (!strstr(path, "/spoken_")) {
            expect_names(path, &count);
        }
    }
    cr_expect_gt(count, 100, "%zu", count);
    free(files);
    free(root);
    str_finish(&command);
}

Test(spoken, a_script_goes_on_behind_what_is_refused_and_a_strict_one_ends)
{
    static const char script[] = "# an opening\ngoal A\nnonsense\ngoal B\n";
    struct ran ran = program_run(script, WORDS("roundtable", "--strict", "a.json"));
    cr_expect_eq(ran.status, 1);
    expect_part(str_text(&ran.err), "line 3 was refused");
    expect_part(str_text(&ran.out), "I do not know ‘nonsense’");
    expect_no_part(str_text(&ran.out), ": B.");
    ran_finish(&ran);
    expect_in_file("a.json", "\"A\"");
    expect_said(script, "Goal 2 of 2: B.");
}

Test(spoken, strict_is_no_obstacle_to_what_is_done)
{
    struct ran ran =
        program_run("goal A\n2\nadd B\nmark 1\nmark 0\nup\ndelete\nundo\nsave\n"
                    "read all\nballot 1\nvote\nhelp\nwhere\nsearch B\nmissing\n"
                    "\ngrid\ngrid\nday 1\nclock\nclock\npanel\nmessages\n\n"
                    "details\n.\nthemes\nback\nleave\n",
                    WORDS("roundtable", "--strict", "a.json"));
    cr_expect_eq(ran.status, 0, "%s%s", str_text(&ran.out), str_text(&ran.err));
    ran_finish(&ran);
}

Test(spoken, hostile_words_send_nothing_to_the_terminal)
{
    text_file_write(
        "table.json",
        "{\"format\": \"roundtable session\", \"version\": 1, \"sessions\": "
        "[{\"goals\": [{\"text\": \"Walk\\u001b[2J\\u0007\\u202e\\u000eundo\", "
        "\"barriers\": [{\"text\": \"\\u001b]0;x\\u0007\\u009b31m\"}]}]}]}");
    char *said =
        said_to("read all\ngo 1.2\nrecord\n1\nclose\nmove\n1\nmissing\nclose\n"
                "edit a\033[31mb\001c\ngoal \033]0;y\007z\nthemes\npage\nread\n");
    for (const char *p = said; *p; p++) {
        cr_expect(*p == '\n' || (unsigned char)*p >= ' ', "%d behind: %.40s", *p,
                  p - said > 40 ? p - 40 : said);
    }
    expect_no_part(said, "\u202e");
    free(said);
}

Test(spoken, a_pipe_without_the_option_prints_the_summary)
{
    free(said_to("goal More walking\n"));
    struct ran ran = program_run("goal B\n", WORDS("roundtable", "table.json"));
    expect_part(str_text(&ran.out), "More walking");
    expect_no_part(str_text(&ran.out), "Saved");
    ran_finish(&ran);
    program_env("ROUNDTABLE_ACCESSIBLE", "1");
    ran = program_run("goal B\n", WORDS("roundtable", "table.json"));
    expect_part(str_text(&ran.out), "Goal 2 of 2: B.");
    ran_finish(&ran);
}

static struct typist *open_dumb(void)
{
    program_env("TERM", "dumb");
    struct typist *t = typist_start(24, 100, WORDS("roundtable", "table.json"));
    typist_wait(t, "goal adds the first");
    return t;
}

Test(spoken, a_terminal_that_is_only_paper_is_spoken_to_by_itself)
{
    struct typist *t = open_dumb();
    typist_type(t, "goal More walking\n");
    typist_wait(t, "Goal 1 of 1: More walking. Barriers 0.");
    cr_expect_not(typist_alt_screen(t));
    cr_expect_not(typist_mode(t, 2004));
    typist_type(t, "leave\n");
    typist_wait(t, "All is saved.");
    cr_expect_eq(typist_end(t), 0);
    cr_expect(typist_modes_restored(t));
    typist_free(t);
}

Test(spoken, ctrl_c_explains_how_to_leave_and_loses_nothing)
{
    struct typist *t = open_dumb();
    typist_type(t, "goal A\n");
    typist_wait(t, "Goal 1 of 1: A.");
    typist_type(t, "half\x03");
    typist_wait(t, "leave leaves roundtable");
    typist_type(t, "goal B\n");
    typist_wait(t, "Goal 2 of 2: B.");
    typist_type(t, "\x03");
    typist_wait_row(t, 11, "once more");
    typist_type(t, "\x03");
    cr_expect_eq(typist_end(t), 0);
    cr_expect(typist_modes_restored(t));
    typist_free(t);
    expect_in_file("table.json", "\"B\"");
}

/* Who leaves by it in the middle of a form said of nothing that it is done. */
Test(spoken, ctrl_c_twice_keeps_nothing_that_is_half_said)
{
    struct typist *t = open_dumb();
    typist_type(t, "goal A\norganisation Paint it\npromise\nAna\n");
    typist_wait(t, "By when");
    typist_type(t, "\x03");
    typist_wait(t, "once more");
    typist_type(t, "\x03");
    typist_wait(t, "All is saved.");
    cr_expect(typist_sees(t, "Put aside, and no promise yet"));
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    expect_unsaid("promises\n", "Ana");
}

/* Words that were ended are in the file, and those that were not are a draft at most. */
static void expect_ending(void (*end)(struct typist *t), int status)
{
    struct typist *t = open_dumb();
    typist_type(t, "goal More walking\n");
    typist_wait(t, "Saved.");
    typist_type(t, "2\nadd\n");
    typist_wait(t, "an empty line ends it:");
    typist_type(t, "No pavement\n");
    typist_wait(t, "No pavement. Saved.");
    typist_type(t, "half a thou");
    typist_wait(t, "half a thou");
    end(t);
    int ended = typist_end(t);
    struct str seen = STR_EMPTY;
    typist_text(t, &seen);
    cr_expect_eq(ended, status, "%d instead of %d: %s", ended, status, seen.bytes);
    str_finish(&seen);
    typist_free(t);
    char *text = OUTPUT_OF("export", "-f", "text", "table.json");
    expect_part(text, "No pavement");
    free(text);
    unlink("table.json");
    unlink("table.json.journal");
}

static void terminate(struct typist *t)
{
    typist_signal(t, SIGTERM);
}

static void kill_it(struct typist *t)
{
    typist_signal(t, SIGKILL);
}

static void end_input(struct typist *t)
{
    typist_type(t, "\x04\x04");
}

Test(spoken, no_ending_loses_what_was_said)
{
    expect_ending(terminate, 0);
    expect_ending(typist_hang_up, 0);
    expect_ending(end_input, 0);
    expect_ending(kill_it, 128 + SIGKILL);
}

/* By Ctrl-D as by a pipe without a line's end. */
Test(spoken, a_line_that_nobody_ended_counts_and_is_said_on_a_terminal_as_from_a_pipe)
{
    static const char told[] = "Nobody ended this line; it counts as it stands.";
    struct typist *t = open_dumb();
    typist_type(t, "goal A\nadd\n");
    typist_wait(t, "an empty line ends it:");
    typist_type(t, "half a thou");
    typist_wait(t, "half a thou");
    end_input(t);
    typist_wait(t, told);
    cr_expect_eq(typist_end(t), 0);
    cr_expect(typist_sees(t, "Goal 2 of 2: half a thou."));
    typist_free(t);
    expect_said("add\nhalf a pipe", told);
    expect_said("read\n", "Goal 2 of 3: half a pipe.");
    char *said = said_to("goal B");
    expect_part(said, ": B.");
    expect_no_part(said, told); /* a command is as good without its end */
    free(said);
}

Test(spoken, a_form_that_the_input_ends_in_is_kept)
{
    expect_said("goal A\norganisation Paint it\npromise\nAna\nin 2 weeks\n",
                "what was said in it is kept");
    expect_said("promises\n", "Ana");
    free(said_to("promises\n1\nBen"));
    expect_said("promises\n", "Ben");
}

Test(spoken, what_others_write_is_told_between_two_lines)
{
    struct typist *t = open_dumb();
    typist_type(t, "goal A\n");
    typist_wait(t, "Saved.");
    struct ran ran =
        program_run("2\nadd Somebody else's words\n",
                    WORDS("roundtable", "--accessible", "--by", "Ben", "table.json"));
    cr_expect_eq(ran.status, 0);
    ran_finish(&ran);
    for (int64_t until_ms = program_clock_ms() + program_deadline_ms();
         !typist_sees(t, "Ben wrote ‘Somebody else's words’.") &&
         program_clock_ms() < until_ms;) {
        typist_type(t, "\n");
        typist_read(t, 50);
    }
    cr_expect(typist_sees(t, "Ben wrote ‘Somebody else's words’."));
    typist_type(t, "leave\n");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

Test(spoken, what_others_write_alone_is_not_told)
{
    struct typist *t = open_dumb();
    typist_type(t, "goal A\nalone\n");
    typist_wait(t, "From now on everybody writes alone");
    struct ran ran = program_run("2\nadd A secret\n", WORDS("roundtable", "--accessible",
                                                            "--by", "Ben", "table.json"));
    cr_expect_eq(ran.status, 0);
    ran_finish(&ran);
    for (int i = 0; i < 5; i++) {
        typist_type(t, "where\n");
        typist_settle(t);
    }
    cr_expect_not(typist_sees(t, "A secret"));
    typist_type(t, "leave\n");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

Test(spoken, without_utf_8_what_is_said_is_ascii)
{
    program_env("LANG", "C");
    program_env("LC_ALL", "POSIX");
    char *said = said_to("goal Caf\xc3\xa9\ndelete\n");
    expect_part(said, "Deleted");
    free(said);
}

/* A clock that is paused with three seconds left goes on; nobody types a line till it is over, but
 * for half of one, which counts. */
Test(spoken, the_end_of_the_clock_is_said_as_it_comes)
{
    program_env("SOURCE_DATE_EPOCH", NULL);
    program_env("TERM", "dumb");
    tables_write("clock.json",
                 "{\"place\":\"Leeds\",\"stage\":\"lunch\",\"clock\":\"3\"}");
    struct typist *t = typist_start(24, 100, WORDS("roundtable", "clock.json"));
    typist_press(t, "clock\n", "The clock runs");
    typist_type(t, "goal More ");
    typist_wait(t, "The time of ‘Lunch’ is up.");
    typist_press(t, "walking\n", "Goal 1 of 1: More walking.");
    typist_press(t, "leave\n", "All is saved.");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}
