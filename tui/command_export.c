#include "base/memory.h"
#include "base/nearest.h"
#include "command.h"
#include "export/export.h"
#include "store/file.h"
#include "store/replace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int unknown_format(const struct command *command, const char *asked)
{
    const char *names[17];
    struct str all = STR_EMPTY;
    size_t count;
    const struct export_format *formats = export_formats(&count);
    for (size_t i = 0; i < count && i < 16; i++) {
        names[i] = formats[i].name;
        names[i + 1] = NULL;
        str_addf(&all, "%s%s", i ? ", " : "", formats[i].name);
    }
    const char *meant = nearest_word(asked, names);
    int status = usage_error(command, "there is no format \"%s\"%s%s%s (there are: %s)",
                             asked, meant ? "; did you mean \"" : "", meant ? meant : "",
                             meant ? "\"?" : "", str_text(&all));
    str_finish(&all);
    return status;
}

static int write_out(const struct str *out, const char *path, bool force)
{
    struct err err = ERR_NONE;
    if (!path || strcmp(path, "-") == 0) {
        fwrite(str_text(out), 1, out->len_bytes, stdout);
        return output_done();
    }
    if (!replace_file(path, str_text(out), out->len_bytes,
                      force ? REPLACE_EXISTING : REPLACE_NEVER, &err)) {
        return failure(&err);
    }
    return STATUS_DONE;
}

int command_export(const struct command *command, int argc, char **argv)
{
    const char *name = NULL, *path = NULL;
    bool force = false;
    struct export_options options = {0};
    const struct option_row rows[] = {
        {"format", 'f', NULL, &name},
        {"output", 'o', NULL, &path},
        {"force", 0, &force, NULL},
        {"without-names", 0, &options.without_names, NULL},
        {NULL, 0, NULL, NULL}};
    struct session_file file;
    struct err err = ERR_NONE;
    struct str out = STR_EMPTY;
    int status;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 1) {
        return usage_error(command, argc ? "one FILE at a time" : "which FILE?");
    }
    const struct export_format *format = name   ? export_format_of(name)
                                         : path ? export_format_of_path(path)
                                                : NULL;
    if (name && !format) {
        return unknown_format(command, name);
    }
    if (!format) {
        format = export_format_of("text");
    }
    if (!file_open(argv[0], &file, &err)) {
        return failure(&err);
    }
    format->write(file.session, &options, &out);
    status = write_out(&out, path, force);
    str_finish(&out);
    file_close(&file);
    return status;
}
