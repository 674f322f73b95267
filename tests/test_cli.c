/* The command line, on the program itself, without a terminal. */
#include "commands/command.h"
#include "export/export.h"
#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_WORDS = 8 };

/* What a call should give. Of out and err, NULL is silence, and a text is a part. */
struct call {
    const char *words[MOST_WORDS];
    int status;
    const char *out, *err;
};

static const char map[] =
    "{ \"format\": \"roundtable session\", \"version\": 1,\n"
    "  \"sessions\": [ { \"place\": \"Leeds\", \"facilitator\": "
    "\"Zoe\", \"goals\": [\n"
    "    { \"text\": \"More walking\", \"barriers\": [ \"Rain\" ] }\n"
    "] } ] }\n";
static const char bad[] = "{ \"sessions\": [\n    oops\n] }\n";
static const char look[] = "{ \"sessions\": [ { \"goals\": [\n"
                           "    { \"text\": \"Go\",\n      \"bariers\": [ \"Rain\" ] }\n"
                           "] } ] }\n";

/* Each test stands in its own folder, with three files: sound, broken, and odd. */
static void enter(void)
{
    enter_folder();
    text_file_write("map.json", map);
    text_file_write("bad.json", bad);
    text_file_write("look.json", look);
}

TestSuite(cli, .init = enter);

/* No controls but line breaks, in ASCII or beyond, and nothing that turns the line. */
static bool harmless(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        bool c1 = p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0;
        bool turns = p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE;
        if ((*p < 0x20 && *p != '\n') || *p == 0x7F || c1 || turns) {
            return false;
        }
    }
    return true;
}

static bool says(const char *text, const char *part)
{
    return part ? strstr(text, part) != NULL : !*text;
}

static struct ran run(const char *const words[])
{
    const char *argv[MOST_WORDS + 2] = {"roundtable"};
    for (size_t i = 0; i < MOST_WORDS && words[i]; i++) {
        argv[i + 1] = words[i];
    }
    return program_run(NULL, argv);
}

static void expect(const struct call *call)
{
    struct ran ran = run(call->words);
    struct str words = STR_EMPTY;
    for (size_t i = 0; i < MOST_WORDS && call->words[i]; i++) {
        str_addf(&words, " '%s'", call->words[i]);
    }
    cr_expect(ran.status == call->status && says(ran.out.bytes, call->out) &&
                  says(ran.err.bytes, call->err) && harmless(ran.out.bytes) &&
                  harmless(ran.err.bytes),
              "roundtable%s\nstatus %d, not %d\nout: %s\nerr: %s\nwanted: %s, %s",
              str_text(&words), ran.status, call->status, ran.out.bytes, ran.err.bytes,
              call->out ? call->out : "silence", call->err ? call->err : "silence");
    str_finish(&words);
    ran_finish(&ran);
}

#define EXPECT(status_, out_, err_, ...)                                                 \
    expect(&(struct call){{__VA_ARGS__}, (status_), (out_), (err_)})

static size_t count_files(void)
{
    size_t count = 0;
    DIR *dir = opendir(".");
    cr_assert(dir);
    while (readdir(dir)) {
        count++;
    }
    closedir(dir);
    return count;
}

/* Wrong usage */

