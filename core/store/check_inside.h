#ifndef ROUNDTABLE_STORE_CHECK_INSIDE_H
#define ROUNDTABLE_STORE_CHECK_INSIDE_H

/* What the files that look through a session file share; private to them. */

#include "store/check.h"

/** Names that may stand somewhere, and NULL behind them. Start zeroed. Of very many, not all
 *  are kept: they only serve to tell what was meant. */
enum { CHECK_MOST_NAMES = 128 };
struct check_names {
    const char *items[CHECK_MOST_NAMES + 1];
    size_t count;
};

void check_add_name(struct check_names *names, const char *name);

/** The names of all fields of a kind; marks of a form, which may be NULL; its columns. */
void check_add_fields(struct check_names *names, const char *kind);
void check_add_marks(struct check_names *names, const struct template *form);
void check_add_columns(struct check_names *names, const struct template *form);

/** Tells of a member whose name is none of those, but nearly one: it is kept, for it may be
 *  a newer program's, but more likely it is a slip. */
void check_name(const struct json *member, const char *const *names,
                struct fault_sink *sink);

/** Looks through the members of a session, a goal or a note, but for its columns, marks and
 *  nesting. names are those that may stand there. */
void check_members(const struct json *entry, const char *kind,
                   const struct check_names *names, struct fault_sink *sink);

/** The same for one of them. */
void check_member(const struct json *member, const char *kind,
                  const struct check_names *names, struct fault_sink *sink);

/** Tells of a value that a field of such a kind cannot have: no text, no date, … Nothing,
 *  which is null, is told of, too: who allows it, does not ask. */
void check_value(const struct json *member, const char *kind, struct fault_sink *sink);

/** Whether it would tell so of that text. */
bool check_text_is_odd(const char *kind, const char *name, const char *text);

/** Whether it is a whole number as few digits write it. */
bool check_is_count(const struct json *json);

/** Whether a voter's field, "vote:WHO", says what gives votes, or nothing. */
bool check_is_votes(const struct json *field);

/** Looks through the "templates" of a file, and its "edits". */
void check_templates(const struct json *list, struct fault_sink *sink);
void check_edits(const struct json *list, const struct session *session,
                 struct fault_sink *sink);

#endif
