#ifndef ROUNDTABLE_COMMANDS_COMMAND_H
#define ROUNDTABLE_COMMANDS_COMMAND_H

#include "base/err.h"
#include "base/json_writer.h"
#include "base/options.h"
#include "model/author.h"
#include "model/template.h"
#include "store/company.h"
#include "store/file.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The subcommands: one row each, one file each. Each returns an exit status.
 */

struct command {
    const char *name;
    const char *usage; /* what follows "usage: roundtable ", at most 80 columns a line */
    const char *summary; /* for --help; in it and in details "{formats}" and "{formats of
                            themes}" stand for their names */
    const char *details; /* more, with two examples, for COMMAND --help */
    int (*run)(const struct command *command, int argc, char **argv);
    const char *operands; /* what can stand besides options, for who completes it: words,
                             of which "FILE" stands for any session file */
    const struct option_listener
        *listener; /* NULL, but for who asks it for its options */
};

/** Hears which options a command would read: if it has a listener, it then does nothing. */
struct option_listener {
    void (*hear)(void *to, const struct option_row *rows);
    void *to;
};

/* One a file; argv[0] is the program, as main() got it. */
int command_open(const struct command *command, int argc, char **argv);
int command_add(const struct command *command, int argc, char **argv);
int command_import(const struct command *command, int argc, char **argv);
int command_merge(const struct command *command, int argc, char **argv);
int command_themes(const struct command *command, int argc, char **argv);
int command_missing(const struct command *command, int argc, char **argv);
int command_diff(const struct command *command, int argc, char **argv);
int command_new(const struct command *command, int argc, char **argv);
int command_export(const struct command *command, int argc, char **argv);
int command_check(const struct command *command, int argc, char **argv);
int command_log(const struct command *command, int argc, char **argv);
int command_restore(const struct command *command, int argc, char **argv);
int command_redact(const struct command *command, int argc, char **argv);
int command_templates(const struct command *command, int argc, char **argv);
int command_keys(const struct command *command, int argc, char **argv);
int command_completion(const struct command *command, int argc, char **argv);
int command_phones(const struct command *command, int argc, char **argv);
int command_live(const struct command *command, int argc, char **argv);

/** How a session is to be shown on the screen, by the options of OPEN_ROWS. */
struct open_choice {
    const char *theme, *by;
    bool no_mouse, follow;
    bool accessible, strict; /* line by line; the first line that is refused ends it */
    bool phones;             /* are let in at once */
    const char *phones_host, *phones_port;
    const char *said; /* first of all; NULL: nothing */
};

extern const char *const open_themes[];

#define OPEN_ROWS(choice)                                                                \
    {"no-mouse", .flag = &(choice).no_mouse},                                            \
        {"theme", .value = &(choice).theme, .words = open_themes},                       \
        {"by", .value = &(choice).by}, {"accessible", .flag = &(choice).accessible},     \
        {"strict", .flag = &(choice).strict},                                            \
    {                                                                                    \
        "follow", .flag = &(choice).follow                                               \
    }

/** Whether standard input and output are a terminal, so that there is a screen. */
bool has_screen(void);

/** Opens a session on the screen, or the home screen if path is NULL, until the person
 *  leaves; an exit status. @program  argv[0]. */
int open_on_screen(const char *program, const char *path,
                   const struct open_choice *choice);

/** The commands, ended by one without a name; the first is to open a file. */
extern const struct command commands[];

/** The command of that name, or NULL. */
const struct command *command_named(const char *name);

/**
 * Reads options, as options_read() does with the command for the program. It is the first thing
 * that a command does.
 *
 * @argc, @argv  as the command got them; updated to what is left: the operands.
 */
bool command_options(const struct command *command, const struct option_row *rows,
                     int *argc, char ***argv, int *status);

/** The same for a command about one FILE, whose path it returns; NULL if the command is
 *  done with. */
const char *command_file(const struct command *command, const struct option_row *rows,
                         int argc, char **argv, int *status);

/** The same for a command that takes no FILE. */
bool command_no_file(const struct command *command, const struct option_row *rows,
                     int argc, char **argv, int *status);

