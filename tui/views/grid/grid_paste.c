/* What is asked about a list or a table that was pasted, and what becomes of it. */

#include "views/grid/grid_inside.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

void grid_forget_paste(struct grid_view *v)
{
    pasted_finish(&v->pasted);
    free(v->paste_columns);
    v->paste_columns = NULL;
}

const struct text_box *grid_shown_box(const struct grid_view *v)
{
    return v->box_kind == BOX_PASTE ? &v->paste_shown : &v->box;
}

/* Where the cells of each of its columns go, by ids; "" makes rows of them. */
static const char **columns_in_order(const struct grid_view *v, const struct facts *facts)
{
    const char **out = memory_get(v->pasted.columns * sizeof *out);
    const char **ids = grid_columns(v, facts);
    size_t at = 0, c = 0;
    while (v->paste_into == BOX_NOTE && ids[at] &&
           strcmp(ids[at], str_text(&v->box_column)) != 0) {
        at++;
    }
    if (v->paste_into == BOX_GOAL && v->pasted.columns) {
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

static bool is_called(const struct column *column, const char *words)
{
    const char *const names[] = {column->title, column->short_title, column->singular};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i] && *names[i] && fold_same(names[i], words, "en")) {
            return true;
        }
    }
    return false;
}

/* The column that is called so, "" for the rows; NULL: none is. */
static const char *column_called(const struct grid_view *v, const struct facts *facts,
                                 const char *words)
{
    const struct grid *grid = grid_now(v, facts);
    const char **ids = grid_columns(v, facts), *found = NULL;
    for (size_t i = 0; ids[i] && !found; i++) {
        const struct column *column = table_column(facts->session, facts->table, ids[i]);
        found = column && is_called(column, words) ? ids[i] : NULL;
    }
    free(ids);
    bool rows = !found && grid->rows != ROWS_GIVEN && is_called(&grid->goals, words);
    return rows ? "" : found;
}

/* Whether its first row names columns: two of them at least. */
static bool has_heads(const struct grid_view *v, const struct facts *facts)
{
    size_t named = 0;
    const struct pasted *p = &v->pasted;
    for (size_t i = 0; i < p->count && p->cells[i].row == 0; i++) {
        named += column_called(v, facts, str_text(&p->cells[i].words)) != NULL;
    }
    return p->table && p->rows > 1 && named > 1;
}

/* The same by its first row; NULL, and says why, if that does not name them all. */
static const char **columns_by_heads(const struct grid_view *v, const struct facts *facts,
                                     struct str *why_not)
{
    const char **out = memory_get(v->pasted.columns * sizeof *out);
    const struct pasted *p = &v->pasted;
    for (size_t c = 0; c < p->columns; c++) {
        out[c] = NULL;
    }
    for (size_t i = 0; i < p->count && !why_not->len_bytes; i++) {
        const struct pasted_cell *cell = &p->cells[i];
        const char *words = str_text(&cell->words);
        if (cell->row == 0) {
            out[cell->column] = column_called(v, facts, words);
        }
        if (!out[cell->column]) {
            str_addf(why_not,
                     cell->row ? "its column %zu has no heading"
                               : "no column here is called what its column %zu is",
                     cell->column + 1);
        }
    }
    if (why_not->len_bytes) {
        free(out);
        out = NULL;
    }
    return out;
}

static bool makes_rows(const struct grid_view *v)
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

/* Finds where its columns go; why_not: they can go nowhere. */
static void find_columns(struct grid_view *v, const struct facts *facts,
                         struct str *why_not)
{
    free(v->paste_columns); /* it may be asked anew */
    v->paste_columns =
        v->paste_heads ? columns_by_heads(v, facts, why_not) : columns_in_order(v, facts);
    if (!v->paste_columns && !why_not->len_bytes) {
        str_add(why_not, "it has more columns than there are from here on");
    } else if (v->paste_columns && makes_rows(v) && !begins_with_row(v)) {
        str_add(why_not, "its first row begins with an empty cell");
    } else if (v->paste_columns && !makes_rows(v) && v->paste_into == BOX_GOAL) {
        str_addf(why_not, "no column of it is %s", grid_now(v, facts)->goals.title);
    }
    if (why_not->len_bytes) {
        free(v->paste_columns);
        v->paste_columns = NULL;
    }
}

