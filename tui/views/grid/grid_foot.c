/* Below the bands: the selection in full, or the box that is typed in. */

#include "base/utf8.h"
#include "base/wrap.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/plan.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/grid/grid_layout.h"

#include <stdlib.h>
#include <string.h>

/* Ready for another part: with a dot behind what stands there already. */
static struct str *and_then(struct str *out)
{
    str_add(out, out->len_bytes ? screen_dot() : "");
    return out;
}

/* What somebody should settle, and how. */
static void add_unsettled(const struct record *record, struct str *out)
{
    bool table = record_is(record, "session");
    size_t wordings = field_wordings(record_field(record, table ? "vision" : "text"));
    const struct edit *deletion = table ? NULL : record_deletion(record);
    if (!record_unsettled(record)) {
        return;
    }
    and_then(out);
    if (wordings > 1) {
        str_addf(out, "%zu wordings stand", wordings);
    }
    if (deletion) {
        const char *who = history_who(deletion);
        str_addf(out, "%sdeleted%s%s while others wrote", wordings > 1 ? ", " : "",
                 *who && deletion->by && strcmp(who, deletion->by) == 0 ? " by " : " ",
                 who);
    }
    str_add(out, ": \vedit Enter\v chooses");
}

/* Which action answers a barrier. */
static void add_answer(const struct layout *l, const struct record *record,
                       struct str *out)
{
    enum { MOST_GRAPHEMES = 40 };
    const struct record *answer = plan_answer(l->facts->session, record);
    if (answer) {
        str_add(and_then(out), "answered by ");
        text_quote(out, row_words(answer), MOST_GRAPHEMES);
    }
}

/* Marks in words, with what they mean or without. False if that takes more than a row
 * and there are several: then no mark is to be cut off for the meaning of another. */
static bool add_marks(const struct record *record, const struct column *form,
                      bool with_meaning, struct str *out)
{
    size_t count = 0;
    for (size_t i = 0; i < form->mark_count; i++) {
        const struct mark *mark = form->marks[i];
        bool several;
        const struct choice *choice = layout_choice(record, mark, &several);
        if (choice) {
            str_add(and_then(out), choice->title);
            if (several) {
                str_add(out, " (others said otherwise: \vmark\v chooses)");
            }
            str_addf(out, "%s%s", with_meaning ? ": " : "",
                     with_meaning ? choice->meaning : "");
            count++;
        }
    }
    return count < 2 ||
           screen_width_cols(str_text(out), out->len_bytes) <= screen_cols() - 2;
}

/* Who does it, by when, by ear through whom, and what came of it. */
static void add_commitment(const struct record *record, struct str *out)
{
    struct commitment promise;
    struct str part = STR_EMPTY;
    char today[DATE_SIZE_BYTES];
    if (!record_is(record, "note") || !commitment_of(record, &promise)) {
        return;
    }
    clock_today(today);
    commitment_add_promise(&promise, today, true, &part);
    if (part.len_bytes) {
        str_add(and_then(out), part.bytes);
    }
    if (commitment_unsettled(&promise, true)) {
        str_add(and_then(out), "not settled: \vcommit\v shows both");
    }
    if (*promise.messenger && screen_is_heard()) { /* seen, it has its line in the form */
        str_addf(and_then(out), "messenger: %s", promise.messenger);
    }
    if (*promise.outcome) {
        str_addf(and_then(out), "came of it: %s", promise.outcome);
    }
    str_finish(&part);
}

static void add_author(const struct edit *author, struct str *out)
{
    bool hand = author->by && strcmp(author->by, "hand") == 0;
    const char *who = history_who(author);
    bool alone = screen_is_heard() && !*who; /* a time would be heard as what it is now */
    struct str part = str_of("%s%s", hand || alone ? "written " : "", who);
    if (author->at_ms != 0) { /* written by hand, nobody may know when */
        str_add(&part, alone ? "at " : part.len_bytes ? ", " : "");
        clock_say(author->at_ms, history_knows_time(author) ? CLOCK_SHORT : CLOCK_DAY,
                  &part);
    }
    str_add(and_then(out), str_text(&part));
    str_finish(&part);
}

void grid_add_about(const struct layout *l, const struct record *record, struct str *out)
{
    const struct column *form = l->forms[l->v->column];
    const struct edit *author = record_author(record);
    const struct field *text = record_field(record, "text");
    struct str marks = STR_EMPTY;
    long votes = ballot_votes(record), voted = table_voted(l->facts->table);
    add_unsettled(record, out);
    const char *round = table_alone(l->facts->table);
    if (round && strcmp(record_words(record, "alone"), round) == 0) {
        str_add(and_then(out), "written alone");
    }
    add_answer(l, record, out);
    if (form && !add_marks(record, form, true, &marks)) {
        str_clear(&marks);
        add_marks(record, form, false, &marks);
    }
    if (marks.len_bytes) {
        str_add(and_then(out), marks.bytes);
    }
    str_finish(&marks);
    add_commitment(record, out);
    if (votes) {
        votes_say(record, 0, and_then(out));
        if (voted >= votes && paper_votes(record) == votes) {
            str_addf(out, " (%ld voted)", voted);
        }
    }
    if (author) {
        add_author(author, out);
    }
    for (const struct version *h = field_shown(text); h; h = head_next(h)) {
        if (h != field_shown(text) && version_value(h).kind == VALUE_TEXT) {
            str_addf(and_then(out), "other wording: %s", version_value(h).text);
        }
    }
}

