/* What is missing, read out. */

#include "commands/command.h"
#include "export/export.h"
#include "findings/missing.h"

#include <stdio.h>

int command_missing(const struct command *command, int argc, char **argv)
{
    const struct option_row rows[] = {{NULL, 0, NULL, NULL}};
    struct session_file file;
    struct str out = STR_EMPTY;
    struct err err = ERR_NONE;
    int status;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 1) {
        return usage_error(command, argc ? "one FILE at a time" : "which FILE?");
    }
    if (!file_open(argv[0], &file, &err)) {
        return failure(&err);
    }
    missing_text(file.session, &out);
    fputs(str_text(&out), stdout);
    str_finish(&out);
    status = warn_of_damage(argv[0], &file, output_done());
    file_close(&file);
    return status;
}
