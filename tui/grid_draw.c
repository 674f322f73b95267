/* Draws the grid: a band a goal, its notes wrapped in their columns. Only what is on
 * the screen is measured, so that a key costs the same however much there is. */

#include "view_grid.h"

#include "clock.h"
#include "screen.h"
#include "wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LEAST_COLS = 40,
    LEAST_ROWS = 10,
    NARROW_COLS = 60, /* below: one column at a time */
    TALL_ROWS = 30,   /* from here: more rows of detail, and no note is cut short */
    MOST_COLUMNS = 12,
    CUT_LINES = 3, /* of a note that is not selected, on a small screen */
    MANY_LINES = 100,
};

/* Where things stand in the window. */
struct layout {
    const struct grid_view *v;
    const struct facts *facts;
    const char **ids; /* of the columns, after the goals */
    size_t columns;   /* the goals among them */
    bool narrow;
    int x[MOST_COLUMNS + 1], width[MOST_COLUMNS + 1];
    int first_row, end_row; /* of the bands */
    int detail_row, detail_rows;
    const struct record *const *goals;
    size_t goal_count;
    struct str *words; /* of the record being measured or drawn */
    int most_lines;    /* of a note that is not selected */
};

int grid_box_cols(void)
{
    return screen_cols() - 3;
}

static size_t first_column(const struct layout *l)
{
    return l->narrow ? l->v->column : 0;
}

static size_t end_column(const struct layout *l)
{
    return l->narrow ? l->v->column + 1 : l->columns;
}

static enum role column_role(size_t column)
{
    return (enum role)(ROLE_COLUMN_1 + (column ? (column - 1) % 3 + 1 : 0));
}

static void lay_columns(struct layout *l)
{
    int cols = screen_cols();
    l->narrow = cols < NARROW_COLS;
    while (l->ids[l->columns] && l->columns < MOST_COLUMNS - 1) {
        l->columns++;
    }
    l->columns++;
    for (size_t i = 0; i <= l->columns; i++) {
        l->x[i] = 1 + (int)i * (cols - 1) / (int)l->columns;
    }
    for (size_t i = 0; i < l->columns; i++) {
        l->width[i] = l->x[i + 1] - l->x[i] - 1;
        if (l->narrow) {
            l->x[i] = 1;
            l->width[i] = cols - 2;
        }
    }
}

static const struct column *column_of(const struct layout *l, size_t column)
{
    const struct template *form = table_template(l->facts->session, l->facts->table);
    return column == 0 ? &grid_now(l->v, l->facts)->goals
                       : template_column(form, l->ids[column - 1], NULL);
}

static const struct record *const *notes_of(const struct layout *l,
                                            const struct record *goal, size_t column,
                                            size_t *count)
{
    return goal_notes(l->facts->session, goal, l->ids[column - 1], count);
}

/* What stands behind the words: letters of marks, votes, other wordings. */
static void add_signs(const struct layout *l, const struct record *record, size_t column,
                      struct str *out)
{
    const struct column *form = column ? column_of(l, column) : NULL;
    for (size_t i = 0; form && i < form->mark_count; i++) {
        const char *chosen = record_text(record, form->marks[i]->id);
        const struct choice *choice = chosen ? mark_choice(form->marks[i], chosen) : NULL;
        if (choice) {
            str_addf(out, " [%s]", choice->title);
        }
    }
    long votes = record_votes(record);
    if (votes) {
        str_addf(out, " %s%ld", "•", votes);
    }
    size_t wordings = field_wordings(record_field(record, "text"));
    if (wordings > 1) {
        str_addf(out, " (%zu wordings)", wordings);
    }
    if (record_delete_disputed(record)) {
        str_add(out, " (deleted, and written anew)");
    }
    if (record_text(record, "draft")) {
        str_add(out, " (draft)");
    }
}

/* The words of a record with its signs; borrowed until the next call. */
static const char *shown_words(const struct layout *l, const struct record *record,
                               size_t column)
{
    str_clear(l->words);
    str_add(l->words, record_words(record, "text"));
    add_signs(l, record, column, l->words);
    return str_text(l->words);
}

