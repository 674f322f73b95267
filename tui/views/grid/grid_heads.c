/* The headings of the columns, and how wide those have to be so that each can be read. */

#include "base/memory.h"
#include "model/drafts.h"
#include "model/plan.h"
#include "model/rows.h"
#include "screen/screen.h"
#include "views/grid/grid_layout.h"
#include "views/tabs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int cols_of(const char *text)
{
    return screen_width_cols(text, strlen(text));
}

static const char *short_title(const struct layout *l, size_t column)
{
    return l->forms[column] ? l->forms[column]->short_title : l->ids[column - 1];
}

static const char *full_title(const struct layout *l, size_t column)
{
    return l->forms[column] ? l->forms[column]->title : short_title(l, column);
}

/* Adds what fits into so many columns of what a column is called: its title, or the short
 * one, or a word. False, with the word, if nothing does. */
static bool add_name(const struct layout *l, size_t column, int room, struct str *out)
{
    if (cols_of(full_title(l, column)) < room) { /* the next heading is not to touch it */
        str_add(out, full_title(l, column));
    } else if (cols_of(short_title(l, column)) <= room) {
        str_add(out, short_title(l, column));
    } else {
        tab_add_word(short_title(l, column), out);
    }
    return screen_width_cols(str_text(out), out->len_bytes) <= room;
}

/* As its key says it: of a list the notes' come first. */
static size_t heading_number(const struct layout *l, size_t column)
{
    return column + 1 - l->first;
}

static int number_cols(const struct layout *l, size_t column)
{
    return snprintf(NULL, 0, "%zu ", heading_number(l, column));
}

/* Whether a new goal, or row of the grid, was begun and left. */
static bool has_draft_row(const struct layout *l)
{
    struct str field =
        str_of(l->grid->rows == ROWS_OWN ? "draft:%s" : "draft", l->grid->id);
    bool has = draft_next(l->facts->table, str_text(&field), NULL) != NULL;
    str_finish(&field);
    return has && l->grid->rows != ROWS_GIVEN;
}

void heads_find_drafts(struct layout *l)
{
    size_t count;
    const struct record *const *rows =
        grid_rows(l->facts->session, l->facts->table, l->grid, &count);
    struct str box = STR_EMPTY;
    if (!session_ever_set_like(l->facts->session, "draft")) {
        return;
    }
    l->drafts[0] = has_draft_row(l);
    for (size_t c = 1; c < l->columns; c++) {
        str_set(&box, "draft:%s", l->ids[c - 1]);
        for (size_t i = 0; i < count && !l->drafts[c]; i++) {
            l->drafts[c] = draft_next(rows[i], box.bytes, NULL) != NULL;
        }
    }
    str_finish(&box);
}

/* " 2 of 12", " 4 (draft)", briefly " 4": what stands behind a heading; its columns. */
enum { TOTAL_SIZE_BYTES = 96 };

static int say_total(const struct layout *l, size_t column, bool briefly, char *out)
{
    const char *draft = l->drafts[column] && !briefly ? " (draft)" : "";
    char shown[32] = "";
    if (column == 0 && l->goal_count < l->counts[0]) {
        snprintf(shown, sizeof shown, " %zu of", l->goal_count);
    }
    if (column && filter_concerns(l->v->filter, l->facts, l->ids[column - 1])) {
        snprintf(shown, sizeof shown, " %zu of",
                 filter_count(l->v->filter, l->facts, l->ids[column - 1]));
    }
    snprintf(out, TOTAL_SIZE_BYTES, "%s %zu%s", shown, l->counts[column], draft);
    return cols_of(out);
}

/* How a column is headed: "4 Social moments 6 (draft)", or, of what there is no room for, by a
 * word, "4 Moments 6 (draft)", without the draft, "4 Moments 6", and at last by the word alone. */
enum head { HEAD_SHORT, HEAD_WORD, HEAD_BRIEF, HEAD_BARE };

/* Columns of the screen that a column of the form needs: for the parts of its heading, and so
 * that no word is broken below it. */
struct need {
    int number, title, word, total, brief_total, longest;
};

/* All of them, and how long a word they are to hold. */
struct needs {
    struct need *columns; /* from layout's first on, by column */
    int most;
};

static struct need need_of(const struct layout *l, size_t column)
{
    char total[TOTAL_SIZE_BYTES];
    struct str word = STR_EMPTY;
    tab_add_word(short_title(l, column), &word);
    struct need need = {.number = number_cols(l, column),
                        .title = cols_of(short_title(l, column)),
                        .word = cols_of(str_text(&word)),
                        .total = say_total(l, column, false, total),
                        .brief_total = say_total(l, column, true, total)};
    str_finish(&word);
    return need;
}