Test(cli, wrong_usage_is_status_2_says_what_was_meant_and_changes_nothing)
{
    static const struct call calls[] = {
        {{"chek", "map.json"}, 2, NULL, "\"chek\"; did you mean \"check\"?"},
        {{"exprot"}, 2, NULL, "did you mean \"export\"?"},
        {{"hepl"}, 2, NULL, "did you mean \"help\"?"},
        {{"-f", "csv", "export", "map.json"}, 2, NULL, "comes first: roundtable export"},
        {{"exp"}, 2, NULL, "\"exp\"; did you mean \"export\"?"},
        {{"help", "expo"}, 2, NULL, "\"expo\"; did you mean \"export\"?"},
        {{"help", "export", "log"}, 2, NULL, "\"log\" is one word too many"},
        {{"version"}, 2, NULL, "did you mean \"--version\"?"},
        {{"qwertz", "-o", "x", "map.json"}, 2, NULL, "no command \"qwertz\""},
        {{"nope", "--help"}, 2, NULL, "no command \"nope\""},
        {{"nope", "--by", "Ana", "--version"}, 2, NULL, "no command \"nope\""},
        {{"--verion"}, 2, NULL, "did you mean --version?"},
        {{"--no-mous", "map.json"}, 2, NULL, "did you mean --no-mouse?"},
        {{"-help"}, 2, NULL, "did you mean --help?"},
        {{"-x", "map.json"}, 2, NULL, "no option -x\n"},
        {{"--by"}, 2, NULL, "--by needs a value"},
        {{"--no-mouse=1", "map.json"}, 2, NULL, "takes no value"},
        {{"--theme", "darc", "map.json"}, 2, NULL, "did you mean \"dark\"?"},
        {{"map.json", "bad.json"}, 2, NULL, "one FILE at a time"},
        {{""}, 2, NULL, "an empty word"},
        {{NULL}, 2, NULL, "no terminal here: name a FILE"},
        {{"new"}, 2, NULL, "which FILE?"},
        {{"new", "a.json", "b.json"}, 2, NULL, "one FILE at a time"},
        {{"new", "--tite", "x", "a.json"}, 2, NULL, "did you mean --title?"},
        {{"new", "--tit=x", "a.json"}, 2, NULL, "did you mean --title?"},
        {{"new", "--date", "31 febuary", "a.json"}, 2, NULL, "as 2017-02-22"},
        {{"new", "--date=2017-02-30", "a.json"}, 2, NULL, "\"2017-02-30\" is no date"},
        {{"new", "-t", "rsa-dekk", "a.json"}, 2, NULL, "did you mean \"rsa-deck\"?"},
        {{"new", "-tnone", "a.json"}, 2, NULL, "roundtable templates lists them"},
        {{"export"}, 2, NULL, "which FILE?"},
        {{"export", "map.json", "bad.json"}, 2, NULL, "one FILE at a time"},
        {{"export", "-f", "markdwon", "map.json"}, 2, NULL, "did you mean \"markdown\"?"},
        {{"export", "--format=", "map.json"}, 2, NULL, "there are: text, markdown"},
        {{"export", "-o", "x.htm", "map.json"}, 2, NULL, "did you mean \".html\"?"},
        {{"export", "-o", "x.doc", "map.json"}, 2, NULL, "-f chooses one"},
        {{"export", "-o", ".", "map.json"}, 2, NULL, "a folder"},
        {{"export", "-o", "", "map.json"}, 2, NULL, "an empty word"},
        {{"export", "--force", "-o", "./map.json", "map.json"}, 2, NULL, "itself"},
        {{"export", "--forse", "map.json"}, 2, NULL, "did you mean --force?"},
        {{"export", "--out", "x.txt", "map.json"}, 2, NULL, "did you mean --output?"},
        {{"check"}, 2, NULL, "which FILE?"},
        {{"check", "--all", "map.json"}, 2, NULL, "no option --all"},
        {{"templates", "rsa"}, 2, NULL, "\"rsa\" is one word too many"},
        {{"keys", "a"}, 2, NULL, "\"a\" is one word too many"},
        {{"keys", "--mdok"}, 2, NULL, "did you mean --mdoc?"},
        {{"keys", "--mdoc", "--json"}, 2, NULL, "not both"},
        {{"diff", "-", "-"}, 2, NULL, "only one of the two"},
        {{"log", "--generations", "-"}, 2, NULL, "those of a FILE"},
    };
    size_t before = count_files();
    for (size_t i = 0; i < LENGTH(calls); i++) {
        expect(&calls[i]);
    }
    cr_expect_eq(count_files(), before, "a file was left behind");
    expect_file("map.json", map);
}

