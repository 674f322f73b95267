/* What stands on the pages of what recurs, and what is selected there. */

#include "views/themes/themes_inside.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/number_map.h"
#include "model/ballot.h"
#include "model/columns.h"
#include "model/history.h"
#include "model/meetings.h"

#include <stdlib.h>
#include <string.h>

enum mode themes_mode(const struct themes_view *v)
{
    return v->naming && v->same        ? MODE_SAME_NAME
           : v->naming                 ? MODE_NAME
           : v->seeking                ? MODE_SEARCH
           : v->page == PAGE_PROPOSALS ? MODE_PROPOSALS
                                       : MODE_THEMES;
}

/* The goals, then the columns in the order in which the tables' templates have them. */
static void find_columns(struct themes_view *v, const struct facts *facts)
{
    struct any_columns all;
    any_columns_find(facts->session, &all);
    free(v->columns);
    v->column_count = all.by_id.count;
    v->columns = memory_get((v->column_count + 1) * sizeof *v->columns);
    for (size_t i = 0; i < v->column_count; i++) {
        const struct any_column *any = all.by_id.items[i];
        const struct template *form = table_template(facts->session, any->table);
        const struct column *column =
            *any->id ? template_column(form, any->id, NULL) : &form->grids[0].goals;
        v->columns[i] = (struct themes_column){
            .id = any->id,
            .title = column ? column->title : any->id,
            .short_title = column ? column->short_title : any->id,
        };
    }
    any_columns_finish(&all);
    v->column = 0;
    for (size_t i = 0; i < v->column_count; i++) {
        if (strcmp(v->columns[i].id, str_text(&v->column_id)) == 0) {
            v->column = i;
        }
    }
}

static bool is_shown_table(const struct facts *facts, const struct record *table)
{
    size_t count;
    const struct record *const *tables = session_tables(facts->session, &count);
    for (size_t i = 0; i < count; i++) {
        if (tables[i] == table) {
            return true;
        }
    }
    return false;
}

static void find(struct themes_view *v, const struct facts *facts)
{
    themes_follow(&v->themes, facts->session);
    if (!v->kin_sought) {
        v->kin_sought = true;
        v->proposals.kin = v->kin = kin_installed(v->themes.language);
    }
    proposals_follow(&v->proposals, &v->themes);
    if (v->seen_remade != v->themes.remade) { /* else only decisions have come */
        find_columns(v, facts);
        v->seen_remade = v->themes.remade;
    }
    if (v->table && !is_shown_table(facts, v->table)) {
        v->table = NULL;
    }
    v->seen_changes = session_change_count(facts->session);
    v->seen_edits = session_edit_count(facts->session);
    v->found = v->stale = true;
}

static bool is_spelled(const struct themes_view *v, const char *place, const char *asked)
{
    return strcmp(place, asked) == 0 || fold_same(place, asked, v->themes.language);
}

bool themes_let_through(const struct themes_view *v, const struct record *table)
{
    return (!v->place.len_bytes ||
            is_spelled(v, record_words(table, "place"), v->place.bytes)) &&
           (!v->date.len_bytes ||
            strcmp(record_words(table, "date"), v->date.bytes) == 0);
}

/* Whether the table of an entry has said it within the filters at another meeting. */
static bool was_counted(const struct themes_view *v, const struct theme *theme,
                        size_t index)
{
    const struct record *table = entry_table(theme->members[index]);
    bool counted = false;
    for (size_t i = 0; i < index && theme->met_again && !counted; i++) {
        const struct record *other = entry_table(theme->members[i]);
        counted = other != table && themes_let_through(v, other) &&
                  tables_are_one(v->themes.session, other, table);
    }
    return counted;
}

