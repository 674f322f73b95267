/* The manuals, the README and the schema say what the program does. */
#include "commands/command.h"
#include "export/export.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *read_page(const char *name)
{
    char *path = repo_path(name), *text = text_file_read(path);
    cr_assert(text, "%s is missing", path);
    free(path);
    return text;
}

/* A copy of what stands in text behind `from` and before `to`; for free(). */
static char *between(const char *text, const char *from, const char *to)
{
    const char *start = strstr(text, from);
    cr_assert(start, "there is no: %s", from);
    start += strlen(from);
    const char *end = strstr(start, to);
    cr_assert(end, "there is no: %s", to);
    struct str part = STR_EMPTY;
    str_add_bytes(&part, start, (size_t)(end - start));
    return str_take(&part);
}

Test(manual, its_keys_are_those_that_the_program_goes_by)
{
    char *page = read_page("man/roundtable.1");
    char *told = between(page, ".\\\" keys begin\n", ".\\\" keys end\n");
    char *keys = OUTPUT_OF("keys", "--mdoc");
    cr_expect_str_eq(told, keys,
                     "man/roundtable.1 tells other keys than the program has; put them "
                     "there with: make manual");
    free(keys);
    free(told);
    free(page);
}

/* ".Dq one , Dq two" puts the second into the quotes of the first. */
Test(manual, no_quotes_stand_within_others)
{
    static const char *const pages[] = {
        "man/roundtable.1",     "man/roundtable-session.5", "man/roundtable-pdf.1",
        "man/roundtable-map.1", "man/roundtable-xlsx.1",    "man/roundtable-phones.1"};
    for (size_t i = 0; i < LENGTH(pages); i++) {
        char *page = read_page(pages[i]);
        char *next, *line = strtok_r(page, "\n", &next);
        for (; line; line = strtok_r(NULL, "\n", &next)) {
            const char *first = *line == '.' ? strstr(line, "Dq ") : NULL;
            cr_expect(!first || !strstr(first + 1, "Dq "), "%s: %s", pages[i], line);
        }
        free(page);
    }
}

Test(manual, mandoc_finds_nothing_to_warn_of)
{
    char *first = repo_path("man/roundtable.1");
    char *second = repo_path("man/roundtable-session.5");
    char *third = repo_path("man/roundtable-pdf.1");
    char *fourth = repo_path("man/roundtable-map.1");
    char *fifth = repo_path("man/roundtable-xlsx.1");
    char *sixth = repo_path("man/roundtable-phones.1");
    char *said = output_of(WORDS("mandoc", "-T", "lint", "-W", "warning", first, second,
                                 third, fourth, fifth, sixth));
    cr_expect_str_empty(said, "%s", said);
    free(said);
    free(sixth);
    free(fifth);
    free(fourth);
    free(third);
    free(second);
    free(first);
}

/* Sets of options are texts: " --force -o". */

static void add_option(struct str *set, const char *option, size_t len)
{
    struct str word = STR_EMPTY;
    str_addf(&word, " %.*s ", (int)len, option);
    str_add_byte(set, ' ');
    if (!strstr(str_text(set), word.bytes)) {
        str_add_bytes(set, option, len);
        str_add_byte(set, ' ');
    } else {
        str_remove(set, set->len_bytes - 1, 1);
    }
    str_finish(&word);
}

static void expect_subset(const struct str *some, const struct str *all, const char *what)
{
    struct str spaced = STR_EMPTY;
    str_addf(&spaced, " %s ", str_text(all));
    for (const char *p = str_text(some); *p;) {
        size_t len = strcspn(p, " ");
        struct str word = STR_EMPTY;
        str_addf(&word, " %.*s ", (int)len, p);
        cr_expect(!len || strstr(spaced.bytes, word.bytes), "%s: %.*s", what, (int)len,
                  p);
        str_finish(&word);
        p += len + (p[len] == ' ');
    }
    str_finish(&spaced);
}