/* The words of what is selected; of a row that the form gives, what it asks. */
static const char *selected_words(const struct grid_view *v, const struct facts *facts)
{
    const struct record *record = view_grid_selected(v, facts);
    const struct form_row *row = row_form(facts->session, record);
    return row && *row->prompt ? row->prompt : row_words(record);
}

/* What is being written here, or was, and which keys go on with it and put it aside: none does
 * if it is of somebody who is here. */
static void add_draft(const struct layout *l, struct str *out)
{
    struct str field = STR_EMPTY;
    const struct record *of = grid_draft_here(l->v, l->facts, &field);
    if (of && grid_say_draft(l->facts, of, str_text(&field), out) &&
        !draft_is_others(l->facts, of, str_text(&field))) {
        str_add(out, "; ");
        if (grid_draft_is_left(l->facts, of, str_text(&field)) ||
            draft_is_of(str_text(&field), PROMISE_DRAFT)) { /* its form is closed */
            str_addf(out, "%s goes on, ", draft_key(of, str_text(&field)));
        }
        str_add(out, "\vput-words-aside\v puts it aside");
    }
    str_finish(&field);
}

static bool is_empty_place(const struct layout *l)
{
    return !l->v->on_vision && !view_grid_selected(l->v, l->facts);
}

/* The words of the place at hand; of an empty one, what it asks. */
static const char *words_here(const struct layout *l)
{
    const struct column *column = l->forms[l->v->column];
    if (l->v->on_vision) {
        const char *vision = record_words(view_grid_selected(l->v, l->facts), "vision");
        return *vision ? vision : l->grid->vision;
    }
    return !is_empty_place(l) ? selected_words(l->v, l->facts)
           : column           ? layout_empty_words(l, column)
                              : "";
}

static void add_about_here(const struct layout *l, struct str *out)
{
    const struct record *record = view_grid_selected(l->v, l->facts);
    const struct column *column = l->forms[l->v->column];
    add_draft(l, out);
    if (l->v->on_vision) {
        add_unsettled(record, out);
        str_add(and_then(out), *record_words(record, "vision")
                                   ? "\vedit\v edits the vision"
                                   : "\vedit\v writes the vision");
    } else if (record) {
        grid_add_about(l, record, out);
    } else if (column && *column->example) {
        str_addf(and_then(out), "For example: %s", column->example);
    }
}

/* How many rows that has at least. Of an example no word is left out, nor of what is half written
 * and its keys, if that takes a row more. */
static int about_rows(const struct layout *l)
{
    enum { MOST = 2 };
    struct str about = STR_EMPTY, field = STR_EMPTY;
    int rows = 1;
    if (is_empty_place(l) || grid_draft_here(l->v, l->facts, &field)) {
        add_about_here(l, &about);
        rows = sentence_rows(str_text(&about), screen_cols() - 2, MOST);
    }
    str_finish(&field);
    str_finish(&about);
    return rows;
}

void grid_put_details(const struct layout *l)
{
    struct str about = STR_EMPTY;
    int width = screen_cols() - 2, rows = l->detail_rows - l->about_rows;
    screen_rule(l->detail_row - 1, 0, screen_cols());
    add_about_here(l, &about);
    rows = screen_put_wrapped(l->detail_row, 1, width, rows, ROLE_TEXT, words_here(l));
    screen_put_wrapped(l->detail_row + rows, 1, width, l->detail_rows - rows, ROLE_DIM,
                       str_text(&about));
    str_finish(&about);
}

int grid_put_typed(const struct grid_view *v, int row, int col, int rows, enum role role)
{
    return draw_typed(grid_shown_box(v), row, col, grid_box_cols(v), rows, role);
}

/* The box takes the place of the details. */
void grid_put_box(const struct layout *l)
{
    struct str title = STR_EMPTY;
    int row = l->detail_row - 1;
    grid_box_title(l->v, l->facts, &title);
    screen_rule(row, 0, screen_cols());
    screen_put(row, 2, 1, ROLE_TITLE, " ");
    int taken = screen_put(row, 3, screen_cols() - 6, ROLE_TITLE, str_text(&title));
    screen_put(row, 3 + taken, 1, ROLE_TITLE, " ");
    if (!l->v->box.text.len_bytes && l->detail_rows > 1 &&
        (l->v->box_kind == BOX_GOAL || l->v->box_kind == BOX_NOTE)) {
        static const char *const hint[] = {
            "What is typed here is an entry. To leave the box: \vescape\v.",
            "An entry is typed here. \vescape\v leaves.", "\vescape\v leaves.", NULL};
        put_fitting(l->detail_row + 1, 1, screen_cols() - 2, ROLE_DIM, hint);
    }
    grid_put_typed(l->v, l->detail_row, 1, l->detail_rows, ROLE_TEXT);
    str_finish(&title);
}

/* How many rows the box wants: what it holds, at least two, at most a third. */
int grid_box_rows(const struct grid_view *v)
{
    size_t count, line;
    int col, most = screen_rows() / 3;
    free(text_box_lines(grid_shown_box(v), grid_box_cols(v), &count, &line, &col));
    most = most < 2 ? 2 : most;
    return count < 2 ? 2 : count > (size_t)most ? most : (int)count;
}

/* The words of the place at hand in full, as far as a quarter of the screen goes, and what is
 * told about them. */
int grid_detail_rows(struct layout *l)
{
    int least = window_is_tall() ? 3 : 1, most = screen_rows() / 4;
    int rows = wrap_count(words_here(l), screen_cols() - 2, most);
    l->about_rows = about_rows(l);
    return l->about_rows + (rows > least ? rows : least);
}
