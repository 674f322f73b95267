#include "app/beside.h"
#include "base/fold.h"
#include "base/memory.h"
#include "commands/output.h"
#include "commands/pictures.h"
#include "model/meetings.h"
#include "model/parting.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "store/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BESIDE_WORDS = 19 };

/* What was asked for, as far as it is not where to. */
struct export_asked {
    struct export_options options;
    const char *paper, *audience, *table; /* NULL: not said */
    bool seminar;
    struct str zone, now; /* options.zone_minutes and now_ms, in figures */
};

/* The options as words for a program beside this one, ended by NULL. */
static void words_for_beside(const struct export_asked *asked, const char *type,
                             const char *words[MOST_BESIDE_WORDS])
{
    size_t count = 0;
    if (type) {
        words[count++] = "--type";
        words[count++] = type;
    }
    if (asked->seminar) {
        words[count++] = "--seminar";
    }
    if (asked->options.without_names) {
        words[count++] = "--without-names";
    }
    if (asked->audience) {
        words[count++] = "--for";
        words[count++] = asked->audience;
    }
    if (asked->paper) {
        words[count++] = "--paper";
        words[count++] = asked->paper;
    }
    if (asked->options.day) {
        words[count++] = "--day";
        words[count++] = "--zone";
        words[count++] = str_text(&asked->zone);
        words[count++] = "--now";
        words[count++] = str_text(&asked->now);
    }
    if (asked->options.form) {
        words[count++] = "--form";
        words[count++] = asked->options.form;
    }
    if (asked->options.cover) {
        words[count++] = "--cover";
    }
    if (asked->options.answer) {
        words[count++] = "--answer";
        words[count++] = asked->options.answer;
    }
    words[count] = NULL;
}

/* The day goes by the clocks of the place, as they were when its last stage was entered; and by
 * what they show now. */
static void find_time(struct session *session, struct export_asked *asked)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        const struct version *stage = field_shown(record_field(tables[i], "stage"));
        if (stage) {
            asked->options.zone_minutes = clock_zone_minutes(stage->edit->at_ms);
        }
    }
    asked->options.now_ms = clock_now_ms();
    str_set(&asked->zone, "%d", asked->options.zone_minutes);
    str_set(&asked->now, "%lld", (long long)asked->options.now_ms);
}

/* The form that was asked for, by its id or its title; else what is in use is said. An exit
 * status. */
static int find_form(struct session *session, struct export_asked *asked)
{
    size_t tables, count;
    struct err err = ERR_NONE;
    struct str known = STR_EMPTY;
    const struct record *const *all = session_tables(session, &tables);
    for (size_t i = 0; i < tables; i++) {
        const struct grid **grids = table_grids(session, all[i], &count);
        for (size_t g = 0; g < count; g++) {
            if (strcmp(grids[g]->id, asked->options.form) == 0 ||
                fold_same(grids[g]->title, asked->options.form, "")) {
                asked->options.form = grids[g]->id;
                free(grids);
                str_finish(&known);
                return STATUS_DONE;
            }
            if (!i) {
                str_addf(&known, "%s%s", g ? ", " : "", grids[g]->id);
            }
        }
        free(grids);
    }
    err_set(&err, "no form \"%s\" is in use here; there is %s", asked->options.form,
            known.len_bytes ? known.bytes : "none");
    str_finish(&known);
    return failure(&err);
}

/* The table of those that is called so: of the meetings of one the last; NULL: none. Of several
 * others they are named in *which. */
static const struct record *only_called(struct session *session,
                                        const struct record *const *tables, size_t count,
                                        const char *asked, struct str *which)
{
    const struct record **called = memory_get((count + 1) * sizeof *called);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (table_is_called(tables[i], asked)) {
            called[found++] = tables[i];
        }
    }
    const struct record *last = found ? called[found - 1] : NULL;
    if (tables_count_met(session, called, found) > 1) {
        str_add(which, WHICH_TABLE);
        name_each_table(called, found, which);
    }
    free(called);
    return last;
}

/* The session of the table that was asked for alone, in the place of that of the file: the last of
 * its meetings, and with it those before. An exit status. */
static int find_table(const struct command *command, struct session_file *file,
                      const char *asked)
{
    size_t count, met;
    struct err err = ERR_NONE;
    struct str which = STR_EMPTY;
    const struct record *const *all = session_tables(file->session, &count);
    const struct record **last = tables_to_follow(file->session, &met);
    const struct record *table = only_called(file->session, last, met, asked, &which);
    table = table ? table : only_called(file->session, all, count, asked, &which);
    free(last);
    int status = STATUS_DONE;
    if (which.len_bytes) {
        status = usage_error(command, "%s", which.bytes);
    } else if (!table) {
        err_set(&err, "%s: there is no table \"%s\"", file->path, asked);
        status = failure(&err);
    } else {
        struct session *alone = session_of_table(file->session, table);
        session_free(file->session);
        file->session = alone;
    }
    str_finish(&which);
    return status;
}

/* What the format had to leave out wants a person to look. */
static int tell_left_out(struct session *session, const struct output *output, int status)
{
    struct err err = ERR_NONE;
    struct str said = STR_EMPTY;
    if (status == STATUS_DONE && output->format->left_out &&
        output->format->left_out(session, &said)) {
        err_set(&err, "%s", said.bytes);
        failure(&err);
        status = STATUS_LOOK;
    }
    str_finish(&said);
    return status;
}