/* The options of a line of help, up to the two blanks before what they mean. */
static void add_help_line(struct str *set, const char *line, size_t len)
{
    const char *end = line + len;
    for (const char *p = line; p < end && strncmp(p, "  ", 2) != 0; p++) {
        bool starts = p > line && strchr(" [", p[-1]) && *p == '-';
        size_t word = starts ? strspn(p, "-abcdefghijklmnopqrstuvwxyz") : 0;
        if (word > 1) {
            add_option(set, p, word);
            p += word - 1;
        }
    }
}

/* The options of a help: those of its usage, or those that it explains. */
static struct str help_options(const char *help, bool usage)
{
    struct str set = STR_EMPTY;
    bool in_usage = true;
    for (const char *line = help; *line;) {
        size_t len = strcspn(line, "\n");
        in_usage = in_usage && len > 0;
        if (usage && in_usage) {
            size_t blanks = strspn(line, " ");
            add_help_line(&set, line + blanks - (blanks > 0),
                          len - blanks + (blanks > 0));
        } else if (!usage && strncmp(line, "  -", 3) == 0) {
            add_help_line(&set, line + 1, len - 1);
        }
        line += len + (line[len] == '\n');
    }
    return set;
}

/* The options that lines of the manual name with this macro: ".It Fl" or ".Op Fl"; in a
 * synopsis ".Fl", too: one that must be there. */
static struct str manual_options(const char *part, const char *macro)
{
    struct str set = STR_EMPTY;
    for (const char *line = part; *line;) {
        size_t len = strcspn(line, "\n");
        const char *end = line + len, *fl = line;
        bool needed = strcmp(macro, ".Op Fl") == 0 && strncmp(line, ".Fl", 3) == 0;
        if (needed || strncmp(line, macro, strlen(macro)) == 0) {
            while ((fl = strstr(fl, "Fl ")) && fl < end) {
                struct str option = STR_EMPTY;
                fl += 3;
                str_addf(&option, "-%.*s", (int)strcspn(fl, " \n"), fl);
                add_option(&set, option.bytes, option.len_bytes);
                str_finish(&option);
            }
        }
        line = end + (*end == '\n');
    }
    return set;
}

/* What the manual says of a command, up to the next one: its part of the list that
 * begins with open, or of the synopsis. */
static char *manual_part(const char *page, const char *name, bool synopsis)
{
    char *all = synopsis ? between(page, ".Sh SYNOPSIS\n", ".Sh DESCRIPTION\n")
                         : between(page, "The commands are:\n", ".Ss Modes\n");
    struct str part = STR_EMPTY;
    bool inside = false;
    for (const char *line = all; *line;) {
        size_t len = strcspn(line, "\n");
        struct str text = STR_EMPTY, own = STR_EMPTY;
        str_addf(&text, "%.*s ", (int)len, line);
        str_addf(&own, "Cm %s ", name);
        for (const struct command *c = commands; !synopsis && c->name; c++) {
            struct str other = STR_EMPTY;
            str_addf(&other, "Cm %s ", c->name);
            inside = inside &&
                     !(strncmp(line, ".It ", 4) == 0 && strstr(text.bytes, other.bytes));
            str_finish(&other);
        }
        inside = inside && !(synopsis && strcmp(text.bytes, ".Nm ") == 0);
        inside = inside || (strstr(text.bytes, own.bytes) &&
                            (synopsis || strncmp(line, ".It ", 4) == 0));
        if (inside) {
            str_addf(&part, "%s\n", text.bytes);
        }
        str_finish(&own);
        str_finish(&text);
        line += len + (line[len] == '\n');
    }
    free(all);
    return str_take(&part);
}

static void expect_same(struct str help, struct str manual, const char *name)
{
    struct str what = STR_EMPTY;
    str_addf(&what, "the help of %s has it and roundtable(1) has not", name);
    expect_subset(&help, &manual, what.bytes);
    str_clear(&what);
    str_addf(&what, "roundtable(1) has it and the help of %s has not", name);
    expect_subset(&manual, &help, what.bytes);
    str_finish(&what);
    str_finish(&manual);
    str_finish(&help);
}

