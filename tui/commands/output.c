/* Where exports go, and in which format. */

#include "commands/output.h"

#include "app/beside.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "store/replace.h"
#include "store/trust.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Wrong usage: there is no format of that name, or none with that ending. */
static int unknown_format(const struct command *command,
                          const struct output_choice *choice, const char *asked,
                          bool ending)
{
    const char *words[64] = {0};
    struct str said = STR_EMPTY, names = STR_EMPTY;
    size_t count = 0;
    for (const struct export_format *f = choice->formats; f->name && count < 60; f++) {
        words[count++] = f->name;
        words[count++] = f->endings[0];
        str_addf(&names, "%s%s", names.len_bytes ? ", " : "", f->name);
    }
    const char *meant = nearest_word(asked, words);
    str_addf(&said,
             ending ? "no format has the ending \".%s\"" : "there is no format \"%s\"",
             asked);
    if (meant) {
        str_addf(&said, "; did you mean \"%s%s\"?", ending ? "." : "", meant);
    }
    str_addf(&said, " (there are: %s%s)", str_text(&names),
             ending ? "; -f chooses one" : "");
    int status = usage_error(command, "%s", str_text(&said));
    str_finish(&names);
    str_finish(&said);
    return status;
}

/* What stands behind the last dot of a file's name, or NULL. */
static const char *ending_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && dot > path_name(path) ? dot + 1 : NULL;
}

/* The format that OUT is called by, where it has that ending too: a picture of the map for
 * "leeds-map.pdf"; or NULL. */
static const struct export_format *called(const struct export_format *among,
                                          const char *path, const char *ending)
{
    if (!ending) {
        return NULL;
    }
    const char *name = path_name(path), *end = ending - 1;
    for (const struct export_format *f = among; f->name; f++) {
        size_t len = strlen(f->name);
        bool fits = (size_t)(end - name) >= len && export_has_ending(f, ending);
        const char *at = fits ? end - len : NULL;
        if (fits && strncasecmp(at, f->name, len) == 0 &&
            (at == name || strchr("-_. ", at[-1]))) {
            return f;
        }
    }
    return NULL;
}

/* A format of ours whose program lacks. */
static int no_program(const struct export_format *format)
{
    struct err err = ERR_NONE;
    err_set(
        &err,
        "%s is written by a program of its own, roundtable-%s, which is neither beside "
        "this one nor in PATH: \"make all\" builds it, \"make install\" installs both",
        format->name, format->name);
    return failure(&err);
}

/* The program for a format, whose name is in lower case, to free(); or NULL. */
static char *find_beside(const struct output_choice *choice, const char *asked)
{
    char *name = memory_copy_text(asked);
    for (char *at = name; *at; at++) {
        *at += *at >= 'A' && *at <= 'Z' ? 'a' - 'A' : 0;
    }
    char *found = choice->program ? beside_find(name, choice->program) : NULL;
    free(name);
    return found;
}

/* The format asked for by name, else by OUT's ending, else text. False if there is
 * no such format, which is then told: a page called x.pdf that is plain text would
 * help nobody. */
static bool choose_format(const struct command *command,
                          const struct output_choice *choice, struct output *output,
                          int *status)
{
    const char *ending = output->path && output->is_file ? ending_of(output->path) : NULL;
    const char *asked = choice->format ? choice->format : ending ? ending : "text";
    const struct export_format *format =
        choice->format ? NULL : called(choice->formats, output->path, ending);
    format = format ? format : export_format_of(choice->formats, asked);
    output->format = format;
    if (format && format->write) {
        return true;
    }
    output->beside = find_beside(choice, format ? format->name : asked);
    if (!output->beside) {
        *status = format ? no_program(format)
                         : unknown_format(command, choice, asked, !choice->format);
        return false;
    }
    if (format && format->endings[1]) {
        bool named = ending && strcasecmp(ending, format->name) == 0; /* as out.map */
        output->type = export_has_ending(format, asked) ? asked : named ? NULL : ending;
    }
    return true;
}

/* The format that files of an ending are of, where another was asked for: a file called
 * x.pdf that is plain text would help nobody. Any text may be called .txt; NULL: all is well. */
static const struct export_format *belied(const struct export_format *format,
                                          const char *ending)
{
    const struct export_format *by =
        ending ? export_format_of(export_formats, ending) : NULL;
    bool ours = !by || by == format || !export_has_ending(by, ending) ||
                export_has_ending(format, ending);
    return ours || (format->write && export_has_ending(&export_formats[0], ending)) ? NULL
                                                                                    : by;
}

static bool is_called_right(const struct command *command, const struct output *output,
                            int *status)
{
    const struct export_format *format = output->format, *by;
    const char *ending = output->path && output->is_file ? ending_of(output->path) : NULL;
    if (!format || !(by = belied(format, ending))) {
        return true;
    }
    int name = (int)(ending - 1 - output->path);
    *status = usage_error(command,
                          "%s would be no %s: -f %s writes another kind of file; call it "
                          "%.*s.%s, or -f %s writes a %s",
                          output->path, ending, format->name, name, output->path,
                          format->endings[0], by->name, ending);
    return false;
}

