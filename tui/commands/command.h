#ifndef ROUNDTABLE_COMMANDS_COMMAND_H
#define ROUNDTABLE_COMMANDS_COMMAND_H

#include "base/err.h"
#include "model/template.h"
#include "store/file.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The subcommands: one row each, one file each. Each returns an exit status.
 */

enum status {
    STATUS_DONE = 0,
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
    STATUS_LOOK = 3, /* done, but something needs a person */
};

struct command {
    const char *name;
    const char *usage; /* what follows "usage: roundtable ", at most 80 columns a line */
    const char *summary; /* for --help */
    const char *details; /* more, with two examples, for COMMAND --help */
    int (*run)(const struct command *command, int argc, char **argv);
};

/* One a file; argv[0] is the program, as main() got it. */
int command_open(const struct command *command, int argc, char **argv);
int command_merge(const struct command *command, int argc, char **argv);
int command_themes(const struct command *command, int argc, char **argv);
int command_missing(const struct command *command, int argc, char **argv);
int command_diff(const struct command *command, int argc, char **argv);
int command_new(const struct command *command, int argc, char **argv);
int command_export(const struct command *command, int argc, char **argv);
int command_check(const struct command *command, int argc, char **argv);
int command_log(const struct command *command, int argc, char **argv);
int command_restore(const struct command *command, int argc, char **argv);
int command_templates(const struct command *command, int argc, char **argv);
int command_keys(const struct command *command, int argc, char **argv);

/** The commands, ended by one without a name; the first is to open a file. */
extern const struct command commands[];

/** One option of a command: a flag, or one that takes a value. */
struct option_row {
    const char *name; /* long, without its hyphens */
    char letter;      /* 0: none */
    bool *flag;
    const char **value;
};

/**
 * Reads options anywhere among the arguments, up to "--". False if the command is done
 * with: the help or the version was asked for and printed, or a wrong word was told;
 * *status says which.
 *
 * @rows      ended by one without a name.
 * @argc, @argv  updated to what is left: the operands.
 */
bool options_read(const struct command *command, const struct option_row *rows, int *argc,
                  char ***argv, int *status);

/** Writes a line to standard output, with what could disturb a terminal as marks. */
void print_line(const char *text);

/** Tells wrong usage on standard error; returns STATUS_USAGE. */
int usage_error(const struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Tells a failure on standard error and finishes err; returns STATUS_FAILED. */
int failure(struct err *err);

/**
 * The template of that id in a file of the data folders, to template_free(). NULL if
 * there is none; *meant then takes the id, of these or of those compiled in, that was
 * probably meant, if any.
 *
 * @program  argv[0].
 */
struct template *template_in_data_folders(const char *id, const char *program,
                                          struct str *meant);

/** Adds "tables 1, goals 4, notes 31, edits 52". */
void add_counts(struct session *session, struct str *out);

/** Says on standard error that only a part of a file could be read; the status is then
 *  STATUS_LOOK if it was STATUS_DONE. */
int warn_of_damage(const char *path, const struct session_file *file, int status);

/** Flushes standard output; STATUS_DONE, or STATUS_FAILED if it could not be written. */
int output_done(void);

#endif
