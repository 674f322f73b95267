/* Draws the grid: a band a goal, its notes wrapped in their columns. */

#include "base/words.h"
#include "model/ballot.h"
#include "model/drafts.h"
#include "model/history.h"
#include "screen/parts.h"
#include "screen/screen.h"
#include "views/foot.h"
#include "views/grid/grid_layout.h"
#include "views/title.h"
#include "views/view_question.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Before a room all words are alike, and what is selected has its mark alone. */
static enum role role_of(const struct layout *l, enum role role)
{
    return l->room ? ROLE_TITLE : role;
}

static enum role role_of_words(const struct layout *l, bool selected, int row, int col)
{
    if (selected && l->room) {
        screen_cursor(row, col);
    }
    return role_of(l, selected ? ROLE_SELECTED : ROLE_TEXT);
}

static void put_note(const struct layout *l, const struct record *note, size_t column,
                     int row, int rows)
{
    bool selected = layout_selected(l, note);
    int x = l->x[column], width = l->width[column];
    screen_put(row, x, 2, role_of(l, selected ? ROLE_KEY : ROLE_TEXT),
               selected ? screen_marker() : screen_bullet());
    layout_put_words(l, note, column,
                     (struct words_place){row, x + 2, width - 2, rows,
                                          role_of_words(l, selected, row, x + 2)});
    screen_button(row, x, rows, width,
                  (struct button){.kind = BUTTON_RECORD,
                                  .index = column,
                                  .goal = record_parent(note),
                                  .record = note});
}

static void put_more(const struct layout *l, int row, size_t column, size_t count,
                     const char *where)
{
    int col = l->x[column], width = l->width[column];
    char text[48];
    snprintf(text, sizeof text, "%zu %s", count, where);
    screen_put(row, col, 2, role_of(l, ROLE_DIM), screen_bullet());
    screen_put(row, col + 2, width - 2, role_of(l, ROLE_DIM), text);
}

static void put_empty_cell(const struct layout *l, const struct record *goal,
                           size_t column, int row, int rows, bool selected)
{
    const struct column *form = l->forms[column];
    int x = l->x[column], width = l->width[column];
    const char *prompt = layout_prompt(l, goal, column);
    size_t hidden = layout_hidden(l, goal, column);
    if (hidden && !selected) {
        put_more(l, row, column, hidden, "not shown");
        return;
    }
    if (selected && l->room) {
        screen_cursor(row, x);
        screen_put(row++, x, 2, ROLE_TITLE, screen_marker());
        rows--;
    } else if (selected) {
        struct str hint = STR_EMPTY;
        const char *what = grid_note_word(form, l->facts);
        if (hidden) {
            str_addf(&hint, "%zu not shown", hidden);
        } else {
            str_addf(&hint, "\vadd\v adds %s %s", words_article(what), what);
            if (screen_width_cols(hint.bytes, hint.len_bytes) > width - 2) {
                str_set(&hint, "\vadd\v adds one");
            }
        }
        screen_put(row, x, 2, ROLE_KEY, screen_marker());
        screen_put(row, x + 2, width - 2, ROLE_SELECTED, hint.bytes);
        str_finish(&hint);
        row++;
        rows--;
    }
    if (prompt && rows > 0) {
        screen_put_wrapped(row, x + 2, width - 2, rows, role_of(l, ROLE_DIM), prompt);
    }
}

/* The rows of a cell that its last notes leave empty, from the first on that is shown; the
 * note before that has them, as far as they go. */
static int rows_to_fill(const struct layout *l, const struct record *const *notes,
                        size_t count, size_t first, size_t column, int rows)
{
    int left = rows - (first > 1); /* "16 above" */
    for (size_t i = first; first && i < count && left > 0; i++) {
        left -= layout_note_lines(l, notes[i], column, rows + 1);
    }
    return first && left > 0 ? left : 0;
}

/* The notes of a cell from the first on that is to be shown, which has as many rows as are
 * said (0: all that it needs); what has no room is counted. What is selected always has a
 * row. */