/* How far a theme was said within the filters. */
static struct said count_said(const struct themes_view *v, const struct theme *theme)
{
    struct said said = {.theme = theme};
    if (!v->place.len_bytes && !v->date.len_bytes && !v->table) {
        return (struct said){theme, theme->tables, theme->count, theme->votes_shown};
    }
    const struct record *last = NULL;
    bool in = false, wanted = !v->table;
    for (size_t i = 0; i < theme->count; i++) { /* table by table */
        const struct record *table = entry_table(theme->members[i]);
        if (table != last) {
            in = themes_let_through(v, table);
            said.tables += in && !was_counted(v, theme, i);
            wanted = wanted || (in && table == v->table);
            last = table;
        }
        if (in) {
            said.entries++;
            said.votes += ballot_votes(theme->members[i]);
        }
    }
    return wanted ? said : (struct said){.theme = theme};
}

size_t themes_tables_shown(struct themes_view *v, const struct theme *theme)
{
    return themes_fits(v, theme) ? count_said(v, theme).tables : 0;
}

/* Where tables stand, from 1. */
static struct number_map rank_tables(const struct facts *facts)
{
    struct number_map ranks = {0};
    size_t count;
    const struct record *const *tables = session_tables(facts->session, &count);
    for (size_t i = 0; i < count; i++) {
        number_map_set(&ranks, (uintptr_t)tables[i], (uint32_t)i + 1);
    }
    return ranks;
}

const struct record *themes_first_entry(const struct themes_view *v,
                                        const struct theme *theme)
{
    for (size_t i = 0; i < theme->count; i++) {
        if (themes_let_through(v, entry_table(theme->members[i]))) {
            return theme->members[i];
        }
    }
    return theme->members[0];
}

/* More tables first; a table's own voices by their votes. */
static int by_weight(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    if (a->said.tables != b->said.tables) {
        return a->said.tables > b->said.tables ? -1 : 1;
    }
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    if (a->said.votes != b->said.votes) {
        return a->said.votes > b->said.votes ? -1 : 1;
    }
    return theme_words_order(a->said.theme, b->said.theme);
}

/* Below the theme that is unfolded, its entries. */
static void unfold(struct themes_view *v)
{
    const struct theme *open = v->unfolded ? theme_of(&v->themes, v->unfolded) : NULL;
    size_t at = 0;
    while (at < v->row_count && v->rows[at].said.theme != open) {
        at++;
    }
    if (!open || at == v->row_count) {
        return;
    }
    size_t themes = v->row_count, entries;
    struct row theme = v->rows[at];
    for (size_t i = 0; i < open->count; i++) {
        if (themes_let_through(v, entry_table(open->members[i]))) {
            ARRAY_ADD(v->rows, v->row_count, v->row_room,
                      (struct row){theme.said, open->members[i], 0});
        }
    }
    entries = v->row_count - themes;
    struct row *own = memory_get((entries + 1) * sizeof *own);
    memcpy(own, v->rows + themes, entries * sizeof *own);
    memmove(v->rows + at + 1 + entries, v->rows + at + 1,
            (themes - at - 1) * sizeof *own);
    memcpy(v->rows + at + 1, own, entries * sizeof *own);
    free(own);
}

/* Counts the themes of every column, and lists those of the page and column. */
static void make_rows(struct themes_view *v, const struct facts *facts)
{
    struct number_map ranks = rank_tables(facts);
    v->row_count = v->unsettled = 0;
    for (size_t i = 0; i < v->column_count; i++) {
        memset(v->columns[i].counts, 0, sizeof v->columns[i].counts);
    }
    for (size_t i = 0; i < v->themes.count; i++) {
        struct said said = count_said(v, v->themes.items[i]);
        size_t column = said.theme->rank;
        enum page page = said.tables > 1 ? PAGE_THEMES : PAGE_LONE;
        if (said.tables && column < v->column_count && themes_fits(v, said.theme)) {
            v->columns[column].counts[page]++;
            v->unsettled += theme_is_unsettled(said.theme);
            if (page == v->page && column == v->column) {
                const struct record *entry = themes_first_entry(v, said.theme);
                size_t rank = page == PAGE_LONE
                                  ? number_map_find(&ranks, (uintptr_t)entry_table(entry))
                                  : i;
                ARRAY_ADD(v->rows, v->row_count, v->row_room,
                          (struct row){said, NULL, rank});
            }
        }
    }
    number_map_finish(&ranks);
    ARRAY_SORT(v->rows, v->row_count, by_weight);
    unfold(v);
}

