/* What is asked about a list or a table that was pasted, and what becomes of it. */

#include "views/grid/grid_inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "model/plan.h"
#include "views/paste_rows.h"

#include <stdlib.h>
#include <string.h>

void grid_forget_paste(struct grid_view *v)
{
    pasted_finish(&v->pasted);
    free(v->paste_columns);
    free(v->paste_chosen);
    v->paste_columns = v->paste_chosen = NULL;
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

/* Adds why the cells of a table, or parts of a list, cannot go where they would, if so. */
static void say_cannot(const struct grid_view *v, const struct facts *facts,
                       struct str *why)
{
    const char *what = grid_now(v, facts)->goals.title;
    size_t rows = 0, others = 0;
    for (size_t c = 0; c < v->pasted.columns; c++) {
        const char *id = v->paste_columns[c];
        *(*id ? &others : &rows) += *id != '-' ? grid_paste_below(v, c) : 0;
    }
    if (v->pasted.parts && rows > 1 && others) {
        str_addf(why, "its list of %s does not say which of them the rest belongs to",
                 what);
    } else if (makes_rows(v) && !v->pasted.parts && !begins_with_row(v)) {
        str_add(why, "its first row begins with an empty cell");
    } else if (!makes_rows(v) && !v->goal && others) {
        str_addf(why, "the rest belongs to %s, and there are none", what);
    }
}

/* Whether a row says who does what, and not what. */
static size_t row_without_action(const struct grid_view *v)
{
    for (size_t i = 0; i < v->pasted.count; i++) {
        size_t row = v->pasted.cells[i].row, notes = 0;
        bool promise = *v->paste_columns[v->pasted.cells[i].column] == '=';
        for (size_t c = 0; c < v->pasted.count && promise; c++) {
            const struct pasted_cell *cell = &v->pasted.cells[c];
            const char *id = v->paste_columns[cell->column];
            notes += cell->row == row && *id && *id != '=' && *id != '-';
        }
        if (promise && !notes && row >= v->paste_heads) {
            return row + 1;
        }
    }
    return 0;
}

/* Finds where its columns go; why_not: they can go nowhere. Returns a column of which that is
 * to be asked; else how many there are. */
static size_t find_columns(struct grid_view *v, const struct facts *facts,
                           struct str *why_not)
{
    size_t count = v->pasted.columns, asked = 0;
    free(v->paste_columns); /* it may be asked anew */
    v->paste_columns =
        v->paste_heads ? grid_paste_by_heads(v, facts) : grid_paste_in_order(v, facts);
    while (v->paste_columns && asked < count && v->paste_columns[asked]) {
        asked++;
    }
    if (!v->paste_columns) {
        str_add(why_not, "it has more columns than there are from here on");
    } else if (asked == count) {
        size_t row = row_without_action(v);
        say_cannot(v, facts, why_not);
        if (row && !why_not->len_bytes) {
            str_addf(why_not, "row %zu says who or when and not what", row);
        }
    }
    if (why_not->len_bytes || (v->paste_columns && asked < count)) {
        free(v->paste_columns);
        v->paste_columns = NULL;
    }
    return why_not->len_bytes ? count : asked;
}

/* "2 in Barriers", "3 as who does it", "4 of ‘Notes’ left out". */
static void say_column(const struct grid_view *v, const struct facts *facts, size_t c,
                       size_t count, struct str *out)
{
    static const char *const fields[][2] = {{PASTE_WHO, "who does it"},
                                            {PASTE_WHEN, "by when"},
                                            {PASTE_MESSENGER, "messenger"},
                                            {PASTE_OUTCOME, "what came of it"}};
    const char *id = v->paste_columns[c];
    const struct column *column = table_column(facts->session, facts->table, id);
    str_addf(out, "%zu ", count);
    if (*id == '-') {
        str_add(out, "of ");
        text_quote(out, grid_paste_head(v, c), 20);
        str_add(out, " left out");
        return;
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(id, fields[i][0]) == 0) {
            str_addf(out, "as %s", fields[i][1]);
            return;
        }
    }
    str_addf(out, "in %s", column ? column->short_title : id);
}