static int put_notes(const struct layout *l, const struct record *const *notes,
                     size_t count, size_t first, int first_rows, size_t column, int row,
                     int end)
{
    if (first > 0 && end - row > 1) {
        put_more(l, row++, column, first, "above");
    }
    for (size_t i = first; i < count && row < end; i++) {
        int left = end - row, room = left - (i + 1 < count);
        int lines = layout_note_lines(l, notes[i], column, left + 1);
        lines = i == first && first_rows && lines > first_rows ? first_rows : lines;
        if (lines > room && layout_selected(l, notes[i])) {
            lines = room < 1 ? 1 : room;
        } else if (lines > room && i + 1 == count) {
            lines = left;
        } else if (lines > room && room > 0) { /* no row is empty while words are left */
            lines = room;
        } else if (lines > room) {
            put_more(l, row, column, count - i, "more");
            return end;
        }
        put_note(l, notes[i], column, row, lines);
        row += lines;
    }
    return row;
}

static void put_cell(const struct layout *l, const struct record *goal, size_t column,
                     int row, int rows)
{
    size_t count, first = 0;
    const struct record *const *notes = layout_notes(l, goal, column, &count);
    int first_rows = 0, end = row + rows, all = layout_headed(l) ? rows + 1 : rows;
    bool here = !l->v->on_vision && goal == l->v->goal && column == l->v->column;
    screen_button(row, l->x[column], rows, l->width[column],
                  (struct button){.kind = BUTTON_RECORD, .index = column, .goal = goal});
    if (count == 0) {
        put_empty_cell(l, goal, column, row, rows, here);
        row += here;
    } else {
        if (l->room && goal == l->v->goal) {
            first = layout_part_start(l, goal, column, l->part);
        } else if (here && layout_cell_rows(l, goal, column, all + 1) > all) {
            first = layout_first_note(l, notes, count, column, rows);
        }
        first_rows = rows_to_fill(l, notes, count, first, column, rows);
        first -= first_rows > 0;
        row = put_notes(l, notes, count, first, first_rows, column, row, end);
    }
    if (row < end) {
        grid_put_draft(l, goal, column, row, role_of(l, ROLE_DIM));
    }
}

static void put_goal(const struct layout *l, const struct record *goal, int row, int rows,
                     bool heading)
{
    bool selected = layout_selected(l, goal);
    if (heading) {
        layout_put_words(l, goal, 0,
                         (struct words_place){row, 1, l->cols - 2, 1,
                                              role_of(l, screen_column_role(0))});
        return;
    }
    layout_put_words(l, goal, 0,
                     (struct words_place){row, l->x[0], l->width[0] - 1, rows,
                                          role_of_words(l, selected, row, l->x[0])});
    screen_button(row, 0, rows, l->width[0] + 1,
                  (struct button){.kind = BUTTON_RECORD, .goal = goal});
    if (selected) {
        screen_put_bytes(row, 0, 1, role_of(l, ROLE_KEY), screen_marker(),
                         strlen(screen_marker()) - 1);
    }
}

static void put_band(const struct layout *l, const struct record *goal, int row, int rows)
{
    if (layout_headed(l)) {
        put_goal(l, goal, row, 1, true);
        if (rows > 1) {
            put_cell(l, goal, l->v->column, row + 1, rows - 1);
        }
        return;
    }
    for (size_t c = layout_first_column(l); c < layout_end_column(l); c++) {
        if (kept_cell(l, goal, c, row, rows)) {
            continue;
        }
        if (c == 0) {
            put_goal(l, goal, row, rows, false);
        } else {
            put_cell(l, goal, c, row, rows);
        }
        screen_part_end();
    }
}

/* Where there is no room for more of a band than that there is one. No rule fits between: that
 * it is no second line of what stands beside it, words say. */