static int heads_cols(const struct need *need, enum head head)
{
    return need->number + (head == HEAD_SHORT ? need->title : need->word) +
           (head == HEAD_BARE    ? 0
            : head == HEAD_BRIEF ? need->brief_total
                                 : need->total);
}

static int words_cols(const struct needs *needs, size_t column)
{
    int longest = needs->columns[column].longest;
    return longest < needs->most ? longest : needs->most;
}

enum {
    MOST_WORD_COLS = 18, /* longer: an address, or a language that has no blanks */
    MOST_MEASURED =
        2000, /* entries, so that a change costs the same however many there are */
};

static void measure_words(const char *text, int *most)
{
    for (const char *word = text; *word; word += strspn(word, " \t\n")) {
        size_t len = strcspn(word, " \t\n");
        if (len > (size_t)*most) { /* none has more columns than bytes */
            int cols = screen_width_cols(word, len);
            *most = cols > *most && cols <= MOST_WORD_COLS ? cols : *most;
        }
        word += len;
    }
}

/* Of the rows and entries that are shown; the first of very many. */
static void find_words(const struct layout *l, struct need *needs)
{
    enum { BESIDE_GOAL = 2, BESIDE_NOTE = 3 }; /* gaps, and the sign before it */
    size_t measured = 0;
    for (size_t g = 0; g < l->goal_count && measured < MOST_MEASURED; g++) {
        measure_words(row_words(l->goals[g]), &needs[0].longest);
        for (size_t c = 1; c < l->columns; c++) {
            size_t count;
            const struct record *const *notes = layout_notes(l, l->goals[g], c, &count);
            for (size_t i = 0; i < count && measured < MOST_MEASURED; i++, measured++) {
                measure_words(row_words(notes[i]), &needs[c].longest);
            }
        }
    }
    for (size_t c = 0; c < l->columns; c++) {
        needs[c].longest += c ? BESIDE_NOTE : BESIDE_GOAL;
    }
}

/* Divides what there is so that no column is narrower than its heading, and those that
 * have more than that are alike. False, with the widths untouched, if that cannot be. */
static bool divide(struct layout *l, const struct needs *needs, enum head head, int gap,
                   int narrowest)
{
    int left = l->cols - 1, open = (int)(l->columns - l->first), share = 0;
    int *least = memory_get(l->columns * sizeof *least);
    for (size_t i = l->first; i < l->columns; i++) {
        least[i] = gap + heads_cols(&needs->columns[i], head);
        least[i] = least[i] < narrowest ? narrowest : least[i];
        least[i] = least[i] < words_cols(needs, i) ? words_cols(needs, i) : least[i];
        left -= least[i];
    }
    bool fits = left >= 0;
    left = l->cols - 1;
    for (int before = -1; fits && open && before != open;) {
        before = open;
        share = left / open;
        for (size_t i = l->first; i < l->columns; i++) {
            if (least[i] > share) {
                l->width[i] = least[i];
                left -= least[i];
                least[i] = 0; /* settled */
                open--;
            }
        }
    }
    for (size_t i = l->first; fits && i < l->columns; i++) {
        if (least[i]) {
            l->width[i] = left / open;
            left -= left / open--;
        }
    }
    free(least);
    return fits;
}

/* Alike, if each has room for its heading and its words. */
static bool divide_alike(struct layout *l, const struct needs *needs)
{
    int first = (int)l->first, columns = (int)l->columns - first;
    bool fits = true;
    for (int i = first; i < (int)l->columns; i++) {
        int x = (i - first) * (l->cols - 1) / columns;
        l->width[i] = (i + 1 - first) * (l->cols - 1) / columns - x;
        fits = fits && heads_cols(&needs->columns[i], HEAD_SHORT) < l->width[i] &&
               words_cols(needs, (size_t)i) <= l->width[i];
    }
    return fits;
}

/* As much of the headings as leaves each column so much. */
static bool divide_by_heads(struct layout *l, const struct needs *needs, int narrowest,
                            bool bare)
{
    static const struct {
        enum head head;
        int gap;
    } tries[] = {{HEAD_SHORT, 2}, {HEAD_WORD, 2},  {HEAD_SHORT, 1},
                 {HEAD_WORD, 1},  {HEAD_BRIEF, 1}, {HEAD_BARE, 1}};
    int columns = (int)(l->columns - l->first);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        if (narrowest * columns < l->cols && (tries[i].head == HEAD_BARE) == bare &&
            divide(l, needs, tries[i].head, tries[i].gap, narrowest)) {
            return true;
        }
    }
    return false;
}