Test(cli, a_word_behind_two_hyphens_is_a_file_whatever_it_is_called)
{
    static const char *const names[] = {"new", "-x.json", "--help", "--"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        text_file_write(names[i], map);
        EXPECT(0, "More walking", NULL, "--", names[i]);
        EXPECT(0, "notes 1", NULL, "check", "--", names[i]);
        EXPECT(0, "More walking", NULL, "export", "-f", "md", "--", names[i]);
    }
    EXPECT(1, NULL, "roundtable: keys: No such file", "--", "keys");
    EXPECT(1, NULL, "roundtable: chek: No such file", "open", "chek");
    text_file_write("chek", map); /* then it is no misspelt command */
    EXPECT(0, "More walking", NULL, "chek");
}

/* Opening without a terminal */

Test(cli, without_a_terminal_a_file_is_summed_up_in_plain_text)
{
    char *text = OUTPUT_OF("export", "-f", "text", "map.json");
    cr_assert(strstr(text, "Leeds") && strstr(text, "More walking"));
    EXPECT(0, text, NULL, "map.json");
    EXPECT(0, text, NULL, "open", "map.json");
    EXPECT(0, text, NULL, "--theme", "dark", "--by=Ana", "--no-mouse", "map.json");
    EXPECT(1, NULL, "roundtable: bad.json:2:5: ", "bad.json");
    EXPECT(1, NULL, "roundtable: none.json: No such file", "none.json");
    EXPECT(1, NULL, "roundtable: .: a folder", ".");
    expect_file("map.json", map);
    free(text);
}

/* export */

Test(cli, an_export_takes_its_format_from_the_ending)
{
    static const struct {
        const char *path, *part;
    } rows[] = {{"a.txt", "\n   - Rain\n"},       {"a.md", "| • Rain |"},
                {"a.HTML", "<!doctype html>"},    {"a.csv", "Rain"},
                {"a.json", "\"text\": \"Rain\""}, {"without", "\n   - Rain\n"},
                {".csv", "\n   - Rain\n"},        {"x.y/without", "\n   - Rain\n"}};
    cr_assert_eq(mkdir("x.y", 0700), 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        EXPECT(0, NULL, NULL, "export", "-o", rows[i].path, "map.json");
        expect_in_file(rows[i].path, rows[i].part);
    }
    EXPECT(0, NULL, NULL, "export", "-o", "b.list", "--format=csv", "map.json");
    expect_file("map.json", map);
}

Test(cli, an_export_goes_to_standard_output_if_no_file_is_named)
{
    char *text = OUTPUT_OF("export", "map.json");
    cr_assert(strstr(text, "Rain"));
    EXPECT(0, text, NULL, "export", "-o", "-", "map.json");
    EXPECT(0, text, NULL, "export", "map.json", "-o-");
    EXPECT(0, "<!doctype html>", NULL, "export", "-fhtml", "map.json");
    free(text);
}

Test(cli, an_export_overwrites_only_when_told_to)
{
    text_file_write("out.md", "old\n");
    EXPECT(1, NULL, "out.md: exists already; choose another name, or --force", "export",
           "-o", "out.md", "map.json");
    expect_file("out.md", "old\n");
    EXPECT(0, NULL, NULL, "export", "--force", "-o", "out.md", "map.json");
    expect_in_file("out.md", "| • Rain |");
    EXPECT(1, NULL, "no/out.md: ", "export", "-o", "no/out.md", "map.json");
}

Test(cli, an_export_of_a_broken_file_says_where_and_writes_nothing)
{
    size_t before = count_files();
    EXPECT(1, NULL, "roundtable: bad.json:2:5: ", "export", "-o", "x.md", "bad.json");
    EXPECT(1, NULL, "none.json: No such file", "export", "-o", "x.md", "none.json");
    cr_expect_eq(count_files(), before);
    expect_file("bad.json", bad);
}