static void put_glimpse(const struct layout *l, const char *where,
                        const struct record *goal, int row)
{
    struct str words = str_of("%s: %s", where, layout_words(l, goal, 0));
    screen_put(row, 1, l->cols - 2, role_of(l, ROLE_DIM), words.bytes);
    screen_button(row, 0, 1, l->cols,
                  (struct button){.kind = BUTTON_RECORD, .goal = goal});
    str_finish(&words);
}

/* As much of the band above the first as fills the window. */
static void put_above(const struct layout *l)
{
    const struct record *goal = l->above_rows ? l->goals[l->v->first_goal - 1] : NULL;
    if (l->above_rows == 1) {
        put_glimpse(l, "Above", goal, l->first_row);
    } else if (goal) {
        put_band(l, goal, l->first_row, l->above_rows - 1);
        screen_rule(l->first_row + l->above_rows - 1, 0, l->cols);
    }
}

size_t bands_put(const struct layout *l, bool rule_below)
{
    int row = l->first_row + l->above_rows;
    size_t g = l->v->first_goal;
    put_above(l);
    for (; g < l->goal_count && row < l->end_row; g++) {
        int rows = layout_band_rows(l, l->goals[g], l->end_row - row);
        put_band(l, l->goals[g], row, rows);
        row += rows;
        if (row < l->end_row - rule_below) { /* no two rules, one below the other */
            screen_rule(row, 0, l->cols);
        } else if (row < l->end_row && g + 1 < l->goal_count) {
            put_glimpse(l, "Next", l->goals[g + 1], row);
        }
        row++;
    }
    return g;
}

/* "2 more below", on a rule, at its end. */
static void put_count_on_rule(int row, int cols, size_t count, const char *where)
{
    char text[48];
    int width = count ? snprintf(text, sizeof text, " %zu %s ", count, where) : 0;
    if (width && width + 4 < cols) {
        screen_put(row, cols - width - 2, width, ROLE_DIM, text);
    }
}

/* No goals, or rows, yet: each column says what goes there. */
void bands_put_prompts(const struct layout *l)
{
    int row = l->first_row;
    const char *what = grid_row_word(l->v, l->facts);
    if (l->counts[0]) {
        put_more(l, row, l->first, l->counts[0], "not shown");
        screen_cursor(row, l->x[l->first]);
        return;
    }
    struct str adds = str_of("\vgoal\v adds %s %s", words_article(what), what);
    screen_put_wrapped(row, l->x[0], l->width[0], 4, role_of(l, ROLE_KEY),
                       str_text(&adds));
    str_finish(&adds);
    screen_cursor(row, l->x[0]);
    for (size_t c = layout_first_column(l); c < layout_end_column(l); c++) {
        const struct column *column = l->forms[c];
        if (column) {
            screen_put_wrapped(row + 2, l->x[c], l->width[c], l->end_row - row - 2,
                               role_of(l, ROLE_DIM), column->prompt);
        }
    }
}

/* "not settled: title, place": what two people called the session unseen by each other. */
static void say_not_settled(const struct record *table, struct str *out)
{
    const char *between = "not settled: ";
    size_t at = 0;
    for (const char *name; (name = field_next("session", FIELD_NAMING, &at));) {
        if (field_wordings(record_field(table, name)) > 1) {
            str_addf(out, "%s%s%s", *between == 'n' && out->len_bytes ? screen_dot() : "",
                     between, name);
            between = ", ";
        }
    }
}

/* A form out of sight is named in any stage. What the session is called comes last: where
 * there is no room, `o` shows it. */