static bool is_selected(const struct layout *l, const struct record *record)
{
    return !l->v->on_vision && record && record == grid_selected(l->v, l->facts);
}

static int note_lines(const struct layout *l, const struct record *note, size_t column,
                      int most)
{
    int limit = is_selected(l, note) ? MANY_LINES : l->most_lines;
    return wrap_count(shown_words(l, note, column), l->width[column] - 2,
                      limit < most ? limit : most);
}


/* The prompt of a column that nobody has written in, for the first goal on the screen;
 * NULL elsewhere. */
static const char *prompt_of(const struct layout *l, const struct record *goal,
                             size_t column)
{
    const struct column *form = column_of(l, column);
    bool first = l->v->first_goal < l->goal_count && goal == l->goals[l->v->first_goal];
    return form && first &&
                   table_note_count(l->facts->session, l->facts->table,
                                    l->ids[column - 1]) == 0
               ? form->prompt
               : NULL;
}

/* Rows that a cell would like, counting no further than `most`. */
static int cell_rows(const struct layout *l, const struct record *goal, size_t column,
                     int most)
{
    if (column == 0) {
        return wrap_count(shown_words(l, goal, 0), l->width[0] - 1, most);
    }
    size_t count;
    const struct record *const *notes = notes_of(l, goal, column, &count);
    int rows = l->narrow ? 1 : 0;
    for (size_t i = 0; i < count && rows < most; i++) {
        rows += note_lines(l, notes[i], column, most - rows);
    }
    const char *prompt = count ? NULL : prompt_of(l, goal, column);
    if (prompt) {
        rows += wrap_count(prompt, l->width[column] - 2, most);
    }
    return rows < 1 ? 1 : rows;
}

static int band_rows(const struct layout *l, const struct record *goal, int most)
{
    int rows = 1;
    for (size_t c = first_column(l); c < end_column(l); c++) {
        int wanted = cell_rows(l, goal, c, most);
        rows = wanted > rows ? wanted : rows;
    }
    return rows > most ? most : rows;
}

/* Draws text wrapped into rows; the last row ends in "…" if more would follow. */
static void put_wrapped(int row, int col, int width, int rows, enum role role,
                        const char *text)
{
    struct wrap wrap = wrap_begin(text, width);
    size_t start, len;
    for (int i = 0; i < rows && wrap_next(&wrap, &start, &len); i++) {
        bool cut = i + 1 == rows && !wrap.done;
        screen_put_bytes(row + i, col, width, role, text + start,
                         cut ? wrap.len_bytes - start : len);
    }
}

static void put_note(const struct layout *l, const struct record *note, size_t column,
                     int row, int rows)
{
    bool selected = is_selected(l, note);
    int x = l->x[column], width = l->width[column];
    screen_put(row, x, 2, selected ? ROLE_KEY : ROLE_TEXT,
               selected ? screen_marker() : screen_bullet());
    put_wrapped(row, x + 2, width - 2, rows, selected ? ROLE_SELECTED : ROLE_TEXT,
                shown_words(l, note, column));
    screen_button(row, x, rows, width,
                  (struct button){.kind = BUTTON_RECORD,
                                  .index = column,
                                  .goal = record_parent(note),
                                  .record = note});
    if (selected) {
        screen_cursor(row, x + 2);
    }
}

/* The first note to show so that the selected one is seen: what stands before it is
 * left out until it fits. */
static size_t first_note(const struct layout *l, const struct record *const *notes,
                         size_t count, size_t column, int rows)
{
    size_t at = 0, first;
    while (at < count && !is_selected(l, notes[at])) {
        at++;
    }
    if (at == count) {
        return 0;
    }
    int used = note_lines(l, notes[at], column, rows);
    for (first = at; first > 0; first--) {
        int more = note_lines(l, notes[first - 1], column, rows);
        if (used + more > rows - 1 - (first > 1)) {
            break;
        }
        used += more;
    }
    return first;
}

static void put_more(int row, int col, int width, size_t count, const char *where)
{
    char text[48];
    snprintf(text, sizeof text, "%zu %s", count, where);
    screen_put(row, col, 2, ROLE_DIM, screen_bullet());
    screen_put(row, col + 2, width - 2, ROLE_DIM, text);
}