static bool divide_so(struct layout *l, const struct needs *needs)
{
    enum { WELL = 13 }; /* where words are seldom broken that are still to come */
    bool fits = divide_alike(l, needs);
    for (int bare = 0; bare < 2; bare++) {
        for (int narrowest = WELL; !fits && narrowest >= LEAST_COLUMN_COLS; narrowest--) {
            fits = divide_by_heads(l, needs, narrowest, bare);
        }
    }
    return fits;
}

/* A heading gives way before the words below any are broken; and of words that have no room
 * as few are broken as can be, the longest. */
static bool divide_all(struct layout *l)
{
    struct needs needs = {.columns = memory_get(l->columns * sizeof *needs.columns)};
    int least = 0, most = l->cols;
    for (size_t c = l->first; c < l->columns; c++) {
        needs.columns[c] = need_of(l, c);
    }
    find_words(l, needs.columns);
    bool fits = divide_so(l, &needs);
    while (fits && least < most) {
        needs.most = (least + most + 1) / 2;
        if (divide_so(l, &needs)) {
            least = needs.most;
        } else {
            most = needs.most - 1;
        }
    }
    needs.most = least;
    fits = fits && divide_so(l, &needs);
    free(needs.columns);
    return fits;
}

void layout_columns(struct layout *l)
{
    int columns = (int)(l->columns - l->first);
    l->narrow =
        window_is_narrow() || l->cols / columns < LEAST_COLUMN_COLS || !divide_all(l);
    int x = 1;
    for (size_t i = 0; i < l->columns; i++) {
        l->x[i] = l->narrow ? 1 : x;
        x += i < l->first ? 0 : l->width[i];
        l->width[i] = (l->narrow ? l->cols - 1 : l->width[i]) - 1;
    }
}

static enum role role_of_heading(const struct layout *l, size_t column)
{
    return l->room  ? ROLE_TITLE
           : column ? screen_column_role(plan_colour(l->ids[column - 1], column - 1))
                    : screen_column_role(0);
}

/* What a column is called, and into total what stands behind that; false, with the name alone, if
 * there is no room for both. */
static bool find_heading(const struct layout *l, size_t column, struct str *name,
                         char *total)
{
    int room = l->width[column] - number_cols(l, column);
    for (int briefly = 0; briefly < 2; briefly++) {
        str_clear(name);
        if (add_name(l, column, room - say_total(l, column, briefly, total), name)) {
            return true;
        }
    }
    str_clear(name);
    add_name(l, column, room, name);
    *total = '\0';
    return false;
}

/* Whether each has room for how much stands in it: else the selected one tells that, and the
 * others look as if they were alike. */
static bool all_tell_totals(const struct layout *l)
{
    char total[TOTAL_SIZE_BYTES];
    struct str name = STR_EMPTY;
    bool all = true;
    for (size_t c = l->first; c < l->columns && all; c++) {
        all = find_heading(l, c, &name, total);
    }
    str_finish(&name);
    return all;
}

/* "2 Barriers 12", or "2 Barriers" */
static int put_heading(const struct layout *l, size_t column, int row, bool tells)
{
    char number[24], total[TOTAL_SIZE_BYTES];
    struct str name = STR_EMPTY;
    int col = l->x[column], width = l->width[column];
    enum role role = role_of_heading(l, column);
    find_heading(l, column, &name, total);
    snprintf(number, sizeof number, "%zu ", heading_number(l, column));
    int taken = screen_put(row, col, width, role, number);
    taken += screen_put(row, col + taken, width - taken, role, str_text(&name));
    str_finish(&name);
    return taken + screen_put(row, col + taken, width - taken, role, tells ? total : "");
}

/* Where only one column is shown, the others are tabs. */
static void put_tabs(const struct layout *l, int row)
{
    size_t count = l->columns - l->first;
    struct tab *tabs = memory_get(count * sizeof *tabs);
    char total[TOTAL_SIZE_BYTES];
    say_total(l, l->v->column, false, total);
    for (size_t i = 0; i < count; i++) {
        size_t c = l->first + i;
        tabs[i] = (struct tab){.number = heading_number(l, c),
                               .full = full_title(l, c),
                               .title = short_title(l, c),
                               .behind = c == l->v->column ? total : "",
                               .role = role_of_heading(l, c),
                               .index = c};
    }
    bool here = l->v->column >= l->first;
    tabs_put(row, 1, tabs, count, here ? l->v->column - l->first : count, count);
    free(tabs);
}

void heads_put(const struct layout *l, int row)
{
    if (l->narrow) {
        put_tabs(l, row);
        return;
    }
    bool all = all_tell_totals(l);
    for (size_t c = l->first; c < l->columns; c++) {
        int taken = put_heading(l, c, row, all || c == l->v->column);
        screen_button(row, l->x[c], 1, taken,
                      (struct button){.kind = BUTTON_COLUMN, .index = c});
    }
}
