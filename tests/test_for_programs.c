/* What commands tell to programs: --json, and "-" for standard input; and what goes through
 * a pager to a person. */

#include "base/json.h"
#include "model/author.h"
#include "screen/action.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char map[] =
    "{ \"format\": \"roundtable session\", \"version\": 1,\n"
    "  \"sessions\": [ { \"id\": \"leeds\", \"place\": \"Leeds\", \"goals\": [\n"
    "    { \"text\": \"More walking\", \"barriers\": [ \"Rain\" ] } ] } ] }\n";
static const char bad[] = "{ \"sessions\": [\n    oops\n] }\n";

static void enter(void)
{
    enter_folder();
    text_file_write("map.json", map);
    text_file_write("bad.json", bad);
}

TestSuite(for_programs, .init = enter, .fini = end_without_fault);

/* What a command told, as the JSON that it must be; nothing of it may act on a terminal. */
struct told {
    char *text;
    struct json_document json;
    int status;
};

static struct told told_by(const char *format, const char *input,
                           const char *const argv[])
{
    struct ran ran = program_run(input, argv);
    struct told told = {.status = ran.status, .text = str_take(&ran.out)};
    cr_assert(json_read(&told.json, "it", told.text, strlen(told.text), &err), "%s\n%s%s",
              err_text(&err), told.text, str_text(&ran.err));
    cr_expect_str_eq(json_member_text(told.json.root, "format"), format);
    double version = 0;
    cr_expect(json_number(json_member(told.json.root, "version"), &version) &&
              version == 1);
    ran_finish(&ran);
    return told;
}

static void told_finish(struct told *told)
{
    json_finish(&told->json);
    free(told->text);
}

static const struct json *at(const struct told *told, const char *name)
{
    const struct json *member = json_member(told->json.root, name);
    cr_assert(member, "no \"%s\" in %s", name, told->text);
    return member;
}

static size_t length(const struct json *list)
{
    size_t count = 0;
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        count++;
    }
    return count;
}

static double number(const struct json *object, const char *name)
{
    double found = -1;
    json_number(json_member(object, name), &found);
    return found;
}

#define TOLD(format, ...) told_by(format, NULL, WORDS("roundtable", __VA_ARGS__))

/* Each command by itself */

Test(for_programs, check_tells_what_each_file_holds_and_its_faults_with_their_places)
{
    struct told told =
        TOLD("roundtable check", "check", "--json", "map.json", "bad.json");
    const struct json *file = json_first(at(&told, "files"));
    cr_expect_eq(told.status, 1);
    cr_expect_str_eq(json_member_text(file, "file"), "map.json");
    cr_expect_eq(number(json_member(file, "holds"), "notes"), 1);
    cr_expect_eq(number(json_member(file, "holds"), "by_hand"), 3);
    cr_expect_eq(number(file, "status"), 0);
    file = json_next(file);
    cr_expect_eq(json_kind(json_member(file, "holds")), JSON_NULL);
    expect_part(json_member_text(file, "error"), "bad.json:2:5: ");
    cr_expect_eq(number(file, "status"), 1);
    told_finish(&told);
}

Test(for_programs, check_tells_a_fault_that_is_not_fatal)
{
    text_file_write("look.json", "{ \"sessions\": [ { \"goals\": [\n"
                                 "    { \"text\": \"Go\",\n \"bariers\": [ \"x\" ] }\n"
                                 "] } ] }\n");
    struct told told = TOLD("roundtable check", "check", "--json", "look.json");
    const struct json *file = json_first(at(&told, "files"));
    const struct json *fault = json_first(json_member(file, "faults"));
    cr_expect_eq(told.status, 3);
    cr_expect_eq(number(fault, "line"), 3);
    expect_part(json_member_text(fault, "message"), "barriers");
    cr_expect_not(json_is_true(json_member(fault, "fatal")));
    told_finish(&told);
}

Test(for_programs, log_tells_each_change_and_who_made_it)
{
    EXPECT_RUN(0, "1 entry", NULL, "add", "--by", "Ana", "--goal", "more walking",
               "map.json", "Wind");
    struct told told = TOLD("roundtable log", "log", "--json", "map.json");
    const struct json *change = json_first(at(&told, "changes"));
    cr_expect_str_eq(json_member_text(change, "by"), "hand");
    cr_expect_eq(json_kind(json_member(change, "at")), JSON_NULL);
    while (json_next(change)) {
        change = json_next(change);
    }
    cr_expect_str_eq(json_member_text(change, "by"), "Ana");
    cr_expect_str_eq(json_member_text(change, "at"), "2017-02-22T12:00:00.000Z");
    cr_expect_str_eq(json_member_text(change, "table"), "session:leeds");
    cr_expect_str_eq(json_member_text(change, "says"),
                     "added the barrier ‘Wind’ to ‘More walking’");
    cr_expect_eq(length(at(&told, "unsettled")), 0);
    told_finish(&told);
    told = TOLD("roundtable log", "log", "--json", "--without-names", "map.json");
    expect_no_part(told.text, "Ana");
    told_finish(&told);
}