/* "2 in Barriers, 1 in Stakeholders"; what goes to one place is said once. */
static void say_columns(const struct grid_view *v, const struct facts *facts,
                        struct str *out)
{
    bool any = false;
    for (size_t c = 0; c < v->pasted.columns; c++) {
        const char *id = v->paste_columns[c];
        size_t count = 0, first = c;
        for (size_t i = v->pasted.columns; i-- > 0;) {
            bool same = *id == '-' ? i == c : strcmp(v->paste_columns[i], id) == 0;
            count += same ? grid_paste_below(v, i) : 0;
            first = same ? i : first;
        }
        if (*id && count && first == c) {
            str_add(out, any ? ", " : "");
            say_column(v, facts, c, count, out);
            any = true;
        }
    }
}

/* A column that nothing here is called like. */
static void ask_where(struct grid_view *v, const struct facts *facts, size_t c)
{
    const char **ids = grid_columns(v, facts);
    size_t most = 1 - grid_first_column(v, facts);
    for (size_t i = 0; ids[i]; i++) {
        most++;
    }
    free(ids);
    str_add(&v->said,
            v->paste_asked ? "Nothing is added yet: where does " : "where does ");
    if (*grid_paste_head(v, c)) {
        text_quote(&v->said, grid_paste_head(v, c), 30);
    } else {
        str_addf(&v->said, "its column %zu, without a heading,", c + 1);
    }
    str_addf(
        &v->said,
        " go (%zu cell%s)? The number of a column, 1 to %zu, puts it there; 0 leaves it "
        "out; ",
        grid_paste_below(v, c), plural(grid_paste_below(v, c)), most);
    if (grid_paste_is_promised(grid_paste_head(v, c))) {
        str_addf(&v->said, "beside actions, pasted on the %s, it is kept as that; ",
                 plan_first(table_template(facts->session, facts->table))->title);
    }
}

/* Rows that stand there, or come twice: they are not made again. */
static size_t rows_there(const struct grid_view *v, const struct facts *facts)
{
    return paste_rows_there(facts->session, facts->table, grid_own_rows(v, facts),
                            &v->pasted, v->paste_columns, v->paste_heads);
}

/* Each row makes one, or goes on with one. */
static void say_rows(struct grid_view *v, const struct facts *facts, const char *with)
{
    const char *what = grid_row_word(v, facts);
    size_t there = rows_there(v, facts);
    str_addf(&v->said, "\veach\v makes each %s%s %s%s%s; ", *with ? "row " : "",
             words_article(what), what, *with ? ", with " : "", with);
    if (there) {
        str_addf(&v->said, "%zu row%s %s to %s %s that is there already; ", there,
                 plural(there), there == 1 ? "goes" : "go", words_article(what), what);
    }
}

/* What Enter does with it. */
static void say_across(struct grid_view *v, const struct facts *facts)
{
    struct str why_not = STR_EMPTY, columns = STR_EMPTY;
    size_t asked = find_columns(v, facts, &why_not);
    if (why_not.len_bytes) {
        str_addf(&v->said, "%s%s it cannot go, since %s; ",
                 v->paste_asked ? "Nothing is added yet: " : "",
                 v->pasted.parts ? "by its headings" : "across the columns",
                 why_not.bytes);
    } else if (asked < v->pasted.columns) {
        ask_where(v, facts, asked);
    } else {
        say_columns(v, facts, &columns);
        if (makes_rows(v)) {
            say_rows(v, facts, str_text(&columns));
        } else {
            str_addf(&v->said, "\veach\v puts them %s: %s; ",
                     v->pasted.parts ? "there" : "across", str_text(&columns));
        }
    }
    str_finish(&why_not);
    str_finish(&columns);
}

static void ask_about_table(struct grid_view *v, const struct facts *facts)
{
    str_addf(&v->said, "%zu cell%s in %zu row%s", v->pasted.count,
             plural(v->pasted.count), v->pasted.rows, plural(v->pasted.rows));
    str_add(&v->said, v->paste_heads ? ", the first of them headings: " : ": ");
    say_across(v, facts);
    if (v->paste_into == BOX_NOTE) {
        str_add(&v->said, "\vall-here\v adds each cell here; ");
    }
    if (v->pasted.rows > 1) {
        str_add(&v->said, v->paste_heads
                              ? "\vheadings\v takes the headings for words; "
                              : "\vheadings\v takes the first row for headings; ");
    }
    str_add(&v->said, "\vtogether\v keeps them together in the box, \vdiscard\v discards "
                      "them.");
}