/* "2 in Barriers, 1 in Stakeholders". */
static void say_columns(const struct grid_view *v, const struct facts *facts,
                        struct str *out)
{
    bool any = false;
    for (size_t c = 0; c < v->pasted.columns; c++) {
        const char *id = v->paste_columns[c];
        size_t count = 0;
        for (size_t i = 0; i < v->pasted.count; i++) {
            const struct pasted_cell *cell = &v->pasted.cells[i];
            count += cell->column == c && cell->row >= v->paste_heads;
        }
        if (count && *id) {
            const struct column *column = table_column(facts->session, facts->table, id);
            str_addf(out, "%s%zu in %s", any ? ", " : "", count,
                     column ? column->short_title : id);
            any = true;
        }
    }
}

/* What Enter does with it. */
static void say_across(struct grid_view *v, const struct facts *facts)
{
    struct str why_not = STR_EMPTY, columns = STR_EMPTY;
    find_columns(v, facts, &why_not);
    if (why_not.len_bytes) {
        str_addf(&v->said, "across the columns it cannot go, since %s; ", why_not.bytes);
    } else {
        say_columns(v, facts, &columns);
        if (makes_rows(v)) {
            const char *what = grid_row_word(v, facts);
            str_addf(&v->said, "\veach\v makes each row %s %s, with %s; ",
                     words_article(what), what, str_text(&columns));
        } else {
            str_addf(&v->said, "\veach\v puts them across: %s; ", str_text(&columns));
        }
    }
    str_finish(&why_not);
    str_finish(&columns);
}

static void ask_about_table(struct grid_view *v, const struct facts *facts)
{
    bool heads = has_heads(v, facts);
    str_addf(&v->said, "%zu cell%s in %zu row%s", v->pasted.count,
             plural(v->pasted.count), v->pasted.rows, plural(v->pasted.rows));
    str_add(&v->said, v->paste_heads ? ", the first of them headings: " : ": ");
    say_across(v, facts);
    if (heads) {
        str_add(&v->said, v->paste_heads
                              ? "\vheadings\v takes the headings for words; "
                              : "\vheadings\v takes the first row for headings; ");
    }
    if (v->paste_into == BOX_NOTE) {
        str_add(&v->said, "\vall-here\v adds each cell here; ");
    }
    str_add(&v->said, "\vtogether\v keeps them together in the box, \vdiscard\v discards "
                      "them.");
}

static struct intent ask(struct grid_view *v, const struct facts *facts)
{
    str_clear(&v->said);
    if (v->pasted.table) {
        ask_about_table(v, facts);
    } else {
        str_addf(&v->said,
                 "%zu lines: \veach\v adds each as an entry of its own; \vtogether\v "
                 "keeps them "
                 "together in the box, \vdiscard\v discards them.",
                 v->pasted.count);
    }
    return intent_say(str_text(&v->said));
}

/* Asks, if it is a list or a table. */
static struct intent take_in(struct grid_view *v, const struct facts *facts)
{
    struct str shown = STR_EMPTY;
    grid_forget_paste(v);
    pasted_read(&v->pasted, str_text(&v->box.text));
    if (v->pasted.count < 2) {
        return intent_of(INTENT_NOTHING);
    }
    pasted_show(&v->pasted, &shown);
    text_box_set(&v->paste_shown, str_text(&shown));
    v->paste_shown.cursor_bytes = 0;
    str_finish(&shown);
    v->paste_into = v->box_kind;
    v->box_kind = BOX_PASTE;
    v->paste_heads = has_heads(v, facts);
    return ask(v, facts);
}

static void insert(struct text_box *box, const char *text)
{
    struct str clean = STR_EMPTY;
    if (pasted_count(text) > 1 && box->cursor_bytes > 0 &&
        box->text.bytes[box->cursor_bytes - 1] != '\n') {
        str_add_byte(&clean, '\n'); /* a list begins on a line of its own */
    }
    str_add(&clean, text);
    while (clean.len_bytes && strchr("\r\n", clean.bytes[clean.len_bytes - 1])) {
        str_remove(&clean, clean.len_bytes - 1, 1); /* the line's end is not words */
    }
    text_box_insert(box, str_text(&clean));
    str_finish(&clean);
}

