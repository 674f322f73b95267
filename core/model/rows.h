#ifndef ROUNDTABLE_MODEL_ROWS_H
#define ROUNDTABLE_MODEL_ROWS_H

#include "model/author.h"

/**
 * The rows of a grid, wherever they come from. A row is a record of kind "goal": a goal of
 * the table, or one whose field "grid" names the grid it is typed in ("own"), or whose field
 * "row" says, besides, which of the rows it is that the template gives. A given row has a
 * determined id, a hash of its table, grid and row, and is made with the first that is
 * written in it; so two laptops make the same. Before that there is a record without fields,
 * which is in no list but grid_rows().
 */

/** The grid of that id of a table's template, or else of the forms of its catalogue, which is
 *  then looked at (session_look_at_form()); NULL if neither has one. */
const struct grid *table_grid(struct session *session, const struct record *table,
                              const char *id);

/** The same of a column of a grid whose rows are the goals. */
const struct column *table_column(struct session *session, const struct record *table,
                                  const char *id);

/** The rows of a grid, in order: those given as the template has them, and then what else
 *  stands in it. Borrowed until the next session_apply(), or the same question. */
const struct record *const *grid_rows(struct session *session, const struct record *table,
                                      const struct grid *grid, size_t *count);

/** The given row of that id of a grid, made or not. */
const struct record *grid_row(struct session *session, const struct record *table,
                              const struct grid *grid, const char *row);

/** The id that a given row has in the table of that id. */
void row_id(const char *table, const char *grid, const char *row,
            char id[BASE32_SIZE_BYTES]);

/** How many notes stand under it. */
size_t row_note_count(const struct session *session, const struct record *row);

/** What a row or another entry is called, where people read it: its words, or while it is not made
 *  the template's, or while it is hidden, though what stands under it is not, that it is; or, as
 *  the log has it, that its words were redacted. Borrowed. */
#define ROW_TAKEN_OUT "(taken out)"
const char *row_words(const struct record *row);

/** What such a row is called by its form: "goal", "site"; "question" to everybody; "row" if the
 *  template lacks the form. Of a note, what its row is called. For English sentences, see
 *  template_calls(). */
const char *row_noun(const struct template *form, const struct record *row);

/** The same in the form's own language, for papers that are told in it. */
const char *row_own_noun(const struct template *form, const struct record *row);

/** What a note is called by its column: "barrier"; "answer" to a question; "note" if the template
 *  lacks the column. For English sentences, too. */
const char *note_noun(const struct template *form, const struct record *note);

/** The table it stands in, and the grid ("": it is a goal), made or not; NULL if it is
 *  nowhere. Of a note, those of its row. */
const struct record *row_table(const struct record *entry);
const char *row_grid(const struct record *entry);

/** Which row it is of those that a template gives; NULL if it is not given: only then can it be
 *  renamed, moved and deleted. */
const char *row_given(const struct record *row);

/** What the table's template says of it: its prompt and help; NULL if it is not given, or the
 *  template lacks it. */
const struct form_row *row_form(const struct session *session, const struct record *row);

/** Whether the template says just that in a field of a row, or of a table that says where "we
 *  are": those are nobody's words. */
bool row_says_given(const struct session *session, const struct record *record,
                    const char *field, const char *text);

/** How many notes a column has in a whole table, whatever rows its grid has. */
size_t column_note_count(struct session *session, const struct record *table,
                         const char *column);

/** Whether anything stands in a grid: a note in its columns, a row that was typed, a mark. */
bool grid_in_use(struct session *session, const struct record *table,
                 const struct grid *grid);

/** The grids of a table that are to be seen: all but the optional ones that are not in use.
 *  NULL-terminated array to free(). */
const struct grid **table_grids(struct session *session, const struct record *table,
                                size_t *count);

/**
 * The choice of a mark that an entry has; "" if it has none. A mark of which there is one a
 * grid ("we are here") is a field of the table, "MARK:GRID": the id of the row that has it, so
 * that two laptops which disagree give two wordings. An id of no row in sight marks none.
 */
const char *entry_mark(const struct record *entry, const struct mark *mark);

/** The field that says so: of the entry, or of its table; NULL if nobody ever said. */
const struct field *entry_mark_field(const struct record *entry, const struct mark *mark);

/** Whether some wording that stands gives the entry that choice of a mark; of several,
 *  entry_mark() tells one. */
bool entry_mark_said(const struct record *entry, const struct mark *mark,
                     const struct choice *choice);

/** Gives an entry a choice of a mark, NULL: none. Of a mark of which there is one, the row that
 *  had it has it no more. */
bool author_mark(struct author *author, const struct record *entry,
                 const struct mark *mark, const char *choice, struct err *err);

/** A new row in a grid whose rows are its own, behind another of it; after NULL: at the end. */
const struct record *author_add_row(struct author *author, const struct record *table,
                                    const struct grid *grid, const struct record *after,
                                    const char *text, struct err *err);

/** Makes a given row that is not made yet, or that somebody deleted; nothing for others. That is
 *  not undone: others may have written in it. */
bool author_need_row(struct author *author, const struct record *row, struct err *err);

#endif