static void put_empty_cell(const struct layout *l, const struct record *goal,
                           size_t column, int row, int rows, bool selected)
{
    const struct column *form = column_of(l, column);
    int x = l->x[column], width = l->width[column];
    const char *prompt = prompt_of(l, goal, column);
    if (selected) {
        struct str hint = STR_EMPTY;
        str_addf(&hint, "a adds a %s", form ? form->singular : "note");
        screen_put(row, x, 2, ROLE_KEY, screen_marker());
        screen_put(row, x + 2, width - 2, ROLE_SELECTED, hint.bytes);
        screen_cursor(row, x + 2);
        str_finish(&hint);
        row++;
        rows--;
    }
    if (prompt && rows > 0) {
        put_wrapped(row, x + 2, width - 2, rows, ROLE_DIM, prompt);
    }
}

static void put_cell(const struct layout *l, const struct record *goal, size_t column,
                     int row, int rows)
{
    size_t count;
    const struct record *const *notes = notes_of(l, goal, column, &count);
    int x = l->x[column], width = l->width[column], end = row + rows;
    bool here = !l->v->on_vision && goal == l->v->goal && column == l->v->column;
    screen_button(row, x, rows, width,
                  (struct button){.kind = BUTTON_RECORD, .index = column, .goal = goal});
    if (count == 0) {
        put_empty_cell(l, goal, column, row, rows, here);
        return;
    }
    size_t i = cell_rows(l, goal, column, rows + 1) - (l->narrow ? 1 : 0) > rows && here
                   ? first_note(l, notes, count, column, rows)
                   : 0;
    if (i > 0) {
        put_more(row++, x, width, i, "above");
    }
    for (; i < count; i++) {
        int left = end - row;
        int lines = note_lines(l, notes[i], column, left + 1);
        bool last = i + 1 == count;
        if (lines > left - !last && !(here && is_selected(l, notes[i]))) {
            /* Not this one and those behind it, unless they are what is selected. */
            if (left > 0 && last) {
                put_note(l, notes[i], column, row, left);
            } else if (left > 0) {
                put_more(row, x, width, count - i, "more");
            }
            return;
        }
        lines = lines > left - !last ? left - !last : lines;
        put_note(l, notes[i], column, row, lines > 0 ? lines : left);
        row += lines;
    }
}

static void put_goal(const struct layout *l, const struct record *goal, int row, int rows,
                     bool heading)
{
    bool selected = is_selected(l, goal);
    const char *words = shown_words(l, goal, 0);
    if (heading) {
        screen_put(row, 1, screen_cols() - 2, column_role(0), words);
        return;
    }
    put_wrapped(row, l->x[0], l->width[0] - 1, rows,
                selected ? ROLE_SELECTED : ROLE_TEXT, words);
    screen_button(row, 0, rows, l->width[0] + 1,
                  (struct button){.kind = BUTTON_RECORD, .goal = goal});
    if (selected) {
        screen_put_bytes(row, 0, 1, ROLE_KEY, screen_marker(), strlen(screen_marker()) - 1);
        screen_cursor(row, l->x[0]);
    }
}

static void put_band(const struct layout *l, const struct record *goal, int row, int rows)
{
    if (l->narrow && l->v->column > 0) {
        put_goal(l, goal, row, 1, true);
        if (rows > 1) {
            put_cell(l, goal, l->v->column, row + 1, rows - 1);
        }
        return;
    }
    for (size_t c = first_column(l); c < end_column(l); c++) {
        if (c == 0) {
            put_goal(l, goal, row, rows, false);
        } else {
            put_cell(l, goal, c, row, rows);
        }
    }
}

/* Whether all goals fit with notes of at most so many lines. */
static bool all_fit(struct layout *l, int most_lines)
{
    int room = l->end_row - l->first_row, used = -1;
    l->most_lines = most_lines;
    for (size_t g = 0; g < l->goal_count && used <= room; g++) {
        used += 1 + band_rows(l, l->goals[g], room + 1);
    }
    return used <= room;
}

/* Notes are cut short only where otherwise not everything would fit, and no shorter
 * than that needs; where nothing helps, to a few lines. */