/* What takes longer than a moment is told on a terminal, in a line that is wiped. */
static bool tell_begun(const struct output *output)
{
    bool tells = isatty(STDERR_FILENO) && output->path;
    if (tells) {
        fputs("\rwriting the file", stderr);
        fflush(stderr);
    }
    return tells;
}

static void wipe_begun(bool told)
{
    if (told) {
        fprintf(stderr, "\r%*s\r", 48, "");
    }
}

/* The format of another program: it reads the session as its file would be written. */
static int write_beside(struct session *session, const struct export_asked *asked,
                        const struct output *output)
{
    const char *words[MOST_BESIDE_WORDS];
    struct beside_ran ran = {0};
    struct str input = STR_EMPTY;
    struct err err = ERR_NONE;
    words_for_beside(asked, output->type, words);
    file_write(session, &input);
    bool told = tell_begun(output), ok;
    int status;
    ok = beside_run(output->beside, words, &input, &ran, &err);
    wipe_begun(told);
    if (!ok) {
        status = failure(&err);
    } else {
        tell_beside(&ran.err);
        status = ran.status;
        if (status == STATUS_DONE || status == STATUS_LOOK) {
            int written = output_write(output, &ran.out);
            status = written ? written : status;
        }
    }
    str_finish(&input);
    beside_ran_finish(&ran);
    return status;
}

/* A page shows the maps as pictures, too, where the program is there that draws them. An
 * exit status. */
static int write_here(struct session *session, const struct export_asked *asked,
                      const struct output *output, const char *program)
{
    struct str out = STR_EMPTY;
    struct export_options options = asked->options;
    struct pictures pictures = {0};
    bool drawn = true;
    if (strcmp(output->format->name, "html") == 0 && !options.form) {
        bool told = tell_begun(output);
        drawn = pictures_draw(session, options.audience, program, &pictures);
        wipe_begun(told);
        options.maps = pictures.svgs;
        options.map_count = pictures.count;
        options.seminar_map = pictures.seminar;
    }
    output->format->write(session, &options, &out);
    pictures_finish(&pictures);
    /* Nothing to write is no reason to replace what is there. */
    bool nothing = !out.len_bytes && output->format->left_out;
    int status = nothing ? STATUS_DONE : output_write(output, &out);
    status = tell_left_out(session, output, status);
    str_finish(&out);
    return status == STATUS_DONE && !drawn ? STATUS_LOOK : status;
}

/* Of papers with entries, none has those that are half written; what programs read has. */
static bool leaves_drafts_out(const struct output *output,
                              const struct export_options *options)
{
    const struct export_format *format = output->format;
    return format && !options->day && !format->whole && !format->left_out &&
           strcmp(format->name, "json") != 0;
}

int command_export(const struct command *command, int argc, char **argv)
{
    struct output_choice choice = {.formats = export_formats, .program = argv[0]};
    struct export_asked asked = {0};
    const char *formats[EXPORT_MOST_FORMATS + 1];
    const struct option_row rows[] = {
        {"format", 'f', .value = &choice.format, .known = formats},
        {"output", 'o', .value = &choice.path, .path = true},
        {"force", .flag = &choice.force},
        {"for", .value = &asked.audience, .words = audience_names, .what = "export for"},
        {"without-names", .flag = &asked.options.without_names},
        {"paper", .value = &choice.paper, .known = papers_of_pdf},
        {"seminar", .flag = &choice.seminar},
        {"brief", .flag = &asked.options.brief},
        {"day", .flag = &asked.options.day},
        {"form", .value = &asked.options.form},
        {"table", .value = &asked.table},
        {"cover", .flag = &asked.options.cover},
        {"answer", .value = &asked.options.answer},
        {.name = NULL}};
    struct session_file file;
    struct output output;
    int status;
    export_names(export_formats, formats);
    const char *path = command_file(command, rows, argc, argv, &status);
    asked.options.audience = audience_of(asked.audience);
    if (!path ||
        !output_choose(command, &choice, path, &asked.options, &output, &status)) {
        return status;
    }
    if (asked.table && output.format && output.format->whole) {
        free(output.beside);
        return usage_error(command, "%s are all that the file holds: no --table",
                           output.format->name);
    }
    bool pdf = output.format && strcmp(output.format->name, "pdf") == 0;
    asked.paper = asked.options.brief && pdf ? "page" : choice.paper;
    asked.seminar = choice.seminar;
    asked.options.narrow = choice.paper && strcmp(choice.paper, "narrow") == 0;
    asked.options.plain_bars = !output_is_utf8(&output);
    if (open_session(path, &file, &status)) {
        status = asked.table ? find_table(command, &file, asked.table) : STATUS_DONE;
        find_time(file.session, &asked);
        status = !status && asked.options.form ? find_form(file.session, &asked) : status;
        status = status ? status
                 : output.beside
                     ? write_beside(file.session, &asked, &output)
                     : write_here(file.session, &asked, &output, choice.program);
        tell_waiting(path, file.session);
        if (leaves_drafts_out(&output, &asked.options)) {
            tell_half_written(path, file.session);
        }
        status = close_session(&file, status);
    }
    str_finish(&asked.zone);
    str_finish(&asked.now);
    free(output.beside);
    return status;
}
