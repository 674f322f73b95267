#ifndef ROUNDTABLE_MODEL_SESSION_H
#define ROUNDTABLE_MODEL_SESSION_H

#include "model/edit.h"
#include "model/record.h"
#include "model/template.h"

/**
 * A session is what its edits add up to: one table's, or a whole seminar's with many
 * tables. session_apply() is the only door, and edits are never taken out again; in
 * whatever order, however often they come, the same edits give the same session.
 *
 * One thing may happen to an edit that is there: somebody asks to be forgotten, and it
 * comes redacted. From then on every edit of that key is, and every one that gives its
 * words again ("again"), whether it came before or comes later; what they said is gone
 * from the session and from whatever is written of it. Their memory is overwritten, so
 * that a text borrowed from them becomes "", but for the column, goal or table that a record
 * stands in. What edits replaced stays replaced.
 *
 * Records form a tree that is kept in order as edits come: tables (records of kind
 * "session"), their goals, and the notes of each goal by column.
 */

struct session;

struct session *session_new(void);
void session_free(struct session *session);

enum applied {
    APPLIED,       /* it was new, or redacts what was there */
    APPLIED_KNOWN, /* it was there already, redacted perhaps; nothing changed */
    APPLIED_CLASH, /* its key was there with other contents; both are kept, redacted if
                    * one of them is */
};

/**
 * Takes in one edit; everything is copied. False, with err set and nothing changed,
 * if it is not well-formed, or redacted and of a template. The edit must be in order
 * (edit_put_in_order), and if redacted say nothing (edit_redact).
 *
 * @what  may be NULL.
 */
bool session_apply(struct session *session, const struct edit *edit, enum applied *what,
                   struct err *err);

/** Many edits are about to come, until session_end_many(), which may be nested: where edits
 *  replace one another in a circle, only then is it told what a field shows. */
void session_begin_many(struct session *session);
void session_end_many(struct session *session);

/** What session_apply() would say of an edit; nothing changes. */
bool session_foresee(const struct session *session, const struct edit *edit,
                     enum applied *what, struct err *err);

/** Takes in all edits of another session: merging is union. */
void session_add_all(struct session *session, const struct session *from);

size_t session_edit_count(const struct session *session);

/** False: no edit of the session ever set a field of that name, or one that begins so, nor
 *  ever one of a voter, so that no record need be asked. Where it is true, some record may
 *  have one. */
bool session_ever_set(const struct session *session, const char *field);
bool session_ever_set_like(const struct session *session, const char *start);
bool session_ever_voted(const struct session *session);

/** Grows whenever something has come, be it only that an edit which is there was
 *  redacted: to see whether there is anything new to show or to save. */
size_t session_change_count(const struct session *session);

/** How many edits have the key of another, but other contents. Each looks through the
 *  others, so that a file with more of them than that is not read, and none is written. */
enum { SESSION_MOST_CLASHES = 1000 }; /* a machine image that was cloned makes a few */
size_t session_clash_count(const struct session *session);

/** All edits by (at, key), an array to free(); the edits are the session's. */
const struct edit **session_edits(const struct session *session, size_t *count);

/** The edits in no particular order, each once, and of those that clash the one that came
 *  first: *at is 0 to begin with, and NULL ends. */
const struct edit *session_next_edit(const struct session *session, size_t *at);

/** The changes since, in the order in which they came: an edit that was new, or one that
 *  was redacted, which comes again as it is now. *at is 0 to begin with; NULL ends for now:
 *  what comes later is told by the next call. */
const struct edit *session_next_arrival(const struct session *session, size_t *at);

/** The edit of that key (the first of them, should it clash), or NULL. */
const struct edit *session_edit(const struct session *session, struct edit_key key);

/** The record, or NULL if no edit and no other record ever named it. */
const struct record *session_record(const struct session *session, const char *kind,
                                    const char *id);

/** All records, in no particular order: NULL begins, and NULL ends. */
const struct record *session_next_record(const struct session *session,
                                         const struct record *after);

/* The tree. Arrays are borrowed and hold until the next session_apply(); *count may
 * be 0, the array then NULL. Only what is to be shown is in them. */

/** The tables, by date, place, table, title and id. */
const struct record *const *session_tables(struct session *session, size_t *count);

/** Whether nothing was ever said of a table but that it was begun, by whoever opened a file
 *  that held none. */
bool table_untouched(const struct record *table);

/** The goals of a table, in their places. */
const struct record *const *table_goals(struct session *session,
                                        const struct record *table, size_t *count);