static void settle_lines(struct layout *l)
{
    static const int tries[] = {MANY_LINES, 8, 6, 5, 4};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        if (all_fit(l, tries[i])) {
            return;
        }
    }
    l->most_lines = screen_rows() >= TALL_ROWS ? MANY_LINES : CUT_LINES;
}

/* The first goal to show so that the selected one is seen whole, if it can be. */
static size_t settle_first(const struct layout *l, size_t first)
{
    int room = l->end_row - l->first_row;
    size_t at = l->v->goal_index;
    if (at <= first || at >= l->goal_count) {
        return at < l->goal_count ? (at < first ? at : first) : 0;
    }
    int used = band_rows(l, l->goals[at], room);
    size_t least = at;
    while (least > 0) {
        used += 1 + band_rows(l, l->goals[least - 1], room);
        if (used > room) {
            break;
        }
        least--;
    }
    return first < least ? least : first;
}

static void put_bands(const struct layout *l)
{
    int row = l->first_row;
    for (size_t g = l->v->first_goal; g < l->goal_count && row < l->end_row; g++) {
        int rows = band_rows(l, l->goals[g], l->end_row - row);
        put_band(l, l->goals[g], row, rows);
        row += rows;
        if (row < l->end_row) {
            screen_rule(row++, 0, screen_cols());
        }
    }
}

/* No goals yet: each column says what goes there. */
static void put_prompts(const struct layout *l)
{
    int row = l->first_row;
    put_wrapped(row, l->x[0], l->width[0], 4, ROLE_KEY, "g adds a goal");
    screen_cursor(row, l->x[0]);
    for (size_t c = first_column(l); c < end_column(l); c++) {
        const struct column *column = column_of(l, c);
        if (column) {
            put_wrapped(row + 2, l->x[c], l->width[c], l->end_row - row - 2, ROLE_DIM,
                        column->prompt);
        }
    }
}

/* "2 Barriers 12": of the title, as much as there is room for; the count always. */
static int put_heading(const struct layout *l, size_t column, int row, int col, int width)
{
    const struct column *form = column_of(l, column);
    const char *full = form ? form->title : l->ids[column - 1];
    const char *title = form ? form->short_title : full;
    size_t count = l->goal_count;
    char number[24], total[24];
    if (column) {
        count =
            table_note_count(l->facts->session, l->facts->table, l->ids[column - 1]);
    }
    int room = width - snprintf(number, sizeof number, "%zu ", column + 1) -
               snprintf(total, sizeof total, " %zu", count);
    if (screen_width_cols(full, strlen(full)) <= room) {
        title = full;
    }
    enum role role = column_role(column);
    int taken = screen_put(row, col, width, role, number);
    taken += screen_put(row, col + taken, room, role, title);
    return taken + screen_put(row, col + taken, width - taken, role, total);
}

static void put_headings(const struct layout *l, int row)
{
    int x = 1;
    for (size_t c = 0; c < l->columns; c++) {
        int col = l->narrow ? x : l->x[c], taken;
        if (!l->narrow) {
            taken = put_heading(l, c, row, col, l->width[c]);
        } else if (c == l->v->column) {
            taken = put_heading(l, c, row, col,
                                screen_cols() - x - 3 * (int)(l->columns - c - 1));
        } else {
            char number[24];
            snprintf(number, sizeof number, "%zu", c + 1);
            taken = screen_put(row, col, 4, column_role(c), number);
        }
        screen_button(row, col, 1, taken,
                      (struct button){.kind = BUTTON_COLUMN, .index = c});
        x += taken + 2;
    }
}

static void put_title(const struct layout *l)
{
    const struct record *table = l->facts->table;
    const char *parts[] = {record_words(table, "place"), record_words(table, "table"),
                           grid_now(l->v, l->facts)->title};
    struct str title = STR_EMPTY;
    if (!*parts[0]) {
        parts[0] = record_words(table, "title");
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (*parts[i]) {
            str_add(&title, title.len_bytes ? screen_dot() : "");
            str_addf(&title, "%s%s", i == 1 ? "table " : "", parts[i]);
        }
    }
    draw_title(l->facts, str_text(&title));
    str_finish(&title);
}

