/* What is missing, read out. */

#include "commands/command.h"
#include "export/export.h"
#include "findings/missing.h"

int command_missing(const struct command *command, int argc, char **argv)
{
    struct session_file file;
    struct str out = STR_EMPTY;
    int status;
    const char *path = command_file(command, NULL, argc, argv, &status);
    if (!path || !open_session(path, &file, &status)) {
        return status;
    }
    missing_text(file.session, &out);
    status = print_text(&out);
    str_finish(&out);
    return close_session(&file, status);
}
