/* What a room hears back before people leave. */

#include "commands/output.h"
#include "findings/findings.h"
#include "store/file.h"

#include <stdlib.h>
#include <string.h>

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
                        struct session *last, const char *column,
                        const struct output *output, struct export_options *options)
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
    if (last) {
        themes_after(session, last, options, &out);
    } else {
        output->format->write(session, options, &out);
    }
    int status = output_write(output, &out);
    str_finish(&out);
    return status;
}

int command_themes(const struct command *command, int argc, char **argv)
{
    const char *column = NULL, *audience = NULL, *after = NULL;
    struct output_choice choice = {.formats = themes_formats};
    struct export_options options = {0};
    const char *formats[EXPORT_MOST_FORMATS + 1];
    const struct option_row rows[] = {
        {"format", 'f', .value = &choice.format, .known = formats},
        {"output", 'o', .value = &choice.path, .path = true},
        {"force", .flag = &choice.force},
        {"column", .value = &column},
        {"after", .value = &after, .path = true},
        {"brief", .flag = &options.brief},
        {"for", .value = &audience, .words = audience_names, .what = "export for"},
        {"without-names", .flag = &options.without_names},
        {"cover", .flag = &options.cover},
        {"answer", .value = &options.answer},
        {.name = NULL}};
    struct session_file file, last;
    struct output output;
    int status;
    export_names(themes_formats, formats);
    const char *path = command_file(command, rows, argc, argv, &status);
    if (!path || !output_choose(command, &choice, path, &options, &output, &status)) {
        return status;
    }
    if (after && strcmp(output.format->name, "text") != 0) {
        return usage_error(command, "what came of last time is text, not %s",
                           output.format->name);
    }
    if (!open_session(path, &file, &status)) {
        return status;
    }
    if (after && !open_session(after, &last, &status)) {
        return close_session(&file, status);
    }
    options.audience = audience_of(audience);
    options.plain_bars = !output_is_utf8(&output);
    status = write_themes(command, file.session, after ? last.session : NULL, column,
                          &output, &options);
    status = after ? close_session(&last, status) : status;
    return close_session(&file, status);
}
