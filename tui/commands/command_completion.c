/* What shells complete of our command lines, made from the tables that the program itself
 * goes by: commands[], and the options that each of them reads. */

#include "commands/command.h"

#include <stdio.h>
#include <string.h>

/* How a shell writes it. */
struct shell {
    const char *name;
    void (*begin)(struct str *out);
    void (*add)(const struct command *command, const struct option_row *rows,
                struct str *out);
    void (*end)(struct str *out);
};

/* Whether a FILE may stand as an operand. */
static bool takes_file(const struct command *command)
{
    return strstr(command->operands, "FILE") != NULL;
}

/* The words that may stand as one. */
static void add_operand_words(const struct command *command, struct str *out)
{
    const char *p = command->operands;
    while (*p) {
        size_t len = strcspn(p, " ");
        if (!(len == 4 && strncmp(p, "FILE", len) == 0)) {
            str_addf(out, "%s%.*s", out->len_bytes ? " " : "", (int)len, p);
        }
        p += len + strspn(p + len, " ");
    }
}

static void add_words(const char *const *words, struct str *out)
{
    for (size_t i = 0; words && words[i]; i++) {
        str_addf(out, "%s%s", i ? " " : "", words[i]);
    }
}

/* All that is known of what the value of an option can be: one of some words, a path, or
 * both. */
static void add_values(const struct option_row *row, struct str *out)
{
    add_words(row->words ? row->words : row->known, out);
}

static void add_command_names(const char *between, struct str *out)
{
    for (const struct command *c = commands; c->name; c++) {
        str_addf(out, "%s%s", c == commands ? "" : between, c->name);
    }
}

/* The summary of a command as one line in single quotes, of which those in it are written so
 * as the shell wants it. */
static void add_summary(const struct command *command, const char *quote, struct str *out)
{
    struct str summary = STR_EMPTY;
    command_add_help(command->summary, &summary);
    for (const char *p = str_text(&summary); *p; p++) {
        if (*p == '\n') {
            str_add_byte(out, ' ');
            p += strspn(p + 1, " ");
        } else if (*p == '\'') {
            str_add(out, quote);
        } else {
            str_add_byte(out, *p);
        }
    }
    str_finish(&summary);
}

/* bash and zsh read one and the same table, which says of the command line: its `command`,
 * what stands before the word at hand (`prev`); and then the `flags`, the `operands`, and,
 * behind an option that has a value, what that can be: `values`, or whether it `is_path`. */

static void add_common_begin(struct str *out)
{
    str_add(out, "    case $command in\n"
                 "    ");
    add_command_names(" | ", out);
    str_add(out, " | help) ;;\n"
                 "    *) command=open ;;\n"
                 "    esac\n"
                 "    case $command in\n");
}

static void add_common(const struct command *command, const struct option_row *rows,
                       struct str *out)
{
    struct str words = STR_EMPTY;
    add_operand_words(command, &words);
    str_addf(out, "    %s)\n        operands='%s' files=%s\n        flags='",
             command->name, str_text(&words), takes_file(command) ? "yes" : "");
    for (const struct option_row *row = rows; row->name; row++) {
        str_addf(out, "--%s ", row->name);
    }
    for (size_t i = 0; options_of_all[i]; i++) {
        str_addf(out, "%s--%s", i ? " " : "", options_of_all[i]);
    }
    str_add(out, "'\n        case $prev in\n");
    for (const struct option_row *row = rows; row->name; row++) {
        if (!row->flag) {
            str_clear(&words);
            add_values(row, &words);
            str_addf(out, "        --%s", row->name);
            if (row->letter) {
                str_addf(out, " | -%c", row->letter);
            }
            str_addf(out, ") value=yes values='%s' is_path=%s ;;\n", str_text(&words),
                     row->path ? "yes" : "");
        }
    }
    str_add(out, "        esac\n        ;;\n");
    str_finish(&words);
}

static void add_common_end(struct str *out)
{
    str_add(out, "    help)\n        operands='");
    add_command_names(" ", out);
    str_add(out, "'\n        ;;\n    esac\n");
}