/* Rows that the vision takes above the table. */
static int put_vision(const struct layout *l, int row)
{
    const struct grid *grid = grid_now(l->v, l->facts);
    if (!*grid->vision) {
        return 0;
    }
    const char *vision = record_words(l->facts->table, "vision");
    struct str text = STR_EMPTY;
    str_addf(&text, "Vision: %s", *vision ? vision : grid->vision);
    int rows = screen_rows() >= TALL_ROWS ? 3 : 2;
    int lines = wrap_count(text.bytes, screen_cols() - 2, rows);
    enum role role = l->v->on_vision ? ROLE_SELECTED : *vision ? ROLE_TITLE : ROLE_DIM;
    put_wrapped(row, 1, screen_cols() - 2, lines, role, text.bytes);
    screen_button(row, 0, lines, screen_cols(),
                  (struct button){.kind = BUTTON_ACTION, .action = ACT_VISION});
    if (l->v->on_vision) {
        screen_cursor(row, 1);
    }
    str_finish(&text);
    return lines;
}

/* When it was written: the time if it was today, else the day. */
static void add_when(struct str *out, int64_t at_ms)
{
    time_t at = (time_t)(at_ms / 1000), now = (time_t)(clock_now_ms() / 1000);
    struct tm then, today;
    char text[32];
    if (!localtime_r(&at, &then) || !localtime_r(&now, &today)) {
        return;
    }
    bool same_day = then.tm_year == today.tm_year && then.tm_yday == today.tm_yday;
    if (strftime(text, sizeof text, same_day ? "%H:%M" : "%d.%m.%Y", &then)) {
        str_add(out, text);
    }
}

static void add_part(struct str *out, const char *text)
{
    str_add(out, out->len_bytes ? screen_dot() : "");
    str_add(out, text);
}

/* Marks with their meaning, votes, who and when, other wordings. */
static void add_about(const struct layout *l, const struct record *record,
                      struct str *out)
{
    const struct column *form = l->v->column ? column_of(l, l->v->column) : NULL;
    struct str part = STR_EMPTY;
    for (size_t i = 0; form && i < form->mark_count; i++) {
        const char *chosen = record_text(record, form->marks[i]->id);
        const struct choice *choice = chosen ? mark_choice(form->marks[i], chosen) : NULL;
        if (choice) {
            str_clear(&part);
            str_addf(&part, "%s: %s", choice->title, choice->meaning);
            add_part(out, part.bytes);
        }
    }
    long votes = record_votes(record);
    if (votes) {
        str_clear(&part);
        str_addf(&part, "%ld vote%s", votes, votes == 1 ? "" : "s");
        add_part(out, part.bytes);
    }
    const struct edit *author = record_author(record);
    if (author) {
        str_clear(&part);
        str_addf(&part, "%s%s", author->by ? author->by : "", author->by ? ", " : "");
        add_when(&part, author->at_ms);
        add_part(out, str_text(&part));
    }
    const struct field *text = record_field(record, "text");
    for (const struct version *h = text ? text->heads : NULL; h; h = h->next_head) {
        if (h != text->shown && h->value.kind == VALUE_TEXT) {
            str_clear(&part);
            str_addf(&part, "other wording: %s", h->value.text);
            add_part(out, part.bytes);
        }
    }
    str_finish(&part);
}

static void put_details(const struct layout *l)
{
    const struct record *record = grid_selected(l->v, l->facts);
    const struct column *column = column_of(l, l->v->column);
    struct str about = STR_EMPTY;
    int width = screen_cols() - 2, text_rows = l->detail_rows - 1;
    screen_rule(l->detail_row - 1, 0, screen_cols());
    if (l->v->on_vision) {
        put_wrapped(l->detail_row, 1, width, text_rows, ROLE_TEXT,
                    grid_now(l->v, l->facts)->vision);
        str_add(&about, "Enter writes the vision");
    } else if (record) {
        put_wrapped(l->detail_row, 1, width, text_rows, ROLE_TEXT,
                    record_words(record, "text"));
        add_about(l, record, &about);
    } else if (column) {
        put_wrapped(l->detail_row, 1, width, text_rows, ROLE_TEXT, column->prompt);
        if (*column->example) {
            str_addf(&about, "For example: %s", column->example);
        }
    }
    put_wrapped(l->detail_row + text_rows, 1, width, 1, ROLE_DIM, str_text(&about));
    str_finish(&about);
}

