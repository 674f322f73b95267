#ifndef ROUNDTABLE_EXPORT_XLSX_XLSX_PARTS_H
#define ROUNDTABLE_EXPORT_XLSX_XLSX_PARTS_H

#include "export/sections.h"
#include "export/xlsx/xlsx_sheet.h"
#include "model/commitments.h"

/* The sheets of a session, one function each; private to roundtable-xlsx. What adds a row
 * is asked for a row of nothing first, which begins the columns. */

/** What they are all made of. */
struct xlsx_source {
    struct session *session;
    const struct export_options *options;
    struct findings findings;
    struct findings_says says;       /* how they are told */
    const struct paper_words *paper; /* in the language of most tables */
    struct outline *outlines;        /* a table each */
    const struct outline *frame; /* of session_frame_table(); NULL: there are no tables */
    size_t count;
    struct str row_title; /* "Goal": what heads the rows that notes stand under */
    bool names;           /* of people are told */
    bool only_words;      /* no marks, votes or other wordings are */
    struct xlsx_book book;
};

/** The tables: their facts, visions and how much stands in each. */
void xlsx_tables(struct xlsx_source *source);

/** A sheet for each grid of the templates: a goal's notes stand side by side. */
void xlsx_grids(struct xlsx_source *source);

/** Every note, one a row, with all that is known of it. */
void xlsx_notes(struct xlsx_source *source);

/** Who does what, by when; nothing if nobody does. */
void xlsx_commitments(struct xlsx_source *source);

/** What tables have in common; nothing of one table. */
void xlsx_themes(struct xlsx_source *source);

/** Entries by votes, as far as they may be seen; nothing if none has any. */
void xlsx_votes(struct xlsx_source *source);

/** What was asked and answered, unless it is open; nothing if nothing was. */
void xlsx_questions(struct xlsx_source *source);

/** What sheets say of their own, by enum paper_word: in the language of most tables. */
const char *const *xlsx_says(const struct xlsx_source *source);

/** A cell of one field of a promise, with that two said otherwise of it. */
void xlsx_promise_cell(struct xlsx_source *source, struct xlsx_sheet *sheet,
                       enum paper_word title, enum xlsx_kind kind,
                       const struct commitment *c, const char *field);

/** The cell that names a table, where there are several. */
void xlsx_table_cell(struct xlsx_source *source, struct xlsx_sheet *sheet, size_t table);

#endif
