/* Draws what recurs: the pages of themes above the selected one in full; two that may
 * say the same, and the box for a name, are themes_pair.c's. */

#include "base/memory.h"
#include "base/utf8.h"
#include "model/ballot.h"
#include "model/history.h"
#include "model/meetings.h"
#include "screen/screen.h"
#include "views/foot.h"
#include "views/themes/themes_inside.h"
#include "views/title.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDE_COLS = 100, TABLE_COLS = 26 };

const char *const themes_page_names[PAGE_COUNT] = {"Proposals", "Themes", "Lone voices"};

/* Which tables are counted. */
static void put_title(struct themes_view *v, const struct facts *facts)
{
    size_t all, count, shown = 0;
    const struct record *const *tables = session_tables(facts->session, &all);
    const struct record **through = memory_get((all + 1) * sizeof(*through));
    for (size_t i = 0; i < all; i++) {
        through[shown] = tables[i];
        shown += themes_let_through(v, tables[i]);
    }
    shown = tables_count_met(facts->session, through, shown);
    count = tables_count_met(facts->session, tables, all);
    free(through);
    struct str title = str_of("What recurs%s", screen_dot());
    if (shown < count) {
        str_addf(&title, "%zu of ", shown);
    }
    themes_say_count(&title, count, "table");
    if (v->place.len_bytes) {
        str_addf(&title, "%s%s", screen_dot(), v->place.bytes);
    }
    if (v->date.len_bytes) {
        str_addf(&title, "%s%s", screen_dot(), v->date.bytes);
    }
    if (v->table) {
        str_addf(&title, "%ssaid by ", screen_dot());
        themes_name_table(v->table, &title);
    }
    if (v->find.len_bytes) {
        str_addf(&title, "%swith ‘%s’", screen_dot(), v->find.bytes);
    }
    if (v->unsettled) {
        str_addf(&title, "%s%zu not settled", screen_dot(), v->unsettled);
    }
    size_t marked = themes_count_marked(v);
    if (marked) {
        str_addf(&title, "%s%zu marked", screen_dot(), marked);
    }
    draw_title(facts, title.bytes);
    str_finish(&title);
}

size_t themes_count_of_page(const struct themes_view *v, size_t page)
{
    size_t count = 0;
    for (size_t i = 0; i < v->column_count; i++) {
        count += v->columns[i].counts[page];
    }
    return count;
}

static void put_pages(const struct themes_view *v, int row)
{
    int col = 1;
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        bool here = i == v->page;
        bool brief = window_is_narrow() && i == PAGE_LONE;
        struct str name = str_of("%s %zu", brief ? "Lone" : themes_page_names[i],
                                 themes_count_of_page(v, i));
        screen_put(row, col, 2, ROLE_KEY, here ? screen_marker() : "");
        int taken = 2;
        taken += screen_put(row, col + taken, screen_cols() - col - taken,
                            here ? ROLE_SELECTED : ROLE_TEXT, name.bytes);
        screen_button(row, col, 1, taken,
                      (struct button){.kind = BUTTON_PAGE, .index = i});
        col += taken + 1;
        str_finish(&name);
    }
}

/* Where what is sought stands, as it does not here, and how to get there. */
static void add_elsewhere(const struct themes_view *v, struct str *out)
{
    size_t column = themes_column_with(v), page = v->page;
    if (column < v->column_count) {
        const struct themes_column *there = &v->columns[column];
        str_addf(out, "Nothing with these words in %s; ", v->columns[v->column].title);
        if (v->seeking) {
            str_add(out, "\vstay\v");
        } else {
            str_addf(out, "%zu", column + 1);
        }
        str_addf(out, " goes to %s, which has %zu.", there->title,
                 there->counts[v->page]);
        return;
    }
    do {
        page = (page + 1) % PAGE_COUNT;
    } while (page != v->page && !themes_count_of_page(v, page));
    str_add(out, "Nothing with these words on this page");
    if (page != v->page) {
        str_addf(out, "; \vpage\v goes on to the others: %s has %zu",
                 themes_page_names[page], themes_count_of_page(v, page));
    } else {
        str_add(out, ", nor on the others");
    }
    str_add(out, ". \vback\v shows all.");
}