/* Nothing was typed yet: opens the box for what is selected; false: there is none. */
static bool open_box(struct grid_view *v, const struct facts *facts)
{
    bool row = v->column == 0 || !v->goal;
    if (v->on_vision) {
        grid_open_box(v, facts, BOX_VISION, NULL);
    } else if (row && v->goal && row_given(v->goal)) {
        return grid_open_given(v, facts);
    } else if (row && grid_now(v, facts)->rows == ROWS_GIVEN) {
        return false;
    } else {
        grid_open_box(v, facts, row ? BOX_GOAL : BOX_NOTE, NULL);
    }
    return true;
}

struct intent grid_paste(struct grid_view *v, const struct facts *facts, const char *text)
{
    if (v->box_kind == BOX_CLOSED && !open_box(v, facts)) {
        return grid_say_no_row(v, facts);
    }
    if (v->box_kind == BOX_SEARCH) {
        text_box_insert_line(&v->box, text);
        return grid_search(v, facts);
    }
    if (v->box_kind == BOX_PASTE) { /* and more of it */
        v->box_kind = v->paste_into;
    } else {
        text_box_set(&v->paste_was, str_text(&v->box.text));
        v->paste_was.cursor_bytes = v->box.cursor_bytes;
    }
    insert(&v->box, text);
    bool list = v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL;
    return list ? take_in(v, facts) : intent_of(INTENT_NOTHING);
}

static struct intent discard(struct grid_view *v)
{
    text_box_set(&v->box, str_text(&v->paste_was.text));
    v->box.cursor_bytes = v->paste_was.cursor_bytes;
    bool typed = v->box.text.len_bytes > 0;
    v->box_kind = typed ? v->paste_into : BOX_CLOSED;
    return intent_say(typed ? "Discarded what was pasted; what you typed is here."
                            : "Discarded what was pasted; the box is closed.");
}

static struct intent add(struct grid_view *v, const struct facts *facts, bool across)
{
    bool rows = v->paste_into == BOX_GOAL || (across && makes_rows(v));
    const struct grid *grid = grid_now(v, facts);
    struct intent intent = {.kind = INTENT_ADD_LINES,
                            .draft_of = v->box_record,
                            .column = str_text(&v->box_column),
                            .draft_field = str_text(&v->draft_field),
                            .fields = across ? v->paste_columns : NULL,
                            .step = across && v->paste_heads};
    v->box_kind = v->paste_into;
    if (!rows) {
        intent.goal = v->box_goal;
        intent.after = v->box_after;
    } else if (v->paste_into == BOX_GOAL) {
        intent.after = v->box_after;
    } else {
        intent.column = grid->rows == ROWS_OWN ? grid->id : "";
        intent.after = v->box_goal;
    }
    intent.text = grid_take_words(v);
    return intent;
}

/* All of it is kept, as it is whenever the box is left. */
static struct intent leave(struct grid_view *v, const struct facts *facts)
{
    struct event event = {.kind = EVENT_KEY, .key = "Esc", .text = ""};
    v->box_kind = v->paste_into;
    return grid_box_handle(v, facts, ACT_BOX_ESCAPE, &event);
}

struct intent grid_answer_about_paste(struct grid_view *v, const struct facts *facts,
                                      enum action action)
{
    bool table = v->pasted.table;
    switch (action) {
    case ACT_PASTE_TOGETHER:
        v->box_kind = v->paste_into;
        return intent_say("Kept together in the box: \vkeep\v saves it as one entry.");
    case ACT_PASTE_ESCAPE:
        return leave(v, facts);
    case ACT_PASTE_DISCARD:
        return discard(v);
    case ACT_PASTE_EACH:
        return table && !v->paste_columns ? ask(v, facts) : add(v, facts, table);
    case ACT_PASTE_HERE:
        return table && v->paste_into == BOX_NOTE ? add(v, facts, false) : ask(v, facts);
    case ACT_PASTE_HEADS:
        v->paste_heads = !v->paste_heads && has_heads(v, facts);
        return ask(v, facts);
    default:
        return ask(v, facts);
    }
}