static struct output look_at(const char *path, const char *session, bool force)
{
    struct output output = {.force = force, .is_file = true};
    struct stat about;
    if (!path || strcmp(path, "-") == 0) {
        return output;
    }
    output.path = path;
    if (stat(path, &about) == 0) {
        output.exists = true;
        output.is_file = S_ISREG(about.st_mode);
        output.is_folder = S_ISDIR(about.st_mode);
        output.is_session = same_file(path, session);
    }
    return output;
}

bool output_holds_a_session(const struct command *command, const char *path, int *status)
{
    struct output output = look_at(path, "", false);
    const char *ending = output.is_file ? ending_of(path) : NULL;
    const struct export_format *json = export_format_of(export_formats, "json");
    const struct export_format *by = belied(json, ending);
    if (by) {
        *status = usage_error(command,
                              "%s would be no %s, but a session file: call it %.*s.json; "
                              "roundtable export writes a %s of that",
                              path, ending, (int)(ending - 1 - path), path, ending);
    }
    return !by;
}

/* Whether the format has what else was asked for; if not, that is told. What only a
 * program beside knows is for it to say. */
static bool can_have(const struct command *command, const struct output_choice *choice,
                     const struct export_options *options,
                     const struct export_format *format, int *status)
{
    if (format && choice->paper && !format->papers) {
        *status = usage_error(command, "--paper is for pdf, map and text, not %s",
                              format->name);
        return false;
    }
    if (format && choice->paper && format->write &&
        !text_among(choice->paper, format->papers, SIZE_MAX)) {
        *status = usage_error(command, "there is no paper \"%s\" of %s; it is %s or %s",
                              choice->paper, format->name, format->papers[0],
                              format->papers[1]);
        return false;
    }
    if (format && choice->seminar && !format->seminar) {
        *status = usage_error(command, "--seminar is for -f map, not %s", format->name);
        return false;
    }
    if (format && format->whole &&
        (options->without_names || options->brief || options->audience != FOR_ANYBODY)) {
        *status =
            usage_error(command,
                        "%s are all that the file holds: --without-names, --for and "
                        "--brief are for other formats",
                        format->name);
        return false;
    }
    if (format && !format->readable && options->day) {
        *status = usage_error(
            command, "--day is for text, markdown, html and pdf, not %s", format->name);
        return false;
    }
    if (format && !format->readable && options->form) {
        *status = usage_error(
            command, "--form is for text, markdown, html and pdf, not %s", format->name);
        return false;
    }
    if (format && !format->readable && (options->cover || options->answer)) {
        *status =
            usage_error(command, "--cover and --answer are for what people read, not %s",
                        format->name);
        return false;
    }
    return true;
}

/* A device or a pipe is written into: it must not be replaced by a file. */
static int write_into(const struct str *out, const char *path)
{
    struct err err = ERR_NONE;
    if (!path_is_trusted(path, &err)) {
        return failure(&err);
    }
    FILE *file = fopen(path, "we");
    bool ok = file && fwrite(str_text(out), 1, out->len_bytes, file) == out->len_bytes;
    if (file && fclose(file) != 0) {
        ok = false;
    }
    if (!ok) {
        err_system(&err, "%s: not written", path);
        return failure(&err);
    }
    return STATUS_DONE;
}

/* Whether OUT can be written to as it stands there; if not, that is told. */
static bool can_take(const struct command *command, const struct output *output,
                     int *status)
{
    if (output->is_folder) {
        *status = usage_error(command, "%s: a folder; name a file in it", output->path);
        return false;
    }
    if (output->is_session) { /* its history would be lost */
        *status = usage_error(command, "%s: the session itself; choose another OUT",
                              output->path);
        return false;
    }
    return true;
}

bool output_choose(const struct command *command, const struct output_choice *choice,
                   const char *session, const struct export_options *options,
                   struct output *output, int *status)
{
    if (choice->path && !*choice->path) {
        *status = usage_error(command, "an empty word stands where OUT should");
        return false;
    }
    *output = look_at(choice->path, session, choice->force);
    if (!choose_format(command, choice, output, status)) {
        return false;
    }
    if (!can_take(command, output, status) || !is_called_right(command, output, status) ||
        !can_have(command, choice, options, output->format, status)) {
        free(output->beside);
        return false;
    }
    return true;
}

bool output_is_utf8(const struct output *output)
{
    return output->path || strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int output_write(const struct output *output, const struct str *out)
{
    struct err err = ERR_NONE;
    if (!output->path) {
        if (isatty(STDOUT_FILENO) && out->len_bytes &&
            !utf8_valid(out->bytes, out->len_bytes, NULL)) {
            err_set(&err, "this is no text for a terminal; -o OUT writes it to a file");
            return failure(&err);
        }
        return print_text(out);
    }
    if (output->exists && !output->is_file) {
        return write_into(out, output->path);
    }
    if (output->exists && !output->force) {
        err_set(&err,
                "%s: exists already; choose another name, or --force to overwrite it",
                output->path);
        return failure(&err);
    }
    return replace_file(
               output->path, str_text(out), out->len_bytes,
               REPLACE_SHARED | (output->force ? REPLACE_EXISTING : REPLACE_NEVER), &err)
               ? tell_written(output->path)
               : failure(&err);
}