static void put_title(const struct layout *l)
{
    const struct record *table = l->facts->table;
    const struct day *day = &l->facts->day;
    bool named = day->stage && layout_title(l) != day->stage->title;
    const char *name = record_words(table, "title"),
               *place = record_words(table, "place");
    const char *parts[] = {*place ? place : name, record_words(table, "table"),
                           day->stage ? day->stage->title : l->grid->title,
                           named ? l->grid->title : ""};
    struct str title = STR_EMPTY;
    question_say_open(l->facts, &title); /* first, where nothing cuts it off */
    say_not_settled(table, &title);
    if (*l->facts->voting) {
        str_addf(&title, "%s%s", title.len_bytes ? screen_dot() : "", l->facts->voting);
    }
    if (*l->facts->alone) {
        str_addf(&title, "%s%s", title.len_bytes ? screen_dot() : "", l->facts->alone);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (*parts[i]) {
            str_add(&title, title.len_bytes ? screen_dot() : "");
            str_addf(&title, "%s%s", i == 1 ? history_table_word(parts[i]) : "",
                     parts[i]);
            if (i == 1) {
                history_tell_apart(table, false, &title);
            }
        }
    }
    filter_say(l->v->filter, l->facts, screen_dot(), &title);
    if (*place && *name) {
        str_addf(&title, "%s%s", screen_dot(), name);
    }
    draw_title(l->facts, str_text(&title));
    str_finish(&title);
}

/* While not everything is shown as placed, the foot says so if it has nothing to say. */
static void say_looking(const struct layout *l, struct facts *facts, struct str *said)
{
    if (!*facts->message) {
        filter_say(l->v->filter, l->facts, "", said);
        if (said->len_bytes) {
            said->bytes[0] = said->bytes[0] == 'o' ? 'O' : 'S';
            str_add(said,
                    ". \vshow-only\v, then \vchoose\v, shows everything as placed.");
            facts->message = said->bytes;
        }
    }
}

/* Rows that the vision takes above the table. */
int bands_put_vision(const struct layout *l, int row)
{
    const struct grid *grid = l->grid;
    if (!*grid->vision) {
        return 0;
    }
    const char *vision = record_words(l->facts->table, "vision");
    bool draft = draft_next(l->facts->table, "draft:vision", NULL) != NULL;
    size_t wordings = field_wordings(record_field(l->facts->table, "vision"));
    struct str text = str_of("Vision: %s%s", *vision ? vision : grid->vision,
                             draft     ? " (\vvision\v has a draft)"
                             : *vision ? ""
                                       : " (\vvision\v writes it)");
    if (wordings > 1) {
        str_addf(&text, " (%zu wordings)", wordings);
    }
    enum role role = role_of(l, l->v->on_vision ? ROLE_SELECTED
                                : *vision       ? ROLE_TITLE
                                                : ROLE_DIM);
    int lines = screen_put_wrapped(row, 1, l->cols - 2, window_is_tall() ? 3 : 2, role,
                                   text.bytes);
    screen_button(row, 0, lines, l->cols,
                  (struct button){.kind = BUTTON_ACTION, .action = ACT_VISION});
    str_finish(&text);
    return lines;
}

/* What most keys do is no use in a window that only reads; while votes are called out,
 * those of the ballot come first. */
static void put_foot(const struct grid_view *v, const struct facts *facts)
{
    static const enum action reading[] = {ACT_PROJECTOR, ACT_OTHER_GRID, ACT_SEARCH,
                                          ACT_SHOW_ONLY, ACT_EXPORT,     ACT_LEAVE,
                                          ACT_PALETTE};
    static const enum action voting[] = {ACT_VOTE,  ACT_UNVOTE, ACT_BALLOT,
                                         ACT_UNDO,  ACT_ADD,    ACT_NEXT_STAGE,
                                         ACT_LEAVE, ACT_PALETTE};
    static const enum action following[] = {ACT_PROJECTOR, ACT_OTHER_GRID, ACT_SEARCH,
                                            ACT_FOLLOW,    ACT_SHOW_ONLY,  ACT_LEAVE,
                                            ACT_PALETTE};
    static const enum action alone[] = {ACT_ADD,        ACT_EDIT, ACT_ALONE, ACT_UNDO,
                                        ACT_NEXT_STAGE, ACT_CODE, ACT_LEAVE, ACT_PALETTE};
    enum mode mode = grid_mode(v);
    if (mode == MODE_GRID && facts->follows) {
        draw_foot_of(facts, FOOT_MARGIN, following, sizeof following / sizeof *following);
    } else if (mode == MODE_GRID && facts->read_only) {
        draw_foot_of(facts, FOOT_MARGIN, reading, sizeof reading / sizeof *reading);
    } else if (mode == MODE_GRID && ballot_of(facts->table).state == BALLOT_OPEN) {
        draw_foot_of(facts, FOOT_MARGIN, voting, sizeof voting / sizeof *voting);
    } else if (mode == MODE_GRID && *facts->alone) {
        draw_foot_of(facts, FOOT_MARGIN, alone, sizeof alone / sizeof *alone);
    } else {
        enum action actions[HINTS_ROOM];
        draw_foot_of(facts, FOOT_MARGIN, actions, grid_hints(v, facts, actions));
    }
}