/* Why a page is empty, and what to do next. */
static const char *emptiness(const struct themes_view *v, const struct facts *facts)
{
    size_t tables;
    bool filtered = v->place.len_bytes || v->date.len_bytes || v->table;
    session_tables(facts->session, &tables);
    if (filtered) {
        return "Nothing here within this choice of place, date and table; \vby-place\v, "
               "\vby-date\v and \vby-table\v "
               "change it.";
    }
    if (themes_count_of_page(v, PAGE_THEMES) + themes_count_of_page(v, PAGE_LONE) == 0) {
        return "Nothing has been said yet that could recur. \vback\v goes back to the "
               "grid.";
    }
    switch (v->page) {
    case PAGE_PROPOSALS:
        return v->one_column && themes_count_of_page(v, PAGE_PROPOSALS)
                   ? "Nothing is proposed in this column any more; \vall-columns\v shows "
                     "all columns."
               : v->decided.count || v->themes.apart_count || v->themes.any_placed
                   ? facts->hides_words
                         ? "All that was proposed is decided. \vpage\v goes on to the "
                           "themes."
                         : "All that was proposed is decided. \vpage\v goes on to the "
                           "themes; \vundo\v undoes what was decided last."
                   : "No words here are near enough to others to be proposed as "
                     "one. \vpage\v "
                     "goes on to the themes.";
    case PAGE_THEMES:
        return tables < 2 ? "What several tables said would stand here, but this file "
                            "holds one table; roundtable merge puts several together."
                          : "No two tables said the same in this column, or not in words "
                            "that are alike. \vpage\v shows the lone voices.";
    default:
        return "Nothing in this column was said by one table alone.";
    }
}

void themes_add_emptiness(const struct themes_view *v, const struct facts *facts,
                          struct str *out)
{
    if (v->find.len_bytes) {
        add_elsewhere(v, out);
    } else {
        str_add(out, emptiness(v, facts));
    }
}

static int bar_room(void)
{
    return screen_cols() >= WIDE_COLS ? 24 : window_is_narrow() ? 6 : 12;
}

/* Bar and number of a theme that several tables said; how many columns they take. */
static int put_bar(const struct themes_view *v, struct said said, int row, int col)
{
    char number[24];
    int room = bar_room(), most = (int)v->rows[0].said.tables; /* they come first */
    int bar = (int)said.tables * room / most;
    screen_bar(row, col, bar ? bar : 1, themes_column_role(v, v->column));
    snprintf(number, sizeof number, "%4zu", said.tables);
    screen_put(row, col + room, 5, ROLE_KEY, number);
    return room + 6;
}

enum { ROOM_FOR_MARK = sizeof " (not settled)" };

/* Of its name the end tells it from others: it is cut only for want of room beside the words. */
static int cols_of_table(const struct str *table, const struct str *words, int room)
{
    int cols = text_width_cols(str_text(table), table->len_bytes);
    int left = room - text_width_cols(str_text(words), words->len_bytes) - 1;
    int most = left > TABLE_COLS ? left : TABLE_COLS;
    return cols <= TABLE_COLS ? TABLE_COLS : cols < most ? cols : most;
}

static void put_row(const struct themes_view *v, size_t index, int row)
{
    const struct row *r = &v->rows[index];
    bool selected = index == v->spots[v->page].row, themes = v->page == PAGE_THEMES;
    int cols = screen_cols(), x = 3;
    enum role role = selected ? ROLE_SELECTED : ROLE_TEXT;
    struct str words = STR_EMPTY, table = STR_EMPTY;
    screen_put(row, 1, 2, ROLE_KEY, selected ? screen_marker() : "");
    if (!r->entry && themes_is_marked(v, r->said.theme)) {
        screen_put(row, 2, 1, ROLE_KEY, "*");
    }
    if (r->entry) {
        x += themes ? bar_room() + 6 : 2;
        themes_add_entry(r->said.theme, r->entry, &words);
        screen_put(row, x - 2, 2, ROLE_DIM, screen_bullet());
    } else {
        str_add(&words, r->said.theme->words);
        x += themes ? put_bar(v, r->said, row, x) : 0;
    }
    int room = cols - x - 1;
    if (!themes && !r->entry && !window_is_narrow()) {
        const struct record *entry = themes_first_entry(v, r->said.theme);
        themes_name_table(entry_table(entry), &table);
        int table_cols = cols_of_table(&table, &words, room - ROOM_FOR_MARK);
        room -= table_cols + 1;
        screen_put(row, cols - table_cols - 1, table_cols, ROLE_DIM, str_text(&table));
    }
    const char *mark = !themes_row_is_unsettled(r) ? ""
                       : window_is_narrow()        ? " !"
                                                   : " (not settled)";
    room -= (int)strlen(mark);
    int taken = screen_put(row, x, room, role, str_text(&words));
    screen_put(row, x + taken, (int)strlen(mark), ROLE_WARNING, mark);
    screen_button(row, 0, 1, cols, (struct button){.kind = BUTTON_ITEM, .index = index});
    str_finish(&words);
    str_finish(&table);
}

