#ifndef ROUNDTABLE_MODEL_TEMPLATE_H
#define ROUNDTABLE_MODEL_TEMPLATE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/lookup.h"

/**
 * A workshop form as data: stages of the day, grids with their columns, and the
 * marks that a column offers. Read-only once read; every text is owned by it, and a
 * member that a template leaves out is "" or an empty array, never NULL.
 */

/** One value of a mark, such as "boulder" of "weight". */
struct choice {
    const char *id, *letter, *title, *meaning;
    const char *help; /* more than one line would hold, or "": choice_help() */
};

/** A mark that a note may carry, such as "weight" on a barrier. */
struct mark {
    const char *id, *title;
    bool one; /* only one row of a grid has it at a time: "we are here" (rows.h) */
    struct choice *choices;
    size_t choice_count;
    struct lookup choices_by_id;
};

struct column {
    const char *id, *title, *short_title;
    const char *plain;       /* its heading for readers who know no jargon */
    const char *singular;    /* "barrier": what one entry, or row, is called */
    const char *prompt;      /* what goes there, for an empty column */
    const char *example;     /* a worked entry */
    bool names;              /* its entries are names: one more word names another */
    const struct grid *grid; /* it stands in */
    size_t number;           /* among the columns of all grids, from 0 */
    const struct mark **marks;
    size_t mark_count;
    struct lookup marks_by_id;
    size_t *mark_starts;  /* of each mark, its first choice's letter */
    const char **letters; /* of its marks' choices, in order: column_letter() */
    size_t letter_count;
};

/** What a grid is for. Only the map and the plan are asked what is missing. */
enum grid_use { GRID_MAP, GRID_PLAN, GRID_LENS };

/** Where its rows come from: the table's goals, the template, or who types them there. */
enum grid_rows { ROWS_GOALS, ROWS_GIVEN, ROWS_OWN };

/** How a grid is drawn above its table, where it is. */
enum grid_picture {
    GRID_TABLE, /* not at all */
    GRID_BARS,  /* a bar for each row: how far it is in the choices of its mark */
    GRID_LINE,  /* its rows on a line, with where the table is */
};

/** Where a row stands on a line: behind the one before, as a point between two, or as another
 *  way to go on than the one before. */
enum form_place { FORM_AFTER, FORM_POINT, FORM_OR };

/** A row that the template gives. */
struct form_row {
    const char *id, *title;
    const char *prompt, *help; /* "" if it has none */
    enum form_place stands;
};

/** A table to fill in: the goals or other rows, then its columns. */
struct grid {
    const char *id, *title;
    const char *plain;  /* its heading for readers who know no jargon */
    const char *vision; /* the prompt for a vision above the table; "" if it has none */
    const char *about, *source,
        *help;           /* what it is for, in a line; whose; "" if not said */
    const char **stages; /* the stages that it belongs to, NULL at the end */
    enum grid_use use;
    bool use_said; /* by the template; else it follows from the columns */
    bool
        optional; /* nowhere to be seen until something stands in it, or it is asked for */
    enum grid_picture picture;
    enum grid_rows rows;
    struct form_row *given; /* of ROWS_GIVEN */
    size_t given_count;
    struct lookup given_by_id;
    struct column goals; /* what its rows are called, and their marks */
    struct column *columns;
    size_t column_count;
};

/** A stage of the day: of a template, or as a table has it (agenda.h). */
struct stage {
    const char *id, *title;
    const char
        *place; /* of a table's: where it stands; NULL: where its template has it */
    int minutes;
    bool skipped, added; /* by a table */
    const char
        *grid; /* the grid worked on, which may be a form of the catalogue; or "" */
    const char **prompts;
    size_t prompt_count;
};

struct template
{
    const char *id, *title, *description;
    const char *language; /* BCP 47, "en" if the template does not say */
    const char *starts; /* when its day starts in the time of the place, "10:00", or "" */
    const char *forms;  /* the id of a catalogue of further grids, or "" */
    const char
        *form_of; /* of a template that is one form of a catalogue: its id, or "" */
    int rank;     /* and which of them it is, from 0 */
    struct mark *marks;
    size_t mark_count;
    struct grid *grids;
    size_t grid_count;
    struct stage *stages;
    size_t stage_count;
    struct lookup marks_by_id, grids_by_id, columns_by_id, stages_by_id;
    const char *json;           /* the whole of it, as canonical JSON, */
    struct json_size json_size; /* values 0: not known */
    struct arena *arena;
};

