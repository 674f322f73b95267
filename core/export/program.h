#ifndef ROUNDTABLE_EXPORT_PROGRAM_H
#define ROUNDTABLE_EXPORT_PROGRAM_H

#include "export/export.h"
#include "store/file.h"

/* What programs beside the main one have in common: they read options as words and a
 * session on standard input, and write their format on standard output. */

enum program_status {
    PROGRAM_DONE,
    PROGRAM_FAILED,
    PROGRAM_WRONG_USAGE,
    PROGRAM_LOOK,  /* done, but something needs a person */
    PROGRAM_GO_ON, /* there is a session to write */
};

struct program {
    const char *name;  /* "roundtable-xlsx" */
    const char *usage; /* one line or two, each with its line end */
    const char *help;  /* what --help says below that */
};

/** An option: a flag, or one that takes a value. The list is ended by one without name. */
struct program_option {
    const char *name; /* "--cover" */
    bool *flag;
    const char **value;
};

/** Reads the options. PROGRAM_GO_ON, or the status to leave with: what is wrong was told,
 *  or the help asked for was given. */
enum program_status program_begin(const struct program *program, int argc, char **argv,
                                  const struct program_option *options);

/** Reads the session on standard input, whose text is not kept. PROGRAM_GO_ON, and the
 *  caller closes file; else the status to leave with. */
enum program_status program_read(const struct program *program,
                                 struct session_file *file);

/** Reads for whom it is; NULL: for anybody. False and told if there is no such export. */
bool program_audience(const struct program *program, const char *word,
                      enum audience *audience);

/** Tells something on standard error; returns the status. */
enum program_status program_tell(const struct program *program,
                                 enum program_status status, const char *words);

/** Writes it to standard output. */
enum program_status program_write(const struct program *program, const struct str *out);

/** When it was made: what SOURCE_DATE_EPOCH says, else when somebody last said something.
 *  Never the clock: the same words, the same bytes. */
int64_t program_made_ms(const struct session *session);

#endif