/* bash takes "--theme=dark" for three words. */
static void bash_begin(struct str *out)
{
    str_add(
        out,
        "# What bash completes of roundtable; \"roundtable completion bash\" made it.\n"
        "_roundtable() {\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
        "    local command=open flags operands files value values is_path\n"
        "    if [[ $cur == '=' ]]; then\n"
        "        cur=\n"
        "    elif [[ $prev == '=' ]]; then\n"
        "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
        "    fi\n"
        "    ((COMP_CWORD > 1)) && command=${COMP_WORDS[1]}\n");
    add_common_begin(out);
}

static void bash_end(struct str *out)
{
    add_common_end(out);
    str_add(out, "    if [[ $value ]]; then\n"
                 "        mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$cur\")\n"
                 "        if [[ $is_path ]]; then\n"
                 "            compopt -o filenames 2>/dev/null\n"
                 "            mapfile -t -O ${#COMPREPLY[@]} COMPREPLY "
                 "< <(compgen -f -- \"$cur\")\n"
                 "        fi\n"
                 "        return\n"
                 "    fi\n"
                 "    if [[ $cur == -* ]]; then\n"
                 "        mapfile -t COMPREPLY < <(compgen -W \"$flags\" -- \"$cur\")\n"
                 "        return\n"
                 "    fi\n"
                 "    ((COMP_CWORD == 1)) && operands+=' ");
    add_command_names(" ", out);
    str_add(out, " help'\n"
                 "    mapfile -t COMPREPLY < <(compgen -W \"$operands\" -- \"$cur\")\n"
                 "    if [[ $files ]]; then\n"
                 "        compopt -o filenames 2>/dev/null\n"
                 "        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY "
                 "< <(compgen -f -X '!*.json' -- \"$cur\")\n"
                 "        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY "
                 "< <(compgen -d -- \"$cur\")\n"
                 "    fi\n"
                 "}\n"
                 "complete -F _roundtable roundtable\n");
}

static void zsh_begin(struct str *out)
{
    str_add(out, "#compdef roundtable\n"
                 "# What zsh completes of roundtable; \"roundtable completion zsh\" made "
                 "it.\n"
                 "_roundtable() {\n"
                 "    local prev=$words[CURRENT-1] command=open\n"
                 "    local flags operands files value values is_path\n"
                 "    if [[ $words[CURRENT] == --*=* ]]; then\n"
                 "        prev=${words[CURRENT]%%=*}\n"
                 "        compset -P '*='\n"
                 "    fi\n"
                 "    ((CURRENT > 2)) && command=$words[2]\n");
    add_common_begin(out);
}

static void zsh_end(struct str *out)
{
    add_common_end(out);
    str_add(out, "    if [[ -n $value ]]; then\n"
                 "        compadd -- ${=values}\n"
                 "        [[ -n $is_path ]] && _files\n"
                 "        return\n"
                 "    fi\n"
                 "    if [[ $PREFIX == -* ]]; then\n"
                 "        compadd -- ${=flags}\n"
                 "        return\n"
                 "    fi\n"
                 "    if ((CURRENT == 2)); then\n"
                 "        local -a known\n"
                 "        known=(\n");
    for (const struct command *c = commands; c->name; c++) {
        str_addf(out, "            '%s:", c->name);
        add_summary(c, "'\\''", out);
        str_add(out, "'\n");
    }
    str_add(out, "            'help:say more of a command'\n"
                 "        )\n"
                 "        _describe command known\n"
                 "    fi\n"
                 "    [[ -n $operands ]] && compadd -- ${=operands}\n"
                 "    [[ -n $files ]] && _files -g '*.json(-.)'\n"
                 "}\n"
                 "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
                 "    _roundtable \"$@\"\n"
                 "else\n"
                 "    compdef _roundtable roundtable\n"
                 "fi\n");
}