/* The themes that the entries of a pair are in now; NULL where it is no pair any more. */
struct themes_of_pair {
    const struct theme *one, *other;
};

static struct themes_of_pair look_up(const struct themes_view *v, struct pair pair)
{
    return (struct themes_of_pair){pair.one ? theme_of(&v->themes, pair.one) : NULL,
                                   pair.other ? theme_of(&v->themes, pair.other) : NULL};
}

static bool is_of(const struct proposal *p, struct themes_of_pair pair)
{
    return (p->one == pair.one && p->other == pair.other) ||
           (p->one == pair.other && p->other == pair.one);
}

bool themes_is_pair(const struct themes_view *v, const struct proposal *p,
                    struct pair pair)
{
    return is_of(p, look_up(v, pair));
}

/* Whether one of the two was said within the filters. */
static bool is_let_through(struct themes_view *v, const struct proposal *p)
{
    bool filtered = v->place.len_bytes || v->date.len_bytes || v->table;
    bool said =
        !filtered || count_said(v, p->one).tables || count_said(v, p->other).tables;
    return said && (themes_fits(v, p->one) || themes_fits(v, p->other));
}

/* The proposals within the filters, counted by their columns; those of the column are
 * queued, the ones put off behind the others. */
static void make_queue(struct themes_view *v)
{
    size_t *late = memory_get((v->put_off.count + 1) * sizeof *late);
    struct themes_of_pair *pairs = memory_get((v->put_off.count + 1) * sizeof *pairs);
    v->queue_count = 0;
    for (size_t k = 0; k < v->put_off.count; k++) {
        pairs[k] = look_up(v, v->put_off.items[k]);
        late[k] = v->proposals.count;
    }
    for (size_t i = 0; i < v->proposals.count; i++) {
        const struct proposal *p = &v->proposals.items[i];
        size_t column = p->one->rank, k = 0;
        if (column >= v->column_count || !is_let_through(v, p)) {
            continue;
        }
        v->columns[column].counts[PAGE_PROPOSALS]++;
        while (k < v->put_off.count && !is_of(p, pairs[k])) {
            k++;
        }
        if (v->one_column && column != v->column) {
            continue;
        }
        if (k < v->put_off.count) {
            late[k] = i;
        } else {
            ARRAY_ADD(v->queue, v->queue_count, v->queue_room, i);
        }
    }
    v->new_count = v->queue_count;
    for (size_t k = 0; k < v->put_off.count; k++) {
        if (late[k] < v->proposals.count) {
            ARRAY_ADD(v->queue, v->queue_count, v->queue_room, late[k]);
        }
    }
    free(late);
    free(pairs);
}

static size_t find_in_queue(const struct themes_view *v, struct pair pair)
{
    struct themes_of_pair wanted = look_up(v, pair);
    size_t at = 0;
    while (at < v->queue_count && !is_of(&v->proposals.items[v->queue[at]], wanted)) {
        at++;
    }
    return at;
}

static struct pair pair_at(const struct themes_view *v, size_t at)
{
    if (at >= v->queue_count) {
        return (struct pair){0};
    }
    const struct proposal *p = &v->proposals.items[v->queue[at]];
    return (struct pair){p->one->members[0], p->other->members[0]};
}

/* Where what was decided brought proposals before the next one, the first of them: else it
 * would stand behind the person who goes on. */
static size_t first_that_came(struct themes_view *v, size_t next)
{
    size_t at = 0;
    v->came = (struct pair){0};
    if (next >= v->new_count && v->at <= v->new_count) {
        return 0; /* the last was answered: others wait before what was put off */
    }
    if (next <= v->at || next >= v->new_count) {
        return next;
    }
    while (at < next) {
        const struct proposal *p = &v->proposals.items[v->queue[at]];
        if (p->one->made == v->themes.made || p->other->made == v->themes.made) {
            v->came = pair_at(v, at);
            return at;
        }
        at++;
    }
    return next;
}