Test(cli, an_export_into_a_pipe_leaves_the_pipe_there)
{
    static const char script[] = "mkfifo pipe && { cat pipe >got & } && "
                                 "\"$0\" export -o pipe -f text map.json && wait && "
                                 "test -p pipe && grep Rain got";
    const char *const argv[] = {"sh", "-c", script, program_path(), NULL};
    struct ran ran = program_run(NULL, argv);
    cr_expect_eq(ran.status, 0, "%s%s", ran.out.bytes, ran.err.bytes);
    ran_finish(&ran);
}

Test(cli, an_export_can_leave_names_out)
{
    EXPECT(0, "Zoe", NULL, "export", "map.json");
    char *text = OUTPUT_OF("export", "--without-names", "map.json");
    cr_expect(strstr(text, "Rain") && !strstr(text, "Zoe"), "%s", text);
    free(text);
}

/* new */

Test(cli, a_new_session_holds_what_was_said_of_it_and_is_sound)
{
    EXPECT(0, "a.json: a new session; roundtable a.json opens it\n", NULL, "new",
           "--place=Leeds", "--date", "2017-02-22", "--table", "4", "a.json");
    expect_in_file("a.json", "\"place\": \"Leeds\"");
    expect_in_file("a.json", "\"date\": \"2017-02-22\"");
    expect_in_file("a.json", "\"table\": \"4\"");
    expect_in_file("a.json", "\"template\": \"rsa\"");
    EXPECT(0, "a.json: tables 1, goals 0, notes 0", NULL, "check", "a.json");
    EXPECT(0, "b.json", NULL, "new", "--title", "Ours", "--place=", "--date", "",
           "b.json");
    expect_in_file("b.json", "\"title\": \"Ours\"");
    EXPECT(0, "tables 1", NULL, "check", "b.json");
    char *text = text_file_read("b.json");
    cr_expect(text && !strstr(text, "\"place\": \"") && !strstr(text, "\"date\": \""));
    free(text);
}

Test(cli, a_new_session_never_overwrites_a_file)
{
    EXPECT(1, NULL, "map.json: exists already; choose another name\n", "new", "map.json");
    EXPECT(2, NULL, "no option --force", "new", "--force", "map.json");
    expect_file("map.json", map);
    EXPECT(1, NULL, "no/a.json: ", "new", "no/a.json");
}

Test(cli, a_template_is_found_by_name_by_path_and_in_the_data_folders)
{
    static const char own[] =
        "{ \"format\": \"roundtable template\", \"version\": 1, "
        "\"id\": \"ours\", \"title\": \"Our own\", \"grids\": "
        "[ { \"id\": \"g\", \"columns\": [ { \"id\": \"c\" } ] } ] }";
    text_file_write(".local/share/roundtable/templates/own.json", own);
    text_file_write("here.json", own);
    EXPECT(0, "", NULL, "new", "--template", "rsa-deck", "deck.json");
    expect_in_file("deck.json", "\"template\": \"rsa-deck\"");
    EXPECT(0, "", NULL, "new", "-t", "ours", "named.json");
    expect_in_file("named.json", "\"template\": \"ours\"");
    EXPECT(0, "", NULL, "new", "-t", "./here.json", "path.json");
    expect_in_file("path.json", "\"template\": \"ours\"");
    EXPECT(2, NULL, "did you mean \"ours\"?", "new", "-t", "our", "x.json");
    EXPECT(1, NULL, "bad.json:2:5: ", "new", "-t", "bad.json", "x.json");
    EXPECT(1, NULL, "none.json: No such file", "new", "-t", "none.json", "x.json");
    EXPECT(0, "ours         Our own (", NULL, "templates");
    cr_expect_neq(access("x.json", F_OK), 0);
}

Test(cli, a_broken_template_is_named_and_the_others_are_listed)
{
    EXPECT(0, "rsa-deck", NULL, "templates");
    text_file_write(".local/share/roundtable/templates/broken.json", "{ oops");
    EXPECT(3, "rsa-deck", "broken.json:1:3: ", "templates");
}

/* check */

