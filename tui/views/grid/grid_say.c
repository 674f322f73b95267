/* The grid in words, for whoever hears it line by line: where one is, what stands there,
 * and where a step has led. */

#include "base/utf8.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/rows.h"
#include "screen/screen.h"
#include "views/grid/grid_layout.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_GRAPHEMES = 24 }; /* of a goal, before the words that a step leads to */

struct grid_place view_grid_place(struct grid_view *v, const struct facts *facts)
{
    grid_settle(v, facts);
    return (struct grid_place){grid_now(v, facts), v->goal, v->note, v->column,
                               v->on_vision};
}

void view_grid_restore(struct grid_view *v, const struct facts *facts,
                       const struct grid_place *place)
{
    str_set(&v->grid, "%s", place->grid->id);
    v->goal = place->goal;
    v->note = place->note;
    v->column = place->column;
    v->on_vision = place->on_vision;
    grid_settle(v, facts);
}

/* Words that end where they end: with a full stop, unless they do so themselves. Of
 * several lines, one. */
static void add_words(const char *words, struct str *out)
{
    size_t from = out->len_bytes;
    str_add(out, words);
    for (size_t i = from; i < out->len_bytes; i++) {
        if (out->bytes[i] == '\n') {
            out->bytes[i] = ' ';
        }
    }
    char last = out->len_bytes > from ? out->bytes[out->len_bytes - 1] : '.';
    str_add(out, strchr(".!?:", last) ? "" : ".");
}

static void begin_sentence(struct str *out, size_t from)
{
    if (out->len_bytes > from) {
        out->bytes[from] = (char)toupper((unsigned char)out->bytes[from]);
    }
}

/* What one of its rows, or of the entries of a column, is called: "goal", "barrier". */
static const char *row_name(const struct grid *grid)
{
    return *grid->goals.singular      ? grid->goals.singular
           : grid->rows == ROWS_GOALS ? "goal"
                                      : "row";
}

static const char *column_name(const struct grid_view *v, const struct facts *facts)
{
    const struct column *column = grid_column(v, facts);
    const char *id = grid_column_id(v, facts);
    return !column                                 ? (*id ? id : "entry")
           : column->singular && *column->singular ? column->singular
                                                   : column->short_title;
}

static const char *column_heading(const struct grid_view *v, const struct facts *facts)
{
    const struct column *column = grid_column(v, facts);
    const char *id = grid_column_id(v, facts);
    return column ? column->short_title : id && *id ? id : "No column";
}

/* "goal 1 ‘More walking’"; nothing of a list, which has one row that is called nothing. */
static void add_row(const struct grid_view *v, const struct facts *facts,
                    const char *before, struct str *out)
{
    const struct grid *grid = grid_now(v, facts);
    if (!grid_is_list(grid)) {
        str_addf(out, "%s%s %zu ", before, row_name(grid), v->goal_index + 1);
        text_quote(out, row_words(v->goal), NAME_GRAPHEMES);
    }
}

/* "Barriers 2. Stakeholders 0." */
static void add_counts(const struct grid_view *v, const struct facts *facts,
                       struct str *out)
{
    struct layout l = {.v = v, .facts = facts};
    size_t count;
    layout_find_columns(&l);
    for (size_t i = 1; i < l.columns; i++) {
        filter_notes(v->filter, facts, v->goal, l.ids[i - 1], &count);
        str_addf(out, " %s %zu.",
                 l.forms[i]                      ? l.forms[i]->short_title
                 : l.ids[i - 1] && *l.ids[i - 1] ? l.ids[i - 1]
                                                 : "No column",
                 count);
    }
    layout_finish(&l);
}

/* What else there is to know of it: marks with what they mean, votes, who, when. */
static void say_about(struct grid_view *v, const struct facts *facts, struct str *out)
{
    const struct record *record = view_grid_selected(v, facts);
    struct layout l = {.v = v, .facts = facts};
    struct str about = STR_EMPTY;
    layout_find_columns(&l);
    if (record && !v->on_vision) {
        grid_add_about(&l, record, &about);
    }
    if (about.len_bytes) {
        str_add(out, " ");
        begin_sentence(&about, 0);
        add_words(about.bytes, out);
    }
    layout_finish(&l);
    str_finish(&about);
}

