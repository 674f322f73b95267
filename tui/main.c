#include "commands/command.h"

#include "base/nearest.h"
#include "store/places.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int print_help(void)
{
    struct str help = str_of("usage: roundtable [FILE | COMMAND …]   map a system with a "
                             "room, plan what to do\n");
    for (const struct command *c = commands; c->name; c++) {
        str_addf(&help, "  %-10s ", c->name);
        command_add_help(c->summary, &help);
        str_add_byte(&help, '\n');
    }
    str_add(
        &help,
        "  -h, --help, --version  this, or the version; help COMMAND says more\n"
        "On the screen: g adds a goal, ? shows every key. Faults: man roundtable, BUGS\n"
        "  roundtable table-4.json\n"
        "  roundtable export -o table-4.html table-4.json\n");
    int status = print_text(&help);
    str_finish(&help);
    return status;
}

/* Whether a first word could only be a command: no option, no file, with or without its
 * ".json", no path. */
static bool could_be_command(const char *word)
{
    struct stat about;
    bool could = *word && *word != '-' && !strpbrk(word, "./") && stat(word, &about) != 0;
    bool beside = false;
    free(could ? session_meant(word, &beside) : NULL);
    return could && !beside;
}

/* Whether options ask for something that is no file's: then the word before was meant for a
 * command, too. */
static bool asks_of_program(char *const *options)
{
    for (; *options && strcmp(*options, "--") != 0; options++) {
        if (strcmp(*options, "--help") == 0 || strcmp(*options, "-h") == 0 ||
            strcmp(*options, "--version") == 0) {
            return true;
        }
    }
    return false;
}

/* The command that was probably meant by a word, or NULL. */
static const char *command_meant(const char *word)
{
    const char *names[32];
    size_t count = 0;
    for (const struct command *c = commands; c->name; c++) {
        names[count++] = c->name;
    }
    names[count++] = "help";
    names[count++] = "--version";
    names[count] = NULL;
    return nearest_word(word, names);
}

static int no_command(const char *word)
{
    const char *meant = command_meant(word);
    return usage_error(NULL, "there is no command \"%s\"%s%s%s", word,
                       meant ? "; did you mean \"" : "", meant ? meant : "",
                       meant ? "\"?" : "");
}

/* "help" alone, and "help COMMAND", which is COMMAND --help. */
static int help(int argc, char **argv)
{
    const char *name = argc > 2 ? argv[2] : "";
    char asked[] = "--help";
    char *words[] = {argv[0], asked, NULL};
    const struct command *command = command_named(name);
    if (argc > 3) {
        return usage_error(NULL, "\"%s\" is one word too many", argv[3]);
    }
    if (command) {
        return command->run(command, 2, words);
    }
    return *name && *name != '-' && strcmp(name, "help") != 0 ? no_command(name)
                                                              : print_help();
}

int main(int argc, char **argv)
{
    signal(SIGXFSZ, SIG_IGN); /* a file too large is a failed write, not the end of us */
    setlocale(LC_CTYPE,
              ""); /* of the others none is asked, and each is a file to be read */
    setlocale(LC_MESSAGES, "");
    data_files_begin(argv[0]);
    const char *word = argc > 1 ? argv[1] : "";
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        return print_help();
    }
    if (strcmp(word, "help") == 0) {
        return help(argc, argv);
    }
    const struct command *command = command_named(word);
    if (command) {
        argv[1] = argv[0]; /* data folders are looked for beside the program */
        return command->run(command, argc - 1, argv + 1);
    }
    if (could_be_command(word) &&
        (command_meant(word) ||
         (argc > 2 && (strncmp(argv[2], "--", 2) != 0 || asks_of_program(argv + 2))))) {
        return no_command(word);
    }
    return commands[0].run(&commands[0], argc, argv);
}
