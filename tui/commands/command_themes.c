/* What a room hears back before people leave. */

#include "base/nearest.h"
#include "commands/output.h"
#include "findings/findings.h"
#include "store/file.h"

#include <stdlib.h>

/* Wrong usage: no table of the file has that column. */
static int unknown_column(const struct command *command, const char *asked,
                          const char *const *known)
{
    const char *meant = nearest_word(asked, known);
    struct str said = STR_EMPTY;
    str_addf(&said, "there is no column \"%s\"", asked);
    if (meant) {
        str_addf(&said, "; did you mean \"%s\"?", meant);
    }
    for (size_t i = 0; known[i]; i++) {
        str_addf(&said, "%s%s", i ? ", " : " (there are: ", known[i]);
    }
    str_add(&said, known[0] ? ")" : "");
    int status = usage_error(command, "%s", str_text(&said));
    str_finish(&said);
    return status;
}

static int write_themes(const struct command *command, struct session *session,
                        const char *column, const struct output *output,
                        struct export_options *options)
{
    struct str out = STR_EMPTY;
    const char **known = NULL;
    if (column) {
        options->column = findings_column_named(session, column, &known);
        if (!options->column) {
            int status = unknown_column(command, column, known);
            free(known);
            return status;
        }
    }
    output->format->write(session, options, &out);
    int status = output_write(output, &out);
    str_finish(&out);
    return status;
}

int command_themes(const struct command *command, int argc, char **argv)
{
    const char *column = NULL, *audience = NULL;
    struct output_choice choice = {0};
    struct export_options options = {0};
    const struct option_row rows[] = {{"format", 'f', NULL, &choice.format},
                                      {"output", 'o', NULL, &choice.path},
                                      {"force", 0, &choice.force, NULL},
                                      {"column", 0, NULL, &column},
                                      {"brief", 0, &options.brief, NULL},
                                      {"for", 0, NULL, &audience},
                                      {"without-names", 0, &options.without_names, NULL},
                                      {"cover", 0, &options.cover, NULL},
                                      {"answer", 0, NULL, &options.answer},
                                      {NULL, 0, NULL, NULL}};
    struct session_file file;
    struct output output;
    struct err err = ERR_NONE;
    int status;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 1) {
        return usage_error(command, argc ? "one FILE at a time" : "which FILE?");
    }
    if (!audience_choose(command, audience, &options.audience, &status)) {
        return status;
    }
    choice.formats = themes_formats(&choice.format_count);
    if (!output_choose(command, &choice, argv[0], &output, &status)) {
        return status;
    }
    if (!output.format->readable && (options.cover || options.answer)) {
        return usage_error(command,
                           "--cover and --answer are for what people read, not %s",
                           output.format->name);
    }
    if (!file_open(argv[0], &file, &err)) {
        return failure(&err);
    }
    options.plain_bars = !output_is_utf8(&output);
    status = write_themes(command, file.session, column, &output, &options);
    status = warn_of_damage(argv[0], &file, status);
    file_close(&file);
    return status;
}