/* Marks, votes and who has promised it: "Boulder. 3 votes. Ana, by 1 December 2026." */
static void add_signs(const struct grid_view *v, const struct facts *facts,
                      const struct record *record, struct str *out)
{
    const struct column *form = grid_column(v, facts);
    long votes = ballot_votes(record);
    struct commitment promise;
    bool unsettled = record_unsettled(record);
    for (size_t i = 0; form && i < form->mark_count; i++) {
        bool several;
        const struct choice *choice = layout_choice(record, form->marks[i], &several);
        if (choice) {
            str_addf(out, " %s.", choice->title);
        }
    }
    if (votes) {
        str_add_byte(out, ' ');
        votes_say(record, 0, out);
        str_add_byte(out, '.');
    }
    if (commitment_of(record, &promise) && (*promise.who || *promise.when)) {
        unsettled = unsettled || commitment_unsettled(&promise, true);
        str_add_byte(out, ' ');
        commitment_add_promise(&promise, NULL, true, out);
        str_add_byte(out, '.');
    }
    str_add(out, unsettled ? " Not settled." : "");
}

static void say_vision(const struct grid_view *v, const struct facts *facts,
                       struct str *out)
{
    const char *vision = record_words(facts->table, "vision");
    str_add(out, *vision ? "Vision: " : "Vision, not written yet: ");
    add_words(*vision ? vision : grid_now(v, facts)->vision, out);
}

static void say_row(const struct grid_view *v, const struct facts *facts, bool signs,
                    struct str *out)
{
    const struct form_row *form = row_form(facts->session, v->goal);
    size_t rows;
    grid_rows_now(v, facts, &rows);
    str_addf(out, "%s %zu of %zu: ", row_name(grid_now(v, facts)), v->goal_index + 1,
             rows);
    add_words(row_words(v->goal), out);
    if (form && *form->prompt) {
        str_add(out, " ");
        add_words(form->prompt, out);
    }
    if (signs) {
        add_signs(v, facts, v->goal, out);
    }
    add_counts(v, facts, out);
}

/* Where there is nothing, what would go there. */
static void say_nothing(const struct grid_view *v, const struct facts *facts,
                        const char *what, struct str *out)
{
    const struct column *column = grid_column(v, facts);
    str_addf(out, "%s, none yet", what);
    if (column && *column->prompt) {
        str_add(out, ": ");
        add_words(column->prompt, out);
    } else {
        str_add(out, ".");
    }
}

/* What is said of an entry beside its words and number. */
struct cell_words {
    bool column, row, signs;
};

static void say_cell(const struct grid_view *v, const struct facts *facts,
                     struct cell_words with, struct str *out)
{
    size_t count;
    struct str head = STR_EMPTY;
    grid_cell(v, facts, v->goal, &count);
    if (with.column) {
        str_add(&head, v->note ? column_name(v, facts) : column_heading(v, facts));
    }
    if (v->note) {
        str_addf(&head, "%s%zu of %zu", with.column ? " " : "", v->note_index + 1, count);
    }
    if (with.row) {
        add_row(v, facts, " of ", &head);
    }
    if (v->note) {
        str_addf(out, "%s: ", str_text(&head));
        add_words(row_words(v->note), out);
        if (with.signs) {
            add_signs(v, facts, v->note, out);
        }
    } else {
        say_nothing(v, facts, str_text(&head), out);
    }
    str_finish(&head);
}

static void say_no_rows(const struct grid_view *v, const struct facts *facts,
                        struct str *out)
{
    const struct grid *grid = grid_now(v, facts);
    str_addf(out, "No %s yet; ", row_name(grid));
    str_addf(out, "\vgoal\v adds the first.");
}

