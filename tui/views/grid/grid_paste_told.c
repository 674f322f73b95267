/* What is said and asked about a list or a table that was pasted. */

#include "views/grid/grid_inside.h"

#include "base/utf8.h"
#include "base/words.h"
#include "model/plan.h"
#include "views/paste_rows.h"

#include <stdlib.h>
#include <string.h>

/* "‘Notes’", "its column 3": before the room that is not shown before it is added. */
static void name_column(const struct grid_view *v, size_t c, struct str *out)
{
    if (*grid_paste_head(v, c) && !v->projector) {
        text_quote(out, grid_paste_head(v, c), 30);
    } else {
        str_addf(out, "its column %zu", c + 1);
    }
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
    if (*id == '-' || *id == '+') {
        str_add(out, "of ");
        name_column(v, c, out);
        str_add(out, *id == '-' ? " left out" : " with the words of their rows");
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
            bool same =
                *id == '-' || *id == '+' ? i == c : strcmp(v->paste_columns[i], id) == 0;
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
    name_column(v, c, &v->said);
    str_add(&v->said, *grid_paste_head(v, c) ? "" : ", without a heading,");
    str_addf(
        &v->said,
        " go (%zu cell%s)? The number of a column, 1 to %zu, puts it there; 0 leaves it "
        "out; ",
        grid_paste_below(v, c), plural(grid_paste_below(v, c)), most);
    if (!v->pasted.parts) {
        str_add(&v->said, "\vwith-row\v keeps it with the words of its row; ");
    }
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
    size_t asked = grid_paste_find_columns(v, facts, &why_not);
    if (why_not.len_bytes) {
        str_addf(&v->said, "%s%s it cannot go, since %s; ",
                 v->paste_asked ? "Nothing is added yet: " : "",
                 v->pasted.parts ? "by its headings" : "across the columns",
                 why_not.bytes);
    } else if (asked < v->pasted.columns) {
        ask_where(v, facts, asked);
    } else {
        say_columns(v, facts, &columns);
        if (grid_paste_makes_rows(v)) {
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
    str_add(&v->said, "\vtogether\v keeps them together in the box; \vdiscard\v discards "
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
    str_addf(&v->said, "%zu line%s under ", lines, plural(lines));
    if (v->projector) {
        str_addf(&v->said, "%zu heading%s", heads, plural(heads));
    } else {
        str_addf(&v->said, "the heading%s ", plural(heads));
    }
    for (size_t i = 0; i < heads && !v->projector; i++) {
        str_add(&v->said, i ? ", " : "");
        text_quote(&v->said, str_text(&v->pasted.cells[i].words), 30);
    }
    str_add(&v->said, ": ");
    say_across(v, facts);
    str_addf(&v->said,
             "\vheadings\v takes %s too; \vtogether\v keeps them together in the box; "
             "\vdiscard\v discards them.",
             heads == 1 ? "the heading for an entry," : "the headings for entries,");
}

struct intent grid_paste_ask(struct grid_view *v, const struct facts *facts)
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
        str_add(&v->said, "; \vtogether\v keeps them together in the box; \vdiscard\v "
                          "discards them.");
    }
    str_add(&v->said, v->projector ? " They are not shown before that." : "");
    return intent_say(str_text(&v->said));
}

size_t grid_hints(const struct grid_view *v, const struct facts *facts,
                  enum action actions[HINTS_ROOM])
{
    enum mode mode = grid_mode(v);
    bool asks_where = mode == MODE_PASTE && v->pasted.table && !v->paste_columns;
    size_t count = hints_of(facts, mode, actions);
    for (size_t i = 0; i < count; i++) {
        bool adds = actions[i] == ACT_PASTE_EACH;
        actions[i] = adds && asks_where ? ACT_PASTE_PLACE : actions[i];
    }
    return count;
}
