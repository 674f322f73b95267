#include "output.h"
#include "store/file.h"

static int export_to(const char *path, const struct export_options *options,
                     const struct output *output)
{
    struct session_file file;
    struct err err = ERR_NONE;
    struct str out = STR_EMPTY;
    if (!file_open(path, &file, &err)) {
        return failure(&err);
    }
    output->format->write(file.session, options, &out);
    int status = warn_of_damage(path, &file, output_write(output, &out));
    str_finish(&out);
    file_close(&file);
    return status;
}

int command_export(const struct command *command, int argc, char **argv)
{
    struct output_choice choice = {0};
    struct export_options options = {0};
    const struct option_row rows[] = {{"format", 'f', NULL, &choice.format},
                                      {"output", 'o', NULL, &choice.path},
                                      {"force", 0, &choice.force, NULL},
                                      {"without-names", 0, &options.without_names, NULL},
                                      {NULL, 0, NULL, NULL}};
    struct output output;
    int status;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 1) {
        return usage_error(command, argc ? "one FILE at a time" : "which FILE?");
    }
    choice.formats = export_formats(&choice.format_count);
    if (!output_choose(command, &choice, argv[0], &output, &status)) {
        return status;
    }
    options.plain_bars = !output_is_utf8(&output);
    return export_to(argv[0], &options, &output);
}
