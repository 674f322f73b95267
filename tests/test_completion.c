/* What shells complete, asked of the shells themselves. */

#include "commands/command.h"
#include "export/export.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void enter(void)
{
    enter_folder();
    text_file_write("table four.json", "{}");
    text_file_write("notes.txt", "");
    cr_assert_eq(mkdir("folder", 0700), 0);
    for (size_t i = 0; i < 3; i++) {
        static const char *const shells[] = {"bash", "zsh", "fish"};
        char *script = OUTPUT_OF("completion", shells[i]);
        text_file_write(shells[i], script);
        free(script);
    }
}

TestSuite(completion, .init = enter);

static bool is_there(const char *shell)
{
    struct ran ran = program_run(NULL, WORDS("sh", "-c", "command -v \"$0\"", shell));
    bool there = ran.status == 0;
    ran_finish(&ran);
    if (!there) {
        cr_log_warn("%s is not here, so nothing was asked of it", shell);
    }
    return there;
}

/* What is typed, up to where it is completed, and what comes of it: all of a part, or no part
 * of it behind a "!". */
static const struct {
    const char *typed, *offered;
} rows[] = {
    {"roundtable exp", "export"},
    {"roundtable help the", "themes"},
    {"roundtable export -f grap", "graph"},
    {"roundtable export --format grap", "graph"},
    {"roundtable export --format=grap", "graph"},
    {"roundtable themes -f c", "csv"},
    {"roundtable export --for comm", "commissioners"},
    {"roundtable export --pap", "--paper"},
    {"roundtable new -t rsa-", "rsa-deck"},
    {"roundtable --theme li", "light"},
    {"roundtable live jo", "join"},
    {"roundtable completion fi", "fish"},
    {"roundtable check --vers", "--version"},
    {"roundtable log tab", "table four.json"},
    {"roundtable export -o not", "notes.txt"},
    {"roundtable merge fol", "folder"},
    {"roundtable export --by", "!--by"},
};

static void expect_offered(const char *shell, size_t i, const char *said)
{
    const char *offered = rows[i].offered;
    bool never = *offered == '!';
    bool found = strstr(said, offered + never) != NULL;
    cr_expect(found != never, "%s: \"%s\" gives: %s", shell, rows[i].typed, said);
}

/* bash: its function, asked as bash asks it; "=" parts words there. */
Test(completion, bash_completes_commands_options_values_and_files)
{
    static const char ask[] = "source ./bash\n"
                              "line=${1//=/ = }\n"
                              "read -ra COMP_WORDS <<<\"$line\"\n"
                              "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                              "_roundtable\n"
                              "printf '%s\\n' \"${COMPREPLY[@]}\"\n";
    if (!is_there("bash")) {
        return;
    }
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *said = output_of(WORDS("bash", "-c", ask, "bash", rows[i].typed));
        expect_offered("bash", i, said);
        free(said);
    }
}

Test(completion, fish_completes_commands_options_values_and_files)
{
    if (!is_there("fish")) {
        return;
    }
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *said =
            output_of(WORDS("fish", "--no-config", "-c",
                            "source ./fish; complete -C $argv[1]", "--", rows[i].typed));
        expect_offered("fish", i, said);
        free(said);
    }
}

/* zsh completes only at a terminal. */
static void expect_typed(const char *shell, const char *const argv[], const char *ready)
{
    if (!is_there(shell)) {
        return;
    }
    struct typist *t = typist_start(24, 80, argv);
    typist_wait(t, ready);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (*rows[i].offered == '!') {
            continue;
        }
        struct str shown = STR_EMPTY, line = STR_EMPTY;
        const char *blank = strrchr(rows[i].typed, ' ');
        str_add_bytes(&shown, rows[i].typed, (size_t)(blank - rows[i].typed) + 1);
        str_addf(&line, "%s\t", rows[i].typed);
        if (strncmp(blank, " --format=", 10) == 0) {
            str_add(&shown, "--format=");
        }
        if (strchr(rows[i].offered, ' ')) {
            str_add(&shown, "table\\ four.json");
        } else {
            str_add(&shown, rows[i].offered);
        }
        typist_type(t, line.bytes);
        typist_wait(t, shown.bytes);
        typist_type(t, CTRL_U);
        typist_wait_gone(t, shown.bytes);
        str_finish(&line);
        str_finish(&shown);
    }
    typist_free(t);
}

Test(completion, zsh_completes_at_a_terminal)
{
    text_file_write(".zshrc", "PROMPT='ready> '\nautoload -U compinit\ncompinit -u -D\n"
                              "source ./zsh\n");
    expect_typed("zsh", WORDS("zsh", "-d", "-i"), "ready>");
}

Test(completion, bash_completes_at_a_terminal)
{
    text_file_write("rc", "PS1='ready> '\nbind 'set bell-style none'\nsource ./bash\n");
    expect_typed("bash", WORDS("bash", "--noprofile", "--rcfile", "./rc", "-i"),
                 "ready>");
}

Test(completion, every_command_option_and_format_is_in_every_script)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    for (size_t i = 0; i < LENGTH(shells); i++) {
        char *script = text_file_read(shells[i]);
        for (const struct command *c = commands; c->name; c++) {
            expect_part(script, c->name);
        }
        for (const struct export_format *f = export_formats; f->name; f++) {
            expect_part(script, f->name);
        }
        free(script);
    }
    EXPECT_RUN(2, NULL, "which SHELL?", "completion");
    EXPECT_RUN(2, NULL, "no shell \"basch\"; did you mean \"bash\"?", "completion",
               "basch");
}

/* A command hears nothing but which options there are, and does nothing. */
Test(completion, asking_for_options_leaves_nothing_behind)
{
    char *said = output_of(WORDS("sh", "-c", "find . | sort"));
    cr_expect_str_eq(said, ".\n./bash\n./fish\n./folder\n./notes.txt\n./table four.json\n"
                           "./zsh\n");
    free(said);
}
