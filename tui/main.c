#include "command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static int print_help(void)
{
    printf("roundtable: map a system with a room of people, and plan what to do\n\n"
           "usage: roundtable [FILE]\n       roundtable COMMAND …\n\n");
    for (const struct command *c = commands; c->name; c++) {
        printf("  %-10s %s\n", c->name, c->summary);
    }
    printf("\n  --help     this; COMMAND --help says more\n"
           "  --version  the version\n\n"
           "On the screen: g adds a goal, a a note below it, Enter saves, Esc leaves the "
           "box,\n? shows every key, q leaves. Everything is saved as it is typed.\n\n"
           "  roundtable table-4.json\n"
           "  roundtable export -o table-4.html table-4.json\n");
    return output_done();
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        return print_help();
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        printf("roundtable %s\n", ROUNDTABLE_VERSION);
        return output_done();
    }
    for (const struct command *c = commands; argc > 1 && c->name; c++) {
        if (strcmp(argv[1], c->name) == 0) {
            char *program = argv[0];
            argv[1] = program; /* data folders are looked for beside the program */
            return c->run(c, argc - 1, argv + 1);
        }
    }
    return commands[0].run(&commands[0], argc, argv);
}