Test(cli, check_tells_sound_odd_and_broken_files_apart)
{
    static const struct call calls[] = {
        {{"check", "map.json"}, 0, "map.json: tables 1, goals 1, notes 1", NULL},
        {{"check", "look.json"}, 3, "look.json:3:7: ", NULL},
        {{"check", "look.json"}, 3, "did you mean \"barriers\"?", NULL},
        {{"check", "look.json"}, 3, "\nlook.json: tables 1, goals 1", NULL},
        {{"check", "bad.json"}, 1, "bad.json:2:5: ", NULL},
        {{"check", "none.json"}, 1, NULL, "roundtable: none.json: No such file"},
        {{"check", "map.json", "look.json"}, 3, "map.json: tables 1", NULL},
        {{"check", "look.json", "map.json"}, 3, "map.json: tables 1", NULL},
        {{"check", "look.json", "bad.json", "map.json"}, 1, "map.json: tables 1", NULL},
        {{"check", "bad.json", "look.json"}, 1, "look.json:3:7: ", NULL},
        {{"check", "none.json", "look.json"}, 1, "look.json:3:7: ", "none.json: "},
    };
    for (size_t i = 0; i < LENGTH(calls); i++) {
        expect(&calls[i]);
    }
    expect_file("map.json", map);
    expect_file("look.json", look);
}

Test(cli, check_wants_a_person_to_look_at_a_newer_programs_file)
{
    text_file_write("new.json", "{ \"version\": 2, \"sessions\": [] }");
    EXPECT(3, "a newer roundtable wrote this file, version 2", NULL, "check", "new.json");
}

/* keys */

Test(cli, check_knows_who_may_give_dots_and_how_many)
{
    static const struct {
        const char *dots, *dots_for;
        int status;
        const char *said;
    } rows[] = {{"3", "person", 0, ""},
                {"1", "table", 0, ""},
                {"999", "table", 0, ""},
                {"0", "table", 3, "is no number of dots"},
                {"1000", "table", 3, "is no number of dots"},
                {"3", "people", 3, "is nobody who gives dots"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str text = STR_EMPTY;
        str_addf(&text,
                 "{\"sessions\":[{\"title\":\"T\",\"dots\":\"%s\",\"dots_for\":\"%s\"}]}",
                 rows[i].dots, rows[i].dots_for);
        text_file_write("dots.json", text.bytes);
        EXPECT_RUN(rows[i].status, rows[i].said, NULL, "check", "dots.json");
        str_finish(&text);
    }
}

Test(cli, keys_lists_every_action_in_each_place_where_it_works)
{
    static const enum mode modes[] = {
        MODE_GRID,      MODE_BOX,    MODE_LIST,     MODE_FORM,     MODE_HOME,
        MODE_PROPOSALS, MODE_THEMES, MODE_NAME,     MODE_ROOM,     MODE_ASKS,
        MODE_INBOX,     MODE_CODE,   MODE_QUESTION, MODE_SAME_NAME};
    char *text = OUTPUT_OF("keys");
    for (size_t m = 0; m < LENGTH(modes); m++) {
        const char *part = strstr(text, mode_name(modes[m]));
        const char *end = part ? strstr(part, "\n\n") : NULL;
        cr_assert(part, "%s", mode_name(modes[m]));
        for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
            const struct action_row *row = action_row((enum action)i);
            struct str line = STR_EMPTY;
            str_addf(&line, "  %s\n", row->help);
            const char *found = strstr(part, line.bytes);
            bool here = found && (!end || found < end);
            str_finish(&line);
            cr_expect_eq(here, (row->modes & modes[m]) != 0, "%s: %s",
                         mode_name(modes[m]), row->name);
        }
    }
    free(text);
}

/* Whatever may come */

