#ifndef ROUNDTABLE_EXPORT_OUTLINE_H
#define ROUNDTABLE_EXPORT_OUTLINE_H

#include "base/arena.h"
#include "export/export.h"
#include "export/paper_words.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/rows.h"

/* The walk that the writers share; private to core/export. A table is a few facts, then
 * parts (a grid each), in them rows by columns: goals, or what a form has instead. All texts
 * are as they were typed: whoever writes them out sanitises and escapes. */

/** The colours of goals and, by plan_colour(), of columns: 0xRRGGBB, with a contrast of 4.5 at
 *  least on white, the pale grey of heads and their own tint. */
enum {
    OUTLINE_COLOUR_GOAL = 0x0048c8,
    OUTLINE_COLOUR_1 = 0x7a5200,
    OUTLINE_COLOUR_2 = 0x005f5f,
    OUTLINE_COLOUR_3 = 0x9a009a,
};

struct outline_column {
    const char *id, *title;
    const struct grid *grid; /* that has it; NULL: the template lacks it */
    const struct mark **marks;
    size_t mark_count;
    bool only_words; /* of its entries nothing else is told: no votes, no promises, no
                        other wordings */
};

struct outline_part {
    const char *id; /* of its grid; "" for the columns that no grid has */
    const char *title;
    const struct grid *grid;         /* NULL: it holds only what no other part has */
    const struct paper_words *paper; /* the outline's */
    struct outline_column goals;     /* what its rows are called, and their marks */
    struct outline_column *columns;
    size_t column_count;
    const struct record **rows; /* those that are told; none: nothing is */
    size_t row_count;
    bool of_goals;   /* its rows are goals of the table */
    bool list;       /* its rows have no heading: there is one */
    bool has_vision; /* the table's vision stands above this part */
    bool wide;       /* more columns than fit side by side: of a row, only those where it
                       * has notes are told, one below the other */
    size_t note_count;
    struct lookup by_id; /* its columns */
};

struct outline_fact {
    const char *name;          /* "place", "date", "table", "facilitator", "audience" */
    const char *label, *words; /* in the table's language */
    const char
        *before; /* in running text: "table ", "tables " where it is several; or "" */
    const struct field *field; /* NULL: it is no field of the table */
};

enum { OUTLINE_MOST_FACTS = 5, OUTLINE_VOTES_SIZE_BYTES = 64, OUTLINE_MOST_COLUMNS = 24 };

/** One table, laid out. Everything is borrowed from the session or lives in arena, and
 *  holds until the next edit. */
struct outline {
    struct session *session;
    const struct record *table;
    bool without_names;
    const char *title;               /* "Untitled session" if it has none */
    const char *language;            /* safe to stand in an attribute */
    const struct paper_words *paper; /* what is said of our own, in that language */
    const char *vision;              /* "" if it has none */
    const char *number; /* of the table, with what parts it from others called so */
    struct outline_fact facts[OUTLINE_MOST_FACTS]; /* place … facilitator, for whom */
    size_t fact_count;
    size_t goal_count;
    const struct record **rows; /* every row of every part, once: the goals first */
    size_t row_count;
    struct outline_part *parts; /* the map and the plans, then forms; at least one */
    size_t part_count;
    bool tells_forms;                              /* some rows are no goals */
    struct outline_column goal_head, strange_head; /* outline_row_head() */
    const char *date;   /* in words of ours; NULL: it was typed so, or there is none */
    bool only_words;    /* as in its columns */
    struct share share; /* of people, that votes are told as */
    long voted;         /* ballot_voted() */
    struct arena arena;
};

void outline_init(struct outline *outline, struct session *session,
                  const struct record *table, const struct export_options *options);
void outline_finish(struct outline *outline);

/** Adds what all tables of a session are called together: the title that they share, or "3
 *  workshops", for that is what tables with different ones are of; false: the words are ours. */
bool outline_add_title(struct session *session, struct str *out);

/** The words of ours for what concerns all tables: in the language of most of them. */
const struct paper_words *outline_paper_of_all(struct session *session);

/** Whether a language is written from the right. */
bool language_from_right(const char *language);

/** The field of the table if its other wordings are to be told; NULL if not. */
const struct field *outline_field(const struct outline *outline, const char *name);

/** Whether anything stands in a part; if not, one line says so. */
bool outline_part_filled(const struct outline *outline, const struct outline_part *part);

