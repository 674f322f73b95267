/* What all subcommands share: options, the FILE they are about, and what they tell. */

#include "commands/command.h"

#include "base/sanitise.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct program roundtable = {.name = "roundtable"};

void print_line(const char *text)
{
    struct str shown = STR_EMPTY;
    sanitise(text, SANITISE_FOR_CELLS, &shown);
    printf("%s\n", str_text(&shown));
    str_finish(&shown);
}

int usage_error(const struct command *command, const char *format, ...)
{
    struct program program = roundtable;
    struct str message = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&message, format, args);
    va_end(args);
    program.usage = command ? command->usage : NULL;
    int status = wrong_usage(&program, "%s", str_text(&message));
    str_finish(&message);
    return status;
}

int failure(struct err *err)
{
    program_tell(&roundtable, err_text(err));
    err_finish(err);
    return STATUS_FAILED;
}

int output_done(void)
{
    return program_done(&roundtable);
}

int print_text(const struct str *text)
{
    fwrite(str_text(text), 1, text->len_bytes, stdout);
    return output_done();
}

bool command_options(const struct command *command, const struct option_row *rows,
                     int *argc, char ***argv, int *status)
{
    struct program program = roundtable;
    program.usage = command->usage;
    program.details = command->details;
    return options_read(&program, rows, argc, argv, status);
}

const char *command_file(const struct command *command, const struct option_row *rows,
                         int argc, char **argv, int *status)
{
    if (!command_options(command, rows, &argc, &argv, status)) {
        return NULL;
    }
    if (argc != 1) {
        *status = usage_error(command, argc ? "one FILE at a time" : "which FILE?");
        return NULL;
    }
    return argv[0];
}

bool command_no_file(const struct command *command, const struct option_row *rows,
                     int argc, char **argv, int *status)
{
    if (!command_options(command, rows, &argc, &argv, status)) {
        return false;
    }
    if (argc) {
        *status = usage_error(command, "\"%s\" is one word too many", argv[0]);
    }
    return !argc;
}

bool open_session(const char *path, struct session_file *file, int *status)
{
    struct err err = ERR_NONE;
    if (!file_open(path, file, &err)) {
        *status = failure(&err);
        return false;
    }
    return true;
}

int close_session(struct session_file *file, int status)
{
    if (file->damaged) {
        struct str line = STR_EMPTY;
        str_addf(&line, "%s: %s", file->path, file->read_only_why);
        program_tell(&roundtable, line.bytes);
        str_finish(&line);
        status = status == STATUS_DONE ? STATUS_LOOK : status;
    }
    file_close(file);
    return status;
}

void add_counts(struct session *session, struct str *out)
{
    size_t tables, goals = 0, notes = 0;
    const struct record *const *table = session_tables(session, &tables);
    for (size_t i = 0; i < tables; i++) {
        size_t count;
        table_goals(session, table[i], &count);
        goals += count;
    }
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        notes += strcmp(record_kind(r), "note") == 0 && record_shown(r);
    }
    str_addf(out, "tables %zu, goals %zu, notes %zu, edits %zu", tables, goals, notes,
             session_edit_count(session));
}
