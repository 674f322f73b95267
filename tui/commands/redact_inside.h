#ifndef ROUNDTABLE_COMMANDS_REDACT_INSIDE_H
#define ROUNDTABLE_COMMANDS_REDACT_INSIDE_H

/* What redacting is made of; private to command_redact.c,
 * redact_find.c and redact_shown.c. */

#include "commands/command.h"
#include "store/redact.h"

/* What was asked for, and what came of it. */
struct redaction {
    const struct command *command;
    const char *path, *entry, *by; /* one of entry and by is NULL */
    bool yes, dry_run, verbose;
    struct session_file file;
    struct forget what;
    struct paths texts; /* what goes, as it stands */
    const char *voter;  /* a field that is called by the person's name still; or NULL */
};

/** "  Leeds, table 4: the barrier ‘Advertising’ of ‘Less sugar’  (note:h4t0z9)"; of what was typed
 *  into one of its fields, "(note:h4t0z9/when)"; its id only if that is asked for. */
void redact_print_record(struct session *session, const struct record *record,
                         const char *field, bool id);

/** Finds what --entry means, into r->what: a record, or one field of it, by its id or by any
 *  wording that it ever had, drafts and the drafts in the journal included. False where that is
 *  not certain; what could be meant is then told. */
bool redact_find(struct redaction *r);

/** Says what goes, and what does not though it is said under a name that is alike; and notes the
 *  words that are to be looked for afterwards. False if there is nothing. */
bool redact_show(struct redaction *r);

/** Who did write, for one who is looked for in vain. */
void redact_print_nobody(const struct session *session, const char *path,
                         const char *name);

#endif