/* What g adds here, for the foot: a goal, what the form calls its rows, if that is short, or
 * nothing where the form gives them. */
static void name_rows(const struct grid *grid, struct str *word, struct facts *facts)
{
    enum { MOST_COLS = 10 };
    const char *called = grid->goals.singular;
    if (grid->rows == ROWS_GOALS) {
        return;
    }
    if (grid->rows != ROWS_GIVEN && !grid_is_list(grid)) {
        bool fits = *called && screen_width_cols(called, strlen(called)) <= MOST_COLS;
        str_add(word, fits ? called : "Row");
        word->bytes[0] = (char)toupper((unsigned char)word->bytes[0]);
    }
    facts->row_word = str_text(word);
}

void grid_draw(struct grid_view *v, const struct facts *outer)
{
    struct str said = STR_EMPTY, row_word = STR_EMPTY;
    struct facts inner = *outer;
    const struct facts *facts = &inner;
    struct layout l = {.v = v,
                       .kept = v->kept,
                       .prompts = &v->prompts,
                       .facts = facts,
                       .cols = screen_cols() - panel_cols(v, facts)};
    say_looking(&l, &inner, &said);
    name_rows(grid_now(v, facts), &row_word, &inner);
    screen_clear();
    kept_columns(&l);
    put_title(&l);
    int row = 1 + bands_put_vision(&l, 1), prompts = panel_rows(&l);
    if (prompts == 2 && facts->message_is_tip) { /* which gives way to what is read */
        inner.message = "";
        prompts = panel_rows(&l);
    }
    if (!kept_heads(&l, row)) {
        heads_put(&l, row);
        screen_part_end();
    }
    screen_rule(row + 1, 0, l.cols);
    l.first_row = row + 2;
    bool box = v->box_kind != BOX_CLOSED, details = !window_is_short();
    l.detail_rows = box ? grid_box_rows(v) : details ? grid_detail_rows(&l) : 0;
    l.detail_row = screen_rows() - foot_rows(facts) - prompts - l.detail_rows;
    l.end_row = l.detail_row - (box || details);
    layout_settle_lines(&l);
    layout_settle_first(&l, &v->first_goal);
    size_t end_goal = 0;
    if (l.goal_count) {
        end_goal = bands_put(&l, box || details);
        put_count_on_rule(row + 1, l.cols, v->first_goal - (l.above_rows > 1),
                          "more above");
    } else {
        bands_put_prompts(&l);
    }
    panel_put(&l, l.detail_row + l.detail_rows, prompts);
    if (box) {
        grid_put_box(&l);
    } else if (details) {
        grid_put_details(&l);
        put_count_on_rule(l.detail_row - 1, l.cols, l.goal_count - end_goal,
                          "more below");
    } else if (l.goal_count > end_goal && !*facts->message && !*facts->writing) {
        put_count_on_rule(l.end_row, l.cols, l.goal_count - end_goal, "more below");
    }
    put_foot(v, facts);
    layout_finish(&l);
    str_finish(&said);
    str_finish(&row_word);
    screen_show();
}