/**
 * The rows of a table in a grid whose rows are its own, in their places: records of kind
 * "goal" whose field "grid" names it. They are no goals: nothing of them stands in the map or
 * the plan. "" are the goals themselves.
 */
const struct record *const *table_rows(struct session *session,
                                       const struct record *table, const char *grid,
                                       size_t *count);

/** All of them: the goals, then the rows of each other grid by its name: an array to free(), of
 *  what holds until the next session_apply(). */
const struct record **table_all_rows(struct session *session, const struct record *table,
                                     size_t *count);

/** Whether an entry is a row of a grid that is not the goals', or stands under one; false if it
 *  is not shown. */
bool entry_is_aside(const struct record *entry);

/** The notes of a goal in one column, in their places. */
const struct record *const *goal_notes(struct session *session, const struct record *goal,
                                       const char *column, size_t *count);

/** The last of them; NULL if there is none. */
const struct record *goal_last_note(struct session *session, const struct record *goal,
                                    const char *column);

/** How many entries a table has: goals, and notes of whatever column. */
size_t table_entry_count(const struct record *table);

/** How many notes a column has in a whole table. */
size_t table_note_count(const struct session *session, const struct record *table,
                        const char *column);

/** The goal that a note stands under, or the table a goal stands in; NULL if it is
 *  not shown. */
const struct record *record_parent(const struct record *record);

/** The table that an entry stands in; NULL if it is not shown. */
const struct record *entry_table(const struct record *entry);

/** The column that a note is shown in, borrowed; NULL if it is not shown. */
const char *record_column(const struct record *note);

/** Whether a record is to be shown at all. */
bool record_shown(const struct record *record);

/**
 * The template of a table: the one its session names, if it is in the file or
 * compiled in, else the default; and joined to it, the forms of its catalogue that the
 * session has, or that were asked for. Where the file has several wordings of it, as of two
 * releases, the one compiled in is taken, else one by its hash; choices of marks that only
 * the others have are known by their ids (mark_choice()), and not offered. Borrowed; holds until the next edit of a template, or
 * form that is asked for.
 */
const struct template *table_template(const struct session *session,
                                      const struct record *table);

/** The language of a table's words, BCP 47: the one its details name, else its template's;
 *  what is none by its letters and length (RFC 5646, 4.4.1) is passed over, in the end for
 *  "en". Borrowed; holds until that field or template changes. */
const char *table_language(const struct session *session, const struct record *table);

/** The table in whose words and form is said what concerns several: the first of those that
 *  have the language of most; of as many, English, else the first. NULL: there are no tables. */
const struct record *session_frame_table(struct session *session);

/** Whether a text can be the name of a language, by RFC 5646: two or three letters ("cy", "kmr"),
 *  perhaps with parts behind them ("en-GB"). */
bool is_language(const char *text);

/** Somebody looks at a form of a catalogue (template_catalogue()): table_template() has it
 *  from now on, and the session nothing of it until session_keep_form(). */
void session_look_at_form(struct session *session, const struct template *catalogue,
                          const struct grid *grid);

/** Takes in the form that was looked at for that grid, since somebody writes in it; nothing
 *  for all other grids. What table_template() gave holds on: it is the same as before. */
bool session_keep_form(struct session *session, const char *grid, struct err *err);

/** Takes in the form that another session has for that grid; nothing if it has none. */
bool session_copy_form(struct session *session, const struct session *from,
                       const char *grid, struct err *err);

/** The template of that id that the session has, without its forms; NULL if it has none that
 *  can be read. Borrowed until the next edit of it. */
const struct template *session_template(const struct session *session, const char *id);

/**
 * Takes in a template, as the edit that its JSON alone determines, so that the same
 * template from two files is one.
 */
bool session_add_template(struct session *session, const struct template *form,
                          struct err *err);

/** The same, and the session takes form itself, so that it need not be read again. */
bool session_take_template(struct session *session, struct template *form,
                           struct err *err);

/** The template of just this canonical JSON, if it is in the session already; else NULL. */
const struct template *session_template_of(const struct session *session,
                                           const char *json);

/** Whether it is such an edit: the file writes it as a template, not as an edit. */
bool edit_is_template(const struct edit *edit);

/**
 * Columns that notes of this table's goals stand in, and no grid of goals of its template
 * has, sorted.
 * NULL-terminated array to free(), of borrowed names; nothing is hidden for want of a
 * column.
 */
const char **table_strange_columns(struct session *session, const struct record *table);

/** The columns where notes of one goal stand, in the order of top_columns(); likewise. */
const char **goal_columns(struct session *session, const struct record *goal);

#endif
