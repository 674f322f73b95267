/* People's phones: the program beside that serves them, with the screen or alone. */

#include "app/beside.h"
#include "commands/command.h"

#include <stdlib.h>
#include <unistd.h>

/* It takes our place: it prints its address, then a line an event, and ends as it does. */
static int serve(const char *program, const char *host, const char *port,
                 const char *path)
{
    char *own = beside_find("phones", program);
    const char *words[1 + PHONES_WORDS] = {own};
    struct err err = ERR_NONE;
    beside_phones_words(host, port, path, words + 1);
    if (own) {
        execv(own, (char *const *)words);
        err_system(&err, "%s", own);
    } else {
        err_set(&err, "roundtable-phones is not there, which serves phones; it belongs "
                      "beside roundtable, or into a folder of PATH");
    }
    free(own);
    return failure(&err);
}

int command_phones(const struct command *command, int argc, char **argv)
{
    const char *program = argv[0];
    struct open_choice choice = {.phones = true};
    bool only = false;
    const struct option_row rows[] = {
        {"by", .value = &choice.by},
        {"theme", .value = &choice.theme, .words = open_themes},
        {"no-mouse", .flag = &choice.no_mouse},
        {"only", .flag = &only},
        {"host", .value = &choice.phones_host},
        {"port", .value = &choice.phones_port},
        {.name = NULL}};
    int status;
    const char *path = command_file(command, rows, argc, argv, &status);
    if (!path) {
        return status;
    }
    if (only) {
        return serve(program, choice.phones_host, choice.phones_port, path);
    }
    if (!has_screen()) {
        return usage_error(command, "no terminal here; --only serves phones without a "
                                    "screen");
    }
    return open_on_screen(program, path, &choice);
}