Test(for_programs, log_tells_the_wordings_of_what_is_not_settled)
{
    struct session_file file;
    struct author ana, ben;
    file_new("a.json", &file);
    author_init(&ana, file.session, 1, "Ana");
    ana.now_ms = 1487764800000;
    const struct record *table =
        author_add_table(&ana, NULL, NULL, "Leeds", NULL, "4", &err);
    author_add_goal(&ana, table, NULL, "Less sugar", &err);
    struct session *two = session_new();
    session_add_all(two, file.session);
    author_init(&ben, two, 2, "Ben");
    ben.now_ms = ana.now_ms + 1000;
    author_reword(&ana, record_saying(file.session, "Less sugar"), "Sugar", &err);
    author_reword(&ben, record_saying(two, "Less sugar"), "No sugar", &err);
    session_add_all(file.session, two);
    cr_assert(file_save(&file, &err));
    struct told told = TOLD("roundtable log", "log", "--json", "a.json");
    const struct json *item = json_first(at(&told, "unsettled"));
    const struct json *wording = json_first(json_member(item, "wordings"));
    cr_expect_str_eq(json_member_text(item, "field"), "text");
    expect_part(json_member_text(item, "what"), "the words of the goal");
    cr_expect_str_eq(json_member_text(wording, "by"), "Ben");
    cr_expect(json_is_true(json_member(wording, "shown")));
    cr_expect_str_eq(json_member_text(json_next(wording), "says"), "‘Sugar’");
    told_finish(&told);
    told = TOLD("roundtable generations", "log", "--generations", "--json", "a.json");
    const struct json *kept = json_first(at(&told, "generations"));
    cr_expect(json_is_true(json_member(kept, "whole")) && number(kept, "goals") == 1);
    told_finish(&told);
    author_finish(&ana);
    author_finish(&ben);
    session_free(two);
    file_close(&file);
}

Test(for_programs, diff_tells_each_difference_and_how_many_changes_only_one_has)
{
    EXPECT_RUN(0, "", NULL, "export", "-o", "same.json", "map.json");
    EXPECT_RUN(0, "1 entry", NULL, "add", "--goal", "more walking", "same.json", "Wind");
    char *input = text_file_read("map.json");
    struct told told = told_by("roundtable diff", input,
                               WORDS("roundtable", "diff", "--json", "-", "same.json"));
    const struct json *d = json_first(at(&told, "differences"));
    cr_expect_eq(told.status, 0);
    cr_expect_eq(length(at(&told, "differences")), 1, "%s", told.text);
    cr_expect_str_eq(json_member_text(d, "kind"), "only");
    cr_expect_str_eq(json_member_text(d, "table"), "session:leeds");
    cr_expect_str_eq(json_member_text(d, "says"), "+ only in same.json: barrier ‘Wind’");
    const struct json *shown = json_first(json_member(d, "shown"));
    cr_expect(!json_is_true(shown) && json_is_true(json_next(shown)));
    double only = 0;
    json_number(json_next(json_first(at(&told, "changes_only"))), &only);
    cr_expect_geq(only, 1);
    free(input);
    told_finish(&told);
}

Test(for_programs, missing_tells_where_each_thing_is_missing)
{
    struct told told = TOLD("roundtable missing", "missing", "--json", "map.json");
    const struct json *table = json_first(at(&told, "tables"));
    const struct json *first = json_first(json_member(table, "missing"));
    cr_expect_str_eq(json_member_text(table, "of"), "session:leeds");
    cr_expect_str_eq(json_member_text(table, "name"), "Leeds");
    cr_expect_str_eq(json_member_text(first, "kind"), "entries");
    cr_expect_str_eq(json_member_text(first, "column"), "stakeholders");
    cr_expect_str_eq(json_member_text(first, "sentence"),
                     "‘More walking’ has no stakeholder and no social moment yet.");
    told_finish(&told);
}

Test(for_programs, templates_tell_their_grids_and_columns_and_the_faults_of_a_file)
{
    struct told told = TOLD("roundtable templates", "templates", "--json");
    const struct json *form = json_first(at(&told, "templates"));
    const struct json *grid = json_first(json_member(form, "grids"));
    cr_expect_str_eq(json_member_text(form, "id"), "rsa");
    cr_expect(json_is_true(json_member(form, "default")));
    cr_expect_str_eq(json_member_text(json_first(json_member(grid, "columns")), "id"),
                     "barriers");
    told_finish(&told);
    text_file_write("form.json", "{ \"id\": \"x\", \"title\": \"X\", \"titel\": \"Y\" }");
    told = TOLD("roundtable templates", "templates", "--json", "--check", "form.json");
    const struct json *file = json_first(at(&told, "files"));
    cr_expect_eq(number(file, "status"), told.status);
    cr_expect_geq(length(json_member(file, "faults")), 1, "%s", told.text);
    told_finish(&told);
    EXPECT_RUN(2, NULL, "which FILE?", "templates", "--json", "--check");
}