/* The box takes the place of the details. */
static void put_box(const struct layout *l)
{
    struct str title = STR_EMPTY;
    size_t count, line;
    int col;
    struct box_line *lines =
        text_box_lines(&l->v->box, grid_box_cols(), &count, &line, &col);
    int rows = l->detail_rows, row = l->detail_row;
    size_t first = line >= (size_t)rows ? line + 1 - (size_t)rows : 0;
    grid_box_title(l->v, l->facts, &title);
    screen_rule(row - 1, 0, screen_cols());
    screen_put(row - 1, 2, 1, ROLE_TITLE, " ");
    int taken = screen_put(row - 1, 3, screen_cols() - 6, ROLE_TITLE, str_text(&title));
    screen_put(row - 1, 3 + taken, 1, ROLE_TITLE, " ");
    for (size_t i = first; i < count && i - first < (size_t)rows; i++) {
        screen_put_bytes(row + (int)(i - first), 1, screen_cols() - 1, ROLE_TEXT,
                         str_text(&l->v->box.text) + lines[i].start_bytes,
                         lines[i].len_bytes);
    }
    screen_cursor(row + (int)(line - first), 1 + col);
    free(lines);
    str_finish(&title);
}

/* How many rows the box wants: what it holds, at least two, at most a third. */
static int box_rows(const struct grid_view *v)
{
    size_t count, line;
    int col, most = screen_rows() / 3;
    free(text_box_lines(&v->box, grid_box_cols(), &count, &line, &col));
    most = most < 2 ? 2 : most;
    return count < 2 ? 2 : count > (size_t)most ? most : (int)count;
}

/* The words of the selection in full, as far as a quarter of the screen goes, and a row
 * about them. */
static int detail_rows(const struct grid_view *v, const struct facts *facts)
{
    const struct record *record = grid_selected(v, facts);
    int least = screen_rows() >= TALL_ROWS ? 3 : 1, most = screen_rows() / 4;
    int rows = 1;
    if (record && !v->on_vision) {
        rows = wrap_count(record_words(record, "text"), screen_cols() - 2, most);
    }
    return 1 + (rows > least ? rows : least);
}

static void draw_too_small(const struct facts *facts)
{
    bool saved = strcmp(facts->saved, "saved") == 0;
    put_wrapped(0, 0, screen_cols(), screen_rows(), ROLE_TEXT,
                saved ? "window too small; your work is saved"
                      : "window too small; your work is not saved yet");
}

void grid_draw(void *state, const struct facts *facts)
{
    struct grid_view *v = state;
    struct str words = STR_EMPTY;
    struct layout l = {.v = v, .facts = facts, .words = &words};
    screen_clear();
    if (screen_rows() < LEAST_ROWS || screen_cols() < LEAST_COLS) {
        draw_too_small(facts);
        screen_show();
        return;
    }
    l.ids = grid_columns(v, facts);
    l.goals = table_goals(facts->session, facts->table, &l.goal_count);
    lay_columns(&l);
    put_title(&l);
    int row = 1 + put_vision(&l, 1);
    put_headings(&l, row);
    screen_rule(row + 1, 0, screen_cols());
    l.first_row = row + 2;
    l.detail_rows = v->box_kind != BOX_CLOSED ? box_rows(v) : detail_rows(v, facts);
    l.detail_row = screen_rows() - foot_rows(facts) - l.detail_rows;
    l.end_row = l.detail_row - 1;
    settle_lines(&l);
    v->first_goal = settle_first(&l, v->first_goal);
    if (l.goal_count) {
        put_bands(&l);
    } else {
        put_prompts(&l);
    }
    if (v->box_kind == BOX_CLOSED) {
        put_details(&l);
    } else {
        put_box(&l);
    }
    draw_foot(facts, v->box_kind == BOX_CLOSED ? MODE_GRID : MODE_BOX);
    free(l.ids);
    str_finish(&words);
    screen_show();
}