/* A list that headings part. */
static void ask_about_parts(struct grid_view *v, const struct facts *facts)
{
    size_t heads = 0;
    while (v->pasted.cells[heads].row == 0) {
        heads++;
    }
    size_t lines = v->pasted.count - heads;
    str_addf(&v->said, "%zu line%s under the heading%s ", lines, plural(lines),
             plural(heads));
    for (size_t i = 0; i < heads; i++) {
        str_add(&v->said, i ? ", " : "");
        text_quote(&v->said, str_text(&v->pasted.cells[i].words), 30);
    }
    str_add(&v->said, ": ");
    say_across(v, facts);
    str_addf(&v->said,
             "\vheadings\v takes %s too; \vtogether\v keeps them together in the box, "
             "\vdiscard\v discards them.",
             heads == 1 ? "the heading for an entry," : "the headings for entries,");
}

static struct intent ask(struct grid_view *v, const struct facts *facts)
{
    str_clear(&v->said);
    if (v->pasted.parts) {
        ask_about_parts(v, facts);
    } else if (v->pasted.table) {
        ask_about_table(v, facts);
    } else {
        size_t there = v->paste_into == BOX_GOAL ? rows_there(v, facts) : 0;
        str_addf(&v->said, "%zu lines: \veach\v adds each as an entry of its own",
                 v->pasted.count);
        if (there) {
            str_addf(&v->said, ", but %zu that %s there already", there,
                     there == 1 ? "is" : "are");
        }
        str_add(&v->said, "; \vtogether\v keeps them together in the box, \vdiscard\v "
                          "discards them.");
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
    grid_end_last_line(&v->box);
    pasted_show(&v->pasted, &shown);
    text_box_set(&v->paste_shown, str_text(&shown));
    v->paste_shown.cursor_bytes = 0;
    str_finish(&shown);
    v->paste_into = v->box_kind;
    v->box_kind = BOX_PASTE;
    v->paste_asked = false;
    v->paste_heads =
        v->pasted.table ? grid_paste_has_heads(v, facts) : grid_paste_part(v, facts);
    return ask(v, facts);
}

/* Headings are words, or headings again. */
static struct intent turn_heads(struct grid_view *v, const struct facts *facts)
{
    bool parts = v->pasted.parts, table = v->pasted.table && !parts;
    grid_forget_paste(v);
    pasted_read(&v->pasted, str_text(&v->box.text));
    v->paste_heads = table ? !v->paste_heads && v->pasted.rows > 1
                           : !parts && grid_paste_part(v, facts);
    return ask(v, facts);
}

/* Where a column goes that was asked about, by its number on the screen; 0: nowhere. */
static struct intent choose_place(struct grid_view *v, const struct facts *facts,
                                  char digit)
{
    struct str why_not = STR_EMPTY;
    size_t number = (size_t)(digit - '0') + grid_first_column(v, facts), count = 0;
    size_t asked = find_columns(v, facts, &why_not);
    bool rows = grid_now(v, facts)->rows != ROWS_GIVEN, any = asked < v->pasted.columns;
    const char **ids = grid_columns(v, facts), *id = NULL;
    while (ids[count]) {
        count++;
    }
    if (digit == '0') {
        id = PASTE_NOWHERE;
    } else if (number <= count + 1) {
        id = number > 1 ? ids[number - 2] : rows ? "" : NULL;
    }
    if (any && id && !v->paste_chosen) {
        v->paste_chosen = memory_get(v->pasted.columns * sizeof *v->paste_chosen);
    }
    if (any && id) {
        v->paste_chosen[asked] = id;
    }
    free(ids);
    str_finish(&why_not);
    v->paste_asked = any && !id;
    return ask(v, facts);
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

struct intent grid_offer_list(struct grid_view *v, const struct facts *facts)
{
    size_t len = v->box.text.len_bytes;
    bool list = (v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL) && len &&
                v->box.text.bytes[len - 1] == '\n';
    text_box_set(&v->paste_was, "");
    v->paste_kept = true;
    return list ? take_in(v, facts) : intent_of(INTENT_NOTHING);
}

/* What was half written there, or pasted and left, is no part of what is pasted now. */
static void put_draft_aside(struct grid_view *v)
{
    if (!v->aside_is_others && (v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL)) {
        str_set(&v->box_aside, "%s", str_text(&v->box.text));
        text_box_set(&v->box, "");
    }
}

/* What is asked, or nothing; and that a draft waits, if one does. */
static struct intent and_of_draft(struct grid_view *v, struct intent asks)
{
    if (!v->box_aside.len_bytes) {
        return asks;
    }
    if (asks.kind == INTENT_NOTHING) {
        str_clear(&v->said);
    }
    str_add(&v->said, v->said.len_bytes ? " " : "");
    str_add(&v->said, "What was half written here waits as a draft.");
    return intent_say(str_text(&v->said));
}

struct intent grid_paste(struct grid_view *v, const struct facts *facts, const char *text)
{
    bool closed = v->box_kind == BOX_CLOSED;
    if (closed && !open_box(v, facts)) {
        return grid_say_no_row(v, facts);
    }
    if (closed) {
        put_draft_aside(v);
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
    grid_insert_pasted(&v->box, text);
    v->paste_kept = false;
    bool list = v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL;
    return and_of_draft(v, list ? take_in(v, facts) : intent_of(INTENT_NOTHING));
}

static struct intent discard(struct grid_view *v)
{
    text_box_set(&v->box, str_text(&v->paste_was.text));
    v->box.cursor_bytes = v->paste_was.cursor_bytes;
    bool typed = v->box.text.len_bytes > 0, waits = v->box_aside.len_bytes > 0;
    const char *draft = record_words(v->box_record, str_text(&v->draft_field));
    v->box_kind = typed ? v->paste_into : BOX_CLOSED;
    if (!typed && waits) {
        return intent_say("Discarded what was pasted. What was half written before waits "
                          "as a draft.");
    }
    if (!typed && *draft) {
        return (struct intent){.kind = INTENT_DROP_DRAFT,
                               .record = v->box_record,
                               .field = str_text(&v->draft_field),
                               .text = ""};
    }
    return intent_say(typed ? "Discarded what was pasted; what you typed is here."
                            : "Discarded what was pasted; the box is closed.");
}

static struct intent add(struct grid_view *v, const struct facts *facts, bool across)
{
    bool rows = across ? makes_rows(v) : v->paste_into == BOX_GOAL;
    struct intent intent = {.kind = INTENT_ADD_LINES,
                            .draft_of = v->box_aside.len_bytes ? NULL : v->box_record,
                            .column = str_text(&v->box_column),
                            .draft_field = str_text(&v->draft_field),
                            .pasted = &v->pasted,
                            .fields = across ? v->paste_columns : NULL,
                            .step = v->paste_heads};
    v->box_kind = v->paste_into;
    if (!rows && v->paste_into == BOX_GOAL) {
        intent.goal = v->goal;
    } else if (!rows) {
        intent.goal = v->box_goal;
        intent.after = v->box_after;
    } else if (v->paste_into == BOX_GOAL) {
        intent.after = v->box_after;
    } else {
        intent.column = grid_own_rows(v, facts);
        intent.after = v->box_goal;
    }
    intent.text = grid_take_words(v);
    return intent;
}

/* All of it is kept, as it is whenever the box is left. */
static struct intent leave(struct grid_view *v, const struct facts *facts)
{
    v->box_kind = v->paste_into;
    return grid_leave_box(v, facts);
}

struct intent grid_answer_about_paste(struct grid_view *v, const struct facts *facts,
                                      enum action action, const struct event *event)
{
    bool table = v->pasted.table;
    v->paste_asked = action == ACT_PASTE_EACH;
    switch (action) {
    case ACT_PASTE_TOGETHER:
        grid_keep_together(v);
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
        return turn_heads(v, facts);
    case ACT_PASTE_PLACE:
        return choose_place(v, facts, event->key[0]);
    default:
        return ask(v, facts);
    }
}
