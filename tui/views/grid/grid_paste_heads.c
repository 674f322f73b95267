/* Where what was pasted goes: by its headings, those of a table's columns and those that stand
 * among the lines of a list; or in the order of its columns. */

#include "views/grid/grid_inside.h"

#include "base/memory.h"
#include "model/headings.h"
#include "model/row_names.h"

#include <stdlib.h>
#include <string.h>

/* The best place for a heading: its column's id, "" for rows, PASTE_WHO and so on. */
struct place {
    const char *id; /* NULL: there is none */
    enum heading_fit fit;
};

static bool is_taken(const char *const *taken, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (taken[i] && strcmp(taken[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static void prefer(struct place *best, const char *id, enum heading_fit fit)
{
    if (fit > best->fit) {
        *best = (struct place){id, fit};
    }
}

/* What a promise says belongs to the action of the same row. */
static struct place promise_place(const char *words)
{
    static const char *const fields[] = {PASTE_WHO, PASTE_WHEN, PASTE_MESSENGER,
                                         PASTE_OUTCOME};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (heading_means(words, fields[i] + 1)) {
            return (struct place){fields[i], HEADING_OF_KIND};
        }
    }
    return (struct place){0};
}

bool grid_paste_is_promised(const char *words)
{
    return promise_place(words).id != NULL;
}

/* The best place of those not taken. */
static struct place place_of(const struct grid_view *v, const struct facts *facts,
                             const char *words, const char *const *taken, size_t count)
{
    const struct grid *grid = grid_now(v, facts);
    const char **ids = grid_columns(v, facts);
    struct place best = {0};
    for (size_t i = 0; ids[i]; i++) {
        const struct column *column = table_column(facts->session, facts->table, ids[i]);
        if (column && !is_taken(taken, count, ids[i])) {
            prefer(&best, ids[i], heading_fits(words, column));
        }
    }
    free(ids);
    if (grid->rows != ROWS_GIVEN && !is_taken(taken, count, "")) {
        enum heading_fit fit = heading_fits(words, &grid->goals);
        prefer(&best, "",
               grid->rows == ROWS_GOALS || fit == HEADING_ITS_NAME ? fit
                                                                   : HEADING_OF_NOTHING);
    }
    struct place promise =
        grid->use == GRID_PLAN ? promise_place(words) : (struct place){0};
    if (promise.id && !is_taken(taken, count, promise.id)) {
        prefer(&best, promise.id, promise.fit);
    }
    bool here = grid->use == GRID_PLAN && v->paste_into == BOX_NOTE &&
                best.fit < HEADING_ITS_NAME && heading_means(words, "other");
    return here ? (struct place){str_text(&v->box_column), HEADING_OF_KIND} : best;
}

bool grid_paste_has_heads(const struct grid_view *v, const struct facts *facts)
{
    size_t sure = 0, perhaps = 0, cells = 0;
    const struct pasted *p = &v->pasted;
    for (; cells < p->count && p->cells[cells].row == 0; cells++) {
        const char *words = str_text(&p->cells[cells].words);
        struct place place = place_of(v, facts, words, NULL, 0);
        sure += place.fit > HEADING_PERHAPS;
        perhaps += place.fit == HEADING_PERHAPS;
    }
    return p->rows > 1 && (sure || (perhaps > 1 && perhaps == cells));
}

/* A line that stands as a heading does: by its colon, or without the bullets of the lines below
 * if it may name a column; or that is the name of one, at the beginning or behind such. */
static bool is_heading(const struct grid_view *v, const struct facts *facts, size_t i,
                       bool begun)
{
    const struct pasted_cell *cell = &v->pasted.cells[i];
    const char *words = str_text(&cell->words);
    if (i + 1 == v->pasted.count) {
        return false;
    }
    struct place place = place_of(v, facts, words, NULL, 0);
    bool colon = cell->heads && words[cell->words.len_bytes - 1] == ':';
    bool named = place.fit == HEADING_ITS_NAME && (i == 0 || begun);
    return named || colon || (cell->heads && place.fit);
}

bool grid_paste_part(struct grid_view *v, const struct facts *facts)
{
    bool *are = memory_get((v->pasted.count + 1) * sizeof *are), any = false;
    for (size_t i = 0; i < v->pasted.count; i++) {
        are[i] = is_heading(v, facts, i, any);
        any = any || are[i];
    }
    if (any) {
        pasted_part(&v->pasted, are);
    }
    free(are);
    return any;
}

const char *grid_paste_head(const struct grid_view *v, size_t column)
{
    for (size_t i = 0; i < v->pasted.count && v->pasted.cells[i].row == 0; i++) {
        if (v->pasted.cells[i].column == column) {
            return str_text(&v->pasted.cells[i].words);
        }
    }
    return "";
}

size_t grid_paste_below(const struct grid_view *v, size_t column)
{
    size_t count = 0;
    for (size_t i = 0; i < v->pasted.count; i++) {
        const struct pasted_cell *cell = &v->pasted.cells[i];
        count += cell->column == column && cell->row >= v->paste_heads;
    }
    return count;
}

/* Where goes what no heading says: an empty column nowhere, lines of a list into the column of
 * the box; NULL: it is to be asked. */
static const char *without_heading(const struct grid_view *v, size_t column)
{
    if (!grid_paste_below(v, column)) {
        return PASTE_NOWHERE;
    }
    return !v->pasted.parts            ? NULL
           : v->paste_into == BOX_GOAL ? ""
                                       : str_text(&v->box_column);
}

/* Whether only one column of a table can go there: a row has one name, and one of each that a
 * promise says. */
static bool is_for_one(const struct grid_view *v, const char *id)
{
    return id && (!*id || *id == '=') && !v->pasted.parts;
}

/* Where the columns go by their headings, and by what was answered: an array to free(), NULL
 * in it where that is not known. */
static const char **by_heads(const struct grid_view *v, const struct facts *facts)
{
    size_t count = v->pasted.columns;
    const char **out = memory_get(count * sizeof *out);
    for (size_t c = 0; c < count; c++) { /* a column's own name goes before other words */
        struct place place = place_of(v, facts, grid_paste_head(v, c), NULL, 0);
        bool again = is_for_one(v, place.id) && is_taken(out, c, place.id);
        out[c] = place.fit == HEADING_ITS_NAME && !again ? place.id : NULL;
        if (v->paste_chosen && v->paste_chosen[c]) {
            out[c] = v->paste_chosen[c];
        }
    }
    for (size_t c = 0; c < count; c++) {
        const char *words = grid_paste_head(v, c);
        struct place place = place_of(v, facts, words, out, count);
        if (!out[c] && !place.id) {
            place = place_of(v, facts, words, NULL, 0);
            place.id = is_for_one(v, place.id) ? NULL : place.id;
        }
        out[c] = out[c] ? out[c] : place.id ? place.id : without_heading(v, c);
    }
    return out;
}

/* Whether each row begins with the words of a goal, or of another row, that stands there. */
static bool begin_with_rows(const struct grid_view *v, const struct facts *facts)
{
    struct row_names names;
    size_t rows = 0;
    row_names_init(&names, facts->session, facts->table, grid_own_rows(v, facts));
    for (size_t i = 0; i < v->pasted.count; i++) {
        const struct pasted_cell *cell = &v->pasted.cells[i];
        rows += cell->column == 0 && row_names_find(&names, str_text(&cell->words));
    }
    row_names_finish(&names);
    return v->pasted.columns > 1 && rows == v->pasted.rows;
}

/* Where they go one beside the other, from the column of the box on; rows first where the box
 * is for such, or where each begins with the words of one that stands there. The same, NULL if
 * there are too few columns. */
static const char **in_order(const struct grid_view *v, const struct facts *facts)
{
    const char **out = memory_get(v->pasted.columns * sizeof *out);
    const char **ids = grid_columns(v, facts);
    size_t at = 0, c = 0;
    while (v->paste_into == BOX_NOTE && ids[at] &&
           strcmp(ids[at], str_text(&v->box_column)) != 0) {
        at++;
    }
    if (v->pasted.columns && (v->paste_into == BOX_GOAL || begin_with_rows(v, facts))) {
        out[c++] = "";
    }
    while (c < v->pasted.columns && ids[at]) {
        out[c++] = ids[at++];
    }
    bool all = c == v->pasted.columns;
    free(ids);
    if (!all) {
        free(out);
        out = NULL;
    }
    return out;
}

bool grid_paste_makes_rows(const struct grid_view *v)
{
    for (size_t c = 0; v->paste_columns && c < v->pasted.columns; c++) {
        if (v->paste_columns[c] && !*v->paste_columns[c]) {
            return true;
        }
    }
    return false;
}

/* Whether the first row of words has one that makes a row. */
static bool begins_with_row(const struct grid_view *v)
{
    for (size_t i = 0; i < v->pasted.count; i++) {
        const struct pasted_cell *cell = &v->pasted.cells[i];
        if (cell->row == v->paste_heads && !*v->paste_columns[cell->column]) {
            return true;
        }
    }
    return false;
}

/* Adds why the cells of a table, or parts of a list, cannot go where they would, if so. */
static void say_cannot(const struct grid_view *v, const struct facts *facts,
                       struct str *why)
{
    const char *what = grid_now(v, facts)->goals.title;
    size_t rows = 0, others = 0, named = 0;
    for (size_t c = 0; c < v->pasted.columns; c++) {
        const char *id = v->paste_columns[c];
        named += !*id && grid_paste_below(v, c);
        *(*id ? &others : &rows) += *id != '-' ? grid_paste_below(v, c) : 0;
    }
    if (v->pasted.parts && rows > 1 && others) {
        str_addf(why, "its list of %s does not say which of them the rest belongs to",
                 what);
    } else if (named > 1 && !v->pasted.parts) {
        str_addf(why, "two of its columns are %s", what);
    } else if (grid_paste_makes_rows(v) && !v->pasted.parts && !begins_with_row(v)) {
        str_add(why, "its first row begins with an empty cell");
    } else if (!grid_paste_makes_rows(v) && !v->goal && others) {
        str_addf(why, "the rest belongs to %s, and there are none", what);
    }
}

/* Whether a row says what belongs to an entry, as who does it, and has none. */
static size_t row_without_entry(const struct grid_view *v)
{
    for (size_t i = 0; i < v->pasted.count; i++) {
        size_t row = v->pasted.cells[i].row, notes = 0;
        char to = *v->paste_columns[v->pasted.cells[i].column];
        bool of_entry = to == '=' || to == '+';
        for (size_t c = 0; c < v->pasted.count && of_entry; c++) {
            const struct pasted_cell *cell = &v->pasted.cells[c];
            const char *id = v->paste_columns[cell->column];
            notes += cell->row == row && *id && !strchr("=+-", *id);
        }
        if (of_entry && !notes && row >= v->paste_heads) {
            return row + 1;
        }
    }
    return 0;
}

size_t grid_paste_find_columns(struct grid_view *v, const struct facts *facts,
                               struct str *why_not)
{
    size_t count = v->pasted.columns, asked = 0;
    free(v->paste_columns); /* it may be asked anew */
    v->paste_columns = v->paste_heads ? by_heads(v, facts) : in_order(v, facts);
    while (v->paste_columns && asked < count && v->paste_columns[asked]) {
        asked++;
    }
    if (!v->paste_columns) {
        str_add(why_not, "it has more columns than there are from here on");
    } else if (asked == count) {
        size_t row = row_without_entry(v);
        say_cannot(v, facts, why_not);
        if (row && !why_not->len_bytes) {
            str_addf(why_not, "row %zu says who, when or more and not what", row);
        }
    }
    if (why_not->len_bytes || (v->paste_columns && asked < count)) {
        free(v->paste_columns);
        v->paste_columns = NULL;
    }
    return why_not->len_bytes ? count : asked;
}