/** What is told of a row itself: what it is called, and the marks that it may have. */
const struct outline_column *outline_row_head(const struct outline *outline,
                                              const struct record *row);

/** The part that a row belongs to: of a goal, the first of goals. */
const struct outline_part *outline_row_part(const struct outline *outline,
                                            const struct record *row);

/** The notes of a row in a column, so that each is told in one part only: none where the
 *  row is of another part. */
const struct record *const *outline_notes(const struct outline *outline,
                                          const struct outline_part *part,
                                          const struct outline_column *column,
                                          const struct record *row, size_t *count);

/** Adds what an entry is called where a program tells entries by their ids: its id, and its
 *  kind before that where a hand gave the id to a goal as well. */
void outline_add_id(const struct session *session, const struct record *record,
                    struct str *out);

/** The column of that id in a part, or NULL. */
const struct outline_column *outline_column(const struct outline_part *part,
                                            const char *id);

/** The columns of a part where a row has notes; of a part that is not wide, all. A
 *  NULL-terminated array to free(). */
const struct outline_column **outline_row_columns(const struct outline *outline,
                                                  const struct outline_part *part,
                                                  const struct record *row);

/** What its goals are called by the template, as a heading: "Goals". Borrowed from that. */
const char *outline_goals_title(const struct outline *outline);

/** What one of its rows is called by its form: "goal". */
const char *outline_row_word(const struct outline_part *part);

/** The headings that a part has as a table: of the rows, unless it is a list, and of its
 *  columns; of a wide part one of all columns, and one of what stands in them. */
size_t outline_heading_count(const struct outline_part *part);
const char *outline_heading(const struct outline_part *part, size_t n);

/** How many notes a row has in all columns of a part. */
size_t outline_row_notes(const struct outline *outline, const struct outline_part *part,
                         const struct record *row);

/**
 * The other wordings of a field: every different head but the one shown, latest first.
 * A NULL-terminated array to free(), of borrowed texts; NULL if there are none.
 */
const char **outline_other_wordings(const struct field *field);

/** A mark that a note carries. */
struct outline_mark {
    const char *id;    /* "weight" */
    const char *value; /* "boulder" */
    const char *title; /* "Boulder"; the value itself if the template lacks it */
};

/** Lays out the parts of a table: outline_init() does. */
void outline_add_parts(struct outline *outline);

/** The next mark on a record among those of its column; false at the end.
 *  Start with *next = 0. */
bool outline_next_mark(const struct outline_column *column, const struct record *record,
                       size_t *next, struct outline_mark *mark);

/** Whether somebody else said that a row has a mark of which there is one, and another has it
 *  now; not where other wordings are not told. */
bool outline_mark_disputed(const struct outline *outline, const struct record *row,
                           const struct mark *mark);

/** What a row had of a mark when the table met last: the title of its choice; NULL if it had
 *  none, or it is the first time. */
const char *outline_mark_before(const struct outline *outline, const struct record *row,
                                const struct mark *mark);

/** The words of the action that was said to answer a barrier; NULL if none was. */
const char *outline_answer(const struct outline *outline, const struct record *record);

/** Adds who does what a note says, by when, its messenger and what came of it; false if
 *  nothing is said of that. */
bool outline_promise(const struct outline *outline, const struct record *record,
                     struct str *out);

/** Adds what is promised, as a list of promises says it: "Ask the trusts; not settled". */
void outline_say_action(const struct paper_words *paper, const struct commitment *c,
                        bool names, struct str *out);

/** Adds "; not settled" behind what a cell of its own says of one field of a promise, if two
 *  said otherwise of that. */
void outline_mark_differing(const struct paper_words *paper, const struct commitment *c,
                            const char *field, struct str *out);

/** Adds who keeps a promise by when: "Ana, by 1 December 2026". */
void outline_say_promise(const struct paper_words *paper,
                         const struct commitment *commitment, bool names,
                         struct str *out);

/** Adds how many votes an entry has, as papers say it in the table's language. */
void outline_say_votes(const struct outline *outline, const struct record *record,
                       struct str *out);

/** "3 votes", or "14 of 23 people"; false, with words untouched, if there is none, or as
 *  long as the table's ballot is open: readable formats do not tell counts before the room
 *  has seen them. */
bool outline_votes(const struct outline *outline, const struct record *record,
                   char words[OUTLINE_VOTES_SIZE_BYTES]);

#endif