Test(cli, output_that_cannot_be_written_is_a_failure_that_is_told)
{
    static const char *const rows[] = {
        "--help",       "--version",       "keys",        "templates",
        "map.json",     "export map.json", "keys --mdoc", "check map.json look.json",
        "log map.json", "new new.json",    "check --help"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str script = STR_EMPTY;
        str_addf(&script, "\"$0\" %s >/dev/full", rows[i]);
        const char *const argv[] = {"sh", "-c", script.bytes, program_path(), NULL};
        struct ran ran = program_run(NULL, argv);
        cr_expect_eq(ran.status, 1, "%s: status %d", rows[i], ran.status);
        cr_expect(strstr(ran.err.bytes, "roundtable: standard output: "), "%s: %s",
                  rows[i], ran.err.bytes);
        ran_finish(&ran);
        str_finish(&script);
    }
}

Test(cli, hostile_words_and_names_of_files_are_told_as_marks)
{
    static const char *const names[] = {"\033[31mred", "two\nlines", "\u202egnp\xC2\x85",
                                        "\r\b\a\177", "\xff\xfe.x"};
    static const char *const marks[] = {"␛[31mred", "two⏎lines", "<U+202E>gnp<U+0085>",
                                        "␍␈␇␡", "\uFFFD\uFFFD.x"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        const char *name = names[i], *mark = marks[i];
        EXPECT(1, NULL, mark, "export", name);
        EXPECT(1, NULL, mark, "check", name);
        EXPECT(2, NULL, mark, name, "x");
        EXPECT(2, NULL, mark, "map.json", "--theme", name);
        EXPECT(2, NULL, mark, "export", "-f", name, "map.json");
        EXPECT(2, NULL, mark, "new", "--date", name, "x.json");
        EXPECT(0, mark, NULL, "new", "--title", name, name);
        EXPECT(1, NULL, mark, "new", name);
        EXPECT(0, mark, NULL, "check", name);
        EXPECT(0, "", NULL, "export", name);
        EXPECT(0, "", NULL, name);
        text_file_write(name, bad);
        EXPECT(1, mark, NULL, "check", name);
        EXPECT(1, NULL, mark, name);
    }
}

/* Of what takes longer than a moment, in a line that is wiped. */
Test(cli, an_export_tells_on_a_terminal_that_it_writes)
{
    static const char *const outs[] = {"x.pdf", "x.html", "x.xlsx"};
    for (size_t i = 0; i < sizeof outs / sizeof *outs; i++) {
        char *told = program_tells_terminal(
            WORDS("roundtable", "export", "-o", outs[i], "map.json"));
        cr_expect_eq(strncmp(told, "\rwriting the file\r ", 19), 0, "%s", told);
        expect_part(told, " \r");
        free(told);
    }
}

/* Who pipes commands in means to have them done; where nothing stands there to be read, there is
 * nothing to say. */
Test(cli, lines_that_nobody_reads_are_told_of_without_being_taken)
{
    static const struct {
        const char *command;
        bool told;
    } runs[] = {{"\"$0\" table.json <lines.txt", true},
                {"\"$0\" table.json <<E\ngoal B\nE\n", true},
                {"\"$0\" table.json </dev/null", false},
                {"\"$0\" table.json <empty.txt", false},
                {": | \"$0\" table.json", false},
                {"\"$0\" - <table.json", false}};
    struct ran begun =
        program_run("goal A\n", WORDS("roundtable", "--accessible", "table.json"));
    cr_assert_eq(begun.status, 0);
    ran_finish(&begun);
    text_file_write("lines.txt", "goal B\n");
    text_file_write("empty.txt", "");
    for (size_t i = 0; i < LENGTH(runs); i++) {
        struct ran ran =
            program_run(NULL, WORDS("sh", "-c", runs[i].command, program_path()));
        cr_expect_eq(ran.status, 0, "%s: %s", runs[i].command, str_text(&ran.err));
        expect_part(str_text(&ran.out), "1. A\n");
        cr_expect_str_eq(str_text(&ran.err),
                         runs[i].told
                             ? "roundtable: the lines on standard input were not read; "
                               "with --accessible they are commands\n"
                             : "",
                         "%s", runs[i].command);
        ran_finish(&ran);
    }
}
