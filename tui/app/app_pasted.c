/* What becomes of a list or a table that was pasted, once it was said where it goes: all of it
 * stands somewhere, or is said. */

#include "app/app.h"

#include "base/dates.h"
#include "base/utf8.h"
#include "model/row_names.h"
#include "screen/clock.h"
#include "screen/pasted.h"
#include "views/paste_rows.h"

#include <string.h>

/* An entry of what was pasted: where a row is called so already, it is that. */
static const struct record *add_or_find(struct app *app, const struct intent *intent,
                                        struct row_names *rows,
                                        const struct record *after, const char *text,
                                        struct err *err)
{
    const struct record *found = rows ? row_names_find(rows, text) : NULL;
    const struct record *row = found ? found : app_add_one(app, intent, after, text, err);
    if (rows && row && !found) {
        row_names_add(rows, text, row);
    }
    return row;
}

/* The row of a table that a cell at its beginning stands in; where no cell makes a row, it goes
 * on with the row before. */
static const struct record *row_of(struct app *app, const struct intent *intent,
                                   struct row_names *rows, size_t first,
                                   const struct record *before, struct err *err)
{
    const struct pasted *pasted = intent->pasted;
    const struct pasted_cell *cells = pasted->cells;
    for (size_t i = first; i < pasted->count && cells[i].row == cells[first].row; i++) {
        if (!*intent->fields[cells[i].column]) {
            return add_or_find(app, intent, rows, before, cells[i].words.bytes, err);
        }
    }
    return before;
}

/* A day is kept as one, other words as they are. */
static bool set_promise(struct app *app, const struct record *action, const char *field,
                        const char *words, struct err *err)
{
    char today[DATE_SIZE_BYTES], day[DATE_SIZE_BYTES];
    clock_today(today);
    bool dated = strcmp(field, "when") == 0 && date_understand(words, today, day);
    return author_set(&app->author, action, field, VALUE_OF_TEXT(dated ? day : words),
                      err);
}

/* What a row of a pasted table says of who does it, and so on, of its action. */
static bool add_promise(struct app *app, const struct intent *intent, size_t first,
                        const struct record *action, struct err *err)
{
    const struct pasted *p = intent->pasted;
    bool ok = true;
    for (size_t i = first; i < p->count && p->cells[i].row == p->cells[first].row && ok;
         i++) {
        const char *field = intent->fields[p->cells[i].column];
        if (*field == '=') {
            ok = set_promise(app, action, field + 1, str_text(&p->cells[i].words), err);
        }
    }
    return ok;
}

/* The heading of a column, "" if it has none. */
static const char *heading_of(const struct intent *intent, size_t column)
{
    const struct pasted_cell *cells = intent->pasted->cells;
    for (size_t i = 0; i < intent->pasted->count && intent->step && cells[i].row == 0;
         i++) {
        if (cells[i].column == column) {
            return str_text(&cells[i].words);
        }
    }
    return "";
}

/* "Call Ana (By when: Friday; Cost: 12)": an entry with what stands beside it in its row. */
static void add_words_of_row(const struct intent *intent, size_t first, struct str *words)
{
    const struct pasted *p = intent->pasted;
    size_t count = 0;
    for (size_t i = first; i < p->count && p->cells[i].row == p->cells[first].row; i++) {
        size_t column = p->cells[i].column;
        if (strcmp(intent->fields[column], PASTE_WITH_ROW) == 0) {
            const char *heading = heading_of(intent, column);
            str_addf(words, "%s%s%s%s", count++ ? "; " : " (", heading,
                     *heading ? ": " : "", str_text(&p->cells[i].words));
        }
    }
    str_add(words, count ? ")" : "");
}

/* Whether an entry stands in the column of the box. */
static bool is_of_box(const struct intent *intent, const struct record *entry)
{
    const char *column = intent->column ? intent->column : "";
    return *column && strcmp(record_words(entry, "column"), column) == 0;
}

/* A row of a table across the columns; what it says of a promise is the last note's, and other
 * words stand with the first. *last  takes the last in the column of the box, if any is: behind
 * it the next entry is to stand. False: it failed. */
static bool add_row(struct app *app, const struct intent *intent, size_t first,
                    const struct record *row, const struct record **last, struct err *err)
{
    const struct pasted *p = intent->pasted;
    const struct record *note = NULL;
    for (size_t i = first; i < p->count && p->cells[i].row == p->cells[first].row; i++) {
        const char *column = intent->fields[p->cells[i].column];
        if (*column && !strchr("=+-", *column)) {
            struct str words = str_of("%s", p->cells[i].words.bytes);
            if (!note) {
                add_words_of_row(intent, first, &words);
            }
            note = author_add_note(&app->author, row, column, NULL, words.bytes, err);
            str_finish(&words);
            if (!note) {
                return false;
            }
            bool last_here = is_of_box(intent, *last) && !is_of_box(intent, note);
            *last = last_here ? *last : note;
        }
    }
    return !note || add_promise(app, intent, first, note, err);
}

/* A table across the columns. Returns what is to be shown of it; NULL: it failed. */
static const struct record *add_table(struct app *app, const struct intent *intent,
                                      struct row_names *rows, struct err *err)
{
    const struct pasted_cell *cells = intent->pasted->cells;
    const struct record *row = intent->goal ? intent->goal : intent->after, *last = row;
    for (size_t i = 0; i < intent->pasted->count; i++) {
        bool begins = i == 0 || cells[i - 1].row != cells[i].row;
        if (!begins || cells[i].row < (size_t)intent->step) {
            continue;
        }
        if (rows) {
            row = row_of(app, intent, rows, i, row, err);
        }
        if (err->message || !add_row(app, intent, i, row, &last, err)) {
            return NULL;
        }
    }
    return rows ? row : last;
}