/* The proposal that was on the screen is still, or else the one behind it. */
static void settle_proposal(struct themes_view *v)
{
    size_t at = find_in_queue(v, v->shown);
    if (at == v->queue_count) {
        v->overtaken = v->overtaken || (v->shown.one && !v->deciding);
        at = find_in_queue(v, v->next);
        at = v->deciding ? first_that_came(v, at) : at;
    }
    if (at == v->queue_count) {
        at = v->at < v->queue_count ? v->at : v->queue_count ? v->queue_count - 1 : 0;
    }
    v->at = at;
    v->shown = pair_at(v, at);
    v->next = pair_at(v, at + 1);
    v->deciding = false;
}

static void settle_row(struct themes_view *v)
{
    struct spot *spot = &v->spots[v->page];
    const struct theme *theme =
        spot->selected ? theme_of(&v->themes, spot->selected) : NULL;
    size_t at = 0;
    while (at < v->row_count &&
           !(spot->on_entry ? v->rows[at].entry == spot->selected
                            : !v->rows[at].entry && v->rows[at].said.theme == theme)) {
        at++;
    }
    if (at == v->row_count) {
        at = spot->row < v->row_count ? spot->row : v->row_count ? v->row_count - 1 : 0;
    }
    themes_go_to(v, at);
}

void themes_settle(struct themes_view *v, const struct facts *facts)
{
    if (!v->found || v->seen_changes != session_change_count(facts->session)) {
        find(v, facts);
    }
    if (v->stale) {
        make_rows(v, facts);
        make_queue(v);
        settle_proposal(v);
        if (v->page != PAGE_PROPOSALS) {
            settle_row(v);
        }
        v->stale = false;
    }
}

const struct proposal *themes_proposal(const struct themes_view *v)
{
    return v->at < v->queue_count ? &v->proposals.items[v->queue[v->at]] : NULL;
}

const struct theme *themes_called(const struct proposal *p)
{
    return p->one->named || !p->other->named ? p->one : p->other;
}

const struct row *themes_row(const struct themes_view *v)
{
    size_t at = v->spots[v->page].row;
    return v->page != PAGE_PROPOSALS && at < v->row_count ? &v->rows[at] : NULL;
}

void themes_go_to(struct themes_view *v, size_t at)
{
    struct spot *spot = &v->spots[v->page];
    size_t count = v->page == PAGE_PROPOSALS ? v->queue_count : v->row_count;
    at = at < count ? at : count ? count - 1 : 0;
    if (v->page == PAGE_PROPOSALS) {
        v->at = at;
        v->shown = pair_at(v, at);
        v->next = pair_at(v, at + 1);
        return;
    }
    spot->row = at;
    spot->on_entry = count && v->rows[at].entry;
    spot->selected = !count              ? NULL
                     : v->rows[at].entry ? v->rows[at].entry
                                         : v->rows[at].said.theme->members[0];
}

bool themes_go_to_column(struct themes_view *v, size_t column)
{
    if (column >= v->column_count) {
        return false;
    }
    v->column = column;
    v->one_column = v->one_column || v->page == PAGE_PROPOSALS;
    str_set(&v->column_id, "%s", v->columns[column].id);
    v->spots[PAGE_THEMES] = v->spots[PAGE_LONE] = (struct spot){0};
    v->unfolded = NULL;
    v->shown = v->next = (struct pair){0};
    v->at = 0;
    v->stale = true;
    return true;
}

void themes_name_table(const struct record *table, struct str *out)
{
    const char *place = record_words(table, "place");
    const char *number = record_words(table, "table");
    if (!*place && !*number) {
        history_name_table(table, out);
        return;
    }
    str_addf(out, "%s%s%s%s", place, *place && *number ? ", " : "",
             *number ? history_table_word(number) : "", number);
    history_tell_apart(table, true, out);
}
