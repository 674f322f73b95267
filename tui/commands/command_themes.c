/* What a room hears back before people leave. */

#include "commands/output.h"
#include "findings/findings.h"
#include "store/file.h"

#include <stdlib.h>

/* Wrong usage: no table of the file has that column. */
static int unknown_column(const struct command *command, const char *asked,
                          const char *const *known)
{
    struct str said = STR_EMPTY;
    add_no_such("column", asked, known, &said);
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
    struct output_choice choice = {.formats = themes_formats};
    struct export_options options = {0};
    const struct option_row rows[] = {
        {"format", 'f', .value = &choice.format},
        {"output", 'o', .value = &choice.path},
        {"force", .flag = &choice.force},
        {"column", .value = &column},
        {"brief", .flag = &options.brief},
        {"for", .value = &audience, .words = audience_names, .what = "export for"},
        {"without-names", .flag = &options.without_names},
        {"cover", .flag = &options.cover},
        {"answer", .value = &options.answer},
        {.name = NULL}};
    struct session_file file;
    struct output output;
    int status;
    const char *path = command_file(command, rows, argc, argv, &status);
    if (!path || !output_choose(command, &choice, path, &options, &output, &status) ||
        !open_session(path, &file, &status)) {
        return status;
    }
    options.audience = audience_of(audience);
    options.plain_bars = !output_is_utf8(&output);
    return close_session(&file,
                         write_themes(command, file.session, column, &output, &options));
}