static void fish_begin(struct str *out)
{
    str_add(out,
            "# What fish completes of roundtable; \"roundtable completion fish\" made "
            "it.\n"
            "function __roundtable_command\n"
            "    set -l typed (commandline -opc)\n"
            "    set -l command open\n"
            "    if contains -- \"$typed[2]\" ");
    add_command_names(" ", out);
    str_add(out, " help\n"
                 "        set command $typed[2]\n"
                 "    end\n"
                 "    contains -- $command $argv\n"
                 "end\n"
                 "complete -c roundtable -f\n");
    for (size_t i = 0; options_of_all[i]; i++) {
        str_addf(out, "complete -c roundtable -l %s\n", options_of_all[i]);
    }
    str_add(out, "complete -c roundtable -n '__roundtable_command help' -a '");
    add_command_names(" ", out);
    str_add(out,
            "'\ncomplete -c roundtable -n __fish_is_first_arg -a help -d 'say more of "
            "a command'\n");
}

static void fish_add(const struct command *command, const struct option_row *rows,
                     struct str *out)
{
    struct str words = STR_EMPTY;
    str_addf(out, "complete -c roundtable -n __fish_is_first_arg -a %s -d '",
             command->name);
    add_summary(command, "\\'", out);
    str_add(out, "'\n");
    for (const struct option_row *row = rows; row->name; row++) {
        str_addf(out, "complete -c roundtable -n '__roundtable_command %s' -l %s",
                 command->name, row->name);
        if (row->letter) {
            str_addf(out, " -s %c", row->letter);
        }
        str_add(out, row->flag ? "" : row->path ? " -r -F" : " -x");
        str_clear(&words);
        add_values(row, &words);
        if (words.len_bytes) {
            str_addf(out, " -a '%s'", words.bytes);
        }
        str_add_byte(out, '\n');
    }
    str_clear(&words);
    add_operand_words(command, &words);
    if (words.len_bytes) {
        str_addf(out, "complete -c roundtable -n '__roundtable_command %s' -a '%s'\n",
                 command->name, words.bytes);
    }
    if (takes_file(command)) {
        str_addf(out,
                 "complete -c roundtable -n '__roundtable_command %s' -k -a "
                 "'(__fish_complete_suffix .json)'\n",
                 command->name);
    }
    str_finish(&words);
}

static void fish_end(struct str *out)
{
    (void)out;
}

static const struct shell shells[] = {{"bash", bash_begin, add_common, bash_end},
                                      {"zsh", zsh_begin, add_common, zsh_end},
                                      {"fish", fish_begin, fish_add, fish_end}};

/* A command is run only to hear which options it would read. */
struct hearing {
    const struct shell *shell;
    const struct command *command;
    struct str *out;
};

static void hear(void *to, const struct option_row *rows)
{
    struct hearing *h = to;
    static const struct option_row none = {.name = NULL};
    h->shell->add(h->command, rows ? rows : &none, h->out);
}

static void add_script(const struct shell *shell, char *program, struct str *out)
{
    shell->begin(out);
    for (const struct command *c = commands; c->name; c++) {
        struct hearing hearing = {shell, c, out};
        const struct option_listener listener = {hear, &hearing};
        struct command asked = *c;
        char *words[] = {program, NULL};
        asked.listener = &listener;
        c->run(&asked, 1, words);
    }
    shell->end(out);
}

int command_completion(const struct command *command, int argc, char **argv)
{
    char *program = argv[0];
    const char *names[sizeof shells / sizeof *shells + 1] = {0};
    const struct shell *shell = NULL;
    struct str out = STR_EMPTY;
    int status;
    if (!command_options(command, NULL, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 1) {
        return usage_error(command, argc ? "one SHELL at a time" : "which SHELL?");
    }
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        names[i] = shells[i].name;
        shell = strcmp(argv[0], names[i]) == 0 ? &shells[i] : shell;
    }
    if (!shell) {
        add_no_such("shell", argv[0], names, &out);
        status = usage_error(command, "%s", out.bytes);
    } else {
        add_script(shell, program, &out);
        status = print_text(&out);
    }
    str_finish(&out);
    return status;
}