static void put_rows(struct themes_view *v, int row, int end)
{
    struct spot *spot = &v->spots[v->page];
    size_t room = end > row ? (size_t)(end - row) : 1;
    if (spot->first > spot->row) {
        spot->first = spot->row;
    }
    if (spot->first + room <= spot->row) {
        spot->first = spot->row + 1 - room;
    }
    if (spot->first + room > v->row_count) {
        spot->first = v->row_count > room ? v->row_count - room : 0;
    }
    for (size_t i = spot->first; i < v->row_count && row < end; i++) {
        put_row(v, i, row++);
    }
}

/* Whether it has the name of what a table said, so that not all who said it said other words. */
static bool was_said_so(const struct themes_view *v, const struct theme *theme)
{
    bool so = false;
    for (size_t i = 0; i < theme->count && !so; i++) {
        so = strcmp(record_words(theme->members[i], "text"), theme->words) == 0 &&
             themes_let_through(v, entry_table(theme->members[i]));
    }
    return so;
}

/* The other words of a theme, each once. */
static void add_wordings(const struct themes_view *v, const struct theme *theme,
                         struct str *out)
{
    enum { MOST_WORDINGS = 12 };
    const char *seen[MOST_WORDINGS];
    size_t count = 0;
    for (size_t i = 0; i < theme->count && count < MOST_WORDINGS; i++) {
        const char *words = record_words(theme->members[i], "text");
        bool known = strcmp(words, theme->words) == 0 ||
                     !themes_let_through(v, entry_table(theme->members[i]));
        for (size_t j = 0; j < count && !known; j++) {
            known = strcmp(words, seen[j]) == 0;
        }
        if (!known) {
            str_addf(out, "%s‘%s’",
                     count                                    ? ", "
                     : theme->named && !was_said_so(v, theme) ? "; named, said as "
                                                              : "; also ",
                     words);
            seen[count++] = words;
        }
    }
}

/* Who said it: a single table in full, of several as many as there may be room for. */
static void add_tables(const struct themes_view *v, const struct theme *theme,
                       struct str *out)
{
    enum { MOST_TABLES = 20 };
    const struct record *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < theme->count && count < MOST_TABLES; i++) {
        const struct record *table = entry_table(theme->members[i]);
        if (table != last && themes_let_through(v, table)) {
            str_add(out, count++ ? screen_dot() : ": ");
            themes_name_table(table, out);
            last = table;
        }
    }
}

static void add_about_entry(const struct record *entry, struct str *out)
{
    long votes = ballot_votes(entry);
    history_name_table(entry_table(entry), out);
    themes_add_goal(entry, out);
    if (votes) {
        str_add(out, screen_dot());
        votes_say(entry, 0, out);
    }
}

void themes_add_details(const struct themes_view *v, const struct row *row,
                        struct str *words, struct str *about)
{
    const struct theme *theme = row->said.theme;
    if (row->entry) {
        str_add(words, record_words(row->entry, "text"));
        if (themes_row_is_unsettled(row)) {
            themes_add_unsettled(theme, about);
            str_add(about, "; ");
        }
        add_about_entry(row->entry, about);
        return;
    }
    str_add(words, theme->words);
    if (row->said.entries == 1 && !theme->named) {
        str_add(about, themes_add_unsettled(theme, about) ? "; " : "");
        add_about_entry(themes_first_entry(v, theme), about);
        return;
    }
    themes_say_counts(about, row->said);
    if (theme_is_unsettled(theme)) {
        str_add(about, "; ");
        themes_add_unsettled(theme, about);
    }
    add_wordings(v, theme, about);
    add_tables(v, theme, about);
}