Test(manual, it_has_the_options_that_each_command_has_and_no_others)
{
    char *page = read_page("man/roundtable.1");
    size_t with_options = 0;
    for (const struct command *c = commands; c->name; c++) {
        char *help = OUTPUT_OF(c->name, "--help");
        char *part = manual_part(page, c->name, false);
        char *synopsis = manual_part(page, c->name, true);
        cr_expect(*part && *synopsis, "%s is not in roundtable(1)", c->name);
        with_options += strstr(part, "Fl ") != NULL;
        expect_same(help_options(help, false), manual_options(part, ".It Fl"), c->name);
        expect_same(help_options(help, true), manual_options(synopsis, ".Op Fl"),
                    c->name);
        free(synopsis);
        free(part);
        free(help);
    }
    cr_expect_geq(with_options, 4, "the test has found no options to compare");
    char *help = OUTPUT_OF("--help");
    char *part = between(page, ".Sh DESCRIPTION\n", "The commands are:\n");
    expect_same(help_options(help, false), manual_options(part, ".It Fl"), "roundtable");
    free(part);
    free(help);
    free(page);
}

Test(manual, it_has_every_format_and_its_ending)
{
    char *page = read_page("man/roundtable.1");
    for (const struct export_format *f = export_formats; f->name; f++) {
        struct str name = STR_EMPTY;
        str_addf(&name, ".It Cm %s\n", f->name);
        cr_expect(strstr(page, name.bytes), "%s", name.bytes);
        for (size_t i = 0; f->endings[i]; i++) {
            struct str ending = STR_EMPTY;
            str_addf(&ending, "Pa .%s", f->endings[i]);
            cr_expect(strstr(page, ending.bytes), "%s", ending.bytes);
            str_finish(&ending);
        }
        str_finish(&name);
    }
    free(page);
}

Test(manual, it_has_every_variable_that_the_program_reads)
{
    char *page = read_page("man/roundtable.1");
    char *names = output_of(WORDS("sh", "-c",
                                  "cd \"$ROUNDTABLE_DATA\" && grep -rhoE "
                                  "'(getenv|own_folder)\\(\"[A-Z_]+' core tui "
                                  "| sed 's/.*\"//' | sort -u"));
    cr_assert(strstr(names, "XDG_STATE_HOME\n") && strstr(names, "NO_COLOR\n"));
    for (const char *line = names; *line;) {
        size_t len = strcspn(line, "\n");
        struct str name = STR_EMPTY;
        str_addf(&name, "%.*s", (int)len, line);
        char *environment = between(page, ".Sh ENVIRONMENT\n", ".Sh FILES\n");
        cr_expect(strstr(environment, name.bytes), "%s", name.bytes);
        free(environment);
        str_finish(&name);
        line += len + (line[len] == '\n');
    }
    free(names);
    free(page);
}

/* The first whole file that a page shows, without the indent of each line. */
static void expect_sound_example(const char *text, const char *indent, const char *path)
{
    struct str example = STR_EMPTY;
    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n"), skip = strlen(indent);
        skip = strncmp(line, indent, skip) == 0 ? skip : 0;
        str_add_bytes(&example, line + skip, len - skip);
        str_add_byte(&example, '\n');
        line += len + (line[len] == '\n');
    }
    char *file = test_path(path);
    text_file_write(file, str_text(&example));
    char *said = OUTPUT_OF("check", file);
    cr_expect(strstr(said, "tables 1, goals 1"), "%s", said);
    free(said);
    free(file);
    str_finish(&example);
}

Test(manual, its_example_and_that_of_the_readme_are_sound_files)
{
    char *page = read_page("man/roundtable-session.5");
    char *first = between(page, "\n.Bd -literal -offset indent\n", ".Ed\n");
    expect_sound_example(first, "", "manual.json");
    free(first);
    free(page);
    page = read_page("README.md");
    first = between(page, "any editor:\n\n", "\n\n");
    expect_sound_example(first, "    ", "readme.json");
    free(first);
    free(page);
}

