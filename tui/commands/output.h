#ifndef ROUNDTABLE_COMMANDS_OUTPUT_H
#define ROUNDTABLE_COMMANDS_OUTPUT_H

#include "commands/command.h"
#include "export/export.h"

/** Where a command that exports writes to, and in which format: what -f, -o and --force
 *  ask for. */

/** What was asked for, and the formats that there are. */
struct output_choice {
    const struct export_format *formats;
    const char *format, *path, *paper; /* NULL: not said */
    bool force;
    bool seminar;        /* one map of all tables before their own */
    const char *program; /* argv[0], if programs beside it may write other formats */
};

struct output {
    const struct export_format *format; /* NULL: only the program beside knows it */
    char *beside; /* the program that writes it, to free(); NULL: it is written here */
    const char *type; /* the ending that tells it what to write; NULL: its own choice */
    const char *path; /* NULL: standard output */
    bool force;
    bool exists, is_file, is_folder;
    bool is_session; /* the very file that is exported */
};

/** Settles both; false if that is wrong usage, or a program lacks, which is then told:
 *  *status says so. A format that is not named is that of the path's ending, else text.
 *  Whether it can have a cover, if the options ask for one, or that paper, or a seminar's map is
 *  seen to. */
bool output_choose(const struct command *command, const struct output_choice *choice,
                   const char *session, const struct export_options *options,
                   struct output *output, int *status);

/** Whether a file that a session is to be written to is not called as one of an export, x.pdf;
 *  else that is told: *status says so. Any text may be called .txt. */
bool output_holds_a_session(const struct command *command, const char *path, int *status);

/** Whether what is written is read as UTF-8: in a file it always is. */
bool output_is_utf8(const struct output *output);

/** Writes it, a file never over another without --force, and what is no text never to a
 *  terminal. Tells what fails; an exit status. */
int output_write(const struct output *output, const struct str *out);

#endif