static const struct record *add_list(struct app *app, const struct intent *intent,
                                     struct row_names *rows, struct err *err)
{
    const struct record *last = intent->after;
    bool ok = true;
    for (size_t i = 0; i < intent->pasted->count && ok; i++) {
        if (intent->pasted->cells[i].row >= (size_t)intent->step) {
            last = add_or_find(app, intent, rows, last,
                               intent->pasted->cells[i].words.bytes, err);
            ok = last != NULL;
        }
    }
    return last;
}

/* How many of its cells become something. */
static size_t count_added(const struct intent *intent, bool entries)
{
    size_t count = 0;
    for (size_t i = 0; i < intent->pasted->count; i++) {
        const struct pasted_cell *cell = &intent->pasted->cells[i];
        const char *field = intent->fields ? intent->fields[cell->column] : "";
        count += cell->row >= (size_t)intent->step && *field != '-' &&
                 !(entries && (*field == '=' || *field == '+'));
    }
    return count;
}

/* Says a list of words, as far as it tells of all of them, and ends it. */
static void add_list_of(struct app *app, struct str *said, size_t all, size_t told)
{
    if (said->len_bytes) {
        str_add_more(said, all, told);
        str_add(said, ".");
        app_add(app, said->bytes);
    }
    str_finish(said);
}

/* The words of what was left out, which stand nowhere now. */
static void say_left_out(struct app *app, const struct intent *intent)
{
    enum { MOST_GRAPHEMES = 30, MOST_SAID = 6 };
    struct str said = STR_EMPTY;
    size_t count = 0;
    for (size_t i = 0; i < intent->pasted->count && intent->fields; i++) {
        const struct pasted_cell *cell = &intent->pasted->cells[i];
        bool left =
            cell->row >= (size_t)intent->step && *intent->fields[cell->column] == '-';
        if (left && count++ < MOST_SAID) {
            str_add(&said, said.len_bytes ? ", " : "Left out: ");
            text_quote(&said, str_text(&cell->words), MOST_GRAPHEMES);
        }
    }
    add_list_of(app, &said, count, MOST_SAID);
}

/* Whether a row's cell is of an entry: a promise is kept with one alone. */
static bool has_entry(const struct intent *intent, size_t row)
{
    const struct pasted *p = intent->pasted;
    for (size_t i = 0; i < p->count; i++) {
        const char *field = intent->fields[p->cells[i].column];
        if (p->cells[i].row == row && *field && !strchr("=+-", *field)) {
            return true;
        }
    }
    return false;
}

/* By when a promise is, where that is no day: it comes into no calendar. */
static void say_undated(struct app *app, const struct intent *intent)
{
    enum { MOST_GRAPHEMES = 30, MOST_SAID = 3 };
    char today[DATE_SIZE_BYTES], day[DATE_SIZE_BYTES];
    struct str said = STR_EMPTY;
    size_t count = 0;
    clock_today(today);
    for (size_t i = 0; i < intent->pasted->count && intent->fields; i++) {
        const struct pasted_cell *cell = &intent->pasted->cells[i];
        const char *words = str_text(&cell->words);
        bool kept = cell->row >= (size_t)intent->step && *words &&
                    strcmp(intent->fields[cell->column], "=when") == 0 &&
                    has_entry(intent, cell->row);
        if (kept && !date_understand(words, today, day) && count++ < MOST_SAID) {
            str_add(&said, said.len_bytes ? ", " : "Kept as words; in no calendar: ");
            text_quote(&said, words, MOST_GRAPHEMES);
        }
    }
    add_list_of(app, &said, count, MOST_SAID);
}

void app_add_lines(struct app *app, const struct intent *intent, struct err *err)
{
    struct str said = STR_EMPTY;
    struct row_names names, *rows = intent->goal ? NULL : &names;
    const char *grid = intent->column ? intent->column : "";
    size_t there = intent->goal ? 0
                                : paste_rows_there(app->file.session, app->table, grid,
                                                   intent->pasted, intent->fields,
                                                   (size_t)intent->step);
    size_t entries = count_added(intent, true) - there;
    str_addf(&said, "added %zu entr%s", entries, entries == 1 ? "y" : "ies");
    if (rows) {
        row_names_init(rows, app->file.session, app->table, grid);
    }
    author_begin_step(&app->author, said.bytes);
    const struct record *shown = intent->fields ? add_table(app, intent, rows, err)
                                                : add_list(app, intent, rows, err);
    author_end_step(&app->author);
    app->typing.pasted = shown && entries ? app->author.steps : 0;
    if (shown && !entries) {
        app_say(app, "Nothing was added: all of it is there already.");
        app_show(app, shown);
    } else if (shown) {
        app_say(app, "Added %zu entr%s. \vundo Ctrl-Z\v takes %s back.", entries,
                entries == 1 ? "y" : "ies", entries == 1 ? "it" : "them all");
        say_left_out(app, intent);
        say_undated(app, intent);
        app_show(app, shown);
    }
    if (rows) {
        row_names_finish(rows);
    }
    str_finish(&said);
}
