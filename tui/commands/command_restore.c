#include "base/instant.h"
#include "base/shell.h"
#include "commands/command.h"
#include "store/generations.h"
#include "store/replace.h"
#include "store/restore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes an earlier generation under a name of its own. */
static int take_out(const struct command *command, const char *path, const char *number,
                    const char *out)
{
    struct generations all = {0};
    struct str bytes = STR_EMPTY;
    struct str word = STR_EMPTY;
    struct err err = ERR_NONE;
    int status = STATUS_DONE;
    bool counts = *number && !number[strspn(number, "0123456789")];
    generations_list(path, &all);
    const struct generation *found =
        counts ? generations_find(&all, strtoul(number, NULL, 10)) : NULL;
    if (!found) {
        shell_add_path(path, &word);
        status = usage_error(command,
                             "no generation \"%s\" is kept of %s; roundtable log "
                             "--generations %s lists those that are",
                             number, path, word.bytes);
    } else if (!read_file(found->path, &bytes, &err) ||
               !replace_file(out, str_text(&bytes), bytes.len_bytes, REPLACE_NEVER,
                             &err)) {
        status = failure(&err);
    } else {
        status = tell_written(out);
    }
    generations_finish(&all);
    str_finish(&word);
    str_finish(&bytes);
    return status;
}

/* "generation 12 of 2017-02-22 12:14 UTC" */
static void add_source(const struct restored *r, struct str *line)
{
    char at[INSTANT_SIZE_BYTES];
    if (!r->number) {
        str_add(line, "no whole generation was kept");
        return;
    }
    instant_write((int64_t)r->at * 1000, at);
    str_addf(line, "generation %lu of %.10s %.5s UTC", r->number, at, at + 11);
}

static void add_part(struct str *line, size_t count, const char *where)
{
    if (count) {
        str_addf(line, "; %zu change%s more from %s", count, plural(count), where);
    }
}

/* A slip of a hand there is mended by that hand, and then nothing is lost. */
static bool tell_left_out(const char *path, struct restored *r)
{
    struct str aside = STR_EMPTY, out = STR_EMPTY;
    bool some = r->left_out.len_bytes > 0;
    if (some) {
        shell_add_path(r->aside, &aside);
        shell_add_path(path, &out);
        struct str lines = str_of(
            "words of the damaged file that are not taken in:\n%s\n"
            "to have these words: roundtable check %s names the line with the slip; once "
            "you have mended it, roundtable merge -o %s %s %s takes them in",
            str_text(&r->left_out), aside.bytes, out.bytes, out.bytes, aside.bytes);
        tell_lines(NULL, &lines);
    }
    str_finish(&aside);
    str_finish(&out);
    return some;
}

static int tell(const char *path, struct restored *r)
{
    struct str line = STR_EMPTY;
    bool look = tell_unread(path, &r->file.news) || !(r->needless || r->number);
    if (r->needless) {
        str_addf(&line,
                 "%s is whole: nothing was done. To take an earlier state out: "
                 "roundtable restore --generation N -o OUT ",
                 path);
        shell_add_path(path, &line);
    } else {
        str_addf(&line, "%s: restored, ", path);
        add_source(r, &line);
        add_part(&line, r->from_journal, "the journal");
        add_part(&line, r->from_file, "the damaged file");
        print_line(line.bytes);
        str_set(&line, "%s: ", path);
        add_counts(r->file.session, &line);
    }
    print_line(line.bytes);
    if (r->aside) {
        print_format("The damaged file is kept as %s.", r->aside);
    }
    str_finish(&line);
    int printed = output_done();
    look = tell_left_out(path, r) || look;
    return printed ? printed : look ? STATUS_LOOK : STATUS_DONE;
}

int command_restore(const struct command *command, int argc, char **argv)
{
    const char *number = NULL, *out = NULL;
    const struct option_row rows[] = {{"generation", .value = &number},
                                      {"output", 'o', .value = &out, .path = true},
                                      {.name = NULL}};
    struct restored restored;
    struct err err = ERR_NONE;
    int status;
    const char *path = command_file(command, rows, argc, argv, &status);
    if (!path) {
        return status;
    }
    if ((number == NULL) != (out == NULL) || (out && !*out)) {
        return usage_error(command, "--generation N and -o OUT go together");
    }
    if (number) {
        return take_out(command, path, number, out);
    }
    if (!file_restore(path, &restored, &err)) {
        return failure(&err);
    }
    status = tell(path, &restored);
    restored_finish(&restored);
    return status;
}