Test(readme, it_names_the_targets_of_the_makefile)
{
    char *page = read_page("README.md");
    char *makefile = read_page("Makefile");
    for (const char *p = page; (p = strstr(p, "`make ")); p++) {
        struct str rule = STR_EMPTY;
        const char *target = p + strlen("`make ");
        str_addf(&rule, "\n%.*s:", (int)strcspn(target, "` "), target);
        cr_expect(strstr(makefile, rule.bytes), "there is no target%s", rule.bytes);
        str_finish(&rule);
    }
    free(makefile);
    free(page);
}

/* The schema */

/* Whether the files that match the patterns are as the schema, or that part of it,
 * says; Python's jsonschema judges. Prints what is wrong. */
static const char judge[] = "import glob, json, sys, jsonschema\n"
                            "schema = json.load(open('templates/session.schema.json'))\n"
                            "jsonschema.Draft7Validator.check_schema(schema)\n"
                            "if sys.argv[1]:\n"
                            "    schema = {'$ref': '#/definitions/' + sys.argv[1],\n"
                            "              'definitions': schema['definitions']}\n"
                            "judge, wrong = jsonschema.Draft7Validator(schema), 0\n"
                            "for pattern in sys.argv[2:]:\n"
                            "    paths = glob.glob(pattern)\n"
                            "    if not paths: sys.exit('no file ' + pattern)\n"
                            "    for path in paths:\n"
                            "        for e in judge.iter_errors(json.load(open(path))):\n"
                            "            wrong = 1\n"
                            "            print(path, list(e.absolute_path), e.message)\n"
                            "sys.exit(wrong)\n";

#define JUDGE(...) program_run(NULL, WORDS("/usr/bin/python3", "-c", judge, __VA_ARGS__))

static void expect_status(struct ran ran, int status)
{
    cr_expect_eq(ran.status, status, "status %d\n%s%s", ran.status, ran.out.bytes,
                 ran.err.bytes);
    ran_finish(&ran);
}

Test(schema, samples_tops_written_by_hand_and_new_files_are_as_it_says)
{
    char *made = test_path("new.json");
    free(OUTPUT_OF("new", "--title", "Ours", "--date", "2017-02-22", made));
    expect_status(JUDGE("", "sessions/*.json", "tests/tops/*.json",
                        "tests/tops/seminar/*.json", made),
                  0);
    free(made);
}

Test(schema, templates_are_as_it_says)
{
    expect_status(JUDGE("template", "templates/rsa*.json", "templates/forms/*.json"), 0);
}

Test(schema, it_refuses_what_the_program_refuses)
{
    static const char *const wrong[] = {
        "[]",
        "{ \"format\": \"roundtable session\", \"version\": 1 }",
        "{ \"format\": \"something\", \"version\": 1, \"sessions\": [] }",
        "{ \"format\": \"roundtable session\", \"version\": \"1\", \"sessions\": [] }",
        "{ \"format\": \"roundtable session\", \"version\": 1, \"sessions\": [ 5 ] }",
        "{ \"format\": \"roundtable session\", \"version\": 1, \"sessions\": "
        "[ { \"goals\": {} } ] }",
        "{ \"format\": \"roundtable session\", \"version\": 1, \"edits\": [ {} ] }",
        "{ \"format\": \"roundtable session\", \"version\": 1, \"edits\": [ "
        "{ \"key\": \"a.1\", \"at\": \"noon\", \"of\": \"note:a\", \"set\": { \"a\": 1 } "
        "} "
        "] }",
    };
    char *path = test_path("wrong.json");
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        text_file_write(path, wrong[i]);
        expect_status(JUDGE("", path), 1);
        struct ran ran = program_run(NULL, WORDS("roundtable", "check", path));
        expect_status(ran, 1);
    }
    free(path);
}

Test(schema, it_says_the_same_as_check_of_files_made_up, .timeout = 600)
{
    char *folder = test_path(".");
    const char *program = getenv("ROUNDTABLE_PROGRAM");
    expect_status(program_run(NULL, WORDS("/usr/bin/python3", "tests/check-and-schema.py",
                                          program ? program : "build/roundtable", "1",
                                          "200", folder)),
                  0);
    free(folder);
}