static int details_rows(void)
{
    return window_is_short() ? 0 : window_is_tall() ? 6 : 4;
}

static void put_details(const struct themes_view *v, const struct row *row, int at)
{
    struct str words = STR_EMPTY, about = STR_EMPTY;
    int cols = screen_cols() - 2, rows = details_rows() - 1;
    themes_add_details(v, row, &words, &about);
    screen_rule(at, 0, screen_cols());
    int taken =
        screen_put_wrapped(at + 1, 1, cols, rows - 1, ROLE_TEXT, str_text(&words));
    screen_put_wrapped(at + 1 + taken, 1, cols, rows - taken, ROLE_DIM, str_text(&about));
    str_finish(&words);
    str_finish(&about);
}

static int first_row(void)
{
    return window_is_short() ? 3 : 4;
}

size_t themes_rows_shown(void)
{
    int rows = screen_rows() - 2 - details_rows() - first_row();
    return rows > 1 ? (size_t)rows : 1;
}

/* What stands below as long as there is no message: in a short window, what has no
 * place elsewhere. */
static void add_hint(const struct themes_view *v, struct str *out)
{
    const struct row *row = themes_row(v);
    const struct proposal *p = themes_proposal(v);
    if (v->page == PAGE_PROPOSALS && p && window_is_short()) {
        themes_add_about(v, p, out);
    } else if (v->page == PAGE_PROPOSALS && p) {
        str_add(out, "Do these two say the same? \vsame\v takes them for one, \vother\v "
                     "keeps them "
                     "apart.");
    } else if (row && !window_is_short() &&
               v->unsettled > theme_is_unsettled(row->said.theme)) {
        str_addf(out,
                 "%zu theme%s not settled: people decided differently; \vunsettled\v "
                 "goes to the next.",
                 v->unsettled, v->unsettled == 1 ? " is" : "s are");
    } else if (row && window_is_short()) {
        struct str about = STR_EMPTY;
        themes_add_details(v, row, out, &about);
        str_addf(out, "%s%s", screen_dot(), str_text(&about));
        str_finish(&about);
    }
}

static void put_page(struct themes_view *v, const struct facts *facts, int row, int end)
{
    const struct row *selected = themes_row(v);
    const struct proposal *p = v->page == PAGE_PROPOSALS ? themes_proposal(v) : NULL;
    if (v->naming) {
        themes_put_box(v, row, end);
    } else if (p) {
        themes_put_proposal(v, p, row, end);
    } else if (selected) {
        put_rows(v, row, end - details_rows());
        if (!window_is_short()) {
            put_details(v, selected, end - details_rows());
        }
    } else {
        struct str why = STR_EMPTY;
        themes_add_emptiness(v, facts, &why);
        screen_cursor(row, 1);
        screen_put_wrapped(row, 1, screen_cols() - 2, end - row, ROLE_TEXT,
                           str_text(&why));
        str_finish(&why);
    }
}

void themes_draw(struct themes_view *v, const struct facts *facts)
{
    struct facts foot = *facts;
    struct str hint = STR_EMPTY;
    screen_clear();
    put_title(v, facts);
    put_pages(v, 1);
    themes_put_columns(v, 2);
    if (!window_is_short()) {
        screen_rule(3, 0, screen_cols());
    }
    if (v->same) {
        themes_ask_same(v, &hint);
        foot.message = str_text(&hint);
    } else if (v->seeking) {
        str_addf(&hint, "/%s", str_text(&v->box.text));
        foot.message = str_text(&hint);
    } else if (!*foot.message && !v->naming) {
        add_hint(v, &hint);
        foot.message = str_text(&hint);
        foot.message_is_detail = true;
    }
    put_page(v, facts, first_row(), screen_rows() - foot_rows(&foot));
    themes_draw_foot(v, &foot);
    if (v->seeking) {
        screen_cursor(screen_rows() - 2,
                      2 + screen_width_cols(str_text(&v->box.text), v->box.cursor_bytes));
    }
    str_finish(&hint);
    screen_show();
}
