#ifndef ROUNDTABLE_EXPORT_PDF_PDF_PARTS_H
#define ROUNDTABLE_EXPORT_PDF_PDF_PARTS_H

#include "export/pdf/pdf_flow.h"
#include "export/sections.h"

/* What stands in the PDF, part by part; private to roundtable-pdf. */

/** The lines of a table: where its columns stand. */
struct pdf_shape {
    double *x, *width;
    size_t count;
    bool holds; /* every word that was to be held */
};

/** Columns of these shares of the width, from the right where the language is read so. To
 *  pdf_shape_finish().
 *
 *  @titles   no word of them is broken where that can be; NULL: there are none.
 *  @longest  nor is this word in each column, which may be NULL, as its items may,
 *  @beside   where so much stands beside it. */
struct pdf_shape pdf_shape_of(const struct pdf_flow *flow, const double *shares,
                              const char *const *titles, const char *const *longest,
                              double beside, size_t count, bool from_right);
void pdf_shape_finish(struct pdf_shape *shape);

/** A heading of a part, with room above it. */
struct pdf_row *pdf_add_heading(struct pdf_flow *flow, enum pdf_kind kind,
                                const char *words);

/** The row that heads a table's columns; returns its place plus 1.
 *
 *  @columns  their ids, of which NULL is the goals; or NULL: all are black. */
unsigned pdf_add_table_head(struct pdf_flow *flow, const struct pdf_shape *shape,
                            const char *const *titles, const char *const *columns);

/** Begins a list in columns: its items follow, then pdf_end_list(). */
struct pdf_row *pdf_begin_list(struct pdf_flow *flow);

/** Returns how many columns it runs through. */
unsigned pdf_end_list(struct pdf_flow *flow);

/** The last row, a list that was ended, has more items all the same. */
void pdf_go_on_with_list(struct pdf_flow *flow, unsigned columns);

/** A number with a bar that repeats it for the eye, as the item of the cell begun.
 *
 *  @words    what is set: the number, or that of so many
 *  @longest  of those of all rows, behind which the bars stand; NULL: they are numbers */
void pdf_set_count(struct pdf_flow *flow, const char *words, const char *longest,
                   double part, enum pdf_colour colour);

/** That of plan_colour(); 0 is that of the goals. */
enum pdf_colour pdf_column_colour(size_t colour);

/** Adds all that is told of a session. */
void pdf_add_sections(struct pdf_flow *flow, struct session *session,
                      const struct export_options *options);

/** Adds the picture of a part, if it has one. */
void pdf_add_picture(struct pdf_flow *flow, const struct section *section);

/** Adds one of a table's grids. */
void pdf_add_part(struct pdf_flow *flow, const struct section *section);

/** Sets what somebody said, and what is said about it, in the item that was begun. */
void pdf_set_told(struct pdf_flow *flow, enum pdf_style style, const struct told *told);

/** What is said about it alone: "other wording: …". */
void pdf_set_abouts(struct pdf_flow *flow, const struct told *told);

/** Sets "Manchester · 22 February 2017 · table 4 · facilitator Ana". */
void pdf_set_facts(struct pdf_flow *flow, const struct outline *outline);

/** What stands at the left of each page's foot: title, place and date, or of a seminar its
 *  summary ("": none). */
void pdf_add_foot(struct pdf_flow *flow, const struct outline *outline,
                  const char *summary);

/** Words as they can stand in the list of bookmarks; live as long as the flow. */
const char *pdf_mark(struct pdf_flow *flow, const char *words);

/** A table's title and facts in one line, which lives as long as the flow. */
const char *pdf_bookmark(struct pdf_flow *flow, const struct outline *outline);

#endif