/* The selected entry, without its marks and votes where all about it is said. */
static void say_selected(struct grid_view *v, const struct facts *facts,
                         const struct grid_place *before, bool signs, struct str *out)
{
    size_t from = out->len_bytes;
    struct grid_place now = view_grid_place(v, facts);
    bool other_grid = !before || before->grid != now.grid;
    bool other_row = other_grid || before->goal != now.goal;
    bool other_column =
        other_row || before->column != now.column || !now.note || before->on_vision;
    if (now.on_vision) {
        say_vision(v, facts, out);
    } else if (!now.goal) {
        say_no_rows(v, facts, out);
    } else if (!now.column) {
        say_row(v, facts, signs, out);
    } else {
        say_cell(v, facts, (struct cell_words){other_column, other_row, signs}, out);
    }
    begin_sentence(out, from);
}

void view_grid_say_step(struct grid_view *v, const struct facts *facts,
                        const struct grid_place *before, struct str *out)
{
    say_selected(v, facts, before, true, out);
}

void grid_say(void *state, const struct facts *facts, bool brief, struct str *out)
{
    struct grid_view *v = state;
    say_selected(v, facts, NULL, brief, out);
    if (!v->on_vision && v->goal && !brief) {
        say_about(v, facts, out);
    }
}

/* The entries of the selected column of a row, a line each: "Barrier 1 of 2: No pavement." */
static void say_entries(struct grid_view *v, const struct facts *facts, struct str *out)
{
    size_t count;
    const struct record *const *notes = grid_cell(v, facts, v->goal, &count);
    for (size_t i = 0; i < count; i++) {
        size_t from = out->len_bytes;
        v->note = notes[i];
        v->note_index = i;
        say_cell(v, facts, (struct cell_words){true, false, true}, out);
        begin_sentence(out, from);
        str_add_byte(out, '\n');
    }
}

/* A row and, with all, what stands in each of its columns. */
static void say_whole_row(struct grid_view *v, const struct facts *facts, bool all,
                          struct str *out)
{
    size_t from = out->len_bytes, columns = 0;
    const char **ids = grid_columns(v, facts);
    v->column = 0;
    v->note = NULL;
    if (!grid_is_list(grid_now(v, facts))) {
        say_row(v, facts, true, out);
        begin_sentence(out, from);
        str_add_byte(out, '\n');
    }
    while (ids[columns] && all) {
        v->column = ++columns;
        say_entries(v, facts, out);
    }
    free(ids);
}

void view_grid_read(struct grid_view *v, const struct facts *facts, enum grid_reads what,
                    struct str *out)
{
    struct grid_view kept = *v; /* what is read is selected in turn, and then no more */
    size_t rows;
    const struct grid *grid = grid_now(v, facts);
    const struct record *const *row = grid_rows_now(v, facts, &rows);
    v->on_vision = false;
    switch (what) {
    case READS_COLUMN:
        say_entries(v, facts, out);
        break;
    case READS_ROW:
        say_whole_row(v, facts, true, out);
        break;
    default:
        str_addf(out, "%s: %zu %s%s.\n", grid->title, rows, row_name(grid), plural(rows));
        if (*grid->vision) {
            say_vision(v, facts, out);
            str_add_byte(out, '\n');
        }
        for (size_t i = 0; i < rows; i++) {
            v->goal = row[i];
            v->goal_index = i;
            say_whole_row(v, facts, what == READS_ALL || grid_is_list(grid), out);
        }
    }
    v->goal = kept.goal;
    v->goal_index = kept.goal_index;
    v->note = kept.note;
    v->note_index = kept.note_index;
    v->column = kept.column;
    v->on_vision = kept.on_vision;
}

void view_grid_put_panel(struct grid_view *v, const struct facts *facts)
{
    struct facts shown = *facts;
    struct layout l = {.v = v,
                       .prompts = &v->prompts,
                       .facts = &shown,
                       .cols = screen_cols(),
                       .end_row = screen_rows()};
    shown.panel = true;
    layout_find_columns(&l);
    panel_put(&l, 0, 0);
    layout_finish(&l);
}