Test(for_programs, keys_tell_every_action_of_every_mode)
{
    size_t actions = 0, expected = 0;
    struct told told = TOLD("roundtable keys", "keys", "--json");
    const struct json *modes = at(&told, "modes");
    for (const struct json *m = json_first(modes); m; m = json_next(m)) {
        actions += length(json_member(m, "actions"));
    }
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        for (unsigned left = action_row((enum action)i)->modes; left; left &= left - 1) {
            expected++;
        }
    }
    cr_expect_eq(actions, expected);
    const struct json *action = json_first(json_member(json_first(modes), "actions"));
    cr_expect(json_text(json_first(json_member(action, "keys"))));
    told_finish(&told);
}

Test(for_programs, the_same_file_gives_the_same_bytes)
{
    static const char *const commands[] = {"check", "log", "missing"};
    for (size_t i = 0; i < LENGTH(commands); i++) {
        char *one = OUTPUT_OF(commands[i], "--json", "map.json"),
             *two = OUTPUT_OF(commands[i], "map.json", "--json");
        cr_expect_str_eq(one, two);
        free(one);
        free(two);
    }
}

/* Standard input */

static void expect_same_of_input(const char *command, const char *option)
{
    struct ran of_file =
        program_run(NULL, WORDS("roundtable", command, "map.json", option));
    struct ran of_input = program_run(map, WORDS("roundtable", command, "-", option));
    cr_expect_eq(of_input.status, of_file.status, "%s: %s", command, of_input.err.bytes);
    const char *file = strstr(of_file.out.bytes, "map.json"),
               *input = strstr(of_input.out.bytes, "standard input");
    cr_expect_str_eq(input ? input + strlen("standard input") : of_input.out.bytes,
                     file ? file + strlen("map.json") : of_file.out.bytes);
    ran_finish(&of_file);
    ran_finish(&of_input);
}

Test(for_programs, a_hyphen_is_standard_input_wherever_a_session_is_read)
{
    expect_same_of_input("export", NULL);
    expect_same_of_input("check", NULL);
    expect_same_of_input("log", NULL);
    expect_same_of_input("missing", NULL);
    expect_same_of_input("themes", NULL);
    expect_same_of_input("export", "--format=csv");
    struct ran ran = program_run(bad, WORDS("roundtable", "log", "-"));
    cr_expect_eq(ran.status, 1);
    expect_part(ran.err.bytes, "standard input:2:5: ");
    ran_finish(&ran);
}

/* A person hears what a script does not */

Test(for_programs, what_is_written_is_told_at_a_terminal_only)
{
    struct typist *t =
        typist_start(24, 80, WORDS("roundtable", "export", "-o", "out.html", "map.json"));
    typist_wait(t, "out.html: written");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    EXPECT_RUN(0, NULL, NULL, "export", "--force", "-o", "out.html", "map.json");
}

/* The pager */

static void expect_log_on_terminal(const char *pager, const char *shown)
{
    program_env("PAGER", pager);
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "log", "map.json"));
    typist_wait(t, shown);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

Test(for_programs, a_log_goes_through_the_pager_on_a_terminal)
{
    expect_log_on_terminal("sed 's/^/paged: /'", "paged: ");
    char *log = OUTPUT_OF("log", "map.json");
    expect_no_part(log, "paged");
    free(log);
}

Test(for_programs, a_pager_that_fails_costs_nothing)
{
    static const char *const pagers[] = {"no-such-pager-anywhere --now", "", "cat",
                                         "cat; exit 1", "cat; kill $$"};
    for (size_t i = 0; i < LENGTH(pagers); i++) {
        expect_log_on_terminal(pagers[i], "added the barrier ‘Rain’");
    }
    expect_log_on_terminal("echo it reads nothing", "it reads nothing");
}

/* From an empty folder to a page, without a screen. */
Test(for_programs, a_shell_script_fills_and_exports_a_session)
{
    text_file_write("list", "No pavement\nFast cars\n");
    text_file_write("lines", "# what the table says\n"
                             "barrier 1\nmark boulder\norganisation Paint a crossing\n"
                             "commit\nAna\nin 2 weeks\n.\n");
    text_file_write("script", "set -eu\nalias roundtable=$1\n"
                              "roundtable new --place Leeds t.json\n"
                              "roundtable add --goal 'More walking' t.json - < list\n"
                              "roundtable --accessible --strict t.json < lines\n"
                              "roundtable export -o t.html t.json\n"
                              "roundtable check t.json\n");
    struct ran ran = program_run(NULL, WORDS("sh", "script", program_path()));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    expect_part(str_text(&ran.out), "Ana, by 8 March 2017, for ‘Paint a crossing’.");
    expect_part(str_text(&ran.out), "t.json: tables 1, goals 1, notes 3");
    expect_in_file("t.html", "Paint a crossing");
    expect_in_file("t.html", "Boulder");
    ran_finish(&ran);
}
