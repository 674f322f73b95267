#include "base/nearest.h"
#include "command.h"
#include "export/export.h"
#include "store/file.h"
#include "store/replace.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Wrong usage: there is no format of that name, or none with that ending. */
static int unknown_format(const struct command *command, const char *asked, bool ending)
{
    const char *words[33] = {0};
    struct str said = STR_EMPTY, names = STR_EMPTY;
    size_t count;
    const struct export_format *formats = export_formats(&count);
    for (size_t i = 0; i < count && i < 16; i++) {
        words[2 * i] = formats[i].name;
        words[2 * i + 1] = formats[i].extension;
        str_addf(&names, "%s%s", i ? ", " : "", formats[i].name);
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
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    const char *name = slash ? slash + 1 : path;
    return dot && dot > name ? dot + 1 : NULL;
}

/* The format asked for by name, else by OUT's ending, else text. False if there is
 * no such format, which is then told: a page called x.pdf that is plain text would
 * help nobody. */
static bool choose_format(const struct command *command, const char *name,
                          const char *path, bool path_is_file,
                          const struct export_format **format, int *status)
{
    const char *ending = path && path_is_file ? ending_of(path) : NULL;
    const char *asked = name ? name : ending ? ending : "text";
    *format = export_format_of(asked);
    if (!*format) {
        *status = unknown_format(command, asked, !name);
    }
    return *format != NULL;
}

/* A device or a pipe is written into: it must not be replaced by a file. */
static int write_into(const struct str *out, const char *path)
{
    struct err err = ERR_NONE;
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

/* Where the export goes. */
struct target {
    const char *path; /* NULL: standard output */
    bool force;
    bool exists, is_file, is_folder;
    bool is_session; /* the very file that is exported */
};

static struct target target_of(const char *path, const char *session, bool force)
{
    struct target target = {.force = force, .is_file = true};
    struct stat about, other;
    if (!path || strcmp(path, "-") == 0) {
        return target;
    }
    target.path = path;
    if (stat(path, &about) == 0) {
        target.exists = true;
        target.is_file = S_ISREG(about.st_mode);
        target.is_folder = S_ISDIR(about.st_mode);
        target.is_session = stat(session, &other) == 0 && about.st_dev == other.st_dev &&
                            about.st_ino == other.st_ino;
    }
    return target;
}

static int write_out(const struct str *out, const struct target *target)
{
    struct err err = ERR_NONE;
    if (!target->path) {
        fwrite(str_text(out), 1, out->len_bytes, stdout);
        return output_done();
    }
    if (target->exists && !target->is_file) {
        return write_into(out, target->path);
    }
    if (target->exists && !target->force) {
        err_set(&err,
                "%s: exists already; choose another name, or --force to overwrite it",
                target->path);
        return failure(&err);
    }
    return replace_file(target->path, str_text(out), out->len_bytes,
                        target->force ? REPLACE_EXISTING : REPLACE_NEVER, &err)
               ? STATUS_DONE
               : failure(&err);
}

static int export_to(const char *path, const struct export_format *format,
                     const struct export_options *options, const struct target *target)
{
    struct session_file file;
    struct err err = ERR_NONE;
    struct str out = STR_EMPTY;
    if (!file_open(path, &file, &err)) {
        return failure(&err);
    }
    format->write(file.session, options, &out);
    int status = warn_of_damage(path, &file, write_out(&out, target));
    str_finish(&out);
    file_close(&file);
    return status;
}

int command_export(const struct command *command, int argc, char **argv)
{
    const char *name = NULL, *path = NULL;
    bool force = false;
    struct export_options options = {0};
    const struct option_row rows[] = {{"format", 'f', NULL, &name},
                                      {"output", 'o', NULL, &path},
                                      {"force", 0, &force, NULL},
                                      {"without-names", 0, &options.without_names, NULL},
                                      {NULL, 0, NULL, NULL}};
    const struct export_format *format;
    int status;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 1) {
        return usage_error(command, argc ? "one FILE at a time" : "which FILE?");
    }
    if (path && !*path) {
        return usage_error(command, "an empty word stands where OUT should");
    }
    struct target target = target_of(path, argv[0], force);
    if (!choose_format(command, name, target.path, target.is_file, &format, &status)) {
        return status;
    }
    if (target.is_folder) {
        return usage_error(command, "%s: a folder; name a file in it", path);
    }
    if (target.is_session) { /* its history would be lost */
        return usage_error(command, "%s: the session itself; choose another OUT", path);
    }
    return export_to(argv[0], format, &options, &target);
}