/** Whether a FILE is "-": standard input. */
bool is_standard_input(const char *path);

/** Opens the session file that a command reads; "-" is standard input, in which nothing
 *  damaged is read in part. False if that failed, which is then told: *status says so. */
bool open_session(const char *path, struct session_file *file, int *status);

/** Says on standard error what of a file, its journal and what was rescued of it was left
 *  out. Returns whether there was something. */
bool tell_unread(const char *path, struct journal_news *news);

/** Says on standard error if only a part of a file, or of what stands beside it, could be
 *  read, or is shown, and closes it. Returns the exit status: then it is STATUS_LOOK if it
 *  was STATUS_DONE. */
int close_session(struct session_file *file, int status);

/** Says on standard error what of a session is kept but not shown, or not as it should be.
 *  Returns whether there was something. */
bool tell_unshown(const char *path, struct session *session);

/** Tells lines on standard error, one by one, and finishes them. @path  said before each;
 *  NULL: nothing is. */
void tell_lines(const char *path, struct str *lines);

/** Says on standard error which tables are copies that voted apart. Returns whether any. */
bool tell_copies(const char *path, struct session *session);

/** Says on standard error how many entries are hidden, since they are written alone: that is
 *  no fault. */
void tell_alone(const char *path, struct session *session);

/** The same of what phones sent and nobody has taken up. */
void tell_waiting(const char *path, struct session *session);

/** And of what was left half written. */
void tell_half_written(const char *path, struct session *session);

/** Tells a person at a terminal that a file is written; a script hears nothing of it. An
 *  exit status. */
int tell_written(const char *path);

/** Prints text to standard output; an exit status. */
int print_text(const struct str *text);

/** Ends it, and prints it to standard output so that it disturbs no terminal; an exit
 *  status. */
int print_json(struct json_writer *w);

/** Tells which record it is: "note:h4t0z9"; null of none. */
void json_tell_id(struct json_writer *w, const char *name, const struct record *record);

/** Tells what add_counts() says. */
void json_tell_counts(struct json_writer *w, struct session *session);

/** Tells faults with their places, as "faults". */
void json_tell_faults(struct json_writer *w, const struct faults *faults);

/** Adds text of the table of commands, with the formats' names where it says so. */
void command_add_help(const char *text, struct str *out);

/** Writes a line to standard output, with what could disturb a terminal as marks. */
void print_line(const char *text);

/** The same with printf. */
void print_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Tells wrong usage on standard error; returns STATUS_USAGE. */
int usage_error(const struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Tells a failure on standard error and finishes err; returns STATUS_FAILED. */
int failure(struct err *err);

/** Tells on standard error what a program beside this one told: as it is, line by line,
 *  since it names itself. */
void tell_beside(const struct str *said);

/** Whether two paths lead to one file. */
bool same_file(const char *a, const char *b);

/** Asks on the terminal; whether that very word is answered: a mere Enter never does. */
bool command_is_answered(const char *question, const char *word);

/** Keeps what an author said from the first-th edit on: first in the journal, of which those who
 *  have the file open are told; then in the file. What one of both has is kept. An exit status;
 *  what fails is told. @what  that it is called, as "what was added". */
int keep_said(struct session_file *file, const struct author *author, uint64_t first,
              const char *what);

/** Whether a session stands open in another window, a room or to phones: err then says which, and
 *  what to do. @company  that was joined. */
bool is_open_elsewhere(const struct company *company, const char *path, struct err *err);

/** Adds what counts_say() says of a session. */
void add_counts(struct session *session, struct str *out);

/** Flushes standard output; STATUS_DONE, or STATUS_FAILED if it could not be written. */
int output_done(void);

/** Whether a table is meant: by its number, what it is called, or its id. */
bool table_is_called(const struct record *table, const char *asked);

/** Names them behind a blank, for somebody who has to choose: " Leeds, table 4 (--table ID), …". */
enum { MOST_TABLES_NAMED = 6 };
void name_each_table(const struct record *const *tables, size_t count, struct str *out);

#define WHICH_TABLE "which table? There are" /* behind which they stand */

#endif
