/* What is asked about a list or a table that was pasted, and what becomes of it. */

#include "views/grid/grid_inside.h"

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

/* The columns behind the one that the box is for, itself included; or, for rows, all. */
static const char **columns_from_here(const struct grid_view *v,
                                      const struct facts *facts, size_t *count)
{
    const char **ids = grid_columns(v, facts);
    size_t first = 0;
    *count = 0;
    while (v->paste_into == BOX_NOTE && ids[first] &&
           strcmp(ids[first], str_text(&v->box_column)) != 0) {
        first++;
    }
    for (; ids[first + *count]; ++*count) {
        ids[*count] = ids[first + *count];
    }
    ids[*count] = NULL;
    return ids;
}

/* Why a table cannot go across the columns; NULL: it can. */
static const char *why_not_across(const struct grid_view *v, size_t columns)
{
    bool rows = v->paste_into == BOX_GOAL;
    if (v->pasted.columns > columns + rows) {
        return "it has more columns than there are from here on";
    }
    if (rows && v->pasted.cells[0].column > 0) {
        return "its first row begins with an empty cell";
    }
    return NULL;
}

/* "2 in Barriers, 1 in Stakeholders". */
static void say_columns(const struct grid_view *v, const struct facts *facts,
                        struct str *out)
{
    bool rows = v->paste_into == BOX_GOAL, any = false;
    for (size_t c = rows; c < v->pasted.columns; c++) {
        const char *id = v->paste_columns[c - rows];
        const struct column *column = table_column(facts->session, facts->table, id);
        size_t count = 0;
        for (size_t i = 0; i < v->pasted.count; i++) {
            count += v->pasted.cells[i].column == c;
        }
        if (count) {
            str_addf(out, "%s%zu in %s", any ? ", " : "", count,
                     column ? column->short_title : id);
            any = true;
        }
    }
}

static void ask_about_table(struct grid_view *v, const struct facts *facts)
{
    struct str columns = STR_EMPTY;
    size_t count;
    free(v->paste_columns); /* it may be asked anew */
    v->paste_columns = columns_from_here(v, facts, &count);
    const char *why_not = why_not_across(v, count);
    str_addf(&v->said, "%zu cell%s in %zu row%s: ", v->pasted.count,
             plural(v->pasted.count), v->pasted.rows, plural(v->pasted.rows));
    if (why_not) {
        free(v->paste_columns);
        v->paste_columns = NULL;
    } else {
        say_columns(v, facts, &columns);
    }
    if (v->paste_into == BOX_NOTE) {
        str_add(&v->said, "\veach\v adds each as an entry here; ");
    }
    if (why_not) {
        str_addf(&v->said, "across the columns it cannot go, since %s; ", why_not);
    } else if (v->paste_into == BOX_NOTE) {
        str_addf(&v->said, "\vacross\v puts them across: %s; ", str_text(&columns));
    } else {
        const char *what = grid_row_word(v, facts);
        str_addf(&v->said, "\veach\v makes each row %s %s, with %s; ",
                 words_article(what), what, str_text(&columns));
    }
    str_add(&v->said,
            "\vtogether\v keeps them together in the box, \vdiscard\v discards them.");
    str_finish(&columns);
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
    v->box_kind = v->paste_into;
    return intent_say(
        v->box.text.len_bytes
            ? "Discarded what was pasted; what you typed is here."
            : "Discarded what was pasted. Type, or \vescape\v closes the box.");
}

static struct intent add(struct grid_view *v, bool across)
{
    v->box_kind = v->paste_into;
    struct intent intent = {.kind = INTENT_ADD_LINES,
                            .after = v->box_after,
                            .draft_of = v->box_record,
                            .column = str_text(&v->box_column),
                            .draft_field = str_text(&v->draft_field),
                            .fields = across ? v->paste_columns : NULL};
    if (v->box_kind == BOX_NOTE) {
        intent.goal = v->box_goal;
    }
    intent.text = grid_take_words(v);
    return intent;
}

struct intent grid_answer_about_paste(struct grid_view *v, const struct facts *facts,
                                      enum action action)
{
    bool whole_rows = v->pasted.table && v->paste_into == BOX_GOAL;
    switch (action) {
    case ACT_PASTE_TOGETHER:
        v->box_kind = v->paste_into;
        return intent_say("Kept together in the box: \vkeep\v saves it as one entry.");
    case ACT_PASTE_DISCARD:
        return discard(v);
    case ACT_PASTE_EACH:
        return whole_rows && !v->paste_columns ? ask(v, facts) : add(v, whole_rows);
    case ACT_PASTE_ACROSS:
        return v->paste_columns ? add(v, true) : ask(v, facts);
    default:
        return ask(v, facts);
    }
}