/** A new template from its JSON; NULL with err set if it is none. *where (may be
 *  NULL) takes the value at fault. */
struct template *template_read(const struct json *json, const struct json **where,
                               struct err *err);

/** The same from a text; name is what messages call it. */
struct template *template_read_text(const char *name, const char *text, struct err *err);

/**
 * One template of several texts that were read before: the first, and whatever grids and marks
 * the others have and it lacks. A grid is left out if one of its columns is there already, and
 * of another wording of the first (one of its id) all are. A choice of a mark that the first
 * lacks is known by its id, but not offered. Its json is the first's.
 */
struct template *template_join(const char *const *texts, size_t count);

void template_free(struct template *form);

/** The forms compiled in: the n-th (the first is the default), or NULL beyond the
 *  last. Borrowed for the life of the process; each is read on first use. */
const struct template *template_builtin(size_t n);

/** Its id, without reading it; NULL beyond the last. */
const char *template_builtin_id(size_t n);

/** Whether one is compiled in under that id, without reading it. */
bool template_is_builtin(const char *id);

/** The one compiled in under that id, or NULL; no other is read for it. */
const struct template *template_builtin_of(const char *id);

/** The one compiled in that has been read already and has just this canonical JSON, or NULL:
 *  whoever comes upon that JSON need not read it again. */
const struct template *template_builtin_known(const char *json);

/** The catalogue of forms that a template, or the one compiled in under its id, names; NULL if
 *  there is none. Read on first use, and never by opening a session. */
const struct template *template_catalogue(const struct template *form);

/** Adds the id that a form of a catalogue has as a template: "CATALOGUE.GRID". */
void template_name_form(const struct template *catalogue, const struct grid *grid,
                        struct str *id);

/** One form of a catalogue as a template of its own, of that id, which a session takes
 *  in once it is used: the same wherever it is made. */
struct template *template_of_form(const struct template *catalogue,
                                  const struct grid *grid);

/** The grid of that id, or NULL. */
const struct grid *template_grid(const struct template *form, const char *id);

/** What English sentences call a form's row, or a column's entry: that singular of its own, or
 *  "entry" if the form's words are of another language. Borrowed. */
const char *template_calls(const struct template *form, const char *singular);

/** The row of that id that a grid is given, or NULL. */
const struct form_row *grid_given(const struct grid *grid, const char *id);

/** Whether it is a list: one row is given, without a title, and its heading is not drawn. */
bool grid_is_list(const struct grid *grid);

/** The column of that id in any grid, or NULL, as of no id, which an entry has whose adding was undone;
 *  *grid (may be NULL) takes its grid. */
const struct column *template_column(const struct template *form, const char *id,
                                     const struct grid **grid);

/** The stage of that id, or NULL. */
const struct stage *template_stage(const struct template *form, const char *id);

/** The mark of that id, or NULL, also if the id is. */
const struct mark *template_mark(const struct template *form, const char *id);

/** What helps to choose it: its own help, or what the catalogue of the template's forms says of
 *  that choice, which is read for it; "" if neither says anything. */
const char *choice_help(const struct template *form, const struct mark *mark,
                        const struct choice *choice);

/** Whether a column offers a mark of its template. */
bool column_offers(const struct column *column, const struct mark *mark);

/** The choice of that id among a mark's, or one that is not offered any more (template_join());
 *  else NULL. */
const struct choice *mark_choice(const struct mark *mark, const char *id);

/** Which of a mark's choices it is, from 0; choice_count if it is not offered. */
size_t choice_number(const struct mark *mark, const struct choice *choice);

/**
 * The letter that chooses, and shows, a choice of the n-th mark of a column: the
 * choice's own, in small if it is a capital of ASCII. No two choices of a column have
 * the same: where a template gives them one, or one that is not a single letter, the
 * later takes another that is free, of its title if it can be. "" once none is left, and for
 * a choice that is not offered.
 */
const char *column_letter(const struct column *column, size_t n,
                          const struct choice *choice);

#endif
