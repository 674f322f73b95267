#ifndef ROUNDTABLE_EXPORT_PROGRAM_H
#define ROUNDTABLE_EXPORT_PROGRAM_H

#include "base/options.h"
#include "export/export.h"
#include "store/file.h"

#include <stdio.h>

/* What programs beside the main one have in common: they read options as words and a
 * session on standard input, and write their format on standard output. Each returns an
 * exit status. */

/** Reads the options, then the session on standard input, whose text is not kept. True,
 *  and the caller closes file; false if the program is done with: the help asked for was
 *  given, or what is wrong was told, and *status says which. */
bool program_begin(const struct program *program, const struct option_row *rows, int argc,
                   char **argv, struct session_file *file, int *status);

/** Adds what a stream holds, to its end; false if it cannot be read. */
bool program_read_all(FILE *from, struct str *out);

/** Tells a failure on standard error; returns STATUS_FAILED. */
int program_failed(const struct program *program, const char *words);

/** Writes it to standard output. */
int program_write(const struct program *program, const struct str *out);

/** When it was made: what SOURCE_DATE_EPOCH says, else when somebody last said something.
 *  Never the clock: the same words, the same bytes. */
int64_t program_made_ms(const struct session *session);

#endif
