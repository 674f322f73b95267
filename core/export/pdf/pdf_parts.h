#ifndef ROUNDTABLE_EXPORT_PDF_PDF_PARTS_H
#define ROUNDTABLE_EXPORT_PDF_PDF_PARTS_H

#include "export/outline.h"
#include "export/pdf/pdf_flow.h"
#include "export/promises.h"
#include "export/sections.h"
#include "findings/findings.h"

/* What stands in the PDF, part by part; private to roundtable-pdf. */

/** The lines of a table: where its columns stand. */
struct pdf_shape {
    double *x, *width;
    size_t count;
};

/** Columns of these shares of the width, from the right where the language is read so. To
 *  pdf_shape_finish(). */
struct pdf_shape pdf_shape_of(const struct pdf_flow *flow, const double *shares,
                              size_t count, bool from_right);
void pdf_shape_finish(struct pdf_shape *shape);

/** The same for a list in columns. */
size_t pdf_list_columns(const struct pdf_flow *flow);

/** A heading of a part, with room above it. */
struct pdf_row *pdf_add_heading(struct pdf_flow *flow, enum pdf_kind kind,
                                const char *words);

/** The row that heads a table's columns; returns its place plus 1. */
unsigned pdf_add_table_head(struct pdf_flow *flow, const struct pdf_shape *shape,
                            const char *const *titles, bool coloured);

/** Begins a list in columns: its items follow, then pdf_end_list(). */
struct pdf_row *pdf_begin_list(struct pdf_flow *flow);
void pdf_end_list(struct pdf_flow *flow);

/** A number with a bar that repeats it for the eye, as the item of the cell begun. */
void pdf_set_count(struct pdf_flow *flow, long count, double part,
                   enum pdf_colour colour);

/** The colour of a column by its place, as on the screen; 0 is that of the goals. */
enum pdf_colour pdf_column_colour(size_t column);

/** Adds any section; state is a struct pdf_writing. */
void pdf_section(const struct section *section, void *state);

struct pdf_writing {
    struct pdf_flow *flow;
    bool begun; /* something stands on a page already */
};

/** Adds a table's title and facts, or one of its grids. */
void pdf_add_title(struct pdf_flow *flow, const struct outline *outline, bool new_page);
void pdf_add_part(struct pdf_flow *flow, const struct outline *outline,
                  const struct outline_part *part);

/** Adds what came of what was promised last time, or what is promised, by date; nothing
 *  where nothing is. */
void pdf_add_promises(struct pdf_flow *flow, const struct outline *outline,
                      enum promises_of of);

/** The same of all tables in one. */
void pdf_add_promises_of_all(struct pdf_flow *flow, const struct findings *findings,
                             bool names);

/** Adds the ranking of a table's entries by votes; nothing if nobody voted. */
void pdf_add_votes(struct pdf_flow *flow, const struct outline *outline);

/** Adds what somebody should settle; nothing if all is settled. */
void pdf_add_unsettled(struct pdf_flow *flow, const struct section *section);

/** Adds how many of what. */
void pdf_add_numbers(struct pdf_flow *flow, const struct section *section);

/* What tables have in common, and where they differ. */
void pdf_add_opening(struct pdf_flow *flow, const struct section *section, bool new_page);
void pdf_add_shared(struct pdf_flow *flow, const struct findings *findings);
void pdf_add_differences(struct pdf_flow *flow, const struct findings *findings);
void pdf_add_unacted(struct pdf_flow *flow, const struct findings *findings);
void pdf_add_lone(struct pdf_flow *flow, const struct findings *findings);

/** Adds a page that says what this is, and how to answer back. */
void pdf_add_cover(struct pdf_flow *flow, const struct section *section);

/** Adds the other wordings of a field to the item that was begun. */
void pdf_set_other_wordings(struct pdf_flow *flow, const struct field *field);

/** Whether a language is written from the right. */
bool pdf_from_right(const char *language);

/** Sets "Manchester · 22 February 2017 · table 4 · facilitator Ana". */
void pdf_set_facts(struct pdf_flow *flow, const struct outline *outline);

/** Sets words of ours, then somebody's. */
void pdf_set_labelled(struct pdf_flow *flow, enum pdf_style style, const char *label,
                      const char *words);

/** What stands at the left of each page's foot: title, place and date, or of a seminar its
 *  summary ("": none). */
void pdf_add_foot(struct pdf_flow *flow, const struct outline *outline,
                  const char *summary);

/** Words as they can stand in the list of bookmarks; live as long as the flow. */
const char *pdf_mark(struct pdf_flow *flow, const char *words);

/** A table's title and facts in one line, which lives as long as the flow. */
const char *pdf_bookmark(struct pdf_flow *flow, const struct outline *outline);

#endif
